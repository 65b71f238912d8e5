"""Every clause of every source text is declared, cited where it decides, and points into its source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import cast

import attrs
import pytest

from certdomain import Effect, Left, Read, Regulation
from certdomain.plugins import installed
from certdomain.regulation.settlement import settled
from tests.fictional import FICTIONAL

INSTALLED = {d.regulation.certification: d.regulation for editions in installed().values() for d in editions}
ALL = (*INSTALLED.values(), *FICTIONAL.regulations)
every = pytest.mark.parametrize("regulation", ALL, ids=lambda regulation: str(regulation.certification))

COUNTED = {
    "RNCP36395": ("CCI-R", 99),
    "RNCP38604": ("INS-R", 23),
    "RNCP35663": ("ASC-R", 22),
    "NOFICHE-003": ("REF-R", 15),
    "RNCP27413": ("ATC-R", 17),
}
"""How many clauses the study of each text found, and how they are numbered."""

BORROWED = {"RNCP27413": ("CCI-R95",)}
"""Clauses of another text of the same certifier that hold for this title too."""

IN_THE_REFERENTIAL = "it says what a bloc consists of, and is executed as the evaluations of the referential"
NOT_CITED = {
    "RNCP36395": {},
    "RNCP38604": dict.fromkeys(("INS-R08", "INS-R09", "INS-R10"), IN_THE_REFERENTIAL),
    "NOFICHE-003": dict.fromkeys(("REF-R02", "REF-R10", "REF-R13"), IN_THE_REFERENTIAL),
    "FICTION-TP": {},
    "FICTION-BTS": {},
}
"""Clauses that decide something without being cited by a policy, and why."""

NOT_POLICIES = {
    "sources", "clauses", "referential", "readings", "parameters", "defects", "silences", "name", "choices", "values"
}  # fmt: skip
CITING = {"by", "by_bloc", "clauses", "falsification", "keeps", "kinds", "missing", "needed"}
"""Fields that hold the ids of clauses, beside those that end in `_by`."""
CLAUSE = re.compile(r"[A-Z]+-R[0-9]+")


def policies(regulation: Regulation) -> Iterator[tuple[str, object]]:
    """Everything in the policies of a regulation, each with the name of the field that it stands in."""
    for field in attrs.fields(Regulation):
        if field.name not in NOT_POLICIES:
            yield from _inside(getattr(regulation, field.name), field.name)


def _inside(thing: object, field: str) -> Iterator[tuple[str, object]]:
    yield field, thing
    if isinstance(thing, tuple):
        for item in thing:
            yield from _inside(item, field)
    elif attrs.has(type(thing)):
        for each in attrs.fields(cast("type[attrs.AttrsInstance]", type(thing))):
            if each.init:
                yield from _inside(getattr(thing, each.name), each.name)


def cited(regulation: Regulation) -> set[str]:
    """The clauses that the policies cite: the texts in the fields that hold clauses."""
    return {
        text
        for field, text in policies(regulation)
        if isinstance(text, str) and (field in CITING or field.endswith("_by")) and CLAUSE.fullmatch(text)
    }


# --- all there, in order -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("certification", COUNTED)
def test_every_clause_is_there_in_order(certification: str) -> None:
    prefix, count = COUNTED[certification]
    expected = [f"{prefix}{number:02}" for number in range(1, count + 1)]
    assert [clause.id for clause in INSTALLED[certification].clauses] == [*expected, *BORROWED.get(certification, ())]


def test_no_other_title_is_installed() -> None:
    assert set(INSTALLED) == set(COUNTED)


@every
def test_clauses_point_into_their_source(regulation: Regulation) -> None:
    """Each names a document of the regulation, and lines that it has, in rising order and without overlap."""
    lengths = {source.id: source.lines for source in regulation.sources}
    assert len(lengths) == len(regulation.sources)
    for clause in regulation.clauses:
        assert clause.source in lengths, clause.id
        assert all(1 <= first <= last <= lengths[clause.source] for first, last in clause.lines), clause.id
        assert all(one[1] < other[0] for one, other in pairwise(clause.lines)), clause.id
    most = max(lengths.values())
    assert all(1 <= first <= last <= most for defect in regulation.defects for first, last in defect.lines)


@every
def test_sources_are_pinned(regulation: Regulation) -> None:
    assert all(re.fullmatch(r"[0-9a-f]{64}", source.sha256) and source.lines > 0 for source in regulation.sources)
    assert all("/" not in source.file for source in regulation.sources), "a file's name, not a place on a machine"


@every
def test_everything_is_said_in_both_languages(regulation: Regulation) -> None:
    """In one sentence or two, and not the same in both."""
    for clause in regulation.clauses:
        for words in (clause.says, clause.because):
            if words is not None:
                assert words.en.strip(), clause.id
                assert words.fr.strip(), clause.id
                assert words.en != words.fr, clause.id


@every
def test_ids_are_unique(regulation: Regulation) -> None:
    ids = [
        *(clause.id for clause in regulation.clauses),
        *(reading.id for reading in regulation.readings),
        *(parameter.name for parameter in regulation.parameters),
    ]
    assert len(ids) == len(set(ids))


# --- cited ---------------------------------------------------------------------------------------------------------


@every
def test_what_is_cited_exists(regulation: Regulation) -> None:
    """By policies, readings, parameters and defects alike."""
    known = {clause.id for clause in regulation.clauses}
    assert cited(regulation) <= known
    declared = [thing.clauses for thing in regulation.readings]
    declared += [thing.clauses for thing in regulation.parameters]
    declared += [thing.clauses for thing in regulation.defects]
    assert all(set(clauses) <= known for clauses in declared)


@every
def test_citations_stand_where_they_are_looked_for(regulation: Regulation) -> None:
    """Fields that hold clauses hold nothing else, and no clause hides in another field."""
    known = {clause.id for clause in regulation.clauses}
    ids = {bloc.id for bloc in regulation.referential.lines}
    for field, text in policies(regulation):
        if not isinstance(text, str):
            continue
        if field in CITING - {"by_bloc"} or field.endswith("_by"):
            assert text in known, f"{field}: {text}"
        elif field == "by_bloc":
            assert text in known | ids, text
        else:
            assert not CLAUSE.fullmatch(text), f"{field}: {text}"


@every
def test_what_decides_is_cited(regulation: Regulation) -> None:
    """A clause that is executed or checked is cited by a policy, or stands in the table with the reason why not."""
    deciding = {c.id for c in regulation.clauses if c.effect in (Effect.EXECUTED, Effect.CHECKED)}
    assert deciding - cited(regulation) == set(NOT_CITED.get(regulation.certification, {}))


@every
def test_what_has_no_effect_is_not_cited(regulation: Regulation) -> None:
    """A clause that nothing recorded bears on cannot be the reason of anything."""
    idle = {clause.id for clause in regulation.clauses if clause.effect is Effect.NONE}
    assert not idle & cited(regulation)


# --- readings and parameters ---------------------------------------------------------------------------------------


@every
def test_readings_are_used_and_declared(regulation: Regulation) -> None:
    used = {term.reading for _, term in policies(regulation) if isinstance(term, Read)}
    assert used == {reading.id for reading in regulation.readings}


@every
def test_letters_are_those_declared(regulation: Regulation) -> None:
    """Wherever a reading is used, it has a value for each declared letter, in the same order, and for no other."""
    declared = {reading.id: [option.letter for option in reading.options] for reading in regulation.readings}
    for _, term in policies(regulation):
        if isinstance(term, Read):
            assert [letter for letter, _ in term.options] == declared[term.reading], term.reading


@every
def test_letters_make_a_difference(regulation: Regulation) -> None:
    """Two letters of a reading that mean the same everywhere would be no reading."""
    for reading in regulation.readings:
        places = [t for _, t in policies(regulation) if isinstance(t, Read) and t.reading == reading.id]
        for one, other in pairwise(option.letter for option in reading.options):
            assert any(dict(place.options)[one] != dict(place.options)[other] for place in places), reading.id


@every
def test_a_reading_reads_its_own_clauses(regulation: Regulation) -> None:
    """A term has a clause in common with the reading that it goes by."""
    declared = {reading.id: set(reading.clauses) for reading in regulation.readings}
    for _, term in policies(regulation):
        if isinstance(term, Read):
            assert set(term.clauses) & declared[term.reading], (term.reading, term.clauses)


@every
def test_parameters_are_used_and_declared(regulation: Regulation) -> None:
    used = {term.name for _, term in policies(regulation) if isinstance(term, Left)}
    assert used == {parameter.name for parameter in regulation.parameters}


@every
def test_settled_leaves_no_question(regulation: Regulation) -> None:
    """After settling nothing is left to read or to be given, and no citation was lost on the way."""
    plain = settled(regulation)
    assert not [term for _, term in policies(plain) if isinstance(term, Read | Left)]
    assert cited(plain) == cited(regulation)
