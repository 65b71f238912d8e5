"""R1, R4, R5: writers that are killed, writers at once, a store that is carried into another process or thread."""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from certdomain.store import open_store
from tests.faults.registers import DEMOS, process, signed_by, verdict
from tests.faults.tally import Faults

NURSERY = """
import os, sys
from certdomain.store import Record, open_store

def tell(*words):
    os.write(1, (" ".join(map(str, words)) + chr(10)).encode())

def writer(path):
    store = open_store(path)
    at = store.version("journey/J1") + 1
    while True:
        tell("trying", at)
        store.append([Record(stream="journey/J1", version=at, name="evaluation-recorded@1", state=bytes(at % 3000)),
                      Record(stream="candidate/C1", version=at, name="standing-changed@1", state=b"{}")])
        tell("acknowledged", at)
        at += 1

for _ in sys.stdin:  # one line: one writer, forked so that Python need not start again
    child = os.fork()
    if child == 0:
        writer(sys.argv[1])
    tell("pid", child)
    os.waitpid(child, 0)
    tell("dead")
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_sigkill_during_append(tmp_path: Path, faults: Faults) -> None:
    """R1. Killed at any instant: what was acknowledged is there, at most one append more, whole; nothing to repair.

    An external checkpoint of every round goes on agreeing: no round rewrites what an earlier one left.
    """
    path = tmp_path / "register.db"
    chance = faults.chance
    last = 0
    kept = []
    with process(NURSERY, path) as nursery:
        assert nursery.stdin is not None
        assert nursery.stdout is not None
        for turn in range(faults.few(12, 300)):
            nursery.stdin.write("go\n")
            nursery.stdin.flush()
            pid, trying, acknowledged = 0, last, last
            begun = time.monotonic()
            delay = chance.uniform(0, 0.03)
            for line in nursery.stdout:
                word, *number = line.split()
                pid = int(number[0]) if word == "pid" else pid
                trying = int(number[0]) if word == "trying" else trying
                if word == "acknowledged":
                    assert int(number[0]) == acknowledged + 1
                    acknowledged += 1
                if word == "dead":
                    break
                # Some before they have begun, some while they open the file, most between two appends.
                if pid and (turn % 5 == 0 or (trying > last and time.monotonic() - begun >= delay)):
                    os.kill(pid, signal.SIGKILL)
            else:
                pytest.fail(nursery.stderr.read() if nursery.stderr else "")
            with closing(open_store(path)) as store:
                there = store.version("journey/J1")
                assert acknowledged <= there <= max(acknowledged + 1, last)
                assert store.version("candidate/C1") == there
                assert [len(each.state) for each in store.read("journey/J1")] == [n % 3000 for n in range(1, there + 1)]
                if there and turn % 10 == 0:
                    kept.append(signed_by(store))
            found = verdict(path, *kept)
            assert found.sound, found
            assert found.size == 2 * there
            one_more = there > acknowledged
            faults.note("R1", "SIGKILL during append", f"the {'new' if one_more else 'old'} prefix, whole; verify OK")
            last = there
    assert last > 0


WRITERS = """
import os, random, sys, time
from certdomain import Conflict, LogCompanyHours, Register
from certdomain.errors import Damaged

path, name, journey, count = sys.argv[1:]
os.write(1, b"ready\\n"); sys.stdin.readline()
chance = random.Random(name)
conflicts = most = 0
with Register.open(path) as register:
    for number in range(int(count)):
        for attempt in range(1, 200):
            try:
                register.journey(journey).do(LogCompanyHours(on="2025-01-01", hours=str(number), by=name))
            except Conflict as conflict:
                assert conflict.actual > conflict.expected, conflict  # the version has moved
                conflicts += 1
                time.sleep(chance.uniform(0, 0.002))
            else:
                break
        else:
            raise SystemExit("never got a turn")
        most = max(most, attempt)
os.write(1, f"{conflicts} {most}\\n".encode())
"""


@pytest.mark.parametrize("same", [True, False], ids=["one journey", "a journey each"])
def test_writers_at_once(tmp_path: Path, faults: Faults, same: bool) -> None:
    """R4. No update is lost, nobody is told `database is locked`, and who loses is told by a typed `Conflict`."""
    path = tmp_path / "register.db"
    enrol(path, ["J0", "J1", "J2", "J3", "J4", "J5", "J6", "J7"])
    writers, each = faults.few(3, 8), faults.few(8, 60)
    journeys = ["J0" if same else f"J{number}" for number in range(writers)]
    with ExitStack() as stack:
        running = [
            stack.enter_context(process(WRITERS, path, f"w{number}", journey, each))
            for number, journey in enumerate(journeys)
        ]
        for one in running:
            assert one.stdout is not None
            assert one.stdout.readline() == "ready\n"
        outputs = []
        for one in running:
            assert one.stdin is not None
            one.stdin.write("\n")
            one.stdin.flush()
        for one in running:
            outputs.append(one.communicate(timeout=300))
            assert one.returncode == 0, outputs[-1]
    conflicts = sum(int(output.split()[0]) for output, _ in outputs)
    with closing(open_store(path, create=False)) as store:
        counts = {journey: store.version(f"journey/{journey}") - 1 for journey in set(journeys)}
    assert sum(counts.values()) == writers * each
    assert verdict(path).sound
    if not same:
        assert conflicts == 0
    kind = f"{writers} processes writing {'one journey' if same else 'a journey each'}"
    faults.note("R4", kind, "recorded, none lost", writers * each)
    if conflicts:
        faults.note("R4", kind, "typed Conflict, then tried again", conflicts)


def test_imports_at_once(tmp_path: Path, faults: Faults) -> None:
    """R4. Several `certdomain import` of one file at once: each line is recorded once; nobody must run it again."""
    path = tmp_path / "register.db"
    command = "import sys, os; from certdomain.cli import main; os.write(1, b'ready\\n'); sys.stdin.readline(); "
    command += "sys.exit(main(['import', '--json', '--store', sys.argv[1], sys.argv[2]]))"
    demo = DEMOS[-1] if not faults.full else DEMOS[1]
    lines = sum(1 for line in demo.read_text(encoding="utf-8").splitlines() if line.strip())
    for turn in range(faults.few(1, 10)):
        file = path.with_name(f"{turn}.db")
        with ExitStack() as stack:
            running = [stack.enter_context(process(command, file, demo)) for _ in range(3)]
            for one in running:
                assert one.stdout is not None
                assert one.stdout.readline() == "ready\n"
            for one in running:
                assert one.stdin is not None
                one.stdin.write("\n")
                one.stdin.flush()
            for one in running:
                output, errors = one.communicate(timeout=300)
                assert one.returncode in (0, 1), (output, errors)
                assert "locked" not in errors + output
        assert verdict(file).sound
        with closing(open_store(file, create=False)) as store:
            once = [found for _, found in store.scan() if found.stream.partition("/")[0] in ("journey", "jury")]
        named = [found for found in once if b'"content":""' not in found.state]
        single = tmp_path / "single.db"
        if not single.exists():
            with process(command, single, demo) as alone:
                assert alone.communicate("\n", timeout=300)
        with closing(open_store(single, create=False)) as store:
            expected = [found for _, found in store.scan() if found.stream.partition("/")[0] in ("journey", "jury")]
        assert sorted((each.stream, each.version) for each in once) == sorted((e.stream, e.version) for e in expected)
        assert named
        faults.note("R4", "three imports of one file at once", "each line recorded once, no conflict shown", lines)


def enrol(path: Path, journeys: list[str]) -> None:
    from certdomain import EnrolCandidate, Evidence, Register, Route

    with Register.open(path) as register:
        for journey in journeys:
            command = EnrolCandidate(
                on="2024-09-02",
                certification="RNCP36395",
                route=Route.APPRENTICESHIP,
                evidence=[Evidence.diploma(level=5), Evidence.selection(passed=True)],
            )
            assert register.journey(journey).do(command).accepted


FORKER = """
import os, sys, threading
from certdomain.store import Record, open_store

store = open_store(sys.argv[1])
second = Record(stream="journey/J1", version=2, name="evaluation-recorded@1", state=b"{}")
store.append([Record(stream="journey/J1", version=1, name="evaluation-recorded@1", state=b"{}")])
uses = (lambda: store.read("journey/J1"), lambda: store.append([second]), lambda: list(store.check()),
        lambda: store.version("journey/J1"), lambda: list(store.streams()), lambda: list(store.scan()))
child = os.fork()
if child == 0:
    refused = 0
    for use in uses:
        try:
            use()
        except RuntimeError:
            refused += 1
    os.write(1, f"{refused} of {len(uses)}\\n".encode())
    os._exit(0)
os.waitpid(child, 0)
lost = []
def work(name):
    for version in range(1, 41):
        try:
            store.append([Record(stream=f"journey/{name}", version=version, name="evaluation-recorded@1", state=b"{}")])
        except BaseException as error:
            lost.append(error)
threads = [threading.Thread(target=work, args=(f"T{n}",)) for n in range(6)]
[each.start() for each in threads]; [each.join() for each in threads]
os.write(1, f"{len(lost)} {[store.version(f'journey/T{n}') for n in range(6)]}\\n".encode())
"""


@pytest.mark.skipif(not hasattr(os, "fork") or sys.platform == "win32", reason="no fork")
def test_forks_and_threads(tmp_path: Path, faults: Faults) -> None:
    """R5. A store refuses to work in a forked child; threads may share it."""
    path = tmp_path / "register.db"
    with process(FORKER, path) as running:
        output, errors = running.communicate(timeout=60)
    assert errors == ""
    assert output.splitlines() == ["6 of 6", f"0 {[40] * 6}"]
    assert verdict(path).sound
    faults.note("R5", "use of an open store in a forked child", "refused aloud", 6)
    faults.note("R5", "appends by six threads that share a store", "recorded, none lost", 240)
