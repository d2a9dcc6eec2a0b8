"""What an offer costs at every whole number of one input, found without pricing each of them.

A million pricings would take minutes. The structure of the prices makes a few enough:

- **Months.** What falls due in month m does not depend on how many months are compared: windows
  are only cut at the horizon, periods keep their boundaries, agencies join when they join. So the
  total of h months is the sum of the first h months of one pricing of the longest horizon. A
  quote's months are differences of rounded running totals, so that this sum is exact.
- **Users.** From one user on, a line for users is its price × users × the periods of one user
  per agency, and every other line is constant: one pricing.
- **Agencies.** A line charges each agency by the month in which it joins and by nothing else.
  Over a ramp of R months, n = qR + r agencies join as q each month and r alone would, because
  ⌊(qR + r)(j + 1) ÷ R⌋ = q(j + 1) + ⌊r(j + 1) ÷ R⌋. So the periods charged are q × A + B(r), with
  A the periods of one agency in every month of the ramp, and B(r) those of r agencies: min(R,
  months) pricings of a single agency give all of them. A line for everybody depends on the first
  joining month alone, and from R agencies on that is month 0. Without a ramp R = 1.

So beyond a short table the total is, on each residue class, a sum of rounded straight lines:
`Progression`. Prices are not negative, so that a progression never falls.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from math import gcd
from typing import Any, Final, Literal, NamedTuple, get_args

from tui.domain.deals import Catalog, Offer
from tui.domain.inputs import FAMILIES
from tui.domain.pricing import price_offer
from tui.domain.quote import LineQuote, Total
from tui.domain.scenario import Scenario

Over = Literal["agencies", "months", "users_per_agency"]
"""The inputs that a question can run over."""

LEAST: Final[Mapping[Over, int]] = {over: FAMILIES[over].low for over in get_args(Over)}
MOST: Final[Mapping[Over, int]] = {over: FAMILIES[over].high for over in get_args(Over)}


class Part(NamedTuple):
    """⌊(slope × k + offset) ÷ divisor⌋ cents, in lowest terms: 0 < slope < divisor > offset ≥ 0."""

    slope: int
    offset: int
    divisor: int


@dataclass(frozen=True, slots=True)
class Progression:
    """A total for k = 0, 1, 2 …: whole cents that grow evenly, and parts that are rounded.

    The form is canonical: lines that always come to the same are the same parts.
    """

    fixed: int
    slope: int
    """Whole cents added by each step, not negative."""
    parts: tuple[Part, ...]
    complete: bool
    covered: int
    """Agency-months covered at k = 0."""
    covers_more: int
    """Agency-months that each step adds."""

    def cents(self, step: int) -> int:
        rounded = sum((slope * step + offset) // divisor for slope, offset, divisor in self.parts)
        return self.fixed + self.slope * step + rounded

    def at(self, step: int) -> Total:
        return Total(self.cents(step), self.complete, self.covered + self.covers_more * step)


@dataclass(frozen=True, slots=True)
class CostCurve:
    """The total at every whole number from `low` to `high`: a table, then progressions.

    `table` holds the totals at low, low + 1, …; the number `low + len(table) + k × s + r`, with s
    the number of progressions, is k steps along progression r.
    """

    low: int
    high: int
    table: tuple[Total, ...]
    progressions: tuple[Progression, ...] = ()

    @property
    def start(self) -> int:
        return self.low + len(self.table)

    def at(self, number: int) -> Total:
        """The total at one number. Raises `ValueError` outside `low … high`."""
        if not self.low <= number <= self.high:
            raise ValueError(f"{number} is not within {self.low} to {self.high}")
        if number < self.start:
            return self.table[number - self.low]
        step, residue = divmod(number - self.start, len(self.progressions))
        return self.progressions[residue].at(step)

    def steps(self, residue: int) -> int:
        return len(range(self.start + residue, self.high + 1, len(self.progressions)))


def with_number(scenario: Scenario, over: Over, number: int) -> Scenario:
    changed: dict[str, Any] = {over: number}
    return replace(scenario, **changed)


def cost_curve(
    catalog: Catalog, offer: Offer, scenario: Scenario, over: Over, most: int | None = None
) -> CostCurve:
    """Give an offer's total at every number from the least to `most` (default: the bound).

    `agencies` are the scenario's: an offer with a number of its own costs the same at all of
    them. Raises `ValueError` for a `most` outside the bounds of the input.
    """
    high = checked_most(over, most)
    if over == "months":
        return _over_months(catalog, offer, scenario, high)
    if over == "users_per_agency":
        return _over_users(catalog, offer, scenario, high)
    return _over_agencies(catalog, offer, scenario, high)


def checked_most(over: Over, most: int | None) -> int:
    """The highest number to look at. Raises `ValueError` outside the bounds of the input."""
    if most is None:
        return MOST[over]
    if not LEAST[over] <= most <= MOST[over]:
        raise ValueError(f"{LEAST[over]:,} to {MOST[over]:,} can be looked at")
    return most


def _over_months(catalog: Catalog, offer: Offer, scenario: Scenario, high: int) -> CostCurve:
    quote = price_offer(catalog, offer, replace(scenario, months=high))
    complete = min(
        (next(m for m, count in enumerate(line.counts) if count) for line in quote.unknown),
        default=high,
    )
    covered = accumulate(
        0 if kind == "uncovered" else agencies
        for kind, agencies in zip(quote.kinds, quote.joined, strict=True)
    )
    totals = zip(accumulate(quote.by_month), covered, strict=True)
    table = (Total(cents, month < complete, more) for month, (cents, more) in enumerate(totals))
    return CostCurve(1, high, tuple(table))


def _over_users(catalog: Catalog, offer: Offer, scenario: Scenario, high: int) -> CostCurve:
    table = (Total.of(price_offer(catalog, offer, replace(scenario, users_per_agency=0))),)
    if high == 0:
        return CostCurve(0, 0, table)
    quote = price_offer(catalog, offer, replace(scenario, users_per_agency=1))
    counts = [sum(line.counts) for line in quote.lines]
    growth = [
        count if line.unit == "user" else 0 for line, count in zip(quote.lines, counts, strict=True)
    ]
    covered = quote.coverage.covered
    return CostCurve(0, high, table, (_progression(quote.lines, growth, counts, covered, 0),))


def _over_agencies(catalog: Catalog, offer: Offer, scenario: Scenario, high: int) -> CostCurve:
    if offer.id in scenario.agencies_for:
        total = Total.of(price_offer(catalog, offer, scenario))
        table = (total,) * min(max(scenario.ramp_months, 1), high + 1)
        constant = Progression(total.cents, 0, (), total.complete, total.covered, 0)
        classes = len(table) if high >= len(table) else 0
        return CostCurve(0, high, table, (constant,) * classes)
    crowd = _SameCurve(catalog, offer, scenario)
    few = [crowd.joining(number) for number in range(min(crowd.ramp, high + 1))]
    table = tuple(crowd.total(months) for months in few)
    if high < crowd.ramp:
        return CostCurve(0, high, table)
    return CostCurve(0, high, table, tuple(crowd.progression(months) for months in few))


class _SameCurve:
    """The periods that an offer charges for agencies, by the month in which each joins."""

    def __init__(self, catalog: Catalog, offer: Offer, scenario: Scenario) -> None:
        self.ramp = max(scenario.ramp_months, 1)
        alone = [
            price_offer(catalog, offer, replace(scenario, agencies=1, ramp_months=month + 1))
            for month in range(min(self.ramp, scenario.months))
        ]
        self._lines = alone[0].lines
        self._charged = list(
            zip(*([sum(one.counts) for one in quote.lines] for quote in alone), strict=True)
        )
        """For each line, the periods charged for one agency that joins in month 0, 1, 2 …"""
        self._covered = [quote.coverage.covered for quote in alone]
        """The months covered for one agency that joins in month 0, 1, 2 …"""

    def joining(self, agencies: int) -> list[int]:
        """In which months a number of agencies below the ramp's months join, if in time.

        Agency i of n joins in month ⌈iR ÷ n⌉ − 1; those of later months come too late.
        """
        months = (-(-self.ramp * i // agencies) - 1 for i in range(1, agencies + 1))
        return [month for month in months if month < len(self._covered)]

    def total(self, joining: Sequence[int]) -> Total:
        periods = [
            sum(charged[month] for month in (joining[:1] if line.unit == "flat" else joining))
            for line, charged in zip(self._lines, self._charged, strict=True)
        ]
        covered = sum(self._covered[month] for month in joining)
        return _progression(self._lines, [0] * len(periods), periods, covered, 0).at(0)

    def progression(self, joining: Sequence[int]) -> Progression:
        """What it comes to for these and one agency, two, three … in every month of the ramp."""
        growth, beginning = [], []
        for line, charged in zip(self._lines, self._charged, strict=True):
            whole = sum(charged)
            is_flat = line.unit == "flat"
            growth.append(0 if is_flat else whole)
            rest = sum(charged[month] for month in joining)
            beginning.append(charged[0] if is_flat else rest + whole)
        covers_more = sum(self._covered)
        covered = covers_more + sum(self._covered[month] for month in joining)
        return _progression(self._lines, growth, beginning, covered, covers_more)


def _progression(
    lines: Sequence[LineQuote],
    growth: Sequence[int],
    beginning: Sequence[int],
    covered: int,
    covers_more: int,
) -> Progression:
    """Add up lines that charge `beginning` periods, and `growth` more with each step.

    A line comes to ⌊100 × price × users × periods ÷ parts + ½⌋ cents. Whole cents of it are
    taken out exactly; what is left is a part.
    """
    fixed = slope = 0
    parts: list[Part] = []
    complete = True
    for line, grows, begins in zip(lines, growth, beginning, strict=True):
        if line.price is None:
            complete = complete and not (line.users and (grows or begins))
            continue
        unit = 200 * line.price.numerator * line.users
        half = line.price.denominator * line.parts
        whole, rest = divmod(unit * grows, 2 * half)
        cents, offset = divmod(unit * begins + half, 2 * half)
        slope += whole
        fixed += cents
        if rest:
            common = gcd(rest, 2 * half)
            parts.append(Part(rest // common, offset // common, 2 * half // common))
    return Progression(fixed, slope, tuple(sorted(parts)), complete, covered, covers_more)
