"""Audits, departures and findings, in words and as JSON data. What was found is given; nothing is judged here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from certdomain.regulation.canonical import Json
from certdomain.reports.language import Language, language
from certdomain.reports.tables import plain, table

if TYPE_CHECKING:  # reports stand below the audit: they read what it found, and call nothing of it
    from certdomain.audit.auditing import AuditReport
    from certdomain.audit.departures import JuryDeparture
    from certdomain.audit.findings import FindingsReport
    from certdomain.audit.integrity import IntegrityReport
    from certdomain.audit.replay import Difference, Stale
    from certdomain.audit.statistics import ClauseStatistics, Outcomes, RegulationStatistics

WIDTH = 140
Data = dict[str, Json]


# --- audit ------------------------------------------------------------------------------------------------------------


def audit_words(report: AuditReport, store: str, lang: str = "en") -> str:
    """An audit in words.

    Raises:
        BadInput: for a language other than `en` and `fr`.
    """
    words = language(lang)
    lines = [words.phrase("audit-head", store=plain(store), day=words.day(report.on)), ""]
    lines += integrity_words(report.integrity, words)
    lines += again_words(report, words)
    lines += totals_words(report, words)
    shown = [each for each in report.statistics if each.decisions or each.answers or shown_rows(each, words)]
    if shown:
        lines += ["", words.phrase("audit-legend")]
    for each in shown:
        lines += ["", *_regulation(each, words)]
    return "\n".join(lines) + "\n"


def integrity_words(report: IntegrityReport, words: Language) -> Iterator[str]:
    """Whether the bytes are as they were recorded, line by line."""
    if report.sound:
        kinds = ", ".join(f"{words.term('stream', kind)} {count}" for kind, count in report.records)
        total = sum(count for _, count in report.records)
        yield words.phrase("audit-verified", count=total, kinds=kinds or words.phrase("none"))
    else:
        yield words.phrase("audit-faults", count=report.count)
        yield from (f"  {plain(str(fault))}" for fault in report.faults)
        if report.count > len(report.faults):
            yield f"  {words.phrase('audit-more', count=report.count - len(report.faults))}"
        yield words.phrase("audit-prefix", count=report.prefix)
    yield words.phrase("audit-root", root=report.root.hex())
    for each in report.held:
        name = "audit-agrees" if each.agrees else "audit-contradicted"
        said = words.phrase(name, origin=plain(each.checkpoint.origin), size=each.checkpoint.size)
        yield said if each.signed else f"{said} ({words.phrase('audit-unsigned')})"
    if not report.held:
        yield words.phrase("audit-no-checkpoint")
    elif report.sound and report.proven < report.size:
        yield words.phrase("audit-vouched", count=report.size - report.proven)


def again_words(report: AuditReport, words: Language) -> Iterator[str]:
    """What came of deciding everything again, line by line."""
    found = report.found
    read: dict[str, object] = {"records": found.records, "journeys": found.journeys, "juries": found.juries}
    if report.same:
        yield words.phrase("audit-same", **read)
    else:
        yield words.phrase("audit-different", **read, count=found.differences.count)
    yield from (f"  {_difference(each, words)}" for each in found.differences)
    yield from _more(found.differences.more, words)
    if found.unreadable.count:
        yield words.phrase("audit-unreadable-count", count=found.unreadable.count)
        for broken in found.unreadable:
            yield f"  {words.phrase('audit-unreadable', stream=plain(broken.stream), what=plain(broken.what))}"
        yield from _more(found.unreadable.more, words)
    if found.stale.count:
        yield words.phrase("audit-stale-count", count=found.stale.count)
        yield from (f"  {_stale(each, words)}" for each in found.stale)
        yield from _more(found.stale.more, words)


def _more(more: int, words: Language) -> Iterator[str]:
    if more:
        yield f"  {words.phrase('audit-more', count=more)}"


def _difference(each: Difference, words: Language) -> str:
    return words.phrase(
        "audit-difference",
        stream=plain(each.stream),
        entry=each.entry,
        what=words.term("replayed", plain(each.what)),
        recorded=_answer(each.what, plain(each.recorded), words),
        again=_answer(each.what, plain(each.recomputed), words),
    )


def _stale(each: Stale, words: Language) -> str:
    return words.phrase(
        "audit-stale",
        stream=plain(each.stream),
        entry=each.entry,
        what=words.term("replayed", plain(each.what)),
        recorded=_fixed(each.what, plain(each.recorded), words),
        again=_fixed(each.what, plain(each.recomputed), words),
        because=", ".join(map(str, each.because)),
    )


def _answer(what: str, text: str, words: Language) -> str:
    return words.term("status", text) if what == "status" else text


def _fixed(what: str, text: str, words: Language) -> str:
    """What a stale entry had for an answer, or the verdicts that a deliberation fixed ("title total; kept []")."""
    if what != "decided" or text == "nothing":
        return _answer(what, text, words)
    parts = []
    for part in text.split("; "):
        kept = part.removeprefix("kept ")
        if kept != part:
            parts.append(words.phrase("audit-of", what=words.phrase("minutes-kept"), verdict=kept.strip("[]") or "–"))
        else:
            name, _, verdict = part.rpartition(" ")
            what = words.term("thing", name) if name == "title" else name
            parts.append(words.phrase("audit-of", what=what, verdict=words.term("verdict", verdict)))
    return words.semicolon.join(parts)


def totals_words(report: AuditReport, words: Language) -> Iterator[str]:
    """What was decided, answered and found in all, line by line."""
    by_status = dict.fromkeys(("decided", "proposed"), 0)
    for (status, _), count in report.verdicts.items():
        by_status[status] = by_status.get(status, 0) + count
    yield words.phrase("audit-decisions", **by_status, without=report.found.undecided)
    answers = [
        words.phrase("audit-count", what=words.term("status", status), count=count)
        for status, count in report.answers.items()
    ]
    yield words.phrase("audit-answers", answers=", ".join(answers) or words.phrase("none"))
    findings = [
        words.phrase(
            "audit-finding-count",
            severity=words.term("severity", severity),
            whom=words.term("whom", whom),
            count=count,
        )
        for (severity, whom), count in report.findings.items()
    ]
    yield words.phrase("audit-findings", findings=words.semicolon.join(findings) or words.phrase("none"))
    yield words.phrase("audit-departures", count=report.departures)


def _regulation(each: RegulationStatistics, words: Language) -> Iterator[str]:
    if each.certification:
        named = {"certification": each.certification, "edition": each.edition, "digest": each.digest[:12]}
        title = words.phrase("audit-regulation", **named)
    else:
        title = words.phrase("audit-unknown", digest=each.digest[:12])
    yield title
    yield "-" * len(title)
    verdicts = [
        words.phrase(f"audit-verdict-{status}", verdict=words.term("verdict", verdict), count=count)
        for status, verdict, count in each.verdicts
    ]
    answers = [
        words.phrase("audit-count", what=words.term("status", status.value), count=count)
        for status, count in each.answers
    ]
    yield words.semicolon.join(part for part in (", ".join(verdicts), ", ".join(answers)) if part)
    rows = shown_rows(each, words)
    if rows:
        names = ("clause", "effect", "of-decisions", "of-answers", "refused", "referred", "of-findings")
        headers = [words.phrase(f"audit-{name}") for name in (*names, "of-departures")]
        yield from table(headers, rows, width=WIDTH).split("\n")
    never = [row.id for row in each.clauses if row.silent]
    if never:
        yield words.phrase("audit-never", clauses=", ".join(never))
    silences = [
        words.phrase("audit-count", what=silence.topic, count=silence.decisions)
        for silence in each.silences
        if silence.decisions
    ]
    if silences:
        yield words.phrase("audit-silences", silences=", ".join(silences))


def shown_rows(each: RegulationStatistics, words: Language) -> list[list[str]]:
    """The rows of a regulation's table: what was counted of each clause, reading and other id."""
    return [_row(row, words) for row in (*each.clauses, *each.readings, *each.others) if not row.silent]


def _row(row: ClauseStatistics, words: Language) -> list[str]:
    if row.effect is not None:
        effect = words.term("effect", row.effect.value)
    elif row.letter is not None:
        effect = words.phrase("audit-reading", letter=row.letter)
    else:
        effect = words.phrase("audit-elsewhere") if row.id else ""
    found = [
        words.phrase(
            "audit-finding-count",
            severity=words.term("severity", each.severity.value),
            whom=words.term("whom", each.whom.value),
            count=each.count,
        )
        for each in row.findings
    ]
    return [
        row.id or words.phrase("audit-own-order"),
        effect,
        _outcomes(row.decisions),
        _outcomes(row.answers),
        _number(row.refused),
        _number(row.referred),
        words.semicolon.join(found),
        _number(row.departures),
    ]


def _outcomes(each: Outcomes) -> str:
    return f"{each.met} / {each.unmet} / {each.pending} / {each.unregulated}" if each.any else ""


def _number(number: int) -> str:
    return str(number) if number else ""


def audit_json(report: AuditReport) -> Data:
    """An audit as JSON data; the check of the bytes stands beside it, as `verify` gives it."""
    found = report.found
    return {
        "on": report.on.isoformat(),
        "damaged": report.damaged,
        "same": report.same,
        "replay": {
            "journeys": found.journeys,
            "juries": found.juries,
            "records": found.records,
            "differences": [difference_json(each) for each in found.differences],
            "difference_count": found.differences.count,
            "stale": [{**difference_json(each), "because": list(each.because)} for each in found.stale],
            "stale_count": found.stale.count,
            "unreadable": [{"stream": each.stream, "what": each.what} for each in found.unreadable],
            "unreadable_count": found.unreadable.count,
        },
        "undecided": found.undecided,
        "verdicts": [
            {"status": status, "verdict": verdict, "count": count}
            for (status, verdict), count in report.verdicts.items()
        ],
        "answers": dict(report.answers),
        "findings": [
            {"severity": severity, "whom": whom, "count": count} for (severity, whom), count in report.findings.items()
        ],
        "departures": report.departures,
        "regulations": [_regulation_json(each) for each in report.statistics],
    }


def difference_json(each: Difference | Stale) -> Data:
    """A difference, or a stale answer, as JSON data."""
    names = ("stream", "what", "recorded", "recomputed")
    return {"entry": each.entry, **{name: str(getattr(each, name)) for name in names}}


def _regulation_json(each: RegulationStatistics) -> Data:
    return {
        "regulation": each.digest,
        "certification": each.certification or None,
        "edition": each.edition or None,
        "decisions": each.decisions,
        "verdicts": [
            {"status": status, "verdict": verdict, "count": count} for status, verdict, count in each.verdicts
        ],
        "answers": {status.value: count for status, count in each.answers},
        "departures": each.departures,
        "clauses": [_row_json(row) for row in each.clauses],
        "readings": [_row_json(row) for row in each.readings],
        "others": [_row_json(row) for row in each.others],
        "silences": [
            {"topic": row.topic, "declared": row.declared, "decisions": row.decisions} for row in each.silences
        ],
    }


def _row_json(row: ClauseStatistics) -> Data:
    def outcomes(of: Outcomes) -> Data:
        return {"met": of.met, "unmet": of.unmet, "pending": of.pending, "unregulated": of.unregulated}

    return {
        "id": row.id or None,
        "effect": None if row.effect is None else row.effect.value,
        "letter": row.letter,
        "decisions": outcomes(row.decisions),
        "answers": outcomes(row.answers),
        "refused": row.refused,
        "referred": row.referred,
        "findings": [
            {"severity": each.severity.value, "whom": each.whom.value, "count": each.count} for each in row.findings
        ],
        "departures": row.departures,
    }


# --- departures -------------------------------------------------------------------------------------------------------


def departures_words(found: Iterable[JuryDeparture], lang: str = "en") -> Iterator[str]:
    """The lines about departures, one after the other as they come.

    Raises:
        BadInput: for a language other than `en` and `fr`.
    """
    words = language(lang)
    count = 0
    for each in found:
        count += 1
        yield departure_line(each, words)
        yield f"    {words.phrase('departures-reason', reason=words.quote(plain(each.reason)))}"
        notes = [f"[{plain(', '.join(each.clauses))}]"] if each.clauses else []
        notes += [words.phrase("departures-voided")] if each.voided else []
        if notes:
            yield f"    {words.semicolon.join(notes)}"
    yield words.phrase("departures-count", count=count) if count else words.phrase("departures-none")


def departure_line(each: JuryDeparture, words: Language) -> str:
    """One departure in one line, without its reason."""
    return words.phrase(
        "departures-line",
        journey=plain(each.journey),
        entry=each.entry,
        day=words.day(each.on),
        jury=plain(each.jury),
        what=words.term("thing", plain(each.what)),
        decided=words.term("verdict", each.decided.value),
        proposed=words.term("verdict", each.proposed.value),
    )


def departure_json(each: JuryDeparture) -> Data:
    """A departure as JSON data."""
    return {
        "journey": each.journey,
        "entry": each.entry,
        "on": each.on.isoformat(),
        "jury": each.jury,
        "certification": each.certification,
        "regulation": each.regulation,
        "what": each.what,
        "proposed": each.proposed.value,
        "decided": each.decided.value,
        "reason": each.reason,
        "clauses": list(each.clauses),
        "voided": each.voided,
    }


# --- findings ---------------------------------------------------------------------------------------------------------


def findings_words(report: FindingsReport, lang: str = "en") -> str:
    """The findings of a register in words.

    Raises:
        BadInput: for a language other than `en` and `fr`.
    """
    words = language(lang)
    lines = [findings_head(report, words)]
    if report.groups:
        lines += ["", table(*findings_rows(report, words), width=WIDTH)]
    for broken in report.unreadable:
        lines.append(words.phrase("audit-unreadable", stream=plain(broken.stream), what=plain(broken.what)))
    lines += _more(report.unreadable.more, words)
    return "\n".join(lines) + "\n"


def findings_head(report: FindingsReport, words: Language) -> str:
    """How many findings there are, in how many journeys and juries."""
    numbers = {"count": report.count, "streams": report.streams, "journeys": report.journeys, "juries": report.juries}
    return words.phrase("findings-head", day=words.day(report.on), **numbers)


def findings_rows(report: FindingsReport, words: Language) -> tuple[list[str], list[list[str]]]:
    """The findings as a table: its headers, and a row for each group."""
    names = ("findings-group", "audit-clause", "findings-what", "findings-severity", "findings-whom", "findings-times")
    headers = [words.phrase(name) for name in names]
    rows = [
        [
            words.term("whom", each.group) if each.group else words.phrase("audit-own-order"),
            each.clause or words.phrase("audit-own-order"),
            words.finding(each.what, {}) or each.what,
            words.term("severity", each.severity.value),
            words.term("whom", each.whom.value),
            str(each.count),
        ]
        for each in report.groups
    ]
    if report.by.value in ("clause", "whom"):  # the group is a column of its own already
        return headers[1:], [row[1:] for row in rows]
    return headers, rows


def findings_json(report: FindingsReport) -> Data:
    """The findings of a register as JSON data."""
    return {
        "on": report.on.isoformat(),
        "by": report.by.value,
        "count": report.count,
        "journeys": report.journeys,
        "juries": report.juries,
        "streams": report.streams,
        "groups": [
            {
                "group": each.group or None,
                "clause": each.clause,
                "what": each.what,
                "severity": each.severity.value,
                "whom": each.whom.value,
                "count": each.count,
            }
            for each in report.groups
        ],
        "unreadable": [{"stream": each.stream, "what": each.what} for each in report.unreadable],
        "unreadable_count": report.unreadable.count,
    }
