"""The sign that an offer keeps everywhere: list, table, chart and picture.

It depends on the catalog alone, so that taking an offer out of a
comparison never changes the sign of another. It knows no colors.
"""

from collections.abc import Mapping
from typing import Final

from tui.domain.deals import Catalog

MARKS: Final = "○▲■◆●△□◇▼▽"


_known: list[tuple[Catalog, Mapping[str, int]]] = []
"""The places of the catalog that was asked for last: lists ask for all its offers."""


def place_of(catalog: Catalog, offer_id: str) -> int:
    """Give an offer's place: those compared at start first, then the others, from 0.

    Raises `KeyError` for an offer that the catalog does not have.
    """
    if not _known or _known[0][0] is not catalog:
        order = dict.fromkeys((*catalog.compared_at_start, *catalog.offers))
        _known[:] = [(catalog, {known: place for place, known in enumerate(order)})]
    return _known[0][1][offer_id]


def mark_of(catalog: Catalog, offer_id: str) -> str:
    """Give an offer's sign; after ten offers the signs begin again. Raises `KeyError`."""
    return MARKS[place_of(catalog, offer_id) % len(MARKS)]
