"""The canonical form: one text for one value, the same everywhere and for good; only plain declarations have one."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import cast

import attrs
import pytest
from attrs import frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from certdomain import Evaluation, Period, Regulation, Said, Unit, Words
from certdomain.plugins import declare, installed
from certdomain.regulation.canonical import (
    ENUMS,
    SHAPES,
    NotCanonical,
    canonical,
    digest,
    load,
    load_regulation,
    plain,
)
from certdomain.regulation.settlement import settled, with_choices
from tests.fictional import FICTIONAL

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden" / "shapes.json"
REGULATIONS = (
    *(declared.regulation for editions in installed().values() for declared in editions),
    *FICTIONAL.regulations,
)
every = pytest.mark.parametrize("regulation", REGULATIONS, ids=lambda r: str(r.certification))


# --- one text for one value ----------------------------------------------------------------------------------------


@every
def test_round_trip(regulation: Regulation) -> None:
    """A regulation read back is the regulation declared, and is written the same again."""
    data = canonical(regulation)
    loaded = load_regulation(data)
    assert loaded == regulation
    assert canonical(loaded) == data
    assert declare(regulation, "anywhere").digest == digest(data)


@every
def test_round_trip_settled_and_with_every_letter(regulation: Regulation) -> None:
    """So is each of its readings under another letter, and what is settled; each choice has a digest of its own."""
    assert load_regulation(canonical(settled(regulation))) == settled(regulation)
    digests = {digest(canonical(regulation))}
    count = 1
    for reading in regulation.readings:
        for option in reading.options:
            if option.letter != reading.chosen:
                chosen = with_choices(regulation, {reading.id: option.letter}, {})
                assert load_regulation(canonical(chosen)) == chosen
                digests.add(digest(canonical(chosen)))
                count += 1
    assert len(digests) == count


@every
def test_fields_equal_to_their_default_are_left_out(regulation: Regulation) -> None:
    """So that a new optional field leaves old digests alone."""
    for shape in _shapes_in(json.loads(canonical(regulation))):
        kind = SHAPES[cast("str", shape["@"])]
        defaults = {f.alias: f.default for f in attrs.fields(cast("type[attrs.AttrsInstance]", kind))}
        for name, value in shape.items():
            if name != "@":
                assert defaults[name] is attrs.NOTHING or load(value) != defaults[name], f"{shape['@']}.{name}"  # type: ignore[arg-type]  # JSON data


def _shapes_in(data: object) -> Iterator[dict[str, object]]:
    if isinstance(data, list):
        for item in data:
            yield from _shapes_in(item)
    elif isinstance(data, dict):
        if data.get("@") in SHAPES:
            yield data
        for item in data.values():
            yield from _shapes_in(item)


def test_the_form_itself() -> None:
    """UTF-8, sorted keys, no spaces, tagged exact numbers, dates and enums, accents as they are."""
    assert canonical(Words(fr="été", en="summer")) == '{"@":"clauses.words@1","en":"summer","fr":"été"}'.encode()
    assert canonical(Said(Fraction(25, 2), ("R1",))) == (
        b'{"@":"terms.said@1","by":["R1"],"value":{"@":"exact","q":"12.5"}}'
    )
    assert canonical((date(2025, 6, 2), None, True, 3, "a")) == b'[{"@":"date","d":"2025-06-02"},null,true,3,"a"]'
    assert canonical(Period(6, Unit.MONTHS)) == (
        b'{"@":"calendar.period@1","n":6,"unit":{"@":"enum","e":"calendar.unit","v":"months"}}'
    )
    assert canonical(Evaluation(id="B1.1")) == b'{"@":"referential.evaluation@1","id":"B1.1"}'


SCRIPT = """
import json
from certdomain.plugins import installed
from certdomain.regulation.canonical import canonical, digest
from tests.fictional import FICTIONAL
found = {d.regulation.certification: d.digest for editions in installed().values() for d in editions}
found.update({r.certification: digest(canonical(r)) for r in FICTIONAL.regulations})
print(json.dumps(found))
"""


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_digests_do_not_depend_on_the_process(seed: str) -> None:
    """Another process, another hash seed: the same digests. No set or map order leaks into them."""
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run([sys.executable, "-c", SCRIPT], cwd=ROOT, env=environment, capture_output=True, check=True)
    assert json.loads(done.stdout) == {r.certification: digest(canonical(r)) for r in REGULATIONS}


# --- what has no canonical form ------------------------------------------------------------------------------------


@frozen(kw_only=True)
class CleverWords(Words):
    """A guest's subclass."""


class Text(str):
    """A guest's text."""

    __slots__ = ()


class Colour(Enum):
    """A guest's vocabulary."""

    RED = "red"


@frozen
class Guest:
    """A guest's shape."""

    name: str = "guest"


REFUSED: dict[str, object] = {
    "a subclass of a shape": CleverWords(en="a", fr="b"),
    "a subclass of text": Text("a"),
    "a lambda": lambda: True,
    "a function": canonical,
    "a class": Words,
    "a float": 0.5,
    "a whole float": 1.0,
    "a decimal": Decimal("0.5"),
    "a set": {"a"},
    "a frozen set": frozenset({"a"}),
    "a list": ["a"],
    "a map": {"a": 1},
    "bytes": b"a",
    "an instant": datetime(2025, 6, 2, tzinfo=UTC),
    "an enum of its own": Colour.RED,
    "a shape of its own": Guest(),
    "an object": object(),
    "text that is not composed": "e\u0301t\u00e9",
}


@pytest.mark.parametrize("value", REFUSED.values(), ids=list(REFUSED))
def test_nothing_clever_has_a_form(value: object) -> None:
    """Neither by itself, nor in a tuple, nor in a field of a shape, however deep."""
    make = cast("Callable[..., Words]", Words)
    wrapped = (value, (value,), Said(value), Said((value,)), make(en=value, fr="b"))
    for held in wrapped:
        with pytest.raises(NotCanonical, match=r"not a registered shape|normal form"):
            canonical(held)


def test_a_regulation_with_something_clever_inside_is_refused() -> None:
    clever = attrs.evolve(FICTIONAL.regulations[0], name=CleverWords(en="a", fr="b"))
    with pytest.raises(NotCanonical, match="CleverWords"):
        canonical(clever)


@pytest.mark.parametrize(
    "data",
    [
        {"@": "terms.said@2", "value": 1},
        {"@": "certdomain.regulation.terms.Said", "value": 1},
        {"@": "os.system", "value": 1},
        {"@": ["terms.said@1"]},
        {"@": None},
        {"value": 1},
        {"@": "terms.said@1", "value": 1, "more": 2},
        {"@": "terms.said@1"},
        {"@": "enum", "e": "calendar.unit", "v": "fortnights"},
        {"@": "enum", "e": "calendar.fortnight", "v": "days"},
        {"@": "enum", "e": ["calendar.unit"], "v": "days"},
        {"@": "date", "d": "2025-02-30"},
        {"@": "date", "d": 5},
        {"@": "exact", "q": "1e5"},
        {"@": "exact", "q": None},
        {"@": "exact", "q": 0.5},
        {"@": "calendar.period@1", "n": -1, "unit": {"@": "enum", "e": "calendar.unit", "v": "days"}},
        {"@": "referential.referential@1", "blocs": ["B1"]},
    ],
    ids=lambda data: json.dumps(data)[:60],
)
def test_unknown_shapes_are_refused(data: object) -> None:
    """What a newer version, or a forger, wrote is not guessed at."""
    with pytest.raises(NotCanonical):
        load(data)  # type: ignore[arg-type]  # JSON data


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b'{"@":"clauses.words@1","en":"a","fr":"b"}', b"\xff"])
def test_what_is_no_regulation_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        load_regulation(data)


WHOLE = json.loads(canonical(FICTIONAL.regulations[1]))
CHANGED: st.SearchStrategy[object] = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=5)
    | st.just([])
    | st.just({})
    | st.just({"@": "exact", "q": "1"})
)


@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_one_changed_value_is_refused_or_loads(data: st.DataObject) -> None:
    """A regulation in which one value, anywhere, became another is loaded or refused; it never breaks the reader."""
    whole = json.loads(json.dumps(WHOLE))
    spots: list[tuple[object, object]] = []

    def visit(thing: object) -> None:
        inside = enumerate(thing) if isinstance(thing, list) else thing.items() if isinstance(thing, dict) else ()
        for key, value in inside:
            spots.append((thing, key))
            visit(value)

    visit(whole)
    place, key = spots[data.draw(st.integers(0, len(spots) - 1))]
    place[key] = data.draw(CHANGED)  # type: ignore[index]  # a list by index or a map by name
    with contextlib.suppress(NotCanonical):
        load_regulation(json.dumps(whole).encode())


# --- the golden table ----------------------------------------------------------------------------------------------

REQUIRED = "(required)"


def table() -> dict[str, dict[str, object]]:
    """Every registered shape with its fields and their defaults, every enum with its values."""
    shapes: dict[str, object] = {}
    for name, kind in SHAPES.items():
        fields = [f for f in attrs.fields(cast("type[attrs.AttrsInstance]", kind)) if f.init]
        shapes[name] = {f.alias: REQUIRED if f.default is attrs.NOTHING else plain(f.default) for f in fields}
    return {"shapes": shapes, "enums": {name: [member.value for member in kind] for name, kind in ENUMS.items()}}


def golden() -> dict[str, dict[str, object]]:
    return cast("dict[str, dict[str, object]]", json.loads(GOLDEN.read_text(encoding="utf-8")))


def test_what_was_published_stays() -> None:
    """Shapes, fields, defaults and values that were ever published are as they were: old digests depend on them."""
    now = table()
    for name, fields in golden()["shapes"].items():
        assert name in now["shapes"], f"{name} is gone: old regulations cannot be loaded"
        present = cast("dict[str, object]", now["shapes"][name])
        for field, default in cast("dict[str, object]", fields).items():
            assert field in present, f"{name}.{field} is gone"
            assert present[field] == default, f"{name}.{field} has another default: publish a new version of the shape"
    for name, values in golden()["enums"].items():
        assert set(cast("list[str]", values)) <= set(cast("list[str]", now["enums"].get(name, []))), name


def test_what_is_new_is_optional_and_noted() -> None:
    """A new field has a default. A new name is noted: run `python -m tests.test_canonical`, which only adds."""
    known, now = golden(), table()
    for name, fields in now["shapes"].items():
        old = cast("dict[str, object]", known["shapes"].get(name, {}))
        if old:
            added = {
                f for f, default in cast("dict[str, object]", fields).items() if f not in old and default == REQUIRED
            }
            assert not added, f"{name} has new required fields {added}: old regulations do not have them"
    assert _merged(known, now) == known, "run `python -m tests.test_canonical` and look at what it adds"


def _merged(old: dict[str, dict[str, object]], new: dict[str, dict[str, object]]) -> dict[str, dict[str, object]]:
    shapes = {
        name: {
            **cast("dict[str, object]", new["shapes"].get(name, {})),
            **cast("dict[str, object]", old["shapes"].get(name, {})),
        }
        for name in {**old["shapes"], **new["shapes"]}
    }
    enums = {
        name: sorted({*cast("list[str]", old["enums"].get(name, [])), *cast("list[str]", new["enums"].get(name, []))})
        for name in {**old["enums"], **new["enums"]}
    }
    return {"shapes": dict(shapes), "enums": dict(enums)}


if __name__ == "__main__":  # only ever adds
    before = golden() if GOLDEN.exists() else {"shapes": {}, "enums": {}}
    text = json.dumps(_merged(before, table()), ensure_ascii=False, indent=1, sort_keys=True)
    GOLDEN.write_text(text + "\n", encoding="utf-8")
