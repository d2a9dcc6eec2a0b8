"""A discount rate with the edition it comes from: a present value is never shown without both."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from tui.domain.analysis.present_value import HIGHEST_RATE, LOWEST_RATE, present_value
from tui.domain.quote import Quote
from tui.views.words import amount_words

_TYPED: Final = re.compile(
    r"\s*(?P<rate>[-−]?[0-9]{1,4}(?:\.[0-9]{1,6})?)(?![.,]?[0-9])\s*%?\s*[,:]?\s*(?P<edition>.*)"
)
"""No figure of a number is taken for the edition: `7,5` is no rate of 7."""


@dataclass(frozen=True, slots=True)
class Discount:
    """A rate in percent a year, and where it is from."""

    rate: Decimal
    edition: str

    @property
    def words(self) -> str:
        """The rate and its edition: `7 % a year (OMB A-94, 1992)`."""
        return f"{self.rate.normalize():f} % a year ({self.edition})"

    def worth(self, quote: Quote) -> str:
        """Write a quote's present value; `≥` where something in it is unknown."""
        found = present_value(quote, self.rate)
        return amount_words(found.cents, quote.exact, complete=found.complete)


def parse_discount(text: str) -> Discount | None:
    """Read `7 OMB A-94 (1992)`; nothing means no discount. Raises `ValueError` with a sentence."""
    if not text.strip():
        return None
    match = _TYPED.fullmatch(text)
    if match is None:
        raise ValueError("a rate in percent and its edition are needed, like 7 OMB A-94 (1992)")
    rate = Decimal(match["rate"].replace("−", "-")) + 0  # a nought has no sign
    if not LOWEST_RATE <= rate <= HIGHEST_RATE:
        raise ValueError(f"a rate from {LOWEST_RATE} to {HIGHEST_RATE:,} percent is needed")
    edition = " ".join(match["edition"].split())
    if not edition:
        raise ValueError("say which edition the rate is from, like OMB A-94 (1992)")
    return Discount(rate, edition)
