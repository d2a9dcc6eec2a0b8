"""`deals schema`: JSON Schemas, so that editors complete and check what is written."""

from typing import Any, Final

import click

from tui.cli import output
from tui.cli.options import Given, command, output_option

NAMES: Final = ("catalogue", "scenario", "agencies", "settings", "report")
SPELLINGS: Final = {"catalog": "catalogue"}
"""Other spellings of a name; in files it stands as in `NAMES`."""


@command(
    "deals schema scenario -o scenario.json",
    "deals schema report                    what deals compare --format json writes",
)
@click.argument(
    "name", metavar="NAME", type=click.Choice([*NAMES, *SPELLINGS]),
    help="catalogue, scenario, agencies or settings: a file that people write; report: what "
    "deals compare --format json writes",
)  # fmt: skip
@output_option()
def schema_command(_: Given, name: str, target: str | None) -> None:
    """Write one schema."""
    output.write(schema_text(SPELLINGS.get(name, name)), target)


def schema_text(name: str) -> str:
    """Write a schema as JSON: the same bytes every time. Raises `KeyError`."""
    return output.json_text(_schema(name))


def _schema(name: str) -> dict[str, Any]:
    if name == "report":
        from tui.export.json_report import report_schema

        return report_schema()
    from tui.cli.file_schema import file_schema

    return file_schema(name)
