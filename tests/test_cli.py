"""The command line, as a user meets it: exit codes, messages, JSON; and no traceback, ever."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from certdomain.cli import main
from certdomain.cli import running as cli_running
from certdomain.cli.output import Output, Progress
from certdomain.errors import Conflict, Damaged, PluginError
from certdomain.events import decode
from certdomain.importing import import_file
from certdomain.register import Register
from certdomain.store import open_store

PLUGINS = Path(__file__).parents[1] / "plugins"
DEMO = PLUGINS / "certdomain-cci-france/src/certdomain_cci_france/demo.jsonl"
TITLES = ("RNCP36395", "RNCP38604", "RNCP35663", "NOFICHE-003", "RNCP27413")
ENROL = (
    '{"journey": "J1", "command": "enrol-candidate", "on": "2024-09-02", "certification": "RNCP36395", '
    '"route": "apprenticeship", "evidence": [{"diploma": {"level": 5}}, {"selection": "passed"}]}'
)
MARK = '{"journey": "J1", "command": "record-evaluation", "on": "2025-06-02", "evaluation": "B1.1", "points": 50}'


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module")
def filed(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("cli") / "demo.db"
    with Register.open(path) as register:
        for file in sorted(PLUGINS.glob("*/src/*/demo.jsonl")):
            import_file(register, file)
    return str(path)


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    code = main(args)
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    return code, out, err


def run_json(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, object]:
    code, out, _ = run(capsys, *args, "--json")
    return code, json.loads(out)


def command(*args: str) -> list[str]:
    return [sys.executable, "-m", "certdomain", *args]


class TestTitles:
    def test_all_titles_are_listed(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, _ = run(capsys, "titles")
        assert code == 0
        assert all(title in out for title in TITLES)

    def test_as_json(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, data = run_json(capsys, "titles")
        assert code == 0
        assert isinstance(data, list)
        assert {each["certification"] for each in data} >= set(TITLES)

    @pytest.mark.parametrize("title", TITLES)
    def test_one_is_shown_with_its_clauses(self, capsys: pytest.CaptureFixture[str], title: str) -> None:
        code, out, _ = run(capsys, "show", title)
        assert code == 0
        _, data = run_json(capsys, "show", title)
        assert isinstance(data, dict)
        assert data["clauses"]
        assert all(clause["id"] in out for clause in data["clauses"])

    def test_in_french(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(capsys, "show", "RNCP36395", "--lang", "fr")[1] != run(capsys, "show", "RNCP36395")[1]

    def test_an_unknown_title_names_the_nearest(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, err = run(capsys, "show", "RNCP36359")
        assert (code, out) == (2, "")
        assert "did you mean RNCP36395?" in err

    def test_an_unknown_edition_names_the_editions(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, _, err = run(capsys, "show", "NOFICHE-003", "--edition", "1999")
        assert code == 2
        assert "request" in err

    def test_adopted_readings_hold_for_later_enrolments(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, data = run_json(
            capsys, "adopt", "RNCP36395", "--parameter", "last_issue_on=2027-12-31", "--reading", "CCI-A06=b"
        )
        assert code == 0
        Path("file.jsonl").write_text(ENROL + "\n", encoding="utf-8")
        assert run(capsys, "import", "file.jsonl")[0] == 0
        with Register.open("certdomain.db", create=False) as register:
            answer = register.journey("J1").records()[0].answer
        assert isinstance(data, dict)
        assert answer.regulation == data["digest"]

    def test_an_unknown_reading_and_parameter_at_once(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, _, err = run(capsys, "adopt", "RNCP36395", "--parameter", "x=1", "--reading", "CCI-A06=z")
        assert code == 2
        assert "parameters.x" in err
        assert "readings.CCI-A06" in err


class TestJourneys:
    def test_decide_prints_the_day_it_was_asked_for(self, capsys: pytest.CaptureFixture[str], filed: str) -> None:
        code, out, _ = run(capsys, "decide", "demo-title-granted", "--store", filed, "--on", "2025-07-04")
        assert code == 0
        assert "2025" in out

    def test_today_in_paris_is_the_default(self, capsys: pytest.CaptureFixture[str], filed: str) -> None:
        today = datetime.now(ZoneInfo("Europe/Paris")).date().isoformat()
        code, data = run_json(capsys, "decide", "demo-title-granted", "--store", filed)
        assert code == 0
        assert isinstance(data, dict)
        assert data["on"] == today

    def test_decide_as_json_has_the_keys_of_the_contract(self, capsys: pytest.CaptureFixture[str], filed: str) -> None:
        _, data = run_json(capsys, "decide", "demo-quarter-point-short", "--store", filed, "--on", "2025-07-10")
        assert isinstance(data, dict)
        keys = "journey certification edition regulation on known_at status confidential title blocs professional kept"
        more = "retake_open awaited deadlines findings flags departures refused context explanation missing"
        assert set(f"{keys} {more}".split()) <= set(data)
        assert data["title"]["verdict"] == "partial"
        assert data["title"]["total"] == "499.75"

    def test_known_at_cuts_what_was_recorded_later(self, capsys: pytest.CaptureFixture[str], filed: str) -> None:
        code, _, err = run(
            capsys, "decide", "demo-title-granted", "--store", filed, "--known-at", "2020-01-01T00:00:00Z"
        )
        assert code == 2
        assert "demo-title-granted" in err

    def test_before_the_enrolment(self, capsys: pytest.CaptureFixture[str], filed: str) -> None:
        code, _, err = run(capsys, "decide", "demo-title-granted", "--store", filed, "--on", "2020-01-01")
        assert code == 2
        assert "2024-09-02" in err

    @pytest.mark.parametrize("name", ["decide", "explain"])
    def test_a_refused_enrolment(self, capsys: pytest.CaptureFixture[str], filed: str, name: str) -> None:
        code, _, err = run(capsys, name, "demo-selection-not-passed", "--store", filed)
        assert code == 2
        assert "refused" in err

    def test_explain_in_both_languages(self, capsys: pytest.CaptureFixture[str], filed: str) -> None:
        args = ("explain", "demo-quarter-point-short", "--store", filed, "--on", "2025-07-10")
        english, french = run(capsys, *args)[1], run(capsys, *args, "--lang", "fr")[1]
        assert "CCI-R13" in english
        assert "CCI-R13" in french
        assert english != french

    def test_timeline_lists_every_entry(self, capsys: pytest.CaptureFixture[str], filed: str) -> None:
        code, out, _ = run(capsys, "timeline", "demo-corrected-after-jury", "--store", filed)
        assert code == 0
        _, data = run_json(capsys, "timeline", "demo-corrected-after-jury", "--store", filed)
        assert isinstance(data, list)
        assert len(data) >= 17
        assert out.strip()

    def test_timeline_of_a_refused_enrolment_is_shown(self, capsys: pytest.CaptureFixture[str], filed: str) -> None:
        assert run(capsys, "timeline", "demo-selection-not-passed", "--store", filed)[0] == 0

    @pytest.mark.parametrize("name", ["decide", "explain", "timeline"])
    def test_an_unknown_journey_names_the_nearest(
        self, capsys: pytest.CaptureFixture[str], filed: str, name: str
    ) -> None:
        code, _, err = run(capsys, name, "demo-title-grnated", "--store", filed)
        assert code == 2
        assert "demo-title-granted" in err

    @pytest.mark.parametrize("journey", ["", "\ud800", "a\0b", "\x1b[31m", "x" * 5000])
    def test_an_impossible_journey(self, capsys: pytest.CaptureFixture[str], filed: str, journey: str) -> None:
        code, out, err = run(capsys, "decide", journey, "--store", filed)
        assert code == 2
        assert "\x1b" not in out + err
        assert len(err) < 1000


class TestRegister:
    @pytest.mark.parametrize(
        "args",
        [
            ("decide", "J1"),
            ("explain", "J1"),
            ("timeline", "J1"),
            ("replay",),
            ("verify",),
            ("show", "RNCP36395", "--store", "none.db"),
        ],
    )
    def test_a_missing_register(self, capsys: pytest.CaptureFixture[str], args: tuple[str, ...]) -> None:
        code, _, err = run(capsys, *args)
        assert code == 3
        assert ".db" in err
        assert list(Path().iterdir()) == []
        code, data = run_json(capsys, *args)
        assert code == 3
        assert isinstance(data, dict)
        assert set(data["damaged"]) == {"where", "what", "advice"}

    def test_what_is_no_register(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("certdomain.db").write_bytes(b"this is no database, and it is long enough to be read as one" * 100)
        for args in (("decide", "J1"), ("verify",), ("replay",)):
            code, _, err = run(capsys, *args)
            assert code == 3
            assert "certdomain.db" in err

    def test_a_register_cut_off(self, capsys: pytest.CaptureFixture[str], filed: str) -> None:
        whole = Path(filed).read_bytes()
        Path("certdomain.db").write_bytes(whole[: len(whole) // 2])
        assert run(capsys, "verify")[0] == 3

    def test_an_unknown_kind_of_store(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, _, err = run(capsys, "decide", "J1", "--store", "postgresql://user:secret@host/db")
        assert code == 2
        assert "secret" not in err

    def test_verify_and_replay_of_a_sound_register(self, capsys: pytest.CaptureFixture[str], filed: str) -> None:
        code, data = run_json(capsys, "verify", "--store", filed)
        assert code == 0
        assert isinstance(data, dict)
        assert data["sound"]
        code, out, _ = run(capsys, "replay", "--store", filed, "--workers", "2")
        assert code == 0
        assert "stale" in out
        assert run(capsys, "verify", "--store", filed)[0] == 0
        code, data = run_json(capsys, "replay", "--store", filed)
        assert isinstance(data, dict)
        assert (code, data["same"], data["differences"]) == (0, True, [])

    def test_an_altered_register(self, capsys: pytest.CaptureFixture[str], filed: str) -> None:
        source, target = sqlite3.connect(filed), sqlite3.connect("altered.db")
        source.backup(target)
        target.execute("UPDATE stored_events SET state = CAST(replace(CAST(state AS TEXT), '37.25', '37.5') AS BLOB)")
        target.commit()
        source.close()
        target.close()
        code, out, _ = run(capsys, "verify", "--store", "altered.db")
        assert code == 3
        assert "altered" in out
        code, out, _ = run(capsys, "replay", "--store", "altered.db")
        assert code == 1
        assert "different" in out
        assert "demo-quarter-point-short" in out

    @pytest.mark.parametrize("number", ["0", "-1", "many", "1000", "²"])
    def test_workers(self, capsys: pytest.CaptureFixture[str], number: str) -> None:
        assert run(capsys, "replay", "--workers", number)[0] == 2


# What is wrong, as bytes of a second line; and what the message must say beside file and line.
BAD_LINES: dict[str, tuple[bytes, tuple[str, ...]]] = {
    "no JSON": (b"{journey: J1}", ("key in double quotes",)),
    "cut off": (b'{"journey": "J1", "command": "rec', ("closing double quote",)),
    "a list": (b"[1, 2]", ("object",)),
    "two values": (b'{"a": 1} {"b": 2}', ("nothing after it",)),
    "a nested bomb": (b"[" * 5000, ("levels",)),
    "an unknown command": (
        MARK.replace("record-evaluation", "record-evalaution").encode(),
        ("`command`", "record-evalaution", "record-evaluation"),
    ),
    "no command": (b'{"journey": "J1", "on": "2025-06-02"}', ("`command`",)),
    "an unknown field": (MARK.replace("50}", '50, "group_sise": 3}').encode(), ("`group_sise`", "group_size")),
    "an unknown evaluation": (MARK.replace("B1.1", "B1.9").encode(), ("`evaluation`", "B1.9", "B1.1")),
    "an unknown title": (
        ENROL.replace("RNCP36395", "RNCP1").replace("J1", "J2").encode(),
        ("`certification`", "RNCP1", "RNCP36395"),
    ),
    "an unknown bloc": (ENROL.replace("}]}", '}], "scope": ["B7"]}').replace("J1", "J2").encode(), ("B7", "B1")),
    "an unknown route": (ENROL.replace("apprenticeship", "aprenticeship").encode(), ("`route`", "aprenticeship")),
    "a negative mark": (MARK.replace("50", "-1").encode(), ("`points`", "-1")),
    "too many points": (MARK.replace("50", "100.25").encode(), ("`points`", "100.25", "at most 100")),
    "a mark over 20": (MARK.replace('"points": 50', '"mark": 20.01').encode(), ("`mark`", "20.01")),
    "an impossible day": (MARK.replace("2025-06-02", "2025-02-30").encode(), ("`on`", "2025-02-30")),
    "a day in words": (MARK.replace("2025-06-02", "2 juin 2025").encode(), ("`on`", "2 juin 2025")),
    "no day": (MARK.replace('"on": "2025-06-02", ', "").encode(), ("`on`", "nothing")),
    "two payloads": (MARK.replace("50}", '50, "mark": 10}').encode(), ("points and mark", "exactly one")),
    "no payload": (MARK.replace(', "points": 50', "").encode(), ("exactly one",)),
    "NaN": (MARK.replace("50", "NaN").encode(), ("NaN",)),
    "infinity": (MARK.replace("50", "-Infinity").encode(), ("Infinity",)),
    "1e400": (MARK.replace("50", "1e400").encode(), ("`points`", "1e400")),
    "a number in words": (MARK.replace("50", '"fifty"').encode(), ("`points`", "fifty")),
    "a boolean for a number": (MARK.replace("50", "true").encode(), ("`points`", "true")),
    "a key twice": (MARK.replace("50}", '50, "points": 60}').encode(), ("`points`", "once")),
    "half a pair": (MARK.replace("B1.1", "\\ud800").encode(), ("ud800",)),
    "a control character": (MARK.replace("B1.1", "\\u001b[31m").encode(), ("`evaluation`",)),
    "a NUL": (MARK.replace("B1.1", "B1\x001").encode(), ("NUL",)),
    "a byte order mark": (b"\xef\xbb\xbf" + MARK.encode(), ("byte order mark",)),
    "ISO-8859-1": (MARK.replace("B1.1", "é").encode("iso-8859-1"), ("0xE9", "ISO-8859-1")),
    "no journey": (MARK.replace('"journey": "J1", ', "").encode(), ("journey",)),
    "two kinds of journey": (MARK.replace("50}", '50, "journeys": ["J1"]}').encode(), ("journey and journeys",)),
    "an empty journey": (MARK.replace("J1", "").encode(), ("`journey`",)),
    "a long journey": (MARK.replace("J1", "x" * 201).encode(), ("`journey`", "200")),
    "a jury with a journey": (
        (
            b'{"journey": "J1", "command": "constitute-jury", "on": "2025-06-25", "jury": "C", '
            b'"meets_on": "2025-07-04", "kind": "certification", "certification": "RNCP36395", '
            b'"members": [{"role": "president"}]}'
        ),
        ("`journey`",),
    ),
    "50 MB of text": (MARK.replace("B1.1", "x" * 50_000_000).encode(), ("bytes",)),
}


class TestBadInput:
    @pytest.mark.parametrize("what", BAD_LINES)
    def test_one_message_with_line_field_and_value(self, capsys: pytest.CaptureFixture[str], what: str) -> None:
        line, fragments = BAD_LINES[what]
        Path("bad.jsonl").write_bytes(ENROL.encode() + b"\n" + line + b"\n" + MARK.encode() + b"\n")
        code, out, err = run(capsys, "import", "bad.jsonl")
        assert (code, out) == (2, "")
        messages = err.splitlines()
        assert len(messages) == 1, err
        assert messages[0].startswith("bad.jsonl:2:")
        assert "expected" in messages[0]
        assert all(fragment in messages[0] for fragment in fragments), messages[0]
        assert len(messages[0]) < 2000
        assert messages[0].isprintable()
        assert not Path("certdomain.db").exists()

    def test_all_problems_at_once(self, capsys: pytest.CaptureFixture[str]) -> None:
        lines = [line for what, (line, _) in BAD_LINES.items() if what != "50 MB of text"]
        Path("bad.jsonl").write_bytes(b"\n".join([ENROL.encode(), *lines]))
        code, data = run_json(capsys, "import", "bad.jsonl")
        assert code == 2
        assert isinstance(data, dict)
        assert {each["line"] for each in data["problems"]} == set(range(2, len(lines) + 2))

    def test_several_problems_of_one_line(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("bad.jsonl").write_text(
            '{"journey": "J1", "command": "record-evaluation", "on": "x", "evaluation": "", "points": -1, "more": 1}'
        )
        code, data = run_json(capsys, "import", "bad.jsonl")
        assert isinstance(data, dict)
        assert {each["field"] for each in data["problems"]} >= {"on", "evaluation", "points", "more"}
        assert code == 2

    def test_an_existing_register_is_left_as_it_was(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("good.jsonl").write_text(ENROL + "\n")
        Path("bad.jsonl").write_text(MARK + "\n{\n")
        assert run(capsys, "import", "good.jsonl")[0] == 0
        assert run(capsys, "import", "bad.jsonl")[0] == 2
        with Register.open("certdomain.db") as register:
            assert len(register.journey("J1").records()) == 1

    @pytest.mark.parametrize("name", ["none.jsonl", ".", "a\0b", "\ud800"])
    def test_what_cannot_be_read(self, capsys: pytest.CaptureFixture[str], name: str) -> None:
        code, _, err = run(capsys, "import", name)
        assert code == 2
        assert "expected a readable file" in err
        assert not Path("certdomain.db").exists()

    def test_a_pipe_is_read_twice_and_so_refused(self, capsys: pytest.CaptureFixture[str]) -> None:
        os.mkfifo("pipe")
        code, _, err = run(capsys, "import", "pipe")
        assert code == 2
        assert "regular file" in err

    def test_utf_16(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("wide.jsonl").write_text(ENROL, encoding="utf-16")
        code, _, err = run(capsys, "import", "wide.jsonl")
        assert code == 2
        assert "UTF-16" in err

    def test_an_empty_file_is_nothing_to_do(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("empty.jsonl").write_text("\n \n")
        assert run(capsys, "import", "empty.jsonl")[0] == 0


class TestImport:
    def test_all_accepted(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("good.jsonl").write_text(f"{ENROL}\r\n{MARK}\r\n")
        code, out, _ = run(capsys, "import", "good.jsonl")
        assert code == 0
        assert "2 recorded" in out
        code, data = run_json(capsys, "import", "good.jsonl")
        assert isinstance(data, dict)
        assert (code, data["recorded"], data["skipped"]) == (0, 0, 2)

    def test_refused_and_referred(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, _ = run(capsys, "import", str(DEMO))
        assert code == 1
        assert "CCI-R30" in out
        assert "referred" in out

    def test_invalid_in_its_place_is_listed_and_the_rest_recorded(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("file.jsonl").write_text(f"{MARK}\n{ENROL}\n")
        code, out, err = run(capsys, "import", "file.jsonl")
        assert code == 2
        assert "1 recorded" in out
        assert "file.jsonl:1:" in err
        Path("again.jsonl").write_text(f"{ENROL}\n" + MARK.replace("50}", '50, "session": "9"}'))
        code, data = run_json(capsys, "import", "again.jsonl")
        assert isinstance(data, dict)
        assert (code, data["invalid"][0]["line"], data["invalid"][0]["field"]) == (2, 2, "session")

    def test_killed_and_run_again(self, tmp_path: Path) -> None:
        """SIGKILL at any moment: run again, the register is the one that an undisturbed import makes."""
        lines = []
        for number in range(700):
            lines.append(ENROL.replace('"J1"', f'"J{number}"'))
            lines.append(MARK.replace('"J1"', f'"J{number}"'))
            lines.append(MARK.replace('"J1"', f'"J{number}"').replace("B1.1", "B2.1"))
            lines.append(f'{{"journey": "J{number}", "command": "log-company-hours", "on": "2025-01-10", "hours": 7}}')
            lines.append(lines[-1])
        Path("many.jsonl").write_text("\n".join(lines) + "\n")
        killed = 0
        for pause in (0.0, 0.15, 0.4, 0.8):
            process = subprocess.Popen(
                command("import", "many.jsonl", "--store", "killed.db"),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            deadline = time.monotonic() + 60
            while not Path("killed.db").exists() and process.poll() is None and time.monotonic() < deadline:
                time.sleep(0.01)
            time.sleep(pause)
            process.send_signal(signal.SIGKILL)
            killed += process.wait() == -signal.SIGKILL
        assert killed
        for store in ("killed.db", "whole.db"):
            assert main(["import", "many.jsonl", "--store", store]) == 0
        assert events("killed.db") == events("whole.db")
        assert main(["verify", "--store", "killed.db"]) == 0


def events(path: str) -> list[tuple[str, int, str, str]]:
    """Everything stored, by stream, except when it was recorded."""
    store = open_store(path, create=False)
    found = []
    for _, record in store.scan():
        data = json.loads(record.state)
        del data["at"]
        decode(record.stream, record.version, record.name, record.state)
        found.append((record.stream, record.version, record.name, json.dumps(data, sort_keys=True)))
    store.close()
    return sorted(found)


class TestCases:
    def test_passing_cases(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("case.yaml").write_text(
            "certification: RNCP36395\n"
            "cases:\n"
            "  - name: enrolled\n"
            "    steps:\n"
            "      - enrol-candidate:\n"
            "          {on: 2024-09-02, route: apprenticeship,\n"
            "           evidence: [{diploma: {level: 5}}, {selection: passed}]}\n"
            "      - decision: {on: 2024-09-02, title: pending}\n"
        )
        code, out, _ = run(capsys, "cases", "case.yaml")
        assert code == 0
        assert "1 passed" in out
        Path("fails.yaml").write_text(Path("case.yaml").read_text().replace("pending", "total"))
        code, out, _ = run(capsys, "cases", "fails.yaml")
        assert code == 1
        assert "total" in out
        code, data = run_json(capsys, "cases", "case.yaml", "fails.yaml")
        assert isinstance(data, dict)
        assert (code, data["passed"], data["failed"]) == (1, 1, 1)
        assert set(data["cases"][0]) == {"file", "name", "passed", "failures"}

    def test_a_case_file_that_cannot_be_read(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("case.yaml").write_text("cases: [\n")
        code, _, err = run(capsys, "cases", "case.yaml", "none.yaml")
        assert code == 2
        assert "case.yaml" in err
        assert "none.yaml" in err

    @pytest.mark.parametrize("name", ["x" * 5000, "a\0b", "\ud800"])
    @pytest.mark.parametrize(
        "args",
        [
            ("cases",),
            ("plugin", "check", "--quick", "--cases"),
            ("plugin", "check", "--quick", "--sources"),
            ("plugin", "mutate", "NOFICHE-003", "--cases"),
        ],
    )
    def test_a_name_that_cannot_be_a_file(
        self, capsys: pytest.CaptureFixture[str], args: tuple[str, ...], name: str
    ) -> None:
        """Too long, with a NUL, with half a pair: bad input, and no fault of the program."""
        code, data = run_json(capsys, *args, name)
        assert code == 2
        assert isinstance(data, dict)
        assert len(data["problems"]) == 1


class TestPlugin:
    def test_the_installed_plugins_are_fit(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, _ = run(capsys, "plugin", "check", "--quick")
        assert code == 0
        assert all(title in out for title in TITLES)
        code, data = run_json(capsys, "plugin", "check", "RNCP38604", "--quick")
        assert isinstance(data, dict)
        assert (code, data["faults"], list(data["plugins"])) == (0, 0, ["certdomain-inseec"])

    def test_an_unknown_plugin(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, _, err = run(capsys, "plugin", "check", "certdomain-insec")
        assert code == 2
        assert "certdomain-inseec" in err

    def test_the_scaffold_works_as_it_is(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Installed (by metadata that pip would write), it is found, fit, and its cases pass."""
        code, data = run_json(capsys, "plugin", "new", "ecole-du-port")
        assert code == 0
        assert isinstance(data, dict)
        folder = Path("certdomain-ecole-du-port")
        assert {str(Path(file).relative_to(folder)) for file in data["files"]} == {
            "pyproject.toml",
            "README.md",
            *(
                f"src/certdomain_ecole_du_port/{name}"
                for name in ("__init__.py", "title.py", "clauses.py", "readings.py", "sources.py", "texts/text.txt")
            ),
            "src/certdomain_ecole_du_port/demo.jsonl",
            "src/certdomain_ecole_du_port/py.typed",
            "tests/cases/first.yaml",
            "tests/test_conformance.py",
            "tests/test_sources.py",
        }
        source = tmp_path / folder / "src"
        meta = source / "certdomain_ecole_du_port-0.1.0.dist-info"
        meta.mkdir()
        (meta / "METADATA").write_text("Metadata-Version: 2.1\nName: certdomain-ecole-du-port\nVersion: 0.1.0\n")
        (meta / "entry_points.txt").write_text("[certdomain]\necole-du-port = certdomain_ecole_du_port\n")
        paths = os.pathsep.join([str(source), *(path for path in [os.environ.get("PYTHONPATH", "")] if path)])
        for args in (
            ("plugin", "check", "certdomain-ecole-du-port", "--quick"),
            ("cases", str(folder / "tests/cases/first.yaml")),
            ("import", str(source / "certdomain_ecole_du_port/demo.jsonl"), "--store", "port.db"),
            ("decide", "demo-ecole-du-port", "--store", "port.db", "--on", "2027-07-01"),
            ("explain", "demo-ecole-du-port", "--store", "port.db", "--on", "2027-07-01", "--lang", "fr"),
        ):
            done = subprocess.run(
                command(*args), env={**os.environ, "PYTHONPATH": paths}, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, done.stdout + done.stderr

    @pytest.mark.parametrize("name", ["", "Ecole", "../x", "a b", "é", "x" * 41, "-x", "1x"])
    def test_a_name_that_cannot_be_one(self, capsys: pytest.CaptureFixture[str], name: str) -> None:
        code, _, err = run(capsys, "plugin", "new", *(["--", name] if name.startswith("-") else [name]))
        assert code == 2
        assert "NAME" in err
        assert list(Path().iterdir()) == []

    def test_nothing_that_exists_is_touched(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("certdomain-x").mkdir()
        assert run(capsys, "plugin", "new", "x")[0] == 2
        assert list(Path("certdomain-x").iterdir()) == []

    def test_a_plugin_that_fails_is_named_and_hides_no_other(self, tmp_path: Path) -> None:
        (tmp_path / "certdomain_broken.py").write_text("raise SystemExit('no')\n")
        meta = tmp_path / "certdomain_broken-0.1.0.dist-info"
        meta.mkdir()
        (meta / "METADATA").write_text("Metadata-Version: 2.1\nName: certdomain-broken\nVersion: 0.1.0\n")
        (meta / "entry_points.txt").write_text("[certdomain]\nbroken = certdomain_broken\n")
        path = os.pathsep.join(filter(None, (str(tmp_path), os.environ.get("PYTHONPATH"))))
        env = {**os.environ, "PYTHONPATH": path}
        done = subprocess.run(
            command("plugin", "check", "--quick"), env=env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 1
        assert "certdomain-broken" in done.stdout
        assert "RNCP36395" in done.stdout
        done = subprocess.run(command("titles"), env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, "a list of the others is what was asked for"
        assert "RNCP36395" in done.stdout
        assert "certdomain-broken" in done.stderr
        assert "Traceback" not in done.stderr


class TestDemo:
    def test_from_nothing_to_verified(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, _ = run(capsys, "demo", "--store", "demo.db")
        assert code == 0
        assert all(title in out for title in TITLES)
        assert out.splitlines()[-1] == "the register is in demo.db"
        assert run(capsys, "verify", "--store", "demo.db")[0] == 0

    def test_as_json(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, data = run_json(capsys, "demo", "--store", "demo.db")
        assert code == 0
        assert isinstance(data, dict)
        assert {each["certification"] for each in data["journeys"]} == set(TITLES)
        assert data["replay"]["same"]
        assert data["verify"]["sound"]
        assert all(not each["counts"]["invalid"] for each in data["imported"].values())

    def test_only_into_a_new_register(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("mine.db").write_bytes(b"")
        code, _, err = run(capsys, "demo", "--store", "mine.db")
        assert code == 2
        assert "new register" in err
        assert Path("mine.db").read_bytes() == b""

    def test_without_a_store_it_leaves_the_folder_alone(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        (tmp_path / "elsewhere").mkdir()
        monkeypatch.setattr("certdomain.cli.demo.mkdtemp", lambda prefix: str(tmp_path / "elsewhere"))
        assert run(capsys, "demo")[0] == 0
        assert [path.name for path in tmp_path.iterdir()] == ["elsewhere"]


class TestFilesThatAreWritten:
    """An option that names a file to write must not cost what cannot be made again."""

    @pytest.mark.parametrize(
        "args",
        [
            ("explain", "demo-title-granted", "--html"),
            ("timeline", "demo-title-granted", "--html"),
            ("prove", "demo-title-granted", "--out"),
            ("checkpoint", "--key", "our.key", "--out"),
            ("departures", "--html"),
            ("findings", "--html"),
            ("audit", "--html"),
            ("show", "RNCP36395", "--canonical"),
            ("show", "RNCP36395", "--html"),
        ],
    )
    def test_no_register_and_no_signing_key_is_overwritten(
        self, capsys: pytest.CaptureFixture[str], filed: str, args: tuple[str, ...]
    ) -> None:
        """One slip of completion (`--html certdomain.db`) would lose a register: the file is left as it was."""
        shutil.copy(filed, "ours.db")
        assert run(capsys, "key", "new", "register.example", "--out", "our.key")[0] == 0
        assert run(capsys, "checkpoint", "--store", "ours.db", "--key", "our.key", "--out", "note")[0] == 0
        Path("ours.db-wal").unlink(missing_ok=True)
        kept = {name: Path(name).read_bytes() for name in ("ours.db", "our.key")}
        for name, what in (("ours.db", "a register"), ("our.key", "a signing key")):
            code, data = run_json(capsys, *args, name, "--store", "ours.db")
            assert code == 2
            assert what in str(data)
        assert {name: Path(name).read_bytes() for name in kept} == kept

    def test_the_log_of_a_register_is_not_overwritten(self, capsys: pytest.CaptureFixture[str], filed: str) -> None:
        """What was recorded last stands in the log beside the file, until SQLite puts it away."""
        with sqlite3.connect("other.db") as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("CREATE TABLE kept (it)")
            connection.commit()
            assert run(capsys, "departures", "--store", filed, "--html", "other.db-wal")[0] == 2
        connection.close()

    def test_what_can_be_made_again_is_overwritten(self, capsys: pytest.CaptureFixture[str], filed: str) -> None:
        """A page is written anew by the same command: it asks for no clean-up before."""
        for _ in range(2):
            assert run(capsys, "departures", "--store", filed, "--html", "page.html")[0] == 0


class TestUsage:
    @pytest.mark.parametrize("args", [(), ("nothing",), ("decide",), ("import",), ("plugin",), ("titles", "--jso")])
    def test_bad_usage(self, capsys: pytest.CaptureFixture[str], args: tuple[str, ...]) -> None:
        code, out, err = run(capsys, *args)
        assert (code, out) == (2, "")
        assert "usage: certdomain" in err

    @pytest.mark.parametrize(
        ("args", "field"),
        [
            (("decide", "--json"), None),
            (("decide", "J1", "--on", "2025-02-30", "--json"), "--on"),
            (("decide", "J1", "--json", "--lang", "de"), "--lang"),
            (("nothing", "--json"), "COMMAND"),
            (("plugin", "--json"), None),
        ],
    )
    def test_bad_usage_as_json(self, capsys: pytest.CaptureFixture[str], args: tuple[str, ...], field: str) -> None:
        """A program that asked for JSON gets one document also when it asked wrongly, and people the usage as ever."""
        code, out, err = run(capsys, *args)
        (problem,) = json.loads(out)["problems"]
        assert (code, problem["where"], problem["field"]) == (2, "command line", field)
        assert problem["found"] in err
        assert "--help` says" in problem["expected"]
        assert "usage: certdomain" in err

    @pytest.mark.parametrize("option", ["--on", "--store", "--html", "--known-at", "--lang"])
    def test_two_dashes_are_no_value(self, capsys: pytest.CaptureFixture[str], option: str) -> None:
        """`--html=--`: argparse would give an empty list where text is promised."""
        code, _, err = run(capsys, "explain", "J1", f"{option}=--")
        assert code == 2
        assert f"argument {option}: expected a value" in err

    def test_behind_two_dashes_stands_no_option(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A journey may be called `--html=--` or `--json`: it is not read as an option, nor is JSON printed."""
        for name in ("--html=--", "--json"):
            code, out, err = run(capsys, "explain", "--store", "none.db", "--", name)
            assert (code, out) == (3, "")
            assert "usage" not in err

    @pytest.mark.parametrize("value", ["2025-02-30", "tomorrow", "2025-7-4", ""])
    def test_a_day_that_is_none(self, capsys: pytest.CaptureFixture[str], value: str) -> None:
        code, _, err = run(capsys, "decide", "J1", "--on", value)
        assert code == 2
        assert "--on" in err

    @pytest.mark.parametrize("value", ["2025-07-04", "2025-07-04T12:00:00", "now"])
    def test_an_instant_without_its_offset(self, capsys: pytest.CaptureFixture[str], value: str) -> None:
        code, _, err = run(capsys, "decide", "J1", "--known-at", value)
        assert code == 2
        assert "--known-at" in err

    def test_help_and_version(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, _ = run(capsys, "--help")
        assert code == 0
        first = ["demo", "titles", "show", "compare", "adopt", "import"]
        for name in [*first, "decide", "explain", "timeline", "replay", "verify", "cases", "plugin"]:
            assert name in out
            assert run(capsys, name, "--help")[0] == 0
        assert run(capsys, "--version")[1].startswith("certdomain ")

    @pytest.mark.parametrize(
        ("error", "code", "text"),
        [
            (Damaged("r.db", "it is cut off", "go back to a backup"), 3, "go back to a backup"),
            (Conflict("journey/J1", 1, 2), 3, "run it again"),
            (PluginError("certdomain-x", "fails"), 2, "certdomain-x"),
            (ZeroDivisionError("never"), 3, "ZeroDivisionError"),
            (KeyboardInterrupt(), 130, "interrupted"),
        ],
    )
    def test_whatever_happens_is_told_without_a_traceback(
        self,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
        error: BaseException,
        code: int,
        text: str,
    ) -> None:
        def fail(*_: object) -> int:
            raise error

        monkeypatch.setattr("certdomain.cli.titles.titles", fail)
        found, _, err = run(capsys, "titles")
        assert found == code
        assert text in err

    def test_who_looks_for_the_fault_gets_the_traceback(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_: object) -> int:
            raise ZeroDivisionError

        monkeypatch.setattr("certdomain.cli.titles.titles", fail)
        monkeypatch.setenv("CERTDOMAIN_DEBUG", "1")
        with pytest.raises(ZeroDivisionError):
            main(["titles"])

    def test_a_reader_that_goes_away(self) -> None:
        """`certdomain show TITLE | head -1` ends in silence."""
        process = subprocess.Popen(
            command("show", "RNCP36395", "--json"), stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        err = process.stderr.read()
        process.stderr.close()
        assert process.wait() in (0, cli_running.CLOSED)
        assert err == b""

    @pytest.mark.parametrize(
        ("args", "code"),
        [
            (("titles",), 0),
            (("titles", "--json"), 0),
            (("--help",), 0),
            (("decide", "--json"), 2),
            (("decide", "J1", "--store", "none.db"), 3),
            (("decide", "J1", "--store", "none.db", "--json"), 3),
        ],
    )
    @pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
    def test_streams_that_are_closed(self, args: tuple[str, ...], code: int, closed: str) -> None:
        """A service may start it with closed streams: what is printed goes nowhere, and the exit code stays."""
        done = subprocess.run(
            ["sh", "-c", f'exec "$@" {closed}', "sh", *command(*args)], capture_output=True, check=False
        )
        assert done.returncode == code
        assert b"Traceback" not in done.stdout + done.stderr

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
    @pytest.mark.parametrize("args", [("titles",), ("titles", "--json"), ("show", "RNCP36395"), ("decide", "--json")])
    @pytest.mark.parametrize("unbuffered", ["", "1"])
    def test_a_full_disk_behind_standard_output(self, args: tuple[str, ...], unbuffered: str) -> None:
        """The output that is not all told is no success, no damaged register and no fault of the program, whenever
        Python hands it on."""
        given = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(command(*args), stdout=full, stderr=subprocess.PIPE, env=given, check=False)
            silent = subprocess.run(command(*args), stdout=full, stderr=full, env=given, check=False)
        assert (done.returncode, silent.returncode) == (2, 2)
        assert b"standard output cannot be written" in done.stderr
        assert done.stderr.count(b"\n") == 1

    def test_ctrl_c_as_json(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        """Who asked for JSON reads as JSON that it was interrupted."""

        def fail(*_: object) -> int:
            raise KeyboardInterrupt

        monkeypatch.setattr("certdomain.cli.titles.titles", fail)
        code, data = run_json(capsys, "titles")
        assert code == cli_running.INTERRUPTED
        assert isinstance(data, dict)
        assert "interrupted" in data

    def test_ctrl_c(self, tmp_path: Path) -> None:
        lines = "".join(ENROL.replace('"J1"', f'"J{number}"') + "\n" for number in range(20_000))
        (tmp_path / "long.jsonl").write_text(lines)
        process = subprocess.Popen(command("import", "long.jsonl"), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        deadline = time.monotonic() + 60
        while not (tmp_path / "certdomain.db").exists() and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate()
        assert process.returncode == cli_running.INTERRUPTED
        assert b"interrupted" in err
        assert b"Traceback" not in err

    def test_a_terminal_without_accents(self) -> None:
        env = {**os.environ, "PYTHONIOENCODING": "ascii"}
        done = subprocess.run(command("show", "RNCP36395", "--lang", "fr"), env=env, capture_output=True, check=False)
        assert done.returncode == 0
        assert done.stderr == b""
        assert done.stdout.isascii()


class _Terminal:
    """A stream that says it is a terminal."""

    def __init__(self) -> None:
        self.written = ""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.written += text
        return len(text)

    def flush(self) -> None:
        pass


class TestTerminal:
    def test_progress_only_on_a_terminal(self) -> None:
        terminal = _Terminal()
        with Progress(terminal) as progress:  # type: ignore[arg-type]
            progress("record", 1500, 3000)
        assert "record: 1,500 of 3,000 (50 %)" in terminal.written
        assert terminal.written.endswith("\r")

    def test_no_progress_elsewhere(self, capsys: pytest.CaptureFixture[str]) -> None:
        with Progress() as progress:
            progress("record", 1500, 3000)
        assert capsys.readouterr().err == ""

    @pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
    def test_no_colour_where_none_is_wanted(self, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
        monkeypatch.delenv("NO_COLOR", raising=False)
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.setattr(sys, "stdout", _Terminal())
        assert Output.for_terminal(as_json=False).painted("x", "good") == "\x1b[32mx\x1b[0m"
        assert Output.for_terminal(as_json=True).painted("x", "good") == "x"
        monkeypatch.setenv(name, value)
        assert Output.for_terminal(as_json=False).painted("x", "good") == "x"
