"""How an event's parts are stored and read: one strict converter, and readers that make no more than is asked for.

The converter is the contract: slow, plain, and right about everything. The readers of recorded commands give the same
for what `encode` wrote, several times faster; what one of them cannot read is left to the converter, which says why.
"""

from __future__ import annotations

import typing
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from enum import Enum
from fractions import Fraction
from functools import cache, lru_cache
from hashlib import sha256
from types import NoneType, UnionType
from typing import Annotated, Any, Final, TypeVar, cast

import attrs
import msgspec
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn
from msgspec import UNSET, Meta, Raw, Struct, UnsetType

from certdomain.calendar import parse_date, parse_instant
from certdomain.candidate import Ban, BlocKept, Contribution, RetakeUsed
from certdomain.commands import COMMANDS, Command
from certdomain.commands_reading import Broken
from certdomain.envelope import (
    Answered,
    BlocVerdict,
    Decided,
    Departure,
    Finding,
    Receipt,
    Recorded,
    TitleVerdict,
    source_of,
)
from certdomain.errors import Damaged
from certdomain.explanation import Answer, Node, Value, Values
from certdomain.frozenmap import EMPTY, FrozenMap, blank
from certdomain.marks import exact, written
from certdomain.vocabulary import AnswerStatus

T = TypeVar("T")
Reader = Callable[[str, int, bytes], Recorded]
"""From a stream, a version and the bytes of one event."""


# --- the converter ---------------------------------------------------------------------------------------------------


def text(value: object) -> str:
    """The same text; TypeError for anything else, which `str` would make a text of."""
    if isinstance(value, str):
        return value
    msg = f"a text was expected, not {type(value).__name__}"
    raise TypeError(msg)


def _whole(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    msg = f"a whole number was expected, not {type(value).__name__}"
    raise TypeError(msg)


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    msg = f"true or false was expected, not {type(value).__name__}"
    raise TypeError(msg)


def _items(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    msg = f"a list was expected, not {type(value).__name__}"
    raise TypeError(msg)


def _is_tuple(kind: object) -> bool:
    origin: object = typing.get_origin(kind)
    return origin is tuple


def _value_out(value: Value) -> object:
    if isinstance(value, Fraction):
        return {"q": written(value)}
    return {"d": value.isoformat()} if isinstance(value, date) else value


def _value_in(value: object) -> Value:
    match value:
        case {"q": number, **rest} if not rest:
            return exact(text(number))
        case {"d": day, **rest} if not rest:
            return parse_date(text(day))
        case str() | int():
            return value
        case _:
            msg = f"a value of a tree was expected, not {type(value).__name__}"
            raise TypeError(msg)


@cache
def converter() -> Converter:
    """The one converter of everything stored. Defaults are left out; exact numbers and dates are text.

    It takes every value for what it is: a number is not read as a text, nor a text as a list of letters.
    """
    made = Converter(omit_if_default=True)
    made.register_structure_hook(str, lambda value, _: text(value))
    made.register_structure_hook(int, lambda value, _: _whole(value))
    made.register_structure_hook(bool, lambda value, _: _flag(value))
    made.register_unstructure_hook(Fraction, written)
    made.register_structure_hook(Fraction, lambda value, _: exact(text(value)))
    made.register_unstructure_hook(date, lambda day: day.isoformat())
    made.register_structure_hook(date, lambda value, _: parse_date(text(value)))
    made.register_unstructure_hook(datetime, lambda at: at.isoformat())
    made.register_structure_hook(datetime, lambda value, _: parse_instant(text(value)))
    made.register_unstructure_hook(Enum, lambda member: member.value)

    def tuple_in(data: object, kind: object) -> tuple[object, ...]:
        item = typing.get_args(kind)[0]
        return tuple(made.structure(each, item) for each in _items(data))

    def values_out(values: Values) -> object:
        return [[name, _value_out(value)] for name, value in values]

    def values_in(data: object, _: object) -> Values:
        pairs = map(_items, _items(data))
        return tuple((text(name), _value_in(value)) for name, value in pairs)

    made.register_structure_hook_func(_is_tuple, tuple_in)
    made.register_unstructure_hook_func(lambda kind: kind == Values, values_out)
    made.register_structure_hook_func(lambda kind: kind == Values, values_in)
    made.register_unstructure_hook(Node, _node_out)
    kinds = (
        Node,
        Finding,
        TitleVerdict,
        BlocVerdict,
        Departure,
        Decided,
        RetakeUsed,
        BlocKept,
        Ban,
        Contribution,
        Receipt,
        Answered,
    )
    for kind in kinds:
        attrs.resolve_types(kind)
        made.register_structure_hook(kind, make_dict_structure_fn(kind, made, _cattrs_forbid_extra_keys=True))
        if kind is not Node:
            made.register_unstructure_hook(kind, make_dict_unstructure_fn(kind, made, _cattrs_omit_if_default=True))
    return made


UNREADABLE: Final = (LookupError, TypeError, AttributeError, ValueError, OverflowError, RecursionError, ExceptionGroup)
"""What reading hostile data raises."""


def told(error: BaseException) -> str:
    """What was wrong, in one line: of several faults, the first."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return f"{type(error).__name__} {error}" if isinstance(error, LookupError | AttributeError) else f"{error}"


# --- answers ---------------------------------------------------------------------------------------------------------


class StoredAnswer(Struct, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """An answer as it is stored, its types checked, what is large in it kept as bytes until somebody asks for it."""

    status: AnswerStatus
    clauses: tuple[str, ...] = ()
    findings: Raw | UnsetType = UNSET
    session: str | None = None
    possible_on: str | None = None
    edition: str | None = None
    regulation: str | None = None
    context: dict[str, int] = {}
    tree: Raw | UnsetType = UNSET
    decided: Raw | UnsetType = UNSET
    rejudged: Raw | UnsetType = UNSET
    receipt: Raw | UnsetType = UNSET

    def part(self, name: str, stream: str, version: int) -> object:
        """The attribute of that name of the answer.

        Raises:
            Damaged: if its bytes are not what the attribute is of.
        """
        held = getattr(self, name)
        if held is UNSET:
            return attrs.fields_dict(Answered)[name].default
        if type(held) is not Raw:
            return held
        try:
            return _opened(name, held)
        except UNREADABLE as error:
            what = f"the {name} of record {version} cannot be read ({told(error)})"
            raise Damaged(stream, what, "run `certdomain verify`") from error


class StoredValue(Struct, forbid_unknown_fields=True, gc=False):
    """An exact number or a day in a tree."""

    q: str | UnsetType = UNSET
    d: str | UnsetType = UNSET


class StoredNode(Struct, forbid_unknown_fields=True, gc=False):
    """A node of a tree as it is stored, its types checked."""

    asks: str
    about: str
    answer: Answer
    clauses: tuple[str, ...] = ()
    values: tuple[tuple[str, StoredValue | str | int | bool], ...] = ()
    because: tuple[int, ...] = ()
    children: tuple[StoredNode, ...] = ()


class StoredReceipt(Struct, forbid_unknown_fields=True, gc=False):
    """A receipt as it is stored, its types checked."""

    facts: str
    tree: str
    shapes: str


_decoded_receipt = msgspec.json.Decoder(StoredReceipt | None).decode
_decoded_tree = msgspec.json.Decoder(StoredNode | None).decode
_BlankNode: type[Any] = blank(Node)


def _node(held: StoredNode) -> Node:
    node = _BlankNode()
    node.asks = held.asks
    node.about = held.about
    node.answer = held.answer
    node.clauses = held.clauses
    values = held.values
    node.values = tuple([(name, _value(value)) for name, value in values]) if values else ()
    node.because = held.because
    children = held.children
    node.children = tuple([_node(child) for child in children]) if children else ()
    node.__class__ = Node
    return cast("Node", node)


def _value(held: StoredValue | str | int) -> Value:
    if not isinstance(held, StoredValue):
        return held
    match held.q, held.d:
        case str(number), UnsetType():
            return _number(number)
        case UnsetType(), str(day):
            return parse_date(day)
        case _:
            msg = "a value of a tree is a number or a day"
            raise ValueError(msg)


_number = lru_cache(maxsize=4096)(exact)  # the same few marks and totals


def _opened(name: str, held: Raw) -> object:
    """A part of an answer. What most answers have, or has by far the most in it, goes the short way."""
    try:
        if name == "tree":
            found = _decoded_tree(held)
            return None if found is None else _node(found)
        if name == "receipt":
            digests = _decoded_receipt(held)
            return None if digests is None else Receipt(facts=digests.facts, tree=digests.tree, shapes=digests.shapes)
    except (ValueError, RecursionError):
        pass  # the converter says what is wrong
    return converter().structure(msgspec.json.decode(held), _OPENED[name])


_OPENED: Mapping[str, type[object]] = {
    "findings": cast("type[object]", tuple[Finding, ...]),
    "tree": cast("type[object]", Node | None),
    "decided": cast("type[object]", Decided | None),
    "rejudged": cast("type[object]", Answered | None),
    "receipt": cast("type[object]", Receipt | None),
}


def answer_out(answer: Answered) -> object:
    """What to write for an answer. Of one that was read, what nobody opened is passed on byte for byte."""
    held = source_of(answer)
    return converter().unstructure(answer) if held is None else held


def tree_digest(answer: Answered) -> str:
    """The SHA-256 of the stored bytes of an answer's tree, in hexadecimal; of no bytes for an answer without a tree."""
    held = source_of(answer)
    if isinstance(held, StoredAnswer):
        return sha256(b"" if isinstance(held.tree, UnsetType) else bytes(held.tree)).hexdigest()
    return sha256(b"" if answer.tree is None else msgspec.json.encode(_node_out(answer.tree))).hexdigest()


def _node_out(node: Node) -> dict[str, object]:
    """What the converter makes of a node, the short way."""
    held: dict[str, object] = {"asks": node.asks, "about": node.about, "answer": node.answer.value}
    if node.clauses:
        held["clauses"] = node.clauses
    if node.values:
        held["values"] = [(name, _value_out(value)) for name, value in node.values]
    if node.because:
        held["because"] = node.because
    if node.children:
        held["children"] = [_node_out(child) for child in node.children]
    return held


# --- commands --------------------------------------------------------------------------------------------------------


def _is_plain(hint: object) -> bool:
    """Whether msgspec reads such a field as the readers of commands do, from what `to_raw` writes."""
    kinds = typing.get_args(hint) if isinstance(hint, UnionType) else (hint,)
    return all(
        kind in (str, int, bool, date, NoneType, tuple[str, ...]) or (isinstance(kind, type) and issubclass(kind, Enum))
        for kind in kinds
    )


def _careful(convert: Callable[[object], object], *, parsed: bool) -> Callable[[object], object]:
    """A field's own reader, for values that msgspec does not know: its text, or JSON still to be parsed.

    The same value is read once (marks and hours come back by the hundred thousand), for what is made is immutable.
    """

    @lru_cache(maxsize=4096 if parsed else 512)
    def read(value: str | bytes) -> object:
        found = convert(value if isinstance(value, str) else msgspec.json.decode(value))
        if isinstance(found, Broken):
            msg = "; ".join(map(str, found.problems))
            raise ValueError(msg)
        return found

    return read if parsed else lambda held: read(bytes(cast("Raw", held)))


def reader(command: str) -> Reader:
    """What reads the event of a command, made once: bytes are decoded straight to typed values in one pass.

    What it makes equals what the converter makes of the same bytes. The checks between fields, and of length and
    range, were made when the command was recorded; here types, names and vocabularies are checked, and exact numbers.

    The reader raises ValueError, OverflowError or RecursionError for what is better looked at by the converter.
    """
    kind: type[Command] = COMMANDS[command]
    hints = typing.get_type_hints(kind)
    twins: list[tuple[str, object] | tuple[str, object, object]] = []
    lines = []
    known: dict[str, object] = {"Blank": blank(kind), "Command": kind, "UNSET": UNSET}
    for each in attrs.fields(kind):
        hint: object = hints[each.name]
        required = each.default is attrs.NOTHING
        if _is_plain(hint):
            twins.append((each.name, hint) if required else (each.name, hint, each.default))
            lines.append(f"made.{each.name} = twin.{each.name}")
            continue
        number = Fraction in (hint, *typing.get_args(hint))
        careful = _careful(cast("Callable[[object], object]", each.converter), parsed=number)
        known |= {f"read_{each.name}": careful, f"default_{each.name}": each.default}
        core = str if number else Raw
        twins.append((each.name, core) if required else (each.name, core | UnsetType, UNSET))
        lines.append(
            f"made.{each.name} = default_{each.name} if (held := twin.{each.name}) is UNSET else read_{each.name}(held)"
        )
    twin = msgspec.defstruct(
        "Twin", twins, kw_only=True, tag_field="command", tag=command, forbid_unknown_fields=True, gc=False
    )
    event = msgspec.defstruct(
        "Event",
        [
            ("at", Annotated[datetime, Meta(tz=True)]),
            ("command", twin),
            ("answer", StoredAnswer),
            ("content", str, ""),
        ],
        forbid_unknown_fields=True,
        gc=False,
    )
    body = "\n ".join(("def make(twin):", "made = Blank()", *lines, "made.__class__ = Command", "return made"))
    exec(body, known)  # noqa: S102  written here of the names of attrs fields, as attrs itself writes an `__init__`
    make = cast("Callable[[Struct], Command]", known["make"])
    decoded: Callable[[bytes], Any] = msgspec.json.Decoder(event).decode

    def read(stream: str, version: int, state: bytes) -> Recorded:
        held = decoded(state)
        at = held.at
        recorded = _BlankRecorded()
        recorded.stream = stream
        recorded.position = version
        recorded.recorded_at = at if at.tzinfo is UTC else at.astimezone(UTC)
        recorded.command = make(held.command)
        recorded.answer = _answered(held.answer, stream, version)
        recorded.content = held.content
        recorded.__class__ = Recorded
        return cast("Recorded", recorded)

    return read


def _answered(found: StoredAnswer, stream: str, version: int) -> Answered:
    """The answer. What is there already is set at once; the large parts wait until somebody asks for them."""
    answer = _BlankAnswered()
    answer._source = (found, stream, version)
    answer.status = found.status
    answer.clauses = found.clauses
    answer.session = found.session
    answer.possible_on = found.possible_on
    answer.edition = found.edition
    answer.regulation = found.regulation
    answer.context = FrozenMap(found.context) if found.context else EMPTY
    if found.findings is UNSET:
        answer.findings = ()
    if found.tree is UNSET:
        answer.tree = None
    if found.decided is UNSET:
        answer.decided = None
    if found.rejudged is UNSET:
        answer.rejudged = None
    if found.receipt is UNSET:
        answer.receipt = None
    answer.__class__ = Answered
    return cast("Answered", answer)


_BlankAnswered: type[Any] = blank(Answered)
_BlankRecorded: type[Any] = blank(Recorded)
