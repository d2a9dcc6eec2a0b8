"""The lanes of a briefing sheet: month by month, what is agreed and what has fallen due by then.

A lane is a band: solid where a month is agreed, hatched where it is assumed, blank where it is
uncovered. Upon it stand the running totals, each where it is reached.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from typing import Final

from tui.domain.calendar import add_months
from tui.domain.comparison import Comparison, Standing
from tui.domain.money import dollars
from tui.domain.quote import MonthKind, Quote
from tui.picture.characters import CELLS, clusters, width_of
from tui.picture.sheet_layout import Block, Ink, Inks, Piece, Row
from tui.views.layout import fitted
from tui.views.words import CHARGE_NAMES, mark_of, place_of

LONGEST_NAME: Final = 14
Heading = Callable[[str, int], str]
_FEW: Final = 6
"""So many changes of the running total are all written; of more, those at the months named."""
_BETWEEN_MANY: Final = 14
_LONGEST_MISSING: Final = 24
_LEGEND: Final[Mapping[MonthKind, tuple[str, str]]] = {
    "agreed": ("██", "agreed"),
    "assumed": ("╱╱", "assumed"),
    "uncovered": ("", "blank: uncovered"),
}


def lanes(
    comparison: Comparison, inks: Inks, width: int, *, heading: Heading | None = None
) -> Block:
    """The title with its legend, a lane an offer, the axis of months.

    With `heading`, each lane has a text above it, given by the id of its offer and the width.
    """
    chart = _Chart.fitting(comparison, inks, width)
    rows: list[Row] = [chart.title(width)]
    for standing in comparison.ranked:
        if heading is None:
            rows.append([*chart.name(standing), *chart.band(standing)])
        else:
            room = width - chart.gutter
            words = fitted(heading(standing.offer.id, room), room, CELLS)
            rows.append([*chart.name(standing), Piece(chart.gutter, words, inks.soft)])
            rows.append(chart.band(standing))
    return [*rows, chart.axis()]


@dataclass(frozen=True, slots=True)
class _Chart:
    """How months become cells."""

    comparison: Comparison
    inks: Inks
    gutter: int
    months: Sequence[int]
    """The month that each cell stands for: the last one that begins in it."""

    @classmethod
    def fitting(cls, comparison: Comparison, inks: Inks, width: int) -> "_Chart":
        """Share the cells beside the names among the months."""
        names = [fitted(each.offer.short, LONGEST_NAME, CELLS) for each in comparison.standings]
        gutter = 2 + max(map(width_of, names)) + 2
        cells, months = width - gutter, comparison.scenario.months
        if cells >= months:
            shown = [cell * months // cells for cell in range(cells)]
        else:
            shown = [(cell + 1) * months // cells - 1 for cell in range(cells)]
        return cls(comparison, inks, gutter, shown)

    def title(self, width: int) -> Row:
        """What is shown, and what the kinds of month look like."""
        words = f"Cumulative {CHARGE_NAMES[self.comparison.scenario.charge]}"
        pieces = [Piece(0, words, self.inks.title)]
        kinds = {
            each.quote.month_kind(month)
            for each in self.comparison.standings
            for month in range(each.quote.months)
        }
        legend = [shown for kind, shown in _LEGEND.items() if kind in kinds]
        at = width - sum(width_of(f"{sign} {name}".strip()) + 3 for sign, name in legend) + 3
        for sign, name in legend:
            pieces.append(Piece(at, f"{sign} {name}".strip(), self.inks.soft))
            at += width_of(f"{sign} {name}".strip()) + 3
        return pieces

    def name(self, standing: Standing) -> Row:
        """Whose lane it is."""
        catalog, offer = self.comparison.catalog, standing.offer
        return [
            Piece(0, mark_of(catalog, offer.id), self.inks.series(place_of(catalog, offer.id))),
            Piece(2, fitted(offer.short, LONGEST_NAME, CELLS), self.inks.plain),
        ]

    def band(self, standing: Standing) -> Row:
        """The months of one offer, and the running totals upon them."""
        place = place_of(self.comparison.catalog, standing.offer.id)
        ink = self.inks.series(place)
        looks: Mapping[MonthKind, tuple[str, Ink]] = {
            "agreed": ("█", ink),
            "assumed": ("╱", ink),
            "uncovered": (" ", self.inks.plain),
        }
        kinds = [standing.quote.month_kind(month) for month in self.months]
        cells = [looks[kind] for kind in kinds]
        for start, text in self._labels(standing.quote):
            at = start
            for cluster, wide in clusters(text):
                inks = {"agreed": self.inks.band(place)}
                look = inks.get(kinds[at], self.inks.strong)
                cells[at] = (cluster, look)
                for beside in range(at + 1, at + wide):
                    cells[beside] = ("", look)
                at += wide
        return _joined(cells, self.gutter)

    def axis(self) -> Row:
        """Name some of the months, as many as fit without touching."""
        scenario = self.comparison.scenario
        unit = "" if scenario.start else "Month"
        pieces = [Piece(2, unit, self.inks.soft)] if unit and self.gutter >= 8 else []
        free_from = 0
        for cell, month in self._named():
            text = (
                f"{add_months(scenario.start, month):%Y-%m}" if scenario.start else f"{month + 1}"
            )
            if cell >= free_from and cell + len(text) <= len(self.months):
                pieces.append(Piece(self.gutter + cell, text, self.inks.soft))
                free_from = cell + len(text) + 1
        return pieces

    def _named(self) -> Sequence[tuple[int, int]]:
        """The months that the axis names, with the first cell of each."""
        months = self.comparison.scenario.months
        every = 1 if months <= 12 else 3 if months <= 36 else 6 if months <= 96 else 12
        return [
            (cell, month)
            for cell, month in enumerate(self.months)
            if month % every == 0 and (cell == 0 or self.months[cell - 1] != month)
        ]

    def _labels(self, quote: Quote) -> Sequence[tuple[int, str]]:
        """The running totals that there is room for, and the cell in which each begins."""
        changes = self._changes(quote)
        end, between, last = len(self.months), 2, []
        if len(changes) > _FEW:
            named = {cell for cell, _ in self._named()}
            text = f" {_so_far(quote, self.months[-1])} "
            end -= width_of(text)
            changes = [changes[0], *(cell for cell in changes[1:] if cell in named)]
            between, last = _BETWEEN_MANY, [(end, text)]
        labels: list[tuple[int, str]] = []
        free_from, opened = 0, False
        for cell in changes:
            text = _so_far(quote, self.months[cell])
            opens = _is_open(quote, self.months[cell]) and not opened
            text = f" {text}, {_missing(quote)} unknown " if opens else f" {text} "
            after = cell + width_of(text)
            if last and cell and not opens and not self._is_of_one_kind(quote, cell, after):
                continue
            beyond = after + (between if last else 0)
            if (cell >= free_from or opens) and beyond <= end:
                if opens and cell < free_from and labels:
                    labels.pop()
                labels.append((cell, text))
                free_from, opened = after + between, opened or opens
        return [*labels, *(one for one in last if one[0] >= 0)]

    def _is_of_one_kind(self, quote: Quote, start: int, end: int) -> bool:
        return len({quote.month_kind(month) for month in self.months[start:end]}) == 1

    def _changes(self, quote: Quote) -> list[int]:
        """The cells in which the running total changes, and the first one that is covered."""
        running = list(accumulate(quote.by_month))
        unknown = _first_unknown(quote)
        found = []
        before: int | None = None
        for cell, month in enumerate(self.months):
            covered = quote.month_kind(month) != "uncovered"
            begins = before is None and (covered or running[month])
            begins_open = unknown in range((before or 0) + 1, month + 1) and before is not None
            if begins or (before is not None and running[month] != running[before]) or begins_open:
                found.append(cell)
            if begins or before is not None:
                before = month
        return found


def _so_far(quote: Quote, month: int) -> str:
    """Write what has fallen due by a month; a lower bound as one."""
    cents = sum(quote.by_month[: month + 1])
    exact = None if cents else _exact_so_far(quote, month)
    if _is_open(quote, month):
        return f"> {dollars(0)}" if exact else f"≥ {dollars(cents)}"
    return dollars(cents, exact=exact)


def _exact_so_far(quote: Quote, month: int) -> Fraction:
    """Dollars before rounding, so that something that is not zero is never written as zero."""
    known = (line for line in quote.lines if line.price is not None)
    return sum(
        (
            Fraction(line.price or 0) * line.users * sum(line.counts[: month + 1]) / line.parts
            for line in known
        ),
        Fraction(0),
    )


def _is_open(quote: Quote, month: int) -> bool:
    """Tell whether something unknown has fallen due by a month."""
    unknown = _first_unknown(quote)
    return unknown is not None and month >= unknown


def _missing(quote: Quote) -> str:
    words = ", ".join(dict.fromkeys(line.component for line in quote.unknown))
    return fitted(words, _LONGEST_MISSING, CELLS)


def _first_unknown(quote: Quote) -> int | None:
    """The first month in which something unknown falls due."""
    months = [month for line in quote.unknown for month, count in enumerate(line.counts) if count]
    return min(months, default=None)


def _joined(cells: Sequence[tuple[str, Ink]], start: int) -> Sequence[Piece]:
    """Join neighbours of one ink."""
    pieces: list[Piece] = []
    for at, (text, ink) in enumerate(cells, start):
        if pieces and pieces[-1].ink == ink:
            pieces[-1] = Piece(pieces[-1].column, pieces[-1].text + text, ink)
        else:
            pieces.append(Piece(at, text, ink))
    return pieces
