"""A grid as SVG that needs no font, script or network: lines are geometry, text is outlines."""

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from tui.export.provenance import NAMESPACE, Labels, encoded
from tui.picture.boxes import Rectangle
from tui.picture.characters import visible
from tui.picture.font import path
from tui.picture.grid import Grid
from tui.picture.outline import CELL_HEIGHT, CELL_WIDTH, UNITS_PER_PIXEL
from tui.picture.scene import Placed, Scene, scene

_ACROSS = CELL_WIDTH // UNITS_PER_PIXEL
_DOWN = CELL_HEIGHT // UNITS_PER_PIXEL
_SCALE = f"{1 / UNITS_PER_PIXEL:g}".removeprefix("0")


def svg(grid: Grid, labels: Labels, *, inline: bool = False) -> str:
    """The picture of `grid`; whatever the labels hold, the SVG is valid.

    `inline`, its title and description are attributes: programs that draw no SVG show elements'
    text.
    """
    drawing = scene(grid)
    width, height = _pixels(drawing.width), _pixels(drawing.height)
    title, description = visible(labels.title), visible(labels.description, keep="\n")
    said = (
        f'aria-label="{escape(title)}" aria-description="{escape(description)}">'
        if inline
        else 'aria-labelledby="title description">\n'
        f'<title id="title">{_content(title)}</title>\n'
        f'<desc id="description">{_content(description)}</desc>'
    )
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" '
        f'xml:lang="en" {said}',
        *_metadata(labels),
        *_definitions(drawing),
        f'<path fill="{drawing.base}" d="M0 0h{width}v{height}H0z"/>',
        *_rectangles(drawing.backgrounds, ' shape-rendering="crispEdges"'),
        *_rectangles(drawing.lines, ""),
        *_glyphs(drawing.glyphs),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _metadata(labels: Labels) -> Iterator[str]:
    """The evidence; a chart in a page has none of its own."""
    if labels.metadata:
        said = _content(encoded(labels.metadata))
        yield f'<metadata><evidence xmlns="{NAMESPACE}">{said}</evidence></metadata>'


def _definitions(drawing: Scene) -> list[str]:
    glyphs = drawing.distinct()
    if not glyphs:
        return []
    paths = (
        f'<path id="{glyph.name}" transform="scale({_SCALE})" d="{path(glyph)}"/>'
        for glyph in glyphs
    )
    return ["<defs>", *paths, "</defs>"]


def _rectangles(groups: Mapping[str, tuple[Rectangle, ...]], attributes: str) -> Iterable[str]:
    """One path per color: within a path, neighbors leave no seam at any scale."""
    for color, group in groups.items():
        outline = "".join(
            f"M{_pixels(left)} {_pixels(top)}h{_pixels(right - left)}"
            f"v{_pixels(bottom - top)}H{_pixels(left)}z"
            for left, top, right, bottom in group
        )
        yield f'<path fill="{color}"{attributes} d="{outline}"/>'


def _glyphs(groups: Mapping[str, tuple[Placed, ...]]) -> Iterable[str]:
    for color, group in groups.items():
        yield f'<g fill="{color}">'
        for placed in group:
            scale = placed.scale
            x, y = placed.column * _ACROSS // scale, placed.row * _DOWN // scale
            larger = f' transform="scale({scale})"' if scale > 1 else ""
            yield f'<use xlink:href="#{placed.glyph.name}" x="{x}" y="{y}"{larger}/>'
        yield "</g>"


def _pixels(units: int) -> str:
    return f"{units / UNITS_PER_PIXEL:.10g}"


def _content(value: str) -> str:
    return escape(value, quote=False)
