"""Draws README's tour: the ten minutes before a briefing as an animation.

    python scripts/make_tour.py [FILE.gif]

Every picture is the explorer's own screen after the keys named under it, on a fixed day. The file
is docs/pictures/tour.gif unless another is named.
"""

import asyncio
import io
import sys
from datetime import date
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tui.app.app import DealsApp  # noqa: E402 - the checkout, not what is installed
from tui.domain.scenario import Scenario  # noqa: E402
from tui.export.palettes import DARK  # noqa: E402
from tui.export.provenance import Labels  # noqa: E402
from tui.files.catalog import read_catalog  # noqa: E402
from tui.files.places import catalog_path  # noqa: E402
from tui.picture.grid import Cell, Grid, Style  # noqa: E402
from tui.picture.png import png  # noqa: E402
from tui.picture.screen import grid_from_screenshot  # noqa: E402

DAY = date(2026, 11, 25)
SIZE = (128, 36)
MOST_BYTES = 2_000_000
SECONDS = 4
TOUR = (
    ("", "What do the agreements cost 24 agencies for 12 months, and which is still in term?"),
    ("/ c o u r t s enter", "Which may courts use?"),
    ("escape m", "What are the short answers, side by side?"),
    ("escape 1 g j j j R", "What else could Claude's price mean?"),
    ("escape 4 e", "Where does this number come from?"),
    ("escape 3 1 2 0 tab 1 8 enter", "What would 120 agencies pay over 18 months?"),
    ("b d", "And from December, with what followed?"),
    (
        "d 4 c j enter k enter 5 c n n",
        "With hosting, and list prices to follow: where do the lines cross?",
    ),
)
"""Keys, and the question that they answer."""


async def pictures() -> list[Grid]:
    """Press the keys, and give the screen after each question with its caption."""
    app = DealsApp(read_catalog(catalog_path()), Scenario(), DAY)
    pressed, shown = 0, []
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        for keys, question in TOUR:
            for key in keys.split():
                await pilot.press(key)
                await pilot.pause()
            pressed += len(keys.split())
            named = " ".join(SHOWN.get(key, key) for key in keys.split())
            caption = f"{question}   {named}" if keys else question
            shown.append(captioned(grid_from_screenshot(app.export_screenshot()), caption))
    print(f"{len(TOUR)} questions, {pressed} keys")
    return shown


SHOWN = {"escape": "esc"}


def captioned(grid: Grid, caption: str) -> Grid:
    """Put a line under a screen."""
    style = Style(DARK.ground, DARK.accent, bold=True)
    cells = tuple(Cell(letter, style) for letter in f" {caption}".ljust(grid.width)[: grid.width])
    return Grid(grid.width, (*grid.rows, cells))


async def main(path: Path) -> int:
    """Draw them all into one file; 1 if it is too large."""
    labels = Labels("OneGov Deal Explorer", "A tour", {})
    frames = [
        Image.open(io.BytesIO(png(grid, labels, scale=1))).convert(
            "P", palette=Image.Palette.ADAPTIVE
        )
        for grid in await pictures()
    ]
    frames[0].save(path, save_all=True, append_images=frames[1:], duration=SECONDS * 1000, loop=0)
    size = path.stat().st_size
    print(f"{path}: {size:,} bytes")
    return int(size > MOST_BYTES)


if __name__ == "__main__":
    chosen = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures" / "tour.gif"
    sys.exit(asyncio.run(main(chosen)))
