"""What all pages over the explorer share: a titled list of lines for the width there is."""

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen

from tui.app.keys import bindings_of
from tui.app.widgets.lines import GUTTER_CELLS, Line, LineView
from tui.app.widgets.prompt import Prompt
from tui.files.problems import spelled_out

Result = TypeVar("Result")


class Page(LineView, inherit_bindings=False):
    """The lines of a page."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("lines")]


class PageScreen(ModalScreen[Result | None]):
    """One page; esc gives None. A page says what it shows, and does what its keys ask for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "back", show=False),
    ]

    def __init__(self, title: str, hint: str) -> None:
        super().__init__()
        self._title = title
        self._hint = hint

    def compose(self) -> ComposeResult:
        """One page."""
        yield Page()

    @property
    def page(self) -> Page:
        """The lines."""
        return self.query_one(Page)

    def on_mount(self) -> None:
        """Title the page and read it."""
        self.page.border_title = Content(self._title)
        self.page.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Set the lines for the width there is."""
        del event
        self.call_after_refresh(self.renew)

    def lines_for(self, width: int) -> Sequence[Line]:
        """Make the lines for a width in cells."""
        raise NotImplementedError  # each page says what it shows

    def renew(self, words: str = "") -> None:
        """Set the lines anew, and say `words`, or else which keys there are."""
        page = self.page
        page.show(self.lines_for(page.scrollable_content_region.width - GUTTER_CELLS))
        page.border_subtitle = Content(spelled_out(words) or self._hint)
        if page.cursor_key not in page.keys:
            page.cursor_key = page.keys[0] if page.keys else None

    @on(LineView.Chosen)
    def _chosen(self, message: LineView.Chosen) -> None:
        message.stop()
        self.choose(message.key)

    def choose(self, key: str) -> None:
        """Do what choosing a line means."""
        del key

    # A text that a page asks for

    def ask(self, name: str, label: str, text: str) -> None:
        """Ask for a text below the page, unless one is being asked for."""
        if not self.query(Prompt):
            self.mount(Prompt(name, label, text))

    @on(Prompt.Done)
    def _prompt_done(self, message: Prompt.Done) -> None:
        for prompt in self.query(Prompt):
            if prompt.is_left:
                return
            prompt.is_left = True
            self.page.focus()
            prompt.remove()
        if message.kept:
            self.take_text(message.text)

    def take_text(self, text: str) -> None:
        """Take the text that was asked for."""
        del text
