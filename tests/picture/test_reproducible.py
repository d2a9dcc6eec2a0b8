"""Same input, same bytes, in any process; and nothing is loaded before it is needed."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

DRAW = """
import hashlib, json
from tests.picture.sheets import styled
from tui.picture.grid import Labels
from tui.picture.pdf import pdf
from tui.picture.png import png
from tui.picture.svg import svg
labels = Labels("t", "d", {"b": "2", "a": "1", "c": "3"})
drawn = {
    "svg": svg(styled(), labels).encode(),
    "png": png(styled(), labels, scale=2),
    "pdf": pdf([styled()], labels),
}
print(json.dumps({kind: hashlib.sha256(one).hexdigest() for kind, one in drawn.items()}))
"""

LOADED = """
import sys
import tui.picture.canvas, tui.picture.provenance, tui.picture.grid, tui.picture.pdf
import tui.picture.png, tui.picture.screen, tui.picture.svg, tui.picture.grid
heavy = {"textual", "pydantic", "fpdf", "fontTools", "resvg_py", "PIL", "rich", "socket"}
print(sorted(heavy & set(sys.modules)))
"""


def run(program: str, **environment: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    ).stdout


def test_every_process_writes_the_same_bytes() -> None:
    first = json.loads(run(DRAW, PYTHONHASHSEED="1", TZ="UTC"))
    second = json.loads(run(DRAW, PYTHONHASHSEED="2", TZ="America/New_York", LC_ALL="C"))
    assert first == second
    assert first["svg"] != hashlib.sha256(b"").hexdigest()


def test_nothing_heavy_is_loaded_before_it_is_needed() -> None:
    assert run(LOADED).strip() == "[]"


BRIEFING = """
import sys
import tui.views.headline, tui.picture.provenance, tui.picture.picture_formats, tui.picture.canvas
import tui.picture.command_line, tui.picture.sheet
heavy = {"textual", "pydantic", "fpdf", "fontTools", "resvg_py", "PIL", "rich", "tomli", "socket"}
rooms = {"tui.app", "tui.cli", "tui.web"}
print(sorted((heavy | rooms) & set(sys.modules)))
"""


def test_the_briefing_loads_no_other_front_and_nothing_heavy() -> None:
    assert run(BRIEFING).strip() == "[]"
