"""The schema of commands and of what they hold, derived once per class from its attrs fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from operator import attrgetter
from typing import TypeVar, cast

from attrs import NOTHING, evolve, fields, frozen

from certdomain.commands_reading import (
    DEPTH,
    FORMS,
    NUMBER,
    Broken,
    Form,
    Json,
    broken,
    clock,
    day,
    fault,
    items,
    key_path,
    mapping,
    nearest,
    number,
    prose,
    shown,
    within,
)
from certdomain.errors import BadCommand, Problem
from certdomain.marks import written

C = TypeVar("C", bound="Checked")

_UNKNOWN = 20


@frozen
class FieldSchema:
    """One field of a command: its name, whether it must be given, what it expects in words, and what it means."""

    name: str
    required: bool
    words: str
    doc: str
    json: Mapping[str, object]
    default: object = None


@frozen
class Schema:
    """The fields of one class, in order, and the names of those that must be given."""

    fields: tuple[FieldSchema, ...]
    names: Mapping[str, FieldSchema]
    required: frozenset[str]
    values: Callable[[object], tuple[object, ...]]


def about(reader: Callable[..., object], doc: str, form: Form | None = None) -> dict[str, object]:
    """The metadata of a field: what it means, and what its reader expects."""
    return {"doc": doc, "form": form or FORMS[reader]}


@frozen(kw_only=True)
class Checked:
    """What is checked when it is made: all faults of its fields, then of the fields together, at once.

    Raises:
        BadCommand: with every problem.
    """

    def __attrs_post_init__(self) -> None:
        """Raise what the readers of the fields could not read, and what the fields say against each other."""
        schema = schema_of(type(self))
        values = schema.values(self)
        faults = self._disagreements()
        if faults or Broken in {*map(type, values)}:
            pairs = zip(schema.names, values, strict=False)
            found = [each for name, value in pairs for each in within(value, name)]
            where = type(self).__name__
            raise BadCommand([evolve(each, where=where) for each in (*found, *faults)])

    def _disagreements(self) -> tuple[Problem, ...]:
        """What is wrong between fields. A field that could not be read counts as given."""
        return ()

    def to_raw(self) -> object:
        """The fields as a file writes them: exact numbers as text, what has its default left out."""
        return {
            each.name: plain(value)
            for each in schema_of(type(self)).fields
            if (value := getattr(self, each.name)) != each.default or each.required
        }


_SCHEMAS: dict[type[Checked], Schema] = {}


def schema_of(kind: type[Checked]) -> Schema:
    """The schema of a class, derived from its attrs fields the first time."""
    known = _SCHEMAS.get(kind)
    return known if known is not None else _SCHEMAS.setdefault(kind, _derived(kind))


def _derived(kind: type[Checked]) -> Schema:
    found = tuple(
        FieldSchema(
            name=each.name,
            required=each.default is NOTHING,
            words=cast("Form", each.metadata["form"]).words,
            doc=cast("str", each.metadata["doc"]),
            json=cast("Form", each.metadata["form"]).json,
            default=None if each.default is NOTHING else each.default,
        )
        for each in fields(kind)
    )
    names = {each.name: each for each in found}
    required = frozenset(each.name for each in found if each.required)
    # One name alone would give no tuple: the first stands twice, and the second is never looked at.
    return Schema(found, names, required, attrgetter(*names, found[0].name))


def read_fields(
    kind: type[C],
    raw: Mapping[str, object],
    what: str,
    *,
    beside: Iterable[Problem] = (),
    ignored: frozenset[str] = frozenset(),
) -> C:
    """Make an object from its raw fields, without those ignored. A field that is null is a field that is not given.

    Raises:
        BadCommand: with every problem, those of `beside` first; their fields are paths from the object on.
    """
    schema = schema_of(kind)
    names = schema.names
    values: dict[str, object] = {}
    unknown: list[object] = []
    for name, value in raw.items():
        known = isinstance(name, str)
        if known and name in names:
            if value is not None:
                values[name] = value
        elif not known or name not in ignored:
            unknown.append(name)
    faults = [*beside, *_unknown(unknown, names, what)] if unknown else [*beside]
    if not schema.required <= values.keys():
        for each in schema.fields:
            if each.required and each.name not in values:
                values[each.name] = Broken((fault("", "nothing", each.words),))
    make = cast("Callable[..., C]", kind)
    try:
        made = make(**values)
    except BadCommand as error:
        raise BadCommand([*faults, *error.problems]) from None
    if faults:
        raise BadCommand(faults)
    return made


def _unknown(unknown: list[object], names: Mapping[str, FieldSchema], what: str) -> list[Problem]:
    faults = []
    for name in unknown[:_UNKNOWN]:
        expected = f"a field of {what} ({', '.join(names)}){nearest(name, names)}"
        faults.append(fault(key_path(name), shown(name), expected))
    if len(unknown) > _UNKNOWN:
        # To look for the nearest name costs: a hostile line of a hundred thousand fields must not buy minutes.
        faults.append(fault("", f"{len(unknown) - _UNKNOWN} unknown fields more", f"fields of {what} only"))
    return faults


def read_part(kind: type[C], value: object, what: str) -> C:
    """A part of a command: an object of its class, or a map of its fields. What cannot be read is `Broken`."""
    if isinstance(value, kind):
        return value
    if not isinstance(value, Mapping):
        return cast("C", broken(value, f"{what}: a map of {', '.join(schema_of(kind).names)}"))
    try:
        return read_fields(kind, value, what)
    except BadCommand as error:
        return cast("C", Broken(evolve(each, field=f".{each.field}" if each.field else "") for each in error.problems))


def plain(value: object) -> object:
    """A value as JSON holds it; exact numbers and days are text."""
    match value:
        case Fraction():
            return written(value)
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case time():
            return value.isoformat(timespec="seconds" if value.second else "minutes")
        case tuple():
            return [plain(each) for each in value]
        case Mapping():
            return {key: plain(each) for key, each in value.items()}
        case Checked():
            return value.to_raw()
        case _:
            return value


CORRECTIONS = Form(
    "a map from the names of the corrected fields to their right values, at least one", {"type": "object"}
)
_JSON = f"text, true, false, nothing, a list or a map, at most {DEPTH} deep"


def corrections(value: Mapping[str, object]) -> Mapping[str, Json]:
    """The corrected fields, by name, as a file would write them; at least one."""
    if isinstance(value, Mapping) and not value:
        return cast("Mapping[str, Json]", broken(value, CORRECTIONS.words))
    return cast("Mapping[str, Json]", mapping(value, _json, CORRECTIONS.words))


def _json(value: object, depth: int = 1) -> object:
    match value:
        case None | bool():
            return value
        case str():
            # Free text for now: whether it fits its field is judged against the record that it corrects.
            return prose(str.__str__(value))
        case Enum():
            return _json(value.value, depth)
        case time():
            return plain(clock(value))
        case date():
            return plain(day(value))
        case Fraction() | Decimal() | int():
            return plain(number(value, -(10**30), None, NUMBER))
        case list() | tuple() if depth < DEPTH:
            return items(value, lambda each: _json(each, depth + 1), _JSON, least=0)
        case Mapping() if depth < DEPTH:
            return mapping(value, lambda each: _json(each, depth + 1), _JSON)
        case Checked() if depth < DEPTH:
            return _json(value.to_raw(), depth)
        case _:
            return broken(value, _JSON)
