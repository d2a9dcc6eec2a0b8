"""The parts of the screen that can be tested without one."""

from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.actions import parse

from tests.app.driver import TODAY, real_catalog
from tui.app.app import DealsApp
from tui.app.explorer import Explorer
from tui.app.fields import ADD_OVERHEAD, end_words, groups
from tui.app.history import History
from tui.app.keys import ALWAYS, FOOTER, KEYS, Place, bindings_of, grouped_keys, keys_of
from tui.app.model import Model
from tui.app.page_opener import PageOpener
from tui.app.pane_layout import PANES, panes_shown, row_heights, shape_of, too_small_words
from tui.app.panes.outlay import OutlayPane
from tui.app.panes.pane import Pane
from tui.app.panes.timeline import TimelinePane
from tui.app.panes.what_if import WhatIfPane
from tui.app.screens.help import HelpScreen
from tui.app.themes import following_theme
from tui.app.topics import TOPICS
from tui.app.widgets.bar_lines import cut_title
from tui.domain.comparison import compare
from tui.domain.inputs import FAMILIES, change_words, entered, reset, stepped, written
from tui.domain.scenario import INPUTS, Scenario
from tui.export.palettes import PALETTES
from tui.views.lanes import column
from tui.views.text_layout import cell_width, filled, fitted


def test_themes_go_round() -> None:
    name = first = "deals-dark"
    seen = [name := following_theme(name) for _ in PALETTES]
    assert seen[-1] == first
    assert len(set(seen)) == len(PALETTES)
    assert following_theme("unheard-of") == first


def test_every_key_has_an_id_of_its_own_and_no_two_work_in_one_place() -> None:
    assert len({key.id for key in KEYS}) == len(KEYS)
    for place in {key.place for key in KEYS}:
        names = [name for key in KEYS if key.place == place for name in key.keys]
        assert len(names) == len(set(names)), place


def test_every_key_does_something_that_exists() -> None:
    homes: dict[Place, type] = {
        "explorer": Explorer, "lines": Pane, "what-if": WhatIfPane, "outlay": OutlayPane,
        "timeline": TimelinePane,
    }  # fmt: skip
    named: dict[str, object] = {"change": Model, "open": PageOpener}
    for key in KEYS:
        where, name, parameters = parse(key.action)
        home = {"app": DealsApp, "screen": Explorer}.get(where, homes[key.place])
        assert hasattr(home, f"action_{name}"), key.id
        if name == "ask":
            assert parameters[0] in TOPICS
        elif name in named:
            assert callable(getattr(named[name], str(parameters[0]))), key.id
        assert key.why.endswith("."), key.id


def test_no_key_is_one_that_terminals_take() -> None:
    taken = {"ctrl+s", "ctrl+j", "ctrl+m", "ctrl+i", "ctrl+h", "ctrl+o", "ctrl+q"}
    assert not taken & {name for key in KEYS for name in key.keys}


def test_every_pane_has_its_keys_in_the_bottom_line() -> None:
    assert tuple(FOOTER) == PANES
    for name, ids in FOOTER.items():
        places = {key.place for key in keys_of((*ids, *ALWAYS))}
        assert places <= {"explorer", "lines", name}


def test_every_key_is_in_the_help() -> None:
    listed = [key for _, keys in grouped_keys() for key in keys]
    assert sorted(key.id for key in listed) == sorted(key.id for key in KEYS)
    assert {binding.id for binding in bindings_of("what-if")} <= {key.id for key in KEYS}


@pytest.mark.parametrize("width", range(20, 40))
def test_a_key_in_a_help_is_strong_to_its_end_on_every_line(width: int) -> None:
    page = HelpScreen((KEYS[0],), "Pane", "Some `two words` and more. " * 3)
    spans = [span for each in page.lines_for(width)[1:-1] for span in each.spans]
    strong = " ".join(span.text for span in spans if span.styles == "strong")
    assert strong.split()[:6] == ["two", "words"] * 3


@pytest.mark.parametrize(
    ("size", "shape"),
    [
        ((160, 45), "wide"), ((128, 36), "wide"), ((120, 36), "wide"), ((80, 24), "narrow"),
        ((60, 16), "single"), ((79, 23), "narrow"), ((59, 16), "too-small"),
        ((60, 15), "too-small"), ((200, 20), "single"), ((0, 0), "too-small"),
    ],
)  # fmt: skip
def test_the_shape_follows_the_size(size: tuple[int, int], shape: str) -> None:
    assert shape_of(*size) == shape


@given(st.integers(32, 200), st.integers(0, 300), st.integers(1, 90), st.integers(1, 90))
def test_no_row_of_panes_has_blank_lines_while_another_has_lines_waiting(
    height: int, top: int, table: int, lanes: int
) -> None:
    rows = row_heights("wide", height, (top, table, lanes))
    assert sum(rows) == height - 2
    spare = [has - 2 - wanted for has, wanted in zip(rows, (top, table, lanes), strict=True)]
    assert max(spare) <= 0 or min(spare) >= 0


def test_panes_take_turns() -> None:
    assert panes_shown("wide", "offers", "terms", "outlay") == set(PANES)
    assert panes_shown("narrow", "terms", "terms", "outlay") == {"offers", "terms", "outlay"}
    assert panes_shown("single", "timeline", "terms", "outlay") == {"timeline"}
    assert too_small_words(10, 5) == "Too small: needs 60×16, this is 10×5."


@given(st.integers(0, 10**30), st.integers(0, 10**30))
def test_a_column_takes_a_cell_and_something_is_never_nothing(value: int, highest: int) -> None:
    drawn = column(value, max(value, highest))
    assert cell_width(drawn) == 1
    assert bool(drawn.strip()) == (value > 0)
    assert column(highest, highest) == ("█" if highest else " ")


@given(st.text(max_size=30), st.integers(0, 30))
def test_what_is_fitted_fits(text: str, width: int) -> None:
    assert cell_width(fitted(text, width)) <= width
    if cell_width(text) <= width:
        assert fitted(text, width) == text
    assert cell_width(filled(text, width)) == width or not width


def test_undo_and_redo_walk_through_earlier_values() -> None:
    history = History()
    one, two, three = Scenario(), Scenario(months=3), Scenario(months=36)
    history.record(one, two, "months")
    history.record(two, three, "months")
    assert [(step.before, step.after) for step in history.past] == [(one, three)]
    history.end_entry()
    history.record(three, two, "months")
    assert len(history.past) == 2
    step = history.undo()
    assert step is not None
    assert step.before == three
    assert history.undo() is not None
    assert history.undo() is None
    again = history.redo()
    assert again is not None
    assert again.after == three
    history.record(three, one)
    assert history.redo() is None


def test_an_entry_that_ends_where_it_began_is_no_step() -> None:
    history = History()
    history.record(Scenario(), Scenario(months=3), "months")
    history.record(Scenario(months=3), Scenario(), "months")
    assert not history.past


ONE_VALUE = ("count", "month", "choice")
FIELDS = [n for n, one in FAMILIES.items() if one.kind in ONE_VALUE and not one.by_name]


def test_every_input_that_is_one_text_is_in_the_form() -> None:
    comparison = compare(real_catalog(), Scenario(), TODAY)
    keys = [field.key for group in groups(comparison) for field in group.fields]
    assert set(FIELDS) <= set(keys)
    assert {"assume.hosting", "assume.usage", "agencies_for.grok", ADD_OVERHEAD} <= set(keys)
    assert len(set(keys)) == len(keys)
    assert set(INPUTS) == {item.name for item in fields(Scenario)}


@given(st.sampled_from(FIELDS), st.integers(-2000, 2000))
def test_a_step_stays_within_bounds_and_what_is_written_can_be_entered(
    name: str, steps: int
) -> None:
    scenario = stepped(Scenario(), name, steps, today=TODAY)
    assert entered(Scenario(), name, written(scenario, name)) == scenario
    assert reset(scenario, name) == Scenario()
    changed = scenario != Scenario()
    assert (change_words(Scenario(), scenario) == "nothing") == (not changed)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("agencies", "", "a number is needed"), ("agencies", "2000000", "0 to 1,000,000"),
        ("months", "0", "1 to 600"), ("months", "1.5", "whole number"),
        ("start", "2026-13", "a month from"), ("start", "soon", "like 2026-12"),
        ("start", "2026-12-15", "2026-12-01"), ("start", "0205-01", "a month from"),
        ("after", "never", "one of stop, successor, list, repeat"),
        ("users_per_agency", "1,00", "thousands"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_words(name: str, text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        entered(Scenario(), name, text)


def test_the_form_says_what_follows_each_offer() -> None:
    scenario = Scenario(after="successor", after_for={"claude": "list"})
    comparison = compare(real_catalog(), scenario, TODAY)
    assert [end_words(comparison, standing) for standing in comparison.standings] == [
        "Grok ends 2027-03-14: nothing is known of what followed.",
        "ChatGPT ends 2026-09-30: ChatGPT for Government, from 2026-10-01 on.",
        "Claude ends 2026-10-31: $60/user/month, assumed (Anthropic).",
        "Llama: no end is published.",
    ]


def test_the_form_asks_for_what_a_successor_asks_for() -> None:
    scenario = Scenario(after="successor", start=date(2026, 12, 1))
    keys = {
        field.key
        for group in groups(compare(real_catalog(), scenario, TODAY))
        for field in group.fields
    }
    assert {"assume.claude-seat", "assume.usage", "assume.hosting"} <= keys


def test_a_long_title_is_cut_between_its_clauses() -> None:
    words = "* 24 agencies · 12 months · from 2026-12 · outlay"
    assert cut_title(words, 60) == words
    assert cut_title(words, 41) == "* 24 agencies · 12 months · from 2026-12…"
    assert cut_title(words, 40) == "* 24 agencies · 12 months…"
    assert cut_title("one long name", 8) == "one lon…"
