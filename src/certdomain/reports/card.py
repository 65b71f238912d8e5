"""The decision as a card: the verdict, one bar a bloc with the tick of its threshold, what is missing, what is next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

import attrs
from attrs import frozen

from certdomain.envelope import BlocVerdict
from certdomain.explanation import Answer, Node
from certdomain.regulation.tree import Regulation
from certdomain.reports.citations import Law, law_of
from certdomain.reports.explain import (
    awaited_words,
    deadline_words,
    missing_words,
    points_words,
    proposed_words,
    retakes_words,
    thresholds,
)
from certdomain.reports.language import Language, language
from certdomain.reports.tables import cells, clipped, padded, plain, wrapped
from certdomain.rules.decision import Decision
from certdomain.vocabulary import Verdict

BAR = 20
"""Columns of a bar: one for each point of a mark on 20."""
MISSING = 3
NEXT = 4
ROWS = 2
NARROWEST = 40

_GOOD = (Verdict.TOTAL, Verdict.VALIDATED, Verdict.COMPENSATED)
_OPEN = (Verdict.PENDING, Verdict.UNREGULATED, Verdict.PARTIAL)
_GREEN, _YELLOW, _RED, _PLAIN = "\x1b[32m", "\x1b[33m", "\x1b[31m", "\x1b[0m"


@frozen
class Gauge:
    """How far a bloc is: a share of the bar, and the shares at which it has its ticks."""

    share: Fraction
    ticks: tuple[Fraction, ...]
    shown: str


def card(decision: Decision, regulation: Regulation, lang: str = "en", width: int = 80, *, colour: bool = False) -> str:
    """The decision on about fifteen lines of at most `width` columns (40 or more). `colour`: verdicts in ANSI colours.

    Raises:
        BadInput: for a language other than `en` and `fr`.
    """
    words, law = language(lang), law_of(regulation)
    width = max(width, NARROWEST)
    lines = [
        *_head(decision, law, words, width, colour=colour),
        "",
        *_bars(decision, law, words, width, colour=colour),
    ]
    foot = _foot(decision, words)
    if foot:
        lines.append("")
        label = max(cells(name) for name, _ in foot)
        before = ""
        for name, text in foot:
            rows = wrapped(plain(text), width - label - 2)
            if len(rows) > ROWS:
                rows = [*rows[: ROWS - 1], clipped(" ".join(rows[ROWS - 1 :]), width - label - 2)]
            for index, row in enumerate(rows):
                shown = name if name != before and not index else ""
                lines.append(f"{padded(shown, label)}  {clipped(row, width - label - 2)}")
            before = name
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _head(decision: Decision, law: Law, words: Language, width: int, *, colour: bool) -> list[str]:
    day = words.day(decision.on)
    edition = words.phrase("card-edition", edition=decision.edition)
    left = f"{plain(decision.journey)} · {decision.certification}"
    right = f"{day}, {edition}"
    room = width - cells(right) - 2
    top = [f"{padded(left, room)}  {right}"] if cells(left) <= room else [clipped(left, width), clipped(right, width)]
    top.append(clipped(words.words(law.regulation.name), width))
    verdict = words.term("verdict", decision.title.verdict.value).upper()
    status = words.phrase("card-decided" if decision.decided else "card-proposed")
    made = [*top, f"{_coloured(verdict, decision.title.verdict, colour=colour)} · {status}"]
    points = points_words(decision, words)
    if points:
        made.append(points)
    return made


def _bars(decision: Decision, law: Law, words: Language, width: int, *, colour: bool) -> list[str]:
    nodes = {child.about: child for child in decision.explanation.children if child.asks.startswith(("bloc.", "part."))}
    blocs = [*decision.blocs, *((decision.professional,) if decision.professional is not None else ())]
    gauges = [_gauge(bloc, nodes.get(bloc.bloc), words) for bloc in blocs]
    ids = max((cells(bloc.bloc) for bloc in blocs), default=0)
    shown = max((cells(gauge.shown) for gauge in gauges), default=0)
    kept = words.phrase("card-kept")
    verdicts = [words.term("verdict", bloc.verdict.value) for bloc in blocs]
    said = [
        f"{text}, {kept}" if bloc.bloc in decision.kept else text for text, bloc in zip(verdicts, blocs, strict=True)
    ]
    longest = max((cells(text) for text in said), default=0)
    ticks = sorted({tick for gauge in gauges for tick in gauge.ticks})
    room = width - ids - BAR - len(ticks) - shown - longest - 8
    made = []
    for bloc, gauge, text in zip(blocs, gauges, said, strict=True):
        line = f"{padded(bloc.bloc, ids)}  {_bar(gauge, ticks)}  {padded(gauge.shown, shown, right=True)}  "
        verdict = _coloured(text, bloc.verdict, colour=colour)
        name = law.bloc_name(bloc.bloc)
        if name and room >= 12:
            verdict = f"{verdict}{' ' * (longest - cells(text))}  {clipped(name, room)}"
        made.append(line + verdict)
    return made


def _gauge(bloc: BlocVerdict, node: Node | None, words: Language) -> Gauge:
    """A mark on 20 where there is one, else how much of what the bloc holds is met."""
    mark = bloc.mark20
    needed, floor = thresholds(node)
    if mark is not None:
        ticks = tuple(tick / 20 for tick in (needed, floor) if tick is not None)
        # The bar goes with the number beside it: of a bloc without its marks both would mislead.
        if bloc.unsat:
            return Gauge(Fraction(0), ticks, "–")
        return Gauge(mark / 20, ticks, words.mark(mark))
    held = [] if node is None else [each for each in node.walk() if each.asks.startswith("competence.")]
    held = held or ([] if node is None else [each for each in node.walk() if each.asks == "evaluation.verdict"])
    if held:
        met = sum(each.answer is Answer.MET for each in held)
        return Gauge(Fraction(met, len(held)), (), f"{met}/{len(held)}")
    return Gauge(Fraction(1 if bloc.verdict in _GOOD else 0), (), "–")


def _bar(gauge: Gauge, ticks: Sequence[Fraction]) -> str:
    """Full columns are reached whole: a bar below its tick never seems to touch it.

    `ticks`: those of all bars of the card. Each takes a column in every bar, so that all bars are as long.
    """
    full = int(gauge.share * BAR)
    made = ""
    for column in range(BAR + 1):
        drawn = "█" if column < full else "·"
        made += "".join("│" if tick in gauge.ticks else drawn for tick in ticks if int(tick * BAR) == column)
        made += drawn if column < BAR else ""
    return made


def _foot(decision: Decision, words: Language) -> list[tuple[str, str]]:
    made: list[tuple[str, str]] = []
    if decision.proposal is not None:
        now = words.phrase("card-now")
        made.append((now, proposed_words(decision.title, decision.proposal, words)))
    missing = [text for text, _ in missing_words(decision, words)]
    made.extend(_capped(words.phrase("card-missing"), missing, MISSING, words))
    made.extend(_capped(words.phrase("card-next"), _next(decision, words), NEXT, words))
    if decision.findings:
        made.append((words.phrase("card-findings"), words.listed(_counted(decision))))
    if decision.flags:
        made.append((words.phrase("card-flags"), ", ".join(decision.flags)))
    return made


def _next(decision: Decision, words: Language) -> list[str]:
    bare = (attrs.evolve(each, clauses=()) for each in decision.awaited)
    found = [words.phrase("card-awaited", what=text) for text, _ in awaited_words(bare, words)]
    found.extend(deadline_words(each, decision.on, words) for each in decision.deadlines)
    found.extend(text for text, _ in retakes_words(decision.retake_open, words))
    return found


def _counted(decision: Decision) -> list[str]:
    """The clauses found against, each with how often."""
    counts = Counter(finding.clause or finding.what for finding in decision.findings)
    return [f"{clause} ×{count}" if count > 1 else clause for clause, count in counts.items()]


def _capped(label: str, texts: Sequence[str], most: int, words: Language) -> list[tuple[str, str]]:
    if len(texts) <= most:
        return [(label, text) for text in texts]
    rest = words.phrase("card-more", number=len(texts) - most + 1)
    return [*((label, text) for text in texts[: most - 1]), (label, rest)]


def _coloured(text: str, verdict: Verdict, *, colour: bool) -> str:
    if not colour:
        return text
    tint = _GREEN if verdict in _GOOD else _YELLOW if verdict in _OPEN else _RED
    return f"{tint}{text}{_PLAIN}"
