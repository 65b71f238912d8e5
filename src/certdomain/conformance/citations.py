"""Citations: ids that resolve, clauses within their sources, clauses that are cited and those that are not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import cast

import attrs

from certdomain.conformance.checks import note
from certdomain.conformance.notes import Note
from certdomain.conformance.walking import fields, policies, walk
from certdomain.regulation.award import BlocByCompetences, BlocByCriteria, BlocByMark, BlocByVerdict
from certdomain.regulation.clauses import Effect
from certdomain.regulation.duties import CertificatePolicy
from certdomain.regulation.terms import Left, Read, Said
from certdomain.regulation.tree import Regulation

_CITING = frozenset({
    "by", "clauses", "keeps", "partial_by", "falsification", "part_by", "repeat_by", "withheld_by", "signature_by",
    "refusal_by", "beyond_by", "ceiling_by", "zero_by", "briefed_by", "minutes_by", "needed",
})  # fmt: skip
_EVALUATIONS = frozenset({"evaluation", "evaluations", "earlier", "tutor"})
_GROUPS = frozenset({"group", "always", "one_of"})


def duplicate_ids(regulation: Regulation) -> Iterator[Note]:
    """Ids that are given twice. Clauses and readings share one space, for an answer cites them alike."""
    cited = [
        *((f"clauses[{each.id}]", each.id) for each in regulation.clauses),
        *((f"readings[{each.id}]", each.id) for each in regulation.readings),
    ]
    spaces: Sequence[Sequence[tuple[str, str]]] = (
        [(f"sources[{each.id}]", each.id) for each in regulation.sources],
        cited,
        [(f"defects[{each.id}]", each.id) for each in regulation.defects],
        [(f"parameters[{each.name}]", each.name) for each in regulation.parameters],
    )
    for space in spaces:
        for name, count in Counter(name for _, name in space).items():
            if count > 1:
                places = [path for path, each in space if each == name]
                yield note("duplicate-id", f"{name} is declared {count} times", places[-1])


def clauses_in_their_sources(regulation: Regulation) -> Iterator[Note]:
    """Clauses of sources that are not declared, and lines that a source does not have."""
    sources = {source.id: source for source in regulation.sources}
    for clause in regulation.clauses:
        source, path = sources.get(clause.source), f"clauses[{clause.id}]"
        if source is None:
            what = f"clause {clause.id} is of source {clause.source}, which is not declared"
            yield note("unknown-source", what, f"{path}.source")
        elif any(last > source.lines for _, last in clause.lines):
            what = f"clause {clause.id} names line {clause.where} of {source.id}, which has {source.lines} lines"
            yield note("outside-source", what, f"{path}.lines")
    longest = max((source.lines for source in regulation.sources), default=0)
    for defect in regulation.defects:
        for first, last in defect.lines:
            if not 1 <= first <= last <= longest:
                what = f"defect {defect.id} names lines {first} to {last}, which no source has"
                yield note("outside-source", what, f"defects[{defect.id}].lines")


def unknown_clauses(regulation: Regulation) -> Iterator[Note]:
    """Clauses that the texts or the rules cite and that are not declared."""
    known = _ids(regulation)
    quoting = [(f"readings[{each.id}]", each.id, each.clauses) for each in regulation.readings]
    quoting += [(f"parameters[{each.name}]", each.name, each.clauses) for each in regulation.parameters]
    quoting += [(f"defects[{each.id}]", each.id, each.clauses) for each in regulation.defects]
    quoting += [(f"totals[{n}]", f"total {n}", each.clauses) for n, each in enumerate(regulation.totals, start=1)]
    for path, name, clauses in quoting:
        for each in clauses:
            if each not in known:
                yield note("unknown-clause", f"{name} cites {each}, which is not declared", f"{path}.clauses")
    for path, each in _citations(regulation):
        if each not in known:
            yield note("unknown-clause", f"{each} is cited and not declared", path)


def unused_clauses(regulation: Regulation) -> Iterator[Note]:
    """Clauses that decide or check something by their effect and that no rule cites."""
    cited = {each for _, each in _citations(regulation)} | {
        each for total in regulation.totals for each in total.clauses
    }
    for clause in regulation.clauses:
        if clause.effect in (Effect.EXECUTED, Effect.CHECKED) and clause.id not in cited:
            what = f"no rule cites {clause.id}, whose effect is {clause.effect.value}"
            yield note("unused-clause", what, f"clauses[{clause.id}]")


def idle_clauses(regulation: Regulation) -> Iterator[Note]:
    """Clauses without effect that a rule cites."""
    idle = {clause.id for clause in regulation.clauses if clause.effect is Effect.NONE}
    for path, each in _citations(regulation):
        if each in idle:
            yield note("idle-clause", f"{each} is cited, and is declared without effect", path)


def left_to_write(regulation: Regulation) -> Iterator[Note]:
    """Texts that a scaffold left to a person; one note for each kind of thing."""
    kinds: tuple[tuple[str, Sequence[tuple[str, object]]], ...] = (
        ("name", [(regulation.certification, regulation.name)]),
        ("sources", [(each.id, each) for each in regulation.sources]),
        ("clauses", [(each.id, each) for each in regulation.clauses]),
        ("readings", [(each.id, each) for each in regulation.readings]),
    )
    for kind, things in kinds:
        left = [name for name, thing in things if any(_is_left(text) for _, text in walk(thing, kind))]
        if left:
            path = kind if kind == "name" else f"{kind}[{left[0]}]"
            yield note("to-be-written", f"{len(left)} still to be written: {', '.join(left)}", path)


def is_draft(regulation: Regulation) -> bool:
    """Whether it is still being written: a scaffold's mark stands in it, and no rule judges a bloc or the title yet."""
    award = regulation.award
    return not award.blocs and not award.titles and any(True for _ in left_to_write(regulation))


def _is_left(text: object) -> bool:
    return isinstance(text, str) and text.startswith(("TO BE WRITTEN", "À RÉDIGER"))


def rules_without_clauses(regulation: Regulation) -> Iterator[Note]:
    """Shapes that must cite and do not: neither they nor what they are made of names a clause."""
    defaults = _defaults()
    for path, thing in walk(policies(regulation)):
        if not attrs.has(type(thing)) or not any(name in ("by", "clauses") for name, _ in fields(thing)):
            continue
        if isinstance(thing, Read | Said) and any(thing == default for default in defaults):
            continue
        if not any(True for _ in _cited_in(thing)):
            yield note("rule-without-clause", f"{type(thing).__name__} cites no clause", path)


def readings_and_parameters(regulation: Regulation) -> Iterator[Note]:
    """Uses of readings and parameters that are not declared, and readings whose letters are not all answered."""
    letters = {reading.id: sorted(option.letter for option in reading.options) for reading in regulation.readings}
    parameters = {parameter.name for parameter in regulation.parameters}
    for path, thing in walk(policies(regulation)):
        if isinstance(thing, Read):
            given = sorted(letter for letter, _ in thing.options)
            if thing.reading not in letters:
                yield note("unknown-reading", f"turns on reading {thing.reading}, which is not declared", path)
            elif given != letters[thing.reading]:
                expected = ", ".join(letters[thing.reading])
                what = f"answers {', '.join(given) or 'no letter'} of {thing.reading}, whose letters are {expected}"
                yield note("reading-letters", what, path)
        elif isinstance(thing, Left) and thing.name not in parameters:
            yield note("unknown-parameter", f"is left to parameter {thing.name}, which is not declared", path)


def unused_readings(regulation: Regulation) -> Iterator[Note]:
    """Readings and parameters on which nothing turns."""
    things = [thing for _, thing in walk(policies(regulation))]
    turning = {thing.reading for thing in things if isinstance(thing, Read)}
    left = {thing.name for thing in things if isinstance(thing, Left)}
    for reading in regulation.readings:
        if reading.id not in turning:
            yield note("unused-reading", f"nothing turns on {reading.id}", f"readings[{reading.id}]")
    for parameter in regulation.parameters:
        if parameter.name not in left:
            yield note("unused-parameter", f"nothing reads {parameter.name}", f"parameters[{parameter.name}]")


def names_of_the_referential(regulation: Regulation) -> Iterator[Note]:
    """Evaluations, blocs, groups, competences and criteria that a rule names and that do not exist."""
    referential = regulation.referential
    groups = {bloc.group for bloc in referential.blocs}
    blocs = [bloc.id for bloc in referential.blocs]
    competences = {each.id for bloc in referential.lines for each in bloc.competences}
    criteria = {code for bloc in referential.lines for each in bloc.competences for code in each.criteria}
    for path, thing in walk(policies(regulation)):
        if not attrs.has(type(thing)):
            continue
        for name, value in fields(thing):
            place = f"{path}.{name}"
            if name in _EVALUATIONS:
                for each in _texts(value):
                    if referential.evaluation(each) is None:
                        yield note("unknown-evaluation", f"{each} is no evaluation", place)
            elif name in _GROUPS:
                for each in _texts(value):
                    if each not in groups:
                        yield note("unknown-group", f"there is no bloc of the group {each}", place)
            elif name in ("by_bloc", "announced"):
                for bloc, _ in cast("tuple[tuple[str, object], ...]", value):
                    if referential.bloc(bloc) is None:
                        yield note("unknown-bloc", f"{bloc} is no bloc", place)
        if isinstance(thing, BlocByMark | BlocByCompetences | BlocByCriteria | BlocByVerdict):
            for each in thing.blocs:
                if each not in blocs:
                    what = f"{each} is the id of no bloc; expected one of {', '.join(blocs)}"
                    yield note("unknown-bloc", what, f"{path}.blocs")
        if isinstance(thing, BlocByCriteria):
            for name, known in (("doubtful", criteria), ("left_out", criteria), ("moved", criteria | competences)):
                for each in _values(getattr(thing, name)):
                    if each not in known:
                        what = f"{each} is neither a criterion nor a competence of any bloc"
                        yield note("unknown-criterion", what, f"{path}.{name}")
    for n, total in enumerate(regulation.totals, start=1):
        if total.bloc is not None and referential.bloc(total.bloc) is None:
            yield note("unknown-bloc", f"{total.bloc} is no bloc", f"totals[{n}].bloc")


def _citations(regulation: Regulation) -> Iterator[tuple[str, str]]:
    """Every clause that a rule cites, with the path of the field that does."""
    for name, value in policies(regulation).items():
        if name in _CITING:
            yield from ((name, each) for each in _texts(value))
        else:
            yield from (
                (f"{name}{'' if path.startswith('[') or not path else '.'}{path}", each)
                for path, each in _cited_in(value)
            )


def _cited_in(thing: object, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(thing, tuple):
        for number, item in enumerate(thing, start=1):
            yield from _cited_in(item, f"{path}[{number}]")
        return
    if not attrs.has(type(thing)):
        return
    for name, value in fields(thing):
        place = f"{path}.{name}" if path else name
        if name in _CITING:
            yield from ((place, each) for each in _texts(value))
        elif name == "by_bloc" or (name == "kinds" and isinstance(thing, CertificatePolicy)):
            for number, (_, clauses) in enumerate(cast("tuple[tuple[object, object], ...]", value), start=1):
                yield from ((f"{place}[{number}]", each) for each in _texts(clauses))
        else:
            yield from _cited_in(value, place)


def _defaults() -> list[object]:
    """The terms that shapes have by default: nobody said them, and no clause is theirs."""
    from certdomain.regulation import award, juries, results

    shapes = [kind for module in (award, juries, results) for kind in vars(module).values() if isinstance(kind, type)]
    return [
        field.default
        for shape in shapes
        if attrs.has(shape)
        for field in attrs.fields(shape)
        if isinstance(field.default, Said)
    ]


def _ids(regulation: Regulation) -> set[str]:
    texts = {each.id for each in regulation.clauses} | {each.id for each in regulation.readings}
    return texts | {each.id for each in regulation.defects}


def _texts(value: object) -> list[str]:
    """All texts in a value, at any depth, in order and once each."""
    if isinstance(value, str):
        return [value]
    return list(dict.fromkeys(t for item in value for t in _texts(item))) if isinstance(value, tuple) else []


def _values(term: object) -> list[str]:
    """All texts that a term may have as its value."""
    if isinstance(term, Read):
        return list(dict.fromkeys(text for _, value in term.options for text in _texts(value)))
    return _texts(term.value if isinstance(term, Said) else term)
