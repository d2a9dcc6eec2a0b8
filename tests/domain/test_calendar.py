"""Months and fiscal years."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tui.domain import calendar

days = st.dates(date(2000, 1, 1), date(2100, 1, 1))


def test_months_are_counted_from_the_origin_and_clamped() -> None:
    origin = date(2026, 1, 31)
    assert [calendar.add_months(origin, m) for m in (0, 1, 2, 13, -2)] == [
        date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2027, 2, 28),
        date(2025, 11, 30),
    ]  # fmt: skip


@given(days, days)
def test_the_first_month_from_a_day_is_the_first(origin: date, day: date) -> None:
    month = calendar.first_month_from(origin, day)
    assert calendar.add_months(origin, month) >= day
    assert calendar.add_months(origin, month - 1) < day


def test_the_fiscal_year_turns_on_the_first_of_october() -> None:
    assert calendar.fiscal_year(date(2026, 9, 30)) == 2026
    assert calendar.fiscal_year(date(2026, 10, 1)) == 2027


def test_a_term_ends_on_the_day_before_its_anniversary() -> None:
    assert calendar.last_day_of_term(date(2025, 9, 25), 18) == date(2027, 3, 24)
