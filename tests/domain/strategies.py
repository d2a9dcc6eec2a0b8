"""Random offers and scenarios, small enough to be walked by hand."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from hypothesis import strategies as st

from tests.domain import oracle
from tui.domain.calendar import add_months
from tui.domain.deals import Catalog, ListPrice, Offer, Per, PriceLine, Reading, Unit
from tui.domain.scenario import After, Charge, Overhead, Scenario

UNITS: tuple[Unit, ...] = ("agency", "user", "flat")
PERS: tuple[Per, ...] = ("term", "year", "month", "once")
AFTERS: tuple[After, ...] = ("stop", "successor", "list", "repeat")
CHARGES: tuple[Charge, ...] = ("started", "prorated")

prices = st.decimals(min_value=0, max_value=5000, places=4, allow_nan=False, allow_infinity=False)
dates = st.dates(date(2024, 1, 1), date(2028, 12, 31))


@st.composite
def price_lines(draw: st.DrawFn, pers: tuple[Per, ...] = PERS, steps: bool = True) -> PriceLine:
    first = draw(st.integers(0, 14)) if steps and draw(st.booleans()) else 0
    length = draw(st.integers(1, 20)) if steps and draw(st.booleans()) else None
    assumed = draw(st.sampled_from([None, None, None, "hosting", "absent"]))
    return PriceLine(
        component=draw(st.sampled_from(["licence", "usage", "hosting"])),
        unit=draw(st.sampled_from(UNITS)),
        per=draw(st.sampled_from(pers)),
        price=draw(prices) if assumed is None else None,
        assume=assumed,
        times=draw(st.sampled_from([Decimal(1), Decimal("0.5"), Decimal("21.5")])),
        from_month=first,
        until_month=None if length is None else first + length,
    )


def readings(lines: tuple[PriceLine, ...]) -> tuple[Reading, ...]:
    return (Reading("r", "a reading", ("s",), lines, default=True),)


@st.composite
def offers(draw: st.DrawFn, steps: bool = True, unknowns: bool = True) -> Offer:
    starts = draw(dates)
    term_months = draw(st.none() | st.integers(1, 30))
    ends = None
    if term_months is None and draw(st.booleans()):
        ends = add_months(starts, draw(st.integers(0, 30))) + timedelta(draw(st.integers(0, 30)))
    pers: tuple[Per, ...] = PERS if term_months or ends else ("year", "month", "once")
    lines = st.lists(price_lines(pers, steps), min_size=1, max_size=3).map(
        lambda found: (
            tuple(line for line in found if unknowns or line.assume is None)
            or (PriceLine("licence", "agency", "month", Decimal("0.42")),)
        )
    )
    listed = draw(st.none() | lines)
    return Offer(
        id="offer",
        vendor="v",
        product="an offer",
        short="offer",
        starts=starts,
        ends=ends,
        term_months=term_months,
        compare=True,
        readings=readings(draw(lines)),
        list_price=ListPrice("list", ("s",), listed) if listed else None,
    )


class Market(NamedTuple):
    """An offer, in a catalog with those that followed it."""

    catalog: Catalog
    offer: Offer


@st.composite
def markets(draw: st.DrawFn, steps: bool = True, unknowns: bool = True) -> Market:
    """Offers with up to two successors, one after the other, with whatever dates."""
    names = ("offer", "next", "last")[: draw(st.integers(1, 3))]
    chain = [
        replace(draw(offers(steps, unknowns)), id=name, short=name, replaced_by=after)
        for name, after in zip(names, (*names[1:], None), strict=True)
    ]
    return Market(oracle.catalog(*chain), chain[0])


@st.composite
def overheads(draw: st.DrawFn, identifier: str) -> Overhead:
    return Overhead(
        id=identifier,
        label=identifier.title(),
        unit=draw(st.sampled_from(UNITS)),
        per=draw(st.sampled_from(PERS)),
        price=draw(prices),
        offers=draw(st.sampled_from([None, ("offer",), ("other",), ()])),
    )


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    start = draw(st.none() | dates.map(lambda day: day.replace(day=1)))
    return Scenario(
        agencies=draw(st.integers(0, 60)),
        months=draw(st.integers(1, 48)),
        start=start,
        users_per_agency=draw(st.integers(0, 40)),
        ramp_months=draw(st.integers(0, 30)),
        after=draw(st.sampled_from(AFTERS)),
        charge=draw(st.sampled_from(CHARGES)),
        agencies_for=draw(st.dictionaries(st.just("offer"), st.integers(0, 60))),
        after_for=draw(st.dictionaries(st.just("offer"), st.sampled_from(AFTERS))),
        assume=draw(st.dictionaries(st.just("hosting"), prices)),
        overheads=tuple(
            draw(overheads(name)) for name in draw(st.sampled_from([(), ("training", "exit")]))
        ),
    )
