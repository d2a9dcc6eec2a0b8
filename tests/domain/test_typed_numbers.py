"""Numbers as people type them: read whole or refused whole."""

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.typed_numbers import parse_count, parse_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("24", "24"), ("1,000", "1000"), ("$0.42", "0.42"), ("1k", "1000"), ("2.5M", "2500000"),
        ("1B", "1000000000"), ("1.2b", "1200000000"), ("40k", "40000"), (".5", "0.5"),
        ("0", "0"), (" 7 ", "7"), ("$1,234.50", "1234.5"), ("$1,000.50", "1000.5"), ("007", "7"),
        ("1 000", "1000"), ("1 000 000", "1000000"), ("1\u202f000", "1000"),
        ("1\u00a0000.50", "1000.5"), ("1\u2009000", "1000"), ("1\t000", "1000"),
        ("1'000", "1000"), ("1’000’000", "1000000"), ("1.000", "1"),
        ("１２３", "123"), ("١٢", "12"), ("＄１，０００．５", "1000.5"), ("४०k", "40000"),
        ("55.04*730", "40179.2"), ("55.04 * 730", "40179.2"), ("66.048×730", "48215.04"),
        ("(2 + 3) * 4", "20"), ("2 + 3 * 4", "14"), ("10 - 4 - 3", "3"), ("10 − 4", "6"),
        ("1/8", "0.125"), ("12/3/2", "2"), ("1k+1", "1001"), ("1,000 + 1 000", "2000"),
        ("($1.50 + $2)*2", "7"), ("1" * 30, "1" * 30), ("9" * 20 + "b", "9" * 20 + "0" * 9),
        ("1234567890123456789012345.6789", "1234567890123456789012345.6789"),
    ],
)  # fmt: skip
def test_amounts(text: str, number: str) -> None:
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "a number is needed"), (" ", "a number is needed"),
        ("-1", "below zero"), ("−5", "below zero"), ("3 - 5", "below zero"),
        ("1,00", "commas separate thousands"), ("1,2,3", "commas separate thousands"),
        ("1.000,00", "commas separate thousands"), ("1 00", "not one number; write it like 1,000"),
        ("1 2", "not one number"), ("1,000 000", "not one number"), ("1.2.3", "not one number"),
        ("abc", "not a number"), ("nan", "not a number"), ("$", "not a number"),
        ("1_000", "not a number"), ("5²", "not a number"), ("½", "not a number"),
        ("1\n000", "not a number"), ("40 k", "not one number"), ("40kk", "not a number"),
        ("1e6", "exponents are not accepted; write 1e3 as 1,000 or 1k"), ("1e-3", "exponents"),
        ("12%", "a percentage is not a number here; write it like 0.12"),
        ("1/0", "divided by zero"), ("10/3", "3.3333333333… has endless decimals"),
        ("2 *", "not a sum"), ("2 ** 3", "not a sum"), ("(2", "not a sum"), ("2)", "not a sum"),
        ("()", "not a sum"), ("2 (3)", "not a sum"), ("+5", "not a sum"),
        ("9" * 31, "at most 30 characters"), ("1+" * 60 + "1", "arithmetic of at most 100"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_whole_is_refused_whole(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        parse_number(text)


@pytest.mark.parametrize(
    ("text", "count"), [("1.5k", 1500), ("2.5M", 2_500_000), ("12 * 5", 60), ("1 000", 1000)]
)
def test_counts(text: str, count: int) -> None:
    assert parse_count(text) == count


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1.5", "a whole number is needed"), ("24.0", "a whole number is needed"),
        ("7/2", "a whole number is needed"), ("1.2345k", "a whole number is needed"),
        ("1.000", "a point does not separate thousands; write 1,000 or 1000"),
        ("1.000k", "a point does not separate thousands; write 1,000,000 or 1000000"),
        ("9" * 30, "is too large a number"),
    ],
)  # fmt: skip
def test_what_is_no_count_is_refused(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        parse_count(text)


def answer(read: Callable[[str], Decimal | int], text: str) -> Decimal | int | str:
    """The number, or why there is none."""
    try:
        return read(text)
    except ValueError as refusal:
        return str(refusal)


@given(st.text(max_size=40) | st.text("0123456789,.$' ()+-*/kMb", max_size=20))
def test_whatever_is_typed_is_a_number_that_is_not_negative_or_a_sentence(text: str) -> None:
    for read in (parse_number, parse_count):
        said = answer(read, text)
        assert said >= 0 if not isinstance(said, str) else re.fullmatch(r"[^A-Z\n].*[^.\n]", said)


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.integers(1, 10**6))
def test_arithmetic_is_exact(first: int, second: int, third: int) -> None:
    text = f"{first:,} + {second} * {third / 100 if third % 100 == 0 else third}"
    expected = first + second * Fraction(third, 100 if third % 100 == 0 else 1)
    assert Fraction(parse_number(text)) == expected
