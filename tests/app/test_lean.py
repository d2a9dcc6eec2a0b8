"""Textual loaded without its palette: the palette opens all the same, and TLS is there."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
OPENED = """
import asyncio, sys
from datetime import date
from tui.app import lean
{before}
lean.load()
assert ("textual.command" in sys.modules) is {loaded}, "before"
import ssl
from tui.app.app import DealsApp
from tui.domain.scenario import Scenario
from tui.files.catalog import read_catalog
from tui.files.places import catalog_path

async def main() -> None:
    app = DealsApp(read_catalog(catalog_path()), Scenario(), date(2026, 11, 21))
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        from textual.command import CommandPalette
        assert isinstance(app.screen, CommandPalette), app.screen
        await pilot.press(*"to claude")
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        print(app.explorer.highlighted, ssl.OPENSSL_VERSION_INFO > (1,), file=sys.__stdout__)

asyncio.run(main())
"""
ANOTHER_TEXTUAL = "lean._NAMES.clear()  # so its stand-in lacks what this Textual asks for"


def said(before: str, loaded: bool, home: Path) -> str:
    """What a fresh interpreter says after going to an offer by way of the palette."""
    environment = {"XDG_STATE_HOME": str(home), "HOME": str(home), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, "-c", OPENED.format(before=before, loaded=loaded)],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert not done.returncode, done.stderr
    return done.stdout.strip()


def test_the_palette_is_loaded_when_it_is_opened(tmp_path: Path) -> None:
    assert said("", False, tmp_path) == "claude True"


def test_another_textual_is_loaded_as_it_is(tmp_path: Path) -> None:
    assert said(ANOTHER_TEXTUAL, True, tmp_path) == "claude True"
