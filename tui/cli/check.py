"""`deals check`: what is wrong in catalogs, scenarios and lists of agencies, one a line.

The problems are the data of this command: they go to stdout, the summary to stderr.
"""

from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

import click

from tui.cli import output
from tui.cli.arguments import catalog_file, today
from tui.cli.options import Given, command, files
from tui.domain.deals import Catalog
from tui.domain.money import counted
from tui.domain.scenario import Scenario
from tui.files import places
from tui.files.toml import Document, Finding, Problem, ProblemsError, read_document, take_in, texts

Read = TypeVar("Read")


@command(
    "deals check                            everything that comes with the program",
    "deals check mine.toml",
    "deals check new-deals.toml",
    "deals check mine.toml --data new-deals.toml",
)
@click.argument(
    "names", metavar="[FILE…]", nargs=-1, shell_complete=files,
    help="catalogs, scenarios, lists of agencies, recognized by their content. Default: the "
    "catalog in use and the agencies, and without --data the scenarios that come with the "
    "program",
)  # fmt: skip
def check_command(given: Given, names: Sequence[str]) -> int:
    from tui.files.scenarios import with_setting

    in_use = catalog_file(given)
    chosen = [Path(name) for name in names] or [
        in_use,
        places.agencies_path(),
        *(places.scenario_files(places.scenarios_folder()) if given.data is None else ()),
    ]
    for file in (in_use, *chosen):
        take_in(file)
    checked: set[Path] = set()
    problems: list[Problem] = []
    warnings: list[Problem] = []

    def tried(read: Callable[[], Read]) -> Read | None:
        try:
            return read()
        except ProblemsError as error:
            problems.extend(error.problems)
            return None

    @cache
    def catalog() -> Catalog | None:
        checked.add(in_use)
        return tried(lambda: _read_catalog(read_document(in_use), warnings))

    for file in dict.fromkeys(chosen):
        checked.add(file)
        if file == in_use:
            catalog()
        else:
            tried(partial(_read, file, catalog, warnings))
    if given.settings and (facts := catalog()):
        for setting in given.settings:
            tried(partial(with_setting, Scenario(), facts, setting, given.as_of or today()))
    lines = [*map(str, problems), *(f"warning: {warning}" for warning in warnings)]
    output.write("".join(f"{output.printable(text)}\n" for text in lines), None)
    output.say(_summary(len(checked), sum(one.count for one in problems), len(warnings)))
    return 2 if problems else 0


def _read_catalog(document: Document, warnings: list[Problem]) -> Catalog:
    from tui.files.catalog import catalog_in, unanswered

    catalog = catalog_in(document)
    warnings += unanswered(document.name, catalog)
    warnings += _boxed(document)
    return catalog


def _boxed(document: Document) -> Sequence[Problem]:
    """Name the texts with letters that pictures show as codes: the font does not have them."""
    if document.text.isascii():
        return []
    from tui.picture.font import boxed

    said = ((place, boxed(text)) for place, text in texts(document.table))
    hint = "a picture shows each as a box with its code"
    return document.error(
        Finding(place, f"not in the font of pictures: {', '.join(found)}", hint)
        for place, found in said
        if found
    ).problems


def _read(file: Path, catalog: Callable[[], Catalog | None], warnings: list[Problem]) -> None:
    """Read a file as what its tables say it is; a scenario waits for a whole catalog."""
    from tui.files.agencies import agencies_in
    from tui.files.scenarios import scenario_in

    document = read_document(file)
    if not document.table.keys().isdisjoint(("offer", "vendor")):
        _read_catalog(document, warnings)
    elif "agency" in document.table:
        agencies_in(document)
    elif facts := catalog():
        scenario_in(document, facts)
        warnings += _boxed(document)


def _summary(files: int, problems: int, warnings: int) -> str:
    found = counted(problems, "problem") if problems else "no problems"
    found += f", {counted(warnings, 'warning')}" if warnings else ""
    return f"{counted(files, 'file')} checked, {found}"
