"""What pricing gives: windows of months, coverage, priced lines, and an offer's whole `Quote`.

Values only: amounts are exact until a line is rounded once; months and fiscal years are
differences of the rounded running total, so that they add up. How charges are counted is the
business of `pricing`.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from typing import Final, Literal, NamedTuple

from tui.domain.calendar import fiscal_years
from tui.domain.deals import Offer, Per, PriceLine, Reading, Unit
from tui.domain.money import to_cents

Basis = Literal["reading", "successor", "list", "overhead"]
"""What a line rests on: a reading of the agreement or of its successor's, the list price, or the
scenario."""
MonthKind = Literal["agreed", "successor", "assumed", "uncovered"]
AmountKind = Literal["agreed", "successor", "assumed", "yours"]
"""What an amount rests on; `yours` is the user's own figure, wherever it falls."""

LIST_PRICE_COMPONENT: Final = "list price"


def component_name(component: str) -> str:
    """Write a component as labels do: files keep the British `licence`."""
    return component.replace("licence", "license")


class Window(NamedTuple):
    """Months `[first, end)`; an `end` of None is endless."""

    first: int
    end: int | None

    def narrowed(self, line: PriceLine, began: int) -> "Window":
        """The part of the window in which a line counts: its steps count from where it `began`."""
        end = self.end
        if line.until_month is not None:
            until = began + line.until_month
            end = until if end is None else min(end, until)
        return Window(max(self.first, began + line.from_month), end)

    def within(self, months: int) -> range:
        end = months if self.end is None else min(self.end, months)
        first = max(self.first, 0)
        return range(first, max(first, end))


class Stage(NamedTuple):
    """One agreement of a row: the offer's own, or one that followed it."""

    offer: Offer
    reading: Reading
    agreed: Window
    """The months that it covers by its own dates: steps count from the first, terms to the end."""
    served: Window
    """The months in which its prices are charged in this row."""


class ByKind(NamedTuple):
    """A total in cents by what it rests on, by the day on which each charge falls due."""

    agreed: int = 0
    successor: int = 0
    assumed: int = 0
    yours: int = 0


class Coverage(NamedTuple):
    """Agency-months: `wanted` = `agreed` + `successor` + `assumed` + `uncovered`."""

    wanted: int
    agreed: int
    successor: int
    assumed: int
    uncovered: int

    @property
    def covered(self) -> int:
        return self.wanted - self.uncovered


class Total(NamedTuple):
    """A total in cents; where it is not complete, only a lower bound."""

    cents: int
    complete: bool
    covered: int
    """The agency-months that it buys."""

    @classmethod
    def of(cls, quote: "Quote") -> "Total":
        return cls(quote.total, quote.complete, quote.coverage.covered)


class LineQuote(NamedTuple):
    """What one priced thing comes to. An unknown line has a `missing`, and no amount."""

    offer_id: str
    """Whose price it is: the row's own offer, or one that followed it."""
    component: str
    label: str
    unit: Unit
    per: Per
    quantity: int
    """Units once all agencies have joined: agencies, users, or 1 for the whole offer."""
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
    def is_yours(self) -> bool:
        return self.basis == "overhead" or self.assumption is not None

    @property
    def is_charged(self) -> bool:
        """Whether anything falls due by it, known or not."""
        return self.users > 0 and any(self.counts)

    @property
    def is_unknown(self) -> bool:
        return self.price is None and self.is_charged

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

    stages: tuple[Stage, ...]
    """The offer's own agreement, then those that followed and serve months of the horizon."""
    lines: tuple[LineQuote, ...]
    kinds: tuple[MonthKind, ...]
    """What each month of the horizon rests on."""
    joined: tuple[int, ...]
    """How many agencies take part in each month."""
    origin: date
    """The day on which month 0 begins."""

    @property
    def offer(self) -> Offer:
        return self.stages[0].offer

    @property
    def reading(self) -> Reading:
        return self.stages[0].reading

    def stage_of(self, line: LineQuote) -> Stage:
        return next(stage for stage in self.stages if stage.offer.id == line.offer_id)

    @property
    def name(self) -> str:
        """What the row is called: `ChatGPT → ChatGPT Gov`."""
        return " → ".join(stage.offer.short for stage in self.stages)

    @property
    def months(self) -> int:
        return len(self.kinds)

    @property
    def covered_months(self) -> int:
        return self.months - self.kinds.count("uncovered")

    @cached_property
    def agreed(self) -> range:
        """The months of the horizon that the offer's own agreement covers."""
        return self.stages[0].agreed.within(self.months)

    @property
    def is_open_ended(self) -> bool:
        """Whether an agreement without a published end covers months of the horizon."""
        return any(
            stage.agreed.end is None and stage.served.within(self.months) for stage in self.stages
        )

    @cached_property
    def coverage(self) -> Coverage:
        sums = {"agreed": 0, "successor": 0, "assumed": 0, "uncovered": 0}
        for kind, agencies in zip(self.kinds, self.joined, strict=True):
            sums[kind] += agencies
        return Coverage(sum(self.joined), **sums)

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
        return tuple(line for line in self.lines if line.is_unknown)

    @property
    def lacking(self) -> tuple[str, ...]:
        """What nobody knows the price of, each component once."""
        return tuple(dict.fromkeys(component_name(line.component) for line in self.unknown))

    @property
    def complete(self) -> bool:
        """Whether the total is the whole cost; otherwise it is only a lower bound."""
        return not self.unknown

    @cached_property
    def by_kind(self) -> ByKind:
        """Cents by what they rest on; they add up to the total."""
        sums = ByKind()._asdict()
        for line in self.lines:
            for month, cents in enumerate(line.by_month()):
                if cents:
                    sums[self.amount_kind(line, month)] += cents
        return ByKind(**sums)

    def amount_kind(self, line: LineQuote, month: int) -> AmountKind:
        """What rests behind that which falls due by one line in one month."""
        if line.is_yours:
            return "yours"
        if line.basis == "successor":
            return "successor"
        return "agreed" if month in self.agreed else "assumed"

    @cached_property
    def by_month(self) -> tuple[int, ...]:
        """Cents falling due in each month of the horizon; they add up to the total."""
        columns = [line.by_month() for line in self.lines]
        return tuple(map(sum, zip(*columns, strict=True)))

    @cached_property
    def by_fiscal_year(self) -> dict[int, int]:
        """Cents by federal fiscal year, oldest first, years of nothing left out."""
        years: Counter[int] = Counter()
        dates = fiscal_years(self.origin, self.months)
        for year, cents in zip(dates, self.by_month, strict=True):
            years[year] += cents
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
