"""What the keys that open a page over the explorer do. Pages are loaded when first asked for."""

from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from inspect import iscoroutinefunction
from pathlib import Path
from typing import TYPE_CHECKING

from textual.actions import parse

from tui.app.keys import Key
from tui.app.pane_layout import PANES
from tui.app.panes.pane import Pane
from tui.app.panes.timeline import TimelinePane
from tui.app.screens.page import ReaderScreen
from tui.app.widgets.lines import LineView
from tui.domain.inputs import change_words
from tui.domain.scenario import Scenario
from tui.files.toml import ProblemsError, spelled_out
from tui.views.line import Line, line, styled
from tui.views.text_layout import hanging

if TYPE_CHECKING:
    from tui.app.explorer import Explorer
    from tui.app.screens.question_screen import QuestionScreen

BRIEFING = "briefing"
"""The row of the exports that writes everything."""


class PageOpener:
    """Opens a page about what the explorer shows, and hands on what is chosen there."""

    def __init__(self, explorer: "Explorer") -> None:
        self._explorer, self._model = explorer, explorer.model
        self._questions: QuestionScreen | None = None

    def chosen(self, view: LineView) -> None:
        if view.id == "offers":
            self._explorer.action_go("terms")
        elif view.id == "terms":
            self._explorer.say("the terms say no more on this")
        else:
            self.explain()

    def explain(self) -> None:
        from tui.views import details

        model, pane = self._model, self._explorer.focused
        comparison = model.comparison
        standing = comparison.standing(model.highlighted)
        month = pane.looked_at if isinstance(pane, TimelinePane) else None
        if standing is not None and month is not None:
            title, build = "This month", details.month_page(standing.quote, comparison, month)
        else:
            title = "Where this number comes from"
            build = details.total_page(comparison, model.highlighted, model.baseline)
        self._explorer.open_page(ReaderScreen(title, build))

    def readings(self) -> None:
        from tui.views import details

        def take(reading_id: str) -> None:
            self._explorer.show(self._model.choose_reading(reading_id))

        offer = self._model.offer
        build = details.readings_page(self._model.comparison, offer)
        title = f"Readings of {offer.product}"
        self._explorer.open_page(ReaderScreen(title, build, hint="enter: choose · esc: back"), take)

    def changes(self) -> None:
        from tui.domain.analysis.diff import differences
        from tui.views.diff_text import diff_text

        model = self._model
        if model.pinned is None:
            self._explorer.say("No scenario is pinned yet. b pins this one.")
            return
        found = differences(model.pinned, model.scenario, model.catalog, model.as_of)

        def build(width: int) -> Sequence[Line]:
            text = diff_text(found.before, found, names=("pinned", "now"), width=width)
            return styled(text.splitlines())

        name = model.pinned.name
        title = f"What changed against {f'“{name}”' if name else 'the pinned scenario'}"
        self._explorer.open_page(ReaderScreen(title, build))

    def completing(self) -> None:
        from tui.app.screens.completing import CompletingScreen

        model = self._model
        if all(standing.quote.complete for standing in model.comparison.standings):
            self._explorer.say("Every compared total is complete.")
            return
        self._explorer.open_page(CompletingScreen(model.comparison), self._take_scenario)

    def _take_scenario(self, scenario: Scenario, done: str = "") -> None:
        words = change_words(self._model.scenario, scenario)
        self._model.edit(scenario)
        self._explorer.show(done + words)

    def matrix(self) -> None:
        from tui.app.screens.matrix import MatrixScreen

        self._explorer.open_page(MatrixScreen(self._model.comparison))

    def questions(self) -> None:
        from tui.app.question_kinds import Asked
        from tui.app.screens.question_screen import QuestionScreen

        model = self._model
        self._explorer.end_typing()
        asked = Asked(model.catalog, model.scenario, model.as_of, model.offer)
        self._questions = QuestionScreen(asked, self._questions)
        self._explorer.open_page(self._questions, partial(self._take_scenario, done="opened: "))

    def library(self) -> None:
        from tui.app.screens.scenario_list import LAST_SESSION, LibraryScreen

        model, session = self._model, self._explorer.keeper.last

        def take(chosen: str) -> None:
            if chosen == LAST_SESSION and session is not None:
                self._explorer.show(model.take_up(session))
            else:
                self._explorer.show(model.open_scenario(Path(chosen)))

        left = model.fitted(session.scenario) if session else None
        self._explorer.open_page(LibraryScreen(model.catalog, model.as_of, left), take)

    def picture(self) -> None:
        from tui.app.screens.picture import PictureScreen

        explorer, app = self._explorer, self._explorer.app
        page = PictureScreen(
            self._model.exported,
            self._model.catalog_file,
            app.export_screenshot(),
            app.theme.removeprefix("deals-"),
            explorer.pictures_folder,
        )
        explorer.open_page(page, explorer.say)

    def export(self) -> None:
        from tui.app.copying import write_beside
        from tui.files.atomic import slug
        from tui.picture.report_formats import FORMATS

        comparison = self._model.exported
        choices = {name: (form.ending, form.purpose) for name, form in FORMATS.items()}
        choices[BRIEFING] = ("folder", "everything for a briefing: pictures, slides, all of these")

        def build(width: int) -> Sequence[Line]:
            return [
                line((text[:8], "strong"), text[8:], key=name)
                for name, (ending, purpose) in choices.items()
                for text in hanging(f"{ending:8}", purpose, width)
            ]

        def take(name: str) -> None:
            if name == BRIEFING:
                self.briefing()
                return
            form = FORMATS[name]
            file_name = slug(comparison.scenario.name or "comparison") + form.ending
            try:
                content = form.written(comparison, self._model.catalog_file)
            except ProblemsError as error:
                self._explorer.say(f"not written: {error.problems[0]}")
            else:
                self._explorer.say(write_beside(self._explorer.app, file_name, content))

        title = "Export the comparison"
        with suppress(OSError):  # the folder may be gone
            title += f" into {Path.cwd()}"
        page = ReaderScreen(title, build, hint="enter: write · esc: back")
        self._explorer.open_page(page, take)

    def briefing(self) -> None:
        from asyncio import to_thread

        from tui.app.picturing import write_briefing
        from tui.picture.screen import grid_from_screenshot

        explorer, model, app = self._explorer, self._model, self._explorer.app
        if app.is_web:
            explorer.say("A browser cannot take a folder: save single files with s and x.")
            return
        screen = grid_from_screenshot(app.export_screenshot())
        facts, theme = model.catalog_file, app.theme.removeprefix("deals-")
        comparison = model.exported

        async def write() -> None:
            try:
                folder = await to_thread(write_briefing, comparison, facts, screen, theme)
            except (OSError, ProblemsError) as reason:
                explorer.say(f"no briefing: {reason}")
            else:
                explorer.say(f"wrote the briefing to {folder}")

        explorer.say("Writing the briefing …", stays=True)
        explorer.run_worker(write(), group="briefing")

    def copy(self) -> None:
        from tui.app import copying
        from tui.app.desktop_clipboard import desktop_clipboard

        model, pane = self._model, self._explorer.focused
        if not isinstance(pane, Pane):
            return
        saved = (str(model.scenario_path), model.saved) if model.scenario_path else None
        program = None if self._explorer.app.is_web else desktop_clipboard()
        offered = copying.offers(
            model.comparison, pane.id or "", pane.text, model.catalog_file, saved, program
        )

        async def deliver(chosen: str) -> None:
            words = await copying.deliver(self._explorer.app, offered[chosen], program)
            self._explorer.say(words)

        def take(chosen: str) -> None:
            self._explorer.run_worker(deliver(chosen), group="copying")

        page = copying.page(offered, program)
        hint = "enter: copy or write · esc: back"
        self._explorer.open_page(ReaderScreen(f"Copy {pane.id}", page, hint=hint), take)

    def problems(self) -> None:
        problems = self._explorer.watcher.problems
        if not problems:
            self._explorer.say("No problems with the open files")
            return

        def build(width: int) -> Sequence[Line]:
            lines = [line(("Showing the last valid version.", "soft")), line()]
            for problem in problems:
                lines += [line(words) for words in hanging("", spelled_out(str(problem)), width)]
            return lines

        self._explorer.open_page(ReaderScreen("Problems with open files", build))

    def palette(self) -> None:
        from tui.app.screens.palette import PaletteScreen, commands

        page = PaletteScreen(commands(self._explorer))
        self._explorer.open_page(page, lambda command: command.do())

    def help(self) -> None:
        from tui.app.screens.help import HelpScreen

        pane, keys = self._explorer.focused, self._explorer.keys
        about = (pane.TITLE, pane.help) if isinstance(pane, Pane) else ("", "")
        self._explorer.open_page(HelpScreen(keys, *about), partial(do_key, self._explorer))


def do_key(explorer: "Explorer", key: Key) -> None:
    """Do what a key does, in the pane where it works, before the keys that were typed after it."""
    if key.place in PANES:
        explorer.action_go(key.place)
    _, name, parameters = parse(key.action)
    owners = (explorer.focused, explorer, explorer.app)
    do = next(getattr(one, f"action_{name}") for one in owners if hasattr(one, f"action_{name}"))
    if iscoroutinefunction(do):
        explorer.call_next(do, *parameters)
    else:
        do(*parameters)
