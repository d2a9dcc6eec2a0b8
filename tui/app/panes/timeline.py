"""Pane 5: when money falls due: a cumulative step lane for each offer, on one scale.

Each lane has two lines: what has fallen due by then, as a height, and under it what the month
rests on: `━` agreed, `╱` assumed, blank uncovered. Where the service stops, the height stops too.
"""

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from textual.reactive import var

from tui.app.panes.pane import Pane
from tui.app.widgets.bars import column
from tui.app.widgets.lines import Line, Span, line
from tui.domain.calendar import add_months
from tui.domain.comparison import Comparison, Standing
from tui.domain.quote import MonthKind
from tui.views.layout import cell_width, filled, fitted, padded
from tui.views.words import change_words, mark_of, month_line, series_style, total_words

GROUND: dict[MonthKind, str] = {"agreed": "━", "assumed": "╱", "uncovered": " "}
NAME_CELLS = 13
LEAST_LANE = 12
NAMED_EVERY = (1, 2, 3, 6, 12, 24, 36, 60, 120)
LOOKED_AT = "▲"
LEGEND = "━ agreed  ╱ assumed  blank: uncovered"


class TimelinePane(Pane):
    """The lanes and their axis of months."""

    TITLE = "5 Timeline"
    HELP = (
        "What has fallen due by each month, one lane an offer, all on one scale. Under each lane: "
        "`━` the month is agreed, `╱` assumed, blank uncovered. `←` `→` look at one month, `e` "
        "explains it."
    )

    month: var[int | None] = var(None)
    """The month that the user is looking at, counted from 0; None: none."""

    baseline: var[Comparison | None] = var(None)
    """What every total is compared with; None: nothing is pinned."""

    def watch_baseline(self) -> None:
        """Show the changes against another baseline."""
        self.renew()

    def watch_month(self) -> None:
        """Show what falls due in another month."""
        self.renew()

    def action_sideways(self, direction: int) -> None:
        """Look at the month before or after."""
        if self.comparison is None:
            return
        step = 1 if direction > 0 else -1
        last = self.comparison.scenario.months - 1
        self.month = max(0, min(last, -1 + step if self.month is None else self.month + step))

    def looked_at(self, comparison: Comparison) -> int | None:
        """The month looked at, if the horizon still has it."""
        if self.month is None:
            return None
        return min(self.month, comparison.scenario.months - 1)

    def title_for(self, comparison: Comparison) -> str:
        """Say what falls due in the month looked at."""
        month = self.looked_at(comparison)
        standing = comparison.standing(self.highlighted)
        if month is None or standing is None:
            return self.TITLE
        words = month_line(standing.quote, comparison.scenario, month)
        return f"{self.TITLE} · {standing.offer.short}, {words}"

    def subtitle_for(self, comparison: Comparison) -> str:
        """The legend of the lanes."""
        del comparison
        return LEGEND

    def basis(self, comparison: Comparison) -> tuple[object, ...]:
        """The figures and the month looked at; the highlighted offer only moves the cursor."""
        return (comparison, self.baseline, self.looked_at(comparison), self.size.height)

    def lines_for(self, comparison: Comparison, width: int) -> Sequence[Line]:
        """Two lines an offer, then the axis."""
        if not comparison.standings:
            return [line(("Nothing is compared. Press space on an offer.", "soft"))]
        chart = _Chart.fitting(comparison, width, self.baseline)
        lines: list[Line] = []
        roomy = self.size.height >= 2 * len(comparison.standings) + 1
        for standing in comparison.standings:
            lines += chart.lane(standing, with_ground=roomy)
        return [*lines, chart.axis(self.looked_at(comparison))]


class _Chart(NamedTuple):
    """How months become cells, and what height is the highest."""

    comparison: Comparison
    months: Sequence[int]
    """The month that each cell stands for: the last one that begins in it."""
    totals: Mapping[str, str]
    """What stands at the end of each lane, by offer."""
    total_cells: int
    highest: int

    @classmethod
    def fitting(cls, comparison: Comparison, width: int, baseline: Comparison | None) -> "_Chart":
        """Share the cells that are left beside names and totals among the months."""
        totals = {
            s.offer.id: total_words(s.quote)
            + (f" {change_words(s.quote, baseline)}" if baseline else "")
            for s in comparison.standings
        }
        total_cells = max(map(cell_width, totals.values()))
        cells = max(width - NAME_CELLS - total_cells - 3, LEAST_LANE)
        months = comparison.scenario.months
        if cells >= months:
            shown = [cell * months // cells for cell in range(cells)]
        else:
            shown = [(cell + 1) * months // cells - 1 for cell in range(cells)]
        highest = max(standing.quote.total for standing in comparison.standings)
        return cls(comparison, shown, totals, total_cells, highest)

    def lane(self, standing: Standing, *, with_ground: bool) -> list[Line]:
        """The lane of one offer."""
        quote = standing.quote
        offer = standing.offer
        color = series_style(self.comparison.catalog, offer.id)
        running = list(accumulate(quote.by_month))
        name = filled(offer.short, NAME_CELLS - 2)
        shown = {
            month: self._height(quote.month_kind(month), running[month], with_ground=with_ground)
            for month in set(self.months)
        }
        heights = Span("".join(map(shown.__getitem__, self.months)), color)
        if not quote.complete and not quote.total:
            missing = ", ".join(each.component for each in quote.unknown)
            heights = Span(filled(f"? {missing} unknown", len(self.months)), "warning")
        total = padded(self.totals[offer.id], self.total_cells, "right")
        lines = [
            Line(
                (
                    Span(f"{mark_of(self.comparison.catalog, offer.id)} ", color),
                    Span(name),
                    heights,
                    Span(f"  {total}", "strong"),
                ),
                offer.id,
            )
        ]
        if with_ground:
            ground = "".join(GROUND[quote.month_kind(month)] for month in self.months)
            lines.append(line(" " * NAME_CELLS, (ground, color), key=offer.id))
        return lines

    def _height(self, kind: MonthKind, due: int, *, with_ground: bool) -> str:
        """Draw what has fallen due by a month; without a line below, what it rests on, too."""
        height = column(due, self.highest)[0] if kind != "uncovered" else " "
        return "╱" if not with_ground and kind == "assumed" and height == "█" else height

    def _named_every(self, label_cells: int) -> int:
        """After how many months the next is named, so that labels stay two cells apart."""
        months = self.comparison.scenario.months
        fitting = (
            every for every in NAMED_EVERY if every * len(self.months) >= (label_cells + 2) * months
        )
        return next(fitting, months)

    def axis(self, looked_at: int | None) -> Line:
        """Name some of the months, as many as fit without touching, and mark one."""
        scenario = self.comparison.scenario
        cells = [" "] * len(self.months)
        every = self._named_every(len("2026-12" if scenario.start else str(scenario.months)))
        for named in range(0, scenario.months, every):
            cell = next(cell for cell, last in enumerate(self.months) if last >= named)
            text = (
                f"{add_months(scenario.start, named):%Y-%m}" if scenario.start else f"{named + 1}"
            )
            if cell + len(text) <= len(cells):
                cells[cell : cell + len(text)] = text
        if looked_at is not None:
            at = next(cell for cell, month in enumerate(self.months) if month >= looked_at)
            cells[at] = LOOKED_AT
        label = "Month" if scenario.start else "Month no."
        return line((fitted(label, NAME_CELLS).ljust(NAME_CELLS), "soft"), ("".join(cells), "soft"))
