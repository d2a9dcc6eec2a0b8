"""The keys that open a page over the explorer. Pages are loaded when first asked for."""

from tui.app.panes.timeline import TimelinePane
from tui.app.values import ExplorerValues


class PageActions(ExplorerValues):
    """Explain, compare readings, set terms side by side, copy, help."""

    def action_explain(self) -> None:
        """Explain the figure under the cursor: a month in the timeline, else the total."""
        from tui.app.screens.reader import ReaderScreen
        from tui.views import details

        comparison = self.comparison
        if comparison is None:
            return
        pane = self.focused
        standing = comparison.standing(self.highlighted)
        if isinstance(pane, TimelinePane) and standing is not None:
            month = pane.looked_at(comparison)
            if month is not None:
                page = details.month_page(standing.quote, comparison, month)
                self.app.push_screen(ReaderScreen("This month", page))
                return
        page = details.total_page(comparison, self.highlighted, self.baseline)
        self.app.push_screen(ReaderScreen("Where this number comes from", page))

    def action_readings(self) -> None:
        """Compare what every reading of the highlighted offer would cost, and choose one."""
        from tui.app.screens.reader import ReaderScreen
        from tui.views import details

        def choose(reading_id: str | None) -> None:
            if reading_id is not None:
                self.choose_reading(reading_id)

        if self.comparison is not None:
            page = details.readings_page(self.comparison, self.offer)
            title = f"Readings of {self.offer.product}"
            hint = "enter: choose · esc: back"
            self.app.push_screen(ReaderScreen(title, page, hint=hint), choose)

    def action_matrix(self) -> None:
        """Set the terms of the compared offers side by side."""
        from tui.app.screens.matrix import MatrixScreen

        if self.comparison is not None:
            self.app.push_screen(MatrixScreen(self.comparison))

    def action_copy(self) -> None:
        """Send something to the terminal's clipboard, or write it to a file."""
        from tui.app import copying
        from tui.app.panes.pane import Pane
        from tui.app.screens.reader import ReaderScreen

        pane = self.focused
        if self.comparison is None or not isinstance(pane, Pane):
            return
        saved = (str(self.scenario_path), self.saved) if self.scenario_path else None
        offers = copying.offers(self.comparison, pane.id or "", pane.text, self.catalog_file, saved)

        def send(chosen: str | None) -> None:
            if chosen is not None:
                self.say(copying.deliver(self.app, offers[chosen]))

        title = f"Copy {pane.id}"
        page = copying.page(offers)
        self.app.push_screen(ReaderScreen(title, page, hint="enter: send · esc: back"), send)

    def action_help(self) -> None:
        """Show what the focused pane is for, and every key."""
        from tui.app.panes.pane import Pane
        from tui.app.screens.help import help_lines
        from tui.app.screens.reader import ReaderScreen

        pane = self.focused
        about = (pane.TITLE, pane.HELP) if isinstance(pane, Pane) else ("", "")
        keys = self.keys
        self.app.push_screen(ReaderScreen("Help", lambda width: help_lines(width, keys, *about)))

    def action_picture(self) -> None:
        """Choose a picture of this comparison, and write it."""
        from tui.app.screens.picture import PictureScreen

        if self.comparison is None:
            return
        screen = PictureScreen(
            self.comparison,
            self.catalog_file,
            self.app.export_screenshot(),
            self.app.theme.removeprefix("deals-"),
            self.pictures_folder,
        )

        def say(words: str | None) -> None:
            self.say(words or "")

        self.app.push_screen(screen, say)

    def action_palette(self) -> None:
        """Find any action by typing."""
        self.app.action_command_palette()
