"""The values that the explorer owns, and every way in which they change.

Catalog, scenario, as-of day and highlighted offer are frozen values; the comparison is made
from them anew whenever one changes. It knows no pane and no layout.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from textual.reactive import var
from textual.screen import Screen

from tui.app.history import History
from tui.app.keys import KEYS, Key
from tui.app.panes.offers import ORDERS, Order
from tui.domain.comparison import Comparison, compare
from tui.domain.deals import Catalog, Offer
from tui.domain.inputs import stepped
from tui.domain.scenario import AFTER_WORDS, CHARGE_WORDS, Scenario
from tui.views.search import Hit, Index
from tui.views.words import Discount


class ExplorerValues(Screen[None]):
    """What is looked at, and the keys that change it without asking anything."""

    scenario: var[Scenario] = var(Scenario())
    as_of: var[date] = var(date.min)
    comparison: var[Comparison | None] = var(None)
    highlighted: var[str] = var("")
    sought: var[str] = var("")
    """What the offers are filtered for; empty: all are shown."""
    found: var[Mapping[str, tuple[Hit, ...]] | None] = var(None)
    order: var[Order] = var[Order]("vendor")
    pinned: var[Scenario | None] = var(None)
    baseline: var[Comparison | None] = var(None)
    """The pinned scenario, compared; None: nothing is pinned."""
    discount: var[Discount | None] = var(None)
    """The rate at which present values are shown; None: none are."""
    by_year: var[bool] = var(False)
    """Whether the outlay is shown by fiscal year."""

    def __init__(
        self,
        catalog: Catalog,
        scenario: Scenario,
        as_of: date,
        scenario_path: Path | None = None,
        keys: Sequence[Key] = KEYS,
    ) -> None:
        super().__init__()
        self.keys = keys
        self.catalog = catalog
        self.scenario_path = scenario_path
        self.saved = scenario
        """The scenario as it is in its file, or as the program opened with it."""
        self.catalog_file: Path | None = None
        """Where the catalog was read; None: it is the one that comes with the program."""
        self.pictures_folder = ""
        """Where pictures go; empty: the system's folder."""
        self.history = History()
        first = scenario.compared(catalog) or tuple(catalog.offers.values())
        self.set_reactive(ExplorerValues.scenario, scenario)
        self.set_reactive(ExplorerValues.as_of, as_of)
        self.set_reactive(ExplorerValues.highlighted, first[0].id)
        self.set_reactive(ExplorerValues.comparison, compare(catalog, scenario, as_of))

    @property
    def offer(self) -> Offer:
        """The highlighted offer."""
        return self.catalog.offers[self.highlighted]

    @cached_property
    def index(self) -> Index:
        """The words of the catalog, made when first asked for."""
        return Index(self.catalog)

    def watch_scenario(self) -> None:
        """Price everything again."""
        self._compare()

    def watch_as_of(self) -> None:
        """Statuses follow the day."""
        self._compare()

    def watch_sought(self, sought: str) -> None:
        """Look for the words of the filter."""
        self.found = self.index.find(sought) if sought.strip() else None

    def _compare(self) -> None:
        self.comparison = compare(self.catalog, self.scenario, self.as_of)

    def watch_pinned(self, pinned: Scenario | None) -> None:
        """Price the pinned scenario, once."""
        self.baseline = compare(self.catalog, pinned, self.as_of) if pinned else None

    def action_baseline(self) -> None:
        """Pin this scenario, so that every total shows its change; again: let it go."""
        if self.pinned == self.scenario:
            self.pinned = None
            self.say("nothing is pinned")
        else:
            self.pinned = self.scenario
            self.say("pinned: totals now show their change against this scenario")

    def action_years(self) -> None:
        """Show the outlay by fiscal year, or in all."""
        self.by_year = not self.by_year

    def edit(self, scenario: Scenario, entry: str = "") -> None:
        """Take a new scenario, so that it can be undone. Edits of one `entry` are one step."""
        if scenario != self.scenario:
            self.history.record(self.scenario, scenario, entry)
            self.scenario = scenario

    def say(self, words: str) -> None:
        """Say what has just happened."""
        raise NotImplementedError  # the explorer has a place for it

    def end_typing(self) -> None:
        """End what is being typed, before something else changes the scenario."""
        raise NotImplementedError  # the explorer knows where something may be typed

    def action_compare(self) -> None:
        """Take the highlighted offer into the comparison, or out of it."""
        ids = tuple(offer.id for offer in self.scenario.compared(self.catalog))
        if self.highlighted in ids:
            chosen = tuple(each for each in ids if each != self.highlighted)
        else:
            order = list(self.catalog.offers)
            chosen = tuple(sorted((*ids, self.highlighted), key=order.index))
        self.edit(self.scenario.with_compared(self.catalog, chosen))
        self.say(f"{self.offer.short} {'compared' if self.highlighted in chosen else 'left out'}")

    def action_reading(self) -> None:
        """Take the next reading of the highlighted offer's price."""
        ids = [reading.id for reading in self.offer.readings]
        if len(ids) == 1:
            self.say(f"{self.offer.short} has one reading")
            return
        now = self.offer.reading(self.scenario.readings.get(self.highlighted)).id
        self.choose_reading(ids[(ids.index(now) + 1) % len(ids)])

    def choose_reading(self, reading_id: str) -> None:
        """Read the highlighted offer's price in another way."""
        self.edit(self.scenario.with_reading(self.offer, reading_id))
        self.say(f"{self.offer.short}: {self.offer.reading(reading_id).label}")

    def action_after(self) -> None:
        """Let something else happen when an agreement ends."""
        self.edit(stepped(self.scenario, "after", 1, today=self.as_of))
        self.say(f"after the offer: {AFTER_WORDS[self.scenario.after]}")

    def action_charging(self) -> None:
        """Charge started periods whole, or spread them."""
        self.edit(stepped(self.scenario, "charge", 1, today=self.as_of))
        self.say(CHARGE_WORDS[self.scenario.charge])

    def action_sort(self) -> None:
        """Order the offers by something else."""
        self.order = ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)]
        self.say(f"offers by {self.order}")

    def action_undo(self) -> None:
        """Take the last change back, and name it."""
        self.end_typing()
        step = self.history.undo()
        if step is not None:
            self.scenario = step.before
        self.say(f"undone: {step.words}" if step else "nothing to undo")

    def action_redo(self) -> None:
        """Make the last undone change again, and name it."""
        self.end_typing()
        step = self.history.redo()
        if step is not None:
            self.scenario = step.after
        self.say(f"done again: {step.words}" if step else "nothing to redo")
