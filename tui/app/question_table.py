"""The question of the tables: one or two inputs at many values, each cell a scenario. Pure."""

from collections.abc import Iterator, Sequence
from typing import Final

from tui.app.question_kinds import Field, Question
from tui.app.question_pages import Asked, sentence_lines
from tui.app.widgets.lines import Line, Span, line
from tui.domain.analysis.sweep import Axis, Cell, Table, parse_axis, sweep
from tui.domain.deals import Offer
from tui.domain.inputs import known_numbers, number_input
from tui.domain.pricing import price_offer
from tui.domain.scenario import Scenario
from tui.views.answers import notes
from tui.views.layout import GAP, RULE, cell_width, padded, wrapped
from tui.views.sweep_text import cell_text, sweep_answer
from tui.views.words import NONE, covered_briefly

CHEAPEST: Final = "cheapest"
ONE_WAY: Final = ""
_USUAL: Final = {
    "agencies": "6,12,24,48,96",
    "months": "6,12,18,24,36",
    "users_per_agency": "100,1000,5000",
    "ramp_months": "0,6,12",
}


class TableQuestion(Question):
    """What does each combination cost, and who is cheapest there?"""

    TITLE = "Table"
    HINT = "enter: open · "

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self._specs: dict[str, str] = {}
        self._down, self._across, self._shows = "agencies", "months", CHEAPEST
        self._grid: _Grid | None = None
        self.column = 0
        self.table = self._price(self._down, self._across, self._shows, self._specs)
        self._begin()

    def _keys(self) -> tuple[tuple[str, str], ...]:
        catalog, scenario = self.asked.catalog, self.asked.scenario
        return tuple(
            (key, number_input(catalog, scenario, key).title)
            for key in known_numbers(catalog, scenario)
        )

    def fields(self) -> tuple[Field, ...]:
        """Two different inputs with their values, and what a cell shows."""
        keys = self._keys()
        downs = tuple(each for each in keys if each[0] != self._across)
        acrosses = tuple(each for each in keys if each[0] != self._down)
        offer = self.asked.offer
        shows = ((CHEAPEST, "the cheapest total"), (offer.id, f"total of {self.asked.name(offer)}"))
        one_way = self._across == ONE_WAY
        return (
            Field("down", "Down", self._down, downs),
            Field("down.values", "at", self._spec(self._down, self._specs), beside=True),
            Field("across", "Across", self._across, ((ONE_WAY, "nothing"), *acrosses)),
            Field(
                "across.values", "at", "" if one_way else self._spec(self._across, self._specs),
                beside=True, off=one_way,
            ),
            Field("shows", "Cells", self._shows, shows),
        )  # fmt: skip

    def _spec(self, key: str, specs: dict[str, str]) -> str:
        """The values that an input takes, as typed or as usual."""
        if key in specs or key in _USUAL:
            return specs.get(key, _USUAL.get(key, ""))
        catalog, scenario = self.asked.catalog, self.asked.scenario
        kind, _, name = key.partition(".")
        value = number_input(catalog, scenario, key).number(scenario)
        if kind == "assume" and catalog.assumptions[name].suggestions:
            figures = [one.value for one in catalog.assumptions[name].suggestions]
            return ",".join(f"{one:f}" for one in dict.fromkeys(figures))
        if value:
            return ",".join(f"{part:f}" for part in (value / 2, value, value * 2))
        return "10,100,1000"

    def enter(self, key: str, text: str) -> None:
        """Price another table."""
        down, across, shows, specs = self._down, self._across, self._shows, dict(self._specs)
        if key == "down":
            down = text
        elif key == "across":
            across = text
        elif key == "shows":
            shows = CHEAPEST if text == CHEAPEST else self.asked.offer.id
        else:
            specs[down if key == "down.values" else across] = text
        table = self._price(down, across, shows, specs)
        self._down, self._across, self._shows, self._specs = down, across, shows, specs
        self.table, self._grid = table, None
        self._begin()

    def said(self) -> Iterator[tuple[str, str]]:
        """Yield both inputs with their values, and what a cell shows."""
        yield "across", ONE_WAY
        yield "down", self._down
        if self._down in self._specs:
            yield "down.values", self._specs[self._down]
        yield "across", self._across
        if self._across in self._specs:
            yield "across.values", self._specs[self._across]
        yield "shows", self._shows

    def _price(self, down: str, across: str, shows: str, specs: dict[str, str]) -> Table:
        catalog, scenario = self.asked.catalog, self.asked.scenario
        offers = self.asked.compared if shows == CHEAPEST else (self.asked.offer,)
        keys = [down] if across == ONE_WAY else [down, across]
        axes = [parse_axis(catalog, scenario, f"{key}={self._spec(key, specs)}") for key in keys]
        return sweep(offers, scenario, axes)

    def _begin(self) -> None:
        """Put the cursor on the explorer's own scenario where the table has it."""
        row, self.column = 0, 0
        for number, cells in enumerate(self.table.rows):
            for column, cell in enumerate(cells):
                if cell.scenario == self.asked.scenario:
                    row, self.column = number, column
        self.cursor = str(row)

    # The cursor

    @property
    def cell(self) -> Cell:
        """The cell under the cursor."""
        return self.table.rows[int(self.cursor or 0)][self.column]

    @property
    def opened(self) -> Scenario:
        """The scenario of that cell."""
        return self.cell.scenario

    def turn(self, columns: int) -> None:
        """Move the cursor sideways."""
        self.column = max(0, min(len(self.table.rows[0]) - 1, self.column + columns))

    def column_at(self, x: int) -> int:
        """The column at a cell of a line; the nearest one beside the table."""
        edges = self._made.edges
        return next((i for i, (_, end) in enumerate(edges) if x < end), len(edges) - 1)

    @property
    def edge(self) -> tuple[int, int]:
        """From where to where in its line the cell under the cursor stands."""
        return self._made.edges[self.column]

    @property
    def _made(self) -> "_Grid":
        if self._grid is None:
            self._grid = _Grid(self.asked, self.table, cheapest=self._shows == CHEAPEST)
        return self._grid

    # The answer

    def lines(self, width: int) -> Sequence[Line]:
        """The sentence, the grid, and what the totals rest on."""
        table, asked = self.table, self.asked
        if not table.offers:
            return sentence_lines("No offer is compared: space takes one in.", width)
        words = sweep_answer(table) if self._shows == CHEAPEST else _span_words(table)
        lines = sentence_lines(words, width)
        lines += self._made.lines(int(self.cursor or 0), self.column)
        last = table.rows[-1][-1].scenario
        at = ", ".join(f"{axis.item.title} = {axis.text(-1)}" for axis in table.axes)
        told = notes(asked.catalog, table.offers, last, asked.as_of, width, when=f"At {at}")
        words = (
            "Each cell: the cheapest of the complete totals. A total with ≥ is a lower bound and "
            "is never the cheapest."
        )
        lines.append(line())
        if self._shows == CHEAPEST:
            lines += [line((part, "soft")) for part in wrapped(words, width)]
        return [*lines, *(line((part, "soft")) for part in told)]

    def detail(self) -> str:
        """Say where the cursor is, and every offer's total there."""
        table, cell = self.table, self.cell
        if not table.offers:
            return ""
        places = (int(self.cursor or 0), self.column)
        where = " · ".join(
            f"{axis.item.title} {axis.text(at)}"
            for axis, at in zip(table.axes, places, strict=False)
        )
        best = _cheapest(table, cell)
        parts = []
        for place, offer in enumerate(table.offers):
            words = f"{self.asked.name(offer)} {cell_text(offer, cell, place)}"
            if offer in best or len(table.offers) == 1:
                words += f" ({covered_briefly(price_offer(offer, cell.scenario))})"
            parts.append(words)
        return f"{where}: {' · '.join(parts)}"


def _span_words(table: Table) -> str:
    """Say between which totals one offer's cells lie."""
    (offer,) = table.offers
    cells = [cell for row in table.rows for cell in row]
    ends = (min(cells, key=lambda cell: cell.totals), max(cells, key=lambda cell: cell.totals))
    least, most = (cell_text(offer, cell, 0) for cell in ends)
    if least == most:
        return f"{offer.short} costs {least} in {_all(len(cells))}."
    return f"{offer.short} costs {least} to {most} in {_all(len(cells))}."


def _all(cells: int) -> str:
    return f"all {cells:,} cells" if cells > 1 else "the only cell"


def _cheapest(table: Table, cell: Cell) -> tuple[Offer, ...]:
    """The offers that share the lowest complete total of a cell."""
    complete = [
        (total.cents, offer)
        for total, offer in zip(cell.totals, table.offers, strict=True)
        if total.complete
    ]
    least = min((cents for cents, _ in complete), default=None)
    return tuple(offer for cents, offer in complete if cents == least)


class _Grid:
    """The cells of a table set in columns; only the row of the cursor is set anew."""

    def __init__(self, asked: Asked, table: Table, *, cheapest: bool) -> None:
        self._asked = asked
        self._table = table
        self._cheapest = cheapest
        self._cells = [[self._cell(cell) for cell in row] for row in table.rows]
        down = table.axes[0]
        across: Axis | None = table.axes[1] if len(table.axes) > 1 else None
        self._labels = [down.text(i) for i in range(len(down.values))]
        self._titles = (
            [across.text(i) for i in range(len(across.values))]
            if across
            else ["Cheapest" if cheapest else asked.name(asked.offer)]
        )
        self._corner = f"{down.item.title} ↓ {across.item.title} →" if across else down.item.title
        wide = max(map(cell_width, (self._corner, *self._labels)))
        self._left = wide
        self._widths = [
            max(cell_width(title), *(cell_width(row[i].text) for row in self._cells))
            for i, title in enumerate(self._titles)
        ]
        self.edges: list[tuple[int, int]] = []
        begin = wide
        for width in self._widths:
            self.edges.append((begin + len(GAP), begin + len(GAP) + width))
            begin += len(GAP) + width
        self._plain = [self._row(number, None) for number in range(len(self._cells))]

    def lines(self, row: int, column: int) -> list[Line]:
        """Set the grid with the cursor on a cell."""
        titles = [padded(self._corner, self._left, "right")]
        titles += [
            padded(title, width, "right")
            for title, width in zip(self._titles, self._widths, strict=True)
        ]
        rows = list(self._plain)
        rows[row] = self._row(row, column)
        rule = RULE * self.edges[-1][1]
        return [line((GAP.join(titles), "heading")), line((rule, "soft")), *rows]

    def _cell(self, cell: Cell) -> Span:
        """Write a cell: the marks and the total of the cheapest, or one offer's total."""
        table = self._table
        offers = _cheapest(table, cell) if self._cheapest else table.offers
        if not offers:
            return Span(NONE, "soft")
        total = cell_text(offers[0], cell, table.offers.index(offers[0]))
        marks = "".join(self._asked.sign(offer).mark for offer in offers)
        style = self._asked.sign(offers[0]).style if len(offers) == 1 else ""
        return Span(f"{marks} {total}", style)

    def _row(self, number: int, column: int | None) -> Line:
        spans = [Span(padded(self._labels[number], self._left, "right"), "soft")]
        for at, (cell, width) in enumerate(zip(self._cells[number], self._widths, strict=True)):
            style = "caret" if at == column else cell.styles
            spans += [Span(GAP), Span(padded(cell.text, width, "right"), style)]
        return Line(tuple(spans), str(number))
