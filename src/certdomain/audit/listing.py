"""The first of many: what is listed is bounded, what is counted is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import nsmallest
from typing import Any, Generic, TypeVar, cast

import attrs
from attrs import frozen

MOST_LISTED = 1000
"""How many of a kind are listed; all are counted."""

T = TypeVar("T")


@frozen
class Listed(Generic[T]):
    """The first of all that was found, in the order of their fields, and how many there are."""

    first: tuple[T, ...] = ()
    count: int = 0

    @classmethod
    def of(cls, found: Iterable[T]) -> Listed[T]:
        """All of these."""
        every = list(found)
        return cls(tuple(nsmallest(MOST_LISTED, every, key=_order)), len(every))

    def merge(self, other: Listed[T]) -> Listed[T]:
        """What both hold. The smallest of the smallest are the smallest: in which order one merges changes nothing."""
        if not self.count or not other.count:
            return self if self.count else other
        first = nsmallest(MOST_LISTED, (*self.first, *other.first), key=_order)
        return Listed(tuple(first), self.count + other.count)

    def __iter__(self) -> Iterator[T]:
        return iter(self.first)

    @property
    def more(self) -> int:
        """How many are counted and not listed."""
        return self.count - len(self.first)


def _order(each: object) -> tuple[Any, ...]:
    return attrs.astuple(cast("attrs.AttrsInstance", each), recurse=False)
