"""Importing a JSON Lines file; beside parsing its lines, and raw sqlite3 writing the same rows.

Each works in a process of its own, for its memory: how far the peak (`ru_maxrss`) grew over what it held at the start.
"""

from __future__ import annotations

import json
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from support import journeys
from support.rows import INSERT, SCHEMA, raw_connection
from support.table import Line, Table, arguments, finish, timed

BATCH = 1000
Figures = tuple[float, int]


def parse(lines: Path) -> None:
    """The floor of reading: every line, by the standard library."""
    with lines.open("rb") as file:
        for line in file:
            json.loads(line)


def copy(source: Path, target: Path) -> None:
    """The floor of writing: the rows that the import wrote, a thousand a transaction."""
    with closing(sqlite3.connect(source)) as register, closing(raw_connection(target)) as plain:
        plain.execute(SCHEMA)
        rows = register.execute(
            "SELECT originator_id, originator_version, topic, state FROM stored_events ORDER BY rowid"
        )
        while page := rows.fetchmany(BATCH):
            plain.execute("BEGIN IMMEDIATE")
            plain.executemany(INSERT, page)
            plain.execute("COMMIT")


def import_all(lines: Path, target: Path) -> Callable[[], None]:
    """The import itself, with its modules and plugins loaded beforehand."""
    from certdomain import Register
    from certdomain.importing import import_file

    with Register.open("memory:") as register:
        register.titles()

    def work() -> None:
        with Register.open(target) as register:
            outcome = import_file(register, lines)
        if outcome.invalid.count or outcome.refused.count or outcome.referred.count:
            raise SystemExit("lines were not granted: the benchmark's journeys need mending")

    return work


def child(role: str, lines: Path, source: Path, target: Path) -> None:
    """In a process of its own: do one work, and print its seconds and the growth of its peak memory, in bytes."""
    works: dict[str, Callable[[], Callable[[], None]]] = {
        "parse": lambda: lambda: parse(lines),
        "copy": lambda: lambda: copy(source, target),
        "import": lambda: import_all(lines, target),
    }
    work = works[role]()
    before = _peak()
    seconds = timed(work)
    print(json.dumps([seconds, _peak() - before]))


def _peak() -> int:
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def run(role: str, *paths: Path) -> Figures:
    """One work in a child process."""
    command = [sys.executable, __file__, "--child", role, *map(str, paths)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, growth = json.loads(done.stdout)
    return float(seconds), int(growth)


def measure(table: Table, folder: Path, count: int, repeats: int) -> Line:
    """A file of so many journeys; the line of the import."""
    lines = folder / f"{count}.jsonl"
    written = journeys.write_lines(lines, count)
    times: dict[str, list[Figures]] = {"parse": [], "copy": [], "import": []}
    for number in range(repeats):
        register = folder / f"{count}-{number}.db"
        times["parse"].append(run("parse", lines, register, register))
        times["import"].append(run("import", lines, register, register))
        times["copy"].append(run("copy", lines, register, folder / f"{count}-{number}-raw.db"))
    seconds = {role: median(each for each, _ in figures) for role, figures in times.items()}
    growth = {role: max(each for _, each in figures) for role, figures in times.items()}
    of = f"{count} journeys"
    floor = table.floor(f"json.loads and raw sqlite3, {of}", seconds["parse"] + seconds["copy"], written, "line")
    table.beside(floor, f"  json.loads alone, {of}", seconds["parse"], written, growth["parse"])
    table.beside(floor, f"  raw sqlite3 alone, {of}", seconds["copy"], written, growth["copy"])
    return table.beside(floor, f"import_file, {of}", seconds["import"], written, growth["import"])


def main() -> None:
    parser = arguments((__doc__ or "").partition(";")[0], journeys=160, repeats=1)
    parser.add_argument("--child", nargs=4, metavar=("ROLE", "LINES", "SOURCE", "TARGET"), help="used by itself")
    options = parser.parse_args()
    if options.child:
        role, *paths = options.child
        child(role, *map(Path, paths))
        return
    table = Table("import: a JSON Lines file, checked whole, decided, recorded")
    if find_spec("certdomain.importing") is None:
        print("skipped: this version of certdomain has no certdomain.importing")
        return
    with TemporaryDirectory() as name:
        few = measure(table, Path(name), max(1, options.journeys // 4), options.repeats)
        many = measure(table, Path(name), options.journeys, options.repeats)
    more = (many.memory or 0) - (few.memory or 0)
    lines = many.count - few.count
    table.target(
        "memory that hardly grows with the file: at most 3 kB a line until the register's cache is full",
        f"{more / max(lines, 1) / 1000:.2f} kB a line",
        met=more <= 3000 * lines,
    )
    finish(table, options)


if __name__ == "__main__":
    main()
