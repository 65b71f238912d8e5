"""A jury: shared by journeys, frozen when it first deliberates."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve as copy
from attrs import frozen

from certdomain.commands import ConstituteJury
from certdomain.envelope import Recorded
from certdomain.vocabulary import Route


@frozen(kw_only=True)
class Jury:
    """A constituted jury. `routes`: those for which its composition is valid (empty = all). `sat`: it is frozen.

    A jury that was refused does not exist.
    """

    id: str
    constituted: ConstituteJury
    version: int
    routes: tuple[Route, ...] = ()
    sat: bool = False


@frozen(kw_only=True)
class JurySat:
    """A jury deliberated for the first time."""

    journey: str


def fold(records: Iterable[Recorded | JurySat]) -> Jury | None:
    """The jury of a stream, None if no composition was accepted."""
    jury: Jury | None = None
    for version, recorded in enumerate(records, start=1):
        if isinstance(recorded, JurySat):
            jury = jury and copy(jury, sat=True, version=version)
        elif recorded.answer.accepted and isinstance(recorded.command, ConstituteJury):
            command = recorded.command
            routes = () if command.route is None else (command.route,)
            jury = Jury(id=command.jury, constituted=command, version=version, routes=routes)
        elif jury is not None:
            jury = copy(jury, version=version)
    return jury
