"""Eventsourcing's SQLite recorder, made to keep a digest of what it writes, to refuse gaps and to wait for its turn."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Lock

from eventsourcing.persistence import StoredEvent
from eventsourcing.sqlite import (
    SQLiteApplicationRecorder,
    SQLiteConnection,
    SQLiteConnectionPool,
    SQLiteCursor,
    SQLiteDatastore,
    SQLiteFactory,
    SQLiteTransaction,
)
from eventsourcing.utils import Environment

from certdomain.errors import BadInput, Damaged
from certdomain.store.entries import entry_of
from certdomain.store.failures import VERIFY, patiently, shown
from certdomain.store.integrity import kept
from certdomain.store.records import Row, require_next
from certdomain.store.schema import (
    DIGESTS,
    EVENTS,
    META,
    OWN,
    RANGE,
    SCHEMA,
    STATEMENTS,
    SUBTREES,
    TREE_STATEMENTS,
    connect,
    identify,
    schema_of,
)
from certdomain.store.tree import grown, grown_by_leaves
from certdomain.transparency.merkle import Range, leaf_hash

LAST_VERSION = f"SELECT MAX(originator_version) FROM {EVENTS} WHERE originator_id = ?"
LAST_ROW = f"SELECT MAX(rowid) FROM {EVENTS}"
_LAST_DIGEST = f"SELECT position, typeof(digest) FROM {DIGESTS} ORDER BY position DESC LIMIT 1"
_INSERT_ROW = f"INSERT INTO {EVENTS} (originator_id, originator_version, topic, state) VALUES (?, ?, ?, ?)"
_ALL_ROWS = f"SELECT originator_id, originator_version, topic, state FROM {EVENTS} ORDER BY rowid"
_INSERT_ROOT = f"INSERT INTO {SUBTREES} (level, number, root) VALUES (?, ?, ?)"
_READ_RANGE = f"SELECT state FROM {RANGE} WHERE id = 1"
_WRITE_RANGE = f"INSERT INTO {RANGE} (id, state) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state"
_INSERT_DIGEST = f"INSERT INTO {DIGESTS} (position, digest) VALUES (?, ?)"


class Pool(SQLiteConnectionPool):
    """Eventsourcing's pool, with connections of our own making."""

    def __init__(self, path: Path, patience: float) -> None:
        self.path = path
        self.patience = patience
        super().__init__(db_name=str(path), pool_timeout=patience)

    @staticmethod
    def detect_memory_mode(db_name: str) -> bool:  # the base class guesses from the file's name
        """Never: a file may well have `:memory:` in its name."""
        return False

    def _create_connection(self) -> SQLiteConnection:
        connection = connect(self.path, timeout=self.patience)
        connection.row_factory = sqlite3.Row  # the base recorder reads columns by name
        return SQLiteConnection(sqlite_conn=connection, max_age=None)


class Turn(SQLiteTransaction):
    """A transaction that, where it will write, takes the file's write lock before it reads."""

    def __enter__(self) -> SQLiteCursor:
        cursor = self.connection.cursor()
        cursor.execute("BEGIN IMMEDIATE" if self.commit else "BEGIN")
        return cursor


class Datastore(SQLiteDatastore):
    """Eventsourcing's datastore over our pool; it belongs to the process that made it."""

    def __init__(self, path: Path, where: str, patience: float) -> None:
        # Not the base's: that one would build its own pool, which turns any file that it opens to WAL mode.
        self.pool = Pool(path, patience)
        self.where = where
        self.patience = patience
        self.single_row_tracking = True
        self.originator_id_type = "text"
        self._process = os.getpid()
        self._writing = Lock()

    @contextmanager
    def transaction(self, *, commit: bool) -> Iterator[SQLiteCursor]:
        """A cursor inside a transaction, committed at the end if `commit`, rolled back on any error."""
        with self.get_connection(commit=commit) as connection, Turn(connection, commit=commit) as cursor, cursor:
            yield cursor

    @contextmanager
    def get_connection(self, *, commit: bool) -> Iterator[SQLiteConnection]:
        """A connection of the pool; threads that write take turns here instead of racing for the file's lock."""
        self.require_own_process()
        if commit:
            # A lock of our own: the pool's would stay taken for ever if a connection could not be made.
            with self._writing, self._lent() as connection:
                yield connection
        else:
            with self._lent() as connection:
                yield connection

    def require_own_process(self) -> None:
        """Raise RuntimeError in a child process: SQLite's locks do not survive a fork."""
        if os.getpid() != self._process:
            msg = "this store was opened by another process; open it again in this one"
            raise RuntimeError(msg)

    @contextmanager
    def _lent(self) -> Iterator[SQLiteConnection]:
        connection = self.pool.get_connection()
        try:
            yield connection
        finally:
            if not self.pool.closed:
                self.pool.put_connection(connection)


class NotingRecorder(SQLiteApplicationRecorder):
    """Writes each row together with its digest and its leaf, at the next position, only if it continues its stream.

    All ways in (`insert_events`, also from an eventsourcing application or event store) lead through `_insert_rows`, so
    that rows, digests and tree cannot part. Nothing here updates or deletes a row; of the tree, only the range that
    stands for all leaves so far is written anew.
    """

    datastore: Datastore

    def construct_create_table_statements(self) -> list[str]:
        """Eventsourcing's table and ours."""
        return [*super().construct_create_table_statements(), *STATEMENTS]

    def _create_table(self, c: SQLiteCursor) -> None:
        super()._create_table(c)
        c.executemany(f"INSERT OR IGNORE INTO {OWN} (key, value) VALUES (?, ?)", list(META.items()))

    def create_register(self) -> None:
        """Make the tables, unless another process has meanwhile; raises `Damaged` if that one made something else."""

        def make() -> None:
            with self.datastore.transaction(commit=True) as cursor:
                if identify(cursor.sqlite_cursor.connection, self.datastore.where):
                    self._create_table(cursor)

        patiently(make, self.datastore.patience)

    def insert_rows(self, rows: Sequence[Row]) -> None:
        """`insert_events` without a `StoredEvent` for each row, which bulk imports would only make to throw away."""

        def write() -> None:
            with self.datastore.transaction(commit=True) as cursor:
                self._insert_rows(cursor, rows)

        patiently(write, self.datastore.patience)

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: object) -> Sequence[int] | None:
        """Eventsourcing's way in; returns the positions.

        Raises:
            Conflict: a version is not its stream's current version + 1.
        """
        return patiently(partial(super().insert_events, stored_events, **kwargs), self.datastore.patience)

    def _insert_events(
        self, c: SQLiteCursor, stored_events: Sequence[StoredEvent], **_: object
    ) -> Sequence[int] | None:
        rows = [
            (str(event.originator_id), event.originator_version, event.topic, event.state) for event in stored_events
        ]
        return self._insert_rows(c, rows)

    def _insert_rows(self, c: SQLiteCursor, rows: Sequence[Row]) -> Sequence[int]:
        cursor = c.sqlite_cursor
        cursor.row_factory = None

        def current(stream: str) -> int:
            (version,) = cursor.execute(LAST_VERSION, (stream,)).fetchone()
            return number(self.datastore.where, stream, version)

        require_next(rows, current)
        last = self._head(cursor)
        tree = self._tree(cursor, last)
        digests = []
        leaves = []
        for position, (stream, version, name, state) in enumerate(rows, last + 1):
            parts = (stream.encode(), version, name.encode(), state)
            leaf = leaf_hash(entry_of(*parts))
            digests.append((position, kept(leaf, *parts)))
            leaves.append(leaf)
        tree, roots = grown_by_leaves(tree, leaves)
        # SQLite gives each row the position behind the last, which `_head` has seen to be the digests' last too.
        cursor.executemany(_INSERT_ROW, rows)
        cursor.executemany(_INSERT_DIGEST, digests)
        cursor.executemany(_INSERT_ROOT, roots)
        cursor.execute(_WRITE_RANGE, (bytes(tree),))
        return range(last + 1, last + 1 + len(rows))

    def _head(self, cursor: sqlite3.Cursor) -> int:
        (rows,) = cursor.execute(LAST_ROW).fetchone()
        position, kind = cursor.execute(_LAST_DIGEST).fetchone() or (0, "blob")
        if position != (rows or 0) or kind != "blob":
            what = f"the log ends at {rows or 0} and its digests at {position}"
            raise Damaged(self.datastore.where, what, VERIFY)
        return int(position)

    def _tree(self, cursor: sqlite3.Cursor, last: int) -> Range:
        """The tree as the register keeps it; grown of the rows, once, where a register of schema 1 has none yet."""
        schema = schema_of(cursor.connection)
        if schema == 1:
            for statement in TREE_STATEMENTS:
                cursor.execute(statement)
            rows = cursor.connection.execute(_ALL_ROWS)  # a cursor of its own: this one goes on writing
            entries = (entry_of(s.encode(), v, n.encode(), state) for s, v, n, state in rows)
            tree, roots = grown(Range.empty(), entries)
            cursor.executemany(_INSERT_ROOT, roots)
        else:
            (state,) = cursor.execute(_READ_RANGE).fetchone() or (bytes(Range.empty()),)
            tree = self.range_of(state)
        if schema < SCHEMA:
            cursor.execute(f"UPDATE {OWN} SET value = ? WHERE key = 'schema'", (META["schema"],))
        if tree.end != last or tree.begin:
            what = f"the log ends at {last} and its tree at {tree.end}"
            raise Damaged(self.datastore.where, what, VERIFY)
        return tree

    def range_of(self, state: object) -> Range:
        """What a register keeps of its tree; raises `Damaged` if it cannot be read."""
        try:
            return Range.from_bytes(state if isinstance(state, bytes) else b"")
        except BadInput as error:
            raise Damaged(self.datastore.where, "what it keeps of its tree cannot be read", VERIFY) from error


def number(where: str, stream: str, version: object) -> int:
    """The last version of a stream as SQLite gives it, 0 for none; raises `Damaged` if it is no number."""
    if isinstance(version, int | None):
        return version or 0
    raise Damaged(where, f"the last version of {shown(stream)} is not a number", VERIFY)


class NotingFactory(SQLiteFactory):
    """Eventsourcing's factory, told everything here: no variable of the process's environment is read."""

    application_recorder_class = NotingRecorder
    datastore: Datastore

    def __init__(self, path: Path, where: str, patience: float) -> None:
        super().__init__(
            Environment(
                env={
                    self.SQLITE_DBNAME: str(path),
                    self.ORIGINATOR_ID_TYPE: "text",
                    self.CREATE_TABLE: "no",  # a register is made on purpose, never by opening it
                }
            )
        )
        self.datastore.close()  # it has not opened anything yet
        self.datastore = Datastore(path, where, patience)

    def application_recorder(self) -> NotingRecorder:
        """The one recorder of this package; no topic can name another."""
        return NotingRecorder(self.datastore)
