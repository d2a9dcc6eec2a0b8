"""The terms of the compared offers side by side; topics and names stay in sight."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.strip import Strip

from tui.app.screens.page import PageScreen
from tui.app.widgets.lines import GUTTER_CELLS, LineView
from tui.domain.comparison import Comparison
from tui.views.line import Line
from tui.views.terms_text import TOPIC_CELLS, side_by_side_lines
from tui.views.text_layout import filled


class MatrixView(LineView):
    """Lines of which the first stays at the top, and the left part at the left edge."""

    topics: tuple[str, ...] = ()
    """The topic that each line belongs to."""

    def render_line(self, y: int) -> Strip:
        """Paint the names at the top, then the lines that are scrolled to."""
        left, top = self.scroll_offset
        width = self.size.width
        index = 0 if y == 0 else y + top
        if index >= len(self.lines):
            return Strip.blank(width, self.rich_style)
        whole = self._paint(index, "", self.rich_style)
        fixed = GUTTER_CELLS + TOPIC_CELLS
        topic = whole.crop(0, fixed)
        if y == 1 and index < len(self.topics):
            words = f" {filled(self.topics[index], TOPIC_CELLS)}"
            heading = self.rich_style + self.style_of("heading")
            topic = Strip([Segment(words, heading)]).crop(0, fixed)
        body = whole.crop_extend(fixed + left, left + width, self.rich_style)
        return Strip.join([topic.extend_cell_length(fixed, self.rich_style), body])


class MatrixScreen(PageScreen[None]):
    """The matrix over the explorer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "dismiss(None)", "back", show=False),
    ]

    def __init__(self, comparison: Comparison) -> None:
        super().__init__("Terms side by side", "arrows: scroll · ≠ sources disagree · esc: back")
        self._comparison = comparison

    def compose(self) -> ComposeResult:
        """One view that keeps names and topics in sight."""
        yield MatrixView(self.hear)

    def lines_for(self, width: int) -> Sequence[Line]:
        """The terms in columns."""
        lines, topics = side_by_side_lines(self._comparison, width)
        self.query_one(MatrixView).topics = tuple(topics)
        return lines
