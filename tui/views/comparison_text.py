"""A comparison as plain text: what `deals compare` prints, and what is read aloud or mailed.

The width is given, so that the same comparison gives the same bytes. It never asks a terminal.
"""

from collections.abc import Sequence
from typing import Final

from tui.domain.comparison import Comparison, Standing
from tui.views.answers import heading
from tui.views.columns import COLUMNS, Column
from tui.views.layout import (
    TableColumn,
    cell_width,
    hanging,
    least_width,
    padded,
    table_lines,
    wrapped_lines,
)
from tui.views.sources import NumberedSources
from tui.views.words import calendar_words, list_price_charged, mark_of, readings_words

WIDTH: Final = 100


def comparison_text(comparison: Comparison, *, width: int = WIDTH, explain: bool = False) -> str:
    """Write a comparison; with `explain`, also how each total comes about."""
    sources = NumberedSources(comparison.catalog)
    scenario = comparison.scenario
    lines = [*heading(comparison.catalog, scenario, comparison.as_of, width), ""]
    if not comparison.standings:
        lines.append("No offer is compared.")
    else:
        lines += [*_table(comparison, width), "", *_notes(comparison, sources, width)]
    if explain:
        from tui.views.explain import explanation

        for standing in comparison.standings:
            words = explanation(standing, comparison.catalog, scenario, sources)
            lines += ["", *wrapped_lines(words, width)]
    listed = sources.lines(width)
    return "\n".join([*lines, *([""] if listed else []), *listed]) + "\n"


def _table(comparison: Comparison, width: int) -> Sequence[str]:
    """Set one table, or two where one is too wide: the figures, then what they rest on."""
    if _fits(comparison, COLUMNS, width):
        return _table_of(comparison, COLUMNS, width)
    figures = [column for column in COLUMNS if not column.aside]
    basis = [column for column in COLUMNS if column.names or column.aside]
    return [*_table_of(comparison, figures, width), "", *_table_of(comparison, basis, width)]


def _fits(comparison: Comparison, columns: Sequence[Column], width: int) -> bool:
    return least_width(_set(columns), _rows(comparison, columns)) <= width


def _table_of(comparison: Comparison, columns: Sequence[Column], width: int) -> Sequence[str]:
    return table_lines(_set(columns), _rows(comparison, columns), width)


def _set(columns: Sequence[Column]) -> Sequence[TableColumn]:
    return [TableColumn(column.title, column.alignment, column.wraps) for column in columns]


def _rows(comparison: Comparison, columns: Sequence[Column]) -> Sequence[Sequence[str]]:
    return [
        [column.text(comparison, standing) for column in columns]
        for standing in comparison.standings
    ]


def _notes(comparison: Comparison, sources: NumberedSources, width: int) -> Sequence[str]:
    """Say for each offer which reading counts, and what a reader of its total must know."""
    shorts = [standing.offer.short for standing in comparison.standings]
    widest = min(max(map(cell_width, shorts)), width // 4)
    lines: list[str] = []
    for standing, short in zip(comparison.standings, shorts, strict=True):
        mark = mark_of(comparison.catalog, standing.offer.id)
        first = f"{mark}  {padded(short, widest)}  "
        lines += hanging(first, _reading_words(standing, sources), width)
        indent = " " * cell_width(first)
        if months := calendar_words(standing.quote):
            lines += hanging(indent, f"{months}.", width)
        for warning in standing.warnings:
            lines += hanging(f"{indent}! ", warning, width)
    return lines


def _reading_words(standing: Standing, sources: NumberedSources) -> str:
    quote = standing.quote
    count = readings_words(quote.offer)
    words = f"{quote.reading.label} ({quote.reading.id}, {count})"
    words += sources.refer(quote.reading.sources)
    if listed := list_price_charged(quote):
        words += f", then {listed.label}{sources.refer(listed.sources)}"
    return words
