"""Pane 1: the agreements, grouped by vendor: mark, name, headline price, status on the day."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from textual.reactive import var

from tui.app.model import Order
from tui.app.panes.pane import Pane
from tui.domain.comparison import Comparison
from tui.domain.deals import Offer, Status, Vendor, status_on
from tui.domain.pricing import price_offer
from tui.views.day import status_label
from tui.views.line import Line, MadeLines, line
from tui.views.search import Hit
from tui.views.text_layout import cell_width, fitted, padded
from tui.views.words import headline_words, mark_of, series_style

COMPARED_SIGN: Final = "✓"
NAME_CELLS: Final = 11
WIDE: Final = 52
"""From this width on, statuses are written in full."""
LEAST_PRICE_CELLS: Final = 10
"""With less room than this no price is shown: the terms beside the list have it."""
STATUS_ORDER: Final[tuple[Status, ...]] = (
    "active", "ends soon", "upcoming", "unconfirmed", "replaced", "ended", "terminated",
)  # fmt: skip


class OffersPane(Pane):
    """The list of offers."""

    TITLE = "1 Offers"
    HELP = (
        "The agreements, by vendor. `✓` is compared; the price is the one of the chosen reading, "
        "`(4)` says that it can be read in four ways, and `+` that more is needed. The status is "
        "the one on the as-of day; `113d` are the days left."
    )

    RENEWED_BY = ("found", "sought")

    found: var[Mapping[str, tuple[Hit, ...]] | None] = var(None)
    """The offers that the filter leaves, with what was found in each; None: no filter."""
    sought: var[str] = var("")
    order: var[Order] = var[Order]("vendor")

    def watch_order(self) -> None:
        self.renew()
        self.reveal_cursor()

    def title_for(self, comparison: Comparison) -> str:
        """Say what is filtered for."""
        del comparison
        return f"{self.TITLE} /{self.sought}" if self.sought else self.TITLE

    def subtitle_for(self, comparison: Comparison) -> str:
        """Count the offers."""
        count = len(comparison.catalog.offers)
        by = "" if self.order == "vendor" else f"by {self.order} · "
        if self.found is not None:
            return f"{by}{len(self.found)} of {count} found"
        return f"{by}{len(comparison.standings):,} of {count:,} compared"

    def basis(self, comparison: Comparison) -> tuple[object, ...]:
        """What the list is made of; the figures count only when they order it."""
        scenario = comparison.scenario
        return (
            comparison.catalog,
            comparison.as_of.toordinal(),
            scenario.readings,
            scenario.offers,
            self.found,
            self.order,
            comparison if self.order == "price" else None,
        )

    def lines_for(self, comparison: Comparison, width: int) -> Sequence[Line]:
        """One line each vendor, one each of its offers, and under it what was found.

        They are made when they come into view: a catalog may have ten thousand offers.
        """
        keys: list[str | None] = []
        entries: list[Offer | Vendor | tuple[Offer, Hit]] = []
        vendor = ""
        for offer in ordered(comparison, self.order):
            if self.found is not None and offer.id not in self.found:
                continue
            if self.order == "vendor" and offer.vendor != vendor:
                vendor = offer.vendor
                keys.append(None)
                entries.append(comparison.catalog.vendors[vendor])
            hits = (self.found or {}).get(offer.id, ())
            keys += [offer.id] * (1 + len(hits))
            entries.append(offer)
            entries += [(offer, hit) for hit in hits]

        def make(index: int) -> Line:
            match entries[index]:
                case Vendor(name=name):
                    return line((name, "soft"))
                case Offer() as offer:
                    return _offer_line(comparison, offer, width)
                case (offer, hit):
                    text = fitted(f"    {hit.place}: {hit.excerpt}", width)
                    return line((text, "soft"), key=offer.id)

        return MadeLines(keys, make) if keys else [line(("Nothing found; esc: all", "soft"))]


def ordered(comparison: Comparison, order: Order) -> Sequence[Offer]:
    """The offers in an order; those of which it is unknown come last."""
    catalog, scenario = comparison.catalog, comparison.scenario
    offers = list(catalog.offers.values())
    if order == "name":
        return sorted(offers, key=lambda offer: offer.short.casefold())
    if order == "price":
        quotes = {offer.id: price_offer(catalog, offer, scenario) for offer in offers}
        return sorted(
            offers, key=lambda offer: (not quotes[offer.id].complete, quotes[offer.id].total)
        )
    if order == "end":
        return sorted(offers, key=lambda offer: offer.service_ends or date.max)
    if order == "status":
        return sorted(
            offers,
            key=lambda offer: STATUS_ORDER.index(status_on(catalog, offer, comparison.as_of)),
        )
    return offers


def _offer_line(comparison: Comparison, offer: Offer, width: int) -> Line:
    catalog = comparison.catalog
    compared = comparison.standing(offer.id) is not None
    status = status_on(catalog, offer, comparison.as_of)
    status_text = status_label(offer, status, comparison.as_of, wide=width >= WIDE)
    status_cells = 13 if width >= WIDE else 8
    reading = offer.reading(comparison.scenario.readings.get(offer.id))
    several = f" ({len(offer.readings)})" if len(offer.readings) > 1 else ""
    several += " (weak)" if catalog.is_weak(offer) else ""
    price_cells = width - len("✓○ ") - NAME_CELLS - 1 - 1 - status_cells
    if price_cells < LEAST_PRICE_CELLS:
        price = " " * max(price_cells, 0)
    else:
        price = fitted(headline_words(reading), price_cells - cell_width(several))
        price = padded(price + several, price_cells)
    color = series_style(catalog, offer.id)
    return line(
        (COMPARED_SIGN if compared else " ", "strong"),
        (f"{mark_of(catalog, offer.id)} ", color),
        (padded(fitted(offer.short, NAME_CELLS), NAME_CELLS), "strong" if compared else ""),
        " ",
        price,
        " ",
        (padded(status_text, status_cells), "" if status == "active" else "warning"),
        key=offer.id,
    )
