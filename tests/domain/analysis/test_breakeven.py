"""Break-even: worked examples, and every crossing that pricing one by one finds."""

from dataclasses import replace
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.analysis.made import (
    CLAUDE,
    GROK,
    OVERS,
    line,
    offer,
    pairs,
    scenarios,
    shop,
    what_if,
)
from tests.domain.analysis.test_cost_curve import priced
from tui.domain.analysis.breakeven import BreakEven, Cheaper, break_even
from tui.domain.analysis.cost_curve import LEAST, Over, with_number
from tui.domain.deals import Offer
from tui.domain.quote import Total
from tui.domain.scenario import Scenario


def answer(first: Total, second: Total, offers: tuple[Offer, Offer], scenario: Scenario) -> Cheaper:
    if not (first.complete and second.complete):
        return "unknown"
    agencies = [scenario.agencies_of(one.id) for one in offers]
    if agencies[0] != agencies[1] or first.covered != second.covered or not first.covered:
        return "unlike"
    if first.cents == second.cents:
        return "tie"
    return "first" if first.cents < second.cents else "second"


def told(pair: tuple[Offer, Offer], scenario: Scenario, over: Over, number: int) -> Cheaper:
    """The answer at one number, by pricing both offers there."""
    first, second = (priced(shop(), one, scenario, over, number) for one in pair)
    return answer(first, second, pair, with_number(scenario, over, number))


def spans(found: BreakEven) -> list[tuple[int, int, Cheaper]]:
    return [(span.start, span.end, span.cheaper) for span in found.spans]


@pytest.mark.parametrize("over", OVERS)
@given(pairs(), scenarios(), st.integers(1, 90))
def test_every_crossing_as_priced_one_by_one(
    over: Over, pair: tuple[Offer, Offer], scenario: Scenario, most: int
) -> None:
    first, second = pair
    found = break_even(shop(), first, second, scenario, over, most)
    walked = [(n, told(pair, scenario, over, n)) for n in range(LEAST[over], most + 1)]
    runs = [list(run) for _, run in groupby(walked, key=lambda item: item[1])]
    assert spans(found) == [(run[0][0], run[-1][0], run[0][1]) for run in runs]
    for span in found.spans:
        assert span.first_totals[0] == priced(shop(), first, scenario, over, span.start)
        assert span.second_totals[1] == priced(shop(), second, scenario, over, span.end)


@pytest.mark.parametrize("over", ["agencies", "users_per_agency"])
@given(pairs(), scenarios())
def test_both_sides_of_every_crossing_in_a_million(
    over: Over, pair: tuple[Offer, Offer], scenario: Scenario
) -> None:
    first, second = pair
    found = break_even(shop(), first, second, scenario, over)
    assert (found.spans[0].start, found.spans[-1].end) == (0, 1_000_000)
    for span in (*found.spans[:3], *found.spans[-3:]):
        for number in range(max(span.start - 2, 0), min(span.start + 3, 1_000_001)):
            span_there = next(s for s in found.spans if s.start <= number <= s.end)
            assert span_there.cheaper == told(pair, scenario, over, number)


def test_grok_and_claude_tie_nowhere_but_at_no_agencies() -> None:
    """18 months: Grok $0.42 once, Claude $1 in month 0 and in month 12, so $2 an agency."""
    found = break_even(shop(), GROK, CLAUDE, what_if(), "agencies", 100)
    assert spans(found) == [(0, 0, "unlike"), (1, 100, "first")]
    assert found.spans[1].first_totals[0] == (42, True, 18)
    assert found.spans[1].second_totals[1] == (200_00, True, 1800)


def test_a_lump_sum_against_a_price_for_each_agency() -> None:
    """$100 for everybody against $7 an agency: 14 × 7 = 98 is less, 15 × 7 = 105 is more."""
    lump = offer("lump", line("100", "flat", "once"))
    each = offer("each", line("7", "agency", "once"))
    found = break_even(shop(), each, lump, what_if(), "agencies")
    assert spans(found) == [(0, 0, "unlike"), (1, 14, "first"), (15, 1_000_000, "second")]
    assert found.crossings == (1, 15)


def test_a_tie_at_exactly_one_number() -> None:
    """$100 for everybody against $5 an agency are equal at 20 agencies and nowhere else."""
    lump = offer("lump", line("100", "flat", "once"))
    each = offer("each", line("5", "agency", "once"))
    assert spans(break_even(shop(), lump, each, what_if(), "agencies", 30)) == [
        (0, 0, "unlike"), (1, 19, "second"), (20, 20, "tie"), (21, 30, "first"),
    ]  # fmt: skip


def test_months_cross_where_a_new_year_is_begun() -> None:
    """$1 a year against $0.20 a month: 5 months cost $1.00 both ways, 6 months $1.20.

    In month 12 the second year begins: $2 against 13 × 0.20 = $2.60.
    """
    yearly = offer("yearly", line("1", "agency", "year"))
    monthly = offer("monthly", line("0.20", "agency", "month"))
    found = break_even(shop(), yearly, monthly, what_if(agencies=1), "months", 24)
    assert spans(found) == [(1, 4, "second"), (5, 5, "tie"), (6, 24, "first")]


def test_never_up_to_600_months_is_an_answer() -> None:
    free = offer("free", line("0", "flat", "once"))
    found = break_even(shop(), free, GROK, what_if(), "months")
    assert found.crossings == ()
    assert spans(found) == [(1, 600, "first")]


def test_users_do_not_change_prices_by_the_agency() -> None:
    found = break_even(shop(), GROK, CLAUDE, what_if(), "users_per_agency")
    assert spans(found) == [(0, 1_000_000, "first")]


def test_rounding_makes_cheap_offers_flicker() -> None:
    """0.4 cents an agency against 0.6: rounded to cents 0 0 1 1 2 2 2 3 against 0 1 1 2 2 3 4 4."""
    low = offer("low", line("0.004", "agency", "once"))
    high = offer("high", line("0.006", "agency", "once"))
    assert spans(break_even(shop(), low, high, what_if(), "agencies", 7)) == [
        (0, 0, "unlike"), (1, 1, "first"), (2, 2, "tie"), (3, 3, "first"), (4, 4, "tie"),
        (5, 7, "first"),
    ]  # fmt: skip


def test_equal_slopes_repeat_themselves() -> None:
    """Two half cents, each rounded up, against one cent: a cent apart at every odd number."""
    halves = offer("halves", line("0.005", "agency", "once"), line("0.005", "agency", "once"))
    whole = offer("whole", line("0.01", "agency", "once"))
    found = break_even(shop(), halves, whole, what_if(), "agencies", 9)
    flicker = [(n, n, "second" if n % 2 else "tie") for n in range(1, 10)]
    assert spans(found) == [(0, 0, "unlike"), *flicker]
    assert len(break_even(shop(), halves, whole, what_if(), "agencies", 100_000).spans) == 100_001


def test_a_lower_bound_is_never_cheaper() -> None:
    """Hosting is not given: from one agency on nobody knows, even where the known part is $0."""
    llama = offer("llama", line(None, "flat", "month", assume="hosting"))
    found = break_even(shop(), llama, GROK, what_if(), "agencies")
    assert spans(found) == [(0, 0, "unlike"), (1, 1_000_000, "unknown")]
    assert found.spans[1].first_totals == ((0, False, 18), (0, False, 18_000_000))


def test_the_last_of_a_million_agencies_is_found() -> None:
    """$0.42 × 1,000,000 = $420,000.00: a lump sum of one cent less is passed at the very end."""
    lump = offer("lump", line("419999.99", "flat", "once"))
    found = break_even(shop(), lump, GROK, what_if(), "agencies")
    assert spans(found)[-2:] == [(1, 999_999, "second"), (1_000_000, 1_000_000, "first")]


def test_beyond_the_shorter_agreement_nobody_is_cheaper() -> None:
    """Claude's 12 months end; Grok's go on to 18, and then neither adds anything more."""
    found = break_even(shop(), GROK, CLAUDE, Scenario(), "months", 30)
    assert spans(found) == [(1, 12, "first"), (13, 30, "unlike")]


def test_a_number_of_its_own_is_alike_at_that_number_alone() -> None:
    scenario = what_if(agencies_for={"grok": 10})
    found = break_even(shop(), GROK, CLAUDE, scenario, "agencies", 30)
    assert spans(found) == [(0, 9, "unlike"), (10, 10, "first"), (11, 30, "unlike")]
    edge = break_even(shop(), CLAUDE, GROK, scenario, "agencies", 10)
    assert spans(edge) == [(0, 9, "unlike"), (10, 10, "second")]
    assert break_even(shop(), GROK, CLAUDE, scenario, "months").spans[0].cheaper == "unlike"
    both = what_if(agencies_for={"grok": 10, "claude": 10})
    assert spans(break_even(shop(), GROK, CLAUDE, both, "agencies", 9)) == [(0, 9, "first")]


def test_a_ramp_shifts_the_crossing() -> None:
    """Over 2 months n agencies pay ⌊n ÷ 2⌋ + n agency-months at $1; the lump sum is $10.

    7 agencies: 3 + 7 = 10, a tie. 6: 3 + 6 = 9. 8: 4 + 8 = 12. Without the ramp 5 × 2 = 10.
    """
    monthly = offer("monthly", line("1", "agency", "month"))
    lump = offer("lump", line("10", "flat", "once"))
    found = break_even(shop(), monthly, lump, what_if(months=2, ramp_months=2), "agencies")
    assert spans(found) == [
        (0, 0, "unlike"), (1, 6, "first"), (7, 7, "tie"), (8, 1_000_000, "second"),
    ]  # fmt: skip


def test_a_refuted_reading_is_never_the_cheaper() -> None:
    (reading,) = GROK.readings
    refuted = replace(GROK, readings=(replace(reading, refuted_by=("s",)),))
    found = break_even(shop(), refuted, CLAUDE, what_if(), "agencies", 100)
    assert spans(found) == [(0, 100, "unlike")]
    assert found.refuted == (refuted,)
