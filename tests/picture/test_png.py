"""What resvg draws, read back pixel by pixel."""

import struct
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from tests.picture.sheets import LABELS, PAPER, sheet, styled
from tui.export.provenance import Labels, chunks
from tui.picture.canvas import Canvas
from tui.picture.grid import Grid, Style, text
from tui.picture.png import png
from tui.picture.svg import svg

GOLDEN = Path(__file__).parent / "goldens" / "sheet.txt"
MARKS = "○●▲△■□◆◇▼▽★✓✗→–…“”≥×░▒▓╱╲╳╭╮╰╯─│┌┐└┘├┤┬┴┼█▌▎▁▄"


def image(grid: Grid, scale: int = 1) -> Image.Image:
    drawn = Image.open(BytesIO(png(grid, LABELS, scale=scale)))
    return drawn.convert("RGB")


def cell(drawn: Image.Image, row: int, column: int) -> bytes:
    return drawn.crop((column * 12, row * 24, column * 12 + 12, row * 24 + 24)).tobytes()


def test_the_picture_reads_as_the_words_it_was_made_from() -> None:
    """Each cell of the drawn sheet is recognised by its pixels; the words must be the golden's."""
    characters = [chr(code) for code in range(0x20, 0x7F)] + list(MARKS)
    samples = Canvas(len(characters) * 3, 1, PAPER)
    for number, character in enumerate(characters):
        samples.put(0, number * 3 + 1, character)
    drawn = image(samples.grid())
    known = {cell(drawn, 0, number * 3 + 1): one for number, one in enumerate(characters)}
    assert len(known) == len(characters), "two characters look the same"
    golden = GOLDEN.read_text(encoding="utf-8")
    grid = sheet(*golden.splitlines(), style=PAPER)
    sheet_drawn = image(grid)
    read = [
        "".join(known.get(cell(sheet_drawn, row, column), "?") for column in range(grid.width))
        for row in range(grid.height)
    ]
    assert "".join(line.rstrip() + "\n" for line in read) == golden == text(grid)


@pytest.mark.parametrize("scale", [1, 2, 3])
def test_each_scale_has_its_size_and_resolution(scale: int) -> None:
    written = png(sheet("abc"), LABELS, scale=scale)
    drawn = Image.open(BytesIO(written))
    assert drawn.size == (36 * scale, 24 * scale)
    density = round(36 * scale / (40 / 3 * 0.0254))  # a slide of 13.333 inches, filled
    assert dict(chunks(written))[b"pHYs"] == struct.pack(">IIB", density, density, 1)


def test_few_colors_are_numbers_of_a_palette_and_look_the_same() -> None:
    import resvg_py

    grid = styled()
    written = Image.open(BytesIO(png(grid, LABELS, scale=2)))
    drawn = resvg_py.svg_to_bytes(svg_string=svg(grid, LABELS), skip_system_fonts=True, zoom=2.0)
    assert written.mode == "P"
    assert written.convert("RGB").tobytes() == (
        Image.open(BytesIO(bytes(drawn))).convert("RGB").tobytes()
    )


def test_of_more_colors_than_a_palette_has_none_is_off_by_more_than_one() -> None:
    import resvg_py

    canvas = Canvas(60, 14, PAPER)
    for row in range(canvas.height):
        style = Style(f"#{row * 17:02x}40{255 - row * 9:02x}", PAPER.background, bold=row % 2 == 0)
        canvas.put(row, 0, "○ The quick brown fox jumps over $1,234.56 ░▒▓", style)
    grid = canvas.grid()
    svg_bytes = resvg_py.svg_to_bytes(svg_string=svg(grid, LABELS), skip_system_fonts=True)
    drawn = Image.open(BytesIO(bytes(svg_bytes))).convert("RGB")
    assert drawn.getcolors(256) is None
    written = Image.open(BytesIO(png(grid, LABELS, scale=1)))
    assert written.mode == "P"
    assert max(ImageChops.difference(written.convert("RGB"), drawn).tobytes()) <= 1


def test_bars_do_not_touch_and_shades_keep_within_them() -> None:
    grid = sheet("█▒", "█▒", style=replace(PAPER, slim=True))
    drawn = image(grid)
    light = (0xFF,) * 3
    rows = [{drawn.getpixel((x, y)) for x in range(24)} for y in range(48)]
    assert [y for y, found in enumerate(rows) if found == {light}] == [0, 1, 22, 23, 24, 25, 46, 47]
    assert text(grid) == "█▒\n█▒\n"


def test_other_scales_are_refused() -> None:
    with pytest.raises(ValueError, match="scale 1, 2 or 3"):
        png(sheet("a"), LABELS, scale=4)


def test_title_and_description_lie_in_the_file() -> None:
    written = png(sheet("a"), Labels("Grok ≥ 3", "The answer:\n$1", {}), scale=1)
    drawn = Image.open(BytesIO(written))
    drawn.load()
    assert drawn.info["Title"] == "Grok ≥ 3"
    assert drawn.info["Description"] == "The answer:\n$1"


def test_lines_and_bars_are_sharp() -> None:
    drawn = image(sheet("┼█▄", style=PAPER))
    dark, light = (0x1A,) * 3, (0xFF,) * 3
    assert [drawn.getpixel((x, 3)) for x in range(3, 9)] == [light] * 2 + [dark] * 2 + [light] * 2
    assert {drawn.getpixel((x, y)) for x in range(12, 24) for y in range(24)} == {dark}
    assert [drawn.getpixel((30, y)) for y in (11, 12)] == [light, dark]


def test_shades_have_their_share_of_ink() -> None:
    drawn = image(sheet("░▒▓", style=PAPER))
    shares = [cell(drawn, 0, column).count(b"\x1a\x1a\x1a") for column in range(3)]
    assert shares == [72, 144, 216]


def test_backgrounds_lie_under_every_cell() -> None:
    grid = styled()
    drawn = image(grid)
    for row, column, one in grid.placed():
        if one.text == " " and not (one.style.underline or one.style.strike):
            corner = drawn.getpixel((column * 12 + 6, row * 24 + 23))
            assert corner == tuple(bytes.fromhex(one.style.background[1:])), (row, column)


def test_a_wide_character_is_drawn_over_both_its_cells() -> None:
    drawn = image(sheet("日 ", style=PAPER))
    assert {drawn.getpixel((x, 3)) for x in range(2, 22)} == {(0x1A,) * 3}
