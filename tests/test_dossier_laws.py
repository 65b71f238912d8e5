"""The laws of the dossier: whatever was recorded, folding, cutting, correcting and voiding agree with one another."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certdomain.commands import (
    Command,
    CorrectEntry,
    EnrolCandidate,
    LogCompanyHours,
    RecordAbsence,
    RequestRetake,
    Settle,
    VoidEntry,
)
from certdomain.dossier import Dossier, before, evolve, fold, until
from certdomain.envelope import Answered, Recorded
from certdomain.vocabulary import AnswerStatus, Channel, RetakeMode, Route
from tests.strategies import commands

quick = settings(max_examples=50, deadline=None)

FIRST = date(2025, 1, 1)
DAYS = [FIRST + timedelta(days=n) for n in range(8)]
NOON = datetime(2025, 1, 1, 12, tzinfo=UTC)
META = (CorrectEntry, VoidEntry, Settle)

days = st.sampled_from(DAYS)
statuses = st.sampled_from(AnswerStatus)


def record(position: int, command: Command, answer: Answered | None = None) -> Recorded:
    at = NOON + timedelta(hours=position)
    held = Answered(status=AnswerStatus.ACCEPTED) if answer is None else answer
    return Recorded(stream="J", position=position, recorded_at=at, command=command, answer=held)


def history(*wanted: Command) -> list[Recorded]:
    return [record(position, command) for position, command in enumerate(wanted, start=1)]


facts: st.SearchStrategy[Command] = st.one_of(
    st.builds(LogCompanyHours, on=days, hours=st.integers(1, 9)),
    st.builds(RecordAbsence, on=days, evaluation=st.sampled_from(["B1.1", "B2.1"])),
    st.builds(EnrolCandidate, on=days, certification=st.just("T"), route=st.sampled_from(Route)),
    st.builds(
        RequestRetake,
        on=days,
        blocs=st.just(("B1",)),
        mode=st.sampled_from(RetakeMode),
        channel=st.sampled_from(Channel),
        test_on=days,
    ),
)


@st.composite
def histories(draw: st.DrawFn, least: int = 0, most: int = 10) -> list[Recorded]:
    """Records as a decider leaves them: corrections, voids and settlements point at earlier entries, by position or
    by key. Anything may be refused or referred."""
    found: list[Recorded] = []
    for position in range(1, draw(st.integers(least, most)) + 1):
        command = draw(facts)
        kind = draw(st.sampled_from(["fact", "fact", "correct", "void", "settle"])) if found else "fact"
        if kind == "fact":
            if draw(st.booleans()):
                command = attrs.evolve(command, key=f"k{position}")
            answer = Answered(status=draw(statuses))
            found.append(record(position, command, answer))
            continue
        target = draw(st.sampled_from(found))
        entry: int | str = target.position
        if target.command.key is not None and draw(st.booleans()):
            entry = target.command.key
        on, rejudged = draw(days), None
        if kind == "correct":
            if isinstance(target.command, META):
                kind = "void"
            else:
                fields: dict[str, object] = {"on": draw(days).isoformat(), "by": draw(st.sampled_from(["ann", "bob"]))}
                command = CorrectEntry(on=on, entry=entry, reason="a slip", fields=fields)
                rejudged = draw(st.none() | st.builds(Answered, status=statuses))
        if kind == "settle":
            said = draw(st.sampled_from(["accepted", "refused"]))
            command = Settle(on=on, entry=entry, answer=said, reason="so be it")
        if kind == "void":
            command = VoidEntry(on=on, entry=entry, reason="a slip")
        status = draw(st.sampled_from([AnswerStatus.ACCEPTED, AnswerStatus.ACCEPTED, AnswerStatus.REFUSED]))
        session = draw(st.none() | st.just("2"))
        found.append(record(position, command, Answered(status=status, rejudged=rejudged, session=session)))
    return found


def evolved(records: list[Recorded], start: Dossier | None = None) -> Dossier:
    dossier = Dossier("J") if start is None else start
    for recorded in records:
        dossier = evolve(dossier, recorded)
    return dossier


def positions(dossier: Dossier) -> set[int]:
    return {entry.position for entry in dossier.live()}


@given(histories())
@settings(max_examples=100, deadline=None)
def test_fold_is_evolving_one_by_one(records: list[Recorded]) -> None:
    """A dossier read back from the store is the one that was built while it was recorded."""
    assert fold("J", records) == evolved(records)


@given(histories(), st.data())
@quick
def test_fold_a_prefix_then_evolve_the_rest(records: list[Recorded], data: st.DataObject) -> None:
    """A cached dossier may be carried on from anywhere: a snapshot is never a second truth."""
    cut = data.draw(st.integers(0, len(records)))
    assert evolved(records[cut:], fold("J", records[:cut])) == fold("J", records)


@given(st.lists(commands.filter(lambda command: not isinstance(command, META)), max_size=5))
@settings(max_examples=20, deadline=None)
def test_every_kind_of_command_folds(wanted: list[Command]) -> None:
    """No class of command is special to the dossier, but for corrections, voids and settlements."""
    records = history(*wanted)
    dossier = fold("J", records)
    assert dossier == evolved(records)
    assert [entry.command for entry in sorted(dossier.live(), key=lambda entry: entry.position)] == wanted


@given(histories())
@quick
def test_nothing_recorded_is_lost(records: list[Recorded]) -> None:
    """The timeline keeps all records as they were made; live entries are some of them, each once, at their place."""
    dossier = fold("J", records)
    assert dossier.recorded == tuple(records)
    live = [entry.position for entry in dossier.live()]
    assert len(live) == len(set(live))
    for kind, entries in dossier.entries.items():
        assert all(type(entry.command) is kind for entry in entries)
        assert all(a.position < b.position for a, b in pairwise(entries))
    for entry in dossier.live():
        assert dossier.at(entry.position) == entry
        assert type(entry.command) is type(records[entry.position - 1].command)


@given(histories(), days, days)
@settings(max_examples=100, deadline=None)
def test_until_is_monotone(records: list[Recorded], one: date, other: date) -> None:
    """The file of a later day holds all entries of that of an earlier day; cutting twice is cutting at the earlier."""
    early, late = sorted((one, other))
    dossier = fold("J", records)
    assert positions(until(dossier, early)) <= positions(until(dossier, late))
    assert until(until(dossier, late), early) == until(dossier, early)
    assert until(dossier, date.max) == dossier


@given(histories(), days)
@quick
def test_until_keeps_exactly_what_is_dated_up_to_the_day(records: list[Recorded], day: date) -> None:
    """Nothing dated later shows, nothing dated earlier is missing, and an answer never counts before it was given."""
    dossier = fold("J", records)
    cut = until(dossier, day)
    assert positions(cut) == {entry.position for entry in dossier.live() if entry.command.on <= day}
    assert all(entry.since <= day for entry in cut.live())


@given(histories(least=1), st.data())
@settings(max_examples=100, deadline=None)
def test_a_correction_holds_for_every_day_from_the_instant_it_was_recorded(
    records: list[Recorded], data: st.DataObject
) -> None:
    """Whatever the date of the correction itself, the entry reads as corrected on every day; known before that instant,
    it reads as it was."""
    facts_live = [e for e in fold("J", records).live() if not isinstance(e.command, META)]
    if not facts_live:
        return
    target = data.draw(st.sampled_from(facts_live))
    moved = data.draw(days)
    correction = CorrectEntry(
        on=data.draw(days), entry=target.position, reason="a slip", fields={"on": moved.isoformat(), "by": "carla"}
    )
    after = fold("J", [*records, record(len(records) + 1, correction)])
    expected = attrs.evolve(target.command, on=moved, by="carla")
    for day in (*DAYS, date.max):
        entry = until(after, day).at(target.position)
        assert (entry.command if entry is not None else None) == (expected if moved <= day else None)
        earlier = until(fold("J", records), day).at(target.position)
        assert (earlier.command if earlier is not None else None) == (
            target.command if target.command.on <= day else None
        )


@given(histories(least=1), st.data())
@settings(max_examples=100, deadline=None)
def test_a_void_holds_for_every_day_from_the_instant_it_was_recorded(
    records: list[Recorded], data: st.DataObject
) -> None:
    """A voided entry is gone on every day, before and after the day of the void; known before that instant, it is
    there. Nothing else goes or comes back, unless the entry was itself a correction, a void or a settlement."""
    live = fold("J", records).live()
    if not live:
        return
    target = data.draw(st.sampled_from(live))
    void = VoidEntry(on=data.draw(days), entry=target.position, reason="a slip")
    earlier, after = fold("J", records), fold("J", [*records, record(len(records) + 1, void)])
    for day in (*DAYS, date.max):
        assert until(after, day).at(target.position) is None
        assert (until(earlier, day).at(target.position) is not None) is (target.command.on <= day)
    if not isinstance(target.command, META) or not target.accepted:
        assert positions(after) == positions(earlier) - {target.position} | {len(records) + 1}


@given(histories(least=1), st.data())
@quick
def test_the_void_of_a_void_restores(records: list[Recorded], data: st.DataObject) -> None:
    """Voiding a void brings back exactly what it took away; a third void takes it away again."""
    live = fold("J", records).live()
    if not live:
        return
    target = data.draw(st.sampled_from(live)).position
    last = len(records)
    chain = [
        record(last + 1, VoidEntry(on=FIRST, entry=target, reason="gone")),
        record(last + 2, VoidEntry(on=FIRST, entry=last + 1, reason="not gone")),
        record(last + 3, VoidEntry(on=FIRST, entry=last + 2, reason="gone after all")),
    ]
    plain, once, twice, thrice = (fold("J", [*records, *chain[:n]]) for n in range(4))
    assert positions(twice) == positions(plain) | {last + 2}
    assert {e.position: e for e in twice.live() if e.position <= last} == {e.position: e for e in plain.live()}
    assert positions(thrice) == positions(once) | {last + 3}


def test_voiding_a_correction_restores_the_first_value() -> None:
    records = history(
        LogCompanyHours(on=FIRST, hours=7, key="h"),
        CorrectEntry(on=FIRST, entry="h", reason="a slip", fields={"hours": "8"}),
        CorrectEntry(on=FIRST, entry="h", reason="a slip", fields={"hours": "9"}),
        VoidEntry(on=FIRST, entry=3, reason="the first correction was right"),
        VoidEntry(on=FIRST, entry=2, reason="no, neither was"),
    )
    hours = [fold("J", records[:n]).of(LogCompanyHours)[0].command.hours for n in range(1, 6)]
    assert hours == [7, 8, 9, 8, 7]


def test_what_was_refused_changes_nothing() -> None:
    refused = Answered(status=AnswerStatus.REFUSED)
    records = [
        *history(LogCompanyHours(on=FIRST, hours=7)),
        record(2, VoidEntry(on=FIRST, entry=1, reason="a slip"), refused),
        record(3, CorrectEntry(on=FIRST, entry=1, reason="a slip", fields={"hours": "8"}), refused),
    ]
    assert [entry.command.hours for entry in fold("J", records).of(LogCompanyHours)] == [7]


def test_a_settlement_counts_from_its_own_day() -> None:
    """The request was referred on the first day and granted on the fourth: between them it still waits."""
    asked = RequestRetake(on=DAYS[0], blocs=("B1",), mode=RetakeMode.RESIT, channel=Channel.EMAIL, test_on=DAYS[7])
    records = [
        record(1, asked, Answered(status=AnswerStatus.REFERRED)),
        record(
            2,
            Settle(on=DAYS[3], entry=1, answer="accepted", reason="so be it"),
            Answered(status=AnswerStatus.ACCEPTED, session="2"),
        ),
    ]
    dossier = fold("J", records)
    for day in DAYS:
        entry = until(dossier, day).of(RequestRetake)[0]
        assert entry.accepted is (day >= DAYS[3])
        assert (entry.answer.session, entry.since) == (("2", DAYS[3]) if day >= DAYS[3] else (None, DAYS[0]))


@given(histories(least=1), st.data())
@quick
def test_before_is_the_file_less_what_came_later(records: list[Recorded], data: st.DataObject) -> None:
    """An entry is judged again by what stood before it, with the corrections that are known now."""
    dossier = fold("J", records)
    position = data.draw(st.integers(1, len(records)))
    earlier = before(dossier, position)
    assert earlier.version == position - 1
    assert positions(earlier) == {entry.position for entry in dossier.live() if entry.position < position}
    assert all(dossier.at(entry.position) == entry for entry in earlier.live())


@given(histories(least=2), st.data())
@quick
def test_gaps_repeats_and_disorder_are_refused(records: list[Recorded], data: st.DataObject) -> None:
    """A history that is not 1, 2, 3… is no history: nothing is folded around a hole."""
    at = data.draw(st.integers(0, len(records) - 2))
    hole = [*records[:at], *records[at + 1 :]]
    twice = [*records[: at + 1], *records[at:]]
    swapped = [*records[:at], records[at + 1], records[at], *records[at + 2 :]]
    for broken in (hole, twice, swapped):
        with pytest.raises(ValueError, match="J: record"):
            fold("J", broken)
        with pytest.raises(ValueError, match="does not follow"):
            evolved(broken)


def test_find_by_position_and_key() -> None:
    dossier = fold("J", history(LogCompanyHours(on=FIRST, hours=7, key="h"), LogCompanyHours(on=FIRST, hours=7)))
    assert [dossier.find(entry) for entry in (1, 2, 0, 3, -1, "h", "x")] == [1, 2, None, None, None, 1, None]
