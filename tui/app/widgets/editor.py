"""The toolkit's own `Input` as every field and prompt uses it.

Keys come from the one queue and take effect at once. A paste is taken whole or not at all.
"""

from collections.abc import Callable
from typing import Final
from unicodedata import category

from textual import events
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

MOST_OF_A_NUMBER: Final = 40
MOST_OF_A_LIST: Final = 400
MOST_OF_A_TEXT: Final = 4096
"""So many characters are typed at most: a path can be as long."""


class Editor(Input):
    """A text that is being typed."""

    virtual_size = Reactive(Size(0, 0))
    """What is typed changes no size on the screen: it needs no layout."""

    accepts: Callable[[str], object] | None = None
    """Raises `ValueError` with a sentence for a text that is not taken from a paste."""

    def __init__(
        self,
        text: str,
        typed: Callable[[str], object],
        refused: Callable[[str], None],
        *,
        most: int = MOST_OF_A_TEXT,
    ) -> None:
        """`typed` is called with every change, `refused` with why something is not taken."""
        super().__init__(text, compact=True, select_on_focus=False, max_length=most)
        self.set_reactive(Editor.cursor_blink, False)
        self._typed, self._refused = typed, refused
        self._told = text
        """The text that is known already."""

    def hold(self, text: str, *, selected: bool = False) -> None:
        """Hold another text; it was not typed."""
        self._told = self.value = text
        self.cursor_position = len(text)
        if selected:
            self.select_all()

    async def take_key(self, event: events.Key) -> bool:
        """Type a character, or do what a key does in a text; False: it does nothing there."""
        if event.is_printable and event.character is not None:
            self._put(event.character)
            return True
        active = self.screen.active_bindings.get(event.key)
        if active is None or active.node is not self:
            return False
        done = await self.app.run_action(active.binding.action, self)
        self._tell()
        return done

    def action_copy(self) -> None:
        if self.selected_text:
            super().action_copy()
        else:
            self.app.action_help_quit()

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.paste(event.text)

    def action_paste(self) -> None:
        self.paste(self.app.clipboard)

    def paste(self, text: str) -> None:
        start, end = sorted(self.selection)
        most = self.max_length or MOST_OF_A_TEXT
        try:
            text = pasted_line(text, most - len(self.value) + end - start, most)
            if self.accepts is not None:
                self.accepts(f"{self.value[:start]}{text}{self.value[end:]}")
        except ValueError as refusal:
            self._refused(f"not taken: {refusal}")
        else:
            self._put(text)

    def restricted(self) -> None:
        self._refused(f"at most {self.max_length} characters")

    def _put(self, text: str) -> None:
        self.replace(text, *self.selection)
        self._tell()

    def _tell(self) -> None:
        if self.value != self._told:
            self._told = self.value
            self._typed(self.value)


def pasted_line(text: str, room: int, most: int) -> str:
    """Give what was pasted as one line of at most `room` characters. Raises `ValueError`."""
    if len(text) > 2 * most + room:
        raise ValueError(f"at most {most} characters")
    line = text.strip().replace("\t", " ")
    if len(line.splitlines()) > 1:
        raise ValueError("it has more than one line")
    if len(line) > room:
        raise ValueError(f"at most {most} characters")
    # Spaces of every width can be shown.
    if not all(each.isprintable() or category(each) == "Zs" for each in line):
        raise ValueError("it has characters that cannot be shown")
    return line
