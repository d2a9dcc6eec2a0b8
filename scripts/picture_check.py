"""Draws one SVG in every renderer that is installed and says how far each differs from resvg.

    python scripts/picture_check.py picture.svg [more.svg …] [--keep FOLDER]

Renderers: Chromium, rsvg-convert, Inkscape (Debian: chromium librsvg2-bin inkscape). LibreOffice
is drawn too when it is there, with `--keep` to look at, and not judged: it adds a pixel at the
edges. A pixel differs when any channel does by more than 64 of 255. Ends with 1 when more than
0.1 % of the pixels differ in a renderer that is judged.
"""

import argparse
import shutil
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import resvg_py
from PIL import Image, ImageChops

TOLERANCE = 64
SHARE_ALLOWED = 0.001
SECONDS = 120


def _chromium(source: Path, target: Path, size: tuple[int, int]) -> list[str]:
    return [
        *("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
        *("--force-device-scale-factor=1", f"--user-data-dir={target.parent / 'profile'}"),
        *(f"--window-size={size[0]},{size[1]}", f"--screenshot={target}", source.as_uri()),
    ]


def _rsvg(source: Path, target: Path, _size: tuple[int, int]) -> list[str]:
    return ["rsvg-convert", str(source), "--output", str(target)]


def _inkscape(source: Path, target: Path, _size: tuple[int, int]) -> list[str]:
    return ["inkscape", "--export-type=png", f"--export-filename={target}", str(source)]


def _libreoffice(source: Path, target: Path, _size: tuple[int, int]) -> list[str]:
    profile = (target.parent / "office").as_uri()
    return [
        *("soffice", f"-env:UserInstallation={profile}", "--headless"),
        *("--convert-to", "png", "--outdir", str(target.parent), str(source)),
    ]


RENDERERS: dict[str, tuple[Callable[[Path, Path, tuple[int, int]], list[str]], bool]] = {
    "chromium": (_chromium, True),
    "rsvg": (_rsvg, True),
    "inkscape": (_inkscape, True),
    "libreoffice": (_libreoffice, False),
}


def share_that_differs(one: Image.Image, other: Image.Image) -> tuple[float, int]:
    """The share of pixels (0 to 1) beyond the tolerance, and the largest difference."""
    bands = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).split()
    most = bands[0]
    for band in bands[1:]:
        most = ImageChops.lighter(most, band)
    counts = most.histogram()
    largest = max(value for value, count in enumerate(counts) if count)
    return sum(counts[TOLERANCE + 1 :]) / (one.width * one.height), largest


def check(source: Path, folder: Path) -> bool:
    """Compare one SVG and print a line for each renderer; whether all that are judged agree."""
    reference = folder / f"{source.stem}.resvg.png"
    reference.write_bytes(
        resvg_py.svg_to_bytes(svg_path=str(source), skip_system_fonts=True),
    )
    expected = Image.open(BytesIO(reference.read_bytes()))
    agreed = True
    for name, (command, judged) in RENDERERS.items():
        # LibreOffice names its file itself.
        target = folder / (f"{source.stem}.png" if not judged else f"{source.stem}.{name}.png")
        arguments = command(source.resolve(), target.resolve(), expected.size)
        if shutil.which(arguments[0]) is None:
            print(f"{source.name}: {name} is not installed")
            continue
        subprocess.run(arguments, check=True, timeout=SECONDS, capture_output=True)
        drawn = Image.open(target)
        drawn.load()
        if not judged:
            drawn = drawn.resize(expected.size)
        share, largest = share_that_differs(expected, drawn)
        verdict = ("agrees" if share <= SHARE_ALLOWED else "DIFFERS") if judged else "look at it"
        agreed = agreed and verdict != "DIFFERS"
        print(f"{source.name}: {name} {share:.4%} differ, at most by {largest}: {verdict}")
    return agreed


def main() -> int:
    """Read the arguments and check every picture."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pictures", nargs="+", type=Path)
    parser.add_argument("--keep", type=Path, help="a folder for what the renderers drew")
    arguments = parser.parse_args()
    with TemporaryDirectory() as temporary:
        folder = arguments.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        agreed = [check(picture, folder) for picture in arguments.pictures]
        return 0 if all(agreed) else 1


if __name__ == "__main__":
    sys.exit(main())
