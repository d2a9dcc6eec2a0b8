"""Present value: worked examples, and the bounds that no rate can pass."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.analysis.made import CLAUDE, line, offer, scenarios, what_if
from tests.domain.oracle import price
from tests.domain.strategies import offers
from tui.domain.analysis.present_value import present_value
from tui.domain.deals import Offer
from tui.domain.money import to_cents
from tui.domain.scenario import Scenario


def test_two_years_of_claude_at_two_percent() -> None:
    """$24 in month 0 and $24 in month 12: 24 + 24 ÷ 1.02 = 24 + 23.5294… = $47.53."""
    quote = price(CLAUDE, what_if(months=18))
    assert present_value(quote, Decimal(2)) == 47_53


def test_half_a_year_is_a_square_root() -> None:
    """$100 in month 6 at 21 %: √1.21 = 1.1, so 100 ÷ 1.1 = 90.909… = $90.91."""
    late = offer("late", line("100", "flat", "once"), term=None)
    late_line = late.readings[0].lines[0]
    moved = offer("late", type(late_line)("licence", "flat", "once", Decimal(100), from_month=6))
    assert present_value(price(moved, what_if()), Decimal(21)) == 90_91


def test_a_negative_rate_makes_later_charges_dearer() -> None:
    """$24 + $24 ÷ 0.5 = $72 at −50 %."""
    quote = price(CLAUDE, what_if(months=18))
    assert present_value(quote, Decimal(-50)) == 72_00


def test_an_outlandish_rate_is_refused() -> None:
    quote = price(CLAUDE, what_if())
    for rate in ("-51", "1001", "NaN", "Infinity"):
        with pytest.raises(ValueError, match="-50 to 1,000 percent"):
            present_value(quote, Decimal(rate))


@given(offers(), scenarios(), st.decimals(0, 30, places=2))
def test_no_rate_gives_the_total_and_a_rate_no_more(
    one: Offer, scenario: Scenario, rate: Decimal
) -> None:
    quote = price(one, scenario)
    assert present_value(quote, Decimal(0)) == quote.total
    found = present_value(quote, rate)
    assert found <= quote.total
    last = (scenario.months + 11) // 12
    least = Fraction(quote.total, 100) * (Fraction(100) / (100 + Fraction(rate))) ** last
    assert found >= to_cents(least)


@given(offers(), scenarios(), st.decimals(-5, 30, places=2))
def test_charges_of_whole_years_are_exact_fractions(
    one: Offer, scenario: Scenario, rate: Decimal
) -> None:
    quote = price(one, scenario)
    if any(cents for month, cents in enumerate(quote.by_month) if month % 12):
        return
    factor = 1 / (1 + Fraction(rate) / 100)
    exact = sum(
        (Fraction(cents, 100) * factor ** (month // 12))
        for month, cents in enumerate(quote.by_month)
    )
    assert present_value(quote, rate) == to_cents(Fraction(exact))
