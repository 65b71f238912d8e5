"""The decision of a day: what was decided, what is proposed, what is missing, what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from attrs import frozen

from certdomain.commands import (
    DecideFraud,
    Deliberate,
    EstablishFalsification,
    RecordAbsence,
    ReportFraud,
    RequestRetake,
    Settle,
    WithdrawCandidate,
    name_of,
)
from certdomain.envelope import BlocVerdict, Finding, TitleVerdict
from certdomain.explanation import Answer, Node
from certdomain.marks import Exact, written
from certdomain.regulation.gates import Request, regulates
from certdomain.rules import transitions
from certdomain.rules.circumstances import Circumstances, award_withdrawn, decided_of
from certdomain.rules.duties import findings_of
from certdomain.rules.outlook import Awaited, Deadline, RetakeOpen, awaited_of, deadlines_of, retake_open
from certdomain.vocabulary import AnswerStatus, Verdict


@frozen(kw_only=True)
class Departed:
    """A recorded departure of a jury, with the entry of its deliberation and its written reason."""

    entry: int
    what: str
    proposed: Verdict
    decided: Verdict
    reason: str


@frozen(kw_only=True)
class Refused:
    """A request or act that was refused."""

    entry: int
    command: str
    clauses: tuple[str, ...]


@frozen(kw_only=True)
class Missing:
    """An unmet leaf with the distance to its threshold, in the unit of what is asked (points, hours, criteria)."""

    asks: str
    about: str
    short: Exact
    clauses: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.about}: {written(self.short)} short [{', '.join(self.clauses)}]"


@frozen(kw_only=True)
class Decision:
    """The decision on a journey, of one day, as it was known at one instant, under one edition."""

    journey: str
    certification: str
    edition: str
    regulation: str
    on: date
    known_at: datetime | None
    decided: bool
    title: TitleVerdict
    proposal: TitleVerdict | None
    blocs: tuple[BlocVerdict, ...]
    professional: BlocVerdict | None
    kept: tuple[str, ...]
    retake_open: tuple[RetakeOpen, ...]
    awaited: tuple[Awaited, ...]
    deadlines: tuple[Deadline, ...]
    findings: tuple[Finding, ...]
    flags: tuple[str, ...]
    departures: tuple[Departed, ...]
    refused: tuple[Refused, ...]
    context: tuple[tuple[str, int], ...]
    competences: tuple[tuple[str, bool | None], ...]
    defects: tuple[str, ...]
    explanation: Node
    missing: tuple[Missing, ...]


def decide_on(
    case: Circumstances, *, digest: str, known_at: datetime | None, context: tuple[tuple[str, int], ...] = ()
) -> Decision:
    """The decision on an enrolled file.

    Raises:
        ValueError: if the file has no enrolment on that day.
    """
    award = case.award
    fixed = decided_of(case)
    # A decided verdict stands; what the facts would give now is shown beside it.
    title, blocs, part, kept = (
        (award.title, award.blocs, award.part, award.kept)
        if fixed is None
        else (fixed.title, fixed.blocs, fixed.part, fixed.kept)
    )
    open_ = retake_open(case)
    return Decision(
        journey=case.all.journey,
        certification=case.regulation.certification,
        edition=case.regulation.edition,
        regulation=digest,
        on=case.on,
        known_at=known_at,
        decided=fixed is not None,
        title=title,
        proposal=award.title if award.title != title else None,
        blocs=blocs,
        professional=part,
        kept=kept,
        retake_open=open_,
        awaited=tuple(awaited_of(case)),
        deadlines=tuple(sorted(deadlines_of(case, open_), key=lambda d: (d.on, d.what))),
        findings=findings_of(case),
        flags=_flags(case, open_, title.verdict, decided=fixed is not None),
        departures=tuple(_departures(case)),
        refused=tuple(_refused(case)),
        context=context,
        competences=award.competences,
        defects=tuple(dict.fromkeys(name for d in case.regulation.defects for name in (*d.clauses, d.id))),
        explanation=award.tree,
        missing=what_is_missing(award.tree),
    )


def _flags(case: Circumstances, open_: tuple[RetakeOpen, ...], title: Verdict, *, decided: bool) -> tuple[str, ...]:
    regulation, file = case.regulation, case.file
    found: dict[str, None] = dict.fromkeys((*case.award.flags, *case.releve.flags))
    gates = {gate.request for gate in regulation.gates}
    if not regulates(regulation.gates, Request.RETAKE) and (title is not Verdict.TOTAL or file.of(RequestRetake)):
        found["retake-unregulated"] = None
    if regulation.absence is None and file.of(RecordAbsence):
        found["absence-unregulated"] = None
    if regulation.fraud is None and (ReportFraud in file.entries or DecideFraud in file.entries):
        found["fraud-unregulated"] = None
    if not regulation.falsification and EstablishFalsification in file.entries:
        found["falsification-unregulated"] = None
    if Request.ENROL not in gates:
        found["admission-unregulated"] = None
    if regulation.deliberation is None and file.of(Deliberate):
        found["deliberation-unregulated"] = None
    unknown = regulation.last_issue is not None and regulation.last_issue.value is None
    if unknown and (open_ or decided or file.of(RequestRetake)):
        found["last-issue-unknown"] = None
    if _certified_late(case):
        found["certified-after-expiry"] = None
    if transitions.unregulated(case):
        found["transition-unregulated"] = None
    if file.of(WithdrawCandidate):
        found["withdrawn"] = None
    if award_withdrawn(case):
        found["award-withdrawn"] = None
    settled = {entry.command.question for entry in file.accepted(Settle)}
    return tuple(flag for flag in found if flag not in settled or flag == "assumed-all-blocs")


def _certified_late(case: Circumstances) -> bool:
    registration = case.regulation.registration
    return registration is not None and any(
        entry.command.on > registration.until for entry in case.file.accepted(Deliberate)
    )


def _departures(case: Circumstances) -> Iterator[Departed]:
    for entry in sorted(case.file.accepted(Deliberate), key=lambda e: e.order):
        decided = entry.answer.decided
        for departure in () if decided is None else decided.departures:
            yield Departed(
                entry=entry.position,
                what=departure.what,
                proposed=departure.proposed,
                decided=departure.decided,
                reason=entry.command.reason or "",
            )


def _refused(case: Circumstances) -> Iterator[Refused]:
    refused = [
        entry for kind in case.file.entries.values() for entry in kind if entry.answer.status is AnswerStatus.REFUSED
    ]
    for entry in sorted(refused, key=lambda e: e.position):
        yield Refused(entry=entry.position, command=name_of(type(entry.command)), clauses=entry.answer.clauses)


def what_is_missing(tree: Node) -> tuple[Missing, ...]:
    """The unmet or pending leaves that have a distance to their threshold, nearest first in the tree."""
    found: dict[tuple[str, str], Missing] = {}
    for node in tree.walk():
        short = node.value("short")
        if node.answer in (Answer.UNMET, Answer.PENDING) and isinstance(short, Exact) and short:
            found.setdefault(
                (node.asks, node.about),
                Missing(asks=node.asks, about=node.about, short=short, clauses=node.clauses),
            )
    return tuple(found.values())
