"""What each compared offer comes to, on screen and sheet: the widest choice of columns that fits.

Every total comes with its coverage.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from tui.domain.calendar import next_month
from tui.domain.comparison import Comparison, Standing
from tui.views.columns import Column, chosen, pinned_columns, worth_column, year_columns
from tui.views.cost_bars import OPEN_END, BarScale, bar_spans, brief_legend, legend
from tui.views.day import day_sentences, undated
from tui.views.line import Line, Span, line, styled
from tui.views.text_layout import (
    GAP,
    RULE,
    TERMINAL,
    Measure,
    at_both_ends,
    cell_width,
    filled,
    fitted,
    hanging,
    padded,
    places,
    set_row,
    wrapped,
    wrapped_by_clause,
)
from tui.views.words import NONE, Discount, cliff_words, series_style, sign_of, total_words

_UNDER: Final = chosen("coverage range")
"""Under the total where there is no room next to it."""
_UNDER_ON_SCREEN: Final = chosen("state kinds")
_UP, _DOWN = "▴", "▾"
_MOST_LINES: Final = 2
_LEAST_NAME: Final = 8
_BESIDE: Final = 3


COMPLETING: Final = "To complete: "
AHEAD: Final = f"{GAP}d: from "


class Choice(NamedTuple):
    """Some of the columns, and how they are set."""

    columns: Sequence[Column]
    bar: bool = False
    """Whether there must be room for a bar."""
    wraps: int = 0
    """So many cells wide coverage and range are broken at commas and dashes; 0: they are not."""
    under: bool = False
    """Whether coverage and range are under the total."""
    longest_name: int = 24


_ON_SCREEN: Final = (
    Choice(chosen("mark offer total rate difference status coverage range"), bar=True),
    Choice(chosen("mark offer total rate difference state coverage range"), bar=True),
    Choice(chosen("mark offer total rate difference state kinds range"), bar=True),
    Choice(chosen("mark offer total difference state kinds range"), bar=True),
    Choice(chosen("mark offer total lead state kinds range"), bar=True),
    Choice(chosen("mark offer total difference state kinds range")),
    Choice(chosen("mark offer total lead state kinds range")),
    Choice(chosen("mark offer total lead state kinds range"), wraps=30),
    Choice(chosen("mark offer total difference state kinds"), bar=True),
    Choice(chosen("mark offer total difference state kinds")),
    Choice(chosen("mark offer total lead state kinds")),
    Choice(chosen("mark offer total lead state months")),
    Choice(chosen("mark offer total state months")),
    Choice(chosen("mark offer total lead state months"), wraps=20),
    Choice(chosen("mark offer total lead state"), under=True),
    Choice(chosen("mark offer total state"), under=True),
    Choice(chosen("mark offer total"), under=True),
    Choice(chosen("mark offer total"), under=True, longest_name=16),
)
"""The columns on the screen, widest choice first."""
ON_SHEET: Final = (
    Choice(chosen("mark offer total status difference ratio coverage range")),
    Choice(chosen("mark offer total status difference coverage range")),
    Choice(chosen("mark offer total status coverage range")),
    Choice(chosen("mark offer total status coverage range", brief=True)),
    Choice(chosen("mark offer total status coverage range"), wraps=28),
    Choice(chosen("mark offer total status coverage range", brief=True), wraps=34),
    Choice(chosen("mark offer total status"), under=True),
    Choice(chosen("mark offer total status"), under=True, longest_name=16),
)
ON_SHEET_BRIEFLY: Final = (
    Choice(chosen("mark offer total status difference coverage", brief=True)),
    Choice(chosen("mark offer total status coverage", brief=True)),
)
"""One row an offer, where rows are few."""
ON_SHEET_WITH_BARS: Final = (
    Choice(chosen("mark offer total status coverage range", brief=True), bar=True),
    Choice(chosen("mark offer total status coverage", brief=True), bar=True),
    Choice(chosen("mark offer total status"), bar=True, under=True),
    Choice(chosen("mark offer total status"), bar=True, under=True, longest_name=16),
    Choice(chosen("mark offer total state kinds"), bar=True),
    Choice(chosen("mark offer total status"), bar=True),
    Choice(chosen("mark offer total status"), bar=True, longest_name=16),
)


class Setting(NamedTuple):
    """How a table is set where it is shown."""

    measure: Measure
    mark_gap: int
    most_gap: int
    least_bar: int
    inset: int = 0
    """So many cells bars are set in, and their legend out, so that it touches none of them."""


_SCREEN: Final = Setting(TERMINAL, 1, len(GAP), 10, inset=1)
_MOST_BAR: Final = 40


def outlay_lines(
    comparison: Comparison,
    width: int,
    *,
    before: Comparison | None = None,
    baseline: Comparison | None = None,
    discount: Discount | None = None,
    by_year: bool = False,
    says_lacking: bool = True,
) -> list[Line]:
    """Set the totals for the screen: what the day means, the table, what must be known of all.

    Totals that have changed since `before` say so. `says_lacking`: whether the figures that open
    totals lack are named.
    """
    choices = _by_year(comparison) if by_year else list(_ON_SCREEN)
    added = [*([worth_column(discount)] if discount else []), *pinned_columns(baseline)]
    if added and not by_year:
        briefly = [column for column in added if column.id != "pinned"]
        choices = [
            one._replace(columns=_beside_total(one.columns, columns))
            for columns in (added, briefly)
            for one in choices
        ]
    written = _written_once(_with_moves(one, before) for one in choices)
    saying = (_that_says(one, comparison) for one in written)
    for choice in saying:
        table = _OutlayTable(comparison, width, choice, _SCREEN)
        if table.fits:
            break
    day, others = _day_lines(comparison, width)
    lines = [*day, *table.titles("heading")]
    for standing in comparison.ranked:
        lines += table.row(standing, width)
    worth = f"Present value in month 0 at {discount.words}." if discount is not None else ""
    to_complete = completing_words(comparison) if says_lacking else ""
    said = list(styled(wrapped(" ".join(others), width), "warning")) if others else []
    if said and cell_width(said[-1].text + GAP + to_complete) <= width:
        said[-1] = at_both_ends(Span(said[-1].text, "warning"), Span(to_complete, "accent"), width)
        to_complete = ""
    for words in (to_complete, worth):
        lines += styled(wrapped(words, width), "accent") if words else []
    cliff = cliff_words(comparison)
    return [*lines, *said, *(styled(wrapped(cliff, width), "warning") if cliff else [])]


def _by_year(comparison: Comparison) -> list[Choice]:
    columns = year_columns(comparison)
    under = {column.id for column in _UNDER_ON_SCREEN}
    years = [column for column in columns if column.id not in under]
    briefly = [*chosen("mark offer total state months"), *years[3:]]
    return [Choice(columns), Choice(briefly), Choice(years, under=True)]


def _day_lines(comparison: Comparison, width: int) -> tuple[Sequence[Line], Sequence[str]]:
    """What the day means, and the sentences about it that have no room in the first line.

    Where the months are those announced, the key to those to come stands at its end. The day
    itself, which the header says, gives way to that and to a sentence.
    """
    first, *others = day_sentences(comparison)
    brief = undated(first, comparison.as_of)
    ahead = f"{AHEAD}{next_month(comparison.as_of):%Y-%m}"
    if comparison.scenario.start is not None or cell_width(brief + ahead) > width:
        ahead = ""
    room = width - cell_width(ahead)
    choices = [first, brief] if cell_width(first) <= room else [brief]
    words, left = min(
        (_joined(one, others, room) for one in choices), key=lambda joined: len(joined[1])
    )
    if ahead:
        return [at_both_ends(Span(words, "warning"), Span(ahead, "soft"), width)], left
    return styled(wrapped(words, width), "warning"), left


def _joined(words: str, sentences: Iterable[str], width: int) -> tuple[str, Sequence[str]]:
    """Add the sentences that have room, and give those left."""
    left = []
    for sentence in sentences:
        longer = f"{words} {sentence}"
        if cell_width(longer) <= width:
            words = longer
        else:
            left.append(sentence)
    return words, left


def completing_words(comparison: Comparison) -> str:
    """Name the figures that open totals lack, and whose they are; empty where none does."""
    lacking: dict[str, list[str]] = {}
    for standing in comparison.standings:
        for name in standing.quote.lacking:
            lacking.setdefault(name, []).append(standing.offer.short)
    said = [f"{name} ({', '.join(names)})" for name, names in lacking.items()]
    return f"{COMPLETING}{', '.join(said)} · c" if said else ""


def _written_once(choices: Iterable[Choice]) -> Iterator[Choice]:
    """Let what a column says of an offer be written once, however many choices are tried."""
    known: dict[tuple[str, str], str] = {}

    def once(column: Column) -> Column:
        def text(comparison: Comparison, standing: Standing) -> str:
            place = column.id, standing.offer.id
            if place not in known:
                known[place] = column.text(comparison, standing)
            return known[place]

        return column._replace(text=text)

    return (one._replace(columns=[once(column) for column in one.columns]) for one in choices)


def _that_says(choice: Choice, comparison: Comparison) -> Choice:
    alone = len(comparison.standings) == 1
    return choice._replace(columns=[
        column for column in choice.columns
        if any(column.text(comparison, one) != NONE for one in comparison.standings)
        and not (alone and column.id in ("difference", "lead"))
    ])  # fmt: skip


def _with_moves(choice: Choice, before: Comparison | None) -> Choice:
    """Keep a cell after the total for the sign of a change."""

    def text(_: Comparison, standing: Standing) -> str:
        was = before and before.standing(standing.offer.id)
        moved = standing.quote.total - was.quote.total if was else 0
        return f"{total_words(standing.quote)}{_UP if moved > 0 else _DOWN if moved else ' '}"

    return choice._replace(columns=[
        column._replace(title=f"{column.title} ", text=text) if column.id == "total" else column
        for column in choice.columns
    ])  # fmt: skip


def offer_notes(standing: Standing, width: int) -> Iterator[Line]:
    reading, why = standing.quote.reading.label, standing.not_ranked
    words = f"{reading}; not ranked: {why}" if why else reading
    yield from styled(hanging(f"{standing.offer.short}: ", words, width), "soft")
    for warning in standing.warnings:
        yield from styled(hanging("! ", warning, width), "warning")


def sheet_table(
    comparison: Comparison, width: int, rows: int, measure: Measure, choices: Sequence[Choice]
) -> list[Line]:
    """The titles, a rule, every offer: the first choice of columns that fits, or nothing."""
    alone = len(comparison.standings) == 1
    for choice in choices:
        if alone and any(column.id == "difference" for column in choice.columns):
            continue
        table = _OutlayTable(comparison, width, choice, Setting(measure, len(GAP), 6, 12))
        body = [each for one in comparison.ranked for each in table.row(one, width)]
        lines = [*table.titles("soft"), table.rule(width), *body]
        if table.fits and len(lines) <= rows:
            return lines
    return []


def side_by_side(comparison: Comparison, width: int, rows: int, measure: Measure) -> list[Line]:
    """Every offer in columns read from the top; those that have no room are counted at the end."""
    ranked, rows = comparison.ranked, max(rows - 1, 1)
    columns = chosen("total status")
    cells = [[column.text(comparison, one) for column in columns] for one in ranked]
    totals, statuses = (max(map(measure.width, texts)) for texts in zip(*cells, strict=True))
    for with_status in (True, False):
        beside = 2 + len(GAP) + totals + (len(GAP) + statuses) * with_status
        across = max((width + _BESIDE) // (beside + _LEAST_NAME + _BESIDE), 1)
        if across * rows >= len(ranked):
            break
    across = min(across, -(-len(ranked) // rows))
    down = min(-(-len(ranked) // across), rows)
    block = (width + _BESIDE) // across - _BESIDE
    items = []
    for standing, (total, status) in zip(ranked, cells, strict=True):
        name = filled(standing.quote.name, block - beside, measure)
        said = f"{GAP}{padded(status, statuses, measure=measure)}" if with_status else ""
        items.append(
            [sign_of(comparison.catalog, standing.offer.id), Span(f" {name}{GAP}"),
             Span(padded(total, totals, "right", measure), "strong"), Span(said)]
        )  # fmt: skip
    if left := max(len(ranked) - down * across, 0):
        del items[down * across - 1 :]
        items.append([Span(f"… and {left + 1} more: see page 2".ljust(block), "soft")])
    spaced = [[Span(" " * _BESIDE * (at >= down)), *spans] for at, spans in enumerate(items)]
    body = [line(*(span for at in spaced[row::down] for span in at)) for row in range(down)]
    return [line((RULE * width, "rule")), *body]


def _beside_total(columns: Sequence[Column], added: Sequence[Column]) -> Sequence[Column]:
    """Put columns after the total, in place of the difference to the cheapest."""
    kept = [column for column in columns if column.id not in ("difference", "lead")]
    after_total = next(i for i, column in enumerate(kept) if column.id == "total") + 1
    return [*kept[:after_total], *added, *kept[after_total:]]


class _OutlayTable:
    """A choice of columns, the place of each, and the cells that are left for a bar."""

    def __init__(
        self, comparison: Comparison, width: int, choice: Choice, setting: Setting
    ) -> None:
        self.comparison, self.choice, self.setting = comparison, choice, setting
        rows = [self._cells(standing) for standing in comparison.standings]
        widths = [
            max(
                map(
                    setting.measure.width,
                    (column.title, *(text for row in rows for text in row[at])),
                )
            )
            for at, column in enumerate(choice.columns)
        ]
        gaps = len(widths) - 2
        spare = width - sum(widths) - setting.mark_gap - gaps * len(GAP)
        self.bar_cells = 0
        if choice.bar and spare - len(GAP) >= setting.least_bar:
            self.bar_cells = min(spare - 2 * len(GAP) - setting.inset, _MOST_BAR)
            spare -= 2 * len(GAP) + setting.inset + self.bar_cells
            gaps += 1
        self.gap = max(len(GAP), min(len(GAP) + spare // gaps, setting.most_gap))
        alignments = [column.alignment for column in choice.columns]
        self.places = places(widths, alignments, [setting.mark_gap, *[self.gap] * gaps])
        most = max(len(cell) for row in rows for cell in row)
        self.fits = spare >= 0 and bool(self.bar_cells) >= choice.bar
        self.fits = self.fits and (most <= _MOST_LINES or setting is not _SCREEN)

    def _cells(self, standing: Standing) -> list[Sequence[str]]:
        cells: list[Sequence[str]] = []
        for column in self.choice.columns:
            text, measure = column.text(self.comparison, standing), self.setting.measure
            if column.id == "offer":
                cells.append([fitted(text, self.choice.longest_name, measure)])
            elif self.choice.wraps and column.aside:
                cells.append(wrapped_by_clause(text, self.choice.wraps, measure))
            else:
                cells.append([text])
        return cells

    def titles(self, style: str) -> list[Line]:
        cells = [[Span(column.title, style)] for column in self.choice.columns]
        lines = set_row(cells, self.places, measure=self.setting.measure)
        if self.bar_cells and (self._legend_fits or self.setting is _SCREEN):
            inset = self.setting.inset
            room = self.bar_cells + len(GAP) + 2 * inset
            said = brief_legend(self._scale, self.comparison, room)
            lines[0] = line(*lines[0].spans, " " * (self.gap - inset), (said, "soft"))
        return lines

    @property
    def _legend(self) -> str:
        return " ".join(legend(self._scale, self.comparison, brief=True))

    @property
    def _legend_fits(self) -> bool:
        return self.setting.measure.width(self._legend) <= self.bar_cells + len(GAP)

    def rule(self, width: int) -> Line:
        """The rule under the titles of a sheet; in it what bars look like, if that is long."""
        if not self.bar_cells or self._legend_fits:
            return line((RULE * width, "rule"))
        cells = width - self.setting.measure.width(self._legend) - 1
        return line((RULE * cells, "rule"), (f" {self._legend}", "soft"))

    @cached_property
    def _scale(self) -> BarScale:
        return BarScale.fitting(self.comparison, self.bar_cells)

    def row(self, standing: Standing, width: int) -> list[Line]:
        offer_id, measure = standing.offer.id, self.setting.measure
        cells = [
            [Span(text, self._style(column, standing)) for text in texts]
            for column, texts in zip(self.choice.columns, self._cells(standing), strict=True)
        ]
        first, *rest = set_row(cells, self.places, offer_id, measure)
        lines = [line(*first.spans, *self._bar(standing), key=offer_id), *rest]
        if self.choice.under:
            coverage, spread = (column.text(self.comparison, standing) for column in _UNDER)
            words = f"{coverage} · {_UNDER[1].title.lower()}: {spread}"
            if self.setting is _SCREEN:
                shown = [column.id for column in self.choice.columns]
                beside = [column for column in _UNDER_ON_SCREEN if column.id not in shown]
                words = " · ".join(column.text(self.comparison, standing) for column in beside)
            texts = wrapped_by_clause(words, width - len(GAP), measure)
            lines += styled([GAP + text for text in texts], _coverage_style(standing), offer_id)
        return lines

    def _bar(self, standing: Standing) -> Iterator[Span]:
        """The total as a length; what is not known is no length."""
        if self.bar_cells:
            yield Span(" " * (self.gap + self.setting.inset))
            yield from bar_spans(self._scale, self.comparison, standing.quote)
            if not standing.quote.complete:
                yield Span(f" {OPEN_END}" if standing.quote.total else OPEN_END, "warning")

    def _style(self, column: Column, standing: Standing) -> str:
        if column.id == "mark":
            return series_style(self.comparison.catalog, standing.offer.id)
        if column.id in ("coverage", "kinds", "months"):
            return _coverage_style(standing)
        return "strong" if column.id == "total" else ""


def _coverage_style(standing: Standing) -> str:
    quote = standing.quote
    warns = not quote.complete or len(quote.agreed) < quote.months
    return "warning" if warns else ""
