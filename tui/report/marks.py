"""The sign that an offer keeps everywhere: list, table, chart and picture.

It depends on the catalogue alone, so that taking an offer out of a
comparison never changes the sign of another. It knows no colours.
"""

from collections.abc import Mapping
from typing import Final

from tui.domain.deals import Catalogue

MARKS: Final = "○▲■◆●△□◇▼▽"


_known: list[tuple[Catalogue, Mapping[str, int]]] = []
"""The places of the catalogue that was asked for last: lists ask for all its offers."""


def place_of(catalogue: Catalogue, offer_id: str) -> int:
    """Give an offer's place: those compared at start first, then the others, from 0.

    Raises `KeyError` for an offer that the catalogue does not have.
    """
    if not _known or _known[0][0] is not catalogue:
        order = dict.fromkeys((*catalogue.compared_at_start, *catalogue.offers))
        _known[:] = [(catalogue, {known: place for place, known in enumerate(order)})]
    return _known[0][1][offer_id]


def mark_of(catalogue: Catalogue, offer_id: str) -> str:
    """Give an offer's sign; after ten offers the signs begin again. Raises `KeyError`."""
    return MARKS[place_of(catalogue, offer_id) % len(MARKS)]
