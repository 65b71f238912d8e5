"""Verifying a register from its stored bytes, in one process and in two; beside plain hashlib over the same bytes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from support.table import Table, arguments, finish, in_turn

from certdomain.store import Regrown, open_store
from certdomain.store.quick import PART, sound, sound_in_parts
from certdomain.store.schema import connect

# What fills and decides is imported where it is called: a process that shares the work imports this module again.

LEAST = 300_000
"""Records a second that are to be verified, on two cores."""


def filled(path: Path, count: int) -> int:
    """A register of so many journeys; returns the number of its records."""
    from support import rows

    rows.fill(path, count)
    with closing(open_store(path, create=False)) as store:
        return store.tree().end


def read_and_hash(path: Path) -> None:
    """The floor: every state read in the order of the log, and hashed once. It compares nothing."""
    with closing(sqlite3.connect(path)) as connection:
        for (state,) in connection.execute("SELECT state FROM stored_events ORDER BY rowid"):
            sha256(state).digest()


def recomputed(path: Path, workers: int, count: int) -> None:
    """Every leaf hash taken again of its row, compared with the digest beside it; the tree grown of them."""
    with closing(open_store(path, create=False)) as store:
        due = store.tree().root()
    tree = Regrown()
    with closing(connect(path, timeout=60)) as connection:
        shared = workers > 1 and count > PART
        whole = sound_in_parts(path, tree, count, workers) if shared else sound(connection, tree, count)
    if not whole or tree.done().root() != due:
        raise SystemExit("a sound register has faults")


def checked(path: Path, workers: int) -> None:
    """The same; then types, the order of every stream, tables, and SQLite's own check of pages and indexes."""
    with closing(open_store(path, create=False)) as store:
        if next(store.check(workers=workers), None) is not None:
            raise SystemExit("a sound register has faults")


def counted(path: Path) -> None:
    """`certdomain verify`, the count of records by kind included."""
    from certdomain.audit import verify

    with closing(open_store(path, create=False)) as store:
        if not verify(store).sound:
            raise SystemExit("a sound register has faults")


def main() -> None:
    options = arguments(__doc__ or "", journeys=40_000, repeats=3).parse_args()
    with TemporaryDirectory() as name:
        path = Path(name) / "register.db"
        count = filled(path, options.journeys)
        floor, one, two, check_one, check_two, whole = in_turn(
            options.repeats,
            lambda: read_and_hash(path),
            lambda: recomputed(path, 1, count),
            lambda: recomputed(path, 2, count),
            lambda: checked(path, 1),
            lambda: checked(path, 2),
            lambda: counted(path),
        )
    from support import journeys

    table = Table(f"verify: {count} records of {options.journeys} journeys of {journeys.TITLE}, from SQLite")
    line = table.floor("SELECT state, hashlib", floor, count, "record")
    table.beside(line, "leaves, digests, tree, one process", one, count)
    table.beside(line, "leaves, digests, tree, two processes", two, count)
    table.beside(line, "Store.check, one process", check_one, count)
    table.beside(line, "Store.check, two processes", check_two, count)
    table.beside(line, "audit.verify, kinds counted too", whole, count)
    for what, seconds in (("from payload", min(one, two)), ("by Store.check", min(check_one, check_two))):
        found = count / seconds
        table.target(f"at least {LEAST} records a second {what}", f"{found:.0f}", met=found >= LEAST)
    finish(table, options)


if __name__ == "__main__":
    main()
