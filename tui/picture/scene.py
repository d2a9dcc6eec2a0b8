"""What SVG and PDF draw of a grid: merged rectangles and placed glyphs, in 1/100 of a pixel."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tui.picture.boxes import Rectangle, partition, rectangles
from tui.picture.font import SHADES, SLIM_GAP, Glyph, has_outline, path, plain
from tui.picture.grid import Cell, Grid
from tui.picture.outline import CELL_HEIGHT, CELL_WIDTH

_UNDERLINE = (2000, 2100)
_STRIKE = (1200, 1300)


@dataclass(frozen=True, slots=True)
class Placed:
    """A glyph and the cell whose top left corner is its own."""

    row: int
    column: int
    glyph: Glyph
    scale: int = 1


@dataclass(frozen=True, slots=True)
class Scene:
    """What to draw by color, in this order: `base` everywhere, then the fields below it."""

    width: int
    height: int
    base: str
    backgrounds: Mapping[str, tuple[Rectangle, ...]]
    lines: Mapping[str, tuple[Rectangle, ...]]
    glyphs: Mapping[str, tuple[Placed, ...]]

    def distinct(self) -> list[Glyph]:
        return sorted({placed.glyph for group in self.glyphs.values() for placed in group})


def scene(grid: Grid) -> Scene:
    """What to draw for `grid`; a character that has no outline is a box with its code."""
    backgrounds: dict[str, list[Rectangle]] = defaultdict(list)
    lines: dict[str, list[Rectangle]] = defaultdict(list)
    glyphs: dict[str, list[Placed]] = defaultdict(list)
    base = _most_common(grid)
    for (row, column, cell), (_, across, _) in zip(grid.placed(), grid.drawn(), strict=True):
        style = cell.style
        if cell.text == " " and style.background == base and not (style.underline or style.strike):
            continue
        y = row * CELL_HEIGHT
        filled, left, strokes, glyph = _parts(cell)
        if filled or style.background != base:
            backgrounds[style.foreground] += _moved(filled, column * CELL_WIDTH, y)
            backgrounds[style.background] += _moved(left, column * CELL_WIDTH, y)
        if strokes:
            lines[style.foreground] += _moved(strokes, across * CELL_WIDTH, y)
        if glyph is not None:
            placed = Placed(row, across, glyph, 1 + style.double)
            glyphs[style.foreground].append(placed)
    backgrounds.pop(base, None)
    return Scene(
        grid.width * CELL_WIDTH,
        grid.height * CELL_HEIGHT,
        base,
        {color: merged(backgrounds[color]) for color in sorted(backgrounds) if backgrounds[color]},
        {color: merged(lines[color]) for color in sorted(lines) if lines[color]},
        {color: tuple(glyphs[color]) for color in sorted(glyphs)},
    )


def merged(pieces: Iterable[Rectangle]) -> tuple[Rectangle, ...]:
    """The same area in fewer rectangles: neighbors in a row are joined, then equal rows."""
    rows: list[Rectangle] = []
    for piece in sorted(pieces, key=lambda one: (one[1], one[3], one[0])):
        if rows and rows[-1][1::2] == piece[1::2] and piece[0] <= rows[-1][2]:
            left, top, right, bottom = rows.pop()
            rows.append((left, top, max(right, piece[2]), bottom))
        else:
            rows.append(piece)
    blocks: list[Rectangle] = []
    for piece in sorted(rows, key=lambda one: (one[0], one[2], one[1])):
        if blocks and blocks[-1][::2] == piece[::2] and piece[1] <= blocks[-1][3]:
            left, top, right, bottom = blocks.pop()
            blocks.append((left, top, right, max(bottom, piece[3])))
        else:
            blocks.append(piece)
    return tuple(sorted(blocks, key=lambda one: (one[1], one[0], one[3], one[2])))


@lru_cache(1 << 12)
def _parts(
    cell: Cell,
) -> tuple[Sequence[Rectangle], Sequence[Rectangle], Sequence[Rectangle], Glyph | None]:
    """What a cell is made of: areas of its foreground, of its background, strokes, a glyph."""
    strokes = tuple(_moved(_strokes(cell), 0, 0, 1 + cell.style.double))
    return *_areas(cell), strokes, _glyph(cell)


def _areas(cell: Cell) -> tuple[tuple[Rectangle, ...], tuple[Rectangle, ...]]:
    """What a cell fills with its foreground and what with its background."""
    whole = (0, 0, cell.width * CELL_WIDTH, CELL_HEIGHT)
    parts = None if cell.style.double else partition(cell.text)
    if parts and cell.style.slim:
        (left, _, right, _), *_ = parts[0]
        gaps = ((0, 0, whole[2], SLIM_GAP), (0, CELL_HEIGHT - SLIM_GAP, *whole[2:]))
        return ((left, SLIM_GAP, right, CELL_HEIGHT - SLIM_GAP),), gaps
    return parts or ((), (whole,))


def _strokes(cell: Cell) -> Iterator[Rectangle]:
    if cell.text != " " and (cell.style.double or partition(cell.text) is None):
        yield from rectangles(cell.text)
    for wanted, (top, bottom) in (
        (cell.style.underline, _UNDERLINE),
        (cell.style.strike, _STRIKE),
    ):
        if wanted:
            yield 0, top, cell.width * CELL_WIDTH, bottom


def _moved(pieces: Iterable[Rectangle], x: int, y: int, scale: int = 1) -> Iterator[Rectangle]:
    for left, top, right, bottom in pieces:
        yield left * scale + x, top * scale + y, right * scale + x, bottom * scale + y


def _glyph(cell: Cell) -> Glyph | None:
    """The glyph of a cell; `None` when rectangles say it all or there is nothing to draw."""
    if cell.text == " ":
        return None
    slim = cell.style.slim and cell.text in SHADES
    glyph = plain(Glyph(cell.text, cell.style.bold, cell.style.italic, cell.width, slim))
    if rectangles(cell.text) and not has_outline(cell.text):
        return None
    return glyph if path(glyph) else None


def _most_common(grid: Grid) -> str:
    counts: Counter[str] = Counter()
    for row in grid.rows:
        for cell in row:
            counts[cell.style.background] += cell.width
    return min(counts, key=lambda color: (-counts[color], color))
