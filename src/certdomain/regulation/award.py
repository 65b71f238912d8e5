"""Shapes of the award: how a bloc is validated, what a title requires, what is kept."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

from attrs import frozen

from certdomain.referential import EVERYBODY, Audience
from certdomain.regulation.terms import Said, Term, Threshold


class Rounding(Enum):
    """What is done to a mark on 20 before it is compared."""

    EXACT = "exact"
    TWO_DECIMALS = "two-decimals"  # half up
    HALF_POINT = "half-point"  # to the nearest half point, half up


class Inapplicable(Enum):
    """What becomes of a criterion that does not apply to the case."""

    LEFT_OUT = "left-out"
    MET = "met"
    UNMET = "unmet"


class AverageBase(Enum):
    """Over what a general average is taken."""

    ALL_POINTS = "all-points"
    BLOC_MEAN = "bloc-mean"
    BLOC_POINTS = "bloc-points"


class WithoutPart(Enum):
    """What replaces the professional part of an exempted candidate."""

    LEFT_OUT = "left-out"
    FULL_THRESHOLD = "full-threshold"  # the points asked of the whole are asked of the blocs alone
    AT_THRESHOLD = "at-threshold"  # the part counts at its own minimum


class PartFailure(Enum):
    """What follows when all else is met and the professional part fails."""

    BLOCS_KEPT = "blocs-kept"
    NOTHING_KEPT = "nothing-kept"
    GRANTED = "granted"


EXACT = Said(Rounding.EXACT)


@frozen(kw_only=True)
class BlocByMark:
    """Validated at `pass_mark` (on 20); below `eliminatory_below` (on 20, excluded) the title is refused.

    `retaken_needs_pass`: a retaken bloc cannot be compensated.
    """

    pass_mark: Term[Fraction]
    eliminatory_below: Term[Fraction] | None = None
    rounding: Term[Rounding] = EXACT
    retaken_needs_pass: Term[bool] | None = None
    audience: Audience = EVERYBODY


@frozen(kw_only=True)
class BlocByCompetences:
    """Validated when the competences are, and every part was assessed. `share`: how many are needed, unknown = all."""

    needed: tuple[str, ...]
    share: Term[Fraction | None]
    audience: Audience = EVERYBODY


@frozen(kw_only=True)
class BlocByCriteria:
    """Validated when every competence is; a competence is when the share of its criteria reaches the threshold.

    `moved` places criteria under another competence than their code says; `left_out` are not counted at all;
    `doubtful` are the only ones that can be wholly inapplicable; `announced` is the number of competences that the
    text announces for a bloc, None where it is not to be held against the candidate.
    """

    share: Term[Threshold]
    inapplicable: Term[Inapplicable]
    moved: Term[tuple[tuple[str, str], ...]]
    left_out: Term[tuple[str, ...]]
    doubtful: tuple[str, ...] = ()
    announced: tuple[tuple[str, Term[int | None]], ...] = ()
    by_bloc: tuple[tuple[str, tuple[str, ...]], ...] = ()
    audience: Audience = EVERYBODY


@frozen(kw_only=True)
class BlocByVerdict:
    """Validated when every part of it got the verdict "validated"."""

    by: tuple[str, ...]
    by_bloc: tuple[tuple[str, tuple[str, ...]], ...] = ()
    audience: Audience = EVERYBODY


BlocRule = BlocByMark | BlocByCompetences | BlocByCriteria | BlocByVerdict


@frozen(kw_only=True)
class EveryBloc:
    """Every bloc of a group (None = all) is validated. `assumed`: the text does not say so, it is inferred."""

    by: tuple[str, ...]
    group: str | None = None
    assumed: bool = False


@frozen(kw_only=True)
class BlocsOutOf:
    """At least so many blocs of a group are validated."""

    group: str
    at_least: int
    by: tuple[str, ...]


@frozen(kw_only=True)
class GeneralAverage:
    """A general average, on 20. `points`: what the text asks in points of the whole, for the record."""

    at_least: Term[Fraction]
    over: Term[AverageBase]
    without_part: Term[WithoutPart] = Said(WithoutPart.LEFT_OUT)
    rounding: Term[Rounding] = EXACT


@frozen(kw_only=True)
class NoBlocEliminatory:
    """Every bloc was fully sat and none is below its eliminatory mark."""

    by: tuple[str, ...]


@frozen(kw_only=True)
class GroupsSat:
    """Every bloc of the groups `always`, and of one whole group out of `one_of`, was entered and fully sat."""

    always: tuple[str, ...]
    by: tuple[str, ...]
    one_of: tuple[str, ...] = ()


@frozen(kw_only=True)
class PartAtLeast:
    """The professional part reaches a mark (on 20)."""

    floor: Term[Fraction]
    failing: Term[PartFailure]
    rounding: Term[Rounding] = EXACT


Requirement = EveryBloc | BlocsOutOf | GeneralAverage | NoBlocEliminatory | GroupsSat | PartAtLeast


@frozen(kw_only=True)
class TitleRule:
    """What the title requires of an audience."""

    requires: tuple[Requirement, ...]
    by: tuple[str, ...]
    audience: Audience = EVERYBODY


@frozen(kw_only=True)
class AwardPolicy:
    """How blocs and title are awarded. Of the rules, the first whose audience admits the candidate holds.

    `keeps`: by which clauses a validated bloc is held for good. `compensated_kept`: whether a compensated one is too.
    """

    blocs: tuple[BlocRule, ...]
    titles: tuple[TitleRule, ...]
    keeps: tuple[str, ...]
    partial_by: tuple[str, ...] = ()
    compensated_kept: Term[bool] = Said(value=False)
