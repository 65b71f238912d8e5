"""Who can be meant: every candidate there can be, by route and situation, and those whom the enrolment admits."""

from __future__ import annotations

from certdomain.referential import Audience
from certdomain.regulation.gates import ForWhom, Request
from certdomain.regulation.tree import Regulation
from certdomain.vocabulary import Route, Situation

Who = tuple[Route, Situation | None]

WHO: tuple[Who, ...] = tuple((route, situation) for route in Route for situation in (None, *Situation))
"""Every candidate there can be, as far as rules can tell them apart."""


def admitted(audience: Audience) -> frozenset[Who]:
    """All whom an audience admits."""
    return frozenset(who for who in WHO if audience.admits(*who))


def enrollable(regulation: Regulation) -> frozenset[Who]:
    """All whom no gate of the enrolment turns away by their route or situation."""
    allowed = frozenset(WHO)
    for gate in regulation.gates:
        if gate.request is not Request.ENROL:
            continue
        for condition in gate.conditions:
            if isinstance(condition, ForWhom):
                allowed -= admitted(gate.audience) - admitted(condition.audience)
    return allowed


def in_words(who: Who) -> str:
    """A candidate in words."""
    route, situation = who
    return route.value if situation is None else f"{route.value} ({situation.value})"


def routes(people: frozenset[Who]) -> str:
    """The routes of some candidates, in their order."""
    return ", ".join(route.value for route in Route if any(each is route for each, _ in people))
