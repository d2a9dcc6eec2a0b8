"""The dialog for a picture: what, how large, in which light, in which format, and where to."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen

from tui.app.picturing import CHOICES, PictureChoice, draw, remember, remembered, write
from tui.app.screens.reader import Page
from tui.app.widgets.fit import fitted
from tui.app.widgets.lines import GUTTER_CELLS, Line, LineView, line
from tui.app.widgets.prompt import Prompt
from tui.domain.comparison import Comparison
from tui.files import places
from tui.files.problems import ProblemsError
from tui.picture.screen import grid_from_screenshot

TITLES: Final = {
    "view": "What", "size": "Size", "theme": "Theme", "format": "Format", "scale": "Scale",
    "folder": "Folder",
}  # fmt: skip
WORDS: Final = {
    "briefing": "a briefing sheet, made for a slide",
    "screen": "the explorer as it stands",
    "svg": "svg: sharp at any size",
    "png": "png: for slides",
    "pdf": "pdf: for print, searchable",
    "txt": "txt: plain text",
    "128x36": "128×36 cells, 16:9",
    "96x27": "96×27 cells, 16:9, larger type",
    "160x45": "160×45 cells, 16:9, more room",
    "1": "1×", "2": "2×", "3": "3×",
}  # fmt: skip
WRITE: Final = "write"
LABEL_CELLS: Final = 10


class PictureScreen(ModalScreen[str | None]):
    """Writes the picture, and gives the words that say where, or why not."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "back", show=False),
        Binding("right,l,space", "turn(1)", "next", show=False, priority=True),
        Binding("left,h", "turn(-1)", "before", show=False, priority=True),
        Binding("s", "write", "write", show=False),
    ]

    def __init__(
        self,
        comparison: Comparison,
        catalogue_file: Path | None,
        screenshot: str,
        theme: str,
        folder: str,
    ) -> None:
        super().__init__()
        self._comparison = comparison
        self._catalogue_file = catalogue_file
        self._screenshot = screenshot
        self._theme = theme
        self._memory = places.state_folder() / "picture.toml"
        self._choice = remembered(self._memory)
        if folder or not self._choice.folder:
            self._take(folder or str(places.pictures_folder()))

    def compose(self) -> ComposeResult:
        """One page."""
        yield Page()

    def on_mount(self) -> None:
        """Title the page, and stand on the line that writes."""
        page = self.query_one(Page)
        page.border_title = Content("Picture")
        page.border_subtitle = Content("←→: change · enter: write · esc: back")
        page.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Set the lines for the width there is."""
        del event
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        page = self.query_one(Page)
        page.show(self._lines(page.scrollable_content_region.width - GUTTER_CELLS))
        if page.cursor_key is None:
            page.cursor_key = WRITE

    def _lines(self, width: int) -> Sequence[Line]:
        lines = [line(("Write the picture", "strong"), key=WRITE), line()]
        for name in CHOICES:
            value = getattr(self._choice, name)
            counts = self._choice.counts(name)
            words = f"‹ {WORDS.get(value, value)} ›" if counts else "as it is"
            style = "strong" if counts else "soft"
            label = TITLES[name].ljust(LABEL_CELLS)
            lines.append(line(label, (fitted(words, width - LABEL_CELLS), style), key=name))
        folder = fitted(self._choice.folder, width - LABEL_CELLS)
        lines.append(line("Folder".ljust(LABEL_CELLS), (folder, "strong"), key="folder"))
        return lines

    def _take(self, folder: str) -> None:
        names = (*CHOICES,)
        values = {name: getattr(self._choice, name) for name in names}
        self._choice = PictureChoice(**values, folder=folder)

    def action_turn(self, steps: int) -> None:
        """Turn the choice under the cursor."""
        key = self.query_one(Page).cursor_key or ""
        if key in CHOICES and self._choice.counts(key):
            self._choice = self._choice.turned(key, steps)
            self._fill()

    def on_line_view_chosen(self, message: LineView.Chosen) -> None:
        """Write, ask for the folder, or turn the choice."""
        message.stop()
        if message.key == "folder":
            if not self.query(Prompt):
                self.mount(Prompt("folder", "Folder", self._choice.folder))
        elif message.key == WRITE:
            self.action_write()
        else:
            self.action_turn(1)

    @on(Prompt.Done)
    def _folder_typed(self, message: Prompt.Done) -> None:
        for prompt in self.query(Prompt):
            if prompt.is_left:
                return
            prompt.is_left = True
            self.query_one(Page).focus()
            prompt.remove()
        if message.kept and message.text.strip():
            self._take(message.text.strip())
            self._fill()

    def action_write(self) -> None:
        """Draw the picture and write it; remember what was chosen."""
        remember(self._memory, self._choice)
        try:
            picture = draw(
                self._choice,
                self._comparison,
                self._catalogue_file or places.catalogue_path(),
                lambda: grid_from_screenshot(self._screenshot),
                self._theme,
            )
            path = write(self._choice, self._comparison.scenario.name, picture)
        except ProblemsError as error:
            self.dismiss(f"no picture: {error.problems[0]}")
        except OSError as reason:
            self.dismiss(f"no picture: {reason.strerror or reason}")
        else:
            self.dismiss(f"wrote {path}")
