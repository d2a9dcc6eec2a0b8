"""Grids for tests: small ones, and one with everything a briefing may hold."""

from dataclasses import replace

from tui.export.provenance import Labels
from tui.picture.canvas import Canvas
from tui.picture.grid import Grid, Style

DARK = Style("#e0e0e0", "#121212")
PAPER = Style("#1a1a1a", "#ffffff")
LABELS = Labels("Title", "What it says", {})


def sheet(*lines: str, style: Style = DARK) -> Grid:
    """The lines, each put at the left, as wide as the widest."""
    canvas = Canvas(max(map(len, lines)), len(lines), style)
    for row, line in enumerate(lines):
        canvas.put(row, 0, line)
    return canvas.grid()


def styled() -> Grid:
    """Every kind of style and of character on one small sheet."""
    canvas = Canvas(40, 8, PAPER)
    canvas.fill(1, 0, 40, 2, "#dde6f0")
    canvas.put(0, 1, "○ Alpha ▲ Beta ■ Gamma ◆ Delta", replace(PAPER, foreground="#004b87"))
    canvas.put(1, 1, "$1,234.56", replace(PAPER, bold=True))
    canvas.put(1, 12, "italic", replace(PAPER, italic=True))
    canvas.put(1, 20, "both", replace(PAPER, bold=True, italic=True))
    canvas.put(2, 1, "under", replace(PAPER, underline=True))
    canvas.put(2, 8, "struck", replace(PAPER, foreground="#686b6f", strike=True))
    canvas.fill(2, 16, 4, 1, PAPER.foreground)
    canvas.put(2, 16, "back", replace(PAPER, foreground="#dde6f0"))
    canvas.put(3, 1, "█████▌", replace(PAPER, foreground="#b35c00"))
    canvas.put(3, 10, "░▒▓╱╲╳", replace(PAPER, foreground="#00855f"))
    canvas.put(4, 1, "╭──┬──╮ ╔══╦══╗ ┏━━┳━━┓")
    canvas.put(5, 1, "│  │  │ ║  ║  ║ ┃  ┃  ┃")
    canvas.put(6, 1, "╰──┴──╯ ╚══╩══╝ ┗━━┻━━┛")
    canvas.put(7, 1, "日本 “≥ 3” – 5 × 7 … §")
    return canvas.grid()
