"""Registers made of bundled journeys and of worked cases, for tests that look at many journeys at once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import attrs

from certdomain.calendar import noon
from certdomain.commands import Command, ConstituteJury, CorrectEntry, EnrolCandidate
from certdomain.importing import import_file
from certdomain.register import Register
from certdomain.testing.cases import Case, CommandStep, load
from certdomain.testing.runner import attempt

PLUGINS = Path(__file__).parents[1] / "plugins"
DEMOS = sorted(PLUGINS.glob("*/src/*/demo.jsonl"))
CASES = sorted(PLUGINS.glob("*/tests/cases/*.yaml"))
SCENARIOS = [path for path in CASES if path.stem.endswith("scenarios")]


def demos(register: Register) -> None:
    """Record the bundled journeys of all titles."""
    for file in DEMOS:
        assert import_file(register, file).invalid.count == 0


def cases(register: Register, paths: Iterable[Path], every: int = 1) -> int:
    """Record the cases of these files (of each every so many) in one register, under ids of their own; how many."""
    found = [(path, case) for path in paths for case in load(path).cases[::every]]
    for path, case in found:
        _case(register, case, f"{path.stem}:{case.line}:")
    return len(found)


def _case(register: Register, case: Case, prefix: str) -> None:
    # What an earlier case adopted is adopted away: this one starts under its own choices, or under none.
    for title in {case.certification} - {None}:
        register.adopt(str(title), reason="case")
    for each in case.choices:
        readings = {name: text for name, text in each.readings.items() if text is not None}
        parameters = {name: text for name, text in each.parameters.items() if text is not None}
        register.adopt(each.certification, readings=readings, parameters=parameters, reason="case")
    instant = None
    for step in case.steps:
        if isinstance(step, CommandStep):
            instant = step.recorded_at or instant
            if step.command is not None:
                journeys = tuple(prefix + journey for journey in step.journeys)
                attempt(register, _own(step.command, prefix), journeys, instant or noon(step.command.on))


def _own(command: Command, prefix: str) -> Command:
    """The same command, about juries and candidates of this case alone."""
    names = {each.name for each in attrs.fields(type(command))} & {"jury", "assessors", "candidate"}
    named = {name: prefix + getattr(command, name) for name in names if getattr(command, name) is not None}
    if isinstance(command, EnrolCandidate | ConstituteJury) or named:
        command = attrs.evolve(command, **named)
    if isinstance(command, CorrectEntry):
        fields = {
            name: prefix + value if name in ("jury", "assessors", "candidate") and isinstance(value, str) else value
            for name, value in command.fields.items()
        }
        command = attrs.evolve(command, fields=fields)
    return command
