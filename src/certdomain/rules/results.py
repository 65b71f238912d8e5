"""The relevé: which result counts for each evaluation, and why. All the law of sequences lives here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import Enum
from fractions import Fraction
from types import MappingProxyType
from typing import assert_never

import attrs
from attrs import frozen

from certdomain.candidate import BlocKept, Standing
from certdomain.commands import (
    AgreeAttendancePenalty,
    ChoosePortfolio,
    Command,
    DecideFraud,
    Deliberate,
    PresentPortfolio,
    RecogniseBloc,
    RecordAbsence,
    RecordAttendance,
    RecordEvaluation,
    RecordPortfolioResult,
    RecordPositioning,
    ReportFraud,
    RequestMakeUp,
    Settle,
    SubmitExcuse,
    SubmitReport,
    WithdrawCandidate,
)
from certdomain.dossier import Dossier, Entry, Order
from certdomain.envelope import Finding
from certdomain.marks import total
from certdomain.referential import Bloc, Evaluation
from certdomain.regulation.award import PartAtLeast
from certdomain.regulation.results import (
    AbsenceEffect,
    AttendancePolicy,
    Beyond,
    Meanwhile,
    PartCarry,
    PenaltyBase,
)
from certdomain.regulation.tree import Regulation
from certdomain.rules.sessions import (
    Candidate,
    Opening,
    Session,
    bloc_id,
    candidate_of,
    fraud_session,
    proven_frauds,
    session_for,
)
from certdomain.vocabulary import Route, Verdict, Whom

BEYOND_BANDS = "attendance-over-limit"
"""The flag, and the question to settle, when unjustified absence exceeds the last band."""


class Counts(Enum):
    """How an evaluation stands."""

    COUNTED = "counted"
    AWAITED = "awaited"  # entered, not sat yet
    EXCUSED = "excused"  # missed with an accepted excuse: the make-up is awaited
    WITHHELD = "withheld"  # fraud was reported and not decided
    REFERRED = "referred"  # the certifier must say
    ABSENT = "absent"
    LATE = "late"
    INVALIDATED = "invalidated"
    LAPSED = "lapsed"
    NOT_SAT = "not-sat"
    UNREGULATED = "unregulated"


AWAITING = frozenset({Counts.AWAITED, Counts.EXCUSED, Counts.WITHHELD, Counts.REFERRED})


@frozen
class Result:
    """What counts for one evaluation. `keepable`: whether the bloc may be kept on it."""

    evaluation: str
    counts: Counts
    points: Fraction | None = None
    verdict: Verdict | None = None
    marks: Mapping[str, bool] | None = None
    inapplicable: tuple[str, ...] = ()
    because: tuple[int, ...] = ()
    clauses: tuple[str, ...] = ()
    keepable: bool = True


@frozen
class Sheet:
    """The line of one bloc, or of the professional part.

    `most`: its points. `whole`: one result for the whole bloc (a portfolio, a jury's verdict). `kept`: held from
    another journey, or recognised. `jury`: the verdict that a sovereign jury gave against the proposal.
    `invalidated`: by which decision. `overtaken`: a later session was opened without it after its last result.
    `portfolio`: a mark is owed.
    """

    bloc: Bloc
    session: str | None
    evaluations: tuple[Evaluation, ...]
    most: Fraction
    results: tuple[Result, ...] = ()
    whole: Result | None = None
    kept: BlocKept | None = None
    kept_because: tuple[int, ...] = ()
    jury: Verdict | None = None
    jury_because: tuple[int, ...] = ()
    invalidated: tuple[int, ...] = ()
    overtaken: bool = False
    retaken: bool = False
    portfolio: tuple[int, ...] = ()


@frozen
class Releve:
    """What the award is computed from; printable as such.

    `excused`: evaluations missed with an accepted excuse, with the make-up requested. `counted`: (session, evaluation
    or whole bloc, entry) of every record that counts.
    """

    candidate: Candidate
    sessions: tuple[Session, ...]
    sheets: tuple[Sheet, ...]
    part: Sheet | None
    waived: tuple[int, ...] | None
    findings: tuple[Finding, ...]
    ineffective: frozenset[int]
    deliberated: bool
    closed: Order | None
    part_cut: tuple[Fraction, tuple[int, ...]] | None = None
    total_cut: tuple[Fraction, tuple[int, ...]] | None = None
    flags: tuple[str, ...] = ()
    excused: Mapping[str, Entry[RequestMakeUp] | None] = MappingProxyType({})
    counted: tuple[tuple[str, str, int], ...] = ()


class _State(Enum):
    EMPTY = 0
    COUNTED = 1
    ABSENT = 2
    EXCUSED = 3
    LATE = 4


@attrs.define
class _Slot:
    """One evaluation (or whole bloc) of one session while its records are read. Private to `_Reader`."""

    state: _State = _State.EMPTY
    entry: Entry[RecordEvaluation] | Entry[RecordPortfolioResult] | None = None
    because: tuple[int, ...] = ()
    excuse: int | None = None
    make_up: Entry[RequestMakeUp] | None = None
    unfit_report: int | None = None
    report: int | None = None
    after_zero: bool = False


@attrs.define
class _Reader:
    """Reads the records of a dossier in order, under the policies of the regulation."""

    dossier: Dossier
    regulation: Regulation
    standing: Standing
    sessions: tuple[Session, ...]
    candidate: Candidate
    slots: dict[tuple[str, str], _Slot] = attrs.Factory(dict)
    findings: list[Finding] = attrs.Factory(list)
    ineffective: set[int] = attrs.Factory(set)
    withheld: dict[tuple[str, str], int] = attrs.Factory(dict)
    flags: dict[str, None] = attrs.Factory(dict)
    presented: dict[str, list[Order]] = attrs.Factory(dict)
    owed: dict[str, Entry[ChoosePortfolio] | Entry[PresentPortfolio]] = attrs.Factory(dict)

    def slot(self, session: str, name: str) -> _Slot:
        return self.slots.setdefault((session, name), _Slot())

    def place(self, evaluation: str, name: str | None, order: Order) -> tuple[Bloc, Session] | None:
        known = self.regulation.referential.evaluation(evaluation)
        if known is None:
            return None
        session = session_for(self.sessions, known[0].id, name, order)
        return None if session is None else (known[0], session)

    def breach(
        self,
        entry: Entry[Command],
        what: str,
        clauses: tuple[str, ...] = (),
        whom: Whom = Whom.CANDIDATE,
        *,
        counts: bool = False,
    ) -> None:
        if not counts:
            self.ineffective.add(entry.position)
        clause = clauses[0] if clauses else None
        self.findings.append(Finding(clause=clause, whom=whom, what=what, entry=entry.position))

    def read(self, entry: Entry[Command]) -> None:
        command = entry.command
        match command:
            case RecordEvaluation():
                self.evaluation(entry, command)  # type: ignore[arg-type]  # narrowed by its command
            case RecordAbsence():
                self.absence(entry, command)
            case SubmitExcuse():
                self.excuse(entry, command)
            case RequestMakeUp():
                self.make_up(entry, command)  # type: ignore[arg-type]  # narrowed by its command
            case SubmitReport():
                self.report(entry, command)
            case ReportFraud():
                place = self.place(command.evaluation, command.session, entry.order)
                if place is not None:
                    self.withheld[place[1].name, command.evaluation] = entry.position
            case DecideFraud():
                name = command.session or fraud_session(self.dossier, self.sessions, self.regulation, entry.order)
                self.withheld = {key: at for key, at in self.withheld.items() if key[0] != name}
            case PresentPortfolio() | ChoosePortfolio():
                for bloc in command.blocs:
                    name = bloc_id(self.regulation.referential, bloc)
                    self.owed[name] = entry  # type: ignore[assignment]  # narrowed by its command
                    if isinstance(command, PresentPortfolio):
                        self.presented.setdefault(name, []).append(entry.opened)
            case RecordPortfolioResult():
                self.portfolio(entry, command)  # type: ignore[arg-type]  # narrowed by its command
            case _:
                pass

    def barred(self, entry: Entry[Command], bloc: str, session: Session) -> bool:
        """Whether enrolling again is meant to buy a result: the bloc is kept, or its retake used up, elsewhere."""
        carry = self.regulation.carry
        by = () if carry is None else carry.by
        for other in self.standing.others(self.dossier.journey, self.regulation.certification):
            if any(kept.bloc == bloc and kept.on <= entry.command.on for kept in other.kept):
                self.breach(entry, "bloc-already-kept", by)
                return True
            if session.opening is Opening.ENROLMENT and any(
                used.bloc == bloc and used.on <= entry.command.on for used in other.retakes
            ):
                self.breach(entry, "retake-used-up", by)
                return True
        return False

    def evaluation(self, entry: Entry[RecordEvaluation], command: RecordEvaluation) -> None:
        referential = self.regulation.referential
        if command.evaluation is not None:
            place = self.place(command.evaluation, command.session, entry.order)
        else:
            bloc = referential.bloc(command.bloc or "")
            session = None if bloc is None else session_for(self.sessions, bloc.id, command.session, entry.order)
            place = None if bloc is None or session is None else (bloc, session)
        if place is None or self.barred(entry, place[0].id, place[1]):
            return
        bloc, session = place
        name = command.evaluation or _whole(bloc.id)
        if self.taken_as_a_whole(bloc, session, name):
            self.breach(entry, "recorded-twice")
            return
        slot = self.slot(session.name, name)
        absence = self.regulation.absence
        match slot.state:
            case _State.COUNTED:
                self.breach(entry, "recorded-twice")
            case _State.ABSENT:
                self.breach(entry, "mark-after-absence", () if absence is None else absence.make_up_within.by)
            case _State.LATE:
                self.breach(entry, "mark-after-late-report", _late_by(self.regulation))
            case _State.EMPTY | _State.EXCUSED:
                if slot.unfit_report is not None:
                    limits = self.regulation.reports
                    self.breach(entry, "report-does-not-count", () if limits is None else limits.most.by)
                    return
                self.in_time(entry, slot)
                slot.state, slot.entry = _State.COUNTED, entry
                slot.because = (*slot.because, entry.position)
            case _:
                assert_never(slot.state)

    def taken_as_a_whole(self, bloc: Bloc, session: Session, name: str) -> bool:
        """A bloc is recorded either as a whole or evaluation by evaluation, and an absence bars the former."""
        whole = _whole(bloc.id)
        if name != whole:
            return self.slot(session.name, whole).state is not _State.EMPTY
        mine = (self.slots.get((session.name, evaluation.id)) for evaluation in bloc.evaluations)
        return any(slot is not None and slot.state in (_State.COUNTED, _State.ABSENT) for slot in mine)

    def in_time(self, entry: Entry[RecordEvaluation], slot: _Slot) -> None:
        """A make-up is held within its period after the written request, cut by the last issue date; late, it counts."""
        absence = self.regulation.absence
        if slot.state is not _State.EXCUSED or absence is None:
            return
        if slot.make_up is None:
            self.breach(entry, "make-up-not-requested", absence.make_up_within.by, Whom.CENTRE, counts=True)
            return
        limit = make_up_limit(slot.make_up, self.regulation)
        if limit is not None and entry.command.on > limit:
            self.breach(entry, "make-up-held-late", absence.make_up_within.by, Whom.CENTRE, counts=True)

    def absence(self, entry: Entry[Command], command: RecordAbsence) -> None:
        place = self.place(command.evaluation, command.session, entry.order)
        if place is None or self.barred(entry, place[0].id, place[1]):
            return
        slot = self.slot(place[1].name, command.evaluation)
        match slot.state:
            case _State.COUNTED | _State.LATE:
                self.breach(entry, "recorded-twice")
            case _State.ABSENT:
                self.breach(entry, "recorded-twice")
            case _State.EMPTY if slot.excuse is not None:
                slot.state, slot.because = _State.EXCUSED, (slot.excuse, entry.position)
                slot.excuse = None
            case _State.EMPTY | _State.EXCUSED:
                # Missing the make-up without reason is an unexcused absence again.
                slot.state, slot.because, slot.make_up = _State.ABSENT, (*slot.because, entry.position), None
            case _:
                assert_never(slot.state)

    def excuse(self, entry: Entry[Command], command: SubmitExcuse) -> None:
        if not entry.accepted:
            return
        place = self.place(command.evaluation, command.session, entry.order)
        if place is None:
            return
        slot = self.slot(place[1].name, command.evaluation)
        if slot.state in (_State.ABSENT, _State.LATE):
            slot.state, slot.because = _State.EXCUSED, (*slot.because, entry.position)
        elif slot.state is _State.EMPTY:
            slot.excuse = entry.position

    def make_up(self, entry: Entry[RequestMakeUp], command: RequestMakeUp) -> None:
        if not entry.accepted:
            return
        for evaluation in command.evaluations:
            place = self.place(evaluation, None, entry.order)
            slot = None if place is None else self.slot(place[1].name, evaluation)
            # Only an accepted make-up (or a retake) reopens what was missed.
            if slot is not None and slot.state in (_State.EXCUSED, _State.ABSENT, _State.LATE):
                slot.state, slot.make_up, slot.because = _State.EXCUSED, entry, (*slot.because, entry.position)

    def report(self, entry: Entry[Command], command: SubmitReport) -> None:
        place = self.place(command.evaluation, command.session, entry.order)
        if place is None:
            return
        slot = self.slot(place[1].name, command.evaluation)
        if slot.state in (_State.COUNTED, _State.ABSENT, _State.LATE) or (slot.report is not None):
            self.breach(entry, "recorded-twice")
            return
        late = self.regulation.late
        if late is not None and command.evaluation in late.evaluations and _after_due(command):
            slot.state, slot.because = _State.LATE, (entry.position,)
            self.breach(entry, "report-late", late.by)
            return
        if not self.fit(command):
            limits = self.regulation.reports
            slot.unfit_report = entry.position
            self.breach(entry, "situations-out-of-limits", () if limits is None else limits.most.by)
            return
        slot.unfit_report, slot.report = None, entry.position

    def fit(self, command: SubmitReport) -> bool:
        limits = self.regulation.reports
        if limits is None or command.evaluation not in limits.evaluations:
            return True
        least = limits.least.value or 1
        if command.situations is not None and not least <= command.situations <= limits.most.value:
            return False
        return command.activities_covered is None or command.activities_covered >= least

    def portfolio(self, entry: Entry[RecordPortfolioResult], command: RecordPortfolioResult) -> None:
        bloc = self.regulation.referential.bloc(command.bloc)
        session = None if bloc is None else session_for(self.sessions, bloc.id, None, entry.order)
        if bloc is None or session is None or self.barred(entry, bloc.id, session):
            return
        allowed = [opened for opened in self.presented.get(bloc.id, ()) if opened <= entry.order]
        if not allowed and self.candidate.route is not Route.VAE:
            self.breach(entry, "portfolio-not-presented")
            return
        slot = self.slot(session.name, _whole(bloc.id))
        if slot.state is _State.COUNTED:
            self.breach(entry, "recorded-twice")
            return
        slot.state, slot.entry, slot.because = _State.COUNTED, entry, (entry.position,)
        self.owed.pop(bloc.id, None)


@frozen
class Records:
    """The records of a dossier as read in order: what a relevé is drawn up from, and what was found on the way."""

    sessions: tuple[Session, ...]
    findings: tuple[Finding, ...]
    reader: _Reader


_READ = (
    RecordEvaluation,
    RecordAbsence,
    SubmitExcuse,
    RequestMakeUp,
    SubmitReport,
    ReportFraud,
    DecideFraud,
    ChoosePortfolio,
    PresentPortfolio,
    RecordPortfolioResult,
)


def read(dossier: Dossier, regulation: Regulation, standing: Standing, sessions: tuple[Session, ...]) -> Records:
    """Read the records of an enrolled dossier in the order in which they began to count.

    Raises:
        ValueError: if the dossier has no enrolment.
    """
    candidate = candidate_of(dossier, regulation.referential)
    reader = _Reader(dossier, regulation, standing, sessions, candidate)
    records = [entry for kind in _READ for entry in dossier.entries.get(kind, ()) if entry.accepted]
    records.sort(key=lambda entry: entry.opened)
    for entry in records:
        reader.read(entry)
    return Records(sessions, tuple(reader.findings), reader)


def releve_of(records: Records) -> Releve:
    """The relevé of the records of a dossier."""
    reader = records.reader
    dossier, regulation, standing = reader.dossier, reader.regulation, reader.standing
    sessions, candidate = records.sessions, reader.candidate
    deliberations = sorted(dossier.accepted(Deliberate), key=lambda e: e.order)
    deliberated = regulation.deliberation is not None and bool(deliberations)
    ends = [e.order for e in deliberations] if deliberated else []
    ends += [e.order for e in dossier.accepted(WithdrawCandidate)]
    closed = max(ends, default=None)
    frauds = proven_frauds(dossier, sessions, regulation)
    fallen = {name: fraud.position for fraud in frauds for name in fraud.fallen}
    kept = _kept(dossier, regulation, standing)
    sheets = tuple(
        _sheet(bloc, reader, fallen, closed, kept.get(bloc.id))
        for bloc in regulation.referential.blocs
        if bloc.id in kept or any(bloc.id in session.lines for session in sessions)
    )
    sheets = tuple(_by_jury(sheet, deliberations, sessions) for sheet in sheets)
    part = regulation.referential.part
    waived = None if part is None else _waived(dossier, regulation, candidate)
    part_sheet = None
    if part is not None and waived is None and any(part.id in session.lines for session in sessions):
        part_sheet = _part_sheet(part, reader, closed)
    base = Releve(
        candidate=candidate,
        sessions=sessions,
        sheets=sheets,
        part=part_sheet,
        waived=waived,
        findings=tuple(reader.findings),
        ineffective=frozenset(reader.ineffective),
        deliberated=deliberated,
        closed=closed,
        flags=_portfolio_flags(reader, sheets),
        excused={name: slot.make_up for (_, name), slot in reader.slots.items() if slot.state is _State.EXCUSED},
        counted=tuple(
            (session, name, slot.entry.position)
            for (session, name), slot in reader.slots.items()
            if slot.entry is not None and isinstance(slot.entry.command, RecordEvaluation)
        ),
    )
    return base if regulation.attendance is None else _penalised(base, dossier, regulation.attendance)


def make_up_limit(request: Entry[RequestMakeUp], regulation: Regulation) -> date | None:
    """The last day of a make-up: so long after the written request, and not after the last issue date."""
    absence = regulation.absence
    if absence is None:
        return None
    limit = absence.make_up_within.value.after(request.command.on)
    last = None if regulation.last_issue is None else regulation.last_issue.value
    return limit if last is None else min(limit, last)


def _whole(bloc: str) -> str:
    return f"whole {bloc}"


def _late_by(regulation: Regulation) -> tuple[str, ...]:
    return () if regulation.late is None else regulation.late.by


def _after_due(command: SubmitReport) -> bool:
    return command.due is not None and command.on > command.due


def _portfolio_flags(reader: _Reader, sheets: Iterable[Sheet]) -> tuple[str, ...]:
    """A portfolio for a bloc whose tests were sat: the texts do not say whether it may come after them."""
    for sheet in sheets:
        asked = sheet.bloc.id in reader.owed or sheet.bloc.id in reader.presented
        sat = any(result.counts is Counts.COUNTED for result in sheet.results)
        if asked and sat and reader.candidate.route is not Route.VAE:
            return ("portfolio-after-test",)
    return ()


def _kept(dossier: Dossier, regulation: Regulation, standing: Standing) -> dict[str, tuple[BlocKept, tuple[int, ...]]]:
    found: dict[str, tuple[BlocKept, tuple[int, ...]]] = {}
    for other in standing.others(dossier.journey, regulation.certification):
        for kept in other.kept:
            found[kept.bloc] = (kept, ())
    for entry in dossier.accepted(RecogniseBloc):
        name = bloc_id(regulation.referential, entry.command.bloc)
        found[name] = (BlocKept(bloc=name, on=entry.command.on), (entry.position,))
    return found


def _sheet(
    bloc: Bloc,
    reader: _Reader,
    fallen: Mapping[str, int],
    closed: Order | None,
    kept: tuple[BlocKept, tuple[int, ...]] | None,
) -> Sheet:
    candidate = reader.candidate
    evaluations = bloc.evaluations_for(candidate.route, candidate.situation)
    most = bloc.points_for(candidate.route, candidate.situation)
    holding = [session for session in reader.sessions if bloc.id in session.lines]
    if not holding or kept is not None:
        held, because = kept if kept is not None else (None, ())
        return Sheet(bloc, None, evaluations, most, kept=held, kept_because=because)
    session = holding[-1]
    owed = reader.owed.get(bloc.id)
    whole_slot = reader.slots.get((session.name, _whole(bloc.id)))
    whole = None
    if whole_slot is not None and whole_slot.state is _State.COUNTED:
        whole = _counted(bloc.id, whole_slot, None)
    results = tuple(
        _result(evaluation, session, reader, closed, in_part=False, owed=owed is not None) for evaluation in evaluations
    )
    positions = [p for result in (*results, *((whole,) if whole else ())) for p in result.because]
    last = max((reader.dossier.recorded[p - 1].command.on, p) for p in positions) if positions else None
    return Sheet(
        bloc,
        session.name,
        evaluations,
        most,
        results=results,
        whole=whole,
        invalidated=(fallen[session.name],) if session.name in fallen else (),
        overtaken=last is not None and reader.sessions[-1].opened > max(last, session.opened),
        retaken=len(holding) > 1,
        portfolio=() if owed is None or whole is not None else (owed.position,),
    )


def _by_jury(sheet: Sheet, deliberations: Sequence[Entry[Deliberate]], sessions: Sequence[Session]) -> Sheet:
    """A verdict that the jury gave against the proposal holds until the bloc is entered again."""
    opened = next((s.opened for s in reversed(sessions) if s.name == sheet.session), None)
    for entry in reversed(deliberations):
        if opened is not None and entry.order < opened:
            break
        decided = entry.answer.decided
        left = () if decided is None else (d for d in decided.departures if d.what == sheet.bloc.id)
        for departure in left:
            return attrs.evolve(sheet, jury=departure.decided, jury_because=(entry.position,))
    return sheet


def _result(
    evaluation: Evaluation,
    session: Session,
    reader: _Reader,
    closed: Order | None,
    *,
    in_part: bool,
    owed: bool = False,
) -> Result:
    slot = reader.slots.get((session.name, evaluation.id))
    regulation = reader.regulation
    held = reader.withheld.get((session.name, evaluation.id))
    if held is not None and regulation.fraud is not None:
        return Result(evaluation.id, Counts.WITHHELD, because=(held,), clauses=regulation.fraud.withheld_by)
    state = _State.EMPTY if slot is None else slot.state
    because = () if slot is None else slot.because
    absence = regulation.absence
    match state:
        case _State.COUNTED:
            assert slot is not None  # noqa: S101  the state was read from it
            return _counted(evaluation.id, slot, evaluation)
        case _State.EXCUSED:
            by = () if absence is None else absence.meanwhile.by
            pending = absence is None or absence.meanwhile.value is Meanwhile.PENDING
            return Result(evaluation.id, Counts.EXCUSED if pending else Counts.ABSENT, because=because, clauses=by)
        case _State.LATE:
            return Result(evaluation.id, Counts.LATE, because=because, clauses=_late_by(regulation))
        case _State.ABSENT:
            return _absent(evaluation, because, regulation, in_part=in_part)
        case _State.EMPTY:
            if owed or closed is None or session.opened > closed:
                return Result(evaluation.id, Counts.AWAITED, because=because)
            return Result(evaluation.id, Counts.NOT_SAT, because=because)
        case _:
            assert_never(state)


def _absent(evaluation: Evaluation, because: tuple[int, ...], regulation: Regulation, *, in_part: bool) -> Result:
    policy = regulation.absence
    if policy is None:
        return Result(evaluation.id, Counts.UNREGULATED, because=because)
    if in_part:
        return Result(evaluation.id, Counts.ABSENT, because=because, clauses=policy.part_by)
    if policy.effect.value is AbsenceEffect.NOT_VALIDATED:
        return Result(evaluation.id, Counts.ABSENT, because=because, clauses=policy.effect.by)
    keepable = policy.effect.value is AbsenceEffect.ZERO
    zero = Fraction(0)
    return Result(
        evaluation.id, Counts.COUNTED, points=zero, because=because, clauses=policy.effect.by, keepable=keepable
    )


def _counted(name: str, slot: _Slot, evaluation: Evaluation | None) -> Result:
    assert slot.entry is not None  # noqa: S101  a counted slot has its record
    command = slot.entry.command
    if isinstance(command, RecordPortfolioResult):
        return Result(name, Counts.COUNTED, command.points, command.verdict, because=slot.because)
    points = command.points
    if points is None and command.mark is not None and evaluation is not None and evaluation.out_of is not None:
        points = command.mark * evaluation.out_of / 20
    if points is not None and evaluation is not None and evaluation.weight is not None and evaluation.out_of:
        points = points * evaluation.weight / evaluation.out_of
    return Result(
        name,
        Counts.COUNTED,
        points,
        command.verdict,
        command.competences if command.competences is not None else command.criteria,
        tuple(command.not_applicable or ()),
        slot.because,
    )


def _waived(dossier: Dossier, regulation: Regulation, candidate: Candidate) -> tuple[int, ...] | None:
    exemption = regulation.exemption
    if exemption is None or not exemption.audience.admits(candidate.route, candidate.situation):
        return None
    said = [e for e in dossier.accepted(RecordPositioning) if e.command.professional_exempt]
    last = max(said, key=lambda e: e.order, default=None)
    return None if last is None else (last.position,)


def _part_sheet(part: Bloc, reader: _Reader, closed: Order | None) -> Sheet:
    """The professional part: what of it passes from session to session is the law of carrying."""
    candidate = reader.candidate
    evaluations = part.evaluations_for(candidate.route, candidate.situation)
    most = part.points_for(candidate.route, candidate.situation)
    holding = [session for session in reader.sessions if part.id in session.lines]
    carry = reader.regulation.carry
    results: tuple[Result, ...] = ()
    for session in holding:
        fresh = tuple(_result(e, session, reader, closed, in_part=True) for e in evaluations)
        if not results or carry is None:
            results = fresh
            continue
        passed = _passed(results, most, reader.regulation)
        repeat = session.opening is Opening.REPEAT_YEAR
        carried = []
        for old, new in zip(results, fresh, strict=True):
            of_tutor = new.evaluation in carry.tutor
            carries = (not of_tutor and passed) if repeat else of_tutor
            untouched = new.counts in (Counts.AWAITED, Counts.NOT_SAT)
            carried.append(attrs.evolve(old, clauses=carry.by) if carries and untouched else new)
        results = tuple(carried)
    if carry is not None and carry.resit.value is PartCarry.TUTOR_ONLY:
        resits = [s for s in reader.sessions if s.opening is Opening.RESIT and s.opened > holding[-1].opened]
        if resits:
            results = tuple(
                result
                if result.evaluation in carry.tutor
                else Result(result.evaluation, Counts.LAPSED, clauses=carry.resit.by)
                for result in results
            )
    return Sheet(part, holding[-1].name, evaluations, most, results=results, retaken=len(holding) > 1)


def part_floor(regulation: Regulation) -> PartAtLeast | None:
    """The requirement on the professional part, if the title has one."""
    return next((r for rule in regulation.award.titles for r in rule.requires if isinstance(r, PartAtLeast)), None)


def _passed(results: Sequence[Result], most: Fraction, regulation: Regulation) -> bool:
    floor = part_floor(regulation)
    if floor is None or any(result.points is None for result in results):
        return False
    points = total(result.points for result in results if result.points is not None)
    return 20 * points >= floor.floor.value * most


def _penalised(releve: Releve, dossier: Dossier, policy: AttendancePolicy) -> Releve:
    """Unjustified absence lowers the tutor's mark by bands, or refers the case beyond the last one."""
    entries = tuple(dossier.of(RecordAttendance))
    hours = policy.hours.value
    missed = total(entry.command.unjustified_hours for entry in entries)
    if not hours or not missed or releve.part is None:
        return releve
    because = tuple(entry.position for entry in entries)
    agreed = tuple(entry.position for entry in dossier.accepted(AgreeAttendancePenalty))
    rate = missed / hours
    top = policy.bands[-1]
    beyond = rate > top.upto
    cut = Fraction(0)
    if not beyond or policy.beyond.value is Beyond.LAST_BAND:
        if policy.needs_agreement.value and not agreed:
            return releve
        cut = next((band.cut for band in policy.bands if _within(rate, band.upto, policy)), top.cut)
    elif any(e.command.question == BEYOND_BANDS for e in dossier.accepted(Settle)):
        return releve
    because += agreed
    results = list(releve.part.results)
    index = next((i for i, result in enumerate(results) if result.evaluation == policy.evaluation), None)
    if index is None:
        return releve
    tutor = results[index]
    if beyond and policy.beyond.value is Beyond.REFERRED:
        results[index] = Result(
            tutor.evaluation, Counts.REFERRED, because=(*tutor.because, *because), clauses=policy.beyond_by
        )
        part = attrs.evolve(releve.part, results=tuple(results))
        return attrs.evolve(releve, part=part, flags=(*releve.flags, BEYOND_BANDS))
    match policy.base.value:
        case PenaltyBase.PART:
            return attrs.evolve(releve, part_cut=(cut, because))
        case PenaltyBase.TOTAL:
            return attrs.evolve(releve, total_cut=(cut, because))
        case PenaltyBase.OBTAINED | PenaltyBase.MAXIMUM:
            pass
        case _:
            assert_never(policy.base.value)
    if tutor.points is None:
        return releve
    evaluation = next(e for e in releve.part.evaluations if e.id == policy.evaluation)
    of_maximum = policy.base.value is PenaltyBase.MAXIMUM
    lost = cut * (evaluation.counts_for or Fraction(0)) if of_maximum else cut * tutor.points
    results[index] = attrs.evolve(
        tutor,
        points=max(tutor.points - lost, Fraction(0)),
        because=(*tutor.because, *because),
        clauses=(*tutor.clauses, *policy.by, *policy.base.by),
    )
    return attrs.evolve(releve, part=attrs.evolve(releve.part, results=tuple(results)))


def _within(rate: Fraction, upto: Fraction, policy: AttendancePolicy) -> bool:
    return rate <= upto if policy.upper_included.value else rate < upto
