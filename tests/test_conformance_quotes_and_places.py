"""Quoted words against the source texts, and the file and line of what is declared."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import cast

import attrs
import pytest

from certdomain import Clause, Effect, Option, Reading, Regulation, Source, Words
from certdomain.conformance.files import files_of_plugin
from certdomain.conformance.places import Sources
from certdomain.conformance.quotes import found_texts, quoted_words
from certdomain.conformance.walking import fields, policies, walk
from certdomain.plugins import installed
from tests.fictional import FICTIONAL

WORDS = Words(en="x", fr="x")
TEXT = "Titre\nLe jury statue\nà   la majorité.\n\nL’absence vaut zéro.\n"


def regulation(quote: str, first: int, last: int, *, text: str = TEXT, lines: int = 5) -> Regulation:
    """A title with one clause, and one reading of it, that quote the same words."""
    source = Source(id="t", file="t.txt", sha256=sha256(text.encode()).hexdigest(), lines=lines, title=WORDS)
    clause = Clause(id="R1", source="t", lines=((first, last),), says=WORDS, effect=Effect.EXECUTED, quote=quote)
    options = (Option(letter="a", says=WORDS), Option(letter="b", says=WORDS))
    reading = Reading(id="A1", clauses=("R1",), asks=WORDS, options=options, chosen="a", quote=quote)
    return attrs.evolve(FICTIONAL.regulations[0], sources=(source,), clauses=(clause,), readings=(reading,))


@pytest.mark.parametrize(
    ("quote", "lines"),
    [
        ("Le jury statue", (2, 2)),
        ("statue à la majorité", (2, 3)),  # the text breaks the line, and has three spaces
        ("L'absence vaut zéro", (5, 5)),  # another apostrophe
        ("L'absence vaut ze\u0301ro", (5, 5)),  # another form of the letter
    ],
)
def test_words_as_a_reader_sees_them(quote: str, lines: tuple[int, int]) -> None:
    assert list(quoted_words(regulation(quote, *lines), {"t": TEXT.encode()})) == []


def test_words_in_another_line_are_told_with_that_line() -> None:
    found = list(quoted_words(regulation("Le jury statue", 3, 5), {"t": TEXT.encode()}))
    assert [(each.check, each.path, each.fault) for each in found] == [
        ("not-in-the-lines", "clauses[R1].quote", True),
        ("not-in-the-lines", "readings[A1].quote", True),
    ]
    assert "line 2 of t" in found[0].what


def test_words_that_the_text_does_not_have() -> None:
    found = list(quoted_words(regulation("le jury statuera", 1, 5), {"t": TEXT.encode()}))
    assert "no line" in found[0].what


def test_lines_that_are_not_neighbours_are_not_joined() -> None:
    """Words of line 3 and words of line 5 do not make a quotation."""
    apart = regulation("majorité. L'absence", 3, 3)
    apart = attrs.evolve(apart, clauses=(attrs.evolve(apart.clauses[0], lines=((3, 3), (5, 5))),))
    assert {each.check for each in quoted_words(apart, {"t": TEXT.encode()})} == {"not-in-the-lines"}


def test_a_text_that_is_not_at_hand_is_a_remark_and_another_text_a_fault() -> None:
    [remark] = quoted_words(regulation("Le jury", 2, 2), {})
    assert (remark.check, remark.fault) == ("source-not-at-hand", False)
    assert "2 quotations" in remark.what
    [fault] = quoted_words(regulation("Le jury", 2, 2), {"t": (TEXT + " ").encode()})
    assert (fault.check, fault.path) == ("wrong-source", "sources[t].sha256")


def test_a_wrong_count_of_lines() -> None:
    [fault] = quoted_words(regulation("Le jury", 2, 2, lines=6), {"t": TEXT.encode()})
    assert fault.check == "wrong-line-count"


def test_a_text_is_found_by_its_digest_among_several_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "t.txt").write_text("another text")
    (tmp_path / "a" / "b" / "t.txt").write_bytes(TEXT.encode())
    sources = regulation("Le jury", 2, 2).sources
    assert found_texts(sources, [tmp_path]) == {"t": TEXT.encode()}
    (tmp_path / "a" / "b" / "t.txt").unlink()
    assert found_texts(sources, [tmp_path]) == {"t": b"another text"}  # told as a wrong source, not as a missing one
    assert found_texts(sources, [tmp_path / "nowhere"]) == {}


def test_the_fictional_texts_hold_what_is_quoted_of_them() -> None:
    folder = Path(__file__).parent / "fictional"
    for title in FICTIONAL.regulations:
        texts = found_texts(title.sources, [folder])
        assert len(texts) == len(title.sources)
        assert list(quoted_words(title, texts)) == []


# --- places --------------------------------------------------------------------------------------------------------

MAIN = """from certdomain import BlocByMark, Gate, Regulation, Said
from example.parts import AWARD, MORE
from example.parts import CLAUSES as TEXT

TEN = Said(
    10,
    ("R1",),
)
FIRST = (Gate(request=1, conditions=(4, 5)),)
TITLE = Regulation(
    certification="X1",
    edition="1",
    clauses=TEXT + (),
    award=AWARD,
    gates=(*FIRST, *MORE),
    last_issue=TEN,
)
"""
PARTS = """from certdomain import Audience, BlocByMark, Clause, Gate
WIDE = Audience(
    routes=(1, 2),
)
CLAUSES = (
    Clause(id="R1"),
    Clause(
        id="R2",
        quote="words",
    ),
)
AWARD = AwardPolicy(
    blocs=tuple([BlocByMark(audience=Audience(routes=WIDE.routes))]),
)
MORE = (
    Gate(request=2),
    Gate(
        request=3,
    ),
)
"""
EXAMPLE = Sources.of({"example": ("main.py", MAIN), "example.parts": ("parts.py", PARTS), "broken": ("b.py", "x = (")})


@pytest.mark.parametrize(
    ("path", "place", "exact"),
    [
        ("", "main.py:10", True),
        ("edition", "main.py:12", True),
        ("clauses[R2].quote", "parts.py:9", True),
        ("clauses[2].quote", "parts.py:9", True),
        ("clauses[R2].lines", "parts.py:7", False),  # what encloses it
        ("gates[1].conditions[2]", "main.py:9", True),
        ("gates[3].request", "parts.py:18", True),  # through two starred names and an import
        ("last_issue.value", "main.py:6", True),  # a positional argument
        ("last_issue.by", "main.py:7", True),
        ("award.blocs[1].audience.routes[2]", "parts.py:3", True),  # through an attribute of a name
        ("award.blocs[9]", "parts.py:13", False),
    ],
)
def test_a_path_is_followed_through_names_tuples_and_modules(path: str, place: str, exact: bool) -> None:
    found = EXAMPLE.find("X1", path)
    assert found is not None
    assert (str(found.place), found.exact) == (place, exact)


def test_nothing_is_guessed() -> None:
    assert EXAMPLE.find("X2", "edition") is None


@pytest.mark.parametrize("title", sorted(installed()))
def test_every_value_that_a_title_writes_has_its_line(title: str) -> None:
    """Each path has a place; all that is written out, no default and not computed, is found exactly."""
    declared = installed()[title][0]
    regulation, sources = declared.regulation, files_of_plugin(declared.distribution).sources
    texts = ("sources", "clauses", "readings", "parameters", "defects", "silences", "totals", "referential")
    things = {**policies(regulation), **{name: getattr(regulation, name) for name in texts}}
    written = set(_written(things))
    found = {path: sources.find(title, path) for path, _ in walk(things)}
    assert all(each is not None for each in found.values())
    inexact = [path for path in sorted(written) if not (each := found[path]) or not each.exact]
    assert len(inexact) <= len(written) * 0.15
    assert not [path for path in inexact if not path.startswith("referential.")]


def _written(things: dict[str, object]) -> Iterator[str]:
    """The paths of what is no default, nor within one."""
    for name, thing in things.items():
        yield from _within(thing, name)


def _within(thing: object, path: str) -> Iterator[str]:
    if thing in ((), None):
        return
    yield path
    if isinstance(thing, tuple):
        for number, item in enumerate(thing, start=1):
            yield from _within(item, f"{path}[{number}]")
    elif attrs.has(type(thing)):
        defaults = {each.alias: each.default for each in attrs.fields(cast("type[attrs.AttrsInstance]", type(thing)))}
        for name, value in fields(thing):
            if defaults[name] is attrs.NOTHING or value != defaults[name]:
                yield from _within(value, f"{path}.{name}")


def test_the_place_is_the_line_of_the_id() -> None:
    """Told apart from the reader of the sources: each clause's line is that of its call."""
    for editions in installed().values():
        for declared in editions:
            sources = files_of_plugin(declared.distribution).sources
            for clause in declared.regulation.clauses:
                found = sources.find(declared.regulation.certification, f"clauses[{clause.id}].id")
                assert found is not None
                line = Path(found.place.file).read_text(encoding="utf-8").splitlines()[found.place.line - 1]
                assert f'"{clause.id}"' in line
