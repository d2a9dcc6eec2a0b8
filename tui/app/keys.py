"""Every key, listed once: bindings, footer, help and README are derived from this table.

It knows actions by name only. A key's `place` is where it works: everywhere in the explorer, in
every pane that lists lines, or in one pane.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Final, Literal, NamedTuple, get_args

from textual.binding import Binding

from tui.domain.inputs import split_names
from tui.domain.scenario import INPUTS
from tui.files.settings import Bindable, ThemeName

Place = Literal["explorer", "lines", "what-if", "outlay", "timeline"]


class Key(NamedTuple):
    """One thing that keys do."""

    id: str
    keys: tuple[str, ...]
    action: str
    words: str
    """What it does, in a word or three, for the footer and the palette."""
    why: str
    """What it is good for, in a sentence, for the help and the tooltip."""
    group: str
    place: Place = "explorer"
    shown: str = ""
    """How the keys are written; derived from `keys` when empty."""

    @property
    def label(self) -> str:
        return self.shown or " ".join(map(key_label, self.keys))


def key_label(name: str) -> str:
    """Write a key's name as on a keyboard: `?` for `question_mark`."""
    if name in SHOWN_KEYS:
        return SHOWN_KEYS[name]
    try:
        letter = unicodedata.lookup(name.replace("_", " ")) if len(name) > 1 else name
    except KeyError:
        return name.upper() if name[0] == "f" and name[1:].isdigit() else name
    return letter if letter.isprintable() else name  # “tab” is the name of a character, too


MODIFIERS: Final = ("ctrl", "alt", "shift")
NAMED_KEYS: Final = (
    "space", "enter", "tab", "escape", "backspace", "delete", "insert", "up", "down", "left",
    "right", "home", "end", "pageup", "pagedown", *(f"f{number}" for number in range(1, 13)),
)  # fmt: skip
SHOWN_KEYS: Final = {
    "up": "↑", "down": "↓", "left": "←", "right": "→", "question_mark": "?", "slash": "/",
    "shift+left": "⇧←", "shift+right": "⇧→", "escape": "esc", "backspace": "⌫",
    "pageup": "PgUp", "pagedown": "PgDn", "home": "Home", "end": "End",
    "shift+tab": "⇧tab", "space": "space",
}  # fmt: skip

_STRIDES: Final = ", ".join(
    f"{INPUTS[name].stride:,} {INPUTS[name].unit}"
    for name in ("agencies", "months", "users_per_agency")
)

KEYS: Final[tuple[Key, ...]] = (
    Key("pane.offers", ("1",), "go('offers')", "offers", "Browse the agreements.", "Panes"),
    Key("pane.terms", ("2",), "go('terms')", "terms",
        "Read what the highlighted agreement says, with its sources.", "Panes"),
    Key("pane.what-if", ("3",), "go('what-if')", "what-if", "Change the inputs.", "Panes"),
    Key("pane.outlay", ("4",), "go('outlay')", "outlay", "Compare the totals.", "Panes"),
    Key("pane.timeline", ("5",), "go('timeline')", "timeline",
        "See when money falls due, and what is agreed.", "Panes"),
    Key("pane.next", ("tab",), "next_pane(1)", "next pane", "Next pane.", "Panes"),
    Key("pane.previous", ("shift+tab",), "next_pane(-1)", "previous pane",
        "Previous pane.", "Panes"),
    Key("pane.zoom", ("z",), "zoom", "zoom",
        "Let the focused pane fill the screen; again or esc: back.", "Panes"),

    Key("move.up", ("up", "k"), "move(-1)", "up", "Move up a line.", "Moving", "lines"),
    Key("move.down", ("down", "j"), "move(1)", "down", "Move down a line.", "Moving", "lines"),
    Key("move.left", ("left", "h"), "sideways(-8)", "left",
        "Scroll left; in the timeline: the month before.", "Moving", "lines"),
    Key("move.right", ("right", "l"), "sideways(8)", "right",
        "Scroll right; in the timeline: the month after.", "Moving", "lines"),
    Key("move.page-up", ("pageup",), "page(-1)", "page up", "Move up a page.",
        "Moving", "lines"),
    Key("move.page-down", ("pagedown",), "page(1)", "page down", "Move down a page.",
        "Moving", "lines"),
    Key("move.first", ("g", "home"), "edge(-1)", "first", "Go to the first line.",
        "Moving", "lines"),
    Key("move.last", ("G", "end"), "edge(1)", "last", "Go to the last line.", "Moving", "lines"),
    Key("move.choose", ("enter",), "choose", "open",
        "Open the highlighted offer's terms; in the terms: the text behind an answer.",
        "Moving", "lines"),

    Key("field.more", ("right", "l", "plus"), "step(1)", "more",
        "Increase by one; of a choice: the next.", "In the what-if pane", "what-if",
        shown="→ l +"),
    Key("field.less", ("left", "h", "minus"), "step(-1)", "less",
        "Decrease by one; of a choice: the one before.", "In the what-if pane", "what-if",
        shown="← h -"),
    Key("field.much-more", ("shift+right", "L"), "stride(1)", "much more",
        f"Increase by a big step ({_STRIDES}).",
        "In the what-if pane", "what-if"),
    Key("field.much-less", ("shift+left", "H"), "stride(-1)", "much less",
        "Decrease by a big step.", "In the what-if pane", "what-if"),
    Key("field.enter", ("enter",), "enter", "type",
        "Type into the field; on “Add an overhead”: add one.",
        "In the what-if pane", "what-if"),
    Key("field.down", ("down", "j"), "along(1)", "down", "Go to the next field.",
        "In the what-if pane", "what-if"),
    Key("field.up", ("up", "k"), "along(-1)", "up", "Go to the field before.",
        "In the what-if pane", "what-if"),
    Key("field.next", ("tab",), "field(1)", "next field",
        "Go to the next field; after the last one, leave the pane.",
        "In the what-if pane", "what-if"),
    Key("field.previous", ("shift+tab",), "field(-1)", "previous field",
        "Go to the field before; from the first one, leave the pane.",
        "In the what-if pane", "what-if"),
    Key("field.choose", ("c",), "want", "choose",
        "Pick agencies by name, a published figure, or what an overhead is paid for.",
        "In the what-if pane", "what-if"),
    Key("field.first", ("g", "home"), "edge(-1)", "first field", "Go to the first field.",
        "In the what-if pane", "what-if"),
    Key("field.last", ("G", "end"), "edge(1)", "last field", "Go to the last field.",
        "In the what-if pane", "what-if"),
    Key("field.reset", ("backspace",), "reset", "reset",
        "On a changed field: reset it to its default.", "In the what-if pane", "what-if",
        shown="⌫"),

    Key("outlay.complete", ("c",), "screen.open('completing')", "complete",
        "What would complete open totals: published figures, or yours.", "In the outlay", "outlay"),
    Key("timeline.chart", ("c",), "chart", "chart/lanes",
        "All offers as lines on one scale, or a lane for each.", "In the timeline", "timeline"),
    Key("timeline.logarithmic", ("L",), "logarithmic", "log scale",
        "The chart with a logarithmic scale, or a linear one.", "In the timeline", "timeline"),

    Key("offers.filter", ("slash",), "ask('filter')", "filter",
        "Find offers by any word: vendor, product, answers, terms, models, sources.", "Browsing"),
    Key("find.next", ("right_square_bracket",), "hit(1)", "next hit",
        "Go to the next place in the terms with what was searched for.", "Browsing"),
    Key("find.previous", ("left_square_bracket",), "hit(-1)", "previous hit",
        "Go to the previous place.", "Browsing"),
    Key("offers.sort", ("S",), "change('next_order')", "sort",
        "Sort the offers by vendor, name, price, end or status.", "Browsing"),
    Key("program.as-of", ("a",), "ask('day')", "as-of date",
        "Show statuses as of another date.", "Browsing"),
    Key("terms.matrix", ("m",), "open('matrix')", "matrix",
        "Short answers and terms of the compared offers, side by side.", "Browsing"),
    Key("figure.explain", ("e",), "open('explain')", "explain",
        "How this figure is calculated: lines, formula, reading, sources.",
        "Browsing"),

    Key("offer.compare", ("space",), "change('take_in_or_out')", "compare",
        "Add the highlighted offer to the comparison, or remove it.", "What if"),
    Key("offer.reading", ("r",), "change('next_reading')", "reading",
        "Sources disagree on what a price means: use the next reading.", "What if"),
    Key("offer.readings", ("R",), "open('readings')", "readings",
        "What every reading of the highlighted offer would cost; choose one.", "What if"),
    Key("what-if.after", ("n",), "change('next_after')", "what follows",
        "When an agreement ends: nothing, its successor, the list price, the same price.",
        "What if"),
    Key("what-if.next-month", ("d",), "change('turn_to_next_month')", "from next month",
        "Compare from the first of next month, with successors; again: back.", "What if"),
    Key("what-if.charging", ("p",), "change('next_charging')", "charging",
        "Charge each started period in full, or spread its price over its months.", "What if"),
    Key("offer.question", ("v",), "open('questions')", "questions",
        "Ask about the highlighted offer: break-even, goal, sensitivity, table.", "What if"),
    Key("what-if.years", ("f",), "change('fiscal_years')", "fiscal years",
        "The outlay by federal fiscal year, or as one total.", "What if"),
    Key("what-if.baseline", ("b",), "change('pin')", "pin",
        "Pin this scenario as the baseline: every total then shows its change from it.", "What if"),
    Key("what-if.changes", ("B",), "open('changes')", "what changed",
        "What changed from the pinned scenario, and why.", "What if"),
    Key("what-if.discount", ("P",), "ask('rate')", "present value",
        "Show present values: type a rate and where it comes from.", "What if"),
    Key("edit.undo", ("u",), "change('undo')", "undo", "Undo.", "What if"),
    Key("edit.redo", ("ctrl+r",), "change('redo')", "redo", "Redo.", "What if"),

    Key("scenario.save", ("w",), "ask('name')", "save",
        "Save the scenario under a name.", "Program"),
    Key("scenario.open", ("o",), "open('library')", "open",
        "Open a scenario: your last session, one of yours, a ready one, a file.", "Program"),
    Key("program.picture", ("s",), "open('picture')", "picture",
        "A picture for a slide: SVG, PNG, PDF, PPTX or text.", "Program"),
    Key("program.export", ("x",), "open('export')", "export",
        "Save the comparison as text, Markdown, CSV, JSON, a page or a workbook.", "Program"),
    Key("program.copy", ("y",), "open('copy')", "copy",
        "Copy the focused pane as text, Markdown or cells, the command, or the briefing sheet.",
        "Program"),
    Key("program.problems", ("exclamation_mark",), "open('problems')", "problems",
        "Problems with open files, e.g. after an outside change.", "Program"),
    Key("program.palette", ("ctrl+p",), "open('palette')", "palette",
        "Find any action, offer or scenario by typing.", "Program"),
    Key("program.theme", ("t",), "theme", "theme",
        f"Change the theme: {', '.join(get_args(ThemeName))}.", "Program"),
    Key("program.help", ("question_mark", "f1"), "open('help')", "help",
        "Show every key and what it does.", "Program"),
    Key("program.back", ("escape",), "back", "back", "Go back one step.", "Program"),
    Key("program.suspend", ("ctrl+z",), "app.suspend", "suspend",
        "Suspend the program; fg in the shell resumes it.", "Program"),
    Key("program.quit", ("q",), "quit", "quit", "Quit the program.", "Program"),
)  # fmt: skip

FOOTER: Final[Mapping[str, tuple[str, ...]]] = {
    "offers": ("offers.filter", "offer.compare", "move.choose", "what-if.next-month",
               "offer.reading", "figure.explain", "offers.sort", "terms.matrix"),
    "terms": ("move.choose", "offers.filter", "find.next", "pane.zoom", "terms.matrix",
              "offer.reading", "offer.readings",
              "program.as-of", "program.copy"),
    "what-if": ("field.enter", "field.choose", "field.reset", "what-if.next-month", "what-if.after",
                "edit.undo", "what-if.baseline", "scenario.save"),
    "outlay": ("figure.explain", "outlay.complete", "what-if.next-month", "what-if.after",
               "offer.reading", "what-if.years", "what-if.baseline", "program.picture",
               "program.export"),
    "timeline": ("timeline.chart", "figure.explain", "what-if.next-month", "what-if.after",
                 "program.picture", "program.export", "timeline.logarithmic"),
}  # fmt: skip
"""The keys in the bottom line while a pane has the focus, those first that matter most there."""
ALWAYS: Final = ("program.help", "program.quit")
"""The keys at the end of the bottom line, whatever has the focus."""


def bindings_of(place: Place) -> list[Binding]:
    return [
        Binding(",".join(key.keys), key.action, key.words, show=False, id=key.id, tooltip=key.why)
        for key in KEYS
        if key.place == place
    ]


def keys_of(ids: Sequence[str], keys: Sequence[Key] = KEYS) -> Iterator[Key]:
    by_id = {key.id: key for key in keys}
    return map(by_id.__getitem__, ids)


def grouped_keys(keys: Sequence[Key] = KEYS) -> Iterator[tuple[str, list[Key]]]:
    return ((group, list(members)) for group, members in groupby(keys, attrgetter("group")))


def bindable() -> list[Bindable]:
    """Give the actions that a settings file can bind to other keys.

    Keys of the explorer also work in its lists, so that both count as one place; the what-if
    pane has its own.
    """
    return [
        Bindable(key.id, key.keys, "form" if key.place == "what-if" else "panes", key.why)
        for key in KEYS
    ]


def wrong_key(name: str) -> str:
    """Give what is wrong with the name of a key, or nothing."""
    *modifiers, base = name.split("+") if name != "+" else [name]
    if any(modifier not in MODIFIERS for modifier in modifiers):
        return f"a key begins with {', '.join(MODIFIERS)}, like ctrl+r"
    if len(base) == 1:
        return "write shift+a as A" if "shift" in modifiers and base.isalpha() else ""
    return "" if base in NAMED_KEYS else f"write a character or one of {', '.join(NAMED_KEYS)}"


def rebound(overrides: Mapping[str, str]) -> tuple[Key, ...]:
    return tuple(
        key._replace(keys=_names(overrides[key.id]), shown="") if key.id in overrides else key
        for key in KEYS
    )


def _names(written: str) -> tuple[str, ...]:
    """Give the library's names of keys: `question_mark` for `?`."""
    made = Binding.make_bindings(
        Binding(part, "nothing", show=False) for part in split_names(written)
    )
    return tuple(binding.key for binding in made)
