"""Admission: what a candidate brings, against the grounds and the selection that the text asks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import assert_never

from certdomain.commands import (
    Command,
    EnrolCandidate,
    Evidence,
)
from certdomain.commands import Diploma as HeldDiploma
from certdomain.commands import Ects as HeldEcts
from certdomain.commands import Experience as HeldExperience
from certdomain.commands import Selection as HeldSelection
from certdomain.explanation import Answer, Node, all_of, any_of, yes
from certdomain.marks import total
from certdomain.referential import Audience
from certdomain.regulation.gates import (
    AnyGround,
    Diploma,
    Ects,
    Experience,
    Ground,
    SelectionPassed,
)
from certdomain.rules.circumstances import Circumstances
from certdomain.vocabulary import Route, Situation


def who_asks(command: Command, case: Circumstances) -> tuple[Route, Situation | None]:
    """Route and situation of the one who asks."""
    if isinstance(command, EnrolCandidate):
        return command.route, command.situation
    candidate = case.releve.candidate
    return candidate.route, candidate.situation


def _evidence(command: Command) -> Sequence[Evidence]:
    return command.evidence if isinstance(command, EnrolCandidate) else ()


def grounds(condition: AnyGround, command: Command, case: Circumstances) -> Node:
    """Whether one of the grounds of admission is brought."""
    if not _admits(condition.audience, command, case):
        return Node("gate.grounds", "entry", Answer.NOT_APPLICABLE)
    year = command.entry_year if isinstance(command, EnrolCandidate) else None
    grounds = [g for g in condition.grounds.value if year is None or not g.entry_years or year in g.entry_years]
    children = tuple(_ground(ground, _evidence(command)) for ground in grounds)
    answer = any_of(child.answer for child in children) if children else Answer.UNMET
    # A year of which no ground speaks is refused by what the text says of the others.
    asked = children or tuple(_ground(ground, ()) for ground in condition.grounds.value)
    by = condition.grounds.by or tuple(dict.fromkeys(c for child in asked for c in child.clauses))
    return Node("gate.grounds", "entry", answer, by, (), (), children)


def _admits(audience: Audience, command: Command, case: Circumstances) -> bool:
    return audience.admits(*who_asks(command, case))


def _ground(ground: Ground, evidence: Iterable[Evidence]) -> Node:
    held = [item.of for item in evidence]
    match ground:
        case Diploma():
            answers = [_diploma(ground, item) for item in held if isinstance(item, HeldDiploma)]
            return Node("ground.diploma", "evidence", any_of([*answers, Answer.UNMET]), ground.by)
        case Experience():
            items = [item for item in held if isinstance(item, HeldExperience)]
            return Node("ground.experience", "evidence", _experience(ground, items), ground.months.by)
        case Ects():
            credited = [item for item in held if isinstance(item, HeldEcts)]
            return Node("ground.ects", "evidence", _ects(ground, credited), ground.by)
        case _:
            assert_never(ground)


def _field(fields: tuple[str, ...], field: str | None) -> Answer:
    """A field that is not said leaves the question to the certifier."""
    if not fields or field in fields:
        return Answer.MET
    return Answer.PENDING if field is None else Answer.UNMET


def _diploma(ground: Diploma, held: HeldDiploma) -> Answer:
    level = ground.level is None or held.level >= ground.level
    kind = not ground.kinds or held.kind in ground.kinds
    return all_of((yes(level), yes(kind), _field(ground.fields, held.field)))


def _experience(ground: Experience, items: Sequence[HeldExperience]) -> Answer:
    """Experience of several posts adds up; that of a post whose field is not said leaves the rest to the certifier."""
    threshold = ground.months.value
    sure = total(item.months for item in items if _field(ground.fields, item.field) is Answer.MET)
    perhaps = total(item.months for item in items if _field(ground.fields, item.field) is not Answer.UNMET)
    if threshold.met_by(sure):
        return Answer.PENDING if ground.discretionary else Answer.MET
    return Answer.PENDING if threshold.met_by(perhaps) else Answer.UNMET


def _ects(ground: Ects, items: Sequence[HeldEcts]) -> Answer:
    """Credits of several courses add up, each in the right field or sector."""
    if ground.same_sector:
        right = [item for item in items if item.same_sector]
    else:
        right = [item for item in items if _field(ground.fields, item.field) is Answer.MET]
    return yes(total(item.credits for item in right) >= ground.credits)


def selection(condition: SelectionPassed, command: Command, case: Circumstances) -> Node:
    """Whether the selection that the text asks for was passed."""
    if not _admits(condition.audience, command, case):
        return Node("gate.selection", "entry", Answer.NOT_APPLICABLE)
    held = [item.of for item in _evidence(command) if isinstance(item.of, HeldSelection)]
    met = bool(held) and _has_parts(condition.parts, held)
    return Node("gate.selection", "entry", yes(met), condition.by, (("parts", ", ".join(condition.parts)),))


def _has_parts(parts: tuple[str, ...], held: Sequence[HeldSelection]) -> bool:
    """Whether every part was passed; a selection that is said in one word is passed as a whole."""
    if not all(item.passed for item in held):
        return False
    said = {part for part in ("file", "written", "interview") for item in held if getattr(item, part) is not None}
    return not said or all(part in said for part in parts)
