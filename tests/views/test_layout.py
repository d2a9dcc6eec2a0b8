"""Text in terminal cells."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from tui.views.text_layout import (
    Measure,
    TableColumn,
    cell_width,
    hanging,
    padded,
    table_lines,
    wrapped,
    wrapped_by_clause,
)

TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=60)


def test_width() -> None:
    assert cell_width("abc") == 3
    assert cell_width("政府") == 4
    assert cell_width("e\u0301") == 1
    assert cell_width("○ ▲ ■ – ≥ ×") == 11


@given(TEXT, st.integers(2, 30))
def test_wrapping_loses_nothing_and_keeps_the_width(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_width(line) <= width for line in lines)
    assert not any(unicodedata.combining(line[0]) for line in lines[1:] if text.isascii())


def test_wrapping_prefers_the_end_of_a_clause() -> None:
    words = "12 of 18 months agreed, 6 assumed"
    assert wrapped_by_clause(words, 28) == ["12 of 18 months agreed,", "6 assumed"]
    assert wrapped_by_clause(words, 15) == ["12 of 18 months", "agreed, 6", "assumed"]


def test_lines_are_set_by_the_measure_given() -> None:
    counted = Measure(len, lambda text: ((letter, 1) for letter in text), str.upper)
    assert wrapped("政府 a", 6) == ["政府 a"]
    assert wrapped("政府 a", 3) == ["政", "府", "a"]
    assert wrapped("政府 a", 3, counted) == ["政府", "A"]
    assert wrapped("", 6) == [""]


def test_a_word_is_broken_where_its_places_end() -> None:
    assert wrapped("a\u0301政b", 2) == ["a\u0301", "政", "b"]


def test_hanging_lines_begin_under_the_text() -> None:
    assert hanging("[1] ", "one two three", 11) == ["[1] one two", "    three"]


def test_padding_counts_cells() -> None:
    assert padded("政府", 6) == "政府  "
    assert padded("政府", 6, "right") == "  政府"
    assert padded("too wide", 3) == "too wide"


def test_a_table_with_wide_characters_is_aligned() -> None:
    columns = [TableColumn("Offer"), TableColumn("Total", "right")]
    assert table_lines(columns, [["政府", "$1.00"], ["Grok", "$10.08"]], 40) == [
        "Offer   Total",
        "─────────────",
        "政府    $1.00",
        "Grok   $10.08",
    ]


def test_a_table_too_wide_stays_whole() -> None:
    columns = [TableColumn("Offer", wraps=True), TableColumn("Total", "right")]
    lines = table_lines(columns, [["a very long name", "$1,000,000.00"]], 20)
    assert "$1,000,000.00" in lines[2]
    assert " ".join(line[:5].strip() for line in lines[2:]) == "a very long name"
