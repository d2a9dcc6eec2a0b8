"""Every charge of a comparison: which offer, which line, which month, how much.

The outlay of a month and its amortised cost are differences of each line's rounded running
total, so that both columns add up to the totals of the two ways of charging.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple

from tui.domain.calendar import add_months
from tui.domain.comparison import Comparison, Standing
from tui.domain.pricing import price_offer
from tui.domain.quote import LineQuote, MonthKind, Quote

Coverage = MonthKind | Literal["overhead"]


class Charge(NamedTuple):
    """What one line of one offer comes to in one month, or an unknown line as a whole."""

    standing: Standing
    line: LineQuote
    begins: date
    ends: date
    """The first day that no longer belongs to it."""
    coverage: str
    """`agreed`, `assumed`, `uncovered` or `overhead`; several, with `+`, for an unknown line."""
    units: int
    """Units whose price falls due: agencies, users or the whole offer."""
    list_price: Fraction | None
    """Dollars for the same unit and period without the agreement, where one is published."""
    outlay: int | None
    """Cents falling due; None: unknown."""
    amortised: int | None
    """Cents of the price that belong to the month; None: unknown."""


def charges(comparison: Comparison) -> Iterator[Charge]:
    """Yield the charges: by offer in the scenario's order, by line, by month."""
    scenario = comparison.scenario
    for standing in comparison.standings:
        offer, reading = standing.offer, standing.quote.reading
        billed, spread = (
            price_offer(offer, replace(scenario, charge=way), reading)
            for way in ("started", "prorated")
        )
        for line, amortised in zip(billed.lines, spread.lines, strict=True):
            if line.is_unknown:
                yield _unknown(standing, billed, line)
            else:
                yield from _known(standing, billed, line, amortised)


def _known(
    standing: Standing, quote: Quote, line: LineQuote, amortised: LineQuote
) -> Iterator[Charge]:
    """Yield a row for every month in which something falls due or is used up."""
    outlays, costs = line.by_month(), amortised.by_month()
    for month, count in enumerate(line.counts):
        if not (count or amortised.counts[month] or outlays[month] or costs[month]):
            continue
        yield Charge(
            standing,
            line,
            add_months(quote.origin, month),
            add_months(quote.origin, month + 1),
            _coverage(quote, line, month),
            count * line.users,
            _list_price(quote, line),
            outlays[month],
            costs[month],
        )


def _unknown(standing: Standing, quote: Quote, line: LineQuote) -> Charge:
    """One row for a line whose price nobody knows, over all months in which it is charged."""
    months = [month for month, count in enumerate(line.counts) if count]
    found = dict.fromkeys(_coverage(quote, line, month) for month in months)
    return Charge(
        standing,
        line,
        add_months(quote.origin, months[0]),
        add_months(quote.origin, months[-1] + 1),
        "+".join(found),
        sum(line.counts) * line.users,
        _list_price(quote, line),
        None,
        None,
    )


def _coverage(quote: Quote, line: LineQuote, month: int) -> Coverage:
    return "overhead" if line.basis == "overhead" else quote.month_kind(month)


def _list_price(quote: Quote, line: LineQuote) -> Fraction | None:
    """The published price of the same component for the same unit and period."""
    if line.basis == "list":
        return line.price
    if line.basis == "overhead" or quote.offer.list_price is None:
        return None
    same: Sequence[Fraction] = [
        Fraction(listed.price)
        for listed in quote.offer.list_price.lines
        if listed.price is not None
        and (listed.component, listed.unit, listed.per) == (line.component, line.unit, line.per)
    ]
    return same[0] if len(same) == 1 else None
