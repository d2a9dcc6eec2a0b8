"""The comparison as a cost estimate: line, description, unit, quantity, price, amount.

The offers are side by side on top; quantities, amounts, totals, ranks and coverage are formulas.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from tui.domain.comparison import Comparison, ranked_by
from tui.domain.deals import MOST_DECIMALS, Per, Unit
from tui.domain.money import decimal_text
from tui.domain.quote import AmountKind, Basis, LineQuote, Total
from tui.export.xlsx.book import Book, Tab, cell, cents, column_span, guarded, in_range
from tui.export.xlsx.plan import (
    AMOUNT,
    ESTIMATE,
    JOINED,
    KIND,
    PRICE,
    SUMMARY,
    UNIT,
    LinePlan,
    OfferPlan,
    quantities,
)
from tui.views.day import day_sentences, status_words
from tui.views.words import NONE, mark_of

UNKNOWN: Final = "unknown"
_WIDTHS: Final = (8, 26, 36, 24, 16, 18, 18, 20, 24, 28, *[12] * 4, *[16] * 4, 14)
_LINE, _WHAT, _WORDS, _, _QUANTITY, _, _, _BASIS, _SOURCES = range(9)
_TOTAL, _COMPLETE, _DIFFERENCE, _RANK, _WHY, _AGAIN, _COVERAGE = range(4, 11)
_BY_KIND: Final = _COVERAGE + 4
_ABLE: Final = _BY_KIND + 4
_BEYOND: Final = "1E+99"
"""More than any total."""
_HEADS: Final = ("Line", "What", "Description", "Unit", "Quantity", "Price", "Amount", "Rests on",
                 "Sources")  # fmt: skip
_SUMMARY_HEADS: Final = ("", "Offer", "Reading", "Status", "Total", "Complete?", "Difference",
                         "Rank", "Not ranked", "Offer", "Agency-months agreed", "successor",
                         "assumed", "uncovered", "Amount agreed", "successor", "assumed", "yours",
                         "Agency-months ranked by")  # fmt: skip
_UNIT_WORDS: Final[Mapping[Unit, str]] = {"agency": "agency", "user": "user", "flat": "everybody"}
_PER_WORDS: Final[Mapping[Per, str]] = {"term": "-term", "year": "-year", "month": "-month",
                                        "once": ", once"}  # fmt: skip
_RESTS_ON: Final[Mapping[tuple[AmountKind, Basis], str]] = {
    ("agreed", "reading"): "agreement",
    ("successor", "successor"): "its successor",
    ("assumed", "reading"): "same price, assumed",
    ("assumed", "list"): "list price, assumed",
    ("yours", "reading"): "your assumption",
    ("yours", "successor"): "your assumption",
    ("yours", "list"): "your assumption",
    ("yours", "overhead"): "your figure",
}
_REFUTED: Final = "its reading is refuted"
_OTHER_COUNT: Final = "counts other agencies"
_UNKNOWN_PRICE: Final = "a price is unknown"
_HIGHEST_PRICE: Final = 10**9
"""Dollars, as in the catalog."""
_NOTHING: Final = "covers nothing"
_LESS: Final = "covers less than another"
_ALONE: Final = "no other is like it"


def write_estimate(book: Book, comparison: Comparison, plans: Sequence[OfferPlan]) -> None:
    sheet = book.sheet(ESTIMATE, _WIDTHS)
    sheet.text(0, 0, "Cost estimate: the offers compared", "title")
    sheet.formula(1, 0, *quantities(comparison), "line")
    sheet.text(3, 0, " ".join(day_sentences(comparison)), "wrapped", last=_WHY)
    sheet.text(0, _AGAIN, "What the totals cover, and what the amounts rest on", "title")
    sheet.text(2, 0, "Layout of an independent government cost estimate. Figures follow the sheet "
               "Inputs; a price here may be typed over.", "line")  # fmt: skip
    _write_summary(sheet, comparison, plans)
    line = 1
    for plan in plans:
        _write_block(sheet, comparison, plan, line)
        sheet.keep_together(plan.row - 2, plan.total_row)
        line += len(plan.lines)
    sheet.raw.freeze_panes(SUMMARY + 1, 2)
    sheet.raw.repeat_rows(0)
    sheet.break_before(_AGAIN)
    sheet.lock()


def _write_summary(sheet: Tab, comparison: Comparison, plans: Sequence[OfferPlan]) -> None:
    for column, head in enumerate(_SUMMARY_HEADS):
        right = column in (_TOTAL, _DIFFERENCE, _RANK) or column >= _COVERAGE
        sheet.text(SUMMARY, column, head, "head-right" if right else "head")
    last = SUMMARY + len(plans)
    able = [ranked_by(plan.offer, comparison.scenario, Total.of(plan.quote)) for plan in plans]
    for row, plan in enumerate(plans, SUMMARY + 1):
        sheet.text(row, 0, mark_of(comparison.catalog, plan.offer.id))
        products = " → ".join(stage.offer.product for stage in plan.quote.stages)
        for column in (1, _AGAIN):
            sheet.text(row, column, products, "wrapped")
        sheet.text(row, 2, plan.quote.reading.label, "wrapped")
        status = status_words(comparison.catalog, plan.offer, comparison.as_of)
        sheet.text(row, 3, status, "wrapped")
        total = cents(plan.quote.total)
        sheet.formula(row, _TOTAL, cell(plan.total_row, AMOUNT), total, "money")
        _write_complete(sheet, row, plan)
        _write_rank(sheet, row, plan, last, able)
        _write_kinds(sheet, row, plan)
    if plans:
        first = SUMMARY + 1
        span = f"{cell(first, _TOTAL)}:{cell(last, _TOTAL)}"
        sheet.marked_where(span, f'${cell(first, _COMPLETE)}<>"complete"')


def _write_complete(sheet: Tab, row: int, plan: OfferPlan) -> None:
    count = f'COUNTIF({plan.rows(AMOUNT)},"{UNKNOWN}")' if plan.lines else "0"
    unknown = len(plan.quote.unknown)
    said = f"at least; {unknown} unknown" if unknown else "complete"
    complete = guarded(f'IF({count}=0,"complete","at least; "&{count}&" unknown")')
    sheet.formula(row, _COMPLETE, complete, said, "text")


def _write_rank(sheet: Tab, row: int, plan: OfferPlan, last: int, able: Sequence[int]) -> None:
    """Rank a total; `able` has every offer's agency-months, 0 where it cannot be ranked."""
    standing, own = plan.standing, able[row - SUMMARY - 1]
    totals, every = (column_span(column, SUMMARY + 1, last) for column in (_TOTAL, _ABLE))
    total, here = cell(row, _TOTAL), cell(row, _ABLE)
    covered = "+".join(cell(row, column) for column in range(_COVERAGE, _COVERAGE + 3))
    counts_all = f"{plan.agencies}=agencies"
    refuted = plan.quote.reading.refuted_by
    can = guarded(f'IF(AND({cell(row, _COMPLETE)}="complete",{counts_all}),{covered},0)', "0")
    sheet.formula(row, _ABLE, "0" if refuted else can, own, "count")
    alike = f"AND({here}>0,{here}=MAX({every}),COUNTIF({every},{here})>1)"
    rank = f"SUMPRODUCT(({every}={here})*({totals}<{total}))+1"
    stored: int | str = NONE if standing.rank is None else standing.rank
    sheet.formula(row, _RANK, f'IF({alike},{rank},"{NONE}")', stored, "right")
    lowest = f"SUMPRODUCT(MIN(({every}={here})*{totals}+({every}<>{here})*{_BEYOND}))"
    difference = NONE if standing.difference is None else cents(standing.difference)
    words = f'IF({alike},ROUND({total}-{lowest},2),"{NONE}")'
    sheet.formula(row, _DIFFERENCE, words, difference, "money")
    if refuted:
        sheet.text(row, _WHY, _REFUTED, "wrapped")
        return
    why = (
        f'IF({alike},"",IF(NOT({counts_all}),"{_OTHER_COUNT}",'
        f'IF({cell(row, _COMPLETE)}<>"complete","{_UNKNOWN_PRICE}",'
        f'IF({covered}=0,"{_NOTHING}",IF({here}<MAX({every}),"{_LESS}","{_ALONE}")))))'
    )
    sheet.formula(row, _WHY, guarded(why), _why_not(plan, own, max(able)), "wrapped")


def _why_not(plan: OfferPlan, own: int, best: int) -> str:
    """The words that the formula gives for the inputs as they are."""
    if plan.standing.rank is not None:
        return ""
    if plan.counts_others:
        return _OTHER_COUNT
    if not plan.quote.complete:
        return _UNKNOWN_PRICE
    return (_LESS if own < best else _ALONE) if own else _NOTHING


def _write_kinds(sheet: Tab, row: int, plan: OfferPlan) -> None:
    joined, kinds = (plan.months(plan.column + column) for column in (JOINED, KIND))
    coverage = plan.quote.coverage._asdict()
    del coverage["wanted"]
    for column, (kind, value) in enumerate(coverage.items(), _COVERAGE):
        words = f'SUMIFS({joined},{kinds},"{kind}",{plan.months(0)},"<="&months)'
        sheet.formula(row, column, guarded(words, f'"{NONE}"'), value, "count")
    for column, (kind, value) in enumerate(plan.quote.by_kind._asdict().items(), _BY_KIND):
        if not plan.lines:
            sheet.formula(row, column, "0", cents(value), "money")
            continue
        rests, amounts = plan.rows(_BASIS), plan.rows(AMOUNT)
        bases = dict.fromkeys(_RESTS_ON[one] for one in _RESTS_ON if one[0] == kind)
        sums = "+".join(f'SUMIF({rests},"{one}",{amounts})' for one in bases)
        unpriced = "+".join(f'COUNTIFS({rests},"{one}",{amounts},"{UNKNOWN}")' for one in bases)
        known = guarded(f"ROUND({sums},2)", f'"{NONE}"')
        sheet.formula(row, column, known, cents(value), "money", f"{unpriced}>0")


def _write_block(sheet: Tab, comparison: Comparison, plan: OfferPlan, line: int) -> None:
    """Write the lines and the total of one offer; `line` is the number of its first."""
    sheet.texts(plan.row - 2, [""] * len(_HEADS), "group")
    mark = mark_of(comparison.catalog, plan.offer.id)
    names = " → ".join(
        f"{stage.offer.product} ({comparison.catalog.vendor_of(stage.offer).name})"
        for stage in plan.quote.stages
    )
    sheet.text(plan.row - 2, 0, f"{mark} {names}", "group")
    for column, head in enumerate(_HEADS):
        right = column in (_QUANTITY, PRICE, AMOUNT)
        sheet.text(plan.row - 1, column, head, "head-right" if right else "head")
    for number, one in enumerate(plan.lines, line):
        sheet.number(one.row, _LINE, number, "count")
        _write_line(sheet, plan, one)
    sheet.texts(plan.total_row, [""] * len(_HEADS), "total-text")
    sheet.text(plan.total_row, _WHAT, f"Total {plan.quote.name}", "total-text")
    if plan.lines:
        amounts, total = plan.rows(AMOUNT), cents(plan.quote.total)
        is_open = f'COUNTIF({amounts},"{UNKNOWN}")>0'
        sheet.formula(plan.total_row, AMOUNT, guarded(f"SUM({amounts})"), total, "total", is_open)


def _write_line(sheet: Tab, plan: OfferPlan, one: LinePlan) -> None:
    """Write a line: a row for each kind of amount, all at the price in the first."""
    line = one.line
    _write_price(sheet, one)
    for row, kind in enumerate(one.kinds, one.row):
        sheet.text(row, _WHAT, line.label, "wrapped")
        sheet.text(row, _WORDS, _description(plan, line), "wrapped")
        unit = f"{_UNIT_WORDS[line.unit]}{_PER_WORDS[line.per]}"
        if row == one.row and one.is_typed_over:
            here = cell(row, PRICE)
            right = in_range(here, 0, _HIGHEST_PRICE, optional=True)
            sheet.checked(row, UNIT, unit, "a price from 0", right)
        else:
            sheet.text(row, UNIT, unit)
        _write_amount(sheet, plan, one, row, kind)
        sheet.text(row, _BASIS, _RESTS_ON[kind, line.basis])
        sheet.text(row, _SOURCES, ", ".join(line.sources), "wrapped")


def _write_amount(sheet: Tab, plan: OfferPlan, one: LinePlan, row: int, kind: AmountKind) -> None:
    """Write quantity and amount of one kind: what the line comes to, less the rows above."""
    line, price, units = one.line, cell(one.row, PRICE), plan.months(one.column)
    here = cell(row, _QUANTITY)
    summed, growth = f"SUM({units})", f"ROUND({here}*{price},2)"
    if len(one.kinds) > 1:
        summed = f'SUMIF({plan.months(plan.column + KIND)},"{kind}",{units})'
    if row > one.row:
        sheet.formula(row, PRICE, price, "" if line.price is None else line.price, "price")
        first, before = cell(one.row, _QUANTITY), cell(one.row, AMOUNT)
        growth = f"ROUND(ROUND(({first}+{here})*{price},2)-{before},2)"
    months = [
        month for month in range(len(line.counts)) if plan.laid_out.amount_kind(line, month) == kind
    ]
    quantity = Fraction(sum(line.counts[month] for month in months) * line.users, line.parts)
    style = "part" if line.parts > 1 else "count"
    sheet.formula(row, _QUANTITY, guarded(f"{summed}{one.factors}", f'"{NONE}"'), quantity, style)
    due = line.by_month()
    stored = UNKNOWN if line.is_unknown else cents(sum(due[month] for month in months))
    words = f'IF({here}=0,0,IF(ISNUMBER({price}),{growth},"{UNKNOWN}"))'
    sheet.formula(row, AMOUNT, guarded(words), stored, "money")


def _write_price(sheet: Tab, one: LinePlan) -> None:
    """Write a price: of an input by its name, of an agreement as a figure that may be changed."""
    line, row = one.line, one.row
    if not one.can_be_priced:
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
    if line.basis == "overhead":
        return "Added by the scenario"
    listed = plan.offer.list_price
    if line.basis == "list":
        words = listed.label if listed else "No list price is published"
    else:
        words = plan.laid_out.stage_of(line).reading.label
    return f"{words}. {line.note}" if line.note else words
