"""Other readings in words: on which doubtful wordings the outcome depends, and what it would be under each option."""

from __future__ import annotations

from fractions import Fraction

from certdomain.alternatives import AllReadings, Change, Dependence, Held
from certdomain.rejudging import Turn
from certdomain.reports.citations import law_of
from certdomain.reports.explain import Page
from certdomain.reports.language import Language, language
from certdomain.reports.question import changed_words, invalid_words
from certdomain.rules.outlook import RetakeOpen
from certdomain.vocabulary import Verdict


def readings_words(found: AllReadings, lang: str = "en") -> str:
    """What came of trying all readings, in words.

    Raises:
        BadInput: for a language other than `en` and `fr`.
    """
    page = Page(law_of(found.under), language(lang))
    words = page.words
    name = words.words(found.under.name)
    page.line(words.phrase("heading", journey=found.journey, title=name, day=words.day(found.on)))
    if found.known_at is not None:
        page.line(words.phrase("known", instant=words.instant(found.known_at)))
    page.lines.append("")
    page.line(words.phrase("alt-outcome"))
    for each in found.outcome:
        page.item(
            words.phrase("alt-holds", what=what_words(each, words), value=held_words(each.what, each.before, words))
        )
    page.head(words.phrase("alt-depends"))
    page.line(words.phrase("alt-tried", readings=found.readings, options=found.options))
    for dependence in found.depends:
        _dependence(page, dependence)
    if not found.depends:
        page.line(words.phrase("alt-none" if found.readings else "alt-no-reading"))
    if found.pairs:
        page.head(words.phrase("alt-joint"))
        page.line(words.phrase("alt-pairs", pairs=found.pairs))
        for dependence in found.joint:
            _dependence(page, dependence)
        if not found.joint:
            page.line(words.phrase("alt-no-joint"))
    if found.unknown:
        page.head(words.phrase("alt-unknown"))
        page.line(words.phrase("alt-not-tried"))
        said = {parameter.name: parameter.says for parameter in found.under.parameters}
        for parameter in found.unknown:
            page.item(f"{parameter.parameter}{words.colon}{words.words(said[parameter.parameter])}")
            page.cite(parameter.clauses, "    ")
    return page.text()


def _dependence(page: Page, found: Dependence) -> None:
    words, law = page.words, page.law
    page.lines.append("")
    for (name, letter), (_, chosen) in zip(found.choices, found.instead_of, strict=True):
        reading = law.readings[name]
        says = {option.letter: words.words(option.says).removesuffix(".") for option in reading.options}
        page.line(
            words.phrase(
                "alt-option",
                id=name,
                asks=words.words(reading.asks),
                letter=letter,
                says=says[letter],
                chosen=chosen,
                instead=says[chosen],
            )
        )
    for change in found.changes:
        before, after = (held_words(change.what, each, words) for each in (change.before, change.after))
        page.item(words.phrase("alt-change", what=what_words(change, words), before=before, after=after), "  ")
    _turn(page, found.turn)
    for entry in found.entries:
        page.item(changed_words(entry, words), "  ")
    for invalid in found.invalid:
        page.item(invalid_words(invalid, words), "  ")


def _turn(page: Page, turn: Turn) -> None:
    words = page.words
    before, after = (None if node is None else words.node(node).removesuffix(".") for node in turn.nodes)
    if before == after:  # what is cut to two places may look alike: then as exact as it is
        label = words.label(turn.asks, words.term("thing", turn.about)) if before is not None else ""
        before, after = (f"{label} {text or ''}".strip() for text in (turn.before, turn.after))
    nothing = words.phrase("alt-not-asked")
    if any(turn.nodes):
        page.item(words.phrase("alt-turn", before=before or nothing, after=after or nothing), "  ")
    page.cite(turn.clauses, "      ")


def what_words(change: Change, words: Language) -> str:
    """What of an outcome changes."""
    return words.phrase(f"alt-{change.what}", about=words.term("thing", change.about))


def held_words(what: str, held: Held, words: Language) -> str:
    """One thing of an outcome."""
    match held:
        case None:
            return words.phrase("alt-closed" if what == "retake" else "alt-undecided" if what == "title" else "none")
        case Verdict():
            return words.term("verdict", held.value)
        case Fraction():
            return words.number(held)
        case RetakeOpen():
            first = "" if held.not_before is None else words.phrase("alt-from", day=words.day(held.not_before))
            until = "" if held.until is None else words.phrase("alt-until", day=words.day(held.until))
            return " ".join(filter(None, (words.phrase("alt-open"), first, until)))
        case tuple():
            return words.listed(held) or words.phrase("none")
