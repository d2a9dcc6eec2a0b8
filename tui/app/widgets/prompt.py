"""One line to type a text into: a label, the text, and what it means as it is typed.

Textual's field is loaded when something is first asked for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from tui.views.text_layout import cell_width, fitted

BETWEEN: Final = " · "
LEAST_TEXT_CELLS: Final = 12
"""So many cells what is typed has at least; what it means gives way."""
BLANKS: Final = 4


@dataclass(frozen=True, slots=True)
class Topic:
    """A text that is asked for: what it is called, and what it begins with."""

    label: str
    text: str = ""
    take: Callable[[str], None] = lambda _: None
    meaning: Callable[[str], str] = lambda _: ""
    """Follows what is typed, and says what it means. Raises `ValueError` with a sentence."""
    step: Callable[[int], str] | None = None
    """The text after one step up (1) or down (-1)."""
    drop: Callable[[], None] = lambda: None
    """Called instead of `take` where the text is not wanted."""
    kept_by_a_click: bool = False
    """Whether a click elsewhere takes the text as enter does; else it is dropped then."""


class Prompt(Horizontal):
    """A text being asked for."""

    DEFAULT_CSS = """
    Prompt { height: 1; }
    Prompt > Static { width: auto; padding: 0 1; }
    Prompt > Input { width: 1fr; }
    """

    def __init__(self, topic: Topic, left: Callable[[], None]) -> None:
        """`left` is called once, when the text has been taken or dropped."""
        super().__init__()
        from tui.app.widgets.editor import Editor

        self.topic = topic
        self.editor = Editor(topic.text, self.typed, self.refused)
        self._left = left
        self._is_left = False

    def compose(self) -> ComposeResult:
        yield Static(Content(self.topic.label), id="prompt-label")
        yield self.editor
        yield Static(Content(""), id="prompt-meaning")

    def on_mount(self) -> None:
        self.editor.select_all()
        self.editor.focus()
        self.typed(self.editor.value)

    async def take_key(self, event: events.Key) -> bool:
        """Take a key now; False: it is not one for a text."""
        if self.screen.focused is not self.editor:
            self.screen.set_focus(self.editor)
        match event.key:
            case "enter":
                if self.typed(self.editor.value):
                    self._leave(kept=True)
            case "escape":
                self._leave(kept=False)
            case "up" | "down":
                self._step(1 if event.key == "up" else -1)
            case _:
                return await self.editor.take_key(event)
        return True

    def typed(self, text: str) -> bool:
        """Follow what is typed; False: it cannot be taken, and the prompt says why."""
        try:
            self._mean(self.topic.meaning(text))
        except ValueError as refusal:
            self.refused(str(refusal))
            return False
        return True

    def refused(self, reason: str) -> None:
        self._mean(reason, wrong=True)

    def _mean(self, words: str, *, wrong: bool = False) -> None:
        room = self.screen.size.width - cell_width(self.topic.label) - LEAST_TEXT_CELLS - BLANKS
        meaning = self.query_one("#prompt-meaning", Static)
        meaning.update(Content(hint_for(words, room)))
        meaning.set_class(wrong, "-wrong")

    def _step(self, direction: int) -> None:
        if self.topic.step is not None:
            self.editor.hold(self.topic.step(direction), selected=True)
            self.typed(self.editor.value)

    def _leave(self, *, kept: bool) -> None:
        if self._is_left:
            return
        self._is_left = True
        if kept:
            self.topic.take(self.editor.value)
        else:
            self.topic.drop()
        self._left()

    def on_descendant_blur(self) -> None:
        """Leave after a click elsewhere, but not when only the window has lost the focus."""
        if self.is_attached and not self._is_left and self.app.focused is not None:
            self._leave(kept=self.topic.kept_by_a_click and self.typed(self.editor.value))


def hint_for(words: str, width: int) -> str:
    """Cut words separated by ` · ` to a width in cells.

    Where they have no room, colons go, then the words before the last: it says how to leave.
    """
    *parts, last = words.split(BETWEEN)
    if parts and cell_width(words) > width:
        *parts, last = words.replace(": ", " ").split(BETWEEN)
    while parts and cell_width(BETWEEN.join((*parts, last))) > width:
        parts.pop()
    return fitted(BETWEEN.join((*parts, last)), width)
