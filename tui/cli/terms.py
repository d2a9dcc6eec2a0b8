"""`deals terms`: what the contracts say, for one offer or side by side."""

import argparse
from collections.abc import Mapping
from typing import Final

from tui.cli import output
from tui.cli.compare import OUTPUT_HELP, told_format
from tui.cli.questions import answer_width, json_text

FORMATS: Final[Mapping[str, str]] = {"table": ".txt", "md": ".md", "json": ".json"}
"""The forms that terms come in, with their endings."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the terms."""
    parser.add_argument(
        "offers", metavar="OFFER", nargs="*", help="offers by id; left out: the compared ones"
    )
    parser.add_argument(
        "--format", choices=tuple(FORMATS),
        help="left out: told from the ending of FILE, else table",
    )  # fmt: skip
    parser.add_argument("-o", "--output", metavar="FILE", help=OUTPUT_HELP)


def run(arguments: argparse.Namespace) -> int:
    """Write the terms of the offers named, or of the compared ones."""
    output.write(_written(arguments), arguments.output)
    return 0


def _written(arguments: argparse.Namespace) -> str:
    from tui.cli.inputs import offers_named, read_inputs

    form = arguments.format or told_format(arguments.output, FORMATS)
    inputs = read_inputs(arguments)
    catalog, scenario, as_of = inputs.catalog, inputs.scenario, inputs.as_of
    offers = offers_named(catalog, arguments.offers) or scenario.compared(catalog)
    if form == "json":
        from tui.export.json_report import terms_json

        return json_text(terms_json(catalog, offers, scenario, as_of))
    if form == "md":
        from tui.export.md import terms_markdown

        return terms_markdown(catalog, offers, scenario, as_of)
    from tui.views.terms_table import terms_text

    return terms_text(catalog, offers, scenario, as_of, width=answer_width(arguments))
