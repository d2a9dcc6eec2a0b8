"""Two totals over one input, drawn with text.

One line is solid and one dashed, with the offers' marks on them: they read without color.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from tui.domain.analysis.breakeven import BreakEven, CheaperSpan
from tui.domain.money import dollars
from tui.domain.quote import Total
from tui.views.answers import numbered
from tui.views.line import Line, Span, joined, line, styled
from tui.views.text_layout import cell_width, padded

ROWS: Final = 11
NARROWEST: Final = 12
"""So many columns the plot has at least; a narrower page scrolls sideways."""
MOST_CROSSINGS: Final = 6
"""So many are marked in the plot; with more of them, the spans tell."""
MARK_EVERY: Final = 8
BOTH: Final = "═"
BOUND: Final = "·"
CROSSING: Final = "┊"
_STROKES: Final = (("─", "│"), ("┄", "┆"))
"""Along and up, of the first line and of the second."""

Signs = tuple[Span, Span]


@dataclass(frozen=True, slots=True)
class BreakEvenScale:
    """Places of numbers and amounts in a plot of `columns` by `rows` cells."""

    low: int
    high: int
    least: int
    """Cents in the lowest row."""
    most: int
    columns: int
    rows: int = ROWS

    def number_at(self, column: int) -> int:
        return self.low + column * (self.high - self.low) // max(self.columns - 1, 1)

    def column_of(self, number: int) -> int:
        """The first column of a number or more."""
        if self.high == self.low:
            return 0
        return -(-(number - self.low) * (self.columns - 1) // (self.high - self.low))

    def row_of(self, cents: int) -> int:
        """The row of an amount, the lowest being 0."""
        span = self.most - self.least
        return (2 * (cents - self.least) * (self.rows - 1) + span) // (2 * span) if span else 0


def scale_of(found: BreakEven, width: int, rows: int = ROWS) -> BreakEvenScale:
    """Fit a plot into a width in cells, with the labels of its money at the left.

    It begins at zero, unless both totals always stay in the upper half.
    """
    guess = BreakEvenScale(found.low, found.high, 0, 0, max(width, NARROWEST), rows)
    amounts = [total.cents for track in _tracks(found, guess) for total in track]
    labels = max(cell_width(dollars(cents)) for cents in amounts)
    scale = replace(guess, columns=max(width - labels - 2, NARROWEST))
    amounts = [total.cents for track in _tracks(found, scale) for total in track]
    most, least = max(amounts), min(amounts)
    return replace(scale, least=least if 2 * least > most else 0, most=most)


def chart_lines(
    found: BreakEven, signs: Signs, unit: str, width: int, rows: int = ROWS
) -> list[Line]:
    scale = scale_of(found, width, rows)
    few = len(found.spans) <= MOST_CROSSINGS + 1
    crossings = [scale.column_of(span.start) for span in found.spans[1:]] if few else []
    tracks = _tracks(found, scale)
    plot = _plot(tracks, signs, scale, crossings)
    middle = scale.least + (scale.most - scale.least) * (rows // 2) // (rows - 1)
    heights = {0: scale.least, rows // 2: middle, rows - 1: scale.most}
    if scale.most == scale.least:
        heights = {0: scale.least}
    wide = max(cell_width(dollars(cents)) for cents in heights.values())
    lines = []
    for row in reversed(range(rows)):
        label = dollars(heights[row]) if row in heights else ""
        edge = "┤" if row in heights else "│"
        left = f"{padded(label, wide, 'right')} {edge}"
        lines.append(line((left, "soft"), *joined(plot[row])))
    axis = "".join("┴" if at in crossings else "─" for at in range(scale.columns))
    lines.append(line(" " * (wide + 1), (f"└{axis}", "soft")))
    lines += _numbers(found, scale, crossings, wide, unit)
    return [*lines, *_legend(found, signs, scale, tracks, width)]


def _tracks(found: BreakEven, scale: BreakEvenScale) -> list[list[Total]]:
    numbers = [scale.number_at(column) for column in range(scale.columns)]
    span = found.spans[0]
    return [[curve.at(number) for number in numbers] for curve in (span.first, span.second)]


def _plot(
    tracks: Sequence[Sequence[Total]],
    signs: Signs,
    scale: BreakEvenScale,
    crossings: Sequence[int],
) -> list[list[Span]]:
    """Draw both lines into rows of cells, the lowest row first."""
    plot: list[list[Span]] = [[Span(" ")] * scale.columns for _ in range(scale.rows)]
    for column in crossings:
        for cells in plot:
            cells[column] = Span(CROSSING, "soft")
    for track, sign, (_, up) in zip(tracks, signs, _STROKES, strict=True):
        _climbs(plot, track, scale, Span(up, sign.styles))
    heights = [[scale.row_of(total.cents) for total in track] for track in tracks]
    for place, (track, sign) in enumerate(zip(tracks, signs, strict=True)):
        for column, total in enumerate(track):
            row = heights[place][column]
            along = _STROKES[place][0] if total.complete else BOUND
            meets = place == 1 and heights[0][column] == row
            plot[row][column] = Span(BOTH, "soft") if meets else Span(along, sign.styles)
    for place, sign in enumerate(signs):
        for column in range(1 + place * MARK_EVERY // 2, scale.columns, MARK_EVERY):
            plot[heights[place][column]][column] = Span(sign.text, f"{sign.styles} strong")
    return plot


def _climbs(
    plot: list[list[Span]], track: Sequence[Total], scale: BreakEvenScale, cell: Span
) -> None:
    """Draw the steep parts, in the column in which the total has changed."""
    before = scale.row_of(track[0].cents)
    for column, total in enumerate(track):
        row = scale.row_of(total.cents)
        for between in range(min(before, row) + 1, max(before, row)):
            plot[between][column] = cell
        before = row


def _numbers(
    found: BreakEven, scale: BreakEvenScale, crossings: Sequence[int], wide: int, unit: str
) -> list[Line]:
    """Write the ends of the axis and the crossings below it; what has no room there is left out."""
    room = [" "] * scale.columns
    strong: list[tuple[int, int]] = []
    _put(room, 0, f"{found.low:,}")
    last = f"{found.high:,} {unit}" if found.high != found.low else unit
    if not _put(room, scale.columns - len(last), last):
        _put(room, scale.columns - len(f"{found.high:,}"), f"{found.high:,}")
    starts = [span.start for span in found.spans[1 : len(crossings) + 1]]
    for column, number in zip(crossings, starts, strict=True):
        label = f"{number:,}"
        begin = min(max(column - len(label) // 2, 0), scale.columns - len(label))
        if _put(room, begin, label):
            strong.append((begin, begin + len(label)))
    cells = [
        (character, "strong" if any(a <= at < b for a, b in strong) else "soft")
        for at, character in enumerate(room)
    ]
    return [line(" " * (wide + 2), *joined(cells))]


def _put(room: list[str], begin: int, label: str) -> bool:
    """Write a label where blanks are around it; False where none are."""
    end = begin + len(label)
    if begin < 0 or end > len(room) or any(one != " " for one in room[max(begin - 1, 0) : end + 1]):
        return False
    room[begin:end] = label
    return True


def _legend(
    found: BreakEven,
    signs: Signs,
    scale: BreakEvenScale,
    tracks: Sequence[Sequence[Total]],
    width: int,
) -> list[Line]:
    names = (found.first.short, found.second.short)
    whose = [
        (f"{sign.text}{along * 2} {name}", sign.styles)
        for sign, (along, _), name in zip(signs, _STROKES, names, strict=True)
    ]
    together = f"{BOTH * 2} both in one cell"
    beside = [whose[0], ("   ", ""), whose[1], ("   ", ""), (together, "soft")]
    if sum(cell_width(text) for text, _ in beside) <= width:
        lines = [line(*beside)]
    else:
        lines = [line(each) for each in (*whose, (together, "soft"))]
    told = [_crossing_words(found, span) for span in found.spans[1 : MOST_CROSSINGS + 1]]
    if len(found.spans) > MOST_CROSSINGS + 1:
        told = [f"{len(found.spans) - 1:,} crossings, too many to mark; listed as spans"]
    if not all(total.complete for track in tracks for total in track):
        told.append(f"{BOUND} a lower bound (≥)")
    if scale.least:
        told.append(f"the axis begins at {dollars(scale.least)}, not at zero")
    return [*lines, *styled(told, "soft")]


def _crossing_words(found: BreakEven, span: CheaperSpan) -> str:
    """Name a crossing: `┊ from 13 months on Grok costs less`."""
    words = {
        "first": f"{found.first.short} costs less",
        "second": f"{found.second.short} costs less",
        "tie": "both cost the same",
        "unknown": "they cannot be compared",
        "unlike": "a reading is refuted" if found.refuted else "they do not cover the same",
    }[span.cheaper]
    return f"{CROSSING} from {numbered(found.over, span.start)} on {words}"
