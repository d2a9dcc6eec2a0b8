"""When money falls due, one lane an offer, in two lines: what has fallen due by then, as a height,
and under it what the month rests on.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from tui.domain.calendar import add_months
from tui.domain.comparison import Comparison
from tui.domain.quote import MonthKind, Quote
from tui.domain.scenario import Scenario
from tui.views.bars import column
from tui.views.line import Line, Span, line
from tui.views.text_layout import cell_width, filled, padded
from tui.views.words import (
    change_words,
    sign_of,
    total_words,
)


class Kind(NamedTuple):
    """How the months of a kind look."""

    ground: str
    words: str


KINDS: Final[dict[MonthKind, Kind]] = {
    "agreed": Kind("━", "agreed"),
    "successor": Kind("═", "successor"),
    "assumed": Kind("╱", "assumed"),
    "uncovered": Kind(" ", "blank: not covered"),
}
LEGEND: Final = "  ".join(f"{kind.ground} {kind.words}".strip() for kind in KINDS.values())
LOOKED_AT: Final = "▲"
_NAME_CELLS: Final = 13
_LEAST_LANE: Final = 12
NAMED_EVERY: Final = (1, 2, 3, 6, 12, 24, 36, 60, 120)


def month_cells(months: int, cells: int) -> Sequence[int]:
    """The month that each of some cells stands for: the last one that begins in it."""
    if cells >= months:
        return [cell * months // cells for cell in range(cells)]
    return [(cell + 1) * months // cells - 1 for cell in range(cells)]


def month_axis(scenario: Scenario, named: Iterable[tuple[int, int]], cells: int) -> str:
    """Name months, each at its cell; what would touch the one before or has no room goes."""
    text = ""
    for cell, month in named:
        name = f"{add_months(scenario.start, month):%Y-%m}" if scenario.start else f"{month + 1}"
        if (not text or cell > len(text)) and cell + len(name) <= cells:
            text = text.ljust(cell) + name
    return text.ljust(cells)


def step_lines(
    comparison: Comparison,
    width: int,
    *,
    baseline: Comparison | None,
    looked_at: int | None,
    with_ground: bool,
) -> list[Line]:
    """One or two lines an offer, then the axis with a mark under the month that is looked at."""
    totals = [
        total_words(each.quote) + (f" {change_words(each.quote, baseline)}" if baseline else "")
        for each in comparison.standings
    ]
    total_cells = max(map(cell_width, totals))
    cells = max(width - _NAME_CELLS - total_cells - 3, _LEAST_LANE)
    months = month_cells(comparison.scenario.months, cells)
    highest = max(each.quote.total for each in comparison.standings)
    lines: list[Line] = []
    for standing, total in zip(comparison.standings, totals, strict=True):
        quote, sign = standing.quote, sign_of(comparison.catalog, standing.offer.id)
        heights = Span(_heights(quote, highest, months, with_ground=with_ground), sign.styles)
        if not quote.complete and not quote.total:
            missing = ", ".join(each.component for each in quote.unknown)
            heights = Span(filled(f"? {missing} unknown", cells), "warning")
        name = f" {filled(quote.offer.short, _NAME_CELLS - 2)}"
        last = (f"  {padded(total, total_cells, 'right')}", "strong")
        lines.append(line(sign, name, heights, last, key=quote.offer.id))
        if with_ground:
            ground = "".join(KINDS[quote.kinds[month]].ground for month in months)
            lines.append(line(" " * _NAME_CELLS, (ground, sign.styles), key=quote.offer.id))
    return [*lines, _step_axis(comparison.scenario, months, looked_at)]


def _heights(quote: Quote, highest: int, months: Sequence[int], *, with_ground: bool) -> str:
    """Draw what has fallen due by each month; without a line below, what it rests on, too."""
    running = list(accumulate(quote.by_month))
    drawn = {}
    for month in set(months):
        kind = quote.kinds[month]
        height = column(running[month], highest)[0] if kind != "uncovered" else " "
        hatched = not with_ground and kind == "assumed" and height == "█"
        drawn[month] = KINDS[kind].ground if hatched else height
    return "".join(drawn[month] for month in months)


def _step_axis(scenario: Scenario, months: Sequence[int], looked_at: int | None) -> Line:
    """Name some of the months, as many as stand two cells apart, and mark one."""
    label_cells = len("2026-12" if scenario.start else str(scenario.months))
    apart = ((label_cells + 2) * scenario.months, len(months))
    every = next((e for e in NAMED_EVERY if e * apart[1] >= apart[0]), scenario.months)

    def cell_of(month: int) -> int:
        return next(cell for cell, last in enumerate(months) if last >= month)

    named = [(cell_of(month), month) for month in range(0, scenario.months, every)]
    axis = month_axis(scenario, named, len(months))
    if looked_at is not None:
        at = cell_of(looked_at)
        axis = axis[:at] + LOOKED_AT + axis[at + 1 :]
    label = "Month" if scenario.start else "Month no."
    return line((f"{label.ljust(_NAME_CELLS)}{axis}", "soft"))
