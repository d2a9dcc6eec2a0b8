"""Words about keys, parted by ` · `, for as much room as there is. Pure."""

from typing import Final

from tui.views.layout import cell_width, fitted

BETWEEN: Final = " · "


def hint_for(words: str, width: int) -> str:
    """Set words in so many cells, which they would not fill.

    Where they have no room, colons go, then the words before the last: it says how to leave.
    """
    *parts, last = words.split(BETWEEN)
    if parts and cell_width(words) > width:
        *parts, last = words.replace(": ", " ").split(BETWEEN)
    while parts and cell_width(BETWEEN.join((*parts, last))) > width:
        parts.pop()
    return fitted(BETWEEN.join((*parts, last)), width)
