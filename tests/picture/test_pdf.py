"""The PDF, read by a reader that is not the library that wrote it."""

import re
import zlib
from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.picture.sheets import sheet, styled
from tui.export.provenance import Labels
from tui.picture.font import Glyph
from tui.picture.grid import text
from tui.picture.pdf import pdf
from tui.picture.truetype import code_points


def written() -> bytes:
    return pdf([styled()], Labels("Briefing [25%]", "The answer is $1.", {"scenario": "a"}))


@pytest.fixture(autouse=True)
def no_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def test_its_words_are_found() -> None:
    reader = PdfReader(BytesIO(written()))
    (first,) = (page.extract_text() for page in reader.pages)
    for words in ("○ Alpha ▲ Beta ■ Gamma ◆ Delta", "$1,234.56", "italic", "“≥ 3” – 5 × 7 … §"):
        assert words in first
    assert "日" in first


def test_the_page_is_as_large_as_its_grid() -> None:
    (page,) = PdfReader(BytesIO(written())).pages
    assert tuple(page.mediabox) == (0, 0, 40 * 9, 8 * 18)


def test_it_says_what_it_is() -> None:
    reader = PdfReader(BytesIO(written()))
    assert reader.metadata is not None
    assert reader.metadata.title == "Briefing [25%]"
    assert reader.metadata.subject == "The answer is $1."
    assert reader.metadata.keywords == '{"scenario":"a"}'
    assert str(reader.root_object["/Lang"]) == "en-US"
    assert [str(one["/Title"]) for one in reader.outline if isinstance(one, dict)] == [
        "Briefing [25%]"
    ]


def test_to_a_screen_reader_each_page_is_a_figure_with_its_text() -> None:
    reader = PdfReader(BytesIO(pdf([styled(), sheet("page two")], Labels("T", "", {}))))
    assert reader.root_object["/MarkInfo"]["/Marked"]  # type: ignore[index]  # a dictionary
    (document,) = reader.root_object["/StructTreeRoot"]["/K"]  # type: ignore[index]  # the same
    figures = [one.get_object() for one in document.get_object()["/K"]]
    assert [one["/S"] for one in figures] == ["/Figure", "/Figure"]
    assert [one["/Alt"] for one in figures] == [text(styled()), "page two\n"]


def test_everything_is_vectors_with_the_font_inside() -> None:
    document = written()
    reader = PdfReader(BytesIO(document))
    assert not [image for page in reader.pages for image in page.images]
    assert document.count(b"/FontFile2") == document.count(b"/Type /FontDescriptor") == 4


def test_there_is_no_date_unless_one_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    assert b"CreationDate" not in written()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert b"/CreationDate (D:19700102000000" in written()


@pytest.mark.parametrize("seconds", ["9" * 14, "9" * 400, "-1", "٣"])
def test_a_moment_that_cannot_be_is_none(seconds: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
    assert b"CreationDate" not in written()


def test_a_private_character_is_not_mistaken_for_joined_ones() -> None:
    glyphs = [Glyph("q\u0301"), Glyph("x\u0301", bold=True), Glyph("x\u0301"), Glyph("\ue000")]
    codes = code_points(glyphs)
    assert codes[glyphs[3]] == 0xE000
    assert codes[glyphs[1]] == codes[glyphs[2]]
    assert len(set(codes.values())) == 3


def test_no_clock_is_in_its_streams() -> None:
    streams = [
        zlib.decompress(one) for one in re.findall(rb"stream\n(x.*?)\nendstream", written(), re.S)
    ]
    assert streams
    assert not any(str(datetime.now(UTC).year).encode() + b"-" in one for one in streams)
