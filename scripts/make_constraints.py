"""Pin every dependency of pyproject.toml in constraints.txt: versions and hashes, no addresses.

One file serves Python 3.11 to 3.14 on every system; markers say where a line counts. Needs `uv`
beside this interpreter or on the path, and a package index as pip is set up to use it.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "constraints.txt"
HEADING = """\
# Every dependency, pinned with its hashes: `make constraints` regenerates this file.
# Install from it with `pip install --require-hashes -r constraints.txt`.
"""
ADDRESS = re.compile(r"https?://|--index-url|--extra-index-url|--find-links")


def main() -> int:
    """Resolve, check that no address got in, and write the file."""
    uv = shutil.which("uv", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if uv is None:
        print("uv is needed: pip install uv", file=sys.stderr)
        return 2
    pinned = subprocess.run(
        [uv, "pip", "compile", "pyproject.toml", "--all-extras", "--universal",
         "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate",
         "--no-emit-index-url", "--no-emit-find-links", "--quiet", *sys.argv[1:]],
        cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True,
    ).stdout  # fmt: skip
    if ADDRESS.search(pinned):
        print("an address got into the pins; nothing was written", file=sys.stderr)
        return 1
    TARGET.write_text(HEADING + pinned, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
