"""What if, and why not: what is only tried is never recorded; what stands in the way is told, and nothing else."""

from __future__ import annotations

import io
import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import attrs
import pytest
from jsonschema import Draft202012Validator

from certdomain.commands import ConstituteJury, Deliberate, RecordEvaluation, to_raw
from certdomain.envelope import Answered
from certdomain.errors import BadInput, UnknownJourney
from certdomain.explanation import Answer, Node
from certdomain.journey import Decision
from certdomain.register import Register
from certdomain.reports import DECISION_SCHEMA, LANGUAGES, WHAT_IF_SCHEMA, why_not_json, why_not_words
from certdomain.rules.decision import what_is_missing
from certdomain.rules.why_not import OPEN, open_path, why_not
from certdomain.store import MemoryStore, OverlayStore, Record
from certdomain.vocabulary import Verdict
from certdomain.what_if import WhatIf, suppose
from tests.fictional import FICTIONAL
from tests.test_cli import filed, run, run_json  # noqa: F401  the register of the bundled journeys
from tests.test_register import JURY, LATER, TEST, enrolment, jury, result, retake, sit_all

SHORT, ON = "demo-quarter-point-short", date(2025, 7, 10)
PRESIDING = {"role": "president", "external": True}
RETAKE = {
    "command": "request-retake",
    "on": "2025-07-20",
    "blocs": ["B4"],
    "mode": "resit",
    "channel": "registered-letter-ar",
    "test_on": "2026-02-10",
}


@pytest.fixture
def register() -> Iterator[Register]:
    with Register.open("memory:", plugins=[FICTIONAL]) as opened:
        sit_all(opened, COM2_1="14")
        yield opened


@pytest.fixture
def own(filed: str, tmp_path: Path) -> Path:  # noqa: F811
    """A copy of the register of the bundled journeys."""
    return Path(shutil.copy(filed, tmp_path / "own.db"))


def written(path: Path, *commands: object) -> str:
    """A file of commands, one a line."""
    path.write_text("".join(each if isinstance(each, str) else json.dumps(each) + "\n" for each in commands), "utf-8")
    return str(path)


def everything(register: Register) -> list[tuple[int, Record]]:
    return [*register.store.scan()]


def without_receipt(answer: Answered) -> Answered:
    """A receipt is of stored bytes, in which the instants of the trial and of the recording are not the same."""
    return attrs.evolve(answer, receipt=None)


class TestWhatIf:
    def test_what_would_be_decided_is_what_is_decided_once_it_is_recorded(self, register: Register) -> None:
        """The law of a trial: the same answers, the same decision, tree and all; and until then nothing changed."""
        commands = [
            retake("A1"),
            result("A1.1", "8", on=date(2025, 12, 1)),
            jury(on=LATER),
            Deliberate(on=LATER, jury="J1"),
        ]
        before = everything(register)
        what_if = suppose(register, "B1", commands).decide(date(2026, 1, 1))
        assert everything(register) == before
        answers = [
            register.do(command) if isinstance(command, ConstituteJury) else register.journey("B1").do(command)
            for command in commands
        ]
        assert [without_receipt(each.answer) for each in what_if.tried] == [without_receipt(each) for each in answers]
        assert register.journey("B1").decide(date(2026, 1, 1)) == what_if.after
        assert what_if.before != what_if.after

    def test_a_refusal_is_an_answer_and_those_behind_it_are_tried_on(self, register: Register) -> None:
        found = suppose(register, "B1", [retake("COM1"), retake("A1")])
        assert [each.answer.status.value for each in found.tried] == ["refused", "accepted"]
        assert not found.decide(LATER).accepted

    def test_a_journey_that_does_not_exist_can_be_tried_whole(self, register: Register) -> None:
        what_if = suppose(register, "NEW", [enrolment(), result("A1.1", "5")]).decide(TEST)
        assert what_if.before is None
        assert what_if.after.title.verdict is Verdict.PENDING
        with pytest.raises(UnknownJourney):
            register.journey("NEW").decide(TEST)

    def test_all_names_that_do_not_exist_are_told_at_once(self, register: Register) -> None:
        with pytest.raises(BadInput) as caught:
            suppose(register, "B1", [result("Z1", "5"), result("A1.1", "5"), result("Z2", "5")], where="file")
        assert [(each.where, each.line, each.field) for each in caught.value.problems] == [
            ("file", 1, "evaluation"),
            ("file", 3, "evaluation"),
        ]

    def test_as_known_then(self, register: Register) -> None:
        """What was recorded later is not there to try on."""
        first = register.journey("B1").records()[1].recorded_at
        found = suppose(register, "B1", [result("COM1.2", "40")], known_at=first)
        what_if = found.decide(LATER)
        assert what_if.known_at == first
        assert found.journey.records()[-1].position == 3
        assert what_if.before == register.journey("B1").decide(LATER, known_at=first)

    def test_another_trial_starts_from_the_record_again(self, register: Register) -> None:
        suppose(register, "B1", [retake("A1")])
        (again,) = suppose(register, "B1", [retake("A1")]).tried
        assert again.answer.accepted

    def test_it_is_no_decision(self, register: Register) -> None:
        """Neither by type nor by its JSON: the schema of a decision does not take what is marked."""
        what_if = suppose(register, "B1", [retake("A1")]).decide(LATER)
        assert isinstance(what_if, WhatIf)
        assert not isinstance(what_if, Decision)
        data = json.loads(json.dumps(what_if.to_json()))
        Draft202012Validator(WHAT_IF_SCHEMA).validate(data)
        decision = Draft202012Validator(DECISION_SCHEMA)
        assert not decision.is_valid(data)
        assert not decision.is_valid(data["after"])
        assert decision.is_valid(data["before"])
        del data["after"]["what_if"]
        assert not Draft202012Validator(WHAT_IF_SCHEMA).is_valid(data)


class TestOverlay:
    def test_what_is_appended_stays_above(self) -> None:
        below = MemoryStore()
        below.append([Record(stream="a", version=1, name="n@1", state=b"1")])
        over = OverlayStore(below)
        over.append([Record(stream=s, version=v, name="n@1", state=b"2") for s, v in (("a", 2), ("b", 1))])
        assert [record.state for record in over.read("a")] == [b"1", b"2"]
        assert [record.state for record in over.read("a", 1)] == [b"1"]
        assert (over.version("a"), over.version("b"), over.version("c")) == (2, 1, 0)
        assert [*over.streams()] == ["a", "b"]
        assert [*over.streams("b")] == ["b"]
        assert [position for position, _ in over.scan()] == [1, 2, 3]
        assert [position for position, _ in over.scan(1)] == [2, 3]
        assert [*over.check()] == []
        assert [*below.streams()] == ["a"]
        over.close()
        assert below.version("a") == 1

    def test_a_version_must_follow(self) -> None:
        over = OverlayStore(MemoryStore())
        with pytest.raises(RuntimeError):
            over.append([Record(stream="a", version=2, name="n@1", state=b"")])
        assert [*over.streams()] == []

    def test_what_is_written_below_meanwhile_does_not_move_it(self) -> None:
        below = MemoryStore()
        over = OverlayStore(below)
        assert over.version("a") == 0
        below.append([Record(stream="a", version=1, name="n@1", state=b"1")])
        over.append([Record(stream="a", version=1, name="n@1", state=b"2")])
        assert [record.state for record in over.read("a")] == [b"2"]


class TestCommandLine:
    def test_answers_and_decision_are_marked(self, capsys: pytest.CaptureFixture[str], own: Path) -> None:
        file = written(own.with_name("f.jsonl"), RETAKE)
        code, out, _ = run(capsys, "decide", SHORT, "--store", str(own), "--on", "2025-07-25", "--what-if", file)
        assert code == 0
        assert out.startswith("WHAT IF: nothing of this was recorded.")
        assert "Accepted." in out
        assert "line 1" in out
        for name in ("decide", "explain"):
            args = (name, SHORT, "--store", str(own), "--on", "2025-07-25", "--what-if", file)
            code, data = run_json(capsys, *args)
            assert isinstance(data, dict)
            assert (data["what_if"], data["recorded"], data["after"]["what_if"]) == (True, False, True)
            assert [each["answer"] for each in data["tried"]] == ["accepted"]
            french = run(capsys, *args, "--lang", "fr")[1]
            assert "HYPOTHÈSE" in french
            assert "\n      CCI-R30" in french, "what hangs below a reason stays below it"

    def test_a_refusal_exits_with_one(self, capsys: pytest.CaptureFixture[str], own: Path) -> None:
        file = written(own.with_name("f.jsonl"), {**RETAKE, "blocs": ["B1"]})
        code, out, _ = run(capsys, "decide", SHORT, "--store", str(own), "--on", "2025-07-25", "--what-if", file)
        assert code == 1
        assert "Refused." in out
        assert "CCI-R" in out

    def test_standard_input(
        self, capsys: pytest.CaptureFixture[str], own: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        data = io.TextIOWrapper(io.BytesIO((json.dumps(RETAKE) + "\n").encode()))
        monkeypatch.setattr("sys.stdin", data)
        code, out, _ = run(capsys, "decide", SHORT, "--store", str(own), "--what-if", "-")
        assert code == 0
        assert "WHAT IF" in out

    @pytest.mark.parametrize(
        "more", [(), ("--all-readings",), ("--why-not", "total"), ("--known-at", "2100-01-01T00:00Z")]
    )
    def test_not_a_byte_of_the_register_changes(
        self, capsys: pytest.CaptureFixture[str], own: Path, more: tuple[str, ...]
    ) -> None:
        """Closed, and while another program holds it open with records in its write-ahead log; nor where it may not
        be written at all."""
        file = written(own.with_name("f.jsonl"), RETAKE)
        whole = own.read_bytes()
        args = ("decide", SHORT, "--store", str(own), "--on", "2025-07-25", "--what-if", file, *more)
        assert run(capsys, *args)[0] in (0, 1)
        assert own.read_bytes() == whole
        with Register.open(own) as other:
            other.journey("demo-title-granted").do(
                RecordEvaluation(on=ON, evaluation="B1.1", points="1")  # in the log, not yet in the file
            )
            log = own.with_name("own.db-wal")
            held = (own.read_bytes(), log.read_bytes(), len(everything(other)))
            assert held[1]
            assert run(capsys, *args)[0] in (0, 1)
            assert (own.read_bytes(), log.read_bytes(), len(everything(other))) == held
        with closing(sqlite3.connect(own)) as connection:
            (count,) = connection.execute("SELECT count(*) FROM stored_events").fetchone()
        assert count == held[2]

    def test_all_problems_with_line_and_field(self, capsys: pytest.CaptureFixture[str], own: Path) -> None:
        """Of form and of names, in the order of the lines; nothing is tried then."""
        file = written(
            own.with_name("f.jsonl"),
            {**RETAKE, "journey": "another"},
            {**RETAKE, "blocs": ["B9"]},
            "nope\n",
            {"command": "record-evaluation", "on": "2025-13-01", "evaluation": "B4.1", "points": 1},
            {"command": "record-evaluation", "on": "2025-12-01", "evaluation": "B4.1", "points": 999},
        )
        code, out, err = run(capsys, "decide", SHORT, "--store", str(own), "--what-if", file)
        assert (code, out) == (2, "")
        lines = err.splitlines()
        assert [line.split(":")[1] for line in lines] == ["1", "2", "3", "4", "5"]
        for line, field in zip(lines, ("`journey`", "`blocs[0]`", "nope", "`on`", "`points`"), strict=True):
            assert field in line

    def test_wrong_in_its_place(self, capsys: pytest.CaptureFixture[str], own: Path) -> None:
        """A jury that nobody constituted; with its constitution before it, it sits."""
        sit = {"command": "deliberate", "on": "2025-08-01", "jury": "NEW"}
        file = written(own.with_name("f.jsonl"), sit)
        code, _, err = run(capsys, "decide", SHORT, "--store", str(own), "--what-if", file)
        assert code == 2
        assert ":1: field `jury`" in err
        with Register.open(own) as register:
            made = register.jury("demo-cj-2025")
        assert made is not None
        again = {
            "command": "constitute-jury",
            "on": "2025-07-20",
            "jury": "NEW",
            "kind": "certification",
            "certification": "RNCP36395",
            "meets_on": "2025-08-01",
            **{k: v for k, v in to_raw(made.constituted).items() if k in ("members", "cohort_size", "route")},
        }
        file = written(own.with_name("f.jsonl"), again, sit)
        code, data = run_json(capsys, "decide", SHORT, "--store", str(own), "--what-if", file)
        assert isinstance(data, dict)
        assert data["tried"][0]["answer"] == "accepted", data["tried"][0]
        assert code in (0, 1)

    @pytest.mark.parametrize("name", ["nofile.jsonl", "."])
    def test_no_such_file(self, capsys: pytest.CaptureFixture[str], own: Path, name: str) -> None:
        code, _, err = run(capsys, "decide", SHORT, "--store", str(own), "--what-if", name)
        assert code == 2
        assert err

    def test_an_unknown_journey_names_the_nearest(self, capsys: pytest.CaptureFixture[str], own: Path) -> None:
        file = written(own.with_name("f.jsonl"), RETAKE)
        code, _, err = run(capsys, "decide", SHORT + "x", "--store", str(own), "--what-if", file)
        assert code == 2
        assert SHORT in err


# --- why not ----------------------------------------------------------------------------------------------------------


def is_part_of(path: Node, tree: Node) -> bool:
    """Whether a path is a tree without some of its branches."""
    whole = (tree.asks, tree.about, tree.answer, tree.clauses, tree.values, tree.because)
    if (path.asks, path.about, path.answer, path.clauses, path.values, path.because) != whole:
        return False
    left = iter(tree.children)
    return all(any(is_part_of(child, other) for other in left) for child in path.children)


def decisions(register: Register) -> Iterator[Decision]:
    for name in register.journeys():
        for day in (date(2025, 6, 10), ON, date(2026, 3, 1)):
            try:
                yield register.journey(name).decide(day)
            except UnknownJourney:
                continue


class TestWhyNot:
    def test_the_path_is_part_of_the_explanation_and_holds_all_that_is_missing(self, filed: str) -> None:  # noqa: F811
        """For every bundled journey of the five titles, on three days: nothing is met on the path, every branch ends in
        what stands in the way, and each distance of the decision is on it."""
        count = 0
        with Register.open(filed, plugins=[], create=False) as register:
            for decision in decisions(register):
                found = why_not(decision, Verdict.TOTAL)
                assert found.reached is (decision.title.verdict is Verdict.TOTAL)
                if found.path is None:
                    continue
                count += 1
                assert is_part_of(found.path, decision.explanation)
                assert {node.answer for node in found.path.walk()} <= set(OPEN)
                assert set(found.missing) == set(decision.missing)
                assert set(what_is_missing(found.path)) == set(decision.missing)
        assert count > 20

    def test_what_is_met_is_not_on_it(self) -> None:
        met, unmet = Node("a", "x", Answer.MET), Node("b", "x", Answer.UNMET)
        tree = Node("top", "x", Answer.UNMET, (), (), (), (met, unmet))
        assert open_path(tree) == Node("top", "x", Answer.UNMET, (), (), (), (unmet,))
        assert open_path(met) is None

    def test_a_better_verdict_is_reached_too(self, register: Register) -> None:
        decision = register.journey("B1").decide(TEST)
        assert decision.title.verdict is Verdict.PARTIAL
        assert why_not(decision, Verdict.PARTIAL).reached
        assert not why_not(decision, Verdict.TOTAL).reached
        assert why_not(decision, Verdict.COMPENSATED, "COM1").reached

    def test_one_bloc(self, register: Register) -> None:
        decision = register.journey("B1").decide(TEST)
        found = why_not(decision, Verdict.VALIDATED, "A1")
        assert found.path is not None
        assert {node.about for node in found.path.walk()} == {"A1"}
        with pytest.raises(LookupError):
            why_not(decision, Verdict.VALIDATED, "Z")
        with pytest.raises(ValueError, match="expected one of"):
            why_not(decision, Verdict.NONE)

    def test_where_the_jury_went_below_the_facts(self, register: Register) -> None:
        """No question is open: the departure and its reason are what stands in the way."""
        sit_all(register, "B2")
        register.do(jury())
        journey = register.journey("B2")
        journey.do(Deliberate(on=JURY, jury="J1", title=Verdict.NONE, reason="so we decided"))
        decision = journey.decide(LATER)
        found = why_not(decision, Verdict.TOTAL)
        assert not found.reached
        assert found.path is None
        assert [each.reason for each in found.departures] == ["so we decided"]
        assert "so we decided" in why_not_words(found, decision, decision.under)
        assert why_not_json(found, decision)["path"] is None

    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_all_can_be_told(self, filed: str, lang: str) -> None:  # noqa: F811
        with Register.open(filed, plugins=[], create=False) as register:
            for decision in decisions(register):
                text = why_not_words(why_not(decision, Verdict.TOTAL), decision, decision.under, lang)
                assert "{" not in text
                assert text.strip()


class TestWhyNotOnTheCommandLine:
    @pytest.mark.parametrize("name", ["decide", "explain"])
    def test_exit_codes(self, capsys: pytest.CaptureFixture[str], filed: str, name: str) -> None:  # noqa: F811
        """One while something stands in the way, zero once nothing does, two for what cannot be asked."""
        args = (name, SHORT, "--store", filed, "--on", str(ON), "--why-not")
        code, out, _ = run(capsys, *args, "total")
        assert code == 1
        assert "0.25" in out
        assert "CCI-R13, source 001, lines 113-115" in out
        assert "B1" not in out, "B1 is validated: it stands in nobody's way"
        assert run(capsys, *args, "partial")[0] == 0
        assert run(capsys, *args, "B1")[0] == 0
        assert run(capsys, *args, "B4")[0] == 1
        assert run(capsys, *args, "B4=compensated")[0] == 1
        assert run(capsys, *args, "21")[0] == 1
        assert run(capsys, *args, "22")[0] == 0
        for wrong in ("B9", "none", "B4=total", "total=1", "0", "9999", "", "=", "\udc80"):
            code, _, err = run(capsys, *args, wrong)
            assert code == 2, wrong
            assert "why-not" in err

    def test_as_json(self, capsys: pytest.CaptureFixture[str], filed: str) -> None:  # noqa: F811
        code, data = run_json(capsys, "decide", SHORT, "--store", filed, "--on", str(ON), "--why-not", "total")
        assert isinstance(data, dict)
        assert (code, data["reached"], data["verdict"], data["about"]) == (1, False, "partial", "title")
        assert [each["short"] for each in data["missing"]] == ["0.25", "0.25"]
        assert data["path"]["answer"] == "unmet"

    def test_a_refused_enrolment_can_be_asked_by_its_number(
        self,
        capsys: pytest.CaptureFixture[str],
        filed: str,  # noqa: F811
    ) -> None:
        """There is no decision, but there is an answer with its reasons."""
        code, out, _ = run(capsys, "decide", "demo-selection-not-passed", "--store", filed, "--why-not", "1")
        assert code == 1
        assert "Refused. ASC-R04" in out  # the diploma was brought, the interview was not passed
