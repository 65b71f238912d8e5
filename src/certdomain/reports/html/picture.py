"""The timeline of a journey as a picture: a time axis, records by kind, sessions, juries, and what points back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import Enum
from itertools import pairwise
from zoneinfo import ZoneInfo

from attrs import frozen

from certdomain.commands import KINDS, CorrectEntry, Deliberate, Kind, RequestRetake, Settle, VoidEntry
from certdomain.dossier import points_at, unknown_to
from certdomain.envelope import Recorded
from certdomain.reports.html.bars import written
from certdomain.reports.html.markup import Element, el
from certdomain.reports.html.pieces import Pen
from certdomain.reports.html.style import FAINT, INK, PALETTE
from certdomain.reports.tables import cells, clipped, plain
from certdomain.reports.timeline import answer_words, command_words
from certdomain.vocabulary import AnswerStatus

_WIDTH, _LEFT, _RIGHT = 760, 112, 748
_ROW, _PAD, _LETTER = 19, 8, 6
_LONGEST = 42  # letters of a label: it fits on one side of its point, wherever that is
_TICKS = 7
_ROWS = 12  # of a lane; where it had more, days are put together
_TOGETHER = (1, 7, 30, 90, 365, 3650)  # days
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
_PARIS = ZoneInfo("Europe/Paris")


class Lane(Enum):
    """The lanes, from top to bottom."""

    FACTS = "facts"
    REQUESTS = "requests"
    SESSIONS = "sessions"
    ACTS = "acts"
    CORRECTIONS = "corrections"
    JURIES = "juries"


@frozen
class Mark:
    """Records of one lane and day that look alike, as one point with one label; or a session, as a bar.

    In a crowded lane they may be of several days, from `on` to `until`. Of what was known late, `until` is the day on
    which it became known.
    """

    lane: Lane
    on: date
    until: date | None
    status: AnswerStatus
    late: bool
    positions: tuple[int, ...]
    label: str
    told: str


@frozen
class Placed:
    """A mark, and where it stands: tenths of a unit for its point, units for its row and its label."""

    mark: Mark
    x: int
    end: int
    row: int
    before: bool


@frozen
class Axis:
    """The days from left to right."""

    first: date
    last: date

    def x(self, day: date) -> int:
        """Where a day stands, in tenths of a unit."""
        span = max((self.last - self.first).days, 1)
        return 10 * _LEFT + (day - self.first).days * 10 * (_RIGHT - _LEFT) // span


def picture(records: Sequence[Recorded], pen: Pen, title: str) -> Element:
    """The records of a journey, in the order of their positions, drawn. There must be one at least."""
    marks = marks_of(records, pen)
    axis = _axis([day for mark in marks for day in (mark.on, mark.until) if day is not None])
    drawn: list[Element] = []
    where: dict[int, tuple[int, int]] = {}
    grounds: list[Element] = []
    top = 6
    for lane in Lane:
        placed = _placed([mark for mark in marks if mark.lane is lane], axis)
        if not placed:
            continue
        high = (1 + max(each.row for each in placed)) * _ROW + 2 * _PAD
        if len(grounds) % 2 == 0:
            grounds.append(el("rect", x=0, y=top, width=_WIDTH, height=high, fill="#f5f5f2"))
        else:
            grounds.append(el("rect", x=0, y=top, width=_WIDTH, height=high, fill="#ffffff"))
        name = pen.say(f"lane-{lane.value}")
        drawn.append(el("text", name, x=8, y=top + _PAD + 13, fill=INK, font_size="11.5", font_weight="600"))
        for each in placed:
            y = top + _PAD + each.row * _ROW + 9
            where.update(dict.fromkeys(each.mark.positions, (each.x, y)) if lane is not Lane.SESSIONS else {})
            drawn.append(_drawn(each, y, pen))
        top += high
    arrows = [
        _arrow(where[recorded.position], where[target.position])
        for recorded in records
        if recorded.answer.accepted
        for target in records
        if target.position < recorded.position and points_at(recorded.command, target)
    ]
    return el(
        "svg",
        el("title", title),
        el("desc", pen.say("picture-desc")),
        grounds,
        list(_ticks(axis, top, pen)),
        arrows,
        drawn,
        viewBox=f"0 0 {_WIDTH} {top + 26}",
        role="img",
        class_="picture",
    )


# --- what is drawn ------------------------------------------------------------------------------------------------


def marks_of(records: Sequence[Recorded], pen: Pen) -> list[Mark]:
    """What stands in the picture. Every record is in one mark; a granted retake is also in the bar of its session."""
    struck = {
        target.position: "badge-void" if isinstance(recorded.command, VoidEntry) else "badge-struck"
        for recorded in records
        if recorded.answer.accepted and isinstance(recorded.command, CorrectEntry | VoidEntry)
        for target in records
        if target.position < recorded.position and points_at(recorded.command, target)
    }
    late = set(_late(records))
    found = [_session(recorded, pen) for recorded in records if _opens(recorded)]
    axis = _axis([day for each in records for day in _days_of(each, late)] + [m.until for m in found if m.until])
    for lane in Lane:
        for days in _TOGETHER:
            groups: dict[object, list[Recorded]] = {}
            for recorded in (each for each in records if _lane(each) is lane):
                alone = recorded.position in late or (days == 1 and lane in (Lane.JURIES, Lane.CORRECTIONS))
                looks = (recorded.answer.status, struck.get(recorded.position), recorded.position if alone else None)
                groups.setdefault((recorded.command.on.toordinal() // days, looks), []).append(recorded)
            marks = sorted((_mark(each, late, struck, pen) for each in groups.values()), key=_order)
            if len(_rows(marks, axis)) <= _ROWS:
                break
        found.extend(marks)
    return sorted(found, key=_order)


def _late(records: Sequence[Recorded]) -> Iterator[int]:
    """The positions of what was known too late. A correction is not among them: its arrow says what it mends."""
    for recorded in records:
        if not isinstance(recorded.command, CorrectEntry | VoidEntry) and unknown_to(recorded, records) is not None:
            yield recorded.position


def _order(mark: Mark) -> tuple[date, tuple[int, ...]]:
    return mark.on, mark.positions


def _days_of(recorded: Recorded, late: Collection[int]) -> Iterator[date]:
    yield recorded.command.on
    if recorded.position in late:
        yield recorded.recorded_at.astimezone(_PARIS).date()


def _lane(recorded: Recorded) -> Lane:
    command = recorded.command
    if isinstance(command, Deliberate):
        return Lane.JURIES
    if isinstance(command, CorrectEntry | VoidEntry | Settle):
        return Lane.CORRECTIONS
    kinds = {Kind.FACT: Lane.FACTS, Kind.REQUEST: Lane.REQUESTS, Kind.ACT: Lane.ACTS}
    return kinds[KINDS[type(command)]]


def _mark(group: Sequence[Recorded], lates: Collection[int], struck: Mapping[int, str], pen: Pen) -> Mark:
    first = group[0]
    late = first.position in lates
    days = sorted(each.command.on for each in group)
    until = first.recorded_at.astimezone(_PARIS).date() if late else days[-1]
    positions = tuple(recorded.position for recorded in group)
    label = _ranges(positions)
    if isinstance(first.command, Deliberate) and len(group) == 1:
        label = f"{label} {_verdict(first, pen)}"
    if first.answer.status is not AnswerStatus.ACCEPTED:
        label = f"{label} {pen.words.term('status', first.answer.status.value).split()[0]}"
    if late:
        label = f"{label} {pen.say('badge-late')}"
    if first.position in struck:
        label = f"{label} {pen.say(struck[first.position])}"
    return Mark(
        lane=_lane(first),
        on=days[0],
        until=until if until > days[0] else None,
        status=first.answer.status,
        late=late,
        positions=positions,
        label=clipped(plain(label), _LONGEST),
        told="\n".join(_told(recorded, pen) for recorded in group),
    )


def _verdict(recorded: Recorded, pen: Pen) -> str:
    command, decided = recorded.command, recorded.answer.decided
    jury = command.jury if isinstance(command, Deliberate) else ""
    if decided is None:
        return clipped(jury, 20)
    verdict = pen.words.term("verdict", decided.title.verdict.value)
    departed = f" · {pen.say('badge-departure')}" if decided.departures else ""
    return f"{verdict}{departed} · {clipped(jury, 20)}"


def _opens(recorded: Recorded) -> bool:
    return isinstance(recorded.command, RequestRetake) and recorded.answer.session is not None


def _session(recorded: Recorded, pen: Pen) -> Mark:
    command = recorded.command
    until = command.test_on if isinstance(command, RequestRetake) else command.on
    label = pen.say("session", session=recorded.answer.session)
    return Mark(
        lane=Lane.SESSIONS,
        on=min(command.on, until),
        until=until,
        status=recorded.answer.status,
        late=False,
        positions=(recorded.position,),
        label=clipped(plain(label), _LONGEST),
        told=_told(recorded, pen),
    )


def _told(recorded: Recorded, pen: Pen) -> str:
    known = set() if pen.law is None else set(pen.law.clauses)
    what = command_words(recorded.command, pen.words)
    answer = answer_words(recorded, known, pen.words)
    return f"{recorded.position} · {pen.words.day(recorded.command.on)} · {what} · {answer}"


def _ranges(positions: Sequence[int]) -> str:
    """1, 2, 3, 7 as 1–3, 7; of many ranges the first two and how many records there are."""
    ranges: list[list[int]] = []
    for position in positions:
        if ranges and ranges[-1][-1] == position - 1:
            ranges[-1][1:] = [position]
        else:
            ranges.append([position])
    texts = ["–".join(map(str, each)) for each in ranges]
    return ", ".join(texts) if len(texts) < 4 else f"{', '.join(texts[:2])}, … ({len(positions)})"


# --- where it is drawn --------------------------------------------------------------------------------------------


def _axis(days: Sequence[date]) -> Axis:
    first, last = min(days), max(days)
    room = max((last - first).days // 40, 3)
    return Axis(_moved(first, -room), _moved(last, room))


def _moved(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day


def _placed(marks: Sequence[Mark], axis: Axis) -> list[Placed]:
    """Each mark in the first row where it and its label find room, the early ones first."""
    return _rows_and_places(marks, axis)[1]


def _rows(marks: Sequence[Mark], axis: Axis) -> list[int]:
    """How far each row that they take is filled."""
    return _rows_and_places(marks, axis)[0]


def _rows_and_places(marks: Sequence[Mark], axis: Axis) -> tuple[list[int], list[Placed]]:
    ends: list[int] = []
    found = []
    for mark in marks:
        x = axis.x(mark.on)
        end = x if mark.until is None else max(x, axis.x(mark.until))
        length = 10 * (_LETTER * cells(mark.label) + 18)
        before = end + length > 10 * _WIDTH
        left, right = (x - length, end + 60) if before else (x - 60, end + length)
        row = next((row for row, taken in enumerate(ends) if taken < left), len(ends))
        ends[row : row + 1] = [right]
        found.append(Placed(mark, x, end, row, before))
    return ends, found


def _drawn(placed: Placed, y: int, pen: Pen) -> Element:
    mark = placed.mark
    ink = _ink(mark)
    x, end = written(placed.x), written(placed.end)
    parts: list[Element] = []
    if mark.lane is Lane.SESSIONS:
        width = written(max(placed.end - placed.x, 40))
        parts.append(el("rect", x=x, y=y - 5, width=width, height=10, rx=3, fill=PALETTE["reading"][1], stroke=ink))
    else:
        if placed.end > placed.x:
            dash = "3 3" if mark.late else None
            parts.append(el("line", x1=x, x2=end, y1=y, y2=y, stroke=ink, stroke_width="1.5", stroke_dasharray=dash))
            parts.append(el("line", x1=end, x2=end, y1=y - 5, y2=y + 5, stroke=ink, stroke_width=2))
        parts.extend(_point(mark, placed.x, y, ink))
    at = written(placed.x - 80) if placed.before else written(placed.end + 80)
    parts.append(
        el(
            "text",
            mark.label,
            x=at,
            y=y + 4,
            fill=ink,
            font_size=11,
            text_anchor="end" if placed.before else None,
        )
    )
    return el("g", el("title", mark.told), parts)


def _ink(mark: Mark) -> str:
    if mark.status is AnswerStatus.REFUSED:
        return PALETTE["bad"][0]
    if mark.status is AnswerStatus.REFERRED:
        return PALETTE["silence"][0]
    if mark.late:
        return PALETTE["open"][0]
    return PALETTE["reading"][0] if mark.lane in (Lane.SESSIONS, Lane.CORRECTIONS) else INK


def _point(mark: Mark, tenths: int, y: int, ink: str) -> Iterator[Element]:
    """A shape for each kind, hollow for what was not accepted; a cross says refused without a colour."""
    fill = ink if mark.status is AnswerStatus.ACCEPTED else "#ffffff"
    x = written(tenths)

    def shape(*points: tuple[int, int]) -> Element:
        at = " ".join(f"{written(tenths + 10 * dx)},{y + dy}" for dx, dy in points)
        return el("polygon", points=at, fill=fill, stroke=ink, stroke_width="1.5")

    match mark.lane:
        case Lane.JURIES:
            yield shape((0, -6), (6, 0), (0, 6), (-6, 0))
        case Lane.REQUESTS:
            yield shape((-5, -4), (5, 0), (-5, 4))
        case Lane.ACTS | Lane.CORRECTIONS:
            yield shape((-4, -4), (4, -4), (4, 4), (-4, 4))
        case _:
            yield el("circle", cx=x, cy=y, r=4, fill=fill, stroke=ink, stroke_width="1.5")
    if mark.status is AnswerStatus.REFUSED:
        left, right = written(tenths - 30), written(tenths + 30)
        yield el("path", d=f"M{left} {y - 3}L{right} {y + 3}M{left} {y + 3}L{right} {y - 3}", stroke=ink)


def _arrow(begin: tuple[int, int], end: tuple[int, int]) -> Element:
    """From what corrects to what is corrected."""
    (x1, y1), (x2, y2) = begin, end
    down = y2 > y1
    start, stop = (y1 + 6, y2 - 8) if down else (y1 - 6, y2 + 8)
    middle = (start + stop) // 2
    ink = PALETTE["reading"][0]
    curve = f"M{written(x1)} {start}C{written(x1)} {middle} {written(x2)} {middle} {written(x2)} {stop}"
    tip = -5 if down else 5
    points = " ".join(f"{written(x2 + 10 * dx)},{stop + dy}" for dx, dy in ((0, 0), (-3, tip), (3, tip)))
    return el(
        "g",
        el("path", d=curve, fill="none", stroke=ink, stroke_width="1.2"),
        el("polygon", points=points, fill=ink),
    )


def _ticks(axis: Axis, bottom: int, pen: Pen) -> Iterable[Element]:
    for day, label in _days(axis, pen):
        x = written(axis.x(day))
        yield el("line", x1=x, x2=x, y1=6, y2=bottom + 5, stroke="#c4c4c4", stroke_width="0.8")
        yield el("text", label, x=x, y=bottom + 18, fill=FAINT, font_size="10.5", text_anchor="middle")


def _days(axis: Axis, pen: Pen) -> list[tuple[date, str]]:
    """The days that the axis names: firsts of months where there are enough, else days of the week apart.

    They are as close as their names allow: no name is written into the next one.
    """
    span = (axis.last - axis.first).days
    months = pen.words.tables.months
    found: list[tuple[date, str]] = []
    if span < 70:
        for step in range(7 if span < 50 else 14, span + 7, 7):
            days = (axis.first + timedelta(days=each) for each in range(3, span, step))
            found = [(day, pen.words.day(day)) for day in days if _fits(axis.x(day))]
            if _apart(found, axis):
                break
        return found
    for step in _MONTHS:
        found = [
            (day, f"{day.year}" if step >= 12 else f"{months[day.month - 1]} {day.year}")
            for day in _firsts(axis, step)
            if _fits(axis.x(day))
        ]
        if len(found) <= _TICKS and _apart(found, axis):
            break
    return found


def _apart(named: Sequence[tuple[date, str]], axis: Axis) -> bool:
    """Whether the names, each in the middle under its day, leave room between them."""
    halves = [(axis.x(day), 5 * _LETTER * cells(name)) for day, name in named]
    return all(left + half + 60 <= right - other for (left, half), (right, other) in pairwise(halves))


def _firsts(axis: Axis, step: int) -> Iterator[date]:
    month = axis.first.year * 12 + axis.first.month
    month += -month % step if step < 12 else -month % 12
    while month // 12 <= 9999:
        day = date(month // 12, month % 12 + 1, 1)
        if day > axis.last:
            return
        yield day
        month += step


def _fits(tenths: int) -> bool:
    return 10 * (_LEFT + 20) <= tenths <= 10 * (_RIGHT - 30)
