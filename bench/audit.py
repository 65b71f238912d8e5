"""The audit of a register, in one process and in two; beside its parts, and plain hashlib over the same bytes."""

from __future__ import annotations

import resource
import sqlite3
from contextlib import closing
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from support import journeys, rows
from support.table import Table, arguments, finish, in_turn

from certdomain import Register
from certdomain.audit import audit, replay
from certdomain.store import open_store

ON = date(2030, 1, 1)
FLAT = 400_000_000
"""Bytes that the process may hold, whatever the size of the register."""


def read_and_hash(path: Path) -> None:
    """The floor: every state read in the order of the log, and hashed once."""
    with closing(sqlite3.connect(path)) as connection:
        for (state,) in connection.execute("SELECT state FROM stored_events ORDER BY rowid"):
            sha256(state).digest()


def replayed(path: Path) -> None:
    """Every record decided again and compared, and nothing counted."""
    with Register.open(path, create=False) as register:
        if not replay(register).same:
            raise SystemExit("a register that was just recorded does not come out again")


def decided(path: Path) -> None:
    """Every journey decided, as of one day."""
    with Register.open(path, create=False) as register:
        for journey in register.journeys():
            register.journey(journey).decide(ON)


def audited(path: Path, workers: int) -> None:
    """`certdomain audit`: verified, replayed, decided, counted clause by clause."""
    reopen = partial(Register.open, str(path), create=False)
    with Register.open(path, create=False) as register:
        report = audit(register, on=ON, workers=workers, reopen=reopen)
        if report.damaged or not report.same:
            raise SystemExit("a register that was just recorded does not come out again")


def main() -> None:
    options = arguments(__doc__ or "", journeys=100, repeats=1).parse_args()
    with TemporaryDirectory() as name:
        path = Path(name) / "register.db"
        rows.fill(path, options.journeys, faithful=True)
        with closing(open_store(path, create=False)) as store:
            count = store.tree().end
        floor, again, alone, one, two = in_turn(
            options.repeats,
            lambda: read_and_hash(path),
            lambda: replayed(path),
            lambda: decided(path),
            lambda: audited(path, 1),
            lambda: audited(path, 2),
        )
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    table = Table(f"audit: {count} records of {options.journeys} journeys of {journeys.TITLE}, from SQLite")
    line = table.floor("SELECT state, hashlib", floor, count, "record")
    table.beside(line, "replay alone", again, count)
    table.beside(line, "Journey.decide of every journey alone", alone, count)
    table.beside(line, "audit, one process", one, count, memory=held)
    table.beside(line, "audit, two processes", two, count)
    table.target("at most 400 MB, whatever the size", f"{held / 1e6:.0f} MB", met=held <= FLAT)
    finish(table, options)


if __name__ == "__main__":
    main()
