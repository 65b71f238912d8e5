"""Three invented titles that nobody had in mind when the shapes were drawn: what they show holds by declaration."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certdomain import (
    AbsenceEffect,
    Answer,
    Answered,
    BadCommand,
    Channel,
    ChooseOption,
    ChoosePortfolio,
    ConstituteJury,
    Decision,
    Deliberate,
    EnrolCandidate,
    Evidence,
    ExcuseReason,
    IssueCertificate,
    Journey,
    JuryKind,
    Member,
    PublishResults,
    RecordAbsence,
    RecordEvaluation,
    Register,
    ReportFraud,
    RequestMakeUp,
    RequestRetake,
    RetakeMode,
    Role,
    Route,
    Settle,
    SubmitExcuse,
    Verdict,
)
from certdomain.testing.cases import Case, load
from certdomain.testing.runner import run
from certdomain.vocabulary import CertificateKind, Countersigned
from tests.fictional import BELLS, FICTIONAL, GNOMONICS, SUNDIALS

CASES = Path(__file__).parent / "fictional"
START = date(2024, 9, 2)
TEST = date(2025, 6, 2)
JURY = date(2025, 7, 1)
AFTER = date(2025, 7, 2)
CCPS = ("CCP1", "CCP2", "CCP3")
TRIALS = {"CCP1": ("CCP1.trial",), "CCP2": ("CCP2.trial",), "CCP3": ("CCP3.trial", "CCP3.interview")}


@pytest.fixture
def register() -> Iterator[Register]:
    with Register.open("memory:", plugins=[FICTIONAL]) as opened:
        yield opened


@pytest.mark.parametrize("regulation", FICTIONAL.regulations, ids=lambda regulation: str(regulation.certification))
def test_their_sources_are_the_texts_beside_them(regulation: object) -> None:
    assert regulation in (SUNDIALS, GNOMONICS, BELLS)
    folder = Path(__file__).parent / "fictional"
    for source in (*SUNDIALS.sources, *GNOMONICS.sources, *BELLS.sources):
        data = (folder / source.file).read_bytes()
        assert sha256(data).hexdigest() == source.sha256
        assert len(data.decode().splitlines()) == source.lines


def retake(*blocs: str, on: date, test_on: date) -> RequestRetake:
    return RequestRetake(on=on, blocs=blocs, mode=RetakeMode.RESIT, channel=Channel.EMAIL, test_on=test_on)


def verdicts(decision: Decision) -> dict[str, Verdict]:
    return {bloc.bloc: bloc.verdict for bloc in decision.blocs}


def clauses_unmet(answer: Answered) -> set[str]:
    assert answer.refused
    return set(answer.clauses)


# --- the titre professionnel ---------------------------------------------------------------------------------------


def professional(*, since: date = date(2015, 1, 1), until: date | None = None, trained: bool = False) -> Member:
    return Member(role=Role.PROFESSIONAL, trade_since=since, trade_until=until, trained_candidate=trained)


def tp_jury(name: str = "J1", on: date = JURY, members: tuple[Member, ...] | None = None) -> ConstituteJury:
    held = (professional(), professional()) if members is None else members
    return ConstituteJury(
        on=on, jury=name, kind=JuryKind.CERTIFICATION, certification="FICTION-TP", meets_on=on, members=held
    )


def tp(
    register: Register, name: str = "T1", *, candidate: str | None = None, scope: tuple[str, ...] | None = None
) -> Journey:
    journey = register.journey(name)
    enrolment = EnrolCandidate(
        on=START, certification="FICTION-TP", route=Route.CONTINUING, candidate=candidate, scope=scope
    )
    assert journey.do(enrolment).accepted
    return journey


def judge(journey: Journey, on: date, **passed: bool) -> None:
    for ccp, met in passed.items():
        for trial in TRIALS[ccp]:
            verdict = Verdict.VALIDATED if met else Verdict.NOT_VALIDATED
            journey.do(RecordEvaluation(on=on, evaluation=trial, verdict=verdict))


def sit(register: Register, journey: Journey, name: str, on: date) -> Answered:
    assert register.do(tp_jury(name, on)).accepted
    return journey.do(Deliberate(on=on, jury=name))


def test_all_ccp_give_the_title(register: Register) -> None:
    journey = tp(register)
    judge(journey, TEST, CCP1=True, CCP2=True)
    before = journey.decide(TEST)
    assert before.title.verdict is Verdict.PENDING
    assert {awaited.what for awaited in before.awaited} == {"CCP3.trial", "CCP3.interview"}
    judge(journey, TEST, CCP3=True)
    assert sit(register, journey, "J1", JURY).accepted
    decision = journey.decide(AFTER)
    assert (decision.title.verdict, decision.decided, decision.kept) == (Verdict.TOTAL, True, CCPS)
    assert decision.retake_open == ()
    assert decision.title.total is None, "a title judged by verdicts has no points"
    assert {"TPF-R01", "TPF-R04"} <= {clause for node in decision.explanation.walk() for clause in node.clauses}
    assert journey.do(IssueCertificate(on=AFTER, kind=CertificateKind.PARCHMENT)).accepted


def test_one_of_two_tests_is_not_the_ccp(register: Register) -> None:
    journey = tp(register, scope=("CCP3",))
    journey.do(RecordEvaluation(on=TEST, evaluation="CCP3.trial", verdict=Verdict.VALIDATED))
    assert verdicts(journey.decide(TEST)) == {"CCP3": Verdict.PENDING}
    journey.do(RecordEvaluation(on=TEST, evaluation="CCP3.interview", verdict=Verdict.NOT_VALIDATED))
    decision = journey.decide(TEST)
    assert verdicts(decision) == {"CCP3": Verdict.NOT_VALIDATED}
    assert "TPF-R03" in decision.blocs[0].clauses


def test_a_ccp_may_be_judged_as_a_whole(register: Register) -> None:
    journey = tp(register, scope=("CCP3",))
    assert journey.do(RecordEvaluation(on=TEST, bloc="CCP3", verdict=Verdict.VALIDATED)).accepted
    assert journey.decide(TEST).kept == ("CCP3",)


def test_what_is_validated_is_kept_and_the_rest_is_open(register: Register) -> None:
    journey = tp(register)
    judge(journey, TEST, CCP1=True, CCP2=False, CCP3=True)
    assert sit(register, journey, "J1", JURY).accepted
    decision = journey.decide(AFTER)
    assert (decision.title.verdict, decision.kept) == (Verdict.PARTIAL, ("CCP1", "CCP3"))
    assert [open_.bloc for open_ in decision.retake_open] == ["CCP2"]
    assert journey.do(IssueCertificate(on=AFTER, kind=CertificateKind.BLOC_CERTIFICATE, bloc="CCP1")).accepted
    assert journey.do(IssueCertificate(on=AFTER, kind=CertificateKind.BLOC_CERTIFICATE, bloc="CCP2")).refused
    assert clauses_unmet(journey.do(retake("CCP1", on=AFTER, test_on=date(2025, 10, 1)))) == {"TPF-R06"}


def test_a_retake_within_the_year_gives_the_title(register: Register) -> None:
    journey = tp(register)
    judge(journey, TEST, CCP1=True, CCP2=False, CCP3=True)
    sit(register, journey, "J1", JURY)
    answer = journey.do(retake("CCP2", on=date(2026, 5, 1), test_on=JURY.replace(year=2026)))
    assert (answer.accepted, answer.session) == (True, "2")
    judge(journey, JURY.replace(year=2026), CCP2=True)
    decision = journey.decide(date(2026, 7, 2))
    assert decision.title.verdict is Verdict.PARTIAL, "decided stays decided"
    assert decision.proposal is not None
    assert decision.proposal.verdict is Verdict.TOTAL
    sit(register, journey, "J2", date(2026, 7, 3))
    assert journey.decide(date(2026, 7, 3)).title.verdict is Verdict.TOTAL


def test_after_a_year_it_is_too_late(register: Register) -> None:
    journey = tp(register)
    judge(journey, TEST, CCP1=True, CCP2=False, CCP3=True)
    sit(register, journey, "J1", JURY)
    late = journey.preview(retake("CCP2", on=date(2026, 5, 1), test_on=date(2026, 7, 2)))
    assert "TPF-R07" in clauses_unmet(late)
    assert late.possible_on == "2026-07-01"


def test_a_ccp_is_sat_three_times_at_most(register: Register) -> None:
    journey = tp(register)
    judge(journey, TEST, CCP1=True, CCP2=False, CCP3=True)
    sit(register, journey, "J1", JURY)
    for month in (9, 10):
        on = date(2025, month, 1)
        assert journey.do(retake("CCP2", on=on, test_on=on)).accepted
        judge(journey, on, CCP2=False)
    assert [open_.bloc for open_ in journey.decide(date(2025, 11, 1)).retake_open] == []
    fourth = journey.do(retake("CCP2", on=date(2025, 11, 1), test_on=date(2025, 11, 1)))
    assert clauses_unmet(fourth) == {"TPF-R08"}


def test_three_sessions_are_counted_over_all_ccp(register: Register) -> None:
    journey = tp(register)
    judge(journey, TEST, CCP1=False, CCP2=False, CCP3=True)
    sit(register, journey, "J1", JURY)
    for month, ccp in ((9, "CCP1"), (10, "CCP2")):
        on = date(2025, month, 1)
        assert journey.do(retake(ccp, on=on, test_on=on)).accepted
        judge(journey, on, **{ccp: False})
    fourth = journey.do(retake("CCP1", on=date(2025, 11, 1), test_on=date(2025, 11, 1)))
    assert "TPF-R08" in clauses_unmet(fourth)


def test_enrolling_again_buys_nothing(register: Register) -> None:
    first = tp(register, candidate="C1")
    judge(first, TEST, CCP1=True, CCP2=False, CCP3=True)
    sit(register, first, "J1", JURY)
    for month in (9, 10):
        on = date(2025, month, 1)
        assert first.do(retake("CCP2", on=on, test_on=on)).accepted
        judge(first, on, CCP2=False)
    second = register.journey("T2")
    second.do(EnrolCandidate(on=date(2025, 11, 3), certification="FICTION-TP", route=Route.CONTINUING, candidate="C1"))
    assert verdicts(second.decide(date(2025, 11, 3)))["CCP1"] is Verdict.VALIDATED, "kept from the first journey"
    bought = second.do(RecordEvaluation(on=date(2025, 12, 1), evaluation="CCP2.trial", verdict=Verdict.VALIDATED))
    assert bought.accepted, "a fact is never refused"
    assert [finding.what for finding in bought.findings] == ["retake-used-up"]
    assert second.decide(date(2025, 12, 1)).title.verdict is not Verdict.TOTAL


def test_a_retake_that_is_left_is_not_used_up_by_another_journey(register: Register) -> None:
    """Two retakes of a CCP are allowed: one used in the first journey leaves one, and a result in the second counts."""
    first = tp(register, candidate="C1")
    judge(first, TEST, CCP1=True, CCP2=False, CCP3=True)
    sit(register, first, "J1", JURY)
    on = date(2025, 9, 1)
    assert first.do(retake("CCP2", on=on, test_on=on)).accepted
    judge(first, on, CCP2=False)
    second = register.journey("T2")
    second.do(EnrolCandidate(on=date(2025, 11, 3), certification="FICTION-TP", route=Route.CONTINUING, candidate="C1"))
    sat = second.do(RecordEvaluation(on=date(2025, 12, 1), evaluation="CCP2.trial", verdict=Verdict.VALIDATED))
    assert not sat.findings
    assert second.decide(date(2025, 12, 1)).title.verdict is Verdict.TOTAL


@pytest.mark.parametrize(
    ("members", "unmet"),
    [
        ((professional(),), {"TPF-R09"}),
        ((professional(), professional(), professional()), {"TPF-R09"}),
        ((professional(), Member(role=Role.TRAINER)), {"TPF-R09"}),
        ((professional(), professional(trained=True)), {"TPF-R11"}),
        ((professional(), professional(since=date(2022, 7, 2))), {"TPF-R10"}),
        ((professional(), professional(until=date(2020, 6, 30))), {"TPF-R10"}),
    ],
    ids=["one", "three", "a trainer", "his own pupil", "a day short of three years", "left for over five years"],
)
def test_juries_that_do_not_conform(register: Register, members: tuple[Member, ...], unmet: set[str]) -> None:
    journey = tp(register)
    answer = register.do(tp_jury(members=members))
    assert answer.refused
    assert answer.tree is not None
    leaves = [node for node in answer.tree.walk() if node.answer is Answer.UNMET and not node.children]
    assert {clause for node in leaves for clause in node.clauses} == unmet
    with pytest.raises(BadCommand, match="jury"):
        journey.do(Deliberate(on=JURY, jury="J1"))


@pytest.mark.parametrize(
    "member",
    [professional(since=date(2022, 7, 1)), professional(until=date(2020, 7, 1))],
    ids=["three years to the day", "left five years ago to the day"],
)
def test_juries_that_just_conform(register: Register, member: Member) -> None:
    assert register.do(tp_jury(members=(professional(), member))).accepted


def test_the_jury_may_not_depart(register: Register) -> None:
    journey = tp(register)
    judge(journey, TEST, CCP1=True, CCP2=False, CCP3=True)
    register.do(tp_jury())
    gift = Deliberate(on=JURY, jury="J1", title=Verdict.TOTAL, reason="He tried hard.")
    assert "TPF-R12" in clauses_unmet(journey.do(gift))
    assert not journey.decide(AFTER).decided


def test_silences_are_answered_as_silences(register: Register) -> None:
    """What the text does not regulate is referred or flagged, never defaulted."""
    journey = tp(register)
    assert "admission-unregulated" in journey.decide(START).flags
    asked = journey.do(ChoosePortfolio(on=TEST, blocs=("CCP1",), context_favourable=True))
    assert asked.referred
    granted = Settle(on=AFTER, entry=2, answer="accepted", reason="The certifier knows such portfolios.")
    assert journey.do(granted).accepted
    journey.do(RecordAbsence(on=TEST, evaluation="CCP2.trial"))
    decision = journey.decide(AFTER)
    assert "absence-unregulated" in decision.flags
    assert verdicts(decision)["CCP2"] is Verdict.UNREGULATED
    assert journey.preview(
        SubmitExcuse(on=TEST, evaluation="CCP2.trial", reason=ExcuseReason.OTHER, evidence=False)
    ).referred
    journey.do(ReportFraud(on=TEST, evaluation="CCP1.trial", countersigned=Countersigned.SIGNED))
    assert "fraud-unregulated" in journey.decide(AFTER).flags


def test_late_results_are_found(register: Register) -> None:
    journey = tp(register)
    judge(journey, TEST, CCP1=True, CCP2=True, CCP3=True)
    sit(register, journey, "J1", JURY)
    assert journey.preview(PublishResults(on=AFTER, last_exam_on=date(2025, 6, 17))).findings == ()
    late = journey.do(PublishResults(on=AFTER, last_exam_on=date(2025, 6, 16)))
    assert late.accepted
    assert [finding.clause for finding in late.findings] == ["TPF-R13"]
    assert journey.decide(AFTER).title.verdict is Verdict.TOTAL, "a breach by the centre is not the candidate's"


# --- the brevet ----------------------------------------------------------------------------------------------------

OUT_OF = {"COM1.1": 20, "COM1.2": 40, "COM2.1": 20, "A1.1": 20, "A2.1": 10, "B1.1": 20, "B2.1": 10}
WEIGHT = {"COM1.1": 60, "COM1.2": 20, "COM2.1": 40, "A1.1": 80, "A2.1": 40, "B1.1": 80, "B2.1": 40}
COMMON = ("COM1", "COM2")


def bts(register: Register, *options: str, name: str = "B1") -> Journey:
    journey = register.journey(name)
    enrolment = EnrolCandidate(
        on=START,
        certification="FICTION-BTS",
        route=Route.STUDENT,
        scope=(*COMMON, *options),
        evidence=[Evidence.diploma(level=4)],
    )
    assert journey.do(enrolment).accepted
    return journey


def mark(journey: Journey, **marks: str | Fraction) -> None:
    """Marks on 20, `A1_1="7"`; they are recorded as points of each test's own scale."""
    for name, on_20 in marks.items():
        evaluation = name.replace("_", ".")
        points = Fraction(on_20) * OUT_OF[evaluation] / 20
        journey.do(RecordEvaluation(on=TEST, evaluation=evaluation, points=points))


def test_coefficients_are_not_scales(register: Register) -> None:
    """COM1 is 3 x 12 + 1 x 8 over 4 = 11; points of the bloc are those of its coefficients, 44 of 80."""
    journey = bts(register, "A1", "A2")
    mark(journey, COM1_1="12", COM1_2="8")
    bloc = journey.decide(TEST).blocs[0]
    assert [bloc.mark20, bloc.points, bloc.out_of] == [11, 44, 80]
    assert bloc.verdict is Verdict.VALIDATED


@given(st.lists(st.fractions(0, 20, max_denominator=40), min_size=5, max_size=5), st.booleans())
@settings(max_examples=40, deadline=None)
def test_the_average_is_that_of_the_coefficients(marks: list[Fraction], option_b: bool) -> None:
    """For any marks and either option: the average is the weighted mean, exactly, and the title follows it alone."""
    own = ("B1", "B2") if option_b else ("A1", "A2")
    tests = ("COM1.1", "COM1.2", "COM2.1", f"{own[0]}.1", f"{own[1]}.1")
    with Register.open("memory:", plugins=[FICTIONAL]) as register:
        journey = bts(register, *own)
        mark(journey, **{name.replace(".", "_"): value for name, value in zip(tests, marks, strict=True)})
        decision = journey.decide(TEST)
    weights = [WEIGHT[name] for name in tests]
    average = sum((m * w for m, w in zip(marks, weights, strict=True)), Fraction(0)) / sum(weights)
    assert decision.title.average20 == average
    passed = average >= 10
    assert (decision.title.verdict is Verdict.TOTAL) is passed
    for bloc in decision.blocs:
        assert bloc.mark20 is not None
        if bloc.mark20 >= 10:
            assert bloc.verdict is Verdict.VALIDATED
        else:
            assert bloc.verdict is (Verdict.COMPENSATED if passed else Verdict.NOT_VALIDATED), "none is eliminatory"
    assert set(decision.kept) == {b.bloc for b in decision.blocs if b.mark20 is not None and b.mark20 >= 10}


def test_ten_is_enough_and_compensates_a_zero(register: Register) -> None:
    """(4 x 15 + 2 x 15 + 4 x 0 + 2 x 15) / 12 = 10: a zero is made up for, but not kept."""
    journey = bts(register, "A1", "A2")
    mark(journey, COM1_1="15", COM1_2="15", COM2_1="15", A1_1="0", A2_1="15")
    decision = journey.decide(TEST)
    assert decision.title.verdict is Verdict.TOTAL
    assert decision.title.average20 == 10
    assert verdicts(decision)["A1"] is Verdict.COMPENSATED
    assert decision.kept == ("COM1", "COM2", "A2")


def test_a_hundredth_short_keeps_what_was_passed(register: Register) -> None:
    journey = bts(register, "B1", "B2")
    mark(journey, COM1_1="15", COM1_2="15", COM2_1="15", B1_1="0", B2_1="14.9")
    decision = journey.decide(TEST)
    assert (decision.title.verdict, decision.kept) == (Verdict.PARTIAL, ("COM1", "COM2", "B2"))
    short = {missing.asks: missing.short for missing in decision.missing}
    assert short["title.average"] == Fraction(2, 10), "0.1 of 40 of 20: a fifth of a point of 240"
    assert {o.bloc for o in decision.retake_open} == {"B1"}


def test_the_other_reading_rounds_to_the_half_point() -> None:
    """The same marks under the other letter of the reading: 9.98 is then 10."""
    with Register.open("memory:", plugins=[FICTIONAL]) as register:
        register.adopt("FICTION-BTS", readings={"BTF-A01": "b"})
        journey = bts(register, "B1", "B2")
        mark(journey, COM1_1="15", COM1_2="15", COM2_1="15", B1_1="0", B2_1="14.9")
        assert journey.decide(TEST).title.verdict is Verdict.TOTAL


def test_admission(register: Register) -> None:
    """A diploma admits, experience is for the certifier to weigh, and nothing at all does not."""

    def asked(name: str, *evidence: Evidence) -> Answered:
        enrolment = EnrolCandidate(on=START, certification="FICTION-BTS", route=Route.STUDENT, evidence=list(evidence))
        return register.journey(name).do(enrolment)

    assert asked("N1", Evidence.diploma(level=4)).accepted
    assert clauses_unmet(asked("N2", Evidence.diploma(level=3))) == {"BTF-R10", "BTF-R11"}
    assert asked("N3", Evidence.experience(months=36)).referred
    assert asked("N4", Evidence.experience(months=35)).refused
    assert register.journey("N3").do(Settle(on=START, entry=1, answer="accepted", reason="Much to show.")).accepted


def test_an_absence_is_a_zero_like_any_other(register: Register) -> None:
    absence = GNOMONICS.absence
    assert absence is not None
    assert absence.effect.value is AbsenceEffect.ZERO
    journey = bts(register, "A1", "A2")
    mark(journey, COM1_1="15", COM1_2="15", COM2_1="15", A2_1="15")
    journey.do(RecordAbsence(on=TEST, evaluation="A1.1"))
    decision = journey.decide(TEST)
    assert decision.title.verdict is Verdict.TOTAL
    assert decision.title.average20 == 10
    bought = journey.do(RecordEvaluation(on=AFTER, evaluation="A1.1", points="20"))
    assert [finding.what for finding in bought.findings] == ["mark-after-absence"]
    assert journey.decide(AFTER).title.average20 == 10


def test_an_excuse_opens_a_make_up(register: Register) -> None:
    journey = bts(register, "A1", "A2")
    mark(journey, COM1_1="15", COM1_2="15", COM2_1="15", A2_1="15")
    journey.do(RecordAbsence(on=TEST, evaluation="A1.1"))
    refused = SubmitExcuse(on=TEST, evaluation="A1.1", reason=ExcuseReason.SICK_LEAVE, evidence=True)
    assert clauses_unmet(journey.do(refused)) == {"BTF-R08"}
    ill = SubmitExcuse(on=TEST, evaluation="A1.1", reason=ExcuseReason.FORCE_MAJEURE, evidence=True)
    assert journey.do(ill).accepted
    assert journey.decide(TEST).title.verdict is Verdict.PENDING
    assert journey.do(RequestMakeUp(on=TEST, evaluations=("A1.1",))).accepted
    assert [(d.what, d.on) for d in journey.decide(TEST).deadlines] == [("make-up A1.1", date(2025, 8, 2))]
    late = journey.preview(RecordEvaluation(on=date(2025, 8, 3), evaluation="A1.1", points="20"))
    assert [finding.clause for finding in late.findings] == ["BTF-R09"]
    journey.do(RecordEvaluation(on=date(2025, 8, 2), evaluation="A1.1", points="20"))
    assert verdicts(journey.decide(date(2025, 8, 2)))["A1"] is Verdict.VALIDATED


def test_one_retake_a_month_ahead(register: Register) -> None:
    journey = bts(register, "A1", "A2")
    mark(journey, COM1_1="9", COM1_2="9", COM2_1="15", A1_1="0", A2_1="9")
    late = journey.do(retake("A1", on=date(2025, 8, 2), test_on=date(2025, 9, 1)))
    assert clauses_unmet(late) == {"BTF-R12"}
    assert late.possible_on == "2025-08-01"
    assert journey.do(retake("A1", on=date(2025, 8, 1), test_on=date(2025, 9, 1))).accepted
    journey.do(RecordEvaluation(on=date(2025, 9, 1), evaluation="A1.1", points="20"))
    decision = journey.decide(date(2025, 9, 1))
    assert decision.title.verdict is Verdict.TOTAL, "the marks of the other blocs serve again: nothing forbids it"
    assert verdicts(decision)["COM1"] is Verdict.COMPENSATED


def test_a_sovereign_jury_departs_with_a_reason(register: Register) -> None:
    journey = bts(register, "A1", "A2")
    mark(journey, COM1_1="9", COM1_2="9", COM2_1="9", A1_1="9", A2_1="9")
    president, trainer = Member(role=Role.PRESIDENT), Member(role=Role.TRAINER)
    crowd = (president, trainer, *(Member(role=Role.PROFESSIONAL) for _ in range(4)))

    def jury(members: tuple[Member, ...]) -> ConstituteJury:
        return ConstituteJury(
            on=JURY,
            jury="J1",
            kind=JuryKind.CERTIFICATION,
            certification="FICTION-BTS",
            meets_on=JURY,
            members=members,
        )

    for members in ((president,), (trainer,), (president, president, trainer), crowd):
        assert clauses_unmet(register.do(jury(members))) == {"BTF-R13"}
    assert register.do(jury((president, trainer))).accepted
    assert "BTF-R14" in clauses_unmet(journey.do(Deliberate(on=JURY, jury="J1", title=Verdict.TOTAL)))
    gift = Deliberate(on=JURY, jury="J1", title=Verdict.TOTAL, reason="A brilliant oral.")
    assert journey.do(gift).accepted
    decision = journey.decide(JURY)
    assert decision.title.verdict is Verdict.TOTAL
    assert [(d.what, d.proposed, d.decided) for d in decision.departures] == [("title", Verdict.NONE, Verdict.TOTAL)]


@pytest.mark.parametrize("options", [("A1", "B2"), ("A1",), ()], ids=["half of each", "half of one", "none"])
def test_half_an_option_is_not_an_option(register: Register, options: tuple[str, ...]) -> None:
    journey = bts(register, *options)
    mark(journey, COM1_1="15", COM1_2="15", COM2_1="15", **{f"{option}_1": "15" for option in options})
    assert journey.decide(TEST).title.verdict is Verdict.PARTIAL


def test_a_bloc_that_was_never_sat_is_not_made_up_for(register: Register) -> None:
    journey = bts(register, "A1", "A2")
    mark(journey, COM1_1="20", COM1_2="20", COM2_1="20", A1_1="20")
    members = (Member(role=Role.PRESIDENT), Member(role=Role.TRAINER))
    register.do(
        ConstituteJury(
            on=JURY,
            jury="J1",
            kind=JuryKind.CERTIFICATION,
            certification="FICTION-BTS",
            meets_on=JURY,
            members=members,
        )
    )
    journey.do(Deliberate(on=JURY, jury="J1"))
    assert journey.decide(AFTER).proposal is None
    assert journey.decide(AFTER).title.verdict is Verdict.PARTIAL


# --- the bell-ringer -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", load(CASES / "mixed_like.yaml").cases, ids=lambda case: str(case.name))
def test_marks_beside_competences_with_series_and_a_part(case: Case) -> None:
    """Each bloc goes by its own rule, and the average runs over the blocs that count for the candidate."""
    assert run(case, "mixed_like.yaml", [FICTIONAL]).failures == ()


SCALES: dict[str, int] = {"THEORY": 100, "METAL1": 60, "METAL2": 40, "ROPE1": 100, "TOWER": 100}
SERIES = {"metal": ("METAL1", "METAL2"), "rope": ("ROPE1",)}


@given(
    st.dictionaries(st.sampled_from(sorted(SCALES)), st.fractions(0, 1, max_denominator=20), min_size=5),
    st.sampled_from(sorted(SERIES)),
    st.booleans(),
)
@settings(max_examples=40, deadline=None)
def test_the_average_is_that_of_the_chosen_series_and_the_part(
    shares: dict[str, Fraction], series: str, acquired: bool
) -> None:
    """Whatever was sat of the other series: it neither counts nor is waited for; the competences are no part of it."""
    with Register.open("memory:", plugins=[FICTIONAL]) as register:
        journey = register.journey("M1")
        journey.do(EnrolCandidate(on=START, certification="FICTION-MIX", route=Route.STUDENT))
        journey.do(RecordEvaluation(on=TEST, evaluation="GESTURES.1", competences={"G1": True, "G2": acquired}))
        for name, share in shares.items():
            journey.do(RecordEvaluation(on=TEST, evaluation=f"{name}.1", points=share * SCALES[name]))
        assert journey.do(ChooseOption(on=TEST, bloc=SERIES[series][-1])).accepted
        decision = journey.decide(TEST)
    counted = ("THEORY", *SERIES[series], "TOWER")
    average = sum((shares[name] * SCALES[name] for name in counted), Fraction(0)) * 20 / 300
    assert decision.title.average20 == average
    eliminated = any(20 * shares[name] < 6 for name in counted[:-1])
    granted = acquired and average >= 10 and not eliminated and shares["TOWER"] * 2 >= 1
    assert (decision.title.verdict is Verdict.TOTAL) is granted
    found = verdicts(decision)
    for other in set(SCALES) - set(counted):
        assert found[other] is not Verdict.COMPENSATED, "what does not count is not made good"
