"""Sensitivity: the tornado's bars, their order, and that the ends are the extremes."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain import oracle
from tests.domain.analysis.made import GROK, line, offer, scenarios, what_if, with_readings
from tests.domain.oracle import price
from tests.domain.strategies import offers
from tui.domain.analysis.sensitivity import Swing, sensitivity
from tui.domain.deals import Assumption, Catalog, Offer, Suggestion
from tui.domain.scenario import Overhead, Scenario

TRAINING = Overhead("training", "Training", "user", "once", Decimal(250))


def catalog(*found: Offer, figures: tuple[str, ...] = ()) -> Catalog:
    suggestions = tuple(Suggestion(one, Decimal(one), ("s",)) for one in figures)
    hosting = Assumption("hosting", "Hosting", "dollars a month", suggestions=suggestions)
    return replace(oracle.catalog(*found), assumptions={"hosting": hosting})


def swings(one: Offer, scenario: Scenario, *figures: str) -> dict[str, Swing]:
    found = sensitivity(catalog(one, figures=figures), one, scenario).swings
    return {swing.key: swing for swing in found}


def test_training_is_the_decision_and_the_licence_is_noise() -> None:
    """24 × 1000 users × $250 = $6,000,000: half is $3,000,000, one and a half $9,000,000."""
    scenario = what_if(overheads=(TRAINING,))
    found = sensitivity(catalog(GROK), GROK, scenario).swings
    assert [swing.key for swing in found] == [
        "agencies", "users_per_agency", "overhead.training.price", "months", "after", "charge",
    ]  # fmt: skip
    agencies, users, training, months, after, charge = found
    assert (agencies.low, agencies.now, agencies.high) == ("12", "24", "36")
    assert agencies.low_total[:2] == (3_000_005_04, True)
    assert agencies.high_total[:2] == (9_000_015_12, True)
    assert (users.low, users.high, users.size) == ("500", "1,500", 6_000_000_00)
    assert (training.low, training.high, training.size) == ("$125.00", "$375.00", 6_000_000_00)
    assert (months.low, months.high, months.size) == ("9", "27", 10_08)
    assert (charge.size, after.size) == (0, 0)
    assert [swing for swing in found if swing.is_choice] == [after, charge]


def test_readings_are_all_tried() -> None:
    """Per month Grok is 18 × 24 × 0.42 = $181.44, per term $10.08."""
    several = with_readings(GROK, **{"per-month": line("0.42", "agency", "month")})
    found = swings(several, what_if())["readings"]
    assert (found.low, found.high, found.now) == ("r", "per-month", "r")
    assert (found.low_total.cents, found.high_total.cents) == (10_08, 181_44)


def test_an_unpriced_reading_is_named_and_left_out() -> None:
    several = with_readings(GROK, bureaus=line(None, "agency", "term", assume="hosting"))
    found = swings(several, what_if())["readings"]
    assert (found.size, found.complete, found.unpriced) == (0, True, ("bureaus",))


def test_what_follows_the_offer() -> None:
    """36 months: repeat buys a second term ($20.16), stop ends after the first ($10.08)."""
    found = swings(GROK, what_if(months=36))["after"]
    assert (found.low, found.high, found.size) == ("stop", "repeat", 10_08)
    assert found.unpriced == ("list",)


def test_an_assumption_runs_over_its_published_figures() -> None:
    """18 months of hosting at $100 to $400 a month: $1,800 to $7,200."""
    llama = offer("llama", line(None, "flat", "month", assume="hosting"))
    scenario = what_if(assume={"hosting": Decimal(200)})
    published = swings(llama, scenario, "400", "100")["assume.hosting"]
    assert (published.low, published.high) == ("$100.00", "$400.00")
    assert (published.low_total.cents, published.high_total.cents) == (1_800_00, 7_200_00)
    alone = swings(llama, scenario, "100")["assume.hosting"]
    assert (alone.low, alone.high) == ("$100.00", "$300.00")
    tiny = swings(llama, what_if(assume={"hosting": Decimal("0.000000001")}))["assume.hosting"]
    assert (tiny.low_total.cents, tiny.high_total.cents) == (0, 0)


def test_small_numbers_move_by_a_step_at_least_within_their_bounds() -> None:
    found = swings(GROK, what_if(agencies=0, months=1, users_per_agency=0))
    assert (found["agencies"].low, found["agencies"].high) == ("0", "1")
    assert (found["months"].low, found["months"].high) == ("1", "2")
    assert (found["users_per_agency"].low, found["users_per_agency"].high) == ("0", "10")


def test_an_offers_own_number_is_varied_in_place_of_the_scenarios() -> None:
    found = swings(GROK, what_if(agencies_for={"grok": 10}))
    assert "agencies" not in found
    own = found["agencies_for.grok"]
    assert (own.title, own.low, own.high, own.size) == ("Agencies of Grok", "5", "15", 4_20)


def test_ranges_of_ones_own() -> None:
    shop = catalog(GROK)
    ends = {"agencies": (Decimal(10), Decimal(110))}
    found = sensitivity(shop, GROK, what_if(), ends).swings
    assert (found[0].key, found[0].low, found[0].high) == ("agencies", "10", "110")
    assert found[0].size == 42_00
    for wrong, words in (
        ({"agencies": (Decimal(2), Decimal(1))}, "from low to high"),
        ({"agencies": (Decimal("0.5"), Decimal(1))}, "whole number"),
        ({"months": (Decimal(0), Decimal(1))}, "1 to 600"),
        ({"color": (Decimal(0), Decimal(1))}, "known here: agencies"),
    ):
        with pytest.raises(ValueError, match=words):
            sensitivity(shop, GROK, what_if(), wrong)


def test_an_open_assumption_may_be_given_a_range() -> None:
    llama = offer("llama", line(None, "flat", "month", assume="hosting"))
    ends = (Decimal(0), Decimal(10))
    found = sensitivity(catalog(llama), llama, what_if(), {"assume.hosting": ends}).swings
    assert (found[0].key, found[0].now, found[0].size) == ("assume.hosting", "not given", 180_00)
    assert found[1].complete is False


@given(offers(), scenarios(), st.data())
def test_every_value_in_between_lies_between_the_ends(
    one: Offer, scenario: Scenario, data: st.DataObject
) -> None:
    found = sensitivity(catalog(one), one, scenario).swings
    assert [swing.size for swing in found] == sorted((s.size for s in found), reverse=True)
    for swing in found:
        if swing.key not in ("agencies", "months", "users_per_agency", "ramp_months"):
            continue
        low, high = int(swing.low.replace(",", "")), int(swing.high.replace(",", ""))
        changed: dict[str, int] = {swing.key: data.draw(st.integers(low, high))}
        total = price(one, replace(scenario, **changed)).total  # type: ignore[arg-type]  # ints
        ends = sorted((swing.low_total.cents, swing.high_total.cents))
        assert ends[0] <= total <= ends[1]
