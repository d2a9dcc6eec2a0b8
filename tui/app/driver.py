"""The terminal behind the explorer, on Linux and macOS: it sleeps until something is typed.

Textual's own reader of keys looks up ten times a second, whether anything was typed or not. So
an idle program never sleeps, esc is late, and leaving waits for two looks. This reader waits for
keys and for a pipe: a byte in the pipe lets it end at once, for leaving and for ctrl+z. The time
after which a lone esc is one is the only other thing that wakes it.

It also undoes what Textual leaves on: mouse reports in pixels. It must not know what is shown.
"""

import os
import selectors
from codecs import getincrementaldecoder
from contextlib import suppress
from typing import Any, Final

from textual import constants
from textual._parser import ParseError
from textual._time import get_time
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from tui.app.opening import TAKE_OVER, Opening

ESCAPE_DELAY: Final = 0.03
"""Seconds after which an esc is a key of its own, and not the beginning of an arrow key."""
_AT_ONCE: Final = 4096
_POLL: Final = 0.1
"""Seconds between two looks at a parser that does not tell when it wants to be asked again."""


class SleepingDriver(LinuxDriver):
    """Wakes for keys, and for leaving."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._awaited: int | None = None
        """The end of the pipe that the reader of keys waits at; None: it does not run."""
        self._is_there = False
        """Whether a picture stands already where Textual would begin with an empty screen."""
        self._waker: int | None = None
        if "ESCDELAY" not in os.environ:
            setattr(constants, "ESCAPE_DELAY", ESCAPE_DELAY)  # noqa: B010 - the parser reads it anew

    def start_application_mode(self) -> None:
        """Take the terminal over, at the start and after each ctrl+z."""
        self._close_pipe()
        self._awaited, self._waker = os.pipe()
        opening: Opening | None = getattr(self._app, "opening", None)
        before = opening.attributes if opening is not None else None
        self._is_there = before is not None
        super().start_application_mode()  # type: ignore[no-untyped-call]  # it has no types
        self._is_there = False
        if opening is not None and before is not None:
            self.attrs_before = before
            opening.taken_over()

    def write(self, data: str) -> None:
        """Write to the terminal, but keep a picture that is there already."""
        if not (self._is_there and data == TAKE_OVER):
            super().write(data)

    def disable_input(self) -> None:
        """Let the reader of keys end, and wait for it."""
        if self._waker is not None:
            with suppress(OSError):
                os.write(self._waker, b".")
        super().disable_input()
        self._close_pipe()

    def _close_pipe(self) -> None:
        for end in (self._awaited, self._waker):
            if end is not None:
                with suppress(OSError):
                    os.close(end)
        self._awaited = self._waker = None

    def _disable_mouse_support(self) -> None:
        if self._mouse_pixels:
            self.write("\x1b[?1016l")
            self._mouse_pixels = False
        super()._disable_mouse_support()

    def _leave(self, code: int = 0) -> None:
        self._app.exit(return_code=code)

    def run_input_thread(self) -> None:
        """Read keys until the driver stops, or until the terminal is gone."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        awaited = self._awaited
        if awaited is None:
            return
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(awaited, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                ready = {key.fd for key, _ in selector.select(_wait(parser))}
                if awaited in ready:
                    break
                if self.fileno in ready:
                    typed = self._read()
                    if not typed:
                        self._loop.call_soon_threadsafe(self._leave)
                        break
                    for message in parser.feed(decode(typed)):
                        self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)
        with suppress(EOFError, ParseError):
            list(parser.feed(""))

    def _read(self) -> bytes:
        """Read what was typed; nothing when the terminal is gone."""
        try:
            return os.read(self.fileno, _AT_ONCE)
        except OSError:
            return b""


def _wait(parser: XTermParser) -> float | None:
    """Give the seconds until the parser wants to be asked again; None: not before a key."""
    try:
        due: float | None = parser._timeout_time
    except AttributeError:
        return _POLL
    return None if due is None else max(0.0, due - get_time())
