"""From stored bytes to state: every journey read, decoded and folded; beside a plain read, and the usual aggregates.

What is large in an answer (tree, verdicts, findings) is kept as bytes until it is asked for; one line asks for it all.
"""

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
from certdomain.dossier import Dossier, fold
from certdomain.envelope import Recorded
from certdomain.events import decode
from certdomain.store import Store, open_store

FASTER = 5
"""How many times faster than the usual aggregates the register is to be."""


def read_plain(path: Path) -> None:
    """The floor: all states in the order of the log, decoded to plain maps. It keeps nothing."""
    with closing(sqlite3.connect(path)) as connection:
        for (state,) in connection.execute("SELECT state FROM stored_events ORDER BY rowid"):
            msgspec.json.decode(state)


def fold_all(path: Path) -> None:
    """Every journey to its dossier, one after the other, as a report over a register or an audit of it reads them."""
    store = open_store(path, create=False)
    try:
        for stream in store.streams("journey/"):
            if not folded(store, stream).enrolment:
                raise SystemExit("a journey came back empty")
    finally:
        store.close()


def open_all(path: Path) -> None:
    """The same, and every part of every answer looked at."""
    store = open_store(path, create=False)
    try:
        for stream in store.streams("journey/"):
            for recorded in folded(store, stream).recorded:
                answer = recorded.answer
                answer.tree, answer.decided, answer.findings, answer.rejudged  # noqa: B018  to look is to open
    finally:
        store.close()


def folded(store: Store, stream: str) -> Dossier:
    """One journey: read, decoded and folded."""
    journey = stream.removeprefix("journey/")
    events = [decode(journey, record.version, record.name, record.state) for record in store.read(stream)]
    return fold(journey, [event for event in events if isinstance(event, Recorded)])


def file_all(path: Path) -> None:
    """Every journey through the register, which holds on to the last 512 of them."""
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
        floor, ours, filed, opened, usual = in_turn(
            options.repeats,
            lambda: read_plain(path),
            lambda: fold_all(path),
            lambda: file_all(path),
            lambda: open_all(path),
            lambda: rival.load(app, ids),
        )
        app.close()
    table = Table(f"replay: {options.journeys} journeys, {count} records of {journeys.TITLE} to state, from SQLite")
    line = table.floor("SELECT state, untyped decode", floor, count, "record")
    table.beside(line, "read, decode and fold every journey", ours, count)
    table.beside(line, "Register.file of every journey, 512 held", filed, count)
    table.beside(line, "read, decode, fold, and open all answers", opened, count)
    table.beside(line, "eventsourcing's aggregates, repository.get", usual, count)
    found = usual / ours
    table.target(f"at least {FASTER} times as fast as the aggregates", f"{found:.1f} times", met=found >= FASTER)
    finish(table, options)


if __name__ == "__main__":
    main()
