"""Every charge as CSV, under the column names of the FinOps specification FOCUS 1.2.

| here | FOCUS 1.2 |
|---|---|
| outlay, on the day it falls due | `BilledCost` |
| amortised cost of the same price | `EffectiveCost` |
| unit price × units that fall due, unrounded | `ContractedCost`; without the agreement `ListCost` |
| what the specification has no word for | `x_…` |

It is an estimate and no bill: columns about accounts, invoices and resources are left out. What is
unknown is empty and never zero. RFC 4180: comma, quotes where needed, CR LF. A text that a
spreadsheet would run as a formula gets an apostrophe in front.
"""

import csv
import io
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Final

from tui.domain.comparison import Comparison
from tui.domain.deals import Per
from tui.domain.money import PRICE_DECIMALS, decimal_text, plain
from tui.export.charges import Charge, charges

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
