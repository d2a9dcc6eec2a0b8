import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.picture.characters import as_on_screen, clusters, visible, width_of


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain [25%]", "plain [25%]"),
        ("a\x1b[31mb", "a␛[31mb"),
        ("line\nbreak", "line␊break"),
        ("\x7f", "␡"),
        ("\x9b", "�"),
        ("safe\u202egnp.exe", "safe�gnp.exe"),
        ("\ud800", "�"),
        ("\uffff", "�"),
        ("soft\u00adhyphen\u200b\ufeff", "softhyphen"),
    ],
)
def test_what_hides_is_made_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_line_breaks_are_kept_where_they_are_wanted() -> None:
    assert visible("one\ntwo\r", keep="\n") == "one\ntwo␍"


@given(st.text())
def test_nothing_visible_is_a_control_character(text: str) -> None:
    categories = {unicodedata.category(one) for one in visible(text) if one != "\u200d"}
    assert not categories & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(st.text())
def test_a_screen_shows_no_control_character(text: str) -> None:
    categories = {unicodedata.category(one) for one in as_on_screen(text) if one != "\u200d"}
    assert not categories & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("ab", [("a", 1), ("b", 1)]),
        ("e\u0301x", [("é", 1), ("x", 1)]),
        ("日a", [("日", 2), ("a", 1)]),
        ("q\u0301", [("q\u0301", 1)]),
        ("\u0301", []),
    ],
)
def test_text_is_cut_into_cells(text: str, cut: list[tuple[str, int]]) -> None:
    assert list(clusters(text)) == cut


def test_width_counts_cells() -> None:
    assert width_of("日本 ok") == 7
