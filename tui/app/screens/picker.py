"""A page over the explorer from which several things are picked."""

from collections.abc import Callable, Sequence
from typing import Final

from textual import events

from tui.app.screens.page import SearchScreen
from tui.views.line import Line, line
from tui.views.search import is_found
from tui.views.text_layout import cell_width, filled

TAKE: Final = "/take"
ALL: Final = "/all"
"""No key of a row: an id has no slash."""


class PickerScreen(SearchScreen[tuple[str, ...]]):
    """Gives the keys picked, in the list's order, or None when it is left."""

    _sought = ""

    def __init__(
        self,
        title: str,
        rows: Sequence[tuple[str, str, str]],
        picked: Sequence[str],
        sum_words: Callable[[Sequence[str]], str],
    ) -> None:
        """Offer rows of key, name and figure; `sum_words` says what the picked ones make."""
        super().__init__(title, "type to filter · space: pick · enter: done · esc: back")
        self._rows = rows
        self._picked = set(picked)
        self._sum_words = sum_words

    @property
    def picked(self) -> tuple[str, ...]:
        return tuple(key for key, _, _ in self._rows if key in self._picked)

    @property
    def _found(self) -> Sequence[tuple[str, str, str]]:
        return [row for row in self._rows if is_found(self._sought, f"{row[0]} {row[1]}")]

    def seek(self, text: str) -> str:
        self._sought = text
        self.renew()
        found = self._found
        self.page.cursor_key = found[0][0] if found else None
        return f"{len(found)} of {len(self._rows)}"

    def lines_for(self, width: int) -> Sequence[Line]:
        words = f"Take {self._sum_words(self.picked)}" if self._picked else "Pick, then take"
        found = self._found
        return [
            line((words, "strong" if self._picked else "soft"), key=TAKE),
            line(f"  all {len(found)}" if found else "  Nothing found.", key=ALL),
            *(self._row(*row, width) for row in found),
        ]

    def _row(self, key: str, name: str, figure: str, width: int) -> Line:
        picked = key in self._picked
        room = max(width - cell_width(figure) - 2, 10)
        return line(
            ("✓ " if picked else "  ", "strong"),
            (filled(name, room), "strong" if picked else ""),
            figure,
            key=key,
        )

    def choose(self, key: str) -> None:
        """Pick a row, or let it go; all rows that are shown; or take what is picked.

        What is typed next is another search.
        """
        if key == TAKE:
            self._take()
            return
        if key == ALL:
            shown = {each for each, _, _ in self._found}
            self._picked = self._picked - shown if self._picked >= shown else self._picked | shown
        else:
            self._picked ^= {key}
        self.renew()
        if self._prompt is not None:
            self._prompt.editor.select_all()

    def _take(self) -> None:
        """Take what is picked; where nothing is, the row under the cursor."""
        at = self.page.cursor_key
        if not self._picked and at not in (None, TAKE, ALL):
            self._picked = {str(at)}
        if self._picked:
            self.dismiss(self.picked)
        else:
            self.hint("Pick an agency first.")

    async def take_key(self, event: events.Key) -> bool:
        if event.key == "space":
            self.page.action_choose()
        elif event.key == "enter" and self.page.cursor_key != ALL:
            self._take()
        else:
            return await super().take_key(event)
        return True
