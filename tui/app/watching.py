"""The open files, watched: what somebody else changes in them appears here, and is announced.

| a file | what is done |
|---|---|
| a catalog that is right | taken at once; offers that are gone leave the scenario |
| a scenario that is right | taken, and can be undone; never over changes that are not saved |
| one with problems, or gone | the last good state stays; the problems are listed on demand |

Files are looked at once a second and read beside the program, not in it.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import Final, TypeVar

from tui.app.model import Model
from tui.domain.deals import Catalog
from tui.domain.scenario import Scenario
from tui.files.toml import Problem, ProblemsError

EVERY: Final = 1.0
"""Seconds between two looks."""

Sign = tuple[int, int, int] | None
"""What a file looks like from outside; None: there is none."""
NO_FILE: Final = (0, 0, 0)
"""The sign of a pipe, a device, a folder: reading them may never end, so they are left alone."""
Value = TypeVar("Value", Catalog, Scenario)


def sign_of(path: Path) -> Sign:
    """Look at a file from outside; what is none, such as a pipe, gives the sign `NO_FILE`."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    if not S_ISREG(status.st_mode):
        return NO_FILE
    return status.st_mtime_ns, status.st_size, status.st_ino


@dataclass(slots=True)
class Watched:
    """A file that is watched."""

    path: Path
    known: Sign
    """What it looked like when it was last taken or refused."""
    seen: Sign = None
    """What it looked like a moment ago, when it could not be read: it may be half written."""
    problems: tuple[Problem, ...] = ()


async def _is_another(file: Watched) -> bool:
    """Whether there is another file now, or none; looked at beside the program."""
    return await asyncio.to_thread(sign_of, file.path) not in (file.known, NO_FILE)


class FileWatcher:
    """Lets a model follow its files while they are changed by others."""

    def __init__(
        self, model: Model, is_free: Callable[[], bool], show: Callable[[str], None]
    ) -> None:
        """`is_free` tells whether changes may be taken now; `show` shows the model and words."""
        self._model, self._is_free, self._show = model, is_free, show
        self._catalog: Watched | None = None
        self._scenario: Watched | None = None

    @property
    def problems(self) -> Sequence[Problem]:
        """What is wrong with the watched files as they are now."""
        files = (self._catalog, self._scenario)
        return [problem for file in files if file is not None for problem in file.problems]

    async def watch(self, catalog: Path) -> None:
        """Look at the catalog and the scenario's file for as long as the program runs."""
        self._catalog = Watched(catalog, sign_of(catalog))
        while True:
            await asyncio.sleep(EVERY)
            if self._is_free():
                await self._look(self._catalog)

    async def _look(self, catalog: Watched) -> None:
        """Read what is another file than it was."""
        if await _is_another(catalog):
            await self._follow_catalog(catalog)
        path = self._model.scenario_path
        if path is None:
            self._scenario = None
            return
        if self._scenario is None or path != self._scenario.path:
            # The first look reads it: it was opened a while ago, and its stamp is wanted.
            self._scenario = Watched(path, None)
        if await _is_another(self._scenario):
            await self._follow_scenario(self._scenario)

    async def _follow_catalog(self, file: Watched) -> None:
        from tui.files.catalog import read_catalog

        read = await self._read(file, lambda: read_catalog(file.path))
        if read is not None:
            changed = read != self._model.catalog
            self._told(file, self._model.follow_catalog(read) if changed else "")

    async def _follow_scenario(self, file: Watched) -> None:
        from tui.files.atomic import stamp
        from tui.files.scenarios import read_scenario

        catalog = self._model.catalog
        known = stamp(file.path)
        read = await self._read(file, lambda: read_scenario(file.path, catalog))
        if read is not None and file.path == self._model.scenario_path:
            self._told(file, self._model.follow_scenario(read, known))

    def _told(self, file: Watched, words: str) -> None:
        """Say what came of a file that is right."""
        was_wrong, file.problems = bool(file.problems), ()
        if words or was_wrong:
            self._show(f"{file.path.name} {words or 'is right again'}")

    async def _read(self, file: Watched, read: Callable[[], Value]) -> Value | None:
        """Read a file beside the program; None where it has problems, which are then told."""
        sign = sign_of(file.path)
        try:
            value = await asyncio.to_thread(read)
        except ProblemsError as error:
            if sign is not None and sign != file.seen:
                file.seen = sign  # it may be half written: look again before saying so
                return None
            file.known = file.seen = sign
            file.problems = error.problems
            count = sum(problem.count for problem in error.problems)
            words = "1 problem" if count == 1 else f"{count:,} problems"
            self._show(f"{file.path.name} has {words}: ! shows")
            return None
        if not self._is_free():
            return None  # a page was opened meanwhile: the next look takes it
        file.known = sign
        return value
