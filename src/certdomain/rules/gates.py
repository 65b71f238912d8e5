"""Requests: the gates of a regulation, applied to what a candidate asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import assert_never

from certdomain.commands import (
    ChoosePortfolio,
    Command,
    DecideVaeAdmissibility,
    EnrolCandidate,
    Evidence,
    RequestMakeUp,
    RequestRetake,
    SubmitExcuse,
    TransmitPortfolio,
)
from certdomain.commands import Diploma as HeldDiploma
from certdomain.commands import Ects as HeldEcts
from certdomain.commands import Experience as HeldExperience
from certdomain.commands import Selection as HeldSelection
from certdomain.explanation import Answer, Node, Values, all_of, any_of, yes
from certdomain.referential import Audience
from certdomain.regulation.gates import (
    AdmittedReason,
    Ahead,
    AllBlocsOfFraud,
    AnOption,
    AnyGround,
    AtMostRetakes,
    ByChannel,
    Condition,
    Diploma,
    Ects,
    ExcuseAccepted,
    Experience,
    FailedPart,
    FavourableContext,
    ForWhom,
    Gate,
    Ground,
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
from certdomain.rules.circumstances import Circumstances
from certdomain.rules.days import day_of, failing_jury, fraud_over, lost_to_fraud
from certdomain.rules.results import Counts
from certdomain.rules.sessions import bloc_id
from certdomain.vocabulary import RetakeMode, Route, Situation, Verdict


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
    route, situation = _who(command, case)
    if not gate.audience.admits(route, situation):
        return False
    if isinstance(command, RequestRetake):
        if gate.modes and command.mode not in gate.modes:
            return False
        if gate.after_fraud is not None and gate.after_fraud is (fraud_over(command, case) is None):
            return False
    return True


def _who(command: Command, case: Circumstances) -> tuple[Route, Situation | None]:
    if isinstance(command, EnrolCandidate):
        return command.route, command.situation
    candidate = case.releve.candidate
    return candidate.route, candidate.situation


def _judge(condition: Condition, command: Command, case: Circumstances) -> Node:
    match condition:
        case ForWhom():
            route, situation = _who(command, case)
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
            return _only_failed(condition, command, case)
        case AtMostRetakes():
            return _at_most(condition, command, case)
        case OneCentre():
            return _one_centre(condition, command, case)
        case AllBlocsOfFraud():
            return _all_of_fraud(condition, command, case)
        case FailedPart():
            return _failed_part(condition, case)
        case FavourableContext():
            favourable = isinstance(command, ChoosePortfolio) and command.context_favourable
            return Node("gate.context", "company", yes(favourable), condition.by)
        case PortfolioChosen():
            return _each_bloc("gate.portfolio-chosen", condition.by, command, case, ChoosePortfolio)
        case PortfolioSigned():
            return _each_bloc("gate.portfolio-signed", condition.by, command, case, TransmitPortfolio)
        case VaeAdmissible():
            said = max(case.file.accepted(DecideVaeAdmissibility), key=lambda e: e.order, default=None)
            because = () if said is None else (said.position,)
            return Node(
                "gate.admissible", "vae", yes(said is None or said.command.admissible), condition.by, (), because
            )
        case AdmittedReason():
            admitted = isinstance(command, SubmitExcuse) and command.evidence and command.reason in condition.among
            return Node("gate.reason", "excuse", yes(admitted), condition.by)
        case ExcuseAccepted():
            return _excused(condition, command, case)
        case AnOption():
            bloc = case.regulation.referential.bloc(getattr(command, "bloc", ""))
            return Node(
                "gate.option",
                getattr(command, "bloc", ""),
                yes(bloc is not None and bloc.group == condition.group),
                condition.by,
            )
        case OptionNotSat():
            return _option_open(condition, case)
        case AnyGround():
            return _grounds(condition, command, case)
        case SelectionPassed():
            return _selection(condition, command, case)
        case Unregulated():
            return Node("gate.silent", "text", Answer.UNREGULATED)
        case _:
            assert_never(condition)


# --- days -------------------------------------------------------------------------------------------------------


def _not_banned(condition: NotBanned, command: Command, case: Circumstances) -> Node:
    by = condition.length.by
    network = case.regulation.network
    running = [
        ban
        for ban in case.standing.bans()
        if ban.network == network and ban.on <= command.on < condition.length.value.after(ban.on)
    ]
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


# --- blocs ------------------------------------------------------------------------------------------------------


def _asked(command: Command, case: Circumstances) -> tuple[str, ...]:
    return tuple(bloc_id(case.regulation.referential, name) for name in getattr(command, "blocs", ()))


_FAILED = (Verdict.NOT_VALIDATED, Verdict.ELIMINATORY, Verdict.INVALIDATED, Verdict.NOT_SAT, Verdict.UNREGULATED)


def _only_failed(condition: OnlyFailedBlocs, command: Command, case: Circumstances) -> Node:
    """A bloc that is validated, or that is still awaited, is not failed: there is nothing to retake."""
    verdicts = {bloc.bloc: bloc.verdict for bloc in case.award.blocs}
    decided = dict.fromkeys(case.award.kept, Verdict.VALIDATED)
    children = tuple(
        Node(
            "gate.bloc-failed",
            bloc,
            yes(decided.get(bloc, verdicts.get(bloc)) in _FAILED),
            condition.by,
            (("verdict", verdicts[bloc].value if bloc in verdicts else "not-entered"),),
        )
        for bloc in _asked(command, case)
    )
    return Node("gate.failed-blocs", "blocs", all_of(c.answer for c in children), (), (), (), children)


def retakes_used(bloc: str, case: Circumstances, *, besides: int | None = None) -> int:
    """Retakes of a bloc used up over all journeys of the candidate for the title, whatever their date."""
    mine = sum(
        bloc in _asked(entry.command, case)
        for entry in case.all.accepted(RequestRetake)
        if entry.position != besides and uses_up(entry.position, case)
    )
    others = case.standing.others(case.all.journey, case.regulation.certification)
    return mine + sum(used.bloc == bloc for other in others for used in other.retakes)


def uses_up(position: int, case: Circumstances) -> bool:
    """Whether an accepted retake uses up the right: the re-sit after fraud does, unless a reading says otherwise."""
    fraud = case.regulation.fraud
    if fraud is None or fraud.uses_retake.value:
        return True
    recorded = case.all.recorded[position - 1]
    tree = recorded.answer.tree
    return tree is None or not any(node.asks == "gate.all-of-fraud" for node in tree.walk())


def _at_most(condition: AtMostRetakes, command: Command, case: Circumstances) -> Node:
    fraud = case.regulation.fraud
    free = fraud is not None and not fraud.uses_retake.value and fraud_over(command, case) is not None
    children = tuple(
        Node(
            "gate.retakes",
            bloc,
            yes(free or retakes_used(bloc, case) < condition.most.value),
            condition.most.by,
            (("used", retakes_used(bloc, case)), ("most", condition.most.value)),
        )
        for bloc in _asked(command, case)
    )
    return Node("gate.retakes-left", "blocs", all_of(c.answer for c in children), (), (), (), children)


def _one_centre(condition: OneCentre, command: Command, case: Circumstances) -> Node:
    asked = getattr(command, "centre", None)
    mine = [
        (entry.command.centre, entry.position)
        for entry in case.all.accepted(RequestRetake)
        if entry.command.mode is RetakeMode.RESIT and entry.command.centre is not None
    ]
    others = [
        (used.centre, 0)
        for other in case.standing.others(case.all.journey, case.regulation.certification)
        for used in other.retakes
        if used.resit and used.centre is not None
    ]
    elsewhere = [(centre, at) for centre, at in (*mine, *others) if asked is not None and centre != asked]
    because = tuple(at for _, at in elsewhere if at)
    values: Values = () if asked is None else (("centre", asked),)
    return Node("gate.one-centre", "centre", yes(not elsewhere), condition.by, values, because)


def _all_of_fraud(condition: AllBlocsOfFraud, command: Command, case: Circumstances) -> Node:
    asked = set(_asked(command, case))
    lost = [bloc for fraud, blocs in lost_to_fraud(case) if asked & set(blocs) for bloc in blocs]
    missing = [bloc for bloc in lost if bloc not in asked]
    values: Values = (("missing", ", ".join(missing)),) if missing else ()
    return Node("gate.all-of-fraud", "blocs", yes(not missing), condition.by, values)


def _failed_part(condition: FailedPart, case: Circumstances) -> Node:
    jury, because = failing_jury(case)
    part = case.award.part
    failed = part is not None and part.verdict not in (Verdict.VALIDATED, Verdict.PENDING)
    verdict = "none" if part is None else part.verdict.value
    return Node(
        "gate.failed-part", "part", yes(jury is not None and failed), condition.by, (("verdict", verdict),), because
    )


def _each_bloc(
    asks: str,
    by: tuple[str, ...],
    command: Command,
    case: Circumstances,
    kind: type[ChoosePortfolio] | type[TransmitPortfolio],
) -> Node:
    children = []
    for bloc in _asked(command, case):
        found = [
            entry.position
            for entry in case.file.accepted(kind)
            if bloc in _asked(entry.command, case)
            and (not isinstance(entry.command, TransmitPortfolio) or entry.command.signed)
        ]
        children.append(Node(asks, bloc, yes(bool(found)), by, (), tuple(found)))
    return Node(f"{asks}-all", "blocs", all_of(c.answer for c in children), (), (), (), tuple(children))


def _excused(condition: ExcuseAccepted, command: Command, case: Circumstances) -> Node:
    asked = command.evaluations if isinstance(command, RequestMakeUp) else ()
    excused = case.releve.excused
    children = tuple(Node("gate.excused", name, yes(name in excused), condition.by) for name in asked)
    return Node("gate.excuse-accepted", "evaluations", all_of(c.answer for c in children), (), (), (), children)


def _option_open(condition: OptionNotSat, case: Circumstances) -> Node:
    option = case.releve.candidate.option
    sat = [
        sheet
        for sheet in case.releve.sheets
        if sheet.bloc.id == option
        and (sheet.whole is not None or any(result.counts is Counts.COUNTED for result in sheet.results))
    ]
    return Node("gate.option-open", option or "option", yes(not sat), condition.by)


# --- admission --------------------------------------------------------------------------------------------------


def _evidence(command: Command) -> Sequence[Evidence]:
    return command.evidence if isinstance(command, EnrolCandidate) else ()


def _grounds(condition: AnyGround, command: Command, case: Circumstances) -> Node:
    if not _admits(condition.audience, command, case):
        return Node("gate.grounds", "entry", Answer.NOT_APPLICABLE)
    year = command.entry_year if isinstance(command, EnrolCandidate) else None
    grounds = [g for g in condition.grounds.value if year is None or not g.entry_years or year in g.entry_years]
    children = tuple(_ground(ground, _evidence(command)) for ground in grounds)
    answer = any_of(child.answer for child in children) if children else Answer.UNMET
    by = condition.grounds.by or tuple(dict.fromkeys(c for child in children for c in child.clauses))
    return Node("gate.grounds", "entry", answer, by, (), (), children)


def _admits(audience: Audience, command: Command, case: Circumstances) -> bool:
    return audience.admits(*_who(command, case))


def _ground(ground: Ground, evidence: Iterable[Evidence]) -> Node:
    held = [item.of for item in evidence]
    match ground:
        case Diploma():
            answers = [_diploma(ground, item) for item in held if isinstance(item, HeldDiploma)]
            return Node("ground.diploma", "evidence", any_of([*answers, Answer.UNMET]), ground.by)
        case Experience():
            months = [_experience(ground, item) for item in held if isinstance(item, HeldExperience)]
            return Node("ground.experience", "evidence", any_of([*months, Answer.UNMET]), ground.months.by)
        case Ects():
            credits_ = [_ects(ground, item) for item in held if isinstance(item, HeldEcts)]
            return Node("ground.ects", "evidence", any_of([*credits_, Answer.UNMET]), ground.by)
        case _:
            assert_never(ground)


def _field(fields: tuple[str, ...], field: str | None) -> Answer:
    """A field that is not said leaves the question to the certifier."""
    if not fields or field in fields:
        return Answer.MET
    return Answer.PENDING if field is None else Answer.UNMET


def _diploma(ground: Diploma, held: HeldDiploma) -> Answer:
    level = ground.level is None or held.level >= ground.level
    kind = not ground.kinds or held.kind in ground.kinds
    return all_of((yes(level), yes(kind), _field(ground.fields, held.field)))


def _experience(ground: Experience, held: HeldExperience) -> Answer:
    enough = all_of((yes(ground.months.value.met_by(Fraction(held.months))), _field(ground.fields, held.field)))
    return Answer.PENDING if enough is Answer.MET and ground.discretionary else enough


def _ects(ground: Ects, held: HeldEcts) -> Answer:
    right = yes(held.same_sector) if ground.same_sector else _field(ground.fields, held.field)
    return all_of((yes(held.credits >= ground.credits), right))


def _selection(condition: SelectionPassed, command: Command, case: Circumstances) -> Node:
    if not _admits(condition.audience, command, case):
        return Node("gate.selection", "entry", Answer.NOT_APPLICABLE)
    held = [item.of for item in _evidence(command) if isinstance(item.of, HeldSelection)]
    met = any(_has_parts(condition.parts, item) for item in held)
    return Node("gate.selection", "entry", yes(met), condition.by, (("parts", ", ".join(condition.parts)),))


def _has_parts(parts: tuple[str, ...], held: HeldSelection) -> bool:
    if not held.passed:
        return False
    detailed = any(getattr(held, part, None) is not None for part in ("file", "written", "interview"))
    return not parts or not detailed or all(getattr(held, part) is True for part in parts)
