"""Declarations that cannot be, and settlements that cannot be made: each is refused, with what was expected."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
import pytest

from certdomain import (
    BadInput,
    Clause,
    Effect,
    GeneralAverage,
    Left,
    Option,
    Parameter,
    ParameterKind,
    Read,
    Reading,
    Register,
    Said,
    Sense,
    Threshold,
    Words,
)
from certdomain.errors import Problem
from certdomain.regulation.canonical import NotCanonical, load_regulation
from certdomain.regulation.settlement import settled, typed, with_choices
from certdomain.regulation.terms import Term, Unsettled
from certdomain.regulation.tree import Regulation
from tests.fictional import FICTIONAL, GNOMONICS

SAYS = Words(en="A sentence.", fr="Une phrase.")


def parameter(
    name: str, kind: ParameterKind, *, least: str | None = None, most: str | None = None, default: str | None = None
) -> Parameter:
    return Parameter(name=name, kind=kind, clauses=(), says=SAYS, default=default, least=least, most=most)


LAST = parameter("last_issue_on", ParameterKind.DATE)
HOURS = parameter("hours", ParameterKind.NUMBER, least="7", most="637.5")
COHORTS = parameter("cohorts", ParameterKind.COUNT, most="2", default="1")
LEFT = attrs.evolve(GNOMONICS, parameters=(LAST, HOURS, COHORTS), last_issue=Left("last_issue_on", ("BTF-R04",)))


@pytest.mark.parametrize(("effect", "because"), [(Effect.NONE, None), (Effect.EXECUTED, SAYS), (Effect.CHECKED, SAYS)])
def test_a_clause_without_effect_and_only_such_a_clause_says_why(effect: Effect, because: Words | None) -> None:
    """Nobody can drop a clause silently, nor excuse one that has an effect."""
    with pytest.raises(ValueError, match=r"X-R1.*says why"):
        Clause(id="X-R1", source="x", lines=((1, 1),), says=SAYS, effect=effect, because=because)


@pytest.mark.parametrize("lines", [(), ((0, 1),), ((1, 2), (5, 4))])
def test_a_clause_names_lines_that_exist(lines: tuple[tuple[int, int], ...]) -> None:
    """A clause without a place in its source, or with a place that cannot be, is no clause."""
    with pytest.raises(ValueError, match=r"X-R1.*lines"):
        Clause(id="X-R1", source="x", lines=lines, says=SAYS, effect=Effect.EXECUTED)


@pytest.mark.parametrize(
    ("letters", "chosen"), [("ab", "c"), ("aa", "a"), ("a", "a"), ("", "a")], ids=["unknown", "twice", "one", "none"]
)
def test_a_reading_offers_a_choice(letters: str, chosen: str) -> None:
    """A reading has two distinct options at least, and one of them is taken."""
    options = tuple(Option(letter=letter, says=SAYS) for letter in letters)
    with pytest.raises(ValueError, match="X-A1"):
        Reading(id="X-A1", clauses=(), asks=SAYS, options=options, chosen=chosen)


@pytest.mark.parametrize(
    ("sense", "below", "at", "above"),
    [
        (Sense.AT_LEAST, False, True, True),
        (Sense.MORE_THAN, False, False, True),
        (Sense.AT_MOST, True, True, False),
        (Sense.LESS_THAN, True, False, False),
    ],
)
def test_a_threshold_says_its_sense(sense: Sense, below: bool, at: bool, above: bool) -> None:
    """Each sense answers rightly a hair below, at, and a hair above its limit, exactly."""
    limit, hair = Fraction(1, 3), Fraction(1, 10**30)
    threshold = Threshold(limit, sense)
    met = [threshold.met_by(number) for number in (limit - hair, limit, limit + hair)]
    assert met == [below, at, above]


@pytest.mark.parametrize("term", [Read("X-A1", (("a", 1),)), Left("hours")], ids=["reading", "parameter"])
def test_an_open_term_is_not_read_before_it_is_settled(term: Term[int]) -> None:
    """A rule that forgets to settle its regulation fails loudly, it does not guess."""
    with pytest.raises(Unsettled):
        _ = term.value
    with pytest.raises(Unsettled):
        _ = term.by


def problems(regulation: Regulation, readings: dict[str, str], parameters: dict[str, str]) -> dict[str, Problem]:
    with pytest.raises(BadInput) as raised:
        with_choices(regulation, readings, parameters)
    return {problem.field or "": problem for problem in raised.value.problems}


def test_all_that_is_wrong_with_the_choices_is_said_at_once() -> None:
    """An unknown reading, an unknown letter, an unknown parameter and an ill-formed value: four problems, not one."""
    found = problems(LEFT, {"BTF-A01": "z", "BTF-A02": "a"}, {"minutes": "3", "hours": "many"})
    assert {field: problem.expected for field, problem in found.items()} == {
        "readings.BTF-A01": "one of the letters a, b",
        "readings.BTF-A02": "one of the readings BTF-A01",
        "parameters.minutes": "one of the parameters last_issue_on, hours, cohorts",
        "parameters.hours": "an exact number such as 637",
    }


def test_a_title_without_readings_or_parameters_says_so() -> None:
    """Where there is nothing to choose, the message does not list an empty choice."""
    bare = attrs.evolve(GNOMONICS, readings=(), parameters=())
    found = problems(bare, {"BTF-A01": "a"}, {"hours": "3"})
    assert [problem.expected for problem in found.values()] == [
        "one of the readings (none)",
        "one of the parameters (none)",
    ]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("last_issue_on", "31/12/2027", "a date such as 2027-12-31"),
        ("last_issue_on", "2027-02-29", "a date such as 2027-12-31"),
        ("hours", "six", "an exact number such as 637"),
        ("hours", "-1", "a number that is not negative"),
        ("hours", "6.99", "a number from 7 to 637.5"),
        ("hours", "637.51", "a number from 7 to 637.5"),
        ("cohorts", "1.5", "a whole number such as 2"),
        ("cohorts", "-1", "a whole number such as 2"),
        ("cohorts", "٢", "a whole number such as 2"),
        ("cohorts", "²", "a whole number such as 2"),
        ("cohorts", "1234567890", "a whole number such as 2"),
        ("cohorts", "3", "a number from nothing to 2"),
    ],
)
def test_an_ill_formed_parameter_is_refused(name: str, text: str, expected: str) -> None:
    """A parameter out of its kind or its bounds is refused before it can bear on a decision, with its own words."""
    found = problems(LEFT, {}, {name: text})
    assert [(problem.field, problem.expected) for problem in found.values()] == [(f"parameters.{name}", expected)]


def test_a_parameter_without_an_upper_bound() -> None:
    """Bounds are told apart: one of them alone holds, and the message says that the other is open."""
    floor = parameter("floor", ParameterKind.COUNT, least="2")
    assert typed(floor, "999999999") == 999_999_999
    with pytest.raises(ValueError, match="from 2 to any"):
        typed(floor, "1")


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("last_issue_on", "2027-12-31", date(2027, 12, 31)),
        ("hours", "7", Fraction(7)),
        ("hours", "637.5", Fraction(1275, 2)),
        ("cohorts", "0", 0),
        ("cohorts", "2", 2),
    ],
)
def test_the_bounds_themselves_are_allowed(name: str, text: str, value: object) -> None:
    """Both ends of a parameter are in, and its value is exact."""
    held = with_choices(LEFT, {}, {name: text})
    declared = {declared.name: declared for declared in held.parameters}
    assert typed(declared[name], dict(held.values)[name]) == value


def test_settling_keeps_the_origin_of_each_value() -> None:
    """A settled parameter cites its clauses, a settled reading its own id besides; an unknown one stays unknown."""
    assert settled(LEFT).last_issue == Said(None, ("BTF-R04",))
    given = settled(with_choices(LEFT, {}, {"last_issue_on": "2027-12-31"}))
    assert given.last_issue == Said(date(2027, 12, 31), ("BTF-R04",))
    averages = [r for r in settled(LEFT).award.titles[0].requires if isinstance(r, GeneralAverage)]
    assert [average.rounding.by for average in averages] == [("BTF-R04", "BTF-A01")]


@pytest.mark.parametrize(
    "text",
    [b"", b"{", b"\xff", b"[" * 100_000 + b"]" * 100_000, b"[]", b"null", b'{"@":"exact","q":"1/3"}'],
    ids=["nothing", "cut", "not text", "too deep", "a list", "null", "a number"],
)
def test_what_is_no_regulation_is_not_loaded(text: bytes) -> None:
    """A stored regulation that is cut, or is something else, is refused by one error, whatever is wrong with it."""
    with pytest.raises(NotCanonical, match="regulation"):
        load_regulation(text)


def test_a_register_adopts_no_regulation_with_bad_choices() -> None:
    """The register refuses such choices as a whole: what was good among them is not adopted either."""
    with Register.open("memory:", plugins=[FICTIONAL]) as register:
        with pytest.raises(BadInput):
            register.adopt("FICTION-BTS", readings={"BTF-A01": "b"}, parameters={"hours": "7"})
        assert register.regulation("FICTION-BTS").choices == ()
