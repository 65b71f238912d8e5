"""One bloc: its rule applied to its line of the relevé."""

from __future__ import annotations

from typing import assert_never

from certdomain.explanation import Answer, Node, Values, all_of, yes
from certdomain.marks import ZERO, on20
from certdomain.referential import Bloc
from certdomain.regulation.award import (
    BlocByCompetences,
    BlocByCriteria,
    BlocByMark,
    BlocByVerdict,
    BlocRule,
    Rounding,
)
from certdomain.regulation.tree import Regulation
from certdomain.rules.competences import by_competences, by_criteria
from certdomain.rules.lines import Line, all_unsat, complete_node, of_bloc, points_of, read_off, rounded, verdict_node
from certdomain.rules.results import Counts, Releve, Sheet
from certdomain.vocabulary import Verdict


def bloc_rule(bloc: Bloc, releve: Releve, regulation: Regulation) -> BlocRule | None:
    """The rule by which a bloc of this candidate is validated."""
    return regulation.award.bloc_rule(bloc.id, releve.candidate.route, releve.candidate.situation)


def line_of(sheet: Sheet, releve: Releve, regulation: Regulation) -> Line:
    """The line of a bloc, judged: kept, invalidated, given by a jury, or by its rule."""
    bloc = sheet.bloc
    if sheet.kept is not None:
        node = Node("bloc.kept", bloc.id, Answer.MET, regulation.award.keeps, (), sheet.kept_because)
        return Line(sheet, node, Verdict.VALIDATED, sheet.kept.points, sheet.kept.out_of, keepable=True)
    if sheet.invalidated:
        by = () if regulation.fraud is None else regulation.fraud.loses.by
        node = Node("bloc.session-valid", bloc.id, Answer.UNMET, by, (), sheet.invalidated)
        return Line(sheet, node, Verdict.INVALIDATED, ZERO if _pointed(bloc) else None, sheet.most, keepable=False)
    rule = bloc_rule(bloc, releve, regulation)
    line = _by_rule(rule, sheet)
    if sheet.jury is None:
        return line
    answer = yes(sheet.jury in (Verdict.VALIDATED, Verdict.COMPENSATED))
    by = () if regulation.deliberation is None else regulation.deliberation.sovereign.by
    node = Node("bloc.jury", bloc.id, answer, by, (("verdict", sheet.jury.value),), sheet.jury_because, (line.node,))
    return Line(sheet, node, sheet.jury, line.points, line.out_of, keepable=True, competences=line.competences)


def _by_rule(rule: BlocRule | None, sheet: Sheet) -> Line:
    match rule:
        case None:
            node = Node("bloc.rule", sheet.bloc.id, Answer.UNREGULATED)
            return Line(sheet, node, Verdict.UNREGULATED, None, None, keepable=False)
        case BlocByMark():
            return _by_mark(rule, sheet)
        case BlocByCompetences():
            return by_competences(rule, sheet)
        case BlocByCriteria():
            return by_criteria(rule, sheet)
        case BlocByVerdict():
            return _by_verdict(rule, sheet)
        case _:
            assert_never(rule)


def _by_mark(rule: BlocByMark, sheet: Sheet) -> Line:
    bloc = sheet.bloc
    complete = complete_node(sheet, "bloc.complete")
    points, out_of = points_of(sheet), sheet.most
    if sheet.whole is not None and sheet.whole.points is None and sheet.whole.verdict is not None:
        # A portfolio judged without points: the bloc is kept or not, no average can be computed over it.
        verdict = sheet.whole.verdict
        node = Node("bloc.verdict", bloc.id, yes(verdict is Verdict.VALIDATED), (), (), sheet.whole.because)
        return Line(sheet, node, verdict, None, out_of, keepable=True)
    if complete.answer is not Answer.MET:
        verdict = {Answer.PENDING: Verdict.PENDING, Answer.UNREGULATED: Verdict.UNREGULATED}.get(
            complete.answer, Verdict.NOT_SAT if all_unsat(sheet) else Verdict.NOT_VALIDATED
        )
        node = Node("bloc.validated", bloc.id, complete.answer, (), (), (), (complete,))
        return Line(sheet, node, verdict, points, out_of, keepable=False)
    mark = rounded(on20(points, out_of), rule.rounding.value) if out_of else ZERO
    needed = rule.pass_mark.value
    short = ZERO if mark >= needed else (needed - mark) * out_of / 20
    values: Values = (("points", points), ("out_of", out_of), ("mark20", mark), ("needed20", needed), ("short", short))
    passed = Node("bloc.mark", bloc.id, yes(mark >= needed), (*rule.pass_mark.by, *_switched(rule)), values)
    children = [complete, passed]
    verdict = Verdict.VALIDATED if mark >= needed else Verdict.NOT_VALIDATED
    if rule.eliminatory_below is not None:
        floor = rule.eliminatory_below.value
        at_floor = ZERO if mark >= floor else (floor - mark) * out_of / 20
        low: Values = (("points", points), ("mark20", mark), ("floor20", floor), ("short", at_floor))
        children.append(Node("bloc.not-eliminatory", bloc.id, yes(mark >= floor), rule.eliminatory_below.by, low))
        if mark < floor:
            verdict = Verdict.ELIMINATORY
    missed = _missed(sheet)
    if missed and verdict is Verdict.VALIDATED:
        verdict = Verdict.NOT_VALIDATED
    answer = Answer.UNMET if missed else passed.answer
    node = Node("bloc.validated", bloc.id, answer, (), (), (), (*children, *missed))
    keepable = all(result.keepable for result in sheet.results)
    return Line(sheet, node, verdict, points, out_of, keepable=keepable)


def _missed(sheet: Sheet) -> tuple[Node, ...]:
    """The evaluations that count zero and bar the bloc from being validated by itself, whatever its mark."""
    return tuple(
        Node("evaluation.absent", result.evaluation, Answer.UNMET, result.clauses, (), result.because)
        for result in sheet.results
        if not result.validates
    )


def _switched(rule: BlocByMark) -> tuple[str, ...]:
    return () if rule.rounding.value is Rounding.EXACT else rule.rounding.by


def _pointed(bloc: Bloc) -> bool:
    return any(evaluation.out_of is not None for evaluation in bloc.evaluations)


def _by_verdict(rule: BlocByVerdict, sheet: Sheet) -> Line:
    by = (*of_bloc(rule.by_bloc, sheet.bloc.id), *rule.by)
    if sheet.whole is not None and sheet.whole.verdict is not None:
        node = Node(
            "bloc.verdict", sheet.bloc.id, yes(sheet.whole.verdict is Verdict.VALIDATED), by, (), sheet.whole.because
        )
        return Line(sheet, node, sheet.whole.verdict, None, None, keepable=True)
    complete = complete_node(sheet, "bloc.complete")
    parts = tuple(verdict_node(result, by) for result in sheet.results if result.counts is Counts.COUNTED)
    answer = all_of((complete.answer, *(node.answer for node in parts)))
    node = Node("bloc.validated", sheet.bloc.id, answer, by, (), (), (complete, *parts))
    return Line(sheet, node, read_off(answer, sheet), None, None, keepable=True)
