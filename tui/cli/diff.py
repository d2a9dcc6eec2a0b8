"""`deals diff`: what two scenarios differ in, and what that does to every total."""

import argparse
from pathlib import Path

from tui.cli import output
from tui.cli.options import SCENARIO_HELP
from tui.cli.questions import add_output, answer_width, json_text


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the difference."""
    parser.add_argument("before", metavar="A", help=SCENARIO_HELP.partition(". Left")[0])
    second = parser.add_argument("after", metavar="B", help="another one; --set changes this one")
    second.required = False
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Set two scenarios side by side; without B, A stands beside A as changed by `--set`."""
    from tui.cli.inputs import read_inputs, read_named
    from tui.domain.analysis.diff import differences

    if arguments.after is None and not arguments.settings:
        raise output.RefusalError("a second scenario is needed, or a --set that changes the first")
    inputs = read_inputs(arguments, arguments.after or arguments.before)
    before, _ = read_named(arguments.before, inputs.catalog, arguments)
    found = differences(before, inputs.scenario, inputs.catalog, inputs.as_of)
    if arguments.format == "json":
        from tui.export.json_report import diff_json

        text = json_text(diff_json(found))
    else:
        from tui.views.diff_text import diff_text

        changed = " ".join(f"--set {setting}" for setting in arguments.settings)
        other = f"{Path(arguments.after or arguments.before).name} {changed}".strip()
        names = output.printable(Path(arguments.before).name), output.printable(other)
        text = diff_text(found, names, width=answer_width(arguments))
    output.write(text, arguments.output)
    return 0
