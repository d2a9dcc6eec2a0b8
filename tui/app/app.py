"""The Textual program: themes, and the explorer as its one screen."""

import gc
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import BindingType
from textual.screen import Screen

from tui.app.crash import CalmApp
from tui.app.explorer import PROGRAM, Explorer
from tui.app.keys import keymap, rebound
from tui.app.themes import textual_theme, theme_variables
from tui.domain.deals import Catalog
from tui.domain.scenario import Scenario
from tui.export.palettes import DARK, PALETTES
from tui.files.settings import Settings
from tui.files.toml import Problem

if TYPE_CHECKING:
    from textual.command import Provider
    from textual.driver import Driver


def _commands() -> "type[Provider]":
    """Load the palette's commands when it is first opened."""
    from tui.app.palette import DealsCommands

    return DealsCommands


class DealsApp(CalmApp):
    """The OneGov Deal Explorer."""

    TITLE = PROGRAM
    CSS_PATH = "explorer.tcss"
    COMMANDS: ClassVar["set[type[Provider] | Callable[[], type[Provider]]]"] = {_commands}
    BINDINGS: ClassVar[list[BindingType]] = []

    _early: list[events.Key] | None
    """Keys typed before there were panes to take them; None: there are."""

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
        self._early = []
        self.settings = settings or Settings()
        keys = rebound(self.settings.keys)
        if self.settings.keys:
            # Textual applies a keymap at every key, in a time that grows with its square.
            self.set_keymap(keymap(keys))
        for palette in PALETTES.values():
            self.register_theme(textual_theme(palette))
        self.theme = f"deals-{self.settings.theme}"
        self.stylesheet.set_variables(self.get_css_variables())
        self.animation_level = "none"
        self._explorer = Explorer(catalog, scenario, as_of, scenario_path, keys)
        self._explorer.when_shown = self._take_early
        if problems:
            count = "1 setting" if len(problems) == 1 else f"{len(problems)} settings"
            self._explorer.notice = f"{count} ignored: deals settings says why"

    async def on_event(self, event: events.Event) -> None:
        """Hand keys to the explorer at once, so that they take effect in the order typed.

        Textual queues a key for the focused widget, and looks for a binding only after it has
        bubbled up through further queues: fast typing would overtake commands.
        """
        if isinstance(event, events.Key) and not event.is_forwarded:
            if self._early is not None:
                self._early.append(event)
                return
            take_key = getattr(self.screen, "take_key", None)
            if take_key is not None and await take_key(event):
                return
        await super().on_event(event)

    def get_driver_class(self) -> "type[Driver]":
        """Take our own driver in place of the one for a terminal on Linux or macOS."""
        driver = super().get_driver_class()
        if driver.__module__ != "textual.drivers.linux_driver":
            return driver
        from tui.app.driver import SleepingDriver

        return SleepingDriver

    def on_ready(self) -> None:
        """Collect garbage again, which the start has put off."""
        self.call_after_refresh(collect_garbage)

    async def _take_early(self) -> None:
        """Do what was typed while there was nothing that could take it."""
        early, self._early = self._early or [], None
        for event in early:
            await self.on_event(event)

    def refresh_css(self, animate: bool = True) -> None:
        """Read the stylesheets again, for another theme; before the first picture none is read."""
        if self.explorer.is_mounted:
            super().refresh_css(animate)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Let the stylesheet be read under any theme."""
        return theme_variables(DARK)

    def get_default_screen(self) -> Screen[None]:
        """The explorer is the first screen."""
        return self._explorer

    @property
    def explorer(self) -> Explorer:
        """The explorer."""
        return self._explorer


def collect_garbage() -> None:
    """Let garbage be collected, but not looked for among what the start has made: that stays."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
