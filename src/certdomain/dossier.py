"""The dossier: what is in a candidate's file. Corrections and voids are applied; there is no law in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any, Generic, TypeVar, cast

from attrs import evolve as copy
from attrs import frozen

from certdomain.commands import (
    Command,
    CorrectEntry,
    Deliberate,
    EnrolCandidate,
    MoveToEdition,
    Settle,
    VoidEntry,
    corrected,
)
from certdomain.envelope import Answered, Recorded
from certdomain.frozenmap import blank
from certdomain.vocabulary import AnswerStatus

C = TypeVar("C", bound=Command)
C_co = TypeVar("C_co", bound=Command, covariant=True)
Order = tuple[date, int]
LATE = timedelta(days=1)
"""What is dated on the very day of a deliberation, and recorded this long after it, was not known to the jury."""


@frozen
class Entry(Generic[C_co]):
    """One live record: the command as corrected, and the answer that holds for it.

    `since`: the day from which the answer counts (that of the settlement, for what was referred).
    """

    position: int
    command: C_co
    answer: Answered
    recorded_at: datetime
    since: date

    @property
    def order(self) -> Order:
        """Records of one day count in the order of their positions."""
        return (self.command.on, self.position)

    @property
    def opened(self) -> Order:
        """The order in which its answer began to count."""
        return (self.since, self.position)

    @property
    def accepted(self) -> bool:
        """Whether it counts: recorded, granted or done."""
        return self.answer.status is AnswerStatus.ACCEPTED


@frozen
class Dossier:
    """All of a journey that is known: `recorded` as stored, `entries` live by type, each in the order of positions.

    `settled`: by position, what was settled, as it stood before the settlement.
    """

    journey: str
    recorded: tuple[Recorded, ...] = ()
    entries: Mapping[type[Command], tuple[Entry[Command], ...]] = MappingProxyType({})
    settled: Mapping[int, Entry[Command]] = MappingProxyType({})

    @property
    def version(self) -> int:
        """The number of records, refusals included."""
        return len(self.recorded)

    def of(self, kind: type[C]) -> tuple[Entry[C], ...]:
        """The live entries of that type."""
        return self.entries.get(kind, ())  # type: ignore[return-value]  # each kind holds its own

    def accepted(self, kind: type[C]) -> Iterator[Entry[C]]:
        """The live entries of that type that count."""
        return (entry for entry in self.of(kind) if entry.accepted)

    @property
    def enrolment(self) -> Entry[EnrolCandidate] | None:
        """The enrolment: the last one that was not refused."""
        for entry in reversed(self.of(EnrolCandidate)):
            if entry.answer.status is not AnswerStatus.REFUSED:
                return entry
        return None

    def live(self) -> list[Entry[Command]]:
        """All live entries in chronological order."""
        found = [entry for kind in self.entries.values() for entry in kind]
        found.sort(key=lambda entry: entry.order)
        return found

    def at(self, position: int) -> Entry[Command] | None:
        """The live entry at that position, if there is one."""
        return next((e for kind in self.entries.values() for e in kind if e.position == position), None)

    def find(self, entry: int | str) -> int | None:
        """The position that an entry reference points at: a position, or a key."""
        if isinstance(entry, int):
            return entry if 1 <= entry <= self.version else None
        return next((r.position for r in self.recorded if r.command.key == entry), None)


def evolve(dossier: Dossier, recorded: Recorded) -> Dossier:
    """The dossier after one more record. It trusts history: nothing is judged here.

    Raises:
        ValueError: if the record does not follow the last one.
    """
    if recorded.position != dossier.version + 1:
        msg = f"{dossier.journey}: record {recorded.position} does not follow {dossier.version}"
        raise ValueError(msg)
    records = (*dossier.recorded, recorded)
    if isinstance(recorded.command, CorrectEntry | VoidEntry | Settle) and recorded.answer.accepted:
        return _from_records(dossier.journey, records)
    entries = dict(dossier.entries)
    kind = type(recorded.command)
    entries[kind] = (*entries.get(kind, ()), _entry(recorded))
    return Dossier(dossier.journey, records, MappingProxyType(entries), dossier.settled)


def fold(journey: str, records: Iterable[Recorded]) -> Dossier:
    """The dossier of a whole history: the same as evolving record by record, in one pass."""
    history = tuple(records)
    for index, recorded in enumerate(history, start=1):
        if recorded.position != index:
            msg = f"{journey}: record {recorded.position} stands where {index} was expected"
            raise ValueError(msg)
    return _from_records(journey, history)


def until(dossier: Dossier, day: date) -> Dossier:
    """What the file holds of everything dated up to that day. Corrections and voids hold for every day."""
    if day == date.max or _ends_by(dossier, day):
        return dossier
    kept: dict[type[Command], tuple[Entry[Command], ...]] = {}
    for kind, entries in dossier.entries.items():
        dated = tuple(_as_of(entry, day, dossier) for entry in entries if entry.command.on <= day)
        if dated:
            kept[kind] = dated
    return Dossier(dossier.journey, dossier.recorded, MappingProxyType(kept), dossier.settled)


def _ends_by(dossier: Dossier, day: date) -> bool:
    for kind in dossier.entries.values():
        for entry in kind:
            if entry.since > day or entry.command.on > day:
                return False
    return True


def before(dossier: Dossier, position: int) -> Dossier:
    """The file as it stood before that position, with the corrections that are known now."""
    return Dossier(
        dossier.journey,
        dossier.recorded[: position - 1],
        MappingProxyType(
            {
                kind: kept
                for kind, entries in dossier.entries.items()
                if (kept := tuple(entry for entry in entries if entry.position < position))
            }
        ),
        dossier.settled,
    )


def same_of(one: Dossier, other: Dossier, kinds: Iterable[type[Command]]) -> bool:
    """Whether two files hold the very same entries of these types; of files that share nothing it may say no."""
    ours, theirs = one.entries, other.entries
    return ours is theirs or all(ours.get(kind) is theirs.get(kind) for kind in kinds)


_Blank: type[Any] = blank(Entry)


def pinned(dossier: Dossier, day: date) -> str | None:
    """The digest of the regulation that the file is under: its enrolment's, or that of the last move up to the day."""
    moves = [entry for entry in dossier.accepted(MoveToEdition) if entry.command.on <= day]
    act = max(moves, key=lambda entry: entry.order, default=dossier.enrolment)
    return None if act is None else act.answer.regulation


def between(dossier: Dossier, command: Command, target: str | None) -> tuple[str, str] | None:
    """The digests of the regulations between which a command moves the file, or corrects a move; None if it does not.

    `target`: that of the regulation that a move itself leads to.
    """
    if isinstance(command, MoveToEdition):
        origin = pinned(dossier, command.on)
    else:
        position = dossier.find(command.entry) if isinstance(command, CorrectEntry) else None
        entry = None if position is None else dossier.at(position)
        if entry is None or not isinstance(entry.command, MoveToEdition):
            return None
        origin, target = pinned(before(dossier, entry.position), entry.command.on), entry.answer.regulation
    return None if origin is None or target is None else (origin, target)


def _entry(recorded: Recorded) -> Entry[Command]:
    entry = _Blank()
    entry.position = recorded.position
    entry.command = command = recorded.command
    entry.answer = recorded.answer
    entry.recorded_at = recorded.recorded_at
    entry.since = command.on
    entry.__class__ = Entry
    return cast("Entry[Command]", entry)


def _as_of(entry: Entry[Command], day: date, dossier: Dossier) -> Entry[Command]:
    """A settlement that came later has not been made yet."""
    return entry if entry.since <= day else dossier.settled.get(entry.position, entry)


def _from_records(journey: str, records: tuple[Recorded, ...]) -> Dossier:
    voided: set[int] = set()
    meta = (CorrectEntry, VoidEntry, Settle)
    acts = [r for r in records if isinstance(r.command, meta) and r.answer.accepted]
    if not acts:
        return Dossier(journey, records, _by_type(map(_entry, records)))
    bare = Dossier(journey, records)
    for recorded in reversed(acts):
        if isinstance(recorded.command, VoidEntry) and recorded.position not in voided:
            target = bare.find(recorded.command.entry)
            if target is not None:
                voided.add(target)
    live = {r.position: _entry(r) for r in records if r.position not in voided}
    settled: dict[int, Entry[Command]] = {}
    settlements: dict[int, Recorded] = {}
    for recorded in acts:
        command = recorded.command
        if recorded.position in voided or not isinstance(command, CorrectEntry | Settle) or command.entry is None:
            continue
        target = bare.find(command.entry)
        if target is None or target not in live:
            continue
        if isinstance(command, CorrectEntry):
            entry = settled.pop(target, live[target])
            changed = corrected(entry.command, command.fields)
            answer = recorded.answer.rejudged or entry.answer
            live[target] = copy(entry, command=changed, answer=answer, since=changed.on)
        else:
            settlements.setdefault(target, recorded)
        # What the certifier said holds as long as the text leaves it to him, corrected or not.
        if target in settlements and live[target].answer.status is AnswerStatus.REFERRED:
            settled[target] = live[target]
            live[target] = _as_settled(live[target], settlements[target])
    return Dossier(journey, records, _by_type(live.values()), MappingProxyType(settled))


def _as_settled(entry: Entry[Command], settlement: Recorded) -> Entry[Command]:
    """A referred request as the certifier answered it: it counts so from the day of the settlement."""
    command = cast("Settle", settlement.command)
    answer = copy(entry.answer, status=AnswerStatus(command.answer), session=settlement.answer.session)
    return copy(entry, answer=answer, since=max(command.on, entry.command.on))


def _by_type(live: Iterable[Entry[Command]]) -> Mapping[type[Command], tuple[Entry[Command], ...]]:
    entries: defaultdict[type[Command], list[Entry[Command]]] = defaultdict(list)
    for entry in live:
        entries[type(entry.command)].append(entry)
    return MappingProxyType({kind: tuple(found) for kind, found in entries.items()})


def candidate_in(dossier: Dossier, command: Command | None = None) -> str:
    """The candidate whose journey it is: by the enrolment on file, or as the command asks for or corrects it."""
    enrolment = dossier.enrolment
    enrolled = command if isinstance(command, EnrolCandidate) else None if enrolment is None else enrolment.command
    if (
        enrolment is not None
        and isinstance(command, CorrectEntry)
        and dossier.find(command.entry) == enrolment.position
    ):
        enrolled = cast("EnrolCandidate", corrected(enrolment.command, command.fields))
    return (None if enrolled is None else enrolled.candidate) or dossier.journey


def points_at(command: Command, recorded: Recorded) -> bool:
    """Whether a command corrects, voids or settles that record."""
    if not isinstance(command, CorrectEntry | VoidEntry | Settle) or command.entry is None:
        return False
    return command.entry == (recorded.position if isinstance(command.entry, int) else recorded.command.key)


def unknown_to(recorded: Recorded, history: Iterable[Recorded]) -> Recorded | None:
    """The first deliberation that went by what was known without this record, and should have known it.

    That is one recorded before it, of a later day than it is dated; of the same day only where a whole day lay between
    the two records, since results that are published and certificates that are issued that day follow from what the
    jury decided. What mends a record is as old as the record that it mends.
    """
    told = tuple(history)
    mends = isinstance(recorded.command, CorrectEntry | VoidEntry)
    meant = next((each for each in told if points_at(recorded.command, each)), None) if mends else recorded
    if meant is None or isinstance(meant.command, Deliberate) or (mends and not recorded.answer.accepted):
        return None
    return next((each for each in told if _missed(recorded, meant, each)), None)


def _missed(recorded: Recorded, meant: Recorded, jury: Recorded) -> bool:
    """Whether a deliberation did not know a record that says something about what was then."""
    if not (isinstance(jury.command, Deliberate) and jury.answer.accepted and jury.position < recorded.position):
        return False
    if meant is not recorded:
        return meant.position < jury.position and meant.command.on <= jury.command.on
    if recorded.command.on == jury.command.on:
        return recorded.recorded_at - jury.recorded_at > LATE
    return recorded.command.on < jury.command.on
