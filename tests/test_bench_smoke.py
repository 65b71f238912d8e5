"""Every benchmark runs at its smallest size and prints its figures. How good the figures are is not asked here."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parent.parent / "bench"
SCRIPTS = sorted(path.stem for path in BENCH.glob("*.py"))
MEASURED = {
    "append": ("Store.append", "Journey.do"),
    "audit": ("replay alone", "Journey.decide", "audit, one process", "audit, two processes"),
    "bulk_import": ("json.loads alone", "raw sqlite3 alone", "import_file"),
    "decision": ("dossier.fold", "decide_on", "Journey.decide"),
    "replay": ("Register.file", "eventsourcing's aggregates"),
    "startup": ("import certdomain", "from certdomain import Register"),
    "transparency": ("root_of", "inclusion_path", "verify_inclusion"),
    "verify": ("Store.check, one process", "Store.check, two processes", "audit.verify"),
}


def run(script: str, *arguments: str) -> str:
    command = [sys.executable, str(BENCH / f"{script}.py"), "--journeys", "2", "--repeats", "1", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_each_script_of_the_folder_is_tried_here() -> None:
    assert set(SCRIPTS) == MEASURED.keys()


@pytest.mark.parametrize("script", SCRIPTS)
def test_figures_stand_beside_a_floor(script: str) -> None:
    printed = json.loads(run(script, "--json"))
    lines = printed["lines"]
    assert lines[0]["times_floor"] == 1.0
    assert all(line["microseconds_each"] > 0 and line["times_floor"] > 0 for line in lines)
    for what in MEASURED[script]:
        assert any(line["what"].strip().startswith(what) for line in lines), what


def test_the_table_names_every_line_and_every_target() -> None:
    printed = run("decision")
    assert "x floor" in printed
    assert "Journey.decide, best" in printed
    assert "under 1 ms" in printed
