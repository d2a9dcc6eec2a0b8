"""One line to type a text into: a label, the text, and what it means as it is typed.

Textual's field is loaded when something is first asked for.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widget import AwaitMount
from textual.widgets import Static

from tui.views.text_layout import cell_width, fitted

if TYPE_CHECKING:
    from textual.widgets import Input

BETWEEN: Final = " · "
LEAST_TEXT_CELLS: Final = 12
"""So many cells what is typed has at least; what it means gives way."""
BLANKS: Final = 4


class Topic:
    """A text that is asked for: what it is called, what it means, and who takes it."""

    kept_by_a_click = False
    """Whether a click elsewhere takes the text as enter does; else it is dropped then."""

    def __init__(self, label: str, text: str, take: Callable[[str], None] | None = None) -> None:
        self.label = label
        self.text = text
        """What there is to begin with."""
        self._take = take

    def meaning(self, text: str) -> str:
        """Follow what is typed, and say what it means. Raises `ValueError` with a sentence."""
        del text
        return ""

    def stepped(self, text: str, direction: int) -> str:
        """The text after one step up (1) or down (-1)."""
        del direction
        return text

    def take(self, text: str) -> None:
        """Take the text that was typed."""
        if self._take is not None:
            self._take(text)

    def drop(self) -> None:
        """The text was not wanted."""


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
        self.topic = topic
        self._left = left
        self._is_left = False
        self._followed: str | None = None
        """The text whose meaning is shown."""

    def compose(self) -> ComposeResult:
        from textual.widgets import Input

        yield Static(Content(self.topic.label), id="prompt-label")
        yield Input(self.topic.text, compact=True, select_on_focus=False)
        yield Static(Content(""), id="prompt-meaning")

    def on_mount(self) -> None:
        self._field().focus()

    def _field(self) -> "Input":
        from textual.widgets import Input

        return self.query_one(Input)

    @property
    def text(self) -> str:
        """What has been typed."""
        return self._field().value

    async def take_key(self, event: events.Key) -> bool:
        """Take a key now; False: it is not one for a text."""
        field = self._field()
        if self.screen.focused is not field:
            self.screen.set_focus(field)
        match event.key:
            case "enter" | "escape":
                self._leave(kept=event.key == "enter")
            case "up" | "down":
                self._step(1 if event.key == "up" else -1)
            case _ if type_character(field, event):
                self._follow(field.value)
            case _:
                return await self._edit(field, event.key)
        return True

    async def _edit(self, field: "Input", key: str) -> bool:
        active = self.screen.active_bindings.get(key)
        if active is None or active.node is not field:
            return False
        await self.app.run_action(active.binding.action, field)
        self._follow(field.value)
        return True

    def on_input_changed(self, event: "Input.Changed") -> None:
        event.stop()
        self._follow(self.text)

    def _follow(self, text: str) -> None:
        if self._is_left or text == self._followed:
            return
        self._followed = text
        try:
            self._mean(self.topic.meaning(text))
        except ValueError as refusal:
            self._mean(str(refusal), wrong=True)

    def _mean(self, words: str, *, wrong: bool = False) -> None:
        """Say what the text means, in the room that its label and the text leave."""
        room = self.screen.size.width - cell_width(self.topic.label) - LEAST_TEXT_CELLS - BLANKS
        meaning = self.query_one("#prompt-meaning", Static)
        meaning.update(Content(hint_for(words, room)))
        meaning.set_class(wrong, "-wrong")

    def _step(self, direction: int) -> None:
        """Let the text be the next one, or the one before, where it has any."""
        field = self._field()
        text = self.topic.stepped(field.value, direction)
        if text != field.value:
            field.value = text
            field.cursor_position = len(text)
            self._follow(text)

    def _leave(self, *, kept: bool) -> None:
        """Take the text, or drop it, and leave."""
        if self._is_left:
            return
        self._is_left = True
        if kept:
            self.topic.take(self.text)
        else:
            self.topic.drop()
        self._left()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Leave after a click elsewhere, but not when only the window has lost the focus."""
        del event
        if self.is_attached and self.app.focused is not None:
            self._leave(kept=self.topic.kept_by_a_click)


class Asking:
    """What a screen asks for: one text at a time, and each key counts from the first one."""

    def __init__(self, screen: Screen[Any], *, before: str | None, go_back: Callable[[], None]):
        """The prompt stands before the widget `before`; `go_back` gives the focus back."""
        self._screen, self._before, self._go_back = screen, before, go_back
        self._prompt: Prompt | None = None
        self._mounting: AwaitMount | None = None
        """The prompt that is on its way to the screen."""

    def ask(self, topic: Topic) -> None:
        """Ask for a text, unless something is being asked for already, or the screen is gone."""
        if self._prompt is None and self._screen.is_attached:
            self._prompt = Prompt(topic, self._left)
            self._mounting = self._screen.mount(self._prompt, before=self._before)

    async def take_key(self, event: events.Key) -> bool:
        """Let what is being asked for take a key, before those typed after it."""
        if self._mounting is not None:
            mounting, self._mounting = self._mounting, None
            await mounting
        return self._prompt is not None and await self._prompt.take_key(event)

    @property
    def is_on(self) -> bool:
        """Whether a text is being asked for."""
        return self._prompt is not None

    def _left(self) -> None:
        prompt, self._prompt = self._prompt, None
        # The focus goes first: removing what has it would send it somewhere else.
        self._go_back()
        if prompt is not None:
            prompt.remove()


def type_character(field: "Input", event: events.Key) -> bool:
    """Put a character into a field at its caret; False: the key is none."""
    if not event.is_printable or event.character is None:
        return False
    if field.selection.is_empty:
        field.insert_text_at_cursor(event.character)
    else:
        field.replace(event.character, *field.selection)
    return True


def hint_for(words: str, width: int) -> str:
    """Set words parted by ` · ` in so many cells, which they would not fill.

    Where they have no room, colons go, then the words before the last: it says how to leave.
    """
    *parts, last = words.split(BETWEEN)
    if parts and cell_width(words) > width:
        *parts, last = words.replace(": ", " ").split(BETWEEN)
    while parts and cell_width(BETWEEN.join((*parts, last))) > width:
        parts.pop()
    return fitted(BETWEEN.join((*parts, last)), width)
