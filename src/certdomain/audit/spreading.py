"""Looking at every stream of a register once, in one process or in several, and merging what was found.

What is in hand at any time does not grow with the register: the ids come in pages, a few tasks wait for the workers,
each task gives one partial result, and a partial result is merged as soon as it is there.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from typing import Protocol, Self, TypeVar, cast

from attrs import frozen

from certdomain.errors import Damaged
from certdomain.register import Register

CHUNK = 16
"""How many streams a worker is given at once: few, so that all workers end together."""
WORTH = 64
"""Up to so many streams are done by the time that a worker has started."""
_AHEAD = 6  # tasks in hand for each worker: enough that none waits, few enough that they weigh nothing

Progress = Callable[[int, int], None]
"""Told how many streams are done, and of how many."""
Reopen = Callable[[], Register]
"""Opens the same register again, in another process; it must be picklable."""


class Merging(Protocol):
    """A partial result. `merge` is associative: in which groups the streams were looked at changes nothing."""

    def merge(self, other: Self, /) -> Self:
        """What both found."""


P = TypeVar("P", bound=Merging)
P_co = TypeVar("P_co", bound=Merging, covariant=True)


class Look(Protocol[P_co]):
    """What is done with one stream; it must be picklable. `kind` is "journey" or "jury", `name` the id behind it."""

    def __call__(self, register: Register, kind: str, name: str, /) -> P_co:
        """What is found there."""


_Task = tuple[tuple[str, str], ...]


def gathered(
    register: Register,
    look: Look[P],
    nothing: P,
    *,
    kinds: tuple[str, ...] = ("jury", "journey"),
    workers: int = 1,
    reopen: Reopen | None = None,
    progress: Progress | None = None,
) -> P:
    """Look at every stream of these kinds, and merge what is found in the order of the streams.

    Args:
        register: what is looked at.
        look: what is done with each stream.
        nothing: what a register without streams gives.
        kinds: the kinds of streams, in the order in which they are looked at.
        workers: how many processes share the work. More than one needs `reopen`.
        reopen: opens the same register again, in another process.
        progress: is told how far it is.

    Raises:
        Damaged: where the register cannot be read, and where a worker ended before its work was done.
    """
    total = sum(1 for _ in _streams(register, kinds))
    tasks = _tasks(_streams(register, kinds))
    parts = (
        _spread(tasks, look, nothing, min(workers, -(-total // CHUNK)), reopen)
        if workers > 1 and reopen is not None and total > WORTH
        else ((len(task), _run(register, look, nothing, task)) for task in tasks)
    )
    found, done = nothing, 0
    for count, part in parts:
        found = found.merge(part)
        done += count
        if progress is not None:
            progress(done, total)
    return found


def _streams(register: Register, kinds: Iterable[str]) -> Iterator[tuple[str, str]]:
    for kind in kinds:
        for stream in register.store.streams(f"{kind}/"):
            yield kind, stream.removeprefix(f"{kind}/")


def _tasks(streams: Iterator[tuple[str, str]]) -> Iterator[_Task]:
    while task := tuple(islice(streams, CHUNK)):
        yield task


def _run(register: Register, look: Look[P], nothing: P, task: _Task) -> P:
    found = nothing
    for kind, name in task:
        found = found.merge(look(register, kind, name))
        if kind == "journey":
            register.let_go(name)
    return found


# --- in several processes ---------------------------------------------------------------------------------------------


@frozen
class _Broken:
    """`Damaged`, as a value: an exception with several arguments does not travel between processes."""

    where: str
    what: str
    advice: str


_begun: list[tuple[Register, Look[Merging], Merging]] = []  # in a worker: its own register, opened once


def _begin(reopen: Reopen, look: Look[Merging], nothing: Merging) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that was asked ends its workers
    _begun.append((reopen(), look, nothing))


def _work(task: _Task) -> Merging | _Broken:
    try:
        return _run(*_begun[0], task)
    except Damaged as damaged:
        return _Broken(damaged.where, damaged.what, damaged.advice)


def _spread(tasks: Iterator[_Task], look: Look[P], nothing: P, workers: int, reopen: Reopen) -> Iterator[tuple[int, P]]:
    # Spawned, not forked: an open SQLite file must not be carried into another process.
    pool = ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=_begin, initargs=(reopen, look, nothing)
    )
    waiting: deque[tuple[int, Future[Merging | _Broken]]] = deque()
    try:
        while True:
            for task in islice(tasks, workers * _AHEAD - len(waiting)):
                waiting.append((len(task), pool.submit(_work, task)))
            if not waiting:
                return
            count, future = waiting.popleft()
            part = future.result()
            if isinstance(part, _Broken):
                raise Damaged(part.where, part.what, part.advice)
            yield count, cast("P", part)
    except BrokenProcessPool as error:
        what = f"a process ended before its work was done ({error})"
        raise Damaged("register", what, "try again with one worker") from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
