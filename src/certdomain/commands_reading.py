"""From what a file or a caller gives to typed, checked values, with every fault of a command at once.

A reader turns one value into its type. It does not raise: a command has many fields, and the first fault must not
hide the others. What cannot be read becomes `Broken`, which stands in the field for the instant between the
converters and the check that follows them (`Checked.__attrs_post_init__`), where all faults are raised together.
No object that holds a `Broken` is ever seen outside.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from difflib import get_close_matches
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from typing import TypeVar, cast

from attrs import evolve, frozen

from certdomain.calendar import parse_date
from certdomain.errors import Problem
from certdomain.frozenmap import FrozenMap
from certdomain.intake.strict_json import Number
from certdomain.marks import exact, written
from certdomain.vocabulary import (
    BLOC_VERDICTS,
    RESULT_VERDICTS,
    TITLE_VERDICTS,
    AnswerStatus,
    CertificateKind,
    Channel,
    Countersigned,
    DiplomaKind,
    ExcuseReason,
    Gender,
    Ground,
    JuryKind,
    ModuleAbsence,
    MoveGround,
    RetakeMode,
    Role,
    Route,
    Situation,
    Verdict,
)

Numeric = Fraction | Decimal | int | str
"""What an exact number may be given as. A float is not exact, and refused."""

EntryRef = int | str
"""A record of the journey: its position, from 1, or its `key`."""

Json = str | bool | int | None | tuple["Json", ...] | Mapping[str, "Json"]
"""A value as a file holds it, immutable. Numbers are their exact text."""

ID_LENGTH = 200
PROSE_LENGTH = 4000
LIST_LENGTH = 1000
DEPTH = 8
FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2200, 12, 31)

_SHOWN_LENGTH = 60
_INTEGER = re.compile(r"[+-]?\d{1,9}\Z", re.ASCII)
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?\Z", re.ASCII)
# Invisible marks that turn the direction of writing: what is shown is no longer what is stored.
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BAD_CATEGORIES = frozenset({"Cc", "Cs", "Cn", "Zl", "Zp"})
_DIGITS_30: int = 10**30

E = TypeVar("E", bound=Enum)
T = TypeVar("T")


# --- what is wrong -------------------------------------------------------------------------------------------------


class Broken:
    """What stands in a field that could not be read. Each problem's `field` is a path from the value on."""

    __slots__ = ("problems",)

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)


def fault(field: str, found: str, expected: str) -> Problem:
    """A problem of one field; where the command stands is added by whoever knows it."""
    return Problem(where="", field=field, found=found, expected=expected)


def broken(value: object, expected: str) -> Broken:
    """The value cannot be read. A value that is broken already keeps its own problems."""
    return value if isinstance(value, Broken) else Broken((fault("", shown(value), expected),))


def within(value: object, path: str) -> tuple[Problem, ...]:
    """The problems of a value, with their paths seen from the thing that holds it."""
    if not isinstance(value, Broken):
        return ()
    return tuple(evolve(problem, field=path + (problem.field or "")) for problem in value.problems)


def shown(value: object) -> str:
    """A value for a message: escaped, at most 60 characters of it, and never by its own `__repr__`."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "true" if value else "false"
        case Enum():
            return shown(value.value)
        case str():
            text = str.__str__(value)
            return repr(text[:_SHOWN_LENGTH]) + ("…" if len(text) > _SHOWN_LENGTH else "")
        case int():
            bits = int.bit_length(value)
            return int.__repr__(value) if bits < 150 else f"an integer of {bits} bits"
        case float():
            return f"the binary float {float.__repr__(value)}"
        case Fraction() if max(abs(value.numerator), value.denominator) < _DIGITS_30:
            return written(value)[:_SHOWN_LENGTH]
        case Decimal():
            return f"the decimal {Decimal.__str__(value)[:_SHOWN_LENGTH]}"
        case time():
            return f"the time {time.isoformat(value)}"
        case Mapping():
            return "a map"
        case list() | tuple():
            return "an empty list" if not value else "a list"
        case datetime():
            return "an instant"
        case date():
            return date.isoformat(value)
        case _:
            return f"an object of type {type(value).__name__[:_SHOWN_LENGTH]!r}"


def nearest(text: object, names: Iterable[str]) -> str:
    """The end of a message that suggests the valid name nearest to what was written, or nothing."""
    if not isinstance(text, str):
        return ""
    close = get_close_matches(text[:_SHOWN_LENGTH].lower(), list(names), n=1)
    return f"; did you mean `{close[0]}`?" if close else ""


# --- text ----------------------------------------------------------------------------------------------------------


def identifier(value: str) -> str:
    """An id: 1 to 200 characters in one line, no space at either end, in Unicode's composed form (NFC)."""
    # Plain ASCII goes the short way: most ids do, by the hundred thousand.
    short = type(value) is str and 0 < len(value) <= ID_LENGTH and value.isascii() and value.isprintable()
    if short and value[0] != " " != value[-1]:
        return value
    return _text(value, ID_LENGTH, "", _ID)


def prose(value: str) -> str:
    """Words of a person: 1 to 4,000 characters, lines allowed, not blank."""
    return _text(value, PROSE_LENGTH, "\n\t", PROSE)


_ID = f"text of 1 to {ID_LENGTH} printable characters, without spaces at its ends"
PROSE = f"text of 1 to {PROSE_LENGTH} characters, not blank, without control characters"


def _text(value: object, limit: int, allowed: str, expected: str) -> str:
    if not isinstance(value, str):
        return cast("str", broken(value, expected))
    text = str.__str__(value)
    if isinstance(value, Number):
        # A bare number where text is meant: whether 2024.0 and 2024 are one id is not for us to say.
        return cast("str", broken(value, f"{expected}: write a number that is text in quotes"))
    if not 0 < len(text) <= limit:
        return cast("str", broken(value, expected))
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if len(text) > limit or not text.strip() or any(_bad(char) and char not in allowed for char in text):
        return cast("str", broken(value, expected))
    if limit == ID_LENGTH and text != text.strip():
        return cast("str", broken(value, expected))
    return text


def _bad(char: str) -> bool:
    if char.isprintable():
        return False
    return unicodedata.category(char) in _BAD_CATEGORIES or char in _BIDI


# --- numbers -------------------------------------------------------------------------------------------------------


def points(value: Numeric) -> Fraction:
    """Points obtained, 0 or more."""
    return number(value, 0, None, _POINTS)


def out_of(value: Numeric) -> Fraction:
    """The points that could be obtained, more than 0."""
    read = number(value, 0, None, _OUT_OF)
    return read if isinstance(read, Broken) or read else cast("Fraction", broken(value, _OUT_OF))


def mark(value: Numeric) -> Fraction:
    """A mark on 20."""
    return number(value, 0, 20, _MARK)


def hours(value: Numeric) -> Fraction:
    """Hours, 0 to 100,000."""
    return number(value, 0, 100_000, _HOURS)


def months(value: Numeric) -> Fraction:
    """Months of experience, 0 to 1,200."""
    return number(value, 0, 1_200, _MONTHS)


def credit_points(value: Numeric) -> Fraction:
    """ECTS credits, 0 to 1,000."""
    return number(value, 0, 1_000, _CREDITS)


NUMBER = "an exact number such as 87.25, of at most 30 digits, without exponent"
_POINTS = f"points, 0 or more: {NUMBER}"
_OUT_OF = f"points, more than 0: {NUMBER}"
_MARK = f"a mark from 0 to 20: {NUMBER}"
_HOURS = f"hours, 0 to 100000: {NUMBER}"
_MONTHS = f"months, 0 to 1200: {NUMBER}"
_CREDITS = f"ECTS credits, 0 to 1000: {NUMBER}"


def number(value: object, least: int, most: int | None, expected: str) -> Fraction:
    """An exact number within its bounds."""
    try:
        read = _exact(value)
    except (TypeError, ValueError):
        return cast("Fraction", broken(value, expected))
    # Cross-multiplied: comparing two fractions costs ten times as much.
    if read.numerator < least * read.denominator or (most is not None and read.numerator > most * read.denominator):
        return cast("Fraction", broken(value, expected))
    return read


def _exact(value: object) -> Fraction:
    if isinstance(value, str):
        return _exact_text(str.__str__(value)) if len(value) <= 100 else exact("too long")
    match value:
        case bool():
            raise TypeError
        case Fraction() | int():
            number = Fraction(value)
        case Decimal() if value.is_finite() and abs(value.adjusted()) <= 60:
            number = exact(value)
        case _:
            raise TypeError
    return _writable(number)


@lru_cache(maxsize=4096)  # the same few marks and hours come back by the hundred thousand
def _exact_text(text: str) -> Fraction:
    return _writable(exact(text))


def _writable(number: Fraction) -> Fraction:
    """The same number, if its exact text can be read again: 1/2**40 would be a decimal of forty places."""
    if number.denominator <= 2**30 and abs(number.numerator) < _DIGITS_30:
        return number
    if max(number.denominator, abs(number.numerator)).bit_length() > 200:
        raise ValueError
    return exact(written(number))


def count(value: int | str) -> int:
    """How many, 0 or more."""
    return _integer(value, 0, 999_999_999, _COUNT)


def ordinal(value: int | str) -> int:
    """A whole number from 1."""
    return _integer(value, 1, 999_999_999, _ORDINAL)


def level(value: int | str) -> int:
    """A level of the national framework, 1 to 8."""
    return _integer(value, 1, 8, _LEVEL)


def course_year(value: int | str) -> int:
    """The year of the course, 1 to 10."""
    return _integer(value, 1, 10, _COURSE_YEAR)


_COUNT = "a whole number, 0 or more"
_ORDINAL = "a whole number, 1 or more"
_LEVEL = "a level, a whole number from 1 to 8"
_COURSE_YEAR = "a year of the course, a whole number from 1 to 10"


def _integer(value: object, least: int, most: int, expected: str) -> int:
    written_so = isinstance(value, str) and len(value) < 20 and _INTEGER.match(value)
    if not written_so and (isinstance(value, bool) or not isinstance(value, int)):
        return cast("int", broken(value, expected))
    whole = int(cast("int | str", value))
    return whole if least <= whole <= most else cast("int", broken(value, expected))


def entry(value: EntryRef) -> EntryRef:
    """A position of the journey, or a key. What looks like a whole number is a position, quoted or not."""
    if isinstance(value, str) and not _INTEGER.match(value):
        key = identifier(value)
        return cast("EntryRef", broken(value, _ENTRY)) if isinstance(key, Broken) else key
    return _integer(value, 1, 999_999_999, _ENTRY)


def session(value: str | int) -> str:
    """The name of a session: a whole number from 1, quoted or not, or the id that a retake gave it."""
    if isinstance(value, str) and not _INTEGER.match(value):
        name = identifier(value)
        return cast("str", broken(value, _SESSION)) if isinstance(name, Broken) else name
    number = _integer(value, 1, 999_999_999, _SESSION)
    return cast("str", number) if isinstance(number, Broken) else str(number)


_SESSION = "a session: a whole number from 1, or the id that a retake gave it"
_ENTRY = "a position in the journey, from 1, or the key of a record"


# --- days, times, booleans -----------------------------------------------------------------------------------------


def day(value: date | str) -> date:
    """A day between 1900 and 2200, written YYYY-MM-DD."""
    found = _day_text(value) if type(value) is str and len(value) == 10 else value
    if isinstance(found, date) and not isinstance(found, datetime) and FIRST_DAY <= found <= LAST_DAY:
        return found
    return cast("date", broken(value, DAY))


@lru_cache(maxsize=4096)  # a register holds few days beside its records
def _day_text(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def clock(value: time | str) -> time:
    """A time of day in Europe/Paris, written 8:30."""
    if isinstance(value, time) and value.tzinfo is None and not value.microsecond:
        return value
    found = _TIME.match(value) if isinstance(value, str) else None
    hour, minute, second = (int(part or 0) for part in found.groups()) if found else (24, 0, 0)
    if hour > 23 or minute > 59 or second > 59:
        return cast("time", broken(value, CLOCK))
    return time(hour, minute, second)


def flag(value: bool) -> bool:
    """True or false, and nothing that could stand for it."""
    return value if value is True or value is False else cast("bool", broken(value, _FLAG))


def passed(value: bool | str) -> bool:
    """True or false, or `passed` and `failed`."""
    if isinstance(value, str) and value in ("passed", "failed"):
        return value == "passed"
    return value if value is True or value is False else cast("bool", broken(value, _PASSED))


DAY = "a day from 1900-01-01 to 2200-12-31, written YYYY-MM-DD"
CLOCK = "a time of day in Europe/Paris, such as 8:30"
_FLAG = "true or false"
_PASSED = "true or false, or `passed` or `failed`"


# --- closed vocabularies -------------------------------------------------------------------------------------------


def _member(allowed: Mapping[str, E], value: object) -> E:
    if isinstance(value, str):
        found = allowed.get(str.__str__(value))
        if found is not None:
            return found
    elif isinstance(value, Enum) and isinstance(value.value, str) and allowed.get(value.value) is value:
        return cast("E", value)
    return cast("E", broken(value, _words_of(allowed) + nearest(value, allowed)))


def _words_of(allowed: Iterable[str]) -> str:
    return f"one of {', '.join(allowed)}"


def _table(members: Iterable[E]) -> dict[str, E]:
    return {cast("str", member.value): member for member in members}


_ROUTES = _table(Route)
_SITUATIONS = _table(Situation)
_GROUNDS = _table(Ground)
_MOVE_GROUNDS = _table(MoveGround)
_REASONS = _table(ExcuseReason)
_ABSENCES = _table(ModuleAbsence)
_COUNTERSIGNED = _table(Countersigned)
_MODES = _table(RetakeMode)
_CHANNELS = _table(Channel)
_JURY_KINDS = _table(JuryKind)
_ROLES = _table(Role)
_GENDERS = _table(Gender)
_CERTIFICATES = _table(CertificateKind)
_DIPLOMAS = _table(DiplomaKind)
_TITLE_VERDICTS = _table(TITLE_VERDICTS)
_BLOC_VERDICTS = _table(BLOC_VERDICTS)
_RESULT_VERDICTS = _table(RESULT_VERDICTS)


def route(value: Route | str) -> Route:
    """A route to the certification."""
    return _member(_ROUTES, value)


def situation(value: Situation | str) -> Situation:
    """The situation of a candidate."""
    return _member(_SITUATIONS, value)


def ground(value: Ground | str) -> Ground:
    """The ground of a recognition."""
    return _member(_GROUNDS, value)


def move_ground(value: MoveGround | str) -> MoveGround:
    """The ground of a move to another edition."""
    return _member(_MOVE_GROUNDS, value)


def excuse_reason(value: ExcuseReason | str) -> ExcuseReason:
    """The reason of an absence."""
    return _member(_REASONS, value)


def module_absence(value: ModuleAbsence | str) -> ModuleAbsence:
    """The absence from a module."""
    return _member(_ABSENCES, value)


def countersigned(value: Countersigned | str) -> Countersigned:
    """What the candidate did with the report of fraud."""
    return _member(_COUNTERSIGNED, value)


def retake_mode(value: RetakeMode | str) -> RetakeMode:
    """The mode of a retake."""
    return _member(_MODES, value)


def channel(value: Channel | str) -> Channel:
    """The channel of a request."""
    return _member(_CHANNELS, value)


def jury_kind(value: JuryKind | str) -> JuryKind:
    """The kind of a jury."""
    return _member(_JURY_KINDS, value)


def role(value: Role | str) -> Role:
    """The role of a member of a jury."""
    return _member(_ROLES, value)


def gender(value: Gender | str) -> Gender:
    """The gender of a member of a jury."""
    return _member(_GENDERS, value)


def certificate_kind(value: CertificateKind | str) -> CertificateKind:
    """The kind of a certificate."""
    return _member(_CERTIFICATES, value)


def diploma_kind(value: DiplomaKind | str) -> DiplomaKind:
    """The kind of a diploma."""
    return _member(_DIPLOMAS, value)


def result_verdict(value: Verdict | str) -> Verdict:
    """The verdict on one evaluation, or on a bloc assessed as one."""
    return _member(_RESULT_VERDICTS, value)


def title_verdict(value: Verdict | str) -> Verdict:
    """The verdict on a title."""
    return _member(_TITLE_VERDICTS, value)


def answer(value: AnswerStatus | str) -> str:
    """The certifier's answer: `accepted` or `refused` to a request, words to a question."""
    return prose(value.value if isinstance(value, AnswerStatus) else value)


# --- lists and maps ------------------------------------------------------------------------------------------------


def ids(value: Sequence[str]) -> tuple[str, ...]:
    """A list of ids, at least one, none twice."""
    read = items(value, identifier, _IDS)
    if isinstance(read, Broken) or len(set(read)) == len(read):
        return read
    twice = next(each for index, each in enumerate(read) if each in read[:index])
    return cast("tuple[str, ...]", Broken((fault("", f"{shown(twice)} twice", _IDS),)))


def scope(value: Sequence[str] | str) -> tuple[str, ...] | None:
    """`whole` (which is `None`), or a list of blocs."""
    return None if isinstance(value, str) and value == "whole" else _or_else(ids(value), _SCOPE)


def measures(value: Sequence[str] | str) -> tuple[str, ...]:
    """A list of measures, or one."""
    return items((value,) if isinstance(value, str) else value, prose, _MEASURES)


def items(value: object, reader: Callable[[T], object], expected: str, *, least: int = 1) -> tuple[str, ...]:
    """A list, each item by its reader."""
    if not isinstance(value, (list, tuple)) or not least <= len(value) <= LIST_LENGTH:
        return cast("tuple[str, ...]", broken(value, expected))
    read = tuple(reader(each) for each in value)
    problems = [problem for index, each in enumerate(read) for problem in within(each, f"[{index}]")]
    return cast("tuple[str, ...]", Broken(problems) if problems else read)


def flags(value: Mapping[str, bool]) -> Mapping[str, bool]:
    """A map from ids to true or false."""
    return cast("Mapping[str, bool]", mapping(value, flag, _FLAGS))


def reasons(value: Mapping[str, str]) -> Mapping[str, str]:
    """A map from ids to the reason in words."""
    return cast("Mapping[str, str]", mapping(value, prose, _REASON_MAP))


def bloc_verdicts(value: Mapping[str, Verdict] | Mapping[str, str]) -> Mapping[str, Verdict]:
    """A map from blocs to verdicts."""
    return cast("Mapping[str, Verdict]", mapping(value, _bloc_verdict, _VERDICT_MAP))


_IDS = "a list of ids, at least one, none twice"
_SCOPE = "`whole`, or a list of blocs, at least one, none twice"
_MEASURES = "one measure or a list of them, in words"
_FLAGS = "a map from ids to true or false"
_REASON_MAP = "a map from ids to the reason in words"
_VERDICT_MAP = "a map from blocs to verdicts"


def _bloc_verdict(value: Verdict | str) -> Verdict:
    return _member(_BLOC_VERDICTS, value)


def _or_else(read: tuple[str, ...], expected: str) -> tuple[str, ...]:
    """The same problems, but the one of the list itself in other words."""
    if not isinstance(read, Broken):
        return read
    worded = (evolve(each, expected=expected) if not each.field else each for each in read.problems)
    return cast("tuple[str, ...]", Broken(worded))


def mapping(value: object, reader: Callable[[T], object], expected: str) -> object:
    """A map from ids, each value by its reader."""
    if isinstance(value, FrozenMap) and not value:
        return value
    if not isinstance(value, Mapping) or len(value) > LIST_LENGTH:
        return broken(value, expected)
    read: dict[str, object] = {}
    problems: list[Problem] = []
    for key, each in value.items():
        name = identifier(key)
        if isinstance(name, Broken):
            problems.append(fault(f".{key_path(key)}", shown(key), f"a key that is {_ID}"))
            continue
        if name in read:
            problems.append(fault(f".{name}", f"{shown(name)} twice", expected))
        read[name] = reader(each)
        problems.extend(within(read[name], f".{name}"))
    return Broken(problems) if problems else FrozenMap(read)


def key_path(key: object) -> str:
    """A key in a field path, escaped unless it is a plain name."""
    return key if type(key) is str and len(key) <= _SHOWN_LENGTH and key.isprintable() and key else shown(key)


# --- what each reader expects, for documents -----------------------------------------------------------------------


@frozen
class Form:
    """What a reader expects: in plain words, and as a JSON Schema."""

    words: str
    json: Mapping[str, object]


_TEXT: Mapping[str, object] = {"type": "string", "minLength": 1, "maxLength": ID_LENGTH}
_EXACT: Mapping[str, object] = {"type": ["number", "string"]}
_DATE: Mapping[str, object] = {"type": "string", "format": "date"}


def _whole(least: int, most: int | None = None) -> Mapping[str, object]:
    return {"type": ["integer", "string"], "minimum": least} | ({} if most is None else {"maximum": most})


def _choice(allowed: Iterable[str]) -> Form:
    return Form(_words_of(allowed), {"enum": list(allowed)})


def _between(least: int, most: int) -> Mapping[str, object]:
    return {**_EXACT, "minimum": least, "maximum": most}


_ID_LIST: Mapping[str, object] = {"type": "array", "items": _TEXT, "minItems": 1, "uniqueItems": True}

FORMS: Mapping[Callable[..., object], Form] = {
    identifier: Form(_ID, _TEXT),
    prose: Form(PROSE, {"type": "string", "minLength": 1, "maxLength": PROSE_LENGTH}),
    answer: Form(PROSE, {"type": "string", "minLength": 1, "maxLength": PROSE_LENGTH}),
    points: Form(_POINTS, {**_EXACT, "minimum": 0}),
    out_of: Form(_OUT_OF, {**_EXACT, "exclusiveMinimum": 0}),
    mark: Form(_MARK, _between(0, 20)),
    hours: Form(_HOURS, _between(0, 100_000)),
    months: Form(_MONTHS, _between(0, 1_200)),
    credit_points: Form(_CREDITS, _between(0, 1_000)),
    count: Form(_COUNT, _whole(0)),
    ordinal: Form(_ORDINAL, _whole(1)),
    level: Form(_LEVEL, _whole(1, 8)),
    course_year: Form(_COURSE_YEAR, _whole(1, 10)),
    session: Form(_SESSION, {"type": ["integer", "string"]}),
    entry: Form(_ENTRY, {"type": ["integer", "string"]}),
    day: Form(DAY, _DATE),
    clock: Form(CLOCK, {"type": "string", "pattern": "^[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?$"}),
    flag: Form(_FLAG, {"type": "boolean"}),
    passed: Form(_PASSED, {"enum": [True, False, "passed", "failed"]}),
    route: _choice(_ROUTES),
    situation: _choice(_SITUATIONS),
    ground: _choice(_GROUNDS),
    move_ground: _choice(_MOVE_GROUNDS),
    excuse_reason: _choice(_REASONS),
    module_absence: _choice(_ABSENCES),
    countersigned: _choice(_COUNTERSIGNED),
    retake_mode: _choice(_MODES),
    channel: _choice(_CHANNELS),
    jury_kind: _choice(_JURY_KINDS),
    role: _choice(_ROLES),
    gender: _choice(_GENDERS),
    certificate_kind: _choice(_CERTIFICATES),
    diploma_kind: _choice(_DIPLOMAS),
    result_verdict: _choice(_RESULT_VERDICTS),
    title_verdict: _choice(_TITLE_VERDICTS),
    ids: Form(_IDS, _ID_LIST),
    scope: Form(_SCOPE, {"anyOf": [{"const": "whole"}, _ID_LIST]}),
    measures: Form(_MEASURES, {"anyOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 1}]}),
    flags: Form(_FLAGS, {"type": "object", "additionalProperties": {"type": "boolean"}}),
    reasons: Form(_REASON_MAP, {"type": "object", "additionalProperties": {"type": "string"}}),
    bloc_verdicts: Form(_VERDICT_MAP, {"type": "object", "additionalProperties": {"enum": list(_BLOC_VERDICTS)}}),
}
"""What each reader expects: the one source of messages, documents and JSON Schemas."""
