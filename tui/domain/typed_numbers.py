"""Numbers as people type them: one reader for the form, `--set`, prompts, questions and paste.

`1,000` `1 000` `1'000` `$1,000.50` `40k` `2.5M` `1.2b`, the decimal digits of any script, and exact
arithmetic with `+ - * / ( )`. What cannot be read whole is refused whole: every refusal is a
`ValueError` with a sentence, and mostly an example behind a semicolon.
"""

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction
from typing import Final

from tui.domain.money import decimal_text

_SUFFIXES: Final = {"": 1, "k": 10**3, "m": 10**6, "b": 10**9}
_OTHER_SIGNS: Final = {"’": "'", "−": "-", "×": "*", "÷": "/", "\t": " "}
_FULL_WIDTH: Final = range(0xFF01, 0xFF5F)
_OPERATOR: Final = re.compile(r"([-+*/()])")
_LITERAL: Final = re.compile(
    r"\$?(?P<whole>[0-9]{1,3}(?P<sign>[, '])[0-9]{3}(?:(?P=sign)[0-9]{3})*|[0-9]+)?"
    r"(?:\.(?P<decimals>[0-9]+))?(?P<suffix>[kmb]?)",
    re.IGNORECASE,
)
_REASONS: Final = (
    (re.compile(r".*%"), "a percentage is not a number here; write it like 0.12"),
    (re.compile(r"[0-9.,]*[0-9]e[0-9]*", re.IGNORECASE),
     "exponents are not accepted; write 1e3 as 1,000 or 1k"),
    (re.compile(r"\$?[0-9.,]*,[0-9.,]*[kmb]?", re.IGNORECASE),
     "commas separate thousands (1,000); use a point for decimals"),
    (re.compile(r"\$?[0-9][0-9.,' ]*[kmb]?", re.IGNORECASE),
     "not one number; write it like 1,000 or 1 000 or 2.5"),
)  # fmt: skip
_LONGEST: Final = 30
_LONGEST_ARITHMETIC: Final = 100
_MOST_PLACES: Final = 60
_LARGEST_COUNT: Final = 10**18
_A_THOUSAND_OF_POINTS: Final = re.compile(r"\$?[0-9]{1,3}\.[0-9]{3}[kmb]?", re.IGNORECASE)


def plain_signs(text: str) -> str:
    """Write digits of any script, full-width signs, and blanks of any width as ASCII ones."""
    return "".join(map(_plain_sign, text))


def _plain_sign(letter: str) -> str:
    if letter.isascii():
        return _OTHER_SIGNS.get(letter, letter)
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    if unicodedata.category(letter) == "Zs":
        return " "
    if ord(letter) in _FULL_WIDTH:
        return chr(ord(letter) - _FULL_WIDTH.start + ord("!"))
    return _OTHER_SIGNS.get(letter, letter)


def parse_number(text: str) -> Decimal:
    """Read an amount. Never negative; a point is always decimal. Raises `ValueError`."""
    value = _Arithmetic(text, count=False).value()
    written, whole = decimal_text(value, places=_MOST_PLACES)
    if not whole:
        raise ValueError(f"{written[:12]}… has endless decimals; round it")
    return Decimal(written)


def parse_count(text: str) -> int:
    """Read a whole number; it has a point only before `k`, `M` or `B`. Raises `ValueError`."""
    value = _Arithmetic(text, count=True).value()
    if value.denominator != 1:
        raise ValueError("a whole number is needed, like 24")
    if value > _LARGEST_COUNT:
        raise ValueError("is too large a number")
    return value.numerator


class _Arithmetic:
    """What is typed, in numbers and signs between them; read from the left by recursion."""

    def __init__(self, text: str, *, count: bool) -> None:
        stripped = plain_signs(text).strip()
        if not stripped:
            raise ValueError("a number is needed")
        if stripped.startswith("-"):
            raise ValueError("a number below zero makes no sense here; write it like 24")
        if len(stripped) > _LONGEST_ARITHMETIC and _OPERATOR.search(stripped):
            raise ValueError(f"arithmetic of at most {_LONGEST_ARITHMETIC} characters is needed")
        parts = (part.strip() for part in _OPERATOR.split(stripped))
        self._left = [part for part in parts if part]
        self._count = count

    def value(self) -> Fraction:
        value = self._sum()
        if self._left:
            raise _not_arithmetic()
        if value < 0:
            raise ValueError("a number below zero makes no sense here; write it like 24")
        return value

    def _takes(self, signs: str) -> str:
        return self._left.pop(0) if self._left and self._left[0] in signs else ""

    def _sum(self) -> Fraction:
        value = self._product()
        while sign := self._takes("+-"):
            value += self._product() if sign == "+" else -self._product()
        return value

    def _product(self) -> Fraction:
        value = self._factor()
        while sign := self._takes("*/"):
            factor = self._factor()
            if sign == "/" and not factor:
                raise ValueError("nothing can be divided by zero")
            value = value * factor if sign == "*" else Fraction(value, factor)
        return value

    def _factor(self) -> Fraction:
        if self._takes("("):
            value = self._sum()
            if not self._takes(")"):
                raise _not_arithmetic()
            return value
        if not self._left or self._left[0] in "+-*/()":
            raise _not_arithmetic()
        return _literal(self._left.pop(0), count=self._count)


def _not_arithmetic() -> ValueError:
    return ValueError("not a sum that can be read; write it like 55.04 * 730 or (2 + 3) * 4")


def _literal(text: str, *, count: bool) -> Fraction:
    if len(text) > _LONGEST:
        raise ValueError(f"a number of at most {_LONGEST} characters is needed")
    match = _LITERAL.fullmatch(text)
    if match is None or (match["whole"] is None and match["decimals"] is None):
        reasons = (reason for pattern, reason in _REASONS if pattern.fullmatch(text))
        raise ValueError(next(reasons, "not a number; write it like 1,000 or 2.5 or 1k"))
    factor = _SUFFIXES[match["suffix"].lower()]
    whole, decimals = re.sub("[, ']", "", match["whole"] or "0"), match["decimals"] or ""
    if count and _A_THOUSAND_OF_POINTS.fullmatch(text):
        meant = int(whole + decimals) * factor
        raise ValueError(f"a point does not separate thousands; write {meant:,} or {meant}")
    if count and decimals and not match["suffix"]:
        raise ValueError("a whole number is needed, like 24")
    return Fraction(f"{whole}.{decimals or 0}") * factor
