"""The records of a journey, read in order; what was read before is not read again."""

from __future__ import annotations

from datetime import date
from operator import is_

import attrs
from attrs import frozen

from certdomain.candidate import BlocKept, Contribution, Standing, held_on
from certdomain.commands import (
    ChoosePortfolio,
    Command,
    DecideFraud,
    DecideVaeAdmissibility,
    Deliberate,
    PresentPortfolio,
    RecogniseBloc,
    RecordAbsence,
    RecordEvaluation,
    RecordPortfolioResult,
    ReportFraud,
    RequestMakeUp,
    SubmitExcuse,
    SubmitReport,
    WithdrawAward,
)
from certdomain.dossier import Dossier, Entry, Order, same_of
from certdomain.envelope import BlocVerdict, Finding
from certdomain.regulation.tree import Regulation
from certdomain.rules.reader import Reader
from certdomain.rules.sessions import OPENING, Session, candidate_of, proven_frauds, session_for
from certdomain.vocabulary import AnswerStatus


@frozen
class Records:
    """The records of a dossier as read in order: what a relevé is drawn up from, and what was found on the way."""

    sessions: tuple[Session, ...]
    findings: tuple[Finding, ...]
    reader: Reader
    read: tuple[Entry[Command], ...] = ()


_READ = (
    RecordEvaluation,
    RecordAbsence,
    SubmitExcuse,
    RequestMakeUp,
    SubmitReport,
    ReportFraud,
    DecideFraud,
    ChoosePortfolio,
    PresentPortfolio,
    RecordPortfolioResult,
)


_BESIDE = (*OPENING, DecideVaeAdmissibility, RecogniseBloc, ReportFraud)
"""What is looked at beside each record while it is read."""

_WAITING = (SubmitExcuse, RequestMakeUp)
"""Requests that keep an absence open while they wait for the certifier's word."""


def read(
    dossier: Dossier,
    regulation: Regulation,
    standing: Standing,
    sessions: tuple[Session, ...],
    on: date,
    earlier: Records | None = None,
) -> Records:
    """Read the records of an enrolled dossier in the order in which they began to count.

    `earlier`: records of the journey as they were read before. Those that are the same are not read again, if all that
    is looked at beside them is the same too: how a record is read never depends on those after it.

    Raises:
        ValueError: if the dossier has no enrolment.
    """
    others = tuple(standing.others(dossier.journey, regulation.certification))
    elsewhere = held_on(others, on)
    held = held_by_jury(dossier, regulation, sessions)
    beside = (others, elsewhere, held)
    known = earlier if earlier is not None and _goes_on(earlier, dossier, regulation, sessions, beside) else None
    if known is not None and same_of(known.reader.dossier, dossier, _READ):
        reader = attrs.evolve(known.reader, dossier=dossier, standing=standing, on=on)  # it reads no more
        return Records(sessions, known.findings, reader, known.read)
    records = [
        entry
        for kind in _READ
        for entry in dossier.entries.get(kind, ())
        if entry.accepted or (kind in _WAITING and entry.answer.status is AnswerStatus.REFERRED)
    ]
    records.sort(key=lambda entry: entry.opened)
    if known is not None and len(known.read) <= len(records) and all(map(is_, known.read, records)):
        reader, fresh = known.reader.copy(dossier, standing, on), records[len(known.read) :]
    else:
        candidate = candidate_of(dossier, regulation.referential)
        reader = Reader(
            dossier, regulation, standing, sessions, candidate, on, others=others, elsewhere=elsewhere, held=held
        )
        fresh = records
    for entry in fresh:
        reader.read(entry)
    return Records(sessions, tuple(reader.findings), reader, tuple(records))


def _goes_on(
    earlier: Records,
    dossier: Dossier,
    regulation: Regulation,
    sessions: tuple[Session, ...],
    beside: tuple[tuple[Contribution, ...], dict[str, tuple[date, BlocKept]], dict[str, Order]],
) -> bool:
    """Whether all that is looked at beside the records is as it was when they were read earlier."""
    reader = earlier.reader
    return (
        reader.regulation is regulation
        and reader.sessions is sessions
        and (reader.others, reader.elsewhere, reader.held) == beside
        and same_of(reader.dossier, dossier, _BESIDE)
    )


def kept_in_turn(dossier: Dossier) -> list[tuple[Order, tuple[BlocVerdict, ...]]]:
    """The blocs that each deliberation keeps, in order; a withdrawn award keeps none from then on."""
    # A deliberation that fixed nothing is only being tried.
    decisions = ((entry.order, entry.answer.decided) for entry in dossier.accepted(Deliberate))
    kept: dict[Order, tuple[BlocVerdict, ...]] = {entry.order: () for entry in dossier.accepted(WithdrawAward)}
    kept |= {
        order: tuple(verdict for verdict in decided.blocs if verdict.bloc in decided.kept)
        for order, decided in decisions
        if decided is not None
    }
    return sorted(kept.items(), key=lambda each: each[0])


def held_by_jury(dossier: Dossier, regulation: Regulation, sessions: tuple[Session, ...]) -> dict[str, Order]:
    """The blocs that the juries of the journey keep, each with the deliberation since which it is kept.

    An award that was withdrawn keeps nothing, nor does a deliberation that left the bloc out. A bloc is not held any
    more once its session fell by fraud.
    """
    if regulation.deliberation is None or Deliberate not in dossier.entries:
        return {}
    since: dict[str, Order] = {}
    for order, kept in kept_in_turn(dossier):
        since = {verdict.bloc: since.get(verdict.bloc, order) for verdict in kept}
    if not since:
        return since
    fallen = {name for fraud in proven_frauds(dossier, sessions, regulation) for name in fraud.fallen}
    return {bloc: order for bloc, order in since.items() if _session_name(sessions, bloc, order) not in fallen}


def _session_name(sessions: tuple[Session, ...], bloc: str, order: Order) -> str | None:
    session = session_for(sessions, bloc, None, order)
    return None if session is None else session.name
