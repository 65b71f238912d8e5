"""Settling: the readings chosen and the parameters given turn every term of a regulation into a plain value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import TypeVar, assert_never, cast

import attrs

from certdomain.calendar import parse_date
from certdomain.errors import BadInput, Problem
from certdomain.marks import exact
from certdomain.regulation.clauses import Parameter, ParameterKind
from certdomain.regulation.terms import Left, Read, Said
from certdomain.regulation.tree import Regulation

T = TypeVar("T")
ParameterValue = Fraction | date | int | None


def with_choices(
    regulation: Regulation, readings: Mapping[str, str], parameters: Mapping[str, str], *, where: str = "regulation"
) -> Regulation:
    """The regulation with those readings (by letter) and parameters (by text) beside its defaults.

    Raises:
        BadInput: all unknown readings, letters, parameters and ill-formed values at once.
    """
    problems: list[Problem] = []
    choices = dict(regulation.choices)
    letters = {reading.id: tuple(option.letter for option in reading.options) for reading in regulation.readings}
    for name, letter in readings.items():
        if letter not in letters.get(name, ()):
            expected = (
                f"one of the letters {', '.join(letters[name])}"
                if name in letters
                else f"one of the readings {', '.join(letters) or '(none)'}"
            )
            problems.append(Problem(where=where, field=f"readings.{name}", found=repr(letter)[:60], expected=expected))
        else:
            choices[name] = letter
    values = dict(regulation.values)
    declared = {parameter.name: parameter for parameter in regulation.parameters}
    for name, text in parameters.items():
        at = f"parameters.{name}"
        if name not in declared:
            expected = f"one of the parameters {', '.join(declared) or '(none)'}"
            problems.append(Problem(where=where, field=at, found=repr(text)[:60], expected=expected))
            continue
        given: object = text
        if not isinstance(given, str | None):
            expected = "text, such as '2027-12-31' or '2'"
            problems.append(Problem(where=where, field=at, found=repr(given)[:60], expected=expected))
            continue
        try:
            typed(declared[name], text)
        except ValueError as error:
            problems.append(Problem(where=where, field=at, found=repr(text)[:60], expected=str(error)))
        else:
            values[name] = text
    if problems:
        raise BadInput(problems)
    return attrs.evolve(regulation, choices=tuple(sorted(choices.items())), values=tuple(sorted(values.items())))


def typed(parameter: Parameter, text: str | None) -> ParameterValue:
    """The value of a parameter from its text.

    Raises:
        ValueError: says what was expected.
    """
    if text is None:
        return None
    match parameter.kind:
        case ParameterKind.DATE:
            try:
                return parse_date(text)
            except ValueError:
                msg = "a date such as 2027-12-31"
                raise ValueError(msg) from None
        case ParameterKind.NUMBER:
            try:
                number = exact(text)
            except ValueError:
                msg = "an exact number such as 637"
                raise ValueError(msg) from None
            if number < 0:
                msg = "a number that is not negative"
                raise ValueError(msg)
            return _bounded(parameter, number)
        case ParameterKind.COUNT:
            if not text.isascii() or not text.isdigit() or len(text) > 9:
                msg = "a whole number such as 2"
                raise ValueError(msg)
            _bounded(parameter, Fraction(text))
            return int(text)
        case _:
            assert_never(parameter.kind)


def _bounded(parameter: Parameter, number: Fraction) -> Fraction:
    least, most = parameter.least, parameter.most
    if (least is not None and number < exact(least)) or (most is not None and number > exact(most)):
        msg = f"a number from {least or 'nothing'} to {most or 'any'}"
        raise ValueError(msg)
    return number


def settled(regulation: Regulation) -> Regulation:
    """The same regulation with every reading and parameter replaced by what was said.

    Each value keeps its clauses, and the id of the reading where one was needed.
    """
    choices = {reading.id: reading.chosen for reading in regulation.readings} | dict(regulation.choices)
    texts = {p.name: p.default for p in regulation.parameters} | dict(regulation.values)
    declared = {p.name: p for p in regulation.parameters}
    values = {name: typed(declared[name], text) for name, text in texts.items() if name in declared}
    return _rebuilt(regulation, choices, values, plain=_PLAIN)


_PLAIN = frozenset(
    {
        "sources", "clauses", "referential", "readings", "parameters", "defects", "silences", "totals", "choices",
        "values", "name",
    }
)  # fmt: skip


def _settle(thing: object, choices: Mapping[str, str], values: Mapping[str, ParameterValue]) -> object:
    if isinstance(thing, Read):
        chosen = dict(thing.options).get(choices[thing.reading])
        return Said(_settle(chosen, choices, values), (*thing.clauses, thing.reading))
    if isinstance(thing, Left):
        return Said(values[thing.name], thing.clauses)
    if isinstance(thing, tuple):
        return tuple(_settle(item, choices, values) for item in thing)
    if attrs.has(type(thing)):
        return _rebuilt(thing, choices, values)
    return thing


def _rebuilt(
    thing: T, choices: Mapping[str, str], values: Mapping[str, ParameterValue], plain: frozenset[str] = frozenset()
) -> T:
    """The same shape with its terms settled, but for the fields that hold none."""
    make = cast("Callable[..., T]", type(thing))
    fields = {
        field.alias: getattr(thing, field.name)
        if field.name in plain
        else _settle(getattr(thing, field.name), choices, values)
        for field in attrs.fields(cast("type[attrs.AttrsInstance]", type(thing)))
        if field.init
    }
    return make(**fields)
