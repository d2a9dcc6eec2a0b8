"""When money falls due: a lane for each offer, with the amount as a height and what it rests on."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import accumulate
from typing import Final, NamedTuple

from tui.domain.calendar import add_months
from tui.domain.comparison import Comparison
from tui.domain.quote import MonthKind, Quote
from tui.domain.scenario import Scenario
from tui.views.line import Line, Span, line
from tui.views.text_layout import GAP, cell_width, filled, padded
from tui.views.words import (
    pinned_change_words,
    sign_of,
    total_words,
)

_UP: Final = " ▁▂▃▄▅▆▇█"


GROUNDS: Final[dict[MonthKind, str]] = {
    "agreed": "━", "successor": "═", "assumed": "╱", "uncovered": " ",
}  # fmt: skip
LEGEND: Final = "  ".join(
    [*(f"{look} {kind}" for kind, look in GROUNDS.items() if look != " "), "blank: not covered"]
)
LOOKED_AT: Final = "▲"
_LEAST_NAME: Final = 11
_LEAST_LANE: Final = 12
NEARLY_ALL: Final = Fraction(6, 7)
_NAMED_EVERY: Final = (1, 2, 3, 6, 12, 24, 36, 60, 120)


class MonthScale(NamedTuple):
    """Months as cells, the same number for as many months, so that an axis under them is even."""

    months: int
    cells: int
    """So many cells are `span` months."""
    span: int = 1

    @classmethod
    def fitting(cls, months: int, room: int) -> "MonthScale":
        """Let months take nearly all of some cells, in steps as short as that allows."""
        for span in (1, 2, 12, 60):
            scale = cls(months, span * room // months, span)
            if scale.width >= NEARLY_ALL * room:
                return scale
        return cls(months, 1, -(-months // room))

    @property
    def width(self) -> int:
        return -(-self.months * self.cells // self.span)

    def month_at(self, parts: int = 1) -> Sequence[int]:
        """The month of each cell, or part of one: the last that begins in it."""
        cells = self.cells * parts
        ends = range(self.span, self.span * (self.width * parts + 1), self.span)
        return [min(-(-end // cells), self.months) - 1 for end in ends]

    def cell_of(self, month: int) -> int:
        return month * self.cells // self.span

    def axis(self, scenario: Scenario, looked_at: int | None = None) -> str:
        label = len("2026-12" if scenario.start else str(self.months)) + 2
        every = next(
            (
                months
                for months in _NAMED_EVERY
                if months * self.cells >= label * self.span and not months * self.cells % self.span
            ),
            self.months,
        )
        text = ""
        for month in range(0, self.months, every):
            name = (
                f"{add_months(scenario.start, month):%Y-%m}" if scenario.start else f"{month + 1}"
            )
            cell = self.cell_of(month)
            if not text or cell + len(name) <= self.width:
                text = text.ljust(cell) + name
        text = text.ljust(self.width)
        if looked_at is not None:
            cell = self.cell_of(looked_at)
            text = text[:cell] + LOOKED_AT + text[cell + 1 :]
        return text


class Drawn(NamedTuple):
    """Lines over months."""

    lines: Sequence[Line]
    months: Mapping[int, int] = {}
    """The month of each of their cells."""
    rows: int = 0
    """So many of them show months; those below are words."""

    def month_at(self, cell: int, row: int) -> int | None:
        return self.months.get(cell) if row < self.rows else None


def step_lines(
    comparison: Comparison,
    width: int,
    *,
    baseline: Comparison | None,
    looked_at: int | None,
    with_ground: bool,
) -> Drawn:
    """One or two lines an offer, then the axis with a mark under the month that is looked at."""
    totals = _aligned([total_words(each.quote) for each in comparison.standings])
    if baseline is not None:
        changes = [pinned_change_words(each.quote, baseline) for each in comparison.standings]
        totals = [GAP.join(pair) for pair in zip(totals, _aligned(changes), strict=True)]
    total_cells = cell_width(totals[0])
    names = [each.offer.short for each in comparison.standings]
    name_cells = max(_LEAST_NAME, min(max(map(cell_width, names)), width // 6))
    left = name_cells + 3
    room = max(width - left - len(GAP) - total_cells, _LEAST_LANE)
    scale = MonthScale.fitting(comparison.scenario.months, room)
    months = scale.month_at()
    highest = max(each.quote.total for each in comparison.standings)
    lines: list[Line] = []
    for standing, total in zip(comparison.standings, totals, strict=True):
        quote, sign = standing.quote, sign_of(comparison.catalog, standing.offer.id)
        heights = Span(_heights(quote, highest, months, with_ground=with_ground), sign.styles)
        if not quote.complete and not quote.total:
            missing = ", ".join(quote.lacking)
            heights = Span(filled(f"? {missing} unknown", scale.width), "warning")
        name = f" {filled(quote.offer.short, name_cells)} "
        last = (f"{GAP}{total}", "strong")
        lines.append(line(sign, name, heights, last, key=quote.offer.id))
        if with_ground:
            ground = "".join(GROUNDS[quote.kinds[month]] for month in months)
            lines.append(line(" " * left, (ground, sign.styles), key=quote.offer.id))
    label = "Month" if comparison.scenario.start else "Month no."
    axis = scale.axis(comparison.scenario, looked_at)
    lines.append(line((f"{label.ljust(left)}{axis}", "soft")))
    return Drawn(lines, dict(enumerate(months, left)), len(lines))


def _aligned(texts: Sequence[str]) -> Sequence[str]:
    width = max(map(cell_width, texts))
    return [padded(text, width, "right") for text in texts]


def _heights(quote: Quote, highest: int, months: Sequence[int], *, with_ground: bool) -> str:
    """Draw what has fallen due by each month; without a line below, what it rests on, too."""
    running = list(accumulate(quote.by_month))
    drawn = {}
    for month in set(months):
        kind = quote.kinds[month]
        height = column(running[month], highest) if kind != "uncovered" else " "
        hatched = not with_ground and kind == "assumed" and height == "█"
        drawn[month] = GROUNDS[kind] if hatched else height
    return "".join(drawn[month] for month in months)


def column(value: int, highest: int) -> str:
    """Draw an amount as the height of a cell; what is not zero is never nothing."""
    if value <= 0 or highest <= 0:
        return " "
    return _UP[max(1, min(8, 8 * value // highest))]
