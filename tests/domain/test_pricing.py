"""What must hold for every offer and scenario, and the traps of the cost model one by one."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.domain import plain_walk
from tests.domain.strategies import offers, price_lines, readings, scenarios
from tui.domain.deals import ListPrice, Offer, PriceLine
from tui.domain.money import to_cents
from tui.domain.pricing import agreed_window, price_offer
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


@given(offers(), scenarios())
def test_every_line_equals_the_plain_walk(offer: Offer, scenario: Scenario) -> None:
    quote = price_offer(offer, scenario)
    window = agreed_window(offer, scenario.start)
    walked = [
        plain_walk.line_total(
            offer, scenario, line, window.first, None if scenario.after == "repeat" else window.end
        )
        for line in quote.reading.lines
    ]
    found = [line for line in quote.lines if line.basis == "reading"]
    assert [None if line.is_unknown else line.exact for line in found] == walked
    if scenario.after == "list" and offer.list_price and window.end is not None:
        begins = window.end
        walked = [
            plain_walk.line_total(offer, scenario, line, begins, None)
            for line in offer.list_price.lines
        ]
        found = [line for line in quote.lines if line.basis == "list"]
        assert sum(line.exact for line in found) == sum(walk or 0 for walk in walked)
        assert any(line.is_unknown for line in found) == (None in walked)


@given(offers(), scenarios())
def test_agreed_months_are_those_whose_first_day_the_agreement_covers(
    offer: Offer, scenario: Scenario
) -> None:
    assert list(price_offer(offer, scenario).agreed) == plain_walk.agreed_months(offer, scenario)


@given(offers(), scenarios())
def test_total_is_the_sum_of_lines_of_months_and_of_fiscal_years(
    offer: Offer, scenario: Scenario
) -> None:
    quote = price_offer(offer, scenario)
    assert quote.total == sum(line.amount or 0 for line in quote.lines)
    assert quote.total == sum(quote.by_month)
    assert quote.total == sum(quote.by_fiscal_year.values())
    assert bool(quote.open_fiscal_years) is not quote.complete
    assert len(quote.by_month) == scenario.months
    assert all(cents >= 0 for cents in quote.by_month)


@given(offers(), scenarios())
def test_each_line_is_rounded_once(offer: Offer, scenario: Scenario) -> None:
    for line in price_offer(offer, scenario).lines:
        if line.amount is not None:
            assert line.amount == to_cents(line.exact)
            assert sum(line.by_month()) == line.amount


@given(offers(), scenarios())
def test_coverage_parts_add_up(offer: Offer, scenario: Scenario) -> None:
    coverage = price_offer(offer, scenario).coverage
    assert coverage.wanted == coverage.agreed + coverage.assumed + coverage.uncovered
    assert min(coverage.agreed, coverage.assumed, coverage.uncovered) >= 0
    crowd = list(plain_walk.cohorts(scenario, offer))
    assert coverage.wanted == sum(count * max(scenario.months - month, 0) for month, count in crowd)


@given(offers(), scenarios())
def test_no_agencies_cost_nothing(offer: Offer, scenario: Scenario) -> None:
    empty = replace(scenario, agencies=0, agencies_for={})
    quote = price_offer(offer, empty)
    assert quote.total == 0
    assert quote.complete


@given(offers(unknowns=False), scenarios(), st.integers(2, 7))
def test_agencies_scale_exactly_before_rounding(
    offer: Offer, scenario: Scenario, factor: int
) -> None:
    one = replace(scenario, ramp_months=0, agencies_for={}, overheads=())
    many = replace(one, agencies=one.agencies * factor)
    lines = zip(price_offer(offer, one).lines, price_offer(offer, many).lines, strict=True)
    for few, more in lines:
        assert more.exact == few.exact * (1 if few.unit == "flat" else factor)


@given(offers(), scenarios(), st.integers(1, 24))
def test_more_months_never_cost_less_under_repeat(
    offer: Offer, scenario: Scenario, extra: int
) -> None:
    shorter = replace(scenario, after="repeat")
    longer = replace(shorter, months=shorter.months + extra)
    assert price_offer(offer, longer).exact >= price_offer(offer, shorter).exact


@given(st.lists(price_lines(steps=False), min_size=1, max_size=3), st.integers(1, 4), scenarios())
def test_started_is_never_below_prorated_over_whole_terms(
    lines: list[PriceLine], terms: int, scenario: Scenario
) -> None:
    offer = replace(GROK, readings=readings(tuple(lines)))
    whole = replace(scenario, start=None, months=18 * terms, ramp_months=0)
    started = price_offer(offer, replace(whole, charge="started"))
    prorated = price_offer(offer, replace(whole, charge="prorated"))
    assert started.exact >= prorated.exact


@given(offers(), scenarios())
def test_an_unknown_price_never_counts_as_zero(offer: Offer, scenario: Scenario) -> None:
    quote = price_offer(offer, scenario)
    for line in quote.lines:
        assert line.is_unknown == (line.amount is None)
        if line.is_unknown:
            assert line.missing
    assert quote.complete == (not quote.unknown)


def test_one_month_past_the_term_buys_a_whole_term() -> None:
    assert price_offer(GROK, Scenario(months=18)).total == 10_08
    assert price_offer(GROK, Scenario(months=19)).total == 20_16
    assert price_offer(GROK, Scenario(months=36)).total == 20_16
    assert price_offer(GROK, Scenario(months=37)).total == 30_24


def test_a_late_joiner_pays_the_whole_price_for_the_rest_of_the_running_term() -> None:
    scenario = Scenario(agencies=2, months=24, ramp_months=2, start=date(2027, 2, 1))
    quote = price_offer(GROK, scenario)
    assert list(quote.agreed) == [0, 1]
    assert quote.lines[0].counts[:4] == (1, 1, 2, 0)


def test_a_price_once_for_everybody_waits_for_the_first_agency() -> None:
    offer = replace(GROK, readings=readings((PriceLine("fee", "flat", "once", Decimal(5)),)))
    quote = price_offer(offer, Scenario(agencies=1, months=6, ramp_months=4))
    assert quote.lines[0].counts == (0, 0, 0, 1, 0, 0)
    assert price_offer(offer, Scenario(agencies=1, months=2, ramp_months=4)).total == 0


def test_a_step_counts_from_where_the_window_really_began() -> None:
    steps = (
        PriceLine("copilot", "agency", "month", Decimal(0), until_month=12),
        PriceLine("copilot", "agency", "month", Decimal(30), from_month=12),
    )
    offer = replace(GROK, readings=readings(steps))
    quote = price_offer(offer, Scenario(agencies=1, months=6, start=date(2026, 8, 1)))
    assert [line.counts for line in quote.lines] == [(1, 1, 0, 0, 0, 0), (0, 0, 1, 1, 1, 1)]


def test_list_price_without_a_price_is_unknown_only_where_it_is_reached() -> None:
    assert price_offer(GROK, Scenario(months=18, after="list")).complete
    quote = price_offer(GROK, Scenario(months=19, after="list"))
    assert [line.component for line in quote.unknown] == ["list price"]
    assert quote.coverage.uncovered == 24


def test_list_price_begins_when_the_agreement_ends() -> None:
    listed = ListPrice("list", ("s",), (PriceLine("licence", "user", "month", Decimal(30)),))
    offer = replace(GROK, list_price=listed)
    quote = price_offer(offer, Scenario(agencies=1, users_per_agency=2, months=20, after="list"))
    assert quote.by_month[17:] == (0, 60_00, 60_00)
    assert quote.per_covered_agency_month == Fraction(120_42, 2000)


def test_a_month_of_31_does_not_drift() -> None:
    monthly = (PriceLine("licence", "agency", "month", Decimal(1)),)
    offer = replace(GROK, starts=date(2026, 1, 31), ends=date(2026, 12, 30), term_months=None,
                    readings=readings(monthly))  # fmt: skip
    assert len(price_offer(offer, Scenario(months=24, after="stop")).agreed) == 11


def test_an_overhead_is_paid_over_the_whole_horizon_whatever_is_covered() -> None:
    support = Overhead("support", "Support", "agency", "month", Decimal(10))
    quote = price_offer(GROK, Scenario(agencies=1, months=24, after="stop", overheads=(support,)))
    assert quote.total == 42 + 24 * 10_00
    assert quote.lines[1].basis == "overhead"


@given(offers(), scenarios())
def test_an_amount_that_is_not_zero_is_told_from_zero(offer: Offer, scenario: Scenario) -> None:
    quote = price_offer(offer, scenario)
    assume(quote.exact)
    assert quote.exact == sum(line.exact for line in quote.lines)
