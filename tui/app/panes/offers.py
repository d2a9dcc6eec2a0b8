"""Pane 1: the agreements, grouped by vendor: mark, name, headline price, status on the day."""

from collections.abc import Sequence

from tui.app.panes.pane import Pane, series_style
from tui.app.widgets.fit import fitted
from tui.app.widgets.lines import Line, line
from tui.domain.comparison import Comparison
from tui.domain.deals import Offer, Status, status_on
from tui.report.cells import cell_width, padded
from tui.report.headline import headline_words
from tui.report.marks import mark_of

COMPARED_SIGN = "✓"
NAME_CELLS = 11
WIDE = 52
"""From this width on, statuses are written in full."""
LEAST_PRICE_CELLS = 10
"""With less room than this no price is shown: the terms beside the list have it."""
SHORT_STATUS: dict[Status, str] = {
    "ends soon": "ending",
    "terminated": "stopped",
    "unconfirmed": "unsure",
}


class OffersPane(Pane):
    """The list of offers."""

    TITLE = "1 Offers"
    HELP = """
    The agreements, by vendor. `✓` is compared; the price is the one of the chosen reading, and
    `+` says that more is needed. The status is the one on the as-of day.
    """

    def lines_for(self, comparison: Comparison, width: int) -> Sequence[Line]:
        """One line a vendor, one line each of its offers."""
        lines: list[Line] = []
        vendor = ""
        for offer in comparison.catalogue.offers.values():
            if offer.vendor != vendor:
                vendor = offer.vendor
                lines.append(line((comparison.catalogue.vendors[vendor].name, "soft")))
            lines.append(_offer_line(comparison, offer, width))
        return lines

    def subtitle_for(self, comparison: Comparison) -> str:
        """Count the offers."""
        count = len(comparison.catalogue.offers)
        return f"{len(comparison.standings)} of {count} compared"


def _offer_line(comparison: Comparison, offer: Offer, width: int) -> Line:
    catalogue = comparison.catalogue
    compared = comparison.standing(offer.id) is not None
    status = status_on(offer, comparison.as_of, catalogue.as_of)
    status_text = status if width >= WIDE else SHORT_STATUS.get(status, status)
    status_cells = 11 if width >= WIDE else 8
    reading = offer.reading(comparison.scenario.readings.get(offer.id))
    several = f" ({len(offer.readings)})" if len(offer.readings) > 1 else ""
    price_cells = width - len("✓○ ") - NAME_CELLS - 1 - 1 - status_cells
    if price_cells < LEAST_PRICE_CELLS:
        price = " " * max(price_cells, 0)
    else:
        price = fitted(headline_words(reading), price_cells - cell_width(several))
        price = padded(price + several, price_cells)
    colour = series_style(comparison, offer.id)
    return line(
        (COMPARED_SIGN if compared else " ", "strong"),
        (f"{mark_of(catalogue, offer.id)} ", colour),
        (padded(fitted(offer.short, NAME_CELLS), NAME_CELLS), "strong" if compared else ""),
        " ",
        price,
        " ",
        (padded(status_text, status_cells), "" if status == "active" else "warning"),
        key=offer.id,
    )
