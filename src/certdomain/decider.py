"""Deciding: a command and the circumstances in, an answer out. It routes; the law is in the rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import assert_never

import attrs

from certdomain.candidate import Ban, BlocKept, Contribution, RetakeUsed
from certdomain.commands import (
    KINDS,
    ChoosePortfolio,
    Command,
    ConstituteJury,
    CorrectEntry,
    DecideFraud,
    Deliberate,
    DestroyCopies,
    DiscloseMarks,
    DrawUpMinutes,
    EnrolCandidate,
    EstablishFalsification,
    GrantAccommodation,
    HearCandidate,
    IssueCertificate,
    Kind,
    MoveToEdition,
    PresentPortfolio,
    PublishResults,
    RecordAbsence,
    RecordEvaluation,
    RecordPortfolioResult,
    RecordPositioning,
    ReportFraud,
    RequestMakeUp,
    RequestProfessionalRetake,
    RequestRetake,
    SendConvocation,
    Settle,
    SubmitExcuse,
    SubmitReport,
    TransmitPortfolio,
    VoidEntry,
    WithdrawAward,
    corrected,
    name_of,
)
from certdomain.dossier import Dossier, Entry, before, evolve
from certdomain.envelope import Answered, BlocVerdict, Decided, Finding, Recorded
from certdomain.errors import BadCommand, Problem, UnknownJourney
from certdomain.explanation import Answer, Node, Value, carrying, cited, yes
from certdomain.jury import Jury
from certdomain.naming import problems_of
from certdomain.regulation.duties import Event
from certdomain.regulation.gates import Request
from certdomain.regulation.tree import Regulation
from certdomain.rules import acts, gates, juries, transitions
from certdomain.rules.award import Award
from certdomain.rules.circumstances import Circumstances, Memory, decided_of
from certdomain.rules.decision import decide_on
from certdomain.rules.duties import findings_of
from certdomain.rules.records import kept_in_turn
from certdomain.rules.retakes import uses_up
from certdomain.rules.sessions import Session, bloc_id, next_name, session_for
from certdomain.rules.title import compensates, in_average, title_rule
from certdomain.vocabulary import AnswerStatus, CertificateKind, RetakeMode, Verdict

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ALWAYS = date.max
_REQUESTS = {request.value: request for request in Request}


def decide(command: Command, case: Circumstances) -> Answered:
    """The answer to a command about a journey. Nothing is recorded, and nothing but the arguments is looked at.

    Raises:
        BadCommand: for what names a thing that does not exist.
        UnknownJourney: for a journey that was never enrolled.
    """
    answer = decide_only(command, case)
    whole = case.as_of(ALWAYS)
    after = whole.filed(_after(command, answer, case.all))
    return _raising(answer, findings_of(whole), findings_of(after))


def decide_only(command: Command, case: Circumstances) -> Answered:
    """The answer as `decide` gives it, without the findings that the record raises. They decide nothing.

    Raises:
        BadCommand, UnknownJourney: as `decide` does.
    """
    case = case.as_of(command.on)
    _must_exist(command, case)
    return _answer(command, case)


class Course:
    """A journey that is decided again record by record, in order; `file` is what was on file before the next one.

    Each answer is the one that `decide` gives. But what is found in the file after a record is what is found in it
    before the next one, and is not looked for twice.
    """

    def __init__(self, journey: str) -> None:
        """The course of a journey of which nothing is on file yet."""
        self.file = Dossier(journey)
        self.memory = Memory()
        self._found: tuple[Circumstances, tuple[Finding, ...]] | None = None

    def again(self, recorded: Recorded, case: Circumstances) -> Answered:
        """The answer to a recorded command. What was recorded is on file then, whatever the answer is now.

        `case`: what is looked at, on the file of this course.

        Raises:
            BadCommand, UnknownJourney: as `decide` does.
        """
        self.file = evolve(case.all, recorded)
        found, self._found = self._found, None
        answer = decide_only(recorded.command, case)
        whole = case.as_of(ALWAYS)
        before = findings_of(whole) if found is None or not _same_findings(found[0], whole) else found[1]
        if all(getattr(answer, name) == getattr(recorded.answer, name) for name in _ON_FILE):
            filed = whole.filed(self.file)
            after = findings_of(filed)
            self._found = (filed, after)
        else:
            after = findings_of(whole.filed(_after(recorded.command, answer, case.all)))
        return _raising(answer, before, after)


_ON_FILE = ("status", "clauses", "session", "possible_on", "decided", "rejudged")
"""What of an answer may bear on what is found later."""


def _same_findings(one: Circumstances, other: Circumstances) -> bool:
    """Whether all is the same that findings rest on: the file, the regulation, and what other journeys add."""
    title = one.regulation.certification
    return (
        one.all is other.all
        and one.regulation is other.regulation
        and tuple(one.standing.others(one.all.journey, title)) == tuple(other.standing.others(one.all.journey, title))
    )


def _raising(answer: Answered, before: tuple[Finding, ...], after: tuple[Finding, ...]) -> Answered:
    """The answer with the findings that the record raises: those of the whole file after it, less those before."""
    known = set(before)
    raised = [finding for finding in after if finding not in known]
    return attrs.evolve(answer, findings=(*answer.findings, *raised)) if raised else answer


def decide_jury(command: ConstituteJury, regulation: Regulation, jury: Jury | None) -> Answered:
    """The answer to the constitution of a jury. A jury that has deliberated is frozen."""
    node = juries.compose(command, regulation, command.route)
    if jury is not None and jury.sat:
        frozen = Node("jury.not-frozen", command.jury, Answer.UNMET, (), (("version", jury.version),))
        node = Node("act", "constitute-jury", Answer.UNMET, (), (), (), (frozen, node))
    answer = _of(node, act=True)
    found = juries.remarks(command, regulation, command.route) if answer.accepted else ()
    return attrs.evolve(answer, findings=found)


def contribution_of(case: Circumstances) -> Contribution:
    """What a journey adds to its candidate's standing: retakes used, blocs kept by a jury, bans."""
    case = case.as_of(ALWAYS)
    regulation, file = case.regulation, case.file
    empty = Contribution(journey=file.journey, certification=regulation.certification)
    if file.enrolment is None:
        return empty
    retakes = tuple(
        RetakeUsed(
            bloc=bloc_id(regulation.referential, name),
            on=entry.command.on,
            resit=entry.command.mode is RetakeMode.RESIT,
            centre=entry.command.centre,
        )
        for entry in file.accepted(RequestRetake)
        if uses_up(entry, case)
        for name in entry.command.blocs
    )
    bans = tuple(
        Ban(network=regulation.network, on=entry.command.on, clauses=regulation.falsification)
        for entry in file.accepted(EstablishFalsification)
        if regulation.network is not None and regulation.falsification
    )
    return attrs.evolve(empty, retakes=retakes, kept=_kept_by_jury(case), bans=bans)


def _kept_by_jury(case: Circumstances) -> tuple[BlocKept, ...]:
    """Blocs kept at a deliberation, from the first that kept them, up to one that does not or to a withdrawal."""
    if case.regulation.deliberation is None:
        return ()
    over: list[BlocKept] = []
    held: dict[str, BlocKept] = {}
    for (day, _), verdicts in kept_in_turn(case.file):
        now = {v.bloc: BlocKept(bloc=v.bloc, on=day, points=v.points, out_of=v.out_of) for v in verdicts}
        for bloc, kept in tuple(held.items()):
            if bloc not in now or now[bloc].points != kept.points:
                over.append(attrs.evolve(held.pop(bloc), until=day))
        held = {**now, **held}
    return (*(kept for kept in over if kept.on != kept.until), *held.values())


# --- what must exist --------------------------------------------------------------------------------------------


def _bad(field: str, found: object, expected: str) -> BadCommand:
    return BadCommand([Problem(where="command", field=field, found=repr(found)[:60], expected=expected)])


def _must_exist(command: Command, case: Circumstances) -> None:
    if isinstance(command, EnrolCandidate):
        if case.all.enrolment is not None:
            raise _bad("journey", case.all.journey, "a journey that is not enrolled yet")
        _raise(problems_of(command, case.regulation))
        return
    if case.all.enrolment is None:
        raise UnknownJourney(
            [
                Problem(
                    where="command",
                    field="journey",
                    found=repr(case.all.journey)[:60],
                    expected="a journey whose enrolment was recorded and not refused",
                )
            ]
        )
    enrolled = case.all.enrolment.command
    _raise(problems_of(command, case.regulation, (enrolled.route, enrolled.situation)))
    if isinstance(command, Deliberate):
        named = [bloc_id(case.regulation.referential, name) for name in command.blocs]
        if len(set(named)) < len(named):
            raise _bad("blocs", ", ".join(command.blocs), "each bloc once, whatever its alias")
    if (
        not case.enrolled
        and KINDS[type(command)] is not Kind.FACT
        and not isinstance(command, CorrectEntry | VoidEntry)
    ):
        raise _bad("on", command.on.isoformat(), f"a day from the enrolment on ({enrolled.on.isoformat()})")
    whole = case if case.enrolled else case.as_of(ALWAYS)
    for field, line in _lines(command, case.regulation):
        name = getattr(command, "session", None)
        order = (command.on, case.all.version + 1)
        if session_for(whole.sessions, line, name, order) is None:
            raise _no_session(field, line, name, whole.sessions)
    if (
        isinstance(command, IssueCertificate)
        and command.bloc is None
        and command.kind is CertificateKind.BLOC_CERTIFICATE
    ):
        raise _bad("bloc", None, "the bloc that the certificate is for")
    if isinstance(command, DecideFraud | HearCandidate) and command.session is not None:
        names = [session.name for session in whole.sessions]
        if command.session not in names:
            raise _bad("session", command.session, f"a session of the journey: {', '.join(names)}")
    if isinstance(command, RequestRetake):
        _must_be_free(command.session, case.as_of(ALWAYS).sessions)
    jury = getattr(command, "jury", None) or getattr(command, "assessors", None)
    if isinstance(jury, str) and jury not in case.juries:
        field = "assessors" if isinstance(command, RecordEvaluation) else "jury"
        raise _bad(field, jury, "a jury that was constituted and not refused")


def _raise(problems: tuple[Problem, ...]) -> None:
    if problems:
        raise BadCommand(problems)


def _lines(command: Command, regulation: Regulation) -> list[tuple[str, str]]:
    """The blocs (or the part) that a record must find in a session."""
    referential = regulation.referential
    found: list[tuple[str, str]] = []
    evaluated = RecordEvaluation | RecordAbsence | SubmitExcuse | SubmitReport | ReportFraud
    if isinstance(command, evaluated) and command.evaluation is not None:
        known = referential.evaluation(command.evaluation)
        found.extend([("session", known[0].id)] if known is not None else [])
    if isinstance(command, RequestMakeUp | DrawUpMinutes | SendConvocation | DiscloseMarks | DestroyCopies):
        for name in command.evaluations:
            known = referential.evaluation(name)
            found.extend([("session", known[0].id)] if known is not None else [])
    if isinstance(command, RecordEvaluation | RecordPortfolioResult) and command.bloc is not None:
        found.append(("bloc", bloc_id(referential, command.bloc)))
    if isinstance(command, ChoosePortfolio | TransmitPortfolio | PresentPortfolio | Deliberate):
        found.extend(("blocs", bloc_id(referential, name)) for name in command.blocs or ())
    return found


def _must_be_free(name: str | None, sessions: Sequence[Session]) -> None:
    """A session is opened under a name of its own, whatever the day from which another one has it."""
    if name is not None and any(session.name == name for session in sessions):
        raise _bad("session", name, "a session that is not open yet")


def _no_session(field: str, line: str, name: str | None, sessions: tuple[Session, ...]) -> BadCommand:
    held = ", ".join(f"{session.name} ({', '.join(session.lines)})" for session in sessions)
    if name is not None and all(session.name != name for session in sessions):
        return _bad("session", name, f"a session of the journey: {held}")
    return _bad(field, name or line, f"a session that has {line}: {held}")


# --- the answer -------------------------------------------------------------------------------------------------


def _answer(command: Command, case: Circumstances) -> Answered:
    match KINDS[type(command)]:
        case Kind.FACT:
            return Answered(status=AnswerStatus.ACCEPTED)
        case Kind.REQUEST:
            return _request(command, case)
        case Kind.ACT:
            return _act(command, case)
        case _:
            assert_never(KINDS[type(command)])


def _request(command: Command, case: Circumstances) -> Answered:
    request = _REQUESTS[name_of(type(command))]
    if isinstance(command, EnrolCandidate):
        enrolling = Recorded(
            stream=case.all.journey,
            position=case.all.version + 1,
            recorded_at=EPOCH,
            command=command,
            answer=Answered(status=AnswerStatus.ACCEPTED),
        )
        tried = case.filed(evolve(case.all, enrolling))
        node = gates.judge(request, command, tried)
        # A text that says nothing on admission closes no door: the silence is flagged on the decision.
        return Answered(status=AnswerStatus.ACCEPTED) if node is None else _of(node)
    node = gates.judge(request, command, case)
    if node is None:
        silent = Node("request", request.value, Answer.UNREGULATED)
        return Answered(status=AnswerStatus.REFERRED, tree=silent)
    answer = _of(node)
    if answer.accepted and isinstance(command, RequestRetake | RequestProfessionalRetake):
        return attrs.evolve(answer, session=_opened(command, case.as_of(ALWAYS).sessions))
    return answer


def _opened(command: RequestRetake | RequestProfessionalRetake, sessions: Sequence[Session]) -> str:
    """The name of the session that a granted retake opens beside those: the one it asks for, else the next number."""
    named = command.session if isinstance(command, RequestRetake) else None
    return named or next_name(sessions)


def _of(node: Node, *, act: bool = False) -> Answered:
    """A tree read as an answer: unmet refuses, what the text leaves open is referred (never for an act)."""
    match node.answer:
        case Answer.UNMET:
            clauses = _reasons(node, Answer.UNMET)
            return Answered(status=AnswerStatus.REFUSED, clauses=clauses, tree=node, possible_on=_possible_on(node))
        case Answer.PENDING | Answer.UNREGULATED if not act:
            clauses = _reasons(node, Answer.PENDING, Answer.UNREGULATED)
            return Answered(status=AnswerStatus.REFERRED, clauses=clauses, tree=node)
        case _:
            return Answered(status=AnswerStatus.ACCEPTED, clauses=cited([node], Answer.MET), tree=node)


def _reasons(node: Node, *answers: Answer) -> tuple[str, ...]:
    """The clauses that an answer rests on, each once."""
    return tuple(dict.fromkeys(clause for each in carrying(node, *answers) for clause in each.clauses))


def _possible_on(node: Node) -> str | None:
    """The day that would have been in time, where delays are the only reasons."""
    leaves = [leaf for leaf in carrying(node, Answer.UNMET) if not leaf.children]
    days: list[Value | None] = [leaf.value("first-day") or leaf.value("last-day") for leaf in leaves]
    found = [day for day in days if isinstance(day, date)]
    return max(found).isoformat() if found and len(found) == len(leaves) else None


def _act(command: Command, case: Circumstances) -> Answered:
    match command:
        case RecordPositioning():
            return _of(acts.positioning(command, case), act=True)
        case GrantAccommodation():
            return _of(acts.accommodation(command, case.regulation), act=True)
        case Deliberate():
            return _deliberate(command, case)
        case PublishResults():
            return _of(_publication(command, case), act=True)
        case IssueCertificate():
            return _of(acts.issue(command, decided_of(case), case), act=True)
        case WithdrawAward():
            return _of(acts.withdraw(decided_of(case)), act=True)
        case MoveToEdition():
            node = transitions.move(command, case)
            return Answered(status=AnswerStatus.ACCEPTED) if node is None else _of(node, act=True)
        case Settle():
            return _settle(command, case)
        case CorrectEntry():
            return _correct(command, case)
        case VoidEntry():
            return _void(command, case)
        case _:
            node = acts.unbounded(command, case.regulation)
            return Answered(status=AnswerStatus.ACCEPTED) if node is None else _of(node, act=True)


def _publication(command: PublishResults, case: Circumstances) -> Node:
    """Where marks may not be told before the jury, results are not published before it either.

    A jury that met before the last exam has seen nothing of it: that of an earlier session opens no later one.
    """
    told, until = (acts.duty_on(what, case.regulation) for what in (Event.DISCLOSURE, Event.PUBLICATION))
    juries = (entry.command.on for entry in case.file.accepted(Deliberate))
    met = told is None or (decided_of(case) is not None and any(day >= command.last_exam_on for day in juries))
    by = tuple(clause for duty in (told, until if met else None) if duty is not None for clause in duty.period.by)
    return Node("act", "publish-results", yes(met), by)


def _deliberate(command: Deliberate, case: Circumstances) -> Answered:
    jury = case.juries[command.jury]
    provisional = Answered(status=AnswerStatus.ACCEPTED)
    after = case.filed(_after(command, provisional, case.all))
    award = after.award
    answer = _of(acts.deliberation(command, jury, award, case), act=True)
    if not answer.accepted or case.regulation.deliberation is None:
        return answer
    tree = Node("act", "deliberate", Answer.MET, answer.clauses, (), (), (*_children(answer), award.tree))
    decided = _decided(command, award, after)
    if decided.departures and command.title is None:
        # What the jury says of the blocs bears on the title: it is proposed again with the blocs as the jury left them.
        left = attrs.evolve(provisional, decided=decided)
        again = case.filed(_after(command, left, case.all)).award
        kept = tuple(bloc for bloc in again.kept if bloc in decided.kept or bloc not in award.kept)
        decided = attrs.evolve(decided, title=again.title, kept=kept, blocs=_as_decided(again.blocs, decided))
    return attrs.evolve(answer, tree=tree, decided=decided)


def _children(answer: Answered) -> tuple[Node, ...]:
    return () if answer.tree is None else answer.tree.children


def _decided(command: Deliberate, award: Award, case: Circumstances) -> Decided:
    """The proposal, or the jury's own verdicts where it departs with a reason."""
    departures = acts.departures_of(command, award, case)
    left = {departure.what: departure.decided for departure in departures}
    verdict = left.get("title", award.title.verdict)
    nothing = left.get("title") is Verdict.NONE
    title = attrs.evolve(award.title, verdict=verdict)
    blocs = tuple(_bloc_decided(bloc, left, verdict, case) for bloc in award.blocs)
    compensated = {bloc.bloc for bloc in award.blocs if bloc.verdict is Verdict.COMPENSATED}
    fallen = compensated if verdict is not Verdict.TOTAL else set()
    kept = []
    for bloc in blocs:
        if bloc.bloc in left:
            if left[bloc.bloc] is Verdict.VALIDATED:
                kept.append(bloc.bloc)
            continue
        stays = bloc.bloc in award.kept and not nothing and bloc.bloc not in fallen
        if stays or (bloc.verdict is Verdict.COMPENSATED and _kept_compensated(bloc.bloc, case)):
            kept.append(bloc.bloc)
    return Decided(title=title, blocs=blocs, part=award.part, kept=tuple(kept), departures=departures)


def _kept_compensated(bloc: str, case: Circumstances) -> bool:
    """Whether a bloc that a title compensates is held for good too: it is so for a title granted by departure."""
    sheet = next(sheet for sheet in case.releve.sheets if sheet.bloc.id == bloc)
    return case.regulation.award.compensated_kept.value and all(result.keepable for result in sheet.results)


def _as_decided(blocs: tuple[BlocVerdict, ...], decided: Decided) -> tuple[BlocVerdict, ...]:
    left = {departure.what: departure.decided for departure in decided.departures}
    return tuple(attrs.evolve(bloc, verdict=left.get(bloc.bloc, bloc.verdict)) for bloc in blocs)


def _bloc_decided(bloc: BlocVerdict, left: dict[str, Verdict], title: Verdict, case: Circumstances) -> BlocVerdict:
    if bloc.bloc in left:
        return attrs.evolve(bloc, verdict=left[bloc.bloc])
    if title is not Verdict.TOTAL and bloc.verdict is Verdict.COMPENSATED:
        # Only a title that is granted compensates.
        return attrs.evolve(bloc, verdict=Verdict.NOT_VALIDATED)
    if left.get("title") is Verdict.NONE and bloc.verdict is Verdict.VALIDATED:
        # `none` says that nothing is held: a bloc that the jury does not give is not validated, and may be retaken.
        return attrs.evolve(bloc, verdict=Verdict.NOT_VALIDATED)
    if title is not Verdict.TOTAL or bloc.verdict is not Verdict.NOT_VALIDATED or bloc.points is None:
        return bloc
    averaged = any(
        sheet.bloc.id == bloc.bloc and in_average(sheet, case.releve, case.regulation) for sheet in case.releve.sheets
    )
    if averaged and compensates(title_rule(case.releve, case.regulation)):
        return attrs.evolve(bloc, verdict=Verdict.COMPENSATED)
    return bloc


def _settle(command: Settle, case: Circumstances) -> Answered:
    if command.entry is None:
        decision = decide_on(case, digest="", known_at=None)
        open_ = set(decision.flags) | {
            name
            for node in decision.explanation.walk()
            if node.answer is Answer.UNREGULATED
            for name in (node.asks, node.about)
        }
        if command.question not in open_:
            raise _bad(
                "question", command.question, f"an open question of the decision: {', '.join(sorted(open_)) or 'none'}"
            )
        return Answered(status=AnswerStatus.ACCEPTED)
    position = case.all.find(command.entry)
    entry = None if position is None else case.all.at(position)
    if entry is None:
        raise _bad("entry", command.entry, "an entry of the journey, by position or key")
    if entry.answer.status is not AnswerStatus.REFERRED:
        raise _bad("entry", command.entry, "a request that was referred and not settled yet")
    if command.on < entry.command.on:
        raise _bad("on", str(command.on), f"a day from {entry.command.on} on, when the request was made")
    answer = Answered(status=AnswerStatus.ACCEPTED)
    asked = entry.command
    if command.answer == AnswerStatus.ACCEPTED.value and isinstance(asked, RequestRetake | RequestProfessionalRetake):
        sessions = case.as_of(ALWAYS).sessions
        name = _opened(asked, sessions)
        _must_be_free(name, sessions)
        return attrs.evolve(answer, session=name)
    return answer


def _correct(command: CorrectEntry, case: Circumstances) -> Answered:
    position = case.all.find(command.entry)
    entry = None if position is None else case.all.at(position)
    if entry is None or position is None:
        raise _bad("entry", command.entry, "a live entry of the journey, by position or key")
    if isinstance(entry.command, CorrectEntry | VoidEntry | Settle):
        raise _bad("entry", command.entry, "an entry that is not itself a correction: void it instead")
    changed = corrected(entry.command, command.fields)
    stood = before(case.all, position)
    if stood.enrolment is None and not isinstance(changed, EnrolCandidate):
        # The enrolment it rested on was corrected away, and the journey enrolled anew: it rests on the new one now.
        stood = case.all
    place = case.filed(stood).as_of(changed.on)
    if isinstance(changed, EnrolCandidate):
        _raise(_other_law(entry.command, changed))
        _raise(problems_of(changed, case.regulation))
    else:
        _must_exist(changed, place)
    if isinstance(changed, RequestRetake) and entry.answer.session is None:
        _must_be_free(changed.session, case.as_of(ALWAYS).sessions)
    if KINDS[type(changed)] is Kind.FACT:
        return Answered(status=AnswerStatus.ACCEPTED)
    rejudged = _answer(changed, place)
    if rejudged.session is not None and isinstance(changed, RequestRetake | RequestProfessionalRetake):
        held = entry.answer.session
        rejudged = attrs.evolve(rejudged, session=held or _opened(changed, case.as_of(ALWAYS).sessions))
    if KINDS[type(changed)] is Kind.ACT and entry.answer.accepted and rejudged.refused:
        # An act cannot be corrected into one that would not have happened: void it instead.
        return rejudged
    kept = attrs.evolve(rejudged, edition=entry.answer.edition, regulation=entry.answer.regulation)
    return _with_free_sessions(command, Answered(status=AnswerStatus.ACCEPTED, rejudged=kept), entry, case)


def _void(command: VoidEntry, case: Circumstances) -> Answered:
    position = case.all.find(command.entry)
    entry = None if position is None else case.all.at(position)
    if entry is None:
        raise _bad("entry", command.entry, "a live entry of the journey, by position or key")
    enrolment = case.all.enrolment
    rests = enrolment is not None and entry.position == enrolment.position and case.all.version > entry.position
    if rests:
        node = Node("entry.nothing-rests-on-it", "enrolment", Answer.UNMET, (), (), (entry.position,))
        return Answered(status=AnswerStatus.REFUSED, tree=node)
    return _with_free_sessions(command, Answered(status=AnswerStatus.ACCEPTED), entry, case)


def _with_free_sessions(
    command: CorrectEntry | VoidEntry, answer: Answered, entry: Entry[Command], case: Circumstances
) -> Answered:
    """The answer, unless it would bring back a session under a name that another one got meanwhile."""
    if not isinstance(entry.command, CorrectEntry | VoidEntry | RequestRetake | RequestProfessionalRetake):
        return answer
    taken = _shared_names(case.filed(_after(command, answer, case.all))) - _shared_names(case)
    if not taken:
        return answer
    node = Node("entry.session-free", min(taken), Answer.UNMET, (), (), (entry.position,))
    return Answered(status=AnswerStatus.REFUSED, tree=node)


def _shared_names(case: Circumstances) -> set[str]:
    """The names under which more than one session is open."""
    names = Counter(session.name for session in case.as_of(ALWAYS).sessions)
    return {name for name, times in names.items() if times > 1}


def _other_law(enrolled: Command, changed: EnrolCandidate) -> tuple[Problem, ...]:
    """A correction that would put the enrolment under another title or edition: the journey stays under its own."""
    assert isinstance(enrolled, EnrolCandidate)  # noqa: S101  a correction keeps the kind of what it corrects
    found: list[Problem] = []
    if changed.certification != enrolled.certification:
        expected = f"{enrolled.certification}, as enrolled: another title is another enrolment"
        given = repr(changed.certification)[:60]
        found.append(Problem(where="command", field="fields.certification", found=given, expected=expected))
    if changed.edition != enrolled.edition:
        given = repr(changed.edition)[:60]
        expected = "the edition as enrolled: move-to-edition moves a journey"
        found.append(Problem(where="command", field="fields.edition", found=given, expected=expected))
    return tuple(found)


def _after(command: Command, answer: Answered, dossier: Dossier) -> Dossier:
    recorded = Recorded(
        stream=dossier.journey, position=dossier.version + 1, recorded_at=EPOCH, command=command, answer=answer
    )
    return evolve(dossier, recorded)
