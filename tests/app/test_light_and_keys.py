"""The explorer in any light, with other keys, and with the mouse as a pen."""

import pytest
from textual.geometry import Offset

from tests.app.driver import TODAY, Person, explorer, real_catalog
from tui.app.app import DealsApp
from tui.app.keys import KEYS, bindable, rebound, wrong_key
from tui.app.panes.pane import Pane
from tui.domain.scenario import Scenario
from tui.export.palettes import DARK
from tui.files.settings import Settings
from tui.files.toml import Problem
from tui.picture.grid import text


async def test_without_color_the_screen_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    async with explorer() as person:
        colored = person.screen
    monkeypatch.setenv("NO_COLOR", "1")
    async with explorer() as person:
        assert person.screen == colored
        assert text(person.picture) == colored
        inks = {cell.style.foreground for row in person.picture.rows for cell in row}
        assert inks
        assert all(ink[1:3] == ink[3:5] == ink[5:7] for ink in inks)


async def test_what_color_says_a_sign_or_word_says_too() -> None:
    async with explorer() as person:
        screen = person.screen
        assert "▸✓○ xAI Grok" in screen
        for words in ("superseded", "ended", "assumed", "unknown", "cheapest", "╱"):
            assert words in screen


async def test_an_action_can_be_given_another_key() -> None:
    settings = Settings(theme="paper", keys={"program.quit": "Z", "edit.undo": "z, ?"})
    app = DealsApp(real_catalog(), Scenario(), TODAY, settings=settings)
    async with app.run_test(size=(128, 36)) as pilot:
        await pilot.pause()
        assert app.theme == "deals-paper"
        await pilot.press("q", "n", "question_mark")
        assert app.return_code is None
        assert app.explorer.model.scenario.after == "stop"
        assert "Z quit" in Person(pilot, app).screen
        await pilot.press("Z")
        await pilot.pause()
        assert app.return_code == 0


async def test_ignored_settings_are_told_when_the_program_opens() -> None:
    problems = [Problem("settings.toml", 1, "theme", "must be one of dark, light")]
    app = DealsApp(real_catalog(), Scenario(), TODAY, problems=problems)
    async with app.run_test(size=(128, 36)) as pilot:
        await pilot.pause()
        screen = Person(pilot, app).screen
        assert "1 setting ignored: run deals settings to see why" in screen


def test_every_action_can_be_bound_and_keeps_its_keys_if_not() -> None:
    assert {action.id for action in bindable()} == {key.id for key in KEYS}
    assert rebound({}) == KEYS
    other = {key.id: key for key in rebound({"program.help": "f2, !"})}
    assert other["program.help"].keys == ("f2", "exclamation_mark")
    assert other["program.help"].label == "F2 !"


def test_names_of_keys_are_checked() -> None:
    assert not any(wrong_key(name) for name in ("x", "?", "f5", "ctrl+r", "shift+up", "G", "+"))
    assert "ctrl, alt, shift" in wrong_key("cmd+x")
    assert "space" in wrong_key("spacebar")
    assert wrong_key("shift+a") == "write shift+a as A"


async def test_text_can_be_selected_with_the_mouse() -> None:
    async with explorer() as person:
        pane = person.pane("outlay")
        await person.drags(pane, Offset(1, 1), Offset(18, 2))
        selected = person.app.screen.get_selected_text()
        assert selected is not None
        assert "$10.08" in selected


async def test_the_border_of_the_focused_pane_is_lit_and_only_that() -> None:
    async with explorer() as person:
        for key, name in (("3", "what-if"), ("escape", "offers"), ("4", "outlay")):
            await person.press(key)
            lit = {
                pane.id
                for pane in person.explorer.query(Pane)
                if pane.styles.border_top[1].hex.lower() == DARK.accent
            }
            assert lit == {name}


async def test_an_at_sign_ends_nothing() -> None:
    """Textual takes a method named `key_at` for the handler of this key."""
    async with explorer() as person:
        for pane in "12345":
            await person.press(pane, "at")
            await person.press("escape", "escape")
            assert person.focused == "offers", pane
