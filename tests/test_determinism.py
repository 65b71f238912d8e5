"""Answers are the same in other surroundings, and where a plugin makes them differ, case, step and both are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from certdomain import BadInput
from certdomain.conformance.bad import GOOD, install
from certdomain.conformance.determinism import SURROUNDINGS, differences

CASES = """\
certification: {title}
cases:
  - name: ten is enough
    steps:
      - enrol-candidate: {{on: 2026-09-01, route: student}}
      - record-evaluation: {{on: 2027-06-01, evaluation: A.1, points: 10}}
      - decision: {{on: 2027-06-01, title: total}}
  - name: less is not
    steps:
      - enrol-candidate: {{on: 2026-09-01, route: student}}
      - record-evaluation: {{on: 2027-06-01, evaluation: A.1, points: 9.75}}
      - decision: {{on: 2027-06-01, title: none}}
"""


def cases(folder: Path, title: str) -> Path:
    file = folder / "cases.yaml"
    file.write_text(CASES.format(title=title), encoding="utf-8")
    return file


def test_a_pure_plugin_answers_the_same_everywhere(tmp_path: Path) -> None:
    path = install(GOOD, tmp_path / "site").path
    assert list(differences([cases(tmp_path, "GOOD")], path=path)) == []


def test_a_difference_names_case_step_and_both_surroundings(tmp_path: Path) -> None:
    """An order that comes from a set is another under another hash seed: each case differs, and is told once."""
    path = install("order-of-a-set", tmp_path / "site").path
    file = cases(tmp_path, "ORDER-OF-A-SET")
    notes = list(differences([file], environments=2, path=path))
    assert [(note.check, note.title) for note in notes] == [("not-deterministic", "ORDER-OF-A-SET")] * 2
    first, second = notes
    assert "'ten is enough', step 1 (enrol-candidate)" in first.what
    assert "'less is not', step 1" in second.what
    assert all(str(each) in first.what for each in SURROUNDINGS[:2])
    assert first.place is not None
    assert (first.place.file, first.place.line) == (str(file), 5)


def test_a_run_that_does_not_end_is_told(tmp_path: Path) -> None:
    path = install("endless-loop", tmp_path / "site").path
    (note, _) = differences([cases(tmp_path, "ENDLESS-LOOP")], environments=2, seconds=1.5, path=path)
    assert note.check == "not-deterministic-run"
    assert "time limit of 1.5 s" in note.what


def test_what_cannot_be_read_is_refused_before_anything_runs(tmp_path: Path) -> None:
    file = tmp_path / "cases.yaml"
    file.write_text("cases: [", encoding="utf-8")
    with pytest.raises(BadInput, match=r"cases\.yaml"):
        list(differences([file]))
    with pytest.raises(BadInput, match="environments"):
        list(differences([], environments=1))
