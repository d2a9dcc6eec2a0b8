"""Texts made to fit a number of cells."""

from tui.views.layout import cell_width, padded

ELLIPSIS = "…"


def fitted(text: str, width: int) -> str:
    """Cut a text to at most `width` cells; what is cut ends in `…`."""
    if cell_width(text) <= width:
        return text
    if width < 1:
        return ""
    kept = text
    while kept and cell_width(kept) > width - 1:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def filled(text: str, width: int) -> str:
    """Cut or fill a text to exactly `width` cells."""
    return padded(fitted(text, width), max(width, 0))
