"""One-way and two-way tables: who costs least where, then every total; or a grid of cells.

One axis: a column for each offer. Two axes: a table for each offer. Tables that are too wide are
split by columns.
"""

from collections.abc import Iterator, Sequence

from tui.domain.analysis.sweep import Axis, SweepCell, Table, alike
from tui.domain.comparison import Case
from tui.domain.deals import Catalog, Offer
from tui.domain.money import counted, dollars
from tui.domain.pricing import joined_by_month, price_offer
from tui.views.answers import heading, notes, paragraphs, unused_by
from tui.views.line import Line, Span, line
from tui.views.text_layout import (
    RULE,
    WIDTH,
    TableColumn,
    parted_tables,
    places,
    set_row,
    widest,
    wrapped,
)
from tui.views.words import NONE, mark_of, series_style, total_covering

TIE = "tie"
LEAST = "Costs least"


def sweep_text(case: Case, table: Table, *, width: int = WIDTH) -> str:
    head = wrapped(sweep_answer(table), width), sweep_heading(case, table, width)
    if not table.offers:
        return paragraphs(*head, ["No offer is compared."])
    last, when = case.under(table.rows[-1][-1].scenario), f"At {last_cell(table)}"
    return paragraphs(
        *head,
        *(_set(title, rows, width) for title, rows in totals_tables(case.catalog, table)),
        notes(last, table.offers, width, when=when),
    )


def sweep_heading(case: Case, table: Table, width: int) -> Sequence[str]:
    varied = {axis.item.key.removesuffix(".price"): axis.item.title for axis in table.axes}
    unused = unused_by(case, table.offers, table.rows[-1][-1].scenario)
    return heading(case, width, varied, unused)


def cheapest_offers(table: Table, cell: SweepCell) -> Sequence[Offer]:
    """The offers that share the lowest of the totals that are alike; none where no two are."""
    places = alike(table.offers, cell)
    least = min((cell.totals[place].cents for place in places), default=None)
    return [table.offers[place] for place in places if cell.totals[place].cents == least]


def cheapest(table: Table, cell: SweepCell) -> str:
    offers = cheapest_offers(table, cell)
    return NONE if not offers else offers[0].short if len(offers) == 1 else TIE


def last_cell(table: Table) -> str:
    """Say where the last cell is: `Agencies = 48, Months = 36`."""
    return ", ".join(f"{axis.item.title} = {axis.text(-1)}" for axis in table.axes)


def sweep_answer(table: Table) -> str:
    cells = [cell for row in table.rows for cell in row]
    counts: dict[str, int] = {}
    for cell in cells:
        name = cheapest(table, cell)
        counts[name] = counts.get(name, 0) + 1
    words = {TIE: "a tie for the least", NONE: "no two totals are alike"}
    if len(counts) == 1:
        (name,) = counts
        every = f"all {len(cells):,} cells" if len(cells) > 1 else "the only cell"
        if name == NONE:
            return f"No offer is ranked in {every}: {words[NONE]}."
        what = words.get(name, f"{name} costs least")
        return f"{what[:1].upper()}{what[1:]} in {every}."
    parts = [
        f"{words.get(name, f'{name} costs least')} in {count:,}"
        for name, count in sorted(counts.items(), key=lambda item: -item[1])
    ]
    joined = ", ".join(parts)
    return f"Of {counted(len(cells), 'cell')}: {joined}."


def cell_text(catalog: Catalog, offer: Offer, cell: SweepCell, place: int) -> str:
    total = cell.totals[place]
    if total.cents and total.covered == sum(joined_by_month(cell.scenario, offer.id)):
        return f"{'' if total.complete else '≥ '}{dollars(total.cents)}"
    return total_covering(price_offer(catalog, offer, cell.scenario))


def totals_tables(catalog: Catalog, table: Table) -> Iterator[tuple[str, Sequence[Sequence[str]]]]:
    """Give titles and rows: of one axis a column for each offer; of two a table, cheapest first."""
    heads, values = [corner_words(table)], _values(table.axes[0])
    totals = [
        [[cell_text(catalog, offer, cell, place) for cell in row] for row in table.rows]
        for place, offer in enumerate(table.offers)
    ]
    least = [[cheapest(table, cell) for cell in row] for row in table.rows]
    names = [_named(catalog, offer) for offer in table.offers]
    if len(table.axes) == 1:
        columns = [[text for (text,) in column] for column in (*totals, least)]
        yield "", [[*heads, *names, LEAST], *zip(values, *columns, strict=True)]
        return
    heads += _values(table.axes[1])
    several = [(LEAST, least)] if len(names) > 1 else []
    for title, cells in (*several, *zip(names, totals, strict=True)):
        rows = ([value, *row] for value, row in zip(values, cells, strict=True))
        yield title, [heads, *rows]


def _set(title: str, table: Sequence[Sequence[str]], width: int) -> Sequence[str]:
    titles, *rows = table
    columns = [TableColumn(each, "right") for each in titles]
    parts = parted_tables(columns, rows, 1, width)
    lines = [line for part in parts for line in ("", *part)]
    return [title, *lines[1:]] if title else lines[1:]


def _values(axis: Axis) -> Sequence[str]:
    return [axis.text(at) for at in range(len(axis.values))]


def corner_words(table: Table) -> str:
    down, *across = (axis.item.title for axis in table.axes)
    return f"{down} ↓ {across[0]} →" if across else down


class CellGrid:
    """The cells of a table to choose one from; only the row of the cursor is set again."""

    def __init__(self, catalog: Catalog, table: Table, *, cheapest: bool) -> None:
        """With `cheapest`, a cell shows the marks and the total of the cheapest offers."""
        self._catalog, self._table, self._cheapest = catalog, table, cheapest
        labels = _values(table.axes[0])
        one_way = [LEAST] if cheapest else [_named(catalog, offer) for offer in table.offers]
        titles = _values(table.axes[1]) if len(table.axes) > 1 else one_way
        self._head = [Span(title, "heading") for title in (corner_words(table), *titles)]
        self._rows = [
            [Span(label, "soft"), *map(self._cell, row)]
            for label, row in zip(labels, table.rows, strict=True)
        ]
        widths = widest([[cell.text for cell in row] for row in (self._head, *self._rows)])
        columns = places(widths, ["right"] * len(widths))
        self._columns = columns
        self.edges = [(place.begin, place.end) for place in columns[1:]]
        """Where in a line each cell begins and ends."""
        self._plain = [self._row(number, None) for number in range(len(self._rows))]

    def lines(self, row: int, column: int) -> list[Line]:
        head = set_row([[title] for title in self._head], self._columns)
        rows = list(self._plain)
        rows[row] = self._row(row, column)
        return [*head, line((RULE * self._columns[-1].end, "soft")), *rows]

    def _cell(self, cell: SweepCell) -> Span:
        table = self._table
        offers = cheapest_offers(table, cell) if self._cheapest else table.offers
        if not offers:
            return Span(NONE, "soft")
        marks = "".join(mark_of(self._catalog, offer.id) for offer in offers)
        total = cell_text(self._catalog, offers[0], cell, table.offers.index(offers[0]))
        style = series_style(self._catalog, offers[0].id) if len(offers) == 1 else ""
        return Span(f"{marks} {total}", style)

    def _row(self, number: int, column: int | None) -> Line:
        label, *cells = self._rows[number]
        if column is not None:
            cells[column] = cells[column]._replace(styles="caret")
        (row,) = set_row([[cell] for cell in (label, *cells)], self._columns, str(number))
        return row


def _named(catalog: Catalog, offer: Offer) -> str:
    return f"{mark_of(catalog, offer.id)} {offer.short}"
