"""A regulation on one page: what it is, what the rules do with it, and every clause, reading, silence and defect."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from fractions import Fraction

import attrs

from certdomain.calendar import Period
from certdomain.marks import display, written
from certdomain.referential import Audience, Bloc, Evaluation
from certdomain.regulation import award, duties, gates, juries, results, transitions
from certdomain.regulation.canonical import Json
from certdomain.regulation.clauses import Clause, Effect, Words
from certdomain.regulation.settlement import settled
from certdomain.regulation.terms import Said, Threshold
from certdomain.regulation.tree import Registration, Regulation
from certdomain.reports.citations import Law, cite, cited_by, law_of
from certdomain.reports.language import Language, language, places
from certdomain.reports.tables import plain, wrapped
from certdomain.vocabulary import (
    CertificateKind,
    Channel,
    DiplomaKind,
    ExcuseReason,
    JuryKind,
    RetakeMode,
    Role,
    Route,
    Situation,
    Whom,
)

WIDTH = 100

# In which vocabulary the words for an enum stand.
VOCABULARIES: dict[type[Enum], str] = {
    award.AverageBase: "average-base",
    award.Inapplicable: "inapplicable",
    award.PartFailure: "part-failure",
    award.Rounding: "rounding",
    award.WithoutPart: "without-part",
    results.AbsenceEffect: "absence-effect",
    results.Beyond: "beyond",
    results.FraudLoss: "fraud-loss",
    results.Meanwhile: "meanwhile",
    results.MakeUpLimit: "make-up-limit",
    results.PartCarry: "part-carry",
    results.PenaltyBase: "penalty-base",
    gates.Day: "day",
    gates.NoAnchor: "no-anchor",
    gates.Request: "command",
    juries.Parity: "parity",
    juries.Trait: "trait",
    duties.Bound: "bound",
    duties.Event: "event",
    transitions.EntryDay: "entry-day",
    transitions.Favour: "favour",
    CertificateKind: "kind",
    Channel: "channel",
    DiplomaKind: "diploma",
    ExcuseReason: "excuse-reason",
    JuryKind: "kind",
    RetakeMode: "retake-mode",
    Role: "role",
    Route: "route",
    Situation: "situation",
    Whom: "whom",
}


def show_regulation(regulation: Regulation, lang: str = "en") -> str:
    """A regulation on one page, with the readings and parameters that hold.

    Raises:
        BadInput: for a language other than `en` and `fr`.
    """
    page = _Page(law_of(regulation), language(lang))
    for section in (_identity, _structure, _policies, _clauses, _readings, _parameters, _silences, _defects):
        section(page)
    return "\n".join(line.rstrip() for line in page.lines).strip("\n") + "\n"


@attrs.define
class _Page:
    law: Law
    words: Language
    lines: list[str] = attrs.field(factory=list)

    @property
    def regulation(self) -> Regulation:
        return self.law.regulation

    def head(self, name: str) -> None:
        title = self.words.phrase(name)
        self.lines.extend(["", title, "-" * len(title)])

    def item(self, text: str, indent: str = "", mark: str = "- ") -> None:
        self.lines.extend(wrapped(plain(text), WIDTH, indent=f"{indent}{mark}", hanging=f"{indent}{' ' * len(mark)}"))

    def named(self, name: str, value: str) -> None:
        self.lines.extend(wrapped(f"{self.words.phrase(name)}{self.colon}{value}", WIDTH, hanging="  "))

    @property
    def colon(self) -> str:
        return self.words.colon


# --- the sections -------------------------------------------------------------------------------------------------


def _identity(page: _Page) -> None:
    regulation, words = page.regulation, page.words
    title = f"{regulation.certification} — {words.words(regulation.name)}"
    page.lines.extend([title, "=" * len(title)])
    page.named("certifier", regulation.certifier)
    page.named(
        "edition",
        words.phrase("edition-open", edition=regulation.edition)
        if regulation.in_force_from is None
        else words.phrase("edition-from", edition=regulation.edition, day=words.day(regulation.in_force_from)),
    )
    if regulation.level is not None:
        page.named("level", str(regulation.level))
    if regulation.network is not None:
        page.named("network", regulation.network)
    if regulation.registration is not None:
        page.named("registration", words.day(regulation.registration.until))
    page.head("sources")
    for source in regulation.sources:
        page.item(
            words.phrase(
                "source-of",
                id=source.id,
                title=words.words(source.title),
                file=source.file,
                lines=source.lines,
                sha256=source.sha256,
            )
        )


def _structure(page: _Page) -> None:
    page.head("structure")
    referential = page.regulation.referential
    for bloc in referential.lines:
        part = f" ({page.words.phrase('part')})" if bloc is referential.part else ""
        name = f" {bloc.name}" if bloc.name and bloc.name != bloc.id else ""
        listed = ", ".join(_evaluation(each, page.words) for each in bloc.evaluations)
        page.item(f"{bloc.id}{name}{part}{page.colon}{listed}" if listed else f"{bloc.id}{name}{part}")


def _evaluation(evaluation: Evaluation, words: Language) -> str:
    if evaluation.out_of is None:
        return evaluation.id
    if evaluation.weight is None:
        return words.phrase("out-of", name=evaluation.id, out_of=words.number(evaluation.out_of))
    return words.phrase(
        "out-of-weighted",
        name=evaluation.id,
        out_of=words.number(evaluation.out_of),
        weight=words.number(evaluation.weight),
    )


def _policies(page: _Page) -> None:
    page.head("policies")
    for depth, text, cited in _summary(settled(page.regulation), page.words):
        known = [clause for clause in cited if clause in page.law.clauses or clause in page.law.readings]
        by = f" [{', '.join(known)}]" if known else ""
        page.item(f"{text if depth else text[:1].upper() + text[1:]}{by}", "  " * depth)
    silent = _silent(page.regulation, page.words)
    if silent:
        page.item(page.words.phrase("silent", topics=page.words.listed(silent)))


def _silent(regulation: Regulation, words: Language) -> list[str]:
    """Of what the regulation has no policy at all: there the answer is that the text does not say."""
    topics: dict[str, object] = {
        "topic.absence": regulation.absence,
        "topic.carry": regulation.carry,
        "topic.fraud": regulation.fraud,
        "topic.attendance": regulation.attendance,
        "topic.hours": regulation.hours,
        "topic.late": regulation.late,
        "topic.reports": regulation.reports,
        "topic.exemption": regulation.exemption,
        "topic.juries": regulation.juries or None,
        "topic.deliberation": regulation.deliberation,
        "topic.certificates": regulation.certificates,
        "topic.last-issue": regulation.last_issue,
    }
    found = [words.phrase(name) for name, policy in topics.items() if policy is None]
    gated = {gate.request for gate in regulation.gates}
    missing = [words.term("command", request.value) for request in gates.Request if request not in gated]
    return [*found, *([words.phrase("topic.gates", requests=", ".join(missing))] if missing else [])]


def _clauses(page: _Page) -> None:
    clauses = page.regulation.clauses
    page.head("clauses")
    for clause in clauses:
        if clause.effect is not Effect.NONE:
            _clause(page, clause)
    idle = [clause for clause in clauses if clause.effect is Effect.NONE]
    if idle:
        page.head("clauses-none")
    for clause in idle:
        _clause(page, clause)


def _clause(page: _Page, clause: Clause) -> None:
    words = page.words
    effect = words.term("effect", clause.effect.value)
    quote = f" {words.quote(clause.quote)}" if clause.quote else ""
    page.item(f"{cite(clause.id, page.law, words)} ({effect}){page.colon}{words.words(clause.says)}{quote}")
    if clause.because is not None:
        page.item(words.words(clause.because), "  ", "> ")


def _readings(page: _Page) -> None:
    if not page.regulation.readings:
        return
    page.head("readings-title")
    words = page.words
    for reading in page.regulation.readings:
        by = f" [{', '.join(reading.clauses)}]" if reading.clauses else ""
        quote = f" {words.quote(reading.quote)}" if reading.quote else ""
        page.item(f"{reading.id}{page.colon}{words.words(reading.asks)}{quote}{by}")
        for option in reading.options:
            taken = option.letter == page.law.chosen[reading.id]
            mark = f" ← {words.phrase('chosen')}" if taken else ""
            page.item(f"{words.words(option.says)}{mark}", "    ", f"({option.letter}) ")


def _parameters(page: _Page) -> None:
    if not page.regulation.parameters:
        return
    page.head("parameters")
    words, given = page.words, dict(page.regulation.values)
    for each in page.regulation.parameters:
        value = given.get(each.name, each.default)
        shown = words.phrase("unknown") if value is None else value
        kind = words.term("parameter-kind", each.kind.value)
        by = f" [{', '.join(each.clauses)}]" if each.clauses else ""
        page.item(words.phrase("parameter", name=each.name, kind=kind, value=shown) + by)
        page.item(words.words(each.says), "  ", "> ")


def _silences(page: _Page) -> None:
    if page.regulation.silences:
        page.head("silences-title")
    for each in page.regulation.silences:
        page.item(f"{each.topic}{page.colon}{page.words.words(each.says)}")
        page.item(page.words.phrase("ask", whom=page.words.words(each.ask)), "  ", "> ")


def _defects(page: _Page) -> None:
    if page.regulation.defects:
        page.head("defects-title")
    for each in page.regulation.defects:
        where = ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in each.lines)
        lines = page.words.phrase("line" if where.isdigit() else "lines", where=where)
        by = f" [{', '.join(each.clauses)}]" if each.clauses else ""
        page.item(f"{each.id}, {lines}{page.colon}{page.words.words(each.says)}{by}")


# --- the policies in words ----------------------------------------------------------------------------------------

Line = tuple[int, str, tuple[str, ...]]
"""How deep it stands, what it says, and the clauses."""


def _summary(regulation: Regulation, words: Language) -> Iterator[Line]:
    for rule in regulation.award.blocs:
        yield 0, shape_words(rule, words), cited_by(rule)
    for title in regulation.award.titles:
        yield 0, shape_words(title, words), title.by
        for requirement in title.requires:
            yield 1, shape_words(requirement, words), cited_by(requirement)
    if any(isinstance(rule, award.BlocByMark) for rule in regulation.award.blocs):
        yield 0, shape_words(regulation.award, words), (*regulation.award.keeps, *regulation.award.compensated_kept.by)
    singles = (
        regulation.registration,
        regulation.absence,
        regulation.late,
        regulation.carry,
        regulation.fraud,
        regulation.attendance,
        regulation.exemption,
        regulation.hours,
        regulation.reports,
    )
    for policy in singles:
        if policy is not None:
            yield 0, shape_words(policy, words), cited_by(policy)
    if regulation.last_issue is not None:
        values = {"last_issue": regulation.last_issue.value}
        yield 0, _fitted("last-issue", values, "", words), regulation.last_issue.by
    for gate in regulation.gates:
        yield 0, _gate(gate, words), ()
        for condition in gate.conditions:
            yield 1, shape_words(condition, words), cited_by(condition)
    for jury in regulation.juries:
        yield 0, shape_words(jury, words), jury.by
        parts = (jury.size, *jury.seats, *jury.bars, jury.parity, jury.trade)
        for part in (part for part in parts if part is not None):
            yield 1, shape_words(part, words), cited_by(part)
        if jury.sponsored is not None and jury.sponsored.value is not None:
            yield 1, _fitted("observer", {"sponsored": jury.sponsored.value}, "", words), jury.sponsored.by
    if regulation.deliberation is not None:
        yield 0, shape_words(regulation.deliberation, words), cited_by(regulation.deliberation)
    for duty in regulation.duties:
        yield 0, shape_words(duty, words), cited_by(duty)
    if regulation.certificates is not None:
        yield 0, shape_words(regulation.certificates, words), cited_by(regulation.certificates)
    for transition in regulation.transitions:
        yield 0, shape_words(transition, words), transition.by
        for ground in transition.grounds:
            yield 1, shape_words(ground, words), cited_by(ground)


def _gate(gate: gates.Gate, words: Language) -> str:
    text = shape_words(gate, words)
    told = [words.term("retake-mode", mode.value) for mode in gate.modes]
    if gate.after_fraud is not None:
        told.append(words.phrase("after-fraud" if gate.after_fraud else "without-fraud"))
    audience = _audience(gate.audience, words)
    return f"{text}{audience}" + (f" ({', '.join(told)})" if told else "")


def shape_words(shape: object, words: Language) -> str:
    """A policy, condition or duty of a settled regulation in one line."""
    if isinstance(shape, Said):
        value = shape.value
        if isinstance(value, Enum):
            return words.term(VOCABULARIES[type(value)], value.value)
        return shape_words(value, words)
    name = _dashed(type(shape).__name__)
    values = {field: _plain(getattr(shape, field)) for field in _fields(shape)}
    audience = values.pop("audience", None)
    match shape:
        case duties.Duty():
            period = shape.period.value
            bounds = "bound" if period.n else "bound-same-day"
            values["when"] = words.term(bounds, shape.bound.value).format(period=words.period(period))
        case duties.CertificatePolicy():
            values["kinds"] = tuple(kind for kind, _ in shape.kinds)
        case results.Band():
            values = {"upto": words.percent(shape.upto), "cut": words.percent(shape.cut)}
        case juries.Seat() if shape.least == shape.most:
            values["exactly"] = shape.least
        case gates.AnyGround():
            values["grounds"] = words.semicolon.join(shape_words(each, words) for each in shape.grounds.value)
        case juries.Size():
            values["or_more"] = shape.or_more or None
        case _:
            pass
    said = _audience(audience, words) if isinstance(audience, Audience) else ""
    if isinstance(shape, award.BlocByMark | award.BlocByCompetences | award.BlocByCriteria | award.BlocByVerdict):
        said += words.phrase("for-blocs", blocs=", ".join(shape.blocs)) if shape.blocs else ""
    return _fitted(name, values, said, words)


def _fitted(name: str, values: Mapping[str, object], audience: str, words: Language) -> str:
    templates = words.tables.policies[name]
    for template in (templates,) if isinstance(templates, str) else templates:
        shown = {key: text for key in places(template) & values.keys() if (text := _value(values[key], words))}
        found = words.fill(template, {**shown, "audience": audience})
        if found is not None:
            return found
    return name


def _plain(value: object) -> object:
    return value.value if isinstance(value, Said) else value


def _value(value: object, words: Language) -> str:
    match value:
        case None:
            return ""
        case bool():
            return words.phrase("yes" if value else "no")
        case Enum():
            return words.term(VOCABULARIES[type(value)], value.value)
        case Fraction() | int():
            return words.number(value)
        case Period():
            return words.period(value)
        case Threshold():
            return words.threshold(value)
        case date():
            return words.day(value)
        case str():
            return words.term("group", value)
        case tuple():
            return ", ".join(_value(each, words) for each in value)
        case _:
            return shape_words(value, words)


def _audience(audience: Audience, words: Language) -> str:
    told = [words.term("route", route.value) for route in audience.routes]
    told += [words.term("situation", situation.value) for situation in audience.situations]
    return words.phrase("for-audience", audience=", ".join(told)) if told else ""


def _fields(thing: object) -> list[str]:
    """The names of the fields of a shape; none for what is not one."""
    kind = type(thing)
    return [field.name for field in attrs.fields(kind)] if attrs.has(kind) else []


def _dashed(name: str) -> str:
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("-")


# --- as data ------------------------------------------------------------------------------------------------------


def regulation_json(regulation: Regulation) -> dict[str, Json]:
    """A regulation as JSON data, in both languages, with the readings and parameters that hold."""
    law, given = law_of(regulation), dict(regulation.values)
    return {
        "certification": regulation.certification,
        "edition": regulation.edition,
        "name": _both(regulation.name),
        "certifier": regulation.certifier,
        "network": regulation.network,
        "level": regulation.level,
        "in_force_from": None if regulation.in_force_from is None else regulation.in_force_from.isoformat(),
        "until": _until(regulation.registration),
        "sources": [
            {
                "id": each.id,
                "file": each.file,
                "sha256": each.sha256,
                "lines": each.lines,
                "title": _both(each.title),
            }
            for each in regulation.sources
        ],
        "blocs": [_bloc(each) for each in regulation.referential.blocs],
        "professional": None if regulation.referential.part is None else _bloc(regulation.referential.part),
        "modules": list(regulation.referential.modules),
        "clauses": [
            {
                "id": each.id,
                "source": each.source,
                "lines": _lines(each.lines),
                "effect": each.effect.value,
                "says": _both(each.says),
                "quote": each.quote,
                "because": None if each.because is None else _both(each.because),
            }
            for each in regulation.clauses
        ],
        "readings": [
            {
                "id": each.id,
                "clauses": list(each.clauses),
                "asks": _both(each.asks),
                "quote": each.quote,
                "options": [{"letter": option.letter, "says": _both(option.says)} for option in each.options],
                "default": each.chosen,
                "chosen": law.chosen[each.id],
            }
            for each in regulation.readings
        ],
        "parameters": [
            {
                "name": each.name,
                "kind": each.kind.value,
                "clauses": list(each.clauses),
                "says": _both(each.says),
                "default": each.default,
                "value": given.get(each.name, each.default),
            }
            for each in regulation.parameters
        ],
        "policies": _both_of(lambda words: _told(regulation, words)),
        "silent": _both_of(lambda words: _silent(regulation, words)),
        "silences": [
            {"topic": each.topic, "says": _both(each.says), "ask": _both(each.ask)} for each in regulation.silences
        ],
        "defects": [
            {"id": each.id, "lines": _lines(each.lines), "says": _both(each.says), "clauses": list(each.clauses)}
            for each in regulation.defects
        ],
    }


def _told(regulation: Regulation, words: Language) -> list[str]:
    return [text for _, text, _ in _summary(settled(regulation), words)]


def _both_of(made: Callable[[Language], list[str]]) -> Json:
    return {code: [*made(language(code))] for code in ("en", "fr")}


def _both(words: Words) -> Json:
    return {"en": words.en, "fr": words.fr}


def _lines(lines: Iterable[tuple[int, int]]) -> Json:
    return [[first, last] for first, last in lines]


def _until(registration: Registration | None) -> str | None:
    return None if registration is None else registration.until.isoformat()


def _bloc(bloc: Bloc) -> Json:
    return {
        "id": bloc.id,
        "name": bloc.name,
        "group": bloc.group,
        "aliases": list(bloc.aliases),
        "evaluations": [
            {
                "id": each.id,
                "name": each.name,
                "out_of": _exact(each.out_of),
                "weight": _exact(each.weight),
                "display": {
                    name: display(number)
                    for name, number in (("out_of", each.out_of), ("weight", each.weight))
                    if number is not None
                },
            }
            for each in bloc.evaluations
        ],
        "competences": [{"id": each.id, "criteria": list(each.criteria)} for each in bloc.competences],
    }


def _exact(number: Fraction | None) -> str | None:
    return None if number is None else written(number)
