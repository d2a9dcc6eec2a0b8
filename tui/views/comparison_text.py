"""A comparison as plain text: what `deals compare` prints, and what is read aloud or mailed.

The width is given, so that the same comparison gives the same bytes. It never asks a terminal.
"""

from collections.abc import Sequence

from tui.domain.comparison import Comparison, Standing
from tui.views.answers import heading, note, offer_heads, paragraphs
from tui.views.columns import COLUMNS, Column
from tui.views.day import day_sentences
from tui.views.headline import answer
from tui.views.sources import NumberedSources
from tui.views.text_layout import (
    WIDTH,
    TableColumn,
    least_width,
    table_lines,
    wrapped,
    wrapped_lines,
)
from tui.views.words import later_prices, readings_words, rule_words


def comparison_text(comparison: Comparison, *, width: int = WIDTH, explain: bool = False) -> str:
    """Write a comparison; with `explain`, also how each total comes about."""
    offers = [standing.offer for standing in comparison.standings] if explain else []
    sources = NumberedSources(comparison.catalog, offers)
    scenario = comparison.scenario
    head = heading(comparison, width, unused=comparison.unused)
    blocks: list[Sequence[str]] = [["No offer is compared."]]
    if comparison.standings:
        said, rule = _answer(comparison, width), rule_words(comparison.catalog)
        blocks = [said, *_tables(comparison, width), _notes(comparison, sources, width)]
        blocks += [wrapped(rule, width)] if rule else []
    if explain:
        from tui.views.explain import explanation

        blocks += [
            wrapped_lines(explanation(standing, comparison.catalog, scenario, sources), width)
            for standing in comparison.standings
        ]
    return paragraphs(head, *blocks, sources.lines(width, notes=explain))


def _answer(comparison: Comparison, width: int) -> Sequence[str]:
    """Say what the figures come to, then what the day means for the offers."""
    return [
        *wrapped(answer(comparison), width),
        *wrapped(" ".join(day_sentences(comparison)), width),
    ]


def _tables(comparison: Comparison, width: int) -> list[Sequence[str]]:
    """Set one table; two where one is too wide, the figures and what they rest on; or more."""
    standings = comparison.standings
    rows = [[column.text(comparison, standing) for column in COLUMNS] for standing in standings]
    figures = [column for column in COLUMNS if not column.aside]
    basis = [column for column in COLUMNS if column.names or column.aside]

    def fits(columns: Sequence[Column]) -> bool:
        return least_width(*_part(columns, rows)) <= width

    parts: list[list[Column]] = [list(COLUMNS)] if fits(COLUMNS) else [figures, basis]
    if not all(map(fits, parts)):
        names = [column for column in COLUMNS if column.names]
        parts = [names]
        for column in (column for column in COLUMNS if not column.names):
            if parts[-1] != names and not fits([*parts[-1], column]):
                parts.append(names)
            parts[-1] = [*parts[-1], column]
    return [table_lines(*_part(columns, rows), width) for columns in parts]


def _part(
    columns: Sequence[Column], rows: Sequence[Sequence[str]]
) -> tuple[Sequence[TableColumn], Sequence[Sequence[str]]]:
    """Take some columns out of rows of all."""
    places = [COLUMNS.index(column) for column in columns]
    return (
        [TableColumn(column.title, column.alignment, column.wraps) for column in columns],
        [[row[place] for place in places] for row in rows],
    )


def _notes(comparison: Comparison, sources: NumberedSources, width: int) -> Sequence[str]:
    """Say for each offer which reading counts, and what a reader of its total must know."""
    names = {standing.offer.id: standing.quote.name for standing in comparison.standings}
    heads = offer_heads(comparison.catalog, names, width)
    lines: list[str] = []
    for standing in comparison.standings:
        words = _reading_words(standing, sources)
        lines += note(heads[standing.offer.id], words, standing, width, months=True)
    return lines


def _reading_words(standing: Standing, sources: NumberedSources) -> str:
    quote = standing.quote
    count = readings_words(quote.offer)
    words = f"{quote.reading.label} ({quote.reading.id}, {count})"
    words += sources.refer(quote.reading.sources)
    for price in later_prices(quote):
        words += f", then {price.label}{sources.refer(price.sources)}"
    return words
