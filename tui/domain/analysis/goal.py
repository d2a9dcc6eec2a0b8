"""Goal seek: the most agencies, months or users whose total fits a budget.

A total need not be monotone, so that nothing is bisected blindly: `most` is the greatest number
that fits, wherever it lies, and `always_within` says up to where every number fits.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from tui.domain.analysis.cost_curve import CostCurve, Over, cost_curve
from tui.domain.deals import Catalog, Offer
from tui.domain.quote import Total
from tui.domain.scenario import Scenario


@dataclass(frozen=True, slots=True)
class GoalSeek:
    """What a budget buys of one input between `low` and `high`, both inclusive."""

    offer: Offer
    over: Over
    budget: int
    """Cents. A total equal to it fits; an incomplete total never does."""
    low: int
    high: int
    most: int | None
    """The greatest number whose total fits; None: none does."""
    always_within: int | None
    """Up to here every number from `low` on fits; None: `low` itself does not."""
    least_total: Total
    """The total at `low`: what is needed at least, where nothing fits."""
    total: Total | None
    beyond: Total | None
    """The total at the number after `most`; None: `most` is the bound, or nothing fits."""


def most_within(
    catalog: Catalog,
    offer: Offer,
    scenario: Scenario,
    budget: int,
    solve: Over,
    most: int | None = None,
) -> GoalSeek:
    """Find the greatest number, up to `most`, that `budget` cents pay for.

    Raises as `cost_curve` does. The curve's table is read through. Along a progression bisection
    is exact, because it never falls and is complete at all of its numbers or at none.
    """
    found = cost_curve(catalog, offer, scenario, solve, most)
    fits, breaks = None, found.high + 1
    for fitting, breaking in _edges(found, budget):
        if fitting is not None:
            fits = fitting if fits is None else max(fits, fitting)
        breaks = min(breaks, breaking)
    return GoalSeek(
        offer, solve, budget, found.low, found.high,
        most=fits,
        always_within=breaks - 1 if breaks > found.low else None,
        least_total=found.at(found.low),
        total=None if fits is None else found.at(fits),
        beyond=None if fits is None or fits == found.high else found.at(fits + 1),
    )  # fmt: skip


def _edges(found: CostCurve, budget: int) -> Iterator[tuple[int | None, int]]:
    """Yield the last number that fits and the first that does not, part by part of a curve."""
    beyond = found.high + 1
    for number, total in enumerate(found.table, found.low):
        fits = total.complete and total.cents <= budget
        yield (number, beyond) if fits else (None, number)
    stride = len(found.progressions)
    for residue, progression in enumerate(found.progressions):
        begin, steps = found.start + residue, found.steps(residue)
        fitting = 0
        if progression.complete:
            fitting = bisect_right(range(steps), budget, key=progression.cents)
        yield (
            begin + (fitting - 1) * stride if fitting else None,
            begin + fitting * stride if fitting < steps else beyond,
        )
