"""`deals shot`: a picture of the comparison, for a slide or a page, without a terminal."""

import argparse
import re
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from tui.cli import output
from tui.cli.options import SCENARIO_HELP
from tui.cli.output import RefusalError

if TYPE_CHECKING:
    from tui.cli.inputs import Inputs
    from tui.domain.comparison import Comparison
    from tui.domain.scenario import Scenario
    from tui.picture.grid import Grid
    from tui.picture.pieces import SheetColors

VIEWS: Final = ("briefing", "screen")
THEMES: Final = ("paper", "dark", "light", "contrast")
ENDINGS: Final = ("svg", "png", "pdf", "txt")
TO_STDOUT: Final = ("svg", "txt")
DEFAULT_SIZE: Final = (128, 36)
_SIZE: Final = re.compile(r"(\d{1,4})[x×](\d{1,4})")
LIMITS: Final = {"briefing": ((80, 24), (400, 200)), "screen": ((20, 5), (400, 200))}
"""The smallest and largest size of a view, in cells of 12×24 pixels."""


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
        "--scale", type=int, choices=(1, 2, 3), help="how many times larger a PNG is (default: 2)"
    )
    parser.add_argument(
        "--keys", metavar="KEYS",
        help="keys pressed in the explorer first, parted by blanks, such as “r n 5”; with "
        "--view screen",
    )  # fmt: skip


def run(arguments: argparse.Namespace) -> int:
    """Draw the picture and write it."""
    ending = _ending(arguments)
    _check(arguments, ending)
    from tui.cli.inputs import read_inputs
    from tui.picture.carried import labels
    from tui.picture.formats import DEFAULT_SCALE, drawn

    inputs = read_inputs(arguments, arguments.scenario)
    if arguments.view == "screen":
        from tui.cli.shot_screen import screen

        grid, comparison = screen(inputs, arguments.size, arguments.theme, arguments.keys or "")
    else:
        grid, comparison = _briefing(arguments, inputs)
    said = labels(
        comparison,
        catalog_hash=catalog_hash(arguments),
        view=arguments.view,
        size=arguments.size,
        theme=arguments.theme,
    )
    picture = drawn(grid, ending, said, scale=arguments.scale or DEFAULT_SCALE)
    if arguments.output == "-":
        output.write(picture.decode("utf-8"), None)
    else:
        output.write(picture, str(Path(arguments.output).absolute()))
    return 0


def _briefing(arguments: argparse.Namespace, inputs: "Inputs") -> "tuple[Grid, Comparison]":
    from tui.domain.comparison import compare
    from tui.picture.command_line import reproducing_command
    from tui.picture.sheet import briefing

    comparison = compare(inputs.catalog, inputs.scenario, inputs.as_of)
    width, height = arguments.size
    command = reproducing_command(
        inputs.scenario,
        as_of=inputs.as_of,
        size=arguments.size,
        theme=arguments.theme,
        data=other_catalog(arguments),
        ready=lambda: _ready(inputs),
    )
    colors = sheet_colors(arguments.theme)
    grid = briefing(comparison, width=width, height=height, colors=colors, command=command)
    return grid, comparison


def sheet_colors(theme: str) -> "SheetColors":
    """The colors of a theme, named as in `--theme`."""
    from tui.export.palettes import PALETTES
    from tui.picture.pieces import SheetColors

    return SheetColors.of(PALETTES[f"deals-{theme}"])


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


def catalog_hash(arguments: argparse.Namespace) -> str:
    """The hash of the catalog's file, which a picture carries."""
    from hashlib import sha256

    from tui.cli.inputs import catalog_file
    from tui.files.documents import read_bytes

    return sha256(read_bytes(catalog_file(arguments))).hexdigest()


def other_catalog(arguments: argparse.Namespace) -> str:
    """The name of the catalog, unless it is the one that comes with the program."""
    from tui.files.places import catalog_path

    if arguments.data is None or Path(arguments.data).resolve() == catalog_path().resolve():
        return ""
    return Path(arguments.data).name


def _ready(inputs: "Inputs") -> "dict[str, Scenario]":
    """The scenarios that come with the program; those that cannot be read are left out."""
    from tui.files.places import scenarios_folder
    from tui.files.problems import ProblemsError
    from tui.files.scenarios import read_scenario

    found = {}
    for path in sorted(scenarios_folder().glob("*.toml")):
        try:
            found[path.stem] = read_scenario(path, inputs.catalog)
        except ProblemsError:
            continue
    return found
