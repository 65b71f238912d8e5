"""From stored bytes to state: every journey read, decoded and folded; beside a plain read, and the usual aggregates."""

from __future__ import annotations

import gc
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import msgspec
from support import journeys, rival, rows
from support.table import Table, arguments, finish, in_turn

from certdomain import Register
from certdomain.store import open_store

FASTER = 5
"""How many times faster than the usual aggregates the register is to be."""


def read_plain(path: Path) -> None:
    """The floor: all states in the order of the log, decoded to plain maps. It keeps nothing."""
    with closing(sqlite3.connect(path)) as connection:
        for (state,) in connection.execute("SELECT state FROM stored_events ORDER BY rowid"):
            msgspec.json.decode(state)


def fold_all(path: Path) -> None:
    """Every journey of the register to its dossier."""
    with Register.open(path, create=False) as register:
        if not all(register.file(journey).enrolment for journey in register.journeys()):
            raise SystemExit("a journey came back empty")


def save_rivals(path: Path, target: Path) -> list[UUID]:
    """The same facts in the file of the usual aggregates."""
    store = open_store(path, create=False)
    app = rival.application(target)
    try:
        return [
            rival.fill(app, stream.removeprefix("journey/"), store.read(stream)) for stream in store.streams("journey/")
        ]
    finally:
        store.close()
        app.close()


def main() -> None:
    options = arguments(__doc__ or "", journeys=400, repeats=3).parse_args()
    with TemporaryDirectory() as name:
        path, other = Path(name) / "register.db", Path(name) / "aggregates.db"
        count = rows.fill(path, options.journeys)
        ids = save_rivals(path, other)
        app = rival.application(other)
        if rival.load(app, ids) != count:
            raise SystemExit("the two files do not hold the same number of records")
        gc.freeze()
        floor, ours, usual = in_turn(
            options.repeats, lambda: read_plain(path), lambda: fold_all(path), lambda: rival.load(app, ids)
        )
        app.close()
    table = Table(f"replay: {options.journeys} journeys, {count} records of {journeys.TITLE} to state, from SQLite")
    line = table.floor("SELECT state, untyped decode", floor, count, "record")
    table.beside(line, "Register.file of every journey", ours, count)
    table.beside(line, "eventsourcing's aggregates, repository.get", usual, count)
    found = usual / ours
    table.target(f"at least {FASTER} times as fast as the aggregates", f"{found:.1f} times", met=found >= FASTER)
    finish(table, options)


if __name__ == "__main__":
    main()
