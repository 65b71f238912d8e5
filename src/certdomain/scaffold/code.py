"""A declaration as Python source, as one would type it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Final, cast

import attrs

WIDTH: Final = 118
_INDENT: Final = "    "


class Code:
    """Writes values as expressions, and remembers which names these need. `constants`: fields that hold a constant."""

    def __init__(self, constants: Mapping[str, str] | None = None) -> None:
        self._constants = constants or {}
        self.names: set[str] = set()
        self.standard: set[tuple[str, str]] = set()

    def expression(self, value: object, depth: int = 0, taken: int = 0) -> str:
        """The value as an expression that begins after `taken` columns; its own lines are indented to `depth`."""
        parts = self._parts(value, depth)
        if parts is None:
            return self._scalar(value, depth, taken)
        head, items, tail = parts
        flat = f"{head}{', '.join(items)}{',' if head == '(' and len(items) == 1 else ''}{tail}"
        if "\n" not in flat and len(flat) + taken + len(_INDENT) * depth <= WIDTH:
            return flat
        inner = "".join(f"{_INDENT * (depth + 1)}{item},\n" for item in items)
        return f"{head}\n{inner}{_INDENT * depth}{tail}"

    def _parts(self, value: object, depth: int) -> tuple[str, list[str], str] | None:
        if isinstance(value, tuple):
            return "(", [self.expression(item, depth + 1) for item in value], ")"
        if not attrs.has(type(value)) or isinstance(value, Enum):
            return None
        kind = cast("type[attrs.AttrsInstance]", type(value))
        self.names.add(kind.__name__)
        return f"{kind.__name__}(", list(self._arguments(value, kind, depth + 1)), ")"

    def _arguments(self, value: object, kind: type[attrs.AttrsInstance], depth: int) -> Iterable[str]:
        named = False
        for each in attrs.fields(kind):
            given: object = getattr(value, each.name)
            if not each.init or (each.default is not attrs.NOTHING and given == each.default):
                named = True  # the next is no longer at its place
                continue
            named = named or each.kw_only or isinstance(given, bool)
            label = f"{each.alias}=" if named else ""
            constant = self._constants.get(f"{kind.__name__}.{each.name}")
            yield f"{label}{constant or self.expression(given, depth, len(label))}"

    def _scalar(self, value: object, depth: int, taken: int) -> str:
        if isinstance(value, Enum):
            self.names.add(type(value).__name__)
            return f"{type(value).__name__}.{value.name}"
        if isinstance(value, Fraction):
            self.standard.add(("fractions", "Fraction"))
            whole = value.denominator == 1
            return f"Fraction({value.numerator})" if whole else f"Fraction({value.numerator}, {value.denominator})"
        if isinstance(value, date):
            self.standard.add(("datetime", "date"))
            return f"date({value.year}, {value.month}, {value.day})"
        if isinstance(value, str):
            return self._text(value, depth, taken)
        return repr(value)

    def _text(self, text: str, depth: int, taken: int) -> str:
        if len(literal(text)) + taken + len(_INDENT) * depth <= WIDTH:
            return literal(text)
        room = WIDTH - len(_INDENT) * (depth + 1) - 2
        pieces = "".join(f"{_INDENT * (depth + 1)}{literal(piece)}\n" for piece in _pieces(text, room))
        return f"(\n{pieces}{_INDENT * depth})"

    def imports(self, *others: str) -> str:
        """The import statements of everything written so far; `others` are names of the core beside it."""
        lines = [f"from {module} import {name}\n" for module, name in sorted(self.standard)]
        names = sorted({*self.names, *others})
        flat = f"from certdomain import {', '.join(names)}\n"
        if len(flat) > WIDTH:
            flat = "from certdomain import (\n" + "".join(f"{_INDENT}{name},\n" for name in names) + ")\n"
        return "".join([*lines, "\n" if lines else "", flat if names else ""])


def literal(text: str) -> str:
    """A text as a literal in double quotes, unless it holds some."""
    plain = repr(text)
    return f'"{plain[1:-1]}"' if plain.startswith("'") and '"' not in text else plain


def _pieces(text: str, room: int) -> Iterable[str]:
    """The text in pieces that end after a blank where there is one, and whose literals fit."""
    piece = ""
    for word in re.findall(r"\S+\s*|\s+", text):
        rest = word
        while len(literal(piece + rest)) > room + 2:
            if piece:
                yield piece
                piece = ""
            else:  # a word longer than a line: an escape takes up to ten columns
                piece, rest = rest[: max(1, room // 10)], rest[max(1, room // 10) :]
        piece += rest
    yield piece
