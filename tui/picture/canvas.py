"""A canvas of cells to put text on, in inks that resolve to plain colors."""

from dataclasses import dataclass, replace
from functools import lru_cache

from tui.picture.characters import clusters, visible
from tui.picture.grid import Cell, Grid, Style


@dataclass(frozen=True, slots=True)
class Colors:
    """The colors of a canvas where nothing else is said, as `#rrggbb`."""

    foreground: str
    background: str


@dataclass(frozen=True, slots=True)
class Ink:
    """How a text is put, on the background that is there; `None` is the canvas's own color."""

    foreground: str | None = None
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    double: bool = False
    slim: bool = False


PLAIN = Ink()


class Canvas:
    """A sheet of `width` by `height` cells to put text on; `grid()` is what stands there then."""

    def __init__(self, width: int, height: int, colors: Colors) -> None:
        if width < 1 or height < 1:
            raise ValueError(f"a canvas needs at least one cell, not {width}×{height}")
        self.width = width
        self.height = height
        self.colors = Colors(colors.foreground.lower(), colors.background.lower())
        blank = Cell(" ", Style(self.colors.foreground, self.colors.background))
        # The right half of a wide cell is None.
        self._rows: list[list[Cell | None]] = [[blank] * width for _ in range(height)]

    def put(self, row: int, column: int, text: str, ink: Ink = PLAIN) -> int:
        """Put `text` on one row and return the column after it, on the canvas or not.

        A double text takes twice its columns, and needs the row below, blank.

        What falls outside is not drawn; a wide character that is half outside leaves a space.
        Characters that hide (line breaks too) are made visible.
        """
        after = column
        for cluster, width in clusters(visible(text)):
            if 0 <= row < self.height:
                self._set(row, column, cluster, width, ink)
            column += width
            after += width * (1 + ink.double)
        return after

    def fill(self, row: int, column: int, width: int, height: int, background: str) -> None:
        """Color the background of a block of cells; what stands there stays."""
        for below in range(max(row, 0), min(row + height, self.height)):
            cells = self._rows[below]
            for across in range(max(column, 0), min(column + width, self.width)):
                cell = cells[across]
                if cell is not None:
                    style = replace(cell.style, background=background.lower())
                    cells[across] = replace(cell, style=style)

    def grid(self) -> Grid:
        rows = tuple(tuple(cell for cell in cells if cell is not None) for cells in self._rows)
        return Grid(self.width, rows)

    def _set(self, row: int, column: int, cluster: str, width: int, ink: Ink) -> None:
        inside = range(max(column, 0), min(column + width, self.width))
        if not inside:
            return
        style = _style(ink, self.colors, self._behind(row, inside[0]))
        for across in inside:
            self._free(row, across)
        cells = self._rows[row]
        cells[inside[0]] = Cell(cluster, style, width) if len(inside) == width else Cell(" ", style)
        for across in inside[1:]:
            cells[across] = None

    def _free(self, row: int, column: int) -> None:
        """Before one half of a wide cell is overwritten, the other half becomes a space."""
        cells = self._rows[row]
        here = cells[column]
        if here is None:
            left = cells[column - 1]
            assert left is not None
            cells[column - 1] = cells[column] = Cell(" ", left.style)
        elif here.width == 2:
            cells[column] = cells[column + 1] = Cell(" ", here.style)

    def _behind(self, row: int, column: int) -> str:
        cell = self._rows[row][column] or self._rows[row][column - 1]
        assert cell is not None
        return cell.style.background


@lru_cache(maxsize=4096)
def _style(ink: Ink, colors: Colors, behind: str) -> Style:
    """How ink looks on a background."""
    foreground = (ink.foreground or colors.foreground).lower()
    return Style(
        foreground, behind, ink.bold, ink.italic, ink.underline, ink.strike, ink.double,
        ink.slim,
    )  # fmt: skip
