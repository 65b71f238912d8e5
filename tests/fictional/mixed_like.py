"""A fictional title of mixed blocs: marks beside competences, series of options, a part, and one average over all."""

from __future__ import annotations

from fractions import Fraction

from certdomain import (
    Audience,
    AverageBase,
    AwardPolicy,
    Bloc,
    BlocByCompetences,
    BlocByMark,
    BlocByVerdict,
    Clause,
    Competence,
    Effect,
    Evaluation,
    EveryBloc,
    ForWhom,
    Gate,
    GeneralAverage,
    GroupsSat,
    NoBlocEliminatory,
    PartAtLeast,
    PartFailure,
    Referential,
    Regulation,
    Request,
    Route,
    Said,
    Silence,
    Source,
    TitleRule,
    Words,
)

SOURCE = Source(
    id="carillon",
    file="mixed_like.txt",
    sha256="8c2f8e2762b8e0d425a21719cd2d5000f8d3c534afdd6d752e23231264132eb2",
    lines=12,
    title=Words(en="Fictional regulation of the bell-ringer", fr="Règlement fictif du carillonneur"),
)
TEN = Fraction(10)
VAE = Audience(routes=(Route.VAE,))
STUDIES = Audience(routes=tuple(route for route in Route if route is not Route.VAE))


def clause(number: int, en: str, fr: str) -> Clause:
    """One clause of the fictional text, which has one on a line."""
    lines = ((number + 3, number + 3),)
    return Clause(
        id=f"MIX-R{number:02}", source="carillon", lines=lines, says=Words(en=en, fr=fr), effect=Effect.EXECUTED
    )


def bloc(name: str, title: str, group: str, points: int) -> Bloc:
    """A bloc of one test, out of so many points."""
    test = Evaluation(id=f"{name}.1", out_of=Fraction(points))
    return Bloc(id=name, name=title, group=group, evaluations=(test,))


BELLS = Regulation(
    certification="FICTION-MIX",
    edition="2022",
    name=Words(en="Bell-ringer", fr="Carillonneur"),
    certifier="Fictional certifier",
    level=4,
    sources=(SOURCE,),
    clauses=(
        clause(1, "Two blocs, two series, a part.", "Deux blocs, deux séries, une période."),
        clause(2, "Marked blocs pass at 10.", "Les blocs notés passent à 10."),
        clause(3, "Below 6 is eliminatory.", "Moins de 6 est éliminatoire."),
        clause(4, "Gestures go by competences.", "Les gestes vont par compétences."),
        clause(5, "One whole series is sat.", "On présente une série entière."),
        clause(6, "An average of 10, and the gestures.", "Dix de moyenne, et les gestes."),
        clause(7, "The tower needs 50 of 100.", "La tour demande 50 sur 100."),
        clause(8, "What is validated is kept.", "Ce qui est validé est acquis."),
        clause(9, "Experience is judged by verdicts.", "L’expérience se juge par verdicts."),
    ),
    referential=Referential(
        blocs=(
            bloc("THEORY", "Théorie", "common", 100),
            Bloc(
                id="GESTURES",
                name="Gestes",
                group="gestures",
                evaluations=(Evaluation(id="GESTURES.1", out_of=Fraction(20)),),
                competences=(Competence(id="G1"), Competence(id="G2")),
            ),
            bloc("METAL1", "Fonte", "metal", 60),
            bloc("METAL2", "Accord", "metal", 40),
            bloc("ROPE1", "Corderie", "rope", 100),
        ),
        part=Bloc(id="TOWER", name="Tour", group="part", evaluations=(Evaluation(id="TOWER.1", out_of=Fraction(100)),)),
        part_audience=STUDIES,
    ),
    award=AwardPolicy(
        blocs=(
            BlocByVerdict(by=("MIX-R09",), audience=VAE),
            BlocByMark(
                pass_mark=Said(TEN, ("MIX-R02",)),
                eliminatory_below=Said(Fraction(6), ("MIX-R03",)),
                blocs=("THEORY", "METAL1", "METAL2", "ROPE1"),
            ),
            BlocByCompetences(needed=("MIX-R04",), share=Said(None, ("MIX-R04",)), blocs=("GESTURES",)),
        ),
        titles=(
            TitleRule(
                requires=(
                    EveryBloc(group="common", by=("MIX-R09",)),
                    EveryBloc(group="gestures", by=("MIX-R09",)),
                    GroupsSat(always=(), one_of=("metal", "rope"), by=("MIX-R05",)),
                ),
                by=("MIX-R09",),
                audience=VAE,
            ),
            TitleRule(
                requires=(
                    EveryBloc(group="gestures", by=("MIX-R06",)),
                    GroupsSat(always=("common",), one_of=("metal", "rope"), by=("MIX-R05",)),
                    NoBlocEliminatory(by=("MIX-R03",)),
                    GeneralAverage(
                        at_least=Said(TEN, ("MIX-R06",)), over=Said(AverageBase.ALL_POINTS, ("MIX-R06", "MIX-R01"))
                    ),
                    PartAtLeast(floor=Said(TEN, ("MIX-R07",)), failing=Said(PartFailure.BLOCS_KEPT, ("MIX-R08",))),
                ),
                by=("MIX-R06",),
            ),
        ),
        keeps=("MIX-R08",),
        compensated_kept=Said(value=False, by=("MIX-R08",)),
    ),
    gates=(Gate(request=Request.CHOOSE_OPTION, conditions=(ForWhom(audience=STUDIES, by=("MIX-R05",)),)),),
    silences=(
        Silence(
            topic="absence",
            says=Words(en="The text has no word on absences.", fr="Le texte n’a pas un mot sur les absences."),
            ask=Words(en="The fictional certifier.", fr="Le certificateur fictif."),
        ),
    ),
)
