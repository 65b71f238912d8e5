"""Departures and findings of a register as pages: what juries left, and what was breached, each as one table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from certdomain.reports.auditing import findings_head, findings_rows
from certdomain.reports.html.markup import Content, el
from certdomain.reports.html.pieces import VERDICTS, Cell, Line, Pen, badge, listed, name, page, table
from certdomain.reports.language import Language, language
from certdomain.reports.tables import plain

if TYPE_CHECKING:  # reports stand below the audit: they read what it found, and call nothing of it
    from certdomain.audit.departures import JuryDeparture
    from certdomain.audit.findings import FindingsReport


def departures_page(found: Iterable[JuryDeparture], store: str, lang: str = "en") -> str:
    """Every point on which a jury left the proposal, as one HTML page.

    Raises:
        BadInput: for a language other than `en` and `fr`.
    """
    words = language(lang)
    pen = Pen(words)
    rows = [_departure(each, pen) for each in found]
    told = words.phrase("departures-count", count=len(rows)) if rows else words.phrase("departures-none")
    headers = [pen.say(f"departures-{each}") for each in ("journey", "jury", "about", "change", "reason")]
    body = table(pen.say("departures-all"), headers, rows) if rows else None
    return _page(words, pen.say("departures-title"), store, told, body)


def findings_page(report: FindingsReport, store: str, lang: str = "en") -> str:
    """The findings of a register as one HTML page.

    Raises:
        BadInput: for a language other than `en` and `fr`.
    """
    words = language(lang)
    pen = Pen(words)
    headers, rows = findings_rows(report, words)
    named: list[str | Cell] = [*headers[:-1], Cell(headers[-1], "number")]
    lines = [Line((name(first), *others, Cell(times, "number"))) for first, *others, times in rows]
    broken = [
        words.phrase("audit-unreadable", stream=plain(each.stream), what=plain(each.what)) for each in report.unreadable
    ]
    if report.unreadable.more:
        broken.append(words.phrase("audit-more", count=report.unreadable.more))
    body = [table(pen.say("findings-caption"), named, lines) if lines else None, listed(broken)]
    return _page(words, pen.say("findings-title"), store, findings_head(report, words), body)


def _departure(each: JuryDeparture, pen: Pen) -> Line:
    words = pen.words
    entry = pen.say("departures-entry", entry=each.entry, day=words.day(each.on))
    notes: list[Content] = [el("div", words.quote(each.reason))]
    if each.clauses:
        notes.append(el("div", ", ".join(each.clauses), class_="faint"))
    if each.voided:
        notes.append(el("div", words.phrase("departures-voided"), class_="faint"))
    return Line(
        (
            [name(each.journey), el("div", entry, class_="faint")],
            [name(each.jury), el("div", name(each.certification), class_="faint")],
            words.term("thing", each.what),
            [
                badge(words.term("verdict", each.proposed.value), VERDICTS[each.proposed]),
                " → ",
                badge(words.term("verdict", each.decided.value), VERDICTS[each.decided]),
            ],
            notes,
        )
    )


def _page(words: Language, title: str, store: str, told: str, body: Content) -> str:
    header = el(
        "header",
        el("p", Pen(words).say("register-extract"), class_="eyebrow"),
        el("h1", title),
        el("p", name(store), class_="faint"),
        el("p", told),
    )
    return page(words, title, el("main", header, body))
