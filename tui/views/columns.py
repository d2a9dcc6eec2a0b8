"""What the table of a comparison shows: one row here is one column there.

The plain text, the screen, Markdown and CSV are derived from this table; none of them lists
columns of its own. It knows no widths and no colors.
"""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from tui.domain.comparison import Comparison, Standing
from tui.views.layout import Alignment
from tui.views.words import (
    covered_words,
    difference_words,
    mark_of,
    range_words,
    rank_words,
    ratio_words,
    total_words,
)


class Column(NamedTuple):
    """One column: what it is called, how it is set, and its text for one offer."""

    id: str
    title: str
    alignment: Alignment
    text: Callable[[Comparison, Standing], str]
    help: str
    """What it shows, in a sentence."""
    wraps: bool = False
    """Whether its text may be broken into lines where room is short."""
    aside: bool = False
    """Whether it stands in a second table where one is too wide."""
    names: bool = False
    """Whether it says which offer a row is about, in every table."""


COLUMNS: Final[Sequence[Column]] = (
    Column(
        "mark", "", "left", lambda comparison, s: mark_of(comparison.catalog, s.offer.id),
        "The sign that the offer keeps everywhere.", names=True,
    ),
    Column(
        "offer", "Offer", "left", lambda _, s: s.offer.short, "The offer.",
        wraps=True, names=True,
    ),
    Column(
        "total", "Total", "right", lambda _, s: total_words(s.quote),
        "What the months compared cost; ≥ where something in it is unknown.",
    ),
    Column(
        "rank", "Rank", "left", lambda _, s: rank_words(s),
        "The place among the complete totals, cheapest first.",
    ),
    Column(
        "difference", "Difference", "right", lambda _, s: difference_words(s),
        "How much more than the cheapest complete total.",
    ),
    Column(
        "ratio", "Ratio", "right", lambda _, s: ratio_words(s.ratio),
        "How many times the cheapest complete total.",
    ),
    Column(
        "coverage", "Coverage", "left", lambda _, s: covered_words(s.quote),
        "How many of the months are agreed, assumed and uncovered.", wraps=True, aside=True,
    ),
    Column(
        "range", "All readings", "left", lambda _, s: range_words(s.range, s.offer),
        "The lowest and highest total over all readings of the offer's price.",
        wraps=True, aside=True,
    ),
    Column(
        "status", "Status", "left", lambda _, s: s.status,
        "The state of the agreement on the as-of day.",
    ),
)  # fmt: skip
