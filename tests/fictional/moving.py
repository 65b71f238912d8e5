"""A fictional title in three editions: the second has three grounds on which a journey comes to it, the third two."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from certdomain import (
    AverageBase,
    AwardPolicy,
    Bloc,
    BlocByMark,
    ByCandidateOption,
    ByCertifier,
    ByEntryDate,
    ByMoreFavourable,
    Certifier,
    Clause,
    DeliberationPolicy,
    Effect,
    EntryDay,
    Evaluation,
    EveryBloc,
    Favour,
    Gate,
    GeneralAverage,
    JuryKind,
    JuryPolicy,
    Left,
    Option,
    Parameter,
    ParameterKind,
    Read,
    Reading,
    Referential,
    Regulation,
    Request,
    Role,
    Said,
    Seat,
    SelectionPassed,
    Source,
    TitleRule,
    Transition,
    Words,
)

__all__ = ["MOVING", "OF_2023", "OF_2025", "OF_2027"]

SOURCE = Source(
    id="cadranier",
    file="moving.txt",
    sha256="acb451cf4350d3c19da720cc5547a62af9e8f532834d8e59f79dc084dd5b0966",
    lines=21,
    title=Words(en="Fictional regulation of the dial maker", fr="Règlement fictif du cadranier"),
)


def clause(number: int, line: int, en: str, fr: str) -> Clause:
    """One clause of the fictional text, which has one on a line."""
    return Clause(
        id=f"CAD-R{number:02}",
        source="cadranier",
        lines=((line, line),),
        says=Words(en=en, fr=fr),
        effect=Effect.EXECUTED,
    )


CLAUSES = (
    clause(1, 4, "Two blocs on 20.", "Deux blocs sur 20."),
    clause(2, 5, "A bloc is validated at 10.", "Un bloc est validé à 10."),
    clause(3, 6, "Both blocs give the title.", "Les deux blocs donnent le titre."),
    clause(4, 7, "Whoever was selected may enrol.", "S’inscrit qui a été choisi."),
    clause(5, 11, "A bloc is validated at 9.", "Un bloc est validé à 9."),
    clause(6, 12, "An average of 12 gives the title.", "Douze de moyenne donnent le titre."),
    clause(7, 13, "Journeys of 2023 come over.", "Les parcours de 2023 passent."),
    clause(8, 14, "Who enters from 1 September 2025.", "Qui entre dès le 1er septembre 2025."),
    clause(9, 15, "The candidate may opt.", "Le candidat peut opter."),
    clause(10, 16, "The more favourable one holds.", "La plus favorable s’applique."),
    clause(11, 20, "The certifier may decide.", "Le certificateur peut décider."),
    clause(12, 21, "Opt at any time, entry day to be fixed.", "Option sans délai, date d’entrée à fixer."),
)

BLOCS = Referential(
    blocs=tuple(
        Bloc(id=name, name=name, evaluations=(Evaluation(id=f"{name}.1", out_of=Fraction(20)),))
        for name in ("X1", "X2")
    )
)
ENROLMENT = Gate(request=Request.ENROL, conditions=(SelectionPassed(by=("CAD-R04",)),))
JURY = JuryPolicy(
    kind=JuryKind.CERTIFICATION, by=("CAD-R01",), seats=(Seat(roles=(Role.PRESIDENT,), least=1, by=("CAD-R01",)),)
)
DELIBERATION = DeliberationPolicy(by=("CAD-R01",), sovereign=Said(value=True, by=("CAD-R01",)))


def _marks(least: int, by: str) -> tuple[BlocByMark, ...]:
    """Blocs validated at that mark."""
    return (BlocByMark(pass_mark=Said(Fraction(least), (by,))),)


def _keeps(by: str) -> Said[bool]:
    """Nothing that is compensated is kept."""
    return Said(value=False, by=(by,))


OF_2023 = Regulation(
    certification="FICTION-CAD",
    edition="2023",
    name=Words(en="Dial maker", fr="Cadranier"),
    certifier="Fictional certifier",
    sources=(SOURCE,),
    clauses=CLAUSES[:4],
    referential=BLOCS,
    award=AwardPolicy(
        blocs=_marks(10, "CAD-R02"),
        titles=(TitleRule(requires=(EveryBloc(by=("CAD-R03",)),), by=("CAD-R03",)),),
        keeps=("CAD-R02",),
        compensated_kept=_keeps("CAD-R02"),
    ),
    gates=(ENROLMENT,),
    juries=(JURY,),
    deliberation=DELIBERATION,
)

OF_2025 = Regulation(
    certification="FICTION-CAD",
    edition="2025",
    name=Words(en="Dial maker", fr="Cadranier"),
    certifier="Fictional certifier",
    in_force_from=date(2025, 9, 1),
    sources=(SOURCE,),
    clauses=(CLAUSES[0], *CLAUSES[3:10]),
    referential=BLOCS,
    award=AwardPolicy(
        blocs=_marks(9, "CAD-R05"),
        titles=(
            TitleRule(
                requires=(
                    GeneralAverage(
                        at_least=Said(Fraction(12), ("CAD-R06",)), over=Said(AverageBase.BLOC_POINTS, ("CAD-R06",))
                    ),
                ),
                by=("CAD-R06",),
            ),
        ),
        keeps=("CAD-R05",),
        compensated_kept=_keeps("CAD-R05"),
    ),
    gates=(ENROLMENT,),
    juries=(JURY,),
    deliberation=DELIBERATION,
    transitions=(
        Transition(
            editions=("2023",),
            by=("CAD-R07",),
            grounds=(
                ByEntryDate(
                    since=Said(date(2025, 9, 1), ("CAD-R08",)),
                    entry=Read("CAD-A01", (("a", EntryDay.ENROLMENT), ("b", EntryDay.TRAINING_START)), ("CAD-R08",)),
                ),
                ByCandidateOption(until=Left("option_until", ("CAD-R09",))),
                ByMoreFavourable(
                    compares=Read("CAD-A02", (("a", Favour.TITLE_THEN_BLOCS), ("b", Favour.TITLE)), ("CAD-R10",))
                ),
            ),
        ),
    ),
    readings=(
        Reading(
            id="CAD-A01",
            clauses=("CAD-R08",),
            asks=Words(en="On which day does one enter?", fr="Quel jour entre-t-on ?"),
            options=(
                Option(letter="a", says=Words(en="At enrolment.", fr="À l’inscription.")),
                Option(letter="b", says=Words(en="When training starts.", fr="Au début de la formation.")),
            ),
            chosen="a",
        ),
        Reading(
            id="CAD-A02",
            clauses=("CAD-R10",),
            asks=Words(en="What is more favourable?", fr="Qu’est-ce qui est plus favorable ?"),
            options=(
                Option(letter="a", says=Words(en="The title, then blocs.", fr="Le titre, puis les blocs.")),
                Option(letter="b", says=Words(en="The title alone.", fr="Le titre seul.")),
            ),
            chosen="a",
        ),
    ),
    parameters=(
        Parameter(
            name="option_until",
            kind=ParameterKind.DATE,
            clauses=("CAD-R09",),
            says=Words(en="Last day of the option.", fr="Dernier jour de l’option."),
            default="2026-01-31",
        ),
    ),
)

OF_2027 = Regulation(
    certification="FICTION-CAD",
    edition="2027",
    name=Words(en="Dial maker", fr="Cadranier"),
    certifier="Fictional certifier",
    in_force_from=date(2027, 9, 1),
    sources=(SOURCE,),
    clauses=(CLAUSES[0], CLAUSES[3], *CLAUSES[4:6], *CLAUSES[10:]),
    referential=BLOCS,
    award=OF_2025.award,
    gates=(ENROLMENT,),
    juries=(JURY,),
    deliberation=DELIBERATION,
    transitions=(
        Transition(editions=("2025",), by=("CAD-R11",), grounds=(ByCertifier(by=("CAD-R11",)),)),
        Transition(
            by=("CAD-R12",),
            grounds=(
                ByCandidateOption(until=Said(None, ("CAD-R12",))),
                ByEntryDate(since=Left("entry_from", ("CAD-R12",)), entry=Said(EntryDay.ENROLMENT, ("CAD-R12",))),
            ),
        ),
    ),
    parameters=(
        Parameter(
            name="entry_from",
            kind=ParameterKind.DATE,
            clauses=("CAD-R12",),
            says=Words(en="From which entry on.", fr="À partir de quelle entrée."),
        ),
    ),
)

MOVING = Certifier(name="Fictional certifier", regulations=(OF_2023, OF_2025, OF_2027))
"""All three editions, as a plugin would declare them."""
