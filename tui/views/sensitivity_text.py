"""Sensitivity: the input that matters most, then a tornado, as plain text and to choose from."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from tui.domain.analysis.sensitivity import Swing, Tornado
from tui.domain.caveats import unused_inputs
from tui.domain.comparison import Case
from tui.domain.money import dollars
from tui.views.answers import heading, notes, paragraphs
from tui.views.line import Line, Span, line, styled
from tui.views.text_layout import (
    GAP,
    WIDTH,
    TableColumn,
    cell_width,
    hanging,
    least_width,
    places,
    set_row,
    table_lines,
    widest,
    wrapped,
    wrapped_lines,
)
from tui.views.words import NONE, total_covering, total_words

LONGEST_BAR: Final = 24
SHORTEST_BAR: Final = 8
LONGEST_TITLE: Final = 24
"""Cells of an input's title where a bar needs the room."""
SHORTEST_DRAWN: Final = 10
LONGEST_DRAWN: Final = 48
NOW: Final = "│"
BELOW: Final = "▒"
ABOVE: Final = "█"


def sensitivity_text(case: Case, found: Tornado, *, width: int = WIDTH) -> str:
    now, swings = found
    ends = [quote for swing in swings for quote in (swing.low_quote, swing.high_quote)]
    return paragraphs(
        wrapped(sensitivity_answer(found), width),
        heading(case, width, unused=unused_inputs(case.scenario, (now, *ends))),
        _table(found, width),
        [part for words in _unpriced(swings) for part in hanging("! ", words, width)],
        notes(case, (now.offer,), width),
    )


def sensitivity_answer(found: Tornado) -> str:
    now, swings = found
    total = f"{now.offer.short} costs {total_covering(now)}"
    known = all(swing.complete for swing in swings)
    if not swings or not swings[0].size:
        what = "that" if known else "the known part of that"
        return f"{total}; no input alone changes {what} within these ranges."
    most = swings[0]
    return (
        f"{total}; the largest {'' if known else 'known '}swing comes with “{most.title}”: "
        f"{total_covering(most.low_quote)} at {most.low}, {total_covering(most.high_quote)} at "
        f"{most.high}."
    )


def _table(found: Tornado, width: int) -> Sequence[str]:
    columns = [
        TableColumn("Input", wraps=True),
        TableColumn("Low", "right"),
        TableColumn("High", "right"),
        TableColumn("Total at low", "right"),
        TableColumn("Total at high", "right"),
        TableColumn("Swing", "right"),
    ]
    rows = [_row(swing) for swing in found.swings]
    narrow = [(max(wrapped(row[0], LONGEST_TITLE), key=cell_width), *row[1:]) for row in rows]
    room = width - least_width(columns, narrow) - len(GAP)
    if room < SHORTEST_BAR:
        return table_lines(columns, rows, width)
    bars = _bars(found, min(room, LONGEST_BAR))
    drawn = [(*row, bar) for row, bar in zip(rows, bars, strict=True)]
    return table_lines([*columns, TableColumn("")], drawn, width)


def _row(swing: Swing) -> Sequence[str]:
    same = swing.low == swing.high
    return (
        swing.title,
        NONE if same else swing.low,
        NONE if same else swing.high,
        total_covering(swing.low_quote),
        total_covering(swing.high_quote),
        _size(swing),
    )


def _size(swing: Swing) -> str:
    """Write a swing, a lower bound where it is incomplete, except that of a choice."""
    if not swing.size:
        return NONE
    size = dollars(swing.size)
    if swing.complete:
        return size
    return f"{size}, rest unknown" if swing.is_choice else f"≥ {size}"


def _bars(found: Tornado, width: int, below: str = ABOVE) -> Sequence[str]:
    """Draw each swing from its lower to its higher total; `│` is the present one."""
    now, swings = found.now.total, found.swings
    ends = [sorted((swing.low_total.cents, swing.high_total.cents)) for swing in swings]
    lowest = min([now, *(low for low, _ in ends)])
    span = max([now, *(high for _, high in ends)]) - lowest or 1

    def column(cents: int) -> int:
        return (cents - lowest) * (width - 1) // span

    bars = []
    for low, high in ends:
        cells = [" "] * width
        if low != high:
            for at in range(column(low), column(high) + 1):
                cells[at] = below if at < column(now) else ABOVE
        cells[column(now)] = NOW
        bars.append("".join(cells))
    return bars


def _unpriced(swings: Sequence[Swing]) -> Iterator[str]:
    for swing in swings:
        if swing.unpriced:
            yield f"{swing.title}: {', '.join(swing.unpriced)} cannot be priced and is left out."


def tornado_lines(
    found: Tornado, opened: Mapping[str, str], style: str, width: int
) -> Iterator[Line]:
    """Draw every swing to choose one; `opened` has the titles of inputs without a range, by key."""
    yield line((f"{NOW} now {total_covering(found.now)}   {BELOW} less   {ABOVE} more", "soft"))
    yield from _tornado(found, style, width)
    for key, title in opened.items():
        words = f"{title}: not given, so not varied; type a range to vary it"
        yield from styled(wrapped(words, width), "soft", key)
    for words in _unpriced(found.swings):
        yield from styled(wrapped_lines([f"! {words}"], width), "warning")


def _tornado(found: Tornado, style: str, width: int) -> Iterator[Line]:
    swings = found.swings
    if not swings:
        return
    ends = [_ends(swing) for swing in swings]
    titles = min(max(cell_width(swing.title) for swing in swings), LONGEST_TITLE)
    low, least, high, most = widest([[*one, *other] for one, other in ends])
    room = width - titles - low - least - most - high - 5 * len(GAP)
    if room < SHORTEST_DRAWN:
        room = max(width - least - most - 6, SHORTEST_DRAWN)
        columns = places([0, least, room, most], ["left", "right", "left", "left"], [2, 1, 1])
    else:
        room = min(room, LONGEST_DRAWN)
        columns = places(
            [titles, low, least, room, most, high],
            ["left", "right", "right", "left", "left", "left"],
        )
    bars = _bars(found, room, BELOW)
    for swing, ((one, lower), (other, higher)), bar in zip(swings, ends, bars, strict=True):
        drawn = [[Span(lower)], [Span(bar, style)], [Span(higher)]]
        if len(columns) == 4:
            values = "" if one == other else f": {one} to {other}"
            yield from styled(wrapped(f"{swing.title}{values}", width), key=swing.key)
            yield from set_row([[], *drawn], columns, swing.key)
        else:
            title = [Span(part) for part in wrapped(swing.title, titles)]
            cells = [title, [Span(one, "soft")], *drawn, [Span(other, "soft")]]
            yield from set_row(cells, columns, swing.key)


def _ends(swing: Swing) -> Sequence[tuple[str, str]]:
    """Values and totals of both ends, the lower total first, whichever value that belongs to."""
    low, high = sorted(
        ((swing.low_quote, swing.low), (swing.high_quote, swing.high)),
        key=lambda end: end[0].total,
    )
    same = low[1] == high[1]
    return [(NONE if same else value, total_words(quote)) for quote, value in (low, high)]


def swing_words(swing: Swing) -> str:
    if not swing.size:
        return f"{swing.title}: now {swing.now}; no change from {swing.low} to {swing.high}"
    mark = "" if swing.complete else "≥ "
    return f"{swing.title}: now {swing.now}; swing {mark}{dollars(swing.size)}"
