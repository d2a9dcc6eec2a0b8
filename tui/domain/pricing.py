"""One offer under one scenario: a `Quote` of lines, coverage, months and fiscal years.

A line is priced by counting: how many units (agencies, or the whole offer) are charged in each
month. Those counts are whole numbers found by one walk over the months, whatever the number of
agencies; the price comes in at the end, exactly, and each line is rounded once.

Months are counted from the scenario's start, or from the offer's own first month when the
scenario has none. The agreed window `[first, end)` may begin before month 0: periods and steps
are counted from where it really began.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from typing import Final, Literal

from tui.domain.calendar import first_month_from, fiscal_years
from tui.domain.deals import ListPrice, Offer, Per, PriceLine, Reading, Unit
from tui.domain.money import to_cents
from tui.domain.scenario import Scenario

Basis = Literal["reading", "list", "overhead"]
"""What a line rests on: a reading of the agreement, the list price, or the scenario."""
MonthKind = Literal["agreed", "assumed", "uncovered"]

PERIOD_MONTHS: Final = {"year": 12, "month": 1}
LIST_PRICE_COMPONENT: Final = "list price"


@dataclass(frozen=True, slots=True)
class Window:
    """Months `[first, end)`; an `end` of None is endless."""

    first: int
    end: int | None

    def narrowed(self, line: PriceLine) -> "Window":
        """The part of the window in which a line counts, by its own `from` and `until`."""
        end = self.end
        if line.until_month is not None:
            until = self.first + line.until_month
            end = until if end is None else min(end, until)
        return Window(self.first + line.from_month, end)

    def within(self, months: int) -> range:
        """The months of the window that lie in a horizon of `months` months."""
        end = months if self.end is None else min(self.end, months)
        first = max(self.first, 0)
        return range(first, max(first, end))


@dataclass(frozen=True, slots=True)
class Coverage:
    """Agency-months: `wanted` = `agreed` + `assumed` + `uncovered`."""

    wanted: int
    agreed: int
    assumed: int
    uncovered: int

    @property
    def covered(self) -> int:
        """The agency-months in which the offer can be used, agreed or assumed."""
        return self.agreed + self.assumed

    @property
    def share(self) -> Fraction:
        """The part of what is wanted that is covered; 1 where nothing is wanted."""
        return Fraction(self.covered, self.wanted) if self.wanted else Fraction(1)


@dataclass(frozen=True, slots=True)
class LineQuote:
    """What one priced thing comes to. An unknown line has a `missing`, and no amount."""

    component: str
    label: str
    unit: Unit
    per: Per
    quantity: int
    """Units in the end: agencies, users, or 1 for the whole offer."""
    users: int
    """Users counted for each agency charged: the scenario's for `user` lines, else 1."""
    price: Fraction | None
    """Dollars for one unit and period; None: unknown."""
    counts: tuple[int, ...]
    """How many agencies (or 1 for the whole offer) are charged in each month, × `parts`."""
    parts: int
    """Into how many months one period's price is spread: 1 unless prorated."""
    basis: Basis
    sources: tuple[str, ...]
    assumption: str | None = None
    """The assumption that gave, or should have given, the price."""
    missing: str = ""
    """Why the price is unknown, in words; empty for a known line."""
    note: str = ""

    @property
    def is_unknown(self) -> bool:
        """Whether something is charged and nobody knows how much."""
        return self.price is None and self.users > 0 and any(self.counts)

    @property
    def periods(self) -> Fraction:
        """Unit charges: agencies × periods charged."""
        return Fraction(sum(self.counts), self.parts)

    @property
    def exact(self) -> Fraction:
        """Dollars before rounding; 0 for an unknown line."""
        return Fraction(0) if self.price is None else self.price * self.users * self.periods

    @property
    def amount(self) -> int | None:
        """Cents, rounded once; None for an unknown line."""
        return None if self.is_unknown else to_cents(self.exact)

    def by_month(self) -> list[int]:
        """Cents falling due in each month: differences of the rounded running total."""
        if self.price is None:
            return [0] * len(self.counts)
        numerator = 200 * self.price.numerator * self.users
        half = self.price.denominator * self.parts
        running = [(numerator * count + half) // (2 * half) for count in accumulate(self.counts)]
        return [now - before for now, before in zip(running, [0, *running], strict=False)]


@dataclass(frozen=True)
class Quote:
    """What one offer costs under one scenario, and how much of it is agreed."""

    offer: Offer
    reading: Reading
    lines: tuple[LineQuote, ...]
    coverage: Coverage
    agreed: range
    """The months of the horizon that the agreement covers."""
    assumed: range
    """The months of the horizon that rest on the scenario's `after`."""
    months: int
    origin: date
    """The day on which month 0 begins."""

    @cached_property
    def total(self) -> int:
        """Cents: the sum of the known lines, each rounded once."""
        return sum(line.amount or 0 for line in self.lines)

    @cached_property
    def exact(self) -> Fraction:
        """Dollars before any rounding, to tell a tiny amount from zero."""
        return sum((line.exact for line in self.lines), Fraction(0))

    @property
    def unknown(self) -> tuple[LineQuote, ...]:
        """The lines whose price nobody knows."""
        return tuple(line for line in self.lines if line.is_unknown)

    @property
    def complete(self) -> bool:
        """Whether the total is the whole cost; otherwise it is only a lower bound."""
        return not self.unknown

    @cached_property
    def by_month(self) -> tuple[int, ...]:
        """Cents falling due in each month of the horizon; they add up to the total."""
        columns = [line.by_month() for line in self.lines]
        return tuple(map(sum, zip(*columns, strict=True))) if columns else (0,) * self.months

    @cached_property
    def by_fiscal_year(self) -> dict[int, int]:
        """Cents by federal fiscal year, oldest first, years of nothing left out."""
        years: dict[int, int] = {}
        dates = fiscal_years(self.origin, self.months)
        for year, cents in zip(dates, self.by_month, strict=True):
            years[year] = years.get(year, 0) + cents
        return {year: cents for year, cents in years.items() if cents}

    @property
    def per_covered_agency_month(self) -> Fraction | None:
        """Dollars for each agency and month covered; None if unknown or nothing is covered."""
        if not self.complete or not self.coverage.covered:
            return None
        return Fraction(self.total, 100 * self.coverage.covered)

    def month_kind(self, month: int) -> MonthKind:
        """Whether a month is agreed, assumed or uncovered."""
        if month in self.agreed:
            return "agreed"
        return "assumed" if month in self.assumed else "uncovered"


@dataclass(frozen=True, slots=True)
class _Joining:
    """How many join in each month, and how many have joined by then."""

    joiners: Sequence[int]
    joined: Sequence[int]


def price_offer(offer: Offer, scenario: Scenario, reading: Reading | None = None) -> Quote:
    """Price one offer under one scenario, by its chosen reading or the one given."""
    chosen = reading or offer.reading(scenario.readings.get(offer.id))
    months = scenario.months
    agencies = _agencies_joining(scenario.agencies_of(offer.id), scenario.ramp_months, months)
    agreed = agreed_window(offer, scenario.start)
    served = Window(agreed.first, None) if scenario.after == "repeat" else agreed
    pricer = _Pricer(offer, scenario, agencies, agreed.end)

    lines = [pricer.price(line, served, "reading", chosen.sources) for line in chosen.lines]
    assumed = range(0)
    if agreed.end is not None and scenario.after != "stop":
        assumed = Window(agreed.end, None).within(months)
        if scenario.after == "list":
            if offer.list_price is None and any(agencies.joined[month] for month in assumed):
                lines.append(pricer.no_list_price(assumed))
            if offer.list_price is None:
                assumed = range(0)
            else:
                lines.extend(pricer.price_list(offer.list_price, agreed.end))
    lines.extend(
        pricer.price(
            PriceLine(overhead.id, overhead.unit, overhead.per, price=overhead.price),
            Window(0, months),
            "overhead",
            (),
            overhead.label,
        )
        for overhead in scenario.overheads
        if overhead.applies_to(offer.id)
    )
    agreed_months = agreed.within(months)
    return Quote(
        offer=offer,
        reading=chosen,
        lines=tuple(lines),
        coverage=_coverage(agencies.joined, agreed_months, assumed),
        agreed=agreed_months,
        assumed=assumed,
        months=months,
        origin=scenario.start or offer.starts,
    )


def agreed_window(offer: Offer, start: date | None) -> Window:
    """Give the months that the agreement covers, counted from `start` or from its own first month.

    From a date, a month is agreed when its first day lies within the agreement; the window of an
    agreement that began before that date begins before month 0.
    """
    if start is None:
        if offer.term_months is not None:
            return Window(0, offer.term_months)
        if offer.ends is None:
            return Window(0, None)
        return Window(0, first_month_from(offer.starts, offer.ends + _ONE_DAY))
    first = first_month_from(start, offer.starts)
    last_day = offer.last_day
    if last_day is None:
        return Window(first, None)
    return Window(first, max(first, first_month_from(start, last_day + _ONE_DAY)))


_ONE_DAY: Final = date(2000, 1, 2) - date(2000, 1, 1)


def _agencies_joining(agencies: int, ramp_months: int, months: int) -> _Joining:
    """Let agencies join evenly over a ramp: ⌊N(j+1)/R⌋ have joined after month j."""
    ramp = max(ramp_months, 1)
    joined = [agencies * min(month + 1, ramp) // ramp for month in range(months)]
    return _Joining([now - past for now, past in zip(joined, [0, *joined], strict=False)], joined)


def _coverage(joined: Sequence[int], agreed: range, assumed: range) -> Coverage:
    wanted = sum(joined)
    under_agreement = sum(joined[agreed.start : agreed.stop])
    under_assumption = sum(joined[assumed.start : assumed.stop])
    return Coverage(
        wanted, under_agreement, under_assumption, wanted - under_agreement - under_assumption
    )


@dataclass(frozen=True, slots=True)
class _Pricer:
    """Prices lines for one offer, scenario and crowd of agencies."""

    offer: Offer
    scenario: Scenario
    agencies: _Joining
    boundary: int | None
    """Where the agreed window ends: terms begin a whole number of terms before or after it."""

    def price(
        self,
        line: PriceLine,
        window: Window,
        basis: Basis,
        sources: tuple[str, ...],
        label: str = "",
    ) -> LineQuote:
        """Price one line over the months in which its window lies."""
        joining = self._whole_offer() if line.unit == "flat" else self.agencies
        served = window.narrowed(line).within(self.scenario.months)
        counts, parts = self._counts(line.per, joining, served)
        price, missing = self._unit_price(line)
        users = self.scenario.users_per_agency if line.unit == "user" else 1
        return LineQuote(
            component=line.component,
            label=label or line.component[:1].upper() + line.component[1:],
            unit=line.unit,
            per=line.per,
            quantity=(joining.joined[-1] if joining.joined else 0) * users,
            users=users,
            price=price,
            counts=counts,
            parts=parts,
            basis=basis,
            sources=sources,
            assumption=line.assume,
            missing=missing,
            note=line.note,
        )

    def price_list(self, list_price: ListPrice, begins: int) -> Iterator[LineQuote]:
        """Price the list-price lines from the month in which they begin."""
        for line in list_price.lines:
            quote = self.price(line, Window(begins, None), "list", list_price.sources)
            if any(quote.counts):
                yield quote

    def no_list_price(self, months: range) -> LineQuote:
        """The unknown line that stands for a list price that nobody published."""
        counts = tuple(
            joined if month in months else 0 for month, joined in enumerate(self.agencies.joined)
        )
        return LineQuote(
            component=LIST_PRICE_COMPONENT,
            label="List price",
            unit="agency",
            per="month",
            quantity=self.agencies.joined[-1],
            users=1,
            price=None,
            counts=counts,
            parts=1,
            basis="list",
            sources=(),
            missing="no list price is published",
        )

    def _whole_offer(self) -> _Joining:
        """One unit for everybody, from the month in which the first agency joins."""
        joined = [min(count, 1) for count in self.agencies.joined]
        joiners = [now - past for now, past in zip(joined, [0, *joined], strict=False)]
        return _Joining(joiners, joined)

    def _unit_price(self, line: PriceLine) -> tuple[Fraction | None, str]:
        """The price of one unit, or None and the words that say what is missing."""
        if line.per == "term" and self.offer.term_months is None:
            return None, "the offer has no published term"
        if line.assume is None:
            if line.price is None:
                return None, "no price is published"
            return Fraction(line.price), ""
        value = self.scenario.assume.get(line.assume)
        if value is None:
            return None, f"the assumption “{line.assume}” is not given"
        return Fraction(value) * Fraction(line.times), ""

    def _counts(self, per: Per, joining: _Joining, served: range) -> tuple[tuple[int, ...], int]:
        """Count the units charged in each month, and the months a period's price is spread over."""
        term = self.offer.term_months or 1
        length = PERIOD_MONTHS.get(per, term)
        if per != "once" and self.scenario.charge == "prorated":
            return tuple(
                joined if month in served else 0 for month, joined in enumerate(joining.joined)
            ), length
        if per == "term":
            return self._term_counts(joining, served, term), 1
        counts = [0] * len(joining.joined)
        for month in served:
            first_served = month == served.start
            counts[month] = (joining.joined if first_served else joining.joiners)[month]
            if per != "once" and month - length >= served.start:
                counts[month] += counts[month - length]
        return tuple(counts), 1

    def _term_counts(self, joining: _Joining, served: range, term: int) -> tuple[int, ...]:
        """Count co-terminous terms: all at a boundary, late joiners when they join."""
        counts = [0] * len(joining.joined)
        for month in served:
            begins = month == served.start or (month - (self.boundary or 0)) % term == 0
            counts[month] = (joining.joined if begins else joining.joiners)[month]
        return tuple(counts)
