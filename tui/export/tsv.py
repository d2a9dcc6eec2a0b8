"""Tables as tab-separated cells, to paste into a spreadsheet."""

from collections.abc import Iterable, Sequence

from tui.domain.comparison import Case, Comparison
from tui.domain.deals import Offer
from tui.export.focus_csv import harmless
from tui.views.columns import COLUMNS
from tui.views.sections import section_rows


def comparison_cells(comparison: Comparison) -> str:
    titles = [column.title for column in COLUMNS]
    standings = comparison.standings
    return _cells(
        [titles, *([column.text(comparison, one) for column in COLUMNS] for one in standings)]
    )


def terms_cells(case: Case, offers: Sequence[Offer]) -> str:
    rows = [["", *(offer.product for offer in offers)]]
    for line in section_rows(case, offers):
        texts = [
            "; ".join(f"{one.marked_text} [{', '.join(one.sources)}]" for one in each.paragraphs)
            for each in line
        ]
        rows.append([line[0].title, *texts])
    return _cells(rows)


def _cells(rows: Iterable[Iterable[str]]) -> str:
    """Write rows of cells; no text begins a formula, ends its cell or its line."""
    lines = ("\t".join(harmless(" ".join(text.split())) for text in row) for row in rows)
    return "".join(f"{one}\n" for one in lines)
