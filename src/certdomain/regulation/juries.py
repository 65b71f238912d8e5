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

    TRAINED = "trained-candidate"  # trained the candidate (`trained_candidate`)
    ACCOMPANIED = "accompanied-candidate"  # accompanied the portfolio or VAE (`accompanied_candidate`)
    LINKED = "linked-to-candidate"  # is kin or otherwise tied (`linked_to_candidate`)
    EMPLOYED = "employed-by-centre"  # is employed by the centre (`employed_by_centre`)
    MARKING = "marks"  # gives marks (`marks`)
    RETIRED = "not-active"  # does not work in the trade today (`active: false`)
    NOT_EXTERNAL = "not-external"  # is not from outside the centre (`external: false`)


class Parity(Enum):
    """What a balance of women and men asks."""

    GAP_AT_MOST_ONE = "gap-at-most-one"  # women and men differ by one at most
    ONE_OF_EACH = "one-of-each"  # at least one woman and one man


@frozen(kw_only=True)
class Size:
    """How many members count.

    Attributes:
        n: the number.
        or_more: whether more may sit.

    Asks:
        `jury.size`

    Effect:
        Roles in `not_counted` do not count.
    """

    n: int
    or_more: bool = False


@frozen(kw_only=True)
class Seat:
    """Between `least` and `most` members of one of those roles, external ones if asked.

    Attributes:
        roles: the roles that fill the seat; a member may fill several seats.
        least: the fewest, included.
        by: clauses that say so; cited.
        most: the most, included; None = no bound.
        external: whether only external members fill it.

    Asks:
        `jury.seat`

    Effect:
        Without it, nobody of that role is needed: a quorum is a seat with `least`.
    """

    roles: tuple[Role, ...]
    least: int
    by: tuple[str, ...]
    most: int | None = None
    external: bool = False


@frozen(kw_only=True)
class Bar:
    """No member of those roles may have the trait.

    Attributes:
        trait: what a member may not be.
        by: clauses that say so; cited.
        roles: the roles concerned; empty = any, observers included.

    Asks:
        `jury.bar`

    Effect:
        Looks at the flags of `members` in `constitute-jury`.
    """

    trait: Trait
    by: tuple[str, ...]
    roles: tuple[Role, ...] = ()


@frozen(kw_only=True)
class Trade:
    """Members exercised the trade for at least `at_least`, and have not left it for longer than `idle`.

    Attributes:
        at_least: how long, up to the meeting of the jury.
        blocking: the roles for which it refuses the jury.
        remarked: the roles for which it raises a finding only.
        idle: how long a member may have left the trade; None = not judged.
        external_only: whether only external members of the blocking roles are judged.

    Asks:
        `jury.trade`

    Finds:
        `member-not-of-the-trade`

    Effect:
        Looks at `trade_since` and `trade_until` of a member; not said = not judged. Cites `at_least.by`, `blocking.by`.
    """

    at_least: Term[Period]
    blocking: Term[tuple[Role, ...]]
    remarked: Term[tuple[Role, ...]]
    idle: Term[Period] | None = None
    external_only: bool = False


@frozen(kw_only=True)
class JuryPolicy:
    """The composition of one kind of jury for an audience. A jury that does not conform is refused.

    Attributes:
        kind: the kind of jury: evaluation, certification or portfolio.
        by: clauses cited for the composition.
        audience: the route that it sits for; judged when the jury says its route, and again when it deliberates on a
            candidate.
        size: how many members count; None = not said.
        seats: who must sit; all are judged.
        bars: what nobody may be; all are judged.
        parity: the balance of women and men; None = not said. Without any `gender` it is not judged.
        trade: how long members exercised the trade; None = not said.
        not_counted: roles without a vote, such as the observer.
        briefed_by: clauses on informing the jury beforehand; empty = not said.
        sponsored: the last cohort (from 1) for which an observer must sit; None, or an unknown parameter = not said.

    Asks:
        `jury.composition`, `jury.for-route`, `jury.parity`, `jury.observer`

    Finds:
        `jury-not-briefed`

    Effect:
        Of several policies that fit one is enough. None of that kind: anybody may sit.
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
    """What a certification jury may do.

    Attributes:
        by: clauses that give the jury its power; cited.
        sovereign: whether it may leave the proposal, with its reason in writing.
        minutes_by: clauses that ask for minutes of every test sat since the last deliberation; empty = none are asked.

    Asks:
        `act`, `jury.kind`, `jury.title`, `jury.minutes`, `minutes.drawn-up`, `jury.sovereign`, `jury.reason`,
        `jury.last-issue`, `jury.registration`, `bloc.jury`

    Effect:
        Without it no verdict is ever decided: it stays a proposal, flag `deliberation-unregulated`.
    """

    by: tuple[str, ...]
    sovereign: Term[bool] = Said(value=False)
    minutes_by: tuple[str, ...] = ()
