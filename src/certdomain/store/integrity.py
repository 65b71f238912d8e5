"""Tamper evidence over the stored bytes: a hash chain beside the log, and what comparing the two can tell.

Each position of the log has a digest: SHA-256 of the digest before it, followed by the row's stream, version, name and
state, each text and blob preceded by its length. The digests stand in a table of their own and are written in the same
transaction as the rows.

What is found: a row whose stream, version, name or state was altered, removed, added or swapped with another; a digest
that was; a gap or a disorder in a stream's versions; values of another type; a file that cannot be read.

What cannot be found from inside the file: a consistent rewrite of both tables by somebody who computes the digests
anew; the removal of the last rows from both; an older copy put in its place; a copy made without the `-wal` file
beside it. To find these, keep a checkpoint outside (the size of the log and its root hash) and compare.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from hashlib import sha256
from struct import Struct
from typing import NamedTuple

from attrs import frozen

GENESIS = sha256(b"certdomain chain 1").digest()
"""The digest before the first."""

_HEADER = Struct(">QqQQ")  # length of stream, version, length of name, length of state


class Fault(Enum):
    """What can be wrong with a stored log."""

    ALTERED = "altered"  # a row and its digest do not belong together: one of them was changed, or rows were swapped
    MISSING = "missing"  # a position whose row is gone, or whose row and digest both are
    EXTRA = "extra"  # a row without its digest: added by another program, or its digest is gone
    GAP = "gap"  # the versions of a stream do not follow one another
    ORDER = "order"  # a stream's later version stands before its earlier one
    TYPE = "type"  # a value is not text, integer or blob as it was written
    TABLES = "tables"  # a table is not as certdomain made it
    UNREADABLE = "unreadable"  # the file cannot be read from here on, or its indexes contradict its tables


@frozen(kw_only=True)
class IntegrityFault:
    """One thing that is not as it was recorded.

    `position` counts from 1 in the log; it, `stream` and `version` are None where they cannot be known. For an altered
    row, `expected` is the digest on record and `actual` the one recomputed, in hexadecimal; else they are plain words.
    """

    position: int | None
    stream: str | None
    version: int | None
    what: Fault
    expected: str
    actual: str

    def __str__(self) -> str:
        place = "the register" if self.position is None else f"position {self.position}"
        of = "" if self.stream is None else f" ({self.stream}, version {self.version})"
        return f"{place}{of}: {self.what.value}; expected {self.expected}, found {self.actual}"


class StoredRow(NamedTuple):
    """A row as it stands in the file, not yet believed: texts as their bytes; `typed` if every value has its type."""

    position: int
    stream: bytes
    version: int
    name: bytes
    state: bytes
    typed: bool


def link(previous: bytes, stream: bytes, version: int, name: bytes, state: bytes) -> bytes:
    """The digest of a row that follows `previous`."""
    header = _HEADER.pack(len(stream), version, len(name), len(state))
    return sha256(b"".join((previous, header, stream, name, state))).digest()


def compare(rows: Iterable[StoredRow], digests: Iterable[tuple[int, bytes]]) -> Iterator[IntegrityFault]:
    """Compare the log with its chain, both in the order of their positions, holding one row at a time."""
    # What the digest before the next row may be: the one on record and, where that one is absent or contradicted, the
    # one recomputed. So a single fault is reported once, at its place, and not again at every row behind it.
    before: tuple[bytes, ...] = (GENESIS,)
    due = 1
    for position, row, digest in _side_by_side(rows, digests):
        if position > due:
            yield _gone(due, position)
            before = ()  # nothing is left to prove the next row by; the fault is named all the same
        due = max(due, position + 1)
        links = _links(before, row)
        if row is None:
            yield _fault(position, None, Fault.MISSING, "the row of this digest", "none")
        elif not row.typed:
            yield _fault(position, row, Fault.TYPE, "text, integer, text and blob", "values of other types")
        elif digest is None:
            yield _fault(position, row, Fault.EXTRA, "a digest recorded with the row", "none")
        elif links and digest not in links:
            yield _fault(position, row, Fault.ALTERED, digest.hex(), links[0].hex())
        if digest is None:  # the row's own was taken away, or the row is foreign and the next follows the one before it
            before = (*links[:1], *before[-1:])
        elif digest in links:
            before = (digest,)
        else:
            before = (digest, *links[:1])


def compare_versions(rows: Iterable[tuple[bytes, int, int]]) -> Iterator[IntegrityFault]:
    """Find gaps and disorder in (stream, version, position), sorted by stream and version, holding one at a time."""
    last: tuple[bytes, int, int] = (b"", 0, 0)
    for row in rows:
        stream, version, position = row
        _, before, behind = last if last[0] == stream else (stream, 0, 0)
        if version != before + 1:
            yield IntegrityFault(
                position=position,
                stream=readable(stream),
                version=version,
                what=Fault.GAP,
                expected=f"version {before + 1} of the stream",
                actual=f"version {version}",
            )
        elif position < behind:
            yield IntegrityFault(
                position=position,
                stream=readable(stream),
                version=version,
                what=Fault.ORDER,
                expected=f"a position behind {behind}, where version {before} stands",
                actual=f"position {position}",
            )
        last = row


def readable(text: bytes) -> str:
    """Bytes that should be text, with whatever a terminal should not see escaped."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode()
        for char in text.decode(errors="backslashreplace")
    )


def _links(before: tuple[bytes, ...], row: StoredRow | None) -> tuple[bytes, ...]:
    if row is None or not row.typed:
        return ()
    return tuple(link(previous, row.stream, row.version, row.name, row.state) for previous in before)


def _side_by_side(
    rows: Iterable[StoredRow], digests: Iterable[tuple[int, bytes]]
) -> Iterator[tuple[int, StoredRow | None, bytes | None]]:
    left, right = iter(rows), iter(digests)
    row, digest = next(left, None), next(right, None)
    while row is not None or digest is not None:
        at = min(each[0] for each in (row, digest) if each is not None)
        here = row if row is not None and row.position == at else None
        mark = digest[1] if digest is not None and digest[0] == at else None
        yield at, here, mark
        if here is not None:
            row = next(left, None)
        if mark is not None:
            digest = next(right, None)


def _gone(first: int, after: int) -> IntegrityFault:
    last = after - 1
    span = f"position {first}" if first == last else f"positions {first} to {last}"
    return _fault(first, None, Fault.MISSING, f"row and digest of {span}", f"position {after} next")


def _fault(position: int, row: StoredRow | None, what: Fault, expected: str, actual: str) -> IntegrityFault:
    known = row if row is not None and row.typed else None
    return IntegrityFault(
        position=position,
        stream=None if known is None else readable(known.stream),
        version=None if known is None else known.version,
        what=what,
        expected=expected,
        actual=actual,
    )
