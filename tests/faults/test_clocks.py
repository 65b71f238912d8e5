"""R20, R21: clocks that go back, days that do not exist, months of unequal length: the order is the log's."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import takewhile
from pathlib import Path

import pytest

from certdomain import BadCommand, BadInput, LogCompanyHours, RecordEvaluation, Register
from certdomain.audit import replay
from certdomain.calendar import Period, Unit
from certdomain.commands import command_from
from certdomain.commands_reading import FIRST_DAY, LAST_DAY
from tests.faults.registers import process, real, verdict
from tests.faults.tally import Faults

INSTANTS = [
    datetime(1, 1, 2, tzinfo=UTC),
    datetime(1900, 1, 1, tzinfo=UTC),
    datetime(2024, 2, 29, 23, 59, 59, 999999, tzinfo=UTC),
    datetime(2025, 3, 30, 1, 0, tzinfo=UTC),  # summer time begins in Paris
    datetime(2025, 10, 26, 0, 30, tzinfo=UTC),  # and ends: this hour comes twice
    datetime(2025, 10, 26, 2, 30, tzinfo=timezone(timedelta(hours=2))),
    datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC),
    datetime(9999, 12, 30, tzinfo=UTC),
    datetime(2025, 1, 1, tzinfo=timezone(timedelta(hours=14))),
    datetime(2025, 1, 1, tzinfo=timezone(timedelta(hours=-12))),
]


def test_clocks_that_jump(tmp_path: Path, faults: Faults) -> None:
    """R20. Whatever the clock says, entries stand in the order of recording, `known_at` cuts by what it said."""
    chance = faults.chance
    path = tmp_path / "register.db"
    real(path)
    with Register.open(path, create=False) as register:
        journey = register.journey(next(iter(register.journeys())))
        first = len(journey.records())
        instants = []
        for turn in range(faults.few(20, 400)):
            at = chance.choice(INSTANTS)
            instants.append(at)
            journey.do(LogCompanyHours(on=date(2026, 1, 1), hours=str(turn)), recorded_at=at)
            assert [each.position for each in journey.records()][-1] == first + turn + 1
            faults.note("R20", "clock that goes back, ahead, or says an hour twice", "in the order of recording")
        assert [each.recorded_at for each in journey.records()[first:]] == instants
        for at in {*instants}:
            said = [each.recorded_at for each in journey.records()]
            assert len(journey.records(at)) == len([*takewhile(lambda each: each <= at, said)])  # noqa: B023
        assert replay(register).differences == ()
    with Register.open(path, plugins=[], create=False) as register:
        again = register.journey(journey.id).records()[first:]
        assert [each.recorded_at for each in again] == instants
    assert verdict(path).sound


def test_instants_without_zone(faults: Faults) -> None:
    """R20. A naive instant is refused, in Python and in a file; nothing is recorded."""
    with Register.open("memory:") as register:
        enrolment = command_from(
            {
                "command": "enrol-candidate",
                "on": "2024-09-02",
                "certification": "RNCP36395",
                "route": "apprenticeship",
                "evidence": [{"diploma": {"level": 5}}, {"selection": "passed"}],
            },
            where="here",
        )
        naive = datetime(2025, 1, 1)  # noqa: DTZ001
        with pytest.raises(BadInput):
            register.journey("J1").do(enrolment, recorded_at=naive)
        assert [*register.journeys()] == []
        faults.note("R20", "instant without a time zone", "refused")


def test_days_of_facts(faults: Faults) -> None:
    """R20. Days that do not exist, or that no certification can have, are refused; a day with a time is none."""
    wrong = [
        *("2025-02-29", "2023-02-29", "1900-02-29", "2025-04-31", "2025-13-01", "2025-00-10", "0000-01-01"),
        *("10000-01-01", "2025-1-1", "20250101", "2025-W01-1", "2025-01-01T00:00", "01/02/2025", "2025-01-01 ", ""),
        *("٢٠٢٥-٠١-٠١", "2025\u201101\u201101", "-2025-01-01", "+2025-01-01"),
        (FIRST_DAY - timedelta(days=1)).isoformat(),
        (LAST_DAY + timedelta(days=1)).isoformat(),
    ]
    for text in wrong:
        with pytest.raises(BadCommand):
            command_from({"command": "log-company-hours", "on": text, "hours": 7}, where="here")
        faults.note("R20", "a day that is none", "refused")
    for value in (datetime(2025, 1, 1, tzinfo=UTC), datetime(2025, 1, 1, 10), 20250101, 1735689600.0, None, True):  # noqa: DTZ001
        with pytest.raises(BadCommand):
            RecordEvaluation(on=value, evaluation="B1", points="1")  # type: ignore[arg-type]
        faults.note("R20", "a day that is none", "refused")
    for text in ("2024-02-29", "2000-02-29", FIRST_DAY.isoformat(), LAST_DAY.isoformat()):
        assert (
            command_from({"command": "log-company-hours", "on": text, "hours": 7}, where="here").on.isoformat() == text
        )


ELSEWHERE = """
import sys, hashlib
from certdomain import Register
from certdomain.audit import replay
from datetime import date
told = []
with Register.open(sys.argv[1], plugins=[], create=False) as register:
    report = replay(register)
    assert report.differences == (), report.differences
    for journey in register.journeys():
        decision = register.journey(journey).decide(date(2027, 1, 1))
        told += [str(decision.to_json()), decision.explain("fr"), decision.explain("en")]
print(hashlib.sha256(chr(10).join(told).encode()).hexdigest())
"""


def test_other_zones_and_seeds(tmp_path: Path, faults: Faults) -> None:
    """R16, R20. In another zone, locale, hash seed, and in a fresh process: the same decisions to the letter."""
    path = tmp_path / "register.db"
    real(path)
    places: list[dict[str, str]] = [
        {"TZ": "Europe/Paris"},
        {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Adak", "PYTHONHASHSEED": "4294967295", "LC_ALL": "C"},
        {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "PYTHONUTF8": "0"},
        {"PYTHONHASHSEED": "77", "LC_ALL": "fr_FR.UTF-8", "PYTHONOPTIMIZE": "1"},
    ]
    said = set()
    for place in places[1 : faults.few(3, 6)]:
        with process(ELSEWHERE, path, env=place) as running:
            output, errors = running.communicate(timeout=120)
        assert running.returncode == 0, errors
        said.add(output)
        faults.note("R20", "another time zone, locale and hash seed", "the same decisions, to the letter")
    assert len(said) == 1


def test_months(faults: Faults) -> None:
    """R21. A month or year later is the same day of the month, or the month's last where there is none; counted
    another way for every day of five years; a year is twelve months."""
    start = date(2023, 1, 1)
    days = [start + timedelta(days=n) for n in range(5 * 365 + 2)]
    for day in faults.some(days, 200):
        for unit, amounts in ((Unit.MONTHS, (1, 2, 6, 11, 12, 13, 36)), (Unit.YEARS, (1, 2, 3, 4))):
            for amount in amounts:
                period = Period(amount, unit)
                year, month = divmod(day.year * 12 + day.month - 1 + amount * (1 if unit is Unit.MONTHS else 12), 12)
                last = monthrange(year, month + 1)[1]
                assert period.after(day) == date(year, month + 1, min(day.day, last))
                faults.note(
                    "R21",
                    "months and years from a day, ends of months included",
                    "the same day, or the last of the month",
                )
