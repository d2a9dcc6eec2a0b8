"""`deals brief`: a folder of one run, whole or not at all."""

import csv
import errno
import json
import os
import re
import sys
from collections import defaultdict
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Deals
from tui.files import atomic
from tui.files.scenarios import read_scenario
from tui.picture import briefing
from tui.picture.briefing import PICTURES

NAMES = ["charges.csv", "comparison.json", "deadlines.ics", "estimate.xlsx", "index.html",
         "index.md", "scenario.toml", "sources.md", "table.md", "terms.md"]  # fmt: skip


@pytest.fixture(autouse=True)
def no_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures have their own test: they take their time."""
    monkeypatch.setattr(briefing, "PICTURES", {})


def names(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir())


def test_everything_is_there_and_of_one_run(small: Deals, tmp_path: Path) -> None:
    place = tmp_path / "out"
    outcome = small("brief", "-o", place, "--set", "agencies=120")
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err == f"Wrote 10 files to {place}\n"
    assert names(place) == NAMES
    same = ["--set", "agencies=120"]
    for name, form in (("table.md", "md"), ("comparison.json", "json")):
        assert (place / name).read_text(encoding="utf-8") == small(
            "compare", "--format", form, *same
        ).out
    assert (place / "charges.csv").read_bytes().startswith(b"\xef\xbb\xbfBillingAccountId")
    assert (place / "terms.md").read_text(encoding="utf-8") == small(
        "terms", "--format", "md", *same
    ).out
    assert (place / "scenario.toml").read_text(encoding="utf-8") == "schema = 1\nagencies = 120\n"
    index = (place / "index.md").read_text(encoding="utf-8")
    for name in NAMES[:5] + NAMES[6:]:
        assert f"[{name}]({name})" in index
    assert "    North is cheapest of the" in index  # for pictures that ask for a text
    assert "    ○ North" in index
    page = (place / "index.html").read_text(encoding="utf-8")
    assert all(f'<a href="{name}">' in page for name in NAMES if not name.startswith("index"))
    assert small("compare", place / "scenario.toml", "--format", "json").json == json.loads(
        (place / "comparison.json").read_text(encoding="utf-8")
    )


def test_the_scenario_comes_back_whole(deals: Deals, tmp_path: Path) -> None:
    from tui.files.catalog import read_catalog
    from tui.files.places import catalog_path, scenarios_folder

    assert deals("brief", "licence-is-noise", "-o", tmp_path / "out").code == 0
    catalog = read_catalog(catalog_path())
    written = read_scenario(tmp_path / "out" / "scenario.toml", catalog)
    assert written == read_scenario(scenarios_folder() / "licence-is-noise.toml", catalog)


def test_the_same_run_gives_the_same_bytes(small: Deals, tmp_path: Path) -> None:
    for place in ("a", "b"):
        small("brief", "-o", tmp_path / place)
    for name in NAMES:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_a_briefing_of_before_is_replaced_and_other_files_stay(
    small: Deals, tmp_path: Path
) -> None:
    place = tmp_path / "out"
    small("brief", "-o", place)
    (place / "my notes.txt").write_text("mine")
    (place / "briefing.svg").write_text("of an earlier run")
    index = place / "index.md"
    listed = "| [briefing.svg](briefing.svg) | a picture |\n| [x.md](../x.md) | no |\n"
    index.write_text(index.read_text(encoding="utf-8") + listed, encoding="utf-8")
    (place / "x.md").write_text("mine")
    assert small("brief", "-o", place, "--set", "agencies=7").code == 0
    assert names(place) == sorted([*NAMES, "my notes.txt", "x.md"])
    assert "7 agencies" in (place / "table.md").read_text(encoding="utf-8")


def test_an_empty_folder_will_do(small: Deals, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert small("brief", "-o", tmp_path / "out").code == 0
    assert names(tmp_path / "out") == NAMES


def test_a_folder_that_is_not_ours_is_refused_until_forced(small: Deals, tmp_path: Path) -> None:
    place = tmp_path / "out"
    place.mkdir()
    (place / "table.md").write_text("somebody's")
    outcome = small("brief", "-o", place)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == (
        f"deals: {place}: the folder holds other files; name another one, or add --force to "
        "write next to them\n"
    )
    assert names(place) == ["table.md"]
    (place / "other.txt").write_text("somebody's")
    assert small("brief", "-o", place, "--force").code == 0
    assert names(place) == sorted([*NAMES, "other.txt"])


def test_places_that_cannot_be_written_are_one_line(small: Deals, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("kept")
    for target in (file, file / "below", tmp_path / "no" / "folder", "/proc/nothing", "a\0b"):
        outcome = small("brief", "-o", target)
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err.count("\n") == 1
        assert "unexpected" not in outcome.err
    assert [name for name in names(tmp_path) if name != "state"] == ["file"]


def test_a_folder_must_be_named(small: Deals) -> None:
    outcome = small("brief")
    assert outcome.code == 2
    assert "missing option '-o' / '--output'" in outcome.err


@pytest.mark.parametrize("there", [False, True])
def test_a_full_disk_leaves_everything_as_it_was(
    there: bool, small: Deals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "out"
    if there:
        small("brief", "-o", place)
    before = {path: path.read_bytes() for path in place.glob("*")}
    write = atomic._write_synced

    def full(path: Path, content: str | bytes, mode: int = 0o666) -> None:
        if path.name == "terms.md":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        write(path, content, mode)

    monkeypatch.setattr(atomic, "_write_synced", full)
    outcome = small("brief", "-o", place, "--set", "agencies=7")
    assert outcome.code == 2
    assert outcome.err == (
        f"deals: {place}: cannot write the folder: {os.strerror(errno.ENOSPC)}\n"
    )
    assert {path: path.read_bytes() for path in place.glob("*")} == before
    assert [name for name in names(tmp_path) if name != "state"] == (["out"] if there else [])


def test_a_file_that_cannot_be_moved_undoes_the_others(
    small: Deals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "out"
    small("brief", "-o", place)
    before = {path: path.read_bytes() for path in place.glob("*")}
    rename = Path.rename

    def locked(self: Path, target: Any) -> Path:
        if self.name == "terms.md" and Path(target) == place / "terms.md":
            raise PermissionError(errno.EACCES, "it is open elsewhere")
        return rename(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", locked)
        outcome = small("brief", "-o", place, "--set", "agencies=7")
    assert outcome.code == 2
    assert "it is open elsewhere" in outcome.err
    assert "comparison.json" in names(place)
    left = {path: path.read_bytes() for path in place.glob("*")}
    left.update({path: path.read_bytes() for path in tmp_path.glob(".out*/terms.md")})
    assert set(before.values()) == set(left.values())


def test_progress_is_for_terminals(
    small: Deals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    err = small("brief", "-o", tmp_path / "out").err
    assert "\r\x1b[K1/10 index.html" in err
    assert err.endswith(f"\r\x1b[KWrote 10 files to {tmp_path / 'out'}\n")


def test_interruption_leaves_nothing(
    small: Deals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tui.export.focus_csv.comparison_csv", interrupted)
    assert small("brief", "-o", tmp_path / "out").code == 130
    assert [name for name in names(tmp_path) if name != "state"] == []


def test_pictures_come_first(small: Deals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(briefing, "PICTURES", {"briefing.svg": "a picture"})
    assert small("brief", "-o", tmp_path / "out").code == 0
    assert (tmp_path / "out" / "briefing.svg").read_text(encoding="utf-8").startswith("<svg")
    index = (tmp_path / "out" / "index.md").read_text(encoding="utf-8")
    assert index.index("briefing.svg") < index.index("table.md")


def test_a_link_that_leads_to_itself_is_one_line(small: Deals, tmp_path: Path) -> None:
    place = tmp_path / "out"
    place.symlink_to(place)
    outcome = small("brief", "-o", place)
    assert outcome.code == 2
    assert len(outcome.err.splitlines()) == 1


def test_a_long_name_in_another_alphabet_will_do(small: Deals, tmp_path: Path) -> None:
    place = tmp_path / ("договор" * 17)
    assert small("brief", "-o", place).code == 0
    assert names(place) == NAMES


def words_of(svg: str) -> str:
    """Read the words of a picture from where its glyphs stand, row by row."""
    cells = {}
    use = r'<use xlink:href="#[a-z]+([0-9a-f]+)" x="(\d+)" y="(\d+)"(?: transform="scale\((\d)\)")?'
    for code, x, y, scale in re.findall(use, svg):
        size = int(scale or 1)
        cells[int(y) * size // 24, int(x) * size // 12] = chr(int(code, 16)), size
    words, expected = "", (0, 0)
    for at in sorted(cells):
        letter, size = cells[at]
        words += letter if at == expected else f" {letter}"
        expected = at[0], at[1] + size
    return words


def test_every_file_of_the_real_briefing_says_the_same_totals(
    deals: Deals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from openpyxl import load_workbook
    from PIL import Image, ImageChops
    from pptx import Presentation
    from resvg_py import svg_to_bytes

    monkeypatch.setattr(briefing, "PICTURES", PICTURES)
    place = tmp_path / "out"
    same = ["--set", "months=36", "--set", "after=list", "--set", "assume.hosting=40179.20"]
    outcome = deals("brief", "-o", place, *same)
    assert (outcome.code, outcome.err) == (0, f"Wrote 16 files to {place}\n")
    assert names(place) == sorted([*NAMES, *PICTURES])
    begins = {"svg": b"<svg", "png": b"\x89PNG", "pdf": b"%PDF", "pptx": b"PK\3\4"}
    for name in PICTURES:
        assert (place / name).read_bytes().lstrip()[:4] == begins[name.split(".")[1]][:4]
    offers = json.loads((place / "comparison.json").read_text(encoding="utf-8"))["offers"]
    totals = {one["total"] for one in offers}
    assert len(totals) == 4
    charged = defaultdict[str, Decimal](Decimal)
    with (place / "charges.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            charged[row["x_OfferId"]] += Decimal(row["BilledCost"] or 0)
    assert charged == {one["id"]: Decimal(one["total"]) for one in offers}
    slide = Presentation(str(place / "briefing.pptx")).slides[0]
    cells = {cell.text for one in slide.shapes if one.has_table for cell in one.table.iter_cells()}
    book = load_workbook(place / "estimate.xlsx", data_only=True)["Comparison"]
    numbers = {round(Decimal(str(cell.value)), 2) for row in book.iter_rows() for cell in row
               if isinstance(cell.value, int | float)}  # fmt: skip
    texts = [(place / name).read_text(encoding="utf-8").replace("\\$", "$")
             for name in ("index.md", "index.html", "table.md")]  # fmt: skip
    alternative = (place / "briefing.pdf").read_bytes().decode("latin-1").lower()
    vectors = (place / "briefing.svg").read_text(encoding="utf-8")
    texts.append(words_of(vectors))
    drawn = Image.open(BytesIO(bytes(svg_to_bytes(svg_string=vectors, zoom=2.0)))).convert("RGB")
    picture = Image.open(place / "briefing.png").convert("RGB")
    assert not any(ImageChops.difference(picture, drawn).point(lambda off: off > 1).tobytes())
    for total in totals:
        words = f"${Decimal(total):,.2f}"
        assert all(words in text for text in texts)
        assert any(words in text for text in cells)
        assert Decimal(total) in numbers
        assert words.encode("utf-16-be").hex() in alternative
