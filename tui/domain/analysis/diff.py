"""How two scenarios differ, and what that does to every total.

The change of a total is split by input: starting from the first scenario, its inputs are replaced
one after another, in the order of the scenario's fields, and each is credited with what the total
moves by just then. So the parts add up to the whole change, to the cent; where two inputs act
together (twice the agencies for twice the months), the later one is credited with the joint part.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any, Final

from tui.domain.comparison import Comparison, compare
from tui.domain.deals import Catalog, Offer
from tui.domain.inputs import ScenarioInput, changed_inputs, input_of
from tui.domain.money import unit_price
from tui.domain.pricing import price_offer
from tui.domain.quote import Quote
from tui.domain.scenario import Overhead, Scenario

NOT_COMPARED: Final = ("name", "note")
"""They say what a scenario is called, and change no figure."""


@dataclass(frozen=True, slots=True)
class Change:
    """One input in which two scenarios differ, in words."""

    key: str
    title: str
    before: str
    after: str

    @property
    def words(self) -> str:
        return f"{self.title} {self.before} → {self.after}"


@dataclass(frozen=True, slots=True)
class _Moved:
    before: Quote
    after: Quote

    @property
    def cents(self) -> int:
        """Cents by which the total moves; of the known part where a total is incomplete."""
        return self.after.total - self.before.total

    @property
    def complete(self) -> bool:
        return self.before.complete and self.after.complete


@dataclass(frozen=True, slots=True)
class Effect(_Moved):
    """What one changed input moves one offer's total by."""

    change: Change


@dataclass(frozen=True, slots=True)
class Movement(_Moved):
    """One offer under both scenarios. The effects add up to the change."""

    offer: Offer
    compared_before: bool
    compared_after: bool
    effects: tuple[Effect, ...]
    """One for every change, in their order; most move nothing."""


@dataclass(frozen=True, slots=True)
class Differences:
    """Two scenarios of one catalog set side by side. Names and notes are no inputs."""

    before: Comparison
    after: Comparison
    changes: tuple[Change, ...]
    movements: tuple[Movement, ...]
    """Every offer compared in either, those of the first scenario first."""


def differences(before: Scenario, after: Scenario, catalog: Catalog, as_of: date) -> Differences:
    comparisons = compare(catalog, before, as_of), compare(catalog, after, as_of)
    offers = {one.offer.id: one.offer for each in comparisons for one in each.standings}
    return Differences(
        *comparisons,
        tuple(change for change, *_ in _steps(before, after, catalog)),
        tuple(movement(*comparisons, offer) for offer in offers.values()),
    )


def movement(before: Comparison, after: Comparison, offer: Offer) -> Movement:
    """Find how one offer's total moves, and credit each input that differs with its part."""
    steps = list(_steps(before.scenario, after.scenario, after.catalog))
    path = [before.scenario]
    for _, one, value in steps:
        path.append(one.set(path[-1], value))
    quotes = [price_offer(after.catalog, offer, scenario) for scenario in path]
    effects = tuple(
        Effect(past, now, change)
        for (change, *_), (past, now) in zip(steps, pairwise(quotes), strict=True)
    )
    first, second = (one.standing(offer.id) is not None for one in (before, after))
    return Movement(quotes[0], quotes[-1], offer, first, second, effects)


def _steps(
    before: Scenario, after: Scenario, catalog: Catalog
) -> Iterator[tuple[Change, ScenarioInput, Any]]:
    for key, old, new in changed_inputs(before, after):
        one = input_of(after if new is not None else before, key, catalog)
        words = (one.show(old), one.show(new))
        if one.field == "readings":
            offer = catalog.offers[one.name]
            words = (offer.reading(old).id, offer.reading(new).id)
        elif one.field == "offers":
            words = (_compared(before, catalog), _compared(after, catalog))
        elif one.kind == "overhead":
            words = _overhead_words(old, new) or words
        if one.field not in NOT_COMPARED and words[0] != words[1]:
            yield Change(key, one.title, *words), one, new


def _compared(scenario: Scenario, catalog: Catalog) -> str:
    return ", ".join(offer.short for offer in scenario.compared(catalog)) or "none"


def _overhead_words(old: Overhead | None, new: Overhead | None) -> tuple[str, str] | None:
    if old is None or new is None or replace(old, price=new.price, label=new.label) != new:
        return None
    if old.price == new.price:
        return old.label, new.label
    return unit_price(old.price), unit_price(new.price)
