"""What pricing gives: windows of months, coverage, priced lines, and an offer's whole `Quote`.

Values only: amounts are exact until a line is rounded once; months and fiscal years are
differences of the rounded running total, so that they add up. How charges are counted is the
business of `pricing`.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from typing import Final, Literal, NamedTuple

from tui.domain.calendar import fiscal_years
from tui.domain.deals import Offer, Per, PriceLine, Reading, Unit
from tui.domain.money import to_cents

Basis = Literal["reading", "list", "overhead"]
"""What a line rests on: a reading of the agreement, the list price, or the scenario."""
MonthKind = Literal["agreed", "assumed", "uncovered"]

LIST_PRICE_COMPONENT: Final = "list price"


class Window(NamedTuple):
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


class Coverage(NamedTuple):
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


class LineQuote(NamedTuple):
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

    @cached_property
    def open_fiscal_years(self) -> frozenset[int]:
        """The federal fiscal years in which something is charged whose price nobody knows."""
        dates = list(fiscal_years(self.origin, self.months))
        return frozenset(
            year
            for line in self.unknown
            for year, count in zip(dates, line.counts, strict=True)
            if count
        )

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
