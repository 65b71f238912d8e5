"""Diff: all journeys of a title under two regulations, one part of the register after the other.

The parts come in the order of the journeys' ids, with one process or several; no more of them are held than are being
worked on, so that memory does not grow with the register. The counts of the parts add up, in whatever order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from itertools import islice
from typing import Protocol

from attrs import field, frozen

from certdomain.audit.workers import shared
from certdomain.differences import Counts, Difference, Recorded_, Remembered, Side, counted, differ, mirrored, title_of
from certdomain.dossier import Dossier
from certdomain.envelope import known_by
from certdomain.errors import BadInput, Problem
from certdomain.regulation.tree import Regulation
from certdomain.rejudging import Sources
from certdomain.store import Store

_CHUNK = 64  # journeys that a worker is given at once

Progress = Callable[[int], None]
"""Told how many journeys of the register have been looked at."""


class Rereading(Sources, Protocol):
    """A register as a diff reads it."""

    @property
    def store(self) -> Store:
        """Where it is kept; the journeys are listed from it."""

    def file(self, journey: str, /) -> Dossier:
        """The dossier of a journey."""

    def regulation_of(self, regulation_digest: str, certification: str, /) -> Regulation:
        """The settled regulation kept under a digest; raises `Damaged` if there is none."""


@frozen(kw_only=True)
class Asked:
    """What is compared: two regulations of one title, of what day, as known when."""

    certification: str
    before: Side
    after: Side
    on: date
    known_at: datetime | None = None

    def __attrs_post_init__(self) -> None:
        problems = []
        for name, side in (("A", self.before), ("B", self.after)):
            regulation = side.regulation
            if regulation is not None and regulation.certification != self.certification:
                problems.append(
                    Problem(
                        where="diff",
                        field=name,
                        found=repr(regulation.certification)[:60],
                        expected=f"a regulation of {self.certification}",
                    )
                )
        if problems:
            raise BadInput(problems)


@frozen(kw_only=True)
class Part:
    """What was found of some journeys, in the order of their ids. `looked_at`: of other titles too."""

    counts: Counts = field(factory=Counts)
    differences: tuple[Difference, ...] = ()
    looked_at: int = 0

    def __add__(self, other: Part) -> Part:
        """Both parts together."""
        return Part(
            counts=self.counts + other.counts,
            differences=(*self.differences, *other.differences),
            looked_at=self.looked_at + other.looked_at,
        )


def diff(
    register: Rereading,
    asked: Asked,
    workers: int = 1,
    *,
    listed: bool = True,
    reopen: Callable[[], Rereading] | None = None,
    progress: Progress | None = None,
) -> Iterator[Part]:
    """Compare every journey of the title, part by part. To have it all at once: `sum(diff(…), Part())`.

    A journey is of the title that it first asked to be enrolled for, granted or not.

    Args:
        register: what is read.
        asked: what is compared.
        workers: how many processes share the work. More than one needs `reopen`.
        listed: whether the parts hold each difference, or the counts alone.
        reopen: opens the same register again, in another process; it must be picklable.
        progress: is told how far it is.

    Raises:
        Damaged: where the register cannot be read.
    """
    names = (stream.removeprefix("journey/") for stream in register.store.streams("journey/"))
    chunks = iter(lambda: tuple(islice(names, _CHUNK)), ())
    done = 0
    if workers > 1 and reopen is not None:
        parts = shared(chunks, partial(_looking, reopen, asked, listed=listed), workers)
    else:
        parts = map(_Look(register, asked, listed=listed).at, chunks)
    for part in parts:
        done += part.looked_at
        if progress is not None:
            progress(done)
        yield part


class _Look:
    """A register and what is asked of it, made ready once."""

    def __init__(self, register: Rereading, asked: Asked, *, listed: bool) -> None:
        self._register, self._asked, self._listed = register, asked, listed
        recorded: Recorded_ = register.regulation_of
        # Always the same way round: where two questions part alike, the same one is named whoever comes first.
        self._mirror = (asked.before.digest or "") > (asked.after.digest or "")
        sides = (asked.after, asked.before) if self._mirror else (asked.before, asked.after)
        self._sides = (sides[0].under(recorded), sides[1].under(recorded))

    def at(self, names: Sequence[str]) -> Part:
        """What there is of those journeys."""
        counts, differences = Counts(), []
        asked, sources = self._asked, Remembered(self._register)
        for name in names:
            records = self._register.file(name).recorded
            if asked.known_at is not None:
                records = known_by(records, asked.known_at)
            if title_of(records) != asked.certification:
                continue
            title, difference = differ(name, records, self._sides, sources, asked.on, known_at=asked.known_at)
            if self._mirror:
                title = title[::-1]
                difference = None if difference is None else mirrored(difference)
            counts += counted(title, difference)
            if difference is not None and self._listed:
                differences.append(difference)
        return Part(counts=counts, differences=tuple(differences), looked_at=len(names))


def _looking(reopen: Callable[[], Rereading], asked: Asked, *, listed: bool) -> Callable[[Sequence[str]], Part]:
    return _Look(reopen(), asked, listed=listed).at
