"""JSON Schemas (draft 2020-12) of what goes out, a decision, and of what comes in, the commands."""

from __future__ import annotations

from collections.abc import Mapping

from certdomain.commands import COMMANDS, SCHEMAS, ConstituteJury
from certdomain.commands_reading import ID_LENGTH
from certdomain.explanation import Answer
from certdomain.vocabulary import BLOC_VERDICTS, TITLE_VERDICTS, AnswerStatus, Severity, Whom

DRAFT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, object]


def _object(properties: Mapping[str, object], *, optional: tuple[str, ...] = (), closed: bool = False) -> Schema:
    """An object with those properties. Open unless `closed`: further output keys may come."""
    made: Schema = {
        "type": "object",
        "properties": dict(properties),
        "required": [name for name in properties if name not in optional],
    }
    if closed:
        made["additionalProperties"] = False
    return made


def _list(items: object) -> Schema:
    return {"type": "array", "items": items}


def _map(values: object) -> Schema:
    return {"type": "object", "additionalProperties": values}


def _or_null(schema: Mapping[str, object]) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


_TEXT: Schema = {"type": "string"}
_ID: Schema = {"type": "string", "minLength": 1, "maxLength": ID_LENGTH}
_EXACT = _or_null(_ref("exact"))
_ENTRY: Schema = {"type": "integer", "minimum": 1}

_VERDICT_ON_BLOC = {
    "verdict": {"enum": [verdict.value for verdict in BLOC_VERDICTS]},
    "points": _EXACT,
    "out_of": _EXACT,
    "mark20": _EXACT,
    "clauses": _ref("clauses"),
    "display": _ref("display"),
}

_DEFS: Schema = {
    "exact": {
        "description": "An exact number: a decimal when it terminates, else a fraction.",
        "type": "string",
        "pattern": r"^-?[0-9]+(\.[0-9]+|/[0-9]+)?$",
    },
    "display": {
        "description": "The exact numbers of the same object, cut to two places and never rounded up.",
        "type": "object",
        "additionalProperties": {"type": "string", "pattern": r"^-?[0-9]+\.[0-9]{2}$"},
    },
    "day": {"type": "string", "format": "date", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    "clauses": _list(_TEXT),
    "title": _object(
        {
            "verdict": {"enum": [verdict.value for verdict in TITLE_VERDICTS]},
            "total": _EXACT,
            "out_of": _EXACT,
            "average20": _EXACT,
            "display": _ref("display"),
        }
    ),
    "bloc": _object(_VERDICT_ON_BLOC),
    "professional": _object({"bloc": _TEXT, **_VERDICT_ON_BLOC}),
    "values": {
        "type": "object",
        "properties": {"display": _ref("display")},
        "additionalProperties": {"type": ["string", "integer"]},
    },
    "finding": _object(
        {
            "clause": {"type": ["string", "null"], "description": "Null where the register itself orders it."},
            "whom": {"enum": [whom.value for whom in Whom]},
            "severity": {"enum": [severity.value for severity in Severity]},
            "what": _TEXT,
            "entry": _or_null(_ENTRY),
            "values": _ref("values"),
        }
    ),
    "node": _object(
        {
            "asks": _TEXT,
            "about": _TEXT,
            "answer": {"enum": [answer.value for answer in Answer]},
            "clauses": _ref("clauses"),
            "values": _ref("values"),
            "because": _list(_ENTRY),
            "children": _list(_ref("node")),
        },
        closed=True,
    ),
}

DECISION_SCHEMA: Schema = {
    "$schema": DRAFT,
    "$id": "urn:certdomain:decision:1",
    "title": "A decision",
    "description": "What the regulation says of a journey on a day: decided by a jury, or proposed.",
    **_object(
        {
            "journey": _ID,
            "certification": _ID,
            "edition": _TEXT,
            "regulation": {"type": "string", "description": "The digest of the regulation applied."},
            "on": _ref("day"),
            "known_at": _or_null({"type": "string", "format": "date-time"}),
            "status": {"enum": ["proposed", "decided"]},
            "confidential": {"type": "boolean"},
            "title": _ref("title"),
            "average20": _EXACT,
            "proposal": _or_null(_ref("title")),
            "blocs": _map(_ref("bloc")),
            "professional": _or_null(_ref("professional")),
            "kept": _list(_TEXT),
            "retake_open": _list(
                _object(
                    {
                        "bloc": _TEXT,
                        "until": _or_null(_ref("day")),
                        "not_before": _or_null(_ref("day")),
                        "clauses": _ref("clauses"),
                    }
                )
            ),
            "awaited": _list(_object({"what": _TEXT, "clauses": _ref("clauses")})),
            "deadlines": _list(_object({"what": _TEXT, "on": _ref("day"), "clauses": _ref("clauses")})),
            "findings": _list(_ref("finding")),
            "flags": _list(_TEXT),
            "departures": _list(
                _object(
                    {
                        "entry": _ENTRY,
                        "what": _TEXT,
                        "proposed": _TEXT,
                        "decided": _TEXT,
                        "reason": _TEXT,
                    }
                )
            ),
            "refused": _list(
                _object({"entry": _ENTRY, "command": {"enum": list(COMMANDS)}, "clauses": _ref("clauses")})
            ),
            "context": _map({"type": "integer", "minimum": 0}),
            "competences": _map({"type": ["boolean", "null"]}),
            "defects": _list(_TEXT),
            "missing": _list(
                _object(
                    {
                        "asks": _TEXT,
                        "about": _TEXT,
                        "short": _ref("exact"),
                        "clauses": _ref("clauses"),
                        "display": _ref("display"),
                    }
                )
            ),
            "explanation": _ref("node"),
            "display": _ref("display"),
        }
    ),
    # What would be decided, if something else were recorded or under another edition, is no decision.
    "not": {"anyOf": [{"required": ["what_if"]}, {"required": ["question"]}]},
    "$defs": _DEFS,
}
"""The JSON Schema of `decision_json`."""

_SUPPOSED = {name: part for name, part in DECISION_SCHEMA.items() if name in ("type", "properties", "required")}
_QUESTION = _object(
    {
        "edition": {"type": "string", "description": "The edition that was asked about."},
        "regulation": {"type": "string", "description": "Its digest."},
        "pinned": _or_null(_object({"edition": _TEXT, "regulation": _TEXT})),
        "changed": _list(
            _object({"entry": _ENTRY, "command": _TEXT, "what": _TEXT, "recorded": _TEXT, "rejudged": _TEXT})
        ),
        "invalid": _list(_object({"entry": _ENTRY, "command": _TEXT, "problems": _list(_TEXT)})),
    }
)

QUESTION_SCHEMA: Schema = {
    "$schema": DRAFT,
    "$id": "urn:certdomain:question:1",
    "title": "A question",
    "description": "What would be decided under another edition than the journey is under. It is no decision.",
    **_object({"question": _QUESTION}),
    "allOf": [_SUPPOSED],
    "$defs": _DEFS,
}
"""The JSON Schema of a decision that was asked under another edition."""

_MARK: Schema = {"const": True, "description": "Nothing of it was recorded: it is no decision."}

WHAT_IF_SCHEMA: Schema = {
    "$schema": DRAFT,
    "$id": "urn:certdomain:what-if:1",
    "title": "What if",
    "description": "What would be decided on a journey if some commands were recorded. None of them was.",
    **_object(
        {
            "what_if": _MARK,
            "recorded": {"const": False},
            "journey": _ID,
            "on": _ref("day"),
            "known_at": _or_null({"type": "string", "format": "date-time"}),
            "tried": _list(
                _object(
                    {
                        "line": _ENTRY,
                        "command": {"enum": list(COMMANDS)},
                        "on": _ref("day"),
                        "answer": {"enum": [status.value for status in AnswerStatus]},
                        "clauses": _ref("clauses"),
                        "findings": _list(_ref("finding")),
                        "session": _or_null(_TEXT),
                        "possible_on": _or_null(_ref("day")),
                        "edition": _or_null(_TEXT),
                        "regulation": _or_null(_TEXT),
                        "context": _map({"type": "integer", "minimum": 0}),
                        "explanation": _or_null(_ref("node")),
                    }
                )
            ),
            "before": _or_null(_ref("decision")),
            "after": {"allOf": [_ref("decision"), _object({"what_if": _MARK})]},
        }
    ),
    "$defs": {**_DEFS, "decision": _SUPPOSED},
}
"""The JSON Schema of `WhatIf.to_json`."""


def command_schemas() -> dict[str, Schema]:
    """The JSON Schema of a line of JSON Lines for each command, by its name, derived from the command's own fields."""
    return {name: _command_schema(name) for name in COMMANDS}


def _command_schema(name: str) -> Schema:
    kind = COMMANDS[name]
    properties: dict[str, object] = {"command": {"const": name}}
    required = ["command"]
    shared = kind is ConstituteJury  # a jury belongs to no journey
    if not shared:
        properties["journey"] = _or_null({**_ID, "description": "The journey that it is recorded in."})
        properties["journeys"] = _or_null(
            {
                "type": "array",
                "items": _ID,
                "minItems": 1,
                "uniqueItems": True,
                "description": "Instead: the journeys that it is recorded in, in all or in none.",
            }
        )
    for each in SCHEMAS[name]:
        described = {**each.json, "description": each.doc}
        # A field that is null is a field that is not given.
        properties[each.name] = described if each.required else _or_null(described)
        if each.required:
            required.append(each.name)
    made: Schema = {
        "$schema": DRAFT,
        "$id": f"urn:certdomain:command:{name}:1",
        "title": name,
        "description": " ".join((kind.__doc__ or "").split()),
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }
    if not shared:
        given = [{"required": [one], "properties": {one: {"not": {"type": "null"}}}} for one in ("journey", "journeys")]
        made["oneOf"] = given
    return made
