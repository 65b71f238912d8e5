"""Drawing files: a draw that anybody can make again, and each file laid out with all that an auditor looks for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certdomain.audit.sample import SampledFile, draw, draw_of, laid_out, sampled
from certdomain.commands import Command, Deliberate, command_from
from certdomain.explanation import Answer
from certdomain.register import Register
from certdomain.reports.sample import file_json, file_words
from tests.fictional import FICTIONAL, GNOMONICS
from tests.registers import demos

ON = date(2026, 1, 31)
IDS = st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12), unique=True)


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    path = tmp_path_factory.mktemp("sample") / "demo.db"
    with Register.open(path) as made:
        demos(made)
    with Register.open(path, plugins=[], create=False) as opened:
        yield opened


@pytest.fixture(scope="module")
def files(register: Register) -> list[SampledFile]:
    return list(sampled(register, draw(register.journeys(), 1000, "all"), on=ON))


class TestDraw:
    @given(IDS, st.integers(1, 8), st.text(st.characters(exclude_categories=["Cs"]), max_size=8), st.randoms())
    def test_it_is_the_documented_one_whatever_the_order(
        self, journeys: list[str], many: int, seed: str, chance: object
    ) -> None:
        """The definition in one line, and the ids in any order, draw the same."""
        wanted = sorted(journeys, key=lambda name: hashlib.sha256(f"{seed}\n{name}".encode()).hexdigest())[:many]
        shuffled = list(journeys)
        getattr(chance, "shuffle")(shuffled)  # noqa: B009  the type of the strategy does not say that it has one
        drawn = draw(iter(shuffled), many, seed)
        assert list(drawn.journeys) == wanted
        assert drawn.population == len(journeys)

    @given(IDS.filter(bool), st.integers(1, 5))
    def test_a_journey_more_moves_no_other(self, journeys: list[str], many: int) -> None:
        before = draw(journeys[1:], many, "seed").journeys
        after = draw(journeys, many, "seed").journeys
        assert [name for name in after if name != journeys[0]] == list(before[: len(after) - (journeys[0] in after)])

    def test_it_never_changes(self) -> None:
        """A draw of today is a draw of any year: its numbers stand here."""
        assert draw(["J1", "J2", "J3", "Élodie"], 2, "2026").journeys == ("J2", "Élodie")
        assert draw_of("2026", "Élodie") == "d47e317fbb3096dfd8e7561cd319533d63b817f97a32d6b4b1a94d82e2dd637a"


class TestFile:
    def test_all_files_of_a_register_can_be_laid_out(self, register: Register, files: list[SampledFile]) -> None:
        assert {each.journey for each in files} == set(register.journeys())
        for number, each in enumerate(files, start=1):
            for lang in ("en", "fr"):
                assert each.journey in file_words(each, number, len(files), lang)
            assert not each.differences

    def test_every_jury_is_there_with_its_members_and_whether_it_was_fit(self, files: list[SampledFile]) -> None:
        judged = 0
        for each in files:
            named = {r.command.jury for r in each.records if isinstance(r.command, Deliberate) and r.answer.accepted}
            told = {jury.id: jury for jury in each.juries}
            assert named <= set(told)
            for name in named:
                held = told[name]
                assert held.jury is not None
                assert held.jury.constituted.members
                judged += held.fitness is not None and held.fitness.answer is Answer.MET
        assert judged > 10

    def test_each_citation_has_its_lines(self, files: list[SampledFile]) -> None:
        for each in files:
            if each.regulation is None:
                continue
            clauses = {clause.id: clause for clause in each.regulation.clauses}
            citations = file_json(each)["citations"]
            assert isinstance(citations, dict)
            for name, held in citations.items():
                assert isinstance(held, dict)
                if name in clauses:
                    assert held["lines"] == [list(pair) for pair in clauses[name].lines]
                else:
                    assert held["option"]

    def test_reasons_stand_in_the_text_with_clause_and_line(self, register: Register) -> None:
        told = file_words(laid_out(register, "demo-quarter-point-short", on=ON), 1, 1, "en")
        assert "CCI-R14, source 001, lines" in told
        assert "0.25" in told

    def test_incidents_absences_and_what_was_mended_are_told(self, files: list[SampledFile]) -> None:
        assert any(each.incidents for each in files)
        assert any(each.absences for each in files)
        assert any(each.mending for each in files)

    def test_a_refused_enrolment_is_laid_out_too(self, files: list[SampledFile]) -> None:
        (refused,) = [each for each in files if each.decision is None and each.regulation is None]
        assert "Not enrolled by that day" in file_words(refused, 1, 1)
        assert file_json(refused)["decision"] is None


def test_every_convocation_is_there_with_its_delay_and_what_is_found_against_it() -> None:
    lines: list[dict[str, object]] = [
        {
            "command": "enrol-candidate",
            "on": "2024-09-02",
            "certification": "RNCP36395",
            "route": "apprenticeship",
            "evidence": [{"diploma": {"level": 5}}, {"selection": "passed"}],
        },
        {"command": "send-convocation", "on": "2025-04-01", "evaluations": ["B1.1", "B2.1"], "test_on": "2025-06-02"},
        {"command": "send-convocation", "on": "2025-06-10", "evaluations": ["B2.2"], "test_on": "2025-06-12"},
    ]
    with Register.open("memory:") as register:
        for line in lines:
            assert register.journey("A").do(command_from(line, where="here")).accepted
        file = laid_out(register, "A", on=ON)
    early, late = file.convocations
    assert (early.entry, early.delay, early.findings) == (2, 62, ())
    assert (late.entry, late.delay) == (3, 2)
    assert [each.entry for each in late.findings] == [3]
    assert "days before the test: 62" in file_words(file, 1, 1)


def test_a_fact_known_too_late_names_the_deliberation_that_did_not_know_it() -> None:
    title = GNOMONICS.certification
    lines: list[tuple[dict[str, object], datetime]] = [
        (
            {
                "command": "enrol-candidate",
                "on": "2024-09-02",
                "certification": title,
                "route": "student",
                "evidence": [{"diploma": {"level": 4}}],
            },
            datetime(2024, 9, 2, 12, tzinfo=UTC),
        ),
        ({"command": "deliberate", "on": "2025-07-01", "jury": "J1"}, datetime(2025, 7, 1, 12, tzinfo=UTC)),
        (
            {"command": "record-absence", "on": "2025-06-02", "evaluation": "COM1.1"},
            datetime(2025, 7, 2, 11, tzinfo=UTC),
        ),
        (
            {"command": "record-absence", "on": "2025-06-02", "evaluation": "COM1.2"},
            datetime(2025, 7, 3, 12, tzinfo=UTC),
        ),
    ]
    with Register.open("memory:", plugins=[FICTIONAL]) as register:
        assert register.do(_jury(title)).accepted
        for raw, at in lines:
            assert register.journey("A").do(command_from(raw, where="here"), recorded_at=at).accepted
        file = laid_out(register, "A", on=ON)
        # However soon after the deliberation it was recorded: the jury went by what stood before it.
        assert [(late.entry, late.deliberation) for late in file.late] == [(3, 2), (4, 2)]
        assert "Entry 3 was recorded after the deliberation of entry 2" in " ".join(file_words(file, 1, 1).split())


def _jury(title: str) -> Command:
    members = [{"role": "president", "external": True}, {"role": "trainer"}]
    raw: dict[str, object] = {
        "command": "constitute-jury",
        "on": "2025-06-01",
        "jury": "J1",
        "kind": "certification",
        "certification": title,
        "meets_on": "2025-07-01",
        "members": members,
    }
    return command_from(raw, where="here")


def test_the_words_of_a_hostile_reason_stay_in_their_line(tmp_path: Path) -> None:
    """What a person wrote breaks out of no line, and makes no heading."""
    title = GNOMONICS.certification
    with Register.open(tmp_path / "hostile.db", plugins=[FICTIONAL]) as register:
        register.do(_jury(title))
        journey = register.journey("A")
        enrol: dict[str, object] = {
            "command": "enrol-candidate",
            "on": "2024-09-02",
            "certification": title,
            "route": "student",
            "evidence": [{"diploma": {"level": 4}}],
        }
        journey.do(command_from(enrol, where="here"))
        left: dict[str, object] = {
            "command": "deliberate",
            "on": "2025-07-01",
            "jury": "J1",
            "title": "total",
            "reason": "merit\n\nDecision\n--------\n\nRefused.",
        }
        assert journey.do(command_from(left, where="here")).accepted
        told = file_words(laid_out(register, journey.id, on=ON), 1, 1)
    assert "\nRefused." not in told
    assert told.count("\nDecision\n") == 1
