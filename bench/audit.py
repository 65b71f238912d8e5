"""The audit of a register, in one process and in several; beside its parts, and plain hashlib over the same bytes.

Each run has a process of its own, so that the memory that is reported is its own. `--skip-one` leaves out what is done
in one process: with a register of a hundred thousand journeys that takes an hour.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from attrs import frozen
from support import journeys, rows
from support.apart import Spent, Told, apart, say
from support.table import Table, arguments, finish

from certdomain import Register
from certdomain.audit import audit, replay
from certdomain.audit.spreading import gathered
from certdomain.store import open_store

ON = date(2030, 1, 1)
FLAT = 400_000_000
"""Bytes that all processes together may hold, whatever the size of the register."""
NUMBERS = {1: "one process", 2: "two processes", 3: "three processes", 4: "four processes"}


@frozen
class Decided:
    """How many journeys were decided."""

    count: int = 0

    def merge(self, other: Decided) -> Decided:
        """Both together."""
        return Decided(self.count + other.count)


def decide(register: Register, _kind: str, name: str) -> Decided:
    """One journey, decided as of one day."""
    register.journey(name).decide(ON)
    return Decided(1)


def opened(path: Path) -> Callable[[], Register]:
    """What opens the register, here and in the workers."""
    return partial(Register.open, str(path), create=False)


def read_and_hash(path: Path) -> None:
    """The floor: every state read in the order of the log, and hashed once."""
    with closing(sqlite3.connect(path)) as connection:
        for (state,) in connection.execute("SELECT state FROM stored_events ORDER BY rowid"):
            sha256(state).digest()


def replayed(path: Path, workers: int) -> None:
    """Every record decided again and compared, and nothing counted."""
    with opened(path)() as register:
        if not replay(register, workers, reopen=opened(path), progress=Told("replayed")).same:
            raise SystemExit("a register that was just recorded does not come out again")


def decided(path: Path, workers: int) -> None:
    """Every journey decided, as of one day."""
    with opened(path)() as register:
        told = Told("decided")
        gathered(register, decide, Decided(), kinds=("journey",), workers=workers, reopen=opened(path), progress=told)


def audited(path: Path, workers: int) -> None:
    """`certdomain audit`: verified, replayed, decided, counted clause by clause."""
    with opened(path)() as register:
        report = audit(
            register,
            on=ON,
            workers=workers,
            reopen=opened(path),
            verifying=Told("verified"),
            progress=Told("audited"),
        )
        if report.damaged or not report.same:
            raise SystemExit("a register that was just recorded does not come out again")


def measured(repeats: int, works: dict[str, Callable[[], object]]) -> dict[str, Spent]:
    """The median of each work, which take turns, with the most memory of all its runs."""
    spent: dict[str, list[Spent]] = {what: [] for what in works}
    for _ in range(repeats):
        for what, work in works.items():
            say(f"{what} …")
            spent[what].append(apart(work))
            say(f"{what}: {spent[what][-1].seconds:.1f} s")
    return {
        what: Spent(median(s.seconds for s in each), max(s.own for s in each), max(s.worker for s in each))
        for what, each in spent.items()
    }


def main() -> None:
    parser = arguments(__doc__ or "", journeys=100, repeats=1)
    parser.add_argument("--workers", type=int, default=2, help="how many processes share the work (default: 2)")
    parser.add_argument("--skip-one", action="store_true", help="leave out the runs in one process, for large sizes")
    options = parser.parse_args()
    several = options.workers
    sizes = [several] if options.skip_one else list(dict.fromkeys((1, several)))
    with TemporaryDirectory() as name:
        path = Path(name) / "register.db"
        say(f"a register of {options.journeys:,} journeys is made …")
        rows.fill(path, options.journeys, faithful=True)
        with closing(open_store(path, create=False)) as store:
            count = store.tree().end
        works: dict[str, Callable[[], object]] = {"SELECT state, hashlib": partial(read_and_hash, path)}
        for what, work in (
            ("replay alone", replayed),
            ("Journey.decide of every journey alone", decided),
            ("audit", audited),
        ):
            works |= {f"{what}, {NUMBERS.get(n, f'{n} processes')}": partial(work, path, n) for n in sizes}
        spent = measured(options.repeats, works)
    table = Table(f"audit: {count} records of {options.journeys} journeys of {journeys.TITLE}, from SQLite")
    first, *others = works
    line = table.floor(first, spent[first].seconds, count, "record")
    for what in others:
        table.beside(line, what, spent[what].seconds, count)
    for n in sizes:
        each = spent[f"audit, {NUMBERS.get(n, f'{n} processes')}"]
        of = f"{each.own / 1e6:.0f} MB" + (f" and {n} workers of up to {each.worker / 1e6:.0f} MB" if n > 1 else "")
        most = each.most(n)
        table.target(f"audit with {n}: at most 400 MB, whatever the size", of, met=most <= FLAT)
    if len(sizes) > 1:
        one, shared = (spent[f"audit, {NUMBERS.get(n, f'{n} processes')}"].seconds for n in sizes)
        say(f"the audit in {several} processes is {one / shared:.2f} times as fast as in one")
    finish(table, options)


if __name__ == "__main__":
    main()
