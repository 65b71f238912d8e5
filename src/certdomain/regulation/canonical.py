"""The canonical form: one text for one value, from which the digest is taken and the regulation is loaded again.

UTF-8 JSON, sorted keys, no spaces. A shape is an object tagged with its registered name and version; fields equal to
their default are left out, so that a new optional field leaves old digests alone. Names are stable and come from one
closed registry, never from an import path.
"""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from hashlib import sha256
from typing import cast

import attrs

from certdomain import calendar, referential, vocabulary
from certdomain.marks import exact, written
from certdomain.regulation import award, clauses, duties, gates, juries, results, terms, transitions, tree
from certdomain.regulation.tree import Regulation

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]


class NotCanonical(ValueError):
    """A value that has no canonical form, or a text that is not one."""


def _shapes() -> dict[str, type]:
    found: dict[str, type] = {}
    modules = (calendar, referential, award, clauses, duties, gates, juries, results, terms, transitions, tree)
    for module in modules:
        stem = module.__name__.rpartition(".")[2]
        for name, thing in sorted(vars(module).items()):
            if isinstance(thing, type) and thing.__module__ == module.__name__ and attrs.has(thing):
                found[f"{stem}.{_dashed(name)}@1"] = thing
    return found


def _enums() -> dict[str, type[Enum]]:
    found: dict[str, type[Enum]] = {}
    for module in (calendar, vocabulary, award, clauses, duties, gates, juries, results, terms, transitions):
        stem = module.__name__.rpartition(".")[2]
        for name, thing in sorted(vars(module).items()):
            if isinstance(thing, type) and thing.__module__ == module.__name__ and issubclass(thing, Enum):
                found[f"{stem}.{_dashed(name)}"] = thing
    return found


def _dashed(name: str) -> str:
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("-")


SHAPES = _shapes()
ENUMS = _enums()
_SHAPE_NAMES = {shape: name for name, shape in SHAPES.items()}
_ENUM_NAMES = {enum: name for name, enum in ENUMS.items()}


def plain(value: object) -> Json:
    """The value as JSON data.

    Raises:
        NotCanonical: for anything but registered shapes, registered enums, tuples, text in NFC, whole numbers,
            booleans, exact fractions, dates and None. Subclasses are not admitted.
    """
    kind = type(value)
    if value is None or kind is bool or kind is int:
        return cast("Json", value)
    if kind is str:
        text = cast("str", value)
        if not unicodedata.is_normalized("NFC", text):
            msg = f"text is not in normal form C: {text[:40]!r}"
            raise NotCanonical(msg)
        return text
    if kind is Fraction:
        return {"@": "exact", "q": written(cast("Fraction", value))}
    if kind is date:
        return {"@": "date", "d": cast("date", value).isoformat()}
    if kind is tuple:
        return [plain(item) for item in cast("tuple[object, ...]", value)]
    if kind in _ENUM_NAMES:
        return {"@": "enum", "e": _ENUM_NAMES[kind], "v": cast("Enum", value).value}
    if kind in _SHAPE_NAMES:
        shape: dict[str, Json] = {"@": _SHAPE_NAMES[kind]}
        for field in attrs.fields(cast("type[attrs.AttrsInstance]", kind)):
            if field.init:
                held = getattr(value, field.name)
                data = plain(held)  # first of all: what is no value of the form may claim to equal any default
                if field.default is attrs.NOTHING or held != field.default:
                    shape[field.alias] = data
        return shape
    msg = (
        f"{kind.__module__}.{kind.__qualname__} is not a registered shape: declare with the shapes that the core ships"
    )
    raise NotCanonical(msg)


def load(data: Json) -> object:
    """The value of JSON data written by `plain`.

    Raises:
        NotCanonical: for an unknown shape, version, enum or field. A newer core knows all older shapes.
    """
    if isinstance(data, list):
        return tuple(load(item) for item in data)
    if not isinstance(data, dict):
        return data
    tag = data.get("@")
    try:
        match tag:
            case "exact":
                return exact(cast("str", data["q"]))
            case "date":
                return date.fromisoformat(cast("str", data["d"]))
            case "enum":
                return ENUMS[cast("str", data["e"])](data["v"])
            case str() if tag in SHAPES:
                return SHAPES[tag](**{key: load(item) for key, item in data.items() if key != "@"})
            case _:
                pass
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        msg = f"{tag}: {error}"
        raise NotCanonical(msg) from error
    msg = f"shape {tag!r} is not known to this version; a newer version of the library wrote it"
    raise NotCanonical(msg)


def canonical(value: object) -> bytes:
    """The canonical bytes of a value.

    Raises:
        NotCanonical: if it has none.
    """
    try:
        return json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    except RecursionError as error:
        msg = "it is nested too deeply, or contains itself"
        raise NotCanonical(msg) from error
    except UnicodeEncodeError as error:
        msg = f"a text holds a lone surrogate: {error.object[error.start : error.end]!r}"
        raise NotCanonical(msg) from error
    except ValueError as error:  # a whole number of more digits than Python writes
        if isinstance(error, NotCanonical):
            raise
        msg = f"a value cannot be written: {error}"
        raise NotCanonical(msg) from error


def digest(data: bytes) -> str:
    """The SHA-256 of canonical bytes, in hexadecimal."""
    return sha256(data).hexdigest()


@lru_cache(maxsize=64)
def shapes_in(data: bytes) -> tuple[str, ...]:
    """The names and versions of all shapes that canonical bytes are made of, sorted.

    A shape's meaning never changes, so that these names say what the declaration means.
    """
    # Within a text of JSON a quotation mark is escaped: this can only be a tag.
    return tuple(sorted({name.decode() for name in re.findall(rb'"@":"([a-z.-]+@[0-9]+)"', data)}))


@lru_cache(maxsize=64)
def shapes_digest(data: bytes) -> str:
    """The SHA-256 of the names of those shapes, one a line, in hexadecimal."""
    return digest("".join(f"{name}\n" for name in shapes_in(data)).encode())


def load_regulation(data: bytes) -> Regulation:
    """The regulation of canonical bytes.

    Raises:
        NotCanonical: if they are not those of a regulation.
    """
    try:
        value = load(json.loads(data))
    except (RecursionError, ValueError) as error:
        msg = f"not the canonical form of a regulation: {error}"
        raise NotCanonical(msg) from error
    if not isinstance(value, Regulation):
        msg = f"a regulation was expected, not {type(value).__name__}"
        raise NotCanonical(msg)
    return value
