"""Offers and scenarios for the questions: made by hand, and at random."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests.domain import oracle, strategies
from tests.domain.strategies import offers, readings
from tui.domain.analysis.cost_curve import Over
from tui.domain.deals import Catalog, ListPrice, Offer, Per, PriceLine, Reading, Unit
from tui.domain.scenario import Scenario

OVERS: tuple[Over, ...] = ("agencies", "months", "users_per_agency")


def line(
    price: str | None, unit: Unit = "agency", per: Per = "year", *, assume: str | None = None,
    component: str = "licence",
) -> PriceLine:  # fmt: skip
    return PriceLine(component, unit, per, None if price is None else Decimal(price), assume=assume)


def offer(
    name: str, *lines: PriceLine, term: int | None = 18, listed: tuple[PriceLine, ...] = ()
) -> Offer:
    return Offer(
        id=name,
        vendor="v",
        product=name.title(),
        short=name.title(),
        starts=date(2025, 9, 25),
        term_months=term,
        compare=True,
        readings=readings(lines),
        list_price=ListPrice("list", ("s",), listed) if listed else None,
    )


def shop(*offers: Offer) -> Catalog:
    """A catalog of these, for offers that nothing follows."""
    return oracle.catalog(*offers)


def with_readings(changed: Offer, **lines: PriceLine) -> Offer:
    """The offer with further readings, each of one line."""
    more = tuple(Reading(name, name, ("s",), (one,)) for name, one in lines.items())
    return replace(changed, readings=changed.readings + more)


GROK = offer("grok", line("0.42", "agency", "term"))
CLAUDE = offer("claude", line("1", "agency", "year"), term=12)

cheap = st.decimals(
    min_value=0, max_value=Decimal("0.05"), places=4, allow_nan=False, allow_infinity=False
)


def what_if(**changes: Any) -> Scenario:
    """A scenario in which prices go on, so that offers of any term are alike for 18 months."""
    return replace(Scenario(months=18, after="repeat"), **changes)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Offer, Offer]:
    """Two offers; often the second is the first with prices nearby, so that they cross."""
    first = draw(offers())
    if draw(st.booleans()):
        return first, replace(draw(offers()), id="other")
    reading = first.readings[0]
    nearby = tuple(
        one if one.price is None else replace(one, price=draw(cheap)) for one in reading.lines
    )
    shift = draw(st.sampled_from([(), (line("0.37", "flat", "once"),)]))
    first_lines = tuple(
        one if one.price is None else replace(one, price=draw(cheap)) for one in reading.lines
    )
    return (
        replace(first, readings=readings(first_lines + shift)),
        replace(first, id="other", readings=readings(nearby)),
    )


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """Random scenarios, short ramps more often than in the pricing's own tests."""
    found = draw(strategies.scenarios())
    return replace(found, ramp_months=draw(st.sampled_from([0, 0, 1, 2, 3, 7, found.ramp_months])))
