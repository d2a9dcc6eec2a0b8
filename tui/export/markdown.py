"""Markdown that means what it says: texts made harmless, table rows, footnotes.

What a text holds never becomes markup, a cell's end or, on GitHub, a formula: `$` is escaped too.
(A bare web address becomes a link to itself there, whatever is escaped.) It knows no offers.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from tui.domain.deals import Source
from tui.views.layout import Alignment
from tui.views.sources import NumberedSources, is_web_address, source_words

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|~#&$])")
_UNSAFE_IN_URL: Final = re.compile(r"[\s<>|\\]")
_LIST_MARKER: Final = re.compile(r"^(\d{1,9}(?=[.)](?: |$))|(?=[-+](?: |$)))")
"""Behind it, a dot, bracket, dash or plus would make a list of a line; `*` is special anywhere."""
_RULES: Final[dict[Alignment, str]] = {"left": "---", "right": "---:"}


def escaped(text: str) -> str:
    """Make a text stand for itself in Markdown: no markup, no line breaks, no cell ends."""
    return _LIST_MARKER.sub(r"\1\\", _SPECIAL.sub(r"\\\1", " ".join(text.split())))


def row(cells: Iterable[str]) -> str:
    """Write one row of a table; the cells are Markdown already."""
    return f"| {' | '.join(cells)} |"


def rule(alignments: Iterable[Alignment]) -> str:
    """Write the line under a table's heads."""
    return row(_RULES[alignment] for alignment in alignments)


def refer(numbered: NumberedSources, source_ids: Iterable[str]) -> str:
    """Write the footnote marks of sources: `[^1][^2]`."""
    return "".join(f"[^{number}]" for number in numbered.numbers(source_ids))


def footnotes(numbered: NumberedSources) -> Sequence[str]:
    """Write a footnote for every source referred to, behind a blank line; none: nothing."""
    if not numbered.used:
        return []
    return ["", *(f"[^{number}]: {source_markdown(source)}" for number, source in numbered.used)]


def source_markdown(source: Source) -> str:
    """Say what a source is and how it was read, with its address."""
    words = escaped(source_words(source))
    if source.note:
        words += f". {escaped(source.note)}"
    if is_web_address(source.url):
        return f"{words} <{_UNSAFE_IN_URL.sub(_percent, source.url)}>"
    return f"{words} {escaped(source.url)}" if source.url else words


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8"))
