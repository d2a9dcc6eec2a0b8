"""`deals check`: what is wrong in catalogues, scenarios and lists of agencies, one a line.

The problems are the data of this command: they go to stdout, the summary to stderr.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from tui.commands import output
from tui.domain.deals import Catalogue
from tui.files.problems import Problem, ProblemsError


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the check."""
    parser.add_argument(
        "files", metavar="FILE", nargs="*",
        help="catalogues, scenarios, lists of agencies, told apart by what they hold. Left out: "
        "the catalogue in use and the agencies, and without --data the scenarios that come with "
        "the program",
    )  # fmt: skip


def run(arguments: argparse.Namespace) -> int:
    """Read every file, print every problem."""
    from tui.commands.inputs import catalogue_file
    from tui.files import places

    in_use = catalogue_file(arguments)
    files = [Path(name) for name in arguments.files] or [
        in_use,
        places.agencies_path(),
        *(sorted(places.scenarios_folder().glob("*.toml")) if arguments.data is None else ()),
    ]
    checker = _Checker(in_use)
    for file in dict.fromkeys(files):
        checker.check(file)
    checker.check_settings(arguments.settings)
    lines = [f"{output.printable(str(problem))}\n" for problem in checker.problems]
    output.write("".join(lines), None)
    output.say(checker.summary)
    return 2 if checker.problems else 0


class _Checker:
    """Reads files of all kinds; the catalogue that scenarios refer to is read once."""

    def __init__(self, catalogue_file: Path) -> None:
        self._catalogue_file = catalogue_file
        self._catalogue: Catalogue | None = None
        self._catalogue_was_read = False
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
        if file == self._catalogue_file:
            self._catalogue_in_use()
            return
        self._checked += 1
        try:
            self._read(file)
        except ProblemsError as error:
            self.problems += error.problems

    def check_settings(self, settings: Sequence[str]) -> None:
        """Try `--set` on the default scenario."""
        catalogue = self._catalogue_in_use() if settings else None
        if catalogue is None:
            return
        from tui.domain.scenario import Scenario
        from tui.files.scenarios import with_setting

        for setting in settings:
            try:
                with_setting(Scenario(), catalogue, setting)
            except ProblemsError as error:
                self.problems += error.problems

    def _read(self, file: Path) -> None:
        kind = _kind(file)
        if kind == "catalogue":
            from tui.files.catalogue import read_catalogue

            read_catalogue(file)
        elif kind == "agencies":
            from tui.files.agencies import read_agencies

            read_agencies(file)
        elif catalogue := self._catalogue_in_use():
            from tui.files.scenarios import read_scenario

            read_scenario(file, catalogue)

    def _catalogue_in_use(self) -> Catalogue | None:
        """Read the catalogue once; its problems are listed once, and scenarios then wait."""
        if self._catalogue_was_read:
            return self._catalogue
        from tui.files.catalogue import read_catalogue

        self._catalogue_was_read = True
        self._checked += 1
        try:
            self._catalogue = read_catalogue(self._catalogue_file)
        except ProblemsError as error:
            self.problems += error.problems
        return self._catalogue


def _kind(file: Path) -> str:
    """Tell what a file is from its tables. Raises `ProblemsError` if it is not TOML."""
    from tui.files.documents import document_of, read_bytes

    table = document_of(str(file), read_bytes(file)).table
    if "offer" in table or "vendor" in table:
        return "catalogue"
    return "agencies" if "agency" in table else "scenario"
