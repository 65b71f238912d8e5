"""Departures: every deliberation that left the proposal, with what was proposed, what was decided and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from certdomain.commands import Deliberate
from certdomain.dossier import Dossier
from certdomain.envelope import Answered
from certdomain.register import Register
from certdomain.vocabulary import Verdict

_CITED = ("jury.sovereign", "jury.reason")  # the questions that a departure raises


@frozen(kw_only=True)
class JuryDeparture:
    """One point on which a jury left the proposal.

    `entry`: of the deliberation. `what`: "title" or a bloc. `clauses`: those that let it. `voided`: the deliberation
    was voided later: it happened, and counts for nothing.
    """

    journey: str
    entry: int
    on: date
    jury: str
    certification: str
    regulation: str | None
    what: str
    proposed: Verdict
    decided: Verdict
    reason: str
    clauses: tuple[str, ...] = ()
    voided: bool = False


def departures_in(dossier: Dossier) -> Iterator[JuryDeparture]:
    """The departures of a journey in the order of their entries, as corrected; those of voided deliberations too."""
    enrolment = dossier.enrolment
    certification = "" if enrolment is None else enrolment.command.certification
    for recorded in dossier.recorded:
        if not isinstance(recorded.command, Deliberate):
            continue
        live = dossier.at(recorded.position)
        command = live.command if live is not None and isinstance(live.command, Deliberate) else recorded.command
        answer = recorded.answer if live is None else live.answer
        if not answer.accepted or answer.decided is None:
            continue
        clauses = departing_clauses(answer)
        for each in answer.decided.departures:
            yield JuryDeparture(
                journey=dossier.journey,
                entry=recorded.position,
                on=command.on,
                jury=command.jury,
                certification=certification,
                regulation=answer.regulation,
                what=each.what,
                proposed=each.proposed,
                decided=each.decided,
                reason=command.reason or "",
                clauses=clauses,
                voided=live is None,
            )


def departing_clauses(answer: Answered) -> tuple[str, ...]:
    """The clauses by which a deliberation might leave the proposal."""
    nodes = () if answer.tree is None else (node for node in answer.tree.walk() if node.asks in _CITED)
    return tuple(dict.fromkeys(clause for node in nodes for clause in node.clauses))


def departures(
    register: Register, *, certification: str | None = None, since: date | None = None, until: date | None = None
) -> Iterator[JuryDeparture]:
    """The departures of a register, by journey and entry; of one title, of deliberations between two days included.

    Raises:
        Damaged: where the register cannot be read.
    """
    for journey in register.journeys():
        for each in departures_in(register.file(journey)):
            if (
                (certification is None or each.certification == certification)
                and (since is None or each.on >= since)
                and (until is None or each.on <= until)
            ):
                yield each
        register.let_go(journey)
