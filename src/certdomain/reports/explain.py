"""The decision in words that a jury can read: what was decided, why, by which lines of the text, and what is next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from attrs import define, field, frozen

from certdomain.envelope import Answered, BlocVerdict, Finding, TitleVerdict
from certdomain.explanation import Answer, Node, cited
from certdomain.marks import Exact
from certdomain.regulation.tree import Regulation
from certdomain.reports.citations import Law, cite, entries, law_of
from certdomain.reports.language import Language, language, pattern_of
from certdomain.reports.tables import plain, wrapped
from certdomain.rules.decision import Decision
from certdomain.rules.outlook import Awaited, Deadline, RetakeOpen
from certdomain.vocabulary import AnswerStatus

WIDTH = 100

# Questions that only hold others together: what they come to is said by those.
_STRUCTURE = frozenset({"see", "award.title", "bloc.validated", "bloc.competences", "part.validated"})


@frozen
class Reason:
    """Something that can be said: one question, or several alike that are said together."""

    asks: str
    answer: Answer
    sentence: str
    clauses: tuple[str, ...]
    because: tuple[int, ...]
    abouts: tuple[str, ...]


@define
class Page:
    """The lines of an explanation while it is written. A clause is quoted in full the first time only."""

    law: Law
    words: Language
    lines: list[str] = field(factory=list)
    quoted: set[str] = field(factory=set)
    said: set[tuple[str, str, Answer]] = field(factory=set)

    def head(self, text: str) -> None:
        """A section's title."""
        self.lines.extend(["", text, "-" * len(text)])

    def line(self, text: str, indent: str = "") -> None:
        """A paragraph."""
        self.lines.extend(wrapped(plain(text), WIDTH, indent=indent))

    def item(self, text: str, indent: str = "") -> None:
        """An item of a list."""
        self.lines.extend(wrapped(plain(text), WIDTH, indent=f"{indent}- ", hanging=f"{indent}  "))

    def cite(self, clauses: Iterable[str], indent: str, *, because: Sequence[int] = (), full: bool = False) -> None:
        """The clauses of a reason, each with its source and lines, and the entries that it rests on."""
        found = list(dict.fromkeys(clauses))
        resting = entries(because, self.words)
        for clause in [clause for clause in found if full and clause not in self.quoted]:
            found.remove(clause)
            self.lines.extend(wrapped(self._in_full(clause), WIDTH, indent=indent, hanging=f"{indent}  "))
        # One citation is never broken over two lines: it must be found when it is searched for.
        row = ""
        for each in [*(cite(clause, self.law, self.words) for clause in found), *([resting] if resting else [])]:
            if row and len(indent) + len(row) + len(each) + 2 > WIDTH:
                self.lines.append(f"{indent}{row}{self.words.semicolon.rstrip()}")
                row = ""
            row = f"{row}{self.words.semicolon}{each}" if row else each
        if row:
            self.lines.append(f"{indent}{row}")

    def _in_full(self, clause: str) -> str:
        reference = cite(clause, self.law, self.words)
        self.quoted.add(clause)
        colon = self.words.colon
        if clause in self.law.clauses:
            return f"{reference}{colon}{self.words.words(self.law.clauses[clause].says)}"
        if clause in self.law.readings:
            return f"{reference}{colon}{self.words.words(self.law.option(clause).says)}"
        return reference

    def reasons(self, found: Iterable[Reason], indent: str, *, full: bool) -> None:
        """Reasons, each followed by its clauses; those said before are left out."""
        for reason in found:
            keys = {(reason.asks, about, reason.answer) for about in reason.abouts}
            if keys <= self.said:
                continue
            self.said |= keys
            self.item(reason.sentence, indent)
            self.cite(reason.clauses, f"{indent}    ", because=reason.because, full=full)

    def text(self) -> str:
        """All lines as one text."""
        return "\n".join(line.rstrip() for line in self.lines).strip("\n") + "\n"


def explain(decision: Decision, regulation: Regulation, lang: str = "en") -> str:
    """The decision in words. `regulation` is the one that it was taken under.

    Raises:
        BadInput: for a language other than `en` and `fr`.
    """
    page = Page(law_of(regulation), language(lang))
    _verdict(page, decision)
    _departures(page, decision)
    _why(page, decision)
    _blocs(page, decision)
    _others(page, decision)
    _missing(page, decision)
    _next(page, decision)
    _findings(page, decision.findings)
    _refusals(page, decision)
    _readings(page, decision)
    _silences(page, decision)
    _defects(page, decision)
    page.lines.append("")
    page.line(page.words.phrase("exactness"))
    return page.text()


def explain_answer(answer: Answered, regulation: Regulation | None, lang: str = "en") -> str:
    """An answer in words: whether it is granted, why, and when it would have been.

    Without a regulation (the enrolment was refused) clauses are named, not quoted.

    Raises:
        BadInput: for a language other than `en` and `fr`.
    """
    words = language(lang)
    if regulation is None:
        status = words.phrase(f"answer.{answer.status.value}")
        return f"{status} {', '.join(answer.clauses)}".strip() + "\n"
    page = Page(law_of(regulation), words)
    page.line(words.phrase(f"answer.{answer.status.value}"))
    if answer.session is not None:
        page.line(words.phrase("session-opened", session=answer.session))
    if answer.tree is not None:
        wanted = {
            AnswerStatus.ACCEPTED: (Answer.MET,),
            AnswerStatus.REFUSED: (Answer.UNMET,),
            AnswerStatus.REFERRED: (Answer.PENDING, Answer.UNREGULATED),
        }[answer.status]
        leaves = [pair for one in wanted for pair in leaves_of(answer.tree, one)]
        page.reasons(together(leaves, page.words), "", full=True)
    if answer.possible_on is not None:
        page.line(words.phrase("possible-on", day=_iso(answer.possible_on, words)))
    _findings(page, answer.findings)
    return page.text()


def _iso(text: str, words: Language) -> str:
    return words.day(date.fromisoformat(text))


# --- the sections -----------------------------------------------------------------------------------------------


def _verdict(page: Page, decision: Decision) -> None:
    words = page.words
    name = words.words(page.law.regulation.name)
    page.line(words.phrase("heading", journey=decision.journey, title=name, day=words.day(decision.on)))
    page.line(
        words.phrase(
            "under",
            certification=decision.certification,
            edition=decision.edition,
            digest=decision.regulation[:12] or words.phrase("unknown"),
        )
    )
    if decision.known_at is not None:
        page.line(words.phrase("known", instant=words.instant(decision.known_at)))
    page.lines.append("")
    page.line(title_words(decision.title, decision.kept, words))
    points = points_words(decision, words)
    if points:
        page.line(points)
    page.line(words.phrase("status-decided" if decision.decided else "status-proposed"))
    if decision.proposal is not None:
        page.line(words.phrase("proposal", verdict=proposed_words(decision.title, decision.proposal, words)))


def title_words(title: TitleVerdict, kept: Sequence[str], words: Language) -> str:
    """The verdict on the title as a sentence."""
    return words.phrase(f"title.{title.verdict.value}", kept=words.listed(kept) or words.phrase("none"))


def proposed_words(title: TitleVerdict, proposal: TitleVerdict, words: Language) -> str:
    """The verdict that the facts would give now, with its points where nothing else differs."""
    verdict = words.term("verdict", proposal.verdict.value)
    if proposal.verdict is not title.verdict or proposal.total is None or proposal.out_of is None:
        return verdict
    return f"{verdict} ({words.number(proposal.total)}/{words.number(proposal.out_of)})"


def why_phrase(decision: Decision) -> str:
    """The heading of the reasons: of the verdict, or of another one that the facts would give now."""
    same = decision.proposal is None or decision.proposal.verdict is decision.title.verdict
    return "why" if same else "why-proposal"


def points_words(decision: Decision, words: Language) -> str:
    """The points of the title, empty where it has none, or where it asks for no average of them."""
    title = decision.title
    averaged = any(child.asks == "title.average" for child in decision.explanation.children)
    if title.total is None or title.out_of is None or not averaged:
        return ""
    total, out_of = words.number(title.total), words.number(title.out_of)
    if title.average20 is None:
        return words.phrase("points-bare", total=total, out_of=out_of)
    return words.phrase("points", total=total, out_of=out_of, average=words.number(title.average20))


def _departures(page: Page, decision: Decision) -> None:
    if not decision.departures:
        return
    words = page.words
    page.head(words.phrase("departures"))
    for each in decision.departures:
        page.item(
            words.phrase(
                "departure",
                what=words.term("thing", each.what),
                decided=words.term("verdict", each.decided.value),
                proposed=words.term("verdict", each.proposed.value),
                entry=entries([each.entry], words),
                reason=words.quote(plain(each.reason)),
            )
        )


def _why(page: Page, decision: Decision) -> None:
    words = page.words
    page.head(words.phrase(why_phrase(decision)))
    found = decisive(decision.explanation)
    if not found:
        page.line(words.phrase("no-reason"))
    for requirement, leaves in found:
        if requirement is not None:
            page.reasons(together([(requirement, requirement.clauses)], words), "", full=True)
        page.reasons(together(leaves, words), "  " if requirement is not None else "", full=True)
    clauses = [clause for clause in decision.explanation.clauses if clause not in page.quoted]
    if clauses:
        page.reasons(together([(decision.explanation, tuple(clauses))], words), "", full=True)


def _blocs(page: Page, decision: Decision) -> None:
    words = page.words
    page.head(words.phrase("blocs"))
    by_about = {child.about: child for child in decision.explanation.children if is_line(child)}
    for bloc in (*decision.blocs, *((decision.professional,) if decision.professional is not None else ())):
        node = by_about.get(bloc.bloc)
        page.item(bloc_words(bloc, node, page.law, words, kept=bloc.bloc in decision.kept))
        if node is not None:
            page.reasons(together(_all(node), words), "  ", full=False)


def bloc_words(bloc: BlocVerdict, node: Node | None, law: Law, words: Language, *, kept: bool) -> str:
    """A bloc in one line: its verdict, its marks, its thresholds, and whether it is kept."""
    verdict = words.term("verdict", bloc.verdict.value)
    name = law.bloc_name(bloc.bloc)
    said = [
        words.phrase("bloc", bloc=bloc.bloc, name=name, verdict=verdict)
        if name
        else words.phrase("bloc-bare", bloc=bloc.bloc, verdict=verdict)
    ]
    if bloc.points is not None and bloc.out_of and not bloc.unsat:
        mark = bloc.mark20
        numbers = {"points": words.number(bloc.points), "out_of": words.number(bloc.out_of)}
        said.append(
            words.phrase("bloc-of", **numbers)
            if mark is None
            else words.phrase("bloc-points", **numbers, mark=words.number(mark))
        )
    needed, floor = thresholds(node)
    if needed is not None:
        part = node is not None and node.asks.startswith("part.")
        said.append(words.phrase("threshold-part" if part else "threshold", needed=words.number(needed)))
    if floor is not None:
        said.append(words.phrase("floor", floor=words.number(floor)))
    if kept:
        said.append(words.phrase("kept"))
    return f"{words.semicolon.join(said)}."


def thresholds(node: Node | None) -> tuple[Exact | None, Exact | None]:
    """The mark that validates a bloc and the one below which it is eliminatory, where its reasons name them."""
    needed, floor = None, None
    for each in () if node is None else node.walk():
        one, other = each.value("needed20"), each.value("floor20")
        needed = one if isinstance(one, Exact) else needed
        floor = other if isinstance(other, Exact) else floor
    return needed, floor


def _others(page: Page, decision: Decision) -> None:
    rest = [child for child in decision.explanation.children if not is_line(child)]
    pairs = [(node, node.clauses) for node in rest]
    found = [
        reason
        for reason in together(pairs, page.words)
        if not {(reason.asks, about, reason.answer) for about in reason.abouts} <= page.said
    ]
    if found:
        page.head(page.words.phrase("others"))
        page.reasons(found, "", full=False)


def _missing(page: Page, decision: Decision) -> None:
    if decision.missing:
        page.head(page.words.phrase("missing"))
        for text, clauses in missing_words(decision, page.words):
            page.item(text)
            page.cite(clauses, "    ")


def missing_words(decision: Decision, words: Language) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What is missing and by how much, with the clauses."""
    for each in decision.missing:
        template = words.tables.missing.get(each.asks)
        about = words.term("thing", each.about)
        if template is None:
            yield f"{words.label(each.asks, about)} {words.number(each.short)}", each.clauses
        else:
            yield words.first_fit((template,), {"short": each.short, "about": about}), each.clauses


def _next(page: Page, decision: Decision) -> None:
    words = page.words
    if not (decision.awaited or decision.deadlines or decision.retake_open):
        return
    page.head(words.phrase("next"))
    for text, clauses in awaited_words(decision.awaited, words):
        page.item(words.phrase("awaited", what=text))
        page.cite(clauses, "    ")
    for deadline in decision.deadlines:
        page.item(deadline_words(deadline, decision.on, words))
        page.cite(deadline.clauses, "    ")
    for text, clauses in retakes_words(decision.retake_open, words):
        page.item(text)
        page.cite(clauses, "    ")


def awaited_words(awaited: Iterable[Awaited], words: Language) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What is awaited, with the clauses; results that rest on the same clauses are said together."""
    alike: dict[object, list[Awaited]] = {}
    for each in awaited:
        named = pattern_of(words.tables.awaited, each.what) != "{}"
        alike.setdefault((each.what if named else None, each.clauses), []).append(each)
    for group in alike.values():
        texts = list(dict.fromkeys(each.what for each in group))
        if len(texts) > 1:
            yield words.phrase("awaited-results", results=words.listed(texts)), group[0].clauses
        else:
            yield words.patterned(words.tables.awaited, texts[0]), group[0].clauses


def deadline_words(deadline: Deadline, on: date, words: Language) -> str:
    """A day that matters, and whether it has passed."""
    what = words.patterned(words.tables.deadlines, deadline.what)
    return words.phrase("deadline" if deadline.on >= on else "deadline-passed", day=words.day(deadline.on), what=what)


def retakes_words(open_: Iterable[RetakeOpen], words: Language) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The retakes still open, those of the same days together."""
    alike: dict[tuple[object, object, tuple[str, ...]], list[RetakeOpen]] = {}
    for each in open_:
        alike.setdefault((each.not_before, each.until, each.clauses), []).append(each)
    for group in alike.values():
        first, until = group[0].not_before, group[0].until
        values = {"bloc": words.listed(each.bloc for each in group)}
        match first, until:
            case None, None:
                text = words.phrase("retake", **values)
            case _, None if first is not None:
                text = words.phrase("retake-from", **values, not_before=words.day(first))
            case None, _ if until is not None:
                text = words.phrase("retake-until", **values, until=words.day(until))
            case _:
                text = words.phrase(
                    "retake-between",
                    **values,
                    not_before="" if first is None else words.day(first),
                    until="" if until is None else words.day(until),
                )
        yield text, group[0].clauses


def _findings(page: Page, findings: Sequence[Finding]) -> None:
    if not findings:
        return
    page.head(page.words.phrase("findings"))
    for finding in findings:
        page.item(finding_words(finding, page.words))
        if finding.clause is None:
            page.line(f"[{page.words.phrase('by-contract')}]", "    ")
        else:
            page.cite((finding.clause,), "    ")


def finding_words(finding: Finding, words: Language) -> str:
    """A finding in one sentence, with its weight, whom it concerns, and its entry."""
    what = words.finding(finding.what, dict(finding.values)).removesuffix(".")
    values = {
        "what": what,
        "severity": words.term("severity", finding.severity.value),
        "whom": words.term("whom", finding.whom.value),
    }
    if finding.entry is None:
        return words.phrase("finding-bare", **values)
    return words.phrase("finding", **values, entry=entries([finding.entry], words))


def _refusals(page: Page, decision: Decision) -> None:
    if decision.refused:
        page.head(page.words.phrase("refusals"))
    for each in decision.refused:
        command = page.words.term("command", each.command)
        page.item(page.words.phrase("refusal", command=command, entry=entries([each.entry], page.words)))
        page.cite(each.clauses, "    ")


def clauses_cited(decision: Decision) -> tuple[str, ...]:
    """All clauses and readings that the decision cites."""
    found = dict.fromkeys(cited([decision.explanation]))
    lists = (decision.retake_open, decision.awaited, decision.deadlines, decision.refused, decision.missing)
    for each in (item for items in lists for item in items):
        found.update(dict.fromkeys(each.clauses))
    found.update(dict.fromkeys(finding.clause for finding in decision.findings if finding.clause is not None))
    return tuple(found)


def _readings(page: Page, decision: Decision) -> None:
    words, law = page.words, page.law
    used = [clause for clause in clauses_cited(decision) if clause in law.readings]
    if not used:
        return
    page.head(words.phrase("readings"))
    for name in used:
        reading, option = law.readings[name], law.option(name)
        taken = words.words(option.says).removesuffix(".")
        page.item(
            words.phrase("reading-said", id=name, asks=words.words(reading.asks), letter=option.letter, says=taken)
        )
        how = (
            words.phrase("reading-default")
            if option.letter == reading.chosen
            else words.phrase("reading-switched", letter=reading.chosen)
        )
        page.line(f"({how})", "  ")
        page.cite(reading.clauses, "    ")


def _silences(page: Page, decision: Decision) -> None:
    words, law = page.words, page.law
    leaves = list(dict.fromkeys(node for node, _ in leaves_of(decision.explanation, Answer.UNREGULATED)))
    if not (decision.flags or leaves):
        return
    page.head(words.phrase("silences"))
    for flag in decision.flags:
        page.item(words.flag(flag))
        silence = law.silences.get(flag) or law.silences.get(flag.removesuffix("-unregulated"))
        if silence is None:
            page.line(words.phrase("ask-certifier"), "  ")
            continue
        page.line(words.words(silence.says), "  ")
        page.line(words.phrase("ask", whom=words.words(silence.ask)), "  ")
    for node in leaves:
        page.item(words.node(node))
        page.cite(node.clauses, "    ")
        page.line(words.phrase("ask-certifier"), "  ")


def _defects(page: Page, decision: Decision) -> None:
    found = page.law.defects_on(clauses_cited(decision))
    if found:
        page.head(page.words.phrase("defects"))
    for defect in found:
        page.item(f"{defect.id}{page.words.colon}{page.words.words(defect.says)}")


# --- which reasons ------------------------------------------------------------------------------------------------

Pair = tuple[Node, tuple[str, ...]]
"""A question, and the clauses it rests on: its own, or those of the question above."""


def decisive(tree: Node) -> list[tuple[Node | None, list[Pair]]]:
    """What the verdict hangs on: each requirement that gave the answer of the whole, with the reasons below it."""
    wanted = tree.answer
    lines = {child.about: child for child in tree.children if is_line(child)}
    found: list[tuple[Node | None, list[Pair]]] = []
    for requirement in (child for child in tree.children if not is_line(child) and child.answer is wanted):
        leaves: list[Pair] = []
        if wanted not in (Answer.MET, Answer.NOT_APPLICABLE):
            # Below ten is not below eight: only what makes a bloc eliminatory bears on that requirement.
            beside = "bloc.mark" if requirement.asks == "title.no-bloc-eliminatory" else None
            for about in _seen(requirement, wanted, lines):
                leaves.extend(pair for pair in leaves_of(lines[about], wanted) if pair[0].asks != beside)
            leaves.extend(pair for pair in leaves_of(requirement, wanted) if pair[0].asks == "bloc.entered")
        found.append((requirement, leaves))
    if not found:
        leaves = [pair for line in lines.values() for pair in leaves_of(line, wanted)]
        if leaves:
            found.append((None, leaves))
    return found


def _seen(requirement: Node, wanted: Answer, lines: dict[str, Node]) -> list[str]:
    """The blocs on which a requirement hangs."""
    named = list(_named(requirement, wanted))
    if requirement.about in lines:
        named.append(requirement.about)
    if not requirement.children and requirement.value("group") is not None:
        named.extend(about for about, line in lines.items() if line.answer is wanted)
    return [about for about in dict.fromkeys(named) if about in lines]


def _named(node: Node, wanted: Answer) -> Iterator[str]:
    """The blocs that a requirement looks at, on the way from the top along that answer."""
    for child in node.children:
        if child.answer is wanted:
            if child.asks == "see":
                yield child.about
            yield from _named(child, wanted)


def is_line(node: Node) -> bool:
    """Whether a child of the whole is the line of a bloc or of the professional part, not a requirement."""
    return node.asks.startswith(("bloc.", "part."))


def leaves_of(node: Node, wanted: Answer, above: tuple[str, ...] = ()) -> list[Pair]:
    """The deepest questions with that answer, on the way from the top along that answer."""
    if node.answer is not wanted:
        return []
    clauses = node.clauses or above
    below = [pair for child in node.children for pair in leaves_of(child, wanted, clauses)]
    return below or ([] if node.asks == "see" else [(node, clauses)])


def _all(node: Node, above: tuple[str, ...] = ()) -> list[Pair]:
    """All questions of a bloc that say something of their own, in order."""
    clauses = node.clauses or above
    own = [] if node.asks in _STRUCTURE and node.children else [(node, clauses)]
    if node.asks in ("bloc.complete", "part.complete") and node.children:
        own = []
    return [*own, *(pair for child in node.children for pair in _all(child, clauses))]


def together(pairs: Iterable[Pair], words: Language) -> list[Reason]:
    """Reasons in order; questions alike, which differ in their subject only, are said in one sentence."""
    groups: dict[object, list[Node]] = {}
    clauses_of: dict[object, tuple[str, ...]] = {}
    for node, clauses in pairs:
        alike: object = (node.asks, node.answer, clauses) if not node.values else (node, clauses)
        groups.setdefault(alike, []).append(node)
        clauses_of[alike] = clauses
    found = []
    for alike, nodes in groups.items():
        abouts = list(dict.fromkeys(node.about for node in nodes))
        first = nodes[0]
        about = None if len(abouts) == 1 else words.listed(words.about(node) for node in _distinct(nodes))
        because = tuple(sorted({entry for node in nodes for entry in node.because}))
        found.append(
            Reason(first.asks, first.answer, words.node(first, about), clauses_of[alike], because, tuple(abouts))
        )
    return found


def _distinct(nodes: Iterable[Node]) -> list[Node]:
    by_about: dict[str, Node] = {}
    for node in nodes:
        by_about.setdefault(node.about, node)
    return list(by_about.values())
