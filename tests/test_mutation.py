"""Mutation is held against titles and case files whose blind spots are known: what it says of them is checked."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from pathlib import Path
from textwrap import dedent, indent

import attrs
import pytest

from certdomain import (
    Certifier,
    JuryKind,
    JuryPolicy,
    Left,
    Parameter,
    ParameterKind,
    Period,
    Regulation,
    Role,
    Said,
    Seat,
    Sense,
    Size,
    Unit,
    Words,
)
from certdomain.cli.running import main
from certdomain.conformance.constants import Constant, Shifted, constants, moves, replaced
from certdomain.conformance.mutation import Fate, Mutant, MutationReport, mutate, notes
from certdomain.conformance.tracing import Tracer
from certdomain.errors import BadInput
from certdomain.plugins import declare
from certdomain.regulation.canonical import load_regulation
from certdomain.regulation.settlement import settled
from certdomain.testing.cases import load
from tests.fictional import FICTIONAL, GNOMONICS, SUNDIALS

PLUGINS = [FICTIONAL]

DIPLOMA = """
- name: level 4 admits
  steps:
    - enrol-candidate: {on: 2024-09-02, route: student, evidence: [{diploma: {level: 4}}]}
- name: level 3 does not
  steps:
    - enrol-candidate: {on: 2024-09-02, route: student, evidence: [{diploma: {level: 3}}]}
      expect: refused
"""
MONTHS = """
- name: three years may admit
  steps:
    - enrol-candidate: {on: 2024-09-02, route: student, evidence: [{experience: {months: 36}}]}
      expect: referred
- name: a hundredth of a month less may not
  steps:
    - enrol-candidate: {on: 2024-09-02, route: student, evidence: [{experience: {months: 35.99}}]}
      expect: refused
"""
ENROLLED = "{on: 2024-09-02, route: student, scope: [COM1, COM2, A1, A2], evidence: [{diploma: {level: 4}}]}"
MARKS = f"""
- name: just under ten, and rounded up where that is how it is read
  readings: {{BTF-A01: %s}}
  steps:
    - enrol-candidate: {ENROLLED}
    - record-evaluation: {{on: 2025-06-02, evaluation: COM1.1, points: 15}}
    - record-evaluation: {{on: 2025-06-02, evaluation: COM1.2, points: 30}}
    - record-evaluation: {{on: 2025-06-02, evaluation: COM2.1, points: 15}}
    - record-evaluation: {{on: 2025-06-02, evaluation: A1.1, points: 0}}
    - record-evaluation: {{on: 2025-06-02, evaluation: A2.1, points: 7.45}}
    - decision: {{on: 2025-06-02, title: %s}}
"""


def case_file(folder: Path, *cases: str, name: str = "gnomonics.yaml", title: str = "FICTION-BTS") -> Path:
    """A case file of a fictional title."""
    path = folder / name
    path.write_text(
        f"certification: {title}\ncases:\n" + "".join(indent(dedent(each), "  ") for each in cases), "utf-8"
    )
    return path


def tried(path: Path, regulation: Regulation = GNOMONICS, **more: object) -> MutationReport:
    """A report on a fictional title."""
    given = {"plugins": PLUGINS, **more}
    return mutate(regulation, [path], **given)  # type: ignore[arg-type]


def fates(report: MutationReport, ending: str) -> dict[str, Fate]:
    """The fates of one constant, by the way it was moved."""
    return {mutant.way: mutant.outcome for mutant in report.mutants if mutant.path.endswith(ending)}


# --- limits --------------------------------------------------------------------------------------------------------


def test_a_limit_with_a_case_on_each_side_is_killed_both_ways(tmp_path: Path) -> None:
    report = tried(case_file(tmp_path, MONTHS), only="gates[1]")
    assert fates(report, "months.value.limit") == {"down": Fate.KILLED, "up": Fate.KILLED}
    assert fates(report, "months.value.sense") == {"flipped": Fate.KILLED}
    killers = {mutant.way: mutant.by for mutant in report.mutants if mutant.path.endswith("months.value.limit")}
    assert killers == {
        "down": "gnomonics.yaml: a hundredth of a month less may not",
        "up": "gnomonics.yaml: three years may admit",
    }, "each by the case of its side"


@pytest.mark.parametrize(
    ("side", "survivor", "fact"), [("three years", "up", "36"), ("hundredth", "down", "35.99")], ids=["at", "below"]
)
def test_without_the_case_of_one_side_that_side_survives(tmp_path: Path, side: str, survivor: str, fact: str) -> None:
    """And the report says which fact no case has."""
    cases = [f"- name:{each}" for each in MONTHS.strip().removeprefix("- name:").split("\n- name:")]
    report = tried(case_file(tmp_path, *(f"{each}\n" for each in cases if side not in each)), only="gates[1]")
    found = [mutant for mutant in report.survivors if mutant.path.endswith("months.value.limit")]
    assert [mutant.way for mutant in found] == [survivor]
    assert found[0].because.endswith(f"have {fact}")
    assert found[0].clauses == ("BTF-R11",)


def test_what_no_case_comes_to_is_said_so(tmp_path: Path) -> None:
    report = tried(case_file(tmp_path, DIPLOMA))
    untouched = [mutant for mutant in report.survivors if mutant.path.startswith("absence.make_up_within")]
    assert [(each.reached, each.because) for each in untouched] == [(0, "no case comes to it")] * 2


def test_a_case_that_fails_anyway_kills_nothing_and_is_a_fault(tmp_path: Path) -> None:
    wrong = DIPLOMA.replace("expect: refused", "expect: accepted")
    report = tried(case_file(tmp_path, wrong), only="gates[1]")
    assert [each.name for each in report.failing] == ["level 3 does not"]
    assert fates(report, "grounds.value[1].level") == {"down": Fate.SURVIVED, "up": Fate.KILLED}
    assert not report.clean
    assert {note.check for note in notes(report)} == {"failing-case", "surviving-threshold"}


def test_notes_tell_value_direction_and_what_to_add(tmp_path: Path) -> None:
    report = tried(case_file(tmp_path, MONTHS), only="gates[1].conditions[1].grounds.value[1]")
    found = list(notes(report))
    assert [(note.check, note.path, note.fault) for note in found] == [
        ("surviving-threshold", "gates[1].conditions[1].grounds.value[1].level", True)
    ] * 2
    assert "4 could be 3" in found[0].what
    assert "4 could be 5" in found[1].what
    assert all(note.mend for note in found)


# --- readings and parameters ---------------------------------------------------------------------------------------


def test_a_reading_is_told_apart_by_a_case_that_fails_under_the_other(tmp_path: Path) -> None:
    both = case_file(tmp_path, MARKS % ("b", "total"))
    assert [(each.option, each.other, each.by is not None) for each in tried(both, only="BTF-A01").distinctions] == [
        ("a", "b", True)
    ]


def test_a_reading_that_no_case_turns_on_is_undistinguished(tmp_path: Path) -> None:
    """Marks of nought under both readings: the reading is read, and makes no difference."""
    nought = (MARKS % ("b", "none")).replace("points: 15", "points: 0").replace("points: 30", "points: 0")
    report = tried(case_file(tmp_path, nought.replace("7.45", "0")), only="BTF-A01")
    assert [(each.of, each.option, each.other) for each in report.undistinguished] == [("BTF-A01", "a", "b")]
    assert [note.check for note in notes(report)] == ["undistinguished-reading"]


def parametrised() -> Regulation:
    """The sundials with the end of their issue left to the certifier."""
    says = Words(en="Last day.", fr="Dernier jour.")
    parameter = Parameter(name="last_day", kind=ParameterKind.DATE, clauses=("TPF-R04",), says=says)
    return attrs.evolve(SUNDIALS, parameters=(parameter,), last_issue=Left("last_day", ("TPF-R04",)))


BEGUN = """
- name: a journey that has begun
  steps:
    - enrol-candidate: {on: 2024-09-02, route: continuing}
    - decision: {on: 2025-07-04, title: pending}
"""
LAST_DAY = """
- name: a jury on the last day
  parameters: {last_day: 2025-07-04}
  steps:
    - enrol-candidate: {on: 2024-09-02, route: continuing}
    - decision: {on: 2025-07-04, title: pending}
"""


def test_a_parameter_without_effect_is_found(tmp_path: Path) -> None:
    regulation = parametrised()
    path = case_file(tmp_path, LAST_DAY, title="FICTION-TP")
    report = tried(path, regulation, plugins=[Certifier(name="F", regulations=(regulation,))], only="last_day")
    assert [(each.of, each.parameter) for each in report.undistinguished] == [("last_day", True)]


# --- equivalents ---------------------------------------------------------------------------------------------------


def all_moves(regulation: Regulation, ending: str) -> list[tuple[str, str]]:
    """How a constant is moved, and why that is equivalent, if it is."""
    found = [each for each in constants(regulation) if each.path.endswith(ending)]
    return [(move.after, move.equivalent) for each in found for move in moves(each, regulation)]


def with_jury(size: Size, *seats: Seat) -> Regulation:
    """The sundials with one jury."""
    jury = JuryPolicy(kind=JuryKind.CERTIFICATION, by=("TPF-R09",), size=Said(size, ("TPF-R09",)), seats=seats)
    return attrs.evolve(SUNDIALS, juries=(jury,))


PRESIDENT = Seat(roles=(Role.PRESIDENT,), least=0, most=1, by=("TPF-R09",))
PROFESSIONALS = Seat(roles=(Role.PROFESSIONAL,), least=3, by=("TPF-R09",))


def test_a_bound_that_no_fact_passes_is_equivalent_and_listed(tmp_path: Path) -> None:
    regulation = with_jury(Size(n=9), PRESIDENT, PROFESSIONALS)
    assert all_moves(regulation, "seats[1].least") == [("-1", "no such fact is below 0"), ("1", "")]
    report = tried(
        case_file(tmp_path, BEGUN, title="FICTION-TP"),
        regulation,
        plugins=[Certifier(name="F", regulations=(regulation,))],
        only="juries[1].seats[1].least",
    )
    assert [(each.way, each.outcome) for each in report.mutants] == [
        ("down", Fate.EQUIVALENT),
        ("up", Fate.SURVIVED),
    ]


def test_a_seat_for_which_the_jury_has_no_room_is_equivalent() -> None:
    """Four members, three of them professionals: a second president is refused whatever the seat says."""
    (less, none), (more, because) = all_moves(with_jury(Size(n=4), PRESIDENT, PROFESSIONALS), "seats[1].most")
    assert (less, none, more) == ("0", "", "2")
    assert "leave room for 1" in because
    assert all_moves(with_jury(Size(n=5), PRESIDENT, PROFESSIONALS), "seats[1].most")[1] == ("2", "")
    assert all_moves(with_jury(Size(n=4, or_more=True), PRESIDENT, PROFESSIONALS), "seats[1].most")[1] == ("2", "")


def test_a_size_below_what_the_seats_need_is_equivalent() -> None:
    assert "need 3" in all_moves(with_jury(Size(n=3, or_more=True), PROFESSIONALS), "size.value.n")[0][1]
    assert all_moves(with_jury(Size(n=4, or_more=True), PROFESSIONALS), "size.value.n")[0][1] == ""
    assert all_moves(with_jury(Size(n=3), PROFESSIONALS), "size.value.n")[0][1] == "", "three are then too many"


# --- how constants are moved ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("regulation", [GNOMONICS, SUNDIALS], ids=lambda each: each.certification)
def test_every_move_changes_its_constant_and_nothing_else(regulation: Regulation) -> None:
    for constant in constants(regulation):
        for move in moves(constant, regulation):
            moved = move.made(regulation)
            assert moved != regulation
            assert replaced(moved, constant.steps, constant.value) == regulation
            assert move.before != move.after


def test_what_is_no_rule_stays() -> None:
    paths = [each.path for each in constants(GNOMONICS)]
    assert len(set(paths)) == len(paths)
    assert not [path for path in paths if path.split(".")[0] in ("level", "sources", "clauses", "readings", "name")]
    assert "award.compensated_kept.value" in paths, "said by the text"
    assert "award.compensated_kept.value" not in [each.path for each in constants(SUNDIALS)], "left at its default"


@pytest.mark.parametrize(
    ("period", "day", "after", "before"),
    [
        (Shifted(1, Unit.MONTHS, 1), date(2025, 1, 31), date(2025, 3, 1), date(2024, 12, 30)),
        (Shifted(4, Unit.MONTHS, -1), date(2025, 6, 30), date(2025, 10, 29), date(2025, 3, 1)),
        (Shifted(0, Unit.DAYS, -1), date(2025, 6, 30), date(2025, 6, 29), date(2025, 7, 1)),
    ],
)
def test_a_shifted_period_is_a_day_longer_or_shorter(period: Shifted, day: date, after: date, before: date) -> None:
    """Longer goes further, both ways; the end of the month is cut before the day is added."""
    assert (period.after(day), period.before(day)) == (after, before)


def test_a_shifted_period_cannot_be_declared() -> None:
    period = attrs.evolve(GNOMONICS.gates[3].conditions[2], period=Said(Shifted(1, Unit.MONTHS, 1)))  # type: ignore[arg-type]
    gate = attrs.evolve(GNOMONICS.gates[3], conditions=(period,))
    with pytest.raises(Exception, match="a subclass of the shape Period"):
        declare(attrs.evolve(GNOMONICS, gates=(gate,)), "test")


def test_a_flipped_sense_is_the_other_one_of_its_pair() -> None:
    constant = next(each for each in constants(GNOMONICS) if each.path.endswith("months.value.sense"))
    assert [(move.value, move.fact) for move in moves(constant, GNOMONICS)] == [(Sense.MORE_THAN, "exactly the limit")]


def test_a_period_that_is_only_passed_on_is_not_counted_with() -> None:
    """Whoever holds a period of the copy has not used it yet."""
    tracer = Tracer()
    copy = tracer.settle(load_regulation(declare(SUNDIALS, "test").content))
    assert not tracer.read, "its making is not noted"
    policy = copy.duties[0]
    period: Period = policy.period.value  # type: ignore[union-attr]
    assert "duties[1].period.value.counted" not in tracer.read
    assert period.after(date(2025, 1, 1)) == date(2025, 1, 16)
    assert "duties[1].period.value.counted" in tracer.read


def constant_of(ending: str) -> Constant:
    return next(each for each in constants(GNOMONICS) if each.path.endswith(ending))


def test_points_and_marks_move_by_a_hundredth() -> None:
    down, up = moves(constant_of("award.blocs[1].pass_mark.value"), GNOMONICS)
    assert (down.after, down.fact) == ("9.99", "9.99")
    assert (up.value, up.fact) == (Fraction(1001, 100), "10")


# --- the report ----------------------------------------------------------------------------------------------------


def test_the_report_does_not_depend_on_the_number_of_workers(tmp_path: Path) -> None:
    path = case_file(tmp_path, DIPLOMA, MONTHS, MARKS % ("b", "total"))
    alone, shared = tried(path), tried(path, workers=2)
    assert alone == shared
    assert len(alone.of(Fate.KILLED)) > 5
    assert alone.survivors


def test_nothing_that_a_trace_leaves_out_could_have_killed(tmp_path: Path) -> None:
    """Each mutant that no case is said to come to, run against all cases the slow way, survives there too."""
    path = case_file(tmp_path, DIPLOMA, MONTHS, MARKS % ("b", "total"))
    report = tried(path)
    from certdomain.adoption import Shelf
    from certdomain.plugins import titles_of
    from certdomain.testing.runner import Runner

    titles = titles_of(PLUGINS)
    said: dict[tuple[str, str], Mutant] = {(each.path, each.way): each for each in report.mutants}
    for constant in constants(GNOMONICS):
        for move in moves(constant, GNOMONICS):
            if move.equivalent:
                continue

            def settle(regulation: Regulation, move: object = move) -> Regulation:
                tried_one = regulation.certification == "FICTION-BTS"
                return settled(move.made(regulation) if tried_one else regulation)  # type: ignore[attr-defined]

            runner = Runner(titles=titles, shelf=Shelf(settle=settle))
            killed = any(not runner.run(case, str(path)).passed for case in load(path).cases)
            assert killed is (said[constant.path, move.way.value].outcome is Fate.KILLED), constant.path


def test_cases_of_other_titles_are_left_out(tmp_path: Path) -> None:
    case_file(tmp_path, DIPLOMA)
    case_file(tmp_path, BEGUN, name="sundials.yaml", title="FICTION-TP")
    assert mutate(GNOMONICS, [tmp_path], plugins=PLUGINS, only="gates[1]").cases == 2
    (tmp_path / "gnomonics.yaml").unlink()
    with pytest.raises(BadInput, match="no case of the title"):
        mutate(GNOMONICS, [tmp_path], plugins=PLUGINS)


def test_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON and text, a fit part and one that is not, and what is mistyped."""
    cases = (
        Path(__file__).parents[1] / "plugins" / "certdomain-nofiche" / "tests" / "cases" / "nofiche003_branches.yaml"
    )
    args = ["plugin", "mutate", "NOFICHE-003", "--cases", str(cases), "--only"]
    assert main([*args, "referential", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["counts"]["mutants"] == 0, "it has no points"
    assert main([*args, "duties[1].most"]) == 1
    *lines, last = capsys.readouterr().out.strip().splitlines()
    assert [line.split()[:4] for line in lines] == [["survived", "duties[1].most", way, "4"] for way in ("down", "up")]
    many = len(load(cases).cases)
    assert last.startswith(f"NOFICHE-003: {many} cases; 2 mutants: 0 killed, 2 survived, 0 equivalent")
    assert main(["plugin", "mutate", "NOFICHE-004", "--cases", str(cases)]) == 2
    assert main(["plugin", "mutate", "NOFICHE-003", "--cases", str(tmp_path / "none")]) == 2
    assert main(["plugin", "mutate", "NOFICHE-003", "--cases", str(tmp_path)]) == 2
