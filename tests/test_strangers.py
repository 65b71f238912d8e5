"""What has no canonical form in a declaration is named: each thing at its place, for its own reason, all at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import cast

import pytest

from certdomain import Evaluation, Period, Said, Unit, Words
from certdomain.plugins import installed
from certdomain.regulation.canonical import NotCanonical, canonical
from certdomain.regulation.strangers import DEEP, strangers
from certdomain.vocabulary import Route


class Colour(Enum):
    """An enum of somebody else's."""

    RED = "red"


class Text(str):
    """A text that is more than a text."""

    __slots__ = ()


class Weeks(Period):
    """A shape that somebody made cleverer."""


def endless() -> Iterator[int]:
    yield 1


def nested(depth: int) -> object:
    thing: object = "x"
    for _ in range(depth):
        thing = (thing,)
    return thing


def false_member() -> Route:
    """Something of an enum's type that is none of its members."""
    made = object.__new__(Route)
    made._value_, made._name_ = "student", "STUDENT"
    return made


def circle() -> object:
    """A shape that holds itself."""
    said = Said(Fraction(1))
    object.__setattr__(said, "value", (said,))
    return said


@pytest.mark.parametrize(
    ("thing", "check"),
    [
        (1.5, "float"),
        (Decimal("1.5"), "decimal"),
        ({"a": 1}, "mapping"),
        ([1], "list"),
        ({1}, "set"),
        (frozenset({1}), "set"),
        (datetime(2026, 1, 1, tzinfo=UTC), "datetime"),
        (b"text", "bytes"),
        (Colour.RED, "foreign-enum"),
        (false_member(), "foreign-enum"),
        (Weeks(1, Unit.WEEKS), "shape-subclass"),
        (Text("text"), "value-subclass"),
        (endless(), "lazy"),
        (endless, "lazy"),
        (object(), "unregistered"),
        ("e\u0301", "not-nfc"),
        ("\ud800", "not-utf8"),
        (nested(DEEP + 2), "too-deep"),
        (circle(), "cyclic"),
    ],
    ids=lambda each: each if isinstance(each, str) and each.isascii() else "",
)
def test_each_stranger_is_named_for_its_reason(thing: object, check: str) -> None:
    """At its place in a shape and in a tuple; and what is a stranger here has no canonical form there."""
    held = Said(("fine", thing))
    (found,) = strangers(held, "award")

    assert found.check == check
    assert found.path.startswith("award.value[2]"[: len(found.path)])
    assert str(found).startswith(f"{found.path}: ")
    assert found.what
    assert found.mend
    # The core can write what is deep, and what pretends to be a member: it comes back as what it should have been.
    if check != "too-deep" and not isinstance(thing, Route):
        with pytest.raises(NotCanonical):
            canonical(held)


def test_a_stranger_without_a_place_speaks_for_itself() -> None:
    (found,) = strangers(1.5)
    assert str(found) == found.what


def test_all_are_named_at_once() -> None:
    words = Words(en=cast("str", 1.5), fr=cast("str", [1]))
    evaluation = Evaluation(id="A.1", out_of=cast("Fraction", 20.0))

    assert {each.path for each in strangers((words, evaluation))} == {"[1].en", "[1].fr", "[2].out_of"}


def test_what_is_declared_properly_holds_no_stranger() -> None:
    """The five titles, and one value of each plain kind."""
    for editions in installed().values():
        for declared in editions:
            assert list(strangers(declared.regulation)) == []
    assert list(strangers((None, True, 1, Fraction(1, 3), date(2026, 1, 1), "text", Unit.DAYS, ()))) == []


@pytest.mark.parametrize(
    ("thing", "words"),
    [
        (circle(), "contains itself"),
        ("\ud800", "lone surrogate"),
        (10**5000, "cannot be written"),
    ],
    ids=["circle", "surrogate", "number"],
)
def test_what_cannot_be_written_is_told_and_not_a_traceback(thing: object, words: str) -> None:
    with pytest.raises(NotCanonical, match=words):
        canonical(thing)
