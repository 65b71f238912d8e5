"""The award: blocs and title from the relevé. It never sees an attempt or a session, only what counts and why."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import attrs
from attrs import frozen

from certdomain.envelope import BlocVerdict, TitleVerdict
from certdomain.explanation import Answer, Node, cited
from certdomain.marks import ZERO, on20, total
from certdomain.regulation.award import (
    EveryBloc,
    TitleRule,
)
from certdomain.regulation.tree import Regulation
from certdomain.rules.blocs import line_of
from certdomain.rules.hours import hours_node
from certdomain.rules.lines import Line
from certdomain.rules.part import part_line
from certdomain.rules.results import Releve
from certdomain.rules.title import (
    compensates,
    granted_part,
    in_average,
    nothing_lapsed,
    required,
    title_of,
    title_rule,
    untreated_part,
)
from certdomain.vocabulary import Verdict


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


def award_of(
    releve: Releve,
    regulation: Regulation,
    hours: Fraction,
    positioned: Fraction | None,
    *,
    referred: bool = False,
    admitted: bool = True,
) -> Award:
    """The award of a relevé under a settled regulation. `hours`: in company; `positioned`: as a positioning set.

    `referred`: a request waits for the word of the certifier. `admitted`: it is not the enrolment that waits.
    """
    lines = tuple(line_of(sheet, releve, regulation) for sheet in releve.sheets)
    part = None if releve.part is None else part_line(releve.part, releve, regulation)
    rule = title_rule(releve, regulation)
    requirements = () if rule is None else tuple(required(r, lines, part, releve, regulation) for r in rule.requires)
    available = nothing_lapsed(lines, releve, regulation)
    needed = (*requirements, *((available,) if available is not None else ()))
    in_company = hours_node(releve, regulation, hours, positioned, blocs=len(releve.candidate.scope or ()))
    title, answer = title_of(rule, needed, in_company, lines, part, releve, referred=referred, admitted=admitted)
    untreated = untreated_part(rule, title, needed, in_company, part)
    title, answer = untreated.title, untreated.answer or answer
    if title is Verdict.TOTAL and compensates(rule):
        lines = tuple(_compensate(line) if in_average(line.sheet, releve, regulation) else line for line in lines)
    kept = () if not untreated.kept else tuple(line.sheet.bloc.id for line in lines if _is_kept(line, regulation))
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
    by += tuple(clause for clause in untreated.by if clause not in by)
    tree = Node("award.title", "title", answer, by, (("verdict", title.value),), (), children)
    return Award(
        _points(title, lines, part, releve, regulation),
        tuple(_bloc_verdict(line) for line in lines),
        None if part is None else _bloc_verdict(part),
        kept,
        tree,
        tuple(pair for line in lines for pair in line.competences),
        _flags(rule),
    )


def _compensate(line: Line) -> Line:
    if line.verdict is Verdict.NOT_VALIDATED:
        return attrs.evolve(line, verdict=Verdict.COMPENSATED)
    return line


def _is_kept(line: Line, regulation: Regulation) -> bool:
    if line.verdict is Verdict.COMPENSATED:
        return regulation.award.compensated_kept.value and line.keepable
    return line.verdict is Verdict.VALIDATED and line.keepable


def _bloc_verdict(line: Line) -> BlocVerdict:
    wanted = Answer.MET if line.verdict in (Verdict.VALIDATED, Verdict.COMPENSATED) else Answer.UNMET
    clauses = cited([line.node], wanted) or cited([line.node])
    return BlocVerdict(
        bloc=line.sheet.bloc.id, verdict=line.verdict, points=line.points, out_of=line.out_of, clauses=clauses
    )


def _points(
    title: Verdict, lines: Sequence[Line], part: Line | None, releve: Releve, regulation: Regulation
) -> TitleVerdict:
    rule = title_rule(releve, regulation)
    averaged = [line for line in lines if in_average(line.sheet, releve, regulation)]
    counted = [line for line in (*averaged, *((part,) if part is not None else ())) if line.out_of]
    if not compensates(rule) or not any(line.points is not None for line in counted):
        return TitleVerdict(verdict=title)
    points = total(line.points or ZERO for line in counted)
    out_of = total(line.out_of or ZERO for line in counted)
    granted = granted_part(rule, releve, regulation)
    points, out_of = points + granted[0], out_of + granted[1]
    if releve.total_cut is not None:
        points *= 1 - releve.total_cut[0]
    return TitleVerdict(verdict=title, total=points, out_of=out_of, average20=on20(points, out_of))


def _flags(rule: TitleRule | None) -> tuple[str, ...]:
    if rule is None:
        return ("title-unregulated",)
    assumed = any(isinstance(r, EveryBloc) and r.assumed for r in rule.requires)
    return ("assumed-all-blocs",) if assumed else ()
