"""Short answers and terms of the compared offers side by side; topics and names stay in sight."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.strip import Strip

from tui.app.screens.page import PageScreen
from tui.app.widgets.lines import GUTTER_CELLS, LineView, View
from tui.domain.comparison import Comparison
from tui.views.line import Line
from tui.views.terms_text import TOPIC_CELLS, TermsPage, offer_cells, side_by_side_page
from tui.views.text_layout import filled

FIXED_CELLS = GUTTER_CELLS + TOPIC_CELLS


class MatrixView(LineView):
    """Lines of which the first stays at the top, and the left part at the left edge."""

    PAINTED_ONCE = False
    page = TermsPage((), (), {})
    offers = 0
    column_cells = 1

    def _row(self, view: View, y: int) -> Strip:
        left, top, width, look = view[:4]
        index = 0 if y == 0 else y + top
        if index >= len(self.lines):
            return Strip.blank(width, look)
        state = view.lit.get(self.lines[index].key, "")
        if state:
            look += self.style_of(state)
        whole = self._paint(index, state, look)
        topic = whole.crop(0, FIXED_CELLS)
        if y < 2 and not topic.text.strip():
            named = self.page.headings[index] if y else self._offers_seen()
            words = f" {filled(named, TOPIC_CELLS)}"
            topic = Strip([Segment(words, look + self.style_of("heading"))])
        body = whole.crop_extend(FIXED_CELLS + left, left + width, look)
        return Strip.join([topic.extend_cell_length(FIXED_CELLS, look), body])

    def _offers_seen(self) -> str:
        room = (self.size.width - FIXED_CELLS) // self.column_cells
        first = round(self.scroll_offset.x / self.column_cells)
        last = min(first + room, self.offers)
        if room >= self.offers:
            return ""
        seen = f"offer {last}" if room == 1 else f"offers {first + 1}–{last}"
        return f"{seen} of {self.offers}"

    def line_key_at(self, y: int) -> str | None:
        """The names at the top are no line to choose."""
        return super().line_key_at(y) if y else None

    def reveal_cursor(self) -> None:
        super().reveal_cursor()
        places = self.places(self.cursor_key)
        if places and self.scroll_offset.y >= places[0]:
            self.scroll_to(y=places[0] - 1, animate=False, force=True)

    def action_sideways(self, columns: int) -> None:
        steps = self.column_cells if columns > 0 else -self.column_cells
        self.scroll_relative(x=steps, animate=False, force=True)


class MatrixScreen(PageScreen[None]):
    """The matrix over the explorer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "dismiss(None)", "back", show=False),
    ]

    widest = 1000

    def __init__(self, comparison: Comparison) -> None:
        hint = "↔ offers differ · ≠ sources disagree · arrows: scroll · enter: its text · esc: back"
        super().__init__("Terms side by side, short answers first", hint)
        self._comparison = comparison

    def compose(self) -> ComposeResult:
        yield MatrixView(self.hear)

    def lines_for(self, width: int) -> Sequence[Line]:
        view = self.query_one(MatrixView)
        view.page = side_by_side_page(self._comparison, width)
        view.offers = len(self._comparison.standings)
        view.column_cells = offer_cells(view.offers, width)
        return view.page.lines

    def choose(self, key: str) -> None:
        view = self.query_one(MatrixView)
        if key in view.page.texts:
            view.scroll_to(y=view.page.texts[key] - 1, animate=False, force=True)
        else:
            self.renew("the terms say no more on this")
