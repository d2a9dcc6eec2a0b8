"""A grid from Textual's public screenshot, an SVG with every cell at multiples of a cell.

Not in it: underlines below runs of nothing but spaces, and whether a space was a no-break space.
"""

import re
from html import unescape

from tui.picture.canvas import Canvas
from tui.picture.characters import as_on_screen
from tui.picture.grid import Grid, Style

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
    canvas = Canvas(columns, rows, Style(base, base))
    styles = {number: _style(color, base, rest) for number, color, rest in _RULE.findall(svg)}
    for color, x, y, width in _BACKGROUND.findall(svg):
        row = round((float(y) - 1.5) / LINE_HEIGHT)
        canvas.fill(row, _column(x), _column(width), 1, color.lower())
    for number, x, y, content in _TEXT.findall(svg):
        row = round((float(y) - 20) / LINE_HEIGHT)
        text = unescape(content).replace("\u00a0", " ")
        canvas.put(row, _column(x), as_on_screen(text), styles[number])
    return canvas.grid()


def _column(x: str) -> int:
    return round(float(x) / CHARACTER_WIDTH)


def _style(color: str, background: str, rest: str) -> Style:
    return Style(
        color.lower(),
        background,
        bold="font-weight: bold" in rest,
        italic="font-style: italic" in rest,
        underline="underline" in rest,
        strike="line-through" in rest,
    )
