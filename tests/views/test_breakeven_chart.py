"""Two totals over one input, drawn with text."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.domain.analysis.made import line as price
from tests.domain.analysis.made import offer, shop, what_if
from tui.domain.analysis.breakeven import BreakEven, break_even
from tui.domain.deals import Offer
from tui.domain.scenario import Scenario
from tui.views.breakeven_chart import chart_lines, scale_of
from tui.views.line import Span
from tui.views.text_layout import cell_width

SIGNS = (Span("○", "series-0"), Span("▲", "series-1"))


def found(
    first: Offer, second: Offer, most: int, scenario: Scenario | None = None
) -> BreakEven:  # fmt: skip
    return break_even(shop(), first, second, scenario or what_if(agencies=1), "months", most)


def drawn(crossed: BreakEven, width: int = 70, rows: int = 11) -> list[str]:
    return [each.text for each in chart_lines(crossed, SIGNS, "months", width, rows)]


def plot(lines: Sequence[str]) -> list[str]:
    """The rows of the plot, without their labels."""
    return [each.partition("┤")[2] or each.partition("│")[2] for each in lines if "└" not in each][
        :11
    ]


CHEAP_THEN_DEAR = offer("dear", price("3", "agency", "month"))
ONCE = offer("once", price("30", "agency", "once"))


def test_both_lines_and_their_crossing_are_drawn() -> None:
    crossed = found(CHEAP_THEN_DEAR, ONCE, 36)
    assert crossed.crossings == (10, 11)
    lines = drawn(crossed)
    rows = plot(lines)
    scale = scale_of(crossed, 70)
    assert any("○" in row for row in rows)
    assert any("▲" in row for row in rows)
    for number in crossed.crossings:
        column = scale.column_of(number)
        assert scale.number_at(column) >= number > scale.number_at(column - 1)
    axis = next(each for each in lines if "└" in each).partition("└")[2]
    assert [at for at, each in enumerate(axis) if each == "┴"] == [
        scale.column_of(number) for number in crossed.crossings
    ]
    assert "┊ from 10 months on both cost the same" in lines
    assert "┊ from 11 months on Once costs less" in lines
    assert lines[0].startswith("$108.00 ┤")
    assert lines[10].startswith("  $0.00 ┤")
    numbers = lines[12]
    assert numbers.split()[0] == "1"
    assert numbers.endswith("36 months")
    assert " 10 " in numbers


@pytest.mark.parametrize("width", [20, 40, 60, 100, 126])
@pytest.mark.parametrize("most", [1, 2, 7, 36, 600])
def test_the_crossing_column_is_the_first_of_the_new_answer(width: int, most: int) -> None:
    crossed = found(CHEAP_THEN_DEAR, ONCE, most)
    scale = scale_of(crossed, width)
    assert scale.number_at(0) == 1
    assert scale.number_at(scale.columns - 1) == most
    for span in crossed.spans:
        column = scale.column_of(span.start)
        assert scale.number_at(column) >= span.start
        assert column == 0 or scale.number_at(column - 1) < span.start
    lines = drawn(crossed, width)
    assert all(cell_width(each) == cell_width(lines[0]) for each in lines[:11])
    assert any("○" in each for each in lines[:11])
    assert any("▲" in each for each in lines[:11])


def test_flat_lines_lie_where_their_money_is() -> None:
    rows = plot(drawn(found(offer("low", price("1", "flat", "once")), ONCE, 12)))
    assert "▲┄" in rows[0]
    assert "○─" in rows[10]
    assert not "".join(rows[1:10]).strip()


def test_two_lines_that_are_the_same_show_both_marks() -> None:
    lines = drawn(found(ONCE, replace(ONCE, id="other"), 12))
    assert "═○═══▲═══○" in lines[10]
    assert "the axis begins at $30.00, not at zero" in lines


def test_nothing_costs_nothing() -> None:
    free = offer("free", price("0", "agency", "year"))
    lines = drawn(found(free, replace(free, id="other"), 12))
    assert lines[10].startswith("$0.00 ┤═○═══▲")
    assert not "".join(plot(lines)[:10]).strip()


def test_one_month_is_a_flat_line() -> None:
    lines = drawn(found(CHEAP_THEN_DEAR, ONCE, 1))
    assert "○──" in plot(lines)[9]
    assert lines[12].split() == ["1", "months"]


def test_long_money_leaves_room_to_draw() -> None:
    huge = offer("huge", price("999889.00", "user", "month"))
    scenario = what_if(agencies=10_000, users_per_agency=1000)
    lines = drawn(found(huge, ONCE, 600, scenario), 58)
    assert lines[0].startswith("$5,999,334,000,000,000.00 ┤")
    assert max(map(cell_width, lines[:13])) <= 58
    assert "▲" in lines[10]


def test_a_lower_bound_is_dotted_and_said() -> None:
    unknown = offer("unknown", price("1"), price(None, component="hosting"))
    lines = drawn(found(unknown, ONCE, 12))
    assert "·○·" in "".join(plot(lines))
    assert "· a lower bound (≥)" in lines


def test_a_close_race_does_not_begin_at_zero() -> None:
    other = offer("other", price("29", "agency", "once"))
    lines = drawn(found(other, ONCE, 12))
    assert "the axis begins at $29.00, not at zero" in lines


def test_more_crossings_than_can_be_marked_are_counted() -> None:
    steps = offer("steps", price("1", "agency", "year"))
    even = offer("even", price("0.085", "agency", "month"))
    crossed = found(steps, even, 600)
    assert len(crossed.crossings) > 6
    lines = drawn(crossed)
    assert f"{len(crossed.crossings)} crossings, too many to mark; listed as spans" in lines
    assert "┊" not in "".join(lines)
