"""Importing: a JSON Lines file, checked whole, then recorded line by line. Run again, it goes on where it stopped."""

from __future__ import annotations

import json
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from itertools import islice
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from time import sleep
from typing import Generic, TypeVar

from attrs import evolve, field, frozen

from certdomain.commands import Command, ConstituteJury, EnrolCandidate, command_from, journeys_of, name_of
from certdomain.envelope import Answered, Recorded
from certdomain.errors import BadInput, Conflict, Problem, UnknownJourney
from certdomain.intake import JSON, RawLine, iter_lines
from certdomain.naming import Who, problems_of
from certdomain.register import Register
from certdomain.regulation.tree import Regulation
from certdomain.vocabulary import AnswerStatus

MOST_LISTED = 1000
"""How many problems (or refusals, or referrals) of one file are listed; all are counted."""

_BATCH = 1000  # lines recorded in one transaction
_ATTEMPTS = 30  # to record the same lines, while somebody else writes to the same journeys
_PAUSE = 0.02  # seconds between two attempts to record one line
_HELD = 4096  # journeys whose contents are remembered while recording

T = TypeVar("T")
Progress = Callable[[str, int, int | None], None]
"""Told what is done ("check", "record"), how many lines are, and of how many, where that is known."""


@frozen
class Listing(Generic[T]):
    """The first of many things, and how many there are."""

    first: tuple[T, ...] = ()
    count: int = 0


@frozen(kw_only=True)
class Declined:
    """One line that was not granted. `about`: the journeys, or the jury. `possible_on`: see `Answered`."""

    line: int
    about: tuple[str, ...]
    command: str
    clauses: tuple[str, ...]
    possible_on: str | None = None


@frozen(kw_only=True)
class Imported:
    """What came of a file, line by line.

    `recorded` counts the lines recorded now, those refused and referred among them; `skipped`, those that were recorded
    before; `invalid` lists the problems of lines that were wrong in their place and are not recorded.
    """

    recorded: int = 0
    skipped: int = 0
    refused: Listing[Declined] = field(factory=Listing)
    referred: Listing[Declined] = field(factory=Listing)
    invalid: Listing[Problem] = field(factory=Listing)


def import_file(register: Register, path: Path, *, progress: Progress | None = None) -> Imported:
    """Record a JSON Lines file. All its lines are checked before the first is recorded.

    A line that is already recorded is skipped: by its key, else by its content and its occurrence in the file. So an
    import that was interrupted is simply run again. Where somebody else wrote to the same journeys first, the lines
    concerned are decided again on what he wrote.

    Raises:
        BadInput: all the problems of form and of names; nothing was recorded then.
        Conflict: somebody else went on and on writing to the same journeys; run it again.
    """
    return record_file(register, path, check_file(register, path, progress=progress), progress=progress)


def check_file(register: Register, path: Path, *, progress: Progress | None = None) -> Checked:
    """Check all lines of a file, for their form and for what they name; nothing is recorded.

    Raises:
        BadInput: with all problems (at most a thousand are listed, all are counted).
    """
    checking = _Checking(register, path)
    checking.run(progress or _silent)
    checking.problems.raise_any(str(path))
    return Checked(checking.lines, checking.repeats)


def record_file(register: Register, path: Path, checked: Checked, *, progress: Progress | None = None) -> Imported:
    """Record a file that was checked.

    Raises:
        Conflict: somebody else went on and on writing to the same journeys; run it again.
    """
    recording = _Recording(register, path, checked.repeats)
    recording.run(progress or _silent, checked.lines)
    return recording.outcome()


def content_of(raw: dict[str, JSON]) -> str:
    """What identifies the content of a line, whatever the order of its keys and the quotes around its numbers."""
    return sha256(json.dumps(raw, sort_keys=True, separators=(",", ":")).encode()).hexdigest()[:32]


def _silent(_what: str, _done: int, _of: int | None) -> None:
    """Nobody watches."""


class _Collector(Generic[T]):
    """Gathers a listing: keeps the first, counts all."""

    def __init__(self) -> None:
        self._first: list[T] = []
        self._count = 0

    def add(self, item: T) -> None:
        self._count += 1
        if len(self._first) < MOST_LISTED:
            self._first.append(item)

    @property
    def listing(self) -> Listing[T]:
        return Listing(tuple(self._first), self._count)

    def back_to(self, listing: Listing[T]) -> None:
        """Forget what was added since this was the listing."""
        del self._first[len(listing.first) :]
        self._count = listing.count


class _Problems(_Collector[Problem]):
    """Gathers the problems of lines."""

    def of(self, bad: BadInput, path: Path, line: int) -> None:
        for problem in bad.problems:
            self.add(evolve(problem, where=str(path), line=line))

    def raise_any(self, where: str) -> None:
        found = self.listing
        if not found.count:
            return
        more = found.count - len(found.first)
        rest = Problem(where=where, found=f"{more} problems more", expected=f"none; the first {MOST_LISTED} are listed")
        raise BadInput((*found.first, rest) if more else found.first)


class _Repeats:
    """How often each content came so far, in memory that hardly grows with the file.

    The first pass marks each content in a table of bits; whatever finds its bits already set is suspected of coming
    twice, and counted by name in the second pass. What is not suspected came once.
    """

    def __init__(self, size: int) -> None:
        self._bits = max(1 << 16, size // 8)  # for lines of 100 bytes: twelve bits a line
        self._table = bytearray(self._bits // 8 + 1)
        self._counts: dict[str, int] = {}
        self._counted: list[str] = []

    def begin(self) -> None:
        """From here on `undo` can go back."""
        self._counted.clear()

    def undo(self) -> None:
        """Count as if nothing had come since `begin`."""
        for content in self._counted:
            self._counts[content] -= 1
        self._counted.clear()

    def mark(self, content: str) -> None:
        number = int(content, 16)
        places = (number % self._bits, (number >> 64) % self._bits)
        if all(self._table[place >> 3] & 1 << (place & 7) for place in places):
            self._counts[content] = 0
        for place in places:
            self._table[place >> 3] |= 1 << (place & 7)

    def occurrence(self, content: str) -> int:
        count = self._counts.get(content)
        if count is None:
            return 1
        self._counts[content] = count + 1
        self._counted.append(content)
        return count + 1


@frozen
class Checked:
    """A file whose lines are all well formed: how many they are, and which come more than once."""

    lines: int
    repeats: _Repeats


@frozen
class _Line:
    """A line that has the right form."""

    number: int
    content: str
    command: Command
    journeys: tuple[str, ...]
    together: bool

    @property
    def about(self) -> tuple[str, ...]:
        return (self.command.jury,) if isinstance(self.command, ConstituteJury) else self.journeys


def _parsed(path: Path, raw: RawLine) -> _Line:
    where, line = str(path), raw.line
    bad: list[Problem] = []
    journeys: tuple[str, ...] = ()
    try:
        journeys = journeys_of(raw.raw, where=where, line=line)
    except BadInput as error:
        bad.extend(error.problems)
    try:
        command = command_from(raw.raw, where=where, line=line)
    except BadInput as error:
        bad.extend(problem for problem in error.problems if problem not in bad)
        raise BadInput(bad) from None
    if bad:
        raise BadInput(bad)
    return _Line(line, content_of(raw.raw), command, journeys, raw.raw.get("journeys") is not None)


class _Checking:
    """The first pass: form and names of every line."""

    def __init__(self, register: Register, path: Path) -> None:
        self.problems = _Problems()
        self.repeats = _Repeats(_size(path))
        self.lines = 0
        self._register = register
        self._path = path
        self._regulations: dict[tuple[str, str | None], Regulation | BadInput] = {}
        self._journeys: dict[str, tuple[Regulation, Who] | None] = {}

    def run(self, tell: Progress) -> None:
        for raw in iter_lines(self._path):
            self.lines += 1
            if self.lines % _BATCH == 0:
                tell("check", self.lines, None)
            if isinstance(raw, Problem):
                self.problems.add(raw)
                continue
            try:
                line = _parsed(self._path, raw)
                self.repeats.mark(line.content)
                self._names(line)
            except BadInput as bad:
                self.problems.of(bad, self._path, raw.line)
                self._despite(raw, {problem.field for problem in bad.problems})

    def _despite(self, raw: RawLine, wrong: set[str | None]) -> None:
        """An enrolment with a fault still says for which title it is: what later lines name is checked against it."""
        title, edition = raw.raw.get("certification"), raw.raw.get("edition")
        if raw.raw.get("command") != name_of(EnrolCandidate) or wrong & {"certification", "edition"}:
            return
        if not isinstance(title, str) or not (edition is None or isinstance(edition, str)):
            return
        try:
            regulation = self._regulation(title, edition)
            for journey in journeys_of(raw.raw, where=str(self._path), line=raw.line):
                if self._journey(journey) is None:
                    self._journeys[journey] = regulation, None
        except BadInput as bad:
            told = [problem for problem in bad.problems if problem.field not in wrong]
            if told:
                self.problems.of(BadInput(told), self._path, raw.line)

    def _names(self, line: _Line) -> None:
        command = line.command
        if isinstance(command, ConstituteJury):
            self._regulation(command.certification, None)
            return
        found: dict[Problem, None] = {}
        for journey in line.journeys:
            known = self._journey(journey)
            if known is None and isinstance(command, EnrolCandidate):
                regulation = self._regulation(command.certification, command.edition)
                known = regulation, (command.route, command.situation)
                self._journeys[journey] = known
            if known is not None:  # else the journey is not enrolled: invalid in its place
                regulation, who = known
                found.update(dict.fromkeys(problems_of(command, regulation, who)))
        if found:
            raise BadInput(found)

    def _regulation(self, certification: str, edition: str | None) -> Regulation:
        named = (certification, edition)
        if named not in self._regulations:
            try:
                self._regulations[named] = self._register.regulation(certification, edition)
            except BadInput as bad:
                self._regulations[named] = bad
        found = self._regulations[named]
        if isinstance(found, BadInput):
            raise BadInput(found.problems)
        return found

    def _journey(self, journey: str) -> tuple[Regulation, Who] | None:
        if journey not in self._journeys:
            self._journeys[journey] = self._enrolled(journey)
        return self._journeys[journey]

    def _enrolled(self, journey: str) -> tuple[Regulation, Who] | None:
        """What the register knows of it: the regulation is the one pinned at the enrolment."""
        found = self._register.journey(journey)
        try:
            regulation = found.regulation()
        except UnknownJourney:
            return None
        enrolments = [r.command for r in found.records() if isinstance(r.command, EnrolCandidate)]
        last = enrolments[-1] if enrolments else None
        return regulation, (None if last is None else (last.route, last.situation))


class _Held:
    """What one journey holds already."""

    def __init__(self, register: Register, journey: str) -> None:
        records = register.journey(journey).records()
        self.contents = Counter(record.content for record in records if record.content)
        self.keys = {record.command.key for record in records}

    def has(self, line: _Line, occurrence: int) -> bool:
        if line.command.key is not None and line.command.key in self.keys:
            return True
        return self.contents[line.content] >= occurrence

    def add(self, line: _Line) -> None:
        self.contents[line.content] += 1
        self.keys.add(line.command.key)


class _Recording:
    """The second pass: each line is recorded in its place, or skipped, or listed."""

    def __init__(self, register: Register, path: Path, repeats: _Repeats) -> None:
        self._register = register
        self._path = path
        self._repeats = repeats
        self._held: OrderedDict[str, _Held] = OrderedDict()
        self._recorded = self._skipped = 0
        self._refused: _Collector[Declined] = _Collector()
        self._referred: _Collector[Declined] = _Collector()
        self._invalid = _Problems()

    def outcome(self) -> Imported:
        return Imported(
            recorded=self._recorded,
            skipped=self._skipped,
            refused=self._refused.listing,
            referred=self._referred.listing,
            invalid=self._invalid.listing,
        )

    def run(self, tell: Progress, total: int) -> None:
        done = 0
        for batch in _batches(iter_lines(self._path)):
            self._record(batch, _ATTEMPTS)
            done += len(batch)
            tell("record", done, total)

    def _record(self, batch: Sequence[RawLine | Problem], attempts: int) -> None:
        """Record lines in one transaction; where somebody else wrote first, again, in ever smaller ones.

        Raises:
            Conflict: after that many attempts.
        """
        before = self.outcome()
        self._repeats.begin()
        try:
            with self._register.batch():
                for raw in batch:
                    self._line(raw)
        except Conflict:
            if attempts <= 1:
                raise
            self._back_to(before)
        else:
            return
        if len(batch) == 1:
            sleep(_PAUSE)
        size = max(1, len(batch) // 10)
        for at in range(0, len(batch), size):
            self._record(batch[at : at + size], attempts - 1)

    def _back_to(self, before: Imported) -> None:
        """As it stood before lines that were not recorded after all; what was known of the register may be old."""
        self._recorded, self._skipped = before.recorded, before.skipped
        self._refused.back_to(before.refused)
        self._referred.back_to(before.referred)
        self._invalid.back_to(before.invalid)
        self._repeats.undo()
        self._held.clear()

    def _line(self, raw: RawLine | Problem) -> None:
        if isinstance(raw, Problem):  # only where the file changed since it was checked
            self._invalid.add(raw)
            return
        try:
            line = _parsed(self._path, raw)
            occurrence = self._repeats.occurrence(line.content)
            journeys = tuple(journey for journey in line.journeys if not self._of(journey).has(line, occurrence))
            if isinstance(line.command, ConstituteJury):
                self._jury(line, line.command, occurrence)
            elif not journeys:
                self._skipped += 1
            elif line.together:
                self._together(line, journeys)
            else:
                answer = self._register.journey(journeys[0]).do(line.command, content=line.content)
                self._note(line, (answer,), journeys)
        except BadInput as bad:
            self._invalid.of(bad, self._path, raw.line)

    def _together(self, line: _Line, journeys: tuple[str, ...]) -> None:
        answers = self._register.do_together(journeys, line.command, content=line.content)
        if all(answer.accepted for answer in answers):
            self._note(line, answers, journeys)
        else:  # all or none: nothing was recorded
            self._decline(line, answers, journeys)

    def _jury(self, line: _Line, command: ConstituteJury, occurrence: int) -> None:
        history = self._register.jury_history(command.jury)
        records = [each for each in history if isinstance(each, Recorded)]
        keys = {record.command.key for record in records} - {None}
        if command.key in keys or sum(record.content == line.content for record in records) >= occurrence:
            self._skipped += 1
        else:
            self._note(line, (self._register.do(command, content=line.content, seen=len(history)),), ())

    def _of(self, journey: str) -> _Held:
        held = self._held.get(journey)
        if held is None:
            held = self._held[journey] = _Held(self._register, journey)
            if len(self._held) > _HELD:
                self._held.popitem(last=False)
        self._held.move_to_end(journey)
        return held

    def _note(self, line: _Line, answers: Sequence[Answered], journeys: tuple[str, ...]) -> None:
        self._recorded += 1
        for journey in journeys:
            self._of(journey).add(line)
        self._decline(line, answers, journeys or line.about)

    def _decline(self, line: _Line, answers: Sequence[Answered], abouts: tuple[str, ...]) -> None:
        for status, listed in (
            (AnswerStatus.REFUSED, self._refused),
            (AnswerStatus.REFERRED, self._referred),
        ):
            found = [(about, answer) for about, answer in zip(abouts, answers, strict=True) if answer.status is status]
            if found:
                listed.add(
                    Declined(
                        line=line.number,
                        about=tuple(about for about, _ in found),
                        command=name_of(type(line.command)),
                        clauses=tuple(dict.fromkeys(clause for _, answer in found for clause in answer.clauses)),
                        possible_on=next((a.possible_on for _, a in found if a.possible_on is not None), None),
                    )
                )


def _size(path: Path) -> int:
    """The size of the file in bytes. It is read twice, which a pipe cannot be.

    Raises:
        BadInput: for what is no regular file.
    """
    try:
        found = path.stat()
    except (OSError, ValueError):
        return 0  # the reader says what is wrong with it
    if not S_ISREG(found.st_mode) and not S_ISDIR(found.st_mode):
        expected = "a regular file: it is read twice, so write what a pipe gives into a file first"
        raise BadInput([Problem(where=str(path), found="a pipe or device", expected=expected)])
    return found.st_size


def _batches(lines: Iterator[RawLine | Problem]) -> Iterator[list[RawLine | Problem]]:
    while batch := list(islice(lines, _BATCH)):
        yield batch
