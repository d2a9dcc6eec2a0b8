"""The user's inputs: everything that is not a fact, each described once.

The `Input` of a field is the one place that says what it is called, counts and means. The
form, `--set`, `--help`, the file format and its schema are derived from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Annotated, Final, Literal, get_args

from annotated_types import Ge, Le, MinLen, Predicate

from tui.domain.calendar import EARLIEST, LATEST
from tui.domain.deals import FILE, Catalog, Dollars, Id, Offer, Only, Per, Text, Unit

After = Literal["stop", "successor", "list", "repeat"]
Charge = Literal["started", "prorated"]

AFTER_WORDS: Final[Mapping[After, str]] = {
    "stop": "use stops; later months are not covered",
    "successor": "the offer that followed, by its own dates and prices",
    "list": "the list price begins (assumed)",
    "repeat": "the same price goes on (assumed)",
}
CHARGE_WORDS: Final[Mapping[Charge, str]] = {
    "started": "each started period is paid in full",
    "prorated": "the price is spread over its months",
}
MOST_MONTHS: Final = 600


@dataclass(frozen=True, slots=True)
class Input:
    """How one field of a scenario is called and entered."""

    title: str
    unit: str
    help: str
    step: int = 1
    """What an arrow key adds."""
    stride: int = 10
    """What an arrow key with shift adds."""
    empty: str = "none"
    """What is shown where nothing is given."""
    names: Literal["offer", "assumption"] = "offer"
    """What the entries of a map are named after."""
    entry: str = ""
    """What one of them is called: this, of an offer."""


def _first_of_month(day: date) -> bool:
    return day.day == 1


AgencyCount = Annotated[int, Ge(0), Le(1_000_000), Only(int)]


@dataclass(frozen=True, slots=True)
class Overhead:
    """A cost on top of the agreement: training, integration, governance, support, hosting, exit."""

    id: Id
    label: Text
    unit: Unit
    per: Per
    price: Dollars
    offers: tuple[str, ...] | None = None
    """The offers that it is added to; left out: every offer."""

    def applies_to(self, offer_id: str) -> bool:
        return self.offers is None or offer_id in self.offers


_CHANGED: Final = " (changed)"


@dataclass(frozen=True, slots=True)
class Scenario:
    """One what-if question. Mappings are never changed in place: a change makes a new value."""

    __pydantic_config__ = FILE

    name: Annotated[str, Input("Name", "", "What the scenario is called.")] = ""
    note: Annotated[str, Input("Note", "", "Where its numbers come from.")] = ""
    agencies: Annotated[
        AgencyCount,
        Input(
            "Agencies", "agencies",
            "Participating agencies. 24 = the CFO Act agencies.",
        ),
    ] = 24  # fmt: skip
    months: Annotated[
        int, Ge(1), Le(MOST_MONTHS), Only(int),
        Input("Months", "months", "Length of the comparison, the same for every offer.",
              stride=12),
    ] = 12  # fmt: skip
    start: Annotated[
        Annotated[date, Ge(EARLIEST), Le(LATEST), Predicate(_first_of_month), Only(date)] | None,
        Input(
            "Start", "first of a month",
            "First month of the comparison. Empty: each offer starts in its own first month.",
            stride=12, empty="as announced",
        ),
    ] = None  # fmt: skip
    users_per_agency: Annotated[
        int, Ge(0), Le(1_000_000), Only(int),
        Input("Users per agency", "users", "Users in each agency; counts only for per-user prices.",
              step=10, stride=1000),
    ] = 1000  # fmt: skip
    ramp_months: Annotated[
        int, Ge(0), Le(MOST_MONTHS), Only(int),
        Input("Ramp", "months", "Months over which agencies join, evenly; 0: all at once.",
              stride=12),
    ] = 0  # fmt: skip
    after: Annotated[
        After, Input("After the offer", "", "What happens when the agreed months are over.")
    ] = "stop"
    charge: Annotated[
        Charge, Input("Charging", "", "Outlay on the day it falls due, or spread over the months.")
    ] = "started"
    offers: Annotated[
        tuple[str, ...] | None,
        Input("Offers", "", "The offers compared; by default those the catalog compares."),
    ] = None
    agencies_for: Annotated[
        Mapping[str, AgencyCount],
        Input("Agencies of one offer", "agencies", "Its own number of agencies.",
              empty="as all", entry="Agencies"),
    ] = field(default_factory=dict)  # fmt: skip
    after_for: Annotated[
        Mapping[str, After],
        Input("After one offer", "", "What follows this offer, where it differs from the others.",
              empty="as all", entry="After the end"),
    ] = field(default_factory=dict)  # fmt: skip
    readings: Annotated[
        Mapping[str, str],
        Input("Readings", "", "The reading chosen for an offer; others keep their default.",
              entry="Reading"),
    ] = field(default_factory=dict)  # fmt: skip
    assume: Annotated[
        Mapping[str, Dollars],
        Input("Assumptions", "", "Figures that no agreement gives; empty: unknown.",
              empty="not given", names="assumption"),
    ] = field(default_factory=dict)  # fmt: skip
    overheads: Annotated[
        Annotated[tuple[Overhead, ...], MinLen(0)],
        Input("Overheads", "", "Your own costs on top of the agreements."),
    ] = field(default=(), metadata={"alias": "overhead"})

    def agencies_of(self, offer_id: str) -> int:
        return self.agencies_for.get(offer_id, self.agencies)

    def after_of(self, offer_id: str) -> After:
        return self.after_for.get(offer_id, self.after)

    def compared(self, catalog: Catalog) -> tuple[Offer, ...]:
        ids = catalog.compared_at_start if self.offers is None else self.offers
        return tuple(catalog.offers[offer_id] for offer_id in ids)

    def without_defaults(self, catalog: Catalog) -> "Scenario":
        """The same scenario without what the catalog chooses anyway: readings and offers."""
        readings = {
            key: chosen
            for key, chosen in self.readings.items()
            if chosen != catalog.offers[key].default_reading.id
        }
        offers = None if self.offers == catalog.compared_at_start else self.offers
        return replace(self, readings=readings, offers=offers)


def named_as_changed(scenario: Scenario, named: Scenario) -> Scenario:
    """The scenario under a name that says where it is no longer the one that has that name."""
    is_named = named.name and scenario.name == named.name
    if not is_named or scenario == named or named.name.endswith(_CHANGED):
        return scenario
    return replace(scenario, name=f"{named.name}{_CHANGED}")


INPUTS: Final[Mapping[str, Input]] = {
    one.name: next(part for part in get_args(one.type) if isinstance(part, Input))
    for one in fields(Scenario)
}
"""The description of every field of a scenario, in the order of its file."""
