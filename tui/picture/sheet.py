"""The briefing sheet: one comparison laid out for a slide, as pages of a grid.

On a first page that is too small, the bars lose their strips and the answer its size, then the
notes go to the second page, then the bars into the table. No offer goes; bars go only where there
are more offers than rows.
"""

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import product, zip_longest
from pathlib import Path
from typing import Any, Final

import tui
from tui.domain.comparison import Comparison
from tui.domain.scenario import Scenario
from tui.export.palettes import PALETTES, Palette
from tui.export.provenance import labels, title
from tui.files.places import is_other_catalog
from tui.picture.canvas import Canvas
from tui.picture.characters import CELLS, visible, width_of
from tui.picture.command_line import THIS_FILE, reproducing_command
from tui.picture.grid import Grid, Style
from tui.picture.picture_formats import DEFAULT_SIZE, DEFAULT_THEME, LIMITS, VIEWS, Sheet, Size
from tui.views.cost_bars import cost_bars
from tui.views.cost_chart import chart_legend, cost_chart
from tui.views.day import day_sentences
from tui.views.footnotes import Footnotes
from tui.views.headline import headline
from tui.views.line import Line, Span, line, styled
from tui.views.outlay_table import (
    ON_SHEET,
    ON_SHEET_BRIEFLY,
    ON_SHEET_WITH_BARS,
    sheet_table,
    side_by_side,
)
from tui.views.text_layout import at_both_ends, fitted, set_in_lines, wrapped
from tui.views.words import as_of_words, charge_words

_ROOMY_HEIGHT: Final = 30
_EDGED_HEIGHT: Final = 27
_TWO_COLUMNS: Final = 88
_LEFT_SHARE: Final = 0.44
_BETWEEN: Final = 4
_LEAST_NOTES: Final = 2
_FEW_ROWS: Final = 6
"""With fewer rows for notes there are no columns."""
_MOST_CHART: Final = 14
"""Rows of a chart that is not all there is."""
_MOST_SPARE: Final = 2
_LEAST_CHART: Final = 12
_MANY: Final = 1_000_000
"""Rows, on as many pages as they take."""
_BAR: Final = "▌ "
_PROGRAM_CELLS: Final = 36
_CHART_CELLS: Final = 96
_CHART_ROWS: Final = 16
_MOST_STRIPS: Final = 6
"""Offers whose bars in a chart by itself have a strip of time under them."""
_WORD: Final = re.compile(r"""(?:'[^']*'|"[^"]*"|[^\s'"])+""")
"""A word of a command as a shell would part it."""


def briefing_sheet(
    comparison: Comparison,
    catalog_file: Path,
    *,
    size: Size = DEFAULT_SIZE,
    theme: str = DEFAULT_THEME,
    view: str = VIEWS[0],
) -> Sheet:
    """Make the sheet of a comparison: the same for the same state, whoever asks for it.

    Raises `ProblemsError` where `catalog_file` cannot be read any more, and `ValueError` for a size
    that no sheet has.
    """
    command = command_for(comparison, catalog_file, size=size, theme=theme, view=view)
    pages = briefing(comparison, size, PALETTES[f"deals-{theme}"], command, view)
    said = labels(
        comparison, catalog_file, view=view, size=f"{size[0]}x{size[1]}", theme=theme,
        command=command,
    )  # fmt: skip
    return Sheet(pages, said, comparison)


def screen_sheet(comparison: Comparison, catalog_file: Path, grid: Grid, theme: str) -> Sheet:
    size = f"{grid.width}x{grid.height}"
    said = labels(comparison, catalog_file, view="screen", size=size, theme=theme)
    return Sheet((grid,), said, comparison)


def command_for(comparison: Comparison, catalog_file: Path, **options: Any) -> str:
    """The command that makes a file of a comparison again; `options` as of the command's writer."""

    def ready() -> dict[str, Scenario]:
        from tui.files.scenarios import ready_scenarios  # read only where they can shorten it

        return ready_scenarios(comparison.catalog)

    data = str(catalog_file) if is_other_catalog(catalog_file) else ""
    scenario, as_of = comparison.scenario, comparison.as_of
    return reproducing_command(scenario, as_of=as_of, data=data, ready=ready, **options)


def briefing(
    comparison: Comparison, size: Size, palette: Palette, command: str, view: str = VIEWS[0]
) -> tuple[Grid, ...]:
    """Draw the pages of the sheet. `command` is printed as what makes it again.

    A sheet smaller than 80×24 cells, or larger than 400×200, is a `ValueError`.
    """
    (width, height), (least, most) = size, LIMITS[view]
    if not (least[0] <= width <= most[0] and least[1] <= height <= most[1]):
        raise ValueError(
            f"a {view} is {least[0]}×{least[1]} to {most[0]}×{most[1]} cells, not {width}×{height}"
        )
    pages = _Layout(comparison, width, height, command, view).pages()
    return tuple(drawn_lines(blocks, width, height, palette) for blocks in pages)


def chart_grid(comparison: Comparison, palette: Palette, view: str = "briefing") -> Grid:
    """The bars of the sheet by themselves, or the lines over the months: for slides and pages."""
    if view == "chart":
        legend = styled([chart_legend(comparison, _CHART_CELLS)], "soft")
        lines = [*cost_chart(comparison, _CHART_CELLS, _CHART_ROWS).lines, *legend]
    else:
        strips = len(comparison.standings) <= _MOST_STRIPS
        lines = cost_bars(comparison, _CHART_CELLS, CELLS, strips=strips)
    return drawn_lines([(0, 0, lines)], _CHART_CELLS, len(lines), palette)


Block = Sequence[Line]
Placed = tuple[int, int, Block]


def drawn_lines(blocks: Sequence[Placed], width: int, height: int, palette: Palette) -> Grid:
    styles = styles_of(palette)
    canvas = Canvas(width, height, styles[""])
    for top, left, block in blocks:
        for row, each in enumerate(block, top):
            column = left
            for text, style in each.spans:
                column = canvas.put(row, column, text, styles[style])
    return canvas.grid()


def styles_of(palette: Palette) -> Mapping[str, Style]:
    ground, series = palette.ground, list(enumerate(palette.series))
    return {
        "": Style(palette.ink, ground),
        "strong": Style(palette.ink, ground, bold=True),
        "strong double": Style(palette.ink, ground, bold=True, double=True),
        "soft": Style(palette.soft, ground),
        "rule": Style(palette.rule, ground),
        "heading": Style(palette.accent, ground, bold=True),
        "warning": Style(palette.warning, ground),
        **{f"series-{place}": Style(color, ground) for place, color in series},
        **{f"series-{place} bar": Style(color, ground, slim=True) for place, color in series},
    }


def _begins(block: Block) -> int:
    """How far before the margin a block begins: the answer's bar is in it."""
    return len(_BAR) * (block[0].spans[:1] == (Span(_BAR, "heading"),))


def _quoted_pieces(word: str, room: int) -> Iterator[str]:
    """Part a word of a command in pieces that a shell reads as one when nothing is between."""
    rest = "".join(shlex.split(word))
    while rest:
        fitting = (
            end for end in range(2, len(rest) + 1) if width_of(shlex.quote(rest[:end])) > room
        )
        end = next(fitting, len(rest) + 1) - 1
        yield shlex.quote(rest[:end])
        rest = rest[end:]


class _Layout:
    """The blocks of a sheet, and the row in which each begins."""

    def __init__(
        self, comparison: Comparison, width: int, height: int, command: str, view: str
    ) -> None:
        self._comparison = comparison
        self._height = height
        self._margin = 5 if width >= 120 else 2
        self._width = width - 2 * self._margin
        self._edge = 1 if height >= _EDGED_HEIGHT else 0
        self._notes = Footnotes(comparison, CELLS)
        self._command = command
        self._figures = self._charted if view == "chart" else self._tabulated

    def pages(self) -> Sequence[Sequence[Placed]]:
        first = self._first()
        top, foot = self._edge + 2, self._height - self._edge - 1
        room = foot - 1 - top
        rest = self._rest(first, room)
        parts = [rest[at : at + room] for at in range(0, len(rest), room)]
        pages = [list(self._stacked(first))]
        pages += [[(self._edge, [self._kicker()]), (top, part)] for part in parts]
        said = [self._notes.origins(self._width - _PROGRAM_CELLS), *[""] * len(parts)]
        for number, (page, words) in enumerate(zip(pages, said, strict=True), 1):
            page.append((foot, [self._foot(words, number, len(pages))]))
        return [
            [(row, self._margin - _begins(block), block) for row, block in page] for page in pages
        ]

    def _first(self) -> Sequence[Block]:
        roomy = self._height >= _ROOMY_HEIGHT
        head = [self._kicker(), *self._notes.inputs(self._width, 3 if roomy else 2)]
        answers = [
            self._answer(1 + roomy, double=True),
            self._answer(2 + roomy, double=False),
            self._answer(0, double=False),
        ]
        if not self._comparison.standings:
            return [head, answers[0]]
        rows = self._height - 2 * self._edge - len(head) - 3
        return [head, *self._figures(answers, rows)]

    def _charted(self, answers: Sequence[Block], rows: int) -> Sequence[Block]:
        """The answer, and the chart in what it leaves; the table is on the second page."""
        for answer in answers:
            left = rows - len(answer) - 2
            if left >= _LEAST_CHART:
                break
        return [answer, self._over_time(left)]

    def _over_time(self, rows: int) -> Block:
        words = f"Cost over time{charge_words(self._comparison.scenario)}"
        legend = chart_legend(self._comparison, self._width - len(words) - 2)
        ends = Span(words, "heading"), Span(legend, "soft")
        title = at_both_ends(*ends, self._width, CELLS)
        return [title, *cost_chart(self._comparison, self._width, rows).lines]

    def _tabulated(self, answers: Sequence[Block], rows: int) -> Sequence[Block]:
        """The answer, the table, the bars and the notes, in the largest way that fits."""
        comparison, width = self._comparison, self._width
        least = min(_LEAST_NOTES, len(self._notes.briefly(width, rows)))
        charts = [
            cost_bars(comparison, width, CELLS, double=double, strips=double)
            for double in (True, False)
        ]
        for choices, answer, bars in product((ON_SHEET, ON_SHEET_BRIEFLY), answers, charts):
            left = rows - len(answer) - 1 - len(bars) - 2
            if table := sheet_table(comparison, width, left - least, CELLS, choices):
                notes = self._notes_in(left - len(table))
                more = self._more(left - len(table) - len(notes))
                return [answer, table, bars, *more, notes]
        in_rows = [*([choice] for choice in ON_SHEET_WITH_BARS), ON_SHEET_BRIEFLY]
        for columns, answer in product(in_rows, answers):
            left = rows - len(answer) - 2
            if table := sheet_table(comparison, width, left - least, CELLS, columns):
                return [answer, table, self._notes_in(left - len(table))]
        left = rows - len(answer) - 2
        table = side_by_side(comparison, width, left + 1, CELLS)
        return [answer, table, self._notes_in(left - len(table))]

    def _more(self, rows: int) -> Sequence[Block]:
        """The outlay over the months, and the readings, where all notes leave room for them."""
        readings = self._notes.readings(self._width)
        rows -= len(readings) + 1
        if rows < 0:
            return []
        chart = [self._over_time(min(rows - 2, _MOST_CHART))] if rows - 2 >= _LEAST_CHART else []
        return [*chart, readings]

    def _stacked(self, blocks: Sequence[Block]) -> Iterator[tuple[int, Block]]:
        """Set the blocks one below the other, spare rows between them."""
        shown = [block for block in blocks if block]
        foot = self._height - self._edge - 1
        spare = foot - 1 - self._edge - sum(map(len, shown)) - len(shown) + 1
        between = 1 + min(spare // max(len(shown) - 1, 1), _MOST_SPARE)
        top = self._edge
        for block in shown:
            yield top, block
            top += len(block) + between

    def _kicker(self) -> Line:
        comparison = self._comparison
        name = title(comparison)
        right = as_of_words(comparison)
        if width_of(name) + len(right) + 3 > self._width:
            right = f"as of {comparison.as_of}, facts {comparison.catalog.as_of}"
        room = self._width - len(right) - 3
        if width_of(name) > room and comparison.scenario.name:
            name = comparison.scenario.name
        return at_both_ends(
            Span(fitted(name, room, CELLS), "heading"), Span(right, "soft"), self._width, CELLS
        )

    def _answer(self, rows: int, *, double: bool) -> Block:
        """The headline, in two lines of double size or as it is, then more sentences that fit."""
        size = 2 if double else 1
        width = self._width // size

        def lines(words: str) -> Sequence[str]:
            return wrapped(words, width, CELLS)

        first, *others = headline(self._comparison, lambda words: len(lines(words)) <= 2)
        head = lines(first)
        if double and len(head) > 2:
            return self._answer(rows, double=False)
        days = list(day_sentences(self._comparison))
        unranked = [words for words in others if words.startswith("Not ranked")]
        rest = [*unranked, *days, *(words for words in others if words not in unranked)]
        while rest and len(wrapped(" ".join(rest), self._width, CELLS)) > rows:
            rest.pop()
        block: list[Line] = []
        for words in head:
            block.append(line((_BAR, "heading"), (words, "strong double" if double else "strong")))
            block += [line((_BAR, "heading"))] * double
        after = wrapped(" ".join(rest), self._width, CELLS) if rest else []
        return [*block, *(line((_BAR, "heading"), words) for words in after)]

    def _notes_in(self, rows: int) -> Block:
        """Caveats on the left, sources on the right; or one below the other."""
        if rows < _FEW_ROWS:
            return self._notes.briefly(self._width, rows)
        left_width = self._width
        if left_width >= _TWO_COLUMNS:
            left_width = int((left_width - _BETWEEN) * _LEFT_SHARE)
        left = self._notes.warnings(left_width, rows=rows)
        if not left:
            return self._notes.sources(self._width, rows=rows)
        if left_width == self._width:
            sources = self._notes.sources(left_width, rows=rows - len(left) - 1)
            return [*left, *([line()] if sources else []), *sources]
        start = left_width + _BETWEEN
        right = self._notes.sources(self._width - start, rows=rows)
        return [
            line(*one.spans, " " * (start - width_of(one.text)), *other.spans)
            for one, other in zip_longest(left, right, fillvalue=line())
        ]

    def _rest(self, first: Sequence[Block], room: int) -> Block:
        """The blocks of the other pages, of `room` rows; what fits on one page is not split."""
        width, notes = self._width, self._notes
        shown = {each for block in first for each in block}
        blocks: list[Block] = [
            self._command_lines(),
            *self._whole(shown),
        ]
        if self._comparison.standings:
            blocks += [
                notes.readings(width),
                notes.warnings(width, shown=shown),
                notes.sources(width),
            ]
        lines: list[Line] = []
        for block in filter(None, blocks):
            left = -len(lines) % room
            begins_a_page = left <= len(block) <= room
            lines += [line()] * (left if begins_a_page else bool(lines))
            lines += block
        return lines

    def _whole(self, shown: Set[Line]) -> Iterator[Block]:
        """The inputs and the table, where the first page has less than all of them."""
        inputs = self._notes.inputs(self._width, _MANY)
        if not shown >= set(inputs):
            yield [line(("Inputs", "heading")), *inputs]
        if self._comparison.standings:
            tables = [
                sheet_table(self._comparison, self._width, _MANY, CELLS, [choice])
                for choice in ON_SHEET
            ]
            if not any(table and shown >= set(table) for table in tables):
                every = side_by_side(self._comparison, self._width, _MANY, CELLS)
                yield next(filter(None, tables), every)
            if not any(style.endswith(" bar") for each in shown for _, style in each.spans):
                yield cost_bars(self._comparison, self._width, CELLS, strips=False)

    def _command_lines(self) -> Block:
        """The command under its heading, whole: a shell joins what is parted after a backslash."""
        room = self._width - 2
        lines, words = list[str](), list[str]()
        for word in map(visible, _WORD.findall(self._command)):
            *pieces, end = [word] if width_of(word) <= room else _quoted_pieces(word, room)
            if pieces:
                lines += [f"{each} \\" for each in set_in_lines(words, room, CELLS)]
                lines += [f"{each}\\" for each in pieces]
                words.clear()
            words.append(end)
        *first, last = set_in_lines(words, room, CELLS)
        said = styled([*lines, *(f"{words} \\" for words in first), last], "soft")
        file = f"  {THIS_FILE}: this picture, whatever it is called" * (THIS_FILE in self._command)
        return [line(("To reproduce", "heading"), (file, "soft")), *said]

    def _foot(self, words: str, number: int, count: int) -> Line:
        program = Span(f"{tui.PROGRAM} {tui.__version__} · {number}/{count}", "soft")
        return at_both_ends(Span(words, "soft"), program, self._width, CELLS)
