"""Whatever is typed, pasted, clicked or resized, however fast and wherever: nothing ends."""

import asyncio
import importlib
import inspect
import pkgutil
import random
import string
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import pytest
from textual import events
from textual.dom import DOMNode
from textual.message_pump import MessagePump

import tui.app
from tests.app.driver import Person, explorer
from tests.effort import THOROUGH
from tui.app.keys import NAMED_KEYS

T = TypeVar("T")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some keys write files where the program was started."""
    monkeypatch.chdir(tmp_path)


PAGES: dict[str, Sequence[str]] = {
    **{f"pane {digit}": [digit] for digit in "12345"},
    **{f"page {key}": [key] for key in ("e", "R", "m", "v", "y", "x", "s", "o", "question_mark")},
    **{f"question {number}": ["v", *["tab"] * number] for number in (1, 2, 3)},
    **{f"prompt {key}": [key] for key in ("slash", "a", "P", "w")},
    "palette": ["ctrl+p"],
    "agencies": ["3", "c"],
    "overheads": ["3", "G", "enter"],
    "an entry": ["3", "1"],
    "folder": ["s", "G", "enter"],
    "new name": ["w", "x", "enter", "o", "g", "n"],
}
"""Where keys can be typed, by the keys that lead there."""
PRINTABLE = (*string.digits, *string.ascii_letters, *"é‘価")
NAMED = (
    *NAMED_KEYS, "at", "question_mark", "exclamation_mark", "slash", "left_square_bracket",
    "right_square_bracket", "dollar_sign", "percent_sign", "ampersand", "asterisk", "plus", "minus",
    "full_stop", "comma", "colon", "semicolon", "less_than_sign", "equals_sign", "tilde",
    "greater_than_sign", "underscore", "number_sign", "vertical_line", "backslash",
    "quotation_mark", "apostrophe", "left_parenthesis", "right_parenthesis", "circumflex_accent",
    "shift+tab", "shift+up", "shift+down", "shift+left", "shift+right", "ctrl+home", "ctrl+end",
    *(f"ctrl+{letter}" for letter in string.ascii_lowercase if letter not in "qz"),
)  # fmt: skip


PLACES = list(PAGES) if THOROUGH else list(PAGES)[::3]


def share(place: str, every: Sequence[T]) -> Sequence[T]:
    """What is tried in a place: `make test` tries all in one place or another."""
    return every if THOROUGH else every[PLACES.index(place) :: len(PLACES)]


CHARACTERS = {
    "space": " ", "at": "@", "question_mark": "?", "exclamation_mark": "!", "slash": "/",
    "dollar_sign": "$", "plus": "+", "minus": "-", "full_stop": ".", "comma": ",",
}  # fmt: skip


def key(name: str) -> events.Key:
    return events.Key(name, CHARACTERS.get(name, name if len(name) == 1 else None))


async def does(person: Person, names: Sequence[str]) -> None:
    """Let keys be done, and wait for no more than that."""
    for name in names:
        person.app.post_message(key(name))
    while person.app.return_code is None and not person.app._message_queue.empty():
        await asyncio.sleep(0)


async def settles(person: Person) -> None:
    """Wait until no key is left that waits for its page."""
    for _ in range(100):
        await person.press()
        if not person.app._keys._typed or person.app.return_code is not None:
            return


@pytest.mark.parametrize("start", range(len(PLACES) if THOROUGH else 2))
async def test_every_key_can_be_pressed_everywhere(start: int) -> None:
    async with explorer((100, 30)) as person:
        for place in PLACES[start :: len(PLACES) if THOROUGH else 2]:
            await person.press(*["escape"] * 3, *PAGES[place])
            for width in share(place, range(1, 100, 3)):
                await person.resizes(width, width // 3 + 1)
                await person.resizes(100, 30)
            await _takes(person, place)


async def _takes(person: Person, place: str) -> None:
    """Press the keys of a place in it, and come back where one of them leads away."""
    where: object = None
    for name in share(place, (*PRINTABLE, *NAMED)):
        now = (person.app.screen, person.app.focused)
        if now != where:
            await person.press(*["escape"] * 3, *PAGES[place])
            where = (person.app.screen, person.app.focused)
        if name != "q" or person.app.screen is not person.explorer:
            await does(person, [name])
        assert person.app.return_code is None, (place, name)
    assert person.screen


@pytest.mark.parametrize(
    "burst",
    [
        ["ctrl+p", "pagedown", "pageup", "down", "enter"],
        ["ctrl+p", "enter", "enter"],
        ["ctrl+p", "escape", "escape", "ctrl+p", "x", "escape"],
        ["e", "escape", "escape", "q", "e"],
        *(["q", page, "enter"] for page in ("e", "v", "s", "o", "ctrl+p", "slash", "R", "m")),
        ["v", "v", "v", "escape", "q", "v"],
        ["slash", "escape", "escape", "slash", "enter", "enter", "a", "up", "enter"],
    ],
    ids=" ".join,
)
async def test_a_burst_ends_nothing_but_what_it_ends(burst: Sequence[str]) -> None:
    async with explorer() as person:
        for name in burst:
            person.app.post_message(key(name))
        await settles(person)
        assert person.app.return_code == (0 if "q" in burst else None)


async def test_what_is_typed_ahead_of_a_pane_or_the_palette_finds_and_does() -> None:
    async with explorer((80, 24)) as person:
        await person.rushes("3", *"500")
        assert "[3 What if]" in person.screen
        await person.rushes("escape", "escape")
        await person.rushes("ctrl+p", *"matrix", "enter", "escape", "4")
        await settles(person)
        assert person.app.screen is person.explorer
        assert person.focused == "outlay"


async def test_what_is_pasted_takes_its_turn_among_the_keys() -> None:
    async with explorer() as person:
        date = [key("a"), events.Paste("2026-12-24"), key("enter")]
        agencies = [key("3"), events.Paste("1 250"), key("enter"), key("4")]
        found = [key("ctrl+p"), events.Paste("matrix"), key("enter")]
        for event in (*date, *agencies, *found):
            person.app.post_message(event)
        await settles(person)
        assert person.model.as_of.isoformat() == "2026-12-24"
        assert person.scenario.agencies == 1250
        assert "Terms side by side" in person.screen


async def test_a_key_that_does_nothing_says_so_and_ctrl_c_says_how_to_leave() -> None:
    async with explorer() as person:
        for name, words in [
            ("at", "@ does nothing here · ? shows all keys"),
            ("f5", "F5 does nothing here · ? shows all keys"),
            ("ctrl+c", "Press q to quit"),
            ("ctrl+z", "No shell to go back to"),
        ]:
            await person.press(name)
            assert person.says() == words
        await person.press("slash", "f5")
        assert person.says() == "F5 does nothing here"
        await person.press("ctrl+c")
        assert person.says() == "Press esc, then q to quit"
        await person.press("escape", "e", "f5")
        assert "F5 does nothing here" in person.screen
        await person.press("ctrl+c")
        assert "Press esc, then q to quit" in person.screen


async def test_a_double_click_in_the_palette_does_one_thing_once() -> None:
    async with explorer() as person:
        await person.press("ctrl+p", *"matrix")
        for _ in range(2):
            for kind in (events.MouseDown, events.MouseUp):
                person.app.post_message(_mouse(kind, 20, 3))
        await person.press()
        assert "Terms side by side" in person.screen


def _mouse(kind: type[events.MouseEvent], x: int, y: int) -> events.MouseEvent:
    return kind(
        widget=None, x=x, y=y, delta_x=0, delta_y=0, button=1,
        shift=False, meta=False, ctrl=False, screen_x=x, screen_y=y, style=None,
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(3 if THOROUGH else 1))
async def test_a_monkey_at_the_keyboard_ends_nothing(seed: int) -> None:
    """`q` and quitting are left out: the program must still be there, and take keys."""
    chance = random.Random(seed)
    names = [name for name in (*PRINTABLE, *NAMED) if name != "q"]
    typed = 0
    async with explorer((100, 30)) as person:
        while typed < (20_000 if THOROUGH else 180):
            for _ in range(chance.randint(1, 8)):
                typed += 1
                person.app.post_message(_something(chance, names))
            if chance.random() < 0.1:
                await person.resizes(chance.randint(1, 170), chance.randint(1, 50))
            elif chance.random() < 0.5:
                await person.press()
                assert person.screen
            assert person.app.return_code is None
        await person.resizes(128, 36)
        await person.press(*["escape"] * 6, "4")
        assert person.focused == "outlay"


def _something(chance: random.Random, names: Sequence[str]) -> events.Event:
    x, y = chance.randint(0, 100), chance.randint(0, 30)
    roll = chance.random()
    if roll < 0.06:
        return events.Paste(chance.choice(("1 000", "abc", "[/]", "2026-12", "\n\n", "9" * 500)))
    if roll < 0.2:
        kinds = (events.MouseDown, events.MouseUp, events.MouseMove, events.MouseScrollDown)
        return _mouse(chance.choice(kinds), x, y)
    if roll < 0.4:
        return key(chance.choice([step for steps in PAGES.values() for step in steps]))
    return key(chance.choice(names))


def _classes() -> Iterator[type[MessagePump]]:
    for found in pkgutil.walk_packages(tui.app.__path__, "tui.app."):
        for _, each in inspect.getmembers(importlib.import_module(found.name), inspect.isclass):
            if each.__module__ == found.name and issubclass(each, MessagePump):
                yield each


def test_no_name_of_ours_is_taken_for_a_handler_of_a_key() -> None:
    """Textual calls a method `key_at` for the key `@`: with arguments of its own, or none."""
    classes = list(_classes())
    assert len(classes) > 20
    taken = [
        f"{each.__qualname__}.{name}"
        for each in classes
        for name in vars(each)
        if name.startswith(("key_", "_key_", "compute_", "_compute_", "validate_", "_validate_"))
    ]
    assert taken == []


def test_what_watches_watches_something() -> None:
    """Textual calls a method `watch_x` when `x` changes, and never if there is no such thing."""
    for each in _classes():
        for name in vars(each):
            if name.startswith(("watch_", "_watch_")):
                assert issubclass(each, DOMNode)
                assert name.removeprefix("_").removeprefix("watch_") in each._reactives, name
