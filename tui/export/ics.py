"""Deadlines of all agreements from the as-of day on, as an iCalendar file (RFC 5545)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from tui.domain.comparison import Comparison
from tui.domain.deals import Catalog, Offer
from tui.views.sources import source_words

PRODUCT = "-//OneGov Deal Explorer//deadlines//EN"


class Deadline(NamedTuple):
    """A day after which something is no longer possible."""

    offer: Offer
    day: date
    kind: str
    words: str


def deadlines(catalog: Catalog, from_day: date) -> list[Deadline]:
    found = [one for offer in catalog.offers.values() for one in _of(offer)]
    return sorted((one for one in found if one.day >= from_day), key=lambda one: one.day)


def deadlines_ics(comparison: Comparison) -> bytes:
    """The deadlines as whole-day events, stamped with the as-of day: same facts, same bytes."""
    from icalendar import Calendar, Event

    catalog = comparison.catalog
    stamp = datetime.combine(comparison.as_of, time(), tzinfo=UTC)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{catalog.title}: deadlines")
    for one in deadlines(catalog, comparison.as_of):
        event = Event()
        event.add("uid", f"{one.kind}.{one.offer.id}@onegov-deals")
        event.add("dtstamp", stamp)
        event.add("dtstart", one.day)
        event.add("dtend", one.day + timedelta(days=1))
        event.add("summary", f"{one.offer.short}: {one.words}")
        event.add("description", _description(catalog, one))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def _of(offer: Offer) -> Iterator[Deadline]:
    if offer.order_until is not None:
        yield Deadline(offer, offer.order_until, "order", "last day to order")
    if offer.service_ends is not None:
        yield Deadline(offer, offer.service_ends, "ends", "last day of the agreement")


def _description(catalog: Catalog, deadline: Deadline) -> str:
    offer = deadline.offer
    texts = [term for term in offer.terms if term.topic == "period"]
    sources = dict.fromkeys(key for term in texts for key in term.sources)
    paragraphs = [
        f"{catalog.vendor_of(offer).name}: {offer.product}. Facts checked to {catalog.as_of}.",
        *(term.text for term in texts),
        *("Source: " + " ".join(filter(None, (source_words(one), one.url)))
          for one in map(catalog.sources.__getitem__, sources)),
    ]  # fmt: skip
    return "\n".join(paragraphs)
