from __future__ import annotations

import json
import pickle
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction

import jsonschema
import pytest
from attrs import fields
from attrs.exceptions import FrozenInstanceError
from hypothesis import given, settings
from hypothesis import strategies as st

from certdomain.commands import (
    COMMANDS,
    KINDS,
    SCHEMAS,
    Command,
    ConstituteJury,
    CorrectEntry,
    Deliberate,
    Diploma,
    Ects,
    EnrolCandidate,
    Evidence,
    Experience,
    GrantAccommodation,
    LogCompanyHours,
    Member,
    RecordAbsence,
    RecordEvaluation,
    RecordModule,
    RequestMakeUp,
    RequestRetake,
    Selection,
    Settle,
    SubmitExcuse,
    VoidEntry,
    command_from,
    corrected,
    journeys_of,
    name_of,
    to_raw,
)
from certdomain.commands_reading import Broken
from certdomain.commands_schema import Checked
from certdomain.errors import BadCommand, Problem
from certdomain.frozenmap import FrozenMap
from certdomain.intake import Number, loads_object
from certdomain.vocabulary import AnswerStatus, Kind, Role, Route, Verdict
from tests.strategies import commands_of, hostile

ON = date(2025, 6, 2)
NAMES = sorted(COMMANDS)

# Contract, section 2: name, kind, required fields, optional ones.
TABLE = """
enrol-candidate request | certification route | scope candidate situation entry_year centre \
training_start training_end training_hours option edition evidence
record-positioning act | | company_hours professional_exempt
choose-option request | bloc |
recognise-bloc act | bloc ground | evidence
grant-accommodation act | measures | identified_before_training
log-company-hours fact | hours |
record-attendance fact | unjustified_hours |
agree-attendance-penalty act | |
send-convocation act | evaluations test_on |
record-evaluation fact | | evaluation bloc points mark verdict competences criteria not_applicable \
session group_size drawn_on started_at sent_at assessors
record-module fact | module | points out_of absent
record-absence fact | evaluation | session
submit-excuse request | evaluation reason evidence | session
request-make-up request | evaluations |
submit-report fact | evaluation | due session situations activities_covered
draw-up-minutes act | evaluations | session
report-fraud fact | evaluation countersigned | refusal_noted reported_on session
hear-candidate fact | | session
decide-fraud act | established | session
establish-falsification act | |
request-retake request | blocs mode channel test_on | training_start centre session
request-professional-retake request | experience_since |
choose-portfolio request | blocs context_favourable | immersion_start immersion_end
transmit-portfolio fact | blocs signed |
present-portfolio request | blocs | jury
record-portfolio-result fact | bloc | points verdict
decide-vae-admissibility act | admissible | blocs
constitute-jury act | jury kind certification meets_on members | route briefed cohort
deliberate act | jury | title blocs reason
settle act | answer reason | entry question
disclose-marks fact | evaluations |
publish-results act | last_exam_on |
issue-certificate act | kind | bloc
withdraw-award act | reason |
destroy-copies fact | evaluations |
withdraw-candidate fact | | reason
move-to-edition act | edition reason | ground
correct-entry act | entry reason fields |
void-entry act | entry reason |
"""


def evaluation(**fields: object) -> dict[str, object]:
    return {"command": "record-evaluation", "on": "2025-06-02", "evaluation": "B1.1", **fields}


def json_schema(name: str) -> dict[str, object]:
    return {
        "type": "object",
        "properties": {"command": {"const": name}, **{each.name: each.json for each in SCHEMAS[name]}},
        "required": ["command", *(each.name for each in SCHEMAS[name] if each.required)],
        "additionalProperties": False,
    }


def problems(raw: Mapping[str, object]) -> dict[str | None, Problem]:
    with pytest.raises(BadCommand) as caught:
        command_from(raw, where="in.jsonl", line=7)
    assert all((each.where, each.line) == ("in.jsonl", 7) for each in caught.value.problems)
    return {each.field: each for each in caught.value.problems}


def assert_fit_for_a_terminal(error: BadCommand) -> None:
    assert error.problems
    assert all(line.isprintable() for line in str(error).splitlines())


# --- the table of the contract -------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", TABLE.strip().splitlines(), ids=lambda line: line.split()[0])
def test_the_fields_of_each_command_are_those_of_the_contract(line: str) -> None:
    head, required, optional = line.split("|")
    name, kind = head.split()
    schema = SCHEMAS[name]
    assert KINDS[COMMANDS[name]] is Kind(kind)
    assert name_of(COMMANDS[name]) == name
    assert {each.name for each in schema if each.required} == {"on", *required.split()}
    assert {each.name for each in schema if not each.required} == {"by", "ref", "key", *optional.split()}


def test_no_command_is_missing_or_added() -> None:
    assert sorted(line.split()[0] for line in TABLE.strip().splitlines()) == NAMES


@pytest.mark.parametrize("kind", [*COMMANDS.values(), Member, Evidence, Diploma, Experience, Ects, Selection])
def test_each_field_is_documented_and_expects_what_its_reader_says(kind: type[Checked]) -> None:
    assert kind.__doc__
    for each in fields(kind):
        assert str(each.metadata["doc"]).endswith(".")
        form, converter = each.metadata["form"], each.converter
        assert callable(converter)
        refused = converter(object())
        assert isinstance(refused, Broken)
        assert refused.problems[0].expected.startswith(form.words)


# --- round trips ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=25)
@given(data=st.data())
def test_each_command_comes_back_from_what_a_file_holds(name: str, data: st.DataObject) -> None:
    command = data.draw(commands_of(COMMANDS[name]))
    raw = to_raw(command)
    text = json.dumps({"journey": "J1", **raw}) if name != "constitute-jury" else json.dumps(raw)
    jsonschema.validate(raw, json_schema(name))
    assert command_from(raw, where="here") == command
    assert command_from(loads_object(text), where="here") == command
    assert hash(command_from(raw, where="here")) == hash(command)
    assert pickle.loads(pickle.dumps(command)) == command  # noqa: S301


def test_defaults_are_left_out_and_numbers_are_exact_text() -> None:
    command = RecordEvaluation(on=ON, evaluation="B4.3", points="37.25", started_at="8:30")
    assert to_raw(command) == {
        "command": "record-evaluation",
        "on": "2025-06-02",
        "evaluation": "B4.3",
        "points": "37.25",
        "started_at": "08:30",
    }


def test_null_is_a_field_that_is_not_given() -> None:
    assert command_from(evaluation(points="1", session=None, by=None), where="") == RecordEvaluation(
        on=ON, evaluation="B1.1", points=1
    )
    assert "on" in problems(evaluation(points="1", on=None))


# --- friendly constructors -----------------------------------------------------------------------------------------


def test_the_example_of_the_contract() -> None:
    command = EnrolCandidate(
        on=date(2024, 9, 2),
        certification="RNCP36395",
        route=Route.APPRENTICESHIP,
        evidence=[Evidence.diploma(level=5), Evidence.selection(passed=True)],
    )
    raw = {
        "command": "enrol-candidate",
        "on": "2024-09-02",
        "certification": "RNCP36395",
        "route": "apprenticeship",
        "evidence": [{"diploma": {"level": Number("5")}}, {"selection": "passed"}],
    }
    assert command == command_from(raw, where="")
    assert command.scope is None
    assert command.by == "system"


def test_a_constructor_takes_text_numbers_and_lists() -> None:
    assert RecordEvaluation(on="2025-06-02", bloc="B1", mark=Decimal("12.5")).mark == Fraction(25, 2)
    assert RequestMakeUp(on=ON, evaluations=["B1.1", "B2.1"]).evaluations == ("B1.1", "B2.1")
    assert GrantAccommodation(on=ON, measures="one third more time").measures == ("one third more time",)
    assert EnrolCandidate(on=ON, certification="T", route="vae", scope="whole").scope is None
    assert EnrolCandidate(on=ON, certification="T", route="vae", scope=["B1"]).scope == ("B1",)
    assert Settle(on=ON, entry="3", answer=AnswerStatus.REFUSED, reason="no").status is AnswerStatus.REFUSED
    assert Settle(on=ON, question="absence-unregulated", answer="as a zero", reason="so").status is None
    assert Deliberate(on=ON, jury="J", blocs={"B1": "validated"}).blocs == {"B1": Verdict.VALIDATED}


def test_a_command_does_not_change() -> None:
    command = RecordEvaluation(on=ON, bloc="B1", criteria={"C1": True})
    assert command.criteria is not None
    with pytest.raises(FrozenInstanceError):
        command.bloc = "B2"  # type: ignore[misc]
    with pytest.raises(TypeError):
        command.criteria["C1"] = False  # type: ignore[index]


def test_a_frozen_map_is_a_value() -> None:
    made = FrozenMap({"a": 1, "b": 2})
    assert made == FrozenMap([("b", 2), ("a", 1)]) == {"a": 1, "b": 2}
    assert hash(made) == hash(FrozenMap({"b": 2, "a": 1}))
    assert made != {"a": 1}
    assert made != 3
    assert list(made) == ["a", "b"]
    assert repr(made) == "FrozenMap({'a': 1, 'b': 2})"
    with pytest.raises(AttributeError, match="does not change"):
        made._items = {}
    with pytest.raises(AttributeError, match="does not change"):
        del made._items


def test_what_is_given_may_change_afterwards() -> None:
    criteria = {"C1": True}
    command = RecordEvaluation(on=ON, bloc="B1", criteria=criteria)
    criteria["C1"] = False
    assert command.criteria == {"C1": True}


def test_a_constructor_names_all_problems() -> None:
    with pytest.raises(BadCommand) as caught:
        RecordEvaluation(on="2025-13-01", evaluation="", points=-1)
    assert [each.field for each in caught.value.problems] == ["on", "evaluation", "points"]
    assert {each.where for each in caught.value.problems} == {"RecordEvaluation"}


@pytest.mark.parametrize(
    ("text", "expected"), [("12", 12), (Number("12"), 12), (12, 12), ("007", 7), ("E-12", "E-12"), ("12a", "12a")]
)
def test_an_entry_that_looks_like_a_whole_number_is_a_position(text: int | str, expected: int | str) -> None:
    assert VoidEntry(on=ON, entry=text, reason="twice").entry == expected


@pytest.mark.parametrize(
    "value", [0, -1, "0", "-3", True, "", "9" * 12 + " ", 10**5000], ids=lambda value: type(value).__name__
)
def test_what_is_no_entry_is_refused(value: int | str) -> None:
    with pytest.raises(BadCommand, match="a position in the journey"):
        VoidEntry(on=ON, entry=value, reason="twice")


@pytest.mark.parametrize(
    ("given", "name"), [(2, "2"), ("2", "2"), (Number("2"), "2"), ("02", "2"), ("June", "June")], ids=range(5)
)
def test_a_session_is_a_number_or_a_name(given: int | str, name: str) -> None:
    assert RecordAbsence(on=ON, evaluation="B1.1", session=given).session == name


@pytest.mark.parametrize(
    ("fields", "path", "why"),
    [
        ({"": "x"}, "fields.''", "a key that is"),
        ({"e\u0301": "x", "\u00e9": "x"}, "fields.\u00e9", "a map from"),
    ],
    ids=range(2),
)
def test_a_key_of_a_map_is_an_id_and_stands_once(fields: dict[str, object], path: str, why: str) -> None:
    found = problems({"command": "correct-entry", "on": "2025-06-02", "entry": "1", "reason": "typo", "fields": fields})
    assert found[path].expected.startswith(why)


def test_text_is_kept_in_composed_form() -> None:
    command = command_from(
        {"command": "void-entry", "on": "2025-06-02", "entry": "cle\u0301", "reason": "e\u0301"}, where=""
    )
    assert command == VoidEntry(on=ON, entry="cl\u00e9", reason="\u00e9")


# --- bad input -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"points": "NaN"}, "points"),
        ({"points": Number("1e400")}, "points"),
        ({"points": float("nan")}, "points"),
        ({"points": 12.5}, "points"),
        ({"points": "-0.01"}, "points"),
        ({"points": "9" * 31}, "points"),
        ({"points": "0." + "1" * 31}, "points"),
        ({"points": 10**5000}, "points"),
        ({"points": Decimal("1e999999")}, "points"),
        ({"points": Fraction(1, 2**200)}, "points"),
        ({"points": Fraction(1, 10**40 + 1)}, "points"),
        ({"points": "1/1" + "0" * 28 + "9" * 5}, "points"),
        ({"points": "12,5"}, "points"),
        ({"points": "１２"}, "points"),
        ({"points": True}, "points"),
        ({"points": []}, "points"),
        ({"mark": "20.01"}, "mark"),
        ({"mark": "-1"}, "mark"),
        ({"verdict": "total"}, "verdict"),
        ({"verdict": ["validated"]}, "verdict"),
        ({"competences": {}}, "competences"),
        ({"competences": {"C1": "true"}}, "competences.C1"),
        ({"criteria": {"C1": None}}, "criteria.C1"),
        ({"criteria": {}}, "criteria"),
        ({"criteria": {"C1": True}, "not_applicable": {"C1": "no file"}}, "not_applicable.C1"),
        ({"points": "1", "not_applicable": {"C1": "no file"}}, "not_applicable"),
        ({"points": "1", "mark": "1"}, "points"),
        ({}, "points"),
        ({"points": "1", "bloc": "B1"}, "evaluation"),
        ({"points": "1", "on": "2025-02-30"}, "on"),
        ({"points": "1", "on": "1899-12-31"}, "on"),
        ({"points": "1", "on": "2201-01-01"}, "on"),
        ({"points": "1", "on": datetime(2025, 6, 2)}, "on"),  # noqa: DTZ001
        ({"points": "1", "on": "2025-06-02T00:00"}, "on"),
        ({"points": "1", "session": "0"}, "session"),
        ({"points": "1", "session": Number("1.0")}, "session"),
        ({"points": "1", "started_at": "24:00"}, "started_at"),
        ({"points": "1", "started_at": "8h30"}, "started_at"),
        ({"points": "1", "started_at": time(8, 30, 0, 5)}, "started_at"),
        ({"points": "1", "evaluation": "B1\x00"}, "evaluation"),
        ({"points": "1", "evaluation": "B1\ud800"}, "evaluation"),
        ({"points": "1", "evaluation": "B1\u202e"}, "evaluation"),
        ({"points": "1", "evaluation": "B1\n"}, "evaluation"),
        ({"points": "1", "evaluation": " B1"}, "evaluation"),
        ({"points": "1", "evaluation": "x" * 201}, "evaluation"),
        ({"points": "1", "evaluation": Number("1.1")}, "evaluation"),
        ({"points": "1", "evaluation": ["B1.1"]}, "evaluation"),
        ({"points": "1", "sesion": "1"}, "sesion"),
        ({"points": "1", "journey": ""}, "journey"),
        ({"points": "1", "journey": "J1", "journeys": ["J2"]}, "journey"),
        ({"points": "1", "journeys": "J1"}, "journeys"),
        ({"points": "1", "journeys": ["J1", "J1"]}, "journeys"),
        ({"points": "1", "journeys": ["J1", ""]}, "journeys[1]"),
    ],
)
def test_one_fault_of_an_evaluation_is_named(fields: dict[str, object], field: str) -> None:
    assert set(problems(evaluation(**fields))) == {field}


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        ({"command": "log-company-hours", "hours": "100000.5"}, "hours"),
        ({"command": "request-make-up", "evaluations": []}, "evaluations"),
        ({"command": "request-make-up", "evaluations": "B1.1"}, "evaluations"),
        ({"command": "request-make-up", "evaluations": ["B1.1", "B1.1"]}, "evaluations"),
        ({"command": "request-make-up", "evaluations": ["B1.1", True]}, "evaluations[1]"),
        ({"command": "record-module", "module": "M4.2"}, "points"),
        ({"command": "record-module", "module": "M4.2", "points": "5"}, "points"),
        ({"command": "record-module", "module": "M4.2", "points": "5", "out_of": "0"}, "out_of"),
        ({"command": "record-module", "module": "M4.2", "points": "21", "out_of": "20"}, "points"),
        (
            {"command": "record-module", "module": "M4.2", "points": "5", "out_of": "20", "absent": "unjustified"},
            "points",
        ),
        ({"command": "record-portfolio-result", "bloc": "B1"}, "points"),
        ({"command": "record-portfolio-result", "bloc": "B1", "points": "5", "verdict": "validated"}, "points"),
        ({"command": "settle", "answer": "accepted", "reason": "so"}, "entry"),
        ({"command": "settle", "answer": "accepted", "reason": "so", "entry": "1", "question": "x"}, "entry"),
        ({"command": "settle", "answer": "acepted", "reason": "so", "entry": "1"}, "answer"),
        ({"command": "settle", "answer": "accepted", "reason": "  ", "entry": "1"}, "reason"),
        ({"command": "correct-entry", "entry": "1", "reason": "typo", "fields": {}}, "fields"),
        ({"command": "correct-entry", "entry": "1", "reason": "typo", "fields": {"a": {"b": [1.5]}}}, "fields.a.b[0]"),
        ({"command": "deliberate", "jury": "J", "title": "validated"}, "title"),
        ({"command": "deliberate", "jury": "J", "blocs": {"B1": "total"}}, "blocs.B1"),
        ({"command": "submit-excuse", "evaluation": "B1.1", "reason": "other", "evidence": "yes"}, "evidence"),
    ],
)
def test_one_fault_of_another_command_is_named(raw: dict[str, object], field: str) -> None:
    assert set(problems({"on": "2025-06-02", **raw})) == {field}


@pytest.mark.parametrize(
    ("item", "field"),
    [
        ({"diploma": {"level": "9"}}, "evidence[0].diploma.level"),
        ({"diploma": {}}, "evidence[0].diploma.level"),
        ({"diploma": {"level": "5", "kind": "bts"}}, "evidence[0].diploma.kind"),
        ({"diploma": {"level": "5", "name": "x"}}, "evidence[0].diploma.name"),
        ({"diploma": "5"}, "evidence[0].diploma"),
        ({"experience": {"months": "-1"}}, "evidence[0].experience.months"),
        ({"ects": {"credits": "60"}}, "evidence[0].ects.field"),
        ({"selection": {}}, "evidence[0].selection"),
        ({"selection": "perhaps"}, "evidence[0].selection"),
        ({"selection": {"file": "maybe"}}, "evidence[0].selection.file"),
        ({"diplome": {"level": "5"}}, "evidence[0].diplome"),
        ({"diploma": {"level": "5"}, "ects": {}}, "evidence[0]"),
        ("diploma", "evidence[0]"),
    ],
)
def test_a_fault_of_evidence_is_named_by_its_path(item: object, field: str) -> None:
    raw = {"command": "enrol-candidate", "on": "2024-09-02", "certification": "T", "route": "vae", "evidence": [item]}
    assert set(problems(raw)) == {field}


def test_a_fault_of_a_member_is_named_by_its_path() -> None:
    raw = {
        "command": "constitute-jury",
        "on": "2025-06-02",
        "jury": "J",
        "kind": "certification",
        "certification": "T",
        "meets_on": "2025-07-04",
        "members": [{"role": "president"}, {"role": "presidnt", "external": "yes"}, {}],
        "journey": "J1",
    }
    assert set(problems(raw)) == {"members[1].role", "members[1].external", "members[2].role", "journey"}
    assert set(problems({**raw, "members": []})) == {"members", "journey"}


def test_all_problems_come_at_once() -> None:
    raw = {
        "command": "enrol-candidate",
        "certification": "\ud800",
        "route": "aprenticeship",
        "scope": ["B1", "B1"],
        "training_hours": "NaN",
        "sitation": "employee",
        "evidence": [{"diploma": {"level": "9", "feild": "sales"}}, {"selection": {}}],
    }
    found = problems(raw)
    assert set(found) == {
        "on",
        "certification",
        "route",
        "scope",
        "training_hours",
        "sitation",
        "evidence[0].diploma.level",
        "evidence[0].diploma.feild",
        "evidence[1].selection",
    }
    assert found["on"].found == "nothing"
    assert found["certification"].found == r"'\ud800'"
    assert "did you mean `apprenticeship`?" in found["route"].expected
    assert "did you mean `situation`?" in found["sitation"].expected
    assert "did you mean `field`?" in found["evidence[0].diploma.feild"].expected


@pytest.mark.parametrize("name", [None, "", "record-evaluaton", ["x"], {}, 3, "\ud800", "x" * 10**6], ids=range(8))
def test_an_unknown_command_is_named(name: object) -> None:
    (found,) = problems({"command": name}).values()
    assert found.field == "command"
    assert len(found.found) < 100
    if name == "record-evaluaton":
        assert "`record-evaluation`" in found.expected


def test_what_was_found_is_shown_escaped_and_short() -> None:
    found = problems(evaluation(points="\x1b[2J" + "9" * 500))["points"].found
    assert found.startswith(r"'\x1b[2J999")
    assert found.endswith("…")
    assert len(found) <= 75


@given(
    raw=st.dictionaries(
        st.sampled_from(["on", "points", "evaluation", "criteria", "not_applicable", "fields", "evidence", "members"])
        | st.text(max_size=5),
        hostile,
    ),
    name=st.sampled_from(NAMES),
)
def test_nothing_but_a_bad_command_is_raised(raw: dict[str, object], name: str) -> None:
    try:
        command = command_from({**raw, "command": name}, where="here")
    except BadCommand as error:
        assert_fit_for_a_terminal(error)
    else:
        assert command_from(to_raw(command), where="here") == command


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=15)
@given(data=st.data())
def test_one_hostile_value_in_a_good_command_is_read_or_named(name: str, data: st.DataObject) -> None:
    raw = to_raw(data.draw(commands_of(COMMANDS[name])))
    field = data.draw(st.sampled_from([each.name for each in SCHEMAS[name]]))
    try:
        command_from(raw | {field: data.draw(hostile)}, where="here")
    except BadCommand as error:
        assert_fit_for_a_terminal(error)


def test_a_line_of_many_unknown_fields_is_refused_in_no_time() -> None:
    found = problems(evaluation(points="1", **{f"field{index}": "x" for index in range(50_000)}))
    assert len(found) == 21
    assert found[""].found == "49980 unknown fields more"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(-5, 2), "-2.5"),
        (Fraction(-1, 3), "-1/3"),
        (Decimal("-1.50"), "the decimal -1.50"),
        (time(8, 30), "the time 08:30:00"),
        (date(2025, 6, 2), "2025-06-02"),
        (Verdict.TOTAL, "'total'"),
        (10**5000, "an integer of 16610 bits"),
        (float("inf"), "the binary float inf"),
        (b"12", "an object of type 'bytes'"),
        ({}, "a map"),
        ([], "an empty list"),
        (False, "false"),
    ],
    ids=range(12),
)
def test_what_was_found_is_shown_in_plain_words(value: object, text: str) -> None:
    assert problems(evaluation(points=value))["points"].found == text


def test_a_list_that_holds_itself_is_refused() -> None:
    endless: list[object] = []
    endless.append(endless)
    raw = {"command": "correct-entry", "on": "2025-06-02", "entry": "1", "reason": "x", "fields": {"a": endless}}
    assert all(str(field).startswith("fields.a[0]") for field in problems(raw))


# --- evidence ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("passed", True),
        ("failed", False),
        ({"file": True, "written": True}, True),
        ({"file": "passed", "interview": "failed"}, False),
        ({"interview": True}, True),
    ],
)
def test_a_selection_is_passed_when_all_that_was_held_is(raw: object, expected: bool) -> None:
    command = command_from(
        {
            "command": "enrol-candidate",
            "on": "2024-09-02",
            "certification": "T",
            "route": "vae",
            "evidence": [{"selection": raw}],
        },
        where="",
    )
    assert isinstance(command, EnrolCandidate)
    selection = command.evidence[0].of
    assert isinstance(selection, Selection)
    assert selection.passed is expected


def test_evidence_in_python() -> None:
    assert Evidence.diploma(level=4, kind="daeu").of == Diploma(level=4, kind="daeu")
    assert Evidence.experience(months="30.5", field="sales").of == Experience(months=Fraction(61, 2), field="sales")
    assert Evidence.ects(credits=120, field="marketing", same_sector=True).of == Ects(
        credits=120, field="marketing", same_sector=True
    )
    with pytest.raises(BadCommand, match="either `passed` or `failed`"):
        Evidence.selection(passed=True, file=True)


# --- corrections and journeys --------------------------------------------------------------------------------------


def test_a_correction_is_typed_by_the_schema_of_its_target() -> None:
    target = RecordEvaluation(on=ON, evaluation="B1.1", points="12", key="k", session=2)
    assert corrected(target, {"points": Number("21")}) == RecordEvaluation(
        on=ON, evaluation="B1.1", points=21, key="k", session=2
    )
    assert corrected(target, {"points": None, "mark": "9.5", "session": None, "on": "2025-06-03"}) == RecordEvaluation(
        on=date(2025, 6, 3), evaluation="B1.1", mark="9.5", key="k"
    )


def test_a_correction_that_does_not_fit_names_all_problems() -> None:
    target = RecordEvaluation(on=ON, evaluation="B1.1", points="12")
    with pytest.raises(BadCommand) as caught:
        corrected(target, {"points": "x", "pionts": "1", "key": "k", "command": "void-entry", "on": None})
    assert {each.field for each in caught.value.problems} == {
        "fields.points",
        "fields.pionts",
        "fields.key",
        "fields.command",
        "fields.on",
    }


def test_a_correction_takes_what_python_gives() -> None:
    fields_ = {
        "points": Fraction(1, 3),
        "on": ON,
        "started_at": time(8, 30),
        "session": 2,
        "verdict": Verdict.VALIDATED,
    }
    command = CorrectEntry(on=ON, entry=1, reason="typo", fields={**fields_, "members": [Member(role=Role.TRAINER)]})
    assert command.fields == {
        "points": "1/3",
        "on": "2025-06-02",
        "started_at": "08:30",
        "session": "2",
        "verdict": "validated",
        "members": ({"role": "trainer"},),
    }


def test_the_journeys_of_a_line() -> None:
    line: dict[str, object] = {"command": "hear-candidate", "on": "2025-06-02"}
    assert journeys_of({**line, "journey": "J1"}, where="") == ("J1",)
    assert journeys_of({**line, "journeys": ["J1", "J2"]}, where="") == ("J1", "J2")
    assert journeys_of({"command": "constitute-jury"}, where="") == ()
    faulty: list[dict[str, object]] = [
        {},
        {"journey": ""},
        {"journeys": []},
        {"journey": "J1", "journeys": ["J2"]},
        {"journey": Number("1")},
    ]
    for bad in faulty:
        with pytest.raises(BadCommand):
            journeys_of({**line, **bad}, where="")


def test_the_types_of_the_fields() -> None:
    command = RequestRetake(on=ON, blocs=["B4"], mode="resit", channel="email", test_on="2025-12-01")
    assert command.test_on == date(2025, 12, 1)
    assert LogCompanyHours(on=ON, hours="280").hours == 280
    assert RecordAbsence(on=ON, evaluation="B1.1").session is None
    assert SubmitExcuse(on=ON, evaluation="B1.1", reason="sick-leave", evidence=True).evidence is True
    assert RecordModule(on=ON, module="M4.2", absent="unjustified").points is None
    jury = ConstituteJury(
        on=ON, jury="J", kind="certification", certification="T", meets_on=ON, members=[Member(role="president")]
    )
    assert jury.members[0].marks
    assert not jury.members[0].external
    assert isinstance(jury, Command)
