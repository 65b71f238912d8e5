"""The minutes of a jury as a page: composition, candidates by blocs, departures with their reasons, room to sign."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from certdomain.commands import ConstituteJury
from certdomain.envelope import Answered, BlocVerdict, Finding
from certdomain.regulation.tree import Regulation
from certdomain.reports.citations import law_of
from certdomain.reports.explain import finding_words
from certdomain.reports.html.markup import Content, Element, el
from certdomain.reports.html.pieces import (
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
from certdomain.reports.html.tree import Rooted, tree
from certdomain.reports.language import language
from certdomain.reports.minutes import absences_words, checks, member_words, notes_words, traits_words, verdict_words
from certdomain.vocabulary import Severity

if TYPE_CHECKING:  # reports stand below the audit: they read what it found, and call nothing of it
    from certdomain.audit.minutes import Minutes, Sitting

_UPRIGHT = 7
"""So many columns fit on A4 upright; a grid that has more is laid across."""


def minutes_page(minutes: Minutes, lang: str = "en") -> str:
    """The minutes of a jury as one HTML page, to be read, printed and signed.

    Raises:
        BadInput: for a language other than `en` and `fr`.
    """
    words = language(lang)
    desk = _Desk(minutes, Pen(words, None if minutes.regulation is None else law_of(minutes.regulation)))
    command = minutes.constituted
    body: list[Content] = [_head(desk)]
    if command is None:
        body += list(_refused(desk))
    else:
        body += [_composition(desk, command), _decisions(desk), _departures(desk), _absent(desk), _refusals(desk)]
        body += [_awaiting(desk), _register(desk), _signatures(desk, command)]
    title = words.phrase("minutes-head", jury=minutes.jury)
    return page(words, title, el("main", body))


@frozen
class _Desk:
    """What the page is written from, and with."""

    minutes: Minutes
    pen: Pen

    def under(self, digest: str) -> Pen:
        """A pen for what was decided under that regulation."""
        known = dict(self.minutes.regulations).get(digest)
        return Pen(self.pen.words, None if known is None else law_of(known))


def _head(desk: _Desk) -> Element:
    minutes, words = desk.minutes, desk.pen.words
    command = minutes.constituted
    if command is None and isinstance(minutes.constitutions[-1].command, ConstituteJury):
        command = minutes.constitutions[-1].command
    told: list[tuple[str, Content]] = [(desk.pen.say("jury"), name(minutes.jury))]
    if command is not None:
        told.append((desk.pen.say("jury-kind"), words.term("kind", command.kind.value)))
        told.append((desk.pen.say("meets-on"), words.day(command.meets_on)))
    if minutes.regulation is not None:
        regulation = minutes.regulation
        told.append((words.phrase("title"), f"{regulation.certification}, {words.words(regulation.name)}"))
        told.append((words.phrase("edition"), regulation.edition))
    digest = (minutes.standing or minutes.constitutions[-1]).answer.regulation
    if digest:
        told.append((desk.pen.say("regulation"), short(digest)))
    if command is not None and command.route is not None:
        told.append((desk.pen.say("route"), words.term("route", command.route.value)))
    return el(
        "header",
        el("p", desk.pen.say("register-extract"), class_="eyebrow"),
        el("h1", words.phrase("minutes-head", jury=minutes.jury)),
        facts(told),
        None if minutes.on is None else el("p", words.phrase("minutes-on", day=words.day(minutes.on))),
    )


def _refused(desk: _Desk) -> Iterator[Element]:
    words = desk.pen.words
    yield el("div", el("strong", words.phrase("minutes-refused")), class_="banner bad")
    for recorded in desk.minutes.constitutions:
        heading = words.phrase("minutes-attempt", entry=recorded.position, day=words.day(recorded.command.on))
        yield section(heading, _answer(recorded.answer, desk.pen))


def _answer(answer: Answered, pen: Pen) -> list[Content]:
    tone = "good" if answer.accepted else "bad" if answer.refused else "silence"
    said = el("p", badge(pen.words.term("status", answer.status.value), tone))
    return [said, pen.margin(answer.clauses) if answer.tree is None else tree(answer.tree, pen, Rooted())]


def _composition(desk: _Desk, command: ConstituteJury) -> Element:
    minutes, pen = desk.minutes, desk.pen
    words = pen.words
    rows = [
        Line(
            (
                Cell(str(number), "number"),
                words.term("role", member.role.value),
                words.phrase("yes" if member.external else "no"),
                "–" if member.trade_since is None else words.day(member.trade_since),
                ", ".join(traits_words(member, words)) or "–",
            )
        )
        for number, member in enumerate(command.members, start=1)
    ]
    headers = [words.phrase(f"minutes-{each}") for each in ("number", "role", "external", "trade", "remarks")]
    fitness: list[Content] = []
    told: set[str] = set()
    for node in checks(minutes.composition):
        fitness.append([pen.answered(node.answer), words.node(node), pen.margin(node.clauses, told)])
        told |= {*node.clauses}
    earlier = minutes.standing is not None and len(minutes.constitutions) > 1
    return section(
        words.phrase("minutes-composition"),
        el("p", words.phrase("minutes-earlier", entry=minutes.standing.position))
        if earlier and minutes.standing is not None
        else None,
        table(pen.say("members-caption"), headers, rows, whole=True),
        el("h3", words.phrase("minutes-fitness")),
        listed([*fitness, *(_finding(each, pen) for each in minutes.findings)]),
    )


def _finding(finding: Finding, pen: Pen) -> Content:
    tone = "bad" if finding.severity is Severity.BREACH else "open"
    mark = badge(pen.words.term("severity", finding.severity.value), tone)
    return [mark, finding_words(finding, pen.words), pen.margin(() if finding.clause is None else (finding.clause,))]


# --- candidates by blocs ------------------------------------------------------------------------------------------


def _decisions(desk: _Desk) -> Element:
    words = desk.pen.words
    heading = words.phrase("minutes-decisions")
    if not desk.minutes.sittings:
        return section(heading, el("p", words.phrase("minutes-none-yet")))
    return _grids(heading, desk, desk.minutes.sittings)


def _awaiting(desk: _Desk) -> list[Element | None]:
    minutes, words = desk.minutes, desk.pen.words
    made: list[Element | None] = []
    if minutes.awaiting:
        heading = words.phrase("minutes-awaiting", day=words.day(minutes.awaiting[0].on))
        made.append(_grids(heading, desk, minutes.awaiting))
    if minutes.elsewhere:
        made.append(el("p", words.phrase("minutes-elsewhere", journeys=words.listed(minutes.elsewhere))))
    return made


def _grids(heading: str, desk: _Desk, sittings: Sequence[Sitting]) -> Element:
    """A grid for each regulation: candidates by blocs."""
    words = desk.pen.words
    known = dict(desk.minutes.regulations)
    made: list[Content] = []
    across = False
    for digest in dict.fromkeys(each.regulation for each in sittings):
        own = [each for each in sittings if each.regulation == digest]
        regulation = known.get(digest)
        blocs = _blocs(own, regulation)
        caption = desk.pen.say("grid-caption")
        if regulation is not None:
            named = {"certification": regulation.certification, "edition": regulation.edition, "digest": digest[:12]}
            caption = words.phrase("audit-regulation", **named)
        across = across or len(blocs) + 4 > _UPRIGHT
        made.append(_grid(caption, own, blocs, regulation, desk.under(digest)))
    return el("div", section(heading, made), class_="across" if across else None)


def _blocs(sittings: Iterable[Sitting], regulation: Regulation | None) -> list[str]:
    seen = dict.fromkeys(line.bloc for each in sittings for line in each.lines)
    order = [] if regulation is None else [bloc.id for bloc in regulation.referential.lines if bloc.id in seen]
    return [*order, *(bloc for bloc in seen if bloc not in order)]


def _grid(
    caption: str, sittings: Sequence[Sitting], blocs: Sequence[str], regulation: Regulation | None, pen: Pen
) -> Element:
    words = pen.words
    headers: list[str | Cell] = [words.phrase(f"minutes-{each}") for each in ("candidate", "day", "verdict")]
    headers += [Cell(name(bloc)) for bloc in blocs]
    notes = [words.semicolon.join(notes_words(each, words)) for each in sittings]
    headers += [words.phrase("minutes-remarks")] if any(notes) else []
    rows = []
    for each, note in zip(sittings, notes, strict=True):
        left = {departure.what for departure in each.departures}
        cells = {
            line.bloc: _cell(line, pen, left=line.bloc in left, kept=line.bloc in each.kept) for line in each.lines
        }
        title: list[Content] = [
            badge(verdict_words(each, words), "bad" if each.title is None else VERDICTS[each.title.verdict]),
            pen.badge("badge-departure", "departure") if "title" in left else None,
        ]
        row = (name(each.journey), Cell(each.on.isoformat(), "nowrap"), title)
        rows.append(Line((*row, *(cells.get(bloc, "–") for bloc in blocs), *([note or "–"] if any(notes) else []))))
    return table(caption, headers, rows)


def _cell(line: BlocVerdict, pen: Pen, *, left: bool, kept: bool) -> list[Content]:
    words = pen.words
    made: list[Content] = [badge(words.term("verdict", line.verdict.value), VERDICTS[line.verdict])]
    if line.points is not None and line.out_of and not line.unsat:
        numbers = {"points": words.number(line.points), "out_of": words.number(line.out_of)}
        made.append(el("span", pen.say("points-cell", **numbers), class_="nowrap"))
    if kept:
        made += [" ", el("span", words.phrase("minutes-kept"), class_="faint")]
    if left:
        made += [" ", pen.badge("badge-departure", "departure")]
    return made


# --- departures, absences, refusals -------------------------------------------------------------------------------


def _departures(desk: _Desk) -> Element | None:
    words = desk.pen.words
    rows = [
        Line(
            (
                [name(each.journey), el("br"), desk.pen.badge("badge-departure", "departure")],
                name(words.term("thing", departure.what)),
                badge(words.term("verdict", departure.proposed.value), VERDICTS[departure.proposed]),
                badge(words.term("verdict", departure.decided.value), VERDICTS[departure.decided]),
                el("q", words.quote(each.reason), class_=wrapping(each.reason)),
                desk.under(each.regulation).margin(each.departed_by) or "–",
            )
        )
        for each in desk.minutes.sittings
        for departure in each.departures
    ]
    if not rows:
        return None
    columns = ("journey", "column-what", "column-proposed", "column-decided", "column-written-reason", "column-clause")
    headers = [desk.pen.say(each) for each in columns]
    return section(words.phrase("departures"), table(desk.pen.say("departures-caption"), headers, rows))


def _absent(desk: _Desk) -> Element | None:
    sittings = (*desk.minutes.sittings, *desk.minutes.awaiting)
    said = listed(text for each in sittings for text in absences_words(each, desk.pen.words))
    return None if said is None else section(desk.pen.words.phrase("minutes-absent"), said)


def _refusals(desk: _Desk) -> Element | None:
    words = desk.pen.words
    made: list[Content] = []
    for each in desk.minutes.sittings:
        if each.answer is not None and not each.answer.accepted:
            made.append(el("h3", words.phrase("minutes-refusal", journey=each.journey, entry=each.entry)))
            made.append(_answer(each.answer, desk.under(each.regulation)))
    return section(words.phrase("minutes-refusals"), made) if made else None


# --- what answers for it ------------------------------------------------------------------------------------------


def _register(desk: _Desk) -> Element:
    minutes, words = desk.minutes, desk.pen.words
    heading, signed = words.phrase("minutes-register"), minutes.signed
    if signed is None:
        return section(heading, el("p", words.phrase("minutes-unsigned")))
    root = signed.signed_root.hex()
    said = [words.phrase("minutes-signed", origin=signed.origin, size=signed.size, root=root)]
    said.append(words.phrase("minutes-agrees" if signed.agrees else "minutes-contradicts"))
    if minutes.beyond:
        journeys = words.listed(dict.fromkeys(each.journey for each in minutes.beyond))
        said.append(words.phrase("minutes-beyond", journeys=journeys))
    elif minutes.sittings:
        said.append(words.phrase("minutes-covers"))
    made = [el("p", text) for text in said]
    if not signed.agrees:
        return section(heading, el("div", made, class_="banner bad"))
    return section(heading, made)


def _signatures(desk: _Desk, command: ConstituteJury) -> Element:
    words = desk.pen.words
    rows = [
        Line((Cell(str(number), "number"), member_words(member, words), "", Cell("", "sign")))
        for number, member in enumerate(command.members, start=1)
    ]
    headers = [words.phrase("minutes-number"), words.phrase("minutes-role")]
    headers += [desk.pen.say("sign-name"), desk.pen.say("sign")]
    heading = words.phrase("minutes-signatures")
    return section(heading, table(desk.pen.say("sign-caption"), headers, rows, wide=False))
