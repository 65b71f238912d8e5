"""Rows as a register writes them, to write or read them with nothing but sqlite3."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from attrs import evolve

from certdomain import Register
from certdomain.store import NO_FACTS, IntegrityFault, Record, Regrown, Signed, Store, facts_after, open_store
from certdomain.transparency.merkle import Hashes, Range
from support import journeys

Row = tuple[str, int, str, bytes]

SCHEMA = """CREATE TABLE stored_events (originator_id TEXT, originator_version INTEGER, topic TEXT, state BLOB,
PRIMARY KEY (originator_id, originator_version))"""
POINTS = re.compile(rb'"command":"record-evaluation"([^}]*)"points":"[0-9.]+"')
BATCH = 1000
"""How many records `fill` appends at once."""
INSERT = "INSERT INTO stored_events VALUES (?, ?, ?, ?)"


class Watched:
    """A store that remembers each transaction, so that others can write the same bytes in the same transactions."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.transactions: list[Sequence[Record]] = []

    def append(self, records: Sequence[Record]) -> None:
        self.transactions.append(tuple(records))
        self._store.append(records)

    def read(self, stream: str, upto: int | None = None) -> Sequence[Record]:
        return self._store.read(stream, upto)

    def version(self, stream: str) -> int:
        return self._store.version(stream)

    def streams(self, prefix: str = "") -> Iterator[str]:
        return self._store.streams(prefix)

    def kinds(self) -> Mapping[str, int]:
        return self._store.kinds()

    def scan(self, after: int = 0) -> Iterator[tuple[int, Record]]:
        return self._store.scan(after)

    def positions(self, stream: str) -> Sequence[int]:
        return self._store.positions(stream)

    def entries(self, after: int, upto: int) -> Iterator[bytes]:
        return self._store.entries(after, upto)

    def tree(self) -> Range:
        return self._store.tree()

    def hashes(self) -> Hashes:
        return self._store.hashes()

    def signed(self) -> Sequence[Signed]:
        return self._store.signed()

    def keep_signed(self, size: int, root: bytes, note: str) -> None:
        self._store.keep_signed(size, root, note)

    def check(self, tree: Regrown | None = None, workers: int = 1) -> Iterator[IntegrityFault]:
        return self._store.check(tree, workers)

    def close(self) -> None:
        self._store.close()


def raw_connection(path: Path) -> sqlite3.Connection:
    """A file set as a register's is: a log of its own beside it, and every commit on the disk before it returns."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL").fetchone()
    connection.execute("PRAGMA synchronous=FULL")
    return connection


def write_raw(path: Path, transactions: Iterable[Sequence[Row]]) -> None:
    """The floor of every append: the rows, in those transactions, and nothing else."""
    with closing(raw_connection(path)) as connection:
        connection.execute(SCHEMA)
        for rows in transactions:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(INSERT, rows)
            connection.execute("COMMIT")


def row_of(record: Record) -> Row:
    return record.stream, record.version, record.name, record.state


def fill(path: Path, count: int, patterns: int = 21, *, faithful: bool = False) -> int:
    """A register of so many journeys, in little time; returns the number of their records.

    The first are decided and recorded as any other. Those after them are copies under other ids and with other marks,
    so that no reader gains by meeting the same record again and again; what was decided on them is left as it was.
    `faithful`: with the same marks, and receipts of their own bytes, so that all of it comes out again.
    """
    with Register.open("memory:") as register:
        journeys.constitute(register)
        for number in range(min(count, patterns)):
            journey = register.journey(journeys.named(number))
            for command in journeys.commands(number):
                journey.do(command, recorded_at=journeys.RECORDED_AT)
        log = [record for _, record in register.store.scan()]
    own = [[r for r in log if r.stream.endswith(journeys.named(n))] for n in range(min(count, patterns))]
    shared = [record for record in log if record.stream.startswith(("regulation/", "jury/"))]
    written = 0
    store = open_store(path)
    try:
        store.append(shared)
        waiting: list[Record] = []
        for number in range(count):
            source = own[number % patterns]
            copies = [_copied(record, number % patterns, number, marks=not faithful) for record in source]
            if faithful:
                copies = _with_receipts(source, copies)
            waiting += copies
            if len(waiting) >= BATCH:
                store.append(waiting)
                waiting = []
            written += sum(record.stream.startswith("journey/") for record in copies)
        store.append(waiting)
    finally:
        store.close()
    return written


def _with_receipts(source: Sequence[Record], copies: Sequence[Record]) -> list[Record]:
    """The copies of one journey, in which each digest of earlier records is that of the copies."""
    stated: dict[str, tuple[bytes, bytes]] = {}
    found = []
    for record, copy in zip(source, copies, strict=True):
        old, new = stated.get(record.stream, (NO_FACTS, NO_FACTS))
        mended = evolve(copy, state=copy.state.replace(old.hex().encode(), new.hex().encode()))
        stated[record.stream] = (facts_after(old, record), facts_after(new, mended))
        found.append(mended)
    return found


def _copied(record: Record, source: int, number: int, *, marks: bool = True) -> Record:
    old, new = journeys.named(source), journeys.named(number)
    state = record.state.replace(old.encode(), new.encode())
    if number != source and marks:
        quarters = (number * 37 + record.version * 11) % 200  # up to 50, the least that an evaluation is out of
        state = POINTS.sub(
            b'"command":"record-evaluation"\\1"points":"%s"' % str(quarters / 4).encode(), state, count=1
        )
    return Record(stream=record.stream.replace(old, new), version=record.version, name=record.name, state=state)
