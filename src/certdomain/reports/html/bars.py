"""Bars: a mark beside the threshold that it must reach. Exact: a bar below its threshold never touches it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from certdomain.explanation import Answer
from certdomain.marks import Exact
from certdomain.reports.html.markup import Element, el
from certdomain.reports.html.pieces import ANSWERS, Tone
from certdomain.reports.html.style import FAINT, INK, PALETTE

SCALE = 20
_UNIT, _LEFT, _TOP, _HIGH = 10, 4, 3, 12
_WIDTH = SCALE * _UNIT + 2 * _LEFT


def mark_bar(mark: Exact, needed: Exact | None, floor: Exact | None, tone: Tone, label: str) -> Element:
    """A mark on 20 as a bar, with a tick at what validates and a broken one below which it is eliminatory."""
    end = _tenths(mark)
    for tick in (needed, floor):
        if tick is not None and mark < tick and end >= _tenths(tick):
            end = _tenths(tick) - 1  # nearer than the eye sees, and yet not there
    ticks = [] if needed is None else [_tick(needed, None)]
    ticks += [] if floor is None else [_tick(floor, "3 2")]
    return el(
        "svg",
        el("title", label),
        el(
            "rect",
            x=_LEFT,
            y=_TOP,
            width=SCALE * _UNIT,
            height=_HIGH,
            fill=PALETTE["quiet"][1],
            stroke=FAINT,
            stroke_width="0.5",
        ),
        el("rect", x=_LEFT, y=_TOP, width=written(max(end, 0)), height=_HIGH, fill=PALETTE[tone][0]),
        ticks,
        viewBox=f"0 0 {_WIDTH} 18",
        role="img",
        class_="bar",
    )


def answers_bar(answers: Sequence[Answer], label: str) -> Element:
    """One field for each of several questions: full where it is met, empty where it is not, dotted where it is open."""
    step = Fraction(SCALE * _UNIT, max(len(answers), 1))
    gap = 2 if step > 6 else 0
    fields = []
    for index, answer in enumerate(answers):
        ink = PALETTE[ANSWERS[answer]][0]
        fields.append(
            el(
                "rect",
                x=written(int((_LEFT + index * step) * 10)),
                y=_TOP,
                width=written(int((step - gap) * 10)),
                height=_HIGH,
                fill=ink if answer is Answer.MET else "#ffffff",
                stroke=ink,
                stroke_dasharray="2 2" if answer in (Answer.PENDING, Answer.UNREGULATED) else None,
            )
        )
    return el("svg", el("title", label), fields, viewBox=f"0 0 {_WIDTH} 18", role="img", class_="bar")


def _tick(at: Exact, dash: str | None) -> list[Element]:
    """A line on a white ground, so that it is seen on the bar as beside it."""
    x = written(_tenths(at) + 10 * _LEFT)
    return [
        el("line", x1=x, x2=x, y1=0, y2=18, stroke="#ffffff", stroke_width=4),
        el("line", x1=x, x2=x, y1=0, y2=18, stroke=INK, stroke_width=2, stroke_dasharray=dash),
    ]


def _tenths(mark: Exact) -> int:
    """A mark as tenths of the picture's unit, cut: what a picture cannot show is left out, never added."""
    return int(min(max(mark, Fraction(0)), Fraction(SCALE)) * _UNIT * 10)


def written(tenths: int) -> str:
    """Tenths of a unit as a coordinate."""
    whole, tenth = divmod(tenths, 10)
    return f"{whole}.{tenth}" if tenth else str(whole)
