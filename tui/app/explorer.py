"""The one screen: five panes over the model, a line above and a line below.

Values go down to the panes, all in one; what a pane asks for comes up as a message, at once.
"""

import asyncio
from collections.abc import Callable, Sequence
from itertools import starmap
from typing import ClassVar, Final, get_args

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.geometry import Size
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from tui import PROGRAM
from tui.app.choosing import FieldChooser
from tui.app.keeping import AFTER_THE_START, SOON, SessionKeeper
from tui.app.key_queue import KeyScreen, Result
from tui.app.keys import ALWAYS, FOOTER, KEYS, Key, bindings_of, keys_of
from tui.app.model import Model
from tui.app.page_opener import PageOpener
from tui.app.pane_layout import (
    BORDERS,
    BOTTOM,
    PANE_FRAME,
    PANES,
    TOP,
    Shape,
    column_widths,
    panes_shown,
    row_heights,
    shape_of,
    too_small_words,
)
from tui.app.panes.offer_terms import TermsPane
from tui.app.panes.offers import OffersPane
from tui.app.panes.outlay import OutlayPane
from tui.app.panes.pane import Pane
from tui.app.panes.timeline import TimelinePane
from tui.app.panes.what_if import WhatIfPane
from tui.app.screens.page import Overlay
from tui.app.topics import TOPICS
from tui.app.watching import FileWatcher, beside
from tui.app.widgets.bar_lines import KeyBar, KeyHint, TitleBar
from tui.app.widgets.lines import LineView
from tui.files.toml import spelled_out
from tui.views.cost_bars import total_briefly
from tui.views.text_layout import cell_width
from tui.views.words import USUAL_CHARGE, as_of_words, scenario_words

PROMPT_KEYS: Final = (
    KeyHint("enter", "done", "type_key('enter')"),
    KeyHint("esc", "back", "type_key('escape')"),
)
KEYS_WHILE_TYPING: Final = 2
"""Keys of the editor that a narrow bottom line shows next to the totals: enter and esc."""
FIRST_HINTS: Final = "3 type agencies and months · n what follows · d from next month · s picture"
"""Shown when the explorer is opened for the first time, until a key or a click; not where the
totals have no other room than this line."""


class Ground(Container):
    """What lies under the panes."""

    BLANK = True


class Explorer(KeyScreen[None]):
    """Browse, ask what if, compare."""

    BLANK = True  # the toolkit need not look after each of its rows, which panes cover

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("explorer")]
    ASKS_BEFORE = "#key-bar"

    shape: Shape = "wide"
    watches = False
    notice = ""
    pictures_folder = ""
    """Where pictures go; empty: the system's folder."""
    _editor_hints: tuple[KeyHint, ...] = ()
    """The keys of what is being typed into; none: nothing is."""
    _laid_out: Size | None = None
    _current = "offers"
    _focus_before = "offers"
    """The pane that had the focus when something was asked for."""
    _is_quitting = False
    _is_zoomed = False
    _top = "what-if"
    _bottom = "outlay"
    _to_keep: Timer | None = None
    """Runs until the session is written."""

    def __init__(self, model: Model, keys: Sequence[Key] = KEYS) -> None:
        super().__init__()
        self.model = model
        self.keys = keys
        self.keeper = SessionKeeper(model)
        self.watcher = FileWatcher(model, lambda: self.is_active, self._show_followed)
        self._opener = PageOpener(self)
        self._chooser = FieldChooser(self)
        self._seen = model.seen
        self._terms = TermsPane(self.hear, "terms", self._seen)
        self._form = WhatIfPane(self.hear, "what-if", self._seen)
        self._timeline = TimelinePane(self.hear, "timeline", self._seen)
        self._title, self._too_small = TitleBar(id="title-bar"), TitleBar(id="too-small")
        self._tabs, self._bar = KeyBar(id="tab-line"), KeyBar(id="key-bar")
        self._always = tuple(map(hint_of, keys_of(ALWAYS, self.keys)))

    def compose(self) -> ComposeResult:
        # Classes cost least while there is nothing yet that they dress.
        self._take_shape(self.app.size)
        yield self._title
        with Ground(id="panes"):
            yield OffersPane(self.hear, "offers", self._seen)
            yield self._terms
            yield self._form
            yield OutlayPane(self.hear, "outlay", self._seen)
            yield self._timeline
        yield self._form.editor_place
        yield self._too_small
        yield self._tabs
        yield self._bar

    def on_mount(self) -> None:
        self._lay_out(self.app.size)
        if self.notice != FIRST_HINTS:
            self.say(self.notice)
        elif self.shape != "single":
            self.say(FIRST_HINTS, stays=True)
        self.set_focus(self.pane("offers"), scroll_visible=False)
        if self.keeper.path is not None:
            self.run_worker(self._offer_last_session(), group="last session")
        if self.watches:
            self.run_worker(self.watcher.watch(self.model.catalog_file), group="watching")

    async def _offer_last_session(self) -> None:
        await asyncio.sleep(AFTER_THE_START)
        words = await beside(self.keeper.offer)
        if words and not self.notice:
            self.say(words)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Paint, then do at once what was typed before; Textual would look for it later."""
        event.prevent_default()
        super().on_screen_resume(event)
        self._on_screen_resume(event)
        self.become_ready()

    def on_unmount(self) -> None:
        self.keeper.keep(ended=self._is_quitting)

    # What is shown

    def show(self, words: str | None = None) -> None:
        """Show the model and a message; None: the last message stays."""
        before, self._seen = self._seen.comparison, self.model.seen
        now = self._seen.comparison
        for name in PANES:
            self.pane(name).see(self._seen)
        if now is not before and self.keeper.path is not None and self._to_keep is None:
            self._to_keep = self.set_timer(SOON, self._keep_session)
        if len(now.standings) != len(before.standings):
            self._arrange()
        self._show_bars()
        if words is not None:
            self.say(words)

    def _keep_session(self) -> None:
        self._to_keep = None
        words = self.keeper.keep()
        if words:
            self.say(words)

    def _show_followed(self, words: str) -> None:
        if self._seen.comparison is not self.model.comparison:
            self.end_typing()
        self.show(words)

    def pane(self, name: str) -> Pane:
        return self.query_one(f"#{name}", Pane)

    def _show_bars(self) -> None:
        model = self.model
        words = scenario_words(model.scenario)
        changed = "* " if model.scenario != model.saved else ""
        title = self._title
        if self.shape == "wide":
            name = f"{model.scenario.name}: " if model.scenario.name else ""
            title.left = f"{PROGRAM}  ·  {changed}{name}{words}"
            title.right = as_of_words(model.comparison)
        else:
            title.left = f"{changed}{model.scenario.name or words.removesuffix(USUAL_CHARGE)}"
            day, room = str(model.as_of), self.app.size.width - cell_width(title.left) - 4
            choices = (f"as of {day}, facts {model.catalog.as_of}", f"as of {day}")
            title.right = next((each for each in choices if len(each) <= room), day)
        standings = model.comparison.standings if self.shape == "single" else ()
        totals = ((model.catalog, one.quote) for one in standings)
        self._bar.ticker = tuple(starmap(total_briefly, totals))

    def say(self, words: str, *, stays: bool = False) -> None:
        """Say in the bottom line what has just happened, or `stays` what still does.

        Where totals stand in that line, the tabs above it make room.
        """
        self._quiet()
        bar = self._tabs if self.shape == "single" else self._bar
        bar.say(spelled_out(words), stays=stays)

    def _quiet(self) -> None:
        self._bar.say("")
        self._tabs.say("")

    def on_click(self) -> None:
        """A click ends the first hints, too, once what was clicked is done."""
        if self._bar.message == FIRST_HINTS:
            self.say("")

    def end_typing(self) -> None:
        self._form.finish()

    # Keys and messages

    async def take_key(self, event: events.Key) -> bool:
        self._quiet()
        prompt = await self.prompt()
        if prompt is not None and await prompt.take_key(event):
            return True
        pane = self.focused
        if pane in (self._form, self._form.editor) and await self._form.take_key(event):
            return True
        return await super().take_key(event)

    def hear(self, message: Message) -> None:
        match message:
            case LineView.Moved(key=offer_id):
                self.model.highlighted = offer_id
                self.show()
            case LineView.Chosen(view=view):
                self._opener.chosen(view)
            case Pane.NeedsRoom():
                self._arrange()
            case WhatIfPane.Edited(scenario=scenario, entry=entry, words=words):
                self.model.edit(scenario, entry)
                self.show(words)
            case WhatIfPane.Said(words=words):
                self.say(words)
            case WhatIfPane.Typing(hints=hints):
                self.model.history.end_entry()
                self._editor_hints = hints
                self._show_keys()
                self.say("")
            case WhatIfPane.Ignored(title=title):
                self.model.ignored = title
                self.show()
            case WhatIfPane.Wanted(field=field):
                self._chooser.choose_for(field)
            case WhatIfPane.Left(direction=direction):
                self.action_next_pane(direction)

    # Sizes and focus

    def on_resize(self, event: events.Resize) -> None:
        if event.size != self._laid_out:
            self._lay_out(event.size)

    def _lay_out(self, size: Size) -> None:
        self._take_shape(size)
        self._too_small.left = too_small_words(size.width, size.height)
        self._show_bars()
        self._show_keys()
        self._arrange()

    def _take_shape(self, size: Size) -> None:
        self._laid_out = size
        self.shape = shape_of(size.width, size.height)
        self.update_classes({f"-{shape}": shape == self._layout for shape in get_args(Shape)})

    @property
    def _layout(self) -> Shape:
        """How the panes are laid out: a zoomed one alone."""
        return "single" if self._is_zoomed and self.shape != "too-small" else self.shape

    def _arrange(self) -> None:
        shown = panes_shown(self._layout, self._current, self._top, self._bottom)
        for name in PANES:
            self.pane(name).display = name in shown
        width, height = self._laid_out or self.app.size
        panes = self.query_one("#panes")
        rows = (("offers", *TOP), *((name,) for name in BOTTOM))
        wanted = [
            max(self.pane(name).rows_wanted(width - PANE_FRAME) for name in row if name in shown)
            for row in rows
            if shown.intersection(row)
        ]
        heights = row_heights(self._layout, height, wanted)
        if self._timeline.display and heights[-1] < wanted[-1] + BORDERS:
            wanted[-1] = self._timeline.least_rows
            heights = row_heights(self._layout, height, wanted)
        panes.styles.grid_rows = " ".join(map(str, heights))
        panes.styles.grid_columns = column_widths(self._layout, width, self._top)
        tabs = (self.pane(name).tab(here=name == self._current) for name in PANES)
        self._tabs.hints = tuple(tabs)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        pane = event.widget
        if pane is not self.focused or pane is self._form.editor:
            return
        self.model.history.end_entry()
        if isinstance(pane, Pane) and pane.id:
            if pane.id != self._current:
                self.action_go(pane.id)
            self._show_keys()

    def _show_keys(self) -> None:
        pane = self.focused
        hints = PROMPT_KEYS if self.is_asking else self._editor_hints
        is_brief = bool(hints) and self.shape == "single"
        if is_brief:
            hints = tuple(
                one._replace(words=one.words.split()[0])
                for one in sorted(hints[:3], key=lambda one: one.label == "tab")
            )
        self._bar.before_ticker = KEYS_WHILE_TYPING if is_brief else 0
        self._bar.always = () if is_brief else self._always
        if not hints and isinstance(pane, Pane) and pane.id:
            hints = tuple(map(hint_of, keys_of(FOOTER[pane.id], self.keys)))
        self._bar.hints = hints

    def set_focus(
        self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False
    ) -> None:
        """Going elsewhere ends what is being typed; that the window lost the focus does not."""
        super().set_focus(widget, scroll_visible, from_app_focus)
        if widget is not None and widget is not self._form.editor:
            self.end_typing()

    async def action_type_key(self, key: str) -> None:
        """Do what a key does while something is typed, when its hint is clicked."""
        await self.take_key(events.Key(key, None))

    def action_go(self, name: str) -> None:
        self.end_typing()
        self._current = name
        self._top = name if name in TOP else self._top
        self._bottom = name if name in BOTTOM else self._bottom
        self._arrange()
        self.set_focus(self.pane(name), scroll_visible=False)

    def action_next_pane(self, steps: int) -> None:
        self.action_go(PANES[(PANES.index(self._current) + steps) % len(PANES)])

    def action_zoom(self) -> None:
        if self.shape == "single" and not self._is_zoomed:
            self.say("This pane fills the screen already")
            return
        self._is_zoomed = not self._is_zoomed
        self._lay_out(self.size)
        self.say("z or esc: back" if self._is_zoomed else "")

    def action_hit(self, steps: int) -> None:
        """Go to the next found place, on into the next offer."""
        if not self.model.found:
            self.say("Nothing to go to: / finds words.")
        elif not self._terms.display:
            self.action_go("terms")
        elif not self._terms.go_to_hit(steps):
            self.model.next_found(steps)
            self.show()
            self._terms.begin(at_the_end=steps < 0)

    def show_field(self, key: str) -> None:
        self.action_go("what-if")
        self._form.cursor_key = key

    def show_offer(self, offer_id: str) -> None:
        self.model.go_to_offer(offer_id)
        self.show()
        self.action_go("offers")

    def show_answer(self, key: str) -> None:
        self.action_go("terms")
        self._terms.move_to(key)

    def action_back(self) -> None:
        if self._form.cancel():
            return
        if self._current == "timeline" and self._timeline.month is not None:
            self._timeline.month = None
        elif self._is_zoomed:
            self.action_zoom()
        elif self._current == "offers" and self.model.sought:
            self.model.seek("")
            self.show()
        else:
            self.action_go("offers")

    # Other keys: a row of their table names a method of the model, a page or a topic

    def action_change(self, name: str) -> None:
        if name in ("undo", "redo"):
            self.end_typing()
        self.show(getattr(self.model, name)())

    def action_open(self, name: str) -> None:
        getattr(self._opener, name)()

    def action_ask(self, name: str) -> None:
        self.end_typing()
        if self.is_asking:
            return
        if name == "filter":
            self._top = "terms"
            self.action_go("offers")
            self.call_after_refresh(lambda: self.model.index)
        self._focus_before = self._current
        self.ask(TOPICS[name](self.model, self.show))
        self._show_keys()

    def focus_after_asking(self) -> None:
        self.action_go(self._focus_before)

    def open_page(
        self, page: Overlay[Result], take: Callable[[Result], None] | None = None
    ) -> None:
        """Open a page, unless there is one or the program ends; `take` takes what it gives."""
        if self.app.screen is self and self.app.return_code is None:
            page.take_result = take
            self.app.push_screen(page)

    def action_theme(self) -> None:
        from tui.app.themes import following_theme

        self.app.theme = following_theme(self.app.theme)
        self.keeper.keep_theme(self.app.theme.removeprefix("deals-"))
        self.say(f"theme {self.app.theme.removeprefix('deals-')}")

    def action_quit(self) -> None:
        self._is_quitting = True
        self.keeper.keep(ended=True)
        self.app.exit()


def hint_of(key: Key) -> KeyHint:
    """A key as the bottom line shows it: the first of several."""
    return KeyHint(key.label.split()[0], key.words, key.action)
