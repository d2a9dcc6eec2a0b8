"""What the first picture loads: the list may shrink, and grows only on purpose."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
FIRST_PICTURE = """
import asyncio, sys
from datetime import date
import textual.app, textual.drivers.headless_driver, textual.pilot
import textual.widgets._input, textual.widgets._static
textual = set(sys.modules)
from tui.app.app import DealsApp
from tui.domain.scenario import Scenario
from tui.files.catalog import read_catalog
from tui.files.places import catalog_path

async def paint() -> None:
    catalogue = read_catalog(catalog_path())
    app = DealsApp(catalogue, Scenario(), date(2026, 11, 21))
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.pause()

asyncio.run(paint())
print(*sorted(set(sys.modules) - textual), sep="\\n", file=sys.__stdout__)
"""
NEVER = {
    "tree_sitter", "fpdf", "resvg_py",
    "xlsxwriter", "tui.picture", "tui.app.screens.palette", "tui.app.copying",
    "tui.app.screens.help", "tui.app.screens.matrix", "tui.app.screens.scenario_list",
    "tui.app.screens.picker", "tui.domain.analysis.breakeven", "tui.domain.analysis.goal",
    "tui.domain.analysis.sensitivity", "tui.domain.analysis.sweep", "tui.files.library",
    "tui.files.agencies", "tui.picture.report_formats", "tui.views.explain", "tui.web",
}  # fmt: skip
"""What the first picture shows nothing of."""
OUTSIDE = {
    "tomli", "tui", "pydantic", "pydantic_core", "annotated_types", "typing_extensions",
    "typing_inspection",
}  # fmt: skip
"""Beyond Textual and what it loads itself, and the standard library."""


def loaded(state: Path) -> set[str]:
    """The modules that the first picture loads beyond Textual's own, in a fresh interpreter."""
    environment = {"XDG_STATE_HOME": str(state), "HOME": str(state), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PICTURE],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return set(done.stdout.split())


def test_the_first_picture_loads_only_what_it_shows(tmp_path: Path) -> None:
    found = loaded(tmp_path)
    assert found & NEVER == set()
    standard = sys.stdlib_module_names
    outside = {name.split(".")[0] for name in found}.difference(standard, {"textual", "rich"})
    own = ("_sysconfigdata",)  # of the standard library, named after the system
    assert {n for n in outside if not n.startswith(own) and not n.endswith("__mypyc")} <= OUTSIDE
