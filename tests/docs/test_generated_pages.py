"""Pages that are derived from the program are as the program would write them."""

import subprocess
import sys
from pathlib import Path

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


def test_the_pins_name_no_address() -> None:
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert "://" not in pins
    assert pins.count("==") > 20
    assert all(
        line.startswith(("#", "    --hash=sha256:")) or "==" in line for line in pins.splitlines()
    )
