"""The register: gather, decide, append. Effects live here and below; the law does not."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import islice
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Self, TypeVar, cast

import attrs

from certdomain import candidate as candidates
from certdomain import dossier as dossiers
from certdomain import jury as jury_states
from certdomain.adoption import NOTHING, Adoptions, Shelf
from certdomain.candidate import NOBODY, Standing
from certdomain.commands import (
    KINDS,
    Command,
    ConstituteJury,
    CorrectEntry,
    Deliberate,
    EnrolCandidate,
    Kind,
    MoveToEdition,
    name_of,
)
from certdomain.commands_reading import Broken, identifier
from certdomain.decider import contribution_of, decide, decide_jury
from certdomain.dossier import Dossier, candidate_in
from certdomain.envelope import Answered, Receipt, Recorded, known_by
from certdomain.errors import BadCommand, Conflict, Problem
from certdomain.events import (
    Event,
    JuryFrozen,
    RegulationAdopted,
    StandingChanged,
    decode,
)
from certdomain.hookspecs import Certifier
from certdomain.journey import Journey, aware, pinned_of, unknown_journey
from certdomain.jury import Jury, JurySat
from certdomain.plugins import Declared, Titles, titles_of
from certdomain.regulation.canonical import shapes_digest
from certdomain.regulation.tree import Regulation
from certdomain.rules.circumstances import Circumstances
from certdomain.store import OverlayStore, Record, Store, open_store
from certdomain.stored import tree_digest
from certdomain.streams import Placed, Streams
from certdomain.vocabulary import AnswerStatus

if TYPE_CHECKING:
    from certdomain.store import Store

V = TypeVar("V")
KEPT = 512
"""How many journeys, candidates and juries are held in memory between two commands: the rest is read again."""


class Register:
    """A register of journeys. Use it from one thread; several processes may have the same register open.

    Every command is decided on what was read and appended in one transaction with all that must agree with it: a
    concurrent write of the same journey, candidate or jury is a `Conflict`, never a race.
    """

    def __init__(self, store: Store, *, titles: Titles | None = None, shelf: Shelf | None = None) -> None:
        """`shelf`: what was made of declarations before, to be shared by several registers."""
        self.store = store
        self._streams = Streams(store, self._forget)
        self._regulations = Adoptions(self._streams, titles, shelf)
        self._receipts: bool | None = None  # None until an answer was seen
        self._files: OrderedDict[str, Dossier] = OrderedDict()
        self._standings: OrderedDict[str, Standing] = OrderedDict()
        self._juries: OrderedDict[str, tuple[Jury | None, int]] = OrderedDict()

    @classmethod
    def open(
        cls, path_or_url: str | os.PathLike[str], *, plugins: Sequence[Certifier] | None = None, create: bool = True
    ) -> Register:
        """Open a register: a path, `sqlite:///path`, or `memory:`.

        `plugins`: the certifiers to use instead of those installed. `create`: make it if it is missing.

        Raises:
            Damaged: if it is missing (and not to be created), unreadable, or not a register.
        """
        return cls(open_store(path_or_url, create=create), titles=None if plugins is None else titles_of(plugins))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the store. What was appended stays."""
        self.store.close()

    def overlaid(self, known_at: datetime | None = None) -> Register:
        """A register over this one: what it records stays in memory, and this one is only read.

        `known_at`: over what was recorded by then. The regulations that were adopted later can be looked up all the
        same.
        """
        self._streams.flush()
        instant = None if known_at is None else aware(known_at, "known_at")

        def seen(record: Record) -> bool:
            if instant is None or record.stream.startswith("regulation/"):
                return True
            try:
                return decode(record.stream, record.version, record.name, record.state).recorded_at <= instant
            except (LookupError, ValueError):  # who reads it for what it says is told what is wrong with it
                return True

        return Register(OverlayStore(self.store, seen), titles=self._regulations.titles)

    # --- titles ---------------------------------------------------------------------------------------------------

    def titles(self) -> tuple[Regulation, ...]:
        """The installed regulations as they are declared, by certification, the last edition first."""
        return tuple(held.regulation for editions in self._regulations.installed().values() for held in editions)

    def regulation(self, certification: str, edition: str | None = None, *, on: date | None = None) -> Regulation:
        """The regulation that a new enrolment would get: adopted if it was, else as installed.

        Raises:
            UnknownTitle: if no plugin declares it and the register never adopted it.
        """
        return self._regulations.in_force(certification, edition, on).regulation

    def regulations_kept(self) -> tuple[Declared, ...]:
        """All regulations that the register keeps, each with its digest, by title and in the order of adoption.

        Raises:
            Damaged: if one of them cannot be read.
        """
        return tuple(self._regulations.every())

    def regulation_of(self, regulation_digest: str, certification: str) -> Regulation:
        """The settled regulation that the register keeps under a digest; plugins are not needed for it.

        Raises:
            Damaged: if the register does not hold it, or holds what this version cannot read.
        """
        return self._regulations.settled_of(regulation_digest, certification)

    def declaration_of(self, regulation_digest: str, certification: str) -> Regulation:
        """The regulation kept under a digest as it was declared: its readings and parameters can be chosen again.

        Raises:
            Damaged: as `regulation_of` does.
        """
        return self._regulations.kept(regulation_digest, certification).regulation

    def adopt(
        self,
        certification: str,
        *,
        edition: str | None = None,
        readings: Mapping[str, str] = NOTHING,
        parameters: Mapping[str, str] = NOTHING,
        by: str = "system",
        reason: str = "",
        clauses: Sequence[str] | None = None,
        recorded_at: datetime | None = None,
    ) -> str:
        """Adopt a regulation with its readings and parameters; later enrolments are under it. Returns its digest.

        `clauses`: those of its text that the adoption rests on; by default those of its transitions.

        Raises:
            UnknownTitle: if nobody declares it.
            BadInput: for readings, letters, parameters or clauses that it does not have, and for `by` or `reason` that
                no command could hold.
        """
        return self._regulations.adopt(
            certification,
            edition=edition,
            readings=readings,
            parameters=parameters,
            by=by,
            reason=reason,
            clauses=clauses,
            recorded_at=_instant(recorded_at),
        )

    # --- journeys and juries --------------------------------------------------------------------------------------

    def journey(self, journey: str) -> Journey:
        """The journey of that id; it need not exist yet.

        Raises:
            BadCommand: for an id that is not text of 1 to 200 characters.
        """
        return Journey(self, _journey_id(journey))

    def journeys(self, certification: str | None = None) -> Iterator[str]:
        """The ids of all recorded journeys (of one title), sorted."""
        self._streams.flush()
        for stream in self.store.streams("journey/"):
            journey = stream.removeprefix("journey/")
            if certification is None or self.certification_of(journey) == certification:
                yield journey

    def certification_of(self, journey: str) -> str | None:
        """The title that a journey is enrolled for, None if it is not enrolled."""
        enrolment = self.file(journey).enrolment
        return None if enrolment is None else enrolment.command.certification

    def jury(self, jury: str, *, upto: int | None = None, known_at: datetime | None = None) -> Jury | None:
        """A constituted jury, None if there is none of that id (a refused one does not exist)."""
        if upto is None and known_at is None:
            return self._jury(jury)[0]
        events = self._streams.read(f"jury/{jury}", upto)
        if known_at is not None:
            events = list(known_by(events, aware(known_at, "known_at")))
        return jury_states.fold(_jury_records(events))

    def do(
        self, command: Command, *, recorded_at: datetime | None = None, content: str = "", seen: int | None = None
    ) -> Answered:
        """Record the constitution of a jury, which belongs to no journey.

        `seen`: how long its history was when the caller looked, if the command rests on there being no more of it.

        Raises:
            BadCommand: for any other command, and for a title that nobody declares.
            Conflict: if somebody else wrote to the jury meanwhile.
        """
        _is_command(command)
        if not isinstance(command, ConstituteJury):
            problem = Problem(
                where="command", field="journey", found="none", expected=f"the journey of a {name_of(type(command))}"
            )
            raise BadCommand([problem])
        if command.key is not None:
            known = next((r for r in self.jury_records(command.jury) if r.command == command), None)
            if known is not None:
                return known.answer
        held = self._regulations.in_force(command.certification, None, command.meets_on)
        jury, version = self._jury(command.jury)
        if seen is not None and seen != version:
            stream = f"jury/{command.jury}"
            raise Conflict(stream, seen, version)
        answer = decide_jury(command, self._regulations.settle(held), jury)
        receipt = self._receipt(answer, held, f"jury/{command.jury}", version)
        answer = attrs.evolve(answer, edition=held.regulation.edition, regulation=held.digest, receipt=receipt)
        recorded = Recorded(
            stream=command.jury,
            position=version + 1,
            recorded_at=_instant(recorded_at),
            command=command,
            answer=answer,
            content=content,
        )
        adoption = self._regulations.first_use(held, recorded.recorded_at)
        self._streams.append([*adoption, (f"jury/{command.jury}", version, recorded)])
        self._regulations.note(adoption)
        self._juries.pop(command.jury, None)
        return answer

    def jury_records(self, jury: str) -> tuple[Recorded, ...]:
        """All that was recorded of a jury, refusals included."""
        return tuple(event for event in self._streams.read(f"jury/{jury}") if isinstance(event, Recorded))

    def jury_history(self, jury: str, *, upto: int | None = None) -> tuple[Recorded | JurySat, ...]:
        """All that was recorded of a jury, refusals included, and that it sat; up to a version of its stream."""
        return tuple(_jury_records(self._streams.read(f"jury/{jury}", upto)))

    def do_together(
        self, journeys: Sequence[str], command: Command, *, recorded_at: datetime | None = None, content: str = ""
    ) -> tuple[Answered, ...]:
        """Record one command in each of several journeys, all or none: one refusal, and nothing is recorded.

        Raises:
            BadCommand: if it is invalid in one of them, or if that is not the id of a journey.
        """
        _is_command(command)
        journeys = tuple(map(_journey_id, journeys))
        at = _instant(recorded_at)
        known = {journey: self._recorded_under(self.file(journey), command) for journey in journeys}
        fresh = [journey for journey in dict.fromkeys(journeys) if known[journey] is None]
        prepared: list[tuple[Recorded, list[Placed]]] = []
        ahead: dict[str, Standing] = {}
        for journey in fresh:
            recorded, events = self._prepare(journey, command, at, content, ahead)
            prepared.append((recorded, events))
            for stream, _, event in events:
                if isinstance(event, StandingChanged):
                    # What the candidate used up in this journey is used up for the next one of the list.
                    candidate = stream.removeprefix("candidate/")
                    stood = ahead.get(candidate) or self.standing(candidate)
                    ahead[candidate] = candidates.evolve(stood, event.contribution)
        given = {recorded.stream: recorded.answer for recorded, _ in prepared}
        given.update({journey: recorded.answer for journey, recorded in known.items() if recorded is not None})
        answers = tuple(given[journey] for journey in journeys)
        if len(journeys) > 1 and any(answer.status is not AnswerStatus.ACCEPTED for answer in answers):
            return answers
        self._streams.append(_together([events for _, events in prepared]))
        for recorded, events in prepared:
            self._apply(recorded, events)
        return answers

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Append in large transactions. After a crash a prefix of what was recorded is there."""
        with self._streams.batch():
            yield

    # --- gather, decide, append -----------------------------------------------------------------------------------

    def file(self, journey: str) -> Dossier:
        """The dossier of a journey, empty if nothing was recorded."""
        found = self._files.get(journey)
        if found is None or not self._fresh(f"journey/{journey}", found.version):
            events = self._streams.read(f"journey/{journey}")
            found = dossiers.fold(journey, [event for event in events if isinstance(event, Recorded)])
            _keep(self._files, journey, found)
        else:
            self._files.move_to_end(journey)
        return found

    def let_go(self, journey: str) -> None:
        """Hold no more of a journey in memory: whoever goes through all of them comes back to none."""
        self._files.pop(journey, None)

    def standing(self, candidate: str, *, upto: int | None = None, known_at: datetime | None = None) -> Standing:
        """What a candidate carries across journeys, now, at a version, or as known at an instant."""
        held = self._standings.get(candidate)
        if (
            upto is None
            and known_at is None
            and held is not None
            and self._fresh(f"candidate/{candidate}", held.version)
        ):
            return held
        events = [e for e in self._streams.read(f"candidate/{candidate}", upto) if isinstance(e, StandingChanged)]
        if known_at is not None:
            events = list(known_by(events, known_at))
        found = candidates.fold(event.contribution for event in events)
        if upto is None and known_at is None:
            _keep(self._standings, candidate, found)
        return found

    def standings(self, candidate: str) -> Sequence[Standing]:
        """What a candidate carried at the versions 0, 1, 2 … of the candidate's stream, read again."""
        found = [NOBODY]
        for event in self._streams.read(f"candidate/{candidate}"):
            last = found[-1]
            found.append(candidates.evolve(last, event.contribution) if isinstance(event, StandingChanged) else last)
        return found

    def answer(self, journey: str, command: Command) -> Answered:
        """The answer to a command, without recording it."""
        return self._prepare(journey, command, _instant(None), "")[0].answer

    def record(self, journey: str, command: Command, recorded_at: datetime | None, content: str) -> Answered:
        """Decide a command and record it with its answer; one that was recorded under its key is not recorded again."""
        known = self._recorded_under(self.file(journey), command) if isinstance(command, Command) else None
        if known is not None:
            return known.answer
        recorded, events = self._prepare(journey, command, _instant(recorded_at), content)
        self._streams.append(events)
        self._apply(recorded, events)
        return recorded.answer

    def circumstances(
        self,
        dossier: Dossier,
        on: date,
        *,
        versions: Mapping[str, int] | None = None,
        known_at: datetime | None = None,
        juries: Sequence[str] = (),
    ) -> Circumstances:
        """Gather what a decision on a dossier looks at: its regulation, the candidate's standing, juries.

        `versions`: read the other streams as of those versions, as a replay does. `known_at`: as known then.

        Raises:
            UnknownJourney: if the dossier has no enrolment.
        """
        enrolment = dossier.enrolment
        if enrolment is None:
            raise unknown_journey(dossier.journey)
        regulation = self.regulation_of(pinned_of(dossier, on), enrolment.command.certification)
        candidate = enrolment.command.candidate or dossier.journey
        versions = versions or {}
        upto = versions.get(f"candidate/{candidate}") if versions else None
        standing = self.standing(candidate, upto=upto, known_at=known_at)
        sitting: dict[str, Jury] = {}
        for jury in juries:
            found = self.jury(jury, upto=versions.get(f"jury/{jury}") if versions else None, known_at=known_at)
            if found is not None:
                sitting[jury] = found
        return Circumstances(dossier, on, regulation, standing, MappingProxyType(sitting))

    def _recorded_under(self, dossier: Dossier, command: Command) -> Recorded | None:
        position = None if command.key is None else dossier.find(command.key)
        if position is None:
            return None
        known = dossier.recorded[position - 1]
        if known.command != command:
            expected = f"the command that entry {position} recorded under it, or a key that is new in the journey"
            raise BadCommand([Problem(where="command", field="key", found=repr(command.key)[:60], expected=expected)])
        return known

    def _prepare(
        self,
        journey: str,
        command: Command,
        at: datetime,
        content: str,
        ahead: Mapping[str, Standing] = MappingProxyType({}),
    ) -> tuple[Recorded, list[Placed]]:
        """The record of a command and what follows from it. `ahead`: standings that are about to be appended."""
        dossier = self.file(journey)
        _is_command(command)
        if isinstance(command, ConstituteJury):
            problem = Problem(
                where="command", field="journey", found=repr(journey)[:60], expected="no journey: a jury is shared"
            )
            raise BadCommand([problem])
        before: list[Placed] = []
        candidate = candidate_in(dossier, command)
        if isinstance(command, EnrolCandidate):
            held = self._regulations.in_force(command.certification, command.edition, command.on)
            before = self._regulations.first_use(held, at)
            standing = ahead.get(candidate) or self.standing(candidate)
            case = Circumstances(dossier, command.on, self._regulations.settle(held), standing)
        else:
            case = self.circumstances(dossier, command.on, juries=juries_named(command, dossier))
            if candidate in ahead or candidate != candidate_in(dossier):
                case = attrs.evolve(case, standing=ahead.get(candidate) or self.standing(candidate))
            held = self._regulations.kept(pinned_of(dossier, command.on), case.regulation.certification)
        if isinstance(command, MoveToEdition):
            held = self._regulations.in_force(case.regulation.certification, command.edition, None)
            before = self._regulations.first_use(held, at)
            case = attrs.evolve(case, moves=(case.regulation, self._regulations.settle(held)))
        elif (moved := dossiers.between(dossier, command, None)) is not None:
            title = case.regulation.certification
            origin, target = (self.regulation_of(name, title) for name in moved)
            case = attrs.evolve(case, moves=(origin, target))
        answer = decide(command, case)
        context = {f"candidate/{candidate}": case.standing.version}
        context.update({f"jury/{name}": jury.version for name, jury in case.juries.items()})
        answer = attrs.evolve(answer, edition=held.regulation.edition, regulation=held.digest, context=context)
        if KINDS[type(command)] is not Kind.FACT:
            receipt = self._receipt(answer, held, f"journey/{journey}", dossier.version)
            answer = attrs.evolve(answer, receipt=receipt)
        recorded = Recorded(
            stream=journey,
            position=dossier.version + 1,
            recorded_at=at,
            command=command,
            answer=answer,
            content=content,
        )
        events = [*before, (f"journey/{journey}", dossier.version, recorded)]
        events.extend(self._consequences(recorded, dossier, case, candidate))
        return recorded, events

    def adopted(self, certification: str) -> Sequence[str]:
        """The digests of the regulations of a title that this register adopted, in their order."""
        events = self._streams.read(f"regulation/{certification}")
        return [event.digest for event in events if isinstance(event, RegulationAdopted)]

    def facts(self, stream: str) -> Sequence[str]:
        """The digests of what a stream held when it had 0, 1, 2 … records, taken again from the stored bytes."""
        return [digest.hex() for digest in self._streams.all_facts(stream)]

    def content_of(self, regulation_digest: str, certification: str) -> bytes:
        """The canonical bytes of a regulation that the register keeps.

        Raises:
            Damaged: as `regulation_of` does.
        """
        return self._regulations.kept(regulation_digest, certification).content

    def gives_receipts(self) -> bool:
        """Whether requests and acts have receipts here, as the first of them tells: the first registers had none."""
        if self._receipts is None:
            answers = (self._answer(record) for _, record in islice(self.store.scan(), _FIRST))
            self._receipts = next((a.receipt is not None for a in answers if a is not None), None)
        return self._receipts is True

    @staticmethod
    def _answer(record: Record) -> Answered | None:
        """The answer to a request or an act, if the record is of one."""
        if not record.stream.startswith(("journey/", "jury/")):
            return None
        event = decode(record.stream, record.version, record.name, record.state)
        wanted = isinstance(event, Recorded) and KINDS[type(event.command)] is not Kind.FACT
        return event.answer if wanted and isinstance(event, Recorded) else None

    def _receipt(self, answer: Answered, held: Declared, stream: str, version: int) -> Receipt:
        """What an answer was decided on: the records of its stream before it, its reasons, the shapes of the law."""
        return Receipt(
            facts=self._streams.facts(stream, version), tree=tree_digest(answer), shapes=shapes_digest(held.content)
        )

    def _jury(self, jury: str) -> tuple[Jury | None, int]:
        stream = f"jury/{jury}"
        held = self._juries.get(jury)
        if held is None or not self._fresh(stream, held[1]):
            events = self._streams.read(stream)
            held = (jury_states.fold(_jury_records(events)), len(events))
            _keep(self._juries, jury, held)
        return held

    def _fresh(self, stream: str, version: int) -> bool:
        """Whether what is held in memory is what the store holds: another process may have written meanwhile."""
        return self._streams.batching or self._streams.version(stream) == version

    def _forget(self) -> None:
        """A write failed: what is held in memory may be old, or may hold what was not recorded after all."""
        self._files.clear()
        self._standings.clear()
        self._juries.clear()
        self._regulations.forget()

    def _consequences(self, recorded: Recorded, dossier: Dossier, case: Circumstances, candidate: str) -> list[Placed]:
        """What the record changes elsewhere: the candidate's standing, and the jury that sat."""
        found: list[Placed] = []
        if recorded.answer.status is AnswerStatus.REFUSED:
            return found
        after = dossiers.evolve(dossier, recorded)
        contribution = contribution_of(case.filed(after))
        before = candidate if dossier.enrolment is None else candidate_in(dossier)
        now = before if after.enrolment is None else candidate_in(after)
        for name in dict.fromkeys((before, now)):
            standing = case.standing if name == candidate else self.standing(name)
            known = standing.contributions.get(dossier.journey)
            # A journey that turns out to be another candidate's adds nothing to the first one any more.
            added = contribution if name == now else attrs.evolve(contribution, retakes=(), kept=(), bans=())
            # An enrolment is noted even if it adds nothing: a ban notified meanwhile is then a conflict, not a race.
            opens = isinstance(recorded.command, EnrolCandidate) or name != before
            if added != known and (opens or not (known is None and added.empty)):
                changed = StandingChanged(recorded_at=recorded.recorded_at, contribution=added)
                found.append((f"candidate/{name}", standing.version, changed))
        if isinstance(recorded.command, Deliberate) and recorded.answer.accepted:
            jury = case.juries[recorded.command.jury]
            if not jury.sat:
                frozen = JuryFrozen(recorded_at=recorded.recorded_at, sat=JurySat(journey=dossier.journey))
                found.append((f"jury/{jury.id}", jury.version, frozen))
        return found

    def _apply(self, recorded: Recorded, events: Sequence[Placed]) -> None:
        journey = recorded.stream
        known = self._files.get(journey)
        if known is not None and known.version == recorded.position - 1:
            _keep(self._files, journey, dossiers.evolve(known, recorded))
        else:  # put aside meanwhile: it is read again when it is asked for
            self._files.pop(journey, None)
        self._regulations.note(events)
        for stream, version, event in events:
            if isinstance(event, StandingChanged):
                candidate = stream.removeprefix("candidate/")
                standing = self._standings.get(candidate, NOBODY)
                if standing.version == version:
                    _keep(self._standings, candidate, candidates.evolve(standing, event.contribution))
                else:
                    self._standings.pop(candidate, None)
            if isinstance(event, JuryFrozen):
                self._juries.pop(stream.removeprefix("jury/"), None)


_FIRST = 1000  # records, among which an answer is looked for


def _together(batches: Sequence[Sequence[Placed]]) -> list[Placed]:
    """The events of one command in several journeys.

    What they share (a jury that sat, an adoption) is said once; two journeys of one candidate change the candidate's
    standing one after the other.
    """
    merged: dict[tuple[str, int], tuple[str, int, Event]] = {}
    for events in batches:
        for stream, decided_on, event in events:
            version = decided_on
            while (stream, version) in merged and isinstance(event, StandingChanged):
                version += 1
            merged.setdefault((stream, version), (stream, version, event))
    return list(merged.values())


def juries_named(command: Command, dossier: Dossier) -> tuple[str, ...]:
    """The juries that a command names, and for a correction those that the corrected record names."""
    named: list[object] = [getattr(command, "jury", None), getattr(command, "assessors", None)]
    if isinstance(command, CorrectEntry):
        position = dossier.find(command.entry)
        entry = None if position is None else dossier.at(position)
        named += [command.fields.get("jury"), command.fields.get("assessors")]
        if entry is not None:
            named += [getattr(entry.command, "jury", None), getattr(entry.command, "assessors", None)]
    return tuple(dict.fromkeys(name for name in named if isinstance(name, str)))


def _is_command(command: Command) -> None:
    found: object = command
    if not isinstance(found, Command):
        raise BadCommand([Problem(where="command", found=repr(found)[:60], expected="a command")])


def _journey_id(journey: str) -> str:
    found: object = identifier(journey)
    if isinstance(found, Broken):
        raise BadCommand([attrs.evolve(each, where="register", field="journey") for each in found.problems])
    return cast("str", found)


def _jury_records(events: Sequence[Event]) -> list[Recorded | JurySat]:
    return [
        event.sat if isinstance(event, JuryFrozen) else event
        for event in events
        if isinstance(event, JuryFrozen | Recorded)
    ]


def _instant(given: datetime | None) -> datetime:
    return datetime.now(UTC) if given is None else aware(given, "recorded_at")


def _keep(held: OrderedDict[str, V], key: str, value: V) -> None:
    held[key] = value
    held.move_to_end(key)
    if len(held) > KEPT:
        held.popitem(last=False)
