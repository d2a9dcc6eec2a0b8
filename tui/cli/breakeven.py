"""`deals breakeven`: where the cheaper one of two offers changes."""

import argparse
from typing import get_args

from tui.cli import output
from tui.cli.questions import (
    add_output,
    add_scenario,
    answer_width,
    count,
    json_text,
    two_offers,
)
from tui.domain.analysis.cost_curve import LEAST, MOST, Over


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the break-even."""
    parser.add_argument("first", metavar="A", help="an offer by its id")
    parser.add_argument("second", metavar="B", help="another offer by its id")
    add_scenario(parser)
    parser.add_argument(
        "--over", choices=get_args(Over), required=True, help="what varies, all else as it is"
    )
    parser.add_argument(
        "--to", metavar="N", type=count,
        help="up to which number to look (default: 600 months, or 1,000,000)",
    )  # fmt: skip
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Find every change and write it."""
    from tui.cli.inputs import read_inputs
    from tui.domain.analysis.breakeven import break_even

    over: Over = arguments.over
    if arguments.to is not None and not LEAST[over] <= arguments.to <= MOST[over]:
        raise output.RefusalError(f"--to: {LEAST[over]:,} to {MOST[over]:,} can be looked at")
    inputs = read_inputs(arguments, arguments.scenario)
    first, second = two_offers(inputs.catalog, arguments.first, arguments.second)
    found = break_even(first, second, inputs.scenario, over, arguments.to)
    if arguments.format == "json":
        from tui.export.json_report import breakeven_json

        text = json_text(breakeven_json(inputs.catalog, found, inputs.scenario, inputs.as_of))
    else:
        from tui.views.breakeven_text import breakeven_text

        text = breakeven_text(
            inputs.catalog, found, inputs.scenario, inputs.as_of, width=answer_width(arguments)
        )
    output.write(text, arguments.output)
    return 0
