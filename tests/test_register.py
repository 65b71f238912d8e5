"""The register: what was recorded is decided again the same, by whoever opens the file, whatever became of plugins."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from fractions import Fraction
from pathlib import Path
from typing import TypeVar, cast

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from certdomain import (
    BadCommand,
    BadInput,
    BlocByMark,
    CertdomainError,
    Certifier,
    Channel,
    Command,
    Conflict,
    ConstituteJury,
    CorrectEntry,
    Damaged,
    Decision,
    Deliberate,
    DiscloseMarks,
    EnrolCandidate,
    EstablishFalsification,
    Evidence,
    JuryKind,
    LogCompanyHours,
    Member,
    MoveToEdition,
    PluginError,
    Problem,
    RecordAbsence,
    RecordEvaluation,
    Register,
    Regulation,
    RequestRetake,
    RetakeMode,
    Role,
    Route,
    Said,
    StoreFull,
    UnknownJourney,
    UnknownTitle,
    Verdict,
    VoidEntry,
)
from certdomain.calendar import Period, Unit
from certdomain.regulation.canonical import canonical, digest
from certdomain.regulation.gates import Gate, NotBanned, Request
from tests.fictional import FICTIONAL, GNOMONICS, SUNDIALS

T = TypeVar("T")
START = date(2024, 9, 2)
TEST = date(2025, 6, 2)
JURY = date(2025, 7, 1)
LATER = date(2025, 9, 1)
NOON = datetime(2025, 6, 2, 12, tzinfo=UTC)
BLOCS = ("COM1", "COM2", "A1", "A2")
PASSING = {"COM1.1": "15", "COM1.2": "30", "COM2.1": "15", "A1.1": "0", "A2.1": "7.5"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "register.db"


@pytest.fixture
def register(file: Path) -> Iterator[Register]:
    with Register.open(file, plugins=[FICTIONAL]) as opened:
        yield opened


def enrolment(title: str = "FICTION-BTS", candidate: str | None = None, on: date = START) -> EnrolCandidate:
    return EnrolCandidate(
        on=on,
        certification=title,
        route=Route.STUDENT,
        candidate=candidate,
        scope=BLOCS if title == "FICTION-BTS" else None,
        evidence=[Evidence.diploma(level=4)],
    )


def result(evaluation: str, points: str, on: date = TEST, key: str | None = None) -> RecordEvaluation:
    return RecordEvaluation(on=on, evaluation=evaluation, points=points, key=key)


def jury(name: str = "J1", title: str = "FICTION-BTS", on: date = JURY) -> ConstituteJury:
    members = [Member(role=Role.PRESIDENT), Member(role=Role.TRAINER)]
    if title == "FICTION-TP":
        members = [Member(role=Role.PROFESSIONAL, trade_since=date(2010, 1, 1))] * 2
    return ConstituteJury(
        on=on,
        jury=name,
        kind=JuryKind.CERTIFICATION,
        certification=title,
        meets_on=on,
        members=members,
    )


def retake(bloc: str, on: date = LATER, test_on: date = date(2025, 12, 1)) -> RequestRetake:
    return RequestRetake(on=on, blocs=(bloc,), mode=RetakeMode.RESIT, channel=Channel.EMAIL, test_on=test_on)


def sit_all(register: Register, name: str = "B1", candidate: str | None = None, **instead: str) -> None:
    journey = register.journey(name)
    journey.do(enrolment(candidate=candidate))
    for evaluation, points in {**PASSING, **{k.replace("_", "."): v for k, v in instead.items()}}.items():
        journey.do(result(evaluation, points))


def facts(decision: Decision) -> dict[str, object]:
    """All that a decision says, but for the versions that it was read at."""
    held = {field.name: getattr(decision, field.name) for field in attrs.fields(type(decision))}
    return {name: value for name, value in held.items() if name != "context"}


# --- replay = live -------------------------------------------------------------------------------------------------

journeys = st.sampled_from(["X", "Y"])
on_days = st.sampled_from([TEST + timedelta(days=n) for n in range(0, 120, 20)])
tests = st.sampled_from(sorted(PASSING))
commands: st.SearchStrategy[Command] = st.one_of(
    st.builds(enrolment, candidate=st.none() | st.just("C")),
    st.builds(result, evaluation=tests, points=st.sampled_from(["0", "5", "10"]), on=on_days),
    st.builds(RecordAbsence, on=on_days, evaluation=tests),
    st.builds(retake, bloc=st.sampled_from(BLOCS), on=on_days),
    st.builds(Deliberate, on=on_days, jury=st.just("J1")),
    st.builds(DiscloseMarks, on=on_days, evaluations=tests.map(lambda name: (name,))),
    st.builds(VoidEntry, on=on_days, entry=st.integers(1, 9), reason=st.just("a slip")),
    st.builds(
        CorrectEntry,
        on=on_days,
        entry=st.integers(1, 9),
        reason=st.just("a slip"),
        fields=on_days.map(lambda day: {"on": day.isoformat()}),
    ),
)


@given(st.lists(st.tuples(journeys, commands), min_size=1, max_size=14))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_live_equals_replayed(steps: list[tuple[str, Command]]) -> None:
    """For any commands, invalid ones among them: a second register that reads the same records gives the same
    decisions and files, and what was invalid left no trace."""
    with Register.open("memory:", plugins=[FICTIONAL]) as live:
        live.do(jury())
        recorded = {"X": 0, "Y": 0}
        for name, command in steps:
            try:
                live.journey(name).do(command)
            except BadCommand:
                pass
            else:
                recorded[name] += 1
        replayed = Register(live.store)
        for name in ("X", "Y"):
            assert replayed.file(name) == live.file(name)
            assert live.file(name).version == recorded[name]
            for day in (START, TEST, LATER):
                try:
                    decision = live.journey(name).decide(day)
                except UnknownJourney:
                    with pytest.raises(UnknownJourney):
                        replayed.journey(name).decide(day)
                else:
                    assert replayed.journey(name).decide(day) == decision


def test_reopened_from_its_file_it_decides_the_same(file: Path) -> None:
    """Also with no plugin at all: the file holds everything that a decision needs."""
    with Register.open(file, plugins=[FICTIONAL]) as register:
        register.adopt("FICTION-BTS", readings={"BTF-A01": "b"}, by="dean", reason="the council")
        sit_all(register)
        register.do(jury())
        register.journey("B1").do(Deliberate(on=JURY, jury="J1"))
        live = {day: register.journey("B1").decide(day) for day in (START, TEST, JURY, LATER)}
        records = register.journey("B1").records()
    with Register.open(file, plugins=[], create=False) as register:
        assert {day: register.journey("B1").decide(day) for day in live} == live
        assert register.journey("B1").records() == records
        assert [*register.journeys()] == ["B1"]
        assert [*register.journeys("FICTION-BTS")] == ["B1"]
        assert [*register.journeys("FICTION-TP")] == []
        assert register.titles() == ()
        assert register.jury("J1") is not None


def test_without_plugins_it_also_goes_on_recording(file: Path) -> None:
    """Under the regulation that the file holds; a title that it never held stays unknown."""
    with Register.open(file, plugins=[FICTIONAL]) as register:
        sit_all(register)
    with Register.open(file, plugins=[]) as register:
        assert register.do(jury()).accepted
        assert register.journey("B1").do(Deliberate(on=JURY, jury="J1")).accepted
        sit_all(register, "B2")
        assert register.journey("B2").decide(TEST).title.verdict is Verdict.TOTAL
        with pytest.raises(UnknownTitle, match="FICTION-TP"):
            register.journey("T1").do(enrolment("FICTION-TP"))


def test_what_is_not_there_is_said(file: Path, register: Register) -> None:
    with pytest.raises(UnknownJourney):
        register.journey("nobody").decide(TEST)
    with pytest.raises(UnknownJourney):
        register.journey("nobody").do(result("A1.1", "5"))
    assert register.journey("nobody").records() == ()
    with pytest.raises(UnknownTitle, match="NO-SUCH-TITLE"):
        register.journey("B1").do(enrolment("NO-SUCH-TITLE"))
    with pytest.raises(BadInput, match="readings"):
        register.adopt("FICTION-BTS", readings={"BTF-A01": "z"})
    with pytest.raises(Damaged):
        Register.open(file.with_name("missing.db"), plugins=[], create=False)
    assert [*register.journeys()] == []


def test_preview_records_nothing(register: Register) -> None:
    sit_all(register, COM1_1="0")
    before = register.journey("B1").records()
    previewed = register.journey("B1").preview(retake("A1"))
    assert register.journey("B1").records() == before
    assert previewed.accepted
    assert register.journey("B1").do(retake("A1")) == previewed


def test_a_key_is_used_once(register: Register) -> None:
    journey = register.journey("B1")
    journey.do(enrolment())
    journey.do(result("A1.1", "5", key="a1"))
    with pytest.raises(BadCommand, match="key"):
        journey.do(result("A2.1", "5", key="a1"))
    assert journey.do(CorrectEntry(on=TEST, entry="a1", reason="a slip", fields={"points": "6"})).accepted


# --- two registers on one file -------------------------------------------------------------------------------------
# A register reads again what another one wrote before each command; within a batch it decides on what it read.


def test_a_register_sees_what_another_one_wrote(file: Path, register: Register) -> None:
    """Nothing held in memory outlives the write of somebody else: the next question gets the new answer."""
    sit_all(register, COM1_1="0")
    with Register.open(file, plugins=[FICTIONAL]) as other:
        other.journey("B1").decide(TEST)
        assert register.journey("B1").do(retake("A1")).accepted
        assert other.journey("B1").records() == register.journey("B1").records()
        assert other.journey("B1").do(retake("A1")).refused


def test_two_writers_of_one_journey_conflict(file: Path, register: Register) -> None:
    """The second is told so by type, nothing of it is recorded, and it may read again and decide again."""
    sit_all(register, COM1_1="0")
    with Register.open(file, plugins=[FICTIONAL]) as other:
        other.journey("B1").decide(TEST)
        assert register.journey("B1").do(retake("A1")).accepted
        with pytest.raises(Conflict) as caught, other.batch():
            other.journey("B1").do(result("A1.1", "20", on=LATER))
        assert (caught.value.stream, caught.value.expected, caught.value.actual) == ("journey/B1", 6, 7)
        assert other.journey("B1").records() == register.journey("B1").records(), "it reads again"
        second = other.journey("B1").do(retake("A1"))
        assert second.refused, "the retake that the other one granted is seen now"


def test_two_enrolments_of_one_journey_conflict(file: Path, register: Register) -> None:
    with Register.open(file, plugins=[FICTIONAL]) as other:
        other.file("B1")
        register.journey("B1").do(enrolment())
        with pytest.raises(Conflict), other.batch():
            other.journey("B1").do(enrolment())


def test_a_second_retake_elsewhere_conflicts(file: Path, register: Register) -> None:
    """The right to one retake is the candidate's: two journeys, two processes, and still one."""
    sit_all(register, "B1", "C", COM1_1="0")
    sit_all(register, "B2", "C", COM1_1="0")
    with Register.open(file, plugins=[FICTIONAL]) as other:
        other.journey("B2").decide(TEST)
        assert register.journey("B1").do(retake("A1")).accepted
        with pytest.raises(Conflict), other.batch():
            other.journey("B2").do(retake("A1"))
        assert other.journey("B2").do(retake("A1")).refused


def test_a_jury_constituted_meanwhile_is_a_conflict_for_whoever_looked_before(file: Path, register: Register) -> None:
    """An import looks whether a line is recorded; what another process wrote since then must not pass for nothing."""
    seen = len(register.jury_history("J1"))
    with Register.open(file, plugins=[FICTIONAL]) as other:
        other.do(jury())
    with pytest.raises(Conflict):
        register.do(jury(), seen=seen)
    assert len(register.jury_records("J1")) == 1
    assert register.do(jury(), seen=1).accepted


def with_ban(regulation: Regulation, *requests: Request) -> Regulation:
    """The regulation with a ban for falsification before those requests."""
    ban = NotBanned(length=Said(Period(1, Unit.YEARS), (regulation.clauses[0].id,)))
    return attrs.evolve(
        regulation,
        network="sundials",
        falsification=(regulation.clauses[0].id,),
        gates=(*regulation.gates, *(Gate(request=request, conditions=(ban,)) for request in requests)),
    )


BANNING = Certifier(
    name="Fictional certifier",
    regulations=(with_ban(SUNDIALS, Request.ENROL), with_ban(GNOMONICS, Request.ENROL, Request.RETAKE)),
)


def test_an_enrolment_cannot_race_a_ban(file: Path) -> None:
    """An enrolment that was decided before a ban became known is not recorded after it."""
    with Register.open(file, plugins=[BANNING]) as one, Register.open(file, plugins=[BANNING]) as other:
        one.journey("B1").do(enrolment(candidate="C"))
        assert not [*one.standing("C").bans()]
        other.journey("B1").do(EstablishFalsification(on=TEST))
        try:
            refused = one.journey("T1").do(enrolment("FICTION-TP", candidate="C", on=JURY)).refused
        except Conflict:
            refused = one.journey("T1").do(enrolment("FICTION-TP", candidate="C", on=JURY)).refused
        assert refused


def test_a_jury_cannot_change_under_a_deliberation(file: Path, register: Register) -> None:
    sit_all(register)
    register.do(jury())
    with Register.open(file, plugins=[FICTIONAL]) as other:
        assert other.jury("J1") is not None
        register.do(jury(on=JURY))
        other.journey("B1").decide(JURY)
        with pytest.raises(Conflict), other.batch():
            other.journey("B1").do(Deliberate(on=JURY, jury="J1"))


# --- across journeys -----------------------------------------------------------------------------------------------


def test_retakes_are_the_candidates(register: Register) -> None:
    sit_all(register, "B1", "C", A1_1="0", COM1_1="0")
    sit_all(register, "B2", "C", A1_1="0", COM1_1="0")
    sit_all(register, "B3", "D", A1_1="0", COM1_1="0")
    assert register.journey("B1").do(retake("A1")).accepted
    again = register.journey("B2").do(retake("A1"))
    assert (again.refused, again.clauses) == (True, ("BTF-R12",))
    assert register.journey("B2").do(retake("COM1")).accepted, "another bloc is another right"
    assert register.journey("B3").do(retake("A1")).accepted, "another candidate too"
    assert "A1" not in {o.bloc for o in register.journey("B2").decide(LATER).retake_open}


def test_voiding_the_retake_gives_the_right_back(register: Register) -> None:
    sit_all(register, "B1", "C", COM1_1="0")
    sit_all(register, "B2", "C", COM1_1="0")
    register.journey("B1").do(retake("A1"))
    position = len(register.journey("B1").records())
    assert register.journey("B2").preview(retake("A1")).refused
    register.journey("B1").do(VoidEntry(on=LATER, entry=position, reason="recorded for the wrong person"))
    assert register.journey("B2").do(retake("A1")).accepted


def test_a_ban_holds_in_every_journey_of_the_network() -> None:
    with Register.open("memory:", plugins=[BANNING]) as register:
        sit_all(register, "B1", "C", COM1_1="0")
        sit_all(register, "B2", "C", COM1_1="0")
        assert register.journey("B1").do(EstablishFalsification(on=JURY)).accepted
        assert register.journey("T1").do(enrolment("FICTION-TP", "C", on=JURY + timedelta(days=364))).refused
        assert register.journey("T2").do(enrolment("FICTION-TP", "C", on=date(2026, 7, 1))).accepted
        assert register.journey("T3").do(enrolment("FICTION-TP", "D", on=LATER)).accepted
        barred = register.journey("B2").do(retake("A1"))
        assert (barred.refused, barred.possible_on) == (True, "2026-07-01")
        assert register.journey("B2").decide(LATER).retake_open == ()


def test_a_ban_recorded_in_several_journeys_at_once_is_voided_one_by_one() -> None:
    """One command in two journeys of one candidate: each contributes its own part to the candidate's standing."""
    with Register.open("memory:", plugins=[BANNING]) as register:
        sit_all(register, "B1", "C")
        sit_all(register, "B2", "C")
        register.do_together(["B1", "B2"], EstablishFalsification(on=JURY))
        standing = register.standing("C")
        assert {name for name, c in standing.contributions.items() if c.bans} == {"B1", "B2"}
        register.journey("B1").do(VoidEntry(on=JURY, entry=7, reason="only in the other one"))
        assert register.journey("T1").do(enrolment("FICTION-TP", "C", on=LATER)).refused, "the other one still bans"


# --- what was known ------------------------------------------------------------------------------------------------


def test_known_at() -> None:
    """The mark of June was corrected in July: what is decided for June depends on when one asks, in what one knows."""
    with Register.open("memory:", plugins=[FICTIONAL]) as register:
        journey = register.journey("B1")
        journey.do(enrolment(), recorded_at=NOON)
        for hour, (evaluation, points) in enumerate(PASSING.items(), start=1):
            journey.do(result(evaluation, points, key=evaluation), recorded_at=NOON + timedelta(hours=hour))
        slip = CorrectEntry(on=JURY, entry="COM2.1", reason="a slip", fields={"points": "14"})
        told = NOON + timedelta(days=29)
        journey.do(slip, recorded_at=told)
        assert journey.decide(TEST).title.verdict is Verdict.PARTIAL
        assert journey.decide(TEST, known_at=told).title.verdict is Verdict.PARTIAL
        before = journey.decide(TEST, known_at=told - timedelta(microseconds=1))
        assert (before.title.verdict, before.known_at) == (Verdict.TOTAL, told - timedelta(microseconds=1))
        early = journey.decide(TEST, known_at=NOON + timedelta(hours=2))
        assert early.title.verdict is Verdict.PENDING
        assert {awaited.what for awaited in early.awaited} == {"COM2.1", "A1.1", "A2.1"}
        with pytest.raises(UnknownJourney):
            journey.decide(TEST, known_at=NOON - timedelta(seconds=1))
        assert len(journey.records(known_at=NOON + timedelta(hours=2))) == 3


def test_known_at_holds_for_other_journeys_too() -> None:
    """A retake used elsewhere is not known before it was recorded, whatever its own date."""
    with Register.open("memory:", plugins=[FICTIONAL]) as register:
        for name in ("B1", "B2"):
            journey = register.journey(name)
            journey.do(enrolment(candidate="C"), recorded_at=NOON)
            for evaluation, points in {**PASSING, "COM1.1": "0"}.items():
                journey.do(result(evaluation, points), recorded_at=NOON)
        told = NOON + timedelta(days=100)
        register.journey("B1").do(retake("A1"), recorded_at=told)
        second = register.journey("B2")
        assert "A1" not in {o.bloc for o in second.decide(LATER).retake_open}
        assert "A1" in {o.bloc for o in second.decide(LATER, known_at=told - timedelta(seconds=1)).retake_open}


def test_instants_are_aware() -> None:
    with Register.open("memory:", plugins=[FICTIONAL]) as register, pytest.raises(BadCommand, match="aware"):
        register.journey("B1").do(enrolment(), recorded_at=datetime(2025, 6, 2))  # noqa: DTZ001  naive on purpose


def test_the_instant_of_a_question_is_aware_and_named_as_it_was_given(register: Register) -> None:
    """The message names `known_at`, which the caller wrote, not the field of a record."""
    with pytest.raises(BadCommand, match="`known_at`"):
        register.journey("B1").decide(LATER, known_at=datetime(2025, 6, 2))  # noqa: DTZ001  naive on purpose


@pytest.mark.parametrize(("field", "value"), [("certification", "T9"), ("edition", "1999")])
def test_an_enrolment_is_not_corrected_into_another_law(register: Register, field: str, value: str) -> None:
    """It would be judged under the regulation of the old title, and no record would say so."""
    journey = register.journey("B1")
    journey.do(enrolment())
    with pytest.raises(BadCommand, match=rf"fields\.{field}"):
        journey.do(CorrectEntry(on=LATER, entry=1, reason="wrong form", fields={field: value}))


# --- juries --------------------------------------------------------------------------------------------------------


def test_a_jury_is_frozen_once_it_deliberated(register: Register) -> None:
    """Until then it may be composed anew; refused compositions and juries of other titles are none."""
    sit_all(register)
    assert register.do(jury()).accepted
    assert register.do(jury()).accepted
    assert register.journey("B1").do(Deliberate(on=JURY, jury="J1")).accepted
    sat = register.jury("J1")
    assert sat is not None
    assert sat.sat
    again = register.do(jury())
    assert again.refused
    assert again.tree is not None
    assert any(node.asks == "jury.not-frozen" for node in again.tree.walk())
    assert register.jury("J1") == attrs.evolve(sat, version=sat.version + 1), "it stays as it sat"
    assert register.jury("nobody") is None


def test_one_jury_sits_for_many(register: Register) -> None:
    for name in ("B1", "B2", "B3"):
        sit_all(register, name)
    register.do(jury())
    answers = register.do_together(["B1", "B2"], Deliberate(on=JURY, jury="J1"))
    assert [answer.accepted for answer in answers] == [True, True]
    assert register.journey("B3").do(Deliberate(on=JURY, jury="J1")).accepted, "a frozen jury still deliberates"
    for name in ("B1", "B2", "B3"):
        assert register.journey(name).decide(JURY).decided
    assert len(register.jury_records("J1")) == 1


def test_a_jury_belongs_to_no_journey(register: Register) -> None:
    register.journey("B1").do(enrolment())
    with pytest.raises(BadCommand, match="no journey"):
        register.journey("B1").do(jury())
    with pytest.raises(BadCommand, match="journey"):
        register.do(Deliberate(on=JURY, jury="J1"))


# --- together ------------------------------------------------------------------------------------------------------


def test_together_one_refusal_records_nothing(register: Register) -> None:
    """`retake A1` is refused in the one that passed it: nothing is recorded, and the answers tell which."""
    sit_all(register, "B1", A1_1="0", COM1_1="0")
    sit_all(register, "B2", A1_1="20", COM1_1="0")
    before = {name: register.journey(name).records() for name in ("B1", "B2")}
    answers = register.do_together(["B1", "B2"], retake("A1"))
    assert [answer.status.value for answer in answers] == ["accepted", "refused"]
    assert {name: register.journey(name).records() for name in before} == before
    assert register.journey("B1").do(retake("A1")).accepted, "no right was used up"


def test_together_one_invalid_records_nothing(register: Register) -> None:
    sit_all(register, "B1")
    with pytest.raises(UnknownJourney):
        register.do_together(["B1", "nobody"], DiscloseMarks(on=JURY, evaluations=("A1.1",)))
    assert len(register.journey("B1").records()) == 6


def test_together_all_are_recorded(file: Path, register: Register) -> None:
    sit_all(register, "B1")
    sit_all(register, "B2")
    at = datetime(2025, 7, 1, tzinfo=UTC)
    register.do_together(["B1", "B2"], DiscloseMarks(on=JURY, evaluations=("A1.1",)), recorded_at=at)
    with Register.open(file, plugins=[]) as other:
        for name in ("B1", "B2"):
            assert other.journey(name).records()[-1].recorded_at == at


def test_together_a_journey_named_twice_is_said_before_anything_is_recorded(register: Register) -> None:
    """One command is one record of a journey: naming it twice is a mistake, or harmless, but never a half-done deed."""
    sit_all(register, "B1")
    try:
        register.do_together(["B1", "B1"], DiscloseMarks(on=JURY, evaluations=("A1.1",)))
    except BadCommand:
        assert len(register.journey("B1").records()) == 6
    else:
        assert len(register.journey("B1").records()) == 7


def test_together_two_enrolments_adopt_once(register: Register) -> None:
    answers = register.do_together(["B1", "B2"], enrolment())
    assert all(answer.accepted for answer in answers)
    assert register.store.version("regulation/FICTION-BTS") == 1


# --- batches -------------------------------------------------------------------------------------------------------


def test_a_batch_is_what_one_by_one_is(file: Path) -> None:
    """Buffered or not: the same records, and reading in between sees what was recorded so far."""
    with Register.open(file, plugins=[FICTIONAL]) as register:
        with register.batch():
            sit_all(register, "B1", "C", COM1_1="0")
            assert register.journey("B1").decide(TEST).title.verdict is Verdict.PARTIAL
            sit_all(register, "B2", "C", COM1_1="0")
            assert register.journey("B1").do(retake("A1")).accepted
            assert register.journey("B2").do(retake("A1")).refused
            register.do(jury())
            assert register.journey("B1").do(Deliberate(on=JURY, jury="J1")).accepted
        batched = {name: facts(register.journey(name).decide(LATER)) for name in ("B1", "B2")}
    with Register.open(file, plugins=[]) as register:
        assert {name: facts(register.journey(name).decide(LATER)) for name in batched} == batched
    with Register.open("memory:", plugins=[FICTIONAL]) as register:
        sit_all(register, "B1", "C", COM1_1="0")
        sit_all(register, "B2", "C", COM1_1="0")
        register.journey("B1").do(retake("A1"))
        register.journey("B2").do(retake("A1"))
        register.do(jury())
        register.journey("B1").do(Deliberate(on=JURY, jury="J1"))
        assert {name: facts(register.journey(name).decide(LATER)) for name in batched} == batched


def test_a_batch_that_breaks_keeps_what_came_before(file: Path) -> None:
    with Register.open(file, plugins=[FICTIONAL]) as register:
        with pytest.raises(BadCommand), register.batch():  # noqa: PT012  what came before is the point
            sit_all(register, "B1")
            register.journey("B1").do(result("NO-SUCH-TEST", "5"))
        assert len(register.journey("B1").records()) == 6
        register.journey("B1").do(retake("A1"))
    with Register.open(file, plugins=[]) as register:
        assert len(register.journey("B1").records()) == 7


def test_a_batch_sees_its_own_journeys(register: Register) -> None:
    with register.batch():
        sit_all(register, "B1")
        assert [*register.journeys()] == ["B1"]


def test_a_conflicting_batch_is_told(file: Path, register: Register) -> None:
    sit_all(register, "B1")
    with Register.open(file, plugins=[FICTIONAL]) as other:
        other.file("B1")
        register.journey("B1").do(LogCompanyHours(on=TEST, hours=Fraction(7)))
        with pytest.raises(Conflict), other.batch():
            other.journey("B1").do(LogCompanyHours(on=TEST, hours=Fraction(7)))
        assert other.journey("B1").records() == register.journey("B1").records()


# --- plugins that change -------------------------------------------------------------------------------------------


def stricter(edition: str = GNOMONICS.edition, since: date | None = None) -> Certifier:
    """A plugin that now says that a bloc is kept from 16 on, in the same edition or in another."""
    rule = GNOMONICS.award.blocs[0]
    assert isinstance(rule, BlocByMark)
    award = attrs.evolve(GNOMONICS.award, blocs=(attrs.evolve(rule, pass_mark=Said(Fraction(16), ("BTF-R06",))),))
    changed = attrs.evolve(GNOMONICS, award=award, edition=edition, in_force_from=since)
    others = () if edition == GNOMONICS.edition else (GNOMONICS,)
    return Certifier(name="Fictional certifier", regulations=(changed, *others))


def test_a_plugin_that_changed_changes_nothing_adopted(file: Path) -> None:
    """The same edition with other content: what was enrolled stays under what was adopted, and so do new enrolments
    until the certifier adopts the new content by name."""
    with Register.open(file, plugins=[FICTIONAL]) as register:
        sit_all(register)
        before = register.journey("B1").decide(TEST)
    with Register.open(file, plugins=[stricter()]) as register:
        assert register.journey("B1").decide(TEST) == before
        assert register.journey("B1").regulation() == register.regulation_of(before.regulation, "FICTION-BTS")
        sit_all(register, "B2")
        assert register.journey("B2").decide(TEST).regulation == before.regulation
        adopted = register.adopt("FICTION-BTS", by="dean", reason="the text was misread")
        assert adopted != before.regulation
        sit_all(register, "B3")
        assert register.journey("B3").decide(TEST).kept == ()
        assert register.journey("B3").decide(TEST).regulation == adopted
        assert register.journey("B1").decide(TEST) == before


def test_a_new_edition_is_for_new_enrolments(file: Path) -> None:
    """From its day on; who is already enrolled moves by an act, and by its day."""
    with Register.open(file, plugins=[FICTIONAL]) as register:
        sit_all(register)
    with Register.open(file, plugins=[stricter("2025", date(2025, 1, 1))]) as register:
        sit_all(register, "B2")
        assert register.journey("B2").decide(TEST).edition == "2021", "enrolled before it came into force"
        register.journey("B3").do(enrolment(on=date(2025, 1, 1)))
        assert register.journey("B3").decide(TEST).edition == "2025"
        journey = register.journey("B1")
        assert journey.decide(TEST).kept == ("COM1", "COM2", "A2")
        assert journey.do(MoveToEdition(on=JURY, edition="2025", reason="as asked")).accepted
        assert (journey.decide(TEST).edition, journey.decide(TEST).kept) == ("2021", ("COM1", "COM2", "A2"))
        assert (journey.decide(JURY).edition, journey.decide(JURY).kept) == ("2025", ())


def test_adoption_is_content_addressed(register: Register) -> None:
    """The digest is that of the canonical content; adopting the same twice records it once."""
    plain = register.adopt("FICTION-BTS")
    assert plain == digest(canonical(GNOMONICS))
    assert register.adopt("FICTION-BTS") == plain
    assert register.store.version("regulation/FICTION-BTS") == 1
    switched = register.adopt("FICTION-BTS", readings={"BTF-A01": "b"})
    assert switched != plain
    assert dict(register.regulation("FICTION-BTS").choices) == {"BTF-A01": "b"}
    assert register.regulation("FICTION-BTS", on=START).edition == "2021"


def test_choices_are_pinned_at_enrolment(register: Register) -> None:
    """A reading switched later leaves earlier enrolments where they were."""
    instead = {"COM2_1": "14.9"}
    sit_all(register, "B1", **instead)
    register.adopt("FICTION-BTS", readings={"BTF-A01": "b"})
    sit_all(register, "B2", **instead)
    verdicts = [register.journey(name).decide(TEST).title.verdict for name in ("B1", "B2")]
    assert verdicts == [Verdict.PARTIAL, Verdict.TOTAL]


# --- the example of the README -------------------------------------------------------------------------------------


def test_the_example_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Register.open(tmp_path / "diplomas.db") as register:
        journey = register.journey("J-2024-017")
        journey.do(
            EnrolCandidate(
                on=date(2024, 9, 2),
                certification="RNCP36395",
                route=Route.APPRENTICESHIP,
                evidence=[Evidence.diploma(level=5), Evidence.selection(passed=True)],
            )
        )
        answer = journey.do(RecordEvaluation(on=date(2025, 6, 2), evaluation="B4.3", points="37.25"))
        print(answer.findings)  # noqa: T201  as the example has it
        decision = journey.decide(on=date(2025, 7, 4))
        print(decision.title, decision.kept, decision.missing)  # noqa: T201  as the example has it
        print(decision.explain("fr"))  # noqa: T201  as the example has it
        data = decision.to_json()
    assert answer.accepted
    first, second, *rest = capsys.readouterr().out.splitlines()
    assert first == "()"
    assert second.startswith("pending () ")
    assert any("RNCP36395" in line or "B4" in line for line in rest)
    assert data["journey"] == "J-2024-017"
    assert (data["status"], data["confidential"]) == ("proposed", True)


# --- a careless caller ------------------------------------------------------------------------------------------------


def sent(it: T) -> T:
    return cast("T", pickle.loads(pickle.dumps(it)))  # noqa: S301 - what we pickled ourselves


@pytest.mark.parametrize("name", ["", "a\nb", "x" * 201, " B1", "\ud800", 5])
def test_together_the_ids_are_those_of_journeys(register: Register, name: str) -> None:
    """What `journey()` refuses as an id is recorded by no other way either: nobody could open it again."""
    with pytest.raises(BadCommand, match="field `journey`"):
        register.do_together(["B1", name], enrolment())
    assert list(register.journeys()) == []


def test_together_an_id_is_composed(register: Register) -> None:
    """A letter with its accent written apart names the same journey, as everywhere."""
    register.do_together(["e\N{COMBINING ACUTE ACCENT}"], enrolment())
    assert register.journey("é").decide(LATER).journey == "é"


@pytest.mark.parametrize("given", ["record-evaluation", {"command": "deliberate"}, None, RecordEvaluation])
def test_what_is_no_command_is_a_bad_command(register: Register, given: Command) -> None:
    """Every way to record or preview says so, as documented, instead of stumbling over it."""
    for attempt in (
        lambda: register.do(given),
        lambda: register.do_together(["B1"], given),
        lambda: register.journey("B1").do(given),
        lambda: register.journey("B1").preview(given),
    ):
        with pytest.raises(BadCommand, match="expected a command"):
            attempt()


@pytest.mark.parametrize(
    "instant",
    [
        "2025-06-02T12:00:00Z",
        TEST,
        datetime(2025, 6, 2, 12),  # noqa: DTZ001 - that is the point
        datetime.min.replace(tzinfo=timezone(timedelta(hours=14))),
        datetime.max.replace(tzinfo=timezone(timedelta(hours=-14))),
    ],
)
def test_what_is_no_instant_is_said(register: Register, instant: datetime) -> None:
    """Text, a day, an instant without zone, one outside the calendar in UTC: wherever it is asked."""
    register.journey("B1").do(enrolment())
    register.do(jury())
    for attempt in (
        lambda: register.journey("B1").decide(LATER, known_at=instant),
        lambda: register.journey("B1").records(instant),
        lambda: register.journey("B1").do(result("COM1.1", "15"), recorded_at=instant),
        lambda: register.jury("J1", known_at=instant),
        lambda: register.overlaid(instant),
        lambda: register.adopt("FICTION-BTS", recorded_at=instant),
    ):
        with pytest.raises(BadInput, match="an aware instant"):
            attempt()
    assert len(register.journey("B1").records()) == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("by", 5), ("by", ""), ("by", "a\nb"), ("by", "\ud800"), ("reason", None), ("reason", "\0"), ("reason", "\ud800")],
)
def test_an_adoption_records_only_what_can_be_read_again(file: Path, field: str, value: str) -> None:
    """Who adopted it and why are held to what commands are held to; else the register would not open again."""
    with Register.open(file, plugins=[FICTIONAL]) as register:
        with pytest.raises(BadInput, match=f"field `{field}`"):
            register.adopt("FICTION-BTS", **{field: value})  # type: ignore[arg-type]
        assert register.adopted("FICTION-BTS") == []


def test_an_adoption_tells_both_faults(register: Register) -> None:
    """All problems at once, here as elsewhere."""
    with pytest.raises(BadInput) as told:
        register.adopt("FICTION-BTS", by="", reason="\0")
    assert [problem.field for problem in told.value.problems] == ["by", "reason"]


def test_a_parameter_that_is_no_text_is_said() -> None:
    """A number or a day of Python where the text of one is meant."""
    with Register.open("memory:") as register, pytest.raises(BadInput) as told:
        register.adopt("RNCP36395", parameters={"sponsored_cohorts": 2, "last_issue_on": JURY})  # type: ignore[dict-item]
    assert [problem.field for problem in told.value.problems] == [
        "parameters.sponsored_cohorts",
        "parameters.last_issue_on",
    ]


def test_answers_and_records_can_be_counted_and_sent(register: Register) -> None:
    """What is frozen hashes, and crosses to another process: an answer as given, and as read from the register."""
    answer = register.journey("B1").do(enrolment())
    (recorded,) = register.journey("B1").records()
    assert len({answer, recorded.answer, sent(answer)}) == 1
    assert {recorded} == {sent(recorded)}


@pytest.mark.parametrize(
    "error",
    [
        BadInput([Problem(where="a.jsonl", line=2, field="on", found="'x'", expected="a day")]),
        UnknownJourney([]),
        Conflict("journey/B1", 1, 2),
        Damaged("r.db", "it is cut off", "go back to a backup"),
        StoreFull("r.db", "no room", "make some"),
        PluginError("certdomain-x", "fails", mend="mend it", file="x.py", line=3),
    ],
)
def test_errors_cross_to_another_process(error: CertdomainError) -> None:
    """Whoever reads registers in several processes is told what is wrong, with all that the error carries."""
    found = sent(error)
    assert type(found) is type(error)
    assert (str(found), found.__dict__) == (str(error), error.__dict__)


def test_no_folder_to_stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shell whose folder was removed: a name relative to it is no register, and an absolute one is."""
    Register.open(tmp_path / "here.db").close()
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(Damaged, match="the current folder does not exist"):
        Register.open("here.db")
    Register.open(tmp_path / "here.db", create=False).close()


def test_a_path_that_cannot_be_written_down() -> None:
    """Half of a surrogate pair is in no file name."""
    with pytest.raises(BadInput, match="cannot write"):
        Register.open("\ud800.db")
