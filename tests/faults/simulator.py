"""A simulated institution: random acts of several people on one real register, held against a naive model of it.

Journeys follow the bundled stories of every installed title, and leave them: marks, absences and acts of any kind are
thrown in; entries are voided and corrected, readings switched, files imported in parts and again; the register is
reopened, a second one writes to the same file, the clock goes back. The model knows plain lists of records and decides
everything from scratch. Chance comes from Hypothesis alone, so that a seed repeats a run and a failure is shrunk.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar

import attrs
from attrs import define, field
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from certdomain import Conflict, Register
from certdomain import candidate as candidates
from certdomain import dossier as dossiers
from certdomain import jury as jury_states
from certdomain.adoption import Shelf
from certdomain.audit import checkpoint, prove, replay, verify
from certdomain.candidate import Contribution
from certdomain.commands import (
    COMMANDS,
    Command,
    ConstituteJury,
    Deliberate,
    EnrolCandidate,
    MoveToEdition,
    command_from,
    name_of,
)
from certdomain.decider import contribution_of, decide, decide_jury
from certdomain.dossier import Dossier
from certdomain.envelope import Answered, Recorded
from certdomain.errors import BadCommand, BadInput, Problem, UnknownJourney
from certdomain.explanation import Answer
from certdomain.importing import content_of, import_file
from certdomain.jury import Jury, JurySat
from certdomain.plugins import Declared, Titles, installed
from certdomain.register import juries_named
from certdomain.rules.circumstances import Circumstances
from certdomain.rules.decision import decide_on
from certdomain.store import open_store
from certdomain.transparency.checkpoints import Checkpoint, logs_of, parse_checkpoint
from certdomain.transparency.merkle import root_at
from certdomain.transparency.notes import Note
from certdomain.transparency.proofs import parse_proof, verify_proof
from certdomain.what_if import suppose
from tests.faults.registers import DEMOS, KEY
from tests.strategies import commands_of

COMPARED = ("status", "clauses", "findings", "session", "possible_on", "decided", "rejudged", "tree")
DAYS = [date(2024, 9, 2) + timedelta(days=7 * week) for week in range(130)]
BEGIN = datetime(2025, 1, 1, 12, tzinfo=UTC)
SHELF = Shelf()

Raw = Mapping[str, object]


@cache
def stories() -> tuple[tuple[str, tuple[Raw, ...]], ...]:
    """The bundled journeys: the title, and its lines in order, with the juries that they need."""
    found = []
    for demo in DEMOS:
        lines = [
            json.loads(line, parse_float=str) for line in demo.read_text(encoding="utf-8").splitlines() if line.strip()
        ]
        titles = {line["journey"]: line["certification"] for line in lines if line["command"] == "enrol-candidate"}
        for journey, title in titles.items():
            own = [line for line in lines if journey in (line.get("journey"), *line.get("journeys", ()))]
            named = {line.get("jury") or line.get("assessors") for line in own}
            own = [line for line in lines if line in own or (line.get("jury") in named and "journey" not in line)]
            found.append((title, tuple({k: v for k, v in line.items() if k != "journeys"} for line in own)))
    return tuple(found)


@cache
def titles() -> Titles:
    return installed()


def content(raw: Raw) -> str:
    """What an import takes for the content of a line: numbers are what is written."""
    return content_of(json.loads(json.dumps(raw), parse_int=str, parse_float=str))


class Model:
    """Plain lists of records; every answer and every decision is worked out of them from the beginning."""

    def __init__(self) -> None:
        self.records: dict[str, list[Recorded]] = defaultdict(list)
        self.juries: dict[str, list[Recorded | JurySat]] = defaultdict(list)
        self.contributions: dict[str, dict[str, Contribution]] = defaultdict(dict)
        self.adopted: dict[str, Declared] = {}
        self.contents: Counter[tuple[str, str]] = Counter()
        self.known: dict[str, Declared] = {}

    def in_force(self, title: str, edition: str | None, on: date | None) -> Declared:
        held = self.adopted.get(title) or next(iter(titles().get(title, ())), None)
        since = None if held is None else held.regulation.in_force_from
        early = edition is None and on is not None and since is not None and on < since
        if held is None or early or edition not in (None, held.regulation.edition):
            raise BadCommand([Problem(where="model", found=title, expected="a title")])
        self.known[held.digest] = held
        return held

    def dossier(self, journey: str) -> Dossier:
        return dossiers.fold(journey, self.records[journey])

    def jury(self, name: str) -> Jury | None:
        return jury_states.fold(self.juries[name])

    def candidate(self, dossier: Dossier, command: Command | None = None) -> str:
        if isinstance(command, EnrolCandidate):
            return command.candidate or dossier.journey
        return (None if dossier.enrolment is None else dossier.enrolment.command.candidate) or dossier.journey

    def case(
        self, dossier: Dossier, on: date, candidate: str, held: Declared, juries: Sequence[str] = ()
    ) -> Circumstances:
        standing = candidates.fold(self.contributions[candidate].values())
        sitting = {name: jury for name in juries if (jury := self.jury(name)) is not None}
        return Circumstances(dossier, on, SHELF.settled(held), standing, MappingProxyType(sitting))

    def pinned(self, dossier: Dossier, on: date) -> Declared:
        digest = dossiers.pinned(dossier, on)
        if dossier.enrolment is None or digest is None:
            raise UnknownJourney([Problem(where="model", found=dossier.journey, expected="a journey")])
        return self.known[digest]

    def expected(self, journey: str, command: Command) -> tuple[Answered, Circumstances]:
        """The answer, worked out from the list of records alone."""
        dossier = self.dossier(journey)
        if command.key is not None and dossier.find(command.key) is not None:
            raise BadCommand([Problem(where="model", found=command.key, expected="a new key")])
        if isinstance(command, EnrolCandidate):
            held = self.in_force(command.certification, command.edition, command.on)
        else:
            held = self.pinned(dossier, command.on)
        case = self.case(dossier, command.on, self.candidate(dossier, command), held, juries_named(command, dossier))
        if isinstance(command, MoveToEdition):
            self.in_force(case.regulation.certification, command.edition, None)
        return decide(command, case), case

    def add(self, recorded: Recorded, case: Circumstances) -> None:
        """Take up what was recorded."""
        journey, command = recorded.stream, recorded.command
        before = self.dossier(journey)
        candidate = self.candidate(before, command)
        self.records[journey].append(recorded)
        self.contents[journey, recorded.content] += 1
        if recorded.answer.refused:
            return
        self.contributions[candidate][journey] = contribution_of(attrs.evolve(case, all=self.dossier(journey)))
        if isinstance(command, Deliberate) and recorded.answer.accepted:
            jury = self.jury(command.jury)
            if jury is not None and not jury.sat:
                self.juries[command.jury].append(JurySat(journey=journey))


@define
class Reach:
    """What the generator reached, over all runs."""

    commands: Counter[tuple[str, str]] = field(factory=Counter)
    rules: Counter[str] = field(factory=Counter)
    clauses: dict[str, set[str]] = field(factory=lambda: defaultdict(set))
    findings: set[str] = field(factory=set)
    verdicts: Counter[str] = field(factory=Counter)


class Institution(RuleBasedStateMachine):
    """The rules of the simulation. `reach` counts what they came to."""

    reach: ClassVar[Reach] = Reach()

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="certdomain-simulator-"))
        self.path = self.folder / "register.db"
        self.register = self.opened()
        self.other = self.opened()
        self.model = Model()
        self.progress: dict[str, tuple[tuple[Raw, ...], int]] = {}
        self.now = BEGIN
        self.notes: list[Checkpoint] = []
        self.proofs: list[bytes] = []
        self.roots: dict[int, bytes] = {}
        self.files = 0

    def opened(self) -> Register:
        return Register(open_store(self.path), titles=titles(), shelf=SHELF)

    # --- acts -----------------------------------------------------------------------------------------------------

    @initialize(data=st.data())
    def first_ones(self, data: st.DataObject) -> None:
        """Nobody simulates an empty institution."""
        for _ in range(3):
            self.begin(data)

    @precondition(lambda self: 0 < len(self.progress) < 8)
    @rule(data=st.data())
    def begin_another(self, data: st.DataObject) -> None:
        """One more journey."""
        self.begin(data)

    def begin(self, data: st.DataObject) -> None:
        """A new journey sets out on a story."""
        _, lines = data.draw(st.sampled_from(stories()))
        name = f"J{len(self.progress)}"
        shared = data.draw(st.sampled_from([None, None, "C1", "C2"]))
        told = tuple(
            {**line, **({"journey": name} if "journey" in line or line["command"] != "constitute-jury" else {})}
            for line in lines
        )
        if shared is not None:
            told = tuple(
                {**line, "candidate": shared} if line["command"] == "enrol-candidate" else line for line in told
            )
        self.progress[name] = (told, 0)
        self.reach.rules["begin a journey"] += 1

    @precondition(lambda self: self.progress)
    @rule(data=st.data(), steps=st.integers(1, 25))
    def go_on(self, data: st.DataObject, steps: int) -> None:
        """A journey goes on with its story, sometimes with another mark or day."""
        name = data.draw(st.sampled_from(sorted(self.progress)))
        for _ in range(steps):
            lines, at = self.progress[name]
            if at == len(lines):
                return
            raw = dict(lines[at])
            self.progress[name] = (lines, at + 1)
            twist = data.draw(st.sampled_from(["", "", "", "", "", "", "", "", "mark", "day", "absent", "skip"]))
            if twist == "mark" and ("points" in raw or "mark" in raw):
                raw["points" if "points" in raw else "mark"] = f"{data.draw(st.integers(0, 80)) / 4}"
            elif twist == "day":
                raw["on"] = data.draw(st.sampled_from(DAYS)).isoformat()
            elif twist == "absent" and raw["command"] == "record-evaluation" and "evaluation" in raw:
                raw = {**{key: raw[key] for key in ("journey", "on", "evaluation")}, "command": "record-absence"}
            elif twist == "skip" and raw["command"] != "enrol-candidate":
                continue
            self.raw(raw)
        self.reach.rules["go on with a story"] += 1

    @precondition(lambda self: self.progress)
    @rule(data=st.data())
    def any_act(self, data: st.DataObject) -> None:
        """An act of any kind, with names that exist."""
        for _ in range(data.draw(st.integers(1, 8))):
            kind = COMMANDS[data.draw(st.sampled_from(sorted(COMMANDS)))]
            begun = sorted(name for name, records in self.model.records.items() if records)
            name = data.draw(st.sampled_from(begun or sorted(self.progress)))
            command = self.fitted(data, data.draw(commands_of(kind)), name)
            if command is not None:
                self.do(self.of(data), name, command)
                self.reach.rules["act of any kind"] += 1

    @precondition(lambda self: any(self.model.records.values()))
    @rule(data=st.data(), correct=st.booleans())
    def mend(self, data: st.DataObject, correct: bool) -> None:
        """An entry is corrected or voided."""
        name = self.some_journey(data)
        entry = data.draw(st.integers(1, len(self.model.records[name])))
        raw: dict[str, object] = {"journey": name, "on": self.day(data).isoformat(), "entry": entry, "reason": "a slip"}
        if correct:
            target = self.model.records[name][entry - 1].command
            fields: dict[str, object] = {"on": self.day(data).isoformat()}
            if getattr(target, "points", None) is not None:
                fields = {"points": data.draw(st.integers(0, 60))}
            raw |= {"command": "correct-entry", "fields": fields}
        else:
            raw |= {"command": "void-entry"}
        self.raw(raw)
        self.reach.rules["correct or void an entry"] += 1

    @rule(data=st.data())
    def adopt(self, data: st.DataObject) -> None:
        """Another option of a reading is chosen for later enrolments."""
        title = data.draw(st.sampled_from(sorted(titles())))
        regulation = titles()[title][0].regulation
        readings = [each for each in regulation.readings if len(each.options) > 1]
        if not readings:
            return
        chosen = data.draw(st.sampled_from(readings))
        letter = data.draw(st.sampled_from([option.letter for option in chosen.options]))
        try:
            digest = self.register.adopt(title, readings={chosen.id: letter}, recorded_at=self.clock())
        except BadInput:
            return
        self.model.adopted[title] = self.register._regulations.kept(digest, title)
        self.reach.rules["adopt another reading"] += 1

    # --- the rim --------------------------------------------------------------------------------------------------

    @precondition(lambda self: self.progress)
    @rule(data=st.data(), more=st.integers(1, 12), cut=st.integers(0, 12), again=st.booleans())
    def import_lines(self, data: st.DataObject, more: int, cut: int, again: bool) -> None:
        """A file is imported: all of a story so far and some more; interrupted after some lines, and then again."""
        name = data.draw(st.sampled_from(sorted(self.progress)))
        lines, at = self.progress[name]
        wanted = lines[: min(at + more, len(lines))]
        self.progress[name] = (lines, max(at, len(wanted)))
        for part in (wanted[:cut], wanted, *([wanted] if again else [])):
            if part:
                self.imported(part)
        self.reach.rules["import a file in parts"] += 1

    def imported(self, lines: Sequence[Raw]) -> None:
        self.files += 1
        path = self.folder / f"{self.files}.jsonl"
        path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        before = {name: len(records) for name, records in self.model.records.items()}
        size = self.register.store.tree().end
        try:
            came = import_file(self.register, path)
        except BadInput:
            assert self.register.store.tree().end == size
            return
        seen: Counter[tuple[str, str]] = Counter()
        recorded = 0
        for line in lines:
            told = content(line)
            command = command_from(line, where="here")
            about = str(line.get("journey") or line.get("jury"))
            seen[about, told] += 1
            if self.model.contents[about, told] >= seen[about, told]:
                continue
            if isinstance(command, ConstituteJury):
                recorded += self.take_jury(command, self.register, told)
            else:
                recorded += self.take(about, command, self.register, told)
        assert came.recorded == recorded, (came, before)
        assert came.recorded + came.skipped + came.invalid.count >= len(lines)

    def take_jury(self, command: ConstituteJury, register: Register, content: str) -> bool:
        """Let the model catch up with a jury that an import recorded."""
        try:
            held = self.model.in_force(command.certification, None, command.meets_on)
            expected = decide_jury(command, SHELF.settled(held), self.model.jury(command.jury))
        except BadInput:
            return False
        own = [each for each in self.model.juries[command.jury] if isinstance(each, Recorded)]
        found = register.jury_records(command.jury)[len(own)]
        self.same(found.answer, expected)
        self.model.juries[command.jury].append(found)
        self.model.contents[command.jury, content] += 1
        return True

    def take(self, journey: str, command: Command, register: Register, content: str) -> bool:
        """Let the model catch up with a record that an import made."""
        try:
            expected, case = self.model.expected(journey, command)
        except BadInput:
            return False
        found = register.journey(journey).records()[len(self.model.records[journey])]
        assert (found.command, found.content) == (command, content)
        self.same(found.answer, expected)
        self.model.add(found, case)
        self.count(command, found.answer.status.value)
        return True

    @rule(minutes=st.integers(-100_000, 100_000))
    def night(self, minutes: int) -> None:
        """The register is closed and opened again; meanwhile the clock went back, or far ahead."""
        self.register.close()
        self.register = self.opened()
        self.now += timedelta(minutes=minutes)
        self.reach.rules["reopen; the clock jumps, also back"] += 1

    @precondition(lambda self: any(self.model.records.values()))
    @rule(data=st.data())
    def conflict(self, data: st.DataObject) -> None:
        """Two write to one journey at once: the second to commit is told so, and none of what he did is recorded."""
        name = self.some_journey(data)
        mine = command_from(
            {"command": "log-company-hours", "on": self.day(data).isoformat(), "hours": 7}, where="here"
        )
        theirs = command_from(
            {"command": "log-company-hours", "on": self.day(data).isoformat(), "hours": 3}, where="here"
        )
        try:
            self.model.expected(name, mine)
            self.model.expected(name, theirs)
        except BadInput:
            return
        version = len(self.model.records[name])
        self.other.file(name)
        told: tuple[str, int, int] | None = None
        try:
            with self.other.batch():
                self.other.journey(name).do(mine, recorded_at=self.clock())
                self.do(self.register, name, theirs)
        except Conflict as conflict:
            told = (conflict.stream, conflict.expected, conflict.actual)
        assert told == (f"journey/{name}", version, version + 1)
        assert [each.command for each in self.other.journey(name).records()][-1] == theirs
        self.reach.rules["two write at once"] += 1

    # --- asking ---------------------------------------------------------------------------------------------------

    @precondition(lambda self: any(self.model.records.values()))
    @rule(data=st.data())
    def ask(self, data: st.DataObject) -> None:
        """A decision of any day is the model's; preview and what-if append nothing."""
        name = self.some_journey(data)
        on = self.day(data)
        size = self.register.store.tree().end
        self.decided(self.of(data), name, on)
        command = self.fitted(data, data.draw(commands_of(COMMANDS["record-evaluation"])), name)
        if command is not None:
            try:
                previewed = self.register.journey(name).preview(command)
                supposed = suppose(self.register, name, [command]).tried[0].answer
            except BadInput:
                pass
            else:
                self.same(previewed, self.model.expected(name, command)[0])
                self.same(supposed, previewed)
        assert self.register.store.tree().end == size
        self.reach.rules["decide, preview, what if"] += 1

    @precondition(lambda self: self.register.store.tree().end)
    @rule()
    def sign(self) -> None:
        """A checkpoint is signed, and all earlier ones still agree."""
        made = checkpoint(self.register.store, [KEY], since=self.notes)
        assert isinstance(made, Note), made
        self.notes.append(parse_checkpoint(made))
        report = verify(self.other.store, checkpoints=[(each, True) for each in self.notes])
        assert report.sound, report
        self.reach.rules["sign and verify"] += 1

    @precondition(lambda self: self.notes and any(self.model.records.values()))
    @rule(data=st.data())
    def prove_one(self, data: st.DataObject) -> None:
        """An entry is proven to a stranger."""
        name = self.some_journey(data)
        entry = data.draw(st.integers(1, len(self.model.records[name])))
        try:
            proof = bytes(prove(self.register, name, entry))
        except BadInput:  # it is younger than the last checkpoint
            return
        self.proofs.append(proof)
        self.reach.rules["prove an entry"] += 1

    # --- what always holds ----------------------------------------------------------------------------------------

    @invariant()
    def log_only_grows(self) -> None:
        tree = self.register.store.tree()
        assert tree.end >= max(self.roots, default=0)
        assert self.roots.setdefault(tree.end, tree.root()) == tree.root()
        for name, records in self.model.records.items():
            assert self.register.store.version(f"journey/{name}") == len(records)

    def teardown(self) -> None:
        """Everything is read anew from the file, without plugins, and comes out the same."""
        try:
            self.register.close()
            self.other.close()
            if sys.exc_info()[0] is not None:  # a rule has failed already: what it found is what must be told
                return
            with Register(open_store(self.path), titles=Titles({})) as fresh:
                for size, root in self.roots.items():
                    assert root_at(fresh.store.hashes(), size) == root
                for proof in self.proofs:
                    assert verify_proof(parse_proof(proof), logs_of([KEY.verifier])).checkpoint in self.notes
                assert verify(fresh.store, checkpoints=[(each, True) for each in self.notes]).sound
                once, twice = replay(fresh), replay(fresh)
                assert once == twice
                assert once.differences == (), once.differences[:3]
                for name, records in self.model.records.items():
                    assert fresh.file(name) == dossiers.fold(name, records)
                    for on in (DAYS[30], DAYS[60], DAYS[-1]):
                        self.decided(fresh, name, on)
            self.reach.rules["read anew and replayed, without plugins"] += 1
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    # --- how ------------------------------------------------------------------------------------------------------

    def clock(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now

    def day(self, data: st.DataObject) -> date:
        return data.draw(st.sampled_from(DAYS))

    def of(self, data: st.DataObject) -> Register:
        """One of the two that have the file open."""
        return data.draw(st.sampled_from([self.register, self.other]))

    def some_journey(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from(sorted(name for name, records in self.model.records.items() if records)))

    def raw(self, raw: Raw) -> None:
        try:
            command = command_from({k: v for k, v in raw.items() if k != "journey"}, where="here")
        except BadInput:
            return
        if isinstance(command, ConstituteJury):
            self.constitute(self.register, command, content(raw))
        else:
            self.do(self.register, str(raw["journey"]), command, content(raw))

    def constitute(self, register: Register, command: ConstituteJury, content: str = "") -> None:
        own = [each for each in self.model.juries[command.jury] if isinstance(each, Recorded)]
        if command.key is not None and any(each.command.key == command.key for each in own):
            return
        try:
            held = self.model.in_force(command.certification, None, command.meets_on)
            expected = decide_jury(command, SHELF.settled(held), self.model.jury(command.jury))
        except BadInput:
            expected = None
        try:
            answer = register.do(command, recorded_at=self.clock(), content=content)
        except BadInput:
            assert expected is None
            self.count(command, "invalid")
            return
        assert expected is not None
        self.same(answer, expected)
        self.model.juries[command.jury].append(register.jury_records(command.jury)[-1])
        self.model.contents[command.jury, content] += 1
        self.count(command, answer.status.value)

    def do(self, register: Register, journey: str, command: Command, content: str = "") -> None:
        if isinstance(command, ConstituteJury):
            self.constitute(register, command, content)
            return
        try:
            expected, case = self.model.expected(journey, command)
        except BadInput:
            expected, case = None, None
        before = register.store.tree().end
        at = self.clock()
        try:
            answer = register.journey(journey).do(command, recorded_at=at, content=content)
        except BadInput:
            assert expected is None, (journey, command)
            assert register.store.tree().end == before
            self.count(command, "invalid")
            return
        if register.store.tree().end == before:  # recorded under its key before
            assert command.key is not None
            return
        assert expected is not None
        assert case is not None
        self.same(answer, expected)
        recorded = register.journey(journey).records()[-1]
        assert (recorded.command, recorded.recorded_at, recorded.answer) == (command, at, answer)
        self.model.add(recorded, case)
        self.count(command, answer.status.value)
        for clause in answer.clauses:
            self.reach.clauses[case.regulation.certification].add(clause)
        self.reach.findings.update(finding.what for finding in answer.findings)
        if answer.refused and not answer.clauses:  # there is nothing to void or withdraw: no law is needed to say so
            assert answer.tree is not None
            assert any(node.answer is Answer.UNMET for node in answer.tree.walk())

    def same(self, answer: Answered, expected: Answered) -> None:
        for name in COMPARED:
            assert getattr(answer, name) == getattr(expected, name), name

    def count(self, command: Command, outcome: str) -> None:
        self.reach.commands[name_of(type(command)), outcome] += 1

    def decided(self, register: Register, name: str, on: date) -> None:
        dossier = self.model.dossier(name)
        try:
            held = self.model.pinned(dossier, on)
            case = self.model.case(dossier, on, self.model.candidate(dossier), held)
            if not case.enrolled:
                raise UnknownJourney([])
        except UnknownJourney:
            try:
                register.journey(name).decide(on)
            except UnknownJourney:
                return
            raise AssertionError("decided without an enrolment") from None
        decision = register.journey(name).decide(on)
        wanted = decide_on(case, digest=held.digest, known_at=None)
        for each in attrs.fields(type(wanted)):
            if each.name != "context":
                assert getattr(decision, each.name) == getattr(wanted, each.name), each.name
        self.reach.verdicts[decision.title.verdict.value] += 1
        cited = {clause for node in decision.explanation.walk() for clause in node.clauses}
        self.reach.clauses[decision.certification].update(cited)
        if decision.explanation.answer in {Answer.MET, Answer.UNMET}:
            assert cited, decision  # no outcome without a clause

    def fitted(self, data: st.DataObject, command: Command, journey: str) -> Command | None:
        """The command, with names, days and entries that exist in the journey; None where that makes no sense."""
        enrolment = self.model.dossier(journey).enrolment
        title = (
            enrolment.command.certification if enrolment is not None else data.draw(st.sampled_from(sorted(titles())))
        )
        referential = titles()[title][0].regulation.referential
        lines = referential.lines
        evaluations = [each.id for bloc in lines for each in bloc.evaluations]
        blocs = [bloc.id for bloc in lines]
        juries = sorted(name for name, held in self.model.juries.items() if held) or ["none"]
        many = len(self.model.records[journey])
        choices: dict[str, st.SearchStrategy[object]] = {
            "on": st.sampled_from(DAYS),
            "test_on": st.sampled_from(DAYS),
            "evaluation": st.sampled_from(evaluations or ["none"]),
            "bloc": st.sampled_from(blocs),
            "blocs": st.lists(st.sampled_from(blocs), min_size=1, max_size=2, unique=True).map(tuple),
            "evaluations": st.lists(st.sampled_from(evaluations or ["none"]), min_size=1, max_size=2, unique=True).map(
                tuple
            ),
            "jury": st.sampled_from(juries),
            "assessors": st.sampled_from([None, *juries]),
            "entry": st.integers(1, max(many, 1)),
            "session": st.none(),
            "key": st.sampled_from([None, None, None, "k1", "k2"]),
            "certification": st.just(title),
            "edition": st.none()
            if not isinstance(command, MoveToEdition)
            else st.just(titles()[title][0].regulation.edition),
            "candidate": st.sampled_from([None, "C1", "C2"]),
            "module": st.sampled_from(referential.modules or ("none",)),
            "points": st.integers(0, 80).map(lambda quarter: f"{quarter / 4}"),
            "mark": st.integers(0, 80).map(lambda quarter: f"{quarter / 4}"),
        }
        if isinstance(command, ConstituteJury):
            choices["jury"] = st.sampled_from(["JA", "JB"])
        given: dict[str, Any] = {
            each.name: data.draw(choices[each.name])
            for each in attrs.fields(type(command))
            if each.name in choices and getattr(command, each.name) is not None
        }
        try:
            return attrs.evolve(command, **given)
        except BadInput:
            return None
