"""The palette: every action of the key table, every input, scenario and offer, found by typing."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from textual import events
from textual.actions import parse
from textual.app import ComposeResult

from tui.app.fields import groups
from tui.app.screens.page import PageScreen
from tui.app.widgets.lines import LineView
from tui.app.widgets.prompt import SearchTopic
from tui.files.library import entries
from tui.views.line import Line, line
from tui.views.search import folded
from tui.views.text_layout import fitted, hanging

if TYPE_CHECKING:
    from tui.app.explorer import Explorer

LONGEST_NAME: Final = 80
LONGEST_WHY: Final = 200
MOST_SHOWN: Final = 500
HINT: Final = "↑↓: choose · enter: do it · esc: back"


class PaletteEntry(NamedTuple):
    """Something that can be done."""

    words: str
    why: str
    do: Callable[[], None]

    def rank(self, sought: str) -> int | None:
        """How well the command fits folded words, best first; None: not at all."""
        words, every = folded(self.words), sought.split()
        if sought in words:
            return 0
        if all(word in words for word in every):
            return 1
        why = folded(self.why)
        if all(word in words or word in why for word in every):
            return 2
        rest = iter(words)
        return 3 if all(letter in rest for letter in sought) else None


class PalettePage(LineView, can_focus=False):
    """The commands that are left. What is typed goes to the line below; a click does one."""

    def clicked(self, key: str) -> None:
        self.tell(LineView.Chosen(self, key))


class PaletteScreen(PageScreen[PaletteEntry]):
    """Gives the chosen command."""

    def __init__(self, commands: Sequence[PaletteEntry]) -> None:
        super().__init__("Find an action, an input, a scenario or an offer", HINT)
        self._commands = commands
        self._sought = ""

    def compose(self) -> ComposeResult:
        yield PalettePage(self.hear)

    def on_mount(self) -> None:
        super().on_mount()
        self.ask(SearchTopic(self.seek))

    async def take_key(self, event: events.Key) -> bool:
        if event.key == "escape":
            self.dismiss(None)
        elif event.key in ("up", "down", "pageup", "pagedown"):
            move = self.page.action_page if event.key.startswith("page") else self.page.action_move
            move(-1 if event.key.endswith("up") else 1)
        elif event.key == "enter":
            self.page.action_choose()
        else:
            return await super().take_key(event)
        return True

    def seek(self, text: str) -> str:
        self._sought = folded(text.strip())
        self.page.cursor_key = None
        self.renew()
        return ""

    def lines_for(self, width: int) -> Sequence[Line]:
        ranks = ((each.rank(self._sought), at) for at, each in enumerate(self._commands))
        fitting = sorted((rank, at) for rank, at in ranks if rank is not None)[:MOST_SHOWN]
        lines: list[Line] = []
        for _, at in fitting:
            command = self._commands[at]
            why = fitted(" ".join(command.why.split()), LONGEST_WHY)
            lines.append(line((fitted(command.words, width), "strong"), key=str(at)))
            lines += [
                line((text, "soft"), key=str(at)) for text in hanging("  ", why, width) if why
            ]
        return lines or [line(("Nothing found.", "soft"))]

    def choose(self, key: str) -> None:
        self.dismiss(self._commands[int(key)])


def commands(explorer: "Explorer") -> list[PaletteEntry]:
    """Everything that can be done over the explorer."""
    return [*_actions(explorer), *_inputs(explorer), *_scenarios(explorer), *_offers(explorer)]


def _actions(explorer: "Explorer") -> Iterator[PaletteEntry]:
    for key in explorer.keys:
        if key.place == "explorer" and key.id != "program.palette":
            _, name, parameters = parse(key.action)
            do = partial(getattr(explorer, f"action_{name}"), *parameters)
            yield PaletteEntry(f"{key.words}  ({key.label})", key.why, do)


def _inputs(explorer: "Explorer") -> Iterator[PaletteEntry]:
    for group in groups(explorer.model.comparison):
        for field in group.fields:
            words = f"set {field.title}" if field.kind != "action" else field.title
            about, *_ = field.help.split("\n")
            why = f"{group.title}. {about}"
            yield PaletteEntry(words, why, partial(explorer.show_field, field.key))


def _scenarios(explorer: "Explorer") -> Iterator[PaletteEntry]:
    for entry in entries(explorer.model.catalog):
        if entry.scenario is not None:
            name = fitted(entry.scenario.name or entry.name, LONGEST_NAME)
            do = partial(explorer.open_scenario, entry.path)
            yield PaletteEntry(f"open {name}", entry.scenario.note, do)


def _offers(explorer: "Explorer") -> Iterator[PaletteEntry]:
    catalog = explorer.model.catalog
    for offer in catalog.offers.values():
        why = f"{catalog.vendor_of(offer).name}: {offer.product}"
        yield PaletteEntry(f"go to {offer.short}", why, partial(explorer.show_offer, offer.id))
