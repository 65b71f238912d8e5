"""Differences: what comes of one journey under two regulations, and how often which change occurs among many.

Both sides are judged again from the recorded commands, in the same way, so that to compare two regulations and to
compare them the other way round gives the same, mirrored. Counts of parts of a register add up to those of the whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar

import attrs
from attrs import field, frozen

from certdomain.alternatives import Change, Held, changes_between, facets_of
from certdomain.candidate import Standing
from certdomain.commands import EnrolCandidate
from certdomain.envelope import Answered, Recorded
from certdomain.explanation import Node
from certdomain.jury import JurySat
from certdomain.regulation.canonical import digest, load_regulation
from certdomain.regulation.settlement import settled
from certdomain.regulation.tree import Regulation
from certdomain.rejudging import Rejudged, Sources, Turn, Under, decision_of, partings, rejudged, turn_of_pair
from certdomain.rules.decision import Decision
from certdomain.rules.outlook import RetakeOpen
from certdomain.vocabulary import Verdict

K = TypeVar("K")
Recorded_ = Callable[[str, str], Regulation]
"""The settled regulation that a register keeps under a digest, of a certification."""
Pair = tuple[Verdict | None, Verdict | None]
"""A verdict under the one and under the other; None: there is no decision, for nobody is enrolled."""

OPEN, CLOSED = "open", "closed"
"""Whether a retake is open. Open under both and yet counted: on other days."""


@frozen(kw_only=True)
class Side:
    """One of two regulations. `content`: its canonical form; None: what each journey is under itself.

    `label`: what it is called, in reports.
    """

    label: str
    content: bytes | None = None

    @property
    def digest(self) -> str | None:
        """The digest of its content."""
        return None if self.content is None else digest(self.content)

    @property
    def regulation(self) -> Regulation | None:
        """The regulation as it is declared.

        Raises:
            NotCanonical: if the content is none.
        """
        return None if self.content is None else load_regulation(self.content)

    def under(self, recorded: Recorded_) -> Under:
        """The settled regulation for each record: this one for all of its title, else the recorded one."""
        declared = self.regulation
        if declared is None:
            return recorded
        plain = settled(declared)

        def under(regulation_digest: str, certification: str) -> Regulation:
            return plain if certification == plain.certification else recorded(regulation_digest, certification)

        return under


@frozen(kw_only=True)
class Parting:
    """The first question on which the two part, with its clauses and what it came to on each side.

    `entry`: the record whose answer it stands in; None: it stands in the decision itself.
    """

    asks: str
    about: str
    clauses: tuple[tuple[str, ...], tuple[str, ...]]
    before: str | None
    after: str | None
    nodes: tuple[Node | None, Node | None] = (None, None)
    entry: int | None = None

    @property
    def cited(self) -> tuple[str, ...]:
        """The clauses of both sides, each once."""
        return tuple(dict.fromkeys((*self.clauses[0], *self.clauses[1])))


@frozen(kw_only=True)
class Difference:
    """A journey with another outcome: what changes, thing by thing, and where the two part first."""

    journey: str
    title: Pair
    changes: tuple[Change, ...]
    parting: Parting


@frozen(kw_only=True)
class Counts:
    """How often which change occurs. Of titles all pairs are counted, so that they add up to the journeys.

    Of blocs, of blocs kept and of open retakes only what changes is counted, by bloc.
    """

    titles: Mapping[Pair, int] = field(factory=Counter)
    blocs: Mapping[tuple[str, Held, Held], int] = field(factory=Counter)
    kept: Mapping[tuple[str, bool, bool], int] = field(factory=Counter)
    retakes: Mapping[tuple[str, str, str], int] = field(factory=Counter)
    changed: int = 0

    @property
    def journeys(self) -> int:
        """How many journeys were compared."""
        return sum(self.titles.values())

    def __add__(self, other: Counts) -> Counts:
        """The counts of both parts together."""
        return Counts(
            titles=_sum(self.titles, other.titles),
            blocs=_sum(self.blocs, other.blocs),
            kept=_sum(self.kept, other.kept),
            retakes=_sum(self.retakes, other.retakes),
            changed=self.changed + other.changed,
        )


def _sum(one: Mapping[K, int], other: Mapping[K, int]) -> Mapping[K, int]:
    return Counter(one) + Counter(other)


def counted(title: Pair, difference: Difference | None) -> Counts:
    """The counts of one journey."""
    if difference is None:
        return Counts(titles=Counter({title: 1}))
    blocs: Counter[tuple[str, Held, Held]] = Counter()
    kept: Counter[tuple[str, bool, bool]] = Counter()
    retakes: Counter[tuple[str, str, str]] = Counter()
    for change in difference.changes:
        if change.what == "bloc":
            blocs[change.about, change.before, change.after] += 1
        elif change.what == "retake":
            before, after = (OPEN if isinstance(held, RetakeOpen) else CLOSED for held in (change.before, change.after))
            retakes[change.about, before, after] += 1
        elif change.what == "kept":
            old, new = ({*held} if isinstance(held, tuple) else set() for held in (change.before, change.after))
            kept.update((bloc, bloc in old, bloc in new) for bloc in old ^ new)
    return Counts(titles=Counter({title: 1}), blocs=blocs, kept=kept, retakes=retakes, changed=1)


class Remembered:
    """The other streams, each read once at a version: both sides and all journeys of a part look at the same."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._standings: dict[tuple[str, int | None, datetime | None], Standing] = {}
        self._juries: dict[tuple[str, int | None], Sequence[Recorded | JurySat]] = {}

    def standing(self, candidate: str, /, *, upto: int | None = None, known_at: datetime | None = None) -> Standing:
        """See `Sources.standing`."""
        key = (candidate, upto, known_at)
        if key not in self._standings:
            self._standings[key] = self._sources.standing(candidate, upto=upto, known_at=known_at)
        return self._standings[key]

    def jury_history(self, jury: str, /, *, upto: int | None = None) -> Sequence[Recorded | JurySat]:
        """See `Sources.jury_history`."""
        key = (jury, upto)
        if key not in self._juries:
            self._juries[key] = self._sources.jury_history(jury, upto=upto)
        return self._juries[key]


def title_of(records: Sequence[Recorded]) -> str | None:
    """The title that a journey asked to be enrolled for first, None if it never did."""
    commands = (recorded.command for recorded in records)
    return next((command.certification for command in commands if isinstance(command, EnrolCandidate)), None)


def differ(
    journey: str,
    records: Sequence[Recorded],
    sides: tuple[Under, Under],
    sources: Sources,
    on: date,
    *,
    known_at: datetime | None = None,
) -> tuple[Pair, Difference | None]:
    """The verdicts on the title under both sides, and how the outcomes differ: None if they are the same.

    The outcome is that of `alternatives`: verdicts and points of the title and of each bloc, blocs kept, open retakes.
    """
    again = tuple(rejudged(records, under, sources, findings=False) for under in sides)
    found = [decision_of(each, under, sources, on, known_at=known_at) for each, under in zip(again, sides, strict=True)]
    decisions = [None if each is None else each[0] for each in found]
    before, after = decisions
    title = tuple(None if each is None else each.title.verdict for each in decisions)
    changes = tuple(changes_between(facets_of(before), facets_of(after)))
    pair: Pair = (title[0], title[1])
    if not changes:
        return pair, None
    parting = _parting(before, after, (again[0], again[1]), changes[0])
    return pair, Difference(journey=journey, title=pair, changes=changes, parting=parting)


def mirrored(difference: Difference) -> Difference:
    """The same, seen from the other side."""
    parting = difference.parting
    return attrs.evolve(
        difference,
        title=difference.title[::-1],
        changes=tuple(attrs.evolve(each, before=each.after, after=each.before) for each in difference.changes),
        parting=attrs.evolve(
            parting,
            clauses=parting.clauses[::-1],
            before=parting.after,
            after=parting.before,
            nodes=parting.nodes[::-1],
        ),
    )


# --- where they part --------------------------------------------------------------------------------------------------


def _parting(
    before: Decision | None, after: Decision | None, again: tuple[Rejudged, Rejudged], change: Change
) -> Parting:
    """Where they part in the decision, else in the first answer that is another one, else in the change itself."""
    if before is not None and after is not None:
        found = _first(before.explanation, after.explanation)
        if found is not None:
            return _made(found, None)
    for entry, (one, other) in enumerate(zip(again[0].answers, again[1].answers, strict=True), start=1):
        found = _first(_tree(one), _tree(other)) if _status(one) != _status(other) else None
        if found is not None:
            return _made(found, entry)
    # What is kept, or when a retake is open, stands in no explanation.
    held = (change.before, change.after)
    clauses = tuple(each.clauses if isinstance(each, RetakeOpen) else () for each in held)
    old, new = (_text(each) for each in held)
    return Parting(asks=change.what, about=change.about, clauses=(clauses[0], clauses[1]), before=old, after=new)


def _first(old: Node | None, new: Node | None) -> tuple[Node | None, Node | None] | None:
    """The first question that came out the other way, asked on both sides if there is one."""
    return min(map(_rested, partings(old, new)), key=_remote, default=None)


def _rested(pair: tuple[Node | None, Node | None]) -> tuple[Node | None, Node | None]:
    """A question of one side alone, down to the clause that it rests on."""
    old, new = pair
    if old is not None and new is not None:
        return pair
    return (None if old is None else _resting(old), None if new is None else _resting(new))


def _resting(node: Node) -> Node:
    return next((each for each in node.walk() if each.clauses and each.answer is node.answer), node)


def _remote(pair: tuple[Node | None, Node | None]) -> tuple[bool, bool, bool, bool]:
    """How far a pair is from what is looked for: out the other way, asked on both sides, resting on a clause."""
    old, new = pair
    nodes = [node for node in pair if node is not None]
    return (
        all(node.asks == "see" for node in nodes),
        old is not None and new is not None and old.answer is new.answer,
        len(nodes) < 2,
        not any(node.clauses for node in nodes),
    )


def _made(pair: tuple[Node | None, Node | None], entry: int | None) -> Parting:
    turn: Turn = turn_of_pair(pair)
    clauses = tuple(() if node is None else tuple(dict.fromkeys(node.clauses)) for node in pair)
    return Parting(
        asks=turn.asks,
        about=turn.about,
        clauses=(clauses[0], clauses[1]),
        before=turn.before,
        after=turn.after,
        nodes=pair,
        entry=entry,
    )


def _tree(answer: Answered | None) -> Node | None:
    if answer is None:
        return None
    return answer.tree if answer.rejudged is None else answer.rejudged.tree


def _status(answer: Answered | None) -> tuple[object, ...]:
    if answer is None:
        return ()
    said = answer if answer.rejudged is None else answer.rejudged
    return (answer.status, said.status, said.decided, said.session)


def _text(held: Held) -> str | None:
    match held:
        case None:
            return None
        case RetakeOpen():
            days = (("from", held.not_before), ("until", held.until))
            return " ".join([OPEN, *(f"{name} {day.isoformat()}" for name, day in days if day is not None)])
        case tuple():
            return ", ".join(held) or "none"
        case Verdict():
            return held.value
        case _:
            return str(held)


def each_change(counts: Counts) -> Iterator[tuple[str, str, str | bool | None, str | bool | None, int]]:
    """All counts in one order: what, of which bloc (or the title), before, after, how many."""
    titles = [("title", "title", *map(_value, pair), count) for pair, count in counts.titles.items()]
    blocs = [("bloc", bloc, _value(a), _value(b), count) for (bloc, a, b), count in counts.blocs.items()]
    kept = [("kept", bloc, a, b, count) for (bloc, a, b), count in counts.kept.items()]
    retakes = [("retake", bloc, a, b, count) for (bloc, a, b), count in counts.retakes.items()]
    for group in (titles, blocs, kept, retakes):
        yield from sorted(group, key=lambda each: (each[1], str(each[2]), str(each[3])))  # type: ignore[misc]  # rows alike


def _value(held: Held) -> str | None:
    return held.value if isinstance(held, Verdict) else None
