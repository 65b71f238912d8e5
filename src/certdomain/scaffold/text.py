"""A regulation as plain text: its lines numbered, and one clause proposed for each article, item or sentence.

Only the place of a rule is proposed. What it says is left to be written, and it has no effect until it is declared.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from attrs import frozen

from certdomain.errors import BadInput, Problem
from certdomain.intake.strict_json import decoded, escaped, unreadable
from certdomain.regulation.clauses import Clause, Effect, Source
from certdomain.scaffold.draft import TextFile, file_name, one_line
from certdomain.scaffold.markers import NOT_DECLARED, to_write

MOST: Final = 4_000_000
"""The longest text, in bytes."""

_NUMBERED: Final = r"(?:article|art\.|chapitre|titre|section|annexe|§)\s*(?:\d[\d.-]*|[IVX]+\b|premier\b|unique\b)"
_ITEM: Final = re.compile(
    rf"\s*(?:{_NUMBERED}|(?:\d+(?:\.\d+)*|[ivx]+|[a-z])\s?[.)°]\s|\d+(?:\.\d+)+\s|[-–—•*▪‣●]\s)", re.IGNORECASE
)
"""How a numbered article or an item of a list begins."""
_STOP: Final = re.compile(r"[.!?…][»\")\]]*\s+(?=[«\"(]?\s?[A-ZÀ-ÖØ-Þ])")
"""Where a sentence may end and the next begin."""
_OPEN: Final = re.compile(
    rf"\s*(?:{_NUMBERED}|[\dIVX]+(?:\.\d+)*|[a-z])\s?\.?\s*|.*\b(?:art|al|cf|etc|ex|max|min|MM?|Mme|p|pp|[A-Z])\.\s*",
    re.IGNORECASE | re.DOTALL,
)
"""What ends with a full stop that ends no sentence: the number of an article, an abbreviation, an initial."""
_END: Final = re.compile(r"[.!?…][»\")\]]*\s*$")
_KINDS: Final[tuple[tuple[bytes, str], ...]] = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip (a word processor's file is one)"),
    (b"\xd0\xcf\x11\xe0", "a word processor's file"),
    (b"{\\rtf", "an RTF file"),
)


@frozen(kw_only=True)
class Passage:
    """A stretch of the text that may hold one rule: its first and last line, and its words."""

    first: int
    last: int
    words: str


@frozen(kw_only=True)
class NumberedText:
    """A text that was read: its file, its source, the clauses proposed and the words of each."""

    text: TextFile
    source: Source
    clauses: tuple[Clause, ...]
    quoted: Mapping[str, str]
    listing: TextFile


def from_text(path: Path, prefix: str, source: str = "text") -> NumberedText:
    """Read a text, number its lines and propose its clauses, `PREFIX-R01` and so on.

    Raises:
        BadInput: for a file that cannot be read, is empty or too long, or is not plain text in UTF-8.
    """
    data, lines = _read(path)
    name = file_name(path.name, "text.txt")
    text = TextFile(name=name, data=data)
    title = to_write("title of the text", "titre du texte")
    found = list(passages(lines))
    width = max(2, len(str(len(found))))
    ids = [f"{prefix}-R{number:0{width}d}" for number in range(1, len(found) + 1)]
    clauses = tuple(
        Clause(
            id=each,
            source=source,
            lines=((passage.first, passage.last),),
            says=to_write(f"“{(words := one_line(passage.words, 60))}”", f"« {words} »"),
            effect=Effect.NONE,
            because=NOT_DECLARED,
        )
        for each, passage in zip(ids, found, strict=True)
    )
    return NumberedText(
        text=text,
        source=text.source(source, title),
        clauses=clauses,
        quoted={each: passage.words for each, passage in zip(ids, found, strict=True)},
        listing=TextFile(name=f"{name}.numbered.txt", data=_listing(name, lines, clauses).encode()),
    )


def passages(lines: Sequence[str]) -> Iterator[Passage]:
    """The passages of a text. Every line that is not blank is in one; a line with several sentences is in several.

    A passage ends where a line is blank, where an article or item begins, and where a sentence ends.
    """
    first, words = 0, ""
    for number, line in enumerate(lines, start=1):
        if words and (not line.strip() or _ITEM.match(line)):
            yield Passage(first=first, last=number - 1, words=words)
            words = ""
        for sentence in sentences(line):
            first = first if words else number
            words = f"{words} {sentence}".strip()
            if _END.search(sentence) and not _OPEN.fullmatch(sentence):
                yield Passage(first=first, last=number, words=words)
                words = ""
    if words:
        yield Passage(first=first, last=len(lines), words=words)


def sentences(line: str) -> Iterator[str]:
    """What may be the sentences of a line, in order (an abbreviation cuts too); nothing but blanks is lost."""
    start = 0
    for stop in _STOP.finditer(line):
        head = line[start : stop.end()]
        if head.strip():
            yield head.strip()
            start = stop.end()
    if rest := line[start:].strip():
        yield rest


def _read(path: Path) -> tuple[bytes, list[str]]:
    where = escaped(str(path), 400)

    def refuse(found: str, expected: str) -> BadInput:
        return BadInput([Problem(where=where, found=found, expected=expected)])

    try:
        with path.open("rb") as file:
            data = file.read(MOST + 1)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None
    plain = "plain text in UTF-8: save the regulation as such"
    for start, kind in _KINDS:
        if data.startswith(start):
            raise refuse(kind, plain)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise refuse("a file saved as UTF-16", plain)
    if len(data) > MOST:
        size = f"more than {MOST:,} bytes"
        raise refuse(size, f"at most {MOST:,} bytes: one regulation")
    text = decoded(data, where=where).removeprefix("\ufeff")
    if "\0" in text:
        raise refuse("a NUL character", plain)
    if "\r" in text.replace("\r\n", ""):
        raise refuse("lines that end with a carriage return alone", "lines that end with LF or CRLF")
    if not text.strip():
        raise refuse("an empty file" if not data else "nothing but blanks", "the text of a regulation")
    lines = text.split("\n")
    return data, [
        unicodedata.normalize("NFC", line.removesuffix("\r")) for line in lines[: len(lines) - (not lines[-1])]
    ]


def _listing(name: str, lines: Sequence[str], clauses: Sequence[Clause]) -> str:
    """The text with its line numbers, and at the first line of each clause its id."""
    starts: dict[int, list[str]] = {}
    for clause in clauses:
        starts.setdefault(clause.lines[0][0], []).append(clause.id)
    width = len(str(len(lines)))
    labels = {number: ids[0] if len(ids) == 1 else f"{ids[0]}…{ids[-1]}" for number, ids in starts.items()}
    column = max((len(label) for label in labels.values()), default=0)
    body = "".join(
        f"{number:{width}} {labels.get(number, ''):{column}} | {line}".rstrip() + "\n"
        for number, line in enumerate(lines, start=1)
    )
    return f"{name}, numbered: proof-read it against the original, and each clause against its lines.\n\n{body}"
