"""Write the derived part of README.md, its keys. `--check` only says whether it is stale."""

import re
import sys
from pathlib import Path

from tui.app.keys import grouped_keys

README = Path(__file__).parent.parent / "README.md"


def keys_table() -> str:
    """The keys as a Markdown table, from the one table of keys."""
    lines = ["| keys | do |", "|---|---|"]
    for group, keys in grouped_keys():
        lines.append(f"| **{group}** | |")
        lines += [f"| {_code(key.label)} | {key.why} |" for key in keys]
    return "\n".join(lines)


def _code(label: str) -> str:
    return " ".join(f"`{part}`" for part in label.split())


def rewritten(text: str) -> str:
    """README's text with its derived parts made anew."""
    return re.sub(
        r"(<!-- keys: made by scripts/make_readme.py -->\n).*?(\n<!-- end of keys -->)",
        lambda match: match[1] + keys_table() + match[2],
        text,
        flags=re.DOTALL,
    )


def main() -> int:
    """Write README.md, or check it."""
    text = README.read_text(encoding="utf-8")
    fresh = rewritten(text)
    if "--check" in sys.argv[1:]:
        return int(text != fresh)
    README.write_text(fresh, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
