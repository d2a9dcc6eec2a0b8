"""`deals compare`: what the offers cost, side by side, in the form that the next tool wants."""

import argparse
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import PurePath
from typing import Final

from tui.cli import output
from tui.cli.options import SCENARIO_HELP
from tui.cli.questions import amount, answer_width
from tui.domain.comparison import Comparison, Standing
from tui.domain.money import dollars, unit_price
from tui.export.formats import FORMATS

ENDINGS: Final = {name: form.ending for name, form in FORMATS.items()}
OUTPUT_HELP: Final = "write to a file, which is replaced if it exists (-: stdout)"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the comparison."""
    parser.add_argument("scenario", metavar="SCENARIO", nargs="?", help=SCENARIO_HELP)
    parser.add_argument(
        "--format", choices=tuple(FORMATS),
        help=f"{'; '.join(f'{name}: {one.purpose}' for name, one in FORMATS.items())}. "
        "Left out: told from the ending of FILE, else table",
    )  # fmt: skip
    parser.add_argument("-o", "--output", metavar="FILE", help=OUTPUT_HELP)
    parser.add_argument(
        "--explain", action="store_true",
        help="also write how each total comes about, line by line",
    )  # fmt: skip
    parser.add_argument(
        "--fail-above", metavar="AMOUNT", type=amount,
        help="exit code 1 if an offer's total is above this (1,000, 1k, $2.5M)",
    )  # fmt: skip


def run(arguments: argparse.Namespace) -> int:
    """Compare, write, and judge the limit if one is given."""
    from tui.cli.inputs import read_inputs
    from tui.domain.comparison import compare

    name = arguments.format or told_format(arguments.output, ENDINGS)
    form = FORMATS[name]
    if arguments.explain and name != "table":
        raise output.RefusalError("--explain is for the table; JSON holds every line already")
    if form.needs_file and arguments.output in (None, "-"):
        raise output.RefusalError(f"{name} needs a file: -o NAME{form.ending}")
    inputs = read_inputs(arguments, arguments.scenario)
    comparison = compare(inputs.catalog, inputs.scenario, inputs.as_of)
    output.write(_written(comparison, name, arguments), arguments.output)
    return 0 if arguments.fail_above is None else _judged(comparison, arguments.fail_above)


def told_format(file_name: str | None, endings: Mapping[str, str]) -> str:
    """Tell the format from the ending of a file's name; without one, a table is meant.

    `endings` gives the ending of each format's files. Raises `RefusalError`.
    """
    ending = PurePath(file_name or "").suffix
    if not ending:
        return "table"
    for name, known in endings.items():
        if known == ending.lower():
            return name
    raise output.RefusalError(
        f"“{ending}” names no format; say --format, or use {', '.join(endings.values())}"
    )


def _written(comparison: Comparison, name: str, arguments: argparse.Namespace) -> str | bytes:
    if name == "table":
        from tui.views.comparison_text import comparison_text

        width = answer_width(arguments)
        return comparison_text(comparison, width=width, explain=arguments.explain)
    if name == "csv" and arguments.output in (None, "-"):
        from tui.export.focus_csv import comparison_csv

        return comparison_csv(comparison)
    return FORMATS[name].written(comparison)


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
    missing = ", ".join(line.component for line in standing.quote.unknown)
    if exceeds:
        return f"at least {total} is above the limit of {most}; not in it: {missing}"
    return f"cannot be judged by the limit of {most}: {missing} is unknown (at least {total})"
