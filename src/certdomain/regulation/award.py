"""Shapes of the award: how a bloc is validated, what a title requires, what is kept."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

from attrs import frozen

from certdomain.referential import EVERYBODY, Audience
from certdomain.regulation.terms import Said, Term, Threshold
from certdomain.vocabulary import Route, Situation


class Rounding(Enum):
    """What is done to a mark on 20 before it is compared."""

    EXACT = "exact"  # none
    TWO_DECIMALS = "two-decimals"  # half up
    HALF_POINT = "half-point"  # to the nearest half point, half up


class Inapplicable(Enum):
    """What becomes of a criterion that does not apply to the case."""

    LEFT_OUT = "left-out"  # it is not counted
    MET = "met"  # it counts as met
    UNMET = "unmet"  # it counts as not met


class AverageBase(Enum):
    """Over what a general average is taken."""

    ALL_POINTS = "all-points"  # the points of all blocs and of the professional part, over what they are out of
    BLOC_MEAN = "bloc-mean"  # the plain mean of the marks on 20 of the blocs
    BLOC_POINTS = "bloc-points"  # the points of the blocs alone, over what they are out of


class WithoutPart(Enum):
    """What replaces the professional part of an exempted candidate."""

    LEFT_OUT = "left-out"  # nothing: the average is of the blocs alone
    FULL_THRESHOLD = "full-threshold"  # the points asked of the whole are asked of the blocs alone
    AT_THRESHOLD = "at-threshold"  # the part counts at its own minimum


class PartFailure(Enum):
    """What follows when all else is met and the professional part fails."""

    BLOCS_KEPT = "blocs-kept"  # partial: validated blocs are kept
    NOTHING_KEPT = "nothing-kept"  # none: nothing is kept
    GRANTED = "granted"  # total: the title is granted all the same


EXACT = Said(Rounding.EXACT)


@frozen(kw_only=True)
class BlocByMark:
    """Validated at `pass_mark`; below `eliminatory_below` the title is refused.

    The mark of a bloc is 20 times its points, divided by the points that it is out of.

    Attributes:
        pass_mark: the mark on 20 that validates, itself included: 0 to 20.
        eliminatory_below: the mark on 20 below which the bloc is eliminatory, itself not included; None = no such mark.
        rounding: what is done to the mark on 20 before it is compared.
        retaken_needs_pass: whether a bloc that was retaken must be validated by itself, so that no average makes it
            good; None = no.
        audience: the candidates judged by this rule.
        blocs: ids of the blocs judged by this rule; empty = every bloc.

    Asks:
        `bloc.validated`, `bloc.complete`, `bloc.mark`, `bloc.not-eliminatory`

    Effect:
        Verdict `validated`, `not-validated`, `eliminatory`, or `compensated` where the title is granted on an average.
        Cites `pass_mark.by`, `eliminatory_below.by`.
    """

    pass_mark: Term[Fraction]
    eliminatory_below: Term[Fraction] | None = None
    rounding: Term[Rounding] = EXACT
    retaken_needs_pass: Term[bool] | None = None
    audience: Audience = EVERYBODY
    blocs: tuple[str, ...] = ()


@frozen(kw_only=True)
class BlocByCompetences:
    """Validated when the competences are, and every evaluation has a result.

    Attributes:
        needed: clauses that say so; cited for every bloc.
        by_bloc: pairs (bloc, clauses) cited for that bloc besides.
        share: the share of the competences that must be validated, from 0 to 1; None (or an unknown parameter) = all.
        audience: the candidates judged by this rule.
        blocs: ids of the blocs judged by this rule; empty = every bloc.

    Asks:
        `bloc.validated`, `bloc.complete`, `bloc.competences`, `competence.validated`, `evaluation.verdict`

    Effect:
        An evaluation judged by a verdict as a whole covers the competences that no other one names. Two results that
        disagree on a competence are unregulated.
    """

    needed: tuple[str, ...]
    share: Term[Fraction | None]
    by_bloc: tuple[tuple[str, tuple[str, ...]], ...] = ()
    audience: Audience = EVERYBODY
    blocs: tuple[str, ...] = ()


@frozen(kw_only=True)
class BlocByCriteria:
    """Validated when every competence is; a competence is when the share of its criteria reaches the threshold.

    Attributes:
        share: the threshold on met criteria divided by counted criteria, from 0 to 1, with its sense.
        inapplicable: what becomes of a criterion that an assessor declared not applicable.
        moved: pairs (criterion, competence): criteria counted under another competence than the one that lists them.
        left_out: criteria that are not counted at all.
        doubtful: the only criteria that may be declared not applicable.
        announced: pairs (bloc, number of competences that the text announces, None = not held against the candidate): a
            bloc that lists fewer stays pending.
        by_bloc: pairs (bloc, clauses) cited for that bloc.
        audience: the candidates judged by this rule.
        blocs: ids of the blocs judged by this rule; empty = every bloc.

    Asks:
        `bloc.validated`, `competence.criteria`, `bloc.announced`

    Finds:
        `criterion-always-applies`

    Effect:
        Decided as soon as what is unknown cannot change the share; nothing counted at all is unregulated.
    """

    share: Term[Threshold]
    inapplicable: Term[Inapplicable]
    moved: Term[tuple[tuple[str, str], ...]]
    left_out: Term[tuple[str, ...]]
    doubtful: tuple[str, ...] = ()
    announced: tuple[tuple[str, Term[int | None]], ...] = ()
    by_bloc: tuple[tuple[str, tuple[str, ...]], ...] = ()
    audience: Audience = EVERYBODY
    blocs: tuple[str, ...] = ()


@frozen(kw_only=True)
class BlocByVerdict:
    """Validated when every evaluation of it got the verdict "validated", or the bloc as a whole did.

    Attributes:
        by: clauses that say so; cited for every bloc.
        by_bloc: pairs (bloc, clauses) cited for that bloc besides.
        audience: the candidates judged by this rule.
        blocs: ids of the blocs judged by this rule; empty = every bloc.

    Asks:
        `bloc.validated`, `bloc.complete`, `bloc.verdict`, `evaluation.verdict`

    Effect:
        Verdict `validated` or `not-validated`.
    """

    by: tuple[str, ...]
    by_bloc: tuple[tuple[str, tuple[str, ...]], ...] = ()
    audience: Audience = EVERYBODY
    blocs: tuple[str, ...] = ()


BlocRule = BlocByMark | BlocByCompetences | BlocByCriteria | BlocByVerdict


@frozen(kw_only=True)
class EveryBloc:
    """Every bloc of a group is validated.

    Attributes:
        by: clauses that say so; cited.
        group: the group meant; None = all blocs.
        assumed: true where the text does not say so and it is inferred.

    Asks:
        `title.every-bloc`, `bloc.entered`, `see`

    Effect:
        `assumed` raises the flag `assumed-all-blocs`.
    """

    by: tuple[str, ...]
    group: str | None = None
    assumed: bool = False


@frozen(kw_only=True)
class BlocsOutOf:
    """At least so many blocs of a group are validated: an option to choose, or any of several.

    Attributes:
        group: the group meant.
        at_least: how many, 1 or more.
        by: clauses that say so; cited.

    Asks:
        `title.blocs-out-of`

    Effect:
        Nobody waits for an option of the group that was not chosen.
    """

    group: str
    at_least: int
    by: tuple[str, ...]


@frozen(kw_only=True)
class GeneralAverage:
    """A general average, on 20. A title that asks for one compensates: a bloc below its pass mark may be made good.

    Attributes:
        at_least: the mark on 20 that is needed, itself included.
        over: which points it is taken over.
        without_part: what stands for the professional part of a candidate to whom it is waived.
        rounding: what is done to the average before it is compared.

    Asks:
        `title.average`

    Effect:
        It runs over the blocs that are judged by marks and have points, and of the options (`BlocsOutOf`, `GroupsSat`)
        over those that were chosen, or else begun. A bloc that is judged otherwise has no part in it and is never
        compensated: `EveryBloc` with its group asks that it be validated.
        Pending while one of those blocs is pending, or lacks its points. Fills `total`, `out_of` and `average20` of
        the decision. Cites `at_least.by`, `over.by`.
    """

    at_least: Term[Fraction]
    over: Term[AverageBase]
    without_part: Term[WithoutPart] = Said(WithoutPart.LEFT_OUT)
    rounding: Term[Rounding] = EXACT


@frozen(kw_only=True)
class NoBlocEliminatory:
    """Every bloc was fully sat and none is below its eliminatory mark.

    Attributes:
        by: clauses that say so; cited.

    Asks:
        `title.no-bloc-eliminatory`, `bloc.entered`, `see`

    Effect:
        Needs a bloc rule by mark with `eliminatory_below`; without one, only that all was sat is asked. Of the options
        only those that count for the candidate are looked at. A bloc that is judged otherwise than by its mark must be
        validated, for no average makes it good.
    """

    by: tuple[str, ...]


@frozen(kw_only=True)
class GroupsSat:
    """Every bloc of the groups `always`, and of one whole group out of `one_of`, was entered and fully sat.

    Attributes:
        always: groups of which every bloc is to be sat.
        by: clauses that say so; cited.
        one_of: groups of which one is to be sat whole; empty = none.

    Asks:
        `title.groups-sat`, `title.group-sat`, `title.one-group`, `bloc.entered`, `see`

    Effect:
        Asks for results, not for a pass: an average may do the rest. A bloc that is judged otherwise than by its mark
        must be validated, for no average makes it good. Nobody waits for a group that was not chosen.
    """

    always: tuple[str, ...]
    by: tuple[str, ...]
    one_of: tuple[str, ...] = ()


@frozen(kw_only=True)
class PartAtLeast:
    """The professional part reaches a mark (on 20).

    Attributes:
        floor: the mark on 20 that is needed, itself included.
        failing: what follows when all else is met and the part fails.
        rounding: what is done to the mark before it is compared.

    Asks:
        `title.part`, `part.validated`, `part.complete`, `part.mark`

    Effect:
        Without it the professional part has no minimum, and its verdict is `unregulated`.
    """

    floor: Term[Fraction]
    failing: Term[PartFailure]
    rounding: Term[Rounding] = EXACT


Requirement = EveryBloc | BlocsOutOf | GeneralAverage | NoBlocEliminatory | GroupsSat | PartAtLeast


@frozen(kw_only=True)
class TitleRule:
    """What the title requires of an audience.

    Attributes:
        requires: all that is asked; the title is granted when every item is met.
        by: clauses cited for the title.
        audience: the candidates meant.

    Asks:
        `award.title`

    Effect:
        Of several, the first whose audience admits the candidate holds; none = the title is `unregulated`.
    """

    requires: tuple[Requirement, ...]
    by: tuple[str, ...]
    audience: Audience = EVERYBODY


@frozen(kw_only=True)
class AwardPolicy:
    """How blocs and title are awarded.

    Attributes:
        blocs: rules on blocs: for each bloc, the first whose audience admits the candidate and whose `blocs` admit the
            bloc holds.
        titles: rules on the title: the first whose audience admits the candidate holds.
        keeps: clauses by which a validated bloc is held for good; cited where a bloc is kept.
        partial_by: clauses cited when the title is `partial` or `none`.
        compensated_kept: whether a compensated bloc is held for good too.

    Asks:
        `award.title`, `bloc.kept`, `bloc.rule`

    Effect:
        A bloc for which no rule holds is `unregulated`.
    """

    blocs: tuple[BlocRule, ...]
    titles: tuple[TitleRule, ...]
    keeps: tuple[str, ...]
    partial_by: tuple[str, ...] = ()
    compensated_kept: Term[bool] = Said(value=False)

    def bloc_rule(self, bloc: str, route: Route, situation: Situation | None) -> BlocRule | None:
        """The rule by which a bloc of a candidate is judged, None if there is none."""
        return next(
            (rule for rule in self.blocs if covers(rule, bloc) and rule.audience.admits(route, situation)),
            None,
        )


def covers(rule: BlocRule, bloc: str) -> bool:
    """Whether a rule on blocs is meant for that bloc, by its id."""
    return not rule.blocs or bloc in rule.blocs
