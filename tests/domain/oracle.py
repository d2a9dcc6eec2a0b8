"""Builds domain values from the worked cases, without any file format in between."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from tui.domain.deals import Catalog, ListPrice, Offer, PriceLine, Reading, Source, Vendor
from tui.domain.pricing import price_offer
from tui.domain.quote import Quote
from tui.domain.scenario import Overhead, Scenario

CASES = Path(__file__).parent.parent / "oracle" / "cases.json"

Raw = Mapping[str, Any]


def cases() -> Iterator[Raw]:
    yield from json.loads(CASES.read_text(encoding="utf-8"))["cases"]


def line(raw: Raw) -> PriceLine:
    return PriceLine(
        component=raw["component"],
        unit=raw["unit"],
        per=raw["per"],
        price=Decimal(raw["price"]) if "price" in raw else None,
        assume=raw.get("assume"),
        from_month=raw.get("from", 0),
        until_month=raw.get("until"),
    )


def lines(raw: Raw) -> tuple[PriceLine, ...]:
    return tuple(line(item) for item in raw["lines"])


def offer(raw: Raw) -> Offer:
    listed = raw.get("list")
    return Offer(
        id=raw["id"],
        vendor=raw["vendor"],
        product=raw["product"],
        short=raw["short"],
        starts=date.fromisoformat(raw["starts"]),
        ends=date.fromisoformat(raw["ends"]) if "ends" in raw else None,
        term_months=raw.get("term_months"),
        replaced_by=raw.get("replaced_by"),
        compare=True,
        readings=tuple(
            Reading(
                id=item["id"],
                label=item["label"],
                sources=tuple(item["sources"]),
                lines=lines(item),
                default=item.get("default", False),
            )
            for item in raw["readings"]
        ),
        list_price=ListPrice(listed["label"], tuple(listed["sources"]), lines(listed))
        if listed
        else None,
    )


def scenario(raw: Raw) -> Scenario:
    plain = {key: raw[key] for key in ("agencies", "months", "users_per_agency") if key in raw}
    names = ("after", "charge", "ramp_months", "agencies_for", "after_for")
    chosen = {key: raw[key] for key in names if key in raw}
    return Scenario(
        **plain,
        **chosen,
        start=date.fromisoformat(raw["start"]) if "start" in raw else None,
        assume={key: Decimal(value) for key, value in raw.get("assume", {}).items()},
        overheads=tuple(
            Overhead(
                id=item["id"],
                label=item["label"],
                unit=item["unit"],
                per=item["per"],
                price=Decimal(item["price"]),
                offers=tuple(item["offers"]) if "offers" in item else None,
            )
            for item in raw.get("overhead", [])
        ),
    )


def case_catalog(case: Raw) -> Catalog:
    """The offer of a case first, with the others that it names."""
    return catalog(*(offer(raw) for raw in (case["offer"], *case.get("others", ()))))


def price(one: Offer, scenario: Scenario, reading: Reading | None = None) -> Quote:
    """Price an offer that nothing follows."""
    return price_offer(catalog(one), one, scenario, reading)


def catalog(*offers: Offer, as_of: date = date(2026, 10, 8)) -> Catalog:
    """A catalog of the given offers, with the vendor and source that the cases name."""
    return Catalog(
        title="worked cases",
        as_of=as_of,
        currency="USD",
        sources={"s": Source("s", "a source", "a publisher", "primary")},
        vendors={"v": Vendor("v", "a vendor")},
        offers={item.id: item for item in offers},
        assumptions={},
    )
