"""What a candidate carries from journey to journey: retakes used, blocs kept, bans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from attrs import frozen


@frozen(kw_only=True)
class RetakeUsed:
    """One accepted retake of a bloc. `centre`: where the resit was registered."""

    bloc: str
    on: date
    resit: bool
    centre: str | None = None


@frozen(kw_only=True)
class BlocKept:
    """A bloc held for good, from the day of the deliberation.

    `until`: the day from which that is over, because a later jury keeps it no more or with other points, or the award
    was withdrawn.
    """

    bloc: str
    on: date
    points: Fraction | None = None
    out_of: Fraction | None = None
    until: date | None = None


@frozen(kw_only=True)
class Ban:
    """A ban from the certifications of a network, from its notification."""

    network: str
    on: date
    clauses: tuple[str, ...]


@frozen(kw_only=True)
class Contribution:
    """What one journey adds to the candidate's standing. A later one of the same journey replaces it."""

    journey: str
    certification: str
    retakes: tuple[RetakeUsed, ...] = ()
    kept: tuple[BlocKept, ...] = ()
    bans: tuple[Ban, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether the journey adds nothing."""
        return not (self.retakes or self.kept or self.bans)


@frozen(kw_only=True)
class Standing:
    """The candidate over all journeys, at a version of the candidate's stream."""

    version: int = 0
    contributions: Mapping[str, Contribution] = MappingProxyType({})

    def others(self, journey: str, certification: str) -> Iterator[Contribution]:
        """What the other journeys for that title add."""
        return (c for name, c in self.contributions.items() if name != journey and c.certification == certification)

    def bans(self) -> Iterator[Ban]:
        """All bans, whatever the journey they were notified in."""
        return (ban for c in self.contributions.values() for ban in c.bans)


def held_on(contributions: Iterable[Contribution], day: date) -> dict[str, tuple[date, BlocKept]]:
    """The blocs held on a day, each with the day since which it is held without a break; the longest held counts."""
    found: dict[str, tuple[date, BlocKept]] = {}
    for contribution in contributions:
        ends = {(each.bloc, each.until): each.on for each in contribution.kept if each.until and each.on < each.until}
        for kept in contribution.kept:
            if not kept.on <= day or (kept.until is not None and kept.until <= day):
                continue
            since = kept.on
            while (kept.bloc, since) in ends:
                since = ends[kept.bloc, since]
            if kept.bloc not in found or since < found[kept.bloc][0]:
                found[kept.bloc] = (since, kept)
    return found


NOBODY = Standing()


def evolve(standing: Standing, contribution: Contribution) -> Standing:
    """The standing after one journey's contribution changed."""
    contributions = dict(standing.contributions)
    contributions[contribution.journey] = contribution
    return Standing(version=standing.version + 1, contributions=MappingProxyType(contributions))


def fold(contributions: Iterable[Contribution]) -> Standing:
    """The standing of a whole history."""
    standing = NOBODY
    for contribution in contributions:
        standing = evolve(standing, contribution)
    return standing
