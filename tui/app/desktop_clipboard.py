"""The clipboard of a local desktop, by the program that the desktop has for it.

Such a program answers, and some take pictures; through ssh and in a browser there is none, since it
would fill the clipboard of the wrong machine.
"""

import asyncio
import os
import shutil
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import Final, NamedTuple

LONGEST_WAIT: Final = 3
"""Seconds that a program has to take over what it is given."""
_REMOTE: Final = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")


class ClipboardProgram(NamedTuple):
    """A program that puts what it reads into the clipboard."""

    path: str
    arguments: tuple[str, ...] = ()
    picture: tuple[str, ...] | None = None
    """Further arguments for a PNG; None: it takes texts only."""
    encoding: str = "utf-8"
    environment: Mapping[str, str] = {}

    @property
    def name(self) -> str:
        return os.path.basename(self.path)  # a name of either system

    async def take(self, content: str | bytes) -> bool:
        """Put a text, or a PNG, into the clipboard, and tell whether it was taken."""
        is_picture = isinstance(content, bytes)
        arguments = (*self.arguments, *((self.picture or ()) if is_picture else ()))
        given = content if isinstance(content, bytes) else content.encode(self.encoding)
        nothing = asyncio.subprocess.DEVNULL
        try:
            process = await asyncio.create_subprocess_exec(
                self.path, *arguments, stdin=asyncio.subprocess.PIPE, stdout=nothing,
                stderr=nothing, env={**os.environ, **self.environment}, start_new_session=True,
            )  # fmt: skip
        except OSError:
            return False
        try:
            await asyncio.wait_for(process.communicate(given), LONGEST_WAIT)
        except (TimeoutError, OSError):
            with suppress(ProcessLookupError):
                process.kill()
            return False
        return process.returncode == 0


def desktop_clipboard() -> ClipboardProgram | None:
    environment = os.environ
    if any(environment.get(name) for name in _REMOTE):
        return None
    png = "image/png"
    programs = {
        "wl-copy": (environment.get("WAYLAND_DISPLAY"), ClipboardProgram("", (), ("--type", png))),
        "xclip": (environment.get("DISPLAY"),
                  ClipboardProgram("", ("-selection", "clipboard"), ("-target", png))),
        "pbcopy": (sys.platform == "darwin",
                   ClipboardProgram("", environment={"LC_CTYPE": "UTF-8"})),
        "clip.exe": (environment.get("WSL_DISTRO_NAME"), ClipboardProgram("", encoding="utf-16")),
    }  # fmt: skip
    for name, (is_here, program) in programs.items():
        path = shutil.which(name) if is_here else None
        if path:
            return program._replace(path=path)
    return None
