"""Every charge as CSV, under the column names of the FinOps specification FOCUS 1.2; and tables."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple

from tui.domain.analysis.sweep import Table
from tui.domain.calendar import add_months
from tui.domain.comparison import Comparison, Standing
from tui.domain.deals import Offer, Per
from tui.domain.money import PRICE_DECIMALS, decimal_text, plain
from tui.domain.pricing import price_offer
from tui.domain.quote import LineQuote, Quote, Stage


class Charge(NamedTuple):
    """What one line of one offer comes to in one month, or an unknown line as a whole."""

    standing: Standing
    stage: Stage
    """The agreement that it belongs to: the offer's own, or one that followed it."""
    line: LineQuote
    begins: date
    ends: date
    """The first day that no longer belongs to it."""
    coverage: str
    """The kind of the month, or `overhead`; several, with `+`, for an unknown line."""
    kind: str
    """What the amount rests on; several, with `+`, for an unknown line."""
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
            price_offer(comparison.catalog, offer, replace(scenario, charge=way), reading)
            for way in ("started", "prorated")
        )
        for line, amortised in zip(billed.lines, spread.lines, strict=True):
            charged = [month for month, count in enumerate(line.counts) if count]
            if line.is_unknown:
                yield _charge(standing, billed, line, charged, None, None)
                continue
            outlays, costs = line.by_month(), amortised.by_month()
            for month, figures in enumerate(zip(outlays, costs, strict=True)):
                if line.counts[month] or amortised.counts[month] or any(figures):
                    yield _charge(standing, billed, line, [month], *figures)


def _charge(
    standing: Standing,
    quote: Quote,
    line: LineQuote,
    months: Sequence[int],
    outlay: int | None,
    amortised: int | None,
) -> Charge:
    """What falls due and is used up in a month, or in all months of an unknown line."""
    kinds = ["overhead" if line.basis == "overhead" else quote.kinds[month] for month in months]
    rests_on = [quote.amount_kind(line, month) for month in months]
    stage = quote.stage_of(line)
    return Charge(
        standing,
        stage,
        line,
        add_months(quote.origin, months[0]),
        add_months(quote.origin, months[-1] + 1),
        "+".join(dict.fromkeys(kinds)),
        "+".join(dict.fromkeys(rests_on)),
        sum(line.counts[month] for month in months) * line.users,
        _list_price(stage.offer, line),
        outlay,
        amortised,
    )


def _list_price(offer: Offer, line: LineQuote) -> Fraction | None:
    """The published price of the same component for the same unit and period."""
    if line.basis == "list":
        return line.price
    if line.basis == "overhead" or offer.list_price is None:
        return None
    same: Sequence[Fraction] = [
        Fraction(listed.price)
        for listed in offer.list_price.lines
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
    "ServiceName": lambda _, one: harmless(one.stage.offer.product),
    "SkuId": lambda _, one: harmless(f"{one.stage.offer.id}/{one.line.component}"),
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
    "x_Successor": lambda _, one: harmless(_successor(one)),
    "x_Reading": lambda _, one: harmless(one.stage.reading.id),
    "x_Basis": lambda _, one: one.line.basis,
    "x_Coverage": lambda _, one: one.coverage,
    "x_Kind": lambda _, one: one.kind,
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
    return comparison.catalog.vendor_of(charge.stage.offer).name


def _successor(charge: Charge) -> str:
    """The offer that followed, where the charge is at its price."""
    return charge.stage.offer.id if charge.line.basis == "successor" else ""


def _price_id(charge: Charge) -> str:
    """Name a price: the reading's, the list's or the scenario's."""
    line, stage = charge.line, charge.stage
    basis = line.basis if line.basis in ("list", "overhead") else stage.reading.id
    return f"{stage.offer.id}/{basis}/{line.component}"


def _description(charge: Charge) -> str:
    offer, line = charge.stage.offer, charge.line
    words = f"{offer.product}: {line.label.removesuffix(f' ({offer.short})')}"
    if line.basis in ("reading", "successor"):
        words += f" ({charge.stage.reading.label})"
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
