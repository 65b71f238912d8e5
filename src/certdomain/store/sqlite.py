"""The store in one SQLite file."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import Any

from certdomain.errors import Damaged
from certdomain.store.entries import entry_of
from certdomain.store.failures import SQLITE, VERIFY, patiently, said, shown, told
from certdomain.store.integrity import (
    Fault,
    IntegrityFault,
    StoredRow,
    compare,
    compare_versions,
    whose,
)
from certdomain.store.mapper import record_of, row_of
from certdomain.store.quick import PART, Outline, kept_in, outline, sound, sound_in_parts
from certdomain.store.recorder import LAST_ROW, LAST_VERSION, NotingFactory, number
from certdomain.store.records import Record, Signed, is_name, is_stream, trusted
from certdomain.store.schema import (
    DIGESTS,
    EVENTS,
    RANGE,
    SIGNED,
    SUBTREES,
    altered_tables,
    connect,
    is_new,
    schema_of,
    use_wal,
)
from certdomain.store.tree import Regrown, tile_of
from certdomain.transparency.merkle import HASH_SIZE, TILE, Hashes, Range, TiledHashes

_BATCH = 1000
_LARGEST = 2**63 - 1

_READ = f"SELECT originator_version, topic, state FROM {EVENTS} WHERE originator_id = ? ORDER BY originator_version"
_READ_UPTO = (
    f"SELECT originator_version, topic, state FROM {EVENTS}"
    " WHERE originator_id = ? AND originator_version <= ? ORDER BY originator_version"
)
# The upper bound is the prefix and a byte that UTF-8 never has: behind every text that begins with the prefix.
_STREAMS = (
    f"SELECT DISTINCT originator_id FROM {EVENTS} WHERE originator_id >= ? AND originator_id > ?"
    f" AND originator_id < CAST(? AS TEXT) ORDER BY originator_id LIMIT {_BATCH}"
)
_KINDS = (
    "SELECT CASE instr(stream, '/') WHEN 0 THEN stream ELSE substr(stream, 1, instr(stream, '/') - 1) END, SUM(many)"
    f" FROM (SELECT originator_id stream, COUNT(*) many FROM {EVENTS} GROUP BY originator_id) GROUP BY 1 ORDER BY 1"
)
_SCAN = (
    f"SELECT rowid, originator_id, originator_version, topic, state FROM {EVENTS}"
    f" WHERE rowid > ? AND rowid <= ? ORDER BY rowid LIMIT {_BATCH}"
)
_CHECK_ROWS = (
    "SELECT rowid, originator_id, originator_version, topic, state, typeof(originator_id) = 'text'"
    " AND typeof(originator_version) = 'integer' AND typeof(topic) = 'text' AND typeof(state) = 'blob'"
    f" FROM {EVENTS} ORDER BY rowid"
)
_CHECK_DIGESTS = (
    f"SELECT position, CASE typeof(digest) WHEN 'blob' THEN digest ELSE x'' END FROM {DIGESTS} ORDER BY position"
)
_CHECK_VERSIONS = (
    f"SELECT originator_id, originator_version, rowid FROM {EVENTS} WHERE typeof(originator_id) = 'text'"
    " AND typeof(originator_version) = 'integer' ORDER BY originator_id, originator_version"
)

_POSITIONS = f"SELECT rowid FROM {EVENTS} WHERE originator_id = ? ORDER BY originator_version"
_RANGE = f"SELECT state FROM {RANGE} WHERE id = 1"
_ROOTS = f"SELECT root FROM {SUBTREES} WHERE level = ? AND number >= ? AND number < ? ORDER BY number"
_SIGNED = f"SELECT size, root, note FROM {SIGNED} ORDER BY number"
_SIGN = f"INSERT INTO {SIGNED} (size, root, note) VALUES (?, ?, ?)"


class SqliteStore:
    """A `Store` in one SQLite file, in WAL mode, synchronous FULL.

    Any number of threads may use it at once, and any number of processes the same file, each with a store of its own;
    writers take turns, readers never wait for them. Rows are only ever added. While the file is open, records may still
    stand in the `-wal` file beside it: copy a register when it is closed, or with SQLite's backup command.
    """

    def __init__(self, path: str | os.PathLike[str], *, create: bool = True, patience: float = 30.0) -> None:
        """Open the register at `path`, making it first if `create`.

        Args:
            path: a file; taken literally, whatever characters it has.
            create: whether to make what is not there. The folder must exist.
            patience: seconds to wait for other programs that write to the file.

        Raises:
            Damaged: no such register, or one that cannot be used; `advice` says what to do.
        """
        self._where = shown(os.fspath(path))
        self._path = _absolute(path, self._where)
        self._patience = patience
        with told(self._where):
            new = patiently(lambda: is_new(self._path, self._where, create=create, timeout=patience), patience)
            if new:
                patiently(self._make_file, patience)
            self._recorder = NotingFactory(self._path, self._where, patience).application_recorder()
            if new:
                self._recorder.create_register()

    def append(self, records: Sequence[Record]) -> None:
        """See `Store.append`. A thousand records at once cost little more than ten."""
        rows = list(map(row_of, records))
        with told(self._where):
            if rows:
                self._recorder.insert_rows(rows)

    def read(self, stream: str, upto: int | None = None) -> Sequence[Record]:
        """See `Store.read`."""
        if not is_stream(stream):
            return ()
        if upto is None:
            rows = self._rows(_READ, (stream,))
        else:
            rows = self._rows(_READ_UPTO, (stream, min(max(upto, 0), _LARGEST)))
        records = []
        for due, (version, name, state) in enumerate(rows, 1):
            if version != due:
                raise Damaged(self._where, f"version {due} of {shown(stream)} is missing", VERIFY)
            # What `record_of` would require, which makes the words of it.
            if type(version) is int and type(state) is bytes and type(name) is str and is_name(name):
                records.append(trusted(stream, version, name, state))
            else:
                records.append(self._record(stream, version, name, state))
        return records

    def version(self, stream: str) -> int:
        """See `Store.version`."""
        if not is_stream(stream):
            return 0
        ((version,),) = self._rows(LAST_VERSION, (stream,))
        return number(self._where, stream, version)

    def streams(self, prefix: str = "") -> Iterator[str]:
        """See `Store.streams`."""
        last = ""
        if prefix and not is_stream(prefix):
            return
        while page := self._rows(_STREAMS, (prefix, last, prefix.encode() + b"\xff")):
            for (stream,) in page:
                yield str(stream)
            last = str(page[-1][0])

    def kinds(self) -> Mapping[str, int]:
        """See `Store.kinds`."""
        return {str(kind): int(count) for kind, count in self._rows(_KINDS, ())}

    def scan(self, after: int = 0) -> Iterator[tuple[int, Record]]:
        """See `Store.scan`. Reads by the thousand and holds nothing between: a slow reader hinders nobody."""
        ((last,),) = self._rows(LAST_ROW, ())
        at = max(after, 0)
        while last is not None and at < last:
            page = self._rows(_SCAN, (at, last))
            for position, *values in page:
                at += 1
                if position != at:
                    raise Damaged(self._where, f"position {at} is missing", VERIFY)
                yield at, self._record(*values)

    def positions(self, stream: str) -> Sequence[int]:
        """See `Store.positions`."""
        return [int(position) for (position,) in self._rows(_POSITIONS, (stream,))] if is_stream(stream) else []

    def entries(self, after: int, upto: int) -> Iterator[bytes]:
        """See `Store.entries`."""
        at = max(after, 0)
        while at < upto:
            page = self._rows(_SCAN, (at, upto))
            if not page:
                return
            for position, stream, version, name, state in page:
                at += 1
                if position != at:
                    raise Damaged(self._where, f"position {at} is missing", VERIFY)
                record = self._record(stream, version, name, state)
                yield entry_of(record.stream.encode(), record.version, record.name.encode(), record.state)

    def tree(self) -> Range:
        """See `Store.tree`."""
        with closing(connect(self._path, timeout=self._patience)) as connection, told(self._where):
            if schema_of(connection) == 1:
                return Range.empty()
            (state,) = connection.execute(_RANGE).fetchone() or (bytes(Range.empty()),)
        return self._recorder.range_of(state)

    def hashes(self) -> Hashes:
        """See `Store.hashes`."""
        return TiledHashes(_Tiles(self))

    def tile(self, level: int, index: int) -> bytes:
        """Up to 256 hashes side by side: of leaves, taken again of their rows, or of kept subtrees."""
        if level == 0:
            return tile_of(self.entries(index * TILE, (index + 1) * TILE))
        found = self._rows(_ROOTS, (level * 8, index * TILE, (index + 1) * TILE))
        roots = [root for (root,) in found]
        if any(not isinstance(root, bytes) or len(root) != HASH_SIZE for root in roots):
            raise Damaged(self._where, "what it keeps of its tree cannot be read", VERIFY)
        return b"".join(roots)

    def signed(self) -> Sequence[Signed]:
        """See `Store.signed`."""
        with closing(connect(self._path, timeout=self._patience)) as connection, told(self._where):
            found = [] if schema_of(connection) == 1 else connection.execute(_SIGNED).fetchall()
        return [Signed(size, root, note) for size, root, note in found]

    def keep_signed(self, size: int, root: bytes, note: str) -> None:
        """See `Store.keep_signed`."""

        def write() -> None:
            with self._recorder.datastore.transaction(commit=True) as cursor:
                cursor.sqlite_cursor.execute(_SIGN, (size, root, note))

        with told(self._where):
            patiently(write, self._patience)

    def check(self, tree: Regrown | None = None, workers: int = 1) -> Iterator[IntegrityFault]:
        """See `Store.check`. One consistent view of the file, read from end to end, a row at a time.

        What no check from inside the file can find is said in `certdomain.store.integrity`.
        """
        self._require_open()
        tree = Regrown() if tree is None else tree
        with ThreadPoolExecutor(1) as beside:
            asked = beside.submit(outline, self._path, self._patience)
            try:
                with closing(connect(self._path, timeout=self._patience)) as connection:
                    connection.execute("BEGIN")
                    yield from self._check_tables(connection)
                    tree.kept = kept_in(connection)
                    ((last,),) = connection.execute(LAST_ROW).fetchall()
                    if self._is_sound(connection, tree, last or 0, workers) and asked.result().in_order:
                        yield from self._check_tree(connection, tree)
                    else:
                        tree.forget()
                        yield from self._check_rows(connection, tree)
            except SQLITE as error:
                tree.kept = None
                yield _fault(Fault.UNREADABLE, "a readable file", said(error), position=tree.done().end + 1)
            finally:
                tree.kept = None  # the connection that it asked is closed
            yield from self._check_pages(asked.result())

    def _check_rows(self, connection: sqlite3.Connection, tree: Regrown) -> Iterator[IntegrityFault]:
        """What is wrong, and where: a row at a time."""
        whole = True

        def rows() -> Iterator[StoredRow]:
            reached = 0
            for position, stream, version, name, state, typed in connection.execute(_CHECK_ROWS):
                # Behind a hole the tree cannot be grown: what comes next is not the leaf that it was.
                if typed and position == reached + 1:
                    tree.add(entry_of(stream, version, name, state))
                    reached = position
                yield StoredRow(position, stream, version, name, state, bool(typed))

        connection.text_factory = bytes  # what was tampered with need not be UTF-8
        for fault in compare(rows(), connection.execute(_CHECK_DIGESTS)):
            whole = False
            yield whose(fault, lambda: _versions(connection))
        yield from compare_versions(connection.execute(_CHECK_VERSIONS))
        if whole:  # else the tree cannot but differ, and the faults above say where
            yield from self._check_tree(connection, tree)

    def close(self) -> None:
        """See `Store.close`."""
        self._recorder.datastore.close()

    def _make_file(self) -> None:
        with closing(connect(self._path, timeout=self._patience, create=True)) as connection:
            use_wal(connection)

    def _rows(self, query: str, parameters: tuple[str | int | bytes, ...]) -> list[Any]:
        """All rows of a query, as plain tuples: eventsourcing's own way makes three objects of each."""

        def fetch() -> list[Any]:
            with self._recorder.datastore.get_connection(commit=False) as connection, connection.cursor() as cursor:
                cursor.row_factory = None
                return cursor.execute(query, parameters).fetchall()

        with told(self._where):
            return patiently(fetch, self._patience)

    def _record(self, stream: object, version: object, name: object, state: object) -> Record:
        try:
            return record_of(stream, version, name, state)
        except (TypeError, ValueError) as error:
            what = f"a record of {shown(str(stream))} is not one that certdomain wrote: {shown(str(error))}"
            raise Damaged(self._where, what, VERIFY) from error

    def _require_open(self) -> None:
        self._recorder.datastore.require_own_process()
        if self._recorder.datastore.pool.closed:
            msg = f"{self._where}: the store is closed"
            raise RuntimeError(msg)

    def _check_tables(self, connection: sqlite3.Connection) -> Iterator[IntegrityFault]:
        for expected, actual in altered_tables(connection, self._recorder.create_table_statements):
            yield _fault(Fault.TABLES, shown(expected), shown(actual))

    def _is_sound(self, connection: sqlite3.Connection, tree: Regrown, last: int, workers: int) -> bool:
        if workers > 1 and last > PART:
            return sound_in_parts(self._path, tree, last, workers)
        return sound(connection, tree, last)

    def _check_tree(self, connection: sqlite3.Connection, tree: Regrown) -> Iterator[IntegrityFault]:
        """The tree that the rows give, against what is kept of it. Whoever rewrites rows and digests meets it here."""
        grown = tree.done()
        if schema_of(connection) == 1:
            return
        for level, index in tree.differing:
            first, last = (index << level) + 1, (index + 1) << level
            found = kept_in(connection)(level, index)
            yield IntegrityFault(
                position=first,
                stream=None,
                version=None,
                what=Fault.TREE,
                expected=f"the root on record of positions {first} to {last} ({_hex(found)})",
                actual="another root from their bytes",
            )
        (state,) = connection.execute(_RANGE).fetchone() or (bytes(Range.empty()),)
        if state != bytes(grown):
            known = _range(state)
            yield _fault(
                Fault.TREE,
                f"what the register keeps of its tree ({_told(known)})",
                f"the tree of its {grown.end} records, with the root {grown.root().hex()}",
                position=None if known is None else grown.parts_from(known) + 1,
            )
        ((count,),) = connection.execute(f"SELECT COUNT(*) FROM {SUBTREES}").fetchall()
        due = sum(grown.end >> level for level in range(8, 64, 8))
        if count != due:
            yield _fault(Fault.TREE, f"{due} kept roots of subtrees", f"{count}")

    def _check_pages(self, found: Outline) -> Iterator[IntegrityFault]:
        """What SQLite knows of its own file; an index that contradicts its table would hide rows from `read`."""
        for message in found.messages:
            yield _fault(Fault.UNREADABLE, "a sound SQLite file", shown(message))


class _Tiles:
    """The tiles of a store; of those that were read, the last few are remembered."""

    def __init__(self, store: SqliteStore) -> None:
        self.tile = lru_cache(maxsize=16)(store.tile)


def _absolute(path: str | os.PathLike[str], where: str) -> Path:
    """The path, whatever becomes the current folder later."""
    try:
        return Path(path).absolute()
    except FileNotFoundError:
        raise Damaged(where, "the current folder does not exist any more", "change into a folder that does") from None


def _versions(connection: sqlite3.Connection) -> Iterator[tuple[bytes, int]]:
    """The streams that are left, each with its last version."""
    yield from connection.execute(
        f"SELECT originator_id, MAX(originator_version) FROM {EVENTS}"
        " WHERE typeof(originator_id) = 'text' AND typeof(originator_version) = 'integer' GROUP BY originator_id"
    )


def _hex(root: bytes | None) -> str:
    return "none" if root is None else root.hex()


def _range(state: object) -> Range | None:
    """What a register keeps of its tree, if it can be read."""
    try:
        return Range.from_bytes(state if isinstance(state, bytes) else b"")
    except ValueError:
        return None


def _told(known: Range | None) -> str:
    return "unreadable" if known is None else f"{known.end} records, with the root {known.root().hex()}"


def _fault(what: Fault, expected: str, actual: str, position: int | None = None) -> IntegrityFault:
    return IntegrityFault(position=position, stream=None, version=None, what=what, expected=expected, actual=actual)
