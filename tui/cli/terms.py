"""`deals terms`: what the contracts say, for one offer or side by side."""

from collections.abc import Mapping, Sequence
from typing import Final

import click

from tui.cli import output
from tui.cli.arguments import offers_named, read_inputs
from tui.cli.options import Given, command, form_of, format_option, offers, output_option

FORMATS: Final[Mapping[str, str]] = {"table": ".txt", "md": ".md", "json": ".json"}
"""The forms that terms come in, with their endings."""


@command(
    "deals terms grok",
    "deals terms grok claude                side by side",
    "deals terms --short                    only the questions and short answers",
    "deals terms --format md -o terms.md    the compared offers, as Markdown",
)
@click.argument(
    "names", metavar="[OFFER…]", nargs=-1, shell_complete=offers,
    help="offers by id; default: the compared ones",
)  # fmt: skip
@click.option("--short", is_flag=True, help="only the questions and short answers")
@format_option(FORMATS, "default: by the ending of FILE, else table", default=None)
@output_option()
def terms_command(
    given: Given, names: Sequence[str], short: bool, form: str | None, target: str | None
) -> None:
    form = form or form_of(target, FORMATS)
    case = read_inputs(given)
    compared = offers_named(case.catalog, names) or case.scenario.compared(case.catalog)
    if form == "json":
        from tui.export.json_report import terms_json

        text = terms_json(case, compared, short=short)
    elif form == "md":
        from tui.export.md import terms_markdown

        text = terms_markdown(case, compared, short=short)
    else:
        from tui.views.terms_text import terms_text

        text = terms_text(case, compared, short=short, width=output.width_for(target))
    output.write(text, target)
