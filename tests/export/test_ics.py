"""Deadlines in a calendar: which days, from whom, and the same bytes each time."""

from datetime import date, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from tui.domain.comparison import Comparison, compare
from tui.domain.deals import Catalog
from tui.domain.scenario import Scenario
from tui.export.ics import deadlines, deadlines_ics
from tui.files.catalog import read_catalog
from tui.files.places import catalog_path


@pytest.fixture(scope="module")
def facts() -> Catalog:
    return read_catalog(catalog_path())


def compared(facts: Catalog, day: date) -> Comparison:
    return compare(facts, Scenario(), day)


def events(comparison: Comparison) -> list[Any]:
    """Read the calendar back; the library's union types are of no use to a test."""
    return list(Calendar.from_ical(deadlines_ics(comparison)).walk("VEVENT"))


def test_every_day_to_come_is_in_it_and_none_that_is_past(facts: Catalog) -> None:
    day = date(2026, 9, 30)
    found = {str(event["uid"]): event["dtstart"].dt for event in events(compared(facts, day))}
    for offer in facts.offers.values():
        for kind, last in (("ends", offer.service_ends), ("order", offer.order_until)):
            known = found.get(f"{kind}.{offer.id}@onegov-deals")
            assert known == (last if last is not None and last >= day else None)
    assert found["order.copilot@onegov-deals"] == day
    later = deadlines(facts, day + timedelta(days=1))
    assert {one.offer.id for one in later if one.kind == "order"} == set()
    assert [one.day for one in later] == sorted(one.day for one in later)


def test_an_event_says_whose_it_is_and_cites_its_sources(facts: Catalog) -> None:
    found = events(compared(facts, date(2026, 11, 25)))
    (grok,) = (one for one in found if str(one["uid"]).startswith("ends.grok@"))
    assert grok["dtstart"].dt == date(2027, 3, 14)
    assert grok["dtend"].dt == date(2027, 3, 15)
    assert str(grok["summary"]) == "Grok: last day of the agreement"
    text = str(grok["description"])
    terms = [term for term in facts.offers["grok"].terms if term.topic == "period"]
    for term in terms:
        assert term.text in text
        for source in term.sources:
            assert facts.sources[source].title in text
    assert grok["dtstamp"].dt.date() == date(2026, 11, 25)


def test_lines_are_short_and_bytes_are_the_same(facts: Catalog) -> None:
    content = deadlines_ics(compared(facts, date(2026, 11, 25)))
    assert content == deadlines_ics(compared(facts, date(2026, 11, 25)))
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
