"""`deals schema`: JSON Schemas, so that editors complete and check what is written."""

import argparse
from typing import Any, Final

from tui.cli import output
from tui.cli.compare import OUTPUT_HELP
from tui.cli.questions import json_text

NAMES: Final = ("catalogue", "scenario", "agencies", "settings", "report")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the schemas."""
    parser.add_argument(
        "name", metavar="NAME", choices=NAMES, type=_spelled,
        help="catalogue, scenario, agencies or settings: a file that people write; report: what "
        "deals compare --format json writes",
    )  # fmt: skip
    parser.add_argument("-o", "--output", metavar="FILE", help=OUTPUT_HELP)


def _spelled(name: str) -> str:
    """The name as it is stored: `catalog` is written `catalogue` in file formats."""
    return "catalogue" if name == "catalog" else name


def run(arguments: argparse.Namespace) -> int:
    """Write one schema."""
    output.write(schema_text(arguments.name), arguments.output)
    return 0


def schema_text(name: str) -> str:
    """Write a schema as JSON: the same bytes every time. Raises `KeyError`."""
    return json_text(_schema(name))


def _schema(name: str) -> dict[str, Any]:
    if name == "report":
        from tui.export.report_schema import report_schema

        return report_schema()
    from tui.cli.file_schema import file_schema

    return file_schema(name)
