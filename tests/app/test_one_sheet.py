"""The same state gives the same sheet, whoever asks: `s`, `deals shot` and `deals brief`."""

import re
import shlex
from itertools import pairwise
from pathlib import Path

import pytest

from tests.app.driver import DATA, TODAY, explorer
from tests.effort import THOROUGH
from tui.__main__ import main
from tui.app import copying
from tui.files.catalog import read_catalog
from tui.files.places import catalog_path
from tui.files.scenarios import read_scenario
from tui.picture.briefing import PICTURES

READY = "licence-is-noise"
FORMATS = ("svg", "png", "pdf", "pptx", "txt")
"""`make trust` writes each, of every state."""


@pytest.fixture
def other_facts(tmp_path: Path) -> Path:
    """The program's own facts but for Grok's price, in a file of the user's."""
    text = (DATA / "deals.toml").read_text(encoding="utf-8")
    changed = re.sub(r"price = 0\.42\b", "price = 0.84", text)
    assert changed != text
    path = tmp_path / "facts.toml"
    path.write_text(changed, encoding="utf-8")
    return path


def run(*words: object) -> None:
    assert main([*map(str, words), "--as-of", TODAY.isoformat()]) == 0


@pytest.mark.parametrize(
    ("with_data", "ready"), [(False, None), (True, READY)], ids=["as it is", "--data and a file"]
)
async def test_s_shot_and_brief_make_the_same_bytes(
    with_data: bool, ready: str | None, other_facts: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    formats = FORMATS if THOROUGH else ("svg", "png", "txt") if ready else ("svg", "txt")
    facts = other_facts if with_data else DATA / "deals.toml"
    options = ["--data", facts] if with_data else []
    named = [ready] if ready else []
    catalog = read_catalog(facts)
    scenario = read_scenario(DATA / "scenarios" / f"{ready}.toml", catalog) if ready else None
    folder = tmp_path / "pictures"
    async with explorer((128, 36), scenario, catalog) as person:
        person.model.catalog_file = facts
        person.explorer.pictures_folder = str(folder)
        await person.press("s", "s")
        assert "boxes for" not in person.screen
        for before, after in pairwise(formats):
            turns = FORMATS.index(after) - FORMATS.index(before)
            await person.press("s", *["down"] * 4, *["right"] * turns, "s")
        keyed = {path.suffix: path.read_bytes() for path in folder.iterdir()}
    names = [f"briefing.{ending}" for ending in formats if ending != "txt"]
    sheets = {name: PICTURES[name] for name in names}
    monkeypatch.setattr("tui.picture.briefing.PICTURES", sheets)
    run("brief", *named, *options, "-o", tmp_path / "brief")
    monkeypatch.chdir(tmp_path)
    for ending in formats:
        run("shot", *named, *options, "-o", tmp_path / f"my-own-name.{ending}")
        shot = (tmp_path / f"my-own-name.{ending}").read_bytes()
        assert keyed[f".{ending}"] == shot
        if ending != "txt":
            assert (tmp_path / "brief" / f"briefing.{ending}").read_bytes() == shot


@pytest.mark.parametrize("with_data", [False, True], ids=["own facts", "--data"])
@pytest.mark.parametrize("ready", [None, READY], ids=["defaults", "ready scenario"])
def test_the_printed_command_makes_the_sheet_again(
    with_data: bool, ready: str | None, other_facts: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    options = ["--data", other_facts] if with_data else []
    named = [ready] if ready else []
    for ending in ("svg", "txt"):
        run("shot", *named, *options, "-o", f"mine.{ending}")
    foot = (tmp_path / "mine.txt").read_text(encoding="utf-8").partition("deals shot")[2]
    command = re.sub(r"\\\n\s*", "", foot).split("\n")[0]
    assert main(["shot", *shlex.split(command)]) == 0
    assert (tmp_path / "briefing.svg").read_bytes() == (tmp_path / "mine.svg").read_bytes()
    assert (f"--data {other_facts}" in command) == with_data


async def test_the_copied_command_names_the_catalog(other_facts: Path) -> None:
    async with explorer(catalog=read_catalog(other_facts)) as person:
        comparison = person.model.comparison
        assert comparison is not None
        offered = copying.offers(comparison, "outlay", "", other_facts, None)
        assert shlex.split(offered["command"].text)[-2:] == ["--data", str(other_facts)]
        own = copying.offers(comparison, "outlay", "", catalog_path(), None)
        assert "--data" not in own["command"].text
