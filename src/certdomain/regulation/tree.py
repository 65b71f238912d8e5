"""The regulation of one title in one edition: everything that a source text says, as data."""

from __future__ import annotations

from datetime import date

from attrs import field, frozen

from certdomain.referential import Referential
from certdomain.regulation.award import AwardPolicy
from certdomain.regulation.clauses import Clause, Defect, Parameter, Reading, Silence, Source, Total, Words
from certdomain.regulation.duties import CertificatePolicy, DutyShape
from certdomain.regulation.gates import Gate
from certdomain.regulation.juries import DeliberationPolicy, JuryPolicy
from certdomain.regulation.results import (
    AbsencePolicy,
    AttendancePolicy,
    CarryPolicy,
    Exemption,
    FraudPolicy,
    HoursPolicy,
    LatePolicy,
    ReportLimits,
)
from certdomain.regulation.terms import Term
from certdomain.regulation.transitions import Transition


@frozen(kw_only=True)
class Registration:
    """The life of the registration.

    Attributes:
        until: the last day of enrolment.
        by: clauses, or the record of the register, that say so; cited.
        after_expiry: whether a candidate whose training began in time may still be certified.

    Asks:
        `gate.registration`, `jury.registration`

    Effect:
        A deliberation after it is refused for whoever began too late, and flagged `certified-after-expiry` for the
        others.
    """

    until: date
    by: tuple[str, ...]
    after_expiry: Term[bool]


@frozen(kw_only=True)
class Regulation:
    """One title, one edition. A policy that is None means that the text is silent: the answer is unregulated.

    `choices` and `values` hold, by reading and by parameter, what differs from the default; `settled` in
    `regulation.settlement` applies them.

    Attributes:
        certification: the id of the title, such as its RNCP number; what enrolments name.
        edition: the name of this edition, unique in the title.
        name: the title in words.
        certifier: the body that owns the title.
        sources: the source texts.
        clauses: every rule of them, numbered.
        referential: blocs, professional part, modules.
        award: how blocs and title are awarded.
        network: the network within which bans hold; None = bans have no effect.
        level: the level of the title in the national framework, 1 to 8; None = not said.
        in_force_from: the first day on which it holds; None = from the beginning. An enrolment gets the edition in
            force on its day.
        registration: the life of the registration; None = no end is known.
        last_issue: the last day on which the title may be issued; None = the text knows none; a parameter may be
            unknown.
        gates: the conditions of requests; a request without a gate is referred.
        absence: absences, excuses, make-ups; None = silent, flag `absence-unregulated`.
        late: reports handed in late; None = silent, they count.
        carry: what passes between sessions; None = the last result counts.
        fraud: fraud; None = silent, flag `fraud-unregulated`.
        attendance: penalties for absence from training; None = none.
        exemption: who may be exempted from the professional part; None = nobody.
        hours: hours in company; None = none are asked.
        reports: how many situations a file has; None = not said.
        falsification: clauses on falsified documents, which begin a ban in the network; empty = silent, flag
            `falsification-unregulated`.
        juries: how juries are composed; a kind without a policy may be composed of anybody.
        deliberation: what a certification jury may do; None = it decides nothing, flag `deliberation-unregulated`.
        duties: what must be done by when; a breach is a finding.
        certificates: which certificates the text orders; None = not said.
        readings: the doubtful wordings.
        parameters: what is left to the certifier.
        defects: the faults of the text.
        silences: what the text does not answer, for readers.
        totals: what the text says that blocs, or the whole, are out of; nothing is decided by it.
        choices: pairs (reading, letter) that differ from the default.
        values: pairs (parameter, text) that differ from the default.
        transitions: how journeys of earlier editions come to this one; empty = silent, the certifier decides, flag
            `transition-unregulated`.

    Effect:
        Stored under its digest when it is first used; what is then changed in the plugin changes nothing of it.
    """

    certification: str
    edition: str
    name: Words
    certifier: str
    sources: tuple[Source, ...]
    clauses: tuple[Clause, ...]
    referential: Referential
    award: AwardPolicy
    network: str | None = None
    level: int | None = None
    in_force_from: date | None = None
    registration: Registration | None = None
    last_issue: Term[date | None] | None = None
    gates: tuple[Gate, ...] = ()
    absence: AbsencePolicy | None = None
    late: LatePolicy | None = None
    carry: CarryPolicy | None = None
    fraud: FraudPolicy | None = None
    attendance: AttendancePolicy | None = None
    exemption: Exemption | None = None
    hours: HoursPolicy | None = None
    reports: ReportLimits | None = None
    falsification: tuple[str, ...] = ()
    juries: tuple[JuryPolicy, ...] = ()
    deliberation: DeliberationPolicy | None = None
    duties: tuple[DutyShape, ...] = ()
    certificates: CertificatePolicy | None = None
    readings: tuple[Reading, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    defects: tuple[Defect, ...] = ()
    silences: tuple[Silence, ...] = ()
    totals: tuple[Total, ...] = ()
    choices: tuple[tuple[str, str], ...] = field(default=())
    values: tuple[tuple[str, str], ...] = field(default=())
    transitions: tuple[Transition, ...] = ()
