"""Given what happened, when a command comes, then this is answered: a small language for tests, on typed values.

>>> given(enrolled, absent).when(excuse).then_refused("R7").decision(date(2025, 7, 4))  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, NoReturn

from attrs import evolve, field, frozen

from certdomain.calendar import noon
from certdomain.commands import Command, name_of
from certdomain.envelope import Answered, Recorded
from certdomain.errors import BadInput, Problem
from certdomain.reports.decision_json import finding_json
from certdomain.testing import compare
from certdomain.testing.cases import DEFAULT_JOURNEY, Choices, Expect
from certdomain.testing.runner import Outcome, attempt, reasons, runner_of

if TYPE_CHECKING:
    from certdomain.hookspecs import Certifier
    from certdomain.journey import Decision
    from certdomain.register import Register

Past = Command | Recorded | tuple[str, Command]
"""Something that happened: a command (of the default journey), a command of another journey, or a record."""


@frozen(kw_only=True)
class Given:
    """A history. It is a value: each question is asked of a new register in which it is recorded again."""

    history: tuple[Past, ...]
    journey: str = DEFAULT_JOURNEY
    choices: tuple[Choices, ...] = ()
    plugins: Sequence[Certifier] | None = None

    def also(self, *history: Past) -> Given:
        """The same history, and this after it."""
        return evolve(self, history=(*self.history, *history))

    def when(self, command: Command, *, journey: str | None = None) -> When:
        """A command comes after the history."""
        return When(given=self, command=command, journey=journey or self.journey, outcome=self._try(command, journey))

    def decision(self, on: date, *, known_at: datetime | None = None, journey: str | None = None) -> Decision:
        """The decision of a day, after the history.

        Raises:
            UnknownJourney: if the journey was not enrolled by then.
        """
        with self.register() as register:
            return register.journey(journey or self.journey).decide(on, known_at=known_at)

    def register(self) -> Register:
        """A new register in memory, with the history recorded.

        Raises:
            BadInput: if a command of the history is invalid.
            AssertionError: if a record of the history is answered otherwise than it was.
        """
        register = runner_of(self.plugins).register(self.choices)
        for past in self.history:
            journey, command, at = self._read(past)
            outcome = attempt(register, command, (journey,), at)
            if outcome.problems:
                raise BadInput(outcome.problems)
            if isinstance(past, Recorded) and outcome.answers[0].status is not past.answer.status:
                was = past.answer.status.value
                _fail(command, f"in the history: it was {was}, and now it is {outcome.status.value}", outcome)
        return register

    def _read(self, past: Past) -> tuple[str, Command, datetime]:
        match past:
            case Recorded():
                return past.stream, past.command, past.recorded_at
            case (str() as journey, Command() as command):
                return journey, command, noon(command.on)
            case Command():
                return self.journey, past, noon(past.on)
            case _:
                msg = f"a command, (journey, command) or a record, not {type(past).__name__}"
                raise TypeError(msg)

    def _try(self, command: Command, journey: str | None) -> Outcome:
        with self.register() as register:
            return attempt(register, command, (journey or self.journey,), noon(command.on))


@frozen(kw_only=True)
class When:
    """A command that came after a history, and what came of it. Each `then_…` gives it back, to ask more."""

    given: Given
    command: Command
    journey: str
    outcome: Outcome = field(repr=False)

    @property
    def answer(self) -> Answered:
        """The answer.

        Raises:
            BadInput: if the command was invalid.
        """
        if self.outcome.problems:
            raise BadInput(self.outcome.problems)
        return self.outcome.answers[0]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why the command is invalid; empty if it was answered."""
        return self.outcome.problems

    def then_accepted(
        self, *clauses: str, findings: Sequence[str] | None = None, findings_absent: Sequence[str] = ()
    ) -> When:
        """It is accepted, citing these clauses, with these findings among those that it raises (empty: with none).

        Raises:
            AssertionError: if it is not.
        """
        self._then(Expect.ACCEPTED, clauses)
        raised = [finding_json(finding) for finding in self.outcome.findings]
        for mismatch in compare.findings(findings, findings_absent, raised):
            _fail(self.command, str(mismatch), self.outcome)
        return self

    def then_refused(self, *clauses: str) -> When:
        """It is refused, citing these clauses.

        Raises:
            AssertionError: if it is not.
        """
        return self._then(Expect.REFUSED, clauses)

    def then_referred(self, *clauses: str) -> When:
        """It is referred to the certifier, citing these clauses.

        Raises:
            AssertionError: if it is not.
        """
        return self._then(Expect.REFERRED, clauses)

    def then_invalid(self, *fields: str) -> When:
        """It is malformed, or names what does not exist, in these fields; nothing was recorded.

        Raises:
            AssertionError: if it is not.
        """
        self._then(Expect.INVALID, ())
        found = [problem.field for problem in self.problems]
        lacking = [name for name in fields if name not in found]
        if lacking:
            _fail(
                self.command,
                f"problems in {compare.wrote(lacking)} expected, found {compare.wrote(found)}",
                self.outcome,
            )
        return self

    def decision(self, on: date, *, known_at: datetime | None = None) -> Decision:
        """The decision of a day on the journey, with the command recorded (unless it was invalid).

        Raises:
            UnknownJourney: if the journey was not enrolled by then.
        """
        past = () if self.outcome.problems else ((self.journey, self.command),)
        return self.given.also(*past).decision(on, known_at=known_at, journey=self.journey)

    def _then(self, expected: Expect, clauses: Sequence[str]) -> When:
        if self.outcome.status is not expected:
            _fail(self.command, f"expected {expected.value}, found {self.outcome.status.value}", self.outcome)
        cited = self.outcome.clauses()
        lacking = [clause for clause in clauses if clause not in cited]
        if lacking:
            _fail(self.command, f"clauses {', '.join(lacking)} are not cited", self.outcome)
        return self


def given(
    *history: Past,
    journey: str = DEFAULT_JOURNEY,
    certification: str | None = None,
    parameters: Mapping[str, str] | None = None,
    readings: Mapping[str, str] | None = None,
    plugins: Sequence[Certifier] | None = None,
) -> Given:
    """A history, under these certifiers (or those installed), with the parameters and readings of one title.

    Commands are recorded at noon of their day; a refused one stays in the history, as it does in a register.

    Raises:
        ValueError: for parameters or readings without the title that they are for.
    """
    if certification is None and (parameters or readings):
        msg = "parameters and readings need the certification that they are for"
        raise ValueError(msg)
    choices: tuple[Choices, ...] = ()
    if certification is not None and (parameters or readings):
        own = Choices(certification=certification, parameters=dict(parameters or {}), readings=dict(readings or {}))
        choices = (own,)
    return Given(history=history, journey=journey, choices=choices, plugins=plugins)


def _fail(command: Command, what: str, outcome: Outcome) -> NoReturn:
    lines = [f"{name_of(type(command))} on {command.on}: {what}"]
    lines.extend(str(problem) for problem in outcome.problems)
    for answer in outcome.answers:
        lines.append(f"{answer.status.value} under {', '.join(answer.clauses) or 'no clause'}")
        lines.extend(reasons(answer.tree))
    raise AssertionError("\n    ".join(lines))
