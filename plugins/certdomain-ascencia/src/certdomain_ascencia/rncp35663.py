"""RNCP35663 Gestionnaire Administration des Ventes: the regulation, declared."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from certdomain import (
    AnyGround,
    Audience,
    AwardPolicy,
    Bar,
    Bloc,
    BlocByCompetences,
    CertificateKind,
    CertificatePolicy,
    Competence,
    DeliberationPolicy,
    Diploma,
    DiplomaKind,
    Evaluation,
    EveryBloc,
    Experience,
    ForWhom,
    Gate,
    JuryKind,
    JuryPolicy,
    Left,
    MeasuresAhead,
    NotAfterExpiry,
    Read,
    Referential,
    Registration,
    Regulation,
    ReportLimits,
    Request,
    Role,
    Route,
    Said,
    Seat,
    SelectionPassed,
    Sense,
    Size,
    Threshold,
    TitleRule,
    Trait,
    Words,
)
from certdomain_ascencia.rncp35663_clauses import CLAUSES
from certdomain_ascencia.rncp35663_readings import DEFECTS, PARAMETERS, READINGS, SILENCES
from certdomain_ascencia.sources import SOURCES

TRAINING = Audience(routes=(Route.STUDENT, Route.APPRENTICESHIP, Route.CONTINUING, Route.PROFESSIONALISATION))
VAE = Audience(routes=(Route.VAE,))
OPEN = Audience(routes=(*TRAINING.routes, *VAE.routes))

TITLE_FIELDS = ("sales", "administration", "marketing", "management", "hr")
STUDY_FIELDS = ("commerce", "administration", "management")
POSTS = ("administration", "management", "commerce", "sales")


TWO_YEARS = Read(
    "ASC-A02",
    (("a", Threshold(Fraction(24), Sense.MORE_THAN)), ("b", Threshold(Fraction(24), Sense.AT_LEAST))),
    ("ASC-R03",),
)
BAC = Diploma(kinds=(DiplomaKind.BACCALAUREAT,), entry_years=(1,), by=("ASC-R01",))
TITLE = Diploma(kinds=(DiplomaKind.RNCP_TITLE,), level=4, fields=TITLE_FIELDS, entry_years=(1,), by=("ASC-R01",))
ANY_TITLE = Diploma(kinds=(DiplomaKind.RNCP_TITLE,), level=4, entry_years=(1,), by=("ASC-R01",))
IN_FIELDS = Diploma(fields=TITLE_FIELDS, entry_years=(1,), by=("ASC-R01",))
BAC_IN_FIELDS = Diploma(kinds=(DiplomaKind.BACCALAUREAT,), fields=TITLE_FIELDS, entry_years=(1,), by=("ASC-R01",))
FIRST_YEAR = Diploma(kinds=(DiplomaKind.BTS_DUT_YEAR_1,), fields=STUDY_FIELDS, by=("ASC-R02",))
POSTED = Experience(months=TWO_YEARS, fields=POSTS, discretionary=True)

RNCP35663 = Regulation(
    certification="RNCP35663",
    edition="2021-06-17",
    name=Words(en="Sales administration officer", fr="Gestionnaire Administration des Ventes"),
    certifier="Ascencia",
    level=5,
    sources=SOURCES,
    clauses=CLAUSES,
    readings=READINGS,
    parameters=PARAMETERS,
    defects=DEFECTS,
    silences=SILENCES,
    referential=Referential(
        blocs=(
            Bloc(
                id="BC01",
                name="Relation client en face à face ou à distance",
                evaluations=(
                    Evaluation(id="BC01.1"),
                    Evaluation(id="BC01.2"),
                ),
                competences=tuple(Competence(id=f"BC01.C{n:02d}") for n in range(1, 16)),
            ),
            Bloc(
                id="BC02",
                name="Coordination des informations et développement commercial",
                evaluations=(
                    Evaluation(id="BC02.1"),
                    Evaluation(id="BC02.2"),
                    Evaluation(id="BC02.3"),
                ),
                competences=tuple(Competence(id=f"BC02.C{n:02d}") for n in range(1, 21)),
            ),
            Bloc(
                id="BC03",
                name="Aspects administratifs et financiers d'un dossier client",
                evaluations=(
                    Evaluation(id="BC03.1"),
                    Evaluation(id="BC03.2"),
                ),
                competences=tuple(Competence(id=f"BC03.C{n:02d}") for n in range(1, 15)),
            ),
        )
    ),
    award=AwardPolicy(
        blocs=(
            BlocByCompetences(
                needed=("ASC-R12",),
                by_bloc=(("BC01", ("ASC-R07",)), ("BC02", ("ASC-R08",)), ("BC03", ("ASC-R09",))),
                share=Left("bloc_threshold", ("ASC-R12",)),
            ),
        ),
        titles=(TitleRule(requires=(EveryBloc(by=("ASC-R14",)),), by=("ASC-R14",)),),
        keeps=("ASC-R15",),
        partial_by=("ASC-R15",),
    ),
    registration=Registration(
        until=date(2024, 6, 17),
        by=("ASC-R19",),
        after_expiry=Read("ASC-A08", (("a", True), ("b", False)), ("ASC-R19",)),
    ),
    reports=ReportLimits(evaluations=("BC03.2",), least=Left("n_activities", ("ASC-R10",)), most=Said(5, ("ASC-R10",))),
    gates=(
        Gate(
            request=Request.ENROL,
            conditions=(
                NotAfterExpiry(),
                ForWhom(audience=OPEN, by=("ASC-R18",)),
                AnyGround(
                    grounds=Read(
                        "ASC-A01",
                        (
                            ("a", (BAC, TITLE, FIRST_YEAR, POSTED)),
                            ("b", (BAC, ANY_TITLE, IN_FIELDS, FIRST_YEAR, POSTED)),
                            ("c", (BAC_IN_FIELDS, TITLE, FIRST_YEAR, POSTED)),
                        ),
                        ("ASC-R01", "ASC-R02", "ASC-R03"),
                    ),
                    audience=TRAINING,
                ),
                SelectionPassed(parts=("file", "written", "interview"), by=("ASC-R04",)),
            ),
        ),
    ),
    juries=(
        JuryPolicy(
            kind=JuryKind.EVALUATION,
            by=("ASC-R11",),
            size=Said(Size(n=2), ("ASC-R11",)),
            seats=(
                Seat(roles=(Role.PROFESSIONAL,), least=2, by=("ASC-R11",)),
                Seat(roles=(Role.PROFESSIONAL,), least=1, external=True, by=("ASC-R11",)),
            ),
            not_counted=(Role.OBSERVER,),
        ),
        JuryPolicy(
            kind=JuryKind.CERTIFICATION,
            audience=TRAINING,
            by=("ASC-R16",),
            size=Said(Size(n=4), ("ASC-R16",)),
            seats=(
                Seat(roles=(Role.PEDAGOGICAL_DIRECTOR,), least=1, by=("ASC-R16",)),
                Seat(roles=(Role.PROGRAMME_COORDINATOR,), least=1, by=("ASC-R16",)),
                Seat(roles=(Role.PROFESSIONAL,), least=2, external=True, by=("ASC-R16",)),
            ),
            not_counted=(Role.OBSERVER,),
        ),
        JuryPolicy(
            kind=JuryKind.CERTIFICATION,
            audience=VAE,
            by=("ASC-R17",),
            size=Said(Size(n=3), ("ASC-R17",)),
            seats=(
                Seat(roles=(Role.VAE_MANAGER,), least=1, by=("ASC-R17",)),
                Seat(roles=(Role.PROFESSIONAL,), least=2, external=True, by=("ASC-R17",)),
            ),
            bars=(Bar(trait=Trait.RETIRED, roles=(Role.PROFESSIONAL,), by=("ASC-R17",)),),
            not_counted=(Role.OBSERVER,),
        ),
    ),
    deliberation=DeliberationPolicy(by=("ASC-R16", "ASC-R17")),
    duties=(MeasuresAhead(by=("ASC-R13",)),),
    certificates=CertificatePolicy(
        kinds=((CertificateKind.PARCHMENT, ("ASC-R14",)), (CertificateKind.BLOC_CERTIFICATE, ("ASC-R15",)))
    ),
)
