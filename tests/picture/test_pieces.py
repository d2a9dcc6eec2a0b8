"""Text in lines, measured as a canvas draws it."""

from hypothesis import given
from hypothesis import strategies as st

from tui.picture.characters import clusters, visible, width_of
from tui.picture.sheet_layout import clauses_of, lines_of, shortened


@given(st.text(max_size=60), st.integers(2, 30))
def test_lines_keep_the_width_and_lose_nothing_that_is_drawn(text: str, width: int) -> None:
    lines = lines_of(text, width)
    assert all(width_of(line) <= width for line in lines)
    drawn = "".join(part for word in text.split() for part, _ in clusters(visible(word)))
    shown = "".join(part for line in lines for part, _ in clusters(line))
    assert shown.replace(" ", "") == drawn.replace(" ", "")


def test_joined_emoji_are_measured_as_one_picture() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    assert lines_of(f"{family} {family}", 5) == [f"{family} {family}"]
    assert lines_of(family * 3, 4) == [family * 2, family]


def test_clauses_are_kept_whole_where_they_fit() -> None:
    words = "12 of 18 months agreed; 6 assumed"
    assert clauses_of(words, 28) == ["12 of 18 months agreed;", "6 assumed"]
    assert clauses_of(words, 15) == ["12 of 18 months", "agreed; 6", "assumed"]
    assert clauses_of("", 15) == [""]


def test_what_is_cut_says_so() -> None:
    assert shortened("政府のため", 6) == "政府…"
    assert shortened("short", 5) == "short"
