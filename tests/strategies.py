"""Hypothesis strategies for everything a register takes in: marks, days, evidence, juries, every command."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date, time
from fractions import Fraction

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from certdomain.commands import (
    COMMANDS,
    Command,
    Diploma,
    Ects,
    Evidence,
    Experience,
    Member,
    RecordEvaluation,
    RecordModule,
    RecordPortfolioResult,
    Selection,
    Settle,
)
from certdomain.commands_reading import FIRST_DAY, LAST_DAY
from certdomain.vocabulary import (
    BLOC_VERDICTS,
    RESULT_VERDICTS,
    TITLE_VERDICTS,
    CertificateKind,
    Channel,
    Countersigned,
    DiplomaKind,
    ExcuseReason,
    Gender,
    Ground,
    JuryKind,
    ModuleAbsence,
    MoveGround,
    RetakeMode,
    Role,
    Route,
    Situation,
)

Fields = dict[str, SearchStrategy[object]]


def _texts(most: int) -> SearchStrategy[str]:
    letters = st.characters(exclude_categories=["Cc", "Cs", "Cn", "Cf", "Zl", "Zp"])
    plain = st.text(letters, min_size=1, max_size=most)
    composed = plain.map(lambda text: unicodedata.normalize("NFC", text).strip())
    return composed.filter(lambda text: 0 < len(text) <= most)


ids = st.sampled_from(["B1", "B1.1", "PRO", "BC01.C01", "RNCP36395", "fiche:1"]) | _texts(12)
prose = _texts(40)
days = st.dates(FIRST_DAY, LAST_DAY)
clocks = st.times().map(lambda moment: moment.replace(microsecond=0))
id_lists = st.lists(ids, min_size=1, max_size=4, unique=True).map(tuple)
ordinals = st.integers(1, 999_999_999)
entries = ordinals | ids.filter(lambda text: not text.lstrip("+-").isdecimal())


def exacts(least: int, most: int) -> SearchStrategy[Fraction]:
    """Exact numbers: decimals as a marker writes them, thirds and sevenths as a mean gives them."""
    written = st.decimals(least, most, places=2, allow_nan=False, allow_infinity=False).map(Fraction)
    return written | st.fractions(least, most, max_denominator=10_000)


points = exacts(0, 1_000)
marks = exacts(0, 20)
hours = exacts(0, 100_000)

diplomas = st.builds(
    Diploma, level=st.integers(1, 8), kind=st.none() | st.sampled_from(DiplomaKind), field=st.none() | ids
)
experiences = st.builds(Experience, months=exacts(0, 1_200), field=st.none() | ids)
ects = st.builds(Ects, credits=exacts(0, 1_000), field=ids, same_sector=st.booleans())
selections = st.builds(Selection, whole=st.booleans()) | st.builds(
    Selection, file=st.booleans(), written=st.none() | st.booleans(), interview=st.none() | st.booleans()
)
evidence = st.builds(Evidence, of=st.one_of(diplomas, experiences, ects, selections))
members = st.builds(
    Member,
    role=st.sampled_from(Role),
    external=st.booleans(),
    gender=st.none() | st.sampled_from(Gender),
    trade_since=st.none() | days,
    trade_until=st.none() | days,
    trained_candidate=st.booleans(),
    accompanied_candidate=st.booleans(),
    linked_to_candidate=st.booleans(),
    employed_by_centre=st.booleans(),
    marks=st.booleans(),
    active=st.booleans(),
)
json_values: SearchStrategy[object] = st.recursive(
    st.none() | st.booleans() | prose,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ids, inner, max_size=3),
    max_leaves=6,
)


def maps(values: SearchStrategy[object], least: int = 0) -> SearchStrategy[dict[str, object]]:
    """Maps from ids."""
    return st.dictionaries(ids, values, min_size=least, max_size=4)


# By the type that the class writes; what stands in NAMED narrows it.
TYPED: Fields = {
    "str": ids,
    "date": days,
    "time": clocks,
    "bool": st.booleans(),
    "int": st.integers(1, 10),
    "Fraction": hours,
    "EntryRef": entries,
    "Route": st.sampled_from(Route),
    "Situation": st.sampled_from(Situation),
    "Ground": st.sampled_from(Ground),
    "ExcuseReason": st.sampled_from(ExcuseReason),
    "ModuleAbsence": st.sampled_from(ModuleAbsence),
    "Countersigned": st.sampled_from(Countersigned),
    "RetakeMode": st.sampled_from(RetakeMode),
    "Channel": st.sampled_from(Channel),
    "MoveGround": st.sampled_from(MoveGround),
    "JuryKind": st.sampled_from(JuryKind),
    "CertificateKind": st.sampled_from(CertificateKind),
    "tuple[str, ...]": id_lists,
    "tuple[Evidence, ...]": st.lists(evidence, max_size=3).map(tuple),
    "tuple[Member, ...]": st.lists(members, min_size=1, max_size=5).map(tuple),
    "Mapping[str, bool]": maps(st.booleans(), least=1),
    "Mapping[str, str]": maps(prose),
    "Mapping[str, Json]": maps(json_values, least=1),
    "Mapping[str, Verdict]": maps(st.sampled_from(BLOC_VERDICTS)),
}
NAMED: Fields = {
    "title": st.sampled_from(TITLE_VERDICTS),
    "verdict": st.sampled_from(RESULT_VERDICTS),
    "reason": prose,
    "question": prose,
    "mark": marks,
    "session": ordinals.map(str) | ids.filter(lambda text: not text.lstrip("+-").isdecimal()),
}


def _field(name: str, written: str) -> SearchStrategy[object]:
    bare = written.removesuffix(" | None")
    named = NAMED.get(name) if bare in {"str", "Verdict", "Fraction"} else None
    found = named if named is not None else TYPED[bare]
    return found | st.none() if bare != written else found


def _plain(kind: type[Command]) -> Fields:
    annotations = {
        name: text for base in reversed(kind.__mro__) for name, text in vars(base).get("__annotations__", {}).items()
    }
    return {name: _field(name, text) for name, text in annotations.items()}


def _made(kind: type[Command], fields: Fields, *choices: SearchStrategy[dict[str, object]]) -> SearchStrategy[Command]:
    """Commands from their free fields, and from one draw of each choice of fields that stand together."""

    def make(free: dict[str, object], *chosen: dict[str, object]) -> Command:
        whole = dict(free)
        for each in chosen:
            whole |= each
        build: Callable[..., Command] = kind
        return build(**whole)

    return st.builds(make, st.fixed_dictionaries(fields), *choices)


def _one(**fields: SearchStrategy[object]) -> SearchStrategy[dict[str, object]]:
    return st.one_of([st.fixed_dictionaries({name: values}) for name, values in fields.items()])


def _without(kind: type[Command], *names: str) -> Fields:
    return {name: values for name, values in _plain(kind).items() if name not in names}


def _criteria() -> SearchStrategy[dict[str, object]]:
    def split(criteria: dict[str, object], waived: dict[str, str]) -> dict[str, object]:
        return {
            "criteria": criteria,
            "not_applicable": {key: why for key, why in waived.items() if key not in criteria},
        }

    return st.builds(split, maps(st.booleans(), least=1), st.dictionaries(ids, prose, max_size=2))


def commands_of(kind: type[Command]) -> SearchStrategy[Command]:
    """Well-formed commands of one class."""
    if kind is RecordEvaluation:
        payloads = ("points", "mark", "verdict", "competences", "criteria", "not_applicable", "evaluation", "bloc")
        payload = _one(
            points=points, mark=marks, verdict=st.sampled_from(RESULT_VERDICTS), competences=TYPED["Mapping[str, bool]"]
        )
        return _made(kind, _without(kind, *payloads), _one(evaluation=ids, bloc=ids), payload | _criteria())
    if kind is RecordModule:
        scored = st.tuples(points, points).filter(any).map(lambda pair: {"points": min(pair), "out_of": max(pair)})
        absent = st.just({"absent": ModuleAbsence.UNJUSTIFIED})
        return _made(kind, _without(kind, "points", "out_of", "absent"), st.one_of(scored, absent))
    if kind is RecordPortfolioResult:
        payload = _one(points=points, verdict=st.sampled_from(RESULT_VERDICTS))
        return _made(kind, _without(kind, "points", "verdict"), payload)
    if kind is Settle:
        answers = st.sampled_from(["accepted", "refused"])
        request = st.fixed_dictionaries({"entry": entries, "answer": answers})
        question = st.fixed_dictionaries({"question": prose, "answer": prose})
        return _made(kind, _without(kind, "entry", "question", "answer"), st.one_of(request, question))
    return _made(kind, _plain(kind))


commands = st.sampled_from(sorted(COMMANDS)).flatmap(lambda name: commands_of(COMMANDS[name]))

hostile = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.just(10**5000),
    st.floats(),
    st.binary(max_size=5),
    st.text(max_size=20),
    st.sampled_from(["\ud800", "\x00", "\u202e", "NaN", "1e400", "-1", "9" * 4000, "2025-02-30", "24:00", "", " "]),
    st.just(object()),
    st.lists(st.nothing()),
    st.recursive(
        st.none() | st.booleans() | st.text(max_size=5) | st.integers(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.text(max_size=5) | st.integers(), inner, max_size=3)
            | st.sets(st.integers(), max_size=2)
        ),
        max_leaves=8,
    ),
    st.just(time(8, 30)),
    st.just(date(1, 1, 1)),
)
