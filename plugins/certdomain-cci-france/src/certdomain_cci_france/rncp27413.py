"""RNCP27413 Attaché(e) commercial(e): the regulation, declared."""

from __future__ import annotations

from datetime import date

from certdomain import (
    Audience,
    AwardPolicy,
    BeforeJury,
    Bloc,
    BlocByVerdict,
    CertificateKind,
    CertificatePolicy,
    Day,
    DeliberationPolicy,
    Evaluation,
    EveryBloc,
    ForWhom,
    Gate,
    JuryKind,
    JuryPolicy,
    NoAnchor,
    NotAfterExpiry,
    NotBanned,
    Period,
    PortfolioChosen,
    Read,
    Referential,
    Registration,
    Regulation,
    Request,
    Role,
    Route,
    Said,
    Seat,
    Size,
    TitleRule,
    Unit,
    Unregulated,
    Until,
    Wait,
    Words,
)
from certdomain_cci_france.rncp27413_clauses import CLAUSES, NETWORK_CLAUSES
from certdomain_cci_france.rncp27413_readings import DEFECTS, PARAMETERS, READINGS, SILENCES
from certdomain_cci_france.rncp36395 import NETWORK
from certdomain_cci_france.sources import RECORD_27413, REGULATION_36395

EMPLOYEE = Audience(routes=(Route.CONTINUING, Route.PROFESSIONALISATION))
FIRST_TRAINING = Audience(routes=(Route.STUDENT, Route.APPRENTICESHIP))
PORTFOLIO = Audience(routes=(*EMPLOYEE.routes, Route.VAE))
TESTED = Audience(routes=(*FIRST_TRAINING.routes, *EMPLOYEE.routes, Route.INDIVIDUAL, Route.VAE))
TEN_YEARS = Said(Period(10, Unit.YEARS), ("CCI-R95",))


def bloc(slug: str, name: str, aliases: tuple[str, ...], *tests: str) -> Bloc:
    """A bloc with its tests, and the validation of the professional side that first training adds."""
    return Bloc(
        id=slug,
        name=name,
        aliases=aliases,
        evaluations=(
            *(Evaluation(id=f"{slug}.{test}", audience=TESTED) for test in tests),
            Evaluation(id=f"{slug}.professional", audience=FIRST_TRAINING),
        ),
    )


REFERENTIAL = Referential(
    blocs=(
        bloc("prospection", "Démarche de prospection", ("fiche:1", "letter:B", "capacites:2"), "written", "oral"),
        bloc(
            "organisation", "Organisation de l'activité commerciale", ("fiche:2", "letter:A", "capacites:1"), "written"
        ),
        bloc("portefeuille", "Portefeuille et relation client", ("fiche:3", "letter:D", "capacites:4"), "case"),
        bloc(
            "negociation", "Négociation et suivi d'une vente", ("fiche:4", "letter:C", "capacites:3"), "written", "oral"
        ),
    )
)


def jury(kind: JuryKind) -> JuryPolicy:
    """The one composition that the text gives, for every route and kind of hearing."""
    return JuryPolicy(
        kind=kind,
        by=("ATC-R10", "ATC-R12"),
        size=Said(Size(n=4, or_more=True), ("ATC-R10",)),
        seats=(
            Seat(roles=(Role.PRESIDENT,), least=1, by=("ATC-R11",)),
            Seat(roles=(Role.EMPLOYER_REPRESENTATIVE,), least=1, by=("ATC-R11",)),
            Seat(roles=(Role.EMPLOYEE_REPRESENTATIVE,), least=1, by=("ATC-R11",)),
            Seat(roles=(Role.TRAINING_BODY_MEMBER, Role.CENTRE_REPRESENTATIVE), least=1, by=("ATC-R11",)),
        ),
        not_counted=(Role.OBSERVER,),
    )


RNCP27413 = Regulation(
    certification="RNCP27413",
    edition="2016-05-12",
    name=Words(en="Commercial representative", fr="Attaché(e) commercial(e)"),
    certifier="CCI France",
    network=NETWORK,
    level=5,
    sources=(RECORD_27413, REGULATION_36395),
    clauses=(*CLAUSES, *NETWORK_CLAUSES),
    readings=READINGS,
    parameters=PARAMETERS,
    defects=DEFECTS,
    silences=SILENCES,
    referential=REFERENTIAL,
    award=AwardPolicy(
        blocs=(
            BlocByVerdict(
                by=("ATC-R07",),
                by_bloc=(
                    ("prospection", ("ATC-R02",)),
                    ("organisation", ("ATC-R03",)),
                    ("portefeuille", ("ATC-R04",)),
                    ("negociation", ("ATC-R05",)),
                ),
                audience=FIRST_TRAINING,
            ),
            BlocByVerdict(by=("ATC-R07", "ATC-R08"), audience=Audience(routes=(Route.VAE,))),
            BlocByVerdict(by=("ATC-R07", "ATC-R06")),
        ),
        titles=(TitleRule(requires=(EveryBloc(by=("ATC-R01",), assumed=True),), by=("ATC-R01",)),),
        keeps=("ATC-R07", "ATC-R09"),
        partial_by=("ATC-R07",),
    ),
    registration=Registration(
        until=date(2021, 9, 7),
        by=("ATC-R14",),
        after_expiry=Read("ATC-A08", (("a", True), ("b", False)), ("ATC-R14",)),
    ),
    gates=(
        Gate(
            request=Request.ENROL,
            conditions=(
                NotBanned(length=TEN_YEARS),
                NotAfterExpiry(),
                ForWhom(audience=TESTED, by=("ATC-R13",)),
            ),
        ),
        # The ban crosses over from the other title of the network; on retakes the text itself stays silent.
        Gate(request=Request.RETAKE, conditions=(NotBanned(length=TEN_YEARS), Unregulated())),
        Gate(
            request=Request.CHOOSE_PORTFOLIO,
            conditions=(
                NotBanned(length=TEN_YEARS),
                ForWhom(audience=PORTFOLIO, by=("ATC-R06", "ATC-R08")),
            ),
        ),
        Gate(
            request=Request.PRESENT_PORTFOLIO,
            conditions=(
                NotBanned(length=TEN_YEARS),
                ForWhom(audience=PORTFOLIO, by=("ATC-R06", "ATC-R08")),
            ),
        ),
        Gate(
            request=Request.PRESENT_PORTFOLIO,
            audience=EMPLOYEE,
            conditions=(
                PortfolioChosen(by=("ATC-R06",)),
                BeforeJury(by=("ATC-R12",)),
                Wait(
                    day=Day.REQUEST,
                    anchor=Said(Day.TRAINING_END, ("ATC-R06",)),
                    period=Said(Period(3, Unit.MONTHS), ("ATC-R06",)),
                    no_anchor=NoAnchor.CANNOT_BE_MET,
                ),
                Until(day=Day.REQUEST, anchor=Day.TRAINING_END, period=Said(Period(6, Unit.MONTHS), ("ATC-R06",))),
                Wait(
                    day=Day.IMMERSION_DONE,
                    anchor=Said(Day.IMMERSION_START, ("ATC-R06",)),
                    period=Said(Period(3, Unit.MONTHS), ("ATC-R06",)),
                    no_anchor=NoAnchor.CANNOT_BE_MET,
                ),
            ),
        ),
    ),
    juries=(jury(JuryKind.CERTIFICATION), jury(JuryKind.PORTFOLIO)),
    deliberation=DeliberationPolicy(by=("ATC-R10",), sovereign=Said(value=True, by=("ATC-R10",))),
    certificates=CertificatePolicy(
        kinds=((CertificateKind.PARCHMENT, ("ATC-R07",)), (CertificateKind.BLOC_CERTIFICATE, ("ATC-R07",)))
    ),
)
