"""A canvas of cells to put text on, over whatever background is there."""

from dataclasses import replace
from functools import lru_cache

from tui.picture.characters import clusters, visible
from tui.picture.grid import Cell, Grid, Style


class Canvas:
    """A sheet of `width` by `height` cells, blank and in the style `plain` where nothing is put."""

    def __init__(self, width: int, height: int, plain: Style) -> None:
        if width < 1 or height < 1:
            raise ValueError(f"a canvas needs at least one cell, not {width}×{height}")
        self.width, self.height, self.plain = width, height, plain
        # The right half of a wide cell is None.
        blank: Cell | None = Cell(" ", plain)
        self._rows = [[blank] * width for _ in range(height)]

    def put(self, row: int, column: int, text: str, style: Style | None = None) -> int:
        """Put `text` on one row and return the column after it, on the canvas or not.

        It keeps the background that is there. A double text takes twice its columns, and needs the
        row below, blank. What falls outside is not drawn; a wide character that is half outside
        leaves a space. Characters that hide (line breaks too) are made visible.
        """
        style = style or self.plain
        after = column
        for cluster, width in clusters(visible(text)):
            if 0 <= row < self.height:
                self._set(row, column, cluster, width, style)
            column += width
            after += width * (1 + style.double)
        return after

    def fill(self, row: int, column: int, width: int, height: int, background: str) -> None:
        """Color the background of a block of cells, and leave their text."""
        for below in range(max(row, 0), min(row + height, self.height)):
            cells = self._rows[below]
            for across in range(max(column, 0), min(column + width, self.width)):
                cell = cells[across]
                if cell is not None:
                    cells[across] = replace(cell, style=_upon(background, cell.style))

    def grid(self) -> Grid:
        rows = tuple(tuple(cell for cell in cells if cell is not None) for cells in self._rows)
        return Grid(self.width, rows)

    def _set(self, row: int, column: int, cluster: str, width: int, style: Style) -> None:
        inside = range(max(column, 0), min(column + width, self.width))
        if not inside:
            return
        cells = self._rows[row]
        behind = cells[inside[0]] or cells[inside[0] - 1]
        assert behind is not None
        style = _upon(behind.style.background, style)
        for across in inside:
            self._free(row, across)
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


@lru_cache(maxsize=4096)
def _upon(background: str, style: Style) -> Style:
    return replace(style, background=background)
