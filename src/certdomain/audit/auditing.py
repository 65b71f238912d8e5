"""Auditing: the bytes are verified, every record is decided again and compared, and what was decided is counted.

One pass over the streams of a register, in one process or in several. What one stream gives is a `Partial`; partial
results merge in any grouping to the same report. Differences and stale answers are listed up to a number and counted
to the last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

from attrs import field, frozen

from certdomain.audit.departures import departures_in
from certdomain.audit.integrity import IntegrityReport, verify
from certdomain.audit.listing import Listed
from certdomain.audit.replay import Difference, Stale, recompute, recompute_jury
from certdomain.audit.spreading import Progress, Reopen, gathered
from certdomain.audit.statistics import (
    Counts,
    RegulationStatistics,
    Sort,
    counted_answer,
    counted_decision,
    counted_departures,
    statistics,
)
from certdomain.commands import ConstituteJury
from certdomain.dossier import Dossier
from certdomain.envelope import Finding, Recorded
from certdomain.errors import CertdomainError, Damaged, UnknownJourney
from certdomain.journey import Decision
from certdomain.register import Register
from certdomain.regulation.tree import Regulation
from certdomain.transparency.checkpoints import Checkpoint, TrustedLog
from certdomain.vocabulary import AnswerStatus

K = TypeVar("K")

UNDECIDABLE = (CertdomainError, ArithmeticError, LookupError, TypeError, ValueError)
"""What comes of a stream that was written to mean nothing: it is named, and the audit goes on."""


@frozen(kw_only=True)
class Unreadable:
    """A stream that could not be read or decided again, and why."""

    stream: str
    what: str


@frozen(kw_only=True)
class Partial:
    """What was found in some of the streams. `undecided`: journeys that were not enrolled by the day."""

    journeys: int = 0
    juries: int = 0
    records: int = 0
    undecided: int = 0
    differences: Listed[Difference] = field(factory=Listed)
    stale: Listed[Stale] = field(factory=Listed)
    unreadable: Listed[Unreadable] = field(factory=Listed)
    counts: Counts = field(factory=dict)

    def merge(self, other: Partial) -> Partial:
        """What both found: associative, and in whatever order."""
        return Partial(
            journeys=self.journeys + other.journeys,
            juries=self.juries + other.juries,
            records=self.records + other.records,
            undecided=self.undecided + other.undecided,
            differences=self.differences.merge(other.differences),
            stale=self.stale.merge(other.stale),
            unreadable=self.unreadable.merge(other.unreadable),
            counts=merged_counts(self.counts, other.counts),
        )


def merged_counts(ours: Mapping[K, int], theirs: Mapping[K, int]) -> Mapping[K, int]:
    """Both counts as one."""
    total = Counter(ours)
    total.update(theirs)
    return dict(total)


@frozen(kw_only=True)
class AuditReport:
    """All that an audit found.

    `on`: the day as of which each journey was decided for the statistics. `statistics`: by regulation, in the order of
    titles and adoptions; those of digests that the register does not hold come last.
    """

    on: date
    integrity: IntegrityReport
    found: Partial
    statistics: tuple[RegulationStatistics, ...] = ()

    @property
    def damaged(self) -> bool:
        """Whether bytes are not as they were recorded, or a stream means nothing."""
        return not self.integrity.sound or self.found.unreadable.count > 0

    @property
    def same(self) -> bool:
        """Whether every record that could be read came out as it was recorded."""
        return self.found.differences.count == 0

    @property
    def findings(self) -> Mapping[tuple[str, str], int]:
        """The number of findings by severity and whom they concern."""
        return self._summed(Sort.FINDING, _pair)

    @property
    def verdicts(self) -> Mapping[tuple[str, str], int]:
        """The number of journeys by "decided" or "proposed", and verdict on the title."""
        return self._summed(Sort.VERDICT, _pair)

    @property
    def answers(self) -> Mapping[str, int]:
        """The number of requests and acts by what was answered."""
        totals: Counter[str] = Counter()
        for (_, sort, _, how), count in self.found.counts.items():
            if sort is Sort.ANSWER:
                totals[how] += count
        return {each.value: totals[each.value] for each in AnswerStatus if totals[each.value]}

    @property
    def departures(self) -> int:
        """On how many points juries left the proposal."""
        return sum(count for (_, sort, _, _), count in self.found.counts.items() if sort is Sort.DEPARTED)

    def _summed(self, wanted: Sort, key: Callable[[str], tuple[str, str]]) -> Mapping[tuple[str, str], int]:
        totals: Counter[tuple[str, str]] = Counter()
        for (_, sort, _, how), count in self.found.counts.items():
            if sort is wanted:
                totals[key(how)] += count
        return dict(sorted(totals.items()))


def _pair(how: str) -> tuple[str, str]:
    before, _, after = how.partition("/")
    return before, after


def audit(
    register: Register,
    *,
    on: date,
    workers: int = 1,
    reopen: Reopen | None = None,
    checkpoints: Sequence[tuple[Checkpoint, bool]] = (),
    logs: Sequence[TrustedLog] = (),
    verifying: Callable[[int], None] | None = None,
    progress: Progress | None = None,
) -> AuditReport:
    """Verify a register, decide all of it again, compare, and count.

    What can be read of a register that does not verify is decided again all the same: it may tell which journey was
    touched.

    Args:
        register: what is audited. No plugin is needed for it.
        on: the day as of which each journey is decided for the statistics.
        workers: how many processes share the work. More than one needs `reopen`.
        reopen: opens the same register again, in another process; it must be picklable.
        checkpoints: as `verify` takes them.
        logs: as `verify` takes them.
        verifying: is told how many records were counted.
        progress: is told how many streams were decided again, and of how many.

    Raises:
        Damaged: if the register cannot be read at all.
    """
    integrity = verify(register.store, checkpoints=checkpoints, logs=logs, workers=workers, progress=verifying)
    found = gathered(register, Auditing(on), Partial(), workers=workers, reopen=reopen, progress=progress)
    kept, broken = regulations_of(register)
    found = found.merge(Partial(unreadable=Listed.of(broken)))
    return AuditReport(on=on, integrity=integrity, found=found, statistics=statistics(found.counts, kept))


def regulations_of(register: Register) -> tuple[Mapping[str, Regulation], list[Unreadable]]:
    """The regulations that a register keeps, as declared, by digest; and those that cannot be read."""
    kept: dict[str, Regulation] = {}
    broken: list[Unreadable] = []
    for stream in register.store.streams("regulation/"):
        title = stream.removeprefix("regulation/")
        try:
            for digest in register.adopted(title):
                kept[digest] = register.declaration_of(digest, title)
        except Damaged as damaged:
            broken.append(Unreadable(stream=stream, what=damaged.what))
    return kept, broken


# --- one stream -------------------------------------------------------------------------------------------------------


@frozen
class Auditing:
    """Audits one journey or one jury: it is decided again, compared and counted."""

    on: date

    def __call__(self, register: Register, kind: str, name: str) -> Partial:
        """What the stream gives."""
        try:
            if kind == "jury":
                return audited_jury(name, self.on, register)
            return audited_journey(register.file(name), self.on, register)
        except UNDECIDABLE as error:
            what = error.what if isinstance(error, Damaged) else f"{type(error).__name__}: {error}"
            return Partial(unreadable=Listed.of([Unreadable(stream=f"{kind}/{name}", what=what)]))


def audited_journey(dossier: Dossier, on: date, register: Register) -> Partial:
    """A journey, decided again and counted."""
    decision = decided(dossier.journey, on, register)
    counts: Counter[tuple[str, Sort, str, str]] = Counter()
    for recorded in dossier.recorded:
        counts.update(counted_answer(recorded))
    counts.update(counted_departures(departures_in(dossier)))
    if decision is not None:
        counts.update(counted_decision(decision))
    differences, stale = _apart(recompute(dossier.journey, dossier.recorded, register))
    return Partial(
        journeys=1,
        records=dossier.version,
        undecided=int(decision is None),
        differences=Listed.of(differences),
        stale=Listed.of(stale),
        counts=dict(counts),
    )


def decided(journey: str, on: date, register: Register) -> Decision | None:
    """The decision of a day; None for a journey that was not enrolled by then, or whose enrolment was refused."""
    try:
        return register.journey(journey).decide(on)
    except UnknownJourney:
        return None


def audited_jury(jury: str, on: date, register: Register) -> Partial:
    """A jury, constituted again and counted, with what is remarked of it as it was on the day."""
    records = register.jury_records(jury)
    counts: Counter[tuple[str, Sort, str, str]] = Counter()
    for recorded in records:
        counts.update(counted_answer(recorded))
    digest, found = remarks_on(records, on)
    for finding in found:
        counts[digest, Sort.FINDING, finding.clause or "", f"{finding.severity.value}/{finding.whom.value}"] += 1
    differences, _ = _apart(recompute_jury(jury, records, register))
    return Partial(juries=1, records=len(records), differences=Listed.of(differences), counts=dict(counts))


def remarks_on(records: Iterable[Recorded], on: date) -> tuple[str, tuple[Finding, ...]]:
    """What is remarked of a jury as it was last constituted by a day, with the digest of its regulation; "" if none."""
    standing = [
        each
        for each in records
        if isinstance(each.command, ConstituteJury) and each.answer.accepted and each.command.on <= on
    ]
    if not standing:
        return "", ()
    answer = standing[-1].answer
    return answer.regulation or "", answer.findings


def _apart(found: Iterator[Difference | Stale] | Iterator[Difference]) -> tuple[list[Difference], list[Stale]]:
    differences: list[Difference] = []
    stale: list[Stale] = []
    for each in found:
        if isinstance(each, Stale):
            stale.append(each)
        else:
            differences.append(each)
    return differences, stale
