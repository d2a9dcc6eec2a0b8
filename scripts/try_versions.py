"""Run the suite with the oldest and the newest versions that pyproject.toml allows.

Needs `uv` beside this interpreter or on the path. Each set is installed in an environment of its
own under build/versions; arguments go to pytest. Exit code 0: both pass.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
RESOLUTIONS = ("lowest-direct", "highest")


def tried(uv: str, resolution: str, arguments: list[str]) -> bool:
    """Install one set of versions, list what was asked for directly, and run the suite with it."""
    place = ROOT / "build" / "versions" / resolution
    python = place / "bin" / "python"
    install = [uv, "pip", "install", "--quiet", "--python", str(python)]
    for command in (
        [uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(place)],
        [*install, "--resolution", resolution, "--editable", ".[web,dev]"],
        [uv, "pip", "list", "--python", str(python)],
    ):
        subprocess.run(command, cwd=ROOT, check=True)
    suite = [str(python), "-m", "pytest", "-n", "4", *arguments]
    return subprocess.run(suite, cwd=ROOT, check=False).returncode == 0


def main() -> int:
    """Try both, even if the first fails."""
    uv = shutil.which("uv", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if uv is None:
        print("uv is needed: pip install uv", file=sys.stderr)
        return 2
    passed = [tried(uv, resolution, sys.argv[1:]) for resolution in RESOLUTIONS]
    for resolution, well in zip(RESOLUTIONS, passed, strict=True):
        print(f"{resolution}: {'passes' if well else 'FAILS'}")
    return 0 if all(passed) else 1


if __name__ == "__main__":
    raise SystemExit(main())
