"""The what-if pane beyond numbers: agencies by name, published figures, overheads."""

from decimal import Decimal

from textual import events

from tests.app.driver import explorer
from tui.domain.scenario import Overhead, Scenario


async def test_a_published_figure_completes_llama_and_names_its_source() -> None:
    async with explorer() as person:
        assert "◆ Llama    ≥ $0.00" in person.reads("outlay")
        person.explorer.show_field("assume.hosting")
        await person.press("c")
        assert "$48,215.04" in person.screen
        assert "p5.48xlarge" in person.screen
        await person.press("enter")
        assert person.scenario.assume == {"hosting": Decimal("48215.04")}
        assert "$578,580.48" in person.reads("outlay")
        await person.press("u")
        assert person.says() == "undone: hosting not given → 48,215.04"
        await person.clicks_text("To complete: hosting")
        await person.clicks_text("○ $48,215.04")
        await person.clicks_text("○ $48,215.04")
        await person.clicks_text("Take 1 figure")
        assert person.scenario.assume == {"hosting": Decimal("48215.04")}
        await person.clicks_text("d: from 2026-12")
        assert person.scenario.after == "successor"


async def test_an_assumption_is_typed_like_any_number() -> None:
    async with explorer() as person:
        person.explorer.show_field("assume.hosting")
        await person.types("$1,000.50")
        assert person.scenario.assume == {"hosting": Decimal("1000.50")}
        await person.press("enter", "3", "right")
        assert person.scenario.assume == {"hosting": Decimal("1100.50")}
        await person.press("backspace")
        assert not person.scenario.assume


async def test_agencies_are_picked_by_name_and_users_follow_their_headcounts() -> None:
    async with explorer(scenario=Scenario(note="For the CFO.")) as person:
        await person.press("3", "c")
        assert "Department of Veterans Affairs (VA)" in person.screen
        await person.types("vet")
        assert "1 of 24" in person.screen
        await person.press("space")
        await person.types("dhs")
        await person.press("space")
        assert "Take 2 agencies, 671,949 people" in person.screen
        await person.press("enter")
        assert person.scenario.agencies == 2
        assert person.scenario.users_per_agency == (446_459 + 225_490 + 1) // 2
        note = person.scenario.note
        assert note.startswith("For the CFO. Agencies: VA, DHS (")
        await person.press("c", "enter")
        assert (person.scenario.agencies, person.scenario.note) == (2, note)
        await person.press("u", "c")
        await person.types("treas")
        await person.press("enter")
        assert person.says() == "1 agency of 83,411 users"
        assert (person.scenario.agencies, person.scenario.users_per_agency) == (1, 83_411)
        await person.press("u", "c")
        await person.clicks_text("all 24")
        await person.clicks_text("Take 24 agencies")
        assert person.scenario.agencies == 24
        assert person.scenario.users_per_agency == 82_640


async def test_training_is_added_priced_narrowed_and_removed() -> None:
    async with explorer() as person:
        person.explorer.show_field("overhead+")
        await person.press("enter", "enter")
        assert person.scenario.overheads == (
            Overhead("training", "Training", "user", "once", Decimal(0)),
        )
        await person.types("250")
        assert person.total("grok") == 10_08 + 24 * 1000 * 250_00
        await person.press("enter", "3")
        assert "$250/user once" in person.reads("what-if")
        await person.press("c", "G", "k", "enter")
        (training,) = person.scenario.overheads
        assert training.offers == ("grok", "chatgpt", "claude")
        await person.press("c", "G", "enter")
        assert not person.scenario.overheads
        await person.press("u", "u")
        assert person.scenario.overheads[0].offers is None


async def test_one_offer_has_its_own_count_of_agencies() -> None:
    async with explorer() as person:
        person.explorer.show_field("agencies_for.grok")
        await person.types("10")
        assert person.total("grok") == 4_20
        assert person.total("claude") == 24_00
        await person.press("escape")
        assert person.scenario == Scenario()


async def test_a_number_is_typed_as_people_write_it() -> None:
    """While it is typed, blanks, signs and k, m, b belong to it and are no commands."""
    async with explorer() as person:
        for typed, amount in [
            ("40k", 40_000),
            ("1 000", 1000),
            ("(2+3)*4", 20),
            ("$1,250.50-0.5", 1250),
            ("2.5M", 2_500_000),
        ]:
            person.explorer.show_field("assume.hosting")
            await person.types(typed)
            assert person.scenario.assume == {"hosting": Decimal(amount)}
            assert person.scenario.offers is None
            assert person.focused == "field-editor"
            await person.press("escape")


async def test_a_paste_is_taken_whole_or_not_at_all() -> None:
    async with explorer() as person:

        async def pastes(text: str) -> str:
            person.app.post_message(events.Paste(text))
            await person.press()
            return " ".join(person.reads("what-if").split())

        await person.press("3")
        for text in ("-5", "1.000", "1e3", "24\n25", "12%", "9" * 1_000_000, "\x1b[31m7"):
            assert "! not taken: " in await pastes(text)
            assert person.scenario.agencies == 24
            assert person.focused == "what-if"
        await person.press("escape")
        assert "! not taken" not in person.reads("what-if")
        await person.press("3")
        for text in ("1 000", "1k", "\u202f1\u202f000\n"):
            assert "= 1,000 · was 24" in await pastes(text)
            assert person.scenario.agencies == 1000
            await person.press("escape")
        await person.types("5" * 41)
        assert "at most 40 characters" in person.reads("what-if")
        await person.press("escape")
        person.explorer.show_field("overhead+")
        await person.press("enter", "enter")
        await pastes("1 250")
        assert person.scenario.overheads[0].price == 1250
        await person.press("enter", "P")
        await pastes("1e2")
        await person.press("enter")
        assert "Write percent and source, e.g. 7 OMB A-94 (1992)." in person.screen
        assert person.model.discount is None


async def test_enter_types_with_the_value_selected_turns_a_choice_and_says_what_is_unused() -> None:
    async with explorer() as person:
        await person.press("3", "enter", "right", *"0", "enter")
        assert person.scenario.agencies == 240
        await person.press("3", "enter", "9")
        pane = person.pane("what-if")
        pane.scroll_to(y=9, animate=False, force=True)
        await person.press("9", "backspace")
        assert pane.scroll_offset.y == 0
        await person.press("tab", "tab")
        assert person.scenario.agencies == 9
        assert "Not used by the compared offers." in " ".join(person.reads("what-if").split())
        await person.press("r", "r", "3", "G", "g", "j", "j")
        person.explorer.show_field("after")
        await person.press("enter")
        assert person.scenario.after == "successor"


async def test_a_long_ticker_leaves_room_for_the_keys_of_the_editor() -> None:
    async with explorer((60, 16), Scenario(agencies=40_000)) as person:
        await person.press("3")
        await person.types("41000")
        last = person.screen.rstrip("\n").split("\n")[-1]
        assert "○ $17,220" in last
        assert "enter done" in last
        assert "esc back" in last
