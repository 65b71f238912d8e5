"""The award: blocs and title from the relevé. It never sees an attempt or a session, only what counts and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import assert_never

from attrs import frozen

from certdomain.envelope import BlocVerdict, TitleVerdict
from certdomain.explanation import Answer, Node, Values, all_of, cited, yes
from certdomain.marks import ZERO, on20, total
from certdomain.referential import Bloc, Competence
from certdomain.regulation.award import (
    AverageBase,
    BlocByCompetences,
    BlocByCriteria,
    BlocByMark,
    BlocByVerdict,
    BlocRule,
    BlocsOutOf,
    EveryBloc,
    GeneralAverage,
    Inapplicable,
    NoBlocEliminatory,
    PartAtLeast,
    PartFailure,
    Requirement,
    Rounding,
    TitleRule,
    WithoutPart,
)
from certdomain.regulation.tree import Regulation
from certdomain.rules.hours import hours_node
from certdomain.rules.results import AWAITING, Counts, Releve, Result, Sheet
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


@frozen
class Award:
    """What the regulation proposes of a relevé, with the tree it was read off."""

    title: TitleVerdict
    blocs: tuple[BlocVerdict, ...]
    part: BlocVerdict | None
    kept: tuple[str, ...]
    tree: Node
    competences: tuple[tuple[str, bool | None], ...]
    flags: tuple[str, ...]


def award_of(releve: Releve, regulation: Regulation, hours: Fraction, positioned: Fraction | None) -> Award:
    """The award of a relevé under a settled regulation. `hours`: in company; `positioned`: as a positioning set."""
    lines = tuple(_line(sheet, releve, regulation) for sheet in releve.sheets)
    part = None if releve.part is None else _part_line(releve.part, releve, regulation)
    rule = title_rule(releve, regulation)
    requirements = () if rule is None else tuple(_require(r, lines, part, releve, regulation) for r in rule.requires)
    available = _nothing_lapsed(lines, regulation)
    needed = (*requirements, *((available,) if available is not None else ()))
    in_company = hours_node(releve, regulation, hours, positioned, blocs=len(releve.candidate.scope or ()))
    title, answer = _title(rule, needed, in_company, lines, part, releve)
    title, kept_all = _untreated_part(rule, title, needed)
    lines = tuple(_compensate(line, title, rule) for line in lines)
    kept = () if not kept_all else tuple(line.sheet.bloc.id for line in lines if _is_kept(line, regulation))
    if title in (Verdict.PARTIAL, Verdict.NONE):
        withheld = releve.candidate.scope is not None and in_company is not None
        title = Verdict.PARTIAL if kept else Verdict.NONE
        if withheld and in_company is not None and in_company.answer is Answer.PENDING and kept:
            title, answer = Verdict.PENDING, Answer.PENDING
    children = (*needed, *((in_company,) if in_company is not None else ()), *(line.node for line in lines))
    children += () if part is None else (part.node,)
    by = () if rule is None else rule.by
    if title in (Verdict.PARTIAL, Verdict.NONE):
        by += regulation.award.partial_by
    tree = Node("award.title", "title", answer, by, (("verdict", title.value),), (), children)
    return Award(
        _points(title, lines, part, releve, rule),
        tuple(_bloc_verdict(line) for line in lines),
        None if part is None else _bloc_verdict(part),
        kept,
        tree,
        tuple(pair for line in lines for pair in line.competences),
        _flags(rule),
    )


def bloc_rule(releve: Releve, regulation: Regulation) -> BlocRule | None:
    """The rule by which the blocs of this candidate are validated."""
    candidate = releve.candidate
    return next((r for r in regulation.award.blocs if r.audience.admits(candidate.route, candidate.situation)), None)


def title_rule(releve: Releve, regulation: Regulation) -> TitleRule | None:
    """The rule by which this candidate gets the title."""
    candidate = releve.candidate
    return next((r for r in regulation.award.titles if r.audience.admits(candidate.route, candidate.situation)), None)


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


# --- one bloc ---------------------------------------------------------------------------------------------------


def _line(sheet: Sheet, releve: Releve, regulation: Regulation) -> Line:
    bloc = sheet.bloc
    if sheet.kept is not None:
        node = Node("bloc.kept", bloc.id, Answer.MET, regulation.award.keeps, (), sheet.kept_because)
        return Line(sheet, node, Verdict.VALIDATED, sheet.kept.points, sheet.kept.out_of, keepable=True)
    if sheet.invalidated:
        by = () if regulation.fraud is None else regulation.fraud.loses.by
        node = Node("bloc.session-valid", bloc.id, Answer.UNMET, by, (), sheet.invalidated)
        return Line(sheet, node, Verdict.INVALIDATED, ZERO if _pointed(bloc) else None, sheet.most, keepable=False)
    rule = bloc_rule(releve, regulation)
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
            return _by_competences(rule, sheet)
        case BlocByCriteria():
            return _by_criteria(rule, sheet)
        case BlocByVerdict():
            return _by_verdict(rule, sheet)
        case _:
            assert_never(rule)


_COMPLETE = {
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


def _complete(sheet: Sheet, asks: str) -> Node:
    """Whether every evaluation of the line has a result that counts."""
    if sheet.whole is not None:
        return Node(asks, sheet.bloc.id, Answer.MET, sheet.whole.clauses, (), sheet.whole.because)
    if sheet.portfolio and not all(result.counts is Counts.COUNTED for result in sheet.results):
        return Node(asks, sheet.bloc.id, Answer.PENDING, (), (("awaits", "portfolio"),), sheet.portfolio)
    missing = tuple(result for result in sheet.results if result.counts is not Counts.COUNTED)
    children = tuple(
        Node(f"evaluation.{r.counts.value}", r.evaluation, _COMPLETE[r.counts], r.clauses, (), r.because)
        for r in missing
    )
    because = tuple(entry for result in sheet.results for entry in result.because)
    clauses = tuple(dict.fromkeys(c for r in sheet.results if r.counts is Counts.COUNTED for c in r.clauses))
    answer = all_of(node.answer for node in children) if children else Answer.MET
    return Node(asks, sheet.bloc.id, answer, clauses, (), because, children)


def _all_unsat(sheet: Sheet) -> bool:
    return sheet.whole is None and bool(sheet.results) and all(r.counts is Counts.NOT_SAT for r in sheet.results)


def _by_mark(rule: BlocByMark, sheet: Sheet) -> Line:
    bloc = sheet.bloc
    complete = _complete(sheet, "bloc.complete")
    points, out_of = _sum(sheet), sheet.most
    if sheet.whole is not None and sheet.whole.points is None and sheet.whole.verdict is not None:
        # A portfolio judged without points: the bloc is kept or not, no average can be computed over it.
        verdict = sheet.whole.verdict
        node = Node("bloc.verdict", bloc.id, yes(verdict is Verdict.VALIDATED), (), (), sheet.whole.because)
        return Line(sheet, node, verdict, None, out_of, keepable=True)
    if complete.answer is not Answer.MET:
        verdict = {Answer.PENDING: Verdict.PENDING, Answer.UNREGULATED: Verdict.UNREGULATED}.get(
            complete.answer, Verdict.NOT_SAT if _all_unsat(sheet) else Verdict.NOT_VALIDATED
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
    node = Node("bloc.validated", bloc.id, passed.answer, (), (), (), tuple(children))
    keepable = all(result.keepable for result in sheet.results)
    return Line(sheet, node, verdict, points, out_of, keepable=keepable)


def _switched(rule: BlocByMark) -> tuple[str, ...]:
    return () if rule.rounding.value is Rounding.EXACT else rule.rounding.by


def _sum(sheet: Sheet) -> Fraction:
    if sheet.whole is not None:
        return sheet.whole.points or ZERO
    return total(result.points for result in sheet.results if result.points is not None)


def _pointed(bloc: Bloc) -> bool:
    return any(evaluation.out_of is not None for evaluation in bloc.evaluations)


def _of_bloc(table: Sequence[tuple[str, tuple[str, ...]]], bloc: str) -> tuple[str, ...]:
    return next((clauses for name, clauses in table if name == bloc), ())


def _by_verdict(rule: BlocByVerdict, sheet: Sheet) -> Line:
    by = (*_of_bloc(rule.by_bloc, sheet.bloc.id), *rule.by)
    if sheet.whole is not None and sheet.whole.verdict is not None:
        node = Node(
            "bloc.verdict", sheet.bloc.id, yes(sheet.whole.verdict is Verdict.VALIDATED), by, (), sheet.whole.because
        )
        return Line(sheet, node, sheet.whole.verdict, None, None, keepable=True)
    complete = _complete(sheet, "bloc.complete")
    parts = tuple(_verdict_node(result, by) for result in sheet.results if result.counts is Counts.COUNTED)
    answer = all_of((complete.answer, *(node.answer for node in parts)))
    node = Node("bloc.validated", sheet.bloc.id, answer, by, (), (), (complete, *parts))
    return Line(sheet, node, _read_off(answer, sheet), None, None, keepable=True)


def _verdict_node(result: Result, by: tuple[str, ...]) -> Node:
    if result.verdict is None:
        return Node("evaluation.verdict", result.evaluation, Answer.PENDING, by, (), result.because)
    answer = yes(result.verdict is Verdict.VALIDATED)
    return Node("evaluation.verdict", result.evaluation, answer, by, (), result.because)


def _read_off(answer: Answer, sheet: Sheet) -> Verdict:
    match answer:
        case Answer.MET | Answer.NOT_APPLICABLE:
            return Verdict.VALIDATED
        case Answer.PENDING:
            return Verdict.PENDING
        case Answer.UNREGULATED:
            return Verdict.UNREGULATED
        case Answer.UNMET:
            return Verdict.NOT_SAT if _all_unsat(sheet) else Verdict.NOT_VALIDATED
        case _:
            assert_never(answer)


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


def _open(sheet: Sheet) -> bool:
    """Whether something of the bloc may still come."""
    return sheet.whole is None and (bool(sheet.portfolio) or any(result.counts in AWAITING for result in sheet.results))


def _by_competences(rule: BlocByCompetences, sheet: Sheet) -> Line:
    bloc = sheet.bloc
    if sheet.whole is not None and sheet.whole.verdict is not None:
        node = Node(
            "bloc.verdict",
            bloc.id,
            yes(sheet.whole.verdict is Verdict.VALIDATED),
            rule.needed,
            (),
            sheet.whole.because,
        )
        return Line(sheet, node, sheet.whole.verdict, None, None, keepable=True)
    complete = _complete(sheet, "bloc.complete")
    said = _marks(sheet)
    verdicts = tuple(
        _verdict_node(result, rule.needed)
        for result in sheet.results
        if result.counts is Counts.COUNTED and result.verdict is not None
    )
    counted = bool(sheet.results) and all(r.counts is Counts.COUNTED for r in sheet.results)
    # A part judged by a verdict as a whole covers the competences that no other part names.
    by_verdict = bool(verdicts) and all(node.answer is Answer.MET for node in verdicts)
    nodes: list[Node] = []
    held: list[tuple[str, bool | None]] = []
    missing = Answer.MET if by_verdict and counted else Answer.PENDING
    if missing is Answer.PENDING and not _open(sheet) and not verdicts:
        missing = Answer.PENDING if complete.answer is Answer.MET else Answer.UNMET
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
        nodes.append(Node("competence.validated", competence.id, answer, rule.needed, (), because))
        held.append((competence.id, agreed))
    share = rule.share.value
    counts = all_of(node.answer for node in nodes) if share is None or not nodes else _enough(nodes, share)
    competences = Node("bloc.competences", bloc.id, counts, rule.share.by, (), (), tuple(nodes))
    answer = all_of((complete.answer, counts, *(node.answer for node in verdicts)))
    node = Node("bloc.validated", bloc.id, answer, rule.needed, (), (), (complete, competences, *verdicts))
    return Line(sheet, node, _read_off(answer, sheet), None, None, keepable=True, competences=tuple(held))


def _enough(nodes: Sequence[Node], share: Fraction) -> Answer:
    """Whether at least a share of them is met, as soon as the rest cannot change it."""
    met = sum(node.answer is Answer.MET for node in nodes)
    open_ = sum(node.answer in (Answer.PENDING, Answer.UNREGULATED) for node in nodes)
    if met >= share * len(nodes):
        return Answer.MET
    return Answer.UNMET if met + open_ < share * len(nodes) else Answer.PENDING


def _by_criteria(rule: BlocByCriteria, sheet: Sheet) -> Line:
    bloc = sheet.bloc
    by = _of_bloc(rule.by_bloc, bloc.id)
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
    nodes = tuple(
        _competence_by_criteria(rule, competence, _criteria(rule, competence, bloc), said, aside)
        for competence in bloc.competences
    )
    announced = dict(rule.announced).get(bloc.id)
    answers = [node.answer for node in nodes]
    if announced is not None and announced.value is not None and announced.value > len(nodes):
        short = Node(
            "bloc.announced",
            bloc.id,
            Answer.PENDING,
            announced.by,
            (("announced", announced.value), ("listed", len(nodes))),
        )
        nodes, answers = (*nodes, short), [*answers, Answer.PENDING]
    missed = tuple(
        Node(f"evaluation.{r.counts.value}", r.evaluation, _COMPLETE[r.counts], r.clauses, (), r.because)
        for r in absent
    )
    withheld = any(result.counts is Counts.WITHHELD for result in sheet.results)
    answer = all_of((*answers, *(node.answer for node in missed), *((Answer.PENDING,) if withheld else ())))
    node = Node("bloc.validated", bloc.id, answer, by, (), (), (*nodes, *missed))
    held = tuple((n.about, _decided(n.answer)) for n in nodes if n.asks == "competence.criteria")
    return Line(sheet, node, _read_off(answer, sheet), None, None, keepable=True, competences=held)


def _decided(answer: Answer) -> bool | None:
    return {Answer.MET: True, Answer.UNMET: False}.get(answer)


def _criteria(rule: BlocByCriteria, competence: Competence, bloc: Bloc) -> tuple[str, ...]:
    moved = dict(rule.moved.value)
    out = set(rule.left_out.value)
    own = tuple(code for code in competence.criteria if moved.get(code, competence.id) == competence.id)
    guests = tuple(code for other in bloc.competences for code in other.criteria if moved.get(code) == competence.id)
    return tuple(dict.fromkeys(code for code in (*own, *guests) if code not in out))


def _competence_by_criteria(
    rule: BlocByCriteria,
    competence: Competence,
    criteria: tuple[str, ...],
    said: Mapping[str, Sequence[tuple[bool, tuple[int, ...]]]],
    aside: set[str],
) -> Node:
    met, unknown, counted = 0, 0, len(criteria)
    conflict = False
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
            unknown, conflict = unknown + 1, True
        else:
            met += agreed
    threshold = rule.share.value
    if counted == 0:
        answer = Answer.UNREGULATED
    elif threshold.met_by(Fraction(met, counted)):
        answer = Answer.MET
    elif not threshold.met_by(Fraction(met + unknown, counted)):
        answer = Answer.UNMET
    else:
        answer = Answer.UNREGULATED if conflict else Answer.PENDING
    by = (*rule.share.by, *rule.moved.by, *rule.left_out.by, *(rule.inapplicable.by if aside & set(criteria) else ()))
    because = tuple(dict.fromkeys(e for code in criteria for _, entries in said.get(code, ()) for e in entries))
    values: Values = (("met", met), ("of", counted), ("unknown", unknown), ("share", threshold.limit))
    return Node("competence.criteria", competence.id, answer, by, values, because)


# --- the professional part --------------------------------------------------------------------------------------


def _part_line(sheet: Sheet, releve: Releve, regulation: Regulation) -> Line:
    floor = _floor(releve, regulation)
    complete = _complete(sheet, "part.complete")
    points, out_of = _sum(sheet), sheet.most
    cut_because: tuple[int, ...] = ()
    by: tuple[str, ...] = ()
    if releve.part_cut is not None and regulation.attendance is not None:
        points, cut_because = points * (1 - releve.part_cut[0]), releve.part_cut[1]
        by = (*regulation.attendance.by, *regulation.attendance.base.by)
    if complete.answer is not Answer.MET or floor is None:
        answer = complete.answer if floor is not None else Answer.UNREGULATED
        verdict = {Answer.PENDING: Verdict.PENDING, Answer.UNREGULATED: Verdict.UNREGULATED}.get(
            answer, Verdict.NOT_SAT if _all_unsat(sheet) else Verdict.NOT_VALIDATED
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


# --- the title --------------------------------------------------------------------------------------------------


def _require(
    requirement: Requirement, lines: Sequence[Line], part: Line | None, releve: Releve, regulation: Regulation
) -> Node:
    match requirement:
        case EveryBloc():
            blocs = [b for b in regulation.referential.blocs if requirement.group in (None, b.group)]
            return _every(requirement, blocs, lines)
        case BlocsOutOf():
            return _out_of(requirement, [b.id for b in regulation.referential.group(requirement.group)], lines)
        case NoBlocEliminatory():
            return _not_eliminatory(requirement, [b.id for b in regulation.referential.blocs], lines)
        case GeneralAverage():
            return _average(requirement, lines, part, releve)
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


def _out_of(requirement: BlocsOutOf, blocs: Sequence[str], lines: Sequence[Line]) -> Node:
    answers = [_OF_VERDICT.get(line.verdict, Answer.UNMET) for line in lines if line.sheet.bloc.id in blocs]
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


def _not_eliminatory(requirement: NoBlocEliminatory, blocs: Sequence[str], lines: Sequence[Line]) -> Node:
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


def _average(requirement: GeneralAverage, lines: Sequence[Line], part: Line | None, releve: Releve) -> Node:
    by = (*requirement.at_least.by, *requirement.over.by)
    counted = (*lines, *((part,) if part is not None else ()))
    pending = any(line.verdict is Verdict.PENDING for line in counted)
    without_points = any(line.points is None for line in lines)
    needed = requirement.at_least.value
    points, out_of = _average_points(requirement, lines, part)
    if releve.waived is not None:
        by += requirement.without_part.by
        if requirement.without_part.value is WithoutPart.AT_THRESHOLD and requirement.part_minimum is not None:
            points, out_of = points + requirement.part_minimum.value, out_of + 2 * requirement.part_minimum.value
    if releve.total_cut is not None:
        points *= 1 - releve.total_cut[0]
    if without_points or not out_of:
        return Node("title.average", "title", Answer.PENDING, by, (("awaits", "points"),))
    average = rounded(on20(points, out_of), requirement.rounding.value)
    if requirement.over.value is AverageBase.BLOC_MEAN:
        average, points, out_of = _mean(lines, requirement), ZERO, ZERO
    if releve.waived is not None and requirement.without_part.value is WithoutPart.FULL_THRESHOLD:
        floor = requirement.part_minimum.value if requirement.part_minimum is not None else ZERO
        needed = needed * (out_of + 2 * floor) / out_of
    values: Values = (
        ("points", points),
        ("out_of", out_of),
        ("average20", average),
        ("needed20", needed),
        ("short", max(needed - average, ZERO) * out_of / 20),
    )
    answer = Answer.PENDING if pending else yes(average >= needed)
    return Node("title.average", "title", answer, by, values, releve.waived or ())


def _average_points(requirement: GeneralAverage, lines: Sequence[Line], part: Line | None) -> tuple[Fraction, Fraction]:
    counted = list(lines)
    if part is not None and requirement.over.value is AverageBase.ALL_POINTS:
        counted.append(part)
    points = total(line.points or ZERO for line in counted)
    return points, total(line.out_of or ZERO for line in counted)


def _mean(lines: Sequence[Line], requirement: GeneralAverage) -> Fraction:
    marks = [on20(line.points or ZERO, line.out_of) for line in lines if line.out_of]
    return rounded(total(marks) / len(marks), requirement.rounding.value) if marks else ZERO


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


def _nothing_lapsed(lines: Sequence[Line], regulation: Regulation) -> Node | None:
    """A bloc neither validated nor retaken is not used again in a new total; a retaken one may need its pass."""
    carry = regulation.carry
    if carry is None:
        return None
    lapsed = [line for line in lines if _lapsed(line, regulation)]
    hard = [line for line in lines if _needs_pass(line, regulation)]
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
        and not carry.reuse_unretaken.value
        and line.verdict in (Verdict.NOT_VALIDATED, Verdict.ELIMINATORY)
    )


def _needs_pass(line: Line, regulation: Regulation) -> bool:
    rule = next((r for r in regulation.award.blocs if isinstance(r, BlocByMark)), None)
    if rule is None or rule.retaken_needs_pass is None or not rule.retaken_needs_pass.value:
        return False
    return line.sheet.retaken and line.verdict is Verdict.NOT_VALIDATED


def _title(
    rule: TitleRule | None,
    needed: Sequence[Node],
    hours: Node | None,
    lines: Sequence[Line],
    part: Line | None,
    releve: Releve,
) -> tuple[Verdict, Answer]:
    """The one table by which the verdict on the title is read off the answers."""
    if rule is None:
        return Verdict.UNREGULATED, Answer.UNREGULATED
    answer = all_of(node.answer for node in needed)
    in_company = Answer.MET if hours is None else hours.answer
    if answer in (Answer.MET, Answer.NOT_APPLICABLE) and in_company is Answer.MET:
        return Verdict.TOTAL, Answer.MET
    entered = (*lines, *((part,) if part is not None else ()))
    if any(_awaits(line) for line in entered if _in_scope(line, releve)):
        return Verdict.PENDING, Answer.PENDING
    if answer is Answer.UNMET:
        return Verdict.PARTIAL, Answer.UNMET
    if answer is Answer.PENDING or in_company is Answer.PENDING:
        return Verdict.PENDING, Answer.PENDING
    if answer is Answer.UNREGULATED:
        return Verdict.UNREGULATED, Answer.UNREGULATED
    return Verdict.PARTIAL, Answer.UNMET


def _awaits(line: Line) -> bool:
    if line.verdict in (Verdict.VALIDATED, Verdict.INVALIDATED) or line.sheet.jury is not None:
        return False
    waiting = any(result.counts in AWAITING for result in line.sheet.results)
    return line.verdict is Verdict.PENDING or (line.sheet.whole is None and waiting)


def _in_scope(line: Line, releve: Releve) -> bool:
    """An option that was not chosen is entered, but nobody waits for it."""
    option = releve.candidate.option
    return (
        option is None
        or line.sheet.bloc.group == "blocs"
        or line.sheet.bloc.id == option
        or bool(any(result.counts is not Counts.AWAITED for result in line.sheet.results))
    )


def _untreated_part(rule: TitleRule | None, title: Verdict, needed: Sequence[Node]) -> tuple[Verdict, bool]:
    """All else met and only the professional part fails: the text does not treat it, a reading says what follows."""
    if rule is None or title is not Verdict.PARTIAL:
        return title, True
    requirement = next((r for r in rule.requires if isinstance(r, PartAtLeast)), None)
    unmet = [node.asks for node in needed if node.answer is Answer.UNMET]
    if requirement is None or unmet != ["title.part"]:
        return title, True
    match requirement.failing.value:
        case PartFailure.BLOCS_KEPT:
            return title, True
        case PartFailure.NOTHING_KEPT:
            return title, False
        case PartFailure.GRANTED:
            return Verdict.TOTAL, True
        case _:
            assert_never(requirement.failing.value)


def compensates(rule: TitleRule | None) -> bool:
    """Whether the title compensates blocs: only one that is granted on an average does."""
    return rule is not None and any(isinstance(requirement, GeneralAverage) for requirement in rule.requires)


def _compensate(line: Line, title: Verdict, rule: TitleRule | None) -> Line:
    if title is Verdict.TOTAL and line.verdict is Verdict.NOT_VALIDATED and compensates(rule):
        return Line(
            line.sheet, line.node, Verdict.COMPENSATED, line.points, line.out_of, line.keepable, line.competences
        )
    return line


def _is_kept(line: Line, regulation: Regulation) -> bool:
    if line.verdict is Verdict.COMPENSATED:
        return regulation.award.compensated_kept.value
    return line.verdict is Verdict.VALIDATED and line.keepable


def _bloc_verdict(line: Line) -> BlocVerdict:
    wanted = Answer.MET if line.verdict in (Verdict.VALIDATED, Verdict.COMPENSATED) else Answer.UNMET
    clauses = cited([line.node], wanted) or cited([line.node])
    return BlocVerdict(
        bloc=line.sheet.bloc.id, verdict=line.verdict, points=line.points, out_of=line.out_of, clauses=clauses
    )


def _points(
    title: Verdict, lines: Sequence[Line], part: Line | None, releve: Releve, rule: TitleRule | None
) -> TitleVerdict:
    counted = [line for line in (*lines, *((part,) if part is not None else ())) if line.out_of]
    if not counted or not any(line.points is not None for line in counted):
        return TitleVerdict(verdict=title)
    points = total(line.points or ZERO for line in counted)
    out_of = total(line.out_of or ZERO for line in counted)
    granted = _granted_part(rule, releve)
    points, out_of = points + granted, out_of + 2 * granted
    if releve.total_cut is not None:
        points *= 1 - releve.total_cut[0]
    return TitleVerdict(verdict=title, total=points, out_of=out_of, average20=on20(points, out_of))


def _granted_part(rule: TitleRule | None, releve: Releve) -> Fraction:
    """The points that a reading gives an exempted candidate for the part: its minimum, which is half of its points."""
    average = next((r for r in rule.requires if isinstance(r, GeneralAverage)), None) if rule is not None else None
    if releve.waived is None or average is None or average.part_minimum is None:
        return ZERO
    return average.part_minimum.value if average.without_part.value is WithoutPart.AT_THRESHOLD else ZERO


def _flags(rule: TitleRule | None) -> tuple[str, ...]:
    if rule is None:
        return ("title-unregulated",)
    assumed = any(isinstance(r, EveryBloc) and r.assumed for r in rule.requires)
    return ("assumed-all-blocs",) if assumed else ()
