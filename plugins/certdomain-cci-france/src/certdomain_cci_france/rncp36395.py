"""RNCP36395 Responsable de développement commercial: the regulation, declared."""

from __future__ import annotations

from fractions import Fraction

from certdomain import (
    AbsenceEffect,
    AbsencePolicy,
    AdmittedReason,
    Ahead,
    AllBlocsOfFraud,
    AnyGround,
    AtMostRetakes,
    AttendancePolicy,
    Audience,
    AverageBase,
    AwardPolicy,
    Band,
    Bar,
    BeforeJury,
    Beyond,
    Bloc,
    BlocByMark,
    BlocByVerdict,
    Bound,
    ByChannel,
    CarryPolicy,
    CertificateKind,
    CertificatePolicy,
    Channel,
    Day,
    DeliberationPolicy,
    Diploma,
    Duty,
    Evaluation,
    Event,
    EveryBloc,
    ExcuseAccepted,
    ExcuseReason,
    Exemption,
    Experience,
    FailedPart,
    FavourableContext,
    ForWhom,
    FraudLoss,
    FraudPolicy,
    Gate,
    GeneralAverage,
    GroupSize,
    HoursPolicy,
    JuryKind,
    JuryPolicy,
    LatePolicy,
    Left,
    MakeUpLimit,
    Meanwhile,
    ModuleScale,
    NoAnchor,
    NoBlocEliminatory,
    NotAfterLastIssue,
    NotBanned,
    OneCentre,
    OnlyFailedBlocs,
    PartAtLeast,
    PartCarry,
    PartFailure,
    PenaltyBase,
    Period,
    PortfolioChosen,
    PortfolioSigned,
    Read,
    Referential,
    Regulation,
    Request,
    RetakeMode,
    Role,
    Rounding,
    Route,
    Said,
    Seat,
    SelectionPassed,
    Size,
    Threshold,
    TitleRule,
    Total,
    Trade,
    Trait,
    Unit,
    Until,
    VaeAdmissible,
    Wait,
    Whom,
    WithoutPart,
    Words,
)
from certdomain_cci_france.rncp36395_clauses import CLAUSES
from certdomain_cci_france.rncp36395_readings import DEFECTS, PARAMETERS, READINGS, SILENCES
from certdomain_cci_france.sources import REGULATION_36395

NETWORK = "CCI France / Negoventis"

TRAINING = Audience(
    routes=(Route.STUDENT, Route.APPRENTICESHIP, Route.CONTINUING, Route.PROFESSIONALISATION, Route.INDIVIDUAL)
)
EXECUTIVE = Audience(routes=(Route.CONTINUING,))
VAE = Audience(routes=(Route.VAE,))

MONTH = Period(1, Unit.MONTHS)
TEN_YEARS = Said(Period(10, Unit.YEARS), ("CCI-R95",))
ROUNDING = Read(
    "CCI-A02", (("a", Rounding.EXACT), ("b", Rounding.TWO_DECIMALS), ("c", Rounding.HALF_POINT)), ("CCI-R11",)
)


REFERENTIAL = Referential(
    blocs=(
        Bloc(
            id="B1",
            name="Plan opérationnel de développement commercial omnicanal",
            evaluations=(Evaluation(id="B1.1", name="Dossier écrit individuel", out_of=Fraction(100)),),
        ),
        Bloc(
            id="B2",
            name="Stratégie de prospection omnicanale",
            evaluations=(
                Evaluation(id="B2.1", name="Étude de cas, plan de prospection", out_of=Fraction(150)),
                Evaluation(id="B2.2", name="Étude de cas avec poste informatique", out_of=Fraction(75)),
            ),
        ),
        Bloc(
            id="B3",
            name="Construction et négociation d'une offre commerciale",
            evaluations=(
                Evaluation(id="B3.1", name="Proposition commerciale, oral et écrit", out_of=Fraction(100)),
                Evaluation(id="B3.2", name="Négociation, oral", out_of=Fraction(150)),
            ),
        ),
        Bloc(
            id="B4",
            name="Management de l'activité commerciale en mode projet",
            evaluations=(
                Evaluation(id="B4.1", name="Dossier collectif", out_of=Fraction(50)),
                Evaluation(id="B4.2", name="Animation de réunion, oral", out_of=Fraction(50)),
                Evaluation(id="B4.3", name="Étude de cas, résultats", out_of=Fraction(75)),
            ),
        ),
    ),
    part=Bloc(
        id="PRO",
        name="Évaluation professionnelle",
        evaluations=(
            Evaluation(id="PRO.written", name="Dossier professionnel", out_of=Fraction(75)),
            Evaluation(id="PRO.oral", name="Soutenance", out_of=Fraction(125)),
            Evaluation(id="PRO.tutor", name="Évaluation du tuteur", out_of=Fraction(50)),
        ),
        group="part",
    ),
    part_audience=TRAINING,
    modules=(
        "M1.1", "M1.2", "M1.3", "M1.4", "M1.5",
        "M2.1", "M2.2", "M2.3", "M2.4", "M2.5",
        "M3.1", "M3.2", "M3.3", "M3.4", "M3.5", "M3.6", "M3.7",
        "M4.1", "M4.2", "M4.3", "M4.4",
        "M5.1", "M5.2", "M5.3", "M5.4", "M5.5", "M5.6",
    ),
)  # fmt: skip

TOTALS = (
    Total(bloc="B1", points=Fraction(100), clauses=("CCI-R18",)),
    Total(bloc="B2", points=Fraction(225), clauses=("CCI-R18",)),
    Total(bloc="B3", points=Fraction(250), clauses=("CCI-R18",)),
    Total(bloc="B4", points=Fraction(175), clauses=("CCI-R18",)),
    Total(bloc="PRO", points=Fraction(250), clauses=("CCI-R18",)),
    Total(points=Fraction(1000), clauses=("CCI-R18", "CCI-R16")),
)

AWARD = AwardPolicy(
    blocs=(
        BlocByVerdict(by=("CCI-R03", "CCI-R28"), audience=VAE),
        BlocByMark(
            pass_mark=Said(Fraction(10), ("CCI-R14", "CCI-R10")),
            eliminatory_below=Said(Fraction(8), ("CCI-R12", "CCI-R17")),
            rounding=ROUNDING,
            retaken_needs_pass=Read("CCI-A28", (("a", False), ("b", True)), ("CCI-R11",)),
        ),
    ),
    titles=(
        TitleRule(requires=(EveryBloc(by=("CCI-R04",)),), by=("CCI-R03", "CCI-R05"), audience=VAE),
        TitleRule(
            requires=(
                NoBlocEliminatory(by=("CCI-R11", "CCI-R12", "CCI-R15")),
                GeneralAverage(
                    at_least=Said(Fraction(10), ("CCI-R11", "CCI-R13", "CCI-R16")),
                    over=Read(
                        "CCI-A01",
                        (("a", AverageBase.ALL_POINTS), ("b", AverageBase.BLOC_MEAN), ("c", AverageBase.BLOC_POINTS)),
                        ("CCI-R16",),
                    ),
                    without_part=Read(
                        "CCI-A18",
                        (
                            ("a", WithoutPart.LEFT_OUT),
                            ("b", WithoutPart.FULL_THRESHOLD),
                            ("c", WithoutPart.AT_THRESHOLD),
                        ),
                        ("CCI-R16", "CCI-R09"),
                    ),
                    rounding=ROUNDING,
                ),
                PartAtLeast(
                    floor=Said(Fraction(10), ("CCI-R11", "CCI-R17")),
                    failing=Read(
                        "CCI-A03",
                        (("a", PartFailure.BLOCS_KEPT), ("b", PartFailure.NOTHING_KEPT), ("c", PartFailure.GRANTED)),
                        ("CCI-R11",),
                    ),
                    rounding=ROUNDING,
                ),
            ),
            by=("CCI-R11", "CCI-R04", "CCI-R05"),
        ),
    ),
    keeps=("CCI-R14",),
    partial_by=("CCI-R13",),
    compensated_kept=Read("CCI-A05", (("a", True), ("b", False)), ("CCI-R15",)),
)

ADMISSION = (
    Gate(
        request=Request.ENROL,
        conditions=(
            NotBanned(length=TEN_YEARS),
            AnyGround(
                grounds=Said(
                    (
                        Diploma(level=5, by=("CCI-R01",)),
                        Experience(months=Said(Threshold(Fraction(36)), ("CCI-R01",))),
                    ),
                    ("CCI-R01",),
                ),
                audience=TRAINING,
            ),
            SelectionPassed(by=("CCI-R02",), audience=TRAINING),
        ),
    ),
)

RETAKES = (
    Gate(
        request=Request.RETAKE,
        conditions=(
            NotBanned(length=TEN_YEARS),
            OnlyFailedBlocs(by=("CCI-R30",)),
            AtMostRetakes(most=Said(1, ("CCI-R30",))),
            NotAfterLastIssue(day=Day.TEST),
        ),
    ),
    Gate(
        request=Request.RETAKE,
        modes=(RetakeMode.RESIT,),
        conditions=(OneCentre(by=("CCI-R35",)),),
    ),
    Gate(
        request=Request.RETAKE,
        modes=(RetakeMode.RESIT,),
        after_fraud=False,
        conditions=(
            ByChannel(
                among=(Channel.REGISTERED_LETTER, Channel.REGISTERED_LETTER_AR, Channel.HAND_DELIVERY),
                by=("CCI-R36",),
            ),
            Ahead(day=Day.REQUEST, anchor=Day.TEST, period=Said(Period(4, Unit.MONTHS), ("CCI-R36",))),
        ),
    ),
    Gate(
        request=Request.RETAKE,
        after_fraud=True,
        conditions=(
            Wait(
                day=Day.TEST,
                anchor=Read("CCI-A36", (("a", Day.FRAUD_DECISION), ("b", Day.FRAUD_INCIDENT)), ("CCI-R56",)),
                period=Said(Period(6, Unit.MONTHS), ("CCI-R56",)),
                no_anchor=NoAnchor.CANNOT_BE_MET,
            ),
            AllBlocsOfFraud(by=("CCI-R56",)),
            ByChannel(among=(Channel.REGISTERED_LETTER_AR,), by=("CCI-R57",)),
        ),
    ),
    Gate(
        request=Request.RETAKE,
        modes=(RetakeMode.RESIT,),
        after_fraud=True,
        conditions=(Ahead(day=Day.REQUEST, anchor=Day.TEST, period=Said(Period(4, Unit.MONTHS), ("CCI-R57",))),),
    ),
    Gate(
        request=Request.RETAKE,
        modes=(RetakeMode.REPEAT_YEAR,),
        after_fraud=True,
        conditions=(Ahead(day=Day.REQUEST, anchor=Day.TRAINING_START, period=Said(MONTH, ("CCI-R57",))),),
    ),
    Gate(
        request=Request.PROFESSIONAL_RETAKE,
        conditions=(
            NotBanned(length=TEN_YEARS),
            FailedPart(by=("CCI-R32",)),
            Wait(
                day=Day.REQUEST,
                anchor=Said(Day.EXPERIENCE_SINCE, ("CCI-R32",)),
                period=Said(Period(3, Unit.MONTHS), ("CCI-R32",)),
                no_anchor=NoAnchor.CANNOT_BE_MET,
            ),
            NotAfterLastIssue(day=Day.REQUEST),
        ),
    ),
)

ABSENCES = (
    Gate(
        request=Request.EXCUSE,
        conditions=(
            AdmittedReason(
                among=(ExcuseReason.MEDICAL_CERTIFICATE, ExcuseReason.SICK_LEAVE, ExcuseReason.FORCE_MAJEURE),
                by=("CCI-R39",),
            ),
        ),
    ),
    Gate(
        request=Request.MAKE_UP,
        conditions=(
            NotBanned(length=TEN_YEARS),
            ExcuseAccepted(by=("CCI-R40", "CCI-R39")),
            NotAfterLastIssue(day=Day.REQUEST),
        ),
    ),
)

PORTFOLIOS = (
    Gate(
        request=Request.CHOOSE_PORTFOLIO,
        conditions=(
            NotBanned(length=TEN_YEARS),
            ForWhom(audience=Audience(routes=(Route.CONTINUING, Route.VAE)), by=("CCI-R27",)),
        ),
    ),
    Gate(
        request=Request.CHOOSE_PORTFOLIO,
        audience=EXECUTIVE,
        conditions=(FavourableContext(by=("CCI-R27",)),),
    ),
    Gate(
        request=Request.PRESENT_PORTFOLIO,
        conditions=(
            NotBanned(length=TEN_YEARS),
            ForWhom(audience=Audience(routes=(Route.CONTINUING, Route.VAE)), by=("CCI-R27",)),
            PortfolioSigned(by=("CCI-R28",)),
            BeforeJury(by=("CCI-R29",)),
        ),
    ),
    Gate(
        request=Request.PRESENT_PORTFOLIO,
        audience=EXECUTIVE,
        conditions=(
            PortfolioChosen(by=("CCI-R27",)),
            Wait(
                day=Day.REQUEST,
                anchor=Said(Day.TRAINING_END, ("CCI-R27",)),
                period=Said(Period(3, Unit.MONTHS), ("CCI-R27",)),
                no_anchor=NoAnchor.CANNOT_BE_MET,
            ),
            Until(day=Day.REQUEST, anchor=Day.TRAINING_END, period=Said(Period(6, Unit.MONTHS), ("CCI-R27",))),
        ),
    ),
    Gate(request=Request.PRESENT_PORTFOLIO, audience=VAE, conditions=(VaeAdmissible(by=("CCI-R03",)),)),
)

PROFESSIONALS = Seat(roles=(Role.PROFESSIONAL,), least=2, by=("CCI-R71",))
INDEPENDENT = (
    Bar(trait=Trait.EMPLOYED, roles=(Role.PROFESSIONAL,), by=("CCI-R71",)),
    Bar(trait=Trait.TRAINED, by=("CCI-R72", "CCI-R73")),
    Bar(trait=Trait.LINKED, by=("CCI-R72",)),
)

JURIES = (
    JuryPolicy(
        kind=JuryKind.EVALUATION,
        by=("CCI-R71",),
        seats=(
            PROFESSIONALS,
            Seat(roles=(Role.CENTRE_REPRESENTATIVE,), least=0, most=1, by=("CCI-R73",)),
        ),
        bars=(*INDEPENDENT, Bar(trait=Trait.MARKING, roles=(Role.CENTRE_REPRESENTATIVE,), by=("CCI-R73",))),
        not_counted=(Role.OBSERVER,),
    ),
    JuryPolicy(
        kind=JuryKind.PORTFOLIO,
        by=("CCI-R29",),
        seats=(PROFESSIONALS,),
        bars=(
            *INDEPENDENT,
            Bar(trait=Trait.TRAINED, by=("CCI-R29",)),
            Bar(trait=Trait.ACCOMPANIED, by=("CCI-R29",)),
        ),
        not_counted=(Role.OBSERVER,),
    ),
    JuryPolicy(
        kind=JuryKind.CERTIFICATION,
        by=("CCI-R82",),
        size=Read("CCI-A45", (("a", Size(n=4)), ("b", Size(n=4, or_more=True))), ("CCI-R82",)),
        seats=(
            Seat(roles=(Role.PRESIDENT,), least=1, most=1, by=("CCI-R82",)),
            Seat(roles=(Role.PROFESSIONAL,), least=2, by=("CCI-R82",)),
            Seat(roles=(Role.CENTRE_REPRESENTATIVE,), least=1, by=("CCI-R82",)),
        ),
        bars=(Bar(trait=Trait.TRAINED, roles=(Role.CENTRE_REPRESENTATIVE,), by=("CCI-R82",)),),
        trade=Trade(
            at_least=Said(Period(1, Unit.YEARS), ("CCI-R90",)),
            idle=Said(Period(3, Unit.YEARS), ("CCI-R90",)),
            blocking=Read(
                "CCI-A46",
                (
                    ("a", (Role.PROFESSIONAL,)),
                    ("b", (Role.PROFESSIONAL, Role.PRESIDENT, Role.CENTRE_REPRESENTATIVE)),
                ),
                ("CCI-R90",),
            ),
            remarked=Read("CCI-A46", (("a", (Role.PRESIDENT, Role.CENTRE_REPRESENTATIVE)), ("b", ())), ("CCI-R90",)),
        ),
        not_counted=(Role.OBSERVER,),
        briefed_by=("CCI-R91",),
        sponsored=Left("sponsored_cohorts", ("CCI-R79",)),
    ),
)

DUTIES = (
    Duty(what=Event.CONVOCATION, bound=Bound.AT_LEAST_BEFORE, period=Said(MONTH, ("CCI-R66",)), whom=Whom.CENTRE),
    Duty(
        what=Event.PUBLICATION,
        bound=Bound.AT_MOST_AFTER,
        period=Said(Period(6, Unit.WEEKS), ("CCI-R94",)),
        whom=Whom.CENTRE,
    ),
    Duty(
        what=Event.DISCLOSURE,
        bound=Bound.AT_LEAST_AFTER,
        period=Said(Period(0, Unit.DAYS), ("CCI-R65",)),
        whom=Whom.CENTRE,
        needs_anchor=True,
    ),
    Duty(
        what=Event.DESTRUCTION,
        bound=Bound.AT_LEAST_AFTER,
        period=Said(Period(12, Unit.MONTHS), ("CCI-R77",)),
        whom=Whom.CENTRE,
        needs_anchor=True,
    ),
    Duty(
        what=Event.DELIBERATION,
        bound=Bound.AT_LEAST_AFTER,
        period=Said(Period(0, Unit.DAYS), ("CCI-R81",)),
        whom=Whom.JURY,
    ),
    GroupSize(evaluation="B4.1", least=1, most=4, by=("CCI-R20",)),
    ModuleScale(out_of=(Fraction(10), Fraction(20), Fraction(30)), by=("CCI-R78",), zero_by=("CCI-R42",)),
)

RNCP36395 = Regulation(
    certification="RNCP36395",
    edition="2024-03-25",
    name=Words(en="Head of commercial development", fr="Responsable de développement commercial"),
    certifier="CCI France",
    network=NETWORK,
    level=6,
    sources=(REGULATION_36395,),
    clauses=CLAUSES,
    readings=READINGS,
    parameters=PARAMETERS,
    defects=DEFECTS,
    silences=SILENCES,
    totals=TOTALS,
    referential=REFERENTIAL,
    award=AWARD,
    last_issue=Left("last_issue_on", ("CCI-R31",)),
    gates=(*ADMISSION, *RETAKES, *ABSENCES, *PORTFOLIOS),
    absence=AbsencePolicy(
        effect=Read(
            "CCI-A06",
            (
                ("a", AbsenceEffect.NOT_VALIDATED),
                ("b", AbsenceEffect.ZERO_NOT_VALIDATED),
                ("c", AbsenceEffect.ZERO),
            ),
            ("CCI-R37", "CCI-R50"),
        ),
        meanwhile=Read("CCI-A07", (("a", Meanwhile.PENDING), ("b", Meanwhile.NOT_VALIDATED)), ("CCI-R39", "CCI-R40")),
        part_by=("CCI-R38",),
        make_up_within=Said(Period(6, Unit.MONTHS), ("CCI-R40",)),
        make_up_limit=Read("CCI-A08", (("a", MakeUpLimit.HELD), ("c", MakeUpLimit.ASKED)), ("CCI-R40",)),
    ),
    late=LatePolicy(evaluations=("PRO.written",), by=("CCI-R38",)),
    carry=CarryPolicy(
        reuse_unretaken=Said(value=False, by=("CCI-R30",)),
        resit=Read("CCI-A29", (("a", PartCarry.ALL_IF_PASSED), ("b", PartCarry.TUTOR_ONLY)), ("CCI-R34",)),
        tutor=("PRO.tutor",),
        by=("CCI-R30", "CCI-R34"),
        repeat_by=("CCI-R33",),
    ),
    fraud=FraudPolicy(
        loses=Read("CCI-A35", (("a", FraudLoss.SESSION), ("b", FraudLoss.EVERYTHING)), ("CCI-R55",)),
        withheld_by=("CCI-R52",),
        signature_by=("CCI-R53",),
        refusal_by=("CCI-R54",),
        uses_retake=Read("CCI-A40", (("a", True), ("b", False)), ("CCI-R30", "CCI-R56")),
    ),
    attendance=AttendancePolicy(
        evaluation="PRO.tutor",
        hours=Left("training_hours", ("CCI-R43", "CCI-R99")),
        bands=(
            Band(upto=Fraction(1, 40), cut=Fraction(1, 20)),
            Band(upto=Fraction(1, 20), cut=Fraction(1, 10)),
            Band(upto=Fraction(1, 10), cut=Fraction(3, 20)),
        ),
        upper_included=Read("CCI-A11", (("a", True), ("b", False)), ("CCI-R43",)),
        base=Read(
            "CCI-A12",
            (
                ("a", PenaltyBase.OBTAINED),
                ("b", PenaltyBase.MAXIMUM),
                ("c", PenaltyBase.PART),
                ("d", PenaltyBase.TOTAL),
            ),
            ("CCI-R43",),
        ),
        needs_agreement=Read("CCI-A13", (("a", True), ("b", False)), ("CCI-R43",)),
        beyond=Read("CCI-A16", (("a", Beyond.REFERRED), ("b", Beyond.LAST_BAND)), ("CCI-R44",)),
        by=("CCI-R43",),
        beyond_by=("CCI-R44",),
        ceiling_by=("CCI-R41",),
    ),
    exemption=Exemption(audience=EXECUTIVE, by=("CCI-R09", "CCI-R06")),
    hours=HoursPolicy(
        whole=Said(Fraction(280), ("CCI-R22", "CCI-R26")),
        per_bloc=Said(Fraction(105), ("CCI-R23",)),
        floor=Said(Fraction(105), ("CCI-R24",)),
        reducible=EXECUTIVE,
        audience=TRAINING,
    ),
    falsification=("CCI-R95",),
    juries=JURIES,
    deliberation=DeliberationPolicy(
        by=("CCI-R82", "CCI-R83"),
        sovereign=Read("CCI-A53", (("a", False), ("b", True)), ("CCI-R85",)),
        minutes_by=("CCI-R46",),
    ),
    duties=DUTIES,
    certificates=CertificatePolicy(
        kinds=(
            (CertificateKind.PARCHMENT, ("CCI-R86", "CCI-R93")),
            (CertificateKind.BLOC_CERTIFICATE, ("CCI-R84", "CCI-R93")),
            (CertificateKind.TRAINING_ATTESTATION, ("CCI-R84",)),
        )
    ),
)
