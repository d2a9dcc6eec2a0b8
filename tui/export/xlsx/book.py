"""Cells of a workbook: the only module that knows XlsxWriter."""

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import xlsxwriter
import xlsxwriter.worksheet
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from tui.views.sources import is_web_address
from tui.views.text_layout import wrapped

Number = int | Decimal | Fraction
Styled = Mapping[str, Any]

CHECK: Final = "check:"
"""How a problem with an input begins."""
WRONG: Final = "check the inputs"
"""Stands where a total would, as long as an input cannot be used."""
RIGHT: Final = "inputs_right"
LONGEST_TEXT: Final = 32_000
"""A cell of Excel holds 32,767 characters."""
_LONGEST_ADDRESS: Final = 2_000
_LINE_HEIGHT: Final = 15
_HIGHEST: Final = 409
"""Points; Excel has no higher rows."""
_DAY_0: Final = date(1899, 12, 30)
_MARGIN: Final = 4
"""Characters lost to the indent and to letters wider than a digit."""
_MONEY: Final = "$#,##0.00"
_WIDER: Final = 5
"""Characters that a column of money is wider than its longest amount: `≥ `, and room to grow."""
_FULL_SIZE: Final = 120
_PAGE: Final = 200
"""Characters on the width of a printed page: as they are, and at the size of small print."""
_SMALLEST: Final = 40
"""Percent."""
_READABLE: Final = 60
"""Percent, below which no print is made smaller only to hold all rows."""
_PAGE_HEIGHT: Final = 500
"""Points, at full size."""
_LIVE: Final[Styled] = {"valign": "top", "font_color": "#0000C0", "bg_color": "#FFF9DB",
                        "border": 1, "border_color": "#C9B458", "locked": False}  # fmt: skip
STYLES: Final[Mapping[str, Styled]] = {
    "text": {"valign": "top", "align": "left", "indent": 1},
    "line": {"valign": "top"},
    "wrapped": {"text_wrap": True, "valign": "top", "align": "left", "indent": 1},
    "title": {"bold": True, "font_size": 14},
    "group": {"bold": True, "bg_color": "#E7ECF2", "valign": "top"},
    "head": {"bold": True, "bottom": 1, "text_wrap": True, "align": "left", "indent": 1,
             "valign": "bottom"},
    "head-right": {"bold": True, "bottom": 1, "text_wrap": True, "align": "right",
                   "valign": "bottom"},
    "bold": {"bold": True, "valign": "top"},
    "count": {"num_format": "#,##0", "valign": "top"},
    "part": {"num_format": "#,##0.00####", "valign": "top"},
    "money": {"num_format": _MONEY, "align": "right", "valign": "top", "shrink": True},
    "price": {"num_format": "$#,##0.00#######", "align": "right", "valign": "top", "shrink": True},
    "right": {"align": "right", "valign": "top"},
    "day": {"num_format": "yyyy-mm-dd", "align": "left", "valign": "top", "indent": 1},
    "year": {"num_format": "0", "align": "left", "valign": "top"},
    "total": {"bold": True, "top": 1, "num_format": _MONEY, "align": "right", "shrink": True},
    "total-text": {"bold": True, "top": 1, "align": "left", "indent": 1},
    "at-least": {"num_format": f'"≥ "{_MONEY}'},
    "wrong": {"bold": True, "font_color": "#B00020"},
    "live-count": {"num_format": "#,##0", "shrink": True, **_LIVE},
    "live-price": {"num_format": "$#,##0.00#######", "align": "right", "shrink": True, **_LIVE},
    "live-text": {"text_wrap": True, "align": "left", "indent": 1, **_LIVE},
    "live-day": {"num_format": "yyyy-mm-dd", "align": "left", "indent": 1, **_LIVE},
}  # fmt: skip


def cell(row: int, column: int, *, fixed: bool = False, row_fixed: bool = False) -> str:
    """Give a cell's address; what is fixed stays when a formula is copied."""
    address: str = xl_rowcol_to_cell(row, column, row_abs=fixed or row_fixed, col_abs=fixed)
    return address


def column_span(column: int, first: int, last: int) -> str:
    """Give the address of the rows `first` to `last` of a column, fixed."""
    name: str = xl_col_to_name(column)
    return f"${name}${first + 1}:${name}${last + 1}"


class _Worksheet(xlsxwriter.worksheet.Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """A worksheet that takes our formulas as they are: none uses a function newer than the format.

    XlsxWriter looks for thirty such functions in every formula, which is most of its time.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        del expand_future_functions
        return formula.removeprefix("=")


class Book:
    """A workbook being written; the same calls give the same bytes."""

    def __init__(self, created: datetime, title: str) -> None:
        self._bytes = io.BytesIO()
        self._book = xlsxwriter.Workbook(
            self._bytes,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_numbers": False,
                "strings_to_urls": False,
            },
        )
        self._book.set_properties({"title": title[:200], "created": created})
        self._sheets: list[Tab] = []
        self.styles = {
            name: self._book.add_format({"font_name": "Calibri", **style})
            for name, style in STYLES.items()
        }

    def sheet(self, name: str, widths: Sequence[int]) -> "Tab":
        """Add a sheet with columns of those widths, in characters."""
        sheet = self._book.add_worksheet(name, _Worksheet)
        sheet.set_landscape()
        sheet.set_paper(1)
        sheet.set_margins(left=0.5, right=0.5, top=0.5)
        sheet.hide_gridlines(2)
        sheet.set_footer("&L&A&RPage &P of &N")
        self._sheets.append(Tab(sheet, self.styles, widths))
        return self._sheets[-1]

    def name(self, name: str, sheet: str, row: int, column: int, last: int | None = None) -> None:
        """Let a cell, or the rows up to `last` of its column, be called by a name."""
        place = column_span(column, row, last) if last else cell(row, column, fixed=True)
        self._book.define_name(name, f"='{sheet}'!{place}")

    def closed(self) -> bytes:
        for sheet in self._sheets:
            sheet.finish()
        self._book.close()
        return self._bytes.getvalue()


class Tab:
    """One sheet."""

    def __init__(self, sheet: Any, styles: Mapping[str, Any], widths: Sequence[int]) -> None:
        self.raw = sheet
        self._styles = styles
        self._widths = widths
        self._wide = dict(enumerate(widths))
        self._lines: dict[int, int] = {}
        self._pages_high = 0
        self._break = 0
        self._together: list[tuple[int, int]] = []

    def text(
        self, row: int, column: int, text: str, style: str = "text", last: int | None = None
    ) -> None:
        """Write a text as a text, whatever it begins with; over the columns up to `last`."""
        cut = text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}…"
        if last is not None:
            self.raw.merge_range(row, column, row, last, "", self._styles[style])
        self.raw.write_string(row, column, cut, self._styles[style])
        if STYLES[style].get("text_wrap") and column < len(self._widths):
            width = sum(self._widths[column : (last or column) + 1]) - _MARGIN
            lines = sum(len(wrapped(part, width)) for part in cut.split("\n"))
            self._lines[row] = max(lines, self._lines.get(row, 1))

    def widen(self, first: int, last: int, width: int) -> None:
        for column in range(first, last + 1):
            self._wide[column] = max(width, self._wide.get(column, 0))

    def heads(self, rows: int, columns: int) -> None:
        """Keep the first rows and columns in sight; print their last row and columns again."""
        self.raw.freeze_panes(rows, columns)
        self.raw.repeat_rows(rows - 1)
        if columns:
            self.raw.repeat_columns(0, columns - 1)

    def on_one_page(self) -> None:
        self.raw.set_portrait()
        self._pages_high = 1

    def break_before(self, column: int) -> None:
        """Begin a printed page with a column; what is before it fits on one page's width."""
        self.raw.set_v_pagebreaks([column])
        self._break = column

    def keep_together(self, first: int, last: int) -> None:
        """Let no printed page end within rows, if they fit on one."""
        self._together.append((first, last))

    def lock(self) -> None:
        """Let only the yellow cells be changed, until somebody takes the protection off."""
        self.raw.protect("", {"format_cells": True, "format_columns": True, "format_rows": True})

    def finish(self) -> None:
        """Set the widths, the heights of wrapped texts (not every program does), and the pages."""
        for column, width in self._wide.items():
            self.raw.set_column(column, column, width)
        for row, lines in self._lines.items():
            if lines > 1:
                self.raw.set_row(row, min(lines * _LINE_HEIGHT, _HIGHEST))
        if self._break:
            width = sum(self._wide[column] for column in range(self._break))
            scale = max(_SMALLEST, min(100, 100 * _FULL_SIZE // width))
            all_rows = 100 * _PAGE_HEIGHT // self._height(0, self.raw.dim_rowmax)
            scale = min(scale, all_rows) if all_rows >= _READABLE else scale
            self.raw.set_print_scale(scale)
            self.raw.set_h_pagebreaks(self._page_breaks(100 * _PAGE_HEIGHT // scale))
        else:
            wide = max(1, round(sum(self._wide.values()) / _PAGE))
            self.raw.fit_to_pages(wide, self._pages_high)

    def _height(self, first: int, last: int) -> int:
        """The height of rows in points."""
        lines = (self._lines.get(row, 1) for row in range(first, last + 1))
        return sum(min(count * _LINE_HEIGHT, _HIGHEST) for count in lines)

    def _page_breaks(self, room: int) -> Sequence[int]:
        breaks, begin = list[int](), 0
        for first, last in self._together:
            if self._height(begin, last) > room:
                breaks.append(first)
                begin = first
        return breaks

    def texts(self, row: int, texts: Sequence[str], style: str = "text", first: int = 0) -> None:
        for column, text in enumerate(texts, first):
            self.text(row, column, text, style)

    def address(self, row: int, column: int, address: str) -> None:
        short = len(address) <= _LONGEST_ADDRESS
        if is_web_address(address) and short and not set(address) & set(' "<>'):
            self.raw.write_url(row, column, address, self._styles["text"], address)
        else:
            self.text(row, column, address)

    def number(self, row: int, column: int, number: Number, style: str) -> None:
        self.raw.write_number(row, column, number, self._styles[style])

    def day(self, row: int, column: int, day: date, style: str = "day") -> None:
        self.raw.write_datetime(row, column, day, self._styles[style])

    def blank(self, row: int, column: int, style: str) -> None:
        self.raw.write_blank(row, column, None, self._styles[style])

    def formula(
        self,
        row: int,
        column: int,
        formula: str,
        value: Number | str,
        style: str,
        at_least: str = "",
    ) -> None:
        """Write a formula and its value now; `at_least`: the condition on which it gets a `≥`."""
        if style in ("money", "total") and isinstance(value, Decimal):
            self.widen(column, column, len(f"{value:,.2f}") + _WIDER)
        stored = value
        if isinstance(value, Fraction):
            stored = Decimal(value.numerator) / value.denominator
        self.raw.write_formula(row, column, f"={formula}", self._styles[style], stored)
        if at_least:
            self.marked_where(cell(row, column), at_least)

    def marked_where(self, span: str, condition: str, style: str = "at-least") -> None:
        rule = {"type": "formula", "criteria": f"={condition}", "format": self._styles[style]}
        self.raw.conditional_format(span, rule)

    def checked(self, row: int, column: int, text: str, problem: str, right: str) -> None:
        """Write words of ours that become a problem where the condition `right` does not hold."""
        self.formula(row, column, f'IF({right},"{text}","{CHECK} {problem}")', text, "text")
        here = cell(row, column)
        self.marked_where(here, f'LEFT({here},{len(CHECK)})="{CHECK}"', "wrong")

    def validated(self, row: int, column: int, rule: Mapping[str, Any]) -> None:
        self.raw.data_validation(row, column, row, column, dict(rule))


def in_range(
    place: str, least: int, most: int, *, whole: bool = False, optional: bool = False
) -> str:
    """Say as a formula that a cell is a number within bounds; with `optional`, or empty."""
    parts = [f"ISNUMBER({place})", f"{place}>={least}", f"{place}<={most}"]
    parts += [f"INT(N({place}))=N({place})"] if whole else []
    words = f"IFERROR(AND({','.join(parts)}),FALSE)"
    return f"OR(ISBLANK({place}),{words})" if optional else words


def guarded(formula: str, otherwise: str = f'"{WRONG}"') -> str:
    """Let a formula count only while every input can be used."""
    return f"IF({RIGHT},{formula},{otherwise})"


def day_number(day: date) -> int:
    return (day - _DAY_0).days


def cents(amount: int) -> Decimal:
    """Give cents as dollars."""
    return Decimal(amount).scaleb(-2)
