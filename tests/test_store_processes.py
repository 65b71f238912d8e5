"""One register, several processes: writers at once, writers killed, forks, and an environment that means ill."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest

from certdomain.store import Record, open_store

ALL = (
    "SELECT rowid, * FROM stored_events",
    "SELECT * FROM certdomain_chain",
    "SELECT rowid, * FROM certdomain_meta",
)

START = """
import os, sys
from certdomain.errors import Conflict, Damaged
from certdomain.store import Record, SqliteStore, open_store

def record(stream, version, state=b"{}"):
    return Record(stream=stream, version=version, name="evaluation-recorded@1", state=state)

def acknowledge(*words):
    os.write(1, (" ".join(map(str, words)) + chr(10)).encode())

def wait():  # until all are ready, so that they truly meet
    acknowledge("ready")
    sys.stdin.readline()

path, name = sys.argv[1:]
"""


@contextmanager
def process(
    code: str, path: Path, name: str = "", env: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[str]]:
    """Python running `START` and `code`; ended at the latest with the block."""
    started = subprocess.Popen(
        [sys.executable, "-c", START + code, path, name],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **(env or {}), "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    with started:
        try:
            yield started
        finally:
            started.kill()


def together(code: str, path: Path, names: list[str]) -> list[list[str]]:
    """Run `code` once for each name, all released at the same moment; the lines that each acknowledged."""
    with ExitStack() as stack:
        running = [stack.enter_context(process(code, path, name)) for name in names]
        for each in running:
            assert each.stdout is not None
            assert each.stdout.readline() == "ready\n", each.communicate()
        outputs = []
        for each in running:
            assert each.stdin is not None
            each.stdin.write("\n")
            each.stdin.flush()
        for each in running:
            output, errors = each.communicate(timeout=60)
            assert (each.returncode, errors) == (0, "")
            outputs.append(output.splitlines())
        return outputs


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "register.db"


def test_processes_that_write_streams_of_their_own_all_succeed(path: Path) -> None:
    """Four writers as fast as they can, and a fifth that checks meanwhile: nobody is told `database is locked`."""
    with closing(open_store(path)):
        pass
    writer = """
wait()
if name == "checker":
    for _ in range(5):
        with_faults = list(open_store(path).check())
        assert not with_faults, with_faults
else:
    store = open_store(path)
    for version in range(1, 101):
        store.append([record(f"journey/{name}", version)])
    store.close()
acknowledge("done")
"""
    outputs = together(writer, path, ["a", "b", "c", "d", "checker"])

    assert outputs == [["done"]] * 5
    with closing(open_store(path, create=False)) as store:
        assert {name: store.version(f"journey/{name}") for name in "abcd"} == dict.fromkeys("abcd", 100)
        assert list(store.check()) == []


def test_of_processes_that_write_one_stream_one_wins_each_version(path: Path) -> None:
    """Each tries all hundred versions: each version is acknowledged once, all other attempts are Conflicts."""
    with closing(open_store(path)):
        pass
    writer = """
store = open_store(path)
wait()
version = 1
while version <= 100:
    try:
        store.append([record("journey/J1", version, name.encode())])
    except Conflict as conflict:
        assert conflict.actual >= version
        acknowledge("lost", version)
    else:
        acknowledge("won", version)
    version += 1
"""
    outputs = together(writer, path, ["a", "b", "c"])

    won = [(int(line[4:]), name) for name, lines in zip("abc", outputs, strict=True) for line in lines if "won" in line]
    winners = dict(won)
    assert len(won) == 100
    with closing(open_store(path, create=False)) as store:
        assert {found.version: found.state.decode() for found in store.read("journey/J1")} == winners
        assert sorted(winners) == list(range(1, 101))
        assert list(store.check()) == []


def test_a_register_is_made_once_by_many(path: Path) -> None:
    """Four processes that open what is not there yet share one register; no append is lost with a second one."""
    opener = """
wait()
store = open_store(path)
store.append([record(f"journey/{name}", 1)])
store.close()
"""
    for turn in range(4):
        file = path.with_name(f"{turn}.db")
        together(opener, file, list("abcd"))
        with closing(open_store(file, create=False)) as store:
            assert list(store.streams("journey/")) == ["journey/a", "journey/b", "journey/c", "journey/d"]
            assert list(store.check()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_what_was_acknowledged_survives_a_killed_writer(path: Path) -> None:
    """Twenty writers in turn, each killed at some instant: the chain is whole, no append is half there, none is lost.

    Each append writes two streams; the acknowledgement follows the append, so at most one more is there.
    """
    writer = """
store = open_store(path)
at = store.version("journey/J1") + 1
acknowledge("ready", at - 1)
while True:
    store.append([record("journey/J1", at, bytes(at % 3000)), record("candidate/C1", at)])
    acknowledge(at)
    at += 1
"""
    chance = random.Random(2025)  # noqa: S311  # for instants, not for secrets
    last = 0
    for _ in range(20):
        with process(writer, path) as running:
            assert running.stdout is not None
            assert running.stdout.readline() == f"ready {last}\n"
            time.sleep(chance.uniform(0, 0.06))
            running.send_signal(signal.SIGKILL)
            acknowledged = [int(line) for line in running.stdout if line.endswith("\n")]
        acknowledged_last = acknowledged[-1] if acknowledged else last
        assert acknowledged == list(range(last + 1, acknowledged_last + 1))

        with closing(open_store(path)) as store:
            assert list(store.check()) == []
            last = store.version("journey/J1")
            assert acknowledged_last <= last <= acknowledged_last + 1
            assert store.version("candidate/C1") == last
            assert [len(found.state) for found in store.read("journey/J1")] == [n % 3000 for n in range(1, last + 1)]
    assert last > 20


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_register_whose_making_was_killed_can_be_made_again(path: Path) -> None:
    """Whatever stage it had reached, the next `create` finishes it."""
    chance = random.Random(7)  # noqa: S311  # for instants, not for secrets
    maker = """
for n in range(10**6):
    acknowledge(n)
    SqliteStore(f"{path}.{n}")
"""
    for turn in range(3):
        base = path.with_name(f"{turn}")
        with process(maker, base) as running:
            assert running.stdout is not None
            assert running.stdout.readline() == "0\n"
            time.sleep(chance.uniform(0, 0.05))
            running.send_signal(signal.SIGKILL)
        for file in path.parent.glob(f"{turn}.*[0-9]"):
            with closing(open_store(file)) as store:
                assert list(store.check()) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_a_store_does_not_follow_into_a_forked_process(path: Path) -> None:
    """SQLite's locks do not survive a fork, so the child is told to open its own; the parent goes on."""
    forker = """
store = open_store(path)
store.append([record("journey/J1", 1)])
child = os.fork()
if child == 0:
    second = record("journey/J1", 2)
    for use in (lambda: store.read("journey/J1"), lambda: store.append([second]), lambda: list(store.check())):
        try:
            use()
        except RuntimeError as error:
            acknowledge(error)
    own = open_store(path)
    own.append([record("journey/J2", 1)])
    own.close()
    os._exit(0)
os.waitpid(child, 0)
store.append([record("journey/J1", 2)])
acknowledge(*store.streams(""))
"""
    with process(forker, path) as running:
        output, errors = running.communicate(timeout=30)

    assert errors == ""
    assert output.splitlines() == ["this store was opened by another process; open it again in this one"] * 3 + [
        "journey/J1 journey/J2"
    ]
    with closing(open_store(path)) as store:
        assert list(store.check()) == []


def test_the_environment_changes_nothing(path: Path) -> None:
    """Whatever eventsourcing would read: the same rows, in the file that was named, neither encrypted nor elsewhere."""
    ill = {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "MAPPER_TOPIC": "no_such_module:Mapper",
        "TRANSCODER_TOPIC": "no_such_module:Transcoder",
        "CIPHER_TOPIC": "no_such_module:Cipher",
        "CIPHER_KEY": "bm90IGEga2V5",
        "COMPRESSOR_TOPIC": "zlib",
        "APPLICATION_RECORDER_TOPIC": "no_such_module:Recorder",
        "AGGREGATE_RECORDER_TOPIC": "no_such_module:Recorder",
        "SQLITE_DBNAME": str(path.with_name("elsewhere.db")),
        "SQLITE_LOCK_TIMEOUT": "soon",
        "ORIGINATOR_ID_TYPE": "uuid",
        "CREATE_TABLE": "perhaps",
        "IS_SNAPSHOTTING_ENABLED": "perhaps",
        "POSTGRES_ENABLE_DB_FUNCTIONS": "y",
    }
    ill |= {f"{prefix}_{name}": value for name, value in ill.items() for prefix in ("CERTDOMAIN", "STORE")}
    writer = """
for store in (open_store(path), open_store(":memory:")):
    store.append([record("journey/J1", 1), record("candidate/C1", 1)])
    store.append([record("journey/J1", 2, b"x" * 500)])
    assert not list(store.check())
    acknowledge(*(f"{position}:{found.stream}:{len(found.state)}" for position, found in store.scan()))
    store.close()
"""
    said, rows = [], []
    for env in ({}, ill):
        file = path.with_name(f"{len(env)}.db")
        with process(writer, file, env=env) as running:
            output, errors = running.communicate(timeout=30)
        assert errors == ""
        said.append(output)
        with closing(sqlite3.connect(file)) as raw:
            rows.append([raw.execute(query).fetchall() for query in ALL])

    assert said[0] == said[1] != ""
    assert rows[0] == rows[1]
    assert {found.name for found in path.parent.iterdir()} == {"0.db", f"{len(ill)}.db"}


@pytest.mark.skipif(not hasattr(os, "setuid"), reason="no permissions of this kind")
@pytest.mark.parametrize("mode", [(0o000, 0o777), (0o444, 0o555), (0o444, 0o777), (0o666, 0o555), (0o666, 0o000)])
def test_without_permission_there_is_advice(mode: tuple[int, int]) -> None:
    """Somebody who may not read or not write is told so, with advice; nothing is changed."""
    stranger = """
if os.getuid() == 0:  # nothing is forbidden to root
    open_store(path).close()  # imports what Python imports late: its own folder may be closed to the stranger
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    store = open_store(path, create=False)
    store.append([record("journey/J1", 2)])
except Damaged as damaged:
    acknowledge(damaged)
"""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "register.db"
        with closing(open_store(path)) as store:
            store.append([Record(stream="journey/J1", version=1, name="evaluation-recorded@1", state=b"{}")])
        path.chmod(mode[0])
        folder.chmod(mode[1])
        with process(stranger, path) as running:
            output, errors = running.communicate(timeout=30)
        folder.chmod(0o700)
        path.chmod(0o600)

        assert errors == ""
        assert "ask for the right to read and write the file and its folder" in output
        with closing(open_store(path, create=False)) as store:
            assert store.version("journey/J1") == 1
            assert list(store.check()) == []
