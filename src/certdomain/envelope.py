"""What surrounds a fact once it is recorded: position, instant, answer, findings, and the regulation applied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from fractions import Fraction
from itertools import takewhile
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

from attrs import field, frozen

from certdomain.commands import Command
from certdomain.explanation import Node, Values
from certdomain.frozenmap import EMPTY, FrozenMap
from certdomain.vocabulary import AnswerStatus, Severity, Verdict, Whom


@frozen(kw_only=True)
class Finding:
    """A breach: of which clause (None: of the contract's own order), by whom, what, and at which entry."""

    clause: str | None
    whom: Whom
    what: str
    entry: int | None
    severity: Severity = Severity.BREACH
    values: Values = ()


@frozen(kw_only=True)
class TitleVerdict:
    """The verdict on the title. Points are those counted, of the lines entered; None where a title has no points."""

    verdict: Verdict
    total: Fraction | None = None
    out_of: Fraction | None = None
    average20: Fraction | None = None

    def __str__(self) -> str:
        return self.verdict.value


@frozen(kw_only=True)
class BlocVerdict:
    """The verdict on a bloc or on the professional part."""

    bloc: str
    verdict: Verdict
    points: Fraction | None = None
    out_of: Fraction | None = None
    clauses: tuple[str, ...] = ()

    @property
    def mark20(self) -> Fraction | None:
        """The mark on 20, exact."""
        return None if self.points is None or not self.out_of else 20 * self.points / self.out_of

    @property
    def unsat(self) -> bool:
        """Whether nothing was sat of it: then its points are nobody's mark, and are not shown as one."""
        return not self.points and self.verdict in (Verdict.PENDING, Verdict.NOT_SAT)


@frozen(kw_only=True)
class Departure:
    """One point on which a sovereign jury left the proposal. `what`: "title" or a bloc."""

    what: str
    proposed: Verdict
    decided: Verdict


@frozen(kw_only=True)
class Decided:
    """What a deliberation fixed."""

    title: TitleVerdict
    blocs: tuple[BlocVerdict, ...]
    part: BlocVerdict | None
    kept: tuple[str, ...]
    departures: tuple[Departure, ...] = ()


class Source(Protocol):
    """What an answer that was read was read from. It never changes."""

    def part(self, name: str, stream: str, version: int) -> object:
        """The attribute of that name, made now.

        Raises:
            Damaged: if it cannot be; `stream` and `version` say where the answer stands.
        """


class _Opened:
    """An object that was read makes each of its attributes when it is first asked for.

    A history is read to know what happened; few of its trees and reasons are ever looked at again. Until then their
    slots are empty, and `__getattr__`, which Python calls for an empty slot only, fills them.
    """

    __slots__ = ("_source",)

    if not TYPE_CHECKING:  # a type checker is to see the attributes of the class, and no others

        def __getattr__(self, name: str) -> object:
            known = name in type(self).__slots__ and name != "__weakref__"
            held = _held(self) if known else None
            if held is None:
                msg = f"{type(self).__name__!r} object has no attribute {name!r}"
                raise AttributeError(msg, name=name, obj=self)
            source, stream, version = held
            value = source.part(name, stream, version)
            object.__setattr__(self, name, value)
            return value


@frozen(kw_only=True)
class Receipt:
    """What a request or an act was decided on, as SHA-256 digests in hexadecimal.

    `facts`: of the stored bytes of all that its stream held before (`store.records.facts_after`). `tree`: of the stored
    bytes of its explanation. `shapes`: of the names of the shapes that its regulation is made of, which fix what the
    regulation's words mean. The regulation itself and the versions of the other streams read stand in the answer.
    """

    facts: str
    tree: str
    shapes: str


def _frozen(versions: Mapping[str, int]) -> Mapping[str, int]:
    return versions if isinstance(versions, FrozenMap) else FrozenMap(versions)


@frozen(kw_only=True)
class Answered(_Opened):
    """What the register answered to a command, recorded with it.

    `session`: the session that an accepted retake opened. `possible_on`: for a refusal by a delay, the day on which
    (or the last day until which) it would have been accepted. `context`: versions of the other streams read.
    `rejudged`: for a correction, the new answer of the entry corrected. `tree`: why, for requests and acts.
    `receipt`: what a recorded request or act was decided on; None for a fact, and for what is not recorded.
    """

    status: AnswerStatus
    clauses: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    session: str | None = None
    possible_on: str | None = None
    edition: str | None = None
    regulation: str | None = None
    context: Mapping[str, int] = field(default=EMPTY, converter=_frozen)
    tree: Node | None = None
    decided: Decided | None = None
    rejudged: Answered | None = None
    receipt: Receipt | None = None

    @property
    def accepted(self) -> bool:
        """The fact is kept, the request granted, the act done."""
        return self.status is AnswerStatus.ACCEPTED

    @property
    def refused(self) -> bool:
        """The request or act is refused; `clauses` and `tree` say why."""
        return self.status is AnswerStatus.REFUSED

    @property
    def referred(self) -> bool:
        """The text is silent: the certifier must say, by `settle`."""
        return self.status is AnswerStatus.REFERRED


_SOURCE = vars(_Opened)["_source"]


def _held(answer: _Opened) -> tuple[Source, str, int] | None:
    try:
        return cast("tuple[Source, str, int]", _SOURCE.__get__(answer))
    except AttributeError:
        return None


def source_of(answer: Answered) -> Source | None:
    """What an answer was read from; None for one that was made here."""
    held = _held(answer)
    return None if held is None else held[0]


@frozen(kw_only=True)
class Recorded:
    """A command and its answer, at its place in a journey (or in the stream of a jury).

    `recorded_at` is an aware instant in UTC. `content` identifies the line it came from, so that an interrupted import
    is simply run again.
    """

    stream: str
    position: int
    recorded_at: datetime
    command: Command
    answer: Answered
    content: str = ""


class Timed(Protocol):
    """What was recorded at an instant."""

    @property
    def recorded_at(self) -> datetime:
        """The aware instant."""


T = TypeVar("T", bound=Timed)


def known_by(told: Iterable[T], instant: datetime) -> tuple[T, ...]:
    """What was known of a stream at an instant: its records up to the first that came after it.

    The order is that of the log. Where the clock went back, a record behind one that came after the instant was not
    known at the instant either, whatever it says of itself: it was written after that one.
    """
    return tuple(takewhile(lambda each: each.recorded_at <= instant, told))
