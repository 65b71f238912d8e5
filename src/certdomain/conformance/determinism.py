"""Determinism: the cases of a plugin run in processes with other surroundings, and every answer is the same.

Each process has a hash seed, language, zone and folder of its own, may run with `-O`, and may load the plugins and run
the cases in the opposite order. What is compared is the digest of each answer and each decision, explanation included.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import cast

from attrs import frozen

from certdomain.conformance.children import Data, Ended, Task, run_all
from certdomain.conformance.notes import Note, Place
from certdomain.errors import BadInput, Problem
from certdomain.intake.strict_json import escaped, shown
from certdomain.testing.cases import load

_ANSWERS = "certdomain.conformance.answers"


@frozen(kw_only=True)
class Surroundings:
    """What a process is given that no answer may depend on."""

    seed: int
    language: str
    zone: str
    backwards: bool = False
    optimised: bool = False

    def __str__(self) -> str:
        order = "plugins and cases in the opposite order, " if self.backwards else ""
        return f"{order}hash seed {self.seed}, {self.language}, {self.zone}{', python -O' if self.optimised else ''}"


SURROUNDINGS: tuple[Surroundings, ...] = (
    Surroundings(seed=0, language="C", zone="UTC"),
    Surroundings(seed=1, language="C.UTF-8", zone="Pacific/Kiritimati", backwards=True),
    Surroundings(seed=4242, language="tr_TR.UTF-8", zone="America/New_York", optimised=True),
    Surroundings(seed=77, language="fr_FR.UTF-8", zone="Asia/Kathmandu", backwards=True, optimised=True),
    Surroundings(seed=99, language="de_DE.UTF-8", zone="America/St_Johns"),
    Surroundings(seed=12345, language="C", zone="Pacific/Marquesas", backwards=True),
)
"""In the order in which they are taken. A language that the system does not have is left out there."""


def differences(
    paths: Iterable[Path | str], *, environments: int = 3, seconds: float = 300.0, path: Sequence[str] = ()
) -> Iterator[Note]:
    """One note for each step of a case whose answer is another in other surroundings; nothing if all are the same.

    `environments`: in how many surroundings the cases are run, 2 to 6. `seconds`: the time limit of each run. `path`:
    folders to look for plugins in, before those of this process.

    Raises:
        BadInput: for a case file that cannot be read, and for another number of environments.
    """
    if not 2 <= environments <= len(SURROUNDINGS):
        what = f"a number from 2 to {len(SURROUNDINGS)}"
        raise BadInput([Problem(where="determinism", field="environments", found=repr(environments), expected=what)])
    files = [str(each.absolute()) for given in paths for each in _files(Path(given))]
    problems: list[Problem] = []
    for file in files:
        try:
            load(file)
        except BadInput as error:
            problems.extend(error.problems)
    if problems:
        raise BadInput(problems)
    chosen = SURROUNDINGS[:environments]
    runs = run_all([_task(each, files, seconds, path) for each in chosen])
    told = [_told(run) for run in runs]
    for here, run, answers in zip(chosen, runs, told, strict=True):
        if answers is None:
            what = f"the cases could not be run with {here}: {_why(run, seconds)}"
            yield Note(check="not-deterministic-run", what=what)
    there = [(here, answers) for here, answers in zip(chosen, told, strict=True) if answers is not None]
    if there:
        yield from _compared(there)


def _compared(runs: Sequence[tuple[Surroundings, dict[str, Data]]]) -> Iterator[Note]:
    first, expected = runs[0]
    seen: set[tuple[str, str]] = set()
    for here, answers in runs[1:]:
        for step in [*expected, *(each for each in answers if each not in expected)]:
            one, other = expected.get(step), answers.get(step)
            if (one or {}).get("digest") == (other or {}).get("digest"):
                continue
            told = cast("Data", one or other)
            case = (str(told["file"]), str(told["case"]))
            if case in seen:  # what follows in that case follows from it
                continue
            seen.add(case)
            found = f"{_digest(one)} with {first}; {_digest(other)} with {here}"
            what = f"case {shown(case[1])}, step {told['step']} ({told['name']}): the answer is {found}"
            place = Place(file=case[0], line=cast("int", told["line"]))
            mend = (
                "look for a set, a clock or a file behind the declaration; if it is pure, report a fault of certdomain"
            )
            yield Note(check="not-deterministic", what=what, title=str(told["title"]), place=place, mend=mend)


def _digest(step: Data | None) -> str:
    return "not given" if step is None else str(step["digest"])[:12]


def _task(here: Surroundings, files: Sequence[str], seconds: float, path: Sequence[str]) -> Task:
    return Task(
        module=_ANSWERS,
        data={"files": list(files), "backwards": here.backwards},
        seconds=seconds,
        environment={"PYTHONHASHSEED": str(here.seed), "LC_ALL": here.language, "TZ": here.zone},
        flags=("-O",) if here.optimised else (),
        path=tuple(path),
    )


def _told(run: Ended) -> dict[str, Data] | None:
    """What a run answered, by file, case and step."""
    if run.report is None or not isinstance(run.report.get("steps"), list):
        return None
    steps = cast("list[Data]", run.report["steps"])
    return {f"{each['file']}\0{each['number']}\0{each['step']}": each for each in steps}


def _why(run: Ended, seconds: float) -> str:
    if run.late:
        return f"they took longer than the time limit of {seconds:g} s"
    last = run.err.strip().splitlines()[-1:]
    return run.how() + (f" ({escaped(last[0], 200)})" if last else "")


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(each for each in path.iterdir() if each.suffix in (".yaml", ".yml"))
    else:
        yield path
