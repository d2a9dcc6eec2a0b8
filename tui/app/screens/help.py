"""What the focused pane is for, every key from the one table of keys, and the signs."""

from collections.abc import Sequence

from tui.app.keys import Key, grouped_keys
from tui.views.line import Line, line
from tui.views.text_layout import cell_width, hanging, padded

SIGNS = (
    ("✓", "the offer is compared"),
    ("≥", "the total is a lower bound: something in it is unknown"),
    ("≠", "the sources disagree"),
    ("(4)", "the price can be read in four ways; r steps through them"),
    ("━ ═ ╱", "in the timeline: the month is agreed; under a successor; assumed"),
    ("*", "differs from the default, or from the saved scenario"),
)


def help_lines(width: int, keys: Sequence[Key], title: str, about: str) -> list[Line]:
    """The pane, the keys by group, then the signs."""
    lines: list[Line] = []
    if about:
        lines.append(line((title, "heading")))
        lines += [_with_keys(text) for text in hanging("  ", about, width)]
        lines.append(line())
    for group, members in grouped_keys(keys):
        lines.append(line((group, "heading")))
        labels = max(cell_width(key.label) for key in members)
        for key in members:
            lines += _entry(padded(key.label, labels), key.why, width)
        lines.append(line())
    lines.append(line(("Signs", "heading")))
    for sign, words in SIGNS:
        lines += _entry(padded(sign, 4), words, width)
    return lines


def _with_keys(text: str) -> Line:
    """Set what stands between backticks strong."""
    parts = text.split("`")
    return line(*((part, "strong" if at % 2 else "") for at, part in enumerate(parts)))


def _entry(label: str, words: str, width: int) -> list[Line]:
    first, *rest = hanging(f"  {label}  ", words, width)
    start = len(f"  {label}  ")
    return [line((first[:start], "strong"), first[start:]), *(line(text) for text in rest)]
