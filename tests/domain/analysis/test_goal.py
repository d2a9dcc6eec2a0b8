"""Goal seek over whole numbers: worked examples, and what pricing one by one finds."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.analysis.made import CLAUDE, GROK, OVERS, line, offer, scenarios, shop, what_if
from tests.domain.analysis.test_cost_curve import priced
from tests.domain.strategies import Market, markets
from tui.domain.analysis.cost_curve import LEAST, MOST, Over
from tui.domain.analysis.goal import most_within
from tui.domain.scenario import Scenario


@pytest.mark.parametrize("over", OVERS)
@given(markets(), scenarios(), st.integers(1, 60), st.data())
def test_what_pricing_one_by_one_finds(
    over: Over, market: Market, scenario: Scenario, most: int, data: st.DataObject
) -> None:
    numbers = range(LEAST[over], most + 1)
    totals = [priced(*market, scenario, over, n) for n in numbers]
    budget = data.draw(st.sampled_from([0, *(t.cents + d for t in totals[::7] for d in (-1, 0))]))
    fits = [n for n, t in zip(numbers, totals, strict=True) if t.complete and t.cents <= budget]
    broken = [n for n in numbers if n not in fits]
    found = most_within(*market, scenario, budget, over, most)
    assert found.most == max(fits, default=None)
    first_broken = min(broken, default=most + 1)
    assert found.always_within == (first_broken - 1 if first_broken > LEAST[over] else None)
    assert found.total == (totals[fits[-1] - LEAST[over]] if fits else None)


@pytest.mark.parametrize("over", ["agencies", "users_per_agency"])
@given(markets(), scenarios(), st.integers(0, 10**12))
def test_both_sides_of_the_edge_in_a_million(
    over: Over, market: Market, scenario: Scenario, budget: int
) -> None:
    found = most_within(*market, scenario, budget, over)
    for number in range(0, 1_000_001, 99_991):
        total = priced(*market, scenario, over, number)
        fits = total.complete and total.cents <= budget
        assert not fits or (found.most is not None and number <= found.most)
        assert fits or found.always_within is None or number > found.always_within
    if found.most is not None:
        at_most = priced(*market, scenario, over, found.most)
        assert at_most == found.total
        assert at_most.complete
        assert at_most.cents <= budget
        for number in range(found.most + 1, min(found.most + 30, MOST[over])):
            total = priced(*market, scenario, over, number)
            assert not total.complete or total.cents > budget


def test_a_hundred_dollars_of_grok() -> None:
    """$0.42 an agency for 18 months: 238 × 0.42 = $99.96; 239 × 0.42 = $100.38 is too much."""
    found = most_within(shop(), GROK, what_if(), 100_00, "agencies")
    assert (found.most, found.always_within) == (238, 238)
    assert (found.total, found.beyond) == ((99_96, True, 4284), (100_38, True, 4302))


def test_a_hundred_dollars_of_grok_joining_over_a_year() -> None:
    """A late joiner pays the whole running term, so that a ramp within it changes nothing."""
    found = most_within(shop(), GROK, what_if(ramp_months=12), 100_00, "agencies")
    assert found.most == 238


def test_a_ramp_stretches_a_monthly_budget() -> None:
    """2 months, ramp 2, $1 a month: 13 agencies pay ⌊13 ÷ 2⌋ + 13 = $19, 14 pay 7 + 14 = $21."""
    monthly = offer("monthly", line("1", "agency", "month"))
    found = most_within(shop(), monthly, what_if(months=2, ramp_months=2), 20_00, "agencies")
    assert (found.most, found.total, found.beyond) == (13, (19_00, True, 19), (21_00, True, 21))


def test_months_stop_where_another_year_begins() -> None:
    """Claude, 24 agencies: $24 a year begun. $48 pay for 24 months; the 25th begins a third."""
    found = most_within(shop(), CLAUDE, what_if(), 48_00, "months")
    assert (found.most, found.total, found.beyond) == (24, (48_00, True, 576), (72_00, True, 600))


def test_what_is_not_covered_costs_nothing_and_buys_nothing() -> None:
    found = most_within(shop(), CLAUDE, Scenario(), 24_00, "months")
    assert (found.most, found.total) == (600, (24_00, True, 24 * 12))


def test_exactly_the_budget_fits_and_a_cent_less_does_not() -> None:
    assert most_within(shop(), CLAUDE, what_if(), 24_00, "months").most == 12
    assert most_within(shop(), CLAUDE, what_if(), 23_99, "months").most is None


def test_nothing_fits() -> None:
    """One month of Claude for 24 agencies is $24: $23.99 buy no month at all."""
    found = most_within(shop(), CLAUDE, what_if(), 23_99, "months")
    assert (found.most, found.always_within, found.total, found.beyond) == (None,) * 4
    assert found.least_total == (24_00, True, 24)


def test_all_fit_up_to_the_bound() -> None:
    found = most_within(shop(), GROK, what_if(), 10**9, "agencies")
    assert found.always_within == found.high
    assert (found.most, found.beyond) == (1_000_000, None)
    assert found.total == (420_000_00, True, 18_000_000)


def test_an_incomplete_total_never_fits() -> None:
    """Grok has no list price here: from month 18 on nobody knows, whatever the budget."""
    found = most_within(shop(), GROK, replace(what_if(), after="list"), 10**15, "months")
    assert found.most == 18
    assert found.beyond == (10_08, False, 432)


def test_only_zero_agencies_can_be_priced() -> None:
    llama = offer("llama", line(None, "flat", "month", assume="hosting"))
    found = most_within(shop(), llama, what_if(), 10**9, "agencies")
    assert (found.most, found.beyond) == (0, (0, False, 18))


def test_users_within_a_training_budget() -> None:
    """$250 for each of 24 × u users: 24 × 4 × 250 = $24,000; 24 × 5 × 250 = $30,000."""
    trained = offer("trained", line("250", "user", "once"))
    found = most_within(shop(), trained, what_if(), 29_999_99, "users_per_agency")
    assert (found.most, found.total) == (4, (24_000_00, True, 432))
