"""What comes next: rights that are open, results that are awaited, days that matter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from certdomain.commands import (
    ChoosePortfolio,
    PublishResults,
    RecordEvaluation,
)
from certdomain.explanation import Answer
from certdomain.regulation.duties import Duty, Event
from certdomain.regulation.gates import (
    AtMostRetakes,
    Day,
    FailedPart,
    NotBanned,
    Request,
    Until,
    Wait,
    regulates,
)
from certdomain.rules.circumstances import Circumstances, granted, held_blocs
from certdomain.rules.days import bans_running, day_of, lost_to_fraud, part_refused
from certdomain.rules.make_up import make_up_by, make_up_limit
from certdomain.rules.results import AWAITING, Counts, Sheet
from certdomain.rules.retakes import retakes_used
from certdomain.rules.title import expected, in_average, title_rule
from certdomain.vocabulary import Verdict


@frozen(kw_only=True)
class RetakeOpen:
    """A bloc (or the part) for which a request could still be accepted one day.

    `clauses`: those on the right and those that set `not_before`; `waits_by`: the latter alone.
    """

    bloc: str
    until: date | None
    not_before: date | None
    clauses: tuple[str, ...]
    waits_by: tuple[str, ...] = ()


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


def retake_open(case: Circumstances) -> tuple[RetakeOpen, ...]:
    """Blocs (and the part) for which a request could still be accepted one day."""
    regulation = case.regulation
    last = None if regulation.last_issue is None else regulation.last_issue.value
    if granted(case) or (last is not None and case.on > last) or _banned(case):
        return ()
    most = next((c.most for g in regulation.gates for c in g.conditions if isinstance(c, AtMostRetakes)), None)
    held = held_blocs(case)
    waits = _fraud_waits(case)
    free = regulation.fraud is not None and not regulation.fraud.uses_retake.value
    found = []
    # A text may be silent on blocs and still treat the professional part.
    for sheet in case.releve.sheets if regulates(regulation.gates, Request.RETAKE) else ():
        bloc = sheet.bloc.id
        used = retakes_used(bloc, case)
        if bloc in held or (most is not None and used >= most.value and not (free and sheet.invalidated)):
            continue
        first, waits_by = waits.get(bloc, (None, ()))
        by = () if most is None else most.by
        clauses = tuple(dict.fromkeys((*by, *waits_by)))
        found.append(RetakeOpen(bloc=bloc, until=last, not_before=first, clauses=clauses, waits_by=waits_by))
    part = _part_open(case, last)
    every = (*found, *((part,) if part is not None else ()))
    # A wait that outlasts the last issue date leaves no day on which a request could be accepted.
    return tuple(each for each in every if last is None or each.not_before is None or each.not_before <= last)


def _part_open(case: Circumstances, last: date | None) -> RetakeOpen | None:
    gates = [gate for gate in case.regulation.gates if gate.request is Request.PROFESSIONAL_RETAKE]
    jury, _ = part_refused(case)
    part = case.award.part
    if not gates or jury is None or part is None or part.verdict in (Verdict.VALIDATED, Verdict.PENDING):
        return None
    wait = next((c for g in gates for c in g.conditions if isinstance(c, Wait)), None)
    by = next((c.by for g in gates for c in g.conditions if isinstance(c, FailedPart)), ())
    first, waits_by = (None, ()) if wait is None else (wait.period.value.after(jury), _waits_by(wait))
    clauses = tuple(dict.fromkeys((*by, *waits_by)))
    return RetakeOpen(bloc=part.bloc, until=last, not_before=first, clauses=clauses, waits_by=waits_by)


def _waits_by(wait: Wait) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*wait.period.by, *wait.anchor.by)))


def _fraud_waits(case: Circumstances) -> dict[str, tuple[date, tuple[str, ...]]]:
    """By bloc that fell by fraud: the first day on which it may be sat again, and the clauses that set it."""
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
    found: dict[str, tuple[date, tuple[str, ...]]] = {}
    for fraud, blocs in lost_to_fraud(case):
        anchor = fraud.on if wait.anchor.value is Day.FRAUD_DECISION else fraud.incident or fraud.on
        found.update(dict.fromkeys(blocs, (wait.period.value.after(anchor), _waits_by(wait))))
    return found


def _banned(case: Circumstances) -> bool:
    bars = (c for g in case.regulation.gates if g.request is Request.RETAKE for c in g.conditions)
    return any(isinstance(bar, NotBanned) and bool(bans_running(bar.length.value, case.on, case)) for bar in bars)


def awaited_of(case: Circumstances) -> Iterator[Awaited]:
    """What is still to come, of the entered evaluations and of the certifier."""
    releve = case.releve
    rule = title_rule(releve, case.regulation)
    for sheet in (*releve.sheets, *((releve.part,) if releve.part is not None else ())):
        if _lacks_points(sheet, case):
            yield Awaited(what=f"{sheet.bloc.id} points")
        if sheet.whole is not None or sheet.kept is not None or sheet.invalidated:
            continue
        if sheet.portfolio and not all(result.counts is Counts.COUNTED for result in sheet.results):
            yield Awaited(what=f"{sheet.bloc.id} portfolio")
            continue
        if not sheet.results and not sheet.closed and expected(sheet, releve, rule):
            yield Awaited(what=sheet.bloc.id)
        for result in sheet.results:
            if result.counts in AWAITING and expected(sheet, releve, rule):
                yield Awaited(what=result.evaluation, clauses=result.clauses)
    yield from _unassessed(case)
    for node in case.award.tree.children:
        if node.asks == "title.hours" and node.answer is Answer.PENDING:
            yield Awaited(what=node.about, clauses=node.clauses)
    for entry in case.unsettled:
        yield Awaited(what=f"settlement of entry {entry.position}", clauses=entry.answer.clauses)


def _portfolio_window(case: Circumstances) -> Iterator[Deadline]:
    """The window in which the portfolios that were chosen are to be presented; it opens once nothing is waited for."""
    enrolment = case.file.enrolment
    end = None if enrolment is None else enrolment.command.training_end
    if end is None or not any(isinstance(owed.command, ChoosePortfolio) for owed in case.records.reader.owed.values()):
        return
    candidate = case.releve.candidate
    conditions = [
        condition
        for gate in case.regulation.gates
        if gate.request is Request.PRESENT_PORTFOLIO and gate.audience.admits(candidate.route, candidate.situation)
        for condition in gate.conditions
    ]
    chosen = max(case.file.accepted(ChoosePortfolio), key=lambda entry: entry.order).command
    waits = [c for c in conditions if isinstance(c, Wait) and c.day in (Day.REQUEST, Day.IMMERSION_DONE)]
    anchors = [(wait, day_of(wait.anchor.value, chosen, case)[0]) for wait in waits]
    opens = [(wait.period.value.after(day), wait.period.by) for wait, day in anchors if day is not None]
    if opens:  # of those whose beginning is known; what is recorded later can only put it off
        first, by = max(opens, key=lambda found: found[0])
        yield Deadline(what="present-portfolio from", on=first, clauses=by)
    for condition in conditions:
        if isinstance(condition, Until) and condition.anchor is Day.TRAINING_END:
            last = condition.period.value.after(end)
            yield Deadline(what="present-portfolio until", on=last, clauses=condition.period.by)


def _unassessed(case: Circumstances) -> Iterator[Awaited]:
    """Competences that are not assessed though every evaluation of their bloc has a result."""
    sat = {
        sheet.bloc.id
        for sheet in case.releve.sheets
        if sheet.whole is not None or not any(result.counts in AWAITING for result in sheet.results)
    }
    for bloc in case.award.tree.children:
        if bloc.about not in sat or bloc.answer is not Answer.PENDING:
            continue
        for node in bloc.walk():
            asked = node.asks.startswith("competence.") or node.asks == "evaluation.verdict"
            if asked and node.answer is Answer.PENDING:
                yield Awaited(what=node.about, clauses=node.clauses)


def _lacks_points(sheet: Sheet, case: Circumstances) -> bool:
    """Whether the average waits for the points of a bloc that was judged, or recognised, without any.

    On a path of separate blocs, nobody waits for the points of a title that is not asked for.
    """
    pending = case.award.title.verdict is Verdict.PENDING
    in_reach = pending and not any(node.answer is Answer.UNMET for node in case.award.tree.children)
    asked = case.releve.candidate.whole or in_reach
    waits = asked and any(n.asks == "title.average" and n.value("awaits") == "points" for n in case.award.tree.children)
    held = sheet.kept if sheet.kept is not None else sheet.whole
    return waits and held is not None and held.points is None and in_average(sheet, case.releve, case.regulation)


def deadlines_of(case: Circumstances, open_: tuple[RetakeOpen, ...]) -> Iterator[Deadline]:
    """The days that matter next, with the clauses that set them."""
    absence = case.regulation.absence
    for name, request in case.releve.excused.items():
        limit = None if request is None else make_up_limit(request, case.regulation)
        if limit is not None and absence is not None:
            yield Deadline(what=f"make-up {name}", on=limit, clauses=make_up_by(absence))
    for retake in open_:
        if retake.not_before is not None and retake.not_before > case.on:
            yield Deadline(what=f"retake {retake.bloc}", on=retake.not_before, clauses=retake.waits_by)
    yield from _portfolio_window(case)
    sat = [entry.command.on for entry in case.file.of(RecordEvaluation)]
    published = [entry.command.on for entry in case.file.accepted(PublishResults)]
    # What was sat after the last exam that was published is to be published in its turn.
    told = max((entry.command.last_exam_on for entry in case.file.accepted(PublishResults)), default=date.min)
    for duty in case.regulation.duties:
        if not isinstance(duty, Duty):
            continue
        period = duty.period
        if duty.what is Event.PUBLICATION and sat and max(sat) > told:
            yield Deadline(what="publish-results", on=period.value.after(max(sat)), clauses=period.by)
        if duty.what is Event.DESTRUCTION and published:
            yield Deadline(what="destroy-copies", on=period.value.after(max(published)), clauses=period.by)
