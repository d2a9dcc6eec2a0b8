"""A briefing as PowerPoint: the answer as title, a table to edit, the chart as a picture.

Later slides hold what the figures rest on; the notes the command and the sheet as text; a custom
XML part the scenario. Of the library's template only one layout remains.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from tui import PROGRAM
from tui.domain.comparison import Comparison, Standing
from tui.export.palettes import PALETTES, Palette
from tui.export.provenance import (
    CUSTOM_PART,
    CUSTOM_RELATION,
    Labels,
    custom_part,
    repacked,
)
from tui.picture.characters import CELLS, visible
from tui.picture.grid import Grid, text
from tui.picture.outline import CELL_HEIGHT, CELL_WIDTH
from tui.picture.picture_formats import Sheet
from tui.picture.png import png
from tui.picture.sheet import chart_grid
from tui.views.columns import chosen
from tui.views.day import day_sentences
from tui.views.footnotes import Footnotes
from tui.views.headline import headline
from tui.views.sources import source_words
from tui.views.words import as_of_words, place_of, rule_words, scenario_words

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide
    from pptx.text.text import TextFrame

WIDTH: Final = 12_192_000
HEIGHT: Final = 6_858_000
"""Of a slide, in EMU (914,400 an inch): 13.333 × 7.5 inches, 16:9."""
MARGIN: Final = 457_200
_POINT: Final = 12_700
TITLE_POINTS: Final = 24
TEXT_POINTS: Final = 14
"""Nothing on a slide is set smaller."""
_TABLE_TOP: Final = 1_350_000
_ROW: Final = 27 * _POINT
"""A row of the table; one that is set in two lines takes two of them."""
_MOST_ROWS: Final = 9
"""Offers on a slide; more of them go on on slides of their own."""
_FOOT_TOP: Final = HEIGHT - 420_000
_LEAST_OF_CHART: Final = 0.6
"""Of its full size; where there is less room for it, the chart has a slide of its own."""
_TEXT_TOP: Final = 900_000
_LINES: Final = 24
"""Lines of text on a slide of notes; a heading takes two, for what is before it."""
_LINE_CELLS: Final = 115
"""Letters of text in a line, about."""
_COLUMNS: Final = chosen("mark offer total status coverage range", brief=True)
_WHOLE: Final = ("mark", "offer", "total")
"""Columns whose texts are never broken."""
_CELL_EDGES: Final = 12 * _POINT
"""Left and right in a cell together."""
_TITLE_LETTERS: Final = 100
"""In two lines of any font."""
_LETTER: Final = 0.56 * TEXT_POINTS * _POINT
"""How wide a letter of the text is, about, in EMU."""


class TableRow(NamedTuple):
    """A row of the table, of an offer or of heads."""

    standing: Standing | None
    texts: Sequence[str]
    height: int


class SlideText(NamedTuple):
    """A heading, or a text under it."""

    words: str
    heading: bool = False


def pptx(sheet: Sheet) -> bytes:
    """The slides of a sheet's comparison, in its theme; of a screen, with that as the picture."""
    from pptx import Presentation

    comparison, labels, said = sheet.comparison, sheet.labels, sheet.labels.metadata
    palette = PALETTES[f"deals-{said['theme'].removeprefix('deals-')}"]
    presentation = Presentation()
    _make_ours(presentation, comparison, labels)
    shown = [said.get("command", ""), "\n".join(map(text, sheet.pages)), said["scenario"]]
    notes = "\n\n".join(filter(None, shown))
    sentence, *more = headline(comparison, lambda words: len(words) <= _TITLE_LETTERS)
    slide = _slide(presentation, sentence, palette)
    if said["view"] == "screen":
        _chart(slide, sheet.pages[0], labels, _TABLE_TOP)
    elif comparison.standings:
        widths, heads, rows = _rows(comparison)
        first, *rest = _parted(heads, rows)
        chart = chart_grid(comparison, palette, said["view"])
        below = _table(slide, comparison, widths, first, palette) + 150_000
        for part in rest:
            _table(_slide(presentation, sentence, palette), comparison, widths, part, palette)
        if rest or _FOOT_TOP - below < _LEAST_OF_CHART * _height(chart):
            _chart(_slide(presentation, sentence, palette), chart, labels, _TABLE_TOP)
        else:
            _chart(slide, chart, labels, below)
    words = f"{scenario_words(comparison.scenario)} · {as_of_words(comparison)}"
    _text(slide, [SlideText(words)], palette, HEIGHT - 400_000, 300_000)
    slide.notes_slide.notes_text_frame.text = visible(notes, keep="\n")
    under = [SlideText(one) for one in (*more, *day_sentences(comparison))]
    for page in _pages([*under, *_basis(comparison)]):
        slide = _slide(presentation, "What the figures rest on", palette)
        _text(slide, page, palette, _TEXT_TOP, HEIGHT - _TEXT_TOP - MARGIN)
    written = BytesIO()
    presentation.save(written)
    return repacked(written.getvalue())


def _make_ours(presentation: "Presentation", comparison: Comparison, labels: Labels) -> None:
    """16:9, one layout, our own properties, the scenario; nothing of the template's author."""
    from pptx.opc.package import Part
    from pptx.opc.packuri import PackURI

    widened = WIDTH / presentation.slide_width
    presentation.slide_width, presentation.slide_height = WIDTH, HEIGHT
    presentation.element.sldSz.attrib.pop("type", None)
    layouts = presentation.slide_layouts
    for layout in list(layouts):
        if layout.name != "Title Only":
            layouts.remove(layout)
    for holder in (presentation.slide_master, layouts[0]):
        for shape in holder.placeholders:
            if shape.width:
                shape.left, shape.width = round(shape.left * widened), round(shape.width * widened)
    package = presentation.part.package
    for key, relation in list(package._rels.items()):  # the library removes no part of a package
        if relation.reltype.endswith("/thumbnail"):
            package._rels.pop(key)
    for key, relation in list(presentation.part.rels.items()):
        if relation.reltype.endswith("/printerSettings"):
            presentation.part.rels.pop(key)
    for part in package.iter_parts():
        if part.partname == "/docProps/app.xml":
            part._blob = _APP.encode()
    core = presentation.core_properties
    core.author = core.last_modified_by = PROGRAM
    core.title, core.subject = visible(labels.title)[:255], visible(labels.description)[:255]
    core.keywords, core.comments, core.category = "", "", ""
    core.created = core.modified = datetime.combine(comparison.as_of, time())
    core.revision, core.language = 1, "en-US"
    part = Part(
        PackURI(f"/{CUSTOM_PART}"),
        "application/xml",
        package,
        custom_part(labels.metadata).encode(),
    )
    presentation.part.relate_to(part, CUSTOM_RELATION)


_APP: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    f"<PresentationFormat>Widescreen</PresentationFormat><Application>{PROGRAM}</Application>"
    "</Properties>"
)


def _slide(presentation: "Presentation", title: str, palette: Palette) -> "Slide":
    slide = presentation.slides.add_slide(presentation.slide_layouts[0])
    holder = slide.shapes.title
    holder.left, holder.top = MARGIN, 300_000
    holder.width, holder.height = WIDTH - 2 * MARGIN, 900_000
    _set(holder.text_frame, [SlideText(title, heading=True)], palette, TITLE_POINTS)
    return slide


def _set(
    frame: "TextFrame", paragraphs: Sequence[SlideText], palette: Palette, points: int
) -> None:
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    for number, one in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        if number and one.heading:
            paragraph.space_before = points * _POINT
        _run(paragraph, one.words, palette.ink, points, bold=one.heading)


def _run(paragraph: Any, words: str, color: str, points: int, *, bold: bool = False) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.lang import MSO_LANGUAGE_ID

    run = paragraph.add_run()
    run.text = visible(words)
    run.font.size, run.font.bold = points * _POINT, bold
    run.font.color.rgb = RGBColor.from_string(color.removeprefix("#"))
    run.font.language_id = MSO_LANGUAGE_ID.ENGLISH_US


def _rows(comparison: Comparison) -> tuple[Sequence[int], TableRow, Sequence[TableRow]]:
    """The widths of the columns, the heads, and a row for each offer."""
    texts = [[column.title for column in _COLUMNS]]
    texts += [[column.text(comparison, one) for column in _COLUMNS] for one in comparison.ranked]
    widths = _widths(texts, WIDTH - 2 * MARGIN)
    heads, *rows = (
        TableRow(standing, each, _row_height(each, widths))
        for standing, each in zip((None, *comparison.ranked), texts, strict=True)
    )
    return widths, heads, rows


def _row_height(texts: Sequence[str], widths: Sequence[int]) -> int:
    lines = max(
        -(-round(len(words) * _LETTER) // (wide - _CELL_EDGES))
        for words, wide in zip(texts, widths, strict=True)
    )
    return _ROW + (lines - 1) * 18 * _POINT


def _parted(heads: TableRow, rows: Sequence[TableRow]) -> Sequence[Sequence[TableRow]]:
    """As many rows as a slide holds, under heads, again and again."""
    parts = [[heads]]
    for row in rows:
        below = _TABLE_TOP + sum(one.height for one in parts[-1]) + row.height
        if below > _FOOT_TOP or len(parts[-1]) > _MOST_ROWS:
            parts.append([heads])
        parts[-1].append(row)
    return parts


def _table(
    slide: "Slide",
    comparison: Comparison,
    widths: Sequence[int],
    rows: Sequence[TableRow],
    palette: Palette,
) -> int:
    """A table of the slide program's own, with a heading row; gives where it ends."""
    from pptx.dml.color import RGBColor
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

    frame = slide.shapes.add_table(
        len(rows), len(_COLUMNS), MARGIN, _TABLE_TOP, WIDTH - 2 * MARGIN, _ROW
    )
    frame.name = "What each offer comes to"
    table = frame.table
    table.horz_banding = False
    for at, wide in enumerate(widths):
        table.columns[at].width = wide
    for row, (standing, texts, height) in enumerate(rows):
        table.rows[row].height = height
        for at, words in enumerate(texts):
            cell = table.cell(row, at)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            cell.margin_top = cell.margin_bottom = 2 * _POINT
            cell.margin_left = cell.margin_right = _CELL_EDGES // 2
            cell.fill.solid()
            ground = (
                palette.accent if row == 0 else palette.panel if row % 2 == 0 else palette.ground
            )
            cell.fill.fore_color.rgb = RGBColor.from_string(ground.removeprefix("#"))
            paragraph = cell.text_frame.paragraphs[0]
            right = _COLUMNS[at].alignment == "right"
            paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
            _run(paragraph, words, _ink(comparison, standing, at, palette), TEXT_POINTS,
                 bold=row == 0 or _COLUMNS[at].id in ("mark", "total"))  # fmt: skip
    return _TABLE_TOP + sum(row.height for row in rows)


def _widths(rows: Sequence[Sequence[str]], width: int) -> Sequence[int]:
    """Columns as wide as their texts; what is too much is taken from those that may break."""
    longest = [max(map(len, texts)) for texts in zip(*rows, strict=True)]
    wanted = [round(count * _LETTER) + _CELL_EDGES for count in longest]
    whole = [column.id in _WHOLE for column in _COLUMNS]
    kept = sum(wide for wide, keeps in zip(wanted, whole, strict=True) if keeps)
    share = (width - kept) / (sum(wanted) - kept)
    return [
        wide if keeps else round(wide * share) for wide, keeps in zip(wanted, whole, strict=True)
    ]


def _ink(comparison: Comparison, standing: Standing | None, at: int, palette: Palette) -> str:
    """The color of a cell's text: a mark has its offer's own."""
    if standing is None:
        return palette.ground
    if _COLUMNS[at].id != "mark":
        return palette.ink
    return palette.color_at(place_of(comparison.catalog, standing.offer.id))


def _height(chart: Grid) -> int:
    return (WIDTH - 2 * MARGIN) * chart.height * CELL_HEIGHT // (chart.width * CELL_WIDTH)


def _chart(slide: "Slide", chart: Grid, labels: Labels, top: int) -> None:
    """The chart as a picture; its description is the answer."""
    picture = slide.shapes.add_picture(
        BytesIO(png(chart, labels, scale=2)), MARGIN, top, width=WIDTH - 2 * MARGIN
    )
    most = _FOOT_TOP - top
    if picture.height > most:
        picture.width, picture.height = round(picture.width * most / picture.height), most
    picture.name = "What it costs"
    picture._element.nvPicPr.cNvPr.set("descr", visible(labels.description))


def _basis(comparison: Comparison) -> Iterator[SlideText]:
    """Inputs, readings, caveats and sources, each under its heading."""
    notes, rule = Footnotes(comparison, CELLS), rule_words(comparison.catalog)
    yield SlideText("Inputs", heading=True)
    yield from map(SlideText, (scenario_words(comparison.scenario), *notes.further))
    yield SlideText("Readings of the price", heading=True)
    for one in comparison.ranked:
        yield SlideText(f"{one.offer.short}: {notes.readings_said[one.offer.id]}")
    warnings = dict.fromkeys(
        f"{one.offer.short}: {words}" for one in comparison.ranked for words in one.warnings
    )
    if warnings or rule:
        yield SlideText("Caveats", heading=True)
        yield from map(SlideText, filter(None, (*warnings, rule)))
    yield SlideText("Sources", heading=True)
    for number, source in notes.cited:
        address = f" {source.url}" if source.url else ""
        yield SlideText(f"{number}  {source_words(source)}{address}")


def _pages(paragraphs: Sequence[SlideText]) -> Iterator[Sequence[SlideText]]:
    """Share paragraphs out over slides by their lines; a heading stays with what follows."""
    page: list[SlideText] = []
    used = 0
    for at, one in enumerate(paragraphs):
        lines = _lines(one)
        with_next = sum(map(_lines, paragraphs[at + 1 : at + 2])) if one.heading else 0
        if page and used + lines + with_next > _LINES:
            yield page
            page, used = [], 0
        page.append(one)
        used += lines
    yield page


def _lines(one: SlideText) -> int:
    return -(-len(one.words) // _LINE_CELLS) + one.heading


def _text(
    slide: "Slide", paragraphs: Sequence[SlideText], palette: Palette, top: int, height: int
) -> None:
    box = slide.shapes.add_textbox(MARGIN, top, WIDTH - 2 * MARGIN, height)
    _set(box.text_frame, paragraphs, palette, TEXT_POINTS)
