"""What a picture carries: written, read back, and opened again as a scenario."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.conftest import CATALOG
from tests.picture.offers import DAY
from tests.picture.sheets import sheet
from tui.domain.comparison import compare
from tui.domain.scenario import Overhead, Scenario
from tui.files.catalog import read_catalog
from tui.files.toml import ProblemsError
from tui.picture.grid import Labels
from tui.picture.picture_formats import Sheet, drawn
from tui.picture.png import png
from tui.picture.provenance import NoEvidenceError, carried_scenario, evidence, labels
from tui.picture.svg import svg

HOSTILE = {
    "scenario": '[scenario]\nname = "]]></evidence><script>"\r\n\t\x00\x1b',
    "katalog & <ü>": "\ud800 \u202e 日本 🎉 &amp; %s",
    "": "",
}


def test_an_svg_gives_back_what_it_was_given() -> None:
    drawn = svg(sheet("x"), Labels("t", "d", HOSTILE))
    assert evidence(drawn.encode()) == HOSTILE


def test_a_png_gives_back_what_it_was_given() -> None:
    drawn = png(sheet("x"), Labels("t", "d", HOSTILE), scale=1)
    assert evidence(drawn) == HOSTILE


@given(st.dictionaries(st.text(), st.text()))
def test_any_text_survives(values: dict[str, str]) -> None:
    drawn = svg(sheet("x"), Labels("t", "d", values))
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


SCENARIO = Scenario(
    name="Mine ]]> <b>", note="two\nlines “quoted”", months=36, readings={"north": "per-month"},
    assume={"hosting": Decimal("40179.20")},
    overheads=(Overhead("t", "Training", "user", "once", Decimal(250), ("south",)),),
)  # fmt: skip


def picture(path: Path, scenario: Scenario = SCENARIO) -> Path:
    catalog = read_catalog(CATALOG)
    comparison = compare(catalog, scenario, DAY)
    said = labels(comparison, CATALOG, view="briefing", size=(128, 36), theme="paper")
    pictured = Sheet((sheet("x"),), said, comparison)
    path.write_bytes(drawn(pictured, path.suffix.removeprefix("."), scale=1))
    return path


@pytest.mark.parametrize("name", ["mine.svg", "mine.png", "mine.pptx"])
def test_the_scenario_comes_back_as_it_was(name: str, tmp_path: Path) -> None:
    assert carried_scenario(picture(tmp_path / name), read_catalog(CATALOG)) == SCENARIO


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "carries no scenario"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "carries no scenario"),
        (b"\x89PNG\r\n\x1a\n", "carries no scenario"),
        (b'<evidence xmlns="urn:onegov-deals:evidence:1">{}</evidence>', "carries no scenario"),
        (b'<evidence xmlns="urn:onegov-deals:evidence:1">{"scenario":"x"}</evidence>',
         "the scenario in it"),
        (b'<evidence xmlns="urn:onegov-deals:evidence:1">{"scenario":"agencies = -1"}</evidence>',
         "agencies"),
    ],
)  # fmt: skip
def test_other_pictures_are_refused_in_plain_words(
    content: bytes, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "other.svg"
    path.write_bytes(content)
    with pytest.raises(ProblemsError) as caught:
        carried_scenario(path, read_catalog(CATALOG))
    assert str(path) in str(caught.value)
    assert message in str(caught.value)


def test_a_picture_that_is_not_there_or_a_folder_is_named(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.svg", tmp_path):
        with pytest.raises(ProblemsError, match="cannot be read"):
            carried_scenario(path, read_catalog(CATALOG))
