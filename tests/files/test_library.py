"""Somebody lists their scenarios and saves them."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.files.mine import BY_HAND, SPRING, by_hand, entry, names
from tests.files.test_scenarios import AUTUMN
from tests.files.texts import broken
from tui.domain.deals import Catalog
from tui.domain.scenario import Scenario
from tui.files import atomic, places
from tui.files.atomic import slug, stamp
from tui.files.library import (
    ChangedOnDiskError,
    Entry,
    LibraryError,
    entries,
    save,
)
from tui.files.scenarios import read_scenario
from tui.files.writing import scenario_text

pytestmark = pytest.mark.usefixtures("ready")


# Listing


def test_the_ready_ones_are_listed_first_and_then_ones_own(mine: Path, facts: Catalog) -> None:
    path = by_hand(mine)
    (mine / "Alpha.toml").write_text("schema = 1\n")
    listed = entries(facts)
    assert [(one.name, one.own) for one in listed] == [
        ("cfo-act", False), ("Alpha", True), ("autumn", True),
    ]  # fmt: skip
    assert listed[2] == Entry(path, "autumn", True, AUTUMN)


def test_nobody_needs_a_folder_of_their_own(facts: Catalog) -> None:
    assert [one.name for one in entries(facts)] == ["cfo-act"]
    assert not places.user_scenarios_folder().exists()


def test_a_file_that_cannot_be_read_is_listed_with_what_is_wrong(
    mine: Path, facts: Catalog
) -> None:
    by_hand(mine, broken(BY_HAND, "agencies = 30", "agencys = 30"))
    (mine / "gone.toml").symlink_to(mine / "nowhere.toml")
    (mine / "bytes.toml").write_bytes(b"\xff\x00")
    found = {one.name: one for one in entries(facts) if one.own}
    assert all(one.scenario is None for one in found.values())
    assert "did you mean `agencies`?" in str(found["autumn"].problems[0])
    assert "there is no such file" in str(found["gone"].problems[0])
    assert "not UTF-8" in str(found["bytes"].problems[0])


@pytest.mark.skipif(os.name == "nt", reason="pipes as on Unix")
def test_folders_pipes_the_trash_and_other_files_are_not_listed(mine: Path, facts: Catalog) -> None:
    (mine / "folder.toml").mkdir()
    os.mkfifo(mine / "pipe.toml")
    (mine / "linked.toml").symlink_to(mine / "pipe.toml")
    (mine / ".hidden.toml").write_text("schema = 1\n")
    (mine / "notes.txt").write_text("x")
    assert [one.name for one in entries(facts) if one.own] == []


def test_a_folder_that_may_not_be_looked_into_is_said(
    mine: Path, facts: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_folder: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert "cannot be listed: Permission denied" in str(entries(facts)[1].problems[0])
    assert entries(facts)[1].path == mine


# File names


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("CFO Act agencies, 18 months", "cfo-act-agencies-18-months"),
        ("Économies à Zürich", "economies-a-zurich"),
        ("Große Łódź Æble Ørsted", "grosse-lodz-aeble-orsted"),
        ("½ price ﬁne", "1-2-price-fine"),
        ("", "scenario"),
        ("計画", "scenario"),
        ("../../etc/passwd", "etc-passwd"),
        ("..", "scenario"),
        ("con", "con-scenario"),
        ("COM¹", "com1-scenario"),
        ("nul.txt", "nul-txt"),
        ("a" * 59 + " b", "a" * 59),
    ],
)
def test_a_file_name_is_made_of_a_name(name: str, stem: str) -> None:
    assert slug(name) == stem


@given(st.text(max_size=100))
def test_whatever_a_scenario_is_called_its_file_has_a_plain_name(name: str) -> None:
    stem = slug(name)
    assert 0 < len(stem) <= 60
    assert set(stem) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not stem.startswith("-")
    assert slug(stem) == stem


# Saving


def test_a_new_scenario_gets_a_file_of_its_own_every_time(facts: Catalog) -> None:
    first, second = save(SPRING, None), save(SPRING, None)
    assert [first.path.name, second.path.name] == ["spring.toml", "spring-2.toml"]
    assert read_scenario(first.path, facts) == SPRING
    assert first.stamp == stamp(first.path)
    assert names(first.path.parent) == ["spring-2.toml", "spring.toml"]


def test_a_name_taken_at_the_last_moment_is_left_to_who_has_it(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    move = atomic.move_new

    def after_somebody_else(source: Path, target: Path) -> None:
        (mine / "spring.toml").touch()
        move(source, target)

    monkeypatch.setattr(atomic, "move_new", after_somebody_else)
    assert save(SPRING, None).path.name == "spring-2.toml"
    assert (mine / "spring.toml").read_bytes() == b""


def test_where_files_have_no_second_names_nothing_is_overwritten_either(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", refuse)
    assert [save(SPRING, None).path.name for _ in range(2)] == ["spring.toml", "spring-2.toml"]
    assert names(mine) == ["spring-2.toml", "spring.toml"]


def test_saving_a_ready_scenario_saves_a_copy_of_ones_own(
    ready: Path, mine: Path, facts: Catalog
) -> None:
    path = ready / "cfo-act.toml"
    before = path.read_bytes()
    saved = save(Scenario(months=15), path, known=stamp(path))
    assert path.read_bytes() == before
    assert saved.path == mine / "cfo-act.toml"
    assert saved.path.read_text() == "# Ready.\nschema = 1\nmonths = 15  # short\n"
    assert save(Scenario(months=16), path).path == mine / "cfo-act-2.toml"
    assert entry(facts, "cfo-act-2").scenario == Scenario(months=16)


def test_a_link_to_a_ready_scenario_is_no_way_to_write_it(ready: Path, mine: Path) -> None:
    (mine / "link.toml").symlink_to(ready / "cfo-act.toml")
    assert save(SPRING, mine / "link.toml").path == mine / "link-2.toml"
    assert "months = 12" in (ready / "cfo-act.toml").read_text()


def test_saving_what_the_file_says_changes_nothing_in_it(mine: Path, facts: Catalog) -> None:
    path = by_hand(mine)
    changed = path.stat().st_mtime_ns
    saved = save(AUTUMN, path, known=stamp(path), catalog=facts)
    assert path.read_text() == BY_HAND
    assert (saved.path, path.stat().st_mtime_ns) == (path, changed)


@pytest.mark.parametrize(
    "text", ["not toml", "schema = 2\n", 'schema = 1\n[vendor.xai]\nname = "x"']
)
def test_a_file_that_is_no_scenario_is_not_overwritten_unless_told_to(
    text: str, mine: Path
) -> None:
    path = by_hand(mine, text)
    with pytest.raises(LibraryError, match="holds no scenario that can be read"):
        save(SPRING, path)
    assert path.read_text() == text
    save(SPRING, path, overwrite=True)
    assert path.read_text() == scenario_text(SPRING)


def test_a_file_that_somebody_else_changed_is_not_overwritten_unless_told_to(mine: Path) -> None:
    path = by_hand(mine)
    known = stamp(path)
    assert known is not None
    path.write_text(BY_HAND.replace("# a guess", "# 4 guess"))
    with pytest.raises(ChangedOnDiskError, match=r"autumn\.toml was changed on disk"):
        save(SPRING, path, known=known)
    path.unlink()
    with pytest.raises(ChangedOnDiskError, match="no longer there"):
        save(SPRING, path, known=known)
    assert not path.exists()
    saved = save(SPRING, path, known=known, overwrite=True)
    save(replace(SPRING, months=40), path, known=saved.stamp)


def test_a_change_on_disk_is_noticed_and_a_new_date_alone_is_none(mine: Path) -> None:
    path = by_hand(mine)
    os.utime(path, (10**9, 10**9))
    known = stamp(path)
    assert known is not None
    os.utime(path)
    assert stamp(path) == known
    path.write_text(BY_HAND.replace("# a guess", "# 4 guess"))
    assert stamp(path) != known
    path.unlink()
    assert stamp(path) is None


def test_a_change_in_the_same_moment_is_noticed(mine: Path) -> None:
    path = by_hand(mine)
    saved = save(SPRING, path)
    status = path.stat()
    path.write_bytes(path.read_bytes().replace(b"36", b"37"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert stamp(path) != saved.stamp


@pytest.mark.parametrize(
    "steps", [[(os, "fsync")], [(Path, "replace"), (Path, "rename"), (os, "link")]]
)
def test_a_full_disk_keeps_the_old_file_and_leaves_nothing(
    steps: list[tuple[object, str]], mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = by_hand(mine)

    def fail(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    for holder, step in steps:
        monkeypatch.setattr(holder, step, fail)
    for where in (path, None):
        with pytest.raises(OSError, match="cannot write the file: No space left on device"):
            save(SPRING, where)
    assert path.read_text() == BY_HAND
    assert names(mine) == ["autumn.toml"]


def test_what_a_killed_program_left_goes_in_time(mine: Path, facts: Catalog) -> None:
    for name, age in (("old", 7200), ("new", 0)):
        left = mine / f".{name}.toml.{'0' * 12}.tmp"
        left.touch()
        os.utime(left, (left.stat().st_mtime - age,) * 2)
    entries(facts)
    assert names(mine) == [".new.toml.000000000000.tmp"]
