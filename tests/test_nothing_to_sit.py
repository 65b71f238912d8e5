"""A bloc that has no evaluation for a candidate is not validated by that: something of it must have been judged."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
import pytest

from certdomain import (
    Audience,
    AwardPolicy,
    Bloc,
    BlocByCompetences,
    BlocByMark,
    BlocByVerdict,
    Certifier,
    Clause,
    Competence,
    ConstituteJury,
    Decision,
    Deliberate,
    DeliberationPolicy,
    Effect,
    EnrolCandidate,
    Evaluation,
    EveryBloc,
    JuryKind,
    JuryPolicy,
    Member,
    RecogniseBloc,
    RecordEvaluation,
    Referential,
    Register,
    Regulation,
    Route,
    Said,
    Source,
    TitleRule,
    Words,
)
from certdomain.regulation.award import BlocRule
from certdomain.vocabulary import Ground

TRAINING = Audience(routes=(Route.STUDENT,))
TITLE = Regulation(
    certification="T1",
    edition="2026",
    name=Words(en="An invented title", fr="Un titre inventé"),
    certifier="example",
    sources=(Source(id="text", file="t.txt", sha256="0" * 64, lines=1, title=Words(en="A text", fr="Un texte")),),
    clauses=(
        Clause(id="R1", source="text", lines=((1, 1),), effect=Effect.EXECUTED, says=Words(en="All.", fr="Tout.")),
    ),
    referential=Referential(
        blocs=(
            Bloc(id="A", name="Sat by all", evaluations=(Evaluation(id="A.1", out_of=Fraction(20)),)),
            Bloc(
                id="B",
                name="Sat in training",
                evaluations=(Evaluation(id="B.1", out_of=Fraction(20), audience=TRAINING),),
                competences=(Competence(id="B.C1"),),
            ),
        )
    ),
    award=AwardPolicy(
        blocs=(BlocByMark(pass_mark=Said(Fraction(10), ("R1",))),),
        titles=(TitleRule(requires=(EveryBloc(by=("R1",)),), by=("R1",)),),
        keeps=("R1",),
    ),
    juries=(JuryPolicy(kind=JuryKind.CERTIFICATION, by=("R1",)),),
    deliberation=DeliberationPolicy(by=("R1",), sovereign=Said(value=True, by=("R1",))),
)
RULES = (
    BlocByMark(pass_mark=Said(Fraction(10), ("R1",)), blocs=("B",)),
    BlocByCompetences(needed=("R1",), share=Said(None, ("R1",)), blocs=("B",)),
    BlocByVerdict(by=("R1",), blocs=("B",)),
)


def decided(rule: BlocRule, *, jury: bool = False, recognised: bool = False) -> Decision:
    award = attrs.evolve(TITLE.award, blocs=(rule, *TITLE.award.blocs))
    certifier = Certifier(name="example", regulations=(attrs.evolve(TITLE, award=award),))
    with Register.open("memory:", plugins=[certifier]) as register:
        journey = register.journey("J1")
        journey.do(EnrolCandidate(on=date(2026, 9, 1), certification="T1", route=Route.VAE))
        journey.do(RecordEvaluation(on=date(2027, 6, 1), evaluation="A.1", mark="15"))
        if recognised:
            ground = Ground.EQUIVALENCE
            journey.do(RecogniseBloc(on=date(2027, 6, 2), bloc="B", ground=ground))
        if jury:
            register.do(
                ConstituteJury(
                    on=date(2027, 6, 2),
                    jury="J",
                    kind="certification",
                    certification="T1",
                    meets_on=date(2027, 6, 3),
                    members=[Member(role="president", external=True)],
                )
            )
            journey.do(Deliberate(on=date(2027, 6, 3), jury="J"))
        return journey.decide(date(2027, 6, 4))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: type(rule).__name__)
class TestNothingToSit:
    def test_the_bloc_is_awaited_and_so_is_the_title(self, rule: BlocRule) -> None:
        """What is awaited is a result of the whole bloc."""
        found = decided(rule)
        assert [bloc.verdict.value for bloc in found.blocs] == ["validated", "pending"]
        assert found.title.verdict.value == "pending"
        assert "B" in {each.what.split()[0] for each in found.awaited}

    def test_after_the_jury_it_was_never_sat(self, rule: BlocRule) -> None:
        found = decided(rule, jury=True)
        assert found.title.verdict.value == "partial"
        assert found.blocs[1].verdict.value in ("not-sat", "not-validated")
        assert found.kept == ("A",)

    def test_recognised_it_is_kept(self, rule: BlocRule) -> None:
        found = decided(rule, recognised=True)
        assert found.title.verdict.value == "total"
        assert found.kept == ("A", "B")
