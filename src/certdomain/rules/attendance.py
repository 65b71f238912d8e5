"""Attendance: what unjustified absence takes off the professional part."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import assert_never

import attrs

from certdomain.commands import (
    AgreeAttendancePenalty,
    RecordAttendance,
    Settle,
)
from certdomain.dossier import Dossier, Order
from certdomain.marks import total
from certdomain.regulation.results import (
    AttendancePolicy,
    Beyond,
    PenaltyBase,
)
from certdomain.rules.results import BEYOND_BANDS, Counts, Releve, Result
from certdomain.rules.sessions import Opening, Session


def penalised(releve: Releve, dossier: Dossier, policy: AttendancePolicy) -> Releve:
    """Unjustified absence lowers the tutor's mark by bands, or refers the case beyond the last one."""
    since = year_opened(releve.sessions)
    entries = tuple(entry for entry in dossier.of(RecordAttendance) if entry.order > since)
    hours = training_hours(dossier, policy)
    missed = total(entry.command.unjustified_hours for entry in entries)
    if not hours or not missed or releve.part is None:
        return releve
    because = tuple(entry.position for entry in entries)
    agreed = tuple(entry.position for entry in dossier.accepted(AgreeAttendancePenalty) if entry.order > since)
    rate = missed / hours
    top = policy.bands[-1]
    beyond = rate > top.upto
    cut = Fraction(0)
    if not beyond or policy.beyond.value is Beyond.LAST_BAND:
        if policy.needs_agreement.value and not agreed:
            return releve
        cut = next((band.cut for band in policy.bands if _within(rate, band.upto, policy)), top.cut)
    elif any(e.command.question == BEYOND_BANDS and e.order > since for e in dossier.accepted(Settle)):
        return releve
    because += agreed
    results = list(releve.part.results)
    index = next((i for i, result in enumerate(results) if result.evaluation == policy.evaluation), None)
    if index is None:
        return releve
    tutor = results[index]
    if beyond and policy.beyond.value is Beyond.REFERRED:
        results[index] = Result(
            tutor.evaluation, Counts.REFERRED, because=(*tutor.because, *because), clauses=policy.beyond_by
        )
        part = attrs.evolve(releve.part, results=tuple(results))
        return attrs.evolve(releve, part=part, flags=(*releve.flags, BEYOND_BANDS))
    match policy.base.value:
        case PenaltyBase.PART:
            return attrs.evolve(releve, part_cut=(cut, because))
        case PenaltyBase.TOTAL:
            return attrs.evolve(releve, total_cut=(cut, because))
        case PenaltyBase.OBTAINED | PenaltyBase.MAXIMUM:
            pass
        case _:
            assert_never(policy.base.value)
    if tutor.points is None:
        return releve
    evaluation = next(e for e in releve.part.evaluations if e.id == policy.evaluation)
    of_maximum = policy.base.value is PenaltyBase.MAXIMUM
    lost = cut * (evaluation.counts_for or Fraction(0)) if of_maximum else cut * tutor.points
    results[index] = attrs.evolve(
        tutor,
        points=max(tutor.points - lost, Fraction(0)),
        because=(*tutor.because, *because),
        clauses=(*tutor.clauses, *policy.by, *policy.base.by),
    )
    return attrs.evolve(releve, part=attrs.evolve(releve.part, results=tuple(results)))


def year_opened(sessions: Sequence[Session]) -> Order:
    """Since when absence counts: a repeated year has a tutor's mark of its own, and its own absences."""
    repeated = [session.opened for session in sessions if session.opening is Opening.REPEAT_YEAR]
    return max(repeated, default=(date.min, 0))


def training_hours(dossier: Dossier, policy: AttendancePolicy) -> Fraction | None:
    """The hours that absence is a share of: those of the candidate's own training where they are recorded."""
    enrolment = dossier.enrolment
    own = None if enrolment is None else enrolment.command.training_hours
    return own or policy.hours.value


def _within(rate: Fraction, upto: Fraction, policy: AttendancePolicy) -> bool:
    return rate <= upto if policy.upper_included.value else rate < upto
