"""R6, R7, R8: files that were cut off, bits that flipped, copies that lack what stood beside them.

Where a flipped bit lies in a byte that means nothing (free space of a page, a counter of SQLite), every record and
every root is as before: such faults are counted as harmless, after comparing all records.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest

from certdomain.errors import Damaged
from certdomain.store import Record, open_store
from certdomain.transparency.checkpoints import Checkpoint
from tests.faults.registers import copied, entries, real, record, signed_by, small, verdict
from tests.faults.tally import SILENT, Faults

BLIND = f"{SILENT} without a checkpoint: the last records are gone"


def judged(path: Path, note: Checkpoint, whole: list[Record]) -> tuple[str, str]:
    """What became of a damaged register, without a checkpoint and with one. Silence must be harmless with one.

    Without one, silence may at most hide that the end is missing: what is read is a prefix of what was recorded.
    """
    alone, held = verdict(path), verdict(path, note)
    said = []
    for found in (alone, held):
        if not found.sound:
            said.append(found.caught_by)
            continue
        there = entries(path)
        assert there == whole[: len(there)]
        assert there or found is not held
        if found is held:
            assert there == whole
        said.append("harmless: every record is as before" if there == whole else BLIND)
    return said[0], said[1]


@pytest.mark.parametrize("size", ["small", "real"])
def test_cut_off(tmp_path: Path, faults: Faults, size: str) -> None:
    """R6. Cut at every 512 bytes: refused, or a fault; never an empty history presented as a valid one."""
    base = tmp_path / "base.db"
    note = small(base) if size == "small" else real(base)
    whole = entries(base)
    data = base.read_bytes()
    path = tmp_path / "register.db"
    for keep in faults.some(range(0, len(data), 512), 25):
        path.write_bytes(data[:keep])
        for suffix in ("-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        alone, held = judged(path, note, whole)
        assert alone != BLIND
        assert "harmless" not in held or keep > len(data) - 4096
        faults.note("R6", f"register cut off, every 512 bytes ({size})", held)


def with_log(folder: Path) -> tuple[bytes, bytes, Checkpoint, list[Record]]:
    """The two files of a register that is open and has records in its `-wal` file, and what a checkpoint says of it."""
    path = folder / "open.db"
    small(path, 30)
    with closing(open_store(path)) as store:
        for at in range(30):
            store.append([record("journey/W", at + 1, b"%d" % at * at)])
        note = signed_by(store)
        whole = [found for _, found in store.scan()]
        return path.read_bytes(), path.with_name("open.db-wal").read_bytes(), note, whole


def laid(path: Path, database: bytes, log: bytes | None) -> None:
    for suffix in ("-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    path.write_bytes(database)
    if log is not None:
        path.with_name(path.name + "-wal").write_bytes(log)


def test_log_cut_off(tmp_path: Path, faults: Faults) -> None:
    """R6. The write-ahead log, cut at every 512 bytes. SQLite takes the rest for a crash: only a checkpoint tells."""
    database, log, note, whole = with_log(tmp_path)
    path = tmp_path / "register.db"
    for keep in faults.some(range(0, len(log), 512), 15):
        laid(path, database, log[:keep])
        alone = verdict(path)
        laid(path, database, log[:keep])
        held = verdict(path, note)
        there = entries(path)
        assert there == whole[: len(there)]
        assert held.sound == (there == whole), keep
        faults.note("R6", "write-ahead log cut off, every 512 bytes", outcome(alone.sound, held.sound, held.caught_by))


def outcome(alone: bool, held: bool, caught_by: str = "") -> str:
    """In words, of what was sound without and with a checkpoint."""
    if held:
        return "harmless: every record is as before"
    return f"{BLIND}; with one, caught" if alone else caught_by


def flips(data: bytes, faults: Faults, sampled: int, full: int) -> Iterable[tuple[int, int]]:
    """Bytes, and in each a bit: of every byte of the header, and so many of the rest."""
    chance = faults.chance
    header = range(0, 100, 1 if faults.full else 20)
    rest = chance.sample(range(100, len(data)), min(faults.few(sampled, full), len(data) - 100))
    return [(at, chance.randrange(8)) for at in [*header, *sorted(rest)]]


def flipped(data: bytes, at: int, bit: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]


@pytest.mark.parametrize("size", ["small", "real"])
def test_bits_of_the_database(tmp_path: Path, faults: Faults, size: str) -> None:
    """R7. One bit flipped: found, or no record is another than it was."""
    base = tmp_path / "base.db"
    note = small(base) if size == "small" else real(base)
    whole = entries(base)
    data = base.read_bytes()
    path = tmp_path / "register.db"
    for at, bit in flips(data, faults, 40, 3000 if size == "small" else 1000):
        laid(path, flipped(data, at, bit), None)
        try:
            _, held = judged(path, note, whole)
        except Damaged:
            held = "refused when it is opened or read"
        except AssertionError as error:
            msg = f"byte {at}, bit {bit}"
            raise AssertionError(msg) from error
        faults.note("R7", f"one bit flipped in the database ({size})", held)


def test_bits_of_the_log(tmp_path: Path, faults: Faults) -> None:
    """R7. One bit flipped in the write-ahead log: SQLite drops all that follows, and only a checkpoint tells."""
    database, log, note, whole = with_log(tmp_path)
    path = tmp_path / "register.db"
    for at, bit in flips(log, faults, 20, 1500):
        laid(path, database, flipped(log, at, bit))
        alone = verdict(path)
        laid(path, database, flipped(log, at, bit))
        held = verdict(path, note)
        if held.refused is None:
            there = entries(path)
            assert held.sound == (there == whole), (at, bit)
            if alone.sound:
                assert there == whole[: len(there)], (at, bit)
        faults.note("R7", "one bit flipped in the write-ahead log", outcome(alone.sound, held.sound, held.caught_by))


def test_copies_without_the_log(tmp_path: Path, faults: Faults) -> None:
    """R8. A copy without the `-wal` file is a sound older register; a checkpoint tells that it is not the whole one."""
    path, copy = tmp_path / "open.db", tmp_path / "copy.db"
    small(path, 5)
    with closing(open_store(path)) as store:
        for turn in range(faults.few(10, 200)):
            store.append([record("journey/W", turn + 1)])
            note = signed_by(store)
            copied(path, copy)
            found = verdict(copy, note)
            alone = verdict(copy)
            if found.sound:  # SQLite has just put its log away
                assert entries(copy) == [each for _, each in store.scan()]
                faults.note("R8", "copied without the -wal file", "harmless: every record is as before")
                continue
            assert found.caught_by == "a checkpoint kept outside"
            assert f"{note.size} records" in found.first.expected
            assert alone.sound
            faults.note("R8", "copied without the -wal file", f"{BLIND}; with one, caught")


def test_older_copies(tmp_path: Path, faults: Faults) -> None:
    """R8. A backup put back is sound by itself; SQLite's backup command takes the whole of an open register."""
    path, copy = tmp_path / "open.db", tmp_path / "copy.db"
    small(path, 5)
    with closing(open_store(path)) as store, closing(sqlite3.connect(path)) as source:
        for turn in range(faults.few(5, 100)):
            note = signed_by(store)
            copy.unlink(missing_ok=True)
            with closing(sqlite3.connect(copy)) as target:
                source.backup(target)
            assert verdict(copy, note).sound
            assert entries(copy) == [each for _, each in store.scan()]
            faults.note("R8", "backup by SQLite's command while open", "whole")
            store.append([record("journey/W", turn + 1)])
            later = signed_by(store)
            assert verdict(copy).sound
            found = verdict(copy, note, later)
            assert found.caught_by == "a checkpoint kept outside"
            assert (found.first.position, len(found.faults)) == (note.size + 1, 1)
            faults.note("R8", "older backup put in place", f"{BLIND}; with one, caught")
            shutil.copy(copy, tmp_path / "kept.db")
