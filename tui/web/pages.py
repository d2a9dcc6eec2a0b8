"""The HTML, the headers of every answer, and the files of the page, all from this machine.

The fonts are made of the outlines that pictures are drawn with, so a browser shows every mark of
the program whatever is installed. Must know nothing of programs or sockets.
"""

from functools import cache
from html import escape
from importlib.resources import files
from importlib.resources.abc import Traversable
from string import Template
from typing import Final

from tui import PROGRAM

HEADERS: Final = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), clipboard-read=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "Server": "deals",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
NOTHING: Final = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""The policy of an answer that loads nothing."""
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


def explorer_policy(host: str, nonce: str) -> str:
    """The policy of the explorer's page.

    Scripts are files of this server, none inline. xterm.js writes its colors into style
    elements, which carry the nonce; a style element from anywhere else has none.
    """
    return (
        "default-src 'self'; script-src 'self'; object-src 'none'; "
        f"style-src 'self' 'nonce-{nonce}'; connect-src 'self' ws://{host}; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def explorer_page(host: str, path: str, nonce: str) -> str:
    text = (files(__package__) / "static" / "explorer.html").read_text(encoding="utf-8")
    return Template(text).substitute(
        title=escape(PROGRAM), nonce=escape(nonce), socket=escape(f"ws://{host}{path}ws")
    )


def notice_page(heading: str, words: str) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8">'
        f"<title>{escape(heading)} · {escape(PROGRAM)}</title></head>\n"
        f"<body><h1>{escape(heading)}</h1><p>{escape(words)}</p></body>\n</html>\n"
    )


def names() -> list[str]:
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
