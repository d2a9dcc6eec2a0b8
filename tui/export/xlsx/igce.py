"""The block of an independent government cost estimate, with yellow cells for its preparer."""

from collections.abc import Sequence
from typing import Final

from tui.domain.comparison import Comparison
from tui.export.xlsx.book import RIGHT, Book, Tab, cents, guarded
from tui.export.xlsx.months import AT_LEAST, write_sum
from tui.export.xlsx.plan import IGCE, OfferPlan, quantities
from tui.views.words import as_of_words

YEAR_MONTHS: Final = 12
_OPTIONS: Final = 4
"""Option years that have a row of their own; later months have one together."""
_METHOD: Final = (
    "Price analysis: published prices of GSA OneGov agreements (sheet Sources) times the "
    "quantities of the sheet Inputs, line by line in the sheet Comparison. A price that is not "
    "published is left out, never counted as zero; a total without it is marked ≥."
)
_HEADS: Final = 10


def write_igce(book: Book, comparison: Comparison, plans: Sequence[OfferPlan]) -> None:
    sheet = book.sheet(IGCE, [18, 16, *[22] * max(len(plans), 4)])
    sheet.text(0, 0, "Independent government cost estimate", "title")
    for row, (title, words, hint) in enumerate((
        ("Marking", "", "such as CUI or source selection information; the preparer decides"),
        ("Requirement", comparison.scenario.name, "what is bought, and for whom"),
        ("Prepared by", "", "name, office"),
    ), 1):  # fmt: skip
        sheet.text(row, 0, title, "bold")
        sheet.text(row, 1, words, "live-text", last=3)
        sheet.text(row, 4, hint, "line")
    sheet.text(4, 0, "Date", "bold")
    sheet.day(4, 1, comparison.as_of, "live-day")
    sheet.text(4, 2, f"prices {as_of_words(comparison)}", "line")
    sheet.text(5, 0, "Quantities", "bold")
    sheet.formula(5, 1, *quantities(comparison), "line")
    sheet.text(6, 0, "Method", "bold")
    sheet.text(6, 1, _METHOD, "wrapped", last=5)
    _write_years(sheet, plans)
    sheet.heads(_HEADS + 1, 1)
    sheet.lock()


def _write_years(sheet: Tab, plans: Sequence[OfferPlan]) -> None:
    """Write the amounts by years of performance, each offer's from its own first month."""
    sheet.text(
        8, 0, f"Years run from each offer's first month (sheet By month). {AT_LEAST}", "line"
    )
    sheet.texts(_HEADS, ("Year", "Months"), "head")
    months = plans[0].laid_out.months if plans else 0
    years = [(first, min(first + YEAR_MONTHS - 1, months))
             for first in range(1, months + 1, YEAR_MONTHS)]  # fmt: skip
    if len(years) > _OPTIONS + 1:
        years[_OPTIONS + 1 :] = [(years[_OPTIONS + 1][0], months)]
    for row, (first, last) in enumerate(years, _HEADS + 1):
        option = row - _HEADS - 1
        name = f"Option year {option}" if option else "Base year"
        sheet.text(row, 0, name if option <= _OPTIONS else "Later")
        words = f'IF(AND({RIGHT},months>={first}),"{first} to "&MIN(months,{last}),"")'
        compared = plans[0].quote.months
        said = f"{first} to {min(compared, last)}" if compared >= first else ""
        sheet.formula(row, 1, words, said, "text")
        for column, plan in enumerate(plans, 2):
            amounts, numbers = plan.months(plan.total_column), plan.months(0)
            total = f'ROUND(SUMIFS({amounts},{numbers},">={first}",{numbers},"<={last}"),2)'
            words = guarded(f'IF(months<{first},"not compared",{total})')
            value = cents(sum(plan.quote.by_month[first - 1 : last])) if said else "not compared"
            sheet.formula(row, column, words, value, "money", plan.open_between(first, last))
    for column, plan in enumerate(plans, 2):
        end = _HEADS + len(years)
        write_sum(sheet, plan, column, heads=_HEADS, last=end, total=end + 1)
    sheet.text(_HEADS + len(years) + 1, 0, "Total", "bold")
