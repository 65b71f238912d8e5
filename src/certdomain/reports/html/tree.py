"""The explanation as a tree that opens: each question with its answer, its clauses in the margin, its entries."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from attrs import evolve, field, frozen

from certdomain.explanation import Answer, Node
from certdomain.reports.explain import is_line
from certdomain.reports.html.markup import Element, el
from certdomain.reports.html.pieces import Pen

OPEN = frozenset({Answer.UNMET, Answer.PENDING, Answer.UNREGULATED})
"""What opens by itself: whatever is not met."""


@frozen
class Rooted:
    """What a tree leads to: the records that the page lists, its list of faults, the line of each bloc in the tree."""

    entries: Collection[int] = ()
    defects: str | None = None
    lines: Mapping[str, str] = field(factory=dict)


def tree(top: Node, pen: Pen, rooted: Rooted) -> Element:
    """The whole tree. The top is always open."""
    lines = {child.about: f"line{number}" for number, child in enumerate(top.children) if is_line(child)}
    return el("ul", _item(top, pen, evolve(rooted, lines=lines), (), top=True), class_="tree")


def _item(
    node: Node, pen: Pen, rooted: Rooted, told: tuple[str, ...], *, top: bool = False, anchor: str | None = None
) -> Element:
    row = _row(node, pen, rooted, told)
    if not node.children:
        return el("li", el("div", row, class_="leaf"), id=anchor)
    below: list[Element] = []
    before = node.clauses
    for child in node.children:
        name = rooted.lines.get(child.about) if top and is_line(child) else None
        below.append(_item(child, pen, rooted, (*node.clauses, *before), anchor=name))
        before = child.clauses or before
    opened = top or node.answer in OPEN
    return el("li", el("details", el("summary", row), el("ul", below), open=opened), id=anchor)


def _row(node: Node, pen: Pen, rooted: Rooted, told: tuple[str, ...]) -> Element:
    return el(
        "span",
        el(
            "span",
            pen.answered(node.answer),
            _said(node, pen, rooted),
            resting(node.because, pen, rooted.entries),
            _marks(node, pen, rooted),
            class_="says",
        ),
        pen.margin(node.clauses, told) or el("span"),
        class_="row",
    )


def _said(node: Node, pen: Pen, rooted: Rooted) -> Element | str:
    """The question with its answer; what only looks at a bloc leads to the line of that bloc."""
    anchor = rooted.lines.get(node.about) if node.asks == "see" else None
    if anchor is None:
        return pen.words.node(node)
    label = pen.words.label(node.asks, pen.words.about(node))
    return el("a", f"{label[:1].upper()}{label[1:]}", href=f"#{anchor}")


def resting(because: Collection[int], pen: Pen, listed: Collection[int]) -> list[Element | str] | None:
    """The entries that a reason rests on, each leading to its record where the page lists it."""
    found = list(dict.fromkeys(because))
    if not found:
        return None
    made: list[Element | str] = []
    for number in found:
        if made:
            made.append(", ")
        made.append(el("a", str(number), href=f"#e{number}") if number in listed else str(number))
    name = pen.say("entry" if len(found) == 1 else "entries")
    return [" ", el("span", f"[{name} ", made, "]", class_="faint small")]


def _marks(node: Node, pen: Pen, rooted: Rooted) -> list[Element | str]:
    """What the reader must be warned of: the wording was read, the text is silent, it has a fault, the jury left it."""
    law = pen.law
    made: list[Element | str] = []
    if law is None:
        return made
    if any(clause in law.readings for clause in node.clauses):
        made += [" ", pen.badge("badge-reading", "reading")]
    if node.answer is Answer.UNREGULATED:
        made += [" ", pen.badge("badge-silence", "silence")]
    if node.asks == "bloc.jury":
        made += [" ", pen.badge("badge-jury", "departure")]
    faults = law.defects_on(node.clauses)
    if faults:
        mark = pen.badge("badge-defect", "defect")
        made += [" ", mark if rooted.defects is None else el("a", mark, href=f"#{rooted.defects}")]
    return made
