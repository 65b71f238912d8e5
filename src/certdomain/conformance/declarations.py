"""Checks of a declaration as it stands: ids that resolve, clauses within their source, readings that can be settled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import cast

import attrs

from certdomain.conformance.notes import Note
from certdomain.conformance.walking import fields, policies, walk
from certdomain.errors import PluginError
from certdomain.plugins import declare
from certdomain.regulation.clauses import Clause, Effect
from certdomain.regulation.settlement import settled, with_choices
from certdomain.regulation.terms import Left, Read
from certdomain.regulation.tree import Regulation

_CITING = ("by", "clauses", "keeps", "partial_by", "falsification")
_EVALUATIONS = ("evaluation", "evaluations", "earlier")


def examined(regulation: Regulation, distribution: str) -> Iterator[Note]:
    """All that is to say of one declared regulation."""
    title = regulation.certification
    try:
        declared = declare(regulation, distribution)
        if declare(declared.regulation, distribution).digest != declared.digest:
            yield _note(title, "the canonical form is not the same after it was loaded again")
    except PluginError as error:
        yield _note(title, error.what)
        return
    yield from (_note(title, what) for what in _texts(regulation))
    yield from (_note(title, what) for what in _terms(regulation))
    try:
        plain = settled(regulation)
    except (KeyError, ValueError) as error:
        yield _note(title, f"cannot be settled: {error}")
        return
    yield from (_note(title, what) for what in _quoted(plain))
    yield from (_note(title, what) for what in _readings(regulation))
    yield from (_note(title, what, fault=False) for what in _unused(regulation))


def _note(title: str, what: str, *, fault: bool = True) -> Note:
    return Note(check="declaration", what=what, title=title, fault=fault)


def _texts(regulation: Regulation) -> Iterator[str]:
    """Ids that are given twice, clauses outside their sources, texts that quote clauses which are not there."""
    kinds: tuple[tuple[str, Sequence[str]], ...] = (
        ("source", [source.id for source in regulation.sources]),
        ("clause or reading", [*_clauses(regulation), *_reading_ids(regulation)]),
        ("parameter", [parameter.name for parameter in regulation.parameters]),
    )
    for kind, ids in kinds:
        yield from (f"{kind} {name} is declared {count} times" for name, count in Counter(ids).items() if count > 1)
    sources = {source.id: source for source in regulation.sources}
    for clause in regulation.clauses:
        source = sources.get(clause.source)
        if source is None:
            yield f"clause {clause.id} is of source {clause.source}, which is not declared"
        elif any(last > source.lines for _, last in clause.lines):
            yield f"clause {clause.id} names line {clause.where} of {source.id}, which has {source.lines} lines"
    known = _ids(regulation)
    quoting: list[tuple[str, tuple[str, ...]]] = [(reading.id, reading.clauses) for reading in regulation.readings]
    quoting += [(parameter.name, parameter.clauses) for parameter in regulation.parameters]
    quoting += [(defect.id, defect.clauses) for defect in regulation.defects]
    for name, clauses in quoting:
        yield from (f"{name} quotes {each}, which is not declared" for each in clauses if each not in known)


def _terms(regulation: Regulation) -> Iterator[str]:
    """Uses of readings and parameters that are not declared, and readings whose letters are not all answered."""
    letters = {reading.id: {option.letter for option in reading.options} for reading in regulation.readings}
    parameters = {parameter.name for parameter in regulation.parameters}
    for path, thing in walk(policies(regulation)):
        if isinstance(thing, Read):
            given = {letter for letter, _ in thing.options}
            if thing.reading not in letters:
                yield f"{path} turns on reading {thing.reading}, which is not declared"
            elif given != letters[thing.reading]:
                yield f"{path} answers {', '.join(sorted(given))} of {thing.reading}, whose letters are others"
        elif isinstance(thing, Left) and thing.name not in parameters:
            yield f"{path} is left to parameter {thing.name}, which is not declared"


def _quoted(regulation: Regulation) -> Iterator[str]:
    """Clauses, evaluations and groups that a settled rule names and that do not exist."""
    known, referential = _ids(regulation), regulation.referential
    groups = {bloc.group for bloc in referential.blocs}
    for path, thing in walk(policies(regulation)):
        if not attrs.has(type(thing)):
            continue
        for name, value in fields(thing):
            if name in _CITING:
                yield from (f"{path}.{name} cites {each}, which is not declared" for each in _names(value) - known)
            elif name in _EVALUATIONS:
                for each in _names(value):
                    if referential.evaluation(each) is None:
                        yield f"{path}.{name} names {each}, which is no evaluation"
            elif name == "by_bloc":
                for bloc, clauses in cast("tuple[tuple[str, tuple[str, ...]], ...]", value):
                    if referential.bloc(bloc) is None:
                        yield f"{path}.{name} names {bloc}, which is no bloc"
                    yield from (f"{path}.{name} cites {each}, which is not declared" for each in {*clauses} - known)
            elif name == "group" and isinstance(value, str) and value not in groups:
                yield f"{path}.{name} names the group {value}, of which there is no bloc"


def _readings(regulation: Regulation) -> Iterator[str]:
    """Readings that cannot be switched to one of their letters."""
    for reading in regulation.readings:
        for option in reading.options:
            try:
                settled(with_choices(regulation, {reading.id: option.letter}, {}))
            except (KeyError, ValueError) as error:
                yield f"cannot be settled under {reading.id}: {option.letter} ({error})"


def _unused(regulation: Regulation) -> Iterator[str]:
    """Clauses that decide or check something and that no rule cites; readings and parameters that nothing uses."""
    named = {thing for _, thing in walk(policies(regulation)) if isinstance(thing, str)}
    idle = [each.id for each in regulation.clauses if _decides(each) and each.id not in named]
    if idle:
        yield f"no rule cites {', '.join(idle)}"
    turning = [*_reading_ids(regulation), *(parameter.name for parameter in regulation.parameters)]
    yield from (f"nothing turns on {name}" for name in turning if name not in named)


def _decides(clause: Clause) -> bool:
    return clause.effect in (Effect.EXECUTED, Effect.CHECKED)


def _ids(regulation: Regulation) -> set[str]:
    return {*_clauses(regulation), *_reading_ids(regulation), *(defect.id for defect in regulation.defects)}


def _clauses(regulation: Regulation) -> list[str]:
    return [clause.id for clause in regulation.clauses]


def _reading_ids(regulation: Regulation) -> list[str]:
    return [reading.id for reading in regulation.readings]


def _names(value: object) -> set[str]:
    """All texts in a value, at any depth."""
    if isinstance(value, str):
        return {value}
    return {name for item in value for name in _names(item)} if isinstance(value, tuple) else set()
