"""Drawing up the relevé: sessions, carrying, fraud, what a jury gave, what other journeys keep."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import assert_never

import attrs

from certdomain.candidate import BlocKept, Standing, held_on
from certdomain.commands import (
    ChoosePortfolio,
    Deliberate,
    PresentPortfolio,
    RecogniseBloc,
    RecordEvaluation,
    RecordPortfolioResult,
    RecordPositioning,
    RequestMakeUp,
    WithdrawCandidate,
)
from certdomain.dossier import Dossier, Entry, Order
from certdomain.marks import on20, total
from certdomain.referential import Bloc, Evaluation
from certdomain.regulation.award import PartAtLeast
from certdomain.regulation.results import (
    AbsenceEffect,
    Meanwhile,
    PartCarry,
)
from certdomain.regulation.tree import Regulation
from certdomain.rules.attendance import penalised
from certdomain.rules.lines import rounded
from certdomain.rules.portfolios import window_closed
from certdomain.rules.reader import Reader, Slot, State, late_by, whole_name
from certdomain.rules.records import Records
from certdomain.rules.results import Counts, Releve, Result, Sheet
from certdomain.rules.sessions import (
    Candidate,
    FraudDecision,
    Opening,
    Session,
    bloc_id,
    proven_frauds,
)
from certdomain.vocabulary import Route, Verdict


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
    kept = _kept(dossier, regulation, standing, reader.on)
    sheets = tuple(
        _sheet(bloc, reader, fallen, closed, kept.get(bloc.id))
        for bloc in regulation.referential.blocs
        if bloc.id in kept or any(bloc.id in session.lines for session in sessions)
    )
    sheets = tuple(_by_jury(sheet, deliberations, sessions, frauds) for sheet in sheets)
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
        excused=_excused(reader, (*sheets, *((part_sheet,) if part_sheet is not None else ()))),
        counted=tuple(
            (session, name, slot.entry.position)
            for (session, name), slot in reader.slots.items()
            if slot.entry is not None and isinstance(slot.entry.command, RecordEvaluation)
        ),
    )
    return base if regulation.attendance is None else penalised(base, dossier, regulation.attendance)


def _excused(reader: Reader, sheets: Iterable[Sheet]) -> dict[str, Entry[RequestMakeUp] | None]:
    """What a make-up is owed for: excused in the session that now counts. An excuse does not outlive its session."""
    current = {(sheet.session, evaluation.id) for sheet in sheets for evaluation in sheet.evaluations}
    return {
        name: slot.make_up
        for (session, name), slot in reader.slots.items()
        if slot.state is State.EXCUSED and (session, name) in current
    }


def _portfolio_flags(reader: Reader, sheets: Iterable[Sheet]) -> tuple[str, ...]:
    """A portfolio for a bloc whose tests were sat: the texts do not say whether it may come after them."""
    if reader.candidate.route is Route.VAE:
        return ()
    asked = [(entry.opened, entry.command.blocs) for entry in reader.dossier.accepted(ChoosePortfolio)]
    asked += [(entry.opened, entry.command.blocs) for entry in reader.dossier.accepted(PresentPortfolio)]
    for sheet in sheets:
        names = (sheet.bloc.id, *sheet.bloc.aliases)
        later = [opened for opened, blocs in asked if any(name in blocs for name in names)]
        tests = [r.because[0] for r in sheet.results if r.counts is Counts.COUNTED and r.because]
        sat = min(reader.orders[position] for position in tests) if tests else None
        if sat is not None and any(opened > sat for opened in later):
            return ("portfolio-after-test",)
    return ()


def _kept(
    dossier: Dossier, regulation: Regulation, standing: Standing, day: date
) -> dict[str, tuple[BlocKept, tuple[int, ...]]]:
    others = held_on(standing.others(dossier.journey, regulation.certification), day)
    found: dict[str, tuple[BlocKept, tuple[int, ...]]] = {bloc: (kept, ()) for bloc, (_, kept) in others.items()}
    for entry in dossier.accepted(RecogniseBloc):
        name = bloc_id(regulation.referential, entry.command.bloc)
        found[name] = (BlocKept(bloc=name, on=entry.command.on), (entry.position,))
    return found


def _sheet(
    bloc: Bloc,
    reader: Reader,
    fallen: Mapping[str, int],
    closed: Order | None,
    kept: tuple[BlocKept, tuple[int, ...]] | None,
) -> Sheet:
    candidate = reader.candidate
    evaluations = bloc.evaluations_for(candidate.route, candidate.situation)
    most = bloc.points_for(candidate.route, candidate.situation)
    since = reader.held.get(bloc.id)
    # What a jury kept is held for good: a later session that names the bloc all the same takes nothing away.
    holding = [s for s in reader.sessions if bloc.id in s.lines and (since is None or s.opened <= since)]
    if not holding or kept is not None:
        held, because = kept if kept is not None else (None, ())
        return Sheet(bloc, None, evaluations, most, kept=held, kept_because=because)
    session = holding[-1]
    owed = reader.owed.get(bloc.id)
    if owed is not None and owed.opened < session.opened:
        # It stood for the tests of an earlier session: in this one the tests are sat, unless it is chosen again.
        owed = None
    if owed is not None and bloc.id not in reader.presented:
        # Chosen but never presented: after the window nothing is owed any more, and the tests are what is left.
        owed = None if window_closed(reader.regulation, reader.dossier, candidate, reader.on) else owed
    whole_slot = reader.slots.get((session.name, whole_name(bloc.id)))
    whole = None
    if whole_slot is not None and whole_slot.state is State.COUNTED:
        whole = _counted(bloc.id, whole_slot, None)
    results = tuple(
        _result(evaluation, session, reader, closed, in_part=False, owed=owed is not None) for evaluation in evaluations
    )
    fraud = reader.regulation.fraud
    resit_is_free = fraud is not None and not fraud.uses_retake.value
    attempts = [held.name for held in holding if not (resit_is_free and held.name in fallen)]
    positions = [p for result in (*results, *((whole,) if whole else ())) for p in result.because]
    last = max(reader.orders[position] for position in positions) if positions else None
    return Sheet(
        bloc,
        session.name,
        evaluations,
        most,
        results=results,
        whole=whole,
        invalidated=(fallen[session.name],) if session.name in fallen else (),
        overtaken=last is not None and reader.sessions[-1].opened > max(last, session.opened),
        retaken=len(attempts) > 1,
        portfolio=() if owed is None or whole is not None else (owed.position,),
        closed=closed is not None and session.opened <= closed,
    )


def _by_jury(
    sheet: Sheet,
    deliberations: Sequence[Entry[Deliberate]],
    sessions: Sequence[Session],
    frauds: Sequence[FraudDecision],
) -> Sheet:
    """A verdict that the jury gave against the proposal holds until the bloc is entered again.

    A bloc that it granted although the session had fallen by fraud stands; a fraud established later takes it.
    """
    opened = next((s.opened for s in reversed(sessions) if s.name == sheet.session), None)
    fell = max(((fraud.on, fraud.position) for fraud in frauds if sheet.session in fraud.fallen), default=None)
    for entry in reversed(deliberations):
        if opened is not None and entry.order < opened:
            break
        decided = entry.answer.decided
        left = () if decided is None else (d for d in decided.departures if d.what == sheet.bloc.id)
        for departure in left:
            granted = departure.decided in (Verdict.VALIDATED, Verdict.COMPENSATED)
            over = fell is not None and entry.order > fell
            invalidated = () if granted and over else sheet.invalidated
            return attrs.evolve(sheet, jury=departure.decided, jury_because=(entry.position,), invalidated=invalidated)
    return sheet


def _result(
    evaluation: Evaluation,
    session: Session,
    reader: Reader,
    closed: Order | None,
    *,
    in_part: bool,
    owed: bool = False,
) -> Result:
    slot = reader.slots.get((session.name, evaluation.id))
    regulation = reader.regulation
    state = State.EMPTY if slot is None else slot.state
    held = reader.withheld.get((session.name, evaluation.id))
    if held is not None and regulation.fraud is not None and state not in (State.ABSENT, State.LATE):
        # What is settled already, without a mark, has nothing to withhold.
        return Result(evaluation.id, Counts.WITHHELD, because=(held,), clauses=regulation.fraud.withheld_by)
    because = () if slot is None else slot.because
    absence = regulation.absence
    match state:
        case State.COUNTED:
            assert slot is not None  # noqa: S101  the state was read from it
            return _counted(evaluation.id, slot, evaluation)
        case State.EXCUSED:
            by = () if absence is None else absence.meanwhile.by
            pending = absence is None or absence.meanwhile.value is Meanwhile.PENDING
            return Result(evaluation.id, Counts.EXCUSED if pending else Counts.ABSENT, because=because, clauses=by)
        case State.LATE:
            return Result(evaluation.id, Counts.LATE, because=because, clauses=late_by(regulation))
        case State.ABSENT if slot is not None and slot.referred is not None:
            return Result(evaluation.id, Counts.REFERRED, because=(*because, slot.referred))
        case State.ABSENT:
            over = closed is not None and session.opened <= closed
            return _absent(evaluation, because, regulation, in_part=in_part, over=over)
        case State.EMPTY:
            if owed or closed is None or session.opened > closed:
                return Result(evaluation.id, Counts.AWAITED, because=because)
            return Result(evaluation.id, Counts.NOT_SAT, because=because)
        case _:
            assert_never(state)


def _absent(
    evaluation: Evaluation, because: tuple[int, ...], regulation: Regulation, *, in_part: bool, over: bool
) -> Result:
    policy = regulation.absence
    if policy is None:
        # The text is silent on absence; once a jury has deliberated, what was missed is what was never sat.
        return Result(evaluation.id, Counts.NOT_SAT if over else Counts.UNREGULATED, because=because)
    if in_part:
        return Result(evaluation.id, Counts.ABSENT, because=because, clauses=policy.part_by)
    if policy.effect.value is AbsenceEffect.NOT_VALIDATED or evaluation.out_of is None:
        return Result(evaluation.id, Counts.ABSENT, because=because, clauses=policy.effect.by)
    return Result(
        evaluation.id,
        Counts.COUNTED,
        points=Fraction(0),
        because=because,
        clauses=policy.effect.by,
        keepable=policy.effect.value is AbsenceEffect.ZERO,
        validates=policy.effect.value is not AbsenceEffect.ZERO_NOT_VALIDATED,
    )


def _counted(name: str, slot: Slot, evaluation: Evaluation | None) -> Result:
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


def _sat_before(result: Result, opened: Order, reader: Reader) -> bool:
    """Whether a result was there before a session opened: what is still awaited, or came later, is not carried."""
    orders = [reader.orders[position] for position in result.because]
    return result.counts is Counts.COUNTED and bool(orders) and max(orders) < opened


def _part_sheet(part: Bloc, reader: Reader, closed: Order | None) -> Sheet:
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
            lacking = old.counts in (Counts.NOT_SAT, Counts.ABSENT, Counts.LATE)  # there is nothing to carry over
            by = carry.repeat_by if repeat else carry.by
            result = old if carries and untouched and not lacking else new
            carried.append(attrs.evolve(result, clauses=tuple(dict.fromkeys((*result.clauses, *by)))))
        results = tuple(carried)
    if carry is not None and carry.resit.value is PartCarry.TUTOR_ONLY:
        resits = [s for s in reader.sessions if s.opening is Opening.RESIT and s.opened > holding[-1].opened]
        if resits:
            results = tuple(
                Result(result.evaluation, Counts.LAPSED, clauses=carry.resit.by)
                if result.evaluation not in carry.tutor and _sat_before(result, resits[-1].opened, reader)
                else result
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
    mark = rounded(on20(points, most), floor.rounding.value) if most else Fraction(0)
    return mark >= floor.floor.value
