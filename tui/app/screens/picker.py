"""A page over the explorer from which several things are picked."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.app.screens.page import PageScreen
from tui.views.line import Line, line
from tui.views.text_layout import cell_width, filled


class PickerScreen(PageScreen[tuple[str, ...]]):
    """Gives the keys picked, in the list's order, or None when it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [
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
        super().__init__(title, "space: pick · enter: done · a: all · esc: back")
        self._rows = rows
        self._picked = set(picked)
        self._sum_words = sum_words

    @property
    def picked(self) -> tuple[str, ...]:
        return tuple(key for key, _, _ in self._rows if key in self._picked)

    def lines_for(self, width: int) -> Sequence[Line]:
        return [self._row(*row, width) for row in self._rows]

    def hint(self, words: str) -> None:
        super().hint(f"{self._sum_words(self.picked)} · {words}")

    def _row(self, key: str, name: str, figure: str, width: int) -> Line:
        picked = key in self._picked
        room = max(width - cell_width(figure) - 2, 10)
        return line(
            ("✓ " if picked else "  ", "strong"),
            (filled(name, room), "strong" if picked else ""),
            figure,
            key=key,
        )

    def action_pick(self) -> None:
        if self.page.cursor_key is not None:
            self.choose(self.page.cursor_key)

    def choose(self, key: str) -> None:
        self._picked ^= {key}
        self.renew()

    def action_all(self) -> None:
        keys = {key for key, _, _ in self._rows}
        self._picked = set() if self._picked >= keys else keys
        self.renew()

    def action_take(self) -> None:
        self.dismiss(self.picked)
