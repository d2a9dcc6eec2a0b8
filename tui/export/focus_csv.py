"""Every charge as CSV, under the column names of the FinOps specification FOCUS 1.2; and tables."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import chain
from typing import Final, Literal, NamedTuple

from tui.domain.analysis.sweep import Table
from tui.domain.calendar import add_months
from tui.domain.comparison import Comparison, Standing
from tui.domain.deals import Per, Unit
from tui.domain.money import PRICE_DECIMALS, decimal_text, plain
from tui.domain.pricing import PERIOD_MONTHS, price_offer
from tui.domain.quote import LineQuote, Stage
from tui.domain.scenario import Scenario


class UnitListPrice(NamedTuple):
    """What the same unit and period would cost without the agreement."""

    price: Fraction | None
    """Dollars; None: not published."""
    words: str
    """Whose price it is, and how it was brought to the unit of the charge."""


class Due(NamedTuple):
    """What is bought, or used of what was bought, in a month."""

    category: Literal["Purchase", "Usage"]
    months: Sequence[int]
    """One, or all those of an unknown line."""
    units: int
    """Units whose price falls due: agencies, users or the whole offer."""
    outlay: int | None
    """Cents falling due; None: unknown."""
    amortized: int | None
    """Cents of the price that belong to the month; None: unknown."""


class Charge(NamedTuple):
    """What one line of one offer comes to in one month, or an unknown line as a whole."""

    standing: Standing
    stage: Stage
    """The agreement that it belongs to: the offer's own, or one that followed it."""
    line: LineQuote
    due: Due
    begins: date
    ends: date
    """The first day that no longer belongs to it."""
    coverage: str
    """The kind of the month, or `overhead`; several, with `+`, for an unknown line."""
    kind: str
    """What the amount rests on; several, with `+`, for an unknown line."""
    list_price: UnitListPrice


def charges(comparison: Comparison) -> Iterator[Charge]:
    scenario = comparison.scenario
    for standing in comparison.standings:
        offer, reading = standing.offer, standing.quote.reading
        billed, spread = (
            price_offer(comparison.catalog, offer, replace(scenario, charge=way), reading)
            for way in ("started", "prorated")
        )
        for line, amortized in zip(billed.lines, spread.lines, strict=True):
            stage = billed.stage_of(line)
            list_price = _list_price(scenario, standing, stage, line)
            for due in _dues(line, amortized):
                months = due.months
                kinds = [billed.kinds[month] for month in months]
                rests_on = [billed.amount_kind(line, month) for month in months]
                yield Charge(
                    standing,
                    stage,
                    line,
                    due,
                    add_months(billed.origin, months[0]),
                    add_months(billed.origin, months[-1] + 1),
                    "overhead" if line.basis == "overhead" else "+".join(dict.fromkeys(kinds)),
                    "+".join(dict.fromkeys(rests_on)),
                    list_price,
                )


def _dues(line: LineQuote, spread: LineQuote) -> Iterator[Due]:
    """Yield what a line comes to; `spread` is the same line prorated.

    A price for longer than a month is a purchase in the month in which it falls due, and usage in
    each month that it covers, as FOCUS has it.
    """
    if line.is_unknown:
        charged = [month for month, count in enumerate(line.counts) if count]
        yield Due("Purchase", charged, sum(line.counts) * line.users, None, None)
        return
    beforehand = line.per in ("term", "year")
    months = zip(line.counts, line.by_month(), spread.counts, spread.by_month(), strict=True)
    for month, (count, outlay, used, cost) in enumerate(months):
        units = count * line.users
        if beforehand and (count or outlay):
            yield Due("Purchase", [month], units, outlay, 0)
        if beforehand and (used or cost):
            yield Due("Usage", [month], 0, 0, cost)
        if not beforehand and (count or outlay or used or cost):
            yield Due("Purchase", [month], units, outlay, cost)


def _list_price(
    scenario: Scenario, standing: Standing, stage: Stage, line: LineQuote
) -> UnitListPrice:
    """The published price of the same component; the user's own price is its own list price."""
    published = stage.offer.list_price
    if published and line.basis == "list":
        return UnitListPrice(line.price, published.label)
    listed = published.lines if published and line.basis != "overhead" else ()
    same = [one for one in listed if one.component == line.component and one.price is not None]
    if published and len(same) == 1:
        users, agencies = scenario.users_per_agency, scenario.agencies_of(standing.offer.id)
        units = _units_in(same[0].unit, line.unit, users, agencies)
        periods = _periods_in(same[0].per, line.per, stage)
        if units and periods:
            factors = [f"{count:,} {name}" for count, name in (units, periods) if count != 1]
            price = Fraction(same[0].price or 0) * units[0] * periods[0]
            return UnitListPrice(price, " × ".join([published.label, *factors]))
    if line.is_yours and line.price is not None:
        return UnitListPrice(line.price, "your figure")
    return UnitListPrice(None, "none published")


def _units_in(listed: Unit, charged: Unit, users: int, agencies: int) -> tuple[int, str] | None:
    """How many units of a list price are in one unit charged; None: not comparable."""
    counts = {
        ("user", "agency"): (users, "users"),
        ("user", "flat"): (users * agencies, "users"),
        ("agency", "flat"): (agencies, "agencies"),
    }
    return (1, "") if listed == charged else counts.get((listed, charged))


def _periods_in(listed: Per, charged: Per, stage: Stage) -> tuple[int, str] | None:
    """How many periods of a list price are in one period charged; None: not comparable."""
    if listed == charged:
        return 1, ""
    if listed not in PERIOD_MONTHS:
        return None
    months = PERIOD_MONTHS.get(charged)
    if charged == "term" and stage.agreed.end is not None:
        months = stage.agreed.end - stage.agreed.first
    if not months or months % PERIOD_MONTHS[listed]:
        return None
    return months // PERIOD_MONTHS[listed], f"{listed}s"


BYTE_ORDER_MARK: Final = "\ufeff"
"""Written in front of a file, so that Excel reads it as UTF-8; never into a pipe."""
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_UNIT_NAMES: Final[Mapping[tuple[str, Per], str]] = {
    ("agency", "term"): "Agency Terms",
    ("agency", "year"): "Agency-Years",
    ("agency", "month"): "Agency-Months",
    ("agency", "once"): "Agencies",
    ("user", "term"): "User Terms",
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
    "BillingAccountId": lambda _, _one: "estimate",
    "BillingAccountName": lambda _, _one: "Cost estimate",
    "BillingPeriodStart": lambda _, one: _moment(one.begins),
    "BillingPeriodEnd": lambda _, one: _moment(one.ends),
    "InvoiceIssuerName": lambda c, one: harmless(_vendor(c, one)),
    "InvoiceId": lambda _, _one: "",
    "ProviderName": lambda c, one: harmless(_vendor(c, one)),
    "PublisherName": lambda c, one: harmless(_vendor(c, one)),
    "ServiceCategory": lambda _, one: "Other" if _is_overhead(one) else "AI and Machine Learning",
    "ServiceSubcategory": lambda _, one: "Other (Other)" if _is_overhead(one) else "Generative AI",
    "ServiceName": lambda _, one: harmless(_service(one)),
    "SkuId": lambda _, one: harmless(f"{one.stage.offer.id}/{one.line.component}"),
    "SkuPriceId": lambda _, one: harmless(_price_id(one)),
    "ChargeCategory": lambda _, one: one.due.category,
    "ChargeClass": lambda _, _one: "",
    "ChargeDescription": lambda _, one: harmless(_description(one)),
    "ChargeFrequency": lambda _, one: "One-Time" if one.line.per == "once" else "Recurring",
    "ChargePeriodStart": lambda _, one: _moment(one.begins),
    "ChargePeriodEnd": lambda _, one: _moment(one.ends),
    "PricingCategory": lambda _, one: "Other" if _is_overhead(one) else "Standard",
    "PricingQuantity": lambda _, one: _number(Fraction(one.due.units)),
    "PricingUnit": lambda _, one: _UNIT_NAMES[one.line.unit, one.line.per],
    "ListUnitPrice": lambda _, one: _price(one.list_price.price),
    "ListCost": lambda _, one: _list_cost(one),
    "ContractedUnitPrice": lambda _, one: _price(one.line.price),
    "ContractedCost": lambda _, one: _cost(one.line.price, one),
    "BilledCost": lambda _, one: _cents(one.due.outlay),
    "EffectiveCost": lambda _, one: _cents(one.due.amortized),
    "BillingCurrency": lambda c, _: c.catalog.currency,
    "x_OfferId": lambda _, one: harmless(one.standing.offer.id),
    "x_Successor": lambda _, one: harmless(_successor(one)),
    "x_Reading": lambda _, one: harmless(one.stage.reading.id),
    "x_Basis": lambda _, one: one.line.basis,
    "x_Coverage": lambda _, one: one.coverage,
    "x_Kind": lambda _, one: one.kind,
    "x_Assumption": lambda _, one: harmless(one.line.assumption or ""),
    "x_Unknown": lambda _, one: harmless(one.line.missing if one.due.outlay is None else ""),
    "x_ListPrice": lambda _, one: harmless(one.list_price.words),
    "x_Sources": lambda _, one: harmless(" ".join(one.line.sources)),
    "x_Scenario": lambda c, _: harmless(c.scenario.name),
    "x_AsOf": lambda c, _: c.as_of.isoformat(),
}
"""The columns, in the order of the file: FOCUS 1.2's own first, by subject, then ours."""


def comparison_csv(comparison: Comparison) -> str:
    rows = ([cell(comparison, one) for cell in COLUMNS.values()] for one in charges(comparison))
    return _written(COLUMNS, rows)


def _written(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(chain([heads], rows))
    return text.getvalue()


def harmless(text: str) -> str:
    """Keep a spreadsheet from running a text as a formula: an apostrophe goes in front."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def _vendor(comparison: Comparison, charge: Charge) -> str:
    """Who sells; a scenario does not say who would sell an overhead."""
    return (
        "not named"
        if _is_overhead(charge)
        else comparison.catalog.vendor_of(charge.stage.offer).name
    )


def _service(charge: Charge) -> str:
    return charge.line.label if _is_overhead(charge) else charge.stage.offer.product


def _is_overhead(charge: Charge) -> bool:
    return charge.line.basis == "overhead"


def _successor(charge: Charge) -> str:
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
    return "" if price is None else _number(price)


def _number(value: Fraction) -> str:
    """Write at least two decimals: readers that guess take it as a decimal, not as a count."""
    whole, _, decimals = decimal_text(value, places=PRICE_DECIMALS)[0].partition(".")
    return f"{whole}.{decimals:0<2}"


def _cost(price: Fraction | None, charge: Charge) -> str:
    """Price × quantity, exact; empty for a line whose own price is unknown."""
    return "" if price is None or charge.due.outlay is None else _number(price * charge.due.units)


def _list_cost(charge: Charge) -> str:
    """The list price × quantity; as FOCUS has it, as billed where no list price is published."""
    if charge.list_price.price is None:
        return _cents(charge.due.outlay)
    return _cost(charge.list_price.price, charge)


def _cents(cents: int | None) -> str:
    return "" if cents is None else plain(cents)


def sweep_csv(table: Table) -> str:
    heads = [*(axis.item.key for axis in table.axes), "offer", "total", "at_least"]
    return _written(heads, _totals(table))


def _totals(table: Table) -> Iterator[Sequence[str]]:
    for at, row in enumerate(table.rows):
        for across, cell in enumerate(row):
            places = zip(table.axes, (at, across), strict=False)
            values = [f"{axis.values[place].normalize():f}" for axis, place in places]
            for offer, total in zip(table.offers, cell.totals, strict=True):
                amount = plain(total.cents)
                figures = (amount, "") if total.complete else ("", amount)
                yield [*values, harmless(offer.id), *figures]
