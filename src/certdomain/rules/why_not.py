"""Why not: of an explanation only what stands in the way of a verdict, from the top down to the leaves."""

from __future__ import annotations

from attrs import evolve, frozen

from certdomain.explanation import Answer, Node
from certdomain.rules.decision import Decision, Departed, Missing, what_is_missing
from certdomain.vocabulary import Verdict

OPEN = (Answer.UNMET, Answer.PENDING, Answer.UNREGULATED)
"""The answers that stand in the way."""

TITLE_GOALS = (Verdict.PARTIAL, Verdict.TOTAL)
"""The verdicts on a title that one may ask for, each better than the one before it."""
BLOC_GOALS = (Verdict.COMPENSATED, Verdict.VALIDATED)
"""The verdicts on a bloc that one may ask for, each better than the one before it."""


@frozen(kw_only=True)
class WhyNot:
    """What stands between a journey and a verdict.

    `about`: "title", or a bloc. `reached`: the verdict is that one, or a better one; then there is no path. `path`: the
    explanation without what is met and what does not apply; None also where the facts are met, and a jury decided
    otherwise (`departures`) or something else is awaited. `missing`: the leaves of the path that have a distance.
    """

    about: str
    goal: Verdict
    verdict: Verdict
    reached: bool
    path: Node | None = None
    missing: tuple[Missing, ...] = ()
    departures: tuple[Departed, ...] = ()


def why_not(decision: Decision, goal: Verdict, bloc: str | None = None) -> WhyNot:
    """What stands in the way of a verdict on the title, or on one of its blocs (by id) or the professional part.

    Raises:
        LookupError: if the decision has no such bloc.
        ValueError: for a verdict that nobody aims at.
    """
    goals = TITLE_GOALS if bloc is None else BLOC_GOALS
    if goal not in goals:
        msg = f"{goal.value}: expected one of {', '.join(each.value for each in goals)}"
        raise ValueError(msg)
    about = "title" if bloc is None else bloc
    verdict = decision.title.verdict if bloc is None else _verdict_on(decision, bloc)
    if verdict in goals[goals.index(goal) :]:
        return WhyNot(about=about, goal=goal, verdict=verdict, reached=True)
    tree = decision.explanation if bloc is None else _of_bloc(decision.explanation, bloc, goal)
    path = open_path(tree)
    return WhyNot(
        about=about,
        goal=goal,
        verdict=verdict,
        reached=False,
        path=path,
        missing=() if path is None else what_is_missing(path),
        departures=tuple(each for each in decision.departures if each.what == about),
    )


def open_path(tree: Node) -> Node | None:
    """The tree without the questions that are met or do not apply, and all below them; None if nothing is open."""
    if tree.answer not in OPEN:
        return None
    children = tuple(path for child in tree.children if (path := open_path(child)) is not None)
    return evolve(tree, children=children)


def _verdict_on(decision: Decision, bloc: str) -> Verdict:
    lines = decision.blocs if decision.professional is None else (*decision.blocs, decision.professional)
    for line in lines:
        if line.bloc == bloc:
            return line.verdict
    msg = f"{bloc}: expected one of {', '.join(line.bloc for line in lines)}"
    raise LookupError(msg)


def _of_bloc(tree: Node, bloc: str, goal: Verdict) -> Node:
    """The line of the bloc; for a compensation also what the title asks, for it is the title that compensates."""
    lines = [child for child in tree.children if child.asks.startswith(("bloc.", "part."))]
    mine = next((line for line in lines if line.about == bloc), None)
    if mine is not None and goal is Verdict.VALIDATED:
        return mine
    others = [line for line in lines if line.about != bloc]
    return evolve(tree, children=tuple(child for child in tree.children if child not in others))
