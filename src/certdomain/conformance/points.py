"""Points: evaluations that make the totals which the text gives, and lines that can be averaged."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from certdomain.conformance.audiences import WHO, Who, enrollable, in_words
from certdomain.conformance.checks import note
from certdomain.conformance.notes import Note
from certdomain.marks import total, written
from certdomain.referential import Bloc
from certdomain.regulation.award import BlocByMark, GeneralAverage, PartAtLeast
from certdomain.regulation.tree import Regulation


def totals(regulation: Regulation) -> Iterator[Note]:
    """The points of the evaluations against the totals of the text, for everybody who has a line at all."""
    referential = regulation.referential
    for number, declared in enumerate(regulation.totals, start=1):
        lines = referential.lines if declared.bloc is None else (referential.bloc(declared.bloc),)
        seen: set[Fraction] = set()
        for who in WHO:
            with_part = referential.part is not None and referential.part_audience.admits(*who)
            if declared.bloc is None and referential.part is not None and not with_part:
                continue  # the total of the whole is not theirs
            made = total(bloc.points_for(*who) for bloc in lines if bloc is not None)
            sat = any(bloc.evaluations_for(*who) for bloc in lines if bloc is not None)
            if sat and made != declared.points and made not in seen:
                seen.add(made)
                name = "the title" if declared.bloc is None else declared.bloc
                what = (
                    f"the evaluations of {name} make {written(made)} points for {in_words(who)}; the text says "
                    f"{written(declared.points)} ({', '.join(declared.clauses)})"
                )
                yield note("points-do-not-add-up", what, f"totals[{number}]")


def evaluations_without_points(regulation: Regulation) -> Iterator[Note]:
    """Evaluations without points, of blocs that somebody has judged by mark, or of a professional part with a mark."""
    referential = regulation.referential
    for bloc in referential.lines:
        for evaluation in bloc.evaluations:
            if evaluation.out_of is not None:
                continue
            sitting = [who for who in WHO if evaluation.audience.admits(*who)]
            if any(_by_mark(bloc, who, regulation) for who in sitting):
                what = f"{evaluation.id} has no points, and {bloc.id} is judged by its mark"
                yield note("no-points", what, f"referential.{_line(regulation, bloc)}.evaluations[{evaluation.id}]")


def odd_points(regulation: Regulation) -> Iterator[Note]:
    """Points and weights that are nothing or less, and weights without points."""
    for bloc in regulation.referential.lines:
        for evaluation in bloc.evaluations:
            path = f"referential.{_line(regulation, bloc)}.evaluations[{evaluation.id}]"
            for name, number in (("out_of", evaluation.out_of), ("weight", evaluation.weight)):
                if number is not None and number <= 0:
                    what = f"{evaluation.id}: {name} is {written(number)}"
                    yield note("not-a-number-of-points", what, f"{path}.{name}")
            if evaluation.weight is not None and evaluation.out_of is None:
                what = f"{evaluation.id} has a weight and no points"
                yield note("not-a-number-of-points", what, f"{path}.weight")


def nothing_to_average(regulation: Regulation) -> Iterator[Note]:
    """Averages and minima over lines that have no points for anybody whom the rule admits."""
    referential, award = regulation.referential, regulation.award
    everybody = enrollable(regulation)
    for number, rule in enumerate(award.titles, start=1):
        admitted = [who for who in everybody if rule.audience.admits(*who)]
        for place, requirement in enumerate(rule.requires, start=1):
            path = f"award.titles[{number}].requires[{place}]"
            if isinstance(requirement, GeneralAverage):
                if admitted and not any(
                    bloc.points_for(*who) and (bloc is referential.part or _by_mark(bloc, who, regulation))
                    for who in admitted
                    for bloc in referential.lines
                ):
                    what = "a general average, and no evaluation of a bloc that is judged by its mark has points"
                    yield note("nothing-to-average", what, path)
            elif isinstance(requirement, PartAtLeast):
                part = referential.part
                if part is None:
                    yield note("nothing-to-average", "a minimum of the professional part, and there is none", path)
                elif admitted and not any(part.points_for(*who) for who in admitted):
                    yield note("nothing-to-average", "a minimum of the professional part, which has no points", path)


def _by_mark(bloc: Bloc, who: Who, regulation: Regulation) -> bool:
    referential = regulation.referential
    if bloc is referential.part:
        return referential.part_audience.admits(*who) and any(
            isinstance(requirement, PartAtLeast)
            for rule in regulation.award.titles
            if rule.audience.admits(*who)
            for requirement in rule.requires
        )
    return isinstance(regulation.award.bloc_rule(bloc.id, *who), BlocByMark)


def _line(regulation: Regulation, bloc: Bloc) -> str:
    return "part" if bloc is regulation.referential.part else f"blocs[{bloc.id}]"
