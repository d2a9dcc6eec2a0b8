"""What the explorer looks at and how it changes, without a terminal."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.app.driver import TODAY, real_catalog
from tui.app.keeping import SessionKeeper
from tui.app.keys import KEYS
from tui.app.model import ORDERS, Model
from tui.domain.calendar import next_month
from tui.domain.comparison import compare
from tui.domain.scenario import Scenario
from tui.files import places
from tui.files.scenarios import read_scenario
from tui.files.session import Session, load_session

CHANGES = [key.action.split("'")[1] for key in KEYS if key.action.startswith("change(")]


def model(scenario: Scenario | None = None) -> Model:
    return Model(real_catalog(), scenario or Scenario(), TODAY)


@given(st.lists(st.sampled_from([*CHANGES, "next offer"]), max_size=30))
def test_the_comparison_is_always_that_of_the_scenario_and_undo_goes_back(names: list[str]) -> None:
    one = model()
    offers = list(one.catalog.offers)
    for name in names:
        if name == "next offer":
            at = offers.index(one.highlighted) + 1
            one.go_to_offer(offers[at % len(offers)])
        else:
            words = getattr(one, name)()
            assert words is None or words
        assert one.comparison == compare(one.catalog, one.scenario, one.as_of)
        assert (one.baseline is None) == (one.pinned is None)
        assert one.baseline is None or one.baseline.scenario == one.pinned
    while one.history.past:
        one.undo()
    assert one.scenario == Scenario()
    assert one.undo() == "nothing to undo"


def test_edits_of_one_entry_are_one_step() -> None:
    one = model()
    for agencies in (1, 12, 120):
        one.edit(replace(one.scenario, agencies=agencies), "agencies")
    assert one.undo() == "undone: agencies 24 → 120"
    assert one.redo() == "redone: agencies 24 → 120"
    assert one.scenario.agencies == 120


def test_the_filter_finds_and_highlights_what_it_leaves() -> None:
    one = model()
    one.go_to_offer("grok")
    one.seek("claude")
    assert one.found is not None
    assert list(one.found) == ["claude", "claude-gov"]
    assert one.highlighted == "claude"
    one.go_to_offer("grok")
    assert (one.sought, one.highlighted) == ("", "grok")
    assert not one.found


def test_orders_go_round_and_a_pin_lets_go() -> None:
    one = model()
    assert [one.next_order() for _ in ORDERS][-1] == "offers sorted by vendor"
    assert "Pinned" in one.pin()
    assert one.pin() == "Unpinned"
    assert one.baseline is None


def test_another_day_compares_anew() -> None:
    one = model()
    one.look_on(date(2027, 6, 1))
    assert one.comparison.as_of == one.as_of == date(2027, 6, 1)


def test_a_saved_scenario_is_opened_and_undone_to() -> None:
    one = model(Scenario(agencies=7))
    assert one.save_as("seven") == f"saved seven.toml in {places.user_scenarios_folder()}"
    assert one.saved == one.scenario
    other = model()
    assert one.scenario_path is not None
    assert other.open_scenario(one.scenario_path) == "opened seven.toml"
    assert other.scenario.agencies == 7
    other.undo()
    assert other.scenario == Scenario()
    assert other.open_scenario(Path("nowhere.toml")).startswith("not opened: ")


def test_a_session_is_kept_and_taken_up(tmp_path: Path) -> None:
    one, path = model(), tmp_path / "session.toml"
    keeper = SessionKeeper(one)
    keeper.path = path
    assert (keeper.offer(), keeper.keep()) == ("", "")
    assert not path.exists(), "nothing was done that is worth keeping"
    one.next_after()
    assert keeper.keep(ended=True) == ""
    session = load_session(path, one.catalog)
    assert session is not None
    again = model()
    keeper = SessionKeeper(again)
    keeper.path = path
    assert keeper.offer() == "Press o to reopen your last session."
    assert keeper.last == session
    again.take_up(session)
    assert again.scenario == one.scenario
    again.undo()
    assert again.scenario == Scenario()


def test_a_session_that_cannot_be_kept_is_said_once(tmp_path: Path) -> None:
    one = model()
    keeper = SessionKeeper(one)
    (tmp_path / "file").write_text("")
    keeper.path = tmp_path / "file" / "session.toml"
    one.next_after()
    assert keeper.keep().startswith("the session cannot be kept: ")
    assert keeper.keep() == ""


def test_another_catalog_takes_what_no_longer_fits_out_of_everything() -> None:
    one = model()
    one.next_reading()
    one.pin()
    one.seek("grok")
    claude = replace(one.catalog.offers["claude"], replaced_by=None)
    small = replace(one.catalog, offers={"claude": claude}, assumptions={})
    words = one.follow_catalog(small)
    assert words.startswith("was changed: 1 offers now; gone: ")
    assert one.highlighted == "claude"
    assert one.scenario == one.fitted(one.scenario)
    assert one.pinned == one.fitted(one.scenario)
    assert one.found == {}
    one.undo()
    assert one.comparison.catalog is small


def test_what_another_program_wrote_is_taken_unless_there_are_own_changes() -> None:
    one = model()
    theirs = replace(Scenario(), agencies=9)
    assert one.follow_scenario(Scenario(), None) == ""
    assert one.follow_scenario(theirs, None) == "was changed by another program: agencies 24 → 9"
    assert one.saved == one.scenario == theirs
    one.next_after()
    assert one.follow_scenario(Scenario(), None).endswith("your changes stay")
    assert one.scenario.agencies == 9


def test_a_session_whose_file_is_gone_is_nobodys(tmp_path: Path) -> None:
    path = tmp_path / "kept.toml"
    path.write_text('schema = 1\nname = "kept"\nmonths = 7\n')
    session = Session(read_scenario(path, real_catalog()), scenario_path=str(path))
    one = model()
    one.take_up(session)
    assert one.scenario_path == path
    path.unlink()
    one.take_up(session)
    assert one.scenario_path is None


def test_d_turns_to_next_month_and_back_to_exactly_what_stood_before() -> None:
    one = model()
    one.edit(replace(one.scenario, start=date(2026, 3, 1), after="list"))
    before, steps = one.scenario, len(one.history.past)
    words = one.turn_to_next_month()
    assert (one.scenario.start, one.scenario.after) == (next_month(TODAY), "successor")
    assert f"{next_month(TODAY):%Y-%m}" in words
    assert len(one.history.past) == steps + 1
    one.undo()
    assert one.scenario == before
    one.turn_to_next_month()
    one.edit(replace(one.scenario, months=20))
    one.turn_to_next_month()
    assert one.scenario == replace(before, months=20)
    assert one.comparison.scenario == one.scenario


def test_what_is_exported_says_that_a_named_scenario_was_changed() -> None:
    model = Model(real_catalog(), Scenario(name="Ours"), TODAY)
    assert model.exported.scenario.name == "Ours"
    model.edit(replace(model.scenario, months=6), "months")
    assert model.exported.scenario.name == "Ours (changed)"
    assert model.exported.standings is model.comparison.standings
    assert model.scenario.name == "Ours"
    assert model.before is not None
    assert model.before.scenario.months == 12
    model.edit(replace(model.scenario, months=60), "months")
    assert model.before.scenario.months == 12, "one entry is one change"
    model.edit(replace(model.scenario, agencies=6), "agencies")
    assert model.before.scenario.months == 60
