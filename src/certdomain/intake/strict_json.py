"""JSON as it is written: numbers stay exact text, and whatever two readers could take differently is refused."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from certdomain.errors import BadInput, Problem


class Number(str):
    """A number of the input, as the exact text that was written ("87.50", "1e400").

    It compares equal to the same text in quotes; `isinstance` tells the two apart.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        """Show that it is no plain text."""
        return f"Number({str(self)!r})"


JSON: TypeAlias = "bool | Number | str | list[JSON] | dict[str, JSON] | None"
"""What JSON can say, without binary floats."""

MAX_DEPTH = 20
"""How deep lists and objects may stand in one another."""

MAX_NUMBER = 60
"""The longest number, in characters."""

MAX_FAULTS = 20
"""How many faults of one text are listed."""

BOM = "\ufeff"

_SHOWN = 60
_NO_BOM = "no mark: save the file as UTF-8 without BOM"
_NO_NUL = "text without NUL; the file may be damaged, or saved as UTF-16: save it as UTF-8 without BOM"
_NO_SURROGATE = "whole characters: this \\u escape is one half of a pair"

# Possessive, with an optional closing quote: an unclosed text is eaten to its end in one pass, never tried again.
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', re.DOTALL)

_EXPECTED = {
    "Expecting value": "a value: text in double quotes, a number, true, false, null, a list or an object",
    "Expecting property name enclosed in double quotes": "a key in double quotes",
    "Illegal trailing comma before end of object": "no comma before the closing `}`",
    "Illegal trailing comma before end of array": "no comma before the closing `]`",
    "Expecting ':' delimiter": "`:` after the key",
    "Expecting ',' delimiter": "`,`, or the end of the list or object",
    "Extra data": "the end of the text: one object, and nothing after it",
    "Unterminated string starting at": "a closing double quote",
    "Invalid control character at": "no control character inside a text: write it as an escape such as \\n or \\t",
    "Invalid \\escape": 'an escape of JSON, such as \\n, \\" or \\\\',
    "Invalid \\uXXXX escape": "four hexadecimal digits after \\u",
}


def escaped(text: str, limit: int = _SHOWN) -> str:
    """The text fit for a terminal: what cannot be printed is escaped, what is long is cut."""
    cut = text if len(text) <= limit else text[:limit] + "…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in cut)


def shown(text: str, limit: int = _SHOWN) -> str:
    """The text in quotes, escaped and shortened, for `Problem.found`."""
    return f"'{escaped(text, limit)}'"


def unreadable(path: Path, error: OSError | ValueError) -> BadInput:
    """The refusal of a file that cannot be opened or read (missing, a directory, no permission, an impossible name)."""
    reason = error.strerror if isinstance(error, OSError) else None
    found = f"nothing that can be read ({reason or 'not a possible file name'})"
    return BadInput([Problem(where=escaped(str(path), 400), found=found, expected="a readable file")])


def decoded(data: bytes, *, where: str, line: int | None = None, offset: int | None = None) -> str:
    """The text of UTF-8 bytes. `offset` is the place of a line in its file, `line` its number.

    Raises:
        BadInput: for bytes that are not UTF-8, with the place of the first such byte.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        at = f"offset {error.start}"
        if offset is not None:
            at = f"offset {error.start} of the line (offset {offset + error.start} of the file)"
        found = f"byte 0x{data[error.start]:02X} at {at}, which is not UTF-8"
        expected = "UTF-8; the file may be ISO-8859-1 (or Windows-1252): save it as UTF-8"
        raise BadInput([Problem(where=where, line=line, found=found, expected=expected)]) from None


def refuse_bom(text: str, *, where: str, line: int | None) -> None:
    """Refuse a text that begins with a byte order mark (U+FEFF), with the remedy.

    Raises:
        BadInput: when it does.
    """
    if text.startswith(BOM):
        raise BadInput([Problem(where=where, line=line, found="a byte order mark (U+FEFF)", expected=_NO_BOM)])


def loads(source: str | bytes, *, where: str = "JSON", line: int | None = None) -> JSON:
    """Read one JSON value. Numbers come as `Number`, and stay as long or as large as they are written.

    A control character that is written as an escape (NUL too) is legal JSON and is left to the schema.

    Raises:
        BadInput: for a byte order mark, bytes that are not UTF-8, a NUL, NaN and infinities, a key given twice,
            half of a surrogate pair, more than 20 levels, a number over 60 characters, and broken syntax. A broken
            syntax is reported alone; the other faults of a text are listed together, up to twenty.
    """
    text = decoded(source, where=where, line=line) if isinstance(source, bytes) else source
    refuse_bom(text, where=where, line=line)
    if "\0" in text:
        found = f"a NUL byte at column {text.index(chr(0)) + 1}"
        raise BadInput([Problem(where=where, line=line, found=found, expected=_NO_NUL)])
    _refuse_depth(text, where, line)
    hooks = _Hooks(where, line)
    decoder = json.JSONDecoder(
        parse_int=hooks.number,
        parse_float=hooks.number,
        parse_constant=hooks.constant,
        object_pairs_hook=hooks.pairs,
    )
    try:
        value: JSON = decoder.decode(text)
    except json.JSONDecodeError as error:
        raise BadInput([_syntax(error, where, line)]) from None
    # Half a pair comes from an escape, or from a str that was never UTF-8.
    if "\\u" in text or not _whole(text):
        for path, half in _halves(value, ""):
            hooks.fault(shown(half), _NO_SURROGATE, escaped(path) or None)
    if hooks.faults:
        raise BadInput(hooks.faults)
    return value


def loads_object(source: str | bytes, *, where: str = "JSON", line: int | None = None) -> dict[str, JSON]:
    """Read one JSON object, as `loads` does.

    Raises:
        BadInput: for all that `loads` refuses, and for a value that is not an object.
    """
    value = loads(source, where=where, line=line)
    if isinstance(value, dict):
        return value
    raise BadInput([Problem(where=where, line=line, found=_kind(value), expected="an object: {…}")])


class _Hooks:
    """The hooks of one decoding; they note faults and let the decoder go on, so that all faults are found."""

    __slots__ = ("faults", "line", "where")

    def __init__(self, where: str, line: int | None) -> None:
        self.where = where
        self.line = line
        self.faults: list[Problem] = []

    def fault(self, found: str, expected: str, field: str | None = None) -> None:
        if len(self.faults) < MAX_FAULTS:
            problem = Problem(where=self.where, line=self.line, field=field, found=found, expected=expected)
            self.faults.append(problem)

    def number(self, text: str) -> Number:
        if len(text) > MAX_NUMBER:
            self.fault(f"a number of {len(text)} characters ({escaped(text, 20)})", f"at most {MAX_NUMBER} characters")
        return Number(text)

    def constant(self, name: str) -> None:
        self.fault(name, "a number: JSON has no NaN and no infinity")

    def pairs(self, pairs: list[tuple[str, JSON]]) -> dict[str, JSON]:
        value = dict(pairs)
        if len(value) != len(pairs):
            counts: dict[str, int] = {}
            for key, _ in pairs:
                counts[key] = counts.get(key, 0) + 1
            for key, times in counts.items():
                if times > 1:
                    self.fault(f"the key {shown(key)} {times} times", "each key once", escaped(key))
        return value


def _refuse_depth(text: str, where: str, line: int | None) -> None:
    """Count levels before the decoder runs: it recurses, and must not be the one to find out."""
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return
    depth = 0
    for token in _TOKEN.finditer(text):
        match token[0]:
            case "[" | "{":
                depth += 1
            case "]" | "}":
                depth -= 1
        if depth > MAX_DEPTH:
            found = f"lists and objects nested more than {MAX_DEPTH} deep, at column {token.start() + 1}"
            raise BadInput([Problem(where=where, line=line, found=found, expected=f"at most {MAX_DEPTH} levels")])


def _syntax(error: json.JSONDecodeError, where: str, line: int | None) -> Problem:
    rest = error.doc[error.pos :]
    place = f"column {error.colno}" if error.lineno == 1 else f"line {error.lineno}, column {error.colno} of the text"
    found = f"{shown(rest, 30)} at {place}" if rest.strip(" \t\r\n") else "the end of the text"
    return Problem(where=where, line=line, found=found, expected=_EXPECTED.get(error.msg, f"JSON ({error.msg})"))


def _whole(text: str) -> bool:
    """Whether every character is a whole one (no half of a surrogate pair)."""
    if text.isascii():
        return True
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _halves(value: JSON, path: str) -> Iterator[tuple[str, str]]:
    """Each text, key or value, that holds half a surrogate pair, with its path. As deep as `MAX_DEPTH`, no deeper."""
    if isinstance(value, str):
        if not _whole(value):
            yield path, value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _halves(item, f"{path}[{index}]")
    elif isinstance(value, dict):
        for key, item in value.items():
            below = f"{path}.{key}" if path else key
            if not _whole(key):
                yield below, key
            yield from _halves(item, below)


def _kind(value: JSON) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case Number():
            return f"the number {escaped(value)}"
        case str():
            return f"the text {shown(value)}"
        case list():
            return "a list"
        case _:
            return "an object"
