"""What pages are put together from: words, badges, citations in the margin, tables, and the page itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from attrs import field, frozen

from certdomain.explanation import Answer
from certdomain.regulation.clauses import Clause
from certdomain.reports.citations import Law
from certdomain.reports.html.markup import Content, Element, el
from certdomain.reports.html.style import STYLE
from certdomain.reports.language import Language
from certdomain.vocabulary import Verdict

Tone: TypeAlias = str
"""One of `style.PALETTE`."""

ANSWERS: Mapping[Answer, Tone] = {
    Answer.MET: "good",
    Answer.UNMET: "bad",
    Answer.PENDING: "open",
    Answer.UNREGULATED: "silence",
    Answer.NOT_APPLICABLE: "quiet",
}

VERDICTS: Mapping[Verdict, Tone] = {
    Verdict.TOTAL: "good",
    Verdict.PARTIAL: "open",
    Verdict.NONE: "bad",
    Verdict.PENDING: "open",
    Verdict.UNREGULATED: "silence",
    Verdict.VALIDATED: "good",
    Verdict.COMPENSATED: "good",
    Verdict.NOT_VALIDATED: "bad",
    Verdict.ELIMINATORY: "bad",
    Verdict.INVALIDATED: "bad",
    Verdict.NOT_SAT: "quiet",
}

_SHORT, _LONG = 12, 24  # letters

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


@frozen
class Pen:
    """What a page is written with: a language, a regulation where there is one, and where its clauses are listed."""

    words: Language
    law: Law | None = None
    anchors: Mapping[str, str] = field(factory=dict)

    def say(self, which: str, /, **values: object) -> str:
        """A sentence of the pages, filled.

        Raises:
            KeyError: for a sentence that does not exist, or a place without a value.
        """
        found = self.words.fill(says(self.words)[which], values)
        if found is None:
            msg = f"the sentence {which!r} has a place that was given no value"
            raise KeyError(msg)
        return found

    def badge(self, which: str, tone: Tone) -> Element:
        """A badge whose words are a sentence of the pages."""
        return badge(self.say(which), tone)

    def answered(self, answer: Answer) -> Element:
        """The badge of an answer."""
        return badge(self.say(f"answer-{answer.value}"), ANSWERS[answer])

    def cited(self, clause: str, *, summed_up: bool = False, quoted: bool = False) -> Element:
        """A clause with document and lines, or a reading with its option; what it says, if that is asked for."""
        words, law = self.words, self.law
        linked = self.linked(clause)
        if law is not None and clause in law.clauses:
            found = law.clauses[clause]
            return el(
                "span",
                linked,
                self.say("where", source=found.source, where=self.lines(found)),
                f"{words.colon}{words.words(found.says)}" if summed_up else None,
                el("q", words.quote(found.quote)) if quoted and found.quote else None,
                class_="cite",
            )
        if law is not None and clause in law.readings:
            reading, option = law.readings[clause], law.option(clause)
            return el(
                "span",
                self.badge("badge-reading", "reading"),
                linked,
                self.say("option", letter=option.letter),
                f"{words.colon}{words.words(option.says)}" if summed_up else None,
                el("q", words.quote(reading.quote)) if quoted and reading.quote else None,
                class_="cite",
            )
        return el("span", linked, class_="cite")

    def lines(self, clause: Clause) -> str:
        """Where a clause stands in its document, in words."""
        single = "," not in clause.where and "-" not in clause.where
        return self.words.phrase("line" if single else "lines", where=clause.where)

    def linked(self, clause: str) -> Element:
        """The id of a clause, which leads to where it is told in full."""
        anchor = self.anchors.get(clause)
        return name(clause) if anchor is None else el("a", name(clause), href=f"#{anchor}")

    def margin(self, clauses: Iterable[str], told: Iterable[str] = ()) -> Element | None:
        """Clauses beside what rests on them; those that were told just above are only named."""
        before = set(told)
        found = list(dict.fromkeys(clauses))
        if not found:
            return None
        return el(
            "span",
            (self.cited(each, summed_up=each not in before, quoted=each not in before) for each in found),
            class_="cites",
        )


def says(words: Language) -> Mapping[str, str]:
    """The sentences of the pages in a language, by id."""
    if words.code == "fr":
        from certdomain.reports.html.words_fr import SAYS as FRENCH

        return FRENCH
    from certdomain.reports.html.words_en import SAYS as ENGLISH

    return ENGLISH


def badge(text: str, tone: Tone) -> Element:
    """A word in a frame: what it says is in the word, the colour only repeats it."""
    return el("span", text, class_=f"badge {tone}")


def section(heading: str, *body: Content, anchor: str | None = None) -> Element:
    """A section of a page under its heading."""
    return el("section", el("h2", heading, id=anchor), body)


def listed(items: Iterable[Content]) -> Element | None:
    """A list, None if it has no item."""
    found = [el("li", item) for item in items]
    return el("ul", found) if found else None


@frozen
class Cell:
    """A cell of a table that is more than its text."""

    content: Content
    class_: str | None = None


@frozen
class Line:
    """A row of a table: the first cell is its head. `anchor`: the name that links lead to."""

    cells: tuple[Content | Cell, ...]
    anchor: str | None = None


def table(
    caption: str, headers: Sequence[str | Cell], rows: Iterable[Line], *, wide: bool = True, whole: bool = False
) -> Element:
    """A table. `wide`: it is scrolled by hand where it is too wide for the screen. `whole`: in print on one page."""
    made = el(
        "table",
        el("caption", caption),
        el("thead", el("tr", (_header(each if isinstance(each, Cell) else Cell(each)) for each in headers))),
        el("tbody", (_row(row) for row in rows)),
        class_="wide" if wide else None,
    )
    if not wide:
        return made
    return el("div", made, class_="scroll keep" if whole else "scroll", tabindex=0, role="region", aria_label=caption)


def _header(cell: Cell) -> Element:
    return el("th", cell.content, scope="col", class_=cell.class_)


def _row(row: Line) -> Element:
    head, *rest = (each if isinstance(each, Cell) else Cell(each) for each in row.cells)
    return el(
        "tr",
        el("th", head.content, scope="row", class_=head.class_),
        (el("td", cell.content, class_=cell.class_) for cell in rest),
        id=row.anchor,
    )


def name(text: str) -> Element:
    """An id or a name that a person gave: it turns no line around, and breaks nowhere but where it must.

    A short id is not even broken at its hyphen, as the one of a clause would be in a narrow column.
    """
    short_id = "-" in text and " " not in text and len(text) <= _SHORT
    return el("bdi", text, class_="nowrap" if short_id else wrapping(text))


def wrapping(text: str) -> str | None:
    """The class of a text with a word so long that it may be broken anywhere; other words are kept whole."""
    return "free" if any(len(word) > _LONG for word in text.split()) else None


def facts(pairs: Iterable[tuple[str, Content]]) -> Element:
    """Names and what they are."""
    return el("dl", ((el("dt", name), el("dd", value)) for name, value in pairs), class_="facts")


def short(digest: str, length: int = 12) -> Element:
    """The beginning of a digest, which is there in full for who points at it and for who copies the page."""
    return el("span", digest[:length], class_="short", title=digest)


def page(words: Language, title: str, *body: Content) -> str:
    """A whole page: one file, no script, nothing fetched, made to be read on a screen and printed on A4."""
    head = (
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="referrer", content="no-referrer"),
        el("link", rel="icon", href="data:,"),
        el("title", title),
    )
    # The style is ours, and a style sheet is not text: the signs of the markup stand in it as they are.
    made = ("<!DOCTYPE html>", f'<html lang="{words.code}">', "<head>", *map(str, head), f"<style>{STYLE}</style>")
    return "\n".join((*(line.rstrip("\n") for line in made), "</head>", f"{el('body', body)}</html>", ""))
