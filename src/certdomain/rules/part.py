"""The professional part: its points against its minimum."""

from __future__ import annotations

from certdomain.explanation import Answer, Node, Values, yes
from certdomain.marks import ZERO, on20
from certdomain.regulation.award import (
    PartAtLeast,
)
from certdomain.regulation.tree import Regulation
from certdomain.rules.lines import Line, all_unsat, complete_node, points_of, rounded
from certdomain.rules.results import Releve, Sheet
from certdomain.rules.title import title_rule
from certdomain.vocabulary import Verdict


def part_line(sheet: Sheet, releve: Releve, regulation: Regulation) -> Line:
    """The line of the professional part."""
    floor = _floor(releve, regulation)
    complete = complete_node(sheet, "part.complete")
    points, out_of = points_of(sheet), sheet.most
    cut_because: tuple[int, ...] = ()
    by: tuple[str, ...] = ()
    if releve.part_cut is not None and regulation.attendance is not None:
        points, cut_because = points * (1 - releve.part_cut[0]), releve.part_cut[1]
        by = (*regulation.attendance.by, *regulation.attendance.base.by)
    if complete.answer is not Answer.MET or floor is None:
        answer = complete.answer if floor is not None else Answer.UNREGULATED
        verdict = {Answer.PENDING: Verdict.PENDING, Answer.UNREGULATED: Verdict.UNREGULATED}.get(
            answer, Verdict.NOT_SAT if all_unsat(sheet) else Verdict.NOT_VALIDATED
        )
        node = Node("part.validated", sheet.bloc.id, answer, (), (), (), (complete,))
        return Line(sheet, node, verdict, points, out_of, keepable=False)
    mark = rounded(on20(points, out_of), floor.rounding.value) if out_of else ZERO
    needed = floor.floor.value
    short = ZERO if mark >= needed else (needed - mark) * out_of / 20
    values: Values = (("points", points), ("out_of", out_of), ("mark20", mark), ("needed20", needed), ("short", short))
    passed = Node("part.mark", sheet.bloc.id, yes(mark >= needed), (*floor.floor.by, *by), values, cut_because)
    node = Node("part.validated", sheet.bloc.id, passed.answer, (), (), (), (complete, passed))
    verdict = Verdict.VALIDATED if mark >= needed else Verdict.NOT_VALIDATED
    return Line(sheet, node, verdict, points, out_of, keepable=False)


def _floor(releve: Releve, regulation: Regulation) -> PartAtLeast | None:
    rule = title_rule(releve, regulation)
    return None if rule is None else next((r for r in rule.requires if isinstance(r, PartAtLeast)), None)
