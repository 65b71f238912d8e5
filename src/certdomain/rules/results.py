"""The relevé as data: what counts for each evaluation, and why. It is what the award is computed from."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from fractions import Fraction
from types import MappingProxyType

from attrs import frozen

from certdomain.candidate import BlocKept
from certdomain.commands import (
    RequestMakeUp,
)
from certdomain.dossier import Entry, Order
from certdomain.envelope import Finding
from certdomain.referential import Bloc, Evaluation
from certdomain.rules.sessions import (
    Candidate,
    Session,
)
from certdomain.vocabulary import Verdict

BEYOND_BANDS = "attendance-over-limit"
"""The flag, and the question to settle, when unjustified absence exceeds the last band."""


class Counts(Enum):
    """How an evaluation stands."""

    COUNTED = "counted"
    AWAITED = "awaited"  # entered, not sat yet
    EXCUSED = "excused"  # missed with an accepted excuse: the make-up is awaited
    WITHHELD = "withheld"  # fraud was reported and not decided
    REFERRED = "referred"  # the certifier must say
    ABSENT = "absent"
    LATE = "late"
    INVALIDATED = "invalidated"
    LAPSED = "lapsed"
    NOT_SAT = "not-sat"
    UNREGULATED = "unregulated"


AWAITING = frozenset({Counts.AWAITED, Counts.EXCUSED, Counts.WITHHELD, Counts.REFERRED})


@frozen
class Result:
    """What counts for one evaluation.

    `keepable`: whether the bloc may be kept on it. `validates`: whether it may be validated by itself, on any mark.
    """

    evaluation: str
    counts: Counts
    points: Fraction | None = None
    verdict: Verdict | None = None
    marks: Mapping[str, bool] | None = None
    inapplicable: tuple[str, ...] = ()
    because: tuple[int, ...] = ()
    clauses: tuple[str, ...] = ()
    keepable: bool = True
    validates: bool = True


@frozen
class Sheet:
    """The line of one bloc, or of the professional part.

    `most`: its points. `whole`: one result for the whole bloc (a portfolio, a jury's verdict). `kept`: held from
    another journey, or recognised. `jury`: the verdict that a sovereign jury gave against the proposal.
    `invalidated`: by which decision. `overtaken`: a later session was opened without it after its last result.
    `retaken`: its retake was sat, or is under way; the re-sit after fraud is one, unless a reading says otherwise.
    `portfolio`: a mark is owed. `closed`: a jury has deliberated on it, what was never sat is no longer awaited.
    """

    bloc: Bloc
    session: str | None
    evaluations: tuple[Evaluation, ...]
    most: Fraction
    results: tuple[Result, ...] = ()
    whole: Result | None = None
    kept: BlocKept | None = None
    kept_because: tuple[int, ...] = ()
    jury: Verdict | None = None
    jury_because: tuple[int, ...] = ()
    invalidated: tuple[int, ...] = ()
    overtaken: bool = False
    retaken: bool = False
    portfolio: tuple[int, ...] = ()
    closed: bool = False


@frozen
class Releve:
    """What the award is computed from; printable as such.

    `excused`: evaluations missed with an accepted excuse, with the make-up requested. `counted`: (session, evaluation
    or whole bloc, entry) of every record that counts.
    """

    candidate: Candidate
    sessions: tuple[Session, ...]
    sheets: tuple[Sheet, ...]
    part: Sheet | None
    waived: tuple[int, ...] | None
    findings: tuple[Finding, ...]
    ineffective: frozenset[int]
    deliberated: bool
    closed: Order | None
    part_cut: tuple[Fraction, tuple[int, ...]] | None = None
    total_cut: tuple[Fraction, tuple[int, ...]] | None = None
    flags: tuple[str, ...] = ()
    excused: Mapping[str, Entry[RequestMakeUp] | None] = MappingProxyType({})
    counted: tuple[tuple[str, str, int], ...] = ()
