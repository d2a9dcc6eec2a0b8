"""`deals check`: what is wrong in catalogs, scenarios and lists of agencies, one a line.

The problems are the data of this command: they go to stdout, the summary to stderr.
"""

from collections.abc import Sequence
from pathlib import Path

import click

from tui.cli import output
from tui.cli.inputs import catalog_file
from tui.cli.options import Given, command, files
from tui.domain.deals import Catalog
from tui.files import places
from tui.files.toml import Problem, ProblemsError


@command(
    "deals check                            everything that comes with the program",
    "deals check mine.toml",
    "deals check new-deals.toml",
    "deals check mine.toml --data new-deals.toml",
)
@click.argument(
    "names", metavar="[FILE…]", nargs=-1, shell_complete=files,
    help="catalogues, scenarios, lists of agencies, told apart by what they hold. Left out: the "
    "catalogue in use and the agencies, and without --data the scenarios that come with the "
    "program",
)  # fmt: skip
def check_command(given: Given, names: Sequence[str]) -> int:
    """Read every file, print every problem."""
    in_use = catalog_file(given)
    checked = [Path(name) for name in names] or [
        in_use,
        places.agencies_path(),
        *(sorted(places.scenarios_folder().glob("*.toml")) if given.data is None else ()),
    ]
    checker = _Checker(in_use)
    for file in dict.fromkeys(checked):
        checker.check(file)
    checker.check_settings(given.settings)
    lines = [f"{output.printable(str(problem))}\n" for problem in checker.problems]
    output.write("".join(lines), None)
    output.say(checker.summary)
    return 2 if checker.problems else 0


class _Checker:
    """Reads files of all kinds; the catalog that scenarios refer to is read once."""

    def __init__(self, catalog_file: Path) -> None:
        self._catalog_file = catalog_file
        self._catalog: Catalog | None = None
        self._catalog_was_read = False
        self._checked = 0
        self.problems: list[Problem] = []

    @property
    def summary(self) -> str:
        """How many files were read, and how many problems are in all of them."""
        files = "1 file" if self._checked == 1 else f"{self._checked} files"
        if not self.problems:
            return f"{files} checked, no problems"
        count = sum(problem.count for problem in self.problems)
        return f"{files} checked, {count} problem{'' if count == 1 else 's'}"

    def check(self, file: Path) -> None:
        """Read one file as what it is."""
        if file == self._catalog_file:
            self._catalog_in_use()
            return
        self._checked += 1
        try:
            self._read(file)
        except ProblemsError as error:
            self.problems += error.problems

    def check_settings(self, settings: Sequence[str]) -> None:
        """Try `--set` on the default scenario."""
        catalog = self._catalog_in_use() if settings else None
        if catalog is None:
            return
        from tui.domain.scenario import Scenario
        from tui.files.scenarios import with_setting

        for setting in settings:
            try:
                with_setting(Scenario(), catalog, setting)
            except ProblemsError as error:
                self.problems += error.problems

    def _read(self, file: Path) -> None:
        kind = _kind(file)
        if kind == "catalogue":
            from tui.files.catalog import read_catalog

            read_catalog(file)
        elif kind == "agencies":
            from tui.files.agencies import read_agencies

            read_agencies(file)
        elif catalog := self._catalog_in_use():
            from tui.files.scenarios import read_scenario

            read_scenario(file, catalog)

    def _catalog_in_use(self) -> Catalog | None:
        """Read the catalog once; its problems are listed once, and scenarios then wait."""
        if self._catalog_was_read:
            return self._catalog
        from tui.files.catalog import read_catalog

        self._catalog_was_read = True
        self._checked += 1
        try:
            self._catalog = read_catalog(self._catalog_file)
        except ProblemsError as error:
            self.problems += error.problems
        return self._catalog


def _kind(file: Path) -> str:
    """Tell what a file is from its tables. Raises `ProblemsError` if it is not TOML."""
    from tui.files.toml import document_of, read_bytes

    table = document_of(str(file), read_bytes(file)).table
    if "offer" in table or "vendor" in table:
        return "catalogue"
    return "agencies" if "agency" in table else "scenario"
