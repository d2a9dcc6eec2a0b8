"""The answers' first sentences, where no command reaches them; widths; amounts next to nothing."""

from dataclasses import replace
from datetime import date

from tests.domain import oracle
from tests.domain.analysis.made import CLAUDE, GROK, line, offer
from tui.domain.analysis.breakeven import break_even
from tui.domain.analysis.course import Total
from tui.domain.analysis.goal import GoalSeek, most_within
from tui.domain.analysis.sweep import parse_axis, sweep
from tui.domain.scenario import Scenario
from tui.report.breakeven_text import breakeven_answer, breakeven_text
from tui.report.goal_text import goal_answer, goal_text
from tui.report.sweep_text import sweep_answer, sweep_text

TODAY = date(2026, 11, 21)
SHOP = oracle.catalogue(GROK, CLAUDE)


def test_a_gap_below_the_most_is_said() -> None:
    found = GoalSeek(
        GROK, "agencies", 100_00, 0, 10, most=9, always_within=4,
        least_total=Total(0, True), total=Total(98_00, True), beyond=Total(101_00, True),
    )  # fmt: skip
    assert goal_answer(found, Scenario()) == (
        "$100.00 pays for at most 9 agencies of Grok: $98.00; 10 would cost $101.00. Not every "
        "smaller number fits: without a gap only up to 4."
    )


def test_a_tie_is_told_as_one() -> None:
    """$100 for everybody against $5 an agency are equal at 20 agencies."""
    lump = offer("lump", line("100", "flat", "once"))
    each = offer("each", line("5", "agency", "once"))
    assert breakeven_answer(break_even(lump, each, Scenario(), "agencies", 30)) == (
        "Each is cheaper from 1 to 19 agencies; Lump and Each cost the same at 20 agencies; "
        "Lump is cheaper from 21 to 30 agencies."
    )


def test_an_amount_that_is_not_zero_is_never_shown_as_zero() -> None:
    tiny = offer("tiny", line("0.0001", "agency", "once"))
    shop = oracle.catalogue(tiny, GROK)
    found = break_even(tiny, GROK, Scenario(), "agencies", 10)
    assert "<$0.01" in breakeven_text(shop, found, Scenario(), TODAY)
    budget = most_within(tiny, Scenario(), 0, "agencies")
    assert budget.most == 49
    assert "49 agencies of Tiny: <$0.01" in goal_text(shop, budget, Scenario(), TODAY)
    table = sweep((tiny,), Scenario(), [parse_axis(shop, Scenario(), "agencies=0,1")])
    text = sweep_text(shop, table, Scenario(), TODAY)
    assert "$0.00" in text
    assert "<$0.01" in text


def test_who_is_cheapest_is_counted_over_the_cells() -> None:
    """Claude at one year costs $1 an agency, Grok $0.42; with no agencies both cost nothing."""
    axis = parse_axis(SHOP, Scenario(), "agencies=0..2")
    found = sweep((GROK, CLAUDE), Scenario(), [axis])
    assert sweep_answer(found) == "Of 3 cells: Grok is cheapest in 2, a tie for the cheapest in 1."


def test_large_amounts_keep_within_the_width() -> None:
    seat = offer("seat", line("999999", "user", "month"), term=None)
    scenario = replace(Scenario(), users_per_agency=1_000_000, months=600)
    shop = oracle.catalogue(seat, CLAUDE)
    found = break_even(seat, CLAUDE, scenario, "agencies")
    lines = breakeven_text(shop, found, scenario, TODAY).splitlines()
    assert all(len(text) <= 100 for text in lines)
    assert any("$599,999,400,000,000,000,000.00" in text for text in lines)
