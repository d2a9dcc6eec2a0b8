"""The colors of the themes; people with any color vision can tell apart those of the offers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Palette:
    """The colors of one theme, as `#rrggbb`."""

    name: str
    dark: bool
    ground: str
    """Behind everything."""
    panel: str
    """Behind the header and the footer."""
    ink: str
    soft: str
    """For what matters second: units, notes."""
    rule: str
    """The border of a pane."""
    accent: str
    """The border and title of the focused pane, keys in the footer."""
    cursor: str
    """Behind the line under the cursor of the focused pane."""
    cursor_blurred: str
    """Behind the line under the cursor of another pane."""
    warning: str
    error: str
    series: tuple[str, ...]
    """Ten, one an offer in the catalog's order of comparison."""

    def color_at(self, place: int) -> str:
        """The color of the offer at a place in that order."""
        return self.series[place % len(self.series)]


DARK: Final = Palette(
    name="deals-dark", dark=True,
    ground="#0d1117", panel="#1a212a", ink="#e6e9ec", soft="#a3afba", rule="#4a5663",
    accent="#7cc5f2", cursor="#1a2531", cursor_blurred="#151d27",
    warning="#f0b950", error="#ff9d8a",
    series=("#56b4e9", "#e69f00", "#009e73", "#cc79a7", "#f0e442", "#e8804d", "#9fb4ff",
            "#b5c26b", "#c9a58a", "#c0c6cc"),
)  # fmt: skip
LIGHT: Final = Palette(
    name="deals-light", dark=False,
    ground="#f6f4ee", panel="#e8e4d9", ink="#1d2227", soft="#535c64", rule="#a9a596",
    accent="#00508f", cursor="#cfe0ee", cursor_blurred="#e6e5df",
    warning="#804a00", error="#a3200d",
    series=("#004b87", "#94480a", "#006b4d", "#96346a", "#6b5b00", "#9c3a1a", "#4a4aa8",
            "#4b6113", "#704c34", "#4f565d"),
)  # fmt: skip
PAPER: Final = Palette(
    name="deals-paper", dark=False,
    ground="#ffffff", panel="#f0f0f0", ink="#000000", soft="#4d4d4d", rule="#9a9a9a",
    accent="#004b87", cursor="#ffffff", cursor_blurred="#ffffff",
    warning="#7a4600", error="#a3200d",
    series=("#004b87", "#b35c00", "#00855f", "#a23b72", "#6b5b00", "#9c3a1a", "#4a4aa8",
            "#4b6113", "#704c34", "#4f565d"),
)  # fmt: skip
CONTRAST: Final = Palette(
    name="deals-contrast", dark=True,
    ground="#000000", panel="#000000", ink="#ffffff", soft="#e0e0e0", rule="#ffffff",
    accent="#ffd700", cursor="#00388a", cursor_blurred="#262626",
    warning="#ffd700", error="#ffb3a7",
    series=("#7fd0ff", "#ffb733", "#4be3b4", "#ffaad5", "#fff36b", "#ff9d6b", "#b8c6ff",
            "#d3e07a", "#e8c4a8", "#ffffff"),
)  # fmt: skip

PALETTES: Final[Mapping[str, Palette]] = {
    palette.name: palette for palette in (DARK, LIGHT, PAPER, CONTRAST)
}
