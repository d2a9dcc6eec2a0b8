"""The frozen values of a picture: a grid is rows of cells, a cell is a character in a style."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_COLOR = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell looks. Colors are `#rrggbb` in lower case; anything else is a `ValueError`."""

    foreground: str
    background: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    double: bool = False
    """Twice as wide and high, drawn over as many blank cells behind the run, and the row below."""
    slim: bool = False
    """Blocks and shades leave a gap above and below, so that bars do not touch."""

    def __post_init__(self) -> None:
        for color in (self.foreground, self.background):
            if not _COLOR.fullmatch(color):
                raise ValueError(f"a color is written #rrggbb in lower case, not {color!r}")


@dataclass(frozen=True, slots=True)
class Cell:
    """One character, with its accents, in one style; `width` is 1 or 2 columns."""

    text: str
    style: Style
    width: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells, each `width` columns long; a wide cell is in them once."""

    width: int
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows):
            taken = sum(cell.width for cell in row)
            if taken != self.width:
                raise ValueError(f"row {number} takes {taken} columns, the grid has {self.width}")

    @property
    def height(self) -> int:
        return len(self.rows)

    def placed(self) -> Iterator[tuple[int, int, Cell]]:
        """Every cell with its row and column, from the top left."""
        for row, cells in enumerate(self.rows):
            column = 0
            for cell in cells:
                yield row, column, cell
                column += cell.width

    def drawn(self) -> Iterator[tuple[int, int, Cell]]:
        """Every cell with the row and column where its character is drawn."""
        began = 0
        for row, column, cell in self.placed():
            if not column:
                began = 0
            if not cell.style.double:
                began = column + cell.width
            yield row, (2 * column - began if cell.style.double else column), cell


def text(grid: Grid) -> str:
    """One line a row, without the spaces at its end; the last line ends with a line break too."""
    return "".join("".join(cell.text for cell in row).rstrip() + "\n" for row in grid.rows)
