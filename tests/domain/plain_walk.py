"""The cost model walked day by day and cohort by cohort, as its words say it.

Slow and obvious on purpose, and without anything of the domain's counting, which is proven equal
to it: it knows offers and days, and looks at every month by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tui.domain.calendar import add_months
from tui.domain.deals import Catalog, Offer, PriceLine, Reading
from tui.domain.scenario import Scenario

FARTHEST = 900
"""No agreement of the tests begins or ends more months than this from month 0."""


@dataclass(frozen=True)
class Walked:
    """One line: what falls due in each month, exactly; None where the price is unknown."""

    due: tuple[Fraction, ...] | None
    kinds: tuple[str, ...]
    """What an amount of each month would rest on."""

    @property
    def exact(self) -> Fraction | None:
        return None if self.due is None else sum(self.due, Fraction(0))


@dataclass(frozen=True)
class Walk:
    """One offer of a catalog under one scenario."""

    catalog: Catalog
    offer: Offer
    scenario: Scenario

    def day(self, month: int) -> date:
        return add_months(self.scenario.start or self.offer.starts, month)

    def chain(self) -> list[Offer]:
        """The offer and all that followed it, one after the other."""
        found = [self.offer]
        while found[-1].replaced_by is not None:
            found.append(self.catalog.offers[found[-1].replaced_by])
        return found

    @property
    def after(self) -> str:
        return self.scenario.after_for.get(self.offer.id, self.scenario.after)

    def serving(self, month: int) -> Offer | None:
        """Whose agreement a month belongs to: the first in the chain that is not over by then."""
        for one in self.chain():
            if not is_over(one, self.day(month)):
                return one if one.starts <= self.day(month) else None
            if self.after != "successor":
                return None
        return None

    def kind(self, month: int) -> str:
        one = self.serving(month)
        if one is not None:
            return "agreed" if one is self.offer else "successor"
        follows = is_over(self.offer, self.day(month))
        if follows and self.after == "repeat":
            return "assumed"
        if follows and self.after == "list" and self.offer.list_price is not None:
            return "assumed"
        return "uncovered"

    def cohorts(self) -> Iterator[tuple[int, int]]:
        """Each month in which agencies join, and how many."""
        count = self.scenario.agencies_for.get(self.offer.id, self.scenario.agencies)
        ramp = self.scenario.ramp_months
        if ramp <= 1:
            yield 0, count
            return
        for month in range(ramp):
            yield month, count * (month + 1) // ramp - count * month // ramp

    def coverage(self) -> dict[str, int]:
        found = dict.fromkeys(("wanted", "agreed", "successor", "assumed", "uncovered"), 0)
        for month in range(self.scenario.months):
            present = sum(count for joined, count in self.cohorts() if joined <= month)
            found["wanted"] += present
            found[self.kind(month)] += present
        return found

    def reading_lines(self, reading: Reading) -> list[Walked]:
        """The lines of the offer's own agreement, going on for ever under `repeat`."""
        months = [
            month
            for month in range(self.scenario.months)
            if self.serving(month) is self.offer or (self.after == "repeat" and self.past(month))
        ]
        kinds = tuple(
            "agreed" if self.serving(m) is self.offer else "assumed"
            for m in range(self.scenario.months)
        )
        return [self.line(one, self.offer, months, kinds) for one in reading.lines]

    def past(self, month: int) -> bool:
        return is_over(self.offer, self.day(month))

    def successor_lines(self) -> list[Walked]:
        if self.after != "successor":
            return []
        kinds = ("successor",) * self.scenario.months
        found = []
        for one in self.chain()[1:]:
            months = [m for m in range(self.scenario.months) if self.serving(m) is one]
            reading = one.reading(self.scenario.readings.get(one.id))
            if months:
                found += [self.line(line, one, months, kinds) for line in reading.lines]
        return found

    def list_lines(self) -> list[Walked]:
        """The list-price lines; those of an offer without one are not walked."""
        months = [m for m in range(self.scenario.months) if self.past(m)]
        if self.after != "list" or self.offer.list_price is None or not months:
            return []
        kinds = ("assumed",) * self.scenario.months
        return [
            self.line(one, self.offer, months, kinds, steps_from=self.end_of(self.offer))
            for one in self.offer.list_price.lines
        ]

    def overhead_lines(self) -> list[Walked]:
        months = list(range(self.scenario.months))
        kinds = ("yours",) * self.scenario.months
        return [
            self.line(
                PriceLine(one.id, one.unit, one.per, price=one.price),
                self.offer, months, kinds, steps_from=0,
            )
            for one in self.scenario.overheads
            if one.offers is None or self.offer.id in one.offers
        ]  # fmt: skip

    def begin_of(self, one: Offer) -> int:
        return next(m for m in range(-FARTHEST, FARTHEST) if self.day(m) >= one.starts)

    def end_of(self, one: Offer) -> int | None:
        """The first month that begins when the agreement is over, which may be none at all."""
        return next((m for m in range(-FARTHEST, FARTHEST) if is_over(one, self.day(m))), None)

    def line(
        self,
        line: PriceLine,
        one: Offer,
        months: list[int],
        kinds: tuple[str, ...],
        steps_from: int | None = None,
    ) -> Walked:
        """Walk one line of an agreement over the months in which it is charged."""
        begin = self.begin_of(one) if steps_from is None else steps_from
        until = FARTHEST if line.until_month is None else begin + line.until_month
        served = [m for m in months if begin + line.from_month <= m < until]
        crowd = [(month, count) for month, count in self.cohorts() if count]
        if line.unit == "flat":
            crowd = [(crowd[0][0], 1)] if crowd else []
        units = [Fraction(0)] * self.scenario.months
        for joining, count in crowd:
            own = [m for m in served if m >= joining]
            for month in own:
                units[month] += count * self.share(line, one, month, own[0])
        users = self.scenario.users_per_agency if line.unit == "user" else 1
        if line.assume is not None:
            kinds = ("yours",) * self.scenario.months
        if not users or not any(units):
            return Walked((Fraction(0),) * self.scenario.months, kinds)
        price = self.price(line, one)
        return Walked(None if price is None else tuple(price * users * u for u in units), kinds)

    def price(self, line: PriceLine, one: Offer) -> Fraction | None:
        if line.per == "term" and months_of_term(one) is None:
            return None
        if line.assume is None:
            assert line.price is not None
            return Fraction(line.price)
        if line.assume not in self.scenario.assume:
            return None
        return Fraction(self.scenario.assume[line.assume]) * Fraction(line.times)

    def share(self, line: PriceLine, one: Offer, month: int, first: int) -> Fraction:
        """The part of one price that falls due for one unit in one served month."""
        if line.per == "once":
            return Fraction(month == first)
        length = {"year": 12, "month": 1, "term": months_of_term(one) or 1}[line.per]
        if self.scenario.charge == "prorated":
            return Fraction(1, length)
        if line.per == "term":
            boundary = self.end_of(one) or 0
            return Fraction(month == first or (month - boundary) % length == 0)
        return Fraction((month - first) % length == 0)


def last_day(one: Offer) -> date | None:
    if one.ends is not None:
        return one.ends
    if one.term_months is None:
        return None
    return date.fromordinal(add_months(one.starts, one.term_months).toordinal() - 1)


def is_over(one: Offer, day: date) -> bool:
    last = last_day(one)
    return last is not None and day > last


def months_of_term(one: Offer) -> int | None:
    """Count the months that begin in the run of an agreement, one by one."""
    if last_day(one) is None:
        return None
    months = 0
    while not is_over(one, add_months(one.starts, months)):
        months += 1
    return months


def cents_by_kind(lines: list[Walked]) -> dict[str, int]:
    """Round each line's running total and put the differences where they belong."""
    found = dict.fromkeys(("agreed", "successor", "assumed", "yours"), 0)
    for line in lines:
        running, past = Fraction(0), 0
        for due, kind in zip(line.due or (), line.kinds, strict=False):
            running += due
            now = int(running * 100 + Fraction(1, 2))
            found[kind] += now - past
            past = now
    return found
