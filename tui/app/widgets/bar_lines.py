"""One line across the screen: texts at both ends, or keys and tabs that can be clicked."""

from collections.abc import Sequence
from typing import Any, ClassVar, Final, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.reactive import reactive
from textual.screen import Screen
from textual.strip import Strip
from textual.timer import Timer

from tui.app.widgets.lines import LOOKS, Kept
from tui.app.widgets.prompt import BETWEEN, hint_for
from tui.views.line import Span
from tui.views.text_layout import cell_width, fitted

MESSAGE_SECONDS: Final = 5.0
GAP: Final = 2
"""Cells between two keys, and around a message."""


class TitleBar(Kept):
    """A text at the left, another at the right; the left one gives way."""

    DEFAULT_CSS = "TitleBar { height: 1; }"

    left: reactive[str] = reactive("")
    right: reactive[str] = reactive("")

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if y:
            return Strip.blank(width, self.rich_style)
        right = fitted(self.right, max(width - 2, 0))
        left = cut_title(self.left, max(width - (cell_width(right) + 4 if right else 2), 0))
        blanks = " " * max(width - cell_width(left) - cell_width(right) - 2, 0)
        style = self.rich_style
        segments = [
            Segment(f" {left}", style + Style(bold=True)),
            Segment(f"{blanks}{right} ", style),
        ]
        return Strip(segments).adjust_cell_length(width, style)


def cut_title(words: str, width: int) -> str:
    """Cut between clauses, where there are any: half a date would mislead."""
    whole = words
    while BETWEEN in words and cell_width(words) + (words != whole) > width:
        words = words.rpartition(BETWEEN)[0]
    return fitted(words if words == whole else f"{words}…", width)


class KeyHint(NamedTuple):
    """A key, its word, and the action that a click on it starts; empty: none."""

    label: str
    words: str
    action: str

    @property
    def cells(self) -> int:
        return cell_width(self.label) + 1 + cell_width(self.words)


class KeyBar(Kept):
    """Figures, then keys and what they do, as many as fit; a message before those at the end.

    A click on a key does the same as the key.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-bar--key"}
    DEFAULT_CSS = "KeyBar { height: 1; }"

    ticker: reactive[tuple[tuple[Span, ...], ...]] = reactive(())
    """Figures at the left end, each whole or not there."""
    before_ticker = 0
    """So many of the keys have room before any figure has."""
    hints: reactive[tuple[KeyHint, ...]] = reactive(())
    always: reactive[tuple[KeyHint, ...]] = reactive(())
    """Keys at the right end, which never give way."""
    message: reactive[str] = reactive("")
    _to_end: Timer | None = None

    def say(self, words: str, *, stays: bool = False) -> None:
        """Show a message for some seconds, or until another takes its place."""
        if self._to_end is not None:
            self._to_end.stop()
            self._to_end = None
        self.message = words
        if words and not stays:
            self._to_end = self.set_timer(MESSAGE_SECONDS, lambda: self.say(""))

    def _layout(self) -> tuple[Sequence[tuple[Span, ...]], list[tuple[int, KeyHint]]]:
        """Give the figures and the keys, with their places, that have room; a message is one."""
        end = self.size.width - sum(hint.cells + GAP for hint in self.always) + GAP - 1
        places, at = [], end
        for hint in self.always:
            places.append((at, hint))
            at += hint.cells + GAP
        end -= GAP
        if self.message:
            said = KeyHint("", hint_for(self.message, max(end - 1, 0)), "")
            places.insert(0, (end - said.cells, said))
            end -= said.cells + GAP - 1
        figures, at = [], 1
        room = end - sum(hint.cells + GAP for hint in self.hints[: self.before_ticker])
        for figure in self.ticker:
            cells = sum(cell_width(span.text) for span in figure)
            if at + cells > room:
                break
            figures.append(figure)
            at += cells + 1
        at += 1 if figures else 0
        fitting = []
        for hint in self.hints:
            if at + hint.cells > end:
                break
            fitting.append((at, hint))
            at += hint.cells + GAP
        return figures, [*fitting, *places]

    def render_line(self, y: int) -> Strip:
        del y
        style, width = self.rich_style, self.size.width
        key_style = style + self.get_component_rich_style("key-bar--key", partial=True)
        figures, places = self._layout()
        segments = [Segment(" ", style)]
        for figure in figures:
            segments += [Segment(span.text, style + self._look(span)) for span in figure]
            segments.append(Segment(" ", style))
        at = sum(cell_width(segment.text) for segment in segments)
        for start, hint in places:
            segments.append(Segment(" " * max(start - at, 0), style))
            segments.append(Segment(hint.label, key_style))
            segments.append(Segment(f" {hint.words}", style))
            at = start + hint.cells
        return Strip(segments).adjust_cell_length(width, style)

    def _look(self, span: Span) -> Style:
        variables = self.app.theme_variables
        return sum((LOOKS[name].style(variables) for name in span.styles.split()), Style())

    async def on_click(self, event: events.Click) -> None:
        _, places = self._layout()
        for start, hint in places:
            if start <= event.x < start + hint.cells and hint.action:
                await run_in_focus(self.screen, hint.action)
                return
        self.say("")  # what a message covers can be clicked then


async def run_in_focus(screen: Screen[Any], action: str) -> None:
    """Do an action: in the focused pane, or else in the screen."""
    pane = screen.focused
    if pane is None or not await screen.app.run_action(action, pane):
        await screen.run_action(action)
