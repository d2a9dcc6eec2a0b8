"""One line to type a text into: a label, the text, and what it means as it is typed.

Textual's field is loaded when something is first asked for.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.widgets import Input


class Prompt(Horizontal):
    """A text being asked for. It knows what it is called, not what it is for."""

    DEFAULT_CSS = """
    Prompt { height: 1; }
    Prompt > Static { width: auto; padding: 0 1; }
    Prompt > Input { width: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave(False)", "leave", show=False),
        Binding("up", "step(1)", show=False),
        Binding("down", "step(-1)", show=False),
    ]

    @dataclass
    class Typed(Message):
        """The text changed."""

        name: str
        text: str

    @dataclass
    class Stepped(Message):
        """Up (1) or down (-1) was pressed."""

        name: str
        direction: int

    @dataclass
    class Done(Message):
        """The prompt was left: with enter, or without it."""

        name: str
        text: str
        kept: bool

    def __init__(self, name: str, label: str, text: str = "") -> None:
        super().__init__()
        self.topic = name
        self.is_left = False
        """Whether it is only waiting to be removed."""
        self._label = label
        self._text = text
        self._meaning = ("", False)

    def compose(self) -> ComposeResult:
        """Label, text, meaning."""
        from textual.widgets import Input

        yield Static(Content(self._label), id="prompt-label")
        yield Input(self._text, compact=True, select_on_focus=False)
        yield Static(Content(""), id="prompt-meaning")

    def on_mount(self) -> None:
        """Begin to type."""
        self._field().focus()

    def _field(self) -> "Input":
        from textual.widgets import Input

        return self.query_one(Input)

    async def take(self, event: events.Key) -> Message | None:
        """Take a key now; gives what the prompt tells then, or None: the key is not its own."""
        field = self._field()
        if self.screen.focused is not field:
            self.screen.set_focus(field)
        if event.key in ("enter", "escape"):
            return self.Done(self.topic, field.value, kept=event.key == "enter")
        if event.key in ("up", "down"):
            return self.Stepped(self.topic, 1 if event.key == "up" else -1)
        if not type_character(field, event):
            bindings = field._bindings.key_to_bindings.get(event.key, ())
            if not bindings:
                return None
            for binding in bindings:
                await self.app.run_action(binding.action, field)
        return self.Typed(self.topic, field.value)

    def mean(self, words: str, *, wrong: bool = False) -> None:
        """Say what the text means, or what is wrong with it."""
        if (words, wrong) == self._meaning:
            return
        self._meaning = (words, wrong)
        meaning = self.query_one("#prompt-meaning", Static)
        meaning.update(Content(words))
        meaning.set_class(wrong, "-wrong")

    @property
    def text(self) -> str:
        """What has been typed."""
        return self._field().value

    def set_text(self, text: str) -> None:
        """Put another text in its place."""
        field = self._field()
        field.value = text
        field.cursor_position = len(text)

    def on_input_changed(self, event: "Input.Changed") -> None:
        """Tell what has been typed so far."""
        event.stop()
        self.post_message(self.Typed(self.topic, event.value))

    def on_input_submitted(self, event: "Input.Submitted") -> None:
        """Leave the prompt with enter."""
        event.stop()
        self.action_leave(True)

    def action_step(self, direction: int) -> None:
        """Pass on that up or down was pressed."""
        self.post_message(self.Stepped(self.topic, direction))

    def action_leave(self, kept: bool) -> None:
        """Leave the prompt."""
        self.post_message(self.Done(self.topic, self.text, kept))

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """A click elsewhere leaves the prompt and keeps the text."""
        del event
        if self.is_attached and self.app.focused is not None:
            self.action_leave(True)


def type_character(field: "Input", event: events.Key) -> bool:
    """Put a character into a field at its caret; False: the key is none."""
    if not event.is_printable or event.character is None:
        return False
    if field.selection.is_empty:
        field.insert_text_at_cursor(event.character)
    else:
        field.replace(event.character, *field.selection)
    return True
