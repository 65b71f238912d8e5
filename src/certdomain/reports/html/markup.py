"""HTML and SVG as values: whatever text goes in is escaped when it is written, and there is no way around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import TypeAlias

from attrs import frozen

Content: TypeAlias = "Element | str | Iterable[Content] | None"
"""What may stand inside an element: elements, texts, nothing, and lists of them."""

Attribute: TypeAlias = str | int | bool | None

_NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9]*\Z")
_VOID = frozenset({"br", "col", "hr", "link", "meta"})
# Behind these a line may end without a space being seen there.
_BLOCKS = frozenset({
    *("body", "header", "main", "section", "footer", "figure", "figcaption", "div", "p", "h1", "h2", "h3"),
    *("ul", "li", "dl", "dt", "dd", "details", "summary"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
    *("link", "meta", "title"),
    *("svg", "g", "desc", "rect", "line", "path", "polygon", "circle"),
})  # fmt: skip
# What a person wrote may neither move the cursor nor turn the line around; these spaces are typography.
_SPACES = "\u00a0\u202f"


@frozen
class Element:
    """One element. Make it with `el`; write it with `str()`."""

    tag: str
    attributes: tuple[tuple[str, str | None], ...]
    children: tuple[Element | str, ...]

    def __str__(self) -> str:
        return "".join(_written(self))


def el(tag: str, /, *children: Content, **attributes: Attribute) -> Element:
    """An element with its content and attributes.

    In the name of an attribute `_` stands for `-`, and one at the end is left out: `class_`, `aria_label`. None and
    False leave the attribute out, True writes its name alone.

    Raises:
        ValueError: for a name that no element or attribute has.
    """
    found = tuple(
        (_named(name.rstrip("_").replace("_", "-")), None if value is True else str(value))
        for name, value in attributes.items()
        if value is not None and value is not False
    )
    return Element(_named(tag), found, tuple(_flat(children)))


def safe(text: str) -> str:
    """A text for any place of a page: signs of the markup escaped, control and direction characters made spaces."""
    if not text.isprintable():
        text = "".join(char if char.isprintable() or char in _SPACES else " " for char in text)
    return escape(text)


def _named(name: str) -> str:
    if not all(_NAME.match(part) for part in name.split("-")):
        msg = f"{name!r} is no name of an element or attribute"
        raise ValueError(msg)
    return name


def _flat(children: Iterable[Content]) -> Iterator[Element | str]:
    for child in children:
        if child is None:
            continue
        if isinstance(child, Element | str):
            yield child
        else:
            yield from _flat(child)


def _written(top: Element) -> Iterator[str]:
    """Without recursion: a tree may be deeper than the stack of Python."""
    waiting: list[Element | tuple[str]] = [top]
    while waiting:
        part = waiting.pop()
        if isinstance(part, tuple):
            yield part[0]
            continue
        yield f"<{part.tag}{''.join(map(_attribute, part.attributes))}>"
        end = "\n" if part.tag in _BLOCKS else ""
        if part.tag in _VOID:
            yield end
            continue
        waiting.append((f"</{part.tag}>{end}",))
        waiting.extend((safe(child),) if isinstance(child, str) else child for child in reversed(part.children))


def _attribute(attribute: tuple[str, str | None]) -> str:
    name, value = attribute
    return f" {name}" if value is None else f' {name}="{safe(value)}"'
