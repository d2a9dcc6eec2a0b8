"""`deals shot`: a picture of the comparison, for a slide or a page, without a terminal."""

import argparse
import re
from pathlib import Path, PurePath
from typing import Final

from tui.cli import output
from tui.cli.options import SCENARIO_HELP
from tui.cli.output import RefusalError
from tui.picture.formats import (
    DEFAULT_SCALE,
    DEFAULT_SIZE,
    FORMATS,
    LIMITS,
    SCALES,
    THEMES,
    VIEWS,
)

ENDINGS: Final = tuple(FORMATS)
TO_STDOUT: Final = ("svg", "txt")
_SIZE: Final = re.compile(r"(\d{1,4})[x×](\d{1,4})")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of a picture."""
    parser.add_argument("scenario", metavar="SCENARIO", nargs="?", help=SCENARIO_HELP)
    parser.add_argument(
        "-o", "--output", metavar="FILE", required=True,
        help="the file, which is replaced if it exists; its ending tells the format: "
        f"{', '.join(f'.{one}' for one in ENDINGS)} (-: stdout, as svg unless --format txt)",
    )  # fmt: skip
    parser.add_argument("--format", choices=ENDINGS, help="default: told from the ending of FILE")
    parser.add_argument(
        "--view", choices=VIEWS, default="briefing",
        help="a sheet made for a slide, or the explorer as it stands (default: briefing)",
    )  # fmt: skip
    parser.add_argument(
        "--size", metavar="COLUMNSxROWS", type=_size, default=DEFAULT_SIZE,
        help="in cells of 12×24 pixels; 96x27, 128x36 and 160x45 are 16:9 (default: 128x36)",
    )  # fmt: skip
    parser.add_argument("--theme", choices=THEMES, default=THEMES[0], help="default: paper")
    parser.add_argument(
        "--scale", type=int, choices=sorted(SCALES),
        help="how many times larger a PNG is (default: 2)",
    )  # fmt: skip
    parser.add_argument(
        "--keys", metavar="KEYS",
        help="keys pressed in the explorer first, parted by blanks, such as “r n 5”; with "
        "--view screen",
    )  # fmt: skip


def run(arguments: argparse.Namespace) -> int:
    """Draw the picture and write it."""
    ending = _ending(arguments)
    _check(arguments, ending)
    from tui.cli.inputs import catalog_file, read_inputs
    from tui.picture.formats import drawn

    inputs = read_inputs(arguments, arguments.scenario)
    facts, size, theme = catalog_file(arguments), arguments.size, arguments.theme
    if arguments.view == "screen":
        from tui.cli.shot_screen import screen

        sheet = screen(inputs, facts, size, theme, arguments.keys or "")
    else:
        from tui.domain.comparison import compare
        from tui.picture.sheet import briefing_sheet

        comparison = compare(inputs.catalog, inputs.scenario, inputs.as_of)
        sheet = briefing_sheet(comparison, facts, size=size, theme=theme)
    picture = drawn(sheet.grid, ending, sheet.labels, scale=arguments.scale or DEFAULT_SCALE)
    if arguments.output == "-":
        output.write(picture.decode("utf-8"), None)
    else:
        output.write(picture, str(Path(arguments.output).absolute()))
    return 0


def _ending(arguments: argparse.Namespace) -> str:
    """Tell the format. Raises `RefusalError`."""
    told = PurePath(arguments.output).suffix.removeprefix(".").lower()
    to_stdout = arguments.output == "-"
    ending = str(arguments.format or ("svg" if to_stdout else told))
    known = ", ".join(f".{one}" for one in ENDINGS)
    if ending not in ENDINGS:
        what = f"“.{told}” names no picture" if told else f"“{arguments.output}” has no ending"
        raise RefusalError(f"{what}; use {known}, or say --format")
    if told in ENDINGS and told != ending:
        raise RefusalError(f"--format {ending} and the ending “.{told}” contradict each other")
    if to_stdout and ending not in TO_STDOUT:
        raise RefusalError(f"a {ending.upper()} needs a file: -o NAME.{ending}")
    return ending


def _check(arguments: argparse.Namespace, ending: str) -> None:
    """Refuse what cannot be drawn or written, before anything is drawn. Raises `RefusalError`."""
    width, height = arguments.size
    (least_width, least_height), (most_width, most_height) = LIMITS[arguments.view]
    if not (least_width <= width <= most_width and least_height <= height <= most_height):
        raise RefusalError(
            f"--size {width}x{height}: a {arguments.view} has {least_width}x{least_height} to "
            f"{most_width}x{most_height} cells, such as 96x27, 128x36 or 160x45"
        )
    if arguments.scale and ending != "png":
        raise RefusalError(f"--scale is for a PNG; a .{ending} has the same quality at any size")
    if arguments.keys and arguments.view != "screen":
        raise RefusalError("--keys needs --view screen")
    if arguments.output != "-":
        folder = Path(arguments.output).absolute().parent
        try:
            there = folder.is_dir()
        except (OSError, ValueError):
            there = False
        if not there:
            raise RefusalError(f"there is no folder {output.printable(str(folder))}")


def _size(text: str) -> tuple[int, int]:
    """Read a size written `128x36`."""
    found = _SIZE.fullmatch(text.strip().lower())
    if found is None:
        raise argparse.ArgumentTypeError(f"“{text}” is not a size; write it like 128x36")
    return int(found[1]), int(found[2])
