"""What two scenarios differ in, and what that does to every total.

The change of a total is told by input: starting from the first scenario, its inputs are replaced
one after another, in the order of the scenario's fields, and each is credited with what the total
moves by just then. So the parts add up to the whole change, to the cent; where two inputs act
together (twice the agencies for twice the months), the later one is credited with the joint part.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from tui.domain.analysis.cost_curve import Total
from tui.domain.analysis.inputs import number_input
from tui.domain.comparison import Comparison, compare
from tui.domain.deals import Catalog, Offer
from tui.domain.entry import KINDS, written
from tui.domain.money import unit_price
from tui.domain.pricing import price_offer
from tui.domain.quote import Quote
from tui.domain.scenario import INPUTS, Overhead, Scenario

Step = Callable[[Scenario], Scenario]

NOT_GIVEN = "not given"


@dataclass(frozen=True, slots=True)
class Change:
    """One input in which two scenarios differ, in words."""

    key: str
    title: str
    before: str
    after: str

    @property
    def words(self) -> str:
        """Say it in a few words: `Months 18 → 36`."""
        return f"{self.title} {self.before} → {self.after}"


@dataclass(frozen=True, slots=True)
class Effect:
    """What one changed input moves one offer's total by."""

    change: Change
    before: Total
    after: Total

    @property
    def cents(self) -> int:
        """Cents by which the total moves; of the known part where a total is incomplete."""
        return self.after.cents - self.before.cents

    @property
    def complete(self) -> bool:
        """Whether the totals before and after this input are both complete."""
        return self.before.complete and self.after.complete


@dataclass(frozen=True, slots=True)
class Movement:
    """One offer under both scenarios. The effects add up to the change."""

    offer: Offer
    before: Quote
    after: Quote
    compared_before: bool
    compared_after: bool
    effects: tuple[Effect, ...]
    """One for every change, in their order; most move nothing."""

    @property
    def change(self) -> int:
        """Cents by which the total moves; of the known part where a total is incomplete."""
        return self.after.total - self.before.total

    @property
    def complete(self) -> bool:
        """Whether both totals are complete, so that the change is the whole change."""
        return self.before.complete and self.after.complete


@dataclass(frozen=True, slots=True)
class Differences:
    """Two scenarios of one catalog set side by side. Names and notes are no inputs."""

    before: Comparison
    after: Comparison
    changes: tuple[Change, ...]
    movements: tuple[Movement, ...]
    """Every offer compared in either, those of the first scenario first."""


def differences(before: Scenario, after: Scenario, catalog: Catalog, as_of: date) -> Differences:
    """Find the inputs that differ, and credit each with its part of every total's change."""
    steps = list(_steps(before, after, catalog))
    path = [before]
    for _, apply in steps:
        path.append(apply(path[-1]))
    first, second = (
        {offer.id: offer for offer in scenario.compared(catalog)} for scenario in (before, after)
    )
    changes = tuple(change for change, _ in steps)
    return Differences(
        compare(catalog, before, as_of),
        compare(catalog, after, as_of),
        changes,
        tuple(
            _movement(offer, path, changes, offer.id in first, offer.id in second)
            for offer in {**first, **second}.values()
        ),
    )


def _movement(
    offer: Offer, path: list[Scenario], changes: tuple[Change, ...], first: bool, second: bool
) -> Movement:
    quotes = [price_offer(offer, scenario) for scenario in path]
    totals = [Total(quote.total, quote.complete) for quote in quotes]
    effects = tuple(
        Effect(change, past, now)
        for change, (past, now) in zip(changes, pairwise(totals), strict=True)
    )
    return Movement(offer, quotes[0], quotes[-1], first, second, effects)


def _steps(before: Scenario, after: Scenario, catalog: Catalog) -> Iterator[tuple[Change, Step]]:
    """Yield each change with the step that makes it, in the order of the scenario's fields."""
    for name, item in INPUTS.items():
        if KINDS[name] != "other" and getattr(before, name) != getattr(after, name):
            empty = "as announced" if name == "start" else "none"
            yield (
                Change(
                    name, item.title, written(before, name) or empty, written(after, name) or empty
                ),
                _setting(name, getattr(after, name)),
            )
        elif name == "offers" and before.compared(catalog) != after.compared(catalog):
            texts = [
                ", ".join(offer.short for offer in scenario.compared(catalog)) or "none"
                for scenario in (before, after)
            ]
            yield Change(name, item.title, *texts), _setting(name, after.offers)
        elif name == "agencies_for":
            yield from _counts(before, after, catalog)
        elif name == "readings":
            yield from _readings(before, after, catalog)
        elif name == "assume":
            yield from _assumptions(before, after, catalog)
        elif name == "overheads":
            yield from _overheads(before, after)


def _setting(name: str, value: object) -> Step:
    changed: dict[str, object] = {name: value}
    return lambda scenario: replace(scenario, **changed)  # type: ignore[arg-type]  # its own value


def _entry(name: str, key: str, wanted: Mapping[str, object]) -> Step:
    """Make the step that takes one entry of a mapping over, or out."""

    def step(scenario: Scenario) -> Scenario:
        entries = {k: v for k, v in getattr(scenario, name).items() if k != key}
        return _setting(name, entries | ({key: wanted[key]} if key in wanted else {}))(scenario)

    return step


def _differing(before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[str]:
    return (key for key in {**before, **after} if before.get(key) != after.get(key))


def _counts(before: Scenario, after: Scenario, catalog: Catalog) -> Iterator[tuple[Change, Step]]:
    for key in _differing(before.agencies_for, after.agencies_for):
        title = f"Agencies of {catalog.offers[key].short}"
        texts = [
            f"{one.agencies_for[key]:,}" if key in one.agencies_for else "as all"
            for one in (before, after)
        ]
        change = Change(f"agencies_for.{key}", title, *texts)
        yield change, _entry("agencies_for", key, after.agencies_for)


def _readings(before: Scenario, after: Scenario, catalog: Catalog) -> Iterator[tuple[Change, Step]]:
    for key in _differing(before.readings, after.readings):
        offer = catalog.offers[key]
        old, new = (offer.reading(one.readings.get(key)).id for one in (before, after))
        if old != new:
            change = Change(f"readings.{key}", f"Reading of {offer.short}", old, new)
            yield change, _entry("readings", key, after.readings)


def _assumptions(
    before: Scenario, after: Scenario, catalog: Catalog
) -> Iterator[tuple[Change, Step]]:
    for name in _differing(before.assume, after.assume):
        key = f"assume.{name}"
        item = number_input(catalog, after, key)
        old, new = (
            NOT_GIVEN if (value := item.value(one)) is None else item.text(value)
            for one in (before, after)
        )
        yield Change(key, item.title, old, new), _entry("assume", name, after.assume)


def _overheads(before: Scenario, after: Scenario) -> Iterator[tuple[Change, Step]]:
    first, second = ({one.id: one for one in part.overheads} for part in (before, after))
    for key in _differing(first, second):
        old, new = first.get(key), second.get(key)
        label = new.label if new else old.label if old else key
        words = [_overhead_words(one) for one in (old, new)]
        if old and new and replace(old, price=new.price, label=new.label) == new:
            words = [unit_price(old.price), unit_price(new.price)]
            if old.price == new.price:
                words = [old.label, new.label]
        yield Change(f"overhead.{key}", label, *words), _overhead_step(key, new)


def _overhead_step(key: str, new: Overhead | None) -> Step:
    def step(scenario: Scenario) -> Scenario:
        others = tuple(one for one in scenario.overheads if one.id != key)
        return replace(scenario, overheads=(*others, new) if new else others)

    return step


def _overhead_words(overhead: Overhead | None) -> str:
    """Say what an overhead costs: `$250.00 (user, once)`."""
    if overhead is None:
        return "none"
    only = "" if overhead.offers is None else f", for {', '.join(overhead.offers) or 'no offer'}"
    return f"{unit_price(overhead.price)} ({overhead.unit}, {overhead.per}{only})"
