"""A sample as pages: an index of the files that were drawn, and each file with what an auditor looks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from certdomain.envelope import Finding, Recorded
from certdomain.reports.explain import finding_words
from certdomain.reports.html.journey import decision_page, timeline_page
from certdomain.reports.html.markup import Content, Element, el
from certdomain.reports.html.pieces import VERDICTS, Cell, Line, Pen, badge, listed, name, page, section, table
from certdomain.reports.html.tree import Rooted, resting, tree
from certdomain.reports.language import language
from certdomain.reports.minutes import members_words
from certdomain.reports.sample import again_lines, draw_words
from certdomain.reports.timeline import command_words
from certdomain.vocabulary import AnswerStatus, Severity, Verdict

if TYPE_CHECKING:  # reports stand below the audit: they read what it found, and call nothing of it
    from certdomain.audit.sample import Draw, JuryOfFile, SampledFile


@frozen(kw_only=True)
class Laid:
    """A file of the sample in the index: where its page is, and what came of it."""

    page: str
    journey: str
    certification: str
    verdict: Verdict | None
    decided: bool
    differences: int
    departures: int

    @classmethod
    def of(cls, file: SampledFile, written: str) -> Laid:
        """What the index says of a file; `written`: the name of its page."""
        decision = file.decision
        return cls(
            page=written,
            journey=file.journey,
            certification=file.certification,
            verdict=None if decision is None else decision.title.verdict,
            decided=decision is not None and decision.decided,
            differences=len(file.differences),
            departures=len(file.departures),
        )


def sample_page(drawn: Draw, laid: Sequence[Laid], on: str, lang: str = "en") -> str:
    """The index of a sample. `on`: the day as of which the files are decided, in words.

    Raises:
        BadInput: for a language other than `en` and `fr`.
    """
    words = language(lang)
    pen = Pen(words)
    head, *method = draw_words(drawn, on, lang).splitlines()
    rows = []
    for number, each in enumerate(laid, start=1):
        verdict = each.verdict
        status = words.phrase("card-decided" if each.decided else "card-proposed")
        told: Content = (
            "–" if verdict is None else [badge(words.term("verdict", verdict.value), VERDICTS[verdict]), status]
        )
        same = pen.badge("audit-bad", "bad") if each.differences else pen.badge("audit-fine", "good")
        left: Content = [pen.badge("badge-departure", "departure"), str(each.departures)] if each.departures else "–"
        link = el("a", name(each.journey), href=each.page)
        rows.append(Line((Cell(str(number), "number"), link, each.certification or "–", told, same, left)))
    columns = ("number", "journey", "title", "verdict", "again", "departures")
    headers = [pen.say(f"sample-{each}") for each in columns]
    main = el(
        "main",
        el("header", el("p", pen.say("register-extract"), class_="eyebrow"), el("h1", head)),
        [el("p", line, class_="small") for line in method],
        table(pen.say("sample-caption"), headers, rows),
    )
    return page(words, head, main)


def file_page(file: SampledFile, lang: str = "en") -> str:
    """One file of a sample: the decision, and before its reasons the juries, convocations, incidents and mending.

    Raises:
        BadInput: for a language other than `en` and `fr`.
    """
    if file.decision is None or file.regulation is None:
        return timeline_page(file.journey, file.records, file.regulation, lang)

    def more(pen: Pen, rooted: Rooted) -> Iterable[Content]:
        return _audited(file, pen, rooted)

    return decision_page(file.decision, file.regulation, file.records, lang, more=more)


def _audited(file: SampledFile, pen: Pen, rooted: Rooted) -> Iterable[Content]:
    words = pen.words
    mark = pen.badge("audit-bad", "bad") if file.differences else pen.badge("audit-fine", "good")
    again = [line.strip() for line in again_lines(file, words)]
    yield section(pen.say("audit-again"), el("p", mark), listed(again))
    yield section(words.phrase("sample-juries"), [_jury(each, pen, rooted) for each in file.juries] or _none(pen))
    convened = [
        [
            words.phrase(
                "sample-convened",
                entry=each.entry,
                day=words.day(each.on),
                evaluations=words.listed(each.evaluations),
                test=words.day(each.test_on),
                delay=each.delay,
            ),
            listed(_finding(finding, pen) for finding in each.findings),
        ]
        for each in file.convocations
    ]
    yield section(words.phrase("sample-convocations"), listed(convened) or _none(pen))
    for which, found in (("incidents", file.incidents), ("absences", file.absences), ("mending", file.mending)):
        items = [_record(recorded, pen, rooted) for recorded in found]
        yield section(words.phrase(f"sample-{which}"), listed(items) or _none(pen))
    late = [
        [
            pen.badge("badge-late", "open"),
            words.phrase("sample-late-fact", entry=each.entry, deliberation=each.deliberation),
            resting((each.entry, each.deliberation), pen, rooted.entries),
        ]
        for each in file.late
    ]
    yield section(words.phrase("sample-late"), listed(late) or _none(pen))


def _none(pen: Pen) -> Element:
    return el("p", pen.words.phrase("sample-none"), class_="faint")


def _jury(each: JuryOfFile, pen: Pen, rooted: Rooted) -> list[Content]:
    words = pen.words
    at = words.listed(map(str, each.entries))
    if each.jury is None:
        return [el("p", words.phrase("sample-jury-unknown", jury=each.id, entries=at))]
    command = each.jury.constituted
    kind, day = words.term("kind", command.kind.value), words.day(command.meets_on)
    return [
        el("h3", words.phrase("sample-jury", jury=each.id, kind=kind, day=day, entries=at)),
        el("p", words.phrase("sample-members", members=members_words(command, words))),
        None if each.fitness is None else tree(each.fitness, pen, rooted),
        listed(_finding(finding, pen) for finding in each.findings),
    ]


def _record(recorded: Recorded, pen: Pen, rooted: Rooted) -> Content:
    words, status = pen.words, recorded.answer.status
    tones = {AnswerStatus.ACCEPTED: "good", AnswerStatus.REFUSED: "bad", AnswerStatus.REFERRED: "silence"}
    return [
        badge(words.term("status", status.value), tones[status]),
        f"{words.day(recorded.command.on)}{words.colon}{command_words(recorded.command, words)}",
        resting((recorded.position,), pen, rooted.entries),
        pen.margin(recorded.answer.clauses, recorded.answer.clauses),
    ]


def _finding(finding: Finding, pen: Pen) -> Content:
    tone = "bad" if finding.severity is Severity.BREACH else "open"
    mark = badge(pen.words.term("severity", finding.severity.value), tone)
    return [mark, finding_words(finding, pen.words), pen.margin(() if finding.clause is None else (finding.clause,))]
