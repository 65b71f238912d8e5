"""Reach: rules that can never hold, audiences of nobody, options that make no difference, waits for what cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import attrs

from certdomain.conformance.audiences import Who, admitted, enrollable, routes
from certdomain.conformance.checks import note
from certdomain.conformance.notes import Note
from certdomain.conformance.walking import policies, walk
from certdomain.referential import Audience
from certdomain.regulation.award import BlocRule, PartAtLeast, TitleRule, covers
from certdomain.regulation.duties import Duty, Event, ModuleScale
from certdomain.regulation.gates import (
    AdmittedReason,
    Ahead,
    AllBlocsOfFraud,
    AnyGround,
    AtMostRetakes,
    BeforeJury,
    ByChannel,
    Condition,
    Day,
    Diploma,
    Ects,
    ExcuseAccepted,
    Experience,
    FailedPart,
    FavourableContext,
    ForWhom,
    Gate,
    Ground,
    NotAfterExpiry,
    NotAfterLastIssue,
    NotBanned,
    OnlyFailedBlocs,
    PortfolioChosen,
    PortfolioSigned,
    Request,
    Until,
    Wait,
)
from certdomain.regulation.terms import Read, Sense, Threshold
from certdomain.regulation.tree import Regulation
from certdomain.vocabulary import JuryKind

_ONLY_FOR: dict[type, tuple[Request, ...]] = {
    ByChannel: (Request.RETAKE,),
    OnlyFailedBlocs: (Request.RETAKE,),
    AtMostRetakes: (Request.RETAKE,),
    AllBlocsOfFraud: (Request.RETAKE,),
    FailedPart: (Request.PROFESSIONAL_RETAKE,),
    FavourableContext: (Request.CHOOSE_PORTFOLIO,),
    PortfolioChosen: (Request.PRESENT_PORTFOLIO,),
    PortfolioSigned: (Request.PRESENT_PORTFOLIO,),
    BeforeJury: (Request.PRESENT_PORTFOLIO,),
    AdmittedReason: (Request.EXCUSE,),
    ExcuseAccepted: (Request.MAKE_UP,),
    AnyGround: (Request.ENROL,),
}
"""Conditions that look at what only those requests say."""

_DAYS: dict[Day, tuple[Request, ...]] = {
    Day.TEST: (Request.RETAKE,),
    Day.TRAINING_START: (Request.RETAKE,),
    Day.FRAUD_DECISION: (Request.RETAKE,),
    Day.FRAUD_INCIDENT: (Request.RETAKE,),
    Day.EXPERIENCE_SINCE: (Request.PROFESSIONAL_RETAKE,),
    Day.IMMERSION_START: (Request.PRESENT_PORTFOLIO, Request.CHOOSE_PORTFOLIO),
    Day.IMMERSION_DONE: (Request.PRESENT_PORTFOLIO, Request.CHOOSE_PORTFOLIO),
}
"""Days that only those requests have."""

_FRAUD_DAYS = frozenset({Day.FRAUD_DECISION, Day.FRAUD_INCIDENT})


def shadowed(plain: Regulation) -> Iterator[Note]:
    """Rules on blocs and on the title of which earlier ones have taken every candidate, or every bloc of each."""
    tables: tuple[tuple[str, Sequence[BlocRule | TitleRule]], ...] = (
        ("award.blocs", plain.award.blocs),
        ("award.titles", plain.award.titles),
    )
    for name, rules in tables:
        taken: frozenset[object] = frozenset()
        for number, rule in enumerate(rules, start=1):
            meant = _meant(rule, plain)
            if meant <= taken:
                blocs = " and every bloc" if not isinstance(rule, TitleRule) and rule.blocs else ""
                what = f"rule {number} of {len(rules)} never holds: earlier ones admit everybody{blocs} whom it admits"
                yield note("shadowed", what, f"{name}[{number}]")
            taken |= meant


def _meant(rule: BlocRule | TitleRule, plain: Regulation) -> frozenset[tuple[Who, str]]:
    """The candidates and the blocs for which a rule is meant; a rule on the title is for all of it."""
    if isinstance(rule, TitleRule):
        return frozenset((who, "") for who in admitted(rule.audience))
    blocs = [bloc.id for bloc in plain.referential.blocs if covers(rule, bloc.id)]
    return frozenset((who, bloc) for who in admitted(rule.audience) for bloc in blocs)


def reaches_nobody(plain: Regulation) -> Iterator[Note]:
    """Audiences of policies, evaluations and gates that no enrolment admits, or that their own conditions exclude."""
    entering = enrollable(plain)
    if not entering:
        yield note("reaches-nobody", "the conditions of enrolment together admit nobody", "gates")
        return
    for path, thing in _with_audience(plain):
        meant = admitted(thing)
        if not meant & entering:
            what = f"is for {routes(meant)} only, and enrolment admits {routes(entering)}"
            yield note("reaches-nobody", what, path)
    if plain.exemption is not None and not admitted(plain.exemption.audience) & admitted(
        plain.referential.part_audience
    ):
        yield note("reaches-nobody", "exempts from the professional part only those who have none", "exemption")
    if plain.hours is not None and not admitted(plain.hours.reducible) & admitted(plain.hours.audience):
        yield note("reaches-nobody", "reduces the hours only of those who owe none", "hours.reducible")
    for number, gate in enumerate(plain.gates, start=1):
        for place, condition in enumerate(gate.conditions, start=1):
            path = f"gates[{number}].conditions[{place}]"
            own = getattr(condition, "audience", None)
            if isinstance(own, Audience) and not admitted(own) & admitted(gate.audience):
                what = f"is for {routes(admitted(own))}, and its gate for {routes(admitted(gate.audience))}"
                yield note("reaches-nobody", what, path)
    for request in Request:
        if request is not Request.ENROL:
            yield from _excluded(plain, request, entering)


def _excluded(plain: Regulation, request: Request, entering: frozenset[tuple[object, object]]) -> Iterator[Note]:
    """Gates of a request whose whole audience another gate of it turns away."""
    gates = [(number, gate) for number, gate in enumerate(plain.gates, start=1) if gate.request is request]
    passing = frozenset(entering)
    for _, gate in gates:
        if gate.modes or gate.after_fraud is not None:
            continue  # it turns away only some requests
        for condition in gate.conditions:
            if isinstance(condition, ForWhom):
                passing -= admitted(gate.audience) - admitted(condition.audience)
    for number, gate in gates:
        meant = admitted(gate.audience) & entering
        if meant and not meant & passing:
            what = f"every {request.value} for which this gate is meant is turned away by its route or situation"
            yield note("reaches-nobody", what, f"gates[{number}]")


def _with_audience(plain: Regulation) -> Iterator[tuple[str, Audience]]:
    for path, thing in walk(policies(plain)):
        if isinstance(thing, Audience) and not _of_enrolment(path, plain):
            yield path, thing
    referential = plain.referential
    for bloc in referential.lines:
        line = "part" if bloc is referential.part else f"blocs[{bloc.id}]"
        for evaluation in bloc.evaluations:
            yield f"referential.{line}.evaluations[{evaluation.id}].audience", evaluation.audience
    if referential.part is not None:
        yield "referential.part_audience", referential.part_audience


def _of_enrolment(path: str, plain: Regulation) -> bool:
    """Whether a path lies in what says who may enrol: it cannot be held against itself."""
    head, _, rest = path.partition("].conditions")
    return (
        bool(rest)
        and path.endswith(".audience")
        and any(
            head == f"gates[{number}"
            for number, gate in enumerate(plain.gates, start=1)
            if gate.request is Request.ENROL and _is_for_whom(gate, rest)
        )
    )


def _is_for_whom(gate: Gate, rest: str) -> bool:
    return any(
        rest.startswith(f"[{place}].") and isinstance(condition, ForWhom)
        for place, condition in enumerate(gate.conditions, start=1)
    )


def nobody_judges(plain: Regulation) -> Iterator[Note]:
    """Candidates who may enrol and for whom no rule on a bloc, or on the title, holds."""
    entering = enrollable(plain)
    left: dict[frozenset[Who], list[str]] = {}
    for bloc in plain.referential.blocs:
        judged = (admitted(rule.audience) for rule in plain.award.blocs if covers(rule, bloc.id))
        left.setdefault(entering.difference(*judged), []).append(bloc.id)
    for people, blocs in left.items():
        if people:
            subject = "the blocs" if len(blocs) == len(plain.referential.blocs) else f"bloc {', '.join(blocs)}"
            yield note("nobody-judges", f"no rule says how {subject} of {routes(people)} is judged", "award.blocs")
    people = entering.difference(*(admitted(rule.audience) for rule in plain.award.titles))
    if people:
        yield note("nobody-judges", f"no rule says how the title of {routes(people)} is judged", "award.titles")


def options_without_difference(regulation: Regulation) -> Iterator[Note]:
    """Options of a reading that are equal wherever the reading is used."""
    uses: dict[str, list[dict[str, object]]] = {}
    for _, thing in walk(policies(regulation)):
        if isinstance(thing, Read):
            uses.setdefault(thing.reading, []).append(dict(thing.options))
    for reading in regulation.readings:
        tables = uses.get(reading.id, [])
        for one, other in combinations([option.letter for option in reading.options], 2):
            answered = [table for table in tables if one in table and other in table]
            if answered and all(table[one] == table[other] for table in answered):
                what = f"{reading.id}: {one} and {other} are the same in each of its {len(tables)} uses"
                yield note("no-way-to-tell", what, f"readings[{reading.id}].options[{other}]")


def cannot_happen(plain: Regulation) -> Iterator[Note]:
    """What waits for something that this title, or this request, cannot have."""
    for number, gate in enumerate(plain.gates, start=1):
        path, request = f"gates[{number}]", gate.request
        if (gate.modes or gate.after_fraud is not None) and request is not Request.RETAKE:
            what = f"only a retake has a mode, or follows a fraud; this gate is for {request.value}"
            yield note("cannot-happen", what, path)
        if gate.after_fraud and plain.fraud is None:
            yield note("cannot-happen", "is for after a fraud, and the title has no rule on fraud", path)
        if request is Request.PROFESSIONAL_RETAKE and plain.referential.part is None:
            yield note("cannot-happen", "there is no professional part to retake", path)
        for place, condition in enumerate(gate.conditions, start=1):
            for what in _misplaced(condition, request, plain):
                yield note("cannot-happen", what, f"{path}.conditions[{place}]")
    yield from _without_part(plain)
    for number, duty in enumerate(plain.duties, start=1):
        path = f"duties[{number}]"
        if isinstance(duty, Duty):
            needed = _NEEDED.get(duty.what, ())
            for name in needed:
                if getattr(duty, name) is None:
                    yield note("cannot-happen", f"a duty on the {duty.what.value} names no evaluation ({name})", path)
        elif isinstance(duty, ModuleScale) and not plain.referential.modules:
            yield note("cannot-happen", "a scale for modules, and the referential has none", path)


_NEEDED: dict[Event, tuple[str, ...]] = {
    Event.ORAL: ("evaluation", "earlier"),
    Event.HAND_IN: ("evaluation", "earlier"),
    Event.DRAW: ("evaluation",),
}


def _misplaced(condition: Condition, request: Request, plain: Regulation) -> Iterator[str]:
    allowed = _ONLY_FOR.get(type(condition))
    if allowed is not None and request not in allowed:
        yield f"{type(condition).__name__} looks at what a {request.value} does not say"
    days: list[Day] = []
    match condition:
        case Ahead() | Until():
            days = [condition.day, condition.anchor]
        case Wait():
            days = [condition.day, condition.anchor.value]
        case NotAfterLastIssue():
            days = [condition.day]
            if plain.last_issue is None:
                yield "the regulation declares no last issue date"
        case NotAfterExpiry():
            if plain.registration is None:
                yield "the regulation declares no registration that could end"
        case NotBanned():
            if plain.network is None:
                yield "a ban is of a network, and the regulation declares none"
        case BeforeJury():
            if not any(jury.kind is JuryKind.PORTFOLIO for jury in plain.juries):
                yield "the regulation has no rule on a jury for portfolios"
        case _:
            pass
    for day in days:
        if day in _DAYS and request not in _DAYS[day]:
            yield f"a {request.value} has no day {day.value}"
        elif day is Day.TRAINING_END and request is Request.ENROL:
            yield "the end of the training is known only after the enrolment"
        elif day in _FRAUD_DAYS and plain.fraud is None:
            yield f"the day {day.value}, and the title has no rule on fraud"


def _without_part(plain: Regulation) -> Iterator[Note]:
    part = plain.referential.part
    lines = {evaluation.id for evaluation in part.evaluations} if part is not None else set()
    if plain.exemption is not None and part is None:
        yield note("cannot-happen", "exempts from a professional part, and there is none", "exemption")
    if plain.attendance is not None and plain.attendance.evaluation not in lines:
        what = f"lowers {plain.attendance.evaluation}, which is no evaluation of the professional part"
        yield note("cannot-happen", what, "attendance.evaluation")
    if plain.carry is not None:
        for name in plain.carry.tutor:
            if name not in lines:
                yield note(
                    "cannot-happen", f"carries {name}, which is no evaluation of the professional part", "carry.tutor"
                )


def said_twice(plain: Regulation) -> Iterator[Note]:
    """Equal rules, conditions, seats, bars or duties beside each other."""
    for path, thing in walk(policies(plain)):
        if not isinstance(thing, tuple):
            continue
        seen: list[object] = []
        for number, item in enumerate(thing, start=1):
            if attrs.has(type(item)) and item in seen:
                yield note("said-twice", f"is the same as number {seen.index(item) + 1}", f"{path}[{number}]")
            seen.append(item)


def covered_grounds(plain: Regulation) -> Iterator[Note]:
    """Grounds of admission that a wider one beside them covers."""
    for path, thing in walk(policies(plain)):
        if not isinstance(thing, AnyGround):
            continue
        grounds = thing.grounds.value
        for number, ground in enumerate(grounds, start=1):
            for other, wider in enumerate(grounds, start=1):
                if other != number and _covers(wider, ground) and not (_covers(ground, wider) and number < other):
                    what = f"whoever has ground {number} ({type(ground).__name__}) has ground {other} as well"
                    yield note("covered-ground", what, f"{path}.grounds[{number}]")
                    break


def _covers(wider: Ground, ground: Ground) -> bool:
    """Whether everybody who has the second has the first."""
    if wider.entry_years and not (ground.entry_years and {*ground.entry_years} <= {*wider.entry_years}):
        return False
    if isinstance(wider, Diploma) and isinstance(ground, Diploma):
        level = wider.level is None or (ground.level is not None and ground.level >= wider.level)
        return level and _within(ground.kinds, wider.kinds) and _within(ground.fields, wider.fields)
    if isinstance(wider, Experience) and isinstance(ground, Experience):
        if wider.discretionary and not ground.discretionary:
            return False
        return _implies(ground.months.value, wider.months.value) and _within(ground.fields, wider.fields)
    if isinstance(wider, Ects) and isinstance(ground, Ects):
        if wider.same_sector is not ground.same_sector or ground.credits < wider.credits:
            return False
        return wider.same_sector or _within(ground.fields, wider.fields)
    return False


def _within(narrow: Sequence[object], wide: Sequence[object]) -> bool:
    """Whether a list of what is admitted lies within another; an empty one admits all."""
    return not wide or (bool(narrow) and {*narrow} <= {*wide})


def _implies(strict: Threshold, lenient: Threshold) -> bool:
    """Whether whatever meets the first meets the second; both from below."""
    below = {Sense.AT_LEAST, Sense.MORE_THAN}
    if strict.sense not in below or lenient.sense not in below:
        return strict == lenient
    return strict.limit > lenient.limit or (
        strict.limit == lenient.limit and (strict.sense is Sense.MORE_THAN or lenient.sense is Sense.AT_LEAST)
    )


def part_without_rule(plain: Regulation) -> Iterator[Note]:
    """A professional part that no rule on the title looks at, though some who may enrol have it."""
    part = plain.referential.part
    if part is None:
        return
    having = enrollable(plain) & admitted(plain.referential.part_audience)
    for rule in plain.award.titles:
        if having & admitted(rule.audience) and any(isinstance(each, PartAtLeast) for each in rule.requires):
            return
    if having:
        yield note("nobody-judges", f"no rule says from when on {part.id} is passed", "referential.part")
