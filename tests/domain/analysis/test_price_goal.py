"""The highest price that fits: worked examples, and every price around the limit."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain import oracle
from tests.domain.analysis.made import CLAUDE, GROK, line, offer, shop, what_if
from tests.domain.strategies import offers, scenarios
from tui.domain.analysis.price_goal import Price, highest_price_against, highest_price_within
from tui.domain.deals import Offer
from tui.domain.quote import Quote
from tui.domain.scenario import Overhead, Scenario

HOSTING = Price("assume", "hosting")
LLAMA = offer("llama", line("0", "flat", "once"), line(None, "flat", "month", assume="hosting"))
TRAINING = Overhead("training", "Training", "user", "once", Decimal(250))
LISTED = replace(
    GROK,
    list_price=offer("l", line("1"), listed=(line("30", "user", "month"),)).list_price,
)


def priced_at(one: Offer, scenario: Scenario, what: Price, price: Fraction) -> Quote:
    """Price with one price replaced, to 28 digits."""
    exact = Decimal(price.numerator) / Decimal(price.denominator)
    if what.kind == "list":
        assert one.list_price is not None
        lines = list(one.list_price.lines)
        place = next(i for i, found in enumerate(lines) if found.price is not None)
        lines[place] = replace(lines[place], price=exact)
        changed = replace(one, list_price=replace(one.list_price, lines=tuple(lines)))
        return oracle.price(changed, scenario)
    if what.kind == "overhead":
        overheads = tuple(
            replace(o, price=exact) if o.id == what.name else o for o in scenario.overheads
        )
        return oracle.price(one, replace(scenario, overheads=overheads))
    return oracle.price(one, replace(scenario, assume={**scenario.assume, what.name: exact}))


@given(offers(), scenarios(), st.integers(0, 10**9), st.sampled_from([0, 1, 2]))
def test_the_limit_parts_what_fits_from_what_does_not(
    one: Offer, scenario: Scenario, budget: int, kind: int
) -> None:
    what = (HOSTING, Price("overhead", "training"), Price("list"))[kind]
    if kind == 2:
        scenario = replace(scenario, after="list", after_for={})

    def at(price: Fraction) -> tuple[int, bool]:
        quote = priced_at(one, scenario, what, price)
        return quote.total, quote.complete

    try:
        found = highest_price_within(shop(), one, scenario, budget, what)
    except ValueError:
        return
    free, complete = at(Fraction(0))
    assert (found.answer == "unknown") == (not complete)
    if complete:
        assert (found.answer == "none") == (free > budget)
    if found.answer == "unused":
        assert at(Fraction(10**9))[0] == free
    if found.answer == "any":
        assert at(Fraction(10**9))[0] <= budget
    if found.answer == "price":
        assert found.limit is not None
        assert found.price is not None
        tiny = Fraction(1, 10**15)
        assert at(found.limit + tiny)[0] > budget
        assert at(max(found.limit - tiny, Fraction(0)))[0] <= budget
        assert at(Fraction(found.price))[0] <= budget
        exponent = found.price.as_tuple().exponent
        assert isinstance(exponent, int)
        if found.price:
            assert at(Fraction(found.price + Decimal(1).scaleb(exponent)))[0] > budget


def test_hosting_within_a_million() -> None:
    """18 months of hosting at p: 18 × 55,555.55 = $999,999.90 fits, a cent more a month does not.

    The total rounds to more than $1,000,000.00 from 18 p = 1,000,000.005 on.
    """
    found = highest_price_within(shop(), LLAMA, what_if(), 1_000_000_00, HOSTING)
    assert (found.answer, found.price) == ("price", Decimal("55555.55"))
    assert found.limit == Fraction(1_000_000_005, 18_000)
    assert found.quote is not None
    assert found.quote.total == 999_999_90


def test_a_training_price_is_rounded_down() -> None:
    """$100,010.08 less the licence of $10.08, over 24 × 1000 users: 100,000 ÷ 24,000 = 4.1666…"""
    scenario = what_if(overheads=(TRAINING,))
    found = highest_price_within(shop(), GROK, scenario, 100_010_08, Price("overhead", "training"))
    assert found.price == Decimal("4.16")
    assert found.limit == Fraction(100_000_005, 24_000_000)
    assert found.quote is not None
    assert found.quote.total == 99_840_00 + 10_08


def test_a_price_below_a_cent_has_six_decimals() -> None:
    """$100 over 24,000 users are 0.41666… cents each."""
    scenario = what_if(overheads=(TRAINING,))
    found = highest_price_within(shop(), GROK, scenario, 110_08, Price("overhead", "training"))
    assert found.price == Decimal("0.004166")


def test_which_seat_price_keeps_grok_cheapest_at_36_months() -> None:
    """Grok: $10.08 for 18 months, then 24,000 seats × 18 months at p. A rival of $5 a seat-month
    for 36 months costs 24,000 × 36 × 5 = $4,320,000: (4,320,000 − 10.08) ÷ 432,000 = 9.99997….
    """
    rival = offer("rival", line("5", "user", "month"))
    scenario = what_if(months=36, after="list")
    rival = replace(rival, term_months=None)
    found = highest_price_against(shop(), LISTED, rival, scenario, Price("list"))
    assert (found.answer, found.component, found.price) == ("price", "licence", Decimal("9.99"))
    assert found.budget == 4_320_000_00
    assert found.quote is not None
    assert found.quote.total == 10_08 + 432_000 * 9_99


def test_already_above_the_budget_at_nothing() -> None:
    found = highest_price_within(shop(), GROK, what_if(overheads=(TRAINING,)), 10_07,
                                 Price("overhead", "training"))  # fmt: skip
    assert (found.answer, found.price) == ("none", None)


def test_a_price_that_nothing_is_charged_by() -> None:
    """18 months lie within Grok's term: no list price is charged, whatever it is."""
    found = highest_price_within(shop(), LISTED, what_if(after="list"), 10_08, Price("list"))
    assert found.answer == "unused"
    assert highest_price_within(shop(), GROK, what_if(), 10_08, HOSTING).answer == "unused"


def test_every_price_up_to_the_bound_fits() -> None:
    """One agency, one month, $2,000,000,000: the bound of a price is half of it."""
    scenario = what_if(agencies=1, months=1)
    assert highest_price_within(shop(), LLAMA, scenario, 2 * 10**11, HOSTING).answer == "any"


def test_another_unknown_price_leaves_no_answer() -> None:
    two = offer("two", *LLAMA.readings[0].lines, line(None, "user", "month", assume="usage"))
    found = highest_price_within(shop(), two, what_if(), 10**9, HOSTING)
    assert found.answer == "unknown"
    assert found.quote is not None
    assert [one.assumption for one in found.quote.unknown] == ["usage"]


def test_two_lines_of_one_price_round_apart() -> None:
    """Twice 0.5 p and once p: at p = 0.01 the halves round up to a cent each, 3 cents in all."""
    both = offer(
        "both",
        replace(line(None, "flat", "once", assume="hosting"), times=Decimal("0.5")),
        replace(line(None, "flat", "once", assume="hosting"), times=Decimal("0.5")),
        line(None, "flat", "once", assume="hosting"),
    )
    found = highest_price_within(shop(), both, what_if(), 2, HOSTING)
    assert (found.limit, found.price) == (Fraction(1, 100), Decimal("0.009999"))
    assert highest_price_within(shop(), both, what_if(), 3, HOSTING).limit == Fraction(15, 1000)


def test_a_rival_charged_by_the_same_price_is_no_budget() -> None:
    scenario = what_if(overheads=(TRAINING,))
    found = highest_price_against(shop(), GROK, CLAUDE, scenario, Price("overhead", "training"))
    assert found.answer == "shared"
    alone = what_if(overheads=(replace(TRAINING, offers=("grok",)),))
    found = highest_price_against(shop(), GROK, CLAUDE, alone, Price("overhead", "training"))
    assert (found.answer, found.budget, found.price) == ("price", 48_00, Decimal("0.00158"))


def test_a_rival_that_covers_other_months_is_no_budget() -> None:
    """Claude's agreement ends after 12 of the 18 months."""
    scenario = replace(Scenario(months=18), overheads=(replace(TRAINING, offers=("grok",)),))
    found = highest_price_against(shop(), GROK, CLAUDE, scenario, Price("overhead", "training"))
    assert (found.answer, found.budget) == ("unlike", 24_00)


def test_what_cannot_be_solved_for_says_why() -> None:
    with pytest.raises(ValueError, match="set after=list"):
        highest_price_within(shop(), LISTED, what_if(), 0, Price("list"))
    with pytest.raises(ValueError, match="no published list price"):
        highest_price_within(shop(), GROK, what_if(after="list"), 0, Price("list"))
    with pytest.raises(ValueError, match="no overhead “travel”"):
        highest_price_within(shop(), GROK, what_if(), 0, Price("overhead", "travel"))
