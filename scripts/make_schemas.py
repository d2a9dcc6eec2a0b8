"""Regenerates docs/schemas/*.json: python scripts/make_schemas.py. A test says when one is stale.

Editors find them by the first line of the files, `#:schema …`.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "schemas"


def main() -> None:
    """Write every schema that `deals schema` knows."""
    sys.path.insert(0, str(ROOT))
    from tui.cli.schema import NAMES, schema_text

    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        (FOLDER / f"{name}.json").write_text(schema_text(name), encoding="utf-8")


if __name__ == "__main__":
    main()
