"""The sheets by month: the workings of every line, and the sums by month and by fiscal year."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from tui.domain.comparison import Comparison
from tui.export.xlsx.book import (
    CHECK,
    RIGHT,
    Book,
    Number,
    Tab,
    cell,
    cents,
    column_span,
    day_number,
    guarded,
)
from tui.export.xlsx.plan import (
    BEGINS,
    ESTIMATE,
    FIRST,
    INPUTS_SHEET,
    JOINED,
    KIND,
    LEAST_MONTHS,
    RIGHT_CELL,
    STATE,
    WORKINGS,
    YEAR,
    LinePlan,
    OfferPlan,
    input_name,
)

AGREES: Final = f"= {ESTIMATE}"
AT_LEAST: Final = "≥: a price in it is unknown, and left out."
_MONTH: Final = 0
_FIRST: Final = 5


def write_months(book: Book, comparison: Comparison, plans: Sequence[OfferPlan]) -> None:
    """Write the amounts of each month; where all begin on one day, in one column of days."""
    alike = len({plan.laid_out.origin for plan in plans}) == 1
    width = [7, 12, *[18] * len(plans)] if alike else [7, *[12, 18] * len(plans)]
    sheet = book.sheet("By month", width)
    sheet.text(0, 0, f"By month: {_charged(comparison)}", "title")
    sheet.text(1, 0, AT_LEAST, "line")
    sheet.text(2, 0, "Total", "bold")
    sheet.text(_FIRST - 1, 0, "Month", "head")
    months = plans[0].laid_out.months if plans else 0
    for month in range(months):
        counts = f"AND({RIGHT},{month + 1}<=months)"
        known = month < comparison.scenario.months
        words = f'IF({counts},{month + 1},"")'
        sheet.formula(_FIRST + month, 0, words, month + 1 if known else "", "count")
    for at, plan in enumerate(plans):
        begins, amount = (1, 2 + at) if alike else (1 + 2 * at, 2 + 2 * at)
        if not (alike and at):
            sheet.text(_FIRST - 1, begins, "Begins", "head")
            stored = [day_number(day) for day in plan.begins]
            _write_column(sheet, plan, begins, plan.column + BEGINS, stored, "day")
        amounts = [cents(one) for one in plan.quote.by_month]
        _write_column(sheet, plan, amount, plan.total_column, amounts, "money")
        span = f"{cell(_FIRST, amount)}:{cell(_FIRST + months - 1, amount)}"
        number, name = f"$A{_FIRST + 1}", input_name("unknown", plan.offer.id)
        condition = f'IF({number}="",FALSE,INDEX({name},{number})>0)'
        sheet.marked_where(span, condition)
        write_sum(sheet, plan, amount, heads=_FIRST - 1, last=_FIRST + months - 1, total=2)
    if months <= LEAST_MONTHS:  # rows that are empty must not print as empty pages
        sheet.on_one_page()
    sheet.heads(_FIRST, 1)
    sheet.lock()


def _write_column(
    sheet: Tab, plan: OfferPlan, column: int, source: int, stored: Sequence[Number], style: str
) -> None:
    """Write a column of the workings again, for the months compared."""
    for month in range(plan.laid_out.months):
        there = f"{WORKINGS}!{cell(FIRST + month, source)}"
        value = stored[month] if month < plan.quote.months else ""
        row = _FIRST + month
        sheet.formula(row, column, f'IF($A{row + 1}="","",{there})', value, style)


def write_years(book: Book, comparison: Comparison, plans: Sequence[OfferPlan]) -> None:
    """Write the amounts of each fiscal year, by the day on which a charge falls due."""
    sheet = book.sheet("By fiscal year", [13, *[20] * len(plans)])
    sheet.text(0, 0, f"By federal fiscal year: {_charged(comparison)}", "title")
    sheet.text(1, 0, f"1 October to 30 September, named by its end. {AT_LEAST}", "line")
    sheet.text(2, 0, "Total", "bold")
    sheet.text(_FIRST - 1, 0, "Fiscal year", "head")
    years = sorted({year for plan in plans for year in plan.fiscal_years})
    if plans:
        latest = max(plans, key=lambda plan: plan.laid_out.origin)
        ends = f"INDEX({input_name('year', latest.offer.id)},MAX(months,1))"
        end = latest.fiscal_years[max(comparison.scenario.months, 1) - 1]
        for row, year in enumerate(years, _FIRST):
            words = f'IF({RIGHT},IF({year}<={ends},{year},""),"")'
            sheet.formula(row, 0, words, year if year <= end else "", "year")
    for column, plan in enumerate(plans, 1):
        amounts = Counter[int]()
        for year, amount in zip(plan.fiscal_years, plan.quote.by_month, strict=False):
            amounts[year] += amount
        name = input_name("year", plan.offer.id)
        for row, year in enumerate(years, _FIRST):
            there = f"ROUND(SUMIF({name},$A{row + 1},{plan.months(plan.total_column)}),2)"
            stored = cents(amounts[year]) if year <= end else ""
            words = f'IF($A{row + 1}="","",{there})'
            is_open = f"SUMIF({name},$A{row + 1},{input_name('unknown', plan.offer.id)})>0"
            sheet.formula(row, column, words, stored, "money", is_open)
        write_sum(sheet, plan, column, heads=_FIRST - 1, last=_FIRST + len(years) - 1, total=2)
    sheet.heads(_FIRST, 1)
    sheet.lock()


def write_sum(
    sheet: Tab, plan: OfferPlan, column: int, *, heads: int, last: int, total: int
) -> None:
    """Head a column of amounts, sum it in the row `total`, and say if the estimate agrees."""
    sheet.text(heads, column, plan.quote.name, "head-right")
    span, here = column_span(column, heads + 1, last), cell(total, column)
    is_open, amount = plan.open_between(1, plan.laid_out.months), cents(plan.quote.total)
    sheet.formula(total, column, guarded(f"SUM({span})"), amount, "total", is_open)
    agrees = f'IF(ROUND({here}-{plan.total},2)=0,"{AGREES}","differs from {ESTIMATE}")'
    sheet.formula(total + 1, column, guarded(agrees, '""'), AGREES, "right")


def _charged(comparison: Comparison) -> str:
    if comparison.scenario.charge == "started":
        return "outlay, on the day it falls due"
    return "amortized cost, spread over the months it covers"


def write_workings(book: Book, plans: Sequence[OfferPlan]) -> None:
    sheet = book.sheet(WORKINGS, [7])
    sheet.text(0, 0, "Workings: units charged and amounts by month, line by line", "title")
    sheet.text(1, 0, "An amount is the growth of the line's rounded running total, so that months "
               "add up to the estimate.", "line")  # fmt: skip
    sheet.formula(
        *RIGHT_CELL, f'LEFT({INPUTS_SHEET}!{cell(*STATE)},{len(CHECK)})<>"{CHECK}"', True, "line"
    )
    sheet.text(FIRST - 1, _MONTH, "Month", "head")
    for month in range(plans[0].laid_out.months if plans else 0):
        sheet.number(FIRST + month, _MONTH, month + 1, "count")
    for plan in plans:
        _write_offer(book, sheet, plan)
        for line in plan.lines:
            _write_units(sheet, line, plan.column + JOINED)
            _write_amounts(sheet, line)
        _write_total(sheet, plan)
    sheet.heads(FIRST, 1)
    sheet.lock()


def _write_offer(book: Book, sheet: Tab, plan: OfferPlan) -> None:
    sheet.widen(plan.column, plan.open_column, 13)
    sheet.texts(FIRST - 2, [plan.quote.name], "group", plan.column)
    heads = ["Begins", "Fiscal year", "Rests on", "Agencies"]
    heads += [head for line in plan.lines for head in (f"{line.line.label}: units", "amount")]
    sheet.texts(
        FIRST - 1, [*heads, f"{plan.quote.name}: amount", "Unknown lines"], "head", plan.column
    )
    ramp = "MAX(ramp_months,1)"
    months = zip(plan.laid_out.kinds, plan.begins, plan.fiscal_years, strict=True)
    for month, (kind, begins, year) in enumerate(months):
        row = FIRST + month
        sheet.day(row, plan.column + BEGINS, begins)
        sheet.number(row, plan.column + YEAR, year, "year")
        sheet.text(row, plan.column + KIND, kind)
        joined = guarded(f"INT({plan.agencies}*MIN($A{row + 1},{ramp})/{ramp})", "0")
        sheet.formula(row, plan.column + JOINED, joined, plan.laid_out.joined[month], "count")
    last = FIRST + plan.laid_out.months - 1
    for name, column in (("unknown", plan.open_column), ("year", plan.column + YEAR)):
        book.name(input_name(name, plan.offer.id), WORKINGS, FIRST, column, last)


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
        formula = f"IF(AND({RIGHT},ISNUMBER({plan.price})),{growth},0)"
        sheet.formula(row, plan.column + 1, formula, value, "money")


def _write_total(sheet: Tab, plan: OfferPlan) -> None:
    by_month = plan.quote.by_month
    for month in range(plan.laid_out.months):
        row = FIRST + month
        lines = [line for line in plan.lines if line.steps[month]]
        cells = [cell(row, line.column + 1) for line in lines]
        value = cents(by_month[month] if month < len(by_month) else 0)
        sheet.formula(row, plan.total_column, "+".join(cells) or "0", value, "money")
        unknown = [
            f"({cell(row, line.column)}{line.factors}>0)*NOT(ISNUMBER({line.price}))"
            for line in lines
        ]
        charged = [month < len(by_month) and bool(one.line.counts[month]) for one in lines]
        count = sum(yes and one.line.is_unknown for yes, one in zip(charged, lines, strict=True))
        sheet.formula(row, plan.open_column, guarded("+".join(unknown) or "0", "0"), count, "count")
    first, last = (cell(FIRST + at, plan.total_column) for at in (0, plan.laid_out.months - 1))
    sheet.marked_where(f"{first}:{last}", f"{cell(FIRST, plan.open_column)}>0")
