"""`deals terms`: what the contracts say, for one offer or side by side."""

import argparse

from tui.commands import output


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the terms."""
    parser.add_argument(
        "offers", metavar="OFFER", nargs="*", help="offers by id; left out: the compared ones"
    )
    parser.add_argument(
        "--format", choices=("table", "md", "json"), default="table", help="default: table"
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE",
        help="write to a file, which is replaced if it exists (-: stdout)",
    )  # fmt: skip


def run(arguments: argparse.Namespace) -> int:
    """Write the terms of the offers named, or of the compared ones."""
    output.write(_written(arguments), arguments.output)
    return 0


def _written(arguments: argparse.Namespace) -> str:
    from tui.commands.inputs import offers_named, read_inputs

    inputs = read_inputs(arguments)
    catalogue, scenario, as_of = inputs.catalogue, inputs.scenario, inputs.as_of
    offers = offers_named(catalogue, arguments.offers) or scenario.compared(catalogue)
    if arguments.format == "json":
        import json

        from tui.report.terms_json import terms_json

        found = terms_json(catalogue, offers, scenario, as_of)
        return json.dumps(found, indent=2, ensure_ascii=False) + "\n"
    if arguments.format == "md":
        from tui.report.terms_markdown import terms_markdown

        return terms_markdown(catalogue, offers, scenario, as_of)
    from tui.report.terms_table import WIDTH, terms_text

    width = WIDTH if arguments.output else output.text_width()
    return terms_text(catalogue, offers, scenario, as_of, width=width)
