"""A grid from the screen of a running program.

Textual's public way to its screen is `App.export_screenshot()`, an SVG. That SVG holds every cell:
one `rect` per background, one `text` per run, at multiples of a cell, with the colors already
resolved. `grid_from_screenshot` reads it back. Two things are not in it and do not show: underlines
below runs of nothing but spaces, and whether a space was a no-break space. Must not import Textual.
"""

import re
from collections.abc import Iterable
from html import unescape
from typing import TYPE_CHECKING

from tui.picture.characters import as_on_screen
from tui.picture.grid import Grid, blend
from tui.picture.sheet_layout import DIM_SHARE, Canvas, Colors, Ink

if TYPE_CHECKING:
    from rich.segment import Segment
    from rich.style import Style as RichStyle

CHARACTER_WIDTH = 12.2
LINE_HEIGHT = 24.4
"""The cell of a Textual screenshot in its own units; see `rich.console.Console.export_svg`."""

_TERMINAL = re.compile(
    r'<clipPath id="([\w-]+)-clip-terminal">\s*<rect x="0" y="0" width="([\d.]+)" height="([\d.]+)"'
)
_CHROME = re.compile(r'<rect fill="(#[0-9a-fA-F]{6})" stroke=')
_RULE = re.compile(r"-r(\d+) \{ fill: (#[0-9a-fA-F]{6})([^}]*)\}")
_BACKGROUND = re.compile(
    r'<rect fill="(#[0-9a-fA-F]{6})" x="([\d.e+]+)" y="([\d.e+]+)" width="([\d.e+]+)" '
    r'height="[\d.e+]+" shape-rendering="crispEdges"/>'
)
_TEXT = re.compile(
    r'<text class="[\w-]+-r(\d+)" x="([\d.e+]+)" y="([\d.e+]+)" [^>]*>([^<]*)</text>'
)


class NotAScreenshotError(ValueError):
    """The string is not an SVG as Textual's `export_screenshot` makes it."""


def grid_from_screenshot(svg: str) -> Grid:
    """The cells of a Textual screenshot, exactly. Raises `NotAScreenshotError`."""
    terminal = _TERMINAL.search(svg)
    chrome = _CHROME.search(svg)
    if terminal is None or chrome is None:
        raise NotAScreenshotError("no terminal was found in this SVG")
    columns = round((float(terminal[2]) + 1) / CHARACTER_WIDTH)
    rows = round((float(terminal[3]) + 1) / LINE_HEIGHT)
    base = chrome[1].lower()
    canvas = Canvas(columns, rows, Colors(base, base))
    inks = {number: _ink(color, rest) for number, color, rest in _RULE.findall(svg)}
    for color, x, y, width in _BACKGROUND.findall(svg):
        row = round((float(y) - 1.5) / LINE_HEIGHT)
        canvas.fill(row, _column(x), _column(width), 1, color.lower())
    for number, x, y, content in _TEXT.findall(svg):
        row = round((float(y) - 20) / LINE_HEIGHT)
        text = unescape(content).replace("\u00a0", " ")
        canvas.put(row, _column(x), as_on_screen(text), inks[number])
    return canvas.grid()


def _column(x: str) -> int:
    return round(float(x) / CHARACTER_WIDTH)


def _ink(color: str, rest: str) -> Ink:
    return Ink(
        foreground=color.lower(),
        bold="font-weight: bold" in rest,
        italic="font-style: italic" in rest,
        underline="underline" in rest,
        strike="line-through" in rest,
    )


def grid_from_lines(lines: Iterable[Iterable["Segment"]], *, width: int, colors: Colors) -> Grid:
    """The cells of lines of Rich segments, cut or filled to `width`.

    A Textual `Strip` is one such line. `colours` stand where a segment names none. No lines at all
    are a `ValueError`.
    """
    listed = [list(line) for line in lines]
    canvas = Canvas(width, len(listed), colors)
    for row, line in enumerate(listed):
        column = 0
        for text, style, control in line:
            if not control:
                column = canvas.put(row, column, as_on_screen(text), _resolved(style, colors))
    return canvas.grid()


def _resolved(style: "RichStyle | None", colors: Colors) -> Ink:
    if style is None:
        return Ink()
    foreground, background = colors.foreground, colors.background
    if style.color is not None and not style.color.is_default:
        foreground = style.color.get_truecolor().hex
    if style.bgcolor is not None and not style.bgcolor.is_default:
        background = style.bgcolor.get_truecolor(foreground=False).hex
    if style.reverse:
        foreground, background = background, foreground
    if style.dim:
        foreground = blend(foreground, background, DIM_SHARE)
    return Ink(
        foreground,
        background,
        bold=bool(style.bold),
        italic=bool(style.italic),
        underline=bool(style.underline),
        strike=bool(style.strike),
    )
