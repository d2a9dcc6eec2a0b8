"""How the units of every line come about, month by month, in steps that a formula can say.

A workbook has to count again when somebody changes the agencies, the ramp or the months. So each
month of each line is one of four steps over the agencies that have joined; the same steps are
counted here, and tests hold them against what the domain counted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from tui.domain.calendar import add_months, fiscal_year
from tui.domain.comparison import Standing
from tui.domain.deals import Offer, PriceLine
from tui.domain.pricing import agreed_window, price_offer
from tui.domain.quote import LIST_PRICE_COMPONENT, LineQuote, MonthKind, Window
from tui.domain.scenario import MOST_MONTHS, Scenario

Step = Literal["", "everybody", "joiners", "renewing"]
"""Units charged in a month: none, all that have joined, those that join then, or those that join
then and those charged twelve months before."""

LEAST_MONTHS: Final = 60
"""A workbook is laid out for so many months at least, so that `months` can be raised."""
_YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class LinePlan:
    """One line of an offer."""

    line: LineQuote
    """What it comes to in the scenario's own months."""
    written: PriceLine | None
    """How the file or the scenario puts it; None for a list price that nobody published."""
    steps: tuple[Step, ...]
    """One a month, for all months laid out."""

    @property
    def is_overhead(self) -> bool:
        """Whether the scenario adds it."""
        return self.line.basis == "overhead"


@dataclass(frozen=True, slots=True)
class OfferPlan:
    """One offer: its lines, and what each month laid out is."""

    standing: Standing
    lines: tuple[LinePlan, ...]
    kinds: tuple[MonthKind, ...]
    begins: tuple[date, ...]

    @property
    def offer(self) -> Offer:
        """The offer."""
        return self.standing.offer

    @property
    def fiscal_years(self) -> tuple[int, ...]:
        """The fiscal year of each month laid out."""
        return tuple(fiscal_year(day) for day in self.begins)


def months_laid_out(scenario: Scenario) -> int:
    """How many months a workbook can count: at least five years, at most fifty."""
    return min(max(scenario.months, LEAST_MONTHS), MOST_MONTHS)


def plan_of(standing: Standing, scenario: Scenario) -> OfferPlan:
    """Plan one offer of a comparison."""
    offer, months = standing.offer, months_laid_out(scenario)
    probe = replace(
        scenario,
        months=months,
        agencies=1,
        agencies_for={},
        ramp_months=0,
    )
    quote = price_offer(offer, probe, standing.quote.reading)
    joined = joined_by_month(scenario, offer.id)
    plans = []
    windows = _windows(offer, standing, scenario, months)
    for line, (written, window) in zip(quote.lines, windows, strict=True):
        steps = tuple(_steps(line, window, offer, scenario, months))
        counts = units(steps, joined, flat=line.unit == "flat")
        plans.append(LinePlan(line._replace(counts=tuple(counts)), written, steps))
    return OfferPlan(
        standing,
        tuple(plans),
        tuple(map(quote.month_kind, range(months))),
        tuple(add_months(quote.origin, month) for month in range(months)),
    )


def joined_by_month(scenario: Scenario, offer_id: str) -> Sequence[int]:
    """How many agencies have joined by each month of the scenario."""
    ramp, agencies = max(scenario.ramp_months, 1), scenario.agencies_of(offer_id)
    return [agencies * min(month + 1, ramp) // ramp for month in range(scenario.months)]


def units(steps: Sequence[Step], joined: Sequence[int], *, flat: bool) -> Sequence[int]:
    """Count the units charged in each month, as the formulas of the workbook do."""
    present = [min(count, 1) for count in joined] if flat else list(joined)
    counts: list[int] = []
    for month, now in enumerate(present):
        joiners = now - (present[month - 1] if month else 0)
        before = counts[month - _YEAR] if month >= _YEAR else 0
        counts.append(
            {"": 0, "everybody": now, "joiners": joiners, "renewing": joiners + before}[
                steps[month]
            ]
        )
    return counts


def _windows(
    offer: Offer, standing: Standing, scenario: Scenario, months: int
) -> Iterator[tuple[PriceLine | None, range]]:
    """Yield how each line is written and the months that it serves, in the order of a quote."""
    agreed = agreed_window(offer, scenario.start)
    served = Window(agreed.first, None) if scenario.after == "repeat" else agreed
    for line in standing.quote.reading.lines:
        yield line, served.narrowed(line).within(months)
    if scenario.after == "list" and agreed.end is not None:
        later = Window(agreed.end, None)
        if offer.list_price is None and later.within(months):
            yield None, later.within(months)
        for line in offer.list_price.lines if offer.list_price else ():
            if window := later.narrowed(line).within(months):
                yield line, window
    for overhead in scenario.overheads:
        if overhead.applies_to(offer.id):
            yield (
                PriceLine(overhead.id, overhead.unit, overhead.per, price=overhead.price),
                range(months),
            )


def _steps(
    line: LineQuote, served: range, offer: Offer, scenario: Scenario, months: int
) -> Iterator[Step]:
    """Yield the step of each month laid out."""
    whole = line.component == LIST_PRICE_COMPONENT and line.price is None
    spread = scenario.charge == "prorated" and line.per != "once"
    boundary = agreed_window(offer, scenario.start).end or 0
    for month in range(months):
        if month not in served:
            yield ""
        elif month == served.start or line.per == "month" or spread or whole:
            yield "everybody"
        elif line.per == "year":
            yield "renewing" if month - _YEAR >= served.start else "joiners"
        elif line.per == "term" and (month - boundary) % (offer.term_months or 1) == 0:
            yield "everybody"
        else:
            yield "joiners"
