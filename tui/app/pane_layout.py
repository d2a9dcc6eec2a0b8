"""Which panes a terminal of some size shows. Pure: sizes and names in, names out."""

from typing import Final, Literal

Shape = Literal["wide", "narrow", "single", "too-small"]

PANES: Final = ("offers", "terms", "what-if", "outlay", "timeline")
WIDE: Final = (116, 32)
ROOMY: Final = 150
"""From this width on, the offers have room for everything."""
NARROW: Final = (78, 22)
SINGLE: Final = (60, 16)
LEAST_TOP: Final = 12
TOP: Final = ("terms", "what-if")
"""Panes that take turns beside the offers when the terminal is narrow."""
BOTTOM: Final = ("outlay", "timeline")
"""Panes that take turns below when the terminal is narrow."""


def shape_of(width: int, height: int) -> Shape:
    """Tell how a terminal of `width` × `height` cells is laid out."""
    shapes: tuple[tuple[Shape, tuple[int, int]], ...] = (
        ("wide", WIDE),
        ("narrow", NARROW),
        ("single", SINGLE),
    )
    for shape, (least_width, least_height) in shapes:
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


def row_heights(shape: Shape, height: int, compared: int) -> str:
    """Give the heights of the rows of panes, as the stylesheet writes them.

    `height` is the terminal's, `compared` the number of offers. Where all panes are shown, the
    table has a line for each offer and some for notes, the timeline two lines for each offer,
    or one where that would leave less than `LEAST_TOP` lines to the panes above.
    """
    if shape != "wide":
        return "1fr 1fr" if shape == "narrow" else "1fr"
    borders = 2
    compared = max(compared, 1)
    room = height - 2 - LEAST_TOP
    notes = max(2, min(4, (height - 30) // 3))
    table = borders + 1 + compared + notes
    lanes = borders + 2 * compared + 1
    if table + lanes > room:
        lanes = borders + compared + 1
    if table + lanes > room:
        table = max(room // 2, 6)
        lanes = max(room - table, 5)
    return f"1fr {table} {lanes}"


def too_small_words(width: int, height: int) -> str:
    return f"{SINGLE[0]}×{SINGLE[1]} needed, {width}×{height} here"
