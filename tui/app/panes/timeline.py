"""Pane 5: when money falls due: a cumulative step lane for each offer, on one scale."""

from collections.abc import Sequence

from textual.reactive import var

from tui.app.panes.pane import Pane
from tui.domain.comparison import Comparison
from tui.views.lanes import LEGEND, step_lines
from tui.views.line import Line, line
from tui.views.words import month_line


class TimelinePane(Pane):
    """The lanes and their axis of months."""

    TITLE = "5 Timeline"
    HELP = (
        "What has fallen due by each month, one lane an offer, all on one scale. Under each lane: "
        "`━` the month is agreed, `═` under a successor, `╱` assumed, blank not covered. `←` `→` "
        "look at one month, `e` explains it."
    )

    RENEWED_BY = ("month", "baseline")

    month: var[int | None] = var(None)
    """The month that the user is looking at, counted from 0; None: none."""

    baseline: var[Comparison | None] = var(None)
    """What every total is compared with; None: nothing is pinned."""

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
        return step_lines(
            comparison, width,
            baseline=self.baseline, looked_at=self.looked_at(comparison),
            with_ground=self.size.height >= 2 * len(comparison.standings) + 1,
        )  # fmt: skip
