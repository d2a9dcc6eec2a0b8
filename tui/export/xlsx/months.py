"""The sheets by month: the workings of every line, and the sums by month and by fiscal year."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from tui.domain.comparison import Comparison
from tui.export.xlsx.book import Book, Tab, cell, cents, column_span, day_number
from tui.export.xlsx.plan import (
    BEGINS,
    ESTIMATE,
    FIRST,
    JOINED,
    KIND,
    WORKINGS,
    YEAR,
    LinePlan,
    OfferPlan,
)

AGREES: Final = f"= {ESTIMATE}"
_MONTH: Final = 0
_FIRST: Final = 5
"""The row of the first month or year in the sums."""


def write_months(book: Book, comparison: Comparison, plans: Sequence[OfferPlan]) -> None:
    """Write the amounts of each month; every offer's months begin on its own day."""
    sheet = book.sheet("By month", [7, *[12, 18] * len(plans)])
    sheet.text(0, 0, f"By month: {_charged(comparison)}", "title")
    sheet.text(1, 0, "Unknown lines are not in it. Months after the last one compared are empty.",
               "line")  # fmt: skip
    _write_month_numbers(sheet, plans, _FIRST)
    sheet.text(2, 0, "Total", "bold")
    for at, plan in enumerate(plans):
        begins, amount = 1 + 2 * at, 2 + 2 * at
        sheet.text(_FIRST - 1, begins, "Begins", "head")
        sheet.text(_FIRST - 1, amount, plan.quote.name, "head-right")
        span = column_span(amount, _FIRST, _FIRST + plan.laid_out.months - 1)
        sheet.formula(2, amount, f"SUM({span})", cents(plan.quote.total), "total")
        _write_check(sheet, 3, amount, plan, cell(2, amount))
        for month, day in enumerate(plan.begins):
            row = _FIRST + month
            known = month < len(plan.quote.by_month)
            value = cents(plan.quote.by_month[month]) if known else 0
            for column, source, stored, style in (
                (begins, plan.column + BEGINS, day_number(day), "day"),
                (amount, plan.total_column, value, "money"),
            ):
                there = f"{WORKINGS}!{cell(FIRST + month, source)}"
                formula = f'IF($A{row + 1}>months,"",{there})'
                sheet.formula(row, column, formula, stored if known else "", style)
    sheet.raw.freeze_panes(_FIRST, 1)


def write_years(book: Book, comparison: Comparison, plans: Sequence[OfferPlan]) -> None:
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
    for column, plan in enumerate(plans, 1):
        sheet.text(_FIRST - 1, column, plan.quote.name, "head-right")
        amounts = Counter[int]()
        for year, amount in zip(plan.fiscal_years, plan.quote.by_month, strict=False):
            amounts[year] += amount
        there = f"{plan.months(plan.column + YEAR)},$A{{}},{plan.months(plan.total_column)}"
        for row, year in enumerate(years, first):
            formula = f"ROUND(SUMIF({there.format(row + 1)}),2)"
            sheet.formula(row, column, formula, cents(amounts[year]), "money")
        span = column_span(column, first, last)
        sheet.formula(last + 1, column, f"SUM({span})", cents(plan.quote.total), "total")
        _write_check(sheet, last + 2, column, plan, cell(last + 1, column))
    sheet.raw.freeze_panes(_FIRST, 1)


def _write_check(sheet: Tab, row: int, column: int, plan: OfferPlan, total: str) -> None:
    agrees = f'IF(ROUND({total}-{plan.total},2)=0,"{AGREES}","differs from {ESTIMATE}")'
    sheet.formula(row, column, agrees, AGREES, "right")


def _charged(comparison: Comparison) -> str:
    if comparison.scenario.charge == "started":
        return "outlay, on the day it falls due"
    return "amortised cost, spread over the months it covers"


def write_workings(book: Book, plans: Sequence[OfferPlan]) -> None:
    sheet = book.sheet(WORKINGS, [7])
    sheet.text(0, 0, "Workings: units charged and amounts by month, line by line", "title")
    sheet.text(1, 0, "An amount is the growth of the line's rounded running total, so that months "
               "add up to the estimate.", "line")  # fmt: skip
    _write_month_numbers(sheet, plans, FIRST)
    for plan in plans:
        _write_offer(sheet, plan)
        for line in plan.lines:
            _write_units(sheet, line, plan.column + JOINED)
            _write_amounts(sheet, line)
        _write_total(sheet, plan)
    sheet.raw.freeze_panes(FIRST, 1)


def _write_month_numbers(sheet: Tab, plans: Sequence[OfferPlan], first: int) -> None:
    sheet.text(first - 1, _MONTH, "Month", "head")
    for month in range(plans[0].laid_out.months if plans else 0):
        sheet.number(first + month, _MONTH, month + 1, "count")


def _write_offer(sheet: Tab, plan: OfferPlan) -> None:
    """Write the months of one offer: when they begin, what they rest on, who has joined."""
    sheet.raw.set_column(plan.column, plan.total_column, 13)
    sheet.texts(FIRST - 2, [plan.quote.name], "group", plan.column)
    heads = ["Begins", "Fiscal year", "Rests on", "Agencies"]
    heads += [head for line in plan.lines for head in (f"{line.line.label}: units", "amount")]
    sheet.texts(FIRST - 1, [*heads, f"{plan.quote.name}: amount"], "head", plan.column)
    ramp = "MAX(ramp_months,1)"
    for month, kind in enumerate(plan.laid_out.kinds):
        row = FIRST + month
        sheet.day(row, plan.column + BEGINS, plan.begins[month])
        sheet.number(row, plan.column + YEAR, plan.fiscal_years[month], "year")
        sheet.text(row, plan.column + KIND, kind)
        joined = f"INT({plan.agencies}*MIN($A{row + 1},{ramp})/{ramp})"
        sheet.formula(row, plan.column + JOINED, joined, plan.laid_out.joined[month], "count")


def _write_units(sheet: Tab, plan: LinePlan, joined: int) -> None:
    """Write how many agencies, or whole offers, are charged in each month."""
    counts = plan.line.counts
    for month, step in enumerate(plan.steps):
        if not step:
            continue
        row = FIRST + month
        now, before = (_present(plan, cell(row - back, joined)) for back in (0, 1))
        words = now if step == "everybody" or not month else f"{now}-{before}"
        if step == "renewing":
            words += f"+{cell(row - 12, plan.column)}"
        value = counts[month] if month < len(counts) else 0
        sheet.formula(row, plan.column, f"IF($A{row + 1}>months,0,{words})", value, "count")


def _present(plan: LinePlan, joined: str) -> str:
    """The agencies that have joined; of something for everybody there is one or none."""
    return f"MIN({joined},1)" if plan.line.unit == "flat" else joined


def _write_amounts(sheet: Tab, plan: LinePlan) -> None:
    amounts = plan.line.by_month()
    first = cell(FIRST, plan.column, row_fixed=True)

    def running(row: int) -> str:
        charged = f"SUM({first}:{cell(row, plan.column)}){plan.factors}"
        return f"ROUND({charged}*{plan.price},2)"

    for month, step in enumerate(plan.steps):
        if not step:
            continue
        row = FIRST + month
        growth = f"ROUND({running(row)}-{running(row - 1)},2)" if month else running(row)
        value = cents(amounts[month] if month < len(amounts) else 0)
        formula = f"IF(ISNUMBER({plan.price}),{growth},0)"
        sheet.formula(row, plan.column + 1, formula, value, "money")


def _write_total(sheet: Tab, plan: OfferPlan) -> None:
    by_month = plan.quote.by_month
    for month in range(plan.laid_out.months):
        row = FIRST + month
        cells = [cell(row, line.column + 1) for line in plan.lines if line.steps[month]]
        value = cents(by_month[month] if month < len(by_month) else 0)
        sheet.formula(row, plan.total_column, "+".join(cells) or "0", value, "money")
