"""Scripts, styles and fonts, all from this machine: our own, textual-serve's, and our outlines.

The fonts are made of the outlines that pictures are drawn with, so a browser shows every mark of
the program whatever is installed.
"""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

OURS: Final = {
    "explorer.js": "text/javascript",
    "explorer.css": "text/css",
    "icon.svg": "image/svg+xml",
}
THEIRS: Final = {"textual.js": ("js", "text/javascript"), "xterm.css": ("css", "text/css")}
FONTS: Final = {"regular.ttf": False, "bold.ttf": True}
"""The fonts, and whether they are bold."""
WITHOUT_WEBGL: Final = b"this.webglAddon=new p.WebglAddon,this.terminal.loadAddon(this.webglAddon),"
"""textual.js starts a renderer that it replaces at once, and fails where there is no WebGL."""
LAST_CHARACTER: Final = 0x1FBFF


def names() -> list[str]:
    """The files that there are. There are no others."""
    return [*OURS, *THEIRS, *FONTS]


@cache
def asset(name: str) -> tuple[bytes, str]:
    """The bytes and the content type of one of the files. Raises `KeyError` for any other."""
    if name in OURS:
        return (files(__package__) / "static" / name).read_bytes(), OURS[name]
    if name in THEIRS:
        folder, kind = THEIRS[name]
        return _theirs(folder, name), kind
    return _font(bold=FONTS[name]), "font/ttf"


def _theirs(folder: str, name: str) -> bytes:
    package: Traversable = files("textual_serve")
    return (package / "static" / folder / name).read_bytes().replace(WITHOUT_WEBGL, b"")


def _font(*, bold: bool) -> bytes:
    from tui.picture.font import Glyph, has_outline
    from tui.picture.truetype import code_points, truetype

    drawn = filter(has_outline, map(chr, range(0x21, LAST_CHARACTER + 1)))
    return truetype(code_points([Glyph(letter, bold) for letter in drawn]), name="DealsMono")
