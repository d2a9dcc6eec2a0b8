"""The dialog for a picture: what, how large, in which light, in which format, and where to."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar, Final

from textual.binding import Binding, BindingType

from tui.app.copying import send_to_browser
from tui.app.picturing import (
    CHOICES,
    chosen_briefing,
    draw,
    file_name,
    remember,
    remembered,
    write,
)
from tui.app.screens.page import PageScreen
from tui.app.widgets.prompt import Topic
from tui.domain.comparison import Comparison
from tui.files import places
from tui.files.toml import ProblemsError
from tui.picture.picture_formats import Sheet
from tui.picture.screen import grid_from_screenshot
from tui.picture.sheet import screen_sheet
from tui.views.line import Line, line
from tui.views.text_layout import fitted

WORDS: Final = {
    "briefing": "a briefing sheet, made for a slide",
    "chart": "the cost chart, all offers over the months",
    "screen": "the explorer as it is now",
    "svg": "svg: sharp at any size",
    "png": "png: for slides",
    "pdf": "pdf: for print, searchable",
    "pptx": "pptx: slides to edit",
    "txt": "txt: plain text",
    "128x36": "128×36 cells, 16:9",
    "96x27": "96×27 cells, 16:9, larger type",
    "160x45": "160×45 cells, 16:9, more room",
    "1": "1×", "2": "2×", "3": "3×",
}  # fmt: skip
WRITE: Final = "write"
LABEL_CELLS: Final = 10


class PictureScreen(PageScreen[str]):
    """Writes the picture, and gives the words that say where, or why not."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l,space", "turn(1)", "next", show=False, priority=True),
        Binding("left,h", "turn(-1)", "before", show=False, priority=True),
        Binding("s", "write", "write", show=False),
    ]

    def __init__(
        self,
        comparison: Comparison,
        catalog_file: Path,
        screenshot: str,
        theme: str,
        folder: str,
    ) -> None:
        super().__init__("Picture", "←→: change · enter: write · esc: back")
        self._comparison = comparison
        self._catalog_file = catalog_file
        self._screenshot = screenshot
        self._theme = theme
        self._page_count = 0  # known once a page is chosen
        self._choice = remembered()
        if folder or not self._choice.folder:
            self._choice = replace(self._choice, folder=folder or str(places.pictures_folder()))

    def lines_for(self, width: int) -> Sequence[Line]:
        lines = [line(("Write the picture", "strong"), key=WRITE), line()]
        for name in (*CHOICES, "page"):
            counts = self._choice.counts(name)
            words = f"‹ {self._chosen(name)} ›" if counts else "as it is"
            style = "strong" if counts else "soft"
            label = ("What" if name == "view" else name.capitalize()).ljust(LABEL_CELLS)
            lines.append(line(label, (fitted(words, width - LABEL_CELLS), style), key=name))
        folder = "sent to the browser" if self.app.is_web else self._choice.folder
        folder = fitted(folder, width - LABEL_CELLS)
        lines.append(line("Folder".ljust(LABEL_CELLS), (folder, "strong"), key="folder"))
        return lines

    def _chosen(self, name: str) -> str:
        value = str(getattr(self._choice, name))
        if name == "page" and self._page_count:
            return f"{value} of {self._page_count}"
        return WORDS.get(value, value) if name in CHOICES else value

    def action_turn(self, steps: int) -> None:
        key = self.page.cursor_key or ""
        if key == "page" and self._choice.counts(key):
            self._turn_page(steps)
        elif key in CHOICES and self._choice.counts(key):
            self._choice = self._choice.turned(key, steps)
            self._page_count *= key not in ("view", "size")
            self.renew()

    def _turn_page(self, steps: int) -> None:
        try:
            self._page_count = len(self._sheet().pages)
        except ProblemsError as error:
            self.dismiss(f"no picture: {error.problems[0]}")
            return
        page = (self._choice.page - 1 + steps) % self._page_count + 1
        self._choice = replace(self._choice, page=page)
        self.renew()

    def _sheet(self) -> Sheet:
        if self._choice.view == "screen":
            screen = grid_from_screenshot(self._screenshot)
            return screen_sheet(self._comparison, self._catalog_file, screen, self._theme)
        return chosen_briefing(self._choice, self._comparison, self._catalog_file)

    def choose(self, key: str) -> None:
        if key == "folder":
            self.ask(Topic("Folder", self._choice.folder, self._write_to))
        elif key == WRITE:
            self.action_write()
        else:
            self.action_turn(1)

    def _write_to(self, text: str) -> None:
        if text.strip():
            self._choice = replace(self._choice, folder=text.strip())
            self.renew()

    def action_write(self) -> None:
        remember(self._choice)
        try:
            sheet = self._sheet()
            picture = draw(self._choice, sheet)
            name = self._comparison.scenario.name
            if self.app.is_web:
                self.dismiss(send_to_browser(self.app, file_name(self._choice, name), picture))
                return
            path = write(self._choice, name, picture)
        except ProblemsError as error:
            self.dismiss(f"no picture: {error.problems[0]}")
        except OSError as reason:
            self.dismiss(f"no picture: {reason.strerror or reason}")
        else:
            boxed = sheet.boxed()
            self.dismiss(f"wrote {path}" + (f"; boxes for {boxed}" if boxed else ""))
