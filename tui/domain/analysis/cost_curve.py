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

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from math import gcd
from typing import Final, Literal, NamedTuple

from tui.domain.deals import Offer
from tui.domain.pricing import price_offer
from tui.domain.quote import LineQuote
from tui.domain.scenario import MOST_AGENCIES, MOST_MONTHS, MOST_USERS, Scenario

Over = Literal["agencies", "months", "users_per_agency"]
"""The inputs that a question can run over."""

LEAST: Final[dict[Over, int]] = {"agencies": 0, "months": 1, "users_per_agency": 0}
MOST: Final[dict[Over, int]] = {
    "agencies": MOST_AGENCIES, "months": MOST_MONTHS, "users_per_agency": MOST_USERS,
}  # fmt: skip


class Total(NamedTuple):
    """A total in cents; where it is not complete, only a lower bound."""

    cents: int
    complete: bool


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

    def cents(self, step: int) -> int:
        """The total after so many steps, in cents."""
        rounded = sum((slope * step + offset) // divisor for slope, offset, divisor in self.parts)
        return self.fixed + self.slope * step + rounded


@dataclass(frozen=True, slots=True)
class Course:
    """The total at every whole number from `low` to `high`: a table, then progressions.

    `table` holds the totals at low, low + 1, …; the number `low + len(table) + k × s + r`, with s
    the number of progressions, stands k steps along progression r.
    """

    low: int
    high: int
    table: tuple[Total, ...]
    progressions: tuple[Progression, ...] = ()

    @property
    def start(self) -> int:
        """The first number behind the table."""
        return self.low + len(self.table)

    def at(self, number: int) -> Total:
        """The total at one number. Raises `ValueError` outside `low … high`."""
        if not self.low <= number <= self.high:
            raise ValueError(f"{number} is not within {self.low} to {self.high}")
        if number < self.start:
            return self.table[number - self.low]
        step, residue = divmod(number - self.start, len(self.progressions))
        progression = self.progressions[residue]
        return Total(progression.cents(step), progression.complete)

    def steps(self, residue: int) -> int:
        """How many numbers of one progression lie within the course."""
        return len(range(self.start + residue, self.high + 1, len(self.progressions)))


def with_number(scenario: Scenario, over: Over, number: int) -> Scenario:
    """The scenario with another number of agencies, months or users."""
    if over == "agencies":
        return replace(scenario, agencies=number)
    if over == "months":
        return replace(scenario, months=number)
    return replace(scenario, users_per_agency=number)


def course(offer: Offer, scenario: Scenario, over: Over, most: int | None = None) -> Course:
    """Give an offer's total at every number from the least to `most` (default: the bound).

    `agencies` are the scenario's: an offer with a number of its own costs the same at all of
    them. Raises `ValueError` for a `most` outside the bounds of the input.
    """
    high = checked_most(over, most)
    if over == "months":
        return _over_months(offer, scenario, high)
    if over == "users_per_agency":
        return _over_users(offer, scenario, high)
    return _over_agencies(offer, scenario, high)


def checked_most(over: Over, most: int | None) -> int:
    """The highest number to look at. Raises `ValueError` outside the bounds of the input."""
    if most is None:
        return MOST[over]
    if not LEAST[over] <= most <= MOST[over]:
        raise ValueError(f"{LEAST[over]:,} to {MOST[over]:,} can be looked at")
    return most


def _over_months(offer: Offer, scenario: Scenario, high: int) -> Course:
    quote = price_offer(offer, replace(scenario, months=high))
    complete = min(
        (next(m for m, count in enumerate(line.counts) if count) for line in quote.unknown),
        default=high,
    )
    totals = accumulate(quote.by_month)
    return Course(1, high, tuple(Total(cents, m < complete) for m, cents in enumerate(totals)))


def _over_users(offer: Offer, scenario: Scenario, high: int) -> Course:
    without = price_offer(offer, replace(scenario, users_per_agency=0))
    table = (Total(without.total, without.complete),)
    if high == 0:
        return Course(0, 0, table)
    lines = price_offer(offer, replace(scenario, users_per_agency=1)).lines
    counts = [sum(line.counts) for line in lines]
    growth = [
        count if line.unit == "user" else 0 for line, count in zip(lines, counts, strict=True)
    ]
    return Course(0, high, table, (_progression(lines, growth, counts),))


def _over_agencies(offer: Offer, scenario: Scenario, high: int) -> Course:
    if offer.id in scenario.agencies_for:
        quote = price_offer(offer, scenario)
        constant = Progression(quote.total, 0, (), quote.complete)
        table = (Total(quote.total, quote.complete),) * min(max(scenario.ramp_months, 1), high + 1)
        classes = len(table) if high >= len(table) else 0
        return Course(0, high, table, (constant,) * classes)
    crowd = _Crowd(offer, scenario)
    ramp = crowd.ramp
    few = [crowd.periods(number) for number in range(min(ramp, high + 1))]
    table = tuple(_total(crowd.lines, periods) for periods in few)
    if high < ramp:
        return Course(0, high, table)
    growth = crowd.growth()
    return Course(
        0, high, table,
        tuple(
            _progression(crowd.lines, growth, crowd.beginning(periods, growth)) for periods in few
        ),
    )  # fmt: skip


class _Crowd:
    """The periods that an offer charges for agencies, by the month in which each joins."""

    def __init__(self, offer: Offer, scenario: Scenario) -> None:
        self.ramp = max(scenario.ramp_months, 1)
        numbered = _with_numbered_list(offer)
        self.lines: tuple[LineQuote, ...] = ()
        by_month: list[dict[tuple[str, str, int], int]] = []
        for month in range(min(self.ramp, scenario.months)):
            alone = replace(scenario, agencies=1, ramp_months=month + 1)
            lines = price_offer(numbered, alone).lines
            self.lines = self.lines or lines
            by_month.append({key: sum(line.counts) for key, line in _keyed(lines)})
        self._charged = [
            [periods.get(key, 0) for periods in by_month] for key, _ in _keyed(self.lines)
        ]
        """For each line, the periods charged for one agency that joins in month 0, 1, 2 …"""

    def periods(self, agencies: int) -> list[int]:
        """What each line charges for a number of agencies below the ramp's months.

        Agency i of n joins in month ⌈iR ÷ n⌉ − 1; those of later months come too late.
        """
        months = [-(-self.ramp * i // agencies) - 1 for i in range(1, agencies + 1)]
        found = []
        for line, charged in zip(self.lines, self._charged, strict=True):
            joining = months[:1] if line.unit == "flat" else months
            found.append(sum(charged[month] for month in joining if month < len(charged)))
        return found

    def growth(self) -> list[int]:
        """What each line charges for one agency more in every month of the ramp."""
        return [
            0 if line.unit == "flat" else sum(charged)
            for line, charged in zip(self.lines, self._charged, strict=True)
        ]

    def beginning(self, periods: Sequence[int], growth: Sequence[int]) -> list[int]:
        """What each line charges for one whole ramp of agencies and a rest that charges this."""
        return [
            charged[0] if line.unit == "flat" else rest + whole
            for line, charged, rest, whole in zip(
                self.lines, self._charged, periods, growth, strict=True
            )
        ]


def _with_numbered_list(offer: Offer) -> Offer:
    """Name each list-price line by its place: a quote leaves out those that charge nothing."""
    listed = offer.list_price
    if listed is None:
        return offer
    lines = tuple(replace(line, component=f"#{i}") for i, line in enumerate(listed.lines))
    return replace(offer, list_price=replace(listed, lines=lines))


def _keyed(lines: Iterable[LineQuote]) -> Iterator[tuple[tuple[str, str, int], LineQuote]]:
    """Give each line a key that is the same in every pricing of one offer."""
    places: dict[str, int] = {}
    for line in lines:
        place = places.get(line.basis, 0)
        places[line.basis] = place + 1
        name, place = (line.component, 0) if line.basis == "list" else ("", place)
        yield (line.basis, name, place), line


def _total(lines: Sequence[LineQuote], periods: Sequence[int]) -> Total:
    """What lines come to that charge so many periods each."""
    found = _progression(lines, [0] * len(lines), periods)
    return Total(found.fixed, found.complete)


def _progression(
    lines: Sequence[LineQuote], growth: Sequence[int], beginning: Sequence[int]
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
    return Progression(fixed, slope, tuple(sorted(parts)), complete)
