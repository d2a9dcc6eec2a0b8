"""The HTML, and the headers of every answer. Must know nothing of programs or sockets."""

from html import escape
from importlib.resources import files
from string import Template
from typing import Final

TITLE: Final = "OneGov Deal Explorer"
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
        title=escape(TITLE), nonce=escape(nonce), socket=escape(f"ws://{host}{path}ws")
    )


def notice_page(heading: str, words: str) -> str:
    """A page that says something, with nothing to load."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8">'
        f"<title>{escape(heading)} · {escape(TITLE)}</title></head>\n"
        f"<body><h1>{escape(heading)}</h1><p>{escape(words)}</p></body>\n</html>\n"
    )
