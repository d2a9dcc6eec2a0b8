"""What all pages over the explorer share: a titled list of lines for the width there is."""

from collections.abc import Callable, Sequence
from typing import ClassVar, Final, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import AwaitMount

from tui.app.hints import hint_for
from tui.app.keys import bindings_of
from tui.app.prompt_actions import has_focus
from tui.app.screens.at_once import AtOnceScreen
from tui.app.widgets.lines import GUTTER_CELLS, Line, LineView
from tui.app.widgets.prompt import Prompt
from tui.files.toml import spelled_out

Result = TypeVar("Result")

BORDER_CELLS: Final = 6
"""What of a border's width is no room for words."""


class Page(LineView, inherit_bindings=False):
    """The lines of a page. What is wanted there is told at once, not posted."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("lines")]

    def __init__(self, owner: Callable[[Message], None]) -> None:
        super().__init__()
        self._owner = owner

    def tell(self, message: Message) -> None:
        """Tell the screen."""
        self._owner(message)


class PageScreen(AtOnceScreen[Result | None]):
    """One page; esc gives None. A page says what it shows, and does what its keys ask for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "back", show=False),
    ]

    _asking: AwaitMount | None = None
    """The prompt that is on its way to the screen."""
    _words = ""
    """What was said last."""

    def __init__(self, title: str, hint: str) -> None:
        super().__init__()
        self._title = title
        self._hint = hint

    def compose(self) -> ComposeResult:
        """One page."""
        yield Page(self.hear)

    @property
    def page(self) -> Page:
        """The lines."""
        return self.query_one(Page)

    def on_mount(self) -> None:
        """Title the page and read it."""
        self.page.border_title = Content(self._title)
        self.set_focus(self.page)

    def on_resize(self, event: events.Resize) -> None:
        """Set the lines for the width there is."""
        del event
        self.call_after_refresh(self._resized)

    def _resized(self) -> None:
        self.renew(self._words)
        self.page.reveal_cursor()
        self.is_there()

    def lines_for(self, width: int) -> Sequence[Line]:
        """Make the lines for a width in cells."""
        raise NotImplementedError  # each page says what it shows

    def renew(self, words: str = "") -> None:
        """Set the lines anew, and say `words`, or else which keys there are."""
        self._words = words
        page = self.page
        page.show(self.lines_for(page.scrollable_content_region.width - GUTTER_CELLS))
        self.hint(spelled_out(words) or self._hint)
        if page.cursor_key not in page.keys:
            page.cursor_key = page.keys[0] if page.keys else None

    def hint(self, words: str) -> None:
        """Say something in the border, as far as there is room."""
        room = self.page.outer_size.width - BORDER_CELLS
        self.page.border_subtitle = Content(hint_for(words, room))

    def hear(self, message: Message) -> None:
        """Do what is wanted in the lines."""
        if isinstance(message, LineView.Chosen):
            self.choose(message.key)
        elif self._words:
            self._words = ""
            self.hint(self._hint)

    def choose(self, key: str) -> None:
        """Do what choosing a line means."""
        del key

    # A text that a page asks for

    def ask(self, name: str, label: str, text: str) -> None:
        """Ask for a text below the page, unless one is being asked for."""
        if self._prompt is None:
            self._asking = self.mount(Prompt(name, label, text))

    @property
    def _prompt(self) -> Prompt | None:
        return next((prompt for prompt in self.query(Prompt) if not prompt.is_left), None)

    async def do_key(self, event: events.Key) -> None:
        """Type it into what is being asked for, or do what it is bound to."""
        if self._asking is not None:
            asking, self._asking = self._asking, None
            await asking
        prompt = self._prompt
        if prompt is None:
            await super().do_key(event)
            return
        told = await prompt.take(event)
        if isinstance(told, Prompt.Done):
            self._leave_prompt(told)

    @on(Prompt.Done)
    def _leave_prompt(self, message: Prompt.Done) -> None:
        prompt, sender = self._prompt, message._sender
        # One that is gone tells once more that it has lost the focus.
        if prompt is None or (isinstance(sender, Prompt) and sender is not prompt):
            return
        # A click elsewhere leaves it, too, but nobody said that the text is done.
        kept = message.kept and has_focus(prompt)
        prompt.is_left = True
        self.set_focus(self.page)
        prompt.remove()
        if kept:
            self.take_text(message.text)

    def take_text(self, text: str) -> None:
        """Take the text that was asked for."""
        del text
