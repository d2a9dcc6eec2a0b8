"""The explorer in a browser, for this machine alone. Needs the extra `web`.

textual-serve has the browser's half of a Textual program (xterm.js in one script), and that is
taken from it as it is installed. Its server is not used: it starts the program through a shell,
asks nobody who they are, loads a font from elsewhere, knows no cap, and waits without limit for
a program that does not end.

Importing this package loads nothing of it.
"""

from typing import Final

NEEDED: Final = ("aiohttp", "textual_serve")


def missing() -> list[str]:
    from importlib.util import find_spec

    return [name for name in NEEDED if find_spec(name) is None]
