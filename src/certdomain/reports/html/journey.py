"""One journey as a page: the decision with all that it rests on, or the timeline alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from attrs import frozen

from certdomain.commands import KINDS, Kind, name_of
from certdomain.dossier import unknown_to
from certdomain.envelope import BlocVerdict, Finding, Recorded
from certdomain.explanation import Answer, Node
from certdomain.marks import Exact
from certdomain.regulation.tree import Regulation
from certdomain.reports.citations import law_of
from certdomain.reports.explain import (
    awaited_words,
    clauses_cited,
    deadline_words,
    decisive,
    finding_words,
    is_line,
    leaves_of,
    missing_words,
    points_words,
    proposed_words,
    retakes_words,
    thresholds,
    title_words,
    together,
    why_phrase,
)
from certdomain.reports.html.bars import answers_bar, mark_bar
from certdomain.reports.html.markup import Content, Element, el
from certdomain.reports.html.picture import picture
from certdomain.reports.html.pieces import (
    ANSWERS,
    VERDICTS,
    Cell,
    Line,
    Pen,
    badge,
    facts,
    listed,
    name,
    page,
    section,
    short,
    table,
    wrapping,
)
from certdomain.reports.html.tree import Rooted, resting, tree
from certdomain.reports.language import Language, language
from certdomain.reports.sentences import exactly
from certdomain.reports.timeline import command_words, remarks
from certdomain.rules.decision import Decision
from certdomain.vocabulary import AnswerStatus, Severity, Whom

DEFECTS = "defects"


@frozen(kw_only=True)
class Seal:
    """Where the register stood when a page was made, so that others can find the page's records in it again.

    `records`: how many it held. `root`: of the tree over them. `position`: of the last record that the page rests on.
    `signed_size` and `signed_root`: of the last checkpoint signed by then, None if there is none.
    """

    records: int
    root: str
    position: int
    signed_size: int | None = None
    signed_root: str | None = None


def decision_page(
    decision: Decision,
    regulation: Regulation,
    records: Sequence[Recorded],
    lang: str = "en",
    *,
    seal: Seal | None = None,
    supposed: bool = False,
    more: Callable[[Pen, Rooted], Iterable[Content]] | None = None,
) -> str:
    """A decision as one HTML page: no script, nothing fetched, made to be printed on A4.

    `records` are those of the journey that it was decided on, in the order of their positions. `supposed`: some of them
    were only tried, and the page says so. `more` writes what an auditor reads behind the verdict.

    Raises:
        BadInput: for a language other than `en` and `fr`.
    """
    words, law = language(lang), law_of(regulation)
    clauses = dict.fromkeys((*_shown(decision), *(clause for each in records for clause in each.answer.clauses)))
    pen = Pen(words, law, {clause: f"c{number}" for number, clause in enumerate(clauses, start=1)})
    rooted = Rooted(frozenset(each.position for each in records), DEFECTS if law.defects_on(clauses) else None)
    full = words.words(regulation.name)
    title = pen.say("decision-title", journey=decision.journey, title=full, day=words.day(decision.on))
    body = (
        el(
            "main",
            _head(decision, full, pen, supposed=supposed),
            _verdict(decision, pen, rooted),
            _blocs(decision, pen),
            _departures(decision, pen, rooted),
            None if more is None else more(pen, rooted),
            _missing(decision, pen),
            _next(decision, pen),
            _timeline(decision.journey, records, pen),
            _reasons(decision, pen, rooted),
            _findings(decision.findings, pen, rooted),
            _refusals(decision, pen, rooted),
            _readings(decision, pen),
            _silences(decision, pen),
            _faults(clauses, pen),
            _receipts(records, pen),
            _clauses(clauses, pen),
            _sources(pen),
        ),
        _foot(pen, decision.regulation, seal),
    )
    return page(words, title, body)


def timeline_page(
    journey: str,
    records: Sequence[Recorded],
    regulation: Regulation | None,
    lang: str = "en",
    *,
    seal: Seal | None = None,
) -> str:
    """All records of a journey as one HTML page, refusals included. `regulation`: None if the enrolment was refused.

    Raises:
        BadInput: for a language other than `en` and `fr`.
    """
    words = language(lang)
    clauses = dict.fromkeys(clause for each in records for clause in each.answer.clauses)
    anchors = {clause: f"c{number}" for number, clause in enumerate(clauses, start=1)}
    pen = Pen(words, None if regulation is None else law_of(regulation), anchors)
    title = pen.say("timeline-title", journey=journey)
    digest = next((each.answer.regulation for each in reversed(records) if each.answer.regulation), "")
    head: list[tuple[str, Content]] = [(pen.say("journey"), name(journey))]
    if regulation is not None:
        head.append((words.phrase("title"), f"{regulation.certification}, {words.words(regulation.name)}"))
        head.append((words.phrase("edition"), regulation.edition))
    main = el(
        "main",
        el("header", el("p", pen.say("register-extract"), class_="eyebrow"), el("h1", title), facts(head)),
        _timeline(journey, records, pen),
        _receipts(records, pen),
        _clauses(clauses, pen),
        _sources(pen),
    )
    return page(words, title, main, _foot(pen, digest, seal))


# --- head and verdict ---------------------------------------------------------------------------------------------


def _head(decision: Decision, full: str, pen: Pen, *, supposed: bool) -> Element:
    words = pen.words
    told: list[tuple[str, Content]] = [
        (pen.say("journey"), name(decision.journey)),
        (pen.say("as-of"), words.day(decision.on)),
    ]
    if decision.known_at is not None:
        told.append((pen.say("known-at"), words.instant(decision.known_at)))
    told += [
        (words.phrase("title"), decision.certification),
        (words.phrase("edition"), decision.edition),
        (pen.say("regulation"), short(decision.regulation) if decision.regulation else words.phrase("unknown")),
    ]
    tone = "good" if decision.decided else "open"
    status = "decided" if decision.decided else "proposed"
    return el(
        "header",
        el("p", pen.say("register-extract"), class_="eyebrow"),
        el("h1", full),
        el("div", el("strong", pen.say("supposed")), class_="banner departure") if supposed else None,
        el(
            "div",
            el("strong", words.phrase(f"status-{status}")),
            class_=f"banner {tone}",
        ),
        facts(told),
    )


def _verdict(decision: Decision, pen: Pen, rooted: Rooted) -> Element:
    words = pen.words
    verdict = decision.title.verdict
    made: list[Content] = [
        el("p", badge(words.term("verdict", verdict.value), VERDICTS[verdict]), class_="small"),
        el("p", title_words(decision.title, decision.kept, words), class_="verdict"),
    ]
    points = points_words(decision, words)
    if points:
        made.append(el("p", points))
    if decision.proposal is not None:
        said = words.phrase("proposal", verdict=proposed_words(decision.title, decision.proposal, words))
        made.append(el("p", pen.badge("badge-now", "open"), said))
    marks = [(pen.badge("badge-departure", "departure"), "departures")] if decision.departures else []
    marks += [(pen.badge("badge-reading", "reading"), "readings")] if _readings_used(decision, pen) else []
    marks += [(pen.badge("badge-silence", "silence"), "silences")] if _silent(decision) else []
    marks += [(pen.badge("badge-defect", "defect"), DEFECTS)] if rooted.defects else []
    if marks:
        made.append(el("p", pen.say("see"), [[" ", el("a", mark, href=f"#{anchor}")] for mark, anchor in marks]))
    because = [
        [reason.sentence, resting(reason.because, pen, rooted.entries), pen.margin(reason.clauses, reason.clauses)]
        for requirement, leaves in decisive(decision.explanation)
        for pairs in ([] if requirement is None else [(requirement, requirement.clauses)], leaves)
        for reason in together(pairs, words)
    ]
    if because:
        made += [el("h3", words.phrase(why_phrase(decision))), listed(because)]
    return section(pen.say("verdict"), made)


# --- blocs --------------------------------------------------------------------------------------------------------


def _blocs(decision: Decision, pen: Pen) -> Element | None:
    lines = {child.about: child for child in decision.explanation.children if is_line(child)}
    blocs = [*decision.blocs, *([] if decision.professional is None else [decision.professional])]
    rows = [_bloc(bloc, lines.get(bloc.bloc), decision, pen) for bloc in blocs]
    average = _average(decision, pen)
    if average is not None:
        rows.append(average)
    if not rows:
        return None
    headers = [pen.say(f"column-{each}") for each in ("bloc", "verdict", "mark", "bar")]
    return section(pen.words.phrase("blocs"), table(pen.say("blocs-caption"), headers, rows, whole=True))


def _bloc(bloc: BlocVerdict, node: Node | None, decision: Decision, pen: Pen) -> Line:
    words = pen.words
    told = "" if pen.law is None else pen.law.bloc_name(bloc.bloc)
    tone = VERDICTS[bloc.verdict]
    verdict: list[Content] = [badge(words.term("verdict", bloc.verdict.value), tone)]
    if bloc.bloc in decision.kept:
        verdict.append(badge(words.phrase("kept"), "good"))
    if any(departure.what == bloc.bloc for departure in decision.departures):
        verdict.append(pen.badge("badge-departure", "departure"))
    head = name(bloc.bloc), el("br") if told else None, el("span", told, class_="faint") if told else None
    mark = None if bloc.unsat else bloc.mark20
    needed, floor = thresholds(node)
    limits = _limits(needed, floor, node, words)
    if mark is not None and bloc.points is not None and bloc.out_of is not None:
        shown = _marked(mark, words)
        numbers = words.phrase("bloc-of", points=words.number(bloc.points), out_of=words.number(bloc.out_of))
        label = words.semicolon.join([pen.say("mark-label", mark=words.number(mark)), *limits])
        bar = mark_bar(mark, needed, floor, tone, label)
        return Line((head, verdict, [shown, el("br"), el("span", numbers, class_="faint")], [bar, _small(limits)]))
    answers = _answers(node)
    if answers and mark is None and needed is None:
        met = sum(answer is Answer.MET for answer in answers)
        count = words.phrase("met-of", met=met, of=len(answers))
        return Line((head, verdict, count, answers_bar(answers, count)))
    return Line((head, verdict, "–", _small(limits) or "–"))


def _average(decision: Decision, pen: Pen) -> Line | None:
    """The general average, where the title asks for one."""
    words = pen.words
    node = next((child for child in decision.explanation.children if child.asks == "title.average"), None)
    average = decision.title.average20
    needed = None if node is None else node.value("needed20")
    if node is None or average is None or not isinstance(needed, Exact):
        return None
    total, out_of = decision.title.total, decision.title.out_of
    # What a jury decided long ago is not what the facts would give now: then the answer of today is not beside it.
    now = node.value("average20") == average
    tone = ANSWERS[node.answer] if now else "quiet"
    limit = pen.say("asks-for", needed=words.number(needed))
    numbers = (
        None
        if total is None or out_of is None
        else words.phrase("bloc-of", points=words.number(total), out_of=words.number(out_of))
    )
    label = words.semicolon.join([pen.say("mark-label", mark=words.number(average)), limit])
    return Line(
        (
            pen.say("average"),
            badge(pen.say(f"answer-{node.answer.value}"), tone) if now else "–",
            [_marked(average, words), el("br"), el("span", numbers, class_="faint")]
            if numbers
            else _marked(average, words),
            [mark_bar(average, needed, None, tone, label), _small([limit])],
        )
    )


def _limits(needed: Exact | None, floor: Exact | None, node: Node | None, words: Language) -> list[str]:
    part = node is not None and node.asks.startswith("part.")
    found = []
    if needed is not None:
        found.append(words.phrase("threshold-part" if part else "threshold", needed=words.number(needed)))
    if floor is not None:
        found.append(words.phrase("floor", floor=words.number(floor)))
    return found


def _small(texts: Sequence[str]) -> Element | None:
    return el("span", ", ".join(texts), class_="faint small") if texts else None


def _marked(mark: Exact, words: Language) -> list[Content]:
    """A mark as it is read, and beside it as it is, where it was cut."""
    shown, exact = words.number(mark), exactly(mark, words)
    return [el("strong", shown), " / 20", el("span", f" (= {exact})", class_="faint") if exact != shown else None]


def _answers(node: Node | None) -> list[Answer]:
    found = [] if node is None else [each for each in node.walk() if each.asks.startswith("competence.")]
    found = found or ([] if node is None else [each for each in node.walk() if each.asks == "evaluation.verdict"])
    return [each.answer for each in found]


# --- what else was decided, what is missing, what is next ---------------------------------------------------------


def _departures(decision: Decision, pen: Pen, rooted: Rooted) -> Element | None:
    words = pen.words
    rows = [
        Line(
            (
                [name(words.term("thing", each.what)), el("br"), pen.badge("badge-departure", "departure")],
                badge(words.term("verdict", each.proposed.value), VERDICTS[each.proposed]),
                badge(words.term("verdict", each.decided.value), VERDICTS[each.decided]),
                el("q", words.quote(each.reason), class_=wrapping(each.reason)),
                el("a", str(each.entry), href=f"#e{each.entry}") if each.entry in rooted.entries else str(each.entry),
            )
        )
        for each in decision.departures
    ]
    if not rows:
        return None
    heading = words.phrase("departures")
    headers = [pen.say(f"column-{each}") for each in ("what", "proposed", "decided", "written-reason", "entry")]
    return section(heading, table(pen.say("departures-caption"), headers, rows, whole=True), anchor="departures")


def _missing(decision: Decision, pen: Pen) -> Element | None:
    items = [[text, pen.margin(clauses, clauses)] for text, clauses in missing_words(decision, pen.words)]
    return section(pen.words.phrase("missing"), listed(items)) if items else None


def _next(decision: Decision, pen: Pen) -> Element | None:
    words = pen.words
    told = [(words.phrase("awaited", what=text), by) for text, by in awaited_words(decision.awaited, words)]
    told += [(deadline_words(each, decision.on, words), each.clauses) for each in decision.deadlines]
    told += list(retakes_words(decision.retake_open, words))
    items = [[text, pen.margin(clauses, clauses)] for text, clauses in told]
    return section(words.phrase("next"), listed(items)) if items else None


# --- timeline -----------------------------------------------------------------------------------------------------


def _timeline(journey: str, records: Sequence[Recorded], pen: Pen) -> Element:
    words = pen.words
    heading = pen.say("timeline")
    if not records:
        return section(heading, el("p", words.phrase("empty")))
    caption = pen.say("timeline-caption", journey=journey)
    drawn = el(
        "figure",
        el("div", picture(records, pen, caption), class_="scroll", tabindex=0, role="region", aria_label=caption),
        el("figcaption", pen.say("picture-legend"), class_="legend"),
    )
    headers = [words.phrase(each) for each in ("position", "on", "what", "answer", "recorded-at", "remarks")]
    rows = []
    under: str | None = None
    for recorded in records:
        rows.append(_record(recorded, records, under, pen))
        under = recorded.answer.regulation or under
    return section(heading, drawn, table(pen.say("records-caption"), headers, rows), anchor="timeline")


def _record(recorded: Recorded, records: Sequence[Recorded], under: str | None, pen: Pen) -> Line:
    words, answer = pen.words, recorded.answer
    answered: list[Content] = []
    if answer.status is AnswerStatus.ACCEPTED:
        fact = KINDS[type(recorded.command)] is Kind.FACT
        answered.append(words.phrase("fact") if fact else words.term("status", answer.status.value))
    else:
        tone = "bad" if answer.status is AnswerStatus.REFUSED else "silence"
        answered.append(badge(words.term("status", answer.status.value), tone))
    for number, clause in enumerate(dict.fromkeys(answer.clauses)):
        answered += [", " if number else words.colon, el("span", pen.linked(clause), class_="whole")]
    if answer.session is not None:
        answered.append(el("span", " ", words.phrase("session-opened", session=answer.session)))
    if answer.decided is not None:
        verdict = answer.decided.title.verdict
        answered += [" ", badge(words.term("verdict", verdict.value), VERDICTS[verdict])]
        answered.append(pen.badge("badge-departure", "departure") if answer.decided.departures else None)
    if answer.regulation and answer.regulation != under:
        edition = el(
            "span", words.phrase("card-edition", edition=answer.edition or ""), " ", short(answer.regulation, 8)
        )
        answered.append(el("div", edition, class_="faint"))
    what, said = command_words(recorded.command, words), words.semicolon.join(remarks(recorded, records, words))
    late = unknown_to(recorded, records) is not None
    return Line(
        (
            Cell(str(recorded.position), "number"),
            Cell(recorded.command.on.isoformat(), "nowrap"),
            Cell(what, wrapping(what)),
            answered,
            Cell(f"{recorded.recorded_at:%Y-%m-%d %H:%M}Z", None),
            Cell([pen.badge("badge-late", "open") if late else None, said], wrapping(said)),
        ),
        anchor=f"e{recorded.position}",
    )


# --- reasons ------------------------------------------------------------------------------------------------------


def _reasons(decision: Decision, pen: Pen, rooted: Rooted) -> Element:
    return section(
        pen.say("reasons"),
        None if decision.proposal is None else el("p", pen.badge("badge-now", "open"), pen.say("reasons-now")),
        el("p", pen.say("reasons-help"), class_="small faint screen"),
        tree(decision.explanation, pen, rooted),
        anchor="reasons",
    )


def _findings(findings: Sequence[Finding], pen: Pen, rooted: Rooted) -> Element | None:
    words = pen.words
    if not findings:
        return None
    made: list[Content] = []
    for whom in Whom:
        found = [finding for finding in findings if finding.whom is whom]
        if not found:
            continue
        made.append(el("h3", pen.say("findings-on", whom=words.term("whom", whom.value))))
        made.append(listed(_finding(finding, pen, rooted) for finding in found))
    return section(words.phrase("findings"), made, anchor="findings")


def _finding(finding: Finding, pen: Pen, rooted: Rooted) -> Content:
    words = pen.words
    tone = "bad" if finding.severity is Severity.BREACH else "open"
    what = words.finding(finding.what, dict(finding.values)) or finding_words(finding, words)
    return [
        badge(words.term("severity", finding.severity.value), tone),
        what,
        None if finding.entry is None else resting([finding.entry], pen, rooted.entries),
        el("span", words.phrase("by-contract"), class_="cites")
        if finding.clause is None
        else pen.margin((finding.clause,)),
    ]


def _refusals(decision: Decision, pen: Pen, rooted: Rooted) -> Element | None:
    words = pen.words
    items = [
        [
            badge(words.term("status", "refused"), "bad"),
            words.term("command", each.command),
            resting([each.entry], pen, rooted.entries),
            pen.margin(each.clauses),
        ]
        for each in decision.refused
    ]
    return section(words.phrase("refusals"), listed(items)) if items else None


# --- readings, silences, faults -----------------------------------------------------------------------------------


def _readings_used(decision: Decision, pen: Pen) -> list[str]:
    return [] if pen.law is None else [clause for clause in _shown(decision) if clause in pen.law.readings]


def _readings(decision: Decision, pen: Pen) -> Element | None:
    words, law, used = pen.words, pen.law, _readings_used(decision, pen)
    if law is None or not used:
        return None
    items: list[Content] = []
    for id_ in used:
        reading, option = law.readings[id_], law.option(id_)
        taken = words.words(option.says).removesuffix(".")
        how = (
            words.phrase("reading-default")
            if option.letter == reading.chosen
            else words.phrase("reading-switched", letter=reading.chosen)
        )
        asks = words.words(reading.asks)
        said = words.phrase("reading-said", id=id_, asks=asks, letter=option.letter, says=taken)
        quote = el("q", words.quote(reading.quote)) if reading.quote else None
        items.append(
            [
                pen.badge("badge-reading", "reading"),
                said,
                " ",
                f"({how})",
                " ",
                quote,
                pen.margin(reading.clauses, used),
            ]
        )
    return section(words.phrase("readings"), listed(items), anchor="readings")


def _silent(decision: Decision) -> bool:
    return bool(decision.flags or leaves_of(decision.explanation, Answer.UNREGULATED))


def _silences(decision: Decision, pen: Pen) -> Element | None:
    words, law = pen.words, pen.law
    if law is None or not _silent(decision):
        return None
    items: list[Content] = []
    for flag in decision.flags:
        silence = law.silences.get(flag) or law.silences.get(flag.removesuffix("-unregulated"))
        more = (
            [words.phrase("ask-certifier")]
            if silence is None
            else [words.words(silence.says), " ", words.phrase("ask", whom=words.words(silence.ask))]
        )
        items.append([pen.badge("badge-silence", "silence"), words.flag(flag), el("br"), more])
    for node in dict.fromkeys(node for node, _ in leaves_of(decision.explanation, Answer.UNREGULATED)):
        said = [words.node(node), " ", words.phrase("ask-certifier")]
        items.append([pen.badge("badge-silence", "silence"), said, pen.margin(node.clauses)])
    return section(words.phrase("silences"), listed(items), anchor="silences")


def _faults(clauses: Iterable[str], pen: Pen) -> Element | None:
    words = pen.words
    found = [] if pen.law is None else pen.law.defects_on(clauses)
    items: list[Content] = []
    for defect in found:
        where = ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in defect.lines)
        lines = words.phrase("line" if where.isdigit() else "lines", where=where)
        said = f"{defect.id}, {lines}{words.colon}{words.words(defect.says)}"
        items.append([pen.badge("badge-defect", "defect"), said])
    return section(words.phrase("defects"), listed(items), anchor=DEFECTS) if items else None


# --- receipts, clauses, sources, foot -----------------------------------------------------------------------------


def _receipts(records: Sequence[Recorded], pen: Pen) -> Element | None:
    words = pen.words
    rows = [
        Line(
            (
                Cell(el("a", str(each.position), href=f"#e{each.position}"), "number"),
                words.term("command", name_of(type(each.command))),
                short(each.answer.receipt.facts),
                short(each.answer.receipt.tree),
                short(each.answer.receipt.shapes),
                short(each.answer.regulation) if each.answer.regulation else "–",
            )
        )
        for each in records
        if each.answer.receipt is not None
    ]
    if not rows:
        return None
    headers = [pen.say(f"column-{each}") for each in ("entry", "command", "facts", "tree", "shapes", "regulation")]
    return section(
        pen.say("receipts"),
        el("p", pen.say("receipts-help"), class_="small faint"),
        table(pen.say("receipts"), headers, rows),
    )


def _clauses(clauses: Iterable[str], pen: Pen) -> Element | None:
    """Every clause that the page cites, in full."""
    words, law = pen.words, pen.law
    rows = []
    for id_ in clauses:
        where: Content = "–"
        says: Content = "–"
        if law is not None and id_ in law.clauses:
            clause = law.clauses[id_]
            single = "," not in clause.where and "-" not in clause.where
            where = pen.say(
                "where-cell",
                source=clause.source,
                where=words.phrase("line" if single else "lines", where=clause.where),
            )
            quote = el("q", words.quote(clause.quote)) if clause.quote else None
            says = [words.words(clause.says), " ", quote]
        elif law is not None and id_ in law.readings:
            reading, option = law.readings[id_], law.option(id_)
            where = [pen.badge("badge-reading", "reading"), ", ".join(reading.clauses)]
            says = [words.words(reading.asks), " ", el("strong", f"({option.letter}) ", words.words(option.says))]
        rows.append(Line((name(id_), where, says), anchor=pen.anchors.get(id_)))
    if not rows:
        return None
    headers = [pen.say(f"column-{each}") for each in ("clause", "where", "says")]
    return section(pen.say("clauses"), table(pen.say("clauses-caption"), headers, rows, wide=False), anchor="clauses")


def _sources(pen: Pen) -> Element | None:
    if pen.law is None or not pen.law.regulation.sources:
        return None
    words = pen.words
    rows = [
        Line((name(each.id), words.words(each.title), str(each.lines), short(each.sha256)))
        for each in pen.law.regulation.sources
    ]
    headers = [pen.say(f"column-{each}") for each in ("document", "says", "lines", "sha256")]
    return section(words.phrase("sources"), table(pen.say("sources-caption"), headers, rows, wide=False))


def _foot(pen: Pen, digest: str, seal: Seal | None) -> Element:
    words = pen.words
    told: list[tuple[str, Content]] = []
    if digest:
        told.append((pen.say("regulation-digest"), el("span", digest, class_="short")))
    if seal is not None:
        told.append((pen.say("position"), pen.say("position-of", position=seal.position, records=seal.records)))
        told.append((pen.say("root"), el("span", seal.root, class_="short")))
        if seal.signed_size is None or seal.signed_root is None:
            told.append((pen.say("checkpoint"), pen.say("checkpoint-none")))
        else:
            known = "checkpoint-covers" if seal.position <= seal.signed_size else "checkpoint-older"
            root = el("span", seal.signed_root, class_="short")
            told.append((pen.say("checkpoint"), [pen.say(known, size=seal.signed_size), " ", root]))
    return el("footer", el("p", words.phrase("exactness")), facts(told) if told else None)


def _shown(decision: Decision) -> Iterator[str]:
    """All clauses and readings that the page of a decision cites, each once."""
    found = dict.fromkeys(clauses_cited(decision))
    for requirement, leaves in decisive(decision.explanation):
        found.update(dict.fromkeys(() if requirement is None else requirement.clauses))
        found.update(dict.fromkeys(clause for _, clauses in leaves for clause in clauses))
    yield from found
