"""What must hold for every offer and scenario, and the traps of the cost model one by one."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.domain import oracle
from tests.domain.oracle import price
from tests.domain.plain_walk import Walk, cents_by_kind
from tests.domain.strategies import (
    Market,
    markets,
    offers,
    price_lines,
    readings,
    scenarios,
)
from tests.effort import EXAMPLES
from tui.domain.deals import ListPrice, Offer, PriceLine
from tui.domain.money import to_cents
from tui.domain.pricing import price_offer
from tui.domain.scenario import Overhead, Scenario

GROK = Offer(
    id="grok",
    vendor="v",
    product="Grok",
    short="Grok",
    starts=date(2025, 9, 25),
    ends=date(2027, 3, 14),
    term_months=18,
    readings=readings((PriceLine("licence", "agency", "term", Decimal("0.42")),)),
)


@settings(max_examples=2 * EXAMPLES)
@given(markets(), scenarios())
def test_every_line_equals_the_plain_walk(market: Market, scenario: Scenario) -> None:
    quote = price_offer(market.catalog, market.offer, scenario)
    walk = Walk(market.catalog, market.offer, scenario)
    own = walk.reading_lines(quote.reading)
    walked = [own, walk.successor_lines(), walk.list_lines(), walk.overhead_lines()]
    for basis, lines in zip(("reading", "successor", "list", "overhead"), walked, strict=True):
        found = [line for line in quote.lines if line.basis == basis and line.sources != ()]
        if basis == "overhead":
            found = [line for line in quote.lines if line.basis == basis]
        assert [None if line.is_unknown else line.exact for line in found] == [
            line.exact for line in lines
        ]
    every = [line for lines in walked for line in lines]
    assert quote.by_kind._asdict() == cents_by_kind(every)


@given(markets(), scenarios())
def test_every_month_is_of_the_kind_that_its_first_day_says(
    market: Market, scenario: Scenario
) -> None:
    quote = price_offer(market.catalog, market.offer, scenario)
    walk = Walk(market.catalog, market.offer, scenario)
    assert list(quote.kinds) == [walk.kind(month) for month in range(scenario.months)]
    assert quote.coverage._asdict() == walk.coverage()
    assert [m for m, kind in enumerate(quote.kinds) if kind == "agreed"] == list(quote.agreed)


@given(markets(), scenarios())
def test_kinds_add_up_to_the_total(market: Market, scenario: Scenario) -> None:
    quote = price_offer(market.catalog, market.offer, scenario)
    assert sum(quote.by_kind) == quote.total
    assert min(quote.by_kind) >= 0
    if scenario.after_of("offer") == "stop":
        assert quote.by_kind.successor == quote.by_kind.assumed == 0


@given(offers(), scenarios())
def test_a_successor_that_nobody_knows_equals_stop(offer: Offer, scenario: Scenario) -> None:
    follows = replace(scenario, after="successor", after_for={})
    stops = replace(scenario, after="stop", after_for={})
    assert price(offer, follows) == price(offer, stops)


@given(markets(), scenarios())
def test_as_announced_and_from_a_date_differ_in_the_origin_alone(
    market: Market, scenario: Scenario
) -> None:
    first = replace(market.offer, starts=market.offer.starts.replace(day=1))
    catalog = replace(market.catalog, offers={**market.catalog.offers, first.id: first})
    announced = price_offer(catalog, first, replace(scenario, start=None))
    assert announced == price_offer(catalog, first, replace(scenario, start=first.starts))


@given(markets(), scenarios())
def test_total_is_the_sum_of_lines_of_months_and_of_fiscal_years(
    market: Market, scenario: Scenario
) -> None:
    quote = price_offer(market.catalog, market.offer, scenario)
    assert quote.total == sum(line.amount or 0 for line in quote.lines)
    assert quote.total == sum(quote.by_month)
    assert quote.total == sum(quote.by_fiscal_year.values())
    assert bool(quote.open_fiscal_years) is not quote.complete
    assert len(quote.by_month) == scenario.months
    assert all(cents >= 0 for cents in quote.by_month)


@given(offers(), scenarios())
def test_each_line_is_rounded_once(offer: Offer, scenario: Scenario) -> None:
    for line in price(offer, scenario).lines:
        if line.amount is not None:
            assert line.amount == to_cents(line.exact)
            assert sum(line.by_month()) == line.amount


@given(offers(), scenarios())
def test_no_agencies_cost_nothing(offer: Offer, scenario: Scenario) -> None:
    empty = replace(scenario, agencies=0, agencies_for={})
    quote = price(offer, empty)
    assert quote.total == 0
    assert quote.complete


@given(offers(unknowns=False), scenarios(), st.integers(2, 7))
def test_agencies_scale_exactly_before_rounding(
    offer: Offer, scenario: Scenario, factor: int
) -> None:
    one = replace(scenario, ramp_months=0, agencies_for={}, overheads=())
    many = replace(one, agencies=one.agencies * factor)
    lines = zip(price(offer, one).lines, price(offer, many).lines, strict=True)
    for few, more in lines:
        assert more.exact == few.exact * (1 if few.unit == "flat" else factor)


@given(offers(), scenarios(), st.integers(1, 24))
def test_more_months_never_cost_less_under_repeat(
    offer: Offer, scenario: Scenario, extra: int
) -> None:
    shorter = replace(scenario, after="repeat", after_for={})
    longer = replace(shorter, months=shorter.months + extra)
    assert price(offer, longer).exact >= price(offer, shorter).exact


@given(st.lists(price_lines(steps=False), min_size=1, max_size=3), st.integers(1, 4), scenarios())
def test_started_is_never_below_prorated_over_whole_terms(
    lines: list[PriceLine], terms: int, scenario: Scenario
) -> None:
    offer = replace(GROK, readings=readings(tuple(lines)))
    whole = replace(scenario, start=None, months=18 * terms, ramp_months=0)
    started = price(offer, replace(whole, charge="started"))
    prorated = price(offer, replace(whole, charge="prorated"))
    assert started.exact >= prorated.exact


@given(offers(), scenarios())
def test_an_unknown_price_never_counts_as_zero(offer: Offer, scenario: Scenario) -> None:
    quote = price(offer, scenario)
    for line in quote.lines:
        assert line.is_unknown == (line.amount is None)
        if line.is_unknown:
            assert line.missing
    assert quote.complete == (not quote.unknown)


def test_one_month_past_the_term_buys_a_whole_term_if_the_same_price_goes_on() -> None:
    assert price(GROK, Scenario(months=18, after="repeat")).total == 10_08
    assert price(GROK, Scenario(months=19, after="repeat")).total == 20_16
    assert price(GROK, Scenario(months=36, after="repeat")).total == 20_16
    assert price(GROK, Scenario(months=37, after="repeat")).total == 30_24


def test_a_late_joiner_pays_the_whole_price_for_the_rest_of_the_running_term() -> None:
    scenario = Scenario(
        agencies=2, months=24, ramp_months=2, start=date(2027, 2, 1), after="repeat"
    )
    quote = price(GROK, scenario)
    assert list(quote.agreed) == [0, 1]
    assert quote.lines[0].counts[:4] == (1, 1, 2, 0)


def test_a_price_once_for_everybody_waits_for_the_first_agency() -> None:
    offer = replace(GROK, readings=readings((PriceLine("fee", "flat", "once", Decimal(5)),)))
    quote = price(offer, Scenario(agencies=1, months=6, ramp_months=4))
    assert quote.lines[0].counts == (0, 0, 0, 1, 0, 0)
    assert price(offer, Scenario(agencies=1, months=2, ramp_months=4)).total == 0


def test_a_step_counts_from_where_the_window_really_began() -> None:
    steps = (
        PriceLine("copilot", "agency", "month", Decimal(0), until_month=12),
        PriceLine("copilot", "agency", "month", Decimal(30), from_month=12),
    )
    offer = replace(GROK, readings=readings(steps))
    quote = price(offer, Scenario(agencies=1, months=6, start=date(2026, 8, 1)))
    assert [line.counts for line in quote.lines] == [(1, 1, 0, 0, 0, 0), (0, 0, 1, 1, 1, 1)]


def test_list_price_without_a_price_is_unknown_only_where_it_is_reached() -> None:
    assert price(GROK, Scenario(months=18, after="list")).complete
    quote = price(GROK, Scenario(months=19, after="list"))
    assert [line.component for line in quote.unknown] == ["list price"]
    assert quote.coverage.uncovered == 24


def test_list_price_begins_when_the_agreement_ends() -> None:
    listed = ListPrice("list", ("s",), (PriceLine("licence", "user", "month", Decimal(30)),))
    offer = replace(GROK, list_price=listed)
    quote = price(offer, Scenario(agencies=1, users_per_agency=2, months=20, after="list"))
    assert quote.by_month[17:] == (0, 60_00, 60_00)
    assert quote.per_covered_agency_month == Fraction(120_42, 2000)


def test_a_month_of_31_does_not_drift() -> None:
    monthly = (PriceLine("licence", "agency", "month", Decimal(1)),)
    offer = replace(GROK, starts=date(2026, 1, 31), ends=date(2026, 12, 30), term_months=None,
                    readings=readings(monthly))  # fmt: skip
    assert len(price(offer, Scenario(months=24, after="stop")).agreed) == 11


def test_an_overhead_is_paid_over_the_whole_horizon_whatever_is_covered() -> None:
    support = Overhead("support", "Support", "agency", "month", Decimal(10))
    quote = price(GROK, Scenario(agencies=1, months=24, after="stop", overheads=(support,)))
    assert quote.total == 42 + 24 * 10_00
    assert quote.lines[1].basis == "overhead"


GOV = replace(
    GROK, id="gov", short="Gov", starts=date(2027, 2, 20), ends=date(2028, 12, 31),
    term_months=None,
    readings=readings((PriceLine("usage", "user", "month", Decimal(2), from_month=1),)),
)  # fmt: skip
FOLLOWED = replace(GROK, replaced_by="gov")


def test_a_successor_follows_from_the_end_and_counts_its_steps_from_its_own_beginning() -> None:
    """Grok ends on 2027-03-14, Gov begins on 2027-02-20, its price a month later, on 20 March."""
    scenario = Scenario(agencies=1, users_per_agency=3, months=6, start=date(2027, 1, 1),
                        after="successor")  # fmt: skip
    quote = price_offer(oracle.catalog(FOLLOWED, GOV), FOLLOWED, scenario)
    assert quote.kinds == ("agreed",) * 3 + ("successor",) * 3
    assert [line.counts for line in quote.lines] == [(1, 0, 0, 0, 0, 0), (0, 0, 0, 1, 1, 1)]
    assert (quote.name, quote.by_kind.successor) == ("Grok → Gov", 18_00)
    assert quote.lines[1].label == "Usage (Gov)"
    alone = price_offer(oracle.catalog(FOLLOWED, GOV), FOLLOWED, replace(scenario, months=3))
    assert (alone.name, len(alone.lines)) == ("Grok", 1)


def test_one_offer_is_followed_by_something_else() -> None:
    scenario = Scenario(months=24, after_for={"grok": "repeat"})
    assert price(GROK, scenario).coverage.assumed == 24 * 6
    assert price(replace(GROK, id="other"), scenario).coverage.assumed == 0


def test_an_open_agreement_says_so_and_its_term_is_unknown() -> None:
    open_ended = replace(GROK, ends=None, term_months=None)
    quote = price(open_ended, Scenario(months=600, after="list"))
    assert quote.is_open_ended
    assert quote.coverage.agreed == 24 * 600
    assert [line.missing for line in quote.unknown] == ["the offer has no published term"]
    assert not price(GROK, Scenario()).is_open_ended


@given(offers(), scenarios())
def test_an_amount_that_is_not_zero_is_told_from_zero(offer: Offer, scenario: Scenario) -> None:
    quote = price(offer, scenario)
    assume(quote.exact)
    assert quote.exact == sum(line.exact for line in quote.lines)
