"""Hours in company: how many the path asks for, and whether they were done."""

from __future__ import annotations

from fractions import Fraction

from certdomain.explanation import Answer, Node, Values
from certdomain.regulation.tree import Regulation
from certdomain.rules.results import Releve


def required_hours(releve: Releve, regulation: Regulation, positioned: Fraction | None, blocs: int) -> Fraction | None:
    """The hours that the path asks for; None where the text asks for none of this candidate."""
    policy = regulation.hours
    candidate = releve.candidate
    if policy is None or not policy.audience.admits(candidate.route, candidate.situation):
        return None
    base = policy.whole.value
    if not candidate.whole:
        base = min(policy.per_bloc.value * blocs, base)
    reducible = policy.reducible.admits(candidate.route, candidate.situation)
    return min(positioned, base) if positioned is not None and reducible else base


def hours_node(
    releve: Releve, regulation: Regulation, done: Fraction, positioned: Fraction | None, blocs: int
) -> Node | None:
    """Met once the hours are done, pending before: a condition is no sanction."""
    needed = required_hours(releve, regulation, positioned, blocs)
    policy = regulation.hours
    if needed is None or policy is None:
        return None
    by = policy.whole.by if releve.candidate.whole else policy.per_bloc.by
    if positioned is not None:
        by = (*by, *policy.floor.by)
    short = max(needed - done, Fraction(0))
    values: Values = (("hours", done), ("needed", needed), ("short", short))
    answer = Answer.MET if done >= needed else Answer.PENDING
    return Node("title.hours", "company-hours", answer, (*by, *policy.missing), values)
