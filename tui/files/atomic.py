"""Files and folders written whole or not at all, under free names, and noticed when changed."""

import os
import re
import shutil
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from errno import ELOOP
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Final

from tui.files.toml import ordinary_bytes

_ABANDONED: Final = 3600
"""Seconds after which a temporary file belongs to nobody: its program was killed."""
_TEMPORARY: Final = re.compile(r"\..+\.[0-9a-f]{12}\.tmp")
_LONGEST_START: Final = 237
"""Bytes of a file's name that its temporary one has room for: a name has at most 255."""


def write_atomically(path: Path, content: bytes | str, *, mode: int | None = None) -> None:
    """Write a file by way of a temporary one next to it; text is written as UTF-8.

    A link is followed, an existing file keeps its permissions unless `mode` says others. Raises
    `OSError` with a sentence that names the file; the old file is then as it was, and nothing is
    left behind.
    """
    with worded("write", path):
        _replace(_resolved(path), content, mode)


def _resolved(path: Path) -> Path:
    resolved = Path(os.path.realpath(path))
    if resolved.is_symlink():  # it leads to itself, of which `resolve` says nothing from 3.13 on
        raise OSError(ELOOP, os.strerror(ELOOP))
    return resolved


def write_private(path: Path, content: bytes | str) -> None:
    """Write a file, and make its folder, that nobody else may read. Raises `OSError`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with suppress(PermissionError):  # a folder of somebody else's
        path.parent.chmod(0o700)
    write_atomically(path, content, mode=0o600)


def _replace(target: Path, written: bytes | str, mode: int | None) -> None:
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(13, "it is write-protected")
    temporary = _beside(target)
    sweep(target.parent, _beginning(target))
    try:
        _write_synced(temporary, written, mode or 0o666)
        if mode is None and target.exists():
            temporary.chmod(target.stat().st_mode & 0o7777)
        temporary.replace(target)
    finally:
        with suppress(OSError):
            temporary.unlink()
    _sync_folder(target.parent)


def _write_synced(path: Path, content: str | bytes, mode: int = 0o666) -> None:
    with open(path, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
        file.write(content.encode("utf-8") if isinstance(content, str) else content)
        file.flush()
        os.fsync(file.fileno())


def _beginning(target: Path) -> str:
    """How the names of a file's temporary ones begin."""
    cut = os.fsencode(target.name[:100])[:_LONGEST_START]
    return f".{cut.decode('utf-8', 'ignore')}."


def _beside(target: Path, ending: str = "tmp") -> Path:
    return target.with_name(f"{_beginning(target)}{os.urandom(6).hex()}.{ending}")


def sweep(folder: Path, start: str = ".", *, older_than: float = _ABANDONED) -> None:
    """Remove temporary files and folders that a killed program left; `older_than` in seconds."""
    latest = time.time() - older_than
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if not (entry.name.startswith(start) and _TEMPORARY.fullmatch(entry.name)):
                continue
            with suppress(OSError):
                if entry.stat(follow_symlinks=False).st_mtime > latest:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    shutil.rmtree(entry.path)
                else:
                    Path(entry.path).unlink()


def _sync_folder(folder: Path) -> None:
    """Make the rename last through a power cut, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


Stamp = str
"""The sign of a file's content. Two are equal when the contents are."""


def stamp(path: Path) -> Stamp | None:
    """Give the stamp of a file as it is now; None where it is none, or could never be read."""
    try:
        return stamp_of(ordinary_bytes(path))
    except (OSError, ValueError):
        return None


def stamp_of(content: bytes) -> Stamp:
    return sha256(content).hexdigest()


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


def slug(name: str) -> str:
    """Make a file name of a scenario's name: small ASCII letters, digits, hyphens, never empty."""
    folded = unicodedata.normalize("NFKD", name[:400].casefold()).casefold().translate(_FOLDED)
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    words = re.sub(r"[^a-z0-9]+", "-", bare)
    cut = words.strip("-")[:LONGEST_SLUG].strip("-")
    return f"{cut}-{_NAMELESS}" if cut in _RESERVED else cut or _NAMELESS


def names_from(folder: Path, stem: str, suffix: str) -> Iterator[Path]:
    """Yield `stem`, `stem-2`, `stem-3` … for which a folder has no file at the moment."""
    for number in count(1):
        path = folder / f"{stem}{f'-{number}' if number > 1 else ''}{suffix}"
        if not os.path.lexists(path):
            yield path


def under_free_name(folder: Path, stem: str, suffix: str, write: Callable[[Path], None]) -> Path:
    """Write a file under the first free name; one that is taken meanwhile is passed over."""
    while True:
        path = next(names_from(folder, stem, suffix))
        with suppress(FileExistsError):
            write(path)
            return path


def write_new(path: Path, content: bytes | str) -> None:
    """Write a new file, whole or not at all. Raises `OSError`: `FileExistsError` if it exists."""
    temporary = _beside(path)
    with worded("write", path):
        try:
            _write_synced(temporary, content)
            move_new(temporary, path)
        finally:
            with suppress(OSError):
                temporary.unlink()
        _sync_folder(path.parent)


def move_new(source: Path, target: Path) -> None:
    """Move a file to a name that no file has. Raises `FileExistsError` where one has it."""
    if not source.is_symlink():
        try:
            os.link(source, target)
        except (FileExistsError, FileNotFoundError):
            raise
        except OSError:
            pass  # the system gives no file a second name
        else:
            source.unlink()
            return
    if os.path.lexists(target):
        raise FileExistsError(17, "a file of that name exists already", str(target))
    source.rename(target)


@contextmanager
def worded(verb: str, path: Path) -> Iterator[None]:
    """Let an `OSError` say what could not be done with which file."""
    try:
        yield
    except OSError as error:
        sentence = f"cannot {verb} the file: {error.strerror or error}"
        raise type(error)(error.errno, sentence, str(path)) from error


def write_folder(
    target: Path,
    files: Sequence[tuple[str, Callable[[], str | bytes]]],
    *,
    stale: Iterable[str] = (),
    told: Callable[[str], None] = lambda _: None,
) -> None:
    """Write files into a folder, which is made if it is not there; its parent must be.

    Everything is written into a folder next to it first; only then are the files moved in. Whatever
    fails on the way, the folder is as it was. Files that are not ours are never touched.
    `stale` names files of an earlier writing that go away. `told` hears each name as its turn
    comes. Raises `OSError`.
    """  # fmt: skip
    target = _resolved(target)
    sweep(target.parent, _beginning(target))
    staged = _beside(target)
    staged.mkdir()
    try:
        for name, content in files:
            told(name)
            _write_synced(staged / name, content())
        if target.is_dir():
            _move_in(staged, target, [name for name, _ in files], stale)
        else:
            staged.rename(target)
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _move_in(staged: Path, target: Path, names: Sequence[str], stale: Iterable[str]) -> None:
    """Put new files in the place of old ones; undo all of it if one cannot be moved.

    The last file goes first and comes last: where it is, so are the others, even after a kill.
    """
    kept = _beside(target, "old")
    kept.mkdir()
    undo: list[tuple[Path, Path]] = []
    try:
        for name in dict.fromkeys((*reversed(names), *stale)):
            old = target / name
            if old.exists() or old.is_symlink():
                old.rename(kept / name)
                undo.append((kept / name, old))
        for name in names:
            (staged / name).rename(target / name)
            undo.append((target / name, staged / name))
    except BaseException:
        for now, before in reversed(undo):
            with suppress(OSError):
                now.rename(before)
        with suppress(OSError):
            kept.rmdir()  # not empty where something could not be put back
        raise
    shutil.rmtree(kept, ignore_errors=True)
