"""The scenarios that can be opened: listed, saved, duplicated, renamed, deleted and restored.

Ready scenarios come with the program and are never written; saving one saves a copy among the
user's own. What is refused is a `LibraryError` in words for the screen; what the system refuses is
an `OSError` that names the file.
"""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from tui.domain.deals import Catalog
from tui.domain.scenario import Scenario
from tui.files import places
from tui.files.atomic import (
    SUFFIX,
    Stamp,
    move_new,
    slug,
    stamp_of,
    sweep,
    under_free_name,
    worded,
    write_atomically,
    write_new,
)
from tui.files.reading import without_control_characters
from tui.files.scenarios import merged, read_scenario, scenario_of
from tui.files.toml import Problem, ProblemsError, ordinary_bytes, shown
from tui.files.writing import scenario_text

TRASH: Final = ".trash"
MOST_DELETED: Final = 20
_LONGEST_KEPT: Final = 40
_DELETED: Final = re.compile(rf"\d{{20}}-.*{re.escape(SUFFIX)}")
_COPY: Final = re.compile(r"(-copy(-\d+)?| \(copy( \d+)?\))$")


class LibraryError(Exception):
    """Something that is not done, and why, in words."""


class ChangedOnDiskError(LibraryError):
    """The file is not what was read or written last: saving would lose somebody's work."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A scenario that can be opened, or a file that cannot, with what is wrong with it."""

    path: Path
    name: str
    own: bool
    scenario: Scenario | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Saved:
    """Where a scenario was saved, and what is in the file since."""

    path: Path
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Deleted:
    """A scenario in the trash, and where it was."""

    path: Path
    trashed: Path


def entries(catalog: Catalog) -> tuple[Entry, ...]:
    """List the ready scenarios, then the user's own, each by file name. Never raises."""
    sweep(places.user_scenarios_folder())
    return (
        *_entries(places.scenarios_folder(), catalog, own=False),
        *_entries(places.user_scenarios_folder(), catalog, own=True),
    )


def _entries(folder: Path, catalog: Catalog, *, own: bool) -> Iterator[Entry]:
    try:
        found = [path for path in folder.iterdir() if _is_listed(path)]
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        problem = Problem(str(folder), 0, "", f"cannot be listed: {error.strerror or error}")
        yield Entry(folder, folder.name, own, None, (problem,))
        return
    for path in sorted(found, key=lambda path: (path.stem.casefold(), path.stem)):
        try:
            yield Entry(path, path.stem, own, read_scenario(path, catalog))
        except ProblemsError as error:
            yield Entry(path, path.stem, own, None, error.problems)


def _is_listed(path: Path) -> bool:
    """Tell whether a name in a folder is a scenario's; a pipe would never be read to its end."""
    if path.suffix != SUFFIX or path.name.startswith("."):
        return False
    try:
        return path.is_file() or (path.is_symlink() and not path.exists())
    except OSError:
        return True


def save(
    scenario: Scenario,
    path: Path | None,
    *,
    known: Stamp | None = None,
    overwrite: bool = False,
    catalog: Catalog | None = None,
) -> Saved:
    """Save a scenario; without a path under a free name among the user's own.

    In a file that exists, comments and layout stay where they can (with the catalog, also what it
    has without need). `known` is what the file was: if it is another now, nothing is written and
    `ChangedOnDiskError` is raised, unless `overwrite`. Raises `LibraryError`, `OSError`.
    """
    if path is None:
        return _save_new(slug(scenario.name), scenario_text(scenario))
    content = _content(path)
    if path.resolve().is_relative_to(places.scenarios_folder().resolve()):
        text = merged(content or b"", scenario, catalog)
        return _save_new(path.stem, scenario_text(scenario) if text is None else text)
    if known is not None and not overwrite:
        _check(path, content, known)
    text = scenario_text(scenario)
    if content is not None:
        kept = merged(content, scenario, catalog)
        if kept is None and not overwrite:
            raise LibraryError(
                f"{shown(path.name)} holds no scenario that can be read; save under another name"
            )
        text = text if kept is None else kept
    elif path.parent == places.user_scenarios_folder():
        path.parent.mkdir(parents=True, exist_ok=True)
    return _write(path, text, content)


def _write(path: Path, text: str, before: bytes | None) -> Saved:
    """Write unless that is in the file already."""
    written = text.encode("utf-8")
    if written != before:
        write_atomically(path, written)
    return Saved(path, stamp_of(written))


def _save_new(stem: str, content: str | bytes) -> Saved:
    folder = places.user_scenarios_folder()
    folder.mkdir(parents=True, exist_ok=True)
    written = content.encode("utf-8") if isinstance(content, str) else content
    path = under_free_name(folder, stem, SUFFIX, lambda path: write_new(path, written))
    return Saved(path, stamp_of(written))


def _content(path: Path) -> bytes | None:
    with worded("read", path):
        try:
            return ordinary_bytes(path)
        except FileNotFoundError:
            return None


def _check(path: Path, content: bytes | None, known: Stamp) -> None:
    if content is None:
        raise ChangedOnDiskError(f"{shown(path.name)} is no longer there: deleted or moved")
    if stamp_of(content) != known:
        raise ChangedOnDiskError(f"{shown(path.name)} was changed on disk by another program")


def duplicate(entry: Entry) -> Path:
    """Copy a scenario into the user's own folder, and give the copy's path.

    The copy has "(copy)" in its name, if it has one. A file with problems is copied as it is.
    """
    content = _there(entry)
    stem = _COPY.sub("", slug(entry.name))
    folder = places.user_scenarios_folder()
    folder.mkdir(parents=True, exist_ok=True)

    def write(path: Path) -> None:
        number = path.stem.removeprefix(f"{stem}-copy").removeprefix("-")
        words = f" (copy {number})" if number else " (copy)"
        named = _renamed(content, lambda name: _COPY.sub("", name) + words if name else "")
        write_new(path, named or content)

    return under_free_name(folder, f"{stem}-copy", SUFFIX, write)


def rename(entry: Entry, name: str) -> Path:
    """Give one of the user's scenarios another name, and its file the one that goes with it."""
    _only_own(entry, "renamed; duplicate it first")
    clean = " ".join(without_control_characters(name).split())
    if not clean:
        raise LibraryError("a scenario needs a name")
    content = _there(entry)
    text = _renamed(content, lambda _name: clean)
    if text is None:
        raise LibraryError(f"{shown(entry.name)} has problems; fix its file before renaming it")
    target = entry.path.with_name(slug(clean) + SUFFIX)
    if target != entry.path:
        _move_own(entry.path, target)
    try:
        _write(target, text, content)
    except OSError:
        with suppress(OSError):
            _move_own(target, entry.path)
        raise
    return target


def _move_own(source: Path, target: Path) -> None:
    """Rename a file, to another spelling of its name as well where the system sees no other."""
    with worded("rename", source):
        try:
            same = target.samefile(source)
        except FileNotFoundError:
            same = False
        try:
            if same:
                source.rename(target)
            else:
                move_new(source, target)
        except FileExistsError:
            raise LibraryError(f"there is a scenario {shown(target.stem)} already") from None


def delete(entry: Entry) -> Deleted:
    """Move one of the user's scenarios into the trash, from which `restore` takes it back."""
    _only_own(entry, "deleted")
    trash = entry.path.parent / TRASH
    with worded("delete", entry.path):
        trash.mkdir(exist_ok=True)
        numbers = [int(path.name[:20]) for path in _deleted(trash)]
        number = max([time.time_ns(), *(number + 1 for number in numbers)])
        trashed = trash / f"{number:020}-{entry.path.stem[:_LONGEST_KEPT]}{SUFFIX}"
        move_new(entry.path, trashed)
        for old in _deleted(trash)[:-MOST_DELETED]:
            with suppress(OSError):
                old.unlink()
    return Deleted(entry.path, trashed)


def _deleted(trash: Path) -> list[Path]:
    """The files in the trash that were put there by deleting, oldest first."""
    return sorted(path for path in trash.iterdir() if _DELETED.fullmatch(path.name))


def restore(deleted: Deleted) -> Path:
    """Take a scenario back from the trash, under a free name if its own is taken by now."""
    folder, stem = deleted.path.parent, deleted.path.stem
    with worded("restore", deleted.path):
        folder.mkdir(parents=True, exist_ok=True)
        try:
            return under_free_name(folder, stem, SUFFIX, partial(move_new, deleted.trashed))
        except FileNotFoundError:
            raise LibraryError(f"{shown(stem)} is no longer in the trash") from None


def _only_own(entry: Entry, done: str) -> None:
    if not entry.own:
        raise LibraryError(f"{shown(entry.name)} comes with the program and cannot be {done}")


def _there(entry: Entry) -> bytes:
    content = _content(entry.path)
    if content is None:
        raise LibraryError(f"{shown(entry.path.name)} is no longer there: deleted or moved")
    return content


def _renamed(content: bytes, name: Callable[[str], str]) -> str | None:
    """The text of a file with another name in it; None where it holds no scenario."""
    scenario = scenario_of(content)
    if scenario is None:
        return None
    return merged(content, replace(scenario, name=name(scenario.name)))
