"""Requests: the gates of a regulation, applied to what a candidate asks."""

from __future__ import annotations

from typing import assert_never

import attrs

from certdomain.commands import (
    ChoosePortfolio,
    Command,
    DecideVaeAdmissibility,
    EnrolCandidate,
    PresentPortfolio,
    RecordAbsence,
    RequestMakeUp,
    RequestRetake,
    SubmitExcuse,
    TransmitPortfolio,
)
from certdomain.explanation import Answer, Node, Values, all_of, yes
from certdomain.regulation.gates import (
    AdmittedReason,
    Ahead,
    AllBlocsOfFraud,
    AnOption,
    AnyGround,
    AtMostRetakes,
    AtMostSessions,
    BeforeJury,
    ByChannel,
    Condition,
    ExcuseAccepted,
    FailedPart,
    FavourableContext,
    ForWhom,
    Gate,
    NoAnchor,
    NotAfterExpiry,
    NotAfterLastIssue,
    NotBanned,
    OneCentre,
    OnlyFailedBlocs,
    OptionNotSat,
    PortfolioChosen,
    PortfolioSigned,
    Request,
    SelectionPassed,
    Unregulated,
    Until,
    VaeAdmissible,
    Wait,
)
from certdomain.rules.admission import grounds, selection, who_asks
from certdomain.rules.circumstances import Circumstances
from certdomain.rules.days import bans_running, day_of, fraud_over
from certdomain.rules.juries import compose
from certdomain.rules.make_up import asked_within, make_up_by
from certdomain.rules.portfolios import admissible
from certdomain.rules.results import Counts
from certdomain.rules.retakes import all_of_fraud, at_most, blocs_asked, failed_part, one_centre, only_failed
from certdomain.vocabulary import JuryKind


def judge(request: Request, command: Command, case: Circumstances) -> Node | None:
    """The answer of the gates to a request, as a tree; None where the text has no gate for it: it is silent."""
    gates = [gate for gate in case.regulation.gates if gate.request is request]
    if not gates:
        return None
    applied = [gate for gate in gates if _applies(gate, command, case)]
    children = tuple(_judge(condition, command, case) for gate in applied for condition in gate.conditions)
    if not children:
        return None
    return Node("request", request.value, all_of(child.answer for child in children), (), (), (), children)


def _applies(gate: Gate, command: Command, case: Circumstances) -> bool:
    route, situation = who_asks(command, case)
    if not gate.audience.admits(route, situation):
        return False
    if isinstance(command, RequestRetake):
        if gate.modes and command.mode not in gate.modes:
            return False
        if gate.after_fraud is not None and gate.after_fraud is (fraud_over(command, case) is None):
            return False
    return True


def _judge(condition: Condition, command: Command, case: Circumstances) -> Node:
    match condition:
        case ForWhom():
            route, situation = who_asks(command, case)
            values: Values = (("route", route.value), ("situation", "" if situation is None else situation.value))
            return Node(
                "gate.for-whom", "candidate", yes(condition.audience.admits(route, situation)), condition.by, values
            )
        case NotBanned():
            return _not_banned(condition, command, case)
        case Ahead():
            return _ahead(condition, command, case)
        case Wait():
            return _wait(condition, command, case)
        case Until():
            return _until(condition, command, case)
        case NotAfterLastIssue():
            return _last_issue(condition, command, case)
        case NotAfterExpiry():
            return _expiry(command, case)
        case ByChannel():
            channel = getattr(command, "channel", None)
            named = "" if channel is None else channel.value
            return Node("gate.channel", "request", yes(channel in condition.among), condition.by, (("channel", named),))
        case OnlyFailedBlocs():
            return only_failed(condition, command, case)
        case AtMostRetakes():
            return at_most(condition, command, case)
        case AtMostSessions():
            most = condition.most.value
            opened = len(case.releve.sessions) + sum(
                len({used.on for used in other.retakes})
                for other in case.standing.others(case.all.journey, case.regulation.certification)
            )
            values = (("used", opened), ("most", most))
            return Node("gate.sessions", "sessions", yes(opened < most), condition.most.by, values)
        case OneCentre():
            return one_centre(condition, command, case)
        case AllBlocsOfFraud():
            return all_of_fraud(condition, command, case)
        case FailedPart():
            return failed_part(condition, case)
        case FavourableContext():
            favourable = isinstance(command, ChoosePortfolio) and command.context_favourable
            return Node("gate.context", "company", yes(favourable), condition.by)
        case PortfolioChosen():
            return _each_bloc("gate.portfolio-chosen", condition.by, command, case, ChoosePortfolio)
        case PortfolioSigned():
            return _each_bloc("gate.portfolio-signed", condition.by, command, case, TransmitPortfolio)
        case BeforeJury():
            return _before_jury(condition, command, case)
        case VaeAdmissible():
            because = tuple(entry.position for entry in case.file.accepted(DecideVaeAdmissibility))
            order = (command.on, case.all.version + 1)
            met = all(admissible(case.file, case.regulation, bloc, order) for bloc in blocs_asked(command, case))
            return Node("gate.admissible", "vae", yes(met), condition.by, (), because)
        case AdmittedReason():
            admitted = isinstance(command, SubmitExcuse) and command.evidence and command.reason in condition.among
            return Node("gate.reason", "excuse", yes(admitted), condition.by)
        case ExcuseAccepted():
            return _excused(condition, command, case)
        case AnOption():
            option = command.option if isinstance(command, EnrolCandidate) else getattr(command, "bloc", None)
            if option is None:
                return Node("gate.option", "option", Answer.NOT_APPLICABLE)
            bloc = case.regulation.referential.bloc(option)
            return Node(
                "gate.option",
                option,
                yes(bloc is not None and bloc.group == condition.group),
                condition.by,
            )
        case OptionNotSat():
            return _option_open(condition, case)
        case AnyGround():
            return grounds(condition, command, case)
        case SelectionPassed():
            return selection(condition, command, case)
        case Unregulated():
            return Node("gate.silent", "text", Answer.UNREGULATED)
        case _:
            assert_never(condition)


def _not_banned(condition: NotBanned, command: Command, case: Circumstances) -> Node:
    by = condition.length.by
    network = case.regulation.network
    running = bans_running(condition.length.value, command.on, case)
    if network is None or not running:
        return Node("gate.not-banned", "candidate", Answer.MET, by)
    until_ = max(condition.length.value.after(ban.on) for ban in running)
    clauses = tuple(dict.fromkeys((*by, *(clause for ban in running for clause in ban.clauses))))
    return Node("gate.not-banned", network, Answer.UNMET, clauses, (("first-day", until_),))


def _ahead(condition: Ahead, command: Command, case: Circumstances) -> Node:
    day, _ = day_of(condition.day, command, case)
    anchor, because = day_of(condition.anchor, command, case)
    by = condition.period.by
    if day is None or anchor is None:
        return Node("gate.ahead", condition.anchor.value, Answer.UNMET, by, (("missing", condition.anchor.value),))
    limit = condition.period.value.before(anchor)
    values: Values = (("day", day), ("anchor", anchor), ("last-day", limit))
    return Node("gate.ahead", condition.anchor.value, yes(day <= limit), by, values, because)


def _wait(condition: Wait, command: Command, case: Circumstances) -> Node:
    day, _ = day_of(condition.day, command, case)
    anchor, because = day_of(condition.anchor.value, command, case)
    by = (*condition.period.by, *condition.anchor.by)
    about = condition.anchor.value.value
    if anchor is None:
        answer = Answer.MET if condition.no_anchor is NoAnchor.NOTHING_TO_WAIT_FOR else Answer.UNMET
        return Node("gate.wait", about, answer, by, (("missing", about),))
    first = condition.period.value.after(anchor)
    if day is None:
        return Node("gate.wait", about, Answer.UNMET, by, (("missing", condition.day.value),), because)
    values: Values = (("day", day), ("anchor", anchor), ("first-day", first))
    return Node("gate.wait", about, yes(day >= first), by, values, because)


def _until(condition: Until, command: Command, case: Circumstances) -> Node:
    day, _ = day_of(condition.day, command, case)
    anchor, because = day_of(condition.anchor, command, case)
    by = condition.period.by
    if day is None or anchor is None:
        return Node("gate.until", condition.anchor.value, Answer.UNMET, by, (("missing", condition.anchor.value),))
    last = condition.period.value.after(anchor)
    values: Values = (("day", day), ("anchor", anchor), ("last-day", last))
    return Node("gate.until", condition.anchor.value, yes(day <= last), by, values, because)


def _last_issue(condition: NotAfterLastIssue, command: Command, case: Circumstances) -> Node:
    term = case.regulation.last_issue
    if term is None:
        return Node("gate.last-issue", "title", Answer.NOT_APPLICABLE)
    day, _ = day_of(condition.day, command, case)
    if term.value is None:
        return Node("gate.last-issue", "title", Answer.MET, term.by, (("last-issue", "unknown"),))
    met = day is not None and day <= term.value
    return Node("gate.last-issue", "title", yes(met), term.by, (("day", day or command.on), ("last-day", term.value)))


def _expiry(command: Command, case: Circumstances) -> Node:
    registration = case.regulation.registration
    if registration is None:
        return Node("gate.registration", "title", Answer.NOT_APPLICABLE)
    values: Values = (("day", command.on), ("last-day", registration.until))
    return Node("gate.registration", "title", yes(command.on <= registration.until), registration.by, values)


def _each_bloc(
    asks: str,
    by: tuple[str, ...],
    command: Command,
    case: Circumstances,
    kind: type[ChoosePortfolio] | type[TransmitPortfolio],
) -> Node:
    children = []
    for bloc in blocs_asked(command, case):
        found = [
            entry.position
            for entry in case.file.accepted(kind)
            if bloc in blocs_asked(entry.command, case)
            and (not isinstance(entry.command, TransmitPortfolio) or entry.command.signed)
        ]
        children.append(Node(asks, bloc, yes(bool(found)), by, (), tuple(found)))
    return Node(f"{asks}-all", "blocs", all_of(c.answer for c in children), (), (), (), tuple(children))


def _excused(condition: ExcuseAccepted, command: Command, case: Circumstances) -> Node:
    asked = command.evaluations if isinstance(command, RequestMakeUp) else ()
    excused = case.releve.excused
    children = [Node("gate.excused", name, yes(name in excused), condition.by) for name in asked]
    absence = case.regulation.absence
    within = None if absence is None else asked_within(absence)
    missed = case.file.of(RecordAbsence)
    for name in asked:
        last = max((e for e in missed if e.command.evaluation == name), key=lambda e: e.order, default=None)
        if absence is None or within is None or last is None:
            continue
        limit = within.after(last.command.on)
        values: Values = (("day", command.on), ("anchor", last.command.on), ("last-day", limit))
        by = make_up_by(absence)
        children.append(Node("gate.asked-in-time", name, yes(command.on <= limit), by, values, (last.position,)))
    return Node("gate.excuse-accepted", "evaluations", all_of(c.answer for c in children), (), (), (), tuple(children))


def _option_open(condition: OptionNotSat, case: Circumstances) -> Node:
    option = case.releve.candidate.option
    sat = [
        sheet
        for sheet in case.releve.sheets
        if sheet.bloc.id == option
        and (sheet.whole is not None or any(result.counts is Counts.COUNTED for result in sheet.results))
    ]
    return Node("gate.option-open", option or "option", yes(not sat), condition.by)


def _before_jury(condition: BeforeJury, command: Command, case: Circumstances) -> Node:
    jury = case.juries.get(command.jury or "") if isinstance(command, PresentPortfolio) else None
    if jury is None:
        return Node("gate.before-jury", "portfolio", Answer.NOT_APPLICABLE, condition.by)
    hearing = attrs.evolve(jury.constituted, kind=JuryKind.PORTFOLIO)
    composed = compose(hearing, case.regulation, case.releve.candidate.route)
    answer = Answer.UNMET if composed.answer is Answer.UNMET else Answer.MET
    return Node("gate.before-jury", jury.id, answer, condition.by, (), (), (composed,))
