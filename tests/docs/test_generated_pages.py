"""Pages that are derived from the program are as the program would write them."""

import subprocess
import sys
from pathlib import Path

from scripts.make_tour import SHOWN, TOUR

ROOT = Path(__file__).parents[2]


def test_the_page_of_keys_has_the_keys_of_the_program() -> None:
    checked = subprocess.run(
        [sys.executable, "scripts/make_keys.py", "--check"],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
        check=False,
        timeout=60,
    )
    assert checked.returncode == 0, "run: python scripts/make_keys.py"


def test_the_readme_counts_the_keys_of_the_tour() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = []
    for keys, question in TOUR:
        named = [SHOWN.get(key, key) for key in keys.split()]
        shown = f"`{' '.join(named)}` " if named else ""
        rows.append(f"| {question} | {shown}|")
    count = sum(len(keys.split()) for keys, _ in TOUR)
    assert f"Eight questions in {count} keys:" in readme
    assert "\n".join(rows) in readme


def test_the_pins_name_no_address() -> None:
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert "://" not in pins
    assert pins.count("==") > 20
    assert all(
        line.startswith(("#", "    --hash=sha256:")) or "==" in line for line in pins.splitlines()
    )
