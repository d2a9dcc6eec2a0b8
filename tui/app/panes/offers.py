"""Pane 1: the agreements by vendor, a line each: mark, name, headline price, status on the day."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from tui.app.model import Order, Seen
from tui.app.panes.pane import Pane
from tui.domain.comparison import Comparison
from tui.domain.deals import Offer, Status, status_on
from tui.domain.pricing import price_offer
from tui.views.day import status_label
from tui.views.line import Line, MadeLines, line
from tui.views.search import ANSWER, Hit
from tui.views.text_layout import NEVER_WRAPPED, cell_width, fitted, padded
from tui.views.words import mark_of, price_words, series_style

COMPARED_SIGN: Final = "✓"
NAME_CELLS: Final = 11
WITH_VENDOR: Final = 50
"""From this width on, vendors are named."""
STATUS_CELLS: Final = 13
LEAST_PRICE_CELLS: Final = 14
"""With less room than this no price is shown: the terms next to the list have it."""
_UNDER_VENDOR: Final = "  "
"""Before a vendor's further offers, where its name has no room next to the price."""
STATUS_ORDER: Final[tuple[Status, ...]] = (
    "active", "ends soon", "upcoming", "unconfirmed", "replaced", "ended", "terminated",
)  # fmt: skip


class OffersPane(Pane):
    """The list of offers."""

    TITLE = "1 Vendors"
    HELP = (
        "The agreements, by vendor. `✓` marks the compared ones; the price is that of the chosen "
        "reading, `(4)` means that it can be read in four ways, and `+` that something else is "
        "needed. The status is as of the date at the top right."
    )

    def see(self, seen: Seen) -> None:
        is_sorted = seen.order != self.seen.order
        super().see(seen)
        if is_sorted:
            self.reveal_cursor()

    @property
    def title(self) -> str:
        return f"{self.TITLE} /{self.seen.sought}" if self.seen.sought else self.TITLE

    @property
    def subtitle(self) -> str:
        count, order, found = len(self.comparison.catalog.offers), self.seen.order, self.seen.found
        by = "" if order == "vendor" else f"by {order} · "
        if found is not None:
            return f"{by}{len(found)} of {count} found"
        return f"{by}{len(self.comparison.standings):,} of {count:,} compared"

    def basis(self) -> tuple[object, ...]:
        comparison, order = self.comparison, self.seen.order
        scenario = comparison.scenario
        return (
            comparison.catalog,
            comparison.as_of.toordinal(),
            scenario.readings,
            scenario.offers,
            self.seen.found,
            order,
            comparison if order == "price" else None,
        )

    def lines_for(self, width: int) -> Sequence[Line]:
        """One line each offer, and under it what was found; a vendor is named once.

        They are made when they come into view: a catalog may have ten thousand offers.
        """
        comparison, found, order = self.comparison, self.seen.found, self.seen.order
        keys: list[str | None] = []
        entries: list[tuple[Offer, Hit | str]] = []
        vendor = ""
        for offer in ordered(comparison, order):
            if found is not None and offer.id not in found:
                continue
            hits = (found or {}).get(offer.id, ())
            keys += [offer.id] * (1 + len(hits))
            entries.append((offer, vendor if order == "vendor" else ""))
            entries += [(offer, hit) for hit in hits]
            vendor = offer.vendor

        def make(index: int) -> Line:
            offer, what = entries[index]
            if isinstance(what, str):
                return _offer_line(comparison, offer, width, is_again=what == offer.vendor)
            return line((_hit_words(what, width), "soft"), key=offer.id)

        return MadeLines(keys, make) if keys else [line(("Nothing found; esc: all", "soft"))]

    def rows_wanted(self, width: int) -> int:
        del width
        if self.seen.found is not None:
            return sum(1 + len(hits) for hits in self.seen.found.values())
        return len(self.comparison.catalog.offers)


def _hit_words(hit: Hit, width: int) -> str:
    words = f"    {hit.place}: {hit.excerpt}"
    if hit.place == ANSWER and cell_width(words) > width:
        words = f"    {hit.excerpt.partition('? ')[2] or hit.excerpt}"
    return fitted(words, width)


def ordered(comparison: Comparison, order: Order) -> Sequence[Offer]:
    """The offers in an order; those of which it is unknown come last."""
    catalog, scenario = comparison.catalog, comparison.scenario

    def rank(offer: Offer) -> Any:
        match order:
            case "name":
                return offer.short.casefold()
            case "price":
                quote = price_offer(catalog, offer, scenario)
                return not quote.complete, quote.total
            case "end":
                return offer.service_ends or date.max
            case "status":
                return STATUS_ORDER.index(status_on(catalog, offer, comparison.as_of))
            case "vendor":
                return 0

    return sorted(catalog.offers.values(), key=rank)


def _offer_line(comparison: Comparison, offer: Offer, width: int, *, is_again: bool) -> Line:
    """Set an offer's line; `is_again` where the line above names the same vendor."""
    catalog = comparison.catalog
    compared = comparison.standing(offer.id) is not None
    status = status_on(catalog, offer, comparison.as_of)
    status_text = status_label(offer, status, comparison.as_of)
    room = width - len("✓○ ") - 1 - 1 - STATUS_CELLS
    vendor = _vendor(comparison, offer) if width >= WITH_VENDOR else ""
    if is_again:
        vendor = " " * cell_width(vendor)
    if cell_width(vendor + offer.short + _price(comparison, offer)) > room:
        vendor = _UNDER_VENDOR if vendor and is_again else ""
    price = _price(comparison, offer, room - cell_width(vendor + offer.short))
    name = fitted(offer.short, max(room - cell_width(vendor + price), NAME_CELLS))
    blanks = max(room - cell_width(vendor + name + price), 0) + 1
    return line(
        (COMPARED_SIGN if compared else " ", "strong"),
        (f"{mark_of(catalog, offer.id)} ", series_style(catalog, offer.id)),
        (vendor, "soft"),
        (name, "strong" if compared else ""),
        f"{' ' * blanks}{price} ",
        (padded(status_text, STATUS_CELLS), "" if status == "active" else "warning"),
        key=offer.id,
    )


def _price(comparison: Comparison, offer: Offer, room: int = NEVER_WRAPPED) -> str:
    """The headline price and in how many ways it can be read; the price gives way."""
    if room < LEAST_PRICE_CELLS:
        return ""
    reading = offer.reading(comparison.scenario.readings.get(offer.id))
    several = f" ({len(offer.readings)})" if len(offer.readings) > 1 else ""
    several += " (weak)" if comparison.catalog.is_weak(offer) else ""
    return fitted(price_words(reading.lines), room - cell_width(several)) + several


def _vendor(comparison: Comparison, offer: Offer) -> str:
    name = comparison.catalog.vendor_of(offer).name
    return "" if name.casefold() in offer.short.casefold() else f"{name} "
