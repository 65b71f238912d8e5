"""A decision under another edition, marked as what it is: a question, with what would have been answered otherwise."""

from __future__ import annotations

from certdomain.regulation.canonical import Json
from certdomain.rejudging import Changed, Invalid, Question, Turn
from certdomain.reports.citations import entries
from certdomain.reports.explain import WIDTH
from certdomain.reports.language import Language, language
from certdomain.reports.tables import plain, wrapped


def question_words(question: Question, lang: str = "en") -> str:
    """That another edition was asked about, which one is in force, and which records it would have changed.

    Raises:
        BadInput: for a language other than `en` and `fr`.
    """
    words = language(lang)
    asked = words.phrase("question", edition=question.edition, digest=question.regulation[:12])
    pinned = (
        words.phrase("question-none")
        if question.pinned_edition is None or question.pinned is None
        else words.phrase("question-pinned", edition=question.pinned_edition, digest=question.pinned[:12])
    )
    lines = [*wrapped(plain(asked), WIDTH), *wrapped(plain(pinned), WIDTH)]
    told = [changed_words(each, words) for each in question.changed]
    told += [invalid_words(each, words) for each in question.invalid]
    for text in told:
        lines.extend(wrapped(plain(text), WIDTH, indent="- ", hanging="  "))
    return "\n".join(lines) + "\n"


def changed_words(changed: Changed, words: Language) -> str:
    """A record that would have been answered otherwise, in one line."""
    where, command = entries([changed.entry], words), words.term("command", changed.command)
    if changed.what != "status":
        return words.phrase("alt-entry", entry=where, command=command)
    before, after = (words.phrase(f"alt-{status}") for status in (changed.recorded, changed.rejudged))
    return words.phrase("alt-entry-status", entry=where, command=command, before=before, after=after)


def invalid_words(invalid: Invalid, words: Language) -> str:
    """A record that would have named what does not exist, in one line."""
    command = words.term("command", invalid.command)
    return words.phrase("alt-invalid", entry=entries([invalid.entry], words), command=command)


def question_json(question: Question) -> dict[str, Json]:
    """As JSON data: the edition asked and the edition pinned, each with its digest; and what would be otherwise."""
    return {
        "edition": question.edition,
        "regulation": question.regulation,
        "pinned": None
        if question.pinned_edition is None
        else {"edition": question.pinned_edition, "regulation": question.pinned},
        "changed": [changed_json(each) for each in question.changed],
        "invalid": [invalid_json(each) for each in question.invalid],
    }


def changed_json(changed: Changed) -> dict[str, Json]:
    """A record that would have been answered otherwise."""
    return {
        "entry": changed.entry,
        "command": changed.command,
        "what": changed.what,
        "recorded": changed.recorded,
        "rejudged": changed.rejudged,
        "turn": None if changed.turn is None else _turn(changed.turn),
    }


def invalid_json(invalid: Invalid) -> dict[str, Json]:
    """A record that would have named what does not exist."""
    return {
        "entry": invalid.entry,
        "command": invalid.command,
        "problems": [str(problem) for problem in invalid.problems],
    }


def _turn(turn: Turn) -> Json:
    return {
        "asks": turn.asks,
        "about": turn.about,
        "clauses": [*turn.clauses],
        "before": turn.before,
        "after": turn.after,
    }
