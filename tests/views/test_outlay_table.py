"""The table of totals where room is short."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.views.made import REAL, compared
from tui.domain.scenario import Scenario
from tui.views.outlay_table import outlay_lines

SMALL = 75, 9
"""Cells and lines of the pane in a terminal of 80 columns and 24 lines."""
DECEMBER = Scenario(start=date(2026, 12, 1), after="successor")
FIVE = Scenario(offers=("grok", "chatgpt", "claude", "llama", "gemini"))
MILLIONS = Scenario(
    agencies=120, months=36, users_per_agency=5_000, after="list",
    offers=("grok", "chatgpt", "chatgpt-gov", "claude", "llama"),
    assume={"hosting": Decimal("48215.04")},
)  # fmt: skip


@pytest.mark.parametrize(
    ("scenario", "by_year"),
    [(Scenario(), False), (Scenario(), True), (DECEMBER, False), (DECEMBER, True),
     (MILLIONS, False), (FIVE, True)],
)  # fmt: skip
def test_a_small_terminal_shows_every_total_at_once(scenario: Scenario, by_year: bool) -> None:
    comparison, (width, rows) = compared(scenario, REAL), SMALL
    lines = outlay_lines(comparison, width, by_year=by_year)
    shown = {line.key for line in lines[:rows]}
    assert {one.offer.id for one in comparison.standings} <= shown
    assert all(len(line.text) <= width for line in lines)


def test_a_change_of_millions_is_whole_where_the_pinned_total_has_no_room() -> None:
    before, after = compared(MILLIONS, REAL), compared(replace(MILLIONS, users_per_agency=2), REAL)
    lines = [line.text for line in outlay_lines(after, SMALL[0], baseline=before)]
    assert all(len(text) <= SMALL[0] for text in lines)
    assert any("−$197,920,800.00, rest unknown" in text for text in lines)
    assert not any("usage unknown, usage unknown" in text for text in lines)


def hosted(price: int) -> Scenario:
    return Scenario(assume={"hosting": Decimal(price)})


@pytest.mark.parametrize(
    ("pinned", "now", "change"),
    [(Scenario(), Scenario(), "±$0.00"), (Scenario(), Scenario(agencies=48), "unknown"),
     (hosted(7), Scenario(), "≥ −$84.00"), (Scenario(), hosted(7), "≤ +$84.00"),
     (hosted(7), hosted(9), "+$24.00"), (hosted(0), Scenario(), "as much or more")],
)  # fmt: skip
def test_a_change_from_the_pinned_total_is_in_words_where_something_is_unknown(
    pinned: Scenario, now: Scenario, change: str
) -> None:
    lines = outlay_lines(compared(now, REAL), 124, baseline=compared(pinned, REAL))
    llama = next(each.text for each in lines if each.key == "llama")
    assert f"  {change}  no end" in llama


def test_what_is_unknown_is_named_under_the_table_where_coverage_has_no_room_for_it() -> None:
    lines = [line.text for line in outlay_lines(compared(DECEMBER, REAL), SMALL[0])]
    assert not any("usage unknown" in text for text in lines)
    assert "To complete: usage (ChatGPT), seat price (Claude), hosting (Llama) · c" in lines
    wide = [line.text for line in outlay_lines(compared(DECEMBER, REAL), 124)]
    assert any("usage unknown" in text for text in wide)
