"""Case files, read: steps with their commands typed, and what each step expects. Nothing is run here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from pathlib import Path

from attrs import evolve, field, frozen

from certdomain.calendar import parse_date, parse_instant
from certdomain.commands import COMMANDS, SCHEMAS, Command, command_from, journeys_of
from certdomain.commands_reading import FIRST_DAY, LAST_DAY, nearest, shown
from certdomain.errors import BadCommand, BadInput, Problem
from certdomain.intake.strict_yaml import YAML, Document, Mapping_, Sequence_, flatten_steps
from certdomain.intake.strict_yaml import load as load_yaml
from certdomain.marks import exact
from certdomain.vocabulary import BLOC_VERDICTS, TITLE_VERDICTS

DEFAULT_JOURNEY = "J1"
"""The journey of the steps that name none."""

Wanted = YAML
"""What a case expects, as its file says it: scalars are text, `true`, `false` or nothing."""


class Expect(Enum):
    """What a step expects of its command. `INVALID`: an error, and nothing is recorded."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    REFERRED = "referred"
    INVALID = "invalid"


@frozen(kw_only=True)
class CommandStep:
    """A command, and what is expected of its answer.

    `command` is None when it is malformed, as the step expects: `problems` then say how. `journeys` is empty for what
    belongs to no journey. `findings` is None when nothing is said of them, empty when there shall be none.
    """

    number: int
    line: int
    name: str
    command: Command | None
    problems: tuple[Problem, ...] = ()
    journeys: tuple[str, ...] = (DEFAULT_JOURNEY,)
    expect: Expect = Expect.ACCEPTED
    clauses: tuple[str, ...] = ()
    findings: tuple[Wanted, ...] | None = None
    findings_absent: tuple[str, ...] = ()
    recorded_at: datetime | None = None


@frozen(kw_only=True)
class DecisionStep:
    """A decision that is asked for, and what is expected of it, by the keys of its JSON."""

    number: int
    line: int
    on: date
    journey: str = DEFAULT_JOURNEY
    known_at: datetime | None = None
    wanted: Mapping[str, Wanted] = field(factory=dict)


Step = CommandStep | DecisionStep


@frozen(kw_only=True)
class Choices:
    """The parameters and readings of one title, as text. A parameter that is None takes the file's away."""

    certification: str
    parameters: Mapping[str, str | None]
    readings: Mapping[str, str | None]


@frozen(kw_only=True)
class Case:
    """One case: it starts with an empty register, under the choices, and runs its steps in order."""

    name: str
    line: int
    certification: str | None
    choices: tuple[Choices, ...]
    steps: tuple[Step, ...]


@frozen(kw_only=True)
class CaseFile:
    """A case file. `path` is the name that messages give it."""

    path: str
    cases: tuple[Case, ...]


def load(path: Path | str) -> CaseFile:
    """Read a case file.

    Raises:
        BadInput: with every problem of the file, each with its line.
    """
    return _read(load_yaml(Path(path)))


def loads(text: str, *, where: str = "cases") -> CaseFile:
    """Read the text of a case file; `where` names it in messages.

    Raises:
        BadInput: with every problem of the text, each with its line.
    """
    return _read(load_yaml(text, where=where))


def _read(document: Document) -> CaseFile:
    reader = _Reader(document.where)
    cases = tuple(reader.file(document.value))
    if reader.problems:
        raise BadInput(sorted(reader.problems, key=lambda problem: problem.line or 0))
    return CaseFile(path=document.where, cases=cases)


# --- what may be asserted of a decision ----------------------------------------------------------------------------

Faults = Iterator[tuple[str, object, str]]
"""Below which path, what was found, what was expected."""

_TITLE = tuple(verdict.value for verdict in TITLE_VERDICTS)
_BLOC = tuple(verdict.value for verdict in BLOC_VERDICTS)


def _words(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"


def _one_of(names: tuple[str, ...]) -> Callable[[Wanted], Faults]:
    def check(value: Wanted) -> Faults:
        if value not in names or not isinstance(value, str):
            yield "", value, f"{_words(names)}{nearest(value, names)}"

    return check


def _verdict(names: tuple[str, ...], *, absent: bool = False) -> Callable[[Wanted], Faults]:
    """A verdict, or a map with a verdict and other keys."""

    def check(value: Wanted) -> Faults:
        if value is None and absent:
            return
        verdict = value.get("verdict", names[0]) if isinstance(value, Mapping_) else value
        for _, found, expected in _one_of(names)(verdict):
            yield (".verdict" if isinstance(value, Mapping_) else ""), found, f"a verdict: {expected}"

    return check


def _map_of(check: Callable[[Wanted], Faults], expected: str) -> Callable[[Wanted], Faults]:
    def check_map(value: Wanted) -> Faults:
        if not isinstance(value, Mapping_):
            yield "", value, expected
            return
        for key, each in value.items():
            for below, found, wanted in check(each):
                yield f".{key}{below}", found, wanted

    return check_map


def _list_of(*kinds: type[str | Mapping_], expected: str) -> Callable[[Wanted], Faults]:
    def check(value: Wanted) -> Faults:
        if not isinstance(value, Sequence_):
            yield "", value, expected
            return
        for index, each in enumerate(value):
            if not isinstance(each, kinds):
                yield f"[{index}]", each, expected

    return check


def _true_or_false(value: Wanted) -> Faults:
    if not isinstance(value, bool):
        yield "", value, "true or false"


def _true_false_or_null(value: Wanted) -> Faults:
    if value is not None and not isinstance(value, bool):
        yield "", value, "true, false or null"


def _number(value: Wanted) -> Faults:
    if value is None:
        return
    try:
        exact(value if isinstance(value, str) else "?")
    except ValueError:
        yield "", value, "an exact number such as 499.75 or 349/35, or null"


def _text(value: Wanted) -> Faults:
    if not isinstance(value, str):
        yield "", value, "a text"


def _map(value: Wanted) -> Faults:
    if not isinstance(value, Mapping_):
        yield "", value, "a map"


_IDS = _list_of(str, expected="a list of ids, such as [ID, ID]")
_ITEMS = _list_of(str, Mapping_, expected="a list of ids or maps")

ASSERTED: Mapping[str, Callable[[Wanted], Faults]] = {
    "title": _verdict(_TITLE),
    "proposal": _verdict(_TITLE, absent=True),
    "status": _one_of(("proposed", "decided")),
    "confidential": _true_or_false,
    "total": _number,
    "out_of": _number,
    "average20": _number,
    "blocs": _map_of(_verdict(_BLOC), "a map from blocs to verdicts"),
    "professional": _verdict(_BLOC, absent=True),
    "competences": _map_of(_true_false_or_null, "a map from competences to true or false"),
    "kept": _IDS,
    "retake_open": _ITEMS,
    "clauses": _IDS,
    "findings": _ITEMS,
    "findings_absent": _IDS,
    "flags": _IDS,
    "defects": _ITEMS,
    "departures": _ITEMS,
    "awaited": _ITEMS,
    "deadlines": _ITEMS,
    "refused": _ITEMS,
    "missing": _ITEMS,
    "certification": _text,
    "edition": _text,
    "regulation": _text,
    "context": _map,
    "explanation": _map,
}
"""What a `decision` step may assert, and the form of each."""

_DECISION_INPUTS = ("on", "known_at", "journey")
_BESIDE = ("expect", "clauses", "findings", "findings_absent", "recorded_at", "journey", "journeys")
_FILE_KEYS = ("certification", "parameters", "readings", "cases")
_CASE_KEYS = ("name", "certification", "parameters", "readings", "steps")


# --- reading -------------------------------------------------------------------------------------------------------


class _Reader:
    """Reads one file and collects its problems. What cannot be read is left out: the file is refused in the end."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.problems: list[Problem] = []
        self._seen: set[Problem] = set()
        self._commands: dict[tuple[object, ...], tuple[Command | None, tuple[str, ...], tuple[Problem, ...]]] = {}

    def add(self, line: int, field: str | None, found: object, expected: str) -> None:
        self._add(Problem(where=self.where, line=line, field=field, found=shown(found), expected=expected))

    def _add(self, problem: Problem) -> None:
        # A step under an anchor stands in many cases: its fault is told once.
        if problem not in self._seen:
            self._seen.add(problem)
            self.problems.append(problem)

    def file(self, root: YAML) -> Iterator[Case]:
        if not isinstance(root, Mapping_):
            self.add(1, None, root, "a case file: a map with `cases`")
            return
        self._keys(root, _FILE_KEYS, "a case file")
        certification = self._certification(root)
        parameters, readings = self._choices(root, "parameters"), self._choices(root, "readings")
        if certification is None and (parameters or readings):
            line = root.lines["parameters" if parameters else "readings"]
            self.add(line, "certification", None, "the title that the parameters and readings are for")
        cases = root.get("cases")
        if not isinstance(cases, Sequence_) or not cases:
            self.add(root.lines.get("cases", root.line), "cases", cases, "a list of cases, at least one")
            return
        names: dict[str, int] = {}
        base = None
        if certification is not None:
            base = Choices(certification=certification, parameters=parameters, readings=readings)
        for raw, line in zip(cases, cases.lines, strict=True):
            case = self._case(raw, line, base)
            if case is None:
                continue
            if case.name in names:
                expected = f"each name once; it is that of the case at line {names[case.name]}"
                self.add(case.line, "name", case.name, expected)
            names.setdefault(case.name, case.line)
            yield case

    def _keys(self, node: Mapping_, known: tuple[str, ...], what: str) -> None:
        for key in node:
            if key not in known and not key.startswith("x-"):
                expected = f"a key of {what} ({', '.join(known)}, x-…){nearest(key, known)}"
                self.add(node.lines[key], key[:60], key, expected)

    def _certification(self, node: Mapping_) -> str | None:
        value = node.get("certification")
        if value is None or (isinstance(value, str) and value.strip()):
            return value
        self.add(node.lines["certification"], "certification", value, "the id of a title")
        return None

    def _choices(self, node: Mapping_, key: str) -> dict[str, str | None]:
        given = node.get(key)
        found: dict[str, str | None] = {}
        if given is None:
            return found
        if not isinstance(given, Mapping_):
            self.add(node.lines[key], key, given, "a map from names to values")
            return found
        for name, value in given.items():
            if isinstance(value, str | None):
                found[name] = value
            else:
                self.add(given.lines[name], f"{key}.{name}", value, "a text, or nothing for the default")
        return found

    # --- one case -----------------------------------------------------------------------------------------------

    def _case(self, raw: YAML, line: int, base: Choices | None) -> Case | None:
        if not isinstance(raw, Mapping_):
            self.add(line, "cases", raw, "a case: a map with `name` and `steps`")
            return None
        self._keys(raw, _CASE_KEYS, "a case")
        name = raw.get("name")
        if not isinstance(name, str) or not name.strip():
            self.add(raw.lines.get("name", line), "name", name, "the name of the case")
            name = f"the case at line {line}"
        own = self._certification(raw)
        certification = own or (None if base is None else base.certification)
        parameters, readings = self._choices(raw, "parameters"), self._choices(raw, "readings")
        if certification is None and (parameters or readings):
            self.add(line, "certification", None, "the title that the parameters and readings are for")
        raw_steps = raw.get("steps")
        if not isinstance(raw_steps, Sequence_) or not raw_steps:
            self.add(raw.lines.get("steps", line), "steps", raw_steps, "a list of steps, at least one")
            return None
        return Case(
            name=name,
            line=line,
            certification=certification,
            choices=_merged(base, certification, parameters, readings),
            steps=tuple(self._steps(flatten_steps(raw_steps), certification)),
        )

    def _steps(self, raw: Sequence_, certification: str | None) -> Iterator[Step]:
        last: date | None = None
        for number, (each, line) in enumerate(zip(raw, raw.lines, strict=True), start=1):
            step = self._step(each, line, number, certification, last)
            if isinstance(step, CommandStep) and step.command is not None and step.expect is not Expect.INVALID:
                last = step.command.on
            if step is not None:
                yield step

    def _step(self, raw: YAML, line: int, number: int, certification: str | None, last: date | None) -> Step | None:
        if not isinstance(raw, Mapping_):
            self.add(line, "steps", raw, "a step: a map from a command to its fields, or `decision`")
            return None
        names = [key for key in raw if key not in _BESIDE]
        known = [key for key in names if key in COMMANDS or key == "decision"]
        for key in names:
            if key not in known:
                expected = f"the name of a command, `decision`, or beside it one of {', '.join(_BESIDE)}"
                near = nearest(key, (*COMMANDS, "decision", *_BESIDE))
                self.add(raw.lines[key], key[:60], key, expected + near)
        if len(known) != 1:
            if known or not names:
                found = ", ".join(known) or None
                self.add(raw.line, "steps", found, "one command a step, or one decision")
            return None
        name = known[0]
        fields = raw[name]
        if not isinstance(fields, Mapping_) and fields is not None:
            self.add(raw.lines[name], name, fields, "a map of fields")
            return None
        fields = Mapping_(raw.lines[name]) if fields is None else fields
        if name == "decision":
            return self._decision(raw, fields, number, last)
        return self._command_step(raw, name, fields, number, certification)

    def _command_step(
        self, raw: Mapping_, name: str, fields: Mapping_, number: int, certification: str | None
    ) -> CommandStep:
        expect = self._expect(raw)
        command, journeys, problems = self._command(raw, name, fields, certification)
        if expect is not Expect.INVALID:
            for problem in problems:
                self._add(problem)
        findings = self._wanted(raw, "findings", _ITEMS)
        recorded_at = self._instant(raw, "recorded_at")
        return CommandStep(
            number=number,
            line=raw.lines[name],
            name=name,
            command=command,
            problems=problems,
            journeys=journeys,
            expect=expect,
            clauses=_texts(self._wanted(raw, "clauses", _IDS)),
            findings=tuple(findings) if isinstance(findings, Sequence_) else None,
            findings_absent=_texts(self._wanted(raw, "findings_absent", _IDS)),
            recorded_at=recorded_at,
        )

    def _expect(self, raw: Mapping_) -> Expect:
        value = raw.get("expect", Expect.ACCEPTED.value)
        names = tuple(each.value for each in Expect)
        if isinstance(value, str) and value in names:
            return Expect(value)
        self.add(raw.lines["expect"], "expect", value, f"{_words(names)}{nearest(value, names)}")
        return Expect.INVALID  # so that nothing more is said of its command

    def _command(
        self, raw: Mapping_, name: str, fields: Mapping_, certification: str | None
    ) -> tuple[Command | None, tuple[str, ...], tuple[Problem, ...]]:
        """The command and its journeys, or None and the problems. Steps under one anchor are read once."""
        beside = {key: raw[key] for key in ("journey", "journeys") if raw.get(key) is not None}
        memo = (id(fields), name, certification, *((key, str(value)) for key, value in beside.items()))
        found = self._commands.get(memo)
        if found is None:
            found = self._commands[memo] = self._parsed(name, fields, beside, raw, certification)
        return found

    def _parsed(
        self, name: str, fields: Mapping_, beside: Mapping[str, YAML], raw: Mapping_, certification: str | None
    ) -> tuple[Command | None, tuple[str, ...], tuple[Problem, ...]]:
        given: dict[str, object] = {**fields, "command": name}
        problems: list[Problem] = []
        if "command" in fields:
            expected = f"fields of {name}: its name stands before them"
            problems.append(self._problem(fields.lines["command"], "command", fields["command"], expected))
        for key, value in beside.items():
            if given.get(key) is not None and given[key] != value:
                expected = f"`{key}` once: in the fields or beside them"
                problems.append(self._problem(raw.lines[key], key, value, expected))
            given[key] = value
        if given.get("certification") is None and _for_title(name) and certification is not None:
            given["certification"] = certification
        line = raw.lines[name]
        command: Command | None = None
        journeys: tuple[str, ...] = ()
        try:
            command = command_from(given, where=self.where, line=line)
            if given.get("journey") is None and given.get("journeys") is None:
                journeys = () if _of_no_journey(command) else (DEFAULT_JOURNEY,)
            else:
                journeys = journeys_of(given, where=self.where, line=line)
        except BadCommand as error:
            problems.extend(evolve(each, line=_line_of(each.field, fields, raw, line)) for each in error.problems)
        return (None, (), tuple(problems)) if problems else (command, journeys, ())

    def _problem(self, line: int, field: str, found: object, expected: str) -> Problem:
        return Problem(where=self.where, line=line, field=field, found=shown(found), expected=expected)

    # --- a decision ---------------------------------------------------------------------------------------------

    def _decision(self, raw: Mapping_, fields: Mapping_, number: int, last: date | None) -> DecisionStep | None:
        for key in raw:
            if key not in ("decision", "journey"):
                self.add(raw.lines[key], key, key, "no such key beside a decision: it goes inside")
        if raw.get("journey") is not None and fields.get("journey") is not None:
            self.add(raw.lines["journey"], "journey", raw["journey"], "`journey` once: in the decision or beside it")
        known = (*_DECISION_INPUTS, *ASSERTED)
        for key, value in fields.items():
            if key not in known:
                expected = f"a key of a decision ({', '.join(known)}){nearest(key, known)}"
                self.add(fields.lines[key], key[:60], key, expected)
            elif key in ASSERTED:
                self._wanted(fields, key, ASSERTED[key])
            elif key != "known_at" and value is not None and not isinstance(value, str):
                self.add(fields.lines[key], key, value, "a text")
        on = self._day(fields, last)
        journey = fields.get("journey") or raw.get("journey") or DEFAULT_JOURNEY
        if on is None or not isinstance(journey, str):
            return None
        return DecisionStep(
            number=number,
            line=raw.lines["decision"],
            on=on,
            journey=journey,
            known_at=self._instant(fields, "known_at"),
            wanted={key: value for key, value in fields.items() if key in ASSERTED},
        )

    def _day(self, fields: Mapping_, last: date | None) -> date | None:
        value = fields.get("on")
        if value is None:
            if last is None:
                self.add(fields.line, "on", None, "a day: no command stands above this decision")
            return last
        if isinstance(value, str):
            try:
                day = parse_date(value)
            except ValueError:
                pass
            else:
                if FIRST_DAY <= day <= LAST_DAY:
                    return day
            self.add(fields.lines["on"], "on", value, f"a day YYYY-MM-DD from {FIRST_DAY} to {LAST_DAY}")
        return None

    def _instant(self, node: Mapping_, key: str) -> datetime | None:
        value = node.get(key)
        if value is None:
            return None
        try:
            return parse_instant(value if isinstance(value, str) else "?")
        except ValueError:
            expected = "an instant with its offset, such as 2025-07-04T12:00:00+02:00"
            self.add(node.lines[key], key, value, expected)
            return None

    def _wanted(self, node: Mapping_, key: str, check: Callable[[Wanted], Faults]) -> Wanted:
        if key not in node:
            return None
        value = node[key]
        faults = tuple(check(value))
        for below, found, expected in faults:
            self.add(node.lines[key], f"{key}{below}"[:80], found, expected)
        return None if faults else value


def _merged(
    base: Choices | None,
    certification: str | None,
    parameters: Mapping[str, str | None],
    readings: Mapping[str, str | None],
) -> tuple[Choices, ...]:
    """The file's choices for the file's title, the case's over them for the case's title; those that say something."""
    if certification is None:
        return ()
    own = Choices(certification=certification, parameters=parameters, readings=readings)
    found = [own] if base is None else [base, own]
    if base is not None and base.certification == certification:
        merged = evolve(own, parameters={**base.parameters, **parameters}, readings={**base.readings, **readings})
        found = [merged]
    return tuple(each for each in found if each.parameters or each.readings)


def _for_title(name: str) -> bool:
    return any(each.name == "certification" for each in SCHEMAS[name])


def _of_no_journey(command: Command) -> bool:
    return isinstance(command, COMMANDS["constitute-jury"])


def _line_of(path: str | None, fields: Mapping_, raw: Mapping_, line: int) -> int:
    """The line of the field that a path begins with, else that of the command."""
    name = re.split(r"[.\[]", path or "", maxsplit=1)[0]
    return fields.lines.get(name) or raw.lines.get(name) or line


def _texts(value: Wanted) -> tuple[str, ...]:
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, Sequence_) else ()


__all__ = [
    "ASSERTED",
    "DEFAULT_JOURNEY",
    "Case",
    "CaseFile",
    "Choices",
    "CommandStep",
    "DecisionStep",
    "Expect",
    "Step",
    "Wanted",
    "load",
    "loads",
]
