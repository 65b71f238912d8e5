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
    """Who entered on `since` or later is under this edition; who entered before it stays (None: the day is unknown)."""

    since: Term[date | None]
    entry: Term[EntryDay]


@frozen(kw_only=True)
class ByCandidateOption:
    """The candidate may opt for this edition, until that day included (None: without end)."""

    until: Term[date | None]


@frozen(kw_only=True)
class ByMoreFavourable:
    """The edition under which the outcome of the day is better holds. What is still pending is not compared."""

    compares: Term[Favour]


@frozen(kw_only=True)
class ByCertifier:
    """The certifier decides, with a reason."""

    by: tuple[str, ...]


TransitionGround = ByEntryDate | ByCandidateOption | ByMoreFavourable | ByCertifier


@frozen(kw_only=True)
class Transition:
    """On which grounds, any of them, a journey comes from those earlier editions (none named: from any)."""

    grounds: tuple[TransitionGround, ...]
    by: tuple[str, ...]
    editions: tuple[str, ...] = ()
