"""Comparisons to write reports of: the made-up catalog of the commands, and the real one."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from tui.domain.comparison import Comparison, compare
from tui.domain.deals import Catalog
from tui.domain.scenario import Overhead, Scenario
from tui.files.catalog import read_catalog

CATALOG = Path(__file__).parent.parent / "cli" / "catalogue.toml"
REAL = Path(__file__).parent.parent.parent / "data" / "deals.toml"
DAY = date(2026, 11, 21)

TRAINING = Overhead("training", "Training", "user", "once", Decimal("12.5"))
SUPPORT = Overhead("support", "Support", "flat", "year", Decimal(9000), ("north",))
BUSY = Scenario(
    name="Everything at once",
    agencies=37,
    months=31,
    users_per_agency=140,
    ramp_months=7,
    after="list",
    agencies_for={"north": 11},
    assume={"hosting": Decimal("40179.20")},
    overheads=(TRAINING, SUPPORT),
)
"""A scenario that uses every kind of input, for the made-up catalog."""
BUSY_REAL = replace(
    BUSY,
    agencies_for={"grok": 11},
    overheads=(TRAINING, replace(SUPPORT, offers=("grok", "llama"))),
)
"""The same for the real one."""


@cache
def catalog(path: Path = CATALOG) -> Catalog:
    return read_catalog(path)


def compared(scenario: Scenario, path: Path = CATALOG) -> Comparison:
    return compare(catalog(path), scenario, DAY)


def everything(scenario: Scenario) -> Scenario:
    """The same with every offer of the real catalog."""
    return replace(scenario, offers=tuple(catalog(REAL).offers))
