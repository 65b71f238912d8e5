"""The report on one plugin: everything that the kit has to say, each with its place, and what was tried for it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from pathlib import Path

import attrs
from attrs import frozen

from certdomain.conformance import determinism, mutation
from certdomain.conformance.checks import note
from certdomain.conformance.citations import is_draft
from certdomain.conformance.declarations import examined
from certdomain.conformance.files import files_of_plugin
from certdomain.conformance.loading import Loaded, load_guest
from certdomain.conformance.mutation import MutationReport
from certdomain.conformance.notes import Note
from certdomain.conformance.places import placed
from certdomain.conformance.quotes import found_texts
from certdomain.errors import BadInput, Problem
from certdomain.regulation.tree import Regulation
from certdomain.testing.cases import CommandStep, load
from certdomain.testing.runner import files_of

_NEED_AN_AWARD = frozenset({"surviving-threshold", "undistinguished-reading"})
"""What no case can tell apart as long as nothing is judged: of a draft, they are remarks."""

Progress = Callable[[str, int, int], None]
"""Is told what is being done, how much of it is done, and of how much."""


@frozen(kw_only=True)
class Report:
    """What the kit has to say of one plugin.

    `mutations`: what its cases notice, by title; `cases`: the case files that were found. `full`: whether cases were
    run at all, or only what is declared was looked at.
    """

    distribution: str
    titles: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    cases: tuple[str, ...] = ()
    mutations: tuple[MutationReport, ...] = ()
    full: bool = False

    @property
    def faults(self) -> tuple[Note, ...]:
        """The notes that make it unfit."""
        return tuple(each for each in self.notes if each.fault)

    @property
    def remarks(self) -> tuple[Note, ...]:
        """The notes that its author should look at."""
        return tuple(each for each in self.notes if not each.fault)

    @property
    def fit(self) -> bool:
        """Whether there is no fault."""
        return not self.faults

    def only(self, checks: Collection[str]) -> Report:
        """The same with the notes of those checks alone."""
        return attrs.evolve(self, notes=tuple(each for each in self.notes if each.check in checks))


def examine(
    plugin: str | Loaded,
    *,
    cases: Sequence[Path | str] = (),
    sources: Sequence[Path | str] = (),
    quick: bool = False,
    workers: int = 1,
    progress: Progress | None = None,
    path: Sequence[str] = (),
) -> Report:
    """Examine a plugin: its distribution, or what `load_guest` and `load_all` made of it.

    `cases`: case files, or folders of them (default: tests/cases of its project, if that is at hand). `sources`:
    folders in which its source texts lie. `quick`: only look at what is declared, run no case. `path`: folders to look
    for plugins in, before those of this process.

    Raises:
        BadInput: if a case file cannot be read.
        LookupError: if no such plugin is installed.
    """
    loaded = load_guest(plugin, path=path) if isinstance(plugin, str) else plugin
    files = files_of_plugin(loaded.distribution, path)
    given = list(files_of(cases)) if cases else list(files.cases)
    regulations = () if loaded.certifier is None else loaded.certifier.regulations
    notes = list(loaded.notes)
    for regulation in regulations:
        texts = found_texts(regulation.sources, [*(Path(each) for each in sources), *files.folders])
        notes.extend(examined(regulation, loaded.distribution, texts))
    mutations: list[MutationReport] = []
    if not quick:
        for regulation in regulations:
            found = _cases_of(regulation, given)
            if not found:
                what = f"no case of {regulation.certification} was found, so that nothing was tried"
                notes.append(attrs.evolve(note("no-cases", what), title=regulation.certification))
                continue
            told = partial(progress, f"{regulation.certification}: mutants") if progress is not None else None
            report = mutation.mutate(regulation, found, workers=workers, progress=told)
            mutations.append(report)
            notes.extend(_of_mutation(report, regulation))
        if given and regulations:
            notes.extend(determinism.differences(given, path=path))
    return Report(
        distribution=loaded.distribution,
        titles=tuple(regulation.certification for regulation in regulations),
        notes=placed(notes, files.sources),
        cases=tuple(map(str, given)),
        mutations=tuple(mutations),
        full=not quick,
    )


def _cases_of(regulation: Regulation, files: Sequence[Path]) -> list[Path]:
    """The files with a case of that title.

    Raises:
        BadInput: all that cannot be read, at once.
    """
    problems: list[Problem] = []
    found: list[Path] = []
    for file in files:
        try:
            cases = load(file).cases
        except BadInput as error:
            problems.extend(error.problems)
            continue
        named = {case.certification for case in cases} | {
            getattr(step.command, "certification", None)
            for case in cases
            for step in case.steps
            if isinstance(step, CommandStep)
        }
        if regulation.certification in named:
            found.append(file)
    if problems:
        raise BadInput(problems)
    return found


def _of_mutation(report: MutationReport, regulation: Regulation) -> Iterator[Note]:
    """The notes on mutants and readings, with the path by which a declaration is found."""
    readings = {reading.id for reading in regulation.readings}
    draft = is_draft(regulation)
    for found in mutation.notes(report):
        each = attrs.evolve(found, fault=False) if draft and found.check in _NEED_AN_AWARD else found
        if each.path in readings:
            yield attrs.evolve(each, path=f"readings[{each.path}]")
        elif any(each.path == parameter.name for parameter in regulation.parameters):
            yield attrs.evolve(each, path=f"parameters[{each.path}]")
        else:
            yield each
