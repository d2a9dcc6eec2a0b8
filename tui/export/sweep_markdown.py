"""A one-way or two-way table as Markdown, to paste into an issue or a memo.

One axis: a row for each value, a column for each offer. Two axes: a table for each offer. What the
totals of the last cell rest on stands below, as in a comparison.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from tui.domain.analysis.sweep import Cell, Table
from tui.domain.comparison import compare
from tui.domain.deals import Catalog
from tui.domain.scenario import Scenario
from tui.export.comparison_markdown import basis
from tui.export.markdown import escaped, footnotes, row, rule
from tui.views.heading import heading
from tui.views.offer_symbols import mark_of
from tui.views.sources import NumberedSources
from tui.views.sweep_text import cell_text, cheapest, sweep_answer

_NEVER_WRAPPED: Final = 10_000


def sweep_markdown(catalog: Catalog, table: Table, scenario: Scenario, as_of: date) -> str:
    """Write a table of totals: the answer, what it is about, the figures."""
    varied = [axis.item.title for axis in table.axes]
    title, *about = heading(catalog, scenario, as_of, _NEVER_WRAPPED, varied)
    lines = [f"### {escaped(title)}", "", escaped(sweep_answer(table)), ""]
    lines += [*("  \n".join(map(escaped, about)).split("\n")), ""]
    if not table.offers:
        return "\n".join([*lines, "No offer is compared."]) + "\n"
    blocks = _one_way(catalog, table) if len(table.axes) == 1 else _two_way(catalog, table)
    return "\n".join([*lines, *blocks, "", *_last_cell(catalog, table, as_of)]) + "\n"


def _one_way(catalog: Catalog, table: Table) -> Iterator[str]:
    (axis,) = table.axes
    titles = [f"{mark_of(catalog, offer.id)} {escaped(offer.short)}" for offer in table.offers]
    cells = [[*_totals(table, line[0]), escaped(cheapest(table, line[0]))] for line in table.rows]
    values = [axis.text(at) for at in range(len(axis.values))]
    yield from _set(axis.item.title, values, [*titles, "Cheapest"], cells)


def _two_way(catalog: Catalog, table: Table) -> Iterator[str]:
    down, across = table.axes
    corner = f"{down.item.title} ↓ {across.item.title} →"
    values = [down.text(at) for at in range(len(down.values))]
    titles = [escaped(across.text(at)) for at in range(len(across.values))]
    for place, offer in enumerate(table.offers):
        if place:
            yield ""
        yield f"**{mark_of(catalog, offer.id)} {escaped(offer.short)}**"
        yield ""
        cells = [[_totals(table, cell)[place] for cell in line] for line in table.rows]
        yield from _set(corner, values, titles, cells)


def _last_cell(catalog: Catalog, table: Table, as_of: date) -> Iterator[str]:
    """Say what the totals of the last cell cover and rest on."""
    at = ", ".join(f"{axis.item.title} = {axis.text(-1)}" for axis in table.axes)
    yield f"**What the totals rest on at {escaped(at)}**"
    yield ""
    offers = tuple(offer.id for offer in table.offers)
    comparison = compare(catalog, replace(table.rows[-1][-1].scenario, offers=offers), as_of)
    numbered = NumberedSources(catalog)
    for standing in comparison.standings:
        yield from basis(comparison, standing, numbered, coverage=True)
    yield from footnotes(numbered)


def _totals(table: Table, cell: Cell) -> Sequence[str]:
    return [escaped(cell_text(offer, cell, place)) for place, offer in enumerate(table.offers)]


def _set(
    corner: str, values: Sequence[str], titles: Sequence[str], cells: Sequence[Sequence[str]]
) -> Iterator[str]:
    yield row([escaped(corner), *titles])
    yield rule(["right"] * (len(titles) + 1))
    for value, line in zip(values, cells, strict=True):
        yield row([escaped(value), *line])
