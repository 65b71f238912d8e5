"""R3, R27: a disk that is full in three ways, and a register that may be read and not written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from certdomain import LogCompanyHours, Register, StoreFull
from certdomain.audit import replay
from certdomain.errors import Damaged
from certdomain.store import SqliteStore, open_store
from tests.faults.registers import process, real, record, signed_by, small, verdict
from tests.faults.tally import Faults


def pages(store: SqliteStore, most: int) -> None:
    """Let the file have no more than so many pages, as if the disk were full (of 1: no more than it has)."""
    with store._recorder.datastore.get_connection(commit=True) as connection, connection.cursor() as cursor:
        cursor.execute(f"PRAGMA max_page_count={most}")


def test_no_more_pages(tmp_path: Path, faults: Faults) -> None:
    """R3. The append fails whole and typed; reading goes on meanwhile; recording goes on once there is room."""
    with closing(SqliteStore(tmp_path / "register.db")) as store:
        store.append([record("journey/J1", 1)])
        there = 1
        for turn in range(faults.few(20, 300)):
            pages(store, 1)
            with pytest.raises(StoreFull, match="the disk is full") as full:
                store.append([record("journey/J0", turn + 1), record("journey/J1", there + 1, bytes(100_000))])
            assert "make room" in full.value.advice
            assert len(store.read("journey/J1")) == there
            assert store.version("journey/J0") == turn
            pages(store, 2**30)
            store.append([record("journey/J0", turn + 1), record("journey/J1", there + 1, bytes(turn))])
            there += 1
            note = signed_by(store)
            faults.note("R3", "no page more (max_page_count)", "StoreFull; the old prefix, and then goes on")
    assert verdict(tmp_path / "register.db", note).sound


LIMITED = """
import os, resource, sys
from certdomain.errors import CertdomainError
from certdomain.store import Record, SqliteStore

path, room = sys.argv[1], int(sys.argv[2])
store = SqliteStore(path)
resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
at = store.version("journey/J0")
while True:
    try:
        store.append([Record(stream="journey/J0", version=at + 1, name="evaluation-recorded@1", state=bytes(3000))])
    except CertdomainError as error:
        told = type(error).__name__
        break
    at += 1
    os.write(1, b"%d\\n" % at)
try:
    assert len(store.read("journey/J0")) == at
except CertdomainError as error:
    told += " and not readable meanwhile"
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
store.append([Record(stream="journey/J0", version=at + 1, name="evaluation-recorded@1", state=b"{}")])
os.write(1, f"{told}\\n".encode())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limits of this kind")
def test_files_may_not_grow(tmp_path: Path, faults: Faults) -> None:
    """R3. What was acknowledged is there; the same store goes on when the limit is gone."""
    for turn, room in enumerate(range(100_000, 100_000 + 4096 * faults.few(1, 40), 4096)):
        path = tmp_path / f"{turn}.db"
        note = small(path, 20)
        with process(LIMITED, path, room + 1000) as running:
            output, errors = running.communicate(timeout=60)
        assert running.returncode == 0, errors
        *acknowledged, told = output.splitlines()
        assert acknowledged
        found = verdict(path, note)
        assert found.sound, found
        with closing(open_store(path)) as store:
            assert store.version("journey/J0") == int(acknowledged[-1]) + 1
        faults.note("R3", "files may not grow (RLIMIT_FSIZE)", f"{told}; nothing lost, and then goes on")


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[Path]:
    """A file system of 900 kB."""
    place = tmp_path / "tiny"
    place.mkdir()
    if shutil.which("mount") is None or sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("no file system can be mounted here")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=900k", "tmpfs", str(place)], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no file system can be mounted here: {mounted.stderr.strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def test_a_file_system_that_is_full(tiny: Path, faults: Faults) -> None:
    """R3. A real file system without a byte left: in the middle of appends, and when a register is made."""
    ballast = tiny / "ballast"
    chance = faults.chance
    for turn in range(faults.few(1, 12)):
        path = tiny / f"{turn}.db"
        note = small(path, 20)
        with closing(SqliteStore(path)) as store:
            for _ in range(5):
                there = store.version("journey/J0")
                acknowledged = there
                with pytest.raises(Damaged) as full:  # noqa: PT012
                    while True:
                        store.append([record("journey/J0", acknowledged + 1, bytes(chance.randrange(20_000)))])
                        acknowledged += 1
                        if acknowledged - there == 3:
                            fill(ballast)
                assert full.value.advice
                assert isinstance(full.value, StoreFull), full.value
                assert store.version("journey/J0") == acknowledged
                assert [each.version for each in store.read("journey/J0")] == list(range(1, acknowledged + 1))
                faults.note("R3", "a file system that is full", "StoreFull; nothing lost, and then goes on")
                ballast.unlink(missing_ok=True)
        assert verdict(path, note).sound
        path.unlink()
    fill(ballast)
    for _ in range(faults.few(2, 20)):
        with pytest.raises(Damaged) as full:
            open_store(tiny / "another.db")
        faults.note("R3", "a register made where there is no room", f"{type(full.value).__name__} with advice")
    ballast.unlink()
    with closing(open_store(tiny / "another.db")) as store:
        store.append([record("journey/J0", 1)])
        assert list(store.check()) == []


def fill(ballast: Path) -> None:
    with ballast.open("ab", buffering=0) as file:
        size = 4096
        while size:
            try:
                if file.write(bytes(size)) < size:
                    size //= 2
            except OSError:
                size //= 2


def test_a_batch_that_found_no_room(tmp_path: Path, faults: Faults) -> None:
    """R3. A register whose batch was not written remembers nothing of it: what it records next replays the same."""
    path = tmp_path / "register.db"
    real(path)
    with Register.open(path, create=False) as register:
        assert isinstance(register.store, SqliteStore)
        journey = register.journey(next(iter(register.journeys())))
        for turn in range(faults.few(2, 20)):
            before = journey.records()
            pages(register.store, 1)
            with pytest.raises(StoreFull), register.batch():  # noqa: PT012
                for hours in range(200):
                    journey.do(LogCompanyHours(on=date(2026, 1, 1), hours=str(hours), key=f"lost {turn} {hours}"))
            pages(register.store, 2**30)
            with register.batch():
                journey.do(LogCompanyHours(on=date(2026, 1, 2), hours=str(turn)))
            assert journey.records()[:-1] == before
            faults.note("R3", "a batch that finds no room", "StoreFull; nothing remembered, and then goes on")
        assert replay(register).differences == ()
    assert verdict(path).sound


READER = """
import os, sys
from certdomain import Register, LogCompanyHours
from certdomain.audit import replay, verify
from certdomain.errors import Damaged

path = sys.argv[1]
if os.geteuid() == 0:
    import certdomain.reports, certdomain.importing  # what is imported late: the folder may be closed to the stranger
    with Register.open("memory:") as nothing:
        nothing.titles()
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
with Register.open(path, plugins=[], create=False) as register:
    report, again = verify(register.store), replay(register)
    journeys = list(register.journeys())
    register.journey(journeys[0]).decide(__import__("datetime").date(2027, 1, 1)).explain("fr")
    os.write(1, f"{report.sound} {again.records} {len(again.differences)}\\n".encode())
    try:
        register.journey(journeys[0]).do(LogCompanyHours(on="2026-01-01", hours="7"))
    except Damaged as damaged:
        os.write(1, f"{damaged.advice}\\n".encode())
"""


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no permissions of this kind")
@pytest.mark.parametrize("mode", [(0o444, 0o555), (0o444, 0o777)], ids=["folder and file", "file"])
def test_read_only(faults: Faults, mode: tuple[int, int]) -> None:
    """R27. Who may only read verifies, replays, decides and explains; to write is refused, with advice."""
    with tempfile.TemporaryDirectory() as name:  # in a folder that strangers may enter
        folder = Path(name)
        path = folder / "register.db"
        real(path)
        before = path.read_bytes()
        path.chmod(mode[0])
        folder.chmod(mode[1])
        try:
            with process(READER, path) as running:
                output, errors = running.communicate(timeout=60)
        finally:
            folder.chmod(0o700)
            path.chmod(0o600)
        assert path.read_bytes() == before
    assert errors == ""
    verified, advice = output.splitlines()
    assert verified.startswith("True ")
    assert verified.endswith(" 0")
    assert "ask for the right to read and write" in advice
    faults.note("R27", "no right to write", "verified, replayed and explained; writing refused with advice")
