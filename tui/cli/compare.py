"""`deals compare`: what the offers cost, side by side, in the form that the next tool wants."""

from decimal import Decimal
from fractions import Fraction
from typing import Final

import click

from tui.cli import output
from tui.cli.arguments import amount, catalog_file, is_made_again, read_inputs
from tui.cli.options import (
    Given,
    Parsed,
    command,
    form_of,
    format_option,
    output_option,
    scenario_argument,
)
from tui.domain.comparison import Comparison, Standing, compare
from tui.domain.money import dollars, unit_price
from tui.picture.report_formats import FORMATS

ENDINGS: Final = {name: form.ending for name, form in FORMATS.items()}


@command(
    "deals compare",
    "deals compare mine.toml --explain",
    "deals compare --set months=36 --set after=list",
    "deals compare --set readings.grok=per-month --format json",
    "deals compare --set start=2026-12-01 -o december.txt",
    "deals compare --set start=next --set after=successor   from next month on",
    "deals compare cfo-act -o estimate.xlsx     a workbook with live formulas",
    "deals compare --format csv | head      every charge, in FOCUS 1.2 column names",
    "deals compare --fail-above 1k          exit code 1 if an offer costs more than $1,000",
    sets_inputs=True,
)
@scenario_argument
@format_option(
    FORMATS,
    f"{'; '.join(f'{name}: {one.purpose}' for name, one in FORMATS.items())}. "
    "Default: by the ending of FILE, else table",
    default=None,
)
@output_option()
@click.option("--explain", is_flag=True, help="also show how each total is calculated")
@click.option(
    "--fail-above", "limit", metavar="AMOUNT", type=Parsed(amount),
    help="exit code 1 if an offer's total is above this (1,000, 1k, $2.5M)",
)  # fmt: skip
def compare_command(
    given: Given, scenario_name: str | None, form: str | None, target: str | None, explain: bool,
    limit: Decimal | None,
) -> int:  # fmt: skip
    form = form or form_of(target, ENDINGS)
    if explain and form != "table":
        raise output.RefusalError("--explain is for the table; JSON holds every line already")
    if FORMATS[form].needs_file and target in (None, "-"):
        raise output.RefusalError(f"{form} needs a file: -o NAME{FORMATS[form].ending}")
    case = read_inputs(given, scenario_name, is_exported=True)
    comparison = compare(case.catalog, case.scenario, case.as_of)
    written = _written(comparison, given, form, target, explain=explain)
    again = is_made_again(scenario_name, target, FORMATS[form].ending)
    output.write(written, target, again=again)
    return 0 if limit is None else _judged(comparison, limit)


def _written(
    comparison: Comparison, given: Given, form: str, target: str | None, *, explain: bool
) -> str | bytes:
    if form == "table":
        from tui.views.comparison_text import comparison_text

        return comparison_text(comparison, width=output.width_for(target), explain=explain)
    if form == "csv" and target in (None, "-"):
        from tui.export.focus_csv import comparison_csv

        return comparison_csv(comparison)
    return FORMATS[form].written(comparison, catalog_file(given))


def _judged(comparison: Comparison, limit: Decimal) -> int:
    """Say which offers are above the limit, and which cannot be judged. Gives the exit code."""
    above = False
    for standing in comparison.standings:
        exceeds = standing.quote.total > Fraction(limit) * 100
        above = above or exceeds
        if words := _verdict(standing, limit, exceeds=exceeds):
            output.say(f"{standing.offer.short}: {words}")
    return 1 if above else 0


def _verdict(standing: Standing, limit: Decimal, *, exceeds: bool) -> str:
    total, most = dollars(standing.quote.total), unit_price(limit)
    if standing.quote.complete:
        return f"{total} is above the limit of {most}" if exceeds else ""
    missing = ", ".join(standing.quote.lacking)
    if exceeds:
        return f"at least {total} is above the limit of {most}; not in it: {missing}"
    return f"cannot be checked against the limit of {most}: {missing} is unknown (at least {total})"
