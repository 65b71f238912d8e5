"""Pages: all that was decided is on them, nothing that a person wrote is markup, and they are what a reader can use."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from certdomain.audit.auditing import audit
from certdomain.audit.listing import Listed
from certdomain.audit.minutes import minutes
from certdomain.audit.replay import Difference
from certdomain.audit.sample import draw, sampled
from certdomain.cli import main
from certdomain.commands import ConstituteJury, CorrectEntry, EnrolCandidate, LogCompanyHours, Member, VoidEntry
from certdomain.envelope import Answered, Recorded
from certdomain.errors import BadInput, UnknownJourney
from certdomain.explanation import Answer, Node
from certdomain.hookspecs import Certifier
from certdomain.importing import import_file
from certdomain.register import Register
from certdomain.reports.citations import law_of
from certdomain.reports.html import (
    Laid,
    Seal,
    audit_page,
    bars,
    decision_page,
    file_page,
    markup,
    minutes_page,
    picture,
    pieces,
    sample_page,
    style,
    timeline_page,
)
from certdomain.reports.html.markup import el
from certdomain.reports.html.tree import Rooted, tree
from certdomain.reports.html.words_en import SAYS as EN
from certdomain.reports.html.words_fr import SAYS as FR
from certdomain.reports.language import LANGUAGES, language, places
from certdomain.vocabulary import AnswerStatus, JuryKind, Role, Route
from tests.pages import HOSTILE, LATER, START, TORN, Filed, Tag, full, full_journey, instant, read, register_of

GOLDEN = Path(__file__).parent / "golden"
PLUGINS = Path(__file__).parents[1] / "plugins"
SEAL = Seal(records=42, root="ab" * 32, position=23, signed_size=40, signed_root="cd" * 32)
MADE = ("answer", "lane")  # from the values of an enum
both = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture(scope="module")
def filed() -> Filed:
    return full()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("pages") / "demo.db")


@pytest.fixture(scope="module")
def demos(store: str) -> Iterator[Register]:
    """A register with the bundled journeys of all titles."""
    with Register.open(store) as register:
        for file in sorted(PLUGINS.glob("*/src/*/demo.jsonl")):
            import_file(register, file)
        yield register


def page_of(filed: Filed, lang: str = "en", *, seal: Seal | None = SEAL) -> Tag:
    return read(decision_page(filed.decision, filed.regulation, filed.records, lang, seal=seal))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text)


# --- the tree ------------------------------------------------------------------------------------------------------


class TestTheTree:
    @both
    def test_every_node_is_there_in_its_order_with_its_answer(self, filed: Filed, lang: str) -> None:
        page, words = page_of(filed, lang), language(lang)
        said = [squeezed(each.text) for each in page.of_class("says")]
        nodes = list(filed.decision.explanation.walk())

        assert len(said) == len(nodes) > 20
        for text, node in zip(said, nodes, strict=True):
            name = words.label(node.asks, words.about(node)) if node.asks == "see" else words.node(node)
            assert squeezed(name).casefold() in text.casefold()
            assert text.startswith(squeezed(pieces.Pen(words).say(f"answer-{node.answer.value}")))
            for entry in node.because:
                assert re.search(rf"\b{entry}\b", text)

    @both
    def test_every_reason_has_its_clauses_and_lines_in_the_margin(self, filed: Filed, lang: str) -> None:
        page, law = page_of(filed, lang), law_of(filed.regulation)
        rows = page.of_class("row")

        for row, node in zip(rows, filed.decision.explanation.walk(), strict=True):
            margin = [squeezed(each.text) for each in row.of_class("cite")]
            assert len(margin) == len(set(node.clauses))
            for clause, text in zip(dict.fromkeys(node.clauses), margin, strict=True):
                assert clause in text
                assert law.clauses[clause].where in text
                assert law.clauses[clause].source in text

    def test_a_clause_is_summed_up_and_quoted_where_it_was_not_just_told(self, filed: Filed) -> None:
        """The first mention tells what it says; the child of a question that told it only names it."""
        page, law = page_of(filed), law_of(filed.regulation)
        cites = [each for row in page.of_class("row") for each in row.of_class("cite")]
        cited = {clause for node in filed.decision.explanation.walk() for clause in node.clauses}

        for clause in cited:
            found = [each for each in cites if each.text.startswith(clause)]
            assert law.clauses[clause].says.en in found[0].text
        assert all(each.all("q") for each in cites if each.text.startswith("BTF-R04") and "average of 10" in each.text)
        top, *below = filed.decision.explanation.walk()
        child = next(node for node in below if set(node.clauses) & set(top.clauses))
        row = page.of_class("row")[[top, *below].index(child)]
        for each in row.of_class("cite"):
            (clause,) = [clause for clause in child.clauses if each.text.startswith(clause)]
            assert (law.clauses[clause].says.en in each.text) == (clause not in top.clauses)

    def test_what_is_not_met_is_open_and_the_rest_is_not(self, filed: Filed) -> None:
        page = page_of(filed)
        nodes = [node for node in filed.decision.explanation.walk() if node.children]
        found = page.all("details")

        assert len(found) == len(nodes)
        for number, (tag, node) in enumerate(zip(found, nodes, strict=True)):
            unmet = node.answer in (Answer.UNMET, Answer.PENDING, Answer.UNREGULATED)
            assert ("open" in tag.attributes) == (unmet or number == 0)
        assert {("open" in tag.attributes) for tag in found} == {True, False}, "the journey shows both"

    def test_a_tree_of_any_depth_is_written(self) -> None:
        node = Node("see", "B1", Answer.UNMET)
        for _ in range(150):
            node = Node("award.title", "title", Answer.UNMET, children=(node,))
        pen = pieces.Pen(language("en"), law_of(TORN))
        assert len(read(str(tree(node, pen, Rooted()))).all("details")) == 150


# --- what else must be on the page ---------------------------------------------------------------------------------


class TestNothingIsMissing:
    @both
    def test_every_clause_cited_is_told_in_full_with_its_lines(self, filed: Filed, lang: str) -> None:
        page, law, words = page_of(filed, lang), law_of(filed.regulation), language(lang)
        decision = filed.decision
        cited = {clause for node in decision.explanation.walk() for clause in node.clauses}
        cited |= {clause for recorded in filed.records for clause in recorded.answer.clauses}
        cited |= {clause for refused in decision.refused for clause in refused.clauses}
        cited |= {finding.clause for finding in decision.findings if finding.clause}
        table = next(each for each in page.all("section") if each.all("h2")[0].attributes.get("id") == "clauses")
        rows = {row.all("th")[0].text: squeezed(row.text) for row in table.all("tbody")[0].all("tr")}

        assert set(rows) == cited
        for clause in cited:
            assert law.clauses[clause].where in rows[clause]
            assert squeezed(words.words(law.clauses[clause].says)) in rows[clause]

    @both
    def test_every_record_is_in_the_table_with_day_answer_and_instant(self, filed: Filed, lang: str) -> None:
        page = page_of(filed, lang)
        for recorded in filed.records:
            row = next(each for each in page.all("tr") if each.attributes.get("id") == f"e{recorded.position}")
            assert recorded.command.on.isoformat() in row.text
            assert f"{recorded.recorded_at:%Y-%m-%d %H:%M}" in row.text
            assert all(clause in row.text for clause in recorded.answer.clauses)

    def test_what_must_warn_the_reader_says_so_in_words(self, filed: Filed) -> None:
        badges = {each.text for each in page_of(filed).of_class("badge")}
        wanted = ("silence", "departure", "jury", "defect", "late", "now")
        assert {EN[f"badge-{name}"] for name in wanted} <= badges

    def test_a_reading_has_its_badge_its_option_and_its_place(self, demos: Register) -> None:
        decision = demos.journey("demo-quarter-point-short").decide(date(2025, 7, 4))
        page = read(decision_page(decision, decision.under, (), "fr"))
        assert any(FR["badge-reading"] in row.text for row in page.of_class("row"))
        section = next(each for each in page.all("section") if each.all("h2")[0].attributes.get("id") == "readings")
        assert "CCI-A01" in section.text

    def test_numbers_are_exact_where_they_were_cut(self) -> None:
        """A1 has 28/3 on 20: the page says 9.33 and 28/3."""
        with register_of(TORN) as register:
            journey = full_journey(register)
            decision = journey.decide(date(2025, 7, 2))
            page = read(decision_page(decision, decision.under, journey.records(), "en"))
        assert "6.83 / 20 (= 41/6)" in squeezed(page.text)

    def test_receipts_and_digests_are_there_in_full(self, filed: Filed) -> None:
        page = page_of(filed)
        told = [each.attributes.get("title") for each in page.of_class("short")]
        for recorded in filed.records:
            if recorded.answer.receipt is not None:
                receipt = recorded.answer.receipt
                assert {receipt.facts, receipt.tree, receipt.shapes} <= set(told)
        foot = page.all("footer")[0].text
        assert filed.decision.regulation in foot
        assert SEAL.root in foot
        assert str(SEAL.signed_root) in foot
        assert "23 of 42" in foot

    @pytest.mark.parametrize(
        ("seal", "said"),
        [
            (attrs.evolve(SEAL, signed_size=None, signed_root=None), "checkpoint-none"),
            (SEAL, "checkpoint-covers"),
            (attrs.evolve(SEAL, signed_size=22), "checkpoint-older"),
        ],
        ids=["none", "covers", "older"],
    )
    def test_the_foot_says_what_a_checkpoint_covers(self, filed: Filed, seal: Seal, said: str) -> None:
        foot = squeezed(page_of(filed, seal=seal).all("footer")[0].text)
        assert EN[said].replace("{size}", str(seal.signed_size)) in foot

    def test_a_page_without_a_seal_claims_no_place_in_a_register(self, filed: Filed) -> None:
        assert EN["root"] not in page_of(filed, seal=None).text

    def test_what_was_only_tried_is_marked_at_the_top(self, filed: Filed) -> None:
        page = decision_page(filed.decision, filed.regulation, filed.records, supposed=True)
        assert EN["supposed"] in read(page).all("header")[0].text
        assert EN["supposed"] not in page_of(filed).text

    @both
    def test_a_refused_enrolment_has_a_timeline_without_a_regulation(self, lang: str) -> None:
        with register_of(TORN) as register:
            journey = register.journey("N2")
            journey.do(EnrolCandidate(on=START, certification="FICTION-BTS", route=Route.STUDENT))
            with pytest.raises(UnknownJourney):
                journey.regulation()
            page = read(timeline_page("N2", journey.records(), None, lang))
        assert "BTF-R10" in page.text

    def test_a_journey_without_records_says_so(self) -> None:
        assert "Nothing was recorded." in read(timeline_page("J", (), None)).text

    @both
    def test_the_same_data_make_the_same_page(self, filed: Filed, lang: str) -> None:
        """Nothing is read but what goes in: no clock, no chance."""
        assert str(page_of(filed, lang)) == str(page_of(filed, lang))

    def test_there_is_no_third_language(self, filed: Filed) -> None:
        with pytest.raises(BadInput, match="language"):
            decision_page(filed.decision, filed.regulation, filed.records, "de")


# --- what a person wrote -------------------------------------------------------------------------------------------


class TestNothingIsMarkup:
    @both
    def test_hostile_ids_and_reasons_are_text(self, lang: str) -> None:
        name = f"{HOSTILE.replace(chr(0x202E), '')}-\u05d0\u05d1"
        filed = full(name)
        text = decision_page(filed.decision, filed.regulation, filed.records, lang)
        page = read(text)

        assert "<script" not in text
        assert "<b>" not in text
        assert not page.all("script", "img", "iframe", "object", "b")
        assert name in page.text
        assert "moyenne & <b>coefficients</b>" in page.text
        assert any(name == each.text for each in page.all("bdi")), "an id in Hebrew does not turn its line around"

    def test_a_very_long_id_is_there_whole(self) -> None:
        name = "J" * 200
        filed = full(name)
        assert any(each.text == name for each in page_of(filed).all("bdi"))

    @given(st.text(), st.text())
    def test_any_text_comes_back_as_it_was_written(self, text: str, value: str) -> None:
        """In an element and in an attribute; control and direction characters are spaces."""
        found = read(str(el("p", text, title=value)))
        assert found.text == _cleaned(text) + "\n"
        assert found.all("p")[0].attributes == {"title": _cleaned(value)}

    @given(st.text())
    def test_no_text_turns_the_line_around_or_moves_the_cursor(self, text: str) -> None:
        written = markup.safe(text)
        assert not re.search("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]", written)

    @pytest.mark.parametrize("name", ["p onclick", "<p", "", "p>", "1p"])
    def test_a_tag_is_a_name(self, name: str) -> None:
        with pytest.raises(ValueError, match="no name"):
            el(name)

    def test_an_attribute_is_a_name(self) -> None:
        with pytest.raises(ValueError, match="no name"):
            el("p", **{"a b": "c"})

    def test_the_title_of_a_page_may_hold_anything(self) -> None:
        page = pieces.page(language("en"), "</title><style>@@style@@", el("p", "@@style@@"))
        assert page.count(style.STYLE) == 1
        assert "</title><style>@@style@@" in "".join(map(str, read(page).all("title")[0].children))


def _cleaned(text: str) -> str:
    return "".join(char if char.isprintable() or char in "\u00a0\u202f" else " " for char in text)


# --- what every page is --------------------------------------------------------------------------------------------


def check(text: str, lang: str) -> Tag:
    """All that holds for every page."""
    page = read(text)
    assert text.startswith("<!DOCTYPE html>\n")
    assert page.all("html")[0].attributes == {"lang": lang}
    assert (
        len(page.all("h1"))
        == len(page.all("main"))
        == len(page.all("title")) - len(page.all("svg")) - len([each for each in page.all("g") if each.all("title")])
    )
    levels = [int(each.name[1]) for each in page.all("h1", "h2", "h3")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), "no level is left out"
    for each in page.all("th"):
        assert each.attributes.get("scope") in ("col", "row")
    for each in page.all("table"):
        widths = {len(row.all("th", "td")) for row in each.all("tr")}
        assert len(widths) == 1
        assert each.all("caption")[0].text
    for each in page.all("svg"):
        assert each.attributes["role"] == "img"
        assert each.all("title")[0].children
    for each in page.of_class("badge"):
        assert each.text.strip(), "a badge is never a colour alone"
        assert set((each.attributes["class"] or "").split()) & style.PALETTE.keys()
    ids = {each.attributes["id"] for each in _everything(page) if "id" in each.attributes}
    for each in _everything(page):
        for name, value in each.attributes.items():
            assert not name.startswith("on")
            assert name != "style"
            if name in ("href", "src"):
                own = value == "data:," or str(value).startswith("#") or re.fullmatch(r"file-\d+\.html", str(value))
                assert own, "nothing is fetched"
        if each.name == "a" and str(each.attributes["href"]).startswith("#"):
            assert str(each.attributes["href"]).removeprefix("#") in ids, "every link leads somewhere"
    assert "url(" not in text
    assert "@import" not in text
    assert "default-src 'none'" in [str(each.attributes.get("content")).split(";")[0] for each in page.all("meta")]
    assert not re.search(r"\{[a-z_]+\}", page.text), "no place is left unfilled"
    return page


def _everything(page: Tag) -> list[Tag]:
    found, waiting = [], [page]
    while waiting:
        tag = waiting.pop()
        found.append(tag)
        waiting.extend(child for child in tag.children if isinstance(child, Tag))
    return found


class TestEveryPage:
    @both
    def test_of_the_fictional_journey(self, filed: Filed, lang: str) -> None:
        check(decision_page(filed.decision, filed.regulation, filed.records, lang, seal=SEAL), lang)
        check(timeline_page("G-1", filed.records, filed.regulation, lang, seal=SEAL), lang)

    @both
    def test_of_the_bundled_journeys_of_all_titles(self, demos: Register, lang: str) -> None:
        made = 0
        for name in demos.journeys():
            journey = demos.journey(name)
            try:
                decision = journey.decide(date(2026, 12, 1))
            except UnknownJourney:
                check(timeline_page(name, journey.records(), None, lang), lang)
                continue
            check(decision_page(decision, decision.under, journey.records(), lang), lang)
            made += 1
        assert made > 30

    @both
    def test_reads_as_its_golden_file(self, filed: Filed, lang: str) -> None:
        """To write them again after a change that is meant: `python -m tests.test_html`."""
        golden = GOLDEN / f"page-FICTION-BTS-{lang}.html"
        assert golden_page(filed, lang) == golden.read_text(encoding="utf-8")

    def test_french_is_set_as_french_is(self, filed: Filed) -> None:
        """A narrow no-break space before ; ! ? and a no-break one before a colon and inside guillemets."""
        own = attrs.evolve(filed.decision, departures=())
        records = [each for each in filed.records if each.position < 10]
        text = read(decision_page(own, filed.regulation, records, "fr", seal=SEAL)).text
        assert not re.search(r" [;:!?»]", text)
        assert not re.search(r"« ", text)
        assert "'" not in re.sub(r"\b(l|d)'(?=oral)", "", text.replace("'\"", ""))


def golden_page(filed: Filed, lang: str) -> str:
    """The page, without the style, which is looked at, not read."""
    text = decision_page(filed.decision, filed.regulation, filed.records, lang, seal=SEAL)
    return re.sub(r"<style>.*?</style>", "<style></style>", text, flags=re.DOTALL)


# --- words and colours ---------------------------------------------------------------------------------------------


class TestWords:
    def test_both_languages_say_the_same_things(self) -> None:
        assert list(EN) == list(FR)
        for name, says in EN.items():
            assert places(says) == places(FR[name])

    def test_every_sentence_is_used_and_every_one_used_exists(self) -> None:
        folder = Path(pieces.__file__).parent
        source = "".join(each.read_text() for each in folder.glob("*.py") if not each.name.startswith("words"))
        used = set(re.findall(r"""(?:say|badge)\(\s*"([a-z0-9-]+)\"""", source))
        assert used <= EN.keys()
        for name in EN.keys() - used:
            assert (
                f'"{name}"' in source
                or f'"{name.partition("-")[2]}"' in source
                or f'"{name.split("-")[0]}-{{' in source
            )

    def test_a_place_without_a_value_is_an_error(self) -> None:
        with pytest.raises(KeyError, match="decision-title"):
            pieces.Pen(language("en")).say("decision-title")


class TestColours:
    @pytest.mark.parametrize("tone", style.PALETTE)
    def test_words_stand_out_from_their_ground(self, tone: str) -> None:
        """At least 4.5 to 1, as WCAG AA asks of small text."""
        ink, ground = style.PALETTE[tone]
        assert contrast(ink, ground) >= 4.5
        assert contrast(ink, style.GROUND) >= 4.5, "the words of the picture"

    def test_so_do_the_words_of_the_page(self) -> None:
        for ink in (style.INK, style.FAINT, "#12396f"):
            assert contrast(ink, style.GROUND) >= 4.5
            assert contrast(ink, "#f5f5f2") >= 4.5, "a lane of the picture"


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2 defines it."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


# --- bars ----------------------------------------------------------------------------------------------------------


def _bar(mark: Fraction, needed: Fraction) -> tuple[Fraction, Fraction]:
    """How far the bar of a mark goes, and where the tick of its threshold stands."""
    made = read(str(bars.mark_bar(mark, needed, None, "good", "label")))
    ground, bar = made.all("rect")
    tick = made.all("line")[-1]
    left = Fraction(str(ground.attributes["x"]))
    return Fraction(str(bar.attributes["width"])), Fraction(str(tick.attributes["x1"])) - left


marks = st.fractions(min_value=0, max_value=20)


class TestBars:
    @given(marks, marks)
    def test_a_bar_reaches_its_threshold_if_and_only_if_the_mark_does(self, mark: Fraction, needed: Fraction) -> None:
        width, tick = _bar(mark, needed)
        assert (width >= tick) == (mark >= needed or tick == 0)

    def test_a_hair_below_is_below(self) -> None:
        width, tick = _bar(Fraction(10) - Fraction(1, 10**12), Fraction(10))
        assert width < tick
        assert _bar(Fraction(10), Fraction(10))[0] == tick
        width, tick = _bar(Fraction("10.001"), Fraction("10.005"))  # both within one unit of the picture
        assert width < tick

    @given(st.fractions(min_value=-5, max_value=50))
    def test_no_bar_leaves_its_frame(self, mark: Fraction) -> None:
        width, _ = _bar(mark, Fraction(10))
        assert 0 <= width <= 200

    def test_answers_are_told_apart_without_colour(self) -> None:
        made = read(str(bars.answers_bar((Answer.MET, Answer.UNMET, Answer.PENDING), "1 of 3")))
        looks = {
            (each.attributes["fill"] == "#ffffff", "stroke-dasharray" in each.attributes) for each in made.all("rect")
        }
        assert looks == {(False, False), (True, False), (True, True)}


# --- the picture ---------------------------------------------------------------------------------------------------


def _hours(position: int, on: date) -> Recorded:
    return Recorded(
        stream="J",
        position=position,
        recorded_at=instant("2030-01-01"),
        command=LogCompanyHours(on=on, hours=1),
        answer=Answered(status=AnswerStatus.ACCEPTED),
    )


class TestThePicture:
    pen = pieces.Pen(language("en"), law_of(TORN))

    def test_every_record_is_one_mark_and_a_session_is_a_bar(self, filed: Filed) -> None:
        found = picture.marks_of(filed.records, self.pen)
        points = [position for mark in found if mark.lane is not picture.Lane.SESSIONS for position in mark.positions]
        assert sorted(points) == [recorded.position for recorded in filed.records]
        assert [mark.label for mark in found if mark.lane is picture.Lane.SESSIONS] == ["session 2"]

    def test_a_fact_known_late_reaches_to_the_day_on_which_it_was_known(self, filed: Filed) -> None:
        (late,) = [mark for mark in picture.marks_of(filed.records, self.pen) if mark.late]
        assert (late.positions, late.on, late.until) == ((12,), date(2025, 6, 2), date(2025, 7, 17))
        assert "known late" in late.label

    def test_corrections_and_answers_point_back(self, filed: Filed) -> None:
        drawn = read(str(picture.picture(filed.records, self.pen, "title")))
        arrows = [each for each in drawn.all("path") if each.attributes.get("fill") == "none"]
        pointing = [each for each in filed.records if isinstance(each.command, CorrectEntry | VoidEntry)]
        assert len(arrows) == len(pointing) + 1, "and one from the certifier's answer to what was referred"

    def test_what_was_refused_or_referred_says_so_beside_its_point(self, filed: Filed) -> None:
        labels = [mark.label for mark in picture.marks_of(filed.records, self.pen)]
        assert "2, 8 refused" in labels
        assert any(label.endswith("referred") for label in labels)
        assert "5 replaced" in labels
        assert "14 void" in labels

    @given(st.lists(st.dates(date(1900, 1, 1), date(2200, 12, 31)), min_size=1, max_size=60))
    def test_any_days_are_drawn_inside_the_frame(self, days: list[date]) -> None:
        records = [_hours(position, on) for position, on in enumerate(days, start=1)]
        drawn = read(str(picture.picture(records, self.pen, "title")))
        high = int(str(drawn.all("svg")[0].attributes["viewbox"]).split()[3])
        for each in drawn.all("circle"):
            assert 112 <= Fraction(str(each.attributes["cx"])) <= 748
            assert 0 <= int(str(each.attributes["cy"])) <= high
        assert high < 400, "a crowded lane puts days together"
        labels = [each for each in drawn.all("text") if each.attributes.get("text-anchor") == "middle"]
        assert len(labels) <= 8
        points = [position for mark in picture.marks_of(records, self.pen) for position in mark.positions]
        assert sorted(points) == list(range(1, len(days) + 1))

    @given(st.dates(date(1900, 1, 1), date(2190, 12, 31)), st.integers(0, 2000), st.sampled_from(["en", "fr"]))
    @example(date(2024, 9, 2), 494, "fr")  # novembre, janvier, mars, mai, juillet, septembre, novembre
    def test_the_names_below_the_axis_do_not_run_into_one_another(self, first: date, days: int, lang: str) -> None:
        """A letter is some 6 units wide there; months have names of up to nine letters, and a year."""
        records = [_hours(1, first), _hours(2, first + timedelta(days=days))]
        drawn = read(str(picture.picture(records, pieces.Pen(language(lang), law_of(TORN)), "title")))
        names = [each for each in drawn.all("text") if each.attributes.get("text-anchor") == "middle"]
        places = [(Fraction(str(each.attributes["x"])), 3 * len(each.text)) for each in names]
        for (left, half), (right, other) in pairwise(places):
            assert left + half < right - other

    @given(st.lists(st.integers(0, 400), min_size=1, max_size=40), st.sampled_from([1, 5, 20]))
    def test_labels_of_a_lane_do_not_run_into_one_another(self, offsets: list[int], wide: int) -> None:
        days = [date(2025, 1, 1) + timedelta(days=each * wide) for each in offsets]
        records = [_hours(position, on) for position, on in enumerate(days, start=1)]
        drawn = read(str(picture.picture(records, self.pen, "title")))
        rows: dict[str, list[tuple[Fraction, Fraction]]] = {}
        for group in drawn.all("g"):
            (text,) = group.all("text")
            x, length = Fraction(str(text.attributes["x"])), 6 * len(text.text)
            span = (x - length, x) if text.attributes.get("text-anchor") == "end" else (x, x + length)
            rows.setdefault(str(text.attributes["y"]), []).append(span)
        for spans in rows.values():
            spans.sort()
            assert all(before[1] <= after[0] for before, after in pairwise(spans))


# --- minutes and audits --------------------------------------------------------------------------------------------


class TestMinutes:
    @both
    def test_of_all_juries(self, demos: Register, lang: str) -> None:
        """Every sitting is a row, every verdict on a bloc is in it, every departure stands with its reason."""
        departures = 0
        for stream in demos.store.streams("jury/"):
            found = minutes(demos, stream.removeprefix("jury/"), awaiting=True)
            assert found is not None
            page, words = check(minutes_page(found, lang), lang), language(lang)
            rows = [row for row in page.all("tr") if row.all("td")]
            for each in (*found.sittings, *found.awaiting):
                verdicts = [words.term("verdict", line.verdict.value) for line in each.lines]
                own = [r for r in rows if r.all("th")[0].text == each.journey and each.on.isoformat() in r.text]
                assert any(all(verdict in row.text for verdict in verdicts) for row in own)
            for each in found.sittings:
                departures += len(each.departures)
                assert not each.departures or each.reason in page.text
            command = found.constituted
            assert command is not None
            assert len([cell for cell in page.of_class("sign") if cell.name == "td"]) == len(command.members)
        assert departures == 2

    def test_of_a_jury_that_was_refused(self) -> None:
        with register_of(TORN) as register:
            crowd = ConstituteJury(
                on=START,
                jury="<J>",
                kind=JuryKind.CERTIFICATION,
                certification="FICTION-BTS",
                meets_on=LATER,
                members=(Member(role=Role.PRESIDENT),),
            )
            assert register.do(crowd).refused
            found = minutes(register, "<J>")
            assert found is not None
            page = check(minutes_page(found), "en")
        assert "BTF-R13" in page.text
        assert page.all("details"), "why it was refused opens"
        assert not page.of_class("sign")

    def test_a_refused_deliberation_and_a_departure_are_on_it(self) -> None:
        with register_of(TORN) as register:
            full_journey(register)
            found = minutes(register, "J1")
            assert found is not None
            page = check(minutes_page(found, "fr"), "fr")
        assert "Un oral remarquable <script>" in page.text
        assert FR["badge-departure"] in page.text
        assert language("fr").phrase("minutes-refusals") in page.text
        assert "BTF-R14" in page.text

    def test_at_the_command_line(
        self, store: str, demos: Register, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert main(["jury", "demo-sovereign", "--lang", "fr", "--html", "m.html", "--store", store]) == 0
        check(Path("m.html").read_text(encoding="utf-8"), "fr")


class TestAudits:
    @both
    def test_every_clause_counted_has_its_row(self, demos: Register, lang: str) -> None:
        report = audit(demos, on=date(2026, 12, 1))
        page = check(audit_page(report, "demo.db", lang), lang)
        rows = {row.all("th")[0].text for row in page.all("tr") if row.all("td")}
        for each in report.statistics:
            counted = {row.id for row in (*each.clauses, *each.readings, *each.others) if not row.silent and row.id}
            assert counted
            assert counted <= rows
        assert report.integrity.root.hex() in page.text
        assert [banner.attributes["class"] for banner in page.of_class("banner")] == ["banner good"]

    def test_what_does_not_come_out_as_recorded_is_told_at_the_top(self, demos: Register) -> None:
        report = audit(demos, on=date(2026, 12, 1))
        other = Difference(stream="journey/<b>", entry=3, what="status", recorded="accepted", recomputed="refused")
        found = attrs.evolve(report.found, differences=Listed.of([other]))
        page = check(audit_page(attrs.evolve(report, found=found), "demo.db"), "en")
        assert page.of_class("banner")[0].text == EN["audit-differs"]
        assert "journey/<b>" in page.text
        faults = attrs.evolve(report.integrity, count=1)
        page = check(audit_page(attrs.evolve(report, integrity=faults), "demo.db"), "en")
        assert page.of_class("banner")[0].text == EN["audit-damaged"]

    def test_at_the_command_line(
        self,
        store: str,
        demos: Register,
        monkeypatch: pytest.MonkeyPatch,
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert main(["audit", "--on", "2026-12-01", "--html", "a.html", "--store", store, "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["written"] == ["a.html"]
        check(Path("a.html").read_text(encoding="utf-8"), "en")


class TestSamples:
    @both
    def test_every_file_has_its_page_and_its_row(
        self,
        store: str,
        demos: Register,
        monkeypatch: pytest.MonkeyPatch,
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
        lang: str,
    ) -> None:
        """All of the bundled journeys are drawn; what an auditor looks for is on the page of each."""
        monkeypatch.chdir(tmp_path)
        args = ["audit", "--sample", "99", "--seed", "2026", "--on", "2026-12-01", "--lang", lang, "--html", "drawn"]
        assert main([*args, "--store", store, "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert told["written"] == ["drawn/index.html"]
        assert {each["journey"] for each in told["files"]} == set(demos.journeys())
        index = check(Path("drawn/index.html").read_text(encoding="utf-8"), lang)
        links = {str(a.attributes["href"]): a.text for a in index.all("a")}
        words, departed = language(lang), 0
        for each in told["files"]:
            page = check(Path("drawn", each["page"]).read_text(encoding="utf-8"), lang)
            assert links[each["page"]] == each["journey"]
            assert each["journey"] in page.text
            departed += words.phrase("departures") in page.text
            if page.of_class("verdict"):
                heads = {head.text for head in page.all("h2")}
                kinds = ("juries", "convocations", "incidents", "absences", "mending", "late")
                assert {words.phrase(f"sample-{kind}") for kind in kinds} <= heads
        assert departed

    def test_what_does_not_come_out_the_same_is_told_on_both(self, demos: Register) -> None:
        drawn = draw(demos.journeys(), 1, "2026")
        (file,) = sampled(demos, drawn, on=date(2026, 12, 1))
        other = Difference(stream="journey/<b>", entry=3, what="status", recorded="accepted", recomputed="refused")
        file = attrs.evolve(file, differences=(other,))
        page = check(file_page(file), "en")
        assert "journey/<b>" in page.text
        assert EN["audit-bad"] in {each.text for each in page.of_class("badge")}
        index = check(sample_page(drawn, [Laid.of(file, "file-1.html")], "1 December 2026"), "en")
        assert EN["audit-bad"] in {each.text for each in index.of_class("badge")}

    def test_a_folder_that_cannot_be_made(
        self, store: str, demos: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "file").write_text("")
        args = ["audit", "--sample", "1", "--seed", "x", "--html", str(tmp_path / "file"), "--store", store]
        assert main(args) == 2
        assert "--html" in capsys.readouterr().err


# --- the command line ----------------------------------------------------------------------------------------------


class TestCommandLine:
    @pytest.fixture(autouse=True)
    def _own_folder(self, demos: Register, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.chdir(tmp_path)

    @both
    def test_explain_writes_a_page_sealed_by_the_register(
        self, store: str, demos: Register, capsys: pytest.CaptureFixture[str], lang: str
    ) -> None:
        name = "demo-quarter-point-short"
        code = main(["explain", name, "--on", "2025-07-04", "--lang", lang, "--html", "p.html", "--store", store])
        assert (code, capsys.readouterr().out) == (0, f"{name}: p.html\n")
        page = check(Path("p.html").read_text(encoding="utf-8"), lang)
        foot = page.all("footer")[0].text
        assert demos.store.tree().root().hex() in foot
        assert str(demos.store.positions(f"journey/{name}")[-1]) in foot

    def test_as_json_it_tells_the_decision_and_where_the_page_is(
        self, store: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        name = "demo-title-granted"
        assert main(["explain", name, "--on", "2025-07-04", "--html", "p.html", "--store", store, "--json"]) == 0
        data = json.loads(capsys.readouterr().out)
        assert (data["journey"], data["written"]) == (name, ["p.html"])

    def test_as_known_at_an_instant_the_page_knows_no_more(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        with Register.open("r.db", plugins=[Certifier(name="F", regulations=(TORN,))]) as register:
            full_journey(register)
        known = ["--known-at", "2025-07-02T00:00:00+02:00", "--on", "2025-12-01", "--store", "r.db"]
        assert main(["explain", "G-1", *known, "--html", "p.html"]) == 0, "without the plugin, from the register alone"
        page = check(Path("p.html").read_text(encoding="utf-8"), "en")
        assert [each for each in page.all("tr") if each.attributes.get("id") == "e11"]
        assert not [each for each in page.all("tr") if each.attributes.get("id") == "e13"]
        assert "known late" not in page.text

    def test_what_is_only_tried_is_on_the_page_and_marked(
        self, store: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        tried = tmp_path / "try.jsonl"
        tried.write_text(
            '{"journey": "demo-title-granted", "command": "record-evaluation", "on": "2026-01-05", '
            '"evaluation": "B1.1", "points": 12}\n'
        )
        args = ["explain", "demo-title-granted", "--on", "2026-02-01", "--what-if", str(tried), "--html", "p.html"]
        assert main([*args, "--store", store]) == 0
        page = check(Path("p.html").read_text(encoding="utf-8"), "en")
        assert EN["supposed"] in page.text
        assert "B1.1: 12 points" in page.text
        assert EN["root"] not in page.text

    def test_the_timeline_of_a_refused_enrolment(self, store: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["timeline", "demo-selection-not-passed", "--html", "t.html", "--store", store, "--json"]) == 0
        assert json.loads(capsys.readouterr().out) == {"journey": "demo-selection-not-passed", "written": ["t.html"]}
        assert "refused" in check(Path("t.html").read_text(encoding="utf-8"), "en").text

    @pytest.mark.parametrize("command", ["explain", "timeline"])
    def test_a_file_that_cannot_be_written(self, store: str, capsys: pytest.CaptureFixture[str], command: str) -> None:
        assert main([command, "demo-title-granted", "--html", "no/such/p.html", "--store", store]) == 2
        assert "--html" in capsys.readouterr().err

    def test_a_page_and_why_not_exclude_one_another(self, store: str, capsys: pytest.CaptureFixture[str]) -> None:
        args = ["explain", "demo-title-granted", "--html", "p.html", "--why-not", "total", "--store", store]
        assert main(args) == 2
        assert "--why-not" in capsys.readouterr().err
        assert not Path("p.html").exists()


if __name__ == "__main__":
    for code in LANGUAGES:
        (GOLDEN / f"page-FICTION-BTS-{code}.html").write_text(golden_page(full(), code), encoding="utf-8")
