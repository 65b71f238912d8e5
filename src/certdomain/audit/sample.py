r"""Drawing files out of a register, and laying each of them out.

The draw is one that anybody can make again: the journeys are ordered by the SHA-256 of the seed, a line feed and the
id of the journey (both in UTF-8), and the first are taken. It does not depend on the order of recording, nor on how
many processes look; a journey that is recorded later moves no other. With other tools:
`printf '%s\n%s' SEED JOURNEY | sha256sum`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from hashlib import sha256
from heapq import nsmallest

from attrs import frozen

from certdomain.audit.auditing import decided, remarks_on
from certdomain.audit.departures import JuryDeparture, departures_in
from certdomain.audit.replay import Difference, Stale, recompute
from certdomain.commands import (
    Command,
    CorrectEntry,
    DecideFraud,
    Deliberate,
    EstablishFalsification,
    HearCandidate,
    PresentPortfolio,
    RecordAbsence,
    RecordEvaluation,
    ReportFraud,
    RequestMakeUp,
    SendConvocation,
    Settle,
    SubmitExcuse,
    VoidEntry,
    WithdrawAward,
    WithdrawCandidate,
)
from certdomain.dossier import Dossier, unknown_to
from certdomain.envelope import Finding, Recorded
from certdomain.explanation import Node
from certdomain.journey import Decision
from certdomain.jury import Jury
from certdomain.register import Register
from certdomain.regulation.tree import Regulation
from certdomain.rules.juries import compose
from certdomain.vocabulary import Route

INCIDENTS = (
    ReportFraud,
    HearCandidate,
    DecideFraud,
    EstablishFalsification,
    WithdrawCandidate,
    WithdrawAward,
)
"""What is an incident in a journey."""
ABSENCES = (RecordAbsence, SubmitExcuse, RequestMakeUp)
"""What is told of absences: that they were, what was asked, and what was answered."""
MENDING = (CorrectEntry, VoidEntry, Settle)
"""What points at an earlier entry."""


@frozen(kw_only=True)
class Convened:
    """A convocation. `delay`: the days from the convocation to the test; `findings`: what is found against it."""

    entry: int
    on: date
    test_on: date
    evaluations: tuple[str, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def delay(self) -> int:
        """The days between the two."""
        return (self.test_on - self.on).days


@frozen(kw_only=True)
class JuryOfFile:
    """A jury that a journey names. `jury` is None if the register has none of that id.

    `entries`: those that name it. `regulation`: the one that it is judged under here, that of the journey. `fitness`:
    whether its composition conforms for this candidate's route, taken again from its members. `findings`: what was
    remarked when it was constituted.
    """

    id: str
    jury: Jury | None
    entries: tuple[int, ...]
    fitness: Node | None = None
    findings: tuple[Finding, ...] = ()


@frozen(kw_only=True)
class Late:
    """What a deliberation should have known and could not: a record of a day before it, or what mends one."""

    entry: int
    deliberation: int


@frozen(kw_only=True)
class SampledFile:
    """One file that was drawn. `draw`: the number that it was drawn by. `decision`: None if it was not enrolled then.

    `incidents`, `absences` and `mending` are the records of those kinds, as they were recorded. `settled` regulation:
    the one of the decision; of the whole file where there is no decision.
    """

    journey: str
    draw: str
    candidate: str
    route: Route | None
    certification: str
    regulation: Regulation | None
    digest: str | None
    records: tuple[Recorded, ...]
    juries: tuple[JuryOfFile, ...]
    convocations: tuple[Convened, ...]
    incidents: tuple[Recorded, ...]
    absences: tuple[Recorded, ...]
    mending: tuple[Recorded, ...]
    late: tuple[Late, ...]
    departures: tuple[JuryDeparture, ...]
    decision: Decision | None
    differences: tuple[Difference, ...]
    stale: tuple[Stale, ...]


@frozen(kw_only=True)
class Draw:
    """What was drawn: the ids in the order of the draw, out of how many."""

    seed: str
    journeys: tuple[str, ...]
    population: int


def draw_of(seed: str, journey: str) -> str:
    """The number by which a journey is drawn, in hexadecimal."""
    return sha256(f"{seed}\n{journey}".encode()).hexdigest()


def draw(journeys: Iterable[str], many: int, seed: str) -> Draw:
    """Draw so many journeys; all of them if there are fewer. No more than those are held in memory."""
    population = 0

    def counted() -> Iterator[tuple[str, str]]:
        nonlocal population
        for journey in journeys:
            population += 1
            yield draw_of(seed, journey), journey

    drawn = nsmallest(many, counted())
    return Draw(seed=seed, journeys=tuple(journey for _, journey in drawn), population=population)


def sampled(register: Register, drawn: Draw, *, on: date) -> Iterator[SampledFile]:
    """The files of a draw, laid out one after the other, each decided as of a day and decided again.

    Raises:
        Damaged: where the register cannot be read.
    """
    for journey in drawn.journeys:
        yield laid_out(register, journey, on=on, seed=drawn.seed)
        register.let_go(journey)


def laid_out(register: Register, journey: str, *, on: date, seed: str = "") -> SampledFile:
    """One journey with all that an auditor looks for.

    Raises:
        Damaged: where the register cannot be read.
    """
    dossier = register.file(journey)
    enrolment = dossier.enrolment
    decision = decided(journey, on, register)
    regulation = None if decision is None else decision.under
    digest = None if decision is None else decision.regulation
    if decision is None and enrolment is not None and enrolment.answer.regulation is not None:
        digest = enrolment.answer.regulation
        regulation = register.regulation_of(digest, enrolment.command.certification)
    found = list(recompute(journey, dossier.recorded, register))
    route = None if enrolment is None else enrolment.command.route
    return SampledFile(
        journey=journey,
        draw=draw_of(seed, journey),
        candidate=journey if enrolment is None else enrolment.command.candidate or journey,
        route=route,
        certification="" if enrolment is None else enrolment.command.certification,
        regulation=regulation,
        digest=digest,
        records=dossier.recorded,
        juries=tuple(_juries(register, dossier, regulation, route)),
        convocations=tuple(_convocations(dossier, () if decision is None else decision.findings)),
        incidents=_of(dossier.recorded, INCIDENTS),
        absences=_of(dossier.recorded, ABSENCES),
        mending=_of(dossier.recorded, MENDING),
        late=tuple(late_facts(dossier.recorded)),
        departures=tuple(departures_in(dossier)),
        decision=decision,
        differences=tuple(each for each in found if isinstance(each, Difference)),
        stale=tuple(each for each in found if isinstance(each, Stale)),
    )


def late_facts(records: Sequence[Recorded]) -> Iterator[Late]:
    """What a jury should have known and could not, each with the first deliberation that went by without it."""
    for recorded in records:
        jury = unknown_to(recorded, records)
        if jury is not None:
            yield Late(entry=recorded.position, deliberation=jury.position)


def _of(records: Sequence[Recorded], kinds: tuple[type[Command], ...]) -> tuple[Recorded, ...]:
    return tuple(recorded for recorded in records if isinstance(recorded.command, kinds))


def _convocations(dossier: Dossier, findings: Sequence[Finding]) -> Iterator[Convened]:
    for entry in dossier.of(SendConvocation):
        yield Convened(
            entry=entry.position,
            on=entry.command.on,
            test_on=entry.command.test_on,
            evaluations=entry.command.evaluations,
            findings=tuple(each for each in findings if each.entry == entry.position),
        )


def _juries(
    register: Register, dossier: Dossier, regulation: Regulation | None, route: Route | None
) -> Iterator[JuryOfFile]:
    """The juries that deliberated, assessed, or heard the portfolio, in the order of their first entry."""
    named: dict[str, list[int]] = {}
    for entry in sorted((e for kind in dossier.entries.values() for e in kind), key=lambda e: e.position):
        command = entry.command
        match command:
            case Deliberate():
                named.setdefault(command.jury, []).append(entry.position)
            case PresentPortfolio() if command.jury is not None:
                named.setdefault(command.jury, []).append(entry.position)
            case RecordEvaluation() if command.assessors is not None:
                named.setdefault(command.assessors, []).append(entry.position)
            case _:
                pass
    for name, entries in named.items():
        jury = register.jury(name)
        judged = None if jury is None or regulation is None else compose(jury.constituted, regulation, route)
        yield JuryOfFile(
            id=name,
            jury=jury,
            entries=tuple(entries),
            fitness=judged,
            findings=remarks_on(register.jury_records(name), date.max)[1],
        )
