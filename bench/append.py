"""Recording command by command, durable one by one, and in batches; beside raw sqlite3 writing the same bytes."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from support import journeys
from support.rows import Watched, row_of, write_raw
from support.table import Table, arguments, finish, in_turn

from certdomain import Command, Register
from certdomain.store import MemoryStore, Record, open_store

Work = list[tuple[str, list[Command]]]
Transactions = list[list[Record]]


def record(register: Register, work: Work) -> None:
    """Record all journeys through the library."""
    for name, commands in work:
        journey = register.journey(name)
        for command in commands:
            journey.do(command, recorded_at=journeys.RECORDED_AT)


def transactions_of(work: Work, *, batch: bool) -> Transactions:
    """What a register writes for those journeys, transaction by transaction."""
    store = Watched(MemoryStore())
    with Register(store) as register:
        journeys.constitute(register)
        if batch:
            with register.batch():
                record(register, work)
        else:
            record(register, work)
    return [list(records) for records in store.transactions]


def measure(table: Table, work: Work, folder: Path, repeats: int, *, batch: bool) -> None:
    transactions = transactions_of(work, batch=batch)
    rows = [[row_of(each) for each in records] for records in transactions]
    count = sum(len(commands) for _, commands in work)
    paths = (folder / f"{batch}-{number}.db" for number in range(3 * repeats))

    def raw() -> None:
        write_raw(next(paths), rows)

    def stored() -> None:
        store = open_store(next(paths))
        for records in transactions:
            store.append(records)
        store.close()

    def whole() -> None:
        with Register.open(next(paths)) as register:
            journeys.constitute(register)
            if batch:
                with register.batch():
                    record(register, work)
            else:
                record(register, work)

    floor, store, ours = in_turn(repeats, raw, stored, whole)
    how = "in batches" if batch else "one transaction a command"
    line = table.floor(f"raw sqlite3, {how}", floor, count, "command")
    table.beside(line, f"Store.append, {how}", store, count)
    table.beside(line, f"Journey.do, {how}", ours, count)


def main() -> None:
    options = arguments(__doc__ or "", journeys=60, repeats=3).parse_args()
    work = [(journeys.named(number), journeys.commands(number)) for number in range(options.journeys)]
    count = sum(len(commands) for _, commands in work)
    table = Table(f"append: {options.journeys} journeys, {count} commands (decided, encoded, hashed, durable)")
    with TemporaryDirectory() as folder:
        measure(table, work, Path(folder), options.repeats, batch=False)
        measure(table, work, Path(folder), options.repeats, batch=True)
    finish(table, options)


if __name__ == "__main__":
    main()
