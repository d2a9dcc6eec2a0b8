"""The palette: every action, input, scenario, offer and short answer, found by typing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from tui.app.fields import groups
from tui.app.page_opener import do_key
from tui.app.screens.page import SearchScreen
from tui.files.library import entries
from tui.views.line import Line, Span, joined, line
from tui.views.search import folded, is_found
from tui.views.sections import short_answers
from tui.views.text_layout import cell_width, fitted, padded, shortened

if TYPE_CHECKING:
    from tui.app.explorer import Explorer

NAME_CELLS: Final = 48
"""So many cells a name has at most; a longer one is cut where it needs the room of others."""
LEAST_WHY_CELLS: Final = 24
WHY_ROWS: Final = 3
LONGEST_WHY: Final = 100
MOST_SHOWN: Final = 500
HINT: Final = "↑↓ choose · enter go · esc back"
OTHER_WORDS: Final[Mapping[str, str]] = {
    "pane.offers": "agreements list",
    "pane.terms": "contract conditions",
    "pane.what-if": "form inputs agencies months users",
    "pane.outlay": "totals costs",
    "pane.timeline": "schedule chart",
    "offers.filter": "find search",
    "offers.sort": "order",
    "program.as-of": "day today status",
    "terms.matrix": "side by side compare terms",
    "figure.explain": "why formula source",
    "offer.compare": "add remove include exclude",
    "what-if.after": "renewal successor list price",
    "what-if.next-month": "today december start",
    "what-if.charging": "amortize prorate spread",
    "offer.question": "budget tornado sweep breakeven",
    "what-if.years": "fy annual budget",
    "what-if.baseline": "diff change compare baseline",
    "what-if.discount": "npv",
    "edit.undo": "revert back reset",
    "scenario.open": "load session restore",
    "program.picture": "slide powerpoint image pdf print",
    "program.export": "excel spreadsheet workbook mail",
    "program.copy": "clipboard mail command",
    "program.theme": "color",
    "program.help": "keys shortcuts",
    "program.quit": "exit leave close",
    "briefing": "brief folder slide mail excel all files",
}
"""Words for an action that neither its name nor its sentence has."""


class PaletteEntry(NamedTuple):
    """Something that can be done."""

    group: str
    words: str
    why: str
    do: Callable[[], None]
    key: str = ""
    """How its key is written; empty: it has none."""
    also: str = ""

    def rank(self, sought: str) -> int | None:
        """How well the entry fits folded words, best first; None: not at all."""
        words, every = folded(self.words), sought.split()
        if words.startswith(sought):
            return 0
        if all(word in words for word in every):
            return 1
        named = f" {words} {self.also}"
        if all(f" {word}" in named for word in every):
            return 2
        why = folded(self.why)
        is_there = all(word in named or word in why for word in every)
        if is_there or is_found(sought, f"{named} {why}"):  # in another spelling, by a synonym
            return 3
        rest = iter(words)
        return 4 if all(letter in rest for letter in sought) else None


class PaletteScreen(SearchScreen[PaletteEntry]):
    """Gives the chosen entry."""

    ASKS_BEFORE = 0

    def __init__(self, commands: Sequence[PaletteEntry]) -> None:
        super().__init__("Find an action, input, scenario, offer or answer", HINT)
        self._commands = commands
        self._sought = ""
        names = min(max(cell_width(one.words) for one in commands), NAME_CELLS)
        keys = max(cell_width(one.key) for one in commands)
        why = min(max(cell_width(one.why) for one in commands), LONGEST_WHY)
        self.widest = names + 2 + why + 2 + keys

    def seek(self, text: str) -> str:
        self._sought = folded(text.strip())
        self.page.cursor_key = None
        self.renew()
        return ""

    def lines_for(self, width: int) -> Sequence[Line]:
        ranks = ((each.rank(self._sought), at) for at, each in enumerate(self._commands))
        fitting = sorted((rank, at) for rank, at in ranks if rank is not None)[:MOST_SHOWN]
        by_group: dict[str, list[int]] = {}
        for _, at in fitting:
            by_group.setdefault(self._commands[at].group, []).append(at)
        lines: list[Line] = []
        for group, places in by_group.items():
            names = max(cell_width(self._commands[at].words) for at in places)
            lines.append(line((group, "heading")))
            for at in places:
                lines += self._entry(at, width, min(names, NAME_CELLS))
        return lines or [line(("Nothing found.", "soft"))]

    def _entry(self, at: int, width: int, names: int) -> Iterator[Line]:
        """The name and its key; beside or under it what it is good for."""
        one, key = self._commands[at], str(at)
        left = width - cell_width(one.key) - 2
        why = shortened(one.why, left - names - 2, WHY_ROWS)
        if left - names - 2 < LEAST_WHY_CELLS:
            names, why = left, ["", *shortened(one.why, width - 2, WHY_ROWS)]
        name = padded(fitted(one.words, names), names)
        spans = [*lit(name, self._sought, "strong", spread=one.rank(self._sought) == 4)]
        if why and why[0]:
            spans += [Span("  "), *lit(why[0], self._sought, "soft")]
        blanks = width - cell_width(one.key) - sum(cell_width(span.text) for span in spans)
        yield Line((*spans, Span(" " * blanks), Span(one.key, "accent")), key)
        indent = Span(" " * (2 if names == left else names + 2))
        for text in why[1:]:
            yield Line((indent, *lit(text, self._sought, "soft")), key)

    def choose(self, key: str) -> None:
        self.dismiss(self._commands[int(key)])


def lit(text: str, sought: str, style: str, *, spread: bool = False) -> list[Span]:
    """Set a text with the letters lit that were sought: words, or letters `spread` over it."""
    found, within = set[int](), folded(text)
    if spread:
        at = -1
        for letter in sought:
            at = within.find(letter, at + 1)
            found.add(at)
    else:
        for word in sought.split():
            at = within.find(word)
            found.update(range(at, at + len(word)) if at >= 0 else ())
    return joined((each, "changed" if at in found else style) for at, each in enumerate(text))


def commands(explorer: "Explorer") -> list[PaletteEntry]:
    return [
        *_actions(explorer),
        *_inputs(explorer),
        *_answers(explorer),
        *_offers(explorer),
        *_scenarios(explorer),
    ]


def _actions(explorer: "Explorer") -> Iterator[PaletteEntry]:
    for key in explorer.keys:
        if key.place in ("explorer", "outlay", "timeline") and key.id != "program.palette":
            do = partial(do_key, explorer, key)
            also = OTHER_WORDS.get(key.id, "")
            yield PaletteEntry(key.group, key.words, key.why, do, key.label, also)
    yield PaletteEntry(
        "Program",
        "everything for a briefing",
        "Write a folder: pictures, slides, tables, terms, sources, deadlines.",
        partial(explorer.action_open, "briefing"),
        also=OTHER_WORDS["briefing"],
    )


def _inputs(explorer: "Explorer") -> Iterator[PaletteEntry]:
    for group in groups(explorer.model.comparison):
        for field in group.fields:
            words = f"set {field.title}" if field.kind != "action" else field.title
            about, *_ = field.help.split("\n")
            do = partial(explorer.show_field, field.key)
            yield PaletteEntry("Inputs", words, f"{group.title}. {about}", do)


def _answers(explorer: "Explorer") -> Iterator[PaletteEntry]:
    comparison = explorer.model.comparison
    offers = [standing.offer for standing in comparison.standings]
    for row in short_answers(comparison, offers):
        said = (
            f"{offer.short}: {answer.text}"
            for offer, answer in zip(offers, row.answers, strict=True)
        )
        do = partial(explorer.show_answer, row.key)
        also = row.key.removeprefix("question.")
        yield PaletteEntry("Answers", row.title, " · ".join(said), do, also=also)


def _offers(explorer: "Explorer") -> Iterator[PaletteEntry]:
    catalog = explorer.model.catalog
    for offer in catalog.offers.values():
        why = f"{catalog.vendor_of(offer).name}: {offer.product}"
        do = partial(explorer.show_offer, offer.id)
        yield PaletteEntry("Offers", f"go to {offer.short}", why, do)


def _scenarios(explorer: "Explorer") -> Iterator[PaletteEntry]:
    for entry in entries(explorer.model.catalog):
        if entry.scenario is not None:
            do = partial(_open, explorer, entry.path)
            name = entry.scenario.name or entry.name
            yield PaletteEntry("Scenarios", f"open {name}", entry.scenario.note, do)


def _open(explorer: "Explorer", path: Path) -> None:
    explorer.show(explorer.model.open_scenario(path))
