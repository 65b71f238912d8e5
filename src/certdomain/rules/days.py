"""The named days: each derived here, and nowhere else."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from certdomain.calendar import Period
from certdomain.candidate import Ban
from certdomain.commands import ChoosePortfolio, Command, Deliberate, RequestProfessionalRetake, RequestRetake
from certdomain.regulation.gates import Day
from certdomain.rules.circumstances import Circumstances
from certdomain.rules.sessions import FraudDecision, bloc_id, proven_frauds
from certdomain.vocabulary import Verdict

Found = tuple[date | None, tuple[int, ...]]
"""The day, None where there is none, and the entries it was read from."""

NOWHERE: Found = (None, ())


def day_of(day: Day, command: Command, case: Circumstances) -> Found:
    """The day of that name for a request."""
    match day:
        case Day.REQUEST:
            return command.on, ()
        case Day.TEST:
            return (command.test_on, ()) if isinstance(command, RequestRetake) else NOWHERE
        case Day.TRAINING_START:
            return (command.training_start, ()) if isinstance(command, RequestRetake) else NOWHERE
        case Day.TRAINING_END:
            enrolment = case.file.enrolment
            return NOWHERE if enrolment is None else (enrolment.command.training_end, (enrolment.position,))
        case Day.EXPERIENCE_SINCE:
            return _experience(command, case)
        case Day.FRAUD_DECISION:
            fraud = fraud_over(command, case)
            return NOWHERE if fraud is None else (fraud.on, (fraud.position,))
        case Day.FRAUD_INCIDENT:
            fraud = fraud_over(command, case)
            return NOWHERE if fraud is None else (fraud.incident or fraud.on, (fraud.position,))
        case Day.FALSIFICATION:
            network = case.regulation.network
            bans = [ban.on for ban in case.standing.bans() if ban.network == network and ban.on <= case.on]
            return (max(bans), ()) if network is not None and bans else NOWHERE
        case Day.FAILING_JURY:
            return failing_jury(case)
        case Day.IMMERSION_START | Day.IMMERSION_DONE:
            return _immersion(day, command, case)
        case _:
            assert_never(day)


def bans_running(length: Period, day: date, case: Circumstances) -> tuple[Ban, ...]:
    """The bans of the network that run on a day: from their notification, for so long, the last day excluded."""
    network = case.regulation.network
    return tuple(ban for ban in case.standing.bans() if ban.network == network and ban.on <= day < length.after(ban.on))


def failing_jury(case: Circumstances) -> Found:
    """The last deliberation that did not grant the title."""
    failed = [
        entry
        for entry in case.file.accepted(Deliberate)
        if entry.answer.decided is not None and entry.answer.decided.title.verdict is not Verdict.TOTAL
    ]
    last = max(failed, key=lambda entry: entry.order, default=None)
    return NOWHERE if last is None else (last.command.on, (last.position,))


def part_refused(case: Circumstances) -> Found:
    """The jury that refused the professional part: the first one to do so since it was last entered."""
    part = case.regulation.referential.part
    opened = [session.opened for session in case.sessions if part is not None and part.id in session.lines]
    awaited = (Verdict.VALIDATED, Verdict.PENDING)
    refused = [
        entry
        for entry in case.file.accepted(Deliberate)
        if opened
        and entry.order > opened[-1]
        and entry.answer.decided is not None
        and entry.answer.decided.part is not None
        and entry.answer.decided.part.verdict not in awaited
    ]
    first = min(refused, key=lambda entry: entry.order, default=None)
    return NOWHERE if first is None else (first.command.on, (first.position,))


def fraud_over(command: Command, case: Circumstances) -> FraudDecision | None:
    """The proven fraud that took away a bloc asked for and was not made good since."""
    if not isinstance(command, RequestRetake):
        return None
    asked = {bloc_id(case.regulation.referential, name) for name in command.blocs}
    lost = lost_to_fraud(case)
    return next((fraud for fraud, blocs in lost if asked & set(blocs)), None)


def lost_to_fraud(case: Circumstances) -> tuple[tuple[FraudDecision, tuple[str, ...]], ...]:
    """Each proven fraud with the blocs that it took away and that were not entered again since."""
    sessions = case.sessions
    fallen = {sheet.bloc.id: sheet.session for sheet in case.releve.sheets if sheet.invalidated}
    return tuple(
        (fraud, blocs)
        for fraud in proven_frauds(case.file, sessions, case.regulation)
        if (blocs := tuple(bloc for bloc, session in fallen.items() if session in fraud.fallen))
    )


def _experience(command: Command, case: Circumstances) -> Found:
    """Experience counts from its first day, not before the jury that refused the professional part."""
    jury, because = part_refused(case)
    if jury is None or not isinstance(command, RequestProfessionalRetake):
        return NOWHERE
    return max(command.experience_since, jury), because


def _immersion(day: Day, command: Command, case: Circumstances) -> Found:
    referential = case.regulation.referential
    blocs = {bloc_id(referential, name) for name in getattr(command, "blocs", ())}
    chosen = [
        entry
        for entry in case.file.accepted(ChoosePortfolio)
        if blocs & {bloc_id(referential, name) for name in entry.command.blocs} and entry.command.immersion_start
    ]
    last = max(chosen, key=lambda entry: entry.order, default=None)
    if last is None:
        return NOWHERE
    if day is Day.IMMERSION_START:
        end = day_of(Day.TRAINING_END, command, case)[0]
        start = last.command.immersion_start
        early = start is not None and end is not None and start < end
        return (end if early else start), (last.position,)
    return min(last.command.immersion_end or command.on, command.on), (last.position,)
