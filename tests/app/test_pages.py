"""Pages over the explorer: keys typed ahead of them, what is remembered, what fits."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from textual import events

from tests.app.driver import DATA, Person, explorer, real_catalog
from tests.app.test_hostile_texts import catalog
from tui.app.picturing import PictureChoice, chosen_briefing, draw
from tui.app.screens.page import PageScreen
from tui.app.screens.picker import PickerScreen
from tui.app.screens.question_screen import QuestionScreen
from tui.app.widgets.lines import LineView
from tui.app.widgets.prompt import hint_for
from tui.domain.comparison import compare
from tui.domain.scenario import Overhead, Scenario
from tui.files import places
from tui.files.scenarios import read_scenario
from tui.files.session import Session
from tui.views.details import total_page

SMALLEST = (60, 16)


def page(person: Person) -> LineView:
    assert isinstance(person.app.screen, PageScreen)
    return person.app.screen.page


def own() -> list[str]:
    """The names of the user's own scenarios."""
    return sorted(path.stem for path in places.user_scenarios_folder().glob("*.toml"))


# Keys


async def test_keys_typed_before_a_page_is_there_are_not_lost() -> None:
    async with explorer() as person:
        await person.rushes("R", "j", "enter", "r")
        await person.press()
        assert person.scenario.readings == {"grok": "per-month"}
        await person.rushes("u", "u", "o", "j", "j", "j", "j", "enter", "n")
        await person.press()
        assert person.scenario.name == "The license is noise"
        assert person.scenario.after == "successor"
        await person.rushes("u", "u", "3", "c", "down", "space", "down", "space", "enter", "j", "7")
        await person.press()
        assert (person.scenario.agencies, person.scenario.months) == (2, 7)


async def test_keys_that_a_page_does_not_know_do_nothing_to_what_is_below() -> None:
    async with explorer() as person:
        await person.rushes("e", "e", "w", "ctrl+p", "q", "j")
        await person.press()
        assert person.app.screen is person.explorer
        assert person.model.highlighted == "chatgpt"
        assert not person.explorer.query("Prompt")
        await person.press("v", "ctrl+p")
        assert isinstance(person.app.screen, QuestionScreen)


async def test_numbers_typed_in_a_rush_stay_in_order_with_commands() -> None:
    async with explorer() as person:
        await person.rushes("v", "2", "down", *"123", "down", "l", "tab", "tab", "tab")
        await person.rushes("2", "down", *"$1.26", "up", "down", *"7", "backspace", *"99")
        await person.rushes("enter")
        await person.press()
        assert "Budget $99 " in person.screen
        assert "$99.00 buys every number up to 600 months" in person.screen
        assert "‹ most months ›" in person.screen
        await person.rushes("escape", "v", "1", "down", "down", *"70", "4", "escape", "escape", "j")
        await person.press()
        assert person.model.highlighted == "chatgpt"


async def test_a_pasted_budget_is_answered() -> None:
    async with explorer() as person:
        await person.press("v", "2", "down")
        person.app.post_message(events.Paste("$126"))
        await person.press()
        assert "$126.00 buys at most" in person.screen


async def test_names_typed_in_a_rush_go_where_they_belong() -> None:
    async with explorer() as person:
        await person.press("w", *"first", "enter")
        await person.rushes("o", "g", "n", "ctrl+u", *"second", "enter", "c", "n", "ctrl+u")
        await person.rushes(*"third", "enter", "escape", "j")
        await person.press()
        assert own() == ["second-copy", "third"]
        assert person.app.screen is person.explorer
        assert person.model.highlighted == "chatgpt"


async def test_what_is_asked_for_ends_where_enter_is() -> None:
    async with explorer() as person:
        await person.rushes("w", *"mine", "enter", "r")
        await person.press()
        assert person.scenario.name == "mine"
        assert person.scenario.readings == {"grok": "per-year"}
        await person.rushes("slash", *"claude", "enter", "r")
        await person.press()
        assert person.model.sought == "claude"
        assert person.scenario.readings == {"grok": "per-year", "claude": "per-agency-year"}
        await person.rushes("escape", "a", "up", "up", "enter", "g", "j")
        await person.press()
        assert str(person.model.as_of) == "2027-01-21"
        assert person.model.highlighted == "chatgpt"
        await person.rushes("a", *"2027-1", "enter")
        await person.press()
        assert "still 2027-01-21 · not a date; write it like 2026-11-21" in person.screen
        await person.press("escape")
        assert str(person.model.as_of) == "2027-01-21"


async def test_a_click_elsewhere_saves_and_renames_nothing() -> None:
    async with explorer() as person:
        await person.press("w", *"half a na".replace(" ", ""))
        await person.clicks("offers", 3)
        assert not person.explorer.query("Prompt")
        assert own() == []
        await person.press("w", *"whole", "enter", "o", "g", "n", *"half")
        await person._pilot.click(page(person), offset=(5, 2))
        await person.press()
        assert not person.app.screen.query("Prompt")
        assert own() == ["whole"]


# What is remembered


async def test_the_questions_are_as_they_were_left_for_another_offer_too() -> None:
    async with explorer() as person:
        await person.press("v", "l", "down", "l", "down", *"77")
        await person.press("tab", "down", *"$50", "tab", "j", "enter", *"5..9", "escape")
        await person.press("tab", "down", *"1,2,3", "up", "left", "escape")
        await person.press("j", "v")
        screen = person.app.screen
        assert isinstance(screen, QuestionScreen)
        assert "Questions about ▲ ChatGPT" in person.screen
        assert screen.number == 3
        assert "1,2,3" not in person.screen
        await person.press("right")
        await person.press("1")
        assert "‹ ■ Claude ›" in person.screen
        assert "‹ agencies ›  Up to 77" not in person.screen
        assert "‹ users per agency ›" in person.screen
        await person.press("2")
        assert "$50.00 buys at most" in person.screen
        await person.press("3")
        assert "Agencies                    5   $5.00" in person.screen


async def test_a_limit_that_is_no_longer_compared_is_forgotten() -> None:
    async with explorer() as person:
        await person.press("v", "2", "right")
        assert "‹ the total of ▲ ChatGPT ›" in person.screen
        await person.press("escape", "j", "space", "k", "v")
        assert "‹ a budget ›" in person.screen


async def test_saving_after_an_undo_never_writes_into_another_scenario() -> None:
    async with explorer() as person:
        await person.press("w", *"first", "enter", "3", "7", "enter", "escape")
        await person.press("w", "ctrl+u", *"second", "enter")
        first, second = (places.user_scenarios_folder() / f"{name}.toml" for name in own())
        for path in (first, second):
            person.explorer.show(person.explorer.model.open_scenario(path))
        await person.press("u", "w", "enter")
        assert read_scenario(second, real_catalog()).agencies == 7
        assert read_scenario(second, real_catalog()).name == "second"


async def test_the_file_of_the_last_session_is_known(tmp_path: Path) -> None:
    path = tmp_path / "kept.toml"
    path.write_text('schema = 1\nname = "kept"\nmonths = 7\n')
    kept = read_scenario(path, real_catalog())
    session = Session(scenario=replace(kept, agencies=3), scenario_path=str(path))
    async with explorer() as person:
        person.explorer.show(person.model.take_up(session))
        await person.press("w", "enter")
        assert person.says() == f"saved {path.name} in {path.parent}"
        assert read_scenario(path, real_catalog()).agencies == 3
        path.unlink()
        person.explorer.show(person.model.take_up(session))
        assert person.model.scenario_path is None


async def test_the_cursor_stays_where_something_was_done() -> None:
    async with explorer() as person:
        for name in ("one", "three", "two"):
            await person.press("w", "ctrl+u", *name, "enter")
        await person.press("o", "g", "j", "n", "ctrl+u", *"ab", "enter")
        assert str(page(person).cursor_key).endswith("ab.toml")
        await person.press("d")
        assert str(page(person).cursor_key).endswith("one.toml")
        await person.press("d", "u")
        assert str(page(person).cursor_key).endswith("one.toml")
        assert own() == ["one", "two"]


async def test_letters_that_a_picture_lacks_are_told_where_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with explorer((128, 36), Scenario(name="漢")) as person:
        person.explorer.pictures_folder = "out"
        await person.press("s", "s")
        assert "wrote out/scenario-briefing.svg; boxes for 漢 (U+6F22)" in person.screen
        await person.press("s", *["down"] * 6, "right")
        assert "Page      ‹ 2 of 2 ›" in person.screen
        await person.press("s")
        assert b" --page 2" in Path("out/scenario-briefing-2.svg").read_bytes()
        await person.press("s", "down", "right", "right")
        assert "Page      as it is" in person.screen


async def test_a_file_that_carries_a_scenario_is_opened_and_never_written_over(
    tmp_path: Path,
) -> None:
    scenario = Scenario(agencies=7)
    comparison = compare(real_catalog(), scenario, real_catalog().as_of)
    other = tmp_path / "deals.toml"
    other.write_text((DATA / "deals.toml").read_text() + "\n# another\n")
    picture = tmp_path / "p.svg"
    choice = PictureChoice()
    picture.write_bytes(draw(choice, chosen_briefing(choice, comparison, other)))
    (tmp_path / "r.json").write_text("{}")
    async with explorer() as person:
        await person.press("o", "f", *str(tmp_path / "r.json"), "enter")
        assert "is a report in JSON, not a scenario" in person.screen
        await person.press("o", "f", *str(picture), "enter")
        assert person.scenario == scenario
        words = "opened p.svg; the file was made from another catalog, facts checked to 2026-11-16"
        assert words in person.screen
        await person.press("w", "ctrl+u", *"mine", "enter")
    assert own() == ["mine"]
    assert picture.read_bytes().startswith(b"<svg")


# What fits, and what is said


async def test_at_the_smallest_size_nothing_is_cut_without_a_sign() -> None:
    async with explorer(SMALLEST) as person:
        for keys in ("R", "o", "x", "y", "s", "e", "question_mark", "3 c", "ctrl+p"):
            await person.press(*keys.split())
            view = page(person)
            room = view.scrollable_content_region.width - 1
            assert all(len(each.text.rstrip()) <= room for each in view.lines), keys
            bottom = next(each for each in person.screen.split("\n") if "back ─╯" in each)
            assert "esc: back" in bottom or "esc back" in bottom, keys
            assert "…" not in bottom, keys
            if keys == "ctrl+p":
                assert "says, with its sources." in person.screen
            await person.press("escape")
            assert person.app.screen is person.explorer, keys


async def test_with_a_pinned_scenario_the_explanation_fits_as_well() -> None:
    scenario = Scenario(
        assume={"hosting": Decimal("40179.20")},
        overheads=(Overhead("o", "A support desk of one's own", "user", "year", Decimal(250)),),
    )
    comparison = compare(real_catalog(), scenario, real_catalog().as_of)
    for offer in ("llama", "claude"):
        lines = total_page(comparison, offer, comparison)(50)
        assert max(len(each.text) for each in lines) <= 50


async def test_the_default_offers_fit_side_by_side_and_ten_are_gone_through() -> None:
    async with explorer() as person:
        await person.press("m")
        assert page(person).max_scroll_x == 0
        assert "in term, no end" in person.screen
        view = page(person)
        await person.press("j", "j")
        view.scroll_to(y=3, animate=False, force=True)
        await person.press()
        assert view.scroll_offset.y == 3
        await person._pilot.click(view, offset=(30, 1))
        assert view.cursor_key == "question.courts"
    ten = Scenario(offers=tuple(real_catalog().offers)[:10])
    async with explorer(SMALLEST, ten) as person:
        await person.press("m", "l", "l", "l")
        assert "offer 4 of 10" in person.screen
        assert "offered; approval pending since" in person.screen
        await person.press("j", "j", "enter")
        assert "offer 4 of 10" in person.screen
        assert " Who may buy " in person.screen
        assert "judicial branches." in person.screen
        await person.press("k", "escape")
        assert person.app.screen is person.explorer


def test_a_long_name_leaves_the_figure_in_sight() -> None:
    screen = PickerScreen("title", [("a", "価格 [b]" * 20, "1,234")], (), lambda _: "")
    *_, row = screen.lines_for(40)
    assert row.text.endswith("1,234")
    assert "…" in row.text


def test_hints_give_way_but_the_way_out_stays() -> None:
    words = "enter: open · c: copy · esc: back"
    assert hint_for(words, 40) == words
    assert hint_for(words, 31) == "enter open · c copy · esc back"
    assert hint_for(words, 25) == "enter open · esc back"
    assert hint_for(words, 9) == "esc back"
    assert hint_for("one long sentence", 9) == "one long…"


async def test_the_day_being_typed_is_whole_at_the_smallest_size() -> None:
    async with explorer(SMALLEST) as person:
        await person.press("a")
        assert "As-of date 2026-11-21" in person.screen


async def test_the_words_about_a_field_are_soft() -> None:
    async with explorer() as person:
        await person.press("3")
        pane = person.pane("what-if")
        top = person.line_of("what-if", "Agencies")

        def is_bold(line: int) -> bool:
            pieces = [each for each in pane.render_line(line) if each.text.strip()]
            return any(each.style is not None and each.style.bold for each in pieces)

        assert is_bold(top)
        assert not is_bold(top + 1)


async def test_a_field_with_nothing_to_choose_from_says_so() -> None:
    async with explorer() as person:
        await person.press("3", "j", "c")
        assert person.says() == "Months: type a number."
        await person.press("backspace")
        assert person.says() == "Months: already the default"
        person.explorer.show_field("after")
        await person.press("c")
        assert person.says() == "After the offer: change it with ← and →."


async def test_typing_filters_the_help() -> None:
    async with explorer(SMALLEST) as person:
        await person.press("question_mark", *"undo q")
        assert "Find undo q" in person.screen
        assert "Nothing found." in person.screen
        await person.press("backspace", "backspace")
        assert "1 of " in person.screen
        assert "Panes" not in person.screen
        await person.press("escape")
        assert person.app.screen is person.explorer
        await person.press("3", "right", "question_mark", *"undo")
        await person.clicks_text("Undo.")
        assert person.app.screen is person.explorer
        await person.press("question_mark")
        await person.clicks_text("Panes")
        assert person.app.screen is not person.explorer
        await person.clicks_text("back ─╯")
        assert person.app.screen is person.explorer
        assert person.scenario.agencies == 24


async def test_hits_are_lit_and_gone_through_where_one_pane_is_shown() -> None:
    async with explorer(SMALLEST) as person:
        await person.press("right_square_bracket")
        assert person.says() == "Nothing to go to: / finds words."
        await person.press("slash", *"court", "enter", "right_square_bracket")
        assert (person.focused, person.model.highlighted) == ("terms", "chatgpt")
        assert "1 of 1 · [ ]" in person.screen
        await person.press("right_square_bracket", "right_square_bracket")
        assert person.model.highlighted == "claude"
        assert "2 of 11" in person.screen
        lit = [span.text for line in person.pane("terms").lines for span in line.spans
               if "hit" in span.styles.split()]  # fmt: skip
        assert len(lit) == 10
        assert {text.lower() for text in lit} == {"court", "judicia"}
        await person.press("left_square_bracket", "left_square_bracket")
        assert person.model.highlighted == "chatgpt"
        await person.press("left_square_bracket")
        assert "11 of 11" in person.screen


async def test_a_zoomed_pane_fills_the_screen_and_esc_goes_back() -> None:
    async with explorer((160, 45)) as person:
        await person.press("2", "z")
        terms = person.pane("terms")
        assert terms.outer_size.width == 160
        assert max(len(line.text) for line in terms.lines) <= 90
        await person.press("4")
        assert person.pane("outlay").outer_size.height > 40
        await person.resizes(80, 24)
        await person.press("escape")
        assert person.focused == "outlay"
        assert person.pane("offers").display
        await person.press("z", "z")
        assert person.pane("offers").display
        await person.resizes(60, 16)
        await person.press("z")
        assert person.says() == "This pane fills the screen already"
        assert person.screen.rstrip().split("\n")[-2:] == [
            " 1 Vendors  2 Terms      This pane fills the screen already",
            " ○ $10 ▲ $24 ■ $24 ◆ ≥$0  e explain          ? help  q quit",
        ]
        await person.clicks_text("fills the screen already")
        assert person.says() == ""
        await person.press("5", "l", "l", "l")
        assert "5 Timeline · Grok, month 3 (2025-11): $0.00 due ─" in person.screen


async def test_the_help_shows_no_marks_of_its_own() -> None:
    async with explorer() as person:
        for key in "12345":
            await person.press("escape", key, "question_mark")
            assert "`" not in person.screen
            await person.press("escape")


async def test_a_page_follows_the_size_and_keeps_what_it_said() -> None:
    async with explorer() as person:
        await person.press("w", *"mine", "enter", "o", "g", "d")
        assert "deleted mine" in person.screen
        for size in ((80, 24), (60, 16), (128, 36)):
            await person.resizes(*size)
            assert "deleted mine" in person.screen
        await person.press("j")
        assert "esc: back" in person.screen


async def test_the_palette_shows_notes_literally() -> None:
    folder = places.user_scenarios_folder()
    folder.mkdir(parents=True, exist_ok=True)
    text = 'schema = 1\nname = "mine [/] [red]x"\nnote = "[/] up to [$5M] [@click=app.quit]y[/]"\n'
    (folder / "mine.toml").write_text(text)
    async with explorer() as person:
        await person.press("ctrl+p", *"mine")
        await person.app.workers.wait_for_complete()
        await person.press()
        assert "open mine [/] [red]x" in person.screen
        assert "[/] up to [$5M] [@click=app.quit]y[/]" in person.screen


async def test_a_folder_of_nobody_is_no_place_for_a_picture() -> None:
    async with explorer() as person:
        person.explorer.pictures_folder = "~nobody-of-that-name/pictures"
        await person.press("s", "enter")
        assert person.says().startswith("no picture: ")


async def test_a_page_of_a_hostile_catalog_is_literal_and_fits() -> None:
    text = "[red]価格[/] 🏛️ $name " * 6
    async with explorer(SMALLEST, None, catalog(text)) as person:
        for keys in ("R", "e", "m", "v", "y"):
            await person.press(*keys)
            assert "[red]" in person.screen or keys == "y"
            rows = person.screen.rstrip("\n").split("\n")
            assert len(rows) == SMALLEST[1]
            await person.press("escape")
        assert person.app.screen is person.explorer
