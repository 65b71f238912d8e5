"""The regulation of one title in one edition: everything that a source text says, as data."""

from __future__ import annotations

from datetime import date

from attrs import field, frozen

from certdomain.referential import Referential
from certdomain.regulation.award import AwardPolicy
from certdomain.regulation.clauses import Clause, Defect, Parameter, Reading, Silence, Source, Words
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

    `until`: last day of enrolment. `after_expiry`: whether a candidate whose training began in time may still be
    certified.
    """

    until: date
    by: tuple[str, ...]
    after_expiry: Term[bool]


@frozen(kw_only=True)
class Regulation:
    """One title, one edition. A policy that is None means that the text is silent: the answer is unregulated.

    `choices` and `values` hold, by reading and by parameter, what differs from the default; `settled` in
    `regulation.settlement` applies them.
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
    choices: tuple[tuple[str, str], ...] = field(default=())
    values: tuple[tuple[str, str], ...] = field(default=())
    transitions: tuple[Transition, ...] = ()
