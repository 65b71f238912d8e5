"""What a scaffold is made of before it is written down."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from hashlib import sha256
from typing import Final

from attrs import field, frozen

from certdomain.errors import Problem
from certdomain.regulation.clauses import Source, Words
from certdomain.regulation.tree import Regulation

NAME: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", re.ASCII)
"""How the name of a plugin is written."""
LONGEST_NAME: Final = 40

_SAFE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}", re.ASCII)


@frozen(kw_only=True)
class TextFile:
    """A source text that goes into the plugin: the name of its file and its bytes."""

    name: str
    data: bytes

    @property
    def lines(self) -> int:
        """Its lines, blank ones included; the last one need not be ended."""
        return self.data.count(b"\n") + (not self.data.endswith(b"\n"))

    def source(self, name: str, title: Words) -> Source:
        """The text as a regulation pins it."""
        return Source(id=name, file=self.name, sha256=sha256(self.data).hexdigest(), lines=self.lines, title=title)


@frozen(kw_only=True)
class Draft:
    """A plugin to be written: one regulation, its texts, its first cases.

    `quoted`: by clause, the words of the text that stand above it as a comment. `listing`: files to proof-read, beside
    the package. `remarks`: what could not be read, and what was left open. `invented`: all
    of it is an example.
    """

    name: str
    certifier: str
    regulation: Regulation
    texts: tuple[TextFile, ...]
    cases: str
    demo: str
    origin: str
    quoted: Mapping[str, str] = field(factory=dict)
    listing: tuple[TextFile, ...] = ()
    remarks: tuple[Problem, ...] = ()
    invented: bool = False


def prefix_of(name: str) -> str:
    """What the ids of clauses begin with: at most six letters and digits of the name."""
    return "".join(letter for letter in name.upper() if letter.isascii() and letter.isalnum())[:6] or "X"


def file_name(name: str, otherwise: str) -> str:
    """A name that is safe on any system: the given one if it is, else another."""
    return name if _SAFE.fullmatch(name) and not name.endswith(".") else otherwise


def one_line(text: str, limit: int = 100) -> str:
    """A text on one line in normal form C, cut where it is long; what cannot be printed is a blank."""
    plain = unicodedata.normalize("NFC", "".join(letter if letter.isprintable() else " " for letter in text))
    joined = " ".join(plain.split())
    return joined if len(joined) <= limit else f"{joined[: limit - 1].rstrip()}…"
