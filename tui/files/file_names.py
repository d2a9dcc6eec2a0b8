"""Names for files that do not exist yet, and ways to give them without taking another's.

Looking whether a name is free and then writing leaves a moment for another program; a hard link
is made or refused in one step, so it is what gives a file its name wherever the system has them.
"""

import os
import re
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Final

from tui.files.atomic import write_atomically

SUFFIX: Final = ".toml"
LONGEST_SLUG: Final = 60
_NAMELESS: Final = "scenario"
_RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}
)
"""Windows keeps these names for devices, whatever their ending."""
_FOLDED: Final = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"}
)
_TEMPORARY: Final = re.compile(r"\..+\.[0-9a-f]{12}\.tmp")


def slug(name: str) -> str:
    """Make a file name of a scenario's name: small ASCII letters, digits, hyphens, never empty."""
    folded = unicodedata.normalize("NFKD", name[:400].casefold()).casefold().translate(_FOLDED)
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    words = re.sub(r"[^a-z0-9]+", "-", bare)
    cut = words.strip("-")[:LONGEST_SLUG].strip("-")
    return f"{cut}-{_NAMELESS}" if cut in _RESERVED else cut or _NAMELESS


def names_from(folder: Path, stem: str, suffix: str = SUFFIX) -> Iterator[Path]:
    """Yield `stem`, `stem-2`, `stem-3` … for which a folder has no file at the moment."""
    for number in count(1):
        path = folder / f"{stem}{f'-{number}' if number > 1 else ''}{suffix}"
        if not os.path.lexists(path):
            yield path


def write_new(path: Path, content: bytes | str) -> None:
    """Write a file that does not exist yet, whole or not at all. Raises `OSError`.

    That is `FileExistsError` where there is one by now, which then stays as it is.
    """
    temporary = path.with_name(f".new.{os.urandom(6).hex()}.tmp")
    with worded("write", path):
        try:
            write_atomically(temporary, content)
            move_new(temporary, path)
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def move_new(source: Path, target: Path) -> None:
    """Move a file to a name that no file has. Raises `FileExistsError` where one has it."""
    if _linked(source, target):
        source.unlink()
        return
    if os.path.lexists(target):
        raise FileExistsError(17, "there is such a file already", str(target))
    source.rename(target)


def _linked(source: Path, target: Path) -> bool:
    """Give a file a second name; False where the system has no such thing."""
    if source.is_symlink():
        return False
    try:
        os.link(source, target)
    except (FileExistsError, FileNotFoundError):
        raise
    except OSError:
        return False
    return True


@contextmanager
def worded(verb: str, path: Path) -> Iterator[None]:
    """Let an `OSError` say what could not be done with which file."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).removeprefix("cannot write the file: ")
        said = f"cannot {verb} the file: {reason}"
        raise type(error)(error.errno, said, str(path)) from error


def sweep(folder: Path, start: str = "", *, older_than: float = 0) -> None:
    """Remove temporary files that a killed program left; `older_than` in seconds."""
    latest = time.time() - older_than
    with suppress(OSError):
        for path in folder.iterdir():
            if not (path.name.startswith(f".{start}") and _TEMPORARY.fullmatch(path.name)):
                continue
            with suppress(OSError):
                if path.stat().st_mtime <= latest:
                    path.unlink()
