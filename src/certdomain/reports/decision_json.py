"""The decision, an answer and a timeline as JSON data: no words, only ids, exact numbers as text, and days.

Beside each exact number stands its cut to two places, never rounded up, in the mapping `display` of the same object.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from certdomain.commands import to_raw
from certdomain.envelope import Answered, BlocVerdict, Finding, Recorded, TitleVerdict
from certdomain.explanation import Node, Values
from certdomain.marks import display, written
from certdomain.regulation.canonical import Json
from certdomain.rules.decision import Decision, Missing

Data = dict[str, Json]


def decision_json(decision: Decision) -> Data:
    """The decision as the contract orders it (`DECISION_SCHEMA`)."""
    average = decision.title.average20
    return {
        "journey": decision.journey,
        "certification": decision.certification,
        "edition": decision.edition,
        "regulation": decision.regulation,
        "on": decision.on.isoformat(),
        "known_at": None if decision.known_at is None else decision.known_at.isoformat(),
        "status": "decided" if decision.decided else "proposed",
        "confidential": not decision.decided,
        "title": title_json(decision.title),
        "average20": None if average is None else written(average),
        "proposal": None if decision.proposal is None else title_json(decision.proposal),
        "blocs": {bloc.bloc: bloc_json(bloc) for bloc in decision.blocs},
        "professional": None
        if decision.professional is None
        else {"bloc": decision.professional.bloc, **bloc_json(decision.professional)},
        "kept": list(decision.kept),
        "retake_open": [
            {
                "bloc": each.bloc,
                "until": _day(each.until),
                "not_before": _day(each.not_before),
                "clauses": list(each.clauses),
            }
            for each in decision.retake_open
        ],
        "awaited": [{"what": each.what, "clauses": list(each.clauses)} for each in decision.awaited],
        "deadlines": [
            {"what": each.what, "on": each.on.isoformat(), "clauses": list(each.clauses)} for each in decision.deadlines
        ],
        "findings": [finding_json(each) for each in decision.findings],
        "flags": list(decision.flags),
        "departures": [
            {
                "entry": each.entry,
                "what": each.what,
                "proposed": each.proposed.value,
                "decided": each.decided.value,
                "reason": each.reason,
            }
            for each in decision.departures
        ],
        "refused": [
            {"entry": each.entry, "command": each.command, "clauses": list(each.clauses)} for each in decision.refused
        ],
        "context": dict(decision.context),
        "competences": dict(decision.competences),
        "defects": list(decision.defects),
        "missing": [missing_json(each) for each in decision.missing],
        "explanation": node_json(decision.explanation),
        "display": _cut({"average20": average}),
    }


def node_json(node: Node) -> Data:
    """A node of the explanation and all below it."""
    return {
        "asks": node.asks,
        "about": node.about,
        "answer": node.answer.value,
        "clauses": list(node.clauses),
        "values": _values(node.values),
        "because": list(node.because),
        "children": [node_json(child) for child in node.children],
    }


def finding_json(finding: Finding) -> Data:
    """A finding, with the values it was found on."""
    return {
        "clause": finding.clause,
        "whom": finding.whom.value,
        "severity": finding.severity.value,
        "what": finding.what,
        "entry": finding.entry,
        "values": _values(finding.values),
    }


def answer_json(answer: Answered) -> Data:
    """What was answered to a command."""
    return {
        "answer": answer.status.value,
        "clauses": list(answer.clauses),
        "findings": [finding_json(each) for each in answer.findings],
        "session": answer.session,
        "possible_on": answer.possible_on,
        "edition": answer.edition,
        "regulation": answer.regulation,
        "context": dict(answer.context),
        "explanation": None if answer.tree is None else node_json(answer.tree),
    }


_ENVELOPE = ("command", "on", "by", "ref", "key")


def fields_json(recorded: Recorded) -> Data:
    """The fields of a recorded command, as a file writes them."""
    raw = to_raw(recorded.command)
    return {name: _json(value) for name, value in raw.items() if name not in _ENVELOPE}


def _json(value: object) -> Json:
    """Raw data is JSON already; its type does not say so."""
    match value:
        case None | bool() | int() | str():
            return value
        case Mapping():
            return {str(key): _json(each) for key, each in value.items()}
        case list() | tuple():
            return [_json(each) for each in value]
        case _:
            return str(value)


def title_json(title: TitleVerdict) -> Data:
    """The verdict on the title, with its points."""
    numbers = {"total": title.total, "out_of": title.out_of, "average20": title.average20}
    return {"verdict": title.verdict.value, **_exact(numbers), "display": _cut(numbers)}


def bloc_json(bloc: BlocVerdict) -> Data:
    """The verdict on a bloc or on the professional part, with its points."""
    numbers = {"points": bloc.points, "out_of": bloc.out_of, "mark20": bloc.mark20}
    return {
        "verdict": bloc.verdict.value,
        **_exact(numbers),
        "clauses": list(bloc.clauses),
        "display": _cut(numbers),
    }


def missing_json(missing: Missing) -> Data:
    """What is missing, with its distance."""
    return {
        "asks": missing.asks,
        "about": missing.about,
        "short": written(missing.short),
        "clauses": list(missing.clauses),
        "display": _cut({"short": missing.short}),
    }


def _values(values: Values) -> Data:
    found: Data = {}
    numbers: dict[str, Fraction | None] = {}
    for name, value in values:
        match value:
            case Fraction():
                found[name] = written(value)
                numbers[name] = value
            case date():
                found[name] = value.isoformat()
            case _:
                found[name] = value
    return {**found, "display": _cut(numbers)} if numbers else found


def _exact(numbers: Mapping[str, Fraction | None]) -> Data:
    return {name: None if number is None else written(number) for name, number in numbers.items()}


def _cut(numbers: Mapping[str, Fraction | None]) -> Data:
    return {name: display(number) for name, number in numbers.items() if number is not None}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
