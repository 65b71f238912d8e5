"""Tamper evidence over the stored bytes: the digest kept beside each row, and what comparing the two can tell.

Beside each position of the log stands its digest: the row's leaf hash in the Merkle tree (`certdomain.store.tree`),
written in the same transaction as the row. Behind it stand four *marks*, the CRC-32 of stream, version, name and state:
no evidence, but they tell which value of an altered row was changed, and of which stream a removed row was. The CRC-32
of all that, least significant byte first, ends it. The digests say where, the tree that nothing else was rewritten.

Registers of schemas 1 and 2 chained their digests: SHA-256 of the digest before, followed by the leaf hash; in schema 1
by stream, version, name and state, each text and blob preceded by its length, and without marks. Their rows keep them.

What is found: a row whose stream, version, name or state was altered, removed, added or swapped with another; a digest
that was; a gap or a disorder in a stream's versions; values of another type; a file that cannot be read.

What cannot be found from inside the file: a consistent rewrite of rows, digests and tree by somebody who computes them
anew; the removal of the last rows from all of them; an older copy put in its place; a copy made without the `-wal` file
beside it. To find these, keep a checkpoint outside (the size of the log and its root hash) and compare.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from hashlib import sha256
from struct import Struct
from types import MappingProxyType
from typing import NamedTuple
from zlib import crc32

from attrs import evolve, frozen
from attrs import field as attrs_field

from certdomain.store.entries import entry_of
from certdomain.transparency.merkle import leaf_hash

GENESIS = sha256(b"certdomain chain 1").digest()
"""What the first digest of a chain (schemas 1 and 2) follows."""

FIELDS = ("stream", "version", "name", "state")
"""The values of a row, in the order of their marks."""

INTACT = 0x2144DF1C
"""The CRC-32 of what ends with its own CRC-32."""

_SIZE = len(GENESIS)
_MARKS = Struct(">IIII")
_CHAINED = _SIZE + _MARKS.size  # how long a digest of schema 2 is with its marks; one of schema 1 has none
_KEPT = _CHAINED + 4
_HEADER = Struct(">QqQQ")  # length of stream, version, length of name, length of state


class Fault(Enum):
    """What can be wrong with a stored log, by what finds it."""

    ALTERED = "altered"  # a row and its digest do not belong together: one of them was changed, or rows were swapped
    MISSING = "missing"  # a position whose row is gone, or whose row and digest both are
    EXTRA = "extra"  # a row without its digest: added by another program, or its digest is gone
    GAP = "gap"  # the versions of a stream do not follow one another
    ORDER = "order"  # a stream's later version stands before its earlier one
    TYPE = "type"  # a value is not text, integer or blob as it was written
    CHECKPOINT = "checkpoint"  # the register is not the one that a checkpoint kept outside was taken of
    SIGNED = "signed"  # a checkpoint that the register keeps of itself contradicts its rows, or its own note
    TREE = "tree"  # what the register keeps of its Merkle tree is not what its rows give
    TABLES = "tables"  # a table is not as certdomain made it
    UNREADABLE = "unreadable"  # the file cannot be read from here on, or its indexes contradict its tables


DEFENCES: Mapping[Fault, str] = MappingProxyType(
    {
        Fault.ALTERED: "the digests beside the rows",
        Fault.MISSING: "the digests beside the rows",
        Fault.EXTRA: "the digests beside the rows",
        Fault.GAP: "the numbering of each stream",
        Fault.ORDER: "the numbering of each stream",
        Fault.TYPE: "the types of the values",
        Fault.CHECKPOINT: "a checkpoint kept outside",
        Fault.SIGNED: "a checkpoint that the register keeps of itself",
        Fault.TREE: "the Merkle tree",
        Fault.TABLES: "the shape of the tables",
        Fault.UNREADABLE: "SQLite itself",
    }
)
"""What caught each kind of fault."""


@frozen(kw_only=True)
class IntegrityFault:
    """One thing that is not as it was recorded.

    `position` counts from 1 in the log; it, `stream` and `version` are None where they cannot be known. For an altered
    row, `expected` is the digest on record and `actual` the one recomputed, in hexadecimal; else they are plain words.
    `field` names the values of the row that were changed ("state", or several), as far as its marks tell; `noted` is
    what is kept of a row that is gone.
    """

    position: int | None
    stream: str | None
    version: int | None
    what: Fault
    expected: str
    actual: str
    field: str | None = None
    noted: bytes | None = attrs_field(default=None, repr=False, eq=False)

    def __str__(self) -> str:
        place = "the register" if self.position is None else f"position {self.position}"
        of = "" if self.stream is None else f" ({self.stream}, version {self.version})"
        field = "" if self.field is None else f" in {self.field}"
        caught = f"caught by {DEFENCES[self.what]}"
        return f"{place}{of}: {self.what.value}{field}; expected {self.expected}, found {self.actual} ({caught})"

    @property
    def caught_by(self) -> str:
        """The defence that caught it."""
        return DEFENCES[self.what]


class StoredRow(NamedTuple):
    """A row as it stands in the file, not yet believed: texts as their bytes; `typed` if every value has its type."""

    position: int
    stream: bytes
    version: int
    name: bytes
    state: bytes
    typed: bool


def kept(leaf: bytes, stream: bytes, version: int, name: bytes, state: bytes) -> bytes:
    """What is kept beside a row: its leaf hash, its marks, and the CRC-32 of both."""
    noted = leaf + marks(stream, version, name, state)
    return noted + crc32(noted).to_bytes(4, "little")


def chained(previous: bytes, leaf: bytes) -> bytes:
    """The digest of a row that follows `previous`, as schema 2 took it of the leaf hash."""
    return sha256(previous + leaf).digest()


def link(previous: bytes, stream: bytes, version: int, name: bytes, state: bytes) -> bytes:
    """The digest of a row that follows `previous`, as schema 1 took it."""
    header = _HEADER.pack(len(stream), version, len(name), len(state))
    return sha256(b"".join((previous, header, stream, name, state))).digest()


def marks(stream: bytes, version: int, name: bytes, state: bytes) -> bytes:
    """The marks of a row: of each value its CRC-32, of the version as it is written in digits."""
    return _MARKS.pack(crc32(stream), crc32(b"%d" % version), crc32(name), crc32(state))


def compare(rows: Iterable[StoredRow], digests: Iterable[tuple[int, bytes]]) -> Iterator[IntegrityFault]:
    """Compare the log with its digests, both in the order of their positions, holding one row at a time."""
    # Of a chain, what the digest before the next row may be: the one on record and, where that one is absent or
    # contradicted, the one recomputed. So a single fault is reported once, at its place, and not at every row behind.
    before: tuple[bytes, ...] = (GENESIS,)
    due = 1
    marked = False  # rows that a register of schema 1 recorded have no marks; once there are some, none may be missing
    for position, row, held in _side_by_side(rows, digests):
        digest = None if held is None else held[:_SIZE]
        if position > due:
            yield _gone(due, position)
            before = ()  # nothing is left to prove the next row of a chain by; the fault is named all the same
        due = max(due, position + 1)
        links = _links(before, row, held)
        if row is None:
            yield evolve(_fault(position, None, Fault.MISSING, "the row of this digest", "none"), noted=held)
        elif not row.typed:
            yield _fault(position, row, Fault.TYPE, "text, integer, text and blob", "values of other types")
        elif held is None or digest is None:
            yield _fault(position, row, Fault.EXTRA, "a digest recorded with the row", "none")
        elif links and digest not in links:
            yield _fault(position, row, Fault.ALTERED, digest.hex() or "none", links[0].hex(), _changed(row, held))
        elif (len(held) > _SIZE or marked) and held[_SIZE:] != _noted(row, held):
            yield _fault(position, row, Fault.ALTERED, "the marks of this row", held[_SIZE:].hex(), "marks")
        marked = marked or (held is not None and len(held) > _SIZE)
        if digest is None:  # the row's own was taken away, or the row is foreign and the next follows the one before it
            before = (*links[:2], *before[-1:])
        elif digest in links:
            before = (digest,)
        else:
            before = (digest, *links[:2])


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


def _links(before: tuple[bytes, ...], row: StoredRow | None, held: bytes | None) -> tuple[bytes, ...]:
    """What the digest of a row may be; of a chain none is left where nothing is known of the row before."""
    if row is None or not row.typed:
        return ()
    leaf = leaf_hash(entry_of(row.stream, row.version, row.name, row.state))
    if held is not None and len(held) not in {_SIZE, _CHAINED}:
        return (leaf,)
    now = tuple(chained(previous, leaf) for previous in before)
    if held is not None and len(held) == _CHAINED:
        return now
    old = (link(previous, row.stream, row.version, row.name, row.state) for previous in before)
    return tuple(each for pair in zip(old, now, strict=True) for each in pair)


def _noted(row: StoredRow, held: bytes) -> bytes:
    """What should stand behind the digest of a row."""
    if len(held) == _CHAINED:
        return marks(row.stream, row.version, row.name, row.state)
    return kept(held[:_SIZE], row.stream, row.version, row.name, row.state)[_SIZE:]


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


def whose(fault: IntegrityFault, versions: Callable[[], Iterable[tuple[bytes, int]]]) -> IntegrityFault:
    """The fault of a row that is gone, with its stream and version, if its digest is still there to tell.

    `versions` gives the streams that are left, each with its last version. A stream of which no record is left has
    gone unnamed.
    """
    noted = _marks_in(fault.noted)
    if noted is None:
        return fault
    stream_mark, version_mark, _, _ = noted
    for stream, last in versions():
        if crc32(stream) == stream_mark:
            version = next((v for v in range(1, last + 2) if crc32(b"%d" % v) == version_mark), None)
            return evolve(fault, stream=readable(stream), version=version)
    return fault


def _changed(row: StoredRow, held: bytes) -> str | None:
    """Which values of an altered row have not the mark that was noted; None where the marks cannot tell."""
    noted = _marks_in(held)
    if noted is None:
        return None
    now = _MARKS.unpack(marks(row.stream, row.version, row.name, row.state))
    changed = [name for name, old, new in zip(FIELDS, noted, now, strict=True) if old != new]
    if changed and len(held) == _KEPT and crc32(held) != INTACT:  # the marks themselves, or the digest, were changed
        return None
    return ", ".join(changed) or "digest"


def _marks_in(held: bytes | None) -> tuple[int, ...] | None:
    return _MARKS.unpack_from(held, _SIZE) if held is not None and len(held) in {_CHAINED, _KEPT} else None


def _fault(
    position: int, row: StoredRow | None, what: Fault, expected: str, actual: str, field: str | None = None
) -> IntegrityFault:
    known = row if row is not None and row.typed else None
    return IntegrityFault(
        position=position,
        stream=None if known is None else readable(known.stream),
        version=None if known is None else known.version,
        what=what,
        expected=expected,
        actual=actual,
        field=field,
    )
