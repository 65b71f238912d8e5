"""Other readings: what would have come of a journey, had a doubtful wording been read otherwise.

Each reading of the regulation is tried with each of its other options, one at a time (two at a time on request), and
the whole journey is judged again under it. Reported are the readings on which the outcome depends, and why.

The *outcome* is what the candidate leaves with: the verdict on the title and its points, the verdict and points of each
bloc and of the professional part, the blocs kept, and the retakes that are open with their days. Findings, flags and
deadlines are no part of it. The candidate's other journeys are taken as they were recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from itertools import combinations

from attrs import evolve, frozen

from certdomain.envelope import Recorded
from certdomain.marks import written
from certdomain.regulation.settlement import settled, with_choices
from certdomain.regulation.tree import Regulation
from certdomain.rejudging import Changed, Invalid, Rejudged, Sources, Turn, decision_of, rejudged, turn_of
from certdomain.rules.decision import Decision
from certdomain.rules.outlook import RetakeOpen
from certdomain.vocabulary import Verdict

Declared = Callable[[str, str], Regulation]
"""The regulation that is kept under a digest, of a certification, as it was declared: not settled."""
Held = Verdict | Fraction | RetakeOpen | tuple[str, ...] | None
"""One thing of an outcome. None: there is none of it."""
Choice = tuple[str, str]
"""A reading and the letter of an option."""
Facets = Mapping[tuple[str, str], Held]
"""An outcome by what it is of ("title", "total", "bloc", "points", "kept", "retake") and about which line."""

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]


@frozen(kw_only=True)
class Change:
    """One thing of the outcome that is another one. `what` and `about`: see `Facets`."""

    what: str
    about: str
    before: Held
    after: Held


@frozen(kw_only=True)
class Dependence:
    """The outcome under other options: what changes, and the first question that turns, with its clauses.

    `choices`: the options that were tried; `instead_of`: those that hold. `entries`: answers that would have been
    others; `invalid`: entries that could not have been recorded after what came of earlier ones.
    """

    choices: tuple[Choice, ...]
    instead_of: tuple[Choice, ...]
    changes: tuple[Change, ...]
    turn: Turn
    entries: tuple[Changed, ...] = ()
    invalid: tuple[Invalid, ...] = ()


@frozen(kw_only=True)
class Unknown:
    """A parameter that the certifier has not given: the outcome may depend on it, and nothing was tried for it."""

    parameter: str
    clauses: tuple[str, ...]


@frozen(kw_only=True)
class AllReadings:
    """On which readings the outcome of a journey depends.

    `depends`: by reading, one at a time. `joint`: pairs whose joint effect neither of the two has alone; empty unless
    pairs were asked for. `readings`, `options`, `pairs`: how many were tried.
    """

    journey: str
    certification: str
    edition: str
    regulation: str
    on: date
    known_at: datetime | None
    outcome: tuple[Change, ...]
    depends: tuple[Dependence, ...]
    joint: tuple[Dependence, ...]
    unknown: tuple[Unknown, ...]
    readings: int
    options: int
    pairs: int
    under: Regulation

    def to_json(self) -> dict[str, Json]:
        """As JSON data: ids, exact numbers as text, days."""
        return {
            "journey": self.journey,
            "certification": self.certification,
            "edition": self.edition,
            "regulation": self.regulation,
            "on": self.on.isoformat(),
            "known_at": None if self.known_at is None else self.known_at.isoformat(),
            "outcome": [
                {"what": each.what, "about": each.about, "value": held_json(each.before)} for each in self.outcome
            ],
            "tried": {"readings": self.readings, "options": self.options, "pairs": self.pairs},
            "depends": [_dependence(each) for each in self.depends],
            "joint": [_dependence(each) for each in self.joint],
            "unknown": [{"parameter": each.parameter, "clauses": [*each.clauses]} for each in self.unknown],
        }


def under_all_readings(
    records: Sequence[Recorded],
    decision: Decision,
    declared: Declared,
    sources: Sources,
    *,
    pairs: bool = False,
) -> AllReadings:
    """Try all other readings on a journey. It costs one judging of all records for each option.

    Args:
        records: those of the journey that the decision was taken on.
        decision: the decision as it stands.
        declared: gives the regulations under which the journey and its juries were recorded.
        sources: the candidates' standings and the juries.
        pairs: try the options two at a time too: as many judgings again as there are pairs of options.
    """
    regulation = declared(decision.regulation, decision.certification)
    trial = _Trial(records, decision, declared, sources)
    choices = [
        (reading.id, option.letter)
        for reading in regulation.readings
        for option in reading.options
        if option.letter != trial.chosen[reading.id]
    ]
    alone = {choice: trial.under(choice) for choice in choices}
    both = [pair for pair in combinations(choices, 2) if pairs and pair[0][0] != pair[1][0]]
    joint = [found for pair in both if (found := trial.together(pair, alone)) is not None]
    return AllReadings(
        journey=decision.journey,
        certification=decision.certification,
        edition=decision.edition,
        regulation=decision.regulation,
        on=decision.on,
        known_at=decision.known_at,
        outcome=tuple(
            Change(what=what, about=about, before=held, after=held) for (what, about), held in trial.facets.items()
        ),
        depends=tuple(found for tried in alone.values() if (found := tried.dependence) is not None),
        joint=tuple(joint),
        unknown=tuple(_unknown(regulation)),
        readings=len(regulation.readings),
        options=len(choices),
        pairs=len(both),
        under=settled(regulation),
    )


@frozen
class _Tried:
    """What came of one option, or of two together."""

    facets: Facets
    dependence: Dependence | None


class _Trial:
    """A journey on which readings are tried."""

    def __init__(self, records: Sequence[Recorded], decision: Decision, declared: Declared, sources: Sources) -> None:
        self.records, self.decision = records, decision
        self.declared, self.sources = declared, sources
        regulation = declared(decision.regulation, decision.certification)
        self.chosen = {reading.id: reading.chosen for reading in regulation.readings} | dict(regulation.choices)
        self.readings = regulation.readings
        self.facets = facets_of(decision)

    def under(self, *choices: Choice) -> _Tried:
        """The outcome under those options. They hold in every edition that the journey was under and that has them."""
        held: dict[str, Regulation] = {}

        def regulation_of(digest: str, certification: str) -> Regulation:
            if digest not in held:
                held[digest] = settled(_with(self.declared(digest, certification), choices))
            return held[digest]

        names = tuple(reading for reading, _ in choices)
        again = rejudged(self.records, regulation_of, self.sources, findings=False, prefer=names)
        at = self.decision
        found = decision_of(again, regulation_of, self.sources, at.on, known_at=at.known_at)
        other = None if found is None else found[0]
        facets = facets_of(other)
        changes = tuple(changes_between(self.facets, facets))
        if not changes:
            return _Tried(facets, None)
        dependence = Dependence(
            choices=choices,
            instead_of=tuple((reading, self.chosen[reading]) for reading in names),
            changes=changes,
            turn=_turn(at, other, again, changes, names, self._clauses(names)),
            entries=again.changed,
            invalid=again.invalid,
        )
        return _Tried(facets, dependence)

    def _clauses(self, names: Sequence[str]) -> list[str]:
        return [clause for reading in self.readings if reading.id in names for clause in reading.clauses]

    def together(self, pair: tuple[Choice, Choice], alone: Mapping[Choice, _Tried]) -> Dependence | None:
        """The outcome under two options at once, of what neither of them alone makes of it; None if nothing is left."""
        both = self.under(*pair)
        if both.dependence is None:
            return None
        apart = [alone[choice].facets for choice in pair]
        left = tuple(
            change
            for change in both.dependence.changes
            if all(facets.get((change.what, change.about)) != change.after for facets in apart)
        )
        return evolve(both.dependence, changes=left) if left else None


def facets_of(decision: Decision | None) -> Facets:
    """The outcome of a decision, thing by thing; empty where there is no decision."""
    if decision is None:
        return {}
    found: dict[tuple[str, str], Held] = {
        ("title", "title"): decision.title.verdict,
        ("total", "title"): decision.title.total,
    }
    for line in (*decision.blocs, *((decision.professional,) if decision.professional is not None else ())):
        found["bloc", line.bloc] = line.verdict
        found["points", line.bloc] = line.points
    found["kept", "title"] = decision.kept
    for open_ in decision.retake_open:
        found["retake", open_.bloc] = open_
    return found


def changes_between(before: Facets, after: Facets) -> Iterator[Change]:
    """What differs between two outcomes. Without a decision there is one difference: that of the title."""
    if not before or not after:
        if before or after:
            title = ("title", "title")
            yield Change(what="title", about="title", before=before.get(title), after=after.get(title))
        return
    for what, about in dict.fromkeys((*before, *after)):
        old, new = before.get((what, about)), after.get((what, about))
        if _days(old) != _days(new):
            yield Change(what=what, about=about, before=old, after=new)


def _days(held: Held) -> object:
    """An open retake is what it is by its days, not by the clauses that it rests on."""
    return (held.not_before, held.until) if isinstance(held, RetakeOpen) else held


def _with(regulation: Regulation, choices: Sequence[Choice]) -> Regulation:
    letters = {(reading.id, option.letter) for reading in regulation.readings for option in reading.options}
    return with_choices(regulation, {name: letter for name, letter in choices if (name, letter) in letters}, {})


def _unknown(regulation: Regulation) -> Iterator[Unknown]:
    texts = {parameter.name: parameter.default for parameter in regulation.parameters} | dict(regulation.values)
    for parameter in regulation.parameters:
        if texts[parameter.name] is None:
            yield Unknown(parameter=parameter.name, clauses=parameter.clauses)


def _turn(
    decision: Decision,
    other: Decision | None,
    again: Rejudged,
    changes: Sequence[Change],
    names: Sequence[str],
    clauses: Sequence[str],
) -> Turn:
    """What turns first, in the decision or in an earlier answer: if anywhere, where the reading itself is cited."""
    seen = None if other is None else turn_of(decision.explanation, other.explanation, prefer=names)
    turns = [*([seen] if seen is not None else []), *(each.turn for each in again.changed if each.turn is not None)]
    if turns:
        turn = next((each for each in turns if not {*names}.isdisjoint(each.clauses)), turns[0])
        return evolve(turn, clauses=tuple(dict.fromkeys((*turn.clauses, *names))))
    # What is kept, or when a retake is open, stands in no explanation: it turns on the reading itself.
    change = changes[0]
    held = [each for each in (change.before, change.after) if isinstance(each, RetakeOpen)]
    resting = (*(clause for each in held for clause in each.clauses), *clauses, *names)
    before, after = (_text(each) for each in (change.before, change.after))
    return Turn(asks=change.what, about=change.about, clauses=tuple(dict.fromkeys(resting)), before=before, after=after)


# --- JSON -------------------------------------------------------------------------------------------------------------


def held_json(held: Held) -> Json:
    """One thing of an outcome as JSON data: exact numbers as text, an open retake by its days."""
    match held:
        case None:
            return None
        case Verdict():
            return held.value
        case Fraction():
            return written(held)
        case RetakeOpen():
            return {
                "not_before": None if held.not_before is None else held.not_before.isoformat(),
                "until": None if held.until is None else held.until.isoformat(),
            }
        case tuple():
            return [*held]


def _text(held: Held) -> str:
    if isinstance(held, RetakeOpen):
        days = [
            f"{name} {day.isoformat()}"
            for name, day in (("from", held.not_before), ("until", held.until))
            if day is not None
        ]
        return " ".join(["open", *days])
    return "closed" if held is None else str(held_json(held))


def _dependence(each: Dependence) -> Json:
    turn = each.turn
    return {
        "choices": dict(each.choices),
        "instead_of": dict(each.instead_of),
        "changes": [
            {
                "what": change.what,
                "about": change.about,
                "before": held_json(change.before),
                "after": held_json(change.after),
            }
            for change in each.changes
        ],
        "turn": _turn_json(turn),
        "entries": [
            {
                "entry": entry.entry,
                "command": entry.command,
                "what": entry.what,
                "recorded": entry.recorded,
                "rejudged": entry.rejudged,
                "turn": None if entry.turn is None else _turn_json(entry.turn),
            }
            for entry in each.entries
        ],
        "invalid": [
            {
                "entry": entry.entry,
                "command": entry.command,
                "problems": [str(problem) for problem in entry.problems],
            }
            for entry in each.invalid
        ],
    }


def _turn_json(turn: Turn) -> Json:
    return {
        "asks": turn.asks,
        "about": turn.about,
        "clauses": [*turn.clauses],
        "before": turn.before,
        "after": turn.after,
    }
