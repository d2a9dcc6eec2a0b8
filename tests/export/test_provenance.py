"""What a picture carries: written, read back, and opened again as a scenario."""

from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.conftest import CATALOG
from tests.picture.offers import DAY
from tests.picture.sheets import sheet
from tui.domain.comparison import compare
from tui.domain.scenario import Overhead, Scenario
from tui.export.provenance import (
    CARRIERS,
    CUSTOM_PART,
    Labels,
    NoEvidenceError,
    evidence,
    in_html,
    labels,
    opened,
    opening_notes,
)
from tui.files.catalog import read_catalog
from tui.files.toml import ProblemsError
from tui.picture.pdf import pdf
from tui.picture.picture_formats import Sheet, drawn
from tui.picture.png import png
from tui.picture.report_formats import FORMATS
from tui.picture.svg import svg

HOSTILE = {
    "scenario": '[scenario]\nname = "]]></evidence><script>"\r\n\t\x00\x1b',
    "katalog & <ü>": "\ud800 \u202e 日本 🎉 &amp; %s",
    "": "",
}


def test_a_picture_gives_back_what_it_was_given() -> None:
    said = Labels("t /Keywords (", "d", HOSTILE)
    assert evidence(png(sheet("x"), said, scale=1)) == HOSTILE
    assert evidence(pdf([sheet("x")], said)) == HOSTILE


@given(st.dictionaries(st.text(), st.text(), min_size=1))
def test_any_text_survives(values: dict[str, str]) -> None:
    drawn = svg(sheet("x"), Labels("t", "d", values))
    assert evidence(drawn.encode("utf-8")) == values
    assert evidence(in_html(values).encode("utf-8")) == values


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


def written(path: Path, scenario: Scenario = SCENARIO) -> Path:
    comparison = compare(read_catalog(CATALOG), scenario, DAY)
    form = path.suffix.removeprefix(".")
    if form in FORMATS:
        content = FORMATS[form].written(comparison, CATALOG)
    else:
        said = labels(comparison, CATALOG, view="briefing", theme="paper")
        content = drawn(Sheet((sheet("x"),), said, comparison), form, scale=1)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("ending", CARRIERS)
def test_the_scenario_comes_back_as_it_was(ending: str, tmp_path: Path) -> None:
    path = written(tmp_path / f"mine{ending}")
    assert opened(path, read_catalog(CATALOG)) == SCENARIO
    notes = opening_notes(path, CATALOG)
    assert notes == (
        ["figures changed in the workbook since are not read"] if ending == ".xlsx" else []
    )
    other = tmp_path / "other.toml"
    other.write_bytes(CATALOG.read_bytes() + b"\n# another\n")
    assert opening_notes(path, other)[-1].startswith(
        "the file was made from another catalog, facts"
    )


@pytest.mark.parametrize(("form", "words"), [("txt", "plain text"), ("json", "JSON")])
def test_a_report_says_what_it_is(form: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / f"mine.{form}"
    path.write_text("{}")
    with pytest.raises(ProblemsError, match=f"is a report in {words}, not a scenario"):
        opened(path, read_catalog(CATALOG))


@pytest.mark.parametrize("method", [ZIP_DEFLATED, ZIP_LZMA])
def test_a_bomb_or_a_stump_carries_nothing(method: int) -> None:
    bomb = BytesIO()
    with ZipFile(bomb, "w", method) as parts:
        parts.writestr(CUSTOM_PART, b" " * 20_000_000)
    for content in (bomb.getvalue(), bomb.getvalue()[:200], b"PK\x03\x04" + b"PK\x01\x02" * 20_000,
                    b"%PDF-1.7 /Keywords (" + b"x" * 5_000_000):  # fmt: skip
        with pytest.raises(NoEvidenceError):
            evidence(content)


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
        opened(path, read_catalog(CATALOG))
    assert str(path) in str(caught.value)
    assert message in str(caught.value)


def test_a_picture_that_is_not_there_or_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "folder.svg").mkdir()
    for name, words in (("missing.svg", "no such file"), ("folder.svg", "this is a folder")):
        with pytest.raises(ProblemsError, match=words):
            opened(tmp_path / name, read_catalog(CATALOG))
