"""Amounts in and out of words."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain import money
from tui.domain.deals import MOST_DECIMALS


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("24", "24"), ("1,000", "1000"), ("$0.42", "0.42"), ("1k", "1000"), ("2.5M", "2500000"),
        ("1B", "1000000000"), (".5", "0.5"), ("0", "0"), (" 7 ", "7"), ("$1,234.50", "1234.5"),
        ("007", "7"), ("1" * 30, "1" * 30), ("9" * 20 + "b", "9" * 20 + "0" * 9),
        ("1234567890123456789012345.6789", "1234567890123456789012345.6789"),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(text: str, number: str) -> None:
    assert money.parse_number(text) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "a number is needed"), ("-1", "below zero"), ("1,00", "commas part thousands"),
        ("1,2,3", "commas part thousands"), ("abc", "not a number"), ("1e6", "not a number"),
        ("nan", "not a number"), ("1.2.3", "not a number"), ("$", "not a number"),
        ("9" * 31, "at most 30 characters"), ("1_000", "not a number"), ("١٢", "not a number"),
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused_with_words(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        money.parse_number(text)


def test_a_count_is_whole() -> None:
    assert money.parse_count("1.5k") == 1500
    with pytest.raises(ValueError, match="whole number"):
        money.parse_count("1.5")


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
    assert money.to_cents(Fraction(money.parse_number(money.dollars(cents)))) == cents
    assert money.to_cents(Fraction(money.plain(cents))) == cents


@given(st.fractions(min_value=0, max_value=10**6))
def test_a_fixed_text_rounds_half_up(value: Fraction) -> None:
    assert abs(Fraction(money.fixed_text(value, places=4)) - value) <= Fraction(1, 20000)
