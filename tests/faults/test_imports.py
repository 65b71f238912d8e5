"""R22, R23, R24: imports that are repeated, permuted, cut short and killed; contradictory facts; malformed files."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from certdomain import Register
from certdomain.audit import replay
from certdomain.cli import main
from certdomain.errors import BadInput
from certdomain.importing import import_file
from certdomain.store import open_store
from tests.faults.registers import DEMOS, process, verdict
from tests.faults.tally import Faults

CCI = next(demo for demo in DEMOS if "cci" in str(demo))
TITLE = "RNCP36395"


def lines_of(demo: Path) -> list[str]:
    return [line for line in demo.read_text(encoding="utf-8").splitlines() if line.strip()]


def states(path: Path) -> dict[str, list[tuple[str, str]]]:
    """What each journey holds, without the instants at which it was recorded."""
    with Register.open(path, create=False) as register:
        return {
            name: [(repr(each.command), each.answer.status.value) for each in register.journey(name).records()]
            for name in register.journeys()
        }


@pytest.mark.parametrize("demo", DEMOS, ids=lambda demo: demo.parent.name)
def test_imported_again_and_in_parts(tmp_path: Path, faults: Faults, demo: Path) -> None:
    """R22. Twice is once; cut after any line and run again is once; overlapping files are once."""
    lines = lines_of(demo)
    once = tmp_path / "once.db"
    with Register.open(once) as register:
        first = import_file(register, demo)
        again = import_file(register, demo)
        assert (again.recorded, again.skipped) == (0, len(lines))
        assert first.recorded == len(lines)
    faults.note("R22", "file imported again", "nothing recorded twice", len(lines))
    whole = states(once)
    for cut in faults.some(range(1, len(lines)), 1, 15):
        path, part = tmp_path / f"{cut}.db", tmp_path / "part.jsonl"
        for some in (lines[:cut], lines[cut // 2 : cut + 5], lines):
            part.write_text("\n".join(some) + "\n", encoding="utf-8")
            with Register.open(path) as register:
                try:
                    import_file(register, part)
                except BadInput:  # the middle of a file names juries that are not there yet
                    continue
        if states(path) == whole:
            faults.note("R22", "import cut short, overlapped, run again", "the same register")
        else:
            with Register.open(path) as register:
                counts = {name: len(register.journey(name).records()) for name in register.journeys()}
            assert counts == {name: len(records) for name, records in whole.items()}
            faults.note(
                "R22", "import cut short, overlapped, run again", "each line once, in another order of its journey"
            )
        path.unlink()


def test_permuted(tmp_path: Path, faults: Faults) -> None:
    """R22. Facts of one journey in another order give the same verdicts: the order of days counts, not of lines."""
    lines = [json.loads(line) for line in lines_of(CCI)]
    chance = faults.chance
    journeys = sorted({line["journey"] for line in lines if line["command"] == "enrol-candidate"})
    for name in faults.some(journeys, 2):
        own = [line for line in lines if line.get("journey") == name]
        facts = [line for line in own if line["command"] in {"record-evaluation", "log-company-hours"}]
        keys = [(line["command"], line.get("evaluation"), line.get("session")) for line in facts]
        facts = [line for line, key in zip(facts, keys, strict=True) if keys.count(key) == 1]
        if len(facts) < 2:
            continue
        wanted = None
        for turn in range(faults.few(3, 15)):
            order = facts if turn == 0 else chance.sample(facts, len(facts))
            file, path = tmp_path / "permuted.jsonl", tmp_path / f"{name}-{turn}.db"
            file.write_text("".join(json.dumps(line) + "\n" for line in [own[0], *order]), encoding="utf-8")
            with Register.open(path) as register:
                import_file(register, file)
                decision = register.journey(name).decide(max_day(order))
                got = (decision.title.verdict, [(bloc.bloc, bloc.verdict) for bloc in decision.blocs], decision.kept)
            path.unlink()
            wanted = wanted or got
            assert got == wanted
            faults.note("R22", "facts of a journey in another order", "the same verdicts")


def max_day(lines: list[dict[str, str]]) -> date:
    return date.fromisoformat(max(line["on"] for line in lines))


IMPORT = "import sys; from certdomain.cli import main; sys.exit(main(['import', '--store', sys.argv[1], sys.argv[2]]))"


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_killed(tmp_path: Path, faults: Faults) -> None:
    """R22. `certdomain import` killed at any instant: run again it goes on, and each line is there once."""
    chance = faults.chance
    once = tmp_path / "once.db"
    with Register.open(once) as register:
        import_file(register, CCI)
    whole = states(once)
    for turn in range(faults.few(1, 30)):
        path = tmp_path / f"{turn}.db"
        with process(IMPORT, path, CCI) as running:
            deadline = time.monotonic() + 20
            while not path.exists() and running.poll() is None and time.monotonic() < deadline:
                time.sleep(0.005)
            time.sleep(chance.uniform(0, 0.6))
            running.send_signal(signal.SIGKILL)
            running.wait()
        there = 0
        if path.exists() and path.stat().st_size:
            with closing(open_store(path)) as store:
                there = store.tree().end
        with Register.open(path) as register:
            import_file(register, CCI)
            assert replay(register).differences == ()
        assert states(path) == whole
        assert verdict(path).sound
        faults.note("R22", "import killed and run again", f"once each; {'some' if there else 'nothing'} was there")


ENROL = {
    "journey": "J1",
    "command": "enrol-candidate",
    "on": "2024-09-02",
    "certification": TITLE,
    "route": "apprenticeship",
    "evidence": [{"diploma": {"level": 5}}, {"selection": "passed"}],
}
MARK = {"journey": "J1", "command": "record-evaluation", "on": "2025-06-02", "evaluation": "B1.1", "points": 50}
JURY = next(json.loads(line) for line in lines_of(CCI) if '"constitute-jury"' in line)
DELIBERATE = {"journey": "J1", "command": "deliberate", "on": "2025-07-04", "jury": JURY["jury"]}
RETAKE = {
    "journey": "J1",
    "command": "request-retake",
    "on": "2025-07-10",
    "blocs": ["B1"],
    "mode": "resit",
    "channel": "email",
    "test_on": "2025-12-01",
}
CONTRADICTIONS: dict[str, Sequence[Mapping[str, object]]] = {
    "two marks for one sitting": [ENROL, MARK, {**MARK, "points": 20}],
    "a mark before the enrolment": [ENROL, {**MARK, "on": "2020-01-01"}],
    "a mark in a journey without enrolment": [MARK],
    "a retake before the first sitting": [ENROL, RETAKE],
    "a deliberation before anything was sat": [ENROL, JURY, DELIBERATE],
    "a jury that meets before it is constituted": [ENROL, {**JURY, "on": "2025-08-01"}, DELIBERATE],
    "a deliberation by a jury that does not exist": [ENROL, DELIBERATE],
    "fraud reported after the deliberation": [
        ENROL,
        MARK,
        JURY,
        DELIBERATE,
        {"journey": "J1", "command": "report-fraud", "on": "2025-09-01", "evaluations": ["B1.1"]},
    ],
    "an absence and a mark for one sitting": [
        ENROL,
        MARK,
        {"journey": "J1", "command": "record-absence", "on": "2025-06-02", "evaluation": "B1.1"},
    ],
    "two enrolments": [ENROL, {**ENROL, "route": "vae"}],
    "an entry voided twice": [
        ENROL,
        MARK,
        *[{"journey": "J1", "command": "void-entry", "on": "2025-07-01", "entry": 2, "reason": "a slip"}] * 2,
    ],
}


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_contradictory_facts(tmp_path: Path, faults: Faults, name: str) -> None:
    """R23. Nothing is guessed: a line is recorded, refused with a clause or referred, or it is invalid in its place;
    whatever it is, the register verifies, replays and decides the same."""
    file, path = tmp_path / "file.jsonl", tmp_path / "register.db"
    file.write_text("".join(json.dumps(line) + "\n" for line in CONTRADICTIONS[name]), encoding="utf-8")
    listed: list[int | None] = []
    with Register.open(path) as register:
        try:
            came = import_file(register, file)
        except BadInput as bad:
            told = "nothing recorded: all problems are listed"
            listed = [problem.line for problem in bad.problems]
        else:
            told = (
                "invalid in its place, not recorded"
                if came.invalid.count
                else "refused or referred, with its clauses"
                if came.refused.count + came.referred.count
                else "recorded as facts; the decision weighs them"
            )
            for each in came.refused.first:
                assert each.clauses
        report = replay(register)
        assert all(listed)
        assert report.differences == ()
        assert replay(register) == report
    assert not path.exists() or verdict(path).sound
    faults.note("R23", "contradictory lines", told)


def line(**instead: object) -> str:
    return json.dumps({**MARK, **instead}, ensure_ascii=False)


MALFORMED: dict[str, bytes] = {
    "lone surrogate": json.dumps({**MARK, "by": "\ud800"}).encode(),
    "NUL in a text": line(by="a\0b").encode(),
    "bidirectional mark": line(by="a\u202eb").encode(),
    "text not composed": line(by="e\u0301").encode(),
    "text of 50 MB": b'{"journey":"J1","command":"record-evaluation","by":"' + b"x" * 50_000_000 + b'"}',
    "100,000 lists in one another": b"[" * 100_000 + b"]" * 100_000,
    "100,000 maps in one another": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "key twice": b'{"journey":"J1","journey":"J2","command":"record-evaluation"}',
    "NaN": line().replace("50", "NaN").encode(),
    "Infinity": line().replace("50", "Infinity").encode(),
    "-0": line().replace("50", "-0").encode(),
    "1e400": line().replace("50", "1e400").encode(),
    "10^400": line().replace("50", "1" + "0" * 400).encode(),
    "a comma for the point": line(points="12,5").encode(),
    "full-width digits": line(points="１２").encode(),
    "negative points": line(points=-1).encode(),
    "empty text": line(evaluation="").encode(),
    "a day that is none": line(on="2025-02-30").encode(),
    "a day with a time": line(on="2025-02-28T10:00").encode(),
    "true for a number": line(points=True).encode(),
    "ISO 8859-1": line(by="Zoé").encode("latin-1"),
    "UTF-16": line().encode("utf-16"),
    "cut off": line().encode()[:-5],
    "no map": b"[1, 2]",
    "unknown command": line(command="drop-table").encode(),
    "unknown field": line(colour="red").encode(),
    "two commands on a line": line().encode() + b" " + line().encode(),
    "missing field": json.dumps({key: value for key, value in MARK.items() if key != "on"}).encode(),
    "a path for a journey": line(journey="../../etc/passwd\x1b[31m").encode(),
    "an id of 10,000 characters": line(journey="J" * 10_000).encode(),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_malformed(tmp_path: Path, faults: Faults, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """R24. Refused with the line and what was expected, shown escaped; nothing is recorded; no traceback."""
    file, path = tmp_path / "file.jsonl", tmp_path / "register.db"
    file.write_bytes(json.dumps(ENROL).encode() + b"\n" + MALFORMED[name] + b"\n")
    code = main(["import", "--json", "--store", str(path), str(file)])
    told = capsys.readouterr()
    if code == 0:
        assert name in {"-0", "text not composed"}, name
        with Register.open(path) as register:
            assert replay(register).differences == ()
        faults.note("R24", "malformed line", "taken for what it is in its one form")
        return
    assert code == 2, (code, told)
    assert "Traceback" not in told.err
    assert "\x1b" not in told.err + told.out
    assert len(told.err + told.out) < 5000
    assert not path.exists()
    faults.note("R24", "malformed line", "refused with line and field; nothing recorded")


def test_broken_anywhere(tmp_path: Path, faults: Faults, capsys: pytest.CaptureFixture[str]) -> None:
    """R24. A byte of an honest file changed, anywhere: refused, or recorded as it now says; never a crash."""
    data = "\n".join(lines_of(DEMOS[0])).encode() + b"\n"
    chance = faults.chance
    file = tmp_path / "file.jsonl"
    for turn in range(faults.few(10, 400)):
        at, byte = chance.randrange(len(data)), chance.randrange(256)
        file.write_bytes(data[:at] + bytes([byte]) + data[at + 1 :])
        path = tmp_path / f"{turn}.db"
        code = main(["import", "--json", "--store", str(path), str(file)])
        told = capsys.readouterr()
        assert code in {0, 1, 2}, (at, byte, told)
        assert "unexpected" not in told.err, (at, byte, told)
        if path.exists():
            assert verdict(path).sound
            path.unlink()
        faults.note("R24", "byte of an honest file changed", "refused whole" if code == 2 else "recorded as it says")
    assert os.listdir(tmp_path)  # noqa: PTH208
