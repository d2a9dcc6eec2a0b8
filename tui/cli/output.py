"""Data to stdout or a file, everything else to stderr, and nothing that crashes a terminal.

A closed pipe is no error: its reader has read enough. A full disk is one, reported in a line.
"""

import io
import os
import sys
from pathlib import Path
from typing import Final, TextIO

NARROWEST: Final = 60
WIDEST: Final = 100


class RefusalError(Exception):
    """The command cannot be done; the text is a sentence that says why. Exit code 2."""


def prepare_streams() -> None:
    """Write UTF-8 whatever the locale says, so that no mark and no file name can fail."""
    for stream, errors in ((sys.stdout, "surrogateescape"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            utf8 = stream.encoding.lower().replace("-", "") == "utf8"
            if not utf8 or stream.errors == "strict":
                stream.reconfigure(encoding="utf-8", errors=errors)


def width_for(target: str | None) -> int:
    return WIDEST if target not in (None, "-") else text_width()


def text_width() -> int:
    """The width for text tables: 100, or less where the terminal itself is narrower."""
    try:
        columns = os.get_terminal_size(sys.stdout.fileno()).columns
    except (AttributeError, OSError, ValueError):
        return WIDEST
    return max(NARROWEST, min(WIDEST, columns)) if columns else WIDEST


def write(content: str | bytes, target: str | None, *, again: bool = False) -> None:
    """Write data to a file, or text to stdout for None and `-`. Raises `RefusalError`.

    A file that was read is written over only `again`, with what it holds.
    """
    if target is None or target == "-":
        if isinstance(content, bytes):
            raise RefusalError("this format needs a file: -o FILE")
        _write_stdout(content)
        return
    if not again:
        refuse_input(Path(target))
    try:
        _write_file(Path(target), content)
    except BrokenPipeError:
        return
    except OSError as error:
        raise RefusalError(f"{target}: {error.strerror or error}") from error
    except ValueError as error:
        raise RefusalError(f"{printable(target)}: {error}") from error
    say(f"Wrote {target}")


def absolute(path: str | Path) -> Path:
    """Give a path from the root. Raises `RefusalError` where the current folder is gone."""
    try:
        return Path(path).absolute()
    except OSError as error:
        raise RefusalError(f"{path}: the current folder is gone") from error


def refuse_input(target: Path) -> None:
    """Refuse to write over a file that the command has read, under whatever name."""
    from tui.files.toml import was_read

    if was_read(target):
        raise RefusalError(f"{target}: is read by this command; name another file for -o")


def _write_file(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all; a device or a named pipe is written to, not replaced."""
    if path.exists() and not path.is_file() and not path.is_dir():
        with path.open("wb") as device:
            device.write(content.encode("utf-8") if isinstance(content, str) else content)
        return
    from tui.files.atomic import write_atomically

    write_atomically(path, content)


def say(text: str) -> None:
    """Write a line to stderr, if there is one."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(f"{printable(text)}\n")
        sys.stderr.flush()
    except OSError:
        _silence(sys.stderr)


def flush() -> None:
    """Flush stdout while errors can still be reported. Raises `RefusalError`."""
    if sys.stdout is not None:
        _write_stdout("")


def printable(text: str) -> str:
    """Spell out control characters, so that no argument or file can drive the terminal."""
    if text.isprintable():
        return text
    return "".join(
        letter if letter.isprintable() or letter == "\n" else f"\\u{ord(letter):04x}"
        for letter in text
    )


def _write_stdout(text: str) -> None:
    if sys.stdout is None:
        raise RefusalError("standard output is closed")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _silence(sys.stdout)
    except OSError as error:
        _silence(sys.stdout)
        raise RefusalError(f"cannot write: {error.strerror or error}") from error


def _silence(stream: TextIO) -> None:
    """Send what is still buffered nowhere, so that Python has nothing to complain of at exit."""
    try:
        descriptor = stream.fileno()
    except (AttributeError, OSError, ValueError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
