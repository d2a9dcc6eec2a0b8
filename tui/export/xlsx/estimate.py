"""The comparison as a cost estimate: line, description, unit, quantity, price, amount.

The layout is that of an independent government cost estimate, offer after offer, with the offers
side by side on top. Quantities, amounts, totals, ranks and coverage are formulas.
"""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from tui.domain.comparison import Comparison
from tui.domain.deals import Per, Unit
from tui.domain.quote import LineQuote
from tui.export.xlsx.names import assumption_name, overhead_name
from tui.export.xlsx.plan import LinePlan, OfferPlan
from tui.export.xlsx.sheet import Book, Sheet, cell, cents, column_span
from tui.export.xlsx.workings import OfferPlace, months_column
from tui.views.words import NONE, mark_of

NAME: Final = "Comparison"
UNKNOWN: Final = "unknown"
_WIDTHS: Final = (7, 30, 46, 18, 20, 20, 22, 14, 28, 12, 12)
_SUMMARY: Final = 4
_LINE, _WHAT, _WORDS, _UNIT, _QUANTITY, _PRICE, _AMOUNT, _BASIS, _SOURCES = range(9)
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


class _Block(NamedTuple):
    """Where the lines of one offer stand."""

    head: int
    first: int
    total: int


def price_cells(plans: Sequence[OfferPlan]) -> Mapping[tuple[int, int], str]:
    """Say in which cell the price of each line of each offer is, as other sheets call it."""
    return {
        (at, number): f"{NAME}!{cell(block.first + number, _PRICE, fixed=True)}"
        for at, (plan, block) in enumerate(zip(plans, _blocks(plans), strict=True))
        for number in range(len(plan.lines))
    }


def total_cells(plans: Sequence[OfferPlan]) -> Sequence[str]:
    """Say in which cell the total of each offer is, as other sheets call it."""
    return [f"{NAME}!{cell(block.total, _AMOUNT, fixed=True)}" for block in _blocks(plans)]


def _blocks(plans: Sequence[OfferPlan]) -> Sequence[_Block]:
    row = _SUMMARY + len(plans) + 3
    found = []
    for plan in plans:
        found.append(_Block(row, row + 2, row + 2 + len(plan.lines)))
        row += len(plan.lines) + 4
    return found


def write_estimate(
    book: Book, comparison: Comparison, plans: Sequence[OfferPlan], places: Sequence[OfferPlace]
) -> None:
    """Write the estimate."""
    sheet = book.sheet(NAME, _WIDTHS)
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
    blocks = _blocks(plans)
    _write_summary(sheet, comparison, plans, places, blocks)
    line = 1
    for plan, place, block in zip(plans, places, blocks, strict=True):
        _write_block(sheet, comparison, plan, place, block, line)
        line += len(plan.lines)
    sheet.raw.freeze_panes(_SUMMARY + 1, 2)


def _write_summary(
    sheet: Sheet,
    comparison: Comparison,
    plans: Sequence[OfferPlan],
    places: Sequence[OfferPlace],
    blocks: Sequence[_Block],
) -> None:
    """Set the offers side by side: totals, whether they are complete, ranks, coverage."""
    for column, head in enumerate(_SUMMARY_HEADS):
        right = column in (_TOTAL, _DIFFERENCE, _RANK) or column >= _COVERAGE
        sheet.text(_SUMMARY, column, head, "head-right" if right else "head")
    last = _SUMMARY + len(plans)
    for row, (plan, place, block) in enumerate(
        zip(plans, places, blocks, strict=True), _SUMMARY + 1
    ):
        standing = plan.standing
        sheet.text(row, 0, mark_of(comparison.catalog, plan.offer.id))
        sheet.text(row, 1, plan.offer.product, "wrapped")
        sheet.text(row, 2, standing.quote.reading.label, "wrapped")
        sheet.text(row, 3, standing.status)
        total = cents(standing.quote.total)
        sheet.formula(row, _TOTAL, cell(block.total, _AMOUNT), total, "money")
        _write_rank(sheet, row, plan, block, last)
        _write_coverage(sheet, row, plan, place)
    if plans:
        first = _SUMMARY + 1
        span = f"{cell(first, _TOTAL)}:{cell(last, _TOTAL)}"
        sheet.marked_where(span, f'${cell(first, _COMPLETE)}<>"complete"', "at-least")


def _write_rank(sheet: Sheet, row: int, plan: OfferPlan, block: _Block, last: int) -> None:
    """Say whether a total is complete, and where it stands among those that are."""
    standing = plan.standing
    amounts = f"{cell(block.first, _AMOUNT)}:{cell(block.total - 1, _AMOUNT)}"
    count = f'COUNTIF({amounts},"{UNKNOWN}")' if plan.lines else "0"
    unknown = len(standing.quote.unknown)
    said = f"at least; {unknown} unknown" if unknown else "complete"
    complete = f'IF({count}=0,"complete","at least; "&{count}&" unknown")'
    sheet.formula(row, _COMPLETE, complete, said, "text")

    totals = column_span(_TOTAL, _SUMMARY + 1, last)
    ranked = f'({column_span(_COMPLETE, _SUMMARY + 1, last)}="complete")'
    cheapest = f"SUMPRODUCT(MIN({ranked}*{totals}+(1-{ranked})*{_BEYOND}))"
    total, own = cell(row, _TOTAL), f'{cell(row, _COMPLETE)}="complete"'
    difference = NONE if standing.difference is None else cents(standing.difference)
    words = f'IF({own},ROUND({total}-{cheapest},2),"{NONE}")'
    sheet.formula(row, _DIFFERENCE, words, difference, "money")
    rank = NONE if standing.rank is None else standing.rank
    words = f'IF({own},SUMPRODUCT({ranked}*({totals}<{total}))+1,"{NONE}")'
    sheet.formula(row, _RANK, words, rank, "right")


def _write_coverage(sheet: Sheet, row: int, plan: OfferPlan, place: OfferPlace) -> None:
    """Count the agency-months of each kind."""
    coverage = plan.standing.quote.coverage
    kinds = (
        ("agreed", coverage.agreed),
        ("assumed", coverage.assumed),
        ("uncovered", coverage.uncovered),
    )
    for column, (kind, value) in enumerate(kinds, _COVERAGE):
        months = f'{months_column(place.last)},"<="&months'
        words = f'SUMIFS({place.joined},{place.kinds},"{kind}",{months})'
        sheet.formula(row, column, words, value, "count")


def _write_block(
    sheet: Sheet,
    comparison: Comparison,
    plan: OfferPlan,
    place: OfferPlace,
    block: _Block,
    line: int,
) -> None:
    """Write the lines and the total of one offer."""
    vendor = comparison.catalog.vendor_of(plan.offer).name
    for column in range(len(_HEADS)):
        sheet.text(block.head, column, "", "group")
    mark = mark_of(comparison.catalog, plan.offer.id)
    sheet.text(block.head, 0, f"{mark} {plan.offer.product} ({vendor})", "group")
    for column, head in enumerate(_HEADS):
        right = column in (_QUANTITY, _PRICE, _AMOUNT)
        sheet.text(block.head + 1, column, head, "head-right" if right else "head")
    for number, one in enumerate(plan.lines):
        row = block.first + number
        sheet.number(row, _LINE, line + number, "count")
        _write_line(sheet, row, plan, one, place, number)
    sheet.texts(block.total, [""] * len(_HEADS), "total-text")
    sheet.text(block.total, _WHAT, f"Total {plan.offer.short}", "total-text")
    if plan.lines:
        span = f"{cell(block.first, _AMOUNT)}:{cell(block.total - 1, _AMOUNT)}"
        total = cents(plan.standing.quote.total)
        sheet.formula(block.total, _AMOUNT, f"SUM({span})", total, "total")
        here = cell(block.total, _AMOUNT)
        sheet.marked_where(f"{here}:{here}", f'COUNTIF({span},"{UNKNOWN}")>0', "at-least")


def _write_line(
    sheet: Sheet, row: int, plan: OfferPlan, one: LinePlan, place: OfferPlace, number: int
) -> None:
    line = one.line
    sheet.text(row, _WHAT, line.label, "wrapped")
    sheet.text(row, _WORDS, _description(plan, line), "wrapped")
    sheet.text(row, _UNIT, f"{_UNIT_WORDS[line.unit]}{_PER_WORDS[line.per]}")
    users = "*users_per_agency" if line.unit == "user" else ""
    parts = f"/{line.parts}" if line.parts > 1 else ""
    units = place.rows(place.units(number))
    quantity = line.periods * line.users
    style = "part" if line.parts > 1 else "count"
    sheet.formula(row, _QUANTITY, f"SUM({units}){users}{parts}", quantity, style)
    _write_price(sheet, row, one)
    amount = UNKNOWN if line.amount is None else cents(line.amount)
    counted, price = cell(row, _QUANTITY), cell(row, _PRICE)
    sheet.formula(
        row, _AMOUNT,
        f'IF({counted}=0,0,IF(ISNUMBER({price}),ROUND({counted}*{price},2),"{UNKNOWN}"))',
        amount, "money",
    )  # fmt: skip
    sheet.text(row, _BASIS, _BASIS_WORDS[line.basis])
    sheet.text(row, _SOURCES, ", ".join(line.sources), "wrapped")


def _write_price(sheet: Sheet, row: int, one: LinePlan) -> None:
    """Write a price: of an input by its name, of an agreement as a figure that may be changed."""
    line, written = one.line, one.written
    stored = "" if line.price is None else line.price
    if _lacks_term(line):
        sheet.text(row, _PRICE, UNKNOWN, "right")
    elif one.is_overhead:
        name = overhead_name(line.component)
        sheet.formula(row, _PRICE, f'IF(ISNUMBER({name}),{name},"")', stored, "price")
    elif written is not None and written.assume is not None:
        name = assumption_name(written.assume)
        times = "" if written.times == 1 else f"*{written.times:f}"
        sheet.formula(row, _PRICE, f'IF(ISNUMBER({name}),{name}{times},"")', stored, "price")
    elif line.price is None:
        sheet.blank(row, _PRICE, "live-price")
    else:
        sheet.number(row, _PRICE, line.price, "live-price")


def _lacks_term(line: LineQuote) -> bool:
    """Whether a price per term has no term to count."""
    return line.per == "term" and line.price is None and "term" in line.missing


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
