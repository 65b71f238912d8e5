"""The explanation tree: deciding builds it, verdicts are read off it. No sentence in it, only questions and values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum
from fractions import Fraction

from attrs import frozen

Value = Fraction | date | str | int
Values = tuple[tuple[str, Value], ...]


class Answer(Enum):
    """What a question came to."""

    MET = "met"  # yes
    UNMET = "unmet"  # no
    NOT_APPLICABLE = "not-applicable"  # the question does not arise for this candidate
    PENDING = "pending"  # not yet: something is awaited
    UNREGULATED = "unregulated"  # the text does not say


@frozen
class Node:
    """One question, its answer, and why.

    `asks` is a stable id ("bloc.mark"), `about` what it is asked of (a bloc, the title, an entry), `because` the
    entries of the journey relied on. What other streams contributed stands in `values`.
    """

    asks: str
    about: str
    answer: Answer
    clauses: tuple[str, ...] = ()
    values: Values = ()
    because: tuple[int, ...] = ()
    children: tuple[Node, ...] = ()

    def walk(self) -> Iterator[Node]:
        """This node and all below it, parents first."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))

    def value(self, name: str) -> Value | None:
        """The value of that name, or None."""
        for key, value in self.values:
            if key == name:
                return value
        return None

    def leading(self, answer: Answer) -> Iterator[Node]:
        """The nodes that gave this answer to the whole: each is reached through nodes that gave it too.

        An alternative that fails while another holds is no reason for a refusal.
        """
        waiting = [self]
        while waiting:
            node = waiting.pop()
            if node.answer is answer:
                yield node
                waiting.extend(reversed(node.children))


_ALL = (Answer.UNMET, Answer.PENDING, Answer.UNREGULATED, Answer.MET)
_ANY = (Answer.MET, Answer.PENDING, Answer.UNREGULATED, Answer.UNMET)


def all_of(answers: Iterable[Answer]) -> Answer:
    """Unmet beats pending beats unregulated beats met; what does not apply is neutral."""
    return _first(answers, _ALL)


def any_of(answers: Iterable[Answer]) -> Answer:
    """Met beats pending beats unregulated beats unmet; what does not apply is neutral."""
    return _first(answers, _ANY)


def _first(answers: Iterable[Answer], order: tuple[Answer, ...]) -> Answer:
    """The answer that comes first in an order of precedence. Identity is enough, and quick."""
    best = len(order)
    for answer in answers:
        for rank in range(best):
            if order[rank] is answer:
                best = rank
                break
    return order[best] if best < len(order) else Answer.NOT_APPLICABLE


def yes(condition: bool) -> Answer:
    """Met or unmet."""
    return Answer.MET if condition else Answer.UNMET


def cited(nodes: Iterable[Node], *answers: Answer) -> tuple[str, ...]:
    """The clauses of all nodes in those trees that gave one of these answers, each once, in order of appearance."""
    found: dict[str, None] = {}
    for top in nodes:
        for node in top.walk():
            if not answers or node.answer in answers:
                found.update(dict.fromkeys(node.clauses))
    return tuple(found)
