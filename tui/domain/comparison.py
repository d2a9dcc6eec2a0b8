"""Quotes side by side: rank, ties, difference, ratio, range over all readings, warnings.

Only complete totals are ranked: an incomplete one is a lower bound, and a lower bound is not
cheap. Where offers cover different parts of what is wanted, a warning says so in words.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from tui.domain.calendar import add_months
from tui.domain.deals import Catalog, Offer, Status, status_on
from tui.domain.pricing import price_offer
from tui.domain.quote import Quote
from tui.domain.scenario import Scenario


class Range(NamedTuple):
    """The lowest and highest total, in cents, over the readings that can be priced."""

    low: int
    high: int
    unpriced: tuple[str, ...] = ()
    """Readings left out because something in them is unknown."""


@dataclass(frozen=True)
class Standing:
    """One offer's place in a comparison."""

    quote: Quote
    status: Status
    rank: int | None
    """1 is the cheapest complete total; None for an incomplete one."""
    tie: bool
    difference: int | None
    """Cents above the cheapest complete total; None for an incomplete one."""
    ratio: Fraction | None
    """Total over the cheapest total; None where that is 0, or for an incomplete one."""
    range: Range | None
    """None when no reading can be priced."""
    warnings: tuple[str, ...]

    @property
    def offer(self) -> Offer:
        """The offer that stands here."""
        return self.quote.offer


@dataclass(frozen=True)
class Comparison:
    """The compared offers under one scenario on one day, in the scenario's order."""

    catalog: Catalog
    scenario: Scenario
    as_of: date
    standings: tuple[Standing, ...]

    @property
    def ranked(self) -> tuple[Standing, ...]:
        """Cheapest first; incomplete ones after the complete, in the scenario's order."""
        return tuple(sorted(self.standings, key=lambda s: (s.rank is None, s.rank or 0)))

    def standing(self, offer_id: str) -> Standing | None:
        """The standing of one offer, None if it is not compared."""
        return next((s for s in self.standings if s.offer.id == offer_id), None)


def compare(catalog: Catalog, scenario: Scenario, as_of: date) -> Comparison:
    """Price every compared offer and set the quotes side by side."""
    quotes = [price_offer(offer, scenario) for offer in scenario.compared(catalog)]
    totals = sorted(quote.total for quote in quotes if quote.complete)
    count_of = Counter(totals)
    # Ten thousand offers are ranked by one look each, not by a search among the others.
    rank_of = {total: len(totals) - at for at, total in enumerate(reversed(totals))}
    best_coverage = max((quote.coverage.share for quote in quotes), default=Fraction(1))
    standings = []
    for quote in quotes:
        spread = range_over_readings(quote, scenario)
        ranked = quote.complete
        standings.append(
            Standing(
                quote=quote,
                status=status_on(quote.offer, as_of, catalog.as_of),
                rank=rank_of[quote.total] if ranked else None,
                tie=ranked and count_of[quote.total] > 1,
                difference=quote.total - totals[0] if ranked else None,
                ratio=Fraction(quote.total, totals[0]) if ranked and totals[0] else None,
                range=spread,
                warnings=tuple(_warnings(catalog, quote, scenario, spread, best_coverage)),
            )
        )
    return Comparison(catalog, scenario, as_of, tuple(standings))


def range_over_readings(quote: Quote, scenario: Scenario) -> Range | None:
    """Price an offer by each of its readings: the span of the totals that are complete."""
    totals: list[int] = []
    unpriced: list[str] = []
    for reading in quote.offer.readings:
        other = quote if reading is quote.reading else price_offer(quote.offer, scenario, reading)
        if other.complete:
            totals.append(other.total)
        else:
            unpriced.append(reading.id)
    return Range(min(totals), max(totals), tuple(unpriced)) if totals else None


def coverage_words(quote: Quote) -> str:
    """Say how much of the horizon is agreed, assumed and uncovered, in months.

    `all 18 months agreed`, `12 of 18 months agreed, 6 assumed`.
    """
    agreed, assumed = len(quote.agreed), len(quote.assumed)
    uncovered = quote.months - agreed - assumed
    months = "1 month" if quote.months == 1 else f"{quote.months} months"
    for count, kind in ((agreed, "agreed"), (assumed, "assumed"), (uncovered, "uncovered")):
        if count == quote.months:
            return f"{'all ' if count > 1 else ''}{months} {kind}"
    rest = [f"{assumed} assumed"] if assumed else []
    rest += [f"{uncovered} uncovered"] if uncovered else []
    return f"{agreed} of {months} agreed, {', '.join(rest)}"


def month_words(quote: Quote, months: range) -> str:
    """Name a span of months by its calendar dates: `2026-12 to 2027-03`."""
    first, last = (add_months(quote.origin, m) for m in (months[0], months[-1]))
    return f"{first:%Y-%m}" if first == last else f"{first:%Y-%m} to {last:%Y-%m}"


def _warnings(
    catalog: Catalog, quote: Quote, scenario: Scenario, spread: Range | None, best: Fraction
) -> Sequence[str]:
    """Say plainly what a reader of the total must know."""
    warnings: list[str] = []
    for line in quote.unknown:
        assumption = catalog.assumptions.get(line.assumption or "")
        what = f"{line.component} ({assumption.unit})" if assumption else line.component
        warnings.append(f"Not in the total: {what}; {line.missing}.")
    if quote.assumed:
        after = "the list price" if scenario.after == "list" else "the same price"
        warnings.append(f"{month_words(quote, quote.assumed)} assumed at {after}, not agreed.")
    agencies = scenario.agencies_of(quote.offer.id)
    if agencies != scenario.agencies:
        counted = "1 agency" if agencies == 1 else f"{agencies:,} agencies"
        warnings.append(f"Counts {counted}, the scenario {scenario.agencies:,}.")
    if quote.coverage.share < best:
        warnings.append(
            f"Covers {quote.coverage.covered:,} of {quote.coverage.wanted:,} agency-months: "
            "not the same service as the others."
        )
    if spread and spread.unpriced:
        left_out = ", ".join(spread.unpriced)
        warnings.append(f"The range leaves out readings that cannot be priced: {left_out}.")
    return warnings
