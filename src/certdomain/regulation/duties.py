"""Shapes of duties: what must be done by when, what must be noted; a breach raises a finding and changes no result."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

from attrs import frozen

from certdomain.calendar import Period
from certdomain.regulation.terms import Term
from certdomain.vocabulary import CertificateKind, Whom


class Event(Enum):
    """The dated acts and facts that duties speak of."""

    CONVOCATION = "convocation"  # day it was sent; anchor: the test
    PUBLICATION = "publication"  # day of publication; anchor: the last exam
    DISCLOSURE = "disclosure"  # day marks were disclosed; anchor: the deliberation
    DESTRUCTION = "destruction"  # day copies were destroyed; anchor: the publication
    DELIBERATION = "deliberation"  # day of the jury; anchor: the last test sat
    ORAL = "oral"  # day of a later part; anchor: the day of the earlier part
    DRAW = "draw"  # day groups were drawn; anchor: the test
    HAND_IN = "hand-in"  # day a file was handed in; anchor: the later part


class Bound(Enum):
    """How the day stands to its anchor."""

    AT_LEAST_BEFORE = "at-least-before"
    STRICTLY_BEFORE = "strictly-before"
    AT_MOST_AFTER = "at-most-after"
    AT_LEAST_AFTER = "at-least-after"
    EXACTLY_AFTER = "exactly-after"


@frozen(kw_only=True)
class Duty:
    """One day against another. `needs_anchor`: without its anchor the act is a breach, not an open question."""

    what: Event
    bound: Bound
    period: Term[Period]
    whom: Whom
    evaluation: str | None = None
    earlier: str | None = None
    needs_anchor: bool = False


@frozen(kw_only=True)
class GroupSize:
    """Groups for an evaluation have so many members."""

    evaluation: str
    least: int
    most: int
    by: tuple[str, ...]


@frozen(kw_only=True)
class WithinHours:
    """A file is sent within so many hours of the start."""

    evaluation: str
    hours: Term[Fraction]


@frozen(kw_only=True)
class ModuleScale:
    """Modules are marked on one of those scales; an unjustified absence is a zero."""

    out_of: tuple[Fraction, ...]
    by: tuple[str, ...]
    zero_by: tuple[str, ...]


@frozen(kw_only=True)
class MeasuresAhead:
    """Measures for a disability are identified before training."""

    by: tuple[str, ...]


DutyShape = Duty | GroupSize | WithinHours | ModuleScale | MeasuresAhead


@frozen(kw_only=True)
class CertificatePolicy:
    """Which certificates the text orders, and by which clauses."""

    kinds: tuple[tuple[CertificateKind, tuple[str, ...]], ...]
