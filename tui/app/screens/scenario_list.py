"""The scenarios that can be opened: the last session, the user's own, ready ones."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import ClassVar, Final

from textual.binding import Binding, BindingType

from tui.app.screens.page import PageScreen
from tui.app.widgets.prompt import Topic
from tui.domain.comparison import compare
from tui.domain.deals import Catalog
from tui.domain.scenario import Scenario
from tui.files import library
from tui.files.library import Deleted, Entry, LibraryError
from tui.files.toml import spelled_out
from tui.views.line import Line, line, styled
from tui.views.text_layout import fitted, hanging, shortened
from tui.views.words import scenario_words, total_words

LAST_SESSION: Final = "session"
NOTE_ROWS: Final = 3
HINT: Final = "enter: open · f: a file · c: copy · n: rename · d: delete · u: restore · esc: back"


class LibraryScreen(PageScreen[str]):
    """Gives the path of the chosen scenario, `session` for the last session, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "open_file", "a file", show=False),
        Binding("c", "copy", "copy", show=False),
        Binding("n", "rename", "rename", show=False),
        Binding("d,delete", "delete", "delete", show=False),
        Binding("u", "restore", "restore", show=False),
    ]

    def __init__(self, catalog: Catalog, as_of: date, session: Scenario | None) -> None:
        super().__init__("Open a scenario", HINT)
        self._catalog = catalog
        self._as_of = as_of
        self._session = session
        self._entries: dict[str, Entry] = {}
        self._deleted: list[Deleted] = []

    def lines_for(self, width: int) -> Sequence[Line]:
        entries = library.entries(self._catalog)
        self._entries = {str(entry.path): entry for entry in entries}
        lines: list[Line] = []
        if self._session is not None:
            lines += [line(("Where you left off", "heading"))]
            lines += self._about(LAST_SESSION, "last session", self._session, width)
        for own, title in ((True, "Your scenarios"), (False, "Ready scenarios")):
            group = [entry for entry in entries if entry.own == own]
            if group:
                lines += [line((title, "heading"))]
            for entry in group:
                key = str(entry.path)
                if entry.scenario is None:
                    problem = str(entry.problems[0]) if entry.problems else "cannot be read"
                    lines += [
                        line((fitted(spelled_out(entry.name), width), "strong"), key=key),
                        *styled(hanging("  ! ", spelled_out(problem), width), "warning", key),
                    ]
                else:
                    lines += self._about(key, spelled_out(entry.name), entry.scenario, width)
        return lines

    def _about(self, key: str, name: str, scenario: Scenario, width: int) -> list[Line]:
        comparison = compare(self._catalog, scenario, self._as_of)
        totals = " · ".join(f"{s.offer.short} {total_words(s.quote)}" for s in comparison.standings)
        title = scenario.name or name
        lines = [
            line((fitted(title, width), "strong"), key=key),
            *styled(hanging("  ", scenario_words(scenario), width), key=key),
            *styled(hanging("  ", totals, width), key=key),
        ]
        if scenario.note:
            note = shortened(scenario.note, width - 2, NOTE_ROWS)
            lines += styled([f"  {text}" for text in note], "soft", key)
        return lines

    @property
    def _entry(self) -> Entry | None:
        return self._entries.get(self.page.cursor_key or "")

    def _do(self, done: Callable[[Entry], tuple[str, Path | None]]) -> None:
        if self._entry is None:
            self.renew("Not possible for this entry")
        else:
            self._try(partial(done, self._entry))

    def _try(self, done: Callable[[], tuple[str, Path | None]]) -> None:
        """Go to the path that `done` gives, or else stay at the same place in the list."""
        page = self.page
        try:
            words, path = done()
        except (LibraryError, OSError) as reason:
            self.renew(f"not done: {reason}")
            return
        at = page.keys.index(page.cursor_key) if page.cursor_key in page.keys else 0
        self.renew(words)
        if path is not None and str(path) in page.keys:
            page.cursor_key = str(path)
        elif page.keys:
            page.cursor_key = page.keys[min(at, len(page.keys) - 1)]

    def action_open_file(self) -> None:
        """Ask for a scenario's file, or a picture, page, workbook or slides that carry one."""

        def take(text: str) -> None:
            with suppress(RuntimeError):  # there is no such user
                self.dismiss(str(Path(text.strip()).expanduser()))

        self.ask(Topic("File", "", take))

    def action_copy(self) -> None:
        self._do(lambda entry: (f"copied to {library.duplicate(entry).name}", entry.path))

    def action_delete(self) -> None:
        def delete(entry: Entry) -> tuple[str, Path | None]:
            self._deleted.append(library.delete(entry))
            return f"deleted {entry.name} · u: restore", None

        self._do(delete)

    def action_restore(self) -> None:

        def restore() -> tuple[str, Path | None]:
            path = library.restore(self._deleted[-1])
            self._deleted.pop()
            return f"{path.stem} is back", path

        if self._deleted:
            self._try(restore)
        else:
            self.renew("Nothing was deleted here")

    def action_rename(self) -> None:
        entry = self._entry
        if entry is None:
            self.renew("Not possible for this entry")
            return
        text = entry.scenario.name if entry.scenario else entry.name
        self.ask(Topic("New name", text or entry.name, self._rename))

    def _rename(self, text: str) -> None:

        def rename(entry: Entry) -> tuple[str, Path | None]:
            path = library.rename(entry, text)
            return f"now {path.name}", path

        self._do(rename)

    def choose(self, key: str) -> None:
        entry = self._entries.get(key)
        if key == LAST_SESSION or (entry is not None and entry.scenario is not None):
            self.dismiss(key)
        else:
            self.renew("This file cannot be read; run deals check to see why")
