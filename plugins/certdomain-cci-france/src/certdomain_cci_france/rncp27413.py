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


REFERENTIAL = Referential(
    blocs=(
        Bloc(
            id="prospection",
            name="Démarche de prospection",
            aliases=("fiche:1", "letter:B", "capacites:2"),
            evaluations=(
                Evaluation(id="prospection.written", audience=TESTED),
                Evaluation(id="prospection.oral", audience=TESTED),
                Evaluation(id="prospection.professional", audience=FIRST_TRAINING),
            ),
        ),
        Bloc(
            id="organisation",
            name="Organisation de l'activité commerciale",
            aliases=("fiche:2", "letter:A", "capacites:1"),
            evaluations=(
                Evaluation(id="organisation.written", audience=TESTED),
                Evaluation(id="organisation.professional", audience=FIRST_TRAINING),
            ),
        ),
        Bloc(
            id="portefeuille",
            name="Portefeuille et relation client",
            aliases=("fiche:3", "letter:D", "capacites:4"),
            evaluations=(
                Evaluation(id="portefeuille.case", audience=TESTED),
                Evaluation(id="portefeuille.professional", audience=FIRST_TRAINING),
            ),
        ),
        Bloc(
            id="negociation",
            name="Négociation et suivi d'une vente",
            aliases=("fiche:4", "letter:C", "capacites:3"),
            evaluations=(
                Evaluation(id="negociation.written", audience=TESTED),
                Evaluation(id="negociation.oral", audience=TESTED),
                Evaluation(id="negociation.professional", audience=FIRST_TRAINING),
            ),
        ),
    )
)


AT_LEAST_FOUR = Said(Size(n=4, or_more=True), ("ATC-R10",))
FOUR_ROLES = (
    Seat(roles=(Role.PRESIDENT,), least=1, by=("ATC-R11",)),
    Seat(roles=(Role.EMPLOYER_REPRESENTATIVE,), least=1, by=("ATC-R11",)),
    Seat(roles=(Role.EMPLOYEE_REPRESENTATIVE,), least=1, by=("ATC-R11",)),
    Seat(roles=(Role.TRAINING_BODY_MEMBER, Role.CENTRE_REPRESENTATIVE), least=1, by=("ATC-R11",)),
)
ONE_JURY = ("ATC-R10", "ATC-R12")

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
    juries=(
        JuryPolicy(
            kind=JuryKind.CERTIFICATION,
            by=ONE_JURY,
            size=AT_LEAST_FOUR,
            seats=FOUR_ROLES,
            not_counted=(Role.OBSERVER,),
        ),
        JuryPolicy(
            kind=JuryKind.PORTFOLIO, by=ONE_JURY, size=AT_LEAST_FOUR, seats=FOUR_ROLES, not_counted=(Role.OBSERVER,)
        ),
    ),
    deliberation=DeliberationPolicy(by=("ATC-R10",), sovereign=Said(value=True, by=("ATC-R10",))),
    certificates=CertificatePolicy(
        kinds=((CertificateKind.PARCHMENT, ("ATC-R07",)), (CertificateKind.BLOC_CERTIFICATE, ("ATC-R07",)))
    ),
)
