"""The explorer's own screen as a grid: the real program, run without a terminal."""

import asyncio
import os

from tui.cli.inputs import Inputs
from tui.cli.output import RefusalError
from tui.domain.comparison import Comparison, compare
from tui.files.settings import Settings, ThemeName
from tui.picture.grid import Grid


def screen(
    inputs: Inputs, size: tuple[int, int], theme: ThemeName, keys: str
) -> tuple[Grid, Comparison]:
    """Run the explorer at a size in cells, press the keys, and give what it shows.

    Raises `RefusalError` for keys that leave the program.
    """
    # A picture is not a terminal: its colors are those of its theme.
    colored = os.environ.pop("NO_COLOR", None)
    try:
        return asyncio.run(_screen(inputs, size, theme, keys.split()))
    finally:
        if colored is not None:
            os.environ["NO_COLOR"] = colored


async def _screen(
    inputs: Inputs, size: tuple[int, int], theme: ThemeName, keys: list[str]
) -> tuple[Grid, Comparison]:
    from tui.app.app import DealsApp
    from tui.picture.screen import grid_from_screenshot

    settings = Settings(theme=theme)
    app = DealsApp(inputs.catalog, inputs.scenario, inputs.as_of, settings=settings)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
            if not app.is_running or app.return_code is not None:
                raise RefusalError(f"the key “{key}” leaves the program")
        explorer = app.explorer
        shown = explorer.comparison or compare(inputs.catalog, explorer.scenario, inputs.as_of)
        return grid_from_screenshot(app.export_screenshot()), shown
