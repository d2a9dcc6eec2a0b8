"""A folder of files, written whole or not at all.

Everything is written into a folder beside the target first; only then are the files moved in.
Whatever fails on the way, the target is as it was. Files that are not ours are never touched.
"""

import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from tui.files.atomic import abandoned, beginning, resolved

Written = tuple[str, Callable[[], str | bytes]]


def write_folder(
    target: Path,
    files: Sequence[Written],
    *,
    stale: Iterable[str] = (),
    told: Callable[[str], None] = lambda _: None,
) -> None:
    """Write files into a folder, which is made if it is not there; its parent must be.

    `stale` names files of an earlier writing that go away. `told` hears each name as its turn
    comes. Raises `OSError`.
    """  # fmt: skip
    target = resolved(target)
    for left in abandoned(target):
        shutil.rmtree(left, ignore_errors=True)
    staged = _beside(target)
    staged.mkdir()
    try:
        for name, content in files:
            told(name)
            _write(staged / name, content())
        if target.is_dir():
            _move_in(staged, target, [name for name, _ in files], stale)
        else:
            staged.rename(target)
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _beside(target: Path, ending: str = "tmp") -> Path:
    return target.with_name(f"{beginning(target)}{secrets.token_hex(6)}.{ending}")


def _write(path: Path, content: str | bytes) -> None:
    with path.open("xb") as file:
        file.write(content.encode("utf-8") if isinstance(content, str) else content)
        file.flush()
        os.fsync(file.fileno())


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
