"""`deals shot`: pictures without a terminal, the same bytes everywhere, and what is refused."""

import hashlib
import os
import re
import shlex
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import get_args

import pytest
from PIL import Image
from pypdf import PdfReader

from tests.cli.conftest import CATALOG, DAY, Deals
from tests.cli.test_imports import ROOT, loaded
from tui.cli.shot import ENDINGS
from tui.export.provenance import evidence
from tui.files.places import scenarios_folder
from tui.files.settings import ThemeName
from tui.picture.picture_formats import FORMATS, LIMITS, THEMES

ANSWER = "North is cheapest of the 2 that are ranked at $10.08 for 24 agencies over 12 months"
HEADLINE = "North costs $10.08 for 24 agencies over 12"
OWN = """
schema = 1
name = "Own"
note = "where its numbers come from, in more words than a command line should have to carry"
months = 30
[[overhead]]
id = "training"
label = "Training"
unit = "user"
per = "once"
price = 250
"""


@pytest.fixture(autouse=True)
def no_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def test_each_ending_gives_its_format(small: Deals, here: Path) -> None:
    assert tuple(FORMATS) == ENDINGS
    for ending in ENDINGS:
        outcome = small("shot", "-o", f"a b.{ending.upper()}", "--size", "96x27")
        assert (outcome.code, outcome.out) == (0, "")
        assert outcome.err == f"Wrote {here / f'a b.{ending.upper()}'}\n"
    drawing = (here / "a b.SVG").read_text(encoding="utf-8")
    assert 'width="1152" height="648"' in drawing
    assert f'<desc id="description">{ANSWER}' in drawing
    image = Image.open(BytesIO((here / "a b.PNG").read_bytes()))
    assert image.size == (2304, 1296)
    assert ANSWER in str(image.info["Description"])
    reader = PdfReader(BytesIO((here / "a b.PDF").read_bytes()))
    assert HEADLINE in reader.pages[0].extract_text()
    assert reader.metadata is not None
    assert ANSWER in str(reader.metadata.subject)
    assert HEADLINE in (here / "a b.TXT").read_text(encoding="utf-8")


def test_a_picture_of_a_later_page(small: Deals, here: Path) -> None:
    small("shot", "-o", "two.svg", "--page", "2")
    carried = evidence((here / "two.svg").read_bytes())
    assert carried["page"] == "2"
    command = shlex.split(carried["command"])
    assert command[-2:] == ["--page", "2"]
    assert small(*command[1:]).code == 0
    assert (here / "briefing.svg").read_bytes() == (here / "two.svg").read_bytes()
    assert "this sheet has" in small("shot", "-o", "two.svg", "--page", "9").err
    assert "a .pdf has all pages" in small("shot", "-o", "two.pdf", "--page", "2").err


def test_what_travels_inside(small: Deals, here: Path) -> None:
    small("shot", "-o", "a.svg", "--set", "months=30", "--theme", "dark")
    found = evidence((here / "a.svg").read_bytes())
    assert found["scenario"] == "schema = 1\nmonths = 30\n"
    assert found["catalogue sha256"] == hashlib.sha256(CATALOG.read_bytes()).hexdigest()
    assert {key: found[key] for key in ("as of", "view", "size", "theme", "facts checked")} == {
        "as of": DAY, "view": "briefing", "size": "128x36", "theme": "dark",
        "facts checked": "2026-10-08",
    }  # fmt: skip


@pytest.mark.parametrize(
    "asked",
    [
        ["--set", "months=30", "--set", "after=list", "--set", "name=It's mine"],
        ["--set", "readings.north=per-month", "--size", "96x27", "--theme", "contrast"],
        ["own.toml", "--set", "agencies=3"],
        ["--view", "chart", "--set", "after=list", "--set", "assume.hosting=40179.20"],
    ],
    ids=lambda asked: asked[0],
)
def test_the_printed_command_makes_the_same_bytes(
    asked: list[str], deals: Deals, here: Path
) -> None:
    (here / "own.toml").write_text(OWN, encoding="utf-8")
    (here / "deals.toml").write_bytes(CATALOG.read_bytes())
    common = ["--data", "deals.toml", "--as-of", DAY, "-o", "briefing.svg"]
    assert deals("shot", *asked, *common).code == 0
    first = (here / "briefing.svg").read_bytes()
    assert deals("shot", *asked, *common[:-1], "sheet.txt").code == 0
    command = printed_command((here / "sheet.txt").read_text(encoding="utf-8"))
    command = command.replace("THIS_FILE", "briefing.svg")
    assert deals(*shlex.split(command)[1:]).code == 0
    assert (here / "briefing.svg").read_bytes() == first


def printed_command(sheet: str) -> str:
    """The last lines of a sheet as a shell would read them."""
    lines = sheet[sheet.rindex("deals shot") :].split("OneGov Deal Explorer", maxsplit=1)[0]
    return " ".join(lines.replace("\\\n", " ").split("\n")[0].split())


def test_a_ready_scenario_is_named_in_the_command(deals: Deals, here: Path) -> None:
    name = "licence-is-noise"
    assert (scenarios_folder() / f"{name}.toml").exists()
    outcome = deals("shot", name, "--as-of", DAY, "-o", "-", "--format", "txt")
    assert f"deals shot {name} --as-of {DAY} -o briefing.svg" in outcome.out
    deals("shot", name, "--as-of", DAY, "-o", "one.svg")
    deals(*shlex.split(printed_command(outcome.out))[1:])
    assert (here / "one.svg").read_bytes() == (here / "briefing.svg").read_bytes()


@pytest.mark.usefixtures("here")
def test_a_file_opens_the_scenario_it_carries(small: Deals) -> None:
    for command, name in (("shot", "a.pdf"), ("compare", "a.xlsx")):
        small(command, "-o", name, "--set", "months=7", "--set", "agencies_for.south=2")
        found = small("compare", name, "--format", "json").json["scenario"]
        assert (found["months"], found["agencies_for"]) == (7, {"south": 2})


def test_a_picture_without_a_scenario_says_so(small: Deals, here: Path) -> None:
    (here / "other.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    outcome = small("compare", "other.svg")
    assert outcome.code == 2
    assert outcome.err.startswith("other.svg: carries no scenario")


DRAW = """
from tui.__main__ import main
for name in ("a.svg", "a.pdf", "a.png --scale 1", "a.txt"):
    assert main(["shot", "-o", *name.split(), "--data", %r, "--as-of", "2026-11-21"]) == 0
"""


def test_another_process_writes_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
    draw = DRAW % str(CATALOG)
    other = {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "LC_ALL": "C", "COLUMNS": "40"}
    subprocess.run(
        [sys.executable, "-c", draw], cwd=tmp_path / "there", check=True, capture_output=True,
        timeout=60, env={**os.environ, "PYTHONPATH": str(ROOT), **other},
    )  # fmt: skip
    monkeypatch.chdir(tmp_path / "here")
    exec(draw)
    here, there = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}
        for name in ("here", "there")
    )
    assert len(here) == 4
    assert here == there


def test_the_date_of_a_pdf_is_the_source_date(
    small: Deals, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")
    small("shot", "-o", "a.pdf")
    metadata = PdfReader(BytesIO((here / "a.pdf").read_bytes())).metadata
    assert metadata is not None
    assert str(metadata.creation_date) == "2026-11-21 00:00:00+00:00"


def test_text_and_svg_go_to_stdout(small: Deals) -> None:
    assert small("shot", "-o", "-").out.startswith("<svg ")
    drawn = small("shot", "-o", "-", "--format", "txt", "--size", "160x45").out
    assert "North is cheapest of the 2" in drawn


def test_the_limits_and_themes_are_those_of_the_sheet() -> None:
    assert LIMITS["briefing"] == ((80, 24), (400, 200))
    assert THEMES == ("paper", "dark", "light", "contrast")
    assert set(THEMES) == set(get_args(ThemeName))


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_has_its_ground(theme: str, small: Deals) -> None:
    grounds = {"paper": "#ffffff", "dark": "#0d1117", "light": "#f6f4ee", "contrast": "#000000"}
    drawing = small("shot", "-o", "-", "--theme", theme).out
    assert f'<path fill="{grounds[theme]}" d="M0 0h1536v864H0z"/>' in drawing


def test_the_screen_is_the_explorer(small: Deals, here: Path) -> None:
    screen = ("shot", "--view", "screen", "--theme", "dark", "--size", "120x36")
    small(*screen, "-o", "a.txt")
    shown = (here / "a.txt").read_text(encoding="utf-8")
    assert "1 Vendors" in shown
    assert "$10.08" in shown
    small(*screen, "-o", "a.svg", "--keys", "r")
    assert 'north = "per-month"' in evidence((here / "a.svg").read_bytes())["scenario"]
    small(*screen, "-o", "b.svg", "--keys", "r")
    assert (here / "a.svg").read_bytes() == (here / "b.svg").read_bytes()
    assert "the key “q” quits the program" in small(*screen, "-o", "c.svg", "--keys", "q").err
    assert not (here / "c.svg").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "--output"),
        (["-o", "a.gif"], "“.gif” is not a format of pictures; use .svg, .png, .pdf, .pptx, .txt"),
        (["-o", "a"], "“a” has no ending; use .svg"),
        (["-o", "a.svg", "--format", "png"], "contradict each other"),
        (["-o", "-", "--format", "png"], "a PNG needs a file: -o NAME.png"),
        (["-o", "missing/a.svg"], "there is no folder "),
        (["-o", "a.svg", "--size", "128"], "“128” is not a size; write it like 128x36"),
        (["-o", "a.svg", "--size", "60x20"], "a briefing has 80x24 to 400x200 cells"),
        (["-o", "a.svg", "--size", "10x3", "--view", "screen"], "a screen has 20x5 to"),
        (["-o", "a.svg", "--theme", "blue"], "'paper', 'dark', 'light', 'contrast'"),
        (["-o", "a.png", "--scale", "4"], "--scale: '4' is not one of '1', '2', '3'"),
        (["-o", "a.svg", "--scale", "2"], "--scale is for a PNG"),
        (["-o", "a.svg", "--keys", "r"], "--keys needs --view screen"),
        (["-o", "a\0.svg"], "a\\u0000.svg"),
        (["nowhere", "-o", "a.svg"], "“nowhere” is neither a file nor a ready scenario"),
    ],
)
def test_what_cannot_be_is_refused_in_a_line(
    arguments: list[str], words: str, small: Deals, here: Path
) -> None:
    outcome = small("shot", *arguments)
    assert outcome.code == 2
    assert words in outcome.err
    assert outcome.err.count("\n") == 1
    assert list(here.iterdir()) == []


def test_a_file_that_cannot_be_replaced_stays(small: Deals, here: Path) -> None:
    (here / "a.svg").mkdir()
    outcome = small("shot", "-o", "a.svg")
    assert outcome.code == 2
    assert str(here / "a.svg") in outcome.err
    assert [path.name for path in here.iterdir()] == ["a.svg"]


def test_a_briefing_loads_only_its_own_format(tmp_path: Path) -> None:
    arguments = ["shot", "-o", str(tmp_path / "a.svg"), "--data", str(CATALOG)]
    code = f"from tui.__main__ import main; assert main({arguments!r}) == 0"
    assert not loaded(code, tmp_path) & {"fpdf", "resvg_py", "PIL"}


def test_the_command_that_a_pictured_screen_offers_names_the_catalog(small: Deals) -> None:
    drawn = small(
        "shot",
        "-o",
        "-",
        "--format",
        "txt",
        "--view",
        "screen",
        "--keys",
        "4 y",
        "--size",
        "400x60",
    ).out
    assert f"--data {CATALOG}" in drawn


def test_a_named_scenario_that_is_changed_says_so_in_its_title(deals: Deals, here: Path) -> None:
    (here / "own.toml").write_text(OWN, encoding="utf-8")
    name = evidence_of(deals, here, "own.toml")
    assert "(changed)" not in name
    assert f"{name} (changed)" == evidence_of(deals, here, "own.toml", "--set", "agencies=3")
    assert evidence_of(deals, here, "own.toml", "--set", "name=Mine") == "Mine"
    outcome = deals("compare", "own.toml", "--data", CATALOG, "--set", "agencies=3")
    assert f"{name} (changed)" in outcome.out


def evidence_of(deals: Deals, here: Path, *asked: object) -> str:
    """The name of the scenario that a sheet carries."""
    assert deals("shot", *asked, "--data", CATALOG, "-o", here / "a.svg").code == 0
    found = re.search(r'name = "(.*)"', evidence((here / "a.svg").read_bytes())["scenario"])
    return found[1] if found else ""
