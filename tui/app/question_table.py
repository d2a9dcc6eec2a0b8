"""The question of the tables: one or two inputs at many values, each cell a scenario. Pure."""

from collections.abc import Sequence
from typing import Final

from tui.app.question_kinds import QuestionField, QuestionKind
from tui.domain.analysis.sweep import SweepCell, Table, parse_axis, sweep
from tui.domain.deals import Catalog
from tui.domain.inputs import known_numbers, number_input
from tui.domain.pricing import price_offer
from tui.domain.scenario import Scenario
from tui.views.answers import notes, sentence_lines, unused_by
from tui.views.line import Line, line, styled
from tui.views.sweep_text import CellGrid, cell_text, cheapest_offers, last_cell, sweep_answer
from tui.views.text_layout import wrapped
from tui.views.words import covered_briefly

CHEAPEST: Final = "cheapest"
ONE_WAY: Final = ""
_USUAL: Final = {
    "agencies": "6,12,24,48,96",
    "months": "6,12,18,24,36",
    "users_per_agency": "100,1000,5000",
    "ramp_months": "0,6,12",
}


class TableQuestion(QuestionKind[Table]):
    """What does each combination cost, and who is cheapest there?"""

    TITLE = "Table"
    HINT = "enter: open · "

    _grid: CellGrid | None = None
    column = 0

    def usual(self) -> dict[str, str]:
        return {"down": "agencies", "across": "months", "shows": CHEAPEST}

    @property
    def _of_all(self) -> bool:
        return self.said["shows"] == CHEAPEST

    def place(self, key: str) -> str:
        name, point, values = key.partition(".")
        return f"{values} {self.said[name]}" if point else key

    def fields(self) -> tuple[QuestionField, ...]:
        catalog, scenario, offer = self.asked.catalog, self.asked.scenario, self.asked.offer
        down, across = self.said["down"], self.said["across"]
        keys = [
            (key, number_input(catalog, scenario, key).title)
            for key in known_numbers(catalog, scenario)
        ]
        downs, acrosses = (
            tuple(each for each in keys if each[0] != other) for other in (across, down)
        )
        shows = ((CHEAPEST, "the cheapest total"), (offer.id, f"total of {self.asked.name(offer)}"))
        one_way = across == ONE_WAY
        return (
            QuestionField("down", "Down", down, downs),
            QuestionField("down.values", "at", self._spec(down), beside=True),
            QuestionField("across", "Across", across, ((ONE_WAY, "nothing"), *acrosses)),
            QuestionField(
                "across.values", "at", "" if one_way else self._spec(across), beside=True,
                off=one_way,
            ),
            QuestionField("shows", "Cells", CHEAPEST if self._of_all else offer.id, shows),
        )  # fmt: skip

    def _spec(self, key: str) -> str:
        typed = self.said.get(f"values {key}", _USUAL.get(key))
        if typed is not None:
            return typed
        catalog, scenario = self.asked.catalog, self.asked.scenario
        kind, _, name = key.partition(".")
        value = number_input(catalog, scenario, key).number(scenario)
        if kind == "assume" and catalog.assumptions[name].suggestions:
            figures = [one.value for one in catalog.assumptions[name].suggestions]
            return ", ".join(f"{one:f}" for one in dict.fromkeys(figures))
        if value:
            return ", ".join(f"{part:f}" for part in (value / 2, value, value * 2))
        return "10,100,1000"

    def find(self) -> Table:
        """Price every cell; the cursor is on the explorer's own scenario where there is that."""
        catalog, scenario = self.asked.catalog, self.asked.scenario
        offers = self.asked.compared if self._of_all else (self.asked.offer,)
        keys = [key for key in (self.said["down"], self.said["across"]) if key != ONE_WAY]
        axes = [parse_axis(catalog, scenario, f"{key}={self._spec(key)}") for key in keys]
        table = sweep(catalog, offers, scenario, axes)
        row, self.column, self._grid = 0, 0, None
        for number, cells in enumerate(table.rows):
            for column, cell in enumerate(cells):
                if cell.scenario == scenario:
                    row, self.column = number, column
        self.cursor = str(row)
        return table

    # The cursor

    @property
    def cell(self) -> SweepCell:
        return self.found.rows[int(self.cursor or 0)][self.column]

    @property
    def opened(self) -> Scenario:
        return self.cell.scenario

    def turn(self, columns: int) -> None:
        self.column = max(0, min(len(self.found.rows[0]) - 1, self.column + columns))

    def column_at(self, x: int) -> int:
        """The column at a cell of a line; the nearest one outside the table."""
        edges = self._made.edges
        return next((i for i, (_, end) in enumerate(edges) if x < end), len(edges) - 1)

    @property
    def edge(self) -> tuple[int, int]:
        """Where in its line the cell under the cursor begins and ends."""
        return self._made.edges[self.column]

    @property
    def _made(self) -> CellGrid:
        if self._grid is None:
            self._grid = CellGrid(self.asked.catalog, self.found, cheapest=self._of_all)
        return self._grid

    # The answer

    def lines(self, width: int) -> Sequence[Line]:
        table, asked = self.found, self.asked
        if not table.offers:
            return sentence_lines("No offer is compared: space adds one.", width)
        words = sweep_answer(table) if self._of_all else _span_words(asked.catalog, table)
        lines = sentence_lines(words, width)
        lines += self._made.lines(int(self.cursor or 0), self.column)
        last = table.rows[-1][-1].scenario
        when = f"At {last_cell(table)}"
        told = notes(asked.under(last), table.offers, width, when=when)
        unused = unused_by(asked, table.offers, last)
        idle = [
            f"{axis.item.title}: not used by the offers of this table."
            for axis in table.axes
            if axis.item.key.removesuffix(".price") in unused
        ]
        words = (
            "Each cell: the least of the totals that are alike: complete, and covering as much. "
            "A total with ≥ is a lower bound and is never ranked."
        )
        told = [*idle, *(wrapped(words, width) if self._of_all else ()), *told]
        return [*lines, line(), *styled(told, "soft")]

    def detail(self) -> str:
        table, cell = self.found, self.cell
        if not table.offers:
            return ""
        places = (int(self.cursor or 0), self.column)
        where = " · ".join(
            f"{axis.item.title} {axis.text(at)}"
            for axis, at in zip(table.axes, places, strict=False)
        )
        best, catalog = cheapest_offers(table, cell), self.asked.catalog
        parts = []
        for place, offer in enumerate(table.offers):
            words = f"{self.asked.name(offer)} {cell_text(catalog, offer, cell, place)}"
            if offer in best or len(table.offers) == 1:
                words += f" ({covered_briefly(price_offer(catalog, offer, cell.scenario))})"
            parts.append(words)
        return f"{where}: {' · '.join(parts)}"


def _span_words(catalog: Catalog, table: Table) -> str:
    (offer,) = table.offers
    cells = [cell for row in table.rows for cell in row]
    ends = (min(cells, key=lambda cell: cell.totals), max(cells, key=lambda cell: cell.totals))
    least, most = (cell_text(catalog, offer, cell, 0) for cell in ends)
    if least == most:
        return f"{offer.short} costs {least} in {_all(len(cells))}."
    return f"{offer.short} costs {least} to {most} in {_all(len(cells))}."


def _all(cells: int) -> str:
    return f"all {cells:,} cells" if cells > 1 else "the only cell"
