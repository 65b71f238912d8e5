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

    AT_LEAST_BEFORE = "at-least-before"  # on or before the day that is `period` before the anchor
    STRICTLY_BEFORE = "strictly-before"  # before the day that is `period` before the anchor
    AT_MOST_AFTER = "at-most-after"  # on or before the day that is `period` after the anchor
    AT_LEAST_AFTER = "at-least-after"  # on or after the day that is `period` after the anchor
    EXACTLY_AFTER = "exactly-after"  # on the day that is `period` after the anchor


@frozen(kw_only=True)
class Duty:
    """One day against another.

    Attributes:
        what: the act or fact, which brings its own anchor.
        bound: how the day must stand to its anchor.
        period: how far from it; 0 days = the anchor's own day.
        whom: whom a breach concerns.
        evaluation: the later part, for an oral, a draw and a hand-in; None for the other events.
        earlier: the earlier part, for an oral and a hand-in; None for the other events.
        needs_anchor: whether the act without its anchor is a breach, not an open question; a convocation, a publication
            and a draw always have theirs.

    Finds:
        `convocation-out-of-time`, `publication-out-of-time`, `disclosure-out-of-time`, `disclosure-too-early`,
        `destruction-out-of-time`, `destruction-too-early`, `deliberation-out-of-time`, `deliberation-too-early`,
        `oral-out-of-time`, `oral-too-early`, `draw-out-of-time`, `hand-in-out-of-time`, `hand-in-too-early`

    Effect:
        The finding cites the first of `period.by`. A publication or destruction still to come is a deadline of the
        decision. A duty on disclosure also refuses results that are published before a jury.
    """

    what: Event
    bound: Bound
    period: Term[Period]
    whom: Whom
    evaluation: str | None = None
    earlier: str | None = None
    needs_anchor: bool = False


@frozen(kw_only=True)
class GroupSize:
    """Groups for an evaluation have so many members.

    Attributes:
        evaluation: the evaluation.
        least: the fewest members, included.
        most: the most members, included.
        by: clauses that say so; the finding cites the first.

    Finds:
        `group-size`

    Effect:
        Looks at `group_size` of `record-evaluation`; not said = not judged.
    """

    evaluation: str
    least: int
    most: int
    by: tuple[str, ...]


@frozen(kw_only=True)
class WithinHours:
    """A file is sent within so many hours of the start.

    Attributes:
        evaluation: the evaluation.
        hours: how many hours, exact.

    Finds:
        `sent-late`

    Effect:
        Looks at `started_at` and `sent_at` of `record-evaluation`; not said = not judged.
    """

    evaluation: str
    hours: Term[Fraction]


@frozen(kw_only=True)
class ModuleScale:
    """Modules are marked on one of those scales; an unjustified absence is a zero.

    Attributes:
        out_of: the points that a module may be out of.
        by: clauses on the scale; the finding cites the first.
        zero_by: clauses on absence; the finding cites the first.

    Finds:
        `module-scale`, `module-missed-zero`

    Effect:
        Looks at `record-module`; no verdict depends on it.
    """

    out_of: tuple[Fraction, ...]
    by: tuple[str, ...]
    zero_by: tuple[str, ...]


@frozen(kw_only=True)
class MeasuresAhead:
    """Measures for a disability are identified before training.

    Attributes:
        by: clauses that say so; the finding cites the first.

    Finds:
        `measures-identified-late`

    Effect:
        Looks at `identified_before_training` of `grant-accommodation`; not said = not judged.
    """

    by: tuple[str, ...]


DutyShape = Duty | GroupSize | WithinHours | ModuleScale | MeasuresAhead


@frozen(kw_only=True)
class CertificatePolicy:
    """Which certificates the text orders, and by which clauses.

    Attributes:
        kinds: pairs (kind, clauses): the clauses are cited when that certificate is issued, or refused.

    Asks:
        `certificate.title`, `certificate.bloc`, `certificate.attestation`

    Effect:
        What may be issued is the same for every title: a parchment for a total title that a jury decided, a certificate
        for a bloc that it kept, an attestation at any time.
    """

    kinds: tuple[tuple[CertificateKind, tuple[str, ...]], ...]
