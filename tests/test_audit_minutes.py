"""The minutes of a jury: before it deliberated, with one candidate or many, refused, corrected, voided, signed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from certdomain.audit.checkpoints import Refusal, checkpoint
from certdomain.audit.minutes import Minutes, minutes
from certdomain.commands import Deliberate, command_from
from certdomain.register import Register
from certdomain.reports.html import minutes_page
from certdomain.reports.minutes import minutes_json, minutes_words
from certdomain.transparency.notes import SigningKey
from certdomain.vocabulary import Verdict
from tests.fictional import FICTIONAL, GNOMONICS
from tests.pages import read
from tests.registers import demos

TITLE = GNOMONICS.certification
KEY = SigningKey("register.example/minutes", bytes([7]) * 32)
Raw = dict[str, object]


def constitute(jury: str = "J1", **more: object) -> Raw:
    members = [{"role": "president", "external": True, "gender": "f"}, {"role": "trainer"}]
    kind: Raw = {"kind": "certification", "certification": TITLE, "meets_on": "2025-07-01", "members": members}
    return {"command": "constitute-jury", "on": "2025-06-01", "jury": jury, **kind, **more}


def enrol(**more: object) -> Raw:
    proof = [{"diploma": {"level": 4}}]
    named: Raw = {"certification": TITLE, "route": "student", "evidence": proof}
    return {"command": "enrol-candidate", "on": "2024-09-02", **named, **more}


def deliberate(on: str = "2025-07-01", jury: str = "J1", **more: object) -> Raw:
    return {"command": "deliberate", "on": on, "jury": jury, **more}


@pytest.fixture
def register() -> Iterator[Register]:
    with Register.open("memory:", plugins=[FICTIONAL]) as opened:
        yield opened


def do(register: Register, journey: str | None, *lines: Raw) -> None:
    for line in lines:
        command = command_from(line, where="here")
        answer = register.do(command) if journey is None else register.journey(journey).do(command)
        assert not answer.referred


def made(register: Register, jury: str = "J1", on: date | None = None, *, awaiting: bool = False) -> Minutes:
    found = minutes(register, jury, on=on, awaiting=awaiting)
    assert found is not None
    for lang in ("en", "fr"):  # whatever is told can be told in both
        assert jury in minutes_words(found, lang)
    assert minutes_json(found)["jury"] == jury
    return found


def test_a_jury_that_nobody_named_has_none(register: Register) -> None:
    assert minutes(register, "J1") is None


def test_before_any_deliberation_there_is_a_composition_to_sign(register: Register) -> None:
    do(register, None, constitute())
    found = made(register)
    assert not found.sat
    assert found.sittings == ()
    told = minutes_words(found)
    assert "This jury has not deliberated yet." in told
    assert "1. president (from outside)" in told
    assert "2. trainer" in told
    assert "BTF-R13, source brevet, line 19" in told


def test_a_refused_jury_says_so_and_why(register: Register) -> None:
    do(register, None, constitute("J9", members=[{"role": "trainer"}]))
    found = made(register, "J9")
    assert found.constituted is None
    told = minutes_words(found)
    assert "does not exist" in told
    assert "BTF-R13" in told
    assert "Signatures" not in told
    assert minutes_json(found)["exists"] is False


def test_a_jury_refused_at_first_and_composed_again(register: Register) -> None:
    do(register, None, constitute(members=[{"role": "trainer"}]), constitute())
    found = made(register)
    assert [each.answer.refused for each in found.constitutions] == [True, False]
    assert "the composition of entry 2 holds" in minutes_words(found)


def test_many_candidates_by_blocs(register: Register) -> None:
    """The grid has what each journey's own deliberation fixed, and no candidate of another jury."""
    do(register, None, constitute(), constitute("J2"))
    for number in range(5):
        marks: list[Raw] = [
            {"command": "record-evaluation", "on": "2025-06-02", "evaluation": each, "points": number * 2}
            for each in ("COM1.1", "COM1.2", "COM2.1", "A1.1", "A2.1")
        ]
        do(register, f"C{number}", enrol(), *marks, deliberate(jury="J2" if number == 4 else "J1"))
    found = made(register)
    assert [each.journey for each in found.sittings] == ["C0", "C1", "C2", "C3"]
    for each in found.sittings:
        (recorded,) = [r for r in register.file(each.journey).recorded if isinstance(r.command, Deliberate)]
        decided = recorded.answer.decided
        assert decided is not None
        assert (each.title, each.blocs, each.kept) == (decided.title, decided.blocs, decided.kept)
        row = next(line for line in minutes_words(found).splitlines() if line.startswith(each.journey))
        assert each.on.isoformat() in row
    assert found.sat
    assert "C4" not in minutes_words(found)


def test_what_was_never_sat_has_no_zero(register: Register) -> None:
    """Nobody gave that mark: the grid to be signed shows none, as `decide` does. A zero that was given stands."""
    do(register, None, constitute())
    marks: list[Raw] = [
        {"command": "record-evaluation", "on": "2025-06-02", "evaluation": each, "points": 0}
        for each in ("COM1.1", "COM1.2")
    ]
    do(register, "A", enrol(), *marks, deliberate())
    found = made(register)
    blocs = {each.bloc: each for each in found.sittings[0].blocs}
    assert blocs["COM2"].verdict is Verdict.NOT_SAT
    assert blocs["COM2"].points == 0
    row = next(line for line in minutes_words(found).splitlines() if line.startswith("A "))
    grid = minutes_words(found).partition(row)[2].partition("\n\n")[0]
    zeros = [text for text in (row + grid).split() if text.startswith("0/")]
    assert len(zeros) == 1
    page = read(minutes_page(found))
    assert page.text.count("0 / ") == 1


def test_on_a_day_only_what_was_decided_by_then(register: Register) -> None:
    do(register, None, constitute())
    do(register, "A", enrol(), deliberate())
    do(register, "B", enrol(), deliberate("2025-09-01"))
    assert [each.journey for each in made(register).sittings] == ["A", "B"]
    assert [each.journey for each in made(register, on=date(2025, 8, 31)).sittings] == ["A"]
    assert made(register, on=date(2025, 6, 30)).sittings == ()


def test_a_departure_is_marked_and_its_reason_told(register: Register) -> None:
    do(register, None, constitute())
    do(register, "A", enrol(), deliberate(title="total", reason="a merit of its own"))
    do(register, "B", enrol(), deliberate())
    found = made(register)
    (left,) = [each for each in found.sittings if each.departures]
    assert (left.journey, left.departures[0].decided, left.reason) == ("A", Verdict.TOTAL, "a merit of its own")
    assert left.departed_by == ("BTF-R14", "BTF-R13")
    told = minutes_words(found)
    assert "title granted *" in told
    assert 'Reason: "a merit of its own"' in " ".join(told.split())
    assert "BTF-R14, source brevet, line 20" in told


def test_a_deliberation_that_was_refused_is_told_with_its_reason(register: Register) -> None:
    do(register, None, constitute())
    do(register, "A", enrol(), deliberate(title="total"))  # it departs, and says no reason
    found = made(register)
    (sitting,) = found.sittings
    assert sitting.answer is not None
    assert sitting.answer.refused
    assert sitting.title is None
    told = minutes_words(found)
    assert "Deliberations that were refused" in told
    assert "without a written reason" in told or "without written reason" in told


def test_who_was_absent_and_what_is_pending(register: Register) -> None:
    excuse: Raw = {"evaluation": "COM1.2", "reason": "medical-certificate", "evidence": True}
    lines: list[Raw] = [
        {"command": "record-absence", "on": "2025-06-02", "evaluation": "COM1.1"},
        {"command": "record-absence", "on": "2025-06-03", "evaluation": "COM1.2"},
        {"command": "submit-excuse", "on": "2025-06-04", **excuse},
        {"command": "record-absence", "on": "2025-06-05", "evaluation": "COM2.1"},
        {"command": "record-evaluation", "on": "2025-06-20", "evaluation": "COM2.1", "points": 10},
    ]
    do(register, None, constitute())
    do(register, "A", enrol(), *lines, deliberate())
    do(register, "A", {"command": "record-absence", "on": "2025-06-06", "evaluation": "A1.1"})  # after the jury
    (sitting,) = made(register).sittings
    assert [(each.evaluation, each.excused) for each in sitting.missed] == [("COM1.1", False), ("COM1.2", True)]
    assert "title" in sitting.pending
    told = minutes_words(made(register))
    assert "A: absent from COM1.1 on 2 June 2025, without an accepted excuse" in told
    assert "A: absent from COM1.2 on 3 June 2025, excused" in told


def test_a_correction_holds_and_a_void_is_told(register: Register) -> None:
    do(register, None, constitute())
    do(register, "A", enrol(), deliberate(title="total", reason="merit"))
    do(
        register,
        "A",
        {
            "command": "correct-entry",
            "on": "2025-07-03",
            "entry": 2,
            "fields": {"reason": "great merit"},
            "reason": "typing",
        },
    )
    do(register, "B", enrol(), deliberate())
    do(register, "B", {"command": "void-entry", "on": "2025-07-03", "entry": 2, "reason": "the wrong file"})
    corrected, voided = made(register).sittings
    assert (corrected.reason, corrected.corrected_by) == ("great merit", (3,))
    assert voided.voided_by == 3
    told = minutes_words(made(register))
    assert "corrected" in told
    assert "voided" in told


def test_a_jury_that_a_correction_put_in_place_of_another(register: Register) -> None:
    """A deliberation belongs to the jury that holds now, whatever was typed first."""
    do(register, None, constitute(), constitute("J2"))
    do(register, "A", enrol(), deliberate())
    do(
        register,
        "A",
        {"command": "correct-entry", "on": "2025-07-03", "entry": 2, "fields": {"jury": "J2"}, "reason": "typing"},
    )
    assert made(register).sittings == ()
    assert [each.journey for each in made(register, "J2").sittings] == ["A"]


def test_who_is_awaited_stands_with_the_proposal(register: Register) -> None:
    do(register, None, constitute(route="student"), constitute("J2"))
    do(register, "A", enrol())
    do(register, "B", enrol(route="apprenticeship"))
    do(register, "C", enrol(on="2025-09-01"))
    do(register, "D", enrol(), deliberate(jury="J2"))
    assert made(register).awaiting == ()
    (waiting,) = made(register, awaiting=True).awaiting
    assert (waiting.journey, waiting.on, waiting.entry) == ("A", date(2025, 7, 1), None)
    assert waiting.title == register.journey("A").decide(date(2025, 7, 1)).title
    later = made(register, on=date(2025, 9, 2), awaiting=True)
    assert [each.journey for each in later.awaiting] == ["A", "C"]


def test_ids_with_quotes_and_accents_are_found(register: Register) -> None:
    name = 'jury "d\'été" \\ 7'
    do(register, None, constitute(name), constitute("J1"))
    do(register, "A", enrol(), deliberate(jury=name))
    assert [each.journey for each in made(register, name).sittings] == ["A"]
    assert made(register).sittings == ()


class TestSigned:
    def test_what_the_last_checkpoint_covers(self, register: Register) -> None:
        do(register, None, constitute())
        do(register, "A", enrol(), deliberate())
        assert "No checkpoint was signed yet" in minutes_words(made(register))
        assert not isinstance(checkpoint(register.store, [KEY]), Refusal)
        signed = made(register)
        assert signed.signed is not None
        assert signed.signed.agrees
        assert signed.signed.root == register.store.tree().root()
        assert signed.beyond == ()
        assert "All deliberations above are among the records signed." in minutes_words(signed)
        do(register, "B", enrol(), deliberate())
        later = made(register)
        assert [each.journey for each in later.beyond] == ["B"]
        assert later.signed is not None
        assert later.signed.agrees
        assert "Not among the records signed yet: B." in minutes_words(later)

    def test_a_checkpoint_that_the_register_contradicts_is_told(self, register: Register) -> None:
        do(register, None, constitute())
        do(register, "A", enrol(), deliberate())
        note = checkpoint(register.store, [KEY])
        assert not isinstance(note, Refusal)
        with Register.open("memory:", plugins=[FICTIONAL]) as other:
            do(other, None, constitute())
            do(other, "A", enrol(), deliberate(title="total", reason="merit"))
            size = register.store.tree().end
            other.store.keep_signed(size, register.store.tree().root(), bytes(note).decode())
            told = made(other)
        assert told.signed is not None
        assert not told.signed.agrees
        assert "does not begin with what was signed" in minutes_words(told)


def test_every_jury_of_the_bundled_journeys_has_minutes_without_a_plugin(tmp_path: Path) -> None:
    with Register.open(tmp_path / "demo.db") as register:
        demos(register)
    with Register.open(tmp_path / "demo.db", plugins=[], create=False) as register:
        told = 0
        for stream in register.store.streams("jury/"):
            jury = stream.removeprefix("jury/")
            found = made(register, jury, awaiting=True)
            naive = [
                (journey, r.position)
                for journey in register.journeys()
                for r in register.file(journey).recorded
                if isinstance(r.command, Deliberate) and r.command.jury == jury
            ]
            assert sorted((each.journey, each.entry or 0) for each in found.sittings) == sorted(naive)
            told += len(naive)
        assert told > 20
