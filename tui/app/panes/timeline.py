"""Pane 5: when money falls due: a lane for each offer, or all as lines in one chart."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.binding import BindingType
from textual.reactive import var

from tui.app.keys import bindings_of
from tui.app.panes.pane import Pane
from tui.views.cost_chart import chart_legend, cost_chart
from tui.views.lanes import LEGEND, Drawn, step_lines
from tui.views.line import Line, line
from tui.views.text_layout import cell_width
from tui.views.words import month_line

CHART_ROWS: Final = 14
"""With so many lines the chart is easy to read."""


class TimelinePane(Pane):
    """Lanes or the chart, and their axis of months."""

    TITLE = "5 Timeline"
    HELP = (
        "What has fallen due by each month, one lane an offer, all on one scale. Under each lane: "
        "`━` the month is agreed, `═` under a successor, `╱` assumed, blank not covered. `←` `→` "
        "or a click look at one month, `e` explains it. `c` draws all offers as lines in one "
        "chart, `L` with a logarithmic scale."
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("timeline")]

    month: var[int | None] = var(None)
    """The month that the user is looking at, counted from 0; None: none."""

    is_chart = False
    is_logarithmic = False
    _drawn = Drawn(())

    def watch_month(self) -> None:
        self.renew()

    async def click_at(self, x: int, y: int) -> None:
        """Look at the month that was clicked; once it is, a click does what it does elsewhere."""
        month = self._drawn.month_at(x, y + self.scroll_offset.y)
        if month in (None, self.month):
            await super().click_at(x, y)
            return
        self.month = month
        key = self.line_key_at(y)
        if key is not None:
            self.move_to(key)

    def action_sideways(self, direction: int) -> None:
        step = 1 if direction > 0 else -1
        last = self.comparison.scenario.months - 1
        self.month = max(0, min(last, -1 + step if self.month is None else self.month + step))

    def action_chart(self) -> None:
        self._draw_as(is_chart=not self.is_chart, is_logarithmic=self.is_logarithmic)

    def action_logarithmic(self) -> None:
        is_logarithmic = not (self.is_chart and self.is_logarithmic)
        self._draw_as(is_chart=is_logarithmic, is_logarithmic=is_logarithmic)

    def _draw_as(self, *, is_chart: bool, is_logarithmic: bool) -> None:
        self.is_chart, self.is_logarithmic = is_chart, is_logarithmic
        self.renew()
        self.tell(self.NeedsRoom())

    def action_move(self, steps: int) -> None:
        """Highlight another offer, also where no line is its own."""
        standings = self.comparison.standings
        if not self.is_chart or not standings:
            super().action_move(steps)
            return
        ids = [standing.offer.id for standing in standings]
        highlighted = self.seen.highlighted
        at = ids.index(highlighted) + steps if highlighted in ids else 0
        self.tell(self.Moved(ids[max(0, min(len(ids) - 1, at))]))

    @property
    def looked_at(self) -> int | None:
        """The month, no later than the last one compared."""
        return None if self.month is None else min(self.month, self.comparison.scenario.months - 1)

    @property
    def title(self) -> str:
        month, standing = self.looked_at, self.comparison.standing(self.seen.highlighted)
        if month is None or standing is None:
            return self.TITLE
        words = month_line(standing.quote, self.comparison.scenario, month)
        title = f"{self.TITLE} · {standing.offer.short}, {words}"
        fits = cell_width(title) <= self.title_cells
        return title if fits else title.rpartition(", ")[0]

    def rows_wanted(self, width: int) -> int:
        del width
        return max(self._rows(2), CHART_ROWS) if self.is_chart else self._rows(2)

    @property
    def least_rows(self) -> int:
        """How many lines there are where the second ones of the lanes have no room."""
        return CHART_ROWS if self.is_chart else self._rows(1)

    def _rows(self, of_a_lane: int) -> int:
        return of_a_lane * len(self.comparison.standings) + 1

    @property
    def subtitle(self) -> str:
        if self.is_chart:
            return chart_legend(self.comparison, self.title_cells, logarithmic=self.is_logarithmic)
        return LEGEND

    def basis(self) -> tuple[object, ...]:
        highlighted = self.seen.highlighted if self.is_chart else ""
        chart = (self.is_chart, self.is_logarithmic, highlighted, self.size.height)
        return (self.comparison, self.seen.baseline, self.looked_at, *chart)

    def lines_for(self, width: int) -> Sequence[Line]:
        comparison, height = self.comparison, self.size.height
        if not comparison.standings:
            return [line(("Nothing is compared. Press space on an offer.", "soft"))]
        if self.is_chart:
            self._drawn = cost_chart(
                comparison, width, height,
                highlighted=self.seen.highlighted, looked_at=self.looked_at,
                logarithmic=self.is_logarithmic,
            )  # fmt: skip
        else:
            self._drawn = step_lines(
                comparison, width,
                baseline=self.seen.baseline, looked_at=self.looked_at,
                with_ground=height >= self._rows(2),
            )  # fmt: skip
        return self._drawn.lines
