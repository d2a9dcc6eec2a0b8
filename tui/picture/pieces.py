"""What a sheet is laid out of: pieces of text in rows, rows in blocks, and the inks of a theme.

Text is measured as the canvas will draw it, whatever it holds. It knows no deals.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Final, Protocol

from tui.picture.canvas import Canvas, Ink
from tui.picture.characters import clusters, visible, width_of

MORE: Final = "…"
_CLAUSE_ENDS: Final = (",", "–", "·", ";")


@dataclass(frozen=True, slots=True)
class SheetColours:
    """The colours of a sheet as `#rrggbb`; `series` holds one for each offer, in turn."""

    ground: str
    panel: str
    ink: str
    soft: str
    rule: str
    accent: str
    warning: str
    series: tuple[str, ...]

    @classmethod
    def of(cls, palette: "Palette") -> "SheetColours":
        """The colours of a sheet out of a theme's palette."""
        return cls(*(getattr(palette, item.name) for item in fields(cls)))


class Palette(Protocol):
    """What has the colours of a sheet, and perhaps more."""

    @property
    def ground(self) -> str:
        """Behind everything."""

    @property
    def panel(self) -> str:
        """Behind what stands apart."""

    @property
    def ink(self) -> str:
        """For text."""

    @property
    def soft(self) -> str:
        """For what matters second."""

    @property
    def rule(self) -> str:
        """For lines."""

    @property
    def accent(self) -> str:
        """For titles."""

    @property
    def warning(self) -> str:
        """For what is not agreed or not known."""

    @property
    def series(self) -> tuple[str, ...]:
        """One for each offer, in turn."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A text from `column` on, or with `ends` before it."""

    column: int
    text: str
    ink: Ink
    ends: bool = False


Row = Sequence[Piece]
Block = Sequence[Row]
EMPTY: Final[Row] = ()


class Inks:
    """The inks of a sheet by what they are for."""

    def __init__(self, colours: SheetColours) -> None:
        self.colours = colours
        self.plain = Ink(colours.ink)
        self.strong = Ink(colours.ink, bold=True)
        self.soft = Ink(colours.soft)
        self.rule = Ink(colours.rule)
        self.title = Ink(colours.accent, bold=True)
        self.warning = Ink(colours.warning)

    def series(self, place: int) -> Ink:
        """The ink of the offer in that place of the catalogue."""
        return Ink(self.colours.series[place % len(self.colours.series)])

    def band(self, place: int) -> Ink:
        """Text upon a band in an offer's colour."""
        return Ink(self.colours.ground, self.series(place).foreground, bold=True)


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


def paragraph(text: str, width: int, ink: Ink, column: int = 0) -> Block:
    """A text in as many rows as it needs."""
    return [[Piece(column, line, ink)] for line in lines_of(text, width)]


def lines_of(text: str, width: int) -> list[str]:
    """Break a text at blanks into lines of at most `width` cells; nothing is lost."""
    lines: list[str] = []
    line = ""
    for word in _words(text, max(width, 2)):
        longer = f"{line} {word}" if line else word
        if line and width_of(longer) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line] if line or not lines else lines


def clauses_of(text: str, width: int) -> list[str]:
    """Break a text after a comma, dash or point where that fits, at any blank where it does not."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        line = f"{line} {word}" if line else word
        if word.endswith(_CLAUSE_ENDS):
            lines.append(line)
            line = ""
    lines += [line] if line else []
    if any(width_of(one) > width for one in lines):
        return lines_of(text, width)
    joined: list[str] = []
    for one in lines:
        if joined and width_of(f"{joined[-1]} {one}") <= width:
            joined[-1] = f"{joined[-1]} {one}"
        else:
            joined.append(one)
    return joined or [""]


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
        rest = visible(word)
        while width_of(rest) > width:
            fits, used = "", 0
            for cluster, cells in clusters(rest):
                if used + cells > width:
                    break
                fits += cluster
                used += cells
            yield fits
            # Accents may have been composed: what is left is what the clusters after these say.
            rest = "".join(cluster for cluster, _ in clusters(rest))[len(fits) :]
        yield rest
