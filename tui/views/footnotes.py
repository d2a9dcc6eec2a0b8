"""What the figures of a briefing sheet rest on: warnings, the readings chosen, numbered sources."""

from collections.abc import Container, Mapping, Sequence
from typing import Final

from tui.domain.comparison import Comparison, Standing
from tui.domain.deals import Source
from tui.domain.money import counted
from tui.domain.scenario import Scenario
from tui.views.line import Line, Span, line, styled
from tui.views.sources import NumberedSources, source_words
from tui.views.text_layout import MORE, Measure, wrapped
from tui.views.words import (
    agencies,
    common_inputs,
    further_inputs,
    place_of,
    price_parts,
    readings_words,
    rule_words,
    sign_of,
)

REST: Final = "see page 2"
_MOST_MARKS: Final = 8
_UNLIMITED: Final = 1_000_000

Item = Sequence[Line]


class Footnotes:
    """The notes of one comparison. Sources have the numbers that `deals compare` gives them."""

    def __init__(self, comparison: Comparison, measure: Measure) -> None:
        self._comparison = comparison
        self._measure = measure
        self._sources = NumberedSources(comparison.catalog)
        self._used_by: dict[int, list[str]] = {}
        self.readings_said = {
            standing.offer.id: self._reading_words(standing) for standing in comparison.standings
        }
        """By offer, with its sources."""
        self.further = self._further()
        self._inputs = [*common_inputs(comparison.scenario), *self.further]

    @property
    def cited(self) -> Sequence[tuple[int, Source]]:
        return self._sources.used

    def inputs(self, width: int, rows: int) -> list[Line]:
        wide = self._measure.width
        lines: list[str] = []
        for number, words in enumerate(self._inputs):
            longer = f"{lines[-1]} · {words}" if lines else words
            fits = bool(lines) and wide(longer) <= width
            added = [longer] if fits else [*lines[-1:], *wrapped(words, width, self._measure)]
            if len(lines[:-1]) + len(added) > rows:
                left = f"… and {len(self._inputs) - number} more: {REST}"
                while lines and wide(lines[-1]) + wide(left) + 3 > width:
                    lines.pop()
                lines[-1:] = [f"{lines[-1]} · {left}"] if lines else [left]
                break
            lines[-1:] = added
        return styled(lines, "soft")

    def warnings(
        self, width: int, *, rows: int = _UNLIMITED, shown: Container[Line] = ()
    ) -> Sequence[Line]:
        """Warnings, each once for all offers that have it; those `shown` already are left out."""
        every = self._warning_items(width)
        items = [item for item in every if not all(each in shown for each in item)]
        title = "Caveats" if len(items) == len(every) else "More caveats"
        return _section(title, items, rows, "warning", len(items))

    def _warning_items(self, width: int) -> Sequence[Item]:
        found = [
            (order, standing.quote.complete, place, warning, standing)
            for place, standing in enumerate(self._comparison.ranked)
            for order, warning in enumerate(standing.warnings)
        ]
        groups: dict[str, list[Standing]] = {}
        for *_, warning, standing in sorted(found, key=lambda one: one[:3]):
            groups.setdefault(warning, []).append(standing)
        marks = [self._marks([one.offer.id for one in group]) for group in groups.values()]
        start = max(map(len, marks), default=0) + 1
        items = [
            self._hanging(row, words, start, width)
            for row, words in zip(marks, groups, strict=True)
        ]
        rule = rule_words(self._comparison.catalog)
        return [*items, self._hanging((), rule, start, width)] if rule else items

    def briefly(self, width: int, rows: int) -> Sequence[Line]:
        """As many warnings as there are rows for, without a title; then what is left out."""
        shown, left = _whole(self._warning_items(width), rows - 1)
        sources = len(self.cited)
        found = [counted(left, "more warning" if shown else "warning")] if left else []
        found += [counted(sources, "source")] if sources else []
        if not found or rows < 1:
            return shown
        dots = "… and " if left and shown else ""
        return [*shown, line((f"{dots}{', '.join(found)}: {REST}", "soft"))]

    def readings(self, width: int) -> Sequence[Line]:
        items = [
            self._hanging([self._sign(offer_id)], words, 2, width)
            for offer_id, words in self.readings_said.items()
        ]
        return _section("Readings", items, _UNLIMITED, "reading", len(items))

    def origins(self, width: int) -> str:
        """Say who made the numbers, in as many sentences as fit."""
        comparison, usual = self._comparison, Scenario()
        scenario = comparison.scenario
        lines = [one for standing in comparison.standings for one in standing.quote.lines]
        users, count = scenario.users_per_agency, agencies(scenario.agencies)
        said = []
        if any(one.unit == "user" and one.is_charged for one in lines):
            is_usual = users == usual.users_per_agency
            whose = "our round number" if is_usual else "your number"
            said.append(f"{counted(users, 'user')} per agency: {whose}.")
        is_usual = scenario.agencies == usual.agencies
        said.append(f"{count}: {'the CFO Act count' if is_usual else 'your number'}.")
        said.append("Prices: the sources cited.")
        while said and self._measure.width(" ".join(said)) > width:
            said.pop()
        return " ".join(said)

    def sources(self, width: int, *, rows: int = _UNLIMITED) -> Sequence[Line]:
        """The sources; where not all fit, every offer's first comes before any offer's second."""
        used = self.cited
        last = len(str(len(used)))
        marks = {number: self._marks(self._used_by.get(number, [])) for number, _ in used}
        start = last + 2 + max(map(len, marks.values()), default=0)
        items: dict[int, Item] = {}
        for number, source in used:
            first = [Span(f"{number:>{last}} ", "soft"), *marks[number]]
            items[number] = self._hanging(first, source_words(source), start, width)
        return _section("Sources", self._first(items, rows - 1), rows, "source", len(items))

    def _first(self, items: Mapping[int, Item], rows: int) -> Sequence[Item]:
        """The sources that matter most of those that fit, by number; all where all fit."""
        if sum(map(len, items.values())) <= rows:
            return list(items.values())
        places: dict[int, int] = {}
        for offer_id in self.readings_said:
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

    def _hanging(self, first: Sequence[Span], words: str, start: int, width: int) -> Item:
        """Set a text from cell `start` on behind some marks, and under itself."""
        text, *rest = wrapped(words, width - start, self._measure)
        blanks = " " * (start - sum(len(span.text) for span in first))
        return [line(*first, blanks + text), *styled([" " * start + part for part in rest])]

    def _marks(self, offer_ids: Sequence[str]) -> Sequence[Span]:
        """The marks of offers in their order, each in its color; `…` after many."""
        catalog = self._comparison.catalog
        ids = sorted(offer_ids, key=lambda each: place_of(catalog, each))
        marks = [self._sign(each) for each in ids[:_MOST_MARKS]]
        return [*marks, Span(MORE, "soft")] if len(ids) > _MOST_MARKS else marks

    def _sign(self, offer_id: str) -> Span:
        return sign_of(self._comparison.catalog, offer_id)

    def _reading_words(self, standing: Standing) -> str:
        parts = price_parts(standing.quote, readings_words(standing.offer))
        return "".join(words + self._refer(standing, cited) for words, cited in parts)

    def _refer(self, standing: Standing, source_ids: Sequence[str]) -> str:
        for number in self._sources.numbers(source_ids):
            users = self._used_by.setdefault(number, [])
            if standing.offer.id not in users:
                users.append(standing.offer.id)
        return self._sources.refer(source_ids)

    def _further(self) -> Sequence[str]:
        comparison = self._comparison
        found = [
            words + self._sources.refer(sources)
            for words, sources in further_inputs(comparison, comparison.unused)
        ]
        for standing in comparison.ranked:
            reading = standing.quote.reading
            if reading is not standing.offer.default_reading:
                found.append(f"{standing.offer.short}: the {reading.id} reading")
        return found


def _section(title: str, items: Sequence[Item], rows: int, one: str, among: int) -> Sequence[Line]:
    """A title and as many of its items as fit, of which there are `among`; nothing without any."""
    if not among or rows < 2:
        return []
    head = line((title, "heading"))
    for room in (rows - 1, rows - 2):
        shown, left = _whole(items, room)
        left += among - len(items)
        if not left:
            return [head, *shown]
    more = counted(left, one) if left == among else f"… and {counted(left, f'more {one}')}"
    return [head, *shown, line((f"{more}: {REST}", "soft"))]


def _whole(items: Sequence[Item], rows: int) -> tuple[Sequence[Line], int]:
    """The first items that fit whole into some rows, and how many are left."""
    shown: list[Line] = []
    left = len(items)
    for item in items:
        if len(shown) + len(item) > rows:
            break
        shown += item
        left -= 1
    return shown, left
