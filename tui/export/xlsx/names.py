"""The names of the cells that can be changed: what formulas say instead of an address."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, Literal, NamedTuple, get_args

from annotated_types import Le

from tui.domain.comparison import Comparison
from tui.domain.deals import Dollars
from tui.domain.scenario import INPUTS, MOST_AGENCIES, MOST_MONTHS, MOST_USERS, Scenario
from tui.export.xlsx.plan import OfferPlan, months_laid_out

_NOT_OF_A_NAME: Final = re.compile(r"[^A-Za-z0-9_]")
_LONGEST: Final = 200
_HIGHEST_PRICE: Final = next(
    int(str(part.le)) for part in get_args(Dollars) if isinstance(part, Le)
)

Kind = Literal["count", "price"]


class LiveInput(NamedTuple):
    """A cell whose change the formulas follow."""

    name: str
    title: str
    value: int | Decimal | None
    """None: not given, and so unknown."""
    unit: str
    help: str
    kind: Kind
    least: int = 0
    most: int = _HIGHEST_PRICE


def live_inputs(comparison: Comparison, plans: Sequence[OfferPlan]) -> Iterator[LiveInput]:
    """Yield every input that can be changed in a workbook."""
    yield from _counts(comparison)
    catalog, scenario = comparison.catalog, comparison.scenario
    asked = {
        plan.written.assume
        for offer in plans
        for plan in offer.lines
        if plan.written is not None and plan.written.assume is not None
    }
    for name, assumption in catalog.assumptions.items():
        if name in asked:
            value = scenario.assume.get(name)
            help_ = f"{assumption.help} Empty: unknown.".strip()
            yield LiveInput(
                assumption_name(name), assumption.title, value, assumption.unit, help_, "price"
            )
    for overhead in scenario.overheads:
        yield LiveInput(
            overhead_name(overhead.id),
            overhead.label,
            overhead.price,
            f"dollars per {'offer' if overhead.unit == 'flat' else overhead.unit}, "
            f"{'once' if overhead.per == 'once' else 'each ' + overhead.per}",
            "A cost beside the agreements, of the scenario.",
            "price",
        )


def _counts(comparison: Comparison) -> Iterator[LiveInput]:
    scenario = comparison.scenario
    most = {
        "agencies": MOST_AGENCIES,
        "months": months_laid_out(scenario),
        "users_per_agency": MOST_USERS,
        "ramp_months": MOST_MONTHS,
    }
    for name, highest in most.items():
        one = INPUTS[name]
        least = 1 if name == "months" else 0
        help_ = f"{one.help} Laid out for {highest}." if name == "months" else one.help
        value = getattr(scenario, name)
        yield LiveInput(name, one.title, value, one.unit, help_, "count", least, highest)
    compared = [standing.offer for standing in comparison.standings]
    for offer in compared:
        if offer.id in scenario.agencies_for:
            yield LiveInput(
                agencies_name(scenario, offer.id),
                f"Agencies of {offer.short}",
                scenario.agencies_for[offer.id],
                "agencies",
                "This offer's own number of agencies.",
                "count",
                0,
                MOST_AGENCIES,
            )


def agencies_name(scenario: Scenario, offer_id: str) -> str:
    """Name the cell of an offer's agencies: its own where it has one."""
    return _name("agencies_for", offer_id) if offer_id in scenario.agencies_for else "agencies"


def assumption_name(assumption: str) -> str:
    """Name the cell of an assumption: `assume_hosting`."""
    return _name("assume", assumption)


def overhead_name(overhead: str) -> str:
    """Name the cell of an overhead's price: `overhead_training`."""
    return _name("overhead", overhead)


def _name(kind: str, key: str) -> str:
    return f"{kind}_{_NOT_OF_A_NAME.sub('_', key)}"[:_LONGEST]
