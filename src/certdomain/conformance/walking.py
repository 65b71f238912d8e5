"""Walking through a declaration: everything that a rule is made of, each with its path, parents first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import cast

import attrs

from certdomain.regulation.tree import Regulation

TEXTS = frozenset(
    {
        "sources", "clauses", "readings", "parameters", "defects", "silences", "totals", "referential", "name",
        "choices", "values",
    }
)  # fmt: skip
"""The fields of a regulation that hold no policy."""


def policies(regulation: Regulation) -> dict[str, object]:
    """The policies of a regulation by the name of their field, its texts and its referential left out."""
    return {name: value for name, value in fields(regulation) if name not in TEXTS}


def fields(thing: object) -> Sequence[tuple[str, object]]:
    """The declared fields of a shape and what they hold."""
    kind = cast("type[attrs.AttrsInstance]", type(thing))
    return [(each.alias, getattr(thing, each.name)) for each in attrs.fields(kind) if each.init]


def walk(thing: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Everything that a thing is made of, each with the path to it (`gates[2].conditions[1].period`), parents first.

    Items of a tuple are counted from 1, as a reader counts them.
    """
    if path:
        yield path, thing
    if isinstance(thing, dict):
        for name, item in thing.items():
            yield from walk(item, name)
    elif isinstance(thing, tuple):
        for number, item in enumerate(thing, start=1):
            yield from walk(item, f"{path}[{number}]")
    elif attrs.has(type(thing)) and not isinstance(thing, Enum):
        for name, item in fields(thing):
            yield from walk(item, f"{path}.{name}" if path else name)
