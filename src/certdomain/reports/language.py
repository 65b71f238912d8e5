"""Words: from the ids, values and numbers of a decision to sentences, in one language at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from string import Formatter

from attrs import frozen

from certdomain.calendar import Period
from certdomain.errors import BadInput, Problem
from certdomain.explanation import Answer, Node, Value
from certdomain.marks import display, written
from certdomain.regulation.clauses import Words
from certdomain.regulation.terms import Threshold
from certdomain.reports.phrases import Tables, listed

LANGUAGES = ("en", "fr")


class _Number:
    """A number in a template: `{short}` reads 0.25, `{short:points}` reads 0.25 point."""

    __slots__ = ("_language", "_number")

    def __init__(self, number: Fraction, language: Language) -> None:
        self._number, self._language = number, language

    def __format__(self, spec: str) -> str:
        return self._language.counted(self._number, spec) if spec else self._language.number(self._number)


# Of which vocabulary a value of a node, a finding or a command is, by its name; anything else stands as it is.
_VALUES = {
    "verdict": "verdict",
    "title": "verdict",
    "route": "route",
    "situation": "situation",
    "channel": "channel",
    "role": "role",
    "mode": "retake-mode",
    "countersigned": "countersigned",
    "ground": "ground",
    "kind": "kind",
    "reason": "excuse-reason",
    "absent": "absence",
    "group": "group",
    "awaits": "thing",
    "parts": "thing",
    "missing": "day",
    "earlier": "verdict",
    "later": "verdict",
}

# Of which vocabulary the subject of a question is, by the question.
_ABOUT = {
    "title.group-sat": "group",
    "gate.ahead": "day",
    "gate.wait": "day",
    "gate.until": "day",
    "jury.bar": "trait",
    "jury.seat": "role",
    "jury.trade": "role",
    "jury.for-route": "route",
    "request": "command",
    "act": "command",
}


@frozen
class Language:
    """One language: every method gives words ready for a reader."""

    code: str
    tables: Tables

    # --- numbers, days, lists ---

    def number(self, number: Fraction | int) -> str:
        """A number cut to two places, never rounded up; what is cut to nothing says so."""
        exact = Fraction(number)
        text = written(exact)
        if "/" in text or len(text.partition(".")[2]) > 2:
            text = display(exact)
            if not Fraction(text) and exact > 0:
                return self.phrase("less-than", number=self._pointed("0.01"))
        return self._pointed(text)

    def mark(self, number: Fraction) -> str:
        """A mark with its two places, as a column of marks is read."""
        return self._pointed(display(number))

    def _pointed(self, text: str) -> str:
        return text.replace(".", self.tables.point)

    def counted(self, number: Fraction | int, unit: str) -> str:
        """A number with its unit: 0.25 point, 2 points."""
        one, many = self.tables.units[unit]
        singular = number == 1 if self.tables.one_below == 1 else Fraction(number) < self.tables.one_below
        # English says "0.25 point", and "0 points".
        singular = singular or (self.tables.one_below == 1 and 0 < number < 1)
        return f"{self.number(number)} {one if singular else many}"

    def day(self, day: date) -> str:
        """A day in words: 4 July 2025."""
        return self.tables.day(day, self.tables.months)

    def instant(self, instant: datetime) -> str:
        """An instant in words, to the minute, with its offset where it is not UTC."""
        zone = instant.strftime("%z") or "+0000"
        offset = "UTC" if zone == "+0000" else f"UTC{zone[:3]}:{zone[3:5]}"
        return f"{self.day(instant.date())} {instant:%H:%M} {offset}"

    def percent(self, share: Fraction) -> str:
        """A share in hundredths: 10 %, or 10%."""
        return self.tables.typeset(f"{self.number(100 * share)}{self.tables.percent}")

    def period(self, period: Period) -> str:
        """A length of time in words: 4 months."""
        return self.counted(period.n, period.unit.value)

    def threshold(self, threshold: Threshold) -> str:
        """A limit with its sense: at least 4/5."""
        limit = threshold.limit
        shown = written(limit) if limit.denominator < 100 else self.number(limit)
        return self.term("sense", threshold.sense.value).format(limit=self._pointed(shown))

    def listed(self, items: Iterable[str]) -> str:
        """A, B and C."""
        found = list(items)
        if len(found) < 2:
            return "".join(found)
        return f"{', '.join(found[:-1])} {self.phrase('and')} {found[-1]}"

    def quote(self, text: str) -> str:
        """Somebody's own words, as they were written."""
        before, after = self.tables.quoted
        return f"{before}{text}{after}"

    @property
    def colon(self) -> str:
        """A colon with its spaces."""
        return self.tables.colon

    @property
    def semicolon(self) -> str:
        """A semicolon with its spaces."""
        return self.tables.semicolon

    # --- words ---

    def words(self, words: Words) -> str:
        """The sentence of a regulation, in this language."""
        return self.tables.typeset(words.fr if self.code == "fr" else words.en)

    def phrase(self, name: str, /, **values: object) -> str:
        """A fixed phrase of the reports."""
        return self._fill(self.tables.phrases[name], values)

    def term(self, vocabulary: str, value: str) -> str:
        """The word for a value of a vocabulary; a value of none (an id) is its own word."""
        known = self.tables.vocabulary[vocabulary]
        if value in known:
            return self.tables.typeset(known[value])
        for between in (" / ", ", "):
            if between in value:
                return between.join(self.term(vocabulary, part) for part in value.split(between))
        return value

    def flag(self, name: str) -> str:
        """What a flag says."""
        known = self.tables.flags.get(name)
        return name if known is None else self.tables.typeset(known)

    def finding(self, what: str, values: Mapping[str, object]) -> str:
        """What a finding found."""
        known = self.tables.findings.get(what)
        return what if known is None else self.first_fit(listed(known), values)

    def patterned(self, table: Mapping[str, str], text: str) -> str:
        """The words for a text made after a pattern (`retake {}`), with what stands in its place."""
        pattern = pattern_of(table, text)
        if pattern is None:
            return text
        before, _, after = pattern.partition("{}")
        return self._fill(table[pattern], {"it": text.removeprefix(before).removesuffix(after)})

    def first_fit(self, templates: Sequence[str], values: Mapping[str, object]) -> str:
        """The first template whose places can all be filled, filled."""
        shown = {name: self._shown(name, value) for name, value in values.items() if _said(value)}
        for template in templates:
            if places(template) <= shown.keys():
                return self._fill(template, shown)
        return ""

    def fill(self, template: str, values: Mapping[str, object]) -> str | None:
        """A template filled, None if a place has no value. The values are words already."""
        return self._fill(template, values) if places(template) <= values.keys() else None

    def _fill(self, template: str, values: Mapping[str, object]) -> str:
        # Typeset before the places are filled: what a person wrote is nobody's to set.
        return _FORMATTER.vformat(self.tables.typeset(template), (), values)

    def _shown(self, name: str, value: object) -> object:
        match value:
            case bool():
                return self.phrase("yes" if value else "no")
            case Fraction() | int():
                return _Number(Fraction(value), self)
            case datetime():
                return self.instant(value)
            case date():
                return self.day(value)
            case Enum():
                return self._shown(name, value.value)
            case str():
                return self.term(_VALUES[name], value) if name in _VALUES else value
            case Mapping():
                return self._mapped(value)
            case Sequence():
                return self.listed(str(self._shown(name, item)) for item in value)
            case _:
                return str(value)

    def _mapped(self, value: Mapping[object, object]) -> str:
        """Results by code are counted, verdicts are named, of anything else the names are said."""
        if value and all(isinstance(each, bool) for each in value.values()):
            return self.phrase("met-of", met=sum(each is True for each in value.values()), of=len(value))
        if value and all(isinstance(each, Enum) for each in value.values()):
            return self.listed(f"{key} {self._shown('verdict', each)}" for key, each in value.items())
        return self.listed(str(key) for key in value)

    # --- questions ---

    def node(self, node: Node, about: str | None = None) -> str:
        """A question and its answer as one sentence. `about`: of what, where several are said together."""
        says = self.tables.nodes.get(node.asks)
        subject = about if about is not None else self.about(node)
        values: dict[str, Value] = {**dict(node.values)}
        if says is None:
            return self.phrase("node", label=f"{node.asks} {subject}".strip(), answer=self.answer(node.answer))
        shown = {name: self._shown(name, value) for name, value in values.items() if _said(value)}
        shown["about"] = subject
        for template in says.of(node.answer):
            if places(template) <= shown.keys():
                return _capital(self._fill(template, shown), template)
        label = self._fill(says.label, {"about": subject})
        return _capital(self.phrase("node", label=label, answer=self.answer(node.answer)), says.label)

    def label(self, asks: str, about: str) -> str:
        """The name of a question, without its answer."""
        says = self.tables.nodes.get(asks)
        return f"{asks} {about}" if says is None else self._fill(says.label, {"about": about})

    def about(self, node: Node) -> str:
        """Of what a question is asked."""
        return self.term(_ABOUT.get(node.asks, "thing"), node.about)

    def answer(self, answer: Answer) -> str:
        """The word for an answer."""
        return self.term("answer", answer.value)


class _Formatter(Formatter):
    """Fills templates. A place `{name:hidden}` asks for its value, and shows nothing of it."""

    def format_field(self, value: object, format_spec: str) -> str:
        return "" if format_spec == "hidden" else format(value, format_spec)


_FORMATTER = _Formatter()


def pattern_of(table: Mapping[str, str], text: str) -> str | None:
    """The first pattern of a table (`retake {}`) after which a text is made."""
    for pattern in table:
        before, place, after = pattern.partition("{}")
        fits = text.startswith(before) and text.endswith(after) and len(text) > len(before) + len(after)
        if fits if place else text == pattern:
            return pattern
    return None


def _said(value: object) -> bool:
    return value is not None and value not in ("", (), {})


def _capital(text: str, template: str) -> str:
    """A sentence begins with a capital, but an id stays as it is written."""
    return text if template.startswith("{") else text[:1].upper() + text[1:]


@lru_cache(maxsize=1024)
def places(template: str) -> frozenset[str]:
    """The names of the places of a template."""
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name)


def language(code: str) -> Language:
    """The language of that code.

    Raises:
        BadInput: for a language that the reports are not written in.
    """
    return _language(code)


@lru_cache(maxsize=4)
def _language(code: str) -> Language:
    if code == "en":
        from certdomain.reports.words_en import TABLES as ENGLISH

        return Language(code, ENGLISH)
    if code == "fr":
        from certdomain.reports.words_fr import TABLES as FRENCH

        return Language(code, FRENCH)
    found = repr(code)[:60]
    raise BadInput([Problem(where="language", found=found, expected=f"one of {', '.join(LANGUAGES)}")])
