"""What is kept and what keeps it: the record, the store's promises, and the rule that a stream has no gaps."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any, Protocol, cast

from attrs import frozen

from certdomain.errors import Conflict
from certdomain.frozenmap import blank
from certdomain.store.entries import entry_of
from certdomain.store.integrity import IntegrityFault
from certdomain.store.tree import Regrown
from certdomain.transparency.merkle import Hashes, Range

Row = tuple[str, int, str, bytes]
"""A record as its table has it: stream, version, name, state."""

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*@[1-9][0-9]{0,5}", re.ASCII)


@frozen(kw_only=True)
class Record:
    """One stored event: `state` is the bytes of event number `version` of `stream`, of the kind that `name` says.

    `stream` is a text id such as `journey/J1`; `version` counts from 1 in its stream; `name` is a stable name with its
    version, such as `evaluation-recorded@1`, never an import path. The store does not look into `state`.
    """

    stream: str
    version: int
    name: str
    state: bytes

    @property
    def originator_id(self) -> str:
        """The stream, under the name that eventsourcing gives it."""
        return self.stream

    @property
    def originator_version(self) -> int:
        """The version, under the name that eventsourcing gives it."""
        return self.version


_Blank: type[Any] = blank(Record)


def trusted(stream: str, version: int, name: str, state: bytes) -> Record:
    """A record of values that were looked at already. Reading makes them by the hundred thousand."""
    record = _Blank()
    record.stream = stream
    record.version = version
    record.name = name
    record.state = state
    record.__class__ = Record
    return cast("Record", record)


NO_FACTS = sha256(b"certdomain/facts@1").digest()
"""The digest of a stream that holds nothing yet."""


def facts_after(before: bytes, record: Record) -> bytes:
    """The digest of a stream's records up to this one, of the digest up to the one before (`NO_FACTS` at first)."""
    entry = entry_of(record.stream.encode(), record.version, record.name.encode(), record.state)
    return sha256(before + entry).digest()


@frozen
class Signed:
    """A checkpoint that was signed here: the size of the log, its root, and the note."""

    size: int
    root: bytes
    note: str


class Store(Protocol):
    """Append-only streams of records, in one log.

    The *position* of a record counts from 1 over the whole log, without a gap, in the order of recording. A store may
    be used by several threads at once; an iterator that it returned, by one thread at a time. It belongs to the process
    that opened it: a child process opens its own. Any read raises `Damaged` if what is stored cannot be read or is
    visibly incomplete.
    """

    def append(self, records: Sequence[Record]) -> None:
        """Record all of `records`, of one stream or several, or none of them; they are durable when this returns.

        Raises:
            Conflict: a version is not its stream's current version + 1.
            TypeError, ValueError: a record that cannot be stored (its stream, version, name or state).
            Damaged: the register cannot be written, or somebody else kept it busy for too long.
        """

    def read(self, stream: str, upto: int | None = None) -> Sequence[Record]:
        """The records of one stream in the order of their versions, up to version `upto` included; none if unknown."""

    def version(self, stream: str) -> int:
        """The version of the last record of the stream; 0 if there is none."""

    def streams(self, prefix: str = "") -> Iterator[str]:
        """The ids that begin with `prefix`, sorted by code point; those begun meanwhile may be among them."""

    def kinds(self) -> Mapping[str, int]:
        """How many records there are of each kind of stream, the part of its id before the first slash; sorted."""

    def scan(self, after: int = 0) -> Iterator[tuple[int, Record]]:
        """(position, record) in log order, from behind position `after` to the end as it was when iteration began."""

    def positions(self, stream: str) -> Sequence[int]:
        """The positions in the log of a stream's records, in the order of their versions."""

    def entries(self, after: int, upto: int) -> Iterator[bytes]:
        """The entries of the log behind position `after` up to `upto`, both counted from 1, of the stored bytes."""

    def tree(self) -> Range:
        """The Merkle tree of all entries, as the register keeps it; empty for a register of schema 1 until it grows."""

    def hashes(self) -> Hashes:
        """The hashes that proofs are made of: those of leaves are taken again of the stored bytes."""

    def check(self, tree: Regrown | None = None, workers: int = 1) -> Iterator[IntegrityFault]:
        """Recompute everything from what is stored and yield what is wrong; nothing if all is as it was recorded.

        `tree` is grown of all entries on the way; the roots at its `sizes` are there when the iterator ends.
        `workers`: how many processes share the reading of a large file.
        """

    def signed(self) -> Sequence[Signed]:
        """The checkpoints that were signed here, in their order."""

    def keep_signed(self, size: int, root: bytes, note: str) -> None:
        """Keep a signed checkpoint, so that a later one is held against it.

        Raises:
            Damaged: the register cannot be written.
        """

    def close(self) -> None:
        """Let go of the file. Closing twice is harmless; any other use afterwards raises RuntimeError."""


@lru_cache(maxsize=1024)
def is_name(name: str) -> bool:
    """Whether this is a name with its version, such as `jury-constituted@2`; no import path is one."""
    return _NAME.fullmatch(name) is not None


def kind_of(stream: str) -> str:
    """The kind of a stream: `journey` of `journey/J1`."""
    return stream.partition("/")[0]


def is_stream(stream: str) -> bool:
    """Whether a stream can have this id: not empty, encodable in UTF-8, without NUL."""
    try:
        stream.encode()
    except UnicodeEncodeError:
        return False
    return stream != "" and "\0" not in stream


def require_next(rows: Iterable[Row], current: Callable[[str], int]) -> None:
    """Require that each row continues its stream, whose version before the batch is `current(stream)`.

    To be called inside the transaction that writes the rows.

    Raises:
        Conflict: at the first row that does not; `expected` is the version that its author believed to be the last.
    """
    versions: dict[str, int] = {}
    for stream, version, _, _ in rows:
        last = versions.get(stream)
        if last is None:
            last = current(stream)
        if version != last + 1:
            raise Conflict(stream, version - 1, last)
        versions[stream] = version
