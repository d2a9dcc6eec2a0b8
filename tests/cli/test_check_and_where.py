"""`deals check` and `deals where`."""

import os
from pathlib import Path

import pytest

from tests.cli.conftest import CATALOG, Deals


def test_everything_shipped_is_in_order(deals: Deals) -> None:
    outcome = deals("check")
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err.endswith("files checked, no problems\n")


def test_files_are_told_apart_by_what_they_hold(deals: Deals, tmp_path: Path) -> None:
    scenario = tmp_path / "mine.toml"
    scenario.write_text('schema = 1\noffers = ["south"]\n')
    outcome = deals("check", CATALOG, scenario, "--data", CATALOG)
    assert (outcome.code, outcome.err) == (0, "2 files checked, no problems, 2 warnings\n")
    assert "offer.south: does not answer courts" in outcome.out
    outcome = deals("check", scenario)
    assert outcome.code == 2
    assert outcome.out.startswith(f"{scenario}:2: ")
    assert "south" in outcome.out


def test_letters_that_pictures_do_not_have_are_told(deals: Deals, tmp_path: Path) -> None:
    scenario = tmp_path / "mine.toml"
    scenario.write_text('schema = 1\nname = "漢字 – ok"\n', encoding="utf-8")
    outcome = deals("check", scenario)
    words = "not in the font of pictures: 漢 (U+6F22), 字 (U+5B57)"
    assert (outcome.code, outcome.err) == (0, "2 files checked, no problems, 1 warning\n")
    assert outcome.out.startswith(f"warning: {scenario}:2: name: {words} (")
    told = deals("shot", scenario, "-o", tmp_path / "a.svg").err
    assert "as boxes with their codes: 漢 (U+6F22), 字 (U+5B57)\n" in told


def test_all_problems_of_all_files_are_data(deals: Deals, tmp_path: Path) -> None:
    catalog, scenario, agencies, broken = (
        tmp_path / name for name in ("deals.toml", "mine.toml", "agencies.toml", "broken.toml")
    )
    text = CATALOG.read_text(encoding="utf-8")
    catalog.write_text(text.replace("price = 1,", "price = -1,"), encoding="utf-8")
    scenario.write_text("schema = 1\nmonths = 0\n")
    agencies.write_text("schema = 1\n[[agency]]\n")
    broken.write_text("schema = \n")
    outcome = deals("check", catalog, scenario, agencies, broken, tmp_path / "none.toml")
    assert outcome.code == 2
    for file in (catalog, scenario, agencies, broken):
        assert f"{file}:" in outcome.out
    assert "none.toml: there is no such file" in outcome.out
    count = len(outcome.out.splitlines())
    assert outcome.err == f"6 files checked, {count} problems\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no /dev/fd")
def test_a_pipe_is_read_once(deals: Deals) -> None:
    reading, writing = os.pipe()
    with open(writing, "wb") as pipe:
        pipe.write(CATALOG.read_bytes())
    outcome = deals("check", f"/dev/fd/{reading}")
    os.close(reading)
    assert (outcome.code, outcome.err) == (0, "1 file checked, no problems, 2 warnings\n")


def test_a_setting_is_checked_too(deals: Deals) -> None:
    outcome = deals("check", "--data", CATALOG, CATALOG, "--set", "readings.north=never")
    assert outcome.code == 2
    assert "readings.north" in outcome.out


def test_control_characters_never_reach_the_terminal(deals: Deals, tmp_path: Path) -> None:
    scenario = tmp_path / "x.toml"
    scenario.write_text('schema = 1\n"\\u001b[31m" = 1\n')
    outcome = deals("check", scenario, "--data", CATALOG)
    assert outcome.code == 2
    assert "\x1b" not in outcome.out + outcome.err


def test_where(deals: Deals, home: Path) -> None:
    outcome = deals("where", "--data", CATALOG)
    assert (outcome.code, outcome.err) == (0, "")
    lines = outcome.out.splitlines()
    assert len(lines) == 8
    assert lines[0].split() == ["catalogue", str(CATALOG), "(exists)"]
    assert f"{home / 'config' / 'onegov-deals' / 'settings.toml'}  (not there yet)" in lines[4]
    assert not (home / "config").exists()
