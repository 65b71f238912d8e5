"""Statistics by clause: how often each clause of each regulation decided, refused, was breached, was departed from.

Counts are kept under four words, (digest of the regulation, sort, id, how), so that they merge by adding. Two things
are counted apart, for they answer two questions:

- the *decisions*: of each journey, the one of the day of the audit. Which clauses carry the outcomes that stand?
- the *answers*: of each request and act (constitutions and deliberations among them), the one that was recorded.
  Which clauses let something happen, or kept it from happening?

A clause is counted once for each decision or answer that cites it with that outcome, however many nodes do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum

from attrs import frozen

from certdomain.audit.departures import JuryDeparture
from certdomain.commands import KINDS, Kind
from certdomain.envelope import Recorded
from certdomain.explanation import Answer, Node
from certdomain.journey import Decision
from certdomain.regulation.clauses import Effect
from certdomain.regulation.tree import Regulation
from certdomain.vocabulary import AnswerStatus, Severity, Whom


class Sort(Enum):
    """What is counted."""

    DECISION = "decision"  # a decision that cites an id; how = the answer of the node
    ANSWERED = "answered"  # an answer that cites an id; how = the answer of the node
    REFUSED = "refused"  # an answer that refuses by an id
    REFERRED = "referred"  # an answer that refers by an id
    FINDING = "finding"  # a finding against an id ("" = the register's own order); how = severity/whom
    DEPARTURE = "departure"  # a departure by an id
    DEPARTED = "departed"  # a departure; how = "title" or "bloc"
    SILENCE = "silence"  # a decision on which the text is silent; id = the flag or the question
    VERDICT = "verdict"  # a decision; how = decided/total, proposed/pending …
    ANSWER = "answer"  # a request or act; how = what was answered


_SILENT = "-unregulated"

Key = tuple[str, Sort, str, str]
Counts = Mapping[Key, int]

ANSWERS = (Answer.MET, Answer.UNMET, Answer.PENDING, Answer.UNREGULATED)
"""The outcomes that are counted: what does not apply decided nothing."""


@frozen(kw_only=True)
class Outcomes:
    """How many cite a clause, by the outcome that it had there."""

    met: int = 0
    unmet: int = 0
    pending: int = 0
    unregulated: int = 0

    @property
    def any(self) -> bool:
        """Whether there is one."""
        return bool(self.met or self.unmet or self.pending or self.unregulated)


@frozen(kw_only=True)
class FindingCount:
    """How many findings of a severity concern whom."""

    severity: Severity
    whom: Whom
    count: int


@frozen(kw_only=True)
class ClauseStatistics:
    """What was counted of one clause, or of one reading.

    `effect`: what the software does with the clause; None for a reading, and for an id that the regulation does not
    have (a clause of another one, by which a candidate is banned). `letter`: the option taken of a reading.
    """

    id: str
    effect: Effect | None = None
    letter: str | None = None
    decisions: Outcomes = Outcomes()
    answers: Outcomes = Outcomes()
    refused: int = 0
    referred: int = 0
    findings: tuple[FindingCount, ...] = ()
    departures: int = 0

    @property
    def silent(self) -> bool:
        """Whether nothing was counted."""
        counted = self.refused or self.referred or self.findings or self.departures
        return not (counted or self.decisions.any or self.answers.any)


@frozen(kw_only=True)
class SilenceStatistics:
    """On how many decisions the text was silent. `declared`: whether the regulation says so of itself."""

    topic: str
    declared: bool
    decisions: int


@frozen(kw_only=True)
class RegulationStatistics:
    """What was counted under one regulation: its clauses in their order, its readings, the rest, the silences.

    `verdicts`: the decisions by "decided" or "proposed" and verdict on the title. `answers`: the requests and acts by
    what was answered. `departures`: the points on which a jury left the proposal.
    """

    digest: str
    certification: str
    edition: str
    clauses: tuple[ClauseStatistics, ...] = ()
    readings: tuple[ClauseStatistics, ...] = ()
    others: tuple[ClauseStatistics, ...] = ()
    silences: tuple[SilenceStatistics, ...] = ()
    verdicts: tuple[tuple[str, str, int], ...] = ()
    answers: tuple[tuple[AnswerStatus, int], ...] = ()
    departures: int = 0

    @property
    def decisions(self) -> int:
        """How many journeys were decided under it."""
        return sum(count for _, _, count in self.verdicts)


# --- counting ---------------------------------------------------------------------------------------------------------


def counted_answer(recorded: Recorded) -> Counter[Key]:
    """What one recorded request or act adds; nothing for a fact, whose answer says nothing."""
    answer = recorded.answer
    counts: Counter[Key] = Counter()
    if KINDS[type(recorded.command)] is Kind.FACT:
        return counts
    digest = answer.regulation or ""
    counts[digest, Sort.ANSWER, "", answer.status.value] += 1
    if answer.tree is not None:
        for clause, how in _cited(answer.tree):
            counts[digest, Sort.ANSWERED, clause, how.value] += 1
    sort = {AnswerStatus.REFUSED: Sort.REFUSED, AnswerStatus.REFERRED: Sort.REFERRED}.get(answer.status)
    if sort is not None:
        for clause in dict.fromkeys(answer.clauses):
            counts[digest, sort, clause, ""] += 1
    return counts


def counted_decision(decision: Decision) -> Counter[Key]:
    """What the decision of one journey adds."""
    digest = decision.regulation
    counts: Counter[Key] = Counter()
    status = "decided" if decision.decided else "proposed"
    counts[digest, Sort.VERDICT, "", f"{status}/{decision.title.verdict.value}"] += 1
    for clause, how in _cited(decision.explanation):
        counts[digest, Sort.DECISION, clause, how.value] += 1
    for finding in decision.findings:
        how_ = f"{finding.severity.value}/{finding.whom.value}"
        counts[digest, Sort.FINDING, finding.clause or "", how_] += 1
    for topic in _silences(decision):
        counts[digest, Sort.SILENCE, topic, ""] += 1
    return counts


def counted_departures(found: Iterable[JuryDeparture]) -> Counter[Key]:
    """What the departures of one journey add, those of voided deliberations left out."""
    counts: Counter[Key] = Counter()
    for each in found:
        if each.voided:
            continue
        digest = each.regulation or ""
        counts[digest, Sort.DEPARTED, "", "title" if each.what == "title" else "bloc"] += 1
        for clause in each.clauses:
            counts[digest, Sort.DEPARTURE, clause, ""] += 1
    return counts


def _cited(tree: Node) -> set[tuple[str, Answer]]:
    return {(clause, node.answer) for node in tree.walk() if node.answer in ANSWERS for clause in node.clauses}


def _silences(decision: Decision) -> set[str]:
    """The flags of silence, and the questions that nothing in the text answers."""
    topics = {each.topic for each in decision.under.silences}
    flags = {flag for flag in decision.flags if flag.endswith(_SILENT) or flag in topics}
    asked = {
        node.asks for node in decision.explanation.walk() if node.answer is Answer.UNREGULATED and not node.children
    }
    return flags | asked


# --- in order ---------------------------------------------------------------------------------------------------------


def statistics(counts: Counts, kept: Mapping[str, Regulation]) -> tuple[RegulationStatistics, ...]:
    """The counts by regulation and clause. `kept`: the regulations as declared, by digest, in the order to tell."""
    sorted_: dict[str, dict[Key, int]] = {digest: {} for digest in kept}
    for key in sorted(counts, key=lambda each: (each[0], each[1].value, *each[2:])):
        sorted_.setdefault(key[0], {})[key] = counts[key]
    return tuple(_of(digest, own, kept.get(digest)) for digest, own in sorted_.items())


def _of(digest: str, counts: Counts, regulation: Regulation | None) -> RegulationStatistics:
    clauses = () if regulation is None else regulation.clauses
    readings = () if regulation is None else regulation.readings
    chosen = {each.id: each.chosen for each in readings} | dict(() if regulation is None else regulation.choices)
    known = {*(each.id for each in clauses), *(each.id for each in readings)}
    by_id: dict[str, dict[Key, int]] = {}
    for key, count in counts.items():
        if key[1] in _BY_ID:
            by_id.setdefault(key[2], {})[key] = count
    verdicts = [(key, count) for key, count in counts.items() if key[1] is Sort.VERDICT]
    answers = {key[3]: count for key, count in counts.items() if key[1] is Sort.ANSWER}
    return RegulationStatistics(
        digest=digest,
        certification="" if regulation is None else regulation.certification,
        edition="" if regulation is None else regulation.edition,
        clauses=tuple(_row(each.id, by_id.get(each.id, {}), effect=each.effect) for each in clauses),
        readings=tuple(_row(each.id, by_id.get(each.id, {}), letter=chosen[each.id]) for each in readings),
        others=tuple(_row(name, own) for name, own in sorted(by_id.items()) if name not in known),
        silences=tuple(_silent(counts, regulation)),
        verdicts=tuple((*_halves(how), count) for (_, _, _, how), count in verdicts),
        answers=tuple((each, answers[each.value]) for each in AnswerStatus if each.value in answers),
        departures=sum(count for key, count in counts.items() if key[1] is Sort.DEPARTED),
    )


_BY_ID = (Sort.DECISION, Sort.ANSWERED, Sort.REFUSED, Sort.REFERRED, Sort.FINDING, Sort.DEPARTURE)


def _halves(how: str) -> tuple[str, str]:
    before, _, after = how.partition("/")
    return before, after


def _row(name: str, counts: Counts, *, effect: Effect | None = None, letter: str | None = None) -> ClauseStatistics:
    def total(wanted: Sort) -> int:
        return sum(count for (_, sort, _, _), count in counts.items() if sort is wanted)

    def outcomes(wanted: Sort) -> Outcomes:
        by = {how: count for (_, sort, _, how), count in counts.items() if sort is wanted}
        return Outcomes(**{answer.value: by.get(answer.value, 0) for answer in ANSWERS})

    found = {how: count for (_, sort, _, how), count in counts.items() if sort is Sort.FINDING}
    return ClauseStatistics(
        id=name,
        effect=effect,
        letter=letter,
        decisions=outcomes(Sort.DECISION),
        answers=outcomes(Sort.ANSWERED),
        refused=total(Sort.REFUSED),
        referred=total(Sort.REFERRED),
        findings=tuple(
            FindingCount(severity=severity, whom=whom, count=found[f"{severity.value}/{whom.value}"])
            for severity in Severity
            for whom in Whom
            if f"{severity.value}/{whom.value}" in found
        ),
        departures=total(Sort.DEPARTURE),
    )


def _silent(counts: Counts, regulation: Regulation | None) -> Iterator[SilenceStatistics]:
    """What was met with, and every silence that the regulation declares, be it met with or not."""
    topics = {each.topic for each in (() if regulation is None else regulation.silences)}
    met = {key[2]: count for key, count in counts.items() if key[1] is Sort.SILENCE}
    told: set[str] = set()
    for topic, count in met.items():
        # A flag is named after the topic of the silence that it is about.
        declared = next((each for each in (topic, topic.removesuffix(_SILENT)) if each in topics), None)
        told |= {declared} if declared is not None else set()
        yield SilenceStatistics(topic=topic, declared=declared is not None, decisions=count)
    for topic in sorted(topics - told):
        yield SilenceStatistics(topic=topic, declared=True, decisions=0)
