"""Everything that is to say of a declaration as it stands: all checks of its text, its ids, its numbers, its reach."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import attrs

from certdomain.conformance import bands, citations, points, quotes, reach
from certdomain.conformance.checks import note
from certdomain.conformance.notes import Note
from certdomain.errors import BadInput, PluginError
from certdomain.plugins import declare
from certdomain.regulation.settlement import settled, with_choices
from certdomain.regulation.tree import Regulation

Examination = Callable[[Regulation], Iterator[Note]]

_DECLARED: tuple[Examination, ...] = (
    citations.duplicate_ids,
    citations.clauses_in_their_sources,
    citations.unknown_clauses,
    citations.unused_clauses,
    citations.idle_clauses,
    citations.left_to_write,
    citations.rules_without_clauses,
    citations.readings_and_parameters,
    citations.unused_readings,
    citations.names_of_the_referential,
    points.totals,
    points.evaluations_without_points,
    points.odd_points,
    reach.options_without_difference,
    bands.parameter_bounds,
)
"""Checks of what is written, whatever the readings."""

_SETTLED: tuple[Examination, ...] = (
    points.nothing_to_average,
    reach.shadowed,
    reach.reaches_nobody,
    reach.nobody_judges,
    reach.part_without_rule,
    reach.cannot_happen,
    reach.said_twice,
    reach.covered_grounds,
    bands.attendance_bands,
    bands.thresholds_cross,
    bands.out_of_scale,
    bands.more_than_there_are,
    bands.entry_years,
    bands.juries_that_cannot_sit,
    bands.windows_that_never_open,
)
"""Checks of what holds: made of the regulation as it stands, then under each other letter of each reading."""


def examined(regulation: Regulation, distribution: str, texts: quotes.Texts | None = None) -> Iterator[Note]:
    """All that is to say of one declared regulation. `texts`: its source texts, None to leave quotations aside."""
    for each in _examined(regulation, distribution, texts):
        yield attrs.evolve(each, title=regulation.certification)


def _examined(regulation: Regulation, distribution: str, texts: quotes.Texts | None) -> Iterator[Note]:
    try:
        declared = declare(regulation, distribution)
        if declare(declared.regulation, distribution).digest != declared.digest:
            yield note("canonical-form", "the canonical form is not the same after it was loaded again")
    except PluginError as error:
        yield note("canonical-form", error.what)
        return
    for examination in _DECLARED:
        yield from examination(regulation)
    if texts is not None:
        yield from quotes.quoted_words(regulation, texts)
    yield from _as_settled(regulation)


def _as_settled(regulation: Regulation) -> Iterator[Note]:
    told: set[tuple[str, str, str]] = set()
    for under, choice in _choices(regulation):
        try:
            plain = settled(with_choices(regulation, choice, {}))
        except (BadInput, KeyError, TypeError, ValueError) as error:
            if not under:
                yield note("settling", f"cannot be settled: {error}")
                return
            yield note("settling", f"cannot be settled under {under}: {error}", f"readings[{under.partition(':')[0]}]")
            continue
        for examination in _SETTLED:
            for each in examination(plain):
                key = (each.check, each.path, each.what)
                if key not in told:
                    told.add(key)
                    yield attrs.evolve(each, what=f"{each.what} (under {under})") if under else each


def _choices(regulation: Regulation) -> Iterator[tuple[str, dict[str, str]]]:
    """The regulation as it stands, then each other letter of each reading, the rest as they stand."""
    yield "", {}
    chosen = {reading.id: reading.chosen for reading in regulation.readings} | dict(regulation.choices)
    for reading in regulation.readings:
        for option in reading.options:
            if option.letter != chosen[reading.id]:
                yield f"{reading.id}: {option.letter}", {reading.id: option.letter}
