"""All compared offers as lines on one scale, and the one axis of months."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest

from tests.views.made import REAL, compared, everything
from tui.domain.comparison import Comparison
from tui.domain.scenario import Scenario
from tui.views.cost_chart import Track, chart_legend, cost_chart
from tui.views.lanes import MonthScale, step_lines
from tui.views.text_layout import cell_width
from tui.views.words import MARKS, due_words

LIST = Scenario(months=24, after="list", assume={"hosting": Decimal(40_000)})


def drawn(
    comparison: Comparison, width: int = 124, rows: int = 14, *, offer: str = "",
    month: int | None = None, logarithmic: bool = False,
) -> list[str]:  # fmt: skip
    chart = cost_chart(
        comparison, width, rows, highlighted=offer, looked_at=month, logarithmic=logarithmic
    )
    return [each.text for each in chart.lines]


def test_a_crossing_is_named_with_its_month_and_its_amount() -> None:
    comparison = compared(LIST, REAL)
    text = "\n".join(drawn(comparison))
    assert "╳ month 16: $640,000, Claude passes Llama" in text
    llama, claude = (
        Track.of(one).due for one in comparison.standings if one.offer.id in ("llama", "claude")
    )
    claude, llama = sorted((claude, llama), key=lambda due: due[-1], reverse=True)
    assert claude[14] < llama[14]
    assert claude[15] > llama[15] == 64_000_000
    legend = chart_legend(comparison, 124)
    assert chart_legend(comparison, 124, logarithmic=True) == f"log scale  {legend}"
    assert "yours" in legend
    assert chart_legend(comparison, 54).startswith("⠒⠒⠒ agreed  ")
    assert not any("cross" in each for each in drawn(comparison))
    assert "No known totals cross." in drawn(compared(Scenario(), REAL))


def test_the_month_looked_at_gives_every_offers_amount() -> None:
    comparison = compared(LIST, REAL)
    for month in (0, 13, 23):
        text = " ".join(drawn(comparison, month=month))
        assert f"Due by month {month + 1}:" in text
        for one in comparison.standings:
            assert f"{one.quote.name} {due_words(one.quote, range(month + 1))}" in text


def test_an_unknown_total_is_an_open_line_and_ends_in_a_bound() -> None:
    comparison = compared(replace(LIST, assume={}), REAL)
    (row,) = [each for each in drawn(comparison) if "Llama" in each and "┤" in each]
    assert row.endswith("◆≥ Llama")
    assert "≥ unknown" in chart_legend(comparison, 124)


def test_equal_lines_show_both_marks_and_take_turns_in_color() -> None:
    lines = cost_chart(compared(Scenario(), REAL), 124, 12).lines
    (row,) = [each for each in lines if each.text.endswith("▲■ ChatGPT, Claude")]
    dots = [span.styles for span in row.spans if span.text[0] >= "\u2801"]
    assert {"series-1", "series-2"} <= set(dots)
    assert row.text.count("▲") > 1 < row.text.count("■")


def test_the_highlighted_offer_has_its_readings_as_a_band() -> None:
    comparison = compared(Scenario(), REAL)
    plain, banded = drawn(comparison), drawn(comparison, offer="grok")
    assert banded != plain
    assert banded[-1] == "⠑⠑ all readings of Grok: $10.08 – $120.96, beyond the scale"
    assert drawn(comparison, offer="llama")[:6] == drawn(comparison, offer="")[:6]


def test_a_logarithmic_scale_says_so_and_tells_small_amounts_apart() -> None:
    comparison = compared(LIST, REAL)
    assert "log scale" in chart_legend(comparison, 124, logarithmic=True)
    labels = [each.partition("┤")[0].strip() for each in drawn(comparison, logarithmic=True)]
    assert {"$0", "$100", "$10,000"} <= set(labels)
    small = drawn(compared(Scenario(), REAL), logarithmic=True)
    assert any(each.startswith("$10 ┤") for each in small)


DEAR = replace(LIST, agencies=1_000_000, users_per_agency=1_000_000, months=600)


@pytest.mark.parametrize("width", [56, 76, 124, 156])
@pytest.mark.parametrize("months", [1, 2, 18, 47, 600])
def test_every_line_fits_and_no_offer_is_left_out(width: int, months: int) -> None:
    for scenario in (Scenario(), LIST, DEAR, Scenario(agencies=0), everything(Scenario())):
        comparison = compared(replace(scenario, months=months), REAL)
        for logarithmic in (False, True):
            lines = drawn(comparison, width, 9, offer="claude", logarithmic=logarithmic)
            assert max(map(cell_width, lines)) <= width
            text = "\n".join(lines)
            for place in range(min(len(comparison.standings), len(MARKS))):
                assert MARKS[place] in text


@pytest.mark.parametrize("months", [1, 2, 12, 13, 24, 36, 47, 599, 600])
@pytest.mark.parametrize("room", [12, 30, 47, 100, 132])
def test_months_named_on_the_axis_are_equally_far_apart(months: int, room: int) -> None:
    scale = MonthScale.fitting(months, room)
    assert scale.width <= room
    assert len(scale.month_at()) == scale.width
    for parts in (1, 2):
        shown = scale.month_at(parts)
        assert list(shown) == sorted(shown)
        assert shown[-1] == months - 1
    if months <= room:
        assert [scale.month_at()[scale.cell_of(month)] for month in range(months)] == [
            *range(months)
        ]
    axis = scale.axis(Scenario(months=months))
    starts = [at for at in range(len(axis)) if axis[at] != " " and axis[at - 1 : at] in ("", " ")]
    assert len({after - before for before, after in pairwise(starts)}) <= 1


def test_a_lane_leaves_a_blank_after_the_longest_name() -> None:
    comparison = compared(Scenario(offers=("chatgpt-gov",)), REAL)
    for width in (54, 124):
        lanes = step_lines(comparison, width, baseline=None, looked_at=None, with_ground=False)
        assert lanes.lines[0].text.startswith("● ChatGPT Gov ? usage unknown")
