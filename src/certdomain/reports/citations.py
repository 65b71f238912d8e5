"""Citations: where in the text a reason stands, and how a doubtful wording was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import cast

import attrs
from attrs import frozen

from certdomain.regulation.clauses import Clause, Defect, Option, Reading, Silence
from certdomain.regulation.terms import Said
from certdomain.regulation.tree import Regulation
from certdomain.reports.language import Language


@frozen
class Law:
    """A regulation by the ids of what it says."""

    regulation: Regulation
    clauses: Mapping[str, Clause]
    readings: Mapping[str, Reading]
    silences: Mapping[str, Silence]
    chosen: Mapping[str, str]

    def option(self, reading: str) -> Option:
        """The option that holds of a reading."""
        found = self.readings[reading]
        letter = self.chosen[reading]
        return next(option for option in found.options if option.letter == letter)

    def bloc_name(self, bloc: str) -> str:
        """The name of a bloc, empty where it has none."""
        found = self.regulation.referential.bloc(bloc)
        return "" if found is None or found.name == bloc else found.name

    def defects_on(self, clauses: Iterable[str]) -> tuple[Defect, ...]:
        """The faults of the text that touch one of those clauses."""
        cited = set(clauses)
        return tuple(defect for defect in self.regulation.defects if cited & {*defect.clauses, defect.id})


def law_of(regulation: Regulation) -> Law:
    """A regulation made ready to be cited."""
    return Law(
        regulation,
        {clause.id: clause for clause in regulation.clauses},
        {reading.id: reading for reading in regulation.readings},
        {silence.topic: silence for silence in regulation.silences},
        {reading.id: reading.chosen for reading in regulation.readings} | dict(regulation.choices),
    )


def cite(clause: str, law: Law, words: Language) -> str:
    """One clause with its source and lines, or one reading with its option; an unknown id stands alone."""
    if clause in law.clauses:
        found = law.clauses[clause]
        where = found.where
        single = "," not in where and "-" not in where
        lines = words.phrase("line" if single else "lines", where=where)
        return words.phrase("clause", id=clause, source=found.source, where=lines)
    if clause in law.readings:
        return words.phrase("reading", id=clause, letter=law.option(clause).letter)
    return clause


def entries(because: Iterable[int], words: Language) -> str:
    """The entries that something rests on, in words; empty where there are none."""
    found = list(dict.fromkeys(because))
    if not found:
        return ""
    return words.phrase("entry" if len(found) == 1 else "entries", entries=words.listed(map(str, found)))


def cited_by(shape: object) -> tuple[str, ...]:
    """All texts inside a policy: its clauses and readings among them, which the caller knows from the others."""
    return tuple(dict.fromkeys(_texts(shape)))


def _texts(thing: object) -> Iterator[str]:
    """All texts inside a declaration: its clauses, readings and parameters among them."""
    match thing:
        case str():
            yield thing
        case Said():
            yield from thing.by
            yield from _texts(thing.value)
        case tuple():
            for each in thing:
                yield from _texts(each)
        case Enum():
            pass
        case _ if attrs.has(type(thing)):
            for field in attrs.fields(cast("type[attrs.AttrsInstance]", type(thing))):
                yield from _texts(getattr(thing, field.name))
        case _:
            pass
