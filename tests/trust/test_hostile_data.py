"""Texts of others travel everywhere, are seen as they are, and control nothing."""

import base64
import csv
import io
import json
import os
import re
import signal
import struct
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.app.driver import Person, explorer
from tests.cli.conftest import Outcome
from tests.trust.hostile import TEXTS, hostile_catalog
from tests.trust.terminal import ESCAPE, terminal
from tui.__main__ import main
from tui.domain.scenario import Scenario
from tui.files.atomic import slug
from tui.files.catalog import read_catalog
from tui.picture.briefing import PICTURES

SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {"svg", "title", "desc", "metadata", "evidence", "defs", "path", "g", "use"}
NAME = "[/x] \u202eevil\u200b =1+1 ../../x"


@dataclass
class Run:
    """A command line on the hostile catalog."""

    folder: Path
    data: Path
    capsys: pytest.CaptureFixture[str]

    def __call__(self, *arguments: str | Path) -> Outcome:
        self.capsys.readouterr()
        code = main([*map(str, arguments), "--data", str(self.data), "--as-of", "2026-11-21"])
        found = self.capsys.readouterr()
        return Outcome(code, found.out, found.err)


@pytest.fixture
def deals(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(tmp_path, hostile_catalog(tmp_path), capsys)


def is_still(text: str) -> None:
    """No character of a text steers a terminal."""
    controls = {letter for letter in text if ord(letter) < 32 or 127 <= ord(letter) < 160}
    assert controls <= {"\n", "\r", "\t"}


@pytest.mark.parametrize("form", ["table", "md", "csv", "json"])
def test_reports_steer_nothing(form: str, deals: Run) -> None:
    for command in (["compare"], ["terms"] if form != "csv" else ["compare"], ["compare"]):
        outcome = deals(*command, "--format", form)
        assert outcome.code == 0, outcome.err
        is_still(outcome.out)
        if form == "json":
            json.loads(outcome.out)
        if form == "md":
            assert not re.search(r"(?<!\\)<(?!https://|br>)", outcome.out)


def test_csv_cells_begin_no_formula(deals: Run) -> None:
    rows = list(csv.reader(io.StringIO(deals("compare", "--format", "csv").out)))
    for row in rows:
        for cell in row:
            assert not re.match(r"[\s\"']*[=+@]", cell), cell
            assert not re.match(r"-[^\d]|-\d+[^\d.,-]", cell), cell


def test_a_workbook_has_no_formula_link_or_name_from_data(deals: Run) -> None:
    import zipfile

    import openpyxl

    path = deals.folder / "a.xlsx"
    assert deals("compare", "-o", path).code == 0
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for cells in sheet.iter_rows():
            for cell in cells:
                assert cell.hyperlink is None
                if cell.data_type == "f":
                    assert not any(bad in str(cell.value) for bad in ("HYPERLINK", "SUM(1)", "cmd"))
                    assert "1+1" not in str(cell.value)
    with zipfile.ZipFile(path) as parts:
        names = parts.namelist()
        assert not any("external" in name or "vba" in name for name in names)
        for name in names:
            ET.fromstring(parts.read(name))
            assert b'TargetMode="External"' not in parts.read(name)


def test_a_briefing_stays_in_its_folder(deals: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other formats of its pictures are named alike, and only take longer."""
    drawn = {name: words for name, words in PICTURES.items() if name.endswith(".svg")}
    monkeypatch.setattr("tui.picture.briefing.PICTURES", drawn)
    target = deals.folder / "briefing"
    before = {path for path in deals.folder.iterdir() if path.is_file()}
    assert deals("brief", "-o", target, "--set", f"name={NAME[:4]} ../../x").code == 0
    for path in target.iterdir():
        assert re.fullmatch(r"[a-z]+\.[a-z]+", path.name)
        if path.suffix in (".md", ".txt", ".json", ".csv", ".toml"):
            is_still(path.read_text(encoding="utf-8"))
    assert {path for path in deals.folder.iterdir() if path.is_file()} == before


@pytest.mark.parametrize("view", ["briefing", "chart", "screen"])
def test_a_picture_has_no_script_and_refers_to_nothing_outside(view: str, deals: Run) -> None:
    path = deals.folder / "a.svg"
    assert deals("shot", "--view", view, "-o", path).code == 0
    text = path.read_text(encoding="utf-8")
    is_still(text)
    for element in ET.fromstring(text).iter():
        assert element.tag.rpartition("}")[2] in ELEMENTS
        for name, value in element.attrib.items():
            plain = name.rpartition("}")[2].lower()
            assert not plain.startswith("on")
            assert plain not in ("style", "src")
            if plain == "href":
                assert value.startswith("#")
    assert "url(" not in text
    assert "<!" not in text


def test_texts_in_a_png_are_still_and_say_the_same(deals: Run) -> None:
    path = deals.folder / "a.png"
    assert deals("shot", "-o", path, "--scale", "1").code == 0
    content = path.read_bytes()
    at, kinds = 8, []
    while at < len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        kind, inside = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        kinds.append(kind)
        if kind in (b"iTXt", b"tEXt"):
            is_still(inside.replace(b"\0", b"").decode("utf-8").replace("\x01", ""))
        at += 12 + length
    assert kinds[-1] == b"IEND"
    assert set(kinds) <= {
        b"IHDR",
        b"PLTE",
        b"pHYs",
        b"iTXt",
        b"tEXt",
        b"IDAT",
        b"IEND",
        b"sRGB",
        b"gAMA",
    }


@pytest.mark.parametrize(
    "text", [*TEXTS, NAME, "\x1b]0;x\x07", "a\0b", "CON", ".", "..", "/", "x" * 999]
)
def test_a_name_is_a_plain_name_of_a_file(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]([a-z0-9-]{0,70}[a-z0-9])?", slug(text))


# The explorer


async def _walk(person: Person) -> str:
    """Open every pane and page, and give all that was on the screen."""
    seen = []
    for key in ("1", "2", "3", "4", "5", "e", "escape", "1", "R", "escape", "m", "escape",
                "question_mark", "escape", "o", "escape", "x", "escape", "y", "escape", "ctrl+p",
                "escape", "slash", "x", "escape", "a", "escape", "f", "b", "S", "r", "space", "n",
                "p", "u"):  # fmt: skip
        await person.press(key)
        assert person.app.return_code is None, key
        seen.append(person.screen)
        seen.append(person.says())
    return "\n".join(seen)


@pytest.mark.parametrize("size", [(128, 36), (60, 16)], ids=str)
async def test_every_pane_and_page_shows_hostile_texts(
    size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    catalog = read_catalog(hostile_catalog(tmp_path))
    async with explorer(size, Scenario(name=NAME.replace("\u202e", "")), catalog) as person:
        seen = await _walk(person)
        is_still(seen)
        assert "[/x]" in seen
        assert person.app.title == "OneGov Deal Explorer"


async def test_the_clipboard_gets_base64_and_files_plain_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    catalog = read_catalog(hostile_catalog(tmp_path))
    async with explorer(scenario=Scenario(name="../../[/x] =1"), catalog=catalog) as person:
        await person.press("4", "x", "enter")
        await person.press("2", "y", "down", "down", "down", "down", "enter")
        assert person.says().startswith("wrote ")
    names = sorted(path.name for path in tmp_path.iterdir() if path.name != "hostile.toml")
    written = [name for name in names if (tmp_path / name).is_file()]
    assert written
    assert all(re.fullmatch(r"[a-z0-9-]+\.[a-z]+", name) for name in written)
    assert not list(tmp_path.parent.glob("*=1*"))


# The real terminal


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pty")
def test_no_byte_of_a_text_reaches_the_terminal_as_a_command(tmp_path: Path) -> None:
    """The whole stream is read: each escape sequence in it is one that the program means."""
    home = tmp_path / "user"
    home.mkdir()
    data = hostile_catalog(tmp_path)
    scenario = home / "a\x1b]0;owned\x07\x1b[31mb\u202e\x9b2J.toml"
    scenario.write_text('schema = 1\nname = "[/x] =1"\n', encoding="utf-8")
    with terminal("--data", str(data), scenario.name, home=home) as run:
        run.waits_for("Outlay")
        for keys in (*"125e", "\x1b", "R", "\x1b", "m", "\x1b", "?", "\x1b", "o", "\x1b", "n", "w",
                     "\r", "/", "[25%]", "\x1b", "y", "\r", "\x10", "Gr", "\x1b"):  # fmt: skip
            run.types(keys, pause=0.1)
        scenario.write_text("schema = 1\nmonths = 0\n", encoding="utf-8")
        run.read(2.5)
        run.types("q")
        run.read(0.3)
        if not run.ended():
            run.sends(signal.SIGTERM)
            run.waits_until_gone()
        output = bytes(run.output)
    assert b"\x1b]0;owned" not in output
    left = ESCAPE.sub(_meant, output)
    assert b"\x1b" not in left, left[max(0, left.find(b"\x1b") - 80) :][:200]
    text = left.decode("utf-8")
    controls = {letter for letter in text if ord(letter) < 32 or 127 <= ord(letter) < 160}
    assert controls <= {"\r", "\n"}, controls
    assert "\u202e" not in text


MEANT = re.compile(
    rb"\x1b\[(?:[\d;:]*m|\d*(?:;\d*)?H|\?[\d;]+(?:[hl]|\$p)|[<>]\d*u|\d*[ABCDJKX]|\d* q)"
    rb"|\x1b\]52;c;([A-Za-z0-9+/=]*)(?:\x07|\x1b\\)"
    rb"|\x1b\](?:22|11|10|4)?;?[a-z-]*(?:\x07|\x1b\\)"
)


def _meant(found: "re.Match[bytes]") -> bytes:
    """Take out a sequence that the program means; leave any other."""
    meant = MEANT.fullmatch(found[0])
    if meant is None:
        return b"<" + found[0] + b">"
    if meant[1]:
        base64.b64decode(meant[1], validate=True)
    return b""
