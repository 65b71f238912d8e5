"""Shapes of the relevé: which result counts, and what absence, lateness, fraud, retake and attendance do to it."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

from attrs import frozen

from certdomain.calendar import Period
from certdomain.referential import EVERYBODY, Audience
from certdomain.regulation.terms import Said, Term


class AbsenceEffect(Enum):
    """What an unexcused absence at one evaluation does to its bloc."""

    NOT_VALIDATED = "not-validated"  # and the title is out of reach
    ZERO_NOT_KEPT = "zero-not-kept"  # counts as zero; the bloc cannot be kept
    ZERO = "zero"


class Meanwhile(Enum):
    """The state of a bloc between an accepted excuse and the make-up."""

    PENDING = "pending"
    NOT_VALIDATED = "not-validated"


class PartCarry(Enum):
    """What a resit keeps of the professional part."""

    ALL_IF_PASSED = "all-if-passed"
    TUTOR_ONLY = "tutor-only"


class FraudLoss(Enum):
    """What proven fraud takes away."""

    SESSION = "session"
    EVERYTHING = "everything"


class PenaltyBase(Enum):
    """What an attendance penalty is a share of."""

    OBTAINED = "obtained"  # the tutor's mark as obtained
    MAXIMUM = "maximum"  # the most that the tutor could give
    PART = "part"  # the whole professional part
    TOTAL = "total"  # the candidate's total


class Beyond(Enum):
    """What follows beyond the last band."""

    REFERRED = "referred"
    LAST_BAND = "last-band"


@frozen(kw_only=True)
class AbsencePolicy:
    """Absences, excuses and make-ups. The make-up window is cut by the last issue date, where one is known."""

    effect: Term[AbsenceEffect]
    meanwhile: Term[Meanwhile]
    part_by: tuple[str, ...]
    make_up_within: Term[Period]


@frozen(kw_only=True)
class LatePolicy:
    """A report handed in after its due day does not count."""

    evaluations: tuple[str, ...]
    by: tuple[str, ...]


@frozen(kw_only=True)
class CarryPolicy:
    """What passes from one session to the next. The last result replaces the earlier ones.

    `tutor` names the evaluations of the part that a resit carries and a repeat year renews.
    """

    reuse_unretaken: Term[bool]
    resit: Term[PartCarry]
    tutor: tuple[str, ...]
    by: tuple[str, ...]
    repeat_by: tuple[str, ...]


@frozen(kw_only=True)
class FraudPolicy:
    """Reported fraud withholds the marks of the evaluation; proven fraud takes the session, the part excepted."""

    loses: Term[FraudLoss]
    withheld_by: tuple[str, ...]
    signature_by: tuple[str, ...]
    refusal_by: tuple[str, ...]
    uses_retake: Term[bool]


@frozen(kw_only=True)
class Band:
    """Up to `upto` (a share of the training hours) the penalty is `cut` (a share of its base)."""

    upto: Fraction
    cut: Fraction


@frozen(kw_only=True)
class AttendancePolicy:
    """Unjustified absence lowers an evaluation of the part, by bands of a share of the training hours."""

    evaluation: str
    hours: Term[Fraction | None]
    bands: tuple[Band, ...]
    upper_included: Term[bool]
    base: Term[PenaltyBase]
    needs_agreement: Term[bool]
    beyond: Term[Beyond]
    by: tuple[str, ...]
    beyond_by: tuple[str, ...]
    ceiling_by: tuple[str, ...]


@frozen(kw_only=True)
class Exemption:
    """The professional part may be waived for an audience, by a recorded positioning."""

    audience: Audience
    by: tuple[str, ...]


@frozen(kw_only=True)
class HoursPolicy:
    """Hours in company: `whole` for a whole path, `per_bloc` up to `whole` for separate blocs, less by positioning.

    A positioning may set between `floor` and the base, for the audience `reducible`.
    """

    whole: Term[Fraction]
    per_bloc: Term[Fraction]
    floor: Term[Fraction]
    reducible: Audience
    missing: tuple[str, ...] = ()
    audience: Audience = EVERYBODY


@frozen(kw_only=True)
class ReportLimits:
    """A file counts only with `least` (a parameter) to `most` situations."""

    evaluations: tuple[str, ...]
    least: Term[int | None]
    most: Term[int]


NOBODY_RETURNS = Said(value=False)
