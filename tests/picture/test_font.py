import pytest

from tui.picture.boxes import rectangles
from tui.picture.font import Glyph, has_outline, marks, path, plain
from tui.picture.outline import CELL_HEIGHT, CELL_WIDTH, Pen, segments, slanted

REPERTOIRE = (
    "".join(chr(code) for code in range(0x21, 0x7F))
    + "".join(chr(code) for code in range(0xA1, 0x17F) if code != 0xAD)
    + "–—‘’‚“”„…•†‡‰′″‹›⁄‐‑"
    + "≥≤≠≈×÷±−∞∙·√∆∑∏∂∫µΩπ"
    + "←↑→↓↔↕⇧"
    + "○●▲△■□◆◇▼▽◀▶◁▷★☆✓✔✗✘▪▫▴▾◂▸▹◦◉◎◊⚠☐☑☒"
    + "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉½¼¾"
    + "$¢£¥€₹₽"
    + "╱╲╳░▒▓╭╮╰╯"
    + "⋮⋯⏎⌫⌘␛␊�™№"
)


@pytest.mark.parametrize("bold", [False, True], ids=["regular", "bold"])
def test_the_repertoire_is_there_in_both_weights(bold: bool) -> None:
    missing = [one for one in REPERTOIRE if not (has_outline(one) and path(Glyph(one, bold)))]
    assert missing == []


def test_boxes_and_blocks_are_never_missing() -> None:
    every = [chr(code) for code in range(0x2500, 0x25A0)]
    assert [one for one in every if not rectangles(one) and not has_outline(one)] == []


@pytest.mark.parametrize("bold", [False, True], ids=["regular", "bold"])
def test_glyphs_lie_about_their_cell(bold: bool) -> None:
    """A little beyond it is how Fira Code draws accents and bold letters."""
    for one in REPERTOIRE:
        points = [point for _, some in segments(path(Glyph(one, bold))) for point in some]
        assert min(x for x, _ in points) >= -100, one
        assert max(x for x, _ in points) <= CELL_WIDTH + 250, one
        assert min(y for _, y in points) >= -300, one
        assert max(y for _, y in points) <= CELL_HEIGHT + 100, one


@pytest.mark.parametrize("mark", sorted(marks().keys() - set("╱╲╳░▒▓╭╮╰╯")))
def test_marks_stay_inside_their_cell(mark: str) -> None:
    for _, points in segments(marks()[mark]):
        assert all(0 <= x <= CELL_WIDTH and 0 < y < CELL_HEIGHT for x, y in points)


def test_a_missing_character_is_a_box_with_its_code_and_never_nothing() -> None:
    boxes = {text: path(Glyph(text, width=2)) for text in ("日", "本", "🎉")}
    assert all(boxes.values())
    assert len(set(boxes.values())) == 3
    assert path(Glyph("日", width=2)) != path(Glyph("日", width=1))


def test_selectors_and_odd_hyphens_are_drawn_as_what_they_stand_for() -> None:
    assert path(Glyph("▶\ufe0e")) == path(Glyph("▶"))
    assert path(Glyph("\u2011")) == path(Glyph("-"))
    assert path(Glyph("\u00a0")) == path(Glyph("\u2800")) == ""


def test_weight_and_slant_that_change_nothing_are_dropped() -> None:
    assert plain(Glyph("▲", bold=True, italic=True)) == Glyph("▲")
    assert plain(Glyph("→", bold=True, italic=True)) == Glyph("→", bold=True)
    assert plain(Glyph("a", bold=True, italic=True)) == Glyph("a", bold=True, italic=True)


def test_italics_lean_to_the_right() -> None:
    upright = max(x for _, points in segments(path(Glyph("l"))) for x, y in points if y < 600)
    leaning = max(
        x for _, points in segments(path(Glyph("l", italic=True))) for x, y in points if y < 600
    )
    assert leaning > upright


def test_a_path_is_read_as_it_was_written() -> None:
    pen = Pen()
    pen.polygon([(0, 0), (100, 0), (100, -50)])
    pen.move(10, 20)
    pen.curve((30, 40), (-5, 60))
    pen.close()
    assert pen.path() == "m0 0h100v-50zm10 20q20 20-15 40z"
    assert list(segments(pen.path())) == [
        ("move", ((0, 0),)),
        ("line", ((100, 0),)),
        ("line", ((100, -50),)),
        ("close", ()),
        ("move", ((10, 20),)),
        ("curve", ((30, 40), (-5, 60))),
        ("close", ()),
    ]
    assert slanted("m0 1300h10z") == "m0 1300h10z"


def test_a_foreign_path_is_refused() -> None:
    with pytest.raises(ValueError, match="not a path of this room"):
        list(segments("M0 0C1 2 3 4 5 6Z"))
