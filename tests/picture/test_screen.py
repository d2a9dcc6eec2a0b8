"""The screen of a real program, read back from Textual's screenshot."""

from collections.abc import Iterable

import pytest
from rich.segment import Segment
from rich.style import Style as RichStyle
from rich.text import Text
from textual.app import App, ComposeResult
from textual.color import Color
from textual.widgets import DataTable, Header, Input, Static

from tests.picture.sheets import LABELS, styled
from tui.picture.canvas import Canvas
from tui.picture.characters import as_on_screen
from tui.picture.grid import Grid, Style, text
from tui.picture.screen import NotAScreenshotError, grid_from_screenshot
from tui.picture.svg import svg

SIZE = (80, 24)


class Demo(App[None]):
    CSS = """
    #table { height: 8; border: round $primary; }
    #words { height: 6; border: double $warning; }
    """

    def compose(self) -> ComposeResult:
        yield Header()
        yield DataTable(id="table")
        words = Text("plain & <escaped> ")
        words.append("bold", "bold red on blue")
        words.append(" dim italic ", "dim italic")
        words.append("under", "underline")
        words.append("struck", "strike")
        words.append(" back ", "reverse")
        words.append(" 日本 ○▲■◆ ▏▎▌█ x\n")
        words.append("    two  spaces   and \xa0 one ")
        yield Static(words, id="words")
        yield Input("1,234")

    def on_mount(self) -> None:
        table = self.query_one("#table", DataTable)
        table.add_columns("Offer", "Total")
        for number in range(4):
            table.add_row(f"Offer {number}", Text(f"${number:,}.00", justify="right"))


DIM_SHARE = 0.4
"""How much of the background a dim color takes; the share that Rich's own export uses."""


def grid_from_lines(lines: Iterable[Iterable[Segment]], *, width: int, colors: Style) -> Grid:
    """The cells of lines of Rich segments; `colors` stand where a segment names none."""
    listed = [list(line) for line in lines]
    canvas = Canvas(width, len(listed), colors)
    for row, line in enumerate(listed):
        column = 0
        for words, style, control in line:
            if not control:
                look = resolved(style, colors)
                begin, column = column, canvas.put(row, column, as_on_screen(words), look)
                canvas.fill(row, begin, column - begin, 1, look.background)
    return canvas.grid()


def resolved(style: RichStyle | None, colors: Style) -> Style:
    if style is None:
        return colors
    foreground, background = colors.foreground, colors.background
    if style.color is not None and not style.color.is_default:
        foreground = style.color.get_truecolor().hex
    if style.bgcolor is not None and not style.bgcolor.is_default:
        background = style.bgcolor.get_truecolor(foreground=False).hex
    if style.reverse:
        foreground, background = background, foreground
    if style.dim:
        foreground = Color.parse(foreground).blend(Color.parse(background), DIM_SHARE).hex
    return Style(
        foreground.lower(),
        background.lower(),
        bold=bool(style.bold),
        italic=bool(style.italic),
        underline=bool(style.underline),
        strike=bool(style.strike),
    )


async def screens(theme: str) -> tuple[Grid, Grid]:
    """The grid from the public screenshot, and the one from what Textual itself keeps."""
    app = Demo()
    async with app.run_test(size=SIZE) as pilot:
        app.theme = theme
        await pilot.pause()
        strips = app.screen._compositor.render_strips(app.size)
        kept = grid_from_lines(strips, width=SIZE[0], colors=Style("#c5c8c6", "#292929"))
        return grid_from_screenshot(app.export_screenshot()), kept


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
async def test_a_screenshot_is_read_back_exactly(theme: str) -> None:
    read, kept = await screens(theme)
    assert (read.width, read.height) == SIZE
    for (row, column, one), (_, _, other) in zip(read.placed(), kept.placed(), strict=True):
        assert one.text.replace("\xa0", " ") == other.text.replace("\xa0", " "), (row, column)
        assert one.style.background == other.style.background, (row, column)
        if one.text != " ":
            assert one == other, (row, column)


async def test_its_words_are_those_on_the_screen() -> None:
    read, _ = await screens("textual-dark")
    words = text(read)
    assert "Offer 3  $3.00" in words
    assert "plain & <escaped> bold dim italic understruck back  日本 ○▲■◆ ▏▎▌█ x" in words
    assert "║" in words


async def test_the_same_screen_gives_the_same_picture() -> None:
    one, _ = await screens("textual-dark")
    other, _ = await screens("textual-dark")
    assert one == other
    assert svg(one, LABELS) == svg(other, LABELS)


@pytest.mark.parametrize("other", ["", "<svg></svg>", svg(styled(), LABELS)])
def test_other_pictures_are_refused(other: str) -> None:
    with pytest.raises(NotAScreenshotError):
        grid_from_screenshot(other)
