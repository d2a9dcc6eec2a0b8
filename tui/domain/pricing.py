"""One offer under one scenario, priced: from windows and cohorts to a `Quote`.

A line is priced by counting: how many units (agencies, or the whole offer) are charged in each
month. Those counts are whole numbers found by one walk over the months, whatever the number of
agencies; the price comes in at the end, exactly, and each line is rounded once. Offers whose
windows are alike share that walk: it knows nothing of prices.

Months are counted from the scenario's start, or from the offer's own first month when the
scenario has none. The agreed window `[first, end)` may begin before month 0: periods and steps
are counted from where it really began.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Final, NamedTuple

from tui.domain.calendar import first_month_from
from tui.domain.deals import ListPrice, Offer, Per, PriceLine, Reading
from tui.domain.quote import LIST_PRICE_COMPONENT, Basis, Coverage, LineQuote, Quote, Window
from tui.domain.scenario import Scenario

PERIOD_MONTHS: Final = {"year": 12, "month": 1}


class _Crowd(NamedTuple):
    """Who joins: agencies, evenly over a ramp, seen for so many months."""

    agencies: int
    ramp_months: int
    months: int
    is_one: bool = False
    """Whether all of them count as one, from the month in which the first agency joins."""


class _Joining(NamedTuple):
    """How many join in each month, and how many have joined by then."""

    joiners: Sequence[int]
    joined: Sequence[int]


def price_offer(offer: Offer, scenario: Scenario, reading: Reading | None = None) -> Quote:
    """Price one offer under one scenario, by its chosen reading or the one given."""
    chosen = reading or offer.reading(scenario.readings.get(offer.id))
    months = scenario.months
    crowd = _Crowd(scenario.agencies_of(offer.id), scenario.ramp_months, months)
    joined = _joining(crowd).joined
    agreed = agreed_window(offer, scenario.start)
    served = Window(agreed.first, None) if scenario.after == "repeat" else agreed
    pricer = _Pricer(offer, scenario, crowd, agreed.end)

    lines = [pricer.price(line, served, "reading", chosen.sources) for line in chosen.lines]
    assumed = range(0)
    if agreed.end is not None and scenario.after != "stop":
        assumed = Window(agreed.end, None).within(months)
        if scenario.after == "list":
            if offer.list_price is None and any(joined[month] for month in assumed):
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
        coverage=_coverage(joined, agreed_months, assumed),
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


@lru_cache(maxsize=64)
def _joining(crowd: _Crowd) -> _Joining:
    """Let agencies join evenly over a ramp: ⌊N(j+1)/R⌋ have joined after month j."""
    ramp = max(crowd.ramp_months, 1)
    joined = [crowd.agencies * min(month + 1, ramp) // ramp for month in range(crowd.months)]
    if crowd.is_one:
        joined = [min(count, 1) for count in joined]
    joiners = (now - past for now, past in zip(joined, [0, *joined], strict=False))
    return _Joining(tuple(joiners), tuple(joined))


def _coverage(joined: Sequence[int], agreed: range, assumed: range) -> Coverage:
    wanted = sum(joined)
    under_agreement = sum(joined[agreed.start : agreed.stop])
    under_assumption = sum(joined[assumed.start : assumed.stop])
    return Coverage(
        wanted, under_agreement, under_assumption, wanted - under_agreement - under_assumption
    )


class _Pricer(NamedTuple):
    """Prices lines for one offer, scenario and crowd of agencies."""

    offer: Offer
    scenario: Scenario
    crowd: _Crowd
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
        crowd = self.crowd._replace(is_one=True) if line.unit == "flat" else self.crowd
        joined = _joining(crowd).joined
        served = window.narrowed(line).within(self.scenario.months)
        counts, parts = self._counts(line.per, crowd, served)
        price, missing = self._unit_price(line)
        users = self.scenario.users_per_agency if line.unit == "user" else 1
        return LineQuote(
            component=line.component,
            label=label or line.component[:1].upper() + line.component[1:],
            unit=line.unit,
            per=line.per,
            quantity=(joined[-1] if joined else 0) * users,
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
        return LineQuote(
            component=LIST_PRICE_COMPONENT,
            label="List price",
            unit="agency",
            per="month",
            quantity=_joining(self.crowd).joined[-1],
            users=1,
            price=None,
            counts=_all_who_joined(self.crowd, months),
            parts=1,
            basis="list",
            sources=(),
            missing="no list price is published",
        )

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

    def _counts(self, per: Per, crowd: _Crowd, served: range) -> tuple[tuple[int, ...], int]:
        """Count the units charged in each month, and the months a period's price is spread over."""
        term = self.offer.term_months or 1
        if per == "once":
            return _started(crowd, served, None), 1
        if self.scenario.charge == "prorated":
            return _all_who_joined(crowd, served), PERIOD_MONTHS.get(per, term)
        if per == "term":
            return _terms(crowd, served, term, (self.boundary or 0) % term), 1
        return _started(crowd, served, PERIOD_MONTHS[per]), 1


@lru_cache(maxsize=512)
def _all_who_joined(crowd: _Crowd, served: range) -> tuple[int, ...]:
    """Count everybody who has joined, in each month that is served."""
    joined = _joining(crowd).joined
    return tuple(count if month in served else 0 for month, count in enumerate(joined))


@lru_cache(maxsize=512)
def _started(crowd: _Crowd, served: range, length: int | None) -> tuple[int, ...]:
    """Count the periods that begin in each month: on joining, then after each `length` months.

    Without a length nothing follows the first one.
    """
    joining = _joining(crowd)
    counts = [0] * crowd.months
    for month in served:
        first_served = month == served.start
        counts[month] = (joining.joined if first_served else joining.joiners)[month]
        if length is not None and month - length >= served.start:
            counts[month] += counts[month - length]
    return tuple(counts)


@lru_cache(maxsize=512)
def _terms(crowd: _Crowd, served: range, term: int, boundary: int) -> tuple[int, ...]:
    """Count co-terminous terms: all at a boundary, late joiners when they join."""
    joining = _joining(crowd)
    counts = [0] * crowd.months
    for month in served:
        begins = month == served.start or (month - boundary) % term == 0
        counts[month] = (joining.joined if begins else joining.joiners)[month]
    return tuple(counts)
