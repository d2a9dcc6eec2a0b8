"""A file is written whole or not at all: a crash or a full disk leaves the old one standing."""

import os
import time
from collections.abc import Iterable
from contextlib import suppress
from errno import ELOOP
from pathlib import Path
from typing import Final

_ABANDONED: Final = 3600
"""Seconds after which a temporary file belongs to nobody: its program was killed."""
_LONGEST_START: Final = 237
"""Bytes of a file's name that its temporary one has room for: a name has at most 255."""


def write_atomically(path: Path, content: bytes | str) -> None:
    """Write a file by way of a temporary one beside it; text is written as UTF-8.

    A link is followed, an existing file keeps its permissions. Raises `OSError` with a sentence
    that names the file; the old file then stands as it was and nothing is left behind.
    """
    written = content.encode("utf-8") if isinstance(content, str) else content
    try:
        _replace(resolved(path), written)
    except OSError as error:
        reason = error.strerror or str(error)
        raise type(error)(error.errno, f"cannot write the file: {reason}", str(path)) from error


def resolved(path: Path) -> Path:
    """Follow the links of a path. Raises `OSError`."""
    try:
        return path.resolve()
    except RuntimeError:  # what Python 3.11 and 3.12 call a link that leads to itself
        raise OSError(ELOOP, os.strerror(ELOOP)) from None


def _replace(target: Path, written: bytes) -> None:
    """Write beside the target, then rename over it."""
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(13, "it is write-protected")
    temporary = target.with_name(f"{beginning(target)}{os.urandom(6).hex()}.tmp")
    for left in abandoned(target):
        with suppress(OSError):
            left.unlink()
    try:
        with temporary.open("xb") as file:
            file.write(written)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o7777)
        temporary.replace(target)
    finally:
        with suppress(OSError):
            temporary.unlink()
    _sync_folder(target.parent)


def beginning(target: Path) -> str:
    """How the names of a file's temporary ones begin."""
    cut = os.fsencode(target.name[:100])[:_LONGEST_START]
    return f".{cut.decode('utf-8', 'ignore')}."


def abandoned(target: Path) -> list[Path]:
    """What programs that were killed while writing a file or a folder left beside it."""
    start, latest = beginning(target), time.time() - _ABANDONED
    found = []
    with suppress(OSError), os.scandir(target.parent) as entries:
        for entry in entries:
            name = entry.name
            if len(name) == len(start) + 16 and name.startswith(start) and name.endswith(".tmp"):
                with suppress(OSError):
                    if entry.stat(follow_symlinks=False).st_mtime < latest:
                        found.append(Path(entry.path))
    return found


def forget_oldest(files: Iterable[Path], keep: int) -> None:
    """Remove all files but the newest `keep`. Raises `OSError`."""
    oldest_first = sorted(files, key=lambda one: one.stat().st_mtime_ns)
    for old in oldest_first[: max(0, len(oldest_first) - keep)]:
        old.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make the rename last through a power cut, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
