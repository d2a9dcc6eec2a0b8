"""A grid as plain text: words for those who cannot see the picture, and the golden of a test."""

from tui.picture.grid import Grid


def text(grid: Grid) -> str:
    """One line a row, without the spaces at its end; the last line ends with a line break too."""
    return "".join("".join(cell.text for cell in row).rstrip() + "\n" for row in grid.rows)
