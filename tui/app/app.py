"""The Textual program: themes, and the explorer as its one screen."""

import gc
import os
import signal
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import BindingType
from textual.filter import ANSIToTruecolor, LineFilter
from textual.screen import Screen

from tui import PROGRAM
from tui.app.crash import CalmApp, has_shell
from tui.app.explorer import Explorer
from tui.app.key_queue import KeyQueue, KeyScreen
from tui.app.keys import key_label, rebound
from tui.app.model import Model
from tui.app.panes.pane import Pane
from tui.app.themes import textual_theme, theme_variables
from tui.domain.deals import Catalog
from tui.domain.money import counted
from tui.domain.scenario import Scenario
from tui.export.palettes import DARK, PALETTES
from tui.files.settings import Settings
from tui.files.toml import Problem

if TYPE_CHECKING:
    from textual.driver import Driver


class DealsApp(CalmApp):
    """The OneGov Deal Explorer."""

    TITLE = PROGRAM
    CSS_PATH = "explorer.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(
        self,
        catalog: Catalog,
        scenario: Scenario,
        as_of: date,
        scenario_path: Path | None = None,
        *,
        settings: Settings | None = None,
        problems: Sequence[Problem] = (),
    ) -> None:
        super().__init__()
        self._keys = KeyQueue(self, self._unused)
        self.settings = settings or Settings()
        keys = rebound(self.settings.keys)
        if self.settings.keys:
            # Textual applies a keymap at every key, in a time that grows with its square.
            self.set_keymap({key.id: ",".join(key.keys) for key in keys})
        for palette in PALETTES.values():
            self.register_theme(textual_theme(palette))
        self.theme = f"deals-{self.settings.theme}"
        self.stylesheet.set_variables(self.get_css_variables())
        self.animation_level = "none"
        self.explorer = Explorer(Model(catalog, scenario, as_of, scenario_path), keys)
        if problems:
            ignored = counted(len(problems), "setting")
            self.explorer.notice = f"{ignored} ignored: run deals settings to see why"

    async def on_event(self, event: events.Event) -> None:
        """Do keys in the order typed; after the end was asked for, nothing is done any more."""
        if isinstance(event, events.Key | events.Paste):
            self.app_focus = True
            self._keys.put(event)
            await self._keys.drain()
        elif self.return_code is None or not isinstance(event, events.InputEvent):
            await super().on_event(event)

    async def on_ready_for_keys(self) -> None:
        await self._keys.drain()

    async def action_quit(self) -> None:
        self.explorer.action_quit()

    def _unused(self, event: events.Key) -> None:
        """Do what a key does everywhere, or say that it does nothing."""
        if event.key == "ctrl+z":
            self.action_suspend()
        elif event.key == "ctrl+c":
            self.action_help_quit()
        else:
            more = f" · {self._key('program.help')} shows all keys" if self._is_uncovered else ""
            shown = event.character if event.is_printable else ""
            self._say(f"{(shown or '').strip() or key_label(event.key)} does nothing here{more}")

    def action_help_quit(self) -> None:
        first = "" if self._is_uncovered else "esc, then "
        self._say(f"Press {first}{self._key('program.quit')} to quit")

    def action_suspend(self) -> None:
        if self._driver is not None and self._driver.can_suspend and has_shell():
            os.kill(0, signal.SIGTSTP)  # to `make` as well, where that started it
        else:
            self._say("No shell to go back to")

    @property
    def _is_uncovered(self) -> bool:
        return isinstance(self.focused, Pane)

    def _key(self, action: str) -> str:
        return next(key.label.split()[0] for key in self.explorer.keys if key.id == action)

    def _say(self, words: str) -> None:
        if isinstance(self.screen, KeyScreen):
            self.screen.say(words)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Leave out what looks for the terminal's own colors in each line: nothing has any."""
        filters = super().get_line_filters()
        return [each for each in filters if not isinstance(each, ANSIToTruecolor)]

    def get_driver_class(self) -> "type[Driver]":
        driver = super().get_driver_class()
        if driver.__module__ != "textual.drivers.linux_driver":
            return driver
        from tui.app.driver import SleepingDriver

        return SleepingDriver

    def on_ready(self) -> None:
        self.call_after_refresh(collect_garbage)

    def refresh_css(self, animate: bool = True) -> None:
        """Read the stylesheets again, for another theme; before the first picture none is read."""
        if self.explorer.is_mounted:
            super().refresh_css(animate)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Let the stylesheet be read under any theme."""
        return theme_variables(DARK)

    def get_default_screen(self) -> Screen[None]:
        return self.explorer


def collect_garbage() -> None:
    """Let garbage be collected, but not looked for among what the start has made: that stays."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
