"""Tables of totals as CSV and Markdown: every figure is the one that pricing the cell gives."""

import csv
import io
from decimal import Decimal

import pytest

from tests.domain.analysis.made import what_if
from tests.views.made import DAY, catalog
from tui.domain.analysis.sweep import Table, parse_axis, sweep
from tui.domain.comparison import Case, compare
from tui.domain.money import plain
from tui.domain.scenario import Scenario
from tui.export.focus_csv import sweep_csv
from tui.export.md import sweep_markdown


def table(*axes: str) -> Table:
    made, scenario = catalog(), what_if()
    parsed = [parse_axis(made, scenario, axis) for axis in axes]
    return sweep(made, scenario.compared(made), scenario, parsed)


def test_csv_has_a_row_for_each_cell_and_offer() -> None:
    rows = list(csv.DictReader(io.StringIO(sweep_csv(table("agencies=1,24,1k", "months=6,18")))))
    assert len(rows) == 3 * 2 * 3
    for row in rows:
        scenario = what_if(agencies=int(row["agencies"]), months=int(row["months"]))
        standing = compare(catalog(), scenario, DAY).standing(row["offer"])
        assert standing is not None
        assert row["total" if standing.quote.complete else "at_least"] == plain(
            standing.quote.total
        )
        assert "" in (row["total"], row["at_least"])


def test_csv_writes_prices_plainly() -> None:
    rows = list(csv.DictReader(io.StringIO(sweep_csv(table("assume.hosting=0,100,40179.20")))))
    hosted = {row["assume.hosting"]: row["total"] for row in rows if row["offer"] == "open"}
    assert hosted == {"0": "0.00", "100": "1800.00", "40179.2": f"{18 * Decimal('40179.20')}"}


@pytest.mark.parametrize(("axes", "tables"), [
    (["agencies=1,24"], 1), (["agencies=1,24", "months=6,12,18"], 4),
])  # fmt: skip
def test_markdown(axes: list[str], tables: int) -> None:
    text = sweep_markdown(Case(catalog(), Scenario(), DAY), table(*axes))
    assert text.startswith("### Made-up agreements\n")
    assert text.count("---: |\n") == tables
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len(rows) == tables * 4
    assert "\\$10.08" in text
    assert "≥ \\$0.00" in text


def test_markdown_says_what_the_last_totals_cover_and_rest_on() -> None:
    text = sweep_markdown(Case(catalog(), Scenario(), DAY), table("months=6,36"))
    assert "**What the totals rest on at Months = 36**" in text
    assert "- ○ **North**: 18 of 36 months agreed, 18 assumed; " in text
    assert "- ■ **Open**: all 36 months agreed, no end published, hosting unknown; " in text
    assert "  - ⚠ 2027-03 to 2028-08 assumed at the same price, not agreed." in text
    assert "[^1]: " in text


def test_markdown_without_offers() -> None:
    made, scenario = catalog(), Scenario(offers=())
    found = sweep(made, (), scenario, [parse_axis(made, scenario, "months=6,36")])
    text = sweep_markdown(Case(made, scenario, DAY), found)
    assert text.endswith("\nNo offer is compared.\n")
