"""The outline of any character: one of our marks, from Fira Code, or a box with its code.

The outlines are text files (`marks.txt`, and `firacode` by `scripts/make_font.py`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tui.picture.boxes import rectangles
from tui.picture.characters import clusters, visible
from tui.picture.outline import CELL_HEIGHT, CELL_WIDTH, Pen, slanted, transformed

SHADES = "░▒▓"
SLIM_GAP = 200
_SELECTORS = dict.fromkeys((0xFE0E, 0xFE0F, 0x200D))
_SAME = {"\u2010": "-", "\u2011": "-", "\u2027": "·", "\u2044": "/"}
_BLANK = frozenset(
    " \u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
    "\u2800\u3000"  # 2800 is braille without dots
)


@dataclass(frozen=True, slots=True, order=True)
class Glyph:
    """What is drawn in a cell: a character with its accents, in a weight and slant."""

    text: str
    bold: bool = False
    italic: bool = False
    width: int = 1
    slim: bool = False

    @property
    def name(self) -> str:
        """A short name, unique in a picture, of letters, digits and hyphens: `c41`, bold `b41`."""
        prefix = "cbij"[self.bold + 2 * self.italic]
        wide = "w" if self.width == 2 else "s" if self.slim else ""
        return prefix + wide + "-".join(f"{ord(character):x}" for character in self.text)


def has_outline(text: str) -> bool:
    return _path(text, bold=False) is not None


def boxed(text: str) -> Sequence[str]:
    """The characters of a text that are boxes with their code, each once: `漢 (U+6F22)`."""
    if text.isascii():
        return []
    found = dict.fromkeys(cluster for cluster, _ in clusters(visible(text)))
    return [
        f"{one} ({' '.join(f'U+{ord(character):04X}' for character in one)})"
        for one in found
        if not has_outline(one) and not rectangles(one)
    ]


def path(glyph: Glyph) -> str:
    """The outline of `glyph`; empty for a space, a box with its code if there is none."""
    found = _path(glyph.text, bold=glyph.bold)
    if found is None:
        return _box(glyph.text, glyph.width)
    if glyph.slim:
        return _slim(found)
    return slanted(found) if glyph.italic and found and _leans(glyph.text) else found


def plain(glyph: Glyph) -> Glyph:
    """`glyph` without the weight and slant that make no difference to its outline."""
    if glyph.slim:
        return Glyph(glyph.text, slim=True)
    if glyph.text in marks() or not has_outline(glyph.text):
        return Glyph(glyph.text, width=glyph.width)
    if glyph.italic and not _leans(glyph.text):
        return Glyph(glyph.text, glyph.bold, width=glyph.width)
    return glyph


def _leans(text: str) -> bool:
    """Letters, digits and punctuation lean in italics, arrows and symbols do not."""
    return text < "\u2190"


def _path(text: str, *, bold: bool) -> str | None:
    text = text.translate(_SELECTORS)
    text = _SAME.get(text, text)
    if text in _BLANK or not text:
        return ""
    return marks().get(text) or _letters(bold=bold).get(text)


@cache
def marks() -> Mapping[str, str]:
    """The characters that look the same in every weight and slant, each with its outline."""
    return _outlines("marks.txt")


@cache
def _letters(*, bold: bool) -> Mapping[str, str]:
    return _outlines("firacode/bold.txt" if bold else "firacode/regular.txt")


def _outlines(name: str) -> Mapping[str, str]:
    from importlib.resources import files

    lines = (files(__package__) / name).read_text(encoding="utf-8").splitlines()
    pairs = (line.partition(" ") for line in lines if not line.startswith("#"))
    return {chr(int(code, 16)): outline for code, _, outline in pairs}


@cache
def _slim(shade: str) -> str:
    """A shade without its dots next to the upper and lower edge; all are squares of 200."""
    pen, x, y = Pen(), 0, 0
    for across, down in re.findall(r"m(-?\d+) (-?\d+)h200v200h-200z", shade):
        x, y = x + int(across), y + int(down)
        if SLIM_GAP <= y <= CELL_HEIGHT - SLIM_GAP - 200:
            pen.polygon([(x, y), (x + 200, y), (x + 200, y + 200), (x, y + 200)])
    return pen.path()


@cache
def _box(text: str, width: int) -> str:
    """A frame with the code of the first character in it, in two or three rows of two digits."""
    pen = Pen()
    right = width * CELL_WIDTH
    pen.polygon([(100, 300), (right - 100, 300), (right - 100, 2100), (100, 2100)])
    pen.polygon([(200, 400), (200, 2000), (right - 200, 2000), (right - 200, 400)])
    digits = f"{ord(text[0]):04X}"
    digits = digits if len(digits) == 4 else f"{digits:0>6}"
    rows = len(digits) // 2
    scale = (0.36 if rows == 2 else 0.33) * (1 if width == 1 else 1.1)
    height = 760 if rows == 2 else 540
    step = 400 if width == 1 else 700
    for number, digit in enumerate(digits):
        row, column = divmod(number, 2)
        middle = width * CELL_WIDTH / 2 + (column - 0.5) * step
        baseline = 1200 + (row - (rows - 1) / 2) * height + 690 * scale
        outline = _letters(bold=True)[digit]
        transformed(outline, pen, scale, middle - 600 * scale, baseline - 1800 * scale)
    return pen.path()
