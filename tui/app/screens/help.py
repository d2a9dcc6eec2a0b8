"""Every key and what it is for, from the one table of keys."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen

from tui.app.keys import bindings_of, grouped_keys
from tui.app.widgets.lines import Line, LineView, line
from tui.report.cells import cell_width, hanging, padded

SIGNS = (
    ("✓", "the offer is compared"),
    ("≥", "the total is a lower bound: something in it is unknown"),
    ("≠", "the sources disagree"),
    ("(4)", "the price can be read in four ways; r steps through them"),
    ("━ ╱", "in the timeline: the month is agreed; assumed"),
    ("*", "differs from the default, or from the saved scenario"),
)


class KeyList(LineView, inherit_bindings=False):
    """The lines of the help, to scroll."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("lines")]


class HelpScreen(ModalScreen[None]):
    """The help, over the explorer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1", "dismiss(None)", "back", show=False),
    ]

    def compose(self) -> ComposeResult:
        """One list."""
        yield KeyList()

    def on_mount(self) -> None:
        """Fill the list for the width there is."""
        view = self.query_one(KeyList)
        view.border_title = Content("Help")
        view.border_subtitle = Content("esc: back")
        view.show(help_lines(min(self.size.width, 86) - 5))
        view.focus()


def help_lines(width: int) -> list[Line]:
    """The keys by group, then the signs."""
    lines: list[Line] = []
    for group, keys in grouped_keys():
        lines.append(line((group, "heading")))
        labels = max(cell_width(key.label) for key in keys)
        for key in keys:
            lines += _entry(padded(key.label, labels), key.why, width)
        lines.append(line())
    lines.append(line(("Signs", "heading")))
    for sign, words in SIGNS:
        lines += _entry(padded(sign, 4), words, width)
    return lines


def _entry(label: str, words: str, width: int) -> list[Line]:
    first, *rest = hanging(f"  {label}  ", words, width)
    start = len(f"  {label}  ")
    return [line((first[:start], "strong"), first[start:]), *(line(text) for text in rest)]
