"""Rejudging: a journey decided again from its commands, under another regulation than the one it was recorded under.

Each recorded command is put again, in order, on what came of those before it. What the other regulation refuses does
not happen; what it has no name for is listed as invalid, never raised. Candidates' standings are taken as they were
when each command was recorded; juries are constituted again too, so that a jury that is refused does not exist and
its deliberation cannot stand. Under its own regulations a journey comes out exactly as it was recorded.

Pure: the other streams come in through `Sources`, and the regulations through a function.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from types import MappingProxyType
from typing import Protocol

import attrs
from attrs import frozen

from certdomain import jury as juries
from certdomain.candidate import NOBODY, Standing
from certdomain.candidate import evolve as with_contribution
from certdomain.commands import Command, ConstituteJury, EnrolCandidate, EstablishFalsification, name_of
from certdomain.decider import contribution_of, decide, decide_jury, decide_only
from certdomain.dossier import Dossier, Entry, between, candidate_in, evolve, pinned
from certdomain.envelope import Answered, Decided, Recorded
from certdomain.errors import BadCommand, Problem
from certdomain.explanation import Node, Value
from certdomain.jury import Jury, JurySat
from certdomain.marks import written
from certdomain.regulation.tree import Regulation
from certdomain.rules.circumstances import Circumstances
from certdomain.rules.decision import Decision, decide_on
from certdomain.vocabulary import AnswerStatus

Under = Callable[[str, str], Regulation]
"""The settled regulation that stands in for the one recorded under a digest, of a certification."""

_CANDIDATE, _JURY = "candidate/", "jury/"


class Sources(Protocol):
    """Where the other streams are read, as of the versions that an answer recorded. A register is one."""

    def standing(self, candidate: str, /, *, upto: int | None = None, known_at: datetime | None = None) -> Standing:
        """What a candidate carried across journeys, at a version of the candidate's stream, or as known then."""

    def jury_history(self, jury: str, /, *, upto: int | None = None) -> Sequence[Recorded | JurySat]:
        """All that was recorded of a jury, up to a version of its stream."""


@frozen(kw_only=True)
class Turn:
    """The first question on which two explanations part: what it came to in each (None: it is not asked there).

    `nodes`: the question as it stands in each of them.
    """

    asks: str
    about: str
    clauses: tuple[str, ...]
    before: str | None
    after: str | None
    nodes: tuple[Node | None, Node | None] = (None, None)


@frozen(kw_only=True)
class Changed:
    """An entry whose answer is another one. `what`: what of it differs first; `turn`: on which question it turns."""

    entry: int
    command: str
    what: str
    recorded: str
    rejudged: str
    turn: Turn | None = None


@frozen(kw_only=True)
class Invalid:
    """An entry that names what does not exist under the other regulation, or after what came of earlier entries."""

    entry: int
    command: str
    problems: tuple[Problem, ...]


@frozen(kw_only=True)
class Rejudged:
    """A journey under another regulation: its dossier, the new answers in order, and what differs from the record.

    `answers` holds None where the entry is invalid.
    """

    dossier: Dossier
    answers: tuple[Answered | None, ...]
    changed: tuple[Changed, ...]
    invalid: tuple[Invalid, ...]
    candidate: str

    @property
    def same(self) -> bool:
        """Whether every entry has the answer that was recorded."""
        return not (self.changed or self.invalid)


def rejudged(
    records: Sequence[Recorded],
    under: Under,
    sources: Sources,
    *,
    findings: bool = True,
    prefer: Sequence[str] = (),
) -> Rejudged:
    """Decide all records of one journey again, each under the regulation that `under` gives for the recorded one.

    `findings`: whether the findings that each record raises are worked out and compared too. They decide nothing, and
    take most of the time: a decision lists those of the whole file anyway. `prefer`: clauses or readings; of several
    questions on which an answer turns, one that rests on them is named.
    """
    if not records:
        return Rejudged(dossier=Dossier(""), answers=(), changed=(), invalid=(), candidate="")
    journey = records[0].stream
    again = _Again(Dossier(journey), under, sources, findings=findings, prefer=prefer)
    for recorded in records:
        again.put(recorded)
    return Rejudged(
        dossier=again.dossier,
        answers=tuple(again.answers),
        changed=tuple(again.changed),
        invalid=tuple(again.invalid),
        candidate=candidate_in(again.dossier),
    )


def decision_of(
    again: Rejudged, under: Under, sources: Sources, on: date, *, known_at: datetime | None = None
) -> tuple[Decision, Regulation] | None:
    """The decision of a day on a rejudged journey, and the regulation it is taken under.

    None where there is none: nobody was enrolled by then, or the enrolment is refused. The decision carries the digest
    of the recorded regulation: what stands in for it has none.
    """
    dossier = again.dossier
    enrolment, digest = dossier.enrolment, pinned(dossier, on)
    if enrolment is None or digest is None:
        return None
    regulation = under(digest, enrolment.command.certification)
    standing = sources.standing(again.candidate, known_at=known_at)
    case = _with_own_bans(Circumstances(dossier, on, regulation, standing))
    if not case.enrolled:
        return None
    context = ((f"{_CANDIDATE}{again.candidate}", case.standing.version),)
    return decide_on(case, digest=digest, known_at=known_at, context=context), regulation


@frozen(kw_only=True)
class Question:
    """What marks a decision under another edition: it is asked, and decides nothing.

    `edition` and `regulation` (a digest) are those asked about; `pinned_edition` and `pinned` those that the journey is
    under on the day, None where it is not enrolled. `changed` and `invalid`: records that would have been answered
    otherwise, and those that would have named what does not exist.
    """

    edition: str
    regulation: str
    pinned_edition: str | None
    pinned: str | None
    changed: tuple[Changed, ...] = ()
    invalid: tuple[Invalid, ...] = ()


class _Again:
    """A journey while it is judged again."""

    def __init__(
        self, dossier: Dossier, under: Under, sources: Sources, *, findings: bool, prefer: Sequence[str]
    ) -> None:
        self.dossier = dossier
        self.answers: list[Answered | None] = []
        self.changed: list[Changed] = []
        self.invalid: list[Invalid] = []
        self._under, self._sources = under, sources
        self._decide = decide if findings else decide_only
        self._findings, self._prefer = findings, prefer
        self._nowhere: set[int] = set()
        self._certification = ""
        self._digest = ""

    def put(self, recorded: Recorded) -> None:
        """Decide one record again, on what came of those before it."""
        command, old = recorded.command, recorded.answer
        try:
            new = self._decide(command, self._case(recorded))
        except BadCommand as bad:
            self._nowhere.add(recorded.position)
            self.answers.append(None)
            self.invalid.append(Invalid(entry=recorded.position, command=name_of(type(command)), problems=bad.problems))
            # It keeps its number, for later entries point at numbers; but nothing can rest on it.
            new = Answered(status=AnswerStatus.REFUSED, edition=old.edition, regulation=old.regulation)
        else:
            new = attrs.evolve(new, edition=old.edition, regulation=old.regulation, context=old.context)
            self.answers.append(new)
            self.changed.extend(_changes(recorded, new, self._prefer, findings=self._findings))
        self.dossier = _without(evolve(self.dossier, attrs.evolve(recorded, answer=new)), self._nowhere)

    def _case(self, recorded: Recorded) -> Circumstances:
        """What is looked at: the file as it now stands, and the other streams at the versions that were recorded."""
        command, context = recorded.command, recorded.answer.context
        if isinstance(command, EnrolCandidate) or not self._digest:
            self._digest = recorded.answer.regulation or self._digest
            self._certification = getattr(command, "certification", self._certification)
        regulation = self._under(pinned(self.dossier, command.on) or self._digest, self._certification)
        standing = NOBODY
        sitting: dict[str, Jury] = {}
        for stream, upto in context.items():
            if stream.startswith(_CANDIDATE):
                candidate = stream.removeprefix(_CANDIDATE)
                standing = self._sources.standing(candidate, upto=upto) if upto else NOBODY
            elif stream.startswith(_JURY):
                jury = self._jury(stream.removeprefix(_JURY), upto)
                if jury is not None:
                    sitting[jury.id] = jury
        moved = between(self.dossier, command, recorded.answer.regulation)
        moves = None
        if moved is not None:
            moves = (self._under(moved[0], self._certification), self._under(moved[1], self._certification))
        case = Circumstances(self.dossier, command.on, regulation, standing, MappingProxyType(sitting), moves)
        return _with_own_bans(case)

    def _jury(self, name: str, upto: int) -> Jury | None:
        """The jury as its constitutions are judged under the other regulation; that it sat is a fact."""
        history: list[Recorded | JurySat] = []
        for each in self._sources.jury_history(name, upto=upto):
            if isinstance(each, JurySat) or not isinstance(each.command, ConstituteJury):
                history.append(each)
                continue
            regulation = self._under(each.answer.regulation or "", each.command.certification)
            answer = decide_jury(each.command, regulation, juries.fold(history))
            history.append(attrs.evolve(each, answer=answer))
        return juries.fold(history)


def _with_own_bans(case: Circumstances) -> Circumstances:
    """A ban notified in the journey itself is as long and as wide as the other regulation makes it."""
    known = case.standing.contributions.get(case.all.journey)
    if EstablishFalsification not in case.all.entries and (known is None or not known.bans):
        return case
    changed = with_contribution(case.standing, contribution_of(case))
    return attrs.evolve(case, standing=attrs.evolve(changed, version=case.standing.version))


def _without(dossier: Dossier, nowhere: set[int]) -> Dossier:
    """The file without the entries that cannot exist in it."""
    if not nowhere:
        return dossier
    kept: dict[type[Command], tuple[Entry[Command], ...]] = {}
    for kind, entries in dossier.entries.items():
        live = tuple(entry for entry in entries if entry.position not in nowhere)
        if live:
            kept[kind] = live
    return attrs.evolve(dossier, entries=MappingProxyType(kept))


# --- what differs -----------------------------------------------------------------------------------------------------


def _changes(recorded: Recorded, new: Answered, prefer: Sequence[str], *, findings: bool) -> Iterator[Changed]:
    """The first thing in which an answer is another one; the clauses that it cites are no such thing by themselves."""
    old_parts, new_parts = _substance(recorded.answer), _substance(new)
    if not findings:
        old_parts.pop("findings")
    for what, old in old_parts.items():
        if old != new_parts[what]:
            yield Changed(
                entry=recorded.position,
                command=name_of(type(recorded.command)),
                what=what,
                recorded=old,
                rejudged=new_parts[what],
                turn=turn_of(_tree(recorded.answer), _tree(new), prefer=prefer),
            )
            return


def _tree(answer: Answered) -> Node | None:
    return answer.tree if answer.rejudged is None else answer.rejudged.tree


def _substance(answer: Answered) -> dict[str, str]:
    """What an answer comes to, in words to be compared."""
    said = answer if answer.rejudged is None else answer.rejudged
    found = (
        f"{each.what}{'' if each.clause is None else f' [{each.clause}]'}"
        f"{'' if each.entry is None else f' (entry {each.entry})'}"
        for each in answer.findings
    )
    return {
        "status": answer.status.value,
        "corrected": said.status.value,
        "decided": _verdicts(said.decided),
        "session": said.session or "none",
        "possible_on": said.possible_on or "none",
        "findings": "; ".join(found) or "none",
    }


def _verdicts(decided: Decided | None) -> str:
    if decided is None:
        return "nothing"
    lines = (*decided.blocs, *((decided.part,) if decided.part is not None else ()))
    title = decided.title
    total = "" if title.total is None else f" {written(title.total)}"
    blocs = ", ".join(
        f"{line.bloc} {line.verdict.value}{'' if line.points is None else f' {written(line.points)}'}" for line in lines
    )
    return f"{title.verdict.value}{total}; {blocs}; kept {', '.join(decided.kept) or 'none'}"


def turn_of(old: Node | None, new: Node | None, *, prefer: Sequence[str] = ()) -> Turn | None:
    """The first question on which two explanations part, as deep as they do; None if they are the same.

    `prefer`: a question that rests on one of these clauses or readings goes before those that follow from it.
    """
    pairs = list(partings(old, new))
    if not pairs:
        return None
    return turn_of_pair(min(pairs, key=lambda pair: _remote(pair, {*prefer})))  # of several alike, the first


def _remote(pair: tuple[Node | None, Node | None], prefer: set[str]) -> tuple[bool, bool, bool]:
    """How far a parting is from what it is looked for: the question that came out the other way, and rests on those.

    A question that only sees what came of a bloc comes last.
    """
    old, new = pair
    nodes = [node for node in pair if node is not None]
    return (
        all(node.asks == "see" for node in nodes),
        old is not None and new is not None and old.answer is new.answer,
        all(prefer.isdisjoint(node.clauses) for node in nodes),
    )


def partings(old: Node | None, new: Node | None) -> Iterator[tuple[Node | None, Node | None]]:
    """The deepest pairs of questions that came to something else, in the order of the trees.

    Questions are paired by what they ask and of what. What a question cites or which entries it rests on is no
    difference.
    """
    if old is None or new is None:
        if old is not new:
            yield old, new
        return
    if old == new:
        return
    below = False
    for pair in _paired(old.children, new.children):
        for found in partings(*pair):
            below = True
            yield found
    if not below and (old.answer, old.values) != (new.answer, new.values):
        yield old, new


def _paired(old: Sequence[Node], new: Sequence[Node]) -> Iterator[tuple[Node | None, Node | None]]:
    left, right = _numbered(old), _numbered(new)
    for key in dict.fromkeys((*left, *right)):
        yield left.get(key), right.get(key)


def _numbered(nodes: Sequence[Node]) -> Mapping[tuple[str, str, int], Node]:
    found: dict[tuple[str, str, int], Node] = {}
    for node in nodes:
        number = 0
        while (node.asks, node.about, number) in found:
            number += 1
        found[node.asks, node.about, number] = node
    return found


def turn_of_pair(pair: tuple[Node | None, Node | None]) -> Turn:
    """The question on which two explanations part, from the pair that it is in them. One of the two may be missing."""
    named = pair[0] or pair[1]
    assert named is not None  # noqa: S101  a parting has two sides, and one of them is there
    clauses = dict.fromkeys(clause for node in pair if node is not None for clause in node.clauses)
    before, after = (None if node is None else _came_to(node, other) for node, other in (pair, pair[::-1]))
    return Turn(asks=named.asks, about=named.about, clauses=tuple(clauses), before=before, after=after, nodes=pair)


def _came_to(node: Node, other: Node | None) -> str:
    """The answer of a question, with the values that the other side has not."""
    held = () if other is None else other.values
    values = [f"{name} {_value(value)}" for name, value in node.values if (name, value) not in held]
    return ", ".join([node.answer.value, *values])


def _value(value: Value) -> str:
    match value:
        case Fraction():
            return written(value)
        case date():
            return value.isoformat()
        case Enum():
            return str(value.value)
        case _:
            return str(value)
