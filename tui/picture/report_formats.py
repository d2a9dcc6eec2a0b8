"""The forms in which a comparison can leave: one row each, for commands and exports alike.

A writer is imported only when it is asked for.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from tui.domain.comparison import Comparison


class Format(NamedTuple):
    """One form of a comparison."""

    ending: str
    purpose: str
    written: Callable[[Comparison, Path], str | bytes]
    """Gives a file's content; the path is that of the catalog."""
    needs_file: bool = False
    """Whether it is no text, and so nothing for a terminal or a pipe."""


def _table(comparison: Comparison, _: Path) -> str:
    from tui.views.comparison_text import comparison_text

    return comparison_text(comparison)


def _markdown(comparison: Comparison, _: Path) -> str:
    from tui.export.md import comparison_markdown

    return comparison_markdown(comparison)


def _csv(comparison: Comparison, _: Path) -> str:
    from tui.export.focus_csv import BYTE_ORDER_MARK, comparison_csv

    return BYTE_ORDER_MARK + comparison_csv(comparison)


def _json(comparison: Comparison, _: Path) -> str:
    from tui.export.json_report import comparison_json

    return comparison_json(comparison)


def _html(comparison: Comparison, catalog_file: Path) -> str:
    from tui.picture.html import comparison_html

    return comparison_html(comparison, catalog_file)


def _xlsx(comparison: Comparison, catalog_file: Path) -> bytes:
    from tui.export.provenance import in_workbook, labels
    from tui.export.xlsx import comparison_workbook

    said = labels(comparison, catalog_file, view="workbook")
    return in_workbook(comparison_workbook(comparison), said.metadata)


FORMATS: Final[Mapping[str, Format]] = {
    "table": Format(".txt", "plain text, to read and to mail", _table),
    "md": Format(".md", "Markdown, to paste into an issue or a memo", _markdown),
    "csv": Format(".csv", "every charge by month, in FOCUS 1.2 column names", _csv),
    "json": Format(".json", "every figure, for scripts (deals schema report)", _json),
    "html": Format(".html", "a page with the chart, for browsers, mail and Word", _html),
    "xlsx": Format(".xlsx", "a workbook with live formulas, for a cost estimate", _xlsx, True),
}
