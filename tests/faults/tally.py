"""Counting faults: each is of a risk (`R6`), of a kind ("cut off"), and has an outcome ("SQLite itself")."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, TypeVar

from attrs import define, field

Row = tuple[str, str, str, int]
T = TypeVar("T")

SIMULATOR = "S"
"""The risk under which the simulator notes what it reached: no faults, but the measure of them."""

SILENT = "silent"
"""What the outcome of a fault begins with that nothing noticed, and that changed something. Each is a blind spot."""


@define
class Faults:
    """What one test injects, and notes."""

    full: bool
    seed: int
    name: str
    _counts: Counter[tuple[str, str, str]] = field(factory=Counter, init=False)

    def few(self, sampled: int, full: int) -> int:
        """How many, by the size of the run."""
        return full if self.full else sampled

    def some(self, of: Iterable[T], sampled: int, full: int | None = None) -> list[T]:
        """All of them in a full run (or so many, drawn by chance), else a few drawn by chance, in their order."""
        every = list(of)
        many = len(every) if self.full and full is None else (full or 0) if self.full else sampled
        return (
            every if many >= len(every) else [every[at] for at in sorted(self.chance.sample(range(len(every)), many))]
        )

    @property
    def chance(self) -> random.Random:
        """Chance that a run with the same seed repeats, for this test alone."""
        return random.Random(f"{self.seed} {self.name}")  # noqa: S311  # for instants and places, not for secrets

    def note(self, risk: str, fault: str, outcome: str, count: int = 1) -> None:
        """So many faults of this kind came to this."""
        self._counts[risk, fault, outcome] += count

    def rows(self) -> Iterator[Row]:
        """All that was noted."""
        for (risk, fault, outcome), count in self._counts.items():
            yield risk, fault, outcome, count


@define
class Tally:
    """The counts of a whole run."""

    noted: ClassVar[list[list[object]]] = []
    _counts: Counter[tuple[str, str, str]] = field(factory=Counter)

    def add(self, row: Sequence[object]) -> None:
        """One line of a test's count."""
        risk, fault, outcome, count = row
        self._counts[str(risk), str(fault), str(outcome)] += int(str(count))

    def __bool__(self) -> bool:
        return bool(self._counts)

    def __iter__(self) -> Iterator[tuple[str, str, int, list[tuple[str, int]]]]:
        """By risk and kind: how many, and what became of them, the most frequent first."""
        kinds: dict[tuple[str, str], list[tuple[str, int]]] = {}
        for (risk, fault, outcome), count in self._counts.most_common():
            kinds.setdefault((risk, fault), []).append((outcome, count))
        for risk, fault in sorted(kinds, key=lambda kind: (int(kind[0][1:] or 99), kind[1])):
            found = kinds[risk, fault]
            yield risk, fault, sum(count for _, count in found), found

    def lines(self) -> Iterator[str]:
        """For a terminal."""
        for risk, fault, count, outcomes in self:
            yield f"{risk:>3} {count:>8} {fault}"
            yield from (f"{'':>12} {many:>8} {outcome}" for outcome, many in outcomes)
        injected = {kind: count for kind, count in self._counts.items() if kind[0] != SIMULATOR}
        total = sum(injected.values())
        silent = sum(count for (_, _, outcome), count in injected.items() if outcome.startswith(SILENT))
        yield f"{total:>12} injected, {silent} of them in a documented blind spot"

    def markdown(self) -> str:
        """For the documentation: the faults, and what the simulator reached."""
        rows = ["| risk | injected | fault | what became of it |", "|---|---:|---|---|"]
        reached = ["", "| the simulator | count | came to |", "|---|---:|---|"]
        for risk, fault, count, outcomes in self:
            if risk == SIMULATOR:
                told = ", ".join(f"{many:,} {outcome}" for outcome, many in outcomes)
                reached.append(f"| {fault} | {count:,} | {told} |")
            else:
                told = "; ".join(f"{many:,} {outcome}" for outcome, many in outcomes)
                rows.append(f"| {risk} | {count:,} | {fault} | {told} |")
        return "\n".join([*rows, *(reached if len(reached) > 3 else ())]) + "\n"
