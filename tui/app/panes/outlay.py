"""Pane 4: what each compared offer comes to, with its coverage beside every total."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual.reactive import var

from tui.app.panes.pane import Pane, are_same
from tui.app.widgets.bars import bar
from tui.app.widgets.lines import Line, Span, line
from tui.domain.comparison import Comparison, Standing
from tui.domain.scenario import After
from tui.views.columns import COLUMNS, Column
from tui.views.layout import cell_width, fitted, hanging, padded
from tui.views.words import (
    CHARGE_NAMES,
    Discount,
    change_words,
    cliff_words,
    covered_briefly,
    fiscal_year_words,
    series_style,
)

GAP = "  "
BRIEF_COVERAGE = next(column for column in COLUMNS if column.id == "coverage")._replace(
    text=lambda _, standing: covered_briefly(standing.quote)
)


def _chosen(ids: str, *, brief: bool = False) -> Sequence[Column]:
    """The columns of those ids; with `brief`, coverage in fewer words."""
    return [
        BRIEF_COVERAGE if brief and column.id == "coverage" else column
        for column in COLUMNS
        if column.id in ids.split()
    ]


NARROWER: Sequence[Sequence[Column]] = (
    _chosen("mark offer total difference ratio coverage range"),
    _chosen("mark offer total difference coverage range"),
    _chosen("mark offer total difference coverage range", brief=True),
    _chosen("mark offer total coverage range", brief=True),
    _chosen("mark offer total coverage", brief=True),
)
"""The columns shown, widest choice first. A total never stands without its coverage."""
AFTER_TITLES: dict[After, str] = {
    "repeat": "after the offer: same price",
    "list": "after the offer: list price",
    "stop": "after the offer: nothing",
}
LEAST_BAR = 10
MOST_BAR = 40


class OutlayPane(Pane):
    """The table of totals."""

    TITLE = "4 Outlay"
    HELP = (
        "What the months compared cost. `≥` is a lower bound: something in it is unknown. "
        "Coverage says how many months are agreed; the range spans all readings of the price."
    )

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

    def watch_baseline(self) -> None:
        """Show the changes against another baseline."""
        self.renew()

    def watch_discount(self) -> None:
        """Show present values at another rate."""
        self.renew()

    def watch_by_year(self) -> None:
        """Show other columns."""
        self.renew()

    def watch_ignored(self) -> None:
        """Say, or no longer say, that an input is ignored."""
        self.renew()

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
            lines = self._table_lines(comparison, width)
            self._known = (made_from, lines)
        standing = comparison.standing(self.highlighted)
        return lines if standing is None else [*lines, *_notes(standing, width)]

    def _table_lines(self, comparison: Comparison, width: int) -> Sequence[Line]:
        """What does not depend on the highlighted offer: the table, and what is known of it all."""
        table = _Table.fitting(comparison, width, self._choices(comparison))
        lines = [table.heading(), *(table.row(standing) for standing in comparison.ranked)]
        if self.discount is not None:
            words = f"Present value in month 0 at {self.discount.words}."
            lines += [line((text, "accent")) for text in hanging("", words, width)]
        cliff = cliff_words(comparison)
        if cliff:
            lines += [line((text, "warning")) for text in hanging("", cliff, width)]
        return lines

    def _choices(self, comparison: Comparison) -> Sequence[Sequence[Column]]:
        """The sets of columns that may be shown, widest first."""
        if self.by_year:
            return [year_columns(comparison)]
        choices: Sequence[Sequence[Column]] = NARROWER
        if self.baseline is not None:
            change = change_column(self.baseline)
            choices = [_beside_total(columns, change) for columns in choices]
        if self.discount is not None:
            worth = worth_column(self.discount)
            choices = [_beside_total(columns, worth) for columns in choices]
        return choices


def change_column(baseline: Comparison) -> Column:
    """The column that says how a total differs from the one of the pinned scenario."""

    def text(comparison: Comparison, standing: Standing) -> str:
        del comparison
        return change_words(standing.quote, baseline)

    return Column("change", "Change", "right", text, "The change against the pinned scenario.")


def worth_column(discount: Discount) -> Column:
    """The column of present values; the rate and its edition stand under the table."""
    return Column(
        "worth", "Present value", "right", lambda _, s: discount.worth(s.quote),
        "What the charges are worth in month 0.",
    )  # fmt: skip


def _beside_total(columns: Sequence[Column], added: Column) -> Sequence[Column]:
    """Put a column beside the total; it takes the place of the difference to the cheapest."""
    kept = [column for column in columns if column.id not in ("difference", "ratio")]
    after_total = next(i for i, column in enumerate(kept) if column.id == "total") + 1
    return [*kept[:after_total], added, *kept[after_total:]]


def year_columns(comparison: Comparison) -> Sequence[Column]:
    """Mark, offer, total with its coverage, then one column a fiscal year; years add up."""
    quotes = [standing.quote for standing in comparison.standings]
    years = sorted(
        {year for quote in quotes for year in (*quote.by_fiscal_year, *quote.open_fiscal_years)}
    )

    def year_text(year: int) -> Callable[[Comparison, Standing], str]:
        return lambda _, standing: fiscal_year_words(standing.quote, year)

    return [
        *_chosen("mark offer total coverage", brief=True),
        *(
            Column(f"fy{year}", f"FY{year}", "right", year_text(year), "1 October to 30 September.")
            for year in years
        ),
    ]


def _notes(standing: Standing, width: int) -> Sequence[Line]:
    """Say which reading counts, and every warning, for one offer."""
    reading = standing.quote.reading
    lines = [
        line((text, "soft")) for text in hanging(f"{standing.offer.short}: ", reading.label, width)
    ]
    for warning in standing.warnings:
        lines.extend(line((text, "warning")) for text in hanging("! ", warning, width))
    return lines


class _Table(NamedTuple):
    """The columns that fit, how wide each is, and what is left for a bar."""

    comparison: Comparison
    columns: Sequence[Column]
    widths: Sequence[int]
    bar_cells: int

    @classmethod
    def fitting(
        cls, comparison: Comparison, width: int, choices: Sequence[Sequence[Column]]
    ) -> "_Table":
        """Choose the most columns that fit into a width."""
        table = cls(comparison, (), (), 0)
        for columns in choices:
            widths = [
                max(
                    cell_width(text)
                    for text in (
                        column.title,
                        *(column.text(comparison, each) for each in comparison.standings),
                    )
                )
                for column in columns
            ]
            room = width - sum(widths) - len(GAP) * (len(widths) - 1) + 1
            table = cls(comparison, columns, widths, min(max(room - len(GAP), 0), MOST_BAR))
            if room >= 0:
                break
        return table

    def _cells(self, texts: Sequence[str]) -> list[str]:
        cells = []
        for column, width, text in zip(self.columns, self.widths, texts, strict=True):
            gap = " " if column.id == "mark" else GAP
            cells.append(padded(fitted(text, width), width, column.alignment) + gap)
        if self.bar_cells < LEAST_BAR:
            cells[-1] = cells[-1].removesuffix(GAP)  # nothing follows that a gap would part
        return cells

    def heading(self) -> Line:
        """The line of titles."""
        return line(("".join(self._cells([column.title for column in self.columns])), "heading"))

    def row(self, standing: Standing) -> Line:
        """One offer's line; its color stands on its mark and its bar."""
        color = series_style(self.comparison.catalog, standing.offer.id)
        cells = self._cells([column.text(self.comparison, standing) for column in self.columns])
        spans = [
            Span(cell, _cell_style(column.id, standing, color))
            for column, cell in zip(self.columns, cells, strict=True)
        ]
        if self.bar_cells >= LEAST_BAR:
            longest = max(each.quote.total for each in self.comparison.standings)
            spans.append(Span(bar(standing.quote.total, longest, self.bar_cells), color))
        return Line(tuple(spans), standing.offer.id)


def _cell_style(column_id: str, standing: Standing, color: str) -> str:
    if column_id == "mark":
        return color
    if column_id == "total":
        return "strong"
    quote = standing.quote
    if column_id == "coverage" and (not quote.complete or len(quote.agreed) < quote.months):
        return "warning"
    return ""
