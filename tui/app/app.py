"""The Textual program: themes, and the explorer as its one screen."""

from datetime import date
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import App
from textual.binding import BindingType
from textual.screen import Screen

from tui.app.explorer import PROGRAM, Explorer
from tui.app.themes import DARK, DEFAULT_THEME, PALETTES, textual_theme, theme_variables
from tui.domain.deals import Catalogue
from tui.domain.scenario import Scenario


class DealsApp(App[None]):
    """The OneGov Deal Explorer."""

    TITLE = PROGRAM
    CSS_PATH = "explorer.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(
        self,
        catalogue: Catalogue,
        scenario: Scenario,
        as_of: date,
        scenario_path: Path | None = None,
        *,
        theme: str = DEFAULT_THEME,
    ) -> None:
        super().__init__()
        for palette in PALETTES.values():
            self.register_theme(textual_theme(palette))
        self.theme = theme
        self.animation_level = "none"
        self._explorer = Explorer(catalogue, scenario, as_of, scenario_path)

    async def on_event(self, event: events.Event) -> None:
        """Hand keys to the explorer at once, so that they take effect in the order typed.

        Textual queues a key for the focused widget, and looks for a binding only after it has
        bubbled up through further queues: fast typing would overtake commands.
        """
        if isinstance(event, events.Key) and not event.is_forwarded:
            screen = self.screen
            if isinstance(screen, Explorer) and await screen.take_key(event):
                return
        await super().on_event(event)

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
