"""One line across the screen: texts at both ends, or keys that can be clicked."""

from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui.views.text_layout import cell_width, fitted


class TitleBar(Widget):
    """A text at the left, another at the right; the left one gives way."""

    DEFAULT_CSS = "TitleBar { height: 1; }"

    left: reactive[str] = reactive("")
    right: reactive[str] = reactive("")

    def render_line(self, y: int) -> Strip:
        """Paint the text; further lines, if there are any, stay blank."""
        width = self.size.width
        if y:
            return Strip.blank(width, self.rich_style)
        right = fitted(self.right, max(width - 2, 0))
        left = fitted(self.left, max(width - cell_width(right) - 4, 0))
        blanks = " " * max(width - cell_width(left) - cell_width(right) - 2, 0)
        style = self.rich_style
        segments = [
            Segment(f" {left}", style + Style(bold=True)),
            Segment(f"{blanks}{right} ", style),
        ]
        return Strip(segments).adjust_cell_length(width, style)


class KeyHint(NamedTuple):
    """A key, its word, and the action that a click on it starts; empty: none."""

    label: str
    words: str
    action: str


class KeyBar(Widget):
    """Keys and what they do; as many as fit. A click does the same as the key."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-bar--key"}
    DEFAULT_CSS = "KeyBar { height: 1; }"

    hints: reactive[tuple[KeyHint, ...]] = reactive(())
    message: reactive[str] = reactive("")
    """A short text at the right end, such as what was just undone."""

    def _layout(self) -> list[tuple[int, int, KeyHint]]:
        room = self.size.width - (cell_width(self.message) + 2 if self.message else 0)
        found = []
        at = 1
        for hint in self.hints:
            end = at + cell_width(hint.label) + 1 + cell_width(hint.words)
            if end > room:
                break
            found.append((at, end, hint))
            at = end + 2
        return found

    def render_line(self, y: int) -> Strip:
        del y
        style = self.rich_style
        key_style = style + self.get_component_rich_style("key-bar--key", partial=True)
        segments = []
        at = 0
        for start, end, hint in self._layout():
            segments.append(Segment(" " * (start - at), style))
            segments.append(Segment(hint.label, key_style))
            segments.append(Segment(f" {hint.words}", style))
            at = end
        width = self.size.width
        message = fitted(self.message, max(width - at - 2, 0))
        segments.append(Segment(" " * max(width - at - cell_width(message) - 1, 0), style))
        segments.append(Segment(f"{message} ", style))
        return Strip(segments).adjust_cell_length(width, style)

    async def on_click(self, event: events.Click) -> None:
        for start, end, hint in self._layout():
            if start <= event.x < end and hint.action:
                await self.screen.run_action(hint.action)
                return
