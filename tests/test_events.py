"""What is stored can be read for good: round trips, a closed registry, hostile bytes, one golden file a name."""

from __future__ import annotations

import contextlib
import copy
import json
import pickle
from datetime import UTC, date, datetime, timedelta, timezone
from fractions import Fraction
from pathlib import Path

import attrs
import pytest
from attrs.exceptions import FrozenInstanceError
from hypothesis import example, given, settings
from hypothesis import strategies as st

from certdomain import events
from certdomain.candidate import Ban, BlocKept, Contribution, RetakeUsed
from certdomain.commands import (
    COMMANDS,
    AgreeAttendancePenalty,
    ChooseOption,
    ChoosePortfolio,
    Command,
    ConstituteJury,
    CorrectEntry,
    DecideFraud,
    DecideVaeAdmissibility,
    Deliberate,
    DestroyCopies,
    DiscloseMarks,
    DrawUpMinutes,
    EnrolCandidate,
    EstablishFalsification,
    Evidence,
    GrantAccommodation,
    HearCandidate,
    IssueCertificate,
    LogCompanyHours,
    Member,
    MoveToEdition,
    PresentPortfolio,
    PublishResults,
    RecogniseBloc,
    RecordAbsence,
    RecordAttendance,
    RecordEvaluation,
    RecordModule,
    RecordPortfolioResult,
    RecordPositioning,
    ReportFraud,
    RequestMakeUp,
    RequestProfessionalRetake,
    RequestRetake,
    SendConvocation,
    Settle,
    SubmitExcuse,
    SubmitReport,
    TransmitPortfolio,
    VoidEntry,
    WithdrawAward,
    WithdrawCandidate,
    name_of,
)
from certdomain.envelope import Answered, BlocVerdict, Decided, Departure, Finding, Recorded, TitleVerdict
from certdomain.errors import Damaged
from certdomain.events import (
    COMMAND_EVENTS,
    EVENT_NAMES,
    UPCASTERS,
    Event,
    JuryFrozen,
    RegulationAdopted,
    StandingChanged,
    UnknownEvent,
    decode,
    decode_reference,
    encode,
)
from certdomain.explanation import Answer, Node
from certdomain.jury import JurySat
from certdomain.stored import reader
from certdomain.vocabulary import (
    BLOC_VERDICTS,
    TITLE_VERDICTS,
    AnswerStatus,
    CertificateKind,
    Channel,
    Countersigned,
    ExcuseReason,
    Gender,
    Ground,
    JuryKind,
    RetakeMode,
    Role,
    Route,
    Severity,
    Situation,
    Verdict,
    Whom,
)
from tests.strategies import commands_of, days, exacts, ids, prose

GOLDEN = Path(__file__).parent / "golden" / "events"
ACCEPTED = Answered(status=AnswerStatus.ACCEPTED)

# --- strategies ----------------------------------------------------------------------------------------------------

offsets = st.integers(-14, 14).map(lambda hours: timezone(timedelta(hours=hours)))
instants = st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1), timezones=offsets).map(  # noqa: DTZ001  zoned here
    lambda instant: instant.astimezone(UTC)
)
clauses = st.lists(ids, max_size=3).map(tuple)
values = st.lists(
    st.tuples(ids, st.one_of(exacts(-1_000, 1_000), days, prose, st.integers(-(10**12), 10**12))), max_size=4
).map(tuple)
positions = st.lists(st.integers(1, 10**6), max_size=3).map(tuple)
nodes = st.recursive(
    st.builds(Node, ids, ids, st.sampled_from(Answer), clauses, values, positions),
    lambda inner: st.builds(
        Node, ids, ids, st.sampled_from(Answer), clauses, values, positions, st.lists(inner, max_size=3).map(tuple)
    ),
    max_leaves=8,
)
findings = st.builds(
    Finding,
    clause=st.none() | ids,
    whom=st.sampled_from(Whom),
    what=ids,
    entry=st.none() | st.integers(1, 10**6),
    severity=st.sampled_from(Severity),
    values=values,
)
numbers = st.none() | exacts(0, 1_000)
titles = st.builds(
    TitleVerdict, verdict=st.sampled_from(TITLE_VERDICTS), total=numbers, out_of=numbers, average20=numbers
)
blocs = st.builds(
    BlocVerdict, bloc=ids, verdict=st.sampled_from(BLOC_VERDICTS), points=numbers, out_of=numbers, clauses=clauses
)
decided = st.builds(
    Decided,
    title=titles,
    blocs=st.lists(blocs, max_size=3).map(tuple),
    part=st.none() | blocs,
    kept=clauses,
    departures=st.lists(
        st.builds(Departure, what=ids, proposed=st.sampled_from(Verdict), decided=st.sampled_from(Verdict)), max_size=2
    ).map(tuple),
)


def _answers(inner: st.SearchStrategy[Answered]) -> st.SearchStrategy[Answered]:
    return st.builds(
        Answered,
        status=st.sampled_from(AnswerStatus),
        clauses=clauses,
        findings=st.lists(findings, max_size=2).map(tuple),
        session=st.none() | ids,
        possible_on=st.none() | days.map(date.isoformat),
        edition=st.none() | ids,
        regulation=st.none() | ids,
        context=st.dictionaries(ids, st.integers(0, 10**6), max_size=2),
        tree=st.none() | nodes,
        decided=st.none() | decided,
        rejudged=inner,
    )


answers = _answers(st.none() | st.builds(Answered, status=st.sampled_from(AnswerStatus), tree=st.none() | nodes))  # type: ignore[arg-type]  # None is a value of the field
contributions = st.builds(
    Contribution,
    journey=ids,
    certification=ids,
    retakes=st.lists(
        st.builds(RetakeUsed, bloc=ids, on=days, resit=st.booleans(), centre=st.none() | ids), max_size=2
    ).map(tuple),
    kept=st.lists(
        st.builds(BlocKept, bloc=ids, on=days, points=numbers, out_of=numbers, until=st.none() | days), max_size=2
    ).map(tuple),
    bans=st.lists(st.builds(Ban, network=ids, on=days, clauses=clauses), max_size=2).map(tuple),
)
others: st.SearchStrategy[Event] = st.one_of(
    st.builds(StandingChanged, recorded_at=instants, contribution=contributions),
    st.builds(JuryFrozen, recorded_at=instants, sat=st.builds(JurySat, journey=ids)),
    st.builds(
        RegulationAdopted,
        certification=ids,
        edition=ids,
        digest=ids,
        content=st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
        recorded_at=instants,
        by=ids,
        reason=prose,
    ),
)


def again(event: Event, stream: str = "J", version: int = 1) -> Event:
    name, state = encode(event)
    assert name in EVENT_NAMES
    return decode(stream, version, name, state)


# --- round trips ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(COMMANDS))
@given(data=st.data())
@settings(max_examples=8, deadline=None)
def test_every_command_survives_the_store(name: str, data: st.DataObject) -> None:
    """For any well-formed command of every class: the event read back is the event that was written."""
    command = data.draw(commands_of(COMMANDS[name]))
    event = Recorded(
        stream="J", position=3, recorded_at=data.draw(instants), command=command, answer=ACCEPTED, content="c"
    )
    assert again(event, version=3) == event


@given(answer=answers, at=instants)
@settings(max_examples=60, deadline=None)
def test_every_answer_survives_the_store(answer: Answered, at: datetime) -> None:
    """For any answer with its tree, verdicts and re-judgement: exact numbers, dates and texts keep value and type."""
    command = WithdrawCandidate(on=date(2025, 6, 2))
    event = Recorded(stream="J", position=1, recorded_at=at, command=command, answer=answer)
    found = again(event)
    assert found == event
    assert isinstance(found, Recorded)
    if answer.tree is not None and found.answer.tree is not None:
        kept = [[type(value) for _, value in node.values] for node in found.answer.tree.walk()]
        assert kept == [[type(value) for _, value in node.values] for node in answer.tree.walk()]


@given(event=others)
@settings(max_examples=50, deadline=None)
def test_what_is_no_command_survives_the_store(event: Event) -> None:
    """Adoptions, standings and frozen juries too."""
    assert again(event) == event


@given(answer=answers)
@settings(max_examples=25, deadline=None)
def test_bytes_are_stable(answer: Answered) -> None:
    """Encoding what was decoded gives the same bytes: nothing is normalised on the way, nothing drifts."""
    event = Recorded(
        stream="J",
        position=1,
        recorded_at=datetime(2025, 6, 2, tzinfo=UTC),
        command=WithdrawCandidate(on=date(2025, 6, 2)),
        answer=answer,
    )
    name, state = encode(event)
    assert encode(decode("J", 1, name, state)) == (name, state)


@pytest.mark.parametrize("name", sorted(COMMANDS))
@given(data=st.data())
@settings(max_examples=8, deadline=None)
def test_the_fast_way_and_the_plain_way_agree(name: str, data: st.DataObject) -> None:
    """For every command and any answer, opened to its last leaf: the readers made for speed give what the converter
    gives, of the same types, and both give back the same bytes."""
    event = Recorded(
        stream="J",
        position=3,
        recorded_at=data.draw(instants),
        command=data.draw(commands_of(COMMANDS[name])),
        answer=data.draw(answers),
        content=data.draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=5)),
    )
    topic, state = encode(event)
    fast, plain = decode("J", 3, topic, state), decode_reference("J", 3, topic, state)
    assert encode(fast) == encode(plain) == (topic, state), "before anything is opened"
    assert fast == plain == event
    assert repr(fast) == repr(plain)
    assert encode(fast) == (topic, state), "after everything was"


def test_the_plain_way_is_the_exception() -> None:
    """Of what `encode` writes, nothing is left to the converter: each reader reads its own golden event."""
    for event in SAMPLES.values():
        if isinstance(event, Recorded):
            assert reader(name_of(type(event.command)))("S", 7, encode(event)[1]) == event


# --- what was not opened yet ---------------------------------------------------------------------------------------


def _read(answer: Answered = ACCEPTED) -> Answered:
    found = again(Recorded(stream="J", position=1, recorded_at=AT, command=WithdrawCandidate(on=ON), answer=answer))
    assert isinstance(found, Recorded)
    return found.answer


def test_an_answer_that_was_read_is_an_answer() -> None:
    """Equal, printed, copied, changed and sent to another process as one that was made; and made of nothing twice."""
    found = _read(FULL)
    assert found.refused
    assert found.tree is found.tree
    assert type(found) is Answered
    assert found == FULL == _read(FULL)
    assert repr(_read(FULL)) == repr(FULL)
    assert pickle.loads(pickle.dumps(_read(FULL))) == FULL  # noqa: S301  our own
    assert copy.deepcopy(_read(FULL)) == FULL
    assert attrs.evolve(_read(FULL), session="3") == attrs.evolve(FULL, session="3")
    assert attrs.asdict(_read(FULL)) == attrs.asdict(FULL)


def test_an_answer_that_was_read_stays_frozen() -> None:
    found = _read(FULL)
    for name in ("tree", "status", "_source"):
        with pytest.raises(FrozenInstanceError):
            setattr(found, name, None)
    for each in (found, FULL):
        with pytest.raises(AttributeError, match="verdict"):
            getattr(each, "verdict")  # noqa: B009  it has none


@pytest.mark.parametrize("part", ["tree", "decided", "findings", "rejudged"])
@pytest.mark.parametrize("state", [b"5", b'"x"', b'{"asks":5}', b"[" * 900 + b"]" * 900, b'[{"q":1}]'])
def test_a_damaged_part_says_where_it_stands(part: str, state: bytes) -> None:
    """A part that is opened late is no less checked: what it is not, is damage, and said with its place."""
    damaged = STATE.replace(b'"answer":{', b'"answer":{"%s":%s,' % (part.encode(), state))
    found = decode("J7", 4, "candidate-withdrawn@1", damaged)
    assert isinstance(found, Recorded)
    assert found.answer.accepted
    with pytest.raises(Damaged, match=f"^J7: the {part} of record 4 cannot be read"):
        getattr(found.answer, part)


# --- upcasters -----------------------------------------------------------------------------------------------------


def test_an_older_form_is_brought_to_the_present_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Through every step from the name it was stored under, whichever way the present form is read."""

    def renamed(data: dict[str, object]) -> dict[str, object]:
        return {("command" if key == "order" else key): value for key, value in data.items()}

    steps = {
        "candidate-left@1": ("candidate-left@2", lambda data: data),
        "candidate-left@2": ("candidate-withdrawn@1", renamed),
    }
    monkeypatch.setattr(events, "UPCASTERS", steps)
    old = STATE.replace(b'"command":{', b'"order":{')
    assert decode("J", 1, "candidate-left@1", old) == WITHDRAWN
    assert decode_reference("J", 1, "candidate-left@1", old) == WITHDRAWN
    with pytest.raises(ValueError, match="candidate-withdrawn@1"):
        decode("J", 1, "candidate-left@1", STATE.replace(b'"command":{', b'"ordre":{'))


# --- a closed registry ---------------------------------------------------------------------------------------------


def test_every_command_has_one_event() -> None:
    assert set(COMMAND_EVENTS) == set(COMMANDS)
    assert len(set(COMMAND_EVENTS.values())) == len(COMMAND_EVENTS)
    assert len(EVENT_NAMES) == len(COMMAND_EVENTS) + 3
    assert all("." not in name and ":" not in name for name in EVENT_NAMES), "a name is no import path"


def test_upcasters_lead_to_names_that_are_known() -> None:
    for old, (new, _) in UPCASTERS.items():
        assert old not in EVENT_NAMES
        assert new in EVENT_NAMES or new in UPCASTERS


WITHDRAWN = Recorded(
    stream="J",
    position=1,
    recorded_at=datetime(2025, 6, 2, tzinfo=UTC),
    command=WithdrawCandidate(on=date(2025, 6, 2)),
    answer=ACCEPTED,
)
STATE = encode(WITHDRAWN)[1]


@pytest.mark.parametrize(
    "name",
    [
        "",
        "candidate-withdrawn",
        "candidate-withdrawn@2",
        "candidate-withdrawn@01",
        "os:system",
        "certdomain.events:Ban",
    ],
)
def test_unknown_names_are_refused(name: str) -> None:
    with pytest.raises(UnknownEvent, match="not a name that this version knows"):
        decode("J", 1, name, STATE)


@given(name=st.text(max_size=30).filter(lambda name: name not in EVENT_NAMES))
def test_any_other_name_is_refused(name: str) -> None:
    with pytest.raises(UnknownEvent):
        decode("J", 1, name, STATE)


def test_a_name_and_its_content_agree() -> None:
    with pytest.raises(ValueError, match="was expected"):
        decode("J", 1, "award-withdrawn@1", STATE)


# --- hostile bytes -------------------------------------------------------------------------------------------------

names = st.sampled_from(sorted(EVENT_NAMES)) | st.text(max_size=20)
json_data = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=10)
    | st.just("2025-06-02T00:00:00+00:00"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["at", "command", "answer", "status", "tree", "values", "q", "d", "contribution", "journey"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=10,
)


def _refuses_politely(name: str, state: bytes) -> None:
    with contextlib.suppress(UnknownEvent, ValueError):
        decode("J", 1, name, state)


@given(name=names, state=st.binary(max_size=40))
@example("candidate-enrolled@1", b"\xff\xfe")
@example("candidate-enrolled@1", b'{"at": 1e999}')
@example("candidate-enrolled@1", b'{"at": "9999-12-31T23:59:59-14:00"}')
def test_hostile_bytes(name: str, state: bytes) -> None:
    """Whatever the bytes: an unknown name, or an error of value. Never another exception."""
    _refuses_politely(name, state)


@pytest.mark.parametrize("opening", [b"[", b'{"at":'], ids=["lists", "maps"])
def test_bottomless_nesting(opening: bytes) -> None:
    """Bytes that nest without end are a wrong value like any other."""
    try:
        _refuses_politely("candidate-enrolled@1", opening * 50_000)
    except RecursionError:
        pytest.fail("RecursionError", pytrace=False)


@given(name=names, data=json_data)
@settings(max_examples=100, deadline=None)
def test_hostile_json(name: str, data: object) -> None:
    """The same for JSON that is well formed and wrong."""
    _refuses_politely(name, json.dumps(data).encode())


@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_hostile_changes_in_a_true_event(data: st.DataObject) -> None:
    """The same for an event in which one value, anywhere, was replaced by something else."""
    name = data.draw(st.sampled_from(sorted(SAMPLES)))
    whole = json.loads(encode(SAMPLES[name])[1])
    place, key = _somewhere(whole, data)
    place[key] = data.draw(json_data)  # type: ignore[index]  # a list by index or a map by name
    state = json.dumps(whole).encode()
    _refuses_politely(name, state)
    with contextlib.suppress(ValueError):
        expected = decode_reference("J", 1, name, state)
        assert decode("J", 1, name, state) == expected, "what the plain way takes, the fast way takes for the same"


def _somewhere(whole: object, data: st.DataObject) -> tuple[list[object] | dict[str, object], int | str]:
    spots: list[tuple[list[object] | dict[str, object], int | str]] = []

    def visit(thing: object) -> None:
        inside = enumerate(thing) if isinstance(thing, list) else thing.items() if isinstance(thing, dict) else ()
        for key, value in inside:
            spots.append((thing, key))  # type: ignore[arg-type]  # a list or a map, or it has nothing inside
            visit(value)

    visit(whole)
    return spots[data.draw(st.integers(0, len(spots) - 1))]


WITHDRAW = {"command": "withdraw-candidate", "on": "2025-06-02"}


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("jury-frozen@1", {"journey": 5}),
        ("jury-frozen@1", {"journey": None}),
        ("regulation-adopted@1", {"certification": 5, "edition": "1", "digest": "d", "content": "{}"}),
        ("regulation-adopted@1", {"certification": "T", "edition": "1", "digest": "d", "content": {}}),
        ("regulation-adopted@1", {"certification": "T", "edition": "1", "digest": "d", "content": "{}", "by": None}),
        ("candidate-withdrawn@1", {"command": WITHDRAW, "answer": []}),
        ("candidate-withdrawn@1", {"command": WITHDRAW, "answer": {"status": "accepted", "clauses": "R1"}}),
        ("candidate-withdrawn@1", {"command": WITHDRAW, "answer": {"status": "accepted", "clauses": [1]}}),
        ("candidate-withdrawn@1", {"command": WITHDRAW, "answer": {"status": "accepted"}, "content": 5}),
        ("candidate-withdrawn@1", {"command": WITHDRAW, "answer": {"status": "accepted", "more": 1}}),
    ],
)  # fmt: skip
def test_wrong_types_are_refused(name: str, state: dict[str, object]) -> None:
    """What is stored is validated on load: a number is not a text, a text is not a list."""
    with pytest.raises(ValueError, match=r"."):
        decode("J", 1, name, json.dumps({"at": "2025-06-02T00:00:00+00:00", **state}).encode())


# --- golden files --------------------------------------------------------------------------------------------------

ON = date(2025, 6, 2)
AT = datetime(2025, 6, 2, 10, 30, 15, 123456, tzinfo=UTC)
TREE = Node(
    "award.title",
    "title",
    Answer.UNMET,
    ("R1",),
    (("points", Fraction("499.75")), ("share", Fraction(349, 35)), ("day", ON), ("verdict", "partial"), ("used", 1)),
    (2, 3),
    (Node("bloc.mark", "B4", Answer.UNMET, ("R2",)), Node("title.hours", "company-hours", Answer.PENDING)),
)
FULL = Answered(
    status=AnswerStatus.REFUSED,
    clauses=("R1", "R2"),
    findings=(
        Finding(clause=None, whom=Whom.CENTRE, what="recorded-twice", entry=2),
        Finding(clause="R3", whom=Whom.JURY, what="late", entry=None, severity=Severity.REMARK, values=(("day", ON),)),
    ),
    session="2",
    possible_on="2025-08-01",
    edition="2024",
    regulation="0" * 64,
    context={"candidate/C1": 3, "jury/J1": 2},
    tree=TREE,
    decided=Decided(
        title=TitleVerdict(
            verdict=Verdict.PARTIAL, total=Fraction("499.75"), out_of=Fraction(1000), average20=Fraction(349, 35)
        ),
        blocs=(
            BlocVerdict(
                bloc="B1", verdict=Verdict.VALIDATED, points=Fraction(50), out_of=Fraction(100), clauses=("R1",)
            ),
            BlocVerdict(bloc="B2", verdict=Verdict.NOT_SAT),
        ),
        part=BlocVerdict(bloc="P", verdict=Verdict.PENDING),
        kept=("B1",),
        departures=(Departure(what="title", proposed=Verdict.NONE, decided=Verdict.PARTIAL),),
    ),
    rejudged=Answered(status=AnswerStatus.REFERRED),
)
DIPLOMA = Evidence.diploma(level=5)
PRESIDENT = Member(role=Role.PRESIDENT, gender=Gender.F, trade_since=date(2010, 1, 1))
COMMAND_SAMPLES: tuple[Command, ...] = (
    EnrolCandidate(
        on=ON,
        by="office",
        ref="form 12",
        key="enrolment",
        certification="T",
        route=Route.CONTINUING,
        scope=("B1", "B2"),
        candidate="C1",
        situation=Situation.EMPLOYEE,
        entry_year=1,
        centre="here",
        training_start=ON,
        training_end=date(2026, 6, 30),
        training_hours="637.5",
        option="B2",
        edition="2024",
        evidence=[DIPLOMA, Evidence.experience(months=36, field="sales"), Evidence.selection(passed=True)],
    ),
    RecordPositioning(on=ON, company_hours=Fraction(105), professional_exempt=True),
    ChooseOption(on=ON, bloc="B2"),
    RecogniseBloc(on=ON, bloc="B2", ground=Ground.EQUIVALENCE, evidence=[DIPLOMA]),
    GrantAccommodation(on=ON, measures=("a third more time",), identified_before_training=False),
    LogCompanyHours(on=ON, hours=Fraction(7)),
    RecordAttendance(on=ON, unjustified_hours=Fraction(7, 2)),
    AgreeAttendancePenalty(on=ON),
    SendConvocation(on=ON, evaluations=("B1.1",), test_on=date(2025, 7, 2)),
    RecordEvaluation(
        on=ON,
        bloc="B1",
        criteria={"C1": True, "C2": False},
        not_applicable={"C3": "no such case"},
        session="1",
        group_size=4,
        drawn_on=ON,
        started_at="8:30",
        sent_at="16:30",
        assessors="J1",
    ),
    RecordModule(on=ON, module="M1.1", points=Fraction(12), out_of=Fraction(20)),
    RecordAbsence(on=ON, evaluation="B1.1", session="1"),
    SubmitExcuse(on=ON, evaluation="B1.1", reason=ExcuseReason.FORCE_MAJEURE, evidence=True, session="1"),
    RequestMakeUp(on=ON, evaluations=("B1.1", "B1.2")),
    SubmitReport(on=ON, evaluation="P.written", due=ON, session="1", situations=4, activities_covered=3),
    DrawUpMinutes(on=ON, evaluations=("B1.1",), session="1"),
    ReportFraud(
        on=ON,
        evaluation="B1.1",
        countersigned=Countersigned.REFUSED,
        refusal_noted=True,
        reported_on=ON,
        session="1",
    ),
    HearCandidate(on=ON, session="1"),
    DecideFraud(on=ON, established=True, session="1"),
    EstablishFalsification(on=ON),
    RequestRetake(
        on=ON,
        blocs=("B1",),
        mode=RetakeMode.REPEAT_YEAR,
        channel=Channel.REGISTERED_LETTER_AR,
        test_on=date(2026, 6, 2),
        training_start=date(2025, 9, 1),
        centre="there",
        session="2026",
    ),
    RequestProfessionalRetake(on=ON, experience_since=date(2025, 1, 1)),
    ChoosePortfolio(on=ON, blocs=("B1",), context_favourable=True, immersion_start=ON, immersion_end=date(2025, 12, 2)),
    TransmitPortfolio(on=ON, blocs=("B1",), signed=True),
    PresentPortfolio(on=ON, blocs=("B1",), jury="J1"),
    RecordPortfolioResult(on=ON, bloc="B1", verdict=Verdict.VALIDATED),
    DecideVaeAdmissibility(on=ON, admissible=True, blocs=("B1",)),
    ConstituteJury(
        on=ON,
        jury="J1",
        kind=JuryKind.CERTIFICATION,
        certification="T",
        meets_on=ON,
        members=(PRESIDENT, Member(role=Role.OBSERVER, external=True, marks=False)),
        route=Route.VAE,
        briefed=False,
        cohort=2,
    ),
    Deliberate(on=ON, jury="J1", title=Verdict.TOTAL, blocs={"B1": Verdict.VALIDATED}, reason="A fine oral."),
    Settle(on=ON, question="retake-unregulated", answer="One more.", reason="The certifier said so."),
    DiscloseMarks(on=ON, evaluations=("B1.1",)),
    PublishResults(on=ON, last_exam_on=ON),
    IssueCertificate(on=ON, kind=CertificateKind.BLOC_CERTIFICATE, bloc="B1"),
    WithdrawAward(on=ON, reason="A forged diploma."),
    DestroyCopies(on=ON, evaluations=("B1.1",)),
    WithdrawCandidate(on=ON, reason="Moved away."),
    MoveToEdition(on=ON, edition="2025", reason="The new text is kinder."),
    CorrectEntry(on=ON, entry="marks", reason="A slip.", fields={"points": "37.25", "session": None}),
    VoidEntry(on=ON, entry=4, reason="Recorded by mistake."),
)


def _recorded(command: Command) -> Recorded:
    answer = FULL if isinstance(command, Deliberate) else ACCEPTED
    content = "sha256:0" if isinstance(command, RecordEvaluation) else ""
    return Recorded(stream="S", position=7, recorded_at=AT, command=command, answer=answer, content=content)


SAMPLES: dict[str, Event] = {
    **{COMMAND_EVENTS[name_of(type(command))]: _recorded(command) for command in COMMAND_SAMPLES},
    "regulation-adopted@1": RegulationAdopted(
        certification="T", edition="2024", digest="0" * 64, content='{"é":1}', recorded_at=AT, by="dean", reason="new"
    ),
    "standing-changed@1": StandingChanged(
        recorded_at=AT,
        contribution=Contribution(
            journey="J",
            certification="T",
            retakes=(RetakeUsed(bloc="B1", on=ON, resit=True, centre="here"),),
            kept=(BlocKept(bloc="B2", on=ON, points=Fraction("87.25"), out_of=Fraction(175)),),
            bans=(Ban(network="N", on=ON, clauses=("R9",)),),
        ),
    ),
    "jury-frozen@1": JuryFrozen(recorded_at=AT, sat=JurySat(journey="J")),
}


def goldens() -> list[Path]:
    return sorted(GOLDEN.glob("*.json"))


def test_every_registered_name_has_a_golden_file() -> None:
    """To add one: put a sample of the event into `SAMPLES` and run `python -m tests.test_events`."""
    assert {path.stem for path in goldens()} >= EVENT_NAMES, (
        "run `python -m tests.test_events` and look at what it adds"
    )


@pytest.mark.parametrize("path", goldens(), ids=lambda path: str(path.stem))
def test_golden_files_are_read_for_good(path: Path) -> None:
    """What an earlier version wrote is read today. The present version of a name also writes it byte for byte."""
    state = path.read_bytes().rstrip(b"\n")
    event = decode("S", 7, path.stem, state)
    if path.stem in EVENT_NAMES:
        assert encode(event) == (path.stem, state)
        assert event == SAMPLES[path.stem]
    else:
        assert path.stem in UPCASTERS


if __name__ == "__main__":  # only ever adds
    for each, sample in SAMPLES.items():
        target = GOLDEN / f"{each}.json"
        if not target.exists():
            target.write_bytes(encode(sample)[1] + b"\n")
