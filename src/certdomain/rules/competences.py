"""Blocs judged by competences or by criteria."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import assert_never

from certdomain.explanation import Answer, Node, Values, all_of, yes
from certdomain.referential import Bloc, Competence
from certdomain.regulation.award import (
    BlocByCompetences,
    BlocByCriteria,
    Inapplicable,
)
from certdomain.regulation.terms import Threshold
from certdomain.rules.lines import ANSWERS, Line, complete_node, of_bloc, read_off, verdict_node
from certdomain.rules.results import AWAITING, Counts, Sheet
from certdomain.vocabulary import Verdict


def _marks(sheet: Sheet) -> dict[str, list[tuple[bool, tuple[int, ...]]]]:
    """All that was said of each competence or criterion of the bloc, in the session that counts."""
    said: dict[str, list[tuple[bool, tuple[int, ...]]]] = {}
    for result in (*sheet.results, *((sheet.whole,) if sheet.whole is not None else ())):
        for code, value in (result.marks or {}).items():
            said.setdefault(code, []).append((value, result.because))
    return said


def _agreed(said: Sequence[tuple[bool, tuple[int, ...]]] | None) -> bool | None:
    """What was said of one code. Two assessments that disagree settle nothing: no text says which counts."""
    values = {value for value, _ in said or ()}
    return values.pop() if len(values) == 1 else None


def by_competences(rule: BlocByCompetences, sheet: Sheet) -> Line:
    """A bloc that is validated when its competences are."""
    bloc = sheet.bloc
    by = (*rule.needed, *of_bloc(rule.by_bloc, bloc.id))
    if sheet.whole is not None and sheet.whole.verdict is not None:
        node = Node(
            "bloc.verdict",
            bloc.id,
            yes(sheet.whole.verdict is Verdict.VALIDATED),
            by,
            (),
            sheet.whole.because,
        )
        return Line(sheet, node, sheet.whole.verdict, None, None, keepable=True)
    complete = complete_node(sheet, "bloc.complete")
    said = _marks(sheet)
    verdicts = tuple(
        verdict_node(result, by)
        for result in sheet.results
        if result.counts is Counts.COUNTED and result.verdict is not None
    )
    counted = bool(sheet.results) and all(r.counts is Counts.COUNTED for r in sheet.results)
    # A part judged by a verdict as a whole covers the competences that no other part names.
    by_verdict = bool(verdicts) and all(node.answer is Answer.MET for node in verdicts)
    nodes: list[Node] = []
    held: list[tuple[str, bool | None]] = []
    missing = Answer.MET if by_verdict and counted else _to_come(sheet)
    for competence in bloc.competences:
        found = said.get(competence.id)
        agreed = _agreed(found)
        if found is None:
            answer = missing
        elif agreed is None:
            answer = Answer.UNREGULATED
        else:
            answer = yes(agreed)
        because = tuple(entry for _, entries in found or () for entry in entries)
        nodes.append(Node("competence.validated", competence.id, answer, by, (), because))
        held.append((competence.id, agreed))
    share = rule.share.value
    counts = all_of(node.answer for node in nodes) if share is None or not nodes else _enough(nodes, share)
    competences = Node("bloc.competences", bloc.id, counts, rule.share.by, (), (), tuple(nodes))
    answer = all_of((complete.answer, counts, *(node.answer for node in verdicts)))
    node = Node("bloc.validated", bloc.id, answer, by, (), (), (complete, competences, *verdicts))
    return Line(sheet, node, read_off(answer, sheet), None, None, keepable=True, competences=tuple(held))


def _to_come(sheet: Sheet) -> Answer:
    """Whether what was not said yet can still be: not where all that is left is what the text says nothing of.

    After a jury it can where a result is still to come: the make-up of an accepted excuse, a case before the certifier.
    """
    if sheet.closed and not any(result.counts in AWAITING for result in sheet.results):
        return Answer.UNMET
    left = [result.counts for result in sheet.results if result.counts is not Counts.COUNTED]
    silent = sheet.whole is None and bool(left) and all(counts is Counts.UNREGULATED for counts in left)
    return Answer.UNREGULATED if silent else Answer.PENDING


def _enough(nodes: Sequence[Node], share: Fraction) -> Answer:
    """Whether at least a share of them is met, as soon as the rest cannot change it."""
    met = sum(node.answer is Answer.MET for node in nodes)
    pending = sum(node.answer is Answer.PENDING for node in nodes)
    silent = sum(node.answer is Answer.UNREGULATED for node in nodes)
    if met >= share * len(nodes):
        return Answer.MET
    if met + pending + silent < share * len(nodes):
        return Answer.UNMET
    return Answer.PENDING if pending else Answer.UNREGULATED


def by_criteria(rule: BlocByCriteria, sheet: Sheet) -> Line:
    """A bloc that is validated when a sufficient share of the criteria of each competence is."""
    bloc = sheet.bloc
    by = of_bloc(rule.by_bloc, bloc.id)
    if sheet.whole is not None and sheet.whole.verdict is not None:
        node = Node("bloc.verdict", bloc.id, yes(sheet.whole.verdict is Verdict.VALIDATED), by, (), sheet.whole.because)
        return Line(sheet, node, sheet.whole.verdict, None, None, keepable=True)
    said = _marks(sheet)
    aside = {
        code
        for result in (*sheet.results, *((sheet.whole,) if sheet.whole is not None else ()))
        for code in result.inapplicable
        if code in rule.doubtful
    }
    absent = [r for r in sheet.results if r.counts in (Counts.ABSENT, Counts.UNREGULATED)]
    missing = _to_come(sheet)
    nodes = tuple(
        _competence_by_criteria(rule, competence, _criteria(rule, competence, bloc), said, aside, missing)
        for competence in bloc.competences
    )
    announced = dict(rule.announced).get(bloc.id)
    answers = [node.answer for node in nodes]
    if announced is not None and announced.value is not None and announced.value > len(nodes):
        values: Values = (("announced", announced.value), ("listed", len(nodes)))
        lacking = Answer.UNMET if missing is Answer.UNMET else Answer.PENDING
        short = Node("bloc.announced", bloc.id, lacking, announced.by, values)
        nodes, answers = (*nodes, short), [*answers, lacking]
    missed = tuple(
        Node(f"evaluation.{r.counts.value}", r.evaluation, ANSWERS[r.counts], r.clauses, (), r.because) for r in absent
    )
    withheld = any(result.counts is Counts.WITHHELD for result in sheet.results)
    answer = all_of((*answers, *(node.answer for node in missed), *((Answer.PENDING,) if withheld else ())))
    node = Node("bloc.validated", bloc.id, answer, by, (), (), (*nodes, *missed))
    held = tuple((n.about, _decided(n.answer)) for n in nodes if n.asks == "competence.criteria")
    return Line(sheet, node, read_off(answer, sheet), None, None, keepable=True, competences=held)


def _decided(answer: Answer) -> bool | None:
    return {Answer.MET: True, Answer.UNMET: False}.get(answer)


def _criteria(rule: BlocByCriteria, competence: Competence, bloc: Bloc) -> tuple[str, ...]:
    moved = dict(rule.moved.value)
    out = set(rule.left_out.value)
    own = tuple(code for code in competence.criteria if moved.get(code, competence.id) == competence.id)
    guests = tuple(code for other in bloc.competences for code in other.criteria if moved.get(code) == competence.id)
    return tuple(dict.fromkeys(code for code in (*own, *guests) if code not in out))


def _least(threshold: Threshold, counted: int) -> int | None:
    """The least number of criteria that reaches the share: 3 of 4, where more than half is needed."""
    return next((n for n in range(counted + 1) if counted and threshold.met_by(Fraction(n, counted))), None)


def _competence_by_criteria(
    rule: BlocByCriteria,
    competence: Competence,
    criteria: tuple[str, ...],
    said: Mapping[str, Sequence[tuple[bool, tuple[int, ...]]]],
    aside: set[str],
    missing: Answer,
) -> Node:
    """`missing`: whether a criterion that was not said yet can still be."""
    met, unknown, disputed, counted = 0, 0, 0, len(criteria)
    for code in criteria:
        found = said.get(code)
        agreed = _agreed(found)
        if code in aside and found is None:
            match rule.inapplicable.value:
                case Inapplicable.LEFT_OUT:
                    counted -= 1
                case Inapplicable.MET:
                    met += 1
                case Inapplicable.UNMET:
                    pass
                case _:
                    assert_never(rule.inapplicable.value)
        elif found is None:
            unknown += 1
        elif agreed is None:
            disputed += 1
        else:
            met += agreed
    threshold = rule.share.value
    if counted == 0:
        answer = Answer.UNREGULATED
    elif threshold.met_by(Fraction(met, counted)):
        answer = Answer.MET
    elif not threshold.met_by(Fraction(met + disputed + (0 if missing is Answer.UNMET else unknown), counted)):
        answer = Answer.UNMET
    else:
        answer = Answer.UNREGULATED if disputed else missing
    by = (*rule.share.by, *rule.moved.by, *rule.left_out.by, *(rule.inapplicable.by if aside & set(criteria) else ()))
    because = tuple(dict.fromkeys(e for code in criteria for _, entries in said.get(code, ()) for e in entries))
    values: Values = (("met", met), ("of", counted), ("unknown", unknown + disputed), ("share", threshold.limit))
    needed = _least(threshold, counted)
    if needed is not None:
        values += (("needed", needed),)
        if answer is Answer.UNMET:  # while something is unknown, nothing is missing yet
            values += (("short", Fraction(needed - met)),)
    return Node("competence.criteria", competence.id, answer, by, values, because)
