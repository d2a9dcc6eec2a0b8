"""A start in a state that was seen before shows its picture at once, and nothing else early."""

import os
import re
import signal
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.trust.terminal import ESCAPE, Terminal, terminal
from tui.app.opening import FOLDER, MOST_KEPT, Opening
from tui.files.places import catalog_path

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no pty")
DAY = ("--as-of", "2026-11-21")
TEXTUAL = b"\x1b[?2026$p"
"""What Textual asks the terminal when it takes it over."""
SHOWN = "4 Outlay"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "user"


def kept(home: Path) -> list[Path]:
    """The pictures that are kept, without one that is being written."""
    folder = home / "state" / "onegov-deals" / FOLDER
    return sorted(folder.glob("[!.]*")) if folder.exists() else []


def seen_once(home: Path, *arguments: str) -> None:
    """Start the program, look at it until its picture is kept, and leave it."""
    before = len(kept(home))
    with terminal(*DAY, *arguments, home=home) as run:
        run.waits_for(SHOWN)
        until = time.monotonic() + 10
        while len(kept(home)) == before:
            assert time.monotonic() < until, "no picture was kept"
            run.read(0.02)
        run.types("q")
        run.waits_until_gone()


def early(run: Terminal) -> str:
    """What a terminal showed before Textual had it."""
    run.waits_for(TEXTUAL.decode())
    return ESCAPE.sub(b" ", bytes(run.output).partition(TEXTUAL)[0]).decode()


def screen(output: bytes) -> list[str]:
    """What stands in each of the 36 rows after some output."""
    cells = [[" "] * 121 for _ in range(37)]
    row = column = 0
    for part in re.findall(rb"\x1b\[\d+;\d+H|%b|\r\n|[^\x1b\r]+" % ESCAPE.pattern, output):
        place = re.fullmatch(rb"\x1b\[(\d+);(\d+)H", part)
        if place:
            row, column = int(place[1]) - 1, int(place[2]) - 1
        elif part == b"\r\n":
            row, column = row + 1, 0
        elif part[0] != 0x1B:
            for letter in part.decode():
                cells[row][column], column = letter, column + 1
    return ["".join(each) for each in cells[:36]]


def is_as_before(run: Terminal) -> bool:
    return run.left_on() == set() and run.takes_input_as_before()


def test_the_second_start_shows_the_picture_of_the_first_at_once(home: Path) -> None:
    seen_once(home)
    with terminal(*DAY, home=home) as run:
        words = early(run)
        assert SHOWN in words
        assert "$10.08" in words
        assert "help" not in words, "the bottom line tells of the last session"
        run.waits_for("help")
        run.read(0.3)
        first, _, then = bytes(run.output).partition(TEXTUAL)
        assert screen(first)[:-1] == screen(then)[:-1]
        run.types("q")
        run.waits_until_gone()
        assert run.code == 0
        assert is_as_before(run)
    assert len(kept(home)) == 1


def test_what_is_typed_at_once_is_done_in_order(home: Path) -> None:
    seen_once(home)
    with terminal(*DAY, home=home) as run:
        run.waits_for(SHOWN)
        run.types("3507\x7f\t9")
        run.waits_for("50 agencies · 9 months")
        run.sends(signal.SIGKILL)


def test_another_catalog_shows_nothing_early(home: Path, tmp_path: Path) -> None:
    data = tmp_path / "deals.toml"
    data.write_bytes(catalog_path().read_bytes())
    seen_once(home, "--data", str(data))
    data.write_bytes(data.read_bytes().replace(b"0.42", b"0.43"))
    with terminal(*DAY, "--data", str(data), home=home) as run:
        assert SHOWN not in early(run)
        run.waits_for("$10.32")
        run.sends(signal.SIGKILL)


def test_settings_that_may_open_a_scenario_show_nothing_early(home: Path) -> None:
    settings = home / "config" / "onegov-deals" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('schema = 1\nscenario = "cfo-act"\n', encoding="utf-8")
    with terminal(*DAY, home=home) as run:
        run.waits_for(SHOWN)
        run.read(1.0)
        run.sends(signal.SIGKILL)
    assert kept(home) == []


def test_nothing_is_kept_once_something_was_typed(home: Path) -> None:
    with terminal(*DAY, home=home) as run:
        run.waits_for(TEXTUAL.decode())
        run.types(" ", pause=1.0)
        run.types("q")
        run.waits_until_gone()
    assert kept(home) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_before_textual_gives_the_terminal_back(number: int, home: Path) -> None:
    seen_once(home)
    with terminal(*DAY, home=home) as run:
        run.waits_for(SHOWN)
        run.sends(number)
        run.waits_until_gone()
        # Python ends by the signal itself where it was making a class; a shell says 130, too.
        assert run.code in ({130, -signal.SIGINT} if number == signal.SIGINT else {128 + number})
        assert is_as_before(run)
        assert b"Traceback" not in run.output


def test_a_bad_catalog_is_told_in_an_ordinary_terminal(home: Path, tmp_path: Path) -> None:
    data = tmp_path / "deals.toml"
    data.write_text("schema = 1\noffers = 3\n", encoding="utf-8")
    with terminal(*DAY, "--data", str(data), home=home) as run:
        run.waits_until_gone(20)
        assert run.code == 2
        assert is_as_before(run)


class Seen:
    """Openings of a terminal of 120×36, whose pictures go to one folder."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        size = os.terminal_size((120, 36))
        monkeypatch.setattr("tui.app.opening._terminal_size", lambda: size)

    def __call__(self, *state: str, files: Iterable[Path] = ()) -> Opening:
        return Opening(state, files, self.folder)


@pytest.fixture
def opening(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Seen:
    return Seen(tmp_path, monkeypatch)


def test_everything_it_is_made_from_names_it(
    opening: Seen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file"
    before = opening("a", files=[file]).path
    assert before == opening("a", files=[file]).path
    found = {before, opening("b", files=[file]).path, opening("a", "", files=[file]).path}
    file.write_text("", encoding="utf-8")
    found.add(opening("a", files=[file]).path)
    file.write_text("x", encoding="utf-8")
    found.add(opening("a", files=[file]).path)
    monkeypatch.setenv("NO_COLOR", "1")
    found.add(opening("a", files=[file]).path)
    assert len(found) == 6
    assert None not in found


def test_what_can_be_read_but_once_is_not_read(opening: Seen, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert opening(files=[pipe]).path is None
    assert opening(files=[tmp_path]).path is None


def test_few_are_kept_and_a_folder_that_refuses_is_no_matter(opening: Seen, tmp_path: Path) -> None:
    for number in range(MOST_KEPT + 3):
        opening(str(number)).keep(["first", "second", "bottom"])
    found = list((tmp_path / FOLDER).iterdir())
    assert len(found) == MOST_KEPT
    assert found[0].read_bytes() == b"\x1b[1;1Hfirst\x1b[2;1Hsecond"
    (tmp_path / "file").touch()
    opening.folder = tmp_path / "file"
    opening("again").keep(["first", "bottom"])
