"""Opening what a command works on: the register, and the names that a user may have meant."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date, datetime
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo

from certdomain.cli.options import STORE, Arguments
from certdomain.commands import EnrolCandidate
from certdomain.errors import BadInput, Problem, UnknownJourney
from certdomain.intake.strict_json import shown
from certdomain.journey import Journey
from certdomain.register import Register

_MANY = 20_000  # among how many ids the nearest is looked for

_IRREPLACEABLE = {
    b"SQLite format 3\0": "a register or another SQLite file",
    b"\x37\x7f\x06\x82": "the log of an SQLite file",
    b"\x37\x7f\x06\x83": "the log of an SQLite file",
    b"PRIVATE+KEY+": "a signing key",
}


def today() -> date:
    """The present day in Europe/Paris."""
    return datetime.now(ZoneInfo("Europe/Paris")).date()


def store_of(args: Arguments) -> str:
    """The register that is meant."""
    return STORE if args.store is None else args.store


def opened(args: Arguments) -> Register:
    """The register, which must exist.

    Raises:
        Damaged: if it is missing or cannot be read.
    """
    return Register.open(store_of(args), create=False)


def exists(store: str) -> bool:
    """Whether there is something where a register is to be; a register in memory never is."""
    try:
        return Path(store.removeprefix("sqlite:///")).exists()
    except (OSError, ValueError):
        return False


def known(register: Register, name: str) -> Journey:
    """The journey of that id, which must have a record.

    Raises:
        UnknownJourney: names the nearest ids.
    """
    journey = register.journey(name)
    if _writable(name) and journey.records():
        return journey
    near = get_close_matches(name, list(islice(register.journeys(), _MANY)), 3, 0.5)
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    raise UnknownJourney([_problem(name, f"the id of a journey of this register{hint}")])


def not_enrolled(journey: Journey, on: date, known_at: datetime | None = None) -> UnknownJourney:
    """Why a journey that has records cannot be decided: its enrolment came later, was known later, or was refused."""
    see = f"`certdomain timeline {journey.id}` shows what is recorded"
    enrolments = [r for r in journey.records(known_at) if isinstance(r.command, EnrolCandidate)]
    later = next((r for r in journey.records() if isinstance(r.command, EnrolCandidate) and not r.answer.refused), None)
    if known_at is not None and later is not None and all(r.answer.refused for r in enrolments):
        return UnknownJourney(
            [
                _problem(
                    journey.id,
                    f"a journey whose enrolment was known at {known_at.isoformat()}; it was recorded at "
                    f"{later.recorded_at.isoformat()}; {see}",
                )
            ]
        )
    days = [r.command.on for r in enrolments if not r.answer.refused]
    if enrolments and not days:
        return UnknownJourney([_problem(journey.id, f"a journey whose enrolment was not refused; {see}")])
    begun = f"enrolled by {on}; " + (f"it is from {min(days)} on" if days else see)
    return UnknownJourney([_problem(journey.id, f"a journey {begun}")])


def nearest(name: str, names: Iterable[str]) -> str:
    """A hint at the name that was meant, or nothing."""
    near = get_close_matches(name, list(names), 1, 0.5)
    return f"; did you mean {near[0]}?" if near else ""


def refuse(field: str, found: str, expected: str) -> NoReturn:
    """Say what is wrong on the command line.

    Raises:
        BadInput: always.
    """
    raise BadInput([Problem(where="command line", field=field, found=shown(found), expected=expected)])


def spare(option: str, name: str) -> None:
    """Leave alone what cannot be made again.

    Raises:
        BadInput: if a file that an option names for writing is a register, its log or a signing key.
    """
    lost = _irreplaceable(Path(name))
    if lost is not None:
        refuse(option, name, f"another file: this one is {lost}, and would be lost")


def wrote(option: str, name: str, content: bytes) -> str:
    """Write a file that an option names, and give back its name.

    Raises:
        BadInput: if it cannot be written, or stands for something that cannot be made again.
    """
    spare(option, name)
    try:
        Path(name).write_bytes(content)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        refuse(option, name, f"a file that can be written ({reason})")
    return name


def _irreplaceable(path: Path) -> str | None:
    """What would be lost with a file, by its first bytes and whatever its name: a register, its log, a signing key."""
    if not os.path.isfile(path):  # noqa: PTH113 - pathlib raises for a name that cannot be
        return None  # to look into a pipe would take something out of it
    try:
        with path.open("rb") as file:
            begin = file.read(16)
    except OSError:
        return None
    return next((what for head, what in _IRREPLACEABLE.items() if begin.startswith(head)), None)


def _problem(name: str, expected: str) -> Problem:
    return Problem(where="register", field="journey", found=shown(name), expected=expected)


def _writable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return bool(text) and "\0" not in text
