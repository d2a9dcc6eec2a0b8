import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.picture.sheets import sheet
from tui.picture.png import png
from tui.picture.provenance import NoEvidenceError, evidence
from tui.picture.svg import svg

HOSTILE = {
    "scenario": '[scenario]\nname = "]]></evidence><script>"\r\n\t\x00\x1b',
    "katalog & <ü>": "\ud800 \u202e 日本 🎉 &amp; %s",
    "": "",
}


def test_an_svg_gives_back_what_it_was_given() -> None:
    drawn = svg(sheet("x"), title="t", description="d", metadata=HOSTILE)
    assert evidence(drawn.encode()) == HOSTILE


def test_a_png_gives_back_what_it_was_given() -> None:
    drawn = png(sheet("x"), title="t", description="d", metadata=HOSTILE, scale=1)
    assert evidence(drawn) == HOSTILE


@given(st.dictionaries(st.text(), st.text()))
def test_any_text_survives(values: dict[str, str]) -> None:
    drawn = svg(sheet("x"), title="t", description="d", metadata=values)
    assert evidence(drawn.encode("utf-8")) == values


@pytest.mark.parametrize(
    "picture",
    [
        b"",
        b"<svg/>",
        b"\xff\xfe",
        b"\x89PNG\r\n\x1a\n",
        b"\x89PNG\r\n\x1a\n\0\0\0\xffiTXtshort",
        b'<evidence xmlns="urn:onegov-deals:evidence:1">{"a": </evidence>',
        b'<evidence xmlns="urn:onegov-deals:evidence:1">[1]</evidence>',
        b'<evidence xmlns="urn:onegov-deals:evidence:1">{"a": 1}</evidence>',
        b'<evidence xmlns="urn:onegov-deals:evidence:1">' + b"[" * 100_000 + b"</evidence>",
        b'<evidence xmlns="urn:onegov-deals:evidence:1">' + b"9" * 5_000 + b"</evidence>",
    ],
)
def test_other_files_carry_no_evidence(picture: bytes) -> None:
    with pytest.raises(NoEvidenceError):
        evidence(picture)
