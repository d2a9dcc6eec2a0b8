"""A comparison as Markdown that pastes into an issue or a memo as it is.

The columns are those of the text table. What a total rests on stands below it: the inputs that
are not the defaults, the reading of every offer, the warnings, the sources as footnotes.
"""

from collections.abc import Sequence

from tui.domain.comparison import Comparison, Standing
from tui.export.markdown import escaped, footnotes, refer, row, rule
from tui.views.columns import COLUMNS
from tui.views.offer_symbols import mark_of
from tui.views.sources import NumberedSources
from tui.views.words import (
    calendar_words,
    covered_words,
    further_inputs,
    list_price_charged,
    readings_words,
    scenario_words,
)


def comparison_markdown(comparison: Comparison) -> str:
    """Write a comparison; the sources are numbered in the order in which they are referred to."""
    numbered = NumberedSources(comparison.catalog)
    lines = [*_title(comparison), ""]
    if comparison.standings:
        lines += [*_table(comparison), "", "**What the totals rest on**", ""]
        for standing in comparison.standings:
            lines += basis(comparison, standing, numbered)
    else:
        lines.append("No offer is compared.")
    return "\n".join([*lines, *footnotes(numbered)]) + "\n"


def _title(comparison: Comparison) -> Sequence[str]:
    catalog, scenario = comparison.catalog, comparison.scenario
    title = f"{catalog.title} · {scenario.name}" if scenario.name else catalog.title
    lines = [f"### {escaped(title)}", "", escaped(scenario_words(scenario)) + "  "]
    lines.append(f"as of {comparison.as_of} · facts checked up to {catalog.as_of}")
    further = further_inputs(catalog, scenario)
    return [*lines, *([""] if further else []), *(f"- {escaped(words)}" for words in further)]


def _table(comparison: Comparison) -> Sequence[str]:
    return [
        row(column.title for column in COLUMNS),
        rule(column.alignment for column in COLUMNS),
        *(
            row(escaped(column.text(comparison, standing)) for column in COLUMNS)
            for standing in comparison.standings
        ),
    ]


def basis(
    comparison: Comparison,
    standing: Standing,
    numbered: NumberedSources,
    *,
    coverage: bool = False,
) -> Sequence[str]:
    """Say which reading counts, which months are agreed, and what a reader must know.

    With `coverage`, also how many: for totals that have no column of it.
    """
    quote = standing.quote
    mark = mark_of(comparison.catalog, quote.offer.id)
    reading = escaped(f"{quote.reading.label} ({quote.reading.id}, {readings_words(quote.offer)})")
    covered = f"{escaped(covered_words(quote))}; " if coverage else ""
    words = f"- {mark} **{escaped(quote.offer.short)}**: {covered}{reading}"
    words += refer(numbered, quote.reading.sources)
    if listed := list_price_charged(quote):
        words += f", then {escaped(listed.label)}{refer(numbered, listed.sources)}"
    lines = [words]
    if months := calendar_words(quote):
        lines.append(f"  - {escaped(months)}.")
    return [*lines, *(f"  - ⚠ {escaped(warning)}" for warning in standing.warnings)]
