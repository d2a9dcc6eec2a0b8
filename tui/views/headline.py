"""A price in the fewest words that are still true, for lists: `$0.42/agency/term`."""

from collections.abc import Sequence

from tui.domain.deals import PriceLine, Reading
from tui.domain.money import unit_price


def headline_words(reading: Reading) -> str:
    """Write what one reading asks for; parts without a public price are named with `+`.

    `$0.42/agency/term`, `$0 + hosting`, `$1/year for all`.
    """
    return price_words(reading.lines)


def price_words(lines: Sequence[PriceLine]) -> str:
    """Write what some price lines ask for, in the same way: `$30/user/month`."""
    known = [line for line in lines if line.price is not None]
    open_parts = [line.component for line in lines if line.price is None]
    priced = [_price(line) for line in known if line.price]
    if not priced:
        priced = ["$0"] if known else []
    return " + ".join([*priced, *open_parts])


def _price(line: PriceLine) -> str:
    assert line.price is not None
    price = unit_price(line.price).removesuffix(".00")
    per = "" if line.per == "once" else f"/{line.per}"
    return f"{price}{per} for all" if line.unit == "flat" else f"{price}/{line.unit}{per}"
