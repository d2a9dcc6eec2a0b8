"""The floor: an ordinary Textual table, as small as a program of its kind can be.

Header, Footer, two inputs, a table of 12 rows; `+` changes all of its 96 numbers. It ends with q.
"""

from typing import Any, ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import DataTable, Footer, Header, Input

ROWS, COLUMNS = 12, 8


class Table(App[None]):
    """A table of numbers."""

    CSS = "DataTable { height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [("q", "quit", "Quit"), ("+", "more", "More")]
    rate = 1

    def compose(self) -> ComposeResult:
        """One of each."""
        yield Header()
        yield Input(placeholder="price")
        yield Input(placeholder="rate")
        yield DataTable[str](cursor_type="row")
        yield Footer()

    def _number(self, row: int, column: int) -> str:
        return f"{(row * COLUMNS + column) * self.rate:,}.00"

    def on_mount(self) -> None:
        """Fill the table."""
        table: DataTable[Any] = self.query_one(DataTable)
        for column in range(COLUMNS):
            table.add_column(f"year {column}", key=str(column), width=12)
        for row in range(ROWS):
            table.add_row(*(self._number(row, column) for column in range(COLUMNS)), key=str(row))
        table.focus()

    def action_more(self) -> None:
        """Change every number."""
        self.rate += 1
        table: DataTable[Any] = self.query_one(DataTable)
        for row in range(ROWS):
            for column in range(COLUMNS):
                table.update_cell(str(row), str(column), self._number(row, column))


if __name__ == "__main__":
    Table().run()
