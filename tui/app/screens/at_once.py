"""Keys of a page take effect at once and in the order typed, from the moment that it is opened.

Textual lets a key wait in the queue of the focused widget and in further ones above it, and a
page is not there yet when it is opened: fast typing would overtake commands, or be lost.
"""

from typing import TypeVar

from textual import events
from textual.screen import ModalScreen

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
