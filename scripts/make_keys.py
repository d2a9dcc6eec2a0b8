"""Write docs/keys.md from the one table of keys. `--check` only says whether it is stale."""

import sys
from pathlib import Path

from tui.app.keys import grouped_keys

PAGE = Path(__file__).parent.parent / "docs" / "keys.md"
HEAD = """\
# Keys

Made by `scripts/make_keys.py` from the table of keys. In the program,
`?` shows the same for the pane in focus, and typing filters it.
Any action can have other keys: `deals settings --init` writes a file that lists them all.

| keys | do |
|---|---|"""


def page() -> str:
    """The keys as a Markdown page."""
    lines = [HEAD]
    for group, keys in grouped_keys():
        lines.append(f"| **{group}** | |")
        lines += [f"| {_code(key.label)} | {key.why} |" for key in keys]
    return "\n".join(lines) + "\n"


def _code(label: str) -> str:
    return " ".join(f"`{part}`" for part in label.split())


def main() -> int:
    """Write the page, or check it."""
    if "--check" in sys.argv[1:]:
        return int(PAGE.read_text(encoding="utf-8") != page())
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
