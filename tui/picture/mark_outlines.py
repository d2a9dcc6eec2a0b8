"""Geometric marks, rounded corners, diagonals and shades as outlines.

The marks that tell offers apart are drawn here rather than taken from a font, so that all of them
have the same visual weight and the same middle as the lines of box drawing. Must not know colors
or formats.
"""

from collections.abc import Callable
from functools import lru_cache
from math import cos, pi, sin

from tui.picture.outline import CELL_HEIGHT, CELL_WIDTH, Pen, Point

_X, _Y = 600, 1200
_LINE = 160
"""The thickness of a hollow mark: that of a stem of the font."""


def _circle(pen: Pen, radius: float, *, inside: bool = False, x: int = _X, y: int = _Y) -> None:
    """Eight quadratic curves; the way round decides whether it fills or cuts."""
    turn = -1 if inside else 1
    outer = radius / cos(pi / 8)
    pen.move(round(x + radius), y)
    for step in range(8):
        middle, end = turn * (step + 0.5) * pi / 4, turn * (step + 1) * pi / 4
        pen.curve(
            (round(x + outer * cos(middle)), round(y + outer * sin(middle))),
            (round(x + radius * cos(end)), round(y + radius * sin(end))),
        )
    pen.close()


def _disc(radius: int) -> Callable[[Pen], None]:
    return lambda pen: _circle(pen, radius)


def _ring(radius: int) -> Callable[[Pen], None]:
    def draw(pen: Pen) -> None:
        _circle(pen, radius)
        _circle(pen, radius - _LINE, inside=True)

    return draw


def _solid(*points: Point) -> Callable[[Pen], None]:
    return lambda pen: pen.polygon(list(points))


def _hollow(*points: Point, line: int = _LINE) -> Callable[[Pen], None]:
    """A polygon, given clockwise, with its inside cut out."""

    def draw(pen: Pen) -> None:
        pen.polygon(list(points))
        pen.polygon(_inset(list(points), line)[::-1])

    return draw


def _inset(points: list[Point], distance: float) -> list[Point]:
    """The corners of a clockwise polygon moved inwards so that each side moves by `distance`."""
    moved = []
    for number, (x, y) in enumerate(points):
        before = _direction(points[number - 1], (x, y))
        after = _direction((x, y), points[(number + 1) % len(points)])
        turn = before[0] * after[1] - before[1] * after[0]
        moved.append(
            (
                round(x + distance * (after[0] - before[0]) / turn),
                round(y + distance * (after[1] - before[1]) / turn),
            )
        )
    return moved


def _direction(start: Point, end: Point) -> tuple[float, float]:
    across, down = end[0] - start[0], end[1] - start[1]
    length = (across**2 + down**2) ** 0.5
    return across / length, down / length


def _star(*, hollow: bool) -> Callable[[Pen], None]:
    def points(radius: float) -> list[Point]:
        angles = [number * pi / 5 - pi / 2 for number in range(10)]
        radii = [radius if number % 2 == 0 else radius * 0.42 for number in range(10)]
        return [
            (round(_X + size * cos(angle)), round(_Y + 30 + size * sin(angle)))
            for size, angle in zip(radii, angles, strict=True)
        ]

    def draw(pen: Pen) -> None:
        pen.polygon(points(600))
        if hollow:
            pen.polygon(points(330)[::-1])

    return draw


def _strokes(half: int, *lines: tuple[Point, Point]) -> Callable[[Pen], None]:
    """Straight strokes of twice `half` in thickness."""

    def draw(pen: Pen) -> None:
        for start, end in lines:
            across, down = _direction(start, end)
            x, y = round(-down * half), round(across * half)
            pen.polygon(
                [
                    (start[0] + x, start[1] + y),
                    (start[0] - x, start[1] - y),
                    (end[0] - x, end[1] - y),
                    (end[0] + x, end[1] + y),
                ]
            )

    return draw


def _dots(radius: int, *places: Point) -> Callable[[Pen], None]:
    def draw(pen: Pen) -> None:
        for x, y in places:
            _circle(pen, radius, x=x, y=y)

    return draw


def _corner(right: bool, down: bool) -> Callable[[Pen], None]:
    """A quarter of a ring that joins the lines of box drawing."""

    def draw(pen: Pen) -> None:
        x = CELL_WIDTH if right else 0
        y = _Y + 600 if down else _Y - 600
        across, along = (-1 if right else 1), (-1 if down else 1)
        pen.move(x, y + along * 700)
        for radius, steps in ((700, (1, 2)), (500, (1, 0))):
            if radius == 500:
                pen.line(x + across * 500, y)
            outer = radius / cos(pi / 8)
            for step in steps:
                end = step * pi / 4
                middle = end - pi / 8 if radius == 700 else end + pi / 8
                pen.curve(
                    (
                        round(x + across * outer * sin(middle)),
                        round(y + along * outer * cos(middle)),
                    ),
                    (round(x + across * radius * sin(end)), round(y + along * radius * cos(end))),
                )
        pen.close()

    return draw


def _rising(pen: Pen) -> None:
    """From the lower left to the upper right corner, cut at the edges so that hatches join."""
    w, h = 110, 220
    pen.polygon(
        [
            *((0, CELL_HEIGHT), (0, CELL_HEIGHT - h), (CELL_WIDTH - w, 0)),
            *((CELL_WIDTH, 0), (CELL_WIDTH, h), (w, CELL_HEIGHT)),
        ]
    )


def _falling(pen: Pen) -> None:
    w, h = 110, 220
    pen.polygon(
        [
            *((0, 0), (w, 0), (CELL_WIDTH, CELL_HEIGHT - h)),
            *((CELL_WIDTH, CELL_HEIGHT), (CELL_WIDTH - w, CELL_HEIGHT), (0, h)),
        ]
    )


def _crossing(pen: Pen) -> None:
    _rising(pen)
    _falling(pen)


def _shade(wanted: Callable[[int, int], bool]) -> Callable[[Pen], None]:
    """Squares of two by two pixels."""

    def draw(pen: Pen) -> None:
        for row in range(12):
            for column in range(6):
                if wanted(row, column):
                    x, y = column * 200, row * 200
                    pen.polygon([(x, y), (x + 200, y), (x + 200, y + 200), (x, y + 200)])

    return draw


def _warning(pen: Pen) -> None:
    pen.polygon([(600, 580), (1190, 1780), (10, 1780)])
    pen.polygon([(520, 980), (560, 1420), (640, 1420), (680, 980)])
    pen.polygon([(525, 1500), (525, 1640), (675, 1640), (675, 1500)])


_UP = ((600, 630), (1160, 1700), (40, 1700))
_DOWN = ((40, 700), (1160, 700), (600, 1770))
_LEFT = ((1100, 640), (1100, 1760), (80, 1200))
_RIGHT = ((100, 640), (1120, 1200), (100, 1760))
_SQUARE = ((200, 800), (1000, 800), (1000, 1600), (200, 1600))
_DIAMOND = ((600, 600), (1160, 1200), (600, 1800), (40, 1200))
_SMALL_UP = ((600, 900), (950, 1500), (250, 1500))
_SMALL_DOWN = ((250, 900), (950, 900), (600, 1500))
_SMALL_LEFT = ((900, 850), (900, 1550), (300, 1200))
_SMALL_RIGHT = ((300, 850), (900, 1200), (300, 1550))
_SHIFT = ((600, 540), (1170, 1180), (870, 1180), (870, 1760), (330, 1760), (330, 1180), (30, 1180))
_SMALL_SQUARE = ((350, 950), (850, 950), (850, 1450), (350, 1450))

_DRAWN: dict[str, Callable[[Pen], None]] = {
    "●": _disc(460), "○": _ring(480), "◦": _ring(260), "⭘": _ring(560), "⬤": _disc(560),
    "▲": _solid(*_UP), "△": _hollow(*_UP), "▼": _solid(*_DOWN), "▽": _hollow(*_DOWN),
    "◀": _solid(*_LEFT), "◁": _hollow(*_LEFT), "▶": _solid(*_RIGHT), "▷": _hollow(*_RIGHT),
    "■": _solid(*_SQUARE), "□": _hollow(*_SQUARE), "◆": _solid(*_DIAMOND),
    "◇": _hollow(*_DIAMOND), "▪": _solid(*_SMALL_SQUARE), "▫": _hollow(*_SMALL_SQUARE),
    "▴": _solid(*_SMALL_UP), "▵": _hollow(*_SMALL_UP), "▾": _solid(*_SMALL_DOWN),
    "▿": _hollow(*_SMALL_DOWN), "◂": _solid(*_SMALL_LEFT), "◃": _hollow(*_SMALL_LEFT),
    "▸": _solid(*_SMALL_RIGHT), "▹": _hollow(*_SMALL_RIGHT),
    "⇧": _hollow(*_SHIFT, line=120), "★": _star(hollow=False), "☆": _star(hollow=True),
    "✓": _strokes(80, ((130, 1240), (480, 1680)), ((417, 1688), (1060, 560))),
    "✗": _strokes(90, ((200, 1700), (1000, 600)), ((280, 700), (920, 1700))),
    "✘": _strokes(150, ((200, 1700), (1000, 600)), ((260, 700), (940, 1700))),
    "✔": _strokes(150, ((140, 1250), (480, 1660)), ((400, 1650), (1060, 560))),
    "′": _strokes(80, ((660, 430), (540, 860))),
    "″": _strokes(80, ((490, 430), (370, 860)), ((830, 430), (710, 860))),
    "⋮": _dots(120, (600, 720), (600, 1200), (600, 1680)),
    "⋯": _dots(120, (200, 1200), (600, 1200), (1000, 1200)), "⚠": _warning,
    "╭": _corner(right=True, down=True), "╮": _corner(right=False, down=True),
    "╰": _corner(right=True, down=False), "╯": _corner(right=False, down=False),
    "╱": _rising, "╲": _falling, "╳": _crossing,
    "░": _shade(lambda row, column: row % 2 == 0 and (column + row // 2) % 2 == 0),
    "▒": _shade(lambda row, column: (row + column) % 2 == 0),
    "▓": _shade(lambda row, column: row % 2 == 1 or (column + row // 2) % 2 == 1),
}  # fmt: skip


def marks() -> frozenset[str]:
    """Every character drawn here."""
    return frozenset(_DRAWN)


@lru_cache(maxsize=128)
def outline(character: str) -> str | None:
    """The path of `character`, or `None` when it is not drawn here."""
    draw = _DRAWN.get(character)
    if draw is None:
        return None
    pen = Pen()
    draw(pen)
    return pen.path()


def frame(pen: Pen, width: int) -> None:
    """The box in which the code of a character without a glyph is written, `width` cells wide."""
    right, line = width * CELL_WIDTH - 100, 100
    pen.polygon([(100, 300), (right, 300), (right, 2100), (100, 2100)])
    pen.polygon(
        [
            *((100 + line, 300 + line), (100 + line, 2100 - line)),
            *((right - line, 2100 - line), (right - line, 300 + line)),
        ]
    )
