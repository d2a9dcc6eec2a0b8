"""The formats of a picture, by the ending of its file: one row each.

What travels inside is the same for every format that can carry it; a text carries only its words.
"""

from collections.abc import Callable, Mapping
from typing import Final

from tui.export.palettes import PALETTES
from tui.files.settings import ThemeName
from tui.picture.grid import Grid, Labels

Size = tuple[int, int]
"""Columns and rows, in cells of 12×24 pixels."""

VIEWS: Final = ("briefing", "screen")
SIZES: Final[tuple[Size, ...]] = ((128, 36), (96, 27), (160, 45))
"""The sizes that are exactly 16:9, the usual one first."""
DEFAULT_THEME: Final[ThemeName] = "paper"
THEMES: Final = tuple(
    sorted(
        (name.removeprefix("deals-") for name in PALETTES), key=lambda name: name != DEFAULT_THEME
    )
)
"""By name, the one for print first."""
SCALES: Final = (2, 1, 3)
"""How many times larger a PNG is, the usual one first."""
LIMITS: Final[Mapping[str, tuple[Size, Size]]] = {
    "briefing": ((80, 24), (400, 200)),
    "screen": ((20, 5), (400, 200)),
}
"""The smallest and largest size of each view."""
DEFAULT_SIZE: Final = SIZES[0]
DEFAULT_SCALE: Final = SCALES[0]


def drawn(grid: Grid, ending: str, labels: Labels, *, scale: int = DEFAULT_SCALE) -> bytes:
    """Draw a grid in the format of that ending, which must be one of `FORMATS`."""
    return FORMATS[ending](grid, labels, scale)


def _svg(grid: Grid, labels: Labels, _scale: int) -> bytes:
    from tui.picture.svg import svg

    return svg(grid, labels).encode("utf-8")


def _png(grid: Grid, labels: Labels, scale: int) -> bytes:
    from tui.picture.png import png

    return png(grid, labels, scale=scale)


def _pdf(grid: Grid, labels: Labels, _scale: int) -> bytes:
    from tui.picture.pdf import pdf

    return pdf(grid, labels)


def _txt(grid: Grid, _labels: Labels, _scale: int) -> bytes:
    from tui.picture.grid import text

    return text(grid).encode("utf-8")


FORMATS: Final[Mapping[str, Callable[[Grid, Labels, int], bytes]]] = {
    "svg": _svg,
    "png": _png,
    "pdf": _pdf,
    "txt": _txt,
}
