"""Running cases: each in a register of its own, step by step, with all that is not as expected said at the end."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING, assert_never

from attrs import define, frozen

from certdomain.adoption import Shelf
from certdomain.calendar import noon
from certdomain.commands import Command, ConstituteJury, Deliberate
from certdomain.decider import EPOCH
from certdomain.envelope import Answered, Finding
from certdomain.errors import BadInput, CertdomainError, Problem, UnknownJourney
from certdomain.explanation import Answer, Node
from certdomain.intake.strict_json import unreadable
from certdomain.journey import Decision, Journey
from certdomain.marks import written
from certdomain.plugins import Titles, installed, titles_of
from certdomain.register import Register
from certdomain.reports.decision_json import finding_json
from certdomain.store import open_store
from certdomain.testing import compare
from certdomain.testing.cases import Case, CaseFile, Choices, CommandStep, DecisionStep, Expect, load
from certdomain.vocabulary import AnswerStatus

if TYPE_CHECKING:
    from certdomain.hookspecs import Certifier

_REASONS = 12
"""How many nodes of an explanation a failure shows."""


@frozen(kw_only=True)
class CaseResult:
    """What came of a case. Each failure is one step: its place, what was expected, what was found, and why."""

    file: str
    name: str
    passed: bool
    failures: tuple[str, ...] = ()


class Runner:
    """Runs cases under the same plugins, which are loaded once."""

    def __init__(
        self,
        plugins: Sequence[Certifier] | None = None,
        *,
        titles: Titles | None = None,
        shelf: Shelf | None = None,
    ) -> None:
        """`plugins`: the certifiers to use instead of those installed; `titles`: their titles, loaded already.

        `shelf`: what the registers of all cases share, so that a declaration is loaded and settled once.

        Raises:
            PluginError: for a plugin that cannot be used.
        """
        if titles is None:
            titles = installed() if plugins is None else titles_of(plugins)
        self.titles: Titles = titles
        self._shelf = Shelf() if shelf is None else shelf

    def register(self, choices: Iterable[Choices] = ()) -> Register:
        """A new register in memory, with the readings and parameters of the choices adopted.

        Raises:
            BadInput: for a title that nobody declares, and for readings, letters or parameters that it does not have.
        """
        register = Register(open_store("memory:"), titles=self.titles, shelf=self._shelf)
        for each in choices:
            self._adopt(register, each)
        return register

    def run(self, case: Case, file: str) -> CaseResult:
        """Run one case of a file."""
        failures: list[str] = []
        try:
            with self.register(case.choices) as register:
                failures.extend(_Run(register, case).failures())
        except BadInput as error:
            failures.append(f"before the first step (line {case.line}): {_told(error)}")
        except CertdomainError as error:
            failures.append(f"the case could not be run (line {case.line}): {error}")
        return CaseResult(file=file, name=case.name, passed=not failures, failures=tuple(failures))

    def _adopt(self, register: Register, choices: Choices) -> None:
        """In every edition what that edition has; what no edition has goes to the newest, which says so."""
        parameters = {name: text for name, text in choices.parameters.items() if text is not None}
        readings = {name: text for name, text in choices.readings.items() if text is not None}
        editions = [declared.regulation for declared in self.titles.get(choices.certification, ())]
        if len(editions) < 2:
            register.adopt(
                choices.certification, readings=readings, parameters=parameters, reason="case", recorded_at=EPOCH
            )
            return
        known = {
            name for each in editions for name in (*(r.id for r in each.readings), *(p.name for p in each.parameters))
        }
        for newest, edition in reversed(list(enumerate(editions))):
            own = {*(r.id for r in edition.readings), *(p.name for p in edition.parameters)}
            register.adopt(
                choices.certification,
                edition=edition.edition,
                readings={n: t for n, t in readings.items() if n in own or (not newest and n not in known)},
                parameters={n: t for n, t in parameters.items() if n in own or (not newest and n not in known)},
                reason="case",
                recorded_at=EPOCH,
            )


def run(case: Case, file: str, plugins: Sequence[Certifier] | None = None) -> CaseResult:
    """Run one case of a file, under these certifiers or under those installed.

    Raises:
        PluginError: for a plugin that cannot be used.
    """
    return runner_of(plugins).run(case, file)


def run_files(paths: Iterable[Path | str], plugins: Sequence[Certifier] | None = None) -> list[CaseResult]:
    """Run all cases of case files, in order; of a folder, all its YAML files.

    Raises:
        BadInput: if a file cannot be read, with every problem of every file; then nothing is run.
        PluginError: for a plugin that cannot be used.
    """
    files: list[CaseFile] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            inside = list(files_of([path]))
        except BadInput as error:
            problems.extend(error.problems)
            continue
        for file in inside:
            try:
                files.append(load(file))
            except BadInput as error:
                problems.extend(error.problems)
    if problems:
        raise BadInput(problems)
    runner = runner_of(plugins)
    return [runner.run(case, file.path) for file in files for case in file.cases]


def as_json(results: Iterable[CaseResult]) -> dict[str, object]:
    """The results as JSON data: every case, and how many passed and failed."""
    results = list(results)
    passed = sum(result.passed for result in results)
    return {
        "cases": [
            {"file": each.file, "name": each.name, "passed": each.passed, "failures": list(each.failures)}
            for each in results
        ],
        "passed": passed,
        "failed": len(results) - passed,
    }


_last: list[tuple[Sequence[Certifier] | None, Runner]] = []


def runner_of(plugins: Sequence[Certifier] | None) -> Runner:
    """The runner of these plugins. The last one is kept: to load plugins takes longer than to run a case."""
    if not _last or _last[0][0] is not plugins:  # by identity: to compare whole regulations would cost more
        _last[:] = [(plugins, Runner(plugins))]
    return _last[0][1]


def files_of(paths: Iterable[Path | str]) -> Iterator[Path]:
    """The case files of paths, in order; of a folder, its YAML files by name.

    Raises:
        BadInput: for a folder that cannot be read. Who reads a file says so of it.
    """
    for path in map(Path, paths):
        if not os.path.isdir(path):  # noqa: PTH112 - pathlib raises for a name that cannot be
            yield path
            continue
        try:
            inside = sorted(path.iterdir())
        except OSError as error:
            raise unreadable(path, error) from None
        yield from (each for each in inside if each.suffix in (".yaml", ".yml"))


# --- one case ------------------------------------------------------------------------------------------------------


@frozen
class Outcome:
    """What came of a command: an answer for each journey, or the problems that make it invalid."""

    answers: tuple[Answered, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def status(self) -> Expect:
        """One refusal among several journeys refuses it, for then nothing is recorded for any."""
        found = {answer.status for answer in self.answers}
        if not found:
            return Expect.INVALID
        for status in (AnswerStatus.REFUSED, AnswerStatus.REFERRED):
            if status in found:
                return Expect(status.value)
        return Expect.ACCEPTED

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that it raised."""
        return tuple(finding for answer in self.answers for finding in answer.findings)

    def clauses(self) -> set[str]:
        """All clauses that the answers cite: as their reasons, in their trees, and in their findings."""
        found: set[str] = set()
        for answer in self.answers:
            for each in (answer, answer.rejudged):
                if each is not None:
                    found.update(each.clauses)
                    found.update(clause for node in _nodes(each.tree) for clause in node.clauses)
                    found.update(finding.clause for finding in each.findings if finding.clause is not None)
        return found


def attempt(register: Register, command: Command, journeys: Sequence[str], recorded_at: datetime) -> Outcome:
    """Do a command in its journeys, all or none. What is invalid is an outcome here, and no exception.

    As in an import, the same command under the same key is not recorded again: it has the answer that it had.
    """
    try:
        if command.key is not None and (answers := _again(register, command, journeys)):
            return Outcome(answers)
        if isinstance(command, ConstituteJury):
            return Outcome((register.do(command, recorded_at=recorded_at),))
        if len(journeys) == 1:
            return Outcome((register.journey(journeys[0]).do(command, recorded_at=recorded_at),))
        return Outcome(register.do_together(journeys, command, recorded_at=recorded_at))
    except BadInput as error:
        return Outcome(problems=error.problems)


def _again(register: Register, command: Command, journeys: Sequence[str]) -> tuple[Answered, ...]:
    """The answers that the journeys hold already; none unless each of them has that very command."""
    held = [[r.answer for r in register.journey(each).records() if r.command == command] for each in journeys]
    return tuple(answers[0] for answers in held if answers) if all(held) else ()


@define
class _Run:
    """A case that is being run: its register, and the last instant that a step gave."""

    register: Register
    case: Case
    instant: datetime | None = None

    def failures(self) -> Iterator[str]:
        """One text for each step that is not as expected. The run goes on while there is a journey to go on with."""
        failed = False
        for step in self.case.steps:
            try:
                failure, lost = self._step(step)
            except CertdomainError as error:
                failure, lost = str(error), False
            except Exception as error:  # noqa: BLE001  a defect of the rules fails its case, and not the whole run
                failure, lost = f"the library failed: {_where(error)}", False
            if failure is not None:
                yield f"{_title(step)}: {failure}"
                if lost and failed:
                    yield "the steps after it were not run: the journey does not exist"
                    return
                failed = True

    def _step(self, step: CommandStep | DecisionStep) -> tuple[str | None, bool]:
        """What is not as expected, and whether that is because the journey does not exist."""
        match step:
            case CommandStep():
                return self._command(step)
            case DecisionStep():
                return self._decision(step)
            case _:
                assert_never(step)

    def _command(self, step: CommandStep) -> tuple[str | None, bool]:
        self.instant = step.recorded_at or self.instant
        if step.command is None:
            outcome = Outcome(problems=step.problems)
        else:
            at = self.instant or noon(step.command.on)
            outcome = attempt(self.register, step.command, step.journeys, at)
        text = _unexpected(step, outcome)
        lost = bool(outcome.problems) and all(_no_journey(problem) for problem in outcome.problems)
        return text, lost

    def _decision(self, step: DecisionStep) -> tuple[str | None, bool]:
        journey = self.register.journey(step.journey)
        try:
            decision = journey.decide(step.on, known_at=step.known_at)
        except UnknownJourney as error:
            return f"expected a decision, found none: {_told(error)}", True
        data = decision.to_json()
        clauses = compare.cited(data)
        if decision.decided:
            clauses |= _deliberated(journey, step.on, step.known_at)
        mismatches = tuple(
            compare.compare(step.wanted, data, clauses=clauses, canonical=lambda name: _bloc(journey, name))
        )
        return (_differs(mismatches, decision) if mismatches else None), False


def _deliberated(journey: Journey, on: date, known_at: datetime | None) -> set[str]:
    """What the last deliberation cites: the tree that a decided verdict was read off."""
    done = [
        record.answer
        for record in journey.records(known_at)
        if isinstance(record.command, Deliberate) and record.answer.accepted and record.command.on <= on
    ]
    return Outcome(tuple(done[-1:])).clauses()


def _bloc(journey: Journey, name: str) -> str:
    bloc = journey.regulation().referential.bloc(name)
    return name if bloc is None else bloc.id


def _no_journey(problem: Problem) -> bool:
    return problem.where == "register" and problem.field == "journey"


# --- what a failure says -------------------------------------------------------------------------------------------


def _title(step: CommandStep | DecisionStep) -> str:
    at = f"step {step.number} (line {step.line})"
    match step:
        case DecisionStep():
            known = "" if step.known_at is None else f", known at {step.known_at.isoformat()}"
            return f"{at} decision on {step.on}{known}, journey {step.journey}"
        case CommandStep():
            on = "" if step.command is None else f" on {step.command.on}"
            of = f", journey {', '.join(step.journeys)}" if step.journeys else ""
            return f"{at} {step.name}{on}{of}"
        case _:
            assert_never(step)


def _unexpected(step: CommandStep, outcome: Outcome) -> str | None:
    status = outcome.status
    if status is not step.expect:
        because = _indented([str(problem) for problem in outcome.problems] or _why(outcome))
        return f"expected {step.expect.value}, found {status.value}{because}"
    mismatches: list[compare.Mismatch] = []
    if step.clauses:
        cited = outcome.clauses()
        lacking = [clause for clause in step.clauses if clause not in cited]
        if lacking:
            mismatches.append(compare.Mismatch("clauses", compare.wrote(lacking), compare.wrote(sorted(cited))))
    raised = [finding_json(finding) for finding in outcome.findings]
    mismatches.extend(compare.findings(step.findings, step.findings_absent, raised))
    if not mismatches:
        return None
    return f"{status.value}, but{_indented([*map(str, mismatches), *_why(outcome)])}"


def _differs(mismatches: Sequence[compare.Mismatch], decision: Decision) -> str:
    lines = [*map(str, mismatches), *reasons(decision.explanation)]
    return f"not as expected{_indented(lines)}"


def _why(outcome: Outcome) -> list[str]:
    lines: list[str] = []
    for answer in outcome.answers:
        if answer.clauses:
            lines.append(f"{answer.status.value} under {', '.join(answer.clauses)}")
        if answer.possible_on is not None:
            lines.append(f"possible on {answer.possible_on}")
        lines.extend(reasons(answer.tree))
    return list(dict.fromkeys(lines))


def reasons(tree: Node | None) -> list[str]:
    """The lowest nodes of an explanation that are not met, one line each, with clauses, values and entries."""
    lines = [_reason(node) for node in _nodes(tree) if _open(node) and not any(map(_open, node.children))]
    more = len(lines) - _REASONS
    return [*lines[:_REASONS], *([f"and {more} more that are not met"] if more > 0 else [])]


def _open(node: Node) -> bool:
    return node.answer in (Answer.UNMET, Answer.PENDING, Answer.UNREGULATED)


def _reason(node: Node) -> str:
    by = f" [{', '.join(node.clauses)}]" if node.clauses else ""
    values = ", ".join(f"{name} {_value(value)}" for name, value in node.values)
    entries = f" (entries {', '.join(map(str, node.because))})" if node.because else ""
    return f"{node.answer.value}: {node.asks} {node.about}{by}{': ' if values else ''}{values}{entries}"


def _value(value: object) -> str:
    return written(value) if isinstance(value, Fraction) else str(value)


def _nodes(tree: Node | None) -> Iterator[Node]:
    return iter(()) if tree is None else tree.walk()


def _indented(lines: Iterable[str]) -> str:
    return "".join(f"\n    {line}" for line in lines)


def _told(error: BadInput) -> str:
    return _indented(str(problem) for problem in error.problems)


def _where(error: Exception) -> str:
    """An error that nobody foresaw, with the place in the code, and no path of a machine."""
    frames = extract_tb(error.__traceback__)
    at = f" in {frames[-1].name}, {Path(frames[-1].filename).name} line {frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}: {error}{at}"
