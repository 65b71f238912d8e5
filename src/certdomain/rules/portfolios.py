"""Whether a portfolio or a VAE can still stand for the tests of a bloc."""

from __future__ import annotations

from datetime import date

from certdomain.commands import DecideVaeAdmissibility
from certdomain.dossier import Dossier, Order
from certdomain.regulation.gates import Day, Request, Until
from certdomain.regulation.tree import Regulation
from certdomain.rules.sessions import Candidate, bloc_id


def admissible(dossier: Dossier, regulation: Regulation, bloc: str, order: Order) -> bool:
    """Whether no decision says by then that the candidate is not admissible to the VAE for that bloc."""
    said = [entry for entry in dossier.accepted(DecideVaeAdmissibility) if entry.order <= order]
    last = max(said, key=lambda entry: entry.order, default=None)
    if last is None:
        return True
    named = last.command.blocs
    blocs = None if named is None else {bloc_id(regulation.referential, name) for name in named}
    return last.command.admissible and (blocs is None or bloc in blocs)


def window_closed(regulation: Regulation, dossier: Dossier, candidate: Candidate, day: date) -> bool:
    """Whether the window in which this candidate could present a portfolio has passed."""
    enrolment = dossier.enrolment
    end = None if enrolment is None else enrolment.command.training_end
    gates = (
        gate
        for gate in regulation.gates
        if gate.request is Request.PRESENT_PORTFOLIO and gate.audience.admits(candidate.route, candidate.situation)
    )
    limits = (c for gate in gates for c in gate.conditions if isinstance(c, Until))
    return end is not None and any(
        limit.anchor is Day.TRAINING_END and day > limit.period.value.after(end) for limit in limits
    )
