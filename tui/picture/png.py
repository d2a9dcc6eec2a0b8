"""A grid as PNG: the SVG, drawn by resvg, with resolution, title, description and evidence."""

import struct
from io import BytesIO

from tui.export.provenance import KEYWORD, PNG_SIGNATURE, Labels, chunk, chunks, encoded, text_chunk
from tui.picture.characters import visible
from tui.picture.grid import Grid
from tui.picture.outline import CELL_WIDTH, UNITS_PER_PIXEL
from tui.picture.svg import svg

SLIDE_METRES = 12_192_000 / 36_000_000
"""The width of a slide of 13.333 inches, which a picture fills at every scale."""


def png(grid: Grid, labels: Labels, *, scale: int) -> bytes:
    """The picture of `grid` at `scale` 1, 2 or 3; anything else is a `ValueError`."""
    if scale not in {1, 2, 3}:
        raise ValueError(f"a PNG is drawn at scale 1, 2 or 3, not {scale}")
    import resvg_py

    drawn = resvg_py.svg_to_bytes(
        svg_string=svg(grid, labels),
        skip_system_fonts=True,
        zoom=float(scale),
    )
    density = round(grid.width * CELL_WIDTH // UNITS_PER_PIXEL * scale / SLIDE_METRES)
    extra = [
        chunk(b"pHYs", struct.pack(">IIB", density, density, 1)),
        text_chunk("Title", visible(labels.title)),
        text_chunk("Description", visible(labels.description, keep="\n")),
        text_chunk(KEYWORD, encoded(labels.metadata)),
    ]
    head, *rest = [
        chunk(kind, content) for kind, content in chunks(_smaller(bytes(drawn))) if kind != b"pHYs"
    ]
    return PNG_SIGNATURE + b"".join([head, *extra, *rest])


def _smaller(drawn: bytes) -> bytes:
    """The same pixels as numbers of a palette, where no color is off by more than one of 255."""
    from PIL import Image, ImageChops

    with Image.open(BytesIO(drawn)) as image:
        pixels = image.convert("RGB")  # nothing is transparent: a picture has a ground
    numbers = pixels.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    off = ImageChops.difference(numbers.convert("RGB"), pixels).histogram()
    if any(count for at, count in enumerate(off) if at % 256 > 1):
        return drawn
    written = BytesIO()
    numbers.save(written, "PNG")
    return min(written.getvalue(), drawn, key=len)
