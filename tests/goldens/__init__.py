"""Texts as they should be. `DEALS_UPDATE_GOLDENS=1 pytest` writes them anew; read the diff."""

import os
from pathlib import Path

FOLDER = Path(__file__).parent


def matches(name: str, text: str) -> None:
    """Compare a text with the golden of that name, or write it when asked to."""
    golden = FOLDER / name
    if os.environ.get("DEALS_UPDATE_GOLDENS") == "1":
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")
