"""Keys of a page take effect at once and in the order typed, from the moment that it is opened.

Textual lets a key wait in the queue of the focused widget and in further ones above it, and a
page is not there yet when it is opened: fast typing would overtake commands, or be lost.
"""

from typing import TypeVar

from textual import events
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input

from tui.app.widgets.prompt import Prompt

Result = TypeVar("Result")

NOT_HERE = ("ctrl+p",)
"""Keys that Textual answers on every screen, though what they open belongs to the explorer."""


class AtOnceScreen(ModalScreen[Result]):
    """A page that is asked for each key before Textual is."""

    _early: list[events.Key] | None
    """Keys typed before there was anything to take them; None: there is."""

    def __init__(self) -> None:
        super().__init__()
        self._early = []

    async def take_key(self, event: events.Key) -> bool:
        """Type a key or do what it is bound to; none is left for the screens below."""
        if self._early is not None:
            self._early.append(event)
        elif event.key not in NOT_HERE:
            await self.do_key(event)
        return True

    async def do_key(self, event: events.Key) -> None:
        """Do what a key is bound to, as Textual would but now."""
        if not await self.app._check_bindings(event.key, priority=True):
            await self.app._check_bindings(event.key)

    def is_there(self) -> None:
        """From now on keys can be taken, those first that were typed already."""
        if self._early is not None:
            self.app.call_next(self._take_early)

    async def _take_early(self) -> None:
        early, self._early = self._early or [], None
        for event in early:
            await self.app.on_event(event)
            # A page that has been left gives its result in a callback: before the next key.
            await self.app._flush_next_callbacks()


def type_character(field: Input, event: events.Key) -> bool:
    """Put a character into a field at its caret; False: the key is none."""
    if not event.is_printable or event.character is None:
        return False
    if field.selection.is_empty:
        field.insert_text_at_cursor(event.character)
    else:
        field.replace(event.character, *field.selection)
    return True


async def type_into(prompt: Prompt, event: events.Key) -> Message | None:
    """Let a prompt take a key now; gives what it tells then, or None: the key is not its own."""
    field = prompt.query_one(Input)
    if prompt.screen.focused is not field:
        prompt.screen.set_focus(field)
    if event.key in ("enter", "escape"):
        return Prompt.Done(prompt.topic, field.value, kept=event.key == "enter")
    if event.key in ("up", "down"):
        return Prompt.Stepped(prompt.topic, 1 if event.key == "up" else -1)
    if not type_character(field, event):
        bindings = field._bindings.key_to_bindings.get(event.key, ())
        if not bindings:
            return None
        for binding in bindings:
            await prompt.app.run_action(binding.action, field)
    return Prompt.Typed(prompt.topic, field.value)
