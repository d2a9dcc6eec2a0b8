"""A page over the explorer from which several things are picked."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen

from tui.app.screens.reader import Page
from tui.app.widgets.lines import GUTTER_CELLS, Line, line
from tui.report.cells import cell_width, padded


class PickerScreen(ModalScreen[tuple[str, ...] | None]):
    """Gives the keys picked, in the list's order, or None when it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "back", show=False),
        Binding("space", "pick", "pick", show=False),
        Binding("a", "all", "all or none", show=False),
        Binding("enter", "take", "take", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        rows: Sequence[tuple[str, str, str]],
        picked: Sequence[str],
        sum_words: Callable[[Sequence[str]], str],
    ) -> None:
        """Offer rows of key, name and figure; `sum_words` says what the picked ones make."""
        super().__init__()
        self._title = title
        self._rows = rows
        self._picked = set(picked)
        self._sum_words = sum_words

    def compose(self) -> ComposeResult:
        """One page."""
        yield Page()

    def on_mount(self) -> None:
        """Title the page, and begin at its first row."""
        page = self.query_one(Page)
        page.border_title = Content(self._title)
        page.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Set the rows for the width there is."""
        del event
        self.call_after_refresh(self._fill)

    @property
    def picked(self) -> tuple[str, ...]:
        """What is picked, in the list's order."""
        return tuple(key for key, _, _ in self._rows if key in self._picked)

    def _fill(self) -> None:
        page = self.query_one(Page)
        width = page.scrollable_content_region.width - GUTTER_CELLS
        page.show([self._row(*row, width) for row in self._rows])
        page.border_subtitle = Content(
            f"{self._sum_words(self.picked)} · space: pick · a: all · enter: take · esc: back"
        )
        if page.cursor_key is None and page.keys:
            page.cursor_key = page.keys[0]

    def _row(self, key: str, name: str, figure: str, width: int) -> Line:
        picked = key in self._picked
        room = max(width - cell_width(figure) - 2, 10)
        return line(
            ("✓ " if picked else "  ", "strong"),
            (padded(name, room), "strong" if picked else ""),
            figure,
            key=key,
        )

    def action_pick(self) -> None:
        """Pick the row under the cursor, or let it go."""
        key = self.query_one(Page).cursor_key
        if key is not None:
            self._picked ^= {key}
            self._fill()

    def action_all(self) -> None:
        """Pick all, or none when all are picked."""
        keys = {key for key, _, _ in self._rows}
        self._picked = set() if self._picked >= keys else keys
        self._fill()

    def action_take(self) -> None:
        """Give what is picked."""
        self.dismiss(self.picked)

    def on_line_view_chosen(self, message: Page.Chosen) -> None:
        """A second click picks."""
        message.stop()
        self.action_pick()
