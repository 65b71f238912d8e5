"""Days, periods and instants. Periods are counted from their anchor, in one step, and cut to the end of the month."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from enum import Enum
from functools import lru_cache
from zoneinfo import ZoneInfo

from attrs import frozen
from dateutil.relativedelta import relativedelta

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:\d{2})\Z", re.ASCII)


class Unit(Enum):
    """What a period counts."""

    DAYS = "days"  # calendar days
    WEEKS = "weeks"  # seven days each
    MONTHS = "months"  # calendar months, cut to the end of a shorter one
    YEARS = "years"  # calendar years, cut on 29 February


@frozen
class Period:
    """`n` calendar days, weeks, months or years.

    Months and years keep the day of the anchor, or the last day of the month where there is no such day: three months
    after 31 January is 30 April, four months before 30 June is 28 February. Two periods in a row are not one period of
    the sum, for what was cut is lost: count from the anchor.

    Attributes:
        n: how many, 0 or more; 0 is the anchor's own day.
        unit: what is counted: days, weeks, months or years.

    Effect:
        `Period(6, Unit.MONTHS)`. Public holidays and opening hours are unknown to it.
    """

    n: int
    unit: Unit

    def __attrs_post_init__(self) -> None:
        if isinstance(self.n, bool) or not isinstance(self.n, int) or self.n < 0:
            msg = f"a period counts 0 or more whole {self.unit.value}"
            raise ValueError(msg)

    def after(self, day: date) -> date:
        """The day this long after `day`.

        Raises:
            ValueError: when that day is beyond the calendar (year 9999).
        """
        return self._moved(day, 1)

    def before(self, day: date) -> date:
        """The day this long before `day`.

        Raises:
            ValueError: when that day is beyond the calendar (year 1).
        """
        return self._moved(day, -1)

    def _moved(self, day: date, sign: int) -> date:
        try:
            return _shifted(day, sign * self.n, self.unit)
        except (ValueError, OverflowError):
            way = "after" if sign > 0 else "before"
            msg = f"{self} {way} {day} is beyond the calendar"
            raise ValueError(msg) from None

    def __str__(self) -> str:
        # A count too long to print would raise in the very message that explains it.
        count = str(self.n) if self.n.bit_length() < 100 else "too many"
        return f"{count} {self.unit.value[:-1] if self.n == 1 else self.unit.value}"


@lru_cache(maxsize=4096)
def _shifted(day: date, n: int, unit: Unit) -> date:
    # Remembered: the same few periods are counted from the same few days for every candidate of a cohort.
    moved: date = day + _step(n, unit)
    return moved


@lru_cache(maxsize=256)
def _step(n: int, unit: Unit) -> relativedelta:
    match unit:
        case Unit.DAYS:
            return relativedelta(days=n)
        case Unit.WEEKS:
            return relativedelta(weeks=n)
        case Unit.MONTHS:
            return relativedelta(months=n)
        case Unit.YEARS:
            return relativedelta(years=n)


def parse_date(text: str) -> date:
    """Read a day written YYYY-MM-DD, and nothing else.

    Raises:
        ValueError: for any other form, and for a day that does not exist.
    """
    if not _DAY.match(text):
        msg = f"{text[:40]!r} is not a day written YYYY-MM-DD"
        raise ValueError(msg)
    try:
        return date.fromisoformat(text)
    except ValueError:
        msg = f"{text!r} is not a day of the calendar"
        raise ValueError(msg) from None


def parse_instant(text: str) -> datetime:
    """Read an instant written in ISO 8601 with its offset, as 2025-07-04T12:00:00+02:00, and give it in UTC.

    Raises:
        ValueError: for any other form, for an instant without an offset, and for one that does not exist.
    """
    if not _INSTANT.match(text):
        msg = f"{text[:40]!r} is not an instant with its offset, such as 2025-07-04T12:00:00+02:00"
        raise ValueError(msg)
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        msg = f"{text!r} is not an instant of the calendar"
        raise ValueError(msg) from None


def noon(day: date) -> datetime:
    """Noon of the day in Europe/Paris, as a UTC instant."""
    return datetime.combine(day, time(12), _paris()).astimezone(UTC)


@lru_cache(maxsize=1)
def _paris() -> ZoneInfo:
    # Looked up when first needed: a machine without a time zone database takes it from the package tzdata.
    return ZoneInfo("Europe/Paris")
