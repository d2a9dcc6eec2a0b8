"""A grid as PDF: the scene of the SVG, with text in a font of the same outlines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tui.export.provenance import PROGRAM, Labels, encoded, source_date
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
    for run in _runs(drawing):
        document.set_font(
            "cells", _FACES[run.bold, run.italic], run.scale * EM_PIXELS * POINTS_PER_PIXEL
        )
        document.set_text_color(run.color)
        x = run.column * CELL_WIDTH / UNITS_PER_PIXEL
        y = (run.row * CELL_HEIGHT + run.scale * BASELINE) / UNITS_PER_PIXEL
        document.text(x, y, "".join(" " if one is None else chr(codes[one]) for one in run.glyphs))


def _in_pixels(piece: Rectangle) -> tuple[float, float, float, float]:
    left, top, right, bottom = (units / UNITS_PER_PIXEL for units in piece)
    return left, top, right - left, bottom - top


@dataclass(slots=True)
class _Run:
    """Glyphs in one style that stand side by side; `None` is a space between words."""

    row: int
    column: int
    scale: int
    color: str
    bold: bool
    italic: bool
    glyphs: list[Glyph | None]
    end: int


def _runs(drawing: Scene) -> Iterator[_Run]:
    """The text from top to bottom and left to right, in as long runs as one style allows."""
    everything = sorted(
        (placed.row, placed.column, placed.scale, color, placed.glyph)
        for color, group in drawing.glyphs.items()
        for placed in group
    )
    run: _Run | None = None
    for row, column, scale, color, glyph in everything:
        style = (row, scale, color, glyph.bold, glyph.italic)
        same = run and style == (run.row, run.scale, run.color, run.bold, run.italic)
        if run and same and column - run.end <= scale:
            run.glyphs.extend([None] * ((column - run.end) // scale) + [glyph])
            run.end = column + scale * glyph.width
            continue
        if run:
            yield run
        end = column + scale * glyph.width
        run = _Run(row, column, scale, color, glyph.bold, glyph.italic, [glyph], end)
    if run:
        yield run
