"""What changed between two regulations, in words: rules, readings, parameters, clauses, silences, defects, sources.

Rules are compared as they are said: the same declaration of both is one sentence each, and what differs in it stands
as `old → new`. Whatever is said in no sentence is compared in the canonical form, so that no change is lost.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import cast

import attrs
from attrs import frozen

from certdomain.regulation.canonical import Json, canonical, digest
from certdomain.regulation.clauses import Clause, Defect, Parameter, Reading, Silence, Source, Words
from certdomain.regulation.terms import Read
from certdomain.regulation.tree import Regulation
from certdomain.reports.citations import law_of
from certdomain.reports.language import Language, language
from certdomain.reports.sentences import GROUPS, Row, rows, sentence, term
from certdomain.reports.tables import cells, plain, wrapped

WIDTH = 100
_ALIKE = 0.6  # from which share of words in common two sentences speak of one thing
_FORMS = re.compile(
    r"(by-channel-)?(?P<family>.+?)"
    r"(-(yes|no|exact|between|up-to|more|assumed|request|points|weighted|no-name|none|idle|level|any|all|sector))*\Z"
)


class How(Enum):
    """What became of something. `RULED`: the text was silent and has a rule now; `SILENCED`: the other way."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    RULED = "ruled"
    SILENCED = "silenced"
    CITED = "cited"


_MIRROR = {
    How.ADDED: How.REMOVED,
    How.REMOVED: How.ADDED,
    How.RULED: How.SILENCED,
    How.SILENCED: How.RULED,
    How.CHANGED: How.CHANGED,
    How.CITED: How.CITED,
}


@frozen(kw_only=True)
class Change:
    """One difference. `what` names the thing where its words do not; `before` or `after` is None where it is not."""

    part: str
    how: How
    what: str = ""
    before: str | None = None
    after: str | None = None
    clauses: tuple[str, ...] = ()

    def mirrored(self) -> Change:
        """The same difference, seen from the other regulation."""
        return attrs.evolve(self, how=_MIRROR[self.how], before=self.after, after=self.before)


def compared(before: Regulation, after: Regulation, lang: str = "en") -> tuple[Change, ...]:
    """All that differs, in the order in which a regulation is read. Empty if, and only if, they are the same.

    Raises:
        BadInput: for a language other than `en` and `fr`.
    """
    words = language(lang)
    if canonical(before) == canonical(after):
        return ()
    found = [
        *_rules(rows(before, words), rows(after, words), words),
        *_texts(before, after, words),
        *_alternatives(before, after, words),
    ]
    return tuple(found) or tuple(_form(before, after))


# --- the rules ----------------------------------------------------------------------------------------------------


def _rules(old: Sequence[Row], new: Sequence[Row], words: Language) -> Iterator[Change]:
    pairs, gone, come = _paired(old, new)
    found: list[tuple[int, Change]] = []
    for one, other in pairs:
        clauses = tuple(dict.fromkeys((*one.clauses, *one.readings, *other.clauses, *other.readings)))
        group = GROUPS.index(one.group)
        if one.says != other.says:
            change = Change(part=one.group, how=How.CHANGED, before=one.says, after=other.says, clauses=clauses)
            found.append((group, change))
        elif _cited(one) != _cited(other):
            change = Change(
                part=one.group,
                how=How.CITED,
                what=one.says,
                before=_cited(one) or sentence(words, "nothing"),
                after=_cited(other) or sentence(words, "nothing"),
            )
            found.append((group, change))
    for row in gone:
        how = How.RULED if row.silent else How.REMOVED
        found.append((GROUPS.index(row.group), Change(part=row.group, how=how, before=row.says, clauses=_origin(row))))
    for row in come:
        how = How.SILENCED if row.silent else How.ADDED
        found.append((GROUPS.index(row.group), Change(part=row.group, how=how, after=row.says, clauses=_origin(row))))
    for _, each in sorted(found, key=lambda pair: pair[0]):
        yield each


def _origin(row: Row) -> tuple[str, ...]:
    return (*row.clauses, *row.readings)


def _cited(row: Row) -> str:
    return ", ".join((*row.clauses, *row.readings, *row.parameters))


def _paired(old: Sequence[Row], new: Sequence[Row]) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """The rows of both that speak of one declaration, and those that only one has.

    First those about the very same thing, then those of one form about one thing, then those that say nearly the same.
    No step prefers a side: seen from the other regulation the pairs are the same.
    """
    pairs: list[tuple[Row, Row]] = []
    left, right = list(old), list(new)
    for key in (lambda row: (row.about, row.says), lambda row: (_family(row), *row.about[1:]), _family):
        scored = _matches(left, right, key, exactly=key is not _family)
        pairs.extend((left[i], right[j]) for i, j in scored)
        used_left, used_right = {i for i, _ in scored}, {j for _, j in scored}
        left = [row for i, row in enumerate(left) if i not in used_left]
        right = [row for j, row in enumerate(right) if j not in used_right]
    return pairs, left, right


def _matches(left: Sequence[Row], right: Sequence[Row], key: object, *, exactly: bool) -> list[tuple[int, int]]:
    assert callable(key)  # noqa: S101  one of the three above
    keyed: dict[object, tuple[list[int], list[int]]] = {}
    for i, row in enumerate(left):
        if exactly or row.group != "structure":  # a bloc of another id is another bloc
            keyed.setdefault((row.group, key(row)), ([], []))[0].append(i)
    for j, row in enumerate(right):
        keyed.setdefault((row.group, key(row)), ([], []))[1].append(j)
    found: list[tuple[int, int]] = []
    for ours, theirs in keyed.values():
        # Equal scores of one sum of places never compete for a row, so the order among them is nobody's advantage.
        scored = sorted(
            (-_likeness(left[i].says, right[j].says), a + b, a, i, j)
            for a, i in enumerate(ours)
            for b, j in enumerate(theirs)
        )
        used_i: set[int] = set()
        used_j: set[int] = set()
        for score, _, _, i, j in scored:
            if i in used_i or j in used_j or (not exactly and -score < _ALIKE):
                continue
            used_i.add(i)
            used_j.add(j)
            found.append((i, j))
    return sorted(found)


def _family(row: Row) -> str:
    if row.silent:
        return " ".join(row.about)
    found = _FORMS.match(row.about[0])
    return row.about[0] if found is None else found["family"]


def _likeness(one: str, other: str) -> float:
    """How much two sentences have in common, from 0 to 1; the same both ways."""
    ours, theirs = Counter(one.split()), Counter(other.split())
    return 2 * sum((ours & theirs).values()) / max(1, sum(ours.values()) + sum(theirs.values()))


# --- readings, parameters, clauses and the rest of the text -------------------------------------------------------


def _texts(before: Regulation, after: Regulation, words: Language) -> Iterator[Change]:
    same = set(before.clauses) & set(after.clauses)  # most are, and their words need not be made
    kinds: tuple[tuple[str, Mapping[str, _Facts], Mapping[str, _Facts]], ...] = (
        ("readings", _readings(before, words), _readings(after, words)),
        ("parameters", _parameters(before, words), _parameters(after, words)),
        (
            "clauses",
            {each.id: _clause(each, words) for each in before.clauses if each not in same},
            {each.id: _clause(each, words) for each in after.clauses if each not in same},
        ),
        (
            "silences",
            {each.topic: _silence(each, words) for each in before.silences},
            {each.topic: _silence(each, words) for each in after.silences},
        ),
        (
            "defects",
            {each.id: _defect(each, words) for each in before.defects},
            {each.id: _defect(each, words) for each in after.defects},
        ),
        (
            "sources",
            {each.id: _source(each, words) for each in before.sources},
            {each.id: _source(each, words) for each in after.sources},
        ),
    )
    for part, old, new in kinds:
        for name in dict.fromkeys(sorted({*old, *new})):
            yield from _differing(part, name, old.get(name), new.get(name), words)


_Facts = Mapping[str, str]


def _differing(part: str, name: str, old: _Facts | None, new: _Facts | None, words: Language) -> Iterator[Change]:
    if old is None or new is None:
        held = new if old is None else old
        assert held is not None  # noqa: S101  the name is of one of both
        told = next(iter(held.values()))
        if old is None:
            yield Change(part=part, how=How.ADDED, what=name, after=told)
        else:
            yield Change(part=part, how=How.REMOVED, what=name, before=told)
        return
    for field in dict.fromkeys(sorted({*old, *new})):
        one, other = old.get(field, ""), new.get(field, "")
        if one != other:
            nothing = sentence(words, "nothing")
            yield Change(
                part=part, how=How.CHANGED, what=f"{name}, {field}", before=one or nothing, after=other or nothing
            )


def _both(name: str, said: Words | None, words: Language) -> Iterator[tuple[str, str]]:
    """A text in the language of the report, and in the other one beside it."""
    if said is not None:
        other = "en" if words.code == "fr" else "fr"
        yield name, words.words(said)
        yield f"{name} ({other})", language(other).words(said)


def _named(words: Language, field: str, **values: object) -> str:
    return sentence(words, f"field-{field}", **values)


def _places(lines: Iterable[tuple[int, int]]) -> str:
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in lines)


def _clause(clause: Clause, words: Language) -> _Facts:
    return dict(
        [
            *_both(_named(words, "says"), clause.says, words),
            (_named(words, "source"), clause.source),
            (_named(words, "lines"), _places(clause.lines)),
            (_named(words, "effect"), words.term("effect", clause.effect.value)),
            (_named(words, "quote"), clause.quote),
            *_both(_named(words, "because"), clause.because, words),
        ]
    )


def _readings(regulation: Regulation, words: Language) -> dict[str, _Facts]:
    chosen = law_of(regulation).chosen
    return {each.id: _reading(each, chosen[each.id], words) for each in regulation.readings}


def _reading(reading: Reading, chosen: str, words: Language) -> _Facts:
    facts = [
        *_both(_named(words, "asks"), reading.asks, words),
        (_named(words, "chosen"), chosen),
        (_named(words, "default"), reading.chosen),
        (_named(words, "quote"), reading.quote),
        (_named(words, "clauses"), ", ".join(reading.clauses)),
    ]
    for option in reading.options:
        facts.extend(_both(_named(words, "option", letter=option.letter), option.says, words))
    return dict(facts)


def _parameters(regulation: Regulation, words: Language) -> dict[str, _Facts]:
    given = dict(regulation.values)
    return {each.name: _parameter(each, given.get(each.name, each.default), words) for each in regulation.parameters}


def _parameter(parameter: Parameter, value: str | None, words: Language) -> _Facts:
    unknown = sentence(words, "unknown")
    return dict(
        [
            (_named(words, "value"), unknown if value is None else value),
            (_named(words, "default"), unknown if parameter.default is None else parameter.default),
            (_named(words, "kind"), words.term("parameter-kind", parameter.kind.value)),
            (_named(words, "least"), parameter.least or ""),
            (_named(words, "most"), parameter.most or ""),
            (_named(words, "clauses"), ", ".join(parameter.clauses)),
            *_both(_named(words, "says"), parameter.says, words),
        ]
    )


def _silence(silence: Silence, words: Language) -> _Facts:
    return dict([*_both(_named(words, "says"), silence.says, words), *_both(_named(words, "ask"), silence.ask, words)])


def _defect(defect: Defect, words: Language) -> _Facts:
    return dict(
        [
            *_both(_named(words, "says"), defect.says, words),
            (_named(words, "lines"), _places(defect.lines)),
            (_named(words, "clauses"), ", ".join(defect.clauses)),
        ]
    )


def _source(source: Source, words: Language) -> _Facts:
    return dict(
        [
            *_both(_named(words, "title"), source.title, words),
            (_named(words, "file"), source.file),
            (_named(words, "sha256"), source.sha256),
            (_named(words, "length"), str(source.lines)),
        ]
    )


# --- what is not said now -----------------------------------------------------------------------------------------


def _alternatives(before: Regulation, after: Regulation, words: Language) -> Iterator[Change]:
    """What the options that do not hold would do: they are rules as well, and may have changed alone."""
    ours, theirs = law_of(before), law_of(after)
    old_reads, new_reads = _reads(before), _reads(after)
    for name in ours.readings:
        if name not in theirs.readings or old_reads.get(name) == new_reads.get(name):
            continue
        letters = {option.letter for option in theirs.readings[name].options}
        for option in ours.readings[name].options:
            letter = option.letter
            if letter not in letters or letter == ours.chosen[name] == theirs.chosen[name]:
                continue
            old = [row for row in rows(_switched(before, name, letter), words) if name in row.readings]
            new = [row for row in rows(_switched(after, name, letter), words) if name in row.readings]
            under = sentence(words, "under-reading", id=name, letter=letter)
            for change in _rules(old, new, words):
                what = f"{under}{words.colon}{change.what}" if change.what else under
                yield attrs.evolve(change, part="alternatives", what=what)


def _reads(regulation: Regulation) -> dict[str, list[Read[object]]]:
    """All that is read into each doubtful wording, in the order of the declaration."""
    found: dict[str, list[Read[object]]] = {}
    todo: list[object] = [regulation]
    while todo:
        thing = todo.pop()
        if isinstance(thing, Read):
            found.setdefault(thing.reading, []).append(thing)
        if isinstance(thing, tuple):
            todo.extend(reversed(thing))
        elif attrs.has(type(thing)):
            fields = attrs.fields(cast("type[attrs.AttrsInstance]", type(thing)))
            todo.extend(getattr(thing, field.name) for field in reversed(fields) if field.init)
    return found


def _switched(regulation: Regulation, reading: str, letter: str) -> Regulation:
    return attrs.evolve(regulation, choices=tuple({**dict(regulation.choices), reading: letter}.items()))


def _form(before: Regulation, after: Regulation) -> Iterator[Change]:
    """The places of the canonical form that differ: the last resort, for what no sentence says."""
    old = dict(_leaves(json.loads(canonical(before))))
    new = dict(_leaves(json.loads(canonical(after))))
    for place in sorted({*old, *new}):
        one, other = old.get(place), new.get(place)
        if one == other:
            continue
        how = How.ADDED if one is None else How.REMOVED if other is None else How.CHANGED
        yield Change(part="form", how=how, what=place, before=one, after=other)


def _leaves(value: Json, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and value:
        for name, each in value.items():
            yield from _leaves(each, f"{path}.{name}" if path else name)
    elif isinstance(value, list) and value:
        for number, each in enumerate(value, start=1):
            yield from _leaves(each, f"{path}[{number}]")
    else:
        yield path, value if isinstance(value, str) else json.dumps(value)


# --- as text and as data ------------------------------------------------------------------------------------------


def comparison(before: Regulation, after: Regulation, lang: str = "en") -> str:
    """What changed between two regulations, in words.

    Raises:
        BadInput: for a language other than `en` and `fr`.
    """
    words, found = language(lang), compared(before, after, lang)
    title = sentence(words, "compare-title", before=_head(before), after=_head(after))
    lines = [*wrapped(title, WIDTH), "=" * min(cells(title), WIDTH)]
    lines.append(f"{sentence(words, 'part-digest')}{words.colon}{digest(canonical(before))}")
    lines.append(f"{' ' * cells(sentence(words, 'part-digest'))} → {digest(canonical(after))}")
    if not found:
        same = sentence(words, "compare-same", digest=digest(canonical(before))[:12])
        return "\n".join([*lines, "", same]) + "\n"
    number = len(found)
    lines.append(sentence(words, "compare-one" if number == 1 else "compare-counts", number=str(number)))
    for part in dict.fromkeys(change.part for change in found):
        heading = term(words, "group", part) if part in GROUPS else sentence(words, f"part-{part}")
        lines.extend(["", heading, "-" * cells(heading)])
        for change in found:
            if change.part == part:
                lines.extend(wrapped(plain(_told(change, words)), WIDTH, indent="- ", hanging="  "))
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _head(regulation: Regulation) -> str:
    return f"{regulation.certification}@{regulation.edition}"


def _told(change: Change, words: Language) -> str:
    how = "" if change.how is How.CHANGED else f"{sentence(words, change.how.value)}{words.colon}"
    what = f"{change.what}{words.colon}" if change.what else ""
    if change.before is not None and change.after is not None:
        says = _arrow(change.before, change.after)
    else:
        says = change.before or change.after or ""
    by = f" [{', '.join(change.clauses)}]" if change.clauses else ""
    return f"{how}{what}{says}{by}"


def _arrow(before: str, after: str) -> str:
    """Two texts as one: what they share is said once, what differs as `old → new`."""
    old, new = before.split(" "), after.split(" ")
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    one, other = old[head : len(old) - tail], new[head : len(new) - tail]
    if head + tail < max(len(one), len(other)) or not one or not other:
        return f"{before} → {after}"
    return " ".join([*old[:head], *one, "→", *other, *old[len(old) - tail :]])


def comparison_json(before: Regulation, after: Regulation, lang: str = "en") -> dict[str, Json]:
    """What changed, as data.

    Raises:
        BadInput: for a language other than `en` and `fr`.
    """
    found = compared(before, after, lang)
    return {
        "before": _named_json(before),
        "after": _named_json(after),
        "same": not found,
        "language": lang,
        "changes": [
            {
                "part": each.part,
                "how": each.how.value,
                "what": each.what,
                "before": each.before,
                "after": each.after,
                "clauses": list(each.clauses),
            }
            for each in found
        ],
    }


def _named_json(regulation: Regulation) -> Json:
    return {
        "certification": regulation.certification,
        "edition": regulation.edition,
        "digest": digest(canonical(regulation)),
    }
