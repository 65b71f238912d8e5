"""Rejudging: under its own regulations a journey comes out as it was recorded; under others, what differs is named."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from certdomain.calendar import noon
from certdomain.commands import Command, CorrectEntry, Deliberate, EstablishFalsification, VoidEntry
from certdomain.errors import BadCommand, UnknownJourney
from certdomain.explanation import Answer, Node
from certdomain.register import Register
from certdomain.regulation.gates import AnyGround, Diploma
from certdomain.regulation.settlement import settled, with_choices
from certdomain.regulation.terms import Said
from certdomain.regulation.tree import Regulation
from certdomain.rejudging import Rejudged, Under, decision_of, partings, rejudged, turn_of
from certdomain.reports import decision_json
from certdomain.testing.cases import Case, CommandStep, load
from certdomain.testing.runner import attempt, runner_of
from certdomain.vocabulary import Verdict
from tests.fictional import FICTIONAL
from tests.test_register import BANNING, TEST, commands, jury, retake, sit_all

CASES = sorted((Path(__file__).parents[1] / "plugins").glob("*/tests/cases/*.yaml"))
JURY, LATER = date(2025, 7, 1), date(2025, 9, 1)


def played(case: Case) -> Register:
    """A register after all commands of a case, those that are expected to be invalid left out."""
    register = runner_of(None).register(case.choices)
    instant = None
    for step in case.steps:
        if isinstance(step, CommandStep):
            instant = step.recorded_at or instant
            if step.command is not None:
                attempt(register, step.command, step.journeys, instant or noon(step.command.on))
    return register


def days_of(register: Register, journey: str) -> set[date]:
    """A day amid the records, the last one, and one after them all."""
    found = {record.command.on for record in register.file(journey).recorded}
    return {sorted(found)[len(found) // 2], max(found), date(2031, 1, 1)}


def compare(register: Register) -> int:
    """Rejudge all journeys of a register under their own regulations, and hold them to what was recorded."""
    count = 0
    for journey in register.journeys():
        file = register.file(journey)
        again = rejudged(file.recorded, register.regulation_of, register)
        assert again.changed == ()
        assert again.invalid == ()
        assert again.same
        for recorded, answer in zip(file.recorded, again.answers, strict=True):
            for field in attrs.fields(type(recorded.answer)):
                if field.name == "receipt":  # of which stored bytes a record was decided on: here there are none
                    continue
                assert getattr(answer, field.name) == getattr(recorded.answer, field.name), (journey, recorded.position)
        for day in days_of(register, journey):
            try:
                decision = register.journey(journey).decide(day)
            except UnknownJourney:
                assert decision_of(again, register.regulation_of, register, day) is None
                continue
            found = decision_of(again, register.regulation_of, register, day)
            assert found is not None
            assert decision_json(found[0]) == decision.to_json()
            assert found[1] == decision.under
            count += 1
    return count


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_under_its_own_regulations_every_case_comes_out_as_recorded(path: Path) -> None:
    """Answer by answer, tree by tree, and the decision of each day as JSON; moves, corrections, voids among them."""
    decided = 0
    for case in load(path).cases:
        with played(case) as register:
            decided += compare(register)
    assert decided > 5


@given(st.lists(st.tuples(st.sampled_from(["X", "Y"]), commands), min_size=1, max_size=14))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_under_its_own_regulation_any_journey_comes_out_as_recorded(steps: list[tuple[str, Command]]) -> None:
    """Two journeys of one candidate, with retakes, corrections, voids and deliberations in any order."""
    with Register.open("memory:", plugins=[FICTIONAL]) as register:
        register.do(jury())
        for name, command in steps:
            with suppress(BadCommand):
                register.journey(name).do(command)
        compare(register)


# --- under another regulation -----------------------------------------------------------------------------------------


@pytest.fixture
def register() -> Iterator[Register]:
    with Register.open("memory:", plugins=[FICTIONAL]) as opened:
        yield opened


def otherwise(register: Register, **letters: str) -> Under:
    """The regulations of a register with other readings."""

    def under(digest: str, certification: str) -> Regulation:
        chosen = {name.replace("_", "-"): letter for name, letter in letters.items()}
        return settled(with_choices(register.declaration_of(digest, certification), chosen, {}))

    return under


def half_a_point_short(register: Register) -> Rejudged:
    """A candidate at 9.83 whose jury sat, judged again with averages rounded to the half point."""
    sit_all(register, COM2_1="14")  # 45 + 15 + 28 + 0 + 30 points of 240
    register.do(jury())
    journey = register.journey("B1")
    journey.do(Deliberate(on=JURY, jury="J1"))
    return rejudged(journey.records(), otherwise(register, BTF_A01="b"), register)


def test_the_same_clauses_with_another_reading_give_another_decision(register: Register) -> None:
    """The deliberation is decided again too: its verdict is no longer the recorded one."""
    again = half_a_point_short(register)
    recorded = register.journey("B1").decide(LATER)
    under = otherwise(register, BTF_A01="b")
    found = decision_of(again, under, register, LATER)
    assert found is not None
    assert (recorded.title.verdict, found[0].title.verdict) == (Verdict.PARTIAL, Verdict.TOTAL)
    (changed,) = again.changed
    assert (changed.command, changed.what) == ("deliberate", "decided")
    assert changed.recorded.startswith("partial")
    assert changed.rejudged.startswith("total")
    assert changed.turn is not None
    assert changed.turn.asks == "title.average"
    assert "BTF-R04" in changed.turn.clauses
    assert changed.turn.before is not None
    assert changed.turn.after is not None
    assert "unmet" in changed.turn.before
    assert changed.turn.after.startswith("met")


def test_a_jury_that_is_refused_does_not_exist(register: Register) -> None:
    """Under a regulation that asks for a third member, the jury of two is refused and its deliberation cannot stand."""
    half_a_point_short(register)

    def stricter(digest: str, certification: str) -> Regulation:
        regulation = register.regulation_of(digest, certification)
        policy = regulation.juries[0]
        seats = tuple(attrs.evolve(seat, least=2, most=4) for seat in policy.seats)
        return attrs.evolve(regulation, juries=(attrs.evolve(policy, seats=seats),))

    again = rejudged(register.journey("B1").records(), stricter, register)
    (invalid,) = again.invalid
    assert invalid.command == "deliberate"
    assert "jury" in str(invalid.problems[0])
    assert again.answers[invalid.entry - 1] is None
    found = decision_of(again, stricter, register, LATER)
    assert found is not None
    assert not found[0].decided
    assert found[0].refused == (), "what could not be recorded is no refusal either"


def test_a_correction_of_what_could_not_be_recorded_is_invalid_too(register: Register) -> None:
    """Entries keep their numbers, and nothing rests on one that does not exist."""
    sit_all(register)
    journey = register.journey("B1")
    journey.do(CorrectEntry(on=LATER, entry=4, reason="a slip", fields={"points": "3"}))
    journey.do(VoidEntry(on=LATER, entry=5, reason="a slip"))

    def without_tests(digest: str, certification: str) -> Regulation:
        regulation = register.regulation_of(digest, certification)
        blocs = [
            attrs.evolve(bloc, evaluations=()) if bloc.id in ("COM2", "A1") else bloc
            for bloc in regulation.referential.blocs
        ]
        return attrs.evolve(regulation, referential=attrs.evolve(regulation.referential, blocs=tuple(blocs)))

    named = [type(record.command).__name__ for record in journey.records()]
    again = rejudged(journey.records(), without_tests, register)
    assert [each.entry for each in again.invalid] == [4, 5, 7, 8]
    assert len(again.dossier.recorded) == len(named)
    assert again.dossier.at(4) is None
    assert again.dossier.at(5) is None
    assert again.dossier.at(6) is not None


def test_an_enrolment_that_is_refused_leaves_no_journey(register: Register) -> None:
    """Everything after it is invalid, and there is no decision; nothing is raised."""
    sit_all(register)

    def closed(digest: str, certification: str) -> Regulation:
        regulation = register.regulation_of(digest, certification)
        (gate,) = (gate for gate in regulation.gates if gate.request.value == "enrol-candidate")
        (condition,) = gate.conditions
        assert isinstance(condition, AnyGround)
        nobody = attrs.evolve(condition, grounds=Said((Diploma(level=8, by=()),), ()))
        rest = tuple(other for other in regulation.gates if other is not gate)
        return attrs.evolve(regulation, gates=(attrs.evolve(gate, conditions=(nobody,)), *rest))

    again = rejudged(register.journey("B1").records(), closed, register)
    assert [(each.entry, each.rejudged) for each in again.changed] == [(1, "refused")]
    assert len(again.invalid) == 5
    assert decision_of(again, closed, register, LATER) is None


def test_a_ban_of_the_journey_itself_is_the_other_regulations_own() -> None:
    """A falsification that the other text does not punish bars nothing under it, though the ban was recorded."""
    with Register.open("memory:", plugins=[BANNING]) as register:
        sit_all(register, COM1_1="0")
        journey = register.journey("B1")
        journey.do(EstablishFalsification(on=TEST))
        assert journey.do(retake("A1")).refused

        def lenient(digest: str, certification: str) -> Regulation:
            return attrs.evolve(register.regulation_of(digest, certification), falsification=())

        assert compare(register) > 0
        again = rejudged(journey.records(), lenient, register)
        assert [(each.command, each.recorded, each.rejudged) for each in again.changed if each.what == "status"] == [
            ("request-retake", "refused", "accepted")
        ]


def test_without_findings_the_same_is_decided(register: Register) -> None:
    """What a diff over a whole register leaves out bears on no decision."""
    half_a_point_short(register)
    under = otherwise(register, BTF_A01="b")
    records = register.journey("B1").records()
    full, lean = (rejudged(records, under, register, findings=findings) for findings in (True, False))
    assert decision_of(full, under, register, LATER) == decision_of(lean, under, register, LATER)
    assert [each.entry for each in full.changed] == [each.entry for each in lean.changed]


def test_no_records_no_journey(register: Register) -> None:
    again = rejudged((), register.regulation_of, register)
    assert again.same
    assert decision_of(again, register.regulation_of, register, LATER) is None


# --- where two explanations part --------------------------------------------------------------------------------------


def leaf(asks: str, answer: Answer, *clauses: str, about: str = "B1", children: tuple[Node, ...] = ()) -> Node:
    return Node(asks, about, answer, clauses, (), (), children)


def test_trees_part_as_deep_as_they_can() -> None:
    old = leaf("top", Answer.UNMET, children=(leaf("a", Answer.MET), leaf("b", Answer.UNMET, "R1")))
    new = leaf("top", Answer.MET, children=(leaf("a", Answer.MET), leaf("b", Answer.MET, "R2")))
    turn = turn_of(old, new)
    assert turn is not None
    assert (turn.asks, turn.before, turn.after, turn.clauses) == ("b", "unmet", "met", ("R1", "R2"))
    assert turn_of(old, old) is None
    assert turn_of(None, None) is None


def test_a_question_asked_in_one_of_them_only_is_a_parting() -> None:
    extra = leaf("b", Answer.UNMET)
    old, new = leaf("top", Answer.MET), leaf("top", Answer.UNMET, children=(extra,))
    assert [*partings(old, new)] == [(None, extra)]
    turn = turn_of(old, new)
    assert turn is not None
    assert (turn.before, turn.after) == (None, "unmet")


def test_what_only_cites_otherwise_is_no_parting() -> None:
    """Two editions number their clauses otherwise: that alone is no difference."""
    assert [*partings(leaf("top", Answer.MET, "R1"), leaf("top", Answer.MET, "X1"))] == []


def test_the_question_that_rests_on_the_reading_is_named_first() -> None:
    old = leaf("top", Answer.UNMET, children=(leaf("a", Answer.UNMET, "R1"), leaf("b", Answer.UNMET, "R2", "A01")))
    new = leaf("top", Answer.MET, children=(leaf("a", Answer.MET, "R1"), leaf("b", Answer.MET, "R2", "A01")))
    plain, preferred = turn_of(old, new), turn_of(old, new, prefer=["A01"])
    assert plain is not None
    assert preferred is not None
    assert (plain.asks, preferred.asks) == ("a", "b")
