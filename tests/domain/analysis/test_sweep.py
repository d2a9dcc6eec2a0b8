"""Tables: how an axis is typed, and that every cell is what pricing it gives."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain import oracle
from tests.domain.analysis.made import CLAUDE, GROK, line, offer, pairs, scenarios, what_if
from tests.domain.oracle import price
from tui.domain.analysis.sweep import parse_axis, sweep
from tui.domain.deals import Assumption, Offer
from tui.domain.quote import Total
from tui.domain.scenario import Scenario

SHOP = replace(
    oracle.catalog(GROK, CLAUDE),
    assumptions={"hosting": Assumption("hosting", "Hosting", "dollars a month")},
)


def values(text: str) -> list[str]:
    axis = parse_axis(SHOP, what_if(), text)
    return [axis.text(i) for i in range(len(axis.values))]


def test_how_an_axis_is_typed() -> None:
    assert values("agencies=1..4") == ["1", "2", "3", "4"]
    assert values("agencies=1..100/33") == ["1", "34", "67", "100"]
    assert values("agencies=1..99/33") == ["1", "34", "67"]
    assert values("months=6, 12,18") == ["6", "12", "18"]
    assert values("agencies=1k,2..3,2") == ["1,000", "2", "3"]
    assert values("agencies=1, 500") == values("agencies=1,500,1") == ["1", "500"]
    assert values("agencies=50,100,200") == ["50", "100", "200"]
    assert values("assume.hosting=0..1/0.25") == ["$0.00", "$0.25", "$0.50", "$0.75", "$1.00"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("agencies", "like agencies=1..100/10"),
        ("agencies=", "like agencies=1..100/10"),
        ("agency=1", "known here: agencies, months"),
        ("assume.bosting=1", "no assumption “bosting”; known here: hosting"),
        ("months=0..3", "months: 1 to 600"),
        ("agencies=5..1", "lower end first"),
        ("agencies=1..5/0", "whole number above zero"),
        ("agencies=1..x", "not a number"),
        ("agencies=1.5", "a whole number is needed"),
        ("agencies=1,500", "1,500 may be one number or several; write 1500 or 1, 500"),
        ("agencies=6,1,000", "agencies: a comma separates values; write a thousand as 1000 or 1k"),
        ("agencies=1..2,000/500", "a comma separates values"),
        ("assume.hosting=0.0000000001", "at most 9 decimals"),
        ("assume.hosting=0..1/0.0000000001", "at most 9 decimals"),
        ("agencies=0..1m", "1,000,001 cells are too many"),
    ],
)
def test_what_is_wrong_with_an_axis(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        parse_axis(SHOP, what_if(), text)


def test_a_two_way_table() -> None:
    """Grok: $0.42 an agency and term of 18 months. Claude: $1 an agency and year begun."""
    axes = [parse_axis(SHOP, what_if(), text) for text in ("agencies=1,10", "months=12,18,36")]
    found = sweep(SHOP, (GROK, CLAUDE), what_if(), axes)
    grok = [[cell.totals[0].cents for cell in row] for row in found.rows]
    claude = [[cell.totals[1].cents for cell in row] for row in found.rows]
    assert grok == [[42, 42, 84], [4_20, 4_20, 8_40]]
    assert claude == [[1_00, 2_00, 3_00], [10_00, 20_00, 30_00]]
    assert found.rows[1][2].scenario == what_if(agencies=10, months=36)


def test_at_most_ten_thousand_cells() -> None:
    axes = [parse_axis(SHOP, what_if(), text) for text in ("agencies=1..101", "months=1..100")]
    with pytest.raises(ValueError, match="10,100 cells are too many; a table has at most 10,000"):
        sweep(SHOP, (GROK,), what_if(), axes)


def test_one_input_is_not_two_axes() -> None:
    axis = parse_axis(SHOP, what_if(), "months=1,2")
    with pytest.raises(ValueError, match="two different inputs"):
        sweep(SHOP, (GROK,), what_if(), [axis, axis])
    with pytest.raises(ValueError, match="one axis or two"):
        sweep(SHOP, (GROK,), what_if(), [])


def test_an_unknown_cell_is_a_lower_bound() -> None:
    llama = offer("llama", line(None, "flat", "month", assume="hosting"))
    found = sweep(SHOP, (llama,), what_if(), [parse_axis(SHOP, what_if(), "agencies=0,1")])
    assert [row[0].totals[0].complete for row in found.rows] == [True, False]


KEYS = ("agencies", "months", "users_per_agency", "ramp_months", "assume.hosting")


@given(pairs(), scenarios(), st.permutations(KEYS), st.data())
def test_every_cell_as_priced(
    pair: tuple[Offer, Offer], scenario: Scenario, keys: list[str], data: st.DataObject
) -> None:
    numbers = st.lists(st.integers(1, 40), min_size=1, max_size=5)
    texts = [f"{key}={','.join(map(str, data.draw(numbers)))}" for key in keys[:2]]
    axes = [parse_axis(SHOP, scenario, text) for text in texts[: data.draw(st.integers(1, 2))]]
    found = sweep(SHOP, pair, scenario, axes)
    assert len(found.rows) == len(axes[0].values)
    for i, row in enumerate(found.rows):
        assert len(row) == (len(axes[1].values) if len(axes) == 2 else 1)
        for j, cell in enumerate(row):
            expected = axes[0].item.set(scenario, axes[0].values[i])
            if len(axes) == 2:
                expected = axes[1].item.set(expected, axes[1].values[j])
            assert cell.scenario == expected
            quotes = [price(one, expected) for one in pair]
            assert tuple(map(Total.of, quotes)) == cell.totals


def test_values_are_exact() -> None:
    axis = parse_axis(SHOP, what_if(), "assume.hosting=0..0.3/0.1")
    assert axis.values == (Decimal(0), Decimal("0.1"), Decimal("0.2"), Decimal("0.3"))
