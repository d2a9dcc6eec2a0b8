import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.picture.sheets import DARK, LABELS, PAPER, sheet, styled
from tui.export.provenance import Labels
from tui.picture.canvas import Canvas
from tui.picture.grid import Grid
from tui.picture.svg import svg

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"


def drawn(grid: Grid) -> ElementTree.Element:
    return ElementTree.fromstring(svg(grid, LABELS))


def paths_of(root: ElementTree.Element, color: str) -> list[str]:
    return [one.get("d", "") for one in root.findall(f"{SVG}path") if one.get("fill") == color]


def test_the_size_is_that_of_the_cells() -> None:
    root = drawn(sheet("abc", "def"))
    assert (root.get("width"), root.get("height")) == ("36", "48")
    assert root.get("viewBox") == "0 0 36 48"


def test_it_says_what_it_is() -> None:
    root = drawn(sheet("a"))
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Title"
    assert root.findtext(f"{SVG}desc") == "What it says"
    assert root[0].tag == f"{SVG}title"


def test_one_color_is_one_rectangle() -> None:
    canvas = Canvas(6, 4, PAPER)
    canvas.fill(1, 1, 4, 2, "#ff0000")
    canvas.put(1, 2, "ab")
    root = drawn(canvas.grid())
    assert paths_of(root, "#ff0000") == ["M12 24h48v48H12z"]
    assert paths_of(root, PAPER.background) == ["M0 0h72v96H0z"]


def test_a_frame_is_four_lines_and_a_bar_one_rectangle() -> None:
    root = drawn(sheet("┌──┐", "│█▌│", "└──┘"))
    (outline,) = [d for d in paths_of(root, DARK.foreground) if "h38" in d]
    assert outline.count("M") == 4
    assert "M12 24h18v24H12z" in paths_of(root, DARK.foreground)


def test_each_glyph_stands_once_and_is_used_where_it_occurs() -> None:
    root = drawn(sheet("abab", "  ba"))
    identifiers = [one.get("id") for one in root.iter(f"{SVG}path") if one.get("id")]
    assert identifiers == ["c61", "c62"]
    uses = [(one.get(LINK), one.get("x"), one.get("y")) for one in root.iter(f"{SVG}use")]
    assert uses[:2] == [("#c61", "0", "0"), ("#c62", "12", "0")]
    assert uses[-1] == ("#c61", "36", "24")
    assert len(uses) == 6


def test_glyphs_are_grouped_by_color() -> None:
    canvas = Canvas(4, 1, PAPER)
    for column, color in enumerate(("#ff0000", "#0000ff", "#ff0000", "#0000ff")):
        canvas.put(0, column, "x", replace(PAPER, foreground=color))
    groups = drawn(canvas.grid()).findall(f"{SVG}g")
    assert [(group.get("fill"), len(group)) for group in groups] == [("#0000ff", 2), ("#ff0000", 2)]


def test_weights_are_glyphs_of_their_own() -> None:
    canvas = Canvas(4, 1, PAPER)
    for column, look in enumerate((PAPER, replace(PAPER, bold=True), replace(PAPER, italic=True))):
        canvas.put(0, column, "a", look)
    found = drawn(canvas.grid()).find(f"{SVG}defs")
    assert found is not None
    assert [one.get("id") for one in found] == ["c61", "i61", "b61"]


def test_it_needs_nothing_from_outside() -> None:
    written = svg(styled(), LABELS)
    assert not re.search(r"<(text|style|script|image|foreignObject)|font|url\(|@import", written)
    assert set(re.findall(r'https?://[^"]*', written)) == {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }
    root = ElementTree.fromstring(written)
    known = {f"#{one.get('id')}" for one in root.iter() if one.get("id")}
    assert {one.get(LINK) for one in root.iter(f"{SVG}use")} <= known


HOSTILE = [
    "]]>",
    "</title><script>alert(1)</script>",
    "&amp; <&> \"quotes\" 'single'",
    "\x00\x01\x1b\x7f\x85",
    "\u202e\u2066right to left\u2069",
    "\ud800\udfff\ufffe\uffff",
    "שלום مرحبا",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_it_is_valid_whatever_the_strings_hold(text: str) -> None:
    canvas = Canvas(60, 1, DARK)
    canvas.put(0, 0, text)
    written = svg(canvas.grid(), Labels(text, text, {text: text}))
    root = ElementTree.fromstring(written.encode("utf-8"))
    assert {one.tag.rpartition("}")[2] for one in root.iter()} <= {
        *("svg", "title", "desc", "metadata", "evidence", "defs", "path", "g", "use")
    }


@given(st.text(), st.text(), st.text(max_size=20))
def test_any_text_gives_a_valid_picture(title: str, description: str, content: str) -> None:
    canvas = Canvas(12, 1, DARK)
    canvas.put(0, 0, content)
    written = svg(canvas.grid(), Labels(title, description, {}))
    ElementTree.fromstring(written.encode("utf-8"))


def test_no_character_is_dropped_in_silence() -> None:
    assert "cw65e5" in svg(sheet("日 "), LABELS)
