"""Saving and opening scenarios, exporting, and the session that is kept."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tui.app.history import Step
from tui.app.prompt_actions import PromptActions
from tui.app.widgets.lines import Line, line
from tui.app.widgets.prompt import Prompt
from tui.views.layout import fitted

if TYPE_CHECKING:
    from textual.timer import Timer

    from tui.files.atomic import Stamp
    from tui.files.session import Session

SAVE: Final = "save"
SESSION_PAUSE: Final = 0.5
"""Seconds without an edit after which the session is written."""


class ScenarioActions(PromptActions):
    """Keep what was worked out, here and for the next time."""

    last_session: "Session | None" = None
    """What there is to go on with from an earlier run."""
    session_path: Path | None = None
    """Where the session is kept; None: it is not."""
    notice: str = ""
    """What is said when the screen opens."""
    _stamp: "Stamp | None" = None
    _may_overwrite = False
    _session_timer: "Timer | None" = None

    # Scenarios

    def action_save(self) -> None:
        """Ask for a name, and save under it."""
        self.ask(SAVE, "Save as", self.scenario.name)

    def prompt_done(self, message: Prompt.Done) -> None:
        """Save under the name that was typed."""
        if message.name == SAVE and message.kept:
            self.save_as(" ".join(message.text.split()))

    def save_as(self, name: str) -> None:
        """Save the scenario; a new name is a new file, the same name the same file."""
        from tui.files import library

        # What is open may be undone to a scenario of another name: that one is not this file's.
        same = name == self.saved.name and self.scenario_path is not None
        scenario = replace(self.scenario, name=name)
        try:
            saved = library.save(
                scenario,
                self.scenario_path if same else None,
                known=self._stamp if same else None,
                overwrite=self._may_overwrite,
                catalog=self.catalog,
            )
        except library.ChangedOnDiskError as reason:
            self._may_overwrite = True
            self.say(f"not saved: {reason}; w again overwrites it")
            return
        except (library.LibraryError, OSError) as reason:
            self.say(f"not saved: {reason}")
            return
        self._may_overwrite = False
        self.edit(scenario)
        self.scenario_path, self._stamp = saved.path, saved.stamp
        self.saved = scenario
        self.refresh_title()
        self.say(f"saved {saved.path}")

    def refresh_title(self) -> None:
        """Say which scenario this is, and whether it is saved."""
        raise NotImplementedError  # the explorer has a place for it

    def action_open(self) -> None:
        """List the scenarios, and open the chosen one."""
        from tui.app.screens.library import LAST_SESSION, LibraryScreen

        session = self.last_session

        def take(chosen: str | None) -> None:
            if chosen == LAST_SESSION and session is not None:
                self.go_on_with(session)
            elif chosen is not None:
                self.open_scenario(Path(chosen))

        scenario = session.scenario if session else None
        self.app.push_screen(LibraryScreen(self.catalog, self.as_of, scenario), take)

    def action_open_entry(self, number: int) -> None:
        """Open a scenario by its place in the library, from the palette."""
        from tui.files.library import entries

        self.open_scenario(entries(self.catalog)[number].path)

    def open_scenario(self, path: Path) -> None:
        """Open a scenario file; what was there before can be undone to."""
        from tui.files.atomic import stamp
        from tui.files.scenarios import read_scenario
        from tui.files.toml import ProblemsError

        try:
            known = stamp(path)
            scenario = read_scenario(path, self.catalog)
        except ProblemsError as error:
            self.say(f"not opened: {error.problems[0]}")
            return
        self.edit(scenario)
        self.scenario_path, self._stamp = path, known
        self._may_overwrite = False
        self.saved = scenario
        self.refresh_title()
        self.say(f"opened {path.name}")

    # The session

    def offer_session(self, session: "Session | None", path: Path) -> None:
        """Offer an earlier session back, and keep this one in `path`."""
        self.last_session = session
        self.session_path = path
        if session is not None and session.scenario != self.scenario:
            how = "is there" if session.ended else "ended unexpectedly"
            self.notice = self.notice or f"the last session {how}: o brings it back"

    def go_on_with(self, session: "Session") -> None:
        """Take up an earlier session: scenario, day, offer and history."""
        self.history.past = [Step(before, after, "") for before, after in session.past]
        self.history.future.clear()
        self.scenario = session.scenario
        self.as_of = session.as_of or self.as_of
        if session.highlighted in self.catalog.offers:
            self.highlighted = session.highlighted
        self.scenario_path = Path(session.scenario_path) if session.scenario_path else None
        self._know_file()
        self.refresh_title()
        self.say("the last session is back; u undoes what was done in it")

    def _know_file(self) -> None:
        """Read what is in the file of the scenario; one that cannot be read is nobody's."""
        from tui.files.atomic import stamp
        from tui.files.scenarios import read_scenario
        from tui.files.toml import ProblemsError

        self._may_overwrite = False
        if self.scenario_path is None:
            return
        try:
            known = stamp(self.scenario_path)
            self.saved = read_scenario(self.scenario_path, self.catalog)
            self._stamp = known
        except ProblemsError:
            self.scenario_path = None

    def session(self, *, ended: bool) -> "Session":
        """What there is to go on with next time."""
        from tui.files.session import Session

        return Session(
            scenario=self.scenario,
            scenario_path=str(self.scenario_path.absolute()) if self.scenario_path else "",
            as_of=self.as_of,
            highlighted=self.highlighted,
            past=tuple((step.before, step.after) for step in self.history.past[-50:]),
            catalog=str(self.catalog_file or ""),
            saved_at=datetime.now().astimezone(),
            ended=ended,
        )

    def keep_session(self, *, ended: bool = False) -> None:
        """Write the session; what cannot be written is no reason to stop."""
        from tui.files.session import save_session

        if self.session_path is None or not (self.history.past or self.scenario_path):
            return
        try:
            save_session(self.session(ended=ended), self.session_path)
        except OSError as reason:
            self.session_path = None
            self.say(f"the session cannot be kept: {reason.strerror or reason}")

    def session_changed(self) -> None:
        """Write the session once the user pauses."""
        if self.session_path is None or not self.is_mounted:
            return
        if self._session_timer is None:
            self._session_timer = self.set_timer(SESSION_PAUSE, self._paused)
        else:
            self._session_timer.reset()

    def _paused(self) -> None:
        self._session_timer = None
        self.keep_session()

    # Export

    def action_export(self) -> None:
        """Write the comparison in the form that the next tool wants."""
        from tui.app.copying import write_beside
        from tui.app.screens.reader import ReaderScreen
        from tui.export.formats import FORMATS
        from tui.files.atomic import slug

        comparison = self.comparison
        if comparison is None:
            return

        def build(width: int) -> Sequence[Line]:
            return [
                line((f"{form.ending:7}", "strong"), fitted(form.purpose, width - 7), key=name)
                for name, form in FORMATS.items()
            ]

        def take(name: str | None) -> None:
            if name is not None:
                form = FORMATS[name]
                stem = slug(self.scenario.name or "comparison")
                written = form.written(comparison)
                self.say(write_beside(self.app, stem + form.ending, written))

        page = ReaderScreen("Export the comparison", build, hint="enter: write · esc: back")
        self.app.push_screen(page, take)
