"""Auditing a register: one pass, merged parts, statistics by clause held to a naive count, and forgeries found."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certdomain.audit.auditing import Auditing, AuditReport, Partial, Unreadable, audit
from certdomain.audit.departures import JuryDeparture, departures
from certdomain.audit.findings import By, findings
from certdomain.audit.listing import MOST_LISTED, Listed
from certdomain.audit.replay import Difference, replay
from certdomain.audit.spreading import gathered
from certdomain.commands import KINDS, ConstituteJury, Deliberate, Kind, command_from
from certdomain.errors import Damaged, UnknownJourney
from certdomain.plugins import Titles
from certdomain.register import Register
from certdomain.reports import decision_json, node_json
from certdomain.reports.auditing import departures_words
from certdomain.store import MemoryStore, Record
from certdomain.vocabulary import Verdict
from tests.fictional import FICTIONAL, GNOMONICS
from tests.registers import CASES, cases, demos

ON = date(2026, 1, 31)
EVERY = 7  # of the cases: enough of each title, and quick


@pytest.fixture(scope="module")
def filed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with the bundled journeys of all titles, and every seventh case of all case files."""
    path = tmp_path_factory.mktemp("audit") / "audited.db"
    with Register.open(path) as register:
        demos(register)
        with register.batch():
            assert cases(register, CASES, EVERY) > 100
    return path


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with the bundled journeys alone."""
    path = tmp_path_factory.mktemp("audit") / "demo.db"
    with Register.open(path) as register:
        demos(register)
    return path


@pytest.fixture(scope="module")
def register(filed: Path) -> Iterator[Register]:
    # No plugin: the regulations that the register keeps are enough.
    with Register.open(filed, plugins=[], create=False) as opened:
        yield opened


@pytest.fixture(scope="module")
def report(register: Register) -> AuditReport:
    return audit(register, on=ON)


def rewritten(path: Path, altered: Mapping[tuple[str, int], bytes]) -> Register:
    """A register whose rows were written anew, some with another state, under digests that fit."""
    with Register.open(path, plugins=[], create=False) as register:
        found = [record for _, record in register.store.scan()]
    store = MemoryStore()
    for each in found:
        state = altered.get((each.stream, each.version), each.state)
        store.append([Record(stream=each.stream, version=each.version, name=each.name, state=state)])
    return Register(store, titles=Titles({}))


# --- the naive count ------------------------------------------------------------------------------------------------


def walked(tree: Any) -> Iterator[dict[str, Any]]:
    """All nodes of an explanation as JSON."""
    yield tree
    for child in tree["children"]:
        yield from walked(child)


def cited(tree: Any) -> set[tuple[str, str]]:
    return {(c, n["answer"]) for n in walked(tree) if n["answer"] != "not-applicable" for c in n["clauses"]}


class Naive:
    """Every count of an audit, made once more the slow way: of the JSON of all decisions and all answers."""

    def __init__(self, register: Register, on: date) -> None:
        self.decisions: Counter[tuple[str, str, str]] = Counter()
        self.answers: Counter[tuple[str, str, str]] = Counter()
        self.refused: Counter[tuple[str, str]] = Counter()
        self.referred: Counter[tuple[str, str]] = Counter()
        self.findings: Counter[tuple[str, str, str, str]] = Counter()
        self.departures: Counter[tuple[str, str]] = Counter()
        self.verdicts: Counter[tuple[str, str, str]] = Counter()
        self.flags: Counter[tuple[str, str]] = Counter()
        self.undecided = self.records = self.left = 0
        for journey in register.journeys():
            self._journey(register, journey, on)
        for stream in register.store.streams("jury/"):
            self._jury(register, stream.removeprefix("jury/"))

    def _answer(self, recorded: Any) -> None:
        self.records += 1
        if KINDS[type(recorded.command)] is Kind.FACT:
            return
        digest = recorded.answer.regulation
        if recorded.answer.tree is not None:
            for clause, answer in cited(node_json(recorded.answer.tree)):
                self.answers[digest, clause, answer] += 1
        for clause in set(recorded.answer.clauses):
            if recorded.answer.refused:
                self.refused[digest, clause] += 1
            if recorded.answer.referred:
                self.referred[digest, clause] += 1

    def _journey(self, register: Register, journey: str, on: date) -> None:
        file = register.file(journey)
        for recorded in file.recorded:
            self._answer(recorded)
        for entry in file.accepted(Deliberate):
            if entry.answer.decided is None:
                continue
            tree = node_json(entry.answer.tree) if entry.answer.tree is not None else None
            nodes = [] if tree is None else [n for n in walked(tree) if n["asks"] in ("jury.sovereign", "jury.reason")]
            for _ in entry.answer.decided.departures:
                self.left += 1
                for clause in {clause for node in nodes for clause in node["clauses"]}:
                    self.departures[str(entry.answer.regulation), clause] += 1
        try:
            data = cast("Any", decision_json(register.journey(journey).decide(on)))
        except UnknownJourney:
            self.undecided += 1
            return
        digest = data["regulation"]
        self.verdicts[digest, data["status"], data["title"]["verdict"]] += 1
        for clause, answer in cited(data["explanation"]):
            self.decisions[digest, clause, answer] += 1
        for each in data["findings"]:
            self.findings[digest, each["clause"] or "", each["severity"], each["whom"]] += 1
        for flag in data["flags"]:
            self.flags[digest, flag] += 1

    def _jury(self, register: Register, jury: str) -> None:
        standing = None
        for recorded in register.jury_records(jury):
            self._answer(recorded)
            if isinstance(recorded.command, ConstituteJury) and recorded.answer.accepted:
                standing = recorded
        for each in () if standing is None else standing.answer.findings:
            digest = str(cast("Any", standing).answer.regulation)
            self.findings[digest, each.clause or "", each.severity.value, each.whom.value] += 1


@pytest.fixture(scope="module")
def naive(register: Register) -> Naive:
    return Naive(register, ON)


class TestStatistics:
    def test_there_is_something_to_count(self, report: AuditReport) -> None:
        assert report.found.journeys > 150
        assert len({each.certification for each in report.statistics}) == 5
        assert report.departures > 2
        assert report.findings[("breach", "centre")] > 2
        assert sum(n for (_, whom), n in report.findings.items() if whom == "jury") > 0
        assert report.found.stale.count > 0
        assert report.found.undecided > 3

    def test_all_sums_are_those_of_a_naive_count(self, report: AuditReport, naive: Naive, register: Register) -> None:
        assert report.found.records == naive.records
        assert report.found.undecided == naive.undecided
        assert report.departures == naive.left
        assert sum(each.decisions for each in report.statistics) == sum(naive.verdicts.values())
        assert report.found.journeys == len(list(register.journeys()))
        verdicts = {(s.digest, status, verdict): n for s in report.statistics for status, verdict, n in s.verdicts}
        assert verdicts == naive.verdicts

    def test_every_clause_has_the_numbers_of_a_naive_count(self, report: AuditReport, naive: Naive) -> None:
        decisions, answers = Counter[tuple[str, str, str]](), Counter[tuple[str, str, str]]()
        refused, referred = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
        found, left = Counter[tuple[str, str, str, str]](), Counter[tuple[str, str]]()
        for each in report.statistics:
            for row in (*each.clauses, *each.readings, *each.others):
                for answer in ("met", "unmet", "pending", "unregulated"):
                    decisions[each.digest, row.id, answer] += getattr(row.decisions, answer)
                    answers[each.digest, row.id, answer] += getattr(row.answers, answer)
                refused[each.digest, row.id] += row.refused
                referred[each.digest, row.id] += row.referred
                left[each.digest, row.id] += row.departures
                for finding in row.findings:
                    found[each.digest, row.id, finding.severity.value, finding.whom.value] += finding.count
        assert +decisions == naive.decisions
        assert +answers == naive.answers
        assert +refused == naive.refused
        assert +referred == naive.referred
        assert +found == naive.findings
        assert +left == naive.departures

    def test_every_clause_of_a_regulation_has_a_row_and_none_has_two(self, report: AuditReport) -> None:
        for each in report.statistics:
            ids = [row.id for row in (*each.clauses, *each.readings, *each.others)]
            assert len(set(ids)) == len(ids)
        kept = {each.digest: each for each in report.statistics}
        assert all(each.clauses for each in kept.values())

    def test_a_silence_is_counted_where_it_is_flagged(self, report: AuditReport, naive: Naive) -> None:
        for each in report.statistics:
            for silence in each.silences:
                if silence.topic.endswith("-unregulated") and silence.decisions:
                    assert silence.decisions == naive.flags[each.digest, silence.topic]
            counted = {silence.topic for silence in each.silences if silence.decisions}
            flagged = {flag for digest, flag in naive.flags if digest == each.digest and flag.endswith("-unregulated")}
            assert flagged <= counted

    def test_an_untouched_register_comes_out_as_replay_says(self, report: AuditReport, register: Register) -> None:
        again = replay(register)
        assert report.same
        assert not report.damaged
        assert again.same
        assert (report.found.journeys, report.found.juries, report.found.records) == (
            again.journeys,
            again.juries,
            again.records,
        )
        assert sorted(map(repr, report.found.stale)) == sorted(map(repr, again.stale))


class TestParts:
    def test_two_workers_find_what_one_finds(self, filed: Path, register: Register, report: AuditReport) -> None:
        reopen = partial(Register.open, filed, plugins=(), create=False)
        assert audit(register, on=ON, workers=2, reopen=reopen) == report

    def test_how_the_streams_are_grouped_changes_nothing(self, register: Register, report: AuditReport) -> None:
        """The merge is associative and takes any order: pairs, from behind, give the same report."""
        look = Auditing(ON)
        parts = [look(register, "jury", each[5:]) for each in register.store.streams("jury/")]
        parts += [look(register, "journey", each) for each in register.journeys()]
        parts.reverse()
        while len(parts) > 1:
            pairs = [parts[at : at + 2] for at in range(0, len(parts), 2)]
            parts = [pair[0].merge(pair[1]) if len(pair) == 2 else pair[0] for pair in pairs]
        (found,) = parts
        assert found == report.found

    @given(st.lists(st.lists(st.integers(0, 50), max_size=30), max_size=6))
    def test_what_is_listed_first_does_not_hang_on_the_grouping(self, groups: list[list[int]]) -> None:
        def named(numbers: list[int]) -> Listed[Unreadable]:
            return Listed.of([Unreadable(stream=f"journey/{number:02}", what="") for number in numbers])

        merged = Listed[Unreadable]()
        for group in groups:
            merged = merged.merge(named(group))
        assert merged == named([number for group in groups for number in group])

    def test_more_than_is_listed_is_counted(self) -> None:
        many = [Unreadable(stream=f"journey/{number:05}", what="") for number in range(MOST_LISTED)]
        merged = Listed.of(reversed(many)).merge(Listed.of([Unreadable(stream="journey/", what="")]))
        assert (merged.count, len(merged.first), merged.more) == (MOST_LISTED + 1, MOST_LISTED, 1)
        assert merged.first[0].stream == "journey/"
        assert merged.first[1:] == tuple(many[:-1])

    def test_a_journey_that_was_looked_at_is_let_go(self, demo: Path) -> None:
        """A million of them need no more memory than one."""
        with Register.open(demo, plugins=[], create=False) as register:
            gathered(register, Auditing(ON), Partial())
            assert len(register._files) == 0

    def test_progress_is_told_to_the_end(self, register: Register) -> None:
        told: list[tuple[int, int]] = []
        report = audit(register, on=ON, progress=lambda *each: told.append(each))
        assert told[-1] == (report.found.journeys + report.found.juries,) * 2
        assert [done for done, _ in told] == sorted(done for done, _ in told)

    def test_a_worker_that_cannot_open_the_register_is_damage(self, register: Register, tmp_path: Path) -> None:
        reopen = partial(Register.open, tmp_path / "none.db", plugins=(), create=False)
        with pytest.raises(Damaged, match="ended before its work was done"):
            audit(register, on=ON, workers=2, reopen=reopen)


class TestForged:
    def test_a_forged_verdict_is_found_with_its_journey(self, demo: Path) -> None:
        """The bytes verify, for their digests were forged too; the decision does not come out again."""
        with Register.open(demo, plugins=[], create=False) as register:
            rows = register.store.read("journey/demo-quarter-point-short")
        row = next(row for row in rows if row.name.startswith("jury-deliberated"))
        data = json.loads(row.state)
        data["answer"]["decided"]["title"]["verdict"] = "total"
        with rewritten(demo, {(row.stream, row.version): json.dumps(data).encode()}) as register:
            found = audit(register, on=ON)
        assert found.integrity.sound
        assert not found.damaged
        assert not found.same
        assert {each.stream for each in found.found.differences} == {row.stream}
        assert row.version in {each.entry for each in found.found.differences}

    def test_a_forged_mark_is_found_with_its_journey(self, demo: Path) -> None:
        with Register.open(demo, plugins=[], create=False) as register:
            rows = register.store.read("journey/demo-quarter-point-short")
        row = next(row for row in rows if b'"B4.3"' in row.state and row.name.startswith("evaluation-recorded"))
        state = row.state.replace(b'"37.25"', b'"37.5"')
        assert state != row.state
        with rewritten(demo, {(row.stream, row.version): state}) as register:
            found = audit(register, on=ON)
        assert {each.stream for each in found.found.differences} == {row.stream}
        assert any(each.what == "receipt of the facts" for each in found.found.differences)

    @pytest.mark.parametrize(
        "break_it",
        [
            lambda data: data["answer"].update(regulation="0" * 64),
            lambda data: data["command"].update(certification="NO-SUCH-TITLE"),
            lambda data: data.update(command={"command": "enrol-candidate", "on": "2024-13-45"}),
        ],
    )
    def test_a_stream_that_means_nothing_is_named_and_the_others_are_audited(self, demo: Path, break_it: Any) -> None:
        stream = "journey/demo-title-granted"
        with Register.open(demo, plugins=[], create=False) as register:
            row = register.store.read(stream)[0]
        data = json.loads(row.state)
        break_it(data)
        with rewritten(demo, {(stream, 1): json.dumps(data).encode()}) as register:
            found = audit(register, on=ON)
        assert found.damaged
        assert [each.stream for each in found.found.unreadable] == [stream]
        assert found.found.journeys > 30

    def test_a_regulation_that_cannot_be_read_is_named(self, demo: Path) -> None:
        with Register.open(demo, plugins=[], create=False) as register:
            stream = next(iter(register.store.streams("regulation/")))
            row = register.store.read(stream)[0]
        data = json.loads(row.state)
        data["content"] = data["content"].replace("R01", "R99")
        with rewritten(demo, {(stream, 1): json.dumps(data).encode()}) as register:
            found = audit(register, on=ON)
        assert stream in {each.stream for each in found.found.unreadable}
        assert found.damaged


class TestFindings:
    @pytest.mark.parametrize("by", By)
    def test_they_are_those_of_a_naive_count(self, register: Register, naive: Naive, by: By) -> None:
        found = findings(register, by=by, on=ON)
        counts: Counter[tuple[str, str, str]] = Counter()
        for group in found.groups:
            counts[group.clause or "", group.severity.value, group.whom.value] += group.count
        wanted: Counter[tuple[str, str, str]] = Counter()
        for (_, clause, severity, whom), count in naive.findings.items():
            wanted[clause, severity, whom] += count
        assert counts == wanted
        assert found.count == sum(naive.findings.values())

    def test_by_journey_each_is_where_the_decision_has_it(self, register: Register) -> None:
        found = findings(register, by=By.JOURNEY, on=ON)
        by_stream: Counter[str] = Counter()
        for group in found.groups:
            by_stream[group.group] += group.count
        for stream, count in by_stream.items():
            kind, _, name = stream.partition("/")
            if kind == "journey":
                assert len(register.journey(name).decide(ON).findings) == count
        assert found.streams == len(by_stream)

    def test_of_one_title_only(self, register: Register) -> None:
        titles = {register.certification_of(each) for each in register.journeys()} - {None}
        parts = [
            findings(register, by=By.CLAUSE, on=ON, certification=str(title)) for title in sorted(map(str, titles))
        ]
        whole = findings(register, by=By.CLAUSE, on=ON)
        assert sum(each.count for each in parts) == whole.count
        assert sum(each.journeys for each in parts) == whole.journeys

    def test_what_was_remarked_of_a_jury_goes_when_it_is_composed_again(self) -> None:
        def jury(since: str) -> dict[str, object]:
            members: list[dict[str, object]] = [
                {"role": "president", "external": True, "gender": "f", "trade_since": since},
                {"role": "professional", "external": True, "gender": "f", "trade_since": "2012-01-02"},
                {"role": "professional", "external": True, "gender": "m", "trade_since": "2008-03-03"},
                {"role": "centre-representative", "gender": "m", "trade_since": "2011-05-02"},
            ]
            kind = {"kind": "certification", "certification": "RNCP36395", "meets_on": "2025-07-04"}
            return {"command": "constitute-jury", "on": "2025-06-25", "jury": "J1", **kind, "members": members}

        with Register.open("memory:") as register:
            counts = []
            for since in ("2025-03-01", "2005-09-01"):
                assert register.do(command_from(jury(since), where="here")).accepted
                counts.append(findings(register, by=By.JOURNEY, on=ON).count)
                assert sum(audit(register, on=ON).findings.values()) == counts[-1]
                before = findings(register, by=By.JOURNEY, on=date(2025, 6, 24))  # the day before it was constituted
                assert (before.count, before.juries) == (0, 0)
                assert sum(audit(register, on=date(2025, 6, 24)).findings.values()) == 0
        assert counts == [1, 0]

    def test_two_workers_find_what_one_finds(self, filed: Path, register: Register) -> None:
        reopen = partial(Register.open, filed, plugins=(), create=False)
        assert findings(register, by=By.JOURNEY, on=ON, workers=2, reopen=reopen) == findings(
            register, by=By.JOURNEY, on=ON
        )


class TestDepartures:
    def test_each_is_what_the_record_says(self, register: Register) -> None:
        found = list(departures(register))
        assert len(found) > 2
        for each in found:
            records = register.file(each.journey).recorded
            command = records[each.entry - 1].command
            assert isinstance(command, Deliberate)
            assert each.reason.strip()
            assert each.proposed is not each.decided
            assert each.clauses

    def test_of_one_title_and_between_two_days(self, register: Register) -> None:
        every = list(departures(register))
        titles = sorted({each.certification for each in every})
        assert [each for title in titles for each in departures(register, certification=title)] == sorted(
            every, key=lambda each: (each.certification, each.journey, each.entry)
        )
        days = sorted({each.on for each in every})
        first, last = days[0], days[-1]
        assert list(departures(register, since=first, until=last)) == every
        assert list(departures(register, since=last)) == [each for each in every if each.on == last]
        assert list(departures(register, until=first)) == [each for each in every if each.on == first]

    def test_what_was_forged_into_a_departure_moves_no_cursor(self) -> None:
        """A forged register may hold anything where an id should be: it is shown, and does nothing to a terminal."""
        forged = JuryDeparture(
            journey="A\x1b[2J",
            entry=1,
            on=ON,
            jury="J\x1b[2J",
            certification="",
            regulation=None,
            what="title\x1b[2J",
            proposed=Verdict.NONE,
            decided=Verdict.TOTAL,
            reason="because\n\x1b[2J",
            clauses=("R1\x1b[2J",),
        )
        told = list(departures_words([forged]))
        assert len(told) == 4
        assert "\x1b" not in "".join(told)

    def test_a_voided_deliberation_is_listed_as_such_and_not_counted(self) -> None:
        with Register.open("memory:", plugins=[FICTIONAL]) as register:
            left_then_voided(register)
            (found,) = departures(register)
            assert found.voided
            assert audit(register, on=ON).departures == 0


def left_then_voided(register: Register) -> None:
    """A jury leaves the proposal, and its deliberation is voided."""
    title = GNOMONICS.certification
    raw: list[dict[str, object]] = [
        {
            "command": "constitute-jury",
            "on": "2025-06-01",
            "jury": "J1",
            "kind": "certification",
            "certification": title,
            "meets_on": "2025-07-01",
            "members": [{"role": "president", "external": True}, {"role": "trainer"}],
        },
        {
            "command": "enrol-candidate",
            "journey": "A",
            "on": "2024-09-02",
            "certification": title,
            "route": "student",
            "evidence": [{"diploma": {"level": 4}}],
        },
        {
            "command": "deliberate",
            "journey": "A",
            "on": "2025-07-01",
            "jury": "J1",
            "title": "total",
            "reason": "merit",
        },
        {"command": "void-entry", "journey": "A", "on": "2025-07-02", "entry": 2, "reason": "the wrong candidate"},
    ]
    for line in raw:
        journey = line.pop("journey", None)
        command = command_from(line, where="here")
        answer = register.do(command) if journey is None else register.journey(str(journey)).do(command)
        assert answer.accepted, answer


def test_differences_are_counted_beyond_the_list() -> None:
    """What is listed is bounded; `same` goes by what is counted."""
    one = Difference(stream="journey/A", entry=1, what="status", recorded="accepted", recomputed="refused")
    found = Partial(differences=Listed.of([one] * (MOST_LISTED + 5)))
    assert (found.differences.count, len(found.differences.first)) == (MOST_LISTED + 5, MOST_LISTED)
