"""When money falls due, one lane an offer: steps for the screen, bands for the sheet.

A step lane has two lines: what has fallen due by then, as a height, and under it what the month
rests on. A band is solid where a month is agreed, half as high under a successor, hatched
where it is assumed, blank where it is not covered; upon it stand the running totals, each where it
is reached.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from tui.domain.calendar import add_months
from tui.domain.comparison import Comparison, Standing
from tui.domain.quote import MonthKind, Quote
from tui.domain.scenario import Scenario
from tui.views.bars import column
from tui.views.layout import Measure, cell_width, filled, fitted, padded
from tui.views.line import Line, Span, joined, line
from tui.views.words import (
    CHARGE_NAMES,
    change_words,
    due_words,
    series_style,
    sign_of,
    total_words,
)


class Kind(NamedTuple):
    """How the months of a kind look."""

    ground: str
    """Under a step."""
    band: str
    words: str


KINDS: Final[dict[MonthKind, Kind]] = {
    "agreed": Kind("━", "█", "agreed"),
    "successor": Kind("═", "▄", "successor"),
    "assumed": Kind("╱", "╱", "assumed"),
    "uncovered": Kind(" ", " ", "blank: not covered"),
}
LEGEND: Final = "  ".join(f"{kind.ground} {kind.words}".strip() for kind in KINDS.values())
LOOKED_AT: Final = "▲"
_NAME_CELLS: Final = 13
_LEAST_LANE: Final = 12
_NAMED_EVERY: Final = (1, 2, 3, 6, 12, 24, 36, 60, 120)


def month_cells(months: int, cells: int) -> Sequence[int]:
    """The month that each of some cells stands for: the last one that begins in it."""
    if cells >= months:
        return [cell * months // cells for cell in range(cells)]
    return [(cell + 1) * months // cells - 1 for cell in range(cells)]


def _axis(scenario: Scenario, named: Iterable[tuple[int, int]], cells: int) -> str:
    """Name months, each at its cell; what would touch the one before or has no room goes."""
    text = ""
    for cell, month in named:
        name = f"{add_months(scenario.start, month):%Y-%m}" if scenario.start else f"{month + 1}"
        if (not text or cell > len(text)) and cell + len(name) <= cells:
            text = text.ljust(cell) + name
    return text.ljust(cells)


# Steps


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
    every = next((e for e in _NAMED_EVERY if e * apart[1] >= apart[0]), scenario.months)

    def cell_of(month: int) -> int:
        return next(cell for cell, last in enumerate(months) if last >= month)

    named = [(cell_of(month), month) for month in range(0, scenario.months, every)]
    axis = _axis(scenario, named, len(months))
    if looked_at is not None:
        at = cell_of(looked_at)
        axis = axis[:at] + LOOKED_AT + axis[at + 1 :]
    label = "Month" if scenario.start else "Month no."
    return line((f"{label.ljust(_NAME_CELLS)}{axis}", "soft"))


# Bands

Heading = Callable[[str, int], str]
"""Gives what stands above a band, by its offer and the width."""
_LONGEST_NAME: Final = 14
_LONGEST_MISSING: Final = 24
_FEW: Final = 6
"""So many changes of the running total are all written; of more, those at the months named."""
_BETWEEN_MANY: Final = 14


def band_lines(
    comparison: Comparison, width: int, measure: Measure, *, heading: Heading | None = None
) -> list[Line]:
    """The title with its legend, a band an offer, the axis of months."""
    names = [fitted(each.offer.short, _LONGEST_NAME, measure) for each in comparison.ranked]
    gutter = 2 + max(map(measure.width, names)) + 2
    months = month_cells(comparison.scenario.months, width - gutter)
    bands = _Bands(comparison, months, measure)
    lines = [bands.title(width)]
    for standing, name in zip(comparison.ranked, names, strict=True):
        sign = sign_of(comparison.catalog, standing.offer.id)
        first = (sign, f" {padded(name, gutter - 2, measure=measure)}")
        band = bands.band(standing)
        if heading is None:
            lines.append(line(*first, *band))
        else:
            words = fitted(heading(standing.offer.id, len(months)), len(months), measure)
            lines += [line(*first, (words, "soft")), line(" " * gutter, *band)]
    unit = "" if comparison.scenario.start or gutter < 8 else "Month"
    axis = _axis(comparison.scenario, bands.named, len(months))
    return [*lines, line((f"  {unit}".ljust(gutter) + axis, "soft"))]


class _Bands(NamedTuple):
    """What is drawn in the cells of the months."""

    comparison: Comparison
    months: Sequence[int]
    measure: Measure

    def title(self, width: int) -> Line:
        """What is shown, and what the kinds of month look like."""
        words = f"Cumulative {CHARGE_NAMES[self.comparison.scenario.charge]}"
        kinds = {
            each.quote.kinds[month]
            for each in self.comparison.standings
            for month in range(each.quote.months)
        }
        legend = "   ".join(
            f"{kind.band * 2} {kind.words}".strip() for name, kind in KINDS.items() if name in kinds
        )
        return line((words, "heading"), (legend.rjust(width - len(words)), "soft"))

    @property
    def named(self) -> Sequence[tuple[int, int]]:
        """The first cell of each month that the axis names, with the month."""
        months = self.comparison.scenario.months
        every = 1 if months <= 12 else 3 if months <= 36 else 6 if months <= 96 else 12
        return [
            (cell, month)
            for cell, month in enumerate(self.months)
            if month % every == 0 and (cell == 0 or self.months[cell - 1] != month)
        ]

    def band(self, standing: Standing) -> Sequence[Span]:
        """The months of one offer, and the running totals upon them."""
        style = series_style(self.comparison.catalog, standing.offer.id)
        kinds = [standing.quote.kinds[month] for month in self.months]
        cells = [(KINDS[kind].band, style) for kind in kinds]
        for start, text in self._labels(standing.quote):
            at = start
            for place, wide in self.measure.places(text):
                look = f"on-{style}" if kinds[at] == "agreed" else "strong"
                cells[at : at + wide] = [(place, look), *[("", look)] * (wide - 1)]
                at += wide
        return joined(cells)

    def _labels(self, quote: Quote) -> Sequence[tuple[int, str]]:
        """The running totals that there is room for, and the cell in which each begins."""
        changes = self._changes(quote)
        end, between, last = len(self.months), 2, []
        if len(changes) > _FEW:
            named = {cell for cell, _ in self.named}
            text = f" {due_words(quote, range(self.months[-1] + 1))} "
            end -= self.measure.width(text)
            changes = [changes[0], *(cell for cell in changes[1:] if cell in named)]
            between, last = _BETWEEN_MANY, [(end, text)]
        labels: list[tuple[int, str]] = []
        free_from, opened = 0, False
        for cell in changes:
            month = self.months[cell]
            text = due_words(quote, range(month + 1))
            opens = _is_open(quote, month) and not opened
            text = f" {text}, {self._missing(quote)} unknown " if opens else f" {text} "
            after = cell + self.measure.width(text)
            if last and cell and not opens and not self._is_of_one_kind(quote, cell, after):
                continue
            beyond = after + (between if last else 0)
            if (cell >= free_from or opens) and beyond <= end:
                if opens and cell < free_from and labels:
                    labels.pop()
                labels.append((cell, text))
                free_from, opened = after + between, opened or opens
        return [*labels, *(one for one in last if one[0] >= 0)]

    def _missing(self, quote: Quote) -> str:
        words = ", ".join(dict.fromkeys(line.component for line in quote.unknown))
        return fitted(words, _LONGEST_MISSING, self.measure)

    def _is_of_one_kind(self, quote: Quote, start: int, end: int) -> bool:
        return len({quote.kinds[month] for month in self.months[start:end]}) == 1

    def _changes(self, quote: Quote) -> list[int]:
        """The cells in which the running total changes, and the first one that is covered."""
        running = list(accumulate(quote.by_month))
        unknown = _first_unknown(quote)
        found = []
        before: int | None = None
        for cell, month in enumerate(self.months):
            if before is None:
                if quote.kinds[month] == "uncovered" and not running[month]:
                    continue
                found.append(cell)
            elif running[month] != running[before] or unknown in range(before + 1, month + 1):
                found.append(cell)
            before = month
        return found


def _is_open(quote: Quote, month: int) -> bool:
    """Tell whether something unknown has fallen due by a month."""
    unknown = _first_unknown(quote)
    return unknown is not None and month >= unknown


def _first_unknown(quote: Quote) -> int | None:
    """The first month in which something unknown falls due."""
    months = [month for each in quote.unknown for month, count in enumerate(each.counts) if count]
    return min(months, default=None)
