"""Exact amounts of money: one rounding rule, numbers in words.

Amounts are `Fraction` dollars until they are rounded, once, half-up, to whole cents; from
there on they are integers of cents, so that what is printed adds up. No float comes in here.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Final

MINUS: Final = "\u2212"
PRICE_DECIMALS: Final = 18
"""A factor times an assumption, each of at most nine decimals."""


def to_cents(amount: Fraction) -> int:
    """Round dollars to whole cents, half-up (the only rounding of an amount)."""
    return (200 * amount.numerator + amount.denominator) // (2 * amount.denominator)


def dollars(cents: int, *, exact: Fraction | None = None) -> str:
    """Write cents as `$1,234.56`; a loss as `−$1.00`.

    With `exact`, the amount before rounding, something that is not zero is never written as
    zero: it reads `<$0.01`.
    """
    if cents == 0 and exact:
        return "<$0.01"
    whole, rest = divmod(abs(cents), 100)
    return f"{MINUS if cents < 0 else ''}${whole:,}.{rest:02d}"


def rounded_dollars(cents: int) -> str:
    """Write an amount of a million and more as `$43.2M` or `$17.5 quadrillion`, others exactly."""
    for digits, letter in ((15, " quadrillion"), (12, "T"), (9, "B"), (6, "M")):
        tenth = 10 ** (digits + 1)
        if cents >= 10 * tenth:
            whole, rest = divmod((cents + tenth // 2) // tenth, 10)
            return f"${whole:,}.{rest}{letter}"
    return dollars(cents)


def brief_dollars(cents: int) -> str:
    """Write an amount in few cells: whole dollars from ten on, `$43.2M` from a million on."""
    whole = cents if abs(cents) < 10_00 else (cents + 50) // 100 * 100
    return rounded_dollars(whole).removesuffix(".00")


def signed_dollars(cents: int) -> str:
    """Write a change as `+$1.00`, `−$1.00` or `±$0.00`."""
    return ("+" if cents > 0 else "±" if cents == 0 else "") + dollars(cents)


def plain(cents: int) -> str:
    """Write cents as a bare decimal number of dollars for machines: `1234.56`."""
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole}.{rest:02d}"


def unit_price(price: Decimal | Fraction) -> str:
    """Write the price of one unit in dollars: at least two decimals, more where it has them.

    A factor times an assumption is written in full, too. A price that no decimal number writes
    (a third of a dollar) is cut and says so with `…`.
    """
    text, whole = decimal_text(Fraction(price), places=PRICE_DECIMALS)
    number, _, decimals = text.partition(".")
    return f"${int(number):,}.{decimals:0<2}{'' if whole else '…'}"


def with_cents(number: str) -> str:
    """Leave zeros at the end out of a written number, but write cents as two digits: `0.50`."""
    whole, _, decimals = number.partition(".")
    decimals = decimals.rstrip("0")
    return f"{whole}.{decimals:0<2}" if decimals else whole


def decimal_text(value: Fraction, *, places: int) -> tuple[str, bool]:
    """Write a value that is not negative in at most `places` decimals, and whether that is exact.

    Zeros at the end are left out (`24`, not `24.00`); what does not fit is cut, not rounded.
    """
    scaled, rest = divmod(value.numerator * 10**places, value.denominator)
    whole, decimals = divmod(scaled, 10**places)
    tail = f"{decimals:0{places}d}".rstrip("0") if places else ""
    return (f"{whole}.{tail}" if tail else f"{whole}"), rest == 0


def fixed_text(value: Fraction, *, places: int) -> str:
    """Write a value that is not negative with exactly `places` decimals, rounded half-up."""
    scaled = (2 * value.numerator * 10**places + value.denominator) // (2 * value.denominator)
    whole, decimals = divmod(scaled, 10**places)
    return f"{whole}.{decimals:0{places}d}"


def counted(count: int, one: str, many: str = "") -> str:
    """Write a count with its noun: `1 month`, `1,000 users`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
