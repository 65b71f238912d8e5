"""Bands and thresholds, compared exactly: gaps, overlaps, limits that cross, and days that leave no day between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise, product
from typing import assert_never

from certdomain.calendar import Period, Unit
from certdomain.conformance.audiences import WHO
from certdomain.conformance.checks import note
from certdomain.conformance.notes import Note
from certdomain.conformance.walking import policies, walk
from certdomain.marks import exact, written
from certdomain.regulation.award import (
    BlocByCompetences,
    BlocByCriteria,
    BlocByMark,
    BlocsOutOf,
    GeneralAverage,
    PartAtLeast,
)
from certdomain.regulation.clauses import Parameter
from certdomain.regulation.duties import GroupSize, ModuleScale, WithinHours
from certdomain.regulation.gates import (
    AdmittedReason,
    Ahead,
    AnyGround,
    AtMostRetakes,
    AtMostSessions,
    ByChannel,
    Condition,
    Day,
    Ects,
    Experience,
    Gate,
    Request,
    Until,
    Wait,
)
from certdomain.regulation.juries import JuryPolicy, Seat, Trait
from certdomain.regulation.settlement import typed
from certdomain.regulation.tree import Regulation
from certdomain.vocabulary import RetakeMode, Role

_SCALE = Fraction(20)
_MONTH, _YEAR, _MONTHS_OF_YEAR = (28, 31), (365, 366), 12


def attendance_bands(plain: Regulation) -> Iterator[Note]:
    """Bands that do not rise, are empty, or lie outside the whole; cuts that do not rise with them."""
    if plain.attendance is None:
        return
    bands, path = plain.attendance.bands, "attendance.bands"
    if not bands:
        yield note("bands", "there is no band", path)
    for number, band in enumerate(bands, start=1):
        place = f"{path}[{number}]"
        if not 0 < band.upto <= 1:
            yield note("bands", f"band {number} ends at {written(band.upto)}; a share lies between 0 and 1", place)
        free = number == 1 and band.cut == 0  # up to so much, absence costs nothing
        if not free and not 0 < band.cut <= 1:
            yield note("bands", f"band {number} cuts {written(band.cut)}; a share lies between 0 and 1", place)
    for number, (before, band) in enumerate(pairwise(bands), start=2):
        place = f"{path}[{number}]"
        if band.upto <= before.upto:
            what = f"band {number} ends at {written(band.upto)}, where band {number - 1} has reached "
            yield note("bands", f"{what}{written(before.upto)}: nothing lies between them", place)
        if band.cut <= before.cut:
            what = f"band {number} cuts {written(band.cut)}, no more than band {number - 1} ({written(before.cut)})"
            yield note("bands", what, place)


def thresholds_cross(plain: Regulation) -> Iterator[Note]:
    """Minima above what they are minima of."""
    for path, thing in walk(policies(plain)):
        match thing:
            case BlocByMark(eliminatory_below=low) if low is not None and low.value > thing.pass_mark.value:
                what = f"a mark below {written(low.value)} eliminates, and {written(thing.pass_mark.value)} passes"
                yield note("thresholds-cross", what, f"{path}.eliminatory_below")
            case Seat(most=most) if most is not None and thing.least > most:
                yield note("thresholds-cross", f"a seat for at least {thing.least} and at most {most}", path)
            case GroupSize() if thing.least > thing.most:
                yield note("thresholds-cross", f"groups of at least {thing.least} and at most {thing.most}", path)
            case _:
                pass
    reports, hours = plain.reports, plain.hours
    if reports is not None and reports.least.value is not None and reports.least.value > reports.most.value:
        what = f"at least {reports.least.value} situations and at most {reports.most.value}"
        yield note("thresholds-cross", what, "reports.least")
    if hours is not None:
        for name, number in (("per_bloc", hours.per_bloc.value), ("floor", hours.floor.value)):
            if number > hours.whole.value:
                what = f"{written(number)} hours, and {written(hours.whole.value)} for the whole path"
                yield note("thresholds-cross", what, f"hours.{name}")


def out_of_scale(plain: Regulation) -> Iterator[Note]:
    """Thresholds that everybody meets, and those that nobody can."""
    for path, thing in walk(policies(plain)):
        for name, number, most in _scales(thing):
            if number <= 0:
                yield note("out-of-scale", f"everybody reaches {written(number)}", f"{path}.{name}")
            elif most is not None and number > most:
                what = f"{written(number)} is beyond {written(most)}, the most there is"
                yield note("out-of-scale", what, f"{path}.{name}")
        match thing:
            case BlocByCriteria():
                share = thing.share.value
                if share.met_by(0):
                    yield note("out-of-scale", "a share that no criterion is needed for", f"{path}.share")
                elif not share.met_by(1):
                    yield note("out-of-scale", "a share that all criteria do not reach", f"{path}.share")
            case Experience() if thing.months.value.met_by(0):
                yield note("out-of-scale", "experience that nobody lacks", f"{path}.months")
            case AtMostRetakes() if thing.most.value < 1:
                yield note("out-of-scale", "no retake is ever allowed", f"{path}.most")
            case AtMostSessions() if thing.most.value < 2:
                yield note("out-of-scale", "the first session counts: no other is ever allowed", f"{path}.most")
            case ByChannel(among=()) | AdmittedReason(among=()):
                yield note("out-of-scale", "nothing is admitted", f"{path}.among")
            case _:
                pass


def _scales(thing: object) -> Iterator[tuple[str, Fraction, Fraction | None]]:
    """The numbers of a shape that lie above 0, and the most that each can be."""
    match thing:
        case BlocByMark():
            yield "pass_mark", thing.pass_mark.value, _SCALE
            if thing.eliminatory_below is not None:
                yield "eliminatory_below", thing.eliminatory_below.value, _SCALE
        case GeneralAverage():
            yield "at_least", thing.at_least.value, _SCALE
        case PartAtLeast():
            yield "floor", thing.floor.value, _SCALE
        case BlocByCompetences() if thing.share.value is not None:
            yield "share", thing.share.value, Fraction(1)
        case BlocsOutOf():
            yield "at_least", Fraction(thing.at_least), None
        case Ects():
            yield "credits", Fraction(thing.credits), None
        case WithinHours():
            yield "hours", thing.hours.value, None
        case GroupSize():
            yield "most", Fraction(thing.most), None
        case ModuleScale():
            for number, points in enumerate(thing.out_of, start=1):
                yield f"out_of[{number}]", points, None
        case _:
            pass


def more_than_there_are(plain: Regulation) -> Iterator[Note]:
    """Rules that ask for more blocs of a group than there are."""
    for path, thing in walk(policies(plain)):
        if isinstance(thing, BlocsOutOf):
            there = sum(1 for _ in plain.referential.group(thing.group))
            if there and thing.at_least > there:
                what = f"at least {thing.at_least} blocs of the group {thing.group}, of which there are {there}"
                yield note("more-than-there-are", what, f"{path}.at_least")


def parameter_bounds(regulation: Regulation) -> Iterator[Note]:
    """Defaults outside their bounds or not of their kind, and bounds that leave no value."""
    for parameter in regulation.parameters:
        path = f"parameters[{parameter.name}]"
        try:
            least, most = _bound(parameter.least), _bound(parameter.most)
        except ValueError:
            yield note("outside-its-bounds", f"the bounds of {parameter.name} are not numbers", path)
            continue
        if least is not None and most is not None and least > most:
            what = f"{parameter.name} lies between {parameter.least} and {parameter.most}: there is no such value"
            yield note("outside-its-bounds", what, path)
            continue
        yield from _default(parameter, path)


def _bound(text: str | None) -> Fraction | None:
    return None if text is None else exact(text)


def _default(parameter: Parameter, path: str) -> Iterator[Note]:
    try:
        typed(parameter, parameter.default)
    except ValueError as error:
        what = f"the default of {parameter.name} is {parameter.default!r}; expected {error}"
        yield note("outside-its-bounds", what, f"{path}.default")


def entry_years(plain: Regulation) -> Iterator[Note]:
    """Years of entry between others for which there is no ground."""
    for path, thing in walk(policies(plain)):
        if not isinstance(thing, AnyGround):
            continue
        grounds = thing.grounds.value
        if any(not ground.entry_years for ground in grounds):
            continue  # one of them is for any year
        years = {year for ground in grounds for year in ground.entry_years}
        missing = [str(year) for year in range(1, max(years, default=0)) if year not in years]
        if missing:
            yield note("uncovered-year", f"no ground for entry in year {', '.join(missing)}", f"{path}.grounds")


# --- juries --------------------------------------------------------------------------------------------------------


def juries_that_cannot_sit(plain: Regulation) -> Iterator[Note]:
    """Juries whose seats cannot be filled together, or not in the size."""
    for number, jury in enumerate(plain.juries, start=1):
        path = f"juries[{number}]"
        if any(seat.most is not None and seat.least > seat.most for seat in jury.seats):
            continue  # told apart
        fewest = _fewest(jury)
        if fewest is None:
            yield note("cannot-be-filled", "no composition fills all seats together", f"{path}.seats")
        elif jury.size is not None and not jury.size.value.or_more and fewest > jury.size.value.n:
            what = f"the seats need {fewest} members, and the jury has {jury.size.value.n}"
            yield note("cannot-be-filled", what, f"{path}.size")
        if jury.size is not None and jury.size.value.n < 1:
            yield note("cannot-be-filled", f"a jury of {jury.size.value.n} members", f"{path}.size")


def _fewest(jury: JuryPolicy) -> int | None:
    """The fewest members that fill all seats at once; None if none do.

    Members differ only by the seats that they count for, so that few kinds of them are to be tried.
    """
    kinds = {
        tuple(role in seat.roles and (external or not seat.external) for seat in jury.seats)
        for role, external in product(Role, (False, True))
        if role not in jury.not_counted and not _barred(role, external, jury)
    }
    start = tuple(0 for _ in jury.seats)
    reached, tried, count = {start}, {start}, 0
    while reached:
        if any(all(n >= seat.least for n, seat in zip(found, jury.seats, strict=True)) for found in reached):
            return count
        following = set()
        for found, kind in product(reached, kinds):
            # Beyond the least, one more counts only against `most`: the count stops at the first that matters.
            more = tuple(
                min(n + sits, max(seat.least, (seat.most if seat.most is not None else seat.least - 1) + 1))
                for n, sits, seat in zip(found, kind, jury.seats, strict=True)
            )
            within = all(seat.most is None or n <= seat.most for n, seat in zip(more, jury.seats, strict=True))
            if within and more not in tried:
                tried.add(more)
                following.add(more)
        reached, count = following, count + 1
    return None


def _barred(role: Role, external: bool, jury: JuryPolicy) -> bool:
    return not external and any(
        bar.trait is Trait.NOT_EXTERNAL and (not bar.roles or role in bar.roles) for bar in jury.bars
    )


# --- days ----------------------------------------------------------------------------------------------------------

Edge = tuple[Day, Day, int, str]
"""The second day is at most so many days after the first; by which condition."""


def windows_that_never_open(plain: Regulation) -> Iterator[Note]:
    """Requests whose conditions on days leave no day at all, whoever asks and however.

    Each period is counted as its longest where it leaves room, and as its shortest where it takes some: what is
    reported is impossible in every year.
    """
    told: set[tuple[str, ...]] = set()
    tried: set[tuple[Edge, ...]] = set()
    for request in Request:
        numbered = [(number, gate) for number, gate in enumerate(plain.gates, start=1) if gate.request is request]
        ways = product(WHO, RetakeMode, (False, True)) if request is Request.RETAKE else product(WHO, (None,), (None,))
        for who, mode, fraud in ways:
            edges = [
                edge
                for number, gate in numbered
                if gate.audience.admits(*who) and _fits(gate, mode, fraud)
                for place, condition in enumerate(gate.conditions, start=1)
                for edge in _edges(condition, f"gates[{number}].conditions[{place}]")
            ]
            if tuple(edges) in tried:
                continue  # most candidates meet the same conditions
            tried.add(tuple(edges))
            crossing = _crossing([*edges, *_KNOWN])
            if crossing and crossing not in told:
                told.add(crossing)
                what = f"no day is left for {request.value}: {' and '.join(crossing)} exclude one another"
                yield note("never-opens", what, crossing[-1])


_KNOWN: tuple[Edge, ...] = (
    (Day.IMMERSION_START, Day.TRAINING_END, 0, ""),  # an immersion starts not before the end of the path
    (Day.REQUEST, Day.IMMERSION_DONE, 0, ""),  # and is counted up to the request
    (Day.FRAUD_DECISION, Day.FRAUD_INCIDENT, 0, ""),
)
"""What holds of the named days by their very meaning."""


def _fits(gate: Gate, mode: RetakeMode | None, fraud: bool | None) -> bool:
    if mode is None:
        return True
    return (not gate.modes or mode in gate.modes) and (gate.after_fraud is None or gate.after_fraud is fraud)


def _edges(condition: Condition, path: str) -> Sequence[Edge]:
    match condition:
        case Ahead():  # day ≤ anchor − period
            return ((condition.anchor, condition.day, -_days(condition.period.value)[0], path),)
        case Wait():  # day ≥ anchor + period
            return ((condition.day, condition.anchor.value, -_days(condition.period.value)[0], path),)
        case Until():  # day ≤ anchor + period
            return ((condition.anchor, condition.day, _days(condition.period.value)[1], path),)
        case _:
            return ()


def _days(period: Period) -> tuple[int, int]:
    """The fewest and the most days that a period can be."""
    match period.unit:
        case Unit.DAYS:
            return period.n, period.n
        case Unit.WEEKS:
            return 7 * period.n, 7 * period.n
        case Unit.MONTHS | Unit.YEARS:
            months = period.n if period.unit is Unit.MONTHS else _MONTHS_OF_YEAR * period.n
            years, rest = divmod(months, _MONTHS_OF_YEAR)
            # Up to eleven months are never shorter than 30 days each, less two for a February.
            fewest = years * _YEAR[0] + (rest * 30 - 2 if rest else 0)
            most = years * _YEAR[0] + years // 4 + 1 + rest * _MONTH[1]
            return max(0, fewest), most
        case _:
            assert_never(period.unit)


def _crossing(edges: Sequence[Edge]) -> tuple[str, ...]:
    """The conditions of a round of days that closes below 0: they exclude one another. Empty if there is none."""
    distance = dict.fromkeys(Day, 0)
    by: dict[Day, Edge] = {}
    last: Day | None = None
    for _ in range(len(Day) + 1):
        last = None
        for edge in edges:
            start, end, length, _ = edge
            if distance[start] + length < distance[end]:
                distance[end], by[end], last = distance[start] + length, edge, end
        if last is None:
            return ()
    assert last is not None  # noqa: S101 - the loop ended without a round that changed nothing
    for _ in Day:
        last = by[last][0]
    crossing: list[str] = []
    here = last
    while True:
        edge = by[here]
        crossing.append(edge[3])
        here = edge[0]
        if here is last:
            break
    return tuple(sorted(path for path in crossing if path))
