"""`deals brief`: a folder with everything for a briefing, all of one run."""

import itertools
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import click

from tui.cli import output
from tui.cli.arguments import catalog_file, read_inputs
from tui.cli.options import Given, command, output_option, scenario_argument
from tui.files.toml import ordinary_bytes
from tui.picture.briefing import INDEX, MARK, brief_files

_LISTED: Final = re.compile(r"^\| \[([a-z]+\.[a-z]+)\]\(([a-z]+\.[a-z]+)\) \|", re.MULTILINE)
"""A row of an index: plain names only, so that nothing outside the folder can be meant."""


@command(
    "deals brief cfo-act -o briefing",
    "deals brief mine.toml --as-of 2026-11-21 -o briefing",
    sets_inputs=True,
)
@scenario_argument
@output_option(
    "the folder; created if missing. An earlier briefing is replaced; other files stay",
    metavar="FOLDER",
    required=True,
)
@click.option("--force", is_flag=True, help="write into a folder that holds other files, too")
def brief_command(given: Given, scenario_name: str | None, target: str, force: bool) -> None:
    from tui.cli.shot import screen, tell_boxed
    from tui.domain.comparison import compare
    from tui.files.atomic import write_folder
    from tui.picture.picture_formats import DEFAULT_SIZE, DEFAULT_THEME
    from tui.picture.sheet import briefing_sheet

    folder = Path(target)
    try:
        earlier = _earlier(folder)
        _may_write(folder, force=force or earlier is not None)
        inputs, facts = read_inputs(given, scenario_name, is_exported=True), catalog_file(given)
        comparison = compare(inputs.catalog, inputs.scenario, inputs.as_of)
        files = brief_files(
            comparison, facts, lambda: screen(inputs, facts, DEFAULT_SIZE, DEFAULT_THEME, "")
        )
        if earlier is None:
            for file in files:
                output.refuse_input(folder / file.name)
        progress = _progress(len(files))
        stale = (earlier or set()) - {file.name for file in files}
        try:
            write_folder(
                folder,
                [(file.name, file.written) for file in files],
                stale=sorted(stale),
                told=progress,
            )
        finally:
            progress("")
    except OSError as error:
        reason = error.strerror or error
        raise output.RefusalError(f"{folder}: cannot write the folder: {reason}") from error
    except ValueError as error:
        raise output.RefusalError(f"{output.printable(target)}: {error}") from error
    tell_boxed(briefing_sheet(comparison, facts))
    output.say(f"Wrote {len(files)} files to {folder}")


def _may_write(target: Path, *, force: bool) -> None:
    """Refuse what is no folder, has none to be in, or, without force, holds anything."""
    if target.is_dir():
        if force or not any(target.iterdir()):
            return
        raise output.RefusalError(
            f"{target}: the folder holds other files; name another one, or add --force to "
            "write next to them"
        )
    if target.exists() or target.is_symlink():
        raise output.RefusalError(f"{target}: this is a file, not a folder")
    if not target.resolve().parent.is_dir():
        raise output.RefusalError(f"{target}: there is no folder {target.resolve().parent}")


def _earlier(target: Path) -> set[str] | None:
    """The files that the index of an earlier briefing lists; None: there is no briefing."""
    try:
        text = ordinary_bytes(target / INDEX).decode("utf-8", "replace")
    except (OSError, ValueError):
        return None
    if text.partition("\n")[0].strip() != MARK:
        return None
    return {name for name, again in _LISTED.findall(text) if name == again}


def _progress(count: int) -> Callable[[str], None]:
    """What shows on a terminal which file is being written; "" wipes it."""
    seen = sys.stderr is not None and sys.stderr.isatty()
    numbers = itertools.count(1)

    def show(name: str) -> None:
        if seen:
            sys.stderr.write(f"\r\x1b[K{f'{next(numbers)}/{count} {name}' if name else ''}")
            sys.stderr.flush()

    return show
