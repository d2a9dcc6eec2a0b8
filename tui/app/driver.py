"""The terminal behind the explorer, on Linux and macOS: it sleeps until something is typed.

Textual's own reader looks for keys ten times a second: it never sleeps, and leaving waits for two
looks. This one waits for keys and for a pipe: a byte in it ends the reading at once.
"""

import os
import selectors
from typing import Final

from textual.drivers.linux_driver import LinuxDriver

from tui.app.terminal_input import TerminalInput

TERMINAL_GONE: Final = 129  # as after SIGHUP, also where no signal comes


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
        terminal = TerminalInput()
        leave = self._pipe[0] if self._pipe else self.fileno
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(leave, selectors.EVENT_READ)
            while True:
                ready = {key.fd for key, _ in selector.select(terminal.wait)}
                if leave in ready:
                    break
                content = self._read() if ready else b""
                if ready and not content:
                    self._loop.call_soon_threadsafe(self._app.exit, None, TERMINAL_GONE)
                    break
                for message in terminal.feed(content) if ready else terminal.late():
                    self.process_message(message)

    def _read(self) -> bytes:
        """What was typed; nothing where the terminal is gone."""
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""
