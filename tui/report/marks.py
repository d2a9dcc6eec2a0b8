"""The sign that an offer keeps everywhere: list, table, chart and picture.

It depends on the catalogue alone, so that taking an offer out of a
comparison never changes the sign of another. It knows no colours.
"""

from typing import Final

from tui.domain.deals import Catalogue

MARKS: Final = "○▲■◆●△□◇▼▽"


def place_of(catalogue: Catalogue, offer_id: str) -> int:
    """Give an offer's place: those compared at start first, then the others, from 0.

    Raises `KeyError` for an offer that the catalogue does not have.
    """
    first = catalogue.compared_at_start
    if offer_id in first:
        return first.index(offer_id)
    others = [each for each in catalogue.offers if each not in first]
    if offer_id not in others:
        raise KeyError(offer_id)
    return len(first) + others.index(offer_id)


def mark_of(catalogue: Catalogue, offer_id: str) -> str:
    """Give an offer's sign; after ten offers the signs begin again. Raises `KeyError`."""
    return MARKS[place_of(catalogue, offer_id) % len(MARKS)]
