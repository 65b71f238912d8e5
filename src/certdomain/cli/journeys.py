"""`certdomain decide`, `explain` and `timeline`: one journey."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from attrs import frozen

from certdomain import reports
from certdomain.cli.opening import known, not_enrolled, opened, refuse, today, wrote
from certdomain.cli.options import Arguments
from certdomain.cli.output import Output
from certdomain.cli.regulations import edition_named
from certdomain.commands import EnrolCandidate, name_of
from certdomain.errors import Problem, UnknownJourney
from certdomain.intake import iter_lines, read_lines
from certdomain.journey import Decision, Journey
from certdomain.register import Register
from certdomain.regulation.tree import Regulation
from certdomain.reports.html import Seal, decision_page, timeline_page
from certdomain.rules.why_not import BLOC_GOALS, TITLE_GOALS, WhyNot, why_not
from certdomain.vocabulary import Verdict
from certdomain.what_if import Supposition, suppose_lines, tried_json


def decide(args: Arguments, out: Output) -> int:
    """Print the decision: as a card, or as JSON; or what it depends on, or what stands in the way."""
    if args.pairs and not args.all_readings:
        refuse("--pairs", "--pairs", "--all-readings beside it")
    if args.edition is not None and args.all_readings:
        refuse("--edition", args.edition, "no --all-readings beside it: choices stand behind the edition")
    with _asked(args) as asked:
        if args.all_readings:
            return _all_readings(asked, args, out)
        if args.why_not is not None:
            return _why_not(asked, args, out)
        decision = asked.decision()
        if out.json:
            out.data(asked.json(decision))
        else:
            asked.head(args, out)
            _questioned(decision, args, out)
            out.text(reports.card(decision, decision.under, args.lang, colour=out.colour))
        return asked.code


def explain(args: Arguments, out: Output) -> int:
    """Print the decision in words, with clause and source line of each reason; or only what stands in the way."""
    if args.html is not None and args.why_not is not None:
        refuse("--html", args.html, "no --why-not beside it: the page shows the whole decision")
    with _asked(args) as asked:
        if args.why_not is not None:
            return _why_not(asked, args, out)
        decision = asked.decision()
        if args.html is not None:
            page = asked.page(decision)
            written = wrote("--html", args.html, page.encode())
            if out.json:
                out.data({**asked.json(decision), "lang": args.lang, "written": [written]})
            else:
                out.text(f"{decision.journey}: {written}")
            return asked.code
        words = decision.explain(args.lang)
        if out.json:
            out.data({**asked.json(decision), "lang": args.lang, "words": words})
        else:
            asked.head(args, out)
            out.text(words)
        return asked.code


def timeline(args: Arguments, out: Output) -> int:
    """Print all records of a journey in the order of their positions."""
    if args.html is not None and args.edition is not None:
        refuse("--edition", args.edition, "no --html beside it: the page shows what was recorded; text and --json ask")
    with opened(args) as register:
        journey = known(register, args.journey)
        records = journey.records(args.known_at)
        try:
            regulation = journey.regulation()
        except UnknownJourney:  # the enrolment was refused: there is still something to show
            regulation = None
        if args.html is not None:
            seal = _seal(register, journey, len(records))
            page = timeline_page(journey.id, records, regulation, args.lang, seal=seal)
            written = wrote("--html", args.html, page.encode())
            if out.json:
                out.data({"journey": journey.id, "written": [written]})
            else:
                out.text(f"{journey.id}: {written}")
            return 0
        asked, edition = None, ""
        if args.edition is not None:
            under = _edition(journey, args, args.edition)
            asked, edition = journey.rejudged(under, known_at=args.known_at, findings=False), under.edition
    if out.json:
        out.data(reports.timeline_json(records, asked=asked, edition=edition))
    else:
        out.text(reports.timeline(records, regulation, args.lang, asked=asked, edition=edition))
    return 0


def _questioned(decision: Decision, args: Arguments, out: Output) -> None:
    """Before a decision under another edition: that it is none."""
    if decision.question is not None:
        out.text(f"{reports.question_words(decision.question, args.lang)}\n")


def _edition(journey: Journey, args: Arguments, text: str) -> Regulation:
    """The edition that the question is asked under."""
    enrolments = (r.command for r in journey.records(args.known_at) if isinstance(r.command, EnrolCandidate))
    enrolled = next(enrolments, None)
    if enrolled is None:
        raise not_enrolled(journey, args.on or today(), args.known_at)
    return edition_named(text, enrolled.certification, journey.register)


@frozen
class _Asked:
    """What is asked about: a journey, as it is recorded or with commands on top of it that are only tried."""

    register: Register
    journey: Journey
    on: date
    args: Arguments
    supposed: Supposition | None = None

    @property
    def code(self) -> int:
        """The exit code, if nothing else is asked: 1 if a command that was tried would not be accepted."""
        accepted = self.supposed is None or all(each.answer.accepted for each in self.supposed.tried)
        return 0 if accepted else 1

    def decision(self) -> Decision:
        """The decision, or what it would be."""
        edition = None if self.args.edition is None else _edition(self.journey, self.args, self.args.edition)
        try:
            return self.journey.decide(self.on, known_at=self.args.known_at, edition=edition)
        except UnknownJourney:
            raise not_enrolled(self.journey, self.on, self.args.known_at) from None

    def json(self, decision: Decision) -> dict[str, object]:
        """The decision as JSON; or what was tried, with what would be decided."""
        return {**(decision.to_json() if self.supposed is None else self.supposed.decide(self.on).to_json())}

    def marked(self, data: dict[str, object]) -> dict[str, object]:
        """Data about the journey, marked if it is about what was only tried."""
        if self.supposed is None:
            return data
        return {"what_if": True, "recorded": False, "tried": [tried_json(each) for each in self.supposed.tried], **data}

    def head(self, args: Arguments, out: Output) -> None:
        """Before all text about what was only tried: that it was, and what would be answered."""
        if self.supposed is not None:
            out.text(reports.what_if_words(self.supposed.answers, self.regulation(), args.lang))
            out.text()

    def page(self, decision: Decision) -> str:
        """The decision as an HTML page. What was only tried stands nowhere in the register: then it has no seal."""
        records = self.journey.records(self.args.known_at)
        tried = self.supposed is not None
        seal = None if tried else _seal(self.register, self.journey, len(records))
        return decision_page(decision, decision.under, records, self.args.lang, seal=seal, supposed=tried)

    def regulation(self) -> Regulation | None:
        """What the journey is under, None if its enrolment was refused."""
        try:
            return self.journey.regulation()
        except UnknownJourney:
            return None


def _seal(register: Register, journey: Journey, records: int) -> Seal | None:
    """Where the register stands; None if it was written before it had a tree."""
    store = register.store
    tree, positions = store.tree(), store.positions(f"journey/{journey.id}")[:records]
    if not positions or tree.end < positions[-1]:
        return None
    last = next(reversed(store.signed()), None)
    return Seal(
        records=tree.end,
        root=tree.root().hex(),
        position=positions[-1],
        signed_size=None if last is None else last.size,
        signed_root=None if last is None else last.root.hex(),
    )


@contextmanager
def _asked(args: Arguments) -> Iterator[_Asked]:
    if args.edition is not None and args.what_if is not None:
        refuse("--edition", args.edition, "no --what-if beside it: what is tried is tried under the journey's edition")
    with opened(args) as register:
        on = args.on or today()
        if args.what_if is None:
            yield _Asked(register, known(register, args.journey), on, args)
            return
        supposed = _supposed(register, args, args.what_if)
        yield _Asked(register, supposed.journey, on, args, supposed)


def _supposed(register: Register, args: Arguments, file: str) -> Supposition:
    """The commands of the file on top of the journey, which must be there unless the file enrols it."""
    if file == "-":
        lines, where = list(read_lines(sys.stdin.buffer, "standard input")), "standard input"
    else:
        lines, where = list(iter_lines(Path(file))), file
    enrols = name_of(EnrolCandidate)
    if not any(not isinstance(line, Problem) and line.raw.get("command") == enrols for line in lines):
        known(register, args.journey)
    return suppose_lines(register, args.journey, lines, known_at=args.known_at, where=where)


def _all_readings(asked: _Asked, args: Arguments, out: Output) -> int:
    try:
        found = asked.journey.under_readings(asked.on, known_at=args.known_at, pairs=args.pairs)
    except UnknownJourney:
        raise not_enrolled(asked.journey, asked.on, args.known_at) from None
    if out.json:
        out.data(asked.marked({**found.to_json()}))
    else:
        asked.head(args, out)
        out.text(reports.readings_words(found, args.lang))
    return asked.code


# --- what stands in the way -------------------------------------------------------------------------------------------


def _why_not(asked: _Asked, args: Arguments, out: Output) -> int:
    text = args.why_not or ""
    regulation = asked.regulation()
    is_bloc = regulation is not None and regulation.referential.bloc(text) is not None
    if text.isascii() and text.isdigit() and not is_bloc:
        if args.edition is not None:
            refuse("--edition", args.edition, "no entry beside it: `certdomain timeline --edition` tells of entries")
        return _why_entry(asked, int(text[:9]), args, out)
    decision = asked.decision()
    found = _found(decision, text)
    if out.json:
        question = {} if decision.question is None else {"question": reports.question_json(decision.question)}
        out.data(asked.marked({**question, **reports.why_not_json(found, decision)}))
    else:
        asked.head(args, out)
        _questioned(decision, args, out)
        out.text(reports.why_not_words(found, decision, decision.under, args.lang))
    return 0 if found.reached else 1


def _found(decision: Decision, text: str) -> WhyNot:
    """What stands in the way of what was typed: a verdict on the title, a bloc, or a bloc and its verdict."""
    goals = {goal.value: goal for goal in TITLE_GOALS}
    if text in goals:
        return why_not(decision, goals[text])
    name, equals, verdict = text.partition("=")
    bloc = decision.under.referential.bloc(name)
    aims = {goal.value: goal for goal in BLOC_GOALS}
    lines = [line.bloc for line in decision.blocs]
    lines += [] if decision.professional is None else [decision.professional.bloc]
    if bloc is None or bloc.id not in lines or (equals and verdict not in aims):
        better = " or ".join(f"={aim}" for aim in aims)
        expected = (
            f"{' or '.join(goals)}; one of {', '.join(lines)}, with or without {better}; or the number of an entry"
        )
        refuse("--why-not", text, expected)
    return why_not(decision, aims.get(verdict, Verdict.VALIDATED), bloc.id)


def _why_entry(asked: _Asked, entry: int, args: Arguments, out: Output) -> int:
    """Why an entry was not accepted, as it was answered when it was recorded."""
    records = asked.journey.records(args.known_at)
    if not 1 <= entry <= len(records):
        refuse("--why-not", str(entry), f"the number of an entry, from 1 to {len(records)}")
    recorded = records[entry - 1]
    name = name_of(type(recorded.command))
    if out.json:
        out.data(asked.marked({"journey": asked.journey.id, **reports.why_refused_json(recorded.answer, entry, name)}))
    else:
        asked.head(args, out)
        out.text(reports.why_refused_words(recorded.answer, entry, name, asked.regulation(), args.lang))
    return 0 if recorded.answer.accepted else 1
