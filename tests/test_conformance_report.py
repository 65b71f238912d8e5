"""The report on a plugin that is installed and wrong: what the command line and the pytest class make of it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import attrs
import pytest

from certdomain import TitleRule, Words
from certdomain.conformance.citations import is_draft
from certdomain.conformance.mutation import Distinction, FailingCase, Fate, Mutant, MutationReport
from certdomain.conformance.report import _of_mutation
from certdomain.registry import read_fiche
from certdomain.scaffold import assembled, from_fiche
from tests.test_registry import V4

ROOT = Path(__file__).parents[1]
WHERE = "certdomain_ecole_du_port"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project from the scaffold, found as pip would have installed it."""
    folder = tmp_path_factory.mktemp("port")
    done = certdomain(folder, "plugin", "new", "ecole-du-port")
    assert done.returncode == 0, done.stderr
    root = folder / "certdomain-ecole-du-port"
    meta = root / "src" / f"{WHERE}-0.1.0.dist-info"
    meta.mkdir()
    (meta / "METADATA").write_text("Metadata-Version: 2.1\nName: certdomain-ecole-du-port\nVersion: 0.1.0\n")
    (meta / "entry_points.txt").write_text(f"[certdomain]\necole-du-port = {WHERE}\n")
    return root


def certdomain(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return started(folder, "-m", "certdomain", *args)


def started(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """A process that finds the project's plugin too."""
    paths = [str(folder / "src"), os.environ.get("PYTHONPATH", "")]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in paths if path)}
    return subprocess.run(
        [sys.executable, *args], cwd=folder, env=env, capture_output=True, text=True, check=False, timeout=300
    )


def test_the_scaffold_is_fit_or_says_what_is_left_to_do(project: Path) -> None:
    """The cases of the project are found without being named; they are run, moved, and run elsewhere."""
    done = certdomain(project, "plugin", "check", "certdomain-ecole-du-port", "--json")
    told = json.loads(done.stdout)
    [report] = told["plugins"].values()
    assert [Path(case).name for case in report["cases"]]
    assert report["full"]
    assert report["mutation"][0]["counts"]["killed"] > 0
    assert done.returncode == (1 if told["faults"] else 0)
    assert {note["check"] for note in report["notes"] if note["fault"]} <= {
        "surviving-threshold",
        "undistinguished-reading",
    }
    for note in report["notes"]:
        assert note["place"] or not note["title"], note


@pytest.mark.parametrize("left", ["texts and rules", "rules", "texts"])
def test_what_no_case_can_tell_yet_is_a_remark_of_a_draft_and_a_fault_of_a_finished_title(left: str) -> None:
    """A draft is one in which texts are left to be written and nothing is judged; one of the two is not enough."""
    fiche = from_fiche(read_fiche(V4, "RNCP90001"), "X")
    made = assembled("x", "RNCP90001", "x", fiche.edition, None, fiche).regulation
    if left == "rules":
        made = attrs.evolve(made, clauses=(), name=Words(en="A title", fr="Un titre"))
    elif left == "texts":
        made = attrs.evolve(made, award=attrs.evolve(made.award, titles=(TitleRule(requires=(), by=()),)))
    assert is_draft(made) is (left == "texts and rules")
    moved = Mutant(
        path="last_issue.value",
        clauses=("X-F02",),
        before="2031-08-31",
        after="2031-09-01",
        way="up",
        unit="one day",
        outcome=Fate.SURVIVED,
    )
    pair = Distinction(of="X-A01", option="a", other="b")
    failing = FailingCase(file="first.yaml", name="one", failures=("another title",))
    report = MutationReport(
        title="RNCP90001", edition="1", cases=1, mutants=(moved,), distinctions=(pair,), failing=(failing,)
    )
    assert {note.check: note.fault for note in _of_mutation(report, made)} == {
        "failing-case": True,
        "surviving-threshold": left != "texts and rules",
        "undistinguished-reading": left != "texts and rules",
    }


def test_a_wrong_clause_is_told_with_file_and_line(project: Path, tmp_path: Path) -> None:
    source = project / "src" / WHERE
    file, text = next(
        (each, text) for each in sorted(source.rglob("*.py")) if "keeps=" in (text := each.read_text(encoding="utf-8"))
    )
    cited = re.search(r'keeps=\(\s*"([^"]+)"', text)
    assert cited is not None
    broken = text[: cited.start(1)] + "NOT-R1" + text[cited.end(1) :]
    line = broken[: broken.index("NOT-R1")].count("\n") + 1
    try:
        file.write_text(broken, encoding="utf-8")
        done = certdomain(project, "plugin", "check", "certdomain-ecole-du-port", "--quick")
        assert done.returncode == 1
        assert f"{file.relative_to(project)}:{line}: " in done.stdout
        assert "[unknown-clause]" in done.stdout
        assert "not fit: 1 fault\n" in done.stdout
        only = certdomain(project, "plugin", "check", "certdomain-ecole-du-port", "--quick", "--only", "bands")
        assert only.returncode == 0
        test = tmp_path / "test_port.py"
        test.write_text(
            "from certdomain.testing.conformance import CertifierConformance\n\n\n"
            "class TestPort(CertifierConformance):\n"
            '    distribution = "certdomain-ecole-du-port"\n'
        )
        failed = started(project, "-m", "pytest", "-q", "-m", "not slow", "-p", "no:cacheprovider", str(test))
        assert failed.returncode == 1
        assert "[unknown-clause]" in failed.stdout
        assert "1 failed, 2 deselected" in failed.stdout
    finally:
        file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("option", "value"), [("--sources", "nowhere"), ("--cases", "nowhere.yaml"), ("--only", "unkown-clause")]
)
def test_what_cannot_be_meant_is_refused_at_once(tmp_path: Path, option: str, value: str) -> None:
    done = certdomain(tmp_path, "plugin", "check", option, value)
    assert done.returncode == 2
    assert option in done.stderr
    assert value in done.stderr
