"""What runs in a process that answers cases: it loads the plugins, does every step, and reports the digests.

Started by `certdomain.conformance.determinism`, never imported by it.
"""

from __future__ import annotations

import faulthandler
import json
import locale
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import assert_never, cast

from certdomain.calendar import noon
from certdomain.errors import CertdomainError, PluginError
from certdomain.hookspecs import Certifier
from certdomain.plugins import certifier_of, guests
from certdomain.register import Register
from certdomain.regulation.canonical import digest
from certdomain.reports.decision_json import answer_json
from certdomain.testing.cases import Case, CommandStep, DecisionStep, load
from certdomain.testing.runner import Runner, attempt

Data = dict[str, object]


def main(task: Data) -> None:
    """Run all cases of the files of the task and write the digest of what came of each step."""
    with suppress(locale.Error):
        locale.setlocale(locale.LC_ALL, "")
    backwards = cast("bool", task["backwards"])
    with Path(cast("str", task["trace"])).open("wb") as trace:
        faulthandler.dump_traceback_later(cast("float", task["seconds"]), exit=True, file=trace)
        runner = Runner(_certifiers(backwards=backwards))
        cases = [
            (file, number, case)
            for file in cast("list[str]", task["files"])
            for number, case in enumerate(load(file).cases, start=1)
        ]
        steps = [
            {"file": file, "number": number, "case": case.name, "title": case.certification or "", **step}
            for file, number, case in (reversed(cases) if backwards else cases)
            for step in _steps(runner, case)
        ]
        faulthandler.cancel_dump_traceback_later()
    Path(cast("str", task["report"])).write_text(json.dumps({"steps": steps}), encoding="utf-8")


def _certifiers(*, backwards: bool) -> list[Certifier]:
    """The installed certifiers; a plugin that cannot be used is left to those whose check it is."""
    found = []
    for entry_point in reversed(guests()) if backwards else guests():
        with suppress(PluginError):
            found.append(certifier_of(entry_point))
    return found


def _steps(runner: Runner, case: Case) -> Iterator[Data]:
    """What came of each step, as its digest."""
    try:
        register = runner.register(case.choices)
    except CertdomainError as error:
        yield {"step": 0, "name": "choices", "line": case.line, "digest": _digest([type(error).__name__, str(error)])}
        return
    with register:
        instant: datetime | None = None
        for step in case.steps:
            if isinstance(step, CommandStep):
                instant = step.recorded_at or instant
            try:
                came: object = _came(register, step, instant)
            except CertdomainError as error:
                came = [type(error).__name__, str(error)]
            yield {"step": step.number, "name": _name(step), "line": step.line, "digest": _digest(came)}


def _came(register: Register, step: CommandStep | DecisionStep, instant: datetime | None) -> object:
    match step:
        case CommandStep():
            if step.command is None:
                return [str(problem) for problem in step.problems]
            outcome = attempt(register, step.command, step.journeys, instant or noon(step.command.on))
            return [[answer_json(each) for each in outcome.answers], [str(each) for each in outcome.problems]]
        case DecisionStep():
            return register.journey(step.journey).decide(step.on, known_at=step.known_at).to_json()
        case _:
            assert_never(step)


def _name(step: CommandStep | DecisionStep) -> str:
    return step.name if isinstance(step, CommandStep) else "decision"


def _digest(data: object) -> str:
    """The order of lists is part of an answer; that of keys is not."""
    return digest(json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())
