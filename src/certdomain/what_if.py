"""What if: commands tried on top of a journey, answered and decided as they would be, and never recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime

from attrs import evolve, frozen

from certdomain.commands import Command, ConstituteJury, EnrolCandidate, command_from, journeys_of, name_of
from certdomain.envelope import Answered
from certdomain.errors import BadInput, Problem, UnknownJourney
from certdomain.intake import RawLine
from certdomain.journey import Decision, Journey
from certdomain.naming import problems_of
from certdomain.register import Register
from certdomain.regulation.canonical import Json
from certdomain.regulation.tree import Regulation
from certdomain.reports import answer_json, decision_json


@frozen(kw_only=True)
class Supposed:
    """A command to try, with the line of the file that it comes from (or its number, from 1)."""

    line: int
    command: Command


@frozen(kw_only=True)
class Tried:
    """A command that was tried, and the answer that it would have had."""

    line: int
    command: Command
    answer: Answered


@frozen(kw_only=True)
class WhatIf:
    """What would be decided on a journey if those commands were recorded. It is no decision: nothing was recorded.

    `before`: the decision as it stands, None where there is none. `after`: what it would be.
    """

    journey: str
    on: date
    known_at: datetime | None
    tried: tuple[Tried, ...]
    before: Decision | None
    after: Decision

    @property
    def accepted(self) -> bool:
        """Whether every command would be accepted."""
        return all(each.answer.accepted for each in self.tried)

    def to_json(self) -> dict[str, Json]:
        """As JSON data (`WHAT_IF_SCHEMA`), marked so that nobody takes it for a decision."""
        return {
            "what_if": True,
            "recorded": False,
            "journey": self.journey,
            "on": self.on.isoformat(),
            "known_at": None if self.known_at is None else self.known_at.isoformat(),
            "tried": [tried_json(each) for each in self.tried],
            "before": None if self.before is None else decision_json(self.before),
            "after": {"what_if": True, **decision_json(self.after)},
        }


class Supposition:
    """A journey with commands on top of it that nobody recorded: it can be decided and explained like any other.

    `journey` belongs to a register in memory over the true one, which is only read.
    """

    def __init__(self, true: Journey, journey: Journey, tried: Sequence[Tried], known_at: datetime | None) -> None:
        self.journey = journey
        self.tried = tuple(tried)
        self.known_at = known_at
        self._true = true

    @property
    def answers(self) -> tuple[tuple[int, Command, Answered], ...]:
        """What was tried, by line."""
        return tuple((each.line, each.command, each.answer) for each in self.tried)

    def decide(self, on: date) -> WhatIf:
        """What would be decided of a day.

        Raises:
            UnknownJourney: if the journey would not be enrolled by then, or its enrolment would be refused.
        """
        after = self.journey.decide(on, known_at=self.known_at)
        try:
            before = self._true.decide(on, known_at=self.known_at)
        except UnknownJourney:
            before = None
        return WhatIf(
            journey=self.journey.id, on=on, known_at=after.known_at, tried=self.tried, before=before, after=after
        )


def suppose(
    register: Register,
    journey: str,
    commands: Iterable[Supposed | Command],
    *,
    known_at: datetime | None = None,
    where: str = "command",
) -> Supposition:
    """Try commands on a journey, in order, each on what came of those before it. Nothing is recorded.

    A command is tried whether or not one before it was refused. `known_at`: on top of what was known then.

    Raises:
        BadInput: every command that names what does not exist, with its line; `where` is the file, in messages.
    """
    listed = [
        each if isinstance(each, Supposed) else Supposed(line=number, command=each)
        for number, each in enumerate(commands, start=1)
    ]
    trial = register.overlaid(known_at)
    supposed = trial.journey(journey)
    unknown = tuple(_unknown_names(trial, supposed, listed, where))
    if unknown:
        raise BadInput(unknown)
    tried: list[Tried] = []
    problems: list[Problem] = []
    for each in listed:
        command = each.command
        try:
            if isinstance(command, ConstituteJury):
                answer = trial.do(command, recorded_at=known_at)
            else:
                answer = supposed.do(command, recorded_at=known_at)
        except BadInput as bad:
            problems.extend(evolve(problem, where=where, line=each.line) for problem in bad.problems)
        else:
            tried.append(Tried(line=each.line, command=command, answer=answer))
    if problems:
        raise BadInput(problems)
    return Supposition(register.journey(journey), supposed, tried, known_at)


def suppose_lines(
    register: Register,
    journey: str,
    lines: Iterable[RawLine | Problem],
    *,
    known_at: datetime | None = None,
    where: str,
) -> Supposition:
    """Try the commands of JSON Lines, in the form of an import. The journey may be left out; else it must be this one.

    Raises:
        BadInput: every problem, with line and field: first those of form and names, then those of commands that name
            what does not exist in their place.
    """
    found: list[Supposed] = []
    problems: list[Problem] = []
    for line in lines:
        try:
            found.append(_supposed(line, journey, where))
        except BadInput as bad:
            problems.extend(bad.problems)
    trial = register.overlaid(known_at)
    problems.extend(_unknown_names(trial, trial.journey(journey), found, where))
    if problems:
        raise BadInput(sorted(problems, key=lambda problem: problem.line or 0))
    return suppose(register, journey, found, known_at=known_at, where=where)


def _supposed(line: RawLine | Problem, journey: str, where: str) -> Supposed:
    if isinstance(line, Problem):
        raise BadInput([line])
    bad: list[Problem] = []
    try:
        named = _journeys(line, where)
    except BadInput as error:
        named = ()
        bad.extend(error.problems)
    if named not in ((), (journey,)):
        field = "journey" if line.raw.get("journey") is not None else "journeys"
        expected = f"{journey!r}"[:80] + ", the journey that is asked about, or no journey"
        found = f"{', '.join(named)!r}"[:60]
        bad.append(Problem(where=where, line=line.line, field=field, found=found, expected=expected))
    try:
        command = command_from(line.raw, where=where, line=line.line)
    except BadInput as error:
        bad.extend(problem for problem in error.problems if problem not in bad)
        raise BadInput(bad) from None
    if bad:
        raise BadInput(bad)
    return Supposed(line=line.line, command=command)


def _journeys(line: RawLine, where: str) -> tuple[str, ...]:
    if line.raw.get("journey") is None and line.raw.get("journeys") is None:
        return ()
    return journeys_of(line.raw, where=where, line=line.line)


def _unknown_names(register: Register, journey: Journey, commands: Sequence[Supposed], where: str) -> Iterator[Problem]:
    """All names that the title does not have, at once: before a first mistake makes others out of what follows."""
    enrolled = next((record.command for record in journey.records() if not record.answer.refused), None)
    who = (enrolled.route, enrolled.situation) if isinstance(enrolled, EnrolCandidate) else None
    regulation: Regulation | None = None
    with suppress(UnknownJourney):
        regulation = journey.regulation()
    for each in commands:
        command = each.command
        try:
            if isinstance(command, EnrolCandidate) and regulation is None:
                regulation = register.regulation(command.certification, command.edition)
                who = (command.route, command.situation)
            elif isinstance(command, ConstituteJury):
                register.regulation(command.certification)
        except BadInput as bad:
            yield from (evolve(problem, where=where, line=each.line) for problem in bad.problems)
            continue
        if regulation is not None and not isinstance(command, ConstituteJury):
            yield from problems_of(command, regulation, who, where=where, line=each.line)


def tried_json(tried: Tried) -> dict[str, Json]:
    """A command that was tried, with its answer."""
    return {
        "line": tried.line,
        "command": name_of(type(tried.command)),
        "on": tried.command.on.isoformat(),
        **answer_json(tried.answer),
    }
