"""A comparison as JSON, in the form that scripts rely on: schema 1.

Money is text with exactly two decimals. A price is exact decimal text (`0.42`); one that nine
decimals cannot write, as a factor times an assumption may give, is a fraction (`1/3`). Numbers
that are counted (`quantity`, `periods`) are text too, whole or with up to six decimals, rounded
half-up beyond. Keys are only ever added within one schema.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from tui.domain.comparison import Comparison, Range, Standing
from tui.domain.deals import MOST_DECIMALS, Catalog, Source
from tui.domain.money import decimal_text, fixed_text, plain
from tui.domain.quote import LineQuote, Quote
from tui.domain.scenario import Scenario

SCHEMA: Final = 1
Json = dict[str, Any]
_COUNT_DECIMALS: Final = 6
_RATE_DECIMALS: Final = 4


def comparison_json(comparison: Comparison) -> Json:
    """Give a comparison as a JSON object; the offers keep the scenario's order."""
    catalog = comparison.catalog
    used = (
        source
        for standing in comparison.standings
        for line in standing.quote.lines
        for source in (*standing.quote.reading.sources, *line.sources)
    )
    return {
        "schema": SCHEMA,
        "as_of": comparison.as_of.isoformat(),
        "currency": catalog.currency,
        "catalogue": catalog_json(catalog),
        "scenario": scenario_json(comparison.scenario, catalog),
        "offers": [_standing_json(standing, catalog) for standing in comparison.standings],
        "sources": sources_json(catalog, used),
    }


def catalog_json(catalog: Catalog) -> Json:
    """Say which catalog the facts are from, and up to which day they were checked."""
    return {"title": catalog.title, "as_of": catalog.as_of.isoformat()}


def scenario_json(scenario: Scenario, catalog: Catalog) -> Json:
    """Give every input under its name in the file format, defaults included."""
    return {
        "name": scenario.name,
        "note": scenario.note,
        "agencies": scenario.agencies,
        "months": scenario.months,
        "start": day_json(scenario.start),
        "users_per_agency": scenario.users_per_agency,
        "ramp_months": scenario.ramp_months,
        "after": scenario.after,
        "charge": scenario.charge,
        "offers": [offer.id for offer in scenario.compared(catalog)],
        "agencies_for": dict(scenario.agencies_for),
        "readings": dict(scenario.readings),
        "assume": {name: price_text(value) for name, value in scenario.assume.items()},
        "overhead": [
            {
                "id": overhead.id,
                "label": overhead.label,
                "unit": overhead.unit,
                "per": overhead.per,
                "price": price_text(overhead.price),
                "offers": None if overhead.offers is None else list(overhead.offers),
            }
            for overhead in scenario.overheads
        ],
    }


def sources_json(catalog: Catalog, source_ids: Iterable[str]) -> Json:
    """Describe the sources referred to, by id, in the order in which they first appear."""
    return {key: _source_json(catalog.sources[key]) for key in dict.fromkeys(source_ids)}


def coverage_json(quote: Quote) -> Json:
    """Count the agency-months that are wanted, agreed, assumed and uncovered."""
    coverage = quote.coverage
    return {
        "wanted": coverage.wanted,
        "agreed": coverage.agreed,
        "assumed": coverage.assumed,
        "uncovered": coverage.uncovered,
    }


def day_json(day: date | None) -> str | None:
    """Write a day as `2026-11-21`; none as null."""
    return None if day is None else day.isoformat()


def exact_text(value: Decimal | Fraction) -> str:
    """Write a number exactly: as a decimal of up to nine places, or else as a fraction."""
    exact = Fraction(value)
    text, whole = decimal_text(exact, places=MOST_DECIMALS)
    return text if whole else f"{exact.numerator}/{exact.denominator}"


def price_text(value: Decimal | Fraction) -> str:
    """Write a price exactly, with two decimals or, where it needs them, up to nine: `0.42`."""
    text = exact_text(value)
    whole, _, decimals = text.partition(".")
    return text if "/" in text else f"{whole}.{decimals:0<2}"


def count_text(value: Fraction) -> str:
    """Write a count: whole, or with up to six decimals, rounded half-up."""
    text, whole = decimal_text(value, places=_COUNT_DECIMALS)
    return text if whole else fixed_text(value, places=_COUNT_DECIMALS).rstrip("0").rstrip(".")


def _source_json(source: Source) -> Json:
    return {
        "title": source.title,
        "publisher": source.publisher,
        "date": day_json(source.date),
        "url": source.url,
        "kind": source.kind,
    }


def _standing_json(standing: Standing, catalog: Catalog) -> Json:
    quote = standing.quote
    return {
        "id": quote.offer.id,
        "vendor": catalog.vendor_of(quote.offer).name,
        "product": quote.offer.product,
        "status": standing.status,
        "reading": quote.reading.id,
        "total": plain(quote.total),
        "complete": quote.complete,
        "unknown": [line.component for line in quote.unknown],
        "rank": standing.rank,
        "tie": standing.tie,
        "difference": None if standing.difference is None else plain(standing.difference),
        "ratio": _rate(standing.ratio),
        "range": _range_json(standing.range),
        "coverage": coverage_json(quote),
        "per_covered_agency_month": _rate(quote.per_covered_agency_month),
        "lines": [_line_json(line) for line in quote.lines],
        "by_month": [plain(cents) for cents in quote.by_month],
        "by_fiscal_year": {str(year): plain(c) for year, c in quote.by_fiscal_year.items()},
        "warnings": list(standing.warnings),
        "unpriced_readings": list(standing.range.unpriced) if standing.range else [],
    }


def _line_json(line: LineQuote) -> Json:
    amount = line.amount
    return {
        "component": line.component,
        "label": line.label,
        "unit": line.unit,
        "per": line.per,
        "quantity": str(line.quantity),
        "price": None if line.price is None else price_text(line.price),
        "periods": count_text(line.periods),
        "amount": None if amount is None else plain(amount),
        "basis": line.basis,
        "sources": list(line.sources),
        **({"assumption": line.assumption} if line.assumption else {}),
        **({"missing": line.missing} if line.missing else {}),
        **({"note": line.note} if line.note else {}),
    }


def _range_json(spread: Range | None) -> Json:
    if spread is None:
        return {"low": None, "high": None}
    return {"low": plain(spread.low), "high": plain(spread.high)}


def _rate(value: Fraction | None) -> str | None:
    return None if value is None else fixed_text(value, places=_RATE_DECIMALS)
