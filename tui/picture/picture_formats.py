"""The formats of a picture, by the ending of its file."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from tui.domain.comparison import Comparison
from tui.export.palettes import PALETTES
from tui.export.provenance import Labels
from tui.files.settings import ThemeName
from tui.picture.grid import Grid, text

Size = tuple[int, int]
"""Columns and rows, in cells of 12×24 pixels."""

VIEWS: Final = ("briefing", "chart", "screen")
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
FORMATS: Final = ("svg", "png", "pdf", "pptx", "txt")
ONE_PAGE: Final = ("svg", "png")
"""Formats that hold one page of a sheet; the others have them all."""
LIMITS: Final[Mapping[str, tuple[Size, Size]]] = {
    "briefing": ((80, 24), (400, 200)),
    "chart": ((80, 24), (400, 200)),
    "screen": ((20, 5), (400, 200)),
}
_MOST_BOXED: Final = 8
DEFAULT_SIZE: Final = SIZES[0]
DEFAULT_SCALE: Final = SCALES[0]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is pictured, ready to be written in any format."""

    pages: tuple[Grid, ...]
    """What holds one page shows the first."""
    labels: Labels
    comparison: Comparison

    def boxed(self) -> str:
        """Name the characters that the font lacks, with their codes; empty where it has all."""
        from tui.picture.font import boxed as not_in_font

        found = not_in_font("".join(map(text, self.pages)))
        more = f" and {len(found) - _MOST_BOXED} more" if len(found) > _MOST_BOXED else ""
        said = ", ".join(found[:_MOST_BOXED])
        return said + more

    def of_page(self, number: int) -> "Sheet":
        """The sheet with that page, counted from 1, in front; a later one says so inside."""
        if number == 1:
            return self
        said = self.labels.metadata
        added = {"page": f"{number}", "command": f"{said.get('command', '')} --page {number}"}
        labels = replace(self.labels, metadata={**said, **added})
        return replace(self, pages=self.pages[number - 1 :], labels=labels)


def drawn(sheet: Sheet, ending: str, *, scale: int = DEFAULT_SCALE) -> bytes:
    """Write a sheet in the format of that ending, which must be one of `FORMATS`."""
    match ending:
        case "svg":
            from tui.picture.svg import svg

            return svg(sheet.pages[0], sheet.labels).encode("utf-8")
        case "png":
            from tui.picture.png import png

            return png(sheet.pages[0], sheet.labels, scale=scale)
        case "pdf":
            from tui.picture.pdf import pdf

            return pdf(sheet.pages, sheet.labels)
        case "pptx":
            from tui.picture.pptx import pptx

            return pptx(sheet)
        case _:
            return "\n".join(map(text, sheet.pages)).encode("utf-8")
