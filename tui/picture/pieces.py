"""What a sheet is laid out of: pieces of text in rows, rows in blocks, and the inks of a theme.

Text is measured as the canvas will draw it, whatever it holds. It knows no deals.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Final

from tui.export.palettes import Palette
from tui.picture.canvas import Canvas, Ink
from tui.picture.characters import clusters, visible, width_of
from tui.views.layout import CLAUSE_END, broken, set_in_lines

MORE: Final = "…"


@dataclass(frozen=True, slots=True)
class SheetColors:
    """The colors of a sheet as `#rrggbb`; `series` holds one for each offer, in turn."""

    ground: str
    ink: str
    soft: str
    rule: str
    accent: str
    warning: str
    series: tuple[str, ...]

    @classmethod
    def of(cls, palette: Palette) -> "SheetColors":
        """The colors of a sheet out of a theme's palette."""
        return cls(*(getattr(palette, item.name) for item in fields(cls)))


@dataclass(frozen=True, slots=True)
class Piece:
    """A text from `column` on, or with `ends` before it."""

    column: int
    text: str
    ink: Ink
    ends: bool = False


Row = Sequence[Piece]
Block = Sequence[Row]


class Inks:
    """The inks of a sheet by what they are for."""

    def __init__(self, colors: SheetColors) -> None:
        self.colors = colors
        self.plain = Ink(colors.ink)
        self.strong = Ink(colors.ink, bold=True)
        self.soft = Ink(colors.soft)
        self.rule = Ink(colors.rule)
        self.title = Ink(colors.accent, bold=True)
        self.warning = Ink(colors.warning)

    def series(self, place: int) -> Ink:
        """The ink of the offer in that place of the catalog."""
        return Ink(self.colors.series[place % len(self.colors.series)])

    def band(self, place: int) -> Ink:
        """Text upon a band in an offer's color."""
        return Ink(self.colors.ground, self.series(place).foreground, bold=True)


def put(canvas: Canvas, top: int, left: int, block: Block) -> int:
    """Put a block on a canvas and give the row after it."""
    for row, pieces in enumerate(block, top):
        for piece in pieces:
            if piece.ends:
                canvas.put_right(row, left + piece.column, piece.text, piece.ink)
            else:
                canvas.put(row, left + piece.column, piece.text, piece.ink)
    return top + len(block)


def moved(block: Block, columns: int) -> Block:
    """The same block further to the right."""
    return [
        [Piece(one.column + columns, one.text, one.ink, one.ends) for one in row] for row in block
    ]


def paragraph(text: str, width: int, ink: Ink) -> Block:
    """A text in as many rows as it needs."""
    return [[Piece(0, line, ink)] for line in lines_of(text, width)]


def lines_of(text: str, width: int) -> list[str]:
    """Break a text at blanks into lines of at most `width` cells; nothing is lost."""
    return set_in_lines(_words(text, max(width, 2)), width, width_of)


def clauses_of(text: str, width: int) -> list[str]:
    """Break a text after a comma, dash or point where that fits, at any blank where it does not."""
    clauses = CLAUSE_END.split(" ".join(text.split()))
    if any(width_of(clause) > width for clause in clauses):
        return lines_of(text, width)
    return set_in_lines(clauses, width, width_of)


def shortened(text: str, width: int) -> str:
    """A text as it is, or its beginning and `…` where it is wider than `width` cells."""
    shown = visible(text)
    if width_of(shown) <= width:
        return shown
    kept, used = "", 0
    for cluster, cells in clusters(shown):
        if used + cells > width - 1:
            break
        kept += cluster
        used += cells
    return kept.rstrip() + MORE


def fitting(
    items: Sequence[Block], rows: int, more: Callable[[int], Row], *, among: int | None = None
) -> Block:
    """Whole items in at most `rows` rows; where some are left out, the last row says how many.

    `among` is how many there are where some were left out before.
    """
    count = len(items) if among is None else among
    if count == len(items) and sum(map(len, items)) <= rows:
        return [row for item in items for row in item]
    shown: list[Row] = []
    left = count
    for item in items:
        if len(shown) + len(item) + 1 > rows:
            break
        shown.extend(item)
        left -= 1
    return [*shown, more(left)][: max(rows, 0)]


def _words(text: str, width: int) -> Iterator[str]:
    """Yield the words of a text as they will be drawn, those wider than a line in pieces."""
    for word in text.split():
        shown = visible(word)
        if width_of(shown) <= width:
            yield shown
        else:
            yield from broken(clusters(shown), width)
