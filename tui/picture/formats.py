"""The formats of a picture, by the ending of its file: one row each.

What travels inside is the same for every format that can carry it; a text carries only its words.
"""

from collections.abc import Callable, Mapping, Sequence
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


Pages = Sequence[Grid]
"""A PDF and a text have them all, a picture is the first."""


def drawn(pages: Pages, ending: str, labels: Labels, *, scale: int = DEFAULT_SCALE) -> bytes:
    """Draw pages in the format of that ending, which must be one of `FORMATS`."""
    return FORMATS[ending](pages, labels, scale)


def _svg(pages: Pages, labels: Labels, _scale: int) -> bytes:
    from tui.picture.svg import svg

    return svg(pages[0], labels).encode("utf-8")


def _png(pages: Pages, labels: Labels, scale: int) -> bytes:
    from tui.picture.png import png

    return png(pages[0], labels, scale=scale)


def _pdf(pages: Pages, labels: Labels, _scale: int) -> bytes:
    from tui.picture.pdf import pdf

    return pdf(pages, labels)


def _txt(pages: Pages, _labels: Labels, _scale: int) -> bytes:
    from tui.picture.grid import text

    return "\n".join(map(text, pages)).encode("utf-8")


FORMATS: Final[Mapping[str, Callable[[Pages, Labels, int], bytes]]] = {
    "svg": _svg,
    "png": _png,
    "pdf": _pdf,
    "txt": _txt,
}
