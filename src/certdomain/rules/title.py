"""The title: each requirement as a question, and the one table that reads the verdict off the answers."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import assert_never

from attrs import frozen

from certdomain.explanation import Answer, Node, Values, all_of, any_of, cited, yes
from certdomain.marks import ZERO, on20, total
from certdomain.referential import Bloc
from certdomain.regulation.award import (
    AverageBase,
    BlocByMark,
    BlocsOutOf,
    EveryBloc,
    GeneralAverage,
    GroupsSat,
    NoBlocEliminatory,
    PartAtLeast,
    PartFailure,
    Requirement,
    TitleRule,
    WithoutPart,
)
from certdomain.regulation.tree import Regulation
from certdomain.rules.blocs import bloc_rule
from certdomain.rules.lines import Line, rounded
from certdomain.rules.results import AWAITING, Counts, Releve, Sheet
from certdomain.vocabulary import Verdict


@frozen
class Untreated:
    """What follows where only the professional part fails. `answer`: to whether the title is granted, if it changes."""

    title: Verdict
    answer: Answer | None = None
    kept: bool = True
    by: tuple[str, ...] = ()


def title_rule(releve: Releve, regulation: Regulation) -> TitleRule | None:
    """The rule by which this candidate gets the title."""
    candidate = releve.candidate
    return next((r for r in regulation.award.titles if r.audience.admits(candidate.route, candidate.situation)), None)


def required(
    requirement: Requirement, lines: Sequence[Line], part: Line | None, releve: Releve, regulation: Regulation
) -> Node:
    """Whether a requirement of the title is met."""
    match requirement:
        case EveryBloc():
            blocs = [b for b in regulation.referential.blocs if requirement.group in (None, b.group)]
            return _every(requirement, blocs, lines)
        case BlocsOutOf():
            rule = title_rule(releve, regulation)
            return _out_of(requirement, [line for line in lines if expected(line.sheet, releve, rule)])
        case GroupsSat():
            return _groups_sat(requirement, lines, regulation)
        case NoBlocEliminatory():
            groups = optional_groups(title_rule(releve, regulation))
            mine = [line for line in lines if counting(line.sheet, releve, title_rule(releve, regulation))]
            entered = {line.sheet.bloc.id for line in mine}
            blocs = [b for b in regulation.referential.blocs if b.group not in groups or b.id in entered]
            return _not_eliminatory(requirement, [b.id for b in blocs], mine, releve, regulation)
        case GeneralAverage():
            return _average(requirement, lines, part, releve, regulation)
        case PartAtLeast():
            return _part_required(requirement, part, releve, regulation)
        case _:
            assert_never(requirement)


_OF_VERDICT = {
    Verdict.VALIDATED: Answer.MET,
    Verdict.COMPENSATED: Answer.MET,
    Verdict.PENDING: Answer.PENDING,
    Verdict.UNREGULATED: Answer.UNREGULATED,
}


def _every(requirement: EveryBloc, blocs: Sequence[Bloc], lines: Sequence[Line]) -> Node:
    by_id = {line.sheet.bloc.id: line for line in lines}
    children = tuple(
        Node("see", bloc.id, _OF_VERDICT.get(by_id[bloc.id].verdict, Answer.UNMET))
        if bloc.id in by_id
        else Node("bloc.entered", bloc.id, Answer.UNMET)
        for bloc in blocs
    )
    return Node("title.every-bloc", "title", all_of(c.answer for c in children), requirement.by, (), (), children)


def _out_of(requirement: BlocsOutOf, lines: Sequence[Line]) -> Node:
    answers = [
        _OF_VERDICT.get(line.verdict, Answer.UNMET) for line in lines if line.sheet.bloc.group == requirement.group
    ]
    met = answers.count(Answer.MET)
    needed = requirement.at_least
    if met >= needed:
        answer = Answer.MET
    elif met + answers.count(Answer.PENDING) >= needed:
        answer = Answer.PENDING
    elif met + answers.count(Answer.PENDING) + answers.count(Answer.UNREGULATED) >= needed:
        answer = Answer.UNREGULATED
    else:
        answer = Answer.UNMET
    values: Values = (("validated", met), ("needed", needed), ("group", requirement.group))
    return Node("title.blocs-out-of", "title", answer, requirement.by, values)


def _groups_sat(requirement: GroupsSat, lines: Sequence[Line], regulation: Regulation) -> Node:
    by_id = {line.sheet.bloc.id: line for line in lines}

    def sat(group: str) -> Node:
        children = []
        for bloc in regulation.referential.group(group):
            line = by_id.get(bloc.id)
            if line is None:
                children.append(Node("bloc.entered", bloc.id, Answer.UNMET))
                continue
            marked = any(n.asks == "bloc.mark" for n in line.node.children)
            children.append(Node("see", bloc.id, Answer.MET if marked else _OF_VERDICT.get(line.verdict, Answer.UNMET)))
        return Node(
            "title.group-sat", group, all_of(c.answer for c in children), requirement.by, (), (), tuple(children)
        )

    options = tuple(sat(group) for group in requirement.one_of)
    chosen = (Node("title.one-group", "title", any_of(n.answer for n in options), requirement.by, (), (), options),)
    children = (*(sat(group) for group in requirement.always), *(chosen if options else ()))
    return Node("title.groups-sat", "title", all_of(c.answer for c in children), requirement.by, (), (), children)


def _not_eliminatory(
    requirement: NoBlocEliminatory, blocs: Sequence[str], lines: Sequence[Line], releve: Releve, regulation: Regulation
) -> Node:
    by_id = {line.sheet.bloc.id: line for line in lines}
    children = []
    for bloc in blocs:
        line = by_id.get(bloc)
        if line is None:
            children.append(Node("bloc.entered", bloc, Answer.UNMET))
            continue
        fully_sat = line.verdict is Verdict.NOT_VALIDATED and line.node.answer is Answer.UNMET
        reached = fully_sat and any(n.asks == "bloc.mark" for n in line.node.children)
        answer = Answer.MET if reached else _OF_VERDICT.get(line.verdict, Answer.UNMET)
        if _owes_points(line, releve, regulation):
            answer = Answer.PENDING
        children.append(Node("see", bloc, answer, cited([line.node], Answer.UNMET) if answer is Answer.UNMET else ()))
    return Node(
        "title.no-bloc-eliminatory",
        "title",
        all_of(c.answer for c in children),
        requirement.by,
        (),
        (),
        tuple(children),
    )


def _owes_points(line: Line, releve: Releve, regulation: Regulation) -> bool:
    """Whether a bloc was refused without points, where its points would say if it is below the eliminatory mark."""
    whole = line.sheet.whole
    refused = line.verdict is Verdict.NOT_VALIDATED and line.sheet.jury is None and not line.sheet.invalidated
    return refused and whole is not None and whole.points is None and in_average(line.sheet, releve, regulation)


def _average(
    requirement: GeneralAverage, lines: Sequence[Line], part: Line | None, releve: Releve, regulation: Regulation
) -> Node:
    rule = title_rule(releve, regulation)
    granted, most = granted_part(rule, releve, regulation), waived_part(rule, releve, regulation)[1]
    lines = [line for line in lines if in_average(line.sheet, releve, regulation)]
    by = (*requirement.at_least.by, *requirement.over.by)
    counted = (*lines, *((part,) if part is not None else ()))
    pending = any(line.verdict is Verdict.PENDING for line in counted)
    without_points = any(line.points is None for line in lines)
    needed = requirement.at_least.value
    points, out_of = _average_points(requirement, lines, part)
    if releve.waived is not None:
        by += requirement.without_part.by
        points, out_of = points + granted[0], out_of + granted[1]
    if releve.total_cut is not None:
        points *= 1 - releve.total_cut[0]
    if without_points or not out_of:
        return Node("title.average", "title", Answer.PENDING, by, (("awaits", "points"),))
    average = rounded(on20(points, out_of), requirement.rounding.value)
    if releve.waived is not None and requirement.without_part.value is WithoutPart.FULL_THRESHOLD:
        # What the rounding makes of an average it makes of the threshold too: 500 points of 750 are enough.
        needed = rounded(needed * (out_of + most) / out_of, requirement.rounding.value)
    if requirement.over.value is AverageBase.BLOC_MEAN:
        average, points, out_of = _mean(lines, requirement, releve), ZERO, ZERO
    values: Values = (
        ("points", points),
        ("out_of", out_of),
        ("average20", average),
        ("needed20", needed),
        ("short", max(needed - average, ZERO) * out_of / 20),
    )
    answer = Answer.PENDING if pending else yes(average >= needed)
    return Node("title.average", "title", answer, by, values, releve.waived or ())


def in_average(sheet: Sheet, releve: Releve, regulation: Regulation) -> bool:
    """Whether a bloc enters a general average: judged by its mark, with points, and no option that was left aside.

    A bloc that no rule judges stays in it, and is waited for: nothing says that it could be left out.
    """
    rule = bloc_rule(sheet.bloc, releve, regulation)
    marked = rule is None or (isinstance(rule, BlocByMark) and sheet.most > 0)
    return marked and counting(sheet, releve, title_rule(releve, regulation))


def _average_points(requirement: GeneralAverage, lines: Sequence[Line], part: Line | None) -> tuple[Fraction, Fraction]:
    counted = list(lines)
    if part is not None and requirement.over.value is AverageBase.ALL_POINTS:
        counted.append(part)
    points = total(line.points or ZERO for line in counted)
    return points, total(line.out_of or ZERO for line in counted)


def _mean(lines: Sequence[Line], requirement: GeneralAverage, releve: Releve) -> Fraction:
    marks = [on20(line.points or ZERO, line.out_of) for line in lines if line.out_of]
    left = 1 if releve.total_cut is None else 1 - releve.total_cut[0]
    return rounded(left * total(marks) / len(marks), requirement.rounding.value) if marks else ZERO


def _part_required(requirement: PartAtLeast, part: Line | None, releve: Releve, regulation: Regulation) -> Node:
    about = "part" if regulation.referential.part is None else regulation.referential.part.id
    if releve.waived is not None:
        by = () if regulation.exemption is None else regulation.exemption.by
        return Node("title.part", about, Answer.NOT_APPLICABLE, by, (), releve.waived)
    if part is None:
        return Node("title.part", about, Answer.UNMET, requirement.floor.by, (("entered", "no"),))
    answer = _OF_VERDICT.get(part.verdict, Answer.UNMET)
    unmet = cited([part.node], Answer.UNMET) if answer is Answer.UNMET else ()
    return Node("title.part", about, answer, tuple(dict.fromkeys((*requirement.floor.by, *unmet))))


def waived_part(rule: TitleRule | None, releve: Releve, regulation: Regulation) -> tuple[Fraction, Fraction]:
    """Of a waived professional part: the points of its minimum, and the most it could bring; nothing if it is not."""
    part, candidate = regulation.referential.part, releve.candidate
    requires = () if rule is None else rule.requires
    floor = next((r for r in requires if isinstance(r, PartAtLeast)), None)
    if releve.waived is None or part is None or floor is None:
        return ZERO, ZERO
    most = part.points_for(candidate.route, candidate.situation)
    return floor.floor.value * most / 20, most


def granted_part(rule: TitleRule | None, releve: Releve, regulation: Regulation) -> tuple[Fraction, Fraction]:
    """The points, and of how many, that a reading gives an exempted candidate for the part: its minimum, or none."""
    granted = any(
        isinstance(r, GeneralAverage) and r.without_part.value is WithoutPart.AT_THRESHOLD
        for r in (() if rule is None else rule.requires)
    )
    return waived_part(rule, releve, regulation) if granted else (ZERO, ZERO)


def nothing_lapsed(lines: Sequence[Line], releve: Releve, regulation: Regulation) -> Node | None:
    """A bloc neither validated nor retaken is not used again in a new total; a retaken one may need its pass."""
    carry = regulation.carry
    if carry is None:
        return None
    lapsed = [line for line in lines if _lapsed(line, regulation)]
    hard = [line for line in lines if _needs_pass(line, releve, regulation)]
    if not lapsed and not hard:
        return None
    return Node(
        "title.blocs-available",
        "title",
        Answer.UNMET,
        (*carry.by, *carry.reuse_unretaken.by),
        (("blocs", ", ".join(line.sheet.bloc.id for line in (*lapsed, *hard))),),
    )


def _lapsed(line: Line, regulation: Regulation) -> bool:
    carry = regulation.carry
    return (
        carry is not None
        and line.sheet.overtaken
        and not line.sheet.retaken
        and not carry.reuse_unretaken.value
        and line.verdict in (Verdict.NOT_VALIDATED, Verdict.ELIMINATORY)
    )


def _needs_pass(line: Line, releve: Releve, regulation: Regulation) -> bool:
    rule = bloc_rule(line.sheet.bloc, releve, regulation)
    if not isinstance(rule, BlocByMark) or rule.retaken_needs_pass is None or not rule.retaken_needs_pass.value:
        return False
    return line.sheet.retaken and line.verdict is Verdict.NOT_VALIDATED


def title_of(
    rule: TitleRule | None,
    needed: Sequence[Node],
    hours: Node | None,
    lines: Sequence[Line],
    part: Line | None,
    releve: Releve,
    *,
    referred: bool,
    admitted: bool,
) -> tuple[Verdict, Answer]:
    """The one table by which the verdict on the title is read off the answers."""
    if not admitted:
        return Verdict.PENDING, Answer.PENDING
    if rule is None:
        return Verdict.UNREGULATED, Answer.UNREGULATED
    answer = all_of(node.answer for node in needed)
    in_company = Answer.MET if hours is None else hours.answer
    if answer in (Answer.MET, Answer.NOT_APPLICABLE) and in_company is Answer.MET:
        return Verdict.TOTAL, Answer.MET
    entered = (*lines, *((part,) if part is not None else ()))
    if referred or any(_awaits(line) for line in entered if expected(line.sheet, releve, rule)):
        return Verdict.PENDING, Answer.PENDING
    if answer is Answer.UNMET:
        return Verdict.PARTIAL, Answer.UNMET
    if answer is Answer.PENDING or in_company is Answer.PENDING:
        return Verdict.PENDING, Answer.PENDING
    return Verdict.UNREGULATED, Answer.UNREGULATED


def _awaits(line: Line) -> bool:
    if line.verdict in (Verdict.VALIDATED, Verdict.INVALIDATED) or line.sheet.jury is not None:
        return False
    waiting = any(result.counts in AWAITING for result in line.sheet.results)
    return line.verdict is Verdict.PENDING or (line.sheet.whole is None and waiting)


def optional_groups(rule: TitleRule | None) -> frozenset[str]:
    """The groups of blocs among which a candidate chooses."""
    found: set[str] = set()
    for requirement in () if rule is None else rule.requires:
        if isinstance(requirement, BlocsOutOf):
            found.add(requirement.group)
        elif isinstance(requirement, GroupsSat):
            found.update(requirement.one_of)
    return frozenset(found)


def expected(sheet: Sheet, releve: Releve, rule: TitleRule | None) -> bool:
    """Whether the results of a bloc are waited for: nobody waits for an option that was not chosen, nor begun.

    A path of separate blocs names each of its blocs, options too, and so does a request for a retake.
    """
    named = not releve.candidate.whole or sheet.retaken
    return named or _begun(sheet) or counting(sheet, releve, rule)


def counting(sheet: Sheet, releve: Releve, rule: TitleRule | None) -> bool:
    """Whether a bloc counts for the candidate: of the options, those that were chosen do.

    Without a choice, those that were begun; and until enough were, any that may still be sat. Each requirement that
    offers a choice is a choice of its own.
    """
    requires = () if rule is None else rule.requires
    return all(_taken(requirement, sheet, releve) for requirement in requires)


def _taken(requirement: Requirement, sheet: Sheet, releve: Releve) -> bool:
    match requirement:
        case BlocsOutOf(group=group) if sheet.bloc.group == group:
            needed, name = requirement.at_least, sheet.bloc.id
            named = {other.bloc.id: other.bloc.id for other in releve.sheets if other.bloc.group == group}
        case GroupsSat(one_of=groups) if sheet.bloc.group in groups:
            needed, name = 1, sheet.bloc.group
            named = {other.bloc.id: other.bloc.group for other in releve.sheets if other.bloc.group in groups}
        case _:
            return True
    # The last choices hold: one more than are needed takes the place of the first.
    choices = [named[option] for option in reversed(releve.candidate.options) if option in named]
    taken = set(list(dict.fromkeys(choices))[:needed])
    if len(taken) < needed:
        taken |= {named[other.bloc.id] for other in releve.sheets if other.bloc.id in named and _begun(other)}
    return name in taken or (len(taken) < needed and _may_be_sat(sheet))


def _may_be_sat(sheet: Sheet) -> bool:
    return not sheet.closed or any(result.counts in AWAITING for result in sheet.results)


def _begun(sheet: Sheet) -> bool:
    untouched = (Counts.AWAITED, Counts.NOT_SAT)
    return sheet.whole is not None or sheet.kept is not None or any(r.counts not in untouched for r in sheet.results)


def untreated_part(
    rule: TitleRule | None, title: Verdict, needed: Sequence[Node], hours: Node | None, part: Line | None
) -> Untreated:
    """All else met and only the mark of the professional part fails: no text treats it, a reading says what follows.

    A part without a mark (an absence, a late report, never sat, not entered) is another case: the blocs are kept.
    """
    requirement = next((r for r in (() if rule is None else rule.requires) if isinstance(r, PartAtLeast)), None)
    unmet = [node.asks for node in needed if node.answer is Answer.UNMET]
    marked = part is not None and any(node.asks == "part.mark" for node in part.node.children)
    if title is not Verdict.PARTIAL or requirement is None or not marked or unmet != ["title.part"]:
        return Untreated(title)
    by = requirement.failing.by
    match requirement.failing.value:
        case PartFailure.BLOCS_KEPT:
            return Untreated(title, by=by)
        case PartFailure.NOTHING_KEPT:
            return Untreated(title, kept=False, by=by)
        case PartFailure.GRANTED:
            rest = [node.answer for node in needed if node.asks != "title.part"]
            answer = all_of((*rest, *(() if hours is None else (hours.answer,))))
            return Untreated(_GRANTED.get(answer, Verdict.TOTAL), answer, by=by)
        case _:
            assert_never(requirement.failing.value)


_GRANTED = {Answer.PENDING: Verdict.PENDING, Answer.UNREGULATED: Verdict.UNREGULATED}


def compensates(rule: TitleRule | None) -> bool:
    """Whether the title compensates blocs: only one that is granted on an average does."""
    return rule is not None and any(isinstance(requirement, GeneralAverage) for requirement in rule.requires)
