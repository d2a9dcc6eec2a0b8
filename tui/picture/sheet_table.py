"""The table of a briefing sheet: a row an offer, with its coverage beside its total.

The columns are those of every other table of the program. The widest choice that fits is taken; in
the narrowest, what a total rests on stands under it. Nothing is left out of a row but what its
choice of columns leaves out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tui.domain.comparison import Comparison, Standing
from tui.picture.characters import CELLS, width_of
from tui.picture.sheet_layout import Block, Ink, Inks, Piece, Row
from tui.views.columns import COLUMNS, Column
from tui.views.layout import fitted, wrapped_by_clause
from tui.views.words import covered_briefly, place_of

LONGEST_NAME: Final = 24
_LEAST_BAR: Final = 12
_WRAPPED: Final = 28
_MOST_BAR: Final = 30
_LEAST_GAP, _MOST_GAP = 2, 6
_COLUMNS: Final = {column.id: column for column in COLUMNS}
_UNDER: Final = ("coverage", "range")
"""What stands under the total where there is no room beside it."""


@dataclass(frozen=True, slots=True)
class _Choice:
    """Which columns are shown, and how."""

    ids: str
    bar: bool = False
    brief: bool = False
    """Coverage in fewer words."""
    wraps: bool = False
    under: bool = False
    longest_name: int = LONGEST_NAME


_CHOICES: Final = (
    _Choice("mark offer total difference ratio coverage range status", bar=True),
    _Choice("mark offer total difference coverage range status", bar=True),
    _Choice("mark offer total difference coverage range status"),
    _Choice("mark offer total difference coverage range"),
    _Choice("mark offer total difference coverage range status", brief=True),
    _Choice("mark offer total difference coverage range", brief=True),
    _Choice("mark offer total difference coverage range", wraps=True),
    _Choice("mark offer total coverage range", wraps=True),
    _Choice("mark offer total difference", under=True, longest_name=16),
    _Choice("mark offer total", under=True),
)


_WITH_BARS: Final = (
    _CHOICES[0],
    _Choice("mark offer total difference coverage range status", bar=True, brief=True),
    _Choice("mark offer total difference coverage range", bar=True, brief=True),
    *_CHOICES[1:],
)


def table(
    comparison: Comparison, inks: Inks, width: int, rows: int, *, bars: bool = False
) -> Block:
    """The titles, a rule, and as many offers as `rows` allow; the last row says how many more.

    With `bars`, coverage is rather said in fewer words than no bar is drawn.
    """
    ranked = comparison.ranked
    choices = _WITH_BARS if bars else _CHOICES
    fitting = (_Table.fitting(comparison, choice, width) for choice in choices)
    drawn = next(found for found in fitting if found)
    head: list[Row] = [drawn.titles(inks), [Piece(0, "─" * width, inks.rule)]]
    body: list[Row] = []
    for number, standing in enumerate(ranked):
        lines = drawn.row(standing, inks, width)
        last = number + 1 == len(ranked)
        if len(head) + len(body) + len(lines) + (not last) > rows:
            left = len(ranked) - number
            words = f"… and {left} more offer{'s' if left > 1 else ''}: deals compare"
            return [*head, *body, [Piece(2, words, inks.soft)]]
        body += lines
    return [*head, *body]


@dataclass(frozen=True, slots=True)
class _Table:
    """A choice of columns, where each begins, and how wide it is."""

    comparison: Comparison
    choice: _Choice
    columns: Sequence[Column]
    widths: Sequence[int]
    bar_cells: int
    gap: int

    @classmethod
    def fitting(cls, comparison: Comparison, choice: _Choice, width: int) -> "_Table | None":
        """Measure a choice; None if it is too wide."""
        columns = [_COLUMNS[name] for name in choice.ids.split()]
        widths = [
            max(
                width_of(line)
                for text in (
                    column.title,
                    *(_text(column, comparison, each, choice) for each in comparison.standings),
                )
                for line in _broken(column, text, choice)
            )
            for column in columns
        ]
        gaps = len(widths) - (1 if choice.bar else 2)
        spare = width - sum(widths) - _LEAST_GAP * gaps - 2
        if spare < (_LEAST_BAR + 2 if choice.bar else 0) and choice is not _CHOICES[-1]:
            return None
        beside = 0 if all(each.quote.complete for each in comparison.standings) else 2
        bar_cells = min(spare - beside, _MOST_BAR) if choice.bar else 0
        loose = spare - bar_cells - (beside if choice.bar else 0)
        gap = max(_LEAST_GAP, min(_LEAST_GAP + loose // gaps, _MOST_GAP))
        return cls(comparison, choice, columns, widths, bar_cells, gap)

    def titles(self, inks: Inks) -> Row:
        """The row of titles."""
        return self._placed(
            [column.title for column in self.columns], [inks.soft] * len(self.columns)
        )

    def row(self, standing: Standing, inks: Inks, width: int) -> Block:
        """The rows of one offer: more than one where its texts are broken."""
        texts = [_text(column, self.comparison, standing, self.choice) for column in self.columns]
        cells = [
            _broken(column, text, self.choice)
            for column, text in zip(self.columns, texts, strict=True)
        ]
        colors = [_ink(column, standing, self.comparison, inks) for column in self.columns]
        height = max(map(len, cells), default=1)
        rows: list[Row] = [
            self._placed([lines[at] if at < len(lines) else "" for lines in cells], colors)
            for at in range(height)
        ]
        if self.choice.bar:
            rows[0] = [*rows[0], *self._bar(standing, inks)]
        if self.choice.under:
            lines = wrapped_by_clause(_under_words(self.comparison, standing), width - 2, CELLS)
            rows += [[Piece(2, line, _coverage_ink(standing, inks))] for line in lines]
        return rows

    def _placed(self, texts: Sequence[str], colors: Sequence[Ink]) -> Row:
        pieces = []
        at = 0
        for column, width, text, ink in zip(self.columns, self.widths, texts, colors, strict=True):
            ends = column.alignment == "right"
            if text:
                pieces.append(Piece(at + width if ends else at, text, ink, ends))
            at += width + (2 if column.id == "mark" else self.gap)
        return pieces

    def _bar(self, standing: Standing, inks: Inks) -> Row:
        """The total as a length; what is not known is no length."""
        ink = inks.series(place_of(self.comparison.catalog, standing.offer.id))
        start = sum(self.widths) + self.gap * len(self.widths) - (self.gap - 2)
        longest = max(each.quote.total for each in self.comparison.standings)
        cells = standing.quote.total * self.bar_cells // longest if longest else 0
        text = "▆" * max(cells, 1 if standing.quote.total else 0)
        pieces = [Piece(start, text, ink)] if text else []
        if not standing.quote.complete:
            pieces.append(Piece(start + len(text) + bool(text), "?", inks.warning))
        return pieces


def _text(column: Column, comparison: Comparison, standing: Standing, choice: _Choice) -> str:
    if column.id == "coverage" and choice.brief:
        return covered_briefly(standing.quote)
    text = column.text(comparison, standing)
    return fitted(text, choice.longest_name, CELLS) if column.id == "offer" else text


def _broken(column: Column, text: str, choice: _Choice) -> Sequence[str]:
    """The lines of a cell: where columns wrap, a line for each clause."""
    return (
        wrapped_by_clause(text, _WRAPPED, CELLS) if choice.wraps and column.id in _UNDER else [text]
    )


def _under_words(comparison: Comparison, standing: Standing) -> str:
    coverage, spread = (_COLUMNS[name].text(comparison, standing) for name in _UNDER)
    return f"{coverage} · {_COLUMNS['range'].title.lower()}: {spread}"


def _ink(column: Column, standing: Standing, comparison: Comparison, inks: Inks) -> Ink:
    if column.id == "mark":
        return inks.series(place_of(comparison.catalog, standing.offer.id))
    if column.id == "total":
        return inks.strong
    if column.id == "coverage":
        return _coverage_ink(standing, inks)
    return inks.plain


def _coverage_ink(standing: Standing, inks: Inks) -> Ink:
    quote = standing.quote
    warns = not quote.complete or len(quote.agreed) < quote.months
    return inks.warning if warns else inks.plain
