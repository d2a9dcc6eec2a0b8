"""Sensitivity as plain text: the input that matters most, then a tornado table."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from tui.domain.analysis.sensitivity import Swing
from tui.domain.deals import Catalog, Offer
from tui.domain.money import dollars
from tui.domain.pricing import price_offer
from tui.domain.quote import Quote
from tui.domain.scenario import Scenario
from tui.views.answers import WIDTH, heading, notes
from tui.views.layout import (
    GAP,
    TableColumn,
    cell_width,
    hanging,
    least_width,
    table_lines,
    wrapped,
)
from tui.views.words import NONE, total_words

LONGEST_BAR: Final = 24
SHORTEST_BAR: Final = 8
NARROW_TITLE: Final = 24
"""So wide an input's title may stay when a bar needs the room."""
_BAR: Final = "█"
_NOW: Final = "│"


def sensitivity_text(
    catalog: Catalog,
    offer: Offer,
    swings: Sequence[Swing],
    scenario: Scenario,
    as_of: date,
    *,
    width: int = WIDTH,
) -> str:
    """Write the answer, every input with its ends, and what the total rests on."""
    now = price_offer(offer, scenario)
    lines = [
        *wrapped(sensitivity_answer(offer, swings, now), width),
        "",
        *heading(catalog, scenario, as_of, width),
        "",
        *_table(swings, now, width),
        "",
        *_left_out(swings, width),
        *notes(catalog, (offer,), scenario, as_of, width),
    ]
    return "\n".join(lines) + "\n"


def sensitivity_answer(offer: Offer, swings: Sequence[Swing], now: Quote) -> str:
    """Say in a sentence what moves the total most."""
    total = f"{offer.short} costs {total_words(now)}"
    known = all(swing.complete for swing in swings)
    if not swings or not swings[0].size:
        what = "that" if known else "the known part of that"
        return f"{total}; no input alone changes {what} within these ranges."
    most = swings[0]
    return (
        f"{total}; the largest {'' if known else 'known '}swing comes with “{most.title}”: "
        f"{total_words(most.low_quote)} at {most.low}, {total_words(most.high_quote)} at "
        f"{most.high}."
    )


def _table(swings: Sequence[Swing], now: Quote, width: int) -> Sequence[str]:
    """Set the inputs, with a bar of each swing around today's total where there is room."""
    columns = [
        TableColumn("Input", wraps=True),
        TableColumn("Low", "right"),
        TableColumn("High", "right"),
        TableColumn("Total at low", "right"),
        TableColumn("Total at high", "right"),
        TableColumn("Swing", "right"),
    ]
    rows = [_row(swing) for swing in swings]
    narrow = [(max(wrapped(row[0], NARROW_TITLE), key=cell_width), *row[1:]) for row in rows]
    room = width - least_width(columns, narrow) - len(GAP)
    if room < SHORTEST_BAR:
        return table_lines(columns, rows, width)
    bars = _bars(swings, now.total, min(room, LONGEST_BAR))
    drawn = [(*row, bar) for row, bar in zip(rows, bars, strict=True)]
    return table_lines([*columns, TableColumn("")], drawn, width)


def _row(swing: Swing) -> Sequence[str]:
    same = swing.low == swing.high
    return (
        swing.title,
        NONE if same else swing.low,
        NONE if same else swing.high,
        total_words(swing.low_quote),
        total_words(swing.high_quote),
        _size(swing),
    )


def _size(swing: Swing) -> str:
    """Write a swing. More of a count or a price is more of what is unknown, too; a choice may
    move that either way.
    """
    if not swing.size:
        return NONE
    size = dollars(swing.size)
    if swing.complete:
        return size
    return f"? ({size} known)" if swing.is_choice else f"≥ {size}"


def _bars(swings: Sequence[Swing], now: int, width: int) -> Sequence[str]:
    """Draw each swing from its lowest to its highest total, with a line at today's."""
    ends = [(swing.low_total.cents, swing.high_total.cents) for swing in swings]
    lowest = min((min(pair) for pair in ends), default=now)
    highest = max((max(pair) for pair in ends), default=now)
    lowest, highest = min(lowest, now), max(highest, now)
    span = max(highest - lowest, 1)
    middle = (now - lowest) * (width - 1) // span
    bars: list[str] = []
    for pair in ends:
        first, last = ((cents - lowest) * (width - 1) // span for cents in sorted(pair))
        cells = [_BAR if first <= i <= last and pair[0] != pair[1] else " " for i in range(width)]
        cells[middle] = _NOW
        bars.append("".join(cells))
    return bars


def _left_out(swings: Sequence[Swing], width: int) -> Sequence[str]:
    """Name the choices that cannot be priced."""
    lines: list[str] = []
    for swing in swings:
        if swing.unpriced:
            words = f"{swing.title}: {', '.join(swing.unpriced)} cannot be priced, left out."
            lines += hanging("! ", words, width)
    return [*lines, ""] if lines else []
