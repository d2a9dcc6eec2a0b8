"""What has fallen due by each month: all compared offers as lines of braille on one scale of money.

How a line is drawn says what it rests on. Where lines share a cell, it has the dots of all, and the
colors take turns; marks on every line let it read without color.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, combinations
from math import log10
from typing import Final, Literal, NamedTuple

from tui.domain.caveats import KIND_WORDS
from tui.domain.comparison import Comparison, Standing, reading_quotes
from tui.domain.money import brief_dollars, dollars
from tui.domain.quote import Quote
from tui.views.lanes import Drawn, MonthScale
from tui.views.line import Line, Span, joined, line, styled
from tui.views.text_layout import GAP, cell_width, hanging, padded
from tui.views.words import NONE, common_month, due_words, range_words, sign_of

Look = Literal["agreed", "successor", "assumed", "yours", "unknown"]
LOOKS: Final[Mapping[Look, tuple[int, int, str]]] = {
    "agreed": (1, 1, "agreed"),
    "successor": (1, 2, "successor"),
    "assumed": (4, 6, "assumed"),
    "yours": (2, 4, "yours"),
    "unknown": (1, 4, "≥ unknown"),
}
"""So many dots are drawn, of so many; and what that means."""
BAND: Final = "⠑"
CROSSING: Final = "╳"
GUIDE: Final = "┊"
LEAST_ROWS: Final = 4
_DOTS: Final = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bits of a braille character by row from the top and column."""
_ROW_DOTS: Final = len(_DOTS)
_BLANK: Final = 0x2800
_UNITS: Final = ((14, "T"), (11, "B"), (8, "M"))
"""Amounts in cents of so many digits more than one are written with a letter."""
_LONGEST_LABEL: Final = 30
_UNIT: Final = " month"
_SAMPLE_DOTS: Final = 6
_MARK_EVERY: Final = 14
_MOST_CROSSED: Final = 20
"""Crossings of more offers are too many to read."""
_LONG_READOUT: Final = 3


class ChartScale(NamedTuple):
    """The height at which an amount is drawn."""

    highest: int
    """Cents at the upper edge."""
    rows: int
    least: int = 0
    """Of a logarithmic scale the power of ten, in cents, above the row of zero; 0: linear."""

    @classmethod
    def fitting(cls, tracks: Sequence["Track"], rows: int, *, logarithmic: bool) -> "ChartScale":
        amounts = {cents for track in tracks for cents in track.due if cents > 0}
        least = 10 ** (len(str(min(amounts))) - 1) if amounts and logarithmic else 0
        return cls(max(amounts, default=0), rows, least)

    def dot(self, cents: int) -> int:
        """The dot of an amount, 0 being the lowest; what is too high is at the upper edge."""
        last = self.rows * _ROW_DOTS - 1
        if cents <= 0 or not self.highest:
            return 0
        if not self.least:
            return min((2 * cents * last + self.highest) // (2 * self.highest), last)
        decades = log10(self.highest / self.least) or 1
        share = log10(max(cents / self.least, 1)) / decades
        return min(_ROW_DOTS + round(share * (last - _ROW_DOTS)), last)

    def row(self, cents: int) -> int:
        """The row of an amount, 0 being the highest."""
        return self.rows - 1 - self.dot(cents) // _ROW_DOTS

    def labels(self) -> Mapping[int, str]:
        """Rounded amounts by row."""
        ticks = list(self._ticks())
        found: dict[int, str] = {}
        for cents in ticks:
            row = self.row(cents)
            if not {row, row + 1} & set(found) or not self.least:
                found[row] = _rounded(cents, cents if self.least else ticks[-1])
        if self.least and len(found) == 1:
            found[self.row(self.least)] = _rounded(self.least, self.least)
        return found

    def _ticks(self) -> Iterator[int]:
        yield 0
        if self.least:
            power = self.least
            while power <= self.highest:
                yield power
                power *= 10
        elif self.highest:
            wanted = -(-self.highest // max(self.rows // 3, 2))
            power = 10 ** (len(str(wanted)) - 1)
            step = next(power * times for times in (1, 2, 5, 10) if power * times >= wanted)
            yield from range(step, self.highest + 1, step)


def _rounded(cents: int, highest: int) -> str:
    """Write a round amount in the unit of the highest one: `$0.5M`, `$20`."""
    digits, letter = next((unit for unit in _UNITS if highest >= 10 ** unit[0]), (0, ""))
    if not letter or not cents:
        return dollars(cents).removesuffix(".00")
    whole, rest = divmod(cents, 10**digits)
    decimals = f"{rest:0{digits}}".rstrip("0")
    return f"${whole:,}{'.' if decimals else ''}{decimals}{letter}"


class Track(NamedTuple):
    """One offer's line."""

    standing: Standing
    due: Sequence[int]
    """Cents that have fallen due by the end of each month."""
    looks: Sequence[Look | None]
    """What each month is drawn as; None: it is not."""

    @classmethod
    def of(cls, standing: Standing) -> "Track":
        quote = standing.quote
        due = list(accumulate(quote.by_month))
        own = [0] * quote.months
        for each in quote.lines:
            if each.is_yours:
                own = [sum(pair) for pair in zip(own, each.by_month(), strict=True)]
        unknown = [
            any(counts) for counts in zip(*(each.counts for each in quote.unknown), strict=True)
        ] or [False] * quote.months
        is_open = list(accumulate(unknown, max))
        own = list(accumulate(own))
        return cls(standing, due, [
            _look(quote, month, is_yours=0 < own[month] == due[month], is_open=is_open[month])
            for month in range(quote.months)
        ])  # fmt: skip

    @property
    def end(self) -> int | None:
        drawn = [month for month, look in enumerate(self.looks) if look]
        return drawn[-1] if drawn else None


def _look(quote: Quote, month: int, *, is_yours: bool, is_open: bool) -> Look | None:
    kind = quote.kinds[month]
    if kind == "uncovered":
        has_overheads = any(each.basis == "overhead" and each.is_charged for each in quote.lines)
        return "yours" if has_overheads else None
    if is_open:
        return "unknown"
    return "yours" if is_yours else kind


def cost_chart(
    comparison: Comparison,
    width: int,
    rows: int,
    *,
    highlighted: str = "",
    looked_at: int | None = None,
    logarithmic: bool = False,
) -> Drawn:
    """Draw the lines in at least four rows; below them months, amounts and crossings.

    The amounts are those of the month that is looked at, or of the last one. The readings of the
    highlighted offer are a band.
    """
    tracks = [Track.of(standing) for standing in comparison.standings]
    crossings = list(_crossings(tracks)) if len(tracks) <= _MOST_CROSSED else []
    below = [
        *_readout(comparison, tracks, width, highlighted, looked_at),
        *_crossing_lines(comparison, crossings, width, most=2 if rows > 12 else 1),
        *_band_lines(comparison, highlighted, width),
    ]
    plot_rows = max(rows - 1 - len(below), LEAST_ROWS)
    scale = ChartScale.fitting(tracks, plot_rows, logarithmic=logarithmic)
    plot = _Plot(comparison, tracks, scale, width)
    plot.draw_band(comparison.standing(highlighted))
    for place, track in enumerate(tracks):
        plot.draw(place, track)
    for month, cents, _, _ in crossings:
        plot.marks[scale.row(cents), plot.months.cell_of(month)] = Span(CROSSING, "strong")
    lines = [*plot.lines(looked_at), plot.axis(looked_at)]
    months = dict(enumerate(plot.months.month_at(), plot.left_cells))
    return Drawn([*lines, *below], months, len(lines))


def chart_legend(comparison: Comparison, width: int, *, logarithmic: bool = False) -> str:
    """Explain the looks of lines; where all of it has no room, not the solid one."""
    looks = {look for one in comparison.standings for look in Track.of(one).looks}
    said = [f"{_sample(look)} {words}" for look, (_, _, words) in LOOKS.items() if look in looks]
    whole = "  ".join([*(["log scale"] if logarithmic else []), *said])
    if cell_width(whole) <= width:
        return whole
    briefly = [*(["log"] if logarithmic else []), *said["agreed" in looks :]]
    whole = "  ".join(briefly)
    return whole if cell_width(whole) <= width else " ".join(briefly)


def _sample(look: Look) -> str:
    drawn, of, _ = LOOKS[look]
    bits = [_DOTS[1][x % 2] if x % of < drawn else 0 for x in range(_SAMPLE_DOTS)]
    pairs = zip(bits[::2], bits[1::2], strict=True)
    return "".join(chr(_BLANK + left + right) if left + right else " " for left, right in pairs)


class _Plot:
    """Cells of dots, each of one or more offers, and marks on top of them."""

    def __init__(
        self, comparison: Comparison, tracks: Sequence[Track], scale: ChartScale, width: int
    ) -> None:
        """Leave room for amounts at the left, and for the names of lines at the right."""
        self.scale, self._comparison = scale, comparison
        self.marks: dict[tuple[int, int], Span] = {}
        self._dots: dict[tuple[int, int], dict[int, int]] = {}
        self._band: dict[tuple[int, int], int] = {}
        self._labels = scale.labels()
        self.left_cells = max(map(cell_width, self._labels.values())) + 2
        """How wide the amounts are, and the line next to them."""
        last = comparison.scenario.months - 1
        at_end: dict[int, list[Track]] = {}
        for track in tracks:
            if track.end == last:
                at_end.setdefault(scale.row(track.due[last]), []).append(track)
        for named in (True, False):
            self._ends = {
                row: _end_label(comparison, some, named=named) for row, some in at_end.items()
            }
            beside = max((cell_width(each.text) for each in self._ends.values()), default=0)
            if beside <= min(_LONGEST_LABEL, width // 4):
                break
        beside = max(beside, 0 if comparison.scenario.start else len(_UNIT))
        self.months = MonthScale.fitting(last + 1, max(width - self.left_cells - beside, 12))

    def _sign(self, place: int) -> Span:
        return sign_of(self._comparison.catalog, self._comparison.standings[place].offer.id)

    def draw(self, place: int, track: Track) -> None:
        before: int | None = None
        months = self.months.month_at(parts=2)
        count = len(self._comparison.standings)
        every = max(_MARK_EVERY, self.months.width // 5, 3 * count)
        end = (-1, -1)
        for x, month in enumerate(months):
            look = track.looks[month]
            if look is None:
                before = None
                continue
            dot = self.scale.dot(track.due[month])
            first = dot if before is None else before
            for y in range(min(first, dot), max(first, dot) + 1):
                drawn, of, _ = LOOKS[look]
                if (x + abs(y - dot)) % of < drawn:
                    self._set(x, y, place)
            before, end = dot, (self.scale.rows - 1 - dot // _ROW_DOTS, x // 2)
            if x % 2 and x // 2 % every == (every // 2 + place * every // count) % every:
                self.marks.setdefault(end, self._sign(place))
        if end[1] >= 0 and track.end != months[-1]:
            at = next(at for at in range(end[1], self.months.width + count)
                      if (end[0], at) not in self.marks)  # fmt: skip
            self.marks[end[0], min(at, self.months.width - 1)] = self._sign(place)

    def _set(self, x: int, y: int, place: int) -> None:
        row, column = self.scale.rows - 1 - y // _ROW_DOTS, x // 2
        bit = _DOTS[_ROW_DOTS - 1 - y % _ROW_DOTS][x % 2]
        cell = self._dots.setdefault((row, column), {})
        cell[place] = cell.get(place, 0) | bit

    def draw_band(self, standing: Standing | None) -> None:
        spans = _spans_of_readings(self._comparison, standing)
        for x, month in enumerate(self.months.month_at(parts=2) if spans else ()):
            low, high = (self.scale.dot(cents) for cents in spans[month])
            for y in range(low, high + 1):
                if (x + 2 * y) % 4 == 0 and y % 2:
                    at = self.scale.rows - 1 - y // _ROW_DOTS, x // 2
                    bit = _DOTS[_ROW_DOTS - 1 - y % _ROW_DOTS][x % 2]
                    self._band[at] = self._band.get(at, 0) | bit

    def lines(self, looked_at: int | None) -> Iterator[Line]:
        guide = -1 if looked_at is None else self.months.cell_of(looked_at)
        for row in range(self.scale.rows):
            label = self._labels.get(row, "")
            left = f"{padded(label, self.left_cells - 2, 'right')} {'┤' if label else '│'}"
            cells = [self._cell(row, column, guide) for column in range(self.months.width)]
            beside = self._ends.get(row, line()).spans
            yield line((left, "soft"), *joined(cells), *beside)

    def _cell(self, row: int, column: int, guide: int) -> Span:
        mark = self.marks.get((row, column))
        if mark is not None:
            return mark
        found = self._dots.get((row, column))
        if found:
            bits = 0
            for each in found.values():
                bits |= each
            return Span(chr(_BLANK + bits), self._sign(sorted(found)[column % len(found)]).styles)
        if column == guide:
            return Span(GUIDE, "soft")
        band = self._band.get((row, column))
        return Span(chr(_BLANK + band), "soft") if band else Span(" ")

    def axis(self, looked_at: int | None) -> Line:
        scenario = self._comparison.scenario
        unit = "" if scenario.start else _UNIT
        return line((" " * self.left_cells + self.months.axis(scenario, looked_at) + unit, "soft"))


def _end_label(comparison: Comparison, tracks: Sequence[Track], *, named: bool) -> Line:
    """The marks of the lines that end in one row, and their names: `○▲ Grok, ChatGPT`."""
    spans: list[Span] = []
    for track in tracks:
        spans.append(sign_of(comparison.catalog, track.standing.offer.id))
        spans += [] if track.standing.quote.complete else [Span("≥", "warning")]
    names = ", ".join(track.standing.quote.name for track in tracks)
    return line(*spans, f" {names}" if named else "")


def _spans_of_readings(
    comparison: Comparison, standing: Standing | None
) -> Sequence[tuple[int, int]]:
    """The lowest and highest that has fallen due by each month, over an offer's readings."""
    if standing is None or standing.range is None or standing.range.low == standing.range.high:
        return ()
    quotes = reading_quotes(comparison.catalog, standing.quote, comparison.scenario)
    due = [accumulate(quote.by_month) for quote in quotes if quote.complete]
    return [(min(amounts), max(amounts)) for amounts in zip(*due, strict=True)]


def _band_lines(comparison: Comparison, highlighted: str, width: int) -> Sequence[Line]:
    standing = comparison.standing(highlighted)
    if standing is None or standing.range is None or standing.range.low == standing.range.high:
        return []
    spread = range_words(standing.range, standing.offer)
    beyond = max(one.quote.total for one in comparison.standings) < standing.range.high
    words = f"all readings of {standing.quote.name}: {spread}"
    return styled(hanging(f"{BAND * 2} ", words + (", beyond the scale" * beyond), width), "soft")


def _readout(
    comparison: Comparison,
    tracks: Sequence[Track],
    width: int,
    highlighted: str,
    looked_at: int | None,
) -> Sequence[Line]:
    """Say what each offer comes to by a month; where that is long, by marks alone."""
    month = comparison.scenario.months - 1 if looked_at is None else looked_at
    first = f"Due by {common_month(comparison.scenario, month)}: "
    lines: Sequence[Line] = []
    for named in (True, False):
        items = [_item(comparison, track, month, highlighted, named) for track in tracks]
        lines = _set_items(first, items, width)
        if len(lines) <= _LONG_READOUT:
            break
    return lines


def _item(comparison: Comparison, track: Track, month: int, highlighted: str, named: bool) -> Line:
    """One offer's amount: `○ Grok $10.08`, and what the month rests on where it is not agreed."""
    quote = track.standing.quote
    sign = sign_of(comparison.catalog, quote.offer.id)
    mark = f"{'▸' if quote.offer.id == highlighted else ''}{sign.text}"
    name = f" {quote.name}" if named else ""
    kind = quote.kinds[month]
    beside = [] if kind == "agreed" else [KIND_WORDS[kind]]
    beside += ["yours"] if track.looks[month] == "yours" else []
    amount = due_words(quote, range(month + 1)) if track.end is not None else NONE
    return line(
        (mark, sign.styles),
        name,
        (f" {amount}", "strong"),
        (f" {', '.join(beside)}" if named and beside else "", "soft"),
    )


def _set_items(first: str, items: Sequence[Line], width: int) -> Sequence[Line]:
    rows: list[list[Span]] = [[Span(first, "soft")]]
    used = cell_width(first)
    for item in items:
        cells = cell_width(item.text)
        if used + cells > width:
            rows.append([])
            used = 0
        rows[-1] += [*([Span(GAP)] if len(rows[-1]) > 1 else []), *item.spans]
        used += cells + len(GAP)
    return [line(*spans) for spans in rows]


Crossing = tuple[int, int, Standing, Standing]
"""A month, the amount in cents, who passes, and who is passed."""


def _crossings(tracks: Sequence[Track]) -> Sequence[Crossing]:
    """Find where a known total passes another one, both being covered."""
    found: list[Crossing] = []
    for first, second in combinations(tracks, 2):
        if not (first.standing.quote.complete and second.standing.quote.complete):
            continue
        before = 0
        for month, (one, other) in enumerate(zip(first.due, second.due, strict=True)):
            kinds = first.standing.quote.kinds[month], second.standing.quote.kinds[month]
            if "uncovered" in kinds:
                continue
            sign = (one > other) - (one < other)
            if sign and before and sign != before:
                above, below = (first, second) if sign > 0 else (second, first)
                found.append((month, below.due[month], above.standing, below.standing))
            before = sign or before
    return sorted(found, key=lambda each: each[:2])


def _crossing_lines(
    comparison: Comparison, crossings: Sequence[Crossing], width: int, *, most: int
) -> Sequence[Line]:
    """Name as many crossings as some lines hold: `month 14: $2.6M, Claude passes Llama`."""
    said = [
        f"{common_month(comparison.scenario, month)}: {brief_dollars(cents)}, "
        f"{above.quote.name} passes {below.quote.name}"
        for month, cents, above, below in crossings
    ]
    for count in range(len(said), 0, -1):
        more = f"; and {len(said) - count:,} more" if count < len(said) else ""
        lines = hanging(f"{CROSSING} ", "; ".join(said[:count]) + more, width)
        if len(lines) <= most or count == 1:
            return styled(lines, "strong")
    several = 1 < len(comparison.standings) <= _MOST_CROSSED
    return styled(["No known totals cross."], "soft") if several else []
