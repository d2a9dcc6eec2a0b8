"""Present value: a charge in month m is divided by (1 + r)^(m ÷ 12), as in OMB A-94.

That divisor is irrational for most months, so that this is the one figure of the program that no
fraction gives. It is worked out in decimals of 50 digits and rounded once, half-up, to cents.

Error bound: logarithm, exponential and product are each right to one unit in the 50th digit, and
the exponent ln(1 + r) × m ÷ 12 is at most 120 for 600 months and the rates allowed, so that every
factor is right to 2 × 10⁻⁴⁶ of itself. A present value below 10²³ cents is thus within 10⁻²² of a
cent of the true one: the printed cent can be wrong only where the true value lies that close to
half a cent, and then by one.
"""

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from typing import Final

from tui.domain.money import to_cents
from tui.domain.quote import Quote

DIGITS: Final = 50
LOWEST_RATE: Final = Decimal(-50)
HIGHEST_RATE: Final = Decimal(1000)


def present_value(quote: Quote, rate: Decimal) -> int:
    """Discount a quote's charges, each in the month in which it falls due, to month 0, in cents.

    `rate` is in percent a year, −50 to 1,000: negative real rates have been published. Raises
    `ValueError` for any other. Charges are those of `by_month`, whole cents that add up to the
    total, so that a rate of 0 gives the total itself.
    """
    if not (rate.is_finite() and LOWEST_RATE <= rate <= HIGHEST_RATE):
        raise ValueError(f"a rate from {LOWEST_RATE} to {HIGHEST_RATE:,} percent a year is needed")
    context = Context(prec=DIGITS, rounding=ROUND_HALF_EVEN)
    yearly = context.ln(context.divide(context.add(Decimal(100), rate), Decimal(100)))
    monthly = context.divide(yearly, Decimal(12))
    worth = Decimal(0)
    for month, cents in enumerate(quote.by_month):
        if cents:
            factor = context.exp(context.multiply(monthly, Decimal(-month)))
            worth = context.add(worth, context.multiply(factor, Decimal(cents)))
    return to_cents(Fraction(worth) * Fraction(1, 100))
