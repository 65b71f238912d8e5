"""Moves between editions: whether the text of the edition that is moved to lets a journey come to it."""

from __future__ import annotations

from datetime import date
from typing import assert_never

import attrs

from certdomain.commands import EnrolCandidate, MoveToEdition
from certdomain.dossier import Dossier
from certdomain.explanation import Answer, Node, Values, any_of, yes
from certdomain.regulation.transitions import (
    ByCandidateOption,
    ByCertifier,
    ByEntryDate,
    ByMoreFavourable,
    EntryDay,
    Favour,
    Transition,
    TransitionGround,
)
from certdomain.rules.circumstances import Circumstances
from certdomain.vocabulary import MoveGround, Verdict

_RANKS = (Verdict.NONE, Verdict.PARTIAL, Verdict.TOTAL)
"""Verdicts that can be compared, the least favourable first."""


def move(command: MoveToEdition, case: Circumstances) -> Node | None:
    """Whether the move rests on a ground that the text of the new edition has, as a tree.

    None where that text has no word on it, or the journey stays in its edition (under other readings): then the
    certifier's act stands alone.
    """
    if case.moves is None:
        return None
    origin, target = case.moves
    earlier = origin.edition
    if not target.transitions or target.edition == earlier:
        return None
    open_ = [each for each in target.transitions if not each.editions or earlier in each.editions]
    if not open_:
        by = tuple(dict.fromkeys(clause for each in target.transitions for clause in each.by))
        children: tuple[Node, ...] = (Node("move.from", "title", Answer.UNMET, by, (("edition", earlier),)),)
    else:
        children = tuple(_transition(each, command, case) for each in open_)
    return Node("act", "move-to-edition", any_of(child.answer for child in children), (), (), (), children)


def _transition(transition: Transition, command: MoveToEdition, case: Circumstances) -> Node:
    """One transition of the text: any of its grounds that the act rests on, or may rest on where it names none."""
    tried = [each for each in transition.grounds if _rests(each, command.ground)]
    if tried:
        grounds = tuple(_judge(each, command, case) for each in tried)
    elif command.ground is None:
        grounds = (Node("move.ground-named", "title", Answer.UNMET, transition.by),)
    else:
        values: Values = (("ground", command.ground.value),)
        grounds = (Node("move.ground-known", "title", Answer.UNMET, transition.by, values),)
    answer = any_of(node.answer for node in grounds)
    return Node("move.transition", "title", answer, transition.by, (), (), grounds)


def _rests(ground: TransitionGround, named: MoveGround | None) -> bool:
    """Whether a ground is looked at. An option or a decision must be named; what follows from the file need not be."""
    match ground:
        case ByEntryDate():
            return named in (None, MoveGround.ENTRY_DATE)
        case ByCandidateOption():
            return named is MoveGround.CANDIDATE_OPTION
        case ByMoreFavourable():
            return named in (None, MoveGround.MORE_FAVOURABLE)
        case ByCertifier():
            return named is MoveGround.CERTIFIER
        case _:
            assert_never(ground)


def _judge(ground: TransitionGround, command: MoveToEdition, case: Circumstances) -> Node:
    match ground:
        case ByEntryDate():
            return _entered(ground, case)
        case ByCandidateOption():
            last = ground.until.value
            days: Values = (("day", command.on), *((("last-day", last),) if last is not None else ()))
            return Node("move.option", "title", yes(last is None or command.on <= last), ground.until.by, days)
        case ByMoreFavourable():
            return _favourable(ground, case)
        case ByCertifier():
            return Node("move.certifier", "title", Answer.MET, ground.by)
        case _:
            assert_never(ground)


def _entered(ground: ByEntryDate, case: Circumstances) -> Node:
    enrolment, since = case.file.enrolment, ground.since.value
    by = (*ground.since.by, *ground.entry.by)
    if enrolment is None or since is None:
        return Node("move.entry", "title", Answer.UNMET, by)
    day = _entry_day(enrolment.command, ground.entry.value)
    # Not `first-day`: no later move is in time for who entered too early.
    values: Values = (("day", day), ("since", since))
    return Node("move.entry", "title", yes(day >= since), by, values, (enrolment.position,))


def _entry_day(command: EnrolCandidate, entry: EntryDay) -> date:
    match entry:
        case EntryDay.ENROLMENT:
            return command.on
        case EntryDay.TRAINING_START:
            return command.training_start or command.on
        case _:
            assert_never(entry)


def _favourable(ground: ByMoreFavourable, case: Circumstances) -> Node:
    """The outcome of the day under both editions, of what is recorded up to it."""
    old, new = (attrs.evolve(case, regulation=each).award for each in case.moves or ())
    verdicts = (old.title.verdict, new.title.verdict)
    values: Values = (
        ("earlier", verdicts[0].value),
        ("later", verdicts[1].value),
        ("kept_earlier", len(old.kept)),
        ("kept_later", len(new.kept)),
    )
    by = ground.compares.by
    if any(verdict not in _RANKS for verdict in verdicts):
        return Node("move.favourable-known", "title", Answer.UNMET, by, values)
    before, after = (_RANKS.index(verdict) for verdict in verdicts)
    match ground.compares.value:
        case Favour.TITLE:
            better = after > before
        case Favour.TITLE_THEN_BLOCS:
            better = (after, len(new.kept)) > (before, len(old.kept))
        case _:
            assert_never(ground.compares.value)
    return Node("move.favourable", "title", yes(better), by, values)


def unregulated(case: Circumstances) -> bool:
    """Whether the file came to its edition from another one, and the text says nothing of that."""
    return not case.regulation.transitions and _moved(case.file)


def _moved(file: Dossier) -> bool:
    enrolment = file.enrolment
    moves = sorted(file.accepted(MoveToEdition), key=lambda entry: entry.order)
    if enrolment is None or not moves:
        return False
    earlier = [enrolment.answer.edition, *(entry.answer.edition for entry in moves)]
    return earlier[-2] != earlier[-1]
