"""One queue for what is typed: keys take effect in the order typed, however fast.

Textual lets a key wait in the queue of the focused widget and in further ones above it, and a page
is not there yet when it is opened: fast typing would overtake commands, or be lost.
"""

from collections import deque
from typing import Protocol, runtime_checkable

from textual import events
from textual.app import App
from textual.message import Message


class ReadyForKeys(Message, bubble=False):
    """A screen tells the program that it can take keys from now on."""


@runtime_checkable
class TakesKeys(Protocol):
    """A screen that does at once what a key asks for."""

    is_ready: bool
    """Whether there is anything yet that can take keys."""

    async def take_key(self, event: events.Key) -> bool:
        """Do what a key asks for; False: it asks for nothing."""


class KeyQueue:
    """Keys typed and not yet done."""

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._typed: deque[events.Key] = deque()

    def put(self, event: events.Key) -> None:
        """Take in a key."""
        self._typed.append(event)

    async def drain(self) -> None:
        """Do what was typed, as long as the screen on top can take it and no end was asked for."""
        while self._typed and self._app.return_code is None and self._app.screen_stack:
            screen = self._app.screen_stack[-1]
            if not isinstance(screen, TakesKeys) or not screen.is_ready:
                return
            await screen.take_key(self._typed.popleft())
