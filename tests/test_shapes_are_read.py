"""A field of a policy that no interpreter reads would be a rule that is declared, cited and never applied."""

from __future__ import annotations

import re
from pathlib import Path

import attrs
import pytest

from certdomain.regulation import award, duties, gates, juries, results, transitions

SRC = Path(award.__file__).parents[1]
READERS = [*SRC.joinpath("rules").glob("*.py"), SRC / "decider.py"]
SHAPES = [
    kind
    for module in (award, duties, gates, juries, results, transitions)
    for kind in vars(module).values()
    if isinstance(kind, type) and kind.__module__ == module.__name__ and attrs.has(kind)
]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_every_field_is_read(shape: type[attrs.AttrsInstance]) -> None:
    """Each field of each policy is read somewhere in the rules, by its name."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in READERS)
    unread = [field.name for field in attrs.fields(shape) if not re.search(rf"\.{field.name}\b", text)]
    assert unread == []
