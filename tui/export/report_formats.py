"""The forms in which a comparison can leave: one row each, with what it is for.

`deals compare --format`, its help, the endings of `-o`, the briefing folder and the program's own
export are derived from this table. A writer is imported only when it is asked for.
"""

import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Final, NamedTuple

from tui.domain.comparison import Comparison


class Format(NamedTuple):
    """One form of a comparison."""

    ending: str
    """How its files are called, with the dot."""
    purpose: str
    """What it is for, in a few words."""
    written: Callable[[Comparison], str | bytes]
    """Gives what stands in a file."""
    needs_file: bool = False
    """Whether it is no text, and so nothing for a terminal or a pipe."""


def _table(comparison: Comparison) -> str:
    from tui.views.comparison_text import comparison_text

    return comparison_text(comparison)


def _markdown(comparison: Comparison) -> str:
    from tui.export.md import comparison_markdown

    return comparison_markdown(comparison)


def _csv(comparison: Comparison) -> str:
    from tui.export.focus_csv import BYTE_ORDER_MARK, comparison_csv

    return BYTE_ORDER_MARK + comparison_csv(comparison)


def _json(comparison: Comparison) -> str:
    import json

    from tui.export.json_report import COMPARISON

    return json.dumps(COMPARISON.write(comparison), indent=2, ensure_ascii=False) + "\n"


def _xlsx(comparison: Comparison) -> bytes:
    from tui.export.xlsx import comparison_workbook

    return comparison_workbook(comparison)


FORMATS: Final[Mapping[str, Format]] = {
    "table": Format(".txt", "plain text, to read and to mail", _table),
    "md": Format(".md", "Markdown, to paste into an issue or a memo", _markdown),
    "csv": Format(".csv", "every charge by month, in FOCUS 1.2 column names", _csv),
    "json": Format(".json", "every figure, for scripts (deals schema report)", _json),
    "xlsx": Format(".xlsx", "a workbook with live formulas, for a cost estimate", _xlsx, True),
}
"""By name, plain text first."""


_MOST_DIGITS: Final = 11
"""Seconds up to the year 5138; a date ends with the year 9999."""


def source_date() -> datetime | None:
    """The moment that a file says it was written at, where whoever builds it asks for one.

    It is in SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/); None
    where that is not set, or is no number of seconds.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not (given.isascii() and given.isdigit() and len(given) <= _MOST_DIGITS):
        return None
    return datetime.fromtimestamp(int(given), UTC)
