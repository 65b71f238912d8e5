"""Rules for some blocs alone, and averages over the blocs that count: the rare sides, by the fictional titles."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from fractions import Fraction

import attrs
import pytest

from certdomain import (
    Audience,
    AverageBase,
    BadCommand,
    BlocByCriteria,
    BlocByMark,
    BlocByVerdict,
    BlocsOutOf,
    Certifier,
    ChooseOption,
    ConstituteJury,
    Decision,
    Deliberate,
    DeliberationPolicy,
    EnrolCandidate,
    Exemption,
    GeneralAverage,
    Inapplicable,
    Journey,
    JuryKind,
    JuryPolicy,
    Member,
    NoBlocEliminatory,
    RecogniseBloc,
    RecordEvaluation,
    RecordPositioning,
    Register,
    Regulation,
    Role,
    Route,
    Said,
    Threshold,
    TitleRule,
    Verdict,
    WithoutPart,
)
from certdomain.regulation.award import BlocRule, Requirement
from certdomain.regulation.canonical import canonical, load_regulation, plain
from certdomain.reports.language import language
from certdomain.reports.regulation_page import shape_words
from certdomain.reports.sentences import rows
from certdomain.vocabulary import Ground
from tests.fictional import BELLS

ENGLISH, FRENCH = language("en"), language("fr")
START, TEST, JURY = date(2026, 9, 1), date(2027, 6, 1), date(2027, 7, 1)
TEN = Fraction(10)
AVERAGE = GeneralAverage(at_least=Said(TEN, ("MIX-R06",)), over=Said(AverageBase.BLOC_POINTS, ("MIX-R06",)))
SOVEREIGN = DeliberationPolicy(by=("MIX-R06",), sovereign=Said(value=True, by=("MIX-R06",)))
ANY_JURY = JuryPolicy(kind=JuryKind.CERTIFICATION, by=("MIX-R06",), seats=())


def requiring(*requires: Requirement, blocs: tuple[BlocRule, ...] = BELLS.award.blocs) -> Regulation:
    """The bell-ringer under other requirements, without a part, with a jury of any composition."""
    award = attrs.evolve(BELLS.award, blocs=blocs, titles=(TitleRule(requires=requires, by=("MIX-R06",)),))
    referential = attrs.evolve(BELLS.referential, part=None)
    return attrs.evolve(BELLS, award=award, referential=referential, deliberation=SOVEREIGN, juries=(ANY_JURY,))


@contextmanager
def entered(regulation: Regulation, *, route: Route = Route.STUDENT) -> Iterator[tuple[Register, Journey]]:
    certifier = Certifier(name="Fictional certifier", regulations=(regulation,))
    with Register.open("memory:", plugins=[certifier]) as register:
        journey = register.journey("M1")
        assert journey.do(EnrolCandidate(on=START, certification="FICTION-MIX", route=route)).accepted
        yield register, journey


def marked(journey: Journey, **points: str | int) -> Decision:
    for bloc, number in points.items():
        journey.do(RecordEvaluation(on=TEST, evaluation=f"{bloc}.1", points=str(number)))
    return journey.decide(TEST)


def deliberated(register: Register, journey: Journey, **more: object) -> Decision:
    jury = ConstituteJury(
        on=JURY,
        jury="J",
        kind=JuryKind.CERTIFICATION,
        certification="FICTION-MIX",
        meets_on=JURY,
        members=(Member(role=Role.PRESIDENT),),
    )
    assert register.do(jury).accepted
    assert journey.do(Deliberate(on=JURY, jury="J", **more)).accepted  # type: ignore[arg-type]
    return journey.decide(JURY)


def verdicts(decision: Decision) -> dict[str, Verdict]:
    return {bloc.bloc: bloc.verdict for bloc in decision.blocs}


def awaited(decision: Decision) -> set[str]:
    return {each.what for each in decision.awaited}


RULES: tuple[BlocRule, ...] = (
    BELLS.award.blocs[1],
    BELLS.award.blocs[2],
    BlocByVerdict(by=("R",), blocs=("A",)),
    BlocByCriteria(
        share=Said(Threshold(Fraction(1, 2)), ("R",)),
        inapplicable=Said(Inapplicable.MET),
        moved=Said(()),
        left_out=Said(()),
        blocs=("A",),
    ),
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: type(rule).__name__)
def test_blocs_are_left_out_of_the_canonical_form_where_none_is_named(rule: BlocRule) -> None:
    """So that the digest of a regulation which names none is what it was before rules could name any."""
    named, bare = plain(rule), plain(attrs.evolve(rule, blocs=()))
    assert isinstance(named, dict)
    assert isinstance(bare, dict)
    assert named.keys() - bare.keys() == {"blocs"}
    assert {key: named[key] for key in bare} == bare


def test_the_blocs_of_rules_are_stored_and_read_again() -> None:
    assert load_regulation(canonical(BELLS)) == BELLS


# --- which options count -------------------------------------------------------------------------------------------

TWO = (BlocsOutOf(group="metal", at_least=2, by=("MIX-R05",)), AVERAGE)
ONE = (BlocsOutOf(group="metal", at_least=1, by=("MIX-R05",)), AVERAGE)


def test_with_one_of_two_needed_options_begun_the_other_is_still_waited_for() -> None:
    with entered(requiring(*TWO)) as (_, journey):
        decision = marked(journey, THEORY=50, ROPE1=50, METAL1=30)
        assert awaited(decision) == {"METAL2.1", "GESTURES.1"}
        assert decision.title.verdict is Verdict.PENDING


def test_more_options_than_are_needed_replace_the_first_ones() -> None:
    """Of one needed option the last choice holds; what was sat of the other has no part in the average."""
    with entered(requiring(*ONE)) as (_, journey):
        for bloc in ("METAL1", "METAL2"):
            assert journey.do(ChooseOption(on=START, bloc=bloc)).accepted
        decision = marked(journey, THEORY=50, ROPE1=50, METAL1=0, METAL2=20)
        assert decision.title.average20 == 10
        assert decision.title.out_of == 240
        assert verdicts(decision)["METAL1"] is Verdict.ELIMINATORY


def test_options_sat_without_a_choice_all_count() -> None:
    with entered(requiring(*ONE)) as (_, journey):
        decision = marked(journey, THEORY=50, ROPE1=50, METAL1=60, METAL2=40)
        assert decision.title.out_of == 300


def test_after_the_jury_an_option_that_nobody_sat_is_no_zero() -> None:
    """Nothing can be sat any more: the average is of what was, and the requirement on options is not met."""
    with entered(requiring(*ONE)) as (register, journey):
        before = marked(journey, THEORY=60, ROPE1=60)
        assert before.title.out_of == 300, "each option may still be sat"
        decision = deliberated(register, journey)
        assert decision.title.verdict is Verdict.PARTIAL
        assert decision.title.out_of == 200
        assert decision.title.average20 == 12


def test_a_group_that_no_requirement_offers_is_no_choice() -> None:
    with entered(requiring(AVERAGE)) as (_, journey):
        journey.do(ChooseOption(on=START, bloc="METAL1"))
        decision = marked(journey, THEORY=50, METAL1=30)
        assert decision.title.verdict is Verdict.PENDING
        assert {"METAL2.1", "ROPE1.1"} <= awaited(decision)


@pytest.mark.parametrize(
    ("scope", "verdict"),
    [
        (("THEORY", "GESTURES", "ROPE1", "METAL1"), Verdict.TOTAL),
        (("THEORY", "GESTURES", "METAL1"), Verdict.PARTIAL),
    ],
    ids=["an option is missing", "another bloc is missing"],
)
def test_no_eliminatory_bloc_is_asked_of_the_options_that_count(scope: tuple[str, ...], verdict: Verdict) -> None:
    """An option that was not entered is not missed; a bloc that is no option is."""
    regulation = requiring(*ONE, NoBlocEliminatory(by=("MIX-R03",)))
    certifier = Certifier(name="Fictional certifier", regulations=(regulation,))
    with Register.open("memory:", plugins=[certifier]) as register:
        journey = register.journey("M1")
        journey.do(EnrolCandidate(on=START, certification="FICTION-MIX", route=Route.STUDENT, scope=scope))
        journey.do(RecordEvaluation(on=TEST, evaluation="GESTURES.1", competences={"G1": True, "G2": True}))
        points = {bloc: 60 for bloc in scope if bloc != "GESTURES"}
        assert marked(journey, **points).title.verdict is verdict


# --- what a bloc outside the average is worth -----------------------------------------------------------------------


def test_a_jury_that_grants_the_title_compensates_only_what_the_average_runs_over() -> None:
    """Neither the option that was left aside, nor the bloc by competences, is made good by an average."""
    with entered(requiring(*ONE)) as (register, journey):
        assert journey.do(ChooseOption(on=START, bloc="METAL2")).accepted
        journey.do(RecordEvaluation(on=TEST, evaluation="GESTURES.1", competences={"G1": True, "G2": False}))
        marked(journey, THEORY=40, ROPE1=50, METAL1=20, METAL2=15)
        found = verdicts(deliberated(register, journey, title=Verdict.TOTAL, reason="A brilliant player."))
    assert found == {
        "THEORY": Verdict.COMPENSATED,
        "GESTURES": Verdict.NOT_VALIDATED,
        "METAL1": Verdict.NOT_VALIDATED,
        "METAL2": Verdict.COMPENSATED,
        "ROPE1": Verdict.VALIDATED,
    }


def test_a_title_on_an_average_alone_leaves_the_other_bloc_as_it_is() -> None:
    """Where nothing asks for the bloc by competences, the title is granted and the bloc stays not validated."""
    with entered(requiring(*ONE)) as (_, journey):
        journey.do(RecordEvaluation(on=TEST, evaluation="GESTURES.1", competences={"G1": True, "G2": False}))
        decision = marked(journey, THEORY=50, ROPE1=40, METAL1=60)
        assert decision.title.verdict is Verdict.TOTAL
        assert verdicts(decision)["GESTURES"] is Verdict.NOT_VALIDATED
        assert verdicts(decision)["ROPE1"] is Verdict.COMPENSATED
        assert decision.kept == ("THEORY", "METAL1")


def test_an_average_waits_for_the_points_of_its_own_blocs_only() -> None:
    """Two blocs recognised without points: the one by marks is asked for them, the one by competences is not."""
    with entered(requiring(*ONE)) as (_, journey):
        for bloc in ("THEORY", "GESTURES"):
            assert journey.do(RecogniseBloc(on=START, bloc=bloc, ground=Ground.EQUIVALENCE)).accepted
        decision = marked(journey, ROPE1=40, METAL1=60)
        assert decision.title.verdict is Verdict.PENDING
        assert awaited(decision) == {"THEORY points"}


def test_an_average_waits_for_a_bloc_that_no_rule_judges() -> None:
    """Nothing says that it could be left out; its results may be of any kind that some rule takes."""
    marks = BELLS.award.blocs[1]
    assert isinstance(marks, BlocByMark)
    with entered(requiring(*ONE, blocs=(attrs.evolve(marks, blocs=("THEORY", "METAL1", "METAL2")),))) as (_, journey):
        decision = marked(journey, THEORY=100, ROPE1=100, METAL1=60)
        assert verdicts(decision)["ROPE1"] is Verdict.UNREGULATED
        assert decision.title.verdict is Verdict.PENDING


def test_a_candidate_without_a_rule_may_record_what_the_rules_of_others_take() -> None:
    """The bloc has a rule for the VAE only: a student's result is taken in its form, and judged by nothing."""
    with entered(requiring(*ONE, blocs=(BELLS.award.blocs[0],))) as (_, journey):
        assert journey.do(RecordEvaluation(on=TEST, bloc="ROPE1", verdict=Verdict.VALIDATED)).accepted
        with pytest.raises(BadCommand):
            journey.do(RecordEvaluation(on=TEST, evaluation="THEORY.1", points=50))
        assert verdicts(journey.decide(TEST))["ROPE1"] is Verdict.UNREGULATED


def test_the_threshold_of_the_whole_over_a_mean_of_blocs() -> None:
    """Exempted of the part, ten of 400 points are asked of the 300 of the blocs, also where the average is a mean."""
    average = attrs.evolve(
        AVERAGE,
        over=Said(AverageBase.BLOC_MEAN, ("MIX-R06",)),
        without_part=Said(WithoutPart.FULL_THRESHOLD, ("MIX-R06",)),
    )
    floor = BELLS.award.titles[1].requires[4]
    award = attrs.evolve(BELLS.award, titles=(TitleRule(requires=(ONE[0], average, floor), by=("MIX-R06",)),))
    exempting = attrs.evolve(BELLS, award=award, exemption=Exemption(audience=Audience(), by=("MIX-R07",)))
    with entered(exempting) as (_, journey):
        journey.do(RecordPositioning(on=START, professional_exempt=True))
        decision = marked(journey, THEORY=65, ROPE1=65, METAL1=39)
    [asked] = [node for node in decision.explanation.children if node.asks == "title.average"]
    assert asked.value("average20") == 13
    assert asked.value("needed20") == Fraction(10 * 360, 260)


# --- in words ------------------------------------------------------------------------------------------------------


def test_the_words_name_the_blocs_of_a_rule() -> None:
    """The page, the table and the sentences say of which blocs a rule speaks, and of which it does not."""
    rule = BELLS.award.blocs[2]
    assert shape_words(rule, ENGLISH).endswith("(GESTURES)")
    assert shape_words(rule, FRENCH).endswith("(GESTURES)")
    said = [row.says for row in rows(BELLS, ENGLISH)]
    assert any(each.startswith("Other candidates: for GESTURES: a bloc is validated when all") for each in said)
    assert any("for THEORY, METAL1, METAL2 and ROPE1: a bloc is validated from 10" in each for each in said)


def test_the_words_of_a_rule_for_the_blocs_that_are_left() -> None:
    """A rule without blocs after one with some is for the others, and is not said to be for other candidates."""
    own = (BELLS.award.blocs[2], attrs.evolve(BELLS.award.blocs[1], blocs=()))
    other = attrs.evolve(BELLS, award=attrs.evolve(BELLS.award, blocs=own))
    english, french = ([row.says for row in rows(other, words)] for words in (ENGLISH, FRENCH))
    assert "For the blocs of which nothing else is said: a bloc is validated from 10 out of 20." in english
    assert any(each.startswith("Pour les blocs dont il n") for each in french)
    assert any(each.startswith("Pour GESTURES") for each in french)
    assert not any(each.startswith("Other candidates: a bloc") for each in english)
