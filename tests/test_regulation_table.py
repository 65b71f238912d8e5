"""The table to proofread: nothing of a declaration is missing from it, and no word of the machinery is in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from enum import Enum
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path
from typing import cast

import attrs
import pytest

from certdomain import reports
from certdomain.calendar import Period, Unit
from certdomain.cli import main
from certdomain.plugins import installed
from certdomain.referential import Audience, Referential
from certdomain.regulation import award, canonical, duties, gates, juries, results, transitions
from certdomain.regulation.clauses import Effect
from certdomain.regulation.settlement import settled, with_choices
from certdomain.regulation.terms import Said, Sense, Threshold
from certdomain.regulation.tree import Regulation
from certdomain.reports import sentences_en, sentences_fr
from certdomain.reports.language import language, places
from certdomain.reports.phrases import Templates, listed
from certdomain.reports.sentences import GROUPS, exactly, rows, share
from certdomain.vocabulary import CertificateKind, Channel, DiplomaKind, ExcuseReason, JuryKind, Role, Route, Whom
from tests.fictional import FICTIONAL, GNOMONICS

GOLDEN = Path(__file__).parent / "golden"
ALL = [*(held.regulation for held in (each for found in installed().values() for each in found))]
ALL = [*ALL, *FICTIONAL.regulations]
both = pytest.mark.parametrize("lang", ["en", "fr"])
titles = pytest.mark.parametrize("regulation", ALL, ids=lambda regulation: str(regulation.certification))

TEXTS = {
    "sources", "clauses", "readings", "parameters", "defects", "silences", "choices", "values", "referential", "name",
}  # fmt: skip


def walk(thing: object) -> Iterator[object]:
    """Everything that a declaration is made of."""
    yield thing
    if isinstance(thing, tuple):
        for each in thing:
            yield from walk(each)
    elif attrs.has(type(thing)) and not isinstance(thing, Enum):
        for field in attrs.fields(cast("type[attrs.AttrsInstance]", type(thing))):
            if field.init and not (isinstance(thing, Regulation) and field.name in TEXTS):
                yield from walk(getattr(thing, field.name))


def known(regulation: Regulation) -> set[str]:
    return {clause.id for clause in regulation.clauses} | {reading.id for reading in regulation.readings}


class TestNothingIsMissing:
    @titles
    @both
    def test_every_clause_that_a_declaration_cites_is_in_a_row(self, regulation: Regulation, lang: str) -> None:
        cited = {each for each in walk(settled(regulation)) if isinstance(each, str) and each in known(regulation)}
        shown = {each for row in rows(regulation, language(lang)) for each in (*row.clauses, *row.readings)}

        assert cited
        assert cited <= shown

    @titles
    @both
    def test_every_clause_with_an_effect_is_in_a_row_or_in_the_list(self, regulation: Regulation, lang: str) -> None:
        shown = {each for row in rows(regulation, language(lang)) for each in row.clauses}
        idle = {clause.id for clause in regulation.clauses if clause.effect is Effect.NONE}
        text = reports.regulation_table(regulation, lang)

        assert {clause.id for clause in regulation.clauses} - idle <= shown
        for each in idle:
            assert f"- {each}, " in text

    @titles
    @both
    def test_every_number_is_said_exactly(self, regulation: Regulation, lang: str) -> None:
        words = language(lang)
        said = " ".join(row.says for row in rows(regulation, words))
        for each in walk(settled(regulation)):
            match each:
                case Period() if each.n:
                    assert words.period(each) in said
                case Threshold():
                    assert exactly(each.limit, words) in said
                case results.Band():
                    assert f"{share(each.upto, words)}" in said
                    assert f"{share(each.cut, words)}" in said
                case Fraction():
                    assert exactly(each, words) in said or share(each, words) in said
                case date():
                    assert words.day(each) in said
                case int() if not isinstance(each, bool) and each:
                    assert re.search(rf"\b{each}\b", said), each

    @titles
    @both
    def test_the_structure_is_said_to_the_last_point(self, regulation: Regulation, lang: str) -> None:
        words = language(lang)
        said = " ".join(row.says for row in rows(regulation, words) if row.group == "structure")
        for bloc in regulation.referential.lines:
            for evaluation in bloc.evaluations:
                assert evaluation.id in said
                for number in (evaluation.out_of, evaluation.weight):
                    assert number is None or exactly(number, words) in said
            for competence in bloc.competences:
                assert competence.id in said
                assert all(criterion in said for criterion in competence.criteria)

    @titles
    def test_readings_parameters_silences_and_defects_stand_with_all_they_say(self, regulation: Regulation) -> None:
        text = " ".join(reports.regulation_table(regulation, "fr").split())
        words = language("fr")

        def there(said: str) -> bool:
            return " ".join(said.split()) in text

        for reading in regulation.readings:
            assert all(there(f"({option.letter}) {words.words(option.says)}") for option in reading.options)
        assert all(there(f"{parameter.name} = ") for parameter in regulation.parameters)
        assert all(there(words.words(silence.says)) for silence in regulation.silences)
        assert all(there(words.words(defect.says)) for defect in regulation.defects)

    def test_a_parameter_names_what_depends_on_it(self) -> None:
        regulation = next(each for each in ALL if each.parameters)
        found = {name for row in rows(regulation, language("en")) for name in row.parameters}

        assert found == {parameter.name for parameter in regulation.parameters}

    def test_another_reading_gives_another_sentence(self) -> None:
        """Every option of every reading that a rule rests on is told: no two of them in the same words."""
        for regulation in ALL:
            for reading in regulation.readings:
                told = []
                for option in reading.options:
                    switched = with_choices(regulation, {reading.id: option.letter}, {})
                    told.append(tuple(row.says for row in rows(switched, language("fr"))))
                used = any(reading.id in row.readings for row in rows(regulation, language("fr")))
                assert len(set(told)) == (len(reading.options) if used else 1), reading.id


class TestWords:
    @titles
    @both
    def test_no_word_of_the_machinery_is_in_a_sentence(self, regulation: Regulation, lang: str) -> None:
        shapes = {shape.__name__ for shape in canonical.SHAPES.values()}
        fields = {f.name for shape in canonical.SHAPES.values() for f in attrs.fields(shape) if "_" in f.name}
        values = {member.value for enum in canonical.ENUMS.values() for member in enum if "-" in str(member.value)}
        own = {"force-majeure"}
        ids = {bloc.id for bloc in regulation.referential.lines}
        ids |= {each.id for bloc in regulation.referential.lines for each in bloc.evaluations}
        groups = {bloc.group for bloc in regulation.referential.lines}
        for row in rows(regulation, language(lang)):
            says = row.says
            for name in sorted(ids, key=len, reverse=True):
                says = says.replace(name, "")
            found = set(re.findall(r"[A-Za-z][\w-]*", says))
            assert not found & {name for name in shapes if re.search(r"[a-z][A-Z]", name)}
            assert not found & fields, says
            assert not found & (values - own - groups), says
            assert not re.search(r"[{}]|None|Fraction|True|False", says), says

    @titles
    @both
    def test_every_row_is_a_sentence(self, regulation: Regulation, lang: str) -> None:
        for row in rows(regulation, language(lang)):
            assert row.says[0].isupper() or row.says[0].isdigit(), row.says
            assert row.says.endswith((".", "?", "!")), row.says
            assert "  " not in row.says
            assert not re.search(r"\(\)|, ?[,.]| \.", row.says), row.says

    @titles
    def test_french_is_set_as_french_is(self, regulation: Regulation) -> None:
        for row in rows(regulation, language("fr")):
            assert not re.search(r"[^\u202f][;!?]", row.says), row.says
            assert not re.search(r" :|« | »| %", row.says), row.says
            assert "'" not in row.says, row.says

    def test_both_languages_have_the_same_sentences(self) -> None:
        assert list(sentences_en.TERMS) == list(sentences_fr.TERMS)
        for name, terms in sentences_en.TERMS.items():
            assert set(terms) == set(sentences_fr.TERMS[name]), name
        assert set(sentences_en.SENTENCES) == set(sentences_fr.SENTENCES)
        for name, english in sentences_en.SENTENCES.items():
            assert _places(english) == _places(sentences_fr.SENTENCES[name]), name

    @pytest.mark.parametrize(
        ("vocabulary", "members"),
        [
            ("route", Route), ("route-noun", Route), ("day", gates.Day), ("happens", gates.Day), ("role", Role),
            ("roles", Role), ("trait", juries.Trait), ("jury", JuryKind), ("of-jury", JuryKind), ("channel", Channel),
            ("excuse-reason", ExcuseReason), ("diploma", DiplomaKind), ("certificate", CertificateKind),
            ("rounding", award.Rounding), ("inapplicable", award.Inapplicable), ("average-base", award.AverageBase),
            ("without-part", award.WithoutPart), ("part-failure", award.PartFailure), ("parity", juries.Parity),
            ("absence-effect", results.AbsenceEffect), ("meanwhile", results.Meanwhile), ("whom", Whom),
            ("part-carry", results.PartCarry), ("fraud-loss", results.FraudLoss), ("event", duties.Event),
            ("penalty-base", results.PenaltyBase), ("beyond", results.Beyond), ("no-anchor", gates.NoAnchor),
            ("anchor", duties.Event), ("bound", duties.Bound), ("bound-same-day", duties.Bound),
            ("topic", gates.Request), ("thing", gates.Request), ("to", gates.Request),
            ("entry-day", transitions.EntryDay), ("favour", transitions.Favour),
        ],
    )  # fmt: skip
    def test_every_member_has_a_word_of_its_own(self, vocabulary: str, members: type[Enum]) -> None:
        for terms in (sentences_en.TERMS, sentences_fr.TERMS):
            told = [terms[vocabulary][member.value] for member in members]
            assert len(set(told)) == len(told) or vocabulary in ("anchor", "bound-same-day")
        assert set(GROUPS) == set(sentences_en.TERMS["group"])

    def test_shares_and_thresholds_that_do_not_end_stay_fractions(self) -> None:
        french = language("fr")
        assert share(Fraction(1, 40), french) == "2,5\u00a0%"
        assert share(Fraction(2, 3), french) == "2/3"
        assert exactly(Fraction(19, 2), french) == "9,5"
        assert exactly(Fraction(1, 3), french) == "1/3"


def _places(templates: Templates) -> list[frozenset[str]]:
    return [places(each) for each in listed(templates)]


class TestForms:
    @both
    def test_a_fictional_title_reads_as_its_golden_file(self, lang: str) -> None:
        golden = GOLDEN / f"table-{GNOMONICS.certification}-{lang}.txt"
        assert reports.regulation_table(GNOMONICS, lang) == golden.read_text(encoding="utf-8")

    @titles
    @pytest.mark.parametrize("width", [100, 120, 160])
    def test_no_line_is_wider_than_the_terminal(self, regulation: Regulation, width: int) -> None:
        for line in reports.regulation_table(regulation, "fr", width=width).splitlines():
            assert len(line) <= width or " " not in line.strip(), line

    @titles
    @both
    def test_the_page_is_html_that_a_reader_machine_can_read(self, regulation: Regulation, lang: str) -> None:
        page = _Page()
        page.feed(reports.regulation_html(regulation, lang))

        assert page.open == []
        assert page.langs == [lang]
        assert page.headings[0] == "h1"
        assert set(page.headings[1:]) == {"h2"}
        assert page.scopes
        assert None not in page.scopes
        assert not page.fetches
        assert "script" not in page.tags

    def test_what_a_plugin_writes_is_escaped(self) -> None:
        evil = attrs.evolve(GNOMONICS, certifier="<script>alert(1)</script> | `x`")
        assert "<script" not in reports.regulation_html(evil)
        assert "\\| \\`x\\`" in reports.regulation_markdown(evil)

    @titles
    def test_every_row_of_the_markdown_has_its_four_cells(self, regulation: Regulation) -> None:
        table = [line for line in reports.regulation_markdown(regulation, "fr").splitlines() if line.startswith("|")]
        assert {len(re.findall(r"(?<!\\)\|", line)) for line in table} == {5, 3}

    @titles
    def test_the_data_has_all_rows(self, regulation: Regulation) -> None:
        data = reports.table_json(regulation, "fr")
        assert json.loads(json.dumps(data)) == data
        assert isinstance(data["rows"], list)
        assert len(data["rows"]) == len(rows(regulation, language("fr")))

    @both
    def test_it_ends_with_the_place_to_sign(self, lang: str) -> None:
        text = reports.regulation_table(GNOMONICS, lang)
        assert canonical.digest(canonical.canonical(GNOMONICS)) in text
        assert text.rstrip().endswith("_" * 40)


class _Page(HTMLParser):
    VOID = ("meta", "col", "br")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.langs: list[str | None] = []
        self.headings: list[str] = []
        self.scopes: list[str | None] = []
        self.fetches: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.tags.add(tag)
        if tag not in self.VOID:
            self.open.append(tag)
        if tag == "html":
            self.langs.append(held.get("lang"))
        if tag in ("h1", "h2", "h3"):
            self.headings.append(tag)
        if tag == "th":
            self.scopes.append(held.get("scope"))
        self.fetches.extend(name for name in held if name in ("src", "href"))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


class TestDeclarationsThatNoTitleHas:
    """Shapes and values that the seven titles do not use have sentences as well."""

    @both
    def test_every_shape_with_every_value_of_its_enums(self, lang: str) -> None:
        words = language(lang)
        base = attrs.evolve(GNOMONICS, referential=Referential(blocs=GNOMONICS.referential.blocs))
        everything: tuple[gates.Condition, ...] = (
            gates.ForWhom(audience=Audience(routes=tuple(Route)[:2]), by=("BTF-R01",)),
            *(gates.Ahead(day=day, anchor=gates.Day.TEST, period=MONTH) for day in gates.Day),
            *(
                gates.Wait(day=day, anchor=Said(anchor), period=MONTH, no_anchor=none)
                for day in gates.Day
                for anchor in gates.Day
                for none in gates.NoAnchor
            ),
            *(gates.Until(day=day, anchor=gates.Day.TEST, period=MONTH) for day in gates.Day),
            *(gates.NotAfterLastIssue(day=day) for day in gates.Day),
            gates.ByChannel(among=tuple(Channel), by=("BTF-R01",)),
            gates.AtMostSessions(most=Said(3)),
            gates.AnyGround(grounds=Said(())),
            gates.AnyGround(
                grounds=Said(
                    (
                        gates.Ects(credits=60, by=(), fields=("droit",), entry_years=(2, 3)),
                        gates.Diploma(by=()),
                        *(gates.Experience(months=Said(Threshold(Fraction(7), sense))) for sense in Sense),
                    )
                )
            ),
        )
        for request in gates.Request:
            for fraud in (None, True, False):
                gate = gates.Gate(request=request, conditions=everything, after_fraud=fraud)
                found = rows(attrs.evolve(base, gates=(gate,)), words)
                assert len(found) > len(everything)
                assert all(row.says.endswith(".") and "{" not in row.says for row in found)


MONTH = Said(Period(11, Unit.MONTHS))


class TestCommand:
    @both
    def test_as_table_prints_it(self, capsys: pytest.CaptureFixture[str], lang: str) -> None:
        assert main(["show", "RNCP36395", "--as-table", "--lang", lang]) == 0
        out = capsys.readouterr().out
        assert ("Le rattrapage (hors fraude) se demande" in out) == (lang == "fr")

    def test_files_are_written_and_named(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        page, form = tmp_path / "r.html", tmp_path / "r.json"
        assert main(["show", "RNCP38604", "--html", str(page), "--canonical", str(form), "--lang", "fr"]) == 0
        out = capsys.readouterr().out
        assert str(page) in out
        assert str(form) in out
        assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
        assert main(["compare", str(form), "RNCP38604"]) == 0

    def test_a_place_that_cannot_be_written_is_named(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        assert main(["show", "RNCP38604", "--html", str(tmp_path / "no" / "r.html")]) == 2
        assert "--html" in capsys.readouterr().err

    def test_markdown_needs_the_table(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["show", "RNCP38604", "--format", "markdown"]) == 2
        assert "--as-table" in capsys.readouterr().err
        assert main(["show", "RNCP38604", "--format", "markdown", "--as-table"]) == 0
        assert capsys.readouterr().out.startswith("# RNCP38604")

    def test_as_data(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["show", "RNCP38604", "--as-table", "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["rows"][0]["group"] == "identity"
