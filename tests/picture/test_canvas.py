"""Canvas and pieces: text put in places, rows, blocks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.picture.sheets import DARK, sheet
from tui.picture.canvas import Canvas
from tui.picture.characters import CELLS, clusters, visible, width_of
from tui.picture.grid import Cell, Grid, Style, text
from tui.views.text_layout import fitted, wrapped, wrapped_by_clause


def test_text_is_put_where_it_is_said() -> None:
    canvas = Canvas(8, 2, DARK)
    assert canvas.put(1, 2, "abc") == 5
    assert text(canvas.grid()) == "\n  abc\n"


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [(0, -2, "cd\n"), (0, 3, "   a\n"), (1, 0, "\n"), (-1, 0, "\n")],
)
def test_what_falls_outside_is_cut(row: int, column: int, expected: str) -> None:
    canvas = Canvas(4, 1, DARK)
    canvas.put(row, column, "abcd"[: 4 if column < 3 else 2])
    assert text(canvas.grid()) == expected


def test_a_wide_character_takes_two_cells_and_is_never_halved() -> None:
    canvas = Canvas(4, 1, DARK)
    canvas.put(0, 0, "日本")
    assert [cell.width for cell in canvas.grid().rows[0]] == [2, 2]
    canvas.put(0, 1, "x")
    assert text(canvas.grid()) == " x本\n"
    canvas.put(0, 3, "y")
    assert text(canvas.grid()) == " x y\n"
    canvas.put(0, 3, "日")
    assert text(canvas.grid()) == " x\n"


def test_text_keeps_the_background_that_is_there() -> None:
    canvas = Canvas(4, 1, Style("#000000", "#ffffff"))
    canvas.fill(0, 0, 4, 1, "#ff0000")
    canvas.put(0, 0, "a")
    canvas.put(0, 1, "b", Style("#0000ff", "#ffffff", bold=True))
    canvas.fill(0, 3, 1, 1, "#00ff00")
    canvas.put(0, 3, "d")
    styles = [cell.style for cell in canvas.grid().rows[0]]
    assert styles == [
        Style("#000000", "#ff0000"),
        Style("#0000ff", "#ff0000", bold=True),
        Style("#000000", "#ff0000"),
        Style("#000000", "#00ff00"),
    ]


@pytest.mark.parametrize("color", ["red", "#FFF", "#FFFFFF", '#fff"/><script>', ""])
def test_only_plain_colors_are_taken(color: str) -> None:
    with pytest.raises(ValueError, match="a color is written"):
        Style(color, "#000000")


def test_rows_of_a_grid_have_one_width() -> None:
    cell = Cell("a", Style("#000000", "#ffffff"))
    with pytest.raises(ValueError, match="row 1 takes 1 columns"):
        Grid(2, ((cell, cell), (cell,)))


@given(st.lists(st.tuples(st.integers(-2, 4), st.integers(-3, 8), st.text(max_size=6))))
def test_whatever_is_put_every_row_keeps_its_width(puts: list[tuple[int, int, str]]) -> None:
    canvas = Canvas(6, 3, DARK)
    for row, column, words in puts:
        canvas.put(row, column, words)
    assert canvas.grid().height == 3  # Grid itself checks the widths.


def test_no_line_of_text_ends_in_spaces() -> None:
    assert text(sheet("a  ", "   ", " b")) == "a\n\n b\n"


@given(st.text(max_size=60), st.integers(2, 30))
def test_lines_keep_the_width_and_lose_nothing_that_is_drawn(text: str, width: int) -> None:
    lines = wrapped(text, width, CELLS)
    assert all(width_of(line) <= width for line in lines)
    drawn = "".join(part for word in text.split() for part, _ in clusters(visible(word)))
    shown = "".join(part for line in lines for part, _ in clusters(line))
    assert shown.replace(" ", "") == drawn.replace(" ", "")


def test_joined_emoji_are_measured_as_one_picture() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    assert wrapped(f"{family} {family}", 5, CELLS) == [f"{family} {family}"]
    assert wrapped(family * 3, 4, CELLS) == [family * 2, family]


def test_clauses_are_kept_whole_where_they_fit() -> None:
    words = "12 of 18 months agreed; 6 assumed"
    assert wrapped_by_clause(words, 28, CELLS) == ["12 of 18 months agreed;", "6 assumed"]
    assert wrapped_by_clause(words, 15, CELLS) == ["12 of 18 months", "agreed; 6", "assumed"]
    assert wrapped_by_clause("", 15, CELLS) == [""]


def test_what_is_cut_says_so() -> None:
    assert fitted("政府のため", 6, CELLS) == "政府…"
    assert fitted("short", 5, CELLS) == "short"
