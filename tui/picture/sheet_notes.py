"""What the figures of a briefing sheet rest on: warnings, the readings chosen, numbered sources."""

from collections.abc import Mapping, Sequence
from typing import Final

from tui.domain.comparison import Comparison, Standing
from tui.picture.characters import CELLS, width_of
from tui.picture.sheet_layout import Block, Ink, Inks, Piece, Row, fitting
from tui.views.layout import MORE, wrapped
from tui.views.sources import NumberedSources, source_words
from tui.views.words import (
    further_inputs,
    list_price_charged,
    mark_of,
    place_of,
    readings_words,
    scenario_words,
)

MORE_COMMAND: Final = "deals compare"
_MOST_MARKS: Final = 8
_UNLIMITED: Final = 1_000_000

Marks = Sequence[tuple[str, Ink]]
"""Marks of offers, one cell each, in their inks."""


class Notes:
    """The notes of one comparison. Sources have the numbers that `deals compare` gives them."""

    def __init__(self, comparison: Comparison, inks: Inks) -> None:
        self._comparison = comparison
        self._inks = inks
        self._sources = NumberedSources(comparison.catalog)
        self._used_by: dict[int, list[str]] = {}
        self._readings = {
            standing.offer.id: self._reading_words(standing) for standing in comparison.standings
        }
        self._inputs = [*scenario_words(comparison.scenario).split(" · "), *self._further()]

    def inputs(self, width: int, rows: int) -> Block:
        """The scenario: its common inputs, then every one that differs from its default."""
        lines: list[str] = []
        for number, words in enumerate(self._inputs):
            longer = f"{lines[-1]} · {words}" if lines else words
            fits = bool(lines) and width_of(longer) <= width
            added = [longer] if fits else [*lines[-1:], *wrapped(words, width, CELLS)]
            if len(lines[:-1]) + len(added) > rows:
                left = f"… and {len(self._inputs) - number} more: {MORE_COMMAND}"
                while lines and width_of(lines[-1]) + width_of(left) + 3 > width:
                    lines.pop()
                lines[-1:] = [f"{lines[-1]} · {left}"] if lines else [left]
                break
            lines[-1:] = added
        return [[Piece(0, line, self._inks.soft)] for line in lines]

    def warnings(self, width: int, *, rows: int = _UNLIMITED) -> Block:
        """What a reader of the totals must know; the same of several offers is said once."""
        return self._section("To bear in mind", self._warning_items(width), rows, "warning")

    def _warning_items(self, width: int) -> Sequence[Block]:
        found = [
            (order, standing.quote.complete, place, warning, standing)
            for place, standing in enumerate(self._comparison.ranked)
            for order, warning in enumerate(standing.warnings)
        ]
        groups: dict[str, list[Standing]] = {}
        for *_, warning, standing in sorted(found, key=lambda one: one[:3]):
            groups.setdefault(warning, []).append(standing)
        marks = [self._marks([one.offer.id for one in group]) for group in groups.values()]
        widest = max(map(len, marks), default=0)
        return [
            self._hanging(row, words, width, widest + 1)
            for row, words in zip(marks, groups, strict=True)
        ]

    def briefly(self, width: int, rows: int) -> Block:
        """As many warnings as there are rows for, without a title; then what is left out."""
        items = self._warning_items(width)
        sources = len(self._sources.used)
        shown: list[Row] = []
        left = len(items)
        for item in items:
            if len(shown) + len(item) + 1 > rows:
                break
            shown += item
            left -= 1
        found = [_counted(left, "more warning" if shown else "warning")] if left else []
        found += [_counted(sources, "source")] if sources else []
        if not found or rows < 1:
            return shown
        dots = "… and " if left and shown else ""
        words = f"{dots}{', '.join(found)}: {MORE_COMMAND}"
        return [*shown, [Piece(0, words, self._inks.soft)]]

    def reading_words(self, offer_id: str, width: int) -> str:
        """Which interpretation of the sources a total rests on, in as many words as fit."""
        variants = self._readings[offer_id]
        return next((one for one in variants if width_of(one) <= width), variants[-1])

    def reading_ids(self, width: int) -> Block:
        """The readings by their ids, in one row, where there is no room for their words."""
        pieces = [Piece(0, "Readings:", self._inks.soft)]
        at, ranked = 10, self._comparison.ranked
        for number, standing in enumerate(ranked):
            text = standing.quote.reading.id
            left = f"… and {len(ranked) - number} more: {MORE_COMMAND}"
            needed = width_of(text) + 4 + (len(left) if number + 1 < len(ranked) else 0)
            if at + needed > width:
                return [[*pieces, Piece(at, left, self._inks.soft)]]
            mark = mark_of(self._comparison.catalog, standing.offer.id)
            pieces.append(Piece(at, mark, self._series(standing.offer.id)))
            pieces.append(Piece(at + 2, text, self._inks.soft))
            at += width_of(text) + 4
        return [pieces]

    def sources(self, width: int, *, rows: int = _UNLIMITED) -> Block:
        """The numbered sources, each with the marks of the offers that rest on it.

        Where not all fit, every offer's first source comes before any offer's second.
        """
        used = self._sources.used
        last = len(str(len(used)))
        marks = {number: self._marks(self._used_by.get(number, [])) for number, _ in used}
        start = last + 2 + max((len(row) for row in marks.values()), default=0)
        full = [wrapped(source_words(source), width - start, CELLS) for _, source in used]
        items: dict[int, Block] = {}
        for (number, _), lines in zip(used, full, strict=True):
            block: list[Row] = [[Piece(start, line, self._inks.plain)] for line in lines]
            sign = Piece(last, str(number), self._inks.soft, ends=True)
            block[0] = [sign, *self._placed(marks[number], last + 1), *block[0]]
            items[number] = block
        return self._section("Sources", self._first(items, rows - 1), rows, "source", len(items))

    def _first(self, items: Mapping[int, Block], rows: int) -> Sequence[Block]:
        """The sources that matter most of those that fit, by number; all where all fit."""
        if sum(map(len, items.values())) <= rows:
            return list(items.values())
        places: dict[int, int] = {}
        for offer_id in self._readings:
            own = [number for number, users in self._used_by.items() if offer_id in users]
            for place, number in enumerate(own):
                places[number] = min(place, places.get(number, place))
        chosen: list[int] = []
        free = rows - 1
        for number in sorted(items, key=lambda each: (places.get(each, 0), each)):
            if len(items[number]) <= free:
                chosen.append(number)
                free -= len(items[number])
        return [items[number] for number in sorted(chosen)]

    def _section(
        self, title: str, items: Sequence[Block], rows: int, one: str, among: int | None = None
    ) -> Block:
        """A title and its items, of which there are `among`; nothing at all without any."""
        count = len(items) if among is None else among
        if not count or rows < 2:
            return []
        return [
            [Piece(0, title, self._inks.title)],
            *fitting(items, rows - 1, lambda left: self._more(left, one, count), among=count),
        ]

    def _more(self, left: int, one: str, among: int) -> Row:
        words = _counted(left, one) if left == among else f"… and {_counted(left, f'more {one}')}"
        return [Piece(0, f"{words}: {MORE_COMMAND}", self._inks.soft)]

    def _hanging(self, marks: Marks, words: str, width: int, start: int) -> Block:
        lines = wrapped(words, width - start, CELLS)
        rows: list[Row] = [[Piece(start, line, self._inks.plain)] for line in lines]
        rows[0] = [*self._placed(marks, 0), *rows[0]]
        return rows

    def _marks(self, offer_ids: Sequence[str]) -> Marks:
        """The marks of offers in their order, each with its ink; `…` after many."""
        catalog = self._comparison.catalog
        ids = sorted(offer_ids, key=lambda each: place_of(catalog, each))
        marks = [(mark_of(catalog, each), self._series(each)) for each in ids[:_MOST_MARKS]]
        return [*marks, (MORE, self._inks.soft)] if len(ids) > _MOST_MARKS else marks

    def _placed(self, marks: Marks, column: int) -> Row:
        return [Piece(at, mark, ink) for at, (mark, ink) in enumerate(marks, column)]

    def _series(self, offer_id: str) -> Ink:
        return self._inks.series(place_of(self._comparison.catalog, offer_id))

    def _reading_words(self, standing: Standing) -> Sequence[str]:
        """The reading in words, longest first."""
        quote = standing.quote
        refer = self._refer(standing, quote.reading.sources)
        count, label = readings_words(quote.offer), quote.reading.label
        then = ""
        if listed := list_price_charged(quote):
            then = f", then {listed.label}{self._refer(standing, listed.sources)}"
        return [
            f"{label} ({count}){refer}{then}",
            f"{label}{refer}{then}",
            f"{label} ({count}){refer}",
            f"{label}{refer}",
            quote.reading.id,
        ]

    def _refer(self, standing: Standing, source_ids: Sequence[str]) -> str:
        for number in self._sources.numbers(source_ids):
            users = self._used_by.setdefault(number, [])
            if standing.offer.id not in users:
                users.append(standing.offer.id)
        return self._sources.refer(source_ids)

    def _further(self) -> Sequence[str]:
        """Every input that differs from its default; a suggested figure with its sources."""
        comparison = self._comparison
        found = []
        for words in further_inputs(comparison.catalog, comparison.scenario):
            text = words
            for name, assumption in comparison.catalog.assumptions.items():
                value = comparison.scenario.assume.get(name)
                for suggestion in assumption.suggestions:
                    if suggestion.value == value and words.startswith(f"{assumption.title}: "):
                        text += self._sources.refer(suggestion.sources)
                        break
            found.append(text)
        return found


def _counted(count: int, one: str) -> str:
    return f"{count} {one}" if count == 1 else f"{count} {one}s"
