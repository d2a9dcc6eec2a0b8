"""Which panes a terminal of some size shows. Pure: sizes and names in, names out."""

from collections.abc import Mapping, Sequence
from typing import Final, Literal

Shape = Literal["wide", "narrow", "single", "too-small"]

SINGLE: Final = (60, 16)
LEAST_SIZES: Final[Mapping[Shape, tuple[int, int]]] = {
    "wide": (116, 32), "narrow": (78, 22), "single": SINGLE,
}  # fmt: skip
WITH_STATUSES: Final = 96
"""From this width on, the offers have room for everything next to the form."""
LEAST_ROWS: Final[Mapping[Shape, tuple[int, ...]]] = {"wide": (13, 6, 5), "narrow": (8, 8)}
"""So many lines the rows of panes have at least, borders included."""
BORDERS: Final = 2
"""Lines of a pane's height that are no room for words."""
PANE_FRAME: Final = 5
"""Cells of a pane's width that are no room for words: borders, scrollbar, margins."""
TOP: Final = ("terms", "what-if")
"""Panes that take turns next to the offers when the terminal is narrow."""
BOTTOM: Final = ("outlay", "timeline")
"""Panes that take turns below when the terminal is narrow; in a wide one each has a row."""
PANES: Final = ("offers", *TOP, *BOTTOM)


def shape_of(width: int, height: int) -> Shape:
    for shape, (least_width, least_height) in LEAST_SIZES.items():
        if width >= least_width and height >= least_height:
            return shape
    return "too-small"


def panes_shown(shape: Shape, focused: str, top: str, bottom: str) -> frozenset[str]:
    """Name the panes that are shown: all, some that take turns, or the focused one.

    The focused one stays even where it is covered because the terminal is too small, so that
    focus and half-typed text are there when it grows again.
    """
    if shape == "wide":
        return frozenset(PANES)
    if shape == "narrow":
        return frozenset({"offers", top, bottom})
    return frozenset({focused})


def row_heights(shape: Shape, height: int, wanted: Sequence[int]) -> list[int]:
    """Give the heights of the rows of panes, borders included; together they fill the room.

    `height` is the terminal's, `wanted` how many lines each row of panes has to show. Rows grow
    in turn while they have lines waiting; what then is left over goes to the first.
    """
    if shape in ("single", "too-small"):
        return [max(height - 3, 1)]
    room = height - (2 if shape == "wide" else 3)
    full = [lines + BORDERS for lines in wanted]
    rows = [min(pair) for pair in zip(full, LEAST_ROWS[shape], strict=True)]
    while sum(rows) < room:
        waiting = [at for at, has in enumerate(rows) if has < full[at]]
        rows[min(reversed(waiting), key=rows.__getitem__) if waiting else 0] += 1
    return rows


def column_widths(shape: Shape, width: int, top: str) -> str:
    """Give the widths of the columns of panes, as the stylesheet writes them.

    `top` names the pane next to the offers where two have room.
    """
    if shape == "narrow":
        return "34 1fr" if top == "terms" else "50 1fr" if width < WITH_STATUSES else "60 1fr"
    if shape != "wide":
        return "1fr"
    offers = max(51, min(60, width - 71))
    form = max(35, min(44, width * 28 // 100))
    return f"{offers} 1fr {form}"


def too_small_words(width: int, height: int) -> str:
    return f"Too small: needs {SINGLE[0]}×{SINGLE[1]}, this is {width}×{height}."
