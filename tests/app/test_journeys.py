"""What people do at the keyboard, and what they see then. Each test is one sentence."""

from datetime import date
from pathlib import Path

import pytest

from tests.app.driver import explorer, real_catalog
from tui.app.explorer import FIRST_HINTS
from tui.app.keeping import THEME_FILE, SessionKeeper, remembered_theme
from tui.app.model import Model
from tui.app.widgets.lines import LineView
from tui.domain.inputs import written
from tui.domain.pricing import price_offer
from tui.domain.scenario import Scenario


async def test_the_totals_are_there_when_the_program_opens() -> None:
    async with explorer() as person:
        outlay = person.reads("outlay")
        assert "○ Grok      $10.08" in outlay
        assert "▲ ChatGPT   $24.00" in outlay
        assert "■ Claude    $24.00" in outlay
        assert "◆ Llama    ≥ $0.00" in outlay
        assert "no end         12/12 agreed, hosting unknown" in outlay
        assert "only Grok's priced deal is in term (to 2027-03-14)" in outlay
        assert "Grok: $0.42 per agency for the whole agreement (18 months)" in person.screen
        assert person.focused == "offers"
        assert person.scenario == Scenario()


async def test_every_digit_typed_changes_every_total_at_once() -> None:
    async with explorer() as person:
        await person.press("3")
        totals = []
        for digit in "120":
            await person.press(digit)
            totals.append((person.scenario.agencies, person.total("grok"), person.total("claude")))
        assert totals == [(1, 42, 1_00), (12, 5_04, 12_00), (120, 50_40, 120_00)]
        assert "$50.40" in person.reads("outlay")
        assert "$50.40" in person.reads("timeline")
        assert "120 agencies" in person.screen


async def test_what_cannot_be_read_keeps_the_totals_says_why_and_is_not_left() -> None:
    async with explorer() as person:
        await person.press("3", "j")
        await person.types("199")
        assert person.scenario.months == 199
        await person.types("9")
        assert person.scenario.months == 12
        assert "$10.08" in person.reads("outlay")
        assert "1 to 600 months can be compared" in " ".join(person.reads("what-if").split())
        assert "Months as typed is ignored" in person.screen
        await person.press("enter", "tab", "down", "?", "q", "u", "/")
        assert person.focused == "field-editor"
        assert "1999?qu/" in person.screen
        await person.press(*["backspace"] * 6)
        assert person.scenario.months == 19
        assert "= 19 · was 12" in person.screen
        assert "ignored" not in person.screen
        person.explorer.action_go("offers")
        assert person.scenario.months == 19


async def test_arrows_step_and_with_shift_stride() -> None:
    async with explorer() as person:
        await person.press("3", "right", "l", "shift+right")
        assert person.scenario.agencies == 36
        await person.press("left", "H", "shift+left", "shift+left", "minus", "h", "shift+left")
        assert person.scenario.agencies == 0
        await person.press("down", "L", "plus", "up", "up", "j")
        assert person.scenario.months == 25
        assert "‹ 25 › *" in person.reads("what-if")


async def test_a_thousand_can_be_typed_with_its_comma_and_a_dollar_is_no_harm() -> None:
    async with explorer() as person:
        await person.press("3")
        await person.types("1,000")
        assert person.scenario.agencies == 1000
        assert "1,000" in person.reads("what-if")


async def test_backspace_resets_a_changed_field_and_esc_takes_an_entry_back() -> None:
    async with explorer() as person:
        await person.press("3")
        await person.types("77")
        await person.press("escape")
        assert person.scenario.agencies == 24
        assert person.focused == "what-if"
        assert person.says() == "Agencies back to 24 · u: 77 again"
        await person.press("u")
        assert person.scenario.agencies == 77
        await person.press("u")
        assert person.scenario.agencies == 24
        await person.types("77")
        await person.press("tab")
        assert "77 *" in person.reads("what-if")
        await person.press("shift+tab", "backspace")
        assert person.scenario.agencies == 24
        assert "24 *" not in person.reads("what-if")


async def test_a_start_is_typed_as_a_month_and_emptied_again() -> None:
    async with explorer() as person:
        await person.press("3", "j", "j", "j", "j")
        await person.types("2026-12")
        assert person.scenario.start == date(2026, 12, 1)
        assert "4/12 agreed, 8 not covered" in person.reads("outlay")
        assert "2026-12" in person.reads("timeline")
        await person.press("tab", "k", "backspace")
        assert person.scenario.start is None
        await person.press("right")
        assert person.scenario.start == date(2026, 12, 1)


async def test_undo_takes_a_whole_entry_back_and_names_it() -> None:
    async with explorer() as person:
        await person.press("3", "j")
        await person.types("36")
        await person.press("enter", "u")
        assert person.scenario.months == 12
        assert person.says() == "undone: months 12 → 36"
        await person.press("u")
        assert person.says() == "nothing to undo"
        await person.press("ctrl+r")
        assert person.scenario.months == 36
        assert person.says() == "redone: months 12 → 36"


async def test_r_steps_through_the_readings_of_the_highlighted_offer() -> None:
    async with explorer() as person:
        await person.press("r", "r")
        assert person.scenario.readings == {"grok": "per-month"}
        assert person.total("grok") == 120_96
        assert "$0.42/agency/month (4)" in person.reads("offers")
        await person.press("r", "r")
        assert person.scenario.readings == {}


async def test_n_decides_what_follows_the_offer() -> None:
    async with explorer() as person:
        await person.press("3", "j", *"18", "enter", "n", "n", "n")
        assert written(person.scenario, "after") == "repeat"
        assert [person.total(each) for each in ("grok", "chatgpt", "claude")] == [
            10_08, 48_00, 48_00,
        ]  # fmt: skip
        assert "14/18 agreed, 4 assumed" in person.reads("outlay")
        await person.press("n")
        assert written(person.scenario, "after") == "stop"
        assert "14/18 agreed, 4 not covered" in person.reads("outlay")
        await person.press("1", "j")
        assert "not ranked: covers 14 of 18 months" in person.reads("outlay")


async def test_p_spreads_the_prices() -> None:
    async with explorer() as person:
        await person.press("p")
        assert person.total("claude") == 19_20
        assert "Amortized cost" in person.screen


async def test_space_takes_an_offer_in_and_out_and_the_cursor_stays_on_it() -> None:
    async with explorer() as person:
        await person.press("j", "j", "space")
        assert person.model.highlighted == "chatgpt-gov"
        assert person.scenario.offers == ("grok", "chatgpt", "chatgpt-gov", "claude", "llama")
        assert "● ChatGPT Gov" in person.reads("outlay")
        await person.press("space")
        assert person.scenario.offers is None
        assert "ChatGPT Gov" not in person.reads("outlay")
        assert person.model.highlighted == "chatgpt-gov"


async def test_nothing_compared_says_what_to_do() -> None:
    async with explorer(scenario=Scenario(offers=())) as person:
        assert "Nothing is compared. Press space on an offer." in person.screen
        await person.press("space")
        assert person.scenario.offers == ("grok",)


async def test_the_terms_follow_the_highlighted_offer() -> None:
    async with explorer() as person:
        await person.press("j")
        terms = person.reads("terms")
        assert "▲ ChatGPT Enterprise" in person.screen
        assert "Price readings" in terms
        assert "History" in terms
        assert "Sources" in terms
        await person.press("enter")
        assert person.focused == "terms"
        await person.press("G")
        assert person.pane("terms").scroll_offset.y > 0
        await person.press("escape")
        assert person.focused == "offers"


async def test_highlighting_in_the_outlay_highlights_everywhere() -> None:
    async with explorer() as person:
        await person.press("4", "j", "j")
        assert person.model.highlighted == "claude"
        assert person.pane("offers").cursor_key == "claude"
        assert "2 Terms · ■ Claude" in person.screen


async def test_digits_and_tab_go_to_panes_but_a_number_field_takes_digits() -> None:
    async with explorer() as person:
        for key, name in (("2", "terms"), ("4", "outlay"), ("5", "timeline"), ("1", "offers")):
            await person.press(key)
            assert person.focused == name
        await person.press("tab", "tab")
        assert person.focused == "what-if"
        await person.press("5")
        assert person.focused == "field-editor"
        assert person.scenario.agencies == 5
        await person.press("shift+tab")
        assert person.focused == "terms"
        await person.press("3", *"500", "enter", "4")
        assert person.scenario.agencies == 500
        assert person.focused == "outlay"
        await person.press("3", "G", "j", "tab")
        assert person.focused == "outlay"


async def test_keys_take_effect_in_the_order_typed_however_fast() -> None:
    async with explorer() as person:
        await person.rushes("3", "1", "2", "5", "down", "3", "6", "tab", "7", "enter", "r", "u")
        assert person.focused == "outlay"
        await person.rushes("3", "1", "2", "enter", "x", "escape", "3", "1", "4", "escape", "u")
        await person.press()
        assert person.scenario.agencies == 125
        assert person.scenario.months == 36
        assert person.scenario.users_per_agency == 14
        await person.rushes("1", "tab", "4", "escape", "space", "5")
        assert person.scenario.users_per_agency == 1
        assert person.scenario.ramp_months == 5
        assert person.scenario.offers == ("chatgpt", "claude", "llama")
        assert person.focused == "field-editor"


async def test_the_mouse_highlights_edits_and_presses_keys() -> None:
    async with explorer() as person:
        await person.clicks("offers", 1)
        assert person.model.highlighted == "chatgpt"
        await person.clicks("what-if", person.line_of("what-if", "Months"))
        assert person.focused == "what-if"
        await person.types("6")
        assert person.scenario.months == 6
        await person.clicks_key("done")
        line = person.line_of("what-if", "Users per agency")
        await person.clicks("what-if", line)
        line = person.line_of("what-if", "Users per agency")
        shown = next(each for each in person.reads("what-if").split("\n") if "›" in each)
        more, less = shown.index("›") + 2, shown.index("‹") + 2
        for column in (more, more, less):
            await person.clicks("what-if", line, column)
        assert person.scenario.users_per_agency == 1010
        await person.clicks("what-if", line, more - 4)
        assert person.focused == "field-editor"
        await person.types("7")
        assert person.scenario.users_per_agency == 7
        await person.clicks("offers", 1)
        assert person.scenario.users_per_agency == 7
        person.explorer.say(FIRST_HINTS, stays=True)
        await person.clicks("offers", 1)
        assert person.says() == ""
        await person.press("1")
        await person.clicks_key("compare")
        assert person.scenario.offers == ("grok", "claude", "llama")


async def test_the_tasks_of_ten_minutes_need_only_a_mouse() -> None:
    """Rows, fields, keys of the bottom line and of the help are clicked, and no key is pressed."""

    async def asks_help_for(why: str) -> None:
        await person.clicks_text("? help")
        page = person.app.screen.query_one(LineView)
        row = next(at for at, each in enumerate(page.lines) if why in each.text)
        page.scroll_to(y=row, animate=False)
        await person.press()
        await person.clicks_text(why)

    async def takes(words: str) -> None:
        for _ in range(2):  # the first click highlights the line
            await person.clicks_text(words)

    async with explorer() as person:
        await person.clicks_text("Anthropic Claude")
        assert person.model.highlighted == "claude"
        await asks_help_for("What every reading of the highlighted offer")
        await takes("per-user-year")
        assert person.scenario.readings == {"claude": "per-user-year"}
        await asks_help_for("Undo.")
        assert not person.scenario.readings
        await asks_help_for("side by side")
        assert "↔ Price" in person.screen
        await person.clicks_text("esc: back")
        await asks_help_for("Let the focused pane fill the screen")
        assert "4 Outlay" not in person.screen.split("\n", 2)[2].rsplit("\n", 3)[0]
        await asks_help_for("Let the focused pane fill the screen")
        await asks_help_for("All offers as lines on one scale")
        assert "Due by month 12" in person.reads("timeline")
        rows = person.reads("timeline").split("\n")
        at, axis = next((at, row) for at, row in enumerate(rows) if row.endswith(" month"))
        await person.clicks("timeline", at, axis.index("7") + 2)
        assert "Due by month 7" in person.reads("timeline")
        await person.clicks("timeline", at + 1, axis.index("9") + 2)
        assert "Due by month 7" in person.reads("timeline")
        await asks_help_for("Show statuses as of another date")
        await person.clicks_key("esc back")
        await asks_help_for("Show statuses as of another date")
        await person.clicks_key("enter done")
        assert "enter done" not in person.screen
        await person.clicks_text("Months")
        for _ in range(6):
            await person.clicks_text("›")
        assert person.scenario.months == 18
        await person.clicks_key("n what follows")
        assert person.scenario.after == "successor"
        await asks_help_for("Pin this scenario as the baseline")
        await asks_help_for("What changed from the pinned scenario")
        assert "The two scenarios have the same inputs" in person.screen
        await person.clicks_text("esc: back")
        await person.clicks_text("4 Outlay")
        await person.clicks_key("c complete")
        await takes("$6,026.88")
        await takes("Take 1 figure")
        assert person.total("llama") == 18 * 6_026_88
        await person.clicks_key("e explain")
        await person.clicks_text("esc: back")
        person.pane("what-if").scroll_end(animate=False)
        await person.press()
        await person.clicks("what-if", person.line_of("what-if", "Add an overhead"))
        await person.clicks_key("c choose")
        await takes("per user once")
        assert len(person.scenario.overheads) == 1
        await asks_help_for("Ask about the highlighted offer")
        await person.clicks_text("esc: back")
        await asks_help_for("Quit the program.")
        assert person.app.return_code == 0


async def test_help_lists_every_key_and_esc_leaves_it() -> None:
    async with explorer() as person:
        await person.press("question_mark")
        assert "Browse the agreements." in person.screen
        await person.press("pagedown", *"unknown")
        assert "something in it is unknown" in person.screen
        await person.press("escape")
        assert "1 Vendors" in person.screen


async def test_the_theme_turns_says_so_and_is_remembered(tmp_path: Path) -> None:
    async with explorer() as person:
        keeper = person.explorer.keeper
        keeper.path, keeper.theme_set = tmp_path / "session.toml", "dark"
        await person.press("t", "t")
        assert remembered_theme(tmp_path / THEME_FILE, "dark") == "paper"
        await person.press("t", "t")
        names = []
        for _ in range(4):
            await person.press("t")
            names.append(person.says())
        assert names == ["theme light", "theme paper", "theme contrast", "theme dark"]


async def test_q_leaves() -> None:
    async with explorer() as person:
        await person.press("q")
        assert person.app.return_code == 0


async def test_opening_sends_no_edit() -> None:
    scenario = Scenario(agencies=7, months=3, name="mine")
    async with explorer(scenario=scenario) as person:
        assert person.scenario is scenario
        assert not person.model.history.past
        assert "mine: 7 agencies · 3 months" in person.screen


async def test_resizing_keeps_the_focus_and_what_is_being_typed() -> None:
    async with explorer((160, 45)) as person:
        await person.press("3")
        await person.types("12")
        for size in ((128, 36), (80, 24), (60, 16), (40, 10), (160, 45)):
            await person.resizes(*size)
            assert person.focused == "field-editor", size
            if size[0] >= 60:
                form, editor = person.pane("what-if"), person.app.focused
                assert editor is not None
                row = form.content_region.y + person.line_of("what-if", "Agencies")
                assert editor.region.y == row, size
                assert form.region.contains_region(editor.region), size
        await person.types("3")
        assert person.scenario.agencies == 123


@pytest.mark.parametrize("size", [(160, 45), (128, 36), (80, 24), (60, 16)], ids=str)
async def test_the_screen_at_each_size(size: tuple[int, int]) -> None:
    async with explorer(size) as person:
        person.sees(f"explorer-{size[0]}x{size[1]}.txt")


async def test_the_panes_take_turns_at_80_by_24() -> None:
    async with explorer((80, 24)) as person:
        await person.press("2")
        person.sees("explorer-80x24-terms.txt")
        await person.press("5")
        person.sees("explorer-80x24-timeline.txt")
        await person.press("3")
        assert person.pane("what-if").display
        assert not person.pane("terms").display


async def test_below_the_smallest_size_one_line_says_what_is_needed() -> None:
    async with explorer((59, 15)) as person:
        assert person.screen.split("\n")[0].strip() == "Too small: needs 60×16, this is 59×15."


async def test_the_screen_shows_the_figures_of_the_domain() -> None:
    scenario = Scenario(agencies=125, months=36, after="list", users_per_agency=12)
    catalog = real_catalog()
    async with explorer(scenario=scenario) as person:
        for offer in scenario.compared(catalog):
            assert person.total(offer.id) == price_offer(catalog, offer, scenario).total


async def test_a_line_under_the_mouse_is_lit_and_what_is_said_ends_with_the_next_key() -> None:
    async with explorer() as person:
        offers = person.pane("offers")
        await person.hovers("offers", 3)
        assert offers.hovered_key == "claude"
        await person.hovers("outlay", 3)
        assert offers.hovered_key is None
        await person.press("S")
        assert person.says().endswith("by name")
        assert person.screen.rstrip().endswith(f"{person.says()}  ? help  q quit")
        await person.press("j")
        assert person.says() == ""


def test_the_theme_taken_last_counts_until_the_settings_ask_for_another(tmp_path: Path) -> None:
    keeper = SessionKeeper(Model(real_catalog(), Scenario(), date(2026, 11, 21)))
    keeper.path, keeper.theme_set = tmp_path / "state" / "session.toml", "dark"
    keeper.keep_theme("paper")
    path = keeper.path.with_name(THEME_FILE)
    assert remembered_theme(path, "dark") == "paper"
    assert remembered_theme(path, "light") == "light"
    assert remembered_theme(tmp_path / "none", "contrast") == "contrast"
