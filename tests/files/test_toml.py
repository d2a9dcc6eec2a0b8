"""A key of a TOML text is found on its line, however it is written."""

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from tests.files.texts import CATALOG, line_of
from tui.files.toml import Place, Positions

TEXT = """\
schema = 1
plain.dotted.key = "x"
"quoted key"."it's" = 2
numbers = [
  1, # one
  # two is on the next line

  2,
]
inline = { a = { b = 1 }, c.d = [3] }

[offer.grok]
vendor = "xai"

  [[offer.grok.reading]]
  id = "a"
  lines = [
    { price = 1 },
    # a comment
    { price = 2, more = [
        { deep = 1 }] },
  ]

  [[offer.grok.reading]]
  id = "b"
    [offer.grok.reading.extra]
    key = 1
    [[offer.grok.reading.rows]]
    row = 1
    [[offer.grok.reading.rows]]
    row = 2

[offer."two words"]
vendor = 'y'
note = \"\"\"
[not.a.table]
id = 1
\"\"\"
after = true
"""
PLACES: list[tuple[Place, str]] = [
    (("schema",), "schema"),
    (("plain",), "plain.dotted"),
    (("plain", "dotted", "key"), "plain.dotted"),
    (("quoted key", "it's"), "quoted key"),
    (("numbers",), "numbers"),
    (("numbers", 0), "# one"),
    (("numbers", 1), "  2,"),
    (("inline", "a", "b"), "inline"),
    (("inline", "c", "d", 0), "inline"),
    (("offer", "grok"), "[offer.grok]"),
    (("offer", "grok", "vendor"), '"xai"'),
    (("offer", "grok", "reading"), "[[offer.grok.reading]]"),
    (("offer", "grok", "reading", 0, "id"), '"a"'),
    (("offer", "grok", "reading", 0, "lines", 0, "price"), "price = 1"),
    (("offer", "grok", "reading", 0, "lines", 1, "price"), "price = 2"),
    (("offer", "grok", "reading", 0, "lines", 1, "more", 0, "deep"), "deep"),
    (("offer", "grok", "reading", 1, "id"), '"b"'),
    (("offer", "grok", "reading", 1, "extra", "key"), "key = 1"),
    (("offer", "grok", "reading", 1, "rows", 0, "row"), "row = 1"),
    (("offer", "grok", "reading", 1, "rows", 1, "row"), "row = 2"),
    (("offer", "two words", "vendor"), "'y'"),
    (("offer", "two words", "after"), "after"),
]


@pytest.mark.parametrize(("place", "part"), PLACES, ids=[str(place) for place, _ in PLACES])
def test_a_key_is_found_on_its_line(place: Place, part: str) -> None:
    tomli.loads(TEXT)
    assert Positions(TEXT).line(place) == line_of(TEXT, part)


def test_what_is_not_there_is_placed_at_the_nearest_thing_above_it() -> None:
    positions = Positions(TEXT)
    assert positions.line(("offer", "grok", "ends")) == line_of(TEXT, "[offer.grok]")
    assert positions.line(("offer", "grok", "reading", 1, "label")) == line_of(TEXT, '"b"') - 1
    assert positions.line(("offer", "claude")) == line_of(TEXT, "[offer.grok]")
    assert positions.line(("nowhere",)) == 1
    assert positions.line(()) == 1


def test_an_inline_table_over_several_lines_is_followed_as_far_as_can_be() -> None:
    text = "lines = [\n  { price = 1,\n    unit = 2,\n  },\n  { price = 3 },\n]\n"
    tomli.loads(text)
    positions = Positions(text)
    assert positions.line(("lines", 0, "unit")) == 3
    assert positions.line(("lines", 1, "price")) == 5


def test_every_key_of_a_catalog_has_a_line_that_names_it() -> None:
    lines = CATALOG.splitlines()
    positions = Positions(CATALOG)
    for place in _places(tomli.loads(CATALOG), ()):
        name = next(part for part in reversed(place) if isinstance(part, str))
        assert name in lines[positions.line(place) - 1] or isinstance(place[-1], int)


def _places(value: object, place: Place) -> list[Place]:
    if isinstance(value, dict):
        entries = list(value.items())
    elif isinstance(value, list):
        entries = list(enumerate(value))
    else:
        return []
    found = [(*place, key) for key, _ in entries]
    return found + [below for key, one in entries for below in _places(one, (*place, key))]


@given(st.text(st.sampled_from("[]{}\".=,\n# ab'1")))
def test_no_text_at_all_stops_the_search(text: str) -> None:
    positions = Positions(text)
    assert positions.line(("a", 0, "b")) >= 1
