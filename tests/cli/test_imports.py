"""What each room and command loads, seen in a fresh interpreter."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.cli.conftest import CATALOG
from tui.cli.commands import COMMANDS

ROOT = Path(__file__).parent.parent.parent
SCREEN = {"textual", "rich"}
LOADED = "import sys; print(*sys.modules, file=sys.__stderr__)"


def loaded(code: str, home: Path) -> set[str]:
    """Run code in a fresh interpreter and give the modules that it has loaded."""
    return loaded_by_steps([code], home)[0]


def loaded_by_steps(steps: Sequence[str], home: Path) -> list[set[str]]:
    """Run code in a fresh interpreter and give the modules that are there after each step."""
    environment = os.environ | {"XDG_STATE_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-c", "".join(f"{step}\n{LOADED}\n" for step in steps)],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = [line.split() for line in done.stderr.splitlines()]
    return [{name.split(".")[0] for name in names} | set(names) for names in found]


def after_commands(commands: Sequence[Sequence[str]], home: Path) -> set[str]:
    """Run commands one after the other in a fresh interpreter and give what they have loaded."""
    run = f"for each in {commands!r}: assert main(each) == 0"
    return loaded(f"from tui.__main__ import main\n{run}", home)


def test_commands_load_no_screen(tmp_path: Path) -> None:
    names = ("compare", "check", "terms", "where")
    found = after_commands([[name, "--data", str(CATALOG)] for name in names], tmp_path)
    assert not found & (SCREEN | {"tui.app", "tui.picture.sheet"})


def test_a_format_loads_only_what_it_needs(tmp_path: Path) -> None:
    """Each one in turn: what is loaded after it is what it needs, and those before it needed."""
    forms = ("table", "md", "csv", "json")
    run = "assert main(['compare', '--format', {!r}, '--data', {!r}]) == 0"
    steps = [run.format(form, str(CATALOG)) for form in forms]
    steps[0] = f"from tui.__main__ import main; {steps[0]}"
    reports = {"md": "md", "focus_csv": "csv", "json_report": "json"}
    for at, found in enumerate(loaded_by_steps(steps, tmp_path)):
        assert not found & (SCREEN | {"tui.app", "tui.picture.sheet", "xlsxwriter"})
        asked = {name for module, name in reports.items() if f"tui.export.{module}" in found}
        assert asked == set(forms[1 : at + 1])


def test_help_loads_no_validation(tmp_path: Path) -> None:
    helps = [["--help"], ["--version"], *([name, "--help"] for name in COMMANDS)]
    found = after_commands(helps, tmp_path)
    assert not found & (SCREEN | {"pydantic", "pydantic_core", "tomli", "tree_sitter"})


ROOMS = ("domain", "files", "views", "export", "picture", "app", "web", "cli")
"""Every room may import the ones before it."""


@pytest.mark.parametrize("rooms", [ROOMS[1:2], (ROOMS[0], *ROOMS[2:])], ids=["files", "others"])
def test_rooms_import_one_way(rooms: Sequence[str], tmp_path: Path) -> None:
    """One room after the other; `files` by itself, for the others may not load what it reads by."""
    steps = [f"import {', '.join(modules_of(room))}" for room in rooms]
    for room, found in zip(rooms, loaded_by_steps(steps, tmp_path), strict=True):
        later = {f"tui.{other}" for other in ROOMS[ROOMS.index(room) + 1 :]}
        screen = SCREEN if room in ("domain", "files", "views", "export") else set()
        reader = {"pydantic", "tomli"} if room in ("domain", "views", "export") else set()
        assert not found & (later | screen | reader), room


def modules_of(room: str) -> list[str]:
    return sorted(
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in (ROOT / "tui" / room).rglob("*.py")
        if path.stem != "__init__"
    )
