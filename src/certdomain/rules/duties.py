"""Duties: findings about what was done too late, too early, or not noted. They change no result."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import assert_never

from certdomain.commands import (
    Command,
    Deliberate,
    DestroyCopies,
    DiscloseMarks,
    GrantAccommodation,
    PublishResults,
    RecordAttendance,
    RecordEvaluation,
    RecordModule,
    ReportFraud,
    SendConvocation,
    SubmitReport,
)
from certdomain.dossier import Dossier, Entry
from certdomain.envelope import Finding
from certdomain.explanation import Values
from certdomain.regulation.duties import (
    Bound,
    Duty,
    DutyShape,
    Event,
    GroupSize,
    MeasuresAhead,
    ModuleScale,
    WithinHours,
)
from certdomain.regulation.results import AttendancePolicy, FraudPolicy
from certdomain.rules.attendance import training_hours
from certdomain.rules.circumstances import Circumstances
from certdomain.rules.sessions import Opening, Session, session_for
from certdomain.vocabulary import Countersigned, Whom


def findings_of(case: Circumstances) -> tuple[Finding, ...]:
    """All findings on the file as of the day, in the order of their entries."""
    if not case.enrolled:
        return ()
    found = list(case.records.findings)
    for duty in case.regulation.duties:
        found.extend(_breaches(duty, case))
    if case.regulation.fraud is not None:
        found.extend(_signatures(case.regulation.fraud, case.file))
    if case.regulation.attendance is not None:
        found.extend(_ceiling(case.regulation.attendance, case))
    found.sort(key=lambda finding: finding.entry or 0)
    return tuple(found)


def _breaches(duty: DutyShape, case: Circumstances) -> Iterator[Finding]:
    match duty:
        case Duty():
            yield from _out_of_time(duty, case)
        case GroupSize():
            for entry in case.file.of(RecordEvaluation):
                size = entry.command.group_size
                if (
                    entry.command.evaluation == duty.evaluation
                    and size is not None
                    and not duty.least <= size <= duty.most
                ):
                    yield _finding(entry, duty.by, "group-size", Whom.CENTRE, (("size", size),))
        case WithinHours():
            for entry in case.file.of(RecordEvaluation):
                if entry.command.evaluation == duty.evaluation and _too_long(entry.command, duty.hours.value):
                    yield _finding(entry, duty.hours.by, "sent-late", Whom.CANDIDATE)
        case ModuleScale():
            for module in case.file.of(RecordModule):
                if module.command.absent is not None:
                    yield _finding(module, duty.zero_by, "module-missed-zero", Whom.CANDIDATE, (("points", 0),))
                if module.command.out_of is not None and module.command.out_of not in duty.out_of:
                    yield _finding(module, duty.by, "module-scale", Whom.CENTRE, (("out_of", module.command.out_of),))
        case MeasuresAhead():
            for grant in case.file.of(GrantAccommodation):
                if grant.command.identified_before_training is False:
                    yield _finding(grant, duty.by, "measures-identified-late", Whom.CENTRE)
        case _:
            assert_never(duty)


def _finding(entry: Entry[Command], by: tuple[str, ...], what: str, whom: Whom, values: Values = ()) -> Finding:
    return Finding(clause=by[0] if by else None, whom=whom, what=what, entry=entry.position, values=values)


def _too_long(command: RecordEvaluation, hours: Fraction) -> bool:
    if command.started_at is None or command.sent_at is None:
        return False
    start, sent = (datetime.combine(command.on, at) for at in (command.started_at, command.sent_at))
    minutes = hours * 60
    return sent > start + timedelta(minutes=minutes.numerator // minutes.denominator)


def _out_of_time(duty: Duty, case: Circumstances) -> Iterator[Finding]:
    for entry, day, anchor in _days(duty, case):
        if anchor is None:
            if duty.needs_anchor:
                yield _finding(entry, duty.period.by, f"{duty.what.value}-too-early", duty.whom, (("day", day),))
        elif not _in_bound(duty, day, anchor):
            values: Values = (("day", day), ("anchor", anchor))
            yield _finding(entry, duty.period.by, f"{duty.what.value}-out-of-time", duty.whom, values)


def _in_bound(duty: Duty, day: date, anchor: date) -> bool:
    period = duty.period.value
    match duty.bound:
        case Bound.AT_LEAST_BEFORE:
            return day <= period.before(anchor)
        case Bound.STRICTLY_BEFORE:
            return day < period.before(anchor)
        case Bound.AT_MOST_AFTER:
            return day <= period.after(anchor)
        case Bound.AT_LEAST_AFTER:
            return day >= period.after(anchor)
        case Bound.EXACTLY_AFTER:
            return day == period.after(anchor)
        case _:
            assert_never(duty.bound)


Dated = tuple[Entry[Command], date, date | None]


def _days(duty: Duty, case: Circumstances) -> Iterator[Dated]:
    file = case.file
    match duty.what:
        case Event.CONVOCATION:
            for sent in file.of(SendConvocation):
                yield sent, sent.command.on, sent.command.test_on
        case Event.PUBLICATION:
            for published in file.accepted(PublishResults):
                yield published, published.command.on, published.command.last_exam_on
        case Event.DISCLOSURE:
            yield from _disclosures(duty, case)
        case Event.DESTRUCTION:
            for destroyed in file.of(DestroyCopies):
                yield destroyed, destroyed.command.on, _published(destroyed.command, file)
        case Event.DELIBERATION:
            for jury in file.accepted(Deliberate):
                sat = [e.command.on for e in case.all.of(RecordEvaluation) if e.position < jury.position]
                yield jury, jury.command.on, max(sat, default=None)
        case Event.ORAL:
            for oral in _of_evaluation(file, duty.evaluation):
                days = _held(duty.earlier, _session(oral, case), case)
                before = max((day for day in days if day <= oral.command.on), default=None)
                yield oral, oral.command.on, before or min(days, default=None)
        case Event.DRAW:
            for test in _of_evaluation(file, duty.evaluation):
                if test.command.drawn_on is not None:
                    yield test, test.command.drawn_on, test.command.on
        case Event.HAND_IN:
            for report in file.of(SubmitReport):
                if report.command.evaluation == duty.earlier:
                    orals = _held(duty.evaluation, _session(report, case), case)
                    yield report, report.command.on, min(orals, default=None)
        case _:
            assert_never(duty.what)


def _published(destroyed: DestroyCopies, file: Dossier) -> date | None:
    """The publication of the results of those copies: for each evaluation, the first since it was last sat."""
    published = sorted(p.command.on for p in file.accepted(PublishResults) if p.command.on <= destroyed.on)
    days = []
    for name in destroyed.evaluations:
        sat = max((e.command.on for e in _of_evaluation(file, name) if e.command.on <= destroyed.on), default=date.min)
        days.append(next((day for day in published if day >= sat), None))
    found = [day for day in days if day is not None]
    return max(found) if found and len(found) == len(days) else None


def _of_evaluation(file: Dossier, evaluation: str | None) -> list[Entry[RecordEvaluation]]:
    return [entry for entry in file.of(RecordEvaluation) if entry.command.evaluation == evaluation]


def _held(evaluation: str | None, session: Session | None, case: Circumstances) -> list[date]:
    """The days on which an evaluation was held: each session has its own, and a result that does not count is none."""
    return [
        entry.command.on
        for entry in _of_evaluation(case.file, evaluation)
        if entry.position not in case.releve.ineffective and _session(entry, case) == session
    ]


def _session(entry: Entry[RecordEvaluation] | Entry[SubmitReport], case: Circumstances) -> Session | None:
    """The session of a result or a file; None if it went with its retake."""
    known = case.regulation.referential.evaluation(entry.command.evaluation or "")
    return None if known is None else session_for(case.sessions, known[0].id, entry.command.session, entry.order)


def _disclosures(duty: Duty, case: Circumstances) -> Iterator[Dated]:
    """Marks may be told as the duty says of a jury that met after their session was opened; one such jury is enough."""
    sessions = case.sessions
    juries = sorted(case.file.accepted(Deliberate), key=lambda entry: entry.order)
    for told in case.file.of(DiscloseMarks):
        for evaluation in told.command.evaluations:
            known = case.regulation.referential.evaluation(evaluation)
            session = None if known is None else session_for(sessions, known[0].id, None, told.order)
            met = [j.command.on for j in juries if session is None or j.order > session.opened]
            if not any(_in_bound(duty, told.command.on, day) for day in met):
                yield told, told.command.on, min(met, default=None)
                break
    for published in case.file.accepted(PublishResults):
        if not any(_in_bound(duty, published.command.on, j.command.on) for j in juries):
            yield published, published.command.on, min((j.command.on for j in juries), default=None)


def _signatures(policy: FraudPolicy, file: Dossier) -> Iterator[Finding]:
    for report in file.of(ReportFraud):
        command = report.command
        if command.countersigned is Countersigned.MISSING:
            yield _finding(report, policy.signature_by, "not-countersigned", Whom.CENTRE)
        elif command.countersigned is Countersigned.REFUSED and not command.refusal_noted:
            yield _finding(report, policy.refusal_by, "refusal-not-noted", Whom.CENTRE)


def _ceiling(policy: AttendancePolicy, case: Circumstances) -> Iterator[Finding]:
    """Unjustified absence beyond the last band is found at the entry that passes it, each year by itself."""
    hours = training_hours(case.file, policy)
    missed, passed = Fraction(0), False
    years = [session.opened for session in case.sessions if session.opening is Opening.REPEAT_YEAR]
    for entry in sorted(case.file.of(RecordAttendance), key=lambda e: e.order):
        if years and entry.order > years[0]:
            years = [opened for opened in years if opened > entry.order]
            missed, passed = Fraction(0), False
        missed += entry.command.unjustified_hours
        if hours and not passed and missed > policy.bands[-1].upto * hours:
            passed = True
            values: Values = (("hours", missed), ("of", hours))
            yield _finding(entry, policy.ceiling_by, "absence-over-ceiling", Whom.CANDIDATE, values)
