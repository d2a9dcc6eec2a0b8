"""`deals sensitivity`: each input alone from low to high, the largest swing first."""

import argparse
from decimal import Decimal

from tui.cli import output
from tui.cli.questions import add_output, add_scenario, answer_width, json_text, one_offer
from tui.domain.money import parse_number


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the sensitivity."""
    parser.add_argument("offer", metavar="OFFER", help="an offer by its id")
    add_scenario(parser)
    parser.add_argument(
        "--range", metavar="KEY=LOW..HIGH", dest="ranges", type=_range, action="append",
        default=[],
        help="the two ends of one number; may be given several times (default: half to one and "
        "a half times the value, an assumption over its published figures)",
    )  # fmt: skip
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Vary and write."""
    from tui.cli.inputs import read_inputs
    from tui.domain.analysis.sensitivity import sensitivity

    inputs = read_inputs(arguments, arguments.scenario)
    catalog, scenario = inputs.catalog, inputs.scenario
    offer = one_offer(catalog, arguments.offer)
    try:
        swings = sensitivity(catalog, offer, scenario, dict(arguments.ranges))
    except ValueError as error:
        raise output.RefusalError(f"--range: {error}") from None
    if arguments.format == "json":
        from tui.export.json_report import sensitivity_json

        text = json_text(sensitivity_json(catalog, offer, swings, scenario, inputs.as_of))
    else:
        from tui.views.sensitivity_text import sensitivity_text

        width = answer_width(arguments)
        text = sensitivity_text(catalog, offer, swings, scenario, inputs.as_of, width=width)
    output.write(text, arguments.output)
    return 0


def _range(text: str) -> tuple[str, tuple[Decimal, Decimal]]:
    """Read `agencies=10..100`."""
    key, equals, ends = text.partition("=")
    low, dots, high = ends.partition("..")
    if not equals or not dots or not key.strip():
        raise argparse.ArgumentTypeError(f"“{text}” is no range; write it like agencies=10..100")
    try:
        return key.strip(), (parse_number(low), parse_number(high))
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}”: {error}") from None
