"""An audit as a page: whether the register holds, what came of deciding all of it again, and statistics by clause."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from certdomain.reports.auditing import again_words, integrity_words, shown_rows, totals_words
from certdomain.reports.html.markup import Content, Element, el
from certdomain.reports.html.pieces import Cell, Line, Pen, Tone, badge, listed, name, page, section, table
from certdomain.reports.language import language
from certdomain.vocabulary import Verdict

if TYPE_CHECKING:  # reports stand below the audit: they read what it found, and call nothing of it
    from certdomain.audit.auditing import AuditReport
    from certdomain.audit.statistics import RegulationStatistics


def audit_page(report: AuditReport, store: str, lang: str = "en") -> str:
    """An audit as one HTML page.

    Raises:
        BadInput: for a language other than `en` and `fr`.
    """
    words = language(lang)
    pen = Pen(words)
    fine = not report.damaged and report.same
    said = "audit-sound" if fine else "audit-damaged" if report.damaged else "audit-differs"
    tone = "good" if report.integrity.sound else "bad"
    again = "good" if report.same and not report.found.unreadable.count else "bad"
    shown = [each for each in report.statistics if each.decisions or each.answers or shown_rows(each, words)]
    main = el(
        "main",
        el(
            "header",
            el("p", pen.say("register-extract"), class_="eyebrow"),
            el("h1", words.phrase("audit-head", store=store, day=words.day(report.on))),
            el("div", el("strong", pen.say(said)), class_=f"banner {'good' if fine else 'bad'}"),
        ),
        section(pen.say("audit-bytes"), _marked(integrity_words(report.integrity, words), tone, pen)),
        section(pen.say("audit-again"), _marked(again_words(report, words), again, pen)),
        section(pen.say("audit-totals"), listed(totals_words(report, words))),
        el("p", words.phrase("audit-legend"), class_="small faint") if shown else None,
        [_regulation(each, pen) for each in shown],
    )
    return page(words, pen.say("audit-title", day=words.day(report.on)), main)


def _marked(lines: Iterable[str], tone: Tone, pen: Pen) -> list[Content]:
    mark = badge(pen.say("audit-fine" if tone == "good" else "audit-bad"), tone)
    return [el("p", mark), listed(line.strip() for line in lines)]


def _regulation(each: RegulationStatistics, pen: Pen) -> Element:
    words = pen.words
    if each.certification:
        named = {"certification": each.certification, "edition": each.edition, "digest": each.digest[:12]}
        heading = words.phrase("audit-regulation", **named)
    else:
        heading = words.phrase("audit-unknown", digest=each.digest[:12])
    verdicts = [
        words.phrase(f"audit-verdict-{status}", verdict=words.term("verdict", Verdict(verdict).value), count=count)
        for status, verdict, count in each.verdicts
    ]
    answers = [
        words.phrase("audit-count", what=words.term("status", status.value), count=count)
        for status, count in each.answers
    ]
    rows = [
        Line((name(first), effect, *(Cell(cell, "number") for cell in counted), found, Cell(left, "number")))
        for first, effect, *counted, found, left in shown_rows(each, words)
    ]
    names = ("clause", "effect", "of-decisions", "of-answers", "refused", "referred", "of-findings", "of-departures")
    headers = [
        Cell(words.phrase(f"audit-{each}"), None if each in ("clause", "effect", "of-findings") else "number")
        for each in names
    ]
    never = [row.id for row in each.clauses if row.silent]
    silences = [
        words.phrase("audit-of", what=words.flag(silence.topic).removesuffix("."), verdict=silence.decisions)
        for silence in each.silences
        if silence.decisions
    ]
    return section(
        heading,
        listed(", ".join(part) for part in (verdicts, answers) if part),
        table(pen.say("audit-caption"), headers, rows) if rows else None,
        el("p", words.phrase("audit-never", clauses=", ".join(never)), class_="small") if never else None,
        listed([pen.badge("badge-silence", "silence"), each] for each in silences),
    )
