"""Texts that look like markup, cells or commands stay what they are, in every form."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import CATALOG, Deals
from tui.export.md import escaped
from tui.views.text_layout import cell_width

HOSTILE = ["[25%]", "[/x]", "[bold]b[/bold]", "a | b", "政府のための人工知能", "`code` *x* _y_",
           "<script>", "line\\none", "$(rm -rf /)", "x" * 150, "e\u0301\u0301 ☃"]  # fmt: skip

NAMES = ("North Enterprise", "North", "Authorised at the high level.",
         "North announces an agreement")  # fmt: skip


@pytest.fixture(params=HOSTILE, ids=ascii)
def hostile(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str]:
    """A catalog in which a product, a term and a source have a hostile name."""
    word: str = request.param
    text = CATALOG.read_text(encoding="utf-8")
    for name in (
        "North Enterprise",
        "Authorised at the high level.",
        "North announces an agreement",
    ):
        assert name in text
        text = text.replace(f'"{name}"', json.dumps(word, ensure_ascii=False))
    path = tmp_path / "hostile.toml"
    path.write_text(
        text.replace('short = "North"', f"short = {json.dumps(word)}"), encoding="utf-8"
    )
    return path, word


def test_tables_keep_the_text_and_the_alignment(hostile: tuple[Path, str], deals: Deals) -> None:
    path, word = hostile
    for command in (["compare", "--explain"], ["terms", "north"], ["terms"]):
        outcome = deals(*command, "--data", path)
        assert outcome.code == 0, outcome.err
        assert "".join(word.split()) in "".join(outcome.out.split()).replace(" ", "") or (
            command == ["terms"]  # in columns, the lines of a long word lie apart
        )
        lines = [line for line in outcome.out.splitlines() if "http" not in line]
        if cell_width(word) < 30:
            assert max(map(cell_width, lines)) <= 100


def test_markdown_has_one_shape_of_row(hostile: tuple[Path, str], deals: Deals) -> None:
    path, word = hostile
    outcome = deals("terms", "--format", "md", "--data", path)
    assert outcome.code == 0
    rows = [line for line in outcome.out.splitlines() if line.startswith("|")]
    bars = {row.replace("\\|", "").count("|") for row in rows}
    assert bars == {5}
    assert escaped(word) in outcome.out


def test_json_keeps_every_character(hostile: tuple[Path, str], deals: Deals) -> None:
    path, word = hostile
    assert deals("compare", "--format", "json", "--data", path).json["offers"][0]["product"] == word
    found = deals("terms", "north", "--format", "json", "--data", path).json
    assert found["offers"][0]["product"] == word
    assert found["sources"]["north-release"]["title"] == word


def test_escape_sequences_are_refused_by_the_loader(deals: Deals, tmp_path: Path) -> None:
    path = tmp_path / "ansi.toml"
    text = CATALOG.read_text(encoding="utf-8")
    path.write_text(text.replace("North Enterprise", "\\u001b[31mNorth"), encoding="utf-8")
    outcome = deals("compare", "--data", path)
    assert outcome.code == 2
    assert f"{path}:" in outcome.err
    assert "\x1b" not in outcome.err
