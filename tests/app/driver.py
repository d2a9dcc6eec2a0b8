"""Runs the explorer as a person would use it: sizes, keys, clicks; and reads the screen."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from rich.console import RenderableType
from textual import app, events, pilot
from textual._compositor import Compositor, LayoutUpdate
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.screen import Screen

from tests import goldens
from tui.app.app import DealsApp
from tui.app.explorer import Explorer
from tui.app.model import Model
from tui.app.panes.pane import Pane
from tui.domain.deals import Catalog
from tui.domain.scenario import Scenario
from tui.files.catalog import read_catalog
from tui.picture.characters import as_on_screen
from tui.picture.grid import Grid
from tui.picture.screen import grid_from_screenshot

DATA = Path(__file__).parents[2] / "data"
TODAY = date(2026, 11, 21)
SOON = 0.03
"""Seconds within which a timer still belongs to what was pressed: a repaint is due after 0.017."""


async def settled(min_sleep: float = 0, max_sleep: float = 1) -> None:
    """Wait until the loop has nothing to run now or soon, or `max_sleep` seconds are over.

    It takes the place of the pilot's own, which sleeps 20 ms again and again until the process
    has used little time: most of a journey's time, and longer on a busy machine.
    """
    loop = asyncio.get_running_loop()
    start = loop.time()
    end = start + max_sleep
    while loop.time() < end:
        if loop._ready:  # type: ignore[attr-defined]  # asyncio tells nobody what is ready
            await asyncio.sleep(0)
            continue
        scheduled = loop._scheduled  # type: ignore[attr-defined]  # nor which timers there are
        timers = [each.when() for each in scheduled if not each.cancelled()]
        due = min(timers, default=end)
        if due > loop.time() + SOON and loop.time() >= start + min_sleep:
            break
        await asyncio.sleep(max(0, min(due, loop.time() + SOON) - loop.time()))


async def idle(min_sleep: float = 0, max_sleep: float = 1) -> None:  # noqa: ARG001  # as it is called
    """Wait between two keys until the loop has nothing to run now."""
    loop = asyncio.get_running_loop()
    while loop._ready:  # type: ignore[attr-defined]  # asyncio tells nobody what is ready
        await asyncio.sleep(0)


app.wait_for_idle = idle  # type: ignore[attr-defined]  # imported there, and not exported
pilot.wait_for_idle = settled  # type: ignore[attr-defined]  # imported there, and not exported

paint = Compositor.render_update


def paint_when_looked_at(
    self: Compositor,
    full: bool = False,
    screen_stack: list[Screen[Any]] | None = None,
    simplify: bool = False,
) -> RenderableType | None:
    """Paint when a test looks at the screen: it was a third of a journey's time.

    Without a terminal Textual paints for nobody, several times for each key.
    """
    return paint(self, True, screen_stack, simplify) if full else None


Compositor.render_update = paint_when_looked_at  # type: ignore[method-assign]  # no hook for it


parse_rules = Stylesheet._parse_rules
_parsed: dict[object, list[RuleSet]] = {}


def parse_once(self: Stylesheet, *place: Any, **more: Any) -> list[RuleSet]:
    """Remember what a stylesheet says from one program to the next."""
    key = (place, *more.items(), *self._variables.items())
    if key not in _parsed:
        _parsed[key] = parse_rules(self, *place, **more)
    return _parsed[key]


Stylesheet._parse_rules = parse_once  # type: ignore[method-assign]  # no hook for it


@cache
def real_catalog() -> Catalog:
    """The catalog that comes with the program."""
    return read_catalog(DATA / "deals.toml")


class Person:
    """Someone at the keyboard."""

    def __init__(self, pilot: Pilot[None], app: DealsApp) -> None:
        self._pilot = pilot
        self.app = app

    @property
    def explorer(self) -> Explorer:
        return self.app.explorer

    @property
    def model(self) -> Model:
        return self.explorer.model

    @property
    def scenario(self) -> Scenario:
        return self.model.scenario

    @property
    def focused(self) -> str:
        """The name of the pane with the focus."""
        return (self.app.focused.id or "") if self.app.focused else ""

    @property
    def screen(self) -> str:
        """The text of `picture`, in a twentieth of its time."""
        update = self.app.screen._compositor.render_update(
            full=True, screen_stack=self.app._background_screens
        )
        assert isinstance(update, LayoutUpdate)
        lines = ("".join(strip.text for strip in line) for line in update.strips)
        return "".join(as_on_screen(line.replace("\u00a0", " ")).rstrip() + "\n" for line in lines)

    @property
    def picture(self) -> Grid:
        """The cells of the screen with their colors, as a picture of it is made from them."""
        return grid_from_screenshot(self.app.export_screenshot())

    def pane(self, name: str) -> Pane:
        return self.explorer.pane(name)

    def reads(self, name: str) -> str:
        """What a pane says, including what is scrolled out of sight."""
        return self.pane(name).text

    def line_of(self, name: str, words: str) -> int:
        """The height at which a pane shows a line that begins with some words."""
        pane = self.pane(name)
        at = next(i for i, each in enumerate(pane.lines) if each.text.strip().startswith(words))
        return at - pane.scroll_offset.y

    def says(self) -> str:
        """The message in the bottom line, or above it."""
        from tui.app.widgets.bar_lines import KeyBar

        return "".join(bar.message for bar in self.explorer.query(KeyBar))

    async def settles(self) -> None:
        """Wait until all is done."""
        await self._pilot.pause()

    async def press(self, *keys: str) -> None:
        await self._pilot.press(*keys)
        await self.settles()

    async def rushes(self, *keys: str) -> None:
        """Press keys faster than the program can answer any of them."""
        for key in keys:
            character = key if len(key) == 1 else None
            self.app.post_message(events.Key(key, character))
        await self.settles()

    async def types(self, characters: str) -> None:
        await self.press(*characters)

    async def clicks(self, name: str, line: int, column: int = 5) -> None:
        """Click a pane on a line of its content, counted from 0."""
        await self._pilot.click(f"#{name}", offset=(column, line + 1))
        await self.settles()

    async def hovers(self, name: str, line: int) -> None:
        """Put the mouse on a line of a pane's content."""
        await self._pilot.hover(f"#{name}", offset=(5, line + 1))
        await self.settles()

    async def clicks_key(self, words: str) -> None:
        """Click a key in the bottom line."""
        column = self.screen.rstrip("\n").split("\n")[-1].index(words)
        await self._pilot.click("#key-bar", offset=(column, 0))
        await self.settles()

    async def clicks_text(self, words: str) -> None:
        """Click where words are on the screen."""
        rows = self.screen.split("\n")
        row, line = next((at, line) for at, line in enumerate(rows) if words in line)
        await self._pilot.click(offset=(line.index(words), row))
        await self.settles()

    async def drags(self, pane: Pane, start: Offset, end: Offset) -> None:
        """Select with the mouse, from one cell of a pane's content to another."""
        inset = Offset(1, 1)
        await self._pilot.mouse_down(pane, offset=start + inset)
        await self._pilot.hover(pane, offset=end + inset)
        await self._pilot.mouse_up(pane, offset=end + inset)
        await self.settles()

    async def resizes(self, width: int, height: int) -> None:
        await self._pilot.resize_terminal(width, height)
        await self.settles()

    def total(self, offer_id: str) -> int:
        """The total of a compared offer, in cents."""
        standing = self.model.comparison.standing(offer_id)
        assert standing is not None
        return standing.quote.total

    def sees(self, name: str) -> None:
        """Compare the screen with the golden text of that name."""
        goldens.matches(name, self.screen)


@asynccontextmanager
async def explorer(
    size: tuple[int, int] = (128, 36),
    scenario: Scenario | None = None,
    catalog: Catalog | None = None,
    path: Path | None = None,
) -> AsyncIterator[Person]:
    app = DealsApp(catalog or real_catalog(), scenario or Scenario(), TODAY, path)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        person = Person(pilot, app)
        yield person
        assert person.screen or app.return_code is not None
