"""One decision with its tree, on a journey of 30 records; beside a walk through that tree when it is finished."""

from __future__ import annotations

import gc
from collections.abc import Callable
from statistics import median
from time import perf_counter

from support import journeys
from support.table import Table, arguments, finish

from certdomain import Register
from certdomain.dossier import fold
from certdomain.rules.circumstances import Circumstances
from certdomain.rules.decision import Decision, decide_on

ROUNDS = 40
MOST = 1e-3
"""Seconds that one decision may take."""


def walk(decision: Decision) -> int:
    """The floor: touch every node of the tree that a decision builds, and count them."""
    return sum(1 for _ in decision.explanation.walk())


def best_and_median(works: list[Callable[[], object]], repeats: int) -> list[tuple[float, float]]:
    """The best and the median seconds of each work; they take turns."""
    found: list[list[float]] = [[] for _ in works]
    for work in works:
        work()
    gc.collect()
    for _ in range(ROUNDS * repeats):
        for times, work in zip(found, works, strict=True):
            start = perf_counter()
            work()
            times.append(perf_counter() - start)
    return [(min(times), median(times)) for times in found]


def main() -> None:
    options = arguments((__doc__ or "").partition(";")[0], journeys=1, repeats=10).parse_args()
    with Register.open("memory:") as register:
        journeys.constitute(register)
        name = journeys.named(0)
        journey = register.journey(name)
        for command in journeys.commands(0):
            journey.do(command, recorded_at=journeys.RECORDED_AT)
        dossier = register.file(name)
        case = register.circumstances(dossier, journeys.DECIDED_ON)
        decision = journey.decide(journeys.DECIDED_ON)

        def pure() -> Decision:
            fresh = Circumstances(case.all, case.on, case.regulation, case.standing, case.juries)
            return decide_on(fresh, digest=decision.regulation, known_at=None)

        works = [
            lambda: walk(decision),
            lambda: fold(name, dossier.recorded),
            pure,
            lambda: journey.decide(journeys.DECIDED_ON),
        ]
        times = best_and_median(works, options.repeats)
    nodes = walk(decision)
    table = Table(f"decision: {dossier.version} records of {journeys.TITLE}, a tree of {nodes} nodes; best and median")
    line = table.floor("walk the finished tree, best", times[0][0], 1, "decision")
    for what, (best, middle) in zip(("dossier.fold", "decide_on, fresh", "Journey.decide"), times[1:], strict=True):
        table.beside(line, f"{what}, best", best, 1)
        table.beside(line, f"{what}, median", middle, 1)
    best = times[3][0]  # a busy machine makes the median its own
    table.target(f"Journey.decide under {MOST * 1e3:.0f} ms (best)", f"{best * 1e3:.2f} ms", met=best < MOST)
    finish(table, options)


if __name__ == "__main__":
    main()
