"""R2: an input/output error, a full disk and SIGKILL at each system call of one append, by `strace`.

The real interpreter and the real SQLite run; `strace` makes one system call on the register's files fail, or kills the
process there. After each the register is verified: it holds the old records or the new ones, never a third state.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.registers import copied, entries, small, verdict
from tests.faults.tally import Faults

APPEND = """
import os, sys
from certdomain.errors import CertdomainError
from certdomain.store import Record, SqliteStore

path, version = sys.argv[1], int(sys.argv[2])
records = [Record(stream="journey/J0", version=version, name="evaluation-recorded@1", state=bytes(9000)),
           Record(stream="candidate/C0", version=1, name="standing-changed@1", state=b"{}")]
store = SqliteStore(path, patience=0.3)
store.version("journey/J0")
os.access(path + ".begin", 0)
try:
    store.append(records)
except CertdomainError as error:
    os.write(1, f"{type(error).__name__}: {error}\\n".encode())
else:
    os.write(1, b"acknowledged\\n")
os.access(path + ".end", 0)
try:
    store.close()
except CertdomainError as error:
    os.write(1, f"closing: {error}\\n".encode())
"""

RECORDS = 28
CALL = re.compile(r"^\d+ +([a-z0-9_]+)\(")
KINDS = {"EIO": "error=EIO", "ENOSPC": "error=ENOSPC", "SIGKILL": "signal=KILL"}


def run(path: Path, *options: str) -> subprocess.CompletedProcess[str]:
    log = path.with_name("log")
    watched = [part for name in ("", "-wal", "-shm", ".begin", ".end") for part in ("-P", f"{path}{name}")]
    version = str((RECORDS + 6) // 7 + 1)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    return subprocess.run(
        ["strace", "-f", "-o", str(log), *watched, *options, sys.executable, "-c", APPEND, str(path), version],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**environment, "PYTHONPATH": os.pathsep.join(sys.path)},
    )


def calls(log: Path) -> list[tuple[str, int, str]]:
    """Each system call on the register's files: its name, its number among those of the name, and when it happened."""
    counts: dict[str, int] = {}
    phase, found = "opening", []
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        match = CALL.match(line)
        if match is None:
            continue
        name = match[1]
        counts[name] = counts.get(name, 0) + 1
        if ".begin" in line or ".end" in line:
            phase = "append" if ".begin" in line else "closing"
        else:
            found.append((name, counts[name], phase))
    return found


def test_a_fault_at_each_system_call(tmp_path: Path, faults: Faults) -> None:
    """R2. Acknowledged means there; refused is a typed error with advice; killed is one of the two."""
    if sys.platform != "linux" or shutil.which("strace") is None:
        pytest.skip("strace is not installed: faults at system calls are not injected here")
    base = tmp_path / "base.db"
    note = small(base, RECORDS)
    before = entries(base)
    path = copied(base, tmp_path / "register.db")
    plain = run(path)
    if plain.returncode or plain.stdout != "acknowledged\n":
        pytest.skip(f"strace cannot trace here: {plain.stderr.strip()[-200:]}")
    after = entries(path)
    assert after[: len(before)] == before
    every = [each for each in calls(path.with_name("log")) if each[2] != "opening" and each[0] != "mmap"]
    assert {name for name, _, phase in every if phase == "append"} >= {"pwrite64", "fcntl"}
    injections = [(call, kind) for call in every for kind in KINDS]
    for (name, number, phase), kind in faults.some(injections, 6):
        copied(base, path)
        done = run(path, "-e", f"inject={name}:{KINDS[kind]}:when={number}")
        assert "Traceback" not in done.stderr, (name, number, kind, done.stderr)
        injected = "INJECTED" in path.with_name("log").read_text(encoding="utf-8", errors="replace")
        assert injected or done.returncode in {-9, 137}, (name, number, kind, done)
        found = verdict(path, note)
        assert found.sound, (name, number, kind, found)
        there = entries(path)
        assert there in (before, after), (name, number, kind)
        acknowledged = "acknowledged" in done.stdout
        assert there == after or not acknowledged, (name, number, kind)
        told = "acknowledged" if acknowledged else "killed" if done.returncode else "refused with advice"
        if told == "refused with advice":
            assert re.match("(StoreFull|Damaged): ", done.stdout), (name, number, kind, done)
        faults.note(
            "R2", f"{kind} at a system call, {phase}", f"{told}; the {'new' if there == after else 'old'} prefix"
        )
