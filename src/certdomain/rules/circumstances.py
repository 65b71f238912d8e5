"""What a rule may look at: gathered first, passed in, never fetched."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType

from attrs import define, field, frozen

from certdomain.candidate import NOBODY, Standing
from certdomain.commands import Command, Deliberate, LogCompanyHours, RecordPositioning, WithdrawAward
from certdomain.dossier import Dossier, Entry, same_of, until
from certdomain.envelope import Decided, TitleVerdict
from certdomain.jury import Jury
from certdomain.marks import Exact, total
from certdomain.regulation.tree import Regulation
from certdomain.rules.award import Award, award_of
from certdomain.rules.records import Records, read
from certdomain.rules.releve import releve_of
from certdomain.rules.results import Releve
from certdomain.rules.sessions import OPENING, Session, sessions_of
from certdomain.vocabulary import AnswerStatus, Verdict

NO_JURIES: Mapping[str, Jury] = MappingProxyType({})


@define
class Memory:
    """What was last worked out of a file. It is taken over where the same records are asked about again.

    A question is put to a file day by day and record by record, and most of what it rests on stays the same. What is
    remembered is the last of each, with all that it was worked out of: it can be known not to be the answer any more.
    """

    sessions: tuple[Dossier, Regulation, tuple[Session, ...]] | None = None
    records: Records | None = None


@frozen(slots=False)
class Circumstances:
    """The file as of a day, and all that was read beside it.

    `all` is the whole file; `on` the day that is asked about; `file` what was dated up to it. `regulation` is settled.
    `moves`: for a move to another edition, and for the correction of one, from which regulation to which, settled.
    `memory`: shared by the circumstances that are looked at one after the other; it changes no answer.
    """

    all: Dossier
    on: date
    regulation: Regulation
    standing: Standing = NOBODY
    juries: Mapping[str, Jury] = field(default=NO_JURIES)
    moves: tuple[Regulation, Regulation] | None = None
    memory: Memory = field(factory=Memory, eq=False, repr=False)

    def as_of(self, day: date) -> Circumstances:
        """The same, asked about another day."""
        if day == self.on:
            return self
        return Circumstances(self.all, day, self.regulation, self.standing, self.juries, self.moves, self.memory)

    def filed(self, dossier: Dossier) -> Circumstances:
        """The same, with another file."""
        return Circumstances(dossier, self.on, self.regulation, self.standing, self.juries, self.moves, self.memory)

    @cached_property
    def file(self) -> Dossier:
        """What the file holds of everything dated up to the day."""
        return until(self.all, self.on)

    @property
    def enrolled(self) -> bool:
        """Whether there is an enrolment that was not refused, dated up to the day."""
        return self.file.enrolment is not None

    @cached_property
    def sessions(self) -> tuple[Session, ...]:
        """The sessions open on the day."""
        held = self.memory.sessions
        if held is not None and held[1] is self.regulation and same_of(held[0], self.file, OPENING):
            return held[2]
        found = sessions_of(self.file, self.regulation)
        self.memory.sessions = (self.file, self.regulation, found)
        return found

    @cached_property
    def records(self) -> Records:
        """The records of the day, read in order."""
        found = read(self.file, self.regulation, self.standing, self.sessions, self.on, self.memory.records)
        self.memory.records = found
        return found

    @cached_property
    def releve(self) -> Releve:
        """The relevé of the day."""
        return releve_of(self.records)

    @cached_property
    def hours(self) -> Exact:
        """Hours in company logged up to the day."""
        return total(entry.command.hours for entry in self.file.of(LogCompanyHours))

    @cached_property
    def positioned(self) -> Exact | None:
        """The hours that the last positioning set, if one did."""
        set_ = [e for e in self.file.accepted(RecordPositioning) if e.command.company_hours is not None]
        last = max(set_, key=lambda entry: entry.order, default=None)
        return None if last is None else last.command.company_hours

    @cached_property
    def unsettled(self) -> tuple[Entry[Command], ...]:
        """Requests that were referred to the certifier and wait for the answer, in order."""
        found = [
            entry
            for kind in self.file.entries.values()
            for entry in kind
            if entry.answer.status is AnswerStatus.REFERRED
        ]
        return tuple(sorted(found, key=lambda entry: entry.position))

    @cached_property
    def award(self) -> Award:
        """What the regulation proposes on the day."""
        enrolment = self.file.enrolment
        return award_of(
            self.releve,
            self.regulation,
            self.hours,
            self.positioned,
            referred=bool(self.unsettled),
            admitted=enrolment is None or enrolment.answer.status is not AnswerStatus.REFERRED,
        )


def decided_of(case: Circumstances) -> Decided | None:
    """What the last deliberation fixed, None before one and where the text gives no jury that power."""
    if case.regulation.deliberation is None:
        return None
    last = max(case.file.accepted(Deliberate), key=lambda entry: entry.order, default=None)
    if last is None:
        return None
    decided = last.answer.decided
    if decided is None or not award_withdrawn(case):
        return decided
    title = TitleVerdict(
        verdict=Verdict.NONE, total=decided.title.total, out_of=decided.title.out_of, average20=decided.title.average20
    )
    return Decided(title=title, blocs=decided.blocs, part=decided.part, kept=(), departures=decided.departures)


def granted(case: Circumstances) -> bool:
    """Whether the title is granted: so decided, or proposed and not refused by the jury against the proposal."""
    fixed = decided_of(case)
    if fixed is not None and fixed.title.verdict is Verdict.TOTAL:
        return True
    refused = _departed(fixed) in (Verdict.PARTIAL, Verdict.NONE)
    return case.award.title.verdict is Verdict.TOTAL and not refused


def held_blocs(case: Circumstances) -> set[str]:
    """The blocs that need no retake: decided kept, or proposed so.

    Not what only a refused title compensated, and nothing that a jury left in deciding, against the proposal, `none`.
    """
    fixed = decided_of(case)
    decided = set() if fixed is None else set(fixed.kept)
    if _departed(fixed) is Verdict.NONE:
        return decided
    loose = () if granted(case) else {b.bloc for b in case.award.blocs if b.verdict is Verdict.COMPENSATED}
    return decided | {bloc for bloc in case.award.kept if bloc not in loose}


def _departed(fixed: Decided | None) -> Verdict | None:
    """The title that a jury decided against the proposal."""
    left = () if fixed is None else fixed.departures
    return next((each.decided for each in left if each.what == "title"), None)


def award_withdrawn(case: Circumstances) -> bool:
    """Whether the award of the last deliberation was withdrawn."""
    last = max((entry.order for entry in case.file.accepted(Deliberate)), default=None)
    return last is not None and any(entry.order > last for entry in case.file.accepted(WithdrawAward))
