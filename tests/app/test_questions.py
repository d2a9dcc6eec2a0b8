"""The questions about an offer, at the keyboard and with the mouse."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import replace
from decimal import Decimal

from textual import events

from tests.app.driver import Person, explorer
from tests.app.test_hostile_texts import HOSTILE, catalog, in_one_line
from tui.app.screens.question_screen import KINDS, QuestionScreen
from tui.domain.deals import Catalog
from tui.domain.scenario import Overhead, Scenario

LISTED = Scenario(after="list")
HOSTED = Scenario(assume={"hosting": Decimal(100)})


@contextlib.asynccontextmanager
async def asking(
    size: tuple[int, int] = (128, 36),
    scenario: Scenario | None = None,
    known: Catalog | None = None,
    offer_id: str = "",
) -> AsyncIterator[Person]:
    """Someone who has opened the questions about an offer."""
    async with explorer(size, scenario, known) as person:
        if offer_id:
            person.explorer.show_offer(offer_id)
        await person.press("v")
        yield person


def page(person: Person) -> QuestionScreen:
    assert isinstance(person.app.screen, QuestionScreen)
    return person.app.screen


def in_answer(person: Person) -> bool:
    """Whether the keys go to the answer."""
    return person.app.focused is page(person).answer


async def test_where_the_cheaper_one_changes() -> None:
    async with asking(scenario=LISTED) as person:
        assert "Questions about ○ Grok" in person.screen
        assert "Grok and ChatGPT cannot be compared from 15" in person.screen
        assert "┊" in person.screen
        await person.rushes("right", "right")
        assert "◆ Llama" in person.screen
        await person.rushes("h", "h", "down", "l")
        assert "‹ users per agency ›" in person.screen
        await person.rushes("h", "h", "down")
        await person.rushes(*"1000000")
        assert "Grok costs less at every number up to 1,000,000 agencies" in person.screen
        await person.types("0")
        assert "0 to 1,000,000 can be looked at (still showing the previous answer)" in (
            person.screen
        )
        await person.press("up", "tab", "enter")
        assert "can be looked at" in person.screen
        await person.press("escape")
        assert "can be looked at" not in person.screen
        assert "Up to 1,000,000 " in person.screen
        person.app.post_message(events.Paste("1e3"))
        await person.press()
        assert "not taken: exponents are not accepted; write 1e3 as 1,000 or 1k" in person.screen
        person.app.post_message(events.Paste("1 000"))
        await person.press()
        assert "at every number up to 1,000 agencies" in person.screen
        await person.press("q", "question_mark", "escape", "escape")
        assert person.scenario == LISTED
        assert person.app.screen is person.explorer


async def test_what_a_budget_buys() -> None:
    async with asking((80, 24)) as person:
        await person.press("2")
        assert "$100.00 buys at most 238 agencies of Grok" in person.screen
        await person.press("down")
        await person.types("$1.26")
        assert "$1.26 buys at most 3 agencies of Grok: $1.26" in person.screen
        await person.rushes("enter", "right")
        assert "most months" in person.screen
        await person.press("tab")
        assert "Grok costs $10.08" in person.screen
        await person.press("shift+tab")
        assert "$1.26" in person.screen


async def test_which_input_matters_most_and_over_another_range() -> None:
    async with asking(scenario=HOSTED, offer_id="llama") as person:
        await person.press("3")
        screen = page(person)
        assert in_answer(person)
        await person.rushes("g", "enter")
        assert person.app.focused is screen.form.widgets["range"]
        await person.rushes(*["backspace"] * 30)
        await person.rushes(*"1000..3000")
        await person.press()
        assert "$36,000.00" in person.screen
        assert "swing $24,000.00" in person.screen
        await person.types("0..")
        assert "still showing the previous answer" in person.screen
        await person.press("escape")
        assert "still showing" not in person.screen
        await person.press("escape")
        assert in_answer(person)
        await person.rushes("j", "j", "G", "enter")
        assert in_answer(person)
        assert "all choices are tried" in person.screen
        await person.press("escape")
        assert person.app.screen is person.explorer


async def test_a_cell_of_a_table_is_opened_and_taken_back() -> None:
    async with asking() as person:
        await person.press("4")
        await person.rushes(*["down"] * 5)
        assert in_answer(person)
        assert "Agencies 24 · Months 12: ○ Grok $10.08 (12/12 agreed)" in person.screen
        await person.rushes("down", "right")
        assert "Agencies 48 · Months 18" in person.screen
        await person.rushes("l", "k", "j", "enter")
        assert person.app.screen is person.explorer
        assert (person.scenario.agencies, person.scenario.months) == (48, 24)
        assert person.says().startswith("opened: ")
        await person.press("u")
        assert person.scenario == Scenario()


async def test_an_axis_is_typed_and_read_at_once() -> None:
    async with asking() as person:
        await person.rushes("4", "down")
        await person.rushes(*"1..9/4,100")
        await person.press()
        assert len(page(person).question.lines(100)) > 6
        for label in (" 1  ", " 5  ", " 9  ", "100  "):
            assert label in person.screen
        await person.rushes("down", "left")
        assert "Across    ‹ nothing ›" in person.screen
        await person.rushes("left", "right", "right")
        assert "Across    ‹ Months ›" in person.screen
        assert "1..9/4,100" in person.screen


async def test_the_mouse_does_all_of_it() -> None:
    async with asking() as person:
        pilot = person._pilot
        screen = page(person)
        await pilot.click(screen.query("QuestionTab").last())
        assert "Agencies ↓ Months →" in person.screen
        lines = screen.answer.lines
        row = next(i for i, each in enumerate(lines) if each.text.strip().startswith("96"))
        column = lines[row].text.index("$") + 2
        await pilot.click(screen.answer, offset=(column, row))
        assert "Agencies 96 · Months 6:" in person.screen
        await pilot.click(screen.form.widgets["shows"], offset=(8, 0))
        assert "‹ total of ○ Grok ›" in person.screen
        await pilot.click(screen.form.widgets["shows"], offset=(0, 0))
        assert "‹ the cheapest total ›" in person.screen
        await pilot.click(screen.form.widgets["down.values"])
        await person.press("end", "comma", "7")
        assert "   7" in person.screen
        row = next(
            i for i, each in enumerate(screen.answer.lines) if each.text.strip().startswith("7 ")
        )
        await pilot.click(screen.answer, offset=(column, row))
        await pilot.click(screen.answer, offset=(column, row))
        await person.press()
        assert (person.scenario.agencies, person.scenario.months) == (7, 6)


async def test_keys_typed_in_a_rush_do_what_they_say() -> None:
    async with asking((80, 24)) as person:
        await person.rushes("tab", "tab", "tab", "down", "down", "down", "down", "down")
        assert in_answer(person)
        await person.rushes("up", "up", "up")
        assert person.app.focused is page(person).form.widgets["shows"]
        await person.rushes("shift+tab", "shift+tab", "down", "7")
        await person.press()
        assert "$7.00 buys at most 16 agencies" in person.screen
        await person.rushes("escape", "q")
        assert person.app.screen is person.explorer


SIZES = [(128, 36), (80, 24), (60, 16)]


async def test_every_question_fits_every_size() -> None:
    scenario = replace(
        LISTED, overheads=(Overhead("o", "Support desk", "user", "year", Decimal("1234567.89")),)
    )
    async with asking(SIZES[0], scenario) as person:
        for size in SIZES:
            await person.resizes(*size)
            for kind in KINDS:
                await person.press("tab")
                rows = person.screen.rstrip("\n").split("\n")
                assert len(rows) == size[1]
                assert all(row[-1] in "│╮╯" for row in rows), kind.TITLE
                assert "esc: back" in rows[-1]
                answer = page(person).answer
                assert answer.size.height >= 5
                assert answer.max_scroll_x == 0 or answer.has_cells or size[0] < 128


async def test_hostile_names_are_shown_literally() -> None:
    text = f"{HOSTILE[1]} {HOSTILE[3]} {HOSTILE[4]}"
    scenario = Scenario(overheads=(Overhead("o", text, "agency", "once", Decimal(1)),))
    async with asking((60, 16), scenario, catalog(text)) as person:
        for kind in KINDS:
            assert page(person).question.TITLE == kind.TITLE
            assert in_one_line(HOSTILE[1]) in in_one_line(person.screen.split("\n")[0])
            rows = person.screen.rstrip("\n").split("\n")
            assert all(row[-1] in "│╮╯" for row in rows), kind.TITLE
            await person.press("tab")
        assert person.app.return_code is None


async def test_opening_types_nothing_and_changes_nothing() -> None:
    async with asking(scenario=HOSTED) as person:
        screen = page(person)
        before = [question.fields() for question in screen.questions]
        await person.rushes(*["tab"] * 9, *["down"] * 6)
        assert [question.fields() for question in screen.questions] == before
        await person.press("escape")
        assert person.scenario == HOSTED
        assert not person.model.history.past
