"""The pictures of a briefing: the sheet and the explorer's screen, drawn when their turn comes."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from tui.cli.inputs import Inputs
from tui.domain.comparison import Comparison
from tui.export.briefing import BriefFile

if TYPE_CHECKING:
    from tui.picture.grid import Grid

PURPOSES: Final = {
    "briefing.svg": "the comparison on one sheet, sharp at any size, for slides and pages",
    "briefing.png": "the same, for programs that take no SVG",
    "briefing.pdf": "the same, to print and to mail",
    "screen.svg": "the explorer as it opens on this scenario",
    "screen.png": "the same, for programs that take no SVG",
}
"""Every picture by its file, with what it is for."""
SIZE: Final = (128, 36)
THEME: Final = "paper"


def pictures(
    comparison: Comparison, inputs: Inputs, *, catalog_hash: str, data: str
) -> Sequence[BriefFile]:
    """Give the pictures; `data` is the name of another catalog than the program's own."""

    @cache
    def grid(view: str) -> "Grid":
        return _sheet(comparison, data) if view == "briefing" else _screen(inputs)

    def drawing(view: str, ending: str) -> Callable[[], bytes]:
        def draw() -> bytes:
            from tui.picture.carried import labels
            from tui.picture.formats import drawn

            said = labels(comparison, catalog_hash=catalog_hash, view=view, size=SIZE, theme=THEME)
            return drawn(grid(view), ending, said)

        return draw

    return [
        BriefFile(name, purpose, drawing(*name.split("."))) for name, purpose in PURPOSES.items()
    ]


def _sheet(comparison: Comparison, data: str) -> "Grid":
    from tui.cli.shot import sheet_colors
    from tui.picture.command_line import reproducing_command
    from tui.picture.sheet import briefing

    command = reproducing_command(comparison.scenario, as_of=comparison.as_of, data=data)
    width, height = SIZE
    return briefing(
        comparison, width=width, height=height, colors=sheet_colors(THEME), command=command
    )


def _screen(inputs: Inputs) -> "Grid":
    from tui.cli.shot_screen import screen

    return screen(inputs, SIZE, THEME, "")[0]
