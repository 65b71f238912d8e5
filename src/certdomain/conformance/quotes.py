"""Quoted words: whether they stand in the lines that are cited. The texts are found by name and by SHA-256."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from certdomain.conformance.checks import note
from certdomain.conformance.notes import Note
from certdomain.regulation.clauses import Source
from certdomain.regulation.tree import Regulation

Texts = Mapping[str, bytes]
"""The source texts that were found, by the id of the source."""

_SPACES = re.compile(r"\s+")
_SIGNS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "«": '"', "»": '"', "“": '"', "”": '"', "‑": "-", "–": "-"})
_MANY = 5


def found_texts(sources: Sequence[Source], folders: Sequence[Path]) -> dict[str, bytes]:
    """The texts of sources in folders and what lies below them: the one of the right SHA-256, else one of that name."""
    texts: dict[str, bytes] = {}
    for source in sources:
        named = sorted(
            path for folder in folders for path in (folder, *folder.rglob(Path(source.file).name)) if path.is_file()
        )
        contents = [path.read_bytes() for path in named if path.name == Path(source.file).name]
        right = [content for content in contents if sha256(content).hexdigest() == source.sha256]
        if right or contents:
            texts[source.id] = (right or contents)[0]
    return texts


def quoted_words(regulation: Regulation, texts: Texts) -> Iterator[Note]:
    """Whether each source is the declared one, and each quotation stands in the lines cited."""
    lines: dict[str, list[str]] = {}
    for source in regulation.sources:
        path = f"sources[{source.id}]"
        content = texts.get(source.id)
        quotations = [q for q in _quotations(regulation) if any(s == source.id for s, _ in q[2])]
        if content is None:
            what = f"{source.file} is not at hand: {len(quotations)} quotations of it are not checked"
            yield note("source-not-at-hand", what, path)
        elif (digest := sha256(content).hexdigest()) != source.sha256:
            what = f"{source.file} has the SHA-256 {digest[:16]}…, and {source.sha256[:16]}… is declared"
            yield note("wrong-source", what, f"{path}.sha256")
        else:
            read = _lines(content)
            lines[source.id] = read
            if len(read) != source.lines:
                what = f"{source.file} has {len(read)} lines, and {source.lines} are declared"
                yield note("wrong-line-count", what, f"{path}.lines")
    for path, quote, cited in _quotations(regulation):
        known = [(source, number) for source, number in cited if source in lines]
        if not known or len(known) < len(cited):
            continue
        if not _stands_in(quote, cited, lines):
            elsewhere = [
                f"line {number} of {source}"
                for source, read in lines.items()
                for number, line in enumerate(read, start=1)
                if _folded(quote) in _folded(line)
            ]
            where = f"stands in {', '.join(elsewhere[:_MANY])}" if elsewhere else "stands in no line of its sources"
            yield note("not-in-the-lines", f"“{quote}” is not in the lines cited; it {where}", f"{path}.quote")


Quotation = tuple[str, str, tuple[tuple[str, int], ...]]


def _quotations(regulation: Regulation) -> list[Quotation]:
    """The path of each quotation, its words, and the lines in which it should stand."""
    cited = {
        clause.id: tuple((clause.source, n) for first, last in clause.lines for n in range(first, last + 1))
        for clause in regulation.clauses
    }
    found: list[Quotation] = [
        (f"clauses[{each.id}]", each.quote, cited[each.id]) for each in regulation.clauses if each.quote
    ]
    for reading in regulation.readings:
        places = tuple(place for name in reading.clauses for place in cited.get(name, ()))
        if reading.quote and places:
            found.append((f"readings[{reading.id}]", reading.quote, places))
    return found


def _stands_in(quote: str, cited: Sequence[tuple[str, int]], lines: Mapping[str, Sequence[str]]) -> bool:
    """Whether the words stand in the lines, which may break them; lines that are not neighbours are not joined."""
    runs: list[str] = []
    last: tuple[str, int] | None = None
    for source, number in sorted(set(cited)):
        read = lines[source]
        line = read[number - 1] if number <= len(read) else ""
        if last == (source, number - 1):
            runs[-1] += f" {line}"
        else:
            runs.append(line)
        last = (source, number)
    return any(_folded(quote) in _folded(run) for run in runs)


def _lines(content: bytes) -> list[str]:
    """The lines as an editor counts them: a last line feed ends the last line and begins none."""
    text = content.decode("utf-8", errors="replace").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return text.removesuffix("\n").split("\n")


def _folded(text: str) -> str:
    """The words as a reader sees them: one space for any, one apostrophe, one form of each letter."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text).translate(_SIGNS)).strip()
