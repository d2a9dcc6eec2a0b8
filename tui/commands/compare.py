"""`deals compare`: what the offers cost, side by side, as text or JSON."""

import argparse
from decimal import Decimal
from fractions import Fraction

from tui.commands import output
from tui.commands.options import SCENARIO_HELP
from tui.domain.comparison import Comparison, Standing
from tui.domain.money import dollars, parse_number, unit_price


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the comparison."""
    parser.add_argument("scenario", metavar="SCENARIO", nargs="?", help=SCENARIO_HELP)
    parser.add_argument(
        "--format", choices=("table", "json"), default="table", help="default: table"
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE",
        help="write to a file, which is replaced if it exists (-: stdout)",
    )  # fmt: skip
    parser.add_argument(
        "--explain", action="store_true",
        help="also write how each total comes about, line by line",
    )  # fmt: skip
    parser.add_argument(
        "--fail-above", metavar="AMOUNT", type=_amount,
        help="exit code 1 if an offer's total is above this (1,000, 1k, $2.5M)",
    )  # fmt: skip


def run(arguments: argparse.Namespace) -> int:
    """Compare, write, and judge the limit if one is given."""
    from tui.commands.inputs import read_inputs
    from tui.domain.comparison import compare

    if arguments.explain and arguments.format == "json":
        raise output.RefusalError("--explain is for the table; the JSON holds every line already")
    inputs = read_inputs(arguments, arguments.scenario)
    comparison = compare(inputs.catalogue, inputs.scenario, inputs.as_of)
    output.write(_written(comparison, arguments), arguments.output)
    return 0 if arguments.fail_above is None else _judged(comparison, arguments.fail_above)


def _written(comparison: Comparison, arguments: argparse.Namespace) -> str:
    if arguments.format == "json":
        import json

        from tui.report.json_report import comparison_json

        return json.dumps(comparison_json(comparison), indent=2, ensure_ascii=False) + "\n"
    from tui.report.table import WIDTH, comparison_text

    width = WIDTH if arguments.output else output.text_width()
    return comparison_text(comparison, width=width, explain=arguments.explain)


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


def _amount(text: str) -> Decimal:
    try:
        return parse_number(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}”: {error}") from None
