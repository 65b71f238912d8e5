"""Terms: what a policy holds, each with the clauses that it comes from."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import Generic, TypeVar, assert_never

from attrs import frozen

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Unsettled(LookupError):
    """A reading or a parameter was read before the regulation was settled."""


class Term(Generic[T_co]):
    """A value with its origin. Interpreters take `value` and cite `by`."""

    __slots__ = ()

    @property
    def value(self) -> T_co:
        """What holds."""
        raise Unsettled(repr(self))

    @property
    def by(self) -> tuple[str, ...]:
        """The clauses, and the reading if one was needed."""
        raise Unsettled(repr(self))


@frozen
class Said(Term[T]):
    """What the text says."""

    value: T
    by: tuple[str, ...] = ()


@frozen
class Read(Term[T]):
    """What is read into a doubtful wording: one value for each letter of the reading.

    The chosen letter stands in one table of the regulation, so that two uses of a reading cannot diverge.
    """

    reading: str
    options: tuple[tuple[str, T], ...]
    clauses: tuple[str, ...] = ()


@frozen
class Left(Term[T]):
    """What the text leaves to the certifier: the parameter of that name, None while it is unknown."""

    name: str
    clauses: tuple[str, ...] = ()


class Sense(Enum):
    """Which side of a limit is in."""

    AT_LEAST = "at-least"
    MORE_THAN = "more-than"
    AT_MOST = "at-most"
    LESS_THAN = "less-than"


@frozen
class Threshold:
    """A limit and its sense: "more than" and "at least" are said once for all here."""

    limit: Fraction
    sense: Sense = Sense.AT_LEAST

    def met_by(self, number: Fraction | int) -> bool:
        """Whether the number is on the right side."""
        match self.sense:
            case Sense.AT_LEAST:
                return number >= self.limit
            case Sense.MORE_THAN:
                return number > self.limit
            case Sense.AT_MOST:
                return number <= self.limit
            case Sense.LESS_THAN:
                return number < self.limit
            case _:
                assert_never(self.sense)
