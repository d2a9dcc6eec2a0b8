"""What others change in the open files appears, is announced, and never costs one's own work."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tests.app.driver import TODAY, Person
from tests.files.texts import CATALOG, SCENARIO, broken
from tui.app import watching
from tui.app.app import DealsApp
from tui.app.model import Model
from tui.domain.deals import Catalog
from tui.domain.scenario import Scenario
from tui.files.catalog import read_catalog
from tui.files.scenarios import read_scenario


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look so often that no test waits."""
    monkeypatch.setattr(watching, "EVERY", 0.02)


@asynccontextmanager
async def watched(
    folder: Path, scenario_text: str = "", size: tuple[int, int] = (128, 36)
) -> AsyncIterator[tuple[Person, Path, Path]]:
    """The explorer on files of its own, both watched."""
    deals, mine = folder / "deals.toml", folder / "mine.toml"
    deals.write_text(CATALOG)
    catalog = read_catalog(deals)
    scenario = Scenario()
    if scenario_text:
        mine.write_text(scenario_text)
        scenario = read_scenario(mine, catalog)
    app = DealsApp(catalog, scenario, TODAY, mine if scenario_text else None)
    explorer = app.explorer
    explorer.model.catalog_file = deals
    explorer.watches = True
    async with app.run_test(size=size) as pilot:
        await pilot.pause(0.1)
        yield Person(pilot, app), deals, mine


async def until(holds: Callable[[], bool], person: Person) -> None:
    for _ in range(200):
        await person._pilot.pause()
        if holds():
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"it never came: {person.says()!r}")


def problems(person: Person) -> int:
    return len(person.explorer.watcher.problems)


async def test_a_changed_price_is_on_the_screen_at_once(tmp_path: Path) -> None:
    async with watched(tmp_path) as (person, deals, _):
        before = person.total("grok")
        deals.write_text(CATALOG.replace("price = 0.42", "price = 0.84"))
        await until(lambda: person.total("grok") == 2 * before, person)
        assert person.says() == "deals.toml was changed: 3 offers now"
        assert "$20.16" in person.screen


async def test_an_offer_that_is_gone_leaves_everything(tmp_path: Path) -> None:
    async with watched(tmp_path, SCENARIO) as (person, deals, _):
        await person.press("1", "G")
        await person.press("space", "b", "u", "ctrl+r")
        await person.press("slash", *"grok", "enter")
        assert person.model.highlighted == "grok"
        deals.write_text(_without_grok())
        await until(lambda: "grok" not in person.model.catalog.offers, person)
        assert "gone: Grok" in person.says()
        assert person.model.highlighted in person.model.catalog.offers
        assert "grok" not in person.scenario.readings
        for key in ("escape", "u", "u", "u", "ctrl+r", "ctrl+r", "m", "escape", "e", "escape"):
            await person.press(key)
        for key in ("1", "2", "3", "4", "5", "slash", "l", "escape", "r", "space"):
            await person.press(key)
        assert person.app.return_code is None
        assert "Grok" not in person.reads("offers") + person.reads("outlay")


async def test_the_index_finds_what_is_new(tmp_path: Path) -> None:
    async with watched(tmp_path) as (person, deals, _):
        await person.press("slash", *"process", "enter")
        deals.write_text(CATALOG.replace("High in process", "High reached at last"))
        await until(lambda: "changed" in person.says(), person)
        await person.press("slash", "escape", "slash", *"reached", "enter")
        assert person.model.found is not None
        assert list(person.model.found) == ["grok"]


async def test_a_wrong_catalog_keeps_the_last_good_state_and_tells_why(tmp_path: Path) -> None:
    async with watched(tmp_path) as (person, deals, _):
        before = person.model.catalog
        deals.write_text(CATALOG.replace("price = 0.42", 'prize = 1\nprice = "[/x]"'))
        await until(lambda: problems(person) > 0, person)
        assert person.says().startswith("deals.toml has ")
        assert person.says().endswith("! shows")
        assert person.model.catalog is before
        await person.press("exclamation_mark", "down")
        assert "deals.toml:" in person.screen
        await person.press("escape")
        deals.write_text(CATALOG)
        await until(lambda: "valid again" in person.says(), person)
        assert problems(person) == 0


async def test_a_file_that_is_written_slowly_is_not_called_wrong(tmp_path: Path) -> None:
    async with watched(tmp_path) as (person, deals, _):
        said = []
        new = CATALOG.replace("price = 0.42", "price = 0.84")
        for end in range(0, len(new), 150):
            deals.write_text(new[:end])
            await asyncio.sleep(0.004)
            said.append(person.says())
        deals.write_text(new)
        await until(lambda: "3 offers now" in person.says(), person)


async def test_a_catalog_that_is_gone_and_comes_back(tmp_path: Path) -> None:
    async with watched(tmp_path) as (person, deals, _):
        deals.unlink()
        await until(lambda: problems(person) == 1, person)
        deals.write_text(CATALOG.replace("price = 0.42", "price = 0.84"))
        await until(lambda: "3 offers now" in person.says(), person)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in folders")
async def test_a_pipe_in_the_place_of_a_catalog_is_left_alone(tmp_path: Path) -> None:
    async with watched(tmp_path) as (person, deals, _):
        before = person.model.catalog
        deals.unlink()
        os.mkfifo(deals)
        await asyncio.sleep(0.2)
        await person.press("4")
        assert person.focused == "outlay"
        assert person.model.catalog is before
        deals.unlink()
        deals.write_text(CATALOG.replace("price = 0.42", "price = 0.84"))
        await until(lambda: "3 offers now" in person.says(), person)


async def test_another_program_changes_the_scenario(tmp_path: Path) -> None:
    async with watched(tmp_path, SCENARIO) as (person, _, mine):
        mine.write_text(SCENARIO.replace("agencies = 30", "agencies = 33"))
        await until(lambda: person.scenario.agencies == 33, person)
        assert person.says() == "mine.toml was changed by another program: agencies 30 → 33"
        await person.press("u")
        assert person.scenario.agencies == 30


async def test_changes_of_ones_own_are_never_overwritten(tmp_path: Path) -> None:
    async with watched(tmp_path, SCENARIO) as (person, _, mine):
        await person.press("n")
        own = person.scenario
        mine.write_text(SCENARIO.replace("agencies = 30", "agencies = 33"))
        await until(lambda: "your changes stay" in person.says(), person)
        assert person.scenario == own
        await person.press("w", "enter")
        assert "not saved" in person.says()
        assert "another program" in person.says()
        assert "agencies = 33" in mine.read_text()


async def test_saving_is_not_taken_for_a_change_by_somebody_else(tmp_path: Path) -> None:
    async with watched(tmp_path, SCENARIO) as (person, _, mine):
        await person.press("n", "w", "enter")
        assert person.says() == f"saved {mine.name} in {mine.parent}"
        await asyncio.sleep(0.2)
        await person.press("down")
        assert person.says() in ("", f"saved {mine.name} in {mine.parent}")
        assert person.scenario == person.model.saved


async def test_a_wrong_scenario_keeps_the_last_good_one(tmp_path: Path) -> None:
    async with watched(tmp_path, SCENARIO) as (person, _, mine):
        before = person.scenario
        mine.write_text(SCENARIO.replace("agencies = 30", "agencies = -1"))
        await until(lambda: problems(person) == 1, person)
        assert person.says() == "mine.toml has 1 problem: ! shows"
        assert person.scenario is before
        mine.write_text(SCENARIO)
        await until(lambda: problems(person) == 0, person)


async def test_nothing_changes_under_an_open_page(tmp_path: Path) -> None:
    async with watched(tmp_path) as (person, deals, _):
        await person.press("R")
        deals.write_text(_without_grok())
        await asyncio.sleep(0.2)
        assert "grok" in person.model.catalog.offers
        await person.press("escape")
        await until(lambda: "grok" not in person.model.catalog.offers, person)


def _without_grok() -> str:
    """The catalog with one offer less."""
    start, end = CATALOG.index("[offer.grok]"), CATALOG.index("[offer.llama]")
    return broken(CATALOG, CATALOG[start:end], "")


def test_a_scenario_is_fitted_to_any_catalog(tmp_path: Path) -> None:
    path = tmp_path / "deals.toml"
    path.write_text(CATALOG)
    large = read_catalog(path)
    small: Catalog = replace(large, offers={"claude": large.offers["claude"]}, assumptions={})
    mine = tmp_path / "mine.toml"
    mine.write_text(SCENARIO)
    fitted = Model(small, Scenario(), small.as_of).fitted(read_scenario(mine, large))
    assert fitted.compared(small) == ()
    for left in (fitted.readings, fitted.agencies_for, fitted.assume):
        assert len(left) == 0
    assert fitted.overheads[0].offers == ()
