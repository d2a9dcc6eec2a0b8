"""Amounts in and out of words."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain import money
from tui.domain.deals import MOST_DECIMALS
from tui.domain.typed_numbers import parse_number


@pytest.mark.parametrize(
    ("amount", "cents"),
    [("0", 0), ("0.005", 1), ("0.0049", 0), ("1/3", 33), ("2/3", 67), ("10.075", 1008)],
)
def test_rounding_is_half_up(amount: str, cents: int) -> None:
    assert money.to_cents(Fraction(amount)) == cents


def test_dollars_in_words() -> None:
    assert money.dollars(0) == "$0.00"
    assert money.dollars(0, exact=Fraction(1, 1000)) == "<$0.01"
    assert money.dollars(599933400665999400) == "$5,999,334,006,659,994.00"
    assert money.signed_dollars(-150) == "−$1.50"
    assert money.signed_dollars(150) == "+$1.50"
    assert money.signed_dollars(0) == "±$0.00"
    assert money.plain(-5) == "-0.05"
    assert money.unit_price(Decimal("0.42")) == "$0.42"
    assert money.unit_price(Decimal("1200")) == "$1,200.00"
    assert money.unit_price(Decimal("5.672")) == "$5.672"
    assert money.unit_price(Decimal("0.123456789")) == "$0.123456789"
    assert money.unit_price(Fraction(1, 3)) == "$0.333333333333333333…"


def test_the_least_factor_of_the_least_assumption_is_no_zero() -> None:
    least = Fraction(1, 10**MOST_DECIMALS)
    assert money.unit_price(least * least) == f"$0.{'0' * 17}1"


@given(st.integers(0, 10**18))
def test_what_is_printed_reads_back(cents: int) -> None:
    assert money.to_cents(Fraction(parse_number(money.dollars(cents)))) == cents
    assert money.to_cents(Fraction(money.plain(cents))) == cents


@given(st.fractions(min_value=0, max_value=10**6))
def test_a_fixed_text_rounds_half_up(value: Fraction) -> None:
    assert abs(Fraction(money.fixed_text(value, places=4)) - value) <= Fraction(1, 20000)
