"""One queue for what is typed and pasted: it takes effect in the order typed, however fast.

Textual lets a key wait in the queue of the focused widget and in further ones above it, and a page
is not there yet when it is opened: fast typing would overtake commands, or be lost.
"""

from collections import deque
from collections.abc import Callable
from typing import ClassVar, TypeVar

from textual import events
from textual.app import App
from textual.message import Message
from textual.reactive import var
from textual.screen import Screen
from textual.widget import AwaitMount, Widget

from tui.app.widgets.prompt import Prompt, Topic

Result = TypeVar("Result")


class ReadyForKeys(Message, bubble=False):
    """A screen can take keys from now on."""


class KeyScreen(Screen[Result]):
    """A screen that does at once what a key asks for, and asks for one text at a time."""

    ASKS_BEFORE: ClassVar[str | int | None] = None
    """The widget above which a text is asked for; None: at the bottom."""
    focused: var[Widget | None] = var(None)
    """What has the focus; the toolkit paints the whole screen again when that changes."""
    is_ready = False
    _prompt: Prompt | None = None
    _mounting: AwaitMount | None = None
    """The prompt that is on its way to the screen."""

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Have the styles that widgets got when they came; a new theme gives others itself."""
        event.refresh_styles = False

    def become_ready(self) -> None:
        """Take keys from now on, those first that were typed already."""
        self.is_ready = True
        self.app.post_message(ReadyForKeys())

    async def take_key(self, event: events.Key) -> bool:
        """Do what a key is bound to, and leave none for screens below; False: it is not bound."""
        active = self.active_bindings.get(event.key)
        if active is None or not active.enabled:
            return False
        return await self.app.run_action(active.binding.action, active.node)

    async def take_paste(self, event: events.Paste) -> None:
        prompt = await self.prompt()
        event.stop()
        await (prompt.editor if prompt else self.focused or self).on_event(event)

    def ask(self, topic: Topic) -> None:
        """Ask for a text, unless something is being asked for already, or the screen is gone."""
        if not self.is_asking and self.is_attached:
            self._prompt = Prompt(topic, self._answered)
            self._mounting = self.mount(self._prompt, before=self.ASKS_BEFORE)

    @property
    def is_asking(self) -> bool:
        return self._prompt is not None

    async def prompt(self) -> Prompt | None:
        """What is being asked for, ready to take a key before those typed after it."""
        if self._mounting is not None:
            mounting, self._mounting = self._mounting, None
            await mounting
        return self._prompt

    def _answered(self) -> None:
        prompt, self._prompt = self._prompt, None
        # The focus goes first: removing what has it would send it somewhere else.
        self.focus_after_asking()
        if prompt is not None:
            prompt.remove()

    def focus_after_asking(self) -> None:
        """Give the focus back, once what was asked for is answered."""

    def say(self, words: str) -> None:
        """Say something in a line."""
        raise NotImplementedError  # each screen has a line of its own


class KeyQueue:
    """Keys typed and texts pasted, and not yet done."""

    def __init__(self, app: App[None], unused: Callable[[events.Key], None]) -> None:
        """`unused` takes a key that asks the screen for nothing."""
        self._app, self._unused = app, unused
        self._typed: deque[events.Key | events.Paste] = deque()

    def put(self, event: events.Key | events.Paste) -> None:
        self._typed.append(event)

    async def drain(self) -> None:
        """Do what was typed, as long as the screen on top can take it and no end was asked for."""
        while self._typed and self._app.return_code is None and self._app.screen_stack:
            screen = self._app.screen_stack[-1]
            if not isinstance(screen, KeyScreen) or not screen.is_ready:
                return
            event = self._typed.popleft()
            if isinstance(event, events.Paste):
                await screen.take_paste(event)
            elif not await screen.take_key(event):
                self._unused(event)
