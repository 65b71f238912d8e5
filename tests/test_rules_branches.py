"""The rare side of each rule, by fictional titles: each is one of the invented ones with one declaration changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from fractions import Fraction

import attrs
import pytest

from certdomain import (
    AgreeAttendancePenalty,
    Ahead,
    Answer,
    Answered,
    AnswerStatus,
    AttendancePolicy,
    Audience,
    AwardPolicy,
    BadCommand,
    Band,
    Bar,
    Beyond,
    Bloc,
    BlocByCriteria,
    BlocByVerdict,
    Bound,
    Certifier,
    Channel,
    ChoosePortfolio,
    Command,
    Competence,
    ConstituteJury,
    CorrectEntry,
    Countersigned,
    Day,
    DecideFraud,
    Decision,
    Deliberate,
    DeliberationPolicy,
    DiscloseMarks,
    DrawUpMinutes,
    Duty,
    EnrolCandidate,
    EstablishFalsification,
    Evaluation,
    Event,
    EveryBloc,
    Evidence,
    ExcuseReason,
    FraudLoss,
    FraudPolicy,
    Gate,
    Inapplicable,
    Journey,
    JuryKind,
    Member,
    MoveToEdition,
    NoAnchor,
    NotAfterExpiry,
    NotAfterLastIssue,
    OnlyFailedBlocs,
    PenaltyBase,
    Period,
    PresentPortfolio,
    PublishResults,
    RecordAbsence,
    RecordAttendance,
    Recorded,
    RecordEvaluation,
    RecordPortfolioResult,
    Referential,
    Register,
    Regulation,
    ReportFraud,
    Request,
    RequestMakeUp,
    RequestRetake,
    RetakeMode,
    Role,
    Route,
    Said,
    Sense,
    Settle,
    SubmitExcuse,
    SubmitReport,
    Threshold,
    TitleRule,
    Trait,
    TransmitPortfolio,
    Unit,
    UnknownJourney,
    Verdict,
    VoidEntry,
    Wait,
    Whom,
)
from certdomain.decider import decide
from certdomain.dossier import Dossier, fold
from certdomain.regulation.gates import Condition
from certdomain.regulation.settlement import settled
from certdomain.rules.circumstances import Circumstances
from certdomain.rules.decision import decide_on
from certdomain.rules.sessions import sessions_of
from tests.fictional import GNOMONICS, SUNDIALS

START = date(2024, 9, 2)
TEST = date(2025, 6, 2)
JURY = date(2025, 7, 1)
AFTER = date(2025, 7, 2)
YEAR = Said(Period(1, Unit.YEARS), ("X-R1",))
EVERYBODY = Audience()
VAE = Audience(routes=(Route.VAE,))


@contextmanager
def opened(*regulations: Regulation) -> Iterator[Register]:
    certifier = Certifier(name="Fictional certifier", regulations=regulations)
    with Register.open("memory:", plugins=[certifier]) as register:
        yield register


def gated(*conditions: Condition, request: Request = Request.RETAKE, audience: Audience = EVERYBODY) -> Regulation:
    """The sundials, with those conditions on that request."""
    return attrs.evolve(SUNDIALS, gates=(Gate(request=request, conditions=conditions, audience=audience),))


def enrolled(register: Register, name: str = "T1", route: Route = Route.CONTINUING) -> Journey:
    journey = register.journey(name)
    assert journey.do(EnrolCandidate(on=START, certification="FICTION-TP", route=route)).accepted
    return journey


def failed(register: Register, name: str = "T1") -> Journey:
    """A journey whose first CCP was failed, the others not sat yet."""
    journey = enrolled(register, name)
    journey.do(RecordEvaluation(on=TEST, evaluation="CCP1.trial", verdict=Verdict.NOT_VALIDATED))
    return journey


def retake(*, on: date = JURY, test_on: date = AFTER, training_start: date | None = None) -> RequestRetake:
    return RequestRetake(
        on=on,
        blocs=("CCP1",),
        mode=RetakeMode.RESIT,
        channel=Channel.EMAIL,
        test_on=test_on,
        training_start=training_start,
    )


def verdicts(decision: Decision) -> dict[str, Verdict]:
    return {bloc.bloc: bloc.verdict for bloc in decision.blocs}


# --- files without an enrolment --------------------------------------------------------------------------------------


def test_nothing_is_decided_on_a_journey_that_is_not_enrolled() -> None:
    """The pure functions refuse such a file as the register does: no session, no answer, no decision."""
    regulation = settled(SUNDIALS)
    case = Circumstances(Dossier("T1"), TEST, regulation)
    absence = RecordAbsence(on=TEST, evaluation="CCP1.trial")
    assert sessions_of(case.file, regulation) == ()
    with pytest.raises(UnknownJourney):
        decide(absence, case)
    with pytest.raises(ValueError, match="T1 is not enrolled"):
        decide_on(case, digest="", known_at=None)
    with opened(SUNDIALS) as register, pytest.raises(UnknownJourney):
        register.journey("T1").do(absence)


@pytest.mark.parametrize(
    "act",
    [
        VoidEntry(on=AFTER, entry=9, reason="Nine."),
        VoidEntry(on=AFTER, entry="nine", reason="Nine."),
        CorrectEntry(on=AFTER, entry=9, fields={"points": "9"}, reason="Nine."),
        Settle(on=AFTER, entry=9, answer="accepted", reason="Nine."),
    ],
    ids=["void", "void a key", "correct", "settle"],
)
def test_a_stored_correction_of_nothing_changes_nothing(act: Command) -> None:
    """The file trusts its history: an act that points at no record is kept as a record, and alters no other."""
    enrolment = EnrolCandidate(on=START, certification="FICTION-TP", route=Route.CONTINUING)
    absence = RecordAbsence(on=TEST, evaluation="CCP1.trial")
    history = [
        Recorded(
            stream="T1",
            position=position,
            recorded_at=datetime(2025, 7, position, tzinfo=UTC),
            command=command,
            answer=Answered(status=AnswerStatus.ACCEPTED),
        )
        for position, command in enumerate((enrolment, absence, act), start=1)
    ]
    dossier = fold("T1", history)
    assert [entry.command for entry in dossier.live()] == [enrolment, absence, act]
    assert dossier.settled == {}


# --- rules that do not concern the candidate -------------------------------------------------------------------------


def test_a_title_without_a_rule_for_the_candidate_is_unregulated() -> None:
    """Where blocs and title have rules for VAE only, another candidate gets no verdict, and is told that."""
    award = AwardPolicy(
        blocs=(BlocByVerdict(by=("TPF-R02",), audience=VAE),),
        titles=(TitleRule(requires=(EveryBloc(by=("TPF-R04",)),), by=("TPF-R04",), audience=VAE),),
        keeps=("TPF-R05",),
    )
    with opened(attrs.evolve(SUNDIALS, award=award)) as register:
        for name, route in (("T1", Route.CONTINUING), ("T2", Route.VAE)):
            journey = enrolled(register, name, route)
            for bloc in ("CCP1", "CCP2", "CCP3"):
                journey.do(RecordEvaluation(on=TEST, bloc=bloc, verdict=Verdict.VALIDATED))
        other, vae = (register.journey(name).decide(TEST) for name in ("T1", "T2"))
    assert (other.title.verdict, other.kept) == (Verdict.UNREGULATED, ())
    assert set(verdicts(other).values()) == {Verdict.UNREGULATED}
    assert "title-unregulated" in other.flags
    assert (vae.title.verdict, vae.kept) == (Verdict.TOTAL, ("CCP1", "CCP2", "CCP3"))
    assert "title-unregulated" not in vae.flags


def test_a_gate_for_others_leaves_the_request_to_the_certifier() -> None:
    """A text that speaks of the retakes of VAE candidates only is silent on those of the others."""
    with opened(gated(OnlyFailedBlocs(by=("TPF-R06",)), audience=VAE)) as register:
        journey = failed(register)
        answer = journey.do(retake())
        assert answer.referred
        assert journey.do(Settle(on=JURY, entry=3, answer="accepted", reason="Why not.")).accepted
        journey.do(RecordEvaluation(on=AFTER, evaluation="CCP1.trial", verdict=Verdict.VALIDATED))
        assert verdicts(journey.decide(AFTER))["CCP1"] is Verdict.VALIDATED


# --- conditions whose days or dates are missing ----------------------------------------------------------------------


@pytest.mark.parametrize(("start", "accepted"), [(None, False), (date(2025, 8, 31), False), (date(2025, 9, 1), True)])
def test_a_day_that_was_not_told_does_not_satisfy_a_waiting_period(start: date | None, accepted: bool) -> None:
    """Three months from the training's end: a start that is not told, or a day early, is refused under the clause."""
    wait = Wait(
        day=Day.TRAINING_START,
        anchor=Said(Day.TRAINING_END),
        period=Said(Period(3, Unit.MONTHS), ("X-R1",)),
        no_anchor=NoAnchor.CANNOT_BE_MET,
    )
    with opened(gated(wait)) as register:
        journey = register.journey("T1")
        journey.do(
            EnrolCandidate(on=START, certification="FICTION-TP", route=Route.CONTINUING, training_end=date(2025, 6, 1))
        )
        answer = journey.preview(retake(training_start=start))
    assert answer.accepted is accepted
    assert answer.clauses == ("X-R1",)


@pytest.mark.parametrize("condition", [NotAfterLastIssue(day=Day.TEST), NotAfterExpiry()], ids=["issue", "expiry"])
def test_a_limit_that_the_text_does_not_have_limits_nothing(condition: Condition) -> None:
    """A condition on a last day is not applicable to a title that has no such day, however late the request."""
    late = date(2199, 1, 1)
    with opened(gated(condition)) as register:
        answer = failed(register).do(retake(on=late, test_on=late))
    assert answer.accepted
    assert answer.tree is not None
    assert [node.answer for node in answer.tree.children] == [Answer.NOT_APPLICABLE]


@pytest.mark.parametrize(("no_anchor", "accepted"), [(a, a is NoAnchor.NOTHING_TO_WAIT_FOR) for a in NoAnchor])
@pytest.mark.parametrize("anchor", [Day.FRAUD_DECISION, Day.FRAUD_INCIDENT, Day.FALSIFICATION])
def test_a_request_that_has_no_such_day_behind_it(anchor: Day, no_anchor: NoAnchor, accepted: bool) -> None:
    """Fraud and falsification concern retakes of blocs; without either, the shape says what the wait comes to."""
    wait = Wait(day=Day.REQUEST, anchor=Said(anchor), period=YEAR, no_anchor=no_anchor)
    make_up = RequestMakeUp(on=JURY, evaluations=("CCP1.trial",))
    with opened(gated(wait, request=Request.MAKE_UP)) as register:
        answer = enrolled(register).do(make_up)
    assert (answer.accepted, answer.refused) == (accepted, not accepted)
    assert answer.clauses == ("X-R1",)


@pytest.mark.parametrize(("day", "accepted"), [(date(2026, 3, 2), False), (date(2026, 3, 3), True)])
def test_a_wait_after_a_falsification_counts_from_the_last_notification(day: date, accepted: bool) -> None:
    """A year after the last ban notified in the network, to the day, whatever the journey it was notified in."""
    wait = Wait(day=Day.REQUEST, anchor=Said(Day.FALSIFICATION), period=YEAR, no_anchor=NoAnchor.CANNOT_BE_MET)
    regulation = attrs.evolve(gated(wait), network="Sundials", falsification=("X-R2",))
    with opened(regulation) as register:
        elsewhere = register.journey("T0")
        elsewhere.do(EnrolCandidate(on=START, certification="FICTION-TP", route=Route.STUDENT, candidate="T1"))
        for notified in (date(2025, 1, 7), date(2025, 3, 3)):
            elsewhere.do(EstablishFalsification(on=notified))
        answer = failed(register).do(retake(on=day, test_on=day))
    assert answer.accepted is accepted
    assert answer.possible_on == (None if accepted else "2026-03-03")


def test_a_falsification_outside_a_network_bans_from_nothing() -> None:
    """Without a network there is no ban to wait for: the anchor does not exist."""
    wait = Wait(day=Day.REQUEST, anchor=Said(Day.FALSIFICATION), period=YEAR, no_anchor=NoAnchor.CANNOT_BE_MET)
    with opened(attrs.evolve(gated(wait), falsification=("X-R2",))) as register:
        journey = failed(register)
        journey.do(EstablishFalsification(on=TEST))
        assert journey.do(retake(on=date(2030, 1, 7), test_on=date(2030, 1, 7))).refused


def test_a_delay_before_a_day_that_was_not_told() -> None:
    """A month ahead of a training whose start is not told cannot be shown: refused, under the clause of the delay."""
    ahead = Ahead(day=Day.REQUEST, anchor=Day.TRAINING_START, period=Said(Period(1, Unit.MONTHS), ("X-R1",)))
    with opened(gated(ahead)) as register:
        journey = failed(register)
        assert journey.preview(retake(on=JURY)).clauses == ("X-R1",)
        assert journey.preview(retake(on=JURY)).refused
        assert journey.preview(retake(on=JURY, training_start=date(2025, 7, 31))).refused
        assert journey.preview(retake(on=JURY, training_start=date(2025, 8, 1))).accepted


# --- juries ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("external", [True, False])
def test_members_who_must_come_from_outside(external: bool) -> None:
    """A bar against members of the house refuses the jury that has one, and no other."""
    policy = attrs.evolve(SUNDIALS.juries[0], bars=(Bar(trait=Trait.NOT_EXTERNAL, by=("X-R3",)),))
    outsider = Member(role=Role.PROFESSIONAL, external=True, trade_since=date(2010, 1, 4))
    with opened(attrs.evolve(SUNDIALS, juries=(policy,))) as register:
        answer = register.do(
            ConstituteJury(
                on=JURY,
                jury="J1",
                kind=JuryKind.CERTIFICATION,
                certification="FICTION-TP",
                meets_on=JURY,
                members=(outsider, attrs.evolve(outsider, external=external)),
            )
        )
    assert answer.accepted is external
    assert answer.tree is not None
    unmet = {node.clauses for node in answer.tree.walk() if node.answer is Answer.UNMET and not node.children}
    assert unmet == (set() if external else {("X-R3",)})


# --- duties ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "found"), [(date(2025, 7, 3), True), (date(2025, 7, 4), False)])
def test_marks_are_told_as_long_after_the_jury_as_the_duty_says(day: date, found: bool) -> None:
    """Three days after the jury: marks told, and results published, a day early are found; on the day they are not."""
    duty = Duty(
        what=Event.DISCLOSURE,
        bound=Bound.AT_LEAST_AFTER,
        period=Said(Period(3, Unit.DAYS), ("X-R1",)),
        whom=Whom.CENTRE,
        needs_anchor=True,
    )
    members = tuple(Member(role=Role.PROFESSIONAL, trade_since=date(2010, 1, 4)) for _ in range(2))
    with opened(attrs.evolve(SUNDIALS, duties=(duty,))) as register:
        journey = failed(register)
        register.do(
            ConstituteJury(
                on=JURY,
                jury="J1",
                kind=JuryKind.CERTIFICATION,
                certification="FICTION-TP",
                meets_on=JURY,
                members=members,
            )
        )
        assert journey.do(Deliberate(on=JURY, jury="J1")).accepted
        told = journey.do(DiscloseMarks(on=day, evaluations=("CCP1.trial",)))
        published = journey.do(PublishResults(on=day, last_exam_on=TEST))
    assert (told.accepted, published.accepted) == (True, True)
    wanted = [("X-R1", "disclosure-out-of-time")] if found else []
    assert [(each.clause, each.what) for each in told.findings] == wanted
    assert [(each.clause, each.what) for each in published.findings] == wanted


# --- criteria --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reading", "verdict"),
    [
        (Inapplicable.LEFT_OUT, Verdict.UNREGULATED),
        (Inapplicable.MET, Verdict.VALIDATED),
        (Inapplicable.UNMET, Verdict.NOT_VALIDATED),
    ],
)
def test_a_competence_of_which_no_criterion_applies(reading: Inapplicable, verdict: Verdict) -> None:
    """More than half of nothing is no majority: with its only criterion left out a competence has no rule."""
    referential = Referential(
        blocs=(
            Bloc(
                id="CCP1",
                name="Lire l’heure",
                evaluations=(Evaluation(id="CCP1.trial"),),
                competences=(Competence(id="C1", criteria=("CR1",)),),
            ),
        )
    )
    rule = BlocByCriteria(
        share=Said(Threshold(Fraction(1, 2), Sense.MORE_THAN), ("X-R1",)),
        inapplicable=Said(reading, ("X-R2",)),
        moved=Said(()),
        left_out=Said(()),
        doubtful=("CR1",),
    )
    award = attrs.evolve(SUNDIALS.award, blocs=(rule,))
    with opened(attrs.evolve(SUNDIALS, referential=referential, award=award)) as register:
        journey = enrolled(register)
        aside = {"CR1": "The sky was overcast."}
        journey.do(RecordEvaluation(on=TEST, evaluation="CCP1.trial", criteria={}, not_applicable=aside))
        assert verdicts(journey.decide(TEST)) == {"CCP1": verdict}


# --- absence at a training whose part has no tutor -------------------------------------------------------------------


def test_an_attendance_penalty_needs_the_evaluation_that_it_cuts() -> None:
    """A candidate who has no tutor loses nothing by absence: the penalty is one on the tutor's mark only."""
    apprentices = Audience(routes=(Route.APPRENTICESHIP,))
    part = Bloc(
        id="PRO",
        name="Pratique",
        evaluations=(
            Evaluation(id="PRO.oral", out_of=Fraction(20)),
            Evaluation(id="PRO.tutor", out_of=Fraction(20), audience=apprentices),
        ),
    )
    policy = AttendancePolicy(
        evaluation="PRO.tutor",
        hours=Said(Fraction(100)),
        bands=(Band(upto=Fraction(1, 10), cut=Fraction(1, 10)),),
        upper_included=Said(value=True),
        base=Said(PenaltyBase.OBTAINED, ("X-R1",)),
        needs_agreement=Said(value=True),
        beyond=Said(Beyond.REFERRED),
        by=("X-R1",),
        beyond_by=("X-R2",),
        ceiling_by=("X-R3",),
    )
    referential = attrs.evolve(SUNDIALS.referential, part=part)
    with opened(attrs.evolve(SUNDIALS, referential=referential, attendance=policy)) as register:
        points = []
        for name, route in (("T1", Route.CONTINUING), ("T2", Route.APPRENTICESHIP)):
            journey = enrolled(register, name, route)
            journey.do(RecordAttendance(on=TEST, unjustified_hours=Fraction(10)))
            journey.do(AgreeAttendancePenalty(on=TEST))
            journey.do(RecordEvaluation(on=TEST, evaluation="PRO.oral", points="16"))
            if route is Route.APPRENTICESHIP:
                journey.do(RecordEvaluation(on=TEST, evaluation="PRO.tutor", points="10"))
            professional = journey.decide(TEST).professional
            assert professional is not None
            points.append((professional.points, professional.out_of))
    assert points == [(Fraction(16), Fraction(20)), (Fraction(25), Fraction(40))]


# --- an edition that no longer has what was recorded -----------------------------------------------------------------


def without_interview() -> Regulation:
    """A later edition whose third CCP has one test."""
    blocs = (
        *SUNDIALS.referential.blocs[:2],
        Bloc(id="CCP3", name="Conseiller par temps couvert", evaluations=(Evaluation(id="CCP3.trial"),)),
    )
    return attrs.evolve(
        MINUTED, edition="2025", in_force_from=date(2025, 6, 10), referential=attrs.evolve(REFERENTIAL, blocs=blocs)
    )


REFERENTIAL = SUNDIALS.referential
MINUTED = attrs.evolve(
    SUNDIALS,
    deliberation=DeliberationPolicy(by=("TPF-R09",), minutes_by=("X-R1",)),
    fraud=FraudPolicy(
        loses=Said(FraudLoss.SESSION, ("X-R2",)),
        withheld_by=("X-R2",),
        signature_by=("X-R2",),
        refusal_by=("X-R2",),
        uses_retake=Said(value=True),
    ),
)
INTERVIEW = "CCP3.interview"


def test_what_a_new_edition_does_not_know_does_not_count_and_breaks_nothing() -> None:
    """After a move to an edition without the interview, nothing that was recorded of it bears on the bloc.

    Not the mark, nor absence, excuse, make-up, report, fraud or minutes; before the day of the move all of it does.
    """
    move = date(2025, 6, 16)
    with opened(MINUTED, without_interview()) as register:
        journey = enrolled(register)
        for bloc in ("CCP1.trial", "CCP2.trial", "CCP3.trial"):
            journey.do(RecordEvaluation(on=TEST, evaluation=bloc, verdict=Verdict.VALIDATED))
        journey.do(RecordAbsence(on=TEST, evaluation=INTERVIEW))
        excuse = SubmitExcuse(on=TEST, evaluation=INTERVIEW, reason=ExcuseReason.SICK_LEAVE, evidence=True)
        assert journey.do(excuse).referred
        assert journey.do(RequestMakeUp(on=TEST, evaluations=(INTERVIEW,))).referred
        assert journey.do(RequestMakeUp(on=TEST, evaluations=(INTERVIEW,))).referred
        assert journey.do(Settle(on=TEST, entry=8, answer="accepted", reason="Granted.")).accepted
        journey.do(SubmitReport(on=TEST, evaluation=INTERVIEW))
        journey.do(ReportFraud(on=TEST, evaluation=INTERVIEW, countersigned=Countersigned.SIGNED))
        journey.do(RecordEvaluation(on=TEST, evaluation=INTERVIEW, verdict=Verdict.NOT_VALIDATED))
        assert verdicts(journey.decide(TEST))["CCP3"] is Verdict.PENDING
        journey.do(DrawUpMinutes(on=TEST, evaluations=("CCP1.trial", "CCP2.trial", INTERVIEW)))
        assert journey.do(MoveToEdition(on=move, edition="2025", reason="The text changed.")).accepted
        decision = journey.decide(move)
        assert verdicts(decision)["CCP3"] is Verdict.VALIDATED
        assert (decision.edition, decision.kept) == ("2025", ("CCP1", "CCP2", "CCP3"))
        with pytest.raises(BadCommand):
            journey.do(RecordAbsence(on=move, evaluation=INTERVIEW))
        members = tuple(Member(role=Role.PROFESSIONAL, trade_since=date(2010, 1, 4)) for _ in range(2))
        register.do(
            ConstituteJury(
                on=JURY,
                jury="J1",
                kind=JuryKind.CERTIFICATION,
                certification="FICTION-TP",
                meets_on=JURY,
                members=members,
            )
        )
        unminuted = journey.do(Deliberate(on=JURY, jury="J1"))
        assert (unminuted.refused, unminuted.clauses) == (True, ("X-R1",))
        journey.do(DrawUpMinutes(on=JURY, evaluations=("CCP3.trial",)))
        journey.do(DecideFraud(on=JURY, established=False))
        assert journey.do(Deliberate(on=JURY, jury="J1")).accepted


# --- what a reader sees ----------------------------------------------------------------------------------------------


def test_what_is_missing_reads_as_a_line() -> None:
    """A distance to a threshold is told exactly, with what it is about and the clauses that set the threshold."""
    with opened(GNOMONICS) as register:
        journey = register.journey("B1")
        evidence = [Evidence.diploma(level=4)]
        journey.do(
            EnrolCandidate(
                on=START, certification="FICTION-BTS", route=Route.STUDENT, scope=("COM2",), evidence=evidence
            )
        )
        journey.do(RecordEvaluation(on=TEST, evaluation="COM2.1", mark="29/3"))
        told = [str(missing) for missing in journey.decide(TEST).missing if missing.about == "COM2"]
    assert told == ["COM2: 2/3 short [BTF-R06, BTF-R03]"]


def test_on_separate_blocs_nobody_waits_for_points_of_a_portfolio() -> None:
    """The title is pending for the hours only: no average is asked for on that path."""
    enrolled = EnrolCandidate(
        on=date(2024, 9, 2),
        certification="RNCP36395",
        route=Route.CONTINUING,
        scope=["B1"],
        training_end=date(2025, 2, 28),
        evidence=[Evidence.diploma(level=5), Evidence.selection(passed=True)],
    )
    with Register.open("memory:") as register:
        journey = register.journey("J1")
        for command in (
            enrolled,
            ChoosePortfolio(on=date(2025, 3, 3), blocs=["B1"], context_favourable=True),
            TransmitPortfolio(on=date(2025, 5, 20), blocs=["B1"], signed=True),
            PresentPortfolio(on=date(2025, 6, 2), blocs=["B1"]),
            RecordPortfolioResult(on=date(2025, 6, 3), bloc="B1", verdict=Verdict.VALIDATED),
        ):
            assert journey.do(command).accepted
        decision = journey.decide(date(2025, 6, 3))
    assert [each.what for each in decision.awaited] == ["company-hours"]
