"""Contract terms as JSON: the facts of offers under the names of the catalog's format."""

from collections.abc import Sequence
from datetime import date

from tui.domain.deals import Catalog, ListPrice, Offer, PriceLine, Reading, status_on
from tui.domain.scenario import Scenario
from tui.export.json_report import (
    SCHEMA,
    Json,
    catalog_json,
    day_json,
    exact_text,
    price_text,
    sources_json,
)
from tui.views.sources import sources_of


def terms_json(catalog: Catalog, offers: Sequence[Offer], scenario: Scenario, as_of: date) -> Json:
    """Give everything that is known of offers, except what it costs in a scenario."""
    used = [source for offer in offers for source in sources_of(offer)]
    return {
        "schema": SCHEMA,
        "as_of": as_of.isoformat(),
        "currency": catalog.currency,
        "catalogue": catalog_json(catalog),
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
        "lines": [_line_json(line) for line in price.lines],
        "sources": list(price.sources),
    }


def _line_json(line: PriceLine) -> Json:
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
