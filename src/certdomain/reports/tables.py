"""Plain text tables, and lines that fit a width. A letter counts for the columns that a terminal gives it."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import zip_longest

GAP = "  "
_NUMBER = re.compile(r"[-+]?\d[\d.,/]*%?\Z")


def cells(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1
        for char in text
    )


def plain(text: str) -> str:
    """A text in one line, without control characters: what a person wrote may not move the cursor."""
    if text.isprintable():
        return text
    blank = "".join(char if char.isprintable() or char in "\u00a0\u202f" else " " for char in text)
    return re.sub(r" {2,}", " ", blank).strip()


def padded(text: str, width: int, *, right: bool = False) -> str:
    """A text filled up with spaces to a width; longer ones stay as they are."""
    space = " " * max(0, width - cells(text))
    return space + text if right else text + space


def clipped(text: str, width: int) -> str:
    """A text cut to a width, with an ellipsis where it was cut."""
    if cells(text) <= width:
        return text
    kept, used = [], 0
    for char in text:
        used += cells(char)
        if used > width - 1:
            break
        kept.append(char)
    return f"{''.join(kept).rstrip()}…"


def wrapped(text: str, width: int, *, indent: str = "", hanging: str | None = None) -> list[str]:
    """A text in lines of at most a width, the first one indented, the others hanging. Long words are not broken."""
    made = textwrap.wrap(
        text,
        width=max(width, len(indent) + 20),
        initial_indent=indent,
        subsequent_indent=indent if hanging is None else hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return made or [indent.rstrip()]


def table(
    headers: Sequence[str], rows: Iterable[Sequence[object]], *, width: int | None = None, whole: Sequence[int] = ()
) -> str:
    """A table with aligned columns, numbers to the right, two spaces between. None is an empty cell.

    `width`: where the table would be wider, the cells of its widest columns are wrapped, but for those of the columns
    `whole` (counted from 0): an id must be found when it is searched for.

    Raises:
        ValueError: if a row has not as many cells as there are headers.
    """
    texts = [["" if cell is None else plain(str(cell)) for cell in row] for row in rows]
    for row in texts:
        if len(row) != len(headers):
            msg = f"a row has {len(row)} cells, and there are {len(headers)} headers"
            raise ValueError(msg)
    if not headers:
        return ""
    widths = [max(cells(header), *(cells(row[i]) for row in texts), 1) for i, header in enumerate(headers)]
    right = [bool(texts) and all(_NUMBER.match(row[i]) or not row[i] for row in texts) for i in range(len(headers))]
    if width is not None:
        least = [widths[at] if at in whole else cells(header) for at, header in enumerate(headers)]
        _narrow(widths, least, width - len(GAP) * (len(headers) - 1))
    lines = [_row(headers, widths, right), GAP.join("-" * each for each in widths)]
    for row in texts:
        columns = [
            [cell] if cells(cell) <= at else textwrap.wrap(cell, at, break_on_hyphens=False)
            for cell, at in zip(row, widths, strict=True)
        ]
        lines.extend(_row(each, widths, right) for each in zip_longest(*columns, fillvalue=""))
    return "\n".join(lines)


def _narrow(widths: list[int], least: Sequence[int], room: int) -> None:
    """Take from the widest columns until all fit, but leave each at least its header and twelve columns."""
    floors = [max(each, 12) for each in least]
    while sum(widths) > room:
        spare = [i for i, each in enumerate(widths) if each > floors[i]]
        if not spare:
            return
        widest = max(spare, key=lambda i: widths[i])
        widths[widest] -= 1


def _row(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    made = [padded(cell, width, right=to) for cell, width, to in zip(row, widths, right, strict=True)]
    return GAP.join(made).rstrip()
