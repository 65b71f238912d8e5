"""The numbers, periods and days of a declaration: where each stands, and what the nearest other value would be.

A *constant* is what a text could have said otherwise by a little: a mark, a count, a share, a period, a day, a sense
("more than"), a yes. It is moved by the least that its text or a recorded fact counts in, both ways. Levels of the
title, lines of a source, names and clauses are no rule, and stay as they are; a `Bound` or an option that stands in a
reading has its own neighbours already (a day earlier, the other option).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from enum import Enum
from fractions import Fraction
from functools import partial
from typing import TypeVar, cast

import attrs
from attrs import frozen

from certdomain.calendar import Period
from certdomain.conformance.walking import TEXTS, fields, policies, walk
from certdomain.marks import written
from certdomain.referential import Evaluation, Referential
from certdomain.regulation.award import (
    BlocByCompetences,
    BlocByCriteria,
    BlocByMark,
    BlocsOutOf,
    GeneralAverage,
    PartAtLeast,
)
from certdomain.regulation.clauses import Parameter, ParameterKind
from certdomain.regulation.duties import GroupSize, WithinHours
from certdomain.regulation.gates import AtMostRetakes, AtMostSessions, Diploma, Ects, Experience
from certdomain.regulation.juries import JuryPolicy, Seat, Size
from certdomain.regulation.results import Band, HoursPolicy, ReportLimits
from certdomain.regulation.settlement import typed
from certdomain.regulation.terms import Left, Read, Said, Sense, Threshold
from certdomain.regulation.tree import Regulation

T = TypeVar("T")
Step = str | int
"""A field by its name, or an item of a tuple by its index (from 0)."""

Field = tuple[type, str]
"""A shape and one of its fields; what a term or a limit holds belongs to the field that holds the term."""

ONE = Fraction(1)

UNITS: Mapping[Field, Fraction] = {
    (WithinHours, "hours"): Fraction(1, 60),  # a minute: facts have the time of day
    (Band, "upto"): Fraction(1, 10_000),  # a few minutes of a training
    (Band, "cut"): Fraction(1, 100),
}
"""By how much a fraction is moved, where that is not a hundredth (of a mark, a point, a month, an hour)."""

HUNDREDTH = Fraction(1, 100)

SHARES: Mapping[Field, str] = {(BlocByCriteria, "share"): "criteria", (BlocByCompetences, "share"): "competences"}
"""Shares of what is counted in the referential: moved to the next share that can be reached at all."""

POINTS: frozenset[Field] = frozenset({(Evaluation, "out_of"), (Evaluation, "weight")})
"""Scales: facts stand to them as a share, not as a limit."""

NO_RULE: frozenset[Field] = frozenset({(Regulation, "level")})
"""Numbers that decide nothing."""


class Side(Enum):
    """On which side of a limit a fact is in."""

    FLOOR = "floor"  # at least
    ABOVE = "above"  # more than
    CEILING = "ceiling"  # at most
    BELOW = "below"  # less than


@frozen
class Range:
    """How a field limits facts, and the least and the most that such a fact can be (None: no bound)."""

    side: Side
    least: Fraction | None
    most: Fraction | None = None


_MARK = Range(Side.FLOOR, Fraction(0), Fraction(20))

RANGES: Mapping[Field, Range] = {
    (BlocByMark, "pass_mark"): _MARK,
    (BlocByMark, "eliminatory_below"): _MARK,
    (GeneralAverage, "at_least"): _MARK,
    (PartAtLeast, "floor"): _MARK,
    (BlocsOutOf, "at_least"): Range(Side.FLOOR, Fraction(0)),
    (Diploma, "level"): Range(Side.FLOOR, Fraction(1), Fraction(8)),
    (Ects, "credits"): Range(Side.FLOOR, Fraction(0)),
    (Experience, "months"): Range(Side.FLOOR, Fraction(0), Fraction(1200)),
    (AtMostRetakes, "most"): Range(Side.BELOW, Fraction(0)),
    (AtMostSessions, "most"): Range(Side.BELOW, Fraction(0)),
    (GroupSize, "least"): Range(Side.FLOOR, Fraction(1)),
    (GroupSize, "most"): Range(Side.CEILING, Fraction(1)),
    (Seat, "least"): Range(Side.FLOOR, Fraction(0)),
    (Seat, "most"): Range(Side.CEILING, Fraction(0)),
    (ReportLimits, "least"): Range(Side.FLOOR, Fraction(0)),
    (ReportLimits, "most"): Range(Side.CEILING, Fraction(0)),
    (BlocByCriteria, "share"): Range(Side.FLOOR, Fraction(0), ONE),
    (BlocByCompetences, "share"): Range(Side.FLOOR, Fraction(0), ONE),
    (Band, "upto"): Range(Side.CEILING, Fraction(0), ONE),
    (HoursPolicy, "whole"): Range(Side.FLOOR, Fraction(0)),
    (HoursPolicy, "per_bloc"): Range(Side.FLOOR, Fraction(0)),
    (HoursPolicy, "floor"): Range(Side.FLOOR, Fraction(0)),
    (WithinHours, "hours"): Range(Side.CEILING, Fraction(0)),
}
"""What the fields limit. A limit moved beyond all facts that can be recorded tells none of them apart."""

_SENSES = {
    Sense.AT_LEAST: Side.FLOOR,
    Sense.MORE_THAN: Side.ABOVE,
    Sense.AT_MOST: Side.CEILING,
    Sense.LESS_THAN: Side.BELOW,
}
_FLIPPED = {
    Sense.AT_LEAST: Sense.MORE_THAN,
    Sense.MORE_THAN: Sense.AT_LEAST,
    Sense.AT_MOST: Sense.LESS_THAN,
    Sense.LESS_THAN: Sense.AT_MOST,
}


@frozen
class Shifted(Period):
    """A period and some days: what no text says, and what lies next to it. It is never declared, only settled."""

    days: int = 0

    def after(self, day: date) -> date:
        """The day this long after `day`."""
        return Period.after(self, day) + timedelta(days=self.days)

    def before(self, day: date) -> date:
        """The day this long before `day`."""
        return Period.before(self, day) - timedelta(days=self.days)

    def __str__(self) -> str:
        return f"{Period(self.n, self.unit)} {'+' if self.days > 0 else '-'} {abs(self.days)} day"


class Way(Enum):
    """How a constant was moved."""

    UP = "up"
    DOWN = "down"
    FLIPPED = "flipped"


@frozen(kw_only=True)
class Constant:
    """A value of a declaration. `reads`: the field whose reading reaches it; `owner`: the shape that it belongs to."""

    path: str
    steps: tuple[Step, ...]
    reads: str
    value: object
    owner: str
    field: Field
    clauses: tuple[str, ...]
    sense: Sense | None = None


@frozen(kw_only=True)
class Move:
    """A constant moved once. `fact`: a value that only one of both lets through, where one can be said.

    `equivalent` says why no fact can tell both apart, and is empty where one can.
    """

    constant: Constant
    way: Way
    before: str
    after: str
    unit: str
    fact: str
    value: object
    equivalent: str = ""

    def made(self, regulation: Regulation) -> Regulation:
        """The regulation with the constant moved. A parameter is moved from whatever value it was given."""
        if isinstance(self.constant.value, Parameter):
            return _with_parameter(regulation, self.constant.value, self.way)
        return replaced(regulation, self.constant.steps, self.value)


def constants(regulation: Regulation) -> Iterator[Constant]:
    """All constants of a declaration in the order of its fields, parameters last."""
    for name, held in fields(regulation):
        if (name not in TEXTS or name == "referential") and (Regulation, name) not in NO_RULE:
            yield from _walk(held, _At(path=name, steps=(name,), reads=name, owner=name, field=(Regulation, name)))
    for number, parameter in enumerate(regulation.parameters, start=1):
        yield Constant(
            path=f"parameters[{number}].default",
            steps=("parameters", number - 1, "default"),
            reads=reads_parameter(parameter.name),
            value=parameter,
            owner="parameters",
            field=(Parameter, "default"),
            clauses=parameter.clauses,
        )


def reads_parameter(name: str) -> str:
    """How the reading of a parameter is noted."""
    return f"parameter:{name}"


def reads_period(path: str) -> str:
    """How it is noted that a period was counted with, and not only passed on."""
    return f"{path}.counted"


def moves(constant: Constant, regulation: Regulation) -> Iterator[Move]:
    """The constant moved by its unit, up and down, or flipped."""
    value = constant.value
    if isinstance(value, Parameter):
        yield from _parameter_moves(constant, value, regulation)
    elif isinstance(value, bool):
        yield Move(
            constant=constant,
            way=Way.FLIPPED,
            before=said(value),
            after=said(not value),
            unit="yes or no",
            fact="",
            value=not value,
        )
    elif isinstance(value, Sense):
        flipped = _FLIPPED[value]
        yield Move(
            constant=constant,
            way=Way.FLIPPED,
            before=said(value),
            after=said(flipped),
            unit="strictness",
            fact="exactly the limit",
            value=flipped,
        )
    else:
        for way in (Way.DOWN, Way.UP):
            move = _moved(constant, way, regulation)
            yield move if move.equivalent else attrs.evolve(move, equivalent=_elsewhere(move, regulation))


def replaced(thing: T, steps: tuple[Step, ...], value: object) -> T:
    """The same thing with another value at the end of some steps."""
    if not steps:
        return cast("T", value)
    step, *rest = steps
    if isinstance(step, int):
        items = list(cast("tuple[object, ...]", thing))
        items[step] = replaced(items[step], tuple(rest), value)
        return cast("T", tuple(items))
    make = cast("Callable[..., T]", type(thing))
    held = dict(fields(thing))
    return make(**held | {step: replaced(held[step], tuple(rest), value)})


def said(value: object) -> str:
    """A constant as a reader writes it."""
    if isinstance(value, Fraction):
        return written(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Sense):
        return value.value
    return str(value)


# --- walking -------------------------------------------------------------------------------------------------------


@frozen(kw_only=True)
class _At:
    """Where the walk is."""

    path: str
    steps: tuple[Step, ...]
    reads: str
    owner: str
    field: Field
    clauses: tuple[str, ...] = ()
    sense: Sense | None = None


_TERMS = (Said, Read, Threshold)


def _walk(thing: object, at: _At) -> Iterator[Constant]:
    if isinstance(thing, bool):
        # Only what a term holds: a plain yes of a shape says which rule it is, and is no limit.
        if at.path.endswith(".value"):
            yield _constant(thing, at)
    elif isinstance(thing, Period):
        yield _constant(thing, attrs.evolve(at, reads=reads_period(at.path)))
    elif isinstance(thing, int | Fraction | date | Sense):
        if at.field not in NO_RULE:
            yield _constant(thing, at)
    elif isinstance(thing, tuple):
        for index, item in enumerate(thing):
            yield from _walk(item, _into(at, index, f"{at.path}[{index + 1}]", at.reads))
    elif isinstance(thing, Read):
        cited = _into(at, "options", f"{at.path}.options", at.reads, (*thing.clauses, thing.reading))
        for index, (_, option) in enumerate(thing.options):
            path = f"{cited.path}[{index + 1}][2]"
            yield from _walk(option, _into(_into(cited, index, path, path), 1, path, path))
    elif attrs.has(type(thing)) and not isinstance(thing, Enum | Left):
        kind = type(thing)
        own = _cites(thing)
        defaults = _defaults(kind)
        for name, item in fields(thing):
            if isinstance(item, Said) and item == defaults[name]:
                continue  # the text does not say it: the shape does
            inner = _into(at, name, f"{at.path}.{name}", f"{at.path}.{name}", own)
            if kind not in _TERMS:
                inner = attrs.evolve(inner, field=(kind, name), owner=at.path)
            if isinstance(thing, Threshold):
                inner = attrs.evolve(inner, sense=thing.sense)
            yield from _walk(item, inner)


def _into(at: _At, step: Step, path: str, reads: str, clauses: tuple[str, ...] = ()) -> _At:
    return attrs.evolve(at, path=path, steps=(*at.steps, step), reads=reads, clauses=clauses or at.clauses)


def _defaults(kind: type) -> dict[str, object]:
    declared = attrs.fields(cast("type[attrs.AttrsInstance]", kind))
    return {each.alias: each.default for each in declared}


def _cites(thing: object) -> tuple[str, ...]:
    """The clauses that a shape cites for itself."""
    by: object = getattr(thing, "by", ())
    return cast("tuple[str, ...]", by) if isinstance(by, tuple) else ()


def _constant(value: object, at: _At) -> Constant:
    return Constant(
        path=at.path,
        steps=at.steps,
        reads=at.reads,
        value=value,
        owner=at.owner,
        field=at.field,
        clauses=at.clauses,
        sense=at.sense,
    )


# --- moving --------------------------------------------------------------------------------------------------------


def _moved(constant: Constant, way: Way, regulation: Regulation) -> Move:
    value, sign = constant.value, 1 if way is Way.UP else -1
    made = partial(Move, constant=constant, way=way, before=said(value))
    if isinstance(value, Period):
        period = Shifted(value.n, value.unit, sign)
        fact = f"a day {said(value)} from its anchor, or {said(period)}"
        return made(after=said(period), unit="one day", fact=fact, value=period)
    if isinstance(value, date):
        day = value + timedelta(days=sign)
        return made(after=said(day), unit="one day", fact=said(max(value, day)), value=day)
    if isinstance(value, Fraction):
        moved = _neighbour(constant.field, value, sign, regulation.referential)
        if moved is None:
            because = "no share of what is counted lies beyond it"
            return made(after=said(value), unit="next share", fact="", value=value, equivalent=because)
        unit = "next share" if constant.field in SHARES else said(abs(moved - value))
        if constant.field in POINTS:
            return made(after=said(moved), unit=unit, fact="full points there, or a bloc right on a limit", value=moved)
        return _limit(made(after=said(moved), unit=unit, fact="", value=moved), value, moved)
    count = cast("int", value)
    return _limit(
        made(after=str(count + sign), unit="1", fact="", value=count + sign), Fraction(count), Fraction(count + sign)
    )


def _neighbour(field: Field, value: Fraction, sign: int, referential: Referential) -> Fraction | None:
    counted = SHARES.get(field)
    if counted is None:
        return value + sign * UNITS.get(field, HUNDREDTH)
    return next_share(value, sign, counted, referential)


def next_share(value: Fraction, sign: int, counted: str, referential: Referential) -> Fraction | None:
    """The next share that some competence (of its criteria) or bloc (of its competences) can reach."""
    competences = [competence for bloc in referential.lines for competence in bloc.competences]
    if counted == "criteria":
        totals = {len(competence.criteria) for competence in competences}
    else:
        totals = {len(bloc.competences) for bloc in referential.lines}
    reached = {Fraction(n, of) for of in totals for n in range(of + 1) if of}
    beyond = [share for share in reached if (share - value) * sign > 0]
    return (min(beyond) if sign > 0 else max(beyond)) if beyond else None


def _limit(move: Move, value: Fraction, moved: Fraction) -> Move:
    """What fact tells both apart, or why none does."""
    limits = RANGES.get(move.constant.field)
    if limits is None:
        return move
    side = limits.side if move.constant.sense is None else _SENSES[move.constant.sense]
    low, high = min(value, moved), max(value, moved)
    # A fact on the limit is in for at least and out for less than; the limits between which facts change sides:
    if side in (Side.FLOOR, Side.BELOW):  # low <= fact < high
        if limits.least is not None and high <= limits.least:
            return attrs.evolve(move, equivalent=f"no such fact is below {said(limits.least)}")
        if limits.most is not None and low > limits.most:
            return attrs.evolve(move, equivalent=f"no such fact is above {said(limits.most)}")
        return attrs.evolve(move, fact=said(low))
    if limits.least is not None and high < limits.least:  # low < fact <= high
        return attrs.evolve(move, equivalent=f"no such fact is below {said(limits.least)}")
    if limits.most is not None and low >= limits.most:
        return attrs.evolve(move, equivalent=f"no such fact is above {said(limits.most)}")
    return attrs.evolve(move, fact=said(high))


def _elsewhere(move: Move, regulation: Regulation) -> str:
    """Why no fact tells a move apart because of what else is declared; empty if one does."""
    around = list(_around(regulation, move.constant.steps))
    jury = next((thing for thing in around if isinstance(thing, JuryPolicy)), None)
    seat = next((thing for thing in around if isinstance(thing, Seat)), None)
    if jury is not None and move.constant.field == (Seat, "most") and seat is not None:
        more = max(cast("int", move.value), cast("int", move.constant.value))
        sizes = _sizes(jury)
        if sizes and not any(size.or_more for size in sizes):
            room = max(size.n for size in sizes) - _seated(jury, seat)
            if more > room:
                return f"the size of the jury and its other seats leave room for {room}: {more} are refused anyway"
    if jury is not None and move.constant.field == (Size, "n") and move.way is Way.DOWN:
        size, needed = next(thing for thing in around if isinstance(thing, Size)), _seated(jury, None)
        if size.or_more and needed >= size.n:
            return f"the seats need {needed} members: fewer are refused anyway"
    if move.constant.field == (BlocByCriteria, "announced"):
        pair = cast("tuple[str, object]", around[move.constant.steps.index("announced") + 2])
        bloc = regulation.referential.bloc(pair[0])
        before, after = cast("int", move.constant.value), cast("int", move.value)
        listed = 0 if bloc is None else len(bloc.competences)
        if (before > listed) is (after > listed):
            return f"it is compared with the {listed} competences listed, and with no fact"
    return ""


def _around(thing: object, steps: tuple[Step, ...]) -> Iterator[object]:
    """What a constant stands in, from the outside."""
    for step in steps:
        yield thing
        thing = cast("tuple[object, ...]", thing)[step] if isinstance(step, int) else dict(fields(thing))[step]


def _sizes(jury: JuryPolicy) -> list[Size]:
    """All sizes that a jury may be asked to have, under any reading."""
    return [thing for _, thing in walk(jury.size, "size") if isinstance(thing, Size)]


def _seated(jury: JuryPolicy, but: Seat | None) -> int:
    """How many members the seats of a jury need, those aside that share a role with one seat (or with one another)."""
    taken = set() if but is None else set(but.roles)
    needed = 0
    for seat in sorted(jury.seats, key=lambda each: -each.least):
        if taken.isdisjoint(seat.roles) and not set(seat.roles) & set(jury.not_counted):
            taken.update(seat.roles)
            needed += seat.least
    return needed


def _parameter_moves(constant: Constant, parameter: Parameter, regulation: Regulation) -> Iterator[Move]:
    text = dict(regulation.values).get(parameter.name, parameter.default)
    before = f"{parameter.name} as it is given" if text is None else f"{parameter.name} {text}"
    for way in (Way.DOWN, Way.UP):
        sign = "+" if way is Way.UP else "-"
        unit = "one day" if parameter.kind is ParameterKind.DATE else "1"
        if _counted(parameter, regulation) is not None:
            unit = "next share"
        after = f"{before} {sign} {unit}"
        yield Move(constant=constant, way=way, before=before, after=after, unit=unit, fact="", value=None)


def _counted(parameter: Parameter, regulation: Regulation) -> str | None:
    """What a parameter is a share of, if it is one: the field that it is left to says so."""
    for _, thing in walk(policies(regulation)):
        if attrs.has(type(thing)) and not isinstance(thing, Enum):
            for name, item in fields(thing):
                counted = SHARES.get((type(thing), name))
                if counted is not None and isinstance(item, Left) and item.name == parameter.name:
                    return counted
    return None


def _with_parameter(regulation: Regulation, parameter: Parameter, way: Way) -> Regulation:
    """The regulation with a parameter moved from the value it has. One that is unknown, or at its bound, stays."""
    texts = dict(regulation.values)
    value = typed(parameter, texts.get(parameter.name, parameter.default))
    sign = 1 if way is Way.UP else -1
    if value is None:
        return regulation
    moved: object
    if isinstance(value, date):
        moved = value + timedelta(days=sign)
    elif isinstance(value, Fraction) and (counted := _counted(parameter, regulation)) is not None:
        moved = next_share(value, sign, counted, regulation.referential)
    else:
        moved = value + sign
    try:
        typed(parameter, said(moved))
    except ValueError:
        return regulation
    values = tuple(sorted((texts | {parameter.name: said(moved)}).items()))
    return attrs.evolve(regulation, values=values)
