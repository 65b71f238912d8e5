"""Looking at every stream of a register once, in one process or in several, and merging what was found.

What is in hand at any time does not grow with the register: the ids come in pages, each task gives one partial result,
and a partial result is merged as soon as it is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import Protocol, Self, TypeVar

from certdomain.audit.workers import shared
from certdomain.register import Register

CHUNK = 16
"""How many streams a worker is given at once: few, so that all workers end together."""
WORTH = 64
"""Up to so many streams are done by the time that a worker has started."""

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
        shared(tasks, partial(_looking, reopen, look, nothing), min(workers, -(-total // CHUNK)))
        if workers > 1 and reopen is not None and total > WORTH
        else map(partial(_run, register, look, nothing), tasks)
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


def _looking(reopen: Reopen, look: Look[P], nothing: P) -> Callable[[_Task], tuple[int, P]]:
    return partial(_run, reopen(), look, nothing)


def _run(register: Register, look: Look[P], nothing: P, task: _Task) -> tuple[int, P]:
    """How many streams the task has, and what was found there."""
    found = nothing
    for kind, name in task:
        found = found.merge(look(register, kind, name))
        if kind == "journey":
            register.let_go(name)
    return len(task), found
