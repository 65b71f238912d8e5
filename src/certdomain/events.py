"""What is stored: stable names in the past tense, one closed registry, pure upcasters, JSON bytes.

One event is one recorded command with its answer. Names never are import paths; a name and version once stored is
readable for good, through the upcasters of that name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from types import MappingProxyType
from typing import TypeVar

import attrs
import msgspec
from attrs import frozen

from certdomain.calendar import parse_instant
from certdomain.candidate import Contribution
from certdomain.commands import COMMANDS, Command, command_from, name_of, to_raw
from certdomain.envelope import Answered, Recorded
from certdomain.jury import JurySat
from certdomain.stored import UNREADABLE, Reader, answer_out, converter, reader, text, told

Json = dict[str, object]
Upcaster = Callable[[Json], Json]
T = TypeVar("T")


class UnknownEvent(LookupError):
    """A stored name that this version does not know: a newer version wrote it, or somebody else did."""


@frozen(kw_only=True)
class RegulationAdopted:
    """A regulation adopted by the register: its canonical content is kept here, and only this copy is ever used.

    `clauses`: those of its own text that the adoption rests on.
    """

    certification: str
    edition: str
    digest: str
    content: str
    recorded_at: datetime
    by: str = "system"
    reason: str = ""
    clauses: tuple[str, ...] = ()


@frozen(kw_only=True)
class StandingChanged:
    """What a journey adds to its candidate's standing changed."""

    recorded_at: datetime
    contribution: Contribution


@frozen(kw_only=True)
class JuryFrozen:
    """A jury deliberated for the first time."""

    recorded_at: datetime
    sat: JurySat


Event = Recorded | RegulationAdopted | StandingChanged | JuryFrozen

COMMAND_EVENTS: Mapping[str, str] = MappingProxyType(
    {
        "enrol-candidate": "candidate-enrolled@1",
        "record-positioning": "positioning-recorded@1",
        "choose-option": "option-chosen@1",
        "recognise-bloc": "bloc-recognised@1",
        "grant-accommodation": "accommodation-granted@1",
        "log-company-hours": "company-hours-logged@1",
        "record-attendance": "attendance-recorded@1",
        "agree-attendance-penalty": "attendance-penalty-agreed@1",
        "send-convocation": "convocation-sent@1",
        "record-evaluation": "evaluation-recorded@1",
        "record-module": "module-recorded@1",
        "record-absence": "absence-recorded@1",
        "submit-excuse": "excuse-submitted@1",
        "request-make-up": "make-up-requested@1",
        "submit-report": "report-submitted@1",
        "draw-up-minutes": "minutes-drawn-up@1",
        "report-fraud": "fraud-reported@1",
        "hear-candidate": "candidate-heard@1",
        "decide-fraud": "fraud-decided@1",
        "establish-falsification": "falsification-established@1",
        "request-retake": "retake-requested@1",
        "request-professional-retake": "professional-retake-requested@1",
        "choose-portfolio": "portfolio-chosen@1",
        "transmit-portfolio": "portfolio-transmitted@1",
        "present-portfolio": "portfolio-presented@1",
        "record-portfolio-result": "portfolio-result-recorded@1",
        "decide-vae-admissibility": "vae-admissibility-decided@1",
        "constitute-jury": "jury-constituted@1",
        "deliberate": "jury-deliberated@1",
        "settle": "question-settled@1",
        "disclose-marks": "marks-disclosed@1",
        "publish-results": "results-published@1",
        "issue-certificate": "certificate-issued@1",
        "withdraw-award": "award-withdrawn@1",
        "destroy-copies": "copies-destroyed@1",
        "withdraw-candidate": "candidate-withdrawn@1",
        "move-to-edition": "edition-moved@1",
        "correct-entry": "entry-corrected@1",
        "void-entry": "entry-voided@1",
    }
)
"""The event of each command. An event tells what was asked or done; its answer tells what came of it."""

REGULATION_ADOPTED = "regulation-adopted@1"
STANDING_CHANGED = "standing-changed@1"
JURY_FROZEN = "jury-frozen@1"

EVENT_NAMES = frozenset((*COMMAND_EVENTS.values(), REGULATION_ADOPTED, STANDING_CHANGED, JURY_FROZEN))
"""The closed registry of stored names."""

UPCASTERS: Mapping[str, tuple[str, Upcaster]] = MappingProxyType({})
"""For each superseded name and version: the next one, and the pure function that brings the stored map to it."""

_COMMAND_OF = {event: command for command, event in COMMAND_EVENTS.items()}


def encode(event: Event) -> tuple[str, bytes]:
    """The stored name and bytes of an event."""
    match event:
        case Recorded():
            data = {
                "at": event.recorded_at.isoformat(),
                "command": to_raw(event.command),
                "answer": answer_out(event.answer),
            }
            if event.content:
                data["content"] = event.content
            return COMMAND_EVENTS[name_of(type(event.command))], _dump(data)
        case RegulationAdopted():
            left_out = {"recorded_at", *(() if event.clauses else ("clauses",))}
            data = {k: v for k, v in attrs.asdict(event).items() if k not in left_out}
            return REGULATION_ADOPTED, _dump({"at": event.recorded_at.isoformat(), **data})
        case StandingChanged():
            contribution = converter().unstructure(event.contribution)
            return STANDING_CHANGED, _dump({"at": event.recorded_at.isoformat(), "contribution": contribution})
        case JuryFrozen():
            return JURY_FROZEN, _dump({"at": event.recorded_at.isoformat(), "journey": event.sat.journey})


def decode(stream: str, version: int, name: str, state: bytes) -> Event:
    """The event of stored bytes, brought to its present form.

    The large parts of an answer (its tree, what was decided, findings, a re-judgement) are made when they are first
    asked for; `Damaged` is raised then if their bytes are not what they should be.

    Raises:
        UnknownEvent: for a name that is not in the registry.
        ValueError: for bytes that are not what that name says.
    """
    if name in _COMMAND_OF:
        try:
            return _reader(name)(stream, version, state)
        except (ValueError, OverflowError, RecursionError):
            pass  # not what `encode` writes: the converter says what is wrong, or knows an older way of writing it
    return decode_reference(stream, version, name, state)


def decode_reference(stream: str, version: int, name: str, state: bytes) -> Event:
    """The same by the plain way, with nothing left for later: what `decode` is held to, and what it falls back on.

    Raises:
        UnknownEvent, ValueError: as `decode` does.
    """
    if name not in EVENT_NAMES and name not in UPCASTERS:
        msg = f"{stream}, version {version}: {name!r} is not a name that this version knows"
        raise UnknownEvent(msg)
    try:
        data = _object(msgspec.json.decode(state))
        while name in UPCASTERS:
            name, upcast = UPCASTERS[name]
            data = upcast(data)
        return _event(stream, version, name, data)
    except UNREADABLE as error:
        msg = f"{stream}, version {version}, {name}: {told(error)}"
        raise ValueError(msg) from error


@cache
def _reader(name: str) -> Reader:
    return reader(_COMMAND_OF[name])


def _event(stream: str, version: int, name: str, data: Json) -> Event:
    at = parse_instant(text(data["at"]))
    match name:
        case "regulation-adopted@1":
            rest = {key: text(value) for key, value in data.items() if key not in ("at", "clauses")}
            clauses = tuple(text(each) for each in _list(data.get("clauses", [])))
            return RegulationAdopted(recorded_at=at, clauses=clauses, **rest)
        case "standing-changed@1":
            _require_only(data, "at", "contribution")
            return StandingChanged(recorded_at=at, contribution=_structure(data["contribution"], Contribution))
        case "jury-frozen@1":
            _require_only(data, "at", "journey")
            return JuryFrozen(recorded_at=at, sat=JurySat(journey=text(data["journey"])))
        case _:
            _require_only(data, "at", "command", "answer", "content")
            return Recorded(
                stream=stream,
                position=version,
                recorded_at=at,
                command=_command(_COMMAND_OF[name], _object(data["command"]), stream),
                answer=_structure(data["answer"], Answered),
                content=text(data.get("content", "")),
            )


def _structure(data: object, kind: type[T]) -> T:
    return converter().structure(data, kind)


def _object(data: object) -> Json:
    if isinstance(data, dict):
        return data
    msg = f"an object was expected, not {type(data).__name__}"
    raise TypeError(msg)


def _list(data: object) -> list[object]:
    if isinstance(data, list):
        return data
    msg = f"a list was expected, not {type(data).__name__}"
    raise TypeError(msg)


def _require_only(data: Json, *names: str) -> None:
    unknown = sorted(data.keys() - {*names})
    if unknown:
        msg = f"{', '.join(unknown)[:60]!r}: no such field"
        raise ValueError(msg)


def _command(name: str, raw: Json, where: str) -> Command:
    command = command_from(raw, where=where)
    if type(command) is not COMMANDS[name]:
        msg = f"a {name} was expected"
        raise ValueError(msg)
    return command


def _dump(data: object) -> bytes:
    return msgspec.json.encode(data)
