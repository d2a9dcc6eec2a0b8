"""Months counted from an origin, and the federal fiscal year.

Month m begins `m` months after the origin, counted from the origin itself and clamped to the
month's last day: one month after 31 January is 28 February, two months after it 31 March.
Adding months one by one would drift to 28 March.
"""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

EARLIEST: Final = date(1990, 1, 1)
"""No agreement of this program is older; a year 205 is a slip of the finger."""
LATEST: Final = date(2199, 12, 31)
FISCAL_YEAR_FIRST_MONTH: Final = 10


def parse_day(text: str) -> date:
    """Read `2026-11-21`, written in no other way. Raises `ValueError` with a phrase."""
    try:
        day: date | None = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise ValueError("not a date; write it like 2026-11-21")
    if not EARLIEST <= day <= LATEST:
        raise ValueError(f"not a date from {EARLIEST} to {LATEST}")
    return day


def add_months(origin: date, months: int) -> date:
    """Give the day `months` (may be negative) after `origin`, clamped to its month's last day."""
    year, month = divmod(origin.year * 12 + origin.month - 1 + months, 12)
    return date(year, month + 1, min(origin.day, calendar.monthrange(year, month + 1)[1]))


def next_month(day: date) -> date:
    return add_months(day.replace(day=1), 1)


def first_month_from(origin: date, day: date) -> int:
    """Give the first month m, counted from `origin`, that begins on `day` or later."""
    months = (day.year - origin.year) * 12 + day.month - origin.month
    return months if add_months(origin, months) >= day else months + 1


def months_begun(first_day: date, last_day: date) -> int:
    """Count the months, from the first day on, that have begun by the last one, inclusive."""
    return first_month_from(first_day, last_day + timedelta(days=1))


def last_day_of_term(starts: date, term_months: int) -> date:
    """Give the last day, inclusive, of a term of `term_months` that begins on `starts`."""
    return add_months(starts, term_months) - timedelta(days=1)


def fiscal_year(day: date) -> int:
    """Give the federal fiscal year of a day: 1 October to 30 September, named by its end."""
    return day.year + (1 if day.month >= FISCAL_YEAR_FIRST_MONTH else 0)


def fiscal_years(origin: date, months: int) -> Iterator[int]:
    for month in range(months):
        yield fiscal_year(add_months(origin, month))
