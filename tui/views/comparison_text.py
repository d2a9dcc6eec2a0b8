"""A comparison as plain text of a given width: what `deals compare` prints."""

from collections.abc import Sequence

from tui.domain.comparison import Comparison
from tui.views.answers import heading, note, offer_heads, paragraphs
from tui.views.columns import COLUMNS
from tui.views.day import day_sentences
from tui.views.headline import answer
from tui.views.sources import NumberedSources
from tui.views.text_layout import (
    WIDTH,
    TableColumn,
    least_width,
    parted_tables,
    table_lines,
    taken,
    wrapped,
    wrapped_lines,
)
from tui.views.words import further_inputs, price_parts, rule_words, scenario_words


def comparison_text(comparison: Comparison, *, width: int = WIDTH, explain: bool = False) -> str:
    offers = [standing.offer for standing in comparison.standings] if explain else []
    sources = NumberedSources(comparison.catalog, offers)
    blocks: list[Sequence[str]] = [["No offer is compared."]]
    if comparison.standings:
        day, rule = " ".join(day_sentences(comparison)), rule_words(comparison.catalog)
        blocks = [[*wrapped(answer(comparison), width), *wrapped(day, width)]]
        blocks += [*_tables(comparison, width), _notes(comparison, sources, width)]
        blocks += [wrapped(rule, width)] if rule else []
    further = [
        words + sources.refer(cited)
        for words, cited in further_inputs(comparison, comparison.unused)
    ]
    head = heading(
        comparison, width, inputs=" · ".join((scenario_words(comparison.scenario), *further))
    )
    if explain:
        from tui.views.explain import explanation

        blocks += [
            wrapped_lines(explanation(comparison, standing, sources), width)
            for standing in comparison.standings
        ]
    return paragraphs(head, *blocks, sources.lines(width, notes=explain))


def _tables(comparison: Comparison, width: int) -> Sequence[Sequence[str]]:
    """Set one table; two where one is too wide, the figures and what they rest on; or more."""
    rows = [[one.text(comparison, each) for one in COLUMNS] for each in comparison.standings]
    columns = [TableColumn(one.title, one.alignment, one.wraps) for one in COLUMNS]
    figures = [at for at, one in enumerate(COLUMNS) if not one.aside]
    basis = [at for at, one in enumerate(COLUMNS) if one.names or one.aside]
    for parts in ([range(len(COLUMNS))], [figures, basis]):
        tables = [taken(columns, rows, part) for part in parts]
        if all(least_width(*table) <= width for table in tables):
            return [table_lines(*table, width) for table in tables]
    return parted_tables(columns, rows, sum(one.names for one in COLUMNS), width)


def _notes(comparison: Comparison, sources: NumberedSources, width: int) -> Sequence[str]:
    names = {standing.offer.id: standing.quote.name for standing in comparison.standings}
    heads = offer_heads(comparison.catalog, names, width)
    lines: list[str] = []
    for standing in comparison.standings:
        parts = price_parts(standing.quote)
        words = "".join(said + sources.refer(cited) for said, cited in parts)
        lines += note(heads[standing.offer.id], words, standing, width, months=True)
    return lines
