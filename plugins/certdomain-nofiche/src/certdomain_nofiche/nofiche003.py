"""NOFICHE-003, a referential of a registration request, never registered as such: the regulation, declared."""

from __future__ import annotations

from fractions import Fraction

from certdomain import (
    AwardPolicy,
    Bloc,
    BlocByCriteria,
    Bound,
    CertificatePolicy,
    Competence,
    Duty,
    Evaluation,
    Event,
    EveryBloc,
    GroupSize,
    Inapplicable,
    Period,
    Read,
    Referential,
    Regulation,
    Said,
    Sense,
    Threshold,
    TitleRule,
    Unit,
    Whom,
    WithinHours,
    Words,
)
from certdomain_nofiche.nofiche003_clauses import CLAUSES
from certdomain_nofiche.nofiche003_readings import DEFECTS, PARAMETERS, READINGS, SILENCES
from certdomain_nofiche.sources import SOURCES

REFERENTIAL = Referential(
    blocs=(
        Bloc(
            id="B1",
            name="Politique commerciale",
            evaluations=(Evaluation(id="B1.written"), Evaluation(id="B1.oral")),
            competences=(
                Competence(id="C1.1", criteria=tuple(f"CR1.1.{n}" for n in range(1, 7))),
                Competence(id="C1.2", criteria=tuple(f"CR1.2.{n}" for n in range(1, 6))),
                Competence(id="C1.3", criteria=tuple(f"CR1.3.{n}" for n in range(1, 7))),
            ),
        ),
        Bloc(
            id="B2",
            name="Développement opérationnel",
            evaluations=(Evaluation(id="B2.written"), Evaluation(id="B2.oral")),
            competences=(
                Competence(id="C2.1", criteria=tuple(f"CR2.1.{n}" for n in range(1, 6))),
                Competence(id="C2.2", criteria=tuple(f"CR2.2.{n}" for n in range(1, 7))),
                Competence(id="C2.3", criteria=tuple(f"CR2.3.{n}" for n in range(1, 5))),
            ),
        ),
        Bloc(
            id="B3",
            name="Stratégie de croissance",
            evaluations=(Evaluation(id="B3.written"), Evaluation(id="B3.oral")),
            competences=(
                Competence(id="C3.1", criteria=tuple(f"CR3.1.{n}" for n in range(1, 6))),
                Competence(id="C3.2", criteria=tuple(f"CR3.2.{n}" for n in range(1, 10))),
            ),
        ),
    )
)

HALF = Fraction(1, 2)
BY_CRITERIA = BlocByCriteria(
    share=Read("REF-A04", (("a", Threshold(HALF, Sense.MORE_THAN)), ("b", Threshold(HALF))), ("REF-R09",)),
    inapplicable=Read(
        "REF-A05",
        (("a", Inapplicable.LEFT_OUT), ("b", Inapplicable.MET), ("c", Inapplicable.UNMET)),
        ("REF-R09",),
    ),
    moved=Read("REF-A03", (("a", ()), ("b", (("CR2.1.5", "C2.2"), ("CR3.1.5", "C3.2")))), ("REF-R09",)),
    left_out=Read("REF-A02", (("a", ()), ("b", ("CR1.1.6",))), ("REF-R09",)),
    doubtful=("CR2.1.5",),
    announced=(("B3", Read("REF-A01", (("a", None), ("b", 3)), ("REF-R14",))),),
    by_bloc=(("B1", ("REF-R08",)), ("B2", ("REF-R12",)), ("B3", ("REF-R14",))),
)

NOFICHE003 = Regulation(
    certification="NOFICHE-003",
    edition="request",
    name=Words(en="Unnamed referential, trades of commercial development", fr="Référentiel sans intitulé"),
    certifier="none",
    sources=SOURCES,
    clauses=CLAUSES,
    readings=READINGS,
    parameters=PARAMETERS,
    defects=DEFECTS,
    silences=SILENCES,
    referential=REFERENTIAL,
    award=AwardPolicy(
        blocs=(BY_CRITERIA,),
        titles=(TitleRule(requires=(EveryBloc(by=("REF-R01",), assumed=True),), by=("REF-R01",)),),
        keeps=("REF-R08", "REF-R12", "REF-R14"),
    ),
    duties=(
        GroupSize(evaluation="B1.written", least=3, most=4, by=("REF-R03",)),
        Duty(
            what=Event.DRAW,
            bound=Bound.EXACTLY_AFTER,
            period=Said(Period(0, Unit.DAYS), ("REF-R03",)),
            whom=Whom.CENTRE,
            evaluation="B1.written",
        ),
        WithinHours(evaluation="B1.written", hours=Said(Fraction(8), ("REF-R05",))),
        Duty(
            what=Event.ORAL,
            bound=Bound.EXACTLY_AFTER,
            period=Said(Period(7, Unit.DAYS), ("REF-R06",)),
            whom=Whom.CENTRE,
            evaluation="B1.oral",
            earlier="B1.written",
        ),
        Duty(
            what=Event.HAND_IN,
            bound=Bound.STRICTLY_BEFORE,
            period=Said(Period(0, Unit.DAYS), ("REF-R11",)),
            whom=Whom.CANDIDATE,
            evaluation="B2.oral",
            earlier="B2.written",
        ),
    ),
    certificates=CertificatePolicy(kinds=()),
)
