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
    ZERO_NOT_VALIDATED = "zero-not-validated"  # counts as zero; the bloc is not validated, an average may make it good
    ZERO_NOT_KEPT = "zero-not-kept"  # counts as zero; the bloc cannot be kept
    ZERO = "zero"  # counts as zero


class Meanwhile(Enum):
    """The state of a bloc between an accepted excuse and the make-up."""

    PENDING = "pending"  # the make-up is awaited
    NOT_VALIDATED = "not-validated"  # the bloc has failed until then


class MakeUpLimit(Enum):
    """What the period of a make-up bounds."""

    HELD = "held"  # the make-up is held so long after its request
    ASKED = "asked"  # it is asked for so long after the absence; nothing but the last issue date bounds its day


class PartCarry(Enum):
    """What a resit keeps of the professional part."""

    ALL_IF_PASSED = "all-if-passed"  # the part stays as it is
    TUTOR_ONLY = "tutor-only"  # the tutor's mark alone; the rest is sat again


class FraudLoss(Enum):
    """What proven fraud takes away."""

    SESSION = "session"  # the blocs of that session
    EVERYTHING = "everything"  # the blocs of every session opened by then


class PenaltyBase(Enum):
    """What an attendance penalty is a share of."""

    OBTAINED = "obtained"  # the tutor's mark as obtained
    MAXIMUM = "maximum"  # the most that the tutor could give
    PART = "part"  # the whole professional part
    TOTAL = "total"  # the candidate's total


class Beyond(Enum):
    """What follows beyond the last band."""

    REFERRED = "referred"  # the evaluation is referred to the certifier
    LAST_BAND = "last-band"  # the last band goes on


@frozen(kw_only=True)
class AbsencePolicy:
    """Absences, excuses and make-ups. Without it an absence is unregulated.

    Attributes:
        effect: what an absence without an accepted excuse does to its bloc.
        meanwhile: the state of a bloc between an accepted excuse and the make-up.
        part_by: clauses on an absence at the professional part, which then fails.
        make_up_within: how long after the request the make-up is held, cut by the last issue date where one is known.
        make_up_limit: what that period bounds; None = the day of the make-up.

    Asks:
        `evaluation.absent`, `evaluation.excused`, `gate.asked-in-time`

    Finds:
        `make-up-not-requested`, `make-up-held-late`, `mark-after-absence`

    Effect:
        A mark recorded after an unexcused absence does not count. A make-up held late counts, and is found. The last
        day is a deadline of the decision.
    """

    effect: Term[AbsenceEffect]
    meanwhile: Term[Meanwhile]
    part_by: tuple[str, ...]
    make_up_within: Term[Period]
    make_up_limit: Term[MakeUpLimit] | None = None


@frozen(kw_only=True)
class LatePolicy:
    """A report handed in after its due day does not count.

    Attributes:
        evaluations: the evaluations whose report it is.
        by: clauses that say so; cited.

    Asks:
        `evaluation.late`

    Finds:
        `report-late`, `mark-after-late-report`

    Effect:
        Looks at `due` of `submit-report`; not said = in time. An accepted excuse reopens it.
    """

    evaluations: tuple[str, ...]
    by: tuple[str, ...]


@frozen(kw_only=True)
class CarryPolicy:
    """What passes from one session to the next. The last result replaces the earlier ones.

    Attributes:
        reuse_unretaken: whether a bloc that failed and was not retaken counts again in a new total.
        resit: what a resit keeps of the professional part.
        tutor: evaluations of the part that a resit carries and a repeat year renews.
        by: clauses on resits; cited.
        repeat_by: clauses on repeat years; cited for the part.

    Asks:
        `title.blocs-available`, `evaluation.lapsed`

    Effect:
        Without it, the result of the last session counts and nothing lapses.
    """

    reuse_unretaken: Term[bool]
    resit: Term[PartCarry]
    tutor: tuple[str, ...]
    by: tuple[str, ...]
    repeat_by: tuple[str, ...]


@frozen(kw_only=True)
class FraudPolicy:
    """Reported fraud withholds the marks of the evaluation; proven fraud takes the session, the part excepted.

    Attributes:
        loses: what proven fraud takes away.
        withheld_by: clauses on withholding the marks.
        signature_by: clauses on countersigning the report; the finding cites the first.
        refusal_by: clauses on noting a refusal to sign; the finding cites the first.
        uses_retake: whether the retake after fraud uses up a retake.

    Asks:
        `evaluation.withheld`, `bloc.session-valid`

    Finds:
        `not-countersigned`, `refusal-not-noted`

    Effect:
        A bloc that fell is `invalidated`. Without it a report or decision of fraud has no effect: flag
        `fraud-unregulated`.
    """

    loses: Term[FraudLoss]
    withheld_by: tuple[str, ...]
    signature_by: tuple[str, ...]
    refusal_by: tuple[str, ...]
    uses_retake: Term[bool]


@frozen(kw_only=True)
class Band:
    """One step of an attendance penalty.

    Attributes:
        upto: a share of the training hours, from 0 to 1: up to there the step holds.
        cut: the share of its base that is taken off, from 0 to 1.

    Effect:
        Bands stand in ascending order.
    """

    upto: Fraction
    cut: Fraction


@frozen(kw_only=True)
class AttendancePolicy:
    """Unjustified absence lowers an evaluation of the part, by bands of a share of the training hours.

    Attributes:
        evaluation: the evaluation of the professional part that is lowered.
        hours: the hours of training that absence is a share of; the candidate's own `training_hours` go before it; None
            = unknown, nothing is lowered.
        bands: the steps, in ascending order.
        upper_included: whether the end of a band belongs to it.
        base: what the cut is a share of.
        needs_agreement: whether the penalty waits for `agree-attendance-penalty`.
        beyond: what follows beyond the last band.
        by: clauses cited for the penalty.
        beyond_by: clauses cited beyond the last band.
        ceiling_by: clauses on the most absence allowed; the finding cites the first.

    Asks:
        `evaluation.referred`

    Finds:
        `absence-over-ceiling`

    Effect:
        Beyond the last band the evaluation may be referred: flag `attendance-over-limit`, which `settle` can answer.
    """

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
    """The professional part may be waived for an audience, by a recorded positioning.

    Attributes:
        audience: who may be exempted.
        by: clauses that say so; cited.

    Asks:
        `positioning.exemption`, `title.part`

    Effect:
        Looks at `professional_exempt` of `record-positioning`.
    """

    audience: Audience
    by: tuple[str, ...]


@frozen(kw_only=True)
class HoursPolicy:
    """Hours in company: a condition of the title, that is pending until they are done.

    Attributes:
        whole: hours for the whole title.
        per_bloc: hours for each bloc on a path of separate blocs, `whole` at most.
        floor: the fewest hours that a positioning may set.
        reducible: whose hours a positioning may reduce.
        missing: clauses cited with the hours, on what follows while some are missing.
        audience: who does hours at all.

    Asks:
        `title.hours`, `positioning.audience`, `positioning.hours`

    Effect:
        Adds up `log-company-hours`. On separate blocs, the hours are due before a certificate of a bloc is handed over.
    """

    whole: Term[Fraction]
    per_bloc: Term[Fraction]
    floor: Term[Fraction]
    reducible: Audience
    missing: tuple[str, ...] = ()
    audience: Audience = EVERYBODY


@frozen(kw_only=True)
class ReportLimits:
    """A file counts only with so many situations.

    Attributes:
        evaluations: the evaluations whose file it is.
        least: the fewest situations (and activities covered), 1 while unknown.
        most: the most situations.

    Finds:
        `situations-out-of-limits`, `report-does-not-count`

    Effect:
        Looks at `situations` and `activities_covered` of `submit-report`; not said = not judged.
    """

    evaluations: tuple[str, ...]
    least: Term[int | None]
    most: Term[int]


NOBODY_RETURNS = Said(value=False)
