"""A page of lines over the explorer: to read, or to choose one thing from."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen

from tui.app.keys import bindings_of
from tui.app.widgets.lines import GUTTER_CELLS, Line, LineView, line
from tui.report.cells import cell_width, wrapped

Build = Callable[[int], Sequence[Line]]
"""Makes the lines for a width in cells."""


class Page(LineView, inherit_bindings=False):
    """The lines of the page."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("lines")]


class ReaderScreen(ModalScreen[str | None]):
    """Shows lines; gives the key of the chosen line, or None when it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "back", show=False),
    ]

    def __init__(self, title: str, build: Build, *, hint: str = "esc: back") -> None:
        super().__init__()
        self._title = title
        self._build = build
        self._hint = hint

    def compose(self) -> ComposeResult:
        """One page."""
        yield Page()

    def on_mount(self) -> None:
        """Title the page and read it."""
        page = self.query_one(Page)
        page.border_title = Content(self._title)
        page.border_subtitle = Content(self._hint)
        page.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Set the lines for the width there is."""
        del event
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        page = self.query_one(Page)
        page.show(self._build(page.scrollable_content_region.width - GUTTER_CELLS))
        if page.keys and page.cursor_key is None:
            page.cursor_key = page.keys[0]

    def on_line_view_chosen(self, message: LineView.Chosen) -> None:
        """Give what was chosen."""
        message.stop()
        self.dismiss(message.key)


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
    rows: Sequence[tuple[str, Sequence[str]]], heading: Sequence[str], right: Sequence[int]
) -> list[Line]:
    """Set rows of cells under a heading; columns in `right` are set at their right edge."""
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
        return "  ".join(padded)

    return [
        line((set_row(heading), "heading")),
        *(line(set_row(cells), key=key) for key, cells in rows),
    ]
