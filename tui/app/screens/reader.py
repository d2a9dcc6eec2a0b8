"""A page of lines over the explorer: to read, or to choose one thing from."""

from collections.abc import Sequence

from tui.app.screens.page import PageScreen
from tui.views.line import Build, Line


class ReaderScreen(PageScreen[str]):
    """Shows lines; gives the key of the chosen line, or None when it is left."""

    def __init__(self, title: str, build: Build, *, hint: str = "esc: back") -> None:
        super().__init__(title, hint)
        self._build = build

    def lines_for(self, width: int) -> Sequence[Line]:
        """What was given to read."""
        return self._build(width)

    def choose(self, key: str) -> None:
        """Give what was chosen."""
        self.dismiss(key)
