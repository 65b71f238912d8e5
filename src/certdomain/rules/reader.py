"""Reading one record after the other: all the law of sequences lives here. The last record does not win by itself."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import assert_never

import attrs

from certdomain.candidate import BlocKept, Contribution, Standing
from certdomain.commands import (
    ChoosePortfolio,
    Command,
    DecideFraud,
    PresentPortfolio,
    RecogniseBloc,
    RecordAbsence,
    RecordEvaluation,
    RecordPortfolioResult,
    ReportFraud,
    RequestMakeUp,
    SubmitExcuse,
    SubmitReport,
)
from certdomain.dossier import Dossier, Entry, Order
from certdomain.envelope import Finding
from certdomain.referential import Bloc
from certdomain.regulation.award import BlocByCriteria
from certdomain.regulation.gates import AtMostRetakes, AtMostSessions, VaeAdmissible
from certdomain.regulation.tree import Regulation
from certdomain.rules.make_up import make_up_by, make_up_limit
from certdomain.rules.portfolios import admissible
from certdomain.rules.sessions import Candidate, Opening, Session, bloc_id, fraud_session, session_for
from certdomain.vocabulary import Route, Whom


class State(Enum):
    """Where one evaluation of one session stands while its records are read."""

    EMPTY = 0
    COUNTED = 1
    ABSENT = 2
    EXCUSED = 3
    LATE = 4


@attrs.define
class Slot:
    """One evaluation (or whole bloc) of one session while its records are read. Private to `Reader`."""

    state: State = State.EMPTY
    entry: Entry[RecordEvaluation] | Entry[RecordPortfolioResult] | None = None
    because: tuple[int, ...] = ()
    excuse: int | None = None
    make_up: Entry[RequestMakeUp] | None = None
    unfit_report: int | None = None
    report: int | None = None
    referred: int | None = None

    def copy(self) -> Slot:
        return Slot(
            self.state,
            self.entry,
            self.because,
            self.excuse,
            self.make_up,
            self.unfit_report,
            self.report,
            self.referred,
        )


@attrs.define
class Reader:
    """Reads the records of a dossier in order, under the policies of the regulation."""

    dossier: Dossier
    regulation: Regulation
    standing: Standing
    sessions: tuple[Session, ...]
    candidate: Candidate
    on: date
    slots: dict[tuple[str, str], Slot] = attrs.Factory(dict)
    findings: list[Finding] = attrs.Factory(list)
    ineffective: set[int] = attrs.Factory(set)
    withheld: dict[tuple[str, str], int] = attrs.Factory(dict)
    flags: dict[str, None] = attrs.Factory(dict)
    presented: dict[str, list[Order]] = attrs.Factory(dict)
    others: tuple[Contribution, ...] = ()
    elsewhere: dict[str, tuple[date, BlocKept]] = attrs.Factory(dict)
    held: dict[str, Order] = attrs.Factory(dict)
    owed: dict[str, Entry[ChoosePortfolio] | Entry[PresentPortfolio]] = attrs.Factory(dict)
    orders: dict[int, Order] = attrs.Factory(dict)

    def copy(self, dossier: Dossier, standing: Standing, on: date) -> Reader:
        """A reader that has read the same, in another file, and may read on."""
        return Reader(
            dossier,
            self.regulation,
            standing,
            self.sessions,
            self.candidate,
            on,
            {key: slot.copy() for key, slot in self.slots.items()},
            list(self.findings),
            set(self.ineffective),
            dict(self.withheld),
            dict(self.flags),
            {bloc: list(orders) for bloc, orders in self.presented.items()},
            self.others,
            self.elsewhere,
            self.held,
            dict(self.owed),
            dict(self.orders),
        )

    def slot(self, session: str, name: str) -> Slot:
        found = self.slots.get((session, name))
        if found is None:
            found = self.slots[session, name] = Slot()
        return found

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
        self.orders[entry.position] = entry.order
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
            case _:
                assert isinstance(command, RecordPortfolioResult)  # noqa: S101  no other kind is read
                self.portfolio(entry, command)  # type: ignore[arg-type]  # narrowed by its command

    def barred(self, entry: Entry[Command], bloc: str, session: Session) -> bool:
        """Whether a result cannot count: the bloc is recognised, or kept, or its retake used up, elsewhere."""
        if any(
            bloc_id(self.regulation.referential, known.command.bloc) == bloc and known.order <= entry.order
            for known in self.dossier.accepted(RecogniseBloc)
        ):
            self.breach(entry, "bloc-already-kept")
            return True
        carry = self.regulation.carry
        by = () if carry is None else carry.by
        if bloc in self.elsewhere and self.elsewhere[bloc][0] <= entry.command.on:
            self.breach(entry, "bloc-already-kept", by)
            return True
        if session.opening is Opening.ENROLMENT and self.used_up(bloc, entry.command.on):
            self.breach(entry, "retake-used-up", by)
            return True
        return False

    def used_up(self, bloc: str, on: date) -> bool:
        """Whether other journeys left no retake of a bloc: where the text sets no limit, they cannot."""
        used = [(other.journey, each) for other in self.others for each in other.retakes if each.on <= on]
        retakes = sum(each.bloc == bloc for _, each in used)
        if not retakes:
            return False
        sessions = 1 + len({(journey, each.on) for journey, each in used})
        limits = [
            sessions >= condition.most.value
            if isinstance(condition, AtMostSessions)
            else retakes >= condition.most.value
            for gate in self.regulation.gates
            if gate.audience.admits(self.candidate.route, self.candidate.situation)
            for condition in gate.conditions
            if isinstance(condition, AtMostRetakes | AtMostSessions)
        ]
        return any(limits)

    def is_held(self, entry: Entry[Command], bloc: str) -> bool:
        """Whether a jury of this journey kept the bloc before: it is held for good, and nothing new counts for it."""
        since = self.held.get(bloc)
        if since is None or entry.opened <= since:
            return False
        carry = self.regulation.carry
        self.breach(entry, "bloc-already-kept", () if carry is None else carry.by)
        return True

    def evaluation(self, entry: Entry[RecordEvaluation], command: RecordEvaluation) -> None:
        referential = self.regulation.referential
        if command.evaluation is not None:
            place = self.place(command.evaluation, command.session, entry.order)
        else:
            bloc = referential.bloc(command.bloc or "")
            session = None if bloc is None else session_for(self.sessions, bloc.id, command.session, entry.order)
            place = None if bloc is None or session is None else (bloc, session)
        if place is None:
            self.breach(entry, "no-session")
            return
        if self.barred(entry, place[0].id, place[1]):
            return
        bloc, session = place
        if self.inadmissible(entry, bloc.id):
            return
        name = command.evaluation or whole_name(bloc.id)
        if self.taken_as_a_whole(bloc, session, name):
            self.breach(entry, "recorded-twice")
            return
        slot = self.slot(session.name, name)
        absence = self.regulation.absence
        match slot.state:
            case State.COUNTED:
                self.breach(entry, "recorded-twice")
            case State.ABSENT:
                self.breach(entry, "mark-after-absence", () if absence is None else make_up_by(absence))
            case State.LATE:
                self.breach(entry, "mark-after-late-report", late_by(self.regulation))
            case State.EMPTY | State.EXCUSED:
                if self.is_held(entry, bloc.id):
                    return
                if slot.unfit_report is not None:
                    limits = self.regulation.reports
                    self.breach(entry, "report-does-not-count", () if limits is None else limits.most.by)
                    return
                self.in_time(entry, slot)
                slot.state, slot.entry = State.COUNTED, entry
                slot.because = (*slot.because, entry.position)
                self.applicable(entry, command, bloc)
            case _:
                assert_never(slot.state)

    def applicable(self, entry: Entry[RecordEvaluation], command: RecordEvaluation, bloc: Bloc) -> None:
        """A criterion that the text does not make depend on the case cannot be set aside: it stays unknown."""
        rule = self.regulation.award.bloc_rule(bloc.id, self.candidate.route, self.candidate.situation)
        if isinstance(rule, BlocByCriteria) and set(command.not_applicable or ()) - set(rule.doubtful):
            self.breach(entry, "criterion-always-applies", rule.share.by, Whom.JURY, counts=True)

    def taken_as_a_whole(self, bloc: Bloc, session: Session, name: str) -> bool:
        """A bloc is recorded either as a whole or evaluation by evaluation, and an absence bars the former."""
        whole = whole_name(bloc.id)
        if name != whole:
            slot = self.slots.get((session.name, whole))
            return slot is not None and slot.state is not State.EMPTY
        mine = (self.slots.get((session.name, evaluation.id)) for evaluation in bloc.evaluations)
        barring = (State.COUNTED, State.ABSENT)
        return any(slot is not None and (slot.state in barring or slot.unfit_report is not None) for slot in mine)

    def in_time(self, entry: Entry[RecordEvaluation], slot: Slot) -> None:
        """A make-up is held within its period after the request, cut by the last issue date; held late, it counts."""
        absence = self.regulation.absence
        if slot.state is not State.EXCUSED or absence is None:
            return
        if slot.make_up is None:
            self.breach(entry, "make-up-not-requested", make_up_by(absence), Whom.CENTRE, counts=True)
            return
        limit = make_up_limit(slot.make_up, self.regulation)
        if limit is not None and entry.command.on > limit:
            self.breach(entry, "make-up-held-late", make_up_by(absence), Whom.CENTRE, counts=True)

    def absence(self, entry: Entry[Command], command: RecordAbsence) -> None:
        place = self.place(command.evaluation, command.session, entry.order)
        if place is None or self.barred(entry, place[0].id, place[1]):
            return
        slot = self.slot(place[1].name, command.evaluation)
        match slot.state:
            case State.COUNTED | State.LATE:
                self.breach(entry, "recorded-twice")
            case State.ABSENT:
                self.breach(entry, "recorded-twice")
            case State.EMPTY if self.is_held(entry, place[0].id):
                return
            case State.EMPTY if slot.excuse is not None:
                slot.state, slot.because = State.EXCUSED, (slot.excuse, entry.position)
                slot.excuse = None
            case State.EMPTY | State.EXCUSED:
                # Missing the make-up without reason is an unexcused absence again.
                slot.state, slot.because, slot.make_up = State.ABSENT, (*slot.because, entry.position), None
            case _:
                assert_never(slot.state)

    def excuse(self, entry: Entry[Command], command: SubmitExcuse) -> None:
        place = self.place(command.evaluation, command.session, entry.order)
        if place is None:
            return
        slot = self.slot(place[1].name, command.evaluation)
        if not entry.accepted:
            slot.referred = entry.position
            return
        if slot.state in (State.ABSENT, State.LATE):
            slot.state, slot.because = State.EXCUSED, (*slot.because, entry.position)
        elif slot.state is State.EMPTY:
            slot.excuse = entry.position

    def make_up(self, entry: Entry[RequestMakeUp], command: RequestMakeUp) -> None:
        for evaluation in command.evaluations:
            slot = self.missed(evaluation, entry.order)
            if not entry.accepted:
                if slot is not None:
                    slot.referred = entry.position
                continue
            # Only an accepted make-up (or a retake) reopens what was missed.
            if slot is not None and slot.state in (State.EXCUSED, State.ABSENT, State.LATE):
                slot.state, slot.make_up, slot.because = State.EXCUSED, entry, (*slot.because, entry.position)

    def missed(self, evaluation: str, order: Order) -> Slot | None:
        """The slot that a make-up is for: the last session in which the evaluation was missed with an excuse."""
        for session in reversed(self.sessions):
            slot = self.slots.get((session.name, evaluation))
            if slot is not None and slot.state is State.EXCUSED:
                return slot
        place = self.place(evaluation, None, order)
        return None if place is None else self.slot(place[1].name, evaluation)

    def report(self, entry: Entry[Command], command: SubmitReport) -> None:
        place = self.place(command.evaluation, command.session, entry.order)
        if place is None:
            return
        slot = self.slot(place[1].name, command.evaluation)
        if slot.state is State.COUNTED and not self.regulates_report(command.evaluation):
            return  # handed in on paper before, recorded behind its mark: the text asks nothing of it
        if slot.state in (State.COUNTED, State.ABSENT, State.LATE) or (slot.report is not None):
            self.breach(entry, "recorded-twice")
            return
        late = self.regulation.late
        if late is not None and command.evaluation in late.evaluations and after_due(command):
            slot.state, slot.because = State.LATE, (entry.position,)
            self.breach(entry, "report-late", late.by)
            return
        if not self.fit(command):
            limits = self.regulation.reports
            slot.unfit_report = entry.position
            self.breach(entry, "situations-out-of-limits", () if limits is None else limits.most.by)
            return
        slot.unfit_report, slot.report = None, entry.position

    def regulates_report(self, evaluation: str) -> bool:
        """Whether the text says anything of the report of that evaluation: its due day, or its size."""
        late, limits = self.regulation.late, self.regulation.reports
        return (late is not None and evaluation in late.evaluations) or (
            limits is not None and evaluation in limits.evaluations
        )

    def fit(self, command: SubmitReport) -> bool:
        limits = self.regulation.reports
        if limits is None or command.evaluation not in limits.evaluations:
            return True
        least = limits.least.value or 1
        if command.situations is not None and not least <= command.situations <= limits.most.value:
            return False
        return command.activities_covered is None or command.activities_covered >= least

    def inadmissible(self, entry: Entry[Command], bloc: str) -> bool:
        """Whether the candidate was declared not admissible to the VAE: what is recorded then does not count."""
        if self.candidate.route is not Route.VAE or admissible(self.dossier, self.regulation, bloc, entry.order):
            return False
        gates = (c for gate in self.regulation.gates for c in gate.conditions if isinstance(c, VaeAdmissible))
        self.breach(entry, "not-admissible", next((condition.by for condition in gates), ()))
        return True

    def portfolio(self, entry: Entry[RecordPortfolioResult], command: RecordPortfolioResult) -> None:
        bloc = self.regulation.referential.bloc(command.bloc)
        session = None if bloc is None else session_for(self.sessions, bloc.id, None, entry.order)
        if bloc is None or session is None or self.barred(entry, bloc.id, session):
            return
        if self.inadmissible(entry, bloc.id):
            return
        allowed = [at for at in self.presented.get(bloc.id, ()) if session.opened <= at <= entry.order]
        if not allowed and self.candidate.route is not Route.VAE:
            self.breach(entry, "portfolio-not-presented")
            return
        slot = self.slot(session.name, whole_name(bloc.id))
        if slot.state is State.COUNTED and not _adds_points(slot.entry, command):
            self.breach(entry, "recorded-twice")
            return
        if slot.state is not State.COUNTED and self.is_held(entry, bloc.id):
            return
        slot.state, slot.entry, slot.because = State.COUNTED, entry, (*slot.because, entry.position)
        self.owed.pop(bloc.id, None)


def _adds_points(
    known: Entry[RecordEvaluation] | Entry[RecordPortfolioResult] | None, command: RecordPortfolioResult
) -> bool:
    """A portfolio judged by a verdict awaits its points: they complete the result, they do not repeat it."""
    return known is not None and known.command.points is None and command.points is not None


def whole_name(bloc: str) -> str:
    """The name under which the result of a whole bloc is kept."""
    return f"whole {bloc}"


def late_by(regulation: Regulation) -> tuple[str, ...]:
    """The clauses on late reports."""
    return () if regulation.late is None else regulation.late.by


def after_due(command: SubmitReport) -> bool:
    """Whether a report came after its due day."""
    return command.due is not None and command.on > command.due
