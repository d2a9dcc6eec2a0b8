"""Nothing is loaded before it is needed."""

from pathlib import Path

from tests.cli.test_imports import loaded


def test_a_picture_loads_no_other_front_and_nothing_heavy(tmp_path: Path) -> None:
    found = loaded(
        "import tui.picture.canvas, tui.export.provenance, tui.picture.grid, tui.picture.pdf, "
        "tui.picture.png, tui.picture.screen, tui.picture.svg, tui.picture.sheet, "
        "tui.picture.picture_formats, tui.picture.command_line, tui.views.headline",
        tmp_path,
    )
    assert not found & {"textual", "pydantic", "fpdf", "fontTools", "resvg_py", "PIL", "rich"}
    assert not found & {"tomli", "socket", "tui.app", "tui.cli", "tui.web"}
