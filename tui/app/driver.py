"""The terminal behind the explorer, on Linux and macOS: it sleeps until something is typed.

Textual's own reader looks for keys ten times a second: it never sleeps, and leaving waits for two
looks. This one waits for keys and for a pipe: a byte in it ends the reading at once.
"""

import os
import selectors
from codecs import getincrementaldecoder
from contextlib import suppress
from typing import Final

from textual import constants
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

TERMINAL_GONE: Final = 129  # as of SIGHUP, also where no signal tells
ESC_DELAY: Final = constants.ESCAPE_DELAY + 0.01
REST_DELAY: Final = 0.5
"""Seconds that the rest may take after an esc, and of a character or a report of the mouse."""


class SleepingDriver(LinuxDriver):
    """Wakes for keys, and for leaving."""

    _pipe: tuple[int, int] | None = None

    def start_application_mode(self) -> None:
        self._close_pipe()
        self._pipe = os.pipe()
        super().start_application_mode()  # type: ignore[no-untyped-call]  # it has no types

    def disable_input(self) -> None:
        if self._pipe is not None:
            os.write(self._pipe[1], b".")
        super().disable_input()
        self._close_pipe()

    def _close_pipe(self) -> None:
        for end in self._pipe or ():
            os.close(end)
        self._pipe = None

    def _disable_mouse_support(self) -> None:
        if self._mouse_pixels:  # Textual asks for the mouse in pixels, and never takes that back
            self.write("\x1b[?1016l")
            self._mouse_pixels = False
        super()._disable_mouse_support()

    def run_input_thread(self) -> None:
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        leave, text, wait = self._pipe[0] if self._pipe else self.fileno, "", None
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(leave, selectors.EVENT_READ)
            while True:
                ready = {key.fd for key, _ in selector.select(wait)}
                if leave in ready:
                    break
                typed = b""
                if ready:
                    with suppress(OSError):
                        typed = os.read(self.fileno, 4096)
                    if not typed:
                        self._loop.call_soon_threadsafe(self._app.exit, None, TERMINAL_GONE)
                        break
                else:  # a report cut short is thrown away, and never typed as text
                    late = list(parser.tick())
                    for message in late if text.endswith("\x1b") else ():
                        self.process_message(message)
                text = decode(typed, final=not typed)
                for message in parser.feed(text) if text else ():
                    self.process_message(message)
                wait = None if not ready else ESC_DELAY if text.endswith("\x1b") else REST_DELAY
