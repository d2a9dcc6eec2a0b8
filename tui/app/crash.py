"""The way out: whatever ends the program, the terminal comes back and nothing is lost.

| what happens | what is done | exit code |
|---|---|---|
| an unexpected error | session kept, a report written, one calm message | 70 |
| a signal that asks to leave | session kept, the program left as by quitting | 128 + its number |
| the program hangs after that | the terminal given back from outside of it | 128 + its number |

It knows nothing of deals: what is kept, and what a report says of it, is given.
"""

import asyncio
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Any, Final

from textual.app import App

from tui.files.toml import spelled_out

OUR_MISTAKE: Final = 70
PATIENCE: Final = 1.2
"""Seconds that leaving may take before the program is ended from outside of it."""
LAST_PATIENCE: Final = 0.5
"""Seconds that keeping the session may take then."""
MOST_REPORTS: Final = 10
_LEAVING: Final = [
    getattr(signal, name)
    for name in (
        "SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGABRT", "SIGUSR1", "SIGUSR2", "SIGALRM",
        "SIGVTALRM", "SIGPROF", "SIGXCPU", "SIGIO", "SIGPWR",
    )
    if hasattr(signal, name)
]  # fmt: skip
_ALL_OFF: Final = (
    "\x1b[?2026l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1004l\x1b[?1006l\x1b[?1015l\x1b[?1016l"
    "\x1b[?2004l\x1b[?2048l\x1b[?7h\x1b[<u\x1b[?1049l\x1b[?25h\x1b[0m"
)


class CalmApp(App[None]):
    """A program that never shows a traceback."""

    unexpected: Exception | None = None
    """The first unexpected error, after which the program ends."""

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
    app: CalmApp, *, keep: Callable[[], bool], told: Callable[[], str], folder: Path
) -> int:
    """Run the program and give its exit code, however it ends.

    `keep` keeps the session and tells whether it is kept, `told` gives what a report says besides
    the error, `folder` is where reports go.
    """
    before = _terminal_attributes()
    asked: list[int] = []
    kept = threading.Event()

    def keep_calmly() -> bool:
        is_kept = False
        with suppress(Exception):
            is_kept = keep()
        kept.set()
        return is_kept

    def leave_at_once() -> None:
        """End a program that cannot leave: one that computes, or is not let write any more."""
        if not kept.is_set():
            threading.Thread(target=keep_calmly, daemon=True).start()
            kept.wait(LAST_PATIENCE)
        _give_back(before)
        os._exit(128 + asked[0])

    late = threading.Timer(PATIENCE, leave_at_once)
    late.daemon = True

    def leave() -> None:
        """Leave as by quitting; the session says that it was not."""
        keep_calmly()
        app.exit()

    with asyncio.Runner() as runner:
        loop = runner.get_loop()

        def ask(number: int, _frame: FrameType | None) -> None:
            if not asked:
                asked.append(number)
                late.start()
                loop.call_soon_threadsafe(leave)

        for number in _LEAVING:
            signal.signal(number, ask)
        try:
            runner.run(app.run_async())
        except Exception as error:  # noqa: BLE001  # it is reported below
            app.unexpected = app.unexpected or error
        finally:
            for number in _LEAVING:
                signal.signal(number, signal.SIG_DFL)
            late.cancel()
            _give_back(before)
    if asked:
        return 128 + asked[0]
    if app.unexpected is None:
        return app.return_code or 0
    is_kept = keep_calmly()
    with suppress(OSError, AttributeError, ValueError):
        words = report_words(app.unexpected, folder, told, is_kept=is_kept)
        print(_calm(words), file=sys.stderr, flush=True)
    return OUR_MISTAKE


def report_words(error: Exception, folder: Path, told: Callable[[], str], *, is_kept: bool) -> str:
    words = "deals: an unexpected error ended the program."
    words += " Your work is saved; o reopens it." * is_kept
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
    import platform
    from importlib.metadata import version

    import tui
    from tui.files.atomic import write_private

    now = datetime.now().astimezone()
    try:
        scenario = told()
    except Exception as second:  # noqa: BLE001  # the report of the first one matters more
        scenario = f"could not be determined: {type(second).__name__}\n"
    versions = (
        f"{tui.PROGRAM} {tui.__version__}, Textual {version('textual')}, "
        f"Python {platform.python_version()}, {platform.system()}"
    )
    trace = "".join(traceback.format_exception(error))
    path = folder / f"crash-{now:%Y%m%d-%H%M%S}.txt"
    text = f"{versions}\n{now.isoformat()}\n\n{trace}\nThe scenario:\n\n{scenario}"
    write_private(path, _calm(text))
    for old in sorted(folder.glob("crash-*.txt"))[:-MOST_REPORTS]:
        with suppress(OSError):
            old.unlink()
    return path


def _calm(text: str) -> str:
    """Spell out what a terminal would obey: an error may quote anything."""
    return "\n".join(map(spelled_out, text.split("\n")))


def has_shell() -> bool:
    """Whether a shell started the program, which can continue it after a stop."""
    with suppress(OSError, AttributeError):
        return os.getsid(os.getppid()) == os.getsid(0)
    return False


def _terminal_attributes() -> Any:
    """How the terminal takes its input; None where there is none, or no such thing."""
    try:
        import termios

        return termios.tcgetattr(sys.__stdin__)  # type: ignore[arg-type]  # None is refused, too
    except Exception:  # noqa: BLE001  # termios.error, which has no name where termios is not
        return None


def _give_back(before: Any) -> None:
    """Give the terminal back as it was, if it is not so already, without waiting for it."""
    if before is None or _terminal_attributes() in (None, before):
        return
    with suppress(OSError):
        own = os.open(os.ttyname(2), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
        with open(own, "wb", buffering=0) as terminal:  # a way of its own never waits
            terminal.write(_ALL_OFF.encode("ascii"))
    with suppress(Exception):
        import termios

        termios.tcsetattr(0, termios.TCSANOW, before)
