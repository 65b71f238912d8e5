"""A piece of work in a process of its own, so that its time and its memory are its own."""

from __future__ import annotations

import gc
import resource
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from time import perf_counter

from attrs import field, frozen


@frozen
class Spent:
    """What a piece of work took: seconds, and the most bytes that its process held, and the largest of its workers.

    Starting the process, and what it imports, is not counted in the seconds; that of its workers is.
    """

    seconds: float
    own: int
    worker: int

    def most(self, workers: int) -> int:
        """Bytes that were held at most, by the process and so many workers."""
        return self.own + (workers * self.worker if workers > 1 else 0)


def apart(work: Callable[[], object]) -> Spent:
    """Do it in a process that is made for it. The work must be picklable."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_spent, work).result()


def _spent(work: Callable[[], object]) -> Spent:
    gc.collect()
    start = perf_counter()
    work()
    seconds = perf_counter() - start
    unit = 1 if sys.platform == "darwin" else 1024
    own, worker = (resource.getrusage(who).ru_maxrss * unit for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return Spent(seconds, own, worker)


@frozen
class Told:
    """Says on the error output how far a piece of work is, now and then: what is measured may take an hour."""

    what: str
    every: float = 10.0
    _last: list[float] = field(factory=lambda: [perf_counter()], init=False)

    def __call__(self, done: int, total: int | None = None) -> None:
        """So many are done."""
        if perf_counter() - self._last[0] >= self.every:
            self._last[0] = perf_counter()
            say(f"{self.what}: {done:,}{'' if total is None else f' of {total:,}'}")


def say(what: str) -> None:
    """On the error output, for the figures stand on the other one."""
    print(what, file=sys.stderr, flush=True)
