"""Two regulations over many journeys: what is compared, who comes out otherwise, and how often which change occurs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from certdomain.alternatives import held_json
from certdomain.differences import Counts, Difference, Parting, Side, each_change
from certdomain.explanation import Node
from certdomain.regulation.canonical import Json
from certdomain.reports.citations import entries
from certdomain.reports.explain import WIDTH
from certdomain.reports.language import Language, language
from certdomain.reports.readings import held_words, what_words
from certdomain.reports.tables import plain, table, wrapped

OWN = "own"
"""How the regulation that each journey is under itself is named."""


def asked_words(
    certification: str, sides: tuple[Side, Side], on: date, known_at: datetime | None, lang: str = "en"
) -> str:
    """What is compared, of what day.

    Raises:
        BadInput: for a language other than `en` and `fr`.
    """
    words = language(lang)
    texts = [words.phrase("diff-head", certification=certification, day=words.day(on))]
    if known_at is not None:
        texts.append(words.phrase("known", instant=words.instant(known_at)))
    for name, side in zip("AB", sides, strict=True):
        texts.append(f"{name}{words.colon}{_side(side, words)}")
    return "\n".join(line for text in texts for line in wrapped(plain(text), WIDTH)) + "\n"


def _side(side: Side, words: Language) -> str:
    regulation, name = side.regulation, side.digest
    if regulation is None or name is None:
        return words.phrase("diff-own")
    return words.phrase("diff-side", label=side.label, edition=regulation.edition, digest=name[:12])


def difference_words(difference: Difference, lang: str = "en") -> str:
    """A journey that comes out otherwise: every change, and the first question on which the two part.

    Raises:
        BadInput: for a language other than `en` and `fr`.
    """
    words = language(lang)
    lines = wrapped(plain(difference.journey), WIDTH, indent="- ", hanging="  ")
    for change in difference.changes:
        before, after = (held_words(change.what, held, words) for held in (change.before, change.after))
        text = words.phrase("alt-change", what=what_words(change, words), before=before, after=after)
        lines.extend(wrapped(plain(text), WIDTH, indent="    ", hanging="      "))
    lines.extend(wrapped(plain(parting_words(difference.parting, words)), WIDTH, indent="    ", hanging="      "))
    return "\n".join(lines) + "\n"


def parting_words(parting: Parting, words: Language) -> str:
    """The first question on which the two part, its clauses, and what it came to on each side."""
    before, after = (_came_to(node, words) for node in parting.nodes)
    if before == after:  # what is cut to two places may look alike: then as exact as it is
        before, after = parting.before, parting.after
    nothing = words.phrase("alt-not-asked")
    one, other = parting.clauses
    cited = ", ".join(one) if one == other or not other else f"{', '.join(one)} | {', '.join(other)}".lstrip(" |")
    where = "" if parting.entry is None else f"{entries([parting.entry], words)}, "
    asks = f"{where}{parting.asks} {parting.about}" + (f" [{cited}]" if cited else "")
    return words.phrase("alt-change", what=asks, before=before or nothing, after=after or nothing)


def _came_to(node: Node | None, words: Language) -> str | None:
    return None if node is None else words.node(node).removesuffix(".")


def counts_words(counts: Counts, lang: str = "en") -> str:
    """How often which change occurs, as a table.

    Raises:
        BadInput: for a language other than `en` and `fr`.
    """
    words = language(lang)
    lines = [words.phrase("diff-counts", journeys=counts.journeys, changed=counts.changed)]
    rows = [
        (_what(what, about, words), _state(what, before, words), _state(what, after, words), str(count))
        for what, about, before, after, count in each_change(counts)
    ]
    if rows:
        heads = ("", "A", "B", words.phrase("diff-count"))
        lines.extend(["", table(heads, rows)])
    return "\n".join(lines).rstrip("\n") + "\n"


def _what(what: str, about: str, words: Language) -> str:
    return words.phrase(f"alt-{what}" if what != "kept" else "diff-kept", about=words.term("thing", about))


def _state(what: str, held: str | bool | None, words: Language) -> str:
    if isinstance(held, bool):
        return words.phrase("yes" if held else "no")
    if what == "retake":
        return words.phrase(f"alt-{held}")
    return words.phrase("alt-undecided" if what == "title" else "none") if held is None else words.term("verdict", held)


# --- JSON -------------------------------------------------------------------------------------------------------------


def side_json(side: Side) -> dict[str, Json]:
    """A side: how it was named, its edition and digest; null for what each journey is under itself."""
    regulation = side.regulation
    return {
        "label": side.label,
        "edition": None if regulation is None else regulation.edition,
        "regulation": side.digest,
    }


def difference_json(difference: Difference) -> dict[str, Json]:
    """A journey that comes out otherwise."""
    parting = difference.parting
    before, after = (None if verdict is None else verdict.value for verdict in difference.title)
    changes: Sequence[Json] = [
        {
            "what": each.what,
            "about": each.about,
            "before": held_json(each.before),
            "after": held_json(each.after),
        }
        for each in difference.changes
    ]
    return {
        "journey": difference.journey,
        "title": {"before": before, "after": after},
        "changes": [*changes],
        "first": {
            "entry": parting.entry,
            "asks": parting.asks,
            "about": parting.about,
            "clauses": {"before": [*parting.clauses[0]], "after": [*parting.clauses[1]]},
            "before": parting.before,
            "after": parting.after,
        },
    }


def counts_json(counts: Counts) -> dict[str, Json]:
    """How often which change occurs; the counts of the title add up to the journeys."""
    rows: list[Json] = [
        {"what": what, "about": about, "before": before, "after": after, "count": count}
        for what, about, before, after, count in each_change(counts)
    ]
    return {"journeys": counts.journeys, "changed": counts.changed, "counts": rows}
