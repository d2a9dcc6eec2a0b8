"""What a file was when it was last read or written, to notice that somebody else changed it."""

import time
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Final

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
