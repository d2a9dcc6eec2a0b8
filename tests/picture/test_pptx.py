"""Slides: an answer, a table, a chart; nothing of the library's template; the same bytes."""

import re
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from tests.effort import THOROUGH
from tests.picture.offers import compared, line, offer
from tui.domain.comparison import Comparison, compare
from tui.domain.scenario import Scenario
from tui.files.catalog import read_catalog
from tui.files.places import catalog_path
from tui.picture.grid import text as text_of
from tui.picture.picture_formats import drawn
from tui.picture.sheet import briefing_sheet
from tui.views.columns import chosen
from tui.views.headline import answer, headline

DAY = date(2026, 11, 25)


def slides(comparison: Comparison, theme: str = "paper") -> bytes:
    return drawn(briefing_sheet(comparison, catalog_path(), theme=theme), "pptx")


@pytest.fixture(scope="module")
def shipped() -> Comparison:
    scenario = Scenario(months=36, after="list", assume={"hosting": Decimal("40179.20")})
    return compare(read_catalog(catalog_path()), scenario, DAY)


def opened(content: bytes) -> Any:
    from pptx import Presentation

    return Presentation(BytesIO(content))


def test_the_first_slide_is_the_answer_a_table_and_a_chart(shipped: Comparison) -> None:
    presentation = opened(slides(shipped))
    assert (presentation.slide_width, presentation.slide_height) == (12_192_000, 6_858_000)
    first = presentation.slides[0]
    assert first.shapes.title.text == headline(shipped, lambda words: len(words) <= 100)[0]
    (table,) = (shape.table for shape in first.shapes if shape.has_table)
    columns = chosen("mark offer total status coverage range", brief=True)
    shown = [[cell.text for cell in row.cells] for row in table.rows]
    assert shown[0] == [column.title for column in columns]
    assert shown[1:] == [[one.text(shipped, row) for one in columns] for row in shipped.ranked]
    (picture,) = (shape for shape in first.shapes if shape.shape_type == 13)
    assert picture._element.nvPicPr.cNvPr.get("descr") == answer(shipped)
    assert picture.top + picture.height <= 6_858_000
    notes = first.notes_slide.notes_text_frame.text
    assert "deals shot" in notes
    assert "What it costs" in notes
    assert "months = 36" in notes


def test_the_rest_holds_every_source_and_nothing_is_small(shipped: Comparison) -> None:
    presentation = opened(slides(shipped))
    words = "\n".join(
        shape.text_frame.text
        for slide in presentation.slides
        for shape in slide.shapes
        if shape.has_text_frame
    )
    for standing in shipped.standings:
        for source in standing.quote.reading.sources:
            assert shipped.catalog.sources[source].title in words
    (hosting,) = (
        one
        for one in shipped.catalog.assumptions["hosting"].suggestions
        if one.value == shipped.scenario.assume["hosting"]
    )
    for source in hosting.sources:
        assert shipped.catalog.sources[source].title in words
    sheet = briefing_sheet(shipped, catalog_path())
    numbered = re.compile(r"^ *(\d+) +(?:\W )?(.{20})", re.MULTILINE)
    listed = "".join(map(text_of, sheet.pages)).partition("Sources\n")[2]
    assert dict(numbered.findall(words.partition("Sources\n")[2])) == dict(numbered.findall(listed))
    for name in ZipFile(BytesIO(slides(shipped))).namelist():
        if name.startswith("ppt/slides/slide"):
            text = ZipFile(BytesIO(slides(shipped))).read(name).decode()
            assert min(map(int, re.findall(r'sz="(\d+)"', text))) >= 1400


@pytest.mark.parametrize("count", [0, 1, 40 if THOROUGH else 15, None])
def test_no_offer_is_left_out(count: int | None) -> None:
    """Without a count, all that are shipped, in rows of several lines."""
    if count is None:
        catalog = read_catalog(catalog_path())
        comparison = compare(catalog, Scenario(months=30, offers=tuple(catalog.offers)), DAY)
    else:
        comparison = compared(*(offer(f"Offer{at}", line(str(at + 1))) for at in range(count)))
    presentation = opened(slides(comparison))
    rows = [
        row.cells[1].text
        for slide in presentation.slides
        for shape in slide.shapes
        if shape.has_table
        for row in list(shape.table.rows)[1:]
    ]
    assert rows == [one.quote.name for one in comparison.ranked]
    for slide in presentation.slides:
        for shape in slide.shapes:
            assert shape.top + shape.height <= 6_858_000
            if shape.has_table:
                assert shape.top + sum(row.height for row in shape.table.rows) <= 6_858_000


def test_nothing_of_the_template_is_left_and_the_bytes_are_the_same(shipped: Comparison) -> None:
    content = slides(shipped)
    assert content == slides(shipped)
    parts = ZipFile(BytesIO(content))
    assert not [name for name in parts.namelist() if "thumbnail" in name or "printer" in name]
    every = b"".join(parts.read(name) for name in parts.namelist())
    for trace in (b"Steve Canny", b"(4:3)", b"screen4x3"):
        assert trace not in every
    core = opened(content).core_properties
    assert (core.author, core.created.date()) == ("OneGov Deal Explorer", DAY)


def test_texts_that_could_do_harm_stay_texts() -> None:
    harmful = "</a:t><x> &amp; \x1b[31m ]]> =cmd"
    presentation = opened(slides(compared(offer(harmful, line("1")))))
    (table,) = (shape.table for shape in presentation.slides[0].shapes if shape.has_table)
    assert "</a:t><x> &amp;" in table.cell(1, 1).text
    assert "\x1b" not in table.cell(1, 1).text
