"""Verifying a register from its stored bytes, in one process and in two; beside plain hashlib over the same bytes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from support import journeys, rows
from support.table import Table, arguments, finish, in_turn

from certdomain.audit import verify
from certdomain.store import open_store

LEAST = 300_000
"""Records a second that are to be verified, on two cores."""


def read_and_hash(path: Path) -> None:
    """The floor: every state read in the order of the log, and hashed once. It compares nothing."""
    with closing(sqlite3.connect(path)) as connection:
        for (state,) in connection.execute("SELECT state FROM stored_events ORDER BY rowid"):
            sha256(state).digest()


def checked(path: Path, workers: int) -> None:
    """Types, order, digests, tree, tables and pages."""
    with closing(open_store(path, create=False)) as store:
        if next(store.check(workers=workers), None) is not None:
            raise SystemExit("a sound register has faults")


def counted(path: Path) -> None:
    """`certdomain verify`, the count of records by kind included."""
    with closing(open_store(path, create=False)) as store:
        if not verify(store).sound:
            raise SystemExit("a sound register has faults")


def main() -> None:
    options = arguments(__doc__ or "", journeys=10_000, repeats=3).parse_args()
    with TemporaryDirectory() as name:
        path = Path(name) / "register.db"
        rows.fill(path, options.journeys)
        with closing(open_store(path, create=False)) as store:
            count = store.tree().end
        floor, one, two, whole = in_turn(
            options.repeats,
            lambda: read_and_hash(path),
            lambda: checked(path, 1),
            lambda: checked(path, 2),
            lambda: counted(path),
        )
    table = Table(f"verify: {count} records of {options.journeys} journeys of {journeys.TITLE}, from SQLite")
    line = table.floor("SELECT state, hashlib", floor, count, "record")
    table.beside(line, "Store.check, one process", one, count)
    table.beside(line, "Store.check, two processes", two, count)
    table.beside(line, "audit.verify, kinds counted too", whole, count)
    found = count / min(one, two)
    table.target(f"at least {LEAST} records a second", f"{found:.0f}", met=found >= LEAST)
    finish(table, options)


if __name__ == "__main__":
    main()
