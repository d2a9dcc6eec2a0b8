"""`deals sweep`: one-way and two-way tables of every compared offer's total."""

import argparse

from tui.cli import output
from tui.cli.questions import add_output, add_scenario, answer_width, json_text


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the tables."""
    parser.add_argument(
        "--over", metavar="KEY=VALUES", dest="axes", action="append", required=True,
        help="what varies: agencies=1..100/10 (by tens), months=6,12,18, users_per_agency, "
        "ramp_months, assume.NAME, overhead.ID; twice for a two-way table",
    )  # fmt: skip
    add_scenario(parser)
    add_output(parser, ("table", "md", "csv", "json"))


def run(arguments: argparse.Namespace) -> int:
    """Price every cell and write the table."""
    from tui.cli.inputs import read_inputs
    from tui.domain.analysis.sweep import parse_axis, sweep

    inputs = read_inputs(arguments, arguments.scenario)
    catalog, scenario = inputs.catalog, inputs.scenario
    try:
        axes = [parse_axis(catalog, scenario, text) for text in arguments.axes]
        table = sweep(scenario.compared(catalog), scenario, axes)
    except ValueError as error:
        raise output.RefusalError(f"--over: {error}") from None
    if arguments.format == "json":
        from tui.export.json_report import sweep_json

        text = json_text(sweep_json(catalog, table, scenario, inputs.as_of))
    elif arguments.format == "csv":
        from tui.export.focus_csv import sweep_csv

        text = sweep_csv(table)
    elif arguments.format == "md":
        from tui.export.md import sweep_markdown

        text = sweep_markdown(catalog, table, scenario, inputs.as_of)
    else:
        from tui.views.sweep_text import sweep_text

        width = answer_width(arguments)
        text = sweep_text(catalog, table, scenario, inputs.as_of, width=width)
    output.write(text, arguments.output)
    return 0
