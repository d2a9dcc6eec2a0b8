"""The one screen: five panes over the values, a line above and a line below.

Values go down to the panes by `data_bind`; what a pane asks for comes up as a message, at once.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import ClassVar, Final, get_args

from textual import events
from textual.app import ComposeResult
from textual.binding import ActiveBinding, BindingType
from textual.containers import Container
from textual.geometry import Size
from textual.message import Message
from textual.reactive import var

from tui.app.choosing import ChoiceActions
from tui.app.keys import Place, bindings_of, footer_keys
from tui.app.layout import (
    BOTTOM,
    PANES,
    ROOMY,
    TOP,
    Shape,
    panes_shown,
    row_heights,
    shape_of,
    too_small_words,
)
from tui.app.page_actions import PageActions
from tui.app.panes.offers import OffersPane
from tui.app.panes.outlay import OutlayPane
from tui.app.panes.pane import Pane
from tui.app.panes.terms import TermsPane
from tui.app.panes.timeline import TimelinePane
from tui.app.panes.what_if import WhatIfPane
from tui.app.questions import QuestionActions
from tui.app.values import ExplorerValues
from tui.app.watching import WatchActions
from tui.app.widgets.bar_lines import KeyBar, KeyHint, TitleBar
from tui.app.widgets.lines import LineView
from tui.domain.comparison import Comparison
from tui.files.toml import spelled_out
from tui.views.words import scenario_words

PROGRAM: Final = "OneGov Deal Explorer"


class Explorer(PageActions, QuestionActions, WatchActions, ChoiceActions):
    """Browse, ask what if, compare."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("explorer")]

    ignored: var[str] = var("")
    """The title of a field whose text cannot be read, and which the totals ignore."""
    shape: Shape = "wide"
    when_shown: Callable[[], Awaitable[None]] | None = None
    """What is done once the screen has been painted, at first and after each page."""
    _laid_out: Size | None = None
    """The size that the panes are laid out for."""
    _current = "offers"
    _quitting = False
    _top = "what-if"
    _bottom = "outlay"

    def compose(self) -> ComposeResult:
        """A line above, five panes, a line below."""
        # Classes cost least while there is nothing yet that they dress.
        self._take_shape(self.app.size)
        values = (ExplorerValues.comparison, ExplorerValues.highlighted)
        filtered = (ExplorerValues.sought, ExplorerValues.found, ExplorerValues.order)
        yield TitleBar(id="title-bar")
        with Container(id="panes"):
            yield OffersPane("offers", self.hear).data_bind(*values, *filtered)
            yield TermsPane("terms", self.hear).data_bind(*values)
            yield WhatIfPane("what-if", self.hear).data_bind(*values)
            yield OutlayPane("outlay", self.hear).data_bind(
                *values,
                ExplorerValues.baseline,
                ExplorerValues.discount,
                ExplorerValues.by_year,
                Explorer.ignored,
            )
            yield TimelinePane("timeline", self.hear).data_bind(*values, ExplorerValues.baseline)
        yield TitleBar(id="too-small")
        yield KeyBar(id="key-bar")

    def on_mount(self) -> None:
        """Begin in the list of offers, laid out before the first picture is painted."""
        self._bindings_by_pane: dict[Pane, Mapping[str, ActiveBinding]] = {}
        self._lay_out(self.app.size)
        self.refresh_title()
        self.say(self.notice)
        self.set_focus(self.pane("offers"), scroll_visible=False)

    async def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Paint, then do at once what was typed before; Textual would look for it later."""
        event.prevent_default()
        self._on_screen_resume(event)
        if self.when_shown is not None:
            await self.when_shown()

    def on_unmount(self) -> None:
        """However the program ends, the session is kept."""
        self.keep_session(ended=self._quitting)

    def pane(self, name: str) -> Pane:
        """The pane of that name."""
        return self.query_one(f"#{name}", Pane)

    def watch_comparison(self, before: Comparison | None, now: Comparison | None) -> None:
        """Say what is compared, and give more offers more room."""
        self.refresh_title()
        self.session_changed()
        if before and now and len(before.standings) != len(now.standings):
            self._arrange()

    def refresh_title(self) -> None:
        """Say which scenario this is, whether it is saved, and which day it is looked at."""
        words = scenario_words(self.scenario)
        changed = "* " if self.scenario != self.saved else ""
        title = self.query_one("#title-bar", TitleBar)
        if self.shape == "wide":
            name = f"{self.scenario.name}: " if self.scenario.name else ""
            title.left = f"{PROGRAM}  ·  {changed}{name}{words}"
            title.right = f"as of {self.as_of} · facts checked to {self.catalog.as_of}"
        else:
            title.left = f"{changed}{self.scenario.name or words}"
            title.right = f"as of {self.as_of}, facts {self.catalog.as_of}"

    def say(self, words: str) -> None:
        """Say in the bottom line what has just happened."""
        self.query_one(KeyBar).message = spelled_out(words)

    def end_typing(self) -> None:
        """End the entry of the what-if pane."""
        self.query_one(WhatIfPane).finish()

    # Keys and messages

    async def take_key(self, event: events.Key) -> bool:
        """Let the focused pane type a key, or do what it is bound to; False: not a pane's key."""
        prompt = self.prompt()
        if prompt is not None:
            return await self.take_prompt_key(prompt, event)
        pane = self.focused
        if not isinstance(pane, Pane):
            return False
        if pane.takes_key(event.key, event.character):
            return True
        active = self._bound(pane).get(event.key)
        if active is None or not active.enabled:
            return False
        return await self.app.run_action(active.binding.action, active.node)

    def _bound(self, pane: Pane) -> Mapping[str, ActiveBinding]:
        """What keys are bound to while a pane has the focus; bindings never change."""
        if pane not in self._bindings_by_pane:
            self._bindings_by_pane[pane] = self.active_bindings
        return self._bindings_by_pane[pane]

    def hear(self, message: Message) -> None:
        """Do what a pane asks for."""
        match message:
            case LineView.Moved(key=offer_id):
                self.highlighted = offer_id
            case LineView.Chosen(view=view):
                if view.id == "offers":
                    self.action_go("terms")
                else:
                    self.action_explain()
            case WhatIfPane.Edited(scenario=scenario, field=key, typing=typing):
                self.say("")
                self.edit(scenario, key if typing else "")
            case WhatIfPane.Ignored(title=title):
                self.ignored = title
            case WhatIfPane.Wanted(field=field):
                self.choose_for(field)
            case WhatIfPane.Left(direction=direction):
                self.action_next_pane(direction)

    # Sizes and focus

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the new size; focus and what is being typed stay."""
        if event.size != self._laid_out:
            self._lay_out(event.size)

    def _lay_out(self, size: Size) -> None:
        self._take_shape(size)
        too_small = self.query_one("#too-small", TitleBar)
        too_small.left = too_small_words(size.width, size.height)
        self.refresh_title()
        self._arrange()

    def _take_shape(self, size: Size) -> None:
        self._laid_out = size
        self.shape = shape_of(size.width, size.height)
        for shape in get_args(Shape):
            self.set_class(shape == self.shape, f"-{shape}")
        self.set_class(size.width >= ROOMY, "-roomy")

    def _arrange(self) -> None:
        shown = panes_shown(self.shape, self._current, self._top, self._bottom)
        for name in PANES:
            self.pane(name).display = name in shown
        self.set_class(self._top == "terms", "-terms-turn")
        compared = len(self.comparison.standings) if self.comparison else 0
        rows = row_heights(self.shape, self.size.height, compared)
        self.query_one("#panes").styles.grid_rows = rows

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Let the bottom line follow the focus."""
        self.history.end_entry()
        pane = event.widget
        if isinstance(pane, Pane) and pane.id:
            if pane.id != self._current:
                self.action_go(pane.id)
            place: Place = "form" if isinstance(pane, WhatIfPane) else "lines"
            self.query_one(KeyBar).hints = tuple(
                KeyHint(key.label, key.words, key.action) for key in footer_keys(place, self.keys)
            )

    def action_go(self, name: str) -> None:
        """Go to a pane, and bring it to the front where panes take turns."""
        self.end_typing()
        self._current = name
        self._top = name if name in TOP else self._top
        self._bottom = name if name in BOTTOM else self._bottom
        self._arrange()
        self.set_focus(self.pane(name), scroll_visible=False)

    def action_next_pane(self, steps: int) -> None:
        """Go round the panes."""
        self.action_go(PANES[(PANES.index(self._current) + steps) % len(PANES)])

    def show_field(self, key: str) -> None:
        """Put the cursor of the what-if pane on a field."""
        self.action_go("what-if")
        self.query_one(WhatIfPane).cursor_key = key

    def action_show_field(self, key: str) -> None:
        """Go to an input, from the palette."""
        self.show_field(key)

    def action_show_offer(self, offer_id: str) -> None:
        """Go to an offer in the list."""
        self.sought = "" if self.found is None or offer_id not in self.found else self.sought
        self.highlighted = offer_id
        self.action_go("offers")

    def action_back(self) -> None:
        """One step back: the entry, the month looked at, the filter, the pane."""
        if self.query_one(WhatIfPane).cancel():
            return
        timeline = self.query_one(TimelinePane)
        if self._current == "timeline" and timeline.month is not None:
            timeline.month = None
        elif self._current == "offers" and self.sought:
            self.sought = ""
        else:
            self.action_go("offers")

    # The program

    def action_theme(self) -> None:
        """Take the next theme."""
        from tui.app.themes import following_theme

        self.app.theme = following_theme(self.app.theme)
        self.say(f"theme {self.app.theme.removeprefix('deals-')}")

    def action_quit(self) -> None:
        """Leave the program; the session is kept."""
        self._quitting = True
        self.keep_session(ended=True)
        self.app.exit()
