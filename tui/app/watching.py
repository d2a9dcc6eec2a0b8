"""The open files, watched: what somebody else changes in them appears here, and is announced.

| a file | what is done |
|---|---|
| a catalog that is right | taken at once; offers that are gone leave the scenario |
| a scenario that is right | taken, and can be undone; never over changes that are not saved |
| one with problems, or gone | the last good state stays; the problems are listed on demand |

Looking costs two calls to the system a second; files are read beside the program, not in it.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tui.app.history import Step
from tui.app.scenario_actions import ScenarioActions
from tui.app.values import ExplorerValues
from tui.app.widgets.lines import Line, line
from tui.domain.comparison import compare
from tui.domain.deals import Catalog
from tui.domain.scenario import Overhead, Scenario
from tui.files.toml import Problem, ProblemsError, spelled_out
from tui.views.layout import hanging

if TYPE_CHECKING:
    from textual.timer import Timer

EVERY: Final = 1.0
"""Seconds between two looks."""

Sign = tuple[int, int, int] | None
"""What a file looks like from outside; None: there is none."""


def sign_of(path: Path) -> Sign:
    """Look at a file from outside."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
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


class WatchActions(ScenarioActions):
    """Follow the catalog and the open scenario while they are changed by others."""

    watches: bool = False
    """Whether the files are watched from the beginning."""
    _watched_catalog: Watched | None = None
    _watched_scenario: Watched | None = None
    _watch_timer: "Timer | None" = None
    _is_reading = False

    def on_mount(self) -> None:
        """Begin to watch, where that was asked for."""
        if self.watches:
            from tui.files.places import catalog_path

            self.watch_files(self.catalog_file or catalog_path(), self.scenario_path)

    def watch_files(self, catalog_path: Path | None, scenario_path: Path | None) -> None:
        """Watch these files from now on, and no others; None: there is none to watch."""
        self._watched_catalog = (
            Watched(catalog_path, sign_of(catalog_path)) if catalog_path else None
        )
        # The first look reads the scenario: it was opened a while ago, and its stamp is wanted.
        self._watched_scenario = Watched(scenario_path, None) if scenario_path else None
        if self._watch_timer is None:
            self._watch_timer = self.set_interval(EVERY, self.look_at_files)

    @property
    def file_problems(self) -> Sequence[Problem]:
        """What is wrong with the watched files as they are now."""
        files = (self._watched_catalog, self._watched_scenario)
        return [problem for file in files if file is not None for problem in file.problems]

    def look_at_files(self) -> None:
        """Look whether a file is another than it was, and read it if so."""
        path = self.scenario_path
        if path != (self._watched_scenario.path if self._watched_scenario else None):
            self._watched_scenario = Watched(path, None) if path else None
        changed = [
            file
            for file in (self._watched_catalog, self._watched_scenario)
            if file is not None and sign_of(file.path) != file.known
        ]
        if changed and self.is_active and not self._is_reading:
            self._is_reading = True
            self.run_worker(self._follow_files(changed), group="watching")

    async def _follow_files(self, changed: Sequence[Watched]) -> None:
        try:
            for file in changed:
                if file is self._watched_catalog:
                    await self._follow_catalog(file)
                elif file is self._watched_scenario:
                    await self._follow_scenario(file)
        finally:
            self._is_reading = False

    async def _follow_catalog(self, file: Watched) -> None:
        from tui.files.catalog import read_catalog

        read = await self._read(file, lambda: read_catalog(file.path))
        if isinstance(read, Catalog):
            was_wrong, file.problems = bool(file.problems), ()
            if read != self.catalog:
                self.say(self._take_catalog(read, file.path.name))
            elif was_wrong:
                self.say(f"{file.path.name} is right again")

    async def _follow_scenario(self, file: Watched) -> None:
        from tui.domain.inputs import change_words
        from tui.files.atomic import stamp
        from tui.files.scenarios import read_scenario

        catalog = self.catalog
        known = stamp(file.path)
        read = await self._read(file, lambda: read_scenario(file.path, catalog))
        if not isinstance(read, Scenario) or file is not self._watched_scenario:
            return
        was_wrong, file.problems = bool(file.problems), ()
        name = file.path.name
        if read == self.saved:
            self._stamp = known
            if was_wrong:
                self.say(f"{name} is right again")
        elif self.scenario != self.saved:
            self.say(f"{name} was changed by another program; your changes stay")
        else:
            words = change_words(self.scenario, read)
            self.end_typing()
            self.saved = read
            self._stamp = known
            self.edit(read)
            self.refresh_title()
            self.say(f"{name} was changed by another program: {words}")

    async def _read(self, file: Watched, read: Callable[[], Any]) -> Any:
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
            self.say(f"{file.path.name} {_counted(error.problems)}: ! shows")
            return None
        if not self.is_active:
            return None  # a page was opened meanwhile: the next look takes it
        file.known = sign
        return value

    def _take_catalog(self, catalog: Catalog, name: str) -> str:
        """Take another catalog: whatever no longer fits goes. Gives what to say."""
        self.end_typing()
        before = self.catalog
        gone = [offer.short for key, offer in before.offers.items() if key not in catalog.offers]
        fit = _Fit(catalog)
        # Without a comparison the panes wait: nobody looks up an old offer in a new catalog.
        self.comparison = None
        self.catalog = catalog
        self.__dict__.pop("index", None)
        self.saved = fit(self.saved)
        self.history.past = [Step(fit(s.before), fit(s.after), s.entry) for s in self.history.past]
        self.history.future = [
            Step(fit(s.before), fit(s.after), s.entry) for s in self.history.future
        ]
        if self.last_session is not None:
            self.last_session = replace(
                self.last_session,
                scenario=fit(self.last_session.scenario),
                past=tuple((fit(first), fit(then)) for first, then in self.last_session.past),
            )
        scenario = fit(self.scenario)
        self.set_reactive(ExplorerValues.scenario, scenario)
        if self.highlighted not in catalog.offers:
            compared = scenario.compared(catalog) or tuple(catalog.offers.values())
            self.highlighted = compared[0].id
        self.found = self.index.find(self.sought) if self.sought.strip() else None
        pinned = self.pinned and fit(self.pinned)
        self.set_reactive(ExplorerValues.pinned, pinned)
        self.baseline = compare(catalog, pinned, self.as_of) if pinned else None
        self.comparison = compare(catalog, scenario, self.as_of)
        words = f"; gone: {', '.join(gone)}" if gone else ""
        return f"{name} was changed: {len(catalog.offers)} offers now{words}"

    def action_problems(self) -> None:
        """List what is wrong with the watched files."""
        from tui.app.screens.reader import ReaderScreen

        problems = self.file_problems
        if not problems:
            self.say("the open files have no problems")
            return

        def build(width: int) -> Sequence[Line]:
            lines = [line(("The last state that was right is shown.", "soft")), line()]
            for problem in problems:
                lines += [line(words) for words in hanging("", spelled_out(str(problem)), width)]
            return lines

        self.app.push_screen(ReaderScreen("What is wrong with the open files", build))


def _counted(problems: Sequence[Problem]) -> str:
    count = sum(problem.count for problem in problems)
    return f"has {'1 problem' if count == 1 else f'{count:,} problems'}"


class _Fit:
    """Leaves out of scenarios what a catalog does not have."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._readings = {
            offer.id: {reading.id for reading in offer.readings}
            for offer in catalog.offers.values()
        }

    def __call__(self, scenario: Scenario) -> Scenario:
        """The scenario, as far as the catalog goes."""
        known = self._readings
        fitted = replace(
            scenario,
            offers=self._offers(scenario.offers),
            agencies_for=_only(scenario.agencies_for, known),
            readings={
                key: chosen
                for key, chosen in scenario.readings.items()
                if chosen in known.get(key, ())
            },
            assume=_only(scenario.assume, self._catalog.assumptions),
            overheads=tuple(map(self._overhead, scenario.overheads)),
        )
        for key, chosen in fitted.readings.items():
            fitted = fitted.with_reading(self._catalog.offers[key], chosen)
        if fitted.offers is not None:
            fitted = fitted.with_compared(self._catalog, fitted.offers)
        return fitted

    def _offers(self, ids: tuple[str, ...] | None) -> tuple[str, ...] | None:
        return None if ids is None else tuple(each for each in ids if each in self._readings)

    def _overhead(self, overhead: Overhead) -> Overhead:
        return replace(overhead, offers=self._offers(overhead.offers))


def _only(entries: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entries.items() if key in known}
