"""One journey of a register: what is asked of it, and what is decided."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import attrs
from attrs import frozen

from certdomain import dossier as dossiers
from certdomain.alternatives import AllReadings, under_all_readings
from certdomain.commands import Command, EnrolCandidate
from certdomain.dossier import Dossier, candidate_in
from certdomain.envelope import Answered, Recorded, known_by
from certdomain.errors import BadCommand, BadInput, Problem, UnknownJourney
from certdomain.regulation.canonical import Json, canonical, digest
from certdomain.regulation.settlement import settled
from certdomain.regulation.tree import Regulation
from certdomain.rejudging import Question, Rejudged, Under, decision_of, rejudged
from certdomain.rules import decision as rulings
from certdomain.rules.decision import decide_on

if TYPE_CHECKING:
    from certdomain.register import Register

_RULING = tuple(field.name for field in attrs.fields(rulings.Decision))


@frozen(kw_only=True)
class Decision(rulings.Decision):
    """The decision on a journey, with the regulation that it was taken under: it can be written and explained.

    `question`: set where another edition was asked about than the journey is under. Then this is no decision of the
    register, and says so in every form.
    """

    under: Regulation
    question: Question | None = None

    def to_json(self) -> dict[str, Json]:
        """The decision as JSON data, as the contract orders it."""
        from certdomain.reports import decision_json, question_json

        asked: dict[str, Json] = {} if self.question is None else {"question": question_json(self.question)}
        return {**asked, **decision_json(self)}

    def explain(self, lang: str = "en") -> str:
        """The decision in words that a jury can read, in French (`fr`) or English (`en`).

        Raises:
            ValueError: for another language.
        """
        from certdomain.reports import explain, question_words

        asked = "" if self.question is None else f"{question_words(self.question, lang)}\n"
        return asked + explain(self, self.under, lang)


class Journey:
    """One journey of a register."""

    def __init__(self, register: Register, journey: str) -> None:
        self._register = register
        self.id = journey

    @property
    def register(self) -> Register:
        """The register that it belongs to."""
        return self._register

    def do(self, command: Command, *, recorded_at: datetime | None = None, content: str = "") -> Answered:
        """Decide a command and record it with its answer. It never raises to say no.

        Raises:
            BadCommand: for what is malformed or names a thing that does not exist; nothing is recorded.
            Conflict: if somebody else wrote to the journey, its candidate or its jury first.
            Damaged: if the register cannot be read.
        """
        return self._register.record(self.id, command, recorded_at, content)

    def preview(self, command: Command) -> Answered:
        """The answer to a command, without recording it. Raises as `do` does."""
        return self._register.answer(self.id, command)

    def decide(
        self, on: date, *, known_at: datetime | None = None, edition: str | Regulation | None = None
    ) -> Decision:
        """The decision of a day, of everything dated up to it, as known now or at an instant.

        `edition`: another edition of the title, by its name or as a regulation (a draft, another reading): every record
        is judged again under it, and the answer is marked as a `question`. It may be adopted after `known_at`, or
        never.

        Raises:
            UnknownJourney: if the journey was not enrolled by then, or its enrolment was refused.
            UnknownTitle: for the name of an edition that is neither installed nor adopted.
            BadInput: for the regulation of another title.
        """
        _plain_day(on)
        known_at = None if known_at is None else aware(known_at, "known_at")
        if edition is not None:
            return self._asked(on, known_at, edition)
        dossier = self._register.file(self.id)
        if known_at is not None:
            dossier = dossiers.fold(self.id, known_by(dossier.recorded, known_at))
        case = self._register.circumstances(dossier, on, known_at=known_at)
        if not case.enrolled:
            raise unknown_journey(self.id)
        context = ((f"candidate/{candidate_in(dossier)}", case.standing.version),)
        ruling = decide_on(case, digest=pinned_of(dossier, on), known_at=known_at, context=context)
        held = {name: getattr(ruling, name) for name in _RULING}
        return Decision(under=case.regulation, **held)

    def _asked(self, on: date, known_at: datetime | None, edition: str | Regulation) -> Decision:
        """What would be decided had all records been judged under that edition from the beginning."""
        records = self.records(known_at)
        declared = self.edition(edition, known_at=known_at)
        under = self._under(declared)
        again = rejudged(records, under, self._register, findings=False)
        found = decision_of(again, under, self._register, on, known_at=known_at)
        if found is None:
            raise unknown_journey(self.id)
        ruling, regulation = found
        name = digest(canonical(declared))
        pinned = dossiers.pinned(dossiers.until(dossiers.fold(self.id, records), on), on)
        edition_then = None if pinned is None else self._register.regulation_of(pinned, declared.certification).edition
        question = Question(
            edition=declared.edition,
            regulation=name,
            pinned_edition=edition_then,
            pinned=pinned,
            changed=again.changed,
            invalid=again.invalid,
        )
        held = {**{each: getattr(ruling, each) for each in _RULING}, "regulation": name}
        return Decision(under=regulation, question=question, **held)

    def edition(self, edition: str | Regulation, *, known_at: datetime | None = None) -> Regulation:
        """Another edition of the journey's title, as it is declared: by its name, or the regulation itself.

        Raises:
            UnknownJourney, UnknownTitle, BadInput: as `decide` does.
        """
        title = next(
            (r.command.certification for r in self.records(known_at) if isinstance(r.command, EnrolCandidate)), None
        )
        if title is None:
            raise unknown_journey(self.id)
        if isinstance(edition, str):
            return self._register.regulation(title, edition)
        if edition.certification != title:
            expected = f"a regulation of {title}, for which the journey is enrolled"
            raise BadInput(
                [Problem(where="register", field="edition", found=repr(edition.certification)[:60], expected=expected)]
            )
        return edition

    def rejudged(
        self, edition: str | Regulation, *, known_at: datetime | None = None, findings: bool = False
    ) -> Rejudged:
        """All records judged again under another edition, each on what came of those before it.

        Raises:
            UnknownJourney, UnknownTitle, BadInput: as `decide` does.
        """
        declared = self.edition(edition, known_at=known_at)
        return rejudged(self.records(known_at), self._under(declared), self._register, findings=findings)

    def _under(self, declared: Regulation) -> Under:
        """That regulation for all records of its title; for the juries of others, what they were recorded under."""
        plain = settled(declared)

        def under(regulation_digest: str, certification: str) -> Regulation:
            if certification == declared.certification:
                return plain
            return self._register.regulation_of(regulation_digest, certification)

        return under

    def under_readings(self, on: date, *, known_at: datetime | None = None, pairs: bool = False) -> AllReadings:
        """On which readings the outcome of a day depends: each other option is tried, `pairs` also two at a time.

        Raises:
            UnknownJourney: as `decide` does.
        """
        decision = self.decide(on, known_at=known_at)
        register = self._register
        records = self.records(decision.known_at)
        return under_all_readings(records, decision, register.declaration_of, register, pairs=pairs)

    def records(self, known_at: datetime | None = None) -> tuple[Recorded, ...]:
        """All records in the order of their positions, refusals included, as known now or at an instant.

        Known at an instant is what stands in the log up to the first record that came after it: see `known_by`.
        """
        recorded = self._register.file(self.id).recorded
        return recorded if known_at is None else known_by(recorded, aware(known_at, "known_at"))

    def regulation(self, on: date | None = None) -> Regulation:
        """The settled regulation that the journey is under (on a day).

        Raises:
            UnknownJourney: if the journey is not enrolled.
        """
        dossier = self._register.file(self.id)
        return self._register.circumstances(dossier, on or date.max).regulation


def unknown_journey(journey: str) -> UnknownJourney:
    """The error for a journey that was never enrolled."""
    expected = "a journey whose enrolment was recorded and not refused"
    return UnknownJourney([Problem(where="register", field="journey", found=repr(journey)[:60], expected=expected)])


def pinned_of(dossier: Dossier, on: date) -> str:
    """The digest of the regulation that a journey is under on a day.

    Raises:
        UnknownJourney: if it is not enrolled by then.
    """
    found = dossiers.pinned(dossier, on)
    if found is None:
        raise unknown_journey(dossier.journey)
    return found


def aware(given: datetime, field: str) -> datetime:
    """An instant in UTC.

    Raises:
        BadCommand: if it does not say in which zone it is, is no instant, or is none of the calendar in UTC.
    """
    what: object = given
    if isinstance(what, datetime) and what.tzinfo is not None:
        with suppress(OverflowError):
            return what.astimezone(UTC)
    found = what.isoformat() if isinstance(what, datetime) else repr(what)[:60]
    raise BadCommand([Problem(where="register", field=field, found=found, expected="an aware instant")])


def _plain_day(on: date) -> None:
    if type(on) is not date:
        raise BadInput([Problem(where="register", field="on", found=repr(on)[:60], expected="a plain date")])
