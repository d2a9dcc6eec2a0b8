"""The one screen: it owns the values; panes show them and ask for changes by messages.

Values go down by `data_bind`, messages come up. Every change of the scenario makes a new value
and, in the same frame, a new comparison.
"""

from datetime import date
from pathlib import Path
from typing import ClassVar, Final, get_args

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.message import Message
from textual.reactive import var
from textual.screen import Screen

from tui.app.history import History
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
from tui.app.panes.offers import OffersPane
from tui.app.panes.outlay import OutlayPane
from tui.app.panes.pane import Pane
from tui.app.panes.terms import TermsPane
from tui.app.panes.timeline import TimelinePane
from tui.app.panes.what_if import WhatIfPane
from tui.app.widgets.bar_lines import KeyBar, KeyHint, TitleBar
from tui.app.widgets.lines import LineView
from tui.domain.comparison import Comparison, compare
from tui.domain.deals import Catalogue
from tui.domain.entry import stepped
from tui.domain.scenario import AFTER_WORDS, CHARGE_WORDS, Scenario
from tui.report.words import scenario_words

PROGRAM: Final = "OneGov Deal Explorer"


class Explorer(Screen[None]):
    """Browse, ask what if, compare."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("explorer")]

    scenario: var[Scenario] = var(Scenario())
    as_of: var[date] = var(date.min)
    comparison: var[Comparison | None] = var(None)
    highlighted: var[str] = var("")
    ignored: var[str] = var("")
    """The title of a field whose text cannot be read, and which the totals ignore."""
    shape: var[Shape] = var("wide")

    def __init__(
        self,
        catalogue: Catalogue,
        scenario: Scenario,
        as_of: date,
        scenario_path: Path | None = None,
    ) -> None:
        super().__init__()
        self.catalogue = catalogue
        self.scenario_path = scenario_path
        self.saved = scenario
        self.history = History()
        self._turns = {"top": "what-if", "bottom": "outlay"}
        self._current = "offers"
        first = scenario.compared(catalogue) or tuple(catalogue.offers.values())
        self.set_reactive(Explorer.scenario, scenario)
        self.set_reactive(Explorer.as_of, as_of)
        self.set_reactive(Explorer.highlighted, first[0].id)
        self.set_reactive(Explorer.comparison, compare(catalogue, scenario, as_of))

    def compose(self) -> ComposeResult:
        """A line above, five panes, a line below."""
        yield TitleBar(id="title-bar")
        with Container(id="panes"):
            values = (Explorer.comparison, Explorer.highlighted)
            yield OffersPane("offers", self.hear).data_bind(*values)
            yield TermsPane("terms", self.hear).data_bind(*values)
            yield WhatIfPane("what-if", self.hear).data_bind(*values)
            yield OutlayPane("outlay", self.hear).data_bind(*values, Explorer.ignored)
            yield TimelinePane("timeline", self.hear).data_bind(*values)
        yield TitleBar(id="too-small")
        yield KeyBar(id="key-bar")

    def on_mount(self) -> None:
        """Begin in the list of offers."""
        self._say_title()
        self.set_focus(self.pane("offers"), scroll_visible=False)

    def pane(self, name: str) -> Pane:
        """The pane of that name."""
        return self.query_one(f"#{name}", Pane)

    # Values

    def watch_scenario(self) -> None:
        """Price everything again."""
        self._compare()

    def watch_as_of(self) -> None:
        """Statuses follow the day."""
        self._compare()

    def _compare(self) -> None:
        before = self.comparison
        self.comparison = compare(self.catalogue, self.scenario, self.as_of)
        self._say_title()
        if before is None or len(before.standings) != len(self.comparison.standings):
            self._arrange()

    def edit(self, scenario: Scenario, entry: str = "") -> None:
        """Take a new scenario, so that it can be undone. Edits of one `entry` are one step."""
        if scenario != self.scenario:
            self.history.record(self.scenario, scenario, entry)
            self.scenario = scenario

    def _say_title(self) -> None:
        words = scenario_words(self.scenario)
        changed = " *" if self.scenario != self.saved else ""
        title = self.query_one("#title-bar", TitleBar)
        if self.shape == "wide":
            name = f"{self.scenario.name}: " if self.scenario.name else ""
            title.left = f"{PROGRAM}  ·  {name}{words}{changed}"
            title.right = f"as of {self.as_of} · facts checked to {self.catalogue.as_of}"
        else:
            title.left = f"{changed.strip()} {self.scenario.name or words}".strip()
            title.right = f"as of {self.as_of}, facts {self.catalogue.as_of}"

    def say(self, words: str) -> None:
        """Say in the bottom line what has just happened."""
        self.query_one(KeyBar).message = words

    # Keys

    async def take_key(self, event: events.Key) -> bool:
        """Let the focused pane type a key, or do what it is bound to; False: not a pane's key."""
        pane = self.focused
        if not isinstance(pane, Pane):
            return False
        if pane.takes_key(event.key, event.character):
            return True
        active = self.active_bindings.get(event.key)
        if active is None or not active.enabled:
            return False
        return await self.app.run_action(active.binding.action, active.node)

    # What panes ask for

    def hear(self, message: Message) -> None:
        """Do what a pane asks for."""
        match message:
            case LineView.Moved(key=offer_id):
                self.highlighted = offer_id
            case LineView.Chosen():
                self.action_go("terms")
            case WhatIfPane.Edited(scenario=scenario, field=field, typing=typing):
                self.say("")
                self.edit(scenario, field if typing else "")
            case WhatIfPane.Ignored(title=title):
                self.ignored = title
            case WhatIfPane.Left(direction=direction):
                self.action_next_pane(direction)

    # Sizes and focus

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the new size; focus and what is being typed stay."""
        self.shape = shape_of(event.size.width, event.size.height)
        too_small = self.query_one("#too-small", TitleBar)
        too_small.left = too_small_words(event.size.width, event.size.height)
        self._say_title()
        self._arrange()

    def _arrange(self) -> None:
        shown = panes_shown(self.shape, self._current, self._turns["top"], self._turns["bottom"])
        for name in PANES:
            self.pane(name).display = name in shown
        for shape in get_args(Shape):
            self.set_class(shape == self.shape, f"-{shape}")
        self.set_class(self._turns["top"] == "terms", "-terms-turn")
        compared = len(self.comparison.standings) if self.comparison else 0
        self.set_class(self.size.width >= ROOMY, "-roomy")
        rows = row_heights(self.shape, self.size.height, compared)
        self.query_one("#panes").styles.grid_rows = rows

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Let the bottom line follow the focus."""
        self.history.end_entry()
        if isinstance(event.widget, Pane) and event.widget.id:
            self._current = event.widget.id
            self._hint(event.widget)

    def _hint(self, pane: Pane) -> None:
        place: Place = "form" if isinstance(pane, WhatIfPane) else "lines"
        self.query_one(KeyBar).hints = tuple(
            KeyHint(key.label, key.words, key.action) for key in footer_keys(place)
        )

    def action_go(self, name: str) -> None:
        """Go to a pane, and bring it to the front where panes take turns."""
        self._current = name
        if name in TOP:
            self._turns["top"] = name
        if name in BOTTOM:
            self._turns["bottom"] = name
        self._arrange()
        self.query_one(WhatIfPane).finish()
        self.set_focus(self.pane(name), scroll_visible=False)

    def action_next_pane(self, steps: int) -> None:
        """Go round the panes."""
        self.action_go(PANES[(PANES.index(self._current) + steps) % len(PANES)])

    def action_back(self) -> None:
        """Take an entry back, or go back to the offers."""
        if not self.query_one(WhatIfPane).cancel():
            self.action_go("offers")

    # What keys do

    def action_compare(self) -> None:
        """Take the highlighted offer into the comparison, or out of it."""
        ids = tuple(offer.id for offer in self.scenario.compared(self.catalogue))
        if self.highlighted in ids:
            chosen = tuple(each for each in ids if each != self.highlighted)
        else:
            order = list(self.catalogue.offers)
            chosen = tuple(sorted((*ids, self.highlighted), key=order.index))
        self.edit(self.scenario.with_compared(self.catalogue, chosen))
        offer = self.catalogue.offers[self.highlighted]
        self.say(f"{offer.short} {'compared' if self.highlighted in chosen else 'left out'}")

    def action_reading(self) -> None:
        """Take the next reading of the highlighted offer's price."""
        offer = self.catalogue.offers[self.highlighted]
        ids = [reading.id for reading in offer.readings]
        if len(ids) == 1:
            self.say(f"{offer.short} has one reading")
            return
        now = offer.reading(self.scenario.readings.get(offer.id)).id
        chosen = ids[(ids.index(now) + 1) % len(ids)]
        self.edit(self.scenario.with_reading(offer, chosen))
        self.say(f"{offer.short}: {offer.reading(chosen).label}")

    def action_after(self) -> None:
        """Let something else happen when an agreement ends."""
        self.edit(stepped(self.scenario, "after", 1, today=self.as_of))
        self.say(f"after the offer: {AFTER_WORDS[self.scenario.after]}")

    def action_charging(self) -> None:
        """Charge started periods whole, or spread them."""
        self.edit(stepped(self.scenario, "charge", 1, today=self.as_of))
        self.say(CHARGE_WORDS[self.scenario.charge])

    def action_undo(self) -> None:
        """Take the last change back, and name it."""
        self.query_one(WhatIfPane).finish()
        step = self.history.undo()
        if step is not None:
            self.scenario = step.before
        self.say(f"undone: {step.words}" if step else "nothing to undo")

    def action_redo(self) -> None:
        """Make the last undone change again, and name it."""
        self.query_one(WhatIfPane).finish()
        step = self.history.redo()
        if step is not None:
            self.scenario = step.after
        self.say(f"done again: {step.words}" if step else "nothing to redo")

    def action_theme(self) -> None:
        """Take the next theme."""
        from tui.app.themes import following_theme

        self.app.theme = following_theme(self.app.theme)
        self.say(f"theme {self.app.theme.removeprefix('deals-')}")

    def action_help(self) -> None:
        """Show every key."""
        from tui.app.screens.help import HelpScreen

        self.app.push_screen(HelpScreen())

    def action_quit(self) -> None:
        """Leave the program."""
        self.app.exit()
