"""What the focused pane is for, every key from the one table of keys, and the signs."""

from collections.abc import Iterator, Sequence

from textual import events
from textual.app import ComposeResult

from tui.app.keys import Key, grouped_keys
from tui.app.screens.page import FoundLines, SearchScreen
from tui.views.line import Line, line
from tui.views.search import Hits, is_found
from tui.views.text_layout import cell_width, hanging, padded

SIGNS = (
    ("✓", "the offer is compared"),
    ("≥", "the total is a lower bound: something in it is unknown"),
    ("≠", "the sources disagree"),
    ("↔", "the offers have different answers"),
    ("(4)", "the price can be read in four ways; r steps through them"),
    ("━ ═ ╱", "in the timeline: the month is agreed; under a successor; assumed"),
    ("*", "differs from the default, or from the saved scenario"),
)


class HelpPage(FoundLines):
    """Text without a cursor."""

    @property
    def keys(self) -> list[str]:
        return []


class HelpScreen(SearchScreen[Key]):
    """All of it; typing leaves what fits. Gives the key that was clicked."""

    def __init__(self, keys: Sequence[Key], title: str, about: str) -> None:
        super().__init__("Help", "type to filter · ↑↓ scroll · click: do it · esc: back")
        self._keys, self._pane = keys, (title, about)
        self._sought = ""

    def compose(self) -> ComposeResult:
        yield HelpPage(self.hear)

    async def take_key(self, event: events.Key) -> bool:
        if event.key == "enter":
            self.dismiss(None)
            return True
        return await super().take_key(event)

    def seek(self, text: str) -> str:
        self._sought = text
        self.page.scroll_home(animate=False)
        self.renew()
        left = sum(1 for _, members in self._left() for _ in members)
        return f"{left} of {len(self._keys)} keys · esc: back"

    def choose(self, key: str) -> None:
        self.dismiss(next(each for each in self._keys if each.id == key))

    def _left(self) -> Iterator[tuple[str, Sequence[Key]]]:
        for group, members in grouped_keys(self._keys):
            fitting = [
                key
                for key in members
                if is_found(self._sought, f"{key.label} {key.words} {key.why} {group}")
            ]
            if fitting:
                yield group, fitting

    def lines_for(self, width: int) -> Sequence[Line]:
        title, about = self._pane
        lines: list[Line] = []
        if about and not self._sought:
            lines.append(line((title, "heading")))
            lines += _with_keys(hanging("  ", about, width))
            lines.append(line())
        labels = max(cell_width(key.label) for key in self._keys)
        for group, members in self._left():
            lines.append(line((group, "heading")))
            for key in members:
                lines += _entry(padded(key.label, labels), key.why, width, key.id)
            lines.append(line())
        signs = [each for each in SIGNS if is_found(self._sought, " ".join(each))]
        lines += [line(("Signs", "heading"))] if signs else []
        for sign, words in signs:
            lines += _entry(padded(sign, labels), words, width)
        found = Hits.of(self._sought, lines).lit(lines, -1)
        return found or [line(("Nothing found.", "soft"))]


def _with_keys(texts: Sequence[str]) -> Iterator[Line]:
    """Set what is between backticks strong, also where it goes on in the next line."""
    before = 0
    for text in texts:
        parts = enumerate(text.split("`"), before)
        yield line(*((part, "strong" if at % 2 else "") for at, part in parts))
        before += text.count("`")


def _entry(label: str, words: str, width: int, clicked: str | None = None) -> list[Line]:
    first, *rest = hanging(f"  {label}  ", words, width)
    start = len(f"  {label}  ")
    lines = [line((first[:start], "strong"), first[start:], key=clicked)]
    return [*lines, *(line(text, key=clicked) for text in rest)]
