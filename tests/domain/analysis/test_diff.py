"""What two scenarios differ in: every input named, every cent of the change credited."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given

from tests.domain import oracle
from tests.domain.analysis.made import CLAUDE, GROK, line, pairs, scenarios, what_if, with_readings
from tests.domain.oracle import price
from tui.domain.analysis.diff import Differences, differences
from tui.domain.deals import Assumption, Offer
from tui.domain.scenario import Overhead, Scenario

TODAY = date(2026, 11, 21)
TRAINING = Overhead("training", "Training", "user", "once", Decimal(250))
SEVERAL = with_readings(GROK, **{"per-month": line("0.42", "agency", "month")})


def told(before: Scenario, after: Scenario, *offers: Offer) -> Differences:
    shop = replace(
        oracle.catalog(*(offers or (SEVERAL, CLAUDE))),
        assumptions={"hosting": Assumption("hosting", "Hosting", "dollars a month")},
    )
    return differences(before, after, shop, TODAY)


def test_the_same_scenario_differs_in_nothing() -> None:
    found = told(what_if(), what_if(name="another name"))
    assert found.changes == ()
    assert [(one.cents, one.effects) for one in found.movements] == [(0, ()), (0, ())]


def test_the_change_is_credited_in_the_order_of_the_inputs() -> None:
    """Claude, 24 agencies, 18 months: 2 years begun, $48. First 48 agencies: $96, so + $48; then
    36 months: 3 years begun, $144, so + $48 again. The other way round it would be 24 and 72.
    """
    found = told(what_if(), what_if(agencies=48, months=36))
    claude = found.movements[1]
    assert [change.words for change in found.changes] == ["Agencies 24 → 48", "Months 18 → 36"]
    assert (claude.before.total, claude.after.total, claude.cents) == (48_00, 144_00, 96_00)
    assert [effect.cents for effect in claude.effects] == [48_00, 48_00]


def test_every_kind_of_input_in_words() -> None:
    before = what_if(overheads=(TRAINING,), agencies_for={"claude": 10})
    after = what_if(
        agencies=1200,
        start=date(2026, 12, 1),
        after="stop",
        offers=("claude",),
        readings={"grok": "per-month"},
        assume={"hosting": Decimal("40179.20")},
        overheads=(
            replace(TRAINING, price=Decimal(300)),
            Overhead("exit", "Exit", "flat", "once", Decimal(5), offers=("claude",)),
        ),
    )
    assert [change.words for change in told(before, after).changes] == [
        "Agencies 24 → 1,200",
        "Start as announced → 2026-12",
        "After the offer repeat → stop",
        "Offers Grok, Claude → Claude",
        "Agencies of Claude 10 → as all",
        "Reading of Grok r → per-month",
        "Hosting not given → $40,179.20",
        "Training $250.00 → $300.00",
        "Exit none → $5.00 (flat, once, for claude)",
    ]


def test_an_offer_compared_in_one_scenario_only_has_both_totals() -> None:
    found = told(what_if(offers=("grok",)), what_if(offers=("claude",)))
    grok, claude = found.movements
    assert (grok.compared_before, grok.compared_after) == (True, False)
    assert (claude.compared_before, claude.compared_after) == (False, True)
    assert (grok.cents, claude.cents) == (0, 0)


def test_a_lower_bound_is_said_to_be_one() -> None:
    """36 months with the list price that Grok does not have here: its total is not known."""
    found = told(what_if(months=36), what_if(months=36, after="list"))
    grok = found.movements[0]
    assert (grok.cents, grok.complete) == (-10_08, False)
    assert grok.effects[0].complete is False


@given(pairs(), scenarios(), scenarios())
def test_the_effects_add_up_to_the_change(
    pair: tuple[Offer, Offer], before: Scenario, after: Scenario
) -> None:
    found = told(before, after, *pair)
    for one in found.movements:
        assert one.before.total == price(one.offer, before).total
        assert one.after.total == price(one.offer, after).total
        assert sum(effect.cents for effect in one.effects) == one.cents
        assert [effect.change for effect in one.effects] == list(found.changes)
