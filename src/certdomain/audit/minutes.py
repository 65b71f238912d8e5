"""The minutes of a jury: who sat, whether it was fit, what it decided on whom, and where it left the proposal.

They are read from what was recorded, and nothing is decided again: what a jury is to sign is what it said.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from attrs import frozen

from certdomain.audit.departures import departing_clauses
from certdomain.commands import (
    ConstituteJury,
    CorrectEntry,
    Deliberate,
    RecordAbsence,
    RecordEvaluation,
    SubmitExcuse,
    VoidEntry,
)
from certdomain.dossier import Dossier, Entry
from certdomain.envelope import Answered, BlocVerdict, Departure, Finding, Recorded, TitleVerdict
from certdomain.errors import Damaged, UnknownJourney
from certdomain.explanation import Node
from certdomain.register import Register
from certdomain.regulation.tree import Regulation
from certdomain.store import Store
from certdomain.transparency.checkpoints import parse_checkpoint
from certdomain.transparency.failures import Unproven
from certdomain.transparency.merkle import root_at
from certdomain.transparency.notes import parse_note
from certdomain.vocabulary import Route, Verdict


@frozen(kw_only=True)
class Missed:
    """An evaluation that a candidate missed and had not sat since. `excused`: the excuse was accepted."""

    evaluation: str
    on: date
    excused: bool


@frozen(kw_only=True)
class Sitting:
    """One candidate before the jury.

    `entry`: of the deliberation in the journey; None for one that is still awaited, whose verdicts are the proposal of
    the day. `answer`: what was answered to the deliberation. `title` is None where nothing was
    decided: the deliberation was refused, or the text gives a jury no such power. `corrected_by` and `voided_by` are
    entries of the journey. `position`: that of the deliberation in the log, counted from 1.
    """

    journey: str
    candidate: str
    route: Route | None
    on: date
    regulation: str
    entry: int | None = None
    position: int | None = None
    recorded_at: datetime | None = None
    answer: Answered | None = None
    title: TitleVerdict | None = None
    blocs: tuple[BlocVerdict, ...] = ()
    part: BlocVerdict | None = None
    kept: tuple[str, ...] = ()
    departures: tuple[Departure, ...] = ()
    departed_by: tuple[str, ...] = ()
    reason: str = ""
    missed: tuple[Missed, ...] = ()
    corrected_by: tuple[int, ...] = ()
    voided_by: int | None = None

    @property
    def lines(self) -> tuple[BlocVerdict, ...]:
        """The verdicts on the blocs, then that on the professional part if there is one."""
        return self.blocs if self.part is None else (*self.blocs, self.part)

    @property
    def pending(self) -> tuple[str, ...]:
        """The lines that wait for something, "title" among them."""
        waiting = [line.bloc for line in self.lines if line.verdict is Verdict.PENDING]
        title = self.title is not None and self.title.verdict is Verdict.PENDING
        return (*(("title",) if title else ()), *waiting)


@frozen(kw_only=True)
class SignedAt:
    """The last checkpoint that was signed here. `root` is the register's own at that size, None if it has none."""

    origin: str
    size: int
    signed_root: bytes
    root: bytes | None

    @property
    def agrees(self) -> bool:
        """Whether the register still begins with what was signed."""
        return self.root == self.signed_root


@frozen(kw_only=True)
class Minutes:
    """The minutes of a jury.

    `constitutions`: all that was recorded of it, refusals included. `standing`: its composition, None if every one was
    refused; `regulation` is the one that it was constituted under (or last refused), `composition` the tree of that
    answer, `findings` what was remarked. `on`: only what is dated up to it is told; None = all. `regulations`: those of
    the sittings, by digest. `elsewhere`: journeys that name the jury otherwise (it assessed, a portfolio is presented
    to it), and on which it did not deliberate.
    """

    jury: str
    on: date | None
    constitutions: tuple[Recorded, ...]
    standing: Recorded | None
    regulation: Regulation | None
    composition: Node | None
    findings: tuple[Finding, ...]
    sat: bool
    sittings: tuple[Sitting, ...]
    awaiting: tuple[Sitting, ...]
    elsewhere: tuple[str, ...]
    regulations: tuple[tuple[str, Regulation], ...]
    signed: SignedAt | None

    @property
    def constituted(self) -> ConstituteJury | None:
        """The composition that holds."""
        command = None if self.standing is None else self.standing.command
        return command if isinstance(command, ConstituteJury) else None

    @property
    def beyond(self) -> tuple[Sitting, ...]:
        """The sittings that the last signed checkpoint does not reach."""
        size = 0 if self.signed is None else self.signed.size
        return tuple(each for each in self.sittings if each.position is not None and each.position > size)


def minutes(register: Register, jury: str, *, on: date | None = None, awaiting: bool = False) -> Minutes | None:
    """The minutes of a jury, None if nothing was ever recorded of it.

    Args:
        register: where it is recorded.
        jury: its id.
        on: the deliberations dated up to that day; without it all.
        awaiting: also the journeys of its title that it may sit for and on which nobody has deliberated by that day
            (without one, the day of its meeting), with what is proposed.

    Raises:
        Damaged: where the register cannot be read.
    """
    records = register.jury_records(jury)
    if not records:
        return None
    accepted = [r for r in records if isinstance(r.command, ConstituteJury) and r.answer.accepted]
    standing = accepted[-1] if accepted else None
    sittings: list[Sitting] = []
    elsewhere: list[str] = []
    for journey in naming(register.store, jury):
        dossier = register.file(journey)
        places = register.store.positions(f"journey/{journey}")
        own = [each for each in sittings_of(dossier, jury, places) if on is None or each.on <= on]
        sittings += own
        if not own and _named_otherwise(dossier, jury, on):
            elsewhere.append(journey)
        register.let_go(journey)
    state = register.jury(jury)
    waiting = () if standing is None or not awaiting else _awaiting(register, standing, on)
    return Minutes(
        jury=jury,
        on=on,
        constitutions=records,
        standing=standing,
        regulation=_regulation(register, standing or records[-1]),
        composition=None if standing is None else standing.answer.tree,
        findings=() if standing is None else standing.answer.findings,
        sat=state is not None and state.sat,
        sittings=tuple(sorted(sittings, key=lambda each: (each.on, each.journey, each.entry or 0))),
        awaiting=tuple(waiting),
        elsewhere=tuple(elsewhere),
        regulations=tuple(_regulations(register, (*sittings, *waiting))),
        signed=last_signed(register.store),
    )


def naming(store: Store, jury: str) -> list[str]:
    """The journeys of which a record may name the jury, sorted. What does not name it at all is not decoded."""
    texts = {json.dumps(jury, ensure_ascii=each).encode() for each in (True, False)}
    found: set[str] = set()
    for _, record in store.scan():
        if record.stream.startswith("journey/") and any(text in record.state for text in texts):
            found.add(record.stream.removeprefix("journey/"))
    return sorted(found)


def sittings_of(dossier: Dossier, jury: str, places: Sequence[int]) -> Iterator[Sitting]:
    """The deliberations of a jury on one journey, as corrected; the refused and the voided too.

    `places`: the positions in the log of the journey's records.
    """
    enrolment = dossier.enrolment
    for recorded in dossier.recorded:
        if not isinstance(recorded.command, Deliberate):
            continue
        live = dossier.at(recorded.position)
        command = live.command if live is not None and isinstance(live.command, Deliberate) else recorded.command
        if command.jury != jury:
            continue
        answer = recorded.answer if live is None else live.answer
        decided = answer.decided if answer.accepted else None
        corrected, voided = _mended(dossier, recorded.position)
        yield Sitting(
            journey=dossier.journey,
            candidate=dossier.journey if enrolment is None else enrolment.command.candidate or dossier.journey,
            route=None if enrolment is None else enrolment.command.route,
            on=command.on,
            regulation=recorded.answer.regulation or "",
            entry=recorded.position,
            position=places[recorded.position - 1],
            recorded_at=recorded.recorded_at,
            answer=answer,
            title=None if decided is None else decided.title,
            blocs=() if decided is None else decided.blocs,
            part=None if decided is None else decided.part,
            kept=() if decided is None else decided.kept,
            departures=() if decided is None else decided.departures,
            departed_by=departing_clauses(answer) if decided is not None and decided.departures else (),
            reason=command.reason or "",
            missed=tuple(missed(dossier, command.on, recorded.position)),
            corrected_by=corrected,
            voided_by=voided if live is None else None,
        )


def missed(dossier: Dossier, by: date, before: int | None = None) -> Iterator[Missed]:
    """The evaluations that were missed up to a day (and an entry), and not sat after that."""

    def known(entry: Entry[RecordAbsence] | Entry[RecordEvaluation] | Entry[SubmitExcuse]) -> bool:
        return entry.command.on <= by and (before is None or entry.position < before)

    for absence in sorted(filter(known, dossier.of(RecordAbsence)), key=lambda entry: entry.order):
        name, session = absence.command.evaluation, absence.command.session
        sat = (e for e in dossier.of(RecordEvaluation) if known(e) and e.command.evaluation == name)
        if any(entry.order > absence.order for entry in sat):
            continue
        excuses = (e for e in dossier.accepted(SubmitExcuse) if known(e))
        excused = any(e.command.evaluation == name and e.command.session == session for e in excuses)
        yield Missed(evaluation=name, on=absence.command.on, excused=excused)


def last_signed(store: Store) -> SignedAt | None:
    """The last checkpoint that was signed here, with the register's own root at its size."""
    signed = store.signed()
    if not signed:
        return None
    last = signed[-1]
    told = parse_checkpoint(parse_note(last.note.encode(), "register"))
    root: bytes | None
    try:
        root = root_at(store.hashes(), told.size) if store.tree().end >= told.size else None
    except (Damaged, Unproven, LookupError, ValueError):
        root = None
    return SignedAt(origin=told.origin, size=told.size, signed_root=told.root, root=root)


def _mended(dossier: Dossier, position: int) -> tuple[tuple[int, ...], int | None]:
    """The entries that corrected this one, and the last one that voided it."""
    corrected: list[int] = []
    voided = None
    for later in dossier.recorded[position:]:
        command = later.command
        if not later.answer.accepted or not isinstance(command, CorrectEntry | VoidEntry):
            continue
        if dossier.find(command.entry) != position:
            continue
        if isinstance(command, VoidEntry):
            voided = later.position
        elif dossier.at(later.position) is not None:
            corrected.append(later.position)
    return tuple(corrected), voided


def _named_otherwise(dossier: Dossier, jury: str, on: date | None) -> bool:
    return any(
        jury in (getattr(entry.command, "assessors", None), getattr(entry.command, "jury", None))
        and not isinstance(entry.command, Deliberate)
        and (on is None or entry.command.on <= on)
        for entry in dossier.live()
    )


def _awaiting(register: Register, standing: Recorded, on: date | None) -> list[Sitting]:
    command = standing.command
    if not isinstance(command, ConstituteJury):
        return []
    day = on or command.meets_on
    found = []
    for journey in register.journeys(command.certification):
        dossier = register.file(journey)
        enrolment = dossier.enrolment
        routed = enrolment is not None and command.route in (None, enrolment.command.route)
        heard = any(entry.command.on <= day for entry in dossier.accepted(Deliberate))
        if enrolment is not None and routed and not heard:
            try:
                decision = register.journey(journey).decide(day)
            except UnknownJourney:  # enrolled later
                continue
            found.append(
                Sitting(
                    journey=journey,
                    candidate=enrolment.command.candidate or journey,
                    route=enrolment.command.route,
                    on=day,
                    regulation=decision.regulation,
                    title=decision.title,
                    blocs=decision.blocs,
                    part=decision.professional,
                    kept=decision.kept,
                    missed=tuple(missed(dossier, day)),
                )
            )
        register.let_go(journey)
    return found


def _regulation(register: Register, standing: Recorded) -> Regulation | None:
    command = standing.command
    if not isinstance(command, ConstituteJury) or standing.answer.regulation is None:
        return None
    return register.regulation_of(standing.answer.regulation, command.certification)


def _regulations(register: Register, sittings: Iterable[Sitting]) -> Iterator[tuple[str, Regulation]]:
    for digest, journey in {each.regulation: each.journey for each in sittings}.items():
        certification = register.certification_of(journey)
        if certification is not None:
            yield digest, register.regulation_of(digest, certification)
