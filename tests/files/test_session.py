"""The explorer is left, or killed, and goes on where it was when it is started again."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.files.test_scenarios import AUTUMN, scenarios
from tests.files.texts import CATALOG
from tui.app.crash import write_report
from tui.domain.deals import Catalog
from tui.domain.scenario import Scenario
from tui.files import places, session
from tui.files.catalog import read_catalog
from tui.files.session import MOST_STEPS, Session, load_session, save_session

SPRING = Scenario(name="Spring", months=36)
FULL = Session(
    AUTUMN,
    scenario_path="/home/ü/plans/autumn.toml",
    as_of=date(2026, 11, 21),
    highlighted="llama",
    past=((Scenario(), SPRING), (SPRING, AUTUMN)),
    ended=True,
)


@pytest.fixture
def path() -> Path:
    return places.session_path()


def names(path: Path) -> list[str]:
    return sorted(one.name for one in path.parent.iterdir())


def other_catalog(folder: Path, *changes: tuple[str, str]) -> Catalog:
    """The catalog after somebody changed it."""
    text = CATALOG
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file = folder / "other.toml"
    file.write_text(text, encoding="utf-8")
    return read_catalog(file)


def test_everything_is_there_again(path: Path, facts: Catalog) -> None:
    save_session(FULL, path)
    assert load_session(path, facts) == FULL
    assert load_session(path, facts) == FULL
    assert names(path) == [path.name]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_what_is_kept_is_nobody_elses_business(path: Path) -> None:
    path.parent.mkdir(mode=0o755, parents=True)
    path.write_text("")
    path.chmod(0o644)
    before = os.umask(0)
    try:
        save_session(FULL, path)
        report = write_report(ValueError(), path.parent / "reports", str)
    finally:
        os.umask(before)
    for file in (path, report):
        assert file.stat().st_mode & 0o777 == 0o600
        assert file.parent.stat().st_mode & 0o777 == 0o700


def test_at_the_first_start_there_is_nothing_and_nothing_is_made(
    path: Path, facts: Catalog
) -> None:
    assert load_session(path, facts) is None
    assert not path.parent.exists()


paths = st.text(max_size=30).map(lambda text: text.encode("utf-8", "ignore").decode("utf-8"))
sessions = st.builds(
    Session,
    scenario=scenarios,
    scenario_path=paths,
    as_of=st.none() | st.dates(),
    highlighted=st.sampled_from(["", "grok", "claude"]),
    past=st.lists(st.tuples(scenarios, scenarios), max_size=3).map(tuple),
    ended=st.booleans(),
)


@given(sessions)
def test_any_session_is_read_back_as_it_was(facts: Catalog, any_session: Session) -> None:
    place = places.session_path()
    save_session(any_session, place)
    assert load_session(place, facts) == any_session


def test_the_newest_fifty_steps_are_kept_and_take_little_room(path: Path, facts: Catalog) -> None:
    plans = [Scenario(note="n" * 1000, months=months) for months in range(1, 101)]
    past = tuple(pairwise(plans))
    save_session(Session(plans[-1], past=past), path)
    again = load_session(path, facts)
    assert again is not None
    assert again.past == past[-MOST_STEPS:]
    assert path.stat().st_size < 60_000


def test_steps_beyond_all_measure_are_forgotten_oldest_first(
    path: Path, facts: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "MOST_CHARACTERS", 40_000)
    plans = [Scenario(note="n" * 1_000, months=months) for months in range(1, 51)]
    past = tuple(pairwise(plans))
    save_session(Session(plans[-1], past=past), path)
    again = load_session(path, facts)
    assert again is not None
    assert again.scenario == plans[-1]
    assert 0 < len(again.past) < len(past)
    assert again.past == past[-len(again.past) :]


def test_a_scenario_that_the_catalog_no_longer_fits_is_not_gone_on_with(
    path: Path, tmp_path: Path
) -> None:
    save_session(FULL, path)
    no_hosting = other_catalog(tmp_path, ("hosting", "servers"))
    no_reading = other_catalog(tmp_path, ('"per-month"\nlabel', '"monthly"\nlabel'))
    no_llama = other_catalog(tmp_path, ("[offer.llama]", "[offer.lama]"),
                               ("[[offer.llama.", "[[offer.lama."))  # fmt: skip
    for changed in (no_hosting, no_reading, no_llama):
        assert load_session(path, changed) is None
    assert names(path) == [path.name]


def test_what_still_fits_is_kept(path: Path, tmp_path: Path) -> None:
    past = ((SPRING, Scenario()), (Scenario(), AUTUMN), (AUTUMN, SPRING), (SPRING, Scenario()))
    save_session(replace(FULL, scenario=Scenario(), past=past, highlighted="claude"), path)
    changed = other_catalog(tmp_path, ("hosting", "servers"), ("offer.claude", "offer.clod"))
    again = load_session(path, changed)
    assert again is not None
    assert (again.scenario, again.highlighted, again.past) == (Scenario(), "", past[-1:])
    assert again.as_of == FULL.as_of


def test_what_the_catalog_chooses_by_now_is_left_out(path: Path, tmp_path: Path) -> None:
    save_session(Session(Scenario(offers=("grok", "llama", "claude"))), path)
    more = other_catalog(tmp_path, ('short = "Claude"', 'short = "Claude"\ncompare = true'))
    assert load_session(path, more) == Session(Scenario())


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[:0],
        lambda text: text[: len(text) // 2],
        lambda text: text.replace("scenarios = [", "scenarios = "),
        lambda text: text.replace("schema = 1\n", ""),
        lambda text: text.replace("past = [[", "past = [[9"),
        lambda text: text.replace("past = [[", "past = [true, ["),
        lambda text: text.replace("past = [", "past = 1 # ["),
        lambda text: text.replace("ended = true", "ended = 1"),
        lambda text: text.replace("as_of = 2026-11-21", "as_of = 2026-11-21T00:00:00"),
        lambda text: text.replace("scenarios = [", "scenarios = [1, "),
        lambda text: text.replace("months = 24", "months = "),
        lambda text: text[: text.index("scenarios")],
        lambda text: text.replace("/home", "\x00"),
        lambda text: text + "\udcff",
    ],
)
def test_a_damaged_file_is_kept_beside_and_the_explorer_starts_afresh(
    damage: Callable[[str], str], path: Path, facts: Catalog
) -> None:
    save_session(FULL, path)
    text = damage(path.read_text(encoding="utf-8"))
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    path.with_name("session.toml.bad").write_text("an older one")
    assert load_session(path, facts) is None
    assert names(path) == ["session.toml.bad"]
    bad = path.with_name("session.toml.bad").read_bytes()
    assert bad == text.encode("utf-8", "surrogateescape")


def test_a_session_of_a_newer_program_is_left_alone(path: Path, facts: Catalog) -> None:
    path.parent.mkdir(parents=True)
    path.write_text('schema = 2\nscenarios = "otherwise"\n')
    assert load_session(path, facts) is None
    assert names(path) == [path.name]


def test_figures_changed_by_hand_are_validated(path: Path, facts: Catalog) -> None:
    save_session(FULL, path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("agencies = 30", "agencies = 31"), encoding="utf-8")
    again = load_session(path, facts)
    assert again is not None
    assert again.scenario == replace(AUTUMN, agencies=31)
    path.write_text(text.replace("agencies = 30", "agencies = -1"), encoding="utf-8")
    assert load_session(path, facts) is None


@given(cut=st.integers(0, 1500), new=st.binary(max_size=4))
def test_whatever_stands_in_the_file_the_explorer_starts(
    facts: Catalog, cut: int, new: bytes
) -> None:
    place = places.session_path()
    save_session(FULL, place)
    content = place.read_bytes()
    place.write_bytes(content[:cut] + new + content[cut + 1 :])
    load_session(place, facts)


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_keeps_the_session_before(
    step: str, path: Path, facts: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_session(FULL, path)

    def fail(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(*((os, "fsync", fail) if step == "fsync" else (Path, "replace", fail)))
        with pytest.raises(OSError, match="cannot write the file: No space left on device"):
            save_session(Session(SPRING), path)
    assert load_session(path, facts) == FULL
    assert names(path) == [path.name]


def test_a_place_that_cannot_be_read_or_swept_is_no_session(
    path: Path, facts: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.mkdir(parents=True)
    assert load_session(path, facts) is None
    path.rmdir()
    path.write_text("schema =")

    def refuse(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    monkeypatch.setattr(Path, "iterdir", refuse)
    assert load_session(path, facts) is None
    assert path.read_text() == "schema ="


def test_a_second_explorer_that_sweeps_up_costs_the_first_no_save(
    path: Path, facts: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_session(Session(SPRING), path)
    sync = os.fsync
    swept: list[Session | None] = []

    def sync_and_start_another(descriptor: int) -> None:
        sync(descriptor)
        if not swept:
            swept.append(load_session(path, facts))

    monkeypatch.setattr(os, "fsync", sync_and_start_another)
    save_session(FULL, path)
    assert swept == [Session(SPRING)]
    assert load_session(path, facts) == FULL
    assert names(path) == [path.name]


def test_what_a_killed_save_left_goes_and_files_of_others_stay(path: Path, facts: Catalog) -> None:
    save_session(FULL, path)
    for left in (".session.toml.0123456789ab.tmp", ".other.toml.0123456789ab.tmp", ".session.tmp"):
        (path.parent / left).touch()
    load_session(path, facts)
    assert names(path) == [".other.toml.0123456789ab.tmp", ".session.tmp", path.name]
