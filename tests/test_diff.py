"""Diff over journeys: empty against itself, the mirror of the other way round, and the same as a plain loop."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from datetime import UTC, date, datetime
from functools import partial, reduce
from operator import add
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from certdomain import (
    BadCommand,
    BadInput,
    BlocVerdict,
    Command,
    Damaged,
    Decision,
    Deliberate,
    EnrolCandidate,
    RecordEvaluation,
    Register,
    UnknownJourney,
    Verdict,
)
from certdomain.audit import Asked, Part, diff
from certdomain.cli import main
from certdomain.differences import Counts, Difference, Side, mirrored
from certdomain.explanation import Node
from certdomain.regulation.canonical import canonical
from certdomain.regulation.settlement import with_choices
from certdomain.regulation.tree import Regulation
from certdomain.reports import LANGUAGES, counts_words, difference_words
from tests.fictional import FICTIONAL, GNOMONICS
from tests.fictional.moving import MOVING, OF_2023, OF_2025, OF_2027
from tests.test_cli import filed, run, run_json  # noqa: F401  the register of the bundled journeys
from tests.test_register import commands, jury
from tests.test_transitions import enrolled, move, sat

ON = date(2025, 7, 10)
SHORT = "demo-quarter-point-short"


def side(regulation: Regulation | None) -> Side:
    if regulation is None:
        return Side(label="own")
    return Side(label=regulation.edition, content=canonical(regulation))


def ask(title: str, a: Regulation | None, b: Regulation | None, on: date = ON) -> Asked:
    return Asked(certification=title, before=side(a), after=side(b), on=on)


def whole(parts: Iterator[Part]) -> Part:
    return sum(parts, Part())


def decided(register: Register, name: str, regulation: Regulation | None, on: date) -> Decision | None:
    try:
        return register.journey(name).decide(on, edition=regulation)
    except UnknownJourney:
        return None


def naive(register: Register, asked: Asked, a: Regulation | None, b: Regulation | None) -> tuple[Counts, list[str]]:
    """Two full decisions for each journey, one after the other; nothing of the module under test but its counts."""
    titles: Counter[tuple[Verdict | None, Verdict | None]] = Counter()
    blocs: Counter[tuple[str, object, object]] = Counter()
    kept: Counter[tuple[str, bool, bool]] = Counter()
    retakes: Counter[tuple[str, str, str]] = Counter()
    changed = []
    for stream in register.store.streams("journey/"):
        name = stream.removeprefix("journey/")
        asks = [r.command for r in register.journey(name).records() if isinstance(r.command, EnrolCandidate)]
        if not asks or asks[0].certification != asked.certification:
            continue
        old, new = decided(register, name, a, asked.on), decided(register, name, b, asked.on)
        titles[None if old is None else old.title.verdict, None if new is None else new.title.verdict] += 1
        if facets_days(old) == facets_days(new):
            continue
        changed.append(name)
        if old is None or new is None:
            continue
        before, after = ({line.bloc: line.verdict for line in lines_of(each)} for each in (old, new))
        for bloc in {*before, *after}:
            if before.get(bloc) is not after.get(bloc):
                blocs[bloc, before.get(bloc), after.get(bloc)] += 1
        for bloc in {*old.kept} ^ {*new.kept}:
            kept[bloc, bloc in old.kept, bloc in new.kept] += 1
        opened, then = ({r.bloc: (r.not_before, r.until) for r in each.retake_open} for each in (old, new))
        for bloc in {*opened, *then}:
            if opened.get(bloc) != then.get(bloc):
                states = ("open" if bloc in opened else "closed", "open" if bloc in then else "closed")
                retakes[bloc, *states] += 1
    counts = Counts(titles=titles, blocs=blocs, kept=kept, retakes=retakes, changed=len(changed))  # type: ignore[arg-type]  # by hand
    return counts, changed


def lines_of(decision: Decision) -> list[BlocVerdict]:
    return [*decision.blocs, *((decision.professional,) if decision.professional is not None else ())]


def facets_days(decision: Decision | None) -> object:
    """The outcome written out: title, points, blocs, kept, days of retakes."""
    if decision is None:
        return None
    data = json.loads(json.dumps(decision.to_json()))
    lines = {**data["blocs"], **({"part": data["professional"]} if data["professional"] else {})}
    return (
        data["title"]["verdict"],
        data["title"]["total"],
        {name: (line["verdict"], line["points"]) for name, line in lines.items()},
        data["kept"],
        {line["bloc"]: (line["not_before"], line["until"]) for line in data["retake_open"]},
    )


def nodes_of(difference: Difference) -> tuple[Node | None, Node | None]:
    return difference.parting.nodes


def obeys_the_laws(register: Register, title: str, a: Regulation | None, b: Regulation | None, on: date) -> Part:
    """All laws of a diff, on one register and one pair."""
    found = whole(diff(register, ask(title, a, b, on)))
    for each in (a, b):
        same = whole(diff(register, ask(title, each, each, on)))
        assert same.differences == ()
        assert (same.counts.changed, same.counts.blocs, same.counts.kept, same.counts.retakes) == (0, {}, {}, {})
        assert all(before is after for before, after in same.counts.titles)
    back = whole(diff(register, ask(title, b, a, on)))
    assert tuple(map(mirrored, back.differences)) == found.differences
    pairs: Iterable[tuple[Mapping[Any, int], Mapping[Any, int]]] = zip(
        (back.counts.titles, back.counts.blocs, back.counts.kept, back.counts.retakes),
        (found.counts.titles, found.counts.blocs, found.counts.kept, found.counts.retakes),
        strict=True,
    )
    for one, other in pairs:
        assert {(*key[:-2], key[-1], key[-2]): count for key, count in one.items()} == other
    counts, changed = naive(register, ask(title, a, b, on), a, b)
    assert found.counts == counts
    assert [each.journey for each in found.differences] == changed
    assert found.counts.changed == len(changed)
    for difference in found.differences:
        parting = difference.parting
        assert parting.before != parting.after
        for regulation, clauses, node in zip((a, b), parting.clauses, parting.nodes, strict=True):
            if node is not None:
                assert set(clauses) == set(node.clauses)
            if parting.entry is None and node is not None:
                decision = decided(register, difference.journey, regulation, on)
                assert decision is not None
                assert node in list(decision.explanation.walk())
    return found


# --- laws -------------------------------------------------------------------------------------------------------------

OTHER = with_choices(OF_2025, {"CAD-A02": "b"}, {})
regulations = st.sampled_from([None, OF_2023, OF_2025, OF_2027, OTHER])
points = st.sampled_from(["8", "9", "10", "12", "16"])


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["2023", "2025", "2027"]),
            points | st.none(),
            points | st.none(),
            st.booleans(),
            st.booleans(),
        ),
        max_size=5,
    ),
    regulations,
    regulations,
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_editions_obey_the_laws(
    people: Sequence[tuple[str, str | None, str | None, bool, bool]], a: Regulation | None, b: Regulation | None
) -> None:
    """Journeys of three editions, some moved, some deliberated on, some with nothing recorded yet."""
    with Register.open("memory:", plugins=[MOVING]) as register:
        register.do(attrs.evolve(jury(), certification="FICTION-CAD"))
        for number, (edition, first, second, moves, deliberates) in enumerate(people):
            journey = enrolled(register, f"J{number}", edition=edition)
            for name, mark in (("X1.1", first), ("X2.1", second)):
                if mark is not None:
                    journey.do(RecordEvaluation(on=date(2025, 6, 2), evaluation=name, points=mark))
            if moves:
                journey.do(move(date(2025, 6, 3)))
            if deliberates:
                with suppress(BadCommand):
                    journey.do(Deliberate(on=date(2025, 7, 1), jury="J1"))
        found = obeys_the_laws(register, "FICTION-CAD", a, b, ON)
        assert found.counts.journeys == len(people)


HALF = with_choices(GNOMONICS, {"BTF-A01": "b"}, {})
STRICT = attrs.evolve(
    GNOMONICS,
    edition="draft",
    gates=tuple(gate for gate in GNOMONICS.gates if gate.request.value != "request-retake"),
)


@given(
    st.lists(st.tuples(st.sampled_from(["X", "Y", "Z"]), commands), max_size=14),
    st.sampled_from([None, GNOMONICS, HALF, STRICT]),
    st.sampled_from([None, GNOMONICS, HALF, STRICT]),
)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_journeys_obey_the_laws(
    steps: Sequence[tuple[str, Command]], a: Regulation | None, b: Regulation | None
) -> None:
    """Retakes, corrections, voids, deliberations in any order; another reading, and a draft without retakes."""
    with Register.open("memory:", plugins=[FICTIONAL]) as register:
        register.do(jury())
        for name, command in steps:
            with suppress(BadCommand):
                register.journey(name).do(command)
        obeys_the_laws(register, "FICTION-BTS", a, b, date(2025, 12, 1))


def test_the_bundled_journeys_obey_the_laws(filed: str) -> None:  # noqa: F811
    """Each title against each of its other readings."""
    with Register.open(filed, create=False) as register:
        differing = 0
        for regulation in register.titles():
            for reading in regulation.readings[:3]:
                letter = next(o.letter for o in reading.options if o.letter != reading.chosen)
                other = with_choices(regulation, {reading.id: letter}, {})
                found = obeys_the_laws(register, regulation.certification, None, other, ON)
                differing += found.counts.changed
        assert differing > 0


@given(st.lists(st.tuples(st.sampled_from(["partial", "total"]), st.integers(0, 3)), max_size=8), st.randoms())
def test_counts_add_up_in_whatever_order(rows: list[tuple[str, int]], random: object) -> None:
    """Associative and commutative, with nothing as its zero."""
    parts = [
        Counts(titles=Counter({(Verdict(before), None): 1}), changed=number, kept=Counter({("B", True, False): number}))
        for before, number in rows
    ]
    total = reduce(add, parts, Counts())
    shuffled = [*parts]
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # a Random
    middle = len(shuffled) // 2
    one, other = reduce(add, shuffled[:middle], Counts()), reduce(add, shuffled[middle:], Counts())
    assert one + other == other + one == total + Counts() == total


# --- by hand ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def register() -> Iterator[Register]:
    """Four candidates: total under 2025 only, under 2023 only, more blocs under 2025, total under both."""
    with Register.open("memory:", plugins=[MOVING]) as opened:
        for name, marks in (("a", ("8", "16")), ("b", ("10", "13")), ("c", ("9", "10")), ("d", ("16", "16"))):
            sat(enrolled(opened, name), *marks)
        yield opened


def test_worked_by_hand(register: Register) -> None:
    """X1 at 9 is validated from 2025 on; 12 of average replaces both blocs."""
    found = whole(diff(register, ask("FICTION-CAD", OF_2023, OF_2025)))
    assert found.counts.titles == {
        (Verdict.PARTIAL, Verdict.TOTAL): 1,
        (Verdict.TOTAL, Verdict.PARTIAL): 1,
        (Verdict.PARTIAL, Verdict.PARTIAL): 1,
        (Verdict.TOTAL, Verdict.TOTAL): 1,
    }
    assert found.counts.kept == {("X1", False, True): 1}
    assert [each.journey for each in found.differences] == ["a", "b", "c", "d"]
    (points_only,) = found.differences[3].changes
    assert (points_only.what, points_only.before) == ("total", None), "the edition of 2023 adds no points up"
    third = found.differences[2].parting
    assert (third.asks, third.about, third.clauses) == ("bloc.mark", "X1", (("CAD-R02",), ("CAD-R05",)))
    assert third.before == "unmet, needed20 10, short 1"
    assert third.after == "met, needed20 9, short 0"
    words = difference_words(found.differences[2])
    assert "bloc.mark X1 [CAD-R02 | CAD-R05]:" in words


def test_no_journey_is_held_before_it_is_asked_for() -> None:
    """The first part is there after 64 journeys, whatever the size of the register: nothing is read ahead."""
    with Register.open("memory:", plugins=[MOVING]) as register:
        with register.batch():
            for number in range(150):
                enrolled(register, f"J{number:03}")
        seen: list[int] = []
        parts = diff(register, ask("FICTION-CAD", OF_2023, OF_2025), progress=seen.append)
        assert next(parts).looked_at == 64
        assert seen == [64]
        assert [part.looked_at for part in parts] == [64, 22]


def test_a_refused_enrolment_is_counted_and_named() -> None:
    """Under an edition that admits everybody there is a decision, under this one there is none: the enrolment parts."""
    open_ = attrs.evolve(OF_2025, edition="open", gates=())
    with Register.open("memory:", plugins=[MOVING]) as register:
        journey = register.journey("J1")
        enrolment = EnrolCandidate(
            on=date(2024, 9, 2), certification="FICTION-CAD", route="student", edition="2023", evidence=[]
        )
        assert journey.do(enrolment).refused
        found = whole(diff(register, ask("FICTION-CAD", None, open_)))
        assert found.counts.titles == {(None, Verdict.PENDING): 1}
        (difference,) = found.differences
        assert difference.parting.entry == 1
        assert "CAD-R04" in difference.parting.cited
        for lang in LANGUAGES:
            assert "[CAD-R04]" in difference_words(difference, lang)
            assert counts_words(found.counts, lang)


def test_what_was_not_known_yet_is_not_compared(register: Register) -> None:
    early = attrs.evolve(ask("FICTION-CAD", OF_2023, OF_2025), known_at=datetime(2020, 1, 1, tzinfo=UTC))
    assert whole(diff(register, early)).counts.journeys == 0


def test_both_sides_must_be_of_the_title() -> None:
    with pytest.raises(BadInput, match=r"(?s)field `A`.*field `B`"):
        ask("FICTION-BTS", OF_2023, OF_2025)


def test_several_processes_find_the_same(filed: str) -> None:  # noqa: F811
    with Register.open(filed, create=False) as register:
        title = register.regulation("RNCP36395")
        asked = ask("RNCP36395", None, with_choices(title, {"CCI-A02": "b"}, {}))
        reopen = partial(Register.open, filed, create=False)
        assert whole(diff(register, asked, 2, reopen=reopen)) == whole(diff(register, asked))


def test_a_damaged_register_is_said_so_from_another_process(tmp_path: Path) -> None:
    """The regulation is taken away between the opening and the work."""
    file = tmp_path / "r.db"
    with Register.open(file, plugins=[MOVING]) as register:
        sat(enrolled(register), "8", "16")
    with Register.open(file, plugins=[MOVING], create=False) as register:
        asked = ask("FICTION-CAD", None, OF_2025)
        broken = tmp_path / "gone.db"
        with pytest.raises(Damaged):
            list(diff(register, asked, 2, reopen=partial(_reopen, file, broken)))


class _Broken(Register):
    """A register whose regulations cannot be read."""

    def regulation_of(self, regulation_digest: str, certification: str) -> Regulation:
        raise Damaged("regulation", "gone", "look for it")


def _reopen(file: Path, _: Path) -> Register:
    return _Broken.open(file, plugins=[MOVING], create=False)


# --- command line -----------------------------------------------------------------------------------------------------


class TestCommandLine:
    UNDER = ("diff", "own", "RNCP36395:CCI-A02=b", "--on", "2025-07-10")

    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_words(self, filed: str, capsys: pytest.CaptureFixture[str], lang: str) -> None:  # noqa: F811
        code, out, _ = run(capsys, *self.UNDER, "--list", "--lang", lang, "--store", filed)
        assert code == 1
        assert f"- {SHORT}" in out
        assert "title.average title [CCI-R11" in out
        assert ("Dont le résultat change" if lang == "fr" else "With another outcome: 3.") in out

    @pytest.mark.parametrize("workers", ["1", "2"])
    def test_json_is_one_value_where_the_register_is_damaged(
        self,
        filed: str,  # noqa: F811
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
        workers: str,
    ) -> None:
        """The list was begun when the damage is met: what was found stands, and one document says the rest."""
        shutil.copy(filed, tmp_path / "damaged.db")
        with closing(sqlite3.connect(tmp_path / "damaged.db")) as connection:
            journeys = "SELECT max(rowid) FROM stored_events WHERE originator_id = 'journey/demo-title-granted'"
            connection.execute(f"UPDATE stored_events SET state = ? WHERE rowid = ({journeys})", (b"{",))
            connection.commit()
        args = ("diff", "RNCP36395:CCI-A06=b", "own", "--list", "--workers", workers)
        code, data = run_json(capsys, *args, "--store", str(tmp_path / "damaged.db"))
        assert code == 3
        assert isinstance(data, dict)
        assert "demo-title-granted" in data["damaged"]["where"]
        assert "differences" in data

    def test_json_is_one_value_and_adds_up(self, filed: str, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
        code, data = run_json(capsys, *self.UNDER, "--list", "--workers", "2", "--store", filed)
        assert code == 1
        assert isinstance(data, dict)
        assert data["b"]["edition"] == "2024-03-25"
        assert len(data["differences"]) == data["changed"] == 3
        titles = [row["count"] for row in data["counts"] if row["what"] == "title"]
        assert sum(titles) == data["journeys"]
        first = data["differences"][0]["first"]
        assert first["before"] == "unmet, average20 9.995, short 0.25"

    def test_without_the_list(self, filed: str, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
        code, data = run_json(capsys, *self.UNDER, "--store", filed)
        assert isinstance(data, dict)
        assert (code, data["differences"], data["changed"]) == (1, [], 3)

    def test_the_same_twice(self, filed: str, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
        assert run(capsys, "diff", "RNCP36395", "RNCP36395", "--store", filed)[0] == 0
        assert run(capsys, "diff", "own", "own", "--certification", "RNCP36395", "--store", filed)[0] == 0

    @pytest.mark.parametrize(
        ("args", "says"),
        [
            (["own", "own"], "--certification"),
            (["own", "RNCP1"], "an installed title"),
            (["RNCP38604", "RNCP36395"], "a regulation of RNCP38604"),
            (["own", "RNCP36395", "--certification", "RNCP38604"], "a regulation of RNCP38604"),
            (["own", "RNCP36395:CCI-A99=b"], "CCI-A99"),
        ],
    )
    def test_what_cannot_be_compared(
        self,
        filed: str,  # noqa: F811
        capsys: pytest.CaptureFixture[str],
        args: list[str],
        says: str,
    ) -> None:
        assert main(["diff", *args, "--store", filed]) == 2
        assert says in capsys.readouterr().err

    def test_a_draft_in_a_file(self, filed: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:  # noqa: F811
        draft = tmp_path / "draft.json"
        run(capsys, "show", "RNCP36395:CCI-A02=b", "--canonical", str(draft))
        code, out, _ = run(capsys, "diff", "RNCP36395", str(draft), "--on", "2025-07-10", "--store", filed)
        assert code == 1
        assert "With another outcome: 3." in out
