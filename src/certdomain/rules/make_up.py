"""The make-up of an excused absence: until when it is asked for, until when it is held."""

from __future__ import annotations

from datetime import date

from certdomain.calendar import Period
from certdomain.commands import RequestMakeUp
from certdomain.dossier import Entry
from certdomain.regulation.results import AbsencePolicy, MakeUpLimit
from certdomain.regulation.tree import Regulation


def make_up_limit(request: Entry[RequestMakeUp], regulation: Regulation) -> date | None:
    """The last day of a make-up: so long after the written request, and not after the last issue date."""
    absence = regulation.absence
    if absence is None:
        return None
    limit = None if asked_within(absence) is not None else absence.make_up_within.value.after(request.command.on)
    last = None if regulation.last_issue is None else regulation.last_issue.value
    return min((day for day in (limit, last) if day is not None), default=None)


def asked_within(absence: AbsencePolicy) -> Period | None:
    """How long after an absence its make-up may be asked for; None = the period bounds the make-up itself."""
    asked = absence.make_up_limit is not None and absence.make_up_limit.value is MakeUpLimit.ASKED
    return absence.make_up_within.value if asked else None


def make_up_by(absence: AbsencePolicy) -> tuple[str, ...]:
    """The clauses on the period of a make-up, each once."""
    limit = () if absence.make_up_limit is None else absence.make_up_limit.by
    return tuple(dict.fromkeys((*absence.make_up_within.by, *limit)))
