"""Printing: text or JSON to standard output, troubles to standard error, colour and progress only on a terminal."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from io import TextIOWrapper
from time import monotonic
from typing import TextIO

from attrs import asdict, field, frozen

from certdomain.errors import Problem


class Unwritten(Exception):
    """Standard output takes nothing more: the disk is full, or the device is."""


_COLOURS = {"good": "32", "bad": "31", "strong": "1", "faint": "2"}
_ESCAPE = "\x1b"


@frozen
class Output:
    """Where a command prints, and how."""

    json: bool
    colour: bool
    _listing: list[str] = field(factory=list)  # of a list that is being printed: what stands before its next item

    @classmethod
    def for_terminal(cls, *, as_json: bool) -> Output:
        """As this process was started: colour on a terminal that has it, unless NO_COLOR is set."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                with suppress(ValueError, OSError):  # a letter that the terminal does not know is escaped, not fatal
                    stream.reconfigure(errors="backslashreplace")
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        return cls(json=as_json, colour=not plain and not as_json and _is_terminal(sys.stdout))

    @property
    def width(self) -> int:
        """The columns of the terminal, 100 where there is none."""
        return shutil.get_terminal_size((100, 24)).columns

    def text(self, text: str = "") -> None:
        """Print a paragraph, a card or a table."""
        _print(text.removesuffix("\n"))  # a report ends its last line itself

    def begin(self, head: Mapping[str, object], name: str) -> None:
        """Begin to print a JSON object that ends in a list longer than memory; `item` goes on, `data` ends it."""
        _print(f'{json.dumps(head)[:-1]}, "{name}": [')
        self._listing[:] = [""]

    def item(self, item: object) -> None:
        """Print the next item of that list."""
        _print(self._listing[0] + json.dumps(item))
        self._listing[:] = [","]

    def data(self, data: object) -> None:
        """Print one JSON value; an object is the rest of the one that was begun, so that there is one document."""
        ascii_only = (sys.stdout.encoding or "").lower().replace("-", "") not in ("utf8", "")
        text = json.dumps(data, ensure_ascii=ascii_only, indent=2)
        if self._listing:
            self._listing.clear()
            text = f"], {text.removeprefix('{')}"
        _print(text)

    def painted(self, text: str, how: str) -> str:
        """The text in a colour ("good", "bad", "strong", "faint"), where there are colours."""
        return f"{_ESCAPE}[{_COLOURS[how]}m{text}{_ESCAPE}[0m" if self.colour else text

    def trouble(self, text: str) -> None:
        """Tell what is wrong, on standard error."""
        _complain(f"certdomain: {text}")

    def usage(self, text: str) -> None:
        """Tell how a command is used, on standard error."""
        _complain(text)

    def problems(self, problems: Sequence[Problem]) -> None:
        """All the faults of an input at once, each on its line."""
        if self.json:
            self.data({"problems": [problem_json(problem) for problem in problems]})
        for problem in problems:
            _complain(str(problem))

    def flush(self) -> None:
        """Let all that was printed go out.

        Raises:
            Unwritten: if it cannot.
        """
        try:
            sys.stdout.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise Unwritten(error.strerror or str(error)) from None

    def failure(self, kind: str, data: dict[str, str], text: str) -> None:
        """What kept the command from being done."""
        if self.json:
            self.data({kind: data})
        self.trouble(text)


def _print(text: str) -> None:
    try:
        print(text)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Unwritten(error.strerror or str(error)) from None


def _complain(text: str) -> None:
    """On standard error, which may be full: then nobody can be told."""
    try:
        print(text, file=sys.stderr)
    except BrokenPipeError:
        raise
    except OSError:
        return


def problem_json(problem: Problem) -> dict[str, object]:
    """A problem as JSON holds it."""
    return asdict(problem)


class Progress:
    """One line on standard error that tells how far it is, if that is a terminal. A context manager: the line goes."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._shown = _is_terminal(self._stream)
        self._next = 0.0
        self._width = 0

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._width:
            self._write("")
            self._stream.write("\r")
            self._stream.flush()

    def __call__(self, what: str, done: int, of: int | None = None) -> None:
        """Tell it, at most ten times a second."""
        if not self._shown or monotonic() < self._next:
            return
        self._next = monotonic() + 0.1
        share = "" if not of else f" of {of:,} ({100 * done // of} %)"
        self._write(f"{what}: {done:,}{share}")

    def _write(self, text: str) -> None:
        self._stream.write("\r" + text.ljust(self._width))
        self._stream.flush()
        self._width = len(text)


def _is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except (AttributeError, ValueError):
        return False
