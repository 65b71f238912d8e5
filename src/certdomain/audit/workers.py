"""Work shared by several processes: tasks are taken one by one, results come in the order of the tasks.

What is in hand at any time does not grow with the work: a few tasks wait for each worker, and no more are taken before
the first result has gone.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from typing import TypeVar, cast

from certdomain.errors import Damaged

_AHEAD = 6  # tasks in hand for each worker: enough that none waits, few enough that they weigh nothing

T = TypeVar("T")
R = TypeVar("R")

Ready = Callable[[], Callable[[T], R]]
"""Makes ready what does the tasks, once in each process: it opens the register there. It must be picklable."""


def shared(tasks: Iterable[T], ready: Ready[T, R], workers: int) -> Iterator[R]:
    """The result of each task, worked out by so many other processes.

    Raises:
        Damaged: where a task raised it, and where a process ended before its work was done.
    """
    todo = iter(tasks)
    begun = cast("Ready[object, object]", ready)
    # Spawned, not forked: an open SQLite file must not be carried into another process.
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin, initargs=(begun,))
    waiting: deque[Future[object]] = deque()
    try:
        while True:
            for task in islice(todo, workers * _AHEAD - len(waiting)):
                waiting.append(_submitted(pool, task))
            if not waiting:
                return
            yield cast("R", waiting.popleft().result())
    except BrokenProcessPool as error:
        what = f"a process ended before its work was done ({error})"
        raise Damaged("register", what, "try again with one worker") from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _submitted(pool: ProcessPoolExecutor, task: object) -> Future[object]:
    try:
        return pool.submit(_work, task)
    except OSError as error:  # none can be started; or one was ended while the next one starts: a closed handle
        raise BrokenProcessPool(str(error)) from error


_doing: list[Callable[[object], object]] = []  # in a worker: what does its tasks, made ready once


def _begin(ready: Ready[object, object]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that was asked ends its workers
    _doing.append(ready())


def _work(task: object) -> object:
    return _doing[0](task)
