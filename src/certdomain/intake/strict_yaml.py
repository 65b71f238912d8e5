"""YAML in which every scalar is text, as it is written: only the schema of a command gives it a type.

The parser of PyYAML is used for its events alone: nothing of it resolves, composes or constructs. So `on`, `no`,
`8:30`, `1e3` and `2024-09-02` stay what they are, no tag makes an object, and no depth of nesting exhausts the stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn, TypeAlias

import yaml
from attrs import Factory, define, frozen

from certdomain.errors import BadInput, Problem
from certdomain.intake.strict_json import decoded, escaped, refuse_bom, shown, unreadable

MAX_BYTES = 5_000_000
"""The largest file, in bytes."""

MAX_DEPTH = 20
"""How deep lists and mappings may stand in one another, aliases followed."""

MAX_NODES = 500_000
"""How many keys, values, lists and mappings a document may hold, each alias counted as all that it stands for."""

MAX_FAULTS = 100
"""How many faults of one document are listed."""


class Mapping_(dict[str, "YAML"]):  # noqa: N801 - `Mapping` is what everybody else means by it
    """A mapping, with the line where it begins and the line of each key (from 1).

    A key that came by a merge has the line where it was written. An alias gives the very mapping that it names.
    """

    __slots__ = ("line", "lines")

    def __init__(self, line: int = 1) -> None:
        """Begin empty, at a line."""
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class Sequence_(list["YAML"]):  # noqa: N801 - as above
    """A list, with the line where it begins and the line of each item (from 1; that of the alias, for an alias)."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int = 1) -> None:
        """Begin empty, at a line."""
        super().__init__()
        self.line = line
        self.lines: list[int] = []


YAML: TypeAlias = "bool | str | Sequence_ | Mapping_ | None"
"""What a case file can say: true and false, text, nothing, lists, mappings with text keys."""


@frozen(kw_only=True)
class Document:
    """A text that was read: what it says, and the name that messages give it. An empty text has the value None."""

    value: YAML
    where: str


def load(source: Path | str | bytes, *, where: str | None = None) -> Document:
    """Read the one document of a file (a `Path`), or of a text (a `str`, or its UTF-8 bytes).

    A plain `true` or `false` is a bool; an empty value, `null` or `~` is None; all else is text, and so is all that is
    quoted. Anchors, aliases and merge keys (`<<`) work: an alias stands for the same object, which nobody should alter.
    `where` names the text in messages (default: the path, or `YAML`).

    Raises:
        BadInput: for a file that cannot be read, a byte order mark, bytes that are not UTF-8, characters that YAML
            forbids, broken syntax, a second document, and more nodes or levels than the limits above; and, listed
            together, for keys given twice, keys that are not text, tags, and unfit merges.
    """
    name = where or (escaped(str(source), 400) if isinstance(source, Path) else "YAML")
    data = _read(source) if isinstance(source, Path) else source
    if len(data) > MAX_BYTES:
        found = f"more than {MAX_BYTES} {'bytes' if isinstance(data, bytes) else 'characters'}"
        raise BadInput([Problem(where=name, found=found, expected="a smaller file: divide it")])
    text = _text(data, name) if isinstance(data, bytes) else data
    refuse_bom(text, where=name, line=1)
    _refuse_unprintable(text, name)
    return Document(value=_Builder(text, name).document(), where=name)


def flatten_steps(steps: Sequence_) -> Sequence_:
    """The steps in order, with those of the lists inside it in their places, at any depth; each keeps its line."""
    flat = Sequence_(steps.line)
    for step, line in zip(steps, steps.lines, strict=True):
        if isinstance(step, Sequence_):
            inner = flatten_steps(step)
            flat.extend(inner)
            flat.lines.extend(inner.lines)
        else:
            flat.append(step)
            flat.lines.append(line)
    return flat


# The parser in C is twenty times faster; the one in Python gives the same events where PyYAML was built without it.
_PARSER: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_UNPRINTABLE = re.compile("[^\\t\\n\\r\\x20-\\x7e\\x85\\xa0-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")

_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # as the parsers count lines

_NO_TAG = "no tag: a tag (`!…`) gives a type, and types come from the schema; quote a text that begins with `!`"

# The two parsers word one fault differently: each row is a piece of the message of either.
_EXPECTED = (
    (r"mapping values are not allowed", "a text that holds `: ` in quotes, or the indentation of the lines above"),
    (r"sequence entries are not allowed", "a list that begins on the line after its key"),
    (
        r"cannot start any token|tab character",
        "a text in quotes when it begins with @, ` or %; spaces, and no tab, to indent",
    ),
    (r"expected ',' or '\]'", "`,` or `]`"),
    (r"expected ',' or '\}'", "`,` or `}`"),
    (r"expected <block end>|expected key|expected '-' indicator", "the indentation of the lines above"),
    (r"unexpected end of stream", "a closing quote"),
    (r"unexpected document indicator", "a closing quote before the end of the document"),
    (r"expected ':'", "`:` after the key"),
    (
        r"unknown escape character|escape (sequence|code)|expected .*hex",
        "an escape of YAML, or the text in single quotes",
    ),
    (r"alphabetic or numeric character", "a name of letters and digits after `&` or `*`"),
    (r"expected (the )?node content", "a value"),
    (r"expected '?<document start>|directive|YAML document|version number", "one document, with no `%` line before it"),
    (r"chomping|comment or line break", "nothing but + or - and one digit after `|` or `>`"),
    (r"tag", _NO_TAG),
)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL or half a surrogate pair
        raise unreadable(path, error) from None


def _text(data: bytes, where: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        expected = "UTF-8: save the file as UTF-8 without BOM"
        raise BadInput([Problem(where=where, line=1, found="a file saved as UTF-16", expected=expected)])
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        start = data.rfind(b"\n", 0, error.start) + 1
        line = data.count(b"\n", 0, error.start) + 1
        return decoded(data[start:], where=where, line=line, offset=start)  # refuses, and says where


def _refuse_unprintable(text: str, where: str) -> None:
    if (match := _UNPRINTABLE.search(text)) is None:
        return
    before = _LINE_END.split(text[: match.start()])
    found = f"the character U+{ord(match[0]):04X} at column {len(before[-1]) + 1}"
    expected = "text without control characters; the file may be damaged, or saved as UTF-16"
    raise BadInput([Problem(where=where, line=len(before), found=found, expected=expected)])


@define
class _Frame:
    """A list or mapping that is being read."""

    node: Mapping_ | Sequence_
    anchor: str | None
    before: int  # the nodes counted before this one
    height: int = 1  # the levels of this node, so far
    has_key: bool = False  # a mapping: a key was read, and its value comes next
    key: YAML = None
    key_line: int = 0
    merging: bool = False  # the key is `<<`
    merge_line: int | None = None
    merged: list[Mapping_] = Factory(list)


@frozen
class _Anchored:
    """What an anchor names. `size` counts nodes, `height` levels; None while the node is being read."""

    line: int
    value: YAML = None
    size: int | None = None
    height: int = 0


class _Builder:
    """Makes values of events, with a stack of its own: its depth is ours to bound."""

    def __init__(self, text: str, where: str) -> None:
        self.text = text
        self.where = where
        self.faults: list[Problem] = []
        self.anchors: dict[str, _Anchored] = {}
        self.stack: list[_Frame] = []
        self.nodes = 0
        self.root: YAML = None
        self.documents = 0

    def document(self) -> YAML:
        for event in self._events():
            line = 1 if event.start_mark is None else event.start_mark.line + 1
            match event:
                case yaml.ScalarEvent():
                    self._tag(event, line)
                    self._scalar(event, line)
                case yaml.MappingStartEvent():
                    self._tag(event, line)
                    self._open(Mapping_(line), event.anchor)
                case yaml.SequenceStartEvent():
                    self._tag(event, line)
                    self._open(Sequence_(line), event.anchor)
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    self._close()
                case yaml.AliasEvent():
                    self._alias(str(event.anchor), line)
                case yaml.DocumentStartEvent():
                    self.documents += 1
                    if self.documents > 1:
                        self._stop(line, "a second document (`---`)", "one document a file")
                case _:
                    pass  # the ends of the document, the start and end of the stream
        if self.faults:
            raise BadInput(self.faults)
        return self.root

    def _events(self) -> Iterator[yaml.Event]:
        try:
            yield from yaml.parse(self.text, Loader=_PARSER)
        except yaml.MarkedYAMLError as error:
            if "nesting depth" in str(error):  # the C parser looks ahead, and has a limit of its own
                self._deepen(1 if error.problem_mark is None else error.problem_mark.line + 1, MAX_DEPTH + 1)
            self._syntax(error)
        # The parser in Python lets some impossible escapes and versions (\UFFFFFFFF, %YAML 1.999…) fall through.
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            found = f"text that is not YAML ({escaped(str(error))})"
            self._stop(None, found, "YAML; look for an escape or a `%` line that cannot be")

    def _syntax(self, error: yaml.MarkedYAMLError) -> NoReturn:
        problem = " ".join(str(part) for part in (error.problem, error.context) if part)
        known = (plain for piece, plain in _EXPECTED if re.search(piece, problem))
        expected = next(known, f"YAML ({escaped(problem)})")
        mark = error.problem_mark or error.context_mark
        if mark is None:
            self._stop(None, "text that is not YAML", expected)
        lines = _LINE_END.split(self.text)
        rest = lines[mark.line][mark.column :].strip() if mark.line < len(lines) else ""
        found = f"{shown(rest, 30)} at column {mark.column + 1}"
        if not rest:
            at_end = not "".join(lines[mark.line + 1 :]).strip()
            found = "the end of the text" if at_end else f"the end of the line at column {mark.column + 1}"
        opened = error.context_mark
        if opened is not None and (opened.line, opened.column) != (mark.line, mark.column):
            expected += f" (for what begins at line {opened.line + 1}, column {opened.column + 1})"
        self._stop(min(mark.line + 1, len(lines)), found, expected)

    def _stop(self, line: int | None, found: str, expected: str) -> NoReturn:
        self.faults.append(Problem(where=self.where, line=line, found=found, expected=expected))
        raise BadInput(self.faults)

    def _fault(self, line: int, found: str, expected: str, field: str | None = None) -> None:
        self.faults.append(Problem(where=self.where, line=line, field=field, found=found, expected=expected))
        if len(self.faults) >= MAX_FAULTS:
            raise BadInput(self.faults)

    def _count(self, line: int, more: int = 1) -> None:
        self.nodes += more
        if self.nodes > MAX_NODES:
            found = f"more than {MAX_NODES} values, with each alias counted as all that it stands for"
            self._stop(line, found, "a smaller file, or fewer aliases of aliases")

    def _deepen(self, line: int, levels: int) -> None:
        if len(self.stack) + levels > MAX_DEPTH:
            found = f"lists and mappings nested more than {MAX_DEPTH} deep, aliases followed"
            self._stop(line, found, f"at most {MAX_DEPTH} levels")

    def _tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, line: int) -> None:
        if event.tag is not None:
            self._fault(line, f"the tag {shown(event.tag)}", _NO_TAG)

    def _anchor(self, name: str, line: int) -> None:
        if (first := self.anchors.get(name)) is not None:
            found = f"the anchor {shown('&' + name)} again, first given at line {first.line}"
            self._fault(line, found, "a name of its own for each anchor")
        self.anchors[name] = _Anchored(line)

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        self._count(line)
        plain = not event.style
        value = _plain(event.value) if plain else event.value
        if isinstance(value, str) and not value.isascii() and any("\ud800" <= c <= "\udfff" for c in value):
            self._fault(line, shown(value), "whole characters: this escape is one half of a pair")
        if event.anchor is not None:
            self._anchor(event.anchor, line)
            self.anchors[event.anchor] = _Anchored(line, value, 1)
        self._place(value, line, 0, merge=plain and value == "<<")

    def _open(self, node: Mapping_ | Sequence_, anchor: str | None) -> None:
        before = self.nodes
        self._count(node.line)
        self._deepen(node.line, 1)
        if anchor is not None:
            self._anchor(anchor, node.line)
        self.stack.append(_Frame(node, anchor, before))

    def _close(self) -> None:
        frame = self.stack.pop()
        node = frame.node
        if isinstance(node, Mapping_) and frame.merged:
            _merge(node, frame.merged)
        if frame.anchor is not None:
            size = self.nodes - frame.before
            self.anchors[frame.anchor] = _Anchored(node.line, node, size, frame.height)
        self._place(node, node.line, frame.height)

    def _alias(self, name: str, line: int) -> None:
        anchored = self.anchors.get(name)
        if anchored is None:
            self._stop(line, f"the alias {shown('*' + name)}", "an anchor of that name (`&…`) above it")
        if anchored.size is None:
            self._stop(line, f"the alias {shown('*' + name)} inside what it stands for", "an alias outside of it")
        self._count(line, anchored.size)
        self._deepen(line, anchored.height)
        self._place(anchored.value, line, anchored.height)

    def _place(self, value: YAML, line: int, height: int, *, merge: bool = False) -> None:
        """Put a value where it belongs: an item of a list, a key, the value of a key, or the whole document."""
        if not self.stack:
            self.root = value
            return
        frame = self.stack[-1]
        frame.height = max(frame.height, height + 1)
        node = frame.node
        if isinstance(node, Sequence_):
            node.append(value)
            node.lines.append(line)
        elif frame.has_key:
            frame.has_key = False
            self._pair(frame, node, value, line)
        else:
            frame.has_key = True
            frame.key, frame.key_line, frame.merging = value, line, merge
            if not isinstance(value, str):
                self._fault(line, f"{_kind(value)} as a key", "text as a key; in quotes, if it is meant as text")

    def _pair(self, frame: _Frame, node: Mapping_, value: YAML, line: int) -> None:
        key = frame.key
        if frame.merging:
            self._pair_merge(frame, value, line)
        elif not isinstance(key, str):
            return
        elif key in node:
            found = f"the key {shown(key)} again, first given at line {node.lines[key]}"
            self._fault(frame.key_line, found, "each key once", escaped(key))
        else:
            node[key] = value
            node.lines[key] = frame.key_line

    def _pair_merge(self, frame: _Frame, value: YAML, line: int) -> None:
        if frame.merge_line is not None:
            found = f"the key '<<' again, first given at line {frame.merge_line}"
            self._fault(frame.key_line, found, "one `<<`, with a list of mappings to merge several", "<<")
            return
        frame.merge_line = frame.key_line
        for source in value if isinstance(value, Sequence_) else [value]:
            if isinstance(source, Mapping_):
                frame.merged.append(source)
            else:
                self._fault(line, f"{_kind(source)} to merge", "a mapping, or a list of mappings, after `<<`", "<<")


def _plain(text: str) -> bool | str | None:
    match text:
        case "true":
            return True
        case "false":
            return False
        case "" | "null" | "~":
            return None
        case _:
            return text


def _merge(node: Mapping_, sources: list[Mapping_]) -> None:
    """Merged keys first, as elsewhere in YAML; a key of the mapping's own wins, then that of the earlier source."""
    own, own_lines = dict(node), node.lines
    node.clear()
    node.lines = {}
    for source in sources:
        for key, value in source.items():
            if key not in node:
                node[key] = value
                node.lines[key] = source.lines[key]
    node.update(own)
    node.lines.update(own_lines)


def _kind(value: YAML) -> str:
    match value:
        case None:
            return "nothing (null)"
        case bool():
            return "true" if value else "false"
        case str():
            return f"the text {shown(value)}"
        case Sequence_():
            return "a list"
        case _:
            return "a mapping"
