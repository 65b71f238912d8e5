"""What has no canonical form in a declaration: each thing with its place, its reason and how to mend it.

`canonical` stops at the first of them. This says all, for whoever has to mend it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import cast

import attrs
from attrs import frozen

from certdomain.regulation.canonical import ENUMS, SHAPES

DEEP = 100
"""How deep a declaration may be nested. What texts say is nested a tenth of that."""

_SHAPES = frozenset(SHAPES.values())
_ENUMS = frozenset(ENUMS.values())
_PLAIN = (str, int, bool, Fraction, date, tuple)


@frozen(kw_only=True)
class Stranger:
    """One thing without canonical form. `check` is the stable name of the reason, `path` the place in the value."""

    check: str
    path: str
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.path}: {self.what}" if self.path else self.what


def strangers(value: object, path: str = "") -> Iterator[Stranger]:
    """All that is strange in a value; nothing, if it has a canonical form. Items of a tuple are counted from 1."""
    yield from _strangers(value, path, ())


def _strangers(value: object, path: str, above: tuple[int, ...]) -> Iterator[Stranger]:
    if id(value) in above:
        yield Stranger(
            check="cyclic",
            path=path,
            what="a thing that contains itself was found",
            mend="declare a tree: nothing in it leads back to where it came from",
        )
        return
    if len(above) > DEEP:
        yield Stranger(
            check="too-deep",
            path=path[:120],
            what=f"things nested more than {DEEP} deep were found",
            mend="say it with fewer shapes inside one another",
        )
        return
    kind = type(value)
    if kind is tuple:
        for number, item in enumerate(cast("tuple[object, ...]", value), start=1):
            yield from _strangers(item, f"{path}[{number}]", (*above, id(value)))
    elif kind in _SHAPES:
        for field in attrs.fields(cast("type[attrs.AttrsInstance]", kind)):
            if field.init:
                at = f"{path}.{field.alias}" if path else field.alias
                yield from _strangers(getattr(value, field.name), at, (*above, id(value)))
    elif kind in _ENUMS:
        held = getattr(value, "_value_", None)
        if not any(member is value for member in kind):
            yield _enum_like(path, f"a {kind.__name__} of value {held!r:.40} that is none of its members")
    elif kind is str:
        yield from _text(cast("str", value), path)
    elif not (value is None or kind in _PLAIN):
        yield _stranger(value, kind, path)


def _text(text: str, path: str) -> Iterator[Stranger]:
    if not unicodedata.is_normalized("NFC", text):
        yield Stranger(
            check="not-nfc",
            path=path,
            what=f"text that is not in normal form C was found: {text[:40]!a}",
            mend="write it in composed letters: unicodedata.normalize('NFC', text) shows how",
        )
    elif any("\ud800" <= letter <= "\udfff" for letter in text):
        yield Stranger(
            check="not-utf8",
            path=path,
            what=f"text with a lone surrogate was found: {text[:40]!a}",
            mend="write the letter itself, or its full escape \\UXXXXXXXX",
        )


def _enum_like(path: str, what: str) -> Stranger:
    return Stranger(check="foreign-enum", path=path, what=f"{what} was found", mend="use the enums of certdomain")


def _stranger(value: object, kind: type, path: str) -> Stranger:
    name = f"{kind.__module__}.{kind.__qualname__}"
    bases = type.mro(kind)[1:]
    for known, check, what, mend in (
        (float, "float", "a binary float", "write an exact Fraction('12.5')"),
        (Decimal, "decimal", "a Decimal", "write an exact Fraction('12.5')"),
        (dict, "mapping", "a dict", "write a tuple of pairs, in the order of the text"),
        (list, "list", "a list", "write a tuple"),
        (set, "set", "a set, which has no order,", "write a tuple, in the order of the text"),
        (frozenset, "set", "a frozenset, which has no order,", "write a tuple, in the order of the text"),
        (datetime, "datetime", "an instant", "write a plain date: a day is a day in Paris"),
        (bytes, "bytes", "bytes", "write text"),
    ):
        if kind is known or known in bases:
            return Stranger(check=check, path=path, what=f"{what} was found ({name})", mend=mend)
    if Enum in bases:
        return _enum_like(path, f"a member of {name}, which is no enum of certdomain,")
    for base in bases:
        if base in _SHAPES:
            return Stranger(
                check="shape-subclass",
                path=path,
                what=f"{name}, a subclass of the shape {base.__name__}, was found",
                mend=f"declare a plain {base.__name__}: a declaration is data, and nothing of a class is kept",
            )
        if base in _PLAIN:
            return Stranger(
                check="value-subclass",
                path=path,
                what=f"{name}, a subclass of {base.__name__}, was found",
                mend=f"write a plain {base.__name__}",
            )
    if callable(value) or hasattr(kind, "__next__") or hasattr(kind, "__await__") or hasattr(kind, "__get__"):
        return Stranger(
            check="lazy",
            path=path,
            what=f"{name} was found, which stands for a value and is none",
            mend="write the value: a declaration is data, and no code of a plugin is kept",
        )
    return Stranger(
        check="unregistered",
        path=path,
        what=f"{name} was found, which is no shape of certdomain",
        mend="declare with the shapes that certdomain exports",
    )
