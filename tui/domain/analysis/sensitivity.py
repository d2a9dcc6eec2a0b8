"""Sensitivity: each input alone from low to high, all others as they are, sorted by swing.

Totals never fall with a count or a price (windows, periods and prices are never negative), so
that the two ends of a number are its lowest and highest total. Choices are all tried.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, NamedTuple

from tui.domain.deals import Catalog, Offer
from tui.domain.inputs import (
    CHOICES,
    COUNTS,
    FAMILIES,
    FIELDS,
    SMALLEST_DOLLARS,
    ScenarioInput,
    input_of,
    number_input,
)
from tui.domain.pricing import price_offer
from tui.domain.quote import Quote, Total
from tui.domain.scenario import Scenario

Ends = tuple[Decimal, Decimal]
"""The lowest and highest value of an input."""

_HALF: Final = Decimal("0.5")
_CENT: Final = Decimal("0.01")
_ONE: Final = Decimal(1)


@dataclass(frozen=True, slots=True)
class Swing:
    """What one input does to a total, all others unchanged."""

    key: str
    title: str
    low: str
    """The value at the low end in words; of choices, the one with the lowest total."""
    high: str
    now: str
    low_quote: Quote
    high_quote: Quote
    unpriced: tuple[str, ...] = ()
    """Choices left out because their total is incomplete while another's is not."""

    @property
    def low_total(self) -> Total:
        return Total.of(self.low_quote)

    @property
    def high_total(self) -> Total:
        """The total at the high end; a larger number may well cost less."""
        return Total.of(self.high_quote)

    @property
    def size(self) -> int:
        """Cents between the two totals."""
        return abs(self.high_total.cents - self.low_total.cents)

    @property
    def complete(self) -> bool:
        return self.low_total.complete and self.high_total.complete

    @property
    def is_choice(self) -> bool:
        """Whether it is chosen, not counted: what is unknown in a total may move either way."""
        field = FIELDS[self.key.partition(".")[0]]
        return field == "readings" or FAMILIES[field].kind == "choice"


class Tornado(NamedTuple):
    """An offer as it is, and what each input does to it, the largest swing first."""

    now: Quote
    swings: tuple[Swing, ...]


def sensitivity(
    catalog: Catalog, offer: Offer, scenario: Scenario, ranges: Mapping[str, Ends] | None = None
) -> Tornado:
    """Vary each input of an offer alone; the largest swing comes first, equal ones in order.

    `ranges` gives the two ends of numbers by their key (`agencies`, `assume.hosting`, …); others
    go from half to one and a half times their value, an assumption from its lowest to its highest
    published figure if it has two, and an open assumption is varied only where `ranges` says so.
    An offer's own number of agencies is varied in place of the scenario's. Raises `ValueError`
    with a sentence for a range that is unknown, upside down or out of bounds.
    """
    wanted = {
        number_input(catalog, scenario, key).key: ends for key, ends in (ranges or {}).items()
    }
    swings = list(_numbers(catalog, offer, scenario, wanted))
    swings += _choices(catalog, offer, scenario)
    now = price_offer(catalog, offer, scenario)
    return Tornado(now, tuple(sorted(swings, key=lambda swing: -swing.size)))


def default_ends(catalog: Catalog, item: ScenarioInput, value: Decimal) -> Ends:
    """The two ends of a number that nobody gave: ±50 %, or the published figures.

    Whole numbers are rounded half-up and differ from the value by one step at least; prices are
    rounded to cents, or below two cents to the nine decimals that a price may have.
    """
    if item.field == "assume":
        figures = [one.value for one in catalog.assumptions[item.name].suggestions]
        if len(set(figures)) > 1:
            return min(figures), max(figures)
    low, high = value * _HALF, value * (_ONE + _HALF)
    if item.kind == "count":
        step = item.about.step
        low = min(low.quantize(_ONE, ROUND_HALF_UP), value - step)
        high = max(high.quantize(_ONE, ROUND_HALF_UP), value + step)
    else:
        places = _CENT if low >= _CENT else SMALLEST_DOLLARS
        low, high = low.quantize(places, ROUND_HALF_UP), high.quantize(places, ROUND_HALF_UP)
    return max(low, Decimal(item.family.low)), min(high, Decimal(item.family.high))


def _own(offer: Offer, scenario: Scenario, name: str) -> str:
    """The key of what counts for one offer: its own input where the scenario has one."""
    field = f"{name}_for"
    return f"{field}.{offer.id}" if offer.id in getattr(scenario, field, ()) else name


def _keys(offer: Offer, scenario: Scenario, ranges: Mapping[str, Ends]) -> list[str]:
    """The numbers to vary, in the order of the scenario's fields; then what only `ranges` has."""
    joins_over_time = scenario.ramp_months > 1
    keys = [
        _own(offer, scenario, name) for name in COUNTS if name != "ramp_months" or joins_over_time
    ]
    keys += [f"assume.{name}" for name in scenario.assume]
    keys += [f"overhead.{one.id}.price" for one in scenario.overheads]
    return [*keys, *(key for key in ranges if key not in keys)]


def _numbers(
    catalog: Catalog, offer: Offer, scenario: Scenario, ranges: Mapping[str, Ends]
) -> Iterator[Swing]:
    for key in _keys(offer, scenario, ranges):
        item = number_input(catalog, scenario, key)
        value = item.number(scenario)
        if key in ranges:
            low, high = _checked(item, ranges[key])
        else:
            assert value is not None
            low, high = default_ends(catalog, item, value)
        yield Swing(
            key,
            item.title,
            low=item.show(low),
            high=item.show(high),
            now=item.show(value),
            low_quote=price_offer(catalog, offer, item.set(scenario, low)),
            high_quote=price_offer(catalog, offer, item.set(scenario, high)),
        )


def parse_range(catalog: Catalog, scenario: Scenario, key: str, text: str) -> Ends:
    """Read `10..100` for the number of that key. Raises `ValueError` with a sentence."""
    low, dots, high = text.partition("..")
    if not dots:
        raise ValueError("a range is written low..high, like 10..100; empty: the usual one")
    item = number_input(catalog, scenario, key)
    return item.parse_number(low), item.parse_number(high)


def _checked(item: ScenarioInput, ends: Ends) -> Ends:
    """Raise `ValueError` with the input's key for ends that it cannot have."""
    try:
        item.check(ends[0])
        item.check(ends[1])
    except ValueError as error:
        raise ValueError(f"{item.key}: {error}") from None
    if ends[0] > ends[1]:
        raise ValueError(f"{item.key}: a range goes from low to high")
    return ends


def _choices(catalog: Catalog, offer: Offer, scenario: Scenario) -> Iterator[Swing]:
    if len(offer.readings) > 1:
        item = input_of(scenario, f"readings.{offer.id}")
        quotes = {one.id: price_offer(catalog, offer, scenario, one) for one in offer.readings}
        chosen = offer.reading(scenario.readings.get(offer.id)).id
        yield _choice("readings", item.about.entry, quotes, chosen)
    for name, choices in CHOICES.items():
        item = input_of(scenario, _own(offer, scenario, name), catalog)
        quotes = {one: price_offer(catalog, offer, item.set(scenario, one)) for one in choices}
        yield _choice(item.key, item.title, quotes, item.get(scenario))


def _choice(key: str, title: str, quotes: Mapping[str, Quote], now: str) -> Swing:
    """Give the choices of lowest and highest total; incomplete ones count only among their like.

    Where nothing changes, both ends are the choice in the scenario.
    """
    complete = {choice: quote for choice, quote in quotes.items() if quote.complete}
    counted = complete or dict(quotes)
    low = min(counted, key=lambda choice: (counted[choice].total, choice != now))
    high = max(counted, key=lambda choice: (counted[choice].total, choice == now))
    return Swing(
        key, title, low, high, now, counted[low], counted[high],
        unpriced=tuple(choice for choice in quotes if choice not in counted),
    )  # fmt: skip
