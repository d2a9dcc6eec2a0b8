"""Comparisons, answers and terms as JSON, in the form that scripts rely on: schema 1."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from tui.domain.analysis.breakeven import BreakEven, Cheaper
from tui.domain.analysis.cost_curve import Total, with_number
from tui.domain.analysis.diff import Differences
from tui.domain.analysis.goal import GoalSeek
from tui.domain.analysis.price_goal import PriceGoal
from tui.domain.analysis.sensitivity import Swing
from tui.domain.analysis.sweep import Table
from tui.domain.comparison import Comparison, Range, Standing
from tui.domain.deals import (
    MOST_DECIMALS,
    Catalog,
    ListPrice,
    Offer,
    PriceLine,
    Reading,
    Source,
    status_on,
)
from tui.domain.money import decimal_text, fixed_text, plain
from tui.domain.pricing import price_offer
from tui.domain.quote import LineQuote, Quote
from tui.domain.scenario import Scenario
from tui.views.sources import sources_of

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
    return _head(catalog, comparison.as_of) | {
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


def breakeven_json(catalog: Catalog, found: BreakEven, scenario: Scenario, as_of: date) -> Json:
    """Give every span; `cheaper` is an offer's id, `tie` or `unknown`."""
    names: dict[Cheaper, str] = {"first": found.first.id, "second": found.second.id}
    highest = with_number(scenario, found.over, found.high)
    return _answer(catalog, scenario, as_of, "breakeven") | {
        "offers": [found.first.id, found.second.id],
        "over": found.over,
        "from": found.low,
        "to": found.high,
        "crossings": list(found.crossings),
        "spans": [
            {
                "from": span.start,
                "to": span.end,
                "cheaper": names.get(span.cheaper, span.cheaper),
                "totals": {
                    found.first.id: [_total(total) for total in span.first_totals],
                    found.second.id: [_total(total) for total in span.second_totals],
                },
            }
            for span in found.spans
        ],
        "coverage": {
            offer.id: coverage_json(price_offer(offer, highest))
            for offer in (found.first, found.second)
        },
    }


def goal_json(catalog: Catalog, found: GoalSeek, scenario: Scenario, as_of: date) -> Json:
    """Give the most that fits a budget; `most` is null where nothing does."""
    number = found.low if found.most is None else found.most
    quote = price_offer(found.offer, with_number(scenario, found.over, number))
    return _answer(catalog, scenario, as_of, "goal") | {
        "offer": found.offer.id,
        "solve": found.over,
        "budget": plain(found.budget),
        "from": found.low,
        "to": found.high,
        "most": found.most,
        "always_within": found.always_within,
        "total": None if found.total is None else _total(found.total),
        "beyond": None if found.beyond is None else _total(found.beyond),
        "least": _total(found.least_total),
        "coverage": coverage_json(quote),
    }


def price_goal_json(
    catalog: Catalog,
    found: PriceGoal,
    scenario: Scenario,
    as_of: date,
    *,
    rival: Offer | None = None,
) -> Json:
    """Give the highest price that fits; `limit` is the exact one, which no longer does."""
    limit = found.limit
    quote = found.quote
    return _answer(catalog, scenario, as_of, "goal") | {
        "offer": found.offer.id,
        "solve": ".".join(part for part in (found.what.kind, found.what.name) if part),
        "component": found.component,
        "budget": None if found.answer == "shared" else plain(found.budget),
        "against": None if rival is None else rival.id,
        "answer": found.answer,
        "price": None if found.price is None else price_text(found.price),
        "limit": None if limit is None else exact_text(Fraction(limit)),
        "total": None if quote is None else _total(Total(quote.total, quote.complete)),
        "unknown": [] if quote is None else [line.component for line in quote.unknown],
        "coverage": None if quote is None else coverage_json(quote),
    }


def sensitivity_json(
    catalog: Catalog, offer: Offer, swings: Sequence[Swing], scenario: Scenario, as_of: date
) -> Json:
    """Give every input's ends, the largest swing first."""
    now = price_offer(offer, scenario)
    return _answer(catalog, scenario, as_of, "sensitivity") | {
        "offer": offer.id,
        "total": _total(Total(now.total, now.complete)),
        "coverage": coverage_json(now),
        "inputs": [
            {
                "key": swing.key,
                "title": swing.title,
                "now": swing.now,
                "low": swing.low,
                "high": swing.high,
                "total_at_low": _total(swing.low_total),
                "total_at_high": _total(swing.high_total),
                "swing": plain(swing.size),
                "complete": swing.complete,
                "unpriced": list(swing.unpriced),
            }
            for swing in swings
        ],
    }


def sweep_json(catalog: Catalog, table: Table, scenario: Scenario, as_of: date) -> Json:
    """Give every cell with its values and totals, row by row."""
    return _answer(catalog, scenario, as_of, "sweep") | {
        "axes": [
            {"key": axis.item.key, "values": [exact_text(value) for value in axis.values]}
            for axis in table.axes
        ],
        "offers": [offer.id for offer in table.offers],
        "rows": [
            [
                {
                    offer.id: _total(total)
                    for offer, total in zip(table.offers, cell.totals, strict=True)
                }
                for cell in row
            ]
            for row in table.rows
        ],
    }


def diff_json(found: Differences) -> Json:
    """Give the inputs that differ, and what each moves every total by."""
    before, after = found.before, found.after
    head = _answer(before.catalog, before.scenario, before.as_of, "diff")
    return head | {
        "other": scenario_json(after.scenario, after.catalog),
        "changes": [
            {"key": one.key, "title": one.title, "before": one.before, "after": one.after}
            for one in found.changes
        ],
        "offers": [
            {
                "id": one.offer.id,
                "before": _total(Total(one.before.total, one.before.complete)),
                "after": _total(Total(one.after.total, one.after.complete)),
                "change": plain(one.change),
                "complete": one.complete,
                "compared": [one.compared_before, one.compared_after],
                "effects": [
                    {"key": e.change.key, "change": plain(e.cents), "complete": e.complete}
                    for e in one.effects
                ],
                "coverage": [coverage_json(one.before), coverage_json(one.after)],
            }
            for one in found.movements
        ],
    }


def _answer(catalog: Catalog, scenario: Scenario, as_of: date, question: str) -> Json:
    return _head(catalog, as_of, question=question) | {"scenario": scenario_json(scenario, catalog)}


def _head(catalog: Catalog, as_of: date, **question: str) -> Json:
    """What every report begins with; keys keep their order."""
    return {
        "schema": SCHEMA,
        "as_of": as_of.isoformat(),
        "currency": catalog.currency,
        **question,
        "catalogue": catalog_json(catalog),
    }


def _total(total: Total) -> Json:
    """A total, and whether it is the whole cost rather than a lower bound."""
    return {"total": plain(total.cents), "complete": total.complete}


def terms_json(catalog: Catalog, offers: Sequence[Offer], scenario: Scenario, as_of: date) -> Json:
    """Give everything that is known of offers, except what it costs in a scenario."""
    used = [source for offer in offers for source in sources_of(offer)]
    return _head(catalog, as_of) | {
        "offers": [_offer_json(catalog, offer, scenario, as_of) for offer in offers],
        "sources": sources_json(catalog, used),
    }


def _offer_json(catalog: Catalog, offer: Offer, scenario: Scenario, as_of: date) -> Json:
    return {
        "id": offer.id,
        "vendor": catalog.vendor_of(offer).name,
        "product": offer.product,
        "short": offer.short,
        "status": status_on(offer, as_of, catalog.as_of),
        "announced": day_json(offer.announced),
        "starts": day_json(offer.starts),
        "ends": day_json(offer.ends),
        "last_day": day_json(offer.last_day),
        "term_months": offer.term_months,
        "replaced_by": offer.replaced_by,
        "reading": offer.reading(scenario.readings.get(offer.id)).id,
        "readings": [_reading_json(reading) for reading in offer.readings],
        "list": None if offer.list_price is None else _price_json(offer.list_price),
        "terms": [
            {
                "topic": term.topic,
                "text": term.text,
                "disputed": term.disputed,
                "sources": list(term.sources),
            }
            for term in offer.terms
        ],
        "events": [
            {
                "date": event.date.isoformat(),
                "status": event.status,
                "text": event.text,
                "sources": list(event.sources),
            }
            for event in sorted(offer.events, key=lambda event: event.date)
        ],
    }


def _reading_json(reading: Reading) -> Json:
    return {
        "id": reading.id,
        "default": reading.default,
        "quote": reading.quote,
        **_price_json(reading),
    }


def _price_json(price: Reading | ListPrice) -> Json:
    return {
        "label": price.label,
        "note": price.note,
        "lines": [_price_line_json(line) for line in price.lines],
        "sources": list(price.sources),
    }


def _price_line_json(line: PriceLine) -> Json:
    return {
        "component": line.component,
        "unit": line.unit,
        "per": line.per,
        "price": None if line.price is None else price_text(line.price),
        "assume": line.assume,
        "times": exact_text(line.times),
        "from": line.from_month,
        "until": line.until_month,
        "note": line.note,
    }
