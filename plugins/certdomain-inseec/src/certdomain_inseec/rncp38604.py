"""RNCP38604 Responsable d'activités commerciales: the regulation, declared."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from certdomain import (
    AnOption,
    AnyGround,
    Audience,
    AwardPolicy,
    Bloc,
    BlocByMark,
    BlocsOutOf,
    CertificateKind,
    CertificatePolicy,
    DeliberationPolicy,
    Diploma,
    DiplomaKind,
    Ects,
    Evaluation,
    EveryBloc,
    ForWhom,
    Gate,
    JuryKind,
    JuryPolicy,
    NotAfterExpiry,
    OptionNotSat,
    Parity,
    Period,
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
    Trade,
    Unit,
    Words,
)
from certdomain_inseec.rncp38604_clauses import CLAUSES
from certdomain_inseec.rncp38604_readings import DEFECTS, PARAMETERS, READINGS, SILENCES
from certdomain_inseec.sources import SOURCES

TRAINING = Audience(routes=(Route.STUDENT, Route.APPRENTICESHIP, Route.CONTINUING, Route.PROFESSIONALISATION))
VAE = Audience(routes=(Route.VAE,))
OPEN = Audience(routes=(*TRAINING.routes, *VAE.routes))
BUSINESS = ("management", "commerce", "sales", "distribution")
THREE_YEARS = Said(Period(3, Unit.YEARS), ("INS-R16",))
OUTSIDERS = (Role.PRESIDENT, Role.PROFESSIONAL)


TWENTY = Fraction(20)

REFERENTIAL = Referential(
    blocs=(
        Bloc(
            id="BC01",
            name="Stratégie de développement commercial",
            group="common",
            evaluations=(Evaluation(id="BC01.1", out_of=TWENTY),),
        ),
        Bloc(
            id="BC02",
            name="Plan de développement commercial omnicanal",
            group="common",
            evaluations=(Evaluation(id="BC02.1", out_of=TWENTY),),
        ),
        Bloc(
            id="BC03",
            name="Éléments budgétaires du plan d'actions",
            group="common",
            evaluations=(Evaluation(id="BC03.1", out_of=TWENTY),),
        ),
        Bloc(
            id="BC04",
            name="Animation de l'équipe commerciale",
            group="common",
            evaluations=(Evaluation(id="BC04.1", out_of=TWENTY),),
        ),
        Bloc(
            id="BC05", name="Vins et spiritueux", group="option", evaluations=(Evaluation(id="BC05.1", out_of=TWENTY),)
        ),
        Bloc(
            id="BC06",
            name="Développement international",
            group="option",
            evaluations=(Evaluation(id="BC06.1", out_of=TWENTY),),
        ),
        Bloc(
            id="BC07",
            name="Luxe et services personnalisés",
            group="option",
            evaluations=(Evaluation(id="BC07.1", out_of=TWENTY),),
        ),
        Bloc(id="BC08", name="Start-up", group="option", evaluations=(Evaluation(id="BC08.1", out_of=TWENTY),)),
        Bloc(id="BC09", name="Sport", group="option", evaluations=(Evaluation(id="BC09.1", out_of=TWENTY),)),
    )
)

BALANCE = (("a", Parity.GAP_AT_MOST_ONE), ("b", Parity.ONE_OF_EACH))

RNCP38604 = Regulation(
    certification="RNCP38604",
    edition="2027-02-09",
    name=Words(en="Commercial operations manager", fr="Responsable d'activités commerciales"),
    certifier="INSEEC",
    level=6,
    sources=SOURCES,
    clauses=CLAUSES,
    readings=READINGS,
    parameters=PARAMETERS,
    defects=DEFECTS,
    silences=SILENCES,
    referential=REFERENTIAL,
    award=AwardPolicy(
        blocs=(BlocByMark(pass_mark=Said(Fraction(10), ("INS-R13",))),),
        titles=(
            TitleRule(
                requires=(
                    EveryBloc(group="common", by=("INS-R12", "INS-R13")),
                    BlocsOutOf(group="option", at_least=1, by=("INS-R12", "INS-R13")),
                ),
                by=("INS-R12",),
            ),
        ),
        keeps=("INS-R14",),
        partial_by=("INS-R14",),
    ),
    registration=Registration(
        until=date(2027, 2, 9),
        by=("INS-R19",),
        after_expiry=Read("INS-A12", (("a", True), ("b", False)), ("INS-R19",)),
    ),
    gates=(
        Gate(
            request=Request.ENROL,
            conditions=(
                NotAfterExpiry(),
                ForWhom(audience=OPEN, by=("INS-R18",)),
                AnyGround(
                    grounds=Said(
                        (
                            Diploma(
                                kinds=(DiplomaKind.BACCALAUREAT, DiplomaKind.DAEU),
                                entry_years=(1,),
                                by=("INS-R01",),
                            ),
                            Diploma(kinds=(DiplomaKind.FOREIGN,), level=4, entry_years=(1,), by=("INS-R01",)),
                            Ects(credits=60, same_sector=True, entry_years=(2,), by=("INS-R02",)),
                            Ects(credits=120, fields=BUSINESS, entry_years=(2,), by=("INS-R02",)),
                            Ects(credits=120, fields=BUSINESS, entry_years=(3,), by=("INS-R03",)),
                        )
                    ),
                    audience=TRAINING,
                ),
                AnOption(group="option", by=("INS-R04",)),
            ),
        ),
        Gate(
            request=Request.CHOOSE_OPTION,
            conditions=(AnOption(group="option", by=("INS-R04",)), OptionNotSat(by=("INS-R04",))),
        ),
    ),
    juries=(
        JuryPolicy(
            kind=JuryKind.CERTIFICATION,
            audience=TRAINING,
            by=("INS-R15",),
            size=Said(Size(n=5), ("INS-R15",)),
            seats=(
                Seat(roles=(Role.PRESIDENT,), least=1, most=1, external=True, by=("INS-R15",)),
                Seat(roles=(Role.PROGRAMME_DIRECTOR,), least=1, most=1, by=("INS-R15",)),
                Seat(roles=(Role.PROFESSIONAL,), least=3, external=True, by=("INS-R15",)),
            ),
            parity=Read("INS-A09", BALANCE, ("INS-R15",)),
            trade=Trade(
                at_least=THREE_YEARS,
                blocking=Said(OUTSIDERS, ("INS-R16",)),
                remarked=Said((), ("INS-R16",)),
                external_only=True,
            ),
            not_counted=(Role.OBSERVER,),
        ),
        JuryPolicy(
            kind=JuryKind.CERTIFICATION,
            audience=VAE,
            by=("INS-R17",),
            size=Said(Size(n=5), ("INS-R17",)),
            seats=(
                Seat(roles=(Role.PRESIDENT,), least=1, most=1, external=True, by=("INS-R17",)),
                Seat(roles=(Role.TRAINING_BODY_MEMBER,), least=2, by=("INS-R17",)),
                Seat(roles=(Role.PROFESSIONAL,), least=2, external=True, by=("INS-R17",)),
            ),
            parity=Read("INS-A09", BALANCE, ("INS-R17",)),
            trade=Trade(
                at_least=THREE_YEARS,
                blocking=Said((), ("INS-R16",)),
                remarked=Said(OUTSIDERS, ("INS-R16",)),
                external_only=True,
            ),
            not_counted=(Role.OBSERVER,),
        ),
    ),
    deliberation=DeliberationPolicy(by=("INS-R15", "INS-R17")),
    certificates=CertificatePolicy(
        kinds=((CertificateKind.PARCHMENT, ("INS-R12",)), (CertificateKind.BLOC_CERTIFICATE, ("INS-R14",)))
    ),
)
