"""The explorer's own screen as a grid: the real program, run without a terminal."""

import asyncio
import os
from pathlib import Path

from tui.cli.arguments import Inputs
from tui.cli.output import RefusalError
from tui.domain.comparison import Comparison
from tui.files.settings import Settings, ThemeName
from tui.picture.grid import Grid
from tui.picture.picture_formats import Sheet, Size
from tui.picture.provenance import labels


def screen(inputs: Inputs, facts: Path, size: Size, theme: ThemeName, keys: str) -> Sheet:
    """Run the explorer at a size in cells, press the keys, and give what it shows.

    `facts` is the catalog's file.

    Raises `RefusalError` for keys that leave the program.
    """
    # A picture is not a terminal: its colors are those of its theme.
    colored = os.environ.pop("NO_COLOR", None)
    try:
        grid, comparison = asyncio.run(_screen(inputs, facts, size, theme, keys.split()))
    finally:
        if colored is not None:
            os.environ["NO_COLOR"] = colored
    said = labels(comparison, facts, view="screen", size=size, theme=theme)
    return Sheet((grid,), said, comparison)


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
                raise RefusalError(f"the key “{key}” leaves the program")
        shown = app.explorer.model.comparison
        return grid_from_screenshot(app.export_screenshot()), shown
