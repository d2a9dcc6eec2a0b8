"""One-way and two-way tables as plain text: who is cheapest where, then every total.

One axis: a row for each value, a column for each offer. Two axes: a table for each offer, the
first axis down, the second across. Tables that are too wide are parted by columns; nothing is cut.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from tui.domain.analysis.sweep import Cell, Table
from tui.domain.deals import Catalog, Offer
from tui.domain.pricing import price_offer
from tui.domain.scenario import Scenario
from tui.views.answers import WIDTH, heading, notes, total_text
from tui.views.layout import TableColumn, least_width, table_lines, wrapped
from tui.views.words import NONE, counted, mark_of, total_words

TIE = "tie"


def sweep_text(
    catalog: Catalog, table: Table, scenario: Scenario, as_of: date, *, width: int = WIDTH
) -> str:
    """Write a table of totals, and what the totals of its last cell rest on."""
    lines = [
        *wrapped(sweep_answer(table), width),
        "",
        *heading(catalog, scenario, as_of, width, [axis.item.title for axis in table.axes]),
        "",
    ]
    if not table.offers:
        return "\n".join([*lines, "No offer is compared."]) + "\n"
    lines += _one_way(catalog, table, width) if len(table.axes) == 1 else [
        line for block in _two_way(catalog, table, width) for line in (*block, "")
    ][:-1]  # fmt: skip
    last = table.rows[-1][-1].scenario
    at = ", ".join(f"{axis.item.title} = {axis.text(-1)}" for axis in table.axes)
    lines += ["", *notes(catalog, table.offers, last, as_of, width, when=f"At {at}")]
    return "\n".join(lines) + "\n"


def cheapest(table: Table, cell: Cell) -> str:
    """Name the cheapest complete total of a cell, or say that several share it, or that none is."""
    complete = [
        (total.cents, offer.short)
        for total, offer in zip(cell.totals, table.offers, strict=True)
        if total.complete
    ]
    least = min((cents for cents, _ in complete), default=None)
    names = [name for cents, name in complete if cents == least]
    return NONE if not names else names[0] if len(names) == 1 else TIE


def sweep_answer(table: Table) -> str:
    """Say in a sentence who is cheapest how often."""
    cells = [cell for row in table.rows for cell in row]
    counts: dict[str, int] = {}
    for cell in cells:
        name = cheapest(table, cell)
        counts[name] = counts.get(name, 0) + 1
    words = {TIE: "a tie for the cheapest", NONE: "no complete total"}
    complete = all(total.complete for cell in cells for total in cell.totals)
    is_cheapest = "is cheapest" if complete else "is the cheapest complete total"
    if len(counts) == 1:
        (name,) = counts
        every = f"all {len(cells):,} cells" if len(cells) > 1 else "the only cell"
        what = words.get(name, f"{name} {is_cheapest}")
        return f"{what[:1].upper()}{what[1:]} in {every}."
    parts = [
        f"{words.get(name, f'{name} {is_cheapest}')} in {count:,}"
        for name, count in sorted(counts.items(), key=lambda item: -item[1])
    ]
    joined = ", ".join(parts)
    return f"Of {counted(len(cells), 'cell')}: {joined}."


def cell_text(offer: Offer, cell: Cell, place: int) -> str:
    """Write one offer's total in a cell."""
    total = cell.totals[place]
    return total_text(total) if total.cents else total_words(price_offer(offer, cell.scenario))


def _one_way(catalog: Catalog, table: Table, width: int) -> Sequence[str]:
    (axis,) = table.axes
    first = [axis.text(i) for i in range(len(axis.values))]
    titles = [f"{mark_of(catalog, offer.id)} {offer.short}" for offer in table.offers]
    columns = [
        [cell_text(offer, row[0], place) for row in table.rows]
        for place, offer in enumerate(table.offers)
    ]
    titles.append("Cheapest")
    columns.append([cheapest(table, row[0]) for row in table.rows])
    return _set(axis.item.title, first, titles, columns, width)


def _two_way(catalog: Catalog, table: Table, width: int) -> Iterator[Sequence[str]]:
    """Give one table for who is cheapest, and one for each offer's totals."""
    down, across = table.axes
    first = [down.text(i) for i in range(len(down.values))]
    titles = [across.text(i) for i in range(len(across.values))]
    corner = f"{down.item.title} ↓ {across.item.title} →"
    places = range(len(titles))
    if len(table.offers) > 1:
        columns = [[cheapest(table, row[i]) for row in table.rows] for i in places]
        yield ["Cheapest", *_set(corner, first, titles, columns, width)]
    for place, offer in enumerate(table.offers):
        columns = [[cell_text(offer, row[i], place) for row in table.rows] for i in places]
        title = f"{mark_of(catalog, offer.id)} {offer.short}"
        yield [title, *_set(corner, first, titles, columns, width)]


def _set(
    corner: str,
    first: Sequence[str],
    titles: Sequence[str],
    columns: Sequence[Sequence[str]],
    width: int,
) -> Sequence[str]:
    """Set a table, parted into as many as its width needs; each repeats the first column."""
    lines: list[str] = []
    begin = 0
    while begin < len(titles):
        end = begin + 1
        while end < len(titles) and _width(corner, first, titles, columns, begin, end + 1) <= width:
            end += 1
        heads = [TableColumn(title, "right") for title in (corner, *titles[begin:end])]
        rows = list(zip(first, *columns[begin:end], strict=True))
        lines += (
            ["", *table_lines(heads, rows, width)] if lines else table_lines(heads, rows, width)
        )
        begin = end
    return lines


def _width(
    corner: str,
    first: Sequence[str],
    titles: Sequence[str],
    columns: Sequence[Sequence[str]],
    begin: int,
    end: int,
) -> int:
    heads = [TableColumn(title) for title in (corner, *titles[begin:end])]
    return least_width(heads, list(zip(first, *columns[begin:end], strict=True)))
