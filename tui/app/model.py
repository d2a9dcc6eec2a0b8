"""What the explorer looks at, and every way in which that changes. It needs no terminal.

Values are frozen: a change makes a new one and a new comparison, and undo goes to an earlier one.
What changes something returns the words for the bottom line.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, get_args

from tui.app.history import History, Step
from tui.domain.calendar import next_month
from tui.domain.comparison import Comparison, compare
from tui.domain.deals import Catalog, Offer
from tui.domain.inputs import change_words, stepped
from tui.domain.scenario import (
    AFTER_WORDS,
    CHARGE_WORDS,
    After,
    Scenario,
    named_as_changed,
)
from tui.files.places import catalog_path
from tui.views.search import Hit, Index
from tui.views.words import Discount

if TYPE_CHECKING:
    from tui.files.atomic import Stamp
    from tui.files.session import Session

Order = Literal["vendor", "name", "price", "end", "status"]
ORDERS: Final[tuple[Order, ...]] = get_args(Order)


class Seen(NamedTuple):
    """What the panes show. Its values are frozen: a change is another value."""

    comparison: Comparison
    highlighted: str
    """The id of the highlighted offer."""
    sought: str
    """What the offers are filtered for; empty: all are shown."""
    found: Mapping[str, tuple[Hit, ...]] | None
    """The offers that the filter leaves, with what was found in each; None: no filter."""
    order: Order
    before: Comparison | None
    """The comparison before the field that is being edited, or the last step; None: neither."""
    baseline: Comparison | None
    """The pinned scenario, compared; None: nothing is pinned."""
    discount: Discount | None
    """The rate at which present values are shown; None: none are."""
    by_year: bool
    ignored: str
    """The title of a field whose text cannot be read, and which the totals ignore."""


class Model:
    """Catalog, scenario and day, what is seen of them, and the files they are in."""

    def __init__(
        self, catalog: Catalog, scenario: Scenario, as_of: date, scenario_path: Path | None = None
    ) -> None:
        self.catalog = catalog
        self.catalog_file = catalog_path()
        self.scenario = scenario
        self.saved = scenario
        """The scenario as it is in its file, or as the program opened with it."""
        self.scenario_path = scenario_path
        self.as_of = as_of
        self.history = History()
        self.highlighted = self.sought = self.ignored = ""
        self.found: Mapping[str, tuple[Hit, ...]] | None = None
        self.order: Order = "vendor"
        self.pinned: Scenario | None = None
        self.baseline: Comparison | None = None
        self.before: Comparison | None = None
        self.discount: Discount | None = None
        self.by_year = False
        self._stamp: Stamp | None = None
        """What the scenario's file was like when it was read or written here."""
        self._may_overwrite = False
        self._before_turn: tuple[date | None, After] = None, Scenario().after
        """Start and what follows, as they were before it was turned to next month."""
        self.comparison = compare(catalog, scenario, as_of)
        self._highlight_a_compared_offer()

    @property
    def seen(self) -> Seen:
        return Seen(*(getattr(self, name) for name in Seen._fields))

    @property
    def offer(self) -> Offer:
        return self.catalog.offers[self.highlighted]

    @property
    def exported(self) -> Comparison:
        """The comparison for what is written: the name of a changed scenario says so."""
        scenario = named_as_changed(self.scenario, self.saved)
        return replace(self.comparison, scenario=scenario)

    @cached_property
    def index(self) -> Index:
        return Index(self.catalog)

    def _compare(self) -> None:
        self.comparison = compare(self.catalog, self.scenario, self.as_of)

    def _highlight_a_compared_offer(self) -> None:
        compared = self.scenario.compared(self.catalog) or tuple(self.catalog.offers.values())
        self.highlighted = compared[0].id

    # What is seen

    def look_on(self, day: date) -> None:
        self.as_of, self.before = day, None
        self._compare()

    def seek(self, words: str) -> None:
        """Filter the offers for words, and highlight one that was found; no words: show all."""
        self.sought = words
        self.found = self.index.find(words) if words.strip() else None
        if self.found and self.highlighted not in self.found:
            self.highlighted = next(iter(self.found))

    def next_found(self, steps: int) -> None:
        ids = list(self.found or ())
        if ids:
            at = ids.index(self.highlighted) if self.highlighted in ids else -1
            self.highlighted = ids[(at + steps) % len(ids)]

    def go_to_offer(self, offer_id: str) -> None:
        if self.found is not None and offer_id not in self.found:
            self.seek("")
        self.highlighted = offer_id

    def next_order(self) -> str:
        self.order = ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)]
        return f"offers sorted by {self.order}"

    def fiscal_years(self) -> None:
        self.by_year = not self.by_year

    def pin(self) -> str:
        if self.pinned == self.scenario:
            self.pinned = self.baseline = None
            return "Unpinned"
        self.pinned, self.baseline = self.scenario, self.comparison
        return "Pinned: totals now show their change"

    # Edits of the scenario

    def edit(self, scenario: Scenario, entry: str = "") -> None:
        """Take a new scenario, so that it can be undone. Edits of one `entry` are one step."""
        if scenario != self.scenario:
            past = self.history.past
            if not (entry and past and past[-1].entry == entry):
                self.before = self.comparison
            self.history.record(self.scenario, scenario, entry)
            self.scenario = scenario
            self._compare()

    def take_in_or_out(self) -> str:
        ids = tuple(offer.id for offer in self.scenario.compared(self.catalog))
        if self.highlighted in ids:
            chosen = tuple(each for each in ids if each != self.highlighted)
        else:
            order = list(self.catalog.offers)
            chosen = tuple(sorted((*ids, self.highlighted), key=order.index))
        self.edit(replace(self.scenario, offers=chosen).without_defaults(self.catalog))
        return f"{self.offer.short} {'added' if self.highlighted in chosen else 'removed'}"

    def next_reading(self) -> str:
        ids = [reading.id for reading in self.offer.readings]
        if len(ids) == 1:
            return f"{self.offer.short} has one reading"
        now = self.offer.reading(self.scenario.readings.get(self.highlighted)).id
        return self.choose_reading(ids[(ids.index(now) + 1) % len(ids)])

    def choose_reading(self, reading_id: str) -> str:
        readings = {**self.scenario.readings, self.highlighted: reading_id}
        self.edit(replace(self.scenario, readings=readings).without_defaults(self.catalog))
        return f"{self.offer.short}: {self.offer.reading(reading_id).label}"

    def next_after(self) -> str:
        self.edit(stepped(self.scenario, "after", 1, today=self.as_of))
        return f"after the offer: {AFTER_WORDS[self.scenario.after]}"

    def turn_to_next_month(self) -> str:
        """Compare from next month on, with successors; again: back to the values before."""
        now = self.scenario
        ahead = replace(now, start=next_month(self.as_of), after="successor")
        if now != ahead:
            self._before_turn = now.start, now.after
            self.edit(ahead)
            return f"from {ahead.start:%Y-%m}, with successors; d goes back"
        start, after = self._before_turn
        self.edit(replace(now, start=start, after=after))
        return change_words(ahead, self.scenario)

    def next_charging(self) -> str:
        self.edit(stepped(self.scenario, "charge", 1, today=self.as_of))
        return CHARGE_WORDS[self.scenario.charge]

    def undo(self) -> str:
        step = self.history.undo()
        if step is None:
            return "nothing to undo"
        self.before, self.scenario = self.comparison, step.before
        self._compare()
        return f"undone: {change_words(step.before, step.after)}"

    def redo(self) -> str:
        step = self.history.redo()
        if step is None:
            return "nothing to redo"
        self.before, self.scenario = self.comparison, step.after
        self._compare()
        return f"redone: {change_words(step.before, step.after)}"

    # Its files

    def save_as(self, name: str) -> str:
        """Save the scenario; a new name is a new file, the same name the same file."""
        from tui.files import library

        # What is open may be undone to a scenario of another name: that one is not this file's.
        same = name == self.saved.name and self.scenario_path is not None
        scenario = replace(self.scenario, name=name)
        try:
            saved = library.save(
                scenario,
                self.scenario_path if same else None,
                known=self._stamp if same else None,
                overwrite=self._may_overwrite,
                catalog=self.catalog,
            )
        except library.ChangedOnDiskError as reason:
            self._may_overwrite = True
            return f"not saved: {reason}; w again overwrites it"
        except (library.LibraryError, OSError) as reason:
            return f"not saved: {reason}"
        self.edit(scenario)
        self._is_in(saved.path, saved.stamp, scenario)
        return f"saved {saved.path.name} in {saved.path.parent}"

    def open_scenario(self, path: Path) -> str:
        """Open a scenario, or a file that carries one, which is never written over.

        What was there before can be undone to.
        """
        from tui.export.provenance import CARRIERS, opened, opening_notes
        from tui.files.atomic import stamp
        from tui.files.toml import ProblemsError

        try:
            known = stamp(path)
            scenario = opened(path, self.catalog)
        except ProblemsError as error:
            return f"not opened: {replace(error.problems[0], path=path.name)}"
        self.edit(scenario)
        is_carrier = path.suffix.lower() in CARRIERS
        self._is_in(None if is_carrier else path, None if is_carrier else known, scenario)
        notes = opening_notes(path, self.catalog_file)
        return "; ".join([f"opened {path.name}", *notes])

    def _is_in(self, path: Path | None, stamp: "Stamp | None", saved: Scenario) -> None:
        self.scenario_path, self._stamp, self.saved = path, stamp, saved
        self._may_overwrite = False

    def take_up(self, session: "Session") -> str:
        from tui.files.atomic import stamp
        from tui.files.scenarios import read_scenario
        from tui.files.toml import ProblemsError

        past = [Step(before, after, "") for before, after in session.past]
        self.history = History(past).mapped(self.fitted)
        self.scenario = self.fitted(session.scenario)
        self.look_on(session.as_of or self.as_of)
        if session.highlighted in self.catalog.offers:
            self.highlighted = session.highlighted
        self.scenario_path = None
        self._may_overwrite = False
        if session.scenario_path:
            path = Path(session.scenario_path)
            with suppress(ProblemsError):  # a file that cannot be read is not this scenario's
                self._is_in(path, stamp(path), read_scenario(path, self.catalog))
        return "Your last session is open again; u undoes its changes"

    def follow_scenario(self, read: Scenario, stamp: "Stamp | None") -> str:
        """Take what another program wrote into the scenario's file, never over own changes."""
        if read == self.saved:
            self._stamp = stamp
            return ""
        if self.scenario != self.saved:
            return "was changed by another program; your changes stay"
        words = change_words(self.scenario, read)
        self.saved, self._stamp = read, stamp
        self.edit(read)
        return f"was changed by another program: {words}"

    def follow_catalog(self, catalog: Catalog) -> str:
        gone = [
            offer.short for key, offer in self.catalog.offers.items() if key not in catalog.offers
        ]
        self.catalog, self.before = catalog, None
        self.__dict__.pop("index", None)
        self.saved = self.fitted(self.saved)
        self.history = self.history.mapped(self.fitted)
        self.scenario = self.fitted(self.scenario)
        self._compare()
        if self.highlighted not in catalog.offers:
            self._highlight_a_compared_offer()
        self.seek(self.sought)
        if self.pinned is not None:
            self.pinned = self.fitted(self.pinned)
            self.baseline = compare(catalog, self.pinned, self.as_of)
        words = f"; gone: {', '.join(gone)}" if gone else ""
        return f"was changed: {len(catalog.offers)} offers now{words}"

    def fitted(self, scenario: Scenario) -> Scenario:
        """Leave out of a scenario what the catalog does not have."""
        offers, readings = self.catalog.offers, scenario.readings.items()
        known = {key: {one.id for one in offer.readings} for key, offer in offers.items()}

        def only(ids: tuple[str, ...] | None) -> tuple[str, ...] | None:
            return None if ids is None else tuple(each for each in ids if each in known)

        fitted = replace(
            scenario,
            offers=only(scenario.offers),
            agencies_for=_entries_of(scenario.agencies_for, known),
            after_for=_entries_of(scenario.after_for, known),
            readings={key: chosen for key, chosen in readings if chosen in known.get(key, ())},
            assume=_entries_of(scenario.assume, self.catalog.assumptions),
            overheads=tuple(replace(one, offers=only(one.offers)) for one in scenario.overheads),
        )
        return fitted.without_defaults(self.catalog)


def _entries_of(entries: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entries.items() if key in known}
