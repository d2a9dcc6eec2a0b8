"""`deals schema`: JSON Schemas, so that editors complete and check what is written."""

from typing import Final

import click

from tui.cli import output
from tui.cli.options import Given, command, output_option
from tui.export.json_report import REPORTS, report_schema
from tui.export.json_shapes import json_text

FILES: Final = ("catalogue", "scenario", "agencies", "settings")
NAMES: Final = (*FILES, *REPORTS)
SPELLINGS: Final = {"catalog": "catalogue"}


@command(
    "deals schema scenario -o scenario.json",
    "deals schema report                    what deals compare --format json writes",
)
@click.argument(
    "name", metavar="NAME", type=click.Choice([*NAMES, *SPELLINGS]),
    help=f"{', '.join(FILES[:-1])} or {FILES[-1]}: a file that people write; report: what deals "
    f"compare --format json writes; {', '.join(list(REPORTS)[1:])}: what that command writes",
)  # fmt: skip
@output_option()
def schema_command(_: Given, name: str, target: str | None) -> None:
    output.write(schema_text(SPELLINGS.get(name, name)), target)


def schema_text(name: str) -> str:
    """Write a schema as JSON: the same bytes every time. Raises `KeyError`."""
    if name in REPORTS:
        return json_text(report_schema(name))
    from tui.cli.file_schema import file_schema

    return json_text(file_schema(name))
