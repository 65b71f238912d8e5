"""Acts of the certifier: whether the text lets them happen. They are accepted or refused whole, before they happen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from certdomain.commands import (
    AgreeAttendancePenalty,
    Command,
    DecideFraud,
    DecideVaeAdmissibility,
    Deliberate,
    DrawUpMinutes,
    EstablishFalsification,
    GrantAccommodation,
    IssueCertificate,
    RecordPositioning,
    SendConvocation,
    name_of,
)
from certdomain.envelope import Decided, Departure
from certdomain.explanation import Answer, Node, Values, all_of, yes
from certdomain.jury import Jury
from certdomain.regulation.duties import Duty, Event, MeasuresAhead
from certdomain.regulation.gates import VaeAdmissible
from certdomain.regulation.tree import Regulation
from certdomain.rules.award import Award
from certdomain.rules.circumstances import Circumstances
from certdomain.rules.hours import required_hours
from certdomain.rules.juries import deliberates
from certdomain.rules.sessions import session_for
from certdomain.vocabulary import CertificateKind, JuryKind, Verdict


def positioning(command: RecordPositioning, case: Circumstances) -> Node:
    """A positioning reduces the hours between the floor and the base, and may waive the part, for its audience."""
    route, situation = case.releve.candidate.route, case.releve.candidate.situation
    children: list[Node] = []
    hours = case.regulation.hours
    if command.company_hours is not None and hours is not None:
        base = required_hours(case.releve, case.regulation, None, len(case.releve.candidate.scope or ()))
        asked = command.company_hours
        children.append(
            Node("positioning.audience", "hours", yes(hours.reducible.admits(route, situation)), hours.floor.by)
        )
        within = asked >= hours.floor.value and (base is None or asked <= base)
        values: Values = (
            ("hours", asked),
            ("floor", hours.floor.value),
            *((("base", base),) if base is not None else ()),
        )
        children.append(Node("positioning.hours", "hours", yes(within), hours.floor.by, values))
    exemption = case.regulation.exemption
    if command.professional_exempt and exemption is not None:
        admitted = exemption.audience.admits(route, situation)
        children.append(Node("positioning.exemption", "part", yes(admitted), exemption.by))
    return Node(
        "act", "record-positioning", all_of((Answer.MET, *(c.answer for c in children))), (), (), (), tuple(children)
    )


def accommodation(command: GrantAccommodation, regulation: Regulation) -> Node:
    """Measures are recorded as granted; the evaluations themselves all remain."""
    by, values = _speaking(command, regulation), (("measures", len(command.measures)),)
    return Node("act", "grant-accommodation", Answer.MET, by, values)


def unbounded(command: Command, regulation: Regulation) -> Node | None:
    """An act for which the text sets no condition: it is done, under the clauses that speak of it, if any do."""
    by = _speaking(command, regulation)
    return Node("act", name_of(type(command)), Answer.MET, by) if by else None


def _speaking(command: Command, regulation: Regulation) -> tuple[str, ...]:
    """What the text says of an act that it does not bound."""
    fraud, attendance, deliberation = regulation.fraud, regulation.attendance, regulation.deliberation
    match command:
        case DecideFraud():
            return () if fraud is None else fraud.loses.by if command.established else fraud.withheld_by
        case EstablishFalsification():
            return regulation.falsification
        case AgreeAttendancePenalty():
            return () if attendance is None else attendance.needs_agreement.by
        case DrawUpMinutes():
            return () if deliberation is None else deliberation.minutes_by
        case SendConvocation():
            ahead = duty_on(Event.CONVOCATION, regulation)
            return () if ahead is None else ahead.period.by
        case GrantAccommodation():
            return next((duty.by for duty in regulation.duties if isinstance(duty, MeasuresAhead)), ())
        case DecideVaeAdmissibility():
            conditions = (condition for gate in regulation.gates for condition in gate.conditions)
            return next((each.by for each in conditions if isinstance(each, VaeAdmissible)), ())
        case _:
            return ()


def duty_on(what: Event, regulation: Regulation) -> Duty | None:
    """What the text says on when that is done, None where it says nothing of it."""
    return next((duty for duty in regulation.duties if isinstance(duty, Duty) and duty.what is what), None)


def deliberation(command: Deliberate, jury: Jury, award: Award, case: Circumstances) -> Node:
    """Whether the jury may deliberate: valid, with the minutes of every test, in time, and free to depart."""
    regulation = case.regulation
    policy = regulation.deliberation
    candidate = case.releve.candidate
    if policy is None:
        return Node("act", "deliberate", Answer.UNREGULATED)
    children = [
        Node("jury.kind", jury.id, yes(jury.constituted.kind is JuryKind.CERTIFICATION), policy.by),
        Node("jury.title", jury.id, yes(jury.constituted.certification == regulation.certification), policy.by),
        deliberates(jury.constituted, regulation, candidate.route),
    ]
    if policy.minutes_by:
        children.append(_minutes(policy.minutes_by, case))
    last = regulation.last_issue
    if last is not None and last.value is not None:
        in_time = command.on <= last.value
        values: Values = (("day", command.on), ("last-day", last.value))
        children.append(Node("jury.last-issue", "title", yes(in_time), last.by, values))
    children.append(_registration(command, case))
    departures = departures_of(command, award, case)
    if departures:
        children.append(
            Node("jury.sovereign", jury.id, yes(policy.sovereign.value), (*policy.sovereign.by, *policy.by)),
        )
        reason = bool((command.reason or "").strip())
        children.append(Node("jury.reason", jury.id, yes(reason), (*policy.sovereign.by, *policy.by)))
    answers = (Answer.UNMET if c.answer is Answer.UNMET else Answer.MET for c in children)
    return Node("act", "deliberate", all_of(answers), (), (), (), tuple(children))


def _minutes(by: tuple[str, ...], case: Circumstances) -> Node:
    """Every test of a bloc that was sat since the last deliberation has its minutes."""
    file, releve = case.file, case.releve
    written: set[tuple[str, str]] = set()
    for entry in file.accepted(DrawUpMinutes):
        for name in entry.command.evaluations:
            known = case.regulation.referential.evaluation(name)
            session = None
            if known is not None:
                session = session_for(case.sessions, known[0].id, entry.command.session, entry.order)
            if session is not None:
                written.add((session.name, name))
    before = max((e.position for e in file.accepted(Deliberate)), default=0)
    part = case.regulation.referential.part
    missing = []
    for session_name, name, position in releve.counted:
        known = case.regulation.referential.evaluation(name)
        if known is None or (part is not None and known[0].id == part.id) or position < before:
            continue
        if (session_name, name) not in written:
            missing.append(Node("minutes.drawn-up", name, Answer.UNMET, by, (("session", session_name),), (position,)))
    return Node("jury.minutes", "tests", yes(not missing), by, (), (), tuple(missing))


def _registration(command: Deliberate, case: Circumstances) -> Node:
    """After the registration has ended, only candidates whose training began in time may be certified, if any."""
    registration = case.regulation.registration
    if registration is None or command.on <= registration.until:
        return Node("jury.registration", "title", Answer.NOT_APPLICABLE)
    enrolment = case.file.enrolment
    began = None if enrolment is None else enrolment.command.training_start or enrolment.command.on
    in_time = began is not None and began <= registration.until
    by = (*registration.by, *registration.after_expiry.by)
    values: Values = (("day", command.on), ("last-day", registration.until))
    return Node("jury.registration", "title", yes(in_time and registration.after_expiry.value), by, values)


def departures_of(command: Deliberate, award: Award, case: Circumstances) -> tuple[Departure, ...]:
    """Where the jury's own verdicts leave the proposal."""
    found = []
    if command.title is not None and command.title is not award.title.verdict:
        found.append(Departure(what="title", proposed=award.title.verdict, decided=command.title))
    proposed = {bloc.bloc: bloc.verdict for bloc in award.blocs}
    for name, verdict in (command.blocs or {}).items():
        bloc = case.regulation.referential.bloc(name)
        if bloc is not None and bloc.id in proposed and verdict is not proposed[bloc.id]:
            found.append(Departure(what=bloc.id, proposed=proposed[bloc.id], decided=verdict))
    return tuple(found)


def issue(command: IssueCertificate, decided: Decided | None, case: Circumstances) -> Node:
    """Certificates follow what a jury decided: the title's when it is total, a bloc's when it is kept."""
    policy = case.regulation.certificates
    by = () if policy is None else dict(policy.kinds).get(command.kind, ())
    about = command.kind.value
    match command.kind:
        case CertificateKind.PARCHMENT:
            met = decided is not None and decided.title.verdict is Verdict.TOTAL
            return Node("certificate.title", about, yes(met), by)
        case CertificateKind.BLOC_CERTIFICATE:
            bloc = case.regulation.referential.bloc(command.bloc or "")
            met = bloc is not None and decided is not None and bloc.id in decided.kept
            return _bloc_certificate(Node("certificate.bloc", command.bloc or "", yes(met), by), case)
        case CertificateKind.TRAINING_ATTESTATION:
            return Node("certificate.attestation", about, Answer.MET, by)
        case _:
            assert_never(command.kind)


def _bloc_certificate(node: Node, case: Circumstances) -> Node:
    """On a path of separate blocs the hours in company are due before the certificate is handed over."""
    if case.releve.candidate.whole:
        return node
    hours: Sequence[Node] = [n for n in case.award.tree.children if n.asks == "title.hours"]
    answer = Answer.UNMET if any(n.answer is not Answer.MET for n in hours) else node.answer
    unmet = tuple(Node(n.asks, n.about, yes(n.answer is Answer.MET), n.clauses, n.values) for n in hours)
    return Node("act", node.about, answer, node.clauses if node.answer is Answer.UNMET else (), (), (), (node, *unmet))


def withdraw(decided: Decided | None) -> Node:
    """Only what was awarded can be withdrawn."""
    awarded = decided is not None and (decided.title.verdict is Verdict.TOTAL or bool(decided.kept))
    return Node("award.exists", "title", yes(awarded))
