"""One offer under one scenario, priced: from windows and cohorts to a `Quote`.

A line is priced by counting: how many units (agencies, or the whole offer) are charged in each
month. Those counts are whole numbers found by one walk over the months, whatever the number of
agencies; the price comes in at the end, exactly, and each line is rounded once. Offers whose
windows are alike share that walk: it knows nothing of prices.

Months are counted from the scenario's start, or from the offer's own first month when the
scenario has none; the two differ in nothing else. An agreed window `[first, end)` may begin
before month 0: periods and steps are counted from where it really began.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Final, NamedTuple

from tui.domain.calendar import first_month_from, months_begun
from tui.domain.deals import Catalog, Offer, Per, PriceLine, Reading
from tui.domain.quote import (
    LIST_PRICE_COMPONENT,
    Basis,
    LineQuote,
    MonthKind,
    Quote,
    Stage,
    Window,
    component_name,
)
from tui.domain.scenario import Scenario

PERIOD_MONTHS: Final = {"year": 12, "month": 1}
_NOT_LISTED: Final = PriceLine(LIST_PRICE_COMPONENT, "agency", "month")


class _Crowd(NamedTuple):
    """Who joins: agencies, evenly over a ramp, seen for so many months."""

    agencies: int
    ramp_months: int
    months: int
    is_one: bool = False
    """Whether all of them count as one, from the month in which the first agency joins."""


class _Joining(NamedTuple):
    joiners: tuple[int, ...]
    joined: tuple[int, ...]


def price_offer(
    catalog: Catalog, offer: Offer, scenario: Scenario, reading: Reading | None = None
) -> Quote:
    """Price one offer under one scenario, by its chosen reading or the one given.

    The catalog gives the offers that followed it. Which lines a quote has depends on the months
    compared and not on the agencies, so that quotes of one horizon can be set line by line.
    """
    months = scenario.months
    crowd = _crowd(scenario, offer.id)
    stages = succession(catalog, offer, scenario, reading)
    own = _Pricer(stages[0], scenario, crowd)
    lines = list(own.price_all(stages[0].reading, "reading"))
    for stage in stages[1:]:
        lines += _Pricer(stage, scenario, crowd).price_all(stage.reading, "successor")
    end = stages[0].agreed.end
    after = Window(months if end is None else end, None).within(months)
    if after and scenario.after_of(offer.id) == "list":
        lines += own.price_list()
    lines += own.price_overheads()
    return Quote(
        stages=stages,
        lines=tuple(lines),
        kinds=_kinds(stages, scenario, after),
        joined=_joining(crowd).joined,
        origin=scenario.start or offer.starts,
    )


def joined_by_month(scenario: Scenario, offer_id: str) -> tuple[int, ...]:
    return _joining(_crowd(scenario, offer_id)).joined


def _crowd(scenario: Scenario, offer_id: str) -> _Crowd:
    return _Crowd(scenario.agencies_of(offer_id), scenario.ramp_months, scenario.months)


def agreed_window(offer: Offer, origin: date) -> Window:
    """Give the months that begin within the agreement; before `origin` they are below 0."""
    first = first_month_from(origin, offer.starts)
    last_day = offer.last_day
    if last_day is None:
        return Window(first, None)
    return Window(first, max(first, months_begun(origin, last_day)))


def succession(
    catalog: Catalog, offer: Offer, scenario: Scenario, reading: Reading | None = None
) -> tuple[Stage, ...]:
    """Give an offer's own agreement, then those that follow it under `after = "successor"`.

    Each follows from the end of the one before it, or from its own first month if that is later,
    by its own dates and reading; those that serve no month of the horizon are left out.
    """
    origin = scenario.start or offer.starts
    chosen = reading or offer.reading(scenario.readings.get(offer.id))
    agreed = agreed_window(offer, origin)
    after = scenario.after_of(offer.id)
    served = Window(agreed.first, None) if after == "repeat" else agreed
    stages = [Stage(offer, chosen, agreed, served)]
    end = agreed.end
    follower = catalog.successor(offer) if after == "successor" else None
    while follower is not None and end is not None:
        agreed = agreed_window(follower, origin)
        served = Window(max(end, agreed.first), agreed.end)
        if served.within(scenario.months):
            chosen = follower.reading(scenario.readings.get(follower.id))
            stages.append(Stage(follower, chosen, agreed, served))
        end = None if agreed.end is None else max(end, agreed.end)
        follower = catalog.successor(follower)
    return tuple(stages)


def _kinds(stages: tuple[Stage, ...], scenario: Scenario, after: range) -> tuple[MonthKind, ...]:
    """Tell what each month rests on; `after` are those behind the offer's own agreement."""
    own = stages[0]
    kinds: list[MonthKind] = ["uncovered"] * scenario.months
    what = scenario.after_of(own.offer.id)
    if what == "repeat" or (what == "list" and own.offer.list_price is not None):
        for month in after:
            kinds[month] = "assumed"
    for month in own.agreed.within(scenario.months):
        kinds[month] = "agreed"
    for stage in stages[1:]:
        for month in stage.served.within(scenario.months):
            kinds[month] = "successor"
    return tuple(kinds)


@lru_cache(maxsize=64)
def _joining(crowd: _Crowd) -> _Joining:
    """Let agencies join evenly over a ramp: ⌊N(j+1)/R⌋ have joined after month j."""
    ramp = max(crowd.ramp_months, 1)
    joined = [crowd.agencies * min(month + 1, ramp) // ramp for month in range(crowd.months)]
    if crowd.is_one:
        joined = [min(count, 1) for count in joined]
    joiners = (now - past for now, past in zip(joined, [0, *joined], strict=False))
    return _Joining(tuple(joiners), tuple(joined))


class _Pricer(NamedTuple):
    stage: Stage
    scenario: Scenario
    crowd: _Crowd

    def price_all(self, reading: Reading, basis: Basis) -> Iterator[LineQuote]:
        named = f" ({self.stage.offer.short})" if basis == "successor" else ""
        for line in reading.lines:
            served = self.stage.served.narrowed(line, self.stage.agreed.first)
            yield self._price(line, served, basis, reading.sources, _label(line) + named)

    def price_list(self) -> Iterator[LineQuote]:
        """Price the list-price lines, or one unknown line, from the end of the agreement on."""
        listed, begins = self.stage.offer.list_price, self.stage.agreed.end or 0
        for line in listed.lines if listed else (_NOT_LISTED,):
            served = Window(begins, None).narrowed(line, begins)
            yield self._price(line, served, "list", listed.sources if listed else (), _label(line))

    def price_overheads(self) -> Iterator[LineQuote]:
        """Price what the scenario adds, over the whole horizon, whatever is covered."""
        for overhead in self.scenario.overheads:
            if overhead.applies_to(self.stage.offer.id):
                line = PriceLine(overhead.id, overhead.unit, overhead.per, price=overhead.price)
                whole = Window(0, self.scenario.months)
                yield self._price(line, whole, "overhead", (), overhead.label)

    def _price(
        self, line: PriceLine, served: Window, basis: Basis, sources: tuple[str, ...], label: str
    ) -> LineQuote:
        crowd = self.crowd._replace(is_one=True) if line.unit == "flat" else self.crowd
        joined = _joining(crowd).joined
        counts, parts = self._counts(line.per, crowd, served.within(self.scenario.months))
        price, missing = self._unit_price(line)
        users = self.scenario.users_per_agency if line.unit == "user" else 1
        return LineQuote(
            offer_id=self.stage.offer.id,
            component=line.component,
            label=label,
            unit=line.unit,
            per=line.per,
            quantity=joined[-1] * users,
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

    def _unit_price(self, line: PriceLine) -> tuple[Fraction | None, str]:
        """The price of one unit, or None and the words that say what is missing."""
        if line.per == "term" and self.stage.offer.term is None:
            return None, "the offer has no published term"
        if line.assume is None:
            if line.price is None:
                return None, "no list price is published"
            return Fraction(line.price), ""
        value = self.scenario.assume.get(line.assume)
        if value is None:
            return None, f"no figure was entered for “{line.assume}”"
        return Fraction(value) * Fraction(line.times), ""

    def _counts(self, per: Per, crowd: _Crowd, served: range) -> tuple[tuple[int, ...], int]:
        """Count the units charged in each month, and the months a period's price is spread over."""
        term = self.stage.offer.term or 1
        if per == "once":
            return _started(crowd, served, None), 1
        if self.scenario.charge == "prorated":
            return _all_who_joined(crowd, served), PERIOD_MONTHS.get(per, term)
        if per == "term":
            return _terms(crowd, served, term, (self.stage.agreed.end or 0) % term), 1
        return _started(crowd, served, PERIOD_MONTHS[per]), 1


def _label(line: PriceLine) -> str:
    name = component_name(line.component)
    return name[:1].upper() + name[1:]


@lru_cache(maxsize=512)
def _all_who_joined(crowd: _Crowd, served: range) -> tuple[int, ...]:
    joined = _joining(crowd).joined
    return tuple(count if month in served else 0 for month, count in enumerate(joined))


@lru_cache(maxsize=512)
def _started(crowd: _Crowd, served: range, length: int | None) -> tuple[int, ...]:
    """Count the periods that begin in each month: on joining, then each `length` months, if any."""
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
