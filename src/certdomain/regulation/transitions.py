"""Shapes of transitions: how a journey that began under an earlier edition comes to this one.

They stand in the edition that is moved to. An edition without any leaves the move to the certifier.
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import frozen

from certdomain.regulation.terms import Term


class EntryDay(Enum):
    """What counts as the day on which a candidate entered."""

    ENROLMENT = "enrolment"  # `on` of the enrolment
    TRAINING_START = "training-start"  # first day of training; that of the enrolment where none is given


class Favour(Enum):
    """By what one outcome is more favourable than another. A tie keeps the earlier edition."""

    TITLE = "title"  # the verdict on the title alone: total, then partial, then none
    TITLE_THEN_BLOCS = "title-then-blocs"  # then the number of blocs kept


@frozen(kw_only=True)
class ByEntryDate:
    """Who entered on `since` or later is under this edition; who entered before it stays.

    Attributes:
        since: the first day of entry; None = unknown, and nobody comes to this edition by it.
        entry: what counts as the day of entry.

    Asks:
        `move.entry`

    Effect:
        A move on the ground `entry-date` is refused for who entered before. Cites `since.by` and `entry.by`.
    """

    since: Term[date | None]
    entry: Term[EntryDay]


@frozen(kw_only=True)
class ByCandidateOption:
    """The candidate may opt for this edition.

    Attributes:
        until: the last day of the option, that day included; None = without end.

    Asks:
        `move.option`

    Effect:
        A move on the ground `candidate-option` is refused after that day. Cites `until.by`.
    """

    until: Term[date | None]


@frozen(kw_only=True)
class ByMoreFavourable:
    """The edition under which the outcome of the day is better holds. What is still pending is not compared.

    Attributes:
        compares: by what one outcome is better than another.

    Asks:
        `move.favourable`, `move.favourable-known`

    Effect:
        A move on the ground `more-favourable` is refused unless this edition gives the better outcome; a tie keeps
        the earlier one. Cites `compares.by`.
    """

    compares: Term[Favour]


@frozen(kw_only=True)
class ByCertifier:
    """The certifier decides, with a reason.

    Attributes:
        by: the clauses that say so.

    Asks:
        `move.certifier`

    Effect:
        A move on the ground `certifier` is accepted.
    """

    by: tuple[str, ...]


TransitionGround = ByEntryDate | ByCandidateOption | ByMoreFavourable | ByCertifier


@frozen(kw_only=True)
class Transition:
    """On which grounds, any of them, a journey comes from those earlier editions.

    Attributes:
        grounds: the grounds, of which one must hold.
        by: the clauses that say so.
        editions: the earlier editions; empty = any.

    Asks:
        `move.from`, `move.ground-named`, `move.ground-known`, `move.transition`

    Effect:
        `move-to-edition` into this edition is judged by it; a move on a ground that it does not name is refused.
    """

    grounds: tuple[TransitionGround, ...]
    by: tuple[str, ...]
    editions: tuple[str, ...] = ()
