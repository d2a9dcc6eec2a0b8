"""Scenarios saved, opened and kept; baseline, fiscal years, present value; pictures and exports."""

import re
from errno import ENOSPC
from pathlib import Path

import pytest

from tests.app.driver import Person, explorer, real_catalog
from tui.app.app import DealsApp
from tui.app.desktop_clipboard import desktop_clipboard
from tui.domain.scenario import Scenario
from tui.files import library, places
from tui.files.scenarios import read_scenario
from tui.files.session import load_session
from tui.picture.briefing import PICTURES


def keeping(person: Person) -> Path:
    """Let the explorer keep its session where this test can read it."""
    person.explorer.keeper.path = places.session_path()
    return places.session_path()


async def test_a_scenario_is_saved_under_a_name_and_opened_again() -> None:
    async with explorer() as person:
        await person.press("3")
        await person.types("125")
        await person.press("enter", "w", *"mine", "enter")
        path = places.user_scenarios_folder() / "mine.toml"
        assert person.says() == f"saved {path.name} in {path.parent}"
        assert read_scenario(path, real_catalog()).agencies == 125
        assert "mine: 125 agencies" in person.screen
        assert "*" not in person.screen.split("\n")[0]
        await person.press("n")
        assert "*" in person.screen.split("\n")[0]
        await person.press("w", "enter", "3", "backspace", "o")
        assert "Your scenarios" in person.screen
        await person.press("g", "enter")
        assert person.scenario.agencies == 125
        assert person.scenario.after == "successor"


async def test_a_file_that_somebody_changed_is_not_overwritten_unasked() -> None:
    async with explorer() as person:
        await person.press("w", *"mine", "enter")
        path = places.user_scenarios_folder() / "mine.toml"
        path.write_text('schema = 1\nname = "mine"\nmonths = 7\n')
        await person.press("p", "w", "enter")
        assert "changed on disk" in person.says()
        assert "months = 7" in path.read_text()
        await person.press("w", "enter")
        assert 'charge = "prorated"' in path.read_text()


async def test_a_ready_scenario_is_opened_and_undone() -> None:
    async with explorer() as person:
        await person.press("o")
        assert "The license is noise" in person.screen
        assert "Grok $1,200,010.08" in person.screen
        await person.press("j", "j", "j", "j", "enter")
        assert person.scenario.name == "The license is noise"
        assert person.total("claude") == 1_200_024_00
        await person.press("u")
        assert person.scenario == Scenario()


async def test_a_scenario_is_copied_renamed_deleted_and_taken_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(_: object) -> Path:
        raise OSError(ENOSPC, "no space left")

    async with explorer() as person:
        await person.press("w", *"first", "enter", "o", "g", "c")
        folder = places.user_scenarios_folder()
        assert (folder / "first-copy.toml").exists()
        await person.press("n", "ctrl+u", *"second", "enter")
        assert (folder / "second.toml").exists()
        await person.press("d")
        assert not (folder / "second.toml").exists()
        with monkeypatch.context() as patched:
            patched.setattr(library, "restore", full)
            await person.press("u")
            assert "not done: [Errno 28] no space left" in person.screen
        await person.press("u")
        assert (folder / "second.toml").exists()
        await person.press("G", "d")
        assert "not done" in person.screen


async def test_the_session_is_written_after_a_pause_and_on_quitting() -> None:
    async with explorer() as person:
        path = keeping(person)
        await person.press("3")
        await person.types("77")
        person.explorer.keeper.keep()
        kept = load_session(path, real_catalog())
        assert kept is not None
        assert kept.scenario.agencies == 77
        assert not kept.ended
        await person.press("enter", "q")
    kept = load_session(path, real_catalog())
    assert kept is not None
    assert kept.ended


async def test_after_a_crash_the_session_is_offered_and_taken_up() -> None:
    async with explorer() as person:
        path = keeping(person)
        await person.press("j", "3")
        await person.types("77")
        await person.press("tab")
        await person.types("6")
        person.explorer.keeper.keep()
    app = DealsApp(real_catalog(), Scenario(), person.model.as_of)
    app.explorer.keeper.path = path
    async with app.run_test(size=(128, 36)) as pilot:
        again = Person(pilot, app)
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "Last session cut off: o reopens it." in again.screen
        await again.press("o", "enter")
        assert (again.scenario.agencies, again.scenario.months) == (77, 6)
        assert again.model.highlighted == "chatgpt"
        await again.press("u")
        assert again.scenario.months == 12


async def test_a_pinned_scenario_shows_every_change() -> None:
    async with explorer() as person:
        await person.press("b", "3")
        await person.types("48")
        assert "change from the pinned scenario" in person.screen
        assert "+$10.08" in person.reads("outlay")
        assert "$48.00  +$24.00" in person.reads("timeline")
        await person.press("escape", "b")
        assert person.says() == "Unpinned"
        assert "Change" not in person.reads("outlay")


async def test_fiscal_years_add_up_to_the_total() -> None:
    async with explorer() as person:
        await person.press("f")
        outlay = person.reads("outlay")
        assert re.findall(r"FY\d+", outlay) == ["FY2025", "FY2026"]
        claude = next(row for row in outlay.split("\n") if "Claude" in row)
        assert "12/12 agreed" in claude or "all 12 months agreed" in claude
        assert re.findall(r"\$\S+", claude) == ["$24.00", "$24.00", "$0.00"]
        await person.press("f")
        assert "FY2025" not in person.reads("outlay")


async def test_a_figure_beyond_the_edge_is_cut_with_a_sign() -> None:
    async with explorer((80, 24), Scenario(months=120, after="list")) as person:
        await person.press("4", "f")

        def totals() -> list[str]:
            return [row.strip("│▁▂▃▄▅▆▇ ") for row in person.screen.split("\n") if "$" in row][-3:]

        assert all(row.endswith("…") for row in totals())
        await person.press("l")
        assert all(row.startswith("…") and row.endswith("…") for row in totals())


async def test_what_is_unknown_is_no_zero_in_a_fiscal_year() -> None:
    async with explorer() as person:
        await person.press("f")
        llama = next(row for row in person.reads("outlay").split("\n") if "◆ Llama" in row)
        assert llama.split()[-4:] == ["≥", "$0.00"] * 2
        await person.press("G", "e", "G")
        assert "FY2026: ≥ $0.00" in person.screen


async def test_a_present_value_names_its_rate_and_edition() -> None:
    async with explorer() as person:
        await person.press("P", *"7")
        await person.press("enter")
        assert "Add where it comes from" in person.screen
        await person.press("escape")
        assert person.model.discount is None
        await person.press(
            "P", *"7 OMB A-94, 1992".replace(" ", "\t").replace("\t", "_").split("_")
        )
        await person.press("escape")
        person.model.discount = None
        await person.press("P", "7", "space", "A", "minus", "9", "4", "enter")
        outlay = person.reads("outlay")
        assert "Present value in month 0 at 7% a year (A-94)." in outlay
        assert "$24.00" in outlay


async def test_what_the_day_means_is_said_in_words() -> None:
    async with explorer() as person:
        words = " ".join(person.reads("outlay").split())
        assert "ChatGPT's was superseded on 2026-10-01; Claude's ended on 2026-10-31" in words
        await person.press("a", "ctrl+u", *"2026-08-01", "enter")
        words = " ".join(person.reads("outlay").split())
        assert "ChatGPT's (to 2026-09-30) and Claude's (to 2026-10-31)" in words


async def test_a_picture_is_written_and_the_choice_remembered(tmp_path: Path) -> None:
    async with explorer() as person:
        person.explorer.pictures_folder = str(tmp_path / "pictures")
        await person.press("s")
        assert "a briefing sheet, made for a slide" in person.screen
        await person.press("j", "j", "j", "j", "right", "k", "k", "k", "k", "enter")
        written = tmp_path / "pictures" / "onegov-briefing.png"
        assert person.says() == f"wrote {written}"
        assert written.read_bytes().startswith(b"\x89PNG")
        await person.press("s", "enter")
        assert (tmp_path / "pictures" / "onegov-briefing-2.png").exists()
        await person.press("s", "j", "left", "j", "j", "j", "left", "k", "k", "k", "k", "enter")
        svg = (tmp_path / "pictures" / "onegov-screen.svg").read_text()
        assert "<svg" in svg
        assert 'href="http' not in svg


async def test_a_picture_that_cannot_be_written_says_why(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    async with explorer() as person:
        person.explorer.pictures_folder = str(tmp_path / "file" / "pictures")
        await person.press("s", "enter")
        assert person.says().startswith("no picture: ")


async def test_the_comparison_is_exported_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with explorer() as person:
        await person.press("x")
        assert "every charge by month, in FOCUS 1.2 column names" in person.screen
        await person.press("j", "enter")
        assert person.says() == f"wrote {tmp_path / 'comparison.md'}"
        assert "$10.08" in (tmp_path / "comparison.md").read_text().replace("\\", "")
        await person.press("4", "y", "j", "j", "j", "j", "enter")
        assert (tmp_path / "outlay.txt").read_text().count("$24.00") >= 2
        person.model.catalog_file = gone = tmp_path / "gone"
        await person.press("x", "j", "j", "j", "j", "enter")
        assert person.says() == f"not written: {gone}: there is no such file"
        gone.mkdir()
        monkeypatch.chdir(gone)
        gone.rmdir()
        await person.press("x", "enter")
        assert person.says() == "not written: No such file or directory"


async def test_the_palette_writes_everything_for_a_briefing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    few = {"briefing.svg": PICTURES["briefing.svg"]}
    monkeypatch.setattr("tui.picture.briefing.PICTURES", few)
    async with explorer() as person:
        await person.press("ctrl+p", *"briefing folder", "enter")
        await person.app.workers.wait_for_complete()
        folder = tmp_path / "onegov-briefing"
        assert person.says() == f"wrote the briefing to {folder}"
        index = (folder / "index.md").read_text(encoding="utf-8")
        names = {path.name for path in folder.iterdir()}
        assert {"index.html", "briefing.svg", "scenario.toml"} <= names
        assert all(name in index for name in names - {"index.md"})


async def test_the_clipboard_gets_the_text_and_nobody_claims_more() -> None:
    async with explorer() as person:
        await person.press("4", "y", "enter")
        assert person.says().startswith("sent to the terminal")
        assert "ChatGPT" in person.app.clipboard
        await person.press("y", "j", "j", "enter")
        assert person.app.clipboard == "deals --as-of 2026-11-21"
        await person.press("y", "j", "j", "j", "enter")
        rows = [line.split("\t") for line in person.app.clipboard.splitlines()]
        assert [row[1:4] for row in rows[:2]] == [["Offer", "Total", "Rank"],
                                                  ["Grok", "$10.08", "1"]]  # fmt: skip
        assert {len(row) for row in rows} == {10}
        await person.press("2", "y", "j", "j", "j", "enter")
        head, *topics = person.app.clipboard.splitlines()
        assert head.startswith("\tGrok for Government\t")
        assert {line.count("\t") for line in topics} == {4}


async def test_a_program_of_the_desktop_takes_texts_and_pictures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, taken = tmp_path / "xclip", tmp_path / "taken"
    program.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/said\ncat > {taken}\n')
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setenv("DISPLAY", ":77")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert desktop_clipboard() is None  # through ssh it would be another machine's
    for name in ("SSH_TTY", "SSH_CLIENT", "SSH_CONNECTION"):
        monkeypatch.delenv(name, raising=False)
    async with explorer() as person:

        async def copies(*keys: str) -> str:
            await person.press("4", "y", *keys, "enter")
            await person.app.workers.wait_for_complete(
                [one for one in person.explorer.workers if one.group == "copying"]
            )
            return person.says()

        assert await copies() == "copied by xclip"
        assert "$10.08" in taken.read_text()
        assert await copies("j", "j", "j", "j") == "picture copied by xclip"
        assert taken.read_bytes().startswith(b"\x89PNG")
        assert (tmp_path / "said").read_text() == "-selection clipboard -target image/png\n"
        program.write_text("#!/bin/sh\nexit 1\n")
        assert await copies("j", "j", "j", "j") == "xclip did not take it"
        monkeypatch.setattr("tui.app.desktop_clipboard.LONGEST_WAIT", 0.1)
        program.write_text("#!/bin/sh\nexec sleep 60\n")
        assert await copies() == "sent to the terminal (y writes a file, too)"
        assert "$10.08" in person.app.clipboard


async def test_each_line_says_how_it_changed_against_the_pinned_scenario() -> None:
    async with explorer() as person:
        await person.press("b", "3")
        await person.types("48")
        await person.press("enter", "escape", "e")
        assert "License (reading): +$10.08 ($10.08 → $20.16)" in person.screen


async def test_what_follows_each_agreement_is_said_with_its_source() -> None:
    async with explorer() as person:
        person.explorer.show_field("after")
        await person.press("question_mark")
        assert "Grok ends 2027-03-14" in person.screen
        await person.press("escape")
        words = " ".join(person.pane("what-if").help.split())
        assert "Grok ends 2027-03-14: nothing." in words
        await person.press("l")
        words = " ".join(person.pane("what-if").help.split())
        assert "ChatGPT ends 2026-09-30: ChatGPT for Government, from 2026-10-01 on." in words
        await person.press("l")
        words = " ".join(person.pane("what-if").help.split())
        assert "Grok ends 2027-03-14: $30/user/month, assumed (xAI)." in words
        assert "Llama: no end is published." in words


async def test_a_table_that_just_fits_is_not_scrolled() -> None:
    async with explorer((128, 36), Scenario(months=18)) as person:
        await person.press("n", "n")
        assert "$4,320,002.00 – $4,680,000.00" in person.reads("outlay")
        assert not person.pane("outlay").show_horizontal_scrollbar
