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
    """Run code in a fresh interpreter and give the top-level modules that it has loaded."""
    environment = os.environ | {"XDG_STATE_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{LOADED}"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return {name.split(".")[0] for name in done.stderr.split()} | set(done.stderr.split())


def after_commands(commands: Sequence[Sequence[str]], home: Path) -> set[str]:
    """Run commands one after the other in a fresh interpreter and give what they have loaded."""
    run = f"for each in {commands!r}: assert main(each) == 0"
    return loaded(f"from tui.__main__ import main\n{run}", home)


def test_commands_load_no_screen(tmp_path: Path) -> None:
    names = ("compare", "check", "terms", "where")
    found = after_commands([[name, "--data", str(CATALOG)] for name in names], tmp_path)
    assert not found & (SCREEN | {"tui.app", "tui.picture.sheet"})


@pytest.mark.parametrize("form", ["table", "md", "csv", "json"])
def test_a_format_loads_only_what_it_needs(form: str, tmp_path: Path) -> None:
    found = after_commands([["compare", "--format", form, "--data", str(CATALOG)]], tmp_path)
    assert not found & (SCREEN | {"tui.app", "tui.picture.sheet", "xlsxwriter"})
    others = {"md": "md", "focus_csv": "csv", "json_report": "json"}
    reports = {f"tui.export.{module}": name for module, name in others.items()}
    assert {name for module, name in reports.items() if module in found} == {form} - {"table"}


def test_help_loads_no_validation(tmp_path: Path) -> None:
    helps = [["--help"], ["--version"], *([name, "--help"] for name in COMMANDS)]
    found = after_commands(helps, tmp_path)
    assert not found & (SCREEN | {"pydantic", "pydantic_core", "tomli", "tree_sitter"})


ROOMS = ("domain", "files", "views", "export", "picture", "app", "web", "cli")
"""Every room may import the ones before it."""


@pytest.mark.parametrize("room", ROOMS)
def test_rooms_import_one_way(room: str, tmp_path: Path) -> None:
    folder = ROOT / "tui" / room
    modules = sorted(
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in folder.rglob("*.py")
        if path.stem != "__init__"
    )
    later = {f"tui.{other}" for other in ROOMS[ROOMS.index(room) + 1 :]}
    screen = SCREEN if room in ("domain", "files", "views", "export") else set()
    reader = {"pydantic", "tomli"} if room in ("domain", "views", "export") else set()
    assert not loaded(f"import {', '.join(modules)}", tmp_path) & (later | screen | reader)
