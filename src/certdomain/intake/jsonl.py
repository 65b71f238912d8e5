"""JSON Lines: one object a line, read one line at a time, in memory that does not grow with the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from attrs import frozen

from certdomain.errors import BadInput, Problem
from certdomain.intake.strict_json import JSON, decoded, escaped, loads_object, unreadable

MAX_LINE = 1_000_000
"""The longest line, in bytes, its end not counted."""

_CHUNK = 65_536
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@frozen(kw_only=True)
class RawLine:
    """One line of a file: its number (from 1), what it says, and its text without the line end."""

    line: int
    raw: dict[str, JSON]
    text: str


def iter_lines(path: Path) -> Iterator[RawLine | Problem]:
    """Read a JSON Lines file line by line; a line that is broken gives its problems, and reading goes on after it.

    Line ends are LF or CRLF; lines of nothing but spaces and tabs are skipped, and counted. A UTF-16 file is one
    problem. The file is opened when the first line is asked for.

    Raises:
        BadInput: with one problem, for a file that cannot be opened or read.
    """
    where = escaped(str(path), 400)
    try:
        file = path.open("rb")
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL or half a surrogate pair
        raise unreadable(path, error) from None
    with file:
        try:
            yield from read_lines(file, where)
        except OSError as error:
            raise unreadable(path, error) from None


def read_lines(file: BinaryIO, where: str) -> Iterator[RawLine | Problem]:
    """Read what is open already, such as standard input, as `iter_lines` does. `where`: its name, in messages.

    Raises:
        OSError: if it cannot be read on.
    """
    offset = number = 0
    while data := file.readline(MAX_LINE + 2):  # room for CRLF: a longer line comes without its end
        number += 1
        if number == 1 and data.startswith(_UTF16):
            expected = "UTF-8: save the file as UTF-8 without BOM"
            yield Problem(where=where, line=1, found="a file saved as UTF-16", expected=expected)
            return
        size = len(data)
        body = data.removesuffix(b"\n").removesuffix(b"\r")
        if len(body) > MAX_LINE:
            size += 0 if data.endswith(b"\n") else _skip(file)
            expected = f"at most {MAX_LINE} bytes a line, and one object a line"
            yield Problem(where=where, line=number, found=f"a line of {size} bytes", expected=expected)
        elif body.strip(b" \t\r"):
            yield from _line(body, where, number, offset)
        offset += size


def _skip(file: BinaryIO) -> int:
    """Read to the end of the line, a piece at a time; the number of bytes read."""
    size = 0
    while data := file.readline(_CHUNK):
        size += len(data)
        if data.endswith(b"\n"):
            break
    return size


def _line(body: bytes, where: str, number: int, offset: int) -> Iterator[RawLine | Problem]:
    try:
        text = decoded(body, where=where, line=number, offset=offset)
        raw = loads_object(text, where=where, line=number)
    except BadInput as bad:
        yield from bad.problems
    else:
        yield RawLine(line=number, raw=raw, text=text)
