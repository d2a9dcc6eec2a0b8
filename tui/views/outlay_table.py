"""What each compared offer comes to, with its coverage beside every total: on screen and sheet.

The columns are those of every other table of the program. The widest choice of them that fits is
taken; a total never stands without its coverage.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from tui.domain.comparison import Comparison, Standing
from tui.views.columns import Column, change_column, chosen, worth_column, year_columns
from tui.views.cost_bars import OPEN_END, BarScale, bar_spans, legend
from tui.views.day import day_sentences
from tui.views.line import Line, Span, line, styled
from tui.views.text_layout import (
    GAP,
    RULE,
    TERMINAL,
    Measure,
    Place,
    filled,
    fitted,
    hanging,
    padded,
    places,
    set_row,
    wrapped_by_clause,
)
from tui.views.words import Discount, cliff_words, series_style, sign_of

_UNDER: Final = chosen("coverage range")
"""What may stand under the total where there is no room beside it."""
_CLAUSE_CELLS: Final = 28
_LEAST_NAME: Final = 8
_BESIDE: Final = 3
_BAR: Final = "▆"
"""Lower than a line, so that bars under each other stay apart."""
_LEAST_BAR: Final = "▖"


class Choice(NamedTuple):
    """Some of the columns, and how they are set."""

    columns: Sequence[Column]
    bar: bool = False
    """Whether there must be room for a bar."""
    wraps: bool = False
    """Whether coverage and range are broken at commas and dashes."""
    under: bool = False
    """Whether coverage and range stand under the total."""
    longest_name: int = 24


_USUAL: Final = chosen("mark offer total difference coverage range")
_BRIEF: Final = chosen("mark offer total difference coverage range", brief=True)
_NARROWER: Final = (
    chosen("mark offer total rate difference ratio coverage range"),
    chosen("mark offer total difference ratio coverage range"),
    _USUAL,
    _BRIEF,
    chosen("mark offer total coverage range", brief=True),
    chosen("mark offer total coverage", brief=True),
)
"""The columns on the screen, widest choice first."""
_ON_SHEET: Final = (
    Choice(chosen("mark offer total status difference ratio coverage range")),
    Choice(chosen("mark offer total status difference coverage range")),
    Choice(chosen("mark offer total status coverage range")),
    Choice(chosen("mark offer total status coverage range", brief=True)),
    Choice(chosen("mark offer total status coverage range"), wraps=True),
    Choice(chosen("mark offer total status"), under=True),
    Choice(chosen("mark offer total status"), under=True, longest_name=16),
)
"""Differences stand at the bars, too."""
_WITHOUT_DIFFERENCE: Final = 2
"""Where the choices without differences begin."""
_ON_SHEET_BRIEFLY: Final = (
    Choice(chosen("mark offer total status difference coverage", brief=True)),
    Choice(chosen("mark offer total status coverage", brief=True)),
    Choice(chosen("mark offer total status")),
    Choice(chosen("mark offer total status"), longest_name=16),
)
"""One row an offer, where rows are few."""
_ON_SHEET_WITH_BARS: Final = (
    Choice(chosen("mark offer total status coverage range", brief=True), bar=True),
    Choice(chosen("mark offer total status coverage", brief=True), bar=True),
    Choice(chosen("mark offer total status"), bar=True, under=True),
    Choice(chosen("mark offer total status"), bar=True, under=True, longest_name=16),
)


class Setting(NamedTuple):
    """How a table is set where it is shown."""

    measure: Measure
    mark_gap: int
    most_gap: int
    least_bar: int
    most_bar: int
    is_sheet: bool
    """A sheet spreads the columns; its bars are split by what they rest on."""


_SCREEN: Final = Setting(TERMINAL, 1, len(GAP), 10, 40, is_sheet=False)


def outlay_lines(
    comparison: Comparison,
    width: int,
    *,
    baseline: Comparison | None = None,
    discount: Discount | None = None,
    by_year: bool = False,
) -> list[Line]:
    """Set the totals for the screen, and what must be known of them all."""
    choices: Sequence[Sequence[Column]] = [year_columns(comparison)] if by_year else _NARROWER
    added = [change_column(baseline)] if baseline is not None else []
    added = [worth_column(discount), *added] if discount is not None else added
    if added and not by_year:
        choices = [_beside_total(columns, added) for columns in choices]
    wanted = [Choice(columns, longest_name=width) for columns in choices]
    table = _OutlayTable.fitting(comparison, width, wanted, _SCREEN)
    lines = [*table.titles("heading")]
    for standing in comparison.ranked:
        lines += table.row(standing, width)
    if discount is not None:
        words = f"Present value in month 0 at {discount.words}."
        lines += styled(hanging("", words, width), "accent")
    for words in (" ".join(day_sentences(comparison)), cliff_words(comparison)):
        lines += styled(hanging("", words, width), "warning") if words else []
    return lines


def offer_notes(standing: Standing, width: int) -> Iterator[Line]:
    reading = standing.quote.reading.label
    yield from styled(hanging(f"{standing.offer.short}: ", reading, width), "soft")
    for warning in standing.warnings:
        yield from styled(hanging("! ", warning, width), "warning")


def sheet_table(
    comparison: Comparison, width: int, rows: int, measure: Measure, *, bars: bool = False
) -> list[Line]:
    """The titles, a rule, every offer; side by side where there are more of them than rows.

    What is then left out is counted at the end. With `bars`, each has its bar, if they fit.
    """
    setting = Setting(measure, len(GAP), 6, 12, 40, is_sheet=True)
    rule = line((RULE * width, "rule"))
    full = _ON_SHEET[_WITHOUT_DIFFERENCE:] if len(comparison.standings) == 1 else _ON_SHEET
    for choices in ([_ON_SHEET_WITH_BARS] if bars else []) + [full, _ON_SHEET_BRIEFLY]:
        table = _OutlayTable.fitting(comparison, width, choices, setting)
        body = [each for one in comparison.ranked for each in table.row(one, width)]
        lines = [*table.titles("soft"), rule, *body]
        if len(lines) <= rows and bool(table.bar_cells) >= table.choice.bar:
            return lines
    return [rule, *_side_by_side(comparison, width, max(rows - 1, 1), measure)]


def _side_by_side(comparison: Comparison, width: int, rows: int, measure: Measure) -> list[Line]:
    """Mark, name, total and status of every offer, in columns read from the top."""
    ranked = comparison.ranked
    columns = chosen("total status")
    cells = [[column.text(comparison, one) for column in columns] for one in ranked]
    totals, statuses = (max(map(measure.width, texts)) for texts in zip(*cells, strict=True))
    for with_status in (True, False):
        beside = 2 + len(GAP) + totals + (len(GAP) + statuses) * with_status
        across = max((width + _BESIDE) // (beside + _LEAST_NAME + _BESIDE), 1)
        if across * rows >= len(ranked):
            break
    across = min(across, -(-len(ranked) // rows))
    down = min(-(-len(ranked) // across), rows)
    block = (width + _BESIDE) // across - _BESIDE
    items = []
    for standing, (total, status) in zip(ranked, cells, strict=True):
        name = filled(standing.quote.name, block - beside, measure)
        said = f"{GAP}{padded(status, statuses, measure=measure)}" if with_status else ""
        items.append(
            [sign_of(comparison.catalog, standing.offer.id), Span(f" {name}{GAP}"),
             Span(padded(total, totals, "right", measure), "strong"), Span(said)]
        )  # fmt: skip
    if left := max(len(ranked) - down * across, 0):
        del items[down * across - 1 :]
        items.append([Span(f"… and {left + 1} more: PDF, page 2".ljust(block), "soft")])
    spaced = [[Span(" " * _BESIDE * (at >= down)), *spans] for at, spans in enumerate(items)]
    return [line(*(span for at in spaced[row::down] for span in at)) for row in range(down)]


def _beside_total(columns: Sequence[Column], added: Sequence[Column]) -> Sequence[Column]:
    """Put columns beside the total, in the place of the difference to the cheapest."""
    kept = [column for column in columns if column.id not in ("difference", "ratio")]
    after_total = next(i for i, column in enumerate(kept) if column.id == "total") + 1
    return [*kept[:after_total], *added, *kept[after_total:]]


@dataclass(frozen=True, slots=True)
class _OutlayTable:
    """A choice of columns, where each stands, and the cells that are left for a bar."""

    comparison: Comparison
    choice: Choice
    setting: Setting
    longest: int
    """The largest total, which has the longest bar."""
    places: Sequence[Place] = ()
    bar_cells: int = 0
    gap: int = 0

    @classmethod
    def fitting(
        cls, comparison: Comparison, width: int, choices: Sequence[Choice], setting: Setting
    ) -> "_OutlayTable":
        """The first choice that fits; the last one where none does."""
        longest = max(each.quote.total for each in comparison.standings)
        for choice in choices:
            table = cls(comparison, choice, setting, longest)
            widths = table._widths()
            gaps = len(widths) - 2
            spare = width - sum(widths) - setting.mark_gap - gaps * len(GAP)
            bar_cells = 0
            beside = len(GAP) * setting.is_sheet
            if (choice.bar or not setting.is_sheet) and spare - len(GAP) >= setting.least_bar:
                bar_cells = min(spare - len(GAP) - beside, setting.most_bar)
                spare -= len(GAP) + bar_cells + beside
                gaps += 1
            gap = max(len(GAP), min(len(GAP) + spare // gaps, setting.most_gap))
            alignments = [column.alignment for column in choice.columns]
            found = places(widths, alignments, [setting.mark_gap, *[gap] * gaps])
            table = cls(comparison, choice, setting, longest, found, bar_cells, gap)
            if spare >= 0 and bool(bar_cells) >= choice.bar:
                break
        return table

    def _widths(self) -> list[int]:
        rows = [self._cells(standing) for standing in self.comparison.standings]
        measure = self.setting.measure.width
        return [
            max(map(measure, (column.title, *(text for row in rows for text in row[at]))))
            for at, column in enumerate(self.choice.columns)
        ]

    def _cells(self, standing: Standing) -> list[Sequence[str]]:
        cells: list[Sequence[str]] = []
        for column in self.choice.columns:
            text, measure = column.text(self.comparison, standing), self.setting.measure
            if column.id == "offer":
                cells.append([fitted(text, self.choice.longest_name, measure)])
            elif self.choice.wraps and column.aside:
                cells.append(wrapped_by_clause(text, _CLAUSE_CELLS, measure))
            else:
                cells.append([text])
        return cells

    def titles(self, style: str) -> list[Line]:
        cells = [[Span(column.title, style)] for column in self.choice.columns]
        lines = set_row(cells, self.places, measure=self.setting.measure)
        if self.choice.bar and self.bar_cells:
            words = fitted(
                " ".join(legend(self._scale, self.comparison, brief=True)), self.bar_cells + 2
            )
            lines[0] = line(*lines[0].spans, " " * self.gap, (words, style))
        return lines

    @property
    def _scale(self) -> BarScale:
        return BarScale.fitting(self.comparison, self.bar_cells)

    def row(self, standing: Standing, width: int) -> list[Line]:
        """One offer's lines; its color stands on its mark and its bar."""
        offer_id, measure = standing.offer.id, self.setting.measure
        cells = [
            [Span(text, self._style(column, standing)) for text in texts]
            for column, texts in zip(self.choice.columns, self._cells(standing), strict=True)
        ]
        first, *rest = set_row(cells, self.places, offer_id, measure)
        lines = [line(*first.spans, *self._bar(standing), key=offer_id), *rest]
        if self.choice.under:
            coverage, spread = (column.text(self.comparison, standing) for column in _UNDER)
            words = f"{coverage} · {_UNDER[1].title.lower()}: {spread}"
            texts = wrapped_by_clause(words, width - len(GAP), measure)
            lines += styled([GAP + text for text in texts], _coverage_style(standing), offer_id)
        return lines

    def _bar(self, standing: Standing) -> Iterator[Span]:
        """The total as a length; what is not known is no length."""
        if self.bar_cells and self.setting.is_sheet:
            yield Span(" " * self.gap)
            yield from bar_spans(self._scale, self.comparison, standing.quote)
            if not standing.quote.complete:
                yield Span(f" {OPEN_END}" if standing.quote.total else OPEN_END, "warning")
        elif self.bar_cells:
            total = standing.quote.total
            drawn = bar(total, self.longest, self.bar_cells).rstrip()
            yield Span(" " * self.gap)
            yield Span(drawn, series_style(self.comparison.catalog, standing.offer.id))

    def _style(self, column: Column, standing: Standing) -> str:
        if column.id == "mark":
            return series_style(self.comparison.catalog, standing.offer.id)
        if column.id == "coverage":
            return _coverage_style(standing)
        return "strong" if column.id == "total" else ""


def _coverage_style(standing: Standing) -> str:
    quote = standing.quote
    warns = not quote.complete or len(quote.agreed) < quote.months
    return "warning" if warns else ""


def bar(value: int, longest: int, cells: int) -> str:
    """Draw a bar of `cells` cells for the longest value; what is not zero is never nothing."""
    if value <= 0 or longest <= 0:
        return " " * cells
    whole = (2 * value * cells + longest) // (2 * longest)
    return (_BAR * min(whole, cells) or _LEAST_BAR).ljust(cells)
