"""The question of the tables: one or two inputs at many values, each cell a scenario. Pure."""

from collections.abc import Iterator, Sequence
from typing import Final

from tui.app.question_kinds import Asked, QuestionField, QuestionKind
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


class TableQuestion(QuestionKind):
    """What does each combination cost, and who is cheapest there?"""

    TITLE = "Table"
    HINT = "enter: open · "

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self._specs: dict[str, str] = {}
        self._down, self._across, self._shows = "agencies", "months", CHEAPEST
        self._grid: CellGrid | None = None
        self.column = 0
        self.table = self._price(self._down, self._across, self._shows, self._specs)
        self._begin()

    def _keys(self) -> tuple[tuple[str, str], ...]:
        catalog, scenario = self.asked.catalog, self.asked.scenario
        return tuple(
            (key, number_input(catalog, scenario, key).title)
            for key in known_numbers(catalog, scenario)
        )

    def fields(self) -> tuple[QuestionField, ...]:
        """Two different inputs with their values, and what a cell shows."""
        keys = self._keys()
        downs = tuple(each for each in keys if each[0] != self._across)
        acrosses = tuple(each for each in keys if each[0] != self._down)
        offer = self.asked.offer
        shows = ((CHEAPEST, "the cheapest total"), (offer.id, f"total of {self.asked.name(offer)}"))
        one_way = self._across == ONE_WAY
        return (
            QuestionField("down", "Down", self._down, downs),
            QuestionField("down.values", "at", self._spec(self._down, self._specs), beside=True),
            QuestionField("across", "Across", self._across, ((ONE_WAY, "nothing"), *acrosses)),
            QuestionField(
                "across.values", "at", "" if one_way else self._spec(self._across, self._specs),
                beside=True, off=one_way,
            ),
            QuestionField("shows", "Cells", self._shows, shows),
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
            return ", ".join(f"{one:f}" for one in dict.fromkeys(figures))
        if value:
            return ", ".join(f"{part:f}" for part in (value / 2, value, value * 2))
        return "10,100,1000"

    def enter(self, key: str, text: str) -> None:
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
        return sweep(catalog, offers, scenario, axes)

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
    def cell(self) -> SweepCell:
        return self.table.rows[int(self.cursor or 0)][self.column]

    @property
    def opened(self) -> Scenario:
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
    def _made(self) -> CellGrid:
        if self._grid is None:
            cheapest = self._shows == CHEAPEST
            self._grid = CellGrid(self.asked.catalog, self.table, cheapest=cheapest)
        return self._grid

    # The answer

    def lines(self, width: int) -> Sequence[Line]:
        """The sentence, the grid, and what the totals rest on."""
        table, asked = self.table, self.asked
        if not table.offers:
            return sentence_lines("No offer is compared: space adds one.", width)
        of_all = self._shows == CHEAPEST
        words = sweep_answer(table) if of_all else _span_words(asked.catalog, table)
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
        told = [*idle, *(wrapped(words, width) if of_all else ()), *told]
        return [*lines, line(), *styled(told, "soft")]

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
        best, catalog = cheapest_offers(table, cell), self.asked.catalog
        parts = []
        for place, offer in enumerate(table.offers):
            words = f"{self.asked.name(offer)} {cell_text(catalog, offer, cell, place)}"
            if offer in best or len(table.offers) == 1:
                words += f" ({covered_briefly(price_offer(catalog, offer, cell.scenario))})"
            parts.append(words)
        return f"{where}: {' · '.join(parts)}"


def _span_words(catalog: Catalog, table: Table) -> str:
    """Say between which totals one offer's cells lie."""
    (offer,) = table.offers
    cells = [cell for row in table.rows for cell in row]
    ends = (min(cells, key=lambda cell: cell.totals), max(cells, key=lambda cell: cell.totals))
    least, most = (cell_text(catalog, offer, cell, 0) for cell in ends)
    if least == most:
        return f"{offer.short} costs {least} in {_all(len(cells))}."
    return f"{offer.short} costs {least} to {most} in {_all(len(cells))}."


def _all(cells: int) -> str:
    return f"all {cells:,} cells" if cells > 1 else "the only cell"
