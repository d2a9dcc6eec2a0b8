"""Somebody duplicates, renames and deletes scenarios, and takes that back."""

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from tests.files.mine import BY_HAND, SPRING, by_hand, entry, names
from tests.files.test_scenarios import AUTUMN
from tui.domain.deals import Catalog
from tui.domain.scenario import Scenario
from tui.files.library import (
    Entry,
    LibraryError,
    delete,
    duplicate,
    entries,
    rename,
    restore,
    save,
)
from tui.files.scenarios import read_scenario

pytestmark = pytest.mark.usefixtures("ready")


# Duplicating and renaming


def test_a_duplicate_says_that_it_is_one_and_keeps_its_comments(mine: Path, facts: Catalog) -> None:
    by_hand(mine)
    first = duplicate(entry(facts, "autumn"))
    second = duplicate(entry(facts, "autumn-copy"))
    assert [first.name, second.name] == ["autumn-copy.toml", "autumn-copy-2.toml"]
    assert first.read_text() == BY_HAND.replace('"Autumn"', '"Autumn (copy)"')
    assert read_scenario(second, facts) == replace(AUTUMN, name="Autumn (copy 2)")


def test_a_ready_scenario_and_a_broken_one_can_be_duplicated(
    ready: Path, mine: Path, facts: Catalog
) -> None:
    path = duplicate(entry(facts, "cfo-act"))
    assert path == mine / "cfo-act-copy.toml"
    assert path.read_bytes() == (ready / "cfo-act.toml").read_bytes()
    by_hand(mine, "months = ")
    assert duplicate(entry(facts, "autumn")).read_text() == "months = "


def test_renaming_changes_the_name_and_the_file(mine: Path, facts: Catalog) -> None:
    by_hand(mine).chmod(0o640)
    path = rename(entry(facts, "autumn"), "  Herbst \x1b[31m\n2027 ")
    assert path == mine / "herbst-31m-2027.toml"
    assert path.read_text() == BY_HAND.replace('"Autumn"', '"Herbst [31m 2027"')
    assert path.stat().st_mode & 0o777 == 0o640
    assert names(mine) == [path.name]


def test_renaming_to_the_same_file_name_changes_only_the_name(mine: Path, facts: Catalog) -> None:
    by_hand(mine)
    assert rename(entry(facts, "autumn"), "AUTUMN!") == mine / "autumn.toml"
    assert entry(facts, "autumn").scenario == replace(AUTUMN, name="AUTUMN!")


def test_renaming_never_takes_another_ones_place(mine: Path, facts: Catalog) -> None:
    by_hand(mine)
    save(SPRING, None)
    with pytest.raises(LibraryError, match="there is a scenario spring already"):
        rename(entry(facts, "autumn"), "Spring")
    assert names(mine) == ["autumn.toml", "spring.toml"]
    assert entry(facts, "autumn").scenario == AUTUMN
    assert entry(facts, "spring").scenario == SPRING


def test_what_cannot_be_renamed_is_said(mine: Path, facts: Catalog) -> None:
    with pytest.raises(LibraryError, match="cfo-act comes with the program and cannot be renamed"):
        rename(entry(facts, "cfo-act"), "Mine")
    by_hand(mine)
    with pytest.raises(LibraryError, match="needs a name"):
        rename(entry(facts, "autumn"), " \n")
    one = entry(facts, "autumn")
    one.path.write_text("months = ")
    with pytest.raises(LibraryError, match="autumn has problems"):
        rename(one, "Mine")
    one.path.unlink()
    for act in (duplicate, delete):
        with pytest.raises((LibraryError, FileNotFoundError), match=r"no longer there|No such"):
            act(one)


def test_a_full_disk_takes_a_renaming_back(
    mine: Path, facts: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_hand(mine)
    one = entry(facts, "autumn")

    def fail(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space left"):
        rename(one, "Herbst")
    assert names(mine) == ["autumn.toml"]
    assert one.path.read_text() == BY_HAND


# Deleting


def test_a_deleted_scenario_is_gone_from_the_list_and_comes_back_as_it_was(
    mine: Path, facts: Catalog
) -> None:
    path = by_hand(mine)
    deleted = delete(entry(facts, "autumn"))
    assert [one.name for one in entries(facts)] == ["cfo-act"]
    assert restore(deleted) == path
    assert path.read_text() == BY_HAND
    assert names(mine / ".trash") == []


def test_a_scenario_comes_back_beside_the_one_that_took_its_place(
    mine: Path, facts: Catalog
) -> None:
    path = by_hand(mine)
    deleted = delete(entry(facts, "autumn"))
    save(SPRING, path)
    assert restore(deleted) == mine / "autumn-2.toml"
    assert read_scenario(path, facts) == SPRING
    with pytest.raises(LibraryError, match="autumn is no longer in the trash"):
        restore(deleted)


def test_ready_scenarios_cannot_be_deleted(ready: Path, facts: Catalog) -> None:
    with pytest.raises(LibraryError, match="comes with the program and cannot be deleted"):
        delete(entry(facts, "cfo-act"))
    assert names(ready) == ["cfo-act.toml"]


def test_the_trash_keeps_the_newest_twenty_and_what_else_lies_there(
    mine: Path, facts: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    (mine / ".trash").mkdir()
    (mine / ".trash" / "mine.txt").write_text("x")
    deleted = []
    for months in range(1, 24):
        monkeypatch.setattr(time, "time_ns", lambda months=months: 10**18 - months)
        path = by_hand(mine, f"schema = 1\nmonths = {months}\n")
        deleted.append(delete(Entry(path, "autumn", True, None)))
    assert len(names(mine / ".trash")) == 21
    assert [one.trashed.exists() for one in deleted] == [False] * 3 + [True] * 20
    assert read_scenario(restore(deleted[-1]), facts) == Scenario(months=23)
    assert (mine / ".trash" / "mine.txt").exists()


def test_long_names_can_be_deleted(mine: Path) -> None:
    path = mine / f"{'ü' * 120}.toml"
    path.write_text("schema = 1\n")
    assert restore(delete(Entry(path, path.stem, True, None))) == path
