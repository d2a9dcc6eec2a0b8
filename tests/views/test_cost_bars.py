"""Bars whose length is money: proportions, kinds, the break of the scale, strips of months."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.picture.offers import compared, line, offer
from tests.views.test_headline import comparisons
from tui.domain.comparison import Comparison
from tui.domain.scenario import Scenario
from tui.views.cost_bars import BREAK, LOOKS, BarScale, cost_bars
from tui.views.text_layout import TERMINAL

MARKS = {mark for mark, _ in LOOKS.values()}
HOSTING = line(None, "month", "flat", "hosting")


def rows(comparison: Comparison, width: int = 100, *, strips: bool = True) -> list[str]:
    return [one.text for one in cost_bars(comparison, width, TERMINAL, strips=strips)]


def bars(comparison: Comparison, cells: int = 60) -> dict[str, str]:
    scale = BarScale.fitting(comparison, cells)
    return {one.offer.short: "".join(scale.bar(one.quote)) for one in comparison.standings}


def test_lengths_are_money() -> None:
    found = bars(compared(offer("A"), offer("B", line("2")), offer("C", line("4"))), 80)
    assert {name: len(bar) for name, bar in found.items()} == {"A": 20, "B": 40, "C": 80}


def test_kinds_are_told_apart() -> None:
    scenario = Scenario(months=24, after="repeat", assume={"hosting": Decimal(2)})
    found = bars(compared(offer("A", line("1"), HOSTING, term=12), scenario=scenario), 96)
    assert found["A"] == "█" * 24 + "▒" * 24 + "░" * 48
    third = offer("Third", line("1"), term=12, starts=date(2026, 8, 6))
    chain = replace(offer("First", term=12), replaced_by="third"), third
    followed = compared(*chain, scenario=replace(scenario, after="successor", offers=("first",)))
    assert bars(followed)["First"] == "█" * 30 + "▓" * 30
    assert "══" in rows(followed)[2]


def test_a_hundred_times_breaks_the_scale() -> None:
    near = bars(compared(offer("A"), offer("B", line("99"))))
    assert not any(BREAK in bar for bar in near.values())
    assert len(near["A"]) == 1
    far = compared(offer("A"), offer("B", line("2")), offer("C", line("200")))
    found = bars(far)
    assert {name: len(bar) for name, bar in found.items()} == {"A": 10, "B": 20, "C": 60}
    assert found["C"].index(BREAK) == 20
    assert BREAK not in found["B"]
    assert "scale breaks at $96.00" in rows(far)[0]


def test_bars_and_months_never_end_a_little_apart() -> None:
    found = compared(offer("A", line("4")), offer("B"), scenario=Scenario(months=12))
    apart = set()
    for width in range(80, 200):
        *_, bar, strip, _ = rows(found, width)
        apart.add(bar.rindex("█") - strip.rindex("━"))
    assert 0 in apart
    assert not apart & {1, 2, 3, 4}


def test_what_is_unknown_is_an_open_end() -> None:
    found = rows(compared(offer("A"), offer("B", line("2"), HOSTING)))
    assert "█ ≥ hosting unknown" in found[3]
    assert "≥ something unknown" in found[0]


def test_the_strip_says_to_when_it_is_agreed() -> None:
    early, late = offer("A", term=12), offer("B", term=None)
    found = rows(compared(early, late, scenario=Scenario(months=24)), 110)
    assert "agreed to 2026-08, then not covered" in found[2]
    assert "no end published" in found[4]
    assert found[2].count("━") * 2 == found[4].count("━")


def test_months_are_named_at_even_distances() -> None:
    for months in (12, 18, 36, 97, 600):
        axis = rows(compared(offer("A", term=None), scenario=Scenario(months=months)))[-1]
        named = axis.split("month")[1].split()
        at = [axis.index(f" {one} ") for one in named[:-1]]
        assert len({after - before for before, after in pairwise(at)}) <= 1


@given(comparisons(), st.integers(8, 90))
def test_every_bar_shows_each_kind_and_no_more_than_fits(found: Comparison, cells: int) -> None:
    scale = BarScale.fitting(found, cells)
    for standing in found.standings:
        bar = scale.bar(standing.quote)
        parts = zip(LOOKS.values(), standing.quote.by_kind, strict=True)
        kinds = {mark for (mark, _), cents in parts if cents}
        assert len(bar) <= cells
        assert bool(bar) == bool(standing.quote.total)
        assert set(bar) - set(BREAK) <= kinds
        if not scale.low:
            assert set(bar) == kinds
    for width in (60, 118):
        assert all(len(one) <= width for one in rows(found, width))
