"""The minutes of a jury in words and as JSON data: who sat, the grid of candidates by blocs, departures, signatures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from certdomain.commands import ConstituteJury, Member
from certdomain.envelope import BlocVerdict
from certdomain.explanation import Node
from certdomain.regulation.canonical import Json
from certdomain.regulation.tree import Regulation
from certdomain.reports.citations import law_of
from certdomain.reports.decision_json import bloc_json, finding_json, node_json, title_json
from certdomain.reports.explain import Page, explain_answer, finding_words
from certdomain.reports.language import Language, language
from certdomain.reports.tables import plain, table

if TYPE_CHECKING:  # reports stand below the audit: they read what it found, and call nothing of it
    from certdomain.audit.minutes import Minutes, Missed, Sitting

WIDTH = 140
_RULE = "." * 40
Data = dict[str, Json]


def minutes_words(minutes: Minutes, lang: str = "en") -> str:
    """The minutes in words, to be read and signed.

    Raises:
        BadInput: for a language other than `en` and `fr`.
    """
    words = language(lang)
    if minutes.regulation is None:  # recorded by somebody who named none: there is nothing to cite
        return words.phrase("minutes-head", jury=plain(minutes.jury)) + "\n"
    page = Page(law_of(minutes.regulation), words)
    _head(page, minutes)
    command = minutes.constituted
    if command is None:
        _refused(page, minutes)
        return page.text()
    _composition(page, minutes, command)
    _decisions(page, minutes)
    _departures(page, minutes)
    _absent(page, minutes)
    _refusals(page, minutes)
    if minutes.awaiting:
        page.head(words.phrase("minutes-awaiting", day=words.day(minutes.awaiting[0].on)))
        _grids(page, minutes, minutes.awaiting)
    if minutes.elsewhere:
        page.lines.append("")
        page.line(words.phrase("minutes-elsewhere", journeys=words.listed(map(plain, minutes.elsewhere))))
    _register(page, minutes)
    page.head(words.phrase("minutes-signatures"))
    for number, member in enumerate(command.members, start=1):
        page.lines += ["", f"{number}. {member_words(member, words)}", "", f"   {_RULE}"]
    return page.text()


def _head(page: Page, minutes: Minutes) -> None:
    words, regulation = page.words, page.law.regulation
    title = words.phrase("minutes-head", jury=plain(minutes.jury))
    page.lines += [title, "=" * len(title), ""]
    command = minutes.constituted or _last(minutes)
    if command is not None:
        kind = words.term("kind", command.kind.value)
        page.line(words.phrase("minutes-kind", kind=kind[:1].upper() + kind[1:], day=words.day(command.meets_on)))
    latest = minutes.standing or minutes.constitutions[-1]
    page.line(
        words.phrase(
            "minutes-title",
            certification=regulation.certification,
            name=words.words(regulation.name),
            edition=regulation.edition,
            digest=(latest.answer.regulation or "")[:12],
        )
    )
    if command is not None and command.route is not None:
        page.line(words.phrase("minutes-route", route=words.term("route", command.route.value)))
    if minutes.on is not None:
        page.line(words.phrase("minutes-on", day=words.day(minutes.on)))


def _last(minutes: Minutes) -> ConstituteJury | None:
    command = minutes.constitutions[-1].command
    return command if isinstance(command, ConstituteJury) else None


def _refused(page: Page, minutes: Minutes) -> None:
    words = page.words
    page.lines.append("")
    page.line(words.phrase("minutes-refused"))
    for recorded in minutes.constitutions:
        page.head(words.phrase("minutes-attempt", entry=recorded.position, day=words.day(recorded.command.on)))
        page.lines += explain_answer(recorded.answer, page.law.regulation, words.code).splitlines()


def _composition(page: Page, minutes: Minutes, command: ConstituteJury) -> None:
    words = page.words
    page.head(words.phrase("minutes-composition"))
    if minutes.standing is not None and len(minutes.constitutions) > 1:
        page.line(words.phrase("minutes-earlier", entry=minutes.standing.position))
    names = ("number", "role", "external", "trade", "remarks")
    rows = [
        [
            str(number),
            words.term("role", member.role.value),
            words.phrase("yes" if member.external else "no"),
            "" if member.trade_since is None else member.trade_since.isoformat(),
            ", ".join(traits_words(member, words)),
        ]
        for number, member in enumerate(command.members, start=1)
    ]
    page.lines += table([words.phrase(f"minutes-{name}") for name in names], rows, width=WIDTH).split("\n")
    page.head(words.phrase("minutes-fitness"))
    for node in checks(minutes.composition):
        page.item(words.node(node))
        page.cite(node.clauses, "    ")
    for finding in minutes.findings:
        page.item(finding_words(finding, words))
        page.cite(() if finding.clause is None else (finding.clause,), "    ")


def checks(composition: Node | None) -> Sequence[Node]:
    """What was asked of the composition, one by one; the question itself where nothing was."""
    if composition is None:
        return ()
    return composition.children or (composition,)


def traits_words(member: Member, words: Language) -> Iterable[str]:
    """What is to be known of a member, beside the role."""
    if member.gender is not None:
        yield words.term("gender", member.gender.value)
    traits = {
        "trained": member.trained_candidate,
        "accompanied": member.accompanied_candidate,
        "linked": member.linked_to_candidate,
        "employed": member.employed_by_centre,
        "no-marks": not member.marks,
        "inactive": not member.active,
    }
    yield from (words.phrase(f"minutes-{name}") for name, has in traits.items() if has)


def member_words(member: Member, words: Language) -> str:
    """In what quality a member sits."""
    role = words.term("role", member.role.value)
    return words.phrase("sample-member-external", role=role) if member.external else role


def members_words(command: ConstituteJury, words: Language) -> str:
    """The members of a jury in one line."""
    return words.listed(member_words(member, words) for member in command.members)


def _decisions(page: Page, minutes: Minutes) -> None:
    page.head(page.words.phrase("minutes-decisions"))
    if not minutes.sittings:
        page.line(page.words.phrase("minutes-none-yet"))
        return
    _grids(page, minutes, minutes.sittings)


def _grids(page: Page, minutes: Minutes, sittings: Sequence[Sitting]) -> None:
    """A grid for each regulation: candidates by blocs."""
    known = dict(minutes.regulations)
    for digest in dict.fromkeys(each.regulation for each in sittings):
        own = [each for each in sittings if each.regulation == digest]
        regulation = known.get(digest)
        if regulation is not None and len({each.regulation for each in sittings}) > 1:
            named = {"certification": regulation.certification, "edition": regulation.edition, "digest": digest[:12]}
            page.lines += ["", page.words.phrase("audit-regulation", **named)]
        page.lines += _grid(own, regulation, page.words).split("\n")


def _grid(sittings: Sequence[Sitting], regulation: Regulation | None, words: Language) -> str:
    seen = dict.fromkeys(line.bloc for each in sittings for line in each.lines)
    order = [] if regulation is None else [bloc.id for bloc in regulation.referential.lines if bloc.id in seen]
    blocs = [*order, *(bloc for bloc in seen if bloc not in order)]
    notes = [words.semicolon.join(notes_words(each, words)) for each in sittings]
    names = ["minutes-candidate", "minutes-day", "minutes-verdict"]
    behind = ["minutes-kept", *(["minutes-remarks"] if any(notes) else [])]
    headers = [*(words.phrase(name) for name in names), *blocs, *(words.phrase(name) for name in behind)]
    rows = []
    for each, note in zip(sittings, notes, strict=True):
        left = {departure.what for departure in each.departures}
        cells = {line.bloc: _marked(_cell(line, words), left=line.bloc in left) for line in each.lines}
        title = _marked(verdict_words(each, words), left="title" in left)
        row = [each.journey, each.on.isoformat(), title, *(cells.get(bloc, "") for bloc in blocs), ", ".join(each.kept)]
        rows.append([*row, note] if any(notes) else row)
    return table(headers, rows, width=WIDTH, whole=(0, 1))


def _marked(text: str, *, left: bool) -> str:
    """A cell; an asterisk where the jury left the proposal."""
    return f"{text} *" if left else text


def _cell(line: BlocVerdict, words: Language) -> str:
    verdict = words.term("verdict", line.verdict.value)
    if line.points is None or not line.out_of or line.unsat:
        return verdict
    numbers = {"points": words.number(line.points), "out_of": words.number(line.out_of)}
    return words.phrase("minutes-cell", verdict=verdict, **numbers)


def verdict_words(each: Sitting, words: Language) -> str:
    """The verdict on the title, or that there is none."""
    if each.title is not None:
        return words.term("verdict", each.title.verdict.value)
    refused = each.answer is not None and not each.answer.accepted
    return words.phrase("minutes-not-done" if refused else "minutes-no-power")


def notes_words(each: Sitting, words: Language) -> Iterable[str]:
    """What became of a deliberation later."""
    yield from (words.phrase("minutes-corrected", entry=entry) for entry in each.corrected_by)
    if each.voided_by is not None:
        yield words.phrase("minutes-void", entry=each.voided_by)


def _departures(page: Page, minutes: Minutes) -> None:
    words = page.words
    left = [each for each in minutes.sittings if each.departures]
    if not left:
        return
    page.head(words.phrase("minutes-departures"))
    for each in left:
        for departure in each.departures:
            page.item(
                words.phrase(
                    "minutes-departure",
                    journey=plain(each.journey),
                    entry=each.entry,
                    what=words.term("thing", departure.what),
                    decided=words.term("verdict", departure.decided.value),
                    proposed=words.term("verdict", departure.proposed.value),
                    reason=words.quote(plain(each.reason)),
                )
            )
            page.cite(each.departed_by, "    ")


def _absent(page: Page, minutes: Minutes) -> None:
    words = page.words
    rows = [row for each in (*minutes.sittings, *minutes.awaiting) for row in absences_words(each, words)]
    if rows:
        page.head(words.phrase("minutes-absent"))
    for row in rows:
        page.item(row)


def absences_words(each: Sitting, words: Language) -> Iterable[str]:
    """What a candidate missed, and what is awaited."""
    journey = plain(each.journey)
    for missed in each.missed:
        name = "minutes-excused" if missed.excused else "minutes-missed"
        yield words.phrase(name, journey=journey, evaluation=missed.evaluation, day=words.day(missed.on))
    if each.pending:
        what = words.listed(words.term("thing", name) for name in each.pending)
        yield words.phrase("minutes-pending", journey=journey, what=what)


def _refusals(page: Page, minutes: Minutes) -> None:
    words = page.words
    refused = [each for each in minutes.sittings if each.answer is not None and not each.answer.accepted]
    if refused:
        page.head(words.phrase("minutes-refusals"))
    known = dict(minutes.regulations)
    for each in refused:
        page.item(words.phrase("minutes-refusal", journey=plain(each.journey), entry=each.entry))
        if each.answer is not None:
            told = explain_answer(each.answer, known.get(each.regulation), words.code)
            page.lines += [f"    {line}" for line in told.splitlines()]


def _register(page: Page, minutes: Minutes) -> None:
    words, signed = page.words, minutes.signed
    page.head(words.phrase("minutes-register"))
    if signed is None:
        page.line(words.phrase("minutes-unsigned"))
        return
    page.line(
        words.phrase("minutes-signed", origin=plain(signed.origin), size=signed.size, root=signed.signed_root.hex())
    )
    page.line(words.phrase("minutes-agrees" if signed.agrees else "minutes-contradicts"))
    if minutes.beyond:
        journeys = words.listed(dict.fromkeys(plain(each.journey) for each in minutes.beyond))
        page.line(words.phrase("minutes-beyond", journeys=journeys))
    elif minutes.sittings:
        page.line(words.phrase("minutes-covers"))


# --- as data ----------------------------------------------------------------------------------------------------------


def minutes_json(minutes: Minutes) -> Data:
    """The minutes as JSON data."""
    command, signed = minutes.constituted, minutes.signed
    return {
        "jury": minutes.jury,
        "exists": command is not None,
        "on": None if minutes.on is None else minutes.on.isoformat(),
        "sat": minutes.sat,
        "kind": None if command is None else command.kind.value,
        "certification": None if minutes.regulation is None else minutes.regulation.certification,
        "edition": None if minutes.regulation is None else minutes.regulation.edition,
        "regulation": (minutes.standing or minutes.constitutions[-1]).answer.regulation,
        "meets_on": None if command is None else command.meets_on.isoformat(),
        "route": None if command is None or command.route is None else command.route.value,
        "members": [] if command is None else [member_json(member) for member in command.members],
        "constitutions": [
            {
                "entry": each.position,
                "on": each.command.on.isoformat(),
                "recorded_at": each.recorded_at.isoformat(),
                "answer": each.answer.status.value,
                "clauses": list(each.answer.clauses),
            }
            for each in minutes.constitutions
        ],
        "composition": None if minutes.composition is None else node_json(minutes.composition),
        "findings": [finding_json(each) for each in minutes.findings],
        "sittings": [_sitting_json(each) for each in minutes.sittings],
        "awaiting": [_sitting_json(each) for each in minutes.awaiting],
        "elsewhere": list(minutes.elsewhere),
        "checkpoint": None
        if signed is None
        else {
            "origin": signed.origin,
            "size": signed.size,
            "root": signed.signed_root.hex(),
            "register_root": None if signed.root is None else signed.root.hex(),
            "agrees": signed.agrees,
            "covers": not minutes.beyond,
        },
    }


def member_json(member: Member) -> Data:
    """A member of a jury as JSON data: all fields, those by default too."""
    return {
        "role": member.role.value,
        "external": member.external,
        "gender": None if member.gender is None else member.gender.value,
        "trade_since": None if member.trade_since is None else member.trade_since.isoformat(),
        "trade_until": None if member.trade_until is None else member.trade_until.isoformat(),
        "trained_candidate": member.trained_candidate,
        "accompanied_candidate": member.accompanied_candidate,
        "linked_to_candidate": member.linked_to_candidate,
        "employed_by_centre": member.employed_by_centre,
        "marks": member.marks,
        "active": member.active,
    }


def _sitting_json(each: Sitting) -> Data:
    answer = each.answer
    return {
        "journey": each.journey,
        "candidate": each.candidate,
        "route": None if each.route is None else each.route.value,
        "on": each.on.isoformat(),
        "regulation": each.regulation or None,
        "entry": each.entry,
        "position": each.position,
        "recorded_at": None if each.recorded_at is None else each.recorded_at.isoformat(),
        "answer": None if answer is None else answer.status.value,
        "clauses": [] if answer is None else list(answer.clauses),
        "title": None if each.title is None else title_json(each.title),
        "blocs": {line.bloc: bloc_json(line) for line in each.blocs},
        "professional": None if each.part is None else {"bloc": each.part.bloc, **bloc_json(each.part)},
        "kept": list(each.kept),
        "departures": [
            {"what": left.what, "proposed": left.proposed.value, "decided": left.decided.value}
            for left in each.departures
        ],
        "departed_by": list(each.departed_by),
        "reason": each.reason or None,
        "missed": [_missed_json(missed) for missed in each.missed],
        "pending": list(each.pending),
        "corrected_by": list(each.corrected_by),
        "voided_by": each.voided_by,
    }


def _missed_json(missed: Missed) -> Data:
    return {"evaluation": missed.evaluation, "on": missed.on.isoformat(), "excused": missed.excused}
