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
    """What the text says.

    Attributes:
        value: the value.
        by: the clauses that say it.

    Effect:
        The plain case: `Said(Fraction(10), ("R1",))`.
    """

    value: T
    by: tuple[str, ...] = ()


@frozen
class Read(Term[T]):
    """What is read into a doubtful wording: one value for each letter of the reading.

    The chosen letter stands in one table of the regulation, so that two uses of a reading cannot diverge.

    Attributes:
        reading: the id of the reading.
        options: pairs (letter, value), for every letter of the reading.
        clauses: the clauses whose wording it is; cited with the reading.

    Effect:
        A letter without a value, or one that the reading has not, is a fault.
    """

    reading: str
    options: tuple[tuple[str, T], ...]
    clauses: tuple[str, ...] = ()


@frozen
class Left(Term[T]):
    """What the text leaves to the certifier.

    Attributes:
        name: the name of the parameter; its value is None while it is unknown.
        clauses: the clauses that leave it open; cited.

    Effect:
        Only a field whose type admits None can do with an unknown parameter: give the others a default.
    """

    name: str
    clauses: tuple[str, ...] = ()


class Sense(Enum):
    """Which side of a limit is in."""

    AT_LEAST = "at-least"  # the limit itself and above
    MORE_THAN = "more-than"  # above the limit
    AT_MOST = "at-most"  # the limit itself and below
    LESS_THAN = "less-than"  # below the limit


@frozen
class Threshold:
    """A limit and its sense: "more than" and "at least" are said once for all here.

    Attributes:
        limit: the exact limit.
        sense: which side is in.

    Effect:
        `Threshold(Fraction(24), Sense.MORE_THAN)`: 24 is not enough.
    """

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
