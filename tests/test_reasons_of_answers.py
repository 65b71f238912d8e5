"""An answer names the clauses that it rests on, and no other one that was asked on the way."""

from __future__ import annotations

from datetime import date

import pytest

from certdomain import (
    ConstituteJury,
    EnrolCandidate,
    Evidence,
    JuryKind,
    Member,
    RecordEvaluation,
    Register,
    Role,
    Route,
    Verdict,
)
from certdomain.explanation import Answer, Node, carrying
from certdomain.vocabulary import DiplomaKind, Gender


def enrol(register: Register, on: date, *, year: int, evidence: Evidence) -> tuple[str, ...]:
    asked = EnrolCandidate(
        on=on, certification="RNCP38604", route=Route.STUDENT, entry_year=year, evidence=[evidence], candidate="C"
    )
    answer = register.journey("J").do(asked)
    assert answer.refused
    return answer.clauses


def test_an_alternative_that_is_not_needed_refuses_nothing() -> None:
    """Too late, with the baccalaureate: that it is no foreign diploma is no reason, and the day in time is told."""
    late = date(2027, 2, 10)
    diploma = Evidence.diploma(level=4, kind=DiplomaKind.BACCALAUREAT)
    with Register.open("memory:") as register:
        assert enrol(register, late, year=1, evidence=diploma) == ("INS-R19",)
        answer = register.journey("J").records()[-1].answer
        assert answer.possible_on == "2027-02-09"


def test_a_year_of_which_the_text_does_not_speak_is_refused_by_the_years_of_which_it_does() -> None:
    """A refusal always says what refuses it."""
    with Register.open("memory:") as register:
        evidence = Evidence.ects(credits=180, field="sales")
        assert enrol(register, date(2024, 9, 2), year=4, evidence=evidence) == ("INS-R01", "INS-R02", "INS-R03")


@pytest.mark.parametrize(
    ("route", "second", "clause"),
    [
        (Route.STUDENT, [Role.PROGRAMME_DIRECTOR, Role.PROFESSIONAL], "INS-R15"),
        (Route.VAE, [Role.TRAINING_BODY_MEMBER, Role.TRAINING_BODY_MEMBER], "INS-R17"),
    ],
)
def test_parity_is_refused_by_the_rule_of_the_route(route: Route, second: list[Role], clause: str) -> None:
    """The same reading is asked of two juries, and each refusal cites the rule of its own."""
    roles = [Role.PRESIDENT, *second, Role.PROFESSIONAL, Role.PROFESSIONAL]
    outside = (Role.PRESIDENT, Role.PROFESSIONAL)
    members = [Member(role=role, external=role in outside, gender=Gender.F) for role in roles]
    with Register.open("memory:") as register:
        answer = register.do(
            ConstituteJury(
                on=date(2025, 6, 1),
                jury="K",
                kind=JuryKind.CERTIFICATION,
                certification="RNCP38604",
                meets_on=date(2025, 7, 1),
                members=members,
                route=route,
            )
        )
    assert answer.refused
    assert set(answer.clauses) == {clause, "INS-A09"}


def test_a_bloc_cites_what_is_said_of_it_and_not_of_the_others() -> None:
    """The parts of the three blocs are described by three clauses."""
    with Register.open("memory:") as register:
        journey = register.journey("J")
        evidence = [Evidence.diploma(level=4, kind=DiplomaKind.BACCALAUREAT), Evidence.selection(passed=True)]
        on = date(2022, 9, 5)
        journey.do(EnrolCandidate(on=on, certification="RNCP35663", route=Route.STUDENT, evidence=evidence))
        for bloc in ("BC01", "BC02", "BC03"):
            journey.do(RecordEvaluation(on=date(2023, 6, 1), bloc=bloc, verdict=Verdict.VALIDATED))
        blocs = {each.bloc: set(each.clauses) for each in journey.decide(date(2023, 6, 1)).blocs}
    assert blocs == {
        "BC01": {"ASC-R12", "ASC-R07"},
        "BC02": {"ASC-R12", "ASC-R08"},
        "BC03": {"ASC-R12", "ASC-R09"},
    }


def test_an_alternative_that_failed_beside_one_that_held_is_not_cited() -> None:
    """A level 5 is enough: that there is no experience besides is no reason to refuse who failed the selection."""

    def enrolment(*evidence: Evidence) -> EnrolCandidate:
        on = date(2024, 9, 2)
        return EnrolCandidate(on=on, certification="RNCP36395", route=Route.STUDENT, evidence=list(evidence))

    level, passed = Evidence.diploma(level=5), Evidence.selection(passed=True)
    with Register.open("memory:") as register:
        no_selection = register.journey("J1").do(enrolment(level))
        no_level = register.journey("J2").do(enrolment(passed))
        neither = register.journey("J3").do(enrolment())
    assert no_selection.refused
    assert no_selection.clauses == ("CCI-R02",)
    assert no_level.clauses == ("CCI-R01",)
    assert neither.clauses == ("CCI-R01", "CCI-R02")


def test_what_carries_an_answer_is_reached_through_parts_that_gave_it_too() -> None:
    """What stands below a question that was answered otherwise did not lead to the answer."""
    failed = Node("b", "1", Answer.UNMET)
    held = Node("or", "1", Answer.MET, (), (), (), (Node("a", "1", Answer.UNMET), Node("a", "2", Answer.MET)))
    tree = Node("and", "1", Answer.UNMET, (), (), (), (held, failed))
    assert list(carrying(tree, Answer.UNMET)) == [tree, failed]
    assert list(carrying(tree, Answer.MET)) == []
