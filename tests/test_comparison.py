"""What changed between two regulations: laws that hold for every pair, and no change that goes unsaid."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certdomain import BadInput, Register, reports
from certdomain.cli import main
from certdomain.cli.regulations import parsed, regulation_named
from certdomain.marks import exact, written
from certdomain.plugins import Titles, installed, titles_of
from certdomain.regulation.award import BlocByMark
from certdomain.regulation.canonical import ENUMS, NotCanonical, canonical, load_regulation
from certdomain.regulation.gates import AtMostRetakes
from certdomain.regulation.settlement import settled, with_choices
from certdomain.regulation.terms import Said
from certdomain.regulation.tree import Regulation
from certdomain.reports.comparison import Change, How, compared
from tests.fictional import FICTIONAL, GNOMONICS, SUNDIALS

TITLES = installed()
ALL = [each.regulation for found in TITLES.values() for each in found] + list(FICTIONAL.regulations)
titles = pytest.mark.parametrize("regulation", ALL, ids=lambda regulation: str(regulation.certification))

Place = tuple[str | int, ...]


def leaves(value: object, place: Place = ()) -> Iterator[tuple[Place, object]]:
    """The numbers, days, enums and truths of a canonical form, each with its place."""
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from leaves(each, (*place, number))
    elif isinstance(value, dict):
        if value.get("@") in ("exact", "date", "enum"):
            yield place, value
            return
        for name, each in value.items():
            yield from leaves(each, (*place, name))
    elif isinstance(value, int):
        yield place, value


def others(leaf: object) -> list[object]:
    """What could stand in a place instead."""
    match leaf:
        case bool():
            return [not leaf]
        case int():
            return [leaf + 1]
        case {"@": "exact", "q": str(q)}:
            return [{"@": "exact", "q": written(exact(q) + Fraction(1, 8))}]
        case {"@": "date", "d": str(d)}:
            return [{"@": "date", "d": date.fromisoformat(d).replace(year=2031).isoformat()}]
        case {"@": "enum", "e": str(e), "v": v}:
            made: list[object] = [{"@": "enum", "e": e, "v": m.value} for m in ENUMS[e] if m.value != v]
            return made[:2]
    raise AssertionError(leaf)


def changed(regulation: Regulation, place: Place, value: object) -> Regulation | None:
    """The regulation with another value in a place; None if that is no regulation."""
    data = json.loads(canonical(regulation))
    held = data
    for step in place[:-1]:
        held = held[step]
    held[place[-1]] = copy.deepcopy(value)
    try:
        made = load_regulation(json.dumps(data).encode())
        settled(made)
    except (NotCanonical, KeyError, ValueError):
        return None
    return made


class TestLaws:
    @titles
    def test_nothing_differs_from_itself(self, regulation: Regulation) -> None:
        assert compared(regulation, regulation) == ()
        assert compared(regulation, load_regulation(canonical(regulation)), "fr") == ()

    @pytest.mark.parametrize("lang", ["en", "fr"])
    def test_seen_from_the_other_side_each_change_is_mirrored(self, lang: str) -> None:
        for one, other in combinations(ALL, 2):
            there = [change.mirrored() for change in compared(one, other, lang)]
            back = list(compared(other, one, lang))
            assert sorted(map(_key, there)) == sorted(map(_key, back))

    @titles
    def test_each_single_change_is_said_with_its_old_and_new_value(self, regulation: Regulation) -> None:
        """Numbers, days, enums and truths all over a title are changed, one at a time: all of the rules of a small
        title, of a large one a spread of them, and of the lines of clauses every fortieth.
        """
        tried = 0
        found_leaves = list(leaves(json.loads(canonical(regulation))))
        text = [each for each in found_leaves if each[0][0] in ("clauses", "sources", "defects")]
        rules = [each for each in found_leaves if each not in text]
        for place, leaf in [*rules[:: 1 + len(rules) // 90], *text[::40]]:
            for value in others(leaf)[:1]:
                other = changed(regulation, place, value)
                if other is None:
                    continue
                tried += 1
                found = compared(regulation, other)
                assert found, place
                assert any(change.before != change.after for change in found), place
                if place[0] in ("clauses", "sources", "defects"):
                    assert any(change.before and change.after for change in found), place
        assert tried > 20

    @settings(max_examples=25, deadline=None)
    @given(st.data())
    def test_the_laws_hold_for_changed_declarations(self, data: st.DataObject) -> None:
        regulation = data.draw(st.sampled_from(ALL))
        made = regulation
        found = list(leaves(json.loads(canonical(regulation))))
        for _ in range(data.draw(st.integers(1, 4))):
            place, leaf = data.draw(st.sampled_from(found))
            made = changed(made, place, data.draw(st.sampled_from(others(leaf)))) or made
        there = compared(regulation, made)
        assert bool(there) == (canonical(regulation) != canonical(made))
        assert sorted(_key(c.mirrored()) for c in there) == sorted(map(_key, compared(made, regulation)))

    def test_another_order_is_a_change_as_well(self) -> None:
        turned = attrs.evolve(GNOMONICS, duties=GNOMONICS.duties, gates=tuple(reversed(GNOMONICS.gates)))
        assert canonical(turned) != canonical(GNOMONICS)
        assert compared(GNOMONICS, turned)


def _key(change: Change) -> str:
    made = attrs.asdict(change, recurse=False)
    return repr([str(value) if name != "clauses" else sorted(value) for name, value in made.items()])


class TestWords:
    def test_a_threshold_is_told_as_old_and_new(self) -> None:
        regulation = TITLES["RNCP36395"][0].regulation
        blocs = tuple(
            attrs.evolve(rule, pass_mark=Said(Fraction(19, 2), rule.pass_mark.by))
            if isinstance(rule, BlocByMark)
            else rule
            for rule in regulation.award.blocs
        )
        other = attrs.evolve(regulation, award=attrs.evolve(regulation.award, blocs=blocs))
        assert "10 → 9,5 sur 20" in reports.comparison(regulation, other, "fr")
        assert "[CCI-R14, CCI-R10]" in reports.comparison(regulation, other, "en")
        assert len(compared(regulation, other)) == 1

    def test_a_reading_and_a_parameter_are_told_with_what_depends_on_them(self) -> None:
        regulation = TITLES["RNCP36395"][0].regulation
        other = with_choices(regulation, {"CCI-A06": "b"}, {"last_issue_on": "2027-12-31"})
        text = reports.comparison(regulation, other)
        assert "CCI-A06, option taken: a → b" in text
        assert "last_issue_on, value: unknown → 2027-12-31" in text
        assert "31 December 2027" in text

    def test_a_silence_that_becomes_a_rule(self) -> None:
        first, second = SUNDIALS, attrs.evolve(SUNDIALS, fraud=TITLES["RNCP36395"][0].regulation.fraud)
        second = attrs.evolve(second, readings=(*second.readings, *TITLES["RNCP36395"][0].regulation.readings))
        if first.fraud is None:
            assert any(change.how is How.RULED for change in compared(first, second))
            assert any(change.how is How.SILENCED for change in compared(second, first))

    def test_a_clause_that_moved_and_one_that_was_reworded(self) -> None:
        clause = GNOMONICS.clauses[0]
        moved = attrs.evolve(clause, lines=((90, 91),))
        text = reports.comparison(GNOMONICS, attrs.evolve(GNOMONICS, clauses=(moved, *GNOMONICS.clauses[1:])))
        assert f"{clause.id}, lines: 4 → 90-91" in text
        says = attrs.evolve(clause.says, fr="Trois blocs.")
        reworded = attrs.evolve(clause, says=says)
        text = reports.comparison(GNOMONICS, attrs.evolve(GNOMONICS, clauses=(reworded, *GNOMONICS.clauses[1:])))
        assert f"{clause.id}, text (fr): " in text, "told even where the other language stayed"

    def test_a_condition_that_went(self) -> None:
        gates = tuple(
            attrs.evolve(gate, conditions=tuple(c for c in gate.conditions if not isinstance(c, AtMostRetakes)))
            for gate in GNOMONICS.gates
        )
        found = compared(GNOMONICS, attrs.evolve(GNOMONICS, gates=gates))
        assert [change.how for change in found] == [How.REMOVED]


class TestNames:
    def test_what_a_name_says(self) -> None:
        assert parsed("T").base == "T"
        assert parsed("T@2024").edition == "2024"
        both = parsed("T@2024:A=b,x=2027-12-31")
        assert (both.base, both.edition) == ("T", "2024")
        assert both.choices == (("A", "b"), ("x", "2027-12-31"))
        assert parsed("./a.json:A=b") == attrs.evolve(parsed("./a.json"), choices=(("A", "b"),))
        assert parsed("C:\\drafts\\a.json").base == "C:\\drafts\\a.json"

    @given(st.text(max_size=30))
    def test_any_text_is_a_name_or_bad_input(self, text: str) -> None:
        """Whatever is typed, it names a regulation or is refused as bad input."""
        try:
            regulation_named(text, titles=titles_of([FICTIONAL]))
        except BadInput:
            return
        assert text

    @pytest.mark.parametrize("name", ["", "@", "T@", "@E", "T:A=", "T:A=b,A=c", "T:A=b,,"])
    def test_a_name_of_another_form_is_refused(self, name: str) -> None:
        with pytest.raises(BadInput):
            parsed(name)

    def test_errors_list_what_exists(self, tmp_path: Path) -> None:
        known = titles_of([FICTIONAL])
        for name, told in (
            ("FICTION", "FICTION-BTS"),
            ("FICTION-BTS@1999", "2021"),
            ("FICTION-BTS:nothing=1", "BTF-A01"),
            ("FICTION-BTS:BTF-A01=z", "letters a, b"),
            ("0123456789abcdef", "--store"),
            (str(tmp_path / "none.json"), "canonical form"),
        ):
            with pytest.raises(BadInput, match=re.escape(told)):
                regulation_named(name, titles=known)

    @pytest.mark.parametrize(
        "content", ["", "{}", "[1, 2]", '{"@": "tree.regulation@9"}', "\x00", '{"@":"exact","q":"1"}']
    )
    def test_a_file_that_is_no_regulation_is_refused(self, tmp_path: Path, content: str) -> None:
        path = tmp_path / "draft.json"
        path.write_text(content, encoding="utf-8")
        with pytest.raises(BadInput, match=r"draft\.json"):
            regulation_named(str(path), titles=Titles({}))

    def test_a_draft_that_was_changed_by_hand(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "draft.json"
        data = json.loads(canonical(GNOMONICS))
        data["level"] = 6
        path.write_text(json.dumps(data, indent=2), encoding="utf-8")
        held = regulation_named(str(path), titles=Titles({}))
        assert held.regulation == attrs.evolve(GNOMONICS, level=6)
        assert main(["show", str(path), "--as-table"]) == 0
        assert "level 6" in capsys.readouterr().out

    @settings(max_examples=40, deadline=None)
    @given(st.data())
    def test_a_draft_with_a_value_of_another_kind_never_breaks_the_program(self, data: st.DataObject) -> None:
        """Anything may stand anywhere in a draft: it is shown, compared, or refused as bad input; no traceback."""
        form = json.loads(canonical(GNOMONICS))
        places = [place for place, _ in leaves(form)] + [("level",), ("award",), ("gates",), ("readings", 0, "chosen")]
        place = data.draw(st.sampled_from(places))
        held = form
        for step in place[:-1]:
            held = held[step]
        held[place[-1]] = data.draw(
            st.sampled_from([None, "ten", -1, True, [], ["x"], {}, {"@": "date", "d": "2024-01-01"}])
        )
        with TemporaryDirectory() as folder:
            path = Path(folder) / "draft.json"
            path.write_text(json.dumps(form), encoding="utf-8")
            try:
                draft = regulation_named(str(path), titles=Titles({}))
            except BadInput:
                return
            reports.regulation_html(draft.regulation)
            assert compared(GNOMONICS, draft.regulation) or draft.regulation == GNOMONICS

    def test_a_register_keeps_it_under_its_digest(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        store = str(tmp_path / "r.db")
        with Register.open(store) as register:
            one = register.adopt("RNCP36395")
            other = register.adopt("RNCP36395", readings={"CCI-A06": "b"})
        assert main(["compare", one[:8], other, "--store", store]) == 1
        assert "CCI-A06, option taken: a → b" in capsys.readouterr().out
        assert main(["compare", "RNCP36395", other[:10], "--store", store]) == 0
        capsys.readouterr()
        assert main(["compare", "ffffffff", other, "--store", store]) == 2
        assert one[:12] in capsys.readouterr().err


class TestCommand:
    def test_the_same_is_fine_and_says_so(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["compare", "RNCP36395", "RNCP36395"]) == 0
        assert "the same" in capsys.readouterr().out

    def test_data_has_each_change(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["compare", "RNCP36395", "RNCP36395:CCI-A06=b", "--json", "--lang", "fr"]) == 1
        data = json.loads(capsys.readouterr().out)
        assert data["same"] is False
        assert {change["part"] for change in data["changes"]} == {"evaluations", "readings"}

    def test_a_wrong_name_is_bad_usage(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["compare", "RNCP36395", "RNCP36359"]) == 2
        assert "did you mean RNCP36395?" in capsys.readouterr().err
