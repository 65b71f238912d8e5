"""What a case expects against what came: the values of a file, all text, against those of a decision's JSON.

Numbers are compared exactly, lists as subsets and maps by the keys that are given, unless a key says otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from attrs import frozen

from certdomain.marks import exact

if TYPE_CHECKING:
    from certdomain.testing.cases import Wanted

Canonical = Callable[[str], str]
"""From a bloc's id or alias to its id."""

_IDS = ("bloc", "clause", "what", "entry", "about", "command", "id")
"""By which keys an item that is a map is named, where a case gives an id."""


@frozen
class Mismatch:
    """One key on which the actual is not what was expected, both as a file would write them."""

    key: str
    expected: str
    actual: str

    def __str__(self) -> str:
        return f"{self.key}: expected {self.expected}, found {self.actual}"


def same(wanted: Wanted, actual: object) -> bool:
    """Whether the actual value is the wanted one: texts equal or of equal number, lists and maps as subsets."""
    match wanted:
        case None | bool():
            return actual is wanted
        case str():
            return _same_text(wanted, actual)
        case list():
            return isinstance(actual, list | tuple) and all(found(each, actual) for each in wanted)
        case _:
            return isinstance(actual, Mapping) and all(same(each, actual.get(key)) for key, each in wanted.items())


def found(wanted: Wanted, among: Iterable[object]) -> bool:
    """Whether a list holds an item: equal, or a map that has these keys, or one of that id."""
    return any(_is(wanted, each) for each in among)


def _is(wanted: Wanted, item: object) -> bool:
    if isinstance(wanted, str) and isinstance(item, Mapping):
        return any(item.get(key) is not None and _same_text(wanted, item[key]) for key in _IDS)
    return same(wanted, item)


def _same_text(wanted: str, actual: object) -> bool:
    if isinstance(actual, bool) or actual is None:
        return False
    if wanted == str(actual):
        return True
    try:
        return isinstance(actual, str | int) and exact(wanted) == exact(actual)
    except ValueError:
        return False


def cited(data: object) -> set[str]:
    """Every clause cited anywhere in JSON data. The defects of a text are listed by it, not cited for a reason."""
    clauses: set[str] = set()
    stack = [data]
    while stack:
        each = stack.pop()
        if isinstance(each, Mapping):
            for key, value in each.items():
                if key == "clauses" and isinstance(value, list | tuple):
                    clauses.update(str(clause) for clause in value)
                elif key == "clause" and isinstance(value, str):
                    clauses.add(value)
                elif key != "defects":
                    stack.append(value)
        elif isinstance(each, list | tuple):
            stack.extend(each)
    return clauses


def findings(wanted: Iterable[Wanted] | None, absent: Iterable[str], raised: Iterable[object]) -> Iterator[Mismatch]:
    """What lacks of the findings wanted (an empty list wants none), and what is raised though it shall be absent."""
    raised = list(raised)
    actual = wrote([_briefly(each) for each in raised])
    if wanted is not None:
        wanted = list(wanted)
        lacking = [each for each in wanted if not _raised(each, raised)]
        if lacking:
            yield Mismatch("findings", wrote(lacking), actual)
        elif not wanted and raised:
            yield Mismatch("findings", "none", actual)
    # By clause or by name: a name that was looked for among the clauses alone would never be found.
    names = [each.get("what") for each in raised if isinstance(each, Mapping)]
    unwanted = [each for each in absent if _raised(each, raised) or each in names]
    if unwanted:
        yield Mismatch("findings_absent", f"no {', '.join(unwanted)}", actual)


def _raised(wanted: Wanted, raised: Iterable[object]) -> bool:
    if isinstance(wanted, str):
        return any(isinstance(each, Mapping) and each.get("clause") == wanted for each in raised)
    return found(wanted, raised)


def _briefly(finding: object) -> object:
    if not isinstance(finding, Mapping):
        return finding
    return {key: finding.get(key) for key in ("clause", "what", "entry")}


def compare(
    wanted: Mapping[str, Wanted], actual: Mapping[str, object], *, clauses: set[str], canonical: Canonical
) -> Iterator[Mismatch]:
    """Everything on which a decision's JSON is not as expected. `clauses`: those that it and its deliberation cite."""
    absent = _texts(wanted.get("findings_absent"))
    if "findings" in wanted or absent:
        yield from findings(_items(wanted.get("findings")), absent, _list(actual, "findings"))
    for key, value in wanted.items():
        if key not in ("findings", "findings_absent"):
            yield from _compare_key(key, value, actual, clauses, canonical)


def _compare_key(
    key: str, wanted: Wanted, decision: Mapping[str, object], clauses: set[str], canonical: Canonical
) -> Iterator[Mismatch]:
    actual = decision.get(key)
    match key:
        case "title" | "professional":
            yield from _verdict(key, wanted, actual)
        case "proposal":
            # It is told only when it differs from the title.
            shown = decision.get("title") if actual is None and wanted is not None else actual
            yield from _verdict(key, wanted, shown)
        case "total" | "out_of" | "average20":
            title = decision.get("title")
            of_title = title.get(key) if isinstance(title, Mapping) else None
            if not same(wanted, of_title):
                yield Mismatch(key, wrote(wanted), wrote(of_title))
        case "blocs" if isinstance(wanted, Mapping):
            yield from _blocs(wanted, decision, canonical)
        case "competences" if isinstance(wanted, Mapping):
            states = actual if isinstance(actual, Mapping) else {}
            for name, each in wanted.items():
                if name not in states:
                    yield Mismatch(f"competences.{name}", wrote(each), "no such competence")
                elif states[name] is not each:
                    yield Mismatch(f"competences.{name}", wrote(each), wrote(states[name]))
        case "kept":
            yield from _exactly(key, wanted, _list(decision, key), canonical)
        case "retake_open" if all(isinstance(each, str) for each in _items(wanted) or ()):
            names = [each.get("bloc") if isinstance(each, Mapping) else each for each in _list(decision, key)]
            yield from _exactly(key, wanted, names, canonical)
        case "clauses":
            lacking = [each for each in _texts(wanted) if each not in clauses]
            if lacking:
                yield Mismatch(key, wrote(lacking), wrote(sorted(clauses)))
        case "awaited" | "deadlines" | "departures" | "refused" | "missing" if not _items(wanted):
            # A subset that nothing is asked of would assert nothing: who writes an empty list means none.
            if _list(decision, key):
                yield Mismatch(key, "none", wrote(actual))
        case _:
            if not same(wanted, actual):
                yield Mismatch(key, wrote(wanted), wrote(actual))


def _verdict(key: str, wanted: Wanted, actual: object) -> Iterator[Mismatch]:
    if isinstance(wanted, str):
        verdict = actual.get("verdict") if isinstance(actual, Mapping) else actual
        if verdict != wanted:
            yield Mismatch(key, wanted, wrote(_marks(actual)))
    elif not same(wanted, actual):
        yield Mismatch(key, wrote(wanted), wrote(actual))


def _marks(actual: object) -> object:
    """A verdict with its points, without what a reader of a failure does not look for."""
    if not isinstance(actual, Mapping):
        return actual
    kept = ("verdict", "points", "total", "out_of")
    return {key: actual[key] for key in kept if actual.get(key) is not None}


def _blocs(wanted: Mapping[str, Wanted], decision: Mapping[str, object], canonical: Canonical) -> Iterator[Mismatch]:
    blocs = decision.get("blocs")
    blocs = blocs if isinstance(blocs, Mapping) else {}
    for name, each in wanted.items():
        bloc = name if name in blocs else canonical(name)
        if bloc in blocs:
            yield from _verdict(f"blocs.{name}", each, blocs[bloc])
        else:
            yield Mismatch(f"blocs.{name}", wrote(each), f"no such bloc (there are {', '.join(blocs) or 'none'})")


def _exactly(key: str, wanted: Wanted, actual: Iterable[object], canonical: Canonical) -> Iterator[Mismatch]:
    actual = [str(each) for each in actual]
    names = {each if each in actual else canonical(each) for each in _texts(wanted)}
    if names != set(actual):
        yield Mismatch(key, wrote(wanted), wrote(actual))


def _items(value: Wanted) -> list[Wanted] | None:
    return list(value) if isinstance(value, list) else None


def _texts(value: Wanted) -> list[str]:
    return [each for each in _items(value) or () if isinstance(each, str)]


def _list(data: Mapping[str, object], key: str) -> list[object]:
    value = data.get(key)
    return list(value) if isinstance(value, list | tuple) else []


def wrote(value: object) -> str:
    """A value as a case file would write it, on one line."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case Mapping():
            return "{" + ", ".join(f"{key}: {wrote(each)}" for key, each in value.items()) + "}"
        case list() | tuple() | set() | frozenset():
            return "[" + ", ".join(wrote(each) for each in value) + "]"
        case _:
            return str(value)
