"""A course gives the same totals as pricing every number on its own."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.analysis.made import CLAUDE, GROK, OVERS, line, offer, scenarios
from tests.domain.strategies import offers
from tui.domain.analysis.cost_curve import LEAST, Over, Total, course, with_number
from tui.domain.deals import Offer
from tui.domain.pricing import price_offer
from tui.domain.scenario import Scenario


def priced(one: Offer, scenario: Scenario, over: Over, number: int) -> Total:
    quote = price_offer(one, with_number(scenario, over, number))
    return Total(quote.total, quote.complete)


@pytest.mark.parametrize("over", OVERS)
@settings(max_examples=40)
@given(offers(), scenarios(), st.integers(0, 70))
def test_every_number_as_priced(over: Over, one: Offer, scenario: Scenario, most: int) -> None:
    found = course(one, scenario, over, max(most, LEAST[over]))
    numbers = range(LEAST[over], max(most, LEAST[over]) + 1)
    assert [found.at(n) for n in numbers] == [priced(one, scenario, over, n) for n in numbers]


@pytest.mark.parametrize("over", OVERS)
@settings(max_examples=40)
@given(offers(), scenarios(), st.data())
def test_large_numbers_as_priced(
    over: Over, one: Offer, scenario: Scenario, data: st.DataObject
) -> None:
    found = course(one, scenario, over)
    for number in data.draw(st.lists(st.integers(LEAST[over], found.high), max_size=5)):
        assert found.at(number) == priced(one, scenario, over, number)


def test_three_agencies_over_a_ramp_of_two() -> None:
    """Of 3 agencies ⌊3 ÷ 2⌋ = 1 joins in month 0 and 2 in month 1; $1 a month: 1 + 3 = $4."""
    monthly = offer("a", line("1", "agency", "month"))
    assert course(monthly, Scenario(months=2, ramp_months=2), "agencies").at(3) == (400, True)


def test_a_number_of_its_own_is_constant() -> None:
    scenario = Scenario(agencies_for={"grok": 10}, ramp_months=3)
    found = course(GROK, scenario, "agencies", 50)
    assert {found.at(n) for n in range(51)} == {(420, True)}


def test_nothing_outside_the_bounds() -> None:
    with pytest.raises(ValueError, match="1 to 600"):
        course(GROK, Scenario(), "months", 601)
    with pytest.raises(ValueError, match="not within"):
        course(CLAUDE, Scenario(), "months", 12).at(13)


def test_unknown_from_the_month_in_which_the_list_price_is_missing() -> None:
    found = course(GROK, replace(Scenario(), after="list"), "months", 20)
    assert [found.at(n).complete for n in (17, 18, 19, 20)] == [True, True, False, False]
