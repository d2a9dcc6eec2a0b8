"""Makes the outlines in `tui/picture/firacode/` from a Fira Code release.

    npm pack firacode@6.2.0 && tar xzf firacode-6.2.0.tgz
    python scripts/make_font.py package

Needs fontTools, which the program itself does not. Same release in, same bytes out.
"""

import sys
from pathlib import Path

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tui.picture.font import marks  # noqa: E402
from tui.picture.outline import BASELINE, CELL_WIDTH, Pen, segments, transformed  # noqa: E402

TARGET = ROOT / "tui" / "picture" / "firacode"
SUBSET = (
    (0x0020, 0x017F),  # ASCII, Latin-1, Latin Extended-A
    (0x0192, 0x0192),
    (0x0218, 0x021B),
    (0x02C6, 0x02DD),
    (0x0370, 0x03FF),  # Greek
    (0x2010, 0x205E),  # punctuation
    (0x2070, 0x209C),  # superscripts and subscripts
    (0x20A0, 0x20BF),  # currencies
    (0x2100, 0x218F),  # letterlike, fractions
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematics
    (0x2300, 0x231F),  # technical signs and keys, without the parts of tall brackets
    (0x2322, 0x239A),
    (0x23CE, 0x2426),  # and the pictures of control characters
    (0x25A0, 0x25FF),  # geometric shapes
    (0x2600, 0x2BFF),  # symbols, check marks, arrows
    (0xFFFD, 0xFFFD),
)

SYMBOLS = frozenset(range(0x2100, 0x2C00)) - {ord("√")}  # whose bar covers the next digit
OVERHANG = 40


class _OutlinePen(BasePen):
    """Passes a glyph to our pen: `y` turned downwards, whole numbers."""

    def __init__(self, glyphs: object, pen: Pen) -> None:
        super().__init__(glyphs)
        self._pen = pen

    def _place(self, point: tuple[float, float]) -> tuple[int, int]:
        return round(point[0]), round(BASELINE - point[1])

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 - the name is fontTools'
        self._pen.move(*self._place(pt))

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 - the name is fontTools'
        self._pen.line(*self._place(pt))

    def _qCurveToOne(  # noqa: N802 - the name is fontTools'
        self, pt1: tuple[float, float], pt2: tuple[float, float]
    ) -> None:
        self._pen.curve(self._place(pt1), self._place(pt2))

    def _closePath(self) -> None:  # noqa: N802 - the name is fontTools'
        self._pen.close()


def outlines(file: Path) -> dict[int, str]:
    """Every outline of the subset that `file` has and `marks.txt` does not, by code point."""
    font = TTFont(file)
    glyphs, names, widths = font.getGlyphSet(), font.getBestCmap(), font["hmtx"]
    drawn = {ord(mark) for mark in marks()}
    found: dict[int, str] = {}
    for first, last in SUBSET:
        for code in range(first, last + 1):
            if code in names and code not in drawn and widths[names[code]][0] == CELL_WIDTH:
                pen = Pen()
                glyphs[names[code]].draw(_OutlinePen(glyphs, pen))
                found[code] = fitted(pen.path()) if code in SYMBOLS else pen.path()
    return found


def fitted(path: str) -> str:
    """`path`, made smaller if it is much wider than a cell: its neighbours stay free."""
    points = [point for _, some in segments(path) for point in some]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    if left >= -OVERHANG and right <= CELL_WIDTH + OVERHANG:
        return path
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    scale = CELL_WIDTH / (right - left)
    pen = Pen()
    middle = (top + bottom) / 2
    transformed(path, pen, scale, -left * scale, middle - middle * scale)
    return pen.path()


def main() -> None:
    """Write `regular.txt`, `bold.txt` and the license."""
    package = Path(sys.argv[1])
    TARGET.mkdir(parents=True, exist_ok=True)
    for weight in ("Regular", "Bold"):
        file = package / "distr" / "ttf" / f"FiraCode-{weight}.ttf"
        version = TTFont(file)["name"].getDebugName(5)
        found = outlines(file)
        lines = [
            f"# Fira Code {weight}, {version}, a subset; SIL Open Font License 1.1, see OFL.txt",
            "# made by scripts/make_font.py: code point, outline as tui/picture/outline.py says",
            *(f"{code:04x} {path}" for code, path in sorted(found.items())),
        ]
        target = TARGET / f"{weight.lower()}.txt"
        target.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
        print(f"{target.relative_to(ROOT)}: {len(found)} outlines, {target.stat().st_size} bytes")
    terms = (package / "LICENSE").read_text(encoding="utf-8")
    (TARGET / "OFL.txt").write_text(terms, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
