"""One-way and two-way tables: the totals of every offer at many values of one or two inputs.

An axis is typed as `agencies=1..100/10` (from 1 to 100 by tens, the end included where it is hit)
or `months=6,12,18`; both forms mix. A cell holds its scenario, so that it can be opened.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple, cast

from tui.domain.analysis.cost_curve import MOST, Over, cost_curve
from tui.domain.comparison import best_covered, ranked_by
from tui.domain.deals import MOST_DECIMALS, Catalog, Offer
from tui.domain.inputs import SMALLEST_DOLLARS, ScenarioInput, number_input
from tui.domain.pricing import price_offer
from tui.domain.quote import Total
from tui.domain.scenario import Scenario

MOST_CELLS: Final = 10_000
MOST_AXES: Final = 2
_END_OF_A_THOUSAND: Final = re.compile(r"0[0-9]")
"""What follows the comma of `1,000`."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One input and the values it takes, in the order typed."""

    item: ScenarioInput
    values: tuple[Decimal, ...]

    def text(self, position: int) -> str:
        """Write one value: `1,000`, `$40,179.20`."""
        return self.item.show(self.values[position])


class SweepCell(NamedTuple):
    """One combination of values: the scenario, and the total of each offer."""

    scenario: Scenario
    totals: tuple[Total, ...]


def alike(offers: Sequence[Offer], cell: SweepCell) -> Sequence[int]:
    """Give the places of the totals of a cell that can be ranked: like with like, or none."""
    totals = zip(offers, cell.totals, strict=True)
    return best_covered([ranked_by(offer, cell.scenario, total) for offer, total in totals])


@dataclass(frozen=True, slots=True)
class Table:
    """The totals of `offers`: rows by the first axis, cells of a row by the second, if any."""

    offers: tuple[Offer, ...]
    axes: tuple[Axis, ...]
    rows: tuple[tuple[SweepCell, ...], ...]


def parse_axis(catalog: Catalog, scenario: Scenario, text: str) -> Axis:
    """Read an axis. Raises `ValueError` with a sentence that says what to write instead.

    The key is `agencies`, `months`, `users_per_agency`, `ramp_months`, `assume.NAME` or
    `overhead.ID`. A comma parts values, so that a thousand is written `1000` or `1k`.
    """
    key, equals, values = text.partition("=")
    if not equals or not key.strip() or not values.strip():
        raise ValueError("an axis is KEY=VALUES, like agencies=1..100/10 or months=6,12,18")
    item = number_input(catalog, scenario, key.strip())
    _refuse_one_number(item, values)
    found: list[Decimal] = []
    for part in values.split(","):
        try:
            found += _values(item, part)
        except ValueError as error:
            raise ValueError(f"{item.key}: {error}") from None
        if len(found) > MOST_CELLS:
            raise ValueError(f"{item.key}: {_too_many(len(found))}")
    return Axis(item, tuple(dict.fromkeys(found)))


def sweep(
    catalog: Catalog, offers: Sequence[Offer], scenario: Scenario, axes: Sequence[Axis]
) -> Table:
    """Price offers at every combination of one or two axes, at most 10,000.

    Raises `ValueError` with a sentence for more cells, no or too many axes, or one input twice.
    """
    if not 1 <= len(axes) <= MOST_AXES:
        raise ValueError("a table has one axis or two")
    if len({axis.item.key for axis in axes}) < len(axes):
        raise ValueError(f"both axes are {axes[0].item.key}; a table needs two different inputs")
    rows = axes[0]
    cells = len(rows.values) * (len(axes[1].values) if len(axes) == MOST_AXES else 1)
    if cells > MOST_CELLS:
        raise ValueError(_too_many(cells))
    if len(axes) == 1:
        line = _line(catalog, offers, scenario, rows)
        return Table(tuple(offers), tuple(axes), tuple((cell,) for cell in line))
    columns = axes[1]
    if _structured(columns, scenario) or not _structured(rows, scenario):
        starts = [rows.item.set(scenario, value) for value in rows.values]
        grid = tuple(_line(catalog, offers, start, columns) for start in starts)
    else:
        starts = [columns.item.set(scenario, value) for value in columns.values]
        grid = tuple(zip(*(_line(catalog, offers, start, rows) for start in starts), strict=True))
    return Table(tuple(offers), tuple(axes), grid)


def _structured(axis: Axis, scenario: Scenario) -> bool:
    """Whether a curve is cheaper than pricing every value; it prices each month of a ramp."""
    if axis.item.key not in MOST:
        return False
    pricings = max(scenario.ramp_months, 1) if axis.item.key == "agencies" else 2
    return len(axis.values) > pricings


def _line(
    catalog: Catalog, offers: Sequence[Offer], scenario: Scenario, axis: Axis
) -> tuple[SweepCell, ...]:
    scenarios = [axis.item.set(scenario, value) for value in axis.values]
    columns: list[list[Total]] = []
    for offer in offers:
        if _structured(axis, scenario):
            over = cast("Over", axis.item.key)
            found = cost_curve(catalog, offer, scenario, over, int(max(axis.values)))
            columns.append([found.at(int(value)) for value in axis.values])
        else:
            columns.append([Total.of(price_offer(catalog, offer, one)) for one in scenarios])
    totals = list(zip(*columns, strict=True)) if columns else [()] * len(scenarios)
    return tuple(SweepCell(one, tuple(line)) for one, line in zip(scenarios, totals, strict=True))


def _refuse_one_number(item: ScenarioInput, values: str) -> None:
    """Raise `ValueError` for a list that is as well one number that the input could have."""
    text = values.strip()
    try:
        _value(item, text)
    except ValueError:
        return
    if "," in text:
        number, several = text.replace(",", ""), text.replace(",", ", ")
        raise ValueError(
            f"{item.key}: {text} may be one number or several; write {number} or {several}"
        )


def _values(item: ScenarioInput, text: str) -> list[Decimal]:
    """Read `18`, `1..10` or `1..100/10`."""
    if _END_OF_A_THOUSAND.match(text):
        raise ValueError("a comma separates values; write a thousand as 1000 or 1k")
    first, dots, rest = text.partition("..")
    if not dots:
        return [_value(item, text)]
    last, slash, step_text = rest.partition("/")
    low, high = _value(item, first), _value(item, last)
    step = item.parse_number(step_text) if slash else Decimal(1)
    whole = item.kind == "count"
    if step == 0:
        raise ValueError("a step is a whole number above zero" if whole else "a step is not 0")
    if low > high:
        raise ValueError(f"{text.strip()} goes down; write the lower end first")
    if step > high - low:
        return [low]
    if not whole and step != step.quantize(SMALLEST_DOLLARS):
        raise ValueError(f"a step has at most {MOST_DECIMALS} decimals")
    steps = int((high - low) // step) + 1
    if steps > MOST_CELLS:
        raise ValueError(_too_many(steps))
    return [low + step * i for i in range(steps)]


def _value(item: ScenarioInput, text: str) -> Decimal:
    value = item.parse_number(text)
    item.check(value)
    return value


def _too_many(cells: int) -> str:
    return f"{cells:,} cells are too many; a table has at most {MOST_CELLS:,}"
