"""A page of lines over the explorer: to read, or to choose one thing from."""

from collections.abc import Callable, Sequence

from tui.app.screens.page import PageScreen
from tui.app.widgets.fit import fitted
from tui.app.widgets.lines import Line, line
from tui.views.layout import cell_width, wrapped

Build = Callable[[int], Sequence[Line]]
"""Makes the lines for a width in cells."""


class ReaderScreen(PageScreen[str]):
    """Shows lines; gives the key of the chosen line, or None when it is left."""

    def __init__(self, title: str, build: Build, *, hint: str = "esc: back") -> None:
        super().__init__(title, hint)
        self._build = build

    def lines_for(self, width: int) -> Sequence[Line]:
        """What was given to read."""
        return self._build(width)

    def choose(self, key: str) -> None:
        """Give what was chosen."""
        self.dismiss(key)


def text_lines(texts: Sequence[str], width: int) -> list[Line]:
    """Set texts as lines: those at the margin strong, indented ones wrapped under themselves."""
    lines: list[Line] = []
    for text in texts:
        body = text.lstrip(" ")
        indent = len(text) - len(body)
        if not body:
            lines.append(line())
            continue
        style = "heading" if not indent else "soft" if indent > 4 else ""
        parts = wrapped(body, max(width - indent - 2, 10))
        for number, part in enumerate(parts):
            hang = indent if number == 0 else indent + 2
            lines.append(line(" " * hang, (part, style)))
    return lines


def table_lines(
    rows: Sequence[tuple[str, Sequence[str]]],
    heading: Sequence[str],
    right: Sequence[int],
    width: int,
) -> list[Line]:
    """Set rows of cells under a heading; columns in `right` are set at their right edge.

    What has no room in `width` is cut, and says so.
    """
    columns = range(len(heading))
    widths = [
        max(cell_width(cells[at]) for cells in (heading, *(cells for _, cells in rows)))
        for at in columns
    ]

    def set_row(cells: Sequence[str]) -> str:
        padded = []
        for at in columns:
            blanks = " " * (widths[at] - cell_width(cells[at]))
            padded.append(blanks + cells[at] if at in right else cells[at] + blanks)
        return fitted("  ".join(padded).rstrip(), width)

    return [
        line((set_row(heading), "heading")),
        *(line(set_row(cells), key=key) for key, cells in rows),
    ]
