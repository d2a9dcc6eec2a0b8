"""Draws the pictures of the README: the explorer and a briefing, as SVG and PNG.

    python scripts/make_pictures.py [FOLDER]

They show the catalog as it is, on a fixed day, so that they change only when it or the program
does. The folder is docs/pictures unless another is named.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tui.__main__ import main as deals  # noqa: E402 - the checkout, not what is installed

DAY = "2026-11-25"
MOST_BYTES = 250_000
"""What a picture in the repository may weigh."""
PICTURES = {
    "explorer": ("--view", "screen", "--theme", "dark"),
    "briefing": ("--view", "briefing", "--theme", "paper"),
}


def main(folder: Path) -> int:
    """Draw them all; 1 if one cannot be drawn or is too large."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, options in PICTURES.items():
        for ending, more in (("svg", ()), ("png", ("--scale", "1"))):
            path = folder / f"{name}.{ending}"
            shared = ("--as-of", DAY, "--size", "128x36", "-o", str(path))
            if not _drawn(("shot", *options, *more, *shared), path):
                return 1
    return 0


def _drawn(words: Sequence[str], path: Path) -> bool:
    if deals(words) != 0:
        return False
    if path.stat().st_size > MOST_BYTES:
        print(f"{path} has more than {MOST_BYTES:,} bytes", file=sys.stderr)
        return False
    return True


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures"))
