"""Sessions: which there are, what each holds, and to which a record belongs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import Enum

from attrs import frozen

from certdomain.commands import (
    ChooseOption,
    DecideFraud,
    EnrolCandidate,
    ReportFraud,
    RequestProfessionalRetake,
    RequestRetake,
)
from certdomain.dossier import Dossier, Order
from certdomain.referential import Referential
from certdomain.regulation.results import FraudLoss
from certdomain.regulation.tree import Regulation
from certdomain.vocabulary import RetakeMode, Route, Situation

FIRST = "1"
OPENING = (EnrolCandidate, ChooseOption, RequestRetake, RequestProfessionalRetake)
"""What sessions follow from: the records of these types, and no others."""


class Opening(Enum):
    """What opened a session."""

    ENROLMENT = "enrolment"
    RESIT = "resit"
    REPEAT_YEAR = "repeat-year"
    PROFESSIONAL_RETAKE = "professional-retake"


@frozen
class Session:
    """A session: its lines (blocs, and the part where it belongs), and how and when it was opened."""

    name: str
    opening: Opening
    lines: tuple[str, ...]
    opened: Order


@frozen
class FraudDecision:
    """Fraud proven in a session: the sessions that fall, the day it counts from, and the last incident reported."""

    session: str
    fallen: tuple[str, ...]
    on: date
    position: int
    incident: date | None


@frozen
class Candidate:
    """Who the candidate is to the rules: the enrolment's route and situation, what is entered, the options chosen.

    `options`: every option that was ever chosen, the last one last.
    """

    route: Route
    situation: Situation | None
    scope: tuple[str, ...] | None
    options: tuple[str, ...]

    @property
    def option(self) -> str | None:
        """The option chosen last, None if none was."""
        return self.options[-1] if self.options else None

    @property
    def whole(self) -> bool:
        """Whether the whole title is entered, not separate blocs."""
        return self.scope is None


def candidate_of(dossier: Dossier, referential: Referential) -> Candidate:
    """The candidate of an enrolled dossier, blocs under their own ids.

    Raises:
        ValueError: if the dossier has no enrolment.
    """
    enrolment = dossier.enrolment
    if enrolment is None:
        msg = f"{dossier.journey} is not enrolled"
        raise ValueError(msg)
    command = enrolment.command
    scope = None if command.scope is None else tuple(bloc_id(referential, name) for name in command.scope)
    chosen = sorted(dossier.accepted(ChooseOption), key=lambda entry: entry.opened)
    named = (*(() if command.option is None else (command.option,)), *(entry.command.bloc for entry in chosen))
    return Candidate(command.route, command.situation, scope, tuple(bloc_id(referential, name) for name in named))


def bloc_id(referential: Referential, name: str) -> str:
    """The id of a bloc from its id or alias; an unknown name is returned as it is."""
    bloc = referential.bloc(name)
    return name if bloc is None else bloc.id


def part_entered(candidate: Candidate, referential: Referential) -> bool:
    """Whether the professional part is entered with the enrolment."""
    return (
        referential.part is not None
        and candidate.whole
        and referential.part_audience.admits(candidate.route, candidate.situation)
    )


def sessions_of(dossier: Dossier, regulation: Regulation) -> tuple[Session, ...]:
    """All sessions, in the order of their opening. The first one opens with the enrolment and has its blocs."""
    enrolment = dossier.enrolment
    if enrolment is None:
        return ()
    referential = regulation.referential
    candidate = candidate_of(dossier, referential)
    part = () if referential.part is None else (referential.part.id,)
    blocs = candidate.scope if candidate.scope is not None else tuple(bloc.id for bloc in referential.blocs)
    first = blocs + (part if part_entered(candidate, referential) else ())
    # It opens with the enrolment, also where the certifier says only later whether he admits.
    found = [Session(FIRST, Opening.ENROLMENT, first, enrolment.order)]
    for entry in dossier.accepted(RequestRetake):
        repeat = entry.command.mode is RetakeMode.REPEAT_YEAR
        renewed = part if repeat and part_entered(candidate, referential) else ()
        lines = tuple(bloc_id(referential, name) for name in entry.command.blocs) + renewed
        opening = Opening.REPEAT_YEAR if repeat else Opening.RESIT
        found.append(Session(entry.answer.session or FIRST, opening, lines, entry.opened))
    found.extend(
        Session(professional.answer.session or FIRST, Opening.PROFESSIONAL_RETAKE, part, professional.opened)
        for professional in dossier.accepted(RequestProfessionalRetake)
    )
    found.sort(key=lambda session: session.opened)
    return tuple(found)


def next_name(sessions: Sequence[Session]) -> str:
    """The name of a session that is opened without one: the number after the highest."""
    return str(max(int(session.name) for session in sessions if session.name.isdecimal()) + 1)


def session_for(sessions: Sequence[Session], line: str, name: str | None, order: Order) -> Session | None:
    """The session a record belongs to: the one named, else the last that was opened for the line by then."""
    if name is not None:
        return next((s for s in sessions if s.name == name and line in s.lines), None)
    found = None
    for session in reversed(sessions):
        if line in session.lines:
            found = session
            if session.opened <= order:
                break
    return found


def fraud_session(dossier: Dossier, sessions: Sequence[Session], regulation: Regulation, order: Order) -> str:
    """The session that a fraud record without a session concerns: that of the last report, else the last opened."""
    reports = [entry for entry in dossier.of(ReportFraud) if entry.order <= order]
    if reports:
        last = max(reports, key=lambda entry: entry.order)
        return reported_session(last.command, sessions, regulation, last.order)
    return next((s.name for s in reversed(sessions) if s.opened <= order), FIRST)


def reported_session(report: ReportFraud, sessions: Sequence[Session], regulation: Regulation, order: Order) -> str:
    """The session of a report of fraud."""
    known = regulation.referential.evaluation(report.evaluation)
    session = None if known is None else session_for(sessions, known[0].id, report.session, order)
    return FIRST if session is None else session.name


def proven_frauds(dossier: Dossier, sessions: Sequence[Session], regulation: Regulation) -> tuple[FraudDecision, ...]:
    """The decisions that established fraud, in order. Without a policy on fraud there is no effect, hence none."""
    policy = regulation.fraud
    if policy is None or DecideFraud not in dossier.entries:
        return ()
    last: dict[str, FraudDecision] = {}
    for entry in sorted(dossier.accepted(DecideFraud), key=lambda e: e.order):
        name = entry.command.session or fraud_session(dossier, sessions, regulation, entry.order)
        if not entry.command.established:
            last.pop(name, None)
            continue
        fallen: tuple[str, ...] = (name,)
        if policy.loses.value is FraudLoss.EVERYTHING:
            fallen = tuple(s.name for s in sessions if s.opened <= entry.order)
        incidents = [
            report.command.on
            for report in dossier.of(ReportFraud)
            if reported_session(report.command, sessions, regulation, report.order) == name
        ]
        incident = max(incidents) if incidents else None
        last[name] = FraudDecision(name, fallen, entry.command.on, entry.position, incident)
    return tuple(last.values())
