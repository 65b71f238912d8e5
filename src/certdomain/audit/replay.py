"""Replay: every journey is built again from its events, decided again under the recorded regulation, and compared.

The pure part recomputes one journey or one jury; around it stands what reads a whole register, in one process or in
several. Only earlier records are folded before a record is decided again, so that an honest correction never makes a
difference to an earlier answer. Where a correction or a void that came later would change an answer, the answer is
*stale*: it was right on what was known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import partial
from itertools import zip_longest
from types import MappingProxyType
from typing import Protocol, cast

import attrs
from attrs import define, field, frozen

from certdomain.audit.workers import shared
from certdomain.candidate import NOBODY, Contribution, Standing
from certdomain.commands import (
    KINDS,
    Command,
    ConstituteJury,
    CorrectEntry,
    EnrolCandidate,
    Kind,
    MoveToEdition,
    Settle,
    VoidEntry,
    name_of,
)
from certdomain.decider import Course, contribution_of, decide, decide_jury
from certdomain.dossier import Dossier, before, between, candidate_in, fold, pinned
from certdomain.envelope import Answered, Decided, Recorded
from certdomain.errors import BadCommand, Damaged, Problem, UnknownJourney
from certdomain.explanation import Node
from certdomain.jury import Jury
from certdomain.marks import written
from certdomain.register import juries_named
from certdomain.regulation.canonical import shapes_digest
from certdomain.regulation.tree import Regulation
from certdomain.rules.circumstances import Circumstances, Memory
from certdomain.store import Store
from certdomain.stored import tree_digest
from certdomain.vocabulary import AnswerStatus

_COMPARED = ("status", "clauses", "findings", "session", "possible_on", "decided", "rejudged", "tree")
_CHUNK = 16  # journeys that a worker is given at once: few, so that all workers end together
_SHOWN = 200


class Sources(Protocol):
    """Where the other streams are read, as of the versions that an answer recorded. A register is one."""

    def regulation_of(self, regulation_digest: str, certification: str, /) -> Regulation:
        """The settled regulation kept under a digest; raises `Damaged` if there is none."""

    def standing(self, candidate: str, /, *, upto: int | None = None) -> Standing:
        """What a candidate carried across journeys, at a version of the candidate's stream."""

    def standings(self, candidate: str, /) -> Sequence[Standing]:
        """The same at the versions 0, 1, 2 … of the candidate's stream."""

    def jury(self, jury: str, /, *, upto: int | None = None) -> Jury | None:
        """A jury, at a version of its stream."""

    def facts(self, stream: str, /) -> Sequence[str]:
        """The digests of what a stream held when it had 0, 1, 2 … records, of its stored bytes."""

    def content_of(self, regulation_digest: str, certification: str, /) -> bytes:
        """The canonical bytes kept under a digest; raises `Damaged` if there are none."""

    def gives_receipts(self) -> bool:
        """Whether every request and act has a receipt: those of the first registers have none."""


class Rereading(Sources, Protocol):
    """A register as a replay reads it."""

    def journeys(self) -> Iterable[str]:
        """The ids of all recorded journeys."""

    @property
    def store(self) -> Store:
        """Where it is kept; the juries are listed from it."""

    def file(self, journey: str, /) -> Dossier:
        """The dossier of a journey."""

    def jury_records(self, jury: str, /) -> Sequence[Recorded]:
        """All that was recorded of a jury."""


@frozen(kw_only=True)
class Difference:
    """What was recorded does not come out again. `stream` as stored ("journey/J1"), `entry` the position in it."""

    stream: str
    entry: int
    what: str
    recorded: str
    recomputed: str


@frozen(kw_only=True)
class Stale:
    """An answer that was right on what was known, and would be another since the entries `because` corrected it."""

    stream: str
    entry: int
    what: str
    recorded: str
    recomputed: str
    because: tuple[int, ...]


@frozen(kw_only=True)
class ReplayReport:
    """What a replay read, and what it found, in the order of streams and entries."""

    journeys: int = 0
    juries: int = 0
    records: int = 0
    differences: tuple[Difference, ...] = ()
    stale: tuple[Stale, ...] = ()

    @property
    def same(self) -> bool:
        """Whether everything came out as it was recorded."""
        return not self.differences


# --- one journey, one jury ------------------------------------------------------------------------------------------


def recompute(journey: str, records: Sequence[Recorded], sources: Sources) -> Iterator[Difference | Stale]:
    """Decide every record of a journey again, on the records before it, and yield what comes out otherwise."""
    stream = f"journey/{journey}"
    course = Course(journey)
    last: Circumstances | None = None
    facts = sources.facts(stream) if records else ()
    read = _Read(sources)
    for recorded in records:
        digest = _digest(recorded, course.file)
        case = _case(recorded, course.file, digest, read, course.memory)
        yield from _under(stream, recorded, digest, case)
        yield from _context(stream, recorded, course.file, read)
        yield from _answers(stream, recorded, partial(course.again, recorded, case))
        yield from _receipt(stream, recorded, facts, case.regulation.certification, sources)
        if recorded.answer.status is not AnswerStatus.REFUSED:
            last = case.filed(course.file)
    if last is not None:
        yield from _contribution(stream, last, read, records)
    yield from _stale(stream, records, sources)


def recompute_jury(jury: str, records: Sequence[Recorded], sources: Sources) -> Iterator[Difference]:
    """Decide every constitution of a jury again, on what its stream held before."""
    facts = sources.facts(f"jury/{jury}") if records else ()
    for recorded in records:
        command = recorded.command
        if not isinstance(command, ConstituteJury):
            found = name_of(type(command))
            yield _difference(f"jury/{jury}", recorded, "command", found, "constitute-jury")
            continue
        regulation = sources.regulation_of(recorded.answer.regulation or "", command.certification)
        earlier = sources.jury(jury, upto=recorded.position - 1) if recorded.position > 1 else None
        yield from _answers(f"jury/{jury}", recorded, partial(decide_jury, command, regulation, earlier))
        yield from _compared(f"jury/{jury}", recorded, "edition", recorded.answer.edition, regulation.edition)
        yield from _receipt(f"jury/{jury}", recorded, facts, command.certification, sources)


@define
class _Read:
    """The streams beside a journey, at the versions that its answers name: each is read once for all of them."""

    sources: Sources
    histories: dict[str, Sequence[Standing]] = field(factory=dict)
    reached: dict[str, int] = field(factory=dict)

    def standing(self, candidate: str, version: int | None = None) -> Standing:
        """What the candidate carried, at a version of the candidate's stream, or now.

        Raises:
            Damaged: where the stream cannot be read up to there.
        """
        if version == 0:
            return NOBODY
        held = self.histories.get(candidate)
        if held is None:
            try:
                held = self.sources.standings(candidate)
            except Damaged:
                # Perhaps it can be read as far as the version that is asked for.
                return self.sources.standing(candidate, upto=version)
            self.histories[candidate] = held
        return held[-1] if version is None else held[min(max(version, 0), len(held) - 1)]

    def version(self, stream: str) -> int:
        """The version that a candidate's stream or a jury has now."""
        kind, _, name = stream.partition("/")
        if kind == "candidate":
            return self.standing(name).version
        jury = self.sources.jury(name)
        return 0 if jury is None else jury.version


def _digest(recorded: Recorded, dossier: Dossier) -> str | None:
    """That of the regulation under which the record is decided: what an enrolment chose is taken as recorded."""
    command = recorded.command
    return recorded.answer.regulation if isinstance(command, EnrolCandidate) else pinned(dossier, command.on)


def _case(recorded: Recorded, dossier: Dossier, digest: str | None, read: _Read, memory: Memory) -> Circumstances:
    """What was looked at: the file as it stood, and the other streams at the versions that the answer names."""
    command, answer = recorded.command, recorded.answer
    enrolled = dossier.enrolment
    enrolment = command if isinstance(command, EnrolCandidate) else None if enrolled is None else enrolled.command
    certification = "" if enrolment is None else enrolment.certification
    candidate = candidate_in(dossier, command)
    sources = read.sources
    regulation = sources.regulation_of(digest or "", certification)
    standing = read.standing(candidate, answer.context.get(f"candidate/{candidate}", 0))
    juries: dict[str, Jury] = {}
    for stream, upto in answer.context.items():
        kind, _, name = stream.partition("/")
        jury = sources.jury(name, upto=upto) if kind == "jury" else None
        if jury is not None:
            juries[name] = jury
    moved = between(dossier, command, answer.regulation)
    moves = None
    if moved is not None:
        moves = (sources.regulation_of(moved[0], certification), sources.regulation_of(moved[1], certification))
    return Circumstances(dossier, command.on, regulation, standing, MappingProxyType(juries), moves, memory)


def _under(stream: str, recorded: Recorded, digest: str | None, case: Circumstances) -> Iterator[Difference]:
    """The digest and edition that the answer should name. What is chosen by the act itself is taken as recorded."""
    command, answer = recorded.command, recorded.answer
    edition: str | None = case.regulation.edition
    if isinstance(command, MoveToEdition):
        digest, edition = answer.regulation, command.edition
    if answer.regulation != digest:
        yield from _compared(stream, recorded, "regulation", answer.regulation, digest)
    if answer.edition != edition:
        yield from _compared(stream, recorded, "edition", answer.edition, edition)


def _context(stream: str, recorded: Recorded, dossier: Dossier, read: _Read) -> Iterator[Difference]:
    """The streams that the answer says were read: those that a command like this looks at, at versions that exist.

    Versions never fall from one record of a journey to the next: what was seen once was there for the next as well.
    """
    context = recorded.answer.context
    due = {}
    for each in (
        f"candidate/{candidate_in(dossier, recorded.command)}",
        *_juries_read(recorded.command, dossier, read),
    ):
        least, most = read.reached.get(each, 0), read.version(each)
        read.reached[each] = version = min(max(context.get(each, -1), least), most)
        due[each] = version
    if context != due:
        yield from _compared(stream, recorded, "context", _told(context), _told(due))


def _juries_read(command: Command, dossier: Dossier, read: _Read) -> Iterator[str]:
    return (f"jury/{name}" for name in juries_named(command, dossier) if read.version(f"jury/{name}"))


def _told(context: Mapping[str, int]) -> str:
    return ", ".join(f"{stream} at {version}" for stream, version in sorted(context.items())) or "none"


def _answers(stream: str, recorded: Recorded, again: Callable[[], Answered]) -> Iterator[Difference]:
    try:
        answer = again()
    except BadCommand as bad:
        yield _difference(stream, recorded, "status", recorded.answer.status, f"invalid: {bad.problems[0]}")
        return
    for name in _COMPARED:
        old, new = getattr(recorded.answer, name), getattr(answer, name)
        if old != new:
            yield from _compared(stream, recorded, name, old, new)


def _receipt(
    stream: str, recorded: Recorded, facts: Sequence[str], certification: str, sources: Sources
) -> Iterator[Difference]:
    """The digests that the answer gave of what it was decided on, taken again of the stored bytes."""
    receipt = recorded.answer.receipt
    if receipt is None:
        if KINDS[type(recorded.command)] is not Kind.FACT and sources.gives_receipts():
            yield _difference(stream, recorded, "receipt", "none", "one, as every request and act has")
        return
    content = sources.content_of(recorded.answer.regulation or "", certification)
    again = {
        "facts": facts[recorded.position - 1],
        "tree": tree_digest(recorded.answer),
        "shapes": shapes_digest(content),
    }
    for name, digest in again.items():
        yield from _compared(stream, recorded, f"receipt of the {name}", getattr(receipt, name), digest)


def _compared(stream: str, recorded: Recorded, what: str, old: object, new: object) -> Iterator[Difference]:
    if old == new:
        return
    if isinstance(old, Node) and isinstance(new, Node):
        place, old, new = _apart(old, new)
        what = f"{what} at {place}"
    yield _difference(stream, recorded, what, old, new)


def _difference(stream: str, recorded: Recorded, what: str, old: object, new: object) -> Difference:
    was, comes = _both(old, new)
    return Difference(stream=stream, entry=recorded.position, what=what, recorded=was, recomputed=comes)


def _apart(old: Node, new: Node) -> tuple[str, object, object]:
    """The first place where two trees part: the question, and what each has there."""
    place = f"{old.asks} of {old.about}"
    for name in ("asks", "about", "answer", "clauses", "values", "because"):
        left, right = getattr(old, name), getattr(new, name)
        if left != right:
            return place, {name: left}, {name: right}
    for left, right in zip(old.children, new.children, strict=False):
        if left != right:
            return _apart(left, right)
    return place, {"children": len(old.children)}, {"children": len(new.children)}


def _contribution(stream: str, last: Circumstances, read: _Read, records: Sequence[Recorded]) -> Iterator[Difference]:
    """What the journey adds to its candidate's standing must be what the candidate's stream holds of it."""
    enrolment = last.all.enrolment
    if enrolment is None:
        return
    held = read.standing(enrolment.command.candidate or last.all.journey).contributions.get(last.all.journey)
    added = contribution_of(last)
    if held is None and added.empty:
        return
    yield from _compared(stream, records[-1], "standing", held, cast("Contribution | None", added))


# --- stale answers --------------------------------------------------------------------------------------------------


def _stale(stream: str, records: Sequence[Recorded], sources: Sources) -> Iterator[Stale]:
    """Requests and acts whose answer would be another, had what was corrected later been right at once."""
    mending = [r for r in records if isinstance(r.command, CorrectEntry | VoidEntry) and r.answer.accepted]
    if not mending:
        return
    whole, read = fold(records[0].stream, records), _Read(sources)
    targets = {r.position: whole.find(cast("CorrectEntry | VoidEntry", r.command).entry) for r in mending}
    for recorded in records:
        because = tuple(at for at, target in targets.items() if target is not None and target < recorded.position < at)
        live = whole.at(recorded.position)
        if not because or live is None or live.command != recorded.command or not _answered(recorded.command):
            continue  # nothing came later, or the record itself was mended, and judged again when it was
        earlier = before(whole, recorded.position)
        pairs: list[tuple[str, object, object]]
        try:
            if earlier.enrolment is None and not isinstance(recorded.command, EnrolCandidate):
                raise _no_enrolment(stream)  # it was voided: there is no regulation to ask
            answer = decide(recorded.command, _case(recorded, earlier, _digest(recorded, earlier), read, Memory()))
        except BadCommand as bad:
            pairs = [("status", recorded.answer.status, f"invalid: {bad.problems[0]}")]
        else:
            pairs = [
                ("status", recorded.answer.status, answer.status),
                ("decided", _verdicts(recorded.answer.decided), _verdicts(answer.decided)),
            ]
        for what, old, new in pairs:
            if old != new:
                was, comes = _both(old, new)
                yield Stale(
                    stream=stream,
                    entry=recorded.position,
                    what=what,
                    recorded=was,
                    recomputed=comes,
                    because=because,
                )


def _no_enrolment(stream: str) -> UnknownJourney:
    return UnknownJourney([Problem(where="register", field="journey", found=stream, expected="one that is enrolled")])


def _answered(command: Command) -> bool:
    return KINDS[type(command)] is not Kind.FACT and not isinstance(command, CorrectEntry | VoidEntry | Settle)


def _verdicts(decided: Decided | None) -> dict[str, object] | None:
    """The verdicts that a deliberation fixed, without what they rest on."""
    if decided is None:
        return None
    blocs = {bloc.bloc: bloc.verdict for bloc in decided.blocs}
    return {"title": decided.title.verdict, **blocs, "kept": decided.kept}


# --- in words -------------------------------------------------------------------------------------------------------


def _both(old: object, new: object) -> tuple[str, str]:
    """What was recorded and what comes out; of what is too long to be shown, the first place where the two part.

    Of verdicts by name, all that are not the same.
    """
    place: list[str] = []
    if isinstance(old, dict) and isinstance(new, dict) and max(len(_plain(old)), len(_plain(new))) > _SHOWN:
        apart = [name for name in {**old, **new} if old.get(name) != new.get(name)]
        old, new = ({name: each.get(name) for name in apart} for each in (old, new))
    while max(len(_plain(old)), len(_plain(new))) > _SHOWN and (inner := _inner(old, new)) is not None:
        name, old, new = inner
        place.append(name)
    before = f"{', '.join(place)}: " if place else ""
    return f"{before}{_written(old)}", f"{before}{_written(new)}"


def _inner(old: object, new: object) -> tuple[str, object, object] | None:
    """The first part of two values that is not the same, by its name; None where they have no parts to compare."""
    if isinstance(old, tuple) and isinstance(new, tuple):
        for at, (left, right) in enumerate(zip_longest(old, new), start=1):
            if left != right:
                return _named(right if left is None else left, at), left, right
    if type(old) is type(new) and attrs.has(type(old)):
        for each in attrs.fields(cast("type[attrs.AttrsInstance]", type(old))):
            left, right = getattr(old, each.name), getattr(new, each.name)
            if left != right:
                return each.name, left, right
    return None


def _named(item: object, at: int) -> str:
    """An item of a list: what it is of, as its first field says, else its place."""
    if not attrs.has(type(item)):
        return str(at)
    first = attrs.fields(cast("type[attrs.AttrsInstance]", type(item)))[0].name
    return _plain(getattr(item, first))


def _written(value: object) -> str:
    text = _plain(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _plain(value: object) -> str:
    match value:
        case None:
            return "nothing"
        case Enum():
            return str(value.value)
        case Fraction():
            return written(value)
        case date():
            return value.isoformat()
        case tuple() | list():
            return "[" + ", ".join(_plain(item) for item in value) + "]"
        case dict():
            return "; ".join(f"{name} {_plain(item)}" for name, item in value.items())
        case Answered():
            return f"{value.status.value} {_plain(value.clauses)}"
        case _:
            return str(value) if not attrs.has(type(value)) else _parts(value)


def _parts(value: object) -> str:
    names = [each.name for each in attrs.fields(cast("type[attrs.AttrsInstance]", type(value)))]
    held = {name: getattr(value, name) for name in names}
    return "(" + ", ".join(f"{name} {_plain(item)}" for name, item in held.items() if item not in (None, ())) + ")"


# --- a whole register -----------------------------------------------------------------------------------------------

Progress = Callable[[int, int], None]
"""Told how many streams are done, and of how many."""
_Part = tuple[int, tuple[Difference, ...], tuple[Stale, ...]]
_Task = tuple[str, tuple[str, ...]]


def replay(
    register: Rereading,
    workers: int = 1,
    *,
    reopen: Callable[[], Rereading] | None = None,
    progress: Progress | None = None,
) -> ReplayReport:
    """Replay every journey and jury of a register.

    Args:
        register: what is replayed.
        workers: how many processes share the work. More than one needs `reopen`.
        reopen: opens the same register again, in another process; it must be picklable.
        progress: is told how far it is.

    Raises:
        Damaged: where the register cannot be read.
    """
    journeys, juries = tuple(register.journeys()), tuple(_juries(register.store))
    total = len(journeys) + len(juries)
    tasks: list[_Task] = [
        (kind, names[at : at + _CHUNK])
        for kind, names in (("jury", juries), ("journey", journeys))
        for at in range(0, len(names), _CHUNK)
    ]
    records = done = 0
    differences: list[Difference] = []
    stale: list[Stale] = []
    parts = (
        shared(tasks, partial(_replaying, reopen), min(workers, len(tasks)))
        if workers > 1 and reopen is not None and len(tasks) > 1
        else map(partial(_run, register), tasks)
    )
    for task, (count, apart, late) in zip(tasks, parts, strict=True):
        records += count
        differences += apart
        stale += late
        done += len(task[1])
        if progress is not None:
            progress(done, total)
    return ReplayReport(
        journeys=len(journeys),
        juries=len(juries),
        records=records,
        differences=tuple(sorted(differences, key=lambda each: (each.stream, each.entry))),
        stale=tuple(sorted(stale, key=lambda each: (each.stream, each.entry))),
    )


def _juries(store: Store) -> Iterator[str]:
    return (stream.removeprefix("jury/") for stream in store.streams("jury/"))


def _replaying(reopen: Callable[[], Rereading]) -> Callable[[_Task], _Part]:
    return partial(_run, reopen())


def _run(register: Rereading, task: _Task) -> _Part:
    kind, names = task
    records = 0
    differences: list[Difference] = []
    stale: list[Stale] = []
    for name in names:
        history = register.jury_records(name) if kind == "jury" else register.file(name).recorded
        records += len(history)
        found: Iterator[Difference | Stale] = (
            recompute_jury(name, history, register) if kind == "jury" else recompute(name, history, register)
        )
        for each in found:
            if isinstance(each, Stale):
                stale.append(each)
            else:
                differences.append(each)
    return records, tuple(differences), tuple(stale)
