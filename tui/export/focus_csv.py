"""Every charge as CSV, under the column names of the FinOps specification FOCUS 1.2; and tables."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Final, Literal, NamedTuple

from tui.domain.analysis.sweep import Table
from tui.domain.calendar import add_months
from tui.domain.comparison import Comparison, Standing
from tui.domain.deals import Per
from tui.domain.money import PRICE_DECIMALS, decimal_text, plain
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


BYTE_ORDER_MARK: Final = "\ufeff"
"""Written in front of a file, so that Excel reads it as UTF-8; never into a pipe."""
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_UNIT_NAMES: Final[Mapping[tuple[str, Per], str]] = {
    ("agency", "term"): "Agency-Terms",
    ("agency", "year"): "Agency-Years",
    ("agency", "month"): "Agency-Months",
    ("agency", "once"): "Agencies",
    ("user", "term"): "User-Terms",
    ("user", "year"): "User-Years",
    ("user", "month"): "User-Months",
    ("user", "once"): "Users",
    ("flat", "term"): "Terms",
    ("flat", "year"): "Years",
    ("flat", "month"): "Months",
    ("flat", "once"): "Count",
}

_Cell = Callable[[Comparison, Charge], str]
COLUMNS: Final[Mapping[str, _Cell]] = {
    "ProviderName": lambda c, one: harmless(_vendor(c, one)),
    "PublisherName": lambda c, one: harmless(_vendor(c, one)),
    "ServiceCategory": lambda _, _one: "AI and Machine Learning",
    "ServiceName": lambda _, one: harmless(one.standing.offer.product),
    "SkuId": lambda _, one: harmless(f"{one.standing.offer.id}/{one.line.component}"),
    "SkuPriceId": lambda _, one: harmless(_price_id(one)),
    "ChargeCategory": lambda _, _one: "Purchase",
    "ChargeDescription": lambda _, one: harmless(_description(one)),
    "ChargeFrequency": lambda _, one: "One-Time" if one.line.per == "once" else "Recurring",
    "ChargePeriodStart": lambda _, one: _moment(one.begins),
    "ChargePeriodEnd": lambda _, one: _moment(one.ends),
    "PricingCategory": lambda _, one: "Other" if one.line.basis == "overhead" else "Standard",
    "PricingQuantity": lambda _, one: str(one.units),
    "PricingUnit": lambda _, one: _UNIT_NAMES[one.line.unit, one.line.per],
    "ListUnitPrice": lambda _, one: _price(one.list_price),
    "ListCost": lambda _, one: _cost(one.list_price, one),
    "ContractedUnitPrice": lambda _, one: _price(one.line.price),
    "ContractedCost": lambda _, one: _cost(one.line.price, one),
    "BilledCost": lambda _, one: _cents(one.outlay),
    "EffectiveCost": lambda _, one: _cents(one.amortised),
    "BillingCurrency": lambda c, _: c.catalog.currency,
    "x_OfferId": lambda _, one: harmless(one.standing.offer.id),
    "x_Reading": lambda _, one: harmless(one.standing.quote.reading.id),
    "x_Basis": lambda _, one: one.line.basis,
    "x_Coverage": lambda _, one: one.coverage,
    "x_Assumption": lambda _, one: harmless(one.line.assumption or ""),
    "x_Unknown": lambda _, one: harmless(one.line.missing if one.outlay is None else ""),
    "x_Sources": lambda _, one: harmless(" ".join(one.line.sources)),
    "x_Scenario": lambda c, _: harmless(c.scenario.name),
    "x_AsOf": lambda c, _: c.as_of.isoformat(),
}
"""The columns, in the order of the file: FOCUS 1.2's own first, by subject, then ours."""


def comparison_csv(comparison: Comparison) -> str:
    """Write every charge of a comparison, one a row."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for charge in charges(comparison):
        writer.writerow([cell(comparison, charge) for cell in COLUMNS.values()])
    return text.getvalue()


def harmless(text: str) -> str:
    """Keep a spreadsheet from running a text as a formula: an apostrophe goes in front."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def _vendor(comparison: Comparison, charge: Charge) -> str:
    """Who sells; nobody says who would sell an overhead."""
    if charge.line.basis == "overhead":
        return ""
    return comparison.catalog.vendor_of(charge.standing.offer).name


def _price_id(charge: Charge) -> str:
    """Name a price: the reading's, the list's or the scenario's."""
    line = charge.line
    basis = charge.standing.quote.reading.id if line.basis == "reading" else line.basis
    return f"{charge.standing.offer.id}/{basis}/{line.component}"


def _description(charge: Charge) -> str:
    offer, line = charge.standing.offer, charge.line
    words = f"{offer.product}: {line.label}"
    if line.basis == "reading":
        words += f" ({charge.standing.quote.reading.label})"
    elif line.basis == "list" and offer.list_price is not None:
        words += f" (list price: {offer.list_price.label})"
    return words


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _price(price: Fraction | None) -> str:
    return "" if price is None else decimal_text(price, places=PRICE_DECIMALS)[0]


def _cost(price: Fraction | None, charge: Charge) -> str:
    """Price × quantity, exact; empty for a line whose own price is unknown."""
    return "" if price is None or charge.outlay is None else _price(price * charge.units)


def _cents(cents: int | None) -> str:
    return "" if cents is None else plain(cents)


def sweep_csv(table: Table) -> str:
    """Write every total of a table, by the first axis, then the second, then offers."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([*(axis.item.key for axis in table.axes), "offer", "total", "at_least"])
    for at, row in enumerate(table.rows):
        for across, cell in enumerate(row):
            values = [f"{table.axes[0].values[at].normalize():f}"]
            values += [f"{axis.values[across].normalize():f}" for axis in table.axes[1:]]
            for offer, total in zip(table.offers, cell.totals, strict=True):
                amount = plain(total.cents)
                figures = (amount, "") if total.complete else ("", amount)
                writer.writerow([*values, harmless(offer.id), *figures])
    return text.getvalue()
