"""What of a declaration a case comes to: its regulation is settled into copies of the shapes that note their reading.

A case that never reads a field cannot notice that the field holds something else, and need not be run again to see it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import cast

import attrs

from certdomain.calendar import Period
from certdomain.conformance.constants import reads_parameter, reads_period
from certdomain.conformance.walking import TEXTS, fields
from certdomain.regulation.settlement import settled
from certdomain.regulation.terms import Left, Read, Said
from certdomain.regulation.tree import Regulation

Make = Callable[..., object]
_COUNTING = ("after", "before", "n", "unit")
"""What is asked of a period that is not only passed on."""


def reads_option(reading: str, letter: str) -> str:
    """How it is noted that a reading was come to, under a letter."""
    return f"reading:{reading}={letter}"


class Tracer:
    """Settles regulations into copies that note in `read` which of their fields are read."""

    def __init__(self) -> None:
        self.read: set[str] = set()
        self._kinds: dict[type, Make] = {}

    def settle(self, regulation: Regulation) -> Regulation:
        """The settled regulation, as a copy that notes what is read of it. Its making is not noted."""
        choices = {reading.id: reading.chosen for reading in regulation.readings} | dict(regulation.choices)
        plain, before = settled(regulation), set(self.read)
        held = {
            name: item
            if name in TEXTS and name != "referential"
            else self._copy(getattr(regulation, name), item, name, choices)
            for name, item in fields(plain)
        }
        copy = self._made(Regulation, held, {name: (name,) for name in held})
        self.read.clear()
        self.read.update(before)
        return cast("Regulation", copy)

    def _copy(self, declared: object, plain: object, path: str, choices: Mapping[str, str]) -> object:
        if declared is None or isinstance(declared, str | int | Enum):
            return plain
        if isinstance(declared, Read):
            letter = choices[declared.reading]
            index = [option for option, _ in declared.options].index(letter)
            inner = f"{path}.options[{index + 1}][2]"
            term = cast("Said[object]", plain)
            value = self._copy(declared.options[index][1], term.value, inner, choices)
            noted = (inner, reads_option(declared.reading, letter))
            return self._made(Said, {"value": value, "by": term.by}, {"value": noted})
        if isinstance(declared, Left):
            term = cast("Said[object]", plain)
            return self._made(Said, {"value": term.value, "by": term.by}, {"value": (reads_parameter(declared.name),)})
        if isinstance(declared, tuple):
            both = zip(declared, cast("tuple[object, ...]", plain), strict=True)
            return tuple(self._copy(a, b, f"{path}[{n}]", choices) for n, (a, b) in enumerate(both, start=1))
        if isinstance(declared, Period):
            counted = (reads_period(path),)
            return self._made(Period, dict(fields(declared)), dict.fromkeys(_COUNTING, counted))
        if attrs.has(type(declared)):
            held = {
                name: self._copy(getattr(declared, name), item, f"{path}.{name}", choices)
                for name, item in fields(plain)
            }
            return self._made(type(declared), held, {name: (f"{path}.{name}",) for name in held})
        return plain

    def _made(self, kind: type, held: Mapping[str, object], noted: Mapping[str, tuple[str, ...]]) -> object:
        make = self._kinds.get(kind)
        if make is None:
            make = self._kinds[kind] = _noting(kind, self.read)
        copy = make(**held)
        object.__setattr__(copy, "_noted", noted)
        return copy


def _noting(kind: type, read: set[str]) -> Make:
    """A subclass of a shape whose instances note what is read of them."""
    look = object.__getattribute__

    def noting(self: object, name: str) -> object:
        try:
            noted = cast("Mapping[str, tuple[str, ...]]", look(self, "_noted"))
        except AttributeError:  # it is being made
            return cast("object", look(self, name))
        read.update(noted.get(name, ()))
        return cast("object", look(self, name))

    made = type(kind.__name__, (kind,), {"__slots__": ("_noted",), "__getattribute__": noting})
    return cast("Make", made)
