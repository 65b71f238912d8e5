"""The line of one bloc once judged, and what all bloc rules share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import assert_never

from attrs import frozen

from certdomain.explanation import Answer, Node, all_of, yes
from certdomain.marks import ZERO, total
from certdomain.regulation.award import (
    Rounding,
)
from certdomain.rules.results import Counts, Result, Sheet
from certdomain.vocabulary import Verdict


@frozen
class Line:
    """A bloc judged by its rule. `validated`, `sunk` (eliminatory) are answers before the title is looked at.

    `points` and `out_of` are those counted; None where the bloc has none.
    """

    sheet: Sheet
    node: Node
    verdict: Verdict
    points: Fraction | None
    out_of: Fraction | None
    keepable: bool
    competences: tuple[tuple[str, bool | None], ...] = ()


def rounded(mark: Fraction, rounding: Rounding) -> Fraction:
    """A mark on 20 as it is compared: exact, unless a reading orders a rounding (half up)."""
    match rounding:
        case Rounding.EXACT:
            return mark
        case Rounding.TWO_DECIMALS:
            return Fraction((mark * 200 + 1) // 2, 100)
        case Rounding.HALF_POINT:
            return Fraction((mark * 4 + 1) // 2, 2)
        case _:
            assert_never(rounding)


ANSWERS: Mapping[Counts, Answer] = {
    Counts.COUNTED: Answer.MET,
    Counts.AWAITED: Answer.PENDING,
    Counts.EXCUSED: Answer.PENDING,
    Counts.WITHHELD: Answer.PENDING,
    Counts.REFERRED: Answer.PENDING,
    Counts.ABSENT: Answer.UNMET,
    Counts.LATE: Answer.UNMET,
    Counts.INVALIDATED: Answer.UNMET,
    Counts.LAPSED: Answer.UNMET,
    Counts.NOT_SAT: Answer.UNMET,
    Counts.UNREGULATED: Answer.UNREGULATED,
}


def complete_node(sheet: Sheet, asks: str) -> Node:
    """Whether every evaluation of the line has a result that counts."""
    if sheet.whole is not None:
        return Node(asks, sheet.bloc.id, Answer.MET, sheet.whole.clauses, (), sheet.whole.because)
    if sheet.portfolio and not all(result.counts is Counts.COUNTED for result in sheet.results):
        return Node(asks, sheet.bloc.id, Answer.PENDING, (), (("awaits", "portfolio"),), sheet.portfolio)
    results = sheet.results
    if not results:  # nothing to sit for this candidate: only a result of the whole bloc can complete it
        results = (Result(sheet.bloc.id, Counts.NOT_SAT if sheet.closed else Counts.AWAITED),)
    missing = tuple(result for result in results if result.counts is not Counts.COUNTED)
    children = tuple(
        Node(f"evaluation.{r.counts.value}", r.evaluation, ANSWERS[r.counts], r.clauses, (), r.because) for r in missing
    )
    because = tuple(entry for result in sheet.results for entry in result.because)
    clauses = tuple(dict.fromkeys(c for r in sheet.results if r.counts is Counts.COUNTED for c in r.clauses))
    answer = all_of(node.answer for node in children) if children else Answer.MET
    return Node(asks, sheet.bloc.id, answer, clauses, (), because, children)


def all_unsat(sheet: Sheet) -> bool:
    """Whether nothing of the bloc was ever sat, and nothing is awaited any more."""
    return sheet.whole is None and all(result.counts is Counts.NOT_SAT for result in sheet.results)


def points_of(sheet: Sheet) -> Fraction:
    """The points counted in a line of the relevé."""
    if sheet.whole is not None:
        return sheet.whole.points or ZERO
    return total(result.points for result in sheet.results if result.points is not None)


def of_bloc(table: Sequence[tuple[str, tuple[str, ...]]], bloc: str) -> tuple[str, ...]:
    """The clauses that a table holds for a bloc."""
    return next((clauses for name, clauses in table if name == bloc), ())


def verdict_node(result: Result, by: tuple[str, ...]) -> Node:
    """Whether an evaluation got the verdict "validated"."""
    if result.verdict is None:
        return Node("evaluation.verdict", result.evaluation, Answer.PENDING, by, (), result.because)
    answer = yes(result.verdict is Verdict.VALIDATED)
    return Node("evaluation.verdict", result.evaluation, answer, by, (), result.because)


def read_off(answer: Answer, sheet: Sheet) -> Verdict:
    """The verdict of a bloc, read off the answer to whether it is validated."""
    match answer:
        case Answer.MET | Answer.NOT_APPLICABLE:
            return Verdict.VALIDATED
        case Answer.PENDING:
            return Verdict.PENDING
        case Answer.UNREGULATED:
            return Verdict.UNREGULATED
        case Answer.UNMET:
            return Verdict.NOT_SAT if all_unsat(sheet) else Verdict.NOT_VALIDATED
        case _:
            assert_never(answer)
