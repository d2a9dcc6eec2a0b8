"""The picture that the program opened with, kept: a start in the same state shows it at once.

Most of a start is loading Textual. Everything that the first picture is made from names the file
that it is kept in: the program's own files, the command line, the day, the terminal, and the
content of each file that is read. So what is shown early is what the program is about to paint, or
nothing is. Only the bottom line is left out, which tells of the last session.

Keys that are typed meanwhile wait unseen in the terminal. It must load nothing that takes long.
"""

import os
import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from stat import S_ISREG
from types import FrameType
from typing import Any, Final

FOLDER: Final = "opening"
MOST_KEPT: Final = 12
LARGEST: Final = 32_000_000
"""Bytes beyond which a file is none of ours."""
TAKE_OVER: Final = "\x1b[?1049h"
"""What leads to a screen of one's own; said again, it blanks it."""
_SHOWN: Final = f"{TAKE_OVER}\x1b[?25l\x1b[H"
_LEFT: Final = "\x1b[0m\x1b[?1049l\x1b[?25h"
_PACKAGE: Final = Path(__file__).parent.parent
_ENVIRONMENT: Final = ("TERM", "COLORTERM", "NO_COLOR", "TEXTUAL", "DEALS", "LANG", "LC_", "TZ")
"""How variables begin that a picture may depend on."""
_SET_ELSEWHERE: Final = ("COLUMNS", "LINES", "TEXTUAL_DRIVER")
"""Variables that make the screen another than the terminal's."""
_LEAVING: Final = ("SIGTERM", "SIGHUP")
_INPUT, _OUTPUT = 0, 2
"""Where Textual reads and writes."""


class Opening:
    """From the first moment until Textual has the terminal."""

    def __init__(self, state: Sequence[str], files: Iterable[Path], folder: Path | None) -> None:
        """Look at what the first picture is made from.

        `state` is what else than files it depends on, `folder` where pictures are kept; None: this
        one is not.
        """
        self.path: Path | None = None
        """Where the picture of this start is kept; None: it cannot be."""
        self.attributes: list[Any] | None = None
        """How the terminal took its input before a picture was shown; None: none is."""
        self.size: tuple[int, int] = (0, 0)
        """The columns and rows that it is kept for."""
        self._signals: dict[int, Any] = {}
        with suppress(OSError, ValueError):
            size = _terminal_size()
            if size is not None and folder is not None:
                self.size = (size.columns, size.lines)
                self.path = folder / FOLDER / _seal([*state, str(self.size)], files)

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Show the picture, if this start has been seen before.

        At the end, however it comes, the terminal is given back, unless Textual has had it.
        """
        try:
            if self.path is not None:
                with suppress(OSError, ImportError):
                    self._show(self.path.read_bytes())
            yield
        finally:
            self._give_back()

    def _show(self, picture: bytes) -> None:
        import termios

        try:
            quiet = termios.tcgetattr(_INPUT)
            self.attributes = termios.tcgetattr(_INPUT)
            for name in _LEAVING:
                number = getattr(signal, name)
                self._signals[number] = signal.signal(number, _leave)
            quiet[3] &= ~(termios.ECHO | termios.ICANON)
            termios.tcsetattr(_INPUT, termios.TCSANOW, quiet)
        except termios.error:
            return
        _write(_SHOWN.encode() + picture)

    def taken_over(self) -> None:
        """Note that Textual has the terminal now, and gives it back."""
        self.attributes = None
        for number, handler in self._signals.items():
            if signal.getsignal(number) is _leave:
                signal.signal(number, handler)
        self._signals.clear()

    def _give_back(self) -> None:
        if self.attributes is None:
            return
        import termios

        with suppress(OSError):
            _write(_LEFT.encode())
        with suppress(OSError, termios.error):
            termios.tcsetattr(_INPUT, termios.TCSANOW, self.attributes)
        self.taken_over()

    def keep(self, lines: Sequence[str]) -> None:
        """Keep what the screen shows, line by line in the terminal's language.

        A folder that cannot be written to is no matter. The oldest pictures make room.
        """
        from tui.files.atomic import forget_oldest, write_atomically

        if self.path is None:
            return
        picture = "".join(f"\x1b[{row};1H{text}" for row, text in enumerate(lines[:-1], 1))
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self.path, picture)
            forget_oldest(self.path.parent.iterdir(), MOST_KEPT)
        except OSError:
            return


def _leave(number: int, frame: FrameType | None) -> None:
    del frame
    raise SystemExit(128 + number)


def _write(content: bytes) -> None:
    while content:
        content = content[os.write(_OUTPUT, content) :]


def _terminal_size() -> os.terminal_size | None:
    """The size of the terminal; None where the screen is not simply the terminal's."""
    streams = (sys.__stdin__, sys.__stdout__, sys.__stderr__)
    if any(stream is None or not stream.isatty() for stream in streams):
        return None
    if any(name in os.environ for name in _SET_ELSEWHERE):
        return None
    return os.get_terminal_size()


def _seal(state: Sequence[str], files: Iterable[Path]) -> str:
    """Name everything that the picture is made from."""
    found = sha256()
    for text in (*state, sys.version, *_variables(), *_program()):
        found.update(text.encode("utf-8", "surrogateescape") + b"\0")
    for file in files:
        found.update(_content(file))
    return found.hexdigest()


def _content(file: Path) -> bytes:
    """Give what a file has. Raises `OSError` for what may have no end, or be read but once."""
    try:
        status = file.stat()
    except FileNotFoundError:
        return b"no file\0"
    if not S_ISREG(status.st_mode) or status.st_size > LARGEST:
        raise OSError(f"{file} is not to be read here")
    content = file.read_bytes()
    return b"%d\0" % len(content) + content


def _variables() -> Iterator[str]:
    for name, value in sorted(os.environ.items()):
        if name.startswith(_ENVIRONMENT):
            yield f"{name}={value}"


def _program() -> Iterator[str]:
    """Yield what tells one state of the program, and of Textual, from another."""
    yield from _entries(str(_PACKAGE))
    textual = find_spec("textual")
    if textual is not None and textual.origin:
        yield _entry(textual.origin, os.stat(textual.origin))


def _entries(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda each: each.name):
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _entries(entry.path)
            else:
                yield _entry(entry.path, entry.stat())


def _entry(path: str, status: os.stat_result) -> str:
    return f"{path} {status.st_size} {status.st_mtime_ns}"
