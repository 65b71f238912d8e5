"""A clock, and the table that every benchmark prints: each figure beside a floor of the same run."""

from __future__ import annotations

import gc
import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from statistics import median
from time import perf_counter

from attrs import define, field, frozen


@frozen
class Line:
    """One thing timed: the seconds of a whole run, how many it did, and the ratio to its floor, for one."""

    what: str
    seconds: float
    count: int
    unit: str
    ratio: float
    memory: int | None = None

    @property
    def each(self) -> float:
        """Microseconds for one."""
        return self.seconds / self.count * 1e6


@frozen
class Target:
    """What is asked for, what was found, and whether that is enough."""

    what: str
    found: str
    met: bool


@define
class Table:
    """The figures of one benchmark."""

    title: str
    lines: list[Line] = field(factory=list)
    targets: list[Target] = field(factory=list)

    def floor(self, what: str, seconds: float, count: int, unit: str) -> Line:
        """A floor: what must be done in any case, in the plainest way."""
        line = Line(what, seconds, count, unit, 1.0)
        self.lines.append(line)
        return line

    def beside(self, floor: Line, what: str, seconds: float, count: int, memory: int | None = None) -> Line:
        """What is measured, with the ratio of its time for one to that of its floor."""
        ratio = (seconds / count) / (floor.seconds / floor.count)
        line = Line(what, seconds, count, floor.unit, ratio, memory)
        self.lines.append(line)
        return line

    def target(self, what: str, found: str, *, met: bool) -> None:
        """What is asked for."""
        self.targets.append(Target(what, found, met))

    def show(self, *, as_json: bool) -> None:
        """Print it, as a table or as one JSON object."""
        if as_json:
            print(json.dumps(self._plain(), indent=1))
            return
        wide = max(len(line.what) for line in self.lines)
        print(f"\n{self.title}")
        print(f"{'':{wide}}  {'each':>12}  {'a second':>12}  {'x floor':>8}  {'memory':>9}")
        for line in self.lines:
            each = f"{line.each:.1f} µs" if line.each < 1000 else f"{line.each / 1000:.2f} ms"
            memory = "" if line.memory is None else f"+{line.memory / 1e6:.1f} MB"
            rate = f"{line.count / line.seconds:,.0f}"
            print(f"{line.what:{wide}}  {each:>12}  {rate:>12}  {line.ratio:>8.2f}  {memory:>9}".rstrip())
        for target in self.targets:
            print(f"{'met   ' if target.met else 'MISSED'} {target.what}: {target.found}")

    def _plain(self) -> dict[str, object]:
        return {
            "benchmark": self.title,
            "lines": [
                {
                    "what": line.what,
                    "unit": line.unit,
                    "microseconds_each": round(line.each, 3),
                    "per_second": round(line.count / line.seconds, 1),
                    "times_floor": round(line.ratio, 3),
                    **({} if line.memory is None else {"memory_growth_bytes": line.memory}),
                }
                for line in self.lines
            ],
            "targets": [{"what": each.what, "found": each.found, "met": each.met} for each in self.targets],
        }


def arguments(about: str, *, journeys: int, repeats: int) -> ArgumentParser:
    """The arguments of every benchmark."""
    parser = ArgumentParser(description=about)
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of a table")
    parser.add_argument("--check", action="store_true", help="exit 1 if a target is missed")
    parser.add_argument("--journeys", type=int, default=journeys, help="how many journeys (default: %(default)s)")
    parser.add_argument("--repeats", type=int, default=repeats, help="median of so many runs (default: %(default)s)")
    return parser


def finish(table: Table, options: Namespace) -> None:
    """Print the table; with --check, a missed target ends the program with 1."""
    table.show(as_json=options.json)
    if options.check and not all(target.met for target in table.targets):
        sys.exit(1)


def timed(work: Callable[[], object]) -> float:
    """The seconds of one run, with the garbage of earlier ones collected first."""
    gc.collect()
    start = perf_counter()
    work()
    return perf_counter() - start


def in_turn(repeats: int, *works: Callable[[], object]) -> list[float]:
    """The median seconds of each work. They take turns, so that a busy machine is as hard on one as on the other."""
    rounds = [[timed(work) for work in works] for _ in range(repeats)]
    return [median(times) for times in zip(*rounds, strict=True)]
