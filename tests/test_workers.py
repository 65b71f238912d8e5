"""Work shared by processes: the same results in the same order, and nothing hidden when a process ends."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator

import pytest

from certdomain.audit.workers import shared
from certdomain.errors import Damaged


def doubling() -> Callable[[int], int]:
    return lambda task: 2 * task


def stumbling() -> Callable[[int], int]:
    def work(task: int) -> int:
        if task == 3:
            raise Damaged("somewhere", "what was found", "what to do")
        return task

    return work


def dying() -> Callable[[int], int]:
    def work(task: int) -> int:
        if task == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        return task

    return work


def test_results_come_in_the_order_of_the_tasks() -> None:
    """Whoever is ready first; and with more tasks than are ever in hand."""
    assert list(shared(range(100), doubling, 2)) == [2 * each for each in range(100)]


def test_tasks_are_taken_as_they_are_needed() -> None:
    """Memory does not grow with the work: what was not asked for is not taken."""
    taken: list[int] = []

    def tasks() -> Iterator[int]:
        for each in range(1000):
            taken.append(each)
            yield each

    results = shared(tasks(), doubling, 1)
    assert next(results) == 0
    assert len(taken) < 20
    results.close()  # type: ignore[attr-defined]  # it is a generator, left half-way
    assert len(taken) < 20


def test_what_a_task_says_is_damaged_arrives_whole() -> None:
    results = shared(range(10), stumbling, 2)
    assert [next(results) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(Damaged) as told:
        next(results)
    assert (told.value.where, told.value.what, told.value.advice) == ("somewhere", "what was found", "what to do")


def test_a_process_that_is_killed_is_told_of_not_waited_for() -> None:
    with pytest.raises(Damaged, match="ended before its work was done"):
        list(shared(range(10), dying, 2))
