"""Places: the file and the line where a part of a declaration is written, read from the sources without running them.

A path such as `gates[2].conditions[1].period` is followed from the call of `Regulation` through names, tuples, sums
and starred items, across the modules of the package. Where it cannot be followed further, the line of what encloses it
is given; nothing is guessed.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence

import attrs
from attrs import frozen

import certdomain
from certdomain.conformance.notes import Note, Place

Modules = Mapping[str, tuple[str, str]]
"""The sources of a plugin: by the dotted name of each module, its file and its text."""

_STEP_OF = re.compile(r"([^.\[\]]+)|\[([^\]]*)\]")
_KEYS = ("id", "name", "letter")
_DEEP = 50


@frozen
class _Step:
    """A step of a path: the name of a field, or what stands in brackets, an id or a number counted from 1."""

    text: str
    number: int | None
    inside: bool


@frozen
class _Spot:
    """An expression, and the module in which its names are to be looked up."""

    module: str
    node: ast.expr


@frozen(kw_only=True)
class Found:
    """Where something is declared. `exact`: the very value, not only what encloses it."""

    place: Place
    exact: bool


@frozen
class Sources:
    """The parsed modules of a plugin."""

    files: Mapping[str, str]
    bound: Mapping[tuple[str, str], ast.expr]
    imported: Mapping[tuple[str, str], tuple[str, str]]
    regulations: Sequence[_Spot]
    strings: Mapping[str, _Spot]

    @classmethod
    def of(cls, modules: Modules) -> Sources:
        """Parse them. A module that cannot be parsed is left out."""
        files: dict[str, str] = {}
        bound: dict[tuple[str, str], ast.expr] = {}
        imported: dict[tuple[str, str], tuple[str, str]] = {}
        regulations: list[_Spot] = []
        strings: dict[str, _Spot] = {}
        for name, (file, text) in modules.items():
            try:
                tree = ast.parse(text)
            except (SyntaxError, ValueError, RecursionError):
                continue
            files[name] = file
            for statement in tree.body:
                for target, value in _assigned(statement):
                    bound[name, target] = value
                if isinstance(statement, ast.ImportFrom) and statement.module and not statement.level:
                    for alias in statement.names:
                        imported[name, alias.asname or alias.name] = (statement.module, alias.name)
            for node in ast.walk(tree):
                if isinstance(node, ast.Call) and _called(node) == "Regulation":
                    regulations.append(_Spot(name, node))
                elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                    strings.setdefault(node.value, _Spot(name, node))
        return cls(files, bound, imported, regulations, strings)

    def find(self, certification: str, path: str, edition: str | None = None) -> Found | None:
        """Where a part of a regulation is declared; None if the regulation is not found at all."""
        spot = self._regulation(certification, edition)
        if spot is None:
            named = self.strings.get(certification)
            return None if named is None else Found(place=self._place(named), exact=False)
        for step in _steps(path):
            following = self._step(spot, step)
            if following is not None:
                spot = following
            elif step.text != "value":  # a settled value stands where its term stands
                # The last resort for what has an id: where the id is first written.
                named = self.strings.get(step.text) if step.inside and not step.number else None
                return Found(place=self._place(named or spot), exact=False)
        return Found(place=self._place(spot), exact=True)

    def _place(self, spot: _Spot) -> Place:
        node = spot.node
        if isinstance(node, ast.Name) and (known := self._known(spot)) is not None:
            # A name that stands for a value is declared where the value is.
            return self._place(known)
        return Place(file=self.files[spot.module], line=node.lineno)

    def _regulation(self, certification: str, edition: str | None) -> _Spot | None:
        found = [spot for spot in self.regulations if self._text(self._field(spot, "certification")) == certification]
        exact = [spot for spot in found if edition and self._text(self._field(spot, "edition")) == edition]
        return next(iter(exact or found), None)

    def _step(self, spot: _Spot, step: _Step) -> _Spot | None:
        if step.number is None:
            return self._field(spot, step.text)
        items = list(self._items(spot))
        return items[step.number - 1] if 0 < step.number <= len(items) else None

    def _field(self, spot: _Spot, name: str) -> _Spot | None:
        """The value that a call gives to a field; of a tuple, the item of that id."""
        spot = self._resolved(spot)
        if isinstance(spot.node, ast.Call):
            for keyword in spot.node.keywords:
                if keyword.arg == name:
                    return _Spot(spot.module, keyword.value)
            position = _position(_called(spot.node), name)
            if position is not None and position < len(spot.node.args):
                return _Spot(spot.module, spot.node.args[position])
        for item in self._items(spot):
            if any(self._text(self._named(item, key)) == name for key in _KEYS):
                return item
        return None

    def _named(self, spot: _Spot, key: str) -> _Spot | None:
        call = self._resolved(spot)
        if isinstance(call.node, ast.Call):
            return next((_Spot(call.module, each.value) for each in call.node.keywords if each.arg == key), None)
        return None

    def _resolved(self, spot: _Spot) -> _Spot:
        """The value behind a name or an attribute, as far as it can be told."""
        for _ in range(_DEEP):
            following: _Spot | None = None
            if isinstance(spot.node, ast.Name):
                following = self._known(spot)
            elif isinstance(spot.node, ast.Attribute):
                following = self._field_of_attribute(spot)
            if following is None:
                return spot
            spot = following
        return spot

    def _field_of_attribute(self, spot: _Spot) -> _Spot | None:
        node = spot.node
        assert isinstance(node, ast.Attribute)  # noqa: S101 - its only caller looked
        owner = self._resolved(_Spot(spot.module, node.value))
        return self._field(owner, node.attr) if isinstance(owner.node, ast.Call) else None

    def _known(self, spot: _Spot) -> _Spot | None:
        node = spot.node
        if not isinstance(node, ast.Name):
            return None
        module, name = spot.module, node.id
        for _ in range(_DEEP):
            if (module, name) in self.bound:
                return _Spot(module, self.bound[module, name])
            if (module, name) not in self.imported:
                return None
            module, name = self.imported[module, name]
        return None

    def _items(self, spot: _Spot, depth: int = 0) -> Iterator[_Spot]:
        """The items of a tuple, starred ones and sums spread out."""
        spot = self._resolved(spot)
        node = spot.node
        if depth > _DEEP:
            return
        if isinstance(node, ast.Tuple | ast.List):
            for item in node.elts:
                if isinstance(item, ast.Starred):
                    yield from self._items(_Spot(spot.module, item.value), depth + 1)
                else:
                    yield _Spot(spot.module, item)
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            yield from self._items(_Spot(spot.module, node.left), depth + 1)
            yield from self._items(_Spot(spot.module, node.right), depth + 1)
        elif isinstance(node, ast.Call) and _called(node) == "tuple" and len(node.args) == 1:
            yield from self._items(_Spot(spot.module, node.args[0]), depth + 1)

    def _text(self, spot: _Spot | None) -> str | None:
        if spot is None:
            return None
        node = self._resolved(spot).node
        return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def placed(notes: Sequence[Note], sources: Sources) -> tuple[Note, ...]:
    """The notes with their places, where those are not known yet and can be told."""
    found = []
    for each in notes:
        where = None if each.place is not None or not each.title else sources.find(each.title, each.path)
        found.append(each if where is None else attrs.evolve(each, place=where.place))
    return tuple(found)


def _steps(path: str) -> Iterator[_Step]:
    for name, inside in _STEP_OF.findall(path):
        number = int(inside) if inside.isascii() and inside.isdigit() and inside[0] != "0" and len(inside) < 6 else None
        yield _Step(name or inside, number, inside=not name)


def _assigned(statement: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(statement, ast.Assign):
        for target in statement.targets:
            if isinstance(target, ast.Name):
                yield target.id, statement.value
    elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name) and statement.value:
        yield statement.target.id, statement.value


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Name):
        return node.func.id
    return node.func.attr if isinstance(node.func, ast.Attribute) else ""


def _position(shape: str, name: str) -> int | None:
    """Which positional argument of a shape of the library a field is."""
    if shape not in certdomain.__all__:
        return None
    kind = getattr(certdomain, shape)
    if not (isinstance(kind, type) and attrs.has(kind)):
        return None
    names = [each.alias for each in attrs.fields(kind) if each.init and not each.kw_only]
    return names.index(name) if name in names else None
