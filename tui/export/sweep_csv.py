"""A one-way or two-way table as CSV: one row a cell and offer, for a pivot table or a chart.

A total that leaves something unknown out stands under `at_least`, and `total` is then empty.
"""

import csv
import io

from tui.domain.analysis.sweep import Table
from tui.domain.money import plain
from tui.export.comparison_csv import harmless


def sweep_csv(table: Table) -> str:
    """Write every total of a table, by the first axis, then the second, then offers."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([*(axis.item.key for axis in table.axes), "offer", "total", "at_least"])
    for at, row in enumerate(table.rows):
        for across, cell in enumerate(row):
            values = [f"{table.axes[0].values[at].normalize():f}"]
            values += [f"{axis.values[across].normalize():f}" for axis in table.axes[1:]]
            for offer, total in zip(table.offers, cell.totals, strict=True):
                amount = plain(total.cents)
                figures = (amount, "") if total.complete else ("", amount)
                writer.writerow([*values, harmless(offer.id), *figures])
    return text.getvalue()
