"""A grid as PDF: the scene of the SVG, with text in a font of the same outlines."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tui import PROGRAM
from tui.export.provenance import Labels, encoded, source_date
from tui.picture.boxes import Rectangle
from tui.picture.characters import visible
from tui.picture.font import Glyph
from tui.picture.grid import Grid, text
from tui.picture.outline import BASELINE, CELL_HEIGHT, CELL_WIDTH, UNITS_PER_PIXEL
from tui.picture.scene import Scene, scene

if TYPE_CHECKING:
    from fpdf import FPDF

POINTS_PER_PIXEL = 0.75
"""A pixel is 1/96 inch, a point 1/72."""
_UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
_DATE = re.compile(rb"/CreationDate \(D:[^)]*\)")
_FACES = {(False, False): "", (True, False): "B", (False, True): "I", (True, True): "BI"}


def pdf(pages: Sequence[Grid], labels: Labels) -> bytes:
    """A document of these pages, each as large as its grid at 96 pixels to the inch.

    The metadata is in the keywords. To a screen reader each page is a figure with its text in place
    of a picture. The date is that of SOURCE_DATE_EPOCH; without, there is none.
    """
    from fpdf import FPDF, ViewerPreferences

    drawings = [scene(grid) for grid in pages]
    date = source_date()
    document = FPDF(unit=POINTS_PER_PIXEL, format=_size(drawings[0]))
    document.set_margin(0)
    document.set_auto_page_break(False)
    document.set_title(visible(labels.title))
    document.set_subject(visible(labels.description, keep="\n"))
    document.set_keywords(encoded(labels.metadata))
    document.set_creator(PROGRAM)
    document.set_lang("en-US")
    document.set_creation_date(date or _UNDATED)
    document.viewer_preferences = ViewerPreferences(display_doc_title=True)
    with TemporaryDirectory(prefix="deals-picture-") as folder:
        codes = _add_fonts(document, drawings, Path(folder))
        for number, (grid, drawing) in enumerate(zip(pages, drawings, strict=True)):
            document.add_page(format=_size(drawing))
            if not number:
                document.start_section(visible(labels.title))
            # private: only images can be tagged by what fpdf2 calls its interface
            with document._marked_sequence(title=visible(labels.title), alt_text=text(grid)):
                _draw(document, drawing, codes)
        written = bytes(document.output())
    return written if date else _DATE.sub(lambda found: b" " * len(found[0]), written)


def _size(drawing: Scene) -> tuple[float, float]:
    return drawing.width / UNITS_PER_PIXEL, drawing.height / UNITS_PER_PIXEL


def _add_fonts(document: "FPDF", drawings: Sequence[Scene], folder: Path) -> dict[Glyph, int]:
    """Add the fonts in use, from files that fpdf2 reads until the document is written."""
    from tui.picture.truetype import code_points, truetype

    codes = code_points(sorted({glyph for one in drawings for glyph in one.distinct()}))
    for (bold, italic), face in _FACES.items():
        own = {one: code for one, code in codes.items() if (one.bold, one.italic) == (bold, italic)}
        if own:
            file = folder / f"cells{face}.ttf"
            file.write_bytes(truetype(own, name=f"FiraCodeCells{face}"))
            document.add_font("cells", face, file)
    return codes


def _draw(document: "FPDF", drawing: Scene, codes: dict[Glyph, int]) -> None:
    from tui.picture.truetype import EM_PIXELS

    document.set_fill_color(drawing.base)
    document.rect(0, 0, *_size(drawing), style="F")
    for groups in (drawing.backgrounds, drawing.lines):
        for color, group in groups.items():
            document.set_fill_color(color)
            for piece in group:
                document.rect(*_in_pixels(piece), style="F")
    for column, (row, scale, color, bold, italic), glyphs in _runs(drawing):
        document.set_font("cells", _FACES[bold, italic], scale * EM_PIXELS * POINTS_PER_PIXEL)
        document.set_text_color(color)
        x = column * CELL_WIDTH / UNITS_PER_PIXEL
        y = (row * CELL_HEIGHT + scale * BASELINE) / UNITS_PER_PIXEL
        document.text(x, y, "".join(" " if one is None else chr(codes[one]) for one in glyphs))


def _in_pixels(piece: Rectangle) -> tuple[float, float, float, float]:
    left, top, right, bottom = (units / UNITS_PER_PIXEL for units in piece)
    return left, top, right - left, bottom - top


Look = tuple[int, int, str, bool, bool]
"""Row, scale, color, whether bold, whether italic."""


def _runs(drawing: Scene) -> Iterator[tuple[int, Look, Sequence[Glyph | None]]]:
    """The text from the top left, in runs of a column, a look and glyphs; `None` is a space."""
    everything = sorted(
        (placed.row, placed.column, placed.scale, color, placed.glyph)
        for color, group in drawing.glyphs.items()
        for placed in group
    )
    begin = end = 0
    look: Look | None = None
    glyphs: list[Glyph | None] = []
    for row, column, scale, color, glyph in everything:
        own = (row, scale, color, glyph.bold, glyph.italic)
        if own == look and column - end <= scale:
            glyphs += [None] * ((column - end) // scale)
        else:
            if look:
                yield begin, look, glyphs
            begin, look, glyphs = column, own, []
        glyphs.append(glyph)
        end = column + scale * glyph.width
    if look:
        yield begin, look, glyphs
