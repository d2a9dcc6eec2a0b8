"""What a workbook is laid out for: every line of every offer, how its units are counted, its cells.

Formulas count again when agencies, ramp or months change: each month of a line is one of four steps
over the agencies that have joined, as read from what is charged when one agency joins a month.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from tui.domain.calendar import add_months, fiscal_year
from tui.domain.comparison import Comparison, Standing
from tui.domain.deals import Offer, PriceLine
from tui.domain.money import counted
from tui.domain.pricing import price_offer
from tui.domain.quote import AmountKind, LineQuote, Quote
from tui.domain.scenario import MOST_MONTHS, Scenario
from tui.export.xlsx.book import cell, column_span
from tui.views.words import common_inputs

Step = Literal["", "everybody", "joiners", "renewing"]
"""Units charged in a month: none, all that have joined, those that join then, or those that join
then and those charged twelve months before."""

LEAST_MONTHS: Final = 60
"""A workbook is laid out for so many months at least, so that `months` can be raised."""
_NOT_OF_A_NAME: Final = re.compile(r"[^A-Za-z0-9_]")
_LONGEST_NAME: Final = 200

INPUTS_SHEET: Final = "Inputs"
STATE: Final = (3, 0)
"""The cell of the inputs that says whether all can be used."""
IGCE: Final = "IGCE"
ESTIMATE: Final = "Comparison"
SUMMARY: Final = 4
"""The row of the estimate with the heads of the offers side by side, counted from 0."""
UNIT: Final = 3
PRICE: Final = 5
AMOUNT: Final = 6
"""Columns of the estimate."""

WORKINGS: Final = "Workings"
RIGHT_CELL: Final = (2, 0)
"""The cell of the workings that is true while all inputs can be used."""
FIRST: Final = 4
"""The row of month 1 in the workings, counted from 0."""
BEGINS, YEAR, KIND, JOINED, LINES = range(5)
"""Columns of an offer in the workings, counted from its first; then two for each line."""


def quantities(comparison: Comparison) -> tuple[str, str]:
    """For how many, how long and from when: as a formula that follows the inputs, and its words."""
    scenario = comparison.scenario
    *_, begin, charged = common_inputs(scenario)
    counts = [
        ("agencies", scenario.agencies, "agency", "agencies"),
        ("users_per_agency", scenario.users_per_agency, "user per agency", "users per agency"),
        ("months", scenario.months, "month", "months"),
    ]
    formula, said = "", ""
    for name, count, one, several in counts:
        if name not in comparison.unused:
            formula += f'TEXT({name},"#,##0")&IF({name}=1," {one} · "," {several} · ")&'
            said += f"{counted(count, one, several)} · "
    return f'{formula}"{begin} · {charged}"', f"{said}{begin} · {charged}"


@dataclass(frozen=True, slots=True)
class LinePlan:
    """One line of an offer."""

    line: LineQuote
    """What it comes to in the scenario's own months."""
    kinds: tuple[AmountKind, ...]
    """What its amount rests on: a price that goes on after the agreement has a row for each."""
    times: Fraction | None
    """How many times its input its price is; None: nothing typed can price it, it has no term."""
    steps: tuple[Step, ...]
    """One a month, for all months laid out."""
    row: int
    """Its first row in the estimate."""
    column: int
    """Where its units are in the workings; its amounts are in the next column."""

    @property
    def end(self) -> int:
        return self.row + len(self.kinds)

    @property
    def factors(self) -> str:
        """What units are multiplied by in formulas, apart from the price."""
        users = "*users_per_agency" if self.line.unit == "user" else ""
        return f"{users}/{self.line.parts}" if self.line.parts > 1 else users

    @property
    def price_input(self) -> str:
        """The name of the input that gives its price; empty where the agreement does."""
        if self.line.basis == "overhead":
            return input_name("overhead", self.line.component)
        return input_name("assume", self.line.assumption) if self.line.assumption else ""

    @property
    def can_be_priced(self) -> bool:
        """Whether something typed can price it: not without a term."""
        return self.line.per != "term" or self.times is not None

    @property
    def is_typed_over(self) -> bool:
        """Whether its price is a cell that may be typed over."""
        return self.can_be_priced and not self.price_input

    @property
    def price(self) -> str:
        return f"{ESTIMATE}!{cell(self.row, PRICE, fixed=True)}"


@dataclass(frozen=True, slots=True)
class OfferPlan:
    """One offer: its lines, what each month laid out is, and their cells."""

    standing: Standing
    laid_out: Quote
    """What it comes to in all months laid out."""
    lines: tuple[LinePlan, ...]
    agencies: str
    """The name of the input that says how many agencies there are."""
    counts_others: bool
    """Whether it counts other agencies than the scenario does."""
    row: int
    """Where its lines begin in the estimate."""
    column: int
    """Its first column in the workings."""

    @property
    def offer(self) -> Offer:
        return self.standing.offer

    @property
    def quote(self) -> Quote:
        """What it comes to in the scenario's own months."""
        return self.standing.quote

    @property
    def begins(self) -> tuple[date, ...]:
        months = range(self.laid_out.months)
        return tuple(add_months(self.laid_out.origin, month) for month in months)

    @property
    def fiscal_years(self) -> tuple[int, ...]:
        return tuple(fiscal_year(day) for day in self.begins)

    @property
    def total_row(self) -> int:
        return self.lines[-1].end if self.lines else self.row

    @property
    def total(self) -> str:
        """The cell of its total in the estimate, as other sheets call it."""
        return f"{ESTIMATE}!{cell(self.total_row, AMOUNT, fixed=True)}"

    def rows(self, column: int) -> str:
        """A column of its lines in the estimate, for a formula there."""
        return f"{cell(self.row, column)}:{cell(self.total_row - 1, column)}"

    @property
    def total_column(self) -> int:
        """The column of the workings with the amounts of all lines together."""
        return self.column + LINES + 2 * len(self.lines)

    @property
    def open_column(self) -> int:
        """The column of the workings with how many lines are charged at an unknown price."""
        return self.total_column + 1

    def open_between(self, first: int, last: int) -> str:
        """Say as a formula that something in those months has an unknown price."""
        name = input_name("unknown", self.offer.id)
        return f"SUM(INDEX({name},{first}):INDEX({name},{last}))>0"

    def months(self, column: int) -> str:
        """A column of the workings over all months, as other sheets call it."""
        return f"{WORKINGS}!{column_span(column, FIRST, FIRST + self.laid_out.months - 1)}"


def input_name(kind: str, key: str) -> str:
    """Name the cell of an input: `assume_hosting`, `overhead_training`, `agencies_for_claude`."""
    return f"{kind}_{_NOT_OF_A_NAME.sub('_', key)}"[:_LONGEST_NAME]


def months_laid_out(scenario: Scenario) -> int:
    """How many months a workbook can count: at least five years, at most fifty."""
    return min(max(scenario.months, LEAST_MONTHS), MOST_MONTHS)


def plans_of(comparison: Comparison) -> Sequence[OfferPlan]:
    plans: list[OfferPlan] = []
    row, column = SUMMARY + len(comparison.standings) + 5, 1
    for standing in comparison.standings:
        plans.append(_plan(comparison, standing, row, column))
        row, column = plans[-1].total_row + 4, plans[-1].open_column + 1
    return plans


def _plan(comparison: Comparison, standing: Standing, row: int, column: int) -> OfferPlan:
    scenario, offer = comparison.scenario, standing.offer
    months = months_laid_out(scenario)
    laid_out = replace(scenario, months=months)
    quote = price_offer(comparison.catalog, offer, laid_out, standing.quote.reading)
    probe = _one_a_month(comparison, quote, laid_out)
    lines: list[LinePlan] = []
    for line, probed in zip(quote.lines, probe.lines, strict=True):
        steps = tuple(_steps(probed.counts))
        kinds = (quote.amount_kind(line, month) for month in range(months) if steps[month])
        lines.append(
            LinePlan(
                line._replace(counts=line.counts[: scenario.months]),
                tuple(dict.fromkeys(kinds)) or (quote.amount_kind(line, 0),),
                probed.price if line.assumption or probed.price is None else Fraction(1),
                steps,
                lines[-1].end if lines else row,
                column + LINES + 2 * len(lines),
            )
        )
    own = offer.id in scenario.agencies_for
    agencies = input_name("agencies_for", offer.id) if own else "agencies"
    others = scenario.agencies_of(offer.id) != scenario.agencies
    return OfferPlan(standing, quote, tuple(lines), agencies, others, row, column)


def _one_a_month(comparison: Comparison, quote: Quote, scenario: Scenario) -> Quote:
    """Price an offer as if one agency joined a month, every line by agency, every assumption 1."""

    def by_agency(lines: Sequence[PriceLine]) -> tuple[PriceLine, ...]:
        return tuple(replace(line, unit="agency") for line in lines)

    def offer_by_agency(offer: Offer) -> Offer:
        listed = offer.list_price
        return replace(
            offer,
            readings=tuple(replace(one, lines=by_agency(one.lines)) for one in offer.readings),
            list_price=listed and replace(listed, lines=by_agency(listed.lines)),
        )

    catalog, offer = comparison.catalog, offer_by_agency(quote.offer)
    probe = replace(
        scenario,
        agencies=scenario.months,
        agencies_for={},
        ramp_months=scenario.months,
        assume=dict.fromkeys(catalog.assumptions, Decimal(1)),
        overheads=tuple(replace(overhead, unit="agency") for overhead in scenario.overheads),
    )
    later = {stage.offer.id: offer_by_agency(stage.offer) for stage in quote.stages[1:]}
    every = {**catalog.offers, **later}
    reading = offer.reading(quote.reading.id)
    return price_offer(replace(catalog, offers=every), offer, probe, reading)


def _steps(counts: Sequence[int]) -> Iterator[Step]:
    """Tell the steps from what is charged when one agency joins a month."""
    for month, count in enumerate(counts):
        if count == month + 1:
            yield "everybody"
        elif count > 1:
            yield "renewing"
        else:
            yield "joiners" if count else ""
