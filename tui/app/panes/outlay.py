"""Pane 4: what each compared offer comes to, with its coverage beside every total."""

from collections.abc import Sequence

from textual.reactive import var

from tui.app.panes.pane import Pane, are_same
from tui.domain.comparison import Comparison
from tui.domain.scenario import After
from tui.views.line import Line, line
from tui.views.outlay_table import offer_notes, outlay_lines
from tui.views.words import CHARGE_NAMES, Discount

AFTER_TITLES: dict[After, str] = {
    "stop": "after the offer: nothing",
    "successor": "after the offer: its successor",
    "list": "after the offer: list price",
    "repeat": "after the offer: same price",
}


class OutlayPane(Pane):
    """The table of totals."""

    TITLE = "4 Outlay"
    HELP = (
        "What the months compared cost. `≥` is a lower bound: something in it is unknown. "
        "Coverage says how many months are agreed; the range spans all readings of the price."
    )

    RENEWED_BY = ("baseline", "discount", "by_year", "ignored")

    baseline: var[Comparison | None] = var(None)
    """What every total is compared with, besides the cheapest; None: nothing is pinned."""
    discount: var[Discount | None] = var(None)
    """The rate at which present values stand beside the totals; None: none do."""
    by_year: var[bool] = var(False)
    """Whether fiscal years stand in the columns."""
    ignored: var[str] = var("")
    """The title of an input whose text cannot be read, and which the totals ignore."""

    _known: tuple[tuple[object, ...], Sequence[Line]] = ((), ())
    """The lines of the table that were made last, after what they were made from."""

    def subtitle_for(self, comparison: Comparison) -> str:
        """Say what the totals leave out of account."""
        if self.ignored:
            return f"! {self.ignored} as typed is ignored: last good totals"
        return AFTER_TITLES[comparison.scenario.after]

    def title_for(self, comparison: Comparison) -> str:
        """Outlay, or amortised cost when prices are spread."""
        years = " by fiscal year" if self.by_year else ""
        pinned = " · change against the pinned scenario" if self.baseline else ""
        return f"4 {CHARGE_NAMES[comparison.scenario.charge].capitalize()}{years}{pinned}"

    def basis(self, comparison: Comparison) -> tuple[object, ...]:
        """The figures, what stands beside them, and whose notes stand below."""
        return (comparison, self.highlighted, self.baseline, self.discount, self.by_year)

    def lines_for(self, comparison: Comparison, width: int) -> Sequence[Line]:
        """The table, then what must be known about the highlighted offer's total."""
        if not comparison.standings:
            return [line(("Nothing is compared. Press space on an offer.", "soft"))]
        basis, lines = self._known
        made_from = (comparison, self.baseline, self.discount, self.by_year, width)
        if not are_same(basis, made_from):
            lines = outlay_lines(
                comparison, width,
                baseline=self.baseline, discount=self.discount, by_year=self.by_year,
            )  # fmt: skip
            self._known = (made_from, lines)
        standing = comparison.standing(self.highlighted)
        return lines if standing is None else [*lines, *offer_notes(standing, width)]
