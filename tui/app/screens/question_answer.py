"""The answer of a question: lines that scroll, with a cursor over rows, and over cells."""

from dataclasses import dataclass

from textual import events
from textual.geometry import Region
from textual.message import Message

from tui.app.widgets.lines import GUTTER_CELLS, LineView


class AnswerView(LineView):
    """The lines of an answer. What is wanted there is told at once, not posted."""

    has_cells = False
    """Whether rows have cells, so that the arrows move sideways and not the view."""

    @dataclass
    class Turned(Message):
        """Another cell of the row is wanted: so many to the right."""

        columns: int

    @dataclass
    class Pointed(Message):
        """A row was clicked at a cell of its line."""

        key: str
        x: int

    @dataclass
    class WentUp(Message):
        """The cursor went up from the first line."""

    class Resized(Message):
        """There is another room for the lines."""

    def on_resize(self) -> None:
        self.tell(self.Resized())

    def move(self, steps: int) -> None:
        """Move; up from the first line leaves the answer."""
        keys = self.keys
        first = self.cursor_key in (None, keys[0]) if keys else self.scroll_offset.y == 0
        if steps < 0 and first:
            self.tell(self.WentUp())
        else:
            super().move(steps)

    def action_sideways(self, columns: int) -> None:
        """Move to the next cell, or scroll where there are none."""
        if self.has_cells:
            self.tell(self.Turned(1 if columns > 0 else -1))
        else:
            super().action_sideways(columns)

    def reveal_cell(self, begin: int, end: int) -> None:
        """Bring a part of the cursor's line into view; the first cells with what stands left."""
        row = next((i for i, each in enumerate(self.lines) if each.key == self.cursor_key), None)
        if row is None:
            return
        width = self.scrollable_content_region.width
        left = 0 if end + GUTTER_CELLS <= width else begin + GUTTER_CELLS
        region = Region(left, row, end + GUTTER_CELLS - left, 1)
        self.scroll_to_region(region, animate=False, force=True)

    async def _on_click(self, event: events.Click) -> None:
        event.prevent_default()
        offset = event.get_content_offset(self)
        key = self.line_key_at(offset.y) if offset is not None else None
        if offset is None or key is None:
            return
        if self.has_cells:
            self.tell(self.Pointed(key, offset.x + self.scroll_offset.x - GUTTER_CELLS))
        else:
            self.clicked(key)
