"""Three dates in one question: of what day, as known when, under which edition; and it is marked as a question."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest
from jsonschema import Draft202012Validator

from certdomain import (
    BadInput,
    ConstituteJury,
    CorrectEntry,
    Deliberate,
    Journey,
    JuryKind,
    LogCompanyHours,
    Member,
    RecordEvaluation,
    Register,
    Role,
    UnknownJourney,
    UnknownTitle,
    Verdict,
    VoidEntry,
)
from certdomain.cli import main
from certdomain.regulation.canonical import canonical, digest
from certdomain.regulation.settlement import with_choices
from certdomain.reports import DECISION_SCHEMA, QUESTION_SCHEMA, decision_json, question_words, timeline, timeline_json
from tests.fictional import GNOMONICS
from tests.fictional.moving import MOVING, OF_2023, OF_2025
from tests.test_cli import filed, run, run_json  # noqa: F401  the register of the bundled journeys
from tests.test_transitions import LATER, enrolled, move

SHORT, ON = "demo-quarter-point-short", "2025-07-10"
JURY = date(2025, 6, 12)
OPENED, HELD, LEARNT = (datetime(2025, 6, day, 12, tzinfo=UTC) for day in (2, 12, 20))


@pytest.fixture
def register() -> Iterator[Register]:
    """The candidate has 8 and 10; that the first mark was 10 all along is learnt a week after the jury of 12 June."""
    with Register.open("memory:", plugins=[MOVING]) as opened:
        journey = enrolled(opened, recorded_at=OPENED)
        for name, points in (("X1.1", "8"), ("X2.1", "16")):
            journey.do(RecordEvaluation(on=date(2025, 6, 2), evaluation=name, points=points), recorded_at=OPENED)
        opened.do(
            ConstituteJury(
                on=JURY,
                jury="J1",
                kind=JuryKind.CERTIFICATION,
                certification="FICTION-CAD",
                meets_on=JURY,
                members=[Member(role=Role.PRESIDENT)],
            ),
            recorded_at=OPENED,
        )
        yield opened


def test_what_the_jury_knew_under_another_edition_and_what_is_known_now(register: Register) -> None:
    """Edition, day and instant are asked each by itself. A mark learnt too late is in the one answer and not in the
    other; the edition of 2025 was adopted after both."""
    late = enrolled(register, "J2", recorded_at=OPENED)
    late.do(RecordEvaluation(on=date(2025, 6, 2), evaluation="X1.1", points="8"), recorded_at=OPENED)
    late.do(RecordEvaluation(on=date(2025, 6, 2), evaluation="X2.1", points="16"), recorded_at=LEARNT)
    register.adopt("FICTION-CAD", edition="2025", recorded_at=datetime(2026, 1, 5, tzinfo=UTC))
    asked = {
        (known, edition): late.decide(JURY, known_at=known, edition=edition).title.verdict
        for known in (HELD, LEARNT)
        for edition in (None, "2025")
    }
    assert asked == {
        (HELD, None): Verdict.PENDING,
        (HELD, "2025"): Verdict.PENDING,
        (LEARNT, None): Verdict.PARTIAL,
        (LEARNT, "2025"): Verdict.TOTAL,
    }
    kept = [late.decide(JURY, known_at=known, edition="2025").kept for known in (HELD, LEARNT)]
    assert kept == [(), ("X2",)]


def test_it_is_a_question_and_not_the_decision(register: Register) -> None:
    journey = register.journey("J1")
    own, asked = journey.decide(LATER), journey.decide(LATER, edition="2025")
    assert own.question is None
    assert (own.title.verdict, asked.title.verdict) == (Verdict.PARTIAL, Verdict.TOTAL)
    assert asked.question is not None
    assert (asked.question.edition, asked.question.pinned_edition) == ("2025", "2023")
    assert (asked.question.regulation, asked.question.pinned) == (digest(canonical(OF_2025)), own.regulation)
    assert asked.regulation == asked.question.regulation
    data = asked.to_json()
    assert data["question"] == {
        "edition": "2025",
        "regulation": asked.regulation,
        "pinned": {"edition": "2023", "regulation": own.regulation},
        "changed": [],
        "invalid": [],
    }
    assert "question" not in own.to_json()
    assert asked.explain().startswith("QUESTION, not the decision")
    assert asked.explain("fr").startswith("QUESTION, et non la décision")
    assert journey.decide(LATER) == own, "nothing was recorded"


def test_no_machine_takes_it_for_a_decision(register: Register) -> None:
    """It does not fit the schema of a decision, and fits its own; a decision the other way round."""
    journey = register.journey("J1")
    decision, question = (
        json.loads(json.dumps(journey.decide(LATER, edition=edition).to_json())) for edition in (None, "2025")
    )
    assert Draft202012Validator(DECISION_SCHEMA).is_valid(decision)
    assert not Draft202012Validator(DECISION_SCHEMA).is_valid(question)
    assert Draft202012Validator(QUESTION_SCHEMA).is_valid(question)
    assert not Draft202012Validator(QUESTION_SCHEMA).is_valid(decision)


def test_acts_are_decided_again_and_what_would_be_otherwise_is_listed(register: Register) -> None:
    journey = register.journey("J1")
    assert journey.do(Deliberate(on=JURY, jury="J1"), recorded_at=HELD).accepted
    asked = journey.decide(JURY, edition="2025")
    assert asked.decided
    assert asked.question is not None
    (changed,) = asked.question.changed
    assert (changed.command, changed.entry) == ("deliberate", 4)
    assert "entry 4 (deliberation)" in question_words(asked.question)
    rows = timeline_json(journey.records(), asked=journey.rejudged("2025"), edition="2025")
    assert rows[0]["under"] == {
        "edition": "2025",
        "answer": {"answer": "accepted", "clauses": ["CAD-R04"]},
    }


def test_asked_of_the_regulation_that_the_journey_is_under_it_is_the_decision(filed: str) -> None:  # noqa: F811
    """All bundled journeys: the same JSON, but that it is marked, and which regulation it names."""
    with Register.open(filed, create=False) as register:
        for name in register.journeys():
            journey = register.journey(name)
            try:
                own = journey.decide(date(2031, 1, 1))
            except UnknownJourney:  # the enrolment was refused, and is refused again
                with pytest.raises(UnknownJourney):
                    journey.decide(date(2031, 1, 1), edition=str(journey.records()[0].answer.edition))
                continue
            declared = register.declaration_of(own.regulation, own.certification)
            asked = journey.decide(date(2031, 1, 1), edition=declared)
            assert asked.question is not None
            assert not asked.question.changed
            assert not asked.question.invalid
            assert decision_json(asked) == decision_json(own)


def test_a_draft_or_another_reading_may_be_asked_about(register: Register) -> None:
    journey = register.journey("J1")
    other = with_choices(OF_2025, {"CAD-A02": "b"}, {})
    asked = journey.decide(LATER, edition=other)
    assert asked.question is not None
    assert asked.question.regulation == digest(canonical(other)) != digest(canonical(OF_2025))


def test_a_moved_journey_is_asked_whole_under_one_edition(register: Register) -> None:
    journey = register.journey("J1")
    assert journey.do(move(ground=None)).accepted
    asked = journey.decide(LATER, edition="2023")
    assert asked.question is not None
    assert (asked.title.verdict, asked.question.pinned_edition) == (Verdict.PARTIAL, "2025")


class TestRefusals:
    def test_an_edition_that_nobody_has(self, register: Register) -> None:
        with pytest.raises(UnknownTitle, match="an edition of FICTION-CAD: 2027, 2025, 2023"):
            register.journey("J1").decide(LATER, edition="1998")

    def test_the_regulation_of_another_title(self, register: Register) -> None:
        with pytest.raises(BadInput, match="a regulation of FICTION-CAD"):
            register.journey("J1").decide(LATER, edition=GNOMONICS)

    def test_a_journey_that_is_not_enrolled_yet(self, register: Register) -> None:
        journey = register.journey("J1")
        for edition in (None, "2025"):
            with pytest.raises(UnknownJourney):
                journey.decide(date(2024, 9, 1), edition=edition)
            with pytest.raises(UnknownJourney):
                journey.decide(LATER, known_at=datetime(2020, 1, 1, tzinfo=UTC), edition=edition)
            with pytest.raises(UnknownJourney):
                register.journey("nobody").decide(LATER, edition=edition)


class TestTimeline:
    def test_what_was_known_too_late_is_marked(self, register: Register) -> None:
        """Dated before the deliberation, recorded a week after it: in words and in data; what was known is not."""
        journey = register.journey("J1")
        journey.do(Deliberate(on=JURY, jury="J1"), recorded_at=HELD)
        journey.do(RecordEvaluation(on=date(2025, 6, 3), evaluation="X1.1", points="10"), recorded_at=LEARNT)
        journey.do(RecordEvaluation(on=date(2025, 6, 20), evaluation="X1.1", points="10"), recorded_at=LEARNT)
        assert [row["known_late"] for row in timeline_json(journey.records())] == [None, None, None, None, 4, None]
        text = timeline(journey.records(), OF_2023)
        assert text.count("known late") == 1

    def test_what_came_after_the_jury_left_is_marked_however_soon(self, register: Register) -> None:
        """An hour after the deliberation is too late for it. What is dated that very day may follow from it, as results
        that are published do; a day later it does not."""
        journey = register.journey("J1")
        journey.do(Deliberate(on=JURY, jury="J1"), recorded_at=HELD)
        soon, late = HELD + timedelta(hours=1), HELD + timedelta(days=2)
        day_before, day = JURY - timedelta(days=1), JURY
        for on, at in ((day_before, soon), (day, soon), (day, late), (JURY + timedelta(days=1), late)):
            journey.do(LogCompanyHours(on=on, hours="1"), recorded_at=at)
        assert [row["known_late"] for row in timeline_json(journey.records())][4:] == [4, None, 4, None]

    def test_what_mends_what_the_jury_went_by_is_marked(self, register: Register) -> None:
        """A correction is dated when it is made; what it says was so before. Not marked: what mends the deliberation,
        what mends a record that was late itself, and a correction before the deliberation."""
        journey = register.journey("J1")
        early = CorrectEntry(on=date(2025, 6, 3), entry=2, reason="r", fields={"points": "11"})
        assert journey.do(early, recorded_at=OPENED).accepted
        assert journey.do(Deliberate(on=JURY, jury="J1"), recorded_at=HELD).accepted
        after = JURY + timedelta(days=8)
        for command in (
            CorrectEntry(on=after, entry=2, reason="r", fields={"points": "12"}),
            LogCompanyHours(on=after, hours="1"),
            CorrectEntry(on=after, entry=7, reason="r", fields={"hours": "2"}),
            VoidEntry(on=after, entry=5, reason="r"),
        ):
            assert journey.do(command, recorded_at=LEARNT).accepted
        marked = [row["known_late"] for row in timeline_json(journey.records())]
        assert marked == [None, None, None, None, None, 5, None, None, None]

    def test_the_three_dates_stand_on_each_line(self, register: Register) -> None:
        row = timeline_json(register.journey("J1").records())[1]
        assert (row["on"], row["recorded_at"], row["edition"]) == ("2025-06-02", "2025-06-02T12:00:00+00:00", "2023")

    def test_what_the_other_edition_has_no_name_for(self, register: Register) -> None:
        """A record that could not be made there says so, in words and in data."""
        blocs = OF_2025.referential.blocs[:1]
        less = attrs.evolve(OF_2025, edition="draft", referential=attrs.evolve(OF_2025.referential, blocs=blocs))
        journey = register.journey("J1")
        again = journey.rejudged(less)
        rows = timeline_json(journey.records(), asked=again, edition="draft")
        assert rows[2]["under"] == {"edition": "draft", "answer": None}
        text = " ".join(timeline(journey.records(), OF_2023, asked=again, edition="draft").split())
        assert "Under edition draft" in text
        asked = journey.decide(LATER, edition=less)
        assert asked.question is not None
        assert [each.entry for each in asked.question.invalid] == [3]
        assert "entry 3" in question_words(asked.question)


def asked_json(capsys: pytest.CaptureFixture[str], *args: str) -> Any:
    """What a command that went well printed as JSON."""
    code, data = run_json(capsys, *args)
    assert code == 0
    return data


class TestCommandLine:
    def test_decide_under_another_reading(self, filed: str, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
        code, out, _ = run(capsys, "decide", SHORT, "--on", ON, "--edition", "2024-03-25:CCI-A02=b", "--store", filed)
        assert code == 0
        assert out.startswith("QUESTION, not the decision")
        assert "TITLE GRANTED" in out
        data = asked_json(capsys, "decide", SHORT, "--on", ON, "--edition", "RNCP36395:CCI-A02=b", "--store", filed)
        assert data["question"]["pinned"]["edition"] == "2024-03-25"
        assert data["title"]["verdict"] == "total"

    def test_explain_why_not_and_timeline(self, filed: str, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
        under = ("--edition", "2024-03-25:CCI-A02=b", "--store", filed)
        assert run(capsys, "explain", SHORT, "--on", ON, "--lang", "fr", *under)[1].startswith("QUESTION, et non")
        code, out, _ = run(capsys, "decide", SHORT, "--on", ON, "--why-not", "total", *under)
        assert (code, out.startswith("QUESTION")) == (0, True)
        data = asked_json(capsys, "decide", SHORT, "--on", ON, "--why-not", "total", *under)
        assert data["question"]["edition"] == "2024-03-25"
        rows = asked_json(capsys, "timeline", SHORT, *under)
        assert {row["under"]["answer"]["answer"] for row in rows} == {"accepted", "refused"}
        assert "Under edition 2024-03-25" in " ".join(run(capsys, "timeline", SHORT, *under)[1].split())

    @pytest.mark.parametrize(
        ("more", "says"),
        [
            (["--edition", "1998"], "an edition of RNCP36395"),
            (["--edition", "RNCP38604"], "an edition of RNCP36395, for which the journey is enrolled"),
            (["--edition", "2024-03-25:CCI-A99=b"], "CCI-A99"),
            (["--edition", "2024-03-25", "--all-readings"], "--all-readings"),
            (["--edition", "2024-03-25", "--what-if", "-"], "--what-if"),
            (["--edition", "2024-03-25", "--why-not", "20"], "timeline --edition"),
        ],
    )
    def test_what_cannot_be_asked_is_said(
        self,
        filed: str,  # noqa: F811
        capsys: pytest.CaptureFixture[str],
        more: list[str],
        says: str,
    ) -> None:
        assert main(["decide", SHORT, "--on", ON, *more, "--store", filed]) == 2
        assert says in capsys.readouterr().err

    def test_an_instant_before_the_enrolment_was_known(
        self,
        filed: str,  # noqa: F811
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        """It is not the day of the enrolment that is wrong, and the message does not say so."""
        asked = ("--on", ON, "--known-at", "2020-01-01T00:00:00Z", "--store", filed)
        for more in ([], ["--all-readings"], ["--edition", "2024-03-25"]):
            assert main(["decide", SHORT, *asked, *more]) == 2
            said = capsys.readouterr().err
            assert "whose enrolment was known at 2020-01-01T00:00:00+00:00; it was recorded at 20" in said
            assert "enrolled by" not in said

    def test_a_page_of_the_timeline_shows_no_other_edition(
        self,
        filed: str,  # noqa: F811
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        """It said nothing, and wrote the page without it."""
        page = tmp_path / "page.html"
        under = ["--edition", "2024-03-25:CCI-A02=b", "--html", str(page)]
        assert main(["timeline", SHORT, *under, "--store", filed]) == 2
        assert "--edition" in capsys.readouterr().err
        assert not page.exists()

    def test_a_file_with_a_draft(self, filed: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
        draft = tmp_path / "draft.json"
        assert run(capsys, "show", "RNCP36395:CCI-A02=b", "--canonical", str(draft))[0] == 0
        data = asked_json(capsys, "decide", SHORT, "--on", ON, "--edition", str(draft), "--store", filed)
        assert data["title"]["verdict"] == "total"


class TestAClockThatGoesBack:
    """The order is that of the log: what stands behind a record was written after it, whatever its clock said."""

    AT = (datetime(2025, 6, 5, tzinfo=UTC), datetime(2025, 6, 3, tzinfo=UTC), datetime(2025, 6, 4, tzinfo=UTC))

    @pytest.fixture
    def journey(self) -> Iterator[Journey]:
        with Register.open("memory:", plugins=[MOVING]) as register:
            journey = enrolled(register, "BACK", recorded_at=self.AT[0])
            for name, at in zip(("X1.1", "X2.1"), self.AT[1:], strict=True):
                mark = RecordEvaluation(on=date(2025, 6, 2), evaluation=name, points="12")
                assert journey.do(mark, recorded_at=at).accepted
            yield journey

    def test_any_instant_can_be_asked_about(self, journey: Journey) -> None:
        known = {at: len(journey.records(at)) for at in (*self.AT, HELD)}
        assert known == {self.AT[0]: 3, self.AT[1]: 0, self.AT[2]: 0, HELD: 3}
        assert journey.decide(JURY, known_at=self.AT[0]).title.verdict is Verdict.TOTAL
        for at in self.AT[1:]:
            for edition in (None, "2025"):
                with pytest.raises(UnknownJourney):
                    journey.decide(JURY, known_at=at, edition=edition)

    def test_a_later_record_that_says_it_is_older_changes_no_earlier_answer(self, journey: Journey) -> None:
        before = journey.decide(JURY, known_at=self.AT[0])
        late = CorrectEntry(on=date(2025, 6, 3), entry=2, reason="r", fields={"points": "5"})
        journey.do(LogCompanyHours(on=JURY, hours="1"), recorded_at=LEARNT)
        journey.do(late, recorded_at=self.AT[1])
        assert journey.decide(JURY, known_at=self.AT[0]) == before
        assert journey.decide(JURY, known_at=LEARNT).title.verdict is Verdict.PARTIAL
