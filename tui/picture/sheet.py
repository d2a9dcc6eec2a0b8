"""The briefing sheet: one comparison laid out for a slide, as a grid.

From the top: what is compared and when, the answer, the inputs, the table, the lanes, the notes,
the command that makes the sheet again. Where the sheet is too small, the lanes lose their spacing,
then the notes give way from their ends and say so, then the lanes go; the answer, the table and the
command stay. It must not know where the colors come from nor what the grid is drawn as.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Final

import tui
from tui.domain.comparison import Comparison
from tui.domain.deals import Catalog
from tui.domain.scenario import Scenario
from tui.export.palettes import PALETTES, Palette
from tui.files.places import is_other_catalog
from tui.picture.canvas import Canvas, Colors, Ink
from tui.picture.characters import CELLS, width_of
from tui.picture.command_line import reproducing_command
from tui.picture.formats import DEFAULT_SIZE, DEFAULT_THEME, LIMITS, Size
from tui.picture.grid import Grid, Labels
from tui.picture.provenance import PROGRAM, labels, title
from tui.views.day import day_sentences
from tui.views.footnotes import Footnotes
from tui.views.headline import answer_sentences
from tui.views.lanes import band_lines
from tui.views.layout import at_both_ends, fitted, set_in_lines, wrapped
from tui.views.line import Line, Span, line, styled
from tui.views.outlay import sheet_table
from tui.views.words import SERIES

_ROOMY_HEIGHT: Final = 30
_EDGED_HEIGHT: Final = 27
_TWO_COLUMNS: Final = 88
_LEFT_SHARE: Final = 0.44
_BETWEEN: Final = 4
_FEW_ROWS: Final = 6
"""With fewer rows for notes there are no columns."""
_BAR: Final = "▌ "
"""Stands before the answer, in the margin."""
_WORD: Final = re.compile(r"""(?:'[^']*'|"[^"]*"|[^\s'"])+""")
"""A word of a command as a shell would part it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A briefing sheet, ready to be written in any format."""

    grid: Grid
    labels: Labels


def briefing_sheet(
    comparison: Comparison,
    catalog_file: Path,
    *,
    size: Size = DEFAULT_SIZE,
    theme: str = DEFAULT_THEME,
) -> Sheet:
    """Make the sheet of a comparison: the same for the same state, whoever asks for it.

    `catalog_file` is where the comparison's catalog was read. Raises `ProblemsError` where that
    cannot be read any more, and `ValueError` for a size that no sheet has.
    """
    command = reproducing_command(
        comparison.scenario,
        as_of=comparison.as_of,
        size=size,
        theme=theme,
        data=catalog_file.name if is_other_catalog(catalog_file) else "",
        ready=lambda: _ready(comparison.catalog),
    )
    grid = briefing(
        comparison,
        width=size[0],
        height=size[1],
        palette=PALETTES[f"deals-{theme}"],
        command=command,
    )
    return Sheet(grid, labels(comparison, catalog_file, view="briefing", size=size, theme=theme))


def _ready(catalog: Catalog) -> dict[str, Scenario]:
    """The ready scenarios; their reader is loaded only where they can shorten the command."""
    from tui.files.scenarios import ready_scenarios

    return ready_scenarios(catalog)


def briefing(
    comparison: Comparison, *, width: int, height: int, palette: Palette, command: str
) -> Grid:
    """Draw the sheet. `command` is printed as what makes it again.

    A sheet smaller than 80×24 cells, or larger than 400×200, is a `ValueError`.
    """
    least, most = LIMITS["briefing"]
    if not (least[0] <= width <= most[0] and least[1] <= height <= most[1]):
        raise ValueError(
            f"a briefing is {least[0]}×{least[1]} to {most[0]}×{most[1]} cells, "
            f"not {width}×{height}"
        )
    canvas = Canvas(width, height, Colors(palette.ink, palette.ground))
    inks = inks_of(palette)
    for top, left, block in _Layout(comparison, width, height, command).placed():
        for row, each in enumerate(block, top):
            column = left
            for text, style in each.spans:
                column = canvas.put(row, column, text, inks[style])
    return canvas.grid()


def inks_of(palette: Palette) -> Mapping[str, Ink]:
    """The inks of a sheet by the styles of its lines."""
    series = [palette.series[place % len(palette.series)] for place in range(SERIES)]
    return {
        "": Ink(palette.ink),
        "strong": Ink(palette.ink, bold=True),
        "soft": Ink(palette.soft),
        "rule": Ink(palette.rule),
        "heading": Ink(palette.accent, bold=True),
        "warning": Ink(palette.warning),
        **{f"series-{place}": Ink(color) for place, color in enumerate(series)},
        **{
            f"on-series-{place}": Ink(palette.ground, color, bold=True)
            for place, color in enumerate(series)
        },
    }


Block = Sequence[Line]


class _Layout:
    """What stands on a sheet, and in which row each block begins."""

    def __init__(self, comparison: Comparison, width: int, height: int, command: str) -> None:
        self._comparison = comparison
        self._height = height
        roomy = height >= _ROOMY_HEIGHT
        self._margin = 5 if width >= 120 else 2
        self._width = width - 2 * self._margin
        self._edge = 1 if height >= _EDGED_HEIGHT else 0
        self._notes = Footnotes(comparison, CELLS)
        self._command = self._footer(command)
        self._head = [self._kicker(), *self._notes.inputs(self._width, 3 if roomy else 2)]
        self._answer = self._headline(4 + roomy)

    def placed(self) -> Iterator[tuple[int, int, Block]]:
        """Every block with its first row and column."""
        for top, block in self._stacked([self._head, self._answer, *self._figures()]):
            yield top, self._margin - len(_BAR) * (block is self._answer), block

    def _figures(self) -> Sequence[Block]:
        """The table, the lanes and the notes."""
        if not self._comparison.standings:
            return []
        fixed = len(self._head) + len(self._answer) + len(self._command) + 2 * self._edge + 3
        most = self._height - fixed - 3
        body = sheet_table(self._comparison, self._width, most, CELLS)
        kind, rows = self._plan(self._height - fixed - len(body) - 1)
        if not kind:
            body = sheet_table(self._comparison, self._width, most, CELLS, bars=True)
        if kind < 2:
            body = [*body, *self._notes.reading_ids(self._width)]
        return [body, self._lanes(kind), self._notes_in(rows)]

    def _lanes(self, kind: int) -> Block:
        heading = self._notes.reading_words if kind == 2 else None
        return band_lines(self._comparison, self._width, CELLS, heading=heading) if kind else []

    def _plan(self, free: int) -> tuple[int, int]:
        """Share the free rows: 2 lanes with readings above them, 1 without, or 0; rows of notes."""
        offers = len(self._comparison.standings)
        least = min(len(self._notes.warnings(self._left_width())), 7)
        for kind, needed in ((2, 2 * offers + 3), (1, offers + 4)):
            if free - needed >= max(least, 4):
                return kind, free - needed
        return 0, free - 1

    def _stacked(self, blocks: Sequence[Block]) -> Iterator[tuple[int, Block]]:
        """Set the blocks one below the other, the command at the foot, spare rows between them."""
        shown = [block for block in blocks if block]
        foot = self._height - self._edge - len(self._command)
        used = sum(map(len, shown)) + len(shown) - 1
        spare = foot - 1 - self._edge - used
        between = 2 if spare >= len(shown) - 1 else 1
        top = self._edge
        for block in shown:
            yield top, block
            top += len(block) + between
        yield foot, self._command

    def _kicker(self) -> Line:
        comparison = self._comparison
        name = title(comparison)
        right = f"as of {comparison.as_of} · facts checked to {comparison.catalog.as_of}"
        if width_of(name) + len(right) + 3 > self._width:
            right = f"as of {comparison.as_of}, facts {comparison.catalog.as_of}"
        room = self._width - len(right) - 3
        if width_of(name) > room and comparison.scenario.name:
            name = comparison.scenario.name
        return at_both_ends(
            Span(fitted(name, room, CELLS), "heading"), Span(right, "soft"), self._width, CELLS
        )

    def _headline(self, rows: int) -> Block:
        """The answer and what the day means, as many sentences as fit; the first one always."""
        first, *rest = answer_sentences(self._comparison)
        sentences = [first, *day_sentences(self._comparison), *rest]
        while True:
            lines = wrapped(" ".join(sentences), self._width, CELLS)
            if len(lines) <= rows or len(sentences) == 1:
                return [line((_BAR, "heading"), (words, "strong")) for words in lines]
            sentences.pop()

    def _left_width(self) -> int:
        if self._width < _TWO_COLUMNS:
            return self._width
        return int((self._width - _BETWEEN) * _LEFT_SHARE)

    def _notes_in(self, rows: int) -> Block:
        """Warnings and readings on the left, sources on the right; or one below the other."""
        if rows < _FEW_ROWS:
            return self._notes.briefly(self._width, rows)
        left_width = self._left_width()
        left = self._notes.warnings(left_width, rows=rows)
        if left_width == self._width:
            rest = rows - len(left) - (1 if left else 0)
            sources = self._notes.sources(left_width, rows=rest) if rest >= 2 else []
            return [*left, *([line()] if left and sources else []), *sources]
        start = left_width + _BETWEEN
        right = self._notes.sources(self._width - start, rows=rows)
        return [
            line(*one.spans, " " * (start - width_of(one.text)), *other.spans)
            for one, other in zip_longest(left, right, fillvalue=line())
        ]

    def _footer(self, command: str) -> Block:
        """The command, and which program drew the sheet. A word wider than a row is cut."""
        room = self._width - 2
        program = Span(f"{PROGRAM} {tui.__version__}", "soft")
        words = [fitted(word, room, CELLS) for word in _WORD.findall(command)]
        *first, last = set_in_lines(words, room, CELLS)
        lines = styled([f"{words} \\" for words in first], "soft")
        if width_of(last) + len(program.text) + 2 <= self._width:
            return [*lines, at_both_ends(Span(last, "soft"), program, self._width, CELLS)]
        return [*lines, *styled([last], "soft"), at_both_ends(Span(""), program, self._width)]
