"""Each check of a declaration: titles that are fit, broken on purpose in one place, and told of that place alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TypeVar, cast

import attrs
import pytest

import certdomain.conformance
from certdomain import (
    Audience,
    Band,
    ByChannel,
    Channel,
    Day,
    Diploma,
    Effect,
    Evaluation,
    EveryBloc,
    FailedPart,
    Gate,
    GeneralAverage,
    Left,
    NoAnchor,
    NotAfterLastIssue,
    PartAtLeast,
    Period,
    Read,
    Regulation,
    Request,
    RetakeMode,
    Role,
    Route,
    Said,
    Seat,
    Sense,
    Size,
    Threshold,
    Unit,
    Until,
    Wait,
    Words,
)
from certdomain.conformance.bad import CHECKS as REFUSALS
from certdomain.conformance.checks import BY_NAME, CHECKS, note
from certdomain.conformance.declarations import examined
from certdomain.plugins import installed
from certdomain.regulation.award import AverageBase
from tests.fictional import BELLS, FICTIONAL

TITLES = {name: editions[0].regulation for name, editions in installed().items()}
CCI, INSEEC, ASCENCIA, NOFICHE = "RNCP36395", "RNCP38604", "RNCP35663", "NOFICHE-003"
FICTION = "FICTION-MIX"
TITLES[FICTION] = BELLS
T = TypeVar("T")
_STEP = re.compile(r"([^.\[\]]+)|\[([^\]]+)\]")


def put(thing: T, path: str, value: object) -> T:
    """The thing with another value at a path; `[+]` adds an item to a tuple, `[1]` and `[id]` name one."""
    steps = [name or f"[{inside}]" for name, inside in _STEP.findall(path)]
    return cast("T", _put(thing, steps, value))


def _put(thing: object, steps: Sequence[str], value: object) -> object:
    if not steps:
        return value
    step, rest = steps[0], steps[1:]
    if step == "[+]":
        return (*cast("tuple[object, ...]", thing), value)
    if step.startswith("["):
        items = cast("tuple[object, ...]", thing)
        names = [getattr(item, "id", getattr(item, "name", None)) for item in items]
        index = names.index(step[1:-1]) if step[1:-1] in names else int(step[1:-1]) - 1
        return (*items[:index], _put(items[index], rest, value), *items[index + 1 :])
    evolve = cast("Callable[..., object]", attrs.evolve)
    return evolve(thing, **{step: _put(getattr(thing, step), rest, value)})


@cache
def known(title: str) -> frozenset[tuple[str, str]]:
    return frozenset(told(TITLES[title]))


def told(regulation: Regulation) -> set[tuple[str, str]]:
    return {(each.check, each.path) for each in examined(regulation, "test")}


DAYS = tuple(Period(n, Unit.MONTHS) for n in range(13))
WAIT = Wait(
    day=Day.REQUEST,
    anchor=Said(Day.FAILING_JURY, ("CCI-R32",)),
    period=Said(DAYS[6], ("CCI-R32",)),
    no_anchor=NoAnchor.CANNOT_BE_MET,
)
UNTIL = Until(day=Day.REQUEST, anchor=Day.FAILING_JURY, period=Said(DAYS[3], ("CCI-R32",)))
NOBODY_ENROLLED = Audience(routes=(Route.INDIVIDUAL,))
EVERY_BLOC = EveryBloc(by=("CCI-R04",))

BREAKS: dict[str, tuple[str, str, object, set[tuple[str, str]]]] = {
    "a clause twice": (
        CCI,
        "clauses[+]",
        TITLES[CCI].clauses[0],
        {("duplicate-id", f"clauses[{TITLES[CCI].clauses[0].id}]")},
    ),
    "a clause of no source": (
        INSEEC,
        "clauses[INS-R13].source",
        "else",
        {("unknown-source", "clauses[INS-R13].source")},
    ),
    "a line too far": (
        INSEEC,
        "clauses[INS-R13].lines",
        ((419, 4190),),
        {("outside-source", "clauses[INS-R13].lines")},
    ),
    "a rule cites what is not there": (
        CCI,
        "award.keeps",
        ("CCI-R14", "CCI-R999"),
        {("unknown-clause", "award.keeps")},
    ),
    "a reading cites what is not there": (
        CCI,
        "readings[CCI-A01].clauses",
        ("CCI-R999",),
        {("unknown-clause", "readings[CCI-A01].clauses")},
    ),
    "no rule cites a clause any more": (
        CCI,
        "deliberation.minutes_by",
        (),
        {("unused-clause", "clauses[CCI-R46]")},
    ),
    "a text that a person must still write": (
        INSEEC,
        "clauses[INS-R13].says",
        Words(en="TO BE WRITTEN: not declared yet", fr="x"),
        {("to-be-written", "clauses[INS-R13]")},
    ),
    "a bare value": (
        NOFICHE,
        "duties[3].hours",
        Said(Fraction(8)),
        {("rule-without-clause", "duties[3].hours"), ("unused-clause", "clauses[REF-R05]")},
    ),
    "a reading that is not there": (
        CCI,
        "award.blocs[2].retaken_needs_pass",
        Read("CCI-A99", (("a", False), ("b", True)), ("CCI-R11",)),
        {
            ("unknown-reading", "award.blocs[2].retaken_needs_pass"),
            ("unused-reading", "readings[CCI-A28]"),
            ("settling", ""),
        },
    ),
    "a letter without answer": (
        CCI,
        "award.blocs[2].retaken_needs_pass",
        Read("CCI-A28", (("a", False),), ("CCI-R11",)),
        {("reading-letters", "award.blocs[2].retaken_needs_pass")},
    ),
    "options that are the same": (
        CCI,
        "award.blocs[2].retaken_needs_pass",
        Read("CCI-A28", (("a", False), ("b", False)), ("CCI-R11",)),
        {("no-way-to-tell", "readings[CCI-A28].options[b]")},
    ),
    "a parameter that is not there": (
        CCI,
        "last_issue",
        Left("last_isue_on", ("CCI-R31",)),
        {
            ("unknown-parameter", "last_issue"),
            ("unused-parameter", "parameters[last_issue_on]"),
            ("settling", ""),
        },
    ),
    "a parameter that nothing reads": (
        ASCENCIA,
        "reports",
        None,
        {
            ("unused-parameter", "parameters[n_activities]"),
            ("unused-clause", "clauses[ASC-R10]"),
        },
    ),
    "an evaluation that is not there": (
        NOFICHE,
        "duties[3].evaluation",
        "B9.written",
        {("unknown-evaluation", "duties[3].evaluation")},
    ),
    "a group that is not there": (
        INSEEC,
        "award.titles[1].requires[2].group",
        "options",
        {("unknown-group", "award.titles[1].requires[2].group")},
    ),
    "a bloc that is not there": (
        CCI,
        "totals[1].bloc",
        "B9",
        {("unknown-bloc", "totals[1].bloc")},
    ),
    "a criterion that is not there": (
        NOFICHE,
        "award.blocs[1].doubtful",
        ("CR9.9.9",),
        {("unknown-criterion", "award.blocs[1].doubtful")},
    ),
    "points that do not add up": (
        CCI,
        "referential.blocs[B2].evaluations[B2.2].out_of",
        Fraction(70),
        {("points-do-not-add-up", "totals[2]"), ("points-do-not-add-up", "totals[6]")},
    ),
    "a total that the text does not give": (
        CCI,
        "totals[6].points",
        Fraction(999),
        {("points-do-not-add-up", "totals[6]")},
    ),
    "no points": (
        INSEEC,
        "referential.blocs[BC03].evaluations[BC03.1].out_of",
        None,
        {("no-points", "referential.blocs[BC03].evaluations[BC03.1]")},
    ),
    "points of nothing": (
        INSEEC,
        "referential.blocs[BC03].evaluations[BC03.1].out_of",
        Fraction(0),
        {("not-a-number-of-points", "referential.blocs[BC03].evaluations[BC03.1].out_of")},
    ),
    "a weight without points": (
        NOFICHE,
        "referential.blocs[B1].evaluations[B1.oral].weight",
        Fraction(2),
        {("not-a-number-of-points", "referential.blocs[B1].evaluations[B1.oral].weight")},
    ),
    "an average of nothing": (
        NOFICHE,
        "award.titles[1].requires[+]",
        GeneralAverage(at_least=Said(Fraction(10), ("REF-R01",)), over=Said(AverageBase.ALL_POINTS, ("REF-R01",))),
        {("nothing-to-average", "award.titles[1].requires[2]")},
    ),
    "a rule in the shadow of another": (
        CCI,
        "award.blocs",
        tuple(reversed(TITLES[CCI].award.blocs)),
        {("shadowed", "award.blocs[2]")},
    ),
    "a gate for those who cannot enrol": (
        INSEEC,
        "gates[2].audience",
        NOBODY_ENROLLED,
        {("reaches-nobody", "gates[2].audience")},
    ),
    "an evaluation for those who cannot enrol": (
        INSEEC,
        "referential.blocs[BC03].evaluations[+]",
        Evaluation(id="BC03.2", out_of=Fraction(20), audience=NOBODY_ENROLLED),
        {("reaches-nobody", "referential.blocs[BC03].evaluations[BC03.2].audience")},
    ),
    "a gate that its own condition closes": (
        CCI,
        "gates[11].audience",
        Audience(routes=(Route.STUDENT,)),
        {("reaches-nobody", "gates[11]"), ("reaches-nobody", "gates[11].conditions[2]")},
    ),
    "nobody says how the title is judged": (
        CCI,
        "award.titles",
        TITLES[CCI].award.titles[1:],
        set(),
    ),
    "a gate for a request that has no mode": (
        CCI,
        "gates[1].modes",
        (RetakeMode.RESIT,),
        {("cannot-happen", "gates[1]")},
    ),
    "a condition on what is not said": (
        INSEEC,
        "gates[2].conditions[+]",
        ByChannel(among=(Channel.EMAIL,), by=("INS-R04",)),
        {("cannot-happen", "gates[2].conditions[3]")},
    ),
    "no last issue date": (
        INSEEC,
        "gates[2].conditions[+]",
        NotAfterLastIssue(day=Day.REQUEST),
        {("cannot-happen", "gates[2].conditions[3]")},
    ),
    "no professional part": (
        INSEEC,
        "gates[+]",
        Gate(request=Request.PROFESSIONAL_RETAKE, conditions=(FailedPart(by=("INS-R04",)),)),
        {("cannot-happen", "gates[3]")},
    ),
    "the same condition twice": (
        INSEEC,
        "gates[2].conditions[+]",
        TITLES[INSEEC].gates[1].conditions[0],
        {("said-twice", "gates[2].conditions[3]")},
    ),
    "a ground that another covers": (
        CCI,
        "gates[1].conditions[2].grounds.value[+]",
        Diploma(level=6, by=("CCI-R01",)),
        {("covered-ground", "gates[1].conditions[2].grounds[3]")},
    ),
    "bands that overlap": (
        CCI,
        "attendance.bands[2].upto",
        Fraction(1, 40),
        {("bands", "attendance.bands[2]")},
    ),
    "a first band that costs nothing, as a text may say": (
        CCI,
        "attendance.bands[1].cut",
        Fraction(0),
        set(),
    ),
    "a later band that costs nothing": (
        CCI,
        "attendance.bands[2].cut",
        Fraction(0),
        {("bands", "attendance.bands[2]")},
    ),
    "a first band that gives points": (
        CCI,
        "attendance.bands[1].cut",
        Fraction(-1, 20),
        {("bands", "attendance.bands[1]")},
    ),
    "a rule on a bloc that is not there": (
        CCI,
        "award.blocs[2].blocs",
        ("B1", "B2", "B3", "B4", "B9"),
        {("unknown-bloc", "award.blocs[2].blocs")},
    ),
    "a rule on the professional part, which no bloc rule judges": (
        CCI,
        "award.blocs[2].blocs",
        ("B1", "B2", "B3", "B4", "PRO"),
        {("unknown-bloc", "award.blocs[2].blocs")},
    ),
    "blocs of which no rule speaks": (
        CCI,
        "award.blocs[2].blocs",
        ("B1", "B2"),
        {("nobody-judges", "award.blocs")},
    ),
    "a rule whose every bloc is taken": (
        INSEEC,
        "award.blocs[+]",
        attrs.evolve(TITLES[INSEEC].award.blocs[0], blocs=("BC01", "BC05")),
        {("shadowed", "award.blocs[2]")},
    ),
    "a rule that takes the one bloc of the next": (
        FICTION,
        "award.blocs[2].blocs",
        ("GESTURES",),
        {("nobody-judges", "award.blocs"), ("shadowed", "award.blocs[3]")},
    ),
    "bands that fall": (
        CCI,
        "attendance.bands[3].cut",
        Fraction(1, 10),
        {("bands", "attendance.bands[3]")},
    ),
    "a band beyond the whole": (
        CCI,
        "attendance.bands[+]",
        Band(upto=Fraction(101, 100), cut=Fraction(1, 5)),
        {("bands", "attendance.bands[4]")},
    ),
    "an eliminatory mark above the pass mark": (
        CCI,
        "award.blocs[2].eliminatory_below.value",
        Fraction(101, 10),
        {("thresholds-cross", "award.blocs[2].eliminatory_below")},
    ),
    "a group that cannot be": (
        NOFICHE,
        "duties[1].least",
        5,
        {("thresholds-cross", "duties[1]")},
    ),
    "a mark beyond the scale": (
        INSEEC,
        "award.blocs[1].pass_mark.value",
        Fraction(41, 2),
        {("out-of-scale", "award.blocs[1].pass_mark")},
    ),
    "a mark that everybody has": (
        INSEEC,
        "award.blocs[1].pass_mark.value",
        Fraction(0),
        {("out-of-scale", "award.blocs[1].pass_mark")},
    ),
    "a share that cannot be reached, under another reading": (
        NOFICHE,
        "award.blocs[1].share.options[2][2]",
        Threshold(Fraction(1), Sense.MORE_THAN),
        {("out-of-scale", "award.blocs[1].share")},
    ),
    "more blocs than there are": (
        INSEEC,
        "award.titles[1].requires[2].at_least",
        6,
        {("more-than-there-are", "award.titles[1].requires[2].at_least")},
    ),
    "a default out of bounds": (
        ASCENCIA,
        "parameters[n_activities].default",
        "6",
        {("outside-its-bounds", "parameters[n_activities].default"), ("settling", "")},
    ),
    "a year between": (
        INSEEC,
        "gates[1].conditions[3].grounds.value",
        tuple(
            each
            for each in TITLES[INSEEC].gates[0].conditions[2].grounds.value  # type: ignore[union-attr]
            if each.entry_years != (2,)
        ),
        {("uncovered-year", "gates[1].conditions[3].grounds"), ("unused-clause", "clauses[INS-R02]")},
    ),
    "a jury that its seats overfill": (
        INSEEC,
        "juries[1].size.value",
        Size(n=4),
        {("cannot-be-filled", "juries[1].size")},
    ),
    "seats that exclude one another": (
        INSEEC,
        "juries[1].seats[+]",
        Seat(roles=(Role.PROFESSIONAL,), least=0, most=2, by=("INS-R15",)),
        {("cannot-be-filled", "juries[1].seats")},
    ),
    "a window that never opens": (
        CCI,
        "gates[8].conditions",
        (*TITLES[CCI].gates[7].conditions, WAIT, UNTIL),
        {("never-opens", "gates[8].conditions[6]")},
    ),
    "months ahead of a day that may come sooner": (
        CCI,
        "gates[8].conditions",
        (*TITLES[CCI].gates[7].conditions, attrs.evolve(WAIT, period=Said(DAYS[3], ("CCI-R32",))), UNTIL),
        set(),
    ),
}


@pytest.mark.parametrize("broken", BREAKS)
def test_what_is_broken_is_told_and_nothing_else(broken: str) -> None:
    """The check fires at the very place, and no other check does."""
    title, path, value, expected = BREAKS[broken]
    assert told(put(TITLES[title], path, value)) - known(title) == expected


def test_every_check_of_a_declaration_is_broken_once() -> None:
    """No check goes untried: a check that never fires would look like a declaration without fault."""
    fired = {check for _, _, _, expected in BREAKS.values() for check, _ in expected}
    elsewhere = {"canonical-form", "idle-clause", "nobody-judges", "settling"}
    quoted = {check.name for check in CHECKS if check.subject in ("Loading", "Quoted words", "Cases")}
    assert {check.name for check in CHECKS} - quoted - elsewhere - fired == set()


@pytest.mark.parametrize("title", sorted(TITLES))
def test_the_titles_are_fit(title: str) -> None:
    """Nothing is wrong with the five titles; what is left to say of them is known."""
    assert [each for each in examined(TITLES[title], "test") if each.fault] == []


@pytest.mark.parametrize("regulation", FICTIONAL.regulations, ids=lambda r: str(r.certification))
def test_other_titles_are_fit_too(regulation: Regulation) -> None:
    assert [each for each in examined(regulation, "test") if each.fault] == []


def test_a_clause_without_effect_that_a_rule_cites() -> None:
    regulation = TITLES[INSEEC]
    number = next(n for n, each in enumerate(regulation.clauses, start=1) if each.id == "INS-R14")
    idle = attrs.evolve(regulation.clauses[number - 1], effect=Effect.NONE, because=Words(en="why", fr="pourquoi"))
    found = told(put(regulation, f"clauses[{number}]", idle)) - told(regulation)
    assert {check for check, _ in found} == {"idle-clause"}
    assert ("idle-clause", "award.keeps") in found


def test_candidates_whom_no_rule_judges() -> None:
    """Of those who may enrol; those who may not are not missed."""
    regulation = TITLES[INSEEC]
    narrow = put(regulation, "award.titles[1].audience", Audience(routes=(Route.VAE, Route.STUDENT)))
    [found] = [each for each in examined(narrow, "test") if each.check == "nobody-judges"]
    assert "apprenticeship" in found.what
    assert "individual" not in found.what


def test_blocs_whom_no_rule_judges_are_named() -> None:
    """Of the blocs without a rule each is named, with the candidates who lack it."""
    [found] = [
        each
        for each in examined(put(TITLES[CCI], "award.blocs[2].blocs", ("B1", "B2")), "test")
        if each.check == "nobody-judges"
    ]
    assert "bloc B3, B4 of" in found.what
    assert "vae" not in found.what, "the VAE has its own rule, for every bloc"


def test_points_of_blocs_that_are_judged_otherwise_make_no_average() -> None:
    """Every bloc by competences, and no part: there is nothing to average, whatever points the tests have."""
    award = BELLS.award
    rules = (award.blocs[0], attrs.evolve(award.blocs[2], blocs=()))
    titles = tuple(
        attrs.evolve(title, requires=tuple(r for r in title.requires if not isinstance(r, PartAtLeast)))
        for title in award.titles
    )
    changed = attrs.evolve(
        BELLS,
        award=attrs.evolve(award, blocs=rules, titles=titles),
        referential=attrs.evolve(BELLS.referential, part=None),
    )
    assert told(changed) - known(FICTION) == {
        ("nothing-to-average", "award.titles[2].requires[4]"),
        ("unused-clause", "clauses[MIX-R02]"),
        ("unused-clause", "clauses[MIX-R07]"),
    }


def test_a_rule_for_other_blocs_is_not_shadowed() -> None:
    """Two rules for everybody, each for its own blocs: neither takes anything from the other."""
    first = TITLES[INSEEC].award.blocs[0]
    own = (attrs.evolve(first, blocs=("BC01",)), first)
    assert told(put(TITLES[INSEEC], "award.blocs", own)) == known(INSEEC)


def test_a_fault_under_another_letter_says_so() -> None:
    title, path, value, _ = BREAKS["a share that cannot be reached, under another reading"]
    [found] = [each for each in examined(put(TITLES[title], path, value), "test") if each.fault]
    assert found.what.endswith("(under REF-A04: b)")


def test_every_note_is_of_a_check_with_a_way_to_mend_it() -> None:
    """The table is closed: a note cannot be made of a check that is not in it, and each says how to mend."""
    with pytest.raises(KeyError):
        note("no-such-check", "what")
    assert all(check.finds and check.mend and check.subject for check in CHECKS)
    assert len(BY_NAME) == len(CHECKS)


def test_every_name_of_a_check_in_the_kit_is_in_the_table() -> None:
    """So that the reference page, which is written from the table, knows each."""
    folder = Path(certdomain.conformance.__file__).parent
    for file in (*folder.glob("*.py"), folder.parent / "plugins.py"):
        text = file.read_text(encoding="utf-8")
        named = re.findall(r'(?:check=|note\(\s*)"([a-z][a-z0-9-]*)"', text)
        assert {*named} <= {*BY_NAME}, file.name


def test_the_bad_plugins_are_refused_by_checks_of_the_table() -> None:
    assert {*REFUSALS.values()} <= {*BY_NAME}
