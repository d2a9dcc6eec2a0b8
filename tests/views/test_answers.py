"""The answers' first sentences, where no command reaches them; widths; amounts next to nothing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.domain import oracle
from tests.domain.analysis.made import CLAUDE, GROK, line, offer, what_if
from tui.domain.analysis.breakeven import break_even
from tui.domain.analysis.diff import differences
from tui.domain.analysis.goal import GoalSeek, most_within
from tui.domain.analysis.price_goal import Price, highest_price_within
from tui.domain.analysis.sensitivity import sensitivity
from tui.domain.analysis.sweep import parse_axis, sweep
from tui.domain.comparison import Case
from tui.domain.deals import Assumption
from tui.domain.pricing import price_offer
from tui.domain.quote import Total
from tui.domain.scenario import Overhead, Scenario
from tui.views.breakeven_text import breakeven_answer, breakeven_text
from tui.views.diff_text import diff_answer
from tui.views.goal_text import goal_answer, goal_text, price_goal_text
from tui.views.sensitivity_text import sensitivity_answer, sensitivity_text
from tui.views.sweep_text import sweep_answer, sweep_text

TODAY = date(2026, 11, 21)
SHOP = oracle.catalog(GROK, CLAUDE)
LLAMA = offer("llama", line(None, "flat", "month", assume="hosting"))
SEATS = offer(
    "seats",
    line(None, "user", "month", assume="hosting"),
    listed=(line("30", "user", "month"),),
)
"""$30 a seat and month after a term whose own price is not known."""
OPEN = replace(
    oracle.catalog(GROK, CLAUDE, LLAMA, SEATS),
    assumptions={"hosting": Assumption("hosting", "Hosting", "dollars a month")},
)


def test_a_gap_below_the_most_is_said() -> None:
    found = GoalSeek(
        GROK, "agencies", 100_00, 0, 10, most=9, always_within=4,
        least_total=Total(0, True, 0), total=Total(3_78, True, 162),
        beyond=Total(4_20, True, 180),
    )  # fmt: skip
    assert goal_answer(Case(OPEN, what_if(), TODAY), found) == (
        "$100.00 buys at most 9 agencies of Grok: $3.78; 10 would cost $4.20. Not every "
        "smaller number fits: without a gap only up to 4."
    )


def test_a_tie_is_told_as_one() -> None:
    """$100 for everybody against $5 an agency are equal at 20 agencies."""
    lump = offer("lump", line("100", "flat", "once"))
    each = offer("each", line("5", "agency", "once"))
    assert breakeven_answer(break_even(OPEN, lump, each, what_if(), "agencies", 30)) == (
        "Each costs less at every number up to 19 agencies; Lump and Each cost the same at 20 "
        "agencies; Lump costs less from 21 to 30 agencies."
    )


def test_an_amount_that_is_not_zero_is_never_shown_as_zero() -> None:
    tiny = offer("tiny", line("0.0001", "agency", "once"))
    shop = oracle.catalog(tiny, GROK)
    found = break_even(OPEN, tiny, GROK, what_if(), "agencies", 10)
    assert "<$0.01" in breakeven_text(Case(shop, what_if(), TODAY), found)
    budget = most_within(OPEN, tiny, what_if(), 0, "agencies")
    assert budget.most == 49
    assert "49 agencies of Tiny: <$0.01" in goal_text(Case(shop, what_if(), TODAY), budget)
    table = sweep(OPEN, (tiny,), what_if(), [parse_axis(shop, what_if(), "agencies=0,1")])
    text = sweep_text(Case(shop, what_if(), TODAY), table)
    assert "$0.00" in text
    assert "<$0.01" in text


def test_who_is_cheapest_is_counted_over_the_cells() -> None:
    """Claude at one year costs $1 an agency, Grok $0.42; with no agencies both cost nothing."""
    axis = parse_axis(SHOP, what_if(), "agencies=0..2")
    found = sweep(OPEN, (GROK, CLAUDE), what_if(), [axis])
    assert sweep_answer(found) == "Of 3 cells: Grok costs least in 2, no two totals are alike in 1."


def test_large_amounts_keep_within_the_width() -> None:
    seat = offer("seat", line("999999", "user", "month"), term=None)
    scenario = replace(what_if(), users_per_agency=1_000_000, months=600)
    shop = oracle.catalog(seat, CLAUDE)
    found = break_even(OPEN, seat, CLAUDE, scenario, "agencies")
    lines = breakeven_text(Case(shop, scenario, TODAY), found).splitlines()
    assert all(len(text) <= 100 for text in lines)
    assert any("$599,999,400,000,000,000,000.00" in text for text in lines)


def told(before: Scenario, after: Scenario, *offers: str) -> str:
    first, second = (replace(one, offers=offers) for one in (before, after))
    return diff_answer(differences(first, second, OPEN, TODAY))


def test_what_is_not_known_to_move_is_not_said_to_stand_still() -> None:
    """Hosting at $0 makes Llama's total known; more users may make seats dearer."""
    free = what_if(assume={"hosting": Decimal(0)})
    assert told(what_if(), free, "grok", "llama") == (
        "1 input differs; no known total moves (Llama: ≥ $0.00 → $0.00)."
    )
    assert told(what_if(), what_if(users_per_agency=5), "grok", "seats") == (
        "1 input differs; no known total moves (Seats unknown)."
    )
    assert told(what_if(), what_if(users_per_agency=5), "grok", "claude", "llama") == (
        "1 input differs; no total moves."
    )


def test_what_moves_most_among_lower_bounds_is_as_far_as_is_known() -> None:
    assert told(what_if(), what_if(agencies=48), "grok", "llama") == (
        "1 input differs; as far as is known, Grok moves most: $10.08 → $20.16 (+$10.08)."
    )


def test_equal_changes_are_each_told_as_they_are() -> None:
    """Grok bears $5 more and Claude $5 less: neither total and neither sign is the other's."""
    each = Overhead("exit", "Exit", "flat", "once", Decimal(5))
    before, after = (
        what_if(overheads=(replace(each, offers=(name,)),)) for name in ("claude", "grok")
    )
    assert told(before, after, "grok", "claude") == (
        "1 input differs; Grok and Claude move most: $10.08 → $15.08 (+$5.00) and "
        "$53.00 → $48.00 (−$5.00)."
    )


def test_an_unknown_part_is_not_said_to_stand_still() -> None:
    assert sensitivity_answer(sensitivity(OPEN, LLAMA, what_if())) == (
        "Llama costs ≥ $0.00; no input alone changes the known part of that within these ranges."
    )


def test_a_choice_moves_what_is_unknown_either_way() -> None:
    """After 18 months the list price is $30 × 24,000 × 18 = $12,960,000; with $30 for the unknown
    price, too, going on at that price would cost just as much: no swing at all.
    """
    scenario = what_if(months=36)
    found = sensitivity(OPEN, SEATS, scenario)
    after = next(swing for swing in found.swings if swing.key == "after")
    assert (after.size, after.complete) == (12_960_000_00, False)
    known = replace(scenario, assume={"hosting": Decimal(30)})
    totals = [price_offer(OPEN, SEATS, replace(known, after=a)).total for a in ("repeat", "list")]
    assert totals[0] == totals[1]
    text = sensitivity_text(Case(OPEN, scenario, TODAY), found)
    assert "$12,960,000.00, rest unknown" in text
    assert "the largest known swing comes with" in " ".join(text.split())


def test_one_total_beside_a_lower_bound_is_not_ranked() -> None:
    axis = parse_axis(OPEN, what_if(), "agencies=0..2")
    assert sweep_answer(sweep(OPEN, (GROK, LLAMA), what_if(), [axis])) == (
        "No offer is ranked in all 3 cells: no two totals are alike."
    )


def test_how_far_a_comparison_goes_is_said() -> None:
    found = break_even(OPEN, GROK, CLAUDE, Scenario(), "months", 24)
    assert breakeven_answer(found) == (
        "Grok costs less at every length up to 12 months; beyond that Claude is not covered."
    )
    text = breakeven_text(Case(OPEN, Scenario(), TODAY), found)
    assert "not alike" in text
    assert "$24.00 (12/24)" in text


def test_a_lower_bound_above_the_budget_is_judged() -> None:
    """$1 a month, and from month 12 on a price that nobody knows: the 13th month is too dear."""
    known = line("1", "flat", "month")
    late = replace(line(None, "flat", "month", assume="hosting"), from_month=12)
    found = most_within(OPEN, offer("late", known, late), what_if(), 12_00, "months")
    assert goal_answer(Case(OPEN, what_if(), TODAY), found) == (
        "$12.00 buys at most 12 months of Late: $12.00; 13 would cost at least $13.00."
    )
    now = replace(late, from_month=0)
    dear, open_ = (most_within(OPEN, offer("dear", known, now), what_if(), budget, "months")
                   for budget in (99, 100))  # fmt: skip
    assert goal_answer(Case(OPEN, what_if(), TODAY), dear) == (
        "No number fits $0.99: Dear costs ≥ $1.00 at 1 month already."
    )
    assert goal_answer(Case(OPEN, what_if(), TODAY), open_) == (
        "No number fits $1.00 for sure: Dear costs ≥ $1.00 at 1 month already."
    )


def test_one_number_alone_has_no_crossing_to_speak_of() -> None:
    assert breakeven_answer(break_even(OPEN, GROK, CLAUDE, what_if(), "agencies", 0)) == (
        "Neither Grok nor Claude is covered at 0 agencies."
    )


def test_the_notes_of_a_price_are_of_the_price_named() -> None:
    """18 × $1,000,000,000 are within $100,000,000,000; $10 are not within $9.99 at any price."""
    any_price = highest_price_within(OPEN, LLAMA, what_if(), 10**13, Price("assume", "hosting"))
    assert any_price.answer == "any"
    assert "Not in the total" not in price_goal_text(Case(OPEN, what_if(), TODAY), any_price)
    both = offer("both", line("10", "flat", "once"), *LLAMA.readings[0].lines)
    shop = replace(OPEN, offers={**OPEN.offers, "both": both})
    none = highest_price_within(OPEN, both, what_if(), 9_99, Price("assume", "hosting"))
    text = price_goal_text(Case(shop, what_if(), TODAY), none)
    assert "No price fits $9.99: Both costs $10.00 even with Hosting at $0.00." in text
    assert "Not in the total" not in text


def test_the_price_solved_for_is_said_to_vary() -> None:
    """Whatever the scenario says: at $5 a month it would be $90, and $180 are within the budget."""
    scenario = what_if(assume={"hosting": Decimal(5)})
    found = highest_price_within(OPEN, LLAMA, scenario, 180_00, Price("assume", "hosting"))
    assert found.price == 10
    text = " ".join(price_goal_text(Case(OPEN, scenario, TODAY), found).split())
    assert "Hosting: $5.00 (dollars a month) · varied here: Hosting" in text
