"""One scenario through every format: the same total everywhere."""

import csv
import io
import json
from collections import defaultdict
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from tests.views.made import BUSY_REAL, REAL, compared, everything
from tui.domain.comparison import Comparison
from tui.domain.money import plain
from tui.files.places import catalog_path
from tui.picture.report_formats import FORMATS
from tui.views.words import total_words


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return compared(everything(BUSY_REAL), REAL)


def written(comparison: Comparison, name: str) -> Any:
    return FORMATS[name].written(comparison, catalog_path())


def test_the_totals_are_the_same_in_every_format(comparison: Comparison) -> None:
    expected = {s.offer.id: plain(s.quote.total) for s in comparison.standings}
    assert len(expected) == 11
    assert len(set(expected.values())) > 5

    report = json.loads(written(comparison, "json"))
    assert {offer["id"]: offer["total"] for offer in report["offers"]} == expected

    charged: dict[str, Decimal] = defaultdict(Decimal)
    for row in csv.DictReader(io.StringIO(written(comparison, "csv").removeprefix("\ufeff"))):
        charged[row["x_OfferId"]] += Decimal(row["BilledCost"] or 0)
    assert {key: f"{charged[key]:.2f}" for key in expected} == expected

    book = openpyxl.load_workbook(io.BytesIO(written(comparison, "xlsx")), data_only=True)
    rows = list(book["Comparison"].iter_rows(min_row=6, max_row=16, values_only=True))
    assert [f"{Decimal(repr(row[4])):.2f}" for row in rows] == list(expected.values())

    table, markdown = written(comparison, "table"), written(comparison, "md")
    for standing in comparison.standings:
        words = total_words(standing.quote)
        assert words in table
        assert words.replace("$", "\\$") in markdown
