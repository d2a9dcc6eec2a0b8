"""The table of totals where room is short."""

from datetime import date

import pytest

from tests.views.made import REAL, compared
from tui.domain.scenario import Scenario
from tui.views.outlay_table import outlay_lines

SMALL = 75, 9
"""Cells and lines of the pane in a terminal of 80 columns and 24 lines."""
DECEMBER = Scenario(start=date(2026, 12, 1), after="successor")


@pytest.mark.parametrize("by_year", [False, True])
@pytest.mark.parametrize("scenario", [Scenario(), DECEMBER])
def test_a_small_terminal_shows_every_total_at_once(scenario: Scenario, by_year: bool) -> None:
    comparison, (width, rows) = compared(scenario, REAL), SMALL
    lines = outlay_lines(comparison, width, by_year=by_year)
    shown = {line.key for line in lines[:rows]}
    assert {one.offer.id for one in comparison.standings} <= shown
    assert all(len(line.text) <= width for line in lines)


def test_what_is_unknown_is_named_under_the_table_where_coverage_has_no_room_for_it() -> None:
    lines = [line.text for line in outlay_lines(compared(DECEMBER, REAL), SMALL[0])]
    assert not any("usage unknown" in text for text in lines)
    assert "To complete: usage (ChatGPT), seat price (Claude), hosting (Llama) · c" in lines
    wide = [line.text for line in outlay_lines(compared(DECEMBER, REAL), 124)]
    assert any("usage unknown" in text for text in wide)
