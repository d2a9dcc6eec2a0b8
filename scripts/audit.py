"""Look for known weaknesses in the pinned dependencies; where that cannot be done, list them.

pip-audit asks a public database. Where it is not installed or the database cannot be reached, the
versions and licenses of what is installed are printed, to be looked up by hand, and the exit code
says that nothing was audited: 0 nothing known, 1 something known, 3 not audited.
"""

import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).parent.parent
PINS = ROOT / "constraints.txt"
NOT_AUDITED = 3


def main() -> int:
    """Audit, or say what there is to audit."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pip_audit", "--requirement", str(PINS), "--disable-pip",
             "--require-hashes", "--progress-spinner", "off", "--timeout", "10"],
            capture_output=True, text=True, check=False, timeout=300,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return listed("pip-audit had no answer within five minutes")
    if "No module named" in done.stderr:
        return listed("pip-audit is not installed (pip install pip-audit)")
    if done.returncode and "known vulnerabilit" not in done.stdout + done.stderr:
        return listed("pip-audit could not reach its database")
    print(done.stdout or done.stderr)
    return 1 if done.returncode else 0


def listed(reason: str) -> int:
    """Print what is pinned, for a look by hand."""
    print(f"Not audited: {reason}. What is pinned:\n", file=sys.stderr)
    for name, version in re.findall(r"^([\w.-]+)==(\S+)", PINS.read_text("utf-8"), re.MULTILINE):
        print(f"{name:28} {version:16} {declared_license(name)}")
    print("\ndocs/dependencies.md says what each is for.", file=sys.stderr)
    return NOT_AUDITED


def declared_license(name: str) -> str:
    """The license that an installed package declares."""
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return "(not installed here)"
    short: str = said.get("License-Expression") or ""
    classified = [
        line.rpartition(":: ")[2]
        for line in said.get_all("Classifier") or []
        if line.startswith("License")
    ]
    return short or ", ".join(classified) or (said.get("License") or "not declared").split("\n")[0]


if __name__ == "__main__":
    sys.exit(main())
