"""Exact amounts of money: one rounding rule, numbers in words and out.

Amounts are `Fraction` dollars until they are rounded, once, half-up, to whole cents; from
there on they are integers of cents, so that what is printed adds up. No float comes in here.
"""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Final

MINUS: Final = "\u2212"
_SUFFIXES: Final = {"": 1, "k": 10**3, "m": 10**6, "b": 10**9}
_NUMBER: Final = re.compile(
    r"\$?(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?:\.(?P<decimals>[0-9]+))?(?P<suffix>[kmb]?)",
    re.IGNORECASE,
)
_MISPLACED_COMMA: Final = re.compile(r"\$?[0-9.,]*,[0-9.,]*[kmb]?", re.IGNORECASE)
_LONGEST: Final = 30
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


def parse_number(text: str) -> Decimal:
    """Read a number as people write it: `1,000`, `1k`, `2.5M`, `$0.42`. Never negative.

    Raises `ValueError` with a sentence that says what to write instead.
    """
    stripped = text.strip()
    if not stripped:
        raise ValueError("a number is needed")
    if len(stripped) > _LONGEST:
        raise ValueError(f"a number of at most {_LONGEST} characters is needed")
    if stripped[0] in "-−":
        raise ValueError("a number below zero makes no sense here")
    match = _NUMBER.fullmatch(stripped)
    if match is None or (match["whole"] is None and match["decimals"] is None):
        if _MISPLACED_COMMA.fullmatch(stripped):
            raise ValueError("commas part thousands (1,000); use a point for decimals")
        raise ValueError("not a number; write it like 1,000 or 2.5 or 1k")
    digits = f"{(match['whole'] or '0').replace(',', '')}.{match['decimals'] or '0'}"
    scaled = Fraction(digits) * _SUFFIXES[match["suffix"].lower()]
    if scaled.denominator == 1:
        return Decimal(scaled.numerator)
    return Decimal(decimal_text(scaled, places=_LONGEST)[0])


def parse_count(text: str) -> int:
    """Read a whole number as people write it. Raises `ValueError` with a sentence."""
    number = parse_number(text)
    if number != number.to_integral_value():
        raise ValueError("a whole number is needed")
    return int(number)
