"""The command line as a whole: dispatch, help, streams, exit codes."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import CATALOG, Deals
from tui.cli import compare, explore
from tui.cli.commands import COMMANDS

ROOT = Path(__file__).parent.parent.parent
COMPARE = ("compare", "--data", str(CATALOG), "--as-of", "2026-11-21")


def in_a_process(arguments: Sequence[str], **options: Any) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "tui", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False, **options)


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_has_examples_and_the_shared_options(name: str, deals: Deals) -> None:
    outcome = deals(*([name] if name else []), "--help")
    assert (outcome.code, outcome.err) == (0, "")
    for word in ("Examples:", "--data FILE", "--as-of YYYY-MM-DD", "--set KEY=VALUE", "--version"):
        assert word in outcome.out
    assert max(map(len, outcome.out.splitlines())) <= 90


def test_help_lists_every_command_and_what_can_be_set(deals: Deals) -> None:
    out = deals("--help").out
    widest = max(map(len, COMMANDS))
    for name, command in COMMANDS.items():
        assert f"  {name.ljust(widest)}  {command.help}" in out
    assert "users_per_agency" in out


def test_version(deals: Deals) -> None:
    outcome = deals("--version")
    assert outcome.code == 0
    assert outcome.out.startswith("deals ")
    assert deals("compare", "--version") == outcome


@pytest.mark.parametrize(
    ("word", "hint"), [("comapre", "`compare`"), ("cfo-akt", "`cfo-act`"), ("-", "")]
)
def test_a_first_word_that_is_nothing(word: str, hint: str, deals: Deals) -> None:
    outcome = deals(word)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"“{word}” is neither a command, a file nor a ready scenario" in outcome.err
    assert hint in outcome.err


@pytest.mark.parametrize("option", ["--bogus", "--forma", "--no-set"])
def test_an_option_that_is_none(option: str, deals: Deals) -> None:
    outcome = deals("compare", option)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith(f"deals: no such option '{option}'")
    assert outcome.err.endswith("(deals compare --help shows more)\n")
    assert outcome.err.count("\n") == 1


def test_the_shared_options_stand_before_a_command_and_after_it(deals: Deals) -> None:
    form = ("--format", "json")
    before = ("--set", "agencies=3", "--data", "nowhere.toml", "--as-of", "2020-01-01")
    after = ("--set=months=5", "--data", str(CATALOG), "--as-of", "2026-11-21")
    report = deals(*before, "compare", *form, *after).json
    assert (report["scenario"]["agencies"], report["scenario"]["months"]) == (3, 5)
    assert report["as_of"] == "2026-11-21"
    assert report == deals("compare", *form, *after, *before[:2]).json
    assert report == deals(*after, *before[:2], "compare", *form).json
    later = ("--set", "months=6", "--set", "months=7")
    assert deals("--set", "months=5", "compare", *form, *later).json["scenario"]["months"] == 7


def test_the_name_of_a_file_may_be_joined_to_o(deals: Deals, tmp_path: Path) -> None:
    for joined in (f"-o={tmp_path / 'a.txt'}", f"-o{tmp_path / 'b.txt'}"):
        assert deals(*COMPARE, joined).code == 0
    assert (tmp_path / "a.txt").read_text() == (tmp_path / "b.txt").read_text()


@pytest.mark.parametrize("name", ["--explain", "-h", "=--explain"])
def test_an_option_is_no_name_of_a_file_to_write(
    name: str, deals: Deals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = deals(*COMPARE, "-o", name)
    said = name.removeprefix("=")
    assert outcome.code == 2
    assert f"--output: “{said}” is an option; write ./{said} for a file" in outcome.err
    assert not [path for path in tmp_path.iterdir() if path.name != "state"]
    assert deals(*COMPARE, "-o", f"./{said}").code == 0
    assert (tmp_path / said).is_file()


def test_after_two_dashes_a_word_is_a_scenario(
    deals: Deals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: dict[str, Any] = {}
    monkeypatch.setattr(explore, "has_terminal", lambda: True)
    monkeypatch.setattr("tui.app.run", lambda **values: opened.update(values), raising=False)
    monkeypatch.chdir(tmp_path)
    for name in ("compare", "-x.toml", "--help"):
        Path(name).write_text("schema = 1\nmonths = 36\n")
        opened.clear()
        outcome = deals("--set", "agencies=5", "--", name)
        assert (outcome.code, outcome.err) == (0, "")
        scenario = opened["scenario"]
        assert (str(opened["scenario_path"]), scenario.months, scenario.agencies) == (name, 36, 5)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["deals", "c"], {"cfo-act", "compare", "check"}),
        (["deals", "--set", "months=3", "bre"], {"breakeven"}),
        (["deals", "compare", "--ex"], {"--explain"}),
        (["deals", "compare", "--format", "m"], {"md"}),
        (["deals", "compare", "cfo"], {"cfo-act"}),
        (["deals", "goal", "g"], {"grok", "gemini"}),
        (["deals", "terms", "--data", str(CATALOG), "n"], {"north"}),
        (["deals", "terms", "--data", "nowhere.toml", "n"], set()),
        (["deals", "shot", "-o", "pict"], {"pict"}),
        (["deals", "cfo-act", "--dat"], {"--data"}),
    ],
)
def test_a_shell_completes(
    words: list[str], found: set[str], deals: Deals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_DEALS_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", " ".join(words))
    monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
    outcome = deals()
    assert (outcome.code, outcome.err) == (0, "")
    answers = [line.split(",") for line in outcome.out.split()]
    files = {"file"} if words[-2] == "-o" else {"plain"}
    assert {name for kind, name in answers if kind in files} == found


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_learns_to_complete(
    shell: str, deals: Deals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_DEALS_COMPLETE", f"{shell}_source")
    outcome = deals()
    assert outcome.code == 0
    assert f"_DEALS_COMPLETE={shell}_complete" in outcome.out


def test_arguments_with_control_characters_are_spelled_out(deals: Deals) -> None:
    for word in ("\x1b[31mred", "a\x00b", "x" * 5000):
        outcome = deals("compare", word)
        assert outcome.code == 2
        assert "\x1b" not in outcome.err


def test_the_explorer_needs_a_terminal(deals: Deals) -> None:
    outcome = deals("--data", str(CATALOG))
    assert outcome.code == 2
    assert "the explorer needs a terminal" in outcome.err


def test_the_explorer_opens_on_the_scenario(
    deals: Deals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: dict[str, Any] = {}
    monkeypatch.setattr(explore, "has_terminal", lambda: True)
    monkeypatch.setattr("tui.app.run", lambda **values: opened.update(values), raising=False)
    scenario = tmp_path / "mine.toml"
    scenario.write_text("schema = 1\nmonths = 36\n")
    outcome = deals(scenario, "--data", CATALOG, "--as-of", "2026-11-21")
    assert (outcome.code, outcome.err) == (0, "")
    assert (opened["scenario"].months, opened["scenario_path"]) == (36, scenario)
    assert opened["catalog"].title == "Made-up agreements"
    assert deals("--data", CATALOG, "--set", "agencies=3").code == 0
    assert (opened["scenario"].agencies, opened["scenario_path"]) == (3, None)


def test_a_picture_from_another_catalog_is_told_of(
    deals: Deals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, other = tmp_path / "deals.toml", tmp_path / "other.toml"
    ours.write_bytes(CATALOG.read_bytes())
    other.write_bytes(CATALOG.read_bytes() + b"# another\n")
    picture = tmp_path / "sheet.svg"
    assert deals("shot", "--data", ours, "-o", picture).code == 0
    words = "the file was made from another catalog"
    assert words not in deals("compare", picture, "--data", ours).err
    outcome = deals("compare", picture, "--data", other)
    assert outcome.code == 0
    assert outcome.err.startswith(words)
    opened: dict[str, Any] = {}
    monkeypatch.setattr(explore, "has_terminal", lambda: True)
    monkeypatch.setattr("tui.app.run", lambda **values: opened.update(values), raising=False)
    outcome = deals(picture, "--data", other)
    assert (outcome.code, outcome.err) == (0, "")
    assert opened["notice"].startswith(words)


def test_interruption_is_130(deals: Deals, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(compare, "read_inputs", interrupted)
    assert deals("compare").code == 130


def test_our_mistake_is_one_calm_line(deals: Deals, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(compare, "_written", fails)
    outcome = deals("compare")
    assert (outcome.code, outcome.out) == (70, "")
    assert outcome.err == "deals: unexpected error: ZeroDivisionError: oh; please report it\n"
    monkeypatch.setenv("DEALS_DEBUG", "1")
    assert "Traceback" in deals("compare").err


def test_a_terminal_that_is_narrow_gets_narrow_tables(
    deals: Deals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.cli.output.text_width", lambda: 80)
    lines = deals(*COMPARE).out.splitlines()
    assert [line for line in lines if len(line) > 80 and "http" not in line] == []


@pytest.mark.skipif(os.name != "posix", reason="pipes and devices of Unix")
class TestProcesses:
    def test_a_closed_pipe_is_quiet(self) -> None:
        reading, writing = os.pipe()
        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            done = in_a_process(COMPARE, stdout=pipe, stderr=subprocess.PIPE)
        assert (done.returncode, done.stderr) == (0, b"")

    def test_a_full_disk_is_one_line(self) -> None:
        if not Path("/dev/full").exists():
            pytest.skip("no /dev/full here")
        with open("/dev/full", "wb") as full:
            for arguments in (COMPARE, ("--help",)):
                done = in_a_process(arguments, stdout=full, stderr=subprocess.PIPE)
                assert done.returncode == 2
                assert done.stderr.count(b"\n") == 1
                assert b"No space left on device" in done.stderr

    def test_marks_survive_a_locale_without_them(self) -> None:
        environment = os.environ | {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
        done = in_a_process(COMPARE, env=environment, capture_output=True)
        assert (done.returncode, done.stderr) == (0, b"")
        assert "○  North" in done.stdout.decode("utf-8")

    def test_closed_streams(self) -> None:
        shell = f'"{sys.executable}" -m tui {" ".join(COMPARE)}'
        done = subprocess.run(f"{shell} >&-", shell=True, cwd=ROOT, check=False,
                              stderr=subprocess.PIPE)  # fmt: skip
        assert (done.returncode, done.stderr) == (2, b"deals: standard output is closed\n")
        done = subprocess.run(f"{shell} --fail-above 1 2>&-", shell=True, cwd=ROOT, check=False,
                              stdout=subprocess.PIPE)  # fmt: skip
        assert done.returncode == 1
        assert b"limit" not in done.stdout
