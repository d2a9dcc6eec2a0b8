"""One offer under one scenario, priced: from windows and cohorts to a `Quote`.

A line is priced by counting: how many units (agencies, or the whole offer) are charged in each
month. Those counts are whole numbers found by one walk over the months, whatever the number of
agencies; the price comes in at the end, exactly, and each line is rounded once.

Months are counted from the scenario's start, or from the offer's own first month when the
scenario has none. The agreed window `[first, end)` may begin before month 0: periods and steps
are counted from where it really began.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple

from tui.domain.calendar import first_month_from
from tui.domain.deals import ListPrice, Offer, Per, PriceLine, Reading
from tui.domain.quote import LIST_PRICE_COMPONENT, Basis, Coverage, LineQuote, Quote, Window
from tui.domain.scenario import Scenario

PERIOD_MONTHS: Final = {"year": 12, "month": 1}


class _Joining(NamedTuple):
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


class _Pricer(NamedTuple):
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
