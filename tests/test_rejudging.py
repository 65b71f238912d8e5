"""Rejudging: under its own regulations a journey comes out as it was recorded; under others, what differs is named."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from certdomain.calendar import noon
from certdomain.commands import Command, ConstituteJury, Deliberate, RecordEvaluation
from certdomain.errors import BadCommand, UnknownJourney
from certdomain.explanation import Answer, Node
from certdomain.register import Register
from certdomain.regulation.settlement import settled, with_choices
from certdomain.regulation.tree import Regulation
from certdomain.rejudging import Rejudged, Under, decision_of, partings, rejudged, turn_of
from certdomain.reports import decision_json
from certdomain.testing.cases import Case, CommandStep, load
from certdomain.testing.runner import attempt, runner_of
from certdomain.vocabulary import AnswerStatus, Verdict
from tests.fictional import FICTIONAL
from tests.test_register import commands, enrolment, jury, result, sit_all

CASES = sorted((Path(__file__).parents[1] / "plugins").glob("*/tests/cases/*.yaml"))
START, JURY, LATER = date(2024, 9, 2), date(2025, 7, 1), date(2025, 9, 1)


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
            try:
                register.journey(name).do(command)
            except BadCommand:
                pass
        compare(register)


# --- under another regulation -----------------------------------------------------------------------------------------


@pytest.fixture
def register() -> Iterator[Register]:
    with Register.open("memory:", plugins=[FICTIONAL]) as opened:
        yield opened
