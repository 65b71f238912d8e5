"""Findings over a register: what was breached, counted by clause, by whom it concerns, or by journey."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum

from attrs import field, frozen

from certdomain.audit.auditing import UNDECIDABLE, Unreadable, decided, merged_counts, remarks_on
from certdomain.audit.listing import Listed
from certdomain.audit.spreading import Progress, Reopen, gathered
from certdomain.envelope import Finding
from certdomain.errors import Damaged
from certdomain.register import Register
from certdomain.vocabulary import Severity, Whom


class By(Enum):
    """What findings are grouped by."""

    CLAUSE = "clause"
    WHOM = "whom"
    JOURNEY = "journey"


_Found = tuple[str, str, str, str, str]
"""Group, clause ("" = the register's own order), what, severity, whom."""


@frozen(kw_only=True)
class FindingGroup:
    """How often the same was found: `group` is a clause, whom it concerns, or a stream ("journey/J1", "jury/J7").

    `clause` is None for what the register itself orders.
    """

    group: str
    clause: str | None
    what: str
    severity: Severity
    whom: Whom
    count: int


@frozen(kw_only=True)
class FindingsReport:
    """All findings of a register as of a day, grouped. `streams`: in how many journeys and juries there is one."""

    on: date
    by: By
    groups: tuple[FindingGroup, ...]
    journeys: int
    juries: int
    streams: int
    unreadable: Listed[Unreadable]

    @property
    def count(self) -> int:
        """How many findings there are."""
        return sum(each.count for each in self.groups)


@frozen(kw_only=True)
class FindingsPart:
    """What was found in some of the streams."""

    counts: Mapping[_Found, int] = field(factory=dict)
    journeys: int = 0
    juries: int = 0
    streams: int = 0
    unreadable: Listed[Unreadable] = field(factory=Listed)

    def merge(self, other: FindingsPart) -> FindingsPart:
        """What both found."""
        return FindingsPart(
            counts=merged_counts(self.counts, other.counts),
            journeys=self.journeys + other.journeys,
            juries=self.juries + other.juries,
            streams=self.streams + other.streams,
            unreadable=self.unreadable.merge(other.unreadable),
        )


@frozen
class Finder:
    """Looks for the findings of one journey or one jury."""

    by: By
    on: date
    certification: str | None = None

    def __call__(self, register: Register, kind: str, name: str) -> FindingsPart:
        """The findings of that stream."""
        try:
            found = self._of_jury(register, name) if kind == "jury" else self._of_journey(register, name)
        except UNDECIDABLE as error:
            what = error.what if isinstance(error, Damaged) else f"{type(error).__name__}: {error}"
            return FindingsPart(unreadable=Listed.of([Unreadable(stream=f"{kind}/{name}", what=what)]))
        if found is None:
            return FindingsPart()
        counts = Counter(self._key(each, f"{kind}/{name}") for each in found)
        return FindingsPart(
            counts=dict(counts),
            journeys=int(kind == "journey"),
            juries=int(kind == "jury"),
            streams=int(bool(counts)),
        )

    def _of_jury(self, register: Register, name: str) -> Iterable[Finding] | None:
        records = register.jury_records(name)
        titles = {getattr(each.command, "certification", None) for each in records}
        if self.certification is not None and self.certification not in titles:
            return None
        digest, found = remarks_on(records, self.on)
        return found if digest else None

    def _of_journey(self, register: Register, name: str) -> Iterable[Finding] | None:
        if self.certification is not None and register.certification_of(name) != self.certification:
            return None
        decision = decided(name, self.on, register)
        return None if decision is None else decision.findings

    def _key(self, finding: Finding, stream: str) -> _Found:
        clause = finding.clause or ""
        group = {By.CLAUSE: clause, By.WHOM: finding.whom.value, By.JOURNEY: stream}[self.by]
        return group, clause, finding.what, finding.severity.value, finding.whom.value


def findings(
    register: Register,
    *,
    by: By,
    on: date,
    certification: str | None = None,
    workers: int = 1,
    reopen: Reopen | None = None,
    progress: Progress | None = None,
) -> FindingsReport:
    """All findings on the journeys as of a day, and the remarks on the juries.

    Args:
        register: what is looked at. No plugin is needed for it.
        by: what they are grouped by.
        on: the day; what is dated later is left out.
        certification: of this title only.
        workers: how many processes share the work. More than one needs `reopen`.
        reopen: opens the same register again, in another process; it must be picklable.
        progress: is told how far it is.

    Raises:
        Damaged: if the register cannot be read at all.
    """
    look = Finder(by, on, certification)
    found = gathered(register, look, FindingsPart(), workers=workers, reopen=reopen, progress=progress)
    return FindingsReport(
        on=on,
        by=by,
        groups=tuple(
            FindingGroup(
                group=group,
                clause=clause or None,
                what=what,
                severity=Severity(severity),
                whom=Whom(whom),
                count=count,
            )
            for (group, clause, what, severity, whom), count in sorted(found.counts.items())
        ),
        journeys=found.journeys,
        juries=found.juries,
        streams=found.streams,
        unreadable=found.unreadable,
    )
