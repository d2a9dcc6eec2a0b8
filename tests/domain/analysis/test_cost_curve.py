"""A cost curve gives the same totals as pricing every number on its own."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.analysis.made import CLAUDE, GROK, OVERS, line, offer, scenarios, shop, what_if
from tests.domain.strategies import Market, markets
from tui.domain.analysis.cost_curve import LEAST, Over, cost_curve, with_number
from tui.domain.deals import Catalog, Offer
from tui.domain.pricing import price_offer
from tui.domain.quote import Total
from tui.domain.scenario import Scenario


def priced(catalog: Catalog, one: Offer, scenario: Scenario, over: Over, number: int) -> Total:
    return Total.of(price_offer(catalog, one, with_number(scenario, over, number)))


@pytest.mark.parametrize("over", OVERS)
@given(markets(), scenarios(), st.integers(0, 70))
def test_every_number_as_priced(over: Over, market: Market, scenario: Scenario, most: int) -> None:
    found = cost_curve(*market, scenario, over, max(most, LEAST[over]))
    numbers = range(LEAST[over], max(most, LEAST[over]) + 1)
    assert [found.at(n) for n in numbers] == [priced(*market, scenario, over, n) for n in numbers]


@pytest.mark.parametrize("over", OVERS)
@given(markets(), scenarios(), st.data())
def test_large_numbers_as_priced(
    over: Over, market: Market, scenario: Scenario, data: st.DataObject
) -> None:
    found = cost_curve(*market, scenario, over)
    for number in data.draw(st.lists(st.integers(LEAST[over], found.high), max_size=5)):
        assert found.at(number) == priced(*market, scenario, over, number)


def test_three_agencies_over_a_ramp_of_two() -> None:
    """Of 3 agencies ⌊3 ÷ 2⌋ = 1 joins in month 0 and 2 in month 1; $1 a month: 1 + 3 = $4."""
    monthly = offer("a", line("1", "agency", "month"))
    assert cost_curve(shop(), monthly, what_if(months=2, ramp_months=2), "agencies").at(3) == (
        400,
        True,
        4,
    )


def test_a_number_of_its_own_is_constant() -> None:
    scenario = what_if(agencies_for={"grok": 10}, ramp_months=3)
    found = cost_curve(shop(), GROK, scenario, "agencies", 50)
    assert {found.at(n) for n in range(51)} == {(420, True, 169)}


def test_nothing_outside_the_bounds() -> None:
    with pytest.raises(ValueError, match="1 to 600"):
        cost_curve(shop(), GROK, what_if(), "months", 601)
    with pytest.raises(ValueError, match="not within"):
        cost_curve(shop(), CLAUDE, what_if(), "months", 12).at(13)


def test_unknown_from_the_month_in_which_the_list_price_is_missing() -> None:
    found = cost_curve(shop(), GROK, replace(what_if(), after="list"), "months", 20)
    assert [found.at(n).complete for n in (17, 18, 19, 20)] == [True, True, False, False]
