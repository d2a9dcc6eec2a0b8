"""Quotes side by side: only like is ranked with like, and the others say why they are not.

Ranked are the complete quotes that cover as many agency-months as the best-covered complete one
does, if there are two or more of them. An incomplete total is a lower bound, and a row that stops
earlier buys less: neither is cheap.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from tui.domain.caveats import caveats, unused_inputs
from tui.domain.deals import Catalog, Offer, Status, status_on
from tui.domain.money import counted
from tui.domain.pricing import price_offer
from tui.domain.quote import Quote, Total
from tui.domain.scenario import Scenario


class Range(NamedTuple):
    """The lowest and highest total, in cents, over the readings that count."""

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
    """1 is the cheapest of those that are alike; None for one that is not ranked."""
    not_ranked: str | None
    """Why it is not ranked, in a few words."""
    tie: bool
    difference: int | None
    """Cents above the cheapest ranked total; None for one that is not ranked."""
    ratio: Fraction | None
    """Total over the cheapest total; None where that is 0, or for one that is not ranked."""
    range: Range | None
    """None when no reading can be priced."""
    warnings: tuple[str, ...]

    @property
    def offer(self) -> Offer:
        return self.quote.offer


@dataclass(frozen=True)
class Case:
    """What an answer is about: the facts, the inputs, and the day of which statuses are shown."""

    catalog: Catalog
    scenario: Scenario
    as_of: date

    def under(self, scenario: Scenario) -> "Case":
        return Case(self.catalog, scenario, self.as_of)


@dataclass(frozen=True)
class Comparison(Case):
    """The compared offers under one scenario on one day, in the scenario's order."""

    standings: tuple[Standing, ...]
    unused: tuple[str, ...]
    """Keys of inputs by which nothing falls due: `assume.usage`, `overhead.training`."""

    @property
    def ranked(self) -> tuple[Standing, ...]:
        """Cheapest first; those that are not ranked come after, in the scenario's order."""
        return tuple(sorted(self.standings, key=lambda s: (s.rank is None, s.rank or 0)))

    def standing(self, offer_id: str) -> Standing | None:
        return next((s for s in self.standings if s.offer.id == offer_id), None)


def compare(catalog: Catalog, scenario: Scenario, as_of: date) -> Comparison:
    quotes = [price_offer(catalog, offer, scenario) for offer in scenario.compared(catalog)]
    able = [ranked_by(one.offer, scenario, Total.of(one)) for one in quotes]
    alike = [quotes[place] for place in best_covered(able)]
    totals = sorted(quote.total for quote in alike)
    count_of = Counter(totals)
    ranked_ids = {quote.offer.id for quote in alike}
    best = quotes[able.index(max(able))] if any(able) else None
    standings = []
    for quote in quotes:
        spread = range_over_readings(catalog, quote, scenario)
        ranked = quote.offer.id in ranked_ids
        standings.append(
            Standing(
                quote=quote,
                status=status_on(catalog, quote.offer, as_of),
                rank=bisect_left(totals, quote.total) + 1 if ranked else None,
                not_ranked=None if ranked else _why_not(quote, quotes, scenario, best),
                tie=ranked and count_of[quote.total] > 1,
                difference=quote.total - totals[0] if ranked else None,
                ratio=Fraction(quote.total, totals[0]) if ranked and totals[0] else None,
                range=spread,
                warnings=caveats(catalog, quote, scenario, spread.unpriced if spread else ()),
            )
        )
    unused = unused_inputs(scenario, quotes)
    return Comparison(catalog, scenario, as_of, tuple(standings), unused)


def range_over_readings(catalog: Catalog, quote: Quote, scenario: Scenario) -> Range | None:
    """Price an offer by each reading that is not refuted: the span of the complete totals."""
    quotes = list(reading_quotes(catalog, quote, scenario))
    totals = [one.total for one in quotes if one.complete]
    unpriced = tuple(one.reading.id for one in quotes if not one.complete)
    return Range(min(totals), max(totals), unpriced) if totals else None


def reading_quotes(catalog: Catalog, quote: Quote, scenario: Scenario) -> Iterator[Quote]:
    for reading in quote.offer.readings:
        if not reading.refuted_by:
            is_chosen = reading is quote.reading
            yield quote if is_chosen else price_offer(catalog, quote.offer, scenario, reading)


def ranked_by(offer: Offer, scenario: Scenario, total: Total) -> int:
    """The agency-months in which a total is compared with others; 0: it cannot be ranked."""
    refuted = offer.reading(scenario.readings.get(offer.id)).refuted_by
    able = total.complete and _counts_all(offer, scenario) and not refuted
    return total.covered if able else 0


def best_covered(able: Sequence[int]) -> Sequence[int]:
    """The places of what is ranked, given by their agency-months: the most, if two have them."""
    best = max(able, default=0)
    alike = [place for place, covered in enumerate(able) if covered == best > 0]
    return alike if len(alike) > 1 else []


def _counts_all(offer: Offer, scenario: Scenario) -> bool:
    return scenario.agencies_of(offer.id) == scenario.agencies


def _why_not(quote: Quote, quotes: Sequence[Quote], scenario: Scenario, best: Quote | None) -> str:
    """Say why a quote is not ranked; `best` is the complete one that covers most."""
    if quote.reading.refuted_by:
        return "its reading is refuted"
    if not _counts_all(quote.offer, scenario):
        agencies = scenario.agencies_of(quote.offer.id)
        return f"counts {agencies:,} of {scenario.agencies:,} agencies"
    if not quote.complete:
        return f"{', '.join(quote.lacking)} unknown"
    if not quote.coverage.wanted:
        return "no agencies"
    if not quote.coverage.covered:
        return "not on offer then"
    if best is not None and best.coverage.covered > quote.coverage.covered:
        if best.covered_months > quote.covered_months:
            return f"covers {quote.covered_months} of {counted(quote.months, 'month')}"
        covered, wanted = quote.coverage.covered, quote.coverage.wanted
        return f"covers {covered:,} of {wanted:,} agency-months"
    return _alone(quote, quotes, scenario)


def _alone(quote: Quote, quotes: Sequence[Quote], scenario: Scenario) -> str:
    """Say what leaves the best-covered quote without another like it."""
    if quote.covered_months < quote.months:
        return f"covers {quote.covered_months} of {counted(quote.months, 'month')}"
    others = [one for one in quotes if one is not quote]
    if any(one.complete and _counts_all(one.offer, scenario) for one in others):
        every = "the month" if quote.months == 1 else f"all {counted(quote.months, 'month')}"
        return f"the only one covering {every}"
    if others and not any(one.complete for one in others):
        return "the only one with a known total"
    return "nothing to rank it with"
