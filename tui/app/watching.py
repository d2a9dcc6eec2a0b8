"""The open files, watched: what other programs change in them is shown and announced.

| a file | what is done |
|---|---|
| a catalog that is right | taken at once; offers that are gone leave the scenario |
| a scenario that is right | taken, and can be undone; never over changes that are not saved |
| one with problems, or gone | the last good state stays; the problems are listed on demand |

Files are checked once a second and read in a thread of their own.
"""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from threading import Thread
from typing import Final, TypeVar

from tui.app.model import Model
from tui.domain.money import counted
from tui.files.toml import Problem, ProblemsError

EVERY: Final = 1.0
"""Seconds between two looks."""

Sign = tuple[int, int, int] | None
"""What a file looks like from outside; None: there is none."""
NO_FILE: Final = (0, 0, 0)
"""The sign of a pipe, a device, a folder: reading them may never end, so they are left alone."""
Result = TypeVar("Result")


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


async def beside(work: Callable[[], Result]) -> Result:
    """Work in a thread that the program does not wait for when it ends: a disk may be gone."""
    done: Future[Result] = Future()
    done.set_running_or_notify_cancel()

    def run() -> None:
        try:
            done.set_result(work())
        except Exception as error:  # noqa: BLE001  # the caller gets it
            done.set_exception(error)

    Thread(target=run, daemon=True).start()
    return await asyncio.wrap_future(done)


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
        files = (self._catalog, self._scenario)
        return [problem for file in files if file is not None for problem in file.problems]

    async def watch(self, catalog: Path) -> None:
        self._catalog = Watched(catalog, await beside(lambda: sign_of(catalog)))
        while True:
            await asyncio.sleep(EVERY)
            if self._is_free():
                await self._look(self._catalog)

    async def _look(self, catalog: Watched) -> None:
        from tui.files.atomic import stamp
        from tui.files.catalog import read_catalog
        from tui.files.scenarios import read_scenario

        facts = await self._read(catalog, lambda: read_catalog(catalog.path))
        if facts is not None:
            changed = facts != self._model.catalog
            self._told(catalog, self._model.follow_catalog(facts) if changed else "")
        path = self._model.scenario_path
        if path is None:
            self._scenario = None
            return
        if self._scenario is None or path != self._scenario.path:
            # The first check reads it: it was opened a while ago, and its stamp is needed.
            self._scenario = Watched(path, None)
        file, known_by = self._scenario, self._model.catalog
        read = await self._read(file, lambda: (stamp(path), read_scenario(path, known_by)))
        if read is not None and path == self._model.scenario_path:
            known, scenario = read
            self._told(file, self._model.follow_scenario(scenario, known))

    def _told(self, file: Watched, words: str) -> None:
        """Say what came of a file that is right."""
        was_wrong, file.problems = bool(file.problems), ()
        if words or was_wrong:
            self._show(f"{file.path.name} {words or 'is valid again'}")

    async def _read(self, file: Watched, read: Callable[[], Result]) -> Result | None:
        """Read what is another file than it was; None: nothing, or problems, which are shown."""
        sign = await beside(lambda: sign_of(file.path))
        if sign in (file.known, NO_FILE):
            return None
        try:
            value = await beside(read)
        except ProblemsError as error:
            if sign is not None and sign != file.seen:
                file.seen = sign  # it may be half written: look again before saying so
                return None
            file.known = file.seen = sign
            file.problems = error.problems
            count = sum(problem.count for problem in error.problems)
            self._show(f"{file.path.name} has {counted(count, 'problem')}: ! shows")
            return None
        if not self._is_free():
            return None  # a page was opened since: the next check takes it
        file.known = sign
        return value
