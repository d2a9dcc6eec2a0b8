"""A glyph as a compact path, in hundredths of a pixel of the 12×24 cell from its upper left corner.

A path is an SVG path of whole numbers with the relative commands `m l h v q z` only.
"""

import re
from collections.abc import Callable, Iterator

CELL_WIDTH = 1200
CELL_HEIGHT = 2400
BASELINE = 1800
UNITS_PER_PIXEL = 100

Point = tuple[int, int]

_TOKEN = re.compile(r"([mlhvqz])|(-?\d+)")
_NUMBERS = {"m": 2, "l": 2, "h": 1, "v": 1, "q": 4, "z": 0}


class Pen:
    """Writes a path from absolute points."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._x = 0
        self._y = 0
        self._start: Point = (0, 0)

    def move(self, x: int, y: int) -> None:
        self._add("m", (x - self._x, y - self._y))
        self._x, self._y = x, y
        self._start = (x, y)

    def line(self, x: int, y: int) -> None:
        """A straight line; one of no length is left out."""
        across, down = x - self._x, y - self._y
        if across and down:
            self._add("l", (across, down))
        elif across:
            self._add("h", (across,))
        elif down:
            self._add("v", (down,))
        self._x, self._y = x, y

    def curve(self, control: Point, end: Point) -> None:
        x, y = self._x, self._y
        self._add("q", (control[0] - x, control[1] - y, end[0] - x, end[1] - y))
        self._x, self._y = end

    def close(self) -> None:
        self._parts.append("z")
        self._x, self._y = self._start

    def polygon(self, points: list[Point]) -> None:
        self.move(*points[0])
        for point in points[1:]:
            self.line(*point)
        self.close()

    def path(self) -> str:
        return "".join(self._parts)

    def _add(self, command: str, numbers: tuple[int, ...]) -> None:
        text = "".join(str(number) if number < 0 else f" {number}" for number in numbers)
        self._parts.append(command + text.removeprefix(" "))


Segment = tuple[str, tuple[Point, ...]]
"""`("move", (to,))`, `("line", (to,))`, `("curve", (control, to))` or `("close", ())`; absolute."""


def segments(path: str) -> Iterator[Segment]:
    """The path read back. Anything but the grammar above is a `ValueError`."""
    tokens = [match.group() for match in _TOKEN.finditer(path)]
    if len(path) != sum(map(len, tokens)) + path.count(" "):
        raise ValueError(f"not a path of this room: {path[:60]!r}")
    x = y = 0
    start = (0, 0)
    position = 0
    while position < len(tokens):
        command = tokens[position]
        count = _NUMBERS[command]
        values = [int(token) for token in tokens[position + 1 : position + 1 + count]]
        position += 1 + count
        if command == "z":
            x, y = start
            yield "close", ()
        elif command == "q":
            control = (x + values[0], y + values[1])
            x, y = x + values[2], y + values[3]
            yield "curve", (control, (x, y))
        else:
            x += values[0] if command in "mlh" else 0
            y += values[-1] if command in "mlv" else 0
            if command == "m":
                start = (x, y)
            yield ("move" if command == "m" else "line"), ((x, y),)


def redrawn(path: str, pen: Pen, place: Callable[[Point], Point]) -> None:
    for kind, points in segments(path):
        placed = [place(point) for point in points]
        if kind == "move":
            pen.move(*placed[0])
        elif kind == "line":
            pen.line(*placed[0])
        elif kind == "curve":
            pen.curve(placed[0], placed[1])
        else:
            pen.close()


def transformed(path: str, pen: Pen, scale: float, across: float, down: float) -> None:
    redrawn(path, pen, lambda at: (round(at[0] * scale + across), round(at[1] * scale + down)))


def slanted(path: str) -> str:
    """`path` leaning to the right: an italic for a font that has none."""
    pen = Pen()
    middle = BASELINE - 500
    redrawn(path, pen, lambda at: (round(at[0] + (middle - at[1]) * SLANT), at[1]))
    return pen.path()


SLANT = 0.19
"""How far an italic leans, as the tangent of its angle (11°)."""
