"""A fictional titre professionnel: three CCP judged by verdict, a year to come back, three sessions, silent on much."""

from __future__ import annotations

from certdomain import (
    AtMostRetakes,
    AtMostSessions,
    AwardPolicy,
    Bar,
    Bloc,
    BlocByVerdict,
    Bound,
    CertificateKind,
    CertificatePolicy,
    Clause,
    Day,
    DeliberationPolicy,
    Duty,
    Effect,
    Evaluation,
    Event,
    EveryBloc,
    Gate,
    JuryKind,
    JuryPolicy,
    OnlyFailedBlocs,
    Period,
    Referential,
    Regulation,
    Request,
    Role,
    Said,
    Seat,
    Silence,
    Size,
    Source,
    TitleRule,
    Trade,
    Trait,
    Unit,
    Until,
    Whom,
    Words,
)

SOURCE = Source(
    id="titre",
    file="titre_professionnel.txt",
    sha256="c68cc12ae9f2fdabfd56c3caa8a44bd7b4f20b90646fb05f87003d4ffa4da820",
    lines=19,
    title=Words(en="Fictional regulation of the title", fr="Règlement fictif du titre"),
)


def clause(number: int, line: int, effect: Effect, en: str, fr: str, because: Words | None = None) -> Clause:
    """One clause of the fictional text, which has one on a line."""
    return Clause(
        id=f"TPF-R{number:02}",
        source="titre",
        lines=((line, line),),
        says=Words(en=en, fr=fr),
        effect=effect,
        because=because,
    )


def silence(topic: str, en: str, fr: str) -> Silence:
    """A question on which the fictional text has nothing."""
    ask = Words(en="The fictional certifier.", fr="Le certificateur fictif.")
    return Silence(topic=topic, says=Words(en=en, fr=fr), ask=ask)


CLAUSES = (
    clause(1, 4, Effect.EXECUTED, "The title has three CCP.", "Le titre a trois CCP."),
    clause(2, 5, Effect.EXECUTED, "A CCP is judged by verdict.", "Un CCP est jugé par un verdict."),
    clause(3, 6, Effect.EXECUTED, "The third CCP has two tests.", "Le troisième CCP a deux épreuves."),
    clause(4, 7, Effect.EXECUTED, "All three give the title.", "Les trois donnent le titre."),
    clause(5, 8, Effect.EXECUTED, "A CCP is kept for good.", "Un CCP validé reste acquis."),
    clause(6, 10, Effect.EXECUTED, "Only failed CCP are retaken.", "On ne repasse que les CCP manqués."),
    # No condition counts from the failing jury yet, nor counts sessions over all blocs: one clause is kept on record
    # only, of the next one what it means for a single CCP is executed.
    clause(7, 11, Effect.EXECUTED, "There is one year to come back.", "On a un an pour revenir."),
    clause(8, 12, Effect.EXECUTED, "There are three sessions at most.", "Il y a trois sessions au plus."),
    clause(9, 14, Effect.EXECUTED, "Two professionals judge.", "Deux professionnels jugent."),
    clause(10, 15, Effect.EXECUTED, "They are of the trade.", "Ils sont du métier."),
    clause(11, 16, Effect.EXECUTED, "Nobody judges his own pupil.", "Nul ne juge son élève."),
    clause(12, 17, Effect.EXECUTED, "The jury does not depart.", "Le jury ne s’écarte pas."),
    clause(13, 18, Effect.CHECKED, "Results come in fifteen days.", "Les résultats viennent en quinze jours."),
    clause(
        14,
        19,
        Effect.NONE,
        "Candidates bring a screwdriver.",
        "Les candidats ont un tournevis.",
        Words(en="Tools are not recorded.", fr="Les outils ne sont pas enregistrés."),
    ),
)

TWO_MORE = Said(2, ("TPF-R08",))

SUNDIALS = Regulation(
    certification="FICTION-TP",
    edition="2020",
    name=Words(en="Repairer of sundials", fr="Réparateur de cadrans solaires"),
    certifier="Fictional certifier",
    level=3,
    sources=(SOURCE,),
    clauses=CLAUSES,
    referential=Referential(
        blocs=(
            Bloc(id="CCP1", name="Lire l’heure", evaluations=(Evaluation(id="CCP1.trial"),)),
            Bloc(id="CCP2", name="Redresser un style", evaluations=(Evaluation(id="CCP2.trial"),)),
            Bloc(
                id="CCP3",
                name="Conseiller par temps couvert",
                evaluations=(Evaluation(id="CCP3.trial"), Evaluation(id="CCP3.interview")),
            ),
        )
    ),
    award=AwardPolicy(
        blocs=(BlocByVerdict(by=("TPF-R02",), by_bloc=(("CCP3", ("TPF-R03",)),)),),
        titles=(TitleRule(requires=(EveryBloc(by=("TPF-R01", "TPF-R04")),), by=("TPF-R04",)),),
        keeps=("TPF-R05",),
    ),
    gates=(
        Gate(
            request=Request.RETAKE,
            conditions=(
                OnlyFailedBlocs(by=("TPF-R06",)),
                AtMostRetakes(most=TWO_MORE),
                AtMostSessions(most=Said(3, ("TPF-R08",))),
                Until(day=Day.TEST, anchor=Day.FAILING_JURY, period=Said(Period(1, Unit.YEARS), ("TPF-R07",))),
            ),
        ),
    ),
    juries=(
        JuryPolicy(
            kind=JuryKind.CERTIFICATION,
            by=("TPF-R09",),
            size=Said(Size(n=2), ("TPF-R09",)),
            seats=(Seat(roles=(Role.PROFESSIONAL,), least=2, by=("TPF-R09",)),),
            bars=(Bar(trait=Trait.TRAINED, by=("TPF-R11",)),),
            trade=Trade(
                at_least=Said(Period(3, Unit.YEARS), ("TPF-R10",)),
                idle=Said(Period(5, Unit.YEARS), ("TPF-R10",)),
                blocking=Said((Role.PROFESSIONAL,), ("TPF-R10",)),
                remarked=Said((), ("TPF-R10",)),
            ),
        ),
    ),
    deliberation=DeliberationPolicy(by=("TPF-R09",), sovereign=Said(value=False, by=("TPF-R12",))),
    duties=(
        Duty(
            what=Event.PUBLICATION,
            bound=Bound.AT_MOST_AFTER,
            period=Said(Period(15, Unit.DAYS), ("TPF-R13",)),
            whom=Whom.CENTRE,
        ),
    ),
    certificates=CertificatePolicy(
        kinds=((CertificateKind.PARCHMENT, ("TPF-R04",)), (CertificateKind.BLOC_CERTIFICATE, ("TPF-R05",)))
    ),
    silences=(
        silence("admission", "The text does not say who may enrol.", "Le texte ne dit pas qui peut s’inscrire."),
        silence("absence", "The text has no word on absence.", "Le texte n’a pas un mot sur l’absence."),
        silence("portfolio", "The text knows no portfolio.", "Le texte ignore le portfolio."),
        silence("fraud", "The text has no word on fraud.", "Le texte n’a pas un mot sur la fraude."),
    ),
)
