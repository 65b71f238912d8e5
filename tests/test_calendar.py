from __future__ import annotations

import calendar
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certdomain.calendar import Period, Unit, noon, parse_date, parse_instant

days = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@pytest.mark.parametrize(
    ("anchor", "period", "expected"),
    [
        (date(2025, 1, 31), Period(3, Unit.MONTHS), date(2025, 4, 30)),
        (date(2025, 1, 31), Period(6, Unit.MONTHS), date(2025, 7, 31)),
        (date(2024, 2, 29), Period(1, Unit.YEARS), date(2025, 2, 28)),
        (date(2024, 2, 29), Period(4, Unit.YEARS), date(2028, 2, 29)),
        (date(2025, 3, 3), Period(2, Unit.WEEKS), date(2025, 3, 17)),
        (date(2025, 12, 31), Period(1, Unit.DAYS), date(2026, 1, 1)),
        (date(2025, 5, 5), Period(0, Unit.MONTHS), date(2025, 5, 5)),
    ],
)
def test_a_period_after_a_day(anchor: date, period: Period, expected: date) -> None:
    assert period.after(anchor) == expected


@pytest.mark.parametrize(
    ("anchor", "period", "expected"),
    [
        (date(2026, 6, 30), Period(4, Unit.MONTHS), date(2026, 2, 28)),
        (date(2024, 6, 30), Period(4, Unit.MONTHS), date(2024, 2, 29)),
        (date(2025, 3, 31), Period(1, Unit.MONTHS), date(2025, 2, 28)),
        (date(2025, 1, 1), Period(1, Unit.DAYS), date(2024, 12, 31)),
    ],
)
def test_a_period_before_a_day(anchor: date, period: Period, expected: date) -> None:
    assert period.before(anchor) == expected


@given(days, st.integers(0, 600))
def test_months_keep_the_day_or_take_the_last_of_the_month(anchor: date, n: int) -> None:
    moved = Period(n, Unit.MONTHS).after(anchor)
    assert (moved.year * 12 + moved.month) - (anchor.year * 12 + anchor.month) == n
    assert moved.day == min(anchor.day, calendar.monthrange(moved.year, moved.month)[1])


@given(days, st.integers(0, 600), st.sampled_from([Unit.DAYS, Unit.WEEKS]))
def test_days_and_weeks_come_back(anchor: date, n: int, unit: Unit) -> None:
    period = Period(n, unit)
    assert period.before(period.after(anchor)) == anchor


@given(days, st.integers(0, 100))
def test_a_year_is_twelve_months(anchor: date, n: int) -> None:
    assert Period(n, Unit.YEARS).after(anchor) == Period(12 * n, Unit.MONTHS).after(anchor)


@pytest.mark.parametrize("unit", list(Unit))
@pytest.mark.parametrize("n", [10**6 * 4, 10**12, 10**5000], ids=["4e6", "1e12", "1e5000"])
def test_a_day_beyond_the_calendar_is_a_value_error(n: int, unit: Unit) -> None:
    with pytest.raises(ValueError, match="beyond the calendar"):
        Period(n, unit).after(date(2025, 1, 1))
    with pytest.raises(ValueError, match="beyond the calendar"):
        Period(n, unit).before(date(2025, 1, 1))


@pytest.mark.parametrize("n", [-1, True, 1.5])
def test_a_period_counts_whole_units(n: int) -> None:
    with pytest.raises(ValueError, match="0 or more"):
        Period(n, Unit.DAYS)


def test_a_period_says_itself() -> None:
    assert str(Period(1, Unit.MONTHS)) == "1 month"
    assert str(Period(3, Unit.DAYS)) == "3 days"


@given(st.dates())
def test_a_day_is_read_back(day: date) -> None:
    assert parse_date(day.isoformat()) == day


@pytest.mark.parametrize(
    "text",
    [
        "2025-02-30",
        "2025-2-3",
        "20250203",
        "2025-W05-1",
        "03/02/2025",
        "2025-02-03T00:00",
        "0000-01-01",
        "",
        "２０２５-01-01",
        "2025-01-01\n",
    ],
)
def test_what_is_not_a_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a day"):
        parse_date(text)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2025-07-04T12:00:00+02:00", datetime(2025, 7, 4, 10, tzinfo=UTC)),
        ("2025-07-04T12:00Z", datetime(2025, 7, 4, 12, tzinfo=UTC)),
        ("2025-07-04T12:00:00.250000-05:30", datetime(2025, 7, 4, 17, 30, 0, 250000, tzinfo=UTC)),
    ],
)
def test_an_instant_is_given_in_utc(text: str, instant: datetime) -> None:
    read = parse_instant(text)
    assert read == instant
    assert read.tzinfo is UTC


@pytest.mark.parametrize(
    "text",
    [
        "2025-07-04T12:00:00",
        "2025-07-04",
        "2025-07-04 12:00:00Z",
        "20250704T120000Z",
        "0001-01-01T00:00:00+02:00",
        "2025-02-30T00:00Z",
        "",
    ],
)
def test_what_is_not_an_instant_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not an instant"):
        parse_instant(text)


@pytest.mark.parametrize(
    ("day", "hour"),
    [(date(2025, 1, 15), 11), (date(2025, 7, 15), 10), (date(2025, 3, 30), 10), (date(2025, 10, 26), 11)],
)
def test_noon_is_noon_in_paris_summer_and_winter(day: date, hour: int) -> None:
    assert noon(day) == datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
