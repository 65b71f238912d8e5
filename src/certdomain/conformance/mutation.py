"""Mutation: whether the cases of a title notice when a number, a strictness or a reading of it is another one.

A case file that passes says that the declaration does what its author expects there. It does not say that a limit has
a case on each side. So each constant of the declaration is moved by the least it can be moved by (`constants`), and
the cases are run again: one that fails has *killed* the mutant, and if none fails the mutant *survives*, and the number
could be wrong unseen. A mutant that no recorded fact can tell from the original is *equivalent*, and listed as such.
In the same way each option of each reading is held against each other one: of two that no case tells apart, nobody
would notice which one holds. And a parameter that might as well be unknown matters to no case.

Nothing mutated is ever declared or stored: the register keeps what the plugin declares, and the mutation is put in
where a regulation is settled, right before rules see it.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from enum import Enum
from functools import partial
from itertools import combinations
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, assert_never

import attrs
from attrs import field, frozen

from certdomain.adoption import Shelf
from certdomain.conformance.constants import Move, Step, constants, moves, reads_parameter
from certdomain.conformance.notes import Note
from certdomain.conformance.tracing import Tracer, reads_option
from certdomain.errors import BadInput, Problem
from certdomain.plugins import Declared, Titles, declare, installed, titles_of
from certdomain.regulation.canonical import load_regulation
from certdomain.regulation.settlement import settled
from certdomain.regulation.tree import Regulation
from certdomain.testing.cases import Case, CommandStep, DecisionStep, load
from certdomain.testing.runner import Runner, files_of

if TYPE_CHECKING:
    from certdomain.hookspecs import Certifier

T = TypeVar("T")
Progress = Callable[[int, int], None]
"""Is told how many tasks are done, and of how many."""


class Fate(Enum):
    """What became of a mutant."""

    KILLED = "killed"
    SURVIVED = "survived"
    EQUIVALENT = "equivalent"


@frozen(kw_only=True)
class Mutant:
    """One constant moved once. `by` is the first case that failed, as "file: case"; `reached` how many cases read it.

    `because` says of a survivor what no case has, and of an equivalent one why no case can.
    """

    path: str
    clauses: tuple[str, ...]
    before: str
    after: str
    way: str
    unit: str
    outcome: Fate
    by: str | None = None
    because: str = ""
    reached: int = 0


@frozen(kw_only=True)
class Distinction:
    """Two options of a reading, and the case whose result differs between them; None if there is no such case.

    Of a parameter, the two are "as given" and "unknown".
    """

    of: str
    option: str
    other: str
    clauses: tuple[str, ...] = ()
    by: str | None = None
    parameter: bool = False


@frozen(kw_only=True)
class FailingCase:
    """A case that fails without any mutation."""

    file: str
    name: str
    failures: tuple[str, ...]


@frozen(kw_only=True)
class MutationReport:
    """What the cases of one title notice."""

    title: str
    edition: str
    cases: int
    mutants: tuple[Mutant, ...]
    distinctions: tuple[Distinction, ...]
    failing: tuple[FailingCase, ...] = ()

    def of(self, outcome: Fate) -> tuple[Mutant, ...]:
        """The mutants of one fate."""
        return tuple(mutant for mutant in self.mutants if mutant.outcome is outcome)

    @property
    def survivors(self) -> tuple[Mutant, ...]:
        """The mutants that no case notices."""
        return self.of(Fate.SURVIVED)

    @property
    def undistinguished(self) -> tuple[Distinction, ...]:
        """The options that no case tells apart, and the parameters that matter to no case."""
        return tuple(each for each in self.distinctions if each.by is None)

    @property
    def clean(self) -> bool:
        """Whether there is nothing to mend."""
        return not (self.survivors or self.undistinguished or self.failing)

    def __str__(self) -> str:
        pairs = [each for each in self.distinctions if not each.parameter]
        parameters = [each for each in self.distinctions if each.parameter]
        alike = sum(each.by is None for each in pairs)
        idle = sum(each.by is None for each in parameters)
        counted = ", ".join(f"{len(self.of(fate))} {fate.value}" for fate in Fate)
        return (
            f"{self.title}: {self.cases} cases; {len(self.mutants)} mutants: {counted}; "
            f"{len(pairs)} pairs of options, {alike} undistinguished; "
            f"{len(parameters)} parameters, {idle} without effect"
        )


def mutate(
    regulation: Regulation,
    cases: Iterable[Path | str],
    *,
    plugins: Sequence[Certifier] | None = None,
    workers: int = 1,
    progress: Progress | None = None,
    only: str | None = None,
) -> MutationReport:
    """Run the cases of a title under each mutant of its declaration.

    `cases`: case files, or folders of them; those of other titles are left out. `plugins`: the certifiers to use
    instead of those installed; `regulation` goes before what they declare under its title and edition. `only`: the
    beginning of the paths of constants, or of the ids of readings and names of parameters, to which it is limited.
    The report does not depend on the number of `workers`.

    Raises:
        BadInput: if a case file cannot be read, or if no case is of the title.
        PluginError: for a plugin that cannot be used.
    """
    bench = _Bench(
        titles=_frozen(_with(installed() if plugins is None else titles_of(plugins), regulation)),
        certification=regulation.certification,
        edition=regulation.edition,
        cases=tuple(_cases(cases, regulation.certification)),
    )
    with _Workers(bench, workers, progress) as crew:
        traces = crew.traced()
        found = _asked(bench, traces, only)
        crew.more(found)
        mutants = tuple(_mutants(found, crew.killers(found)))
        distinctions = tuple(_distinctions(found, crew.judges(found)))
    failing = tuple(
        FailingCase(file=file, name=case.name, failures=trace.failures)
        for (file, case), trace in zip(bench.cases, traces, strict=True)
        if trace.failures
    )
    return MutationReport(
        title=regulation.certification,
        edition=regulation.edition,
        cases=len(bench.cases),
        mutants=mutants,
        distinctions=distinctions,
        failing=failing,
    )


def notes(report: MutationReport) -> Iterator[Note]:
    """What a report finds fault with, as the conformance kit says it."""
    title = report.title
    for failing in report.failing:
        what = f"{failing.file}: {failing.name} fails as it is: {failing.failures[0]}"
        yield Note(check="failing-case", what=what, title=title, mend="mend the case or the declaration")
    for mutant in report.survivors:
        by = f" ({', '.join(mutant.clauses)})" if mutant.clauses else ""
        what = f"{mutant.before} could be {mutant.after} and every case would pass{by}: {mutant.because}"
        yield Note(check="surviving-threshold", what=what, title=title, path=mutant.path, mend=_mend(mutant))
    for each in report.undistinguished:
        if each.parameter:
            what = f"parameter {each.of} matters to no case: without it every case passes"
            mend = "add a case that gives the parameter, and one whose verdict or answer would be another without it"
        else:
            what = f"no case tells {each.option} from {each.other} of reading {each.of}"
            mend = f"add a case with `readings: {{{each.of}: {each.other}}}` that would fail under {each.option}"
        yield Note(check="undistinguished-reading", what=what, title=title, path=each.of, mend=mend)


def _mend(mutant: Mutant) -> str:
    if not mutant.reached:
        return "add a case that comes to this rule, with a fact on each side of the limit"
    return f"add a case that is decided one way under {mutant.before} and another under {mutant.after}"


# --- what there is to try ------------------------------------------------------------------------------------------

_Content = tuple[str, tuple[tuple[bytes, str, str], ...]]
"""A title and its editions, as canonical bytes with digest and distribution: what travels to a worker."""


@frozen(kw_only=True)
class _Bench:
    """All that a worker needs: the titles, which one is tried, and its cases with their files."""

    titles: tuple[_Content, ...]
    certification: str
    edition: str
    cases: tuple[tuple[str, Case], ...]

    def case(self, index: int) -> str:
        """How a report names a case."""
        file, case = self.cases[index]
        return f"{Path(file).name}: {case.name}"

    @property
    def regulation(self) -> Regulation:
        """The declaration that is tried, as it was loaded again."""
        editions = dict(self.titles)[self.certification]
        loaded = (load_regulation(content) for content, _, _ in editions)
        return next(each for each in loaded if each.edition == self.edition)


@frozen(kw_only=True)
class _Trace:
    """What a case reads of the declaration (None: it cannot be told), and why it fails, if it does."""

    reads: frozenset[str] | None
    failures: tuple[str, ...] = ()

    def comes_to(self, what: str) -> bool:
        """Whether the case may notice another value there."""
        return not self.failures and (self.reads is None or what in self.reads)


@frozen(kw_only=True)
class _Trial:
    """A mutant, and the cases that may notice it, the likely ones first."""

    index: int
    candidates: tuple[int, ...]


@frozen(kw_only=True)
class _Contest:
    """Two options (or a parameter, given and unknown), and the cases that may tell them apart, the likely ones first.

    With each case stands what is put in for what it is under: the other option, or `unknown`.
    """

    of: str
    option: str
    other: str
    clauses: tuple[str, ...]
    parameter: bool
    trials: tuple[tuple[int, str], ...]


@frozen(kw_only=True)
class _Asked:
    """All moves of a declaration and those that are tried, by neighbourhood; all contests."""

    moves: tuple[Move, ...]
    batches: tuple[tuple[_Trial, ...], ...]
    contests: tuple[_Contest, ...]


def _with(titles: Titles, regulation: Regulation) -> Titles:
    declared = declare(regulation, regulation.certification)
    editions = titles.get(regulation.certification, ())
    if declared.digest in {each.digest for each in editions}:
        return titles
    others = tuple(each for each in editions if each.regulation.edition != regulation.edition)
    return Titles({**titles, regulation.certification: (declared, *others)})


def _frozen(titles: Titles) -> tuple[_Content, ...]:
    return tuple(
        (name, tuple((each.content, each.digest, each.distribution) for each in editions))
        for name, editions in titles.items()
    )


def _cases(paths: Iterable[Path | str], certification: str) -> Iterator[tuple[str, Case]]:
    problems: list[Problem] = []
    found: list[tuple[str, Case]] = []
    asked = list(paths)
    for path in files_of(asked):
        try:
            file = load(path)
        except BadInput as error:
            problems.extend(error.problems)
        else:
            found.extend((file.path, case) for case in file.cases if _concerns(case, certification))
    if not found and not problems:
        where = ", ".join(map(str, asked)) or "no file"
        problems.append(Problem(where=where, found="no case of the title", expected=f"cases of {certification}"))
    if problems:
        raise BadInput(problems)
    yield from found


def _concerns(case: Case, certification: str) -> bool:
    named = {getattr(step.command, "certification", None) for step in case.steps if isinstance(step, CommandStep)}
    return certification in {case.certification, *named}


def _asked(bench: _Bench, traces: Sequence[_Trace], only: str | None) -> _Asked:
    regulation = bench.regulation
    every = tuple(_all_moves(regulation))
    expected = [_expected(case) for _, case in bench.cases]
    sizes = [len(case.steps) for _, case in bench.cases]
    batches: dict[str, list[_Trial]] = {}
    for index, move in enumerate(every):
        constant = move.constant
        if only is not None and not constant.path.startswith(only):
            continue
        if move.equivalent:
            candidates: list[int] = []
        elif constant.steps == _SINCE:
            candidates = [n for n, trace in enumerate(traces) if not trace.failures]
        else:
            candidates = [n for n, trace in enumerate(traces) if trace.comes_to(constant.reads)]
        by = set(constant.clauses)
        candidates.sort(key=lambda n: (not by & expected[n], sizes[n], n))
        batches.setdefault(constant.owner, []).append(_Trial(index=index, candidates=tuple(candidates)))
    return _Asked(
        moves=every,
        batches=tuple(tuple(trials) for trials in batches.values()),
        contests=tuple(
            each for each in _contests(bench, regulation, traces, sizes) if only is None or each.of.startswith(only)
        ),
    )


_SINCE: tuple[Step, ...] = ("in_force_from",)
"""The one constant that is looked at before a regulation is settled: from when on an edition is in force."""


def _all_moves(regulation: Regulation) -> Iterator[Move]:
    for constant in constants(regulation):
        for move in moves(constant, regulation):
            try:
                move.made(regulation)
            except ValueError as error:  # the shape itself says that there is no such value
                yield attrs.evolve(move, equivalent=f"it cannot be declared: {error}")
            else:
                yield move


def _expected(case: Case) -> frozenset[str]:
    """All texts that a case expects: the clauses among them tell what it is about."""
    found: set[str] = set()
    for step in case.steps:
        match step:
            case CommandStep():
                found.update(step.clauses)
            case DecisionStep():
                found.update(_texts(step.wanted))
            case _:
                assert_never(step)
    return frozenset(found)


def _texts(wanted: object) -> Iterator[str]:
    if isinstance(wanted, str):
        yield wanted
    elif isinstance(wanted, Mapping):
        for each in wanted.values():
            yield from _texts(each)
    elif isinstance(wanted, Sequence):
        for each in wanted:
            yield from _texts(each)


def _contests(
    bench: _Bench, regulation: Regulation, traces: Sequence[_Trace], sizes: Sequence[int]
) -> Iterator[_Contest]:
    said = [_chosen(case, regulation.certification) for _, case in bench.cases]

    def trials(of: str, *forced: tuple[str, tuple[str, ...]]) -> tuple[tuple[int, str], ...]:
        """For each option that is put in, the cases that read what it stands in for; those that chose it say so."""
        found = [
            (n, put_in)
            for put_in, marks in forced
            for n, trace in enumerate(traces)
            if any(trace.comes_to(mark) for mark in marks)
        ]
        found.sort(key=lambda trial: (of not in said[trial[0]], sizes[trial[0]], trial[0]))
        return tuple(found)

    for reading in regulation.readings:
        for option, other in combinations([each.letter for each in reading.options], 2):
            yield _Contest(
                of=reading.id,
                option=option,
                other=other,
                clauses=reading.clauses,
                parameter=False,
                trials=trials(
                    reading.id,
                    (other, (reads_option(reading.id, option),)),
                    (option, (reads_option(reading.id, other),)),
                ),
            )
    for parameter in regulation.parameters:
        yield _Contest(
            of=parameter.name,
            option=_GIVEN,
            other=_UNKNOWN,
            clauses=parameter.clauses,
            parameter=True,
            trials=trials(parameter.name, (_UNKNOWN, (reads_parameter(parameter.name),))),
        )


def _chosen(case: Case, certification: str) -> frozenset[str]:
    """The readings and parameters that a case says for a title: what it is likely to be about."""
    choices = [each for each in case.choices if each.certification == certification]
    return frozenset(name for each in choices for name in (*each.readings, *each.parameters))


_GIVEN, _UNKNOWN = "as given", "unknown"


# --- what came of it -----------------------------------------------------------------------------------------------


def _mutants(asked: _Asked, killers: Mapping[int, str | None]) -> Iterator[Mutant]:
    for trial in sorted((trial for batch in asked.batches for trial in batch), key=lambda each: each.index):
        move, by = asked.moves[trial.index], killers.get(trial.index)
        fate, because = Fate.KILLED, ""
        if move.equivalent:
            fate, because = Fate.EQUIVALENT, move.equivalent
        elif by is None:
            fate, because = Fate.SURVIVED, _lacking(move, len(trial.candidates))
        yield Mutant(
            path=move.constant.path,
            clauses=move.constant.clauses,
            before=move.before,
            after=move.after,
            way=move.way.value,
            unit=move.unit,
            outcome=fate,
            by=by,
            because=because,
            reached=len(trial.candidates),
        )


def _lacking(move: Move, reached: int) -> str:
    if not reached:
        return "no case comes to it"
    has = f"none of the {reached} cases that come to it" if reached > 1 else "the one case that comes to it does not"
    verb = "has" if reached > 1 else "have"
    return f"{has} {verb} {move.fact}" if move.fact else f"{has} tell{'s' if reached > 1 else ''} them apart"


def _distinctions(asked: _Asked, judges: Mapping[int, str | None]) -> Iterator[Distinction]:
    for index, each in enumerate(asked.contests):
        yield Distinction(
            of=each.of,
            option=each.option,
            other=each.other,
            clauses=each.clauses,
            by=judges.get(index),
            parameter=each.parameter,
        )


# --- trying --------------------------------------------------------------------------------------------------------


class _Try:
    """Runs the cases of a bench: in one process."""

    def __init__(self, bench: _Bench) -> None:
        self._bench = bench
        self._titles = Titles(
            {
                name: tuple(
                    Declared(load_regulation(content), content, digest, distribution)
                    for content, digest, distribution in editions
                )
                for name, editions in bench.titles
            }
        )
        self._shelf = Shelf()
        self._moves = tuple(_all_moves(bench.regulation))

    def trace(self, indexes: Sequence[int]) -> list[_Trace]:
        """What the cases read; each is run once under copies that note it."""
        return [self._trace(index) for index in indexes]

    def _trace(self, index: int) -> _Trace:
        tracer = Tracer()
        if not self._failures(index, self._runner(partial(self._if_tried, tracer.settle))):
            return _Trace(reads=frozenset(tracer.read))
        # The copies are no excuse: it counts what the case does under the plain regulation.
        return _Trace(reads=None, failures=self._failures(index, self._runner(settled)))

    def kill(self, batch: Sequence[_Trial]) -> list[tuple[int, int | None]]:
        """For each mutant of a neighbourhood the first case that fails; what killed a neighbour is tried first."""
        killers: dict[int, None] = {}
        found: list[tuple[int, int | None]] = []
        for trial in batch:
            move = self._moves[trial.index]
            likely = [n for n in killers if n in trial.candidates]
            runner = self._mutated(move)
            killer = self._first_failing(dict.fromkeys([*likely, *trial.candidates]), runner)
            if killer is not None:
                killers.pop(killer, None)
                killers = {killer: None, **killers}
            found.append((trial.index, killer))
        return found

    def tell(self, contest: _Contest) -> int | None:
        """The first case under one option that fails under the other."""
        runners: dict[str, Runner] = {}
        for index, put_in in contest.trials:
            if put_in not in runners:
                change = partial(_without if contest.parameter else partial(_forced, put_in), contest.of)
                runners[put_in] = self._runner(self._tried(change))
            if self._failures(index, runners[put_in]):
                return index
        return None

    def _first_failing(self, indexes: Iterable[int], runner: Runner) -> int | None:
        return next((index for index in indexes if self._failures(index, runner)), None)

    def _failures(self, index: int, runner: Runner) -> tuple[str, ...]:
        file, case = self._bench.cases[index]
        return runner.run(case, file).failures

    def _mutated(self, move: Move) -> Runner:
        if move.constant.steps != _SINCE:
            return self._runner(self._tried(move.made))
        editions = tuple(
            declare(move.made(each.regulation), each.distribution) if self._is_tried(each.regulation) else each
            for each in self._titles[self._bench.certification]
        )
        return Runner(titles=Titles({**self._titles, self._bench.certification: editions}))

    def _runner(self, settle: Callable[[Regulation], Regulation]) -> Runner:
        return Runner(titles=self._titles, shelf=self._shelf.settling(settle))

    def _tried(self, changed: Callable[[Regulation], Regulation]) -> Callable[[Regulation], Regulation]:
        """Settling, with a change to the regulation that is tried and to no other one."""
        return partial(self._if_tried, partial(_changed, changed))

    def _if_tried(self, settle: Callable[[Regulation], Regulation], regulation: Regulation) -> Regulation:
        return settle(regulation) if self._is_tried(regulation) else settled(regulation)

    def _is_tried(self, regulation: Regulation) -> bool:
        return (regulation.certification, regulation.edition) == (self._bench.certification, self._bench.edition)


def _changed(change: Callable[[Regulation], Regulation], regulation: Regulation) -> Regulation:
    return settled(change(regulation))


def _forced(letter: str, reading: str, regulation: Regulation) -> Regulation:
    choices = dict(regulation.choices) | {reading: letter}
    return attrs.evolve(regulation, choices=tuple(sorted(choices.items())))


def _without(parameter: str, regulation: Regulation) -> Regulation:
    values = tuple((name, text) for name, text in regulation.values if name != parameter)
    parameters = tuple(
        attrs.evolve(each, default=None) if each.name == parameter else each for each in regulation.parameters
    )
    return attrs.evolve(regulation, values=values, parameters=parameters)


# --- sharing it ----------------------------------------------------------------------------------------------------


_CHUNK = 12
"""How many cases are traced in one task."""

_begun: list[_Try] = []  # in a worker: its own


def _begin(bench: _Bench) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that was asked ends its workers
    _begun.append(_Try(bench))


def _trace(indexes: tuple[int, ...]) -> list[_Trace]:
    return _begun[0].trace(indexes)


def _kill(batch: tuple[_Trial, ...]) -> list[tuple[int, int | None]]:
    return _begun[0].kill(batch)


def _tell(contest: _Contest) -> int | None:
    return _begun[0].tell(contest)


@attrs.define
class _Workers:
    """The processes that share the work; this process alone if there is to be one. A context manager."""

    bench: _Bench
    workers: int
    progress: Progress | None
    pool: ProcessPoolExecutor | None = None
    alone: _Try | None = None
    done: int = field(default=0)
    total: int = field(default=0)

    def __enter__(self) -> _Workers:
        if self.workers > 1:
            # Spawned, not forked: what this process has open is no worker's business.
            self.pool = ProcessPoolExecutor(
                self.workers, mp_context=get_context("spawn"), initializer=_begin, initargs=(self.bench,)
            )
        else:
            self.alone = _Try(self.bench)
        return self

    def __exit__(self, *_: object) -> None:
        if self.pool is not None:
            self.pool.shutdown(wait=True, cancel_futures=True)

    def traced(self) -> list[_Trace]:
        """The trace of each case, in order."""
        every = range(len(self.bench.cases))
        chunks = [tuple(every[start : start + _CHUNK]) for start in range(0, len(every), _CHUNK)]
        self.total = len(chunks)
        if self.pool is None:
            parts: Iterable[list[_Trace]] = map(self._self.trace, chunks)
        else:
            parts = self.pool.map(_trace, chunks)
        return [trace for part in parts for trace in self._counted(part)]

    def more(self, asked: _Asked) -> None:
        """There is more to do."""
        self.total += len(asked.batches) + len(asked.contests)

    def killers(self, asked: _Asked) -> dict[int, str | None]:
        """Who killed each mutant."""
        # The longest first: with several workers the last one to end should have little left to do.
        batches = sorted(asked.batches, key=lambda batch: -sum(len(trial.candidates) for trial in batch))
        if self.pool is None:
            parts: Iterable[list[tuple[int, int | None]]] = map(self._self.kill, batches)
        else:
            parts = self.pool.map(_kill, batches)
        return {index: self._name(killer) for part in parts for index, killer in self._counted(part)}

    def judges(self, asked: _Asked) -> dict[int, str | None]:
        """Which case tells the two of each contest apart."""
        if self.pool is None:
            parts: Iterable[int | None] = map(self._self.tell, asked.contests)
        else:
            parts = self.pool.map(_tell, asked.contests)
        return {index: self._name(self._counted(judge)) for index, judge in enumerate(parts)}

    @property
    def _self(self) -> _Try:
        assert self.alone is not None  # noqa: S101  there is no pool
        return self.alone

    def _name(self, index: int | None) -> str | None:
        return None if index is None else self.bench.case(index)

    def _counted(self, part: T) -> T:
        self.done += 1
        if self.progress is not None:
            self.progress(self.done, self.total)
        return part
