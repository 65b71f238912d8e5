"""Replay and verification: what was decided comes out again, and what was touched is named."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from attrs import asdict, evolve

from certdomain.audit import Difference, Stale, recompute, recompute_jury, replay, verify
from certdomain.audit.replay import _both
from certdomain.commands import KINDS, Kind, RecordEvaluation, command_from
from certdomain.envelope import Answered, Receipt, Recorded
from certdomain.errors import Damaged
from certdomain.importing import import_file
from certdomain.plugins import Titles
from certdomain.register import Register
from certdomain.store import MemoryStore, Record
from certdomain.vocabulary import AnswerStatus, Verdict

PLUGINS = Path(__file__).parents[1] / "plugins"
JOURNEY = "demo-title-granted"


@pytest.fixture(scope="module")
def filed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with the bundled journeys of all titles."""
    path = tmp_path_factory.mktemp("replay") / "demo.db"
    with Register.open(path) as register:
        for file in sorted(PLUGINS.glob("*/src/*/demo.jsonl")):
            assert import_file(register, file).invalid.count == 0
    return path


@pytest.fixture
def register(filed: Path) -> Iterator[Register]:
    # No plugin: the regulations that the register keeps are enough.
    with Register.open(filed, plugins=[], create=False) as opened:
        yield opened


def records(register: Register, journey: str = JOURNEY) -> list[Recorded]:
    return list(register.file(journey).recorded)


def differences(register: Register, history: list[Recorded], journey: str = JOURNEY) -> list[Difference]:
    return [each for each in recompute(journey, history, register) if isinstance(each, Difference)]


def forged(path: Path, altered: dict[tuple[str, int], bytes]) -> Register:
    """A register whose rows were written anew, some with another state, under digests that fit."""
    with Register.open(path, plugins=[], create=False) as register:
        found = [record for _, record in register.store.scan()]
    store = MemoryStore()
    for record in found:
        state = altered.get((record.stream, record.version), record.state)
        store.append([Record(stream=record.stream, version=record.version, name=record.name, state=state)])
    return Register(store, titles=Titles({}))


class TestReplay:
    def test_everything_comes_out_again_without_any_plugin(self, register: Register) -> None:
        report = replay(register)
        assert report.differences == ()
        assert report.same
        assert report.journeys == len(list(register.journeys()))
        assert report.juries > 5
        assert report.records > 300

    def test_several_processes_say_the_same(self, register: Register, filed: Path) -> None:
        reopen = partial(Register.open, filed, plugins=(), create=False)
        assert replay(register, 2, reopen=reopen) == replay(register)

    def test_a_worker_that_cannot_read_is_damage(self, register: Register, tmp_path: Path) -> None:
        reopen = partial(Register.open, tmp_path / "none.db", plugins=(), create=False)
        with pytest.raises(Damaged, match="ended before its work was done"):
            replay(register, 2, reopen=reopen)

    def test_progress_is_told(self, register: Register) -> None:
        told: list[tuple[int, int]] = []
        report = replay(register, progress=lambda *each: told.append(each))
        assert told[-1] == (report.journeys + report.juries,) * 2

    def test_a_forged_answer_is_named(self, filed: Path) -> None:
        """The bytes verify, for their digests were forged too; the decision does not come out again."""
        with Register.open(filed, plugins=[], create=False) as register:
            rows = register.store.read("journey/demo-quarter-point-short")
        row = next(row for row in rows if row.name.startswith("jury-deliberated"))
        data = json.loads(row.state)
        data["answer"]["decided"]["title"]["verdict"] = "total"
        with forged(filed, {(row.stream, row.version): json.dumps(data).encode()}) as register:
            assert verify(register.store).sound
            report = replay(register)
        assert not report.same
        named = {(each.stream, each.entry) for each in report.differences}
        # Certificates were refused or issued on that verdict: they are named with it.
        assert ("journey/demo-quarter-point-short", row.version) in named
        first = next(each for each in report.differences if each.what == "decided")
        assert "total" in first.recorded
        assert "partial" in first.recomputed

    def test_a_forged_mark_is_named_where_it_told(self, filed: Path) -> None:
        with Register.open(filed, plugins=[], create=False) as register:
            rows = register.store.read("journey/demo-quarter-point-short")
        row = next(row for row in rows if b'"B4.3"' in row.state and row.name.startswith("evaluation-recorded"))
        forged_state = row.state.replace(b'"37.25"', b'"37.5"')
        assert forged_state != row.state
        with forged(filed, {(row.stream, row.version): forged_state}) as register:
            report = replay(register)
        whats = {each.what.split(" at ")[0] for each in report.differences}
        assert {"decided", "tree"} <= whats

    def test_a_receipt_that_is_gone_is_named(self, filed: Path) -> None:
        """Of the last act of a journey, and of a jury: nothing else in their streams tells that there was one."""
        with Register.open(filed, plugins=[], create=False) as register:
            rows = [
                register.store.read(f"journey/{JOURNEY}"),
                register.store.read(next(register.store.streams("jury/"))),
            ]
        for stream in rows:
            row = [each for each in stream if "receipt" in json.loads(each.state).get("answer", {})][-1]
            data = json.loads(row.state)
            del data["answer"]["receipt"]
            with forged(filed, {(row.stream, row.version): json.dumps(data).encode()}) as register:
                report = replay(register)
            assert ("receipt", row.version) in {(each.what, each.entry) for each in report.differences}

    @pytest.mark.parametrize(
        ("old", "new"),
        [('"edition":"2024-03-25"', '"edition":"2024"'), ('"certification":"RNCP36395"', '"certification":"X"')],
    )
    def test_an_adoption_says_of_what_it_is(self, filed: Path, old: str, new: str) -> None:
        """The content has its digest; what stands beside it, and says which edition enrolments get, is held to it."""
        with Register.open(filed, plugins=[], create=False) as register:
            (row,) = register.store.read("regulation/RNCP36395")
        state = row.state.replace(old.encode(), new.encode(), 1)
        assert state != row.state
        with forged(filed, {(row.stream, row.version): state}) as register, pytest.raises(Damaged, match="adopted as"):
            replay(register)

    @pytest.mark.parametrize("change", ["later", "none", "earlier", "another stream", "one more", "a jury left out"])
    def test_what_an_answer_says_that_it_read_is_held_against_what_there_was(self, filed: Path, change: str) -> None:
        """Versions that never were, that went back, of streams that a command like this does not look at."""
        with Register.open(filed, plugins=[], create=False) as register:
            rows = register.store.read(f"journey/{JOURNEY}")
        wanted = [row for row in rows if any("jury/" in each for each in json.loads(row.state)["answer"]["context"])]
        row = wanted[-1] if change == "a jury left out" else rows[-1]
        data = json.loads(row.state)
        context = data["answer"]["context"]
        mine = next(each for each in context if each.startswith("candidate/"))
        assert context[mine] > 0
        match change:
            case "later":
                context[mine] = 99
            case "earlier":
                context[mine] = 0
            case "another stream":
                context["candidate/somebody"] = context.pop(mine)
            case "one more":
                context["jury/unheard-of"] = 1
            case "a jury left out":
                del context[next(each for each in context if each.startswith("jury/"))]
            case _:
                context.clear()
        with forged(filed, {(row.stream, row.version): json.dumps(data).encode()}) as register:
            report = replay(register)
        assert ("context", row.version) in {(each.what, each.entry) for each in report.differences}


class TestOneJourney:
    def test_an_untouched_journey_has_no_difference(self, register: Register) -> None:
        assert list(recompute(JOURNEY, records(register), register)) == []

    @pytest.mark.parametrize(
        ("what", "value"),
        [
            ("clauses", Answered(status=AnswerStatus.ACCEPTED, clauses=("X-R1",))),
            ("session", Answered(status=AnswerStatus.ACCEPTED, session="9")),
            ("possible_on", Answered(status=AnswerStatus.ACCEPTED, possible_on="2025-01-01")),
            ("status", Answered(status=AnswerStatus.REFERRED)),
            ("tree", Answered(status=AnswerStatus.ACCEPTED)),
            ("decided", Answered(status=AnswerStatus.ACCEPTED)),
        ],
    )
    def test_each_part_of_an_answer_is_compared(self, register: Register, what: str, value: Answered) -> None:
        history = records(register)
        at = next(n for n, each in enumerate(history) if each.answer.decided is not None)
        whole = history[at].answer
        other = evolve(value, edition=whole.edition, regulation=whole.regulation, context=whole.context)
        history[at] = evolve(history[at], answer=other)
        found = [each for each in differences(register, history) if each.what == what]
        assert found[0].entry == at + 1
        assert found[0].recorded != found[0].recomputed

    def test_the_place_where_trees_part_is_named(self, register: Register) -> None:
        history = records(register)
        at = next(n for n, each in enumerate(history) if each.answer.tree is not None and each.answer.tree.children)
        tree = history[at].answer.tree
        assert tree is not None
        other = evolve(tree, children=(evolve(tree.children[0], asks="another"), *tree.children[1:]))
        history[at] = evolve(history[at], answer=evolve(history[at].answer, tree=other))
        found, receipt = differences(register, history)
        assert found.what.startswith("tree at another")
        assert receipt.what == "receipt of the tree"

    @pytest.mark.parametrize("part", ["facts", "tree", "shapes"])
    def test_each_digest_of_a_receipt_is_taken_again(self, register: Register, part: str) -> None:
        """A receipt that another history, tree or core would have given is named, and nothing else is."""
        history = records(register)
        at = next(n for n, each in enumerate(history) if each.answer.decided is not None)
        receipt = history[at].answer.receipt
        assert receipt is not None
        other = Receipt(**{**asdict(receipt), part: "0" * 64})
        history[at] = evolve(history[at], answer=evolve(history[at].answer, receipt=other))
        (found,) = differences(register, history)
        assert (found.what, found.entry, found.recorded) == (f"receipt of the {part}", at + 1, "0" * 64)

    def test_every_request_and_act_has_a_receipt_and_no_fact_has(self, register: Register) -> None:
        for journey in register.journeys():
            for each in register.file(journey).recorded:
                assert (each.answer.receipt is not None) == (KINDS[type(each.command)] is not Kind.FACT)

    def test_a_dropped_finding_is_named(self, register: Register) -> None:
        name = next(
            journey
            for journey in register.journeys()
            if any(each.answer.findings for each in register.file(journey).recorded)
        )
        history = records(register, name)
        at = next(n for n, each in enumerate(history) if each.answer.findings)
        history[at] = evolve(history[at], answer=evolve(history[at].answer, findings=()))
        assert ("findings", at + 1) in {(each.what, each.entry) for each in differences(register, history, name)}

    def test_what_was_changed_in_a_long_decision_is_shown(self, register: Register) -> None:
        """Cut off after so many characters, both sides would read the same: the last bloc stands behind the cut."""
        history = records(register)
        at = next(n for n, each in enumerate(history) if each.answer.decided is not None)
        decided = history[at].answer.decided
        assert decided is not None
        last = decided.blocs[-1]
        other = evolve(decided, blocs=(*decided.blocs[:-1], evolve(last, verdict=Verdict.PENDING)))
        history[at] = evolve(history[at], answer=evolve(history[at].answer, decided=other))
        (found,) = (each for each in differences(register, history) if each.what == "decided")
        assert found.recorded.startswith(f"blocs, {last.bloc}: ")
        assert "pending" in found.recorded
        assert last.verdict.value in found.recomputed
        fewer = evolve(decided, kept=decided.kept[:-1])
        history[at] = evolve(history[at], answer=evolve(history[at].answer, decided=fewer))
        (found,) = (each for each in differences(register, history) if each.what == "decided")
        assert (found.recorded, found.recomputed) == ("kept: [B1, B2, B3]", "kept: [B1, B2, B3, B4]")

    def test_a_record_that_could_not_have_been_recorded(self, register: Register) -> None:
        """A mark for an evaluation that does not exist is invalid: it is named, nothing is raised."""
        history = records(register)
        marks = ((n, each.command) for n, each in enumerate(history) if isinstance(each.command, RecordEvaluation))
        at, mark = next(marks)
        history[at] = evolve(history[at], command=evolve(mark, evaluation="B9.9"))
        found = [each for each in differences(register, history) if each.what == "status"]
        assert any("invalid" in each.recomputed for each in found)

    def test_a_regulation_that_is_not_kept_is_damage(self, register: Register) -> None:
        history = records(register)
        history[0] = evolve(history[0], answer=evolve(history[0].answer, regulation="0" * 64))
        with pytest.raises(Damaged):
            list(recompute(JOURNEY, history, register))

    def test_an_edition_that_was_not_in_force(self, register: Register) -> None:
        history = records(register)
        history[1] = evolve(history[1], answer=evolve(history[1].answer, edition="1999"))
        (found,) = differences(register, history)
        assert (found.what, found.recorded) == ("edition", "1999")


class TestStale:
    def test_a_corrected_mark_makes_the_verdict_stale_not_different(self, register: Register) -> None:
        found = list(recompute("demo-corrected-after-jury", records(register, "demo-corrected-after-jury"), register))
        assert found
        assert all(isinstance(each, Stale) for each in found)
        stale = found[0]
        assert isinstance(stale, Stale)
        assert stale.what == "decided"
        assert stale.recorded.startswith("title partial")
        assert stale.recomputed.startswith("title total")
        assert stale.because == (17,)

    def test_of_many_blocs_those_are_shown_that_come_out_otherwise(self) -> None:
        old = {"title": "partial", **{f"BLOC-{n:02}": "validated" for n in range(1, 20)}, "kept": ("all",)}
        new = {**old, "BLOC-19": "eliminatory"}
        assert _both(old, new) == ("BLOC-19 validated", "BLOC-19 eliminatory")
        assert _both({"title": "total"}, {"title": "none"}) == ("title total", "title none")

    def test_no_correction_no_staleness(self, register: Register) -> None:
        names = {each.stream for each in replay(register).stale}
        assert names == {"journey/demo-corrected-after-jury"}


class TestJuries:
    def test_a_constitution_comes_out_again(self, register: Register) -> None:
        for stream in register.store.streams("jury/"):
            name = stream.removeprefix("jury/")
            assert list(recompute_jury(name, register.jury_records(name), register)) == []

    def test_a_jury_that_was_let_through_is_named(self, register: Register) -> None:
        name = next(register.store.streams("jury/")).removeprefix("jury/")
        (record,) = register.jury_records(name)
        other = evolve(record, answer=evolve(record.answer, status=AnswerStatus.REFUSED))
        (found,) = recompute_jury(name, [other], register)
        assert (found.what, found.recorded, found.recomputed) == ("status", "refused", "accepted")


class TestVerify:
    def test_a_register_as_it_was_recorded(self, register: Register) -> None:
        report = verify(register.store)
        assert report.sound
        assert dict(report.records)["journey"] > 300

    def test_an_altered_byte(self, filed: Path, tmp_path: Path) -> None:
        copy = tmp_path / "copy.db"
        with sqlite3.connect(filed) as source, sqlite3.connect(copy) as target:
            source.backup(target)
            target.execute(
                "UPDATE stored_events SET state = CAST(replace(CAST(state AS TEXT), '37.25', '37.50') AS BLOB)"
            )
        source.close()
        target.close()
        with Register.open(copy, plugins=[], create=False) as register:
            report = verify(register.store)
        assert not report.sound
        assert report.count >= 1
        assert report.records == ()

    def test_decided_verdicts_of_the_bundled_journeys(self, register: Register) -> None:
        """The fixture is what the other tests take it for."""
        decided = records(register)[-1]
        verdicts = [each.answer.decided for each in records(register) if each.answer.decided is not None]
        assert verdicts[0].title.verdict is Verdict.TOTAL
        assert decided.position == len(records(register))


def test_a_request_whose_enrolment_was_corrected_away_is_stale() -> None:
    """There is no regulation left to ask: the request would have been invalid, and nothing is called damaged."""
    with Register.open("memory:") as register:
        lines = (PLUGINS / "certdomain-cci-france/src/certdomain_cci_france/demo.jsonl").read_text(encoding="utf-8")
        enrolment = next(json.loads(line) for line in lines.splitlines() if '"enrol-candidate"' in line)
        journey = register.journey("J1")
        journey.do(command_from(enrolment, where="here"))
        retake = {"command": "request-retake", "on": "2025-09-01", "blocs": ["B1"], "mode": "resit"}
        answer = journey.do(command_from({**retake, "channel": "email", "test_on": "2025-12-01"}, where="here"))
        fields = {"evidence": [{"diploma": {"level": 1}}, {"selection": {"whole": False}}]}
        slip = {"command": "correct-entry", "on": "2025-10-01", "entry": 1, "reason": "a slip", "fields": fields}
        mended = journey.do(command_from(slip, where="here"))
        assert mended.accepted
        assert mended.rejudged is not None
        assert mended.rejudged.refused
        report = replay(register)

        assert report.differences == ()
        told = [(each.entry, each.what, each.recorded, each.because) for each in report.stale]
        assert told == [(2, "status", answer.status.value, (3,))]
        assert "enrolled" in report.stale[0].recomputed
