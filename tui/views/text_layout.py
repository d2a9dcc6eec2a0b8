"""Text measured in terminal cells: width, wrapping, aligning, tables.

Sequences that a terminal may join into one picture (flags, families) are counted character by
character, which at worst leaves a gap.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import zip_longest
from typing import Final, Literal, NamedTuple

from tui.views.line import Line, Span, line, styled

Alignment = Literal["left", "right"]

GAP: Final = "  "
WIDTH: Final = 100
"""Of a report without a given width."""
NEVER_WRAPPED: Final = 10_000
RULE: Final = "─"
_NO_WIDTH: Final = frozenset({"Mn", "Me", "Cf"})
_FIRST_UNUSUAL: Final = "\u0300"
"""Below it, every character is one cell wide."""
CLAUSE_END: Final = re.compile(r"(?<=[,–·;]) ")
_WORD: Final = re.compile(r"(?:[≥>] (?=\$))?\S+")
MORE: Final = "…"


def cell_width(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(map(_character_width, text))


@cache
def _character_width(character: str) -> int:
    if character < _FIRST_UNUSUAL:
        return 1
    if unicodedata.category(character) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _places(text: str) -> Iterator[tuple[str, int]]:
    return ((character, _character_width(character)) for character in text)


class Measure(NamedTuple):
    """How cells are counted: a terminal and a picture do not agree on joined emoji."""

    width: Callable[[str], int]
    places: Callable[[str], Iterator[tuple[str, int]]]
    """What in a text takes its own place, each with its width."""
    shown: Callable[[str], str] = str
    """A text as it will be drawn."""


TERMINAL: Final = Measure(cell_width, _places)


def padded(
    text: str, width: int, alignment: Alignment = "left", measure: Measure = TERMINAL
) -> str:
    """Fill a text with blanks to a width in cells; a wider text stays whole."""
    blanks = " " * (width - measure.width(text))
    return blanks + text if alignment == "right" else text + blanks


def fitted(text: str, width: int, measure: Measure = TERMINAL) -> str:
    """Cut a text to at most `width` cells; what is cut ends in `…`."""
    shown = measure.shown(text)
    if measure.width(shown) <= width:
        return shown
    if width < 1:
        return ""
    kept, used = "", 0
    for place, cells in measure.places(shown):
        used += cells
        if used >= width:
            break
        kept += place
    return kept.rstrip() + MORE


def filled(text: str, width: int, measure: Measure = TERMINAL) -> str:
    return padded(fitted(text, width, measure), width, measure=measure)


def wrapped(text: str, width: int, measure: Measure = TERMINAL) -> list[str]:
    """Break a text at blanks into lines of at most `width` cells; a wider word is broken inside."""
    return set_in_lines(_words(text, max(width, 2), measure), width, measure)


def shortened(text: str, width: int, rows: int) -> list[str]:
    """Break a text into at most so many lines; what is cut ends in `…`."""
    lines = wrapped(text, width)
    return [*lines[: rows - 1], fitted(" ".join(lines[rows - 1 :]), width)][: len(lines)]


def wrapped_by_clause(text: str, width: int, measure: Measure = TERMINAL) -> list[str]:
    """Break a text after a comma, dash or point where that fits, at any blank where it does not."""
    clauses = CLAUSE_END.split(" ".join(text.split()))
    if any(measure.width(clause) > width for clause in clauses):
        return wrapped(text, width, measure)
    return set_in_lines(clauses, width, measure)


def set_in_lines(parts: Iterable[str], width: int, measure: Measure) -> list[str]:
    """Set words or clauses into lines, a blank between; what is wider than a line stays whole."""
    lines: list[str] = []
    used = 0
    for part in parts:
        cells = measure.width(part)
        if lines and used + 1 + cells <= width:
            lines[-1] += f" {part}"
            used += 1 + cells
        else:
            lines.append(part)
            used = cells
    return lines or [""]


def _words(text: str, width: int, measure: Measure) -> Iterator[str]:
    """Yield the words of a text, those wider than a line in pieces; `≥` stays with its amount."""
    for word in map(measure.shown, _WORD.findall(" ".join(text.split()))):
        if measure.width(word) <= width:
            yield word
        else:
            yield from _broken(measure.places(word), width)


def _broken(places: Iterable[tuple[str, int]], width: int) -> Iterator[str]:
    """Break a word, after a slash where it has one; what has no width stays with what is before."""
    piece: list[tuple[str, int]] = []
    for place, cells in places:
        if piece and sum(used for _, used in piece) + cells > width:
            slashes = [at for at, (each, _) in enumerate(piece, 1) if each == "/"]
            end = slashes[-1] if slashes else len(piece)
            yield "".join(each for each, _ in piece[:end])
            piece = piece[end:]
        piece.append((place, cells))
    yield "".join(each for each, _ in piece)


def hanging(first: str, text: str, width: int) -> list[str]:
    """Wrap a text behind `first`; its further lines begin under the first word of the text."""
    indent = cell_width(first)
    lines = wrapped(text, width - indent)
    return [first + lines[0], *(" " * indent + line for line in lines[1:])]


def wrapped_lines(lines: Sequence[str], width: int) -> list[str]:
    """Wrap each line on its own; what is broken off keeps the line's indent, and two more."""
    result: list[str] = []
    for whole in lines:
        if cell_width(whole) <= width:
            result.append(whole)
            continue
        text = whole.lstrip(" ")
        indent = " " * (len(whole) - len(text))
        first, *rest = wrapped(text, width - len(indent) - 2)
        result += [indent + first, *(f"{indent}  {part}" for part in rest)]
    return result


def text_lines(texts: Sequence[str], width: int) -> list[Line]:
    """Set texts: those at the margin are headings, indented ones are wrapped under themselves."""
    lines: list[Line] = []
    for text in texts:
        body = text.lstrip(" ")
        indent = len(text) - len(body)
        style = "heading" if not indent else "soft" if indent > 4 else ""
        parts = wrapped(body, max(width - indent - 2, 10))
        lines += styled([" " * indent + parts[0]], style if body else "")
        lines += styled([" " * (indent + 2) + part for part in parts[1:]], style)
    return lines


def at_both_ends(left: Span, right: Span, width: int, measure: Measure = TERMINAL) -> Line:
    blanks = width - measure.width(left.text) - measure.width(right.text)
    return line(left, " " * blanks, right)


class Place(NamedTuple):
    """Where in a line a column is."""

    begin: int
    width: int
    alignment: Alignment = "left"

    @property
    def end(self) -> int:
        return self.begin + self.width


def places(
    widths: Sequence[int], alignments: Sequence[Alignment], gaps: Sequence[int] = ()
) -> list[Place]:
    """Place columns side by side; after each its gap, two cells where none is given."""
    found: list[Place] = []
    begin = 0
    for width, alignment, gap in zip_longest(widths, alignments, gaps[: len(widths)]):
        found.append(Place(begin, width, alignment))
        begin += width + (len(GAP) if gap is None else gap)
    return found


def set_row(
    cells: Sequence[Sequence[Span]],
    columns: Sequence[Place],
    key: str | None = None,
    measure: Measure = TERMINAL,
) -> list[Line]:
    """Set cells, each of one or more pieces below each other, into their columns."""
    lines = []
    for row in range(max(map(len, cells))):
        spans: list[Span] = []
        end = 0
        for pieces, place in zip(cells, columns, strict=True):
            text, styles = pieces[row] if row < len(pieces) else Span("")
            blanks = Span(" " * (place.begin - end))
            spans += [blanks, Span(padded(text, place.width, place.alignment, measure), styles)]
            end = place.end
        lines.append(Line(tuple(span for span in spans if span.text), key))
    return lines


def widest(rows: Sequence[Sequence[str]]) -> list[int]:
    return [max(map(cell_width, column)) for column in zip(*rows, strict=True)]


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
        max(
            cell_width(part)
            for row in grid
            for part in (CLAUSE_END.split(row[at]) if column.wraps else [row[at]])
        )
        for at, column in enumerate(columns)
    ]
    return sum(widths) + len(GAP) * (len(columns) - 1)


def table_lines(
    columns: Sequence[TableColumn], rows: Sequence[Sequence[str]], width: int
) -> list[str]:
    """Set a table: a line of titles, a rule, the rows. Nothing is cut.

    Columns that wrap give way first at commas and dashes, then at blanks; a table may stay too
    wide.
    """
    grid = [[column.title for column in columns], *rows]
    widths = widest(grid)
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
    widths = [max(cell_width(part) for row in cells for part in row[i]) for i in range(len(widths))]
    set_in = places(widths, [column.alignment for column in columns])
    head, *body = [set_row([list(map(Span, cell)) for cell in row], set_in) for row in cells]
    rule = line(RULE * set_in[-1].end)
    return [each.text.rstrip() for each in (*head, rule, *(one for rows in body for one in rows))]


def taken(
    columns: Sequence[TableColumn], rows: Sequence[Sequence[str]], chosen: Sequence[int]
) -> tuple[Sequence[TableColumn], Sequence[Sequence[str]]]:
    return [columns[at] for at in chosen], [[row[at] for at in chosen] for row in rows]


def parted_tables(
    columns: Sequence[TableColumn], rows: Sequence[Sequence[str]], kept: int, width: int
) -> list[list[str]]:
    """Set a table, parted into as many as its width needs; each repeats the first columns."""
    parts = [list(range(kept))]
    for at in range(kept, len(columns)):
        wider = taken(columns, rows, [*parts[-1], at])
        if len(parts[-1]) > kept and least_width(*wider) > width:
            parts.append(list(range(kept)))
        parts[-1].append(at)
    return [table_lines(*taken(columns, rows, part), width) for part in parts]


def side_by_side(blocks: Sequence[Sequence[str]], width: int) -> list[str]:
    """Set blocks of lines side by side, each padded to `width` cells."""
    columns = places([width] * len(blocks), ["left"] * len(blocks))
    return [
        each.text.rstrip() for each in set_row([list(map(Span, one)) for one in blocks], columns)
    ]
