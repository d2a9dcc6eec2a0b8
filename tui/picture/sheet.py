"""The briefing sheet: one comparison laid out for a slide, as a grid.

From the top: what is compared and when, the answer, the inputs, the table, the lanes, the notes,
the command that makes the sheet again. Where the sheet is too small, the lanes lose their spacing,
then the notes give way from their ends and say so, then the lanes go; the answer, the table and the
command stay. It must not know where the colors come from nor what the grid is drawn as.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import tui
from tui.domain.comparison import Comparison
from tui.domain.deals import Catalog
from tui.domain.scenario import Scenario
from tui.export.palettes import PALETTES
from tui.files.places import is_other_catalog
from tui.picture.characters import CELLS, width_of
from tui.picture.command_line import reproducing_command
from tui.picture.formats import DEFAULT_SIZE, DEFAULT_THEME, LIMITS, Size
from tui.picture.grid import Grid, Labels
from tui.picture.provenance import PROGRAM, labels, title
from tui.picture.sheet_lanes import lanes
from tui.picture.sheet_layout import (
    Block,
    Canvas,
    Colors,
    Inks,
    Piece,
    Row,
    SheetColors,
    moved,
    paragraph,
    put,
)
from tui.picture.sheet_notes import Notes
from tui.picture.sheet_table import table
from tui.views.headline import answer_sentences
from tui.views.layout import fitted, wrapped

_ROOMY_HEIGHT: Final = 30
_EDGED_HEIGHT: Final = 27
_TWO_COLUMNS: Final = 88
_LEFT_SHARE: Final = 0.44
_BETWEEN: Final = 4
_FEW_ROWS: Final = 6
"""With fewer rows for notes there are no columns."""
_UNLIMITED: Final = 1_000_000
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
    colors = SheetColors.of(PALETTES[f"deals-{theme}"])
    grid = briefing(comparison, width=size[0], height=size[1], colors=colors, command=command)
    return Sheet(grid, labels(comparison, catalog_file, view="briefing", size=size, theme=theme))


def _ready(catalog: Catalog) -> dict[str, Scenario]:
    """The ready scenarios; their reader is loaded only where they can shorten the command."""
    from tui.files.scenarios import ready_scenarios

    return ready_scenarios(catalog)


def briefing(
    comparison: Comparison, *, width: int, height: int, colors: SheetColors, command: str
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
    inks = Inks(colors)
    canvas = Canvas(width, height, Colors(colors.ink, colors.ground))
    layout = _Layout(comparison, inks, width, height, command)
    for top, block in layout.placed():
        put(canvas, top, layout.margin, block)
    return canvas.grid()


@dataclass(frozen=True, slots=True)
class _Plan:
    """How much is shown."""

    lanes: int
    """0: none, 1: a row each, 2: with the reading above each."""
    notes: int
    """The rows for notes."""


class _Layout:
    """What stands on a sheet, and in which row each block begins."""

    def __init__(
        self, comparison: Comparison, inks: Inks, width: int, height: int, command: str
    ) -> None:
        self._comparison = comparison
        self._inks = inks
        self._height = height
        roomy = height >= _ROOMY_HEIGHT
        self.margin = 5 if width >= 120 else 2
        self._width = width - 2 * self.margin
        self._edge = 1 if height >= _EDGED_HEIGHT else 0
        self._notes = Notes(comparison, inks)
        self._command = self._footer(command)
        self._head = [self._kicker(), *self._notes.inputs(self._width, 3 if roomy else 2)]
        self._answer = self._headline(3 + roomy)

    def placed(self) -> Sequence[tuple[int, Block]]:
        """Every block with its first row."""
        if not self._comparison.standings:
            return self._stacked([self._head, self._answer])
        fixed = len(self._head) + len(self._answer) + len(self._command) + 2 * self._edge + 3
        most = self._height - fixed - 3
        body = table(self._comparison, self._inks, self._width, most)
        free = self._height - fixed - len(body) - 1
        plan = self._plan(free)
        if plan.lanes < 2:
            if not plan.lanes:
                body = table(self._comparison, self._inks, self._width, most, bars=True)
            body = [*body, *self._notes.reading_ids(self._width)]
        notes = self._notes_in(plan.notes)
        return self._stacked([self._head, self._answer, body, self._lanes(plan.lanes), notes])

    def _lanes(self, kind: int) -> Block:
        heading = self._notes.reading_words if kind == 2 else None
        if not kind:
            return []
        return lanes(self._comparison, self._inks, self._width, heading=heading)

    def _plan(self, free: int) -> _Plan:
        """Share the free rows between lanes and notes."""
        offers = len(self._comparison.standings)
        least = min(len(self._warnings(_UNLIMITED)), 7)
        for kind, needed in ((2, 2 * offers + 3), (1, offers + 4)):
            if free - needed >= max(least, 4):
                return _Plan(kind, free - needed)
        return _Plan(0, free - 1)

    def _stacked(self, blocks: Sequence[Block]) -> Sequence[tuple[int, Block]]:
        """Set the blocks one below the other, the command at the foot, spare rows between them."""
        shown = [block for block in blocks if block]
        foot = self._height - self._edge - len(self._command)
        used = sum(map(len, shown)) + len(shown) - 1
        spare = foot - 1 - self._edge - used
        between = 2 if spare >= len(shown) - 1 else 1
        found = []
        top = self._edge
        for block in shown:
            found.append((top, block))
            top += len(block) + between
        return [*found, (foot, self._command)]

    def _kicker(self) -> Row:
        comparison = self._comparison
        right = f"as of {comparison.as_of} · facts checked to {comparison.catalog.as_of}"
        if width_of(title(comparison)) + len(right) + 3 > self._width:
            right = f"as of {comparison.as_of}, facts {comparison.catalog.as_of}"
        room = self._width - len(right) - 3
        name = title(comparison)
        if width_of(name) > room and comparison.scenario.name:
            name = comparison.scenario.name
        left = fitted(name, room, CELLS)
        return [
            Piece(0, left, self._inks.title),
            Piece(self._width, right, self._inks.soft, ends=True),
        ]

    def _headline(self, rows: int) -> Block:
        """The answer, as many of its sentences as fit; the first one always."""
        sentences = list(answer_sentences(self._comparison))
        width = self._width
        while len(sentences) > 1 and len(wrapped(" ".join(sentences), width, CELLS)) > rows:
            sentences.pop()
        words = paragraph(" ".join(sentences), width, self._inks.strong)
        return [[Piece(-2, "▌", self._inks.title), *row] for row in words]

    def _warnings(self, rows: int) -> Block:
        return self._notes.warnings(self._left_width(), rows=rows)

    def _left_width(self) -> int:
        if self._width < _TWO_COLUMNS:
            return self._width
        return int((self._width - _BETWEEN) * _LEFT_SHARE)

    def _notes_in(self, rows: int) -> Block:
        """Warnings and readings on the left, sources on the right; or one below the other."""
        if rows < _FEW_ROWS:
            return self._notes.briefly(self._width, rows)
        left_width = self._left_width()
        left = self._warnings(rows)
        if left_width == self._width:
            rest = rows - len(left) - (1 if left else 0)
            sources = self._notes.sources(left_width, rows=rest) if rest >= 2 else []
            return self._joined(left, sources)
        start = left_width + _BETWEEN
        right = moved(self._notes.sources(self._width - start, rows=rows), start)
        return [
            [*(left[row] if row < len(left) else ()), *(right[row] if row < len(right) else ())]
            for row in range(max(len(left), len(right)))
        ]

    def _joined(self, above: Block, below: Block) -> list[Row]:
        return [*above, *([()] if above and below else []), *below]

    def _footer(self, command: str) -> Block:
        """The command, and which program drew the sheet. A word wider than a row is cut."""
        program = f"{PROGRAM} {tui.__version__}"
        lines = [""]
        for whole in _WORD.findall(command):
            word = fitted(whole, self._width - 2, CELLS)
            longer = f"{lines[-1]} {word}".strip()
            fits = width_of(longer) <= self._width - 2
            lines[-1:] = [longer] if fits else [*lines[-1:], word]
        lines = [line for line in lines if line] or [""]
        lines = [line + " \\" for line in lines[:-1]] + lines[-1:]
        rows: list[Row] = [[Piece(0, line, self._inks.soft)] for line in lines]
        beside = width_of(lines[-1]) + len(program) + 2 <= self._width
        signed = Piece(self._width, program, self._inks.soft, ends=True)
        return [*rows[:-1], [*rows[-1], signed]] if beside else [*rows, [signed]]
