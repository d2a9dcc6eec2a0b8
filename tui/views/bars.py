"""Lengths and heights drawn with block characters."""

BAR = "▆"
"""Lower than a line, so that bars under each other stay apart."""
LEAST = "▖"
UP = " ▁▂▃▄▅▆▇█"


def bar(value: int, longest: int, cells: int) -> str:
    """Draw a bar of `cells` cells for the longest value; what is not zero is never nothing."""
    if value <= 0 or longest <= 0:
        return " " * cells
    whole = (2 * value * cells + longest) // (2 * longest)
    return (BAR * min(whole, cells) or LEAST).ljust(cells)


def column(value: int, highest: int, cells: int = 1) -> tuple[str, ...]:
    """Draw a column of `cells` cells, top first; what is not zero is never nothing."""
    if value <= 0 or highest <= 0:
        return (" ",) * cells
    eighths = max(value * cells * 8 // highest, 1)
    return tuple(UP[max(0, min(8, eighths - 8 * level))] for level in reversed(range(cells)))
