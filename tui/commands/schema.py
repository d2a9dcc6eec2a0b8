"""`deals schema`: JSON Schemas, so that editors complete and check what is written."""

import argparse
from typing import Any, Final

from tui.commands import output
from tui.commands.compare import OUTPUT_HELP

NAMES: Final = ("catalogue", "scenario", "agencies", "settings", "report")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the schemas."""
    parser.add_argument(
        "name", metavar="NAME", choices=NAMES,
        help="catalogue, scenario, agencies or settings: a file that people write; report: what "
        "deals compare --format json writes",
    )  # fmt: skip
    parser.add_argument("-o", "--output", metavar="FILE", help=OUTPUT_HELP)


def run(arguments: argparse.Namespace) -> int:
    """Write one schema."""
    output.write(schema_text(arguments.name), arguments.output)
    return 0


def schema_text(name: str) -> str:
    """Write a schema as JSON: the same bytes every time. Raises `KeyError`."""
    import json

    return json.dumps(_schema(name), indent=2, ensure_ascii=False) + "\n"


def _schema(name: str) -> dict[str, Any]:
    if name == "report":
        from tui.report.report_schema import report_schema

        return report_schema()
    from tui.commands.file_schema import file_schema

    return file_schema(name)
