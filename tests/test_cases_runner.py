from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from certdomain.commands import Command, ConstituteJury, Deliberate, EnrolCandidate, RecordEvaluation, RequestRetake
from certdomain.errors import BadInput
from certdomain.hookspecs import Certifier
from certdomain.intake.strict_yaml import load as load_yaml
from certdomain.referential import Audience, Bloc, Evaluation, Referential
from certdomain.regulation.award import AwardPolicy, BlocByMark, EveryBloc, TitleRule
from certdomain.regulation.clauses import Clause, Effect, Option, Parameter, ParameterKind, Reading, Source, Words
from certdomain.regulation.gates import (
    ByChannel,
    Day,
    ForWhom,
    Gate,
    NotAfterLastIssue,
    OnlyFailedBlocs,
    Request,
    Unregulated,
)
from certdomain.regulation.juries import DeliberationPolicy, JuryPolicy, Seat
from certdomain.regulation.terms import Left, Read, Said
from certdomain.regulation.tree import Regulation
from certdomain.testing import cases, compare, run_files, runner
from certdomain.testing.cases import CommandStep, DecisionStep, Expect
from certdomain.testing.given import given
from certdomain.vocabulary import Channel, JuryKind, Role, Route

# --- a title of fiction: two blocs on 20, one doubtful pass mark, retakes by letter only ---------------------------


def _words(text: str) -> Words:
    return Words(en=text, fr=text)


def _clause(name: str) -> Clause:
    return Clause(id=name, source="rules", lines=((1, 1),), says=_words(name), effect=Effect.EXECUTED)


def _bloc(name: str, *aliases: str) -> Bloc:
    evaluation = Evaluation(id=f"{name}.exam", out_of=Fraction(20))
    return Bloc(id=name, name=name, evaluations=(evaluation,), aliases=aliases)


PRESIDENT = Seat(roles=(Role.PRESIDENT,), least=1, by=("R7",))
CHEESE = Regulation(
    certification="CHEESE",
    edition="2020",
    name=_words("Cheesemonger"),
    certifier="Guild",
    sources=(Source(id="rules", file="rules.md", sha256="0" * 64, lines=9, title=_words("Rules")),),
    clauses=tuple(_clause(f"R{n}") for n in range(1, 8)),
    referential=Referential(blocs=(_bloc("CURD", "letter:A"), _bloc("RIND", "letter:B"))),
    award=AwardPolicy(
        blocs=(BlocByMark(pass_mark=Read("A1", (("a", Fraction(10)), ("b", Fraction(12))), ("R1",))),),
        titles=(TitleRule(requires=(EveryBloc(by=("R2",)),), by=("R2",)),),
        keeps=("R3",),
        partial_by=("R3",),
    ),
    last_issue=Left("last_issue_on", ("R4",)),
    gates=(
        Gate(
            request=Request.ENROL,
            conditions=(ForWhom(audience=Audience(routes=(Route.STUDENT,)), by=("R5",)),),
        ),
        Gate(
            request=Request.RETAKE,
            conditions=(
                ByChannel(among=(Channel.REGISTERED_LETTER,), by=("R6",)),
                OnlyFailedBlocs(by=("R6",)),
                NotAfterLastIssue(day=Day.TEST),
            ),
        ),
        Gate(request=Request.EXCUSE, conditions=(Unregulated(),)),
    ),
    juries=(
        JuryPolicy(
            kind=JuryKind.CERTIFICATION, by=("R7",), seats=(Seat(roles=(Role.PRESIDENT,), least=1, by=("R7",)),)
        ),
    ),
    deliberation=DeliberationPolicy(by=("R7",), sovereign=Said(value=True)),
    readings=(
        Reading(
            id="A1",
            clauses=("R1",),
            asks=_words("Which mark?"),
            options=(Option(letter="a", says=_words("ten")), Option(letter="b", says=_words("twelve"))),
            chosen="a",
        ),
    ),
    parameters=(
        Parameter(name="last_issue_on", kind=ParameterKind.DATE, clauses=("R4",), says=_words("last day of issue")),
    ),
)
WINE = Regulation(
    certification="WINE",
    edition="2020",
    name=_words("Wine waiter"),
    certifier="Guild",
    sources=CHEESE.sources,
    clauses=CHEESE.clauses,
    referential=CHEESE.referential,
    award=AwardPolicy(
        blocs=(BlocByMark(pass_mark=Said(Fraction(8), ("R1",))),),
        titles=CHEESE.award.titles,
        keeps=("R3",),
    ),
)
PLUGINS = (Certifier(name="Guild", regulations=(CHEESE, WINE)),)

HEAD = """\
certification: CHEESE
x-jury: &jury
  - constitute-jury: {on: 2025-06-20, jury: J, kind: certification, meets_on: 2025-07-01, members: [{role: president}]}
x-enrolled: &enrolled
  - enrol-candidate: {on: 2024-09-02, route: student}
x-marks: &marks
  - *enrolled
  - record-evaluation: {on: 2025-06-02, evaluation: CURD.exam, points: 11.5}
  - record-evaluation: {on: 2025-06-03, evaluation: RIND.exam, points: 9.75}
"""


def outcome(case: str, *, head: str = HEAD) -> tuple[str, ...]:
    """The failures of one case, given by its keys and steps."""
    indented = "".join(f"    {line}\n" for line in case.strip("\n").splitlines())
    file = cases.loads(f"{head}cases:\n  - name: one\n{indented}", where="one.yaml")
    return runner.run(file.cases[0], file.path, PLUGINS).failures


def problems(text: str) -> list[tuple[int | None, str | None]]:
    with pytest.raises(BadInput) as caught:
        cases.loads(text, where="bad.yaml")
    return [(problem.line, problem.field) for problem in caught.value.problems]


# --- reading -------------------------------------------------------------------------------------------------------


def test_steps_are_flattened_typed_and_numbered() -> None:
    file = cases.loads(
        HEAD
        + """\
cases:
  - name: one
    steps:
      - *marks
      - request-retake: {on: 2025-08-01, blocs: [RIND], mode: resit, channel: email, test_on: 2025-12-01}
        expect: refused
        clauses: [R6]
        recorded_at: 2025-08-02T10:00:00+02:00
        journey: J9
      - decision: {title: partial}
""",
        where="one.yaml",
    )
    (case,) = file.cases
    assert [step.number for step in case.steps] == [1, 2, 3, 4, 5]
    enrol, mark, _, retake, decision = case.steps
    assert isinstance(enrol, CommandStep)
    assert enrol.command == EnrolCandidate(on=date(2024, 9, 2), route=Route.STUDENT, certification="CHEESE")
    assert enrol.journeys == ("J1",)
    assert isinstance(mark, CommandStep)
    assert mark.command == RecordEvaluation(on=date(2025, 6, 2), evaluation="CURD.exam", points="11.5")
    assert isinstance(retake, CommandStep)
    assert (retake.expect, retake.clauses, retake.journeys) == (Expect.REFUSED, ("R6",), ("J9",))
    assert retake.recorded_at == datetime(2025, 8, 2, 8, tzinfo=UTC)
    assert isinstance(decision, DecisionStep)
    assert decision.on == date(2025, 8, 1), "the day of the last command"


def test_all_problems_of_a_file_are_told_at_once_with_their_lines() -> None:
    text = """\
certification: CHEESE
parametres: {}
cases:
  - name: one
    steps:
      - enrol-candidat: {on: 2024-09-02}
      - record-evaluation: {on: 2024-09-31, evaluation: CURD.exam,
                            pionts: 10}
      - record-attendance: {on: 2025-01-06, unjustified_hours: 2}
        expect: rejected
      - decision: {on: 2025-07-01, titel: total, total: lots, blocs: {CURD: validatd}, kept: CURD}
      - decision: {on: today}
        expect: accepted
      - {}
      - text
  - name: one
    steps: []
  - steps: *nothing
x-nothing: &nothing []
"""
    with pytest.raises(BadInput, match="alias"):
        cases.loads(text)
    text = text.replace("  - steps: *nothing\nx-nothing: &nothing []\n", "  - stps: 1\n")
    assert set(problems(text)) == {
        (2, "parametres"),
        (6, "enrol-candidat"),
        (7, "on"),
        (8, "pionts"),
        (7, "points"),
        (10, "expect"),
        (11, "titel"),
        (11, "total"),
        (11, "blocs.CURD"),
        (11, "kept"),
        (12, "on"),
        (13, "expect"),
        (14, "steps"),
        (15, "steps"),
        (17, "steps"),
        (18, "stps"),
        (18, "name"),
        (18, "steps"),
    }


def test_a_wrong_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(BadInput, match="did you mean `record-absence`"):
        cases.loads("cases: [{name: a, steps: [{record-absense: {on: 2025-01-01}}]}]")
    with pytest.raises(BadInput, match="did you mean `retake_open`"):
        cases.loads("cases: [{name: a, steps: [{decision: {on: 2025-01-01, retakes_open: []}}]}]")
    with pytest.raises(BadInput, match="did you mean `not-validated`"):
        cases.loads("cases: [{name: a, steps: [{decision: {on: 2025-01-01, blocs: {B: not-valid}}}]}]")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- a list",
        "cases: []",
        "cases: text",
        "certification: CHEESE",
        "cases: [{name: a, steps: [{decision: text}]}]",
        "cases: [{name: a, steps: [{decision: {title: total}}]}]",
        "cases: [{name: a, steps: [{decision: {on: 2025-01-01}, withdraw-candidate: {on: 2025-01-01}}]}]",
        "parameters: {last_issue_on: 2027-12-31}\ncases: [{name: a, steps: [{decision: {on: 2025-01-01}}]}]",
        "cases: [{name: a, readings: {A1: b}, steps: [{decision: {on: 2025-01-01}}]}]",
        "cases: [{name: a, steps: [{enrol-candidate: {on: 2025-01-01, route: student}}]}]",
        "cases: [{name: a, steps: [{withdraw-candidate: {on: 2025-01-01, journey: A}, journey: B}]}]",
        "cases: [{name: a, steps: [{withdraw-candidate: {on: 2025-01-01, command: void-entry}}]}]",
        "cases: [{name: a, steps: [{withdraw-candidate: {on: 2025-01-01}, recorded_at: 2025-01-01}]}]",
        "cases: [{name: a, steps: [{withdraw-candidate: {on: 2025-01-01}, findings: R1}]}]",
        "cases: [{name: a, steps: [{withdraw-candidate: [2025-01-01]}]}]",
        "x-s: &s [withdraw-candidate: {on: 2025-01-01}]\ncases: [{name: a, steps: *s}, {name: a, steps: *s}]",
    ],
)
def test_a_file_that_is_not_one_is_refused(text: str) -> None:
    assert problems(text)


def test_a_fault_under_an_anchor_is_told_once() -> None:
    text = "x-a: &a [{withdraw-candidate: {}}]\ncases: [{name: a, steps: *a}, {name: b, steps: *a}]"
    assert problems(text) == [(1, "on")]


def test_a_malformed_command_is_no_fault_of_the_file_where_it_is_expected() -> None:
    assert not outcome(
        """
steps:
  - *enrolled
  - record-evaluation: {on: 2025-06-02, evaluation: CURD.exam, points: lots}
    expect: invalid
  - record-evaluation: {on: 2025-06-02, evaluation: CURD.exam, points: 5, colour: blue}
    expect: invalid
  - record-evaluation: {on: 2025-06-02, evaluation: MILK.exam, points: 5}
    expect: invalid
  - record-evaluation: {on: 2025-06-02, evaluation: CURD.exam, points: 21}
    expect: invalid
  - withdraw-candidate: {on: 2025-06-02}
    journey: NOBODY
    expect: invalid
  - withdraw-candidate:
    expect: invalid
  - decision: {title: pending, blocs: {CURD: pending}}
"""
    )


# --- running -------------------------------------------------------------------------------------------------------


def test_a_case_that_is_as_expected() -> None:
    assert not outcome(
        """
steps:
  - *marks
  - decision:
      on: 2025-06-03
      title: partial
      status: proposed
      confidential: true
      blocs: {CURD: validated, letter:B: not-validated, RIND: {verdict: not-validated, points: 9.750}}
      kept: [letter:A]
      retake_open: [RIND]
      total:
      out_of:
      clauses: [R1, R2]
      findings: []
      findings_absent: [R1]
      departures: []
      certification: CHEESE
      edition: 2020
      professional:
      missing: [{about: RIND, short: 1/4}]
  - *jury
  - deliberate: {on: 2025-07-01, jury: J}
    clauses: [R7]
    findings: []
  - decision: {status: decided, confidential: false, title: {verdict: partial, total: }, clauses: [R7]}
  - request-retake: {on: 2025-08-01, blocs: [RIND], mode: resit, channel: email, test_on: 2025-12-01}
    expect: refused
    clauses: [R6]
  - decision: {refused: [{command: request-retake, clauses: [R6]}]}
  - submit-excuse: {on: 2025-08-01, evaluation: CURD.exam, reason: other, evidence: true}
    expect: referred
"""
    )


def test_each_failed_step_is_told_with_what_was_found_and_why() -> None:
    failures = outcome(
        """
steps:
  - *marks
  - request-retake: {on: 2025-08-01, blocs: [RIND], mode: resit, channel: email, test_on: 2025-12-01}
  - record-evaluation: {on: 2025-08-02, evaluation: MILK.exam, points: 3}
  - decision: {on: 2025-08-02, title: total, kept: [CURD, RIND], total: 21, findings: [R9], retake_open: []}
  - record-attendance: {on: 2025-08-03, unjustified_hours: 2}
    expect: refused
"""
    )
    assert len(failures) == 4
    retake, mark, decision, attendance = failures
    assert retake.startswith(
        "step 4 (line 14) request-retake on 2025-08-01, journey J1: expected accepted, found refused"
    )
    assert "R6" in retake
    assert "expected accepted, found invalid" in mark
    assert "MILK.exam" in mark
    for part in (
        "title: expected total, found {verdict: partial",
        "kept: expected [CURD, RIND], found [CURD]",
        "total: expected 21, found null",
        "findings: expected [R9], found []",
        "retake_open: expected [], found [RIND]",
        "unmet: bloc.mark RIND [R1, A1]",
        "short 0.25",
    ):
        assert part in decision, decision
    assert "step 7" in attendance
    assert "expected refused, found accepted" in attendance


def test_a_run_without_its_journey_stops() -> None:
    failures = outcome(
        """
steps:
  - enrol-candidate: {on: 2024-09-02, route: vae}
  - withdraw-candidate: {on: 2024-09-03}
  - decision: {title: none}
"""
    )
    assert len(failures) == 3
    assert "found refused" in failures[0]
    assert "R5" in failures[0]
    assert failures[2] == "the steps after it were not run: the journey does not exist"


def test_clauses_that_are_not_cited_and_findings_that_are_not_wanted_fail_an_accepted_step() -> None:
    (failure,) = outcome(
        """
steps:
  - *marks
  - record-evaluation: {on: 2025-06-04, evaluation: CURD.exam, points: 20}
    clauses: [R4]
    findings: []
"""
    )
    assert "clauses: expected [R4]" in failure
    assert "findings: expected none, found [{clause: null" in failure
    assert not outcome(
        """
steps:
  - *marks
  - record-evaluation: {on: 2025-06-04, evaluation: CURD.exam, points: 20}
    findings: [{clause: null, entry: 4}]
"""
    )


def test_readings_and_parameters_of_the_case_go_over_those_of_the_file() -> None:
    head = HEAD + "readings: {A1: b}\nparameters: {last_issue_on: 2025-07-01}\n"
    twelve = """
steps:
  - *marks
  - decision: {on: 2025-06-30, blocs: {CURD: not-validated}, retake_open: [CURD, RIND]}
  - decision: {on: 2025-07-02, retake_open: []}
"""
    assert not outcome(twelve, head=head)
    ten = """
readings: {A1: a}
parameters: {last_issue_on: }
steps:
  - *marks
  - decision: {on: 2025-07-02, blocs: {CURD: validated}, retake_open: [RIND], flags: [last-issue-unknown]}
"""
    assert not outcome(ten, head=head)


def test_the_choices_of_the_file_are_for_its_title_only() -> None:
    head = HEAD + "readings: {A1: b}\n"
    assert not outcome(
        """
certification: WINE
steps:
  - *marks
  - decision: {on: 2025-06-30, certification: WINE, blocs: {CURD: validated, RIND: validated}, title: total}
  - enrol-candidate: {on: 2024-09-02, route: student, certification: CHEESE, journey: OTHER}
  - record-evaluation: {on: 2025-06-02, evaluation: CURD.exam, points: 11.5, journey: OTHER}
  - decision: {journey: OTHER, certification: CHEESE, blocs: {CURD: not-validated}}
""",
        head=head,
    )


def test_choices_that_the_title_does_not_have_fail_the_case() -> None:
    (failure,) = outcome("readings: {A9: b}\nparameters: {nothing: 1}\nsteps: [*marks]")
    assert "before the first step" in failure
    assert "readings.A9" in failure
    assert "parameters.nothing" in failure
    (failure,) = outcome("certification: MILK\nreadings: {A1: b}\nsteps: [*marks]")
    assert "MILK" in failure


def test_a_step_without_instant_has_that_of_the_step_above_else_noon() -> None:
    assert not outcome(
        """
steps:
  - *enrolled
  - record-evaluation: {on: 2025-06-02, evaluation: CURD.exam, points: 9}
  - record-evaluation: {on: 2025-06-03, evaluation: RIND.exam, points: 9}
    recorded_at: 2025-06-10T09:00:00+02:00
  - correct-entry: {on: 2025-06-04, entry: 2, reason: misread, fields: {points: 19}}
  - decision: {on: 2025-06-30, known_at: 2025-06-02T11:59:59+02:00, blocs: {CURD: pending, RIND: pending}}
  - decision: {on: 2025-06-30, known_at: 2025-06-02T12:00:00+02:00, blocs: {CURD: not-validated, RIND: pending}}
  - decision: {on: 2025-06-30, known_at: 2025-06-10T08:59:59+02:00, blocs: {CURD: not-validated, RIND: pending}}
  - decision: {on: 2025-06-30, known_at: 2025-06-10T07:00:00Z, blocs: {CURD: validated, RIND: not-validated}}
"""
    )


def test_one_command_in_several_journeys_is_recorded_in_all_or_none() -> None:
    assert not outcome(
        """
steps:
  - *enrolled
  - enrol-candidate: {on: 2024-09-02, route: student}
    journey: J2
  - record-evaluation: {on: 2025-06-02, evaluation: CURD.exam, points: 12, journeys: [J1, J2]}
  - record-evaluation: {on: 2025-06-02, evaluation: RIND.exam, points: 12}
    journeys: [J1, NOBODY]
    expect: invalid
  - decision: {journey: J1, blocs: {CURD: validated, RIND: pending}}
  - decision: {journey: J2, blocs: {CURD: validated}}
"""
    )


def test_a_command_sent_twice_under_its_key_is_recorded_once() -> None:
    assert not outcome(
        """
steps:
  - *enrolled
  - record-evaluation: {on: 2025-06-02, evaluation: CURD.exam, points: 12, key: mark}
  - record-evaluation: {on: 2025-06-02, evaluation: CURD.exam, points: 12, key: mark}
  - decision: {findings: []}
"""
    )


def test_files_are_run_in_order_and_told_as_json(tmp_path: Path) -> None:
    good = tmp_path / "b.yaml"
    good.write_text(HEAD + "cases:\n  - {name: good, steps: [*marks]}\n")
    bad = tmp_path / "a.yaml"
    bad.write_text(HEAD + "cases:\n  - {name: bad, steps: [*marks, decision: {title: total}]}\n")
    results = run_files([good, bad], PLUGINS)
    assert [(each.name, each.passed) for each in results] == [("good", True), ("bad", False)]
    told = runner.as_json(results)
    assert (told["passed"], told["failed"]) == (1, 1)
    assert [each.name for each in run_files([tmp_path], PLUGINS)] == ["bad", "good"]


def test_no_file_is_run_when_one_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("cases: []\nother: 1\n")
    with pytest.raises(BadInput) as caught:
        run_files([tmp_path / "a.yaml", tmp_path / "missing.yaml"], PLUGINS)
    assert len(caught.value.problems) == 3


# --- comparing -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "actual"),
    [
        ("499.75", "499.75"),
        ("499.750", "499.75"),
        ("698/70", "349/35"),
        ("4", 4),
        ("~", None),
        ("false", False),
        ("[B1]", ["B2", "B1"]),
        ("[]", ["B2"]),
        ("[B4]", [{"bloc": "B4", "until": None}]),
        ("[4]", [{"entry": 4}]),
        ("[{bloc: B4, until: ~, clauses: [R1]}]", [{"bloc": "B4", "until": None, "clauses": ["R0", "R1"]}]),
        ("{verdict: total}", {"verdict": "total", "total": "500"}),
        ("{until: ~}", {}),
    ],
)
def test_what_is_the_same(wanted: str, actual: object) -> None:
    assert compare.same(load_yaml(wanted).value, actual)


@pytest.mark.parametrize(
    ("wanted", "actual"),
    [
        ("499.75", "499.76"),
        ("9.97", "349/35"),
        ("total", None),
        ("~", "total"),
        ("'true'", True),
        ("true", "true"),
        ("1", True),
        ("[B1, B3]", ["B2", "B1"]),
        ("[{bloc: B4}]", ["B4"]),
        ("[B4]", "B4"),
        ("{verdict: total}", {"verdict": "none"}),
        ("{verdict: total}", "total"),
    ],
)
def test_what_is_not_the_same(wanted: str, actual: object) -> None:
    assert not compare.same(load_yaml(wanted).value, actual)


def test_an_empty_list_means_none() -> None:
    for key in ("findings", "awaited", "deadlines", "departures", "refused", "missing"):
        wanted = {key: load_yaml("[]").value}
        found = list(compare.compare(wanted, {key: [{"what": "x"}]}, clauses=set(), canonical=str))
        assert [each.key for each in found] == [key]
        assert not list(compare.compare(wanted, {key: []}, clauses=set(), canonical=str))


def test_a_finding_that_shall_be_absent_is_looked_for_by_clause_and_by_name() -> None:
    decision = {"findings": [{"clause": None, "what": "recorded-twice"}, {"clause": "R1", "what": "group-size"}]}
    for unwanted, mismatches in (("recorded-twice", 1), ("group-size", 1), ("R1", 1), ("R2", 0), ("report-late", 0)):
        asked = {"findings_absent": load_yaml(f"[{unwanted}]").value}
        assert len(list(compare.compare(asked, decision, clauses=set(), canonical=str))) == mismatches


def test_a_proposal_that_is_not_told_is_the_title() -> None:
    decision = {"title": {"verdict": "total"}}
    for wanted, mismatches in (("total", 0), ("none", 1), ("~", 0)):
        asked = {"proposal": load_yaml(wanted).value}
        assert len(list(compare.compare(asked, decision, clauses=set(), canonical=str))) == mismatches


# --- given, when, then ---------------------------------------------------------------------------------------------

ENROLLED = EnrolCandidate(on=date(2024, 9, 2), certification="CHEESE", route=Route.STUDENT)
FAILED = RecordEvaluation(on=date(2025, 6, 3), evaluation="RIND.exam", points="9.75")


def _retake(channel: str = "registered-letter") -> Command:
    return RequestRetake(on=date(2025, 8, 1), blocs=["RIND"], mode="resit", channel=channel, test_on=date(2025, 12, 1))


def test_given_when_then() -> None:
    history = given(ENROLLED, FAILED, plugins=PLUGINS)
    history.when(_retake()).then_accepted(findings=[])
    refused = history.when(_retake("email")).then_refused("R6")
    assert refused.decision(date(2025, 8, 1)).refused[0].entry == 3
    history.when(RecordEvaluation(on=date(2025, 6, 4), evaluation="MILK.exam", points=3)).then_invalid("evaluation")
    assert history.decision(date(2025, 6, 3)).kept == ()
    jury = ConstituteJury(
        on=date(2025, 6, 20),
        jury="J",
        kind="certification",
        certification="CHEESE",
        meets_on=date(2025, 7, 1),
        members=[{"role": "president"}],
    )
    sat = history.also(jury).when(Deliberate(on=date(2025, 7, 1), jury="J")).then_accepted("R7")
    assert sat.decision(date(2025, 7, 1)).decided


def test_given_other_readings() -> None:
    mark = RecordEvaluation(on=date(2025, 6, 3), evaluation="RIND.exam", points=11)
    strict = given(ENROLLED, mark, certification="CHEESE", readings={"A1": "b"}, plugins=PLUGINS)
    assert strict.decision(date(2025, 6, 3)).kept == ()
    assert given(ENROLLED, mark, plugins=PLUGINS).decision(date(2025, 6, 3)).kept == ("RIND",)
    with pytest.raises(ValueError, match="certification"):
        given(ENROLLED, readings={"A1": "b"})


def test_given_records_and_other_journeys() -> None:
    register = given(ENROLLED, FAILED, plugins=PLUGINS).register()
    records = register.journey("J1").records()
    assert given(*records, plugins=PLUGINS).decision(date(2025, 6, 3)).journey == "J1"
    other = given(("J7", ENROLLED), ("J7", FAILED), plugins=PLUGINS)
    other.when(_retake(), journey="J7").then_accepted()
    other.when(_retake()).then_invalid()


def test_a_then_that_does_not_hold_says_why() -> None:
    history = given(ENROLLED, FAILED, plugins=PLUGINS)
    with pytest.raises(AssertionError, match=r"expected accepted, found refused(.|\n)*R6"):
        history.when(_retake("email")).then_accepted()
    with pytest.raises(AssertionError, match="clauses R9 are not cited"):
        history.when(_retake("email")).then_refused("R9")
    with pytest.raises(AssertionError, match="findings"):
        history.when(_retake()).then_accepted(findings=["R1"])
    with pytest.raises(BadInput, match="MILK"):
        given(ENROLLED, RecordEvaluation(on=date(2025, 6, 4), evaluation="MILK.exam", points=3), plugins=PLUGINS).when(
            FAILED
        )


# --- the plugin of pytest ------------------------------------------------------------------------------------------


def _pytest(folder: Path) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join(each for each in sys.path if each)
    options = ["-p", "no:cacheprovider", "-p", "no:hypothesispytest", "-c", os.devnull, "--rootdir", str(folder)]
    loaded = ["-p", "certdomain.testing.plugin"]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *loaded, *options, str(folder), "-q"],
        env={**os.environ, "PYTHONPATH": path, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_pytest_collects_case_files_and_only_them(tmp_path: Path) -> None:
    folder = tmp_path / "cases"
    folder.mkdir()
    (folder / "some.yaml").write_text(
        "cases:\n  - name: nobody is enrolled\n    steps:\n"
        "      - withdraw-candidate: {on: 2025-01-01}\n        expect: invalid\n"
        "  - name: somebody is\n    steps:\n      - withdraw-candidate: {on: 2025-01-01}\n"
    )
    (tmp_path / "other.yaml").write_text("a: b\n")
    done = _pytest(tmp_path)
    assert "1 failed, 1 passed" in done.stdout, done.stdout + done.stderr
    assert (
        "step 1 (line 8) withdraw-candidate on 2025-01-01, journey J1: expected accepted, found invalid" in done.stdout
    )
    assert "Traceback" not in done.stdout


def test_pytest_tells_all_problems_of_a_case_file(tmp_path: Path) -> None:
    folder = tmp_path / "cases"
    folder.mkdir()
    (folder / "some.yml").write_text("cases: []\nother: 1\n")
    done = _pytest(tmp_path)
    assert done.returncode == 2
    assert "field `other`" in done.stdout
    assert "field `cases`" in done.stdout
    assert "Traceback" not in done.stdout


def test_the_plugin_loads_nothing_of_the_library_before_a_case_file_is_met() -> None:
    code = (
        "import sys, certdomain.testing.plugin;"
        "print(sorted(m for m in sys.modules if m.startswith('certdomain.') and 'testing' not in m))"
    )
    path = os.pathsep.join(each for each in sys.path if each)
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
