"""The import service: everything is checked first, everything is recorded once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from certdomain.errors import BadInput
from certdomain.importing import MOST_LISTED, check_file, content_of, import_file
from certdomain.register import Register

TITLE = "RNCP36395"
DEMO = Path(__file__).parents[1] / "plugins/certdomain-cci-france/src/certdomain_cci_france/demo.jsonl"
ENROL = {
    "journey": "J1",
    "command": "enrol-candidate",
    "on": "2024-09-02",
    "certification": TITLE,
    "route": "apprenticeship",
    "evidence": [{"diploma": {"level": 5}}, {"selection": "passed"}],
}
MARK = {"journey": "J1", "command": "record-evaluation", "on": "2025-06-02", "evaluation": "B1.1", "points": 50}


@pytest.fixture
def register() -> Iterator[Register]:
    with Register.open("memory:") as opened:
        yield opened


def file_of(folder: Path, *lines: object, name: str = "file.jsonl") -> Path:
    path = folder / name
    text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    path.write_text(text, encoding="utf-8")
    return path


def positions(register: Register, journey: str = "J1") -> list[int]:
    return [record.position for record in register.journey(journey).records()]


class TestRecording:
    def test_lines_in_order(self, register: Register, tmp_path: Path) -> None:
        imported = import_file(register, file_of(tmp_path, ENROL, MARK))
        assert (imported.recorded, imported.skipped, imported.invalid.count) == (2, 0, 0)
        assert positions(register) == [1, 2]

    def test_the_content_of_the_line_is_recorded_with_it(self, register: Register, tmp_path: Path) -> None:
        import_file(register, file_of(tmp_path, ENROL, MARK))
        recorded = register.journey("J1").records()[1]
        assert recorded.content == content_of({**MARK, "points": "50"})  # type: ignore[dict-item]

    def test_an_exact_mark_stays_exact(self, register: Register, tmp_path: Path) -> None:
        line = json.dumps(MARK).replace("50", "12.30000000000000000001")
        import_file(register, file_of(tmp_path, ENROL, line))
        recorded = register.journey("J1").records()[1].command
        assert getattr(recorded, "points") * 10**20 == 1230000000000000000001  # noqa: B009

    def test_a_jury_belongs_to_no_journey(self, register: Register, tmp_path: Path) -> None:
        member = {"role": "president", "external": True, "gender": "f", "trade_since": "2005-09-01"}
        jury = {
            "command": "constitute-jury",
            "on": "2025-06-25",
            "jury": "CJ",
            "kind": "certification",
            "certification": TITLE,
            "meets_on": "2025-07-04",
            "members": [member],
        }
        path = file_of(tmp_path, jury)
        first = import_file(register, path)
        assert first.refused.count == 1  # one member is no jury
        assert first.refused.first[0].about == ("CJ",)
        assert import_file(register, path).skipped == 1
        assert len(register.jury_records("CJ")) == 1

    def test_one_command_in_several_journeys(self, register: Register, tmp_path: Path) -> None:
        two = {**ENROL, "journey": "J2"}
        both = {
            "journeys": ["J1", "J2"],
            "command": "send-convocation",
            "on": "2025-05-01",
            "evaluations": ["B1.1"],
            "test_on": "2025-06-02",
        }
        path = file_of(tmp_path, ENROL, two, both)
        assert import_file(register, path).recorded == 3
        assert positions(register, "J2") == [1, 2]
        assert import_file(register, path).skipped == 3

    def test_refused_and_referred_are_recorded_and_listed(self, register: Register, tmp_path: Path) -> None:
        refused = {**ENROL, "journey": "J2", "evidence": []}
        other = {"journey": "J3", "command": "enrol-candidate", "on": "2025-09-01", "certification": "NOFICHE-003"}
        retake = {
            "journey": "J3",
            "command": "request-retake",
            "on": "2026-05-01",
            "blocs": ["B2"],
            "mode": "resit",
            "channel": "email",
            "test_on": "2026-09-01",
        }
        imported = import_file(register, file_of(tmp_path, refused, {**other, "route": "student"}, retake))
        assert imported.recorded == 3
        assert [(each.line, each.command) for each in imported.refused.first] == [(1, "enrol-candidate")]
        assert imported.refused.first[0].clauses
        assert [(each.line, each.command) for each in imported.referred.first] == [(3, "request-retake")]

    def test_a_refusal_by_a_delay_says_when(self, register: Register, tmp_path: Path) -> None:
        demo = [json.loads(line) for line in DEMO.read_text(encoding="utf-8").splitlines()]
        journey = "demo-quarter-point-short"
        lines = [line for line in demo if line.get("journey") == journey or line["command"] == "constitute-jury"]
        late = {
            "journey": journey,
            "command": "request-retake",
            "on": "2026-02-27",
            "blocs": ["B4"],
            "mode": "resit",
            "channel": "registered-letter",
            "test_on": "2026-03-30",
        }
        imported = import_file(register, file_of(tmp_path, *lines, late))
        refused = [each for each in imported.refused.first if each.command == "request-retake"]
        assert [each.possible_on for each in refused] == ["2025-11-30"]


class TestRunAgain:
    def test_nothing_is_recorded_twice(self, register: Register, tmp_path: Path) -> None:
        path = file_of(tmp_path, ENROL, MARK)
        import_file(register, path)
        again = import_file(register, path)
        assert (again.recorded, again.skipped) == (0, 2)
        assert positions(register) == [1, 2]

    def test_keys_in_another_order_are_the_same_line(self, register: Register, tmp_path: Path) -> None:
        import_file(register, file_of(tmp_path, ENROL, MARK))
        turned = dict(reversed(MARK.items()))
        assert import_file(register, file_of(tmp_path, turned)).skipped == 1

    def test_by_key(self, register: Register, tmp_path: Path) -> None:
        import_file(register, file_of(tmp_path, ENROL, {**MARK, "key": "m1"}))
        other = import_file(register, file_of(tmp_path, {**MARK, "key": "m1", "points": 60}))
        assert (other.recorded, other.skipped) == (0, 1)

    def test_a_key_twice_in_one_file(self, register: Register, tmp_path: Path) -> None:
        keyed = {**MARK, "key": "m1"}
        imported = import_file(register, file_of(tmp_path, ENROL, keyed, keyed))
        assert (imported.recorded, imported.skipped, imported.invalid.count) == (2, 1, 0)

    def test_by_occurrence(self, register: Register, tmp_path: Path) -> None:
        """Two equal lines are two records; the file run again adds none, a file with three adds one."""
        hours = {"journey": "J1", "command": "log-company-hours", "on": "2025-01-10", "hours": 7}
        path = file_of(tmp_path, ENROL, hours, hours)
        assert import_file(register, path).recorded == 3
        assert import_file(register, path).skipped == 3
        assert import_file(register, file_of(tmp_path, ENROL, hours, hours, hours)).recorded == 1

    def test_a_prefix_is_continued(self, register: Register, tmp_path: Path) -> None:
        import_file(register, file_of(tmp_path, ENROL))
        rest = import_file(register, file_of(tmp_path, ENROL, MARK))
        assert (rest.recorded, rest.skipped) == (1, 1)


class TestChecking:
    def test_nothing_is_recorded_if_a_line_fails(self, register: Register, tmp_path: Path) -> None:
        path = file_of(tmp_path, ENROL, MARK, "{", {**MARK, "points": -1})
        with pytest.raises(BadInput) as caught:
            import_file(register, path)
        assert [problem.line for problem in caught.value.problems] == [3, 4]
        assert list(register.journeys()) == []

    def test_names_are_checked_against_the_enrolment_earlier_in_the_file(
        self, register: Register, tmp_path: Path
    ) -> None:
        with pytest.raises(BadInput) as caught:
            import_file(register, file_of(tmp_path, ENROL, {**MARK, "evaluation": "B1.2"}))
        (problem,) = caught.value.problems
        assert (problem.line, problem.field) == (2, "evaluation")
        assert "B1.1" in problem.expected

    def test_names_are_checked_against_the_enrolment_in_the_register(self, register: Register, tmp_path: Path) -> None:
        import_file(register, file_of(tmp_path, ENROL))
        with pytest.raises(BadInput):
            import_file(register, file_of(tmp_path, {**MARK, "points": 101}))

    def test_a_title_that_nobody_declares(self, register: Register, tmp_path: Path) -> None:
        with pytest.raises(BadInput) as caught:
            import_file(register, file_of(tmp_path, {**ENROL, "certification": "RNCP3639"}))
        (problem,) = caught.value.problems
        assert (problem.line, problem.field) == (1, "certification")

    def test_names_are_checked_although_the_enrolment_has_a_fault(self, register: Register, tmp_path: Path) -> None:
        """All problems at once: a wrong day of enrolment does not hide a wrong evaluation further down."""
        path = file_of(tmp_path, {**ENROL, "on": "02/09/2024"}, {**MARK, "evaluation": "B1.2"}, {**MARK, "points": 101})
        with pytest.raises(BadInput) as caught:
            import_file(register, path)
        assert [(p.line, p.field) for p in caught.value.problems] == [(1, "on"), (2, "evaluation"), (3, "points")]

    def test_a_title_that_nobody_declares_beside_another_fault(self, register: Register, tmp_path: Path) -> None:
        path = file_of(
            tmp_path, {**ENROL, "on": "02/09/2024", "certification": "RNCP3639"}, {**ENROL, "route": 5, "journey": ""}
        )
        with pytest.raises(BadInput) as caught:
            import_file(register, path)
        assert [(p.line, p.field) for p in caught.value.problems] == [
            (1, "on"), (1, "certification"), (2, "journey"), (2, "route"),
        ]  # fmt: skip

    def test_many_problems_are_counted_and_a_thousand_listed(self, register: Register, tmp_path: Path) -> None:
        path = file_of(tmp_path, *["{"] * (MOST_LISTED + 500))
        with pytest.raises(BadInput) as caught:
            check_file(register, path)
        assert len(caught.value.problems) == MOST_LISTED + 1
        assert caught.value.problems[-1].found == "500 problems more"

    def test_invalid_only_in_its_place(self, register: Register, tmp_path: Path) -> None:
        nobody = {**MARK, "journey": "J9"}
        session = {**MARK, "session": "7"}
        imported = import_file(register, file_of(tmp_path, nobody, ENROL, session, MARK))
        assert imported.recorded == 2
        assert [(each.line, each.field) for each in imported.invalid.first] == [(1, "journey"), (3, "session")]

    def test_a_journey_enrolled_twice(self, register: Register, tmp_path: Path) -> None:
        imported = import_file(register, file_of(tmp_path, ENROL, {**ENROL, "on": "2024-09-03"}))
        assert (imported.recorded, imported.invalid.count) == (1, 1)

    def test_a_missing_file(self, register: Register, tmp_path: Path) -> None:
        with pytest.raises(BadInput):
            import_file(register, tmp_path / "none.jsonl")

    def test_progress_is_told(self, register: Register, tmp_path: Path) -> None:
        told: list[tuple[str, int, int | None]] = []
        lines = [{**ENROL, "journey": f"J{n}"} for n in range(1001)]
        import_file(register, file_of(tmp_path, *lines), progress=lambda *each: told.append(each))
        assert told == [("check", 1000, None), ("record", 1000, 1001), ("record", 1001, 1001)]
