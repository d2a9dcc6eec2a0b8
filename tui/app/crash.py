"""The way out: whatever ends the program, the terminal comes back and nothing is lost.

| what happens | what is done | exit code |
|---|---|---|
| an unexpected error | session kept, a report written, one calm message | 70 |
| SIGINT, SIGTERM, SIGHUP | session kept, the program left as by quitting | 128 + its number |
| the program hangs after that | the terminal given back from outside of it | 128 + its number |

It knows nothing of deals: what is kept, and what a report says of it, is given.
"""

import asyncio
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Any, Final

from textual.app import App

OUR_MISTAKE: Final = 70
PATIENCE: Final = 1.2
"""Seconds that leaving may take before the program is ended from outside of it."""
MOST_REPORTS: Final = 10
_LEAVING: Final = ("SIGINT", "SIGTERM", "SIGHUP")
_PIXELS_OFF: Final = "\x1b[?1016l"
"""Textual asks some terminals for the mouse in pixels, and never takes that back."""
_ALL_OFF: Final = (
    "\x1b[?2026l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1004l\x1b[?1006l\x1b[?1015l\x1b[?1016l"
    "\x1b[?2004l\x1b[?2048l\x1b[?7h\x1b[<u\x1b[?1049l\x1b[?25h\x1b[0m"
)


class CalmApp(App[None]):
    """A program that tells nobody's terminal a traceback."""

    unexpected: Exception | None = None
    """The first error that nobody expected, after which the program leaves."""

    def on_mount(self) -> None:
        """After ctrl+z and fg, paint all of the screen: the shell has written over it."""
        self.app_resume_signal.subscribe(self, lambda _: self.refresh())

    def _handle_exception(self, error: Exception) -> None:
        """Leave, and remember why; a test sees the error as Textual raises it.

        Textual has no public way: it would print the traceback with every local value.
        """
        if self.is_headless:
            super()._handle_exception(error)
            return
        if self.unexpected is None:
            self.unexpected = error
        self.panic()


def run_calmly(
    app: CalmApp,
    *,
    keep: Callable[[], None],
    told: Callable[[], str],
    folder: Path,
) -> int:
    """Run the program and give its exit code, however it ends.

    `keep` keeps the session, `told` gives what a report says besides the error, `folder` is where
    reports go.
    """
    terminal = _Terminal()
    leaving = _Leaving(app, keep, terminal)
    try:
        with leaving.expected():
            asyncio.run(leaving.run())
    except KeyboardInterrupt:
        leaving.number = signal.SIGINT
    except Exception as error:  # noqa: BLE001  # nobody sees a traceback
        app.unexpected = app.unexpected or error
    finally:
        terminal.give_back()
    if app.unexpected is not None and leaving.number is None:
        with suppress(Exception):
            keep()
        _say(report_words(app.unexpected, folder, told))
        return OUR_MISTAKE
    return 128 + leaving.number if leaving.number is not None else app.return_code or 0


def report_words(error: Exception, folder: Path, told: Callable[[], str]) -> str:
    """Write the report of an error, and say in a few lines where it is."""
    words = "deals: an unexpected error ended the program. Your work is kept: o brings it back."
    try:
        path = write_report(error, folder, told)
    except OSError as reason:
        last = "".join(traceback.format_exception_only(error)).strip()
        return f"{words}\nNo report could be written ({reason.strerror or reason}): {last}"
    return f"{words}\nWhat happened is written in {path}; please report it with that file."


def write_report(error: Exception, folder: Path, told: Callable[[], str]) -> Path:
    """Write what went wrong: versions, traceback, scenario; no local values, no environment.

    The oldest reports make room. Raises `OSError`.
    """
    from tui.files.atomic import write_atomically

    now = datetime.now().astimezone()
    try:
        scenario = told()
    except Exception as second:  # noqa: BLE001  # the report of the first one matters more
        scenario = f"could not be told: {type(second).__name__}\n"
    trace = "".join(traceback.format_exception(error))
    text = f"{_versions()}\n{now.isoformat()}\n\n{trace}\nThe scenario:\n\n{scenario}"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"crash-{now:%Y%m%d-%H%M%S}.txt"
    write_atomically(path, _printable(text))
    for old in sorted(folder.glob("crash-*.txt"))[:-MOST_REPORTS]:
        with suppress(OSError):
            old.unlink()
    return path


def _versions() -> str:
    import platform
    from importlib.metadata import version

    import tui

    return (
        f"OneGov Deal Explorer {tui.__version__}, Textual {version('textual')}, "
        f"Python {platform.python_version()}, {platform.system()}"
    )


def _say(words: str) -> None:
    """Say something on what is now an ordinary terminal again."""
    with suppress(OSError, AttributeError, ValueError):
        sys.stderr.write(f"{_printable(words)}\n")
        sys.stderr.flush()


def _printable(text: str) -> str:
    """Spell out what a terminal would obey: an error may quote anything."""
    return "".join(
        letter if letter.isprintable() or letter == "\n" else f"\\u{ord(letter):04x}"
        for letter in text
    )


class _Leaving:
    """The program while it runs, and what is done when somebody asks it to leave."""

    def __init__(self, app: CalmApp, keep: Callable[[], None], terminal: "_Terminal") -> None:
        self.number: int | None = None
        """The signal that asked; None: nobody did."""
        self._app, self._keep, self._terminal = app, keep, terminal
        self._loop: asyncio.AbstractEventLoop | None = None
        self._late: threading.Timer | None = None

    async def run(self) -> None:
        """Run the program."""
        self._loop = asyncio.get_running_loop()
        await self._app.run_async()

    @contextmanager
    def expected(self) -> Iterator[None]:
        """Answer signals for as long as this lasts."""
        numbers = [getattr(signal, name) for name in _LEAVING if hasattr(signal, name)]
        before = {number: signal.signal(number, self._asked) for number in numbers}
        try:
            yield
        finally:
            if self._late is not None:
                self._late.cancel()
            for number, handler in before.items():
                signal.signal(number, handler if handler is not None else signal.SIG_DFL)

    def _asked(self, number: int, _frame: FrameType | None) -> None:
        """Ask the program to leave, and see to it that it does."""
        if self.number is not None:
            return
        self.number = number
        self._late = threading.Timer(PATIENCE, self._leave_at_once)
        self._late.daemon = True
        self._late.start()
        if self._loop is None:
            self._leave_at_once()
        else:
            with suppress(RuntimeError):  # the loop has ended: we are leaving already
                self._loop.call_soon_threadsafe(self._leave)

    def _leave(self) -> None:
        """Leave as by quitting; the session says that it was not."""
        with suppress(Exception):
            self._keep()
        self._app.exit()

    def _leave_at_once(self) -> None:
        """End a program that cannot leave, such as one whose terminal takes no more output."""
        self._terminal.restore()
        os._exit(128 + (self.number or signal.SIGTERM))


class _Terminal:
    """The terminal as it was before the program, to be given back so."""

    def __init__(self) -> None:
        self._input, self._output = _descriptor(sys.__stdin__), _descriptor(sys.__stderr__)
        self._before = self._attributes()

    def _attributes(self) -> Any:
        """How the terminal takes its input; None where there is none, or no such thing."""
        try:
            import termios

            return termios.tcgetattr(self._input)
        except (ImportError, OSError, ValueError, TypeError):
            return None
        except Exception:  # noqa: BLE001  # termios.error, which has no name where termios is not
            return None

    def give_back(self) -> None:
        """Switch off what is still on after the program has left."""
        if self._before is None:
            return
        now = self._attributes()
        if now is not None and now != self._before:
            self.restore()
        elif now is not None:
            self._write(_PIXELS_OFF)

    def restore(self) -> None:
        """Give the terminal back whatever state it is in, without waiting for it."""
        if self._before is None:
            return
        self._write(_ALL_OFF)
        with suppress(Exception):
            import termios

            termios.tcsetattr(self._input, termios.TCSANOW, self._before)

    def _write(self, codes: str) -> None:
        """Write to the terminal by a way of its own, which never waits."""
        with suppress(OSError):
            own = os.open(os.ttyname(self._output), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
            try:
                os.write(own, codes.encode("ascii"))
            finally:
                os.close(own)


def _descriptor(stream: Any) -> int:
    """The number of a stream; -1 for none."""
    try:
        number: int = stream.fileno()
    except (AttributeError, OSError, ValueError):
        return -1
    return number
