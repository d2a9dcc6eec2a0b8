"""A catalog in which every text is hostile, as far as the loader lets it through."""

import json
from pathlib import Path
from typing import Final

from tests.files.texts import CATALOG

TEXTS: Final = (
    "[25%] off [/x] [bold", "=HYPERLINK(1)", "+1+cmd|' /C calc'!A0", "@SUM(1)", "-2+3",
    "<script>alert(1)</script>", '"/><image href="http://x.invalid/">', "]]>&lt;!--",
    "../../../etc/passwd", "C:\\\\..\\\\con", "a\\nb\\tc",
    "e\u0301\u0302\u0303 \u200b\u200d\ufeff|",
    "$(rm -rf ~) `id` ; & |", "%s %n {0} ${name} $name", "\u2028\u2029 \u00ad", "𝕏 👩‍👩‍👧 価格",
    "[@click=app.quit]q[/]", "[link=http://x.invalid]y[/link]", "]0;title", "[2J[31m",
)  # fmt: skip
"""As they are written in TOML, between quotes: `\\n` is a line break."""

PLAIN: Final = (
    "Two agreements", "GSA and xAI", "What the press says", "A newspaper", "Grok for Government",
    "$0.42 for the term", "$0.42 per agency", "FedRAMP High in process", "Signed", "Grok Business",
    "A free licence", "Hosting of Llama", "one server", "https://www.gsa.gov/xai", "xAI", "Meta",
)  # fmt: skip


def hostile_catalog(folder: Path) -> Path:
    """Write a catalog whose texts are all hostile, each with another of them."""
    text = CATALOG
    for number, plain in enumerate(PLAIN):
        new = TEXTS[number % len(TEXTS)].replace('"', '\\"')
        more = TEXTS[(number * 7 + 3) % len(TEXTS)].replace('"', '\\"')
        if plain.startswith("https"):
            new = "https://x.invalid/" + "[25%]<b>"
        assert f'"{plain}"' in text, plain
        text = text.replace(f'"{plain}"', f'"{new} {more}"')
    for short in ('short = "Grok"', 'short = "Llama"', 'short = "Claude"'):
        text = text.replace(short, f"short = {json.dumps('[/x] =1+1 ' + short[9:-1])}")
    path = folder / "hostile.toml"
    path.write_text(text, encoding="utf-8")
    return path
