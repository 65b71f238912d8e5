"""The decision of a day: what was decided, what is proposed, what is missing, what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from attrs import frozen

from certdomain.commands import (
    Command,
    DecideFraud,
    Deliberate,
    EstablishFalsification,
    PublishResults,
    RecordAbsence,
    RecordEvaluation,
    ReportFraud,
    RequestRetake,
    Settle,
    WithdrawAward,
    WithdrawCandidate,
    name_of,
)
from certdomain.dossier import Entry
from certdomain.envelope import BlocVerdict, Decided, Finding, TitleVerdict
from certdomain.explanation import Answer, Node
from certdomain.marks import Exact, written
from certdomain.regulation.duties import Duty, Event
from certdomain.regulation.gates import AtMostRetakes, Day, FailedPart, NotBanned, Request, Wait, regulates
from certdomain.rules.circumstances import Circumstances
from certdomain.rules.days import failing_jury, lost_to_fraud
from certdomain.rules.duties import findings_of
from certdomain.rules.gates import retakes_used
from certdomain.rules.results import AWAITING, Sheet, make_up_limit
from certdomain.vocabulary import AnswerStatus, Verdict


@frozen(kw_only=True)
class RetakeOpen:
    """A bloc (or the part) for which a request could still be accepted one day."""

    bloc: str
    until: date | None
    not_before: date | None
    clauses: tuple[str, ...]


@frozen(kw_only=True)
class Awaited:
    """Something that is still to come."""

    what: str
    clauses: tuple[str, ...] = ()


@frozen(kw_only=True)
class Deadline:
    """A day that matters next."""

    what: str
    on: date
    clauses: tuple[str, ...] = ()


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
    """An unmet leaf with the distance to its threshold, in the unit of what is asked (points, hours)."""

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
    pending_enrolment = case.file.enrolment is not None and case.file.enrolment.answer.status is AnswerStatus.REFERRED
    proposal = award.title
    if pending_enrolment:
        proposal = TitleVerdict(
            verdict=Verdict.PENDING, total=proposal.total, out_of=proposal.out_of, average20=proposal.average20
        )
        title = proposal if fixed is None else title
    open_ = retake_open(case, kept, title.verdict)
    return Decision(
        journey=case.all.journey,
        certification=case.regulation.certification,
        edition=case.regulation.edition,
        regulation=digest,
        on=case.on,
        known_at=known_at,
        decided=fixed is not None,
        title=title,
        proposal=proposal if fixed is not None and proposal.verdict is not title.verdict else None,
        blocs=blocs,
        professional=part,
        kept=kept,
        retake_open=open_,
        awaited=tuple(_awaited(case)),
        deadlines=tuple(sorted(_deadlines(case, open_), key=lambda d: (d.on, d.what))),
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


def decided_of(case: Circumstances) -> Decided | None:
    """What the last deliberation fixed, None before one and where the text gives no jury that power."""
    if case.regulation.deliberation is None:
        return None
    last = max(case.file.accepted(Deliberate), key=lambda entry: entry.order, default=None)
    if last is None:
        return None
    withdrawn = any(entry.order > last.order for entry in case.file.accepted(WithdrawAward))
    decided = last.answer.decided
    if decided is None or not withdrawn:
        return decided
    title = TitleVerdict(
        verdict=Verdict.NONE, total=decided.title.total, out_of=decided.title.out_of, average20=decided.title.average20
    )
    return Decided(title=title, blocs=decided.blocs, part=decided.part, kept=(), departures=decided.departures)


def retake_open(case: Circumstances, kept: tuple[str, ...], title: Verdict) -> tuple[RetakeOpen, ...]:
    """Blocs (and the part) for which a request could still be accepted one day."""
    regulation = case.regulation
    last = None if regulation.last_issue is None else regulation.last_issue.value
    awarded = Verdict.TOTAL in (title, case.award.title.verdict)
    if (
        not regulates(regulation.gates, Request.RETAKE)
        or awarded
        or (last is not None and case.on > last)
        or _banned(case)
    ):
        return ()
    most = next((c.most for g in regulation.gates for c in g.conditions if isinstance(c, AtMostRetakes)), None)
    held = set(kept) | set(case.award.kept)
    waits = _fraud_waits(case)
    free = regulation.fraud is not None and not regulation.fraud.uses_retake.value
    found = []
    for sheet in case.releve.sheets:
        bloc = sheet.bloc.id
        used = retakes_used(bloc, case)
        if bloc in held or (most is not None and used >= most.value and not (free and sheet.invalidated)):
            continue
        by = () if most is None else most.by
        found.append(RetakeOpen(bloc=bloc, until=last, not_before=waits.get(bloc), clauses=by))
    part = _part_open(case, last)
    return (*found, *((part,) if part is not None else ()))


def _part_open(case: Circumstances, last: date | None) -> RetakeOpen | None:
    gates = [gate for gate in case.regulation.gates if gate.request is Request.PROFESSIONAL_RETAKE]
    jury, _ = failing_jury(case)
    part = case.award.part
    if not gates or jury is None or part is None or part.verdict in (Verdict.VALIDATED, Verdict.PENDING):
        return None
    wait = next((c for g in gates for c in g.conditions if isinstance(c, Wait)), None)
    clauses = next((c.by for g in gates for c in g.conditions if isinstance(c, FailedPart)), ())
    return RetakeOpen(
        bloc=part.bloc, until=last, not_before=None if wait is None else wait.period.value.after(jury), clauses=clauses
    )


def _fraud_waits(case: Circumstances) -> dict[str, date]:
    wait = next(
        (
            condition
            for gate in case.regulation.gates
            if gate.request is Request.RETAKE and gate.after_fraud
            for condition in gate.conditions
            if isinstance(condition, Wait)
        ),
        None,
    )
    if wait is None:
        return {}
    found = {}
    for fraud, blocs in lost_to_fraud(case):
        anchor = fraud.on if wait.anchor.value is Day.FRAUD_DECISION else fraud.incident or fraud.on
        found.update(dict.fromkeys(blocs, wait.period.value.after(anchor)))
    return found


def _banned(case: Circumstances) -> bool:
    lengths = [c.length for gate in case.regulation.gates for c in gate.conditions if isinstance(c, NotBanned)]
    return any(
        ban.network == case.regulation.network and ban.on <= case.on < length.value.after(ban.on)
        for length in lengths[:1]
        for ban in case.standing.bans()
    )


def _awaited(case: Circumstances) -> Iterator[Awaited]:
    releve = case.releve
    met = case.award.title.verdict is Verdict.TOTAL
    for sheet in (*releve.sheets, *((releve.part,) if releve.part is not None else ())):
        if sheet.whole is not None or sheet.kept is not None or sheet.invalidated:
            continue
        if sheet.portfolio:
            yield Awaited(what=f"{sheet.bloc.id} portfolio")
            continue
        for result in sheet.results:
            if result.counts in AWAITING and not (met and _optional(sheet)):
                yield Awaited(what=result.evaluation, clauses=result.clauses)
    for node in case.award.tree.children:
        if node.asks == "title.hours" and node.answer is Answer.PENDING:
            yield Awaited(what=node.about, clauses=node.clauses)
    for entry in unsettled(case):
        yield Awaited(what=f"settlement of entry {entry.position}", clauses=entry.answer.clauses)


def _optional(sheet: Sheet) -> bool:
    return sheet.bloc.group != "blocs"


def unsettled(case: Circumstances) -> list[Entry[Command]]:
    """Requests that were referred to the certifier and wait for the answer."""
    return [
        entry for kind in case.file.entries.values() for entry in kind if entry.answer.status is AnswerStatus.REFERRED
    ]


def _deadlines(case: Circumstances, open_: tuple[RetakeOpen, ...]) -> Iterator[Deadline]:
    absence = case.regulation.absence
    for name, request in case.releve.excused.items():
        limit = None if request is None else make_up_limit(request, case.regulation)
        if limit is not None and absence is not None:
            yield Deadline(what=f"make-up {name}", on=limit, clauses=absence.make_up_within.by)
    for retake in open_:
        if retake.not_before is not None and retake.not_before > case.on:
            yield Deadline(what=f"retake {retake.bloc}", on=retake.not_before, clauses=retake.clauses)
    sat = [entry.command.on for entry in case.file.of(RecordEvaluation)]
    published = [entry.command.on for entry in case.file.accepted(PublishResults)]
    for duty in case.regulation.duties:
        if not isinstance(duty, Duty):
            continue
        period = duty.period
        if duty.what is Event.PUBLICATION and sat and not published:
            yield Deadline(what="publish-results", on=period.value.after(max(sat)), clauses=period.by)
        if duty.what is Event.DESTRUCTION and published:
            yield Deadline(what="destroy-copies", on=period.value.after(max(published)), clauses=period.by)


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
    if file.of(WithdrawCandidate):
        found["withdrawn"] = None
    if any(file.accepted(WithdrawAward)):
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
