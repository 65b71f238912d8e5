"""A refusal cites what refused it, and nothing that held; nobody waits for the points of a title not asked for."""

from __future__ import annotations

from datetime import date

from certdomain import (
    ChoosePortfolio,
    EnrolCandidate,
    Evidence,
    PresentPortfolio,
    RecordPortfolioResult,
    Register,
    Route,
    TransmitPortfolio,
)
from certdomain.explanation import Answer, Node
from certdomain.vocabulary import Verdict

LEVEL = Evidence.diploma(level=5)
PASSED = Evidence.selection(passed=True)


def enrolment(*evidence: Evidence, route: Route = Route.STUDENT) -> EnrolCandidate:
    return EnrolCandidate(on=date(2024, 9, 2), certification="RNCP36395", route=route, evidence=list(evidence))


def test_an_alternative_that_failed_beside_one_that_held_is_not_cited() -> None:
    """A level 5 is enough: that there is no experience besides is no reason to refuse who failed the selection."""
    with Register.open("memory:") as register:
        no_selection = register.journey("J1").do(enrolment(LEVEL))
        no_level = register.journey("J2").do(enrolment(PASSED))
        neither = register.journey("J3").do(enrolment())
    assert no_selection.refused
    assert no_selection.clauses == ("CCI-R02",)
    assert no_level.clauses == ("CCI-R01",)
    assert neither.clauses == ("CCI-R01", "CCI-R02")


def test_the_leading_nodes_are_reached_through_nodes_of_their_answer() -> None:
    """What stands below a question that was answered otherwise did not lead to the answer."""
    failed = Node("b", "1", Answer.UNMET)
    held = Node("or", "1", Answer.MET, (), (), (), (Node("a", "1", Answer.UNMET), Node("a", "2", Answer.MET)))
    tree = Node("and", "1", Answer.UNMET, (), (), (), (held, failed))
    assert list(tree.leading(Answer.UNMET)) == [tree, failed]
    assert list(tree.leading(Answer.MET)) == []


def test_on_separate_blocs_nobody_waits_for_points_of_a_portfolio() -> None:
    """The title is pending for the hours only: no average is asked for on that path."""
    enrolled = EnrolCandidate(
        on=date(2024, 9, 2),
        certification="RNCP36395",
        route=Route.CONTINUING,
        scope=["B1"],
        training_end=date(2025, 2, 28),
        evidence=[LEVEL, PASSED],
    )
    with Register.open("memory:") as register:
        journey = register.journey("J1")
        for command in (
            enrolled,
            ChoosePortfolio(on=date(2025, 3, 3), blocs=["B1"], context_favourable=True),
            TransmitPortfolio(on=date(2025, 5, 20), blocs=["B1"], signed=True),
            PresentPortfolio(on=date(2025, 6, 2), blocs=["B1"]),
            RecordPortfolioResult(on=date(2025, 6, 3), bloc="B1", verdict=Verdict.VALIDATED),
        ):
            assert journey.do(command).accepted
        decision = journey.decide(date(2025, 6, 3))
    assert [each.what for each in decision.awaited] == ["company-hours"]
