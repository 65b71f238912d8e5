"""R31, R32: the explanation is the decision; what it cites matters, what it does not cite does not.

*Cited* is an entry that a node of the explanation names. Taking a cited entry away (as if it had never been recorded)
must change something that the decision says: the outcome, or what its reasons hold. Adding an entry of a kind that no
reason looks at must leave every verdict, and every reason, as it was.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import attrs
import pytest

from certdomain import Decision, Register
from certdomain.adoption import Shelf
from certdomain.commands import Command, CorrectEntry, Settle, VoidEntry, command_from
from certdomain.conformance.mutation import mutate
from certdomain.envelope import Recorded
from certdomain.errors import BadInput, UnknownJourney
from certdomain.importing import import_file
from certdomain.plugins import Titles, installed
from certdomain.store import MemoryStore
from tests.faults.registers import DEMOS, PLUGINS
from tests.faults.tally import Faults

ON = date(2027, 6, 1)
SHELF = Shelf()


@cache
def declared() -> Titles:
    return installed()


def register() -> Register:
    return Register(MemoryStore(), titles=declared(), shelf=SHELF)


@cache
def bundled(demo: Path) -> Register:
    made = register()
    import_file(made, demo)
    return made


def journeys() -> list[tuple[Path, str]]:
    found = []
    for demo in DEMOS:
        lines = [json.loads(line) for line in demo.read_text(encoding="utf-8").splitlines() if line.strip()]
        found += [(demo, line["journey"]) for line in lines if line["command"] == "enrol-candidate"]
    return found


def decided(held: Register, journey: str) -> Decision | None:
    try:
        return held.journey(journey).decide(ON)
    except UnknownJourney:
        return None


def without(held: Register, records: list[Recorded], taken: int, journey: str) -> Decision | None:
    """The decision on the same journey, recorded again without one entry; references to later ones move with them."""
    again = register()
    for name in {stream.partition("/")[2] for stream in held.store.streams("jury/")}:
        for each in held.jury_records(name):
            again.do(each.command)
    for each in records:
        if each.position == taken:
            continue
        command: Command = each.command
        if isinstance(command, CorrectEntry | VoidEntry | Settle) and isinstance(command.entry, int):
            if command.entry == taken:
                continue
            command = attrs.evolve(command, entry=command.entry - (command.entry > taken))
        try:
            again.journey(journey).do(command)
        except BadInput:
            continue  # it named the one that was taken, and there is nothing to record
    return decided(again, journey)


def told(decision: Decision | None, gone: int = 0) -> dict[str, object]:
    """All that a decision says, entries numbered as if `gone` had not been taken."""
    if decision is None:
        return {"enrolled": False}
    said = {
        field.name: getattr(decision, field.name)
        for field in attrs.fields(type(decision))
        if field.name not in {"context", "under", "regulation", "edition", "journey"}
    }
    said["explanation"] = [
        (node.asks, node.about, node.answer, node.values, tuple(at + (0 < gone <= at) for at in node.because))
        for node in decision.explanation.walk()
    ]
    return said


def outcome(said: dict[str, object]) -> dict[str, object]:
    return {
        name: value for name, value in said.items() if name in {"enrolled", "title", "blocs", "kept", "professional"}
    }


@pytest.mark.parametrize("title", sorted({demo.parent.name for demo in DEMOS}))
def test_cited_entries_matter(faults: Faults, title: str) -> None:
    """R31. On every title: a cited entry taken away changes the outcome, or a reason that the decision gives."""
    pairs = [(demo, name) for demo, name in journeys() if demo.parent.name == title]
    for demo, name in faults.some(pairs, 3):
        held = bundled(demo)
        decision = decided(held, name)
        if decision is None:
            continue
        records = list(held.journey(name).records())
        cited = {at for node in decision.explanation.walk() for at in node.because}
        said = told(decision)
        for at in sorted(cited):
            if at == 0 or at > len(records):
                continue
            now = told(without(held, records, at, name), at)
            assert now != said, (name, at, records[at - 1].command)
            what = "the outcome changes" if outcome(now) != outcome(said) else "a reason, or what is awaited, changes"
            faults.note("R31", "cited entry taken away", what)


def uncited(records: list[Recorded], journey: str) -> Iterator[Command]:
    """Entries of kinds that no verdict of these titles looks at."""
    day = records[-1].command.on + timedelta(days=1)
    for raw in (
        {"command": "destroy-copies", "copies_of": "2025-06-02"},
        {"command": "send-convocation", "evaluations": ["x"], "sent_on": day.isoformat()},
        {"command": "grant-accommodation", "measures": ["a third more time"]},
        {"command": "record-module", "module": "x", "points": "3", "out_of": "20"},
    ):
        for extra in ({}, {"evaluations": ["x"]}):
            try:
                yield command_from({"on": day.isoformat(), **raw, **extra}, where="here")
            except BadInput:
                continue
            break


@pytest.mark.parametrize("title", sorted({demo.parent.name for demo in DEMOS}))
def test_uncited_entries_do_not(faults: Faults, title: str) -> None:
    """R31. On every title: an entry that no reason cites is put behind: no verdict and no reason is another."""
    pairs = [(demo, name) for demo, name in journeys() if demo.parent.name == title]
    tried = 0
    for demo, name in faults.some(pairs, 4):
        held = bundled(demo)
        decision = decided(held, name)
        if decision is None:
            continue
        records = list(held.journey(name).records())
        for command in uncited(records, name):
            again = held.overlaid()
            try:
                again.journey(name).do(command)
            except BadInput:
                continue
            new = decided(again, name)
            assert new is not None
            position = len(records) + 1
            assert position not in {at for node in new.explanation.walk() for at in node.because}
            assert outcome(told(new)) == outcome(told(decision))
            assert told(new)["explanation"] == told(decision)["explanation"], command
            tried += 1
            faults.note("R31", "entry added that no reason cites", "no verdict and no reason is another")
    assert tried


@pytest.mark.parametrize("title", ["NOFICHE-003", "RNCP27413", "RNCP35663", "RNCP36395", "RNCP38604"])
def test_mutated_constants(faults: Faults, title: str) -> None:
    """R32. Each number of a title moved by the least there is, each strictness turned: a case notices."""
    if not faults.full:
        pytest.skip("in full runs only; a sample is mutated in tests/test_mutation.py")
    folder = next(
        path.parent / "cases" if path.is_dir() else path.parent
        for path in PLUGINS.glob(f"*/tests/cases/{title.lower().replace('-', '')}_*.yaml")
    )
    report = mutate(declared()[title][0].regulation, [folder])
    counts: dict[str, int] = {}
    for mutant in report.mutants:
        counts[mutant.outcome.value] = counts.get(mutant.outcome.value, 0) + 1
    assert not counts.get("survived"), [mutant for mutant in report.mutants if mutant.outcome.value == "survived"]
    for fate, count in counts.items():
        faults.note("R32", f"constant of a title moved by the least there is ({title})", fate, count)
