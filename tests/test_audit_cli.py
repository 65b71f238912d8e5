"""`certdomain audit`, `departures`, `findings`, `jury`: exit codes, JSON, no plugin needed, memory that stays flat."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from certdomain.cli import main
from certdomain.commands import command_from
from certdomain.register import Register
from certdomain.reports.language import language
from tests.fictional import FICTIONAL, GNOMONICS
from tests.pages import read
from tests.registers import demos

ON = ("--on", "2026-01-31")


@pytest.fixture(scope="module")
def filed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("audit-cli") / "demo.db"
    with Register.open(path) as register:
        demos(register)
    return path


def run(capsys: pytest.CaptureFixture[str], store: Path, *args: str) -> tuple[int, str, str]:
    code = main([*args, "--store", str(store)])
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    return code, out, err


def run_json(capsys: pytest.CaptureFixture[str], store: Path, *args: str) -> tuple[int, Any]:
    code, out, _ = run(capsys, store, *args, "--json")
    return code, json.loads(out)


def copied(path: Path, to: Path, *statements: str) -> Path:
    """A copy of a register, changed behind its back."""
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target)
        for statement in statements:
            target.execute(statement)
        target.commit()
    return to


class TestAudit:
    def test_the_whole_of_it(self, capsys: pytest.CaptureFixture[str], filed: Path) -> None:
        code, out, _ = run(capsys, filed, "audit", *ON)
        assert code == 0
        for text in (
            "nothing missing",
            "no checkpoint was given",
            "everything comes out",
            "stale",
            "findings",
            "RNCP36395",
        ):
            assert text in out, text
        code, french, _ = run(capsys, filed, "audit", *ON, "--lang", "fr")
        assert code == 0
        assert "tout ressort tel qu’enregistré" in french

    def test_its_json_is_what_the_page_says(self, capsys: pytest.CaptureFixture[str], filed: Path) -> None:
        code, data = run_json(capsys, filed, "audit", *ON)
        assert code == 0
        assert set(data) == {
            "store", "integrity", "on", "damaged", "same", "replay", "undecided", "verdicts", "answers", "findings",
            "departures", "regulations",
        }  # fmt: skip
        assert data["integrity"]["sound"] is True
        assert data["same"] is True
        assert data["replay"]["difference_count"] == 0
        assert set(data["regulations"][0]["clauses"][0]) == {
            "id", "effect", "letter", "decisions", "answers", "refused", "referred", "findings", "departures"
        }  # fmt: skip
        assert sum(each["count"] for each in data["verdicts"]) + data["undecided"] == data["replay"]["journeys"]

    def test_two_workers_print_the_same(self, capsys: pytest.CaptureFixture[str], filed: Path) -> None:
        one = run_json(capsys, filed, "audit", *ON)
        assert run_json(capsys, filed, "audit", *ON, "--workers", "2") == one

    def test_an_altered_byte_is_damage_and_the_journey_is_named(
        self, capsys: pytest.CaptureFixture[str], filed: Path, tmp_path: Path
    ) -> None:
        """The bytes do not verify; what can be read is decided again, and tells where it parts."""
        altered = copied(
            filed,
            tmp_path / "altered.db",
            "UPDATE stored_events SET state = CAST(replace(CAST(state AS TEXT), '\"37.25\"', '\"37.50\"') AS BLOB)"
            " WHERE originator_id = 'journey/demo-quarter-point-short'",
        )
        code, out, _ = run(capsys, altered, "audit", *ON)
        assert code == 3
        assert "the register is not as it was recorded" in out
        assert "different  journey/demo-quarter-point-short" in out

    def test_a_checkpoint_is_held_against_it(
        self, capsys: pytest.CaptureFixture[str], filed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert main(["key", "new", "register.example", "--out", "log.key"]) == 0
        whole = copied(filed, tmp_path / "whole.db")
        assert run(capsys, whole, "checkpoint", "--key", "log.key", "--out", "noted.txt")[0] == 0
        code, out, _ = run(capsys, whole, "audit", *ON, "--checkpoint", "noted.txt")
        assert code == 0
        assert "the checkpoint of register.example" in out
        assert "agrees" in out
        other = tmp_path / "other.db"
        with Register.open(other) as register:
            journey = register.journey("A")
            journey.do(command_from(ENROL, where="here"))
        code, out, _ = run(capsys, other, "audit", *ON, "--checkpoint", "noted.txt")
        assert code == 3
        assert "is contradicted" in out
        assert "1 journeys" in out

    def test_a_missing_register_is_damage(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        for args in (
            ("audit",),
            ("departures",),
            ("findings",),
            ("jury", "J1"),
            ("audit", "--sample", "1", "--seed", "s"),
        ):
            assert run(capsys, tmp_path / "none.db", *args)[0] == 3

    def test_an_empty_register(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        Register.open(tmp_path / "empty.db").close()
        for args in (("audit",), ("departures",), ("findings",), ("audit", "--sample", "2", "--seed", "s")):
            for lang in ("en", "fr"):
                assert run(capsys, tmp_path / "empty.db", *args, "--lang", lang)[0] == 0
            assert run_json(capsys, tmp_path / "empty.db", *args)[0] == 0


ENROL: dict[str, object] = {
    "command": "enrol-candidate",
    "on": "2024-09-02",
    "certification": "RNCP36395",
    "route": "apprenticeship",
    "evidence": [{"diploma": {"level": 5}}, {"selection": "passed"}],
}


class TestSample:
    def test_the_same_seed_draws_the_same(self, capsys: pytest.CaptureFixture[str], filed: Path) -> None:
        first = run_json(capsys, filed, "audit", "--sample", "3", "--seed", "2026", *ON)
        assert run_json(capsys, filed, "audit", "--sample", "3", "--seed", "2026", *ON) == first
        code, data = first
        assert code == 0
        assert len(data["files"]) == 3
        assert data["population"] > 30
        more = run_json(capsys, filed, "audit", "--sample", "5", "--seed", "2026", *ON)[1]
        assert [each["journey"] for each in more["files"]][:3] == [each["journey"] for each in data["files"]]

    def test_a_shell_draws_the_same(self, capsys: pytest.CaptureFixture[str], filed: Path) -> None:
        """By the command that the report names, on the ids of the register."""
        data = run_json(capsys, filed, "audit", "--sample", "1", "--seed", "it's", *ON)[1]
        (file,) = data["files"]
        printed = subprocess.run(["printf", "%s\\n%s", "it's", file["journey"]], capture_output=True, check=True).stdout
        summed = subprocess.run(["sha256sum"], input=printed, capture_output=True, check=True).stdout.decode()
        assert summed.split()[0] == file["draw"]

    @pytest.mark.parametrize(
        "args",
        [
            ("--sample", "3"),
            ("--seed", "s"),
            ("--sample", "0", "--seed", "s"),
            ("--sample", "-1", "--seed", "s"),
            ("--sample", "3", "--seed", ""),
            ("--sample", "3", "--seed", "s", "--checkpoint", "x"),
        ],
    )
    def test_what_cannot_be_meant_is_refused(
        self, capsys: pytest.CaptureFixture[str], filed: Path, args: tuple[str, ...]
    ) -> None:
        assert run(capsys, filed, "audit", *args)[0] == 2

    def test_a_drawn_file_that_does_not_come_out_again_is_told(
        self, capsys: pytest.CaptureFixture[str], filed: Path, tmp_path: Path
    ) -> None:
        altered = copied(
            filed,
            tmp_path / "altered.db",
            "UPDATE stored_events SET state = CAST(replace(CAST(state AS TEXT), '\"37.25\"', '\"37.50\"') AS BLOB)",
        )
        code, out, _ = run(capsys, altered, "audit", "--sample", "1000", "--seed", "s", *ON)
        assert code == 1
        assert "different" in out


def plain_spaces(text: str) -> str:
    return text.replace("\u202f", " ").replace("\xa0", " ")


class TestWords:
    def test_what_is_stale_is_told_in_the_language_asked_for(
        self, capsys: pytest.CaptureFixture[str], filed: Path
    ) -> None:
        line = next(each for each in run(capsys, filed, "audit", *ON)[1].splitlines() if each.startswith("  stale"))
        assert "recorded the title: partly granted; B1: validated; " in line
        french = plain_spaces(run(capsys, filed, "audit", *ON, "--lang", "fr")[1]).splitlines()
        line = next(each for each in french if each.startswith("  périmé"))
        assert "enregistré le titre : validation partielle ; B1 : validé ; " in line
        assert "acquis : B1, B2, B3 ; maintenant le titre : titre délivré ; " in line
        assert not {"total", "partial", "validated", "kept"} & set(line.replace(";", " ").split())

    def test_a_departure_on_the_title_says_its_word_once(self, capsys: pytest.CaptureFixture[str], filed: Path) -> None:
        for command in (["departures"], ["jury", "demo-sovereign"]):
            assert "the title: partly granted (proposed: title granted)" in run(capsys, filed, *command)[1]
            french = plain_spaces(run(capsys, filed, *command, "--lang", "fr")[1])
            assert "le titre : validation partielle (proposition : titre délivré)" in french


class TestLists:
    def test_departures(self, capsys: pytest.CaptureFixture[str], filed: Path) -> None:
        code, data = run_json(capsys, filed, "departures")
        assert code == 0
        assert {each["jury"] for each in data["departures"]} == {"demo-sovereign"}
        assert all(each["reason"] and each["clauses"] for each in data["departures"])
        code, out, _ = run(capsys, filed, "departures", "--certification", "RNCP36395")
        assert (code, out) == (0, "no jury left the proposal\n")
        assert run_json(capsys, filed, "departures", "--since", "2021-07-07")[1]["departures"] == []
        assert len(run_json(capsys, filed, "departures", "--until", "2021-07-06")[1]["departures"]) == 2

    @pytest.mark.parametrize("by", ["clause", "whom", "journey"])
    def test_findings(self, capsys: pytest.CaptureFixture[str], filed: Path, by: str) -> None:
        code, data = run_json(capsys, filed, "findings", "--by", by, *ON)
        assert code == 0
        assert data["count"] == sum(each["count"] for each in data["groups"]) > 0
        assert run_json(capsys, filed, "findings", "--by", by, *ON, "--workers", "2") == (code, data)
        for lang in ("en", "fr"):
            told = run(capsys, filed, "findings", "--by", by, *ON, "--lang", lang)[1]
            assert told.startswith("constats au" if lang == "fr" else "findings as of")
            assert not [each["what"] for each in data["groups"] if each["what"] in told]  # in words, without values too

    def test_jury(self, capsys: pytest.CaptureFixture[str], filed: Path, tmp_path: Path) -> None:
        code, out, _ = run(capsys, filed, "jury", "demo-sovereign", "--lang", "fr")
        assert code == 0
        assert out.startswith("Procès-verbal du jury demo-sovereign\n")
        code, _, err = run(capsys, filed, "jury", "demo-sovreign")
        assert code == 2
        assert "did you mean demo-sovereign" in err
        assert run(capsys, filed, "jury", "")[0] == 2
        refused = copied(filed, tmp_path / "refused.db")
        with Register.open(refused) as register:
            members = [{"role": "trainer"}]
            kind = {"kind": "certification", "certification": "RNCP36395", "meets_on": "2025-07-04"}
            raw = {"command": "constitute-jury", "on": "2025-06-01", "jury": "J9", **kind, "members": members}
            assert register.do(command_from(raw, where="here")).refused
        code, out, _ = run(capsys, refused, "jury", "J9")
        assert code == 1
        assert "it does not exist" in out


NO_PLUGIN = """
import sys
from importlib import metadata
metadata.entry_points = lambda **_: metadata.EntryPoints(())
metadata.distributions = lambda **_: ()
from certdomain.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    "args",
    [
        ("audit", *ON),
        ("audit", "--sample", "40", "--seed", "s", *ON),
        ("departures",),
        ("findings", *ON),
        ("jury", "demo-cj-2025", "--awaiting"),
    ],
    ids=lambda args: " ".join(args[:2]),
)
def test_where_no_plugin_is_installed_all_of_it_works(
    capsys: pytest.CaptureFixture[str], filed: Path, args: tuple[str, ...]
) -> None:
    def bare(*given: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, "-c", NO_PLUGIN, *given], capture_output=True, text=True, check=False)

    if args[0] == "audit":  # it is as said: there is no title
        assert json.loads(bare("titles", "--json").stdout) == []
    done = bare(*args, "--store", str(filed))
    assert done.returncode == 0, done.stderr
    assert done.stdout == run(capsys, filed, *args)[1]


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="the peak of another process is only told on POSIX")
def test_memory_does_not_grow_with_the_register(tmp_path: Path) -> None:
    """Four times the journeys, and the peak of the process grows by less than 15 MB."""
    peaks = {}
    for count in (300, 1200):
        path = tmp_path / f"{count}.db"
        many(path, count)
        args = [sys.executable, "-m", "certdomain", "audit", "--store", str(path), "--json", *ON]
        with subprocess.Popen(args, stdout=subprocess.DEVNULL) as process:
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0
        peaks[count] = used.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)
    assert peaks[1200] - peaks[300] < 15, peaks


def many(path: Path, count: int) -> None:
    """So many short journeys, each before the same jury."""
    title = GNOMONICS.certification
    members = [{"role": "president", "external": True}, {"role": "trainer"}]
    kind: dict[str, object] = {"kind": "certification", "certification": title, "meets_on": "2025-07-01"}
    proof: dict[str, object] = {"route": "student", "evidence": [{"diploma": {"level": 4}}]}
    lines: list[dict[str, object]] = [
        {"command": "enrol-candidate", "on": "2024-09-02", "certification": title, **proof},
        {"command": "record-absence", "on": "2025-06-02", "evaluation": "COM1.1"},
        {"command": "deliberate", "on": "2025-07-01", "jury": "J1"},
    ]
    with Register.open(path, plugins=[FICTIONAL]) as register, register.batch():
        jury: dict[str, object] = {"command": "constitute-jury", "on": "2025-06-01", "jury": "J1", **kind}
        register.do(command_from({**jury, "members": members}, where="here"))
        for number in range(count):
            for line in lines:
                answer = register.journey(f"J{number:05}").do(command_from(line, where="here"))
                assert answer.accepted


class TestPagesOfLists:
    """`departures --html` and `findings --html`: what the text says, as a page without scripts."""

    @pytest.mark.parametrize("lang", ["en", "fr"])
    def test_departures(self, capsys: pytest.CaptureFixture[str], filed: Path, tmp_path: Path, lang: str) -> None:
        file = tmp_path / "departures.html"
        code, out, _ = run(capsys, filed, "departures", "--html", str(file), "--lang", lang)
        assert (code, out) == (0, f"{filed}: {file}\n")
        page = read(file.read_text(encoding="utf-8"))
        _, data = run_json(capsys, filed, "departures")
        rows = page.all("tbody")[0].all("tr")
        assert len(rows) == len(data["departures"]) == 2
        for row, told in zip(rows, data["departures"], strict=True):
            for text in (told["journey"], told["jury"], told["reason"], *told["clauses"]):
                assert text in row.text
            proposed, decided = (language(lang).term("verdict", told[name]) for name in ("proposed", "decided"))
            assert row.text.index(proposed) < row.text.rindex(decided)
        assert not page.all("script")

    def test_findings(self, capsys: pytest.CaptureFixture[str], filed: Path, tmp_path: Path) -> None:
        file = tmp_path / "findings.html"
        for by in ("clause", "whom", "journey"):
            code, data = run_json(capsys, filed, "findings", "--by", by, *ON, "--html", str(file), "--lang", "fr")
            assert (code, data["written"]) == (0, [str(file)])
            page = read(file.read_text(encoding="utf-8"))
            counts = [int(row.all("td")[-1].text) for row in page.all("tbody")[0].all("tr")]
            assert counts == [each["count"] for each in data["groups"]]
            assert sum(counts) == data["count"]
            assert ("journey/demo-make-up-late" in page.text) == (by == "journey")
            assert not page.all("script")

    def test_a_register_without_either(self, capsys: pytest.CaptureFixture[str], filed: Path, tmp_path: Path) -> None:
        file = tmp_path / "page.html"
        for command in (["departures"], ["findings", *ON]):
            code, *_ = run(capsys, filed, *command, "--certification", "nothing", "--html", str(file))
            assert code == 0
            page = read(file.read_text(encoding="utf-8"))
            assert not page.all("table")
            assert ("no jury left" if command == ["departures"] else ": 0") in page.text


def test_an_audit_in_french_names_kinds_and_questions_in_french(
    capsys: pytest.CaptureFixture[str], filed: Path
) -> None:
    _, out, _ = run(capsys, filed, "audit", *ON, "--lang", "fr")
    assert "candidats " in out
    assert "règlements " in out
    assert "entrée 16, décision" in out
    assert not {"candidate", "journey", "regulation"} & set(out.partition("décidés à nouveau")[0].split())
