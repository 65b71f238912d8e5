"""Files that were drawn, in words and as JSON data: jury, convocations, incidents, reasons, each beside its clause."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from typing import TYPE_CHECKING

from certdomain.commands import KINDS, Kind
from certdomain.envelope import Finding, Recorded
from certdomain.explanation import Answer, Node, cited
from certdomain.regulation.canonical import Json
from certdomain.reports.auditing import departure_json, departure_line, difference_json
from certdomain.reports.citations import Law, law_of
from certdomain.reports.decision_json import decision_json, finding_json, node_json
from certdomain.reports.explain import Page, explain, finding_words
from certdomain.reports.language import Language, language
from certdomain.reports.minutes import member_json, members_words
from certdomain.reports.tables import plain
from certdomain.reports.timeline import command_words, timeline_json

if TYPE_CHECKING:  # reports stand below the audit: they read what it found, and call nothing of it
    from certdomain.audit.sample import Convened, Draw, JuryOfFile, SampledFile

Data = dict[str, Json]


def draw_words(drawn: Draw, on: str, lang: str = "en") -> str:
    """What was drawn, and how anybody draws the same. `on`: the day as of which the files are decided, as 2025-07-04.

    Raises:
        BadInput: for a language other than `en` and `fr`.
    """
    words = language(lang)
    numbers = {"count": len(drawn.journeys), "population": drawn.population}
    command = f"printf '%s\\n%s' {shlex.quote(drawn.seed)} ID | sha256sum"
    lines = [
        words.phrase("sample-head", **numbers, seed=words.quote(plain(drawn.seed)), day=on),
        words.phrase("sample-method", command=plain(command)),
    ]
    return "\n".join(lines) + "\n"


def file_words(file: SampledFile, number: int, count: int, lang: str = "en") -> str:
    """One file in words. `number` of `count` files that were drawn.

    Raises:
        BadInput: for a language other than `en` and `fr`.
    """
    words = language(lang)
    title = words.phrase("sample-file", number=number, count=count, journey=plain(file.journey))
    lines = ["", title, "=" * len(title), "", words.phrase("sample-draw", draw=file.draw)]
    if file.regulation is None:
        lines += [words.phrase("sample-not-enrolled"), *again_lines(file, words)]
        lines += [_record(each, words) for each in file.records]
        return "\n".join(lines) + "\n"
    page = Page(law_of(file.regulation), words)
    _who(page, file)
    page.head(words.phrase("sample-juries"))
    for jury in file.juries:
        _jury(page, jury)
    _none_of(page, file.juries)
    page.head(words.phrase("sample-convocations"))
    for sent in file.convocations:
        _convened(page, sent)
    _none_of(page, file.convocations)
    for name in ("incidents", "absences", "mending"):
        found: tuple[Recorded, ...] = getattr(file, name)
        page.head(words.phrase(f"sample-{name}"))
        for recorded in found:
            page.item(_record(recorded, words))
            page.cite(recorded.answer.clauses, "    ")
        _none_of(page, found)
    page.head(words.phrase("sample-late"))
    for late in file.late:
        page.item(words.phrase("sample-late-fact", entry=late.entry, deliberation=late.deliberation))
    _none_of(page, file.late)
    page.head(words.phrase("sample-departures"))
    for departure in file.departures:
        page.item(departure_line(departure, words))
        page.line(words.phrase("departures-reason", reason=words.quote(plain(departure.reason))), "    ")
        page.cite(departure.clauses, "    ")
        if departure.voided:
            page.line(words.phrase("departures-voided"), "    ")
    _none_of(page, file.departures)
    page.head(words.phrase("sample-decision"))
    if file.decision is None:
        page.line(words.phrase("sample-not-enrolled"))
    else:
        page.lines += explain(file.decision, file.regulation, lang).splitlines()
    return "\n".join(lines) + "\n" + page.text()


def _who(page: Page, file: SampledFile) -> None:
    words, regulation = page.words, page.law.regulation
    page.line(
        words.phrase(
            "minutes-title",
            certification=regulation.certification,
            name=words.words(regulation.name),
            edition=regulation.edition,
            digest=(file.digest or "")[:12],
        )
    )
    route = words.phrase("unknown") if file.route is None else words.term("route", file.route.value)
    page.line(words.phrase("sample-who", candidate=plain(file.candidate), route=route, records=len(file.records)))
    page.lines += again_lines(file, words)


def again_lines(file: SampledFile, words: Language) -> list[str]:
    """What came of deciding the file again, line by line."""
    lines = [words.phrase("sample-different" if file.differences else "sample-same", count=len(file.differences))]
    for each in file.differences:
        named = {"stream": plain(each.stream), "entry": each.entry, "what": plain(each.what)}
        values = {"recorded": plain(each.recorded), "again": plain(each.recomputed)}
        lines.append(f"  {words.phrase('audit-difference', **named, **values)}")
    for late in file.stale:
        named = {"stream": plain(late.stream), "entry": late.entry, "what": plain(late.what)}
        values = {"recorded": plain(late.recorded), "again": plain(late.recomputed)}
        because = ", ".join(map(str, late.because))
        lines.append(f"  {words.phrase('audit-stale', **named, **values, because=because)}")
    return lines


def _none_of(page: Page, found: object) -> None:
    if not found:
        page.line(page.words.phrase("sample-none"))


def _jury(page: Page, each: JuryOfFile) -> None:
    words = page.words
    entries = words.listed(map(str, each.entries))
    if each.jury is None:
        page.item(words.phrase("sample-jury-unknown", jury=plain(each.id), entries=entries))
        return
    command = each.jury.constituted
    page.item(
        words.phrase(
            "sample-jury",
            jury=plain(each.id),
            kind=words.term("kind", command.kind.value),
            day=words.day(command.meets_on),
            entries=entries,
        )
    )
    page.line(words.phrase("sample-members", members=members_words(command, words)), "    ")
    if each.fitness is not None:
        fit = {Answer.MET: "sample-fit", Answer.UNMET: "sample-unfit"}.get(each.fitness.answer, "sample-fit-unknown")
        page.line(words.phrase(fit), "    ")
        for node in each.fitness.children:
            page.item(words.node(node), "    ")
            page.cite(node.clauses, "        ")
    _findings(page, each.findings)


def _convened(page: Page, sent: Convened) -> None:
    words = page.words
    page.item(
        words.phrase(
            "sample-convened",
            entry=sent.entry,
            day=words.day(sent.on),
            evaluations=words.listed(sent.evaluations),
            test=words.day(sent.test_on),
            delay=sent.delay,
        )
    )
    _findings(page, sent.findings)


def _findings(page: Page, findings: Iterable[Finding]) -> None:
    for finding in findings:
        page.item(finding_words(finding, page.words), "    ")
        page.cite(() if finding.clause is None else (finding.clause,), "        ")


def _record(recorded: Recorded, words: Language) -> str:
    fact = KINDS[type(recorded.command)] is Kind.FACT
    answer = words.phrase("fact") if fact else words.term("status", recorded.answer.status.value)
    return words.phrase(
        "sample-record",
        entry=recorded.position,
        day=words.day(recorded.command.on),
        what=plain(command_words(recorded.command, words)),
        answer=answer,
    )


# --- as data ----------------------------------------------------------------------------------------------------------


def file_json(file: SampledFile) -> Data:
    """One file as JSON data. `citations` holds, by id, the clauses and readings that anything in it cites."""
    decision = None if file.decision is None else decision_json(file.decision)
    return {
        "journey": file.journey,
        "draw": file.draw,
        "candidate": file.candidate,
        "route": None if file.route is None else file.route.value,
        "certification": file.certification or None,
        "edition": None if file.regulation is None else file.regulation.edition,
        "regulation": file.digest,
        "same": not file.differences,
        "differences": [difference_json(each) for each in file.differences],
        "stale": [{**difference_json(each), "because": list(each.because)} for each in file.stale],
        "juries": [_jury_json(each) for each in file.juries],
        "convocations": [
            {
                "entry": each.entry,
                "on": each.on.isoformat(),
                "test_on": each.test_on.isoformat(),
                "delay_days": each.delay,
                "evaluations": list(each.evaluations),
                "findings": [finding_json(finding) for finding in each.findings],
            }
            for each in file.convocations
        ],
        "incidents": [*timeline_json(file.incidents, whole=file.records)],
        "absences": [*timeline_json(file.absences, whole=file.records)],
        "mending": [*timeline_json(file.mending, whole=file.records)],
        "known_late": [{"entry": each.entry, "deliberation": each.deliberation} for each in file.late],
        "departures": [departure_json(each) for each in file.departures],
        "decision": decision,
        "citations": _citations(file),
        "records": [*timeline_json(file.records)],
    }


def _jury_json(each: JuryOfFile) -> Data:
    command = None if each.jury is None else each.jury.constituted
    return {
        "id": each.id,
        "exists": command is not None,
        "kind": None if command is None else command.kind.value,
        "meets_on": None if command is None else command.meets_on.isoformat(),
        "entries": list(each.entries),
        "members": [] if command is None else [member_json(member) for member in command.members],
        "fit": None if each.fitness is None else each.fitness.answer.value,
        "fitness": None if each.fitness is None else node_json(each.fitness),
        "findings": [finding_json(finding) for finding in each.findings],
    }


def _citations(file: SampledFile) -> Data:
    """Where each clause that is cited stands, and how each reading was read."""
    if file.regulation is None:
        return {}
    law = law_of(file.regulation)
    nodes: list[Node] = [each.fitness for each in file.juries if each.fitness is not None]
    found = dict.fromkeys(cited(nodes))
    for recorded in file.records:
        found.update(dict.fromkeys(recorded.answer.clauses))
    for departure in file.departures:
        found.update(dict.fromkeys(departure.clauses))
    if file.decision is not None:
        found.update(dict.fromkeys(cited([file.decision.explanation])))
        found.update(dict.fromkeys(each.clause for each in file.decision.findings if each.clause is not None))
    return {clause: _citation(clause, law) for clause in sorted(found) if clause in {**law.clauses, **law.readings}}


def _citation(clause: str, law: Law) -> Data:
    if clause in law.clauses:
        held = law.clauses[clause]
        lines: list[Json] = [[first, last] for first, last in held.lines]
        return {"source": held.source, "lines": lines, "says": {"en": held.says.en, "fr": held.says.fr}}
    option = law.option(clause)
    asks = law.readings[clause].asks
    return {
        "asks": {"en": asks.en, "fr": asks.fr},
        "option": option.letter,
        "says": {"en": option.says.en, "fr": option.says.fr},
    }
