"""Shapes of juries: who sits, with what properties, what nobody may be, and what the jury may do."""

from __future__ import annotations

from enum import Enum

from attrs import frozen

from certdomain.calendar import Period
from certdomain.referential import EVERYBODY, Audience
from certdomain.regulation.terms import Said, Term
from certdomain.vocabulary import JuryKind, Role


class Trait(Enum):
    """What a member may not be."""

    TRAINED = "trained-candidate"
    ACCOMPANIED = "accompanied-candidate"
    LINKED = "linked-to-candidate"
    EMPLOYED = "employed-by-centre"
    MARKING = "marks"
    RETIRED = "not-active"
    NOT_EXTERNAL = "not-external"


class Parity(Enum):
    """What a balance of women and men asks."""

    GAP_AT_MOST_ONE = "gap-at-most-one"
    ONE_OF_EACH = "one-of-each"


@frozen(kw_only=True)
class Size:
    """How many members count."""

    n: int
    or_more: bool = False


@frozen(kw_only=True)
class Seat:
    """Between `least` and `most` (None = no bound) members of one of those roles, external ones if asked."""

    roles: tuple[Role, ...]
    least: int
    by: tuple[str, ...]
    most: int | None = None
    external: bool = False


@frozen(kw_only=True)
class Bar:
    """No member of those roles (empty = any) may have the trait."""

    trait: Trait
    by: tuple[str, ...]
    roles: tuple[Role, ...] = ()


@frozen(kw_only=True)
class Trade:
    """Members exercised the trade for at least `at_least`, and have not left it for longer than `idle`.

    It refuses the jury for the roles `blocking` (external members only, if `external_only`), and raises a finding
    for the roles `remarked`.
    """

    at_least: Term[Period]
    blocking: Term[tuple[Role, ...]]
    remarked: Term[tuple[Role, ...]]
    idle: Term[Period] | None = None
    external_only: bool = False


@frozen(kw_only=True)
class JuryPolicy:
    """The composition of one kind of jury for an audience. A jury that does not conform is refused.

    `not_counted`: roles that have no vote. `sponsored`: cohorts up to that number need an observer.
    """

    kind: JuryKind
    by: tuple[str, ...]
    audience: Audience = EVERYBODY
    size: Term[Size] | None = None
    seats: tuple[Seat, ...] = ()
    bars: tuple[Bar, ...] = ()
    parity: Term[Parity] | None = None
    trade: Trade | None = None
    not_counted: tuple[Role, ...] = ()
    briefed_by: tuple[str, ...] = ()
    sponsored: Term[int | None] | None = None


@frozen(kw_only=True)
class DeliberationPolicy:
    """What a certification jury may do. Without minutes of every test sat, it may not deliberate at all."""

    by: tuple[str, ...]
    sovereign: Term[bool] = Said(value=False)
    minutes_by: tuple[str, ...] = ()
