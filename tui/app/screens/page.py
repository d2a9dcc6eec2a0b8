"""What all pages over the explorer share: keys at once, left once, a titled list of lines."""

from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen

from tui.app.key_queue import KeyScreen, Result
from tui.app.widgets.lines import LineView
from tui.app.widgets.prompt import Topic, hint_for
from tui.files.toml import spelled_out
from tui.views.line import Build, Line

FRAME_CELLS: Final = 5
"""What of a page's width is no room for its lines: borders, scrollbar, cursor, margin."""
BACK_CELLS: Final = 12
"""What of a lower border's end is `esc: back` and the corner."""
BORDER_CELLS: Final = 6
"""What of a border's width is no room for words."""


class Overlay(ModalScreen[Result], KeyScreen[Result]):
    """A screen over the explorer."""

    take_result: "Callable[[Result], None] | None" = None
    """Takes the result, where there is one, before the next key is done."""
    _is_left = False

    async def on_click(self, event: events.Click) -> None:
        """A click on the end of a lower border, which says `esc: back`, goes back."""
        widget, region = self.get_widget_at(event.screen_x, event.screen_y)
        is_end = region.right - BACK_CELLS <= event.screen_x and event.screen_y == region.bottom - 1
        if is_end and str(widget.border_subtitle).endswith("back"):
            await self.take_key(events.Key("escape", None))

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Leave, once: a second click must not leave what lies below."""
        if self._is_left:
            return AwaitComplete()
        self._is_left = True
        left = super().dismiss(result)
        if self.take_result is not None and result is not None:
            self.take_result(result)
        return left


class PageScreen(Overlay[Result]):
    """One page; esc gives None. A page says what it shows, and does what its keys ask for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "back", show=False),
    ]

    widest = 99
    """So many cells its lines have at most."""
    _words = ""

    def __init__(self, title: str, hint: str) -> None:
        super().__init__()
        self._title = title
        self._hint = hint

    def compose(self) -> ComposeResult:
        yield LineView(self.hear)

    @property
    def page(self) -> LineView:
        return self.query_one(LineView)

    def on_mount(self) -> None:
        self.page.border_title = Content(self._title)
        self.page.styles.max_width = self.widest + FRAME_CELLS
        self.page.styles.height = self.app.size.height
        self.set_focus(self.page)

    def on_resize(self) -> None:
        self.call_after_refresh(self._resized)

    def _resized(self) -> None:
        self.renew(self._words)
        self.page.reveal_cursor()
        self.become_ready()

    def lines_for(self, width: int) -> Sequence[Line]:
        raise NotImplementedError  # each page says what it shows

    def renew(self, words: str = "") -> None:
        """Make the lines again, and show `words`, or else the keys."""
        self._words = words
        page = self.page
        lines = self.lines_for(min(self.app.size.width - FRAME_CELLS, self.widest))
        page.styles.height = max(1, min(len(lines) + 2, self.app.size.height - self.is_asking))
        page.show(lines)
        self.hint(spelled_out(words) or self._hint)
        if page.cursor_key not in page.keys:
            page.cursor_key = page.keys[0] if page.keys else None

    def hint(self, words: str) -> None:
        room = self.page.outer_size.width - BORDER_CELLS
        self.page.border_subtitle = Content(hint_for(words, room))

    def hear(self, message: Message) -> None:
        if isinstance(message, LineView.Chosen):
            self.choose(message.key)
        elif self._words:
            self._words = ""
            self.hint(self._hint)

    def choose(self, key: str) -> None:
        del key

    def focus_after_asking(self) -> None:
        self.set_focus(self.page)

    async def take_key(self, event: events.Key) -> bool:
        prompt = await self.prompt()
        if prompt is not None:
            return await prompt.take_key(event)
        return await super().take_key(event)

    def say(self, words: str) -> None:
        """Say something in the border, until the cursor moves."""
        self._words = words
        self.hint(f"{spelled_out(words)} · {self._hint}")


class FoundLines(LineView, can_focus=False):
    """Lines that what is typed leaves; a click on one does it."""

    def clicked(self, key: str) -> None:
        self.tell(LineView.Chosen(self, key))


class SearchScreen(PageScreen[Result]):
    """A page of which typing leaves what fits."""

    def compose(self) -> ComposeResult:
        yield FoundLines(self.hear)

    def on_mount(self) -> None:
        super().on_mount()
        self.ask(Topic("Find", meaning=self.seek))

    def seek(self, text: str) -> str:
        raise NotImplementedError  # each page knows what fits

    async def take_key(self, event: events.Key) -> bool:
        direction = -1 if event.key.endswith("up") else 1
        if event.key == "escape":
            self.dismiss(None)
        elif event.key in ("up", "down"):
            self.page.action_move(direction)
        elif event.key in ("pageup", "pagedown"):
            self.page.action_page(direction)
        elif event.key == "enter":
            self.page.action_choose()
        else:
            return await super().take_key(event)
        return True


class ReaderScreen(PageScreen[str]):
    """Shows lines; gives the key of the chosen line, or None when it is left."""

    def __init__(self, title: str, build: Build, *, hint: str = "esc: back") -> None:
        super().__init__(title, hint)
        self._build = build

    def lines_for(self, width: int) -> Sequence[Line]:
        return self._build(width)

    def choose(self, key: str) -> None:
        self.dismiss(key)
