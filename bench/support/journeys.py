"""Journeys as a year of a title gives them: the same candidates each time, other marks for each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from certdomain import Command, Register
from certdomain.commands import command_from

TITLE = "RNCP36395"
DECIDED_ON = date(2026, 9, 1)
"""A day after all that is recorded."""
RECORDED_AT = datetime(2026, 9, 1, 12, tzinfo=UTC)

Raw = dict[str, object]

_TESTS = (
    ("B1.1", 100, "2025-06-02"),
    ("B2.1", 150, "2025-06-05"),
    ("PRO.tutor", 50, "2025-06-06"),
    ("B2.2", 75, "2025-06-12"),
    ("B4.1", 50, "2025-06-13"),
    ("B3.1", 100, "2025-06-16"),
    ("B3.2", 150, "2025-06-17"),
    ("B4.2", 50, "2025-06-18"),
    ("B4.3", 75, "2025-06-19"),
    ("PRO.written", 75, "2025-06-20"),
    ("PRO.oral", 125, "2025-06-20"),
)
_WRITTEN = [name for name, _, _ in _TESTS if not name.startswith("PRO")]
_B4 = [(name, out_of) for name, out_of, _ in _TESTS if name.startswith("B4")]
_MEMBERS = [
    {"role": "president", "external": True, "gender": "f", "trade_since": "2005-09-01"},
    {"role": "professional", "external": True, "gender": "f", "trade_since": "2012-01-02"},
    {"role": "professional", "external": True, "gender": "m", "trade_since": "2008-03-03"},
    {
        "role": "centre-representative",
        "external": False,
        "gender": "m",
        "trade_since": "2011-05-02",
        "employed_by_centre": True,
        "trained_candidate": False,
    },
]
_JURIES = (("J-SUMMER", "2025-06-25", "2025-07-04"), ("J-WINTER", "2026-02-02", "2026-02-06"))


def juries() -> Iterator[Raw]:
    """The two juries that all journeys share."""
    for jury, on, meets_on in _JURIES:
        yield {
            "command": "constitute-jury",
            "on": on,
            "jury": jury,
            "kind": "certification",
            "certification": TITLE,
            "meets_on": meets_on,
            "members": _MEMBERS,
        }


def journey(number: int) -> list[Raw]:
    """The records of one candidate: two in three pass at once (23 records), the others after a retake of B4 (30)."""
    passes = number % 3 != 0
    found: list[Raw] = [
        {
            "command": "enrol-candidate",
            "on": "2024-09-02",
            "certification": TITLE,
            "route": "apprenticeship",
            "centre": f"C{number % 7}",
            "evidence": [{"diploma": {"level": "5"}}, {"selection": "passed"}],
        },
        {"command": "log-company-hours", "on": "2024-12-20", "hours": "105"},
        {"command": "log-company-hours", "on": "2025-05-09", "hours": "175"},
        {"command": "send-convocation", "on": "2025-04-28", "evaluations": _WRITTEN, "test_on": "2025-06-02"},
        {"command": "submit-report", "on": "2025-05-16", "evaluation": "PRO.written", "due": "2025-05-16"},
    ]
    for at, (name, out_of, day) in enumerate(_TESTS):
        mark = 11 + (number + at) % 7 if passes else 7 if name.startswith("B4") else 10
        found.append(_evaluation(name, mark, out_of, day, number))
    found += [
        {"command": "draw-up-minutes", "on": "2025-06-20", "evaluations": _WRITTEN, "ref": f"PV-{number}"},
        {"command": "deliberate", "on": "2025-07-04", "jury": "J-SUMMER"},
        {"command": "publish-results", "on": "2025-07-07", "last_exam_on": "2025-06-20"},
        {"command": "issue-certificate", "on": "2025-07-15", "kind": "training-attestation"},
    ]
    if passes:
        found += [
            {"command": "issue-certificate", "on": "2025-09-15", "kind": "parchment"},
            {"command": "destroy-copies", "on": "2026-07-07", "evaluations": _WRITTEN},
            {"command": "log-company-hours", "on": "2025-06-27", "hours": "7.5"},
        ]
        return found
    names = [name for name, _ in _B4]
    found.append(
        {
            "command": "request-retake",
            "on": "2025-09-01",
            "blocs": ["B4"],
            "mode": "resit",
            "channel": "registered-letter",
            "test_on": "2026-01-15",
        }
    )
    found.append({"command": "send-convocation", "on": "2025-12-01", "evaluations": names, "test_on": "2026-01-15"})
    found += [_evaluation(name, 12 + number % 4, out_of, "2026-01-15", number) for name, out_of in _B4]
    found += [
        {"command": "draw-up-minutes", "on": "2026-01-15", "evaluations": names, "session": "2"},
        {"command": "deliberate", "on": "2026-02-06", "jury": "J-WINTER"},
        {"command": "publish-results", "on": "2026-02-09", "last_exam_on": "2026-01-15"},
        {"command": "issue-certificate", "on": "2026-03-16", "kind": "parchment"},
        {"command": "log-company-hours", "on": "2026-02-27", "hours": "3.5"},
    ]
    return found


def named(number: int) -> str:
    """The id of a journey."""
    return f"J-{number:06d}"


def commands(number: int) -> list[Command]:
    """The records of one candidate as commands."""
    return [command_from(raw, where=named(number)) for raw in journey(number)]


def constitute(register: Register) -> None:
    """Record the juries, which stand outside what is measured."""
    for raw in juries():
        if not register.do(command_from(raw, where="jury"), recorded_at=RECORDED_AT).accepted:
            raise SystemExit("a jury was refused: the benchmark's journeys need mending")


def write_lines(path: Path, count: int) -> int:
    """A JSON Lines file of so many journeys, written as a register's users would; returns the number of its lines."""
    lines = 0
    with path.open("w", encoding="utf-8") as file:
        for raw in juries():
            file.write(json.dumps(raw) + "\n")
            lines += 1
        for number in range(count):
            for raw in journey(number):
                file.write(json.dumps({"journey": named(number), **raw}) + "\n")
                lines += 1
    return lines


def _evaluation(name: str, mark: int, out_of: int, day: str, number: int) -> Raw:
    quarters = mark * out_of * 4 // 20 + number % 2  # a quarter of a point more for every other candidate
    return {"command": "record-evaluation", "on": day, "evaluation": name, "points": str(quarters / 4)}
