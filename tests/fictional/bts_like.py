"""A fictional brevet: common blocs, two groups of options, coefficients that are not scales, one general average."""

from __future__ import annotations

from fractions import Fraction

from certdomain import (
    AbsenceEffect,
    AbsencePolicy,
    AdmittedReason,
    Ahead,
    AnyGround,
    AtMostRetakes,
    AverageBase,
    AwardPolicy,
    Bloc,
    BlocByMark,
    CertificateKind,
    CertificatePolicy,
    Clause,
    Day,
    DeliberationPolicy,
    Diploma,
    Effect,
    Evaluation,
    ExcuseAccepted,
    ExcuseReason,
    Experience,
    Gate,
    GeneralAverage,
    GroupsSat,
    JuryKind,
    JuryPolicy,
    Meanwhile,
    OnlyFailedBlocs,
    Option,
    Period,
    Read,
    Reading,
    Referential,
    Regulation,
    Request,
    Role,
    Rounding,
    Said,
    Seat,
    Silence,
    Source,
    Threshold,
    TitleRule,
    Unit,
    Words,
)

SOURCE = Source(
    id="brevet",
    file="bts_like.txt",
    sha256="dcdaead08cf396f72f7a391559d50afa0cf7b22275f248bd3839a9d18a20a4ed",
    lines=20,
    title=Words(en="Fictional regulation of the brevet", fr="Règlement fictif du brevet"),
)


def clause(number: int, line: int, effect: Effect, en: str, fr: str) -> Clause:
    """One clause of the fictional text, which has one on a line."""
    return Clause(
        id=f"BTF-R{number:02}", source="brevet", lines=((line, line),), says=Words(en=en, fr=fr), effect=effect
    )


def bloc(name: str, title: str, group: str, *marks: tuple[int, int]) -> Bloc:
    """A bloc and its tests: what each is marked out of, and what it counts for."""
    return Bloc(
        id=name,
        name=title,
        group=group,
        evaluations=tuple(
            Evaluation(id=f"{name}.{number}", out_of=Fraction(out_of), weight=Fraction(weight))
            for number, (out_of, weight) in enumerate(marks, start=1)
        ),
    )


CLAUSES = (
    clause(1, 4, Effect.EXECUTED, "Two common blocs, two options.", "Deux blocs communs, deux options."),
    # That the two blocs belong to one option no requirement can say yet: the blocs entered are kept on record.
    clause(2, 5, Effect.EXECUTED, "One whole option is sat.", "On présente une option entière."),
    clause(3, 6, Effect.EXECUTED, "Tests have coefficients.", "Les épreuves ont des coefficients."),
    clause(4, 7, Effect.EXECUTED, "An average of 10 is needed.", "Il faut 10 de moyenne."),
    clause(5, 8, Effect.EXECUTED, "Marks make up for each other.", "Les notes se compensent."),
    clause(6, 9, Effect.EXECUTED, "A bloc at 10 is kept.", "Un bloc à 10 est acquis."),
    clause(7, 11, Effect.EXECUTED, "An absence counts as zero.", "Une absence vaut zéro."),
    clause(8, 12, Effect.EXECUTED, "Illness is an excuse.", "La maladie excuse."),
    clause(9, 13, Effect.CHECKED, "A make-up comes in two months.", "On rattrape en deux mois."),
    clause(10, 15, Effect.EXECUTED, "A diploma of level 4 admits.", "Un niveau 4 ouvre l’inscription."),
    clause(11, 16, Effect.EXECUTED, "Three years may admit.", "Trois ans peuvent l’ouvrir."),
    clause(12, 17, Effect.EXECUTED, "A failed bloc is retaken once.", "Un bloc manqué se repasse une fois."),
    clause(13, 19, Effect.EXECUTED, "A president and a trainer sit.", "Un président et un formateur siègent."),
    clause(14, 20, Effect.EXECUTED, "The jury is sovereign.", "Le jury est souverain."),
)

READINGS = (
    Reading(
        id="BTF-A01",
        clauses=("BTF-R04",),
        asks=Words(en="Is the average rounded first?", fr="La moyenne est-elle d’abord arrondie ?"),
        options=(
            Option(letter="a", says=Words(en="No: it is compared exactly.", fr="Non : elle est comparée exactement.")),
            Option(letter="b", says=Words(en="To the half point.", fr="Au demi-point.")),
        ),
        chosen="a",
    ),
)

ILLNESS = (ExcuseReason.MEDICAL_CERTIFICATE, ExcuseReason.FORCE_MAJEURE)
TEN = Fraction(10)

GNOMONICS = Regulation(
    certification="FICTION-BTS",
    edition="2021",
    name=Words(en="Applied gnomonics", fr="Gnomonique appliquée"),
    certifier="Fictional certifier",
    level=5,
    sources=(SOURCE,),
    clauses=CLAUSES,
    readings=READINGS,
    referential=Referential(
        blocs=(
            bloc("COM1", "Culture solaire", "common", (20, 60), (40, 20)),
            bloc("COM2", "Mathématiques de l’ombre", "common", (20, 40)),
            bloc("A1", "Cadrans verticaux", "option-a", (20, 80)),
            bloc("A2", "Peinture murale", "option-a", (10, 40)),
            bloc("B1", "Cadrans de poche", "option-b", (20, 80)),
            bloc("B2", "Gravure", "option-b", (10, 40)),
        )
    ),
    award=AwardPolicy(
        blocs=(BlocByMark(pass_mark=Said(TEN, ("BTF-R06", "BTF-R03"))),),
        titles=(
            TitleRule(
                requires=(
                    GroupsSat(always=("common",), one_of=("option-a", "option-b"), by=("BTF-R02",)),
                    GeneralAverage(
                        at_least=Said(TEN, ("BTF-R04", "BTF-R05")),
                        over=Said(AverageBase.BLOC_POINTS, ("BTF-R03",)),
                        rounding=Read("BTF-A01", (("a", Rounding.EXACT), ("b", Rounding.HALF_POINT)), ("BTF-R04",)),
                    ),
                ),
                by=("BTF-R01", "BTF-R04"),
            ),
        ),
        keeps=("BTF-R06",),
        compensated_kept=Said(value=False, by=("BTF-R06",)),
    ),
    absence=AbsencePolicy(
        effect=Said(AbsenceEffect.ZERO, ("BTF-R07",)),
        meanwhile=Said(Meanwhile.PENDING, ("BTF-R08",)),
        part_by=(),
        make_up_within=Said(Period(2, Unit.MONTHS), ("BTF-R09",)),
    ),
    gates=(
        Gate(
            request=Request.ENROL,
            conditions=(
                AnyGround(
                    grounds=Said(
                        (
                            Diploma(level=4, by=("BTF-R10",)),
                            Experience(months=Said(Threshold(Fraction(36)), ("BTF-R11",)), discretionary=True),
                        ),
                        ("BTF-R10",),
                    )
                ),
            ),
        ),
        Gate(request=Request.EXCUSE, conditions=(AdmittedReason(among=ILLNESS, by=("BTF-R08",)),)),
        Gate(request=Request.MAKE_UP, conditions=(ExcuseAccepted(by=("BTF-R08",)),)),
        Gate(
            request=Request.RETAKE,
            conditions=(
                OnlyFailedBlocs(by=("BTF-R12",)),
                AtMostRetakes(most=Said(1, ("BTF-R12",))),
                Ahead(day=Day.REQUEST, anchor=Day.TEST, period=Said(Period(1, Unit.MONTHS), ("BTF-R12",))),
            ),
        ),
    ),
    juries=(
        JuryPolicy(
            kind=JuryKind.CERTIFICATION,
            by=("BTF-R13",),
            seats=(
                Seat(roles=(Role.PRESIDENT,), least=1, most=1, by=("BTF-R13",)),
                Seat(roles=(Role.TRAINER,), least=1, by=("BTF-R13",)),
                Seat(roles=(Role.TRAINER, Role.PROFESSIONAL), least=1, most=4, by=("BTF-R13",)),
            ),
        ),
    ),
    deliberation=DeliberationPolicy(by=("BTF-R13",), sovereign=Said(value=True, by=("BTF-R14",))),
    certificates=CertificatePolicy(kinds=((CertificateKind.PARCHMENT, ("BTF-R04",)),)),
    silences=(
        Silence(
            topic="fraud",
            says=Words(en="The text has no word on fraud.", fr="Le texte n’a pas un mot sur la fraude."),
            ask=Words(en="The fictional certifier.", fr="Le certificateur fictif."),
        ),
    ),
)
