"""Files written whole or not at all, under names that nobody else has, and noticed when changed."""

import os
import re
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from errno import ELOOP
from hashlib import sha256
from itertools import count
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


def _sync_folder(folder: Path) -> None:
    """Make the rename last through a power cut, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


_SETTLED_AFTER: Final = 2_000_000_000
"""Nanoseconds after which another change is sure to have another time of change."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """The sign of a file's content. Two are equal when the contents are."""

    digest: str
    size: int
    changed: int = field(default=0, compare=False)
    """The file's time of change; 0 where it is too fresh to tell two changes apart."""


def stamp(path: Path) -> Stamp | None:
    """Give the stamp of a file as it is now; None where none can be read."""
    try:
        before = path.stat().st_mtime_ns
        return stamp_of(path.read_bytes(), before)
    except (OSError, ValueError):
        return None


def stamp_of(content: bytes, changed: int = 0) -> Stamp:
    """Give the stamp of content, read from a file that had this time of change before."""
    fresh = time.time_ns() - changed < _SETTLED_AFTER
    return Stamp(sha256(content).hexdigest(), len(content), 0 if fresh else changed)


def is_changed(path: Path, known: Stamp) -> bool:
    """Tell whether a file is another than it was; a file that is gone is, too.

    Cheap enough for every second: the content is read only where size and time leave a doubt.
    """
    try:
        status = path.stat()
    except (OSError, ValueError):
        return True
    if status.st_size != known.size:
        return True
    if known.changed and status.st_mtime_ns == known.changed:
        return False
    return stamp(path) != known


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
