"""The sheet of workings: units and amounts of every line in every month, as formulas.

Its places are decided first, so that the other sheets can point at them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from tui.domain.comparison import Comparison
from tui.domain.scenario import Scenario
from tui.export.xlsx.names import agencies_name
from tui.export.xlsx.plan import LinePlan, OfferPlan, joined_by_month
from tui.export.xlsx.sheet import Book, Sheet, cell, cents, column_span

NAME: Final = "Workings"
FIRST: Final = 4
"""The row of month 1, counted from 0."""
_BEGINS, _YEAR, _KIND, _JOINED, _LINES = range(5)
_MONTH: Final = 0


class OfferPlace(NamedTuple):
    """Where one offer stands in the workings."""

    first: int
    """Its first column."""
    total: int
    """The column of its amounts, all lines together."""
    last: int
    """The last row."""

    def units(self, line: int) -> int:
        """The column in which a line's units are."""
        return self.first + _LINES + 2 * line

    def rows(self, column: int) -> str:
        """A column's months, as another sheet calls them."""
        return f"{NAME}!{column_span(column, FIRST, self.last)}"

    @property
    def fiscal_years(self) -> str:
        """The column of fiscal years."""
        return self.rows(self.first + _YEAR)

    @property
    def kinds(self) -> str:
        """The column that says what each month rests on."""
        return self.rows(self.first + _KIND)

    @property
    def joined(self) -> str:
        """The column of agencies that have joined."""
        return self.rows(self.first + _JOINED)


def places_of(plans: Sequence[OfferPlan]) -> Sequence[OfferPlace]:
    """Decide where each offer stands."""
    places: list[OfferPlace] = []
    column = _MONTH + 1
    for plan in plans:
        total = column + _LINES + 2 * len(plan.lines)
        places.append(OfferPlace(column, total, FIRST + len(plan.kinds) - 1))
        column = total + 1
    return places


def months_column(last: int) -> str:
    """The months' numbers, as another sheet calls them."""
    return f"{NAME}!{column_span(_MONTH, FIRST, last)}"


def write_workings(
    book: Book,
    comparison: Comparison,
    plans: Sequence[OfferPlan],
    places: Sequence[OfferPlace],
    prices: Mapping[tuple[int, int], str],
) -> None:
    """Write the workings; `prices` says in which cell the price of a line of an offer is."""
    sheet = book.sheet(NAME, [7])
    sheet.text(0, 0, "Workings: units charged and amounts by month, line by line", "title")
    sheet.text(1, 0, "An amount is the growth of the line's rounded running total, so that months "
               "add up to the estimate.", "line")  # fmt: skip
    sheet.text(FIRST - 1, _MONTH, "Month", "head")
    scenario = comparison.scenario
    for month in range(len(plans[0].kinds) if plans else 0):
        sheet.number(FIRST + month, _MONTH, month + 1, "count")
    for at, (plan, place) in enumerate(zip(plans, places, strict=True)):
        _write_offer(sheet, plan, place, scenario)
        for number, line in enumerate(plan.lines):
            _write_units(sheet, line, place, number)
            _write_amounts(sheet, line, place, number, prices[at, number])
        _write_total(sheet, plan, place)
    sheet.raw.freeze_panes(FIRST, 1)


def _write_offer(sheet: Sheet, plan: OfferPlan, place: OfferPlace, scenario: Scenario) -> None:
    """Write the months of one offer: when they begin, what they rest on, who has joined."""
    sheet.raw.set_column(place.first, place.total, 13)
    sheet.texts(FIRST - 2, [plan.offer.short], "group", place.first)
    heads = ["Begins", "Fiscal year", "Rests on", "Agencies"]
    heads += [head for line in plan.lines for head in (f"{line.line.label}: units", "amount")]
    sheet.texts(FIRST - 1, [*heads, f"{plan.offer.short}: amount"], "head", place.first)
    agencies = agencies_name(scenario, plan.offer.id)
    joined = joined_by_month(replace(scenario, months=len(plan.kinds)), plan.offer.id)
    ramp = "MAX(ramp_months,1)"
    for month, kind in enumerate(plan.kinds):
        row = FIRST + month
        sheet.day(row, place.first + _BEGINS, plan.begins[month])
        sheet.number(row, place.first + _YEAR, plan.fiscal_years[month], "year")
        sheet.text(row, place.first + _KIND, kind)
        sheet.formula(
            row,
            place.first + _JOINED,
            f"INT({agencies}*MIN($A{row + 1},{ramp})/{ramp})",
            joined[month],
            "count",
        )


def _write_units(sheet: Sheet, plan: LinePlan, place: OfferPlace, number: int) -> None:
    """Write how many agencies, or whole offers, are charged in each month."""
    column = place.units(number)
    counts = plan.line.counts
    for month, step in enumerate(plan.steps):
        if not step:
            continue
        row = FIRST + month
        now, before = (_present(plan, cell(row - back, place.first + _JOINED)) for back in (0, 1))
        words = now if step == "everybody" or not month else f"{now}-{before}"
        if step == "renewing":
            words += f"+{cell(row - 12, column)}"
        value = counts[month] if month < len(counts) else 0
        sheet.formula(row, column, f"IF($A{row + 1}>months,0,{words})", value, "count")


def _present(plan: LinePlan, joined: str) -> str:
    """The agencies that have joined; of something for everybody there is one or none."""
    return f"MIN({joined},1)" if plan.line.unit == "flat" else joined


def _write_amounts(
    sheet: Sheet, plan: LinePlan, place: OfferPlace, number: int, price: str
) -> None:
    """Write what falls due in each month."""
    line, column = plan.line, place.units(number)
    amounts = line.by_month()
    users = "*users_per_agency" if line.unit == "user" else ""
    parts = f"/{line.parts}" if line.parts > 1 else ""
    for month, step in enumerate(plan.steps):
        if not step:
            continue
        row = FIRST + month
        first = cell(FIRST, column)
        first = first[: -len(str(FIRST + 1))] + f"${FIRST + 1}"
        now = f"ROUND(SUM({first}:{cell(row, column)}){users}{parts}*{price},2)"
        before = f"-ROUND(SUM({first}:{cell(row - 1, column)}){users}{parts}*{price},2)"
        difference = f"ROUND({now}{before},2)" if month else now
        value = amounts[month] if month < len(amounts) else 0
        sheet.formula(
            row, column + 1, f"IF(ISNUMBER({price}),{difference},0)", cents(value), "money"
        )


def _write_total(sheet: Sheet, plan: OfferPlan, place: OfferPlace) -> None:
    """Write what all lines of an offer come to in each month."""
    by_month = plan.standing.quote.by_month
    for month in range(len(plan.kinds)):
        row = FIRST + month
        cells = [
            cell(row, place.units(number) + 1)
            for number, line in enumerate(plan.lines)
            if line.steps[month]
        ]
        value = by_month[month] if month < len(by_month) else 0
        sheet.formula(row, place.total, "+".join(cells) or "0", cents(value), "money")
