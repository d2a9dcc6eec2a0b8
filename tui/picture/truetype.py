"""Glyphs as a TrueType font: a PDF's own small one, and a browser's. Loads fontTools."""

from collections.abc import Sequence
from io import BytesIO
from itertools import count
from typing import Any

from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]  # has no types
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]  # has no types

from tui.picture.font import Glyph, path
from tui.picture.outline import BASELINE, CELL_HEIGHT, CELL_WIDTH, segments

UNITS_PER_EM = 2000
EM_PIXELS = 20
"""The font size in pixels at which a cell of this font is 12×24."""
_PRIVATE = 0xE000
_EPOCH = 2_082_844_800
"""1 January 1970 in the seconds since 1904 that a font counts: the same font has the same bytes."""


def code_points(glyphs: Sequence[Glyph]) -> dict[Glyph, int]:
    """The code point of each glyph: its own, or a private one where it has several."""
    own = {glyph: ord(glyph.text) for glyph in glyphs if len(glyph.text) == 1}
    taken = set(own.values())  # A text may hold private characters itself.
    free = (code for code in count(_PRIVATE) if code not in taken)
    several = dict.fromkeys(glyph.text for glyph in glyphs if glyph not in own)
    private = dict(zip(several, free, strict=False))
    return {glyph: own.get(glyph) or private[glyph.text] for glyph in glyphs}


def truetype(codes: dict[Glyph, int], *, name: str) -> bytes:
    """A TrueType font with these glyphs under these code points, and a space."""
    outlines = {".notdef": _outline(None), "space": _outline(None)}
    widths = {".notdef": CELL_WIDTH, "space": CELL_WIDTH}
    characters = {0x20: "space"}
    for glyph, code in codes.items():
        own = f"u{code:05X}"
        outlines[own] = _outline(glyph)
        widths[own] = glyph.width * CELL_WIDTH
        characters[code] = own
    builder = FontBuilder(UNITS_PER_EM, isTTF=True)
    builder.font.recalcTimestamp = False
    builder.setupHead(unitsPerEm=UNITS_PER_EM, created=_EPOCH, modified=_EPOCH)
    builder.setupGlyphOrder(list(outlines))
    builder.setupCharacterMap(characters)
    builder.setupGlyf(outlines)
    builder.setupHorizontalMetrics(
        {own: (width, getattr(outlines[own], "xMin", 0)) for own, width in widths.items()}
    )
    builder.setupHorizontalHeader(ascent=BASELINE, descent=BASELINE - CELL_HEIGHT)
    builder.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name})
    builder.setupOS2(sTypoAscender=BASELINE, sTypoDescender=BASELINE - CELL_HEIGHT)
    builder.setupPost(isFixedPitch=1)
    written = BytesIO()
    builder.save(written)
    return written.getvalue()


def _outline(glyph: Glyph | None) -> Any:
    pen = TTGlyphPen(None)
    for kind, points in segments(path(glyph)) if glyph else ():
        placed = [(x, BASELINE - y) for x, y in points]
        if kind == "move":
            pen.moveTo(placed[0])
        elif kind == "line":
            pen.lineTo(placed[0])
        elif kind == "curve":
            pen.qCurveTo(*placed)
        else:
            pen.closePath()
    return pen.glyph()
