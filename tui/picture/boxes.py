"""Box drawing (U+2500), blocks (U+2580) and braille (U+2800) as rectangles of a 1200×2400 cell.

Rectangles of neighboring cells are merged without seams, as outlines are not.
"""

import unicodedata
from functools import lru_cache

Rectangle = tuple[int, int, int, int]
"""Left, top, right, bottom in hundredths of a pixel."""

_WIDTH, _HEIGHT = 1200, 2400
_LIGHT, _HEAVY, _DOUBLE = 100, 200, 100
"""Half the thickness of a stroke."""
_RAIL = 200
"""How far the two strokes of a double line lie from the middle."""
_WEIGHTS = {"LIGHT": 1, "SINGLE": 1, "HEAVY": 2, "DOUBLE": 3}
_DIRECTIONS = {
    "LEFT": ("left",),
    "RIGHT": ("right",),
    "UP": ("up",),
    "DOWN": ("down",),
    "HORIZONTAL": ("left", "right"),
    "VERTICAL": ("up", "down"),
}
_DASHES = {"DOUBLE": (2, 400), "TRIPLE": (3, 200), "QUADRUPLE": (4, 200)}
_TALL_DASHES = {"DOUBLE": (2, 800), "TRIPLE": (3, 400), "QUADRUPLE": (4, 400)}
_QUADRANTS = {  # upper left, upper right, lower left, lower right
    0x2596: "..x.", 0x2597: "...x", 0x2598: "x...", 0x2599: "x.xx", 0x259A: "x..x",
    0x259B: "xxx.", 0x259C: "xx.x", 0x259D: ".x..", 0x259E: ".xx.", 0x259F: ".xxx",
}  # fmt: skip


@lru_cache(maxsize=512)
def rectangles(character: str) -> tuple[Rectangle, ...]:
    """The rectangles that draw `character`; none when it is not drawn with rectangles."""
    if len(character) != 1:
        return ()
    code = ord(character)
    if 0x2500 <= code <= 0x257F:
        return _box(unicodedata.name(character).removeprefix("BOX DRAWINGS ").split())
    if 0x2580 <= code <= 0x259F:
        return _block(code)
    if 0x2800 <= code <= 0x28FF:
        return _braille(code - 0x2800)
    return ()


@lru_cache(maxsize=64)
def partition(character: str) -> tuple[tuple[Rectangle, ...], tuple[Rectangle, ...]] | None:
    """The parts of the cell that a block fills and those it leaves; `None` if it is no block.

    Side by side, they leave no fringe of the color below.
    """
    if len(character) != 1 or not 0x2580 <= ord(character) <= 0x259F:
        return None
    filled = rectangles(character)
    if not filled:
        return None
    if ord(character) in _QUADRANTS:
        return filled, tuple(piece for piece in _quarters("xxxx") if piece not in filled)
    left, top, right, bottom = filled[0]
    beside = ((0, 0, left, _HEIGHT), (right, 0, _WIDTH, _HEIGHT))
    around = (*beside, (0, 0, _WIDTH, top), (0, bottom, _WIDTH, _HEIGHT))
    return filled, tuple(piece for piece in around if piece[0] < piece[2] and piece[1] < piece[3])


def _box(words: list[str]) -> tuple[Rectangle, ...]:
    if "DIAGONAL" in words:
        return ()
    if "DASH" in words:
        return _dashed(words)
    if "ARC" in words:  # The straight rest of a rounded corner; the corner itself is an outline.
        return ((500, 1800, 700, 2400),) if "DOWN" in words else ((500, 0, 700, 600),)
    arms = _arms(words)
    return tuple(rectangle for direction in arms for rectangle in _arm(direction, arms))


def _arms(words: list[str]) -> dict[str, int]:
    """Which of the four arms a character has, and how heavy each is, read from its Unicode name."""
    parts = " ".join(words).split(" AND ")
    weights = [_WEIGHTS[word] for word in words if word in _WEIGHTS]
    arms: dict[str, int] = {}
    for part in parts:
        own = [_WEIGHTS[word] for word in part.split() if word in _WEIGHTS]
        for word in part.split():
            for direction in _DIRECTIONS.get(word, ()):
                arms[direction] = own[0] if own else weights[0]
    return arms


def _arm(direction: str, arms: dict[str, int]) -> list[Rectangle]:
    """One arm from the middle of the cell to its edge, long enough to join the arms across it."""
    before, after = ("up", "down") if direction in {"left", "right"} else ("left", "right")
    sides = (arms.get(before, 0), arms.get(after, 0))
    opposite = {"left": "right", "right": "left", "up": "down", "down": "up"}[direction]
    weight = arms[direction]
    if weight == 3:
        strokes = [
            (-_RAIL, _rail_reach(sides[0], sides[1])),
            (_RAIL, _rail_reach(sides[1], sides[0])),
        ]
        return [_stroke(direction, offset, _DOUBLE, reach) for offset, reach in strokes]
    half = _LIGHT if weight == 1 else _HEAVY
    return [_stroke(direction, 0, half, _reach(sides, arms.get(opposite, 0)))]


def _rail_reach(near: int, far: int) -> int:
    """How far past the middle a rail of a double line starts, by the arms across it."""
    if near == 3:
        return _DOUBLE - _RAIL
    if near:
        return _LIGHT
    return _RAIL + _DOUBLE if far == 3 else (_LIGHT if far else 0)


def _reach(sides: tuple[int, int], opposite: int) -> int:
    """How far past the middle a single line starts, for the arms across it and the one opposite."""
    if sides == (3, 3):
        return 0 if opposite else _DOUBLE - _RAIL
    if 3 in sides:
        return 0 if opposite else _RAIL + _DOUBLE
    return {0: 0, 1: _LIGHT, 2: _HEAVY}[max(sides)]


def _stroke(direction: str, offset: int, half: int, reach: int) -> Rectangle:
    middle_x, middle_y = _WIDTH // 2, _HEIGHT // 2
    if direction == "left":
        return 0, middle_y + offset - half, middle_x + reach, middle_y + offset + half
    if direction == "right":
        return middle_x - reach, middle_y + offset - half, _WIDTH, middle_y + offset + half
    if direction == "up":
        return middle_x + offset - half, 0, middle_x + offset + half, middle_y + reach
    return middle_x + offset - half, middle_y - reach, middle_x + offset + half, _HEIGHT


def _dashed(words: list[str]) -> tuple[Rectangle, ...]:
    half = _LIGHT if words[0] == "LIGHT" else _HEAVY
    across = words[-1] == "HORIZONTAL"
    count, length = (_DASHES if across else _TALL_DASHES)[words[1]]
    period = (_WIDTH if across else _HEIGHT) // count
    starts = [period * number + (period - length) // 200 * 100 for number in range(count)]
    if across:
        return tuple((start, 1200 - half, start + length, 1200 + half) for start in starts)
    return tuple((600 - half, start, 600 + half, start + length) for start in starts)


def _block(code: int) -> tuple[Rectangle, ...]:
    """Blocks end on whole pixels, so that bars are sharp: an eighth of the width is rounded up."""
    if code == 0x2580:
        return ((0, 0, _WIDTH, _HEIGHT // 2),)
    if code <= 0x2588:
        return ((0, _HEIGHT - (code - 0x2580) * 300, _WIDTH, _HEIGHT),)
    if code <= 0x258F:
        return ((0, 0, (3 * (0x2590 - code) + 1) // 2 * 100, _HEIGHT),)
    if code == 0x2590:
        return ((600, 0, _WIDTH, _HEIGHT),)
    if code == 0x2594:
        return ((0, 0, _WIDTH, 300),)
    if code == 0x2595:
        return ((1000, 0, _WIDTH, _HEIGHT),)
    return _quarters(_QUADRANTS.get(code, "...."))


def _quarters(pattern: str) -> tuple[Rectangle, ...]:
    corners = ((0, 0), (600, 0), (0, 1200), (600, 1200))
    return tuple(
        (x, y, x + 600, y + 1200)
        for (x, y), mark in zip(corners, pattern, strict=True)
        if mark == "x"
    )


def _braille(dots: int) -> tuple[Rectangle, ...]:
    """Dots that touch: a line of them is solid, as one of a chart has to be on a slide."""
    places = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))
    return tuple(
        (600 * column, 600 * row, 600 * column + 600, 600 * row + 600)
        for number, (column, row) in enumerate(places)
        if dots >> number & 1
    )
