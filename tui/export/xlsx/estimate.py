"""The comparison as a cost estimate: line, description, unit, quantity, price, amount.

The layout is that of an independent government cost estimate, offer after offer, with the offers
side by side on top. Quantities, amounts, totals, ranks and coverage are formulas.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from tui.domain.comparison import Comparison
from tui.domain.deals import MOST_DECIMALS, Per, Unit
from tui.domain.money import decimal_text
from tui.domain.quote import LineQuote
from tui.export.xlsx.plan import (
    AMOUNT,
    ESTIMATE,
    JOINED,
    KIND,
    PRICE,
    SUMMARY,
    LinePlan,
    OfferPlan,
)
from tui.export.xlsx.sheet import Book, Sheet, cell, cents, column_span
from tui.views.words import NONE, mark_of

UNKNOWN: Final = "unknown"
_WIDTHS: Final = (7, 30, 46, 18, 20, 20, 22, 14, 28, 12, 12)
_LINE, _WHAT, _WORDS, _UNIT, _QUANTITY, _, _, _BASIS, _SOURCES = range(9)
_TOTAL, _COMPLETE, _DIFFERENCE, _RANK, _COVERAGE = range(4, 9)
_BEYOND: Final = "1E+99"
"""More than any total."""
_HEADS: Final = ("Line", "What", "Description", "Unit", "Quantity", "Price", "Amount", "Rests on",
                 "Sources")  # fmt: skip
_SUMMARY_HEADS: Final = ("", "Offer", "Reading", "Status", "Total", "Complete?", "Difference",
                         "Rank", "Agency-months agreed", "assumed", "uncovered")  # fmt: skip
_UNIT_WORDS: Final[Mapping[Unit, str]] = {"agency": "agency", "user": "user", "flat": "everybody"}
_PER_WORDS: Final[Mapping[Per, str]] = {"term": "-term", "year": "-year", "month": "-month",
                                        "once": ", once"}  # fmt: skip
_BASIS_WORDS: Final = {"reading": "agreement", "list": "list price", "overhead": "scenario"}


def write_estimate(book: Book, comparison: Comparison, plans: Sequence[OfferPlan]) -> None:
    """Write the estimate."""
    sheet = book.sheet(ESTIMATE, _WIDTHS)
    scenario = comparison.scenario
    sheet.text(0, 0, "Cost estimate: the offers compared", "title")
    begin = f"from {scenario.start:%Y-%m}" if scenario.start else "as announced"
    charged = "outlay" if scenario.charge == "started" else "amortised cost"
    sheet.formula(
        1, 0,
        f'TEXT(agencies,"#,##0")&" agencies · "&TEXT(months,"0")&" months · {begin} · {charged}"',
        f"{scenario.agencies:,} agencies · {scenario.months} months · {begin} · {charged}",
        "line",
    )  # fmt: skip
    sheet.text(2, 0, "Layout of an independent government cost estimate. Figures follow the sheet "
               "Inputs; a price here may be typed over.", "line")  # fmt: skip
    _write_summary(sheet, comparison, plans)
    line = 1
    for plan in plans:
        _write_block(sheet, comparison, plan, line)
        line += len(plan.lines)
    sheet.raw.freeze_panes(SUMMARY + 1, 2)


def _write_summary(sheet: Sheet, comparison: Comparison, plans: Sequence[OfferPlan]) -> None:
    """Set the offers side by side: totals, whether they are complete, ranks, coverage."""
    for column, head in enumerate(_SUMMARY_HEADS):
        right = column in (_TOTAL, _DIFFERENCE, _RANK) or column >= _COVERAGE
        sheet.text(SUMMARY, column, head, "head-right" if right else "head")
    last = SUMMARY + len(plans)
    for row, plan in enumerate(plans, SUMMARY + 1):
        standing = plan.standing
        sheet.text(row, 0, mark_of(comparison.catalog, plan.offer.id))
        sheet.text(row, 1, plan.offer.product, "wrapped")
        sheet.text(row, 2, standing.quote.reading.label, "wrapped")
        sheet.text(row, 3, standing.status)
        total = cents(standing.quote.total)
        sheet.formula(row, _TOTAL, cell(plan.total_row, AMOUNT), total, "money")
        _write_rank(sheet, row, plan, last)
        _write_coverage(sheet, row, plan)
    if plans:
        first = SUMMARY + 1
        span = f"{cell(first, _TOTAL)}:{cell(last, _TOTAL)}"
        sheet.marked_where(span, f'${cell(first, _COMPLETE)}<>"complete"', "at-least")


def _write_rank(sheet: Sheet, row: int, plan: OfferPlan, last: int) -> None:
    """Say whether a total is complete, and where it stands among those that are."""
    standing = plan.standing
    count = f'COUNTIF({plan.amounts},"{UNKNOWN}")' if plan.lines else "0"
    unknown = len(standing.quote.unknown)
    said = f"at least; {unknown} unknown" if unknown else "complete"
    complete = f'IF({count}=0,"complete","at least; "&{count}&" unknown")'
    sheet.formula(row, _COMPLETE, complete, said, "text")

    totals = column_span(_TOTAL, SUMMARY + 1, last)
    ranked = f'({column_span(_COMPLETE, SUMMARY + 1, last)}="complete")'
    cheapest = f"SUMPRODUCT(MIN({ranked}*{totals}+(1-{ranked})*{_BEYOND}))"
    total, own = cell(row, _TOTAL), f'{cell(row, _COMPLETE)}="complete"'
    difference = NONE if standing.difference is None else cents(standing.difference)
    words = f'IF({own},ROUND({total}-{cheapest},2),"{NONE}")'
    sheet.formula(row, _DIFFERENCE, words, difference, "money")
    rank = NONE if standing.rank is None else standing.rank
    words = f'IF({own},SUMPRODUCT({ranked}*({totals}<{total}))+1,"{NONE}")'
    sheet.formula(row, _RANK, words, rank, "right")


def _write_coverage(sheet: Sheet, row: int, plan: OfferPlan) -> None:
    """Count the agency-months of each kind."""
    coverage = plan.standing.quote.coverage
    kinds = (
        ("agreed", coverage.agreed),
        ("assumed", coverage.assumed),
        ("uncovered", coverage.uncovered),
    )
    joined, rests_on = (plan.months(plan.column + column) for column in (JOINED, KIND))
    for column, (kind, value) in enumerate(kinds, _COVERAGE):
        words = f'SUMIFS({joined},{rests_on},"{kind}",{plan.months(0)},"<="&months)'
        sheet.formula(row, column, words, value, "count")


def _write_block(sheet: Sheet, comparison: Comparison, plan: OfferPlan, line: int) -> None:
    """Write the lines and the total of one offer; `line` is the number of its first."""
    vendor = comparison.catalog.vendor_of(plan.offer).name
    for column in range(len(_HEADS)):
        sheet.text(plan.row - 2, column, "", "group")
    mark = mark_of(comparison.catalog, plan.offer.id)
    sheet.text(plan.row - 2, 0, f"{mark} {plan.offer.product} ({vendor})", "group")
    for column, head in enumerate(_HEADS):
        right = column in (_QUANTITY, PRICE, AMOUNT)
        sheet.text(plan.row - 1, column, head, "head-right" if right else "head")
    for number, one in enumerate(plan.lines, line):
        sheet.number(one.row, _LINE, number, "count")
        _write_line(sheet, plan, one)
    sheet.texts(plan.total_row, [""] * len(_HEADS), "total-text")
    sheet.text(plan.total_row, _WHAT, f"Total {plan.offer.short}", "total-text")
    if plan.lines:
        total = cents(plan.quote.total)
        sheet.formula(plan.total_row, AMOUNT, f"SUM({plan.amounts})", total, "total")
        here = cell(plan.total_row, AMOUNT)
        sheet.marked_where(f"{here}:{here}", f'COUNTIF({plan.amounts},"{UNKNOWN}")>0', "at-least")


def _write_line(sheet: Sheet, plan: OfferPlan, one: LinePlan) -> None:
    line, row = one.line, one.row
    sheet.text(row, _WHAT, line.label, "wrapped")
    sheet.text(row, _WORDS, _description(plan, line), "wrapped")
    sheet.text(row, _UNIT, f"{_UNIT_WORDS[line.unit]}{_PER_WORDS[line.per]}")
    quantity = line.periods * line.users
    style = "part" if line.parts > 1 else "count"
    sheet.formula(row, _QUANTITY, f"SUM({plan.months(one.column)}){one.factors}", quantity, style)
    _write_price(sheet, one)
    amount = UNKNOWN if line.amount is None else cents(line.amount)
    counted, price = cell(row, _QUANTITY), cell(row, PRICE)
    sheet.formula(
        row, AMOUNT,
        f'IF({counted}=0,0,IF(ISNUMBER({price}),ROUND({counted}*{price},2),"{UNKNOWN}"))',
        amount, "money",
    )  # fmt: skip
    sheet.text(row, _BASIS, _BASIS_WORDS[line.basis])
    sheet.text(row, _SOURCES, ", ".join(line.sources), "wrapped")


def _write_price(sheet: Sheet, one: LinePlan) -> None:
    """Write a price: of an input by its name, of an agreement as a figure that may be changed."""
    line, row = one.line, one.row
    if line.per == "term" and one.times is None:
        sheet.text(row, PRICE, UNKNOWN, "right")
    elif name := one.price_input:
        times = decimal_text(one.times or Fraction(1), places=MOST_DECIMALS)[0]
        factor = "" if times == "1" else f"*{times}"
        stored = "" if line.price is None else line.price
        sheet.formula(row, PRICE, f'IF(ISNUMBER({name}),{name}{factor},"")', stored, "price")
    elif line.price is None:
        sheet.blank(row, PRICE, "live-price")
    else:
        sheet.number(row, PRICE, line.price, "live-price")


def _description(plan: OfferPlan, line: LineQuote) -> str:
    """Say what the price rests on."""
    if line.basis == "overhead":
        return "Added by the scenario"
    listed = plan.offer.list_price
    if line.basis == "list":
        words = listed.label if listed else "No list price is published"
    else:
        words = plan.standing.quote.reading.label
    return f"{words}. {line.note}" if line.note else words
