"""What never changes: mappings that are hashable, comparable and cross to another process; objects, made fast."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Never, TypeVar

K = TypeVar("K")
V = TypeVar("V")
T = TypeVar("T")


class FrozenMap(Mapping[K, V]):
    """An immutable mapping, equal to any mapping with the same items. Its order is that of its making.

    `types.MappingProxyType` will not do: it is not hashable on Python 3.11 and cannot be pickled.
    """

    __slots__ = ("_hash", "_items")
    _items: dict[K, V]
    _hash: int | None

    def __init__(self, items: Mapping[K, V] | Iterable[tuple[K, V]] = ()) -> None:
        object.__setattr__(self, "_items", dict(items))
        object.__setattr__(self, "_hash", None)

    def __getitem__(self, key: K) -> V:
        return self._items[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, FrozenMap):
            return self._items == other._items
        if isinstance(other, Mapping):
            return self._items == dict(other)
        return NotImplemented

    def __hash__(self) -> int:
        if self._hash is None:
            object.__setattr__(self, "_hash", hash(frozenset(self._items.items())))
        return hash(self._hash)

    def __setattr__(self, name: str, value: object) -> None:
        msg = f"a FrozenMap does not change: {name} cannot be set"
        raise AttributeError(msg)

    def __delattr__(self, name: str) -> None:
        msg = f"a FrozenMap does not change: {name} cannot be deleted"
        raise AttributeError(msg)

    def __reduce__(self) -> tuple[type[FrozenMap[K, V]], tuple[dict[K, V]]]:
        return FrozenMap, (dict(self._items),)

    def __repr__(self) -> str:
        return f"FrozenMap({self._items!r})"


EMPTY: FrozenMap[str, Never] = FrozenMap()
"""The map of nothing, as a default."""


def blank(kind: type[T]) -> type[T]:
    """A class of the layout of a frozen slotted class, without its guard: for what is being made, seen by nobody yet.

    Who makes an object by the hundred thousand, of values that need no check, calls the blank class, sets all slots and
    then the object's `__class__` to the frozen class. That costs a fifth of its `__init__`, and comes to the same.
    """
    # Both, for they share one place in the type: only if neither is written in Python are slots set the short way.
    plain = {"__setattr__": object.__setattr__, "__delattr__": object.__delattr__, "__init__": object.__init__}
    return type(f"Blank{kind.__name__}", (kind,), {"__slots__": (), **plain})
