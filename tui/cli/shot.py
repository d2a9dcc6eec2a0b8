"""`deals shot`: a picture of the comparison, for a slide or a page, without a terminal."""

import asyncio
import os
import re
from pathlib import Path, PurePath
from typing import Final

import click

from tui.cli import output
from tui.cli.arguments import Inputs, catalog_file, is_made_again, read_inputs
from tui.cli.options import Given, Parsed, command, format_option, output_option, scenario_argument
from tui.cli.output import RefusalError
from tui.domain.comparison import Comparison
from tui.files.settings import Settings, ThemeName
from tui.picture.grid import Grid
from tui.picture.picture_formats import (
    DEFAULT_SCALE,
    DEFAULT_SIZE,
    DEFAULT_THEME,
    FORMATS,
    LIMITS,
    ONE_PAGE,
    SCALES,
    THEMES,
    VIEWS,
    Sheet,
    Size,
)

ENDINGS: Final = tuple(FORMATS)
TO_STDOUT: Final = ("svg", "txt")
_SIZE: Final = re.compile(r"(\d{1,4})[x×](\d{1,4})")


def _size(text: str) -> Size:
    found = _SIZE.fullmatch(text.strip().lower())
    if found is None:
        raise ValueError(f"“{text}” is not a size; write it like 128x36")
    return int(found[1]), int(found[2])


@command(
    "deals shot -o briefing.svg",
    "deals shot mine.toml -o briefing.png --scale 3",
    "deals shot --set after=list --size 160x45 -o briefing.pdf",
    "deals shot --view chart --set months=36 --set after=list -o chart.png",
    "deals shot --view screen --theme dark -o explorer.png",
    "deals shot briefing.svg -o briefing.txt      the scenario that the picture carries",
    sets_inputs=True,
)
@scenario_argument
@output_option(
    "the file, replaced if it exists; its ending sets the format: "
    f"{', '.join(f'.{one}' for one in ENDINGS)} (-: stdout, as svg unless --format txt)",
    required=True,
)
@format_option(ENDINGS, "default: by the ending of FILE", default=None)
@click.option(
    "--view", type=click.Choice(VIEWS), default=VIEWS[0],
    help="a sheet made for a slide, all offers as lines over the months, or the explorer as it is "
    f"(default: {VIEWS[0]})",
)  # fmt: skip
@click.option(
    "--size", metavar="COLUMNSxROWS", type=Parsed(_size), default="x".join(map(str, DEFAULT_SIZE)),
    help="in cells of 12×24 pixels; 96x27, 128x36 and 160x45 are 16:9 (default: 128x36)",
)  # fmt: skip
@click.option(
    "--theme", type=click.Choice(THEMES), default=DEFAULT_THEME, help=f"default: {DEFAULT_THEME}"
)
@click.option(
    "--scale", type=click.Choice(sorted(SCALES)),
    help=f"how many times larger a PNG is (default: {DEFAULT_SCALE})",
)  # fmt: skip
@click.option(
    "--page", type=click.IntRange(min=1), help="which page of the sheet an SVG or PNG shows; PDF, "
    "PPTX and text have all (default: 1)",
)  # fmt: skip
@click.option(
    "--keys", metavar="KEYS",
    help="keys pressed in the explorer first, separated by spaces, such as “r n 5”; with "
    "--view screen",
)  # fmt: skip
def shot_command(
    given: Given, scenario_name: str | None, target: str, form: str | None, view: str, size: Size,
    theme: ThemeName, scale: int | None, page: int | None, keys: str | None,
) -> None:  # fmt: skip
    ending = _ending(target, form)
    _check_size(view, size)
    if scale and ending != "png":
        raise RefusalError(f"--scale is for a PNG; a .{ending} has the same quality at any size")
    if page and ending not in ONE_PAGE:
        raise RefusalError(f"--page is for an SVG or PNG; a .{ending} has all pages")
    if keys and view != "screen":
        raise RefusalError("--keys needs --view screen")
    _check_folder(target)
    from tui.domain.money import counted
    from tui.picture.picture_formats import drawn

    inputs, facts = read_inputs(given, scenario_name, is_exported=True), catalog_file(given)
    if view == "screen":
        sheet = screen(inputs, facts, size, theme, keys or "")
    else:
        from tui.domain.comparison import compare
        from tui.picture.sheet import briefing_sheet

        comparison = compare(inputs.catalog, inputs.scenario, inputs.as_of)
        sheet = briefing_sheet(comparison, facts, size=size, theme=theme, view=view)
    count = len(sheet.pages)
    if page and page > count:
        raise RefusalError(f"--page {page}: this sheet has {counted(count, 'page')}")
    tell_boxed(sheet)
    picture = drawn(sheet.of_page(page or 1), ending, scale=scale or DEFAULT_SCALE)
    if target == "-":
        output.write(picture.decode("utf-8"), None)
    else:
        again = is_made_again(scenario_name, target, f".{ending}")
        output.write(picture, str(output.absolute(target)), again=again)


def tell_boxed(sheet: Sheet) -> None:
    """Say on stderr which letters of a sheet its font lacks: each is a box with its code."""
    if found := sheet.boxed():
        output.say(f"not in the font of pictures, shown as boxes with their codes: {found}")


def _ending(target: str, form: str | None) -> str:
    told = PurePath(target).suffix.removeprefix(".").lower()
    to_stdout = target == "-"
    ending = form or ("svg" if to_stdout else told)
    if ending not in ENDINGS:
        what = f"“.{told}” is not a format of pictures" if told else f"“{target}” has no ending"
        known = ", ".join(f".{one}" for one in ENDINGS)
        raise RefusalError(f"{what}; use {known}, or add --format")
    if told in ENDINGS and told != ending:
        raise RefusalError(f"--format {ending} and the ending “.{told}” contradict each other")
    if to_stdout and ending not in TO_STDOUT:
        raise RefusalError(f"a {ending.upper()} needs a file: -o NAME.{ending}")
    return ending


def _check_size(view: str, size: Size) -> None:
    """Refuse what cannot be drawn, before anything is drawn. Raises `RefusalError`."""
    width, height = size
    (least_width, least_height), (most_width, most_height) = LIMITS[view]
    if not (least_width <= width <= most_width and least_height <= height <= most_height):
        raise RefusalError(
            f"--size {width}x{height}: a {view} has {least_width}x{least_height} to "
            f"{most_width}x{most_height} cells, such as 96x27, 128x36 or 160x45"
        )


def _check_folder(target: str) -> None:
    """Refuse a file that cannot be written, before anything is drawn. Raises `RefusalError`."""
    if target == "-":
        return
    folder = output.absolute(target).parent
    try:
        there = folder.is_dir()
    except (OSError, ValueError):
        there = False
    if not there:
        raise RefusalError(f"there is no folder {output.printable(str(folder))}")


def screen(inputs: Inputs, facts: Path, size: Size, theme: ThemeName, keys: str) -> Sheet:
    """Run the explorer at a size in cells, press the keys, and give what it shows.

    `facts` is the catalog's file. Raises `RefusalError` for keys that leave the program.
    """
    from tui.picture.sheet import screen_sheet

    # A picture is not a terminal: its colors are those of its theme.
    colored = os.environ.pop("NO_COLOR", None)
    try:
        grid, comparison = asyncio.run(_screen(inputs, facts, size, theme, keys.split()))
    finally:
        if colored is not None:
            os.environ["NO_COLOR"] = colored
    return screen_sheet(comparison, facts, grid, theme)


async def _screen(
    inputs: Inputs, facts: Path, size: Size, theme: ThemeName, keys: list[str]
) -> tuple[Grid, Comparison]:
    from tui.app.app import DealsApp
    from tui.picture.screen import grid_from_screenshot

    settings = Settings(theme=theme)
    app = DealsApp(inputs.catalog, inputs.scenario, inputs.as_of, settings=settings)
    app.explorer.model.catalog_file = facts
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
            if not app.is_running or app.return_code is not None:
                raise RefusalError(f"the key “{key}” quits the program")
        shown = app.explorer.model.comparison
        return grid_from_screenshot(app.export_screenshot()), shown
