"""The sheets by month and by fiscal year: what falls due when, offer beside offer."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from tui.domain.comparison import Comparison
from tui.export.xlsx import workings
from tui.export.xlsx.estimate import NAME as ESTIMATE
from tui.export.xlsx.plan import OfferPlan
from tui.export.xlsx.sheet import Book, Sheet, cell, cents, column_span, day_number
from tui.export.xlsx.workings import OfferPlace

AGREES: Final = f"= {ESTIMATE}"
_FIRST: Final = 5


def write_months(
    book: Book,
    comparison: Comparison,
    plans: Sequence[OfferPlan],
    places: Sequence[OfferPlace],
    totals: Sequence[str],
) -> None:
    """Write the amounts of each month; every offer's months begin on its own day."""
    sheet = book.sheet("By month", [7, *[12, 18] * len(plans)])
    sheet.text(0, 0, f"By month: {_charged(comparison)}", "title")
    sheet.text(1, 0, "Unknown lines are not in it. Months after the last one compared are empty.",
               "line")  # fmt: skip
    sheet.text(_FIRST - 1, 0, "Month", "head")
    sheet.text(2, 0, "Total", "bold")
    laid_out = len(plans[0].kinds) if plans else 0
    for month in range(laid_out):
        sheet.number(_FIRST + month, 0, month + 1, "count")
    for at, (plan, place) in enumerate(zip(plans, places, strict=True)):
        begins, amount = 1 + 2 * at, 2 + 2 * at
        sheet.text(_FIRST - 1, begins, "Begins", "head")
        sheet.text(_FIRST - 1, amount, plan.offer.short, "head-right")
        span = column_span(amount, _FIRST, _FIRST + laid_out - 1)
        quote = plan.standing.quote
        sheet.formula(2, amount, f"SUM({span})", cents(quote.total), "total")
        _write_check(sheet, 3, amount, cell(2, amount), totals[at])
        for month, day in enumerate(plan.begins):
            row = _FIRST + month
            known = month < len(quote.by_month)
            for column, source, value, style in (
                (begins, place.first, day_number(day), "day"),
                (amount, place.total, cents(quote.by_month[month]) if known else 0, "money"),
            ):
                there = f"{workings.NAME}!{cell(workings.FIRST + month, source)}"
                formula = f'IF($A{row + 1}>months,"",{there})'
                sheet.formula(row, column, formula, value if known else "", style)
    sheet.raw.freeze_panes(_FIRST, 1)


def write_years(
    book: Book,
    comparison: Comparison,
    plans: Sequence[OfferPlan],
    places: Sequence[OfferPlace],
    totals: Sequence[str],
) -> None:
    """Write the amounts of each fiscal year, by the day on which a charge falls due."""
    sheet = book.sheet("By fiscal year", [13, *[20] * len(plans)])
    sheet.text(0, 0, f"By federal fiscal year: {_charged(comparison)}", "title")
    sheet.text(1, 0, "1 October to 30 September, named by its end. Unknown lines are not in it.",
               "line")  # fmt: skip
    years = sorted({year for plan in plans for year in plan.fiscal_years})
    first, last = _FIRST, _FIRST + len(years) - 1
    sheet.text(_FIRST - 1, 0, "Fiscal year", "head")
    for row, year in enumerate(years, first):
        sheet.number(row, 0, year, "year")
    sheet.text(last + 1, 0, "Total", "total-text")
    for column, (plan, place) in enumerate(zip(plans, places, strict=True), 1):
        sheet.text(_FIRST - 1, column, plan.offer.short, "head-right")
        quote = plan.standing.quote
        amounts = Counter[int]()
        for year, amount in zip(plan.fiscal_years, quote.by_month, strict=False):
            amounts[year] += amount
        for row, year in enumerate(years, first):
            formula = f"SUMIF({place.fiscal_years},$A{row + 1},{place.rows(place.total)})"
            sheet.formula(row, column, f"ROUND({formula},2)", cents(amounts[year]), "money")
        span = column_span(column, first, last)
        sheet.formula(last + 1, column, f"SUM({span})", cents(quote.total), "total")
        _write_check(sheet, last + 2, column, cell(last + 1, column), totals[column - 1])
    sheet.raw.freeze_panes(_FIRST, 1)


def _write_check(sheet: Sheet, row: int, column: int, sum_: str, total: str) -> None:
    """Say whether a sum is the total of the estimate, as it must be."""
    agrees = f'IF(ROUND({sum_}-{total},2)=0,"{AGREES}","differs from {ESTIMATE}")'
    sheet.formula(row, column, agrees, AGREES, "right")


def _charged(comparison: Comparison) -> str:
    if comparison.scenario.charge == "started":
        return "outlay, on the day it falls due"
    return "amortised cost, spread over the months it covers"
