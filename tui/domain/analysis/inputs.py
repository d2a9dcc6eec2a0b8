"""Single numbers of a scenario by their key, the same key that `--set` takes.

| key | is |
|---|---|
| `agencies`, `months`, `users_per_agency`, `ramp_months` | a count of the scenario |
| `agencies_for.OFFER` | an offer's own number of agencies |
| `assume.NAME` | an assumption, in its own unit |
| `overhead.ID` | the price of an overhead, in dollars |
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from tui.domain.deals import MOST_DECIMALS, Catalog
from tui.domain.entry import BOUNDS
from tui.domain.money import decimal_text, unit_price
from tui.domain.scenario import INPUTS, Scenario

COUNTS: Final[tuple[str, ...]] = tuple(BOUNDS)
"""The counted inputs of a scenario, in its order."""
_LEAST: Final = Decimal(1).scaleb(-MOST_DECIMALS)
_PRICE_BOUNDS: Final = (Decimal(0), Decimal(10**9))


@dataclass(frozen=True, slots=True)
class NumberInput:
    """One number of a scenario: how it is called, bounded, read and changed."""

    key: str
    title: str
    unit: str
    whole: bool
    low: Decimal
    high: Decimal

    @property
    def name(self) -> str:
        """The part of the key after the point; empty for a count of the scenario."""
        return self.key.partition(".")[2]

    @property
    def kind(self) -> str:
        """The part of the key before the point."""
        return self.key.partition(".")[0]

    def value(self, scenario: Scenario) -> Decimal | None:
        """What a scenario says; None for an assumption that is not given."""
        if self.kind == "assume":
            return scenario.assume.get(self.name)
        if self.kind == "overhead":
            return next(one.price for one in scenario.overheads if one.id == self.name)
        if self.kind == "agencies_for":
            return Decimal(scenario.agencies_of(self.name))
        return Decimal(getattr(scenario, self.key))

    def changed(self, scenario: Scenario, value: Decimal) -> Scenario:
        """The scenario with another value. Raises `ValueError` with a sentence if out of bounds."""
        self.check(value)
        if self.kind == "assume":
            return replace(scenario, assume={**scenario.assume, self.name: value})
        if self.kind == "overhead":
            return replace(
                scenario,
                overheads=tuple(
                    replace(one, price=value) if one.id == self.name else one
                    for one in scenario.overheads
                ),
            )
        if self.kind == "agencies_for":
            counts = {**scenario.agencies_for, self.name: int(value)}
            return replace(scenario, agencies_for=counts)
        counted: dict[str, int] = {self.key: int(value)}
        return replace(scenario, **counted)  # type: ignore[arg-type]  # every count is an int

    def check(self, value: Decimal) -> None:
        """Raise `ValueError` with a sentence for a value that the scenario could not hold."""
        if self.whole and value != value.to_integral_value():
            raise ValueError(f"a whole number of {self.unit} is needed")
        if not self.low <= value <= self.high:
            raise ValueError(f"{self.text(self.low)} to {self.text(self.high)} can be compared")
        if value != value.quantize(_LEAST):
            raise ValueError(f"a price has at most {MOST_DECIMALS} decimals")

    def text(self, value: Decimal) -> str:
        """Write a value: `1,000`, `$250.00`, `21.5`."""
        if self.whole:
            return f"{int(value):,}"
        if self.unit.startswith("dollars"):
            return unit_price(value)
        text, _ = decimal_text(Fraction(value), places=9)
        whole, point, decimals = text.partition(".")
        return f"{int(whole):,}{point}{decimals}"


def number_input(catalog: Catalog, scenario: Scenario, key: str) -> NumberInput:
    """Describe the number of that key. Raises `ValueError` with a sentence for an unknown one."""
    kind, point, name = key.partition(".")
    if not point and kind in BOUNDS:
        low, high = BOUNDS[kind]
        item = INPUTS[kind]
        return NumberInput(key, item.title, item.unit, True, Decimal(low), Decimal(high))
    if kind == "assume" and name in catalog.assumptions:
        assumption = catalog.assumptions[name]
        return NumberInput(key, assumption.title, assumption.unit, False, *_PRICE_BOUNDS)
    if kind == "overhead":
        for overhead in scenario.overheads:
            if overhead.id == name:
                unit = "for everybody" if overhead.unit == "flat" else f"per {overhead.unit}"
                each = "once" if overhead.per == "once" else f"each {overhead.per}"
                return NumberInput(
                    key, overhead.label, f"dollars {unit}, {each}", False, *_PRICE_BOUNDS
                )
    if kind == "agencies_for" and name in catalog.offers:
        low, high = BOUNDS["agencies"]
        title = f"{INPUTS['agencies'].title} of {catalog.offers[name].short}"
        return NumberInput(key, title, "agencies", True, Decimal(low), Decimal(high))
    raise ValueError(_unknown(kind, name, known_keys(catalog, scenario)))


def known_keys(catalog: Catalog, scenario: Scenario) -> Sequence[str]:
    """The keys of every number that a scenario holds or could hold."""
    return (
        *COUNTS,
        *(f"assume.{name}" for name in catalog.assumptions),
        *(f"overhead.{one.id}" for one in scenario.overheads),
    )


def _unknown(kind: str, name: str, known: Sequence[str]) -> str:
    names = {"assume": "assumption", "overhead": "overhead", "agencies_for": "offer"}
    if name and kind in names:
        there = [key.partition(".")[2] for key in known if key.startswith(f"{kind}.")]
        hint = f"; known here: {', '.join(there)}" if there else ""
        return f"there is no {names[kind]} “{name}”{hint}"
    return f"“{kind}” is not a number of the scenario; known here: {', '.join(known)}"
