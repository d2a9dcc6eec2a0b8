"""Runs the FinOps Foundation's validator over our CSV: python scripts/check_focus.py PYTHON.

PYTHON is the interpreter of an environment of its own (3.12 or newer), in which
`pip install focus-validator "pyarrow<20"` was run. Exit code 1: a rule is broken that
docs/cost-model.md does not say an estimate must break.
"""

import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

ROOT = Path(__file__).resolve().parent.parent
CASES: Final = {
    "everything known": ["offers=grok,chatgpt,claude"],
    "something unknown": [],
    "overheads, list prices": [
        "licence-is-noise", "offers=grok,chatgpt,claude,llama,gemini,perplexity,copilot,aws,box",
        "months=24", "after=list", "readings.claude=per-user-year", "assume.hosting=40000",
    ],
    "what followed": ["start=2026-08-01", "after=successor", "ramp_months=3"],
}  # fmt: skip
UNKNOWN: Final = {
    f"{cost}-C-{rule}" for cost in ("BilledCost", "ContractedCost", "EffectiveCost", "ListCost")
    for rule in ("000-M", "003-M", "004-M")
}  # fmt: skip
"""A cost that nobody knows is empty, in rows whose `x_Unknown` says so."""
UNDECIDABLE: Final = {"InvoiceId-C-005-C", "EffectiveCost-C-005-C"}
"""They hold for charges of a kind that the validator cannot tell, so it applies them to all."""


def broken_rules(python: str, file: Path) -> set[str]:
    """The rules of FOCUS 1.2 that a file breaks."""
    where = "import focus_validator as f; print(f.__path__[0])"
    found = subprocess.run([python, "-c", where], check=True, capture_output=True, text=True)
    command = [python, "-m", "focus_validator.main", "--data-file", str(file), "--block-download",
               "--validate-version", "1.2.0.1", "--focus-dataset", "CostAndUsage"]  # fmt: skip
    folder = Path(found.stdout.strip()).parent  # it reads its currencies relative to this one
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if "Total:" not in done.stdout:
        raise SystemExit(f"the validator did not finish:\n{done.stderr}")
    return set(re.findall(r"^\W*(\S+): FAIL", done.stdout, re.MULTILINE))


def main() -> int:
    """Check every case, and say what is broken."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    wrong = False
    with TemporaryDirectory() as folder:
        for number, (name, words) in enumerate(CASES.items()):
            file = Path(folder) / f"{number}.csv"
            chosen = [f"--set={word}" if "=" in word else word for word in words]
            command = [sys.executable, "-m", "tui", "compare", "-o", str(file), *chosen]
            subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
            broken = broken_rules(sys.argv[1], file)
            allowed = UNDECIDABLE | (set() if name == "everything known" else UNKNOWN)
            wrong |= bool(broken - allowed)
            print(f"{name}: as expected: {' '.join(sorted(broken & allowed)) or 'none'}")
            print(f"{name}: not expected: {' '.join(sorted(broken - allowed)) or 'none'}")
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
