"""The cost model walked cohort by cohort and month by month, as its words say it.

Slow and obvious on purpose: the domain's counting is proven equal to it.
"""

from collections.abc import Iterator
from fractions import Fraction

from tui.domain.calendar import add_months
from tui.domain.deals import Offer, PriceLine
from tui.domain.pricing import agreed_window
from tui.domain.scenario import Scenario


def cohorts(scenario: Scenario, offer: Offer) -> Iterator[tuple[int, int]]:
    """Each month in which agencies join, and how many."""
    count, ramp = scenario.agencies_of(offer.id), scenario.ramp_months
    if ramp <= 1:
        yield 0, count
        return
    for month in range(ramp):
        yield month, count * (month + 1) // ramp - count * month // ramp


def agreed_months(offer: Offer, scenario: Scenario) -> list[int]:
    """The months of the horizon that are agreed, each judged by its own first day."""
    found = []
    for month in range(scenario.months):
        if scenario.start is None:
            if offer.term_months is not None:
                inside = month < offer.term_months
            else:
                inside = offer.ends is None or add_months(offer.starts, month) <= offer.ends
        else:
            first_day = add_months(scenario.start, month)
            inside = offer.starts <= first_day and (
                offer.last_day is None or first_day <= offer.last_day
            )
        if inside:
            found.append(month)
    return found


def line_total(
    offer: Offer, scenario: Scenario, line: PriceLine, begins: int, ends: int | None
) -> Fraction | None:
    """Dollars of one line over months `begins` to `ends` (exclusive), None if unknown."""
    boundary = agreed_window(offer, scenario.start).end
    first_month = begins + line.from_month
    last = scenario.months if ends is None else min(ends, scenario.months)
    if line.until_month is not None:
        last = min(last, begins + line.until_month)
    units = Fraction(0)
    crowd = [(month, count) for month, count in cohorts(scenario, offer) if count]
    if line.unit == "flat":
        crowd = [(crowd[0][0], 1)] if crowd else []
    for joining, count in crowd:
        first = max(joining, first_month, 0)
        for month in range(first, last):
            units += count * _share(offer, scenario, line, month, first, boundary)
    users = scenario.users_per_agency if line.unit == "user" else 1
    if not units or not users:
        return Fraction(0)
    if line.per == "term" and offer.term_months is None:
        return None
    if line.assume is not None:
        if line.assume not in scenario.assume:
            return None
        return Fraction(scenario.assume[line.assume]) * Fraction(line.times) * units * users
    assert line.price is not None
    return Fraction(line.price) * units * users


def _share(
    offer: Offer,
    scenario: Scenario,
    line: PriceLine,
    month: int,
    first: int,
    boundary: int | None,
) -> Fraction:
    """The part of one price that falls due for one unit in one served month."""
    if line.per == "once":
        return Fraction(month == first)
    term = offer.term_months or 1
    length = {"year": 12, "month": 1, "term": term}[line.per]
    if scenario.charge == "prorated":
        return Fraction(1, length)
    if line.per == "term":
        return Fraction(month == first or (month - (boundary or 0)) % term == 0)
    return Fraction((month - first) % length == 0)
