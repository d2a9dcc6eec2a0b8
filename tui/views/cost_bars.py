"""What each offer costs, as a length: the chart of the sheet and of a slide.

A bar is split by what the money rests on; the scale is broken where one is a hundred times another.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from tui.domain.caveats import KIND_WORDS
from tui.domain.comparison import Comparison, Standing
from tui.domain.deals import Catalog
from tui.domain.money import brief_dollars, rounded_dollars
from tui.domain.quote import AmountKind, Quote
from tui.views.lanes import GROUNDS, NEARLY_ALL, MonthScale
from tui.views.line import Line, Span, joined, line
from tui.views.text_layout import Measure, fitted, padded
from tui.views.words import (
    charge_words,
    difference_words,
    month_spans,
    series_style,
    sign_of,
    total_words,
)

LOOKS: Final[dict[AmountKind, tuple[str, str]]] = {
    "agreed": ("█", "agreed"),
    "successor": ("▓", "successor"),
    "assumed": ("▒", "assumed"),
    "yours": ("░", "your own figures"),
}
OPEN_END: Final = "≥"
BREAK: Final = "╱╱"
_TIMES: Final = 100
"""So many times another bar, and the scale is broken between them."""
_LEAST_BROKEN: Final = 24
_LEAST_BESIDE_DOUBLE: Final = 44
_LONGEST_NAME: Final = 22
_LEAST_STRIP: Final = 12


class BarScale(NamedTuple):
    """How many cells an amount takes."""

    cells: int
    highest: int
    low: int = 0
    """The largest amount before the break; 0 where there is none."""

    @classmethod
    def fitting(cls, comparison: Comparison, cells: int) -> "BarScale":
        totals = sorted({one.quote.total for one in comparison.standings} - {0})
        highest = totals[-1] if totals else 0
        steps = [(above // below, below) for below, above in pairwise(totals)]
        times, low = max(steps, default=(0, 0))
        return cls(cells, highest, low if times >= _TIMES and cells >= _LEAST_BROKEN else 0)

    @property
    def before(self) -> int:
        """The cells before the break."""
        return self.cells // 3

    def at(self, cents: int) -> int:
        if not self.low:
            return _nearest(cents, self.highest, self.cells)
        if cents <= self.low:
            return _nearest(cents, self.low, self.before)
        beyond = self.before + len(BREAK)
        beyond += _nearest(cents - self.low, self.highest - self.low, self.cells - beyond)
        return beyond

    def bar(self, quote: Quote) -> list[str]:
        """Draw a total, cell by cell: what it rests on, each kind at least a cell."""
        parts = [(kind, cents) for kind, cents in zip(LOOKS, quote.by_kind, strict=True) if cents]
        drawn: list[str] = []
        reached = 0
        for left, (kind, cents) in zip(range(len(parts) - 1, -1, -1), parts, strict=True):
            reached += cents
            end = min(max(self.at(reached), len(drawn) + 1), self.cells - left)
            drawn += LOOKS[kind][0] * (end - len(drawn))
        if self.low and quote.total > self.low:
            drawn[self.before : self.before + len(BREAK)] = BREAK
        return drawn


def _nearest(part: int, whole: int, cells: int) -> int:
    return (2 * part * cells + whole) // (2 * whole) if whole else 0


def legend(scale: BarScale, comparison: Comparison, *, brief: bool = False) -> Sequence[str]:
    quotes = [standing.quote for standing in comparison.standings]
    kinds = {kind for one in quotes for kind, cents in one.by_kind._asdict().items() if cents}
    said = [
        f"{mark} {kind}" if brief else f"{mark * 2} {name}"
        for kind, (mark, name) in LOOKS.items()
        if kind in kinds
    ]
    unknown = "unknown" if brief else "something unknown"
    said += [f"{OPEN_END} {unknown}"] if any(one.unknown for one in quotes) else []
    if scale.low:
        words = "break at" if brief else "scale breaks at"
        said.append(f"{BREAK} {words} {rounded_dollars(scale.low)}")
    return said


def brief_legend(scale: BarScale, comparison: Comparison, cells: int) -> str:
    """The same in few words; of those, whole parts that fit."""
    said = legend(scale, comparison, brief=True)
    while len(" ".join(said)) > cells:
        said = said[:-1]
    return " ".join(said)


def total_briefly(catalog: Catalog, quote: Quote) -> tuple[Span, Span]:
    """Write a total, months covered and what is not agreed: `◆ ≥$0`, `▲ $288▒`, `○ $10 4/12`."""
    amounts = quote.by_kind._asdict()
    kinds = [mark for kind, (mark, _) in LOOKS.items() if amounts[kind] and kind != "agreed"]
    covered = quote.covered_months
    months = f" {covered}/{quote.months}" if covered < quote.months else ""
    amount = f"{'' if quote.complete else OPEN_END}{brief_dollars(quote.total)}"
    return sign_of(catalog, quote.offer.id), Span(f" {amount}{''.join(kinds)}{months}")


def bar_spans(scale: BarScale, comparison: Comparison, quote: Quote) -> Sequence[Span]:
    color = series_style(comparison.catalog, quote.offer.id)
    bar = f"{color} bar"
    return joined((mark, "strong" if mark in BREAK else bar) for mark in scale.bar(quote))


def cost_bars(
    comparison: Comparison, width: int, measure: Measure, *, double: bool = False, strips: bool
) -> list[Line]:
    """With `strips`, months are under each bar; totals are `double` where that leaves room."""
    chart = _Chart(comparison, width, measure, double=double and strips, strips=strips)
    lines, strip = [chart.title(width)], chart.strip
    for standing in comparison.ranked:
        lines.append(chart.row(standing))
        if strip:
            lines.append(line(" " * chart.gutter, *strip.spans(standing)))
    if strip:
        lines.append(strip.axis(chart.gutter))
    return lines


class _Chart:
    def __init__(
        self, comparison: Comparison, width: int, measure: Measure, *, double: bool, strips: bool
    ) -> None:
        self.comparison, self.measure = comparison, measure
        names = [fitted(one.quote.name, _LONGEST_NAME, measure) for one in comparison.ranked]
        self.name_cells = max(map(measure.width, names))
        total = max(measure.width(total_words(one.quote)) for one in comparison.ranked)
        room = width - 2 - self.name_cells - 2 - 2
        self.size = 2 if double and room - 2 * total >= _LEAST_BESIDE_DOUBLE else 1
        self.total_cells = self.size * total
        self.bar_cells = room - self.total_cells
        """From where bars begin to the end of the line."""
        self.gutter = width - self.bar_cells
        beside = max(measure.width(_note(one)) + 1 for one in comparison.ranked)
        longest = self.bar_cells - min(beside, self.bar_cells // 2)
        self.strip = _Strip(comparison, self.bar_cells) if strips else None
        if self.strip and NEARLY_ALL * longest <= self.strip.scale.width < longest:
            longest = self.strip.scale.width  # one edge, rather than two next to each other
        self.scale = BarScale.fitting(comparison, max(longest, 1))

    def title(self, width: int) -> Line:
        words = f"What it costs{charge_words(self.comparison.scenario)}"
        room = width - len(words)
        said = "   ".join(legend(self.scale, self.comparison))
        if len(said) + 2 > room:
            said = brief_legend(self.scale, self.comparison, room - 2)
        return line((words, "heading"), (said.rjust(room), "soft"))

    def row(self, standing: Standing) -> Line:
        offer_id, measure = standing.offer.id, self.measure
        name = padded(fitted(standing.quote.name, _LONGEST_NAME, measure), self.name_cells,
                      measure=measure)  # fmt: skip
        total = total_words(standing.quote)
        blanks = " " * (self.total_cells - self.size * measure.width(total))
        drawn = bar_spans(self.scale, self.comparison, standing.quote)
        cells = sum(len(span.text) for span in drawn)
        alone = len(self.comparison.standings) == 1 and standing.quote.complete
        room = max(self.bar_cells - cells - 1, 0)
        note = "" if alone else fitted(_note(standing), room, measure)
        return line(
            sign_of(self.comparison.catalog, offer_id),
            f" {name}  {blanks}",
            (total, "strong double" if self.size == 2 else "strong"),
            "  ",
            *drawn,
            " " * bool(cells),
            (note, "soft" if standing.quote.complete else "warning"),
            key=offer_id,
        )


def _note(standing: Standing) -> str:
    words = difference_words(standing)
    return words if standing.quote.complete else f"{OPEN_END} {words}"


class _Strip:
    """The months as a row of cells under each bar, and their axis."""

    def __init__(self, comparison: Comparison, width: int) -> None:
        self.comparison = comparison
        words = max(len(_agreed_words(one.quote)) for one in comparison.standings)
        self.with_words = width - words - 2 >= _LEAST_STRIP
        room = width - words - 2 if self.with_words else width
        self.scale = MonthScale.fitting(comparison.scenario.months, room)

    def spans(self, standing: Standing) -> Sequence[Span]:
        quote = standing.quote
        color = series_style(self.comparison.catalog, quote.offer.id)
        strip = "".join(GROUNDS[quote.kinds[month]] for month in self.scale.month_at())
        words = f"  {_agreed_words(quote)}" if self.with_words else ""
        return Span(strip, color), Span(words, "soft")

    def axis(self, gutter: int) -> Line:
        scenario = self.comparison.scenario
        unit = "" if scenario.start else "month  "
        return line((unit.rjust(gutter) + self.scale.axis(scenario), "soft"))


def _agreed_words(quote: Quote) -> str:
    """Say to when an offer is agreed, and what the last months compared rest on otherwise."""
    spans = month_spans(quote)
    if not quote.agreed:
        return KIND_WORDS[spans[0][0]]
    ends = quote.offer.service_ends
    words = f"agreed to {ends:%Y-%m}" if ends else "no end published"
    last = spans[-1][0]
    return words if last == "agreed" else f"{words}, then {KIND_WORDS[last]}"
