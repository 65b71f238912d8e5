"""`certdomain decide`, `explain` and `timeline`: one journey."""

from __future__ import annotations

from certdomain import reports
from certdomain.cli.opening import known, not_enrolled, opened, today
from certdomain.cli.options import Arguments
from certdomain.cli.output import Output
from certdomain.errors import UnknownJourney
from certdomain.register import Decision, Journey


def decide(args: Arguments, out: Output) -> int:
    """Print the decision: as a card, or as JSON."""
    with opened(args) as register:
        decision = _decision(known(register, args.journey), args)
    if out.json:
        out.data(decision.to_json())
    else:
        out.text(reports.card(decision, decision.under, args.lang, colour=out.colour))
    return 0


def explain(args: Arguments, out: Output) -> int:
    """Print the decision in words, with clause and source line of each reason."""
    with opened(args) as register:
        decision = _decision(known(register, args.journey), args)
    words = decision.explain(args.lang)
    if out.json:
        out.data({**decision.to_json(), "lang": args.lang, "words": words})
    else:
        out.text(words)
    return 0


def timeline(args: Arguments, out: Output) -> int:
    """Print all records of a journey in the order of their positions."""
    with opened(args) as register:
        journey = known(register, args.journey)
        records = journey.records(args.known_at)
        try:
            regulation = journey.regulation()
        except UnknownJourney:  # the enrolment was refused: there is still something to show
            regulation = None
    if out.json:
        out.data(reports.timeline_json(records))
    else:
        out.text(reports.timeline(records, regulation, args.lang))
    return 0


def _decision(journey: Journey, args: Arguments) -> Decision:
    on = args.on or today()
    try:
        return journey.decide(on, known_at=args.known_at)
    except UnknownJourney:
        raise not_enrolled(journey, on) from None
