"""Transitions: a journey comes to another edition on a ground of that edition's text, or stays."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from certdomain import (
    BadCommand,
    BadInput,
    ByMoreFavourable,
    Certifier,
    CorrectEntry,
    EnrolCandidate,
    Evidence,
    Journey,
    MoveGround,
    MoveToEdition,
    RecordEvaluation,
    Register,
    Route,
    Verdict,
    VoidEntry,
)
from certdomain.audit import replay
from certdomain.conformance.declarations import examined
from certdomain.dossier import Dossier
from certdomain.events import RegulationAdopted, decode, encode
from certdomain.regulation.canonical import canonical, digest, load_regulation
from certdomain.regulation.settlement import settled, with_choices
from certdomain.regulation.transitions import ByCandidateOption, Transition
from certdomain.rejudging import rejudged
from certdomain.reports import LANGUAGES, explain_answer, regulation_table, show_regulation
from certdomain.reports.language import language
from certdomain.reports.timeline import command_words
from certdomain.rules import transitions
from certdomain.rules.circumstances import Circumstances
from certdomain.testing.cases import load
from certdomain.testing.runner import run
from tests.fictional.moving import MOVING, OF_2023, OF_2025, OF_2027

START, TEST, LATER = date(2024, 9, 2), date(2025, 6, 2), date(2025, 6, 3)
FILE = Path(__file__).parent / "fictional" / "moving.yaml"
CASES = load(FILE).cases


@pytest.fixture
def register() -> Iterator[Register]:
    with Register.open("memory:", plugins=[MOVING]) as opened:
        yield opened


def enrolled(
    register: Register,
    name: str = "J1",
    *,
    edition: str = "2023",
    recorded_at: datetime | None = None,
    **fields: object,
) -> Journey:
    journey = register.journey(name)
    given_ = {"on": START, **fields}
    enrolment = EnrolCandidate(
        certification="FICTION-CAD",
        route=Route.STUDENT,
        edition=edition,
        evidence=[Evidence.selection(passed=True)],
        **given_,  # type: ignore[arg-type]  # fields of the command
    )
    assert journey.do(enrolment, recorded_at=recorded_at).accepted
    return journey


def sat(journey: Journey, first: str, second: str) -> None:
    for name, points in (("X1.1", first), ("X2.1", second)):
        journey.do(RecordEvaluation(on=TEST, evaluation=name, points=points))


def move(on: date = LATER, edition: str = "2025", ground: MoveGround | None = None) -> MoveToEdition:
    return MoveToEdition(on=on, edition=edition, reason="as asked", ground=ground)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_each_threshold_on_both_sides(case: object) -> None:
    result = run(case, FILE.name, [MOVING])  # type: ignore[arg-type]  # a case
    assert result.passed, "\n".join(result.failures)


@pytest.mark.parametrize("regulation", MOVING.regulations, ids=lambda regulation: str(regulation.edition))
def test_the_editions_are_sound_declarations(regulation: object) -> None:
    """The conformance kit finds no fault, and the canonical form gives the declaration back."""
    assert [note for note in examined(regulation, "tests") if note.fault] == []  # type: ignore[arg-type]  # a regulation
    assert load_regulation(canonical(regulation)) == regulation


def test_an_edition_without_transitions_has_its_old_digest() -> None:
    """The field is left out where it is empty."""
    assert b"transitions" not in canonical(OF_2023)
    assert digest(canonical(attrs.evolve(OF_2025, transitions=()))) != digest(canonical(OF_2025))


def otherwise(**letters: str) -> Certifier:
    """The plugin with other readings of the edition of 2025."""
    chosen = {name.replace("_", "-"): letter for name, letter in letters.items()}
    return attrs.evolve(MOVING, regulations=(OF_2023, with_choices(OF_2025, chosen, {}), OF_2027))


def test_the_day_of_entry_may_be_read_as_the_start_of_training() -> None:
    """Enrolled before the day, trained from the day on: it depends on the reading; the enrolment counts without one."""
    entry = MoveGround.ENTRY_DATE
    before, after = date(2025, 8, 31), date(2025, 9, 1)
    for letter, accepted in (("a", False), ("b", True)):
        with Register.open("memory:", plugins=[otherwise(CAD_A01=letter)]) as register:
            journey = enrolled(register, on=before, training_start=after)
            answer = journey.do(move(after, ground=entry))
            assert answer.accepted is accepted
            assert {"CAD-R08", "CAD-A01"} <= set(answer.clauses)
            other = enrolled(register, "J2", on=after)
            assert other.do(move(after, ground=entry)).accepted


def test_more_blocs_are_more_favourable_only_if_it_is_read_so() -> None:
    for letter, accepted in (("a", True), ("b", False)):
        with Register.open("memory:", plugins=[otherwise(CAD_A02=letter)]) as register:
            journey = enrolled(register)
            sat(journey, "9", "10")
            assert journey.do(move(ground=MoveGround.MORE_FAVOURABLE)).accepted is accepted
            sat(other := enrolled(register, "J2"), "8", "16")
            assert other.do(move(ground=MoveGround.MORE_FAVOURABLE)).accepted


def test_the_comparison_names_both_outcomes(register: Register) -> None:
    journey = enrolled(register)
    sat(journey, "8", "16")
    answer = journey.preview(move(ground=MoveGround.MORE_FAVOURABLE))
    assert answer.tree is not None
    node = next(node for node in answer.tree.walk() if node.asks == "move.favourable")
    assert dict(node.values) == {"earlier": "partial", "later": "total", "kept_earlier": 1, "kept_later": 1}


def test_an_option_alone_must_be_named(register: Register) -> None:
    """Where all grounds need somebody's word, a move that names none is refused."""
    only = Transition(grounds=OF_2025.transitions[0].grounds[1:2], by=("CAD-R07",))
    changed = attrs.evolve(OF_2025, transitions=(only,))
    plugin = attrs.evolve(MOVING, regulations=(OF_2023, changed))
    with Register.open("memory:", plugins=[plugin]) as own:
        journey = enrolled(own)
        answer = journey.do(move())
        assert answer.refused
        assert answer.tree is not None
        assert "move.ground-named" in {node.asks for node in answer.tree.walk()}
        assert journey.do(move(ground=MoveGround.CANDIDATE_OPTION)).accepted


def test_within_an_edition_the_certifier_moves_alone(register: Register) -> None:
    """To the same edition as adopted last: no transition between editions, no ground asked, and no flag."""
    journey = enrolled(register, edition="2025")
    register.adopt("FICTION-CAD", edition="2025", readings={"CAD-A02": "b"})
    answer = journey.do(move())
    assert answer.accepted
    assert answer.tree is None
    assert "transition-unregulated" not in journey.decide(LATER).flags
    same = enrolled(register, "J2")
    register.adopt("FICTION-CAD", edition="2023")
    assert same.do(move(edition="2023")).accepted
    assert "transition-unregulated" not in same.decide(LATER).flags


def test_a_refused_move_moves_nothing(register: Register) -> None:
    journey = enrolled(register)
    assert journey.do(move(date(2026, 2, 1), ground=MoveGround.CANDIDATE_OPTION)).refused
    assert journey.decide(date(2026, 2, 1)).edition == "2023"


def test_a_correction_of_a_move_is_judged_as_the_move_was(register: Register) -> None:
    """Under the edition that it leads away from: a day too late does not become a move by being corrected."""
    journey = enrolled(register)
    assert journey.do(move(date(2026, 1, 31), ground=MoveGround.CANDIDATE_OPTION)).accepted
    late = CorrectEntry(on=date(2026, 3, 1), entry=2, reason="a slip", fields={"on": "2026-02-01"})
    answer = journey.do(late)
    assert answer.refused
    assert "CAD-R09" in answer.clauses
    ok = journey.do(CorrectEntry(on=date(2026, 3, 1), entry=2, reason="a slip", fields={"on": "2026-01-30"}))
    assert ok.accepted
    assert journey.decide(date(2026, 1, 30)).edition == "2025"
    assert journey.do(VoidEntry(on=date(2026, 3, 2), entry=2, reason="never asked")).accepted
    assert journey.decide(date(2026, 3, 2)).edition == "2023"
    assert replay(register).differences == ()


def test_a_ground_that_does_not_exist_is_bad_input() -> None:
    with pytest.raises(BadCommand, match="entry-date"):
        MoveToEdition(on=TEST, edition="2025", reason="as asked", ground="entry-day")


grounds = st.none() | st.sampled_from(list(MoveGround))
days = st.sampled_from([date(2025, 9, 1), date(2026, 1, 31), date(2026, 2, 1), date(2027, 10, 1)])
editions = st.sampled_from(["2023", "2025", "2027"])


@given(
    st.lists(
        st.one_of(
            st.builds(move, days, editions, grounds),
            st.builds(
                RecordEvaluation,
                on=st.just(TEST),
                evaluation=st.sampled_from(["X1.1", "X2.1"]),
                points=st.sampled_from(["8", "9", "10", "16"]),
            ),
            st.builds(
                CorrectEntry,
                on=days,
                entry=st.integers(2, 5),
                reason=st.just("a slip"),
                fields=st.fixed_dictionaries({"on": days.map(date.isoformat)}),
            ),
            st.builds(VoidEntry, on=days, entry=st.integers(2, 5), reason=st.just("a slip")),
        ),
        max_size=8,
    ),
    editions,
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_moves_replay_and_rejudge_as_they_were_recorded(commands: list[object], edition: str) -> None:
    """Whatever moves, corrections and voids come in whatever order."""
    with Register.open("memory:", plugins=[MOVING]) as register:
        journey = enrolled(register, edition=edition)
        for command in commands:
            try:
                journey.do(command)  # type: ignore[arg-type]  # a command
            except BadCommand:
                continue
        assert replay(register).differences == ()
        again = rejudged(journey.records(), register.regulation_of, register)
        assert again.same


@given(st.sampled_from(["8", "9", "10", "12", "16"]), st.sampled_from(["8", "9", "10", "12", "16"]))
@settings(max_examples=25, deadline=None)
def test_the_more_favourable_edition_is_never_worse(first: str, second: str) -> None:
    """An accepted move leaves a better outcome; a refused one would not have."""
    ranks = [Verdict.NONE, Verdict.PARTIAL, Verdict.TOTAL]
    with Register.open("memory:", plugins=[MOVING]) as register:
        journey = enrolled(register)
        sat(journey, first, second)
        before = journey.decide(LATER)
        accepted = journey.do(move(ground=MoveGround.MORE_FAVOURABLE)).accepted
        other = enrolled(register, "J2", edition="2025")
        sat(other, first, second)
        after = other.decide(LATER)
        better = (ranks.index(after.title.verdict), len(after.kept)) > (
            ranks.index(before.title.verdict),
            len(before.kept),
        )
        assert accepted is better


class TestWords:
    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_the_page_and_the_table_tell_the_transitions(self, lang: str) -> None:
        for regulation in (OF_2025, OF_2027):
            page, table = show_regulation(regulation, lang), regulation_table(regulation, lang)
            for text in (page, table):
                assert "{" not in text
            assert ("Transition depuis" if lang == "fr" else "Transition from") in page
            assert ("Passages d’une édition" if lang == "fr" else "Transitions between editions") in table

    def test_the_table_says_each_ground_on_a_row(self) -> None:
        table = " ".join(regulation_table(OF_2025, width=200).split())
        assert "if the day of enrolment is 1 September 2025 or later" in table
        assert "may opt for this one until 31 January 2026 included" in table
        assert "if it is more favourable, by the verdict on the title, then by the number of blocs" in table
        table = " ".join(regulation_table(OF_2027, width=200).split())
        assert "may opt for this one at any time" in table
        assert "from when on, is not known" in table
        assert "The certifier may move a journey of edition 2025 to this one" in table

    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_answers_and_timeline_are_told(self, register: Register, lang: str) -> None:
        journey = enrolled(register)
        sat(journey, "8", "16")
        under = settled(OF_2025)
        refused = journey.do(move(date(2026, 2, 1), ground=MoveGround.CANDIDATE_OPTION))
        assert ("trop tard" if lang == "fr" else "too late") in explain_answer(refused, under, lang)
        granted = journey.do(move(ground=MoveGround.MORE_FAVOURABLE))
        assert ("plus favorable" if lang == "fr" else "more favourable") in explain_answer(granted, under, lang)
        assert "CAD-R10" in explain_answer(granted, under, lang)
        text = command_words(journey.records()[3].command, language(lang))
        assert ("(par option du candidat)" if lang == "fr" else "(by the candidate's option)") in text.replace("’", "'")


def test_an_accepted_option_says_when_it_was_still_open(register: Register) -> None:
    """A refusal by a delay alone names the day that would have been in time; one by the day of entry does not."""
    journey = enrolled(register)
    answer = journey.preview(move(date(2026, 2, 1), ground=MoveGround.CANDIDATE_OPTION))
    assert answer.possible_on == "2026-01-31"
    assert journey.preview(move(date(2026, 2, 1), ground=MoveGround.ENTRY_DATE)).possible_on is None


def test_the_grounds_are_public() -> None:
    assert [type(ground) for ground in OF_2025.transitions[0].grounds][1:] == [ByCandidateOption, ByMoreFavourable]


def test_without_the_regulations_between_which_it_moves_an_act_stands_alone() -> None:
    """Who decides a command without them, as the pure function allows, gets no tree; a register always gives them."""
    case = Circumstances(Dossier("J1"), LATER, settled(OF_2025))
    assert transitions.move(move(), case) is None


class TestAdoption:
    def test_an_adoption_cites_the_transitions_of_its_text(self, register: Register) -> None:
        """Or the clauses that are named; the event gives them back, and one without any is stored as ever."""
        for edition, clauses, cited in (
            ("2025", None, ("CAD-R07",)),
            ("2027", ("CAD-R12", "CAD-R12"), ("CAD-R12",)),
            ("2023", None, ()),
        ):
            register.adopt("FICTION-CAD", edition=edition, clauses=clauses, reason="as decided")
            record = register.store.read("regulation/FICTION-CAD")[-1]
            event = decode(record.stream, record.version, record.name, record.state)
            assert isinstance(event, RegulationAdopted)
            assert event.clauses == cited
            assert encode(event) == (record.name, record.state)
            assert ("clauses" in json.loads(record.state)) is bool(cited)

    def test_a_clause_of_another_edition_is_bad_input(self, register: Register) -> None:
        with pytest.raises(BadInput, match=r"(?s)CAD-R02.*CAD-R99"):
            register.adopt("FICTION-CAD", edition="2025", clauses=["CAD-R02", "CAD-R08", "CAD-R99"])
        assert register.store.version("regulation/FICTION-CAD") == 0

    def test_stored_clauses_must_be_texts(self) -> None:
        for bad in (b'"CAD-R07"', b"[7]"):
            data = b'{"at":"2025-06-02T10:30:15+00:00","certification":"T","edition":"1","digest":"d","content":"",'
            with pytest.raises(ValueError, match="regulation-adopted@1"):
                decode("regulation/T", 1, "regulation-adopted@1", data + b'"clauses":' + bad + b"}")
