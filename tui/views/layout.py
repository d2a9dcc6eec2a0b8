"""Text measured in terminal cells: width, wrapping, aligning, tables. It knows no deals.

A terminal draws Chinese, Japanese and Korean characters and most emoji two cells wide, and
combining marks on top of the character before them. `unicodedata` of the standard library says
which is which; sequences that a terminal may join into one picture (flags, families) are
counted character by character, which at worst leaves a gap.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Final, Literal, NamedTuple

Alignment = Literal["left", "right"]

GAP: Final = "  "
RULE: Final = "─"
_NO_WIDTH: Final = frozenset({"Mn", "Me", "Cf"})
_FIRST_UNUSUAL: Final = "\u0300"
"""Below it, every character is one cell wide."""
CLAUSE_END: Final = re.compile(r"(?<=[,–·;]) ")


def cell_width(text: str) -> int:
    """Count the cells that a terminal uses for a text."""
    if text.isascii():
        return len(text)
    return sum(map(_character_width, text))


def padded(text: str, width: int, alignment: Alignment = "left") -> str:
    """Fill a text with blanks to a width in cells; a wider text stays whole."""
    blanks = " " * (width - cell_width(text))
    return blanks + text if alignment == "right" else text + blanks


def wrapped(text: str, width: int) -> list[str]:
    """Break a text at blanks into lines of at most `width` cells; nothing is lost.

    Line breaks and runs of blanks in the text count as one blank. A word that is wider than a
    line is broken inside.
    """
    return set_in_lines(_words(text, max(width, 2)), width)


def wrapped_by_clause(text: str, width: int) -> list[str]:
    """Break a text after a comma, dash or point where that fits, at any blank where it does not."""
    clauses = CLAUSE_END.split(text)
    if any(cell_width(clause) > width for clause in clauses):
        return wrapped(text, width)
    return set_in_lines(clauses, width)


def set_in_lines(
    parts: Iterable[str], width: int, measure: Callable[[str], int] = cell_width
) -> list[str]:
    """Set words or clauses into lines of at most `width`, a blank between; a wider one stays whole.

    `measure` tells widths: a terminal and a picture do not agree on those of joined emoji.
    """
    lines: list[str] = []
    line = ""
    for part in parts:
        longer = f"{line} {part}" if line else part
        if line and measure(longer) > width:
            lines.append(line)
            line = part
        else:
            line = longer
    return [*lines, line] if line or not lines else lines


def broken(places: Iterable[tuple[str, int]], width: int) -> Iterator[str]:
    """Break a word into pieces of at most `width`; what takes its own place comes with its width.

    What has no width stays with what is before it.
    """
    piece, used = "", 0
    for place, cells in places:
        if piece and used + cells > width:
            yield piece
            piece, used = "", 0
        piece += place
        used += cells
    yield piece


def hanging(first: str, text: str, width: int) -> list[str]:
    """Wrap a text behind `first`; its further lines begin under the first word of the text."""
    indent = cell_width(first)
    lines = wrapped(text, width - indent)
    return [first + lines[0], *(" " * indent + line for line in lines[1:])]


def wrapped_lines(lines: Sequence[str], width: int) -> list[str]:
    """Wrap each line on its own; what is broken off keeps the line's indent, and two more."""
    result: list[str] = []
    for line in lines:
        if cell_width(line) <= width:
            result.append(line)
            continue
        text = line.lstrip(" ")
        indent = " " * (len(line) - len(text))
        broken = wrapped(text, width - len(indent) - 2)
        result += [indent + broken[0], *(f"{indent}  {part}" for part in broken[1:])]
    return result


class TableColumn(NamedTuple):
    """How one column of a text table is set."""

    title: str
    alignment: Alignment = "left"
    wraps: bool = False
    """Whether it may be broken into lines when the table is too wide."""


def least_width(columns: Sequence[TableColumn], rows: Sequence[Sequence[str]]) -> int:
    """The width of a table whose wrapping columns are broken at commas and dashes only."""
    grid = [[column.title for column in columns], *rows]
    widths = [
        max(cell_width(part) for row in grid for part in _parts(row[i], column))
        for i, column in enumerate(columns)
    ]
    return sum(widths) + len(GAP) * (len(columns) - 1)


def table_lines(
    columns: Sequence[TableColumn], rows: Sequence[Sequence[str]], width: int
) -> list[str]:
    """Set a table: a line of titles, a rule, the rows. Nothing is cut.

    Where it is wider than `width` cells, the columns that may wrap give way, first at commas
    and dashes, then at blanks. A table that is still too wide stays so.
    """
    titles = [column.title for column in columns]
    grid = [titles, *rows]
    widths = [max(cell_width(row[i]) for row in grid) for i in range(len(columns))]
    room = width - len(GAP) * (len(columns) - 1)
    for breaks in (CLAUSE_END.split, str.split):
        for i, column in enumerate(columns):
            if column.wraps and sum(widths) > room:
                narrowest = max(
                    (cell_width(part) for row in grid for part in breaks(row[i])), default=0
                )
                widths[i] = max(narrowest, widths[i] - (sum(widths) - room), 1)
    cells = [
        [
            wrapped_by_clause(text, widths[i]) if columns[i].wraps else [text]
            for i, text in enumerate(row)
        ]
        for row in grid
    ]
    widths = [max(cell_width(line) for row in cells for line in row[i]) for i in range(len(widths))]
    set_rows = [_set_row(row, columns, widths) for row in cells]
    rule = RULE * (sum(widths) + len(GAP) * (len(widths) - 1))
    return [*set_rows[0], rule, *(line for row in set_rows[1:] for line in row)]


def side_by_side(blocks: Sequence[Sequence[str]], width: int, gap: str = GAP) -> list[str]:
    """Set blocks of lines beside each other, each padded to `width` cells."""
    height = max(len(block) for block in blocks)
    return [
        gap.join(padded(block[i] if i < len(block) else "", width) for block in blocks).rstrip()
        for i in range(height)
    ]


def _parts(text: str, column: TableColumn) -> Sequence[str]:
    return CLAUSE_END.split(text) if column.wraps else [text]


def _set_row(
    cells: Sequence[Sequence[str]], columns: Sequence[TableColumn], widths: Sequence[int]
) -> list[str]:
    height = max(len(lines) for lines in cells)
    return [
        GAP.join(
            padded(lines[i] if i < len(lines) else "", widths[at], columns[at].alignment)
            for at, lines in enumerate(cells)
        ).rstrip()
        for i in range(height)
    ]


def _words(text: str, width: int) -> Iterator[str]:
    """Yield the words of a text, those wider than a line in pieces."""
    for word in text.split():
        if cell_width(word) <= width:
            yield word
        else:
            yield from broken(((letter, _character_width(letter)) for letter in word), width)


@cache
def _character_width(character: str) -> int:
    if character < _FIRST_UNUSUAL:
        return 1
    if unicodedata.category(character) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
