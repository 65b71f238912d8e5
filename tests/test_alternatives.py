"""Other readings: the outcome depends on those that are listed, and on no others; and nothing is recorded."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import attrs
import pytest

from certdomain.alternatives import AllReadings, Change, changes_between, facets_of
from certdomain.cli import main
from certdomain.errors import BadInput, UnknownJourney
from certdomain.hookspecs import Certifier
from certdomain.importing import import_file
from certdomain.register import Register
from certdomain.regulation.award import GeneralAverage
from certdomain.regulation.clauses import Option, Reading, Words
from certdomain.regulation.settlement import settled, with_choices
from certdomain.regulation.terms import Read
from certdomain.rejudging import decision_of, rejudged
from certdomain.reports import readings_words
from certdomain.rules.outlook import RetakeOpen
from certdomain.vocabulary import Verdict
from tests.fictional import FICTIONAL, GNOMONICS
from tests.test_cli import filed, run, run_json  # noqa: F401  the register of the bundled journeys
from tests.test_register import LATER, sit_all

PLUGINS = Path(__file__).parents[1] / "plugins"
SHORT, ON = "demo-quarter-point-short", date(2025, 7, 10)


@pytest.fixture(scope="module")
def register(filed: str) -> Iterator[Register]:  # noqa: F811
    with Register.open(filed, plugins=[], create=False) as opened:
        yield opened


def of(found: AllReadings, *choices: tuple[str, str]) -> dict[tuple[str, str], tuple[object, object]]:
    """What changes under those options."""
    (dependence,) = (each for each in (*found.depends, *found.joint) if each.choices == choices)
    return {(change.what, change.about): (change.before, change.after) for change in dependence.changes}


class TestDepends:
    def test_a_candidate_a_quarter_of_a_point_short_depends_on_the_rounding(self, register: Register) -> None:
        """Worked by hand: 499.75 of 1000 is 9.995 on 20, and 87.25 of 175 is 9.971; the text does not say how to round.
        To two decimals the average is 10.00, and B4 at 9.97 is compensated; to the half point both are 10."""
        found = register.journey(SHORT).under_readings(ON)
        assert {choice for each in found.depends for choice in each.choices} == {("CCI-A02", "b"), ("CCI-A02", "c")}
        two_places, half_point = of(found, ("CCI-A02", "b")), of(found, ("CCI-A02", "c"))
        assert two_places["title", "title"] == half_point["title", "title"] == (Verdict.PARTIAL, Verdict.TOTAL)
        assert two_places["bloc", "B4"] == (Verdict.NOT_VALIDATED, Verdict.COMPENSATED)
        assert half_point["bloc", "B4"] == (Verdict.NOT_VALIDATED, Verdict.VALIDATED)
        assert half_point["kept", "title"] == (("B1", "B2", "B3"), ("B1", "B2", "B3", "B4"))
        before, after = two_places["retake", "B4"]
        assert isinstance(before, RetakeOpen)
        assert after is None

    def test_the_first_clause_that_differs_is_named_with_both_values(self, register: Register) -> None:
        found = register.journey(SHORT).under_readings(ON)
        for each in found.depends:
            assert "CCI-A02" in each.turn.clauses
            assert any(clause.startswith("CCI-R") for clause in each.turn.clauses)
            assert each.turn.before != each.turn.after
        assert found.depends[0].turn.before == "unmet, average20 9.995, short 0.25"
        assert found.depends[0].turn.after == "met, average20 10, short 0"

    def test_answers_that_would_have_been_others_are_listed(self, register: Register) -> None:
        """The certificate of the title was refused; under the other reading it is issued."""
        found = register.journey(SHORT).under_readings(ON)
        changed = {(each.command, each.recorded, each.rejudged) for each in found.depends[0].entries}
        assert ("issue-certificate", "refused", "accepted") in changed

    def test_it_says_how_much_was_tried(self, register: Register) -> None:
        found = register.journey(SHORT).under_readings(ON)
        declared = register.declaration_of(found.regulation, found.certification)
        assert found.readings == len(declared.readings)
        assert found.options == sum(len(reading.options) - 1 for reading in declared.readings)
        assert found.pairs == 0

    def test_an_unknown_parameter_is_named_and_not_tried(self, register: Register) -> None:
        found = register.journey(SHORT).under_readings(ON)
        assert [each.parameter for each in found.unknown] == ["last_issue_on"]

    def test_a_parameter_that_is_given_is_not_listed(self) -> None:
        with Register.open("memory:") as register:
            register.adopt("RNCP36395", parameters={"last_issue_on": "2027-12-31"})
            import_file(register, PLUGINS / "certdomain-cci-france/src/certdomain_cci_france/demo.jsonl")
            assert register.journey(SHORT).under_readings(ON).unknown == ()

    def test_without_an_enrolment_there_is_nothing_to_try(self, register: Register) -> None:
        with pytest.raises(UnknownJourney):
            register.journey("nobody").under_readings(ON)

    def test_as_known_then(self, register: Register) -> None:
        """Only what was recorded by then is judged again."""
        first = register.journey(SHORT).records()[3].recorded_at
        early = register.journey(SHORT).under_readings(ON, known_at=first)
        assert early.known_at == first
        assert dict(facets_of(register.journey(SHORT).decide(ON, known_at=first))) == {
            (each.what, each.about): each.before for each in early.outcome
        }


def test_every_dependence_is_what_an_adoption_of_that_option_gives(tmp_path: Path) -> None:
    """The law: to adopt the option first and to record everything after is another way to the same outcome.

    For all bundled journeys of the title with most readings, and each of its options."""
    file = PLUGINS / "certdomain-cci-france/src/certdomain_cci_france/demo.jsonl"
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    mine = [each for each in lines if each.get("certification", "RNCP36395") == "RNCP36395"]
    enrolled = {each["journey"] for each in mine if each["command"] == "enrol-candidate"}
    kept = [each for each in mine if each["command"] == "constitute-jury" or each.get("journey") in enrolled]
    path = tmp_path / "one-title.jsonl"
    path.write_text("".join(json.dumps(each) + "\n" for each in kept), encoding="utf-8")
    on, options = date(2026, 3, 1), [("CCI-A02", "b"), ("CCI-A02", "c"), ("CCI-A06", "b"), ("CCI-A29", "b")]
    with Register.open("memory:") as register:
        import_file(register, path)
        found = {}
        for name in register.journeys():
            try:
                found[name] = register.journey(name).under_readings(on)
            except UnknownJourney:
                continue
        base = {name: facets_of(register.journey(name).decide(on)) for name in found}
    differing = 0
    for reading, letter in options:
        with Register.open("memory:") as other:
            other.adopt("RNCP36395", readings={reading: letter})
            import_file(other, path)
            for name, all_readings in found.items():
                expected = [*changes_between(base[name], facets_of(other.journey(name).decide(on)))]
                listed = [each for each in all_readings.depends if each.choices == ((reading, letter),)]
                assert [shown(c) for each in listed for c in each.changes] == [shown(c) for c in expected], (
                    name,
                    letter,
                )
                differing += bool(expected)
    assert differing >= 5


def shown(change: Change) -> object:
    days = [
        (held.not_before, held.until) if isinstance(held, RetakeOpen) else held
        for held in (change.before, change.after)
    ]
    return change.what, change.about, days


class TestPairs:
    def test_only_what_neither_does_alone_is_joint(self, register: Register) -> None:
        """Held against a plain comparison of the four outcomes of each pair."""
        journey = register.journey("demo-no-compensation")
        on = date(2026, 3, 1)
        found = journey.under_readings(on, pairs=True)
        declared = register.declaration_of(found.regulation, found.certification)

        def outcome(*choices: tuple[str, str]) -> object:
            def under(_digest: str, _certification: str) -> object:
                return settled(with_choices(declared, dict(choices), {}))

            again = rejudged(journey.records(), under, register, findings=False)  # type: ignore[arg-type]
            decided = decision_of(again, under, register, on)  # type: ignore[arg-type]
            return facets_of(None if decided is None else decided[0])

        chosen = {reading.id: reading.chosen for reading in declared.readings}
        options = [
            (reading.id, option.letter)
            for reading in declared.readings
            for option in reading.options
            if option.letter != chosen[reading.id]
        ]
        pairs = [pair for pair in combinations(options, 2) if pair[0][0] != pair[1][0]]
        assert found.pairs == len(pairs) > 0
        base = outcome()
        expected = [
            pair
            for pair in pairs
            if any(
                all(alone.get(key) != value for alone in (base, outcome(pair[0]), outcome(pair[1])))  # type: ignore[attr-defined]
                for key, value in outcome(*pair).items()  # type: ignore[attr-defined]
            )
        ]
        assert [each.choices for each in found.joint] == expected

    def test_two_readings_that_only_together_reach_the_title(self) -> None:
        """An average of 9.4 against 10. Rounded to the half point it is 9.5, which is not 10; against a threshold of
        9.5 it is not enough either; both together give the title."""
        (rule,) = GNOMONICS.award.titles
        groups, average = rule.requires
        assert isinstance(average, GeneralAverage)
        lower = Reading(
            id="BTF-A02",
            clauses=("BTF-R04",),
            asks=Words(en="How much is an average of ten?", fr="Combien vaut une moyenne de dix ?"),
            options=(
                Option(letter="a", says=Words(en="Ten.", fr="Dix.")),
                Option(letter="b", says=Words(en="Nine and a half.", fr="Neuf et demi.")),
            ),
            chosen="a",
        )
        needed = Read("BTF-A02", (("a", Fraction(10)), ("b", Fraction(19, 2))), ("BTF-R04",))
        titles = (attrs.evolve(rule, requires=(groups, attrs.evolve(average, at_least=needed))),)
        regulation = attrs.evolve(
            GNOMONICS, readings=(*GNOMONICS.readings, lower), award=attrs.evolve(GNOMONICS.award, titles=titles)
        )
        certifier = Certifier(name="Fictional certifier", regulations=(regulation,))
        with Register.open("memory:", plugins=[certifier]) as register:
            sit_all(register, COM2_1="11.4")
            journey = register.journey("B1")
            assert journey.under_readings(LATER).depends == ()
            found = journey.under_readings(LATER, pairs=True)
        assert (found.depends, found.pairs) == ((), 1)
        both = of(found, ("BTF-A01", "b"), ("BTF-A02", "b"))
        assert both["title", "title"] == (Verdict.PARTIAL, Verdict.TOTAL)
        assert "What two readings do together" in readings_words(found)
        assert "Neuf et demi" in readings_words(found, "fr")


class TestOutcome:
    def test_a_refused_enrolment_is_one_change(self) -> None:
        """Without a decision the blocs are not each told to be gone."""
        with Register.open("memory:", plugins=[FICTIONAL]) as register:
            sit_all(register)
            facets = facets_of(register.journey("B1").decide(LATER))
        assert [*changes_between(facets, {})] == [Change(what="title", about="title", before=Verdict.TOTAL, after=None)]
        assert [*changes_between({}, {})] == []

    def test_a_retake_that_only_rests_on_other_clauses_is_the_same(self) -> None:
        held = RetakeOpen(bloc="B1", until=ON, not_before=None, clauses=("R1",))
        other = attrs.evolve(held, clauses=("R1", "A01"))
        assert [*changes_between({("retake", "B1"): held}, {("retake", "B1"): other})] == []
        later = attrs.evolve(held, until=LATER)
        (change,) = changes_between({("retake", "B1"): held}, {("retake", "B1"): later})
        assert (change.before, change.after) == (held, later)

    def test_a_change_that_no_explanation_shows_turns_on_the_reading_itself(self, register: Register) -> None:
        """Whether a compensated bloc is kept is said in no question; the reading and its clauses are named."""
        found = register.journey("demo-compensation").under_readings(ON)
        (dependence,) = found.depends
        assert dependence.turn.asks == "kept"
        assert "CCI-A05" in dependence.turn.clauses
        assert (dependence.turn.before, dependence.turn.after) != (None, None)

    def test_frozen(self, register: Register) -> None:
        found = register.journey(SHORT).under_readings(ON)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            found.readings = 0  # type: ignore[misc]


class TestCommandLine:
    def test_the_text_names_reading_option_and_change(self, capsys: pytest.CaptureFixture[str], filed: str) -> None:  # noqa: F811
        code, out, _ = run(capsys, "decide", SHORT, "--store", filed, "--on", str(ON), "--all-readings")
        assert code == 0
        assert "CCI-A02, option b" in out
        assert "27 other options of 20 readings" in out
        assert "last_issue_on" in out
        assert re.search(r"CCI-R\d+, source 001, lines? \d+", out)

    def test_in_french(self, capsys: pytest.CaptureFixture[str], filed: str) -> None:  # noqa: F811
        args = ("decide", SHORT, "--store", filed, "--on", str(ON), "--all-readings")
        french = run(capsys, *args, "--lang", "fr")[1]
        assert "De quelles lectures dépend le résultat" in french
        assert "à deux décimales" in " ".join(french.split()), "the words of the option come from the declaration"
        assert "compensated" not in french

    def test_as_json(self, capsys: pytest.CaptureFixture[str], filed: str) -> None:  # noqa: F811
        code, data = run_json(capsys, "decide", SHORT, "--store", filed, "--on", str(ON), "--all-readings")
        assert code == 0
        assert isinstance(data, dict)
        assert data["tried"]["readings"] == 20
        assert data["tried"]["pairs"] == 0
        first = data["depends"][0]
        assert first["choices"] == {"CCI-A02": "b"}
        assert first["instead_of"] == {"CCI-A02": "a"}
        assert {"what": "title", "about": "title", "before": "partial", "after": "total"} in first["changes"]

    def test_nothing_depends(self, capsys: pytest.CaptureFixture[str], filed: str) -> None:  # noqa: F811
        args = ("decide", "demo-title-granted", "--store", filed, "--on", str(ON), "--all-readings")
        code, out, _ = run(capsys, *args)
        assert code == 0
        assert "the same under each of them" in out

    @pytest.mark.parametrize(
        "args", [("--pairs",), ("--all-readings", "--why-not", "total"), ("--all-readings", "--pairs", "--lang", "de")]
    )
    def test_what_does_not_go_together(
        self,
        capsys: pytest.CaptureFixture[str],
        filed: str,  # noqa: F811
        args: tuple[str, ...],
    ) -> None:
        assert main(["decide", SHORT, "--store", filed, *args]) == 2
        assert capsys.readouterr().err

    def test_an_unknown_language(self, register: Register) -> None:
        with pytest.raises(BadInput):
            readings_words(register.journey(SHORT).under_readings(ON), "de")

    def test_every_bundled_journey_can_be_told(self, register: Register) -> None:
        """No word is missing, whatever changes and whatever it turns on."""
        told = 0
        for name in register.journeys():
            try:
                found = register.journey(name).under_readings(date(2026, 3, 1))
            except UnknownJourney:
                continue
            for lang in ("en", "fr"):
                text = readings_words(found, lang)
                assert "{" not in text
                assert "RetakeOpen" not in text
            json.dumps(found.to_json())
            told += len(found.depends)
        assert told > 10
