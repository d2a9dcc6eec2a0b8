"""The highest price that fits: an assumption, an overhead or the list price, solved exactly.

Every line that uses the price p comes to ⌊c × p + ½⌋ cents, where c is what it comes to at one
dollar, before rounding; all other lines are constant. The total never falls with p and jumps
only where some c × p is a whole number and a half. With L such lines and C the sum of their c,
the total lies within L ÷ 2 of C × p, so that the jump that breaks the budget lies in an interval of
length L ÷ C, and at most 2 L jumps do: each is tried, and the first that breaks the budget is the
answer. At that price the total is above the budget, just below it the total fits; so prices are
rounded down, never to the nearest.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal, NamedTuple

from tui.domain.deals import MOST_DECIMALS, MOST_DOLLARS, Catalog, Offer
from tui.domain.inputs import OVERHEAD, input_of
from tui.domain.money import to_cents
from tui.domain.pricing import price_offer
from tui.domain.quote import LineQuote, Quote
from tui.domain.scenario import Scenario

Kind = Literal["assume", "overhead", "list"]
Answer = Literal["price", "any", "unused", "none", "unknown", "shared", "unlike"]

_HALF: Final = Fraction(1, 2)
_MARKED: Final = "the list price solved for"
_PLACES: Final = (2, 6, MOST_DECIMALS)


class Price(NamedTuple):
    """Which price is solved for: `assume` or `overhead` by its name, or the offer's list price."""

    kind: Kind
    name: str = ""

    @property
    def key(self) -> str:
        """As `--solve` has it: `assume.hosting`, `list`."""
        return f"{self.kind}.{self.name}" if self.name else self.kind


@dataclass(frozen=True, slots=True)
class PriceGoal:
    """The highest price with which an offer's total fits a budget, or why there is none.

    | answer | means |
    |---|---|
    | `price` | `price` is the highest that fits |
    | `any` | every price up to $1,000,000,000 fits |
    | `unused` | nothing is charged by this price; the total fits whatever it is |
    | `none` | even at a price of $0 the total is above the budget |
    | `unknown` | another line has no price, so that no total is known |
    | `shared` | the rival is charged by the same price: its total is no fixed budget |
    | `unlike` | the rival covers other agency-months, or its reading is refuted |
    """

    offer: Offer
    what: Price
    budget: int
    """Cents. A total equal to it fits."""
    answer: Answer
    component: str = ""
    """The list-price line that is solved for."""
    limit: Fraction | None = None
    """Dollars, not rounded: every price below fits, this one and all above do not."""
    price: Decimal | None = None
    """The highest price in whole cents that fits; below a cent with 6 decimals, or else 9."""
    quote: Quote | None = None
    """The offer at that price; without one at $0. Its unknown lines are what is missing."""
    rival: Offer | None = None
    """The offer whose total is the budget, if one is."""


def highest_price_within(
    catalog: Catalog, offer: Offer, scenario: Scenario, budget: int, what: Price
) -> PriceGoal:
    """Solve for the highest price with which the offer's total is at most `budget` cents.

    `list` solves for the first list-price line that has a published price; the other lines stay.
    Raises `ValueError` with a sentence when the scenario has no such price to solve for.
    """
    component = _checked(offer, scenario, what)
    at_one = _priced(catalog, offer, scenario, what, Decimal(1))
    using = [line for line in at_one.lines if _uses(line, what) and not line.is_unknown]
    charged = [line.exact for line in using if line.exact]
    free = _priced(catalog, offer, scenario, what, Decimal(0))
    goal = PriceGoal(offer, what, budget, "none", component, quote=free)
    if not free.complete:
        return replace(goal, answer="unknown")
    if free.total > budget:
        return goal
    if not charged:
        return replace(goal, answer="unused")
    limit = _limit(charged, budget - free.total)
    if limit > Fraction(MOST_DOLLARS):
        return replace(
            goal, answer="any", quote=_priced(catalog, offer, scenario, what, MOST_DOLLARS)
        )
    price = _below(limit)
    quote = _priced(catalog, offer, scenario, what, price)
    assert quote.complete
    assert quote.total <= budget
    return replace(goal, answer="price", limit=limit, price=price, quote=quote)


def highest_price_against(
    catalog: Catalog, offer: Offer, rival: Offer, scenario: Scenario, what: Price
) -> PriceGoal:
    """Solve for the highest price with which the offer costs no more than a rival.

    “Which seat price keeps Grok cheapest at 36 months?”: the rival's total is the budget, and a
    tie is within it. A rival that is charged by the same price (`shared`), whose total is
    incomplete (`unknown`, with the rival's quote) or buys other months (`unlike`) is no budget.
    """
    component = _checked(offer, scenario, what)
    told = _priced(catalog, rival, scenario, what, Decimal(1)) if what.kind != "list" else None
    if told and any(_uses(line, what) and line.exact for line in told.lines):
        return PriceGoal(offer, what, 0, "shared", component, quote=told, rival=rival)
    quote = told or price_offer(catalog, rival, scenario)
    goal = PriceGoal(offer, what, quote.total, "unknown", component, quote=quote, rival=rival)
    if not quote.complete:
        return goal
    free = _priced(catalog, offer, scenario, what, Decimal(0))
    if quote.reading.refuted_by or not _alike(free, quote):
        return replace(goal, answer="unlike")
    found = highest_price_within(catalog, offer, scenario, quote.total, what)
    return replace(found, rival=rival)


def _alike(one: Quote, other: Quote) -> bool:
    """Tell whether two totals buy the same: as many agencies, over as many agency-months."""
    agencies = one.joined[-1] == other.joined[-1]
    return agencies and one.coverage.covered == other.coverage.covered > 0


def _checked(offer: Offer, scenario: Scenario, what: Price) -> str:
    """Give the list-price component to solve for. Raises `ValueError` if there is no such price."""
    if what.kind == "overhead" and what.name not in {one.id for one in scenario.overheads}:
        raise ValueError(f"the scenario has no overhead “{what.name}”")
    if what.kind != "list":
        return ""
    if scenario.after_of(offer.id) != "list":
        raise ValueError("the list price is charged only when it follows the offer; set after=list")
    place = _list_place(offer)
    if offer.list_price is None or place is None:
        raise ValueError(f"{offer.short} has no published list price")
    return offer.list_price.lines[place].component


def _list_place(offer: Offer) -> int | None:
    lines = offer.list_price.lines if offer.list_price else ()
    return next((i for i, line in enumerate(lines) if line.price is not None), None)


def _priced(
    catalog: Catalog, offer: Offer, scenario: Scenario, what: Price, price: Decimal
) -> Quote:
    if what.kind == "list":
        return price_offer(catalog, _with_list_price(offer, price), scenario)
    one = input_of(scenario, what.key + (".price" if what.kind == OVERHEAD else ""))
    return price_offer(catalog, offer, one.set(scenario, price))


def _with_list_price(offer: Offer, price: Decimal) -> Offer:
    listed, place = offer.list_price, _list_place(offer)
    assert listed is not None
    assert place is not None
    line = replace(listed.lines[place], price=price, note=_MARKED)
    lines = (*listed.lines[:place], line, *listed.lines[place + 1 :])
    return replace(offer, list_price=replace(listed, lines=lines))


def _uses(line: LineQuote, what: Price) -> bool:
    if what.kind == "assume":
        return line.assumption == what.name
    if what.kind == "overhead":
        return line.basis == "overhead" and line.component == what.name
    return line.basis == "list" and line.note == _MARKED


def _limit(charged: Sequence[Fraction], room: int) -> Fraction:
    """Find the lowest price at which the lines come to more than `room` cents.

    `charged` holds the dollars that each line comes to at one dollar, before rounding; positive.
    """
    inverse = Fraction(1, 100 * sum(charged, Fraction(0)))
    spread = Fraction(len(charged), 2)
    lowest, highest = (room + 1 - spread) * inverse, (room + spread) * inverse
    for price in sorted(set(_jumps(charged, lowest, highest))):
        if sum(to_cents(dollars * price) for dollars in charged) > room:
            return price
    raise AssertionError("the total grows without limit, so it exceeds any budget in the end")


def _jumps(charged: Sequence[Fraction], lowest: Fraction, highest: Fraction) -> Iterator[Fraction]:
    """Yield every price in an interval at which some line's rounded amount jumps."""
    for dollars in charged:
        first = max(to_cents(dollars * lowest) - 1, 0)
        for amount in range(first, to_cents(dollars * highest) + 2):
            jump = (amount + _HALF) * Fraction(1, 100 * dollars)
            if lowest <= jump <= highest:
                yield jump


def _below(limit: Fraction) -> Decimal:
    """The highest price below a limit: in cents, else with 6 decimals, else with 9."""
    for places in _PLACES:
        scaled = limit * 10**places
        price = -(-scaled.numerator // scaled.denominator) - 1
        if price > 0:
            return Decimal(price).scaleb(-places)
    return Decimal(0)
