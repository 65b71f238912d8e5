"""Only what stands in the way, in words and as JSON: each open question on the way from the top to its leaves."""

from __future__ import annotations

from collections.abc import Iterator

from certdomain.envelope import Answered
from certdomain.explanation import Node
from certdomain.marks import Exact
from certdomain.regulation.canonical import Json
from certdomain.regulation.tree import Regulation
from certdomain.reports.citations import entries, law_of
from certdomain.reports.decision_json import missing_json, node_json
from certdomain.reports.explain import Page
from certdomain.reports.language import Language, language
from certdomain.rules.decision import Decision
from certdomain.rules.why_not import WhyNot, open_path


def why_not_json(found: WhyNot, decision: Decision) -> dict[str, Json]:
    """What stands in the way, as JSON data."""
    return {
        "journey": decision.journey,
        "certification": decision.certification,
        "edition": decision.edition,
        "regulation": decision.regulation,
        "on": decision.on.isoformat(),
        "known_at": None if decision.known_at is None else decision.known_at.isoformat(),
        "status": "decided" if decision.decided else "proposed",
        "about": found.about,
        "why_not": found.goal.value,
        "verdict": found.verdict.value,
        "reached": found.reached,
        "path": None if found.path is None else node_json(found.path),
        "missing": [missing_json(each) for each in found.missing],
        "departures": [
            {"entry": each.entry, "proposed": each.proposed.value, "decided": each.decided.value, "reason": each.reason}
            for each in found.departures
        ],
    }


def why_not_words(found: WhyNot, decision: Decision, regulation: Regulation, lang: str = "en") -> str:
    """What stands in the way, in words: question by question, with clause, source line, values, distance, entries.

    Raises:
        BadInput: for a language other than `en` and `fr`.
    """
    page = Page(law_of(regulation), language(lang))
    words = page.words
    name = words.words(regulation.name)
    page.line(words.phrase("heading", journey=decision.journey, title=name, day=words.day(decision.on)))
    if decision.known_at is not None:
        page.line(words.phrase("known", instant=words.instant(decision.known_at)))
    page.line(words.phrase("status-decided" if decision.decided else "status-proposed"))
    page.lines.append("")
    terms = {
        "about": words.term("thing", found.about),
        "goal": words.term("verdict", found.goal.value),
        "verdict": words.term("verdict", found.verdict.value),
    }
    if found.reached:
        page.line(words.phrase("why-not-reached", **terms))
        return page.text()
    page.line(words.phrase("why-not", **terms))
    page.lines.append("")
    for departure in found.departures:
        page.item(
            words.phrase(
                "departure",
                what=words.term("thing", departure.what),
                decided=words.term("verdict", departure.decided.value),
                proposed=words.term("verdict", departure.proposed.value),
                entry=entries([departure.entry], words),
                reason=words.quote(departure.reason),
            )
        )
    if found.path is not None:
        if decision.decided:
            page.line(words.phrase("why-not-now"))
        path_lines(page, found.path)
    elif not found.departures:
        page.line(words.phrase("why-not-elsewhere"))
    return page.text()


def why_refused_json(answer: Answered, entry: int, command: str) -> dict[str, Json]:
    """Why an entry was not accepted, as JSON data: the open path of its own explanation."""
    path = None if answer.tree is None else open_path(answer.tree)
    return {
        "entry": entry,
        "command": command,
        "answer": answer.status.value,
        "reached": answer.accepted,
        "clauses": [*answer.clauses],
        "possible_on": answer.possible_on,
        "path": None if path is None or answer.accepted else node_json(path),
    }


def why_refused_words(answer: Answered, entry: int, command: str, regulation: Regulation | None, lang: str) -> str:
    """Why an entry was not accepted, in words. Without a regulation (the enrolment was refused) nothing is quoted.

    Raises:
        BadInput: for a language other than `en` and `fr`.
    """
    words = language(lang)
    head = words.phrase("refusal", command=words.term("command", command), entry=entries([entry], words))
    status = words.phrase(f"answer.{answer.status.value}")
    if regulation is None:
        return f"{head}{words.colon}{status} {', '.join(answer.clauses)}".strip() + "\n"
    page = Page(law_of(regulation), words)
    page.line(f"{head}{words.colon}{status}")
    path = None if answer.tree is None or answer.accepted else open_path(answer.tree)
    if path is not None:
        page.lines.append("")
        path_lines(page, path)
    return page.text()


def path_lines(page: Page, node: Node, depth: int = 0) -> None:
    """A path, each question under the one that it is part of."""
    indent = "  " * depth
    said = " ".join(_said(node, page.words))
    page.item(said, indent)
    page.cite(node.clauses, f"{indent}    ", because=node.because)
    for child in node.children:
        path_lines(page, child, depth + 1)


def _said(node: Node, words: Language) -> Iterator[str]:
    sentence = words.node(node)
    yield sentence
    short = node.value("short")
    if isinstance(short, Exact) and short and words.number(short) not in sentence:
        yield words.phrase("why-not-short", short=words.number(short))
